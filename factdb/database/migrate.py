"""Schema upgrades: atomic, one at a time, after a backup. Migrations are in migrations/, which the wheel includes.

The runner owns the transaction: Alembic's own would leave a half-applied schema behind on SQLite, whose batch changes
also fail while a view names the table and silently drop its triggers. So views and triggers are code, dropped before
and recreated after every upgrade.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from alembic import command
from alembic.runtime.migration import MigrationContext, RevisionStep
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DatabaseError as SqlError

from factdb.database.backups import backup, check_space, keep_one
from factdb.database.claim_texts import set_texts_right, text_faults
from factdb.database.connect import checking_connection, current_revision
from factdb.database.counts import count_faults, set_right
from factdb.database.derived import create_derived, derived_faults, drop_derived
from factdb.database.engine import explained, open_engine
from factdb.database.faults import made_by_newer, no_word_of_odd_indexes
from factdb.database.indexes import build_indexes, indexes_to_build, lock_migrations
from factdb.database.load import insert_rows
from factdb.database.owned import Owned, bring_back, put_aside
from factdb.database.revision import FULL_TEXT, VERSIONS
from factdb.database.scripts import Say, config, history, revision_of, tell_if_slow
from factdb.database.trail import forget_lost_columns
from factdb.database.url import is_postgresql, sqlite_path
from factdb.errors import DatabaseError
from factdb.matching.offices import office_of

# How long a migration on PostgreSQL waits for a table that others use, and how often. While it waits, everybody else
# queues behind it: better to step back and try again.
LOCK_TIMEOUT = "4s"
LOCK_ATTEMPTS = 5
# Upgrades from before this revision fill `roles` from `speakers.role`.
_ROLES_FILLED_SINCE = "0023"


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
    return _migrate(database, to, command.downgrade, say)


def _migrate(database: str, to: str, run: Callable[..., None], say: Say) -> tuple[str | None, str]:
    known = [revision for revision, _ in history()]
    if to not in ("head", "base", "-1", *known):
        raise DatabaseError(f"there is no revision {to!r}; choose from {', '.join(known)}")
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
            raise DatabaseError(made_by_newer(before))
        target = _target(to, before, known)
        if target == before:
            if before == known[-1]:
                _mend(tx, say)
            return before, before or "base"
        run(config(tx, say=say, put_aside=target == known[-1] and tx.dialect.name == "postgresql"), to)
        after = revision_of(tx)
    return before, after or "base"


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
        say(f"{len(wrong)} kinds of counts were wrong and were counted again")
    if list(text_faults(tx)):
        set_texts_right(tx)
        say("the words by which claims are found were stale and were collected again")
    if tx.dialect.name == "sqlite":
        for full_text in FULL_TEXT:
            try:
                tx.exec_driver_sql(f"INSERT INTO {full_text} ({full_text}, rank) VALUES ('integrity-check', 1)")
            except SqlError:
                tx.exec_driver_sql(f"INSERT INTO {full_text} ({full_text}) VALUES ('rebuild')")
                say(f"the full-text index of {FULL_TEXT[full_text]} was stale and was rebuilt")
        for index in indexes_to_build(tx):
            index.create(tx)
            say(f"{index.name}: was missing and was built")


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
        with _what_hangs_told(), no_word_of_odd_indexes():
            yield
        for one in aside:
            _bring_all_back(tx, one, say)
    except BaseException:
        for one in aside:
            keep_one(one.backup)
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
        check_space(path)
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
                f"{len(broken)} references would be broken (first in {broken[0][0]}): nothing was changed"
            )


@contextmanager
def _what_hangs_told() -> Iterator[None]:
    """Explain in one line what keeps PostgreSQL from changing a table: a user's view that reads it."""
    try:
        yield
    except SqlError as error:
        if getattr(error.orig, "sqlstate", None) not in ("2BP01", "0A000"):
            raise
        detail = getattr(getattr(error.orig, "diag", None), "message_detail", None) or str(error.orig)
        raise DatabaseError(
            f"a table must be changed, but {'; '.join(detail.splitlines())}: drop what depends on it, upgrade, and"
            " recreate it"
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


def teller(say: Say) -> Callable[..., None]:
    """Return what Alembic calls after each step; it reports steps once the whole takes longer than `QUIET_SECONDS`."""
    began = time.monotonic()

    def step_done(*, step: Any, **_: Any) -> None:
        tell_if_slow(say, began, f"{step.up_revision_id}: {step.up_revision.doc}")

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
            f"this undoes {', '.join(taken_back)} with the data that only they can hold"
            + (f", and drops {tables}" if tables else "")
            + ": back up, then confirm with: alembic -x yes downgrade …"
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
    """Open the one transaction of a migration, during which nobody else migrates; foreign keys are checked at the end.

    With `create`, an empty database gets the table that holds its revision.
    """
    engine = open_engine(database, foreign_keys=False, create=create)
    name: Path | str = database if is_postgresql(database) else sqlite_path(database)
    with _saying_who(database), explained(name), engine.connect() as tx, tx.begin():
        if is_postgresql(database):
            tx.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
            lock_migrations(tx, create)  # other migrations are waited for
            tx.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        yield tx
