"""Reviews: a claim judged by a named reviewer, with a rating, a text and evidence.

A review begins as a draft, which can be changed and deleted. Once published it is never rewritten: it is withdrawn, or
another review supersedes it. Each step is a decision. Every function takes an open transaction and returns what it did
in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from factdb.claimreview.check import is_web_address
from factdb.database.models import Claim, Review
from factdb.database.write import Within
from factdb.decide.rows import locked
from factdb.decide.scales import rating_on
from factdb.errors import FactdbError
from factdb.queries.sources import source_by_reference
from factdb.store.decisions import By, Values, change_row, changing, part_of, record_decision
from factdb.store.reviews import delete_review as remove_review
from factdb.store.reviews import insert_evidence, insert_review


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a review says. None leaves a field as it is, or empty in a new review."""

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
    """One piece of evidence: a stored source, a quote or a link.

    Attributes:
        stance: "supports", "refutes" or "context".
        source: A reference to a stored source, see `source_by_reference`.
        quote: Number or uid of a quote.
        url: Address of a page that is not stored.
        title: Title of that page.
        published_on: Day on which it was published.
        retrieved_on: Day on which it was read; by default today, in UTC.
        note: What in it bears on the claim.
    """

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
    by: By,
    *,
    evidence: Sequence[Piece] = (),
    supersedes: str | None = None,
    publish: bool = False,
    named: bool = True,
) -> str:
    """Write a review of a confirmed claim, as a draft unless `publish` is set.

    Raises:
        FactdbError: The claim is not confirmed, the rating is not on its scale, a piece of evidence has no place, or
            the review to supersede is a draft, of another claim or already superseded.
        NotFoundError: There is no such claim, scale, review, source or quote.
    """
    row = locked(tx, "claims", claim)
    if row.status != "confirmed":
        called = "rejected" if row.status == "rejected" else "only proposed"
        raise FactdbError(f"claim {row.id} is {called}: confirm it first with `factdb claims confirm {row.id}`")
    former = _to_supersede(tx, supersedes, row.id) if supersedes is not None else None
    columns: Values = {
        "claim_id": row.id,
        "status": "draft",
        "language": row.language,
        "supersedes_id": former,
        **_columns(tx, judgement, by),
    }
    columns.setdefault("reviewed_on", datetime.now(UTC).date())
    if not columns.get("reviewer") and not columns.get("organization"):
        columns["reviewer"] = by.actor
    review_id = insert_review(tx, origin="record", **columns)
    for piece in evidence:
        _rest_on(tx, review_id, piece)
    after = {"columns": columns, "evidence": part_of(tx, "evidence", review_id)}
    record_decision(tx, by, "add", "reviews", review_id, None, after)
    done = f"review {review_id} of claim {row.id} " + ("drafted" if not publish else "written")
    return done if not publish else f"{done}; {publish_review(tx, str(review_id), by, named=named)}"


def _to_supersede(tx: Connection, reference: str, claim_id: int) -> int:
    former = locked(tx, "reviews", reference)
    if former.claim_id != claim_id:
        raise FactdbError(f"review {former.id} is of claim {former.claim_id}, not of claim {claim_id}")
    if former.status == "draft":
        raise FactdbError(f"review {former.id} is a draft: change it with `factdb reviews edit {former.id}`")
    later = tx.execute(select(Review.id).where(Review.supersedes_id == former.id)).scalar()
    if later is not None:
        raise FactdbError(f"review {former.id} is already superseded by review {later}: supersede that one")
    return int(former.id)


def _columns(tx: Connection, judgement: Judgement, by: By) -> Values:
    """Return the columns that `judgement` sets; an empty text clears one."""
    columns: Values = {}
    for field in fields(Judgement):
        value = getattr(judgement, field.name)
        if field.name in ("rating", "scale") or value is None:
            continue
        if isinstance(value, str):
            if "\0" in value:
                raise FactdbError(f"the {field.name} contains a NUL character: remove it")
            value = value.strip() or None
        columns[field.name] = value
    if columns.get("url"):
        _web_address(columns["url"])
    if judgement.rating is not None:
        columns.update(rating_on(tx, judgement.rating, judgement.scale, by))
    elif judgement.scale is not None:
        raise FactdbError(f"a scale needs a rating: give one of {judgement.scale} as well")
    return columns


def _web_address(url: str) -> None:
    if not is_web_address(url):
        raise FactdbError(f"{url!r} is not a web address: write it in full, https://…")


def edit_review(tx: Connection, reference: str, judgement: Judgement, by: By) -> str:
    """Change a draft. Of a published review only the address of its page can be added, if it has none.

    Raises:
        FactdbError: The review is published or withdrawn, or the change is empty or invalid.
        NotFoundError: There is no such review or scale.
    """
    row = locked(tx, "reviews", reference)
    placed = row.status == "published" and row.url is None and judgement == Judgement(url=judgement.url)
    if not placed:
        row = _draft(tx, reference, "edit")
    columns = _columns(tx, judgement, by)
    if not columns:
        raise FactdbError("nothing to change: give a rating, an explanation, a text, a reviewer, a day or a URL")
    changed = {c: v for c, v in columns.items() if getattr(row, c) != v}
    if not changed:
        return f"review {row.id} already says so: nothing changed"
    change_row(tx, by, "correct", "reviews", row.id, changed)
    return f"review {row.id} changed"


def add_evidence(tx: Connection, reference: str, piece: Piece, by: By) -> str:
    """Add a piece of evidence to a draft.

    Raises:
        FactdbError: The review is not a draft, or the evidence has no place or is already there.
        NotFoundError: There is no such review, source or quote.
    """
    row = _draft(tx, reference, "add evidence to")
    with changing(tx, by, "correct", "reviews", row.id, "evidence"):
        _rest_on(tx, row.id, piece)
    pieces = len(part_of(tx, "evidence", row.id))
    return f"review {row.id} has {pieces} {'piece' if pieces == 1 else 'pieces'} of evidence"


def _draft(tx: Connection, reference: str, what: str) -> Any:
    row = locked(tx, "reviews", reference)
    if row.status != "draft":
        raise FactdbError(
            f"review {row.id} is {row.status}, too late to {what} it: write one that supersedes it with"
            f" `factdb reviews add {row.claim_id} --supersedes {row.id}`"
        )
    return row


def _rest_on(tx: Connection, review_id: int, piece: Piece) -> None:
    given = [name for name in ("source", "quote", "url") if getattr(piece, name)]
    if len(given) != 1:
        raise FactdbError(
            "evidence is one source, one quote or one link: " + (" and ".join(given) or "none") + " given"
        )
    values: Values = {"review_id": review_id, "stance": piece.stance, "note": piece.note}
    if piece.source:
        values["source_id"] = source_by_reference(Within(tx), piece.source)["id"]
    elif piece.quote:
        quote = locked(tx, "quotes", piece.quote)
        if quote.status == "rejected":
            raise FactdbError(f"quote {quote.id} is rejected and cannot be evidence: confirm it first")
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
            raise FactdbError(f"the {name} of evidence contains a NUL character: remove it")
    known = part_of(tx, "evidence", review_id)
    place = ("source_id", "quote_id", "url")
    if any(all(e[c] == values.get(c) for c in place) for e in known):
        raise FactdbError(f"review {review_id} already has this {given[0]} as evidence")
    insert_evidence(tx, {**values, "seq": max((e["seq"] for e in known), default=-1) + 1})


def publish_review(tx: Connection, reference: str, by: By, *, named: bool = True) -> str:
    """Publish a draft.

    Raises:
        FactdbError: It has no rating, day or reviewer, its claim is no longer confirmed, or it was withdrawn.
        NotFoundError: There is no such review.
    """
    row = locked(tx, "reviews", reference)
    if row.status == "published":
        return f"review {row.id} is already published: nothing changed"
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
    if not named and row.organization is None and row.reviewer == by.actor:
        raise FactdbError(
            f"review {row.id} would be published in the name of {by.actor!r}, a login: name the reviewer with"
            f" `factdb reviews edit {row.id} --reviewer`, or give your own name with --by"
        )
    change_row(tx, by, "publish", "reviews", row.id, {"status": "published"})
    return f"review {row.id} published"


def withdraw_review(tx: Connection, reference: str, by: By) -> str:
    """Withdraw a published review, with a reason. It stays stored, and exports leave it out.

    Raises:
        FactdbError: It is a draft, or there is no reason.
        NotFoundError: There is no such review.
    """
    row = locked(tx, "reviews", reference)
    if row.status == "withdrawn":
        return f"review {row.id} is already withdrawn: nothing changed"
    if row.status == "draft":
        raise FactdbError(f"review {row.id} is a draft: `factdb reviews delete {row.id}` deletes it")
    if not by.reason:
        raise FactdbError(f"review {row.id} was published: say why it is withdrawn, with a reason")
    change_row(tx, by, "withdraw", "reviews", row.id, {"status": "withdrawn"})
    return f"review {row.id} withdrawn"


def delete_review(tx: Connection, reference: str, by: By) -> str:
    """Delete a draft; the decision keeps what it said.

    Raises:
        FactdbError: It was published.
        NotFoundError: There is no such review.
    """
    row = locked(tx, "reviews", reference)
    if row.status != "draft":
        raise FactdbError(f"review {row.id} was published: withdraw it with `factdb reviews withdraw {row.id}`")
    before = {"columns": dict(row._mapping), "evidence": part_of(tx, "evidence", row.id)}
    remove_review(tx, row.id)
    record_decision(tx, by, "delete", "reviews", row.id, before, None)
    return f"review {row.id} deleted"
