"""From an `Article` and its quotations to rows.

The same text twice changes nothing; another text of the same source becomes its next version (see `versions`). Every
row names its import run, which `undo_run` undoes exactly. The caller owns the transaction (see `database.write`), which
holds whole articles, so that a killed import leaves no others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from factdb.article import Article
from factdb.article.head import is_web_address
from factdb.database.load import select_among
from factdb.database.models import Publisher, Source, SourceVersion
from factdb.database.write import Within
from factdb.extract import Quotation
from factdb.extract.checkworthy import Candidate
from factdb.extract.quotation import mentions_of, places_of
from factdb.ingest.repeats import REASON, Repeat, link_and_suggest, said_before
from factdb.ingest.versions import carry_over, what_became
from factdb.queries.likeness import any_known
from factdb.queries.reader import Reader
from factdb.queries.sources import source_by_reference
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
    """Ids of quotes new with this import."""
    candidates: int = 0
    """How many claims worth checking are new with it."""
    likely: int | None = None
    """A source of which a new one may be another text, by its headline, day and publisher: nobody has said so."""
    carried: int = 0
    repeats: list[Repeat] = field(default_factory=list)
    """What was said before, linked or suggested."""
    lost: list[tuple[int, str]] = field(default_factory=list)
    """(quote id, why) of quotes of the version before that are no longer there, or not in one place alone."""


def is_stored(reader: Reader, article: Article) -> bool:
    """Return whether this very text is stored, and nothing says that the article is another work."""
    return _same_work(article, reader.rows(_WITH_TEXT, {"hash": sha256(article.text)})) is not None


def find_stored(tx: Connection, article: Article, *, version_of: str | None = None) -> Imported | int | None:
    """Find what is already stored of an article.

    Args:
        tx: The transaction.
        article: The article.
        version_of: The source, by number, uid or URL, of which the caller says it is another text.

    Returns:
        An "unchanged" result if this very text is stored, or else the id of the source of which it is another text;
        None for a new source.

    Raises:
        NotFoundError: There is no source `version_of`.
    """
    text_hash = sha256(article.text)
    known = None
    if version_of is None:
        known = _same_work(article, Within(tx).rows(_WITH_TEXT, {"hash": text_hash}))
    if known is not None:
        return Imported("unchanged", *known)
    source = _known_source(tx, article) if version_of is None else source_by_reference(Within(tx), version_of)["id"]
    if source is not None and (version := _version_with(tx, source, text_hash)) is not None:
        return Imported("unchanged", source, version, _title(article))
    return source


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
        where = (self.source_id, self.version_id, _title(self.article))
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

    `source` is what `find_stored` found.
    """
    if source is None:
        likely = _likely(tx, found.article)
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


def _title(article: Article) -> str:
    words = article.text[article.body[0][0] : article.body[0][1]].split() if article.body else []
    return article.title or " ".join(words[:10]) or article.location


def _overlaps(quotation: Quotation, taken: list[tuple[int, int]]) -> bool:
    return any(s.start < end and start < s.end for s in quotation.spans for start, end in taken)


def _source(article: Article) -> Values:
    return {
        "publisher": article.publisher,
        "url": article.url,
        "title": _title(article),
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
        "location": _location(article),
        "raw_sha256": article.raw_sha256,
        "text_sha256": sha256(article.text),
        "text_length": len(article.text),
        "encoding": article.encoding,
        "title": _title(article),
        "text": article.text if keep_text else None,
        "offset_map": ";".join(",".join(map(str, run)) for run in article.offset_map) or None,
    }


# --- Is this source known? ---------------------------------------------------------------------------------------


_ALIKE = (
    "SELECT text_sha256 FROM source_versions WHERE text_sha256 {among}",
    "SELECT location FROM source_versions WHERE location {among}",
    "SELECT url FROM sources WHERE url {among}",
    "SELECT title FROM sources WHERE title {among}",
)


def unlike_any(tx: Connection, articles: Sequence[Article]) -> list[bool]:
    """Return for each article whether nothing suggests that a source holds it, stored or among the articles before it.

    That is: none has its text, its URL, its file or its headline. What `find_stored` would find of others is unknown.
    """
    hashes = [sha256(article.text) for article in articles]
    asked = [
        {digest, _location(article), article.url, *(_as_cited(article.title) if article.title else ())} - {None}
        for article, digest in zip(articles, hashes, strict=True)
    ]
    values = set().union(*asked)
    taken = {value for sql in _ALIKE for (value,) in select_among(tx, sql, values)}
    unlike = []
    for article, digest, own in zip(articles, hashes, asked, strict=True):
        unlike.append(taken.isdisjoint(own))
        taken |= {digest, _location(article), article.url, _title(article)}
    return unlike


_WITH_TEXT = (
    "SELECT s.id, v.id AS version, s.title, s.url, p.name AS publisher FROM source_versions v"
    " JOIN sources s ON s.id = v.source_id LEFT JOIN publishers p ON p.id = s.publisher_id"
    " WHERE v.text_sha256 = :hash ORDER BY s.id"
)


def _same_work(article: Article, versions: Iterable[Mapping[str, Any]]) -> tuple[int, int, str] | None:
    """Return the first of the versions with an article's text, unless the article says it is another work.

    A wire story that two papers print is two sources.
    """
    for row in versions:
        other_url = article.url and row["url"] and article.url != row["url"]
        other_publisher = article.publisher and row["publisher"] and article.publisher != row["publisher"]
        same_url = article.url is not None and article.url == row["url"]
        if same_url or not (other_url or other_publisher):
            return row["id"], row["version"], row["title"]
    return None


def _version_with(tx: Connection, source_id: int, text_hash: str) -> int | None:
    """Return the version of a source with this text, even an earlier one."""
    return tx.execute(
        select(SourceVersion.id).where(SourceVersion.source_id == source_id, SourceVersion.text_sha256 == text_hash)
    ).scalar()


def _known_source(tx: Connection, article: Article) -> int | None:
    """Return the source of which `article` is another text.

    That is one with the same URL. If no URL distinguishes them, it is one from the same file with the same headline or
    day, or one without a text that an editor's record cited by publisher, day and headline.
    """
    if article.url:
        found = tx.execute(select(Source.id).where(Source.url == article.url)).scalar()
        if found is not None:
            return found
    titles = _as_cited(article.title) if article.title else []
    known = select(SourceVersion.source_id).where(SourceVersion.location == _location(article))
    rows = tx.execute(
        select(Source.id, Source.title, Source.published_on, Source.url, Publisher.name, SourceVersion.location)
        .outerjoin(SourceVersion, SourceVersion.source_id == Source.id)
        .outerjoin(Publisher, Publisher.id == Source.publisher_id)
        .where(Source.id.in_(known.union(select(Source.id).where(Source.title.in_(titles)))))
        .order_by(Source.id.desc())
    ).all()
    for source_id, title, published_on, url, publisher, location in rows:
        if article.url and url and article.url != url:
            continue
        if article.publisher and publisher and article.publisher != publisher:
            continue
        same_title = title in titles
        abridged = same_title and title != article.title
        same_day = article.published_on is not None and published_on == article.published_on
        same_file = location == _location(article) and article.location != "-"
        if same_file and (same_title or same_day):
            return int(source_id)
        # A record named the source before its text was there. Once there is a text, a headline alone is no evidence:
        # papers print many articles under one ("Briefing").
        cited = location is None and ((article.publisher or "") == (publisher or "") or abridged)
        if same_title and same_day and cited:
            return int(source_id)
    return None


def _likely(tx: Connection, article: Article) -> int | None:
    """Return the newest source with the same headline, day and publisher, unless two URLs distinguish them."""
    if not article.title:
        return None
    of_day = (
        Source.published_on.is_(None) if article.published_on is None else (Source.published_on == article.published_on)
    )
    of_publisher = Publisher.name.is_(None) if not article.publisher else Publisher.name == article.publisher
    found = select(Source.id, Source.url).outerjoin(Publisher, Publisher.id == Source.publisher_id)
    for source_id, url in tx.execute(
        found.where(Source.title == article.title, of_day, of_publisher).order_by(Source.id.desc())
    ):
        if not (url and article.url):
            return int(source_id)
    return None


def _as_cited(title: str) -> list[str]:
    """Return a headline and the shortened forms in which a record may cite it: "Blinken kicks off …"."""
    words = title.split()[:24]
    return [title, *(" ".join(words[:n]) + end for n in range(2, len(words)) for end in ("…", " …"))]


def _location(article: Article) -> str:
    if is_web_address(article.location):
        return article.location
    path, colon, line = article.location.rpartition(":")
    if article.location == "-" or article.location.startswith("-:"):
        return article.location
    if colon and line.isdigit() and not os.path.exists(article.location):
        return f"{os.path.abspath(path)}:{line}"
    return os.path.abspath(article.location)
