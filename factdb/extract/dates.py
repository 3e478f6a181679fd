"""Time expressions in newspaper English, against the day of publication.

The rule is that of the AP Stylebook: the name of a weekday alone means a day within seven days before or after
publication, and the tense decides which; on the day itself it means that day. Ranges are closed. Nothing is guessed:
without a day of publication only what is written out in full (day, month and year; month and year; a year) is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from factdb.extract.clause import Clause
from factdb.extract.quotation import DateBasis, DateReading

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_NUMBERS |= {"a": 1, "an": 1, "several": 0, "few": 0}

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_PART = r"(?: (?:early )?(?:morning|afternoon|evening|night))?"
_DATE = re.compile(
    rf"\b(?=\d|[A-Z]|(?:last|next|this|early|earlier|late|later|over|overnight|today|yesterday|tomorrow|tonight|mid"
    rf"|an?|{'|'.join(_NUMBERS)})\b)"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|:\d)(?:,? (?P<year>\d{{4}})\b)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH})\b(?: (?P<year2>\d{{4}})\b)?"
    rf"|(?P<lead>[Ll]ast|[Nn]ext|[Tt]his)?(?(lead) )(?P<weekday>{_WEEKDAY})(?!s\b){_PART}"
    r"|(?P<shift>(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) )(?P<which>this|last|in the|that) "
    r"(?P<unit>day|week|month|year|weekend)\b"
    r"|(?P<which3>[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier|[Ll]ater) "
    r"(?P<unit3>week|month|year|weekend|night|morning|afternoon|evening)\b"
    rf"|(?P<which4>[Ll]ast|[Tt]his|[Nn]ext) (?P<month4>{_MONTH})\b(?! \d)"
    rf"|(?P<weekend>[Oo]ver the weekend)"
    rf"|(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Oo]vernight)\b(?!['’]s)"
    rf"|(?P<count>\d{{1,2}}|(?i:an?|{'|'.join(_NUMBERS)})) "
    rf"(?P<ago>day|week|month|year)s? ago\b"
    rf"|(?<=[Ii]n )(?:early |late |mid-)?(?P<month5>{_MONTH})(?: (?P<year5>\d{{4}}))?\b(?! \d)"
    rf"|(?<=[Ii]n )(?P<year6>(?:19|20)\d\d)\b(?!-))"
)
_NOT_THEN = re.compile(
    r"\b(?:since|until|till|by|before|after|from|for|through|ahead of|as of|prior to|following|scheduled"
    r"|starting|beginning|of|to|than)"
    r"(?: the| a| an| his| her| their)? $",
    re.I,
)
"""What comes before a time expression that does not say when something was said."""


def read_date(
    text: str, published_on: date | None, *, future: bool = False, start: int = 0, end: int | None = None
) -> DateReading | None:
    """Return the first time expression in text[start:end], or None where there is none or it cannot be placed.

    `future`: the clause speaks of what is to come ("will meet Monday").
    """
    match = _DATE.search(text, start, len(text) if end is None else end)
    return _read(match, published_on, future) if match else None


def said_when(clause: Clause, published_on: date | None) -> DateReading | None:
    """When an attribution was said: the time expression tied to its cue, never one in what was said.

    What follows cue and speaker wins ("said Friday"), then what comes between them ("on Friday told"), before them
    ("earlier in the week when China said", "On Friday, the mayor said") and after the quoted words.
    """
    text = clause.text
    sentence = text[max(clause.sentence.start, clause.left - 1000) : min(clause.sentence.end, clause.right + 1000)]
    if not any(hint in sentence for hint in _HINTS):
        return None
    tail, head = clause.tail, clause.head
    zones = (
        (tail[0], min(tail[1], tail[0] + 130), False),
        (clause.left, clause.right, False),
        (max(head[0], head[1] - 40), head[1], True),
        (head[0], min(head[1], head[0] + 70), None),
        (clause.after_quoted[0], min(clause.after_quoted[1], clause.after_quoted[0] + 90), False),
    )
    for start, end, before_when in zones:
        if start >= end:
            continue
        for match in _DATE.finditer(text, start, min(end + 1, len(text))):
            if clause.says(match.start()) or _NOT_THEN.search(text, max(start - 24, 0), match.start()):
                continue
            if _names(text, match) or _of_another(text, start, match, aside=start == clause.left):
                continue
            if before_when is None and not _leads(text, start, match):
                continue
            reading = _read(match, published_on, False)
            if reading is not None and published_on is not None and reading.said_on > published_on:
                continue  # a day to come: nothing was said on it
            if before_when:
                if _WHEN.fullmatch(text, match.end(), end):
                    return reading
            elif not _OTHER_CLAUSE.search(text, start, match.start()) and not _CONDITION.match(text, start):
                return reading
    return None


_FEASTS = re.compile(r"\b(?:Black|Good|Ash|Easter|Palm|Bloody|Super|Cyber|Giving|Fat|Holy|Maundy|Shrove|Whit) $")
_TITLED = re.compile(
    r" (?:Times|Telegraph|Express|Mirror|Mail|Post|Herald|World|Life|Independent|Review|Magazine|Tribune|Star|Sun|Night"
    r"|Live|Show|Morning|Mercury|Business|Politics|Supplement|Football|Observer|Gazette|People|Programme)\b"
)
_PAPER = re.compile(r"\b(?:Mail|Scotland|Independent|Herald|Ireland|Wales|World) on $")
_A_NAME = re.compile(r"(?:\b[Tt]he|['’]s|\btold) $")


def _names(text: str, match: re.Match[str]) -> bool:
    """Test whether the words of a date are a name's (Black Friday, the Sunday Times) or a thing's (Friday's vote)."""
    before, start, end = text[max(match.start() - 14, 0) : match.start()], match.start(), match.end()
    if match["weekday"] and not match["lead"]:
        capital_follows = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        named = bool(_TITLED.match(text, end)) or (capital_follows and bool(_A_NAME.search(before)))
        if named or _FEASTS.search(before) or (match["weekday"] == "Sunday" and _PAPER.search(before)):
            return True
    if (match["word"] or match["unit3"]) and text[start].isupper() and before[-1:] == " " and before[-2:-1].isalpha():
        return True
    return text[end : end + 2] in ("'s", "’s") and not _DURING.search(before)


_DURING = re.compile(r"\b(?:in|at|during|as|amid) $")
_PARTICIPLE = re.compile(
    r"\b(?!(?i:asked|pressed|contacted|interviewed|questioned|reached|released|issued|published|posted|delivered"
    r"|recorded|aired|broadcast|tweeted|e-?mailed|called|prepared|obtained|quoted|told)\b)"
    r"(?:(?i:\w{3,}ed|born|held|shot|won|made|built|sworn|begun|taken|written|seen|lost|sent|set|struck|hurt|found))\b"
)
_ASIDE_OPENS = re.compile(
    r"\s*(?:(?i:on|in|at|late|early|earlier|last|this|during|speaking|who|also|again|later|two|three|a|several)\b"
    r"|\w+ing\b|[A-Z0-9]|$)"
)


def _of_another(text: str, start: int, match: re.Match[str], *, aside: bool) -> bool:
    """Test whether a date belongs to something else than the saying.

    As in "arrested on Sunday", "born in 1960", and, in an aside between speaker and cue, "the winner in 2016".
    """
    part = text[start : match.start()]
    comma = part.rfind(",")
    words = part[comma + 1 :]
    if _PARTICIPLE.search(words):
        return True
    return aside and comma >= 0 and not _ASIDE_OPENS.match(words)


def _leads(text: str, start: int, match: re.Match[str]) -> bool:
    """Test whether a date at a sentence's head leads it ("On Friday Reed said", "In a speech on Friday, Reed said").

    Not so "It was to begin in February but …".
    """
    return len(text[start : match.start()].split()) <= 2 or "," in text[match.end() : match.end() + 25]


_HINTS = (
    *("day", "night", "week", "month", "year", "ago", "morning", "evening", "noon", "tomorrow", "20", "19"),
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""One of these is in every time expression: looked for first, because that is fast."""
_OTHER_CLAUSE = re.compile(r"\b(?:who|which|whose|where|that|will|would|because)\b|[;:]")
_CONDITION = re.compile(r"[“\"\s]*(?:If|When|After|Before|As|While|Since|Although|Because|Once|Until|Though|Unless) ")
_WHEN = re.compile(r",? (?:when|as|where) ")


def _read(match: re.Match[str], published_on: date | None, future: bool) -> DateReading | None:
    found = _range(match, published_on, future)
    if found is None:
        return None
    first, last, basis = found
    return DateReading(first, last, match.group(), basis, match.start(), match.end())


def _range(match: re.Match[str], today: date | None, future: bool) -> tuple[date, date, DateBasis] | None:
    part = match.groupdict()
    if part["iso"]:
        return _days(_iso(part["iso"]), "stated")
    if part["month"] or part["month2"]:
        month = _month(part["month"] or part["month2"])
        day = int(part["day"] or part["day2"])
        year = part["year"] or part["year2"]
        return _days(_calendar_day(month, day, int(year) if year else None, today, future), "stated")
    if part["month5"]:
        return _whole_month(_month(part["month5"]), part["year5"], today, future)
    if part["year6"]:
        year = int(part["year6"])
        return date(year, 1, 1), date(year, 12, 31), "stated"
    if today is None:
        return None
    if part["weekday"]:
        return _days(_weekday(part["weekday"], part["lead"], today, future), "relative")
    if part["word"]:
        word = part["word"].lower()
        if word == "overnight":
            return today - timedelta(1), today, "relative"
        return _days(today + timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0)), "relative")
    if part["weekend"]:
        return _period("last", "weekend", today)
    if part["month4"]:
        which = part["which4"].lower()
        return _whole_month(_month(part["month4"]), None, today, which == "next")
    if part["ago"]:
        return _ago(part["count"].lower(), part["ago"], today)
    if part["unit"]:
        return _shifted(part["shift"].strip().lower(), part["which"], part["unit"], today)
    which = part["which3"].lower()
    return _period(which, part["unit3"], today)


def _days(day: date | None, basis: DateBasis) -> tuple[date, date, DateBasis] | None:
    return None if day is None else (day, day, basis)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _calendar_day(month: int, day: int, year: int | None, today: date | None, future: bool) -> date | None:
    """Return a day of the calendar; without a year the nearest one on the side of the tense."""
    if year is not None:
        return _valid(year, month, day)
    if today is None:
        return None
    years = (today.year, today.year + 1) if future else (today.year, today.year - 1)
    days = [d for d in (_valid(y, month, day) for y in years) if d is not None]
    fits = [d for d in days if (d >= today if future else d <= today)]
    return fits[0] if fits else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole_month(month: int, year: str | None, today: date | None, future: bool) -> tuple[date, date, DateBasis] | None:
    """Return a month; without a year the last one begun, or the next one to come. The present month ends today."""
    if year is None:
        if today is None:
            return None
        number = today.year
        if future and month < today.month:
            number += 1
        if not future and month > today.month:
            number -= 1
    else:
        number = int(year)
    first, last = date(number, month, 1), date(number, month, monthrange(number, month)[1])
    if today is not None and not future and first <= today < last:
        last = today
    return first, last, "stated"


def _weekday(name: str, lead: str | None, today: date, future: bool) -> date:
    """AP style: within seven days, the tense decides, the day's own name is the day itself ("last" is before it)."""
    wanted = _WEEKDAYS.index(name.lower())
    if lead and lead.lower() == "last":
        back = (today.weekday() - wanted) % 7 or 7
        return today - timedelta(back)
    if future or (lead and lead.lower() == "next"):
        ahead = (wanted - today.weekday()) % 7
        if ahead == 0 and lead and lead.lower() == "next":
            ahead = 7
        return today + timedelta(ahead)
    return today - timedelta((today.weekday() - wanted) % 7)


def _ago(count: str, unit: str, today: date) -> tuple[date, date, DateBasis] | None:
    number = int(count) if count.isdigit() else _NUMBERS[count]
    if unit == "day":
        return _days(today - timedelta(number), "relative")
    if unit == "week":
        day = today - timedelta(7 * number)
        return day - timedelta(day.weekday()), day + timedelta(6 - day.weekday()), "relative"
    if unit == "month":
        months = today.year * 12 + today.month - 1 - number
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]), "relative"
    return date(today.year - number, 1, 1), date(today.year - number, 12, 31), "relative"


def _period(which: str, unit: str, today: date) -> tuple[date, date, DateBasis] | None:
    """ "last week", "this month", "next year", "last night", "this morning": weeks run from Monday to Sunday."""
    if unit == "night" and which == "last":
        return _days(today - timedelta(1), "relative")
    if unit in ("night", "morning", "afternoon", "evening"):
        return _days(today, "relative") if which == "this" else None
    if which in ("earlier", "later"):
        return None
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "weekend":
        saturday = today - timedelta((today.weekday() - 5) % 7)
        if which == "next" or (which == "this" and today.weekday() < 5):
            saturday += timedelta(7)
        last = saturday + timedelta(1)
        return saturday, min(last, today) if which != "next" and saturday <= today else last, "relative"
    first, last = _bounds(unit, today, step)
    return first, min(last, today) if step == 0 else last, "relative"


def _bounds(unit: str, today: date, step: int) -> tuple[date, date]:
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
    return date(today.year + step, 1, 1), date(today.year + step, 12, 31)


def _shifted(shift: str, which: str, unit: str, today: date) -> tuple[date, date, DateBasis] | None:
    """ "earlier this month" ends the day before publication, "late last week" is the whole of last week."""
    if which == "that":
        return None
    if unit == "day":
        return _days(today, "relative") if shift == "earlier" else None
    if unit == "weekend":
        return _period("last" if which == "last" else "this", unit, today)
    first, last = _bounds(unit, today, -1 if which == "last" else 0)
    if which == "last":
        return first, last, "relative"
    if shift == "earlier":
        return first, max(first, today - timedelta(1)), "relative"
    if shift == "later":
        return today, last, "relative"
    return first, min(last, today), "relative"
