"""What a text says of those it names: titles, kin, gender."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factdb.extract.entities import Entity, NameMention
from factdb.extract.names import AGE_AFTER
from factdb.extract.titles import appositive_after, description_before, head_noun
from factdb.extract.vocabulary import ORGANIZATION_NOUNS, PERSON_NOUNS, is_person_noun

_GENDERED = re.compile(r"\b(?:he|his|him|she|her)\b", re.I)
_IS_KIN = re.compile(r" (?:is|was|became) ((?:the|an?|[A-Z][\w.]+['’]s)\b[^,.;:!?()“”\"\n]{2,60})")
"""What somebody is said to be: "Ann Reed is the niece of Tom Reed"."""
_SPOUSE = re.compile(r", whose (?:late |then |former |ex-|estranged )?(wife|girlfriend|husband|boyfriend)\b")
_NEXT_WORD = re.compile(r"[a-z-]+")


def take_genders(text: str, mentions: list[NameMention], entities: list[Entity]) -> None:
    """Take the genders of people from the first pronoun after each full name, before anybody else is named.

    The majority counts.
    """
    votes: dict[int, int] = {}
    people = [m for m in mentions if m.entity is not None and m.entity.kind in ("person", "unsure")]
    for i, m in enumerate(people):
        entity = m.entity
        if entity is None or entity.gender is not None or not entity.full_at or not entity.sure:
            continue
        stop = min(people[i + 1].start if i + 1 < len(people) else len(text), m.end + 200)
        found = _GENDERED.search(text, m.end, stop)
        if found:
            vote = 1 if found.group()[0] in "hH" and found.group().lower() != "her" else -1
            votes[id(entity)] = votes.get(id(entity), 0) + vote
    for entity in entities:
        tally = votes.get(id(entity), 0)
        if tally:
            entity.gender = "m" if tally > 0 else "f"


def mark_modifiers(text: str, mentions: list[NameMention]) -> None:
    """Mark names inside another's title, and names followed by a noun that they only qualify."""
    for i, m in enumerate(mentions):
        later = mentions[i + 1] if i + 1 < len(mentions) else None
        if later is not None and later.title_start <= m.start < later.start:
            m.modifier = True
        elif text.startswith(" ", m.end):
            word = _NEXT_WORD.match(text, m.end + 1)
            m.modifier = word is not None and (word.group() in ORGANIZATION_NOUNS or word.group() in PERSON_NOUNS)


def _take_gender(text: str, end: int, entity: Entity) -> None:
    """Take what the words after a name say of its bearer: "is the niece of Tom Reed", "whose wife is mayor"."""
    kin, spouse = _IS_KIN.match(text, end), _SPOUSE.match(text, end)
    if kin:
        entity.take_gender(kin.group(1))
    if spouse or (kin and is_person_noun(head_noun(kin.group(1)))):
        entity.kind, entity.sure = "person", True
    if spouse and entity.gender is None:
        entity.gender = "m" if spouse.group(1) in ("wife", "girlfriend") else "f"


def take_titles(text: str, mentions: Iterable[NameMention]) -> None:
    """Take the appositives after names as titles, and the descriptions before them that end in a comma."""
    for m in mentions:
        entity = m.entity
        if entity is None or entity.kind not in ("person", "unsure"):
            continue
        follow = text[m.end : m.end + 2]
        if follow in (", ", " (", " —", " –", " -"):
            after = appositive_after(text, m.end)
            if after:
                entity.take_title(after)
                entity.kind, entity.sure = "person", True
                if m.title is None:
                    m.title = after
            elif AGE_AFTER.match(text, m.end):
                entity.kind, entity.sure = "person", True
        _take_gender(text, m.end, entity)
        if m.title is None and m.start > 4 and text[m.start - 2] == ",":
            before = description_before(text, m.start)
            if before is not None and text[m.end : m.end + 1] in (",", ".", ";", "\n", ""):
                m.title = text[before : m.start - 2]
                m.title_start = before
                entity.take_title(m.title)
                entity.kind, entity.sure = "person", True
