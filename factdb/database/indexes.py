"""Indexes of large tables on PostgreSQL, built while others go on working, and the lock of a migration."""

from __future__ import annotations

import time
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Index
from sqlalchemy.exc import DatabaseError as SqlError
from sqlalchemy.schema import CreateIndex

from factdb.database.engine import explained, open_engine
from factdb.database.revision import REVISION_TABLE
from factdb.database.scripts import Say, tell_if_slow

# As Alembic makes it; made here where it has to be locked before the first migration.
_MAKE_REVISION_TABLE = (
    f"CREATE TABLE IF NOT EXISTS {REVISION_TABLE} (version_num varchar(32) NOT NULL,"
    f" CONSTRAINT {REVISION_TABLE}_pkc PRIMARY KEY (version_num))"
)

# An index on a table of at least this many bytes (about 50,000 quotes) is built after the migration.
LARGE_BYTES = 32 << 20


def lock_migrations(tx: Connection, create: bool) -> None:
    """Let one migration, index build or check run at a time on PostgreSQL, until the transaction ends.

    The lock is one on a table, which only those who can write may take; anybody could take an advisory lock and keep
    it. The table can still be read. A user who cannot write, and so cannot migrate, takes no lock.
    """
    privilege = f"SELECT has_table_privilege(to_regclass('{REVISION_TABLE}'), 'UPDATE')"
    if create and tx.exec_driver_sql(privilege).scalar() is None:
        try:
            with tx.begin_nested():
                tx.exec_driver_sql(_MAKE_REVISION_TABLE)
        except SqlError as error:
            if getattr(error.orig, "sqlstate", None) not in ("23505", "42P07"):  # somebody else made it in the meantime
                raise
    if tx.exec_driver_sql(privilege).scalar():
        tx.exec_driver_sql(f"LOCK TABLE {REVISION_TABLE} IN EXCLUSIVE MODE")


def put_indexes_aside(context: MigrationContext) -> None:
    """Make the migrations in `context` leave out indexes of large tables, which `build_indexes` builds."""
    made_at_once = context.impl.create_index

    def create_index(index: Index, **options: Any) -> None:
        size = "SELECT pg_relation_size(to_regclass(%s))"
        assert index.table is not None
        assert context.connection is not None
        table_bytes = context.connection.exec_driver_sql(size, (index.table.name,)).scalar()
        if index.unique or (table_bytes or 0) <= LARGE_BYTES:
            made_at_once(index, **options)

    context.impl.create_index = create_index  # type: ignore[method-assign]


def build_indexes(database: str, *, say: Say = lambda _: None) -> list[str]:
    """Build indexes of the models that are missing or incomplete on PostgreSQL, while others read and write.

    Waiting for other transactions blocks nobody, so it may take its time; another migration waits.

    Returns:
        Their names.

    Raises:
        DatabaseError: An index cannot be built.
    """
    engine = open_engine(database)
    with explained(database), engine.connect() as connection, engine.connect() as held, held.begin():
        autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not indexes_to_build(autocommit):
            return []
        autocommit.exec_driver_sql("SET statement_timeout = 0; SET lock_timeout = 0")
        held.exec_driver_sql("SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        lock_migrations(held, create=False)
        found = indexes_to_build(autocommit)
        for index in found:
            began = time.monotonic()
            autocommit.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}")
            made = str(CreateIndex(index).compile(dialect=autocommit.dialect))
            autocommit.exec_driver_sql(made.replace("CREATE INDEX", "CREATE INDEX CONCURRENTLY", 1))
            tell_if_slow(say, began, f"{index.name}: built beside the work of others")
    return [str(index.name) for index in found]


def indexes_to_build(connection: Connection) -> list[Index]:
    """Return the indexes of the models that are missing or whose building was interrupted."""
    from factdb.database.models import Base

    there = "SELECT name FROM sqlite_master WHERE type = 'index'"
    if connection.dialect.name == "postgresql":
        there = (
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE i.indisvalid AND c.relnamespace = current_schema()::regnamespace"
        )
    whole = set(connection.exec_driver_sql(there).scalars())
    return [
        index
        for table in Base.metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
        if index.name not in whole
    ]
