"""Days and times as files state them: ISO 8601, RFC 5322, or a date in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from factdb.article.metadata import can_be_right, find_date
from factdb.errors import ArticleError


def parse_day(words: str, place: str) -> tuple[date, datetime | None]:
    """Read a date or time as ISO 8601 or RFC 5322 writes it, or a date in words ("June 3, 2024").

    Returns:
        The local day, and the instant in UTC where a time with its zone is given.

    Raises:
        ArticleError: `words` are not a date, or may be two (03/04/2024); `place` is where they were read.
    """
    stamp = words.strip()
    for read in (_iso, parsedate_to_datetime):
        try:
            at = read(stamp)
            return at.date(), at.astimezone(UTC) if at.tzinfo else None
        except (ValueError, OverflowError):
            continue
    found = find_date(stamp, 0, len(stamp))
    if found is not None and found[0] is not None and found[2] == stamp:
        return found[0], None
    raise ArticleError(f"{place}: {stamp[:40]!r} is not a date; write it as YYYY-MM-DD")


def day_of(words: str | None) -> tuple[date | None, datetime | None]:
    """Return what `parse_day` reads of a date that a file states, or nothing where it states none that can be right."""
    try:
        day, instant = parse_day(words, "") if words else (None, None)
    except ArticleError:
        return None, None
    return (day, instant) if day and can_be_right(day) else (None, None)


def _iso(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace(" UTC", "Z"))
