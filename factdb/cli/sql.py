"""`factdb sql`: run one SELECT, read-only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import click

from factdb.cli.general import note
from factdb.cli.listing import format_option, limit_option
from factdb.database.connect import read_connection
from factdb.database.sandbox import read_only_rows
from factdb.errors import QueryError
from factdb.export import write_rows

# Formats that need all rows in memory, and the most characters they may hold.
LAID_OUT = ("table",)
MAX_LAID_OUT = 5_000_000


def _laid_out(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows as long as a table of them fits in memory.

    Raises:
        QueryError: The rows have more than `MAX_LAID_OUT` characters.
    """
    size = 0
    for row in rows:
        size += sum(len(value) for value in row.values() if isinstance(value, str))
        if size > MAX_LAID_OUT:
            raise QueryError(
                f"the rows are longer than {MAX_LAID_OUT:,} characters, too much for a table:"
                " narrow the statement, or add --format csv or jsonl"
            )
        yield row


@click.command()
@click.argument("statement", required=False)
@click.option("-p", "--param", "params", nargs=2, multiple=True, metavar="NAME VALUE", help="Value of :NAME.")
@click.option("--schema", is_flag=True, help="Print the reporting views and their columns instead.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    metavar="SECONDS",
    default=10.0,
    show_default=True,
    help="Time limit of the statement.",
)
@click.option(
    "--as-owner", is_flag=True, help="On PostgreSQL, run a trusted statement although the login can do more than read."
)
@limit_option(1000)
@format_option
@click.pass_obj
def sql(
    database: str,
    /,
    statement: str | None,
    params: tuple[tuple[str, str], ...],
    schema: bool,
    timeout: float,
    as_owner: bool,
    limit: int,
    format: str,
) -> None:
    """Run one SELECT, read-only.

    "-" reads the statement from standard input.

    Use the report_ views: they keep their columns from release to release. On PostgreSQL, log in as a reader made by
    `factdb db grant-reader`, because a statement can do whatever its login may do.

    \b
    Example:
      factdb sql "SELECT speaker, count(*) AS quotes FROM report_quotes GROUP BY 1 ORDER BY 2 DESC"
      factdb sql "SELECT * FROM report_quotes WHERE said_on >= :day" -p day 2023-06-01 --format csv
      factdb sql --schema
    """
    if schema == (statement is not None):
        raise click.UsageError("give one SELECT, or --schema")
    if schema:
        statement, limit = "SELECT * FROM report_columns ORDER BY view_name, position", 0
    elif statement == "-":
        statement = sys.stdin.read()
    with read_connection(database) as reader:
        columns, rows = read_only_rows(
            reader, statement or "", dict(params), timeout=timeout, trusted=as_owner or schema
        )
        shown = islice(rows, limit or None)
        count = write_rows(_laid_out(shown) if format in LAID_OUT else shown, columns, format)
        cut = any(True for _ in rows)
    if not count:
        note("no rows")
    elif cut:
        note(f"only the first {limit} rows; --limit 0 prints all")
