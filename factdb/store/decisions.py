"""What people decide about rows: confirm, correct, add, reject. Each is a row of its own with before and after,
so that the database always shows which rows a person stands behind, and an undo restores what stood.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from factdb.database.models import Anchor, Assertion, Attribution, Decision, Quote, Source
from factdb.errors import FactdbError
from factdb.store.variants import WORDS, link_quotes

Values = dict[str, Any]

# The columns of a quote that a correction can change.
QUOTE_COLUMNS = (
    "kind", "text", "text_sha256", "cue", "venue", "said_on", "said_until", "said_as", "said_basis", "dated_on",
    "status", "confirmed_by", "factuality", "confidence", "origin",
)  # fmt: skip


def record_decision(
    tx: Connection,
    *,
    actor: str,
    action: str,
    subject: str,
    subject_id: int,
    before: Values | None,
    after: Values | None,
    reason: str | None,
    run_id: int | None,
) -> None:
    """Write down one decision; `before` and `after` are what it changed, as JSON. Raises FactdbError for a reason that
    no database can hold."""
    if "\0" in (reason or ""):
        raise FactdbError("the reason holds a NUL character: take it out")
    tx.execute(
        insert(Decision).values(
            decided_at=datetime.now(UTC),
            actor=actor,
            action=action,
            subject=subject,
            subject_id=subject_id,
            before=_json(before),
            after=_json(after),
            reason=reason,
            import_run_id=run_id,
        )
    )


def decide_by_hand(
    tx: Connection,
    action: str,
    subject: str,
    subject_id: int,
    before: Values | None,
    after: Values | None,
    actor: str,
    reason: str | None,
) -> None:
    """Write down a decision of a person, which belongs to no import run, so that no undo of one takes it away."""
    record_decision(
        tx,
        actor=actor,
        action=action,
        subject=subject,
        subject_id=subject_id,
        before=before,
        after=after,
        reason=reason,
        run_id=None,
    )


def _json(value: Values | None) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=lambda v: v.isoformat())


def quote_state(tx: Connection, quote_id: int) -> Values:
    """A quote as it stands, with its anchors and attributions: what an undo needs to restore it."""
    columns = tx.execute(select(*[getattr(Quote, c) for c in QUOTE_COLUMNS]).where(Quote.id == quote_id)).one()
    return {
        "columns": dict(columns._mapping),
        "anchors": _rows(tx, Anchor, quote_id),
        "attributions": _rows(tx, Attribution, quote_id),
    }


def _rows(tx: Connection, model: Any, quote_id: int) -> list[Values]:
    table = model.__table__
    return [
        dict(r._mapping) for r in tx.execute(select(table).where(table.c.quote_id == quote_id).order_by(table.c.id))
    ]


def confirm_quote(tx: Connection, quote_id: int, *, actor: str, reason: str | None, run_id: int | None) -> None:
    """Say that a quote stands as it is."""
    before = tx.execute(select(Quote.status, Quote.confirmed_by).where(Quote.id == quote_id)).one()
    after = {"status": "confirmed", "confirmed_by": actor}
    tx.execute(update(Quote).where(Quote.id == quote_id).values(after))
    record_decision(
        tx,
        actor=actor,
        action="confirm",
        subject="quotes",
        subject_id=quote_id,
        before={"columns": dict(before._mapping)},
        after={"columns": after},
        reason=reason,
        run_id=run_id,
    )


def reject_quote(tx: Connection, quote_id: int, *, actor: str, reason: str | None, run_id: int | None) -> None:
    """Say that a quote is none, or not this speaker's; it stays stored and is left out of lists."""
    before = tx.execute(select(Quote.status, Quote.confirmed_by).where(Quote.id == quote_id)).one()
    after = {"status": "rejected", "confirmed_by": None}
    tx.execute(update(Quote).where(Quote.id == quote_id).values(after))
    record_decision(
        tx,
        actor=actor,
        action="reject",
        subject="quotes",
        subject_id=quote_id,
        before={"columns": dict(before._mapping)},
        after={"columns": after},
        reason=reason,
        run_id=run_id,
    )


def change_quote(
    tx: Connection,
    quote_id: int,
    *,
    columns: Values,
    version_id: int | None,
    anchors: list[Values] | None,
    attributions: list[Values] | None,
    actor: str,
    reason: str | None,
    run_id: int | None,
) -> None:
    """Correct a quote: its `columns`; where given, its anchors in one version; where given, who said it, the former
    attributions being kept as deprecated. The decision holds the whole quote as it stood; without a `run_id` it is a
    person's, and the rows it brings belong to the run that brought the quote."""
    before = quote_state(tx, quote_id)
    rows_run = run_id
    if rows_run is None:
        rows_run = tx.execute(select(Quote.import_run_id).where(Quote.id == quote_id)).scalar_one()
    if columns:
        tx.execute(update(Quote).where(Quote.id == quote_id).values(columns))
        if not WORDS.isdisjoint(columns):
            link_quotes(tx, [quote_id])
    extra = {"quote_id": quote_id, "import_run_id": rows_run}
    if anchors is not None:
        tx.execute(delete(Anchor).where(Anchor.quote_id == quote_id, Anchor.source_version_id == version_id))
        tx.execute(insert(Anchor), [{**row, **extra} for row in anchors])
    if "dated_on" in columns:
        tx.execute(update(Attribution).where(Attribution.quote_id == quote_id).values(dated_on=columns["dated_on"]))
        day = (
            columns["dated_on"] or select(Source.published_on).where(Source.id == Assertion.source_id).scalar_subquery()
        )
        tx.execute(update(Assertion).where(Assertion.quote_id == quote_id).values(dated_on=day))
    if attributions is not None:
        tx.execute(delete(Attribution).where(Attribution.quote_id == quote_id, Attribution.rank == "deprecated"))
        tx.execute(update(Attribution).where(Attribution.quote_id == quote_id).values(rank="deprecated"))
        if attributions:
            tx.execute(insert(Attribution), [{**row, **extra} for row in attributions])
    record_decision(
        tx,
        actor=actor,
        action="correct",
        subject="quotes",
        subject_id=quote_id,
        before=before,
        after={"columns": columns, "anchors": anchors, "attributions": attributions},
        reason=reason,
        run_id=run_id,
    )
