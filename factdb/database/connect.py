"""The only door to a database.

Reading opens quickly: SQLite through the standard library, PostgreSQL through psycopg, neither with SQLAlchemy. Writing
goes through SQLAlchemy (see `write`). The schema's revision is checked at every opening.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from factdb.errors import DatabaseError, FactdbError, MissingExtraError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# The newest migration; a test holds it to migrations/versions. Known here so that reading need not import Alembic.
HEAD = "0022"
# Milliseconds that a writer waits for another before it gives up.
BUSY_MS = 30_000

Params = Mapping[str, Any]


def is_postgresql(database: str) -> bool:
    """Whether `database` is a PostgreSQL URL; everything else is a SQLite file."""
    return database.startswith(("postgresql:", "postgres:", "postgresql+psycopg:"))


def sqlite_path(database: str) -> Path:
    """The file of a SQLite database given as a path or as a sqlite:/// URL. Raises DatabaseError for another URL."""
    if database.startswith("sqlite:///"):
        return Path(database.removeprefix("sqlite:///"))
    if re.match(r"[a-z0-9+]+://", database):
        raise DatabaseError(
            f"{shown(database)}: not a kind of database that factdb knows: give a path or postgresql://…"
        )
    if not database:
        raise DatabaseError("no database: give --database a path or a postgresql:// URL")
    return Path(database)


def shown(database: str) -> str:
    """The database's name without a password."""
    if "://" not in database:
        return database
    parts = urlsplit(database)
    return database.replace(f":{parts.password}@", ":…@") if parts.password else database


# --- Reading -----------------------------------------------------------------------------------------------------


# A parameter of a statement, unless the colon belongs to a cast (`::date`), a string or an identifier in quotes.
_PARAMETER = re.compile(r"('(?:[^']|'')*'|\"[^\"]*\"|::)|:([a-zA-Z_]\w*)|%")


@lru_cache(maxsize=1024)
def _parameters(sql: str) -> frozenset[str]:
    """The names of the `:name` parameters of a statement."""
    return frozenset(match[2] for match in _PARAMETER.finditer(sql) if match[2])


def _refuse_unknown(given: Collection[str], known: Collection[str], sql: object) -> None:
    """Raise TypeError for a parameter that the statement does not have. A database would ignore it, and the answer
    would be about everybody instead of the one asked for."""
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise TypeError(f"the statement has no parameter {', '.join(unknown)}: {sql}")


def _sendable(sql: str, params: Params | None) -> dict[str, Any]:
    """The parameters of a statement. Raises TypeError for one that it does not have, FactdbError for bytes of the
    command line that are no text."""
    _refuse_unknown(params or (), _parameters(sql), sql)
    for value in (params or {}).values():
        if isinstance(value, str) and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise FactdbError(f"{value!r} is not UTF-8: write it in that encoding") from error
    return dict(params or {})


class SqliteReader:
    """A read-only connection to a SQLite file."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.row_factory = sqlite3.Row

    def rows(self, sql: str, params: Params | None = None) -> Iterator[Mapping[str, Any]]:
        """The rows of one SELECT with `:name` parameters, as they come."""
        with self._explained():
            # Not `yield from`: that would close the cursor of a result left half-read, after its connection.
            for row in self.connection.execute(sql, _sendable(sql, params)):  # noqa: UP028
                yield row

    def chunks(self, sql: str, params: Params | None = None, size: int = 1000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of one SELECT as plain tuples, `size` at a time: for whoever reads very many."""
        with self._explained():
            cursor = self.connection.cursor()
            cursor.row_factory = None
            cursor.execute(sql, _sendable(sql, params))
            while rows := cursor.fetchmany(size):
                yield rows

    @staticmethod
    @contextmanager
    def _explained() -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise DatabaseError("the database is locked by another program: try again when it is done") from error
            raise
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"the database is damaged ({error}): restore it from a backup") from error


class PostgresReader:
    """A read-only transaction on PostgreSQL."""

    dialect = "postgresql"
    _SHORT = re.compile(r" LIMIT \d{1,3}$")

    def __init__(self, connection: Any, name: str) -> None:
        self.connection = connection
        self.name = name

    def rows(self, sql: str, params: Params | None = None) -> Iterator[Mapping[str, Any]]:
        """The rows of one SELECT with `:name` parameters, as they come; days as ISO 8601 text."""
        from psycopg.rows import dict_row

        with self._cursor(sql, params, dict_row) as cursor:
            yield from cursor

    def chunks(self, sql: str, params: Params | None = None, size: int = 1000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of one SELECT as plain tuples, `size` at a time: for whoever reads very many."""
        from psycopg.rows import tuple_row

        with self._cursor(sql, params, tuple_row) as cursor:
            while rows := cursor.fetchmany(size):
                yield rows

    @contextmanager
    def _cursor(self, sql: str, params: Params | None, row_factory: Any) -> Iterator[Any]:
        from psycopg import OperationalError
        from psycopg.errors import InsufficientPrivilege

        # A server-side cursor, so that a long result is not held in memory; its name must be new for nested ones. A
        # short result is asked for at once: that takes one message instead of three, and parallel workers may help.
        PostgresReader._count += 1
        named = {} if self._SHORT.search(sql) else {"name": f"factdb_{PostgresReader._count}"}
        try:
            with self.connection.cursor(**named, row_factory=row_factory) as cursor:
                cursor.execute(self.placeholders(sql), _sendable(sql, params))
                if named:
                    cursor.itersize = 2000
                yield cursor
        except (OperationalError, InsufficientPrivilege) as error:
            raise _explain_postgres(error, self.name) from error

    _count = 0

    @classmethod
    def placeholders(cls, sql: str) -> str:
        """`sql` with its `:name` parameters written as psycopg wants them."""

        def one(match: re.Match[str]) -> str:
            if match[1]:
                return match[1].replace("%", "%%")
            return f"%({match[2]})s" if match[2] else "%%"

        return _PARAMETER.sub(one, sql)


_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def as_it_stood(moment: datetime) -> Iterator[None]:
    """Within it every `read_connection` shows the database as it stood at `moment` (aware), and nothing is written."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def reads_the_past() -> bool:
    """Whether this is inside `as_it_stood`."""
    return _moment.get() is not None


def _standing(dialect: str, moment: datetime, schema: str) -> Iterator[str]:
    """What makes a connection read the tables and views as they stood: temporary views of the same names."""
    from factdb.database.trail import standing_views
    from factdb.database.views import view_names, view_select

    for name, select in standing_views(dialect, moment, schema):
        yield f"CREATE TEMP VIEW {name} AS {select}"
    for name in view_names():
        select = view_select(name)
        if dialect == "sqlite":
            select = select.replace("string_agg(", "group_concat(")
        yield f"CREATE TEMP VIEW {name} AS\n{select}"


@contextmanager
def read_connection(database: str) -> Iterator[SqliteReader | PostgresReader]:
    """A read-only connection to a database at the newest revision.

    Raises DatabaseError where it is missing, foreign, behind, ahead, locked, damaged or unreachable.
    """
    moment = _moment.get()
    if is_postgresql(database):
        with _psycopg_connection(database) as connection:
            pg_reader = PostgresReader(connection, shown(database))
            check_revision(_postgres_revision(pg_reader), shown(database))
            if moment is not None:
                schema = connection.execute("SELECT current_schema()").fetchone()[0]
                for sql in _standing("postgresql", moment, schema):
                    connection.execute(sql)
            connection.commit()
            connection.read_only = True
            connection.isolation_level = 3  # REPEATABLE READ: one snapshot for all that a command reads
            yield pg_reader
        return
    path = sqlite_path(database)
    connection = _open_sqlite(path)
    try:
        reader = SqliteReader(connection)
        if moment is not None:
            check_revision(_sqlite_revision(connection, path), str(path))
            for sql in _standing("sqlite", moment, "main"):
                connection.execute(sql)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")  # one snapshot for all that a command reads
        check_revision(_sqlite_revision(connection, path), str(path))
        yield reader
    finally:
        connection.close()


def _open_sqlite(path: Path) -> sqlite3.Connection:
    """Open an existing file read-only; where a WAL it left needs a writable folder and there is none, as it stands."""
    if not _exists(path):
        raise DatabaseError(
            f"{path}: there is no database yet: make one with `factdb import PATH` or `factdb db upgrade`"
        )
    if path.is_dir():
        raise DatabaseError(f"{path}: is a directory: give the path of a database file")
    if not os.access(path, os.R_OK):
        raise DatabaseError(f"{path}: may not be read: check its permissions")
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        # Immutable reading sees no WAL: only where none is waiting.
        if ("readonly" in str(error) or "unable to open" in str(error)) and not _waiting_wal(path):
            return sqlite3.connect(uri + "&immutable=1", uri=True, isolation_level=None)
        raise _explain_sqlite(error, path) from error
    return connection


def _exists(path: Path) -> bool:
    """Whether there is such a file. Raises DatabaseError where that cannot even be asked."""
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


def _explain_sqlite(error: Exception, path: Path) -> DatabaseError:
    told = str(error)
    if "not a database" in told or "malformed" in told or "encrypted" in told:
        return DatabaseError(f"{path}: is no factdb database ({told}): check the path")
    if "locked" in told or "busy" in told:
        return DatabaseError(f"{path}: is locked by another program: try again when it is done")
    if "readonly" in told or "read-only" in told:
        return DatabaseError(f"{path}: may not be written: check its permissions and its folder's")
    if "unable to open" in told:
        return DatabaseError(f"{path}: cannot be opened: check the path and its folder's permissions")
    if "full" in told:
        return DatabaseError(f"{path}: the disk is full: make room and run the command again")
    return DatabaseError(f"{path}: {told}")


def recognise(tables: Collection[str], revision: str | None, name: str) -> str | None:
    """The revision of a database with these tables, None for an empty one; `revision` is what `alembic_version` holds.

    Raises DatabaseError for a database that another program made.
    """
    if "import_runs" in tables and revision is not None:
        return revision
    if revision is None and not [t for t in tables if t != "alembic_version" and not t.startswith("sqlite_")]:
        return None
    raise DatabaseError(f"{name}: is the database of another program: give factdb one of its own")


def _sqlite_revision(connection: sqlite3.Connection, path: Path) -> str | None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    row = None
    if "alembic_version" in tables:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return recognise(tables, row and str(row[0]), str(path))


def _postgres_revision(reader: PostgresReader) -> str | None:
    tables = {r["t"] for r in reader.rows("SELECT tablename AS t FROM pg_tables WHERE schemaname = current_schema()")}
    revision = None
    if "alembic_version" in tables:
        revision = next((str(r["version_num"]) for r in reader.rows("SELECT version_num FROM alembic_version")), None)
    return recognise(tables, revision, reader.name)


def check_revision(revision: str | None, name: str) -> None:
    if revision == HEAD:
        return
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
        connection = psycopg.connect(
            re.sub(r"^postgres(ql)?(\+psycopg)?:", "postgresql:", database), connect_timeout=10
        )
    except psycopg.OperationalError as error:
        raise _explain_postgres(error, database) from error
    with connection:
        from psycopg.adapt import Loader

        class Text(Loader):
            """Dates come as ISO 8601 text, as from SQLite."""

            def load(self, data: Any) -> str:
                return bytes(data).decode()

        connection.adapters.register_loader("date", Text)
        connection.execute("SET datestyle = 'ISO'")
        connection.execute("SET timezone = 'UTC'")
        # We read results to their end: planned for their first tenth alone, a search for a rare word reads every quote.
        connection.execute("SET cursor_tuple_fraction = 1")
        connection.commit()
        yield connection


def _psycopg_module() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError("PostgreSQL needs psycopg: pip install 'factdb[postgres]'") from error
    return psycopg


def _explain_postgres(error: Exception, database: str) -> DatabaseError:
    name = shown(database)
    state = getattr(error, "sqlstate", None)
    # libpq names every address that it tried on a line; DETAIL and HINT come after the message.
    lines = [line.strip() for line in str(error).split("DETAIL:")[0].splitlines()]
    told = "; ".join(line for line in lines if line and not line.startswith("Is the server"))
    if state == "55P03":
        return DatabaseError(f"{name}: is in use by others ({told}): try again when they are done")
    if state == "42501":
        return DatabaseError(f"{name}: {told}: ask the owner of the database for the right")
    if state in ("53100", "53200", "53300"):
        return DatabaseError(f"{name}: the server has run out of room ({told}): make room or try again later")
    return DatabaseError(f"{name}: {told}: check the URL, that the server runs, user and password")


# --- Writing -----------------------------------------------------------------------------------------------------


def open_engine(database: str, *, foreign_keys: bool = True) -> Engine:
    """An SQLAlchemy engine. On SQLite every transaction is BEGIN IMMEDIATE, so that two writers wait for one another
    instead of failing; `foreign_keys` is off for migrations alone (SQLite empties child tables when one is rebuilt).
    """
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    if is_postgresql(database):
        _psycopg_module()
        url = re.sub(r"^postgres(ql)?(\+psycopg)?:", "postgresql+psycopg:", database)
        engine = create_engine(
            url, poolclass=NullPool, connect_args={"connect_timeout": 10, "options": "-c timezone=UTC"}
        )
        event.listen(engine, "before_execute", _refuse_unknown_parameters)
        return engine
    path = sqlite_path(database)
    if path.is_dir():
        raise DatabaseError(f"{path}: is a directory: give the path of a database file")
    if not path.absolute().parent.is_dir():
        raise DatabaseError(f"{path}: its folder does not exist: make {path.absolute().parent} first")
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
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "before_execute", _refuse_unknown_parameters)
    return engine


def _refuse_unknown_parameters(
    _: Connection, statement: Any, many: Sequence[Mapping[str, Any]], given: Mapping[str, Any], __: object
) -> None:
    """What `_refuse_unknown` says of a statement that SQLAlchemy is about to execute, which would ignore it too."""
    names = set(given).union(*many)
    if statement.is_insert or statement.is_update:
        names.difference_update(statement.table.columns.keys())
    if names:
        from sqlalchemy import BindParameter
        from sqlalchemy.sql.visitors import iterate

        known = {part.key for part in iterate(statement) if isinstance(part, BindParameter)}
        _refuse_unknown(names, known, statement)


def current_revision(database: str, *, missing_is_empty: bool = False) -> str | None:
    """The revision of the database's schema; None for an empty one (and, if so asked, for a missing SQLite file)."""
    if is_postgresql(database):
        with _psycopg_connection(database) as connection:
            return _postgres_revision(PostgresReader(connection, shown(database)))
    path = sqlite_path(database)
    if missing_is_empty and not _exists(path):
        return None
    connection = _open_sqlite(path)
    try:
        return _sqlite_revision(connection, path)
    finally:
        connection.close()


@contextmanager
def explained(name: Path | str) -> Iterator[None]:
    """Turn what the database's driver says of locks, permissions, full disks and lost servers into a DatabaseError."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the bare one is raised while a connection is prepared
        cause = (error.orig or error) if isinstance(error, DBAPIError) else error
        if isinstance(name, Path):
            if isinstance(cause, sqlite3.DatabaseError) and not isinstance(
                cause, sqlite3.IntegrityError | sqlite3.ProgrammingError
            ):
                raise _explain_sqlite(cause, name) from error
            raise
        import psycopg

        if isinstance(cause, psycopg.OperationalError | psycopg.errors.InsufficientPrivilege):
            raise _explain_postgres(cause, name) from error
        raise
