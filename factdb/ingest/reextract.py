"""A newer engine run over stored texts.

What people confirmed, corrected or rejected stays; otherwise the engine's results replace those of an older one. Each
change is a decision of the engine, so that undoing the run restores everything. If nothing differs, nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, exists, func, select

from factdb.article import Article
from factdb.article.assemble import Known, assemble
from factdb.article.language import ENGLISH, called, primary
from factdb.database.models import (
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
from factdb.extract.quotation import mentions_of
from factdb.ingest.article import Placed, store_found
from factdb.ingest.compared import Changed, attributed, changed_quotes, paired, said_now, stored_quotes
from factdb.store.decisions import By, change_row, reject_row
from factdb.store.identity import resolve_speakers
from factdb.store.quotes import attributions_read, change_quote, columns_read
from factdb.store.runs import Run

# Engines that did not detect languages: the language of their sources is what a page stated, or "en".
_WITHOUT_LANGUAGES = ("rules 1", "rules 2")
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
    """Return whether a version is stored and its source has none after it."""
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
    stored = stored_quotes(tx, version_id)
    pairs, fresh = paired(stored, quotations)
    changed = changed_quotes(tx, article, pairs, source_id, version_id, engine)
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
        claims = [c for c in find_candidates(article, quotations) if c.quotation is not None]
        store_found(tx, [Placed(article, source_id, version_id, engine, fresh, claims)], run)
        result.added = len(fresh)
    if primary(article.language) != ENGLISH:
        result.claims = _withdraw_candidates(tx, source_id, run, engine, why)
    _withdraw_speakers(tx, before, run, engine)
    return result


def _change(
    tx: Connection,
    article: Article,
    changed: dict[int, Changed],
    run: Run,
    source_id: int,
    version_id: int,
    engine: str,
) -> None:
    """Write the changed quotes."""
    named = [mention for one in changed.values() for _, _, mention in mentions_of(one.quotation)]
    meant = resolve_speakers(tx, named, source_id, run.id(tx), engine, article.published_on)
    said = attributed(tx, changed)
    for quote_id, one in changed.items():
        now = columns_read(one.quotation, article, engine)
        attributions = None
        if one.attributed:
            who = said_now(one.quotation, meant, said.get(quote_id, {}))
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


def _correct_language(tx: Connection, article: Article, run: Run, source_id: int, engine: str) -> None:
    stored = tx.execute(select(Source.language).where(Source.id == source_id)).scalar_one()
    if stored != article.language:
        by = By(engine, f"in {called(article.language)}", run.id(tx))
        change_row(tx, by, "correct", "sources", source_id, {"language": article.language})


def _withdraw_candidates(tx: Connection, source_id: int, run: Run, engine: str, why: str) -> int:
    """Reject claims proposed only from this source that nobody decided on, and return how many."""
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
