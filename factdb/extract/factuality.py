"""Whether something was said at all.

"never said" and "did not say" say that it was not, "will tell" and "if she says" that it may be. A
negation inside what was said is the speaker's own, and changes nothing here.

Works on the words of one sentence, around a cue. Each rule reads one construction; the first that knows an answer gives
it, and what no rule knows of was said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from factdb.extract.draft import Candidate, Draft
from factdb.extract.grammar import MODAL, OBJECTIVE, TIMES, is_adverb, is_auxiliary, is_verb, is_word
from factdb.extract.lexicon import verb_cues
from factdb.extract.quotation import Factuality
from factdb.extract.sentences import Sentence

Answer = Factuality | None


def factuality(s: Sentence, c: Candidate) -> Factuality:
    """Test whether what `c` attributes was said; `c.speaker` is settled."""
    return next((answer for rule in _RULES if (answer := rule(s, c)) is not None), "actual")


_FUTURE = MODAL - frozenset("do does did don't doesn't didn't".split())
_TELLS = frozenset("confirm reveal report announce disclose".split())


def _by_auxiliaries(s: Sentence, c: Candidate) -> Answer:
    """ "did not say", "never said", "will tell", "could have said", "he'll say", "allegedly said"."""
    group = _verb_group(s, c.at)
    first = s.lows[c.subject.first] if c.subject.last > c.subject.first else ""
    if "not" in group and "only" in group:
        return None  # "not only said"
    if c.subject.negated or any(low in ("not", "never") or low.endswith("n't") for low in group):
        return "negated"
    modals = {low for low in group if low in _FUTURE}
    pronoun, _, ending = first.partition("'")
    if ending == "ll" or (ending == "d" and c.cue.forms == {"base"} and pronoun != "i"):
        return "possible"
    if pronoun in ("i", "we") and modals <= {"would", "must", "can", "should"}:
        return None  # "I must say", "I would argue": said by these very words
    if modals == {"can"} and c.cue.lemma in _TELLS:
        return None  # "The Gazette can reveal"
    if modals or any(low in ("allegedly", "supposedly", "purportedly") for low in group):
        return "possible"
    return None


def _verb_group(s: Sentence, at: int) -> list[str]:
    """Return the auxiliaries and adverbs of the verb at word `at`, over a time between them: "will on Friday tell"."""
    group = []
    for near in range(at - 1, max(at - 8, -1), -1):
        low = s.lows[near]
        if is_auxiliary(low) or is_adverb(low):
            group.append(low)
        elif low not in TIMES and low not in ("on", "this", "next", "last"):
            break
    return group


_FAILING = frozenset(
    "decline declines declined declining refuse refuses refused refusing fail fails failed failing neglected forgot"
    " unwilling unable reluctant hesitant yet".split()
)
_PLANNED = frozenset(
    "expected set due scheduled likely unlikely ready prepared plan plans planned planning want wants wanted wanting"
    " hope hopes hoped hoping intend intends intended intending mean meant promise promised vowed pledged agreed going"
    " about supposed poised slated willing free able asked told urged wish wishes wished like believed thought rumored"
    " alleged threatened tempted prefer preferred offered".split()
)
_CAUSES = frozenset(
    "ask asks asked asking urge urges urged urging tell tells told telling order orders ordered ordering want wants"
    " wanted expect expects expected beg begged press pressed pressing encourage encouraged advise advised instructed"
    " pressured allow allows permit permits".split()
)


def _by_governor(s: Sentence, c: Candidate) -> Answer:
    """ "refused to say", "is expected to announce", "asked him to tell"; but "went on to say"."""
    if c.subject.order != "infinitive":
        return None
    at = c.subject.group - 1
    low = s.lows[at] if at >= 0 else ""
    if low in _FAILING or any(word in ("not", "never") or word.endswith("n't") for word in _verb_group(s, at)):
        return "negated"
    if low in _PLANNED:
        return "possible"
    for near in range(at - 1, max(at - 6, -1), -1):
        if not is_word(s.words[near]):
            return None
        if s.lows[near] in _CAUSES:
            return "possible"
    return None


EVIDENCE = frozenset(
    "evidence record proof sign indication suggestion reason truth trace footage video recording".split()
)
_TELLING = ("speech", "writing")
_DENY = frozenset("deny denies denied denying".split())
_INSTEAD = frozenset("without than".split()) | _DENY
_OF_FROM = {"of": frozenset("instead short".split()), "from": frozenset("far refrained stopped barred kept".split())}


def _by_participle(s: Sentence, c: Candidate) -> Answer:
    """ "without saying", "instead of saying", "denied ever saying"; but "by saying"."""
    if "ing" not in c.cue.forms and not (c.at and s.lows[c.at - 1] == "having"):
        return None
    at = c.at - 1
    while at >= 0 and (is_adverb(s.lows[at]) or s.lows[at] in ("having", "ever")):
        at -= 1
    low = s.lows[at] if at >= 0 else ""
    if c.speaker is not None and is_rumoured(s, c.speaker[0]) and any(low in FALSE for low in s.lows[c.last :]):
        return "negated"  # "a video that shows Reed saying … was doctored"
    if low in _INSTEAD or (at > 0 and s.lows[at - 1] in _OF_FROM.get(low, ())):
        return "negated"
    if c.speaker is not None and 2 < c.speaker[1] <= c.at and s.lows[c.speaker[0] - 1] == "of":
        before = c.speaker[0] - 2  # "no record of her saying"
        return "negated" if s.lows[before] in EVIDENCE and "no" in s.lows[max(before - 3, 0) : before] else None
    return None


def _by_denial(s: Sentence, c: Candidate) -> Answer:
    """ "denied saying", "denied ever having said": that it was said is what is denied."""
    if c.cue.lemma != "deny" or c.right is None or c.right.frame == "that":
        return None
    first = c.right.first
    verb = next((at for at in range(first, min(first + 3, len(s))) if s.lows[at] not in ("ever", "having")), first)
    gerund = any(low.endswith("ing") for low in s.lows[first : first + 2])
    return "negated" if gerund and any(cue.cls in _TELLING for cue in verb_cues(s.lows, verb)) else None


_NO = frozenset("nor never nowhere not no".split())
_IF = frozenset("if unless whether lest suppose supposing imagine".split())
FALSE = frozenset(
    "false untrue wrong incorrect fake baseless unfounded fabricated bogus myth lie hoax nonsense debunked falsely"
    " wrongly incorrectly mistakenly erroneously doctored faked manipulated staged misattributed".split()
)
RUMOURS = frozenset(
    "claim claims rumor rumors rumour rumours allegation allegations suggestion suggestions assertion assertions report"
    " reports post posts idea notion".split()
)
_AGAINST = frozenset(
    "contrary denied denies deny rejected rejects dismissed dismisses refuted disputed disputes".split()
)
_UNSURE = frozenset("doubt doubts doubted unclear unlikely possible conceivable unproven unverified probable".split())
_SURE = frozenset("clear certain known sure proven".split())
_TRUE = frozenset("true correct".split())
_GOVERNORS = EVIDENCE | RUMOURS | _DENY | FALSE | _UNSURE | _SURE | _TRUE


def _by_clause(s: Sentence, c: Candidate) -> Answer:
    """ "If she says", "It is false that she said", "no evidence she said", "falsely claimed that she said"."""
    opening = _opening(s, c)
    segment = s.lows[opening[0] : opening[1]]
    if segment and opening[0] == 0 and is_auxiliary(segment[-1]):
        # "Had she said", "Did she say"; "Nor did she say"; "Not only did she say"
        if "only" in segment:
            return "actual"
        return "negated" if any(low in _NO for low in segment) else "possible"
    if opening[0] == opening[1] and is_rumoured(s, opening[0]):
        return "negated" if any(low in FALSE for low in s.lows[c.last :]) else None
    if any(low in _IF for low in segment) or segment[-2:] == ["in", "case"]:
        return "possible"
    words = segment[:-1] if segment[-1:] == ["that"] else segment
    if not words or not _governs(words):
        return None
    no = any(low in ("no", "not", "never", "without", "little") or low.endswith("n't") for low in words)
    if words[-1] in EVIDENCE:
        return "negated" if no else None
    if words[-1] in _SURE | _TRUE:
        return ("negated" if words[-1] in _TRUE else "possible") if no else None
    if words[-1] in RUMOURS:
        refuted = any(low in _AGAINST or low in FALSE for low in words) or any(low in FALSE for low in s.lows[c.last :])
        return "negated" if refuted else None
    if words[-1] in _DENY or any(low in FALSE for low in words[-3:]):
        return None if no else "negated"
    return "possible" if words[-1] in _UNSURE else None


_SHOWING = frozenset("show shows showed showing of".split())
_SHOWN = frozenset(
    "photo photograph footage recording quote quotes quotation video image images screenshot clip headline graphic"
    " letter meme".split()
)


def is_rumoured(s: Sentence, first: int) -> bool:
    """Test whether the clause that begins at word `first` is what a rumour or a picture has.

    As in "the claim that she said", "the video in which she says".
    """
    if first > 1 and s.lows[first - 1] == "that":
        return s.lows[first - 2] in RUMOURS
    if first > 1 and s.lows[first - 1] in _SHOWING:
        return any(low in _SHOWN for low in s.lows[max(first - 7, 0) : first - 1])
    if first > 1 and s.lows[first - 1] in ("which", "where"):
        return any(low in RUMOURS or low in _SHOWN for low in s.lows[max(first - 4, 0) : first - 1])
    return False


def _governs(words: list[str]) -> bool:
    """Test whether the last of `words` may govern a clause: "it is false", "denied"; not the end of another phrase."""
    return words[-1] in _GOVERNORS or any(low in FALSE for low in words[-3:])


# Words that come before the clause of a cue and may say that it is not so.
_REACH = 9
_BOUNDARIES = frozenset("and but because while although though when who which".split())


def _opening(s: Sentence, c: Candidate) -> tuple[int, int]:
    """Return the words before the cue's clause, back to the clause around it."""
    end = c.speaker[0] if c.speaker is not None and c.speaker[0] < c.at else c.subject.group
    first = end
    while first > max(end - _REACH, 0):
        word, low = s.words[first - 1], s.lows[first - 1]
        if not is_word(word) or word[0] in "\x01\x02\x03\x04\x05" or low in _BOUNDARIES:
            break
        first -= 1
    return first, end


def _by_cleft(s: Sentence, c: Candidate) -> Answer:
    """ "It was not Reed who said"."""
    if c.subject.order != "relative" or c.subject.first < 2:
        return None
    before = s.lows[c.subject.first - 1]
    return "negated" if before == "not" or before in ("wasn't", "isn't") else None


def _by_neither(s: Sentence, c: Candidate) -> Answer:
    """ "Neither Reed nor Okafor said"."""
    first = c.speaker[0] if c.speaker is not None else 0
    return "negated" if first and s.lows[first - 1] in ("nor", "neither") else None


_RULES: tuple[Callable[[Sentence, Candidate], Answer], ...] = (
    _by_auxiliaries,
    _by_governor,
    _by_participle,
    _by_denial,
    _by_clause,
    _by_cleft,
    _by_neither,
)

_REFUTES = re.compile(
    r"(?:no, )?(?:he|she|they|it|[\w' -]{2,30})"
    r" (?:did not|didn't|never did|has not|never has|hasn't|had not|never said)"
    r"(?: say)?(?: (?:it|that|so|this|them|any of it|any such thing|anything of the kind|those words))? \."
    r"|(?:that|this|it|the \w+|both|all of it) (?:is|was|were|are)(?: (?:entirely|completely|simply))?"
    r" (?:not true|not so|false|untrue|fake|fabricated|wrong|a lie|a hoax|a fake|a fabrication|made up|nonsense"
    r"|invented)"
    r" \.|no \."
)


def refutes(s: Sentence) -> bool:
    """Test whether a sentence says no more than that the one before it is false: "He did not.", "That is false."."""
    return len(s) < _SHORT and _REFUTES.fullmatch(" ".join(s.lows)) is not None


_SHORT = 10


def refute(drafts: Sequence[Draft], asked: bool, text: str) -> None:
    """Mark as negated what a sentence asks about or hands on as a rumour: the sentence after it refutes that.

    Args:
        drafts: the attributions of the sentence.
        asked: whether the sentence is a question.
        text: the article's text.
    """
    for d in drafts:
        outer = d.outer
        rumoured = outer is not None and any(
            text[a:b].lower().split()[-1].strip(",;:") in _SPREADERS for a, b in outer.speakers
        )
        if rumoured or (d.factuality == "possible" and (asked or d.cls in _TELLING)):
            d.factuality = "negated"


_SPREADERS = RUMOURS | frozenset("users accounts memes meme tweet tweets messages video videos image images".split())
_NOBODY = frozenset("nobody none no-one neither nothing".split())
_OPEN = frozenset("q c t oc left : quote that resumed gap".split())
_SILENT = frozenset(
    "comment say discuss answer elaborate speak talk confirm disclose reveal respond explain specify identify name"
    " reply divulge detail expand clarify address".split()
)
_VOID = frozenset("nothing so little".split())
_ASKED = frozenset("interviewed named identified quoted drawn".split())


def says_nothing(s: Sentence, c: Candidate, *, verdict: Factuality, quoted: bool) -> bool:
    """Test whether nothing is attributed to anybody: "Nobody said …", "has not said whether", "declined to comment".

    Args:
        s: the sentence.
        c: the attribution.
        verdict: what `factuality` says of it.
        quoted: whether quoted words are in the content.
    """
    if c.subject.order == "plain" and c.speaker is not None and _is_nobody(s, c.speaker[0]):
        return True
    frame = c.right.frame if c.right is not None and c.left is None else "left"
    if c.cue.lemma in ("decline", "refuse") and frame == "i" and c.right is not None:
        verb = c.right.first + 1
        return verb < len(s) and (s.lows[verb] in _SILENT or (s.lows[verb] == "be" and s.lows[verb + 1] in _ASKED))
    if c.right is not None and c.left is None and s.lows[c.right.first] in _VOID:
        following = s.lows[c.right.first + 1] if c.right.first + 1 < c.end else "about"
        if following in ("about", "of", "on", "more"):
            return True  # "said nothing", "said little about it"
    if c.cue.lemma in ("seek", "request") and c.right is not None and "comment" in s.lows[c.right.first : c.end]:
        return True
    if frame == "c" and "o" in c.cue.frames and c.right is not None:
        clause = any(is_verb(s.words, s.lows, at) or "'" in s.lows[at] for at in range(c.right.first, c.end))
        frame = "c" if clause else "o"  # "would not confirm the sale"
    before = s.lows[max(c.at - 4, 0) : c.at]
    if c.cue.lemma in ("confirm", "deny") and "neither" in before and before[-1] in ("neither", "nor"):
        return True  # "would neither confirm nor deny"
    speech = c.cue.cls in ("speech", "writing")
    return speech and verdict == "negated" and not quoted and frame not in _OPEN


def _is_nobody(s: Sentence, first: int) -> bool:
    low = s.lows[first]
    following = s.lows[first + 1] if first + 1 < len(s) else ""
    if low == "neither":
        return "nor" not in s.lows[first : first + 12]
    return low in _NOBODY or (low in ("no", "not") and following not in OBJECTIVE)
