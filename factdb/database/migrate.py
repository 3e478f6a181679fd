"""Schema upgrades: atomic, one at a time, after a backup. Migrations are in migrations/, which the wheel includes.

The runner owns the transaction: Alembic's own would leave a half-applied schema behind on SQLite, whose batch changes
also fail while a view names the table and silently drop its triggers. So views and triggers are code, dropped before
and recreated after every upgrade.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import Any, NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Index, inspect
from sqlalchemy.exc import DatabaseError as SqlError
from sqlalchemy.schema import CreateIndex

from factdb.database.claim_texts import set_texts_right, text_faults
from factdb.database.connect import (
    BUSY_MS,
    FULL_TEXT,
    HEAD,
    MIGRATIONS,
    REVISION_TABLE,
    VERSIONS,
    checking_connection,
    current_revision,
    explained,
    make_private,
    open_engine,
    open_sqlite,
    recognise,
)
from factdb.database.counts import count_faults, set_right
from factdb.database.derived import create_derived, derived_faults, drop_derived
from factdb.database.load import insert_rows
from factdb.database.owned import Owned, bring_back, put_aside, strangers
from factdb.database.trail import forget_lost_columns
from factdb.database.url import is_postgresql, sqlite_path
from factdb.errors import DatabaseError
from factdb.matching.offices import office_of

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
# Upgrades from before this revision fill `roles` from `speakers.role`.
_ROLES_FILLED_SINCE = "0023"
# Steps that take longer than this are told of.
QUIET_SECONDS = 1.0

Say = Callable[[str], None]


def migrations_dir() -> Path:
    """Return the folder of migrations: inside an installed package, beside it in a checkout.

    Raises:
        DatabaseError: There is none.
    """
    if not (MIGRATIONS / "env.py").is_file():
        raise DatabaseError("this installation has no migrations: install factdb again")
    return MIGRATIONS


def config(connection: Connection | None = None, **attributes: Any) -> Config:
    """Return an Alembic configuration that needs no ini file and no working directory.

    Args:
        connection: The connection that migrations use.
        attributes: For migrations/env.py. `say` is called with messages; `put_aside` leaves out indexes that
            `build_indexes` builds.
    """
    cfg = Config()
    cfg.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    cfg.set_main_option("path_separator", "os")
    if connection is not None:
        cfg.attributes.update(connection=connection, **attributes)
    return cfg


def history() -> list[tuple[str, str]]:
    """List (revision, what it does) of every migration, oldest first."""
    scripts = ScriptDirectory.from_config(config())
    return [(s.revision, s.doc) for s in reversed(list(scripts.walk_revisions()))]


def revision_of(connection: Connection) -> str | None:
    """Return the revision of an open database; None for an empty one.

    Raises:
        DatabaseError: Another program made the database.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    return recognise(inspect(connection).get_table_names(), revision, "the database")


def upgrade(database: str, to: str = "head", *, say: Say = lambda _: None) -> tuple[str | None, str]:
    """Bring the schema to revision `to`. A SQLite file with rows is backed up first.

    Returns:
        (revision before, revision after).

    Raises:
        DatabaseError: The upgrade failed; the database is as it was.
    """
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
            if not _in_use(error) or attempt == LOCK_ATTEMPTS:
                raise
            say(f"{error} (attempt {attempt} of {LOCK_ATTEMPTS})")
            time.sleep(attempt / 2)
    raise AssertionError


def _migrate_once(
    database: str, to: str, known: list[str], run: Callable[..., None], say: Say
) -> tuple[str | None, str]:
    if not is_postgresql(database):
        current_revision(database, missing_is_empty=True)  # another program's file is not even opened for writing
    with migration_transaction(database, create=True) as tx:
        before = revision_of(tx)
        if before is not None and before not in known:
            raise DatabaseError(_newer(before))
        target = _target(to, before, known)
        if target == before:
            if before == known[-1]:
                _mend(tx, say)
            return before, before or "base"
        run(config(tx, say=say, put_aside=target == known[-1] and tx.dialect.name == "postgresql"), to)
        after = revision_of(tx)
    return before, after or "base"


def _newer(revision: str) -> str:
    return f"the database was made by a newer factdb (revision {revision}, known is {HEAD}): upgrade factdb"


def _mend(tx: Connection, say: Say) -> None:
    """Repair a database at the newest revision: views, triggers, counts, and SQLite's indexes."""
    if list(derived_faults(tx)):
        mine = put_aside(tx) if tx.dialect.name == "sqlite" else []
        create_derived(tx, drop_derived(tx))
        set_right(tx)
        set_texts_right(tx)
        for line in bring_back(tx, mine):
            say(line)
        say("views and triggers were recreated")
    elif wrong := list(count_faults(tx)):
        set_right(tx)
        say(f"{len(wrong)} kinds of counts were wrong: quotes were counted anew")
    if list(text_faults(tx)):
        set_texts_right(tx)
        say("the words by which claims are found were stale, and are collected again")
    if tx.dialect.name == "sqlite":
        for full_text in FULL_TEXT:
            try:
                tx.exec_driver_sql(f"INSERT INTO {full_text} ({full_text}, rank) VALUES ('integrity-check', 1)")
            except SqlError:
                tx.exec_driver_sql(f"INSERT INTO {full_text} ({full_text}) VALUES ('rebuild')")
                say(f"the full-text index of {FULL_TEXT[full_text]} was stale, and is built again")
        for index in _indexes_to_build(tx):
            index.create(tx)
            say(f"{index.name}: was missing, and is built")


@contextmanager
def safe_steps(context: MigrationContext, say: Say, *, may_lose: bool = True) -> Iterator[None]:
    """Make the migrations in the block safe, whether `factdb db upgrade` or Alembic's own commands run them.

    Rows of a SQLite file are backed up first, views, triggers and users' own objects are dropped and recreated, quotes
    are counted, and foreign keys are checked. If there is no step to take, nothing is done.

    Args:
        context: The migrations.
        say: Hears what is done.
        may_lose: Whether a downgrade may take rows away.

    Raises:
        DatabaseError: The migration failed, or is a downgrade of a database with rows that may not lose any.
    """
    tx = context.connection
    assert tx is not None
    steps_to_take = context._migrations_fn
    assert steps_to_take is not None
    aside: list[Aside] = []

    def steps(heads: Any, context: MigrationContext) -> list[Any]:
        found: list[Any] = list(steps_to_take(heads, context))
        if revisions := [step for step in found if isinstance(step, RevisionStep)]:
            if not may_lose:
                _refuse_loss(tx, [step.revision.revision for step in revisions if step.is_downgrade])
            aside.append(_put_all_aside(tx, say, for_good=history()[-1][0] not in revisions[-1].to_revisions))
        return found

    context._migrations_fn = steps
    try:
        with _what_hangs_told(), _no_word_of_odd_indexes():
            yield
        for one in aside:
            _bring_all_back(tx, one, say)
    except BaseException:
        for one in aside:
            _keep_one(one.backup)
        raise


class Aside(NamedTuple):
    """What was removed for a migration from `revision`, and the backup made before it."""

    revision: str | None
    grants: list[str]
    owned: list[Owned]
    backup: Path | None


def _put_all_aside(tx: Connection, say: Say, *, for_good: bool) -> Aside:
    copy = None
    mine: list[Owned] = []
    revision = revision_of(tx)
    if tx.dialect.name == "sqlite":
        path = Path(str(tx.engine.url.database))
        _check_space(path)
        if revision is not None and _has_rows(tx):
            copy = backup(str(path))
            say(f"backup: {copy}")
        mine = put_aside(tx)
    return Aside(revision, drop_derived(tx, for_good=for_good) if revision else [], mine, copy)


def _bring_all_back(tx: Connection, aside: Aside, say: Say) -> None:
    if revision_of(tx) == history()[-1][0]:
        if aside.revision is not None and aside.revision < _ROLES_FILLED_SINCE:
            fill_roles(tx)
        create_derived(tx, aside.grants)
        set_right(tx)
    elif (revision_of(tx) or "") < (aside.revision or ""):
        forget_lost_columns(tx)
    for line in bring_back(tx, aside.owned):
        say(line)
    if tx.dialect.name == "sqlite":
        broken = tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise DatabaseError(
                f"{len(broken)} rows would point nowhere (first in {broken[0][0]}): nothing was changed"
            )


@contextmanager
def _no_word_of_odd_indexes() -> Iterator[None]:
    """Silence SQLAlchemy's warning about a user's index over an expression, which `owned` handles."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        yield


@contextmanager
def _what_hangs_told() -> Iterator[None]:
    """Explain in one line what keeps PostgreSQL from changing a table: a user's view that reads it."""
    try:
        yield
    except SqlError as error:
        if getattr(error.orig, "sqlstate", None) not in ("2BP01", "0A000"):
            raise
        told = getattr(getattr(error.orig, "diag", None), "message_detail", None) or str(error.orig)
        raise DatabaseError(
            f"a table must be changed, but {'; '.join(told.splitlines())}: drop what depends on it, upgrade, make it"
            " again"
        ) from error


def fill_roles(tx: Connection) -> None:
    """Add a row of `roles` for each speaker that has a role but no such row, in the run that added the speaker.

    Speakers are found by those rows, which can have days.
    """
    without = (
        "SELECT id, role, import_run_id FROM speakers k WHERE trim(coalesce(role, '')) <> ''"
        " AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.speaker_id = k.id) ORDER BY id"
    )
    rows = [(id_, role, office_of(role), "record", run) for id_, role, run in tx.exec_driver_sql(without)]
    insert_rows(tx, "roles", ("speaker_id", "title", "office", "origin", "import_run_id"), rows)


def _keep_one(made: Path | None) -> None:
    """Keep only the last of the backups made before failed migrations, because the database is the same before each."""
    if made is not None and made.exists():
        made.replace(made.with_name(made.name.rpartition("-")[0] + "-failed"))


def teller(say: Say) -> Callable[..., None]:
    """Return what Alembic calls after each step; it reports steps once the whole takes longer than `QUIET_SECONDS`."""
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


def lost_by(database: str, to: str) -> tuple[list[str], list[tuple[str, int]]]:
    """Find what a downgrade to `to` would lose.

    Returns:
        What each undone migration did, newest first, and (table, number of rows) of the dropped tables; both empty for
        a database without rows.

    Raises:
        DatabaseError: The database cannot be read.
    """
    known = history()
    with checking_connection(database) as connection:
        before = revision_of(connection)
        if before is None or not _has_rows(connection):
            return [], []
        target = _target(to, before, [revision for revision, _ in known]) or ""
        undone = [(revision, what) for revision, what in reversed(known) if target < revision <= before]
        tables = _rows_made_by(connection, [revision for revision, _ in undone])
    return [f"{revision}: {what}" for revision, what in undone], tables


def _rows_made_by(tx: Connection, revisions: Sequence[str]) -> list[tuple[str, int]]:
    """List the tables that these revisions brought and that have rows, with how many."""
    there = set(inspect(tx).get_table_names())
    tables = [table for revision in revisions for table in _tables_made_by(revision) if table in there]
    counted = [(table, int(tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())) for table in tables]
    return [(table, rows) for table, rows in counted if rows]


def _refuse_loss(tx: Connection, taken_back: Sequence[str]) -> None:
    if taken_back and _has_rows(tx):
        tables = ", ".join(f"{table} ({rows:,} rows)" for table, rows in _rows_made_by(tx, taken_back))
        raise DatabaseError(
            f"this takes back {', '.join(taken_back)} with all that only they can hold"
            + (f", and drops {tables}" if tables else "")
            + ": back up, then say that you mean it: alembic -x yes downgrade …"
        )


def _tables_made_by(revision: str) -> list[str]:
    (path,) = VERSIONS.glob(f"{revision}_*.py")
    return re.findall(r"""create_table\(\s*"(\w+)\"""", path.read_text("utf-8"))


def _in_use(error: DatabaseError) -> bool:
    return getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) == "55P03"


@contextmanager
def _saying_who(database: str) -> Iterator[None]:
    """Add to the message that a PostgreSQL database is in use who uses it."""
    try:
        yield
    except DatabaseError as error:
        if not _in_use(error) or not (who := list(_who_works(database))):
            raise
        raise DatabaseError(f"{error}; they are {', '.join(who)}") from error.__cause__


def _who_works(database: str) -> Iterator[str]:
    """Yield who else has a lock on a table of the database."""
    with open_engine(database).connect() as connection:
        yield from connection.exec_driver_sql(
            "SELECT DISTINCT 'pid ' || a.pid || ' (user ' || a.usename || ', application '"
            " || coalesce(nullif(a.application_name, ''), 'unnamed') || ', ' || a.state || ')'"
            " FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid"
            " WHERE l.granted AND a.pid <> pg_backend_pid() AND c.relnamespace = current_schema()::regnamespace"
            " AND a.datname = current_database()"
        ).scalars()


@contextmanager
def migration_transaction(database: str, *, create: bool = False) -> Iterator[Connection]:
    """Open the one transaction of a migration, in which nobody else migrates and foreign keys are checked at the end.

    With `create`, an empty database gets the table that holds its revision.
    """
    engine = open_engine(database, foreign_keys=False)
    name: Path | str = database if is_postgresql(database) else sqlite_path(database)
    with _saying_who(database), explained(name), engine.connect() as tx, tx.begin():
        if is_postgresql(database):
            tx.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
            _lock_migrations(tx, create)  # other migrations are waited for
            tx.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        yield tx


def _lock_migrations(tx: Connection, create: bool) -> None:
    """Let one migration, index build or check run at a time on PostgreSQL, until the transaction ends.

    The lock is one on a table, which only those who can write may take; anybody could take an advisory lock and keep
    it. The table can still be read. A user who cannot write, and so cannot migrate, takes no lock.
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
    """Make the migrations in `context` leave out indexes of large tables, which `build_indexes` builds."""
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
    """Build indexes of the models that are missing or incomplete on PostgreSQL, while others read and write.

    Waiting for other transactions blocks nobody, so it may take its time; another migration waits.

    Returns:
        Their names.

    Raises:
        DatabaseError: An index cannot be built.
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

    there = "SELECT name FROM sqlite_master WHERE type = 'index'"
    if connection.dialect.name == "postgresql":
        there = (
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE i.indisvalid AND c.relnamespace = current_schema()::regnamespace"
        )
    whole = set(connection.exec_driver_sql(there).scalars())
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
    """Copy a SQLite database while others use it.

    The copy gets its name only once it is complete and checked.

    Args:
        database: Path of the database.
        target: Path of the copy; by default beside the database, named by revision and time, where the last
            `KEPT_BACKUPS` are kept.

    Returns:
        The path of the copy.

    Raises:
        DatabaseError: The database is on PostgreSQL, missing or damaged, or the copy cannot be written.
    """
    if is_postgresql(database):
        raise DatabaseError("a PostgreSQL database is backed up by its own tools: pg_dump --format=custom URL > FILE")
    path = sqlite_path(database)
    if not path.is_file():
        raise DatabaseError(f"{path}: there is no database to back up")
    with closing(open_sqlite(path)) as source:
        try:
            row = source.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"{path}: is not a factdb database ({error}): check the path") from error
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        final = target or path.with_name(f"{path.name}.backup-{row[0] if row else 'base'}-{stamp}")
        if final.exists():
            raise DatabaseError(f"{final}: exists already: name another file")
        part = final.with_name(final.name + ".part")
        try:
            for left in (part, part.with_name(part.name + "-journal")):  # by a backup that was killed
                left.unlink(missing_ok=True)
            make_private(part)
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
    """Keep the last `KEPT_BACKUPS`, and delete parts that a killed backup left more than an hour ago."""
    made = sorted(path.parent.glob(f"{escape(path.name)}.backup-*"), key=lambda p: p.stat().st_mtime)
    for part in [p for p in made if p.suffix.startswith(".part") and p.stat().st_mtime < time.time() - 3600]:
        part.unlink()
    for old in [p for p in made if not p.suffix.startswith(".part")][:-KEPT_BACKUPS]:
        old.unlink()


def faults(database: str) -> Iterator[str]:
    """Yield what is wrong with the database as such: damage, broken references, a stale index, a different schema.

    Whether its quotes hold is checked by `verify`.
    """
    with checking_connection(database) as tx:
        revision, newest = revision_of(tx), history()[-1][0]
        if revision is not None and revision > newest:
            yield _newer(revision)
            return
        if revision != newest:
            yield f"revision {revision} is not the newest, {newest}: run `factdb db upgrade`"
            return
        if tx.dialect.name == "sqlite":
            yield from _sqlite_faults(tx, sqlite_path(database))
        if unbuilt := _indexes_to_build(tx):
            yield f"not built: {', '.join(str(index.name) for index in unbuilt)}: run `factdb db upgrade`"
        yield from derived_faults(tx)
        yield from count_faults(tx)
        yield from text_faults(tx)
        yield from (_told(kind, *what) for kind, *what in _differences(tx) if kind not in (*_NOT_OURS, "add_index"))


def not_ours(database: str) -> Iterator[str]:
    """Yield what users made in a database at the newest revision: tables, columns, indexes, views, triggers."""
    with checking_connection(database) as tx:
        yield from strangers(tx)
        told = [kind for kind in _NOT_OURS if kind != "remove_index" or tx.dialect.name == "postgresql"]
        yield from (_told(kind, *what) for kind, *what in _differences(tx) if kind in told)


# Differences by which a database has more than the models.
_NOT_OURS = ("remove_table", "remove_column", "remove_index", "remove_constraint", "remove_fk")


def _differences(tx: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield how the tables differ from the models, in Alembic's terms: (what to do, to what…)."""
    from alembic.autogenerate import compare_metadata

    from factdb.database.models import Base

    context = MigrationContext.configure(tx, opts={"include_name": ours, "compare_type": True})
    with _no_word_of_odd_indexes():
        differences = compare_metadata(context, Base.metadata)
    for difference in differences:
        yield from difference if isinstance(difference, list) else [difference]


def _told(kind: str, *what: Any) -> str:
    """Describe one of `_differences`."""
    verb, _, noun = kind.partition("_")
    if noun == "column":
        named = f"column {what[2].name} of {what[1]}"
    elif verb == "modify":
        return f"the schema differs from the models: column {what[2]} of {what[1]}: {noun} {what[4]}, not {what[5]}"
    else:
        table = getattr(what[0], "table", None)
        named = f"{noun.replace('fk', 'foreign key')} {what[0].name}" + (
            f" of {table.name}" if table is not None else ""
        )
    return named if kind in _NOT_OURS else f"the schema differs from the models: {named} is missing"


def ours(name: str | None, type_: str, parents: Any) -> bool:
    """Return whether the models define a table, column or index; only a migration defines the full-text indexes."""
    return not _FULL_TEXT.match(name or "")


# SQLite's indexes with the tables they keep, PostgreSQL's indexes and the columns they index.
_FULL_TEXT = re.compile(r"(?:ix_)?(?:quotes|claim_words|claim_bodies)_fts|(?:words|body)_fts$")


def _sqlite_faults(tx: Connection, path: Path) -> Iterator[str]:
    for row in tx.exec_driver_sql("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield f"damaged: {row[0]}"
    for row in tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield f"a row of {row[0]} ({row[1]}) points to no row of {row[2]}"
    for full_text in FULL_TEXT:
        if stale := _stale_index(tx, path, full_text):
            yield f"the full-text index of {FULL_TEXT[full_text]} is stale ({stale}): run `factdb db upgrade`"


def _stale_index(tx: Connection, path: Path, index: str) -> str | None:
    """Return what is wrong with a full-text index of SQLite.

    Only a user who can write the file can ask the index itself; for others its rows are counted.
    """
    if not os.access(path, os.W_OK) or not os.access(path.absolute().parent, os.W_OK):
        table = FULL_TEXT[index]
        missing = f"SELECT (SELECT count(*) FROM {table}) - (SELECT count(*) FROM {index}_docsize)"
        return f"{lacking} {table} too few" if (lacking := tx.exec_driver_sql(missing).scalar_one()) else None
    with closing(sqlite3.connect(path, timeout=BUSY_MS / 1000)) as file:
        try:
            file.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise
        except sqlite3.DatabaseError as error:
            return str(error)
        finally:
            file.rollback()
    return None
