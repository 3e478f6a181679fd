"""Where a quote of an earlier text is in a later one, or the reason why that cannot be said.

Position is only a help to choose between equals: the exact words must be there, and where they could be in two
places the answer is "ambiguous", never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdb.matching.wording import relate, words_of

# Characters of context on either side that distinguish equal words; the W3C Web Annotation selectors in common use
# keep 32.
CONTEXT = 32
# Code points by which an edit between a quote's parts may lengthen it: a sentence or two.
STRETCH = 400


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """The spans, in the order asked for, as they are in the new text."""

    spans: tuple[tuple[int, int], ...]


def find_again(anchors: Sequence[tuple[int, int, str]], old_text: str | None, new_text: str) -> FoundAgain | str:
    """Find (start, end, exact words) anchors of one quote in `new_text`.

    The whole stretch from the first anchor to the last is looked for first, so that content, cue and mention move
    together; where it was edited between them, each anchor is looked for by itself, in the old order. Returns
    `FoundAgain`, or the reason: "gone" (a span's words are nowhere) or "ambiguous" (they are in several places and
    the words around them do not settle which).
    """
    first = min(start for start, _, _ in anchors)
    last = max(end for _, end, _ in anchors)
    if old_text is not None:
        moved = _find_one(old_text, first, last, old_text[first:last], new_text)
        if isinstance(moved, int):
            return FoundAgain(tuple((start - first + moved, end - first + moved) for start, end, _ in anchors))
    found: list[tuple[int, int]] = []
    for start, end, exact in anchors:
        place = _find_one(old_text, start, end, exact, new_text)
        if isinstance(place, str):
            return place
        found.append((place, place + len(exact)))
    order = sorted(range(len(anchors)), key=lambda i: anchors[i][:2])
    if any(found[a][0] > found[b][0] for a, b in pairwise(order)):
        return "gone"
    # Words that drifted far apart are the same words of other sentences.
    stretch = max(end for _, end in found) - min(start for start, _ in found)
    return FoundAgain(tuple(found)) if stretch <= 2 * (last - first) + STRETCH else "gone"


@dataclass(frozen=True, slots=True)
class Became:
    """What a quote that is no longer in the text became.

    `state` "changed" (other words), "shortened" (a part of it is left) or "re-attributed" (the same words by
    another speaker), and the quote that it is now.
    """

    state: str
    quote: int
    altered: str | None = None
    """"negation" or "number" where that is what was changed."""


def became(lost: Mapping[int, str], fresh: Mapping[int, str]) -> dict[int, Became]:
    """Match quotes that a text no longer has with those that it has now.

    Each lives on in one other at most; those with the most words in common are matched first.

    Args:
        lost: Number -> words of the quotes that are gone.
        fresh: Number -> words of the quotes there now.

    Returns:
        Number of a lost quote -> what became of it.
    """
    words = {number: " ".join(words_of(text)) for number, text in (*lost.items(), *fresh.items())}
    pairs = []
    for old in lost:
        for new in fresh:
            short, long = sorted((words[old], words[new]), key=lambda text: text.count(" "))
            relation = relate(short, long) if short else None
            if words[old] == words[new]:
                pairs.append((words[old].count(" ") + 2, old, Became("re-attributed", new)))
            elif relation is not None and relation.kind != "overlap":
                cut = relation.kind == "clipped" and short == words[new]
                state = "shortened" if cut else "changed"
                pairs.append((relation.shared, old, Became(state, new, relation.altered)))
    found: dict[int, Became] = {}
    taken: set[int] = set()
    for _, old, one in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].quote)):
        if old not in found and one.quote not in taken:
            found[old] = one
            taken.add(one.quote)
    return found


def _find_one(old_text: str | None, start: int, end: int, exact: str, new_text: str) -> int | str:
    """Return the start of `exact` in `new_text`: its one place, or of several the one whose context agrees."""
    places = _places(exact, new_text)
    if not places:
        return "gone"
    if len(places) == 1:
        return places[0]
    if old_text is None:
        return "ambiguous"
    before, after = old_text[max(start - CONTEXT, 0) : start], old_text[end : end + CONTEXT]
    fits_before = {p for p in places if before and new_text[max(p - len(before), 0) : p] == before}
    fits_after = {p for p in places if after and new_text.startswith(after, p + len(exact))}
    for fitting in (fits_before & fits_after, fits_before, fits_after):
        if len(fitting) == 1:
            return fitting.pop()
        if fitting:
            break
    return "ambiguous"


def _places(exact: str, text: str) -> list[int]:
    """Return the first few starts of `exact` as whole words in `text`; a dozen are as ambiguous as a thousand."""
    found: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(found) < 64:
        end = at + len(exact)
        whole = not (exact[:1].isalnum() and text[at - 1 : at].isalnum()) and not (
            exact[-1:].isalnum() and text[end : end + 1].isalnum()
        )
        if whole:
            found.append(at)
        at = text.find(exact, at + 1)
    return found
