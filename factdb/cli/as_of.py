"""`factdb as-of`: any reading command, answered from the database as it stood at an earlier moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import click

from factdb.errors import FactdbError

READING = (
    "quotes",
    "speakers",
    "claims",
    "reviews",
    "scales",
    "sources",
    "history",
    "decisions",
    "sql",
    "export",
    "stats",
)


class Moment(click.ParamType[datetime]):
    """An ISO 8601 day, meaning its end, or a time; UTC where no zone is given."""

    name = "DAY|TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        text = str(value)
        try:
            if len(text) <= 10:
                after = date.fromisoformat(text) + timedelta(days=1)
                return datetime.combine(after, time(), UTC) - timedelta(microseconds=1)
            moment = datetime.fromisoformat(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{text!r} is no day or time: write 2026-03-01 or 2026-03-01T17:30", param, ctx)


@click.command("as-of", context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("moment", type=Moment())
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED, metavar="COMMAND...")
@click.pass_obj
def as_of(database: str, /, moment: datetime, command: tuple[str, ...]) -> None:
    """Run a command on the database as it was at a time (UTC).

    A day means its end. COMMAND is one that reads: quotes, speakers, claims, reviews, scales, sources, history,
    decisions, sql, export or stats, with its own options. What was imported or decided later is not there; what was
    taken back since is there again. Texts of undone imports are not kept, what was quoted from them is.

    \b
    Example:
      factdb as-of 2026-03-01 quotes --speaker Reed
      factdb as-of 2026-03-01T17:30 claims show 3
    """
    from factdb.cli import cli
    from factdb.database.connect import as_it_stood

    if command[0] not in READING:
        raise FactdbError(f"as-of answers {', '.join(READING)}, not {command[0]!r}")
    with as_it_stood(moment):
        cli.main(["--database", database, *command], prog_name="factdb", standalone_mode=False)
