"""SQLAlchemy engines, by which everything is written: one writer at a time, and errors that are explained."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from factdb.database.readers import SPEAK_ISO, explain_postgres, explain_sqlite, psycopg_module, refuse_unknown
from factdb.database.url import driver_url, is_postgresql, misread, shown, sqlite_path
from factdb.errors import DatabaseError, reason

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


# Milliseconds that a reader waits for what keeps it from reading before it gives up.
BUSY_MS = 30_000

# Milliseconds that a writer waits for another before it says for whom, and before it gives up: a large load takes
# minutes.
QUIET_MS = 3_000

TURN_MS = 600_000


def open_engine(database: str, *, foreign_keys: bool = True, create: bool = False) -> Engine:
    """Return an SQLAlchemy engine.

    On SQLite every transaction is BEGIN IMMEDIATE, so that two writers wait for each other instead of failing, and none
    begins or is committed once the file was removed or replaced, because its rows would go nowhere.

    Args:
        database: Path or URL.
        foreign_keys: Off only for migrations, because SQLite empties child tables when a parent is rebuilt.
        create: Whether to create a SQLite file that is missing.

    Raises:
        DatabaseError: The URL is invalid, or the file cannot be created.
        MissingExtraError: PostgreSQL needs psycopg.
    """
    from sqlalchemy import event

    engine = _postgresql(database) if is_postgresql(database) else _sqlite(sqlite_path(database), foreign_keys, create)
    event.listen(engine, "before_execute", _refuse_unknown_parameters)
    return engine


def _postgresql(database: str) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    psycopg_module()
    if why := misread(database):
        raise DatabaseError(f"{shown(database)}: {why}")
    engine = create_engine(
        driver_url(database),
        poolclass=NullPool,
        connect_args={"connect_timeout": 10, "fallback_application_name": "factdb"},
    )

    @event.listens_for(engine, "connect")
    def speak_iso(connection: Any, _: object) -> None:
        connection.execute(SPEAK_ISO)
        connection.commit()

    return engine


def _sqlite(path: Path, foreign_keys: bool, create: bool) -> Engine:
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    if path.is_dir():
        raise DatabaseError(f"{path}: is a directory: give the path of a database file")
    if not path.absolute().parent.is_dir():
        raise DatabaseError(f"{path}: its folder does not exist: create {path.absolute().parent} first")
    if create:
        make_private(path)
    file = URL.create("sqlite", database=str(path.absolute()))
    existing = f"file:{quote(str(path.absolute()))}?mode=rw"
    engine = create_engine(
        file,
        poolclass=NullPool,
        creator=lambda: sqlite3.connect(existing, uri=True, timeout=BUSY_MS / 1000, check_same_thread=False),
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info[_OPENED] = _identity(path)
        connection.isolation_level = None  # BEGIN is ours: the module would commit before DDL
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA recursive_triggers = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        refuse_another_file(connection, path)
        _take_turn(connection, path)
        connection.info[_LOG] = _identity(_log_of(path))

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        refuse_another_file(connection, path)

    @event.listens_for(engine, "close")
    def close(connection: sqlite3.Connection, record: Any) -> None:
        # SQLite keeps a connection, and its lock, until its last cursor is gone, and the traceback of Ctrl-C holds one.
        with suppress(sqlite3.Error):  # what cannot be rolled back was not committed either
            connection.rollback()
        # SQLite leaves the log of a file that is gone, and would play it into whatever takes that file's place.
        if record.info[_OPENED] != _identity(path) and record.info.get(_LOG) == _identity(_log_of(path)) is not None:
            Path(f"{path}-shm").unlink(missing_ok=True)
            _log_of(path).unlink(missing_ok=True)

    return engine


_OPENED, _LOG = "opened file", "write-ahead log"


def _log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at `path` from another one; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_another_file(connection: Connection, path: Path) -> None:
    """Raise DatabaseError if the SQLite file that `connection` has open is no longer the one at `path`."""
    if connection.info[_OPENED] != _identity(path):
        raise DatabaseError(
            f"{path}: was removed or replaced while this command was using it: nothing more was stored; run the command"
            " again"
        )


def _take_turn(connection: Connection, path: Path) -> None:
    """Begin a transaction that writes to a SQLite file, as soon as nobody else's does.

    SQLite's own waiting cannot be interrupted, so it waits a second at a time.
    """
    from sqlalchemy.exc import OperationalError

    began = time.monotonic()
    is_said = False
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {min(TURN_MS, 1000)}")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except OperationalError as error:
            waited_ms = 1000 * (time.monotonic() - began)
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or waited_ms >= TURN_MS:
                raise
            if waited_ms >= QUIET_MS and not is_said:
                is_said = True
                say_who_writes(path, _pid_that_writes(path))
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MS}")


# The byte of the -shm file that SQLite locks while it writes: https://www.sqlite.org/walformat.html#locks
_WAL_WRITE_LOCK = 120


def _pid_that_writes(path: Path) -> str | None:
    """Return who holds the lock for writing, where Linux shows it."""
    try:
        inode = os.stat(f"{path}-shm").st_ino
        with open("/proc/locks", encoding="ascii") as locks:
            for line in locks:
                # 1: POSIX ADVISORY WRITE 4711 00:2a:123 120 120
                _, _, _, mode, pid, file, first, last = [*line.split(), *[""] * 8][:8]
                held = mode == "WRITE" and file.endswith(f":{inode}") and last.isdigit()
                if held and int(first) <= _WAL_WRITE_LOCK <= int(last):
                    return f"pid {pid}"
    except OSError:
        pass
    return None


def say_who_writes(name: Path | str, who: str | None) -> None:
    """Say on stderr for whom a command waits that wants to write."""
    print(f"factdb: {shown(str(name))}: waiting for {who or 'another command'}, which writes to it", file=sys.stderr)


def make_private(path: Path) -> None:
    """Create an empty file that only its owner can read; leave an existing one as it is.

    Raises:
        DatabaseError: It cannot be created.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        why = reason(error, "check the path and its folder's permissions")
        raise DatabaseError(f"{path}: cannot be created {why}") from error


def _refuse_unknown_parameters(
    _: Connection, statement: Any, many: Sequence[Mapping[str, Any]], given: Mapping[str, Any], __: object
) -> None:
    """Apply `refuse_unknown` to a statement before SQLAlchemy executes it and ignores such parameters."""
    names = set(given).union(*many)
    if statement.is_insert or statement.is_update:
        names.difference_update(statement.table.columns.keys())
    if names:
        refuse_unknown(names, _parameters(statement), statement)


@lru_cache(maxsize=512)
def _parameters(statement: Any) -> frozenset[str]:
    """Return the names of the parameters of a statement; cached, for those that are used often are made once."""
    from sqlalchemy import BindParameter
    from sqlalchemy.sql.visitors import iterate

    return frozenset(part.key for part in iterate(statement) if isinstance(part, BindParameter))


@contextmanager
def explained(name: Path | str) -> Iterator[None]:
    """Turn driver errors about locks, permissions, full disks and lost servers into a `DatabaseError`."""
    from sqlalchemy.exc import DBAPIError

    # Bare ones are raised while a connection is prepared, and by COPY.
    bare: type[Exception] = sqlite3.Error if isinstance(name, Path) else psycopg_module().Error
    try:
        yield
    except (DBAPIError, bare) as error:
        cause = (error.orig or error) if isinstance(error, DBAPIError) else error
        if isinstance(name, Path):
            if isinstance(cause, sqlite3.DatabaseError) and not isinstance(
                cause, sqlite3.IntegrityError | sqlite3.ProgrammingError
            ):
                raise explain_sqlite(cause, name) from error
            raise
        import psycopg

        # An error of the program has a state when the server found it; without one it is the URL's.
        url_is_wrong = isinstance(cause, psycopg.ProgrammingError) and cause.sqlstate is None
        refused = psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction
        if url_is_wrong or isinstance(cause, psycopg.OperationalError | refused):
            raise explain_postgres(cause, name) from error
        raise
