"""From an `Article` and its quotations to rows.

The same text twice changes nothing; another text of the same source becomes its next version (see `versions`). Every
row names its import run, which `undo_run` undoes exactly. The caller owns the transaction (see `database.write`), which
holds whole articles, so that a killed import leaves no others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from factdb.article import Article
from factdb.article.head import is_web_address
from factdb.database.models import Publisher, Source, SourceVersion
from factdb.database.write import Within
from factdb.extract import Quotation
from factdb.extract.checkworthy import Candidate, find_candidates
from factdb.extract.quotation import mentions_of, places_of
from factdb.ingest.repeats import REASON, Repeat, link_and_suggest, said_before
from factdb.ingest.versions import carry_over, what_became
from factdb.queries.reader import Reader
from factdb.queries.sources import source_by_reference
from factdb.store.claims import insert_candidates
from factdb.store.decisions import By
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
from factdb.store.sources import day_of, insert_source, insert_version


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


def store_article(
    tx: Connection,
    article: Article,
    quotations: Sequence[Quotation],
    run: Run,
    *,
    source: int | None,
    engine: str,
    candidates: Sequence[Candidate] | None = None,
    keep_text: bool = True,
) -> Imported:
    """Store an article with its quotations.

    Args:
        tx: The transaction.
        article: The article.
        quotations: What the engine found in it.
        run: The import run.
        source: The source of which it is a new version; None for a new source.
        engine: Name and version of the engine: "rules 1".
        candidates: What `find_candidates` found in both; None to let it look now.
        keep_text: Whether to store the text itself, beside its hash, its length and the words of quotes.
    """
    run_id = run.id(tx)
    if source is not None:  # another version may name another day
        article = replace(article, published_on=day_of(tx, source))
    likely = _likely(tx, article) if source is None else None
    source_id = _insert_source(tx, article, run_id) if source is None else source
    version_id = _insert_version(tx, article, source_id, run_id, keep_text)
    result = Imported("new", source_id, version_id, _title(article), likely=likely)
    fresh = dict(enumerate(quotations))
    if source is not None:
        carried = carry_over(tx, article.text, quotations, source_id, version_id, run_id)
        result.carried, result.lost = carried.quotes, carried.lost
        if carried.quotes or carried.lost:  # otherwise a record named the source before its text was there
            result.outcome = "version"
        fresh = {n: q for n, q in fresh.items() if not _overlaps(q, carried.taken)}
    result.quotes = store_quotations(tx, list(fresh.values()), article, source_id, version_id, run_id, engine)
    result.lost = what_became(tx, result.lost, result.quotes)
    if candidates is None:
        candidates = find_candidates(article, quotations)
    same, alike = said_before(tx, article, candidates)
    proposed = insert_candidates(
        tx,
        candidates,
        dict(zip(fresh, result.quotes, strict=True)),
        article=article,
        source_id=source_id,
        version_id=version_id,
        run_id=run_id,
        said_before=same,
    )
    result.candidates = len(proposed.new)
    result.repeats = link_and_suggest(tx, proposed, alike, By(run.actor, REASON, run_id))
    return result


def store_quotations(
    tx: Connection,
    quotations: Sequence[Quotation],
    article: Article,
    source_id: int,
    version_id: int,
    run_id: int,
    engine: str,
) -> list[int]:
    """Insert quotes with their anchors and attributions.

    Returns:
        Their ids in text order.
    """
    rows = [
        {
            **columns_read(q, article, engine),
            "source_id": source_id,
            "language": article.language,
            "status": "extracted",
            "import_run_id": run_id,
        }
        for q in quotations
    ]
    named = [mention for q in quotations for _, _, mention in mentions_of(q)]
    speakers = resolve_speakers(tx, named, source_id, run_id, engine, article.published_on)
    ids = insert_quotes(tx, rows)
    stored = list(zip(ids, quotations, rows, strict=True))
    insert_anchors(tx, {i: anchors_at(version_id, article.text, places_of(q)) for i, q, _ in stored}, run_id)
    insert_attributions(tx, {i: attributions_read(q, speakers, row["dated_on"]) for i, q, row in stored}, run_id)
    return ids


def _title(article: Article) -> str:
    words = article.text[article.body[0][0] : article.body[0][1]].split() if article.body else []
    return article.title or " ".join(words[:10]) or article.location


def _overlaps(quotation: Quotation, taken: list[tuple[int, int]]) -> bool:
    return any(s.start < end and start < s.end for s in quotation.spans for start, end in taken)


def _insert_source(tx: Connection, article: Article, run_id: int) -> int:
    return insert_source(
        tx,
        run_id,
        publisher=article.publisher,
        url=article.url,
        title=_title(article),
        byline=article.byline,
        contributors="; ".join(article.contributors) or None,
        agency=article.agency,
        dateline=article.dateline,
        medium=article.medium,
        language=article.language,
        published_on=article.published_on,
        published_at=article.published_at,
    )


def _insert_version(tx: Connection, article: Article, source_id: int, run_id: int, keep_text: bool) -> int:
    return insert_version(
        tx,
        run_id,
        source_id,
        location=_location(article),
        raw_sha256=article.raw_sha256,
        text_sha256=sha256(article.text),
        text_length=len(article.text),
        encoding=article.encoding,
        **({"retrieved_at": article.retrieved_at} if article.retrieved_at else {}),
        title=_title(article),
        text=article.text if keep_text else None,
        offset_map=";".join(",".join(map(str, run)) for run in article.offset_map) or None,
    )


# --- Is this source known? ---------------------------------------------------------------------------------------


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
        if not other_url and not other_publisher:
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
