"""The noun phrase that ends or begins at a word of a sentence, and names a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factdb.extract.appositions import apposed_after
from factdb.extract.grammar import (
    ADVERBS,
    BE,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    HAVE,
    MODAL,
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
from factdb.extract.name_phrases import past_firm
from factdb.extract.rows import row_end, row_start
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import DOCUMENTS, PERSON_NOUNS, is_person_noun

Order = Literal["plain", "relative", "joined", "participle", "infinitive", "inverted", "relayed", "passive", "none"]


@dataclass(slots=True)
class Subject:
    """`first`..`last` (exclusive) are the words of the noun phrase.

    Empty where the cue has none of its own and shares another's. `clause` is the index of the first word of the clause
    that the cue's verb group belongs to.
    """

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
CLOSES_PHRASE = SUBORDINATORS | WH | MODAL | HAVE | BE | frozenset("that but nor yet to than because".split())
NOT_NOUN = DETERMINERS | PREPOSITIONS | COORDINATORS | SUBORDINATORS
# A quoted run longer than this, with its marks, is not a nickname within a name.
_NICKNAME = 24


def phrase_before(s: Sentence, end: int, group: int, passive: bool, negated: bool, *, row: bool = True) -> Subject:
    """Return the noun phrase that ends with word `end`; with the row of people that it closes, if `row`."""
    first = end
    if s.lows[end] not in NOMINATIVE:
        while first > 0:
            low, word = s.lows[first - 1], s.words[first - 1]
            if low == "to" and first > 1 and _takes_to(s, first - 2):
                first -= 2  # "the ambassador to Peru", "those close to him"
                continue
            if (
                (not is_word(word) and word != "&")
                or word[-1] in "\x02\x03\x04"
                or low in CLOSES_PHRASE
                or low in NOMINATIVE
            ):
                break
            if word[0] == "\x01" and len(word) > _NICKNAME:
                break  # a quotation that nothing but a name follows: “…” Reed said
            if low in ("and", "or", "&"):
                before = s.words[first - 2] if first > 1 else ""
                if not (is_word(before) and is_nounlike(s, first - 2)):
                    break
            elif first > 1 and low in _ACTING and is_person_noun(s.lows[first - 2]):
                first -= 2  # "a lawyer representing the family"
                continue
            elif is_finite_cue(s, first - 1) or (s.lows[first] in ARTICLES and _not_before_article(s, first - 1)):
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


ARTICLES = frozenset("a an the his her its their our my your".split())
_BEFORE_ARTICLE = PREPOSITIONS | DETERMINERS | COORDINATORS | frozenset("not half twice quite rather only".split())


def _takes_to(s: Sentence, at: int) -> bool:
    """Test whether a phrase with "to" belongs to word `at`.

    As in "an adviser to Reed", "close to him", "a man married to her".
    """
    if s.lows[at] in _TAKE_TO:
        return True
    nominal = is_capital(s.words[at + 2]) or s.lows[at + 2] in DETERMINERS or s.lows[at + 2] in OBJECTIVE
    return nominal and is_participial(s, at) and at > 0 and is_person_noun(s.lows[at - 1])


def _not_before_article(s: Sentence, at: int) -> bool:
    """Test whether a word before an article is no part of its noun phrase: "met the council", "today the council"."""
    return s.lows[at] not in _BEFORE_ARTICLE and not is_capital(s.words[at]) and s.words[at] != "&"


def is_nounlike(s: Sentence, at: int) -> bool:
    """Test whether a word may belong to a noun phrase."""
    low = s.lows[at]
    closed = low in CLOSES_PHRASE or is_auxiliary(low)
    return not closed and not is_finite_cue(s, at) and not is_plain_adverb(s, at)


_IRREGULAR = frozenset("built made held kept put set met paid spent lost won sold bought begun".split())


def is_participial(s: Sentence, at: int) -> bool:
    """Test whether a word that stands alone is a verb in the past, so not a noun."""
    low = s.lows[at]
    return s.words[at].islower() and (low in _IRREGULAR or (low.endswith("ed") and len(low) > 4))


def is_plain_adverb(s: Sentence, at: int) -> bool:
    """Test whether a word is an adverb, not a name: "Finally Connelly said"."""
    return is_adverb(s.lows[at]) and not (s.lows[at].endswith("ly") and is_capital(s.words[at]))


def is_finite_cue(s: Sentence, at: int) -> bool:
    """Test whether the word is surely a finite verb: a past form of a cue after something that may be its subject."""
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
    """Return where the capitalised words begin that close an opening phrase, for the subject is among them.

    As in "In talks with the Harbour Post Reed said"; `first` where the phrase closes with no name.
    """
    at = end + 1
    while at > first and is_capital(s.words[at - 1]):
        at -= 1
    return at if at <= end else first


def _after_prepositional(s: Sentence, first: int, end: int) -> int | None:
    """Return where the subject begins after "On Tuesday" or "In a speech in Ohio".

    The last word before it closes a phrase.
    """
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


def _by_author(s: Sentence, first: int, by: int) -> bool:
    """Test whether "by" names who wrote what words first..by are: "a post by Reed"."""
    return s.lows[by - 1] in DOCUMENTS and first < by - 1


_OF_TIME = frozenset("last next this earlier later early late".split())
# "Two people familiar with the talks", "a man briefed on them": prepositions that belong to the word before them.
_GOVERNED = {
    "with": frozenset(("familiar",)),
    "to": frozenset(("close", "privy")),
    "on": frozenset(("briefed",)),
    "in": frozenset(("involved",)),
}


def _is_when(s: Sentence, at: int) -> bool:
    """Test whether a time begins at word `at`: "last week", "earlier this month"."""
    while at + 1 < len(s) and s.lows[at] in _OF_TIME:
        at += 1
    return s.lows[at] in TIMES


def find_inverted(s: Sentence, after: int) -> tuple[int, int] | None:
    """Return the noun phrase from word `after` on, as in "…," said Lena Brandt of the county."""
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
    if low in PREPOSITIONS or low in SUBORDINATORS or low in COORDINATORS or low in TIMES or is_plain_adverb(s, after):
        return None
    after = past_firm(s, after, len(s))
    named = apposed_after(s, after)
    if named is not None:
        return after, row_end(s, after, named)
    last = after + 1
    while last < len(s):
        low, word = s.lows[last], s.words[last]
        if word == "&" and last + 1 < len(s) and is_capital(s.words[last + 1]):
            last += 1
            continue
        if not is_word(word) or word[0] in "\x01\x02\x03\x04":
            break
        if low in CLOSES_PHRASE or (low in NOMINATIVE and low != "it"):
            break
        if low in _OF_TIME and _is_when(s, last) and s.lows[last - 1] not in PREPOSITIONS:
            break  # "said Ann Reed earlier this week"
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
        if low in ("but", "or") or (is_plain_adverb(s, last) and low.endswith("ly")):
            break
        last += 1
    return after, row_end(s, after, last)
