"""From a decoded text to an `Article`.

Lines are sorted into headline, prose and the rest, and what was given, what the page states and what the lines say are
weighed, in that order.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from factdb.article import metadata
from factdb.article.clutter import Line, read_lines
from factdb.article.language import language_of, primary, spelled
from factdb.article.model import Article
from factdb.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Known:
    """Metadata from outside the text: what the user gave, what a page's head or a JSON object states."""

    title: str | None = None
    byline: str | None = None
    contributors: tuple[str, ...] = ()
    publisher: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    language: str | None = None


def assemble(
    text: str,
    raw: bytes,
    location: str,
    *,
    encoding: str,
    given: Known,
    stated: Known,
    offset_map: tuple[tuple[int, int, int], ...] = (),
    notes: tuple[str, ...] = (),
) -> Article:
    """Return the article in `text`.

    Raises `ArticleError` where the day of publication is given and lies in the future; one that the page or the
    text states and that cannot be right is noted and not used.
    """
    if given.published_on is not None and not metadata.is_past(given.published_on):
        raise ArticleError(
            f"{location}: published {given.published_on}, which is in the future; give the day with --published"
        )
    notes += tuple(_none(given)) + tuple(_none(stated))
    given, stated = _storable(given), _storable(stated)
    lines = read_lines(text)
    title = find_title(text, lines, given.title or stated.title)
    prose = _prose(text, lines, title)
    from_text, more = _from_lines(text, lines, prose)
    body, place, agency = _without_dateline(text, prose)
    known, disagreements = _weigh(given, stated, from_text)
    if known.published_on is None and prose and (shot := metadata.caption_day(text, lines, prose[0])):
        known = replace(known, published_on=shot[0])
        more += (f"day of publication {shot[0]} read from a photo caption ({shot[1]!r}); the lead names that weekday",)
    words = "\n".join(text[start:end] for start, end in body) or text
    language = given.language or language_of(words, stated.language)
    if stated.language and not given.language and primary(language) != primary(stated.language):
        more += (f"language {language} (its words) overrules {stated.language} (stated)",)
    left_out = Counter(line.kind for line in lines if line.kind not in {"prose", "title"})
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items()))
    return Article(
        text=text,
        location=location,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        encoding=encoding,
        body=body,
        title=known.title or (text[title.start : title.end] if title else None),
        title_span=(title.start, title.end) if title else None,
        byline=known.byline,
        contributors=known.contributors,
        agency=(metadata.agency_name(agency) if agency else None) or metadata.agency_of(text, lines),
        dateline=place,
        publisher=known.publisher,
        published_on=known.published_on,
        published_at=known.published_at,
        url=known.url,
        language=language,
        offset_map=offset_map,
        notes=notes + more + disagreements + ((f"left out of the prose: {counted}",) if counted else ()),
    )


def _without_dateline(
    text: str, prose: list[tuple[int, int]]
) -> tuple[tuple[tuple[int, int], ...], str | None, str | None]:
    """Return the prose behind the dateline, and the place and agency that the dateline names."""
    a_play = sum(metadata.dateline(text, *span) is not None for span in prose[:8]) > 1  # "NAME — " opens each turn
    for number, (start, end) in enumerate(prose[:3] if not a_play else ()):
        opening = metadata.dateline(text, start, end)
        if opening is not None:
            return (*prose[:number], (opening.end(), end), *prose[number + 1 :]), opening["place"], opening["agency"]
    return tuple(prose), None, None


# --- Headline and prose ------------------------------------------------------------------------------------------

_NEWS_PAST = re.compile(
    r"\b(?:said|told|added|was|were|had)\b|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|^[\"“]", re.I
)

_SENTENCE_WITHIN = re.compile(r"[.!?][\"”’']?\s+[A-Z“\"]")


def find_title(text: str, lines: list[Line], known: str | None) -> Line | None:
    """Return the line that is the headline as printed, its kind set to "title".

    It is the one that repeats a known title; else, above the first prose, the longest short line of three words or
    more, or of two where it is the only one; else the first line of prose if it has no full stop, or, where no title
    is known and no short line will do, if it is one sentence before longer paragraphs that does not read like a lead
    ("said", "was", "on Monday").
    """
    top = lines[:60]
    title = _line_saying(text, top, known) if known else None
    if title is None:
        first = next((i for i, line in enumerate(top) if line.kind == "prose"), len(top))
        short = [line for line in top[:first] if line.kind == "short"]
        title = max(short, key=lambda line: _words(text, line), default=None)
        if title is not None and _words(text, title) < 3 and (len(short) > 1 or _words(text, title) < 2):
            title = None  # of several short lines, any may be a menu's
        if first + 1 < len(top) and (
            _is_headline(text, top[first]) or (title is None and not known and _seems_headline(text, top, first))
        ):
            title = top[first]
    if title is not None:
        title.kind = "title"
    return title


def _line_saying(text: str, top: list[Line], known: str) -> Line | None:
    wanted = _letters(known)
    same = next((line for line in top if _letters(text[line.start : line.end]) == wanted), None)
    return same or next((line for line in top[:10] if _much_alike(text[line.start : line.end], known)), None)


def _words(text: str, line: Line) -> int:
    return text.count(" ", line.start, line.end) + 1


_TURN = re.compile(r"(?:[A-Z][A-Z.'’ -]+|Q|A)\s?:\s")
"""How a turn begins in a transcript."""


def _could_be_headline(text: str, line: Line) -> bool:
    return (
        line.end - line.start <= 240
        and 3 <= _words(text, line) <= 25
        and not _TURN.match(text, line.start, line.end)
        and not metadata.dateline(text, line.start, line.end)
    )


def _is_headline(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return words[-1] not in ".!?”’\"'…):;," and _could_be_headline(text, line)


def _seems_headline(text: str, top: list[Line], first: int) -> bool:
    words = text[top[first].start : top[first].end]
    rest = [line.end - line.start for line in top[first + 1 : first + 6] if line.kind == "prose"]
    if len(rest) < 2 or max(rest[:3]) < len(words) or not _could_be_headline(text, top[first]):
        return False
    return _in_title_case(words) or not (_SENTENCE_WITHIN.search(words) or _NEWS_PAST.search(words))


def _in_title_case(words: str) -> bool:
    long = [word for word in words.split() if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _much_alike(words: str, title: str) -> bool:
    """Whether a line says what the title says, at about its length: page heads and pages often differ by a word."""
    if not 0.5 * len(title) <= len(words) <= 2 * len(title):
        return False
    here, there = (set(re.findall(r"\w{3,}", said.casefold())) for said in (words, title))
    return len(here & there) >= 0.6 * max(len(here), len(there), 3)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def _prose(text: str, lines: list[Line], title: Line | None) -> list[tuple[int, int]]:
    """Spans of the prose.

    A short line counts as prose within the article, where it is a subhead or an item of a list, but not above its
    first paragraph (menus) or below its last (footers), nor where it repeats the title.
    """
    prose = [i for i, line in enumerate(lines) if line.kind == "prose"]
    if not prose:
        return []
    wanted = _letters(text[title.start : title.end]) if title else None
    for line in lines[prose[0] : prose[-1]]:
        if line.kind == "short" and text.count(" ", line.start, line.end) >= 2:
            line.kind = "prose"
    for line in lines[: prose[0] + 3]:
        if title and line.kind == "prose" and line.end - line.start <= 2 * (title.end - title.start):
            line.kind = "clutter" if _letters(text[line.start : line.end]) == wanted else "prose"
    return [(line.start, line.end) for line in lines if line.kind == "prose"]


# --- Metadata ----------------------------------------------------------------------------------------------------


def _from_lines(text: str, lines: list[Line], prose: list[tuple[int, int]]) -> tuple[Known, tuple[str, ...]]:
    """Return what the lines themselves say, and notes on how."""
    notes: list[str] = []
    byline = next((text[line.start : line.end].strip("*_") for line in lines if line.kind == "byline"), None)
    people: list[str] = list(metadata.contributors_of(byline)) if byline else []
    for line in lines:
        if line.kind == "contributors":
            people += metadata.contributors_of(text[line.start : line.end])
    day = instant = None
    dated = [line for line in lines if line.kind in {"date", "byline"}]
    for line in sorted(dated, key=lambda line: _updates(text, line)):
        found = metadata.find_date(text, line.start, line.end)
        if found is None:
            continue
        if found[0] is None:
            why = "is not a day, or is ambiguous; give --published"
            notes.append(f"not used as the day of publication: {found[2]!r} {why}")
            continue
        if not metadata.is_past(found[0]):
            notes.append(f"not used as the day of publication: {found[2]!r} lies in the future; give --published")
            continue
        day, instant = found[0], found[1]
        break
    opening = metadata.dateline(text, *prose[0]) if prose else None
    if day is None and opening is not None and opening["date"]:
        day = _dateline_day(opening["date"], text, lines, notes)
        if day is not None and not metadata.is_past(day):
            day = None
    known = Known(byline=byline, contributors=tuple(dict.fromkeys(people)), published_on=day, published_at=instant)
    return known, tuple(notes)


def _updates(text: str, line: Line) -> bool:
    return bool(re.match(r"(?:last )?(?:updated|modified)", text[line.start : line.end], re.I))


def _dateline_day(words: str, text: str, lines: list[Line], notes: list[str]) -> date | None:
    """Return the dateline's day; agencies print no year there, so it is taken from a copyright line or a caption."""
    if found := metadata.find_date(words, 0, len(words)):
        return found[0]
    for line in lines:
        if line.kind in {"clutter", "caption"} and (
            year := re.search(r"(?:©|\(c\)|copyright|\d,)\s*(\d{4})\b", text[line.start : line.end], re.I)
        ):
            return metadata.day_in_year(words, int(year[1]))
    notes.append(f"the dateline names {words!r} without a year; give --published")
    return None


_ADDRESS = re.compile(r"[^\s<>\"]+")


def _storable(known: Known) -> Known:
    """`known` as every database and every line of output can hold it.

    Each value on one line, without NUL and halves of surrogate pairs (a page's JSON-LD may escape both); no address
    or language that is none.
    """
    url, language = _one_line(known.url), _one_line(known.language)
    return replace(
        known,
        title=_one_line(known.title),
        byline=_one_line(known.byline),
        contributors=tuple(filter(None, map(_one_line, known.contributors))),
        publisher=_one_line(known.publisher),
        url=url if url and _ADDRESS.fullmatch(url) else None,
        language=spelled(language),
    )


def _none(known: Known) -> Iterator[str]:
    """Yield a note for each value that `_storable` leaves out."""
    if known.url and not _storable(known).url:
        yield f"not used: {known.url[:60]!r} is not an address"
    if known.language and not _storable(known).language:
        yield f"not used: {known.language[:60]!r} is not a language"


def _one_line(value: str | None) -> str | None:
    if value is None:
        return None
    return " ".join(value.replace("\0", "").encode("utf-8", "replace").decode().split()) or None


def _weigh(given: Known, stated: Known, from_text: Known) -> tuple[Known, tuple[str, ...]]:
    """Return the first of given, stated and from_text for each field; what is overruled goes into a note."""
    notes = []
    chosen = {}
    for name in Known.__slots__:
        values = [
            (who, getattr(known, name))
            for who, known in (("given", given), ("stated", stated), ("in the text", from_text))
            if getattr(known, name)
        ]
        if not values:
            continue
        chosen[name] = values[0][1]
        for who, value in values[1:]:
            if name in {"published_on", "url", "publisher"} and value != values[0][1]:
                notes.append(f"{name} {values[0][1]} ({values[0][0]}) overrules {value} ({who})")
    if given.published_on is None and stated.published_at and _a_day_apart(stated.published_on, from_text.published_on):
        # A page may state the instant in UTC alone, a day after (or before) the one it prints for its readers.
        chosen["published_on"] = from_text.published_on
        notes = [note for note in notes if not note.startswith("published_on")]
    if stated.contributors and from_text.contributors:
        chosen["contributors"] = tuple(dict.fromkeys(stated.contributors + from_text.contributors))
    return replace(Known(), **chosen), tuple(notes)


def _a_day_apart(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) == timedelta(days=1)
