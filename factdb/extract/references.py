"""From the words beside a cue to the speaker they mean: names, "he", "the prime minister", "two officials".

Everything here declines rather than guesses: where two people fit equally, `Mention.name` stays None.
"""

from __future__ import annotations

import re

from factdb.extract.people import Entity, NameMention
from factdb.extract.pronouns import find_institution, find_of_two, find_person
from factdb.extract.quotation import Mention, MentionBasis, SpeakerKind
from factdb.extract.scene import Scene, recently_named
from factdb.extract.vocabulary import (
    COUNTRIES,
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
)
from factdb.extract.wordlists import read_words

_WORDS = {section: frozenset(entries) for section, entries in read_words("references").items()}
_PERSONAL = dict.fromkeys(_WORDS["he"], "m") | dict.fromkeys(_WORDS["she"], "f")
_PREPOSITION = re.compile(rf",| (?:{'|'.join(sorted(_WORDS['after noun']))})\b| \(")
_CLUTTER = re.compile(
    r",? (?:who|which|that|speaking|interviewed|reached|asked|when|while|as) .*|,(?! and\b).*| \(.*", re.S
)
_SAME_PART: dict[str, frozenset[str]] = {}
for _entry in _WORDS["same part"]:
    for _word in _entry.split():
        _SAME_PART[_word] = _SAME_PART.get(_word, frozenset()).union(_entry.split())


def refer(
    scene: Scene, start: int, end: int, content: tuple[tuple[int, int], ...] = ()
) -> tuple[Mention, Entity | None]:
    """Whom the words start..end mean. `content` is what they said, whose own names cannot be meant by "he"."""
    text = scene.text
    while start < end and text[start] in " \n\t\u00a0,(—–-":
        start += 1
    while end > start and text[end - 1] in " \n\t\u00a0,;:(—–-":
        end -= 1
    words = text[start:end]
    low = words.lower()
    if low in _PERSONAL:
        entity, clearly = find_person(scene, start, _PERSONAL[low], content)
        if entity is not None and clearly and entity.gender is None:
            entity.gender = _PERSONAL[low]  # once read as "she", never again as "he"
        return _mention(start, end, words, entity, "pronoun", "person"), entity
    if low in _WORDS["first"]:
        return Mention(start, end, words, None, "person", None, "pronoun"), None
    if low in _WORDS["they"]:
        return _they(scene, start, end, words)
    if low in _WORDS["it"]:
        entity = find_institution(scene, start, None)
        return _mention(start, end, words, entity, "pronoun", "organization"), entity
    if low in _WORDS["relative"]:
        return _relative(scene, start, end, words)
    if low in ("the former", "the latter"):
        entity = find_of_two(scene, start, first=low == "the former")
        return _mention(start, end, words, entity, "pronoun", "person"), entity
    head = _head_name(scene, start, end)
    if head is not None:
        return _named(scene, start, end, head)
    return _described(scene, start, end)


def _mention(
    start: int,
    end: int,
    words: str,
    entity: Entity | None,
    basis: MentionBasis,
    kind: SpeakerKind,
    title: str | None = None,
) -> Mention:
    if entity is not None:
        kind = "organization" if entity.kind == "organization" else "person"
        if title is None and entity.titles and kind == "person":
            title = entity.titles[0]
    return Mention(start, end, words, entity.name if entity else None, kind, title, basis)


def _follows_as_head(rest: str) -> bool:
    rest = rest.lstrip()
    if not rest or rest[0] in ",(—–-;:":
        return True
    return rest.startswith(
        ("who ", "of ", "in ", "from ", "and ", "at ", "himself", "herself", "or ", "’s ", "'s ")
    ) and not rest.startswith(("’s ", "'s "))


def _head_name(scene: Scene, start: int, end: int) -> NameMention | None:
    """The name that heads the noun phrase, if one does."""
    text = scene.text
    found = scene.people.within(start, end)
    for index, m in enumerate(found):
        if m.possessive and m.end + 2 < end:
            continue
        rest = text[m.end : end]
        if m.possessive:
            rest = ""
        lead = text[start : max(start, min(m.title_start, m.start))].strip().lower()
        if not _follows_as_head(rest):
            continue
        if lead in ("", "the", "a", "both", "but", "and", "former", "fellow", "then", "“", '"'):
            return m
        is_person = m.entity is None or m.entity.kind in ("person", "unsure")
        between = text[start : m.start]
        if between.endswith(", ") and is_person and (m.end >= end or text[m.end] in ",.;") and _has_role(between):
            return m
        if is_person and index and between.endswith(" ") and not _PREPOSITION.search(between):
            return m
        if (
            is_person
            and not index
            and between.endswith(" ")
            and not _PREPOSITION.search(between)
            and not between.lower().startswith(("a ", "an "))
        ):
            return m
        if index == 0 and not between.strip():
            return m
    return None


def _has_role(phrase: str) -> bool:
    return any(w.strip(",").lower() in ROLES or w.strip(",").lower() in RELATIONS for w in phrase.split())


def _named(scene: Scene, start: int, end: int, m: NameMention) -> tuple[Mention, Entity | None]:
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
        entity.kind, entity.sure = "person", True  # it speaks, and nothing tells an institution
    if title is None and kind == "person" and entity.titles:
        title = entity.titles[0]
    return Mention(start, end, words, entity.name, kind, title if kind == "person" else None, basis), entity


def _clean(words: str) -> str:
    """An unnamed speaker's phrase without relative clauses and asides."""
    if "condition of anonymity" in words or "not authorized" in words:
        words = words.partition(",")[0]
        words = re.sub(r" who (?:spoke|insisted|asked|requested|was|were|wasn).*", "", words, flags=re.S)
    return " ".join(_CLUTTER.sub("", words).split()).strip(" ,;:—–-") or " ".join(words.split())


def _described(scene: Scene, start: int, end: int) -> tuple[Mention, Entity | None]:
    """A description: "the prime minister", "a senior official", "analysts", "the company", "his wife"."""
    text = scene.text
    words = text[start:end]
    cut = _PREPOSITION.search(words)
    noun_phrase = words[: cut.start()] if cut else words
    parts = noun_phrase.split()
    if not parts:
        return Mention(start, end, words, None, "unnamed", None, "title"), None
    first = parts[0].lower()
    last = parts[-1]
    noun = last.lower().rstrip(".")
    possessor = any(p.endswith(("'s", "’s", "s'", "s’")) for p in parts[:-1]) or first in (
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
    )
    phrase = _clean(words)
    if noun in ROLES or noun in RELATIONS:
        if first in _WORDS["indefinite"] or (first.isdigit() and len(parts) == 1):
            return Mention(start, end, words, phrase, "unnamed", None, "title"), None
        entity = _by_role(scene, start, noun, parts, possessor)
        if entity is not None:
            return _mention(start, end, words, entity, "title", "person"), entity
        if noun in GROUPS or noun in ("leadership", "military", "police"):
            return Mention(start, end, words, phrase, "collective", None, "collective"), None
        if first == "the" and noun not in RELATIONS and len(parts) <= 3 and cut is None:
            return Mention(start, end, words, None, "person", None, "title"), None
        return Mention(start, end, words, phrase, "unnamed", None, "title"), None
    if first in _WORDS["number"] or (first[0].isdigit() and noun in ROLE_PLURALS):
        return Mention(
            start, end, words, phrase, "unnamed" if noun in ROLE_PLURALS else "collective", None, "collective"
        ), None
    if noun in DOCUMENTS and noun not in ROLE_PLURALS:
        if noun in ORGANIZATION_NOUNS and first == "the":
            entity = find_institution(scene, start, noun)
            if entity is not None:
                return _mention(start, end, words, entity, "title", "organization"), entity
        return Mention(start, end, words, phrase, "unnamed", None, "title"), None
    if (
        noun in ROLE_PLURALS
        or noun in RELATION_PLURALS
        or noun in GROUPS
        or last in GROUPS
        or last in PEOPLES
        or last in DEMONYMS
        or first in _WORDS["quantifier"]
    ):
        return Mention(start, end, words, phrase, "collective", None, "collective"), None
    if noun in ORGANIZATION_NOUNS:
        if first in ("the", "this", "that", "its", "his", "her", "their"):
            entity = find_institution(scene, start, noun) if len(parts) == 2 else None
            if entity is not None:
                return _mention(start, end, words, entity, "title", "organization"), entity
            if len(parts) == 2:
                return Mention(start, end, words, None, "organization", None, "title"), None
        name = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", phrase)
        return Mention(start, end, words, name, "organization", None, "title"), None
    inside = scene.people.within(start, end)
    if (
        inside
        and inside[-1].entity is not None
        and inside[-1].end >= start + len(noun_phrase)
        and not inside[-1].possessive
    ):
        return _named(scene, start, end, inside[-1])
    if last[0].isupper() and first in ("the",):
        return Mention(start, end, words, re.sub(r"^[Tt]he ", "", phrase), "organization", None, "named"), None
    if (
        first[0].isalpha()
        and words[0].isupper()
        and first not in _WORDS["definite"]
        and first not in _WORDS["indefinite"]
        and len(parts) <= 4
        and last[0].isupper()
    ):
        return Mention(start, end, words, phrase, "person", None, "named"), None
    plural = noun.endswith("s") and not noun.endswith("ss")
    return Mention(
        start,
        end,
        words,
        phrase,
        "collective" if plural and first not in _WORDS["indefinite"] else "unnamed",
        None,
        "collective" if plural else "title",
    ), None


def _by_role(scene: Scene, position: int, noun: str, parts: list[str], possessor: bool) -> Entity | None:
    """The one person of the article whose title fits the description, else None."""
    asked = {p.lower().removesuffix("'s").removesuffix("’s") for p in parts} - _WORDS["aside"]
    nouns = _SAME_PART.get(noun, frozenset((noun,)))
    modifiers = asked - {noun}
    fits: list[Entity] = []
    for entity in scene.people.entities:
        if not (entity.roles & nouns) or entity.kind not in ("person", "unsure") or entity.first > position:
            continue
        if entity.gender and ROLE_GENDER.get(noun, entity.gender) != entity.gender:
            continue
        if entity.gender and RELATION_GENDER.get(noun, entity.gender) != entity.gender:
            continue
        for title in entity.titles:
            had = {
                HONORIFIC_ROLE.get(w, w.lower().strip(",.").removesuffix("'s").removesuffix("’s"))
                for w in title.split()
            }
            if not had & nouns:
                continue
            if had & _WORDS["lesser office"] - modifiers or (modifiers & _WORDS["other office"]) - had:
                continue
            if modifiers and not possessor and not modifiers <= (entity.roles | nouns):
                continue
            if possessor and noun in RELATIONS and parts[0].lower() in ("my", "our"):
                continue
            fits.append(entity)
            break
    if len(fits) > 1:
        near = recently_named(scene, position, fits)
        fits = near or fits
    return fits[0] if len(fits) == 1 else None


def _they(scene: Scene, start: int, end: int, words: str) -> tuple[Mention, Entity | None]:
    """ "They": the group or organisation that spoke just before."""
    here = scene.sentence_of(start)
    since = scene.sentences[max(0, here - 2)]
    for at, mention, entity in reversed(scene.spoke):
        if at < since:
            break
        if at < start and mention.kind in ("collective", "unnamed", "organization") and mention.name:
            return Mention(start, end, words, mention.name, mention.kind, None, "pronoun"), entity
    return Mention(start, end, words, None, "collective", None, "pronoun"), None


def _relative(scene: Scene, start: int, end: int, words: str) -> tuple[Mention, Entity | None]:
    """ "Who" and "which": the name just before, if nothing but a comma or an aside stands between."""
    before = scene.people.before(start, max(0, start - 160))
    for m in reversed(before):
        gap = scene.text[m.end : start].strip()
        if gap in ("", ",", "—", "--", "–") or (
            gap.startswith((",", "(")) and gap.endswith((",", ")")) and len(gap) < 100
        ):
            if m.entity is None:
                break
            kind: SpeakerKind = "organization" if m.entity.kind == "organization" else "person"
            return _mention(start, end, words, m.entity, "pronoun", kind), m.entity
        break
    return Mention(start, end, words, None, "person", None, "pronoun"), None
