"""Sentences and their words, over a masked paragraph (see `marks.mask`): a quoted run is one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factdb.extract.grammar import DETERMINERS, IRREGULAR_PAST, LETTERED, PREPOSITIONS, TIMES
from factdb.extract.lexicon import CUES
from factdb.extract.marks import BEGINS, COMMA, CRY, PLAIN, STOP
from factdb.extract.vocabulary import is_person_noun
from factdb.extract.wordlists import either

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Capt Sgt Maj Adm Rev Hon Prof Sens Reps Govs St Jr Sr Inc Corp Co Ltd No vs"
    " Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich"
    " Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo Ft Mt etc al"
).split()
LONGEST_WORDS = 300
_WORD = re.compile(
    # What ends in a full stop is looked at only where one is near.
    r"[\x01-\x06]+|(?=\w{1,5}\.)(?:(?:[A-Za-z]\.){2,}|\b(?:" + "|".join(_ABBREVIATIONS) + r"|[A-Z])\.(?=[\s,]))"
    r"|\d+(?:-[a-z]+)+|\$?\d[\d,.]*\d%?"
    r"|@\w+"
    r"|\w++(?:(?:[’'\-&]|\.(?=[a-z]{2}))\w++)*+[’']?(?<!\w\w[’'])|--|\S"
)
_END = re.compile(
    r"(?:(?<![.!?…])[.!?…]++[”\"’')\]]*+|[\x03\x04])(?=\s+[\"“‘'(\[]?[A-Z0-9\x01-\x05$—―–-]|\s*$)|\n\s*\n"
)
_NO_END = re.compile(r"(?:\b(?:" + "|".join(_ABBREVIATIONS) + r"|[A-Z])|\b(?:[A-Za-z]\.)+[A-Za-z])\.$")
# An abbreviation ends its sentence all the same before a quotation that begins and ends like a sentence: "They live on
# Elm St. “We like it,” Reed said."
_QUOTATION_FOLLOWS = re.compile(rf"\s+{PLAIN}{BEGINS}{PLAIN}*[{COMMA}{STOP}{CRY}]")
# So does a letter that is not an initial ("posted it on X.", "Plan B."), and an hour before what is not a day or time
# zone.
_LETTER = re.compile(rf"\b(?:(?:on|via|at|from) X|Malcolm X|(?i:{either(LETTERED)}) [A-Z])\.$")
# "The yard is run by Holt Inc. Mayor Ann Reed said": the name of a company, street or town ends its sentence before
# somebody's title, name and verb, where it has a verb of its own; not "Holt Inc. Chairman Ann Reed said".
_NAMED_AFTER = re.compile(r"\s+(?P<role>[A-Z][\w-]+)(?: [A-Z][\w’'-]*\.?){1,4} (?P<cue>[a-z]+)\b")
_CLAUSE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|[a-z]{2,}(?:ed|[^s\W]s))\b")
_REPORTS = re.compile(r"\b(?:that|as|when|after|before|and|but|while|because|if)\b[^,]*$")
_CLAUSE = 300
"""Characters of a clause that are searched for its verb."""
_HOUR = re.compile(r"\b[ap]\.m\.$", re.I)
_AFTER_HOUR = re.compile(r"\s+(?P<word>[A-Z][\w.]*)")
# After a quoted question, "Reed asked" belongs to it: up to six capitalised words and a cue, or the cue first.
_ATTRIBUTES = re.compile(r"\s+(?:(?:[A-Z][\w.’'-]*|of|the|de|van|von|al)\s+){0,6}?(?P<cue>[a-z]+)\b")


def sentences(masked: str, bounds: Iterable[tuple[int, int]] | None = None) -> Iterator[Sentence]:
    """Return the sentences of a masked paragraph, given where they begin and end, if that is known."""
    for begin, end in sentence_bounds(masked) if bounds is None else bounds:
        yield from Sentence(masked, begin, end).parts(masked)


# Characters after which a sentence that finds no end is cut at a space: a list or a text without stops. It keeps memory
# flat; the longest sentences of the news are a tenth of it.
LONGEST_CHARACTERS = 5_000


def sentence_bounds(masked: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of a masked paragraph."""
    begin = 0
    for m in _END.finditer(masked):
        mark = masked[m.start()]
        if mark == "." and _is_abbreviation(masked, begin, m.start() + 1):
            continue
        if mark == CRY:
            follows = _ATTRIBUTES.match(masked, m.end())
            if follows and _quotes(follows["cue"]) and not _is_introduced(masked, begin, m.start()):
                continue
        yield from _pieces(masked, begin, m.end())
        begin = m.end()
    yield from _pieces(masked, begin, len(masked))


def _quotes(low: str) -> bool:
    """Test whether a word in lower case may attribute a quotation."""
    return any("q" in cue.frames for cue in CUES.get(low, ()))


def _is_introduced(masked: str, begin: int, last: int) -> bool:
    """Test whether a cue before it governs the masked run that ends at `last`.

    Reed asked, “Why?” Okafor said nothing.
    """
    start = last
    while start > begin and masked[start - 1] in (PLAIN, BEGINS):
        start -= 1
    introduces = _INTRODUCES.search(masked, max(start - 20, begin), start)
    return introduces is not None and _quotes(introduces[1].lower())


_INTRODUCES = re.compile(r"(\w+)[,:]\s+$")


def _is_abbreviation(masked: str, begin: int, end: int) -> bool:
    """Test whether the full stop before `end` is an abbreviation's, and its sentence goes on."""
    if not _NO_END.search(masked, max(end - 15, begin), end) or _QUOTATION_FOLLOWS.match(masked, end):
        return False
    if _LETTER.search(masked, max(end - 20, begin), end) or _next_attributes(masked, begin, end):
        return False
    follows = _AFTER_HOUR.match(masked, end) if _HOUR.search(masked, max(end - 6, begin), end) else None
    if follows is None:
        return True
    word = follows["word"]
    return (word.isupper() and len(word) > 1) or word.lower() in TIMES or word in _ZONES


def _next_attributes(masked: str, begin: int, end: int) -> bool:
    """Test whether somebody with a role, a name and a cue follows the full stop before `end`, which closes a clause."""
    follows = _NAMED_AFTER.match(masked, end)
    if follows is None or not _quotes(follows["cue"]) or not is_person_noun(follows["role"].lower()):
        return False
    before = masked[max(begin, end - _CLAUSE) : end]
    verb = _CLAUSE_VERB.search(before) or any(word in IRREGULAR_PAST for word in before.split())
    return bool(verb) and _REPORTS.search(before) is None


_ZONES = frozenset("Atlantic Central Eastern Greenwich Indian Local Mountain Pacific".split())


def _pieces(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """masked[start:end] without white space at its ends; in pieces where it is longer than any sentence."""
    while start < end and masked[start].isspace():
        start += 1
    while end > start and masked[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_CHARACTERS:
        cut = masked.rfind(" ", start, start + LONGEST_CHARACTERS)
        cut = cut if cut > start else start + LONGEST_CHARACTERS
        if not masked[start:cut].isspace():
            yield start, cut
        start = cut + 1
    if end > start:
        yield start, end


# Initials that would be small words in lower case: "US Attorney", "the WHO said".
_INITIALS = frozenset(("US", "WHO", "IT"))


def _with_possessives(masked: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the apostrophe of a plural possessive joined to its word: "the pilots' union".

    Not where a mark before it in the sentence makes it a closing one: the ‘experts’ said.
    """
    if not words or not _POSSESSIVE.search(masked, words[0][0], words[-1][1]):
        return words
    joined: list[tuple[int, int]] = []
    opened = False
    for start, end in words:
        mark = masked[start] in "'’‘" and end == start + 1
        follows = mark and joined and joined[-1][1] == start and _POSSESSIVE.match(masked, start - 1)
        if follows and not opened:
            joined[-1] = (joined[-1][0], end)
            continue
        if mark:
            opened = not follows
        joined.append((start, end))
    return joined


_POSSESSIVE = re.compile(r"[sz]['’](?= \w)")
_BEFORE_REPORT = frozenset((":", "—", "–", "-", "--"))
_IN_DATELINE = frozenset((",", "(", ")", "/", "."))
_LONGEST_DATELINE = 12
"""Words of a place, an agency and a day before a report."""


def past_dateline(s: Sentence, first: int, last: int) -> int:
    """Return the word after the place with which words first..last begin, or `first` if they begin with none.

    A place in capitals may be followed by a region, an agency and a day: "MULTAN, March 3: ", "LAGOS, Nigeria (AP) — ".
    """
    if first or not last or not (s.words[0].isupper() and s.words[0].isalpha() and len(s.words[0]) > _SHORTEST_PLACE):
        return first
    for at in range(1, min(last - 1, _LONGEST_DATELINE)):
        word = s.words[at]
        if word in _BEFORE_REPORT:
            return at + 1
        if not (word[0].isupper() or word.isdigit() or word in _IN_DATELINE):
            break
    return first


_SHORTEST_PLACE = 2
# Months that are given names too: "April Reed said"; and what comes before one that is a month.
_MONTH_NAMES = frozenset(("April", "May", "June", "August"))
_BEFORE_MONTH = PREPOSITIONS | DETERMINERS - {"the"} | frozenset("last next early late mid".split())


def _named_months(words: list[str], lows: list[str]) -> Iterator[int]:
    """Yield the words that are spelt like a month and are part of a name: "April Reed", "the May Day Committee"."""
    for at, word in enumerate(words[:-1]):
        if word in _MONTH_NAMES and words[at + 1][0].isupper() and lows[at + 1] not in TIMES:
            before = lows[at - 1] if at else ""
            if before not in _BEFORE_MONTH and not before.isdigit():
                yield at


class Sentence:
    """The words of one sentence.

    Where each starts and ends (offsets into the masked paragraph), as printed and in lower case.
    """

    __slots__ = ("_titled", "begin", "end", "ends", "lows", "quoted", "starts", "words")

    def __init__(self, masked: str, begin: int, end: int) -> None:
        found = _with_possessives(masked, [m.span() for m in _WORD.finditer(masked, begin, end)])
        self.begin, self.end = begin, end
        self.quoted = masked.find(PLAIN, begin, end) >= 0
        """Whether any quoted run is in it."""
        self.starts = [s for s, _ in found]
        self.ends = [e for _, e in found]
        self.words = [masked[s:e] for s, e in found]
        low = masked[begin:end].lower().replace("’", "'")
        if len(low) == end - begin:
            self.lows = [low[s - begin : e - begin] for s, e in found]
        else:  # a letter that is two in lower case
            self.lows = [w.lower().replace("’", "'") for w in self.words]
        if not _INITIALS.isdisjoint(self.words):
            self.lows = [w if w in _INITIALS else low for w, low in zip(self.words, self.lows, strict=True)]
        if not _MONTH_NAMES.isdisjoint(self.words):
            for at in _named_months(self.words, self.lows):
                self.lows[at] = self.words[at]
        self._titled: bool | None = None

    @property
    def titled(self) -> bool:
        """Whether it is a headline in which capitals mean nothing: "Ferry To Stay, Mayor Says"."""
        if self._titled is None:
            long = [w for w in self.words if len(w) > 3 and w[0].isalpha()]
            self._titled = len(long) > 2 and sum(w[0].isupper() for w in long) > 0.85 * len(long)
        return self._titled

    def __len__(self) -> int:
        return len(self.words)

    def parts(self, masked: str) -> Iterator[Sentence]:
        """Return the sentence itself; one of more words than any sentence has, in parts, so that time stays linear."""
        if len(self) <= LONGEST_WORDS:
            yield self
            return
        for at in range(0, len(self), LONGEST_WORDS):
            yield Sentence(masked, self.starts[at], self.ends[min(at + LONGEST_WORDS, len(self)) - 1])
