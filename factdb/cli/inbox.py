"""`factdb inbox`: the queue of undecided quotes and claims, one at a time, in the terminal."""

from __future__ import annotations

import sys

import click

from factdb.cli.options import actor_option, source_option
from factdb.errors import FactdbError, extra


@click.command()
@source_option("Only this source.")
@click.option("--only", type=click.Choice(["quotes", "claims"]), help="Only quotes, or only claim candidates.")
@actor_option("Who decides (default: login name).")
@click.pass_obj
def inbox(database: str, /, source: str | None, only: str | None, actor: str | None) -> None:
    """Decide on quotes and claim candidates one at a time.

    Each item is shown in its text.

    One key confirms, corrects the speaker, edits, splits, merges, rejects, skips, undoes or quits; ? explains the keys.
    It continues where you stopped. On PostgreSQL no two people get the same item, and on both databases nobody
    overwrites a decision they have not seen. Needs a terminal and the extra factdb[inbox]; `factdb quotes confirm` and
    similar commands make the same decisions.

    \b
    Example:
      factdb inbox
      factdb inbox --source 12 --only claims
    """
    with extra("inbox", "the inbox"):
        from factdb.cli.inbox_screen import InboxScreen
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FactdbError(
            "the inbox needs a terminal; elsewhere use `factdb quotes confirm`, `factdb claims confirm` or"
            " `factdb decisions apply`"
        )
    from factdb.database.write import Within, open_writer
    from factdb.decide.inbox import Inbox
    from factdb.queries.sources import source_by_reference
    from factdb.store.runs import current_actor

    with open_writer(database) as writer:
        number = None
        if source is not None:
            with writer.transaction() as tx:
                number = source_by_reference(Within(tx), source)["id"]
        queue = Inbox(writer, actor or current_actor(), number, only)  # type: ignore[arg-type]
        screen = InboxScreen(queue)
        screen.run()
        if screen.failure is None:
            queue.close()
    click.echo(f"{screen.decided} decided, {screen.left} left", err=True)
    if screen.failure is not None:
        raise screen.failure
