"""`factdb decisions`: list decisions, undo one, apply a file of them."""

from __future__ import annotations

from typing import TextIO

import click

from factdb.cli.deciding import Decide, deciding_options
from factdb.cli.history import SEVERAL_COLUMNS, decisions_shape
from factdb.cli.listing import Listing, list_options
from factdb.cli.nouns import Noun
from factdb.cli.options import actor_option, between_options
from factdb.database.connect import read_connection
from factdb.queries.decisions import list_decisions


@click.group(cls=Noun)
def decisions() -> None:
    """List decisions; undo one; apply a file of them.

    \b
    Example:
      factdb decisions --since 2024-03
      factdb decisions undo 7
      factdb decisions apply --file decided.jsonl
    """


@decisions.command("list")
@between_options
@click.option("--by", "by", metavar="NAME", help="Only decisions by this person.")
@list_options(entries=True)
@click.pass_obj
def list_(database: str, /, since: str | None, until: str | None, by: str | None, listing: Listing) -> None:
    """List decisions, newest first.

    \b
    Example:
      factdb decisions --by desk --since 2024-03
    """
    with read_connection(database) as reader:
        rows = list_decisions(reader, since=since, until=until, actor=by, limit=listing.asked)
    shape = decisions_shape(SEVERAL_COLUMNS, reasons=any(row["reason"] for row in rows))
    listing.emit(rows, shape, "no matching decisions")


@decisions.command("undo")
@click.argument("numbers", metavar="N...", nargs=-1, required=True, type=int)
@deciding_options
def undo(decide: Decide, /, numbers: tuple[int, ...]) -> None:
    """Undo the newest decision on a row.

    Undoing is a decision too.

    An older one is refused; the message names the newer one to undo first.

    \b
    Example:
      factdb decisions undo 7 --reason "wrong quote"
    """
    from factdb.decide.undo import undo_decision

    decide.each(numbers, undo_decision)


@decisions.command("apply")
@click.option(
    "--file",
    "lines",
    metavar="FILE",
    type=click.File(encoding="utf-8", errors="surrogateescape"),
    required=True,
    help="JSON lines, - for standard input.",
)
@actor_option("Who decides (default: login name).")
@click.pass_obj
def apply(database: str, /, lines: TextIO, actor: str | None) -> None:
    """Apply decisions from JSON lines.

    A bad line is reported with its number and skipped.

    \b
    {"quote": 12, "decision": "confirm", "reason": "heard the recording"}
    {"quote": 13, "decision": "correct", "speaker": "Mira Okafor", "said_on": "2024-03-01"}
    {"quote": "The ferry will run", "decision": "add", "source": 3, "speaker": "Mira Okafor", "create": true}
    {"speaker": "Jonas Reed", "decision": "add"}
    {"source": 3, "decision": "edit", "publisher": "Ellis Courier", "published_on": "2024-03-04"}
    {"source": 4, "decision": "delete", "reason": "a test page"}
    {"claim": "The ferry is full.", "decision": "add", "quote": 12, "stance": "asserts"}
    {"quote": 14, "decision": "edit", "words": "We owe it to the islands"}
    {"quote": 14, "decision": "not-same", "other": 21}
    {"claim": 3, "decision": "link", "quote": 14, "stance": "disputes"}
    {"claim": 3, "decision": "review", "rating": "False", "publish": true}

    \b
    Example:
      factdb decisions apply --file decided.jsonl --by desk
    """
    from factdb.cli.decided import decided_lines

    Decide(database, actor).all(decided_lines(lines, getattr(lines, "name", "<stdin>")))
