"""Reviews: a claim judged by a named reviewer, with a rating, a text and the evidence it rests on.

A review begins as a draft, which can be changed and deleted. Once published it is never rewritten: it is withdrawn, or
another review supersedes it. Each step is a decision. Every function takes one open transaction and says in one
sentence what it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from factdb.claimreview.check import is_web_address
from factdb.database.models import Claim, Evidence, Quote, Review
from factdb.decide.desk import Within, locked
from factdb.decide.scales import rating_on
from factdb.errors import FactdbError
from factdb.queries import source_by_reference
from factdb.store.decisions import Values, decide_by_hand
from factdb.store.speakers import new_uid


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a review says; None is left as it is, or unsaid in a new one."""

    rating: str | None = None
    """The label of a rating, or its value."""
    scale: str | None = None
    explanation: str | None = None
    text: str | None = None
    reviewer: str | None = None
    organization: str | None = None
    reviewed_on: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: a stored source (number, uid or URL), a quote (number or uid) or a link with its title and
    the day it was read. `stance`: supports, refutes or context."""

    stance: str
    source: str | None = None
    quote: str | None = None
    url: str | None = None
    title: str | None = None
    published_on: date | None = None
    retrieved_on: date | None = None
    note: str | None = None


def add_review(
    tx: Connection,
    claim: str,
    judgement: Judgement,
    *,
    evidence: Sequence[Piece] = (),
    supersedes: str | None = None,
    publish: bool = False,
    actor: str,
    reason: str | None,
) -> str:
    """Write a review of a confirmed claim: a draft, unless it is to be published at once.

    Raises FactdbError for a claim that nobody confirmed, a rating off its scale, evidence that points nowhere, and a
    review to supersede that is a draft, of another claim or superseded already.
    """
    row = locked(tx, Claim, "claims", claim)
    if row.status != "confirmed":
        called = "rejected" if row.status == "rejected" else "only proposed"
        raise FactdbError(f"claim {row.id} is {called}: confirm it first with `factdb claims confirm {row.id}`")
    former = _to_supersede(tx, supersedes, row.id) if supersedes is not None else None
    columns: Values = {
        "claim_id": row.id,
        "status": "draft",
        "language": row.language,
        "supersedes_id": former,
        **_columns(tx, judgement, actor),
    }
    columns.setdefault("reviewed_on", datetime.now(UTC).date())
    if not columns.get("reviewer") and not columns.get("organization"):
        columns["reviewer"] = actor
    uid = new_uid()
    review_id = tx.execute(insert(Review).values(uid=uid, origin="record", **columns).returning(Review.id)).scalar_one()
    for piece in evidence:
        _insert_evidence(tx, review_id, piece)
    after = {"columns": columns, "evidence": evidence_of(tx, review_id)}
    decide_by_hand(tx, "add", "reviews", review_id, None, after, actor, reason)
    told = f"review {review_id} of claim {row.id} " + ("drafted" if not publish else "written")
    return told if not publish else f"{told}; {publish_review(tx, str(review_id), actor=actor, reason=reason)}"


def _to_supersede(tx: Connection, reference: str, claim_id: int) -> int:
    former = locked(tx, Review, "reviews", reference)
    if former.claim_id != claim_id:
        raise FactdbError(f"review {former.id} is of claim {former.claim_id}, not of claim {claim_id}")
    if former.status == "draft":
        raise FactdbError(f"review {former.id} is a draft: change it with `factdb reviews edit {former.id}`")
    later = tx.execute(select(Review.id).where(Review.supersedes_id == former.id)).scalar()
    if later is not None:
        raise FactdbError(f"review {former.id} is superseded by review {later} already: supersede that one")
    return int(former.id)


def _columns(tx: Connection, judgement: Judgement, actor: str) -> Values:
    """The columns that `judgement` gives; an empty text removes what stood."""
    columns: Values = {}
    for field in fields(Judgement):
        value = getattr(judgement, field.name)
        if field.name in ("rating", "scale") or value is None:
            continue
        if isinstance(value, str):
            if "\0" in value:
                raise FactdbError(f"the {field.name} holds a NUL character: take it out")
            value = value.strip() or None
        columns[field.name] = value
    if columns.get("url"):
        _web_address(columns["url"])
    if judgement.rating is not None:
        columns.update(rating_on(tx, judgement.rating, judgement.scale, actor=actor))
    elif judgement.scale is not None:
        raise FactdbError(f"a scale alone says nothing: give a rating of {judgement.scale} as well")
    return columns


def _web_address(url: str) -> None:
    if not is_web_address(url):
        raise FactdbError(f"{url!r} is no web address: write it in full, https://…")


def edit_review(tx: Connection, reference: str, judgement: Judgement, *, actor: str, reason: str | None) -> str:
    """Change a draft; of a published review, say on which page it is, where that is not known yet. Raises FactdbError
    for any other change of a published one: another review supersedes it."""
    row = locked(tx, Review, "reviews", reference)
    placed = row.status == "published" and row.url is None and judgement == Judgement(url=judgement.url)
    if not placed:
        row = _draft(tx, reference, "edit")
    columns = _columns(tx, judgement, actor)
    if not columns:
        raise FactdbError("nothing to change: give a rating, an explanation, a text, a reviewer, a day or a URL")
    changed = {c: v for c, v in columns.items() if getattr(row, c) != v}
    if not changed:
        return f"review {row.id} says so already: nothing changed"
    before = {"columns": {c: getattr(row, c) for c in changed}}
    tx.execute(update(Review).where(Review.id == row.id).values(changed))
    decide_by_hand(tx, "correct", "reviews", row.id, before, {"columns": changed}, actor, reason)
    return f"review {row.id} changed"


def add_evidence(tx: Connection, reference: str, piece: Piece, *, actor: str, reason: str | None) -> str:
    """Add a piece of evidence to a draft. Raises as `edit_review`, and for evidence that points nowhere."""
    row = _draft(tx, reference, "add evidence to")
    before = evidence_of(tx, row.id)
    _insert_evidence(tx, row.id, piece)
    decide_by_hand(
        tx, "correct", "reviews", row.id, {"evidence": before}, {"evidence": evidence_of(tx, row.id)}, actor, reason
    )
    return f"review {row.id} rests on {len(before) + 1} {'piece' if not before else 'pieces'} of evidence"


def _draft(tx: Connection, reference: str, what: str) -> Any:
    row = locked(tx, Review, "reviews", reference)
    if row.status != "draft":
        raise FactdbError(
            f"review {row.id} is {row.status}, too late to {what} it: write another that supersedes it with"
            f" `factdb reviews add {row.claim_id} --supersedes {row.id}`"
        )
    return row


def _insert_evidence(tx: Connection, review_id: int, piece: Piece) -> None:
    given = [name for name in ("source", "quote", "url") if getattr(piece, name)]
    if len(given) != 1:
        raise FactdbError(
            "evidence is one source, one quote or one link: " + (" and ".join(given) or "none") + " given"
        )
    values: Values = {"review_id": review_id, "stance": piece.stance, "note": piece.note}
    if piece.source:
        values["source_id"] = source_by_reference(Within(tx), piece.source)["id"]
    elif piece.quote:
        quote = locked(tx, Quote, "quotes", piece.quote)
        if quote.status == "rejected":
            raise FactdbError(f"quote {quote.id} is rejected, no evidence: confirm it first")
        values["quote_id"] = quote.id
    else:
        _web_address(str(piece.url))
        if not piece.title:
            raise FactdbError(f"the link {piece.url} has no title: say what it is")
        values |= {
            "url": piece.url,
            "title": piece.title,
            "published_on": piece.published_on,
            "retrieved_on": piece.retrieved_on or datetime.now(UTC).date(),
        }
    for name in ("title", "note"):
        if "\0" in (values.get(name) or ""):
            raise FactdbError(f"the {name} of evidence holds a NUL character: take it out")
    known = evidence_of(tx, review_id)
    place = ("source_id", "quote_id", "url")
    if any(all(e[c] == values.get(c) for c in place) for e in known):
        raise FactdbError(f"review {review_id} rests on this {given[0]} already")
    tx.execute(insert(Evidence).values(seq=max((e["seq"] for e in known), default=-1) + 1, **values))


def publish_review(tx: Connection, reference: str, *, actor: str, reason: str | None) -> str:
    """Publish a draft. Raises FactdbError for one without a rating, a day or a reviewer, or that was withdrawn."""
    row = locked(tx, Review, "reviews", reference)
    if row.status == "published":
        return f"review {row.id} is published already: nothing changed"
    if row.status == "withdrawn":
        raise FactdbError(
            f"review {row.id} is withdrawn: write another with"
            f" `factdb reviews add {row.claim_id} --supersedes {row.id}`"
        )
    claim = tx.execute(select(Claim.status).where(Claim.id == row.claim_id)).scalar_one()
    if claim != "confirmed":
        raise FactdbError(f"claim {row.claim_id} is no longer confirmed: `factdb claims confirm {row.claim_id}` first")
    for name, called in (("rating_label", "rating"), ("reviewed_on", "day")):
        if getattr(row, name) is None:
            raise FactdbError(f"review {row.id} has no {called}: give it one with `factdb reviews edit {row.id}`")
    if row.reviewer is None and row.organization is None:
        raise FactdbError(f"review {row.id} has no reviewer: say who with `factdb reviews edit {row.id} --reviewer`")
    _set_status(tx, row, "publish", "published", actor, reason)
    return f"review {row.id} published"


def withdraw_review(tx: Connection, reference: str, *, actor: str, reason: str | None) -> str:
    """Withdraw a published review; it stays stored, and exports leave it out. A reason is asked for."""
    row = locked(tx, Review, "reviews", reference)
    if row.status == "withdrawn":
        return f"review {row.id} is withdrawn already: nothing changed"
    if row.status == "draft":
        raise FactdbError(f"review {row.id} is a draft: `factdb reviews delete {row.id}` takes it away")
    if not reason:
        raise FactdbError(f"review {row.id} was published: say why it is withdrawn, with a reason")
    _set_status(tx, row, "withdraw", "withdrawn", actor, reason)
    return f"review {row.id} withdrawn"


def delete_review(tx: Connection, reference: str, *, actor: str, reason: str | None) -> str:
    """Delete a draft; the decision keeps what it said. Raises FactdbError for one that was published."""
    row = locked(tx, Review, "reviews", reference)
    if row.status != "draft":
        raise FactdbError(f"review {row.id} was published: withdraw it with `factdb reviews withdraw {row.id}`")
    before = {"columns": dict(row._mapping), "evidence": evidence_of(tx, row.id)}
    tx.execute(delete(Review).where(Review.id == row.id))
    decide_by_hand(tx, "delete", "reviews", row.id, before, None, actor, reason)
    return f"review {row.id} deleted"


def _set_status(tx: Connection, row: Any, action: str, status: str, actor: str, reason: str | None) -> None:
    tx.execute(update(Review).where(Review.id == row.id).values(status=status))
    decide_by_hand(
        tx,
        action,
        "reviews",
        row.id,
        {"columns": {"status": row.status}},
        {"columns": {"status": status}},
        actor,
        reason,
    )


def evidence_of(tx: Connection, review_id: int) -> list[Values]:
    """What a review rests on, as stored."""
    table = Evidence.__table__
    found: Sequence[Any] = tx.execute(select(table).where(table.c.review_id == review_id).order_by(table.c.seq)).all()
    return [dict(row._mapping) for row in found]
