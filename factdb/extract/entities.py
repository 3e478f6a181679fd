"""Who and what an article names: entities, where they are mentioned, and how to look them up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from factdb.extract.titles import head_noun, role_words
from factdb.extract.vocabulary import RELATION_GENDER, ROLE_GENDER


@dataclass(slots=True, eq=False)
class Entity:
    """One person or organisation as this article knows it."""

    name: str
    """In full, as the article prints it at its fullest; without title and possessive."""
    kind: str
    """person, unsure (nothing identifies it, but a person may bear such a name), organization or other."""
    first: int
    """Where it is introduced."""
    gender: str | None = None
    titles: list[str] = field(default_factory=list)
    """Titles and appositives as printed, in order."""
    roles: set[str] = field(default_factory=set)
    """Every lower-case word of its titles, abbreviations spelt out."""
    full_at: list[int] = field(default_factory=list)
    """Where it is named in full, in order."""
    sure: bool = False
    """Something shows its kind: a title, a known given name, a characteristic word."""

    def take_title(self, title: str) -> None:
        """Remember a title as printed, the words in it and its gender."""
        if title not in self.titles:
            self.titles.append(title)
        self.roles |= role_words(title)
        self.take_gender(title)

    def take_gender(self, description: str) -> None:
        """Remember the gender that a title or description states: "the niece of Tom Reed"."""
        noun = head_noun(description)
        if self.gender is None:
            self.gender = ROLE_GENDER.get(noun) or RELATION_GENDER.get(noun)


@dataclass(slots=True, eq=False)
class NameMention:
    """A name where it is printed. `entity` is None where two people fit."""

    start: int
    end: int
    entity: Entity | None
    title: str | None = None
    title_start: int = -1
    """Where the title before the name begins; `start` where there is none."""
    possessive: bool = False
    modifier: bool = False
    """It only qualifies another noun: "a Garcia spokesman", "the Garcia campaign"."""
    rivals: tuple[Entity, ...] = ()


@dataclass(slots=True)
class People:
    """All name mentions of one article in order, and the entities they mean."""

    text: str
    mentions: list[NameMention]
    entities: list[Entity]
    starts: list[int]
    by_role: dict[str, list[Entity]] = field(default_factory=dict)
    """Who bears a title with that word."""
    by_word: dict[str, list[Entity]] = field(default_factory=dict)
    """Organisations by the lower-case words of their names."""

    def __post_init__(self) -> None:
        for entity in self.entities:
            for role in entity.roles:
                self.by_role.setdefault(role, []).append(entity)
            if entity.kind == "organization":
                for word in set(entity.name.lower().split()):
                    self.by_word.setdefault(word, []).append(entity)

    def holders(self, roles: Iterable[str]) -> list[Entity]:
        """Everybody with one of `roles` in a title, in the order they are introduced."""
        held = {id(e): e for role in roles for e in self.by_role.get(role, ())}
        return sorted(held.values(), key=lambda e: e.first)

    def within(self, start: int, end: int) -> list[NameMention]:
        """Mentions that begin inside start..end, and one that covers `start`."""
        at = bisect_left(self.starts, start)
        if at and self.mentions[at - 1].end > start:
            at -= 1
        return self.mentions[at : bisect_left(self.starts, end)]

    def before(self, position: int, since: int) -> list[NameMention]:
        """Mentions between `since` and `position`, in order."""
        return self.mentions[bisect_left(self.starts, since) : bisect_right(self.starts, position - 1)]
