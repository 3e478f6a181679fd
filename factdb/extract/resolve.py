"""From what was found to whole quotations: who is meant, who relays it, to whom, where and when.

Finding and resolving are apart. `resolve` takes the attributions as found, with the words beside their cues, reads the
article's people and dates once, and settles them in the order of the text, because "he" depends on who spoke before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from factdb.article import Article
from factdb.extract.circumstances import find_addressee, find_venue
from factdb.extract.dates import find_dates, said_when
from factdb.extract.found import Found
from factdb.extract.people import Entity, find_people
from factdb.extract.quotation import DateReading, Mention, Quotation, Span, joined_text
from factdb.extract.references import refer
from factdb.extract.scene import Scene, read_scene


def resolve(article: Article, found: Sequence[Found]) -> list[Quotation]:
    """The quotations of `article`, one for every attribution in `found` and in its order."""
    text = article.text
    quoted = [(s.start, s.end) for f in found for s in f.spans if s.quoted]
    scene = read_scene(text, find_people(article), quoted)
    dates = find_dates(text)
    date_starts = [d.start() for d in dates]
    speakers: dict[int, tuple[Mention, ...]] = {}
    said: dict[int, DateReading | None] = {}
    order = sorted(range(len(found)), key=lambda i: (_position(found[i]), i))
    for i in order:
        speakers[i] = _speakers(scene, found[i])
    quotations = []
    for i, f in enumerate(found):
        said[i] = _said(
            article, f, dates[bisect_left(date_starts, f.sentence.start) : bisect_left(date_starts, f.sentence.end)]
        )
    for i, f in enumerate(found):
        relayed = speakers[f.outer][0] if f.outer is not None and speakers[f.outer] else None
        when = said[i] or (said[f.outer] if f.outer is not None else None)
        quotations.append(
            Quotation(
                spans=f.spans,
                text=joined_text(text, f.spans),
                kind=f.kind,
                cue=f.cue,
                speakers=speakers[i],
                reported_by=relayed,
                addressee=_addressee(scene, f),
                venue=_venue(text, f),
                said=when,
                confidence=f.confidence,
            )
        )
    return quotations


def _position(f: Found) -> int:
    """Where the attribution names its speaker, else where it begins."""
    return f.speakers[0].start if f.speakers else f.spans[0].start


def _pairs(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in spans)


def _speakers(scene: Scene, f: Found) -> tuple[Mention, ...]:
    content = _pairs(f.spans)
    mentions: list[Mention] = []
    entities: list[Entity | None] = []
    for span in f.speakers:
        mention, entity = refer(scene, span.start, span.end, content)
        mentions.append(mention)
        entities.append(entity)
    # A joint statement's speakers are not each other's antecedents: remembered together, after.
    scene.spoke.extend((m.start, m, e) for m, e in zip(mentions, entities, strict=True))
    return tuple(mentions)


def _clause(f: Found) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """The cue and the speaker beside it, as offsets."""
    cue = f.cue or (f.speakers[0] if f.speakers else None)
    if cue is None:
        return None
    speaker = (f.speakers[0].start, f.speakers[-1].end) if f.speakers else None
    return (cue.start, cue.end), speaker


def _said(article: Article, f: Found, dates: Sequence[re.Match[str]]) -> DateReading | None:
    clause = _clause(f)
    if clause is None or not dates:
        return None
    cue, speaker = clause
    return said_when(
        article.text, dates, article.published_on, (f.sentence.start, f.sentence.end), cue, speaker, _pairs(f.spans)
    )


def _addressee(scene: Scene, f: Found) -> Mention | None:
    if f.cue is None:
        return None
    speaker = (f.speakers[0].start, f.speakers[-1].end) if f.speakers else None
    content = _pairs(f.spans)
    span = find_addressee(scene.text, (f.cue.start, f.cue.end), f.sentence.end, content, speaker)
    if span is None:
        return None
    mention, _ = refer(scene, *span, content)
    return mention


def _venue(text: str, f: Found) -> str | None:
    clause = _clause(f)
    if clause is None:
        return None
    cue, speaker = clause
    return find_venue(text, (f.sentence.start, f.sentence.end), cue, speaker, _pairs(f.spans))
