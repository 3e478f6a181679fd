"""What a cue attributes: where its content begins, by the frames that the cue allows.

Works on the words of one sentence; where the content ends is settled by `find`, which sees the other cues.
"""

from __future__ import annotations

from dataclasses import dataclass

from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    OBJECTIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    WH,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES, Cue
from factdb.extract.lexicon import PREPOSITIONS as CUE_PREPOSITIONS
from factdb.extract.marks import TITLE
from factdb.extract.sentences import Sentence

# How many words may stand between a cue and its "that": "said on Friday in a statement to reporters that".
REACH = 14
_QUESTION = frozenset("how what why whether if when where who which".split())


@dataclass(slots=True)
class Complement:
    """`first` is the word with which the content begins; `frame` the one by which it was found. `clause` tells content
    that is a clause, which runs on, from an object, which ends sooner."""

    first: int
    frame: str
    clause: bool
    addressed: tuple[int, int] | None = None


def is_quote(word: str) -> bool:
    """Whether a word is a masked quoted run."""
    return word[0] in "\x01\x02\x03\x04\x05"


def find_complement(s: Sentence, after: int, cue: Cue) -> Complement | None:
    """The content to the right of the cue's last word, `after` being the next; None where none is there."""
    at = after
    while at < len(s) and is_adverb(s.lows[at]) and s.lows[at] not in ("only", "not", "even", "just", "now", "never"):
        at += 1
    if at >= len(s):
        return None
    frames, low, word = cue.frames, s.lows[at], s.words[at]
    if word == ":" and at + 1 < len(s):
        return Complement(at + 1, ":", True)
    if is_quote(word) and word[-1] == TITLE and "o" not in frames:
        return None  # he read “The Long Way Home”
    if is_quote(word) and (frames & {"q", "o", "c", "oc"}):
        return Complement(at, "quote", "o" not in frames or "q" in frames)
    if word == "," and at + 1 < len(s) and is_quote(s.words[at + 1]) and "q" in frames:
        return Complement(at + 1, "quote", True)
    if low == "that" and frames & {"c", "t"} and at + 1 < len(s):
        return Complement(at, "that", True)
    if "oc" in frames or "oi" in frames:
        found = _after_object(s, at, frames)
        if found:
            return found
    if low in _QUESTION and "w" in frames:
        return Complement(at, "w", True)
    if low == "to" and "i" in frames and at + 1 < len(s) and not _nominal(s, at + 1):
        return Complement(at, "i", True)
    if low in CUE_PREPOSITIONS and low in frames and at + 1 < len(s):
        return Complement(at + 1, low, False)
    if "c" in frames and _begins_clause(s, at):
        return Complement(at, "c", True)
    if "c" in frames and is_auxiliary(low) and at + 1 < len(s):
        return Complement(at, "gap", True)  # what police said was a mistake
    if "o" in frames and _begins_object(s, at):
        return Complement(at, "o", False)
    if "g" in frames and low.endswith("ing"):
        return Complement(at, "g", True)
    found = _beyond_adjunct(s, at, frames) if frames & {"c", "t", "q"} else None
    return found or _after_colon(s, at)


def _nominal(s: Sentence, at: int) -> bool:
    return s.lows[at] in DETERMINERS or is_capital(s.words[at]) or s.lows[at] in OBJECTIVE


def _begins_clause(s: Sentence, at: int) -> bool:
    low, word = s.lows[at], s.words[at]
    if not is_word(word) or is_auxiliary(low):
        return False
    if low in NOMINATIVE or low in DETERMINERS or low in ("there", "if", "when", "because", "not", "as", "even"):
        return low != "as"
    return not (
        low in PREPOSITIONS
        or low in COORDINATORS
        or low in SUBORDINATORS
        or low in TIMES
        or low in OBJECTIVE
        or low in WH
    )


def _begins_object(s: Sentence, at: int) -> bool:
    low, word = s.lows[at], s.words[at]
    if not is_word(word) or is_auxiliary(low):
        return False
    if low in OBJECTIVE or low in DETERMINERS:
        return True
    return not (
        low in PREPOSITIONS
        or low in COORDINATORS
        or low in SUBORDINATORS
        or low in NOMINATIVE
        or low in WH
        or low in TIMES
    )


def _after_object(s: Sentence, at: int, frames: frozenset[str]) -> Complement | None:
    """ "told reporters that", "urged him to", "told Gates he would", "told CNN, “…”": the content after the object."""
    if not _begins_object(s, at):
        return None
    low = s.lows[at]
    end = at + 1 if low in OBJECTIVE else None
    for near in range(at + 1, min(at + REACH, len(s))):
        low, word = s.lows[near], s.words[near]
        if word == ":" or (word == "," and near + 1 < len(s) and is_quote(s.words[near + 1])):
            return Complement(near + 1, "oc", True, (at, near))
        if is_quote(word) and word[-1] != TITLE:
            return Complement(near, "oc", True, (at, near))
        if low == "that" and "oc" in frames:
            return Complement(near, "oc", True, (at, near))
        if low == "to" and "oi" in frames and near + 1 < len(s) and not _nominal(s, near + 1):
            return Complement(at, "oi", True, (at, near))
        if low in ("about", "of") and "o" in frames | CUE_PREPOSITIONS and near + 1 < len(s):
            return Complement(near, "about", False, (at, near))
        if "oc" in frames and (low in NOMINATIVE or low in ("there", "how", "what", "why", "whether", "if")):
            return Complement(near, "oc", True, (at, near))
        if "oc" in frames and end is not None and near == end and _begins_clause(s, near):
            return Complement(near, "oc", True, (at, near))
        if "oc" in frames and low in DETERMINERS and s.lows[near - 1] not in PREPOSITIONS | COORDINATORS:
            return Complement(near, "oc", True, (at, near))
        if word == "," and near + 1 < len(s) and s.lows[near + 1] in NOMINATIVE:
            return Complement(near + 1, "oc", True, (at, near))
        if not is_word(word):
            break
    return None


def _after_colon(s: Sentence, at: int) -> Complement | None:
    """ "addressed the crowd again: “…”": what a colon announces, if no other cue stands between."""
    for near in range(at, min(at + 2 * REACH, len(s) - 1)):
        if s.words[near] == ":":
            return Complement(near + 1, ":", True) if is_quote(s.words[near + 1]) else None
        if is_quote(s.words[near]) or s.lows[near] in CUES:
            return None
    return None


JOINING = frozenset("and but while whereas".split())
"""Conjunctions after which a clause may have another speaker."""


def has_subject(s: Sentence, at: int) -> bool:
    """Whether a word reads as a verb with a subject right before it: after one of `JOINING`, another clause's."""
    low, before = s.lows[at], s.lows[at - 1]
    if before in COORDINATORS or before in DETERMINERS or before in PREPOSITIONS or is_capital(s.words[at]):
        return False
    return low in CUES or is_auxiliary(low)


def _beyond_adjunct(s: Sentence, at: int, frames: frozenset[str]) -> Complement | None:
    """ "said on Friday in a statement that", "said in an interview, “…”": the content after when and where."""
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
            if near + 1 < len(s) and not is_auxiliary(s.lows[near + 1]):
                return Complement(near, "that", True)
            return None
        titled = s.lows[near - 1] in PREPOSITIONS or s.lows[near - 1] in DETERMINERS  # on “Meet the Press”
        if "q" in frames and is_quote(word) and near > at and not titled and word[-1] != TITLE:
            return Complement(near, "quote", True)
        if word == ":":
            return Complement(near + 1, ":", True) if near + 1 < len(s) else None
        if not is_word(word) and word not in (",",):
            return None
        if word == "," and near > at and "c" in frames:
            return (
                None if not (near + 1 < len(s) and is_quote(s.words[near + 1])) else Complement(near + 1, "quote", True)
            )
        if (
            "c" in frames
            and low in TIMES
            and near + 1 < len(s)
            and s.lows[near + 1] in NOMINATIVE | frozenset(["the", "his", "there"])
        ):
            return Complement(near + 1, "c", True)
    return None
