"""Connections to a database, and the check of its revision.

Reading opens quickly: SQLite through the standard library, PostgreSQL through psycopg, both without SQLAlchemy. Writing
goes through SQLAlchemy (see `write`). The schema's revision is checked whenever a database is opened.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from factdb.database.readers import (
    PostgresReader,
    SqliteReader,
    explain_postgres,
    explain_sqlite,
    refuse_unknown,
)
from factdb.database.url import driver_url, is_postgresql, libpq_url, misread, shown, sqlite_path
from factdb.errors import DatabaseError, MissingExtraError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def _migrations() -> Path:
    """Return the folder of migrations: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "migrations"
    return inside if (inside / "env.py").is_file() else package.parent / "migrations"


MIGRATIONS = _migrations()
VERSIONS = MIGRATIONS / "versions"
# The newest migration, by the names of the files: reading need not import Alembic to know it.
HEAD = max((path.name[:4] for path in VERSIONS.glob("[0-9]*.py")), default="")
# How many triggers a whole database has: those that keep the trail, the counts and the search index. A test holds the
# numbers to what `derived` makes; they are here so that reading need not import the models to know them.
TRIGGERS = {"sqlite": 72, "postgresql": 67}
# SQLite's full-text indexes, and the table that each is over.
FULL_TEXT = {"quotes_fts": "quotes", "claim_words_fts": "claim_texts", "claim_bodies_fts": "claim_texts"}
# What the triggers that factdb makes, in whichever version, are called after the name of their table.
_TRIGGER_ENDS = re.compile(
    r"_((keep|count)_(insert|update|delete)|no_(update|delete|truncate)|fts_(insert|update|delete)"
    r"|canonical_(insert|update))"
)
# Where Alembic keeps the revision.
REVISION_TABLE = "alembic_version"
# Milliseconds that a reader waits for what keeps it from reading before it gives up.
BUSY_MS = 30_000
# Milliseconds that a writer waits for another before it says for whom, and before it gives up: a large load takes
# minutes.
QUIET_MS = 3_000
TURN_MS = 600_000


# --- Reading -----------------------------------------------------------------------------------------------------


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


def _standing(dialect: str, moment: datetime, schema: str) -> Iterator[str]:
    """Yield the SQL that shows tables and views as they were: temporary views with the same names."""
    from factdb.database.trail import standing_views
    from factdb.database.views import view_names, view_sql

    for name, select in standing_views(dialect, moment, schema):
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
                for sql in _standing("postgresql", moment, schema):
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
            for sql in _standing("sqlite", moment, "main"):
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
            f"{path}: there is no database yet: make one with `factdb import PATH` or `factdb db upgrade`"
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


def recognise(tables: Collection[str], revision: str | None, name: str) -> str | None:
    """Return the revision of a database with these tables; None for an empty one.

    Args:
        tables: Names of its tables.
        revision: What `alembic_version` contains.
        name: Its path or URL, for messages.

    Raises:
        DatabaseError: Another program made the database, or its revision is lost.
    """
    if "import_runs" in tables and revision is not None:
        return revision
    if revision is None and not [t for t in tables if t != REVISION_TABLE and not t.startswith("sqlite_")]:
        return None
    if {"import_runs", "decisions", "quotes", REVISION_TABLE} <= set(tables):
        raise DatabaseError(
            f"{shown(name)}: its table {REVISION_TABLE} is empty, so that nobody knows the revision of the others:"
            f" restore a backup, or insert the revision it was last upgraded to (this factdb's is {HEAD})"
        )
    raise DatabaseError(f"{shown(name)}: is the database of another program: give factdb one of its own")


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


def is_our_trigger(name: str, table: str) -> bool:
    """Return whether factdb makes a trigger with this name on `table`."""
    begins = name.removeprefix("speakers_of_")
    return begins.startswith(table) and _TRIGGER_ENDS.fullmatch(begins, len(table)) is not None


# What lists (name, table) of the triggers that are at work.
TRIGGERS_AT_WORK = {
    "sqlite": "SELECT name, tbl_name AS tbl FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname AS name, c.relname AS tbl FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace",
}


def missing_triggers(dialect: str, at_work: Iterable[Sequence[str]]) -> str | None:
    """Return what is wrong if some of our triggers are missing; None if all are there.

    Without them changes are not recorded, counts go wrong and searches miss quotes.

    Args:
        dialect: "sqlite" or "postgresql".
        at_work: (name, table) of the enabled triggers.
    """
    here = sum(is_our_trigger(name, table) for name, table in at_work)
    if here >= TRIGGERS[dialect]:
        return None
    return (
        f"{TRIGGERS[dialect] - here} of the {TRIGGERS[dialect]} triggers that write down every change are missing:"
        " run `factdb db upgrade`"
    )


def check_revision(revision: str | None, name: str) -> None:
    """Check that a database is at the newest revision.

    Raises:
        DatabaseError: It is empty, older or newer; the message says what to do.
    """
    if revision == HEAD:
        return
    name = shown(name)
    if revision is None:
        raise DatabaseError(f"{name}: is empty: `factdb import PATH` or `factdb db upgrade` make it a factdb database")
    if revision > HEAD:
        raise DatabaseError(
            f"{name}: was made by a newer factdb (revision {revision}, known is {HEAD}): upgrade factdb"
        )
    raise DatabaseError(f"{name}: is of revision {revision}, this factdb needs {HEAD}: run `factdb db upgrade`")


@contextmanager
def _psycopg_connection(database: str) -> Iterator[Any]:
    psycopg = _psycopg_module()
    try:
        connection = psycopg.connect(libpq_url(database), connect_timeout=10)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise explain_postgres(error, database) from error
    with connection:
        _load_as_sqlite(connection)
        connection.execute(_SPEAK_ISO)
        # We read results to their end: planned for their first tenth alone, a search for a rare word reads every quote.
        connection.execute("SET cursor_tuple_fraction = 1")
        connection.commit()
        yield connection


# Whatever PGDATESTYLE, PGTZ, the server or the role say.
_SPEAK_ISO = "SET datestyle = 'ISO'; SET timezone = 'UTC'"


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


def _psycopg_module() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError("PostgreSQL needs psycopg: pip install 'factdb[postgres]'") from error
    return psycopg


# --- Writing -----------------------------------------------------------------------------------------------------


def open_engine(database: str, *, foreign_keys: bool = True) -> Engine:
    """Return an SQLAlchemy engine.

    On SQLite every transaction is BEGIN IMMEDIATE, so that two writers wait for each other instead of failing.

    Args:
        database: Path or URL.
        foreign_keys: Off only for migrations, because SQLite empties child tables when a parent is rebuilt.

    Raises:
        DatabaseError: The URL is invalid, or the file cannot be created.
        MissingExtraError: PostgreSQL needs psycopg.
    """
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    if is_postgresql(database):
        _psycopg_module()
        if why := misread(database):
            raise DatabaseError(f"{shown(database)}: {why}")
        engine = create_engine(
            driver_url(database),
            poolclass=NullPool,
            connect_args={"connect_timeout": 10, "fallback_application_name": "factdb"},
        )

        @event.listens_for(engine, "connect")
        def speak_iso(connection: Any, _: object) -> None:
            connection.execute(_SPEAK_ISO)
            connection.commit()

        event.listen(engine, "before_execute", _refuse_unknown_parameters)
        return engine
    path = sqlite_path(database)
    if path.is_dir():
        raise DatabaseError(f"{path}: is a directory: give the path of a database file")
    if not path.absolute().parent.is_dir():
        raise DatabaseError(f"{path}: its folder does not exist: make {path.absolute().parent} first")
    make_private(path)
    file = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(file, poolclass=NullPool, connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # BEGIN is ours: the module would commit before DDL
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA recursive_triggers = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        _take_turn(connection, path)

    event.listen(engine, "before_execute", _refuse_unknown_parameters)
    return engine


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
    """Who holds the lock for writing, where Linux tells."""
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
        raise DatabaseError(
            f"{path}: cannot be made ({error.strerror}): check the path and its folder's permissions"
        ) from error


def _refuse_unknown_parameters(
    _: Connection, statement: Any, many: Sequence[Mapping[str, Any]], given: Mapping[str, Any], __: object
) -> None:
    """Apply `refuse_unknown` to a statement before SQLAlchemy executes it and ignores such parameters."""
    names = set(given).union(*many)
    if statement.is_insert or statement.is_update:
        names.difference_update(statement.table.columns.keys())
    if names:
        from sqlalchemy import BindParameter
        from sqlalchemy.sql.visitors import iterate

        known = {part.key for part in iterate(statement) if isinstance(part, BindParameter)}
        refuse_unknown(names, known, statement)


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


@contextmanager
def explained(name: Path | str) -> Iterator[None]:
    """Turn driver errors about locks, permissions, full disks and lost servers into a `DatabaseError`."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the bare one is raised while a connection is prepared
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
