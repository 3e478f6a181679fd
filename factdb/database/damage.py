"""Find out whether a damaged SQLite file caused an unforeseen failure."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote


def damage(path: Path) -> str | None:
    """Return what is damaged in a file; None if nothing is. Reads the whole file."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as file:
            (found,) = file.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                return " ".join(str(found).split())
            for table, row, other, _ in file.execute("PRAGMA foreign_key_check"):
                return f"row {row} of {table} points to no row of {other}"
            names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            file.text_factory = bytearray  # which blobs, as the full-text index has, are not read as
            for (name,) in names:
                for row in file.execute(f'SELECT * FROM "{name}"'):
                    for value in row:
                        if isinstance(value, bytearray):
                            value.decode()
    except UnicodeDecodeError as error:
        return f"a text is not UTF-8: {error.reason}"
    except sqlite3.DatabaseError as error:
        return str(error)
    return None
