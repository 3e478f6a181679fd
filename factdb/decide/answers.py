"""What a person's answer to an item of the queue does."""

from __future__ import annotations

from sqlalchemy import Connection

from factdb.decide.claims import keep_claims_apart, merge_claims, relate_claims
from factdb.decide.inbox import Item
from factdb.decide.quotes import Correction, correct, edit_quote, merge_quotes, split_quote
from factdb.decide.speakers import with_speakers
from factdb.decide.status import confirm, reject
from factdb.errors import FactdbError
from factdb.store.decisions import By


def answer(tx: Connection, item: Item, what: str, words: str, by: By) -> str:
    """Do what a person answered for an item.

    Args:
        tx: The transaction.
        item: The item.
        what: "confirm", "reject", "speaker", "new speaker" (one to be added first), "edit", "split" or "merge".
        words: For a speaker a name; for "edit" the words of a quote or the statement of a claim; for "split" the words
            with which the second quote begins; for "merge" a number.
        by: Who decides.

    Returns:
        What was done, in a sentence.

    Raises:
        FactdbError: It cannot be done to a claim, or the decision itself raised it.
    """
    number = str(item.number)
    if what in ("confirm", "reject"):
        return (confirm if what == "confirm" else reject)(tx, item.noun, number, by)
    if what in ("same", "opposite", "different"):
        return _answer_match(tx, item, what, by)
    if item.noun == "claims":
        if what == "merge":
            return merge_claims(tx, number, words, by)
        if what == "edit":
            return confirm(tx, "claims", number, by, statement=words)
        raise FactdbError(f"a claim has no {what}: edit its statement or merge it")
    if what in ("speaker", "new speaker"):
        if what == "new speaker":
            with_speakers(tx, [words], by)
        return correct(tx, number, Correction(speakers=(words,)), by)
    if what == "edit":
        return edit_quote(tx, number, words, by)
    if what == "split":
        return split_quote(tx, number, words, by)
    return merge_quotes(tx, number, [words], by)


def _answer_match(tx: Connection, item: Item, what: str, by: By) -> str:
    """Say what a proposed claim has to do with the known one that it is most like."""
    matches = item.row.get("matches")
    if not matches:
        raise FactdbError(f"{item.noun[:-1]} {item.number} is like no known claim")
    other = str(matches[0]["other_id"])
    if what == "same":
        return merge_claims(tx, str(item.number), other, by)
    if what == "opposite":
        return relate_claims(tx, str(item.number), other, by, kind="contradicts")
    return keep_claims_apart(tx, str(item.number), other, by)
