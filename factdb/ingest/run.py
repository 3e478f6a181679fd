"""One call of `factdb import`: paths in, one transaction and one line of output for each article.

A path that cannot be read is reported and skipped. A killed import leaves only whole articles, and running it again
completes it.
"""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from factdb.article import Article, read_articles
from factdb.article.clock import bounded
from factdb.article.language import called
from factdb.article.read import Format
from factdb.database.models import Publisher, Source
from factdb.database.url import is_postgresql, sqlite_path
from factdb.database.write import Writer, open_writer
from factdb.errors import ArticleError, FactdbError, RecordError
from factdb.extract import ENGINE, Quotation
from factdb.extract.checkworthy import Candidate, find_candidates
from factdb.extract.engines import Engine, engine_for, unread_lines
from factdb.extract.engines import engine as find_engine
from factdb.ingest.article import Imported, find_stored, is_stored, store_article
from factdb.ingest.record import Applied, apply_record
from factdb.ingest.reextract import Reextracted, is_newest, reextract, stored_article, stored_versions
from factdb.ingest.repeats import Repeat
from factdb.record import Record, read_record
from factdb.store.runs import Run, closing_run, current_actor

RECORD = "record.toml"


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
    ) -> None:
        self.database = database
        self.create = create
        self.paths = paths
        self.publisher, self.published, self.url, self.title = publisher, published, url, title
        self.version_of = version_of
        self.form = form
        self.encoding = encoding
        self.record_path = record
        self.keep_text = not no_text
        self.min_confidence = min_confidence
        self.reextract = reextract
        self.follow_links = follow_links
        self.dry_run = dry_run
        self._read_before: set[str] = set()
        self.engine_name, self.language = engine, language
        self.engine = find_engine(engine or ENGINE)
        # By language: who reads it, and how many articles nobody did.
        self.engines: dict[str, Engine | None] = {}
        self.unread: Counter[str] = Counter()
        self.import_run = Run(
            actor=actor or current_actor(),
            inputs=[_named(p) for p in paths] or ["--reextract"],
            engine=self.engine.origin,
            lasting=True,
        )
        self.counts: dict[str, int] = {"new": 0, "version": 0, "unchanged": 0}
        self.quotes = 0
        self.candidates = 0
        self.repeats: list[Repeat] = []
        self.again = Reextracted()
        self._open: Callable[[], Writer] | None = None
        self._writer: Writer | None = None

    def expected(self) -> int | None:
        """Return how many files will be read, for a progress bar; None if unknown (JSON lines, standard input)."""
        count = 0
        if self.reextract:
            return None
        for path in self.paths:
            if path == "-" or path.endswith((".jsonl", ".ndjson")):
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
            self._open = partial(stack.enter_context, open_writer(database, create=self.create))
            with closing_run(self.import_run, self._database):
                for path in self.paths:
                    yield from self._path(path, record)
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

    def _path(self, path: str, given: Record | None) -> Iterator[str | FactdbError]:
        records: dict[Path, Record | None] = {}
        for article in read_articles(
            path,
            encoding=self.encoding,
            format=self.form,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            title=self.title,
            language=self.language,
            follow_links=self.follow_links,
        ):
            if isinstance(article, ArticleError):
                self.import_run.problems += 1
                yield article
                continue
            record = given
            if record is None and os.path.isdir(path):
                folder = Path(article.location).parent
                if folder not in records:
                    try:
                        records[folder] = read_record(folder / RECORD) if (folder / RECORD).is_file() else None
                    except RecordError as error:
                        # The article is imported anyway; the record can be applied once it is corrected.
                        records[folder] = None
                        self.import_run.problems += 1
                        yield error
                record = records[folder]
            retelling = record.retelling if record else None
            if retelling and Path(article.location).name == retelling.file and not article.publisher:
                article = replace(article, publisher=retelling.publisher)
            try:
                yield self._article(article, record)
            except ArticleError as error:
                self.import_run.problems += 1
                yield error

    def _article(self, article: Article, record: Record | None) -> str:
        run = self.import_run
        with self._database().transaction() as tx:
            known = find_stored(tx, article, version_of=self.version_of) if is_stored(tx, article) else None
        # What takes longest is done while others may write.
        quotations = None if isinstance(known, Imported) else self._read(article)
        candidates = None if quotations is None else self._candidates(article, quotations)
        if self.dry_run and article.raw_sha256 in self._read_before:
            self.counts["unchanged"] += 1
            return f"unchanged the same as before: {article.title or article.location}"
        self._read_before.add(article.raw_sha256)
        with self._storing() as tx:
            stored = find_stored(tx, article, version_of=self.version_of)  # others may have stored it in the meantime
            if isinstance(stored, Imported):
                imported = stored
            else:
                imported = store_article(
                    tx,
                    article,
                    self._read(article) if quotations is None else quotations,  # others have undone it meanwhile
                    run,
                    source=stored,
                    engine=self._origin(article),
                    candidates=candidates,
                    keep_text=self.keep_text,
                )
            again = self._insisted(tx, article, imported)
            applied = apply_record(tx, record, imported.source_version_id, article.text, run) if record else None
            unapplied = self._not_applied(tx, imported) if imported.outcome == "unchanged" else None
        if imported.outcome != "unchanged" and self._engine(article) is None:
            self.unread[article.language] += 1
        run.read(article.raw_sha256)
        self.counts[imported.outcome] += 1
        self.quotes += len(imported.quotes) + (applied.added if applied else 0)
        self.candidates += imported.candidates
        self.repeats += imported.repeats
        if again:
            return f"read again source {imported.source_id}, in {called(article.language)}: {again}: {imported.title}"
        line = _line(imported, applied)
        if self.dry_run and imported.outcome == "new":
            line = line.replace(f"source {imported.source_id}, ", "", 1)
        return "\n".join(filter(None, (line, unapplied)))

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
        found = self._read(article)
        return self._reextract(tx, article, found, imported.source_id, imported.source_version_id)

    def _engine(self, article: Article) -> Engine | None:
        """Return the engine for the language of an article."""
        if article.language not in self.engines:
            try:
                self.engines[article.language] = engine_for(article.language, self.engine_name)
            except FactdbError as error:  # an engine that cannot be loaded fails only the articles it may be for
                raise ArticleError(f"{article.location}: {error}") from error
        return self.engines[article.language]

    def _origin(self, article: Article) -> str:
        return (self._engine(article) or self.engine).origin

    def _read(self, article: Article) -> Sequence[Quotation]:
        engine = self._engine(article)
        if engine is None:
            return []
        try:
            return engine.read(article, min_confidence=self.min_confidence)
        except ArticleError:
            raise
        except Exception as error:  # whatever goes wrong in an engine fails only this article
            why = f"the engine {engine.origin} failed on this text ({type(error).__name__}: {error}): report it"
            raise ArticleError(f"{article.location}: {why}") from error

    @staticmethod
    def _candidates(article: Article, quotations: Sequence[Quotation]) -> list[Candidate]:
        with bounded(article.location, len(article.text)):
            return find_candidates(article, quotations)

    def _again(self) -> Iterator[str | FactdbError]:
        """Run the engine again over every stored text, in one transaction each."""
        with self._database().transaction() as tx:
            stored = [(source_id, version_id) for source_id, version_id in stored_versions(tx)]
        for source_id, version_id in stored:
            try:
                with self._database().transaction() as tx:
                    article = stored_article(tx, version_id, self.language)
                found = self._read(article)  # which takes longest, while others may write
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
        self.unread[article.language] += self._engine(article) is None
        return done


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _named(path: str) -> str:
    return path if path == "-" else os.path.abspath(path)


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
