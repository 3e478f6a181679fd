"""Where an editor's words are in a text, and the spans that they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factdb.extract.marks import quoted_runs
from factdb.extract.quotation import Span

# How words that were left out are written between two stretches of a quote.
LEFT_OUT = re.compile(r"\s+(?:\.\.\.|…)\s+")
_ALIKE = {"'": "['‘’ʼ]", '"': '["“”„«»]'}
# What may part a content from the words around it and is not a word of it.
_EDGES = "“”„«»\"' ,\n"

Stretch = tuple[int, int]


def pattern_of(words: str) -> str:
    """Words in a text, whatever its marks, apostrophes and white space are."""
    # Wire style puts the comma or full stop of the report's own sentence inside the marks.
    words = re.sub(r"(?<=\w)[\"”»](?=\s|$)", "\0", words)
    escaped = "".join('[,.]?["”»]' if c == "\0" else _ALIKE.get(_plain(c), re.escape(c)) for c in words)
    return re.sub(r"(?:\\?\s)+", r"\\s+", escaped)


def _plain(c: str) -> str:
    return "'" if c in "‘’ʼ" else '"' if c in "“”„«»" else c


def find_pieces(text: str, pieces: Sequence[str], old: Sequence[Stretch]) -> list[Stretch] | str:
    """Return where `pieces` are in `text`, in their order, each nearest to where the quote was; or why they are not."""
    centre = (old[0][0] + old[-1][1]) // 2
    found: list[Stretch] = []
    for piece in pieces:
        places = [m.span() for m in re.finditer(pattern_of(piece.strip()), text)]
        after = [p for p in places if not found or p[0] >= found[-1][1]]
        if not after:
            short = piece if len(piece) <= 60 else f"{piece[:60].rstrip()}…"
            where = "after the words before it " if places else ""
            return f'"{short}" is not {where}in its source: write the words as they are printed there'
        found.append(min(after, key=lambda p: (abs((p[0] + p[1]) // 2 - centre), p[0])) if not found else after[0])
    return found


def spans_of(text: str, stretches: Sequence[Stretch]) -> list[Span]:
    """`stretches` as spans, parted where quotation marks open and close, without marks and commas at their ends."""
    first, last = stretches[0][0], stretches[-1][1]
    begin = max(text.rfind("\n\n", 0, first) + 2, 0) if "\n\n" in text[:first] else 0
    end = text.find("\n\n", last)
    end = len(text) if end < 0 else end
    runs = quoted_runs(text[begin:end], [(0, end - begin)])
    inside = [(begin + run.start, begin + run.end) for run in runs]
    spans: list[Span] = []
    for start, stop in stretches:
        at = start
        for quoted_from, quoted_to in inside:
            low, high = max(quoted_from, start), min(quoted_to, stop)
            if low < high:
                spans += _trimmed(text, at, low, False)
                spans += _trimmed(text, low, high, True)
                at = high
        spans += _trimmed(text, at, stop, False)
    return spans


def _trimmed(text: str, start: int, end: int, quoted: bool) -> list[Span]:
    piece = text[start:end]
    if not re.search(r"\w", piece):
        return []
    edges = " \n" if quoted else _EDGES
    return [Span(end - len(piece.lstrip(edges)), start + len(piece.rstrip(edges)), quoted=quoted)]
