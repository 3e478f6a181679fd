"""Very many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection

# Question marks of one statement: as many as every SQLite takes.
MARKS = 999


def insert_many(
    tx: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], otherwise: str = ""
) -> int:
    """Insert `rows` on SQLite, many a statement; how many were inserted. `otherwise` is the ON CONFLICT clause.

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
