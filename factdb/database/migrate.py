"""Schema upgrades: atomic, one at a time, a backup first. Migrations lie in migrations/, carried by the wheel.

The runner owns the transaction: Alembic's own would leave a half-applied schema behind on SQLite, whose batch changes
also fail while a view names the table and drop its triggers unsaid. So views and triggers are code, dropped before and
made again after every upgrade.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Index, inspect
from sqlalchemy.exc import DatabaseError as SqlError
from sqlalchemy.schema import CreateIndex

from factdb.database.connect import (
    REVISION_TABLE,
    current_revision,
    explained,
    is_postgresql,
    open_engine,
    recognise,
    sqlite_path,
)
from factdb.database.counts import count_faults
from factdb.database.derived import count_anew, create_derived, derived_faults, drop_derived
from factdb.errors import DatabaseError

# As Alembic makes it; made here where it has to be locked before the first migration.
_MAKE_REVISION_TABLE = (
    f"CREATE TABLE IF NOT EXISTS {REVISION_TABLE} (version_num varchar(32) NOT NULL,"
    f" CONSTRAINT {REVISION_TABLE}_pkc PRIMARY KEY (version_num))"
)
KEPT_BACKUPS = 5
# How long a migration on PostgreSQL waits for a table that others use, and how often. While it waits, everybody else
# queues behind it: better to step back and try again.
LOCK_TIMEOUT = "4s"
LOCK_ATTEMPTS = 5
# An index on a table of so many bytes (some 50,000 quotes) is built after the migration, while others go on writing.
LARGE_BYTES = 32 << 20
# Steps that take longer than this are told of.
QUIET_SECONDS = 1.0

Say = Callable[[str], None]


def migrations_dir() -> Path:
    """Where the migrations lie: inside an installed package, else beside it in a checkout. Raises DatabaseError."""
    package = Path(__file__).resolve().parents[1]
    if (package / "migrations" / "env.py").is_file():
        return package / "migrations"
    root = package.parent
    if (root / "pyproject.toml").is_file() and (root / "migrations" / "env.py").is_file():
        return root / "migrations"
    raise DatabaseError("this installation has no migrations: install factdb again")


def config(connection: Connection | None = None, **attributes: Any) -> Config:
    """An Alembic configuration that depends on no ini file and no working directory. `attributes` are for
    migrations/env.py: `step_done` hears of each step; with `put_aside`, indexes that `build_indexes` makes are left."""
    cfg = Config()
    cfg.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    cfg.set_main_option("path_separator", "os")
    if connection is not None:
        cfg.attributes.update(connection=connection, **attributes)
    return cfg


def history() -> list[tuple[str, str]]:
    """(revision, what it does) of every migration, oldest first."""
    scripts = ScriptDirectory.from_config(config())
    return [(s.revision, s.doc) for s in reversed(list(scripts.walk_revisions()))]


def revision_of(connection: Connection) -> str | None:
    """The revision of an open database, None for an empty one. Raises DatabaseError for another program's."""
    revision = MigrationContext.configure(connection).get_current_revision()
    return recognise(inspect(connection).get_table_names(), revision, "the database")


def upgrade(database: str, to: str = "head", *, say: Say = lambda _: None) -> tuple[str | None, str]:
    """Bring the schema to revision `to`; returns (revision before, after). With rows in it, a SQLite file is backed up
    first. Raises DatabaseError; the database is then as it was."""
    return _migrate(database, to, command.upgrade, say)


def downgrade(database: str, to: str, *, say: Say = lambda _: None) -> tuple[str | None, str]:
    """Take the schema back to revision `to` ("base" for none, "-1" for one step); otherwise like `upgrade`."""
    before, after = _migrate(database, to, command.downgrade, say)
    return before, after


def _migrate(database: str, to: str, run: Callable[..., None], say: Say) -> tuple[str | None, str]:
    known = [revision for revision, _ in history()]
    if to not in ("head", "base", "-1", *known):
        raise DatabaseError(f"there is no revision {to!r}; known are {', '.join(known)}")
    for attempt in range(1, LOCK_ATTEMPTS + 1):
        try:
            before, after = _migrate_once(database, to, known, run, say)
            if after == known[-1] and is_postgresql(database):
                build_indexes(database, say=say)
            return before, after
        except DatabaseError as error:
            in_use = getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) == "55P03"
            if not in_use or attempt == LOCK_ATTEMPTS:
                raise
            say(f"{error} (attempt {attempt} of {LOCK_ATTEMPTS})")
            time.sleep(attempt / 2)
    raise AssertionError


def _migrate_once(
    database: str, to: str, known: list[str], run: Callable[..., None], say: Say
) -> tuple[str | None, str]:
    if not is_postgresql(database):
        current_revision(database, missing_is_empty=True)  # another program's file is not even opened for writing
        _check_space(sqlite_path(database))
    with migration_transaction(database, create=True) as tx:
        before = revision_of(tx)
        if before is not None and before not in known:
            raise DatabaseError(
                f"the database was made by a newer factdb (revision {before}, known is {known[-1]}): upgrade factdb"
            )
        if _target(to, before, known) == before:
            if before == known[-1] and list(derived_faults(tx)):
                create_derived(tx, drop_derived(tx))
                count_anew(tx)
                say("views and triggers were made anew")
            return before, before or "base"
        if before is not None and not is_postgresql(database) and _has_rows(tx):
            say(f"backup: {backup(database)}")
        grants = drop_derived(tx)
        newest = _target(to, before, known) == known[-1]
        run(config(tx, step_done=_teller(say), put_aside=newest and tx.dialect.name == "postgresql"), to)
        after = revision_of(tx)
        if after == known[-1]:
            create_derived(tx, grants)
            count_anew(tx)
        if tx.dialect.name == "sqlite":
            broken = tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise DatabaseError(
                    f"{len(broken)} rows would point nowhere (first in {broken[0][0]}): nothing was changed"
                )
    return before, after or "base"


def _teller(say: Say) -> Callable[..., None]:
    """What Alembic calls after each step; it tells of steps once the whole takes longer than `QUIET_SECONDS`."""
    began = time.monotonic()

    def step_done(*, step: Any, **_: Any) -> None:
        if (seconds := time.monotonic() - began) > QUIET_SECONDS:
            say(f"{step.up_revision_id}: {step.up_revision.doc} ({seconds:.1f} s)")

    return step_done


def _target(to: str, before: str | None, known: list[str]) -> str | None:
    if to == "head":
        return known[-1]
    if to == "base":
        return None
    if to == "-1":
        return known[known.index(before) - 1] if before in known[1:] else None
    return to


def _has_rows(tx: Connection) -> bool:
    return tx.exec_driver_sql("SELECT 1 FROM import_runs LIMIT 1").first() is not None


@contextmanager
def migration_transaction(database: str, *, create: bool = False) -> Iterator[Connection]:
    """The one transaction of a migration: nobody else migrates meanwhile, foreign keys are checked at its end. With
    `create`, an empty database gets the table that holds its revision."""
    engine = open_engine(database, foreign_keys=False)
    name: Path | str = database if is_postgresql(database) else sqlite_path(database)
    with explained(name), engine.connect() as tx, tx.begin():
        if is_postgresql(database):
            tx.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
            _lock_migrations(tx, create)  # other migrations are waited for
            tx.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        yield tx


def _lock_migrations(tx: Connection, create: bool) -> None:
    """Let one migration, index build or check run at a time, on PostgreSQL, until the transaction ends.

    The lock is one on a table, which only those who may write can take: anybody may take an advisory one, and keep it.
    Reading the table goes on. Those who may not write, and so cannot migrate, go without.
    """
    privilege = f"SELECT has_table_privilege(to_regclass('{REVISION_TABLE}'), 'UPDATE')"
    if create and tx.exec_driver_sql(privilege).scalar() is None:
        try:
            with tx.begin_nested():
                tx.exec_driver_sql(_MAKE_REVISION_TABLE)
        except SqlError as error:
            if getattr(error.orig, "sqlstate", None) not in ("23505", "42P07"):  # somebody else made it meanwhile
                raise
    if tx.exec_driver_sql(privilege).scalar():
        tx.exec_driver_sql(f"LOCK TABLE {REVISION_TABLE} IN EXCLUSIVE MODE")


# --- Indexes of large tables on PostgreSQL: built beside the work of others ---------------------------------------


def put_indexes_aside(context: MigrationContext) -> None:
    """Let the migrations that follow in `context` leave out indexes of large tables: `build_indexes` makes them."""
    made_at_once = context.impl.create_index

    def create_index(index: Index, **options: Any) -> None:
        size = "SELECT pg_relation_size(to_regclass(%s))"
        assert index.table is not None
        assert context.connection is not None
        table_bytes = context.connection.exec_driver_sql(size, (index.table.name,)).scalar()
        if index.unique or (table_bytes or 0) <= LARGE_BYTES:
            made_at_once(index, **options)

    context.impl.create_index = create_index  # type: ignore[method-assign]


def build_indexes(database: str, *, say: Say = lambda _: None) -> list[str]:
    """Build what is missing of the models' indexes, and anew those whose building was interrupted, on PostgreSQL and
    while others read and write; returns their names. Raises DatabaseError.

    Waiting for others' transactions keeps nobody from working, so it may take its time. Whoever migrates waits.
    """
    engine = open_engine(database)
    with explained(database), engine.connect() as connection, engine.connect() as held, held.begin():
        autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not _indexes_to_build(autocommit):
            return []
        autocommit.exec_driver_sql("SET statement_timeout = 0; SET lock_timeout = 0")
        held.exec_driver_sql("SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        _lock_migrations(held, create=False)
        found = _indexes_to_build(autocommit)
        for index in found:
            began = time.monotonic()
            autocommit.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}")
            made = str(CreateIndex(index).compile(dialect=autocommit.dialect))
            autocommit.exec_driver_sql(made.replace("CREATE INDEX", "CREATE INDEX CONCURRENTLY", 1))
            if (seconds := time.monotonic() - began) > QUIET_SECONDS:
                say(f"{index.name}: built beside the work of others ({seconds:.1f} s)")
    return [str(index.name) for index in found]


def _indexes_to_build(connection: Connection) -> list[Index]:
    from factdb.database.models import Base

    there = connection.exec_driver_sql(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE i.indisvalid AND c.relnamespace = current_schema()::regnamespace"
    )
    whole = set(there.scalars())
    return [
        index
        for table in Base.metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
        if index.name not in whole
    ]


# --- Backups -----------------------------------------------------------------------------------------------------


def _check_space(path: Path) -> None:
    if not path.exists():
        return
    # A backup and a table rebuilt stand beside the old ones for a while.
    needed = int(2.5 * path.stat().st_size)
    free = shutil.disk_usage(path.absolute().parent).free
    if free < needed:
        raise DatabaseError(f"{path}: an upgrade needs {needed:,} bytes free beside it, there are {free:,}: make room")


def backup(database: str, target: Path | None = None) -> Path:
    """Copy a SQLite database as it stands while others go on using it; returns the copy's path.

    Without `target` the copy lies beside the database, named by revision and time, and of those the last
    `KEPT_BACKUPS` are kept. The copy gets its name only when it is whole and was checked.
    """
    if is_postgresql(database):
        raise DatabaseError("a PostgreSQL database is backed up by its own tools: pg_dump --format=custom URL > FILE")
    path = sqlite_path(database)
    if not path.is_file():
        raise DatabaseError(f"{path}: there is no database to back up")
    with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=30)) as source:
        try:
            row = source.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"{path}: is no factdb database ({error}): check the path") from error
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        final = target or path.with_name(f"{path.name}.backup-{row[0] if row else 'base'}-{stamp}")
        if final.exists():
            raise DatabaseError(f"{final}: exists already: name another file")
        part = final.with_name(final.name + ".part")
        try:
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                checked = copy.execute("PRAGMA quick_check").fetchone()[0]
        except (sqlite3.Error, OSError) as error:
            part.unlink(missing_ok=True)
            raise DatabaseError(f"{final}: the backup could not be written ({error}): check the folder") from error
    if checked != "ok":
        part.unlink()
        raise DatabaseError(f"{path}: is damaged ({checked}): restore it from an earlier backup")
    part.rename(final)
    if target is None:
        _prune_backups(path)
    return final


def _prune_backups(path: Path) -> None:
    """Keep the last `KEPT_BACKUPS`; parts that a killed backup left an hour ago or more go too."""
    made = sorted(path.parent.glob(f"{escape(path.name)}.backup-*"), key=lambda p: p.stat().st_mtime)
    for part in [p for p in made if p.suffix == ".part" and p.stat().st_mtime < time.time() - 3600]:
        part.unlink()
    for old in [p for p in made if p.suffix != ".part"][:-KEPT_BACKUPS]:
        old.unlink()


def faults(database: str) -> Iterator[str]:
    """What is wrong with the database as such, one line each: damage, rows that point nowhere, a stale index, a schema
    that differs from the models. Whether its quotes hold is for `verify`."""
    from alembic.autogenerate import compare_metadata

    from factdb.database.models import Base

    with migration_transaction(database) as tx:
        revision, newest = revision_of(tx), history()[-1][0]
        if revision != newest:
            yield f"revision {revision} is not the newest, {newest}: run `factdb db upgrade`"
            return
        if tx.dialect.name == "sqlite":
            yield from _sqlite_faults(tx)
        elif unbuilt := _indexes_to_build(tx):
            yield f"not built: {', '.join(str(index.name) for index in unbuilt)}: run `factdb db upgrade`"
            return
        yield from derived_faults(tx)
        yield from count_faults(tx)
        context = MigrationContext.configure(tx, opts={"include_name": ours, "compare_type": True})
        for difference in compare_metadata(context, Base.metadata):
            yield f"the schema differs from the models: {difference}"


def ours(name: str | None, type_: str, parents: Any) -> bool:
    """Whether a table or index is the models' business: the full-text index is a migration's alone."""
    return not (name or "").startswith(("quotes_fts", "ix_quotes_fts"))


def _sqlite_faults(tx: Connection) -> Iterator[str]:
    for row in tx.exec_driver_sql("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield f"damaged: {row[0]}"
    for row in tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield f"a row of {row[0]} ({row[1]}) points to no row of {row[2]}"
    try:
        tx.exec_driver_sql("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")
    except SqlError as error:
        yield f"the full-text index is stale ({error.orig}): `factdb db downgrade 0005`, then `factdb db upgrade`"
