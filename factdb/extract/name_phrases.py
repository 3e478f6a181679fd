"""Where the name of a person begins and ends among other words: "Sgt Ann Reed", "the engineer Tom van den Berg".

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.complements import is_quote
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import (
    ADDRESS_GENDER,
    CALENDAR,
    COUNTRIES,
    DEMONYMS,
    GIVEN_GENDER,
    METONYMS,
    OPENERS,
    ORGANIZATION_HEADS,
    PERSON_NOUNS,
    PLACES,
    is_person_noun,
)

REACH = 25
"""Words of a description, its relative clause included."""
LONGEST_NAME = 6
_PARTICLES = frozenset(
    "de da di du del della van von der den la le al el bin bint ibn ole ould ten ter dos das do".split()
)
_RETIRED = frozenset(("retd", "rtd", "retired", "ret"))
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr."))
RELATIVE = frozenset("who whose whom that which".split())
BEFORE_ROW = frozenset("both either including particularly especially notably like".split())
_NO_PERSON = PLACES | COUNTRIES | METONYMS.keys()
_FIRMS = frozenset("others co. co company sons partners associates brothers bros. daughters".split())


def past_firm(s: Sentence, first: int, stop: int) -> int:
    """Return where the role begins after the names of a firm, "Lund, Pike and Others | partner Ann Reed".

    Returns:
        The first word of the role within words first..stop, or `first` where they name no firm.
    """
    joined, role = False, first
    for at in range(first, min(first + REACH, stop - 1)):
        word, low = s.words[at], s.lows[at]
        if low in ("and", "&"):
            joined = low == "&" or s.lows[at + 1] in _FIRMS
            continue
        if word.islower() and joined:
            role = at if role == first else role
            if is_person_noun(low) and is_capital(s.words[at + 1]):
                return role
        elif not is_capital(word) and word not in (",", "."):
            break
        else:
            role = first
    return first


def name_at(s: Sentence, first: int) -> int | None:
    """Return the end of a person's name that begins at word `first`, with ranks and occupations before it.

    As in "Sgt Ann Reed", "45-year-old Ann Reed", "the engineer Ann Reed"; None where none does.
    """
    start = first
    while start < len(s) and start - first < 4 and leads_name(s, start):
        start += 1
    return _name_end(s, start) or _name_end(s, _past_nouns(s, first))


def _past_nouns(s: Sentence, first: int) -> int:
    """Return where a full name begins after an article and nouns that no list needs to know.

    As in "the Chilean winger Ann Reed".
    """
    if first >= len(s) or s.lows[first] not in ("a", "an", "the"):
        return len(s)
    for at in range(first + 2, min(first + 7, len(s) - 1)):
        before = s.words[at - 1]
        closed = s.lows[at - 1] in CLOSED or (finite(s, at - 1) and before not in ("called", "named"))
        if closed or not is_word(before) or is_quote(before):
            break
        if before.islower() and is_capital(s.words[at]) and (is_capital(s.words[at + 1]) or _joins_name(s, at, at + 1)):
            return at
    return len(s)


def _name_end(s: Sentence, start: int) -> int | None:
    """Return the end of a person's name that begins at word `start`; None where none does."""
    at = start
    limit = start + LONGEST_NAME
    while at < min(limit, len(s)):
        if at > start and retired(s, at):
            at, limit = at + 3, limit + 3
        elif is_capital(s.words[at]) or _joins_name(s, start, at):
            at += 1
        else:
            break
    if at < len(s) and at > start and s.words[at] == "," and s.lows[at + 1 : at + 2] and s.lows[at + 1] in _SUFFIXES:
        at += 2
    return at if at > start and names_person(s, start, at) else None


def leads_name(s: Sentence, at: int) -> bool:
    """Test whether a word may come before a name: an article, an occupation, an age."""
    low = s.lows[at]
    if is_capital(s.words[at]):
        return False
    return low in DETERMINERS or is_person_noun(low) or "-" in low or low in ("former", "veteran", "retired", "fellow")


def _joins_name(s: Sentence, start: int, at: int) -> bool:
    """Particles and nicknames within a name: "Ludwig van den Berg", "Robert “Bo” Hale"."""
    inside = at > start and at + 1 < len(s)
    particle = s.lows[at] in _PARTICLES or (is_quote(s.words[at]) and len(s.words[at]) < 16)
    return inside and particle and (is_capital(s.words[at + 1]) or s.lows[at + 1] in _PARTICLES)


def names_person(s: Sentence, first: int, last: int) -> bool:
    """Test whether capitalised words may be a person's name, and are not a place, day, country or institution."""
    words = s.words[first:last]
    if " ".join(words) in _NO_PERSON or words[-1].rstrip(".") in CALENDAR:
        return False
    if any(word in ORGANIZATION_HEADS or word in COUNTRIES for word in words):
        return False
    if words[-1].endswith(".") and words[-1].lower() not in _SUFFIXES:
        return False  # "Springfield, Ill.,"
    if len(words) == 1 and (words[0] in DEMONYMS or s.lows[first] in PERSON_NOUNS or words[0] in ADDRESS_GENDER):
        return False
    if len(words) == 1 and words[0].isupper():
        return False  # an institution's initials
    return s.lows[first] not in OPENERS or (len(words) > 1 and words[0] in GIVEN_GENDER)  # "Per Lund"


def finite(s: Sentence, at: int) -> bool:
    """Test whether a word is a verb that a relative pronoun does not govern."""
    low = s.lows[at]
    if at and s.lows[at - 1] in DETERMINERS - RELATIVE:
        return False  # "the accused"
    if low in ("called", "named") and at + 1 < len(s) and is_capital(s.words[at + 1]):
        return False  # "a diver called Ann Reed"
    verb = is_auxiliary(low) or (not is_capital(s.words[at]) and any("past" in cue.forms for cue in CUES.get(low, ())))
    return verb and not any(before in RELATIVE for before in s.lows[max(at - 4, 0) : at])


def retired(s: Sentence, at: int) -> bool:
    """Test whether the bracket at word `at` is a rank's: "Col. (retd) Ann Reed"."""
    return s.words[at] == "(" and s.lows[at + 1 : at + 2] != [] and s.lows[at + 1] in _RETIRED


CLOSED = PREPOSITIONS | COORDINATORS | SUBORDINATORS | NOMINATIVE


def name_before(s: Sentence, stop: int) -> int | None:
    """Return the first word of a name that ends before word `stop`, occupations and article included."""
    at = stop
    while at > 0 and stop - at < LONGEST_NAME and is_capital(s.words[at - 1]):
        at -= 1
    name = next((near for near in range(at, stop) if s.lows[near] not in OPENERS), stop)
    if name == stop or not names_person(s, name, stop):
        return None
    if not all(low in BEFORE_ROW for low in s.lows[at:name]):
        at = name  # "But Reed"; "Both Reed and Okafor" is one row
    while at > 0 and is_person_noun(s.lows[at - 1]) and not is_capital(s.words[at - 1]):
        at -= 1
    if at > 0 and s.lows[at - 1] in DETERMINERS:
        at -= 1
    return at
