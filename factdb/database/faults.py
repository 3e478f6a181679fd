"""What is wrong with a database as such, and what in it is not ours."""

from __future__ import annotations

import os
import re
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from factdb.database.claim_texts import text_faults
from factdb.database.connect import checking_connection
from factdb.database.counts import count_faults
from factdb.database.derived import derived_faults
from factdb.database.engine import BUSY_MS
from factdb.database.indexes import indexes_to_build
from factdb.database.owned import strangers
from factdb.database.revision import FULL_TEXT, HEAD
from factdb.database.scripts import history, revision_of
from factdb.database.url import sqlite_path


def made_by_newer(revision: str) -> str:
    """Return what to say of a database of a later revision than this program knows."""
    return f"the database was made by a newer factdb (revision {revision}, and this one knows {HEAD}): upgrade factdb"


@contextmanager
def no_word_of_odd_indexes() -> Iterator[None]:
    """Silence SQLAlchemy's warning about a user's index over an expression, which `owned` handles."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        yield


def faults(database: str) -> Iterator[str]:
    """Yield what is wrong with the database as such: damage, broken references, a stale index, a different schema.

    Whether its quotes hold is checked by `verify`.
    """
    with checking_connection(database) as tx:
        revision, newest = revision_of(tx), history()[-1][0]
        if revision is not None and revision > newest:
            yield made_by_newer(revision)
            return
        if revision != newest:
            yield f"revision {revision} is not the newest, {newest}: run `factdb db upgrade`"
            return
        if tx.dialect.name == "sqlite":
            yield from _sqlite_faults(tx, sqlite_path(database))
        if unbuilt := indexes_to_build(tx):
            yield f"not built: {', '.join(str(index.name) for index in unbuilt)}: run `factdb db upgrade`"
        yield from derived_faults(tx)
        yield from count_faults(tx)
        yield from text_faults(tx)
        yield from (
            _described(kind, *what) for kind, *what in _differences(tx) if kind not in (*_NOT_OURS, "add_index")
        )


def not_ours(database: str) -> Iterator[str]:
    """Yield what users made in a database at the newest revision: tables, columns, indexes, views, triggers."""
    with checking_connection(database) as tx:
        yield from strangers(tx)
        kinds = [kind for kind in _NOT_OURS if kind != "remove_index" or tx.dialect.name == "postgresql"]
        yield from (_described(kind, *what) for kind, *what in _differences(tx) if kind in kinds)


# Differences by which a database has more than the models.
_NOT_OURS = ("remove_table", "remove_column", "remove_index", "remove_constraint", "remove_fk")


def _differences(tx: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield how the tables differ from the models, in Alembic's terms: (what to do, to what…)."""
    from alembic.autogenerate import compare_metadata

    from factdb.database.models import Base

    context = MigrationContext.configure(tx, opts={"include_name": ours, "compare_type": True})
    with no_word_of_odd_indexes():
        differences = compare_metadata(context, Base.metadata)
    for difference in differences:
        yield from difference if isinstance(difference, list) else [difference]


def _described(kind: str, *what: Any) -> str:
    """Describe one of `_differences`."""
    verb, _, noun = kind.partition("_")
    if noun == "column":
        named = f"column {what[2].name} of {what[1]}"
    elif verb == "modify":
        return f"the schema differs from the models: column {what[2]} of {what[1]}: {noun} {what[4]}, not {what[5]}"
    else:
        table = getattr(what[0], "table", None)
        named = f"{noun.replace('fk', 'foreign key')} {what[0].name}" + (
            f" of {table.name}" if table is not None else ""
        )
    return named if kind in _NOT_OURS else f"the schema differs from the models: {named} is missing"


def ours(name: str | None, type_: str, parents: Any) -> bool:
    """Return whether the models define a table, column or index; only a migration defines the full-text indexes."""
    return not _FULL_TEXT.match(name or "")


# SQLite's indexes with the tables they keep, PostgreSQL's indexes and the columns they index.
_FULL_TEXT = re.compile(r"(?:ix_)?(?:quotes|claim_words|claim_bodies)_fts|(?:words|body)_fts$")


def _sqlite_faults(tx: Connection, path: Path) -> Iterator[str]:
    for row in tx.exec_driver_sql("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield f"damaged: {row[0]}"
    for row in tx.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield f"a row of {row[0]} ({row[1]}) points to no row of {row[2]}"
    for full_text in FULL_TEXT:
        if stale := _stale_index(tx, path, full_text):
            yield f"the full-text index of {FULL_TEXT[full_text]} is stale ({stale}): run `factdb db upgrade`"


def _stale_index(tx: Connection, path: Path, index: str) -> str | None:
    """Return what is wrong with a full-text index of SQLite.

    Only a user who can write the file can ask the index itself; for others its rows are counted.
    """
    if not os.access(path, os.W_OK) or not os.access(path.absolute().parent, os.W_OK):
        table = FULL_TEXT[index]
        missing = f"SELECT (SELECT count(*) FROM {table}) - (SELECT count(*) FROM {index}_docsize)"
        return f"{lacking} {table} too few" if (lacking := tx.exec_driver_sql(missing).scalar_one()) else None
    with closing(sqlite3.connect(path, timeout=BUSY_MS / 1000)) as file:
        try:
            file.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise
        except sqlite3.DatabaseError as error:
            return str(error)
        finally:
            file.rollback()
    return None
