"""Who makes a statement, when, and where it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.reader import Reader, Row, rows_among

# An assertion that counts: its quote was not rejected; what was not said asserts nothing, it is a denial at most.
STANDS = (
    "(q.id IS NULL OR (q.status <> 'rejected' AND (q.factuality = 'actual' OR s.stance IN ('denies', 'disputes'))))"
)
_WHERE = ("publisher", "title", "url", "published_on")
_AT_ONCE = 500


def printed(quote: Mapping[str, Any]) -> dict[str, Any]:
    """Return who said a quote, on which day, and where it is printed."""
    said = {"quote_id": quote["id"], "speaker": quote["speaker"], "said_on": quote["said_on"] or quote["dated_on"]}
    return said | {"source_id": quote["source_id"]} | {key: quote[key] for key in _WHERE}


def said(reader: Reader, assertions: Sequence[Row]) -> list[dict[str, Any]]:
    """Return who makes each of some assertions (quote_id, source_id, exact), with their `words`.

    Each has `quote_id`, `speaker` and `said_on`, which are None for a source's narration, and `source_id`, `publisher`,
    `title`, `url` and `published_on`.
    """
    quotes: dict[int, Mapping[str, Any]] = {}
    sources: dict[int, Row] = {}
    of_quotes = sorted({row["quote_id"] for row in assertions if row["quote_id"] is not None})
    for at in range(0, len(of_quotes), _AT_ONCE):
        quotes |= {quote["id"]: quote for quote in quotes_by_id(reader, of_quotes[at : at + _AT_ONCE])}
    for source in rows_among(
        reader,
        "SELECT s.id, s.title, s.url, s.published_on, coalesce(p.name, s.agency) AS publisher FROM sources s"
        " LEFT JOIN publishers p ON p.id = s.publisher_id WHERE s.id IN ({})",
        sorted({row["source_id"] for row in assertions}),
    ):
        sources[source["id"]] = source
    found: list[dict[str, Any]] = []
    for row in assertions:
        quote, source = quotes.get(row["quote_id"] or 0), sources[row["source_id"]]
        narrated = {"quote_id": None, "speaker": None, "said_on": None, "source_id": source["id"]}
        who = printed(quote) if quote else narrated | {key: source[key] for key in _WHERE}
        found.append({**who, "words": quote["text"] if quote else row["exact"]})
    return found


def first_said(reader: Reader, claims: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return claim -> who makes it first, as `said` does without `words`; a source's narration comes after quotes."""
    first: dict[int, Row] = {}
    for row in rows_among(
        reader,
        "SELECT s.claim_id, s.quote_id, s.source_id, s.exact FROM assertions s LEFT JOIN quotes q"
        f" ON q.id = s.quote_id WHERE s.claim_id IN ({{}}) AND {STANDS} ORDER BY s.quote_id IS NULL, s.id",
        claims,
    ):
        first.setdefault(row["claim_id"], row)
    found = zip(first, said(reader, list(first.values())), strict=True)
    return {claim: {key: value for key, value in who.items() if key != "words"} for claim, who in found}
