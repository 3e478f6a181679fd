"""`factdb db grant-reader`: a role that reads the views and nothing else."""

import re
import uuid
from urllib.parse import quote

import psycopg
import pytest
from rows import fill

from factdb.database import migrate
from factdb.database.views import view_names

# What lists, shows, exports and checks, as whoever reads the database.
READING = [
    *(noun.split() for noun in (
        "quotes", "quotes show 1", "quotes variants 1", "speakers", "speakers show 1 --why", "speakers duplicates",
        "sources", "sources show 1", "sources versions 1", "sources changed", "claims", "claims --candidates",
        "claims show 1", "reviews", "reviews show 1", "scales", "scales show house", "imports", "decisions",
        "history quote 1", "digest", "search islands", "stats", "db current", "db head", "db check", "sql --schema",
        "export csv", "export jsonl everything", "export annotations", "export parquet claims -o c.parquet",
        "export sqlite -o it.sqlite",
    )),
    ["sql", "SELECT * FROM report_quotes"],
]  # fmt: skip


def login(url, role):
    """The URL by which `role` connects to the same database."""
    return re.sub(r"//[^@/]*@?", f"//{quote(role)}@", url, count=1)


@pytest.fixture
def role(postgresql_database, execute):
    name = f"desk {uuid.uuid4().hex[:8]}"
    yield name
    execute(postgresql_database, f'DROP OWNED BY "{name}"', f'DROP ROLE "{name}"')


def test_a_reader_runs_the_reading_commands_and_no_other(run, postgresql_database, execute, role):
    fill(execute, postgresql_database)
    assert run("-d", postgresql_database, "db", "grant-reader", role).code == 0
    url = login(postgresql_database, role)
    for command in READING:
        done = run("-d", url, *command)
        assert done.code == 0, (command, done.err)
    for command in (["quotes", "reject", "1"], ["import", "it.txt"], ["db", "downgrade", "--yes", "0001"]):
        done = run("-d", url, *command)
        assert (done.code, done.err.count("\n")) == (1, 1), (command, done.err)
    assert execute(postgresql_database, "SELECT status FROM quotes WHERE id = 1") == [("confirmed",)]


@pytest.fixture
def owned(postgresql_server, execute):
    """(URL of a superuser, URL of the owner, name of a reader to be) of a database made as docs/postgresql.md says."""
    owner, reader = (f"{kind}_{uuid.uuid4().hex[:8]}" for kind in ("owner", "desk"))
    execute(postgresql_server.url, f"CREATE ROLE {owner} LOGIN")
    url = postgresql_server.create(options=f"OWNER {owner}")
    migrate.upgrade(login(url, owner))
    yield url, login(url, owner), reader
    postgresql_server.drop(url)
    execute(postgresql_server.url, f"DROP ROLE IF EXISTS {reader}", f"DROP ROLE {owner}")


def test_an_owner_who_may_not_make_roles_is_advised_what_to_ask_for(run, owned, execute):
    url, as_owner, reader = owned
    owner = re.search("//(\\w+)@", as_owner)[1]
    done = run("-d", as_owner, "db", "grant-reader", reader)
    assert done == (
        1,
        "",
        f'factdb: {owner} may not create roles: ask a superuser for `CREATE ROLE "{reader}" LOGIN`, or for'
        f" `ALTER ROLE {owner} CREATEROLE`, and run this command again\n",
    )
    # Either way it works then. A role that a superuser made gets its grants, and no settings.
    execute(url, f"CREATE ROLE {reader} LOGIN")
    done = run("-d", as_owner, "db", "grant-reader", reader)
    assert (done.code, done.out) == (0, f"{reader} may read the database\n")
    assert f"{reader} goes without default_transaction_read_only = on, statement_timeout = 30s" in done.err
    assert "only a superuser can revoke" in done.err
    assert run("-d", login(url, reader), "quotes").code == 0
    done = run("-d", url, "db", "grant-reader", reader)
    assert (done.code, done.err) == (0, "")
    execute(url, f"DROP OWNED BY {reader}", f"DROP ROLE {reader}", f"ALTER ROLE {owner} CREATEROLE")
    done = run("-d", as_owner, "db", "grant-reader", reader)
    assert (done.code, done.out) == (0, f"{reader} may read the database\n")
    assert "goes without" not in done.err
    assert run("-d", login(url, reader), "quotes").code == 0
    execute(url, f"DROP OWNED BY {reader}")


def test_a_reader_reads_the_views_and_nothing_else(run, postgresql_database, execute, role):
    fill(execute, postgresql_database)
    done = run("-d", postgresql_database, "db", "grant-reader", role, "--timeout", "7")
    assert done.code == 0, done.err
    assert "no password" in done.err
    again = run("-d", postgresql_database, "db", "grant-reader", role, "--timeout", "7")
    assert (again.code, again.err) == (0, "")
    with psycopg.connect(login(postgresql_database, role), autocommit=True) as desk:
        assert desk.execute("SHOW statement_timeout").fetchone() == ("7s",)
        for view in view_names():
            desk.execute(f"SELECT * FROM {view}").fetchall()
        desk.execute("SET default_transaction_read_only = off")  # the seat belt taken off, the wall stands
        for statement in (
            "SELECT * FROM quotes FOR UPDATE",
            "SELECT * FROM pg_authid",
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


def test_tables_that_an_upgrade_brings_are_read_by_those_who_could_read_all(run, postgresql_database, execute, role):
    assert run("-d", postgresql_database, "db", "grant-reader", role).code == 0
    migrate.downgrade(postgresql_database, "0015")
    migrate.upgrade(postgresql_database)
    assert run("-d", login(postgresql_database, role), "db", "current").code == 0
    readable = f"SELECT has_table_privilege('{role}', 'variants', 'SELECT')"
    assert execute(postgresql_database, readable) == [(True,)]


def test_views_recreated_by_an_upgrade_can_still_be_read_by_those_who_could(run, postgresql_database, execute, role):
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
