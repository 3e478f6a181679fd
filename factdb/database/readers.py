"""The readers of the two databases: SQL with `:name` parameters in, rows out, and explanations of driver errors."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from factdb.database.url import misread, shown, without_secrets
from factdb.errors import DatabaseError, FactdbError, MissingExtraError

Params = Mapping[str, Any]
# A parameter of a statement, unless the colon belongs to a cast (`::date`), a string or an identifier in quotes.
_PARAMETER = re.compile(r"('(?:[^']|'')*'|\"[^\"]*\"|::)|:([a-zA-Z_]\w*)|%")


@lru_cache(maxsize=1024)
def _parameters(sql: str) -> frozenset[str]:
    """Return the names of the `:name` parameters of a statement."""
    return frozenset(match[2] for match in _PARAMETER.finditer(sql) if match[2])


def refuse_unknown(given: Collection[str], known: Collection[str], sql: object) -> None:
    """Check that a statement has every parameter that it is given.

    A database would ignore an unknown one, and the answer would be about every row instead of the one asked for.

    Raises:
        TypeError: It does not.
    """
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise TypeError(f"the statement has no parameter {', '.join(unknown)}: {sql}")


def sendable(sql: str, params: Params | None) -> dict[str, Any]:
    """Return the parameters of a statement, checked.

    Raises:
        TypeError: The statement does not have one of them.
        FactdbError: One contains bytes from the command line that are not text.
    """
    refuse_unknown(params or (), _parameters(sql), sql)
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
        """Yield the rows of one SELECT with `:name` parameters."""
        with self._explained():
            # Not `yield from`: that would close the cursor of a result left half-read, after its connection.
            for row in self.connection.execute(sql, sendable(sql, params)):  # noqa: UP028
                yield row

    def chunks(self, sql: str, params: Params | None = None, size: int = 1000) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of one SELECT as plain tuples, `size` at a time, for bulk reading."""
        with self._explained():
            cursor = self.connection.cursor()
            cursor.row_factory = None
            cursor.execute(sql, sendable(sql, params))
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
            if "full" in str(error) or "disk I/O" in str(error):
                raise DatabaseError(
                    f"the disk is full or failing ({error}): make room, for temporary files too, and run it again"
                ) from error
            if "Could not decode" in str(error):
                raise DatabaseError(
                    f"the database is damaged ({' '.join(str(error).split())[:100]}): restore it from a backup"
                ) from error
            raise
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"the database is damaged ({error}): restore it from a backup") from error


class PostgresReader:
    """A read-only transaction on PostgreSQL."""

    dialect = "postgresql"
    _SHORT = re.compile(r" LIMIT \d{1,3}$")
    # SQLite's name for the order of bytes, its default; PostgreSQL would otherwise sort by the rules of a language.
    _BY_BYTES = re.compile(r"\bCOLLATE BINARY\b", re.IGNORECASE)

    def __init__(self, connection: Any, name: str) -> None:
        self.connection = connection
        self.name = name

    def rows(self, sql: str, params: Params | None = None) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of one SELECT with `:name` parameters; days are ISO 8601 text."""
        from psycopg.rows import dict_row

        with self._cursor(sql, params, dict_row) as cursor:
            yield from cursor

    def chunks(self, sql: str, params: Params | None = None, size: int = 1000) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of one SELECT as plain tuples, `size` at a time, for bulk reading."""
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
                cursor.execute(self.placeholders(sql), sendable(sql, params))
                if named:
                    cursor.itersize = 2000
                yield cursor
        except (OperationalError, InsufficientPrivilege) as error:
            raise explain_postgres(error, self.name) from error

    _count = 0

    @classmethod
    @cache
    def placeholders(cls, sql: str) -> str:
        """Return `sql` with `:name` parameters and the order of bytes as psycopg and PostgreSQL write them."""

        def one(match: re.Match[str]) -> str:
            if match[1]:
                return match[1].replace("%", "%%")
            return f"%({match[2]})s" if match[2] else "%%"

        return _PARAMETER.sub(one, cls._BY_BYTES.sub('COLLATE "C"', sql))


# --- What went wrong


def explain_sqlite(error: Exception, path: Path) -> DatabaseError:
    """Return an error of SQLite as a `DatabaseError` that says what to do."""
    message = str(error)
    if "malformed" in message:
        return DatabaseError(f"{path}: is damaged ({' '.join(message.split())}): restore it from a backup")
    if "not a database" in message or "encrypted" in message:
        return DatabaseError(f"{path}: is not a factdb database ({message}): check the path")
    if "locked" in message or "busy" in message:
        return DatabaseError(f"{path}: is locked by another program: try again when it is done")
    if "readonly" in message or "read-only" in message:
        return DatabaseError(f"{path}: cannot be written: check its permissions and its folder's")
    if "unable to open" in message:
        return DatabaseError(f"{path}: cannot be opened: check the path and its folder's permissions")
    if "full" in message:
        return DatabaseError(f"{path}: the disk is full: make room and run the command again")
    if "disk I/O" in message:
        return DatabaseError(f"{path}: the disk is full or failing ({message}): make room or check it, and try again")
    return DatabaseError(f"{path}: {message}")


def explain_postgres(error: Exception, database: str) -> DatabaseError:
    """Return an error of psycopg as a `DatabaseError` that says what to do, without a password."""
    name = shown(database)
    if why := misread(database):
        return DatabaseError(f"{name}: {why}")
    state = getattr(error, "sqlstate", None)
    # libpq names every address that it tried on a line; DETAIL and HINT come after the message.
    lines = [line.strip() for line in str(error).split("DETAIL:")[0].splitlines()]
    message = "; ".join(line for line in lines if line and not line.startswith("Is the server"))
    message = without_secrets(message, database)
    if state == "55P03":
        return DatabaseError(f"{name}: is in use by others ({message}): try again when they are done")
    if state == "25006":
        return DatabaseError(f"{name}: {message}: connect to a server, and with a login, that can write")
    if state == "42501":
        return DatabaseError(f"{name}: {message}: ask the owner of the database for permission")
    # With a full disk, a server can refuse even to begin a session, and its answer to that carries no state.
    if state in ("53100", "53200", "53300") or "No space left on device" in message:
        return DatabaseError(f"{name}: the server has run out of room ({message}): make room or try again later")
    return DatabaseError(f"{name}: {message}: check the URL, the user, the password, and that the server is running")


# Whatever PGDATESTYLE, PGTZ, the server or the role say.
SPEAK_ISO = "SET datestyle = 'ISO'; SET timezone = 'UTC'"


def psycopg_module() -> Any:
    """Return the driver of PostgreSQL. Raises MissingExtraError where it is not installed."""
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError("PostgreSQL needs psycopg: pip install 'factdb[postgres]'") from error
    return psycopg
