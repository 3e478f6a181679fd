"""Who stands beside a cue: the noun phrase that names the source, as printed.

Works on the words of one sentence. A subject is found to the left of the cue's verb group, or to its right where the
order is inverted ("…," said Reed). No name is looked up here: "he" and "two officials" are mentions like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factdb.extract.appositions import (
    apposed_after,
    apposed_before,
    members,
    opens_with_name,
    past_firm,
    renamed_from,
    row_before,
    row_end,
    row_start,
)
from factdb.extract.complements import is_quote
from factdb.extract.grammar import (
    ADVERBS,
    BE,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    HAVE,
    MODAL,
    NEGATIONS,
    NOMINATIVE,
    OBJECTIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    WH,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import DOCUMENTS, GROUPS, PERSON_NOUNS, is_person_noun

Order = Literal["plain", "relative", "joined", "participle", "infinitive", "inverted", "relayed", "passive", "none"]


@dataclass(slots=True)
class Subject:
    """`first`..`last` (exclusive) are the words of the noun phrase; empty where the cue has none of its own and shares
    another's. `clause` is the index of the first word of the clause that the cue's verb group belongs to."""

    order: Order
    first: int
    last: int
    clause: int
    group: int
    """Index of the first word of the verb group: its first auxiliary, else the cue."""
    passive: bool = False
    negated: bool = False
    relay: tuple[int, int] | None = None
    """Of "the Herald quoted Reed as saying": the words that name who hands it on; `group` is then the word "quoted"."""


# "An adviser to Reed", "those close to him": nouns and adjectives that a phrase with "to" belongs to.
_TAKE_TO = PERSON_NOUNS | DOCUMENTS | frozenset("close loyal next opposed sympathetic".split())
_STOP = SUBORDINATORS | WH | MODAL | HAVE | BE | frozenset("that but nor yet to than because".split())
_ARTICLES = DETERMINERS - WH
# "Reed and Okafor both said", "Reed himself said"
_FLOATING = frozenset("both all each himself herself itself themselves together".split())
_NOT_NOUN = DETERMINERS | PREPOSITIONS | COORDINATORS | SUBORDINATORS
# A quoted run longer than this, with its marks, is no nickname within a name.
_NICKNAME = 24
_PLURAL_PRONOUNS = frozenset("i we you they who these those many some few others most all both people".split())


# "Another said", "one says"; but "two reports".
_COUNTED = frozenset("another each several either neither one two three four five six seven eight nine ten".split())
_ONE_OF_THEM = frozenset("another each either neither one other".split())


def find_subject(s: Sentence, at: int, forms: frozenset[str]) -> Subject | None:
    """The subject of the cue at word `at`, which is one of `forms`; None when the word is no verb here."""
    left, auxiliaries = _verb_group(s, at)
    group = left + 1
    timed = _before_time(s, left)
    if timed != left:
        left, more = _verb_group(s, timed + 1)  # "had last month charged"
        auxiliaries += more
    negated = any(a in ("not", "never") or a.endswith("n't") for a in auxiliaries)
    be = any(a in BE or a in ("'s", "be") for a in auxiliaries)
    if auxiliaries and not _agrees(auxiliaries, forms):
        return None  # "has plans", "could reports"
    low = s.lows[left] if left >= 0 else ""
    word = s.words[left] if left >= 0 else ""
    pronoun, _, tail = low.partition("'")
    contracted = pronoun in NOMINATIVE and tail in ("s", "ve", "d", "ll", "m", "re")
    if contracted:
        be = be or tail in ("s", "m", "re")
        return _checked(
            s, at, forms, Subject("plain", left, left + 1, left, group, be and "past" in forms, negated), True, be
        )
    counted = (low in _COUNTED and forms == {"past"}) or (low in _ONE_OF_THEM and forms == {"s"})
    if low == "other" and left > 0 and s.lows[left - 1] in DETERMINERS:
        counted = bool(forms & {"past", "s"})  # "the other said"
    if left >= 0 and low in _ARTICLES and low not in _PLURAL_PRONOUNS and not counted:
        return None  # a noun: "the report", "his claims"
    if low.endswith(("'s", "s'")):
        return None  # "Reed's claims"
    if "ing" in forms and not be:
        return _participle(s, at, left, group)
    if low == "as" and auxiliaries and auxiliaries[-1] == "having":
        return _relayed(s, left)  # "quoted Reed as having said"
    if low == "to":
        return Subject("infinitive", left, left, left, left) if "base" in forms else None
    if left < 0:
        return Subject("none", 0, 0, 0, group) if at == 0 and "past" in forms else None
    if low in ("who", "which") or (
        low == "that" and left > 1 and (is_word(s.words[left - 1]) or s.words[left - 1] == ",")
    ):
        return _checked(s, at, forms, _relative(s, left, group, be and "past" in forms, negated), bool(auxiliaries), be)
    if low in COORDINATORS or (low == "then" and left > 0):
        return Subject("joined", left, left, left, group, be and "past" in forms, negated)
    if word == "," or word in ("—", "–", "--", ")"):
        described = (row_before(s, left) if word == "," else None) or apposed_before(s, left)
        beside = _beside(s, described) if described is not None else None
        if beside is not None:
            return _checked(
                s, at, forms, _phrase(s, beside, group, be and "past" in forms, negated), bool(auxiliaries), be
            )
        if described is not None:
            first = row_start(s, described, left)
            found = Subject("plain", first, left, first, group, be and "past" in forms, negated)
            return _checked(s, at, forms, found, bool(auxiliaries), be)
        end = _before_parenthesis(s, left)
        if end is None:
            return Subject("joined", left, left, left, group, False, negated) if forms & {"past", "s"} else None
        found = _phrase(s, end, group, be and "past" in forms, negated)
        described = apposed_before(s, end + 1) if s.words[end + 1] == "," else None
        found.first = found.first if described is None else described
        found.first, found.last = renamed_from(s, found.first, found.last) or (found.first, found.last)
        return _checked(s, at, forms, found, bool(auxiliaries), be)
    if not is_word(word) or word[0] in "\x02\x03\x04" or word[-1] in "\x02\x03\x04":
        return None
    if low in _NOT_NOUN and low not in _PLURAL_PRONOUNS and low not in NOMINATIVE and low != "one" and not counted:
        return None
    if _finite(s, left):
        return None  # "officials played down hopes": an object
    left = _before_adjunct(s, left)
    found = _past_relative(s, _phrase(s, left, group, be and "past" in forms, negated))
    if found.last == found.first + 1 and is_participial(s, found.first):
        return None  # "who helped found the firm", "built or planned for"
    if not forms & {"past"} and not auxiliaries and _is_object(s, found.first):
        return None  # "revised his withdrawal plans": a noun
    for near in range(max(found.first - 2, 1), found.last - 1):
        if s.lows[near] in ("and", "but") and s.lows[near + 1] in ("in", "on", "at", "during", "after"):
            # "is quiet and in a statement credited him": a second verb, with its when and where before it
            return Subject("joined", near, near, near, group, found.passive, negated)
    return _checked(s, at, forms, found, bool(auxiliaries), be)


def _beside(s: Sentence, first: int) -> int | None:
    """The last word of whoever acts together with the one described from word `first` on: "Reed, along with her
    deputy, Tom Okafor, said"."""
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
        named = verb == at + 1 and (is_capital(s.words[verb]) or s.lows[verb] in DETERMINERS)
        before = at - 1
        if speaks or named or before < 0 or not is_word(s.words[before]) or s.lows[before] in _NOT_NOUN:
            return found  # "voters who think Reed lied said", "the man who Reed said"
        whole = _phrase(s, before, found.group, found.passive, found.negated)
        return Subject("plain", whole.first, whole.last, whole.clause, found.group, found.passive, found.negated)
    return found


def _agrees(auxiliaries: list[str], forms: frozenset[str]) -> bool:
    """Whether the nearest auxiliary takes one of the forms: "has said", "will say", "is saying"."""
    nearest = next((a for a in auxiliaries if a not in NEGATIONS), "")
    if nearest in HAVE:
        return "past" in forms
    if nearest in MODAL:
        return "base" in forms
    return nearest not in BE or bool(forms & {"past", "ing"})


def _before_adjunct(s: Sentence, left: int) -> int:
    """Past a phrase between auxiliary and verb: "Reed had in a call with Okafor urged"."""
    for at in range(left - 1, max(left - 10, 0), -1):
        low = s.lows[at]
        if not is_word(s.words[at]) or s.words[at][0] in "\x01\x02\x03\x04" or _finite(s, at):
            return left
        if low in PREPOSITIONS and is_auxiliary(s.lows[at - 1]):
            before, _ = _verb_group(s, at)
            named = before >= 0 and is_word(s.words[before]) and s.lows[before] not in ("who", "which")
            return before if named else left
    return left


_OF_TIME = frozenset("last this next past that earlier late early every same on".split())


def _before_time(s: Sentence, left: int) -> int:
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
    follows_noun = is_word(s.words[at]) and s.lows[at] not in _NOT_NOUN
    return at if follows_noun or (at > 0 and s.words[at] in (",", ")")) else left


def _verb_group(s: Sentence, at: int) -> tuple[int, list[str]]:
    """(index of the last word before the verb group, its auxiliaries)."""
    left, auxiliaries = at - 1, []
    while left >= 0:
        low = s.lows[left]
        if is_auxiliary(low):
            auxiliaries.append(low)
        elif low in _FLOATING and left > 0 and (is_auxiliary(s.lows[left - 1]) or _floats(s, left - 1)):
            pass
        elif not _adverb(s, left) or (
            low in ("first", "second", "last", "one") and left and s.lows[left - 1] in _ARTICLES
        ):
            break
        left -= 1
    return left, auxiliaries


def _floats(s: Sentence, at: int) -> bool:
    """Whether a noun, the pronoun of a relative clause, or the comma after a name stands at word `at`."""
    if s.words[at] == ",":
        return at > 0 and is_capital(s.words[at - 1])
    return is_word(s.words[at]) and (_nounlike(s, at) or s.lows[at] in ("who", "which", "they", "we"))


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
    """The noun of a noun phrase in lower case, which stands before the first preposition: "officials in Ohio"."""
    for at in range(found.first + 1, found.last):
        if s.lows[at + 1] == "by" or s.lows[at] in PREPOSITIONS or s.lows[at] in ("who", "that", "close", "familiar"):
            return s.lows[at - 1]
    return s.lows[found.last - 1] if found.last > found.first else ""


def _plural(low: str) -> bool:
    """Whether a noun or pronoun in lower case takes a verb in the plural."""
    return low in _PLURAL_PRONOUNS or low in GROUPS or (low.endswith("s") and not low.endswith("ss"))


def _phrase(s: Sentence, end: int, group: int, passive: bool, negated: bool, *, row: bool = True) -> Subject:
    """The noun phrase that ends with word `end`; with the row of people that it closes, if `row`."""
    first = end
    if s.lows[end] not in NOMINATIVE:
        while first > 0:
            low, word = s.lows[first - 1], s.words[first - 1]
            if low == "to" and first > 1 and _takes_to(s, first - 2):
                first -= 2  # "the ambassador to Peru", "those close to him"
                continue
            if not is_word(word) or word[-1] in "\x02\x03\x04" or low in _STOP or low in NOMINATIVE:
                break
            if word[0] == "\x01" and len(word) > _NICKNAME:
                break  # a quotation that nothing but a name follows: “…” Reed said
            if low in ("and", "or", "&"):
                before = s.words[first - 2] if first > 1 else ""
                if not (is_word(before) and _nounlike(s, first - 2)):
                    break
            elif first > 1 and low in _ACTING and is_person_noun(s.lows[first - 2]):
                first -= 2  # "a lawyer representing the family"
                continue
            elif _finite(s, first - 1) or (s.lows[first] in _ARTICLES and _not_before_article(s, first - 1)):
                break
            first -= 1
        first = _trimmed(s, first, end)
        firm = past_firm(s, _listed_start(s, first), end + 1)
        if firm > first:
            return Subject("plain", firm, end + 1, first, group, passive, negated)
        first = row_start(s, first, end + 1) if row else first
    return Subject("plain", first, end + 1, first, group, passive, negated)


_ACTING = frozenset("representing leading heading advising guarding running accompanying defending prosecuting".split())


def _listed_start(s: Sentence, first: int) -> int:
    """Return the first of the names in a row that end before word `first`: "Lund, Pike & | Co partner"."""
    while first > 0 and (is_capital(s.words[first - 1]) or s.words[first - 1] in (",", "&", "and")):
        first -= 1
    return first


_ARTICLES = frozenset("a an the his her its their our my your".split())
_BEFORE_ARTICLE = PREPOSITIONS | DETERMINERS | COORDINATORS | frozenset("not half twice quite rather only".split())


def _takes_to(s: Sentence, at: int) -> bool:
    """Whether a phrase with "to" belongs to word `at`: "an adviser to Reed", "close to him", "a man married to her"."""
    if s.lows[at] in _TAKE_TO:
        return True
    nominal = is_capital(s.words[at + 2]) or s.lows[at + 2] in DETERMINERS or s.lows[at + 2] in OBJECTIVE
    return nominal and is_participial(s, at) and at > 0 and is_person_noun(s.lows[at - 1])


def _not_before_article(s: Sentence, at: int) -> bool:
    """Whether a word before an article is no part of its noun phrase: "met the council", "today the council"."""
    return s.lows[at] not in _BEFORE_ARTICLE and not is_capital(s.words[at]) and s.words[at] != "&"


def _is_object(s: Sentence, first: int) -> bool:
    """Whether the noun phrase from word `first` on is what a verb before it is about: "revised his withdrawal"."""
    if first == 0 or s.lows[first] not in _ARTICLES:
        return False
    return is_participial(s, first - 1) and s.lows[first - 1] not in CUES


def _nounlike(s: Sentence, at: int) -> bool:
    low = s.lows[at]
    return low not in _STOP and not is_auxiliary(low) and not _finite(s, at) and not _adverb(s, at)


_IRREGULAR = frozenset("built made held kept put set met paid spent lost won sold bought begun".split())


def is_participial(s: Sentence, at: int) -> bool:
    """Whether a word that stands alone is a verb in the past, and so no noun."""
    low = s.lows[at]
    return s.words[at].islower() and (low in _IRREGULAR or (low.endswith("ed") and len(low) > 4))


def _adverb(s: Sentence, at: int) -> bool:
    """Whether a word is an adverb, and no name: "Finally Connelly said"."""
    return is_adverb(s.lows[at]) and not (s.lows[at].endswith("ly") and is_capital(s.words[at]))


def _finite(s: Sentence, at: int) -> bool:
    """Whether the word is surely a finite verb: a past form of a cue after something that may be its subject."""
    low = s.lows[at]
    if is_auxiliary(low):
        return True
    cues = CUES.get(low)
    if not cues or is_capital(s.words[at]):
        return False
    if "ing" in cues[0].forms:
        return False
    before = s.lows[at - 1] if at else ""
    return "past" in cues[0].forms and before not in DETERMINERS and before not in ("of", "by", "and")


def _trimmed(s: Sentence, first: int, end: int) -> int:
    """Skip what leads a clause without belonging to its subject: "On Tuesday", "Later", "In Ohio"."""
    while first < end:
        low = s.lows[first]
        if low in COORDINATORS or (low in ADVERBS and low not in ("first", "last", "second")) or low in TIMES:
            first += 1
            continue
        if low.endswith("ly") and is_adverb(low) and first == 0:
            first += 1
            continue
        if low in PREPOSITIONS:
            start = _after_prepositional(s, first, end)
            if start is None:
                return _closing_name(s, first + 1, end)
            first = start
            continue
        break
    return first


def _closing_name(s: Sentence, first: int, end: int) -> int:
    """Where the capitalised words begin that close an opening phrase, for the subject is among them: "In talks with the
    Harbour Post Reed said"; `first` where the phrase closes with no name."""
    at = end + 1
    while at > first and is_capital(s.words[at - 1]):
        at -= 1
    return at if at <= end else first


def _after_prepositional(s: Sentence, first: int, end: int) -> int | None:
    """Where the subject begins after "On Tuesday" or "In a speech in Ohio": the last word before it closes a phrase."""
    for at in range(first + 2, end + 1):
        before, low = s.lows[at - 1], s.lows[at]
        if before in DETERMINERS or before in PREPOSITIONS or before in COORDINATORS:
            continue
        if low in DETERMINERS or low in NOMINATIVE:
            return at
        if is_capital(s.words[at]) and (before in TIMES or before.isdigit() or not is_capital(s.words[at - 1])):
            return at
        if before in DAYS:
            return at
    return None


def _before_parenthesis(s: Sentence, close: int) -> int | None:
    """The last word of the noun phrase before the aside that ends at word `close`: "Reed, the mayor, said"."""
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
        if not is_word(s.words[before]) or low in _NOT_NOUN or is_auxiliary(low):
            return end
        unnamed = low in TIMES or (is_capital(s.words[before]) and not opens_with_name(s, before + 1))
        if end is not None and unnamed:
            return end  # "On Tuesday, the mayor of Salem, Ore., said"
        end = before
        # "Reed, 45, of Ohio, said", "Reed, the mayor of Salem, Ore., said": what stands before is a parenthesis again.
        place = close - open_ == 2 and is_capital(s.words[open_ + 1]) and s.lows[before - 1] in PREPOSITIONS
        if before >= 2 and ((s.words[before - 1] == "," and _in_list(s, before)) or place):
            close = open_
            continue
        return end
    return end


def _in_list(s: Sentence, at: int) -> bool:
    """Whether a word between commas says more about the noun before it: an age, a state, a party."""
    word = s.words[at]
    return word.isdigit() or (is_capital(word) and (word.endswith(".") or word.isupper() or "-" in word))


def _before_who(s: Sentence, close: int) -> int | None:
    """The last word before the clause that ends at the comma `close`: "Reed, who met Okafor, the mayor, said"."""
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
            if end < 0 or not is_word(s.words[end]) or s.lows[end] in _NOT_NOUN or is_auxiliary(s.lows[end]):
                return None
            if end > 1 and s.words[end - 1] == "," and _in_list(s, end):
                return _before_parenthesis(s, end + 1)
            return end
    return None


def _parenthetical(s: Sentence, first: int, last: int) -> bool:
    """Whether words first..last read as an aside on the noun before them: "the mayor", "who left", "45", "of Ohio"."""
    if last - first < 1:
        return False
    low = s.lows[first]
    if last == first + 2 and low in NOMINATIVE and s.lows[first + 1] in CUES:
        return True  # "His wife, he says, plans to leave"
    if low in ("and", "but", "or", "he", "she", "they", "we", "i", "it", "that", "if", "because", "while", "although"):
        return False
    return not (low in NOMINATIVE and low != "who")


def _relative(s: Sentence, at: int, group: int, passive: bool, negated: bool) -> Subject:
    """ "Reed, who left, said": the antecedent and the pronoun, as one mention."""
    end = at - 1
    if end >= 0 and s.words[end] == ",":
        end -= 1
    if end < 0 or not is_word(s.words[end]) or s.words[end][-1] in "\x02\x03\x04":
        return Subject("relative", at, at + 1, at, group, passive, negated)
    phrase = _phrase(s, end, group, passive, negated, row=False)
    named = next((at for at in range(phrase.first, end) if is_capital(s.words[at])), end)
    row = members(s, named, end + 1)
    if row and not _takes_plural(s, group):
        phrase.first = row[-1][0]  # "Reed and Okafor, who jokes": the nearer one
    # The nearest noun of "a friend of Reed who said" is as good as the first; objects of verbs stand alone.
    return Subject("relative", phrase.first, at + 1, at, group, passive, negated)


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
    if is_word(word) and low not in _NOT_NOUN:
        # "a statement saying", "wrote to them calling for": the noun before it is a source if the clause has none
        phrase = _phrase(s, left, group, False, False)
        return Subject("participle", phrase.first, phrase.last, left + 1, group)
    return None


_RELAYS = frozenset("quote quotes quoted quoting cite cites cited citing report reports reported reporting".split())


def _relayed(s: Sentence, at: int) -> Subject | None:
    """Whose words are handed on before "as saying", which begins at word `at`: "the Herald quoted Reed as saying",
    "Reed was quoted by the Herald as saying"."""
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
    """Whether a verb group begins with a verb in the plural: "have said", "say"."""
    low = s.lows[group]
    return low in ("have", "are", "were") or any("base" in cue.forms for cue in CUES.get(low, ()))


def _by_author(s: Sentence, first: int, by: int) -> bool:
    """Whether "by" names who wrote what words first..by are: "a post by Reed"."""
    return s.lows[by - 1] in DOCUMENTS and first < by - 1


# "Two people familiar with the talks", "a man briefed on them": prepositions that belong to the word before them.
_GOVERNED = {
    "with": frozenset(("familiar",)),
    "to": frozenset(("close", "privy")),
    "on": frozenset(("briefed",)),
    "in": frozenset(("involved",)),
}


def find_inverted(s: Sentence, after: int) -> tuple[int, int] | None:
    """The noun phrase from word `after` on, as in "…," said Lena Brandt of the county."""
    if after >= len(s):
        return None
    low, word = s.lows[after], s.words[after]
    if low in NOMINATIVE:
        return after, after + 1
    owner = low == "her" and after + 1 < len(s) and is_person_noun(s.lows[after + 1])  # "said her son Tom"
    if not is_word(word) or word[0] in "\x01\x02\x03\x04" or low in ("that", "to", "as"):
        return None
    if low in OBJECTIVE and not owner:
        return None
    if low in PREPOSITIONS or low in SUBORDINATORS or low in COORDINATORS or low in TIMES or _adverb(s, after):
        return None
    after = past_firm(s, after, len(s))
    named = apposed_after(s, after)
    if named is not None:
        return after, row_end(s, after, named)
    last = after + 1
    while last < len(s):
        low, word = s.lows[last], s.words[last]
        if not is_word(word) or word[0] in "\x01\x02\x03\x04":
            break
        if low in _STOP or (low in NOMINATIVE and low != "it"):
            break
        if low in TIMES and not (last + 1 < len(s) and is_person_noun(s.lows[last + 1])):  # "the night porter"
            break
        if (
            low in PREPOSITIONS
            and low not in ("of", "for", "from")
            and not (low == "by" and _by_author(s, after, last))
            and not (low in _GOVERNED and s.lows[last - 1] in _GOVERNED[low])
        ):
            break
        if last > after + 1 and is_participial(s, last) and s.lows[last + 1 : last + 2] in (["by"], ["in"], ["on"]):
            break  # "a banner held by two girls"
        if low == "and" and not (
            last + 1 < len(s)
            and (is_capital(s.words[last + 1]) or s.lows[last + 1] in DETERMINERS or s.lows[last + 1] == "others")
        ):
            break
        if low in ("but", "or") or (_adverb(s, last) and low.endswith("ly")):
            break
        last += 1
    return after, row_end(s, after, last)
