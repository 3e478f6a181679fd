"""Attributions in the passive: "was dismissed as “a gimmick” by Reed", "a jury was told that", "it was announced that".

Works on the words of one sentence. Who speaks comes after "by", or nowhere.
"""

from __future__ import annotations

from factdb.extract.bounds import object_end
from factdb.extract.complements import is_quote, is_subject_pronoun
from factdb.extract.draft import Draft
from factdb.extract.drafting import drafted
from factdb.extract.grammar import BE, DETERMINERS, is_adverb, is_auxiliary, is_capital, is_verb
from factdb.extract.lexicon import CUES, Cue
from factdb.extract.noun_phrases import find_inverted
from factdb.extract.sentences import Sentence
from factdb.extract.statements import states
from factdb.extract.subjects import find_subject
from factdb.extract.times import time_end

Words = tuple[int, int]


def by_passives(s: Sentence, base: int) -> list[Draft]:
    """Return the attributions of a sentence in the passive; `base` is the offset of its paragraph in the text."""
    found: list[Draft] = []
    if BE.isdisjoint(s.lows):
        return found
    for at in [near for near, low in enumerate(s.lows) if low in CUES]:
        if at and s.words[at].islower() and _follows_be(s, at):
            for cue in CUES[s.lows[at]]:
                draft = None if cue.rest or "past" not in cue.forms else _passive(s, base, at, cue)
                if draft is not None:
                    found.append(draft)
    return found


def _follows_be(s: Sentence, at: int) -> bool:
    near = at - 1
    while near > 0 and (is_adverb(s.lows[near]) or s.lows[near] in ("being", "been")):
        if s.lows[near] in BE:
            return True
        near -= 1
    return s.lows[near] in BE


def _passive(s: Sentence, base: int, at: int, cue: Cue) -> Draft | None:
    subject = find_subject(s, at, frozenset({"past"}))
    if subject is None or subject.order not in ("plain", "relative") or subject.last <= subject.first:
        return None
    topic = (subject.first, subject.last)
    if "oc" in cue.frames:
        return _told(s, base, at, subject.first, urges="oi" in cue.frames)
    if s.lows[subject.last - 1] == "it" and cue.frames & {"c", "t"}:
        return _impersonal(s, base, at)
    return _called(s, base, at, topic) if "o" in cue.frames else None


def _source(s: Sentence, at: int) -> Words | None:
    """Return the noun phrase after "by" at word `at`."""
    return find_inverted(s, at + 1) if at < len(s) and s.lows[at] == "by" else None


def _told(s: Sentence, base: int, at: int, recipient: int, *, urges: bool) -> Draft | None:
    """ "A jury was told that …", "was warned by police he …", "…, the inquiry was told"."""
    ends = at + 1 >= len(s) or s.words[at + 1] in (".", ",")
    if ends and recipient > 2 and s.words[recipient - 1] == "," and states(s, recipient - 1):
        return drafted(s, base, [(0, recipient - 1)], (at, at + 1), None, 0.6)
    source = _source(s, at + 1)
    first = time_end(s, source[1] if source else at + 1)
    if first + 2 < len(s) and s.words[first] == "," and s.lows[first + 1] == "that":
        first += 1
    if first + 1 >= len(s):
        return None
    if urges and source is not None and s.lows[first] == "to" and s.words[first + 1].islower():
        return drafted(s, base, [(first, object_end(s, first, len(s)))], (at, at + 1), source, 0.55)
    clause = s.lows[first] == "that" or is_subject_pronoun(s.lows[first]) or _states(s, first)
    if not clause and s.words[first] in (":", ",") and is_quote(s.words[first + 1]):
        first, clause = first + 1, True
    if not clause and not is_quote(s.words[first]):
        return None
    return drafted(s, base, [(first, len(s))], (at, at + 1), source, 0.6)


def _states(s: Sentence, first: int) -> bool:
    """Test whether a noun phrase at word `first` has a verb of its own: "was told the boat had sunk"."""
    opens = s.lows[first] in DETERMINERS or is_capital(s.words[first])
    return opens and any(is_verb(s.words, s.lows, near) for near in range(first + 1, min(first + 7, len(s))))


def _impersonal(s: Sentence, base: int, at: int) -> Draft | None:
    """ "It was announced on Friday that …"."""
    source = _source(s, at + 1)
    first = _past_place(s, source[1] if source else time_end(s, at + 1))
    if first + 1 >= len(s) or s.lows[first] != "that" or is_auxiliary(s.lows[first + 1]):
        return None
    return drafted(s, base, [(first, len(s))], (at, at + 1), source, 0.55)


_LONGEST_PLACE = 6
"""Words of where something was alleged: "in court", "at the hearing on Monday"."""


def _past_place(s: Sentence, at: int) -> int:
    """Return the word "that" after a place which begins at word `at`; `at` where none is followed by it."""
    if at >= len(s) or s.lows[at] not in ("in", "at", "during", "on"):
        return at
    stop = min(at + _LONGEST_PLACE, len(s))
    return next((near for near in range(at + 2, stop) if s.lows[near] == "that"), at)


def _called(s: Sentence, base: int, at: int, topic: Words) -> Draft | None:
    """ "The plan was dismissed as “a gimmick” by Reed", "was called “a farce” by Reed", "was seen by Reed as “…”"."""
    source = _source(s, at + 1)
    first = source[1] if source else at + 1
    if first >= len(s) or not (s.lows[first] == "as" or is_quote(s.words[first])):
        return None
    end = object_end(s, first, len(s))
    if source is None:
        by = next((near for near in range(first + 1, end) if s.lows[near] == "by" and _named(s, near + 1)), None)
        source = _source(s, by) if by is not None else None
        end = by if by is not None else end
    if source is None or not any(map(is_quote, s.words[first:end])):
        return None
    return drafted(s, base, [topic, (first, end)], (at, at + 1), source, 0.6)


def _named(s: Sentence, at: int) -> bool:
    """Test whether a noun phrase that may speak begins at word `at`."""
    return (
        at < len(s)
        and not is_quote(s.words[at])
        and (is_capital(s.words[at]) or s.lows[at] in DETERMINERS or at + 1 >= len(s) or s.lows[at].isalpha())
    )
