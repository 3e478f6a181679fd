"""Backups of a SQLite file, made while it is in use."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from factdb.database.connect import open_sqlite
from factdb.database.engine import make_private
from factdb.database.url import is_postgresql, sqlite_path
from factdb.errors import DatabaseError, reason

KEPT_BACKUPS = 5


def keep_one(made: Path | None) -> None:
    """Keep only the last of the backups made before failed migrations, because the database is the same before each."""
    if made is not None and made.exists():
        made.replace(made.with_name(made.name.rpartition("-")[0] + "-failed"))


def check_space(path: Path) -> None:
    """Raise DatabaseError if the disk has no room for an upgrade of a SQLite file."""
    if not path.exists():
        return
    # For a while a backup and a rebuilt table exist besides the old ones.
    needed = int(2.5 * path.stat().st_size)
    free = shutil.disk_usage(path.absolute().parent).free
    if free < needed:
        raise DatabaseError(f"{path}: an upgrade needs {needed:,} bytes free beside it, with {free:,} there: make room")


def backup(database: str, target: Path | None = None) -> Path:
    """Copy a SQLite database while others use it.

    The copy gets its name only once it is complete and checked.

    Args:
        database: Path of the database.
        target: Path of the copy; by default beside the database, named by revision and time, where the last
            `KEPT_BACKUPS` are kept.

    Returns:
        The path of the copy.

    Raises:
        DatabaseError: The database is on PostgreSQL, missing or damaged, or the copy cannot be written.
    """
    if is_postgresql(database):
        raise DatabaseError("back up a PostgreSQL database with its own tools: pg_dump --format=custom URL > FILE")
    path = sqlite_path(database)
    if not path.is_file():
        raise DatabaseError(f"{path}: there is no database to back up")
    with closing(open_sqlite(path)) as source:
        try:
            row = source.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"{path}: is not a factdb database ({error}): check the path") from error
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        final = target or path.with_name(f"{path.name}.backup-{row[0] if row else 'base'}-{stamp}")
        if final.exists():
            raise DatabaseError(f"{final}: already exists: name another file")
        part = final.with_name(final.name + ".part")
        try:
            _remove(part)  # a backup that was killed may have left it
            make_private(part)
            with closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                checked = copy.execute("PRAGMA quick_check").fetchone()[0]
        except (sqlite3.Error, OSError) as error:
            _remove(part)
            raise DatabaseError(
                f"{final}: the backup could not be written {reason(error, 'check the folder')}"
            ) from error
    if checked != "ok":
        _remove(part)
        raise DatabaseError(f"{path}: is damaged ({checked}): restore it from an earlier backup")
    part.rename(final)
    if target is None:
        _prune_backups(path)
    return final


def _remove(part: Path) -> None:
    for left in (part, part.with_name(part.name + "-journal")):
        left.unlink(missing_ok=True)


def _prune_backups(path: Path) -> None:
    """Keep the last `KEPT_BACKUPS`, and delete parts that a killed backup left more than an hour ago."""
    made = sorted(path.parent.glob(f"{escape(path.name)}.backup-*"), key=lambda p: p.stat().st_mtime)
    for part in [p for p in made if p.suffix.startswith(".part") and p.stat().st_mtime < time.time() - 3600]:
        part.unlink()
    for old in [p for p in made if not p.suffix.startswith(".part")][:-KEPT_BACKUPS]:
        old.unlink()
