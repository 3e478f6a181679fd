"""What the lines around the prose say: headline, byline, contributors, agency, dateline, day of publication.

The rules are those of wire copy as agencies print it: "By JANE DOE", "PLACE (AP) — ", "PLACE, June 3 (Reuters) - ",
"Associated Press writer X in Y contributed to this report."
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from factdb.article.clutter import MONTH, Line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FULL_DATE = re.compile(
    rf"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+)?"
    rf"(?:(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<month2>{MONTH}),?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?P<time>[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year3>\d{4}))(?!\d)",
    re.I,
)

_PLACE = (
    r"(?P<place>(?:[^\W\d_a-z]{2,}|[^\W\d_a-z]\.|ST\.|MT\.|FT\.)[^\W\d_a-z'’.-]*(?:(?:\s|-)[^\W\d_a-z][^\W\d_a-z'’.]*){0,4}"
    r"(?:,\s[^\W\d_][\w.]*(?:\s[^\W\d_][\w.]*)?)?(?:\s?(?:/|and)\s?[^\W\d_a-z]{3,}(?:\s[^\W\d_a-z]{2,})?)?)"
)
_AGENCIES = {
    "AP": "Associated Press",
    "The Associated Press": "Associated Press",
    "Associated Press": "Associated Press",
    "Reuters": "Reuters",
    "REUTERS": "Reuters",
    "Thomson Reuters": "Reuters",
    "AFP": "Agence France-Presse",
    "Agence France-Presse": "Agence France-Presse",
    "dpa": "dpa",
    "DPA": "dpa",
    "UPI": "United Press International",
    "PA": "PA Media",
    "PA Media": "PA Media",
    "Xinhua": "Xinhua",
    "Bloomberg": "Bloomberg",
    "Bloomberg News": "Bloomberg",
    "Kyodo": "Kyodo News",
    "Kyodo News": "Kyodo News",
    "ANSA": "ANSA",
    "EFE": "EFE",
    "TASS": "TASS",
    "Interfax": "Interfax",
    "IANS": "IANS",
    "PTI": "Press Trust of India",
    "CP": "Canadian Press",
    "The Canadian Press": "Canadian Press",
    "AAP": "Australian Associated Press",
    "CNN": "CNN",
}
"""What agencies call themselves in datelines, credits and bylines, and the name that is kept."""

_AGENCY = "|".join(sorted(map(re.escape, _AGENCIES), key=len, reverse=True))
_DATELINE = re.compile(
    rf"{_PLACE}(?:(?:,|\s[–—-])\s(?P<date>{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?))?"
    r"(?:\s?\((?P<agency>[A-Z][\w ./-]{1,30}|dpa)\))?(?:\s?(?:–|—|--|―)\s*|\s-\s+)(?=\S)"
)
_LABELS = {"ANALYSIS", "BREAKING", "CORRECTED", "CORRECTION", "EXCLUSIVE", "EXPLAINER", "FACTBOX", "INSIGHT", "LIVE"}
_LABELS |= {"NOTE", "OPINION", "UPDATE", "VIDEO", "WATCH"}
"""Words in capitals before a dash that are not a place."""
_VIA_AGENCY = re.compile(rf"\((?:[^()]{{0,80}}[\s/])?(?P<agency>{_AGENCY})(?:\s(?:Photo|Images)[^()]{{0,60}})?\)\s*$")
_AGENCY_WORKS = re.compile(
    rf"(?:The\s)?(?P<agency>{_AGENCY})\b(?=[^.]{{0,40}}\b(?:writer|reporter|journalist|correspondent|staff))"
)


def dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the dateline that opens the paragraph `text[start:end]`: groups place, date, agency; the prose follows."""
    found = _DATELINE.match(text, start, min(end, start + 120))
    if found is None or found["place"] in _LABELS or (found["agency"] is None and len(found["place"]) < 3):
        return None
    return found


def agency_name(printed: str) -> str | None:
    """ "AP" -> "Associated Press"; None for what is not an agency known here."""
    return _AGENCIES.get(printed.strip())


def agency_of(text: str, lines: Iterable[Line]) -> str | None:
    """Return the agency that the bylines, contributors' lines or photo credits name, in that order of trust."""
    second = None
    for line in lines:
        if line.kind == "contributors" and (works := _AGENCY_WORKS.search(text, line.start, line.end)):
            return _AGENCIES[works["agency"]]
        if line.kind == "byline" and (named := re.search(rf"\b(?:{_AGENCY})\b", text[line.start : line.end])):
            return _AGENCIES[named[0]]
        if line.kind == "caption" and second is None:
            credit = _VIA_AGENCY.search(text, max(line.start, line.end - 200), line.end)
            second = _AGENCIES[credit["agency"]] if credit else None
    return second


# --- People ------------------------------------------------------------------------------------------------------

_NAME = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?:\s(?:(?:de|del|della|da|di|van|von|der|den|bin|al|el|la|le)\s){0,2}[^\W\d_a-z][\w'’.-]*){1,4}"
)
_BY = re.compile(
    r"^\(?(?:written |story |text |reported |additional |with )*(?:reporting |writing |editing )?"
    r"(?:by\b\s*:?|contributing:)\s*",
    re.I,
)
_DESK = re.compile(
    rf"^(?:(?:the\s)?(?:{_AGENCY}|AP|New York Times|Washington Post)\s)?(?:[a-z-]+\s){{0,3}}"
    r"(?:staff\s)?(?:writers?|reporters?|journalists?|correspondents?|photographers?|editors?|researchers?)\s",
    re.I,
)
_OFFICE = re.compile(
    rf"\b(?:{_AGENCY}|Press|Staff|Writers?|Times|Post|News|Daily|Gazette|Journal|Herald|Tribune|Reporter|Correspondent"
    r"|Editor|Bureau|Today|Service|Network|Columnist|Magazine|Special|Contributor|Updated|Published)\b",
    re.I,
)

_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+(?:and|AND|&|with)\s+|\s*[|•·]\s*")

_REGION = re.compile(
    r"(?:[^\W\d_][\w.’'-]*|D\.C\.|(?:New|North|South|West|East|United|Saudi|Hong|Sri|El|Costa|Puerto|Rhode|Northern|Southern"
    r"|Western|Eastern|Central|British)\s\S+)(?:\scontributed\b.*|\.)?$"
)
"""What may follow "in Taipei, ": a state, province or country."""


def contributors_of(line: str) -> tuple[str, ...]:
    """Return the people that a byline or a contributors' line names, as printed, in order; places and offices aside.

    "Agency writer A B in Paris and C D in Taipei, Taiwan contributed to this report." -> ("A B", "C D")
    """
    names: list[str] = []
    for sentence in re.split(r"[;)]|(?<=[a-z]{2})\.\s", line.strip("*_ ")):
        placed = False
        for part in _BETWEEN.split(_BY.sub("", sentence.strip(" ("))):
            region = placed and bool(_REGION.match(part)) and not _preceded_by_and(sentence, part)
            name, _, place = _DESK.sub("", _BY.sub("", part)).partition(" in ")
            name = re.split(r"\s(?:contributed|reported|at|from)\b", name)[0]
            found = _NAME.match(name.strip())
            if found and not region and not _OFFICE.search(found[0]):
                names.append(found[0].rstrip("."))
            placed = bool(place) or region
    return tuple(dict.fromkeys(names))


def _preceded_by_and(sentence: str, part: str) -> bool:
    at = sentence.find(part)
    return bool(re.search(r"(?:\band|\bAND|&|\bwith)\s+$", sentence[:at]))


# --- Days --------------------------------------------------------------------------------------------------------


def find_date(text: str, start: int, end: int) -> tuple[date | None, datetime | None, str] | None:
    """(day, instant, words) of the first full date in `text[start:end]`.

    The day is None where there is no such day or where day and month cannot be distinguished (03/04/2023).
    """
    found = _FULL_DATE.search(text, start, end)
    if found is None:
        return None
    words = found[0]
    try:
        if found["iso"]:
            instant = datetime.fromisoformat(words.strip()).astimezone(UTC) if found["time"] else None
            return date.fromisoformat(found["iso"]), instant, words
        if found["a"]:
            a, b, year = int(found["a"]), int(found["b"]), int(found["year3"])
            if a <= 12 and b <= 12 and a != b and "/" in words:
                return None, None, words
            return (date(year, b, a) if a > 12 or "." in words else date(year, a, b)), None, words
        month = _MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
        return date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"])), None, words
    except (ValueError, OverflowError):
        return None, None, words


_FIRST_NEWSPAPER = date(1605, 1, 1)
_EPOCH = date(1970, 1, 1)


def is_past(day: date) -> bool:
    """Return whether it is `day` already, somewhere on earth."""
    return day <= datetime.now(UTC).date() + timedelta(days=1)


def can_be_right(day: date) -> bool:
    """Return whether a day that a machine wrote may be one of publication.

    Not to come, not before there were newspapers, and not that of the Unix epoch, which is what systems write for a
    date that they lost.
    """
    return day >= _FIRST_NEWSPAPER and day != _EPOCH and is_past(day)


def day_in_year(words: str, year: int) -> date | None:
    """ "June 3" or "3 June" with a year from elsewhere."""
    found = find_date(f"{words.rstrip('.')} {year}", 0, len(words) + 5)
    return found[0] if found else None


def caption_day(text: str, lines: Iterable[Line], lead: tuple[int, int] | None) -> tuple[date, str] | None:
    """Return the full date in a photo caption, where the weekday that the lead paragraph names is that day's own.

    A photo may be years old; the lead's weekday is what ties it to the day of the news.
    """
    if lead is None:
        return None
    opening = text[lead[0] : min(lead[1], lead[0] + 600)]
    for line in lines:
        if line.kind == "caption":
            found = find_date(text, line.start, line.end)
            if found and found[0] and re.search(rf"\b{WEEKDAYS[found[0].weekday()]}\b", opening):
                return found[0], found[2]
    return None
