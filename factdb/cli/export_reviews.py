"""`factdb export feed` and `claimreview`: published reviews, for readers and for exchange."""

from __future__ import annotations

from typing import Any

import click

from factdb.cli.export_options import output_option
from factdb.cli.listing import limit_option
from factdb.cli.options import between_options
from factdb.cli.progress import progress
from factdb.database.connect import read_connection
from factdb.errors import FactdbError
from factdb.export.files import whole_file
from factdb.export.shown import json_text


@click.command("feed")
@output_option()
@click.option(
    "--format", "form", type=click.Choice(["atom", "rss"]), default="atom", show_default=True, help="Kind of feed."
)
@click.option("--url", required=True, metavar="URL", help="The page of the newsroom that lists its reviews.")
@click.option("--title", default="Reviews", metavar="TEXT", show_default=True, help="Title of the feed.")
@click.option("--reviewer", metavar="NAME", help="Only reviews by this person or organization.")
@between_options
@limit_option(100)
@click.pass_obj
def feed_(database: str, /, output: str, form: str, url: str, title: str, limit: int, **wanted: Any) -> None:
    """Export published reviews as an Atom or RSS feed.

    The newest come first; superseded and withdrawn reviews are left out. Each links to its own page, if it has one.

    \b
    Example:
      factdb export feed --url https://courier.example/checks/ -o feed.xml
      factdb export feed --format rss --url https://courier.example/checks/ --reviewer "Ellis Courier"
    """
    from factdb.claimreview.check import is_web_address
    from factdb.export.feed import feed
    from factdb.queries.reviews import list_reviews

    if not is_web_address(url):
        raise FactdbError(f"{url!r} is not an address on the web: write it in full, https://…")
    with read_connection(database) as reader:
        reviews = list_reviews(reader, status="published", superseded=False, limit=limit, **wanted)
    with whole_file(output) as stream:
        stream.write(feed(reviews, form, title=title, page=url))


@click.command("claimreview")
@output_option()
@click.option("--claim", metavar="ID", help="Only reviews of this claim.")
@click.option("--reviewer", metavar="NAME", help="Only reviews by this person or organization.")
@between_options
@click.option("--html", is_flag=True, help="Write script blocks to paste into pages, safely escaped.")
@click.pass_obj
def claimreview_(
    database: str,
    /,
    output: str,
    claim: str | None,
    reviewer: str | None,
    since: str | None,
    until: str | None,
    html: bool,
) -> None:
    """Export published reviews as ClaimReview (JSON-LD).

    It is for exchange: Fact Check Explorer, Fact-Check Insights and others collect it. Superseded and withdrawn reviews
    are left out. A review rated on the scale mediareview is written as MediaReview. A review without a URL, which the
    format requires, is reported and left out.

    \b
    Example:
      factdb export claimreview -o checks.json
      factdb export claimreview --claim 3 --html
    """
    from factdb.export.claimreview import export_reviews, script_block

    count, left_out = 0, []
    with read_connection(database) as reader, progress() as report, whole_file(output) as stream:
        for review, node in export_reviews(reader, claim=claim, reviewer=reviewer, since=since, until=until):
            if node is None:
                left_out.append(review["id"])
                continue
            if html:
                stream.write(script_block(node))
            else:
                stream.write((",\n" if count else "[\n") + json_text(node, indent=2))
            count += 1
            report(f"{count:,} reviews")
        if not html:
            stream.write("\n]\n" if count else "[]\n")
    for number in left_out:
        click.echo(
            f"factdb: review {number} has no URL, which ClaimReview requires: left out;"
            f" `factdb reviews edit {number} --url URL` adds it",
            err=True,
        )
    if left_out:
        raise click.exceptions.Exit(1)


REVIEWS = (feed_, claimreview_)
