"""Articles read and searched for quotations before anything is stored: what takes longest, in any process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from factdb.article import Article, read_articles
from factdb.article.clock import bounded
from factdb.article.read import Format
from factdb.database.connect import read_connection
from factdb.errors import ArticleError, FactdbError
from factdb.extract import ENGINE, Quotation
from factdb.extract.checkworthy import find_candidates
from factdb.extract.engines import Engine, engine_for
from factdb.extract.engines import engine as find_engine
from factdb.ingest.article import Prepared
from factdb.ingest.stored import is_stored

# A larger file is read piece by piece; what is in a smaller one is handed on at once.
WHOLE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read and searched: options of `factdb import`, and the database that may hold them already."""

    database: str
    encoding: str | None = None
    form: Format = "auto"
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    follow_links: bool = False
    summaries: bool = False
    engine: str | None = None
    min_confidence: float = 0.0
    is_version: bool = False
    """Whether the articles are said to be versions of a source, whatever else holds their texts."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is read whole; what its record calls a retelling has that publisher."""

    path: str
    retelling: tuple[str, str | None] | None = None
    """(name of the file, publisher)"""


class Preparer:
    """Reads and searches articles as `reading` says."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.default = find_engine(reading.engine or ENGINE)
        self._engines: dict[str, Engine | None] = {}

    def articles(self, file: File) -> Iterator[Article | ArticleError]:
        """Yield the articles of a file, or errors in their place."""
        how = self.reading
        for article in read_articles(
            file.path,
            encoding=how.encoding,
            format=how.form,
            publisher=how.publisher,
            published=how.published,
            url=how.url,
            title=how.title,
            language=how.language,
            follow_links=how.follow_links,
            summaries=how.summaries,
        ):
            if isinstance(article, Article) and file.retelling and not article.publisher:
                name, publisher = file.retelling
                if Path(article.location).name == name:
                    article = replace(article, publisher=publisher)
            yield article

    def prepare(self, articles: Sequence[Article | FactdbError]) -> Iterator[Prepared | FactdbError]:
        """Search articles whose texts are not stored yet; errors take the place of those that cannot be searched."""
        stored: set[int] = set()
        # Where nothing could be read there may be no database either.
        if not self.reading.is_version and any(isinstance(article, Article) for article in articles):
            with read_connection(self.reading.database) as reader:
                stored = {n for n, a in enumerate(articles) if isinstance(a, Article) and is_stored(reader, a)}
        for number, article in enumerate(articles):
            if isinstance(article, FactdbError):
                yield article
            elif number in stored:
                yield Prepared(article, self.origin(article))
            else:
                try:
                    yield self.searched(article)
                except ArticleError as error:
                    yield error

    def searched(self, article: Article) -> Prepared:
        """Search an article for quotations and claim candidates.

        Raises:
            ArticleError: The engine fails or takes too long.
        """
        quotations = self.read(article)
        with bounded(article.location, len(article.text)):
            return Prepared(article, self.origin(article), quotations, find_candidates(article, quotations))

    def engine(self, article: Article) -> Engine | None:
        """Return the engine for the language of an article.

        Raises:
            ArticleError: It cannot be loaded, which fails only the articles it may be for.
        """
        if article.language not in self._engines:
            try:
                self._engines[article.language] = engine_for(article.language, self.reading.engine)
            except FactdbError as error:
                raise ArticleError(f"{article.location}: {error}") from error
        return self._engines[article.language]

    def origin(self, article: Article) -> str:
        """Return name and version of the engine for an article, or of the default one if none reads its language."""
        return (self.engine(article) or self.default).origin

    def read(self, article: Article) -> Sequence[Quotation]:
        """Return the quotations of an article.

        Raises:
            ArticleError: Whatever goes wrong in an engine fails only this article.
        """
        engine = self.engine(article)
        if engine is None:
            return []
        try:
            return engine.read(article, min_confidence=self.reading.min_confidence)
        except ArticleError:
            raise
        except Exception as error:
            why = f"the engine {engine.origin} failed on this text ({type(error).__name__}: {error}): report it"
            raise ArticleError(f"{article.location}: {why}") from error


def is_small(path: str) -> bool:
    """Return whether a file can be read whole."""
    try:
        return path != "-" and os.path.isfile(path) and os.path.getsize(path) <= WHOLE_BYTES
    except (OSError, ValueError):
        return False
