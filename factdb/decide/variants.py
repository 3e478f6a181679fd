"""Decisions on the links between quotes whose words are variants of each other: `factdb quotes not-same`."""

from __future__ import annotations

from sqlalchemy import Connection

from factdb.database.write import Within
from factdb.decide.rows import live
from factdb.errors import FactdbError
from factdb.queries.decisions import kept_apart
from factdb.store.decisions import By, record_decision
from factdb.store.variants import compare_again, linked


def keep_quotes_apart(tx: Connection, quote: str, other: str, by: By) -> str:
    """Say that the words of a quote, linked to another's as a variant, are not the same words: the link goes.

    Raises:
        FactdbError: Both are one quote, one is rejected, or their words are identical or not linked.
        NotFoundError: There is no such quote.
    """
    one, two = (live(tx, "quotes", reference) for reference in (quote, other))
    if one.id == two.id:
        raise FactdbError(f"quote {one.id} is the same as itself: give another quote")
    denied = f"quotes {one.id} and {two.id} are not the same words"
    if (min(one.id, two.id), max(one.id, two.id)) in kept_apart(Within(tx), "quotes", among=[one.id, two.id]):
        return f"{denied}, as already recorded: nothing changed"
    link = linked(tx, one.id, two.id)
    if link is None:
        raise FactdbError(
            f"quotes {one.id} and {two.id} share words that are exactly the same: `factdb quotes edit` corrects a quote"
        )
    if not link:
        raise FactdbError(
            f"quotes {one.id} and {two.id} are not variants of each other: `factdb quotes variants {one.id}` lists its"
            ' variants; those called "same utterance" are linked by way of others'
        )
    record_decision(tx, by, "distinct", "quotes", one.id, None, {"distinct_from": two.id})
    compare_again(tx, one.id, two.id)
    return denied
