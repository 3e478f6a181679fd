"""Where content ends: a clause runs on to the next attribution or the end of its sentence, an object ends sooner."""

from __future__ import annotations

from factdb.extract.complements import is_quote
from factdb.extract.draft import Candidate
from factdb.extract.grammar import COORDINATORS, NOMINATIVE, SUBORDINATORS, TIMES
from factdb.extract.marks import COMMA
from factdb.extract.sentences import Sentence


def content_end(s: Sentence, c: Candidate, later: list[Candidate]) -> int:
    assert c.right is not None
    first = c.right.first
    end = len(s)
    while end > first and s.words[end - 1] in (".", "!", "?", "…", "...", ";", ":"):
        end -= 1
    for other in later:
        if other.at < first:
            continue
        if other.subject.order == "participle":
            cut = other.subject.group - 1
            if s.words[cut] == "," or (s.lows[cut] in ("and", "but") and c.subject.order == "participle"):
                end = min(end, cut)
            elif s.words[cut][-1] == COMMA:
                end = min(end, cut + 1)  # the comma stands inside of the marks
        elif other.subject.order == "joined" and other.speaker == c.speaker and c.speaker is not None:
            cut = other.subject.clause
            if s.lows[cut] in COORDINATORS or s.lows[cut] == ",":
                end = min(end, cut - 1 if s.words[cut - 1] == "," else cut)
        elif other.left is not None and other.subject.order in ("plain", "inverted") and other.left[1] > first:
            end = min(end, other.left[1])
        elif other.subject.order == "plain":
            cut = other.subject.first - 1
            if (
                cut > first
                and s.words[cut] == ","
                and other.right is not None
                and c.right.frame in ("w", "oc", "about")
            ):
                end = min(end, cut)
            elif (
                cut > first and s.lows[cut] in ("and", "but", "while", "though", "although") and s.words[cut - 1] == ","
            ):
                end = min(end, cut - 1)
    for at in range(first, end):
        if s.lows[at] == "according" and at + 1 < len(s) and s.lows[at + 1] == "to":
            end = min(end, at - 1 if s.words[at - 1] == "," else at)
            break
        if s.words[at] == ";" and c.right.frame != ":":
            end = at
            break
    if c.subject.order == "relative" or (c.subject.order == "participle" and c.at <= 1):
        # The clause around takes over again: "Reed, who said it would rain, left"; "Saying it would rain, Reed left".
        end = next((i for i in range(first + 1, end) if s.words[i] == ","), end)
    if not c.right.clause:
        called = _called(s, first, end)
        end = _before_occasion(s, first, object_end(s, called or first, end))
    elif is_quote(s.words[first]) and s.words[first][-1] in "\x02\x03\x04":
        end = _quoted_end(s, first, end)
    else:
        end = _before_remark(s, first, end, _ASIDES if c.right.frame in ("i", "oi") else _APPOSITIONS)
    return max(end, first + 1)


_APPOSITIONS = frozenset("a an one".split())
_ASIDES = _APPOSITIONS | frozenset("which who but while although though despite".split())
_OCCASIONS = frozenset("interview statement speech tweet debate rally appearance news press letter phone".split())


def _before_remark(s: Sentence, first: int, end: int, opens: frozenset[str]) -> int:
    """A clause ends before what the reporter adds: "…, a plan that failed"; an infinitive at a dash as well."""
    for at in range(first + 3, end):
        if s.words[at] == "," and at + 1 < len(s) and s.lows[at + 1] in opens:
            return at
        if opens is _ASIDES and s.words[at] in ("—", "–", "--", "-"):
            return at
    return end


def _before_occasion(s: Sentence, first: int, end: int) -> int:
    """An object ends before the day or occasion: "praised the crew in an interview", "on Friday"."""
    for at in range(first + 2, end - 1):
        if s.lows[at] in ("on", "in", "during", "at"):
            an_occasion = s.lows[at + 1] in ("a", "an") and s.lows[at + 2 : at + 3] and s.lows[at + 2] in _OCCASIONS
            if s.lows[at + 1] in TIMES or an_occasion:
                return at
    return end


def _called(s: Sentence, first: int, end: int) -> int | None:
    """The quoted run of "rejected the report, which …, as “far-fetched”": the object goes on to it."""
    return next((at for at in range(first + 2, end) if is_quote(s.words[at]) and s.lows[at - 1] == "as"), None)


def _quoted_end(s: Sentence, first: int, end: int) -> int:
    at = first
    while at < end and (is_quote(s.words[at]) or s.words[at] in (",",)):
        at += 1
    return at if at >= end or s.words[at - 1][-1] in "\x02\x03\x04" else end


_GOES_ON = frozenset("including such like especially particularly".split())
_BREAKS = NOMINATIVE | SUBORDINATORS | COORDINATORS | frozenset("which that then a an one both some".split())


def object_end(s: Sentence, first: int, end: int) -> int:
    """An object ends before the next clause: at a dash, a subordinator, or a comma that a new clause follows."""
    for at in range(first + 1, end):
        word, low = s.words[at], s.lows[at]
        if word in ("—", "–", "--"):
            return at
        if word == "," and at + 1 < end:
            following = s.lows[at + 1]
            if following in _BREAKS or (following.endswith("ing") and following not in _GOES_ON):
                return at
        if low in SUBORDINATORS and low not in ("as", "so", "than", "since", "even", "until", "because"):
            return at
    return end
