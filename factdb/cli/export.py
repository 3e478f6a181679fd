"""`factdb export`: reporting views to files of many kinds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from factdb.cli.options import between_options
from factdb.cli.progress import progress
from factdb.db import read_connection
from factdb.export.files import whole_file, whole_path
from factdb.export.selection import Selection, nouns

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def export() -> None:
    """Export quotes, claims and all other views to CSV, JSON lines, Parquet and more.

    Rows come ordered by key, through the reporting views alone: what was rejected is never in them.

    \b
    Example:
      factdb export csv quotes --speaker Blinken -o quotes.csv.gz
      factdb export parquet claims -o claims.parquet
    """


def noun_argument(command: F) -> F:
    """NOUN: what to export."""
    return click.argument("noun", type=click.Choice(nouns()), default="quotes")(command)


def output_option(what: str = "FILE|-") -> Callable[[F], F]:
    """-o: where to; "-" is standard output where a stream can be written."""
    if "-" not in what:
        return click.option("-o", "--output", required=True, metavar=what, help="Where to; written whole or not.")
    ends = "Where to; .gz and .zst are compressed; - is stdout."
    return click.option("-o", "--output", default="-", metavar=what, help=ends)


def selection_options(command: F) -> F:
    """The filters of `factdb quotes`, for every noun that has what they ask for."""
    for option in reversed(
        [
            click.option("--speaker", metavar="NAME", help="Of this speaker: a name, any part of one, a number."),
            click.option("--about", metavar="WORDS", help="With these words in the quote or its source's headline."),
            click.option("--publisher", metavar="NAME", help="Printed by: any part of the publisher's name."),
            between_options,
            click.option("--kind", metavar="KIND", help="Only of this kind."),
            click.option("--status", metavar="STATUS", help="Only of this status."),
            click.option("--search", metavar="WORDS", help="With all these words in the quote."),
            click.option("--source", type=int, metavar="ID", help="Only from this source."),
            click.option("--min-confidence", type=click.FloatRange(0, 1), help="Only what is at least so certain."),
        ]
    ):
        command = option(command)
    return command


@export.command()
@noun_argument
@output_option()
@click.option("--raw", is_flag=True, help="Without the apostrophe before what a spreadsheet would run.")
@selection_options
@click.pass_obj
def csv(database: str, /, noun: str, output: str, raw: bool, **wanted: Any) -> None:
    """Export NOUN (quotes unless you say otherwise) as CSV.

    \b
    Example:
      factdb export csv --since 2023 -o quotes.csv.gz
    """
    _lines(database, noun, "csv", output, Selection(**wanted), raw)


@export.command()
@noun_argument
@output_option()
@selection_options
@click.pass_obj
def jsonl(database: str, /, noun: str, output: str, **wanted: Any) -> None:
    """Export NOUN (quotes unless you say otherwise) as JSON lines.

    \b
    Example:
      factdb export jsonl claims | jq .text
    """
    _lines(database, noun, "jsonl", output, Selection(**wanted), False)


def _lines(database: str, noun: str, form: str, output: str, wanted: Selection, raw: bool) -> None:
    from factdb.export.lines import export_lines

    rows = 0
    with read_connection(database) as reader, progress() as tell, whole_file(output, binary=True) as stream:
        for count, lines in export_lines(reader, noun, form, wanted, raw=raw):
            stream.write(lines)
            rows += count
            tell(f"{rows:,} rows")


@export.command()
@noun_argument
@output_option("FILE")
@selection_options
@click.pass_obj
def parquet(database: str, /, noun: str, output: str, **wanted: Any) -> None:
    """Export NOUN (quotes unless you say otherwise) as Parquet, days as dates.

    \b
    Example:
      factdb export parquet quotes -o quotes.parquet
    """
    from factdb.export.parquet import export_parquet

    rows = 0
    with read_connection(database) as reader, progress() as tell, whole_path(output) as part:
        for count in export_parquet(reader, noun, Selection(**wanted), part):
            rows += count
            tell(f"{rows:,} rows")
