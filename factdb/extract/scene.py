"""The stage on which words refer: sentences, quotation marks, who has been named and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from factdb.extract.entities import Entity, People
from factdb.extract.quotation import Mention

_NO_SENTENCE_END = "".join(
    rf"(?<!\b{short}\.)"
    for short in "[A-Z] Mr Ms Mrs Dr Sen Rep Gov Gen Lt Col St No vs Jan Feb Aug Sept Oct Nov Dec".split()
)
_SENTENCE_START = re.compile(rf"[.!?\n](?:(?<=\n)\s*|{_NO_SENTENCE_END}[”\"’']*[ \u00a0]+(?=[“\"‘'(]?[A-Z]))")
_MEMORY = 2500
"""Characters: what was printed further back than this is not what "he" takes up."""


@dataclass(slots=True)
class Scene:
    """What has been said so far: the memory that pronouns and "the company" are resolved against."""

    text: str
    people: People
    sentences: list[int]
    quoted: list[tuple[int, int]]
    """Runs inside quotation marks, in order: names in there are talked about, they do not talk."""
    spoke: list[tuple[int, Mention, Entity | None]] = field(default_factory=list)
    """(offset, mention, entity) of the attributions resolved so far."""

    openers: dict[int, Entity | None] = field(default_factory=dict)
    """Whom the "He" or "She" means that opens a sentence, by its offset."""

    def sentence_of(self, position: int) -> int:
        """Index of the sentence that holds `position`."""
        return bisect_right(self.sentences, position) - 1

    def since(self, position: int, sentences: int) -> int:
        """Where a number of sentences before the one that holds `position` begin, but no further than memory goes."""
        return max(self.sentences[max(0, self.sentence_of(position) - sentences)], position - _MEMORY)

    def in_quotes(self, position: int) -> bool:
        """Test whether `position` is inside quotation marks."""
        at = bisect_right(self.quoted, (position, 1 << 60)) - 1
        return at >= 0 and self.quoted[at][0] <= position < self.quoted[at][1]


def read_scene(text: str, people: People, quoted: list[tuple[int, int]]) -> Scene:
    """Return a scene with nothing said yet."""
    starts = [0, *(m.end() for m in _SENTENCE_START.finditer(text))]
    return Scene(text, people, starts, sorted(quoted))


def recently_named(scene: Scene, position: int, entities: list[Entity]) -> list[Entity]:
    """Return those of `entities` named within the last four sentences."""
    since = scene.since(position, 4)
    seen = {id(m.entity) for m in scene.people.before(position, since)}
    seen |= {id(e) for at, _, e in scene.spoke[-6:] if since <= at < position}
    return [e for e in entities if id(e) in seen]
