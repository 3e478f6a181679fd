"""Cues that attribute nothing in their context: nouns spelt like a verb, things that show a thing, names given.

Works on the words of one sentence; each rule knows one kind.
"""

from __future__ import annotations

from collections.abc import Callable

from factdb.extract.asides import withholds_name
from factdb.extract.complements import is_quote, is_subject_pronoun, opens_relative
from factdb.extract.grammar import (
    DETERMINERS,
    OBJECTIVE,
    PREPOSITIONS,
    TIMES,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_verb,
    is_word,
)
from factdb.extract.lexicon import Cue
from factdb.extract.noun_phrases import Subject
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import DOCUMENTS, GROUP_NOUNS, GROUPS, ORGANIZATION_NOUNS, PERSON_NOUNS, is_person_noun


def not_attributing(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """Test whether the cue at words at..last attributes nothing to its subject."""
    return any(rule(s, at, last, cue, subject) for rule in _RULES)


_PLURALS = frozenset(
    "states claims lists reports plans rules points demands offers requests questions comments notes tweets posts"
    " promises pledges estimates forecasts calls remarks charges orders fears hopes views doubts wishes aims volunteers"
    " projects protests concerns threats".split()
)
_MANY = frozenset("those these many some few others most both all several".split())


def _plural_noun(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """ "swing states", "news reports that", "those claims": a plural noun after its adjective."""
    if cue.forms != {"s"} or s.lows[at] not in _PLURALS or subject.order not in ("plain", "joined", "relative"):
        return False
    that = s.lows[last : last + 1] == ["that"]
    if that and opens_relative(s, last):
        return True  # "Vermont and Maine, states that voted early"
    if subject.last <= subject.first:
        return last < len(s) and (is_verb(s.words, s.lows, last) or s.lows[last].endswith("ing"))
    if s.lows[subject.last - 1] in _MANY:
        return True
    if s.lows[subject.first].endswith("ing") and subject.last == subject.first + 1:
        return True  # "Waiting lists grow"
    if is_capital(s.words[subject.last - 1]):
        return False
    article = next((low for low in reversed(s.lows[subject.first : subject.last]) if low in DETERMINERS), "")
    return article in _MANY or not ((that and article) or _may_speak(s, subject))


_COURTS = frozenset("court inquest hearing tribunal jury jurors inquiry committee panel magistrates trial".split())


def _heard(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """Return what a court hears is said in it; what others hear, by anybody."""
    return cue.lemma == "hear" and (subject.last == 0 or s.lows[subject.last - 1] not in _COURTS)


_A = frozenset("a an something someone".split())


def _naming(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """ "a disease called river palsy", "a firm called Reed & Co": a participle that gives a name."""
    if cue.lemma != "call" or s.lows[at] != "called" or subject.group != at:
        return False
    if s.words[at - 1] == "," and subject.order in ("plain", "joined"):
        shut = next((near for near in range(last, min(last + 6, len(s))) if s.words[near] == ","), None)
        return shut is not None and shut > last and _gives_name(s, last)  # "the shop, called “Odds”, closed"
    if subject.order != "plain":
        return False
    if last >= len(s) or s.lows[last] in OBJECTIVE or (s.lows[last] in DETERMINERS and s.lows[last] != "the"):
        return False
    return any(low in _A for low in s.lows[subject.first : subject.last]) and not s.titled


def _gives_name(s: Sentence, at: int) -> bool:
    return is_quote(s.words[at]) or is_capital(s.words[at])


def _questioned(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """ "questioned Reed for an hour": a person who is questioned is nothing that is said."""
    if cue.lemma != "question":
        return False
    end = last
    while end < len(s) and is_capital(s.words[end]):
        end += 1
    if end == last and last < len(s) and s.lows[last] in OBJECTIVE:
        end += 1
    if end == last and last + 1 < len(s) and s.lows[last] in DETERMINERS:
        while end < len(s) and is_word(s.words[end]) and s.lows[end] not in PREPOSITIONS and s.lows[end] not in TIMES:
            end += 1
        head = s.lows[end - 1]
        if not (is_person_noun(head) or is_person_noun(head.removesuffix("s")) or head in GROUP_NOUNS):
            return False
    named = end > last and not s.lows[end - 1].endswith(("'s", "s'"))
    return named and (end >= len(s) or not is_word(s.words[end]) or s.lows[end] in PREPOSITIONS or s.lows[end] in TIMES)


_EXHIBITING = frozenset(
    "show demonstrate discover find illustrate learn see know expect signal indicate suggest reveal imply".split()
)
_MEASURING = frozenset(
    "poll polls polling survey surveys study studies research data figures statistics analysis average averages"
    " results".split()
)
_OPENS = frozenset("that how what why whether if when where who which there to as and or but no little".split())
_NO_OBJECT = _OPENS | PREPOSITIONS | TIMES
_JUDGING = {"see": "as", "expect": "to"}
"""What makes an object a judgement: "see him as a threat", "expect him to leave"."""


def _exhibiting(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """ "The map shows the old wall", "found a way", "may signal a lack of iron": a thing, and no statement."""
    if cue.lemma not in _EXHIBITING or cue.rest or last >= len(s) or subject.order == "inverted":
        return False
    if any(low in _MEASURING for low in s.lows[subject.first : subject.last]):
        return False
    if cue.lemma in ("signal", "indicate", "suggest", "reveal", "imply") and _may_speak(s, subject):
        return False
    first = last
    while first + 1 < len(s) and is_adverb(s.lows[first]):
        first += 1
    if not s.words[first][0].isalnum() or s.lows[first] in _NO_OBJECT:
        return False
    return not _clause_within(s, first, _JUDGING.get(cue.lemma, ""))


def _clause_within(s: Sentence, first: int, judging: str) -> bool:
    """Test whether a verb follows before the next comma, and makes the words a clause: "shows sales fell"."""
    if is_subject_pronoun(s.lows[first]) and s.lows[first] not in ("it", "you") and "'" not in s.lows[first]:
        return True
    for near in range(first, min(first + 12, len(s))):
        word, low = s.words[near], s.lows[near]
        if low == judging or is_quote(word) or is_auxiliary(low):
            return True
        if low in ("that", "which", "who", "when", "because", "after") or not is_word(word):
            return False
        if near > first and (is_verb(s.words, s.lows, near) or low.endswith("ing")):
            return True
    return False


_SPEAKING = PERSON_NOUNS | ORGANIZATION_NOUNS | DOCUMENTS | GROUPS | GROUP_NOUNS


def _may_speak(s: Sentence, subject: Subject) -> bool:
    """Test whether a subject may be somebody: a name, a pronoun, a person, an institution or a document."""
    if subject.last <= subject.first:
        return True
    words = s.words[subject.first : subject.last]
    lows = s.lows[subject.first : subject.last]
    if any(map(is_capital, words[1:])) or (is_capital(words[0]) and len(words) == 1 and not lows[0].endswith("s")):
        return True
    head = next((lows[i - 1] for i in range(1, len(lows)) if lows[i] in PREPOSITIONS), lows[-1])
    return is_subject_pronoun(head) or head in ("who", "which", "that") or head in _SPEAKING or is_person_noun(head)


_LIFELESS = frozenset(("call for", "promise", "mention"))
# Documents and the like that hold terms or guesses, and say nothing of their own.
_TERMS = frozenset("contract lease recipe schedule script job role forecast warranty clause menu itinerary".split())


def _lifeless(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """ "The contract calls for delivery", "the forecast promises sun": what a thing holds, and no statement."""
    holds = cue.lemma in _LIFELESS or (cue.lemma == "call" and s.lows[last : last + 1] == ["for"])
    if not holds or subject.order != "plain" or last >= len(s) or subject.last - subject.first < 2:
        return False
    terms = s.lows[subject.last - 1] in _TERMS
    if (_may_speak(s, subject) and not terms) or s.lows[last] in ("that", ":") or is_quote(s.words[last]):
        return False
    return s.lows[subject.first] in DETERMINERS and not _clause_within(s, last, "")


_PRESENTED = frozenset(
    "winner winners name names result results lineup line-up squad team score scores engagement pregnancy birth".split()
)
_SUMMONED = frozenset("police ambulance doctor doctors firefighters".split())


def _summoning(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """Test whether somebody is sent for: "called the doctor at midnight"; not "called the doctor a liar"."""
    if cue.lemma != "call" or last + 1 >= len(s):
        return False
    noun = last + 1 if s.lows[last] in DETERMINERS else last
    called = s.lows[noun] in _SUMMONED or (noun > last and is_person_noun(s.lows[noun]))
    after = s.lows[noun + 1] if noun + 1 < len(s) else "."
    return called and (after in PREPOSITIONS or after in TIMES or after in (".", ",", "and", "but", "to"))


def _presenting(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """Test whether something is made known, and nothing stated: "announced the winner"."""
    if cue.lemma not in ("announce", "reveal", "declare", "name") or last + 1 >= len(s):
        return False
    noun = last + 1 if s.lows[last] in DETERMINERS else last
    return s.lows[noun] in _PRESENTED


Rule = Callable[[Sentence, int, int, Cue, Subject], bool]


def _unnamed(s: Sentence, at: int, last: int, cue: Cue, subject: Subject) -> bool:
    """ "asked that his name be withheld", "who asked not to be named, citing her job": terms, not statements."""
    if cue.lemma == "cite" and subject.order == "participle":
        return any(withholds_name(s, verb) for verb in range(max(at - 10, 0), at))
    return withholds_name(s, at)


_RULES: tuple[Rule, ...] = (
    _plural_noun,
    _heard,
    _naming,
    _questioned,
    _exhibiting,
    _lifeless,
    _presenting,
    _summoning,
    _unnamed,
)
