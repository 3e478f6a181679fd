"""Which statements of an article are worth checking.

Figures, comparisons, firsts and superlatives, past events, accusations and denials, out of what people said and out of
the narration; not wishes, questions or forecasts.

Rules over sentences, no model. Each candidate says of what kind it is, by which words it was thought checkable, and how
much so: a score from 0 to 1 that ranks candidates and is not a probability. `bench/candidates.py` measures them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from factdb.article import Article
from factdb.article.language import ENGLISH, primary
from factdb.extract.layout import layout_of
from factdb.extract.quotation import Quotation
from factdb.extract.sentences import sentence_bounds
from factdb.extract.wordlists import read_words
from factdb.terms import WORTH_CHECKING, ClaimKind

Stance = Literal["asserts", "denies", "disputes"]
_lists = read_words("checkworthy")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be checked: text[start:end], code points, end exclusive."""

    start: int
    end: int
    kind: ClaimKind | None
    """None for a statement of a transcript that was thought checkable by none of its words."""
    why: str
    """The words by which it was thought checkable, by kind: "figure: 20, 72; comparison: three times"."""
    score: float
    quotation: int | None
    """The index of the quotation that makes it; None for the article's own narration."""
    stance: Stance = "asserts"
    """What the quotation does to it: "denied that …" denies it, "rejected the report …, as …" disputes it."""
    attributed: bool = False
    """Whether the article says that others make it: "denied allegations that …"."""


def _tables() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], dict[str, list[tuple[str, str]]]]:
    """First word -> (the words after it, section), the longest first; first letters -> (stem, section)."""
    entries: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for section, words in _lists.items():
        for entry in words:
            first, *rest = entry.split()
            if entry.endswith("*"):
                stems.setdefault(first[:_STEM_KEY], []).append((first[:-1], section))
            else:
                entries.setdefault(first, []).append((tuple(rest), section))
    for found in entries.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return entries, stems


_STEM_KEY = 3
_ENTRIES, _STEMS = _tables()
_TOKEN = re.compile(r"[a-z][\w’'-]*")


@lru_cache(maxsize=1000)
def _hits(words: str) -> Mapping[str, list[str]]:
    """Section -> what of its list is in `words`; remembered, for the same few cues are in every article."""
    found: dict[str, list[str]] = {}
    # The month is not a verb.
    tokens = _TOKEN.findall(words.replace(" May", " _").lower().replace("’", "'"))
    reached: dict[str, int] = {}  # how far a section's last phrase reaches
    for at, token in enumerate(tokens):
        for rest, section in _ENTRIES.get(token, ()):
            if at >= reached.get(section, 0) and tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                found.setdefault(section, []).append(" ".join((token, *rest)))
                reached[section] = at + 1 + len(rest)
        for stem, section in _STEMS.get(token[:_STEM_KEY], ()):
            if token.startswith(stem):
                found.setdefault(section, []).append(token)
    return found


_NUMBER = re.compile(
    r"[$€£¥]\s?\d[\d,.]*\d?(?:\s(?:thousand|million|billion|trillion))?|\b\d[\d,.]*(?:\.\d+)?\s?(?:%|percent|per cent"
    r"|percentage points?|thousand|million|billion|trillion|people|times|years?|days?|weeks?|months?|hours?|minutes?"
    r"|votes?|jobs?|miles?|deaths?)|\b\d+(?:st|nd|rd|th)\b|\b\d[\d,]*(?:\.\d+)?\b|\b(?:one|two)"
    r" (?:years?|days?|weeks?|months?|hours?|million|billion|thousand|percent)\b|\b(?:three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|billions?|dozens?)"
    r"(?:-\w+)?\b(?! (?:of (?:us|them|those)|another|day)\b)",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_STRONG = re.compile(r"[$€£¥%]|percent|million|billion|trillion|thousand|\d,\d{3}", re.I)
_DAY = re.compile(
    r"\b(?:(?:last|this|earlier this) (?:week|month|year|night)|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|may(?= \d|,)|june|july|august|september|october|november|december|in (?:19|20)\d\d"
    r"|(?:weeks|months|years|days) ago)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:was|were|had|has|have|did)\b|\b[a-z]{3,}ed\b")
_NAME = re.compile(r"(?<=[\w,;’'] )[A-Z][\w’-]+|\b[A-Z]{2,}\b")
_PERFECT = re.compile(r"\b(?:has|had|have) (?:\w+ly |also |been )*\w+(?:ed|en|wn|ne|id|elt)\b")
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i’m|i've|i’ve|my|me)\b", re.I)
_WEIGHTS: dict[ClaimKind, float] = {
    "figure": 0.3,
    "comparison": 0.2,
    "superlative": 0.3,
    "event": 0.25,
    "accusation": 0.25,
    "denial": 0.25,
}
# What says most about a statement comes first.
_TELLING: tuple[ClaimKind, ...] = ("accusation", "denial", "superlative", "figure", "comparison", "event")
_BY_LIST: tuple[ClaimKind, ...] = ("accusation", "denial", "superlative", "comparison", "event")
_FEWEST_WORDS, _FEWEST_IN_ALL = 5, 3
# Who asks: at least this many questions, and more than this part of what they say.
_FEWEST_QUESTIONS = 3
_ASKED_PART = 0.3
_WORD = re.compile(r"\w+")
# What each reason adds to the rank of a statement, and each sign beside them. Set by hand, fitted to no data.
_REASON_RANKS: dict[str, float] = {
    "figure": 1.0,
    "superlative": 0.6,
    "comparison": 0.5,
    "accusation": 0.5,
    "event": 0.3,
    "denial": 0.3,
}
_SIGN_RANKS: dict[str, float] = {"public": 0.6, "wish": -0.3, "opinion": -0.2, "forecast": -0.2}
# What another stands for or did ("he voted for it", "my opponent wants"), and what the speaker did.
_OTHERS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Mm]y opponent|(?:[Tt]he )?(?:[Pp]resident|[Gg]overnor|[Ss]enator|[Ss]ecretary"
    r"|[Mm]inister|[Mm]ayor|[Aa]dministration|[Pp]arty)(?: [A-Z]\w+)?)(?: \w+){0,2}? (?:want(?:s|ed)?|support(?:s|ed)?"
    r"|oppos(?:es?|ed)|plan(?:s|ned)?|propos(?:es?|ed)|voted|call(?:s|ed)|sa(?:ys|id)|has|had|signed|promised|raised"
    r"|cut)\b"
)
_OWN_RECORD = re.compile(
    r"\bI(?:['’]ve| have)? (?:\w+ )?(?:was|voted|opposed|supported|signed|passed|never|did|cut|created|built|led"
    r"|balanced|introduced|vetoed)\b"
)
_NUMBER_ONE = re.compile(r"\b(?:number one|no\. 1|number 1)\b", re.I)
_PRESENT = re.compile(r"\b(?:is|are|has|have|works?|costs?|pays?|saves?|loses?|kills?|makes?|takes?|gets?|spends?)\b")
_NOT = re.compile(r"\b\w+n['’]t\b|\b(?:never|nobody|none|no one)\b", re.I)
_COURTESY = re.compile(r"\b(?:thanks?|thank you|please|welcome|applause|laughter|congratulations|good evening)\b", re.I)
# Words of a statement that still make it rank higher, and of one that is too short to say much.
_MOST_WORDS, _FEW_WORDS = 24, 5
# The sum at which a statement ranks in the middle.
_MIDDLE = 2.5
# A sentence of which quotations take at least this part is what they say, not the article's own.
_QUOTED_PART = 0.6
# A text of which they take at least this part is a transcript.
_TRANSCRIPT_PART = 0.8


def find_candidates(article: Article, quotations: Sequence[Quotation]) -> list[Candidate]:
    """Return the statements of `article` worth checking, in the order of the text, given the quotations found in it.

    Of a transcript every statement, those that are hardly worth it with a score below `WORTH_CHECKING`. None in another
    language than English.
    """
    if primary(article.language) != ENGLISH:
        return []
    text = article.text
    contents = sorted(
        (span.start, span.end, index) for index, quotation in enumerate(quotations) for span in quotation.spans
    )
    starts = [start for start, _, _ in contents]
    quoted = sum(end - start for start, end, _ in contents)
    every = quoted >= _TRANSCRIPT_PART * sum(end - start for start, end in _sentences(article)) > 0
    found: dict[tuple[int, int], Candidate] = {}
    for start, end in _sentences(article):
        first = max(bisect_left(starts, start) - 1, 0)
        inside = [c for c in contents[first : bisect_left(starts, end)] if c[1] > start]
        said = {index: (max(a, start), min(b, end)) for a, b, index in inside}
        for a, b, index in inside:
            said[index] = (min(said[index][0], max(a, start)), max(said[index][1], min(b, end)))
        covered = sum(b - a for a, b in said.values()) if said else 0
        spans = {index: quotations[index].cue for index in said}
        cues = {index: text[span.start : span.end] if span else "" for index, span in spans.items()}
        against = [(a, b) for index, (a, b) in said.items() if _set_against(text[a:b], cues[index])]
        for index, (a, b) in said.items():
            if quotations[index].factuality != "actual":
                continue  # nobody claims what was not said
            if any(first <= a and b <= last and (a, b) != (first, last) for first, last in against):
                continue  # "rejected the report, which blamed …": one claim, not two
            _propose(found, text, a, b, index, ended=text[end - 3 : end], cue=cues[index], every=every)
        # The sentence that reports a statement is not a second one beside it.
        reports = any(start <= a and b <= end and one.quotation is not None for (a, b), one in found.items())
        if not reports and covered < _QUOTED_PART * (end - start):
            _propose(found, text, start, end, None, ended=text[end - 3 : end])
    return _each_once(text, _askers_last(text, quotations, found.values()))


def _each_once(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in the order of the text; of those in the same words the first that somebody says."""
    first: dict[str, Candidate] = {}
    for one in sorted(candidates, key=lambda c: (c.quotation is None, c.start, c.end)):
        first.setdefault(" ".join(_WORD.findall(text[one.start : one.end].lower())), one)
    return sorted(first.values(), key=lambda c: (c.start, c.end))


def _askers_last(text: str, quotations: Sequence[Quotation], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield candidates, those of moderators and interviewers with the lowest rank."""
    said: dict[str, list[str]] = {}
    for quotation in quotations:
        if quotation.speakers:
            speaker = quotation.speakers[0].name or quotation.speakers[0].text
            said.setdefault(speaker, []).extend(text[span.start : span.end + 2] for span in quotation.spans)
    asking = askers(
        (speaker, words[a:b])
        for speaker, spoken in said.items()
        if sum(words.count("?") for words in spoken) >= _FEWEST_QUESTIONS
        for words in spoken
        for a, b in sentence_bounds(words)
    )
    for one in candidates:
        speakers = quotations[one.quotation].speakers if one.quotation is not None else ()
        asks = any((speaker.name or speaker.text) in asking for speaker in speakers)
        yield replace(one, score=min(one.score, WORTH_CHECKING)) if asks else one


def askers(said: Iterable[tuple[str, str]]) -> set[str]:
    """Return who asks rather than answers, a moderator or interviewer: of whose sentences many are questions.

    Args:
        said: Speaker and sentence, one after the other.
    """
    sentences, questions = Counter[str](), Counter[str]()
    for speaker, sentence in said:
        sentences[speaker] += 1
        questions[speaker] += "?" in sentence[-3:]
    return {s for s, count in questions.items() if count >= _FEWEST_QUESTIONS and count > _ASKED_PART * sentences[s]}


def rate(words: str, reasons: Mapping[ClaimKind, Sequence[str]] | None = None) -> float:
    """Rate how much a statement is worth checking beside others: 0 to 1, no probability.

    Args:
        words: One sentence, or what a quotation says in one.
        reasons: The words by which it was thought checkable, by kind; looked up where they are not given.
    """
    listed = _hits(words)
    numbers = [m.group() for m in _NUMBER.finditer(words)]
    if reasons is None:
        reasons = {kind: listed[kind] for kind in _BY_LIST if kind in listed}
        if any(not _YEAR.match(number) for number in numbers):
            reasons = {**reasons, "figure": numbers}
    names, count = len(_NAME.findall(words)), len(words.split())
    total = sum(_REASON_RANKS[kind] for kind in reasons)
    total += sum(weight for sign, weight in _SIGN_RANKS.items() if sign in listed)
    total += 0.3 * (len(set(listed.get("public", ()))) > 1)
    total += 0.5 * any(_STRONG.search(number) for number in numbers)
    total += 0.5 * bool(_OTHERS.search(words)) + 0.4 * bool(_OWN_RECORD.search(words))
    total += 0.5 * bool(_NUMBER_ONE.search(words)) + 0.2 * bool(_NOT.search(words))
    total += 0.4 * bool(_PERFECT.search(words)) + 0.4 * bool(_PAST.search(words)) + 0.2 * bool(_PRESENT.search(words))
    total += 0.3 * bool(_DAY.search(words)) + 0.15 * min(names, 2) + 0.03 * min(count, _MOST_WORDS)
    total -= 0.3 * bool(_FIRST_PERSON.search(words)) + 1.0 * (count < _FEW_WORDS)
    total -= 2.0 * ("?" in words[-3:]) + 1.0 * bool(_COURTESY.search(words))
    return 1 / (1 + math.exp(_MIDDLE - total))


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    layout = layout_of(article)
    for begin, end in layout.paragraphs:
        for first, last in layout.cut(begin, end)[1]:
            yield begin + first, begin + last


# Verbs by which a speaker sets himself against what follows.
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?)\b", re.I
)
_DISPUTES = re.compile(
    r"\b(?:disput(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|contest(?:s|ed|ing)?|challeng(?:es?|ed|ing)|doubt(?:s|ed|ing)?"
    r"|question(?:s|ed|ing)?)\b",
    re.I,
)
# What he sets himself against: a statement, or a report in which others make one.
_THAT = re.compile(r"that\s+(?=[\w$“\"])")
_REPORT = re.compile(
    r"(?:(?!that\b|which\b)[\w’'.-]+\s+){0,4}?(?:accusation|allegation|assertion|charge|claim|conclusion|finding|report"
    r"|rumou?r|statement|stud(?:y|ie)|suggestion|survey)s?\b",
    re.I,
)
_AS = re.compile(r",?\s+as\s+[“\"]")


def _set_against(words: str, cue: str) -> tuple[int, int, Stance, bool] | None:
    """(start, end, stance, attributed) of the statement in `words` that the verb `cue` sets its speaker against.

    None where it sets him against nothing that is one.
    """
    denies = _DENIES.search(cue)
    if not denies and not _DISPUTES.search(cue):
        return None
    judged = _AS.search(words)
    end = judged.start() if judged else len(words)
    stance: Stance = "denies" if denies and not judged else "disputes"
    if that := _THAT.match(words):
        return that.end(), end, stance, False
    if report := _REPORT.match(words):
        said = re.compile(r",?\s+that\s+").search(words, report.end(), end)
        inside = re.compile(r",\s+which\s+").search(words, report.end(), end)
        if said and (not inside or said.start() < inside.start()):
            return said.end(), end, stance, True
        if inside:
            return 0, end, stance, True
    return None


def _propose(
    found: dict[tuple[int, int], Candidate],
    text: str,
    start: int,
    end: int,
    quotation: int | None,
    *,
    ended: str,
    cue: str = "",
    every: bool = False,
) -> None:
    if quotation is None:
        _judge(found, text, start, end, None, ended, cue)
        return
    if against := _set_against(text[start:end], cue):
        first, last, stance, attributed = against
        _judge(found, text, start + first, start + last, quotation, ended, cue, stance, attributed)
        return
    # Long speech is read statement by statement.
    for first, last in sentence_bounds(text[start:end]):
        that = _THAT.match(text[start + first : start + last])
        _judge(
            found, text, start + first + (that.end() if that else 0), start + last, quotation, ended, cue, every=every
        )


def _judge(
    found: dict[tuple[int, int], Candidate],
    text: str,
    start: int,
    end: int,
    quotation: int | None,
    ended: str,
    cue: str,
    stance: Stance = "asserts",
    attributed: bool = False,
    every: bool = False,
) -> None:
    words = text[start:end]
    if (
        len(words.split()) < (_FEWEST_IN_ALL if every else _FEWEST_WORDS)
        or "?" in words[-3:]
        or ("?" in ended and quotation is None)
    ):
        return
    reasons: dict[ClaimKind, list[str]] = {}
    numbers = [m.group() for m in _NUMBER.finditer(words)]
    figures = [n for n in numbers if not _YEAR.match(n)]
    if figures:
        reasons["figure"] = figures
    # What is denied, or what somebody is blamed for, is marked by the cue beside it.
    marked = _hits(cue)
    listed = {**_hits(words)}
    for kind in ("accusation", "denial"):
        listed[kind] = [*marked.get(kind, ()), *listed.get(kind, ())]
    listed = {kind: hits for kind, hits in listed.items() if hits}
    reasons.update({kind: listed[kind] for kind in _BY_LIST if kind in listed})
    names = len(_NAME.findall(words))
    past = _PERFECT.search(words) or (_PAST.search(words) if _DAY.search(words) else None)
    if "event" not in reasons and past and names:
        reasons["event"] = [past.group().lower()]
    score = sum(_WEIGHTS[kind] for kind in reasons)
    score += 0.1 * any(_STRONG.search(n) for n in figures)
    score += 0.15 * bool(_DAY.search(words)) + 0.1 * bool(_PAST.search(words))
    score += min(0.05 * names, 0.15)
    score -= 0.3 * ("wish" in listed) + 0.25 * ("opinion" in listed)
    score -= 0.2 * ("forecast" in listed) + 0.2 * bool(_FIRST_PERSON.search(words))
    if stance != "asserts" and "denial" not in reasons:
        reasons["denial"] = [cue.lower()]
        score += _WEIGHTS["denial"]
    proposed = reasons and score >= WORTH_CHECKING
    if not proposed and not every:
        return
    of_kind = next((k for k in _TELLING if k in reasons), None)
    rank = rate(words, reasons)
    rank = WORTH_CHECKING + (1 - WORTH_CHECKING) * rank if proposed else (WORTH_CHECKING - 0.001) * rank
    why = "; ".join(f"{k}: {', '.join(dict.fromkeys(hits))}" for k, hits in reasons.items())
    new = Candidate(start, end, of_kind, why, round(rank, 3), quotation, stance, attributed)
    known = found.get((start, end))
    if known is None or (known.quotation is None and quotation is not None):
        found[start, end] = new
