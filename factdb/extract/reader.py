"""Reading paragraph by paragraph: each sentence for its attributions, and bare quotations for whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factdb.extract.announcements import announcer, announces_next
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.factuality import refute, refutes
from factdb.extract.grammar import is_word
from factdb.extract.labels import read_signature, signed_parts
from factdb.extract.layout import Layout
from factdb.extract.marks import Run
from factdb.extract.openings import opening_noun
from factdb.extract.passives import by_passives
from factdb.extract.phrases import by_phrases
from factdb.extract.sentences import Sentence, sentences
from factdb.extract.turns import Floor, Stretch, answering, asks
from factdb.extract.ungoverned import ungoverned
from factdb.extract.verbs import by_verbs

_SPACE = re.compile(r"\s+")


class Reader:
    """Reads the paragraphs of one text in order and gathers their attributions in `drafts`."""

    def __init__(self, layout: Layout) -> None:
        self.drafts: list[Draft] = []
        self._layout = layout
        self._text = layout.text
        self._floor = Floor(layout.text)
        self._waiting: list[Stretch] = []
        """Quotations that no cue has claimed yet."""

    def take(self, labelled: Draft) -> None:
        """A paragraph whose speaker comes before a colon."""
        self.finish()
        self.drafts.append(labelled)
        self._floor.take(labelled)

    def read(self, begin: int, end: int, runs: list[Run]) -> None:
        """A paragraph, text[begin:end], with the quoted runs in it."""
        if self._signs(begin, end):
            return
        for start, stop, signature, inside in signed_parts(self._text, begin, end, runs):
            self._part(start, stop, inside, signature)

    def finish(self) -> None:
        """Settle what is still without a speaker."""
        if self._waiting:
            here: list[Draft] = []
            self._settle(here)
            self.drafts += here

    def _signs(self, begin: int, end: int) -> bool:
        """Take a paragraph that is a name after a dash for the speaker of the quotation above it, if that has none."""
        name = read_signature(self._text, begin, end)
        last = self.drafts[-1] if self.drafts else None
        if name is None or last is None or not last.quoted:
            return False
        if last.speakers and (last.conf is None or last.conf >= 0.5):
            return False
        last.speakers, last.conf, last.sentence = (name,), 0.8, (last.sentence[0], end)
        return True

    def _part(self, begin: int, end: int, runs: list[Run], signature: Stretch | None) -> None:
        """A paragraph, or what of it ends in `signature`, the name of the person who says what is quoted there."""
        here: list[Draft] = []
        last: Sentence | None = None
        before: list[Draft] = []  # found in the sentence before
        asked = False
        stop = runs[-1].outer_end if signature else end
        for s, following in _with_next(sentences(*self._layout.cut(begin, stop))):
            last = s
            if _is_bare(s):
                self._bare(s, following, begin, here)
                continue
            announced = announces_next(s) if following is not None and _is_bare(following) else None
            found = _announced(s, begin, announced) if announced else _sentence(s, begin)
            claiming = next((d for d in found if d.quoted or not d.stretches), None)
            if self._waiting and claiming is not None:
                claiming.stretches[:0] = self._waiting
                claiming.quoted = True
                self._waiting = []
            if self._waiting and not signature:
                self._settle(here)
            if before and refutes(s):
                refute(before, asked, self._text)
            before, asked = found, s.words[-1] == "?"
            here += found
            self._floor.follow(s, begin, found)
        if signature:
            here = self._signed(here, signature, begin, end)
        elif self._waiting and not _is_open(self._text, runs, end):
            self._settle(here)
        if last is not None and last.words[-1] == ":" and not any(d.sentence[1] == begin + last.end for d in here):
            here += _announced(last, begin, announcer(last, len(last) - 1) or opening_noun(last, 0, len(last) - 1))
        self.drafts += here

    def _bare(self, s: Sentence, following: Sentence | None, begin: int, here: list[Draft]) -> None:
        """A sentence that is nothing but quoted: it goes on with the quotation before it, or waits for a cue."""
        joined = s.lows[0] in _CONNECTIVES
        first = next(at for at, word in enumerate(s.words) if is_quote(word)) if joined else 0
        stretch = (begin + s.starts[first], begin + s.end)
        if here and not here[-1].stretches and not self._waiting and begin + s.begin - here[-1].sentence[1] < 6:
            here[-1].stretches.append(stretch)  # "His advice? “…”"
            here[-1].quoted = True
            self._floor.take(here[-1])
            return
        goes_on = not self._waiting and self._floor.continues(begin)
        answered = following is not None and _is_answer(following) and asks(self._text, stretch[1])
        if answered and not self._waiting:
            # A question right before another's answer is no part of what is said before or after it.
            here.append(_turn([stretch], answering(self._text, stretch[0], here)))
            self._floor.take(here[-1])
        elif goes_on and following is not None and _is_bare(following) and self._floor.was_asked(self._text):
            here.append(_turn([stretch], ()))  # “Name?” asked the clerk. “Reed.” “Age?” “Nine.”
            self._floor.take(here[-1])
        elif goes_on and self._floor.spoke is not None:
            self._floor.spoke.stretches.append(stretch)
        else:
            self._waiting.append(stretch)

    def _signed(self, here: list[Draft], signature: Stretch, begin: int, end: int) -> list[Draft]:
        """Return the attributions of a signed paragraph.

        Whatever is quoted without a cue is said by the one who signs.
        """
        for d in here:
            if d.cue is None and d.quoted:
                self._waiting += d.stretches
        here = [d for d in here if d.cue is not None or not d.quoted]
        if self._waiting:
            here.append(Draft(self._waiting, None, (signature,), (begin, end), 0.8, quoted=True))
            self._floor.take(here[-1])
        self._waiting = []
        return here

    def _settle(self, here: list[Draft]) -> None:
        """Quotations without a cue: announced by a colon, a turn of a dialogue, or whose the floor is."""
        waiting, self._waiting = self._waiting, []
        known = here or self.drafts
        if known and not known[-1].stretches and waiting[0][0] - known[-1].sentence[1] < 6:
            known[-1].stretches += waiting  # He said:
            known[-1].quoted = True
            self._floor.take(known[-1])
        elif not here and (speakers := answering(self._text, waiting[0][0], self.drafts)):
            here.append(_turn(waiting, speakers))
            self._floor.take(here[-1])
        elif given := self._floor.give(waiting):
            here.append(given)


def _turn(stretches: list[Stretch], speakers: tuple[Stretch, ...]) -> Draft:
    """Return a turn of a dialogue, whose speakers only its place shows, if anything does."""
    where = (stretches[0][0], stretches[-1][1])
    confidence = 0.5 if speakers else 0.1
    return Draft(stretches, None, speakers, where, confidence, quoted=True, alternates=bool(speakers))


def _with_next(found: Iterator[Sentence]) -> Iterator[tuple[Sentence, Sentence | None]]:
    """Return each sentence with the one after it."""
    this = next(found, None)
    while this is not None:
        following = next(found, None)
        yield this, following
        this = following


def _is_bare(s: Sentence) -> bool:
    """Test whether a sentence is nothing but quoted."""
    if not s.quoted:
        return False
    first = 1 if s.lows[0] in _CONNECTIVES else 0
    rest = s.words[first:]
    return all(is_quote(w) or not is_word(w) for w in rest) and any(map(is_quote, rest))


# "Instead, “…”": the reporter joins two quotations of one speaker.
_CONNECTIVES = frozenset("instead rather and but plus so then because still moreover besides also".split())


def _is_answer(s: Sentence) -> bool:
    """Test whether a sentence begins with a quotation and has words beside it: “Nothing,” she said."""
    return is_quote(s.words[0]) and not _is_bare(s)


def _is_open(text: str, runs: Sequence[Run], end: int) -> bool:
    """Test whether a paragraph that ends at `end` leaves its last quotation open.

    The next paragraph then opens with the same mark.
    """
    if not runs or runs[-1].closed or runs[-1].end != end:
        return False
    gap = _SPACE.match(text, end)
    return text.startswith(text[runs[-1].outer_start : runs[-1].start], gap.end() if gap else end)


def _announced(s: Sentence, base: int, leading: Stretch | None) -> list[Draft]:
    """Return an attribution that waits for its quotation, given the words that name who speaks.

    As in "The mayor released this statement:" announces what the next paragraph quotes.
    """
    if leading is None:
        return []
    who = (base + s.starts[leading[0]], base + s.ends[leading[1] - 1] - _possessive(s.lows[leading[1] - 1]))
    return [Draft([], None, (who,), (base + s.begin, base + s.end), 0.6)]


def _possessive(low: str) -> int:
    """Return the length of a possessive's ending."""
    return 2 if low.endswith("'s") else 1 if low.endswith("s'") else 0


# Inside of what somebody says, only further speech is distinguished: "China said Qin had urged"; plans, praise and
# fears are part of what is said.
_NESTED_CLASSES = frozenset({"speech", "writing"})
_REPORTED = _NESTED_CLASSES | {"judgement"}
_NOT_NESTED = frozenset("i g o about of for on against".split())


def _sentence(s: Sentence, base: int) -> list[Draft]:
    drafts = by_verbs(s, base)
    drafts += by_passives(s, base)
    drafts += by_phrases(s, base)
    for d in drafts:
        d.outer = _around(d, drafts)
        if d.outer is not None and d.factuality == "actual":
            d.factuality = d.outer.factuality  # "He never said that Reed had promised": nor did she, for all we know
    drafts = [d for d in drafts if d.outer is None or _is_told_apart(d, d.outer)]
    return drafts + ungoverned(s, base, drafts) if s.quoted else drafts


def _is_told_apart(inner: Draft, outer: Draft) -> bool:
    """Test whether an attribution inside another's content counts by itself.

    Further speech, and what a report says that the other rejects.
    """
    if inner.cls in _NESTED_CLASSES and inner.frame not in _NOT_NESTED:
        return True
    return inner.relative and inner.cls in _REPORTED and outer.cls == "judgement" and outer.frame == "o"


def _around(inner: Draft, drafts: list[Draft]) -> Draft | None:
    """Return the innermost attribution whose content holds the cue of this one."""
    assert inner.cue is not None
    at = inner.cue[0]
    holding = [(end - start, n) for n, d in enumerate(drafts) for start, end in d.stretches if start <= at < end]
    return drafts[min(holding)[1]] if holding else None
