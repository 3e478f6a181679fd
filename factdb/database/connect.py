"""Connections to a database, and the check of its revision.

Reading opens quickly: SQLite through the standard library, PostgreSQL through psycopg, both without SQLAlchemy. Writing
goes through SQLAlchemy (see `write`). The schema's revision is checked whenever a database is opened.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from factdb.database.engine import BUSY_MS, explained, open_engine
from factdb.database.readers import (
    SPEAK_ISO,
    PostgresReader,
    SqliteReader,
    explain_postgres,
    explain_sqlite,
    psycopg_module,
)
from factdb.database.revision import REVISION_TABLE, TRIGGERS_AT_WORK, check_revision, missing_triggers, recognise
from factdb.database.url import is_postgresql, libpq_url, shown, sqlite_path
from factdb.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection


_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def as_it_stood(moment: datetime) -> Iterator[None]:
    """Make every `read_connection` in the block show the database as it was at `moment` (aware).

    Nothing can be written in the block.
    """
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def reads_the_past() -> bool:
    """Return whether this is inside `as_it_stood`."""
    return _moment.get() is not None


def _standing(dialect: str, moment: datetime, schema: str, connection: Any) -> Iterator[str]:
    """Yield the SQL that shows tables and views as they were: temporary views with the same names."""
    from factdb.database.trail import changed_since, former_rows, standing_views
    from factdb.database.views import view_names, view_sql

    changed = None
    if dialect == "sqlite":
        changed = {name for name, sql in changed_since(moment) if connection.execute(sql).fetchone()[0]}
        yield from former_rows(moment, changed)
    for name, select in standing_views(dialect, moment, schema, changed):
        yield f"CREATE TEMP VIEW {name} AS {select}"
    for name in view_names():
        yield f"CREATE TEMP VIEW {name} AS\n{view_sql(name, dialect)}"


@contextmanager
def read_connection(database: str) -> Iterator[SqliteReader | PostgresReader]:
    """Open a read-only connection to a database at the newest revision.

    Raises:
        DatabaseError: It is missing, not a factdb database, behind, ahead, locked, damaged or unreachable.
    """
    moment = _moment.get()
    if is_postgresql(database):
        with _psycopg_connection(database) as connection:
            pg_reader = PostgresReader(connection, database)
            check_revision(_postgres_revision(pg_reader), database)
            _say_what_is_missing(pg_reader, database)
            if moment is not None:
                schema = connection.execute("SELECT current_schema()").fetchone()[0]
                for sql in _standing("postgresql", moment, schema, connection):
                    connection.execute(sql)
            connection.commit()
            connection.read_only = True
            connection.isolation_level = 3  # REPEATABLE READ: one snapshot for all that a command reads
            try:
                yield pg_reader
            finally:
                connection.close()  # rolls back: nothing that a reading command did is to stay
        return
    path = sqlite_path(database)
    connection = open_sqlite(path)
    try:
        reader = SqliteReader(connection)
        if moment is not None:
            check_revision(_sqlite_revision(connection, path), str(path))
            for sql in _standing("sqlite", moment, "main", connection):
                connection.execute(sql)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")  # one snapshot for all that a command reads
        check_revision(_sqlite_revision(connection, path), str(path))
        _say_what_is_missing(reader, str(path))
        yield reader
    finally:
        connection.close()


def _say_what_is_missing(reader: SqliteReader | PostgresReader, name: str) -> None:
    at_work = reader.rows(TRIGGERS_AT_WORK[reader.dialect])
    if wrong := missing_triggers(reader.dialect, [(row["name"], row["tbl"]) for row in at_work]):
        print(f"factdb: {shown(name)}: {wrong}", file=sys.stderr)


def open_sqlite(path: Path) -> sqlite3.Connection:
    """Open an existing file read-only.

    If a leftover WAL file would need a writable folder and there is none, the file is read as it is.

    Raises:
        DatabaseError: There is no such file, or it cannot be read.
    """
    if not _exists(path):
        raise DatabaseError(
            f"{path}: there is no database yet: create one with `factdb import PATH` or `factdb db upgrade`"
        )
    if path.is_dir():
        raise DatabaseError(f"{path}: is a directory: give the path of a database file")
    if not os.access(path, os.R_OK):
        raise DatabaseError(f"{path}: cannot be read: check its permissions")
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        # Immutable reading sees no WAL: only where none is waiting.
        if ("readonly" in str(error) or "unable to open" in str(error)) and not _waiting_wal(path):
            return sqlite3.connect(uri + "&immutable=1", uri=True, isolation_level=None)
        raise explain_sqlite(error, path) from error
    return connection


def _exists(path: Path) -> bool:
    """Return whether there is such a file.

    Raises:
        DatabaseError: That cannot be found out.
    """
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise DatabaseError(
            f"{path}: cannot be reached ({why}): check the path and its folder's permissions"
        ) from error
    return True


def _waiting_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _sqlite_revision(connection: sqlite3.Connection, path: Path) -> str | None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    row = None
    if REVISION_TABLE in tables:
        row = connection.execute(f"SELECT version_num FROM {REVISION_TABLE}").fetchone()
    return recognise(tables, row and str(row[0]), str(path))


def _postgres_revision(reader: PostgresReader) -> str | None:
    tables = {r["t"] for r in reader.rows("SELECT tablename AS t FROM pg_tables WHERE schemaname = current_schema()")}
    revision = None
    if REVISION_TABLE in tables:
        revision = next((str(r["version_num"]) for r in reader.rows(f"SELECT version_num FROM {REVISION_TABLE}")), None)
    return recognise(tables, revision, reader.name)


@contextmanager
def _psycopg_connection(database: str) -> Iterator[Any]:
    psycopg = psycopg_module()
    try:
        connection = psycopg.connect(libpq_url(database), connect_timeout=10)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise explain_postgres(error, database) from error
    with connection:
        _load_as_sqlite(connection)
        connection.execute(SPEAK_ISO)
        # We read results to their end: planned only for their first tenth, a search for a rare word reads every quote.
        connection.execute("SET cursor_tuple_fraction = 1")
        connection.commit()
        yield connection


def _load_as_sqlite(connection: Any) -> None:
    """Let values of PostgreSQL come as SQLite holds them, so that both print the same.

    Days and times are ISO 8601 text, times in UTC with microseconds; true is 1; a numeric is an int or a float.
    """
    from psycopg.adapt import Loader

    def loaded_by(load: Callable[[str], Any]) -> type[Loader]:
        return type("Loaded", (Loader,), {"load": lambda _, data: load(bytes(data).decode())})

    for name, load in (
        ("date", str),
        ("timestamptz", _moment_text),
        ("bool", lambda text: int(text == "t")),
        ("numeric", _number),
    ):
        connection.adapters.register_loader(name, loaded_by(load))


def _moment_text(text: str) -> str:
    moment, _, fraction = text.removesuffix("+00").partition(".")
    return f"{moment.replace(' ', 'T')}.{fraction:0<6}Z" if text.endswith("+00") else text


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


@contextmanager
def checking_connection(database: str) -> Iterator[Connection]:
    """Open an SQLAlchemy connection that reads one snapshot and needs no right to write."""
    if is_postgresql(database):
        engine, name, begin = open_engine(database), database, "SET TRANSACTION READ ONLY"
    else:
        from sqlalchemy import create_engine
        from sqlalchemy.pool import NullPool

        path = sqlite_path(database)
        engine = create_engine("sqlite://", creator=lambda: open_sqlite(path), poolclass=NullPool)
        name, begin = str(path), "BEGIN"
    with explained(name), engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(begin)
        yield connection


def current_revision(database: str, *, missing_is_empty: bool = False) -> str | None:
    """Return the revision of the database's schema.

    Returns:
        None for an empty database and, with `missing_is_empty`, for a missing SQLite file.
    """
    if is_postgresql(database):
        with _psycopg_connection(database) as connection:
            return _postgres_revision(PostgresReader(connection, database))
    path = sqlite_path(database)
    if missing_is_empty and not _exists(path):
        return None
    connection = open_sqlite(path)
    try:
        return _sqlite_revision(connection, path)
    finally:
        connection.close()
