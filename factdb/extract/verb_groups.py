"""The verb group of a cue: its auxiliaries, and what comes between it and its subject.

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.grammar import (
    BE,
    DAYS,
    DETERMINERS,
    HAVE,
    MODAL,
    NEGATIONS,
    TIMES,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.noun_phrases import ARTICLES, NOT_NOUN, is_nounlike, is_plain_adverb
from factdb.extract.sentences import Sentence

# "Reed and Okafor both said", "Reed himself said"
_FLOATING = frozenset("both all each himself herself itself themselves together".split())


def agrees(auxiliaries: list[str], forms: frozenset[str]) -> bool:
    """Test whether the nearest auxiliary takes one of the forms: "has said", "will say", "is saying"."""
    nearest = next((a for a in auxiliaries if a not in NEGATIONS), "")
    if nearest in HAVE:
        return "past" in forms
    if nearest in MODAL:
        return "base" in forms
    return nearest not in BE or bool(forms & {"past", "ing"})


_OF_TIME = frozenset("last this next past that earlier late early every same on".split())


def before_time(s: Sentence, left: int) -> int:
    """Past a time between subject and verb: "Reed on Friday said", "the port two weeks ago said"."""
    at = left
    if at > 1 and s.lows[at] == "ago":
        at -= 2
        while at > 0 and (s.lows[at].isdigit() or s.lows[at] in DETERMINERS or s.lows[at] in ("than", "less", "more")):
            at -= 1
    elif at > 0 and s.lows[at] in TIMES and (s.lows[at - 1] in _OF_TIME or s.lows[at] in DAYS):
        at -= 1
        while at > 0 and s.lows[at] in _OF_TIME:
            at -= 1
    else:
        return left
    follows_noun = is_word(s.words[at]) and s.lows[at] not in NOT_NOUN
    return at if follows_noun or (at > 0 and s.words[at] in (",", ")")) else left


def verb_group(s: Sentence, at: int) -> tuple[int, list[str]]:
    """(index of the last word before the verb group, its auxiliaries)."""
    left, auxiliaries = at - 1, []
    while left >= 0:
        low = s.lows[left]
        if is_auxiliary(low):
            auxiliaries.append(low)
        elif low in _FLOATING and left > 0 and (is_auxiliary(s.lows[left - 1]) or _floats(s, left - 1)):
            pass
        elif not is_plain_adverb(s, left) or (
            low in ("first", "second", "last", "one") and left and s.lows[left - 1] in ARTICLES
        ):
            break
        left -= 1
    return left, auxiliaries


def _floats(s: Sentence, at: int) -> bool:
    """Test whether a noun, the pronoun of a relative clause, or the comma after a name is at word `at`."""
    if s.words[at] == ",":
        return at > 0 and is_capital(s.words[at - 1])
    return is_word(s.words[at]) and (is_nounlike(s, at) or s.lows[at] in ("who", "which", "they", "we"))
