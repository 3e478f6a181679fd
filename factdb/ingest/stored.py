"""What is already stored of an article: its very text, another text of its source, or what may be one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from factdb.article import Article
from factdb.article.head import is_web_address
from factdb.database.load import select_among
from factdb.database.models import ImportRun, Publisher, Source, SourceVersion
from factdb.database.write import Within
from factdb.errors import LeftOutError
from factdb.queries.reader import Reader
from factdb.queries.sources import source_by_reference
from factdb.store.keys import sha256


class Stored(NamedTuple):
    """The source of an article, and the version that is its very text; None if it is another text of the source."""

    source_id: int
    version_id: int | None
    title: str


def is_stored(reader: Reader, article: Article) -> bool:
    """Return whether this very text is stored, and nothing says that the article is another work."""
    return _same_work(article, reader.rows(_WITH_TEXT, {"hash": sha256(article.text)})) is not None


def find_stored(tx: Connection, article: Article, *, version_of: str | None = None) -> Stored | None:
    """Find what is already stored of an article.

    Args:
        tx: The transaction.
        article: The article.
        version_of: The source, by number, uid or URL, of which the caller says it is another text.

    Returns:
        Its source, with the version that is this very text, if there is one; None for a new source.

    Raises:
        NotFoundError: There is no source `version_of`.
        LeftOutError: It is an earlier text of its source than one that is stored.
    """
    text_hash = sha256(article.text)
    if version_of is None:
        known = _same_work(article, Within(tx).rows(_WITH_TEXT, {"hash": text_hash}))
        if known is not None:
            return known
    source = _known_source(tx, article) if version_of is None else source_by_reference(Within(tx), version_of)["id"]
    if source is None:
        return None
    version = _version_with(tx, source, text_hash)
    if version is None and version_of is None:
        _refuse_earlier(tx, article, source)
    return Stored(source, version, title_of(article))


def _refuse_earlier(tx: Connection, article: Article, source: int) -> None:
    """Raise `LeftOutError` if a stored version is known to be later than an article.

    It is known of those whose files state the time: the others have that of their import, after that of their run.
    """
    stored = select(SourceVersion.number, SourceVersion.retrieved_at).join(ImportRun).order_by(SourceVersion.number)
    of_source = (SourceVersion.source_id == source, SourceVersion.retrieved_at < ImportRun.started_at)
    newest = tx.execute(stored.where(*of_source)).all()[-1:]
    for number, at in newest:
        if article.retrieved_at is not None and article.retrieved_at < at:
            raise LeftOutError(
                f"{article.location}: of {article.retrieved_at:%Y-%m-%d %H:%M:%S}, earlier than version {number} of"
                f" source {source} ({at:%Y-%m-%d %H:%M:%S} UTC); --version-of {source} imports it as the newest"
            )


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
        {digest, location_of(article), article.url, *(_as_cited(article.title) if article.title else ())} - {None}
        for article, digest in zip(articles, hashes, strict=True)
    ]
    values = set().union(*asked)
    taken = {value for sql in _ALIKE for (value,) in select_among(tx, sql, values)}
    unlike = []
    for article, digest, own in zip(articles, hashes, asked, strict=True):
        unlike.append(taken.isdisjoint(own))
        taken |= {digest, location_of(article), article.url, title_of(article)}
    return unlike


def likely_source(tx: Connection, article: Article) -> int | None:
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


_WITH_TEXT = (
    "SELECT s.id, v.id AS version, s.title, s.url, p.name AS publisher FROM source_versions v"
    " JOIN sources s ON s.id = v.source_id LEFT JOIN publishers p ON p.id = s.publisher_id"
    " WHERE v.text_sha256 = :hash ORDER BY s.id"
)


def _same_work(article: Article, versions: Iterable[Mapping[str, Any]]) -> Stored | None:
    """Return the first of the versions with an article's text, unless the article says it is another work.

    A wire story that two papers print is two sources.
    """
    for row in versions:
        other_url = article.url and row["url"] and article.url != row["url"]
        other_publisher = article.publisher and row["publisher"] and article.publisher != row["publisher"]
        same_url = article.url is not None and article.url == row["url"]
        if same_url or not (other_url or other_publisher):
            return Stored(row["id"], row["version"], row["title"])
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
    known = select(SourceVersion.source_id).where(SourceVersion.location == location_of(article))
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
        same_file = location == location_of(article) and article.location != "-"
        if same_file and (same_title or same_day):
            return int(source_id)
        # A record named the source before its text was there. Once there is a text, a headline alone is no evidence:
        # papers print many articles under one ("Briefing").
        cited = location is None and ((article.publisher or "") == (publisher or "") or abridged)
        if same_title and same_day and cited:
            return int(source_id)
    return None


def _as_cited(title: str) -> list[str]:
    """Return a headline and the shortened forms in which a record may cite it: "Blinken kicks off …"."""
    words = title.split()[:24]
    return [title, *(" ".join(words[:n]) + end for n in range(2, len(words)) for end in ("…", " …"))]


def location_of(article: Article) -> str:
    """Return where an article was read, its path absolute."""
    if is_web_address(article.location):
        return article.location
    path, colon, line = article.location.rpartition(":")
    if article.location == "-" or article.location.startswith("-:"):
        return article.location
    if colon and line.isdigit() and not os.path.exists(article.location):
        return f"{os.path.abspath(path)}:{line}"
    return os.path.abspath(article.location)


def title_of(article: Article) -> str:
    """Return the headline of an article or, where it has none, its first words."""
    words = article.text[article.body[0][0] : article.body[0][1]].split() if article.body else []
    return article.title or " ".join(words[:10]) or article.location
