"""Rows of speakers, of their names and of the roles they held."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from factdb.database.load import insert_each, insert_numbered
from factdb.database.models import Role, Speaker, SpeakerName
from factdb.matching.names import fold, parts_of
from factdb.store.decisions import TABLES, Values
from factdb.store.keys import new_uid


def insert_speakers(tx: Connection, rows: Sequence[Values], run_id: int | None) -> list[int]:
    """Insert speakers, all with the same columns; their names are separate rows.

    Returns:
        Their ids in order.
    """
    if not rows:
        return []
    values = [{**row, "uid": new_uid(), "import_run_id": run_id} for row in rows]
    return insert_numbered(tx, TABLES["speakers"], values)


def insert_names(tx: Connection, names: Sequence[tuple[int, str, str]], run_id: int | None) -> None:
    """Add names by which speakers are found: (speaker, name, kind) each."""
    rows = [
        {
            "speaker_id": who,
            "name": name,
            "folded": folded,
            "parts": parts_of(folded),
            "kind": kind,
            "import_run_id": run_id,
        }
        for who, name, kind in names
        for folded in [fold(name) or name]
    ]
    insert_each(tx, TABLES["speaker_names"], rows)


def delete_names(tx: Connection, speaker_id: int, folded: str) -> None:
    """Remove a folded name from a speaker."""
    tx.execute(delete(SpeakerName).where(SpeakerName.speaker_id == speaker_id, SpeakerName.folded == folded))


def delete_speaker(tx: Connection, speaker_id: int) -> None:
    """Delete a speaker with their names and roles."""
    tx.execute(delete(Speaker).where(Speaker.id == speaker_id))


def insert_role(tx: Connection, speaker_id: int, run_id: int | None, **columns: Any) -> None:
    """Insert a role of a speaker; `columns` are those of `models.Role`."""
    tx.execute(insert(Role).values(speaker_id=speaker_id, import_run_id=run_id, **columns))


def delete_roles(tx: Connection, ids: Collection[int]) -> None:
    """Delete roles by their ids."""
    tx.execute(delete(Role).where(Role.id.in_(ids)))
