"""Rows restored as a decision recorded them, and the rows of an import run deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, delete, insert, select, text, update

from factdb.database.load import QUOTED, deleted_at_once
from factdb.database.models import Assertion, Quote, SpeakerName, UTCDateTime
from factdb.store.decisions import PARTS, TABLES, Values, delete_links, set_columns
from factdb.store.quotes import copy_day, date_assertions
from factdb.store.variants import WORDS, link_quotes, unlink_quotes

# Order: what points at a row goes before the row.
_FIRST = (
    "roles",
    "evidence",
    "reviews",
    "claim_relations",
    "assertions",
    "claims",
)
_LAST = ("source_versions", "speaker_names", "speakers", "sources", "publishers")


def restore(tx: Connection, subject: str, subject_id: int, state: Values) -> None:
    """Restore a row to `state`: its "columns" and, if given, all rows of its parts (see `decisions.PARTS`)."""
    columns = typed(subject, state.get("columns", {}))
    if columns:
        set_columns(tx, subject, subject_id, columns)
        if subject == "quotes" and "dated_on" in columns:
            copy_day(tx, subject_id)
        if subject == "quotes" and not WORDS.isdisjoint(columns):
            link_quotes(tx, [subject_id])
    if "links" in state:
        delete_links(tx, subject_id, state["of"])
        if state["links"]:
            tx.execute(insert(TABLES["assertions"]), [typed("assertions", row) for row in state["links"]])
        date_assertions(tx, Assertion.claim_id == subject_id)
    for part, (name, owner) in PARTS.items():
        rows = state.get(part)
        if rows is None:
            continue
        table = TABLES[name]
        tx.execute(delete(table).where(table.c[owner] == subject_id))
        if rows:
            tx.execute(insert(table), [typed(name, row) for row in rows])
        if part == "assertions":  # their day is a copy, and the quote's may have been corrected since
            date_assertions(tx, Assertion.claim_id == subject_id)


def bring_back(tx: Connection, subject: str, subject_id: int, state: Values) -> None:
    """Insert a deleted row as it was, with its parts."""
    tx.execute(insert(TABLES[subject]).values(typed(subject, state["columns"])))
    restore(tx, subject, subject_id, {part: rows for part, rows in state.items() if part != "columns"})


def typed(name: str, values: Values) -> Values:
    """Convert columns from JSON to the types of the table `name`."""
    columns = TABLES[name].c
    return {column: _of_type(columns[column].type, value) for column, value in values.items()}


def _of_type(kind: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(kind, UTCDateTime) else value


# The rows of a run that rows of other runs name, and the earliest of those runs.
_HANDED_ON = {
    "claims": "SELECT c.id, min(s.import_run_id) AS run FROM claims c JOIN assertions s ON s.claim_id = c.id"
    " WHERE c.import_run_id = :run AND c.status = 'candidate' AND s.import_run_id <> :run GROUP BY c.id",
    "speakers": "SELECT o.id, min(o.run) AS run FROM (SELECT k.id, a.import_run_id AS run FROM speakers k"
    " JOIN attributions a ON a.speaker_id = k.id WHERE k.import_run_id = :run"
    " UNION ALL SELECT k.id, r.import_run_id FROM speakers k JOIN roles r ON r.speaker_id = k.id"
    " WHERE k.import_run_id = :run AND r.import_run_id IS NOT NULL) o GROUP BY o.id",
    "publishers": "SELECT p.id, min(s.import_run_id) AS run FROM publishers p JOIN sources s"
    " ON s.publisher_id = p.id WHERE p.import_run_id = :run AND s.import_run_id <> :run GROUP BY p.id",
}


def delete_run(tx: Connection, run_id: int) -> dict[str, int]:
    """Delete every row that an import run added.

    Claims, speakers and publishers that rows of other runs refer to pass to the earliest of those runs. The run's
    decisions stay, marked as those of an undone run.

    Returns:
        The number of deleted rows by table.
    """
    _hand_on(tx, run_id, "claims")
    unlink_quotes(tx, list(tx.execute(select(Quote.id).where(Quote.import_run_id == run_id)).scalars()))
    gone = {table: _delete(tx, table, run_id) for table in _FIRST}
    # What others said of its quotes goes with them, row by row.
    quotes = select(Quote.id).where(Quote.import_run_id == run_id)
    for table in (TABLES[name] for name in QUOTED[:-1]):
        tx.execute(delete(table).where(table.c.import_run_id != run_id, table.c.quote_id.in_(quotes)))
    with deleted_at_once(tx, run_id):
        gone |= {table: _delete(tx, table, run_id) for table in QUOTED}
    _hand_on(tx, run_id, "speakers")
    _hand_on(tx, run_id, "publishers")
    gone |= {table: _delete(tx, table, run_id) for table in _LAST}
    del gone["speaker_names"]  # counted with their speakers
    return {table: count for table, count in gone.items() if count}


def _delete(tx: Connection, name: str, run_id: int) -> int:
    table = TABLES[name]
    return tx.execute(delete(table).where(table.c.import_run_id == run_id)).rowcount


def _hand_on(tx: Connection, run_id: int, name: str) -> None:
    for row_id, other in tx.execute(text(_HANDED_ON[name]), {"run": run_id}).all():
        set_columns(tx, name, row_id, {"import_run_id": other})
        if name == "speakers":
            own = (SpeakerName.speaker_id == row_id, SpeakerName.import_run_id == run_id)
            tx.execute(update(SpeakerName).where(*own).values(import_run_id=other))
