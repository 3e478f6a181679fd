"""One call of `factdb import`: paths in, one line of output for each article, some of them in each transaction.

A path that cannot be read is reported and skipped. A killed import leaves only whole articles, and running it again
completes it.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, select

from factdb.article import Article
from factdb.article.head import is_web_address
from factdb.article.language import called
from factdb.database.models import Publisher, Source
from factdb.database.url import is_postgresql, sqlite_path
from factdb.database.write import Writer, open_writer
from factdb.errors import ArticleError, DatabaseError, FactdbError, LeftOutError
from factdb.extract import Quotation
from factdb.extract.engines import unread_lines
from factdb.ingest.article import Imported, Prepared, store_article, store_new
from factdb.ingest.fetch import Fetcher
from factdb.ingest.inputs import Inputs
from factdb.ingest.prepare import Preparer, Reading
from factdb.ingest.printed import article_line, counted, repeated_lines, unapplied_line
from factdb.ingest.record import Applied, apply_record
from factdb.ingest.reextract import Reextracted, is_newest, reextract, stored_article, stored_versions
from factdb.ingest.repeats import Repeat
from factdb.ingest.stored import find_stored, unlike_any
from factdb.record import Record, read_record
from factdb.store.runs import Run, closing_run, current_actor

# Articles of one transaction, and how long the first of them waits for the others.
BATCH, BATCH_SECONDS = 20, 1.0

# An article, or why there is none, and the record that is to be applied to it.
Given = tuple[Prepared | FactdbError, Record | None]


class _DryRun(Exception):
    """Rolls a transaction back."""


class Importer:
    """Import `paths` into `database`.

    `run` yields what happened to each article, `summary` adds it up. The parameters are the options of `factdb import`;
    those in `how` are the fields of `Reading`. Without `create`, a missing database is an error.
    """

    def __init__(
        self,
        database: str,
        paths: Sequence[str],
        *,
        actor: str | None = None,
        version_of: str | None = None,
        record: str | None = None,
        no_text: bool = False,
        reextract: bool = False,
        dry_run: bool = False,
        create: bool = True,
        jobs: int = 1,
        web: Fetcher | None = None,
        **how: Any,
    ) -> None:
        self.database, self.create, self.paths = database, create, paths
        self.version_of, self.record_path = version_of, record
        self.keep_text, self.reextract, self.dry_run = not no_text, reextract, dry_run
        self.left_out = 0
        self._read_before: set[str] = set()
        self.preparer = Preparer(Reading(database, is_version=version_of is not None, **how))
        # By language, how many articles no engine read.
        self.unread: Counter[str] = Counter()
        self.import_run = Run(
            actor=actor or current_actor(),
            inputs=[_named(p) for p in paths] or ["--reextract"],
            engine=self.preparer.default.origin,
            lasting=True,
        )
        self.counts: dict[str, int] = {"new": 0, "version": 0, "unchanged": 0}
        self.quotes = self.candidates = 0
        self.repeats: list[Repeat] = []
        self.again = Reextracted()
        self._open: Callable[[], Writer] | None = None
        self._writer: Writer | None = None
        # What comes through a pipe, perhaps slowly, is stored as it comes.
        self._batch = 1 if dry_run or "-" in paths else BATCH
        self.inputs = Inputs(self.preparer, jobs, self._batch, self._database, web)

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
                    yield from self._stored(self.inputs.prepared(path, record))
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
        bad += f"; {counted(self.left_out, 'item')} left out" if self.left_out else ""
        bad += f"; {counted(skipped, 'file')} skipped" if skipped else ""
        total = sum(self.counts.values())
        found = counted(self.quotes, "new quote")
        if self.candidates:
            found += f", {counted(self.candidates, 'claim candidate')}"
        dry = "dry run, nothing was stored: " if self.dry_run else ""
        line = f"{dry}{counted(total, 'article')} ({', '.join(what) or 'none'}), {found}{bad}{run}"
        again = [f"quotes read again: {self.again}"] if self.counts.get("read again") else []
        again += repeated_lines(self.repeats)
        return "\n".join([line, *again, *unread_lines(+self.unread, "stored without quotes")])

    def _stored(self, prepared: Iterator[Given]) -> Iterator[str | FactdbError]:
        """Store articles, some in each transaction, and yield what happened to each."""
        batch: list[Given] = []
        began = time.monotonic()
        for one in prepared:
            if not batch:
                began = time.monotonic()
            batch.append(one)
            if len(batch) == self._batch or time.monotonic() - began > BATCH_SECONDS:
                yield from self._stored_at_once(batch)
                batch = []
        yield from self._stored_at_once(batch)

    def _stored_at_once(self, batch: Sequence[Given]) -> list[str | FactdbError]:
        """Store articles in one transaction or, if one of them fails, each in its own."""
        if not any(isinstance(one, Prepared) for one, _ in batch):
            return [self._problem(one) for one, _ in batch if isinstance(one, FactdbError)]
        is_begun = self.import_run.number is not None
        stored: list[tuple[str | FactdbError, Callable[[], object]]] = []
        try:
            with self._storing() as tx:
                for together in self._parted(tx, batch):
                    stored += self._articles(tx, together)
                    self.inputs.keep_busy()
        except Exception as error:
            if not is_begun:
                self.import_run.forget()
            if len(batch) > 1 and not isinstance(error, DatabaseError):
                return [line for one in batch for line in self._stored_at_once([one])]
            if isinstance(error, ArticleError):
                return [self._problem(error)]
            raise
        for _, count in stored:
            count()
        return [line for line, _ in stored]

    def _parted(self, tx: Connection, batch: Sequence[Given]) -> Iterator[list[Given]]:
        """Part a batch into what is stored at once: new articles that have nothing to do with each other, or one."""
        found = [one for one, record in batch if isinstance(one, Prepared)]
        # A record can add sources, and a version is whatever its article says.
        is_plain = self.version_of is None and len(found) > 1 and all(record is None for _, record in batch)
        unlike = unlike_any(tx, [one.article for one in found]) if is_plain else []
        new = {id(one) for one, is_new in zip(found, unlike, strict=False) if is_new and one.quotations is not None}
        for is_new, some in groupby(batch, lambda given: id(given[0]) in new):
            together = list(some)
            yield from [together] if is_new else ([given] for given in together)

    def _articles(
        self, tx: Connection, together: Sequence[Given]
    ) -> list[tuple[str | FactdbError, Callable[[], object]]]:
        """Store what `_parted` yields; returns what happened to each, and what counts it once that is committed."""
        if len(together) == 1:
            [(one, record)] = together
            return [
                (one, partial(self._problem, one)) if isinstance(one, FactdbError) else self._article(tx, one, record)
            ]
        found = [one for one, _ in together if isinstance(one, Prepared)]
        return [
            (article_line(imported, None), partial(self._count_in, one.article, imported, None))
            for one, imported in zip(
                found, store_new(tx, found, self.import_run, keep_text=self.keep_text), strict=True
            )
        ]

    def _problem(self, error: FactdbError) -> FactdbError:
        if isinstance(error, LeftOutError):
            self.left_out += 1
        else:
            self.import_run.problems += 1
        return error

    def _article(self, tx: Connection, found: Prepared, record: Record | None) -> tuple[str, Callable[[], object]]:
        """Store one article, whatever holds it already; returns what happened to it, and what counts it."""
        run, article = self.import_run, found.article
        if self.dry_run and article.raw_sha256 in self._read_before:
            return f"unchanged the same as before: {article.title or article.location}", self._count_unchanged
        self._read_before.add(article.raw_sha256)
        stored = find_stored(tx, article, version_of=self.version_of)
        if stored is not None and stored.version_id is not None:
            imported = Imported("unchanged", stored.source_id, stored.version_id, stored.title)
        else:
            if found.quotations is None:  # others have undone it meanwhile
                found = self.preparer.searched(article)
            source = None if stored is None else stored.source_id
            imported = store_article(tx, found, run, source, keep_text=self.keep_text)
        again = self._insisted(tx, article, imported)
        applied = apply_record(tx, record, imported.source_version_id, article.text, run) if record else None
        unapplied = self._unapplied(tx, imported) if imported.outcome == "unchanged" else None
        count = partial(self._count_in, article, imported, applied)
        if again:
            of = f"source {imported.source_id}, in {called(article.language)}"
            return f"read again {of}: {again}: {imported.title}", count
        line = article_line(imported, applied)
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

    def _unapplied(self, tx: Connection, imported: Imported) -> str | None:
        stored = tx.execute(
            select(Source.title, Source.url, Source.published_on, Publisher.name)
            .outerjoin(Publisher, Publisher.id == Source.publisher_id)
            .where(Source.id == imported.source_id)
        ).one()
        how = self.preparer.reading
        given = {
            "--publisher": (how.publisher, stored.name),
            "--published": (how.published, stored.published_on),
            "--title": (how.title, stored.title),
            "--url": (how.url, stored.url),
        }
        return unapplied_line(imported.source_id, {option: one for option, (one, now) in given.items() if one != now})

    def _insisted(self, tx: Connection, article: Article, imported: Imported) -> Reextracted | None:
        """Read a text that is already stored again if another language was given for it."""
        if self.preparer.reading.language is None or imported.outcome != "unchanged":
            return None
        of_source = select(Source.language, Source.published_on).where(Source.id == imported.source_id)
        stored = tx.execute(of_source).one()
        if stored.language == article.language:
            return None
        article = replace(article, published_on=stored.published_on)
        found = self.preparer.read(article)
        return self._reextract(tx, article, found, imported.source_id, imported.source_version_id)

    def _again(self) -> Iterator[str | FactdbError]:
        """Run the engine again over every stored text, in one transaction each."""
        with self._database().transaction() as tx:
            stored = [(source_id, version_id) for source_id, version_id in stored_versions(tx)]
        for source_id, version_id in stored:
            try:
                with self._database().transaction() as tx:
                    article = stored_article(tx, version_id, self.preparer.reading.language)
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
        done = reextract(tx, article, found, self.import_run, engine=self.preparer.origin(article), **where)
        self.again.add(done)
        self.quotes += done.added
        self.unread[article.language] += self.preparer.engine(article) is None
        return done


def _named(path: str) -> str:
    return path if path == "-" or is_web_address(path) else os.path.abspath(path)
