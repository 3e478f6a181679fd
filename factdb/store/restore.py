"""Putting a row back into a state that a decision wrote down."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from factdb.store.variants import WORDS, link_quotes

_DATES = {"said_on", "said_until", "dated_on", "reviewed_on", "published_on", "retrieved_on", "held_from", "held_until"}
# (what a state calls them, their table, the column that says whose they are)
_PARTS = (
    ("anchors", "anchors", "quote_id"),
    ("attributions", "attributions", "quote_id"),
    ("assertions", "assertions", "claim_id"),
    ("relations", "claim_relations", "claim_id"),
    ("evidence", "evidence", "review_id"),
    ("roles", "roles", "speaker_id"),
    ("names", "speaker_names", "speaker_id"),
)


_DATED = (
    "UPDATE assertions SET dated_on = coalesce((SELECT q.dated_on FROM quotes q WHERE q.id = assertions.quote_id),"
    " (SELECT s.published_on FROM sources s WHERE s.id = assertions.source_id))"
)


def restore(tx: Connection, subject: str, subject_id: int, state: dict[str, Any]) -> None:
    """Put a row back into `state`: its "columns"; where given, all of its "anchors", "attributions",
    "assertions", "relations" and "evidence"."""
    columns = {name: _typed(name, value) for name, value in state.get("columns", {}).items()}
    if columns:
        assigned = ", ".join(f"{name} = :{name}" for name in columns)
        tx.execute(text(f"UPDATE {subject} SET {assigned} WHERE id = :id"), {**columns, "id": subject_id})
        if subject == "quotes" and "dated_on" in columns:
            tx.execute(text(f"{_DATED} WHERE quote_id = :id"), {"id": subject_id})
        if subject == "quotes" and not WORDS.isdisjoint(columns):
            link_quotes(tx, [subject_id])
    for part, table, owner in _PARTS:
        rows = state.get(part)
        if rows is None:
            continue
        tx.execute(text(f"DELETE FROM {table} WHERE {owner} = :id"), {"id": subject_id})
        for row in rows:
            names = ", ".join(row)
            bound = ", ".join(f":{name}" for name in row)
            tx.execute(
                text(f"INSERT INTO {table} ({names}) VALUES ({bound})"),
                {name: _typed(name, value) for name, value in row.items()},
            )
        if table == "assertions":  # their day is a copy, and the quote's may have been corrected since
            tx.execute(text(f"{_DATED} WHERE claim_id = :id"), {"id": subject_id})


def _typed(name: str, value: Any) -> Any:
    """PostgreSQL wants a date for a DATE; SQLite keeps the ISO text."""
    return date.fromisoformat(value).isoformat() if name in _DATES and value is not None else value
