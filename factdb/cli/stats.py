"""`factdb stats`: count what is in the database."""

from __future__ import annotations

import click

from factdb.cli.listing import format_option
from factdb.database.connect import read_connection
from factdb.export import write_rows
from factdb.queries.counts import count_all


@click.command()
@format_option
@click.option("--plot", metavar="FILE", help="Draw the counts to FILE.svg or FILE.png instead.")
@click.pass_obj
def stats(database: str, /, format: str, plot: str | None) -> None:
    """Count what is in the database.

    It counts rows, and quotes by kind, status, speaker, publisher and month.

    \b
    Example:
      factdb stats
      factdb stats --format csv
      factdb stats --plot counts.svg
    """
    with read_connection(database) as reader:
        counted = count_all(reader)
    if plot is not None:
        from factdb.export.files import whole_path
        from factdb.export.plot import plot_counts

        with whole_path(plot) as part:
            plot_counts(counted, part, plot)
        return
    if format != "table":
        write_rows(
            [{"group": group, **row} for group, rows in counted.items() for row in rows],
            ("group", "name", "count"),
            format,
        )
        return
    for group, rows in counted.items():
        if not rows:
            continue
        click.echo(group if group == "rows" else f"\nquotes by {group}")
        most = max(r["count"] for r in rows) or 1
        for row in rows:
            bar = "" if group == "rows" else "█" * max(round(20 * row["count"] / most), 1)
            click.echo(f"  {row['name']:<32.32} {row['count']:>9,}  {bar}".rstrip())
