"""Where the text taken from a page is in the page, to the letter.

Paragraph by paragraph and in order, so that the search goes forward only. A paragraph without markup within is there as
it is; any other is compared without white space, whole or, where a footnote mark was taken out, piece by piece.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from factdb.article.markup import Text

Run = tuple[int, int, int]
"""(start in the text, start in the page, length)."""

_PARAGRAPH = re.compile(r"[^\n]*\S")
_WORD = re.compile(r"\S+")
_NEAR = 4000
"""How many letters ahead a piece is looked for: what an advertisement or box within the text may take."""
_NEAR_IN_PAGE = 40_000
"""The same in characters of the page, its markup counted."""
_FAR_SEARCHES = 200
"""How often a paragraph may be looked for to the end of the page; bounds the time on pages that hold another text."""
_PROBE = 16
_TRIES = 4
"""How many places outside the page's text (in a script, in an attribute) are passed over for a paragraph."""


def offset_map(text: str, page: str, nodes: Iterable[Text]) -> tuple[Run, ...]:
    """(start in `text`, start in `page`, length) of the runs that are in both to the letter, in the order of `text`.

    A character that the page writes as an entity is in no run.
    """
    printed = _Page(page, [node for node in nodes if node.text])
    runs: list[Run] = []
    for paragraph in _PARAGRAPH.finditer(text):
        words = paragraph[0].lstrip()
        start = paragraph.end() - len(words)
        found = printed.find(words)
        if found is not None:
            runs.append((start, found, len(words)))
        else:
            runs += printed.pieces(text, start, paragraph.end())
    return tuple(runs)


@dataclass(slots=True)
class _Letters:
    """What texts hold other than white space."""

    text: str
    starts: array[int]
    """Of each word, where it begins in `text`."""
    places: array[int]
    """Of each word, where it is in what it was read from."""
    entities: set[int]
    """The words that the page writes as entities."""

    def word_at(self, at: int) -> int:
        """Return the number of the word that the character `at` is in."""
        return bisect_right(self.starts, at) - 1

    def end_of(self, word: int) -> int:
        return self.starts[word + 1] if word + 1 < len(self.starts) else len(self.text)


def _letters(nodes: Iterable[Text]) -> _Letters:
    words: list[str] = []
    starts, places = array("q"), array("q")
    entities: set[int] = set()
    length = 0
    for node in nodes:
        for word in _WORD.finditer(node.text):
            if node.entity:
                entities.add(len(words))
            words.append(word[0])
            starts.append(length)
            places.append(node.at if node.entity else node.at + word.start())
            length += word.end() - word.start()
    return _Letters("".join(words), starts, places, entities)


@dataclass(slots=True)
class _Page:
    """A page that is searched from `cursor` on; what is found moves the cursor."""

    page: str
    nodes: Sequence[Text]
    cursor: int = 0
    far: int = _FAR_SEARCHES
    begins: list[int] = field(default_factory=list)
    letters: _Letters | None = None

    def __post_init__(self) -> None:
        self.begins = [node.at for node in self.nodes]

    def find(self, words: str) -> int | None:
        """Return where a paragraph is as printed, within one text of the page."""
        at = self.cursor
        for _ in range(_TRIES):
            at = self.page.find(words, at, at + _NEAR_IN_PAGE + len(words))
            if at < 0:
                return None
            i = bisect_right(self.begins, at) - 1
            if i >= 0 and not self.nodes[i].entity and at + len(words) <= self.begins[i] + len(self.nodes[i].text):
                self.cursor = at + len(words)
                return at
            at += 1
        return None

    def pieces(self, text: str, start: int, end: int) -> Iterator[Run]:
        """Yield the runs of the paragraph `text[start:end]` by its letters."""
        if self.letters is None:
            self.letters = _letters(self.nodes)
        printed = self.letters
        wanted = _letters((Text(start, text[start:end]),))
        word = bisect_left(printed.places, self.cursor)
        cursor = printed.starts[word] if word < len(printed.starts) else len(printed.text)
        last = 0
        for at, found, length in self._matches(wanted, printed.text, cursor):
            yield from _runs(text, self.page, wanted, printed, at, found, length)
            last = found + length
        if last:
            word = printed.word_at(last - 1)
            self.cursor = printed.places[word] + last - printed.starts[word]

    def _matches(self, wanted: _Letters, printed: str, cursor: int) -> Iterator[Run]:
        """(start in wanted, start in printed, length) of matching stretches, both ascending."""
        start, end = 0, len(wanted.text)
        found = printed.find(wanted.text, cursor, cursor + _NEAR + end)
        if found < 0 and self.far and end >= 2 * _PROBE:
            found = printed.find(wanted.text, cursor)
            self.far -= found < 0
        if found >= 0:
            yield 0, found, end
            return
        while start < end:
            probe = wanted.text[start : min(start + _PROBE, end)]
            near = _NEAR if len(probe) == _PROBE else _PROBE
            found = printed.find(probe, cursor, cursor + near + len(probe))
            if found < 0:
                start = min(end, wanted.end_of(wanted.word_at(start)))
                continue
            length = _common(wanted.text, start, end, printed, found)
            yield start, found, length
            start, cursor = start + length, found + length


def _common(wanted: str, start: int, end: int, printed: str, found: int) -> int:
    length = 0
    while start + length < end and printed[found + length : found + length + 1] == wanted[start + length]:
        length += 1
    return length


def _runs(text: str, page: str, wanted: _Letters, printed: _Letters, start: int, found: int, length: int) -> list[Run]:
    """The runs of one stretch: pieces of words that are whole in both, joined where the same white space is between."""
    runs: list[Run] = []
    here, there = wanted.word_at(start), printed.word_at(found)
    done = 0
    while done < length:
        size = min(length, wanted.end_of(here) - start, printed.end_of(there) - found) - done
        if there not in printed.entities:
            at = wanted.places[here] + start + done - wanted.starts[here]
            place = printed.places[there] + found + done - printed.starts[there]
            if runs and (joined := _joined(text, page, runs[-1], at, place)):
                runs[-1] = (*runs[-1][:2], joined + size)
            else:
                runs.append((at, place, size))
        done += size
        here += start + done == wanted.end_of(here)
        there += found + done == printed.end_of(there)
    return runs


def _joined(text: str, page: str, run: Run, at: int, place: int) -> int:
    """Return the length of `run` if it is drawn out to `at`; 0 where the page does not have the same in between."""
    begins, printed_at, long = run
    step = at - begins
    same = place - printed_at == step and text[begins + long : at] == page[printed_at + long : place]
    return step if same else 0
