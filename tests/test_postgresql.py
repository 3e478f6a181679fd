"""What docs/postgresql.md says: settings from PG* variables and services, what is reported where they are wrong,
indexes built while others work, and the constraints that are in the way of Citus."""

import os
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import psycopg
import pytest
from rows import fill
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint

from factdb.database import indexes, load, migrate
from factdb.database.connect import read_connection
from factdb.database.models import Base
from factdb.database.readers import PostgresReader
from factdb.errors import DatabaseError

PAGE = Path(__file__).parents[1] / "docs" / "postgresql.md"
SEEDS = Path(__file__).parents[1] / "seeds"
START, END = "<!-- in the way -->\n", "<!-- end -->"
# Distributed tables and their distribution column; None: it has to be added first.
DISTRIBUTED = {
    "sources": "id", "source_versions": "source_id", "quotes": "source_id", "assertions": "source_id",
    "anchors": None, "attributions": None,
}  # fmt: skip


def in_the_way():
    """(constraint, why) by the rules of Citus, from the models."""
    for table in Base.metadata.sorted_tables:
        own = DISTRIBUTED.get(table.name)
        for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
            if isinstance(constraint, ForeignKeyConstraint):
                (reference,) = constraint.elements
                other = reference.column.table.name
                if other not in DISTRIBUTED:
                    continue
                if table.name not in DISTRIBUTED:
                    yield constraint.name, "a reference table refers to a distributed one"
                elif own != reference.parent.name or DISTRIBUTED[other] != reference.column.name:
                    yield constraint.name, "a reference between distributed tables without the source"
            elif (
                isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint)
                and table.name in DISTRIBUTED
                and own not in {c.name for c in constraint.columns}
            ):
                yield constraint.name, "a key without the source"


def test_the_page_lists_the_constraints_in_the_way_of_citus():
    found = list(in_the_way())
    assert len(found) >= 10
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    listed, after = rest.split(END)
    fresh = "".join(f"- `{name}`: {why}\n" for name, why in found)
    if os.environ.get("FACTDB_REWRITE"):
        PAGE.write_text(before + START + fresh + END + after, encoding="utf-8")
        return
    assert listed == fresh, "run with FACTDB_REWRITE=1 and look at the difference"


def test_what_the_url_leaves_out_comes_from_the_variables_of_libpq(run, postgresql_database, execute, monkeypatch):
    fill(execute, postgresql_database)
    url = urlsplit(postgresql_database)
    monkeypatch.setenv("PGHOST", parse_qs(url.query).get("host", [url.hostname or ""])[0])
    monkeypatch.setenv("PGUSER", url.username or "")
    monkeypatch.setenv("PGDATABASE", url.path[1:])
    if url.port:
        monkeypatch.setenv("PGPORT", str(url.port))
    if url.password:
        monkeypatch.setenv("PGPASSWORD", url.password)
    assert "Jonas Reed" in run("-d", "postgresql://", "quotes").out
    assert run("-d", "postgresql://", "db", "upgrade").out.startswith("already at")
    assert run("-d", "postgresql://", "db", "check") == (0, "no faults\n", "")


@pytest.mark.parametrize(
    "command", [("quotes",), ("stats",), ("export", "csv"), ("verify",), ("sql", "--as-owner", "SELECT 1 AS one")]
)
def test_reading_commands_need_no_write_of_any_kind(run, postgresql_database, execute, command):
    """So a streaming replica serves them: there every transaction is read-only."""
    fill(execute, postgresql_database)
    replica = postgresql_database + ("&" if "?" in postgresql_database else "?")
    done = run("-d", replica + "options=-c%20default_transaction_read_only%3Don", *command)
    assert "read-only" not in done.err
    assert done.out


INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"


def test_indexes_of_large_tables_are_built_after_the_migration(run, postgresql_server, execute, monkeypatch):
    whole, later = postgresql_server.migrated(), postgresql_server.create()
    migrate.upgrade(later, "0018")
    fill(execute, later, "0018")
    missed = []
    build = migrate.build_indexes
    monkeypatch.setattr(indexes, "LARGE_BYTES", 0)

    def building(database, **say):
        missed.extend(set(execute(whole, INDEXES)) - set(execute(database, INDEXES)))
        return build(database, **say)

    monkeypatch.setattr(migrate, "build_indexes", building)
    assert run("-d", later, "db", "upgrade").code == 0
    # Those of tables with rows, made since revision 0018; the tables that are made with them have none yet.
    assert {name for (name,) in missed} == {
        "ix_attributions_printed",
        "ix_attributions_rank_speaker_id",
        "ix_attributions_speaker_id_title_as_printed",
        "ix_quotes_confidence",
        "ix_quotes_factuality_dated_on",
        "ix_quotes_language",
        "ix_quotes_status_dated_on",
        "ix_reviews_supersedes_id",
        "ix_source_versions_retrieved_at",
        "ix_sources_agency",
        "ix_speaker_names_parts",
    }
    assert execute(later, INDEXES) == execute(whole, INDEXES)
    assert run("-d", later, "db", "check") == (0, "no faults\n", "")
    for url in (whole, later):
        postgresql_server.drop(url)


def test_while_an_index_is_built_others_write_and_what_was_interrupted_is_built_again(
    run, postgresql_database, execute
):
    fill(execute, postgresql_database)
    execute(postgresql_database, "DROP INDEX ix_quotes_dated_on")
    output = "not built: ix_quotes_dated_on: run `factdb db upgrade`\n"
    assert run("-d", postgresql_database, "db", "check") == (1, output, "")
    change = "UPDATE quotes SET venue = 'a briefing' WHERE id = {}"
    # The pool is left last: it waits for a build that waits for what is held.
    with ThreadPoolExecutor() as pool, psycopg.connect(postgresql_database) as held:
        held.execute(change.format(1))  # not committed: building waits for it
        building = pool.submit(migrate.build_indexes, postgresql_database)
        waiting = (
            "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%'"
            " AND wait_event_type = 'Lock'"
        )
        until(lambda: execute(postgresql_database, waiting))
        with psycopg.connect(postgresql_database) as other:
            other.execute("SET lock_timeout = '2s'")
            other.execute(change.format(2))  # others are not kept from it
        [(pid,)] = execute(postgresql_database, waiting)
        execute(postgresql_database, f"SELECT pg_terminate_backend({pid})")
        with pytest.raises(DatabaseError):
            building.result(timeout=120)
    left = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_quotes_dated_on'::regclass"
    assert execute(postgresql_database, left) == [(False,)]
    assert run("-d", postgresql_database, "db", "check") == (1, output, "")
    assert run("-d", postgresql_database, "db", "upgrade").code == 0
    assert execute(postgresql_database, left) == [(True,)]
    assert run("-d", postgresql_database, "db", "check") == (0, "no faults\n", "")


@pytest.fixture
def statements(execute, postgresql_database):
    """How often an index was dropped or made in the database: {tag: number}, as an event trigger hears of it."""
    for sql in (
        "CREATE SCHEMA telling",
        "CREATE TABLE telling.told (tag text)",
        "CREATE FUNCTION telling.tell() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS"
        " $$ BEGIN INSERT INTO telling.told VALUES (tg_tag); END $$",
        "CREATE EVENT TRIGGER telling ON ddl_command_end WHEN TAG IN ('DROP INDEX', 'CREATE INDEX')"
        " EXECUTE FUNCTION telling.tell()",
    ):
        execute(postgresql_database, sql)
    yield lambda: dict(execute(postgresql_database, "SELECT tag, CAST(count(*) AS int) FROM telling.told GROUP BY 1"))
    execute(postgresql_database, "DROP EVENT TRIGGER telling", "DROP SCHEMA telling CASCADE")


def one_line(folder, number):
    path = folder / f"{number}.jsonl"
    path.write_text(f'{{"kind": "direct", "text": "la {number}", "title": "T"}}', encoding="utf-8")
    return str(path)


def test_an_archive_without_quotes_is_filled_without_indexes(
    run, postgresql_database, execute, statements, tmp_path, monkeypatch
):
    monkeypatch.setattr(load, "LOCK_TIMEOUT", "100ms")
    there = execute(postgresql_database, INDEXES)
    imported = ("-d", postgresql_database, "imports", "quotes")
    with psycopg.connect(postgresql_database) as reader:
        reader.execute("SELECT count(*) FROM quotes")  # goes on: it keeps the table from others' changes of it
        assert run(*imported, one_line(tmp_path, 1)).code == 0
    assert statements() == {}
    assert run("-d", postgresql_database, "imports", "undo", "1").code == 0
    assert run(*imported, one_line(tmp_path, 2)).code == 0
    made = statements()
    assert made["DROP INDEX"] == made["CREATE INDEX"] > 5
    assert run(*imported, one_line(tmp_path, 3)).code == 0
    assert statements() == made, "readers of quotes are not kept waiting"
    assert execute(postgresql_database, INDEXES) == there
    assert run("-d", postgresql_database, "db", "check") == (0, "no faults\n", "")
    assert "la 3" in run("-d", postgresql_database, "search", "3", "--format", "csv").out


def test_who_does_not_own_the_tables_imports_with_their_indexes(run, postgresql_database, execute, tmp_path):
    role = f"factdb_editor_{uuid.uuid4().hex[:8]}"
    execute(postgresql_database, f"CREATE ROLE {role}")
    try:
        for what in ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE ON ALL SEQUENCES"):
            execute(postgresql_database, f"GRANT {what} IN SCHEMA public TO {role}")
        url = postgresql_database + ("&" if "?" in postgresql_database else "?") + f"options=-c%20role%3D{role}"
        done = run("-d", url, "imports", "quotes", one_line(tmp_path, 1))
        assert (done.code, done.err) == (0, "")
        assert run("-d", postgresql_database, "db", "check") == (0, "no faults\n", "")
    finally:
        execute(postgresql_database, f"DROP OWNED BY {role}")
        execute(postgresql_database, f"DROP ROLE {role}")


def test_hits_of_a_rare_word_are_gathered_and_a_frequent_one_is_met_on_the_way(
    run, postgresql_database, execute, tmp_path, monkeypatch
):
    line = '{{"kind": "direct", "text": "often {}", "title": "T", "published_on": "2020-01-{:02}"}}\n'
    lines = "".join(line.format("seldom" if n == 700 else n, n % 28 + 1) for n in range(3000))
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    assert run("-d", postgresql_database, "imports", "quotes", "in.jsonl").code == 0
    execute(postgresql_database, "ANALYZE quotes")
    sent = []
    placed = PostgresReader.placeholders.__func__  # type: ignore[attr-defined]
    output = classmethod(lambda cls, sql: sent.append(sql) or placed(cls, sql))
    monkeypatch.setattr(PostgresReader, "placeholders", output)

    def gathers(*words):
        sent.clear()
        done = run("-d", postgresql_database, "search", *words, "--format", "csv")
        assert (done.code, done.out.count("often")) == (0, 1 if "seldom" in words else 20)
        return any("MATERIALIZED" in sql for sql in sent)

    assert gathers("seldom")
    assert gathers("often", "seldom")
    assert not gathers("often")


def until(seen, seconds=120.0):
    """Wait until `seen()` is true."""
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("change", "output"),
    [
        ({"port": "1", "host": "127.0.0.1"}, "check the URL, the user, the password"),
        ({"path": "/nowhere"}, "nowhere"),
        ({"user": "nobody_here"}, "nobody_here"),
        ({"sslmode": "require", "host": "127.0.0.1"}, ""),
    ],
    ids=["no server", "no such database", "no such role", "no SSL"],
)
def test_a_connection_that_fails_is_reported_on_one_line_without_the_password(run, postgresql_database, change, output):
    parts = urlsplit(postgresql_database)
    where = parse_qs(parts.query)
    host = change.get("host") or where["host"][0]
    query = {"host": host, **({"port": change["port"]} if "port" in change else {})}
    query |= {"sslmode": change["sslmode"]} if "sslmode" in change else {}
    user = change.get("user", "postgres")
    url = f"postgresql://{user}:swordfish@{change.get('path', parts.path)}?{urlencode(query)}"
    for command in (["quotes"], ["db", "upgrade"], ["import", str(SEEDS)]):
        done = run("-d", url, *command)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done.err
        assert done.err.startswith("factdb: ")
        assert output in done.err
        assert "swordfish" not in done.err


def test_results_are_planned_to_be_read_to_their_end(postgresql_database):
    with read_connection(postgresql_database) as reader:
        [row] = reader.rows("SELECT current_setting('cursor_tuple_fraction') AS fraction")
    assert row == {"fraction": "1"}


def test_a_wrong_password_is_reported_and_not_repeated(run, postgresql_server, postgresql_database, execute):
    [(rules,)] = execute(postgresql_database, "SHOW hba_file")
    if not os.access(rules, os.W_OK):
        pytest.skip("the server's pg_hba.conf is not here to be changed")
    role = f"desk_{uuid.uuid4().hex[:8]}"
    before = Path(rules).read_text()
    execute(postgresql_database, f"CREATE ROLE {role} LOGIN PASSWORD 'right'")
    try:
        Path(rules).write_text(f"local all {role} scram-sha-256\nhost all {role} all scram-sha-256\n{before}")
        execute(postgresql_database, "SELECT pg_reload_conf()")
        url = postgresql_database.replace("//postgres:", f"//{role}:{{}}")
        assert role in url
        until(lambda: "password" in run("-d", url.format(""), "db", "current").err)
        for command in ("quotes", "stats"):
            done = run("-d", url.format("swordfish"), command)
            assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
            assert "password authentication failed" in done.err
            assert "swordfish" not in done.err
        assert "password" not in run("-d", url.format("right"), "db", "current").err
    finally:
        Path(rules).write_text(before)
        execute(postgresql_database, "SELECT pg_reload_conf()", f"DROP ROLE {role}")


def test_a_service_is_known_and_one_that_is_not_is_reported(run, postgresql_server, execute, tmp_path, monkeypatch):
    url = postgresql_server.migrated()
    fill(execute, url)
    parts = urlsplit(url)
    host = parse_qs(parts.query)["host"][0]
    service = f"[desk]\nhost={host}\ndbname={parts.path[1:]}\nuser=postgres\n"
    (tmp_path / "service.conf").write_text(service, encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "service.conf"))
    monkeypatch.setenv("PGSERVICE", "desk")
    for command in ("quotes", "speakers"):
        assert run("-d", "postgresql://", command, "--format", "csv") == run("-d", url, command, "--format", "csv")
    monkeypatch.setenv("PGSERVICE", "elsewhere")
    done = run("-d", "postgresql://", "quotes")
    assert (done.code, done.err.count("\n"), "elsewhere" in done.err) == (1, 1, True)
    monkeypatch.delenv("PGSERVICE")
    postgresql_server.drop(url)
