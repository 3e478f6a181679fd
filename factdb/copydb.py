"""A whole database copied into an empty one, of the same kind or the other: every table of the models, every row, every
id, with history and runs. Views, triggers and the full-text index are made anew, for they follow from the tables.

The copy is one transaction at the target and reads one snapshot of the source. It is compared with what was read, table
by table, by the number of rows and a hash over all their values, before it is committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, Connection, Table

from factdb.db import read_connection
from factdb.errors import DatabaseError
from factdb.migrate import create_derived, drop_derived, migration_transaction, upgrade
from factdb.models import Base
from factdb.queries import BulkReader

CHUNK = 1000

Values = tuple[Any, ...]


class Copied(NamedTuple):
    """One table as it was copied: how many rows, and the sum (mod 2**256, in hex) of the SHA-256 of each."""

    table: str
    rows: int
    sha256: str


def copy_database(source: str, target: str, *, tell: Callable[[str, int], None] = lambda *_: None) -> list[Copied]:
    """Copy `source` into `target`, an empty or missing database; `tell(table, rows)` hears how far it is.

    Raises DatabaseError where the target has rows (named), or where it would not hold what the source holds: the
    target then stays empty.
    """
    with read_connection(source) as reader:
        upgrade(target)
        with migration_transaction(target) as tx:
            _refuse_filled(tx)
            # The trail is copied, not written: no trigger may take the copying for a change.
            sqlite = tx.dialect.name == "sqlite"
            grants = drop_derived(tx) if sqlite else _trigger_postgresql(tx, "DISABLE")
            copied = [_copy_table(reader, tx, table, tell) for table in Base.metadata.sorted_tables]
            _finish(tx)
            if sqlite:
                create_derived(tx, grants)
            else:
                _trigger_postgresql(tx, "ENABLE")
    return copied


def _trigger_postgresql(tx: Connection, what: str) -> list[str]:
    for table in Base.metadata.sorted_tables:
        tx.exec_driver_sql(f"ALTER TABLE {table.name} {what} TRIGGER USER")
    return []


def _refuse_filled(tx: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if tx.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is not None:
            raise DatabaseError(f"the target has rows in {table.name} already: give an empty or new database")


def _copy_table(reader: BulkReader, tx: Connection, table: Table, tell: Callable[[str, int], None]) -> Copied:
    names = [column.name for column in table.columns]
    key = ", ".join(column.name for column in table.primary_key.columns)
    select = f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {key}"
    read = _Digest(table)
    write = _write_postgresql if tx.dialect.name == "postgresql" else _write_sqlite

    def rows() -> Iterator[list[Values]]:
        for chunk in reader.chunks(select, size=CHUNK):
            yield [read.add(row) for row in chunk]
            tell(table.name, read.rows)

    write(tx, table, names, rows())
    written = _Digest(table)
    for chunk in _read_back(tx, select):
        for row in chunk:
            written.add(row)
    if (written.rows, written.hex()) != (read.rows, read.hex()):
        raise DatabaseError(
            f"{table.name}: {read.rows} rows were read, and what was written is not the same ({written.rows} rows):"
            " nothing was copied; run `factdb db check` on the source"
        )
    return Copied(table.name, read.rows, read.hex())


class _Digest:
    """Counts and hashes rows, each value in a form that both databases share; the order of rows does not matter."""

    def __init__(self, table: Table) -> None:
        self.rows = 0
        self._sum = 0
        self._booleans = [n for n, column in enumerate(table.columns) if _is_boolean(column)]

    def add(self, row: Sequence[Any]) -> Values:
        """Count one row; returns it in the shared form: days and times as ISO 8601 text, truth as bool."""
        values = [_plain(value) for value in row]
        for n in self._booleans:
            values[n] = None if values[n] is None else bool(values[n])
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest(), "big")
        return tuple(values)

    def hex(self) -> str:
        return f"{self._sum % (1 << 256):064x}"


def _is_boolean(column: Column[Any]) -> bool:
    return isinstance(column.type, Boolean)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if isinstance(value, date) else value


def _write_sqlite(tx: Connection, table: Table, names: list[str], chunks: Iterable[list[Values]]) -> None:
    marks = ", ".join("?" * len(names))
    for chunk in chunks:
        tx.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", chunk)


def _write_postgresql(tx: Connection, table: Table, names: list[str], chunks: Iterable[list[Values]]) -> None:
    import psycopg

    connection: Any = tx.connection.driver_connection
    try:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
            for chunk in chunks:
                for row in chunk:
                    copy.write_row(row)
    except psycopg.DataError as error:  # a NUL character, which PostgreSQL cannot store, or a day it does not know
        told = str(error).splitlines()[0]
        raise DatabaseError(f"{table.name}: PostgreSQL takes a value of the source not ({told}): correct it") from error


def _read_back(tx: Connection, select: str) -> Iterator[Sequence[Sequence[Any]]]:
    with tx.exec_driver_sql(select, execution_options={"stream_results": True}) as result:
        yield from result.partitions(CHUNK)


def _finish(tx: Connection) -> None:
    """What the rows themselves do not bring: the counters of keys, the full-text index, the planner's statistics."""
    if tx.dialect.name == "postgresql":
        for table in Base.metadata.sorted_tables:
            for column in table.primary_key.columns:
                tx.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), max({column.name}))"
                    f" FROM {table.name} WHERE pg_get_serial_sequence('{table.name}', '{column.name}') IS NOT NULL"
                    " HAVING max(" + column.name + ") IS NOT NULL"
                )
        tx.exec_driver_sql("ANALYZE")
        return
    tx.exec_driver_sql("INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')")
    broken = tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseError(f"{len(broken)} rows of the source point nowhere (first in {broken[0][0]}): run db check")
    tx.exec_driver_sql("ANALYZE")
