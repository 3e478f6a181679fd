"""What was read: one published text, with nothing trimmed or normalised.

Offsets are Unicode code points into `Article.text`, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from factdb.terms import Medium


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, read and not yet searched for quotations.

    `text` is the decoded file to the letter (for an HTML page: the text that was taken from it). Nothing is
    trimmed or normalised, so an offset found here can be proved against the file.
    """

    text: str
    location: str
    """Where it was read: a path or address as given, `-`, or `path:3` for the third line, row, item or record of it."""
    raw_sha256: str
    """SHA-256 (hex) of the bytes as read, before decoding."""
    encoding: str = "utf-8"
    """How the bytes became text: an encoding, or the program that extracted it, such as "pypdf 7.1.1"."""
    body: tuple[tuple[int, int], ...] = ()
    """(start, end) of each paragraph of the article proper, in order: no menus, captions, bylines, boxes."""
    title: str | None = None
    title_span: tuple[int, int] | None = None
    byline: str | None = None
    """As printed: "By JANE DOE", "Jane Doe and Richard Roe"."""
    contributors: tuple[str, ...] = ()
    """People named as authors or contributors; they are never speakers by virtue of this."""
    agency: str | None = None
    dateline: str | None = None
    """The place of the dateline as printed, such as "BEIJING"."""
    publisher: str | None = None
    published_on: date | None = None
    """The local day of publication: the day that "Friday" is counted from."""
    published_at: datetime | None = None
    """The instant, UTC, where the page states one."""
    url: str | None = None
    retrieved_at: datetime | None = None
    """When its publisher had it so, UTC: fetched, where a crawl or a saved page states it, or made, where an item of an
    agency or a feed does. Versions of a source are in this order."""
    language: str = "en"
    """BCP 47: detected from the words of the body; "und" if unknown."""
    medium: Medium = "article"
    """What it is: "transcript" for subtitles."""
    offset_map: tuple[tuple[int, int, int], ...] = ()
    """For pages and subtitles: (start in `text`, start in the decoded file, length) of runs that are in both to the
    letter."""
    notes: tuple[str, ...] = field(default=())
    """What a reader should know of the reading: lines left out and why, metadata that disagreed."""
