"""What an extractor dropped of an article, put back in its place.

It takes the first of several blocks for the whole, or a paragraph's class for furniture. A paragraph that it dropped is
the article's where it is built just as those that were found, or is in the element that holds them and the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any

from factdb.article.clutter import kind_of
from factdb.article.metadata import can_be_right, find_date

Element = Any
"""An lxml.html element."""
Build = tuple[str, ...]
"""The tags and classes of the elements that a paragraph is in."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page's text that is a paragraph."""

    words: str
    letters: str
    """The words without white space."""
    build: Build
    inside: Element
    """The innermost of these elements."""
    articles: tuple[tuple[Element, bool], ...]
    """The <article> elements that it is in, each with whether it holds a headline (<h1>)."""

    @property
    def tag(self) -> str:
        """The name of the element that it is in; empty where it is in none."""
        return self.build[-1].partition(".")[0] if self.build else ""


_BREAKS = frozenset(
    """address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main
    nav ol p pre section table tbody td tr ul""".split()
)
_NEVER = frozenset(
    """aside button figure figcaption footer form head iframe nav noscript script select style svg template textarea
    dialog""".split()
)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$|[“\"].{8}")
_NUMBER = re.compile(r"\d+")
_ENOUGH = 25
"""Characters: what is shorter is not looked for, but may be a date."""
_NEAR = 20_000
"""How many letters ahead a block is looked for."""
_FAR_SEARCHES = 500
"""How often a block may be looked for in vain in the whole text; bounds the time on pages that hold another text."""
_SHARE = 0.2
"""Of the letters found, those in paragraphs of one build that make it the build of the article."""
_TOP = 30
"""Blocks of a page above and around the beginning of its article."""
_LONG = 60
"""Characters of a paragraph, as against a byline, a date or a button."""


def restore(text: str, blocks: list[Block]) -> tuple[str, int]:
    """(`text`, how many of the page's blocks were put back into it)."""
    lines = text.split("\n")
    places = _places(lines, blocks)
    inserts: dict[int, list[str]] = {}
    last = -1
    for block, place, lost in zip(blocks, places, _lost(blocks, places), strict=True):
        if place is not None:
            last = max(last, place)
        elif lost:
            inserts.setdefault(last, []).append(block.words)
    out = inserts.get(-1, [])[:]
    for number, line in enumerate(lines):
        out.append(line)
        out += inserts.get(number, [])
    return "\n".join(out), sum(map(len, inserts.values()))


def _places(lines: list[str], blocks: list[Block]) -> list[int | None]:
    """For each block, the line that it is in; None where it was dropped or is too short to be looked for."""
    found = [_letters(line) for line in lines]
    joined = "".join(found)
    starts = [0, *accumulate(map(len, found))][:-1]
    places: list[int | None] = []
    cursor, far = 0, _FAR_SEARCHES
    for block in blocks:
        at = -1
        if len(block.words) >= _ENOUGH:
            at = joined.find(block.letters, cursor, cursor + _NEAR + len(block.letters))
            if at < 0 and far:
                at = joined.find(block.letters)
                far -= at < 0
        places.append(None if at < 0 else bisect_right(starts, at) - 1)
        cursor = max(cursor, at)
    return places


def _lost(blocks: list[Block], places: list[int | None]) -> list[bool]:
    """For each block, whether it belongs to the article if it was not found."""
    known = [i for i, place in enumerate(places) if place is not None]
    if not known:
        return [False] * len(blocks)
    builds = Counter[Build]()
    for i in known:
        builds[blocks[i].build] += len(blocks[i].letters)
    enough = _SHARE * builds.total()
    home = next((article for article, headed in blocks[known[0]].articles if headed), None)
    headline = next((i for i, block in enumerate(blocks) if block.tag == "h1"), len(blocks))

    holder = _common_holder([blocks[i].inside for i in (headline, known[0], known[-1]) if i < len(blocks)])

    def is_lost(i: int, block: Block) -> bool:
        if len(block.words) < _ENOUGH or not _SENTENCE.search(block.words):
            return False
        if home is not None and block.articles and all(article != home for article, _ in block.articles):
            return False  # it belongs to another article on the page
        between = known[0] < i < known[-1] and block.build in builds
        if between or builds[block.build] >= enough:
            return True
        return (
            i > headline and block.tag == "p" and len(block.words) >= _LONG and holder in block.inside.iterancestors()
        )

    return [is_lost(i, block) for i, block in enumerate(blocks)]


def _common_holder(elements: list[Element]) -> Element | None:
    """Return the innermost element that all of these are in; None where that is the whole page."""
    first, *others = ([*element.iterancestors()] for element in elements)
    common = next((holder for holder in first if all(holder in other for other in others)), None)
    return None if common is None or common.tag in {"body", "html"} else common


def blocks_of(root: Element) -> list[Block]:
    """Return the paragraphs of the page under `root`, in order, up to a second headline."""
    blocks: list[Block] = []
    body = root if root.tag == "body" else root.find(".//body")
    if body is None:
        return blocks
    pieces: list[str] = []
    builds: list[Build] = [()]
    holders = [body]
    articles: list[tuple[Element, bool]] = []

    def end() -> None:
        words = " ".join("".join(pieces).split())
        pieces.clear()
        if words:
            blocks.append(Block(words, _letters(words), builds[-1], holders[-1], tuple(articles)))

    # (element, whether it is left): a stack of our own, since a page may be nested deeper than Python calls.
    waiting: list[tuple[Element, bool]] = [(body, False)]
    begins = None  # the number of blocks above the last headline
    while waiting:
        element, left = waiting.pop()
        tag = element.tag
        if left:
            if tag in _BREAKS:
                end()
                builds.pop()
                holders.pop()
            if tag == "article":
                articles.pop()
            if element.tail:
                pieces.append(element.tail)
            continue
        if not isinstance(tag, str) or tag in _NEVER or _is_hidden(element):
            if element.tail:
                pieces.append(element.tail)
            continue
        if tag == "h1":
            if begins is not None and any(len(block.words) >= _LONG for block in blocks[begins:]):
                break  # another article begins
            begins = len(blocks)
        if tag in _BREAKS:
            end()
            holders.append(element)
            builds.append((*builds[-1], f"{tag}.{_classes(element.get('class'))}"))
        if tag == "article":
            articles.append((element, element.find(".//h1") is not None))
        if element.text:
            pieces.append(element.text)
        waiting.append((element, True))
        waiting.extend((child, False) for child in element.iterchildren(reversed=True))
    end()
    return blocks


@lru_cache(maxsize=4096)
def _classes(names: str | None) -> str:
    """Class names in one spelling: white space and numbers ("item-1", "item-2") make no other build."""
    return _NUMBER.sub("0", " ".join((names or "").split()))


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _letters(words: str) -> str:
    return "".join(words.split())


def day_shown(blocks: list[Block]) -> tuple[date, str] | None:
    """(day, words) of the first line of the page that is a date and nothing else, such as is below a headline."""
    for block in blocks[:_TOP]:
        if len(block.words) <= _LONG and kind_of(block.words, 0, len(block.words)) == "date":
            found = find_date(block.words, 0, len(block.words))
            if found and found[0] and can_be_right(found[0]):
                return found[0], found[2]
    return None
