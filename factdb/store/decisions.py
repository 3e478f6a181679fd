"""Decisions: who changed which row, when and why, with the values before and after.

Each is a row, so that the database always shows who is responsible for a change, and an undo can restore the former
state.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from factdb.database.models import Base, Decision
from factdb.errors import FactdbError

Values = dict[str, Any]

TABLES = Base.metadata.tables
# What a decision calls the rows that belong to the one decided on: their table, and whose they are.
PARTS = {
    "anchors": ("anchors", "quote_id"),
    "attributions": ("attributions", "quote_id"),
    "assertions": ("assertions", "claim_id"),
    "relations": ("claim_relations", "claim_id"),
    "evidence": ("evidence", "review_id"),
    "roles": ("roles", "speaker_id"),
    "names": ("speaker_names", "speaker_id"),
}


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, why, and in which import run.

    A person's decision belongs to no run, so that undoing a run never removes it.
    """

    actor: str
    reason: str | None = None
    run_id: int | None = None

    def because(self, reason: str | None) -> By:
        """Return the same decider with another reason."""
        return replace(self, reason=reason)


def record_decision(
    tx: Connection, by: By, action: str, subject: str, subject_id: int, before: Values | None, after: Values | None
) -> None:
    """Record a decision on row `subject_id` of the table `subject`; `before` and `after` are what it changed.

    Raises:
        FactdbError: The reason contains a NUL character, which PostgreSQL cannot store.
    """
    if "\0" in (by.reason or ""):
        raise FactdbError("the reason contains a NUL character: remove it")
    tx.execute(
        insert(Decision).values(
            decided_at=datetime.now(UTC),
            actor=by.actor,
            action=action,
            subject=subject,
            subject_id=subject_id,
            before=_json(before),
            after=_json(after),
            reason=by.reason,
            import_run_id=by.run_id,
        )
    )


def _json(value: Values | None) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=lambda v: v.isoformat())


def change_row(tx: Connection, by: By, action: str, subject: str, subject_id: int, columns: Values) -> None:
    """Set columns of a row and record a decision with their former values."""
    before = columns_of(tx, subject, subject_id, columns)
    set_columns(tx, subject, subject_id, columns)
    record_decision(tx, by, action, subject, subject_id, {"columns": before}, {"columns": columns})


def confirm_row(tx: Connection, by: By, subject: str, subject_id: int) -> None:
    """Confirm a quote or claim, as a decision."""
    change_row(tx, by, "confirm", subject, subject_id, {"status": "confirmed", "confirmed_by": by.actor})


def reject_row(tx: Connection, by: By, subject: str, subject_id: int) -> None:
    """Reject a quote or claim, as a decision; it stays stored and is left out of lists."""
    change_row(tx, by, "reject", subject, subject_id, {"status": "rejected", "confirmed_by": None})


def set_columns(tx: Connection, table: str, row_id: int, columns: Values) -> None:
    """Set `columns` of one row."""
    tx.execute(update(TABLES[table]).where(TABLES[table].c.id == row_id).values(columns))


def columns_of(tx: Connection, table: str, row_id: int, names: Any) -> Values:
    """Return the current values of the columns `names` of one row."""
    columns = TABLES[table].c
    row = tx.execute(select(*[columns[name] for name in names]).where(columns.id == row_id)).one()
    return dict(row._mapping)


def part_of(tx: Connection, part: str, owner_id: int) -> list[Values]:
    """Return the rows of one of `PARTS` that belong to row `owner_id`, in order."""
    name, owner = PARTS[part]
    table = TABLES[name]
    rows = tx.execute(select(table).where(table.c[owner] == owner_id).order_by(table.c.id))
    return [dict(row._mapping) for row in rows]


def is_apart(link: str | None, later: str | None) -> bool:
    """Return whether a link of a quote can be undone under a later decision on the same claim.

    Args:
        link: What the decision to undo left, as JSON; any but a link is apart from nothing.
        later: What the later one left: another quote's link, or anything that leaves assertions alone.
    """
    one, other = (json.loads(after) if after else {} for after in (link, later))
    return "links" in one and "assertions" not in other and one["of"] != other.get("of")


def links_of(tx: Connection, claim_id: int, of: Values) -> list[Values]:
    """Return what one quote (`of`: quote_id and source_id), or a source's own narration, does to a claim."""
    table = TABLES["assertions"]
    rows = tx.execute(select(table).where(*_linked(claim_id, of)).order_by(table.c.id))
    return [dict(row._mapping) for row in rows]


def delete_links(tx: Connection, claim_id: int, of: Values) -> None:
    """Delete what one quote, or a source's own narration, does to a claim."""
    tx.execute(delete(TABLES["assertions"]).where(*_linked(claim_id, of)))


def _linked(claim_id: int, of: Values) -> tuple[Any, ...]:
    columns = TABLES["assertions"].c
    return columns.claim_id == claim_id, columns.quote_id == of["quote_id"], columns.source_id == of["source_id"]


def record_link(tx: Connection, by: By, claim_id: int, of: Values, before: list[Values]) -> None:
    """Record that one quote was linked to a claim, or is linked no longer: a decision apart from all other links."""
    after = {"of": of, "links": links_of(tx, claim_id, of)}
    record_decision(tx, by, "correct", "claims", claim_id, {"of": of, "links": before}, after)


@contextmanager
def changing(tx: Connection, by: By, action: str, subject: str, subject_id: int, *parts: str) -> Iterator[None]:
    """Record what the block does to the `parts` of a row as one decision."""
    before = {part: part_of(tx, part, subject_id) for part in parts}
    yield
    after = {part: part_of(tx, part, subject_id) for part in parts}
    record_decision(tx, by, action, subject, subject_id, before, after)
