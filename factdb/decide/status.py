"""Confirming and rejecting quotes and claims. A decision that is already in force changes nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from factdb.decide.rows import locked
from factdb.errors import FactdbError
from factdb.store.claims import claim_saying, normal_form
from factdb.store.decisions import By, change_row, confirm_row, reject_row
from factdb.store.keys import sha256


def confirm(tx: Connection, table: str, reference: str, by: By, *, statement: str | None = None) -> str:
    """Confirm a quote or claim.

    Args:
        tx: The transaction.
        table: "quotes" or "claims".
        reference: Number or uid.
        by: Who decides.
        statement: For a claim, its normal form.

    Raises:
        FactdbError: The statement is empty, or another claim already makes it.
        NotFoundError: There is no such row.
    """
    row, name = _subject(tx, table, reference)
    if statement is not None:
        return _confirm_as(tx, row, name, statement, by)
    if row.status == "confirmed":
        return f"{name} is already confirmed, by {row.confirmed_by}: nothing changed"
    confirm_row(tx, by, table, row.id)
    return f"{name} confirmed"


def _confirm_as(tx: Connection, row: Any, name: str, statement: str, by: By) -> str:
    text = normal_form(statement)
    if not text:
        raise FactdbError("a claim needs words: give one self-contained statement")
    other = claim_saying(tx, text, but=row.id)
    if other is not None:
        raise FactdbError(f"claim {other} already says so: reject {name}, and link its quotes to claim {other}")
    after = {"status": "confirmed", "confirmed_by": by.actor, "text": text, "text_sha256": sha256(text)}
    if all(getattr(row, column) == value for column, value in after.items()):
        return f"{name} is already confirmed, in these words: nothing changed"
    change_row(tx, by, "confirm", "claims", row.id, after)
    return f"{name} confirmed as: {text}"


def reject(tx: Connection, table: str, reference: str, by: By) -> str:
    """Reject a quote that is not one, or a claim that is not checkable. It stays stored and is left out of lists.

    Raises:
        NotFoundError: There is no such row.
    """
    row, name = _subject(tx, table, reference)
    if row.status == "rejected":
        return f"{name} is already rejected: nothing changed"
    reject_row(tx, by, table, row.id)
    return f"{name} rejected"


def _subject(tx: Connection, table: str, reference: str) -> tuple[Any, str]:
    row = locked(tx, table, reference)
    return row, f"{table[:-1]} {row.id}"
