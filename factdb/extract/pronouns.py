"""Whom "he", "she", "it", "they", "who" and "the latter" mean.

Everything here declines rather than guesses: where two fit about equally, the answer is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factdb.extract.entities import Entity, NameMention
from factdb.extract.scene import Scene, recently_named
from factdb.extract.vocabulary import COUNTRIES
from factdb.extract.wordlists import read_words

_COMMON_INSTITUTIONS = frozenset(read_words("references")["common institution"])
_AFTER_PREPOSITION = re.compile(
    r"(?:^|[ \n])(?:of|for|by|with|to|from|in|on|about|against|and|over|than|at|like|after|before)"
    r"(?: (?:the|a|his|her))?[ \u00a0]$",
    re.I,
)
_FADING = (1.0, 0.8, 0.6, 0.45, 0.33, 0.25, 0.2, 0.15)
"""What is left of a mention's prominence after each sentence."""
_OPENS = {"m": ("He ", "He’", "He'"), "f": ("She ", "She’", "She'")}
_CHAIN = 4
"""Pronouns that one is followed through."""
_SUBJECT = 1.6
_SPOKE_LAST = 2.2
_SPOKE = 1.7
_SPOKE_BEFORE = 0.6
"""For who spoke in an earlier paragraph, once this one has a subject of its own."""
_POSSESSOR = 0.6
_QUOTED = 0.2
_GENDER_UNKNOWN = 0.9
_UNSURE = 0.4
_TOLD_OF = 0.5
_TOO_CLOSE = 1.12


@dataclass(slots=True)
class _Prominence:
    """How prominent the people of one gender are where "he" or "she" occurs."""

    scene: Scene
    position: int
    gender: str
    content: tuple[tuple[int, int], ...]
    anchor: int
    """Where what is being said began: it comes between the pronoun and whom it may mean, but takes no time."""
    since: int
    """Where what is remembered begins."""
    told_of: set[int]
    """Who is named in what is being said."""
    weights: dict[int, float] = field(default_factory=dict)
    entities: dict[int, Entity] = field(default_factory=dict)
    fresh: bool = False
    """Whether the paragraph has a subject of its own."""

    def add(self, entity: Entity, weight: float) -> None:
        """Count a mention of `entity`."""
        if id(entity) in self.told_of:
            weight *= _TOLD_OF
        if entity.gender is None:
            weight *= _GENDER_UNKNOWN
        if entity.kind == "unsure" and not entity.sure:
            weight *= _UNSURE
        key = id(entity)
        self.entities[key] = entity
        had = self.weights.get(key, 0.0)
        self.weights[key] = max(had, weight) + 0.1 * min(had, weight)

    def count_named(self, paragraph: int) -> None:
        """Count who is named before the pronoun."""
        scene, here = self.scene, self.scene.sentence_of(self.anchor)
        lead = -1
        for m in scene.people.before(self.position, self.since):
            entity = m.entity or _told_by_gender(m, self.gender)
            if entity is None or not _can_be(entity, self.gender) or any(a <= m.start < b for a, b in self.content):
                continue
            sentence = scene.sentence_of(m.start)
            weight = _FADING[max(0, here - sentence)]
            if scene.in_quotes(m.start):
                weight *= _QUOTED
            if m.possessive or m.modifier:
                weight *= _POSSESSOR
            elif sentence != lead and entity.sure:
                lead = sentence
                if not _after_preposition(scene.text, m):
                    weight *= _SUBJECT
                    self.fresh = self.fresh or paragraph <= m.start < self.anchor
            self.add(entity, weight)

    def count_taken_up(self, paragraph: int, depth: int) -> None:
        """Count whom a pronoun means that opens a sentence before: "She has faced much. She said …"."""
        scene, here = self.scene, self.scene.sentence_of(self.anchor)
        for index in range(here, max(-1, here - 4), -1) if depth < _CHAIN else ():
            at = scene.sentences[index]
            if self.since <= at < self.anchor and scene.text.startswith(_OPENS[self.gender], at):
                if at not in scene.openers:
                    scene.openers[at] = find_person(scene, at, self.gender, (), depth + 1)[0]
                taken_up = scene.openers[at]
                if taken_up is not None:
                    self.add(taken_up, _FADING[here - index] * _SUBJECT)
                    self.fresh = self.fresh or at >= paragraph
                break

    def count_spoken(self, paragraph: int) -> None:
        """Count who spoke before."""
        scene, here = self.scene, self.scene.sentence_of(self.anchor)
        latest = True
        for at, _, spoken in reversed(scene.spoke[-8:]):
            if at >= self.position or at < self.since:
                continue
            if spoken is not None and _can_be(spoken, self.gender):
                weight = _FADING[max(0, here - scene.sentence_of(at))] * (_SPOKE_LAST if latest else _SPOKE)
                self.add(spoken, weight * _SPOKE_BEFORE if self.fresh and at < paragraph else weight)
            latest = False

    def most(self) -> tuple[Entity | None, bool]:
        """Return the most prominent, unless another comes too close, and whether nobody else comes near."""
        if not self.weights:
            return None, False
        ranked = sorted(self.weights.items(), key=lambda item: (-item[1], self.entities[item[0]].first))
        lead_over = ranked[0][1] / ranked[1][1] if len(ranked) > 1 else 9.0
        return (self.entities[ranked[0][0]], lead_over >= 1.5) if lead_over >= _TOO_CLOSE else (None, False)


def find_person(
    scene: Scene, position: int, gender: str, content: tuple[tuple[int, int], ...], depth: int = 0
) -> tuple[Entity | None, bool]:
    """Return whom "he" or "she" means, and whether nobody else came near.

    The most prominent person of that gender before it.

    Prominence falls with every sentence between; a subject counts for more than an object, a possessor for less, who
    spoke last for most; names inside quotation marks hardly count, and who is named in what is being said (`content`)
    is seldom the one who says it. Two people within an eighth of each other are too close to call.
    """
    anchor = min([position, *[a for a, b in content if b <= position and position - b < 40]])
    told_of = {id(m.entity) for a, b in content for m in scene.people.before(b, a)}
    near = _Prominence(scene, position, gender, content, anchor, scene.since(anchor, 6), told_of)
    paragraph = scene.text.rfind("\n", near.since, anchor) + 1 or near.since
    near.count_named(paragraph)
    near.count_taken_up(paragraph, depth)
    near.count_spoken(paragraph)
    return near.most()


def _told_by_gender(m: NameMention, gender: str) -> Entity | None:
    """Of two who share a surname, the one of that gender."""
    fits = [rival for rival in m.rivals if rival.gender == gender]
    return fits[0] if len(fits) == 1 else None


def _can_be(entity: Entity, gender: str) -> bool:
    return entity.kind in ("person", "unsure") and entity.gender in (None, gender)


def _after_preposition(text: str, m: NameMention) -> bool:
    at = m.title_start if m.title_start >= 0 else m.start
    return _AFTER_PREPOSITION.search(text, max(0, at - 12), at) is not None


def find_institution(scene: Scene, position: int, noun: str | None) -> Entity | None:
    """Return whom "it" or "the agency" means: an organisation whose name holds the noun, else the one that is near."""
    if noun is not None:
        named = [e for e in scene.people.by_word.get(noun, ()) if e.first <= position]
        if len(named) > 1:
            named = recently_named(scene, position, named) or named
        if named:
            return named[0] if len(named) == 1 else None
        if noun in _COMMON_INSTITUTIONS:
            return None
    since = scene.since(position, 2)
    near: dict[int, Entity] = {}
    for at, mention, entity in scene.spoke[-3:]:
        if since <= at < position and entity is not None and mention.kind == "organization":
            near[id(entity)] = entity
    if len(near) == 1:
        return next(iter(near.values()))
    for m in scene.people.before(position, since):
        if (
            m.entity is not None
            and m.entity.kind == "organization"
            and not m.possessive
            and not scene.in_quotes(m.start)
            and not _opens_line(scene.text, m)
        ):
            if noun is not None and m.entity.name in COUNTRIES:
                continue
            near[id(m.entity)] = m.entity
    return next(iter(near.values())) if len(near) == 1 else None


_DATELINE = 60
"""Characters of the place and the agency before a report."""


def _opens_line(text: str, m: NameMention) -> bool:
    """Test whether a name in capitals is the place with which a report begins, or the agency in brackets after it."""
    if not text[m.start : m.end].isupper():
        return False
    head = text[max(m.start - _DATELINE, 0) : m.start].rpartition("\n")[2]
    return not head or (head.endswith("(") and head.split()[0].rstrip(",").isupper())


def find_of_two(scene: Scene, position: int, first: bool) -> Entity | None:
    """ "The former" and "the latter" of the two people named last."""
    seen: list[Entity] = []
    for m in scene.people.before(position, scene.since(position, 1)):
        if m.entity is not None and m.entity not in seen:
            seen.append(m.entity)
    if len(seen) != 2:
        return None
    return seen[0] if first else seen[1]
