"""Names that many bear: "the health ministry", "police", "analysts" are others in another article."""

from __future__ import annotations

from factdb.extract.vocabulary import (
    COUNTRIES,
    GROUPS,
    KNOWN_ORGANIZATIONS,
    METONYMS,
    ORGANIZATION_HEADS,
    ORGANIZATION_NOUNS,
    PLACES,
    RELATION_PLURALS,
    ROLE_PLURALS,
    TITLE_MODIFIERS,
    WEAK_HEADS,
)

_BODIES = {word.lower() for word in ORGANIZATION_HEADS | ORGANIZATION_NOUNS | WEAK_HEADS} | set("police of the".split())
_BODIES |= {word for entry in TITLE_MODIFIERS for word in entry.split()}
_HEADS = {word.lower() for word in ORGANIZATION_HEADS | WEAK_HEADS}
_PLACES = {place.lower() for place in (*PLACES, *COUNTRIES, *METONYMS)}
_KNOWN = {name.lower() for name in KNOWN_ORGANIZATIONS}
# Members of a party, by a word that means only them.
_MEMBERS = frozenset("democrats republicans tories liberals".split())
_COMMON = (ROLE_PLURALS.keys() | RELATION_PLURALS.keys() | {one.lower() for one in GROUPS}) - _MEMBERS


def is_common_body(folded: str) -> bool:
    """Return whether a (folded) name is that of a body which every country or town has: "health ministry", "police"."""
    return bool(folded) and folded not in _KNOWN and all(word in _BODIES for word in folded.split())


def is_body_of_a_place(folded: str) -> bool:
    """Return whether a (folded) name is a place's with a word for a body at its end: "washington post"."""
    place, _, head = folded.rpartition(" ")
    return head in _HEADS and place in _PLACES


def is_known_body(folded: str) -> bool:
    """Return whether a (folded) name is in the list of organisations known everywhere."""
    return folded in _KNOWN


def is_common_group(name: str) -> bool:
    """Return whether a group is called by what it is, and not by a name: "residents", "The police", "Some analysts"."""
    first, *rest = name.split() or [""]
    capitals = [word for word in rest if word[:1].isupper()]
    return not capitals and (first[:1].islower() or first[:1].isdigit() or bool(rest) or first.lower() in _COMMON)
