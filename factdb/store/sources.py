"""Rows of sources: published works, their publishers, and versions of their text."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from factdb.database.models import Publisher, Source, SourceVersion
from factdb.store.keys import new_uid


def publisher_ids(tx: Connection, names: Collection[str], run_id: int) -> dict[str, int]:
    """Return the ids of the publishers with these names; missing ones are added."""
    named = select(Publisher.name, Publisher.id).where(Publisher.name.in_(names))
    known = dict(tx.execute(named).all()) if names else {}
    new = [name for name in dict.fromkeys(names) if name not in known]
    if new:
        rows = [{"name": name, "import_run_id": run_id} for name in new]
        ids = tx.execute(insert(Publisher).returning(Publisher.id, sort_by_parameter_order=True), rows).scalars()
        known.update(zip(new, ids, strict=True))
    return known


def insert_source(
    tx: Connection, run_id: int, *, publisher: str | None, medium: str = "article", **columns: Any
) -> int:
    """Insert a source, and its publisher if it is new, and return its id. `columns` are those of `models.Source`."""
    publisher_id = publisher_ids(tx, [publisher], run_id)[publisher] if publisher else None
    values = {"uid": new_uid(), "publisher_id": publisher_id, "medium": medium, "import_run_id": run_id, **columns}
    return tx.execute(insert(Source).values(values).returning(Source.id)).scalar_one()


def insert_version(tx: Connection, run_id: int, source_id: int, **columns: Any) -> int:
    """Insert the next version of a source and return its id. `columns` are those of `models.SourceVersion`."""
    last = select(func.coalesce(func.max(SourceVersion.number), 0)).where(SourceVersion.source_id == source_id)
    values = {
        "source_id": source_id,
        "number": tx.execute(last).scalar_one() + 1,
        "retrieved_at": datetime.now(UTC),
        "import_run_id": run_id,
        **columns,
    }
    return tx.execute(insert(SourceVersion).values(values).returning(SourceVersion.id)).scalar_one()
