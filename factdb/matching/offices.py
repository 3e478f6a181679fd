"""Roles as they are compared: without small words, with one name for each country, and without places."""

from __future__ import annotations

from factdb.extract.vocabulary import COUNTRIES, DEMONYMS, PLACES
from factdb.matching.names import fold

SMALL = frozenset("the a an of for and to in on s his her their our then former".split())
_ABROAD = {"united states": "us", "u s": "us", "united kingdom": "uk", "american": "us", "british": "uk"}
PLACE_WORDS = {word for place in (*COUNTRIES, *DEMONYMS) for word in fold(place).split()} | {"us", "uk"}
PLACE_WORDS |= {fold(place) for place in PLACES if " " not in place}


def office_of(title: str) -> str:
    """Return a role without places and small words: "the U.S. Secretary of State" -> "secretary state"."""
    return " ".join(word for word in role_parts(title) if word not in PLACE_WORDS)


def role_parts(text: str) -> list[str]:
    """Return the words of a role, folded, without the small ones."""
    folded = f" {fold(text)} "
    for name, short in _ABROAD.items():
        folded = folded.replace(f" {name} ", f" {short} ")
    return [word for word in folded.split() if word not in SMALL]
