"""Bulk rows on either database: COPY, many-row INSERT, new keys, and indexes that are built at the end."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.exc import DatabaseError as SqlError

# Question marks of one statement: as many as every SQLite takes.
MARKS = 999
# How long a load on PostgreSQL waits for a table that others use, before it leaves its indexes where they are.
LOCK_TIMEOUT = "4s"
# Bytes of new entries that SQLite's full-text index gathers before it writes them down (its default is 1 MiB): with
# more, a large load is merged less often and takes a fifth less time.
FULL_TEXT_BYTES = 4 << 20

# Their rows are a run's own; what keeps them is dropped on SQLite while it loads.
_OWN = ("publishers", "sources", "source_versions", "speakers", "speaker_names", "quotes", "attributions", "anchors")
_LOOKED_UP = ("ix_sources_title", "ix_speaker_names_folded", "ix_speakers_scope_source_id")


def insert_rows(
    tx: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> int:
    """Insert `rows` and return how many were inserted. `otherwise` is an ON CONFLICT clause, for SQLite only."""
    if not rows:
        return 0
    if tx.dialect.name == "postgresql":
        copy_rows(tx, table, columns, rows)
        return len(rows)
    return _insert_many(tx, table, columns, rows, otherwise)


def copy_rows(tx: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY `rows` into a PostgreSQL table as they come."""
    connection: Any = tx.connection.driver_connection
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert_many(
    tx: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> int:
    """Insert rows on SQLite, many in each statement, and as many again as are left in ever shorter ones.

    Each statement prepares the table's CHECKs ("kind IN (…)") again, which is half the work of inserting a single row.
    """
    driver: Any = tx.connection.driver_connection
    into, marks = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ", f"({', '.join('?' * len(columns))})"
    inserted, at, size = 0, 0, MARKS // len(columns)
    while at < len(rows):
        end = at + (len(rows) - at) // size * size
        if end > at:
            given = [tuple(chain.from_iterable(rows[n : n + size])) for n in range(at, end, size)]
            inserted += driver.executemany(into + ", ".join([marks] * size) + otherwise, given).rowcount
        at, size = end, max(size // 2, 1)
    return inserted


def new_ids(tx: Connection, table: str, count: int) -> list[int]:
    """Reserve keys for `count` rows that will be inserted."""
    if not count:
        return []
    if tx.dialect.name == "postgresql":
        sql = f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, %s)"
        return list(tx.exec_driver_sql(sql, (count,)).scalars())
    first = int(tx.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())
    return list(range(first, first + count))


def insert_numbered(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows, all with the same columns, and return their keys in order."""
    ids = new_ids(tx, table.name, len(rows))
    insert_each(tx, table, [{"id": number, **row} for number, row in zip(ids, rows, strict=True)])
    return ids


def insert_each(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns, directly by the driver: SQLAlchemy takes several times as long.

    Raises:
        KeyError: The table has no such column, or a row has not the columns of the first.
    """
    if not rows:
        return
    columns = tuple(rows[0])
    sent = _sent(table, columns, tx.dialect)
    if any(len(row) != len(columns) for row in rows):
        raise KeyError(f"rows of {table.name} with other columns than {', '.join(columns)}")
    insert_rows(
        tx,
        table.name,
        columns,
        [
            [value if send is None else send(value) for value, send in zip(row, sent, strict=True)]
            for row in ([row[column] for column in columns] for row in rows)
        ],
    )


@lru_cache(maxsize=256)
def _sent(table: Table, columns: tuple[str, ...], dialect: Dialect) -> list[Any]:
    """Return for each column what makes of a value what the driver takes, or None."""
    return [table.c[column].type.dialect_impl(dialect).bind_processor(dialect) for column in columns]


def among(tx: Connection, values: Iterable[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that a column is one of `values`, and its parameter.

    The wording is the same for any number of values, because prepared statements are cached by their wording, and one
    with thousands of placeholders takes a hundred kilobytes.
    """
    if tx.dialect.name == "postgresql":
        return "= ANY(%s)", (list(values),)
    return "IN (SELECT value FROM json_each(?))", (json.dumps(list(values), ensure_ascii=False),)


def select_among(tx: Connection, sql: str, values: Collection[Any], *others: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT in which {among} is a condition for any number of `values`; none for none.

    Each further ? in it is one of the `others`.
    """
    if not values:
        return []
    one_of, given = among(tx, sorted(values))
    written = sql.format(among=one_of)
    driver: Any = tx.connection.driver_connection
    if tx.dialect.name == "postgresql":
        written = written.replace("?", "%s")
    return list(driver.execute(written, (*given, *others)).fetchall())


# --- Made at the end, for a fraction of keeping it up row by row


@contextmanager
def indexes_after(tx: Connection, tables: Collection[str], *, but: Collection[str] = ()) -> Iterator[None]:
    """Fill `tables` without the indexes that only speed up reading, and build those at the end.

    That takes a fraction of updating them row by row. On PostgreSQL nobody else can read the tables in the meantime, so
    use it for empty ones. The indexes stay if others are using the tables, or if the user does not own them.

    Args:
        tx: The transaction.
        tables: The tables to fill.
        but: Names of indexes to keep.
    """
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
    """Build at the end what would be slow to update row by row.

    On SQLite that is the full-text index and, if about `expected` quotes are more than there are, the other indexes. On
    PostgreSQL it is the indexes of an archive without quotes, whose readers miss nothing in the meantime.
    """
    last = int(tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM quotes").scalar_one())
    if tx.dialect.name == "postgresql":
        with indexes_after(tx, () if last else ("quotes", "attributions", "anchors")):
            yield
        return
    # Those that keep the trail write nothing of the rows of a run that goes on; asking for each row is what costs.
    kept = (f"{table}_keep_insert" for table in _OWN)
    derived = without_triggers(tx, "quotes_fts_insert", "quotes_count_insert", "attributions_count_insert", *kept)
    with derived, indexes_after(tx, _OWN if expected > last else (), but=_LOOKED_UP):
        yield
        _to_full_text(
            tx, f"INSERT INTO quotes_fts (rowid, text) SELECT id, text FROM quotes WHERE id > {last} ORDER BY id"
        )


def _to_full_text(tx: Connection, change: str) -> None:
    """Make one large change of SQLite's full-text index."""
    hash_size = "INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('hashsize', {})"
    for sql in (hash_size.format(FULL_TEXT_BYTES), change, hash_size.format(1 << 20)):
        tx.exec_driver_sql(sql)


# The tables of quotes, of which a run has the most rows: what points at a row goes before the row.
QUOTED = ("attributions", "anchors", "quotes")
# Of fewer quotes, triggers do their work row by row.
_MANY = 1000


@contextmanager
def deleted_at_once(tx: Connection, run_id: int) -> Iterator[None]:
    """Delete the rows of an import run from `QUOTED` in the block; on SQLite, what triggers do is done once for all.

    That is the trail, the counts and the full-text index; the other indexes are built again at the end if the run has
    more quotes than are left. Rows of other runs must not depend on them.
    """
    from factdb.database.counts import subtract_run
    from factdb.database.trail import keep_deleted

    which = f"import_run_id = {int(run_id)}"
    if tx.dialect.name == "postgresql":
        yield
        return
    of_run, of_all = (
        int(tx.exec_driver_sql(f"SELECT count(*) FROM quotes WHERE {one}").scalar_one()) for one in (which, "TRUE")
    )
    if of_run < _MANY:
        yield
        return
    for table in QUOTED:
        tx.exec_driver_sql(keep_deleted(table, f"old.{which}"))
    subtract_run(tx, run_id)
    most = 2 * of_run > of_all
    if not most:
        gone = f"SELECT 'delete', id, text FROM quotes WHERE {which} ORDER BY id"
        _to_full_text(tx, f"INSERT INTO quotes_fts (quotes_fts, rowid, text) {gone}")
    done = ("quotes_fts_delete", "quotes_count_delete", "attributions_count_delete")
    with (
        without_triggers(tx, *done, *(f"{table}_keep_delete" for table in QUOTED)),
        indexes_after(tx, QUOTED if most else ()),
    ):
        yield
    if most:
        tx.exec_driver_sql("INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')")


@contextmanager
def without_triggers(tx: Connection, *names: str) -> Iterator[None]:
    """Drop triggers on SQLite and create them again at the end."""
    named = ", ".join(f"'{name}'" for name in names)
    dropped = tx.exec_driver_sql(f"SELECT name, sql FROM sqlite_master WHERE name IN ({named})").fetchall()
    for name, _ in dropped:
        tx.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, sql in dropped:
        tx.exec_driver_sql(sql)
