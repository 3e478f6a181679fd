"""The WHERE of a list or an export, built filter by filter: those that were not asked for leave no trace."""

from __future__ import annotations

from datetime import date
from typing import Any

from factdb.queries.reader import in_language, languages, like
from factdb.queries.words import match_words


class Where:
    """Conditions, joined by AND, and the parameters they need."""

    def __init__(self, *conditions: str) -> None:
        self.conditions = list(conditions)
        self.params: dict[str, Any] = {}

    def add(self, condition: str, **params: Any) -> None:
        """Add a condition with its parameters."""
        self.conditions.append(condition)
        self.params.update(params)

    def given(self, condition: str, **params: Any) -> None:
        """Add a condition if its parameter was given (is not None)."""
        if None not in params.values():
            self.add(condition, **params)

    def between(self, day: str, since: str | None, until: str | None) -> None:
        """The days asked for, both included; `day` is the SQL of an ISO 8601 day."""
        self.given(f"{day} >= :since", since=since)
        self.given(f"{day} <= :until", until=until)

    def published_by(self, name: str | None, printed: str) -> None:
        """A publisher or agency whose name holds `name`, in any case; `printed` is the SQL of the names."""
        if name is not None:
            self.add(f"lower({printed}) LIKE :publisher ESCAPE '\\'", publisher=like(name))

    def in_language(self, column: str, language: str | None) -> None:
        """A language, or any form of it."""
        if language is not None:
            self.add(in_language(column), **languages(language))

    def as_sure_as(self, least: float | None) -> None:
        """What is confirmed, or has at least the confidence `least` (0 to 1)."""
        self.given("(confidence >= :min_confidence OR status = 'confirmed')", min_confidence=least)

    def about(self, found_or_source: str, words: str, dialect: str) -> None:
        """A subject, spoken of in the quote or named in the headline.

        `found_or_source` is the condition that the quote matches, OR, and the column of its source.
        """
        titled = "(SELECT id FROM sources WHERE lower(title) LIKE :about_title ESCAPE '\\')"
        self.add(f"({found_or_source} IN {titled})", about=match_words(words, dialect), about_title=like(words))

    @property
    def sql(self) -> str:
        """The conditions, "TRUE" for none."""
        return " AND ".join(self.conditions) or "TRUE"

    def __str__(self) -> str:
        return f" WHERE {self.sql}" if self.conditions else ""


def whole_day(written: str, *, last: bool = False) -> str:
    """Return the ISO 8601 day that is `written`, or the first, or with `last` the last, of a month or year.

    Raises:
        ValueError: It is none of these.
    """
    parts = written.split("-")
    year, month, day = (*map(int, parts), *([0] * (3 - len(parts))))
    if day:
        return date(year, month, day).isoformat()
    if not last:
        return date(year, month or 1, 1).isoformat()
    month = month or 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()
