"""Times within the words of a sentence: "on Dec. 30", "two years ago", "late Friday"."""

from __future__ import annotations

from factdb.extract.grammar import TIMES
from factdb.extract.sentences import Sentence

_OF_TIME = frozenset("last this next earlier later late early that".split())
_AGO = frozenset("day days week weeks month months year years hour hours minutes decades".split())
_COUNTS = frozenset("a an one two three four five six seven eight nine ten several many some few".split())


def time_end(s: Sentence, at: int) -> int:
    """Return the word after a time that begins at word `at`: "on Dec. 30", "two years ago", "late Friday".

    `at` for none.
    """
    size = len(s)
    near = at
    if near + 2 < size and (s.lows[near] in _COUNTS or s.lows[near].isdigit()) and s.lows[near + 1] in _AGO:
        return near + 3 if s.lows[near + 2] in ("ago", "later", "earlier") else at
    if near < size and s.lows[near] in ("on", "in"):
        near += 1
    while near < size and s.lows[near] in _OF_TIME:
        near += 1
    first = near
    while near < size and (s.lows[near] in TIMES or (near > first and _is_number(s, near))):
        near += 1
        if near + 1 < size and s.words[near] == "," and _is_number(s, near + 1):
            near += 2  # "on Dec. 30, 2024"
            near += near < size and s.words[near] == ","
    if near == first and near < size and near > at and s.lows[near].isdigit() and len(s.lows[near]) == 4:
        near += 1  # "in 2014"
    if near == first or (near < size and s.words[near][:1] in "'’"):
        return at
    return near


def _is_number(s: Sentence, at: int) -> bool:
    return s.lows[at].rstrip("stndrh").isdigit()
