"""Whether words may be a statement: a clause of their own with its verb, and no more than an aside.

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.complements import is_quote, is_subject_pronoun
from factdb.extract.grammar import DETERMINERS, PREPOSITIONS, SUBORDINATORS, TIMES, WH, is_adverb, is_verb
from factdb.extract.lexicon import CUES
from factdb.extract.sentences import Sentence

_ASIDES = SUBORDINATORS | WH | {"that"}


def states(s: Sentence, end: int) -> bool:
    """Test whether the words before word `end` may be a statement: one of their parts between commas is a clause."""
    first = 0
    for at in range(end + 1):
        if at == end or s.words[at] == ",":
            if at > first and _is_clause(s, first, at):
                return True
            first = at + 1
    return False


def _is_clause(s: Sentence, first: int, end: int) -> bool:
    """Test whether words first..end may be a clause of their own.

    A verb, and no more than an aside: "which left", "elected in May", "in a speech that drew thousands".
    """
    opens = s.lows[first] in _ASIDES and not (first == 0 and s.lows[0] in _NOUN_CLAUSES)
    if opens or _is_participle(s, first):
        return False
    if s.lows[first] in PREPOSITIONS:
        end = next((at for at in range(first, end) if s.lows[at] in _ASIDES), end)
        return any(is_verb(s.words, s.lows, at) and s.lows[at + 1] != "by" for at in range(first, end))
    relatives = sum(low in _ASIDES for low in s.lows[first:end]) if first else 0
    return sum(may_be_verb(s, at) for at in range(first, end)) > relatives


_NOUN_CLAUSES = frozenset("that whether what how why who".split())


def may_be_verb(s: Sentence, at: int) -> bool:
    """Test whether word `at` may be a verb, a cue or quoted words."""
    low = s.lows[at]
    contracted = "'" in low and is_subject_pronoun(low)
    return is_verb(s.words, s.lows, at) or (low in CUES and s.words[at].islower()) or contracted or is_quote(low)


def _is_participle(s: Sentence, at: int) -> bool:
    """ "elected in May", "speaking softly": a participle that opens an aside, and no adjective."""
    if not s.lows[at].endswith("ed" if at == 0 else ("ed", "ing")) or at + 1 >= len(s):
        return False
    following = s.lows[at + 1]
    return following in PREPOSITIONS or following in TIMES or following in DETERMINERS or is_adverb(following)
