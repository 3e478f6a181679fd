"""What somebody looks for in the reading room, and what fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from factdb.errors import DatabaseError, FactdbError
from factdb.queries.page_rows import LinkedQuote
from factdb.queries.quotes import QuoteFilter
from factdb.queries.reader import Reader
from factdb.queries.reading import linked_quotes
from factdb.web.pages import PAGE, Look, Page


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of a search; an empty one filters nothing."""

    words: str = ""
    speaker: str = ""
    publisher: str = ""
    kind: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    outlets: str = ""
    after: str = ""

    def chosen(self, **others: str) -> dict[str, str]:
        """Return the fields that are filled in, with `others` replaced, as parameters of an address."""
        asked = replace(self, **others)
        return {name: value for name in self.__slots__ if (value := getattr(asked, name))}


def search(reader: Reader, asked: Asked, look: Look) -> Page:
    """Return a page of the quotes that match a search, newest first.

    An invalid search is explained in `problem` instead of raised.
    """
    quotes: list[LinkedQuote] = []
    problem = None
    try:
        quotes = linked_quotes(reader, _filter(asked))
    except DatabaseError:
        raise
    except FactdbError as error:
        problem = str(error)
    more = quotes[PAGE - 1]["id"] if len(quotes) > PAGE else None
    return {"asked": asked, "quotes": quotes[:PAGE], "problem": problem, "after": more}


def _filter(asked: Asked) -> QuoteFilter:
    kinds, statuses = ("direct", "mixed", "indirect"), ("extracted", "confirmed", "rejected")
    for name, value, known in (("kind", asked.kind, kinds), ("status", asked.status, statuses)):
        if value and value not in known:
            raise FactdbError(f"{value!r} is not a {name}: choose {', '.join(known)}")
    return QuoteFilter(
        search=asked.words or None,
        speaker=asked.speaker or None,
        publisher=asked.publisher or None,
        kind=asked.kind or None,
        status=asked.status or None,
        since=_day(asked.since),
        until=_day(asked.until),
        in_outlets=_number(asked.outlets, "outlets"),
        after=_number(asked.after, "after"),
        limit=PAGE + 1,
    )


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise FactdbError(f"{value!r} is not a day: write it as 2023-06-18") from error


def _number(value: str, name: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise FactdbError(f"{name} is {value!r}: write a whole number")
    return int(value)
