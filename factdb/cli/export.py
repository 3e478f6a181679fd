"""`factdb export`: whole views to a file."""

from __future__ import annotations

import click

from factdb.db import read_connection
from factdb.export.lines import NOUNS, export_lines, whole_file


@click.command()
@click.argument("form", type=click.Choice(["csv", "jsonl"]))
@click.argument("noun", type=click.Choice(list(NOUNS)), default="quotes")
@click.option("-o", "--output", default="-", metavar="FILE|-", help="Where to; .gz is compressed; - is stdout.")
@click.option("--raw", is_flag=True, help="CSV without the apostrophe before what a spreadsheet would run.")
@click.pass_obj
def export(database: str, /, form: str, noun: str, output: str, raw: bool) -> None:
    """Export every row of a reporting view as CSV or JSON lines, ordered by key.

    \b
    Example:
      factdb export csv quotes -o quotes.csv.gz
      factdb export jsonl claims
    """
    with read_connection(database) as reader, whole_file(output) as stream:
        stream.writelines(export_lines(reader, noun, form, raw=raw))
