"""From words of a sentence to a draft in offsets of the text."""

from __future__ import annotations

from collections.abc import Sequence

from factdb.extract.appositions import past_asides
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.grammar import COORDINATORS, SUBORDINATORS, WH, is_verb, is_word
from factdb.extract.lexicon import CUES
from factdb.extract.rows import members
from factdb.extract.sentences import Sentence

Words = tuple[int, int]


def drafted(
    s: Sentence, base: int, stretches: Sequence[Words], cue: Words, speaker: Words | None, confidence: float
) -> Draft | None:
    """Return a draft from words of the sentence, (first, last exclusive); None where no content is left."""
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
        tuple((base + s.starts[a], base + owner_end(s, b - 1)) for a, b in each_source(s, speaker)),
        (base + s.begin, base + s.end),
        confidence,
        quoted=any(is_quote(s.words[i]) for first, last in content for i in range(first, last)),
        cls="speech" if confidence > 0.5 else "thought",
    )


def each_source(s: Sentence, speaker: Words | None) -> list[Words]:
    """Return each of the people whom the words of a source name; the words themselves where they name one."""
    if speaker is None:
        return []
    return members(s, *speaker) or [speaker]


def owner_end(s: Sentence, at: int) -> int:
    """Return where a source's last word ends, without the ending of a possessive: "the mayor’s claim"."""
    return s.ends[at] - (2 if s.lows[at].endswith("'s") else 1 if s.lows[at].endswith("s'") else 0)


def next_comma(s: Sentence, at: int) -> int:
    """Return the next comma from word `at` on, or the sentence's end."""
    while at < len(s) and s.words[at] != ",":
        at += 1
    return at


def sourced(s: Sentence, base: int, phrase: Words, cue: Words, source: Words, confidence: float) -> Draft | None:
    """Return a statement around or beside the words `phrase`, which name its source."""
    first, last = phrase
    leads = first == 0 or (first == 1 and not is_quote(s.words[0])) or (first == 2 and s.lows[0] in COORDINATORS)
    before = s.lows[first - 2 if s.words[first - 1] == "," else first - 1]
    if leads or (before in COORDINATORS and last < len(s) and s.words[last] == ","):
        return drafted(s, base, [(past_asides(s, next_comma(s, last)) + 1, len(s))], cue, source, confidence)
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


DASHES = ("—", "–", "--", "-")
