"""Whether something was said at all: "never said" and "did not say" tell that it was not, "will tell" and "if she says"
that it may be. A negation inside of what was said is the speaker's own, and changes nothing here."""

from __future__ import annotations

from factdb.extract.grammar import MODAL, is_adverb, is_auxiliary
from factdb.extract.quotation import Factuality
from factdb.extract.sentences import Sentence
from factdb.extract.subjects import Subject

_POSSIBLE = MODAL - frozenset("do does did don't doesn't didn't".split())


def factuality(s: Sentence, at: int, subject: Subject) -> Factuality:
    """Whether the cue at word `at` was said, by its verb group."""
    group = [s.lows[i] for i in range(subject.group, at) if is_auxiliary(s.lows[i]) or is_adverb(s.lows[i])]
    negated = subject.negated and not ("not" in group and "only" in group)
    if negated:
        return "negated"
    return "possible" if any(low in _POSSIBLE for low in group) else "actual"
