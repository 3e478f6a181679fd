"""Where content ends: a clause runs on to the next attribution or the end of its sentence, an object ends sooner.

The sentence's end is cut back by small rules, one construction each; a rule gives the word before which the content
ends, or the end as it was.
"""

from __future__ import annotations

from factdb.extract.complements import is_quote
from factdb.extract.draft import Candidate
from factdb.extract.factuality import FALSE, is_rumoured
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_PAST,
    NOMINATIVE,
    SUBORDINATORS,
    is_adverb,
    is_auxiliary,
)
from factdb.extract.lexicon import CUES
from factdb.extract.marks import COMMA
from factdb.extract.narration import OF_CLAUSE, Rule, before_narrator
from factdb.extract.predicates import (
    DASHES,
    begins_subject,
    clause_resumes,
    ends_in_comma,
    first_of,
    holds_finite,
    holds_verb,
    is_occasion,
    is_time,
    may_be_finite,
    verb_follows,
)
from factdb.extract.sentences import Sentence


def content_end(s: Sentence, c: Candidate, later: list[Candidate]) -> int:
    """Return the word before which the content on the right of `c` ends; `later` are the sentence's cues after it."""
    assert c.right is not None
    first = c.right.first
    end = len(s)
    while end > first and s.words[end - 1] in (".", "!", "?", "…", "...", ";", ":"):
        end -= 1
    for other in later:
        if other.at >= first:
            end = min(end, _before_attribution(s, c, other, end))
    rules = _ALWAYS + (_OF_OBJECT if not c.right.clause else _OF_QUOTATION if _closes(s, first) else OF_CLAUSE)
    for rule in rules:
        end = rule(s, c, end)
    return max(end, first + 1)


def _closes(s: Sentence, at: int) -> bool:
    """Test whether a quoted run at word `at` ends in a comma or stop."""
    return is_quote(s.words[at]) and s.words[at][-1] in "\x02\x03\x04"


def _before_attribution(s: Sentence, c: Candidate, other: Candidate, end: int) -> int:
    """Return the end of the content of `c` where the attribution `other` follows it, rather than standing in it."""
    assert c.right is not None
    first = c.right.first
    if other.subject.order == "participle":
        cut = other.subject.group - 1
        if s.words[cut] == "," or (s.lows[cut] in ("and", "but") and c.subject.order == "participle"):
            return cut
        return cut + 1 if s.words[cut][-1] == COMMA else end
    if other.subject.order == "joined":
        cut = other.subject.clause
        same = other.speaker == c.speaker and c.speaker is not None
        if same and s.words[cut] == "," and clause_resumes(s, cut + 1, end):
            return end  # "the sitter, long thought to be a monk, is a tanner"
        if same and (s.lows[cut] in COORDINATORS or s.lows[cut] == ","):
            return cut - 1 if s.words[cut - 1] == "," else cut
        return end
    if other.left is not None and other.subject.order in ("plain", "inverted") and other.left[1] > first:
        return other.left[1]
    if other.subject.order != "plain":
        return end
    cut = other.subject.first - 1
    if cut <= first:
        return end
    if s.words[cut] == "," and other.right is not None and c.right.frame in ("w", "oc", "about"):
        return cut
    if s.lows[cut] in ("and", "but", "while", "though", "although") and s.words[cut - 1] == ",":
        subject = c.right.frame in ("that", "c") and s.lows[cut] == "and" and s.lows[cut + 1] not in NOMINATIVE
        if subject and s.lows[cut + 1] in DETERMINERS and not holds_verb(s, first, cut):
            return end  # "said that Reed, a vet, and a woman from Elm planned it": one subject
        return cut - 1
    return _before_second_clause(s, first, other, end)


_PRESSED = frozenset("asked pressed challenged questioned reminded told when after later then during".split())


def _before_second_clause(s: Sentence, first: int, other: Candidate, end: int) -> int:
    """ "said it would sail and when pressed she replied that": a clause of its own, its adjunct before its subject."""
    for at in range(other.subject.first - 1, max(other.subject.first - 10, first), -1):
        if s.lows[at] in ("and", "but"):
            return (at - 1 if s.words[at - 1] == "," else at) if s.lows[at + 1] in _PRESSED else end
    return end


def _before_source(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, according to Reed", and a semicolon."""
    assert c.right is not None
    for at in range(c.right.first, end):
        if s.lows[at] == "according" and at + 1 < len(s) and s.lows[at + 1] == "to":
            return at - 1 if s.words[at - 1] == "," else at
        if s.words[at] == ";" and c.right.frame != ":":
            return at
    return end


def _before_clause_around(s: Sentence, c: Candidate, end: int) -> int:
    """Return the clause around takes over again: "Reed, who said it would rain, left".

    As in "Saying it would rain, Reed left".
    """
    assert c.right is not None
    if c.subject.order == "relative" or (c.subject.order == "participle" and c.at <= 1):
        commas = [at for at in range(first_of(c) + 1, end) if s.words[at] == ","]
        # "rejected the report, which blamed hackers for thefts from schools, offices and homes, as “far-fetched”"
        judged = [
            at for at in commas if s.lows[at + 1 : at + 2] == ["as"] and any(map(is_quote, s.words[at + 2 : at + 3]))
        ]
        return (judged or commas or [end])[0]
    if c.subject.order == "participle" and s.words[c.subject.group - 1] == ",":
        for at in range(first_of(c) + 2, end - 1):
            whole = not c.right.clause or holds_finite(s, first_of(c), at)
            if s.words[at] == "," and whole and _is_past(s, at + 1):
                return at  # "Reed, adding it would rain, left"
    return end


def _is_past(s: Sentence, at: int) -> bool:
    """Test whether word `at` is a verb in the past, not a participle."""
    low = s.lows[at]
    return low in IRREGULAR_PAST or is_auxiliary(low) or any("past" in cue.forms for cue in CUES.get(low, ()))


_LEADING = SUBORDINATORS | {"contrary", "despite"}


def _before_main_clause(s: Sentence, c: Candidate, end: int) -> int:
    """ "If she says it leaks, they will sell": a clause that leads the sentence ends at its comma."""
    lead = 1 if s.lows[0] in COORDINATORS else 0
    if (s.lows[lead] not in _LEADING and s.lows[lead : lead + 2] != ["not", "only"]) or "," in s.words[lead : c.at]:
        return end
    for at in range(first_of(c), end - 2):
        bare = s.lows[at + 1].endswith("s") and may_be_finite(s, at + 2)  # "shares fell"
        if ends_in_comma(s, at) and (begins_subject(s, at + 1) or bare) and verb_follows(s, at + 2, end):
            return at if s.words[at] == "," else at + 1
    return end


def _before_verdict(s: Sentence, c: Candidate, end: int) -> int:
    """ "The claim that she said it leaked is false": the clause of the noun goes on."""
    if c.speaker is None or not is_rumoured(s, c.speaker[0]):
        return end
    for at in range(first_of(c) + 1, end):
        if s.lows[at] in FALSE:
            verb = at
            while verb > first_of(c) + 1 and (is_auxiliary(s.lows[verb - 1]) or is_adverb(s.lows[verb - 1])):
                verb -= 1
            return verb if verb < at else end
    return end


def _before_others(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, as did Reed": others who said the same."""
    for at in range(first_of(c) + 2, end - 2):
        if s.words[at] == "," and s.lows[at + 1] == "as" and s.lows[at + 2] in ("did", "does", "do", "has", "had"):
            return at
    return end


def _at_called(s: Sentence, c: Candidate, end: int) -> int:
    first = first_of(c)
    return object_end(s, _called(s, first, end) or first, end)


def _called(s: Sentence, first: int, end: int) -> int | None:
    """Return the quoted run of "rejected the report, which …, as “far-fetched”": the object goes on to it."""
    return next((at for at in range(first + 2, end) if is_quote(s.words[at]) and s.lows[at - 1] == "as"), None)


def _before_occasion(s: Sentence, c: Candidate, end: int) -> int:
    """An object ends before the day or occasion: "praised the crew in an interview", "in early June"."""
    for at in range(first_of(c) + 1, end - 1):
        # "went after Reed on Friday over the vote": a day with more of the object behind it
        early = at == first_of(c) + 1 and s.lows[at] == "on" and end - at > 5
        if s.lows[at] not in ("on", "in", "during", "at") or early or "that" in s.lows[at:end]:
            continue
        if is_occasion(s, at, end) or is_time(s, at + 1, end):
            return at
    return end


def _at_quotation(s: Sentence, c: Candidate, end: int) -> int:
    at = first_of(c)
    while at < end and (is_quote(s.words[at]) or s.words[at] == ","):
        at += 1
    return at if at >= end or s.words[at - 1][-1] in "\x02\x03\x04" else end


_ALWAYS: tuple[Rule, ...] = (
    _before_source,
    _before_verdict,
    _before_others,
    _before_main_clause,
    _before_clause_around,
)
_OF_OBJECT: tuple[Rule, ...] = (_at_called, _before_occasion, before_narrator)
_OF_QUOTATION: tuple[Rule, ...] = (_at_quotation,)
_GOES_ON = frozenset("including such like especially particularly".split())
_BREAKS = NOMINATIVE | SUBORDINATORS | COORDINATORS | frozenset("which that then a an one both some".split())


def object_end(s: Sentence, first: int, end: int) -> int:
    """An object ends before the next clause: at a dash, a subordinator, or a comma that a new clause follows."""
    for at in range(first + 1, end):
        word, low = s.words[at], s.lows[at]
        if word in DASHES:
            return at
        if word == "," and at + 1 < end:
            following = s.lows[at + 1]
            if following in _BREAKS or (following.endswith("ing") and following not in _GOES_ON):
                return at
        if low in SUBORDINATORS and low not in ("as", "so", "than", "since", "even", "until", "because"):
            return at
    return end
