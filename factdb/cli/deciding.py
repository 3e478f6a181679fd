"""Options and the loop of the commands by which a person decides: a failed decision is reported and skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from factdb.cli.general import F
from factdb.cli.options import actor_option
from factdb.errors import FactdbError
from factdb.terms import STANCES

if TYPE_CHECKING:  # listing quotes need not load SQLAlchemy
    from sqlalchemy import Connection

    from factdb.store.decisions import By

T = TypeVar("T")
# Takes the transaction and who decides and why; returns what was done, in a sentence.
Work = Callable[["Connection", "By"], str]


@dataclass(frozen=True, slots=True)
class Decide:
    """Makes decisions, each in its own transaction; exits with 1 if one failed.

    Attributes:
        database: Path or URL.
        actor: Who decides; None is the login name.
        reason: Why.
    """

    database: str
    actor: str | None
    reason: str | None = None

    def __call__(self, work: Work) -> None:
        """Make one decision."""
        self.all([("", work)])

    def each(self, rows: Iterable[T], does: Callable[[Connection, T, By], str]) -> None:
        """Make the same decision on each row."""

        def work(row: T, tx: Connection, by: By) -> str:
            return does(tx, row, by)

        self.all(("", partial(work, row)) for row in rows)

    def all(self, works: Iterable[tuple[str, Work | FactdbError]]) -> None:
        """Make each decision, named by the place it came from."""
        from factdb.database.write import open_writer
        from factdb.store.decisions import By
        from factdb.store.runs import current_actor

        by, failed = By(self.actor or current_actor(), self.reason), False
        with open_writer(self.database) as writer:
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


def deciding_options(command: F) -> F:
    """Add --reason and --by, and pass the command a `Decide`, before its own parameters."""

    @click.option("--reason", metavar="TEXT", help="Reason, kept in the history.")
    @actor_option("Who decides (default: login name).")
    @click.pass_obj
    @wraps(command)
    def deciding(database: str, /, *args: Any, reason: str | None, actor: str | None, **given: Any) -> None:
        command(Decide(database, actor, reason), *args, **given)

    return deciding  # type: ignore[return-value]


def stance_option(command: F) -> F:
    """Add --stance, the same for adding and linking."""
    return click.option(
        "--stance",
        type=click.Choice(STANCES),
        default="asserts",
        show_default=True,
        help="Stance of the quote on the claim.",
    )(command)
