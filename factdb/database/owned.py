"""What users made in the database themselves: views, triggers and indexes, which migrations keep.

SQLite drops a table's triggers and indexes when a migration rebuilds it, and rebuilds no table while a view names
something missing. So they are dropped before the first step and recreated after the last. PostgreSQL keeps them, but a
view that depends on one of ours blocks the migration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError as SqlError

from factdb.database.models import Base
from factdb.database.revision import TRIGGERS_AT_WORK, VERSIONS, is_our_trigger
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


# Views of users that depend on ours, directly or not; `base` says on which, `lost` what no statement here recreates.
_HANGING = """
WITH RECURSIVE hanging (view, base, depth) AS (
  SELECT r.ev_class, p.refobjid, 1 FROM pg_depend p JOIN pg_rewrite r ON r.oid = p.objid
  JOIN pg_class c ON c.oid = p.refobjid JOIN pg_class d ON d.oid = r.ev_class
  WHERE p.classid = 'pg_rewrite'::regclass AND p.refclassid = 'pg_class'::regclass
  AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(%s)
  AND NOT (d.relname = ANY(%s) AND d.relnamespace = c.relnamespace)
  UNION SELECT r.ev_class, p.refobjid, h.depth + 1 FROM hanging h JOIN pg_depend p ON p.refobjid = h.view
  JOIN pg_rewrite r ON r.oid = p.objid AND r.ev_class <> h.view
  WHERE p.classid = 'pg_rewrite'::regclass AND p.refclassid = 'pg_class'::regclass
)
SELECT c.oid, CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind,
  CAST(c.oid::regclass AS text) AS name, min(CAST(h.base::regclass AS text)) AS base,
  array_to_string(c.reloptions, ', ') AS options, pg_get_viewdef(c.oid) AS definition,
  quote_ident(pg_get_userbyid(c.relowner)) AS owner, pg_has_role(c.relowner, 'USAGE') AS is_ours_to_drop,
  EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid)
  OR (SELECT count(*) FROM pg_rewrite w WHERE w.ev_class = c.oid) > 1 AS is_more
FROM hanging h JOIN pg_class c ON c.oid = h.view GROUP BY c.oid, c.relkind, c.reloptions, c.relowner
ORDER BY max(h.depth), c.oid
"""
# What belongs to such a view: its indexes, comments, and what others were granted.
_BELONGING = """
SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid = :oid
UNION ALL SELECT 'COMMENT ON ' || CASE d.objsubid WHEN 0 THEN :kind || ' ' || :name
  ELSE 'COLUMN ' || :name || '.' || quote_ident(a.attname) END || ' IS ' || quote_literal(d.description)
FROM pg_description d LEFT JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
WHERE d.objoid = :oid AND d.classoid = 'pg_class'::regclass
UNION ALL SELECT 'GRANT ' || g.privilege_type || ' ON ' || :name || ' TO '
  || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END
  || CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
FROM pg_class c, aclexplode(c.relacl) g WHERE c.oid = :oid AND g.grantee <> c.relowner
"""


def put_hanging_aside(tx: Connection, *, for_good: bool) -> list[str]:
    """Drop the views of users on PostgreSQL that depend on ours; returns the statements that make them again.

    Args:
        tx: The transaction of the migration.
        for_good: Ours are not made again, so that theirs could not be either.

    Raises:
        DatabaseError: There are such views and they cannot be made again; nothing was dropped.
    """
    found = tx.exec_driver_sql(_HANGING, (view_names(), view_names())).all()
    if lost := [one for one in found if for_good or one.is_more or not one.is_ours_to_drop]:
        listed = "; ".join(f"{one.kind.lower()} {one.name} depends on view {one.base}" for one in lost)
        raise DatabaseError(
            f"the reporting views must be {'dropped' if for_good else 'recreated'}, but {listed}: save its"
            " definition (`\\d+`), drop it, and recreate it afterwards"
        )
    again: list[str] = []
    for one in found:
        options = f" WITH ({one.options})" if one.options else ""
        again.append(f"CREATE {one.kind} {one.name}{options} AS {one.definition.rstrip(';')}")
        params = {"oid": one.oid, "kind": one.kind, "name": one.name}
        again += tx.execute(text(_BELONGING), params).scalars()
        again.append(f"ALTER {one.kind} {one.name} OWNER TO {one.owner}")
    for one in reversed(found):
        tx.exec_driver_sql(f"DROP {one.kind} {one.name}")
    return again


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
