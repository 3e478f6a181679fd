"""Attributions without a verb of saying beside a subject: "according to", "his claim that", bare quoted runs."""

from __future__ import annotations

from factdb.extract.bounds import object_end
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.lexicon import NOUN_CUES
from factdb.extract.sentences import Sentence
from factdb.extract.subjects import find_inverted
from factdb.extract.verbs import opening_noun


def according(s: Sentence, base: int) -> list[Draft]:
    drafts = []
    for at in range(len(s) - 2):
        if s.lows[at] != "according" or s.lows[at + 1] != "to":
            continue
        source = find_inverted(s, at + 2)
        if source is None:
            continue
        first, last = source
        if at <= 1:
            while last < len(s) and s.words[last] != ",":
                last += 1
            start, end = last + 1, len(s)
        else:
            start, end = 0, at - 1 if s.words[at - 1] == "," else at
        while end > start and s.words[end - 1] in (".", "!", "?"):
            end -= 1
        if end <= start:
            continue
        stretch = (base + s.starts[start], base + s.ends[end - 1])
        drafts.append(
            Draft(
                [stretch],
                (base + s.starts[at], base + s.ends[at + 1]),
                ((base + s.starts[first], base + s.ends[source[1] - 1]),),
                (base + s.begin, base + s.end),
                0.8,
            )
        )
    return drafts


def by_nouns(s: Sentence, base: int) -> list[Draft]:
    """ "his claim that", "the mayor’s opposition to": nouns that carry what somebody says or thinks."""
    drafts: list[Draft] = []
    for at in range(len(s) - 2):
        if at == 0 or s.lows[at + 1] != "that" or s.lows[at] not in NOUN_CUES:
            continue
        owner = s.lows[at - 1]
        first = at - 1
        if not (owner.endswith(("'s", "s'")) or owner in ("his", "her", "their", "its", "my", "our")):
            if at < 2 or not (
                s.lows[at - 2].endswith(("'s", "s'")) or s.lows[at - 2] in ("his", "her", "their", "its")
            ):
                continue
            first = at - 2
        start = at + 1
        end = len(s)
        while end > start and s.words[end - 1] in (".", "!", "?", ",", ";", ":"):
            end -= 1
        end = object_end(s, start, end) if start < end else end
        if end <= start:
            continue
        while first > 0 and s.words[first - 1][0].isupper() and s.words[first][0].isupper():
            first -= 1
        drafts.append(
            Draft(
                [(base + s.starts[start], base + s.ends[end - 1])],
                (base + s.starts[at], base + s.ends[at]),
                (
                    (
                        base + s.starts[first],
                        base + s.ends[at - 1 if first < at - 1 and s.lows[at - 2] != owner else first],
                    ),
                ),
                (base + s.begin, base + s.end),
                0.5,
                quoted=False,
            )
        )
    return drafts


# Words that a quoted run must have to be a quotation where no cue governs it: shorter ones are titles, nicknames and
# words held at arm's length.
_LONG_RUN = 40


def ungoverned(s: Sentence, base: int, drafts: list[Draft]) -> list[Draft]:
    """Long quoted runs that no cue governs: attributed to the sentence's first noun."""
    found: list[Draft] = []
    for at in range(len(s)):
        if not is_quote(s.words[at]) or s.ends[at] - s.starts[at] < _LONG_RUN:
            continue
        start, end = base + s.starts[at], base + s.ends[at]
        if any(a <= start and end <= b for d in drafts for a, b in d.stretches):
            continue
        if found and found[-1].stretches[-1][1] <= start:
            found[-1].stretches.append((start, end))
            continue
        leading = opening_noun(s, 0, at)
        speakers = ((base + s.starts[leading[0]], base + s.ends[leading[1] - 1]),) if leading else ()
        found.append(Draft([(start, end)], None, speakers, (base + s.begin, base + s.end), 0.45, quoted=True))
    return found
