"""The revision and the triggers that a database must have, checked without Alembic or the models."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from factdb.database.url import shown
from factdb.errors import DatabaseError


def _migrations() -> Path:
    """Return the folder of migrations: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "migrations"
    return inside if (inside / "env.py").is_file() else package.parent / "migrations"


MIGRATIONS = _migrations()

VERSIONS = MIGRATIONS / "versions"

# The newest migration, by the names of the files: reading need not import Alembic to know it.
HEAD = max((path.name[:4] for path in VERSIONS.glob("[0-9]*.py")), default="")

# How many triggers a whole database has: those that keep the trail, the counts and the search index. A test holds the
# numbers to what `derived` makes; they are here so that reading need not import the models to know them.
TRIGGERS = {"sqlite": 75, "postgresql": 70}

# SQLite's full-text indexes, and the table that each is over.
FULL_TEXT = {"quotes_fts": "quotes", "claim_words_fts": "claim_texts", "claim_bodies_fts": "claim_texts"}

# What the triggers that factdb makes, in whichever version, are called after the name of their table.
_TRIGGER_ENDS = re.compile(
    r"_((keep|count)_(insert|update|delete)|no_(update|delete|truncate)|fts_(insert|update|delete)"
    r"|canonical_(insert|update))"
)

# Where Alembic keeps the revision.
REVISION_TABLE = "alembic_version"


def recognise(tables: Collection[str], revision: str | None, name: str) -> str | None:
    """Return the revision of a database with these tables; None for an empty one.

    Args:
        tables: Names of its tables.
        revision: What `alembic_version` contains.
        name: Its path or URL, for messages.

    Raises:
        DatabaseError: Another program made the database, or its revision is lost.
    """
    if "import_runs" in tables and revision is not None:
        return revision
    if revision is None and not [t for t in tables if t != REVISION_TABLE and not t.startswith("sqlite_")]:
        return None
    if {"import_runs", "decisions", "quotes", REVISION_TABLE} <= set(tables):
        raise DatabaseError(
            f"{shown(name)}: its table {REVISION_TABLE} is empty, so its revision is unknown:"
            f" restore a backup, or insert the revision that it was last upgraded to (this factdb's is {HEAD})"
        )
    raise DatabaseError(f"{shown(name)}: belongs to another program: give factdb a database of its own")


def is_our_trigger(name: str, table: str) -> bool:
    """Return whether factdb makes a trigger with this name on `table`."""
    begins = name.removeprefix("speakers_of_")
    return begins.startswith(table) and _TRIGGER_ENDS.fullmatch(begins, len(table)) is not None


# What lists (name, table) of the triggers that are at work.
TRIGGERS_AT_WORK = {
    "sqlite": "SELECT name, tbl_name AS tbl FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname AS name, c.relname AS tbl FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace",
}


def missing_triggers(dialect: str, at_work: Iterable[Sequence[str]]) -> str | None:
    """Return what is wrong if some of our triggers are missing; None if all are there.

    Without them changes are not recorded, counts go wrong and searches miss quotes.

    Args:
        dialect: "sqlite" or "postgresql".
        at_work: (name, table) of the enabled triggers.
    """
    here = sum(is_our_trigger(name, table) for name, table in at_work)
    if here >= TRIGGERS[dialect]:
        return None
    return (
        f"{TRIGGERS[dialect] - here} of the {TRIGGERS[dialect]} triggers that write down every change are missing:"
        " run `factdb db upgrade`"
    )


def check_revision(revision: str | None, name: str) -> None:
    """Check that a database is at the newest revision.

    Raises:
        DatabaseError: It is empty, older or newer; the message says what to do.
    """
    if revision == HEAD:
        return
    name = shown(name)
    if revision is None:
        raise DatabaseError(f"{name}: is empty: `factdb import PATH` or `factdb db upgrade` make it a factdb database")
    if revision > HEAD:
        raise DatabaseError(
            f"{name}: was made by a newer factdb (revision {revision}, and this one knows {HEAD}): upgrade factdb"
        )
    raise DatabaseError(f"{name}: has revision {revision}, this factdb needs {HEAD}: run `factdb db upgrade`")
