"""On which side of a cue its content is: on the right, on the left, or around it.

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.bounds import content_end
from factdb.extract.complements import JOINING, Complement, find_complement, has_subject, is_quote
from factdb.extract.draft import Candidate
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_auxiliary,
    is_word,
)
from factdb.extract.inversions import stands_within
from factdb.extract.lexicon import CUES
from factdb.extract.marks import PLAIN, TITLE
from factdb.extract.noun_phrases import find_inverted
from factdb.extract.sentences import Sentence
from factdb.extract.sharing import verb_near
from factdb.extract.statements import states

_FEW = 2
"""Words that are not a statement by themselves."""
_LEADS = PREPOSITIONS | SUBORDINATORS | TIMES
"""What opens an adjunct rather than a statement: "On Tuesday, the court found."."""


def complete(s: Sentence, candidates: list[Candidate]) -> None:
    """Settle each candidate's content: on the right, on the left, or around it."""
    for c in candidates:
        after = c.subject.last if c.subject.order == "inverted" else c.last
        if c.subject.order == "inverted":
            c.right = _resumed(s, after)
            plain = c.at > 0 and not is_quote(s.words[c.at - 1])
            if c.right is None and plain and stands_within(s, c.at, (c.subject.first, c.subject.last)):
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
                found = follows in (".", "") and edge > _FEW and s.lows[0] not in _LEADS
                if plain and c.right is None and not found and (not states(s, edge) or follows in DETERMINERS):
                    c.left = None  # "On Tuesday, he wrote a letter"
    for number, c in enumerate(candidates):
        if c.right is not None and c.right.first >= len(s):
            c.right = None  # "He urged:", and nothing follows
        if c.right is not None:
            c.end = content_end(s, c, candidates[number + 1 :])
            if c.subject.order == "relative":  # "a clerk who said he feared for his job said"
                own = (
                    n for n in candidates[number + 1 :] if n.subject.last <= c.at and n.subject.first == c.subject.first
                )
                c.end = min([c.end, *(n.subject.group for n in own if n.subject.group > c.right.first)])
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
        verb = next((i for i in range(first + 1, last) if verb_near(s, i, i + 1)), last)
        if verb < last or is_auxiliary(s.lows[verb]) or is_adverb(s.lows[verb]):
            return first, verb
        if first + 2 == last and s.words[first][0].isupper() and s.words[first + 1].islower():
            return first, first + 1  # a name and its verb, and the sentence ends
    return None


def _trails(s: Sentence, c: Candidate, edge: int) -> bool:
    """Test whether what comes before the subject is the content: "…," he said."""
    word = s.words[edge]
    if is_quote(word):
        return word[-1] in "\x02\x03\x04" or c.right is None
    if word != ",":
        return False
    return c.right is None and edge > 1


def _noun_between(s: Sentence, edge: int) -> int | None:
    """Return the first word of a noun phrase between a quotation and the comma `edge`.

    As in “…,” Reed, the mayor who left said; “…,” the tall, quiet mayor said.
    """
    first = edge
    while first > 0 and is_word(s.words[first - 1]) and s.words[first - 1][0].isupper():
        first -= 1
    if first == edge and edge > 2 and s.lows[edge - 2] in DETERMINERS:
        first = edge - 2
    return first if 0 < first < edge and is_quote(s.words[first - 1]) and s.words[first - 1][-1] != PLAIN else None


def _resumed(s: Sentence, after: int) -> Complement | None:
    """ "…," he said, "…": the quotation that goes on after the attribution, if no other clause comes between."""
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
        if s.lows[at] in CUES and at > after and s.lows[at - 1] not in DETERMINERS:
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
