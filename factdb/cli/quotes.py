"""`factdb quotes`: list quotes, show one in its text, decide on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from factdb.cli.general import note
from factdb.cli.known import PUBLISHER, SPEAKER
from factdb.cli.listing import Listing, list_options, text_option
from factdb.cli.nouns import Noun
from factdb.cli.options import between_options, factuality_option, language_option, source_option
from factdb.cli.quotes_decided import DECISIONS
from factdb.cli.quotes_shown import COUNTS, QUOTES, TRAVELLED, VARIANTS, marked, print_quote, several
from factdb.database.connect import read_connection
from factdb.export.shown import json_text
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_anchors, quote_by_reference, text_around, time_code
from factdb.queries.reader import Row
from factdb.queries.sorting import SORTED_BY, count_quotes, sorted_quotes
from factdb.queries.variants import quote_variants, travels
from factdb.terms import KINDS, STATUSES


@click.group(cls=Noun)
def quotes() -> None:
    """List quotes; show one in the context of its source.

    Without a command, it lists quotes and takes the options of `factdb quotes list`.

    \b
    Example:
      factdb quotes --speaker Blinken --since 2023-06 --kind direct
      factdb quotes show 3
    """


@quotes.command("list")
@click.option("--speaker", type=SPEAKER, help="Only this speaker (part of a name, an alias or a number).")
@click.option("--role", metavar="WORDS", help="Only quotes by someone who then held a role with these words.")
@click.option("--about", metavar="WORDS", help="Only quotes with these words in their text or headline.")
@click.option("--publisher", type=PUBLISHER, help="Only this publisher or agency (any part of its name).")
@language_option("Only this language (en), or this language of one region (en-GB).")
@between_options
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--status", type=click.Choice(STATUSES), help="Only this status.")
@factuality_option
@click.option("--search", metavar="WORDS", help='Only quotes with all these words; "double quotes" mark a phrase.')
@source_option("Only from this source.")
@click.option(
    "--in-outlets",
    type=click.IntRange(2),
    metavar="N",
    help="Only quotes printed by at least N outlets (first printing of each).",
)
@click.option("--altered", is_flag=True, help="Only quotes whose negation or numbers differ between sources.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    help="Only confirmed quotes and those with at least this confidence.",
)
@click.option("--after", type=int, metavar="ID", help="Start after quote ID (the last one on the previous page).")
@list_options(entries=True)
@click.pass_obj
def list_(database: str, /, listing: Listing, **wanted: Any) -> None:
    """List quotes, newest first.

    \b
    Example:
      factdb quotes --speaker Blinken
      factdb quotes --about Taiwan --since 2023 --format csv
    """
    order: tuple[str, ...] = ()
    if wanted["after"] is None:
        listing, order = listing.sorted_in(SORTED_BY)
    with read_connection(database) as reader:
        asked = QuoteFilter(**wanted, limit=listing.asked)
        if listing.count:
            click.echo(count_quotes(reader, asked))
            return
        found = sorted_quotes(reader, asked, order) if order else find_quotes(reader, asked)
        if wanted["in_outlets"] is None:
            listing.emit(found, QUOTES, "no matching quotes")
            return
        quotes = list(found)
        counts: Mapping[int, Row] = travels(reader, [q["id"] for q in quotes])
        rows = [{**q, **{c: counts[q["id"]][c] for c in COUNTS}} for q in quotes]
        listing.emit(rows, TRAVELLED, f"no quote is known from {wanted['in_outlets']} outlets")


@quotes.command("variants")
@click.argument("reference", metavar="ID")
@list_options(entries=True)
@click.pass_obj
def variants(database: str, /, reference: str, listing: Listing) -> None:
    """Show where the same words were printed, by date.

    Differences from quote ID are marked {+added+} and [-left out-].

    \b
    Example:
      factdb quotes variants 7
    """
    with read_connection(database) as reader:
        quote = quote_by_reference(reader, reference)
        rows = quote_variants(reader, quote, limit=listing.asked)
        counts = travels(reader, [quote["id"]]).get(quote["id"])
    if counts is None and listing.for_people:
        why = "its words are too few or too common" if quote["kind"] != "indirect" else "it is indirect"
        note(f"quote {quote['id']} has no quoted words to compare: {why}")
        return
    listing.emit(rows, VARIANTS, "")
    if counts is None or not listing.for_people:
        return
    if len(rows) == 1:
        note(f"no other source is known to print the words of quote {quote['id']}")
    elif listing.format != "markdown":
        click.echo(f"\none utterance in {several(counts['sources'], 'source')}"
                   f" of {several(counts['outlets'], 'outlet')}")  # fmt: skip


@quotes.command("link")
@click.pass_obj
def link(database: str, /) -> None:
    """Find variants of quotes that have not been compared yet.

    Such quotes come from `factdb imports quotes` and from databases older than revision 0017.

    Importing articles compares their quotes automatically. If the command is interrupted, the work done so far is kept.

    \b
    Example:
      factdb quotes link
    """
    from factdb.cli.progress import progress
    from factdb.database.write import open_writer
    from factdb.store.variants import link_all

    count = 0
    with open_writer(database) as writer, progress() as report:
        for count, of in link_all(writer):
            report(f"{count:,} of {of:,} quotes compared")
    click.echo(f"{several(count, 'quote')} compared with all others" if count else "every quote is already compared")


@quotes.command("show")
@click.argument("reference", metavar="ID")
@text_option
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one quote in context.

    It shows the words around it, who said it and when, and how each was found.

    \b
    Example:
      factdb quotes show 3
    """
    with read_connection(database) as reader:
        quote = quote_by_reference(reader, reference)
        anchors = quote_anchors(reader, quote["id"])
        counts = travels(reader, [quote["id"]]).get(quote["id"])
        newest = [a for a in anchors if a["number"] == anchors[0]["number"]] if anchors else []
        content = [(a["start_char"], a["end_char"]) for a in newest if a["part"] == "content"]
        around, place = "", None
        if content:
            place = time_code(reader, newest[0]["source_version_id"], min(start for start, _ in content))
            first, text = text_around(
                reader, newest[0]["source_version_id"], min(s for s, _ in content), max(e for _, e in content)
            )
            around = marked(text, [(s - first, e - first) for s, e in content], first == 0)
    if format == "json":
        click.echo(json_text({**quote, "place": place, "anchors": anchors}, default=str, indent=2))
        return
    print_quote(quote, newest, around, counts, place)


for _command in DECISIONS:
    quotes.add_command(_command)
