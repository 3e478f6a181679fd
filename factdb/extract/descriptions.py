"""Descriptions of speakers: "the prime minister", "two U.S. officials", "analysts", "the company", "his wife".

A description of an office or a relation means the one person of the article who was given it as a title; a number or
"a" before it keeps it unnamed; a plural is a group. Where two people fit, or nobody was introduced, it stays nameless.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factdb.extract.entities import Entity, NameMention
from factdb.extract.names import PARTICLES
from factdb.extract.pronouns import find_institution
from factdb.extract.quotation import Mention, MentionBasis, SpeakerKind
from factdb.extract.scene import Scene, recently_named
from factdb.extract.vocabulary import (
    COUNTRIES,
    COUNTRY_OF,
    DEMONYMS,
    DOCUMENTS,
    GROUPS,
    HONORIFIC_ROLE,
    METONYMS,
    ORGANIZATION_NOUNS,
    PEOPLES,
    RELATION_GENDER,
    RELATION_PLURALS,
    RELATIONS,
    ROLE_GENDER,
    ROLE_PLURALS,
    ROLES,
    TITLE_MODIFIERS,
)
from factdb.extract.wordlists import read_words

Reading = tuple[Mention, Entity | None]

_WORDS = {section: frozenset(entries) for section, entries in read_words("references").items()}
AFTER_NOUN = re.compile(rf",| (?:{'|'.join(sorted(_WORDS['after noun']))})\b| \(")
"""Where a description's own noun ends and what qualifies it begins."""
_AND = re.compile(r",? (?:and|or) ")
_ARTICLE = re.compile(r"^[Tt]he ")
_ANONYMITY = re.compile(r",? who (?:spoke|insisted|asked|requested|declined|was not|were not|wasn|weren).*", re.S)
_CLUTTER = re.compile(
    r",? (?:who|which|that|speaking|interviewed|reached|asked|when|while|as) .*|,(?! and\b).*| \(.*", re.S
)
_SAME_PART: dict[str, frozenset[str]] = {}
for _entry in _WORDS["same part"]:
    for _word in _entry.split():
        _SAME_PART[_word] = _SAME_PART.get(_word, frozenset()).union(_entry.split())


def make_mention(
    start: int, end: int, words: str, entity: Entity | None, basis: MentionBasis, kind: SpeakerKind
) -> Mention:
    """Return a mention that means `entity`, with its kind and first title; one without a name where it is None."""
    title = None
    if entity is not None:
        kind = "organization" if entity.kind == "organization" else "person"
        title = entity.titles[0] if entity.titles and kind == "person" else None
    return Mention(start, end, words, entity.name if entity else None, kind, title, basis)


def named(scene: Scene, start: int, end: int, m: NameMention) -> tuple[Mention, Entity | None]:
    """Return the reading of words that a name heads."""
    text = scene.text
    words = text[start:end]
    entity = m.entity
    title = m.title
    if entity is None:
        surname = text[m.start : m.end]
        return Mention(start, end, words, None if m.rivals else surname, "person", title, "named"), None
    if title is None and text[start : m.start].endswith(", "):
        title = text[start : m.start - 2]
    printed = text[m.start : m.end]
    if entity.name == printed and set(text[start : m.start].split()) <= PARTICLES:
        entity.name = text[start : m.end]  # "van der Berg", where nobody names him in full
    basis: MentionBasis = "named"
    kind: SpeakerKind = "person"
    if entity.kind == "organization":
        kind = "organization"
        if printed in COUNTRIES or printed in METONYMS:
            basis = "place"
        elif printed.isupper() and printed != entity.name:
            basis = "initialism"
    elif entity.kind == "other" or (
        entity.kind == "unsure" and text[max(0, m.start - 4) : m.start].lower() == "the " and not entity.sure
    ):
        kind = "organization"
    elif entity.kind == "unsure":
        entity.kind, entity.sure = "person", True  # it speaks, and nothing shows an institution
    if title is None and kind == "person" and entity.titles:
        title = entity.titles[0]
    return Mention(start, end, words, entity.name, kind, title if kind == "person" else None, basis), entity


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A description taken apart."""

    start: int
    end: int
    words: str
    parts: tuple[str, ...]
    """The words up to its noun, which is the last of them."""
    qualified: bool
    """Something follows the noun: "of the agency", "who spoke"."""

    @property
    def first(self) -> str:
        return self.parts[0].lower()

    @property
    def noun(self) -> str:
        return self.parts[-1].lower().rstrip(".")

    @property
    def possessor(self) -> str | None:
        """Whose, lower case: "his" or, of "Ruiz's lawyer", "ruiz"."""
        if self.first in _WORDS["possessive"]:
            return self.first
        for part in self.parts[:-1]:
            if part.endswith(("'s", "’s")):
                return part[:-2].lower()
            if part.endswith(("s'", "s’")):
                return part[:-1].lower()
        return None

    def unknown(self, kind: SpeakerKind, basis: MentionBasis = "title", name: str | None = None) -> Reading:
        """Nobody the article names: the phrase itself, cleared of asides, is the name."""
        return Mention(self.start, self.end, self.words, name or _cleared(self.words), kind, None, basis), None

    def nameless(self, kind: SpeakerKind) -> Reading:
        """Somebody definite whom the article does not make out."""
        return Mention(self.start, self.end, self.words, None, kind, None, "title"), None

    def means(self, entity: Entity, kind: SpeakerKind) -> Reading:
        return make_mention(self.start, self.end, self.words, entity, "title", kind), entity


def describe(scene: Scene, start: int, end: int) -> Reading:
    """Return whom a description means.

    A person or organisation of the article, a group, somebody unnamed, or nobody known.
    """
    phrase = _taken_apart(scene.text[start:end], start, end)
    noun, first = phrase.noun, phrase.first
    if noun in ROLES or noun in RELATIONS:
        return _of_role(scene, phrase)
    if first in _WORDS["number"] or (first[:1].isdigit() and noun in ROLE_PLURALS):
        few = noun in ROLE_PLURALS or noun in ("people", "persons")
        return phrase.unknown("unnamed" if few else "collective", "collective")
    if noun in DOCUMENTS and noun not in ROLE_PLURALS:
        entity = find_institution(scene, start, noun) if noun in ORGANIZATION_NOUNS and first == "the" else None
        return phrase.means(entity, "organization") if entity else phrase.unknown("unnamed")
    if _is_group(phrase):
        return phrase.unknown("collective", "collective")
    if noun in ORGANIZATION_NOUNS:
        return _of_institution(scene, phrase)
    return _of_other_words(scene, phrase)


def names_people(words: str) -> bool:
    """Test whether a description's noun is one for people or an institution."""
    return _known_noun(_taken_apart(words, 0, len(words)).parts[-1])


def _taken_apart(words: str, start: int, end: int) -> _Phrase:
    cut = AFTER_NOUN.search(words)
    parts = words[: cut.start()].split() if cut else words.split()
    if cut and _AND.match(words, cut.start()) and parts and not _known_noun(parts[-1]):
        # "domestic and foreign critics": the noun comes after the second adjective
        cut = AFTER_NOUN.search(words, cut.start() + 4)
        parts = words[: cut.start()].split() if cut else words.split()
    return _Phrase(start, end, words, tuple(parts or words.split() or [words]), cut is not None)


def _known_noun(word: str) -> bool:
    low = word.lower()
    return low in ROLES or low in ROLE_PLURALS or low in GROUPS or low in ORGANIZATION_NOUNS or word in PEOPLES


def _is_group(phrase: _Phrase) -> bool:
    noun, last = phrase.noun, phrase.parts[-1]
    plural = noun in ROLE_PLURALS or noun in RELATION_PLURALS or noun in GROUPS or last in GROUPS
    return plural or last in PEOPLES or last in DEMONYMS or phrase.first in _WORDS["quantifier"]


def _of_role(scene: Scene, phrase: _Phrase) -> Reading:
    noun, first = phrase.noun, phrase.first
    if first in _WORDS["indefinite"]:
        return phrase.unknown("unnamed")
    entity = _holder(scene, phrase)
    if entity is not None:
        return phrase.means(entity, "person")
    if noun in GROUPS:
        return phrase.unknown("collective", "collective")
    if first == "the" and noun not in RELATIONS and len(phrase.parts) <= 3 and not phrase.qualified:
        return phrase.nameless("person")
    return phrase.unknown("unnamed")


def _of_institution(scene: Scene, phrase: _Phrase) -> Reading:
    bare = len(phrase.parts) == 2 and phrase.first in _WORDS["definite"]
    if not bare:
        return phrase.unknown("organization", "title", _ARTICLE.sub("", _cleared(phrase.words)))
    entity = find_institution(scene, phrase.start, phrase.noun)
    return phrase.means(entity, "organization") if entity else phrase.nameless("organization")


def _of_other_words(scene: Scene, phrase: _Phrase) -> Reading:
    """No known noun: a name that nobody else bears, or words we know nothing of."""
    stop = phrase.start + len(" ".join(phrase.parts))
    inside = scene.people.within(phrase.start, stop)
    if inside and inside[-1].entity is not None and inside[-1].end >= stop and not inside[-1].possessive:
        return named(scene, phrase.start, phrase.end, inside[-1])
    first, last = phrase.first, phrase.parts[-1]
    if last[:1].isupper() and first == "the":
        return phrase.unknown("organization", "named", _ARTICLE.sub("", _cleared(phrase.words)))
    article = first in _WORDS["definite"] or first in _WORDS["indefinite"]
    if last[:1].isupper() and phrase.words[:1].isupper() and not article and len(phrase.parts) <= 4:
        return phrase.unknown("person", "named")
    plural = last.endswith("s") and not last.endswith("ss") and first not in _WORDS["indefinite"]
    return phrase.unknown("collective", "collective") if plural else phrase.unknown("unnamed")


def _cleared(words: str) -> str:
    """Return a phrase without relative clauses and asides, white space folded."""
    if "anonymity" in words or "not to be named" in words or "authorized" in words:
        words = _ANONYMITY.sub("", words)
    listed = words.count(",") >= 1 and " and " in words.rpartition(",")[2] and not _ASIDE.search(words)
    cleared = words if listed else _CLUTTER.sub("", words)
    return " ".join(cleared.split()).strip(" ,;:—–-") or " ".join(words.split())


_ASIDE = re.compile(r", (?:who|which|a|an|the|including|such|like)\b")


def _holder(scene: Scene, phrase: _Phrase) -> Entity | None:
    """Return the one person of the article whose title fits the description, else None."""
    noun, possessor = phrase.noun, phrase.possessor
    nouns = _SAME_PART.get(noun, frozenset((noun,)))
    asked = {_plain(part) for part in phrase.parts[:-1]} - _WORDS["aside"] - {possessor or ""}
    gender = ROLE_GENDER.get(noun) or RELATION_GENDER.get(noun)
    fits = [
        entity
        for entity in scene.people.holders(nouns)
        if entity.kind in ("person", "unsure")
        and entity.first <= phrase.start
        and not (gender and entity.gender and gender != entity.gender)
        and asked <= entity.roles | nouns
        and any(_fits(title, nouns, asked, possessor) for title in entity.titles)
    ]
    if len(fits) > 1:
        fits = recently_named(scene, phrase.start, fits) or fits
    return fits[0] if len(fits) == 1 else None


def _fits(title: str, nouns: frozenset[str], asked: set[str], possessor: str | None) -> bool:
    """Test whether `title` is the office asked for: not a former or a vice one, and of that possessor."""
    words = title.split()
    had = {HONORIFIC_ROLE.get(word, _plain(word)) for word in words}
    if not had & nouns or had & _WORDS["lesser office"] - asked or (asked & _WORDS["other office"]) - had:
        return False
    if possessor is None or possessor in _WORDS["possessive"]:
        return True
    owners = {_plain(w) for w in words if w[0].isupper() and _plain(w) not in nouns | TITLE_MODIFIERS}
    owners |= {COUNTRY_OF[w].lower() for w in words if COUNTRY_OF.get(w)}
    return not owners or possessor in owners


def _plain(word: str) -> str:
    return word.lower().strip(",.()").removesuffix("'s").removesuffix("’s")
