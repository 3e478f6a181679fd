"""The migrations as Alembic knows them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from factdb.database.revision import MIGRATIONS, recognise
from factdb.errors import DatabaseError

# Steps that take longer than this are reported.
QUIET_SECONDS = 1.0
Say = Callable[[str], None]


def migrations_dir() -> Path:
    """Return the folder of migrations: inside an installed package, beside it in a checkout.

    Raises:
        DatabaseError: There is none.
    """
    if not (MIGRATIONS / "env.py").is_file():
        raise DatabaseError("this installation has no migrations: install factdb again")
    return MIGRATIONS


def config(connection: Connection | None = None, **attributes: Any) -> Config:
    """Return an Alembic configuration that needs no ini file and no working directory.

    Args:
        connection: The connection that migrations use.
        attributes: For migrations/env.py. `say` is called with messages; `put_aside` leaves out indexes that
            `build_indexes` builds.
    """
    cfg = Config()
    cfg.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    cfg.set_main_option("path_separator", "os")
    if connection is not None:
        cfg.attributes.update(connection=connection, **attributes)
    return cfg


def history() -> list[tuple[str, str]]:
    """List (revision, what it does) of every migration, oldest first."""
    scripts = ScriptDirectory.from_config(config())
    return [(s.revision, s.doc) for s in reversed(list(scripts.walk_revisions()))]


def revision_of(connection: Connection) -> str | None:
    """Return the revision of an open database; None for an empty one.

    Raises:
        DatabaseError: Another program made the database.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    return recognise(inspect(connection).get_table_names(), revision, "the database")


def tell_if_slow(say: Say, began: float, what: str) -> None:
    """Say `what` was done since `began` (of the monotonic clock) and in how many seconds, if it took long."""
    if (seconds := time.monotonic() - began) > QUIET_SECONDS:
        say(f"{what} ({seconds:.1f} s)")
