"""What a person decides at the desk: confirm, reject, correct a quote; add, link, confirm, reject a claim.

Each function takes one open transaction, says in one sentence what it did and writes down one decision without an
import run, so that no undo of a run takes a person's word away. What is decided already changes nothing.
The row decided on is locked to the end of the transaction: two editors at once decide one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from factdb.database.models import Assertion, Claim, ClaimRelation, Quote
from factdb.errors import FactdbError
from factdb.queries import find_speaker
from factdb.queries.reader import by_reference
from factdb.store.claims import insert_assertions, normal_form
from factdb.store.decisions import Values, change_quote, confirm_quote, decide_by_hand, quote_state, reject_quote
from factdb.store.runs import Run
from factdb.store.speakers import new_uid


class Within:
    """A Reader of the queries that reads inside a transaction."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self.dialect = tx.dialect.name

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> Iterator[Mapping[str, Any]]:
        for row in self._tx.execute(text(sql), dict(params or {})).mappings():
            yield {str(name): value for name, value in row.items()}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a quote should say instead; None leaves it as it is, an empty venue removes it."""

    speakers: tuple[str, ...] = ()
    said_on: date | None = None
    said_until: date | None = None
    kind: str | None = None
    venue: str | None = None
    factuality: str | None = None


def locked(tx: Connection, model: Any, table: str, reference: str) -> Any:
    """The row of a number or uid, locked. Raises NotFoundError."""
    row_id = by_reference(Within(tx), table, reference)
    return tx.execute(select(model.__table__).where(model.id == row_id).with_for_update()).one()


def confirm(
    tx: Connection, table: str, reference: str, *, actor: str, reason: str | None, statement: str | None = None
) -> str:
    """Say that a quote or claim (`table` "quotes" or "claims") stands as it is; a claim in the normal form that
    `statement` gives it. Raises FactdbError for a statement that another claim makes already."""
    row, name = _subject(tx, table, reference)
    if statement is not None:
        return _confirm_as(tx, row, name, statement, actor, reason)
    if row.status == "confirmed":
        return f"{name} is confirmed already, by {row.confirmed_by}: nothing changed"
    if table == "quotes":
        confirm_quote(tx, row.id, actor=actor, reason=reason, run_id=None)
    else:
        _claim_status(tx, row, "confirm", {"status": "confirmed", "confirmed_by": actor}, actor, reason)
    return f"{name} confirmed"


def _confirm_as(tx: Connection, row: Any, name: str, statement: str, actor: str, reason: str | None) -> str:
    text, digest = normal_form(statement)
    if not text:
        raise FactdbError("a claim needs words: give the statement, standing by itself")
    other = tx.execute(select(Claim.id).where(Claim.text_sha256 == digest, Claim.id != row.id)).scalar()
    if other is not None:
        raise FactdbError(f"claim {other} says so already: reject {name}, and link its quotes to claim {other}")
    after = {"status": "confirmed", "confirmed_by": actor, "text": text, "text_sha256": digest}
    if all(getattr(row, column) == value for column, value in after.items()):
        return f"{name} is confirmed already, in these words: nothing changed"
    tx.execute(update(Claim).where(Claim.id == row.id).values(after))
    before = {"columns": {column: getattr(row, column) for column in after}}
    decide_by_hand(tx, "confirm", "claims", row.id, before, {"columns": after}, actor, reason)
    return f"{name} confirmed as: {text}"


def reject(tx: Connection, table: str, reference: str, *, actor: str, reason: str | None) -> str:
    """Say that a quote is none, a claim no checkable statement; it stays stored and is left out of lists."""
    row, name = _subject(tx, table, reference)
    if row.status == "rejected":
        return f"{name} is rejected already: nothing changed"
    if table == "quotes":
        reject_quote(tx, row.id, actor=actor, reason=reason, run_id=None)
    else:
        _claim_status(tx, row, "reject", {"status": "rejected", "confirmed_by": None}, actor, reason)
    return f"{name} rejected"


def _subject(tx: Connection, table: str, reference: str) -> tuple[Any, str]:
    row = locked(tx, {"quotes": Quote, "claims": Claim}[table], table, reference)
    return row, f"{table[:-1]} {row.id}"


def _claim_status(tx: Connection, row: Any, action: str, after: Values, actor: str, reason: str | None) -> None:
    tx.execute(update(Claim).where(Claim.id == row.id).values(after))
    before = {"columns": {"status": row.status, "confirmed_by": row.confirmed_by}}
    decide_by_hand(tx, action, "claims", row.id, before, {"columns": after}, actor, reason)


def correct(tx: Connection, reference: str, wanted: Correction, *, actor: str, reason: str | None) -> str:
    """Correct a quote and so confirm it. The former attribution is kept as deprecated.

    Raises NotFoundError and AmbiguousError for a speaker who is not one, FactdbError for a kind that its spans belie.
    """
    row = locked(tx, Quote, "quotes", reference)
    state = quote_state(tx, row.id)
    columns = _columns(tx, row, wanted, state)
    attributions = _attributions(tx, wanted, state, columns.get("dated_on", row.dated_on))
    changed = {c: v for c, v in columns.items() if v != getattr(row, c)}
    if not changed and attributions is None:
        return f"quote {row.id} says so already; {confirm(tx, 'quotes', str(row.id), actor=actor, reason=reason)}"
    change_quote(
        tx,
        row.id,
        columns={**changed, "status": "confirmed", "confirmed_by": actor},
        version_id=None,
        anchors=None,
        attributions=attributions,
        actor=actor,
        reason=reason,
        run_id=None,
    )
    return f"quote {row.id} corrected"


def _columns(tx: Connection, row: Any, wanted: Correction, state: Values) -> Values:
    columns: Values = {}
    if wanted.kind is not None:
        in_marks = {bool(a["in_marks"]) for a in state["anchors"] if a["part"] == "content"}
        true_kind = "mixed" if len(in_marks) == 2 else "direct" if True in in_marks else "indirect"
        if wanted.kind != true_kind:
            stand = {"direct": "all", "mixed": "some", "indirect": "none"}[true_kind]
            raise FactdbError(
                f"quote {row.id} is {true_kind}, not {wanted.kind}: {stand} of its words stand in quotation marks"
            )
        columns["kind"] = wanted.kind
    if wanted.venue is not None:
        columns["venue"] = wanted.venue.strip() or None
    if wanted.factuality is not None:
        columns["factuality"] = wanted.factuality
    if wanted.said_on is not None:
        days = {"said_on": wanted.said_on, "said_until": wanted.said_until or wanted.said_on}
        if days != {"said_on": row.said_on, "said_until": row.said_until}:
            # The day is the editor's now, no longer read from the words printed.
            columns.update(days, said_as=None, said_basis="editor", dated_on=wanted.said_on)
    return columns


def _attributions(tx: Connection, wanted: Correction, state: Values, dated_on: date | None) -> list[Values] | None:
    """All live attributions as they should be, or None where the speakers are those wanted already."""
    if not wanted.speakers:
        return None
    ids = list(dict.fromkeys(find_speaker(Within(tx), name)["id"] for name in wanted.speakers))
    live = [a for a in state["attributions"] if a["rank"] != "deprecated"]
    former = sorted((a for a in live if a["part"] == "speaker"), key=lambda a: a["seq"])
    if [a["speaker_id"] for a in former] == ids:
        return None
    titles = {a["speaker_id"]: a["title_as_printed"] for a in former}
    rows = [
        {
            "part": "speaker",
            "seq": seq,
            "speaker_id": speaker_id,
            "as_printed": former[min(seq, len(former) - 1)]["as_printed"] if former else None,
            "title_as_printed": titles.get(speaker_id),
            "basis": "editor",
        }
        for seq, speaker_id in enumerate(ids)
    ]
    kept = ("part", "seq", "speaker_id", "as_printed", "title_as_printed", "basis")
    rows += [{c: a[c] for c in kept} for a in live if a["part"] != "speaker"]
    return [{**row, "rank": "preferred", "dated_on": dated_on} for row in rows]


# --- Claims


def add_claim(tx: Connection, statement: str, *, quote: str | None, stance: str, actor: str, reason: str | None) -> str:
    """Store a statement in normal form as a confirmed claim, with the quote that makes it where one is given.

    A claim belongs to the import run of its quote; one without a quote to a run of its own that read no article.
    """
    statement, digest = normal_form(statement)
    if not statement:
        raise FactdbError("a claim needs words: give the statement, standing by itself")
    known = tx.execute(select(Claim.id).where(Claim.text_sha256 == digest)).scalar()
    if known is not None:
        told = f"claim {known} says so already"
        if quote is None:
            return f"{told}: nothing changed"
        return f"{told}; {link_claim(tx, str(known), quote, stance=stance, actor=actor, reason=reason)}"
    row = _utterance(tx, quote, stance) if quote is not None else None
    if row is None:
        run = Run(actor=actor, inputs=["claims add"])
        run_id, language = run.id(tx), "en"
        run.finish(tx)
    else:
        run_id, language = row.import_run_id, row.language
    values = {"text": statement, "language": language, "status": "confirmed", "confirmed_by": actor}
    claim_id = tx.execute(
        insert(Claim)
        .values(uid=new_uid(), origin="record", import_run_id=run_id, text_sha256=digest, **values)
        .returning(Claim.id)
    ).scalar_one()
    assertions: list[Values] = []
    if row is not None:
        insert_assertions(tx, [_assertion(claim_id, row, stance, run_id)])
        assertions = assertions_of(tx, claim_id)
    decide_by_hand(tx, "add", "claims", claim_id, None, {"columns": values, "assertions": assertions}, actor, reason)
    return f"claim {claim_id} added" + (f", which quote {row.id} {stance}" if row is not None else "")


def link_claim(tx: Connection, claim: str, quote: str, *, stance: str, actor: str, reason: str | None) -> str:
    """Tie a quote to a claim. A quote has one stance on a claim: another given takes the former's place."""
    row = locked(tx, Claim, "claims", claim)
    if row.status == "rejected":
        raise FactdbError(f"claim {row.id} is rejected: confirm it first with `factdb claims confirm {row.id}`")
    spoken = _utterance(tx, quote, stance)
    before = assertions_of(tx, row.id)
    former = [a for a in before if a["quote_id"] == spoken.id]
    if [a["stance"] for a in former] == [stance]:
        return f"quote {spoken.id} {stance} claim {row.id} already: nothing changed"
    tx.execute(delete(Assertion).where(Assertion.claim_id == row.id, Assertion.quote_id == spoken.id))
    insert_assertions(tx, [_assertion(row.id, spoken, stance, row.import_run_id)])
    after = {"assertions": assertions_of(tx, row.id)}
    decide_by_hand(tx, "correct", "claims", row.id, {"assertions": before}, after, actor, reason)
    return f"quote {spoken.id} {stance} claim {row.id}"


def relate_claims(tx: Connection, claim: str, to: str, *, kind: str, actor: str, reason: str | None) -> str:
    """Say how a claim bears on another. Raises FactdbError for a claim and itself, and for a rejected one."""
    rows = [locked(tx, Claim, "claims", reference) for reference in (claim, to)]
    for row in rows:
        if row.status == "rejected":
            raise FactdbError(f"claim {row.id} is rejected: confirm it first with `factdb claims confirm {row.id}`")
    if rows[0].id == rows[1].id:
        raise FactdbError(f"claim {rows[0].id} has no relation to itself: give another claim")
    ends = {"claim_id": rows[0].id, "to_claim_id": rows[1].id, "kind": kind}
    known = select(ClaimRelation.id).where(*(getattr(ClaimRelation, c) == v for c, v in ends.items()))
    told = f"claim {rows[0].id} {kind} claim {rows[1].id}"
    if tx.execute(known).first() is not None:
        return f"{told} already: nothing changed"
    before = relations_of(tx, rows[0].id)
    tx.execute(insert(ClaimRelation).values(**ends))
    after = {"relations": relations_of(tx, rows[0].id)}
    decide_by_hand(tx, "correct", "claims", rows[0].id, {"relations": before}, after, actor, reason)
    return told


def relations_of(tx: Connection, claim_id: int) -> list[Values]:
    """How a claim bears on others, as stored."""
    table = ClaimRelation.__table__
    found: Sequence[Any] = tx.execute(select(table).where(table.c.claim_id == claim_id).order_by(table.c.id)).all()
    return [dict(row._mapping) for row in found]


def _utterance(tx: Connection, quote: str, stance: str) -> Any:
    row = locked(tx, Quote, "quotes", quote)
    if row.status == "rejected":
        raise FactdbError(f"quote {row.id} is rejected: confirm it first with `factdb quotes confirm {row.id}`")
    if row.factuality != "actual" and stance in ("asserts", "repeats"):
        raise FactdbError(
            f"quote {row.id} is {row.factuality}: what was not said {stance} nothing; link it as denies or disputes, or"
            f" say first that it was said: `factdb quotes correct {row.id} --factuality actual`"
        )
    return row


def _assertion(claim_id: int, quote: Any, stance: str, run_id: int) -> Values:
    ids = {"claim_id": claim_id, "quote_id": quote.id, "source_id": quote.source_id}
    return {**ids, "stance": stance, "import_run_id": run_id}


def assertions_of(tx: Connection, claim_id: int) -> list[Values]:
    """Who asserts or denies a claim, as stored."""
    table = Assertion.__table__
    found: Sequence[Any] = tx.execute(select(table).where(table.c.claim_id == claim_id).order_by(table.c.id)).all()
    return [dict(row._mapping) for row in found]
