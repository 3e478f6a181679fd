"""Who speaks where no verb says so: "Reed was blunt: “…”", "Her verdict: “…”", "The reaction of Reed was swift.".

Works on the words of one sentence, up to the colon or its end. Each rule reads one construction.
"""

from __future__ import annotations

from collections.abc import Callable

from factdb.extract.complements import is_quote
from factdb.extract.grammar import BE, NOMINATIVE, POSSESSIVES, is_auxiliary
from factdb.extract.lexicon import NOUN_CUES
from factdb.extract.noun_phrases import find_inverted
from factdb.extract.openings import opening_noun
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import is_person_noun

Words = tuple[int, int]

_SAID = NOUN_CUES.keys() | frozenset(
    "words word answer verdict response reply reaction motto explanation comments voice note sentence secret phrase"
    " line cry excuse slogan creed philosophy mantra remark retort".split()
)
"""Nouns for what somebody says."""


def announcer(s: Sentence, stop: int) -> Words | None:
    """Return who speaks the quotation that words 0..stop announce; None where they announce nobody's."""
    if stop < 1 or any(map(is_quote, s.words[:stop])):
        return None
    return next((found for rule in _RULES if (found := rule(s, stop)) is not None), None)


def announces_next(s: Sentence) -> Words | None:
    """Return who speaks the quotation after a sentence that only announces it.

    As in "His advice?", "The reaction of Reed was swift.".
    """
    stop = len(s) - 1
    asks = s.words[-1] == "?" and not any(map(is_auxiliary, s.lows))
    states = s.words[-1] == "." and len(s) < _SHORT and any(low in BE for low in s.lows[stop - 3 : stop - 1])
    if not (asks or states) or not any(low in _SAID for low in s.lows[:stop]):
        return None
    return next((found for rule in (_possessed, _of_or_from, _owned) if (found := rule(s, stop)) is not None), None)


_SHORT = 14


def _possessed(s: Sentence, stop: int) -> Words | None:
    """ "Her verdict:"."""
    return (0, 1) if s.lows[0] in POSSESSIVES else None


def _quoted(s: Sentence, stop: int) -> Words | None:
    """ "To quote Reed:"."""
    return find_inverted(s, 2) if s.lows[:2] == ["to", "quote"] else None


def _of_or_from(s: Sentence, stop: int) -> Words | None:
    """ "The message from Reed was clear:", "the voice of Reed:", "From Reed came a single word:"."""
    for at in range(stop - 1):
        sends = s.lows[at] in ("from", "of") and at > 0 and s.lows[at - 1] in _SAID
        opens = at == 0 and s.lows[at] == "from" and any(low in _SAID for low in s.lows[:stop])
        if sends or opens:
            source = find_inverted(s, at + 1)
            return source if source is not None and _is_person(s, source) else None
    return None


def _for(s: Sentence, stop: int) -> Words | None:
    """ "For Reed, it is simple:"."""
    source = find_inverted(s, 1) if s.lows[0] == "for" else None
    if source is None or source[1] + 1 >= stop or not _is_person(s, source):
        return None
    return source if s.words[source[1]] == "," and s.lows[source[1] + 1] in ("it", "this", "that", "the") else None


def _owned(s: Sentence, stop: int) -> Words | None:
    """ "Reed's answer:", "The judge's words were stern:"."""
    for at in range(min(6, stop - 1)):
        if s.lows[at].endswith(("'s", "s'")):
            said = s.lows[at + 1] in _SAID
            return (0, at + 1) if said or not any(map(is_auxiliary, s.lows[:stop])) else None
    return None


def _named(s: Sentence, stop: int) -> Words | None:
    """ "Reed was blunt:", "Reed on the vote:", "Reed, a baker:", "Reed had one word:", "Reed did not hesitate:"."""
    named = opening_noun(s, 0, stop)
    if named is None or named[1] >= stop or not _is_person(s, named):
        return None
    after = named[1]
    low = s.lows[after]
    worded = low in ("had", "has") and any(near in _SAID for near in s.lows[after:stop])
    unsaid = is_auxiliary(low) and s.lows[after + 1] == "not"
    if low in BE or low == "on" or s.words[after] in (",", "(") or worded or unsaid:
        return named
    return None


def _is_person(s: Sentence, words: Words) -> bool:
    """Test whether a noun phrase is a person by name, office or pronoun."""
    first, last = words
    if last == first + 1 and s.lows[first] in NOMINATIVE:
        return s.lows[first] in ("he", "she", "they")
    proper = s.words[last - 1] != s.lows[last - 1] and (first > 0 or last > first + 1)
    return proper or is_person_noun(s.lows[last - 1])


_RULES: tuple[Callable[[Sentence, int], Words | None], ...] = (_possessed, _quoted, _of_or_from, _for, _owned, _named)
