"""What a cue attributes: where its content begins, by the frames that the cue allows.

Works on the words of one sentence; where the content ends is settled by `find`, which sees the other cues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    IRREGULAR,
    NOMINATIVE,
    OBJECTIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    WH,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_verb,
    is_word,
)
from factdb.extract.lexicon import CUES, Cue
from factdb.extract.lexicon import PREPOSITIONS as CUE_PREPOSITIONS
from factdb.extract.marks import TITLE
from factdb.extract.sentences import Sentence
from factdb.extract.times import time_end

# How many words may come between a cue and its "that": "said on Friday in a statement to reporters that".
REACH = 14
_LEADS = PREPOSITIONS | SUBORDINATORS | COORDINATORS | DETERMINERS
_ASKS = frozenset("who how what why whether if".split())
_JOINTS = PREPOSITIONS | COORDINATORS
_CLOSED = PREPOSITIONS | COORDINATORS | SUBORDINATORS | TIMES | WH
_QUESTION = frozenset("how what why whether if when where who which".split())


@dataclass(slots=True)
class Complement:
    """`first` is the word with which the content begins; `frame` the one by which it was found.

    `clause`, for one, distinguishes content that is a clause, which runs on, from an object, which ends sooner.
    """

    first: int
    frame: str
    clause: bool


def is_quote(word: str) -> bool:
    """Test whether a word is a masked quoted run."""
    return word[0] in "\x01\x02\x03\x04\x05"


def find_complement(s: Sentence, after: int, cue: Cue) -> Complement | None:
    """Return the content to the right of the cue's last word, `after` being the next; None where none is there."""
    at = after
    while at < len(s) and is_adverb(s.lows[at]) and s.lows[at] not in ("only", "not", "even", "just", "now", "never"):
        at += 1
    if at >= len(s):
        return None
    return next((found for rule in _RULES if (found := rule(s, at, cue.frames)) is not None), None)


Frames = frozenset[str]


def _colon(s: Sentence, at: int, frames: Frames) -> Complement | None:
    return Complement(at + 1, ":", True) if s.words[at] == ":" and at + 1 < len(s) else None


def _quotation(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """Return a quoted run right after the cue, or after its comma."""
    word = s.words[at]
    if is_quote(word) and frames & {"q", "o", "c", "oc"} and (word[-1] != TITLE or "o" in frames):
        return Complement(at, "quote", "o" not in frames or "q" in frames)
    if word == "," and at + 1 < len(s) and is_quote(s.words[at + 1]) and "q" in frames:
        return Complement(at + 1, "quote", True)
    return None


def _that(s: Sentence, at: int, frames: Frames) -> Complement | None:
    if s.lows[at] == "that" and frames & {"c", "t"} and at + 1 < len(s) and s.lows[at + 1] not in _PARTICLES:
        return Complement(at, "that", True)
    return None


def _verb_after(s: Sentence, at: int) -> bool:
    """Test whether a bare noun at word `at` has a verb of its own: "said on Friday sales fell"."""
    return (
        _begins_clause(s, at)
        and not is_adverb(s.lows[at])
        and any(is_verb(s.words, s.lows, near) for near in range(at + 1, min(at + 3, len(s))))
    )


# "It rules that out": the pronoun.
_PARTICLES = frozenset("out up down off away . ; ? !".split())


def _past_time(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """ "said on Dec. 30 the port", "said two years ago that": the content after a time, which is none of it."""
    end = time_end(s, at)
    if end == at or end >= len(s) or not frames & {"c", "t", "q"}:
        return None
    if s.words[end] == ",":
        return _past_aside(s, end, frames)
    if is_auxiliary(s.lows[end]) or s.lows[end].endswith("ed"):
        return None  # "said last week was hard"
    if s.lows[end] == "that" and frames & {"c", "t"}:
        return Complement(end, "that", True)
    if "c" in frames and (is_subject_pronoun(s.lows[end]) or _nominal(s, end) or _verb_after(s, end)):
        return Complement(end, "c", True)
    return None


def _question(s: Sentence, at: int, frames: Frames) -> Complement | None:
    return Complement(at, "w", True) if s.lows[at] in _QUESTION and "w" in frames else None


def _infinitive(s: Sentence, at: int, frames: Frames) -> Complement | None:
    if s.lows[at] == "to" and "i" in frames and at + 1 < len(s) and not _nominal(s, at + 1):
        return Complement(at, "i", True)
    return None


def _prepositional(s: Sentence, at: int, frames: Frames) -> Complement | None:
    low = s.lows[at]
    if low not in CUE_PREPOSITIONS or low not in frames or at + 1 >= len(s):
        return None
    if low in ("of", "about") and "c" in frames:
        for near in range(at + 2, min(at + REACH, len(s) - 1)):
            if not is_word(s.words[near]) or is_auxiliary(s.lows[near]) or is_quote(s.words[near]):
                break
            if s.lows[near] == "that" and s.lows[near - 1] not in PREPOSITIONS:
                return Complement(near, "that", True)  # "said of the vote that it was rigged"
    return Complement(at + 1, low, False)


def _clause(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """A clause without "that"; after a verb that wants one ("adding he would"), where its subject is a pronoun."""
    if "c" in frames and (_begins_clause(s, at) or _concedes(s, at)):
        if "o" in frames and (announced := _after_colon(s, at, frames)) and not _verb_before(s, at, announced.first):
            return announced  # "predicted the opposite: “…”"
        return Complement(at, "c", True)
    if "t" in frames and at + 1 < len(s) and (is_subject_pronoun(s.lows[at]) or _verb_near(s, at)):
        return Complement(at, "c", True)
    if "c" in frames and is_auxiliary(s.lows[at]) and at + 1 < len(s):
        return Complement(at, "gap", True)  # what police said was a mistake
    return None


def _verb_before(s: Sentence, first: int, stop: int) -> bool:
    return any(is_verb(s.words, s.lows, at) for at in range(first, stop))


def _concedes(s: Sentence, at: int) -> bool:
    """ "argued though trade may help, …": a clause that opens with a concession."""
    return (
        s.lows[at] in ("though", "although", "unless", "once", "while")
        and at + 1 < len(s)
        and (is_subject_pronoun(s.lows[at + 1]) or s.lows[at + 1] in DETERMINERS or is_capital(s.words[at + 1]))
    )


def _verb_near(s: Sentence, at: int) -> bool:
    """Test whether the noun phrase that begins at word `at` soon has a verb of its own: "felt his side deserved"."""
    if s.lows[at] in ("a", "an") or (s.lows[at] not in DETERMINERS and not is_capital(s.words[at])):
        return False
    for near in range(at + 1, min(at + 6, len(s))):
        if not is_word(s.words[near]) or is_quote(s.words[near]) or s.lows[near] in WH or s.lows[near] in PREPOSITIONS:
            return False
        if s.lows[near] == "that":
            return False
        if is_verb(s.words, s.lows, near) and near > at + (s.lows[at] in DETERMINERS):
            return near + 1 >= len(s) or s.lows[near + 1] not in PREPOSITIONS
    return False


def _object(s: Sentence, at: int, frames: Frames) -> Complement | None:
    if "o" in frames and (announced := _after_colon(s, at, frames)) is not None:
        return announced  # "predicted the opposite: “…”"
    called = s.lows[at] in ("what", "how")  # "praised what he called", "touted how far it had come"
    return Complement(at, "o", False) if "o" in frames and (called or _begins_object(s, at)) else None


def _called(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """ "which Reed described as “a crime”": what an object that is elsewhere is called."""
    quoted = at + 1 < len(s) and any(map(is_quote, s.words[at + 1 : at + 3]))
    return Complement(at, "o", False) if "o" in frames and s.lows[at] == "as" and quoted else None


def _gerund(s: Sentence, at: int, frames: Frames) -> Complement | None:
    return Complement(at, "g", True) if "g" in frames and s.lows[at].endswith("ing") else None


def opens_relative(s: Sentence, that: int) -> bool:
    """Test whether "that" at word `that` is the subject of its clause: "a speech that drew thousands"."""
    at = that + 1
    while at + 1 < len(s) and is_adverb(s.lows[at]):
        at += 1
    return at < len(s) and (is_verb(s.words, s.lows, at) or (s.lows[at] in CUES and s.words[at].islower()))


def is_subject_pronoun(low: str) -> bool:
    """Test whether a word in lower case is a pronoun that begins a clause, with or without its verb: "she", "she'd"."""
    pronoun, _, _ = low.partition("'")
    return (pronoun in NOMINATIVE and pronoun != "who") or pronoun == "there"


def _nominal(s: Sentence, at: int) -> bool:
    named = is_capital(s.words[at]) and not s.titled
    return s.lows[at] in DETERMINERS or named or s.lows[at] in OBJECTIVE


def _begins_clause(s: Sentence, at: int) -> bool:
    low, word = s.lows[at], s.words[at]
    if not is_word(word) or is_auxiliary(low):
        return False
    if low in NOMINATIVE or low in DETERMINERS or low in ("there", "if", "when", "because", "not", "as", "even"):
        return low != "as"
    return low not in _CLOSED and low not in OBJECTIVE


def _begins_object(s: Sentence, at: int) -> bool:
    low, word = s.lows[at], s.words[at]
    if not is_word(word) or is_auxiliary(low):
        return False
    if low in OBJECTIVE or low in DETERMINERS:
        return True
    return low not in _CLOSED and low not in NOMINATIVE


def _is_that_day(s: Sentence, that: int) -> bool:
    """ "sworn in that day": a time, no clause."""
    return that + 1 < len(s) and (s.lows[that + 1] in TIMES or s.lows[that + 1] == "day")


_ANYBODY = frozenset("nobody everybody everyone someone somebody anybody anyone nothing everything".split())


def _after_object(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """ "told reporters that", "urged him to", "told Gates he would", "told CNN, “…”": the content after the object."""
    if not frames & {"oc", "oi"} or not _begins_object(s, at):
        return None
    low = s.lows[at]
    end = at + 1 if low in OBJECTIVE else None
    apposed = relative = False
    for near in range(at + 1, min(at + REACH, len(s))):
        low, word = s.lows[near], s.words[near]
        if word == ":" or (word == "," and near + 1 < len(s) and is_quote(s.words[near + 1])):
            return Complement(near + 1, "oc", True)
        if is_quote(word) and word[-1] != TITLE:
            return Complement(near, "oc", True)
        if low == "that" and "oc" in frames and not _is_that_day(s, near):
            return Complement(near, "oc", True)
        if low == "to" and "oi" in frames and near + 1 < len(s) and not _nominal(s, near + 1):
            return Complement(at, "oi", True)
        if low in ("about", "of") and low in frames and near + 1 < len(s):
            return Complement(near, "about", False)
        if (
            "oc" in frames
            and not apposed
            and (is_subject_pronoun(low) or low in _ANYBODY or low in ("who", "how", "what", "why", "whether", "if"))
        ):
            return Complement(near, "oc", True)
        if "w" in frames and low in _ASKS - {"who"} and not apposed:
            return Complement(near, "w", True)
        if "oc" in frames and end is not None and near == end and _begins_clause(s, near):
            return Complement(near, "oc", True)
        if "oc" in frames and not apposed and low in DETERMINERS and s.lows[near - 1] not in _JOINTS:
            return Complement(near, "oc", True)
        if word == "," and near + 1 < len(s) and s.lows[near + 1] in NOMINATIVE:
            return Complement(near + 1, "oc", True)
        if word == "," and "oc" in frames:
            apposed = True  # "told Reed, a trainee, that"
        elif not is_word(word) or (apposed and is_auxiliary(low) and not relative):
            break
        relative = relative or (apposed and low in ("who", "which", "whose"))
    return None


def _after_colon(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """ "addressed the crowd again: “…”": what a colon announces, if no other cue comes between."""
    joined = False
    for near in range(at, min(at + 2 * REACH, len(s) - 1)):
        if s.words[near] == ":":
            return Complement(near + 1, ":", True) if is_quote(s.words[near + 1]) else None
        if joined and has_subject(s, near):
            return None
        joined = joined or s.lows[near] in JOINING
        if is_quote(s.words[near]) or s.lows[near] in CUES:
            return None
    return None


JOINING = frozenset("and but while whereas before until though although".split())
"""Conjunctions after which a clause may have another speaker."""


def has_subject(s: Sentence, at: int) -> bool:
    """Test whether a word reads as a verb with a subject right before it: after one of `JOINING`, another clause's."""
    low, before = s.lows[at], s.lows[at - 1]
    if before in COORDINATORS or before in DETERMINERS or before in PREPOSITIONS or is_capital(s.words[at]):
        return False
    return low in CUES or is_auxiliary(low) or low in IRREGULAR


def _past_aside(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """ "said, in an email, that", "said, however, “…”": the content after an aside between commas."""
    if s.words[at] != "," or not frames & {"c", "t", "q"}:
        return None
    for near in range(at + 1, min(at + REACH, len(s) - 1)):
        if s.words[near] == ",":
            if s.lows[near + 1] == "that" and frames & {"c", "t"} and not opens_relative(s, near + 1):
                return Complement(near + 1, "that", True)
            return Complement(near + 1, "quote", True) if is_quote(s.words[near + 1]) and "q" in frames else None
        if not is_word(s.words[near]) or is_quote(s.words[near]) or is_auxiliary(s.lows[near]) or s.lows[near] in CUES:
            return None
    return None


def _beyond_adjunct(s: Sentence, at: int, frames: Frames) -> Complement | None:
    """ "said on Friday in a statement that", "said in an interview, “…”": the content after when and where."""
    if not frames & {"c", "t", "q"}:
        return None
    if s.lows[at] not in PREPOSITIONS and s.lows[at] not in TIMES and s.words[at] != ",":
        return None
    joined = False
    for near in range(at, min(at + REACH, len(s))):
        low, word = s.lows[near], s.words[near]
        if near > at and low in CUES and s.words[near - 1] in (",", "and"):
            return None
        if joined and has_subject(s, near):
            return None  # "Reed said, but Okafor called it “reckless”"
        joined = joined or low in JOINING
        if low == "that" and frames & {"c", "t"}:
            # "in a speech that drew thousands": a relative clause, unless its verb has a subject of its own
            return None if near + 1 >= len(s) or opens_relative(s, near) else Complement(near, "that", True)
        titled = s.lows[near - 1] in PREPOSITIONS or s.lows[near - 1] in DETERMINERS  # on “Meet the Press”
        if "q" in frames and is_quote(word) and near > at and not titled and word[-1] != TITLE:
            return Complement(near, "quote", True)
        if word == ":":
            return Complement(near + 1, ":", True) if near + 1 < len(s) else None
        if not is_word(word) and word not in (",",):
            return None
        if word == "," and near > at and "c" in frames:
            if near + 1 < len(s) and is_quote(s.words[near + 1]):
                return Complement(near + 1, "quote", True)
            if "that" in s.lows[near + 1 : near + 2] and not opens_relative(s, near + 1):
                return Complement(near + 1, "that", True)  # "said through its spokesman, Ann Reed, that"
            if s.lows[at] != "through" or not is_capital(s.words[min(near + 1, len(s) - 1)]):
                return None
        if "c" in frames and near > at + 1 and _opens_clause(s, at, near):
            return Complement(near, "c", True)
    return None


def _opens_clause(s: Sentence, first: int, at: int) -> bool:
    """Test whether a clause of its own opens at word `at`, after the adjunct of a cue that begins at word `first`.

    As in "said after the meeting he would", "said on Friday the port".
    """
    if s.lows[first] == "by" or s.lows[at - 1] in _LEADS:
        return False
    if is_subject_pronoun(s.lows[at]):
        return not any(is_auxiliary(low) or low in CUES for low in s.lows[first:at])
    return s.lows[at - 1] in TIMES and s.lows[at] in ("the", "his", "her", "its", "their", "a", "an", "no")


_RULES: tuple[Callable[[Sentence, int, Frames], Complement | None], ...] = (
    _colon,
    _quotation,
    _that,
    _after_object,
    _past_time,
    _question,
    _infinitive,
    _prepositional,
    _clause,
    _object,
    _called,
    _gerund,
    _past_aside,
    _beyond_adjunct,
    _after_colon,
)
