"""What a person decides about claims: add one, link it to a quote, relate two, merge two.

Each function takes an open transaction, returns what it did in one sentence, and records one decision without an import
run, so that undoing a run never removes a person's work. A decision that is already in force changes nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import Review
from factdb.database.write import Within
from factdb.decide.rows import live
from factdb.errors import FactdbError
from factdb.matching.likeness import telling_words
from factdb.queries.decisions import kept_apart
from factdb.store.claims import (
    claim_saying,
    insert_assertions,
    insert_claims,
    insert_relations,
    normal_form,
    related,
    relations_to,
    replace_assertion,
)
from factdb.store.decisions import (
    By,
    Values,
    changing,
    delete_links,
    links_of,
    part_of,
    record_decision,
    record_link,
    reject_row,
)
from factdb.store.runs import Run


def add_claim(tx: Connection, statement: str, by: By, *, quote: str | None, stance: str) -> str:
    """Store a statement in normal form as a confirmed claim, linked to a quote if one is given.

    A claim belongs to the import run of its quote. One without a quote gets an import run that read no article.

    Raises:
        FactdbError: The statement is empty, the quote is rejected, or a quote that was not said is to assert it.
        NotFoundError: There is no such quote.
    """
    statement = normal_form(statement)
    if not statement:
        raise FactdbError("a claim needs words: give one self-contained statement")
    known = claim_saying(tx, statement)
    if known is not None:
        done = f"claim {known} already says so"
        if quote is None:
            return f"{done}: nothing changed"
        return f"{done}; {link_claim(tx, str(known), quote, by, stance=stance, force=True)}"
    row = _utterance(tx, quote, stance) if quote is not None else None
    if row is None:
        run = Run(actor=by.actor, inputs=["claims add"])
        run_id, language = run.id(tx), "en"
        run.finish(tx)
    else:
        run_id, language = row.import_run_id, row.language
    values = {"text": statement, "language": language, "status": "confirmed", "confirmed_by": by.actor}
    (claim_id,) = insert_claims(tx, [{**values, "origin": "record", "import_run_id": run_id}])
    if row is not None:
        insert_assertions(tx, [_assertion(claim_id, row, stance, run_id)])
    after = {"columns": values, "assertions": part_of(tx, "assertions", claim_id)}
    record_decision(tx, by, "add", "claims", claim_id, None, after)
    return f"claim {claim_id} added" + (f", which quote {row.id} {stance}" if row is not None else "")


def link_claim(tx: Connection, claim: str, quote: str, by: By, *, stance: str, force: bool = False) -> str:
    """Link a quote to a claim. A quote has one stance on a claim: a new one replaces the old.

    Args:
        tx: The transaction.
        claim: Number or uid of the claim.
        quote: Number or uid of the quote.
        by: Who decides.
        stance: What the quote does to the claim.
        force: Link them though they share no word, which is a mistake more often than not.

    Raises:
        FactdbError: The quote or claim is rejected, a quote that was not said is to assert the claim, or they share no
            word.
        NotFoundError: There is no such quote or claim.
    """
    row = live(tx, "claims", claim)
    spoken = _utterance(tx, quote, stance)
    words, its_words = telling_words(row.text), telling_words(spoken.text)
    if not force and words and its_words and words.keys().isdisjoint(its_words):
        raise FactdbError(
            f"quote {spoken.id} shares no word with claim {row.id}: compare them, and link them with --force if the"
            " quote does state the claim"
        )
    former = [a["stance"] for a in part_of(tx, "assertions", row.id) if a["quote_id"] == spoken.id]
    if former == [stance]:
        return f"quote {spoken.id} {stance} claim {row.id} already: nothing changed"
    of = {"quote_id": spoken.id, "source_id": spoken.source_id}
    before = links_of(tx, row.id, of)
    replace_assertion(tx, _assertion(row.id, spoken, stance, row.import_run_id))
    record_link(tx, by, row.id, of, before)
    return f"quote {spoken.id} {stance} claim {row.id}"


def unlink_claim(tx: Connection, claim: str, quote: str, by: By) -> str:
    """Say that a quote does nothing to a claim, whatever it was linked as."""
    row, spoken = live(tx, "claims", claim), live(tx, "quotes", quote)
    of = {"quote_id": spoken.id, "source_id": spoken.source_id}
    before = links_of(tx, row.id, of)
    if not before:
        return f"quote {spoken.id} is not linked to claim {row.id}: nothing changed"
    delete_links(tx, row.id, of)
    record_link(tx, by, row.id, of, before)
    return f"quote {spoken.id} is no longer linked to claim {row.id}"


def keep_claims_apart(tx: Connection, claim: str, other: str, by: By) -> str:
    """Say that a claim does not say what another says, so that they are not suggested to be one again."""
    one, two = (live(tx, "claims", reference) for reference in (claim, other))
    if one.id == two.id:
        raise FactdbError(f"claim {one.id} is the same as itself: give another claim")
    denied = f"claim {one.id} does not say what claim {two.id} says"
    if (min(one.id, two.id), max(one.id, two.id)) in kept_apart(Within(tx), "claims"):
        return f"{denied}, as already recorded: nothing changed"
    record_decision(tx, by, "distinct", "claims", one.id, None, {"distinct_from": two.id})
    return denied


def relate_claims(tx: Connection, claim: str, to: str, by: By, *, kind: str) -> str:
    """Record how one claim bears on another.

    Raises:
        FactdbError: Both are the same claim, or one is rejected.
        NotFoundError: There is no such claim.
    """
    one, other = (live(tx, "claims", reference) for reference in (claim, to))
    if one.id == other.id:
        raise FactdbError(f"claim {one.id} has no relation to itself: give another claim")
    done = f"claim {one.id} {kind} claim {other.id}"
    if related(tx, one.id, other.id, kind):
        return f"{done} already: nothing changed"
    with changing(tx, by, "correct", "claims", one.id, "relations"):
        insert_relations(tx, [_relation(one.id, other.id, kind)])
    return done


def merge_claims(tx: Connection, reference: str, into: str, by: By) -> str:
    """Merge a claim into claim `into`, which says the same.

    `into` takes over the other's assertions and relations, and the other is rejected.

    Raises:
        FactdbError: Both are the same claim, one is rejected, or the merged one has reviews: a judged claim keeps its
            words.
        NotFoundError: There is no such claim.
    """
    row, target = (live(tx, "claims", one) for one in (reference, into))
    if row.id == target.id:
        raise FactdbError(f"claim {row.id} cannot be merged with itself: give another claim")
    review = tx.execute(select(Review.id).where(Review.claim_id == row.id)).scalar()
    if review is not None:
        raise FactdbError(
            f"claim {row.id} has review {review}: merge claim {target.id} into it, or relate them by"
            f" `factdb claims relate {row.id} {target.id} --kind same_as`"
        )
    with changing(tx, by, "merge", "claims", target.id, "assertions", "relations"):
        _take_over(tx, row, target)
    _point_elsewhere(tx, row.id, target.id, by)
    why = f"merged into claim {target.id}" + (f": {by.reason}" if by.reason else "")
    reject_row(tx, by.because(why), "claims", row.id)
    return f"claim {row.id} merged into claim {target.id}"


def _take_over(tx: Connection, row: Any, target: Any) -> None:
    """Give `target` the assertions and relations of `row` that it lacks."""
    held = {(a["quote_id"], a["source_id"], a["stance"]) for a in part_of(tx, "assertions", target.id)}
    insert_assertions(
        tx,
        [
            {**_without_id(a), "claim_id": target.id, "import_run_id": target.import_run_id}
            for a in part_of(tx, "assertions", row.id)
            if (a["quote_id"], a["source_id"], a["stance"]) not in held
        ],
    )
    known = {(r["to_claim_id"], r["kind"]) for r in part_of(tx, "relations", target.id)}
    insert_relations(
        tx,
        [
            _relation(target.id, r["to_claim_id"], r["kind"])
            for r in part_of(tx, "relations", row.id)
            if (r["to_claim_id"], r["kind"]) not in known and r["to_claim_id"] != target.id
        ],
    )


def _point_elsewhere(tx: Connection, merged: int, target: int, by: By) -> None:
    """Make the claims that bear on `merged` bear on `target` too, with a decision for each."""
    for relation in relations_to(tx, merged):
        if relation.claim_id != target and not related(tx, relation.claim_id, target, relation.kind):
            why = by.because(f"claim {merged} merged into claim {target}")
            with changing(tx, why, "correct", "claims", relation.claim_id, "relations"):
                insert_relations(tx, [_relation(relation.claim_id, target, relation.kind)])


def _utterance(tx: Connection, quote: str, stance: str) -> Any:
    row = live(tx, "quotes", quote)
    if row.factuality != "actual" and stance in ("asserts", "repeats"):
        raise FactdbError(
            f"quote {row.id} is {row.factuality}: what was not said {stance} nothing; link it as denies or disputes, or"
            f" say first that it was said: `factdb quotes correct {row.id} --factuality actual`"
        )
    return row


def _assertion(claim_id: int, quote: Any, stance: str, run_id: int) -> Values:
    ids = {"claim_id": claim_id, "quote_id": quote.id, "source_id": quote.source_id}
    return {**ids, "stance": stance, "import_run_id": run_id}


def _relation(claim_id: int, to_claim_id: int, kind: str) -> Values:
    return {"claim_id": claim_id, "to_claim_id": to_claim_id, "kind": kind, "import_run_id": None}


def _without_id(row: Values) -> Values:
    return {k: v for k, v in row.items() if k != "id"}
