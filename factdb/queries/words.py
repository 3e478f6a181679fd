"""Full-text search behind one pair of functions: FTS5 on SQLite, `to_tsvector` with GIN on PostgreSQL."""

from __future__ import annotations

import re

from factdb.errors import NotFoundError


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
