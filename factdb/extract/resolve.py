"""From what was found to whole quotations: who is meant, who relays it, to whom, where and when.

Finding and resolving are apart. `resolve` takes the attributions as found, with the words beside their cues, reads the
article's people and dates once, and settles them in the order of the text, because "he" depends on who spoke before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factdb.article import Article
from factdb.extract.circumstances import find_addressee, find_venue
from factdb.extract.clause import Clause, read_clause
from factdb.extract.dates import said_when
from factdb.extract.descriptions import names_people
from factdb.extract.entities import Entity, People
from factdb.extract.found import Found
from factdb.extract.people import find_people
from factdb.extract.quotation import Mention, Quotation, Span, joined_text
from factdb.extract.references import refer
from factdb.extract.scene import Scene, read_scene


def resolve(article: Article, found: Sequence[Found], people: People | None = None) -> list[Quotation]:
    """Return the quotations of `article`, one for every attribution in `found` and in its order.

    `people` are the names of the article, found here where not given.
    """
    text = article.text
    quoted = [(s.start, s.end) for f in found for s in f.spans if s.quoted]
    scene = read_scene(text, people or find_people(article), quoted)
    speakers: dict[int, tuple[Mention, ...]] = {}
    for i in sorted(range(len(found)), key=lambda i: (_position(found[i]), i)):
        speakers[i] = _speakers(scene, found[i])
    clauses = [read_clause(text, f) for f in found]
    # What may be said, or will be, was said on no day yet.
    said = [
        said_when(clause, article.published_on) if clause and f.factuality != "possible" else None
        for f, clause in zip(found, clauses, strict=True)
    ]
    quotations = []
    for i, (f, clause) in enumerate(zip(found, clauses, strict=True)):
        relayed = speakers[f.outer][0] if f.outer is not None and speakers[f.outer] else None
        if f.relay is not None:
            relayed = refer(scene, f.relay.start, f.relay.end, _pairs(f.spans))[0]
        quotations.append(
            Quotation(
                spans=f.spans,
                text=joined_text(text, f.spans),
                kind=f.kind,
                cue=f.cue,
                speakers=speakers[i],
                reported_by=relayed,
                addressee=_addressee(scene, clause) if clause and f.cue else None,
                venue=find_venue(clause) if clause else None,
                said=said[i] or (said[f.outer] if f.outer is not None else None),
                confidence=f.confidence,
                factuality=f.factuality,
            )
        )
    return quotations


def _position(f: Found) -> int:
    """Return where the attribution names its speaker, else where it begins."""
    return f.speakers[0].start if f.speakers and not f.alternates else f.spans[0].start


def _pairs(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in spans)


def _speakers(scene: Scene, f: Found) -> tuple[Mention, ...]:
    content = _pairs(f.spans)
    mentions: list[Mention] = []
    entities: list[Entity | None] = []
    for span in _whole_names(scene, f.speakers):
        mention, entity = refer(scene, span.start, span.end, content)
        mentions.append(replace(mention, basis="alternation") if f.alternates else mention)
        entities.append(entity)
    # A joint statement's speakers are not each other's antecedents: remembered together, after.
    scene.spoke.extend((m.start, m, e) for m, e in zip(mentions, entities, strict=True))
    return tuple(mentions)


def _whole_names(scene: Scene, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of joint speakers, or one where they are parts of one name: "the Bureau of Fish and Game"."""
    if len(spans) < 2:
        return spans
    first, last = spans[0], spans[-1]
    across = any(m.start < first.end and m.end > spans[1].start for m in scene.people.within(first.start, first.end))
    return (Span(first.start, last.end),) if across else spans


def _addressee(scene: Scene, clause: Clause) -> Mention | None:
    """Return the one spoken to, if the words beside the cue name anybody: "told the crowd", not "turned to jobs"."""
    span = find_addressee(clause)
    if span is None:
        return None
    mention, entity = refer(scene, span.start, span.end, _pairs(clause.content))
    known = entity is not None or mention.kind != "unnamed" or names_people(mention.text)
    return mention if known else None
