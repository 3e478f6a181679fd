"""Bulk rows of another archive: the columns that a load fills, and their one writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from factdb.database.load import among, insert_rows

Rows = Sequence[tuple[Any, ...]]

QUOTE = (
    "id", "uid", "source_id", "kind", "text", "text_sha256", "cue", "venue", "said_on", "said_until", "said_as",
    "said_basis", "dated_on", "language", "status", "confidence", "origin", "confirmed_by", "factuality",
    "import_run_id",
)  # fmt: skip
ATTRIBUTION = (
    "quote_id", "speaker_id", "part", "seq", "as_printed", "title_as_printed", "dated_on", "import_run_id", "rank",
    "basis",
)  # fmt: skip
_SOURCE = (
    "id", "uid", "publisher_id", "url", "title", "agency", "language", "medium", "published_on", "import_run_id",
)  # fmt: skip
_SPEAKER = ("id", "uid", "kind", "name", "scope_source_id", "status", "origin", "import_run_id")
_DECISION = ("decided_at", "actor", "action", "subject", "subject_id", "reason", "import_run_id")
_VERSION = (
    "id", "source_id", "number", "retrieved_at", "location", "raw_sha256", "text_sha256", "text_length", "encoding",
    "title", "import_run_id",
)  # fmt: skip
_ANCHOR = (
    "quote_id", "source_version_id", "part", "seq", "start_char", "end_char", "in_marks", "exact", "import_run_id",
)  # fmt: skip
_NAME = ("speaker_id", "name", "folded", "kind", "import_run_id", "parts")
COLUMNS: dict[str, tuple[str, ...]] = {
    "publishers": ("id", "name", "import_run_id"),
    "sources": _SOURCE,
    "source_versions": _VERSION,
    "speakers": _SPEAKER,
    "speaker_names": _NAME,
    "quotes": QUOTE,
    "attributions": ATTRIBUTION,
    "anchors": _ANCHOR,
    "decisions": _DECISION,
}


def load_rows(tx: Connection, table: str, rows: Rows) -> None:
    """Insert `rows`, whose columns are those of COLUMNS."""
    insert_rows(tx, table, COLUMNS[table], rows)


def load_new_quotes(tx: Connection, rows: Rows) -> set[int]:
    """Insert quotes whose uid is not stored yet.

    Returns:
        The ids of the quotes that were left out because their uid is stored.
    """
    if not rows:
        return set()
    if tx.dialect.name == "sqlite":
        if insert_rows(tx, "quotes", QUOTE, rows, " ON CONFLICT (uid) DO NOTHING") == len(rows):
            return set()
        stored = tx.exec_driver_sql("SELECT id FROM quotes WHERE id >= ?", (rows[0][0],)).scalars()
        return {row[0] for row in rows} - set(stored)
    from psycopg.errors import UniqueViolation

    try:
        with tx.begin_nested():
            insert_rows(tx, "quotes", QUOTE, rows)
        return set()
    except UniqueViolation:
        sql, given = among(tx, [row[1] for row in rows])
        there = set(tx.exec_driver_sql(f"SELECT uid FROM quotes WHERE uid {sql}", given).scalars())
        insert_rows(tx, "quotes", QUOTE, [row for row in rows if row[1] not in there])
        return {row[0] for row in rows if row[1] in there}
