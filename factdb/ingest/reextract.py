"""A newer engine over stored texts: what people confirmed or corrected stays, what the engine finds otherwise is put in
the place of what an older engine found. Each change is a decision of the engine, so that undoing the run restores all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from factdb.article import Article
from factdb.article.assemble import Known, assemble
from factdb.database.models import Anchor, Attribution, Decision, ImportRun, Publisher, Quote, Source, SourceVersion
from factdb.extract import Quotation
from factdb.ingest.article import insert_quotations, mentions_of
from factdb.store.decisions import Values, change_quote, reject_quote
from factdb.store.runs import Run
from factdb.store.speakers import known_speakers, resolve_speakers


@dataclass(slots=True)
class Reextracted:
    """What running an engine again over one text did to its quotes."""

    title: str
    source_id: int
    kept: int = 0
    changed: int = 0
    added: int = 0
    rejected: int = 0


def stored_versions(tx: Connection) -> list[tuple[int, int]]:
    """(source id, version id) of the newest version of every source, where its text is kept."""
    newest = select(func.max(SourceVersion.id)).group_by(SourceVersion.source_id)
    rows = tx.execute(
        select(SourceVersion.source_id, SourceVersion.id)
        .where(SourceVersion.id.in_(newest), SourceVersion.text.is_not(None))
        .order_by(SourceVersion.id)
    )
    return [(row.source_id, row.id) for row in rows]


def stored_article(tx: Connection, version_id: int) -> Article:
    """The article of a stored version, its prose parted from the rest anew."""
    row = tx.execute(
        select(
            SourceVersion.text,
            SourceVersion.location,
            SourceVersion.encoding,
            SourceVersion.title,
            Source.published_on,
            Source.url,
            Source.language,
            Publisher.name.label("publisher"),
        )
        .join(Source, Source.id == SourceVersion.source_id)
        .outerjoin(Publisher, Publisher.id == Source.publisher_id)
        .where(SourceVersion.id == version_id)
    ).one()
    given = Known(
        title=row.title, publisher=row.publisher, published_on=row.published_on, url=row.url, language=row.language
    )
    return assemble(row.text, row.text.encode(), row.location, encoding=row.encoding, given=given, stated=Known())


def reextract(
    tx: Connection,
    article: Article,
    quotations: Sequence[Quotation],
    run: Run,
    *,
    source_id: int,
    version_id: int,
    engine: str,
) -> Reextracted:
    """Hold the stored quotes of one version against `quotations`, as `engine` finds them now."""
    result = Reextracted(article.title or article.location, source_id)
    stored = _stored(tx, version_id)
    fresh: list[Quotation] = []
    met: set[int] = set()
    for quotation in quotations:
        spans = tuple((s.start, s.end) for s in quotation.spans)
        same = next((q for q in stored.values() if q["spans"] == spans), None)
        if same is None:
            touched = [q for q in stored.values() if _overlap(q["spans"], spans)]
            if not any(q["decided"] for q in touched):
                fresh.append(quotation)
            continue
        met.add(same["id"])
        if same["decided"] or not _update(tx, same, quotation, source_id, version_id, run, engine):
            result.kept += 1
        else:
            result.changed += 1
    for quote in stored.values():
        if quote["id"] in met or quote["decided"]:
            result.kept += quote["id"] not in met
            continue
        reject_quote(tx, quote["id"], actor=engine, reason=f"{engine} does not find it", run_id=run.id(tx))
        result.rejected += 1
    if fresh:
        result.added = len(
            insert_quotations(
                tx,
                fresh,
                article=article,
                source_id=source_id,
                version_id=version_id,
                run_id=run.id(tx),
                engine=engine,
            )
        )
    return result


def _stored(tx: Connection, version_id: int) -> dict[int, dict[str, Any]]:
    """The live quotes of a version with their content spans; `decided` are those that a person stands behind, and those
    that a person rejected."""
    quotes: dict[int, dict[str, Any]] = {}
    rows = tx.execute(
        select(Anchor.quote_id, Anchor.start_char, Anchor.end_char, Quote.status, Quote.origin)
        .join(Quote, Quote.id == Anchor.quote_id)
        .where(Anchor.source_version_id == version_id, Anchor.part == "content")
        .order_by(Anchor.quote_id, Anchor.seq)
    )
    for row in rows:
        quote = quotes.setdefault(
            row.quote_id, {"id": row.quote_id, "status": row.status, "origin": row.origin, "spans": ()}
        )
        quote["spans"] = (*quote["spans"], (row.start_char, row.end_char))
    if not quotes:
        return quotes
    by_people: set[int] = set()
    for quote_id, actor, tool in tx.execute(
        select(Decision.subject_id, Decision.actor, ImportRun.tool)
        .outerjoin(ImportRun, ImportRun.id == Decision.import_run_id)
        .where(
            Decision.subject == "quotes",
            Decision.subject_id.in_(list(quotes)),
            func.coalesce(ImportRun.status, "") != "undone",
        )
    ):
        # An engine's own decisions carry its name and version, which its run names as well: "rules 2".
        same_engine = actor.partition(" ")[0] == quotes[quote_id]["origin"].partition(" ")[0]
        if not same_engine and not (tool or "").endswith(f", {actor}"):
            by_people.add(quote_id)
    for quote in quotes.values():
        quote["decided"] = quote["status"] == "confirmed" or quote["id"] in by_people
    return {i: q for i, q in quotes.items() if q["status"] != "rejected" or q["decided"]}


def _overlap(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    return any(x < end and start < y for start, end in a for x, y in b)


def _update(
    tx: Connection, quote: dict[str, Any], found: Quotation, source_id: int, version_id: int, run: Run, engine: str
) -> bool:
    """Take over who and when of `found` where they differ; returns whether anything did."""
    row = tx.execute(
        select(
            Quote.kind,
            Quote.venue,
            Quote.said_on,
            Quote.said_until,
            Quote.said_as,
            Quote.said_basis,
            Quote.dated_on,
            Quote.factuality,
        ).where(Quote.id == quote["id"])
    ).one()
    said = found.said
    published_on = tx.execute(select(Source.published_on).where(Source.id == source_id)).scalar()
    columns: Values = {
        "kind": found.kind,
        "venue": found.venue,
        "factuality": found.factuality,
        "said_on": said.said_on if said else None,
        "said_until": said.said_until if said else None,
        "said_as": said.said_as if said else None,
        "said_basis": said.basis if said else None,
        "dated_on": said.said_on if said else published_on,
    }
    changed = {name: value for name, value in columns.items() if value != getattr(row, name)}
    people = mentions_of(found)
    known = known_speakers(tx, [(m.kind, m.name) for _, _, m in people if m.name], source_id)
    now = {
        (a.part, a.seq): (a.as_printed, a.speaker_id)
        for a in tx.execute(
            select(Attribution.part, Attribution.seq, Attribution.as_printed, Attribution.speaker_id).where(
                Attribution.quote_id == quote["id"], Attribution.rank != "deprecated"
            )
        )
    }
    read = {(part, seq): (m.text, known.get((m.kind, m.name or ""))) for part, seq, m in people}
    attributions: list[Values] | None = None
    if read != now or any(m.name and (m.kind, m.name) not in known for _, _, m in people):
        ids = resolve_speakers(tx, [m for _, _, m in people], source_id, run.id(tx), engine)
        attributions = [
            {
                "part": part,
                "seq": seq,
                "speaker_id": ids.get((m.kind, m.name or "")),
                "rank": "normal",
                "as_printed": m.text,
                "title_as_printed": m.title,
                "basis": m.basis,
                "dated_on": columns["dated_on"],
            }
            for part, seq, m in people
        ]
    if not changed and attributions is None:
        return False
    change_quote(
        tx,
        quote["id"],
        columns=changed,
        version_id=version_id,
        anchors=None,
        attributions=attributions,
        actor=engine,
        reason=f"read again by {engine}",
        run_id=run.id(tx),
    )
    return True
