"""Run an untrusted SELECT read-only and with a time limit.

SQLite: a read-only file, an authorizer that allows only reading, low limits, and a clock. PostgreSQL: a login that can
only read (the database refuses the rest), a read-only transaction that is rolled back, one statement (run through a
cursor, which the server declares only for SELECT), statement_timeout, and a clock. The clock stops while rows are
written out.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from factdb.database.readers import PostgresReader, SqliteReader
from factdb.database.revision import FULL_TEXT
from factdb.errors import QueryError

Row = dict[str, Any]
Portion = list[tuple[Any, ...]]
# Rows, and bytes, read at a time; the clock stops between two portions.
PORTION = 500
PORTION_BYTES = 16_000_000
# Bytes of one value or row: no article comes near, and what is built in one step of the engine stays short.
MAX_LENGTH = 10_000_000
MAX_SQL_LENGTH = 100_000
# Bytes that SQLite may use in all.
MAX_MEMORY = 1 << 30
# Seconds after the time limit at which a statement stuck within one step of the engine ends the program.
GRACE = 2.0


def read_only_rows(
    reader: SqliteReader | PostgresReader, sql: str, params: Mapping[str, str], *, timeout: float, trusted: bool = False
) -> tuple[list[str], Iterator[Row]]:
    """Run one SELECT with `:name` parameters.

    Args:
        reader: The connection; do not use it afterwards.
        sql: The statement.
        params: Values of the parameters.
        timeout: Time limit in seconds.
        trusted: Whether a PostgreSQL login that can do more than read is accepted.

    Returns:
        The column names, repeated ones numbered, and the rows, with bytes as hexadecimal text.

    Raises:
        QueryError: It is not one SELECT, the database rejects it, or time is up; also while rows are read.
    """
    if not sql.strip().strip(";").strip():
        raise QueryError("there is no statement: give a SELECT")
    if "\0" in sql:
        raise QueryError("the statement contains a NUL character: remove it")
    if len(sql) > MAX_SQL_LENGTH:
        raise QueryError(f"the statement is longer than {MAX_SQL_LENGTH:,} characters: shorten it")
    if isinstance(reader, SqliteReader):
        portions = _sqlite_portions(reader, sql, params, timeout)
    else:
        portions = _postgres_portions(reader, sql, params, timeout, trusted)
    columns = _unique([name for (name,) in next(portions)])
    return columns, (dict(zip(columns, map(_plain, row), strict=True)) for portion in portions for row in portion)


def _portion(rows: Iterator[tuple[Any, ...]]) -> Portion:
    """Return the next rows, up to `PORTION` and `PORTION_BYTES`; none at the end."""
    portion: Portion = []
    size = 0
    for row in rows:
        portion.append(row)
        sizes = [_size(value) for value in row]
        size += sum(sizes)
        if max(sizes, default=0) > MAX_LENGTH:
            raise _too_large()
        if size >= PORTION_BYTES or len(portion) == PORTION:
            break
    return portion


def _size(value: Any) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    return len(str(value)) if isinstance(value, list | dict) else 8


def _too_large() -> QueryError:
    return QueryError(f"a value grew beyond {MAX_LENGTH:,} bytes: narrow the statement")


def _unique(names: list[str]) -> list[str]:
    """Number repeated names: a, a_2."""
    unique: list[str] = []
    for name in names:
        n, numbered = 1, name
        while numbered in unique:
            n += 1
            numbered = f"{name}_{n}"
        unique.append(numbered)
    return unique


def _plain(value: Any) -> Any:
    """Convert a value to what every format can write: numbers, text, lists of these, days and times."""
    if value is None or isinstance(value, str | int) or hasattr(value, "isoformat"):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # infinity and NaN are not JSON
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return str(value)


def _too_long(timeout: float) -> QueryError:
    return QueryError(f"stopped after {timeout:g} s: narrow the statement, or allow more time with --timeout")


def _without_value(name: str) -> QueryError:
    return QueryError(f"the parameter :{name} has no value: add -p {name} VALUE")


# --- SQLite ----------------------------------------------------------------------------------------------------------

# What an authorizer code means, in the words of the refusal.
_ACTS = {
    value: name.removeprefix("SQLITE_").replace("_", " ")
    for name, value in vars(sqlite3).items()
    if re.fullmatch(
        r"SQLITE_(INSERT|UPDATE|DELETE|PRAGMA|ATTACH|DETACH|TRANSACTION|SAVEPOINT|REINDEX|ANALYZE"
        r"|(CREATE|DROP|ALTER)_\w+)",
        name,
    )
}
# They load code, or hand out or take the engine's own pointers.
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer"}
# The widest that printf may pad: it is done in one step, which no clock can interrupt.
_MAX_WIDTH = 1000


def _sqlite_portions(reader: SqliteReader, sql: str, params: Mapping[str, str], timeout: float) -> Iterator[Portion]:
    """Yield the names of the columns, then the rows."""
    connection = reader.connection
    refused: list[str] = []
    clock = _Clock(timeout)
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as aside:
        _confine(connection, aside, refused, clock)
        try:
            with clock:
                cursor = connection.execute(sql, {name: _number(value) for name, value in params.items()})
            if cursor.description is None:
                raise QueryError("the statement returns no rows: give a SELECT")
            yield [(d[0],) for d in cursor.description]
            portion = None
            while portion != []:
                with clock:
                    portion = _portion(cursor)
                yield portion
        except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError) as error:
            raise _explain_sqlite(error, refused, timeout) from error


def _confine(connection: sqlite3.Connection, aside: sqlite3.Connection, refused: list[str], clock: _Clock) -> None:
    """Take everything but reading from the connection; what the authorizer refuses is noted in `refused`."""

    def allow(code: int, first: str | None, second: str | None, *_: str | None) -> int:
        if code in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if code == sqlite3.SQLITE_FUNCTION:
            if (second or "").lower() not in _FORBIDDEN_FUNCTIONS:
                return sqlite3.SQLITE_OK
            refused.append(f"the function {second}")
        elif code == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
            return sqlite3.SQLITE_OK  # asked by the full-text index itself; reveals nothing
        else:
            refused.append(_ACTS.get(code, f"act {code}"))
        return sqlite3.SQLITE_DENY

    connection.row_factory = None
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA case_sensitive_like = ON")  # as on PostgreSQL: a statement finds the same on both
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA hard_heap_limit = {MAX_MEMORY}")
    for opened in (*FULL_TEXT, "json_each('[]')", "json_tree('[]')"):  # cannot be opened under an authorizer
        connection.execute(f"SELECT rowid FROM {opened} LIMIT 0")
    for what, most in (
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 4 * MAX_SQL_LENGTH),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 100),
        (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        connection.setlimit(what, most)
    _tame_printf(connection, aside)
    connection.set_progress_handler(clock.is_up, 1000)
    connection.set_authorizer(allow)


def _tame_printf(connection: sqlite3.Connection, aside: sqlite3.Connection) -> None:
    """Replace SQLite's printf with one that pads to at most `_MAX_WIDTH`, computed on the connection `aside`."""

    def tamed(*args: Any) -> Any:
        form = args[0] if args else None
        if isinstance(form, str) and (
            "*" in form or any(int(n) > _MAX_WIDTH for n in re.findall(r"\d+", form) if len(n) < 4000)
        ):
            raise ValueError
        return aside.execute(f"SELECT printf({', '.join('?' * len(args))})", args).fetchone()[0]

    for name in ("printf", "format"):
        connection.create_function(name, -1, tamed, deterministic=True)


def _number(value: str) -> str | int | float:
    """Convert a parameter that looks like a number: SQLite does not compare '5' with 5."""
    if re.fullmatch(r"-?(0|[1-9]\d{0,17})", value):
        return int(value)
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})\.\d{1,15}", value):
        return float(value)
    return value


def _explain_sqlite(error: Exception, refused: list[str], timeout: float) -> QueryError:
    message = " ".join(str(error).split())
    if message == "interrupted":
        return _too_long(timeout)
    if refused and ("authorized" in message or "prohibited" in message):
        return QueryError(f"refused: {refused[0]} (`factdb sql` only reads: give one SELECT)")
    if isinstance(error, MemoryError):
        return QueryError(f"the statement needs more than {MAX_MEMORY >> 30} GB of memory: narrow it")
    if "user-defined function raised exception" in message:
        return QueryError(f"printf with * or a width over {_MAX_WIDTH} is refused: write the width as a small number")
    if "too big" in message:
        return _too_large()
    if "one statement" in message:
        return QueryError("several statements at once are refused: give one SELECT")
    if "did not supply a value" in message:
        return _without_value(message.rsplit(":", 1)[-1].rstrip("."))
    if isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError) or "authorized" in message:
        return QueryError(f"{message} (`factdb sql --schema` lists views and columns)")
    return QueryError(f"{message}: the database may be damaged: run `factdb db check`")


class _Clock:
    """A clock that runs while the database works (`with clock:`) and stops otherwise.

    A single step of the engine cannot be interrupted; if one exceeds the limit by `GRACE`, the program ends. Nothing is
    lost, because the database was only read.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._left = timeout
        self._began = 0.0

    def is_up(self) -> bool:
        return time.monotonic() - self._began > self._left

    def __enter__(self) -> None:
        self._began = time.monotonic()
        self._guard = threading.Timer(self._left + GRACE, self._end)
        self._guard.daemon = True
        self._guard.start()

    def __exit__(self, *_: object) -> None:
        self._guard.cancel()
        self._left -= time.monotonic() - self._began

    def _end(self) -> None:
        sys.stderr.write(f"factdb: {_too_long(self._timeout)}\n")
        sys.stderr.flush()
        os._exit(QueryError.exit_code)


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


def _refuse_power(connection: Any) -> None:
    """Refuse a connection whose login can do more than read.

    A statement can do whatever its login can: functions run text as SQL, change roles and reach the server's files, and
    no list of words covers them all. So the login is checked, and the database refuses the rest.

    Raises:
        QueryError: The login can do more than read.
    """
    from factdb.database.grants import more_than_reading, stores_while_reading

    (login,) = connection.execute("SELECT session_user").fetchone()
    if reason := more_than_reading(connection.execute, login) or stores_while_reading(connection.execute, login):
        raise QueryError(
            f"{login} {reason}, and a statement could use that: connect as a reader (`factdb db grant-reader NAME`"
            " makes one), or add --as-owner for a statement that you trust"
        )


def _postgres_portions(
    reader: PostgresReader, sql: str, params: Mapping[str, str], timeout: float, trusted: bool
) -> Iterator[Portion]:
    """Yield the names of the columns, then the rows."""
    import psycopg

    connection = reader.connection
    left = timeout

    @contextmanager
    def clock() -> Iterator[None]:
        nonlocal left
        began = time.monotonic()
        # statement_timeout counts for each portion, and a statement can raise it: this one counts for all of them.
        stop = threading.Timer(max(left, 0.0) + 0.1, connection.cancel)
        stop.start()
        try:
            yield
        finally:
            stop.cancel()
            left -= time.monotonic() - began
        if left < 0:
            raise _too_long(timeout)

    try:
        if not trusted:
            _refuse_power(connection)
        for setting, value in (
            ("statement_timeout", f"{max(int(timeout * 1000), 1)}ms"),
            ("work_mem", "64MB"),
            ("max_parallel_workers_per_gather", "0"),  # each worker would take as much memory again
            ("client_connection_check_interval", "1s"),  # a statement ends with the program that asked for it
        ):
            connection.execute(f"SET LOCAL {setting} = '{value}'")
        with connection.cursor(name="factdb_sql") as cursor:
            # A cursor can be declared only for a SELECT, and the extended protocol takes one statement.
            with clock():
                cursor.execute(reader.placeholders(sql.strip().rstrip(";")), dict(params))
            yield [(d.name,) for d in cursor.description]
            fetched = 1
            while fetched:
                fetched = 0
                # Row by row: a portion of large rows is not held by the driver first.
                with closing(connection.cursor().stream(f"FETCH {PORTION} FROM factdb_sql")) as rows:
                    portion = None
                    while portion != []:
                        with clock():
                            portion = _portion(rows)
                        fetched += len(portion)
                        yield portion
    except psycopg.Error as error:
        raise _explain_postgres(error, timeout) from error


def _explain_postgres(error: Any, timeout: float) -> QueryError:
    message = error.diag.message_primary or str(error).strip().splitlines()[0]
    state = error.sqlstate or ""
    if missing := re.match(r"query parameter missing: (\w+)", message):
        return _without_value(missing[1])
    if state == "57014":
        return _too_long(timeout)
    if state == "42601" and "multiple commands" in message:
        return QueryError("several statements at once are refused: give one SELECT")
    if state in ("25006", "42501", "0A000", "25001"):
        return QueryError(f"refused: {message} (`factdb sql` only reads: give one SELECT)")
    return QueryError(f"{message} (`factdb sql --schema` lists views and columns)")
