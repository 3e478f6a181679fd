"""What users made in the database themselves: views, triggers and indexes, which migrations keep.

SQLite drops a table's triggers and indexes when a migration rebuilds it, and rebuilds no table while a view names
something missing. So they are dropped before the first step and recreated after the last. PostgreSQL keeps them, but a
view that depends on one of ours blocks the migration.
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
    """A view, trigger or index that a user made; `table` is what it belongs to, or a view's own name."""

    kind: str
    name: str
    table: str
    sql: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" + ("" if self.kind == "view" else f" on {self.table}")


def owned(tx: Connection) -> list[Owned]:
    """List what users made in a SQLite database, oldest first, so that a view comes after those it depends on."""
    indexes = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    ours = {*view_names(), *_named_by_migrations(), *indexes}
    found = tx.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND type IN ('view', 'trigger', 'index') ORDER BY rowid"
    )
    made = [Owned(*row) for row in found]
    return [one for one in made if one.name not in ours and not is_ours(one.name, one.table)]


def is_ours(trigger: str, table: str) -> bool:
    """Return whether factdb makes a trigger with this name, and not a user with a similar name on another table."""
    return table in Base.metadata.tables and is_our_trigger(trigger, table)


def _named_by_migrations() -> set[str]:
    """Return every index and trigger that any migration names: one that it drops must not be recreated."""
    named = re.compile(r"\b(?:ix|uq)_\w+|(?<=CREATE TRIGGER )\w+")
    return {name for path in VERSIONS.glob("*.py") for name in named.findall(path.read_text("utf-8"))}


def put_aside(tx: Connection) -> list[Owned]:
    """Drop users' views and triggers in a SQLite database.

    Returns:
        What was dropped, and users' indexes, for `bring_back`.
    """
    mine = owned(tx)
    for one in mine:
        if one.kind != "index":
            tx.exec_driver_sql(f"DROP {one.kind} {_quoted(one.name)}")
    return mine


def bring_back(tx: Connection, mine: Sequence[Owned]) -> Iterator[str]:
    """Recreate what `put_aside` returned; yield a message for each object whose table is gone."""
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
    """Check that no user's view on PostgreSQL depends on one of ours.

    Raises:
        DatabaseError: There are such views; ours cannot be recreated beneath them.
    """
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
    """Yield what users made that a comparison with the models does not find: views, triggers, and on SQLite indexes."""
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
