"""The noun phrase with which a clause opens, which names the speaker where nothing nearer does.

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.grammar import (
    DETERMINERS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    WH,
    is_adverb,
    is_capital,
)
from factdb.extract.lexicon import CUES
from factdb.extract.noun_phrases import find_inverted, is_participial
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import PLACES

_LEADS = PREPOSITIONS | SUBORDINATORS | TIMES
_AFTER_PARTICIPLE = PREPOSITIONS | SUBORDINATORS | {"that"}


def opening_noun(s: Sentence, start: int, before: int) -> tuple[int, int] | None:
    """Return the noun phrase with which a clause opens, past what leads up to it.

    As in "In a statement on Friday, Reed …".
    """
    at = start
    for near in range(start, min(start + 10, before)):
        if s.words[near] in ("—", "–", "--") and near > start and s.words[start].isupper():
            at = near + 1  # a dateline
            break
    low = s.lows[at] if at < len(s) else ""
    participle = (
        low.endswith("ed")
        and at + 1 < len(s)
        and (s.lows[at + 1] in _AFTER_PARTICIPLE or s.lows[at + 1] in WH or is_adverb(s.lows[at + 1]))
    )
    if low in _LEADS or low.endswith("ing") or participle or is_adverb(low):
        comma = next((n for n in range(at, before) if s.words[n] == ","), None)
        at = comma + 1 if comma is not None and comma + 1 < before else at + 1
    for near in range(at, before):
        if s.lows[near] in NOMINATIVE:
            return near, near + 1
        found = find_inverted(s, near)
        if found is not None:
            first, last = found[0], min(found[1], before)
            if _only_time(s, first, last):
                if last + 1 < before and s.words[last] == ",":
                    return opening_noun(s, last + 1, before)
                continue
            for end in range(first + 1, last):
                low = s.lows[end]
                verb = low in CUES and not s.words[end][:1].isupper() and s.lows[end - 1] not in DETERMINERS
                if verb or ((low.endswith("ed") or low in _GOES_ON) and not s.words[end][:1].isupper()):
                    last = end
                    break
            if last == first + 1 and (s.lows[first] in DETERMINERS or is_participial(s, first)):
                continue
            if last == first + 1 and s.words[first].isdigit():
                continue  # "On July 6, 2015, Reed …"
            return first, _listed(s, last, before)
    return None


# "Reed began by saying", "Reed went on, saying": verbs whose subject is the speaker.
_GOES_ON = frozenset("began kept went".split())
_TIMELIKE = (
    TIMES
    | DETERMINERS
    | frozenset(
        "later before after earlier moments moment minutes minute hours hour days day weeks months years time times"
        " point ago decades seconds recently".split()
    )
)
_TIME = _TIMELIKE - DETERMINERS


def _only_time(s: Sentence, first: int, last: int) -> bool:
    """ "Minutes later", "the day before": a time, not a source; and the state after a town's name."""
    if last < len(s) and s.words[last] == "," and first > 1 and s.words[first - 1] == ",":
        where = " ".join(s.words[first:last])
        abbreviated = first + 1 == last and (where.endswith(".") or (where.isupper() and len(where) == 2))
        return abbreviated or (where in PLACES and is_capital(s.words[first - 2]))
    return any(low in _TIME for low in s.lows[first:last]) and all(
        low in _TIMELIKE or low.isdigit() for low in s.lows[first:last]
    )


def _listed(s: Sentence, last: int, before: int) -> int:
    """Return the end of a list of names that goes on at word `last`: "the ports of Elm, Oak and Ash"."""
    at = last
    while at + 1 < before and s.words[at] == "," and s.words[at + 1][0].isupper():
        at += 2
        while at < before and s.words[at][0].isupper():
            at += 1
        if at + 2 < before and s.lows[at] == "and":
            at += 2 if s.lows[at + 1] in DETERMINERS else 1
            if not s.words[at][0].isupper():
                return last
            while at < before and s.words[at][0].isupper():
                at += 1
            return at
    return last
