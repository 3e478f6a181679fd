"""The options of `factdb export`: what to export, which rows of it, and where to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from factdb.cli.general import F, all_of
from factdb.cli.known import PUBLISHER, SPEAKER
from factdb.cli.options import between_options, source_option
from factdb.export.selection import nouns
from factdb.terms import FACTUALITIES

SHEETS = "factdb does not write spreadsheets: `factdb export csv --bom -o FILE.csv` writes a file that all of them open"


def _no_sheet(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value.lower().endswith((".xlsx", ".xls", ".ods")):
        raise click.BadParameter(SHEETS, ctx, param)
    return value


# Not a view: all tables, as `factdb db copy` takes them.
EVERYTHING = "everything"


def noun_argument(*more: str) -> Callable[[F], F]:
    """Add the argument NOUN: the view to export, or one of `more`."""
    return click.argument("noun", type=click.Choice([*nouns(), *more]), default="quotes", metavar="[NOUN]")


def output_option(what: str = "FILE|-") -> Callable[[F], F]:
    """Add -o, the file to write; "-" is standard output for formats that can be streamed."""
    if "-" not in what:
        ends: dict[str, Any] = {"required": True, "help": "Where to write; incomplete files are not kept."}
    else:
        ends = {"default": "-", "help": "Where to write; .gz and .zst are compressed; - is stdout."}
    return click.option("-o", "--output", metavar=what, callback=_no_sheet, **ends)


# The filters of `factdb quotes`, which work on every view with the columns they need.
selection_options = all_of(
    click.option("--speaker", type=SPEAKER, help="Only this speaker (part of a name, an alias or a number)."),
    click.option("--about", metavar="WORDS", help="Only quotes with these words in their text or headline."),
    click.option("--publisher", type=PUBLISHER, help="Only this publisher (any part of its name)."),
    between_options,
    click.option("--kind", metavar="KIND", help="Only this kind."),
    click.option("--status", metavar="STATUS", help="Only this status."),
    click.option(
        "--factuality",
        type=click.Choice([*FACTUALITIES, "all"]),
        help="Only quotes that were said (actual, the default), denied or only possible.",
    ),
    click.option("--search", metavar="WORDS", help="Only quotes with all these words."),
    source_option("Only from this source."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="NUMBER",
        help="Only rows with at least this confidence.",
    ),
    click.option("--after", type=int, metavar="ID", help="Start after this row, to continue an export."),
)
package_option = click.option(
    "--package", is_flag=True, help="Describe the file in a datapackage.json beside it (Data Package)."
)
