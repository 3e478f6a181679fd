"""A whole database, or an archive of one (see `archive`), copied into an empty database of either kind.

Every table, row and id is copied, with history and runs. Views, triggers and the full-text index are recreated, because
they follow from the tables.

The copy is one transaction at the target and reads one snapshot of the source. Before it is committed, each table is
compared with what was read by the number of rows and a hash over all values, and with the numbers in an archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table

from factdb.database.archive import CHUNK, Digest, Rows, Summed, Values, is_archive, open_rows, select_all, tables
from factdb.database.derived import create_derived, drop_derived
from factdb.database.load import copy_rows, indexes_after, insert_rows
from factdb.database.migrate import migration_transaction, upgrade
from factdb.database.revision import FULL_TEXT
from factdb.errors import DatabaseError


def copy_database(source: str, target: str, *, report: Callable[[str, int], None] = lambda *_: None) -> list[Summed]:
    """Copy `source`, a database or an archive, into `target`, an empty or missing database.

    Args:
        source: Path, URL, or archive.
        target: Path or URL.
        report: Called with (table, rows) as the copy progresses.

    Raises:
        DatabaseError: The target is an archive or has rows, the source cannot be read completely, or the target would
            not hold what the source holds. The target then stays empty.
    """
    if is_archive(target):
        raise DatabaseError(
            f"{target}: copies go into databases: `factdb export jsonl everything -o {target}` makes an archive"
        )
    with open_rows(source) as parts:
        first = next(parts)
        upgrade(target)
        with migration_transaction(target) as tx:
            _refuse_filled(tx)
            # The trail is copied, not written: no trigger may take the copying for a change.
            sqlite = tx.dialect.name == "sqlite"
            grants = drop_derived(tx) if sqlite else _trigger_postgresql(tx, "DISABLE")
            with indexes_after(tx, [table.name for table in tables()]):
                copied = [_copy_table(tx, first, source, report)]
                copied += [_copy_table(tx, part, source, report) for part in parts]
            _finish(tx)
            if sqlite:
                create_derived(tx, grants)
            else:
                _trigger_postgresql(tx, "ENABLE")
    return copied


def _trigger_postgresql(tx: Connection, what: str) -> list[str]:
    for table in tables():
        tx.exec_driver_sql(f"ALTER TABLE {table.name} {what} TRIGGER USER")
    return []


def _refuse_filled(tx: Connection) -> None:
    for table in tables():
        if tx.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is not None:
            raise DatabaseError(f"the target already has rows in {table.name}: give an empty or new database")


def _copy_table(tx: Connection, part: Rows, source: str, report: Callable[[str, int], None]) -> Summed:
    table = part.table
    names = [column.name for column in table.columns]
    read = Digest(table)
    write = _write_postgresql if tx.dialect.name == "postgresql" else _write_sqlite

    def rows() -> Iterator[list[Values]]:
        for chunk in part.chunks:
            yield [read.add(row) for row in chunk]
            report(table.name, read.rows)

    try:
        write(tx, table, names, rows())
    except sqlite3.IntegrityError as error:
        raise DatabaseError(f"{source}: {table.name}: {error}: incomplete; nothing was copied") from error
    promised = part.promised()
    if promised is not None and promised != read.summed():
        raise DatabaseError(
            f"{source}: {table.name}: the {read.rows} rows read are not the {promised.rows} that were exported"
            " (number or hash differs): the archive was changed or damaged; export it again"
        )
    written = Digest(table)
    for chunk in _read_back(tx, select_all(table)):
        for row in chunk:
            written.add(row)
    if written.summed() != read.summed():
        raise DatabaseError(
            f"{table.name}: {read.rows} rows were read, and what was written differs ({written.rows} rows):"
            " nothing was copied; run `factdb db check` on the source"
        )
    return read.summed()


def _write_sqlite(tx: Connection, table: Table, names: list[str], chunks: Iterable[list[Values]]) -> None:
    for chunk in chunks:
        insert_rows(tx, table.name, names, chunk)


def _write_postgresql(tx: Connection, table: Table, names: list[str], chunks: Iterable[list[Values]]) -> None:
    import psycopg

    try:
        copy_rows(tx, table.name, names, chain.from_iterable(chunks))
    except (psycopg.DataError, psycopg.IntegrityError) as error:  # a NUL character, a day it does not know, …
        why = str(error).splitlines()[0]
        raise DatabaseError(f"{table.name}: PostgreSQL rejects a value of the source ({why}): correct it") from error


def _read_back(tx: Connection, select: str) -> Iterator[Sequence[Sequence[Any]]]:
    with tx.exec_driver_sql(select, execution_options={"stream_results": True}) as result:
        yield from result.partitions(CHUNK)


def _finish(tx: Connection) -> None:
    """Set what the rows do not: the counters of keys, the full-text index, the planner's statistics."""
    if tx.dialect.name == "postgresql":
        for table in tables():
            for column in table.primary_key.columns:
                tx.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), max({column.name}))"
                    f" FROM {table.name} WHERE pg_get_serial_sequence('{table.name}', '{column.name}') IS NOT NULL"
                    " HAVING max(" + column.name + ") IS NOT NULL"
                )
        tx.exec_driver_sql("ANALYZE")
        return
    for index in FULL_TEXT:
        tx.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    broken = tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseError(f"{len(broken)} references are broken (first in {broken[0][0]}): run db check")
    tx.exec_driver_sql("ANALYZE")
