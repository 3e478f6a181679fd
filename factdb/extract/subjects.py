"""Who is beside a cue: the noun phrase that names the source, as printed.

Works on the words of one sentence. A subject is found to the left of the cue's verb group, or to its right where the
order is inverted ("…," said Reed). No name is looked up here: "he" and "two officials" are mentions like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from factdb.extract.appositions import apposed_before, renamed_from
from factdb.extract.asides import before_parenthesis, withholds_name
from factdb.extract.complements import is_quote
from factdb.extract.grammar import (
    BE,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_PAST,
    MODAL,
    NOMINATIVE,
    POSSESSIVES,
    PREPOSITIONS,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES
from factdb.extract.noun_phrases import ARTICLES, NOT_NOUN, Order, Subject, is_finite_cue, is_participial, phrase_before
from factdb.extract.rows import members, row_before, row_start
from factdb.extract.sentences import Sentence
from factdb.extract.verb_groups import agrees, before_time, verb_group
from factdb.extract.vocabulary import GROUPS, is_person_noun

_PLURAL_PRONOUNS = frozenset("i we you they who these those many some few others most all both people".split())
# "Another said", "one says"; but "two reports".
_COUNTED = frozenset("another each several either neither one two three four five six seven eight nine ten".split())
_ONE_OF_THEM = frozenset("another each either neither one other".split())


@dataclass(slots=True)
class _Verb:
    """A cue with the auxiliaries before it, on the way to its subject."""

    s: Sentence
    at: int
    forms: frozenset[str]
    left: int
    """The word before the verb group, -1 where none is."""
    group: int
    """The first word of the verb group."""
    auxiliaries: list[str]
    be: bool

    @property
    def low(self) -> str:
        """The word before the verb group in lower case."""
        return self.s.lows[self.left] if self.left >= 0 else ""

    @property
    def negated(self) -> bool:
        """Whether an auxiliary denies the verb."""
        return any(a in ("not", "never") or a.endswith("n't") for a in self.auxiliaries)

    @property
    def passive(self) -> bool:
        """Whether the verb is in the passive."""
        return self.be and "past" in self.forms

    @property
    def counted(self) -> bool:
        """Whether the determiner before the verb stands for somebody: "another said", "the other said"."""
        low, left = self.low, self.left
        if low == "other" and left > 0 and self.s.lows[left - 1] in DETERMINERS:
            return bool(self.forms & {"past", "s"})
        return (low in _COUNTED and self.forms == {"past"}) or (low in _ONE_OF_THEM and self.forms == {"s"})

    def subject(self, order: Order, first: int, last: int) -> Subject:
        """Return words first..last as the subject."""
        return Subject(order, first, last, first, self.group, self.passive, self.negated)

    def phrase(self, end: int) -> Subject:
        """Return the noun phrase that ends with word `end` as the subject."""
        return phrase_before(self.s, end, self.group, self.passive, self.negated)

    def checked(self, found: Subject) -> Subject | None:
        """Return the subject, if it agrees with the verb."""
        return _checked(self.s, self.at, self.forms, found, bool(self.auxiliaries), self.be)


def _read_verb(s: Sentence, at: int, forms: frozenset[str]) -> _Verb:
    left, auxiliaries = verb_group(s, at)
    group = left + 1
    timed = before_time(s, left)
    if timed != left:
        left, more = verb_group(s, timed + 1)  # "had last month charged"
        auxiliaries += more
    be = any(a in BE or a in ("'s", "be") for a in auxiliaries)
    return _Verb(s, at, forms, left, group, auxiliaries, be)


def find_subject(s: Sentence, at: int, forms: frozenset[str]) -> Subject | None:
    """Return the subject of the cue at word `at`, which is one of `forms`; None when the word is not a verb here."""
    v = _read_verb(s, at, forms)
    if v.auxiliaries and not agrees(v.auxiliaries, forms):
        return None  # "has plans", "could reports"
    left, low = v.left, v.low
    pronoun, _, tail = low.partition("'")
    if pronoun in NOMINATIVE and tail in ("s", "ve", "d", "ll", "m", "re"):
        v.be = v.be or tail in ("s", "m", "re")
        return _checked(s, at, forms, v.subject("plain", left, left + 1), True, v.be)
    counted = v.counted
    if left >= 0 and low in ARTICLES and low not in _PLURAL_PRONOUNS and not counted:
        return None  # a noun: "the report", "his claims"
    if low.endswith(("'s", "s'")):
        return None  # "Reed's claims"
    if "ing" in forms and not v.be:
        return _participle(s, at, left, v.group)
    if low == "as" and v.auxiliaries and v.auxiliaries[-1] == "having":
        return _relayed(s, left)  # "quoted Reed as having said"
    if low == "to":
        return Subject("infinitive", left, left, left, left) if "base" in forms else None
    if left < 0:
        return Subject("none", 0, 0, 0, v.group) if at == 0 and "past" in forms else None
    if low in ("who", "which") or (
        low == "that" and left > 1 and (is_word(s.words[left - 1]) or s.words[left - 1] == ",")
    ):
        return v.checked(_relative(s, left, v.group, v.passive, v.negated))
    if low in COORDINATORS or (low == "then" and left > 0):
        return v.subject("joined", left, left)
    if s.words[left] in (",", "—", "–", "--", ")"):
        return _before_aside(v)
    closed = low in NOT_NOUN and low not in _PLURAL_PRONOUNS and low not in NOMINATIVE and low != "one"
    return None if closed and not counted else _beside_verb(v)


def _before_aside(v: _Verb) -> Subject | None:
    """Return the subject that an aside, a comma or a dash parts from its verb."""
    s, left = v.s, v.left
    described = (row_before(s, left) if s.words[left] == "," else None) or apposed_before(s, left)
    if described is not None:
        beside = _beside(s, described)
        if beside is not None:
            return v.checked(v.phrase(beside))
        return v.checked(v.subject("plain", row_start(s, described, left), left))
    end = before_parenthesis(s, left)
    if end is None:
        joined = Subject("joined", left, left, left, v.group, False, v.negated)
        return joined if v.forms & {"past", "s"} else None
    found = _past_relative(s, v.phrase(end))
    described = apposed_before(s, end + 1) if s.words[end + 1] == "," else None
    found.first = found.first if described is None else described
    found.first, found.last = renamed_from(s, found.first, found.last) or (found.first, found.last)
    return v.checked(found)


def _beside_verb(v: _Verb) -> Subject | None:
    """Return the noun phrase right before the verb group as its subject; None where it is none."""
    s, word = v.s, v.s.words[v.left]
    if not is_word(word) or word[0] in "\x02\x03\x04" or word[-1] in "\x02\x03\x04":
        return None
    if is_finite_cue(s, v.left):
        return None  # "officials played down hopes": an object
    found = _past_relative(s, v.phrase(_before_adjunct(s, v.left)))
    if found.last == found.first + 1 and is_participial(s, found.first):
        return None  # "who helped found the firm", "built or planned for"
    if not v.forms & {"past"} and not v.auxiliaries and _is_object(s, found.first):
        return None  # "revised his withdrawal plans": a noun
    for near in range(max(found.first - 2, 1), found.last - 1):
        if s.lows[near] in ("and", "but") and s.lows[near + 1] in ("in", "on", "at", "during", "after"):
            # "is quiet and in a statement credited him": a second verb, with its when and where before it
            return Subject("joined", near, near, near, v.group, found.passive, v.negated)
    return v.checked(found)


def _beside(s: Sentence, first: int) -> int | None:
    """Return the last word of those who act together with the one described from word `first` on.

    As in "Reed, along with her deputy, Tom Okafor, said".
    """
    if s.lows[first - 1] not in ("with", "alongside"):
        return None
    comma = next((at for at in range(first - 1, max(first - 4, 0), -1) if s.words[at] == ","), None)
    return comma - 1 if comma else None


def _past_relative(s: Sentence, found: Subject) -> Subject:
    """ "officials who spoke with the Post said": the relative clause belongs to the subject, it is none itself."""
    if found.last <= found.first or s.lows[found.first] in NOMINATIVE:
        return found
    for at in range(found.first - 1, max(found.first - 14, 0), -1):
        if not is_word(s.words[at]) or s.words[at][0] in "\x01\x02\x03\x04":
            return found
        if s.lows[at] != "who":
            continue
        verb = at + 1
        while verb < found.first and (is_auxiliary(s.lows[verb]) or is_adverb(s.lows[verb])):
            verb += 1
        speaks = any("c" in cue.frames for cue in CUES.get(s.lows[verb], ())) and s.lows[verb + 1] not in PREPOSITIONS
        thing = s.lows[found.first] in POSSESSIVES and not is_person_noun(s.lows[found.last - 1])
        if thing or withholds_name(s, verb):
            speaks = False  # "a clerk who said he feared for his job said", "who asked not to be named said"
        named = verb == at + 1 and (is_capital(s.words[verb]) or s.lows[verb] in DETERMINERS)
        before = at - 1
        if speaks or named or before < 0 or not is_word(s.words[before]) or s.lows[before] in NOT_NOUN:
            return found  # "voters who think Reed lied said", "the man who Reed said"
        whole = phrase_before(s, before, found.group, found.passive, found.negated)
        return Subject("plain", whole.first, whole.last, whole.clause, found.group, found.passive, found.negated)
    return found


def _before_adjunct(s: Sentence, left: int) -> int:
    """Past a phrase between auxiliary and verb: "Reed had in a call with Okafor urged"."""
    for at in range(left - 1, max(left - 10, 0), -1):
        low = s.lows[at]
        if not is_word(s.words[at]) or s.words[at][0] in "\x01\x02\x03\x04" or is_finite_cue(s, at):
            return left
        if low in PREPOSITIONS and is_auxiliary(s.lows[at - 1]):
            before, _ = verb_group(s, at)
            named = before >= 0 and is_word(s.words[before]) and s.lows[before] not in ("who", "which")
            return before if named else left
    return left


def _checked(s: Sentence, at: int, forms: frozenset[str], found: Subject, auxiliary: bool, be: bool) -> Subject | None:
    """Drop what agreement rules out: "he say", "experts says"."""
    inverted = found.first > 0 and s.lows[found.first - 1] in MODAL  # "Did Reed say", "Nor will Reed say"
    if auxiliary or forms & {"past"} or (inverted and "base" in forms):
        return found
    last = s.lows[found.last - 1] if found.last > found.first else ""
    if "base" in forms and "s" not in forms and not (_plural(last) or _plural(_head(s, found)) or _joint(s, found)):
        return None
    if "s" in forms and "base" not in forms and last in ("i", "we", "you", "they"):
        return None
    return found


def _joint(s: Sentence, found: Subject) -> bool:
    return "and" in s.lows[found.first : found.last]


def _head(s: Sentence, found: Subject) -> str:
    """Return the noun of a noun phrase in lower case, which comes before the first preposition.

    As in "officials in Ohio".
    """
    for at in range(found.first + 1, found.last):
        if s.lows[at + 1] == "by" or s.lows[at] in PREPOSITIONS or s.lows[at] in ("who", "that", "close", "familiar"):
            return s.lows[at - 1]
    return s.lows[found.last - 1] if found.last > found.first else ""


def _plural(low: str) -> bool:
    """Test whether a noun or pronoun in lower case takes a verb in the plural."""
    return low in _PLURAL_PRONOUNS or low in GROUPS or (low.endswith("s") and not low.endswith("ss"))


def _is_object(s: Sentence, first: int) -> bool:
    """Test whether the noun phrase from word `first` on is what a verb before it is about: "revised his withdrawal"."""
    if first == 0 or s.lows[first] not in ARTICLES:
        return False
    return is_participial(s, first - 1) and s.lows[first - 1] not in CUES


def _relative(s: Sentence, at: int, group: int, passive: bool, negated: bool) -> Subject:
    """ "Reed, who left, said": the antecedent and the pronoun, as one mention."""
    end = at - 1
    if end >= 0 and s.words[end] == ",":
        end -= 1
    if end < 0 or not is_word(s.words[end]) or s.words[end][-1] in "\x02\x03\x04":
        return Subject("relative", at, at + 1, at, group, passive, negated)
    phrase = phrase_before(s, end, group, passive, negated, row=False)
    named = next((at for at in range(phrase.first, end) if is_capital(s.words[at])), end)
    row = members(s, named, end + 1)
    if row and not _takes_plural(s, group):
        phrase.first = row[-1][0]  # "Reed and Okafor, who jokes": the nearer one
    # The nearest noun of "a friend of Reed who said" is as good as the first; objects of verbs stand alone.
    return Subject("relative", phrase.first, at + 1, at, group, passive, negated)


def _is_gerund(s: Sentence, first: int, at: int) -> bool:
    """Test whether a word in -ing is the noun of the phrase that begins at word `first`: "a 40-page ruling, Reed"."""
    if s.lows[first] not in ("a", "an", "the") or at + 1 >= len(s):
        return False
    after = s.lows[at + 1]
    closes = after == "," and at + 2 < len(s) and not is_quote(s.words[at + 2])
    return closes or after in ("in", "on", "by", "from", "of", "against", ".")


def _participle(s: Sentence, at: int, left: int, group: int) -> Subject | None:
    """ ", adding that", "by saying", "a statement saying": it shares the subject of its clause."""
    if left < 0:
        return Subject("participle", 0, 0, 0, group)
    word, low = s.words[left], s.lows[left]
    if low == "as":
        return _relayed(s, left)
    if word in (",", "—", "–", "--") or word[-1] in "\x01\x02\x03\x04":
        return Subject("participle", left, left, left, group)
    if low in ("by", "after", "before", "while", "when", "in", "and", "without", "for", "from", "of", "but", "then"):
        return Subject("participle", left, left, left, group)
    if is_word(word) and low not in NOT_NOUN:
        if low in IRREGULAR_PAST and left > 0:
            left -= 1  # "Reed kept saying"
        # "a statement saying", "wrote to them calling for": the noun before it is a source if the clause has none
        phrase = phrase_before(s, left, group, False, False)
        if _is_gerund(s, phrase.first, at):
            return None
        return Subject("participle", phrase.first, phrase.last, left + 1, group)
    return None


_RELAYS = frozenset("quote quotes quoted quoting cite cites cited citing report reports reported reporting".split())


def _relayed(s: Sentence, at: int) -> Subject | None:
    """Return whose words are handed on before "as saying", which begins at word `at`.

    As in "the Herald quoted Reed as saying", "Reed was quoted by the Herald as saying".
    """
    verb = next((near for near in range(at - 1, max(at - 16, 0), -1) if s.lows[near] in _RELAYS), None)
    if verb is None or any(is_quote(word) for word in s.words[verb:at]):
        return None
    outer = find_subject(s, verb, CUES[s.lows[verb]][0].forms) if s.lows[verb] in CUES else None
    stop = at - 1 if s.words[at - 1] == "," else at
    if any(low in BE for low in s.lows[max(verb - 3, 0) : verb]):
        if outer is None or outer.last <= outer.first:
            return None
        by = (verb + 2, stop) if s.lows[verb + 1] == "by" else None
        return Subject("relayed", outer.first, outer.last, outer.clause, verb, relay=by)
    if stop <= verb + 1:
        return None
    known = outer is not None and outer.last > outer.first
    relay = (outer.first, outer.last) if outer and known else None
    return Subject("relayed", verb + 1, stop, outer.first if outer and known else verb, verb, relay=relay)


def _takes_plural(s: Sentence, group: int) -> bool:
    """Test whether a verb group begins with a verb in the plural: "have said", "say"."""
    low = s.lows[group]
    return low in ("have", "are", "were") or any("base" in cue.forms for cue in CUES.get(low, ()))
