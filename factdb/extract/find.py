"""Finding: from the text to attributions with their words located, nobody identified yet.

Paragraph by paragraph: quoted runs are masked, sentences with a cue are read for subject and complement, then quoted
runs that no cue governs are joined to the quotation that goes on in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factdb.article import Article
from factdb.extract.complements import is_quote
from factdb.extract.confidence import confidence
from factdb.extract.draft import Draft
from factdb.extract.entities import People
from factdb.extract.found import Found
from factdb.extract.grammar import is_word
from factdb.extract.headlines import headline_label, headline_of
from factdb.extract.labels import find_signature, read_labels, read_signature
from factdb.extract.marks import Run, mask, quoted_runs
from factdb.extract.people import find_people
from factdb.extract.phrases import by_phrases, ungoverned
from factdb.extract.quotation import Kind, Span
from factdb.extract.sentences import Sentence, sentences
from factdb.extract.verbs import by_verbs, opening_noun


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


def find(article: Article, people: People | None = None) -> list[Found]:
    """The attributions of an article, in the order of the text. `people` are its names, read where none are given."""
    text = article.text
    paragraphs = paragraphs_of(article)
    runs = quoted_runs(text, paragraphs)
    starts = [r.outer_start for r in runs]
    headline = headline_of(article, paragraphs)
    labelled = read_labels(text, paragraphs, runs, headline)
    drafts: list[Draft] = []
    for number, (begin, end) in enumerate(paragraphs):
        here = runs[bisect_left(starts, begin) : bisect_left(starts, end)]
        if _signs(text, begin, end, drafts):
            continue
        label = labelled.get(number)
        if (begin, end) == headline:
            label = headline_label(article, headline, here, people or find_people(article))
        drafts += [label] if label else _paragraph(text, begin, end, here, drafts)
    told = sorted((d for d in drafts if d.stretches), key=lambda d: d.stretches[0])
    position = {id(d): number for number, d in enumerate(told)}
    return [_found(text, d, runs, starts, position.get(id(d.outer))) for d in told]


def _signs(text: str, begin: int, end: int, before: list[Draft]) -> bool:
    """Take a paragraph that is a name after a dash for the speaker of the quotation above it, if that has none."""
    name = read_signature(text, begin, end)
    if name is None or not before or not before[-1].quoted or before[-1].speakers:
        return False
    last = before[-1]
    last.speakers, last.conf, last.sentence = (name,), 0.8, (last.sentence[0], end)
    return True


def _paragraph(text: str, begin: int, end: int, runs: list[Run], before: list[Draft]) -> list[Draft]:
    masked = mask(text, begin, end, runs)
    drafts: list[Draft] = []
    waiting: list[tuple[int, int]] = []  # quotations that no cue has claimed yet
    signed = find_signature(text, begin, end)
    last: Sentence | None = None
    for s in sentences(masked):
        last = s
        if s.quoted and all(is_quote(w) or not is_word(w) for w in s.words) and any(is_quote(w) for w in s.words):
            stretch = (begin + s.begin, begin + s.end)
            speaking = next((d for d in reversed(drafts) if d.quoted), None)
            if speaking is not None:
                speaking.stretches.append(stretch)
            else:
                waiting.append(stretch)
            continue
        found = _sentence(s, begin)
        if waiting:
            claiming = next((d for d in found if d.quoted or not d.stretches), None)
            if claiming is not None:
                claiming.stretches[:0] = waiting
                claiming.quoted = True
                waiting = []
        if waiting and not signed:
            drafts += _unclaimed(text, waiting, before, drafts)
            waiting = []
        drafts += found
    if signed:
        for d in drafts:
            if d.cue is None and d.quoted:
                waiting += d.stretches
        drafts = [d for d in drafts if d.cue is not None or not d.quoted]
        if waiting:
            drafts.append(Draft(waiting, None, (signed,), (begin, end), 0.8, quoted=True))
        waiting = []
    if waiting:
        drafts += _unclaimed(text, waiting, before, drafts)
    if last is not None and last.words[-1] == ":" and not any(d.sentence[1] == begin + last.end for d in drafts):
        # "The mayor released this statement:" announces what the next paragraph quotes.
        leading = opening_noun(last, 0, len(last) - 1)
        if leading is not None:
            who = (begin + last.starts[leading[0]], begin + last.ends[leading[1] - 1])
            drafts.append(Draft([], None, (who,), (begin + last.begin, begin + last.end), 0.6))
    return drafts


def _unclaimed(text: str, waiting: list[tuple[int, int]], before: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Quotations without a cue: they go on with the quotation before them, if there is one near."""
    known = drafts or before
    if known and not known[-1].stretches and waiting[0][0] - known[-1].sentence[1] < 6:
        known[-1].stretches += waiting  # announced by a colon: He said:
        known[-1].quoted = True
        return []
    if not drafts and (speakers := _answering(text, waiting[0][0], before)):
        span = (waiting[0][0], waiting[-1][1])
        return [Draft(list(waiting), None, speakers, span, 0.5, quoted=True, alternates=True)]
    if known and known[-1].quoted and waiting[0][0] - known[-1].sentence[1] < 400:
        known[-1].stretches += waiting
        known[-1].sentence = (known[-1].sentence[0], waiting[-1][1])
        return []
    near = [d for d in known[-3:] if d.speakers and waiting[0][0] - d.sentence[1] < 6]
    if near:
        last = near[-1]
        return [Draft(list(waiting), last.cue, last.speakers, (last.sentence[0], waiting[-1][1]), 0.3, quoted=True)]
    return [Draft(list(waiting), None, (), (waiting[0][0], waiting[-1][1]), 0.1, quoted=True)]


# Words of a turn of a dialogue outside of its marks: “Will it sail?” Reed asked him.
_TURN = 8


def _answering(text: str, start: int, before: list[Draft]) -> tuple[tuple[int, int], ...]:
    """The speakers of a paragraph that is a quotation without a cue where two people talk by turns, one of them asking:
    “When?” Reed asked. / “Soon,” said Okafor. / “How soon?”. () where it rather goes on with what stands before it."""
    if len(before) < 2:
        return ()
    asked, answered = before[-2:]
    near = start - answered.sentence[1] < 6 and _begins(answered) - asked.sentence[1] < 6
    names = [[text[a:b].lower() for a, b in d.speakers] for d in (asked, answered)]
    if not near or not names[0] or not names[1] or names[0] == names[1]:
        return ()
    if not all(_is_turn(text, d) for d in (asked, answered)):
        return ()
    questions = [text[d.stretches[-1][1] - 2 : d.stretches[-1][1] + 1] for d in (asked, answered)]
    return asked.speakers if any("?" in ending for ending in questions) else ()


def _begins(d: Draft) -> int:
    return min(d.sentence[0], d.stretches[0][0])


def _is_turn(text: str, d: Draft) -> bool:
    """Whether an attribution is a quotation that closes, and next to nothing else."""
    if not d.quoted or not d.stretches:
        return False
    within = sum(len(text[a:b].split()) for a, b in d.stretches)
    whole = len(text[_begins(d) : max(d.sentence[1], d.stretches[-1][1])].split())
    return whole - within <= _TURN and text[d.stretches[-1][1] - 1] in "\"”’'"


# Inside of what somebody says, only further speech is told apart: "China said Qin had urged"; plans, praise and fears
# are part of what is said.
_NESTED_CLASSES = frozenset({"speech", "writing"})
_NOT_NESTED = frozenset("i g o about of for on against".split())


def _sentence(s: Sentence, base: int) -> list[Draft]:
    drafts = by_verbs(s, base)
    drafts += by_phrases(s, base)
    for d in drafts:
        d.outer = _around(d, drafts)
        if d.outer is not None and d.factuality == "actual":
            d.factuality = d.outer.factuality  # "He never said that Reed had promised": nor did she, for all we know
    drafts = [d for d in drafts if d.outer is None or (d.cls in _NESTED_CLASSES and d.frame not in _NOT_NESTED)]
    return drafts + ungoverned(s, base, drafts) if s.quoted else drafts


def _around(inner: Draft, drafts: list[Draft]) -> Draft | None:
    """The innermost attribution whose content holds the cue of this one."""
    assert inner.cue is not None
    at = inner.cue[0]
    holding = [(end - start, n) for n, d in enumerate(drafts) for start, end in d.stretches if start <= at < end]
    return drafts[min(holding)[1]] if holding else None


def _found(text: str, d: Draft, runs: list[Run], starts: list[int], outer: int | None) -> Found:
    spans: list[Span] = []
    for start, end in sorted(d.stretches):
        spans += _parted(text, start, end, runs, starts)
    quoted = {span.quoted for span in spans}
    kind: Kind = "mixed" if len(quoted) == 2 else "direct" if True in quoted else "indirect"
    return Found(
        spans=tuple(spans) or (Span(d.stretches[0][0], d.stretches[0][1]),),
        kind=kind,
        cue=Span(*d.cue) if d.cue else None,
        speakers=tuple(Span(*p) for p in d.speakers),
        sentence=Span(*d.sentence),
        confidence=confidence(d, kind),
        outer=outer,
        alternates=d.alternates,
        factuality=d.factuality,
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
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")].%?!"):
        end -= 1
    if end > start:
        spans.append(Span(start, end))
