"""Claim candidates to rows: a claim for each statement, one for the same words wherever they stand, and an assertion
that says who makes it and where in the text.

The caller owns the transaction. Undoing the run takes its candidates back; one that later articles assert as well goes
on in the name of the earliest of those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from factdb.article import Article
from factdb.database.models import Assertion, Claim, Quote, Source
from factdb.extract.checkworthy import Candidate
from factdb.store.speakers import new_uid

ORIGIN = "checkworthy 1"
# Parameters of one SELECT.
_BATCH = 500


def normal_form(words: str) -> tuple[str, str]:
    """A statement with its white space folded, and the SHA-256 (hex) by which it is found again."""
    text = " ".join(words.split())
    return text, hashlib.sha256(text.encode()).hexdigest()


def insert_candidates(
    tx: Connection,
    candidates: Sequence[Candidate],
    quote_ids: Sequence[int | None],
    *,
    article: Article,
    source_id: int,
    version_id: int,
    run_id: int,
) -> int:
    """Store `candidates` of one version, whose quotations have `quote_ids` (None: not stored); returns how many claims
    are new. A claim that people rejected is not proposed again; a source asserts a claim once."""
    wanted = [(c, *normal_form(article.text[c.start : c.end])) for c in candidates]
    wanted = [w for w in wanted if w[0].quotation is None or quote_ids[w[0].quotation] is not None]
    known: dict[str, tuple[int, str]] = {}
    hashes = list({digest for _, _, digest in wanted})
    for at in range(0, len(hashes), _BATCH):
        for row in tx.execute(
            select(Claim.id, Claim.text_sha256, Claim.status).where(Claim.text_sha256.in_(hashes[at : at + _BATCH]))
        ):
            known[str(row.text_sha256)] = (row.id, row.status)
    new: dict[str, dict[str, object]] = {}
    for candidate, text, digest in wanted:
        if digest not in known and digest not in new:
            new[digest] = {
                "uid": new_uid(),
                "text": text,
                "text_sha256": digest,
                "language": article.language,
                "status": "candidate",
                "origin": ORIGIN,
                "kind": candidate.kind,
                "why": candidate.why,
                "score": candidate.score,
                "import_run_id": run_id,
            }
    if new:
        ids = tx.execute(insert(Claim).returning(Claim.id, sort_by_parameter_order=True), list(new.values())).scalars()
        known.update({digest: (claim_id, "candidate") for digest, claim_id in zip(new, ids, strict=True)})
    asserted = set(tx.execute(select(Assertion.claim_id).where(Assertion.source_id == source_id)).scalars())
    rows: list[dict[str, Any]] = []
    for candidate, _, digest in wanted:
        claim_id, status = known[digest]
        if status == "rejected" or claim_id in asserted:
            continue
        asserted.add(claim_id)
        asserts: dict[str, Any] = {
            "claim_id": claim_id,
            "quote_id": quote_ids[candidate.quotation] if candidate.quotation is not None else None,
            "source_id": source_id,
            "stance": candidate.stance,
            "source_version_id": version_id,
            "start_char": candidate.start,
            "end_char": candidate.end,
            "exact": article.text[candidate.start : candidate.end],
            "import_run_id": run_id,
        }
        rows.append(asserts)
        if candidate.attributed:
            rows.append({**asserts, "quote_id": None, "stance": "attributes"})
    insert_assertions(tx, rows)
    return len(new)


def insert_assertions(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store assertions, each dated by its quote, else by its source."""
    dates: dict[tuple[str, int], date | None] = {}
    for column, model, dated in (("quote_id", Quote, Quote.dated_on), ("source_id", Source, Source.published_on)):
        ids = sorted({row[column] for row in rows if row[column] is not None})
        for at in range(0, len(ids), _BATCH):
            for found in tx.execute(select(model.id, dated).where(model.id.in_(ids[at : at + _BATCH]))):
                dates[column, found[0]] = found[1]
    if rows:
        dated_rows = [
            {**row, "dated_on": dates.get(("quote_id", row["quote_id"])) or dates.get(("source_id", row["source_id"]))}
            for row in rows
        ]
        tx.execute(insert(Assertion), dated_rows)
