"""Speakers who stand apart from their words.

A label and a colon before a statement ("REED: We will.", a turn of an interview), and a name after a dash under it.
Headlines are read in `headlines`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdb.extract.draft import Draft
from factdb.extract.lexicon import CUES
from factdb.extract.marks import Run
from factdb.extract.vocabulary import (
    ADDRESS_GENDER,
    CAPITALS,
    COUNTRIES,
    GIVEN_GENDER,
    HONORIFIC_ROLE,
    PLACES,
    ROLES,
    is_person_noun,
)
from factdb.extract.wordlists import read_words

_LONGEST = 60
"""Characters of a label."""
_MOST_WORDS = 6
_SHORTEST_STATEMENT = 3
_LONGEST_STATEMENT = 3_000
"""Characters of a turn: a label does not speak for a whole article whose paragraphs were joined."""
_NOBODY = frozenset(read_words("labels")["not a speaker"])
_SPACE = re.compile(r"\s+")
_SMALL = frozenset("of the and for de la van von der den al bin da di du".split())
_MARKS = "\"“‘«'"
# What may come before a label in a list or a quoted transcript, and around one in bold type.
_BULLET = re.compile(r"(?:[-–—*•·]\s+)?(?:\*\*|__)?(?:[\"“‘'](?=[A-Z]{2}))?")
_COLON = re.compile(r"(?:\*\*|__)?\s?:(?:\*\*|__)?\s+(?=\S)")
_DASHES = (" - ", " – ", " — ")
_ABBREVIATION = 5
_TWO_NAMES = re.compile(r"\b([A-Z]\w+\.?)[ \u00a0](?=([A-Z][\w’'-]+))")
# "Ruiz (Elm)", "Ana Ruiz, Elm", "Ana Ruiz, 45".
_ASIDE = re.compile(r"(?:\s*\([^()\n]{1,40}\)|, (?:\d\d|[A-Z][\w.’' -]{1,30}))$")
# "Ana Ruiz, onion trader", "Ana Ruiz, 45, spokeswoman for the union".
_DESCRIBED = re.compile(r"(?P<age>, \d\d)?(?:, (?P<role>[a-z][\w’' -]{2,40}))?$")
# "Q. When did you sail?", "A. In May."
_LETTER = re.compile(r"[QA]\.(?=\s+\S)")
# A question in bold type, as an interview prints them.
_ASKED = re.compile(r"(\*\*|__)[^*_]+\?\1(?:$|\s+)")
# One who speaks of himself, or asks.
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Oo]urs|mine)\b|\?[\"”’»']?\s*$")
_EVIDENCE = 300
"""Characters of a statement in which that shows."""
# "Reed to Hall: ‘Resign’", "Reed on losing: …": the speaker is the first.
_TO_WHOM = re.compile(r" (?:to|on) ")


@dataclass(frozen=True, slots=True)
class Label:
    """The words before a colon at the head of a paragraph, and where the statement after it begins and ends."""

    start: int
    end: int
    colon: int
    statement: int
    stop: int
    name: str
    described: bool = False
    """An age or a role comes after the name."""

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.name.split()


def read_labels(
    text: str, paragraphs: Sequence[tuple[int, int]], runs: Sequence[Run], headline: tuple[int, int] | None
) -> dict[int, Draft]:
    """Return the statements of labelled paragraphs but for the headline, by the number of their paragraph."""
    found = {
        number: label
        for number, span in enumerate(paragraphs)
        if span != headline and (label := _label(text, *span)) is not None
    }
    drafts = _answers(text, paragraphs, found)
    if not found:
        return drafts
    names = _Names(text)
    speakers = _speakers(text, paragraphs, found, names)
    starts = [run.outer_start for run in runs]
    for number, label in found.items():
        begin, end = paragraphs[number]
        if label.name in speakers:
            here = runs[bisect_left(starts, label.statement) : bisect_left(starts, end)]
            stop = _leading(label.statement, here) or end
            drafts[number] = _drafted(label, begin, stop, speakers[label.name], quoted=True)
    return drafts


def _answers(text: str, paragraphs: Sequence[tuple[int, int]], found: dict[int, Label]) -> dict[int, Draft]:
    """Paragraphs in the first person after a question in bold type: an interview whose answers have no labels."""
    drafts: dict[int, Draft] = {}
    for number, (begin, end) in enumerate(paragraphs[1:], 1):
        inline = _ASKED.match(text, begin, end)
        if inline and inline.end() < end and _SPEAKS.search(text, inline.end(), end):
            drafts[number] = Draft([(inline.end(), end)], None, (), (begin, end), 0.4, quoted=True)
        if number in found or _SPEAKS.search(text, begin, min(end, begin + _EVIDENCE)) is None:
            continue
        asked = _ASKED.match(text, *paragraphs[number - 1])
        if asked and asked.end() == paragraphs[number - 1][1] and not inline:
            drafts[number] = Draft([(begin, end)], None, (), (begin, end), 0.4, quoted=True)
    return drafts


def _label(text: str, begin: int, end: int) -> Label | None:
    bullet = _BULLET.match(text, begin, end)
    start = bullet.end() if bullet else begin
    if _LETTER.match(text, start, end):
        opens = _SPACE.match(text, start + 2, end)
        return Label(start, start + 1, start + 1, opens.end() if opens else end, end, text[start])
    colon = text.find(":", start, min(start + _LONGEST, end))
    if colon < 0:
        return None
    stop = start + len(text[start:colon].rstrip(" *_"))
    opens = _COLON.match(text, stop, end)
    if opens is None or not _SHORTEST_STATEMENT <= end - opens.end() <= _LONGEST_STATEMENT:
        return None
    described = _description(text, start, stop)
    stop = stop if described is None else described
    aside = _ASIDE.search(text, start, stop)
    stop = aside.start() if aside else stop
    # "The ferry stays - Ana Reed: “…”"
    start = max(text.rfind(dash, start, stop) + len(dash) if dash in text[start:stop] else start for dash in _DASHES)
    to_whom = _TO_WHOM.search(text, start, stop)
    stop = to_whom.start() if to_whom else stop
    label = Label(start, stop, colon, opens.end(), end, text[start:stop], described=described is not None)
    return label if _could_name(label.words) else None


def _description(text: str, start: int, stop: int) -> int | None:
    """Return where the age and the role of the person named in a label begin; None where none are there."""
    comma = text.find(", ", start, stop)
    m = _DESCRIBED.match(text, comma, stop) if comma > 0 else None
    role = (m["role"] or "").lower().split() if m else []
    if m is None or (role and not any(map(is_person_noun, role))):
        return None
    if any("past" in cue.forms for word in role for cue in CUES.get(word, ())):
        return None  # "Taking to Instagram, striker Ann Reed wrote: “…”"
    return comma


def _could_name(words: list[str]) -> bool:
    """Test whether the words of a label read as a name or a role.

    Capitals but for small words, and none that says more.
    """
    if not 0 < len(words) <= _MOST_WORDS or not words[0][0].isupper():
        return False
    if not all(word[0].isupper() or word in _SMALL or is_person_noun(word) for word in words):
        return False
    if words[-1] in CUES or words[-1] in _SMALL or any(word.strip("'’.,").isdigit() for word in words):
        return False
    first = words[0].lower()
    if words[0] not in GIVEN_GENDER and any("past" in cue.forms and "q" in cue.frames for cue in CUES.get(first, ())):
        return False  # "Asked Judge Reed: “…”"
    if any(word[-1] in ",;!?" or (word[-1] == "." and len(word) > _ABBREVIATION) for word in words):
        return False
    low = {word.lower() for word in words}
    return not low & _NOBODY and not CAPITALS.intersection(words) - {"A"}


class _Names:
    """Whom the rest of a text names: the family names after a capitalised word, read when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: set[str] | None = None

    def surname(self, word: str) -> bool:
        """Test whether `word` is used as a family name."""
        if self._known is None:
            self._known = {m[2] for m in _TWO_NAMES.finditer(self._text)}
        return word in self._known


def _is_person(words: list[str]) -> bool:
    """Return a given name and another, or a title or role and a name."""
    bare = [w for w in words if w not in ADDRESS_GENDER and w not in HONORIFIC_ROLE and not is_person_noun(w.lower())]
    titled = len(bare) < len(words)
    return bool(bare) and (titled or (len(bare) > 1 and bare[0] in GIVEN_GENDER))


def _asked_before(text: str, paragraphs: Sequence[tuple[int, int]], number: int) -> bool:
    """Test whether the paragraph before is a question."""
    return number > 0 and text[paragraphs[number - 1][1] - 1] == "?"


def _speakers(
    text: str, paragraphs: Sequence[tuple[int, int]], found: dict[int, Label], names: _Names
) -> dict[str, float]:
    """Return the labels of a text that name who speaks, with how sure that is.

    Capitals throughout are a transcript's, unless they are a dateline. Others speak when what follows is in quotation
    marks, in the first person or a question, and when they are a person's name or are among other labels, as the
    turns of an interview do.
    """
    speaks: dict[str, bool] = {}
    among: dict[str, bool] = {}
    people: dict[str, bool] = {}
    for number, label in found.items():
        marked = text[label.statement] in _MARKS
        spoken = (
            marked or _SPEAKS.search(text, label.statement, min(label.stop, label.statement + _EVIDENCE)) is not None
        )
        asked = _asked_before(text, paragraphs, number)
        spoken = spoken or (asked and (number - 1 in found or label.described or _is_person(label.words)))
        speaks[label.name] = speaks.get(label.name, False) or spoken
        people[label.name] = people.get(label.name, False) or label.described
        beside = number - 1 in found or number + 1 in found or label.name in among
        alone = marked and (len(label.words) > 1 or names.surname(label.name))
        among[label.name] = among.get(label.name, False) or beside or alone
    sure: dict[str, float] = {}
    for name, spoken in speaks.items():
        words = name.split()
        if name == "Q":
            continue
        if _in_capitals(name):
            if not _is_dateline(text, name, found, speaks, names):
                sure[name] = 0.9
        elif spoken and (people[name] or _is_person(words)):
            sure[name] = 0.8
        elif (spoken and among[name]) or (name == "A" and "Q" in speaks):
            sure[name] = 0.6
    return sure


def _in_capitals(name: str) -> bool:
    return len(name) > 1 and all(len(word) > 1 and word.isupper() for word in name.split())


def _is_dateline(text: str, name: str, found: dict[int, Label], speaks: dict[str, bool], names: _Names) -> bool:
    """Test whether a label in capitals says where an article was written, "MULTAN: The minister said …".

    It does if it is a place on file; or if it is nobody named in the text, labels a paragraph that reports what others
    said, and is not one of several turns of which one speaks.
    """
    plain = name.title()
    if plain in PLACES or plain in COUNTRIES:
        return True
    words = plain.split()
    turns = [number for number, label in found.items() if label.name == name]
    if _is_person(words) or names.surname(words[-1]) or not any(_reports(text, found[n]) for n in turns):
        return False
    beside = any(near in found and _in_capitals(found[near].name) for n in turns for near in (n - 1, n + 1))
    return not (len(turns) > 1 or beside) or not any(speaks.values())


def _reports(text: str, label: Label) -> bool:
    """Test whether a verb of saying in the past is near the head of a labelled statement: "The minister said"."""
    words = text[label.statement : min(label.stop, label.statement + _EVIDENCE)].lower().split()
    return any("past" in cue.forms and "q" in cue.frames for word in words for cue in CUES.get(word.strip(".,;:"), ()))


def _leading(start: int, runs: Sequence[Run]) -> int | None:
    """Return the end of the quotation with which a statement begins; None where it does not begin with one."""
    stop = None
    for run in runs:
        if run.outer_start - (start if stop is None else stop) > 1:
            break
        stop = run.outer_end
    return stop


def _occupation(words: list[str]) -> int:
    """Characters of an occupation in capitals before a full name, where no list knows it: "Drummer Jim Bray"."""
    low = words[0].lower()
    return len(low) + 1 if len(words) > 2 and low not in ROLES and is_person_noun(low) else 0


def _drafted(label: Label, begin: int, stop: int, conf: float, *, quoted: bool) -> Draft:
    speakers = () if label.name == "A" else ((label.start + _occupation(label.words), label.end),)
    return Draft(
        [(label.statement, stop)], (label.colon, label.colon + 1), speakers, (begin, label.stop), conf, quoted=quoted
    )


# "- Reed." as a paragraph of its own, under what Reed said; "“…” ― Ana Reed" at the end of a paragraph, or before the
# next of a list of statements.
_SIGNATURE = re.compile(r"[―—–-]{1,2}\s*(?P<name>[A-Z][^.:;“”\"\n]{2,60}?)[\s\xa0.]*$")
_SIGNED = re.compile(
    r"[.,]?\s*[―—–-]{1,2}\s*(?P<name>[A-Z](?:[^.,;:“”«\"\n]|(?<=[A-Z])\.){2,50}?)(?P<role>, [^“”\"\n]{2,60})?[\s\xa0.]*"
    r"(?:$|(?=[“”«\"‘]))"
)
_ENDED = re.compile(r"(?:^|[.!?…:”\"’'»])\s*$")


def read_signature(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """Return the name in a paragraph that is nothing but a name after a dash."""
    m = _SIGNATURE.match(text, begin, end) if end - begin < 80 and text[begin] in "―—–-" else None
    return m.span("name") if m else None


def signed_parts(
    text: str, begin: int, end: int, runs: list[Run]
) -> Iterator[tuple[int, int, tuple[int, int] | None, list[Run]]]:
    """Return a paragraph cut after each signature in it: (start, end, the signature's name, its quoted runs)."""
    start, first = begin, 0
    for number, run in enumerate(runs):
        m = _SIGNED.match(text, run.outer_end, end) if run.closed else None
        if m is None:
            continue
        whole = number  # the first of the runs that are signed: those that go on into each other
        while whole > first and runs[whole - 1].goes_on:
            whole -= 1
        opens = runs[whole].outer_start
        if (m.end() < end or m["role"]) and opens > start:
            # Within a paragraph only a quotation of its own is signed.
            if not _ENDED.search(text, max(opens - 4, start), opens):
                continue
            if not text[start:opens].isspace():
                yield start, opens, None, runs[first:whole]
                start, first = opens, whole
        yield start, m.end(), m.span("name"), runs[first : number + 1]
        start, first = m.end(), number + 1
    if start < end and not text[start:end].isspace():
        yield start, end, None, runs[first:]
