"""`factdb search`: find quotes by their words."""

from __future__ import annotations

import click

from factdb.cli.listing import Listing, list_options
from factdb.cli.options import factuality_option
from factdb.cli.quotes_shown import QUOTES
from factdb.database.connect import read_connection
from factdb.queries.quotes import QuoteFilter, find_quotes
from factdb.queries.sorting import SORTED_BY, count_quotes, sorted_quotes


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--rank", is_flag=True, help="Best matches first instead of newest; slower for frequent words.")
@factuality_option
@list_options(20, entries=True)
@click.pass_obj
def search(database: str, /, words: tuple[str, ...], rank: bool, factuality: str, listing: Listing) -> None:
    """Search the words of quotes, newest first.

    A quote must have all the words; "in double quotes" they are a phrase. With --rank the database scores every quote
    that has them, which takes half a second for 500,000; the newest are found at once.

    \b
    Example:
      factdb search sovereignty
      factdb search '"better lines of communication"'
      factdb search --rank ferry winter
    """
    listing, order = listing.sorted_in(SORTED_BY)
    with read_connection(database) as reader:
        wanted = QuoteFilter(search=" ".join(words), by_rank=rank, factuality=factuality, limit=listing.asked)
        if listing.count:
            click.echo(count_quotes(reader, wanted))
            return
        rows = sorted_quotes(reader, wanted, order) if order else find_quotes(reader, wanted)
        listing.emit(rows, QUOTES, f"no quotes with {' '.join(words)}")
