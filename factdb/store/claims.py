"""Rows of claims: statements in our own words, who asserts and denies them, and how they bear on one another.

The same words are one claim, wherever they are. Undoing a run removes the candidates it proposed; a candidate that
later articles assert too passes to the earliest of their runs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from factdb.article import Article
from factdb.database.load import insert_each, insert_numbered, select_among
from factdb.database.models import Assertion, Claim, ClaimMatch, ClaimRelation, Quote, Source
from factdb.extract.checkworthy import Candidate
from factdb.store.decisions import TABLES
from factdb.store.keys import new_uid, sha256

ORIGIN = "checkworthy 2"
# Parameters of one SELECT.
_BATCH = 500


def normal_form(words: str) -> str:
    """Return a statement with its white space folded."""
    return " ".join(words.split())


def claim_saying(tx: Connection, words: str, *, but: int | None = None) -> int | None:
    """Return the id of the first claim in these very words, other than `but`; None if there is none."""
    same = select(Claim.id).where(Claim.text_sha256 == sha256(words)).order_by(Claim.id)
    return tx.execute(same if but is None else same.where(Claim.id != but)).scalar()


def known_saying(tx: Connection, texts: Collection[str]) -> dict[str, int]:
    """Return the ids of the first claims in these very words that people wrote down or confirmed, by their words."""
    known: dict[str, int] = {}
    asked = sorted(sha256(text) for text in texts)
    for at in range(0, len(asked), _BATCH):
        some = select(Claim.text, Claim.id).where(
            Claim.text_sha256.in_(asked[at : at + _BATCH]),
            Claim.status != "rejected",
            or_(Claim.score.is_(None), Claim.status == "confirmed"),
        )
        for text, claim_id in tx.execute(some.order_by(Claim.id)):
            known.setdefault(text, claim_id)
    return known


def insert_claims(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert claims, all with the same columns; `uid` and `text_sha256` are filled in.

    Returns:
        Their ids in order.
    """
    if not rows:
        return []
    values = [{**row, "uid": new_uid(), "text_sha256": sha256(row["text"])} for row in rows]
    return insert_numbered(tx, TABLES["claims"], values)


@dataclass(frozen=True, slots=True)
class Stated:
    """The claim candidates of one version.

    Attributes:
        candidates: What extraction proposes.
        quote_ids: The ids of the stored quotations by their number; candidates from others are left out.
        article: The article of the version.
        source_id: Its source.
        version_id: The version.
        said_before: Statement -> number of the known claim that makes it in the same words, but for case and marks.
    """

    candidates: Sequence[Candidate]
    quote_ids: Mapping[int, int]
    article: Article
    source_id: int
    version_id: int
    said_before: Mapping[str, int]

    def statements(self) -> list[tuple[Candidate, str, str]]:
        """Return the candidates, each with its words and their hash."""
        wanted = [c for c in self.candidates if c.quotation is None or c.quotation in self.quote_ids]
        texts = [normal_form(self.article.text[c.start : c.end]) for c in wanted]
        return [(c, text, sha256(text)) for c, text in zip(wanted, texts, strict=True)]


@dataclass(slots=True)
class Proposed:
    """What became of the candidates of one version."""

    new: dict[str, int] = field(default_factory=dict)
    """Statement -> number of the claim that is new with it."""
    repeated: list[dict[str, Any]] = field(default_factory=list)
    """Assertions of claims that were made before in the same words."""


def insert_matches(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert likely matches, each with claim_id, other_id and likeness; those that are stored stay."""
    there = {
        (row.claim_id, row.other_id)
        for row in tx.execute(select(ClaimMatch).where(ClaimMatch.claim_id.in_({row["claim_id"] for row in rows})))
        .scalars()
        .all()
    }
    fresh = [row for row in rows if (row["claim_id"], row["other_id"]) not in there]
    if fresh:
        tx.execute(insert(ClaimMatch), fresh)


def insert_candidates(tx: Connection, stated: Sequence[Stated], run_id: int) -> list[Proposed]:
    """Store the claim candidates of versions; returns what became of them, for each version.

    A claim that people rejected is not proposed again, and a source asserts a claim once.
    """
    wanted = [one.statements() for one in stated]
    known = _known_by_hash(tx, {digest for some in wanted for _, _, digest in some})
    new: dict[str, dict[str, Any]] = {}
    proposed = [Proposed() for _ in stated]
    for one, some, became in zip(stated, wanted, proposed, strict=True):
        alike = {"language": one.article.language, "status": "candidate", "origin": ORIGIN, "import_run_id": run_id}
        for c, text, digest in some:
            if digest not in known and text not in one.said_before and digest not in new:
                new[digest] = {"text": text, "kind": c.kind, "why": c.why or None, "score": c.score, **alike}
                became.new[text] = 0
    ids = dict(zip(new, insert_claims(tx, list(new.values())), strict=True))
    known.update({digest: (claim_id, "candidate") for digest, claim_id in ids.items()})
    asserted = set(
        select_among(
            tx,
            "SELECT source_id, claim_id FROM assertions WHERE source_id {among}",
            {one.source_id for one, some in zip(stated, wanted, strict=True) if some},
        )
    )
    rows: list[dict[str, Any]] = []
    for one, some, became in zip(stated, wanted, proposed, strict=True):
        became.new = {text: ids[sha256(text)] for text in became.new}
        where = {"source_id": one.source_id, "source_version_id": one.version_id, "import_run_id": run_id}
        for c, text, digest in some:
            repeated = one.said_before.get(text)
            claim_id, status = known[digest] if repeated is None else (repeated, "known")
            if status == "rejected" or (one.source_id, claim_id) in asserted:
                continue
            asserted.add((one.source_id, claim_id))
            asserts = {
                "claim_id": claim_id,
                "quote_id": None if c.quotation is None else one.quote_ids[c.quotation],
                "stance": "repeats" if repeated is not None and c.stance == "asserts" else c.stance,
                "start_char": c.start,
                "end_char": c.end,
                "exact": one.article.text[c.start : c.end],
                **where,
            }
            rows.append(asserts)
            if repeated is not None:
                became.repeated.append(asserts)
            if c.attributed:
                rows.append({**asserts, "quote_id": None, "stance": "attributes"})
    insert_assertions(tx, rows)
    return proposed


def _known_by_hash(tx: Connection, hashes: Collection[str]) -> dict[str, tuple[int, str]]:
    """Return (id, status) of the claims whose texts have these hashes."""
    asked = "SELECT text_sha256, id, status FROM claims WHERE text_sha256 {among} ORDER BY id"
    return {digest: (claim_id, status) for digest, claim_id, status in select_among(tx, asked, hashes)}


def insert_assertions(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert assertions, each dated by its quote or else by its source."""
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
        insert_each(tx, TABLES["assertions"], dated_rows)


def replace_assertion(tx: Connection, row: Mapping[str, Any]) -> None:
    """Store an assertion in place of the quote's former stance on the claim."""
    claim, quote = row["claim_id"], row["quote_id"]
    tx.execute(delete(Assertion).where(Assertion.claim_id == claim, Assertion.quote_id == quote))
    insert_assertions(tx, [row])


def insert_relations(tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert relations between claims: claim_id, to_claim_id, kind and import_run_id of each."""
    if rows:
        tx.execute(insert(ClaimRelation), list(rows))


def related(tx: Connection, claim_id: int, to_claim_id: int, kind: str) -> bool:
    """Return whether the first claim is known to bear on the second in that way."""
    ends = (ClaimRelation.claim_id == claim_id, ClaimRelation.to_claim_id == to_claim_id, ClaimRelation.kind == kind)
    return tx.execute(select(ClaimRelation.id).where(*ends)).first() is not None


def relations_to(tx: Connection, claim_id: int) -> Sequence[Any]:
    """Return (claim_id, kind) of the claims that bear on a claim, in order."""
    to_it = ClaimRelation.to_claim_id == claim_id
    return tx.execute(select(ClaimRelation.claim_id, ClaimRelation.kind).where(to_it).order_by(ClaimRelation.id)).all()


def delete_claim(tx: Connection, claim_id: int) -> None:
    """Delete a claim with its assertions and relations."""
    tx.execute(delete(Assertion).where(Assertion.claim_id == claim_id))
    tx.execute(
        delete(ClaimRelation).where(or_(ClaimRelation.claim_id == claim_id, ClaimRelation.to_claim_id == claim_id))
    )
    tx.execute(delete(Claim).where(Claim.id == claim_id))
