"""The row that somebody decides on, locked until the transaction ends, so that two editors take turns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from factdb.database.write import Within
from factdb.errors import FactdbError
from factdb.queries.reader import by_reference
from factdb.queries.speakers import find_speaker
from factdb.store.decisions import TABLES


def locked(tx: Connection, table: str, reference: str) -> Any:
    """Lock the row with a number or uid and return it.

    Raises:
        NotFoundError: There is no such row.
    """
    return _lock(tx, table, by_reference(Within(tx), table, reference))


def live(tx: Connection, table: str, reference: str) -> Any:
    """Lock the row of a quote or claim and return it.

    Raises:
        NotFoundError: There is no such row.
        FactdbError: It is rejected.
    """
    row = locked(tx, table, reference)
    if row.status == "rejected":
        raise FactdbError(f"{table[:-1]} {row.id} is rejected: confirm it first with `factdb {table} confirm {row.id}`")
    return row


def locked_speaker(tx: Connection, name: str) -> Any:
    """Lock the row of the speaker whom `name` means and return it.

    Raises:
        NotFoundError: No speaker has the name.
        AmbiguousError: Several have it.
    """
    return _lock(tx, "speakers", find_speaker(Within(tx), name)["id"])


def _lock(tx: Connection, table: str, row_id: int) -> Any:
    columns = TABLES[table]
    return tx.execute(select(columns).where(columns.c.id == row_id).with_for_update()).one()
