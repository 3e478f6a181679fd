"""Where the text taken from a page stands in the page, to the letter.

Both are compared without their white space, paragraph by paragraph and in order, so that the search goes forward only;
a paragraph that does not stand there whole (a footnote mark was taken out) is found piece by piece.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from itertools import pairwise

from factdb.article.markup import Text

_WORD = re.compile(r"\S+")
_NEAR = 4000
"""How many characters ahead a piece is looked for: what an advertisement or box within the text may take."""
_FAR_SEARCHES = 200
"""How often a paragraph may be looked for to the end of the page; bounds the time on pages that hold another text."""
_PROBE = 16


def offset_map(text: str, page: str, nodes: Iterable[Text]) -> tuple[tuple[int, int, int], ...]:
    """(start in `text`, start in `page`, length) of the runs that stand in both to the letter, in the order of `text`.

    A character that the page writes as an entity is in no run.
    """
    wanted, places = _letters(Text(0, text) for _ in (0,))
    printed, stands = _letters(nodes)
    runs: list[tuple[int, int, int]] = []
    for start, found, length in _matches(text, wanted, places, printed):
        runs += _runs(text, page, places, stands, start, found, length)
    return tuple(runs)


def _letters(nodes: Iterable[Text]) -> tuple[str, array[int]]:
    """The characters of the nodes other than white space, and the place of each (-1: written as an entity)."""
    words: list[str] = []
    places = array("q")
    for node in nodes:
        for word in _WORD.finditer(node.text):
            words.append(word[0])
            at = node.at + word.start()
            places.extend([-1] * len(word[0]) if node.entity else range(at, at + len(word[0])))
    return "".join(words), places


def _matches(text: str, wanted: str, places: array[int], printed: str) -> Iterable[tuple[int, int, int]]:
    """(start in wanted, start in printed, length) of matching stretches, both ascending."""
    starts = [i for i, at in enumerate(places) if i == 0 or text.find("\n", places[i - 1], at) >= 0]
    cursor, far = 0, _FAR_SEARCHES
    for start, end in pairwise([*starts, len(wanted)]):
        paragraph = wanted[start:end]
        found = printed.find(paragraph, cursor, cursor + _NEAR + len(paragraph))
        if found < 0 and far and len(paragraph) >= 2 * _PROBE:
            found = printed.find(paragraph, cursor)
            far -= found < 0
        if found >= 0:
            yield start, found, len(paragraph)
            cursor = found + len(paragraph)
            continue
        while start < end:
            probe = wanted[start : min(start + _PROBE, end)]
            near = _NEAR if len(probe) == _PROBE else _PROBE
            found = printed.find(probe, cursor, cursor + near + len(probe))
            if found < 0:
                start = _next_word(places, start, end)
                continue
            length = _common(wanted, start, end, printed, found)
            yield start, found, length
            start, cursor = start + length, found + length


def _next_word(places: array[int], at: int, end: int) -> int:
    at += 1
    while at < end and places[at] == places[at - 1] + 1:
        at += 1
    return at


def _common(wanted: str, start: int, end: int, printed: str, found: int) -> int:
    length = 0
    while start + length < end and printed[found + length : found + length + 1] == wanted[start + length]:
        length += 1
    return length


def _runs(
    text: str, page: str, places: array[int], stands: array[int], start: int, found: int, length: int
) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for here, there in zip(places[start : start + length], stands[found : found + length], strict=True):
        if there < 0:
            continue
        if runs:
            at, stood, long = runs[-1]
            step = here - at
            if there - stood == step and (step == long or text[at + long : here] == page[stood + long : there]):
                runs[-1] = at, stood, step + 1
                continue
        runs.append((here, there, 1))
    return runs
