"""Attributions by verbs: each cue with its subject, and what is said on its right, its left or around it."""

from __future__ import annotations

from factdb.extract.complements import Complement, is_quote
from factdb.extract.draft import Candidate, Draft
from factdb.extract.factuality import factuality, says_nothing
from factdb.extract.grammar import NOMINATIVE, is_auxiliary, is_word
from factdb.extract.homographs import not_attributing
from factdb.extract.inversions import inverted_candidate
from factdb.extract.lexicon import CUES, PARTICIPLES, Cue
from factdb.extract.rows import members
from factdb.extract.sentences import Sentence, past_dateline
from factdb.extract.sharing import share_subjects, without_recordings
from factdb.extract.sides import complete
from factdb.extract.subjects import find_subject


def by_verbs(s: Sentence, base: int) -> list[Draft]:
    """Return the attributions by verbs of a sentence, in its order.

    `base` is the offset of its paragraph in the text.
    """
    candidates = [c for at in range(len(s)) if s.lows[at] in CUES and (c := _candidate(s, at)) is not None]
    relays = {c.subject.group for c in candidates if c.subject.order == "relayed"}
    candidates = [c for c in candidates if c.at not in relays]
    share_subjects(s, candidates)
    candidates = without_recordings(s, candidates)
    complete(s, candidates)
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
        inverted = inverted_candidate(s, at, last, cue)
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
    verdict = factuality(s, c)
    if verdict == "actual" and c.right is not None and c.cue.cls in ("intention", "thought") and _to_speak(s, c.right):
        verdict = "possible"  # "plans to tell them that"
    if says_nothing(s, c, verdict=verdict, quoted=quoted):
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
        factuality=verdict,
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
    """Return the quotation itself where a phrase only leads up to it: As for the vote, “…,” he said."""
    if not is_quote(s.words[last - 1]):
        return first
    at = last - 1
    while at > first and is_quote(s.words[at - 1]):
        at -= 1
    length = s.ends[last - 1] - s.starts[at]
    return at if at > first and s.words[at - 1] in (",", ":") and length > 40 else first
