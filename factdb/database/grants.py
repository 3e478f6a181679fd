"""A PostgreSQL role that can read the database and nothing else.

The grants protect the database: SELECT on the views, and on the tables, which factdb's own commands read. The settings
(read-only, time limit) are only a precaution, because the role itself can change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from factdb.database.revision import REVISION_TABLE
from factdb.database.url import is_postgresql
from factdb.database.views import view_names
from factdb.database.write import transaction
from factdb.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Functions of PostgreSQL that everybody may call and that store something, or end a session of the same role.
_ACTING = (
    "lo_creat",
    "lo_create",
    "lo_from_bytea",
    "pg_cancel_backend",
    "pg_logical_emit_message",
    "pg_terminate_backend",
)
_DISK = "4GB"

# Why a role can do more than read; one row, NULL for a mere reader. Privileges of PUBLIC count as its own.
_MORE_THAN_READING = """
SELECT CASE
  WHEN r.rolsuper THEN 'is a superuser'
  WHEN r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls THEN 'may make roles or databases'
  WHEN EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) THEN 'is a member of another role'
  WHEN EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
    AND d.deptype = 'o') THEN 'owns something here'
  WHEN has_schema_privilege(r.oid, current_schema(), 'CREATE') THEN 'may make tables'
  WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\\_t%%' AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
    THEN 'may write'
  WHEN EXISTS (SELECT FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
    JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
    WHERE e.extname = 'dblink' AND has_function_privilege(r.oid, p.oid, 'EXECUTE'))
    THEN 'may call dblink, which a superuser can take from it by `factdb db grant-reader`'
END FROM pg_roles r WHERE r.rolname = %s
"""

# Whether a role can store something even in a transaction that only reads: since PostgreSQL 16 that refuses it itself.
_LARGE_OBJECTS = """
SELECT 'may make large objects, which a superuser can take from it by `factdb db grant-reader`' FROM pg_proc p
WHERE current_setting('server_version_num')::int < 160000 AND p.pronamespace = 'pg_catalog'::regnamespace
AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea') AND has_function_privilege(%s, p.oid, 'EXECUTE') LIMIT 1
"""

_CALLABLE = """
SELECT CAST(p.oid AS regprocedure) AS function, has_function_privilege(p.oid, 'EXECUTE WITH GRANT OPTION') AS revocable
FROM pg_proc p LEFT JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
LEFT JOIN pg_extension e ON e.oid = d.refobjid
WHERE (p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY(%s) OR e.extname = 'dblink')
AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)
ORDER BY 1
"""


class Granted(NamedTuple):
    """What `grant_reader` did."""

    is_new: bool
    # What only a superuser can take away: functions that the role may still call, and the like.
    left_open: list[str]
    # The settings that the caller has no right to give the role.
    not_set: list[str]


def more_than_reading(execute: Callable[..., Any], role: str) -> str | None:
    """Return why `role` can do more than read, as the end of a sentence; None for a mere reader.

    `execute` runs a statement on PostgreSQL, with %s parameters in a tuple.
    """
    row = execute(_MORE_THAN_READING, (role,)).fetchone()
    return None if row is None else row[0]


def stores_while_reading(execute: Callable[..., Any], role: str) -> str | None:
    """Why `role` can store something in a read-only transaction, as the end of a sentence; None where it cannot.

    Args:
        execute: Runs a statement on PostgreSQL, with %s parameters in a tuple.
        role: The name of a role.
    """
    row = execute(_LARGE_OBJECTS, (role,)).fetchone()
    return None if row is None else row[0]


def grant_reader(database: str, name: str, *, timeout: int = 30) -> Granted:
    """Create the role `name`, or revoke what it has here, and let it read views and tables.

    Args:
        database: URL of the database, with its owner's login.
        name: Name of the role.
        timeout: Limit of one statement, in seconds.

    Raises:
        DatabaseError: The database is a SQLite file, the caller may not create roles, or the role could do more than
            read: it is a superuser, a member of another role or an owner.
    """
    from factdb.database.models import Base

    if not is_postgresql(database):
        raise DatabaseError("SQLite has no roles: give readers a copy (`factdb db backup`) or `factdb sql`")
    with transaction(database) as tx:
        role = tx.dialect.identifier_preparer.quote_identifier(name)
        there = tx.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).scalar()
        schema, base = tx.exec_driver_sql("SELECT quote_ident(current_schema()), quote_ident(current_database())").one()
        if not there:
            _create(tx, role)
        for statement in (
            f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
            f"REVOKE ALL ON SCHEMA {schema} FROM {role}",
            f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
            f"REVOKE TEMPORARY ON DATABASE {base} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {base} TO {role}",
            f"GRANT USAGE ON SCHEMA {schema} TO {role}",
            f"GRANT SELECT ON {', '.join([*view_names(), *Base.metadata.tables, REVISION_TABLE])} TO {role}",
        ):
            tx.exec_driver_sql(statement)
        left_open = list(_close_functions(tx))
        if reason := more_than_reading(tx.exec_driver_sql, name):
            raise DatabaseError(f"{name} {reason}: it may do more than read; name a new role")
        settings = {
            "default_transaction_read_only": "on",
            "statement_timeout": f"{int(timeout)}s",
            "idle_in_transaction_session_timeout": "60s",
        }
        if tx.exec_driver_sql("SELECT has_parameter_privilege('temp_file_limit', 'SET')").scalar():
            settings["temp_file_limit"] = _DISK
        else:
            left_open.append("temp_file_limit")
        not_set = [
            f"{setting} = {value}"
            for setting, value in settings.items()
            if not _allowed(tx, f"ALTER ROLE {role} SET {setting} = '{value}'")
        ]
    return Granted(not there, left_open, not_set)


def _create(tx: Connection, role: str) -> None:
    if not _allowed(tx, f"CREATE ROLE {role} LOGIN"):
        caller = tx.exec_driver_sql("SELECT quote_ident(current_user)").scalar_one()
        raise DatabaseError(
            f"{caller} may not create roles: ask a superuser for `CREATE ROLE {role} LOGIN`, or for"
            f" `ALTER ROLE {caller} CREATEROLE`, and run this command again"
        )


def _allowed(tx: Connection, statement: str) -> bool:
    """Run a statement; return False if the login has no right to."""
    from psycopg.errors import InsufficientPrivilege
    from sqlalchemy.exc import ProgrammingError

    try:
        with tx.begin_nested():
            tx.exec_driver_sql(statement)
    except ProgrammingError as error:
        if isinstance(error.orig, InsufficientPrivilege):
            return False
        raise
    return True


def _close_functions(tx: Connection) -> Iterator[str]:
    """Revoke functions that act from everybody but the database's owner; yield those that we cannot revoke."""
    owner = tx.exec_driver_sql(
        "SELECT quote_ident(pg_get_userbyid(datdba)) FROM pg_database WHERE datname = current_database()"
    ).scalar_one()
    for function, revocable in tx.exec_driver_sql(_CALLABLE, (list(_ACTING),)).fetchall():
        if revocable:
            tx.exec_driver_sql(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
            tx.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {function} TO {owner}")
        else:
            yield function
