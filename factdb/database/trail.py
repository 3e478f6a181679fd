"""The audit trail, kept by the database itself: triggers that write down what stood before in every row that is changed
or deleted, whoever does it, and that let nobody change or delete what was written down.

With it the database can be read as it stood at any moment: see `standing_views`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, DefaultClause, Table

from factdb.database.counts import count_select
from factdb.database.models import Base

KEPT = ("decisions", "changes")
"""The tables of the trail: rows are added, never changed, never deleted."""
# Rows of these are told of by a time of their own.
_NOT_AUDITED = {*KEPT, "import_runs"}
# Too large to keep twice; the hash beside it stays.
_LEFT_OUT = {"source_versions": {"text", "offset_map"}}
# Kept by triggers of their own from the other columns.
_DERIVED = {"speakers": {"canonical_id"}}
_REFUSAL = "the audit trail is only ever added to: nothing in {table} can be changed or deleted"


# The names of triggers of this module, whichever version of it made them.
NAMES = ("%_keep_insert", "%_keep_update", "%_keep_delete", "%_no_update", "%_no_delete", "%_no_truncate")


def audited_tables() -> list[Table]:
    """Every table whose rows' former states are kept, in the order in which they refer to one another."""
    return [t for t in Base.metadata.sorted_tables if t.name not in _NOT_AUDITED and not t.info.get("derived")]


def trail_triggers(dialect: str) -> Iterator[tuple[str, str, str]]:
    """(name, table, SQL) of each trigger for "sqlite" or "postgresql"."""
    yield from (_sqlite if dialect == "sqlite" else _postgresql)()


def _in_run(table: Table) -> bool:
    return "import_run_id" in table.c


# --- SQLite

# Microseconds, as the times that programs write have them; SQLite's own clock counts in thousandths.
_SQLITE_NOW = "substr(strftime('%Y-%m-%dT%H:%M:%f', 'now'), 1, 23) || '000Z'"


def _sqlite() -> Iterator[tuple[str, str, str]]:
    for table in KEPT:
        for action in ("UPDATE", "DELETE"):
            name = f"{table}_no_{action.lower()}"
            yield (
                name,
                table,
                (
                    f"CREATE TRIGGER {name} BEFORE {action} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL.format(table=table)}'); END"
                ),
            )
    for audited in audited_tables():
        name = audited.name
        kept = [c.name for c in audited.c if c.name not in _LEFT_OUT.get(name, ())]
        pairs = ", ".join(f"'{column}', old.{column}" for column in kept)
        row = f"json_object({pairs})"
        stated = ", ".join(c for c in [column.name for column in audited.c] if c not in _DERIVED.get(name, ()))
        for action, when in (("update", f"UPDATE OF {stated}"), ("delete", "DELETE")):
            yield (
                f"{name}_keep_{action}",
                name,
                (
                    f"CREATE TRIGGER {name}_keep_{action} AFTER {when} ON {name} BEGIN"
                    " INSERT INTO changes (changed_at, action, subject, subject_id, before)"
                    f" VALUES ({_SQLITE_NOW}, '{action}', '{name}', old.id, {row}); END"
                ),
            )
        outside = (
            " WHEN (SELECT status FROM import_runs WHERE id = new.import_run_id) IS NOT 'running'"
            if _in_run(audited)
            else ""
        )
        yield (
            f"{name}_keep_insert",
            name,
            (
                f"CREATE TRIGGER {name}_keep_insert AFTER INSERT ON {name}{outside} BEGIN"
                " INSERT INTO changes (changed_at, action, subject, subject_id)"
                f" VALUES ({_SQLITE_NOW}, 'insert', '{name}', new.id); END"
            ),
        )


# --- PostgreSQL

FUNCTIONS = {
    "factdb_trail_stands": """CREATE OR REPLACE FUNCTION factdb_trail_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
        'the audit trail is only ever added to: nothing in ' || TG_TABLE_NAME || ' can be changed or deleted';
END $$""",
    # One statement for all rows of a change, so that a bulk load pays for one.
    "factdb_keep_before": """CREATE OR REPLACE FUNCTION factdb_keep_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (changed_at, action, subject, subject_id, before)
    SELECT clock_timestamp(), lower(TG_OP), TG_TABLE_NAME, former.id,
        (to_jsonb(former) - coalesce(TG_ARGV, ARRAY[]::text[]))::text
    FROM former;
    RETURN NULL;
END $$""",
    "factdb_keep_insert": """CREATE OR REPLACE FUNCTION factdb_keep_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_ARGV[0] = 'run' THEN
        INSERT INTO changes (changed_at, action, subject, subject_id)
        SELECT clock_timestamp(), 'insert', TG_TABLE_NAME, fresh.id FROM fresh
        LEFT JOIN import_runs r ON r.id = fresh.import_run_id WHERE r.status IS DISTINCT FROM 'running';
    ELSE
        INSERT INTO changes (changed_at, action, subject, subject_id)
        SELECT clock_timestamp(), 'insert', TG_TABLE_NAME, fresh.id FROM fresh;
    END IF;
    RETURN NULL;
END $$""",
}


def _postgresql() -> Iterator[tuple[str, str, str]]:
    for table in KEPT:
        for action in ("UPDATE", "DELETE", "TRUNCATE"):
            name = f"{table}_no_{action.lower()}"
            yield (
                name,
                table,
                (
                    f"CREATE TRIGGER {name} BEFORE {action} ON {table}"
                    " FOR EACH STATEMENT EXECUTE FUNCTION factdb_trail_stands()"
                ),
            )
    for audited in audited_tables():
        name = audited.name
        without = ", ".join(f"'{column}'" for column in sorted(_LEFT_OUT.get(name, ())))
        for action in ("update", "delete"):
            yield (
                f"{name}_keep_{action}",
                name,
                (
                    f"CREATE TRIGGER {name}_keep_{action} AFTER {action.upper()} ON {name}"
                    " REFERENCING OLD TABLE AS former FOR EACH STATEMENT"
                    f" EXECUTE FUNCTION factdb_keep_before({without})"
                ),
            )
        yield (
            f"{name}_keep_insert",
            name,
            (
                f"CREATE TRIGGER {name}_keep_insert AFTER INSERT ON {name}"
                " REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT"
                f" EXECUTE FUNCTION factdb_keep_insert('{'run' if _in_run(audited) else 'none'}')"
            ),
        )


# --- Reading the database as it stood


def standing_views(dialect: str, moment: datetime, schema: str) -> Iterator[tuple[str, str]]:
    """(table, SELECT) of every table as it stood at `moment` (aware), from the tables in `schema`.

    A row stands as it is unless something was changed in it since; then as the first change since tells, unless that
    is its insertion. Rows that a later import brought are left out. What a text was that is no longer stored cannot be
    told, what was quoted from it can.
    """
    at = _literal(dialect, moment)
    changes = f"{schema}.changes"
    for table in audited_tables():
        columns = ", ".join(f"t.{c.name}" for c in table.c)
        began = f" AND {_began('t.import_run_id', schema, at)}" if _in_run(table) else ""
        since = f"c.subject = '{table.name}' AND c.subject_id = t.id AND c.changed_at > {at}"
        current = (
            f"SELECT {columns} FROM {schema}.{table.name} t"
            f" WHERE NOT EXISTS (SELECT 1 FROM {changes} c WHERE {since}){began}"
        )
        if dialect == "sqlite":
            former = ", ".join(_former(c, f"json_extract(c.before, '$.{c.name}')") for c in table.c)
            source, run = f"{changes} c", "json_extract(c.before, '$.import_run_id')"
        else:
            former = ", ".join(_former(c, f"t.{c.name}") for c in table.c)
            row = f"jsonb_populate_record(NULL::{schema}.{table.name}, c.before::jsonb)"
            source, run = f"{changes} c CROSS JOIN LATERAL {row} t", "t.import_run_id"
        began = f" AND {_began(run, schema, at)}" if _in_run(table) else ""
        first = (
            f"SELECT min(f.id) FROM {changes} f WHERE f.subject = c.subject AND f.subject_id = c.subject_id"
            f" AND f.changed_at > {at}"
        )
        yield (
            table.name,
            (
                f"{current} UNION ALL SELECT {former} FROM {source} WHERE c.subject = '{table.name}'"
                f" AND c.changed_at > {at} AND c.action <> 'insert' AND c.id = ({first}){began}"
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


def _former(column: Column[Any], value: str) -> str:
    """`value` as the column; a change written down before the column was there has its default instead."""
    default = column.server_default
    value = f"coalesce({value}, '{default.arg}')" if isinstance(default, DefaultClause) else value
    return f"{value} AS {column.name}"


def _began(run: str, schema: str, at: str) -> str:
    return f"({run} IS NULL OR {run} IN (SELECT id FROM {schema}.import_runs WHERE started_at <= {at}))"


def _literal(dialect: str, moment: datetime) -> str:
    text = f"'{moment:%Y-%m-%dT%H:%M:%S.%f}Z'"
    return text if dialect == "sqlite" else f"CAST({text} AS timestamptz)"
