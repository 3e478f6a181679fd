"""Quotation marks: the quoted runs of a text, and the text with those runs masked.

Every mark is read by its shape and by the characters beside it, then marks are paired paragraph by paragraph: double
ones (curly, straight, low, angle, doubled single ones) and single ones apart, and of two runs that nest the outer one
counts. A mark opened again after a full stop goes on with the same quotation, be it in the next paragraph or, where
paragraphs were joined, in the same one. An odd mark costs its own run only. Linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factdb.extract.lexicon import CUES
from factdb.extract.vocabulary import CALENDAR, OPENERS
from factdb.extract.wordlists import read_words

# Single marks count outside of words alone; inside one they are apostrophes.
_MARK = re.compile(r"[“”„«»]|\"{1,2}|'{2,3}|(?<!\w)['‘](?![\s'])|(?<=\S)['’](?!\w)|(?<!\S)’(?=\w)")
_OPENING = "“„«‘"
_CLOSING = "”»’"
_STRAIGHT = frozenset(('"', '""', "'", "''", "'''"))
_SINGLE = frozenset("'‘’")
# "'em", "the '90s", "rock 'n' roll": letters left out, nothing opened.
_ELISION = re.compile(
    r"['‘’](?:\d\ds?\b(?!['’]? [a-z])|\d0s\b|(?:em|tis|twas|til|till|cause|n|bout|round|neath)\b)", re.I
)
_INCHES = re.compile(r"\d['’]\d\d?$")
# What ends a sentence inside an open run, and marks that may follow it there.
_ENDS_SENTENCE = re.compile(r"[.!?…][’'”)\]]*\s*$")
_LONGEST_REOPENED = 1_500
"""Characters of a run that is opened again rather than closed: more than a paragraph's are an odd mark's."""

# What a masked run ends in, coded by its last letter: see `mask`.
PLAIN, COMMA, STOP, CRY, TITLE = "\x01", "\x02", "\x03", "\x04", "\x05"
BEGINS = "\x06"
"""The second letter of a masked run whose words begin like a sentence, with a capital letter or a sign."""
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset("a an and as at by for from in is of on or the to with".split())
_WORKS = frozenset(read_words("works")["work"])
_LONGEST_TITLE = 10
_LONGEST_NICKNAME = 26
_WORD_BEFORE = re.compile(r"(?<!\w)([A-Z][\w.-]*) \(?$")
_WORD_AFTER = re.compile(r"\)? ([A-Z]\w+)")
# What follows a run that has a comma or full stop of its own after its mark: "…", he said.
_STOP_AFTER = re.compile(r"[,.](?![.\w])")


@dataclass(frozen=True, slots=True)
class Run:
    """A quoted run: `start`..`end` are its words, `outer_start`..`outer_end` take in the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool
    goes_on: bool = False
    """The next run of the paragraph is the same quotation, opened again."""
    nickname: bool = False
    """It is part of a name, and nothing said: Ana “Bo” Reed."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool
    apostrophe: bool = False
    """It may be a plural's apostrophe as well: "the nurses' pay"."""


def quoted_runs(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Run]:
    """Return the quoted runs inside `paragraphs`, in order, none over the end of its paragraph.

    A run that its paragraph leaves open counts when the next paragraph opens with a mark (the quotation goes on) or
    when it began the paragraph; any other open mark is taken for an odd one.
    """
    runs: list[Run] = []
    for number, (begin, end) in enumerate(paragraphs):
        double: list[_Mark] = []
        single: list[_Mark] = []
        for m in _MARK.finditer(text, begin, end):
            (single if m.group() in _SINGLE else double).append(_read(text, begin, end, m.start(), m.end()))
        if not double and not single:
            continue
        follows = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        opened_next = text[follows : follows + 1]
        whole = _paired(text, double, begin, end, goes_on=opened_next in ("“", "«", "„", '"', "'"), alone=True)
        if any(mark.opens for mark in single):
            closing = _without_inner(single, double)
            inner = _paired(text, closing, begin, end, goes_on=opened_next in ("‘", "'"), alone=False)
            whole = _outermost(whole, inner)
        runs += [_as_nickname(text, run) if _is_nickname(text, begin, end, run) else run for run in whole]
    return runs


def _read(text: str, begin: int, end: int, start: int, stop: int) -> _Mark:
    """Return what a mark may do at its place."""
    mark = text[start:stop]
    before = text[start - 1] if start > begin else " "
    after = text[stop] if stop < end else " "
    spaced = before.isspace()
    may_open = not after.isspace() and not (before.isalnum() or before in "_.,!?…)")
    if mark in _STRAIGHT or mark == "’":
        opens = may_open and (mark != "’" or start == begin) and _ELISION.match(text, start, end) is None
        closes = not spaced or after.isspace()
        if mark == '"' and closes and _INCHES.search(text, max(start - 4, begin), start):
            opens = closes = False
    elif mark in _OPENING:
        closes = mark == "“" and before in ",.!?…" and after.isspace()
        opens = not closes and (mark != "‘" or _ELISION.match(text, start, end) is None)
    else:
        opens, closes = mark == "”" and spaced and may_open, True
    if mark in "'’" and text[start - 2 : start] in ("'n", "’n", "‘n"):
        opens = closes = False  # rock 'n' roll
    apostrophe = mark in "'’" and (before in "sS" or text[start - 2 : start] == "in")
    return _Mark(start, stop, opens, closes, apostrophe)


def _without_inner(single: list[_Mark], double: list[_Mark]) -> Iterator[_Mark]:
    """Single marks but for those that close what a double one opened since: ‘they call it “the old’ port’."""
    at = depth = 0
    for mark in single:
        while at < len(double) and double[at].start < mark.start:
            depth = depth + 1 if double[at].opens else max(depth - 1, 0)
            at += 1
        if mark.opens:
            depth = 0
        elif depth:
            depth -= 1
            continue
        yield mark


def _paired(text: str, marks: Iterable[_Mark], begin: int, end: int, *, goes_on: bool, alone: bool) -> list[Run]:
    """Return the runs between `marks`, which are of one family.

    `goes_on`: the next paragraph opens with such a mark. `alone`: a mark that opens the paragraph needs no
    other.
    """
    runs: list[Run] = []
    opened: _Mark | None = None
    doubtful: _Mark | None = None  # an apostrophe that closes the run unless a surer mark does
    lost: tuple[_Mark, int] | None = None  # an opening mark that gave way to the next, and the number of runs before it
    chained = -1  # where the first of the runs began that go on into the open one
    for mark in marks:
        if opened is None:
            if mark.opens:
                opened, doubtful, chained = mark, None, mark.start
            elif mark.closes and not mark.apostrophe and lost is not None and len(runs) == lost[1] + 1:
                runs[lost[1] :] = [_run(lost[0], mark)]  # “He said “go” and went,” she said
                lost = None
        elif mark.closes and not (mark.opens and text[mark.start - 1].isspace()):
            if mark.apostrophe:
                doubtful = doubtful or mark
                continue
            runs.append(_run(opened, mark))
            opened = None
        elif mark.opens:
            if doubtful is not None:
                runs.append(_run(opened, doubtful))
                chained = mark.start
            elif _reopens(text, opened, mark):
                stop = opened.end + len(text[opened.end : mark.start].rstrip())
                runs.append(Run(opened.start, opened.end, stop, stop, False, goes_on=True))
            else:
                lost, chained = (opened, len(runs)), mark.start
            opened, doubtful = mark, None
    if opened is not None:
        if doubtful is not None:
            runs.append(_run(opened, doubtful))
        elif goes_on or (alone and chained == begin and end - opened.end < _LONGEST_REOPENED):
            runs.append(Run(opened.start, opened.end, end, end, False))
        elif runs and runs[-1].goes_on:
            runs[-1] = replace(runs[-1], goes_on=False)
    return [run for run in runs if run.end > run.start]


def _run(opened: _Mark, closed: _Mark) -> Run:
    return Run(opened.start, opened.end, closed.start, closed.end, True)


def _reopens(text: str, opened: _Mark, mark: _Mark) -> bool:
    """Test whether a mark that opens inside an open run goes on with its quotation: "We stay. "We always have."""
    if mark.start - opened.end > _LONGEST_REOPENED:
        return False
    return _ENDS_SENTENCE.search(text, max(mark.start - 12, opened.end), mark.start) is not None


def _outermost(double: list[Run], single: list[Run]) -> list[Run]:
    """Return the runs of both families in order without those inside another; of two that cross, the double one."""
    runs: list[Run] = []
    at = 0
    for run in single:
        while at < len(double) and double[at].outer_end <= run.outer_start:
            runs.append(double[at])
            at += 1
        first = at
        while at < len(double) and double[at].outer_end <= run.outer_end and double[at].outer_start >= run.outer_start:
            at += 1
        if at < len(double) and double[at].outer_start < run.outer_end:
            runs += double[first:at]  # inside a double run, or across its mark
        else:
            runs.append(run)
    return runs + double[at:]


def _as_nickname(text: str, run: Run) -> Run:
    """Return a run as part of a name, brackets around it included: Ana (“Bo”) Reed."""
    bracketed = text.startswith("(", run.outer_start - 1) and text.startswith(")", run.outer_end)
    return replace(run, nickname=True, outer_start=run.outer_start - bracketed, outer_end=run.outer_end + bracketed)


def _is_nickname(text: str, begin: int, end: int, run: Run) -> bool:
    """Test whether a run is within a name: one to three words in capitals between capitalised words."""
    if not run.closed or run.outer_end - run.outer_start > _LONGEST_NICKNAME:
        return False
    article = text.startswith("the ", run.start)
    if not text[run.start + 4 * article].isupper() or not text[run.end - 1].isalnum():
        return False
    before = _WORD_BEFORE.search(text, max(run.outer_start - 30, begin), run.outer_start)
    after = _WORD_AFTER.match(text, run.outer_end, end)
    if before is None or after is None or after[1] in CALENDAR or after[1].lower() in OPENERS:
        return False
    low = before[1].lower()
    return low not in OPENERS and low not in CUES and before[1] not in CALENDAR


def _titled(text: str, begin: int, end: int, run: Run) -> bool:
    """Test whether a run is the title of a work.

    Capitals throughout, after a word in small letters, an owner or a noun for a work, or before such a noun: her film
    “Salt”, on “The Long Road”, the “Today” programme.
    """
    before = text[max(run.outer_start - 20, begin) : run.outer_start].split()
    words = _LETTERS.findall(text, run.start, min(run.end, run.start + 120))
    if not before or not words or not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    if before[-1].lower() in _WORKS:
        return len(words) <= _LONGEST_TITLE
    after = _LETTERS.match(text, run.outer_end + 1, end) if text[run.outer_end : run.outer_end + 1] == " " else None
    if after is not None and after[0] in _WORKS:
        return len(words) <= _LONGEST_TITLE
    if not (before[-1][0].islower() or before[-1].endswith(("'s", "’s"))):
        return False
    return len(words) > 1 and any(len(word) > 3 for word in words)


def _ends_in(last: str) -> str:
    """Return how a run ends, by its last character or by the comma or full stop after its mark."""
    return COMMA if last == "," else STOP if last == "." else CRY if last in ("?", "!", "…", "—", "-") else PLAIN


def mask(text: str, begin: int, end: int, runs: Sequence[Run]) -> str:
    """Return text[begin:end] with each of `runs` replaced by as many control characters.

    So their words are not read as the article's.

    The last of them codes how the run ends: with a comma, a full stop, a question or exclamation, none, or that it is
    the title of a work, whose own comma or full stop stays. A comma or full stop that comes after the closing mark is
    masked as if it stood before it. Runs that go on into each other are one; a nickname is masked by letters.
    """
    pieces: list[str] = []
    at = begin
    first: Run | None = None  # of those that go on into each other
    for run in runs:
        first = first or run
        if run.goes_on and run is not runs[-1]:
            continue
        stop, last = run.outer_end, text[run.start : run.end].rstrip(" \n\xa0'’”\"")[-1:]
        if run.closed and _STOP_AFTER.match(text, stop, end):
            last, stop = text[stop], stop + 1
        if run.nickname:
            pieces += [text[at : run.outer_start], "N", "n" * (run.outer_end - run.outer_start - 1)]
            at, first = run.outer_end, None
            continue
        kind = _ends_in(last)
        if _titled(text, begin, end, first):
            kind = TITLE + last if last in (",", ".") else TITLE
        begins = BEGINS if text[first.start].isupper() or text[first.start] in "[£$€#@+" else PLAIN
        length = stop - first.outer_start
        pieces.append(text[at : first.outer_start])
        pieces.append(((PLAIN + begins).ljust(length, PLAIN) + kind)[: length - len(kind)] + kind)
        at, first = stop, None
    pieces.append(text[at:end])
    return "".join(pieces)
