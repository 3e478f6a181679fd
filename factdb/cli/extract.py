"""`factdb extract`: print the quotations of articles, without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from factdb.article import Article, read_articles
from factdb.cli.listing import Listing, Shape, list_options
from factdb.cli.options import Day, extraction_options
from factdb.errors import ArticleError, FactdbError
from factdb.export.entries import Entry
from factdb.extract import ENGINE
from factdb.extract.engines import engine as find_engine
from factdb.extract.engines import engine_for, unread_lines

if TYPE_CHECKING:
    from factdb.corpus.shards import Options

COLUMNS = ("start", "end", "kind", "speaker", "said_on", "text", "confidence", "factuality")


def _entry(quote: Mapping[str, Any]) -> Entry:
    kind = quote["kind"] if quote["factuality"] == "actual" else f"{quote['kind']}, {quote['factuality']}"
    facts = (quote["speaker"] or "speaker unclear", quote["said_on"], kind, f"confidence {quote['confidence']}")
    return Entry(f"{quote['start']}-{quote['end']}", facts, quote["text"])


QUOTATIONS = Shape(("document", *COLUMNS), COLUMNS, entry=_entry)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", type=Day(), help="Day of publication; words like “Friday” are read relative to it.")
@click.option("--encoding", metavar="NAME", help="Encoding of the files, if not UTF-8.")
@extraction_options
@click.option("--to", "folder", metavar="FOLDER", help="Write Parquet to this folder; run again to continue.")
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="With --to: number of processes on this machine (Dask).",
)
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="With --to: the Dask cluster that does the work.")
@list_options(None, entries=True)
def extract(
    paths: tuple[str, ...],
    published: str | None,
    encoding: str | None,
    min_confidence: float,
    engine: str | None,
    language: str | None,
    folder: str | None,
    workers: int,
    scheduler: str | None,
    listing: Listing,
) -> None:
    """Print the quotations of articles without a database. PATH is a file, a directory, or - for standard input.

    The formats json and jsonl print one object for each document: its path and its quotes with all spans.

    With --to, the quotes of a whole corpus are written to FOLDER as Parquet, which `factdb imports quotes FOLDER`
    reads. Documents that cannot be read are named in FOLDER/problems (exit code 1); if shards failed, the exit code is
    2: run the command again to continue.

    \b
    Example:
      factdb extract article.txt
      factdb extract articles/ --format jsonl > quotes.jsonl
      factdb extract crawl.jsonl --to quotes --jobs 8
    """
    find_engine(engine or ENGINE)  # an unknown name is reported before anything is read
    if folder is not None:
        from factdb.corpus.shards import Options

        _to_folder(paths, folder, Options(engine, published, encoding, language, min_confidence), workers, scheduler)
        return
    if workers > 1 or scheduler is not None:
        raise click.UsageError("--jobs and --scheduler need --to FOLDER")
    day = date.fromisoformat(published) if published else None
    problems: list[FactdbError] = []
    unread: Counter[str] = Counter()

    def documents() -> Iterator[dict[str, Any]]:
        for article in chain.from_iterable(
            read_articles(path, encoding=encoding, published=day, language=language) for path in paths
        ):
            try:
                yield _document(article, engine, min_confidence, unread)
            except FactdbError as error:
                problems.append(error)
                click.echo(f"factdb: {error}", err=True)

    if listing.format in ("json", "jsonl"):
        listing.emit(documents(), Shape(()), "no articles")
    else:
        listing.emit(_rows(documents()), QUOTATIONS, "no quotations found")
    for line in unread_lines(+unread, "read without quotes"):
        click.echo(line, err=True)
    if problems:
        raise click.exceptions.Exit(1)


def _rows(documents: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for document in documents:
        for quote in document["quotes"]:
            place = {"start": quote["spans"][0]["start"], "end": quote["spans"][-1]["end"]}
            yield {**quote, "document": document["document"], **place}


def _to_folder(paths: tuple[str, ...], folder: str, options: Options, workers: int, scheduler: str | None) -> None:
    """Extract a corpus to a folder, and exit with 1 where documents could not be read, 2 where shards failed."""
    from factdb.cli.progress import progress
    from factdb.corpus.run import Totals, extract_corpus
    from factdb.ingest.printed import counted

    totals = Totals()
    with progress() as report:
        for totals in extract_corpus(paths, folder, options, workers=workers, scheduler=scheduler):
            found = f"{counted(totals.articles, 'article')}, {counted(totals.quotes, 'quote')}"
            report(f"{counted(totals.parts, 'part')}, {found}")
    for why in (*totals.unlisted, *totals.failed):
        click.echo(f"factdb: {why}", err=True)
    for line in unread_lines(totals.unread, "read without quotes"):
        click.echo(line, err=True)
    if totals.problems:
        which = counted(totals.problems, "document")
        click.echo(f"factdb: {which} could not be read: see {folder}/problems", err=True)
    click.echo(
        f"{folder}: {counted(totals.parts, 'part')} ({totals.new:,} new), {counted(totals.articles, 'article')},"
        f" {counted(totals.quotes, 'quote')}, {counted(totals.words, 'word')}"
        + (f"; {counted(totals.left_out, 'item')} left out" if totals.left_out else "")
    )
    if totals.failed or totals.unlisted or totals.problems:
        raise click.exceptions.Exit(2 if totals.failed else 1)


def _document(
    article: Article | ArticleError, engine: str | None, min_confidence: float, unread: Counter[str]
) -> dict[str, Any]:
    """Return an article's path and quotes; its language is counted in `unread` where no engine reads it.

    Raises:
        FactdbError: It could not be read.
    """
    if isinstance(article, ArticleError):
        raise article
    try:
        reader = engine_for(article.language, engine)
        unread[article.language] += reader is None
        found = reader.read(article, min_confidence=min_confidence) if reader else []
    except ArticleError:
        raise
    except FactdbError as error:  # an engine of another package that cannot be loaded
        raise FactdbError(f"{article.location}: {error}") from error
    return {"document": article.location, "quotes": [q.as_dict() for q in found]}
