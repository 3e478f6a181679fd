"""Full-text search behind one pair of functions: FTS5 on SQLite, `to_tsvector` with GIN on PostgreSQL."""

from __future__ import annotations

import re

from factdb.errors import NotFoundError
from factdb.queries.reader import Reader, escape


def matches(dialect: str, param: str) -> str:
    """The condition on `quotes q` that its text holds the words of `:param` (made by `match_words`)."""
    if dialect == "postgresql":
        return f"to_tsvector('simple', q.text) @@ websearch_to_tsquery('simple', :{param})"
    return f"q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :{param})"


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


def names_beginning(reader: Reader, table: str, start: str, *, limit: int = 100) -> list[str]:
    """Return names in alphabetical order that begin with `start`, in any case.

    Args:
        reader: The database to read.
        table: "speakers" or "publishers".
        start: The first letters.
        limit: Maximum number of names.
    """
    found = reader.rows(f"{_NAMES[table]} ORDER BY 1 LIMIT {limit}", {"start": f"{escape(start.lower())}%"})
    return [row["name"] for row in found]
