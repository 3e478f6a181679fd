"""Decisions: who decided what on which row, when and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, cast

from factdb.errors import NotFoundError
from factdb.queries.reader import Reader, Row, did_you_mean, listed
from factdb.queries.rows import DecisionRow
from factdb.queries.where import Where

STANDING = (
    "(SELECT * FROM decisions WHERE import_run_id IS NULL"
    " OR import_run_id NOT IN (SELECT id FROM import_runs WHERE status = 'undone'))"
)
"""The decisions in force: those of an undone import run stay recorded but no longer apply."""

# What a person reads of a change; hashes and copies of the day are left to the JSON forms.
_UNTOLD = {
    *("text_sha256", "dated_on", "said_until", "said_basis"),
    *("language", "rating_id", "worst_value", "best_value"),
}


def decisions_on(reader: Reader, subject: str, subject_id: int) -> list[DecisionRow]:
    """Every decision on one row of `subject` ("quotes", "claims", "speakers", "reviews"), oldest first.

    Of a claim, those on its reviews as well.
    """
    where, params = "WHERE subject = :subject AND subject_id = :id", {"subject": subject, "id": subject_id}
    if subject == "claims":  # how it was judged is its history too
        where = f"{where} OR subject = 'reviews' AND subject_id IN (SELECT id FROM reviews WHERE claim_id = :id)"
    return _decisions(reader, f"{where} ORDER BY id", params)


def list_decisions(
    reader: Reader, *, since: str | None = None, until: str | None = None, actor: str | None = None, limit: int = 50
) -> list[DecisionRow]:
    """Decisions of the whole database, newest first; `since` and `until` are days (UTC), both included.

    Raises NotFoundError for an `actor` who never decided anything.
    """
    where = Where()
    where.between("substr(CAST(decided_at AS text), 1, 10)", since, until)
    if actor is not None:
        where.add("actor = :actor", actor=_known_actor(reader, actor))
    cut = f" LIMIT {int(limit)}" if limit else ""
    return _decisions(reader, f"{where} ORDER BY id DESC{cut}", where.params)


def _known_actor(reader: Reader, name: str) -> str:
    """Return the name of somebody who decided something. Raises NotFoundError, which offers names that are near."""
    known = {row["actor"].lower(): row["actor"] for row in reader.rows("SELECT DISTINCT actor FROM decisions")}
    if name not in known.values():
        hint = did_you_mean(name.lower(), known) or "; `factdb decisions` lists who did"
        raise NotFoundError(f"nobody called {name!r} has decided anything{hint}")
    return name


def _decisions(reader: Reader, rest: str, params: dict[str, Any]) -> list[DecisionRow]:
    rows: list[DecisionRow] = []
    names: dict[int, str] = {}
    for stored in reader.rows(
        "SELECT id, decided_at, actor, action, subject, subject_id, before, after, reason, import_run_id,"
        " import_run_id IN (SELECT id FROM import_runs WHERE status = 'undone') AS taken_back"
        f" FROM decisions {rest}",
        params,
    ):
        row = dict(stored)
        row["before"], row["after"] = (json.loads(row[k]) if row[k] else None for k in ("before", "after"))
        row["changed"] = _changed(reader, row["before"] or {}, row["after"] or {}, names)
        if row.pop("taken_back"):
            row["changed"] += f" (undone with import run {row['import_run_id']})"
        rows.append(cast(DecisionRow, row))
    return rows


_PARTS = {"undoes", "links", "assertions", "relations", "evidence", "roles", "names"}


# What else belongs to a row, what it is called, and one of it in words.
_HELD: dict[str, tuple[str, Callable[[Row], str]]] = {
    "assertions": ("stances", lambda one: f"quote {one['quote_id']} {one['stance']}"),
    "relations": ("relations", lambda one: f"{one['kind']} claim {one['to_claim_id']}"),
    "roles": ("roles", lambda one: str(one["title"])),
    "names": ("names", lambda one: str(one["name"])),
}


def _changed(reader: Reader, before: Row, after: Row, names: dict[int, str]) -> str:
    """Return a decision in words: "status: extracted → confirmed; speaker: Mira Okafor → Jonas Reed"."""
    new = after.get("columns", {} if _PARTS & after.keys() else after)
    old = before.get("columns", {})
    parts = [f"undoes decision {after['undoes']}"] if "undoes" in after else []
    for name, value in (new or {}).items():
        if name not in _UNTOLD and old.get(name) != value:
            parts.append(f"{name}: {_or_none(old.get(name))} → {_or_none(value)}" if before else f"{name}: {value}")
    if after.get("attributions") is not None:
        said = [_speakers(reader, side["attributions"], names) for side in (before, after)]
        parts.append(f"speaker: {said[0]} → {said[1]}")
    if after.get("anchors") is not None:
        parts.append("spans changed")
    for part, (called, shown) in _HELD.items():
        if after.get(part) is not None:
            held = [", ".join(map(shown, side.get(part) or ())) for side in (before, after)]
            parts.append(f"{called}: {_or_none(held[0])} → {_or_none(held[1])}")
    if after.get("links") is not None:
        said = [", ".join(a["stance"] for a in side.get("links") or ()) for side in (before, after)]
        quote = after["of"]["quote_id"]
        whose = f"quote {quote}" if quote is not None else f"narration of source {after['of']['source_id']}"
        parts.append(f"{whose}: {_or_none(said[0])} → {_or_none(said[1])}")
    if after.get("evidence"):
        pieces = len(after["evidence"])
        parts.append(f"rests on {pieces} {'piece' if pieces == 1 else 'pieces'} of evidence")
    return "; ".join(parts)


def kept_apart(reader: Reader, subject: str, *, among: Sequence[int] | None = None) -> set[tuple[int, int]]:
    """The pairs of speakers, claims or quotes that somebody said to be two, the smaller number first; not those undone.

    With `among`, only pairs of which one is among these numbers.
    """
    if among is None:
        return _kept_apart(reader, "subject = :subject", {"subject": subject})
    pairs: set[tuple[int, int]] = set()
    for at in range(0, len(among), 500):
        params: dict[str, Any] = {"subject": subject}
        some = listed(among[at : at + 500], params)
        pairs |= _kept_apart(reader, f"subject = :subject AND subject_id IN ({some})", params)
    return pairs


def _kept_apart(reader: Reader, where: str, params: dict[str, Any]) -> set[tuple[int, int]]:
    undone = {
        json.loads(row["after"]).get("undoes")
        for row in reader.rows(f"SELECT after FROM decisions WHERE action = 'undo' AND {where}", params)
        if row["after"]
    }
    pairs = set()
    standing = f"SELECT id, subject_id, after FROM {STANDING} d WHERE action = 'distinct' AND {where}"
    for row in reader.rows(standing, params):
        if row["id"] not in undone:
            one, other = int(row["subject_id"]), int(json.loads(row["after"])["distinct_from"])
            pairs.add((min(one, other), max(one, other)))
    return pairs


def newest_decision(reader: Reader, subject: str, subject_id: int) -> int:
    """Return the number of the newest decision on a row of `subject`, 0 if there is none."""
    sql = "SELECT coalesce(max(id), 0) AS n FROM decisions WHERE subject = :subject AND subject_id = :id"
    return int(next(iter(reader.rows(sql, {"subject": subject, "id": subject_id})))["n"])


def _or_none(value: Any) -> str:
    return "none" if value in (None, "") else str(value)


def _speakers(reader: Reader, attributions: list[Row], names: dict[int, str]) -> str:
    ids = [a["speaker_id"] for a in attributions if a["part"] == "speaker" and a["rank"] != "deprecated"]
    for one in ids:
        if one is not None and one not in names:
            names[one] = f"speaker {one}"
            for row in reader.rows("SELECT name FROM speakers WHERE id = :id", {"id": one}):
                names[one] = row["name"]
    return ", ".join("not made clear" if one is None else names[one] for one in ids) or "none"
