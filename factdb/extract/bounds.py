"""Where content ends: a clause runs on to the next attribution or the end of its sentence, an object ends sooner.

The sentence's end is cut back by small rules, one construction each; a rule gives the word before which the content
ends, or the end as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from factdb.extract.complements import is_quote, time_end
from factdb.extract.draft import Candidate
from factdb.extract.factuality import FALSE, is_rumoured
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    IRREGULAR_PAST,
    NOMINATIVE,
    POSSESSIVES,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_auxiliary,
    is_capital,
    is_verb,
)
from factdb.extract.lexicon import CUES
from factdb.extract.marks import COMMA
from factdb.extract.sentences import Sentence

_DASHES = ("—", "–", "--")


def content_end(s: Sentence, c: Candidate, later: list[Candidate]) -> int:
    """The word before which the content on the right of `c` ends; `later` are the sentence's cues after it."""
    assert c.right is not None
    first = c.right.first
    end = len(s)
    while end > first and s.words[end - 1] in (".", "!", "?", "…", "...", ";", ":"):
        end -= 1
    for other in later:
        if other.at >= first:
            end = min(end, _before_attribution(s, c, other, end))
    rules = _ALWAYS + (_of_object if not c.right.clause else _of_quotation if _closes(s, first) else _of_clause)
    for rule in rules:
        end = rule(s, c, end)
    return max(end, first + 1)


def _first(c: Candidate) -> int:
    assert c.right is not None
    return c.right.first


def _closes(s: Sentence, at: int) -> bool:
    """Whether a quoted run at word `at` ends in a comma or stop."""
    return is_quote(s.words[at]) and s.words[at][-1] in "\x02\x03\x04"


def _is_comma(s: Sentence, at: int) -> bool:
    """A comma, or a quoted run that has it inside its marks."""
    return s.words[at] == "," or s.words[at][-1] == COMMA


# Content and the attributions after it.


def _before_attribution(s: Sentence, c: Candidate, other: Candidate, end: int) -> int:
    """The end of the content of `c` where the attribution `other` follows it, rather than standing in it."""
    assert c.right is not None
    first = c.right.first
    if other.subject.order == "participle":
        cut = other.subject.group - 1
        if s.words[cut] == "," or (s.lows[cut] in ("and", "but") and c.subject.order == "participle"):
            return cut
        return cut + 1 if s.words[cut][-1] == COMMA else end
    if other.subject.order == "joined":
        cut = other.subject.clause
        same = other.speaker == c.speaker and c.speaker is not None
        if same and s.words[cut] == "," and _resumes(s, cut + 1, end):
            return end  # "the sitter, long thought to be a monk, is a tanner"
        if same and (s.lows[cut] in COORDINATORS or s.lows[cut] == ","):
            return cut - 1 if s.words[cut - 1] == "," else cut
        return end
    if other.left is not None and other.subject.order in ("plain", "inverted") and other.left[1] > first:
        return other.left[1]
    if other.subject.order != "plain":
        return end
    cut = other.subject.first - 1
    if cut <= first:
        return end
    if s.words[cut] == "," and other.right is not None and c.right.frame in ("w", "oc", "about"):
        return cut
    if s.lows[cut] in ("and", "but", "while", "though", "although") and s.words[cut - 1] == ",":
        subject = c.right.frame in ("that", "c") and s.lows[cut] == "and" and s.lows[cut + 1] not in NOMINATIVE
        if subject and s.lows[cut + 1] in DETERMINERS and not _holds_verb(s, first, cut):
            return end  # "said that Reed, a vet, and a woman from Elm planned it": one subject
        return cut - 1
    return _before_second_clause(s, first, other, end)


_PRESSED = frozenset("asked pressed challenged questioned reminded told when after later then during".split())


def _before_second_clause(s: Sentence, first: int, other: Candidate, end: int) -> int:
    """ "said it would sail and when pressed she replied that": a clause of its own, its adjunct before its subject."""
    for at in range(other.subject.first - 1, max(other.subject.first - 10, first), -1):
        if s.lows[at] in ("and", "but"):
            return (at - 1 if s.words[at - 1] == "," else at) if s.lows[at + 1] in _PRESSED else end
    return end


# Any content.


def _before_source(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, according to Reed", and a semicolon."""
    assert c.right is not None
    for at in range(c.right.first, end):
        if s.lows[at] == "according" and at + 1 < len(s) and s.lows[at + 1] == "to":
            return at - 1 if s.words[at - 1] == "," else at
        if s.words[at] == ";" and c.right.frame != ":":
            return at
    return end


def _before_clause_around(s: Sentence, c: Candidate, end: int) -> int:
    """The clause around takes over again: "Reed, who said it would rain, left"; "Saying it would rain, Reed left"."""
    assert c.right is not None
    if c.subject.order == "relative" or (c.subject.order == "participle" and c.at <= 1):
        commas = [at for at in range(_first(c) + 1, end) if s.words[at] == ","]
        # "rejected the report, which blamed hackers for thefts from schools, offices and homes, as “far-fetched”"
        judged = [
            at for at in commas if s.lows[at + 1 : at + 2] == ["as"] and any(map(is_quote, s.words[at + 2 : at + 3]))
        ]
        return (judged or commas or [end])[0]
    if c.subject.order == "participle" and s.words[c.subject.group - 1] == ",":
        for at in range(_first(c) + 2, end - 1):
            whole = not c.right.clause or _holds_finite(s, _first(c), at)
            if s.words[at] == "," and whole and _is_past(s, at + 1):
                return at  # "Reed, adding it would rain, left"
    return end


def _is_past(s: Sentence, at: int) -> bool:
    """Whether word `at` is a verb in the past, and no participle."""
    low = s.lows[at]
    return low in IRREGULAR_PAST or is_auxiliary(low) or any("past" in cue.forms for cue in CUES.get(low, ()))


_LEADING = SUBORDINATORS | {"contrary", "despite"}


def _before_main_clause(s: Sentence, c: Candidate, end: int) -> int:
    """ "If she says it leaks, they will sell": a clause that leads the sentence ends at its comma."""
    lead = 1 if s.lows[0] in COORDINATORS else 0
    if (s.lows[lead] not in _LEADING and s.lows[lead : lead + 2] != ["not", "only"]) or "," in s.words[lead : c.at]:
        return end
    for at in range(_first(c), end - 2):
        if _is_comma(s, at) and _begins_subject(s, at + 1) and _verb_follows(s, at + 2, end):
            return at if s.words[at] == "," else at + 1
    return end


def _begins_subject(s: Sentence, at: int) -> bool:
    return s.lows[at] in NOMINATIVE or s.lows[at] in DETERMINERS or is_capital(s.words[at]) or s.lows[at] == "there"


def _verb_follows(s: Sentence, first: int, end: int) -> bool:
    """Whether a finite verb stands before the next comma."""
    for at in range(first, end):
        if s.words[at] == ",":
            return False
        if _is_finite(s, at):
            return True
    return False


def _is_finite(s: Sentence, at: int) -> bool:
    """Whether word `at` may be a finite verb, by its form or as a cue."""
    low = s.lows[at]
    cue = s.words[at][0].islower() and low in CUES and s.lows[at - 1] not in DETERMINERS
    return cue or is_verb(s.words, s.lows, at)


def _before_verdict(s: Sentence, c: Candidate, end: int) -> int:
    """ "The claim that she said it leaked is false": the clause of the noun goes on."""
    if c.speaker is None or not is_rumoured(s, c.speaker[0]):
        return end
    for at in range(_first(c) + 1, end):
        if s.lows[at] in FALSE:
            verb = at
            while verb > _first(c) + 1 and (is_auxiliary(s.lows[verb - 1]) or is_adverb(s.lows[verb - 1])):
                verb -= 1
            return verb if verb < at else end
    return end


def _before_others(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, as did Reed": others who said the same."""
    for at in range(_first(c) + 2, end - 2):
        if s.words[at] == "," and s.lows[at + 1] == "as" and s.lows[at + 2] in ("did", "does", "do", "has", "had"):
            return at
    return end


# An object.


def _at_called(s: Sentence, c: Candidate, end: int) -> int:
    first = _first(c)
    return object_end(s, _called(s, first, end) or first, end)


def _called(s: Sentence, first: int, end: int) -> int | None:
    """The quoted run of "rejected the report, which …, as “far-fetched”": the object goes on to it."""
    return next((at for at in range(first + 2, end) if is_quote(s.words[at]) and s.lows[at - 1] == "as"), None)


_OCCASIONS = frozenset(
    "interview statement speech tweet debate rally appearance news press letter phone study paper email e-mail post"
    " article essay memo briefing video message report book blog hearing note column podcast filing".split()
)
_TIME_LEADS = frozenset("early late mid last this next earlier later".split())


def _before_occasion(s: Sentence, c: Candidate, end: int) -> int:
    """An object ends before the day or occasion: "praised the crew in an interview", "in early June"."""
    for at in range(_first(c) + 1, end - 1):
        # "went after Reed on Friday over the vote": a day with more of the object behind it
        early = at == _first(c) + 1 and s.lows[at] == "on" and end - at > 5
        if s.lows[at] not in ("on", "in", "during", "at") or early or "that" in s.lows[at:end]:
            continue
        if _is_occasion(s, at, end) or _is_time(s, at + 1, end):
            return at
    return end


def _is_occasion(s: Sentence, at: int, end: int) -> bool:
    """ "in a long interview": a preposition, an article and one of the occasions."""
    return s.lows[at + 1] in ("a", "an", "his", "her", "their") and any(
        low in _OCCASIONS for low in s.lows[at + 2 : min(at + 4, end)]
    )


def _is_time(s: Sentence, at: int, end: int) -> bool:
    low = s.lows[at]
    return low in TIMES or (low in _TIME_LEADS and at + 1 < end and s.lows[at + 1] in TIMES)


# A clause that opens with a quotation that closes.


def _at_quotation(s: Sentence, c: Candidate, end: int) -> int:
    at = _first(c)
    while at < end and (is_quote(s.words[at]) or s.words[at] == ","):
        at += 1
    return at if at >= end or s.words[at - 1][-1] in "\x02\x03\x04" else end


# A clause.

_APPOSITIONS = frozenset("a an one".split())
_ASIDES = frozenset("which who but while although though despite".split())


def _before_remark(s: Sentence, c: Candidate, end: int) -> int:
    """A clause ends before what the reporter adds: "…, a plan that failed"; an infinitive at a dash as well."""
    assert c.right is not None
    infinitive = c.right.frame in ("i", "oi")
    for at in range(_first(c) + 3, end - 1):
        if s.words[at] == "," and (
            (
                (s.lows[at + 1] in _APPOSITIONS or _ranks(s, at + 1))
                and not _resumes(s, at + 1, end)
                and _holds_verb(s, _first(c), at)
            )
            or (infinitive and s.lows[at + 1] in _ASIDES)
        ):
            return at
        if infinitive and s.words[at] in (*_DASHES, "-"):
            return at
        if s.words[at] in _DASHES and s.lows[at + 1] in _APPOSITIONS and s.words[at] not in s.words[at + 1 : end]:
            return at
    return end


_RANKS = frozenset("first second third latest last only largest biggest worst best lowest highest most least".split())


def _ranks(s: Sentence, at: int) -> bool:
    """Tell whether an apposition that sets something in a row begins at word `at`: "the first such ruling"."""
    return s.lows[at] == "the" and at + 1 < len(s) and s.lows[at + 1] in _RANKS


def _holds_finite(s: Sentence, first: int, end: int) -> bool:
    return any(_is_finite(s, at) for at in range(first, end))


def _holds_verb(s: Sentence, first: int, end: int) -> bool:
    return _holds_finite(s, first, end) or any(map(is_quote, s.words[first:end])) or s.lows[first] == "to"


def _resumes(s: Sentence, at: int, end: int) -> bool:
    """Whether the clause goes on past the aside or list item that begins at word `at`: ", his cousin, would be"."""
    comma = next((near for near in range(at, end) if s.words[near] == ","), end)
    if comma + 1 >= end:
        return any(s.lows[near] == "and" and s.lows[near + 1] in _APPOSITIONS for near in range(at, end - 1))
    after = comma + 1
    while after < end and is_adverb(s.lows[after]):
        after += 1
    if after >= end:
        return False
    low = s.lows[after]
    return _is_finite(s, after) or low in _APPOSITIONS or (low == "and" and s.lows[after + 1] in _APPOSITIONS)


def _before_adjunct(s: Sentence, c: Candidate, end: int) -> int:
    """`said "enough" on Monday in court`: after quoted words alone, when and where they were said."""
    at = _first(c)
    while at < end and is_quote(s.words[at]):
        at += 1
    if at == _first(c) or at >= end:
        return end
    if s.lows[at] in _MEANWHILE and _begins_subject(s, min(at + 1, end - 1)) and _verb_follows(s, at + 2, end):
        return at  # "chanted “home” as police moved in"
    if _holds_verb(s, at, end):
        return end
    placed = (
        at + 1 < end
        and s.lows[at] in ("on", "in", "during", "at")
        and (_is_occasion(s, at, end) or _is_time(s, at + 1, end))
    )
    return at if placed or time_end(s, at) > at else end


_MEANWHILE = frozenset("as while when before after".split())
_AFTERWARDS = frozenset("as before after while".split())


def _before_narrator(s: Sentence, c: Candidate, end: int) -> int:
    """After a closing mark the reporter goes on: `"absurd," as he had done before`, `"a mess" before leaving`,
    `"a gift," and a critic left`."""
    for at in range(_first(c), end - 2):
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
        if low in _AFTERWARDS and (following.endswith("ing") or (comma and _begins_subject(s, after + 1))):
            return at + 1
        if any(is_quote(s.words[near]) for near in range(after, end)):
            continue
        if s.words[at + 1] in _DASHES and _holds_finite(s, _first(c), at):
            return at + 1
        if not comma:
            continue
        remarked = low in _APPOSITIONS or following.endswith("ing") or _second_subject(s, after)
        if low == "which" or (remarked and _holds_finite(s, _first(c), at)):
            return at + 1
    return end


def _second_subject(s: Sentence, at: int) -> bool:
    """ "and a critic left": a coordinated clause with a subject of its own."""
    return (
        s.lows[at] in ("and", "but", "though", "although")
        and _begins_subject(s, at + 1)
        and s.lows[at + 1] not in NOMINATIVE
    )


def _before_present(s: Sentence, c: Candidate, end: int) -> int:
    """ "demanded that the city release it, which it has not done", "but cracks have since appeared": what holds now is
    the reporter's, where what was said is told in the past."""
    if c.cue.forms != {"past"}:
        return end
    for at in range(_first(c) + 3, end - 2):
        if s.words[at] != "," or s.lows[at + 1] not in ("which", "but", "and", "although", "though", "something"):
            continue
        if _resumes(s, at + 1, end):
            continue
        verb = next((near for near in range(at + 2, min(at + 9, end)) if _is_finite(s, near)), end)
        if verb + 1 >= end or s.lows[verb] not in ("has", "have", "hasn't", "haven't"):
            continue
        if s.lows[at + 1] == "which" or s.lows[verb + 1] in ("since", "yet", "so", "not", "never", "shown"):
            return at
    return end


def _before_venue(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, in a study published in May": where it was said, after a comma."""
    for at in range(_first(c) + 3, end - 3):
        if s.words[at] == "," and s.lows[at + 1] in ("in", "during") and _is_occasion(s, at + 1, end):
            return at
    return end


_LEAVING = frozenset(
    "hung left walked stormed drove sat stood turned smiled laughed shrugged nodded strode rode ran fled sighed wept"
    " bowed waved".split()
)


def _before_leaving(s: Sentence, c: Candidate, end: int) -> int:
    """ "said the deal was dead and hung up": what the speaker did next, where it is no more of what "he" did."""
    first = _first(c) + (s.lows[_first(c)] == "that")
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
    """After a comma, what the reporter tells of the saying itself: "…, contradicting the navy", "…, to laughter", "…,
    without offering evidence", "…, when asked about it", "…, though she gave no date"."""
    for at in range(_first(c) + 2, end - 1):
        if s.words[at] != ",":
            continue
        low, following = s.lows[at + 1], s.lows[at + 2] if at + 2 < end else ""
        told = low in _COMMENTING or (low == "without" and following in _WITHHELD)
        told = told or (low == "to" and following in _AUDIENCE) or low in _ASKED
        told = told or (low == "when" and following in _ASKED)
        told = told or (low in _SPANS and following in ("after", "before"))
        if told or (low in ("and", "but") and following == ",") or _withholds(s, at + 1, end):
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
    opens = next((at for at in range(end - 2, _first(c), -1) if s.words[at] == "("), None)
    return opens if opens is not None and _holds_finite(s, opens, end) else end


def _before_outcome(s: Sentence, c: Candidate, end: int) -> int:
    """ "would open in May — it opened in June": a dash, and what came of it."""
    for at in range(_first(c) + 3, end - 2):
        if s.words[at] in _DASHES and s.words[at] not in s.words[at + 1 : end]:
            return at if s.lows[at + 1] in ("it", "which", "but", "though", "although", "words") else end
    return end


def _before_comparison(s: Sentence, c: Candidate, end: int) -> int:
    """ "…, more than half a point less than in May": how the reporter sets a figure beside another."""
    for at in range(_first(c) + 3, end - 2):
        measured = s.words[at] == "," and s.lows[at + 1] in ("more", "less", "fewer", "nearly", "almost", "about")
        if measured and "than" in s.lows[at + 2 : end] and any(low[0].isdigit() for low in s.lows[_first(c) : at]):
            return at
    return end


Rule = Callable[[Sentence, Candidate, int], int]
_ALWAYS: tuple[Rule, ...] = (
    _before_source,
    _before_verdict,
    _before_others,
    _before_main_clause,
    _before_clause_around,
)
_of_object: tuple[Rule, ...] = (_at_called, _before_occasion, _before_narrator)
_of_quotation: tuple[Rule, ...] = (_at_quotation,)
_of_clause: tuple[Rule, ...] = (
    _before_adjunct,
    _before_remark,
    _before_narrator,
    _before_present,
    _before_venue,
    _before_leaving,
    _before_comment,
    _before_bracket,
    _before_outcome,
    _before_comparison,
)


_GOES_ON = frozenset("including such like especially particularly".split())
_BREAKS = NOMINATIVE | SUBORDINATORS | COORDINATORS | frozenset("which that then a an one both some".split())


def object_end(s: Sentence, first: int, end: int) -> int:
    """An object ends before the next clause: at a dash, a subordinator, or a comma that a new clause follows."""
    for at in range(first + 1, end):
        word, low = s.words[at], s.lows[at]
        if word in _DASHES:
            return at
        if word == "," and at + 1 < end:
            following = s.lows[at + 1]
            if following in _BREAKS or (following.endswith("ing") and following not in _GOES_ON):
                return at
        if low in SUBORDINATORS and low not in ("as", "so", "than", "since", "even", "until", "because"):
            return at
    return end
