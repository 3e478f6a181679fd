"""`factdb db`: upgrade, downgrade, check and back up the database."""

from __future__ import annotations

from pathlib import Path

import click

from factdb.database.connect import current_revision
from factdb.database.url import is_postgresql

# The revision that brought the tables in which variants of quotes are linked.
LINKED_SINCE = "0017"


@click.group()
def db() -> None:
    """Upgrade, downgrade, check and back up the database.

    \b
    Example:
      factdb db upgrade
      factdb db current
    """


def _say(text: str) -> None:
    click.echo(text, err=True)


@db.command()
@click.option("--to", default="head", metavar="REVISION", help="Stop at this revision; for tests of migrations.")
@click.pass_obj
def upgrade(database: str, /, to: str) -> None:
    """Upgrade the schema to the newest revision; rows are kept.

    A database that does not exist is created.

    A SQLite file with rows is backed up beside itself first. A failure leaves it as it was.

    \b
    Example:
      factdb db upgrade
    """
    from factdb.database.migrate import upgrade as run

    before, after = run(database, to, say=_say)
    click.echo(f"already at {after}" if before == after else f"upgraded from {before or 'nothing'} to {after}")
    if before and before < LINKED_SINCE <= after:
        click.echo("`factdb quotes link` now compares its quotes with one another")


@db.command()
@click.argument("revision")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_obj
def downgrade(database: str, /, revision: str, yes: bool) -> None:
    """Downgrade the schema to REVISION.

    REVISION is a number listed by `factdb db history`, -1 for one step back, or base for an empty schema.

    Data that only later revisions can hold is lost; the command lists it and asks first. A SQLite file is backed up
    first.

    \b
    Example:
      factdb db downgrade 0005
      factdb db downgrade -- -1
    """
    from factdb.database.migrate import downgrade as run
    from factdb.database.migrate import lost_by

    current_revision(database)
    undone, tables = lost_by(database, revision)
    if undone and not yes:
        _say("this undoes these migrations, and the data that only they can hold is lost:")
        for line in undone:
            _say(f"  {line}")
        if tables:
            _say(f"it drops {', '.join(f'{table} ({rows:,} rows)' for table, rows in tables)}")
        if is_postgresql(database):
            _say("no backup is made of a PostgreSQL database: pg_dump --format=custom URL > FILE makes one")
        click.confirm("Continue?", abort=True, err=True)
    before, after = run(database, revision, say=_say)
    click.echo(f"already at {after}" if before == after else f"downgraded from {before or 'nothing'} to {after}")


@db.command()
@click.pass_obj
def current(database: str, /) -> None:
    """Print the schema's revision.

    \b
    Example:
      factdb db current
    """
    click.echo(current_revision(database) or "empty")


@db.command()
@click.pass_obj
def history(database: str, /) -> None:
    """List the revisions, oldest first; * marks the current one.

    \b
    Example:
      factdb db history
    """
    from factdb.database.scripts import history as revisions

    here = current_revision(database, missing_is_empty=True)
    for revision, what in revisions():
        click.echo(f"{'*' if revision == here else ' '} {revision}  {what}")


@db.command()
@click.pass_obj
def check(database: str, /) -> None:
    """Check the database itself.

    It looks for damage, broken references, a stale search index and differences in the schema. Each fault is a line;
    the exit code is 1 if there are any.

    Tables, columns, indexes, views and triggers of your own are listed and are not faults. `factdb verify` checks the
    quotes.

    \b
    Example:
      factdb db check
    """
    from factdb.database.faults import faults, not_ours

    current_revision(database)
    found = 0
    for fault in faults(database):
        click.echo(fault)
        found += 1
    if found:
        raise click.exceptions.Exit(1)
    for thing in not_ours(database):
        _say(f"not made by factdb, and kept by upgrades: {thing}")
    click.echo("no faults")


@db.command()
@click.option("--rows", is_flag=True, help="Add a digest of every row, so that `verify --head` can name rows.")
@click.pass_obj
def head(database: str, /, rows: bool) -> None:
    """Print digests of all rows, for a later comparison.

    Keep the output where nobody who writes to the database can reach it, and sign it if you like. Later,
    `factdb verify --head FILE` compares: changes that the audit trail recorded are not reported.

    \b
    Example:
      factdb db head > head.txt
      factdb db head --rows > head.txt
    """
    from factdb.database.connect import read_connection
    from factdb.verify import take_head, write_head

    with read_connection(database) as reader:
        for line in write_head(take_head(reader, rows=rows)):
            click.echo(line)


@db.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(database: str, /, target: Path | None) -> None:
    """Back up a SQLite database while it is in use.

    The copy is TARGET, or a file beside the database.

    \b
    Example:
      factdb db backup
      factdb db backup /media/stick/factdb.sqlite
    """
    from factdb.database.backups import backup as copy

    click.echo(copy(database, target))


@db.command("grant-reader")
@click.argument("name")
@click.option(
    "--timeout",
    type=click.IntRange(1),
    metavar="SECONDS",
    default=30,
    show_default=True,
    help="Time limit of a statement.",
)
@click.pass_obj
def grant_reader(database: str, /, name: str, timeout: int) -> None:
    """Let a PostgreSQL role read the database and nothing else.

    It reads the reporting views, and the tables for factdb's own lists and exports.

    A role NAME that does not exist is created, which requires CREATEROLE. Setting limits for an existing role requires
    CREATEROLE and ADMIN OPTION on it.

    An upgrade keeps the grants. Run this again after a downgrade, which drops the views.

    \b
    Example:
      factdb -d postgresql://owner@host/facts db grant-reader desk
    """
    from factdb.database.grants import grant_reader as grant

    is_new, left_open, not_set = grant(database, name, timeout=timeout)
    if is_new:
        _say(f"{name} is new and has no password: give it one with `\\password {name}` in psql")
    if left_open:
        _say(f"only a superuser can revoke {', '.join(left_open)}: ask one to run this command too")
    if not_set:
        _say(
            f"{name} goes without {', '.join(not_set)}: that takes CREATEROLE and ADMIN OPTION on {name}, or a"
            " superuser: ask one to run this command too"
        )
    click.echo(f"{name} may read the database")


@db.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_(source: str, target: str) -> None:
    """Copy a whole database into an empty one.

    It copies every row, id, decision and import run, from SQLite to PostgreSQL or back.

    FROM is a database, or an archive that `factdb export jsonl|parquet everything` wrote. Row counts and hashes of all
    values are compared before anything is committed. Views, triggers and indexes are recreated; PostgreSQL roles are
    not copied.

    \b
    Example:
      factdb db copy factdb.sqlite postgresql://owner@host/facts
      factdb db copy archive.jsonl.zst factdb.sqlite
    """
    from factdb.cli.progress import progress
    from factdb.database.copy import copy_database

    with progress() as report:
        copied = copy_database(source, target, report=lambda table, rows: report(f"{table} {rows:,}"))
    for table in copied:
        click.echo(f"{table.table:<24} {table.rows:>12,} rows  {table.sha256[:16]}")
    click.echo(f"{sum(t.rows for t in copied):,} rows copied; counts and hashes agree")
