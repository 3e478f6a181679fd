"""A compact SQLite file for publishing: the reporting views as tables, indexed, with full-text search.

It is made from a copy of the whole database, from which what is not to be published is deleted first, so that every
count in it is true of what it holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from factdb.database.connect import read_connection
from factdb.database.counts import recount
from factdb.database.url import is_postgresql
from factdb.database.views import Column, view_columns, view_names
from factdb.errors import FactdbError, reason
from factdb.export.selection import order_of

_TYPES = {"integer": "INTEGER", "real": "REAL", "text": "TEXT", "date": "DATE"}
_INDEXED = ("quote_id", "speaker_id", "canonical_id", "source_id", "claim_id", "dated_on", "published_on")
# What a column of a view means, where it is not the view's own number: Datasette shows such as links.
_REFERENCES = {
    "speaker_id": "report_speakers",
    "canonical_id": "report_speakers",
    "source_id": "report_sources",
    "derived_from_id": "report_sources",
    "scope_source_id": "report_sources",
    "claim_id": "report_claims",
    "later_source_id": "report_sources",
    "review_id": "report_reviews",
    "supersedes_id": "report_reviews",
}
# Views whose rows are identified by several columns, none of them ever unknown.
_KEYED = ("report_anchors", "report_columns", "report_quotes")
_TOKENIZE = 'tokenize="unicode61 remove_diacritics 2"'

Say = Callable[[str], None]


def export_snapshot(database: str, path: Path, *, drafts: bool, texts: bool, report: Say) -> dict[str, int]:
    """Write the snapshot of `database` to `path`, which must not exist; returns view -> number of its rows.

    Without `drafts` it holds confirmed quotes and claims alone, and the speakers and sources that belong to them; with
    `texts` it has a table `source_texts`. `report` is called with what is being done. Raises DatabaseError.
    """
    whole = path.with_name(path.name + ".whole")
    try:
        report("copying")
        _copy(database, whole)
        with closing(sqlite3.connect(whole, isolation_level=None)) as copy:
            if not drafts:
                report("leaving out drafts")
                _leave_out_drafts(copy)
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("ATTACH ? AS whole", (str(whole),))
            file.execute("BEGIN")
            counts = {}
            for view in view_names():
                report(view)
                counts[view] = _table(file, view)
            report("indexing")
            for statement in _search():
                file.execute(statement)
            if texts:
                file.execute(
                    "CREATE TABLE source_texts (source_id INTEGER, version_number INTEGER, title TEXT,"
                    " text_sha256 TEXT, text TEXT, PRIMARY KEY (source_id, version_number))"
                )
                file.execute(
                    "INSERT INTO source_texts SELECT source_id, number, title, text_sha256, text"
                    " FROM whole.source_versions WHERE text IS NOT NULL ORDER BY source_id, number"
                )
            file.execute("COMMIT")
            file.execute("DETACH whole")
            file.execute("ANALYZE")
    except sqlite3.Error as error:
        raise FactdbError(f"{path}: the snapshot could not be written {reason(error, 'check the folder')}") from error
    finally:
        whole.unlink(missing_ok=True)
    return counts


def _copy(database: str, whole: Path) -> None:
    with read_connection(database):
        pass  # refuses anything but a database at the newest revision
    whole.unlink(missing_ok=True)
    if is_postgresql(database):
        from factdb.database.copy import copy_database

        copy_database(database, str(whole))
        with closing(sqlite3.connect(whole)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
    else:
        from factdb.database.backups import backup

        backup(database, whole)


def _leave_out_drafts(copy: sqlite3.Connection) -> None:
    """Delete what nobody confirmed, and all that hangs on it."""
    copy.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        copy.execute(f"DROP TRIGGER {trigger}")
    copy.execute("BEGIN")
    for statement in (
        "DELETE FROM quotes WHERE status <> 'confirmed'",
        "DELETE FROM claims WHERE status <> 'confirmed'",
    ):
        copy.execute(statement)
    _delete_what_points_nowhere(copy)
    for statement in (
        "DELETE FROM speakers WHERE canonical_id NOT IN"
        " (SELECT k.canonical_id FROM attributions a JOIN speakers k ON k.id = a.speaker_id)",
        "DELETE FROM sources WHERE id NOT IN (SELECT source_id FROM quotes UNION SELECT source_id FROM assertions"
        " UNION SELECT source_id FROM evidence WHERE source_id IS NOT NULL"
        " UNION SELECT derived_from_id FROM sources WHERE derived_from_id IS NOT NULL)",
    ):
        copy.execute(statement)
    _delete_what_points_nowhere(copy)
    for statement in recount():
        copy.execute(statement)
    copy.execute("COMMIT")


def _delete_what_points_nowhere(copy: sqlite3.Connection) -> None:
    """Rows of any table whose reference was deleted go too, and so on; tables of later revisions are no exception."""
    while broken := {(table, key) for table, _, _, key in copy.execute("PRAGMA foreign_key_check")}:
        for table, key in broken:  # not by rowid, which some tables are without
            which = 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) WHERE id = ?'
            ((column, other, theirs),) = copy.execute(which, (table, key)).fetchall()
            copy.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {theirs} FROM {other})")


def _table(file: sqlite3.Connection, view: str) -> int:
    columns = view_columns(view)
    names = ", ".join(c.name for c in columns)
    order = order_of(view.removeprefix("report_"))
    file.execute(f"CREATE TABLE {view} ({', '.join([*_declared(columns, order), *_keys(view, columns, order)])})")
    rows = file.execute(f"INSERT INTO {view} ({names}) SELECT {names} FROM whole.{view} ORDER BY {order}").rowcount
    for column in columns:
        if column.name in _INDEXED and column.name != order:
            file.execute(f"CREATE INDEX ix_{view}_{column.name} ON {view} ({column.name})")
    return rows


def _declared(columns: Sequence[Column], order: str) -> Iterator[str]:
    for column in columns:
        key = " PRIMARY KEY" if column.name == order and column.type == "integer" else ""
        yield f"{column.name} {_TYPES[column.type]}{key}"


def _keys(view: str, columns: Sequence[Column], order: str) -> Iterator[str]:
    """Yield a primary key of several columns, and the foreign keys."""
    if view in _KEYED:
        yield f"PRIMARY KEY ({order})"
    for column in columns:
        other = _REFERENCES.get(column.name)
        if other is not None and column.name != order:
            yield f"FOREIGN KEY ({column.name}) REFERENCES {other} ({order_of(other.removeprefix('report_'))})"


def _search() -> Iterator[str]:
    """Full-text tables as Datasette and sqlite-utils look for them: the content's name in double quotes."""
    for view, words in (("report_quotes", "text, speaker, title"), ("report_claims", "text")):
        yield f'CREATE VIRTUAL TABLE {view}_fts USING fts5({words}, content="{view}", {_TOKENIZE})'
        yield f"INSERT INTO {view}_fts ({view}_fts) VALUES ('rebuild')"
