"""`factdb imports`: list and undo import runs; import quotes and speakers from files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from factdb.cli.listing import Listing, Shape, list_options
from factdb.cli.nouns import Noun
from factdb.cli.options import actor_option
from factdb.errors import FactdbError


def _table_row(run: Mapping[str, Any]) -> dict[str, Any]:
    """To the minute, and the names of the inputs without their folders."""
    names = ", ".join(path.rstrip("/").rpartition("/")[2] for path in run["input"].split("\n"))
    return {**run, "started_at": str(run["started_at"])[:16].replace("T", " "), "input": names}


RUNS = Shape(
    ("id", "started_at", "status", "actor", "tool", "articles", "problems", "versions", "quotes", "input"),
    ("id", "started_at", "status", "actor", "articles", "quotes", "input"),
    _table_row,
    in_markdown=False,
)


@click.group(cls=Noun)
def imports() -> None:
    """List import runs; undo one.

    \b
    Example:
      factdb imports
      factdb imports undo 3
    """


@imports.command("list")
@list_options()
@click.pass_obj
def list_(database: str, /, listing: Listing) -> None:
    """List import runs, newest first.

    \b
    Example:
      factdb imports --format json
    """
    from factdb.database.connect import read_connection
    from factdb.queries.sources import list_runs

    with read_connection(database) as reader:
        runs = list_runs(reader, limit=listing.asked)
    listing.emit(runs, RUNS, "no imports yet")


@imports.command("undo")
@click.argument("run", type=int)
@actor_option("Who undoes it (default: login name).")
@click.pass_obj
def undo(database: str, /, run: int, actor: str | None) -> None:
    """Undo an import run exactly.

    Rows that the run added are deleted, and rows that it corrected are restored. What they held stays in the audit
    trail. A SQLite file does not shrink: later imports use the space.

    Undoing is refused if later runs or decisions build on the run; the message names them.

    \b
    Example:
      factdb imports undo 3
    """
    from factdb.database.write import transaction
    from factdb.ingest.undo import undo_run
    from factdb.store.runs import current_actor

    with transaction(database) as tx:
        gone = undo_run(tx, run, actor or current_actor())
    counts = ", ".join(f"{count} {table}" for table, count in gone.items()) or "nothing"
    click.echo(f"import run {run} undone: {counts} removed")


@imports.command("quotes")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@actor_option("Who imports (default: login name).")
@click.option(
    "--where", multiple=True, metavar="CONDITION", help="Only Parquet rows that meet this condition: 'confidence>=0.8'."
)
@click.pass_obj
def quotes(database: str, /, paths: tuple[str, ...], actor: str | None, where: tuple[str, ...]) -> None:
    """Import quotes in bulk, from another archive or a corpus.

    PATH is what `factdb export jsonl quotes` writes (its name may end in .gz or .zst), a folder that `factdb extract
    --to` filled, or any *.parquet with the same columns.

    Quotes that are already stored are left unchanged. A line that cannot be read is reported and skipped. The files do
    not hold the texts of the sources. Quotes from a corpus come with the hash of the text and their places in it, so
    that `factdb verify --against` can prove them; `factdb db copy` copies a whole database.

    The import stores everything or, after an error or a kill, nothing. While it runs, other commands cannot write, and
    SQLite needs twice the space of the new rows. If hours of work are at stake, import the files one at a time and
    split large ones (split -l 1000000); importing a file again changes nothing.

    \b
    Example:
      factdb imports quotes archive.jsonl
      factdb imports quotes extracted/ --where "confidence >= 0.8" --where "language = en"
    """
    from factdb.cli.progress import progress
    from factdb.database.write import transaction
    from factdb.ingest.parquet_quotes import is_parquet, parquet_file, parquet_paths
    from factdb.ingest.quote_lines import json_file
    from factdb.ingest.quotes_file import Loaded, load_quotes
    from factdb.store.runs import Run, current_actor

    files = []  # opened first, for a wrong path must not create a database
    for path in paths:
        if is_parquet(path):
            files += [parquet_file(file, where) for file in parquet_paths(path)]
        elif where:
            raise click.UsageError(f"--where works only with Parquet, and {path} is not Parquet: leave it out")
        else:
            files.append(json_file(path))
    loaded = Loaded()
    run = Run(actor=actor or current_actor(), inputs=paths)
    with progress() as report, transaction(database, create=True) as tx:
        for loaded in load_quotes(tx, files, run):
            report(f"{loaded.quotes:,} quotes")
        run.problems = len(loaded.problems)
        run.finish(tx)
    for place, why in loaded.problems:
        click.echo(f"factdb: {place}: {why}", err=True)
    click.echo(
        f"{loaded.quotes:,} new quotes, {loaded.known:,} lines already known"
        + (f"; import run {run.number}" if run.number else "")
    )
    if loaded.quotes:
        click.echo("`factdb quotes link` compares them with all others")
    if loaded.problems:
        raise click.exceptions.Exit(1)


@imports.command("speakers")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False))
@actor_option("Who imports (default: login name).")
@click.pass_obj
def speakers(database: str, /, path: str, actor: str | None) -> None:
    """Import speakers: names, aliases, roles, Wikidata ids.

    FILE is CSV with the columns name, kind, aliases (joined by ";"), wikidata_id, role, organization, from, until and
    source (an address), one line for each role; or the JSON result of a Wikidata query (item, itemLabel, itemAltLabel,
    positionLabel, start, end). Speakers who are already stored gain what is new; nothing stored is changed.

    \b
    Example:
      factdb imports speakers ministers.csv
    """
    from factdb.database.write import transaction
    from factdb.ingest.speakers_file import Listed, read_list, store_list
    from factdb.store.runs import Run, current_actor

    listed = Listed()
    run = Run(actor=actor or current_actor(), inputs=[path])
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except OSError as error:
        raise FactdbError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise FactdbError(f"{path}: is not UTF-8 (byte {error.start}): save it in that encoding") from error
    entries = list(read_list(text, path))
    with transaction(database, create=True) as tx:
        store_list(tx, entries, run, listed)
        run.problems = len(listed.problems)
        run.finish(tx)
    for problem in listed.problems:
        click.echo(f"factdb: {problem}", err=True)
    click.echo(
        f"{listed.speakers:,} new speakers, {listed.known:,} lines of known speakers, {listed.names:,} new names,"
        f" {listed.roles:,} new roles" + (f"; import run {run.number}" if run.number else "")
    )
    if listed.problems:
        raise click.exceptions.Exit(1)
