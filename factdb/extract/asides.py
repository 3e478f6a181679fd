"""Asides between a noun phrase and its verb: "Reed, the mayor of Elm, who left early, said".

Works on the words of one sentence.
"""

from __future__ import annotations

from itertools import pairwise

from factdb.extract.appositions import opens_with_name
from factdb.extract.grammar import (
    NOMINATIVE,
    POSSESSIVES,
    PREPOSITIONS,
    TIMES,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES
from factdb.extract.noun_phrases import NOT_NOUN
from factdb.extract.sentences import Sentence


def before_parenthesis(s: Sentence, close: int) -> int | None:
    """Return the last word of the noun phrase before the aside that ends at word `close`: "Reed, the mayor, said"."""
    end: int | None = None
    if s.words[close] == "," and s.words[close - 1] == ")":
        close -= 1  # "Reed (Ind.), said"
    antecedent = _before_who(s, close)
    if antecedent is not None:
        return antecedent
    for _ in range(3):
        open_ = close - 1
        pair = {")": "(", "—": "—", "–": "–", "--": "--"}.get(s.words[close], ",")
        while open_ > 0 and s.words[open_] != pair:
            if pair != "(" and (s.words[open_][-1] in "\x02\x03\x04" or s.words[open_] in (";", ":")):
                return end
            open_ -= 1
        if open_ < 1 or s.words[open_] != pair:
            return end
        if not _parenthetical(s, open_ + 1, close):
            return end
        before = open_ - 1
        while before > 0 and s.words[before] == ")" and "(" in s.words[:before]:
            before = max(at for at in range(before) if s.words[at] == "(") - 1  # "Reed (Ind.), who left, said"
        if before < 0:
            return end
        low = s.lows[before]
        if not is_word(s.words[before]) or low in NOT_NOUN or is_auxiliary(low):
            return end
        unnamed = low in TIMES or (is_capital(s.words[before]) and not opens_with_name(s, before + 1))
        if end is not None and unnamed:
            return end  # "On Tuesday, the mayor of Salem, Ore., said"
        end = before
        # "Reed, 45, of Ohio, said", "Reed, the mayor of Salem, Ore., said": what comes before is a parenthesis again.
        place = close - open_ == 2 and is_capital(s.words[open_ + 1]) and s.lows[before - 1] in PREPOSITIONS
        if before >= 2 and ((s.words[before - 1] == "," and _in_list(s, before)) or place):
            close = open_
            continue
        return end
    return end


def _in_list(s: Sentence, at: int) -> bool:
    """Test whether a word between commas says more about the noun before it: an age, a state, a party."""
    word = s.words[at]
    return word.isdigit() or (is_capital(word) and (word.endswith(".") or word.isupper() or "-" in word))


def _before_who(s: Sentence, close: int) -> int | None:
    """Return the last word before the clause that ends at the comma `close`.

    As in "Reed, who met Okafor, the mayor, said".
    """
    for at in range(close - 2, max(close - 45, 0), -1):
        word, low = s.words[at], s.lows[at]
        if word[-1] in "\x02\x03\x04" or word in (";", ":", "—", "–", "--"):
            return None
        if word == "," and s.lows[at + 1] in ("and", "but") and is_capital(s.words[at + 2]):
            return None
        if low in ("who", "whose", "which") and s.words[at - 1] == ",":
            end = at - 2
            while end > 1 and (is_adverb(s.lows[end]) or s.lows[end].isdigit()) and s.words[end - 1] == ",":
                end -= 2
            if end < 0 or not is_word(s.words[end]) or s.lows[end] in NOT_NOUN or is_auxiliary(s.lows[end]):
                return None
            if end > 1 and s.words[end - 1] == "," and _in_list(s, end):
                return before_parenthesis(s, end + 1)
            return end
    return None


def _parenthetical(s: Sentence, first: int, last: int) -> bool:
    """Test whether words first..last read as an aside on the noun before them.

    As in "the mayor", "who left", "45", "of Ohio".
    """
    if last - first < 1:
        return False
    low = s.lows[first]
    if last == first + 2 and low in NOMINATIVE and s.lows[first + 1] in CUES:
        return True  # "His wife, he says, plans to leave"
    if low in ("and", "but", "or", "he", "she", "they", "we", "i", "it", "that", "if", "because", "while", "although"):
        return False
    return not (low in NOMINATIVE and low != "who")


_ASKING = frozenset(
    "ask asks asked asking request requests requested requesting refuse refuses refused refusing decline declines"
    " declined declining insist insists insisted insisting demand demanded want wanted wish wished prefer preferred"
    " agree agreed".split()
)
_ANONYMOUS = frozenset("anonymity anonymous anonymously unnamed nameless".split())
_NAMING = frozenset("named identified identify".split())
_NAME = frozenset("name names identity identities".split())
_KEPT = frozenset(
    "withheld withhold used use printed published kept give given disclose disclosed reveal revealed".split()
)


def withholds_name(s: Sentence, verb: int) -> bool:
    """Test whether somebody asks at word `verb` not to be named: "asked that his name be withheld"."""
    if s.lows[verb] not in _ASKING:
        return False
    after: list[str] = []
    for at in range(verb + 1, min(verb + 9, len(s))):
        if not is_word(s.words[at]):
            break
        after.append(s.lows[at])
    words = set(after)
    refused = "not" in words or s.lows[verb].startswith(("refus", "declin"))
    if words & _ANONYMOUS or (words & _NAMING and "be" in words and refused):
        return True
    return any(a in POSSESSIVES and b in _NAME for a, b in pairwise(after)) and bool(words & _KEPT)
