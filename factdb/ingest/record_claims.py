"""The claims of an editor's record: what they say, who asserts and denies them in a text, how they bear on others."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from factdb.database.models import Assertion
from factdb.record import Record
from factdb.store.claims import claim_saying, insert_assertions, insert_claims, insert_relations, related
from factdb.store.decisions import By, record_decision
from factdb.store.runs import Run

ORIGIN = "record"


def settle_claims(tx: Connection, record: Record, run: Run, *, source_id: int, quote_ids: Mapping[str, int]) -> int:
    """Store the claims of a record with their assertions and relations, as far as they are not stored yet.

    Args:
        tx: The transaction.
        record: The record.
        run: The import run.
        source_id: The source to whose text the record is applied.
        quote_ids: The ids of the record's quotes that are in that text, by their keys.

    Returns:
        The number of new claims.
    """
    claim_ids: dict[str, int] = {}
    added = 0
    for claim in record.claims.values():
        claim_id = claim_saying(tx, claim.text)
        if claim_id is None:
            said = {"text": claim.text, "language": record.source.language}
            held = {"status": "confirmed", "origin": ORIGIN, "confirmed_by": record.editor}
            (claim_id,) = insert_claims(tx, [{**said, **held, "import_run_id": run.id(tx)}])
            by = By(record.editor, None, run.id(tx))
            record_decision(tx, by, "add", "claims", claim_id, None, {"text": claim.text})
            added += 1
        claim_ids[claim.key] = claim_id
        for assertion in claim.assertions:
            if assertion.quote is None or assertion.quote in quote_ids:  # else it is reported as missing already
                quote_id = quote_ids.get(assertion.quote or "")
                ends = {"claim_id": claim_id, "quote_id": quote_id, "source_id": source_id}
                _assert(tx, run, **ends, stance=assertion.stance)
    for relation in record.relations:
        claim_id, to = claim_ids[relation.claim], claim_ids[relation.to]
        if not related(tx, claim_id, to, relation.kind):
            between = {"claim_id": claim_id, "to_claim_id": to, "kind": relation.kind}
            insert_relations(tx, [{**between, "import_run_id": run.id(tx)}])
    return added


def _assert(tx: Connection, run: Run, **values: int | str | None) -> None:
    stored = select(Assertion.id).where(
        *(getattr(Assertion, c).is_(None) if v is None else getattr(Assertion, c) == v for c, v in values.items())
    )
    if tx.execute(stored).first() is None:
        insert_assertions(tx, [{**values, "import_run_id": run.id(tx)}])
