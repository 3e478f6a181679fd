"""`factdb validate`: check ClaimReview and MediaReview markup offline."""

from __future__ import annotations

import click

from factdb.errors import ArticleError
from factdb.export.shown import json_text


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only, no advice.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format.")
def validate(paths: tuple[str, ...], quiet: bool, format: str) -> None:
    """Check ClaimReview markup offline.

    FILE is JSON, JSON lines, a page or a feed, with ClaimReview or MediaReview. Each finding is a line; the exit code
    is 1 if any is an error.

    An error breaks the markup or its meaning: a wrong type, a misspelled property, a rating outside its scale, a bad
    date. Advice names what consumers of the markup will miss. Nothing is fetched, and no database is used.

    \b
    Example:
      factdb validate checks.json
      factdb export claimreview | factdb validate -
    """
    from factdb.claimreview import Fault, faults_of, read_markup_file

    reviews, findings = 0, list[Fault]()
    for path in paths:
        try:
            for found in read_markup_file(path):
                if isinstance(found, Fault):
                    findings.append(found)
                else:
                    reviews += 1
                    findings += faults_of(found.node, found.place)
        except ArticleError as error:
            findings.append(Fault(path, "error", str(error).removeprefix(f"{path}: ")))
    errors = sum(fault.severity == "error" for fault in findings)
    shown = [fault for fault in findings if fault.severity == "error" or not quiet]
    if format == "json":
        rows = [{"place": f.place, "severity": f.severity, "message": f.message} for f in shown]
        click.echo(json_text(rows, indent=2))
    else:
        for fault in shown:
            click.echo(str(fault))
    advice = len(findings) - errors
    counted = ", ".join(
        f"{n:,} {what}" + ("" if n == 1 else "s") for n, what in ((reviews, "review"), (errors, "error"))
    )
    click.echo(f"{counted}, {advice:,} advised", err=True)
    if errors:
        raise click.exceptions.Exit(1)
