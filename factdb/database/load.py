"""Very many rows at once, on either database: COPY, many-row INSERT, new keys, and what is made at the end instead of
row by row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError as SqlError

# Question marks of one statement: as many as every SQLite takes.
MARKS = 999
# How long a load on PostgreSQL waits for a table that others use, before it leaves its indexes where they are.
LOCK_TIMEOUT = "4s"
# Bytes of new entries that SQLite's full-text index gathers before it writes them down (its default is 1 MiB): with
# more, a large load is merged less often and takes a fifth less time.
FULL_TEXT_BYTES = 4 << 20

# Their rows are a run's own; what keeps them is dropped on SQLite while it loads.
_OWN = ("publishers", "sources", "speakers", "speaker_names", "quotes", "attributions")
_LOOKED_UP = ("ix_sources_title", "ix_speaker_names_folded", "ix_speakers_scope_source_id")


def insert_rows(
    tx: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> int:
    """Insert `rows`; returns how many were inserted. `otherwise` is an ON CONFLICT clause, for SQLite alone."""
    if not rows:
        return 0
    if tx.dialect.name == "postgresql":
        copy_rows(tx, table, columns, rows)
        return len(rows)
    return _insert_many(tx, table, columns, rows, otherwise)


def copy_rows(tx: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY `rows` into a table of PostgreSQL as they come."""
    connection: Any = tx.connection.driver_connection
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert_many(
    tx: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> int:
    """Insert rows on SQLite, many a statement.

    Each statement prepares the table's CHECKs ("kind IN (…)") anew: half the work where it inserts a single row.
    """
    marks = f"({', '.join('?' * len(columns))})"
    inserted, at = 0, 0
    for size in (MARKS // len(columns), 1):
        end = at + (len(rows) - at) // size * size
        if end > at:
            statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([marks] * size)}{otherwise}"
            given = [tuple(chain.from_iterable(rows[n : n + size])) for n in range(at, end, size)]
            result = tx.exec_driver_sql(statement, given, execution_options={"preserve_rowcount": True})
            inserted += result.rowcount
        at = end
    return inserted


def new_ids(tx: Connection, table: str, count: int) -> list[int]:
    """Keys for `count` rows that are to be inserted."""
    if not count:
        return []
    if tx.dialect.name == "postgresql":
        sql = f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, {count})"
        return list(tx.exec_driver_sql(sql).scalars())
    first = int(tx.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())
    return list(range(first, first + count))


def among(tx: Connection, values: Iterable[Any]) -> tuple[str, tuple[Any, ...]]:
    """The condition that a column is one of `values`, worded the same for any number of them, and its parameter: each
    wording is kept prepared, and one with thousands of marks takes a hundred kilobytes."""
    if tx.dialect.name == "postgresql":
        return "= ANY(%s)", (list(values),)
    return "IN (SELECT value FROM json_each(?))", (json.dumps(list(values), ensure_ascii=False),)


# --- Made at the end, for a fraction of keeping it up row by row


@contextmanager
def indexes_after(tx: Connection, tables: Collection[str], *, but: Collection[str] = ()) -> Iterator[None]:
    """Fill `tables` without the indexes that only speed reading, all `but` those named: they are built at the end,
    which takes a fraction of keeping them up row by row. On PostgreSQL nobody else can read the tables meanwhile, so
    there it is for empty ones; while others are at them, or for one who does not own them, the indexes stay."""
    if tx.dialect.name == "sqlite":
        made = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
        away = [(n, sql) for n, table, sql in tx.exec_driver_sql(made) if table in tables and n not in but]
        for name, _ in away:
            tx.exec_driver_sql(f"DROP INDEX {name}")
    else:
        made = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " AND tablename = ANY(%s) AND indexdef LIKE 'CREATE INDEX%%' ORDER BY indexname"
        )
        wait = tx.exec_driver_sql("SHOW lock_timeout").scalar_one()
        away = [(n, sql) for n, sql in tx.exec_driver_sql(made, (list(tables),)) if n not in but]
        try:
            with tx.begin_nested():
                tx.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
                for name, _ in away:
                    tx.exec_driver_sql(f"DROP INDEX {name}")
                tx.exec_driver_sql(f"SET LOCAL lock_timeout = '{wait}'")
        except SqlError as error:
            if getattr(error.orig, "sqlstate", None) not in ("55P03", "42501"):
                raise
            away = []
    yield
    for _, sql in away:
        tx.exec_driver_sql(sql)


@contextmanager
def made_after(tx: Connection, expected: int) -> Iterator[None]:
    """What can be made at the end for a fraction of keeping it up row by row: on SQLite the full-text index, and where
    about `expected` quotes are more than there are, the other indexes; on PostgreSQL those of an archive without
    quotes, whose readers miss nothing meanwhile."""
    last = int(tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM quotes").scalar_one())
    if tx.dialect.name == "postgresql":
        with indexes_after(tx, () if last else ("quotes", "attributions")):
            yield
        return
    # Those that keep the trail write nothing of the rows of a run that goes on; asking for each row is what costs.
    kept = ", ".join(f"'{table}_keep_insert'" for table in _OWN)
    derived = f"'quotes_fts_insert', 'quotes_count_insert', 'attributions_count_insert', {kept}"
    dropped = tx.exec_driver_sql(f"SELECT name, sql FROM sqlite_master WHERE name IN ({derived})").fetchall()
    for name, _ in dropped:
        tx.exec_driver_sql(f"DROP TRIGGER {name}")
    with indexes_after(tx, _OWN if expected > last else (), but=_LOOKED_UP):
        yield
        tx.exec_driver_sql(f"INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('hashsize', {FULL_TEXT_BYTES})")
        tx.exec_driver_sql(
            f"INSERT INTO quotes_fts (rowid, text) SELECT id, text FROM quotes WHERE id > {last} ORDER BY id"
        )
        tx.exec_driver_sql("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('hashsize', 1048576)")
    for _, sql in dropped:
        tx.exec_driver_sql(sql)
