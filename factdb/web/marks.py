"""A text with its quotes marked: cut at every edge of a span, so that marks never nest.

Quotes overlap ("China said Qin had urged …" is two), and a mark within a mark cannot be told apart from one. So each
piece of the text knows all the quotes it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from factdb.matching.wording import marked

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_DIFFERENCE = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
# Texts of more paragraphs than this are not laid side by side: comparing them takes time by the square.
MOST_PARAGRAPHS = 3000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within one paragraph over which no span begins or ends."""

    text: str
    quotes: tuple[int, ...] = ()
    """The numbers of the quotes whose words these are."""
    speaker: bool = False
    cue: bool = False
    begins: tuple[int, ...] = ()
    """The quotes that begin with this piece."""


def paragraphs(text: str, spans: Iterable[Mapping[str, Any]]) -> list[list[Piece]]:
    """Cut `text` into paragraphs of pieces.

    Args:
        text: The text of a version.
        spans: Rows with `quote_id`, `part` ("content", "speaker", "cue"; others are ignored), `start_char` and
            `end_char`, code points of `text`, ends exclusive.

    Returns:
        The paragraphs in order, each as its pieces, whose texts joined are the paragraph.
    """
    known = [s for s in spans if s["part"] in ("content", "speaker", "cue") and s["end_char"] <= len(text)]
    edges = {0, len(text)} | {s["start_char"] for s in known} | {s["end_char"] for s in known}
    breaks: set[int] = set()
    for gap in _PARAGRAPH.finditer(text):
        edges |= {gap.start(), gap.end()}
        breaks.add(gap.start())
    opening: dict[int, list[Mapping[str, Any]]] = {}
    for span in known:
        opening.setdefault(span["start_char"], []).append(span)
    seen: set[int] = set()
    open_now: list[Mapping[str, Any]] = []
    result: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted(edges)):
        open_now = [s for s in open_now if s["end_char"] > start] + opening.get(start, [])
        if start in breaks:
            result.append([])
            continue
        quotes = tuple(sorted({s["quote_id"] for s in open_now if s["part"] == "content"}))
        begins = tuple(q for q in quotes if q not in seen)
        seen.update(begins)
        parts = {s["part"] for s in open_now}
        result[-1].append(Piece(text[start:end], quotes, "speaker" in parts, "cue" in parts, begins))
    return [one for one in result if any(piece.text.strip() for piece in one)]


def excerpt(text: str, spans: Iterable[Mapping[str, Any]], *, whole: tuple[bool, bool]) -> list[list[Piece]]:
    """A part of a text as `paragraphs`, cut to whole sentences where it does not begin or end with the text.

    Args:
        text: The part.
        spans: As for `paragraphs`, in code points of the part.
        whole: Whether the part begins where the text does, and whether it ends there.
    """
    known = list(spans)
    begin = min((s["start_char"] for s in known), default=0)
    end = max((s["end_char"] for s in known), default=len(text))
    opens = 0 if whole[0] else _after_first(_SENTENCE_END, text[:begin]) or _after_first(_SPACE, text[:begin])
    tail = text[end:]
    last = [m.end() for m in _SENTENCE_END.finditer(tail)] or [m.start() for m in _SPACE.finditer(tail)]
    closes = len(text) if whole[1] or not last else end + last[-1]
    moved = [{**s, "start_char": s["start_char"] - opens, "end_char": s["end_char"] - opens} for s in known]
    return paragraphs(text[opens:closes], moved)


_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s+|\n\s*")
_SPACE = re.compile(r"\s+")


def _after_first(what: re.Pattern[str], text: str) -> int:
    found = what.search(text)
    return 0 if found is None else found.end()


def differences(words: str) -> list[tuple[str, str]]:
    """Words marked as `wording.marked` does, as ("same" | "gone" | "new", words) in order."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _DIFFERENCE.finditer(words):
        found.append(("same", words[at : match.start()]))
        found.append(("gone", match[1]) if match[1] is not None else ("new", match[2]))
        at = match.end()
    found.append(("same", words[at:]))
    told = [(kind, part) for kind, part in found if part.strip()]
    for place in range(len(told) - 1):  # what was said first, whatever came in its place after it
        if (told[place][0], told[place + 1][0]) == ("new", "gone"):
            told[place], told[place + 1] = told[place + 1], told[place]
    return told


def side_by_side(before: str, now: str) -> list[dict[str, Any]] | None:
    """Two texts paragraph by paragraph; None where they are too long to compare.

    Returns:
        Rows with `kind` ("same", "changed", "gone", "new"), `was` and `now`, the pieces of each side as `differences`
        gives them, empty where that side has none.
    """
    old, new = (_PARAGRAPH.split(text.strip()) for text in (before, now))
    if len(old) + len(new) > MOST_PARAGRAPHS:
        return None
    rows: list[dict[str, Any]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [{"kind": "same", "was": [("same", p)], "now": [("same", p)]} for p in new[c:d]]
        else:
            rows += _aligned(old[a:b], new[c:d])
    return rows


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[dict[str, Any]]:
    """Paragraphs that differ: those alike by their words are one that changed."""
    rows: list[dict[str, Any]] = []
    left = list(old)
    for paragraph in new:
        alike = [SequenceMatcher(None, one.split(), paragraph.split()).ratio() for one in left]
        best = max(range(len(left)), key=alike.__getitem__, default=-1)
        if best >= 0 and alike[best] > 0.4:
            rows += [{"kind": "gone", "was": [("same", one)], "now": []} for one in left[:best]]
            pieces = differences(marked(left[best], paragraph))
            rows.append(
                {
                    "kind": "changed",
                    "was": [p for p in pieces if p[0] != "new"],
                    "now": [p for p in pieces if p[0] != "gone"],
                }
            )
            del left[: best + 1]
        else:
            rows.append({"kind": "new", "was": [], "now": [("same", paragraph)]})
    return rows + [{"kind": "gone", "was": [("same", one)], "now": []} for one in left]
