"""One call of `factdb import`: paths in, one line of output for each article, some of them in each transaction.

A path that cannot be read is reported and skipped. A killed import leaves only whole articles, and running it again
completes it.
"""

from __future__ import annotations

import os
import shlex
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, select

from factdb.article import Article
from factdb.article.assemble import Known
from factdb.article.files import article_files
from factdb.article.head import is_web_address
from factdb.article.language import called
from factdb.article.read import Format
from factdb.database.models import Publisher, Source
from factdb.database.url import is_postgresql, sqlite_path
from factdb.database.write import Writer, open_writer
from factdb.errors import ArticleError, DatabaseError, FactdbError, LeftOutError, RecordError
from factdb.extract import Quotation
from factdb.extract.engines import unread_lines
from factdb.ingest.article import Imported, find_stored, store_article
from factdb.ingest.fetch import Fetcher
from factdb.ingest.prepare import File, Prepared, Preparer, Reading, is_small
from factdb.ingest.record import Applied, apply_record
from factdb.ingest.reextract import Reextracted, is_newest, reextract, stored_article, stored_versions
from factdb.ingest.repeats import Repeat
from factdb.ingest.workers import Item, Workers
from factdb.record import Record, read_record
from factdb.store.runs import Run, closing_run, current_actor

RECORD = "record.toml"
# Articles of one transaction, and how long the first of them waits for the others.
BATCH, BATCH_SECONDS = 20, 1.0
# Files or articles that are handed to another process at once.
TASK = 8


class _DryRun(Exception):
    """Rolls a transaction back."""


class Importer:
    """Import `paths` into `database`.

    `run` yields what happened to each article, `summary` adds it up. The parameters are the options of `factdb import`:
    `form` is --format, `published` a local day; without `create`, a missing database is an error.
    """

    def __init__(
        self,
        database: str,
        paths: Sequence[str],
        *,
        actor: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        url: str | None = None,
        version_of: str | None = None,
        title: str | None = None,
        form: Format = "auto",
        encoding: str | None = None,
        record: str | None = None,
        no_text: bool = False,
        min_confidence: float = 0.0,
        reextract: bool = False,
        engine: str | None = None,
        language: str | None = None,
        follow_links: bool = False,
        dry_run: bool = False,
        create: bool = True,
        jobs: int = 1,
        summaries: bool = False,
        web: Fetcher | None = None,
    ) -> None:
        self.database = database
        self.create = create
        self.paths = paths
        self.publisher, self.published, self.url, self.title = publisher, published, url, title
        self.version_of = version_of
        self.record_path = record
        self.keep_text = not no_text
        self.reextract = reextract
        self.dry_run = dry_run
        self.jobs = jobs
        self.web = web
        self.left_out = 0
        self._read_before: set[str] = set()
        self.language = language
        self.preparer = Preparer(
            Reading(
                database,
                encoding=encoding,
                form=form,
                publisher=publisher,
                published=published,
                url=url,
                title=title,
                language=language,
                follow_links=follow_links,
                summaries=summaries,
                engine=engine,
                min_confidence=min_confidence,
                is_version=version_of is not None,
            )
        )
        # By language, how many articles no engine read.
        self.unread: Counter[str] = Counter()
        self.import_run = Run(
            actor=actor or current_actor(),
            inputs=[_named(p) for p in paths] or ["--reextract"],
            engine=self.preparer.default.origin,
            lasting=True,
        )
        self.counts: dict[str, int] = {"new": 0, "version": 0, "unchanged": 0}
        self.quotes = 0
        self.candidates = 0
        self.repeats: list[Repeat] = []
        self.again = Reextracted()
        self._open: Callable[[], Writer] | None = None
        self._writer: Writer | None = None
        self._workers: Workers | None = None
        # What comes through a pipe, perhaps slowly, is stored as it comes.
        self._batch = 1 if dry_run or "-" in paths else BATCH

    def expected(self) -> int | None:
        """Return how many files will be read, for a progress bar; None if unknown (files of many articles)."""
        count = 0
        if self.reextract:
            return None
        for path in self.paths:
            if not os.path.isdir(path) and not path.endswith((".txt", ".md", ".html", ".htm")):
                return None
            count += sum(len(files) for _, _, files in os.walk(path)) if os.path.isdir(path) else 1
        return count

    def run(self) -> Generator[str | FactdbError]:
        """Import everything.

        Yields:
            A line for each article, or the error for it or its path.

        Raises:
            DatabaseError: The database cannot be opened or written.
        """
        record = read_record(Path(self.record_path)) if self.record_path else None
        with ExitStack() as stack:
            # Opened with the first article, so that an import of nothing makes no database.
            database = self.database
            if self.dry_run and not is_postgresql(database) and not sqlite_path(database).exists():
                database = os.path.join(stack.enter_context(TemporaryDirectory()), "none.sqlite")
                self.preparer.reading = replace(self.preparer.reading, database=database)
            self._open = partial(stack.enter_context, open_writer(database, create=self.create))
            with closing_run(self.import_run, self._database):
                for path in self.paths:
                    yield from self._stored(self._prepared(self._items(path, record)))
                if self.reextract:
                    yield from self._again()

    @property
    def has_database(self) -> bool:
        """Whether the database was opened, and created if it was missing."""
        return self._writer is not None

    @property
    def problems(self) -> int:
        """The number of inputs that could not be imported."""
        return self.import_run.problems

    def _database(self) -> Writer:
        if self._writer is None:
            assert self._open is not None
            self._writer = self._open()
        self._writer.check_file()
        return self._writer

    def summary(self, *, skipped: int = 0) -> str:
        """Summarize the whole import in one line, with a line for each language that no engine reads.

        Args:
            skipped: Number of files in folders that were not read.
        """
        number = self.import_run.number
        what = [f"{count} {name}" for name, count in self.counts.items() if count]
        run = f"; import run {number}" if number is not None else ""
        bad = f"; {self.problems} could not be imported" if self.problems else ""
        bad += f"; {_count(self.left_out, 'item')} left out" if self.left_out else ""
        bad += f"; {_count(skipped, 'file')} skipped" if skipped else ""
        total = sum(self.counts.values())
        found = _count(self.quotes, "new quote")
        if self.candidates:
            found += f", {_count(self.candidates, 'claim candidate')}"
        dry = "dry run, nothing was stored: " if self.dry_run else ""
        line = f"{dry}{_count(total, 'article')} ({', '.join(what) or 'none'}), {found}{bad}{run}"
        again = [f"quotes read again: {self.again}"] if self.counts.get("read again") else []
        again += _repeated(self.repeats)
        return "\n".join([line, *again, *unread_lines(+self.unread, "stored without quotes")])

    def _items(self, path: str, given: Record | None) -> Iterator[tuple[Item, Record | None]]:
        """Yield what is to be read, each with the record that is to be applied to it.

        Small files are left to be read, of others the articles are. An error of a record comes before its articles.
        """
        if is_web_address(path) and self.web is not None:
            known = Known(
                title=self.title,
                publisher=self.publisher,
                published_on=self.published,
                url=self.url,
                language=self.language,
            )
            found = self.web.articles(path, known, summaries=self.preparer.reading.summaries)
            yield from ((article, given) for article in found)
            return
        records: dict[Path, Record | None] = {}
        for file in article_files(path, follow_links=self.preparer.reading.follow_links):
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

    def _prepared(
        self, items: Iterator[tuple[Item, Record | None]]
    ) -> Iterator[tuple[Prepared | FactdbError, Record | None]]:
        """Read and search what is to be read, here or in other processes."""
        if self.jobs == 1:
            yield from self._prepared_here(items)
            return
        with Workers(self.preparer.reading, self.jobs, self._tasks(items)) as self._workers:
            for found, records in self._workers.results():
                for item, record in zip(found, records, strict=True):
                    yield from ((one, record) for one in item)
        self._workers = None

    def _tasks(
        self, items: Iterator[tuple[Item, Record | None]]
    ) -> Iterator[tuple[Sequence[Item], Sequence[Record | None]]]:
        for some in _some(items, TASK):
            if any(not isinstance(item, FactdbError) for item, _ in some):
                self._database()
            yield [item for item, _ in some], [record for _, record in some]

    def _prepared_here(
        self, items: Iterator[tuple[Item, Record | None]]
    ) -> Iterator[tuple[Prepared | FactdbError, Record | None]]:
        articles = (
            (article, record)
            for item, record in items
            for article in (self.preparer.articles(item) if isinstance(item, File) else [item])
        )
        for some in _some(articles, self._batch):
            if any(isinstance(article, Article) for article, _ in some):
                self._database()
            yield from zip(
                self.preparer.prepare([article for article, _ in some]), [record for _, record in some], strict=True
            )

    def _stored(self, prepared: Iterator[tuple[Prepared | FactdbError, Record | None]]) -> Iterator[str | FactdbError]:
        """Store articles, some in each transaction, and yield what happened to each."""
        batch: list[tuple[Prepared | FactdbError, Record | None]] = []
        began = time.monotonic()
        for one in prepared:
            if not batch:
                began = time.monotonic()
            batch.append(one)
            if len(batch) == self._batch or time.monotonic() - began > BATCH_SECONDS:
                yield from self._stored_at_once(batch)
                batch = []
        yield from self._stored_at_once(batch)

    def _stored_at_once(self, batch: Sequence[tuple[Prepared | FactdbError, Record | None]]) -> list[str | FactdbError]:
        """Store articles in one transaction or, if one of them fails, each in its own."""
        if not any(isinstance(one, Prepared) for one, _ in batch):
            return [self._problem(one) for one, _ in batch if isinstance(one, FactdbError)]
        is_begun = self.import_run.number is not None
        stored: list[tuple[str | FactdbError, Callable[[], None] | None]] = []
        try:
            with self._storing() as tx:
                for one, record in batch:
                    stored.append((one, None) if isinstance(one, FactdbError) else self._article(tx, one, record))
                    if self._workers is not None:
                        self._workers.pump()
        except Exception as error:
            if not is_begun:
                self.import_run.forget()
            if len(batch) > 1 and not isinstance(error, DatabaseError):
                return [line for one in batch for line in self._stored_at_once([one])]
            if isinstance(error, ArticleError):
                return [self._problem(error)]
            raise
        for _, count in stored:
            if count is not None:
                count()
        return [self._problem(told) if isinstance(told, FactdbError) else told for told, _ in stored]

    def _problem(self, error: FactdbError) -> FactdbError:
        if isinstance(error, LeftOutError):
            self.left_out += 1
        else:
            self.import_run.problems += 1
        return error

    def _article(self, tx: Connection, prepared: Prepared, record: Record | None) -> tuple[str, Callable[[], None]]:
        """Store one article; returns what happened to it, and what counts it once that is committed."""
        run, article = self.import_run, prepared.article
        if self.dry_run and article.raw_sha256 in self._read_before:
            return f"unchanged the same as before: {article.title or article.location}", self._count_unchanged
        self._read_before.add(article.raw_sha256)
        stored = find_stored(tx, article, version_of=self.version_of)
        if isinstance(stored, Imported):
            imported = stored
        else:
            if prepared.quotations is None:  # others have undone it meanwhile
                prepared = self.preparer.searched(article)
            imported = store_article(
                tx,
                article,
                prepared.quotations or [],
                run,
                source=stored,
                engine=self._origin(article),
                candidates=prepared.candidates,
                keep_text=self.keep_text,
            )
        again = self._insisted(tx, article, imported)
        applied = apply_record(tx, record, imported.source_version_id, article.text, run) if record else None
        unapplied = self._not_applied(tx, imported) if imported.outcome == "unchanged" else None
        count = partial(self._count_in, article, imported, applied)
        if again:
            found = f"{again}: {imported.title}"
            return f"read again source {imported.source_id}, in {called(article.language)}: {found}", count
        line = _line(imported, applied)
        if self.dry_run and imported.outcome == "new":
            line = line.replace(f"source {imported.source_id}, ", "", 1)
        return "\n".join(filter(None, (line, unapplied))), count

    def _count_in(self, article: Article, imported: Imported, applied: Applied | None) -> None:
        """Count an article that is stored."""
        if imported.outcome != "unchanged" and self.preparer.engine(article) is None:
            self.unread[article.language] += 1
        self.import_run.read(article.raw_sha256)
        self.counts[imported.outcome] += 1
        self.quotes += len(imported.quotes) + (applied.added if applied else 0)
        self.candidates += imported.candidates
        self.repeats += imported.repeats

    def _count_unchanged(self) -> None:
        self.counts["unchanged"] += 1

    @contextmanager
    def _storing(self) -> Iterator[Connection]:
        """A transaction, which a dry run rolls back."""
        try:
            with self._database().transaction() as tx:
                yield tx
                if self.dry_run:
                    raise _DryRun
        except _DryRun:
            self.import_run.forget()

    def _not_applied(self, tx: Connection, imported: Imported) -> str | None:
        """Tell which options say something else of a known source than is stored, and what changes that."""
        stored = tx.execute(
            select(Source.title, Source.url, Source.published_on, Publisher.name)
            .outerjoin(Publisher, Publisher.id == Source.publisher_id)
            .where(Source.id == imported.source_id)
        ).one()
        given = {
            "--publisher": (self.publisher, stored.name),
            "--published": (self.published, stored.published_on),
            "--title": (self.title, stored.title),
            "--url": (self.url, stored.url),
        }
        other = {option: value for option, (value, now) in given.items() if value not in (None, now)}
        if not other:
            return None
        options = " ".join(f"{option} {shlex.quote(str(value))}" for option, value in other.items())
        return (
            f"          known already, so {' and '.join(other)} not applied:"
            f" `factdb sources edit {imported.source_id} {options}` applies"
        )

    def _insisted(self, tx: Connection, article: Article, imported: Imported) -> Reextracted | None:
        """Read a text that is already stored again if another language was given for it."""
        if self.language is None or imported.outcome != "unchanged":
            return None
        of_source = select(Source.language, Source.published_on).where(Source.id == imported.source_id)
        stored = tx.execute(of_source).one()
        if stored.language == article.language:
            return None
        article = replace(article, published_on=stored.published_on)
        found = self.preparer.read(article)
        return self._reextract(tx, article, found, imported.source_id, imported.source_version_id)

    def _origin(self, article: Article) -> str:
        return (self.preparer.engine(article) or self.preparer.default).origin

    def _again(self) -> Iterator[str | FactdbError]:
        """Run the engine again over every stored text, in one transaction each."""
        with self._database().transaction() as tx:
            stored = [(source_id, version_id) for source_id, version_id in stored_versions(tx)]
        for source_id, version_id in stored:
            try:
                with self._database().transaction() as tx:
                    article = stored_article(tx, version_id, self.language)
                found = self.preparer.read(article)  # which takes longest, while others may write
                with self._database().transaction() as tx:
                    if not is_newest(tx, source_id, version_id):  # others have undone it, or stored another, meanwhile
                        continue
                    done = self._reextract(tx, article, found, source_id, version_id)
            except ArticleError as error:
                self.import_run.problems += 1
                yield error
                continue
            self.counts["read again"] = self.counts.get("read again", 0) + 1
            yield f"read again source {source_id}: {done}: {done.title}"

    def _reextract(
        self, tx: Connection, article: Article, found: Sequence[Quotation], source_id: int, version_id: int
    ) -> Reextracted:
        where = {"source_id": source_id, "version_id": version_id}
        done = reextract(tx, article, found, self.import_run, engine=self._origin(article), **where)
        self.again.add(done)
        self.quotes += done.added
        self.unread[article.language] += self.preparer.engine(article) is None
        return done


def _some(items: Iterable[Any], most: int) -> Iterator[list[Any]]:
    """Yield the items in lists of at most so many."""
    left = iter(items)
    while some := list(islice(left, most)):
        yield some


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _named(path: str) -> str:
    return path if path == "-" or is_web_address(path) else os.path.abspath(path)


def _repeated(repeats: Sequence[Repeat]) -> list[str]:
    """Count the statements that were made before, in a line for each verdict on them."""
    lines = []
    for rating, number in Counter(one.rating for one in repeats).most_common():
        linked = sum(one.linked for one in repeats if one.rating == rating)
        known = f"judged {rating}" if rating else "that are known"
        what = f"{number} candidate repeats a claim" if number == 1 else f"{number} candidates repeat claims"
        how = [f"{linked} in the same words, linked"] if linked else []
        how += [f"{number - linked} alike: `factdb claims --matches` shows them"] if number > linked else []
        lines.append(f"{what} {known} ({'; '.join(how)})")
    return lines


def _line(imported: Imported, applied: Applied | None) -> str:
    """Describe what happened to one article, with a line for each thing a user should know."""
    lines = [
        f"{imported.outcome:<9} source {imported.source_id}, {_count(len(imported.quotes), 'quote')}: {imported.title}"
    ]
    if imported.outcome == "version":
        lines[0] = (
            f"version   source {imported.source_id}, {_count(imported.carried, 'quote')} carried over,"
            f" {len(imported.quotes)} new, {len(imported.lost)} lost: {imported.title}"
        )
        lines += [f"          quote {number} is no longer there: {why}" for number, why in imported.lost]
    elif imported.outcome == "unchanged":
        lines[0] = f"unchanged source {imported.source_id}: {imported.title}"
    if imported.likely is not None:
        lines.append(
            f"          probably another text of source {imported.likely}, by headline, day and publisher: if so, undo"
            f" this import and add --version-of {imported.likely}"
        )
    lines += [f"          {repeat}" for repeat in imported.repeats if repeat.linked]
    if applied is not None:
        lines.append(
            f"          record: {applied.confirmed} quotes confirmed, {applied.corrected} corrected,"
            f" {applied.added} added, {applied.unchanged} unchanged; {applied.claims} claims added"
        )
        lines += [f"          record: quote {key} not found: {why}" for key, why in applied.missing]
    return "\n".join(lines)
