"""From an `Article` and its quotations to rows.

The same text twice changes nothing; another text of the same source becomes its next version (see `versions`). Every
row names its import run, which `undo_run` undoes exactly. The caller owns the transaction (see `database.write`), which
holds whole articles, so that a killed import leaves no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from sqlalchemy import Connection

from factdb.article import Article
from factdb.database.write import Within
from factdb.extract import Quotation
from factdb.extract.checkworthy import Candidate
from factdb.extract.quotation import mentions_of, places_of
from factdb.ingest.repeats import REASON, Repeat, link_and_suggest, said_before
from factdb.ingest.stored import likely_source, location_of, title_of
from factdb.ingest.versions import carry_over, what_became
from factdb.queries.likeness import any_known
from factdb.store.claims import Stated, insert_candidates
from factdb.store.decisions import By, Values
from factdb.store.identity import resolve_speakers
from factdb.store.keys import sha256
from factdb.store.quotes import (
    anchors_at,
    attributions_read,
    columns_read,
    insert_anchors,
    insert_attributions,
    insert_quotes,
)
from factdb.store.runs import Run
from factdb.store.sources import day_of, insert_sources, insert_versions, next_number


@dataclass(slots=True)
class Imported:
    """What importing one article did.

    Attributes:
        outcome: "new", "version" (a new one of a known source) or "unchanged".
        source_id: The source.
        source_version_id: The version.
        title: Its headline.
        quotes: Ids of the new quotes.
        candidates: Number of new claim candidates.
        likely: A source that a new one may be another text of, by headline, day and publisher.
        carried: Number of quotes that the new version still has.
        repeats: Statements that were made before, linked or suggested.
        lost: (quote id, why) of quotes of the version before that it no longer has in one unambiguous place.
    """

    outcome: str
    source_id: int
    source_version_id: int
    title: str
    quotes: list[int] = field(default_factory=list)
    candidates: int = 0
    likely: int | None = None
    carried: int = 0
    repeats: list[Repeat] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what was found in it; None for one whose very text is stored."""

    article: Article
    origin: str
    """Name and version of the engine that searched it: "rules 1"."""
    quotations: Sequence[Quotation] | None = None
    candidates: Sequence[Candidate] = ()


@dataclass(slots=True)
class Placed:
    """What was found in an article whose version is stored, and what became of it.

    Attributes:
        article: The article.
        source_id: Its source.
        version_id: The version.
        origin: Name and version of the engine that searched it: "rules 1".
        quotations: Those to store, by their numbers among all that were found.
        candidates: The claims worth checking.
        quotes: Ids of the new quotes, in text order.
        claims: Number of new claim candidates.
        repeats: Statements that were made before, linked or suggested.
    """

    article: Article
    source_id: int
    version_id: int
    origin: str
    quotations: Mapping[int, Quotation]
    candidates: Sequence[Candidate]
    quotes: list[int] = field(default_factory=list)
    claims: int = 0
    repeats: list[Repeat] = field(default_factory=list)

    def imported(self, outcome: str) -> Imported:
        """Return it as the result of an import."""
        where = (self.source_id, self.version_id, title_of(self.article))
        return Imported(outcome, *where, self.quotes, self.claims, repeats=self.repeats)


def store_new(tx: Connection, found: Sequence[Prepared], run: Run, *, keep_text: bool = True) -> list[Imported]:
    """Store articles, each as a new source, with what was found in them.

    Args:
        tx: The transaction.
        found: The articles, searched.
        run: The import run.
        keep_text: Whether to store the texts themselves, beside their hashes, their lengths and the words of quotes.
    """
    run_id = run.id(tx)
    sources = insert_sources(tx, run_id, [_source(one.article) for one in found])
    rows = [_version(one.article, source, 1, keep_text) for one, source in zip(found, sources, strict=True)]
    placed = [
        Placed(one.article, source, version, one.origin, dict(enumerate(one.quotations or ())), one.candidates)
        for one, source, version in zip(found, sources, insert_versions(tx, run_id, rows), strict=True)
    ]
    store_found(tx, placed, run)
    return [one.imported("new") for one in placed]


def store_article(tx: Connection, found: Prepared, run: Run, source: int | None, *, keep_text: bool = True) -> Imported:
    """Store one article as `store_new` does, or as the next version of a source, with what is new in it.

    `source` is that which `find_stored` found.
    """
    if source is None:
        likely = likely_source(tx, found.article)
        [imported] = store_new(tx, [found], run, keep_text=keep_text)
        imported.likely = likely
        return imported
    run_id = run.id(tx)
    # Another version may name another day.
    article = replace(found.article, published_on=day_of(tx, source))
    (version,) = insert_versions(tx, run_id, [_version(article, source, next_number(tx, source), keep_text)])
    quotations = found.quotations or ()
    carried = carry_over(tx, article.text, quotations, source, version, run_id)
    fresh = {n: q for n, q in enumerate(quotations) if not _overlaps(q, carried.taken)}
    placed = Placed(article, source, version, found.origin, fresh, found.candidates)
    store_found(tx, [placed], run)
    # Where nothing was there to carry over, a record named the source before its text was there.
    imported = placed.imported("version" if carried.quotes or carried.lost else "new")
    imported.carried, imported.lost = carried.quotes, what_became(tx, carried.lost, placed.quotes)
    return imported


def store_found(tx: Connection, placed: Sequence[Placed], run: Run) -> None:
    """Store the quotes of articles, with their anchors and attributions, and their claim candidates.

    The speakers of an article are looked for when those before it are attributed, for they may be known by that.
    """
    run_id = run.id(tx)
    rows = [
        {
            **columns_read(quotation, one.article, one.origin),
            "source_id": one.source_id,
            "language": one.article.language,
            "status": "extracted",
            "import_run_id": run_id,
        }
        for one in placed
        for quotation in one.quotations.values()
    ]
    ids = iter(insert_quotes(tx, rows))
    anchors: dict[int, list[Values]] = {}
    for one in placed:
        one.quotes = list(islice(ids, len(one.quotations)))
        for number, quotation in zip(one.quotes, one.quotations.values(), strict=True):
            anchors[number] = anchors_at(one.version_id, one.article.text, places_of(quotation))
    insert_anchors(tx, anchors, run_id)
    for one in placed:
        _attribute(tx, one, run_id)
    _store_candidates(tx, placed, run)


def _attribute(tx: Connection, one: Placed, run_id: int) -> None:
    day = one.article.published_on
    named = [mention for quotation in one.quotations.values() for _, _, mention in mentions_of(quotation)]
    speakers = resolve_speakers(tx, named, one.source_id, run_id, one.origin, day)
    said = {
        number: attributions_read(q, speakers, q.said.said_on if q.said else day)
        for number, q in zip(one.quotes, one.quotations.values(), strict=True)
    }
    insert_attributions(tx, said, run_id)


def _store_candidates(tx: Connection, placed: Sequence[Placed], run: Run) -> None:
    """Store claim candidates, held against the known claims."""
    run_id = run.id(tx)
    known = any_known(Within(tx))
    before = [said_before(tx, one.article, one.candidates) if known else ({}, {}) for one in placed]
    stated = [
        Stated(
            one.candidates,
            dict(zip(one.quotations, one.quotes, strict=True)),
            one.article,
            one.source_id,
            one.version_id,
            same,
        )
        for one, (same, _) in zip(placed, before, strict=True)
    ]
    by = By(run.actor, REASON, run_id)
    for one, proposed, (_, alike) in zip(placed, insert_candidates(tx, stated, run_id), before, strict=True):
        one.claims = len(proposed.new)
        one.repeats = link_and_suggest(tx, proposed, alike, by)


def _overlaps(quotation: Quotation, taken: list[tuple[int, int]]) -> bool:
    return any(s.start < end and start < s.end for s in quotation.spans for start, end in taken)


def _source(article: Article) -> Values:
    return {
        "publisher": article.publisher,
        "url": article.url,
        "title": title_of(article),
        "byline": article.byline,
        "contributors": "; ".join(article.contributors) or None,
        "agency": article.agency,
        "dateline": article.dateline,
        "medium": article.medium,
        "language": article.language,
        "published_on": article.published_on,
        "published_at": article.published_at,
    }


def _version(article: Article, source_id: int, number: int, keep_text: bool) -> Values:
    return {
        "source_id": source_id,
        "number": number,
        "retrieved_at": article.retrieved_at,
        "location": location_of(article),
        "raw_sha256": article.raw_sha256,
        "text_sha256": sha256(article.text),
        "text_length": len(article.text),
        "encoding": article.encoding,
        "title": title_of(article),
        "text": article.text if keep_text else None,
        "offset_map": ";".join(",".join(map(str, run)) for run in article.offset_map) or None,
    }
