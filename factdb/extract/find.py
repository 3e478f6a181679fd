"""Finding: from the text to attributions with their words located, nobody identified yet.

Paragraph by paragraph: quoted runs are masked, sentences with a cue are read for subject and complement, then quoted
runs that no cue governs are joined to the quotation that goes on in them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from factdb.article import Article
from factdb.extract.complements import Complement, find_complement, is_quote
from factdb.extract.found import Found
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    is_auxiliary,
    is_word,
)
from factdb.extract.lexicon import CUES, NOUN_CUES, Cue
from factdb.extract.marks import Run, mask, quoted_runs
from factdb.extract.quotation import Span
from factdb.extract.sentences import Sentence, sentence_bounds
from factdb.extract.subjects import Subject, find_inverted, find_subject


@dataclass(slots=True)
class Candidate:
    """A cue with what stands beside it, in words of its sentence."""

    at: int
    last: int
    cue: Cue
    subject: Subject
    right: Complement | None = None
    left: tuple[int, int] | None = None
    """Words first..last (exclusive) of content that stands before the attribution."""
    end: int = 0
    """Where the content on the right ends."""
    speaker: tuple[int, int] | None = None
    conf: float = 0.7


@dataclass(slots=True)
class Draft:
    """One attribution in offsets of the text, on its way to a `Found`."""

    stretches: list[tuple[int, int]]
    cue: tuple[int, int] | None
    speakers: tuple[tuple[int, int], ...]
    sentence: tuple[int, int]
    conf: float
    quoted: bool = False
    open: bool = False


def paragraphs_of(article: Article) -> Sequence[tuple[int, int]]:
    """The article's prose; where nobody parted it from the rest, every block between blank lines or line ends."""
    if article.body:
        # A headline attributes too: "Mayor: ferry will stay".
        before = [article.title_span] if article.title_span and article.title_span[1] <= article.body[0][0] else []
        return [*before, *article.body]
    found: list[tuple[int, int]] = []
    at = 0
    for line in article.text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            found.append((start, start + len(bare)))
        at += len(line)
    return found


def find(article: Article) -> list[Found]:
    """The attributions of an article, in the order of the text."""
    text = article.text
    paragraphs = paragraphs_of(article)
    runs = quoted_runs(text, paragraphs)
    starts = [r.outer_start for r in runs]
    drafts: list[Draft] = []
    for number, (begin, end) in enumerate(paragraphs):
        here = runs[bisect_left(starts, begin) : bisect_left(starts, end)]
        labelled = _labelled(text, begin, end, headline=number == 0)
        drafts += [labelled] if labelled else _paragraph(text, begin, end, here, drafts)
    told = [d for d in drafts if d.stretches]
    return [_found(text, d, runs, starts) for d in sorted(told, key=lambda d: d.stretches[0])]


# "REED: We will." in a transcript; "Mayor Reed: ferry will stay" in a headline; “…” ― Name under a statement.
_TRANSCRIPT = re.compile(r"(?P<name>(?:[A-Z][A-Z.'’-]+ ?){1,4}(?:\([^)\n]{1,40}\) ?)?):\s+(?=\S)")
_HEADLINE = re.compile(r"(?P<name>[A-Z][^:.!?“”\"\n]{2,50}):\s+(?=[“‘'\"A-Z])")
_SIGNED = re.compile(r"[”\"’']\s*[―—–-]{1,2}\s*(?P<name>[A-Z][^.,;:“”\"\n]{2,50}?)[\s\xa0.]*$")


def _labelled(text: str, begin: int, end: int, *, headline: bool) -> Draft | None:
    """A paragraph whose speaker stands before a colon."""
    m = (_HEADLINE if headline else _TRANSCRIPT).match(text, begin, end)
    if m is None or end - m.end() < 12:
        return None
    return Draft(
        [(m.end(), end)], (m.end("name"), m.end("name") + 1), (m.span("name"),), (begin, end), 0.6, quoted=not headline
    )


def _paragraph(text: str, begin: int, end: int, runs: list[Run], before: list[Draft]) -> list[Draft]:
    masked = mask(text, begin, end, runs)
    drafts: list[Draft] = []
    waiting: list[tuple[int, int]] = []  # quotations that no cue has claimed yet
    for first, last in sentence_bounds(masked):
        s = Sentence(masked, first, last)
        if all(is_quote(w) or not is_word(w) for w in s.words) and any(is_quote(w) for w in s.words):
            stretch = (begin + first, begin + last)
            speaking = next((d for d in reversed(drafts) if d.quoted), None)
            if speaking is not None:
                speaking.stretches.append(stretch)
            else:
                waiting.append(stretch)
            continue
        found = _sentence(s, begin)
        if waiting:
            claiming = next((d for d in found if d.quoted), None)
            if claiming is not None:
                claiming.stretches[:0] = waiting
                waiting = []
        if waiting:
            drafts += _unclaimed(waiting, before, drafts)
            waiting = []
        drafts += found
    signed = _SIGNED.search(text, max(begin, end - 70), end)
    if signed:
        where = signed.span("name")
        for d in drafts:
            if d.cue is None and d.quoted:
                waiting += d.stretches
        drafts = [d for d in drafts if d.cue is not None or not d.quoted]
        if waiting:
            drafts.append(Draft(waiting, None, (where,), (begin, end), 0.8, quoted=True))
        waiting = []
    if waiting:
        drafts += _unclaimed(waiting, before, drafts)
    return drafts


def _unclaimed(waiting: list[tuple[int, int]], before: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Quotations without a cue: they go on with the quotation before them, if there is one near."""
    known = drafts or before
    if known and not known[-1].stretches and waiting[0][0] - known[-1].sentence[1] < 6:
        known[-1].stretches += waiting  # announced by a colon: He said:
        known[-1].quoted = True
        return []
    if known and known[-1].quoted and waiting[0][0] - known[-1].sentence[1] < 400:
        known[-1].stretches += waiting
        known[-1].sentence = (known[-1].sentence[0], waiting[-1][1])
        return []
    near = [d for d in known[-3:] if d.speakers and waiting[0][0] - d.sentence[1] < 6]
    if near:
        last = near[-1]
        return [Draft(list(waiting), last.cue, last.speakers, (last.sentence[0], waiting[-1][1]), 0.5, quoted=True)]
    return [Draft(list(waiting), None, (), (waiting[0][0], waiting[-1][1]), 0.4, quoted=True)]


# --- One sentence ----------------------------------------------------------------------------------------------------


def _sentence(s: Sentence, base: int) -> list[Draft]:
    candidates = [c for at in range(len(s)) if s.lows[at] in CUES and (c := _candidate(s, at)) is not None]
    _share_subjects(s, candidates)
    _complete(s, candidates)
    drafts = [d for c in candidates if (d := _draft(s, c, base)) is not None]
    drafts += _according(s, base)
    drafts += _nouns(s, base)
    return drafts + _ungoverned(s, base, drafts)


def _candidate(s: Sentence, at: int) -> Candidate | None:
    if at and s.words[at][0].isupper() and not s.titled and not is_quote(s.words[at - 1]):
        return None  # part of a name: "the United States"
    for cue in CUES[s.lows[at]]:
        last = at + 1 + len(cue.rest)
        if cue.rest and tuple(s.lows[at + 1 : last]) != cue.rest:
            continue
        inverted = _inverted(s, at, last, cue)
        if inverted is not None:
            return inverted
        subject = find_subject(s, at, cue.forms)
        if subject is None:
            return None
        if subject.passive:
            return None
        return Candidate(at, last, cue, subject)
    return None


def _inverted(s: Sentence, at: int, last: int, cue: Cue) -> Candidate | None:
    """ "…," said Reed: a cue right after a quotation or a clause's comma, its subject on the right."""
    if "q" not in cue.frames or not cue.forms & {"past", "s"}:
        return None
    if "oc" in cue.frames and not is_quote(s.words[at - 1]):
        return None
    if at == 0:
        subject = find_inverted(s, last)
        if subject is None or _goes_on(s, subject):
            return None
        found = Candidate(at, last, cue, Subject("inverted", *subject, at, at))
        found.speaker = subject
        return found
    before = s.words[at - 1]
    if not (is_quote(before) or before in (",", "—", "–", "--")):
        return None
    subject = find_inverted(s, last)
    if subject is None or (not is_quote(before) and at < 3):
        return None
    if not is_quote(before) and _goes_on(s, subject):
        return None  # "Reed, the mayor, said it took years": the comma closes an aside
    end = at - 1 if before in (",", "—", "–", "--") else at
    found = Candidate(at, last, cue, Subject("inverted", *subject, at, at))
    found.left = (0, end)
    found.speaker = subject
    return found


def _goes_on(s: Sentence, subject: tuple[int, int]) -> bool:
    """Whether a verb follows the noun phrase, or stands in it."""
    first, last = subject
    if last < len(s) and (is_auxiliary(s.lows[last]) or (first + 1 == last and is_word(s.words[last]))):
        return s.lows[last] not in PREPOSITIONS and s.lows[last] not in TIMES
    return any(low in CUES or low.endswith("ed") for low in s.lows[first + 1 : last])


def _share_subjects(s: Sentence, candidates: list[Candidate]) -> None:
    """A cue without a subject of its own ("…, adding that", "and called it") takes that of its clause: the noun with
    which the clause opens, or the speaker of the cue before it."""
    previous: Candidate | None = None
    for c in candidates:
        subject = c.subject
        if subject.order in ("joined", "participle", "infinitive"):
            start = _clause_start(s, subject.group)
            if previous is not None and previous.speaker is not None and previous.at >= start:
                c.speaker = previous.speaker
            else:
                c.speaker = _opening_noun(s, start, subject.group) or (
                    (subject.first, subject.last) if subject.last > subject.first else None
                )
        elif subject.last > subject.first:
            c.speaker = (subject.first, subject.last)
        if c.speaker is not None:
            previous = c


def _clause_start(s: Sentence, before: int) -> int:
    """The first word of the last clause that opens before word `before` with a conjunction and a subject of its own."""
    for at in range(before - 3, 0, -1):
        low = s.lows[at]
        if low in ("but", "while", "although", "though", "whereas") or (
            low == "and" and (s.words[at - 1] == "," or s.words[at + 1][:1].isupper())
        ):
            following = s.lows[at + 1]
            if following in NOMINATIVE or (s.words[at + 1][:1].isupper() and _verb_near(s, at + 2, before)):
                return at + 1
        if s.words[at] in (";", ":", "—", "–", "--") or s.words[at][-1] in "\x02\x03\x04":
            return at + 1
    return 0


def _verb_near(s: Sentence, first: int, before: int) -> bool:
    return any(is_auxiliary(low) or low in CUES or low.endswith("ed") for low in s.lows[first : min(first + 4, before)])


_LEADS = PREPOSITIONS | SUBORDINATORS | TIMES


def _opening_noun(s: Sentence, start: int, before: int) -> tuple[int, int] | None:
    """The noun phrase with which a clause opens, past what leads up to it: "In a statement on Friday, Reed …"."""
    at = start
    for near in range(start, min(start + 10, before)):
        if s.words[near] in ("—", "–", "--") and near > start and s.words[start].isupper():
            at = near + 1  # a dateline
            break
    low = s.lows[at] if at < len(s) else ""
    if low in _LEADS or low.endswith("ing") or (low.endswith("ed") and low not in NOMINATIVE) or is_adverb(low):
        comma = next((n for n in range(at, before) if s.words[n] == ","), None)
        at = comma + 1 if comma is not None and comma + 1 < before else at + 1
    for near in range(at, before):
        if s.lows[near] in NOMINATIVE:
            return near, near + 1
        found = find_inverted(s, near)
        if found is not None and found[1] <= before:
            first, last = found
            for end in range(first + 1, last):
                low = s.lows[end]
                verb = low in CUES and not s.words[end][:1].isupper() and s.lows[end - 1] not in DETERMINERS
                if verb or (low.endswith("ed") and not s.words[end][:1].isupper()):
                    last = end
                    break
            if s.lows[first] in DETERMINERS and last == first + 1:
                continue
            return first, last
    return None


def _complete(s: Sentence, candidates: list[Candidate]) -> None:
    """Settle each candidate's content: on the right, on the left, or around it."""
    for c in candidates:
        after = c.subject.last if c.subject.order == "inverted" else c.last
        if c.subject.order == "inverted":
            c.right = _resumed(s, after)
            continue
        c.right = find_complement(s, c.last, c.cue)
        if c.subject.order in ("plain", "relative") and "q" in c.cue.frames | (c.cue.frames & {"c"}):
            edge = c.subject.first - 1
            if edge >= 0 and _trails(s, c, edge):
                c.left = (0, edge + 1 if is_quote(s.words[edge]) else edge)
                plain = not any(map(is_quote, s.words[: edge + 1]))
                if plain and s.words[c.last] == "," and not is_quote(s.words[min(c.last + 1, len(s) - 1)]):
                    c.right = _goes_on_after(s, c.last)
                elif c.right is None or c.right.frame not in ("quote", "that", ":"):
                    c.right = _resumed(s, c.last)
                    if c.right is None and plain:
                        c.right = _goes_on_after(s, c.last)
    for number, c in enumerate(candidates):
        if c.right is not None:
            c.end = _content_end(s, c, candidates[number + 1 :])


def _trails(s: Sentence, c: Candidate, edge: int) -> bool:
    """Whether what stands before the subject is the content: "…," he said."""
    word = s.words[edge]
    if is_quote(word):
        return word[-1] in "\x02\x03\x04" or c.right is None
    if word != ",":
        return False
    return c.right is None and edge > 1


def _resumed(s: Sentence, after: int) -> Complement | None:
    """ "…," he said, "…": the quotation that goes on after the attribution."""
    for at in range(after, min(after + 16, len(s))):
        word = s.words[at]
        if is_quote(word):
            if s.words[at - 1] in (",", ":", "—", "–", "--", "...", "…") or at == after:
                return Complement(at, "quote", True)
            return None
        if s.lows[at] in CUES and at > after + 1:
            return None
    return None


def _goes_on_after(s: Sentence, after: int) -> Complement | None:
    """ "The plan, he said on Friday, would fail": the rest of the statement, after the attribution's closing comma."""
    for at in range(after, min(after + 12, len(s) - 1)):
        if s.lows[at] in CUES or is_quote(s.words[at]):
            return None
        if s.words[at] == ",":
            following = s.lows[at + 1]
            asides = ("who", "which", "adding", "according", "where", "when", "while")
            if following in asides or following in COORDINATORS or following.endswith("ing"):
                return None
            return Complement(at + 1, "resumed", True)
    return None


def _content_end(s: Sentence, c: Candidate, later: list[Candidate]) -> int:
    assert c.right is not None
    first = c.right.first
    end = len(s)
    while end > first and s.words[end - 1] in (".", "!", "?", "…", "...", ";", ":"):
        end -= 1
    for other in later:
        if other.at < first:
            continue
        if other.subject.order == "participle":
            cut = other.subject.group - 1
            if s.words[cut] == "," or (s.lows[cut] in ("and", "but") and c.subject.order == "participle"):
                end = min(end, cut)
        elif other.subject.order == "joined" and other.speaker == c.speaker and c.speaker is not None:
            cut = other.subject.clause
            if s.lows[cut] in COORDINATORS or s.lows[cut] == ",":
                end = min(end, cut - 1 if s.words[cut - 1] == "," else cut)
        elif other.left is not None and other.subject.order in ("plain", "inverted") and other.left[1] > first:
            end = min(end, other.left[1])
        elif other.subject.order == "plain":
            cut = other.subject.first - 1
            if (
                cut > first
                and s.words[cut] == ","
                and other.right is not None
                and c.right.frame in ("w", "oc", "about")
            ):
                end = min(end, cut)
            elif (
                cut > first and s.lows[cut] in ("and", "but", "while", "though", "although") and s.words[cut - 1] == ","
            ):
                end = min(end, cut - 1)
    for at in range(first, end):
        if s.lows[at] == "according" and at + 1 < len(s) and s.lows[at + 1] == "to":
            end = min(end, at - 1 if s.words[at - 1] == "," else at)
            break
        if s.words[at] == ";" and c.right.frame != ":":
            end = at
            break
    if not c.right.clause:
        end = _object_end(s, first, end)
    elif is_quote(s.words[first]) and s.words[first][-1] in "\x02\x03\x04":
        end = _quoted_end(s, first, end)
    return max(end, first + 1)


def _quoted_end(s: Sentence, first: int, end: int) -> int:
    at = first
    while at < end and (is_quote(s.words[at]) or s.words[at] in (",",)):
        at += 1
    return at if at >= end or s.words[at - 1][-1] in "\x02\x03\x04" else end


_GOES_ON = frozenset("including such like especially particularly".split())
_BREAKS = NOMINATIVE | SUBORDINATORS | COORDINATORS | frozenset("which that".split())


def _object_end(s: Sentence, first: int, end: int) -> int:
    """An object ends before the next clause: at a dash, a subordinator, or a comma that a new clause follows."""
    for at in range(first + 1, end):
        word, low = s.words[at], s.lows[at]
        if word in ("—", "–", "--"):
            return at
        if word == "," and at + 1 < end:
            following = s.lows[at + 1]
            if following in _BREAKS or (following.endswith("ing") and following not in _GOES_ON):
                return at
        if low in SUBORDINATORS and low not in ("as", "so", "than", "since", "even", "until", "because"):
            return at
    return end


# --- Phrases that attribute by themselves ----------------------------------------------------------------------------


def _according(s: Sentence, base: int) -> list[Draft]:
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


def _nouns(s: Sentence, base: int) -> list[Draft]:
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
        end = _object_end(s, start, end) if start < end else end
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


def _ungoverned(s: Sentence, base: int, drafts: list[Draft]) -> list[Draft]:
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
        leading = _opening_noun(s, 0, at)
        speakers = ((base + s.starts[leading[0]], base + s.ends[leading[1] - 1]),) if leading else ()
        found.append(Draft([(start, end)], None, speakers, (base + s.begin, base + s.end), 0.45, quoted=True))
    return found


# --- From words to offsets -------------------------------------------------------------------------------------------


def _draft(s: Sentence, c: Candidate, base: int) -> Draft | None:
    stretches: list[tuple[int, int]] = []
    quoted = False
    announces = s.words[-1] == ":" and c.right is None and c.left is None and c.cue.frames & {"q", "c"}
    if c.left is not None:
        first, last = c.left
        while first < last and not is_word(s.words[first]):
            first += 1
        first = _past_lead(s, first, last)
        if last > first:
            stretches.append((base + s.starts[first], base + s.ends[last - 1]))
            quoted = quoted or any(map(is_quote, s.words[first:last]))
    if c.right is not None and c.end > c.right.first:
        stretches.append((base + s.starts[c.right.first], base + s.ends[c.end - 1]))
        quoted = quoted or any(map(is_quote, s.words[c.right.first : c.end]))
    if not stretches and not announces:
        return None
    speakers: tuple[tuple[int, int], ...] = ()
    if c.speaker is not None and c.speaker[1] > c.speaker[0]:
        first, last = c.speaker
        start, end = base + s.starts[first], base + s.ends[last - 1]
        low = s.lows[first]
        if last == first + 1 and "'" in low and low.partition("'")[0] in NOMINATIVE:
            end = start + len(low.partition("'")[0])
        speakers = ((start, end),)
    return Draft(
        stretches,
        (base + s.starts[c.at], base + s.ends[c.last - 1]),
        speakers,
        (base + s.begin, base + s.end),
        c.conf,
        quoted=quoted,
    )


def _past_lead(s: Sentence, first: int, last: int) -> int:
    """The quotation itself where a phrase only leads up to it: As for the vote, “…,” he said."""
    if not is_quote(s.words[last - 1]):
        return first
    at = last - 1
    while at > first and is_quote(s.words[at - 1]):
        at -= 1
    length = s.ends[last - 1] - s.starts[at]
    return at if at > first and s.words[at - 1] in (",", ":") and length > 40 else first


def _found(text: str, d: Draft, runs: list[Run], starts: list[int]) -> Found:
    spans: list[Span] = []
    for start, end in sorted(d.stretches):
        spans += _parted(text, start, end, runs, starts)
    quoted = {span.quoted for span in spans}
    kind = "mixed" if len(quoted) == 2 else "direct" if True in quoted else "indirect"
    return Found(
        spans=tuple(spans) or (Span(d.stretches[0][0], d.stretches[0][1]),),
        kind=kind,  # type: ignore[arg-type]
        cue=Span(*d.cue) if d.cue else None,
        speakers=tuple(Span(*p) for p in d.speakers),
        sentence=Span(*d.sentence),
        confidence=d.conf,
    )


def _parted(text: str, start: int, end: int, runs: list[Run], starts: list[int]) -> list[Span]:
    """A stretch as spans, quoted runs apart, marks and bare punctuation left out."""
    spans: list[Span] = []
    at = start
    for run in runs[max(bisect_left(starts, start) - 1, 0) : bisect_left(starts, end)]:
        if run.outer_end <= start:
            continue
        _outside(text, at, run.outer_start, spans)
        # The comma before a closing mark is the article's, not the speaker's.
        inner = (max(run.start, start), min(run.end - text.endswith(",", run.start, run.end), end))
        if inner[1] > inner[0]:
            spans.append(Span(*inner, quoted=True))
        at = run.outer_end
    _outside(text, at, end, spans)
    return spans


def _outside(text: str, start: int, end: int, spans: list[Span]) -> None:
    while start < end and not (text[start].isalnum() or text[start] in "$([#@"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")].%"):
        end -= 1
    if end > start:
        spans.append(Span(start, end))
