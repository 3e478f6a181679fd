"""Nouns that carry what somebody says or thinks: "his claim that", "a warning from the mayor that", "in her view".

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.bounds import object_end
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.drafting import drafted, sourced
from factdb.extract.grammar import BE, DETERMINERS, NOMINATIVE, POSSESSIVES, is_auxiliary, is_capital, is_word
from factdb.extract.lexicon import NOUN_CUES
from factdb.extract.noun_phrases import find_inverted
from factdb.extract.openings import opening_noun
from factdb.extract.sentences import Sentence


def viewed(s: Sentence, base: int, at: int) -> Draft | None:
    """ "in Reed’s view", "in the mayor’s words": whose statement it is beside."""
    if at > 1 and s.lows[at - 2 : at] == ["in", "the"] and at + 2 < len(s) and s.lows[at + 1] == "of":
        source = find_inverted(s, at + 2)  # "in the words of Reed, “…”"
        return sourced(s, base, (at - 2, source[1]), (at - 2, at + 2), source, 0.6) if source else None
    if at < 2 or not s.lows[at - 1].endswith(("'s", "s'")) or (at + 1 < len(s) and is_word(s.words[at + 1])):
        return carried(s, base, at) if s.lows[at] in NOUN_CUES else None
    first = next((i for i in range(at - 1, max(at - 8, -1), -1) if s.lows[i] == "in"), None)
    if first is None or (first > 0 and s.words[first - 1] != "," and not is_quote(s.words[first - 1])):
        return None
    return sourced(s, base, (first, at + 1), (first, first + 1), (first + 1, at), 0.5)


def carried(s: Sentence, base: int, at: int) -> Draft | None:
    """ "his claim that", "the mayor’s opposition to": nouns that carry what somebody says or thinks."""
    if at == 0 or at + 2 >= len(s):
        return None
    if s.lows[at + 1] in BE and s.lows[at + 2] == "that":
        return _noun_is(s, base, at)
    if s.lows[at + 1] == "from" and "that" in NOUN_CUES[s.lows[at]]:
        return _noun_from(s, base, at)
    if s.lows[at + 1] not in NOUN_CUES[s.lows[at]]:
        return None
    owner = at - 1
    if not (s.lows[owner].endswith(("'s", "s'")) or s.lows[owner] in POSSESSIVES):
        owner -= 1
        if owner < 0 or not (s.lows[owner].endswith(("'s", "s'")) or s.lows[owner] in POSSESSIVES):
            return None
    first = owner
    if s.lows[owner] not in POSSESSIVES:
        while first > 0 and (s.words[first - 1][0].isupper() or s.lows[first - 1] in DETERMINERS):
            first -= 1
    start = at + 1 if s.lows[at + 1] in ("that", "to") and not _nominal(s, at) else at + 2
    end = object_end(s, start, len(s))
    if s.lows[at + 1] != "that":
        # The noun's clause goes on with its own verb: "his decision to leave has hurt the party".
        end = next((i for i in range(start + 1, end) if s.lows[i] in _FINITE and s.lows[i - 1] != "who"), end)
    speaker = (first, owner + 1)
    if s.lows[owner] in ("his", "her", "its", "their"):
        # "Reed defended his claim that": whose it is, is in the same sentence.
        opening = opening_noun(s, 0, owner)
        if opening is not None and is_capital(s.words[opening[0]]) and s.lows[opening[0]] not in NOMINATIVE:
            speaker = opening
    return drafted(s, base, [(start, end)], (at, at + 1), speaker, 0.3)


def _noun_is(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Her message was that …", "Reed’s main argument is that …"."""
    owner = next((near for near in range(at - 1, max(at - 4, -1), -1) if _owns(s, near)), None)
    if owner is None or "that" not in NOUN_CUES[s.lows[at]]:
        return None
    first = owner
    while (
        first > 0
        and s.lows[owner] not in POSSESSIVES
        and (s.words[first - 1][0].isupper() or s.lows[first - 1] in DETERMINERS)
    ):
        first -= 1
    return drafted(s, base, [(at + 2, len(s))], (at, at + 2), (first, owner + 1), 0.6)


def _noun_from(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Allegations from Washington that …", "a warning from the mayor that …"."""
    source = find_inverted(s, at + 2)
    if source is None or source[1] + 1 >= len(s) or s.lows[source[1]] != "that" or is_auxiliary(s.lows[source[1] + 1]):
        return None
    return drafted(s, base, [(source[1], object_end(s, source[1], len(s)))], (at, at + 1), source, 0.6)


def _owns(s: Sentence, at: int) -> bool:
    return s.lows[at].endswith(("'s", "s'")) or s.lows[at] in POSSESSIVES


def _nominal(s: Sentence, at: int) -> bool:
    """Test whether the "to" after a noun is a preposition: "opposition to the plan"."""
    return s.lows[at] in ("opposition", "objection", "objections", "commitment", "response", "reaction")


_FINITE = frozenset("is are was were has had will would could should may might did does says said".split())
