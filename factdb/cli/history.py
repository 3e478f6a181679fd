"""`factdb history`: show what was decided on one row, by whom, when and why."""

from __future__ import annotations

from collections.abc import Sequence

import click

from factdb.cli.listing import Listing, Shape, list_options
from factdb.database.connect import read_connection
from factdb.export.entries import Entry
from factdb.queries.decisions import decisions_on
from factdb.queries.reader import Reader, Row, by_reference
from factdb.queries.speakers import find_speaker

COLUMNS = ("id", "decided_at", "actor", "action", "changed", "reason")
# A claim's history includes its reviews.
SEVERAL_COLUMNS = ("id", "decided_at", "actor", "action", "subject", "subject_id", "changed", "reason")


@click.group()
def history() -> None:
    """Show the decisions on one row, oldest first.

    \b
    Example:
      factdb history quote 12
      factdb history claim 3 --format json
    """


def decisions_shape(columns: Sequence[str], *, reasons: bool) -> Shape:
    """Return the shape of a list of decisions.

    A table has times to the minute, the row in one column, and reasons if there are any.
    """
    short = tuple("on" if c == "subject" else c for c in columns if c != "subject_id" and (reasons or c != "reason"))
    return Shape(columns, short, _table_row, in_markdown=False, entry=_entry)


def _table_row(row: Row) -> Row:
    return {**row, "decided_at": _minute(row), "on": _on(row)}


def _entry(row: Row) -> Entry:
    why = f"\nreason: {row['reason']}" if row["reason"] else ""
    return Entry(row["id"], (_minute(row), row["actor"], f"{row['action']} {_on(row)}"), f"{row['changed']}{why}")


def _minute(row: Row) -> str:
    return str(row["decided_at"])[:16].replace("T", " ")


def _on(row: Row) -> str:
    return f"{row['subject'][:-1].replace('_', ' ')} {row['subject_id']}"


def _tell(database: str, subject: str, reference: str, listing: Listing) -> None:
    with read_connection(database) as reader:
        rows = decisions_on(reader, subject, _row(reader, subject, reference))
    columns = SEVERAL_COLUMNS if subject == "claims" else COLUMNS
    shape = decisions_shape(columns, reasons=any(row["reason"] for row in rows))
    listing.emit(rows, shape, f"no decisions on {subject[:-1]} {reference} yet")


def _row(reader: Reader, subject: str, reference: str) -> int:
    # A row that was undone still has a history.
    if reference.isdigit() and len(reference) < 19 and decisions_on(reader, subject, int(reference)):
        return int(reference)
    if subject == "speakers":
        return int(find_speaker(reader, reference)["id"])
    return by_reference(reader, subject, reference)


@history.command("quote")
@click.argument("reference", metavar="ID")
@list_options(None, entries=True)
@click.pass_obj
def quote(database: str, /, reference: str, listing: Listing) -> None:
    """Show the decisions on a quote.

    \b
    Example:
      factdb history quote 12
    """
    _tell(database, "quotes", reference, listing)


@history.command("claim")
@click.argument("reference", metavar="ID")
@list_options(None, entries=True)
@click.pass_obj
def claim(database: str, /, reference: str, listing: Listing) -> None:
    """Show the decisions on a claim and its reviews.

    It shows who decided, when and why, and the values before and after.

    \b
    Example:
      factdb history claim 3
    """
    _tell(database, "claims", reference, listing)


@history.command("speaker")
@click.argument("reference", metavar="NAME")
@list_options(None, entries=True)
@click.pass_obj
def speaker(database: str, /, reference: str, listing: Listing) -> None:
    """Show the decisions on a speaker.

    \b
    Example:
      factdb history speaker Okafor
    """
    _tell(database, "speakers", reference, listing)


@history.command("review")
@click.argument("reference", metavar="ID")
@list_options(None, entries=True)
@click.pass_obj
def review(database: str, /, reference: str, listing: Listing) -> None:
    """Show the decisions on a review.

    \b
    Example:
      factdb history review 1
    """
    _tell(database, "reviews", reference, listing)
