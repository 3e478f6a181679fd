"""Where a clause that was said ends because the reporter goes on: ", a plan that failed", ", to laughter".

Each rule reads one construction and gives the word before which the content ends, or the end as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from factdb.extract.complements import is_quote
from factdb.extract.draft import Candidate
from factdb.extract.grammar import IRREGULAR_PAST, NOMINATIVE, POSSESSIVES, PREPOSITIONS, is_auxiliary
from factdb.extract.marks import COMMA
from factdb.extract.predicates import (
    APPOSITIONS,
    DASHES,
    begins_subject,
    clause_resumes,
    first_of,
    holds_finite,
    holds_verb,
    is_occasion,
    is_time,
    may_be_finite,
    verb_follows,
)
from factdb.extract.sentences import Sentence
from factdb.extract.times import time_end

_ASIDES = frozenset("which who but while although though despite".split())


def _before_remark(s: Sentence, c: Candidate, end: int) -> int:
    """A clause ends before what the reporter adds: "…, a plan that failed"; an infinitive at a dash as well."""
    assert c.right is not None
    infinitive = c.right.frame in ("i", "oi")
    for at in range(first_of(c) + 3, end - 1):
        if s.words[at] == "," and (
            (
                (s.lows[at + 1] in APPOSITIONS or _ranks(s, at + 1))
                and not clause_resumes(s, at + 1, end)
                and holds_verb(s, first_of(c), at)
            )
            or (infinitive and s.lows[at + 1] in _ASIDES)
        ):
            return at
        if infinitive and s.words[at] in (*DASHES, "-"):
            return at
        if s.words[at] in DASHES and s.lows[at + 1] in APPOSITIONS and s.words[at] not in s.words[at + 1 : end]:
            return at
    return end


_RANKS = frozenset("first second third latest last only largest biggest worst best lowest highest most least".split())


def _ranks(s: Sentence, at: int) -> bool:
    """Test whether an apposition that sets something in a row begins at word `at`: "the first such ruling"."""
    return s.lows[at] == "the" and at + 1 < len(s) and s.lows[at + 1] in _RANKS


def _before_adjunct(s: Sentence, c: Candidate, end: int) -> int:
    """`said "enough" on Monday in court`: after quoted words alone, when and where they were said."""
    at = first_of(c)
    while at < end and is_quote(s.words[at]):
        at += 1
    if at == first_of(c) or at >= end:
        return end
    joins = s.lows[at] in ("but", "and") and at + 1 < end
    if joins and (is_auxiliary(s.lows[at + 1]) or s.lows[at + 1] in IRREGULAR_PAST):
        return at  # "said: “We lost” but would not say why"
    if s.lows[at] in _MEANWHILE and begins_subject(s, min(at + 1, end - 1)) and verb_follows(s, at + 2, end):
        return at  # "chanted “home” as police moved in"
    if holds_verb(s, at, end):
        return end
    if "c" not in c.cue.frames and s.lows[at] in PREPOSITIONS:
        return at  # "shouted “shame” outside the hall"
    placed = (
        at + 1 < end
        and s.lows[at] in ("on", "in", "during", "at")
        and (is_occasion(s, at, end) or is_time(s, at + 1, end))
    )
    return at if placed or time_end(s, at) > at else end


_MEANWHILE = frozenset("as while when before after".split())
_AFTERWARDS = frozenset("as before after while".split())


def before_narrator(s: Sentence, c: Candidate, end: int) -> int:
    """After a closing mark the reporter goes on.

    As in `"absurd," as he had done before`, `"a mess" before leaving`, `"a gift," and a critic left`.
    """
    for at in range(first_of(c), end - 2):
        if not is_quote(s.words[at]):
            continue
        after = at + 2 if s.words[at + 1] == "," else at + 1
        comma = after > at + 1 or s.words[at][-1] == COMMA
        if after + 1 >= end:
            return end
        low, following = s.lows[after], s.lows[after + 1]
        if low == "as" and is_auxiliary(following):
            return at + 1  # "as did her brother"
        if comma and low in POSSESSIVES and s.lows[after + 2 : after + 3] and s.lows[after + 2].endswith("ing"):
            return at + 1  # ", his voice breaking"
        if comma and low in _SPANS and following in ("after", "before"):
            return at + 1
        if low in _AFTERWARDS and (following.endswith("ing") or (comma and begins_subject(s, after + 1))):
            return at + 1
        if any(is_quote(s.words[near]) for near in range(after, end)):
            continue
        if s.words[at + 1] in DASHES and holds_finite(s, first_of(c), at):
            return at + 1
        if not comma:
            continue
        remarked = low in APPOSITIONS or following.endswith("ing") or _second_subject(s, after)
        if low == "which" or (remarked and holds_finite(s, first_of(c), at)):
            return at + 1
    return end


def _second_subject(s: Sentence, at: int) -> bool:
    """ "and a critic left": a coordinated clause with a subject of its own."""
    return (
        s.lows[at] in ("and", "but", "though", "although")
        and begins_subject(s, at + 1)
        and s.lows[at + 1] not in NOMINATIVE
    )


_TURNS = frozenset("which but and although though something even".split())


def _before_present(s: Sentence, c: Candidate, end: int) -> int:
    """ "demanded that the city release it, which it has not done", "but cracks have since appeared".

    What holds now is the reporter's, where what was said is reported in the past.
    """
    if c.cue.forms != {"past"}:
        return end
    for at in range(first_of(c) + 3, end - 2):
        if s.words[at] != "," or s.lows[at + 1] not in _TURNS:
            continue
        if clause_resumes(s, at + 1, end):
            continue
        verb = next((near for near in range(at + 2, min(at + 9, end)) if may_be_finite(s, near)), end)
        if verb + 1 >= end or s.lows[verb] not in ("has", "have", "hasn't", "haven't"):
            continue
        if s.lows[at + 1] in ("which", "even") or s.lows[verb + 1] in ("since", "yet", "so", "not", "never", "shown"):
            return at
    return end


def _before_venue(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, in a study published in May": where it was said, after a comma."""
    for at in range(first_of(c) + 3, end - 3):
        if s.words[at] == "," and s.lows[at + 1] in ("in", "during") and is_occasion(s, at + 1, end):
            return at
    return end


_LEAVING = frozenset(
    "hung left walked stormed drove sat stood turned smiled laughed shrugged nodded strode rode ran fled sighed wept"
    " bowed waved".split()
)


def _before_leaving(s: Sentence, c: Candidate, end: int) -> int:
    """ "said the deal was dead and hung up": what the speaker did next, where it is no more of what "he" did."""
    first = first_of(c) + (s.lows[first_of(c)] == "that")
    own = any(low in NOMINATIVE for low in s.lows[first : first + 1])
    for at in range(first + 3, end - 1):
        if own and not is_quote(s.words[at - 1]):
            continue
        if (
            s.lows[at] == "and"
            and s.lows[at + 1] in _LEAVING
            and (is_quote(s.words[at - 1]) or any(map(is_auxiliary, s.lows[first:at])))
        ):
            return at - 1 if s.words[at - 1] == "," else at
    return end


_COMMENTING = frozenset(
    "contradicting echoing reversing prompting drawing sparking triggering provoking sending stunning surprising"
    " angering delighting speaking gesturing smiling laughing weeping shaking undercutting fuelling fueling"
    " dashing raising repeating".split()
)
_WITHHELD = frozenset(
    "offering giving providing naming elaborating citing specifying explaining identifying saying disclosing".split()
)
_AUDIENCE = frozenset("laughter applause cheers jeers boos murmurs groans gasps loud".split())
_GAVE = frozenset("gave offered declined refused provided named cited stopped added".split())
_TO_TELL = frozenset("say give name elaborate specify provide".split())
_ASKED = frozenset("asked pressed questioned challenged".split())
_SPANS = frozenset("minutes hours days weeks months years moments seconds shortly soon".split())


def _before_comment(s: Sentence, c: Candidate, end: int) -> int:
    """After a comma, what the reporter adds about the saying itself.

    As in "…, contradicting the navy", "…, to laughter", "…, without offering evidence", "…, when asked about it",
    "…, though she gave no date".
    """
    for at in range(first_of(c) + 2, end - 1):
        if s.words[at] != ",":
            continue
        low, following = s.lows[at + 1], s.lows[at + 2] if at + 2 < end else ""
        comments = low in _COMMENTING or (low == "without" and following in _WITHHELD)
        comments = comments or (low == "to" and following in _AUDIENCE) or low in _ASKED
        comments = comments or (low == "when" and following in _ASKED)
        comments = comments or (low in _SPANS and following in ("after", "before"))
        if comments or (low in ("and", "but") and following == ",") or _withholds(s, at + 1, end):
            return at
    return end


def _withholds(s: Sentence, at: int, end: int) -> bool:
    """ "though she gave no date", "but did not say when": what the speaker did not go on to say."""
    if s.lows[at] not in ("though", "although", "but"):
        return False
    near = at + 1 + (s.lows[at + 1] in ("he", "she", "they"))
    if near + 1 >= end:
        return False
    if s.lows[at] == "but" and s.lows[near] in _GAVE and s.lows[near + 1] in ("no", "few", "little", "to"):
        return True  # "but gave no names", "but declined to say when"
    pair = s.lows[near : near + 2]
    negated = s.lows[near] in ("didn't", "wouldn't") or pair in (["did", "not"], ["would", "not"])
    telling = any(
        low in ("say", "give", "name", "elaborate", "specify", "provide") for low in s.lows[near + 1 : near + 3]
    )
    return (s.lows[near] in _GAVE and near > at + 1) or (negated and telling)


def _before_bracket(s: Sentence, c: Candidate, end: int) -> int:
    """ "… “a fortune” (it sold for a song)": a clause in brackets at the end."""
    if s.words[end - 1] != ")":
        return end
    opens = next((at for at in range(end - 2, first_of(c), -1) if s.words[at] == "("), None)
    return opens if opens is not None and holds_finite(s, opens, end) else end


def _before_outcome(s: Sentence, c: Candidate, end: int) -> int:
    """ "would open in May — it opened in June": a dash, and what came of it."""
    for at in range(first_of(c) + 3, end - 2):
        if s.words[at] in DASHES and s.words[at] not in s.words[at + 1 : end]:
            return at if s.lows[at + 1] in ("it", "which", "but", "though", "although", "words") else end
    return end


def _before_comparison(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, more than half a point less than in May": how the reporter sets a figure beside another."""
    for at in range(first_of(c) + 3, end - 2):
        measured = s.words[at] == "," and s.lows[at + 1] in ("more", "less", "fewer", "nearly", "almost", "about")
        if measured and "than" in s.lows[at + 2 : end] and any(low[0].isdigit() for low in s.lows[first_of(c) : at]):
            return at
    return end


Rule = Callable[[Sentence, Candidate, int], int]
OF_CLAUSE: tuple[Rule, ...] = (
    _before_adjunct,
    _before_remark,
    before_narrator,
    _before_present,
    _before_venue,
    _before_leaving,
    _before_comment,
    _before_bracket,
    _before_outcome,
    _before_comparison,
)
