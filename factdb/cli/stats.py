"""`factdb stats`: what is in the database."""

from __future__ import annotations

import click

from factdb.cli.options import format_option
from factdb.db import read_connection
from factdb.export import write_rows
from factdb.queries import count_all


@click.command()
@format_option
@click.pass_obj
def stats(database: str, /, format: str) -> None:
    """Count what is in the database: rows, quotes by kind, status, speaker, publisher and month.

    \b
    Example:
      factdb stats
      factdb stats --format csv
    """
    with read_connection(database) as reader:
        counted = count_all(reader)
    if format != "table":
        rows = [{"group": group, **row} for group, rows in counted.items() for row in rows]
        write_rows(rows, ("group", "name", "count"), format)
        return
    for group, rows in counted.items():
        if not rows:
            continue
        click.echo(group if group == "rows" else f"\nquotes by {group}")
        most = max(r["count"] for r in rows) or 1
        for row in rows:
            bar = "" if group == "rows" else "█" * max(round(20 * row["count"] / most), 1)
            click.echo(f"  {row['name']:<32.32} {row['count']:>9,}  {bar}".rstrip())
