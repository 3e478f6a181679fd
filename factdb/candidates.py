"""Claim candidates to rows: a claim for each statement, one for the same words wherever they stand, and an assertion
that says who makes it and where in the text.

The caller owns the transaction. Undoing the run takes its candidates back; one that later articles assert as well goes
on in the name of the earliest of those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from factdb.article import Article
from factdb.extract.checkworthy import Candidate
from factdb.identity import new_uid
from factdb.models import Assertion, Claim

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
    rows = []
    for candidate, _, digest in wanted:
        claim_id, status = known[digest]
        if status == "rejected" or claim_id in asserted:
            continue
        asserted.add(claim_id)
        row = {
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
        rows.append(row)
        if candidate.attributed:
            rows.append({**row, "quote_id": None, "stance": "attributes"})
    if rows:
        tx.execute(insert(Assertion), rows)
    return len(new)
