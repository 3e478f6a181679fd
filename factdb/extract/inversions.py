"""Attributions with the verb before its subject: "…," said Reed; "The dam is unsafe, warns Reed".

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.complements import is_quote, is_subject_pronoun
from factdb.extract.draft import Candidate
from factdb.extract.grammar import DETERMINERS, IRREGULAR_PAST, PREPOSITIONS, TIMES, is_auxiliary, is_capital, is_word
from factdb.extract.lexicon import CUES, Cue
from factdb.extract.marks import TITLE
from factdb.extract.noun_phrases import Subject, find_inverted
from factdb.extract.sentences import Sentence
from factdb.extract.statements import may_be_verb, states
from factdb.extract.vocabulary import is_person_noun


def inverted_candidate(s: Sentence, at: int, last: int, cue: Cue) -> Candidate | None:
    """ "…," said Reed: a cue right after a quotation or a clause's comma, its subject on the right."""
    closes = "q" in cue.frames or cue.lemma in _FINDS
    plural = "base" in cue.forms and not cue.forms & {"past", "s"} and _heads_with_plural(s, at, last)
    if not closes or not (cue.forms & {"past", "s"} or plural):
        return None
    reports = "oc" in cue.frames and not is_quote(s.words[at - 1])
    if reports and at and "s" not in cue.forms and cue.lemma not in _CLOSES:
        return None
    if at == 0:
        subject = find_inverted(s, last)
        announces = subject is not None and s.words[subject[1] : subject[1] + 1] == [":"]
        if subject is None or (reports and not announces) or _goes_on(s, subject):
            return None
        found = Candidate(at, last, cue, Subject("inverted", *subject, at, at))
        found.speaker = subject
        return found
    before = s.words[at - 1]
    if not (is_quote(before) or before in (",", "—", "–", "--")):
        return None
    if before[-1] == TITLE and s.lows[at - 2] in PREPOSITIONS:
        return None  # "Reed of “The Long Road” said"
    subject = find_inverted(s, last)
    if subject is None or (not is_quote(before) and at < 3):
        return None
    if before == "," and s.words[subject[1] : subject[1] + 1] == [":"] and _names(s, *subject):
        found = Candidate(at, last, cue, Subject("inverted", *subject, at, at))
        found.speaker = subject
        return found  # "In other words, explained Reed: “…”"
    ends_headline = cue.forms & {"s", "base"} and subject[1] == len(s)  # a headline ends without a stop
    closing = (ends_headline or (cue.lemma in _CLOSES and _ends(s, subject[1]))) and _names(s, *subject)
    closing = closing and (not reports or states(s, at - 1))
    stated = closing or (states(s, at - 1) and not reports)  # "River unsafe, warns Reed"
    if not is_quote(before) and (_goes_on(s, subject) or not stated) and not stands_within(s, at, subject):
        return None  # "Reed, the mayor, said it took years": the comma closes an aside
    end = at - 1 if before in (",", "—", "–", "--") else at
    found = Candidate(at, last, cue, Subject("inverted", *subject, at, at))
    found.left = (_bracket_before(s, at), end)
    found.speaker = subject
    return found


# Verbs that close a sentence with their subject after a statement without marks: "The dam is unsafe, warned Ann Reed."
_FINDS = frozenset(("rule", "find", "conclude", "determine"))
_CLOSES = frozenset(("say", "warn", "caution")) | _FINDS


def _heads_with_plural(s: Sentence, at: int, last: int) -> bool:
    """ "Dam unsafe, warn engineers": a headline that ends with a verb in the plural and its subject."""
    beside = at > 0 and (s.words[at - 1] in (",", "—", "–", "--") or is_quote(s.words[at - 1]))
    if not beside or last >= len(s):
        return False
    subject = find_inverted(s, last)
    if subject is None or not s.lows[subject[1] - 1].endswith("s"):
        return False
    return subject[1] == len(s) or s.words[subject[1]] in (",", ".")


def _names(s: Sentence, first: int, last: int) -> bool:
    """Test whether a noun phrase is a person by name or occupation."""
    return s.words[last - 1] != s.lows[last - 1] or is_person_noun(s.lows[last - 1])


def _ends(s: Sentence, at: int) -> bool:
    """Test whether the sentence ends at word `at`, or after an apposition that begins there."""
    if at >= len(s) or s.words[at] == ".":
        return True
    resumes = any(s.words[near] == "," and may_be_verb(s, near + 1) for near in range(at + 1, len(s) - 1))
    return s.words[at] == "," and not resumes and at + 1 < len(s) and not is_capital(s.words[at + 1])


def _bracket_before(s: Sentence, at: int) -> int:
    """Return the word after the bracket that holds word `at`, 0 where none does."""
    opened = next((near for near in range(at, -1, -1) if s.words[near] in ("(", ")")), -1)
    return opened + 1 if opened >= 0 and s.words[opened] == "(" else 0


def stands_within(s: Sentence, at: int, subject: tuple[int, int]) -> bool:
    """ "The contrast, said Reed and others, would be clear": the attribution comes between the commas of an aside."""
    first, last = subject
    named = s.words[first][0].isupper() and not any(low in CUES for low in s.lows[first:last])
    return s.words[at - 1] == "," and named and last + 1 < len(s) and s.words[last] == "," and _resumes(s, last + 1)


def _resumes(s: Sentence, at: int) -> bool:
    """Test whether a clause goes on at word `at` with its verb."""
    return is_auxiliary(s.lows[at]) or s.lows[at].endswith(("ed", "s"))


def _goes_on(s: Sentence, subject: tuple[int, int]) -> bool:
    """Test whether a verb follows the noun phrase, or is in it."""
    first, last = subject
    if "'" in s.lows[first] and is_subject_pronoun(s.lows[first]):
        return True
    if last < len(s) and (is_auxiliary(s.lows[last]) or (first + 1 == last and is_word(s.words[last]))):
        return s.lows[last] not in PREPOSITIONS and s.lows[last] not in TIMES
    return any(
        (low in CUES or low in IRREGULAR_PAST or low.endswith("ed"))
        and s.words[at].islower()
        and s.lows[at - 1] not in DETERMINERS  # "said a baffled Reed"
        for at, low in enumerate(s.lows[first + 1 : last], first + 1)
    )
