"""Names where they are printed: runs of capitalised words, parted from their titles, joined over "of" in institutions.

One compiled expression finds the runs; what comes before and after a run decides whether it names a person, an
organisation, a place or nobody. Nothing here knows yet which names mean the same person: that is `people`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factdb.extract.grammar import LETTERED, PREPOSITIONS
from factdb.extract.titles import UPPER, space_before, walk_left
from factdb.extract.vocabulary import (
    ADDRESS_GENDER,
    CALENDAR,
    COUNTRIES,
    DEMONYMS,
    FAMILY_FIRST,
    GIVEN_GENDER,
    GROUP_NOUNS,
    HONORIFIC_ROLE,
    KNOWN_ORGANIZATIONS,
    METONYMS,
    OPENERS,
    ORGANIZATION_HEADS,
    PEOPLES,
    PLACES,
    RELATION_PLURALS,
    ROLE_PLURALS,
    ROLES,
    TITLE_MODIFIERS,
    TITLE_OBJECTS,
    WEAK_HEADS,
    is_person_noun,
)
from factdb.extract.wordlists import either

_DOTTED = sorted(w[:-1] for w in (*ADDRESS_GENDER, *HONORIFIC_ROLE) if w.endswith("."))
_DOTTED += ["Jr", "Sr", "St", "Inc", "Corp", "Co", "Ltd", "Bros", "Ft", "Mt"]
_ENDS_DOTTED = "|".join(rf"(?<=\b{word}\.)" for word in _DOTTED)
_CONTRACTION = r"['’ʼ](?:ll|ve|re|d|m|t)\b"
# The first letter is matched apart so that the search for it runs at full speed; what a token is shows after it.
_AFTER_FIRST = (
    rf"(?:\.(?:[-\u00a0]?[{UPPER}]\.)*+(?!\w)"  # initials: "J.", "U.S."
    rf"|\w*+(?:[-‑–](?=\w)\w++|['’ʼ](?!(?:s|S|ll|ve|re|d|m|t)\b)\w++)*+(?!{_CONTRACTION})"  # "O’Dowd", "Jean-Luc"
    rf"(?:\.(?:{_ENDS_DOTTED}))?)"  # "Sen."
)
_TOKEN = rf"(?:(?:(?:al|el|as|an|ad|ash|ul|bin)-|[dl]['’])?[{UPPER}]{_AFTER_FIRST})"
_PARTICLES = (
    "da|das|de|de la|de las|de los|del|della|den|der|di|do|dos|du|la|le|ten|ter|van|van den|van der|van de|von|von der"
    "|bin|bint|ibn|al|el|ole|ould|zu"
)
PARTICLES = frozenset(_PARTICLES.replace("|", " ").split())
"""Small words with which family names begin."""
_JOINT = (
    rf"(?:[ \u00a0](?:(?:{_PARTICLES})[ \u00a0](?=[{UPPER}]))?|[ \u00a0]&[ \u00a0](?=[{UPPER}])"
    rf"|,[ \u00a0](?=(?:Jr\.|Sr\.|Inc\b|II|III|IV)(?:\W|$))"
    rf"|[ \u00a0]\(?[“\"‘'](?:the[ \u00a0])?[{UPPER}][\w.-]+(?:[ \u00a0]\w+)?[”\"’']\)?[ \u00a0](?=[{UPPER}]))"
)
NAME_RUN = re.compile(rf"[{UPPER}](?<![\w@#/.][{UPPER}])(?!(?<=\bon X)\. ){_AFTER_FIRST}(?:{_JOINT}{_TOKEN})*")
_SPLIT = re.compile(r"\(?[“\"‘'][^”\"’']*[”\"’']\)?|[^ \u00a0,]+")
SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))

_OFFICE_OF = re.compile(
    rf" (?:(?:of|for) (?:{either(TITLE_OBJECTS)})|(?:of|to) (?:the )?(?:{either((*COUNTRIES, *METONYMS))}))(?!\w)"
)
"""What an office is of, between "Secretary" or "Ambassador" and the name: " of State", " to China"."""
_OFFICE_BEFORE = re.compile(r"\b([A-Z][a-z]+) (?:of|for) $")
_OF_NAME = re.compile(
    rf" (?:(?:of|for|to|against)(?: the| Our)?|on(?: the)?(?! (?:{either(CALENDAR)})\b)|(?P<and>and)) (?=[{UPPER}])"
)
ACRONYM_AFTER = re.compile(r" ?\((?:the )?([A-Z][A-Za-z&]{1,9}|(?:[A-Z]\.){2,6})(?:, [^)]*)?\)")
AGE_AFTER = re.compile(r", \d\d\b,?")
POSTS = frozenset(("MP", "MEP", "MSP", "MLA", "QC", "KC"))
"""Letters after a name that are not part of it."""
_MONTH_SURNAMES = frozenset(("April", "August", "June", "March", "May"))
_MONTH_NAMES = frozenset(("April", "August", "June", "May"))
_LEADS = PREPOSITIONS | frozenset("a an this that last next early late mid".split())
"""What comes before a month that is no given name."""
_OPENS_SENTENCE = re.compile(r"[A-Z][a-z]{3,}(?:ly|ing|ed)$")
_ADJECTIVE = re.compile(r"-(?:area|backed|based|born|controlled|era|funded|led|linked|native|owned|raised|run|style)$")
"""What makes an adjective of a name: "South Korean-born" is no part of the name after it."""


@dataclass(slots=True)
class Run:
    """A stretch of capitalised words with what was read off it."""

    start: int
    end: int
    words: list[str]
    title: str | None = None
    title_start: int = -1
    address: str | None = None
    """The gender that Mr., Ms. and the like state."""
    kind: str = ""
    sure: bool = False
    headline: bool = False
    joined: bool = False
    """An institution's name of several parts: "Bureau of Fish and Game"."""


def _segments(text: str, match_start: int, run: str) -> Iterator[tuple[int, int, list[str], list[int]]]:
    """Return a run cut at function words and names of days: (start, end, words, offsets of the words)."""
    if " " not in run and run.lower() not in OPENERS and run.rstrip(".") not in CALENDAR and "\u00a0" not in run:
        yield match_start, match_start + len(run), [run], [0]
        return
    if run in _MONTH_SURNAMES:
        yield match_start, match_start + len(run), [run], [0]
        return
    words: list[str] = []
    offsets: list[int] = []
    end = match_start
    for m in _SPLIT.finditer(run):
        word = m.group()
        low = word.lower()
        cut = low in OPENERS or word.rstrip(".") in CALENDAR or _ADJECTIVE.search(word) is not None
        if words and low[1:] == "." and words[-1].lower() in LETTERED:  # "Plan B. Drummer Ann Reed"
            yield match_start + offsets[0], match_start + m.end() - 1, [*words, word[0]], [*offsets, m.start()]
            words, offsets = [], []
            continue
        cut = cut and not (words and word in PARTICLES)  # "Joris ten Brink"
        if cut and word in _MONTH_NAMES and not words:
            # "April Ruiz", but "In April Ruiz left"
            before = run[: m.start()].split() or text[max(0, match_start - 12) : match_start].split() or [""]
            led = before[-1].lower() in _LEADS
            cut = led or run[m.end() : m.end() + 1] != " "
        elif cut and word in GIVEN_GENDER and not words:
            # "Will Ruiz" where no question can begin
            cut = not (run[m.end() : m.end() + 1] == " " and (low not in OPENERS or not _at_start(text, match_start)))
        elif cut and words and word in _MONTH_SURNAMES:
            cut = len(words) < 2 and words[0] not in GIVEN_GENDER  # "Theresa May"
        if cut:
            if words:
                yield match_start + offsets[0], end, words, offsets
                words, offsets = [], []
            continue
        words.append(word)
        offsets.append(m.start())
        end = match_start + m.end()
    if words:
        yield match_start + offsets[0], end, words, offsets


def read_names(text: str, title_span: tuple[int, int] | None) -> Iterator[Run]:
    """Runs without their titles and with their kind; organisations are joined over "of", "for", "and"."""
    pending: Run | None = None
    awaited = -1  # where the object of "Secretary of State" ends: the name comes next
    awaited_title = -1
    for match in NAME_RUN.finditer(text):
        if match.group().lower() in OPENERS and match.group() not in _MONTH_SURNAMES:
            continue
        if pending is not None:
            joint = _joint(text, pending)
            if joint == match.start():
                pending.end = match.end()
                pending.words += match.group().split()
                pending.joined = True
                if _joint(text, pending) < 0 or len(pending.words) > 9:
                    yield pending
                    pending = None
                continue
            yield pending
            pending = None
        start, run = match.start(), match.group()
        title_start = -1
        if start < awaited:
            if match.end() <= awaited:
                if match.end() < awaited or not text.startswith(" ", awaited):
                    continue
                continue
            run = text[awaited : match.end()].lstrip()
            start = match.end() - len(run)
            title_start = awaited_title
        awaited = -1
        for s, e, words, offsets in _segments(text, start, run):
            item = _read_run(text, s, e, words, offsets, start)
            if title_start >= 0 and item.title_start < 0:
                item.title_start = title_start
                item.title = text[title_start : item.start].rstrip(" ,")
                item.kind, item.sure = "person", True
            title_start = -1
            if item.kind == "title":
                of = _OFFICE_OF.match(text, e)
                if of:
                    awaited, awaited_title = of.end(), s
                    continue
            if title_span and title_span[0] <= s < title_span[1]:
                item.headline = True
            if item.kind == "organization" and e == match.end() and _joint(text, item) >= 0:
                pending = item
                continue
            yield item
    if pending is not None:
        yield pending


def _joint(text: str, run: Run) -> int:
    """Return where the next part of an institution's name begins, else -1: "of" joins any, "and" only after an "of"."""
    match = _OF_NAME.match(text, run.end)
    if match is None or (match.group("and") and not run.joined):
        return -1
    return match.end()


def _read_run(text: str, start: int, end: int, words: list[str], offsets: list[int], base: int) -> Run:
    """Take the title off the front of one run and classify what is left."""
    if len(words) > 2 and words[-1] in POSTS and words[0] in GIVEN_GENDER:
        words = words[:-1]  # "Mary Reed MP"
        end = base + offsets[len(words) - 1] + len(words[-1])
    run = Run(start, end, words)
    cut = _title_end(text, run, offsets, base)
    if run.kind == "title":
        return run
    cut = cut or _lead_end(text, run, offsets, base)
    if cut:
        run.start = base + offsets[cut]
        run.words = words[cut:]
        if run.title_start < 0:
            run.title_start = start
    if run.title is not None:
        _extend_title(text, run)
    elif run.title_start < 0:
        _title_before(text, run)
    _tell_kind(run, titled=run.title is not None)
    return run


def _title_end(text: str, run: Run, offsets: list[int], base: int) -> int:
    """Take the title off a run, and return the index of the first word after it; 0 where no title leads the run.

    A run that is a title without a name gets the kind "title".
    """
    words, last = run.words, len(run.words) - 1
    for i in range(last, -1, -1):
        word = words[i]
        if not (word in ADDRESS_GENDER or word in HONORIFIC_ROLE or word.lower() in ROLES):
            continue
        if i == last and i and (words[i - 1] in ADDRESS_GENDER or words[i - 1] in HONORIFIC_ROLE):
            continue  # "Mr. King", "Dr. Bishop"
        if i == last or all(w in SUFFIXES for w in words[i + 1 :]):
            named = last == 1 and words[0] in GIVEN_GENDER
            alone = i == last and last >= 1 and not named
            if i == 0 and (word.lower() in ROLES or word in HONORIFIC_ROLE):
                run.kind = "title"
            elif alone and (_OFFICE_OF.match(text, run.end) or not _is_organization(words)):
                run.kind = "title"  # "White House Chief of Staff", "Foreign Minister" with no name after it
            if run.kind == "title":
                return 0
            continue
        run.address = ADDRESS_GENDER.get(word)
        if run.address is None or i:
            run.title = text[run.start : base + offsets[i if run.address is not None else i + 1]].rstrip()
            run.title_start = run.start
        return i + 1
    return 0


def _lead_end(text: str, run: Run, offsets: list[int], base: int) -> int:
    """Return the index of the first word of a name after a word that leads it and is no listed title; 0 for none."""
    words, last = run.words, len(run.words) - 1
    first, low = words[0], words[0].lower()
    given = last >= 1 and words[1] in GIVEN_GENDER
    if last and _OPENS_SENTENCE.match(first) and first not in GIVEN_GENDER and _at_start(text, run.start):
        run.title_start = base + offsets[1]
        return 1  # "Interestingly", "Asserting"
    if last > 1 and "-" in first and first.rpartition("-")[2].lower() in ROLES:
        return 1  # "Farmer-turned-politician Ann Reed"
    if last > 1 and low in ROLE_PLURALS and not _is_organization(words):
        return 1  # "Nurses Ann Reed and …"
    if last == 1 and given and low in RELATION_PLURALS:
        return 1  # "Brothers Ian and Keith Lund"
    if last >= 2 and (given or first in PLACES) and _in_office(text, base):
        run.title_start = base + offsets[1]
        return 1  # "Attorney for Montana Ann Reed", "Bishop of Durham Ann Reed"
    if last >= 2 and given and first not in GIVEN_GENDER:
        if first in DEMONYMS or low in TITLE_MODIFIERS or low in GROUP_NOUNS:
            return 1  # "Libertarian Gary Johnson", "Ministers Ann Reed and …"
        if is_person_noun(low):
            run.title, run.title_start = first, run.start
            return 1  # "Sculptor Olga Brandt"
    opens = last == 2 and first not in GIVEN_GENDER and _at_start(text, run.start)
    if opens and is_person_noun(low) and not _is_organization(words):
        run.title, run.title_start = first, run.start
        return 1  # "Welder Enid Gough", where no list knows the given name
    ends = last == 1 and first.endswith(".") and (first in PLACES or first in METONYMS)
    return 1 if ends and not _is_organization(words) else 0  # a sentence that ends in "the U.S."


def _in_office(text: str, start: int) -> bool:
    """Test whether an office in capitals and its preposition end before `start`: "Bishop of", "Secretary for"."""
    office = _OFFICE_BEFORE.search(text, max(0, start - 20), start)
    return office is not None and (office[1].lower() in ROLES or office[1] in ("State", "General"))


def _extend_title(text: str, run: Run) -> None:
    """Small words before a title in capitals: "former President", "then-Secretary", "acting Mayor"."""
    at = run.title_start
    if at < 4 or text[at - 1] != " " or not text[at - 2].islower():
        return
    begin = walk_left(text, at - 1)
    if begin < at and text[begin : at - 1].split()[-1] in TITLE_MODIFIERS:
        run.title, run.title_start = text[begin : at - 1] + " " + (run.title or ""), begin


def _at_start(text: str, start: int) -> bool:
    """Test whether a sentence or a line begins at `start`."""
    before = text[max(0, start - 3) : start].rstrip(" “\"‘'(*•-")
    return not before or before[-1] in ".!?\n:—"


def _title_before(text: str, run: Run) -> None:
    """A lower-case title before the name: "national security adviser Jake Sullivan", "CIA chief William Burns"."""
    at = run.start
    if at < 3 or text[at - 1] != " " or not text[at - 2].islower():
        # "former President Barack Obama": the modifier is read below when a capital title follows
        return
    space = space_before(text, at - 1)
    word = text[space + 1 : at - 1]
    if word not in ROLES:
        return
    begin = walk_left(text, space)
    run.title = text[begin : at - 1]
    run.title_start = begin


def _is_organization(words: list[str]) -> bool:
    if any(w in ORGANIZATION_HEADS for w in words):
        return True
    return any(w in WEAK_HEADS for w in words) and words[0] not in GIVEN_GENDER


def _tell_kind(run: Run, titled: bool) -> None:
    """Person, organisation, place, people, or a name that nothing identifies."""
    words = run.words
    name = " ".join(words)
    if run.address is not None:
        run.kind, run.sure = "person", True
    elif name in COUNTRIES or name in METONYMS:
        run.kind, run.sure = "country", True
    elif name in PLACES:
        run.kind, run.sure = "place", True
    elif (
        name in PEOPLES
        or name in DEMONYMS
        or words[-1] in PEOPLES
        or (len(words) > 1 and words[-1].lower() in GROUP_NOUNS)
    ):
        run.kind, run.sure = "people", True
    elif name in KNOWN_ORGANIZATIONS:
        run.kind, run.sure = "organization", True
    elif titled and len(words) <= 5 and not any(w in ORGANIZATION_HEADS for w in words):
        run.kind, run.sure = "person", True
    elif _is_organization(words):
        run.kind, run.sure = "organization", True
    elif len(words) == 1:
        word = words[0]
        if (word.isupper() and len(word) > 1) or (len(word) > 3 and word.count(".") >= 2):
            run.kind = "acronym"
        elif len(word.rstrip(".")) == 1:
            run.kind = "other"  # "(D)", "Plan B"
        else:
            run.kind = "single"
    elif len(words) <= 5:
        first = words[0]
        if (
            first in GIVEN_GENDER
            or (first.endswith(".") and not _all_initials(words))
            or words[-1] in SUFFIXES
            or (first in FAMILY_FIRST and 2 <= len(words) <= 3)
        ):
            run.kind, run.sure = "person", True
        elif (
            first in DEMONYMS
            or first in COUNTRIES
            or first in PLACES
            or " ".join(words[:2]) in PLACES
            or any(len(w) > 1 and w.isupper() and w.isalpha() for w in words)
        ):
            run.kind = "other"
        else:
            run.kind = "unsure"
    else:
        run.kind = "other"


def _all_initials(words: list[str]) -> bool:
    return all(w.endswith(".") for w in words)
