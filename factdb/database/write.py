"""Writing to a database: one transaction at a time, and the only place that commits."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factdb.database import engine
from factdb.database.connect import current_revision, reads_the_past
from factdb.database.engine import explained, open_engine
from factdb.database.readers import PostgresReader, sendable
from factdb.database.revision import TRIGGERS_AT_WORK, check_revision, missing_triggers
from factdb.database.url import is_postgresql, shown, sqlite_path
from factdb.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

# A table's lock, not an advisory one: who may only read cannot take it, and so cannot keep writers waiting.
_TAKE_TURN = (
    "SAVEPOINT turn; SET LOCAL lock_timeout = {}; LOCK TABLE import_runs IN SHARE ROW EXCLUSIVE MODE;"
    " SET LOCAL lock_timeout TO DEFAULT; RELEASE SAVEPOINT turn"
)
_WHO_WRITES = """
SELECT 'pid ' || a.pid || ' (user ' || a.usename || ', ' || coalesce(nullif(a.application_name, ''), 'unnamed')
    || coalesce(', from ' || host(a.client_addr), '') || ', since ' || to_char(a.xact_start, 'HH24:MI:SS') || ' UTC)'
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.granted AND l.relation = to_regclass('import_runs')
    AND l.mode IN ('ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
"""

_RUNNING = "SELECT 1 FROM import_runs WHERE status = 'running' AND finished_at IS NULL LIMIT 1"


class Writer:
    """A database opened for writing, at the newest revision."""

    def __init__(self, connection: Connection, name: Path | str) -> None:
        self._connection = connection
        self._name = name

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open one transaction: committed at the end, rolled back on any error.

        There is one writer at a time, so what it reads is still true when it writes. Others wait their turn, say so
        after some seconds, and fail with a DatabaseError after ten minutes; readers do not wait. Keep slow work out of
        it.
        """
        with explained(self._name), self._connection.begin():
            if self._connection.dialect.name == "postgresql":  # on SQLite, the transaction begins so
                self._take_turn()
            yield self._connection

    def check_file(self) -> None:
        """Raise DatabaseError if the SQLite file was removed or replaced since it was opened."""
        if isinstance(self._name, Path):
            engine.refuse_another_file(self._connection, self._name)

    def _take_turn(self) -> None:
        from sqlalchemy.exc import OperationalError

        try:
            self._connection.exec_driver_sql(_TAKE_TURN.format(engine.QUIET_MS))
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != "55P03":
                raise
            self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT turn")
            engine.say_who_writes(self._name, self._connection.exec_driver_sql(_WHO_WRITES).scalar())
            self._connection.exec_driver_sql(_TAKE_TURN.format(engine.TURN_MS))


@contextmanager
def open_writer(database: str, *, create: bool = False) -> Iterator[Writer]:
    """Open a database for writing, and close import runs that were interrupted by a kill or a lost machine.

    Args:
        database: Path or URL.
        create: Whether to create the schema in an empty or missing database.

    Raises:
        DatabaseError: As for `read_connection`, or if triggers that record changes are missing.
    """
    if reads_the_past():
        raise DatabaseError("the past is read-only: run the command without as-of to decide or import now")
    name: Path | str = shown(database) if is_postgresql(database) else sqlite_path(database)
    revision = current_revision(database, missing_is_empty=create)
    if revision is None and create:
        from factdb.database.migrate import upgrade  # Alembic takes a third of a second

        upgrade(database)
    else:
        check_revision(revision, str(name))
    if isinstance(name, Path) and not os.access(name, os.W_OK):
        raise DatabaseError(f"{name}: cannot be written: check its permissions")
    engine = open_engine(database)
    try:
        with explained(name), engine.connect() as connection:
            with connection.begin():
                at_work = [tuple(row) for row in connection.exec_driver_sql(TRIGGERS_AT_WORK[connection.dialect.name])]
                is_any_running = connection.exec_driver_sql(_RUNNING).first() is not None
            if wrong := missing_triggers(connection.dialect.name, at_work):
                raise DatabaseError(f"{name}: {wrong}")
            writer = Writer(connection, name)
            if is_any_running:
                from factdb.database.signs import close_interrupted

                with writer.transaction() as tx:
                    close_interrupted(tx)
            yield writer
    finally:
        engine.dispose()  # a pooled connection would go on holding what its session has locked


@contextmanager
def transaction(database: str, *, create: bool = False) -> Iterator[Connection]:
    """Open one transaction with `open_writer`."""
    with open_writer(database, create=create) as writer, writer.transaction() as tx:
        yield tx


class Within:
    """A `Reader` for queries inside a transaction."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self.dialect = tx.dialect.name

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of one SELECT with `:name` parameters, straight from the driver, in a tenth of the time."""
        driver: Any = self._tx.connection.driver_connection
        written = sql if self.dialect == "sqlite" else PostgresReader.placeholders(sql)
        cursor = driver.execute(written, sendable(sql, params))
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))
