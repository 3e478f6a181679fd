"""`factdb db grant-reader`: a role that reads the views and nothing else."""

import uuid
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from rows import fill

from factdb.database.views import view_names


@pytest.fixture
def role(postgresql_database, execute):
    name = f"desk {uuid.uuid4().hex[:8]}"
    yield name
    execute(postgresql_database, f'DROP OWNED BY "{name}"', f'DROP ROLE "{name}"')


def test_a_reader_reads_the_views_and_nothing_else(run, postgresql_database, execute, role):
    fill(execute, postgresql_database)
    done = run("-d", postgresql_database, "db", "grant-reader", role, "--timeout", "7")
    assert done.code == 0, done.err
    assert "no password" in done.err
    again = run("-d", postgresql_database, "db", "grant-reader", role, "--timeout", "7")
    assert (again.code, again.err) == (0, "")
    parts = urlsplit(postgresql_database)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    where = {"host": host, "dbname": parts.path[1:], "user": role}
    if parts.port:
        where["port"] = str(parts.port)
    with psycopg.connect(**where, autocommit=True) as desk:
        assert desk.execute("SHOW statement_timeout").fetchone() == ("7s",)
        for view in view_names():
            desk.execute(f"SELECT * FROM {view}").fetchall()
        desk.execute("SET default_transaction_read_only = off")  # the seat belt taken off, the wall stands
        for statement in (
            "SELECT * FROM quotes",
            "SELECT text FROM source_versions",
            "UPDATE quotes SET text = 'x'",
            "DELETE FROM quotes",
            "CREATE TABLE x (a integer)",
            "CREATE TEMPORARY TABLE x (a integer)",
            "CREATE VIEW x AS SELECT 1",
            "SELECT nextval('quotes_id_seq')",
            "COPY report_quotes TO '/tmp/x'",
            "SELECT pg_read_file('/etc/passwd')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                desk.execute(statement)


def test_views_made_anew_by_an_upgrade_can_still_be_read_by_those_who_could(run, postgresql_database, execute, role):
    assert run("-d", postgresql_database, "db", "grant-reader", role).code == 0
    execute(postgresql_database, "DROP VIEW report_daily", "GRANT SELECT ON report_claims TO PUBLIC")
    assert run("-d", postgresql_database, "db", "upgrade").err == "views and triggers were recreated\n"
    readable = (
        "SELECT count(*) FROM pg_views WHERE viewname LIKE 'report\\_%'"
        f" AND has_table_privilege('{role}', viewname::text, 'SELECT')"
    )
    assert execute(postgresql_database, readable) == [(len(view_names()),)]
    assert execute(
        postgresql_database,
        "SELECT table_name::text FROM information_schema.table_privileges"
        " WHERE grantee = 'PUBLIC' AND table_name LIKE 'report\\_%'",
    ) == [("report_claims",)]


def test_a_role_that_may_do_more_is_refused(run, postgresql_database, execute):
    [(owner,)] = execute(postgresql_database, "SELECT current_user")
    done = run("-d", postgresql_database, "db", "grant-reader", owner)
    assert done.code == 1
    assert "name a new role" in done.err


def test_sqlite_has_no_roles(run, sqlite_database):
    done = run("-d", sqlite_database, "db", "grant-reader", "desk")
    assert done.code == 1
    assert done.err.startswith("factdb: SQLite has no roles")
