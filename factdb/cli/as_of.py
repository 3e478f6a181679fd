"""`factdb as-of`: run a reading command on the database as it was at an earlier moment."""

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
    """An ISO 8601 day, which means its end, or a time, in UTC if it has no zone."""

    name = "DAY|TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment as an aware datetime in UTC.

        A day means its end.
        """
        text = str(value)
        try:
            if len(text) <= 10:
                after = date.fromisoformat(text) + timedelta(days=1)
                return datetime.combine(after, time(), UTC) - timedelta(microseconds=1)
            moment = datetime.fromisoformat(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{text!r} is not a day or time: write 2026-03-01 or 2026-03-01T17:30", param, ctx)


@click.command("as-of", context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("moment", type=Moment())
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED, metavar="COMMAND...")
@click.pass_obj
def as_of(database: str, /, moment: datetime, command: tuple[str, ...]) -> None:
    """Run a command on the database as it was at a time (UTC).

    A day means the end of that day. COMMAND is one that reads: quotes, speakers, claims, reviews, scales, sources,
    history, decisions, sql, export or stats, with its own options. Later imports and decisions are not included, and
    what was undone later is. The texts of undone imports are not kept, but the quotes from them are.

    \b
    Example:
      factdb as-of 2026-03-01 quotes --speaker Reed
      factdb as-of 2026-03-01T17:30 claims show 3
    """
    from factdb.cli import cli
    from factdb.database.connect import as_it_stood

    if command[0] not in READING:
        raise FactdbError(f"as-of runs {', '.join(READING)}, not {command[0]!r}")
    with as_it_stood(moment):
        cli.main(["--database", database, *command], prog_name="factdb", standalone_mode=False)
