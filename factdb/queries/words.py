"""Full-text search behind one pair of functions: FTS5 on SQLite, `to_tsvector` with GIN on PostgreSQL."""

from __future__ import annotations

import re

from factdb.errors import NotFoundError
from factdb.queries.reader import Reader, escape


def matches(dialect: str, param: str) -> str:
    """Return the condition on `quotes q` that its text holds the words of `:param` (made by `match_words`)."""
    if dialect == "postgresql":
        return f"to_tsvector('simple', q.text) @@ websearch_to_tsquery('simple', :{param})"
    return f"q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :{param})"


def each_matches(dialect: str, param: str) -> str:
    """The same, not to be begun with: all that match are gathered, and quotes from elsewhere looked up among them."""
    return matches(dialect, param) if dialect == "postgresql" else f"+{matches(dialect, param)}"


def all_matches(dialect: str, param: str) -> str:
    """Return the SELECT of the id of every quote whose text holds the words of `:param`."""
    if dialect == "postgresql":
        return f"SELECT q.id FROM quotes q WHERE {matches(dialect, param)}"
    return f"SELECT rowid AS id FROM quotes_fts WHERE quotes_fts MATCH :{param}"


def match_words(text: str, dialect: str) -> str:
    """Turn what a reader typed into a query of the full-text engine that is never an error.

    All words must be in the quote, "words in double quotes" side by side.

    Raises:
        NotFoundError: `text` has no word.
    """
    pieces = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', text.replace("\0", " "))]
    pieces = [p.replace('"', " ") for p in pieces if any(c.isalnum() for c in p)]
    if not pieces:
        raise NotFoundError(f"nothing to search for in {text!r}: give a word with letters or digits")
    if dialect == "postgresql":
        return " ".join(f'"{p}"' for p in pieces)
    return " ".join('"' + p + '"' for p in pieces)


# The names that a shell completes: of speakers who have one, and of publishers.
_NAMES = {
    "speakers": "SELECT DISTINCT n.name FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id"
    " WHERE k.kind <> 'unnamed' AND k.status <> 'rejected' AND lower(n.name) LIKE :start ESCAPE '\\'",
    "publishers": "SELECT DISTINCT n.name FROM publishers n WHERE lower(n.name) LIKE :start ESCAPE '\\'",
}


def names_beginning(reader: Reader, table: str, start: str) -> list[str]:
    """Return the first hundred names of "speakers" or "publishers" that begin with `start`, in any case."""
    found = reader.rows(f"{_NAMES[table]} ORDER BY 1 LIMIT 100", {"start": f"{escape(start.lower())}%"})
    return [row["name"] for row in found]


# Asked of one quote after the other.
_EACH_MATCHES = "EXISTS (SELECT 1 FROM quotes_fts f WHERE f.rowid = q.id AND quotes_fts MATCH :search)"

_SAMPLES, _SAMPLED = 16, 100_000


def newest_matches(reader: Reader, search: str, limit: int, matching: str) -> str:
    """`matching`, the condition that a quote matches, worded so that the `limit` newest are found the quickest way.

    On SQLite a few hits are fetched and sorted (4 us each). More are gathered (0.2 us each), and the quotes gone
    through from the newest until enough are among them (0.2 us each). Very many are not even gathered: each quote from
    the newest is asked (85 us). Where two ways take as long follows from these, as measured on ten million quotes.

    Of 200,000 quotes, a word in 95% of them takes 126 ms by the first way, 17 ms by the second and 1 ms by the third;
    a word in 58 of them 0.1, 15 and 1600 ms. The choice takes 0.3 ms, and no list took longer than 9 ms by it.

    PostgreSQL takes asking a quote (18 us) for cheaper than it is and would ask nearly all of them for a rare word;
    so there what is not frequent is gathered (10 us a hit), as measured on a million.
    """
    last = int(next(iter(reader.rows("SELECT coalesce(max(id), 0) AS id FROM quotes")))["id"])
    if reader.dialect == "postgresql":
        gathered = f"q.id IN (WITH found AS MATERIALIZED (SELECT q.id FROM quotes q WHERE {matching}) TABLE found)"
        return gathered if _planned(reader, search, matching) < (2 * last * limit) ** 0.5 else matching
    hits = _about_how_many(reader, search, last)
    if hits < (last * limit / 20) ** 0.5:
        return matching
    return f"+{matching}" if hits < (450 * last * limit) ** 0.5 else _EACH_MATCHES


def _planned(reader: Reader, search: str, matching: str) -> int:
    """Return how many quotes PostgreSQL's planner expects to match."""
    sql = f"EXPLAIN (FORMAT JSON) SELECT q.id FROM quotes q WHERE {matching} LIMIT 1"
    [row] = reader.rows(sql, {"search": search})
    return int(row["QUERY PLAN"][0]["Plan"]["Plans"][0]["Plan Rows"])


def _about_how_many(reader: Reader, search: str, last: int) -> int:
    """Return how many quotes match.

    Of few quotes all are counted, of many (ids up to `last`) one in a hundred, in stretches from first to last, for
    what is spoken of in one year is in no other.
    """
    stretches: list[tuple[int, int]] = [(0, last)]
    if last > _SAMPLED:
        stretches = [(n * last // _SAMPLES, n * last // _SAMPLES + last // (100 * _SAMPLES)) for n in range(_SAMPLES)]
    counted = "SELECT count(*) AS n FROM quotes_fts WHERE quotes_fts MATCH :search AND rowid BETWEEN :low AND :high"
    hits = sum(
        next(iter(reader.rows(counted, {"search": search, "low": low, "high": high})))["n"] for low, high in stretches
    )
    return int(hits) * (100 if last > _SAMPLED else 1)
