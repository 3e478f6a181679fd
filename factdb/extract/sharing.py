"""Subjects that a cue shares with another: "Reed said it leaked, adding that …", "footage of Reed saying".

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.draft import Candidate
from factdb.extract.factuality import EVIDENCE, FALSE
from factdb.extract.grammar import MODAL, NOMINATIVE, POSSESSIVES, PREPOSITIONS, is_auxiliary, is_capital, is_word
from factdb.extract.lexicon import CUES
from factdb.extract.noun_phrases import Subject
from factdb.extract.openings import opening_noun
from factdb.extract.sentences import Sentence
from factdb.extract.subjects import find_subject
from factdb.extract.vocabulary import DOCUMENTS


def share_subjects(s: Sentence, candidates: list[Candidate]) -> None:
    """A cue without a subject of its own ("…, adding that", "and called it") takes that of its clause.

    The noun with which the clause opens, or the speaker of the cue before it.
    """
    previous: Candidate | None = None
    for c in candidates:
        subject = c.subject
        if previous is not None and _shut_in(s, previous.at, c.at):
            previous = next((p for p in reversed(candidates) if p.at < c.at and not _shut_in(s, p.at, c.at)), None)
        if subject.order == "participle" and (filmed := _filmed(s, subject)) is not None:
            c.speaker = filmed
        elif subject.order == "participle" and _absolute(s, subject):
            c.speaker = (subject.first, subject.last)
        elif subject.order == "infinitive" and (moved := _moved(s, subject.group)) is not None:
            c.speaker = moved
        elif subject.order in ("joined", "participle", "infinitive"):
            start = _clause_start(s, subject.group)
            if subject.order == "participle" and s.words[subject.group - 1] == ",":
                previous = _outermost(s, candidates, c, start) or previous
            governed = _governor(s, subject.group) if subject.order == "infinitive" else None
            if subject.order == "joined" and previous is not None:
                previous = _parallel(s, candidates, c, previous)
            if governed is not None:
                c.speaker = governed
            elif previous is not None and previous.speaker is not None and previous.at >= start:
                c.speaker = previous.speaker
            else:
                c.speaker = opening_noun(s, start, subject.group) or (
                    (subject.first, subject.last) if subject.last > subject.first else None
                )
        elif subject.order == "relative" and (issuer := _issuer(s, subject)) is not None:
            c.speaker = issuer
        elif subject.last > subject.first:
            c.speaker = (_past_verdict(s, _after_neither(s, subject.first), subject.last), subject.last)
        if c.speaker is not None:
            previous = c


def _shut_in(s: Sentence, at: int, later: int) -> bool:
    """Test whether word `at` is in brackets that close before word `later`."""
    return next((word == ")" for word in s.words[at:later] if word in ("(", ")")), False)


_RECORDINGS = frozenset("footage video videos clip clips recording recordings audio tape tapes film".split())
_PERCEIVES = frozenset("show shows showed showing hear hears heard filmed recorded caught depicts depicted".split())


def _filmed(s: Sentence, subject: Subject) -> tuple[int, int] | None:
    """Return the name before a participle that a recording shows.

    As in "footage of Reed saying", "a clip shows Reed saying".
    """
    first = subject.last
    while first > 1 and is_capital(s.words[first - 1]):
        first -= 1
    if first == subject.last and s.lows[subject.first] in POSSESSIVES and s.lows[subject.first - 1] in _REMEMBERS:
        return subject.first, subject.last  # "Reed remembers his grandfather telling him"
    if first == subject.last or first < 1:
        return None
    of = first > 1 and s.lows[first - 1] == "of" and s.lows[first - 2] in _RECORDINGS
    return (first, subject.last) if of or s.lows[first - 1] in _PERCEIVES else None


def without_recordings(s: Sentence, candidates: list[Candidate]) -> list[Candidate]:
    """Return the cues but for the verbs by which a recording shows somebody saying something: it hands his words on."""
    shows = {c.at: c for c in candidates if s.lows[c.at] in _PERCEIVES | _REMEMBERS}
    shown = set()
    for c in candidates if shows else ():
        by = shows.get(c.speaker[0] - 1) if c.subject.order == "participle" and c.speaker else None
        if by is not None and c.speaker and s.lows[by.at] in _REMEMBERS and s.lows[c.speaker[0]] not in POSSESSIVES:
            continue
        if by is not None and by.at < c.at:
            c.subject.relay = by.speaker
            shown.add(by.at)
    return [c for c in candidates if c.at not in shown]


_REMEMBERS = frozenset("remember remembers remembered recall recalls recalled".split())
_ISSUES = frozenset("issued issues released releases posted posts published publishes launched ran aired sent".split())


def _issuer(s: Sentence, subject: Subject) -> tuple[int, int] | None:
    """Return who issues the document that a clause describes: "Reed released a video that said"."""
    verb = subject.first - 1
    noun = subject.last - (3 if s.words[subject.last - 2] == "," else 2)
    if verb < 1 or s.lows[verb] not in _ISSUES or noun < 0 or s.lows[noun] not in DOCUMENTS:
        return None
    found = find_subject(s, verb, frozenset({"past", "s"}))
    return (found.first, found.last) if found and found.order == "plain" and not found.passive else None


def _governor(s: Sentence, to: int) -> tuple[int, int] | None:
    """Return the subject of the verb or adjective that governs an infinitive: "Reed is determined to warn"."""
    at = to - 1
    if at < 1 or not s.lows[at].endswith("ed") or is_capital(s.words[at]):
        return None
    subject = find_subject(s, at, frozenset({"past"}))
    if subject is None or subject.order != "plain" or subject.last <= subject.first:
        return None
    return subject.first, subject.last


def _parallel(s: Sentence, candidates: list[Candidate], c: Candidate, previous: Candidate) -> Candidate:
    """Return the cue before `c` that it is joined to.

    As in "Reed said the town would leave and suggested": not one that an auxiliary puts into another form.
    """
    if c.subject.group != c.at or "past" not in c.cue.forms or not _under_modal(s, previous):
        return previous
    others = [o for o in candidates if o.at < previous.at and o.speaker is not None and not _under_modal(s, o)]
    return others[-1] if others else previous


def _under_modal(s: Sentence, c: Candidate) -> bool:
    return any(low in MODAL for low in s.lows[c.subject.group : c.at])


def _after_neither(s: Sentence, first: int) -> int:
    """Return the first word of the subject that ends in a noun phrase from `first` on.

    As in "Neither Reed nor Okafor said".
    """
    if first < 3 or s.lows[first - 1] != "nor":
        return first
    return next((at + 1 for at in range(first - 3, max(first - 14, -1), -1) if s.lows[at] == "neither"), first)


def _past_verdict(s: Sentence, first: int, last: int) -> int:
    """Return the first word of a name that what is said of the statement runs up to.

    As in "no evidence Reed said", "it is false Reed said".
    """
    for at in range(first, last - 1):
        if (s.lows[at] in EVIDENCE or s.lows[at] in FALSE) and s.words[at].islower() and is_capital(s.words[at + 1]):
            return at + 1
    return first


# "The vote led Reed to say": the one moved to it says it.
_MOVES = frozenset(
    "lead leads led leading drive drives drove force forces forced forcing prompt prompts prompted prompting cause"
    " causes caused causing leave leaves left leaving allow allows allowed allowing compel compels compelled inspire"
    " inspired enable enables enabled".split()
)


def _moved(s: Sentence, to: int) -> tuple[int, int] | None:
    """Return the noun phrase between a verb that moves somebody to say something and its "to"."""
    for at in range(to - 2, max(to - 9, -1), -1):
        if not is_word(s.words[at]) or (s.lows[at] in PREPOSITIONS and s.lows[at] != "of"):
            return None
        if s.lows[at] in _MOVES:
            return at + 1, to
    return None


def _outermost(s: Sentence, candidates: list[Candidate], c: Candidate, start: int) -> Candidate | None:
    """ "Reed said he saw no need, telling them": the cue whose clause a participle after a comma goes on with."""
    found: Candidate | None = None
    for other in candidates:
        if other.at >= c.at:
            break
        if other.at < start or other.speaker is None or other.subject.order not in ("plain", "inverted", "relative"):
            continue
        nested = found is not None and s.words[other.subject.first - 1] not in (",", "—", "–", "--", ";")
        if not (nested and s.lows[other.subject.first - 1] not in ("and", "but", "while")):
            found = other
    return found


def _absolute(s: Sentence, subject: Subject) -> bool:
    """ "with the mayor saying", "recalled Reed asking": a participle with a subject of its own."""
    first, last = subject.first, subject.last
    if last <= first or first == 0:
        return False
    if s.lows[first - 1] == "with" or (s.lows[first - 1] == "of" and s.lows[first - 2] in EVIDENCE):
        return True
    return s.words[last - 1][0].isupper() and not any(low in PREPOSITIONS for low in s.lows[first - 1 : last])


def _clause_start(s: Sentence, before: int) -> int:
    """Return where the last clause before word `before` opens, after its conjunction; 0 where none does."""
    for at in range(before - 3, 0, -1):
        low = s.lows[at]
        if low in ("but", "while", "although", "though", "whereas") or (
            low == "and" and (s.words[at - 1] == "," or s.words[at + 1][:1].isupper())
        ):
            following = s.lows[at + 1]
            if following in NOMINATIVE or (s.words[at + 1][:1].isupper() and verb_near(s, at + 2, before)):
                return at + 1
        if s.words[at] in (";", ":", "—", "–", "--") or s.words[at][-1] in "\x02\x03\x04":
            return at + 1
    return 0


def verb_near(s: Sentence, first: int, before: int) -> bool:
    """Test whether a verb is among the next words, before word `before`."""
    return any(is_auxiliary(low) or low in CUES or low.endswith("ed") for low in s.lows[first : min(first + 4, before)])
