"""Attributions by verbs: each cue with its subject, and what is said on its right, its left or around it."""

from __future__ import annotations

from factdb.extract.appositions import members
from factdb.extract.bounds import content_end
from factdb.extract.complements import (
    JOINING,
    Complement,
    find_complement,
    has_subject,
    is_quote,
    is_subject_pronoun,
)
from factdb.extract.draft import Candidate, Draft
from factdb.extract.factuality import EVIDENCE, FALSE, factuality, says_nothing
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_PAST,
    MODAL,
    NOMINATIVE,
    POSSESSIVES,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    WH,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_verb,
    is_word,
)
from factdb.extract.homographs import not_attributing
from factdb.extract.lexicon import CUES, PARTICIPLES, Cue
from factdb.extract.marks import PLAIN, TITLE
from factdb.extract.sentences import Sentence, past_dateline
from factdb.extract.subjects import Subject, find_inverted, find_subject, is_participial
from factdb.extract.vocabulary import DOCUMENTS, PLACES, is_person_noun


def by_verbs(s: Sentence, base: int) -> list[Draft]:
    """The attributions by verbs of a sentence, in its order; `base` is the offset of its paragraph in the text."""
    candidates = [c for at in range(len(s)) if s.lows[at] in CUES and (c := _candidate(s, at)) is not None]
    relays = {c.subject.group for c in candidates if c.subject.order == "relayed"}
    candidates = [c for c in candidates if c.at not in relays]
    _share_subjects(s, candidates)
    candidates = _without_recordings(s, candidates)
    _complete(s, candidates)
    return [d for c in candidates if (d := _draft(s, c, base)) is not None]


def _candidate(s: Sentence, at: int) -> Candidate | None:
    if at and s.words[at][0].isupper() and not s.titled and not is_quote(s.words[at - 1]):
        return None  # part of a name: "the United States"
    if s.lows[at] in PARTICIPLES and not any(map(_supports, s.lows[max(at - 4, 0) : at])):
        return None  # "Reed, known as": no verb of its own
    for cue in CUES[s.lows[at]]:
        last = at + 1 + len(cue.rest)
        if cue.rest and tuple(s.lows[at + 1 : last]) != cue.rest:
            continue
        if "adjective" in cue.forms:
            return _predicate(s, at, last, cue)
        inverted = _inverted(s, at, last, cue)
        if inverted is not None:
            return inverted
        subject = find_subject(s, at, cue.forms)
        if subject is None:
            return None
        if (
            subject.passive
            or (subject.order == "none" and s.words[last : last + 1] == [":"])  # "Explained: how the lake dried up"
            or (subject.order == "none" and cue.lemma == "ask")
            or (cue.lemma == "ask" and subject.order == "joined" and s.words[at - 1] == ",")  # "Reed, asked about it,"
            or (subject.order == "participle" and at == 0 and "q" not in cue.frames)
        ):
            return None
        if subject.order == "infinitive" and "q" not in cue.frames and not _verb_before_to(s, subject.group):
            return None  # "a refusal to condemn": what is not done, or not yet
        if not_attributing(s, at, last, cue, subject):
            return None
        return Candidate(at, last, cue, subject)
    return None


def _predicate(s: Sentence, at: int, last: int, cue: Cue) -> Candidate | None:
    """ "Reed was adamant that": an adjective after a form of "be"."""
    subject = find_subject(s, at, frozenset({"past"}))
    if subject is None or not subject.passive or subject.order not in ("plain", "relative"):
        return None
    impersonal = s.lows[subject.last - 1].partition("'")[0] in ("it", "this", "that", "there")
    return None if impersonal else Candidate(at, last, cue, subject)


_BEFORE_TO = frozenset("continue went go rise rose stand stood come came began refuse able quick likely".split())


def _verb_before_to(s: Sentence, to: int) -> bool:
    """ "went on to praise", "continues to oppose": an infinitive that a verb governs."""
    at = to - 1
    if at > 0 and s.lows[at] in ("on", "out", "up"):
        at -= 1
    low = s.lows[at] if at >= 0 else ""
    return low in _BEFORE_TO or low in CUES or low.endswith(("ed", "ing", "es"))


def _supports(low: str) -> bool:
    return is_auxiliary(low) or low.endswith(("'ve", "'s", "'d", "'re"))


def _inverted(s: Sentence, at: int, last: int, cue: Cue) -> Candidate | None:
    """ "…," said Reed: a cue right after a quotation or a clause's comma, its subject on the right."""
    if "q" not in cue.frames or not (cue.forms & {"past", "s"} or _heads_with_plural(s, at, last)):
        return None
    tells = "oc" in cue.frames and not is_quote(s.words[at - 1])
    if tells and at and "s" not in cue.forms and cue.lemma not in _CLOSES:
        return None
    if at == 0:
        subject = find_inverted(s, last)
        announces = subject is not None and s.words[subject[1] : subject[1] + 1] == [":"]
        if subject is None or (tells and not announces) or _goes_on(s, subject):
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
    heads = cue.forms & {"s", "base"} and subject[1] == len(s)  # a headline ends without a stop
    closing = (heads or (cue.lemma in _CLOSES and _ends(s, subject[1]))) and _names(s, *subject)
    closing = closing and (not tells or states(s, at - 1))
    stated = closing or (states(s, at - 1) and not tells)  # "River unsafe, warns Reed"
    if not is_quote(before) and (_goes_on(s, subject) or not stated) and not _within(s, at, subject):
        return None  # "Reed, the mayor, said it took years": the comma closes an aside
    end = at - 1 if before in (",", "—", "–", "--") else at
    found = Candidate(at, last, cue, Subject("inverted", *subject, at, at))
    found.left = (_bracket_before(s, at), end)
    found.speaker = subject
    return found


# Verbs that close a sentence with their subject after a statement without marks: "The dam is unsafe, warned Ann Reed."
_CLOSES = frozenset(("say", "warn", "caution"))


def _heads_with_plural(s: Sentence, at: int, last: int) -> bool:
    """ "Dam unsafe, warn engineers": a headline that ends with a verb in the plural and its subject."""
    beside = at > 1 and (s.words[at - 1] in (",", "—", "–", "--") or is_quote(s.words[at - 1]))
    if not beside or last >= len(s) or not is_word(s.words[-1]):
        return False
    subject = find_inverted(s, last)
    return subject is not None and subject[1] == len(s) and s.lows[-1].endswith("s")


def _names(s: Sentence, first: int, last: int) -> bool:
    """Whether a noun phrase is a person by name or occupation."""
    return s.words[last - 1] != s.lows[last - 1] or is_person_noun(s.lows[last - 1])


def _ends(s: Sentence, at: int) -> bool:
    """Whether the sentence ends at word `at`, or after an apposition that begins there."""
    if at >= len(s) or s.words[at] == ".":
        return True
    resumes = any(s.words[near] == "," and _is_verb(s, near + 1) for near in range(at + 1, len(s) - 1))
    return s.words[at] == "," and not resumes and at + 1 < len(s) and not is_capital(s.words[at + 1])


def _bracket_before(s: Sentence, at: int) -> int:
    """The word after the bracket in which word `at` stands, 0 where it stands in none."""
    opened = next((near for near in range(at, -1, -1) if s.words[near] in ("(", ")")), -1)
    return opened + 1 if opened >= 0 and s.words[opened] == "(" else 0


def _within(s: Sentence, at: int, subject: tuple[int, int]) -> bool:
    """ "The contrast, said Reed and others, would be clear": the attribution stands between the commas of an aside."""
    first, last = subject
    named = s.words[first][0].isupper() and not any(low in CUES for low in s.lows[first:last])
    return s.words[at - 1] == "," and named and last + 1 < len(s) and s.words[last] == "," and _resumes(s, last + 1)


def _resumes(s: Sentence, at: int) -> bool:
    """Whether a clause goes on at word `at` with its verb."""
    return is_auxiliary(s.lows[at]) or s.lows[at].endswith(("ed", "s"))


def _goes_on(s: Sentence, subject: tuple[int, int]) -> bool:
    """Whether a verb follows the noun phrase, or stands in it."""
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


def _share_subjects(s: Sentence, candidates: list[Candidate]) -> None:
    """A cue without a subject of its own ("…, adding that", "and called it") takes that of its clause: the noun with
    which the clause opens, or the speaker of the cue before it."""
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
    """Whether word `at` stands in brackets that close before word `later`."""
    return next((word == ")" for word in s.words[at:later] if word in ("(", ")")), False)


_RECORDINGS = frozenset("footage video videos clip clips recording recordings audio tape tapes film".split())
_PERCEIVES = frozenset("show shows showed showing hear hears heard filmed recorded caught depicts depicted".split())


def _filmed(s: Sentence, subject: Subject) -> tuple[int, int] | None:
    """The name before a participle that a recording shows: "footage of Reed saying", "a clip shows Reed saying"."""
    first = subject.last
    while first > 1 and is_capital(s.words[first - 1]):
        first -= 1
    if first == subject.last and s.lows[subject.first] in POSSESSIVES and s.lows[subject.first - 1] in _REMEMBERS:
        return subject.first, subject.last  # "Reed remembers his grandfather telling him"
    if first == subject.last or first < 1:
        return None
    of = first > 1 and s.lows[first - 1] == "of" and s.lows[first - 2] in _RECORDINGS
    return (first, subject.last) if of or s.lows[first - 1] in _PERCEIVES else None


def _without_recordings(s: Sentence, candidates: list[Candidate]) -> list[Candidate]:
    """The cues but for the verbs by which a recording shows somebody saying something: it hands his words on."""
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
    """Who issues the document that a clause describes: "Reed released a video that said"."""
    verb = subject.first - 1
    noun = subject.last - (3 if s.words[subject.last - 2] == "," else 2)
    if verb < 1 or s.lows[verb] not in _ISSUES or noun < 0 or s.lows[noun] not in DOCUMENTS:
        return None
    found = find_subject(s, verb, frozenset({"past", "s"}))
    return (found.first, found.last) if found and found.order == "plain" and not found.passive else None


def _governor(s: Sentence, to: int) -> tuple[int, int] | None:
    """The subject of the verb or adjective that governs an infinitive: "Reed is determined to warn"."""
    at = to - 1
    if at < 1 or not s.lows[at].endswith("ed") or is_capital(s.words[at]):
        return None
    subject = find_subject(s, at, frozenset({"past"}))
    if subject is None or subject.order != "plain" or subject.last <= subject.first:
        return None
    return subject.first, subject.last


def _parallel(s: Sentence, candidates: list[Candidate], c: Candidate, previous: Candidate) -> Candidate:
    """The cue before `c` that it is joined to: "Reed said the town would leave and suggested": not one that an
    auxiliary puts into another form."""
    if c.subject.group != c.at or "past" not in c.cue.forms or not _under_modal(s, previous):
        return previous
    others = [o for o in candidates if o.at < previous.at and o.speaker is not None and not _under_modal(s, o)]
    return others[-1] if others else previous


def _under_modal(s: Sentence, c: Candidate) -> bool:
    return any(low in MODAL for low in s.lows[c.subject.group : c.at])


def _after_neither(s: Sentence, first: int) -> int:
    """The first word of the subject that ends in a noun phrase from `first` on: "Neither Reed nor Okafor said"."""
    if first < 3 or s.lows[first - 1] != "nor":
        return first
    return next((at + 1 for at in range(first - 3, max(first - 14, -1), -1) if s.lows[at] == "neither"), first)


def _past_verdict(s: Sentence, first: int, last: int) -> int:
    """The first word of a name that what is said of the statement runs up to: "no evidence Reed said", "it is false
    Reed said"."""
    for at in range(first, last - 1):
        if (s.lows[at] in EVIDENCE or s.lows[at] in FALSE) and s.words[at].islower() and is_capital(s.words[at + 1]):
            return at + 1
    return first


# "The vote led Reed to say": whoever is moved to it says it.
_MOVES = frozenset(
    "lead leads led leading drive drives drove force forces forced forcing prompt prompts prompted prompting cause"
    " causes caused causing leave leaves left leaving allow allows allowed allowing compel compels compelled inspire"
    " inspired enable enables enabled".split()
)


def _moved(s: Sentence, to: int) -> tuple[int, int] | None:
    """The noun phrase between a verb that moves somebody to say something and its "to"."""
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
    """The first word of the last clause that opens before word `before` with a conjunction and a subject of its own."""
    for at in range(before - 3, 0, -1):
        low = s.lows[at]
        if low in ("but", "while", "although", "though", "whereas") or (
            low == "and" and (s.words[at - 1] == "," or s.words[at + 1][:1].isupper())
        ):
            following = s.lows[at + 1]
            if following in NOMINATIVE or (s.words[at + 1][:1].isupper() and _verb_near(s, at + 2, before)):
                return at + 1
        if s.words[at] in (";", ":", "—", "–", "--") or s.words[at][-1] in "\x02\x03\x04":
            return at + 1
    return 0


def _verb_near(s: Sentence, first: int, before: int) -> bool:
    return any(is_auxiliary(low) or low in CUES or low.endswith("ed") for low in s.lows[first : min(first + 4, before)])


_LEADS = PREPOSITIONS | SUBORDINATORS | TIMES
_AFTER_PARTICIPLE = PREPOSITIONS | SUBORDINATORS | {"that"}


def opening_noun(s: Sentence, start: int, before: int) -> tuple[int, int] | None:
    """The noun phrase with which a clause opens, past what leads up to it: "In a statement on Friday, Reed …"."""
    at = start
    for near in range(start, min(start + 10, before)):
        if s.words[near] in ("—", "–", "--") and near > start and s.words[start].isupper():
            at = near + 1  # a dateline
            break
    low = s.lows[at] if at < len(s) else ""
    participle = (
        low.endswith("ed")
        and at + 1 < len(s)
        and (s.lows[at + 1] in _AFTER_PARTICIPLE or s.lows[at + 1] in WH or is_adverb(s.lows[at + 1]))
    )
    if low in _LEADS or low.endswith("ing") or participle or is_adverb(low):
        comma = next((n for n in range(at, before) if s.words[n] == ","), None)
        at = comma + 1 if comma is not None and comma + 1 < before else at + 1
    for near in range(at, before):
        if s.lows[near] in NOMINATIVE:
            return near, near + 1
        found = find_inverted(s, near)
        if found is not None:
            first, last = found[0], min(found[1], before)
            if _only_time(s, first, last):
                if last + 1 < before and s.words[last] == ",":
                    return opening_noun(s, last + 1, before)
                continue
            for end in range(first + 1, last):
                low = s.lows[end]
                verb = low in CUES and not s.words[end][:1].isupper() and s.lows[end - 1] not in DETERMINERS
                if verb or (low.endswith("ed") and not s.words[end][:1].isupper()):
                    last = end
                    break
            if last == first + 1 and (s.lows[first] in DETERMINERS or is_participial(s, first)):
                continue
            if last == first + 1 and s.words[first].isdigit():
                continue  # "On July 6, 2015, Reed …"
            return first, _listed(s, last, before)
    return None


_TIMELIKE = (
    TIMES
    | DETERMINERS
    | frozenset(
        "later before after earlier moments moment minutes minute hours hour days day weeks months years time times"
        " point ago decades seconds recently".split()
    )
)


_TIME = _TIMELIKE - DETERMINERS


def _only_time(s: Sentence, first: int, last: int) -> bool:
    """ "Minutes later", "the day before": a time, not a source; and the state after a town's name."""
    if last < len(s) and s.words[last] == "," and first > 1 and s.words[first - 1] == ",":
        where = " ".join(s.words[first:last])
        abbreviated = first + 1 == last and (where.endswith(".") or (where.isupper() and len(where) == 2))
        return abbreviated or (where in PLACES and is_capital(s.words[first - 2]))
    return any(low in _TIME for low in s.lows[first:last]) and all(
        low in _TIMELIKE or low.isdigit() for low in s.lows[first:last]
    )


def _listed(s: Sentence, last: int, before: int) -> int:
    """The end of a list of names that goes on at word `last`: "the ports of Elm, Oak and Ash"."""
    at = last
    while at + 1 < before and s.words[at] == "," and s.words[at + 1][0].isupper():
        at += 2
        while at < before and s.words[at][0].isupper():
            at += 1
        if at + 2 < before and s.lows[at] == "and":
            at += 2 if s.lows[at + 1] in DETERMINERS else 1
            if not s.words[at][0].isupper():
                return last
            while at < before and s.words[at][0].isupper():
                at += 1
            return at
    return last


def _complete(s: Sentence, candidates: list[Candidate]) -> None:
    """Settle each candidate's content: on the right, on the left, or around it."""
    for c in candidates:
        after = c.subject.last if c.subject.order == "inverted" else c.last
        if c.subject.order == "inverted":
            c.right = _resumed(s, after)
            plain = c.at > 0 and not is_quote(s.words[c.at - 1])
            if c.right is None and plain and _within(s, c.at, (c.subject.first, c.subject.last)):
                c.right = Complement(after + 1, "resumed", True)
            continue
        c.right = find_complement(s, c.last, c.cue)
        stating = c.cue.cls in ("speech", "writing", "showing") and bool(c.cue.frames & {"q", "c"})
        if c.subject.order in ("plain", "relative", "relayed") and (stating or "q" in c.cue.frames):
            edge = (c.subject.clause if c.subject.order == "relayed" else c.subject.first) - 1
            if edge >= 0 and _trails(s, c, edge) and (c.subject.order != "relative" or is_quote(s.words[edge])):
                named = _noun_between(s, edge)
                if named is not None and c.subject.order == "plain":
                    c.speaker = (named, edge if s.words[named][0].isupper() else c.subject.last)
                    edge = named - 1
                c.left = (0, edge + 1 if is_quote(s.words[edge]) else edge)
                plain = not any(map(is_quote, s.words[: edge + 1]))
                follows = s.lows[c.last] if c.last < len(s) else ""  # a headline ends with its cue
                if plain and follows == "," and not is_quote(s.words[min(c.last + 1, len(s) - 1)]):
                    c.right = _goes_on_after(s, c.last)
                elif c.right is None or c.right.frame not in ("quote", "that", ":"):
                    c.right = _resumed(s, c.last)
                    if c.right is None and plain:
                        c.right = _goes_on_after(s, c.last)
                if plain and c.right is None and (not states(s, edge) or follows in DETERMINERS):
                    c.left = None  # "On Tuesday, he wrote a letter"
    for number, c in enumerate(candidates):
        if c.right is not None and c.right.first >= len(s):
            c.right = None  # "He urged:", and nothing follows
        if c.right is not None:
            c.end = content_end(s, c, candidates[number + 1 :])
            if c.speaker is None and c.subject.order == "participle":
                c.speaker = _following_noun(s, c.end)
                if c.speaker is not None and c.at <= 1:
                    c.end = max(c.end, c.speaker[0] - 1)


def _following_noun(s: Sentence, end: int) -> tuple[int, int] | None:
    """ "Noting that it rained, Reed left": a leading participle shares the subject of the clause after it."""
    for at in range(end, len(s) - 2):
        if s.words[at] != ",":
            continue
        found = find_inverted(s, at + 1)
        named = s.words[at + 1][0].isupper() or s.lows[at + 1] in ("the", "he", "she", "they")
        if found is None or not named or found[1] >= len(s):
            continue
        if s.words[found[1]] == ",":
            return found
        first, last = found
        verb = next((i for i in range(first + 1, last) if _verb_near(s, i, i + 1)), last)
        if verb < last or is_auxiliary(s.lows[verb]) or is_adverb(s.lows[verb]):
            return first, verb
        if first + 2 == last and s.words[first][0].isupper() and s.words[first + 1].islower():
            return first, first + 1  # a name and its verb, and the sentence ends
    return None


_ASIDES = SUBORDINATORS | WH | {"that"}


def states(s: Sentence, end: int) -> bool:
    """Whether the words before word `end` may be a statement: one of their parts between commas is a clause."""
    first = 0
    for at in range(end + 1):
        if at == end or s.words[at] == ",":
            if at > first and _is_clause(s, first, at):
                return True
            first = at + 1
    return False


def _is_clause(s: Sentence, first: int, end: int) -> bool:
    """Whether words first..end may be a clause of their own: a verb, and no more than an aside: "which left", "elected
    in May", "in a speech that drew thousands"."""
    opens = s.lows[first] in _ASIDES and not (first == 0 and s.lows[0] in _NOUN_CLAUSES)
    if opens or _is_participle(s, first):
        return False
    if s.lows[first] in PREPOSITIONS:
        end = next((at for at in range(first, end) if s.lows[at] in _ASIDES), end)
        return any(is_verb(s.words, s.lows, at) and s.lows[at + 1] != "by" for at in range(first, end))
    relatives = sum(low in _ASIDES for low in s.lows[first:end]) if first else 0
    return sum(_is_verb(s, at) for at in range(first, end)) > relatives


_NOUN_CLAUSES = frozenset("that whether what how why who".split())


def _is_verb(s: Sentence, at: int) -> bool:
    low = s.lows[at]
    contracted = "'" in low and is_subject_pronoun(low)
    return is_verb(s.words, s.lows, at) or (low in CUES and s.words[at].islower()) or contracted or is_quote(low)


def _is_participle(s: Sentence, at: int) -> bool:
    """ "elected in May", "speaking softly": a participle that opens an aside, and no adjective."""
    if not s.lows[at].endswith("ed" if at == 0 else ("ed", "ing")) or at + 1 >= len(s):
        return False
    following = s.lows[at + 1]
    return following in PREPOSITIONS or following in TIMES or following in DETERMINERS or is_adverb(following)


def _trails(s: Sentence, c: Candidate, edge: int) -> bool:
    """Whether what stands before the subject is the content: "…," he said."""
    word = s.words[edge]
    if is_quote(word):
        return word[-1] in "\x02\x03\x04" or c.right is None
    if word != ",":
        return False
    return c.right is None and edge > 1


def _noun_between(s: Sentence, edge: int) -> int | None:
    """The first word of a noun phrase between a quotation and the comma `edge`: “…,” Reed, the mayor who left said;
    “…,” the tall, quiet mayor said."""
    first = edge
    while first > 0 and is_word(s.words[first - 1]) and s.words[first - 1][0].isupper():
        first -= 1
    if first == edge and edge > 2 and s.lows[edge - 2] in DETERMINERS:
        first = edge - 2
    return first if 0 < first < edge and is_quote(s.words[first - 1]) and s.words[first - 1][-1] != PLAIN else None


def _resumed(s: Sentence, after: int) -> Complement | None:
    """ "…," he said, "…": the quotation that goes on after the attribution, if no other clause stands between."""
    joined = False
    for at in range(after, min(after + 16, len(s))):
        word = s.words[at]
        if joined and has_subject(s, at):
            return None
        joined = joined or s.lows[at] in JOINING
        if is_quote(word):
            if word[-1] != TITLE and (s.words[at - 1] in (",", ":", "—", "–", "--", "...", "…") or at == after):
                return Complement(at, "quote", True)
            return None
        if s.lows[at] in CUES and at > after:
            return None
    return None


def _goes_on_after(s: Sentence, after: int) -> Complement | None:
    """ "The plan, he said on Friday, would fail": the rest of the statement, after the attribution's closing comma."""
    for at in range(after, min(after + 12, len(s) - 1)):
        noun = s.lows[at - 1] in DETERMINERS
        if (s.lows[at] in CUES and not noun) or is_quote(s.words[at]):
            return None
        if s.words[at] == ",":
            following = s.lows[at + 1]
            if following in ("on", "in", "at", "during") and states(s, after - 2):
                return None
            asides = ("who", "which", "adding", "according", "where", "when", "while")
            if following in asides or following in COORDINATORS or following.endswith("ing"):
                return None
            return Complement(at + 1, "resumed", True)
    return None


def _draft(s: Sentence, c: Candidate, base: int) -> Draft | None:
    stretches: list[tuple[int, int]] = []
    quoted = False
    announces = c.right is None and c.left is None and _announces(s, c)
    if c.left is not None:
        first, last = c.left
        while first < last and not is_word(s.words[first]):
            first += 1
        first = _past_lead(s, _past_connective(s, past_dateline(s, first, last), last), last)
        if last > first:
            stretches.append((base + s.starts[first], base + s.ends[last - 1]))
            quoted = quoted or any(map(is_quote, s.words[first:last]))
    if c.right is not None and c.end > c.right.first:
        stretches.append((base + s.starts[c.right.first], base + s.ends[c.end - 1]))
        quoted = quoted or any(map(is_quote, s.words[c.right.first : c.end]))
    if not stretches and not announces:
        return None
    told = factuality(s, c)
    if told == "actual" and c.right is not None and c.cue.cls in ("intention", "thought") and _to_speak(s, c.right):
        told = "possible"  # "plans to tell them that"
    if says_nothing(s, c, told=told, quoted=quoted):
        return None
    if c.cue.cls == "seeming":
        if c.right is not None and c.right.frame == "i" and s.lows[c.right.first + 1] in CUES:
            return None  # "appeared to suggest that": the suggestion is the attribution
        # What seems is the whole clause, and nobody is named to whom it does.
        if c.subject.last > c.subject.first:
            stretches.insert(0, (base + s.starts[c.subject.first], base + s.ends[c.subject.last - 1]))
        c.speaker = None
    speakers: tuple[tuple[int, int], ...] = ()
    if c.speaker is not None and c.speaker[1] > c.speaker[0]:
        first, last = c.speaker
        start, end = base + s.starts[first], base + s.ends[last - 1]
        low = s.lows[first]
        if last == first + 1 and "'" in low and low.partition("'")[0] in NOMINATIVE:
            end = start + len(low.partition("'")[0])
        relative = s.lows[last - 1] in ("who", "which", "that")
        row = [] if relative else members(s, first, last)
        speakers = tuple((base + s.starts[a], base + s.ends[b - 1]) for a, b in row) or ((start, end),)
    relay = c.subject.relay
    return Draft(
        stretches,
        (base + s.starts[c.at], base + s.ends[c.last - 1]),
        speakers,
        (base + s.begin, base + s.end),
        quoted=quoted,
        cls=c.cue.cls,
        frame=c.right.frame if c.right is not None and c.left is None else "left",
        relay=(base + s.starts[relay[0]], base + s.ends[relay[1] - 1]) if relay else None,
        factuality=told,
        relative=c.subject.order == "relative",
    )


def _to_speak(s: Sentence, right: Complement) -> bool:
    cues = CUES.get(s.lows[right.first + 1], ()) if right.frame == "i" and right.first + 1 < len(s) else ()
    return any(cue.cls in ("speech", "writing") for cue in cues)


def _announces(s: Sentence, c: Candidate) -> bool:
    """ "He said:", and an attribution that is a sentence of its own: “….” Reed said."""
    if s.words[-1] == ":":
        return bool(c.cue.frames & {"q", "c"})
    bare = s.words[-1] == "." and len(s) - c.last < 8 and c.subject.order in ("plain", "inverted")
    return bare and c.cue.cls in ("speech", "writing") and "q" in c.cue.frames and not s.quoted


_CONNECTIVES = frozenset("however meanwhile moreover nevertheless nonetheless furthermore besides".split())


def _past_connective(s: Sentence, first: int, last: int) -> int:
    """ "However, growth is slowing": the reporter joins his sentences."""
    return first + 2 if s.lows[first] in _CONNECTIVES and first + 2 < last and s.words[first + 1] == "," else first


def _past_lead(s: Sentence, first: int, last: int) -> int:
    """The quotation itself where a phrase only leads up to it: As for the vote, “…,” he said."""
    if not is_quote(s.words[last - 1]):
        return first
    at = last - 1
    while at > first and is_quote(s.words[at - 1]):
        at -= 1
    length = s.ends[last - 1] - s.starts[at]
    return at if at > first and s.words[at - 1] in (",", ":") and length > 40 else first
