"""A newer engine run over stored texts.

What people confirmed, corrected or rejected stays; otherwise the engine's results replace those of an older one. Each
change is a decision of the engine, so that undoing the run restores everything. If nothing differs, nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, exists, func, select

from factdb.article import Article
from factdb.article.assemble import Known, assemble
from factdb.article.language import ENGLISH, called, primary
from factdb.database.models import (
    Anchor,
    Assertion,
    Attribution,
    Claim,
    Decision,
    ImportRun,
    Publisher,
    Quote,
    Role,
    Source,
    SourceVersion,
    Speaker,
)
from factdb.extract import Quotation
from factdb.extract.checkworthy import find_candidates
from factdb.extract.engines import engine_names
from factdb.ingest.article import store_quotations
from factdb.ingest.repeats import REASON, link_and_suggest, said_before
from factdb.matching.names import fold
from factdb.store.claims import insert_candidates
from factdb.store.decisions import By, Values, change_row, reject_row
from factdb.store.identity import Called, read_speakers, resolve_speakers
from factdb.store.quotes import anchors_at, attributions_read, change_quote, columns_read, mentions_of, places_of
from factdb.store.runs import Run

# Two contents with at least this similarity (Dice's coefficient of their characters) are one quote in other words.
SAME_QUOTE = 0.5
# Engines that did not detect languages: the language of their sources is what a page stated, or "en".
_WITHOUT_LANGUAGES = ("rules 1", "rules 2")
# Columns whose changes are counted by name; all others are details.
_NAMED = {"text": "words", "said_on": "day", "said_until": "day", "factuality": "factuality"}
CHANGES = ("speaker", "words", "day", "factuality", "details")
"""The kinds of change, in the order in which they are printed."""


@dataclass(slots=True)
class Reextracted:
    """What running an engine again did to the quotes of one text, or of many."""

    title: str = ""
    source_id: int = 0
    kept: int = 0
    added: int = 0
    rejected: int = 0
    changed: int = 0
    changes: Counter[str] = field(default_factory=Counter)
    """How many changed quotes have another speaker, words, day or factuality, or differ only in details.

    A quote can count for several.
    """
    claims: int = 0
    """Number of claim candidates that are no longer proposed."""

    def add(self, other: Reextracted) -> None:
        """Add the counts of another text."""
        self.kept += other.kept
        self.added += other.added
        self.rejected += other.rejected
        self.changed += other.changed
        self.changes += other.changes
        self.claims += other.claims

    def __str__(self) -> str:
        kinds = ", ".join(f"{self.changes[kind]} other {kind}" for kind in CHANGES if self.changes[kind])
        line = f"{self.kept} kept, {self.changed} changed{f' ({kinds})' if kinds else ''}"
        line += f", {self.added} new, {self.rejected} gone"
        return line + (f", {self.claims} claim candidates gone" if self.claims else "")


def stored_versions(tx: Connection) -> list[tuple[int, int]]:
    """List (source id, version id) of the newest version of every source whose text is kept."""
    newest = select(func.max(SourceVersion.id)).group_by(SourceVersion.source_id)
    rows = tx.execute(
        select(SourceVersion.source_id, SourceVersion.id)
        .where(SourceVersion.id.in_(newest), SourceVersion.text.is_not(None))
        .order_by(SourceVersion.id)
    )
    return [(row.source_id, row.id) for row in rows]


def is_newest(tx: Connection, source_id: int, version_id: int) -> bool:
    """Whether a version is stored and its source has none after it."""
    newest = select(func.max(SourceVersion.id)).where(SourceVersion.source_id == source_id)
    return tx.execute(newest).scalar() == version_id


def stored_article(tx: Connection, version_id: int, language: str | None = None) -> Article:
    """Rebuild the article of a stored version, separating its prose from the rest again.

    Args:
        tx: The transaction.
        version_id: The version.
        language: Its language; by default the stored one, if it was detected from the words or decided by a person.
    """
    decided = exists().where(
        Decision.subject == "sources", Decision.subject_id == Source.id, Decision.after.like('%"language"%')
    )
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
            ImportRun.tool,
            decided.label("decided"),
        )
        .join(Source, Source.id == SourceVersion.source_id)
        .join(ImportRun, ImportRun.id == Source.import_run_id)
        .outerjoin(Publisher, Publisher.id == Source.publisher_id)
        .where(SourceVersion.id == version_id)
    ).one()
    reliable = row.decided or not row.tool.endswith(_WITHOUT_LANGUAGES)
    given = Known(
        title=row.title,
        publisher=row.publisher,
        published_on=row.published_on,
        url=row.url,
        language=language or (row.language if reliable else None),
    )
    stated = Known(language=row.language)
    article = assemble(row.text, row.text.encode(), row.location, encoding=row.encoding, given=given, stated=stated)
    return replace(article, published_on=row.published_on)


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
    """Compare the stored quotes of one version with what `engine` finds in it now, and store the differences."""
    result = Reextracted(article.title or article.location, source_id)
    _correct_language(tx, article, run, source_id, engine)
    stored = _stored(tx, version_id)
    pairs, fresh = _paired(stored, quotations)
    changed = _changed(tx, article, pairs, source_id, version_id, engine)
    read = primary(article.language) == ENGLISH or bool(quotations)
    why = f"{engine} does not find it" if read else f"in {called(article.language)}, which {engine} does not read"
    gone = [q["id"] for q in stored.values() if q["id"] not in pairs and not q["decided"]]
    result.kept = len(stored) - len(changed) - len(gone)
    before = _speakers_of(tx, [*changed, *gone])
    if changed:
        _change(tx, article, changed, run, source_id, version_id, engine)
        result.changed = len(changed)
        result.changes.update(kind for one in changed.values() for kind in one.kinds)
    for quote_id in gone:
        reject_row(tx, By(engine, why, run.id(tx)), "quotes", quote_id)
    result.rejected = len(gone)
    if fresh:
        result.added = _insert(tx, article, quotations, fresh, run, source_id, version_id, engine)
    if primary(article.language) != ENGLISH:
        result.claims = _withdraw_candidates(tx, source_id, run, engine, why)
    _withdraw_speakers(tx, before, run, engine)
    return result


# --- What is stored, and what it is now ------------------------------------------------------------------------------


def _stored(tx: Connection, version_id: int) -> dict[int, dict[str, Any]]:
    """Return the quotes of a version with their spans.

    `decided` marks those that a person confirmed, corrected or rejected; quotes that only an engine rejected are left
    out.
    """
    quotes: dict[int, dict[str, Any]] = {}
    rows = tx.execute(
        select(Anchor.__table__, Quote.status, Quote.origin)
        .join(Quote, Quote.id == Anchor.quote_id)
        .where(Anchor.source_version_id == version_id)
        .order_by(Anchor.quote_id, Anchor.seq)
    )
    for row in rows:
        fresh = {"id": row.quote_id, "status": row.status, "origin": row.origin, "spans": (), "anchors": set()}
        quote = quotes.setdefault(row.quote_id, fresh)
        quote["anchors"].add(_place(row._mapping))
        if row.part == "content":
            quote["spans"] = (*quote["spans"], (row.start_char, row.end_char))
    if not quotes:
        return quotes
    engines, by_people = engine_names(), set[int]()
    for quote_id, actor, tool in tx.execute(
        select(Decision.subject_id, Decision.actor, ImportRun.tool)
        .outerjoin(ImportRun, ImportRun.id == Decision.import_run_id)
        .where(
            Decision.subject == "quotes",
            Decision.subject_id.in_(list(quotes)),
            func.coalesce(ImportRun.status, "") != "undone",
        )
    ):
        # An engine's own decisions carry its name and version, which its run may name as well: "rules 3".
        name, of_quote = actor.partition(" ")[0], quotes[quote_id]["origin"].partition(" ")[0]
        if name not in (of_quote, *engines) and not (tool or "").endswith(f", {actor}"):
            by_people.add(quote_id)
    for quote in quotes.values():
        quote["decided"] = quote["status"] == "confirmed" or quote["id"] in by_people
    return {i: q for i, q in quotes.items() if q["spans"] and (q["status"] != "rejected" or q["decided"])}


def _place(anchor: Any) -> tuple[Any, ...]:
    return (anchor["part"], anchor["seq"], anchor["start_char"], anchor["end_char"], bool(anchor["in_marks"]))


def _paired(
    stored: dict[int, dict[str, Any]], quotations: Sequence[Quotation]
) -> tuple[dict[int, Quotation | None], dict[int, Quotation]]:
    """Pair stored quotes with quotations.

    Returns:
        The quotation of each stored quote, None for one that people decided on, which stays as it is; and the remaining
        quotations, by number, that overlap no quote that people decided on.
    """
    spans = [tuple((s.start, s.end) for s in q.spans) for q in quotations]
    # Of two equally similar ones, prefer the one with the speaker in the same place.
    likeness = sorted(
        (-alike - 0.25 * _same_place(quotation, q), n, q["id"])
        for n, quotation in enumerate(quotations)
        for q in stored.values()
        if (alike := _dice(spans[n], q["spans"])) >= SAME_QUOTE
    )
    pairs: dict[int, Quotation | None] = {}
    left = dict(enumerate(quotations))
    for _, n, quote_id in likeness:
        if n in left and quote_id not in pairs:
            quotation = left.pop(n)
            pairs[quote_id] = None if stored[quote_id]["decided"] else quotation
    decided = {q["id"]: q["spans"] for q in stored.values() if q["decided"]}
    fresh = {n: q for n, q in left.items() if not any(_common(spans[n], theirs) for theirs in decided.values())}
    return dict.fromkeys(decided) | pairs, fresh


def _common(a: Iterable[tuple[int, int]], b: Sequence[tuple[int, int]]) -> int:
    """Count the characters that two contents share."""
    return sum(max(min(end, y) - max(start, x), 0) for start, end in a for x, y in b)


def _dice(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float:
    return 2 * _common(a, b) / sum(end - start for start, end in (*a, *b))


def _same_place(quotation: Quotation, quote: dict[str, Any]) -> bool:
    """Check whether the same words of the text name the speaker."""
    named = {(m.start, m.end) for m in quotation.speakers}
    return any((start, end) in named for part, _, start, end, _ in quote["anchors"] if part == "speaker")


@dataclass(frozen=True, slots=True)
class _Changed:
    """What a quote is now: its quotation, changed columns and anchors, and what kinds of change these are."""

    quotation: Quotation
    columns: Values
    anchors: list[Values] | None
    attributed: bool
    kinds: set[str]


def _changed(
    tx: Connection,
    article: Article,
    pairs: dict[int, Quotation | None],
    source_id: int,
    version_id: int,
    engine: str,
) -> dict[int, _Changed]:
    """Return the quotes of `pairs` that differ from what is stored."""
    now = {quote_id: q for quote_id, q in pairs.items() if q is not None}
    if not now:
        return {}
    rows = {row.id: row for row in tx.execute(select(Quote.__table__).where(Quote.id.in_(list(now))))}
    places: dict[int, set[tuple[Any, ...]]] = {}
    of_version = Anchor.source_version_id == version_id
    for row in tx.execute(select(Anchor.__table__).where(Anchor.quote_id.in_(list(now)), of_version)):
        places.setdefault(row.quote_id, set()).add(_place(row._mapping))
    meant = _meant(tx, article, list(now.values()), source_id)
    said = _attributed(tx, now)
    changed: dict[int, _Changed] = {}
    for quote_id, quotation in now.items():
        columns = {
            name: value
            for name, value in columns_read(quotation, article, engine).items()
            if name not in ("confidence", "origin") and value != getattr(rows[quote_id], name)
        }
        anchors: list[Values] | None = anchors_at(version_id, article.text, places_of(quotation))
        if {_place(anchor) for anchor in anchors or ()} == places[quote_id]:
            anchors = None
        kinds = {_NAMED[name] for name in columns if name in _NAMED}
        before, after = said.get(quote_id, {}), _said_now(quotation, meant, said.get(quote_id, {}))
        if _speakers(before) != _speakers(after):
            kinds.add("speaker")
        if columns or anchors is not None or before != after:
            changed[quote_id] = _Changed(quotation, columns, anchors, before != after, kinds or {"details"})
    return changed


# (part, seq) -> the printed words, title, basis, and the speaker meant (of a merged one, the one it was merged into).
Said = dict[tuple[str, int], tuple[str | None, str | None, str, int | None]]


def _attributed(tx: Connection, quotes: Collection[int]) -> dict[int, Said]:
    found: dict[int, Said] = {}
    for row in tx.execute(
        select(Attribution.__table__, Speaker.canonical_id)
        .outerjoin(Speaker, Speaker.id == Attribution.speaker_id)
        .where(Attribution.quote_id.in_(list(quotes)), Attribution.rank != "deprecated")
    ):
        words = (row.as_printed, row.title_as_printed, row.basis, row.canonical_id)
        found.setdefault(row.quote_id, {})[row.part, row.seq] = words
    return found


def _said_now(quotation: Quotation, meant: dict[Called, int], before: Said) -> Said:
    now: Said = {}
    for part, seq, mention in mentions_of(quotation):
        who = meant.get((mention.kind, mention.name or mention.text))
        stood = before.get((part, seq))
        if who is None and mention.name and stood and stood[0] == mention.text:
            who = stood[3]  # several people have the name by now, but only this one had it then
        now[part, seq] = (mention.text, mention.title, mention.basis, who)
    return now


def _speakers(said: Said) -> list[Any]:
    """Return who speaks: by number, or else by the printed words."""
    return [who or words for (part, _), (words, _, _, who) in sorted(said.items()) if part == "speaker"]


def _meant(tx: Connection, article: Article, quotations: Sequence[Quotation], source_id: int) -> dict[Called, int]:
    """Return whom the names of `quotations` mean, merged speakers as the one they were merged into.

    Speakers who would be new have negative numbers.
    """
    named = [mention for q in quotations for _, _, mention in mentions_of(q)]
    read = read_speakers(tx, named, source_id, article.published_on)
    canonical = select(Speaker.id, Speaker.canonical_id).where(Speaker.id.in_(set(read.found.values())))
    into = dict(tx.execute(canonical).all())
    new = {called: (called[0], fold(name) or name) for called, name in read.new.items()}
    numbers = {one: -number for number, one in enumerate(dict.fromkeys(new.values()), start=1)}
    found = {called: into[who] or who for called, who in read.found.items()}
    fresh = {called: numbers[one] for called, one in new.items()}
    return found | fresh | {called: fresh[means] for called, means in read.later.items()}


# --- Changing it -----------------------------------------------------------------------------------------------------


def _change(
    tx: Connection,
    article: Article,
    changed: dict[int, _Changed],
    run: Run,
    source_id: int,
    version_id: int,
    engine: str,
) -> None:
    """Write the changed quotes."""
    named = [mention for one in changed.values() for _, _, mention in mentions_of(one.quotation)]
    meant = resolve_speakers(tx, named, source_id, run.id(tx), engine, article.published_on)
    said = _attributed(tx, changed)
    for quote_id, one in changed.items():
        now = columns_read(one.quotation, article, engine)
        attributions = None
        if one.attributed:
            who = _said_now(one.quotation, meant, said.get(quote_id, {}))
            rows = attributions_read(one.quotation, meant, now["dated_on"])
            attributions = [{**row, "speaker_id": who[row["part"], row["seq"]][3]} for row in rows]
        change_quote(
            tx,
            By(engine, f"read again by {engine}", run.id(tx)),
            quote_id,
            {**one.columns, "confidence": now["confidence"], "origin": engine},
            anchors=one.anchors,
            version_id=version_id,
            attributions=attributions,
        )


def _insert(
    tx: Connection,
    article: Article,
    quotations: Sequence[Quotation],
    fresh: Mapping[int, Quotation],
    run: Run,
    source_id: int,
    version_id: int,
    engine: str,
) -> int:
    """Store the new quotes and the claims that they make; returns how many quotes."""
    run_id = run.id(tx)
    ids = store_quotations(tx, list(fresh.values()), article, source_id, version_id, run_id, engine)
    stored = dict(zip(fresh, ids, strict=True))
    claims = [c for c in find_candidates(article, quotations) if c.quotation is not None]
    where: dict[str, Any] = {"article": article, "source_id": source_id, "version_id": version_id, "run_id": run_id}
    same, likely = said_before(tx, article, claims)
    proposed = insert_candidates(tx, claims, stored, **where, said_before=same)
    link_and_suggest(tx, proposed, likely, By(run.actor, REASON, run.id(tx)))
    return len(ids)


def _correct_language(tx: Connection, article: Article, run: Run, source_id: int, engine: str) -> None:
    stored = tx.execute(select(Source.language).where(Source.id == source_id)).scalar_one()
    if stored != article.language:
        by = By(engine, f"in {called(article.language)}", run.id(tx))
        change_row(tx, by, "correct", "sources", source_id, {"language": article.language})


def _withdraw_candidates(tx: Connection, source_id: int, run: Run, engine: str, why: str) -> int:
    """Reject claims proposed from this source alone that nobody decided on, and return how many."""
    here, elsewhere = Assertion.source_id == source_id, Assertion.source_id != source_id
    decided = exists().where(Decision.subject == "claims", Decision.subject_id == Claim.id)
    found = tx.execute(
        select(Claim.id)
        .where(Claim.status == "candidate", Claim.score.is_not(None), ~decided)
        .where(exists().where(Assertion.claim_id == Claim.id, here))
        .where(~exists().where(Assertion.claim_id == Claim.id, elsewhere))
        .order_by(Claim.id)
    ).scalars()
    claims = list(found)
    for claim_id in claims:
        reject_row(tx, By(engine, why, run.id(tx)), "claims", claim_id)
    return len(claims)


def _speakers_of(tx: Connection, quotes: Collection[int]) -> list[int]:
    """Return who speaks, relays and is addressed in these quotes."""
    found = select(Attribution.speaker_id).where(Attribution.quote_id.in_(list(quotes))).distinct()
    return sorted(who for who in tx.execute(found).scalars() if who is not None)


def _withdraw_speakers(tx: Connection, speakers: Collection[int], run: Run, engine: str) -> None:
    """Reject those speakers that an engine found, that nobody decided on and that no quote names any more."""
    spoken = (
        exists()
        .where(Attribution.speaker_id == Speaker.id, Attribution.rank != "deprecated")
        .where(Quote.id == Attribution.quote_id, Quote.status != "rejected")
    )
    merged = Speaker.__table__.alias("merged")
    found = tx.execute(
        select(Speaker.id)
        .where(Speaker.id.in_(list(speakers)), Speaker.status == "extracted", Speaker.merged_into_id.is_(None))
        .where(~spoken, ~exists().where(Role.speaker_id == Speaker.id))
        .where(~exists().where(Decision.subject == "speakers", Decision.subject_id == Speaker.id))
        .where(~exists().where(merged.c.merged_into_id == Speaker.id))
        .order_by(Speaker.id)
    ).scalars()
    for speaker_id in list(found):
        by = By(engine, f"{engine} finds no quote of it", run.id(tx))
        change_row(tx, by, "reject", "speakers", speaker_id, {"status": "rejected"})
