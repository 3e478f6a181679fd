"""A text with its quotes marked, cut wherever a span begins or ends, so that marks never nest.

Quotes overlap ("China said Qin had urged …" is two), and nested marks look alike on a page. So each piece of the text
knows all the quotes it belongs to.
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
# Texts with more paragraphs than this are not compared: the time grows with their square.
MOST_PARAGRAPHS = 3000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within one paragraph in which no span begins or ends."""

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
        spans: Rows with `quote_id`, `part` ("content", "speaker" or "cue"; others are ignored), `start_char` and
            `end_char`: code points of `text`, end exclusive.

    Returns:
        The paragraphs in order, each as a list of pieces; the joined texts of the pieces are the paragraph.
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
    """Cut part of a text into `paragraphs`, starting and ending at a sentence.

    Args:
        text: The part.
        spans: As for `paragraphs`, in code points of the part.
        whole: Whether the part begins at the start of the text, and whether it ends at its end.
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
    """Split words that `wording.marked` marked.

    Returns:
        ("same" | "gone" | "new", words) in order; words that were replaced come before their replacement.
    """
    found: list[tuple[str, str]] = []
    at = 0
    for match in _DIFFERENCE.finditer(words):
        found.append(("same", words[at : match.start()]))
        found.append(("gone", match[1]) if match[1] is not None else ("new", match[2]))
        at = match.end()
    found.append(("same", words[at:]))
    pieces = [(kind, part) for kind, part in found if part.strip()]
    for place in range(len(pieces) - 1):  # the old words first, then what replaced them
        if (pieces[place][0], pieces[place + 1][0]) == ("new", "gone"):
            pieces[place], pieces[place + 1] = pieces[place + 1], pieces[place]
    return pieces


def side_by_side(before: str, now: str) -> list[dict[str, Any]] | None:
    """Compare two texts paragraph by paragraph.

    Returns:
        Rows with `kind` ("same", "changed", "gone" or "new"), `was` and `now`: the pieces of each side as `differences`
        gives them, empty if that side has none. None if the texts are too long to compare.
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
    """Pair paragraphs that differ: two with similar words are one paragraph that changed."""
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
