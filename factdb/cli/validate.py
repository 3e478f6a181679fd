"""`factdb validate`: anybody's ClaimReview markup, checked offline."""

from __future__ import annotations

import click

from factdb.errors import ArticleError
from factdb.export.shown import json_text


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--quiet", "-q", is_flag=True, help="Errors only, no advice.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format.")
def validate(paths: tuple[str, ...], quiet: bool, format: str) -> None:
    """Check ClaimReview markup offline.

    FILE is JSON, JSON lines, a page or a feed. Each fault is a line; the exit code is 1 if one is an error.

    An error breaks the markup or what it says: wrong types, a misspelt property, a rating off its scale, a bad date.
    Advice is what readers of it will miss. Nothing is fetched, no database is asked.

    \b
    Example:
      factdb validate checks.json
      factdb export claimreview | factdb validate -
    """
    from factdb.claimreview import Fault, faults_of, read_markup_file

    reviews, told = 0, list[Fault]()
    for path in paths:
        try:
            for found in read_markup_file(path):
                if isinstance(found, Fault):
                    told.append(found)
                else:
                    reviews += 1
                    told += faults_of(found.node, found.place)
        except ArticleError as error:
            told.append(Fault(path, "error", str(error).removeprefix(f"{path}: ")))
    errors = sum(fault.severity == "error" for fault in told)
    shown = [fault for fault in told if fault.severity == "error" or not quiet]
    if format == "json":
        rows = [{"place": f.place, "severity": f.severity, "message": f.message} for f in shown]
        click.echo(json_text(rows, indent=2))
    else:
        for fault in shown:
            click.echo(str(fault))
    advice = len(told) - errors
    counted = ", ".join(
        f"{n:,} {what}" + ("" if n == 1 else "s") for n, what in ((reviews, "review"), (errors, "error"))
    )
    click.echo(f"{counted}, {advice:,} advised", err=True)
    if errors:
        raise click.exceptions.Exit(1)
