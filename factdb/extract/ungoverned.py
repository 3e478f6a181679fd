"""Quoted runs that no cue governs: whose they are by the words beside them.

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.announcements import announcer
from factdb.extract.complements import is_quote
from factdb.extract.draft import Draft
from factdb.extract.drafting import DASHES, Words, each_source, owner_end
from factdb.extract.grammar import (
    DETERMINERS,
    IRREGULAR_PAST,
    NOMINATIVE,
    PREPOSITIONS,
    TIMES,
    is_auxiliary,
    is_capital,
)
from factdb.extract.lexicon import CUES
from factdb.extract.marks import COMMA, CRY, TITLE
from factdb.extract.noun_phrases import find_inverted
from factdb.extract.openings import opening_noun
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import is_person_noun

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
    """Test whether a noun phrase begins at word `at`: "the two", "both officials", "Reed"."""
    low = s.lows[at]
    occupied = is_person_noun(low) and at + 1 < len(s) and is_capital(s.words[at + 1])  # "trader Ann Reed"
    return low in DETERMINERS or low in NOMINATIVE or is_capital(s.words[at]) or occupied


def _verblike(s: Sentence, at: int) -> bool:
    low, word = s.lows[at], s.words[at]
    if not word[0].islower() or is_auxiliary(low) or low in PREPOSITIONS or low in TIMES:
        return False
    return low.endswith(("ed", "s")) or low in CUES or low in IRREGULAR_PAST or low in ("read", "spat")


def _label(s: Sentence, at: int) -> Words | None:
    """Return the name before a colon and the quotation at word `at`, after a dash.

    As in "The ferry stays - Ana Reed: “…”".
    """
    first = at - 1
    if first < 1 or s.words[first] != ":":
        return None
    while first > 0 and (is_capital(s.words[first - 1]) or s.lows[first - 1] in ("of", "the", "and", "for")):
        first -= 1
    labelled = first < at - 1 and is_capital(s.words[first]) and (first == 0 or s.words[first - 1] in DASHES)
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
                    tuple((base + s.starts[a], base + s.ends[b - 1]) for a, b in each_source(s, speaker)),
                    (base + s.begin, base + s.end),
                    0.6,
                    quoted=True,
                )
            )
            continue
        leading = _label(s, at) or announcing or opening_noun(s, 0, at)
        speakers = ((base + s.starts[leading[0]], base + owner_end(s, leading[1] - 1)),) if leading else ()
        found.append(
            Draft([(start, end)], None, speakers, (base + s.begin, base + s.end), 0.4 if speakers else 0.1, quoted=True)
        )
    return found
