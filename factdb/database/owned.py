"""What users made themselves in the database: views, triggers and indexes of theirs, kept through a migration.

SQLite drops a table's triggers and indexes when a migration rebuilds it, and rebuilds none while a view names what is
not there. So they are put aside before the first step and made again after the last. PostgreSQL keeps them; of a view
that stands on one of ours it says that it is in the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError as SqlError

from factdb.database.connect import TRIGGERS_AT_WORK, VERSIONS, is_our_trigger
from factdb.database.models import Base
from factdb.database.views import view_names
from factdb.errors import DatabaseError


class Owned(NamedTuple):
    """A view, trigger or index that a user made; `table` is what it belongs to, a view's own name."""

    kind: str
    name: str
    table: str
    sql: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" + ("" if self.kind == "view" else f" on {self.table}")


def owned(tx: Connection) -> list[Owned]:
    """What users made in a SQLite database, the oldest first: a view that stands on another comes after it."""
    indexes = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    ours = {*view_names(), *_named_by_migrations(), *indexes}
    found = tx.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND type IN ('view', 'trigger', 'index') ORDER BY rowid"
    )
    made = [Owned(*row) for row in found]
    return [one for one in made if one.name not in ours and not is_ours(one.name, one.table)]


def is_ours(trigger: str, table: str) -> bool:
    """Whether a trigger is one that factdb makes, and not one of the same kind of name on somebody's own table."""
    return table in Base.metadata.tables and is_our_trigger(trigger, table)


def _named_by_migrations() -> set[str]:
    """Every index and trigger that any migration speaks of: one that it drops is not to come back."""
    named = re.compile(r"\b(?:ix|uq)_\w+|(?<=CREATE TRIGGER )\w+")
    return {name for path in VERSIONS.glob("*.py") for name in named.findall(path.read_text("utf-8"))}


def put_aside(tx: Connection) -> list[Owned]:
    """Drop the users' views and triggers of a SQLite database; returns them with their indexes, for `bring_back`."""
    mine = owned(tx)
    for one in mine:
        if one.kind != "index":
            tx.exec_driver_sql(f"DROP {one.kind} {_quoted(one.name)}")
    return mine


def bring_back(tx: Connection, mine: Sequence[Owned]) -> Iterator[str]:
    """Make again what `put_aside` returned; yields a line for each that has lost what it stands on."""
    if not mine:
        return
    there = {(row[0], row[1]) for row in tx.exec_driver_sql("SELECT type, name FROM sqlite_master")}
    for one in mine:
        if (one.kind, one.name) in there:
            continue
        if one.kind != "view" and ("table", one.table) not in there and ("view", one.table) not in there:
            yield f"{one} went with it: {one.sql}"
            continue
        try:
            tx.exec_driver_sql(one.sql)
        except SqlError as error:
            yield f"{one} could not be made again ({error.orig}): {one.sql}"
            continue
        if one.kind == "view":
            try:
                tx.exec_driver_sql(f"SELECT * FROM {_quoted(one.name)} LIMIT 0")
            except SqlError as error:
                yield f"{one} is kept but does not work any more ({error.orig})"


def refuse_what_hangs(tx: Connection) -> None:
    """Raise DatabaseError for views of PostgreSQL that stand on ours: ours cannot be made anew under them."""
    hanging = tx.exec_driver_sql(
        "SELECT DISTINCT CASE d.relkind WHEN 'm' THEN 'materialized view ' ELSE 'view ' END"
        " || CAST(d.oid::regclass AS text) || ' depends on view ' || c.relname"
        " FROM pg_depend p JOIN pg_rewrite r ON r.oid = p.objid AND p.classid = 'pg_rewrite'::regclass"
        " JOIN pg_class d ON d.oid = r.ev_class JOIN pg_class c ON c.oid = p.refobjid"
        " WHERE p.refclassid = 'pg_class'::regclass AND c.relnamespace = current_schema()::regnamespace"
        " AND c.relname = ANY(%s) AND NOT (d.relname = ANY(%s) AND d.relnamespace = c.relnamespace) ORDER BY 1",
        (view_names(), view_names()),
    )
    if told := list(hanging.scalars()):
        raise DatabaseError(
            f"the reporting views must be made anew, but {'; '.join(told)}: keep what `\\d+` says of it, drop it,"
            " upgrade, make it again"
        )


def strangers(tx: Connection) -> Iterator[str]:
    """What users made that no comparison with the models finds: views, triggers, and on SQLite indexes."""
    if tx.dialect.name == "sqlite":
        yield from map(str, owned(tx))
        return
    views = tx.exec_driver_sql(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = current_schema()::regnamespace"
        " ORDER BY 1"
    )
    yield from (f"view {name}" for name in views.scalars() if name not in view_names())
    migrated = _named_by_migrations()
    for name, table in sorted(tuple(row) for row in tx.exec_driver_sql(TRIGGERS_AT_WORK["postgresql"])):
        if not is_ours(name, table) and name not in migrated:
            yield f"trigger {name} on {table}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
