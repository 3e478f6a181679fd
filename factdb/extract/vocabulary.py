"""The word lists about people, read once and laid out for look-up."""

from __future__ import annotations

import re

from factdb.extract.wordlists import read_words


def _gendered(name: str) -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
    """(singulars, plural -> singular, singular -> gender) of a list with [either], [female] and [male]."""
    plurals: dict[str, str] = {}
    gender: dict[str, str] = {}
    singulars: set[str] = set()
    for section, entries in read_words(name).items():
        for word, plural in entries.items():
            singulars.add(word)
            plurals[plural or word + "s"] = word
            if section != "either":
                gender[word] = section[0]
    return frozenset(singulars), plurals, gender


ROLES, ROLE_PLURALS, ROLE_GENDER = _gendered("roles")
RELATIONS, RELATION_PLURALS, RELATION_GENDER = _gendered("relations")
PERSON_NOUNS = ROLES | RELATIONS | ROLE_PLURALS.keys() | RELATION_PLURALS.keys()
_persons = read_words("persons")
_OCCUPATION = re.compile(rf"[a-z-]{{2,}}(?:{'|'.join(_persons['ending'])})$")
_PLAIN_PERSONS = frozenset(_persons["noun"])
_NO_OCCUPATION = frozenset(_persons["not"])


def is_person_noun(low: str) -> bool:
    """Test whether a noun in lower case names one person: a known role or relation, or an occupation by its ending."""
    if low in ROLES or low in RELATIONS or low in _PLAIN_PERSONS:
        return True
    return _OCCUPATION.match(low) is not None and low not in _NO_OCCUPATION


_names = read_words("given_names")
GIVEN_GENDER: dict[str, str] = {
    name: "" if section == "either" else section[0]
    for section in ("either", "female", "male")
    for line in _names[section]
    for name in line.split()
}
"""Given name -> "f", "m" or "" (either)."""
FAMILY_FIRST = frozenset(name for line in read_words("family_names")["first"] for name in line.split())

_honorifics = read_words("honorifics")
ADDRESS_GENDER = _honorifics["gender"]
HONORIFIC_ROLE = _honorifics["role"]

_titles = read_words("title_words")
TITLE_MODIFIERS = frozenset(_titles["modifier"])
TITLE_OBJECTS = frozenset(o for entry in _titles["object"] for o in (entry, f"the {entry}"))

_organizations = read_words("organizations")
ORGANIZATION_HEADS = frozenset(_organizations["head"])
WEAK_HEADS = frozenset(_organizations["weak"])
ORGANIZATION_NOUNS = frozenset(_organizations["anaphor"])
KNOWN_ORGANIZATIONS = frozenset(_organizations["known"])
DOCUMENTS = frozenset(_organizations["document"])

GROUPS = frozenset(read_words("collectives")["group"])

_places = read_words("places")
COUNTRIES = frozenset(_places["country"])
METONYMS = _places["metonym"]
PLACES = frozenset(_places["place"])
DEMONYMS = frozenset(_places["demonym"])
PEOPLES = frozenset(value.partition("|")[0].strip() for value in _places["demonym"].values())
COUNTRY_OF = {word: value.partition("|")[2].strip() for word, value in _places["demonym"].items()}

_openers = read_words("openers")
CALENDAR = frozenset(_openers["calendar"])
ADJECTIVE_OPENERS = frozenset(_openers["adjective"])
OPENERS = frozenset(_openers["opener"])
CAPITALS = frozenset(_openers["capitals"])
COMMON_NOUNS = (PERSON_NOUNS | ORGANIZATION_NOUNS | DOCUMENTS | GROUPS) - {"general", "major"}
"""Nouns that a capital letter at the head of a sentence does not make a name."""
GROUP_NOUNS = ROLE_PLURALS.keys() | RELATION_PLURALS.keys() | {group for group in GROUPS if group.endswith("s")}
"""Plural nouns: a capitalised phrase that ends in one names a group, "Senate Republicans"."""
