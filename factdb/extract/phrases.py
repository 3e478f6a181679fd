"""Attributions without a verb of saying beside its subject.

"according to", "in a poll", "asked whether", "is expected to", "reportedly", "his claim that", and long
quoted runs that nothing governs.
"""

from __future__ import annotations

from collections.abc import Callable

from factdb.extract.carriers import carried, viewed
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.drafting import DASHES, Words, drafted, next_comma, sourced
from factdb.extract.grammar import (
    BE,
    COORDINATORS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    WH,
    is_adverb,
    is_auxiliary,
    is_word,
)
from factdb.extract.lexicon import CUES, NOUN_CUES, Cue
from factdb.extract.noun_phrases import find_inverted
from factdb.extract.openings import opening_noun
from factdb.extract.sentences import Sentence
from factdb.extract.subjects import find_subject
from factdb.extract.wordlists import read_words


def by_phrases(s: Sentence, base: int) -> list[Draft]:
    """Return the attributions of a sentence that are in phrases.

    `base` is the offset of its paragraph in the text.
    """
    found = []
    for at, low in enumerate(s.lows):
        reader = _READERS.get(low)
        if reader is not None:
            draft = reader(s, base, at)
            if draft is not None:
                found.append(draft)
    return found


def _according(s: Sentence, base: int, at: int) -> Draft | None:
    """ "according to the report", before its statement, after it or in it."""
    if at + 2 >= len(s) or s.lows[at + 1] != "to":
        return None
    source = find_inverted(s, at + 2)
    if source is None or (s.lows[source[1] - 1] in _STANDARDS and source[1] - source[0] < _OF_STANDARD):
        return None
    return sourced(s, base, (at, source[1]), (at, at + 2), source, 0.8)


_OF_STANDARD = 4
"""Words that a standard may have: "the original plan", not "people familiar with its plans"."""
_STANDARDS = frozenset(
    "custom tradition plan plans schedule size age need needs ability taste rank height weight type season demand"
    " script circumstances preference timetable".split()
)
"""What a thing is done by, and nobody who says so: "according to plan"."""
# Words of what is said about a statement in passing: "as Reed told the Gazette on Friday,".
_LONGEST_AS = 9


def _as_said(s: Sentence, base: int, at: int) -> Draft | None:
    """ "As Reed put it, …", "…, as Reed noted": a clause that hands a statement to its source."""
    before = s.words[at - 1] if at else ","
    joined = at > 0 and s.lows[at - 1] in COORDINATORS
    if not (joined or before in (",", *DASHES) or is_quote(before) or at == 1) or at + 2 >= len(s):
        return None
    source = find_inverted(s, at + 1)
    if source is None or (s.lows[source[0]] in NOMINATIVE and any(low in CUES for low in s.lows[:at])):
        return None  # "Reed said it was, as he put it, a wreck"
    for verb in range(at + 2, min(source[1] + 2, len(s))):
        cue = next((cue for cue in CUES.get(s.lows[verb], ()) if _hands_on(s, verb, cue)), None)
        if cue is None:
            continue
        last = verb + 1 + len(cue.rest)
        end = last
        while end < len(s) and is_word(s.words[end]) and not is_quote(s.words[end]) and end - last < _LONGEST_AS:
            if is_auxiliary(s.lows[end]) or s.lows[end] in ("that", "how", "what", "it", "he", "she", "they"):
                return None
            end += 1
        if end < len(s) and s.words[end] not in (",", "."):
            return None
        if "q" in cue.frames and any(map(is_quote, s.words[end + 1 : end + 2])):
            return None  # "As Reed put it, “…”": the verb has its quotation
        subject = (at + 1, verb)
        while is_auxiliary(s.lows[subject[1] - 1]) or is_adverb(s.lows[subject[1] - 1]):
            subject = (subject[0], subject[1] - 1)
        if subject[1] <= subject[0]:
            return None
        return sourced(s, base, (at, end), (verb, last), subject, 0.6)
    return None


_HANDS_ON = frozenset(
    "say tell put report note write explain argue suggest observe predict admit acknowledge claim state confirm reveal"
    " recall point warn announce concede complain insist indicate joke mention reply testify tweet post show"
    " find".split()
)


def _hands_on(s: Sentence, at: int, cue: Cue) -> bool:
    """Test whether the cue at word `at` may hand on a statement that is beside its clause."""
    rest = tuple(s.lows[at + 1 : at + 1 + len(cue.rest)])
    verb = s.words[at].islower() and bool(cue.forms & {"past", "s", "base"})
    return verb and cue.lemma.split()[0] in _HANDS_ON and rest == cue.rest


def _poll(s: Sentence, base: int, at: int) -> Draft | None:
    """ "In a poll by the Gazette, …": figures that a poll gives."""
    first = at
    while first > 0 and is_word(s.words[first - 1]) and s.lows[first - 1] not in PREPOSITIONS:
        first -= 1
    if first == 0 or s.lows[first - 1] != "in" or at - first < 1:
        return None
    if first == 1:
        return sourced(s, base, (0, at + 1), (0, 1), (first, at + 1), 0.4)
    after = s.words[at + 1] if at + 1 < len(s) else "."
    if is_word(after) and s.lows[at + 1] not in PREPOSITIONS and s.lows[at + 1] not in ("released", "conducted"):
        return None
    return sourced(s, base, (first - 1, at + 1), (first - 1, first), (first, at + 1), 0.4)


_IT = frozenset("it this that them him her".split())


def _asked(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Asked whether …, he said", "when asked about": a question put by somebody unnamed."""
    before = s.lows[at - 1] if at else ""
    if at and before not in ("when", "if", "being", "once") and before not in BE and s.words[at - 1] != ",":
        return None
    first, speaker = at + 1, None
    if first < len(s) and s.lows[first] == "by":
        speaker = find_inverted(s, first + 1)
        first = speaker[1] if speaker else first
    for near in range(first, min(first + 8, len(s))):
        low = s.lows[near]
        if low in WH or low == "to" or low == "about":
            start = near + 1 if low == "about" else near
            if low == "about" and start + 1 < len(s) and s.lows[start] in _IT and s.words[start + 1] in (",", "."):
                return None
            end = next_comma(s, start) if at < 2 or before in ("when", "once", ",") else len(s)
            return drafted(s, base, [(start, end)], (at, at + 1), speaker, 0.45)
        if low == "," or low in CUES:
            return None
    return None


_EXPECTED = frozenset("to as".split())


def _held(s: Sentence, base: int, at: int) -> Draft | None:
    """ "The ferry is expected to sail", "was seen as": what is said of something by nobody named."""
    group = at - 1
    while group >= 0 and (is_auxiliary(s.lows[group]) or is_adverb(s.lows[group])):
        group -= 1
    if at == 0 or not any(low in BE for low in s.lows[group + 1 : at]) or at + 1 >= len(s):
        return None
    if s.lows[at + 1] not in ("to", "as", "by"):
        return None
    subject = find_subject(s, at, frozenset({"past"}))
    if subject is None or subject.last <= subject.first:
        return None
    speaker = None
    start, end = at + 1, _clause_end(s, at + 1)
    if s.lows[at + 1] == "by":
        speaker = find_inverted(s, at + 2)
        start = speaker[1] if speaker else end
        if start >= len(s) or s.lows[start] not in ("to", "as"):
            return None
    return drafted(s, base, [(subject.first, subject.last), (start, end)], (group + 1, at + 1), speaker, 0.5)


def _reportedly(s: Sentence, base: int, at: int) -> Draft | None:
    """ "The ferry reportedly sank": a clause that one word hands on to somebody unnamed."""
    start = at
    while (
        start > 0
        and s.words[start - 1] not in (",", ";", ":", "—", "–")
        and s.lows[start - 1] not in ("that", "but", "which", "who")
    ):
        start -= 1
    end = _clause_end(s, at + 1)
    return drafted(s, base, [(start, at), (at + 1, end)], (at, at + 1), None, 0.3)


def _clause_end(s: Sentence, at: int) -> int:
    """Return where the clause of word `at` ends: the next clause's comma, or the sentence's end."""
    while at < len(s):
        if s.words[at] in (";", "—", "–", "--"):
            return at
        if s.words[at] == "," and at + 1 < len(s):
            following = s.lows[at + 1]
            if following in SUBORDINATORS or following in COORDINATORS or following in WH or following.endswith("ing"):
                return at
        at += 1
    return at


_MEDIA = tuple(medium.lower() for medium in read_words("channels")["medium"])


def _took_to(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Reed took to Instagram: “…”": a medium, and what a colon or a quotation after it gives."""
    if at + 3 >= len(s) or s.lows[at + 1] != "to" or not " ".join(s.lows[at + 2 : at + 5]).startswith(_MEDIA):
        return None
    first = next((near for near in range(at + 3, min(at + 12, len(s))) if is_quote(s.words[near])), None)
    if first is None or any(low in CUES for low in s.lows[at + 2 : first]):
        return None
    subject = find_subject(s, at, frozenset({"past"} if s.lows[at] == "took" else {"s"}))
    if subject is None or subject.last <= subject.first:
        return None
    return drafted(s, base, [(first, len(s))], (at, at + 2), (subject.first, subject.last), 0.8)


def _to_quote(s: Sentence, base: int, at: int) -> Draft | None:
    """ "To quote Reed, “…”"."""
    source = find_inverted(s, at + 1) if at == 1 and s.lows[0] == "to" else None
    if source is None or source[1] >= len(s) or s.words[source[1]] != ",":
        return None
    return sourced(s, base, (0, source[1]), (0, 2), source, 0.6)


def _how(s: Sentence, base: int, at: int) -> Draft | None:
    """ "“A farce” is how Reed described it", "“A farce”: that was how it was described by Reed"."""
    if not 1 < at < 5 or not is_quote(s.words[0]) or s.lows[at - 1] not in BE:
        return None
    verb = next((near for near in range(at + 2, min(at + 14, len(s))) if s.lows[near] in CUES), None)
    if verb is None:
        return None
    source: Words | None = None
    if s.lows[verb - 1] in BE:
        source = find_inverted(s, verb + 2) if s.lows[verb + 1 : verb + 2] == ["by"] else None
    else:
        subject = find_subject(s, verb, frozenset({"past", "s", "base"}))
        source = (subject.first, subject.last) if subject is not None and subject.last > subject.first else None
    return drafted(s, base, [(0, 1)], (verb, verb + 1), source, 0.8) if source is not None else None


def _with_words(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Reed ended his speech with the words “it is over”"."""
    led = at > 3 and s.lows[at - 2 : at] in (["with", "the"], ["with", "these"])
    if not led or at + 1 >= len(s) or s.lows[at - 3].endswith("ed"):  # "a shirt emblazoned with the words"
        return viewed(s, base, at)
    first = at + 2 if s.words[at + 1] == ":" else at + 1
    named = opening_noun(s, 0, at - 2)
    if named is None or first >= len(s) or not is_quote(s.words[first]):
        return None
    return drafted(s, base, [(first, first + 1)], (at, at + 1), named, 0.7)


_READERS: dict[str, Callable[[Sentence, int, int], Draft | None]] = {
    "according": _according,
    "as": _as_said,
    "how": _how,
    "quote": _to_quote,
    "asked": _asked,
    **dict.fromkeys("poll survey".split(), _poll),
    **dict.fromkeys(
        "expected believed thought considered seen viewed regarded rumored said reported understood".split(), _held
    ),
    "reportedly": _reportedly,
    **dict.fromkeys("took takes".split(), _took_to),
    **dict.fromkeys(NOUN_CUES, carried),
    **dict.fromkeys("view opinion telling estimation phrase formulation".split(), viewed),
    "words": _with_words,
}
