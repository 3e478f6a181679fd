"""How an article's prose is laid out: its paragraphs, the quoted runs in them, and the sentences around those runs.

Quotations and statements worth checking are both read off it: it is worked out once for an article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from factdb.article import Article
from factdb.extract.marks import Run, mask, quoted_runs
from factdb.extract.sentences import sentence_bounds

Cut = tuple[str, tuple[tuple[int, int], ...]]
"""A masked paragraph, and (start, end) of each of its sentences."""


class Layout:
    """The paragraphs of one text with the quoted runs and sentences in them."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.runs = quoted_runs(text, paragraphs)
        self.starts = [run.outer_start for run in self.runs]
        self._cuts: dict[tuple[int, int], Cut] = {}

    def runs_in(self, begin: int, end: int) -> list[Run]:
        """Return the quoted runs that begin in text[begin:end]."""
        return self.runs[bisect_left(self.starts, begin) : bisect_left(self.starts, end)]

    def cut(self, begin: int, end: int) -> Cut:
        """Return text[begin:end] masked, with the bounds of its sentences."""
        known = self._cuts.get((begin, end))
        if known is None:
            masked = mask(self.text, begin, end, self.runs_in(begin, end))
            known = self._cuts[begin, end] = (masked, tuple(sentence_bounds(masked)))
        return known


@lru_cache(maxsize=1)
def layout_of(article: Article) -> Layout:
    """Return the layout of `article`; that of the article asked for last is remembered."""
    return Layout(article.text, paragraphs_of(article))


def paragraphs_of(article: Article) -> Sequence[tuple[int, int]]:
    """Return the article's prose.

    Where nobody parted it from the rest, every block between blank lines or line ends.
    """
    if article.body:
        # A headline attributes too: "Mayor: ferry will stay".
        before = [article.title_span] if article.title_span and article.title_span[1] <= article.body[0][0] else []
        return [*before, *article.body]
    found: list[tuple[int, int]] = []
    at = 0
    for line in article.text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            found.append((start, start + len(bare)))
        at += len(line)
    return found
