"""Finding: from the text to attributions with their words located, nobody identified yet.

Quoted runs are masked, sentences with a cue are read for subject and complement, quotations that no cue governs are
joined to the one that they go on with (see `reader`); then every attribution is laid out in spans of the text.
"""

from __future__ import annotations

from bisect import bisect_left

from factdb.article import Article
from factdb.extract.confidence import confidence
from factdb.extract.draft import Draft
from factdb.extract.entities import People
from factdb.extract.found import Found
from factdb.extract.headlines import headline_label, headline_of
from factdb.extract.labels import read_labels
from factdb.extract.layout import layout_of
from factdb.extract.marks import Run
from factdb.extract.people import find_people
from factdb.extract.quotation import Kind, Span
from factdb.extract.reader import Reader


def find(article: Article, people: People | None = None) -> list[Found]:
    """Return the attributions of an article, in the order of the text.

    `people` are its names, found here where not given.
    """
    text = article.text
    layout = layout_of(article)
    paragraphs, runs, starts = layout.paragraphs, layout.runs, layout.starts
    headline = headline_of(article, paragraphs)
    labelled = read_labels(text, paragraphs, runs, headline)
    reader = Reader(layout)
    for number, (begin, end) in enumerate(paragraphs):
        here = layout.runs_in(begin, end)
        label = labelled.get(number)
        if (begin, end) == headline:
            label = headline_label(article, headline, here, people or find_people(article))
        if label is not None:
            reader.take(label)
        else:
            reader.read(begin, end, here)
    reader.finish()
    placed = sorted((d for d in reader.drafts if d.stretches), key=lambda d: d.stretches[0])
    position = {id(d): number for number, d in enumerate(placed)}
    return [_found(text, d, runs, starts, position.get(id(d.outer))) for d in placed]


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
        relay=Span(*d.relay) if d.relay else None,
        factuality=d.factuality,
    )


def _parted(text: str, start: int, end: int, runs: list[Run], starts: list[int]) -> list[Span]:
    """Return a stretch as spans, quoted runs apart, marks and bare punctuation left out."""
    spans: list[Span] = []
    at = start
    for run in runs[max(bisect_left(starts, start) - 1, 0) : bisect_left(starts, end)]:
        if run.nickname or run.outer_end <= start:
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
    while start < end and not (text[start].isalnum() or text[start] in "$€£¥₹([#@"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")].%?!°€£¥₹¢"):
        end -= 1
    if end > start:
        spans.append(Span(start, end))
