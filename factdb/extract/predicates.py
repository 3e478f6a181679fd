"""What words of a clause are: where content begins, whether it holds a verb, whether a time or an occasion follows.

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.complements import is_quote
from factdb.extract.draft import Candidate
from factdb.extract.grammar import DETERMINERS, NOMINATIVE, TIMES, is_adverb, is_capital, is_verb
from factdb.extract.lexicon import CUES
from factdb.extract.marks import COMMA
from factdb.extract.sentences import Sentence

DASHES = ("—", "–", "--")


def first_of(c: Candidate) -> int:
    """Return the word with which the content on the right begins."""
    assert c.right is not None
    return c.right.first


def ends_in_comma(s: Sentence, at: int) -> bool:
    """Return a comma, or a quoted run that has it inside its marks."""
    return s.words[at] == "," or s.words[at][-1] == COMMA


def begins_subject(s: Sentence, at: int) -> bool:
    """Test whether a subject may begin at word `at`."""
    return s.lows[at] in NOMINATIVE or s.lows[at] in DETERMINERS or is_capital(s.words[at]) or s.lows[at] == "there"


def verb_follows(s: Sentence, first: int, end: int) -> bool:
    """Test whether a finite verb comes before the next comma."""
    for at in range(first, end):
        if s.words[at] == ",":
            return False
        if may_be_finite(s, at):
            return True
    return False


def may_be_finite(s: Sentence, at: int) -> bool:
    """Test whether word `at` may be a finite verb, by its form or as a cue."""
    low = s.lows[at]
    cue = s.words[at][0].islower() and low in CUES and s.lows[at - 1] not in DETERMINERS
    return cue or is_verb(s.words, s.lows, at)


_OCCASIONS = frozenset(
    "interview statement speech tweet debate rally appearance news press letter phone study paper email e-mail post"
    " article essay memo briefing video message report book blog hearing note column podcast filing".split()
)
_TIME_LEADS = frozenset("early late mid last this next earlier later".split())


def is_occasion(s: Sentence, at: int, end: int) -> bool:
    """ "in a long interview": a preposition, an article and one of the occasions."""
    return s.lows[at + 1] in ("a", "an", "his", "her", "their") and any(
        low in _OCCASIONS for low in s.lows[at + 2 : min(at + 4, end)]
    )


def is_time(s: Sentence, at: int, end: int) -> bool:
    """Test whether a time begins at word `at`: "Friday", "early June"."""
    low = s.lows[at]
    return low in TIMES or (low in _TIME_LEADS and at + 1 < end and s.lows[at + 1] in TIMES)


APPOSITIONS = frozenset("a an one".split())


def holds_finite(s: Sentence, first: int, end: int) -> bool:
    """Test whether words first..end hold a finite verb."""
    return any(may_be_finite(s, at) for at in range(first, end))


def holds_verb(s: Sentence, first: int, end: int) -> bool:
    """Test whether words first..end hold a verb, an infinitive or quoted words."""
    return holds_finite(s, first, end) or any(map(is_quote, s.words[first:end])) or s.lows[first] == "to"


def clause_resumes(s: Sentence, at: int, end: int) -> bool:
    """Test whether the clause goes on past the aside or list item that begins at word `at`.

    As in ", his cousin, would be".
    """
    comma = next((near for near in range(at, end) if s.words[near] == ","), end)
    if comma + 1 >= end:
        return any(s.lows[near] == "and" and s.lows[near + 1] in APPOSITIONS for near in range(at, end - 1))
    after = comma + 1
    while after < end and is_adverb(s.lows[after]):
        after += 1
    if after >= end:
        return False
    low = s.lows[after]
    return may_be_finite(s, after) or low in APPOSITIONS or (low == "and" and s.lows[after + 1] in APPOSITIONS)
