"""`factdb history`: what was decided on one row, by whom, when and why."""

from __future__ import annotations

from typing import Any

import click

from factdb.cli.options import emit, format_option
from factdb.database.connect import read_connection
from factdb.queries import Reader, decisions_on, find_speaker
from factdb.queries.reader import by_reference

COLUMNS = ("id", "decided_at", "actor", "action", "changed", "reason")


@click.group()
def history() -> None:
    """Show what was decided on one row, oldest first.

    \b
    Example:
      factdb history quote 12
      factdb history claim 3 --format json
    """


def _tell(database: str, subject: str, reference: str, format: str) -> None:
    with read_connection(database) as reader:
        rows = decisions_on(reader, subject, _row(reader, subject, reference))
    # A claim's history has its reviews in it.
    several = ("id", "decided_at", "actor", "action", "subject", "subject_id", "changed", "reason")
    columns = several if subject == "claims" else COLUMNS
    emit_decisions(rows, columns, format, f"nothing was decided on {subject[:-1]} {reference} yet")


def _row(reader: Reader, subject: str, reference: str) -> int:
    # A row that was taken back has a history still.
    if reference.isdigit() and len(reference) < 19 and decisions_on(reader, subject, int(reference)):
        return int(reference)
    if subject == "speakers":
        return int(find_speaker(reader, reference)["id"])
    return by_reference(reader, subject, reference)


def emit_decisions(
    rows: list[dict[str, Any]], columns: tuple[str, ...], format: str, nothing: str, limit: int = 0
) -> None:
    """Print decisions; a table has the time to the minute, the row in one column, and reasons where there are any."""
    if format == "table":
        rows = [
            {
                **row,
                "decided_at": str(row["decided_at"])[:16].replace("T", " "),
                "on": f"{row['subject'][:-1].replace('_', ' ')} {row['subject_id']}",
            }
            for row in rows
        ]
        told = any(row["reason"] for row in rows)
        columns = tuple("on" if c == "subject" else c for c in columns if c != "subject_id" and (told or c != "reason"))
    emit(rows, columns, format, nothing, limit)


@history.command("quote")
@click.argument("reference", metavar="ID")
@format_option
@click.pass_obj
def quote(database: str, /, reference: str, format: str) -> None:
    """Show the decisions on a quote.

    \b
    Example:
      factdb history quote 12
    """
    _tell(database, "quotes", reference, format)


@history.command("claim")
@click.argument("reference", metavar="ID")
@format_option
@click.pass_obj
def claim(database: str, /, reference: str, format: str) -> None:
    """Show the decisions on a claim and its reviews.

    Who, when, what before, what after, why.

    \b
    Example:
      factdb history claim 3
    """
    _tell(database, "claims", reference, format)


@history.command("speaker")
@click.argument("reference", metavar="NAME")
@format_option
@click.pass_obj
def speaker(database: str, /, reference: str, format: str) -> None:
    """Show the decisions on a speaker.

    \b
    Example:
      factdb history speaker Okafor
    """
    _tell(database, "speakers", reference, format)


@history.command("review")
@click.argument("reference", metavar="ID")
@format_option
@click.pass_obj
def review(database: str, /, reference: str, format: str) -> None:
    """Show the decisions on a review.

    \b
    Example:
      factdb history review 1
    """
    _tell(database, "reviews", reference, format)
