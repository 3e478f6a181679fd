"""Attributions without a verb of saying beside its subject: "according to", "in a poll", "asked whether", "is expected
to", "reportedly", "his claim that", and long quoted runs that nothing governs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factdb.extract.announcements import announcer
from factdb.extract.appositions import members, past_asides
from factdb.extract.bounds import object_end
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.grammar import (
    BE,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_PAST,
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
from factdb.extract.lexicon import CUES, NOUN_CUES, Cue
from factdb.extract.marks import COMMA, CRY, TITLE
from factdb.extract.sentences import Sentence
from factdb.extract.subjects import find_inverted, find_subject
from factdb.extract.verbs import opening_noun
from factdb.extract.vocabulary import is_person_noun
from factdb.extract.wordlists import read_words

Words = tuple[int, int]


def by_phrases(s: Sentence, base: int) -> list[Draft]:
    """The attributions of a sentence that stand in phrases; `base` is the offset of its paragraph in the text."""
    found = []
    for at, low in enumerate(s.lows):
        reader = _READERS.get(low)
        if reader is not None:
            draft = reader(s, base, at)
            if draft is not None:
                found.append(draft)
    return found


def drafted(
    s: Sentence, base: int, stretches: Sequence[Words], cue: Words, speaker: Words | None, confidence: float
) -> Draft | None:
    """A draft from words of the sentence, (first, last exclusive); None where no content is left."""
    content = []
    for first, last in stretches:
        while last > first and not is_word(s.words[last - 1]):
            if s.words[last - 1] == ")" and "(" in s.words[first : last - 1]:
                break  # "worth £6bn (€7bn)"
            last -= 1
        while first < last and not is_word(s.words[first]):
            first += 1
        if last > first:
            content.append((first, last))
    if not content:
        return None
    return Draft(
        [(base + s.starts[first], base + s.ends[last - 1]) for first, last in content],
        (base + s.starts[cue[0]], base + s.ends[cue[1] - 1]),
        tuple((base + s.starts[a], base + _owner_end(s, b - 1)) for a, b in _each(s, speaker)),
        (base + s.begin, base + s.end),
        confidence,
        quoted=any(is_quote(s.words[i]) for first, last in content for i in range(first, last)),
        cls="speech" if confidence > 0.5 else "thought",
    )


def _each(s: Sentence, speaker: Words | None) -> list[Words]:
    """Each of the people whom the words of a source name; the words themselves where they name one."""
    if speaker is None:
        return []
    return members(s, *speaker) or [speaker]


def _owner_end(s: Sentence, at: int) -> int:
    """Where a source's last word ends, without the ending of a possessive: "the mayor’s claim"."""
    return s.ends[at] - (2 if s.lows[at].endswith("'s") else 1 if s.lows[at].endswith("s'") else 0)


def _comma(s: Sentence, at: int) -> int:
    """The next comma from word `at` on, or the sentence's end."""
    while at < len(s) and s.words[at] != ",":
        at += 1
    return at


def _according(s: Sentence, base: int, at: int) -> Draft | None:
    """ "according to the report", before its statement, after it or in it."""
    if at + 2 >= len(s) or s.lows[at + 1] != "to":
        return None
    source = find_inverted(s, at + 2)
    if source is None or (s.lows[source[1] - 1] in _STANDARDS and source[1] - source[0] < _OF_STANDARD):
        return None
    return _sourced(s, base, (at, source[1]), (at, at + 2), source, 0.8)


_OF_STANDARD = 4
"""Words that a standard may have: "the original plan", not "people familiar with its plans"."""
_STANDARDS = frozenset(
    "custom tradition plan plans schedule size age need needs ability taste rank height weight type season demand"
    " script circumstances preference timetable".split()
)
"""What a thing is done by, and nobody who says so: "according to plan"."""


def _sourced(s: Sentence, base: int, phrase: Words, cue: Words, source: Words, confidence: float) -> Draft | None:
    """A statement around or beside the words `phrase`, which name its source."""
    first, last = phrase
    leads = first == 0 or (first == 1 and not is_quote(s.words[0])) or (first == 2 and s.lows[0] in COORDINATORS)
    before = s.lows[first - 2 if s.words[first - 1] == "," else first - 1]
    if leads or (before in COORDINATORS and last < len(s) and s.words[last] == ","):
        return drafted(s, base, [(past_asides(s, _comma(s, last)) + 1, len(s))], cue, source, confidence)
    stretches = [(0, first)]
    if s.words[first - 1] == "," and last + 1 < len(s) and s.words[last] == ",":
        following = s.lows[last + 1]
        fronted = s.lows[0] in SUBORDINATORS and "," not in s.words[: first - 1]
        broken = fronted or not any(
            low in CUES or is_verb(s.words, s.lows, at) for at, low in enumerate(s.lows[:first])
        )
        if not broken and is_quote(s.words[last + 1]):
            return drafted(s, base, [(last + 1, len(s))], cue, source, confidence)
        if broken and following not in WH and following not in COORDINATORS and not following.endswith("ing"):
            stretches.append((past_asides(s, last, resumes=True) + 1, len(s)))
    return drafted(s, base, stretches, cue, source, confidence)


# Words of what is said about a statement in passing: "as Reed told the Gazette on Friday,".
_LONGEST_AS = 9


def _as_said(s: Sentence, base: int, at: int) -> Draft | None:
    """ "As Reed put it, …", "…, as Reed noted": a clause that hands a statement to its source."""
    before = s.words[at - 1] if at else ","
    joined = at > 0 and s.lows[at - 1] in COORDINATORS
    if not (joined or before in (",", *_DASHES) or is_quote(before) or at == 1) or at + 2 >= len(s):
        return None
    source = find_inverted(s, at + 1)
    if source is None or (s.lows[source[0]] in NOMINATIVE and any(low in CUES for low in s.lows[:at])):
        return None  # "Reed said it was, as he put it, a wreck"
    for verb in range(at + 2, min(source[1] + 2, len(s))):
        cue = next((cue for cue in CUES.get(s.lows[verb], ()) if _hands_on(s, verb, cue)), None)
        if cue is None:
            continue
        last = verb + 1 + len(cue.rest)
        end = last
        while end < len(s) and is_word(s.words[end]) and not is_quote(s.words[end]) and end - last < _LONGEST_AS:
            if is_auxiliary(s.lows[end]) or s.lows[end] in ("that", "how", "what", "it", "he", "she", "they"):
                return None
            end += 1
        if end < len(s) and s.words[end] not in (",", "."):
            return None
        if "q" in cue.frames and any(map(is_quote, s.words[end + 1 : end + 2])):
            return None  # "As Reed put it, “…”": the verb has its quotation
        subject = (at + 1, verb)
        while is_auxiliary(s.lows[subject[1] - 1]) or is_adverb(s.lows[subject[1] - 1]):
            subject = (subject[0], subject[1] - 1)
        if subject[1] <= subject[0]:
            return None
        return _sourced(s, base, (at, end), (verb, last), subject, 0.6)
    return None


_HANDS_ON = frozenset(
    "say tell put report note write explain argue suggest observe predict admit acknowledge claim state confirm reveal"
    " recall point warn announce concede complain insist indicate joke mention reply testify tweet post show"
    " find".split()
)


def _hands_on(s: Sentence, at: int, cue: Cue) -> bool:
    """Whether the cue at word `at` may hand on a statement that stands beside its clause."""
    rest = tuple(s.lows[at + 1 : at + 1 + len(cue.rest)])
    verb = s.words[at].islower() and bool(cue.forms & {"past", "s", "base"})
    return verb and cue.lemma.split()[0] in _HANDS_ON and rest == cue.rest


def _poll(s: Sentence, base: int, at: int) -> Draft | None:
    """ "In a poll by the Gazette, …": figures that a poll gives."""
    first = at
    while first > 0 and is_word(s.words[first - 1]) and s.lows[first - 1] not in PREPOSITIONS:
        first -= 1
    if first == 0 or s.lows[first - 1] != "in" or at - first < 1:
        return None
    if first == 1:
        return _sourced(s, base, (0, at + 1), (0, 1), (first, at + 1), 0.4)
    after = s.words[at + 1] if at + 1 < len(s) else "."
    if is_word(after) and s.lows[at + 1] not in PREPOSITIONS and s.lows[at + 1] not in ("released", "conducted"):
        return None
    return _sourced(s, base, (first - 1, at + 1), (first - 1, first), (first, at + 1), 0.4)


def _asked(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Asked whether …, he said", "when asked about": a question put by somebody unnamed."""
    before = s.lows[at - 1] if at else ""
    if at and before not in ("when", "if", "being", "once") and before not in BE and s.words[at - 1] != ",":
        return None
    first, speaker = at + 1, None
    if first < len(s) and s.lows[first] == "by":
        speaker = find_inverted(s, first + 1)
        first = speaker[1] if speaker else first
    for near in range(first, min(first + 8, len(s))):
        low = s.lows[near]
        if low in WH or low == "to" or low == "about":
            start = near + 1 if low == "about" else near
            end = _comma(s, start) if at < 2 or before in ("when", "once", ",") else len(s)
            return drafted(s, base, [(start, end)], (at, at + 1), speaker, 0.45)
        if low == "," or low in CUES:
            return None
    return None


_EXPECTED = frozenset("to as".split())


def _held(s: Sentence, base: int, at: int) -> Draft | None:
    """ "The ferry is expected to sail", "was seen as": what is said of something by nobody named."""
    group = at - 1
    while group >= 0 and (is_auxiliary(s.lows[group]) or is_adverb(s.lows[group])):
        group -= 1
    if at == 0 or not any(low in BE for low in s.lows[group + 1 : at]) or at + 1 >= len(s):
        return None
    if s.lows[at + 1] not in ("to", "as", "by"):
        return None
    subject = find_subject(s, at, frozenset({"past"}))
    if subject is None or subject.last <= subject.first:
        return None
    speaker = None
    start, end = at + 1, _clause_end(s, at + 1)
    if s.lows[at + 1] == "by":
        speaker = find_inverted(s, at + 2)
        start = speaker[1] if speaker else end
        if start >= len(s) or s.lows[start] not in ("to", "as"):
            return None
    return drafted(s, base, [(subject.first, subject.last), (start, end)], (group + 1, at + 1), speaker, 0.5)


def _reportedly(s: Sentence, base: int, at: int) -> Draft | None:
    """ "The ferry reportedly sank": a clause that one word hands on to somebody unnamed."""
    start = at
    while (
        start > 0
        and s.words[start - 1] not in (",", ";", ":", "—", "–")
        and s.lows[start - 1] not in ("that", "but", "which", "who")
    ):
        start -= 1
    end = _clause_end(s, at + 1)
    return drafted(s, base, [(start, at), (at + 1, end)], (at, at + 1), None, 0.3)


_DASHES = ("—", "–", "--", "-")


def _clause_end(s: Sentence, at: int) -> int:
    """Where the clause of word `at` ends: the next clause's comma, or the sentence's end."""
    while at < len(s):
        if s.words[at] in (";", "—", "–", "--"):
            return at
        if s.words[at] == "," and at + 1 < len(s):
            following = s.lows[at + 1]
            if following in SUBORDINATORS or following in COORDINATORS or following in WH or following.endswith("ing"):
                return at
        at += 1
    return at


def _view(s: Sentence, base: int, at: int) -> Draft | None:
    """ "in Reed’s view", "in the mayor’s words": whose statement it stands beside."""
    if at > 1 and s.lows[at - 2 : at] == ["in", "the"] and at + 2 < len(s) and s.lows[at + 1] == "of":
        source = find_inverted(s, at + 2)  # "in the words of Reed, “…”"
        return _sourced(s, base, (at - 2, source[1]), (at - 2, at + 2), source, 0.6) if source else None
    if at < 2 or not s.lows[at - 1].endswith(("'s", "s'")) or (at + 1 < len(s) and is_word(s.words[at + 1])):
        return _noun(s, base, at) if s.lows[at] in NOUN_CUES else None
    first = next((i for i in range(at - 1, max(at - 8, -1), -1) if s.lows[i] == "in"), None)
    if first is None or (first > 0 and s.words[first - 1] != "," and not is_quote(s.words[first - 1])):
        return None
    return _sourced(s, base, (first, at + 1), (first, first + 1), (first + 1, at), 0.5)


def _noun(s: Sentence, base: int, at: int) -> Draft | None:
    """ "his claim that", "the mayor’s opposition to": nouns that carry what somebody says or thinks."""
    if at == 0 or at + 2 >= len(s):
        return None
    if s.lows[at + 1] in BE and s.lows[at + 2] == "that":
        return _noun_is(s, base, at)
    if s.lows[at + 1] == "from" and "that" in NOUN_CUES[s.lows[at]]:
        return _noun_from(s, base, at)
    if s.lows[at + 1] not in NOUN_CUES[s.lows[at]]:
        return None
    owner = at - 1
    if not (s.lows[owner].endswith(("'s", "s'")) or s.lows[owner] in POSSESSIVES):
        owner -= 1
        if owner < 0 or not (s.lows[owner].endswith(("'s", "s'")) or s.lows[owner] in POSSESSIVES):
            return None
    first = owner
    if s.lows[owner] not in POSSESSIVES:
        while first > 0 and (s.words[first - 1][0].isupper() or s.lows[first - 1] in DETERMINERS):
            first -= 1
    start = at + 1 if s.lows[at + 1] in ("that", "to") and not _nominal(s, at) else at + 2
    end = object_end(s, start, len(s))
    if s.lows[at + 1] != "that":
        # The noun's clause goes on with its own verb: "his decision to leave has hurt the party".
        end = next((i for i in range(start + 1, end) if s.lows[i] in _FINITE and s.lows[i - 1] != "who"), end)
    speaker = (first, owner + 1)
    if s.lows[owner] in ("his", "her", "its", "their"):
        # "Reed defended his claim that": whose it is, stands in the same sentence.
        opening = opening_noun(s, 0, owner)
        if opening is not None and is_capital(s.words[opening[0]]) and s.lows[opening[0]] not in NOMINATIVE:
            speaker = opening
    return drafted(s, base, [(start, end)], (at, at + 1), speaker, 0.3)


def _noun_is(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Her message was that …", "Reed’s main argument is that …"."""
    owner = next((near for near in range(at - 1, max(at - 4, -1), -1) if _owns(s, near)), None)
    if owner is None or "that" not in NOUN_CUES[s.lows[at]]:
        return None
    first = owner
    while (
        first > 0
        and s.lows[owner] not in POSSESSIVES
        and (s.words[first - 1][0].isupper() or s.lows[first - 1] in DETERMINERS)
    ):
        first -= 1
    return drafted(s, base, [(at + 2, len(s))], (at, at + 2), (first, owner + 1), 0.6)


def _noun_from(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Allegations from Washington that …", "a warning from the mayor that …"."""
    source = find_inverted(s, at + 2)
    if source is None or source[1] + 1 >= len(s) or s.lows[source[1]] != "that" or is_auxiliary(s.lows[source[1] + 1]):
        return None
    return drafted(s, base, [(source[1], object_end(s, source[1], len(s)))], (at, at + 1), source, 0.6)


def _owns(s: Sentence, at: int) -> bool:
    return s.lows[at].endswith(("'s", "s'")) or s.lows[at] in POSSESSIVES


def _nominal(s: Sentence, at: int) -> bool:
    """Whether the "to" after a noun is a preposition: "opposition to the plan"."""
    return s.lows[at] in ("opposition", "objection", "objections", "commitment", "response", "reaction")


_FINITE = frozenset("is are was were has had will would could should may might did does says said".split())

_MEDIA = tuple(medium.lower() for medium in read_words("channels")["medium"])


def _took_to(s: Sentence, base: int, at: int) -> Draft | None:
    """ "Reed took to Instagram: “…”": a medium, and what a colon or a quotation after it gives."""
    if at + 3 >= len(s) or s.lows[at + 1] != "to" or not " ".join(s.lows[at + 2 : at + 5]).startswith(_MEDIA):
        return None
    first = next((near for near in range(at + 3, min(at + 12, len(s))) if is_quote(s.words[near])), None)
    if first is None or any(low in CUES for low in s.lows[at + 2 : first]):
        return None
    subject = find_subject(s, at, frozenset({"past"} if s.lows[at] == "took" else {"s"}))
    if subject is None or subject.last <= subject.first:
        return None
    return drafted(s, base, [(first, len(s))], (at, at + 2), (subject.first, subject.last), 0.8)


def _to_quote(s: Sentence, base: int, at: int) -> Draft | None:
    """ "To quote Reed, “…”"."""
    source = find_inverted(s, at + 1) if at == 1 and s.lows[0] == "to" else None
    if source is None or source[1] >= len(s) or s.words[source[1]] != ",":
        return None
    return _sourced(s, base, (0, source[1]), (0, 2), source, 0.6)


def _how(s: Sentence, base: int, at: int) -> Draft | None:
    """ "“A farce” is how Reed described it", "“A farce”: that was how it was described by Reed"."""
    if not 1 < at < 5 or not is_quote(s.words[0]) or s.lows[at - 1] not in BE:
        return None
    verb = next((near for near in range(at + 2, min(at + 14, len(s))) if s.lows[near] in CUES), None)
    if verb is None:
        return None
    source: Words | None = None
    if s.lows[verb - 1] in BE:
        source = find_inverted(s, verb + 2) if s.lows[verb + 1 : verb + 2] == ["by"] else None
    else:
        subject = find_subject(s, verb, frozenset({"past", "s", "base"}))
        source = (subject.first, subject.last) if subject is not None and subject.last > subject.first else None
    return drafted(s, base, [(0, 1)], (verb, verb + 1), source, 0.8) if source is not None else None


_READERS: dict[str, Callable[[Sentence, int, int], Draft | None]] = {
    "according": _according,
    "as": _as_said,
    "how": _how,
    "quote": _to_quote,
    "asked": _asked,
    **dict.fromkeys("poll survey".split(), _poll),
    **dict.fromkeys(
        "expected believed thought considered seen viewed regarded rumored said reported understood".split(), _held
    ),
    "reportedly": _reportedly,
    **dict.fromkeys("took takes".split(), _took_to),
    **dict.fromkeys(NOUN_CUES, _noun),
    **dict.fromkeys("view opinion words telling estimation phrase formulation".split(), _view),
}


# Words that a quoted run must have to be a quotation where no cue governs it: shorter ones are titles, nicknames and
# words held at arm's length.
_LONG_RUN = 40


# Words between a quotation and the verb that attributes it: “…,” Reed, 30, of Salem, who was there, said.
_TO_VERB = 30


_NO_VERB_AFTER = PREPOSITIONS | DETERMINERS - {"two", "three", "both", "all", "four"}


def _verb_beside(s: Sentence, at: int) -> tuple[Words, int] | None:
    """ "…," the suit reads; "…," fumed Reed: after a quotation that ends in a comma any verb attributes."""
    if s.words[at][-1] not in (COMMA, CRY) or at + 2 >= len(s):
        return None
    low = s.lows[at + 2]
    names = is_capital(s.words[at + 2]) or low in NOMINATIVE or low in ("a", "an", "the") or is_person_noun(low)
    if names and _verblike(s, at + 1) and not _beside_noun(s, at + 1):
        speaker = find_inverted(s, at + 2)
        return (speaker, at + 1) if speaker else None
    if not _beside_noun(s, at + 1) and not is_capital(s.words[at + 1]):
        return None
    noun = at + 1
    aside = False
    for near in range(at + 2, min(at + _TO_VERB, len(s))):
        word, low = s.words[near], s.lows[near]
        if is_quote(word) or word in (";", ":", ".", "—", "–", "--"):
            return None
        if word in (",", "("):
            # "the tall, 71-year-old diplomat" goes on past its comma.
            named = s.lows[at + 1] in NOMINATIVE or any(map(is_capital, s.words[at + 1 : near]))
            noun = near if named and noun == at + 1 else noun
            aside = aside or named
        if s.lows[near - 1] in _NO_VERB_AFTER or low in TIMES:
            continue
        if s.lows[near - 1].endswith(("'s", "s'")):
            continue  # "Editor’s note"
        if low in ("who", "which", "that", "whose"):
            aside = True
        speaks = any("q" in cue.frames and cue.forms - {"ing"} for cue in CUES.get(low, ()))
        closed = not aside or s.words[near - 1] in (",", ")") or speaks
        if closed and (speaks or (not aside and _verblike(s, near))) and s.lows[near - 1] not in ("who", "which"):
            return (at + 1, noun if noun > at + 1 else near), near
    return None


def _beside_noun(s: Sentence, at: int) -> bool:
    """Whether a noun phrase begins at word `at`: "the two", "both officials", "Reed"."""
    low = s.lows[at]
    occupied = is_person_noun(low) and at + 1 < len(s) and is_capital(s.words[at + 1])  # "trader Ann Reed"
    return low in DETERMINERS or low in NOMINATIVE or is_capital(s.words[at]) or occupied


def _verblike(s: Sentence, at: int) -> bool:
    low, word = s.lows[at], s.words[at]
    if not word[0].islower() or is_auxiliary(low) or low in PREPOSITIONS or low in TIMES:
        return False
    return low.endswith(("ed", "s")) or low in CUES or low in IRREGULAR_PAST or low in ("read", "spat")


def _label(s: Sentence, at: int) -> Words | None:
    """The name before a colon and the quotation at word `at`, after a dash: "The ferry stays - Ana Reed: “…”"."""
    first = at - 1
    if first < 1 or s.words[first] != ":":
        return None
    while first > 0 and (is_capital(s.words[first - 1]) or s.lows[first - 1] in ("of", "the", "and", "for")):
        first -= 1
    labelled = first < at - 1 and is_capital(s.words[first]) and (first == 0 or s.words[first - 1] in _DASHES)
    return (first, at - 1) if labelled else None


def ungoverned(s: Sentence, base: int, drafts: list[Draft]) -> list[Draft]:
    """Long quoted runs that no cue governs: attributed to the sentence's first noun."""
    found: list[Draft] = []
    for at in range(len(s)):
        if not is_quote(s.words[at]):
            continue
        if s.words[at][-1] == TITLE:
            continue
        beside = _verb_beside(s, at) if at < 2 else None
        announcing = announcer(s, at - 1) if at and s.words[at - 1] == ":" else None
        if beside is None and announcing is None and s.ends[at] - s.starts[at] < _LONG_RUN:
            continue
        start, end = base + s.starts[at], base + s.ends[at]
        if any(a <= start and end <= b for d in drafts for a, b in d.stretches):
            continue
        if found and found[-1].stretches[-1][1] <= start:
            found[-1].stretches.append((start, end))
            continue
        if beside is not None:
            speaker, cue = beside
            found.append(
                Draft(
                    [(start, end)],
                    (base + s.starts[cue], base + s.ends[cue]),
                    tuple((base + s.starts[a], base + s.ends[b - 1]) for a, b in _each(s, speaker)),
                    (base + s.begin, base + s.end),
                    0.6,
                    quoted=True,
                )
            )
            continue
        leading = _label(s, at) or announcing or opening_noun(s, 0, at)
        speakers = ((base + s.starts[leading[0]], base + _owner_end(s, leading[1] - 1)),) if leading else ()
        found.append(
            Draft([(start, end)], None, speakers, (base + s.begin, base + s.end), 0.4 if speakers else 0.1, quoted=True)
        )
    return found
