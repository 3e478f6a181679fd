"""Views and triggers: they follow from the tables, are never migrated, and are recreated after every upgrade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DatabaseError as SqlError

from factdb.database.claim_texts import text_statements
from factdb.database.models import Base
from factdb.database.owned import is_ours, put_hanging_aside
from factdb.database.repetitions import repetition_statements
from factdb.database.revision import TRIGGERS_AT_WORK
from factdb.database.sql import statements
from factdb.database.trail import KEPT, trail_statements
from factdb.database.views import comments, grant_again, reading_grants, view_names, view_sql
from factdb.errors import DatabaseError

_MADE = re.compile(r"CREATE (?:OR REPLACE )?(TRIGGER|FUNCTION) (\w+)")

# A view's own is none.
_RULES = "SELECT tablename, rulename FROM pg_rules WHERE schemaname = current_schema()"


def drop_derived(tx: Connection, *, for_good: bool = False) -> list[str]:
    """Drop views and triggers, on PostgreSQL also users' views on ours.

    Args:
        tx: The transaction.
        for_good: They are not created again in it.

    Returns:
        The statements that restore what others were granted on the views, and users' views on them.

    Raises:
        DatabaseError: A user's view depends on one of ours and cannot be restored.
    """
    grants: list[str] = []
    if tx.dialect.name == "postgresql":
        stood = {*inspect(tx).get_view_names(), *inspect(tx).get_table_names()}
        grants = list(grant_again(reading_grants(tx), stood, set(Base.metadata.tables)))
        grants += put_hanging_aside(tx, for_good=for_good)
    for name in view_names():
        tx.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    for name, table in _triggers(tx):
        if is_ours(name, table):
            tx.exec_driver_sql(f"DROP TRIGGER {name}" + ("" if tx.dialect.name == "sqlite" else f" ON {table}"))
    return grants


def _triggers(tx: Connection) -> list[tuple[str, str]]:
    """Return (name, table) of all triggers, on PostgreSQL also of disabled ones."""
    found = tx.exec_driver_sql(TRIGGERS_AT_WORK[tx.dialect.name].replace(" AND t.tgenabled IN ('O', 'A')", ""))
    return [(row[0], row[1]) for row in found]


def _derived(dialect: str) -> Iterator[tuple[str, str, str]]:
    """Yield (type, name, SQL) of everything that is recreated after an upgrade."""
    for name in view_names():
        yield "view", name, f"CREATE VIEW {name} AS\n{view_sql(name, dialect).rstrip()}"
    own = statements("sqlite/quotes") if dialect == "sqlite" else []
    counts = (*statements(f"{dialect}/counts"), *repetition_statements(dialect))
    for sql in (*own, *text_statements(dialect), *trail_statements(dialect), *counts):
        made = _MADE.match(sql)
        assert made, sql
        yield made[1].lower(), made[2], sql


def create_derived(tx: Connection, grants: Sequence[str] = ()) -> None:
    """Create views and triggers, then run `grants`. The schema must be at the newest revision."""
    for _, _, sql in _derived(tx.dialect.name):
        # psycopg without parameters takes a percent sign as it is; so does SQLite.
        tx.exec_driver_sql(sql)
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql(";\n".join(comments()))
    for sql in grants:
        try:
            tx.exec_driver_sql(sql)
        except SqlError as error:
            raise DatabaseError(
                f"{sql.splitlines()[0]}: cannot be repeated ({str(error.orig).splitlines()[0]}): nothing was changed;"
                " drop it and recreate it afterwards"
            ) from error


def trigger_names(dialect: str) -> list[str]:
    """List the names of all triggers that `create_derived` creates."""
    return [name for kind, name, _ in _derived(dialect) if kind == "trigger"]


def derived_faults(tx: Connection) -> Iterator[str]:
    """Yield views and triggers that are missing or altered, and what could bypass the audit trail.

    That is a trigger on its tables that is not ours, and on PostgreSQL a rule on any of our tables.
    """
    if tx.dialect.name == "sqlite":
        found = {row[0]: row[1] for row in tx.exec_driver_sql("SELECT name, sql FROM sqlite_master")}
    else:
        at_work = tx.exec_driver_sql(TRIGGERS_AT_WORK["postgresql"]).scalars()
        found = dict.fromkeys([*inspect(tx).get_view_names(), *at_work])
        functions = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        found |= {row[0]: row[1] for row in tx.exec_driver_sql(functions)}
    own = {name: (kind, sql) for kind, name, sql in _derived(tx.dialect.name)}
    for name, (kind, sql) in own.items():
        if name not in found or (found[name] or sql) not in (sql, sql.split("$$")[1 if "$$" in sql else 0]):
            yield f"{kind} {name} is missing or not as this factdb makes it: run `factdb db upgrade`"
    for name, table in _triggers(tx):
        if name not in own and table in KEPT:
            yield f"trigger {name} on {table} is not factdb's: read what it does, and drop it"
    if tx.dialect.name == "postgresql":
        for table, name in tx.exec_driver_sql(_RULES).fetchall():
            if table in Base.metadata.tables:
                yield f"rule {name} on {table} is not factdb's: read what it does, and drop it"
