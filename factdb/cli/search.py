"""`factdb search`: find quotes by their words."""

from __future__ import annotations

import click

from factdb.cli.options import factuality_option, format_option, limit_option
from factdb.cli.quotes import emit_quotes
from factdb.database.connect import read_connection
from factdb.queries import QuoteFilter, find_quotes


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--rank", is_flag=True, help="Best matches first instead of newest.")
@factuality_option
@limit_option(20)
@format_option
@click.pass_obj
def search(database: str, /, words: tuple[str, ...], rank: bool, factuality: str, limit: int, format: str) -> None:
    """Search the words of quotes, newest first.

    A quote must have all words; "in double quotes" side by side.

    \b
    Example:
      factdb search sovereignty
      factdb search '"better lines of communication"'
      factdb search --rank ferry winter
    """
    with read_connection(database) as reader:
        wanted = QuoteFilter(search=" ".join(words), by_rank=rank, factuality=factuality, limit=limit)
        rows = find_quotes(reader, wanted)
        emit_quotes(rows, format, f"no quote holds {' '.join(words)}", limit)
