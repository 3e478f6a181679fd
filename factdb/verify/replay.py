"""The trail proves today's rows.

Every decision played again, in its order, must give what is stored, and nothing may differ from what was first stored
but by a decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from factdb.database.models import Base
from factdb.queries.decisions import STANDING
from factdb.queries.reader import Reader

SUBJECTS = ("quotes", "claims", "speakers", "sources", "reviews", "rating_scales")
# Nobody decides on these by themselves: once stored they stay.
_UNDECIDED = ("publishers", "source_versions", "speaker_names")
# Kept by triggers or by undoing a run from what else is stored.
_DERIVED = {"import_run_id", "canonical_id"}
_PARTS = {
    "attributions": "quote_id",
    "anchors": "quote_id",
    "assertions": "claim_id",
    "claim_relations": "claim_id",
    "evidence": "review_id",
    "ratings": "rating_scale_id",
    "roles": "speaker_id",
}
# What makes an attribution another one.
_SAID = ("part", "seq", "speaker_id", "as_printed")


def deleted_sources(reader: Reader) -> Iterator[tuple[int, bool, list[tuple[str, int]]]]:
    """Yield each decision that deleted a source: its number, whether it is in force, the rows that went."""
    rows = list(
        reader.rows(
            "SELECT id, subject_id, action, before, after FROM decisions WHERE subject = 'sources'"
            " AND action IN ('delete', 'undo') ORDER BY id"
        )
    )
    undone = {json.loads(row["after"]).get("undoes") for row in rows if row["action"] == "undo"}
    for row in rows:
        if row["action"] == "delete":
            kept = json.loads(row["before"])
            went = [(table, one["id"]) for table, some in kept.items() if table != "columns" for one in some]
            yield row["id"], row["id"] not in undone, [("sources", row["subject_id"]), *went]


def replay(reader: Reader) -> Iterator[tuple[str, str]]:
    """(row, what is wrong with it) for every row whose history in the trail does not match the row itself."""
    for subject in (*SUBJECTS, *_UNDECIDED):
        expected = dict(_decided(reader, subject))
        first = dict(_first_stored(reader, subject))
        touched = sorted(expected.keys() | first.keys())
        for row_id in touched:
            row = next(iter(reader.rows(f"SELECT * FROM {subject} WHERE id = :id", {"id": row_id})), None)
            if row is None:
                continue
            yield from _differences(reader, subject, row, expected.get(row_id), first.get(row_id, {}))
    for table, owner in _PARTS.items():
        yield from _undecided(reader, table, owner)


def _decided(reader: Reader, subject: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row id, what the decisions on it come to: "columns" and, where one settled it, "attributions")."""
    rows = reader.rows(
        f"SELECT id, subject_id, action, after FROM {STANDING} d WHERE subject = :subject ORDER BY subject_id, id",
        {"subject": subject},
    )
    # What was decided on a row before it went with its source is over: its number may be another row's now.
    over = {row: number for number, in_force, went in deleted_sources(reader) if in_force for row in went}
    for row_id, decisions in groupby(rows, key=lambda d: int(d["subject_id"])):
        state: dict[str, Any] = {"columns": {}}
        for decision in decisions:
            if decision["id"] <= over.get((subject, row_id), 0):
                continue
            after = json.loads(decision["after"]) if decision["after"] else {}
            if decision["action"] == "add":
                state = {"columns": {}}  # the number may have belonged to another row that was undone
            columns = after.get("columns")
            if columns is None:
                columns = {k: v for k, v in after.items() if not isinstance(v, list | dict) and k != "undoes"}
            state["columns"].update(columns)
            if after.get("attributions") is not None:
                state["attributions"] = after["attributions"]
        yield row_id, state


def _first_stored(reader: Reader, subject: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row id, the row as it stood before anything in it was changed)."""
    rows = reader.rows(
        "SELECT subject_id, action, before FROM changes WHERE subject = :subject ORDER BY subject_id, id",
        {"subject": subject},
    )
    for row_id, changes in groupby(rows, key=lambda c: int(c["subject_id"])):
        stood: dict[str, Any] | None = None
        for change in changes:
            if change["action"] != "update":
                stood = None  # another row of the same number begins
            elif stood is None:
                stood = json.loads(change["before"])
        if stood is not None:
            yield row_id, stood


def _differences(
    reader: Reader, subject: str, row: Any, expected: dict[str, Any] | None, first: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    name = f"{subject[:-1].replace('_', ' ')} {row['id']}"
    decided = expected["columns"] if expected else {}
    ours = Base.metadata.tables[subject].columns  # a user's own columns are theirs to change
    for column, value in decided.items():
        if column in ours and _plain(row[column]) != _plain(value):
            yield name, f"its {column} is {row[column]!r}, by the decisions on it it should be {value!r}"
    for column, value in first.items():
        unsaid = column not in decided and column not in _DERIVED and column in ours
        if unsaid and _plain(row[column]) != _plain(value):
            yield name, f"its {column} was changed from {value!r} to {row[column]!r} without a decision"
    if expected and "attributions" in expected:
        wanted = sorted(_said(a) for a in expected["attributions"] if a.get("rank") != "deprecated")
        live = (
            "SELECT part, seq, speaker_id, as_printed FROM attributions WHERE quote_id = :id AND rank <> 'deprecated'"
        )
        if wanted != sorted(_said(a) for a in reader.rows(live, {"id": row["id"]})):
            yield name, "it is attributed otherwise than the decisions on it say"


def _said(attribution: Any) -> tuple[str, ...]:
    return tuple(_plain(attribution[key]) for key in _SAID)


def _plain(value: Any) -> str:
    """Return a value as both databases and JSON would write it."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return format(value, "g")
    return "" if value is None else str(value)


def _undecided(reader: Reader, table: str, owner: str) -> Iterator[tuple[str, str]]:
    """Parts of rows that were changed or deleted though nobody decided anything on the row."""
    subject = f"{owner.removesuffix('_id')}s"
    known: dict[int, bool] = {}
    # A number may have been another row's before: what happened to that one is over.
    gone = {
        row["subject_id"]: row["last"]
        for row in reader.rows(
            "SELECT subject_id, max(id) AS last FROM changes WHERE subject = :subject AND action = 'delete'"
            " GROUP BY subject_id",
            {"subject": subject},
        )
    }
    with_source = {row for _, _, went in deleted_sources(reader) for row in went}
    undone = {row["id"] for row in reader.rows("SELECT id FROM import_runs WHERE status = 'undone'")}
    for change in reader.rows(
        "SELECT id, action, before FROM changes WHERE subject = :table AND action <> 'insert' ORDER BY id",
        {"table": table},
    ):
        before = json.loads(change["before"])
        row_id = int(before[owner])
        if row_id in known or change["id"] < gone.get(row_id, 0):
            continue
        if change["action"] == "delete" and before.get("import_run_id") in undone:
            continue  # it went with the run that brought it: a later version of its source
        if change["action"] == "delete" and (table, before["id"]) in with_source:
            continue  # it went with its source, which somebody deleted
        if change["action"] == "update" and _of_no_account(reader, table, before, with_source):
            continue
        decided = "SELECT 1 FROM decisions WHERE subject = :subject AND subject_id = :id LIMIT 1"
        there = f"SELECT 1 FROM {subject} WHERE id = :id"
        params = {"subject": subject, "id": row_id}
        known[row_id] = bool(list(reader.rows(decided, params))) or not list(reader.rows(there, {"id": row_id}))
        if not known[row_id]:
            yield f"{subject[:-1]} {row_id}", f"its {table} were changed without a decision"


def _of_no_account(reader: Reader, table: str, before: dict[str, Any], with_source: set[tuple[str, int]]) -> bool:
    """Return whether an update changed at most a user's own columns and, of an assertion, the day that it copies.

    An assertion that went with its source counts too.
    """
    ours = set(Base.metadata.tables[table].columns.keys())
    if table != "assertions" and before.keys() <= ours:
        return False
    compared = ours & before.keys() - ({"dated_on"} if table == "assertions" else set())
    for row in reader.rows(f"SELECT * FROM {table} WHERE id = :id", {"id": before["id"]}):
        return all(_plain(row[column]) == _plain(before[column]) for column in compared)
    return table == "assertions" and (table, before["id"]) in with_source
