"""What `factdb import` reads: files, their articles and the records beside them, in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from factdb.article import Article
from factdb.article.assemble import Known
from factdb.article.files import article_files
from factdb.article.head import is_web_address
from factdb.errors import ArticleError, FactdbError, RecordError
from factdb.ingest.article import Prepared
from factdb.ingest.fetch import Fetcher
from factdb.ingest.prepare import File, Preparer, is_small
from factdb.ingest.workers import Item, Workers
from factdb.record import Record, read_record

RECORD = "record.toml"
# Files or articles that are handed to another process at once.
TASK = 20


class Inputs:
    """Read and search articles.

    Args:
        preparer: How to.
        jobs: Number of processes; 1 is this one.
        batch: How many articles this process searches at once.
        begin: Called before the first article is searched.
        web: What fetches web addresses, if there are any.
    """

    def __init__(
        self, preparer: Preparer, jobs: int, batch: int, begin: Callable[[], object], web: Fetcher | None
    ) -> None:
        self.preparer, self.jobs, self.batch = preparer, jobs, batch
        self.web, self._begin = web, begin
        self._workers: Workers | None = None

    def prepared(self, path: str, given: Record | None) -> Iterator[tuple[Prepared | FactdbError, Record | None]]:
        """Yield what is at `path`, read and searched, here or in other processes.

        Each comes with the record that is to be applied to it: `given`, or that of its folder.
        """
        items = self._items(path, given)
        if self.jobs == 1:
            yield from self._prepared_here(items)
            return
        with Workers(self.preparer.reading, self.jobs, self._tasks(items)) as self._workers:
            for found, records in self._workers.results():
                for item, record in zip(found, records, strict=True):
                    yield from ((one, record) for one in item)
        self._workers = None

    def keep_busy(self) -> None:
        """Hand more work to the other processes, if there are any."""
        if self._workers is not None:
            self._workers.pump()

    def _items(self, path: str, given: Record | None) -> Iterator[tuple[Item, Record | None]]:
        """Yield what is to be read, each with the record that is to be applied to it.

        Small files are left to be read, of others the articles are. An error of a record comes before its articles.
        """
        how = self.preparer.reading
        if is_web_address(path) and self.web is not None:
            known = Known(
                title=how.title,
                publisher=how.publisher,
                published_on=how.published,
                url=how.url,
                language=how.language,
            )
            yield from ((article, given) for article in self.web.articles(path, known, summaries=how.summaries))
            return
        records: dict[Path, Record | None] = {}
        for file in article_files(path, follow_links=how.follow_links):
            if isinstance(file, ArticleError):
                yield file, None
                continue
            record = given
            if record is None and os.path.isdir(path):
                folder = Path(file).parent
                if folder not in records:
                    try:
                        records[folder] = read_record(folder / RECORD) if (folder / RECORD).is_file() else None
                    except RecordError as error:
                        # The article is imported anyway; the record can be applied once it is corrected.
                        records[folder] = None
                        yield error, None
                record = records[folder]
            retelling = record.retelling if record else None
            item = File(file, (retelling.file, retelling.publisher) if retelling else None)
            if is_small(file):
                yield item, record
            else:
                yield from ((article, record) for article in self.preparer.articles(item))

    def _tasks(
        self, items: Iterator[tuple[Item, Record | None]]
    ) -> Iterator[tuple[Sequence[Item], Sequence[Record | None]]]:
        for some in _some(items, TASK):
            if any(not isinstance(item, FactdbError) for item, _ in some):
                self._begin()
            yield [item for item, _ in some], [record for _, record in some]

    def _prepared_here(
        self, items: Iterator[tuple[Item, Record | None]]
    ) -> Iterator[tuple[Prepared | FactdbError, Record | None]]:
        articles = (
            (article, record)
            for item, record in items
            for article in (self.preparer.articles(item) if isinstance(item, File) else [item])
        )
        for some in _some(articles, self.batch):
            if any(isinstance(article, Article) for article, _ in some):
                self._begin()
            yield from zip(
                self.preparer.prepare([article for article, _ in some]), [record for _, record in some], strict=True
            )


def _some(items: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """Yield the items in lists of at most `most`."""
    left = iter(items)
    while some := list(islice(left, most)):
        yield some
