"""Rows of sources: published works, their publishers, and versions of their text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from factdb.database.load import insert_numbered
from factdb.database.models import Assertion, Quote, Role, Source, SourceVersion, Speaker
from factdb.store.decisions import TABLES, Values
from factdb.store.keys import new_uid
from factdb.store.publishers import publishers_on
from factdb.store.quotes import date_assertions
from factdb.store.variants import link_quotes, unlink_quotes


def day_of(tx: Connection, source_id: int) -> date | None:
    """Return the day on which a source was published, which dates what it does not date itself."""
    return tx.execute(select(Source.published_on).where(Source.id == source_id)).scalar_one()


def insert_source(tx: Connection, run_id: int, *, publisher: str | None, **columns: Any) -> int:
    """Insert one source as `insert_sources` does."""
    (source_id,) = insert_sources(tx, run_id, [{"publisher": publisher, **columns}])
    return source_id


def insert_sources(tx: Connection, run_id: int, rows: Sequence[Values]) -> list[int]:
    """Insert sources, and those of their publishers that are new, and return their ids in order.

    Each row has the same columns of `models.Source`, and `publisher`, the name as printed (see `publishers_on`).
    """
    publishers = publishers_on(tx, [(row["publisher"], row["url"]) for row in rows], run_id)
    own: list[Values] = []
    for row, (publisher, is_other) in zip(rows, publishers, strict=True):
        columns = {"uid": new_uid(), "medium": "article", "import_run_id": run_id, **row, "publisher_id": publisher}
        printed = columns.pop("publisher")
        columns["printed_publisher"] = printed if is_other else None
        own.append(columns)
    return insert_numbered(tx, TABLES["sources"], own)


def insert_versions(tx: Connection, run_id: int, rows: Sequence[Values]) -> list[int]:
    """Insert versions, each with the same columns of `models.SourceVersion`, and return their ids in order."""
    now = datetime.now(UTC)
    own = [{**row, "retrieved_at": row["retrieved_at"] or now, "import_run_id": run_id} for row in rows]
    return insert_numbered(tx, TABLES["source_versions"], own)


def next_number(tx: Connection, source_id: int) -> int:
    """Return the number of the next version of a source."""
    last = select(func.coalesce(func.max(SourceVersion.number), 0)).where(SourceVersion.source_id == source_id)
    return int(tx.execute(last).scalar_one()) + 1


def date_narration(tx: Connection, source_id: int) -> None:
    """Date what a source asserts in its own voice by its day of publication."""
    date_assertions(tx, (Assertion.source_id == source_id) & Assertion.quote_id.is_(None))


def rows_of(source_id: int) -> dict[str, ColumnElement[bool]]:
    """Return the rows that are there by a source alone: table -> which, what points at another row before that one."""
    quotes = select(Quote.id).where(Quote.source_id == source_id)
    speakers = select(Speaker.id).where(Speaker.scope_source_id == source_id)
    table = TABLES
    return {
        "assertions": or_(table["assertions"].c.source_id == source_id, table["assertions"].c.quote_id.in_(quotes)),
        "roles": or_(Role.source_id == source_id, Role.speaker_id.in_(speakers)),
        "attributions": table["attributions"].c.quote_id.in_(quotes),
        "anchors": table["anchors"].c.quote_id.in_(quotes),
        "quotes": table["quotes"].c.source_id == source_id,
        "speaker_names": table["speaker_names"].c.speaker_id.in_(speakers),
        "speakers": table["speakers"].c.scope_source_id == source_id,
        "source_versions": table["source_versions"].c.source_id == source_id,
    }


def delete_source_rows(tx: Connection, source_id: int) -> dict[str, list[Values]]:
    """Delete a source and all that exists only because of it (see `rows_of`); return those rows."""
    gone: dict[str, list[Values]] = {}
    for name, which in rows_of(source_id).items():
        found = tx.execute(select(TABLES[name]).where(which).order_by(TABLES[name].c.id))
        gone[name] = [dict(row._mapping) for row in found]
    unlink_quotes(tx, [row["id"] for row in gone["quotes"]])
    for name, rows in gone.items():
        if rows:
            tx.execute(delete(TABLES[name]).where(TABLES[name].c.id.in_([row["id"] for row in rows])))
    tx.execute(delete(Source).where(Source.id == source_id))
    return gone


def taken_numbers(tx: Connection, source_id: int, rows: dict[str, Any]) -> str | None:
    """A row that has the number of one of the `rows` of a deleted source, as SQLite gives numbers again; else None."""
    numbers = {"sources": [source_id], **{name: [row["id"] for row in rows[name]] for name in rows_of(0)}}
    for name, some in numbers.items():
        taken = tx.execute(select(TABLES[name].c.id).where(TABLES[name].c.id.in_(some)).limit(1)).scalar()
        if taken is not None:
            return f"{name[:-1].replace('_', ' ')} {taken}"
    return None


def insert_source_rows(tx: Connection, columns: Values, rows: dict[str, list[Values]]) -> None:
    """Insert a source that was deleted, and what went with it, as all of it stood."""
    tx.execute(insert(Source).values(columns))
    for name in reversed(rows_of(0)):
        if rows[name]:
            tx.execute(insert(TABLES[name]), rows[name])
    link_quotes(tx, [row["id"] for row in rows["quotes"]])
