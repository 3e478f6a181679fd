"""What was said before: statements that an import finds, held against the claims that are known.

One in the very words of a known claim is linked to it as a repetition, by a decision of the import that can be undone
apart. Others that are likely the same are suggested, for people to decide on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from factdb.article import Article
from factdb.database.write import Within
from factdb.extract.checkworthy import Candidate
from factdb.queries.likeness import any_candidate, claims_by_number, likely_matches
from factdb.store.claims import Proposed, insert_matches, known_saying, normal_form
from factdb.store.decisions import By, record_link
from factdb.terms import WORTH_CHECKING

REASON = "the same words"


@dataclass(frozen=True, slots=True)
class Repeat:
    """That a statement was made before."""

    claim_id: int
    """The known claim."""
    rating: str | None
    linked: bool
    """Whether it is linked already, being in the same words; else it is suggested."""
    quote_id: int | None = None

    def __str__(self) -> str:
        who = f"quote {self.quote_id}" if self.quote_id is not None else "the narration"
        judged = f", judged {self.rating}," if self.rating else ""
        return f"{who} repeats claim {self.claim_id}{judged} in the same words: linked"


def said_before(
    tx: Connection, article: Article, candidates: Sequence[Candidate]
) -> tuple[dict[str, int], dict[str, list[tuple[int, float]]]]:
    """Hold the candidates of an article against the known claims.

    What is not worth checking, as most of a transcript, repeats a known claim only in the very same words.

    Returns:
        Statement -> number of the claim in the same words; statement -> (number, likeness) of those that are likely
        the same.
    """
    texts = {normal_form(article.text[c.start : c.end]): c.score >= WORTH_CHECKING for c in candidates}
    likely = likely_matches(Within(tx), [text for text, worth in texts.items() if worth], known=True)
    same = {text: found[0][0] for text, found in likely.items() if found[0][1] == 1}
    same.update(known_saying(tx, [text for text, worth in texts.items() if not worth]))
    return same, {text: found for text, found in likely.items() if text not in same}


def link_and_suggest(
    tx: Connection, proposed: Proposed, likely: dict[str, list[tuple[int, float]]], by: By
) -> list[Repeat]:
    """Record the links that an import made, and store its suggestions; returns both."""
    if not proposed.repeated and likely.keys().isdisjoint(proposed.new):
        return []
    suggested = {claim_id: likely[text] for text, claim_id in proposed.new.items() if text in likely}
    insert_matches(
        tx,
        [
            {"claim_id": claim_id, "other_id": other, "likeness": likeness}
            for claim_id, found in suggested.items()
            for other, likeness in found
        ],
    )
    first = [found[0][0] for found in suggested.values()]
    known = claims_by_number(Within(tx), [*first, *(row["claim_id"] for row in proposed.repeated)])
    repeats = [Repeat(other, known[other]["rating"], linked=False) for other in first]
    for row in proposed.repeated:
        of = {"quote_id": row["quote_id"], "source_id": row["source_id"]}
        record_link(tx, by, row["claim_id"], of, [])
        repeats.append(Repeat(row["claim_id"], known[row["claim_id"]]["rating"], True, row["quote_id"]))
    return repeats


def suggest_for(tx: Connection, claims: Sequence[tuple[int, str]]) -> int:
    """Suggest claims that are new and known (number, statement) for what import proposed before; returns how many."""
    reader = Within(tx)
    if not claims or not any_candidate(reader):
        return 0
    likely = likely_matches(reader, dict.fromkeys(text for _, text in claims), known=False)
    rows: list[dict[str, Any]] = [
        {"claim_id": proposed, "other_id": claim_id, "likeness": likeness}
        for claim_id, text in claims
        for proposed, likeness in likely.get(text, ())
    ]
    insert_matches(tx, rows)
    return len(rows)
