"""`factdb db copy`: a whole database into an empty one, of either kind."""

import uuid

import pytest
from rows import fill
from sqlalchemy import Boolean

from factdb.database import migrate
from factdb.database.models import Base

PAIRS = [(a, b) for a in ("sqlite", "postgresql") for b in ("sqlite", "postgresql")]


@pytest.fixture
def made(tmp_path, postgresql_server):
    """Makes databases of either kind, without a table."""
    urls = []

    def make(kind):
        if kind == "sqlite":
            return str(tmp_path / f"{uuid.uuid4().hex}.sqlite")
        urls.append(postgresql_server.create())
        return urls[-1]

    yield make
    for url in urls:
        postgresql_server.drop(url)


def rows_of(execute, database):
    """Every row of every table in a form that both kinds share."""

    def plain(column, value):
        if isinstance(column.type, Boolean):
            return bool(value)
        if hasattr(value, "astimezone"):
            return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return value.isoformat() if hasattr(value, "isoformat") else value

    if "://" in database:
        database += ("&" if "?" in database else "?") + "options=-c%20timezone%3DUTC"
    return {
        table.name: [
            [plain(c, v) for c, v in zip(table.columns, row, strict=True)]
            for row in execute(database, f"SELECT {', '.join(c.name for c in table.columns)} FROM {table} ORDER BY 1")
        ]
        for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize(("kind", "other"), PAIRS, ids=lambda k: k)
def test_a_copy_holds_every_row_and_works_like_the_first(made, run, execute, kind, other):
    first, second = made(kind), made(other)
    migrate.upgrade(first)
    fill(execute, first)
    done = run("db", "copy", first, second)
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].endswith("rows copied; counts and hashes agree")
    assert done.err == ""
    assert rows_of(execute, second) == rows_of(execute, first)
    assert run("-d", second, "db", "check") == (0, "no faults\n", "")
    found = run("-d", second, "search", "islands", "--format", "csv")
    assert "We owe it to the islands" in found.out
    # New rows get new keys, and triggers keep what follows from them.
    execute(
        second,
        "INSERT INTO speakers (uid, kind, name, status, origin) VALUES ('k9', 'person', 'Ada', 'extracted', 'rules 1')",
    )
    assert execute(second, "SELECT id, canonical_id FROM speakers WHERE uid = 'k9'") == [(5, 5)]


def test_what_was_imported_and_decided_goes_over_and_back(made, run, execute, seeded_sqlite):
    assert run("-d", seeded_sqlite, "quotes", "reject", "1", "--reason", "a test").code == 0
    server, back = made("postgresql"), made("sqlite")
    assert run("db", "copy", seeded_sqlite, server).code == 0
    assert run("db", "copy", server, back).code == 0
    assert rows_of(execute, back) == rows_of(execute, seeded_sqlite)
    assert run("-d", server, "verify").code == run("-d", seeded_sqlite, "verify").code
    one, other = (run("-d", d, "export", "jsonl").out for d in (seeded_sqlite, back))
    assert one == other


def test_a_target_with_rows_is_refused_and_left_alone(database, sqlite_database, run, execute, tmp_path):
    fill(execute, database)
    before = rows_of(execute, database)
    source = str(tmp_path / "source.sqlite")
    migrate.upgrade(source)
    done = run("db", "copy", source, database)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("factdb: the target already has rows in ")
    assert rows_of(execute, database) == before


def test_what_postgresql_cannot_hold_is_reported_and_nothing_is_copied(made, run, execute, sqlite_database):
    fill(execute, sqlite_database)
    execute(sqlite_database, "UPDATE speakers SET role = 'may' || char(0) || 'or' WHERE id = 1")
    target = made("postgresql")
    done = run("db", "copy", sqlite_database, target)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "speakers" in done.err
    assert all(rows == [] for rows in rows_of(execute, target).values())
