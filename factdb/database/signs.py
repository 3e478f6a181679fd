"""Signs of life of import runs: a lock that disappears with the process that holds it, however that ends.

On PostgreSQL it is an advisory lock of the session. On SQLite it is SQLite's own lock on an empty file beside the
database, so that it works wherever the database itself can be locked.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from sqlalchemy import Connection, func, select, update

from factdb.database.engine import make_private
from factdb.database.models import ImportRun, SourceVersion

_UID = "[0-9a-f]" * 32  # as a pattern of file names


class Sign:
    """The sign of the run with this uid, shown until `end` or the end of the process."""

    def __init__(self, tx: Connection, uid: str) -> None:
        self._file: sqlite3.Connection | None = None
        if tx.dialect.name == "postgresql":
            tx.exec_driver_sql("SELECT pg_advisory_lock(%s)", (_key(uid),))
            return
        self._path = _beside(tx, uid)
        # Only within a transaction that writes is a sign made or asked for: none is met before it is locked.
        for left in self._path.parent.glob(f"{escape(_database(tx).name)}.run-{_UID}"):
            _is_held(left)
        make_private(self._path)
        shutil.copymode(_database(tx), self._path)  # who can write the database can ask for the sign
        self._file = sqlite3.connect(self._path, isolation_level=None)
        _lock(self._file)

    def end(self) -> None:
        """Remove the sign. On PostgreSQL it goes with the connection."""
        if self._file is not None:
            with suppress(OSError):
                self._path.unlink()
            self._file.close()
            self._file = None


def _lock(file: sqlite3.Connection) -> None:
    # Locking an empty file begins a new database in it, with a journal beside it unless that is kept in memory.
    file.execute("PRAGMA journal_mode = MEMORY")
    file.execute("BEGIN EXCLUSIVE")


def _key(uid: str) -> int:
    return int.from_bytes(bytes.fromhex(uid)[:8], "big", signed=True)


def _database(tx: Connection) -> Path:
    return Path(str(tx.engine.url.database)).resolve()


def _beside(tx: Connection, uid: str) -> Path:
    path = _database(tx)
    return path.with_name(f"{path.name}.run-{uid}")


def _is_alive(tx: Connection, uid: str) -> bool:
    """Return whether a process is at work on the run. Where the sign cannot be asked for, it is taken to be."""
    if tx.dialect.name == "postgresql":
        try:
            key = _key(uid)
        except ValueError:  # not one of ours
            return False
        return not tx.exec_driver_sql("SELECT pg_try_advisory_xact_lock(%s)", (key,)).scalar_one()
    path = _beside(tx, uid)
    return path.exists() and _is_held(path)


def _is_held(path: Path) -> bool:
    """Return whether a process holds the sign at `path`; one that nobody holds is removed."""
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as file:
            _lock(file)
    except sqlite3.OperationalError:
        return True
    with suppress(OSError):
        path.unlink()
    return False


def close_interrupted(tx: Connection) -> None:
    """Close the runs that were killed or lost their machine, with the articles they brought, and say so on stderr."""
    going_on = ImportRun.status == "running", ImportRun.finished_at.is_(None)
    for run in tx.execute(select(ImportRun.id, ImportRun.uid, ImportRun.actor).where(*going_on)).all():
        if _is_alive(tx, run.uid):
            continue
        brought = select(func.count()).select_from(SourceVersion).where(SourceVersion.import_run_id == run.id)
        articles = tx.execute(brought).scalar_one()
        closed = {"status": "interrupted", "finished_at": datetime.now(UTC), "articles": articles}
        tx.execute(update(ImportRun).where(ImportRun.id == run.id).values(closed))
        print(
            f"factdb: import run {run.id} ({run.actor}) was interrupted after {articles}"
            f" article{'' if articles == 1 else 's'}: import the same again to complete it, or `factdb imports undo"
            f" {run.id}`",
            file=sys.stderr,
        )
