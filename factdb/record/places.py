"""Where a recorded quote is in a text, or the reason why that cannot be said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factdb.extract.quotation import Span
from factdb.record.entries import Original, RecordedQuote

# Apostrophes, quotation marks and white space that stand for one another, each one code point for one, so that an
# offset into the folded text is one into the text.
_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("\n\r\t\u00a0\u202f", " ")}
)
# What may part a content from the words around it and is not a word of it.
_EDGES = ' ",.'


@dataclass(frozen=True, slots=True)
class Located:
    """A quote's place in one text.

    `content` is parted where quotation marks open and close; cue and speaker are None where the record does not
    tell them or their words are not in the quote's paragraph.
    """

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None


def locate(quote: RecordedQuote, text: str, text_sha256: str) -> Located | str:
    """Find `quote` in `text`, whose UTF-8 has the SHA-256 `text_sha256` (hex). Returns its place or the reason why not.

    In the original its recorded offsets are taken, if the words there have the recorded hash. In any other text the
    recorded content is looked for to the letter (curly and straight marks being equal), and failing that the quoted
    runs alone, between quotation marks; words that are in several places are "ambiguous", never guessed.
    """
    if quote.original is not None and quote.original.text_sha256 == text_sha256:
        return _at_offsets(quote, quote.original, text)
    folded = text.translate(_ALIKE)
    found = _each_once(quote.content, folded) if quote.content else None
    if quote.quoted and not isinstance(found, tuple) and "ambiguous" not in (found or ""):
        found = _each_once(quote.quoted, folded, in_marks=True)
    if not isinstance(found, tuple):
        return found or "the record gives no words of it to look for"
    spans = _part_at_marks(quote.quoted, folded, found)
    if spans is None:
        return "its content is in this text, but without the quoted words in quotation marks"
    return Located(spans, _nearest(quote.cue, text, folded, spans), _nearest(quote.mention, text, folded, spans))


def content_sha256(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """SHA-256 (hex) of the words of `text` in `stretches`, joined by a line feed, in UTF-8."""
    return hashlib.sha256("\n".join(text[start:end] for start, end in stretches).encode()).hexdigest()


def parted(quoted: Sequence[str], content: Sequence[str]) -> tuple[Span, ...] | None:
    """Spans of the stretches of `content`, joined by a line feed, the `quoted` runs apart from the words around them.

    None if they are not there between quotation marks, in their order.
    """
    joined = "\n".join(content)
    return _part_at_marks(quoted, joined.translate(_ALIKE), [(0, len(joined))])


def _at_offsets(quote: RecordedQuote, original: Original, text: str) -> Located | str:
    if content_sha256(text, original.content) != original.sha256:
        return "the words at the recorded offsets have another hash than the recorded one"
    spans = _part_at_marks(quote.quoted, text.translate(_ALIKE), original.content)
    if spans is None:
        return "the quoted words are not in quotation marks at the recorded offsets"
    cue, speaker = original.cue, original.speaker
    return Located(spans, Span(*cue) if cue else None, Span(*speaker) if speaker else None)


def _each_once(pieces: Sequence[str], folded: str, *, in_marks: bool = False) -> tuple[tuple[int, int], ...] | str:
    """Return the one place of each of `pieces`, in their order, or the reason why there is none."""
    found: list[tuple[int, int]] = []
    for piece in pieces:
        pattern = _between_marks(piece) if in_marks else _whole_words(piece)
        places = [m.span() for m in re.finditer(pattern, folded)]
        short = piece if len(piece) <= 60 else f"{piece[:60].rstrip()}…"
        if not places:
            return f'"{short}" is nowhere in this text'
        if len(places) > 1:
            return f'ambiguous: "{short}" is in {len(places)} places of this text'
        found += places
    return tuple(found) if found == sorted(found) else "its parts are in another order in this text"


def _whole_words(piece: str) -> str:
    return rf"(?<!\w){re.escape(piece.translate(_ALIKE))}(?!\w)"


def _between_marks(run: str) -> str:
    # Wire style puts the comma or full stop of the report's own sentence inside the marks.
    return rf'(?<="){re.escape(run.translate(_ALIKE))}(?=[,.]?")'


def _part_at_marks(quoted: Sequence[str], folded: str, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...] | None:
    """`stretches` as spans, the `quoted` runs apart from the rest; None unless all of them are there in marks."""
    spans: list[Span] = []
    waiting = list(quoted)
    for start, end in stretches:
        at = start
        while waiting and (found := re.compile(_between_marks(waiting[0])).search(folded, at)) and found.end() <= end:
            del waiting[0]
            spans += [*_without_edges(folded, at, found.start()), Span(*found.span(), quoted=True)]
            at = found.end()
        spans += _without_edges(folded, at, end)
    return None if waiting else tuple(spans)


def _without_edges(folded: str, start: int, end: int) -> list[Span]:
    """The span of folded[start:end] without the marks, commas and white space at its ends; none if no word is left."""
    piece = folded[start:end]
    if not re.search(r"\w", piece):
        return []
    return [Span(end - len(piece.lstrip(_EDGES)), start + len(piece.rstrip(_EDGES)))]


def _nearest(words: str | None, text: str, folded: str, content: Sequence[Span]) -> Span | None:
    """The place of `words` (of "rejected … as": of the first) nearest to the content, in its paragraph, outside it."""
    if not words:
        return None
    before, after = text.rfind("\n\n", 0, content[0].start), text.find("\n\n", content[-1].end)
    pattern = re.compile(_whole_words(words.partition(" … ")[0]))
    places = [
        found.span()
        for found in pattern.finditer(folded, max(before, 0), after if after >= 0 else len(text))
        if not any(found.start() < span.end and span.start < found.end() for span in content)
    ]
    if not places:
        return None
    return Span(*min(places, key=lambda p: min(max(s.start - p[1], p[0] - s.end) for s in content)))
