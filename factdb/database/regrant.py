"""What others were granted on the reporting views, kept while the views are dropped and made anew (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from factdb.database.views import view_names


def reading_grants(tx: Connection) -> dict[str, set[str]]:
    """Who but their owner may SELECT from which reporting views: role (quoted, or PUBLIC) -> names of views."""
    granted: dict[str, set[str]] = {}
    for role, view in tx.exec_driver_sql(
        "SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, c.relname"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a"
        " WHERE n.nspname = current_schema() AND c.relkind = 'v' AND a.privilege_type = 'SELECT'"
        " AND a.grantee <> c.relowner"
    ):
        granted.setdefault(role, set()).add(view)
    return {role: views & set(view_names()) for role, views in granted.items()}


def grant_again(granted: dict[str, set[str]], before: set[str]) -> Iterator[str]:
    """The statements that restore `granted`; whoever could read every view there was `before` reads new ones too."""
    for role, views in sorted(granted.items()):
        again = set(view_names()) if views >= before else views
        if again:
            yield f"GRANT SELECT ON {', '.join(sorted(again))} TO {role}"
