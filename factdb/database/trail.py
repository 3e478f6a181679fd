"""The audit trail, kept by the database itself.

Triggers record the former state of every row that is changed or deleted, no matter who does it, and prevent changes to
that record. With it the database can be read as it was at any moment: see `standing_views`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, DefaultClause, Table, inspect
from sqlalchemy.dialects import sqlite

from factdb.database.counts import count_select
from factdb.database.models import Base
from factdb.database.repetitions import repetitions_select
from factdb.database.sql import statements

KEPT = ("decisions", "changes")
"""The tables of the trail: rows are added, never changed or deleted."""
# Rows of these have a time of their own.
_NOT_AUDITED = {*KEPT, "import_runs"}
# Too large to keep twice; the hash beside it stays.
LEFT_OUT = {"source_versions": {"text", "offset_map"}}
# Kept by triggers of their own from the other columns.
_DERIVED = {"speakers": {"canonical_id"}}
_SQLITE = sqlite.dialect()


def audited_tables() -> list[Table]:
    """List every table whose rows' former states are kept, in the order in which they refer to one another."""
    return [t for t in Base.metadata.sorted_tables if t.name not in _NOT_AUDITED and not t.info.get("derived")]


def trail_statements(dialect: str) -> Iterator[str]:
    """Yield the SQL of each trigger and function for "sqlite" or "postgresql"."""
    if dialect == "postgresql":
        yield from statements("postgresql/functions")
    for table in KEPT:
        yield from statements(f"{dialect}/trail", table=table)
    for audited in audited_tables():
        fill = _of_sqlite if dialect == "sqlite" else _of_postgresql
        yield from statements(f"{dialect}/audited", table=audited.name, **fill(audited))


def keep_deleted(table: str, which: str) -> str:
    """Return the statement that keeps, on SQLite, what the rows of a table that meet `which` hold, as triggers do."""
    audited = Base.metadata.tables[table]
    return (
        "INSERT INTO changes (changed_at, action, subject, subject_id, before)"
        " SELECT substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z', 'delete',"
        f" '{table}', old.id, {_of_sqlite(audited)['row']} FROM {table} old WHERE {which} ORDER BY old.id"
    )


def forget_lost_columns(tx: Connection) -> None:
    """Remove from the trail the columns that a downgrade removed from the tables."""
    there = set(inspect(tx).get_table_names())
    for table, texts in (("changes", ("before",)), ("decisions", ("before", "after"))):
        for audited in audited_tables() if table in there else ():
            if audited.name not in there:
                continue
            kept = {column["name"] for column in inspect(tx).get_columns(audited.name)}
            for column in [column for column in audited.c if column.name not in kept]:
                for text, path in ((text, path) for text in texts for path in ((), ("columns",))):
                    value, without = _json_value(tx.dialect.name, text, (*path, column.name))
                    tx.exec_driver_sql(
                        f"UPDATE {table} SET {text} = {without} WHERE subject = '{audited.name}'"
                        f" AND coalesce({value}, '{_default(column)}') <> '{_default(column)}'"
                    )


def _json_value(dialect: str, text: str, path: tuple[str, ...]) -> tuple[str, str]:
    """Return the SQL of the value at `path` in a JSON `text`, as text, and of the JSON without it."""
    if dialect == "sqlite":
        place = f"'$.{'.'.join(path)}'"
        return f"CAST(json_extract({text}, {place}) AS text)", f"json_remove({text}, {place})"
    place = f"'{{{','.join(path)}}}'"
    return f"CAST({text} AS jsonb) #>> {place}", f"CAST(CAST({text} AS jsonb) #- {place} AS text)"


def _default(column: Column[Any]) -> str:
    """Return what a column that is added holds in the rows that are there, as text; the empty text for NULL."""
    default = column.server_default
    return str(default.arg) if isinstance(default, DefaultClause) else ""


def _in_run(table: Table) -> bool:
    return "import_run_id" in table.c


def _of_sqlite(table: Table) -> dict[str, str]:
    kept = [column.name for column in table.c if column.name not in LEFT_OUT.get(table.name, ())]
    pairs = ", ".join(f"'{name}', old.{name}" for name in kept)
    running = "(SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'"
    return {
        "row": f"json_object({pairs})",
        "stated": ", ".join(c.name for c in table.c if c.name not in _DERIVED.get(table.name, ())),
        "outside": f"\nWHEN {running}" if _in_run(table) else "",
    }


def _of_postgresql(table: Table) -> dict[str, str]:
    without = ", ".join(f"'{column}'" for column in sorted(LEFT_OUT.get(table.name, ())))
    return {"without": without, "outside": "'run'" if _in_run(table) else "'none'"}


# --- Reading the database as it stood


def changed_since(moment: datetime) -> Iterator[tuple[str, str]]:
    """Yield (table, SELECT of 1 if a row of it was changed after `moment`) of every table, for SQLite."""
    at = _literal("sqlite", moment)
    for table in audited_tables():
        which = f"c.changed_at > {at} AND c.subject = '{table.name}'"
        yield table.name, f"SELECT EXISTS (SELECT 1 FROM changes c WHERE {which})"


def former_rows(moment: datetime, changed: Collection[str]) -> Iterator[str]:
    """Yield the statements that gather, on SQLite, rows of `changed` tables as they stood before they were changed.

    They go into temporary tables with the types of the tables' columns: only then does SQLite look up a row of both
    by an index (https://www.sqlite.org/optoverview.html#flattening).
    """
    at = _literal("sqlite", moment)
    for table in audited_tables():
        if table.name not in changed:
            continue
        columns = ", ".join(f"{c.name} {c.type.compile(_SQLITE)}" for c in table.c)
        yield f"CREATE TEMP TABLE former_{table.name} ({columns})"
        values = ", ".join(_former(c, f"json_extract(c.before, '$.{c.name}')") for c in table.c)
        rows = f"main.changes c WHERE {_first_since(table, at)}"
        yield f"INSERT INTO temp.former_{table.name} SELECT {values} FROM {rows}"
        for key in (c.name for c in table.c if c.primary_key or c.foreign_keys):
            yield f"CREATE INDEX temp.former_{table.name}_{key} ON former_{table.name} ({key})"


def standing_views(
    dialect: str, moment: datetime, schema: str, changed: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """(table, SELECT) of every table as it stood at `moment` (aware), from the tables in `schema`.

    A row is as it was unless something was changed in it since; then as the first change since shows, unless that
    is its insertion. Rows that a later import brought are left out. What a text was that is no longer stored cannot be
    known, what was quoted from it can.

    On SQLite, `changed` are the tables of which rows were changed since, and `former_rows` are in temporary tables.
    """
    at = _literal(dialect, moment)
    changes = f"{schema}.changes"
    for table in audited_tables():
        columns = ", ".join(f"t.{c.name}" for c in table.c)
        began = f" AND {_began('t.import_run_id', schema, at)}" if _in_run(table) else ""
        current = f"SELECT {columns} FROM {schema}.{table.name} t WHERE TRUE{began}"
        if changed is not None and table.name not in changed:
            yield table.name, current
            continue
        since = f"c.subject = '{table.name}' AND c.subject_id = t.id AND c.changed_at > {at}"
        current += f" AND NOT EXISTS (SELECT 1 FROM {changes} c WHERE {since})"
        if dialect == "sqlite":
            yield table.name, f"{current} UNION ALL SELECT {columns} FROM temp.former_{table.name} t WHERE TRUE{began}"
            continue
        former = ", ".join(_former(c, f"t.{c.name}") for c in table.c)
        row = f"jsonb_populate_record(NULL::{schema}.{table.name}, c.before::jsonb)"
        yield (
            table.name,
            (
                f"{current} UNION ALL SELECT {former} FROM {changes} c CROSS JOIN LATERAL {row} t"
                f" WHERE {_first_since(table, at, schema)}{began}"
            ),
        )
    yield "decisions", f"SELECT * FROM {schema}.decisions WHERE decided_at <= {at}"
    runs = ", ".join(
        f"CASE WHEN undone_at > {at} THEN 'finished' ELSE status END AS status"
        if c.name == "status"
        else f"CASE WHEN undone_at > {at} THEN NULL ELSE {c.name} END AS {c.name}"
        if c.name.startswith("undone_")
        else c.name
        for c in Base.metadata.tables["import_runs"].c
    )
    yield "import_runs", f"SELECT {runs} FROM {schema}.import_runs WHERE started_at <= {at}"
    # Counted from the tables as they stood, which go by these names by then.
    yield "quote_counts", f"SELECT 0 AS id, grouped_by, member, quotes FROM ({count_select()}) c"
    yield "repetitions", repetitions_select()


def _first_since(table: Table, at: str, schema: str = "main") -> str:
    """Return the condition that a change c is the first of its row since, and no insertion."""
    first = (
        f"SELECT min(f.id) FROM {schema}.changes f WHERE f.subject = c.subject AND f.subject_id = c.subject_id"
        f" AND f.changed_at > {at}"
    )
    return f"c.subject = '{table.name}' AND c.changed_at > {at} AND c.action <> 'insert' AND c.id = ({first})"


def _former(column: Column[Any], value: str) -> str:
    """`value` as the column; a change written down before the column was there has its default instead."""
    value = f"coalesce({value}, '{default}')" if (default := _default(column)) else value
    return f"{value} AS {column.name}"


def _began(run: str, schema: str, at: str) -> str:
    return f"({run} IS NULL OR {run} IN (SELECT id FROM {schema}.import_runs WHERE started_at <= {at}))"


def _literal(dialect: str, moment: datetime) -> str:
    text = f"'{moment:%Y-%m-%dT%H:%M:%S.%f}Z'"
    return text if dialect == "sqlite" else f"CAST({text} AS timestamptz)"
