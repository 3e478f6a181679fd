"""One person under two names, two under one: merging speakers, parting them again, and saying that two are two.

A merge is a pointer: no quote is rewritten, what was printed stays, and undoing it restores what stood. New imports
follow it, as the names of a merged speaker lead to the one it was merged into.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from factdb.database.models import Speaker
from factdb.decide.desk import Within
from factdb.errors import FactdbError
from factdb.queries import find_speaker
from factdb.store.decisions import record_decision


def merge_speakers(tx: Connection, into: str, other: str, *, actor: str, reason: str | None) -> str:
    """Say that `other` is `into`. Raises FactdbError for one and the same, and for speakers of two kinds."""
    keep, merged = _speaker(tx, into), _speaker(tx, other)
    if keep.id == merged.id:
        return f"{other} is {keep.name} (speaker {keep.id}) already: nothing changed"
    if "unnamed" in (keep.kind, merged.kind) and keep.kind != merged.kind and merged.kind != "unnamed":
        raise FactdbError(f"{keep.name} is unnamed: merge it into {merged.name}, not the other way round")
    if keep.kind != merged.kind and "unnamed" not in (keep.kind, merged.kind):
        raise FactdbError(f"{merged.name} is a {merged.kind}, {keep.name} a {keep.kind}: they cannot be one")
    # Those merged into the other before come along, so that nobody is merged into one who is merged himself.
    followers = tx.execute(select(Speaker.__table__).where(Speaker.merged_into_id == merged.id)).all()
    for row in (*followers, merged):
        _point(tx, "merge", row, keep.id, actor, reason)
    return f"{merged.name} (speaker {merged.id}) is now {keep.name} (speaker {keep.id})"


def split_speaker(tx: Connection, number: int, *, actor: str, reason: str | None) -> str:
    """Take speaker `number` out of the one it was merged into. Raises FactdbError where it was merged into none."""
    row = tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).first()
    if row is None:
        raise FactdbError(f"there is no speaker {number}; `factdb speakers` lists those there are")
    if row.merged_into_id is None:
        raise FactdbError(f"{row.name} (speaker {number}) was not merged into anybody")
    _point(tx, "split", row, None, actor, reason)
    return f"{row.name} (speaker {number}) stands by itself again"


def keep_apart(tx: Connection, one: str, other: str, *, actor: str, reason: str | None) -> str:
    """Say that two speakers are two, so that nobody proposes them as duplicates. Raises FactdbError for one."""
    first, second = _speaker(tx, one), _speaker(tx, other)
    if first.id == second.id:
        raise FactdbError(f"{one} and {other} are one speaker, {first.name} (number {first.id}): split it first")
    record_decision(
        tx,
        actor=actor,
        action="distinct",
        subject="speakers",
        subject_id=first.id,
        before=None,
        after={"distinct_from": second.id},
        reason=reason,
        run_id=None,
    )
    return f"{first.name} (speaker {first.id}) and {second.name} (speaker {second.id}) are two"


def _speaker(tx: Connection, name: str) -> Any:
    number = find_speaker(Within(tx), name)["id"]
    return tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).one()


def _point(tx: Connection, action: str, row: Any, to: int | None, actor: str, reason: str | None) -> None:
    tx.execute(update(Speaker).where(Speaker.id == row.id).values(merged_into_id=to))
    record_decision(
        tx,
        actor=actor,
        action=action,
        subject="speakers",
        subject_id=row.id,
        before={"columns": {"merged_into_id": row.merged_into_id}},
        after={"columns": {"merged_into_id": to}},
        reason=reason,
        run_id=None,
    )
