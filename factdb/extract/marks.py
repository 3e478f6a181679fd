"""Quotation marks: the quoted runs of a text, and the text with those runs masked.

Curly, straight and mismatched marks; runs that go on over paragraphs, each reopened by a mark of its own. An odd mark
costs its own run only. Linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A run opens with a curly or low mark, or with a straight one that no letter, digit or closing punctuation precedes;
# it closes with any of the closing marks, however it was opened: web pages mix them.
_RUN = re.compile(
    r"""(?:[“„«]|(?<![\w.,!?…\)])(?:["”]|'')(?=[\w$'‘’\[(….]))   # opens
        ((?:[^“„«"”»\n']|'(?!')|\n(?!\s*\n))*)                  # the words
        (?:["”»]|'{2,3}|(?<=[,.!?…])“(?=\s|\Z)|(?=[“„«])|(?=\n\s*\n)|\Z)                   # closes, or breaks off
    """,
    re.X,
)
# British and headline style: ‘…’ and '…', where no letter stands outside of the marks.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)((?:[^‘’'\"“”\n]|(?<=\w)[’'](?=\w))*)[’'](?!\w)")

# What a masked run ends in, told by its last letter: see `mask`.
PLAIN, COMMA, STOP, CRY, TITLE = "\x01", "\x02", "\x03", "\x04", "\x05"
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Run:
    """A quoted run: `start`..`end` are its words, `outer_start`..`outer_end` take in the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool


def quoted_runs(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Run]:
    """The quoted runs inside `paragraphs`, in order, none over the end of its paragraph.

    A run that its paragraph leaves open counts when the next paragraph opens with a mark (the quotation goes on) or
    when it began the paragraph; any other open mark is taken for an odd one.
    """
    runs: list[Run] = []
    for number, (begin, end) in enumerate(paragraphs):
        found = [m for m in _RUN.finditer(text, begin, end) if m.end() > m.start() + 1]
        for m in found:
            closed = m.end(1) < m.end()
            if not closed:
                follows = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else end
                goes_on = m.end() == end and text[follows : follows + 1] in ('"', "“", "'")
                if not goes_on and not (m.start() == begin and m.end() == end):
                    continue
            if m.end(1) > m.start(1):
                runs.append(Run(m.start(), m.start(1), m.end(1), m.end(), closed))
        if not found:
            for m in _SINGLE.finditer(text, begin, end):
                if m.end(1) > m.start(1):
                    runs.append(Run(m.start(), m.start(1), m.end(1), m.end(), True))
    return runs


def _titled(text: str, begin: int, run: Run) -> bool:
    """Whether a run is the title of a work: capitals throughout, after a word in small letters."""
    before = text[max(run.outer_start - 20, begin) : run.outer_start].split()
    if not before or not before[-1][0].islower():
        return False
    words = _LONG_WORD.findall(text, run.start, min(run.end, run.start + 120))
    return len(words) > 1 and all(word[0].isupper() for word in words)


def mask(text: str, begin: int, end: int, runs: Sequence[Run]) -> str:
    """text[begin:end] with each of `runs` replaced by as many control characters, so that its words are not read as the
    article's. The last of them tells how the run ends: with a comma, a full stop, a question or
    exclamation, none, or that it is the title of a work.
    """
    pieces: list[str] = []
    at = begin
    for run in runs:
        pieces.append(text[at : run.outer_start])
        last = text[run.start : run.end].rstrip(" \n\xa0'’”\"")[-1:]
        kind = COMMA if last == "," else STOP if last == "." else CRY if last in ("?", "!", "…", "—", "-") else PLAIN
        if _titled(text, begin, run):
            kind = TITLE
        pieces.append(PLAIN * (run.outer_end - run.outer_start - 1) + kind)
        at = run.outer_end
    pieces.append(text[at:end])
    return "".join(pieces)
