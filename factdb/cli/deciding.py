"""Options and the loop of every command by which a person decides: what fails costs itself alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from factdb.errors import FactdbError
from factdb.terms import STANCES

if TYPE_CHECKING:  # listing quotes need not load SQLAlchemy
    from sqlalchemy import Connection

    from factdb.store.decisions import By

F = TypeVar("F", bound=Callable[..., Any])
# Takes the transaction and who decides and why; returns what was done, in a sentence.
Work = Callable[["Connection", "By"], str]


def deciding_options(command: F) -> F:
    """--reason and --by, the same everywhere."""
    command = click.option(
        "--by", "actor", metavar="NAME", envvar="FACTDB_ACTOR", help="Who decides (default: login name)."
    )(command)
    return click.option("--reason", metavar="TEXT", help="Reason, kept in the history.")(command)


def stance_option(command: F) -> F:
    """--stance, the same for adding and linking."""
    return click.option(
        "--stance",
        type=click.Choice(STANCES),
        default="asserts",
        show_default=True,
        help="Stance of the quote on the claim.",
    )(command)


def decide(database: str, actor: str | None, reason: str | None, *works: Work) -> None:
    """Do each of `works` in a transaction of its own; exit 1 where one failed."""
    decide_each(database, (("", work) for work in works), actor, reason)


def decide_each(
    database: str, works: Iterable[tuple[str, Work | FactdbError]], actor: str | None, reason: str | None = None
) -> None:
    """Do each work, named by the place it came from, in a transaction of its own; exit 1 where one failed."""
    from factdb.database.write import open_writer
    from factdb.store.decisions import By
    from factdb.store.runs import current_actor

    by, failed = By(actor or current_actor(), reason), False
    with open_writer(database) as writer:
        for place, work in works:
            try:
                if isinstance(work, FactdbError):
                    raise work
                with writer.transaction() as tx:
                    told = work(tx, by)
            except FactdbError as error:
                failed = True
                click.echo(f"factdb: {place}{error}", err=True)
            except UnicodeEncodeError:  # bytes of the command line that are no text, which no database stores
                failed = True
                click.echo(f"factdb: {place}what was given is not UTF-8: write it in that encoding", err=True)
            else:
                click.echo(told)
    if failed:
        raise click.exceptions.Exit(1)
