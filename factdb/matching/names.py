"""Folding a name, so that accents, case, hyphens and dots do not come between a reader and a speaker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

# Letters that carry no combining mark and so survive decomposition.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_APART = re.compile(r"[^\w]+")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """`name` in lower case, without accents, words parted by one space: "António  O'Neil-Łos" -> "antonio oneil los".

    Apostrophes and dots vanish ("U.S." -> "us"); every other mark parts words. The result is empty
    for a name without a letter or digit.
    """
    bare = re.sub(r"['’ʼ`´.]", "", name)
    marked = unicodedata.normalize("NFKD", bare)
    plain = "".join(c for c in marked if not unicodedata.combining(c)).casefold().translate(_PLAIN)
    return _APART.sub(" ", plain).replace("_", " ").strip()


SUFFIXES = frozenset("jr sr ii iii iv".split())


def family_of(words: Sequence[str]) -> str:
    """Return the family name among the folded words of a person's name: the last, suffixes apart."""
    bare = [w for w in words if w not in SUFFIXES]
    return (bare or words)[-1]


def spellings(folded: str) -> frozenset[str]:
    """Return a folded name with its leading initials together and apart: "jd vance" and "j d vance"."""
    words = folded.split()
    letters = list(takewhile(lambda word: len(word) == 1, words))
    if len(letters) > 1:
        return frozenset((folded, " ".join(["".join(letters), *words[len(letters) :]])))
    if len(words) > 1 and len(words[0]) == 2 and not set(words[0]) & set("aeiouy"):
        return frozenset((folded, " ".join([*words[0], *words[1:]])))
    return frozenset((folded,))


def hyphenated(name: str) -> tuple[str, ...]:
    """Return the parts of a first name with a hyphen, folded: ("anne", "marie") of "Anne-Marie Duff"; else ()."""
    first, _, rest = name.partition(" ")
    return tuple(fold(first).split()) if rest and "-" in first.strip("-") else ()


def suffixes_of(words: Sequence[str]) -> frozenset[str]:
    """Return what parts father and son: {"jr"} of the folded words of "John Ward Jr."."""
    return SUFFIXES.intersection(words[1:])


def same_person(one: Sequence[str], other: Sequence[str], full_names: int = 0) -> tuple[float, str]:
    """How likely two names (folded words) with one family name are one person's (0 to 1), and what speaks for it.

    `full_names`: how many first names are known with that family name; one alone says whose it is when none is
    before it.
    """
    both = SUFFIXES.intersection(one), SUFFIXES.intersection(other)
    suffixes = both[0] ^ both[1]
    if suffixes and all(both):
        return 0.0, ""
    given = [[w for w in words if w not in SUFFIXES][:-1] for words in (one, other)]
    if not given[0] and not given[1]:
        return 0.0, ""
    if not given[0] or not given[1]:
        # A family name alone: whose it is, is only clear where one person bears it.
        return (
            (0.7, f"the family name {family_of(one)} alone, and one person bears it") if full_names == 1 else (0.0, "")
        )
    first = [names[0] for names in given]
    weaker = 0.1 if suffixes else 0.0
    if first[0] == first[1]:
        rest = [names[1:] for names in given]
        if rest[0] == rest[1]:
            return 0.95 - weaker, "the same names, written another way"
        if rest[0] != rest[1] and all(set(names) <= _PARTICLES for names in rest):
            return (0.7 if suffixes else 0.8), "the same but for a small word"
        if not rest[0] or not rest[1]:
            return 0.95 - weaker, "the same but for a middle name"
        if all(a[0] == b[0] for a, b in zip(*rest, strict=False)):
            return 0.9 - weaker, "the same but for a middle name's initial"
        return 0.0, ""
    if first[0][0] == first[1][0] and 1 in (len(first[0]), len(first[1])):
        return (0.7 if suffixes else 0.8), f"the initial {first[0][0].upper()}. of the first name"
    short, long = sorted(first, key=len)
    if len(short) > 2 and long.startswith(short):
        return 0.6 - weaker, f"{short} is the beginning of {long}"
    if len(short) > 3 and _skeleton(short) == _skeleton(long):
        return 0.6 - weaker, f"{short} and {long} may be spellings of one name"
    return 0.0, ""


_PARTICLES = frozenset("al el de da do dos das del della di la le van von der den ter bin ibn ben".split())


_NO_VOWELS = str.maketrans("", "", "aeiouy")
_TWICE = re.compile(r"(.)\1+")


def _skeleton(word: str) -> str:
    """Return a first name without what spellings differ by: "muhammad" and "mohamed" -> "mhmd"."""
    return _TWICE.sub(r"\1", word[0] + word[1:].translate(_NO_VOWELS))


def parts_of(folded: str) -> str | None:
    """The family name and the first letter of the first name of a folded name of two words or more: "blinken a"."""
    words = [word for word in folded.split() if word not in SUFFIXES]
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 else None
