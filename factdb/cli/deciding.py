"""Options and the loop of the commands by which a person decides: a failed decision is reported and skipped."""

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
    """Add --reason and --by, the same everywhere."""
    command = click.option(
        "--by", "actor", metavar="NAME", envvar="FACTDB_ACTOR", help="Who decides (default: login name)."
    )(command)
    return click.option("--reason", metavar="TEXT", help="Reason, kept in the history.")(command)


def stance_option(command: F) -> F:
    """Add --stance, the same for adding and linking."""
    return click.option(
        "--stance",
        type=click.Choice(STANCES),
        default="asserts",
        show_default=True,
        help="Stance of the quote on the claim.",
    )(command)


def decide(database: str, actor: str | None, reason: str | None, *works: Work) -> None:
    """Run each of `works` in its own transaction, and exit with 1 if one failed."""
    decide_each(database, (("", work) for work in works), actor, reason)


def decide_each(
    database: str, works: Iterable[tuple[str, Work | FactdbError]], actor: str | None, reason: str | None = None
) -> None:
    """Run each work, named by the place it came from, in its own transaction, and exit with 1 if one failed."""
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
                    done = work(tx, by)
            except FactdbError as error:
                failed = True
                click.echo(f"factdb: {place}{error}", err=True)
            except UnicodeEncodeError:  # bytes on the command line that are not text, which no database stores
                failed = True
                click.echo(f"factdb: {place}an argument is not UTF-8: write it in that encoding", err=True)
            else:
                click.echo(done)
    if failed:
        raise click.exceptions.Exit(1)
