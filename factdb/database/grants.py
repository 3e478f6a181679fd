"""A PostgreSQL role that can read the reporting views and nothing else.

Grants are the wall: the views run with their owner's rights, so the role needs none on the tables. The settings (read
only, time limit) are a seat belt, which the role itself can take off.
"""

from __future__ import annotations

from factdb.database.connect import is_postgresql
from factdb.database.views import view_names
from factdb.database.write import transaction
from factdb.errors import DatabaseError


def grant_reader(database: str, name: str, *, timeout: int = 30) -> bool:
    """Make the role `name`, or take from it what it has here, and let it read the views; returns whether it is new.

    `timeout` is the limit of one statement in seconds. Raises DatabaseError on SQLite, and for a role that could do
    more than it is granted: a superuser, a member of another role, an owner of something here.
    """
    if not is_postgresql(database):
        raise DatabaseError("SQLite has no roles: give readers a copy (`factdb db backup`) or `factdb sql`")
    with transaction(database) as tx:
        role = tx.dialect.identifier_preparer.quote_identifier(name)
        found = tx.exec_driver_sql(
            "SELECT r.rolsuper OR r.rolcreaterole OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_auth_members m"
            " WHERE m.member = r.oid) OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid)"
            " FROM pg_roles r WHERE r.rolname = %s",
            (name,),
        ).scalar()
        if found:
            raise DatabaseError(f"{name}: may do more than read already (owner, member or superuser): name a new role")
        schema, base = tx.exec_driver_sql("SELECT quote_ident(current_schema()), quote_ident(current_database())").one()
        if found is None:
            tx.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        for statement in (
            f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
            f"REVOKE ALL ON SCHEMA {schema} FROM {role}",
            f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
            f"REVOKE TEMPORARY ON DATABASE {base} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {base} TO {role}",
            f"GRANT USAGE ON SCHEMA {schema} TO {role}",
            f"GRANT SELECT ON {', '.join(view_names())} TO {role}",
            f"ALTER ROLE {role} SET default_transaction_read_only = on",
            f"ALTER ROLE {role} SET statement_timeout = '{int(timeout)}s'",
            f"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '60s'",
        ):
            tx.exec_driver_sql(statement)
    return found is None
