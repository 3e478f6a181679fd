"""`factdb sql`: one SELECT, and nothing else, whatever is tried."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import uuid
from pathlib import Path

import attacks
import psycopg
import pytest
from rows import fill

# (statement, the database that it is aimed at, why it is dangerous). All are tried on both databases; what is aimed at
# PostgreSQL alone is in attacks.py.
ATTACKS = [
    ("DELETE FROM quotes", "both", "deletes rows"),
    ("UPDATE quotes SET text = 'x'", "both", "rewrites what was said"),
    ("INSERT INTO publishers (name) VALUES ('x')", "both", "adds a row"),
    ("DROP TABLE quotes", "both", "drops a table"),
    ("DROP VIEW report_quotes", "both", "drops the contract"),
    ("ALTER TABLE quotes ADD COLUMN x text", "both", "changes the schema"),
    ("CREATE TABLE x (a integer)", "both", "makes a table"),
    ("CREATE TEMPORARY TABLE x (a integer)", "both", "makes a table outside the file"),
    ("CREATE TEMP VIEW report_quotes AS SELECT 1", "both", "hides a view behind another"),
    ("CREATE INDEX x ON quotes (kind)", "both", "writes the file"),
    ("BEGIN", "both", "begins a transaction of its own"),
    ("COMMIT", "both", "ends the read-only transaction"),
    ("ROLLBACK", "both", "ends the read-only transaction"),
    ("SAVEPOINT x", "both", "begins a transaction of its own"),
    ("SELECT 1; DELETE FROM quotes", "both", "a second statement after a harmless one"),
    ("SELECT 1; COMMIT; DROP TABLE assertions; SELECT 1", "both", "leaves the transaction first"),
    ("DELETE FROM quotes RETURNING id", "both", "deletes and looks like a query"),
    ("WITH x AS (SELECT 1) DELETE FROM quotes", "both", "begins like a query"),
    ("/* SELECT */ DELETE FROM quotes -- SELECT", "both", "hides behind comments"),
    ("ATTACH DATABASE 'new.sqlite' AS x", "sqlite", "makes a file"),
    ("ATTACH DATABASE '/etc/passwd' AS x", "sqlite", "reads other files"),
    ("DETACH DATABASE main", "sqlite", "lets go of the database"),
    ("VACUUM", "sqlite", "rewrites the file"),
    ("VACUUM INTO 'copy.sqlite'", "sqlite", "copies everything to a new file"),
    ("PRAGMA query_only = OFF", "sqlite", "takes off the first lock"),
    ("PRAGMA writable_schema = ON", "sqlite", "lets the schema be edited"),
    ("PRAGMA journal_mode = DELETE", "sqlite", "changes the file's header"),
    ("SELECT * FROM pragma_database_list", "sqlite", "tells where the file lies"),
    ("SELECT load_extension('x')", "sqlite", "loads code"),
    ("SELECT fts3_tokenizer('simple')", "sqlite", "hands out a pointer of the engine"),
    ("INSERT INTO quotes_fts (quotes_fts) VALUES ('delete-all')", "sqlite", "empties the search index"),
    ("CREATE VIRTUAL TABLE temp.x USING fts5(a)", "sqlite", "makes a table"),
    ("REINDEX", "sqlite", "writes the file"),
    ("ANALYZE", "sqlite", "writes statistics"),
    ("SELECT printf('%.*c', 900000000, 'x')", "sqlite", "one step of the engine that takes seconds"),
    ("SELECT printf('%900000000d', 1)", "sqlite", "the same by a width"),
    ("SELECT hex(zeroblob(900000000))", "sqlite", "takes gigabytes of memory"),
    ("SELECT length(randomblob(900000000))", "sqlite", "takes gigabytes of memory"),
]


@pytest.fixture
def owned(made_once, execute):
    """The database as its owner connects to it; on PostgreSQL that is a superuser."""
    return made_once("rows", lambda database: fill(execute, database))


@pytest.fixture
def filled(run, owned, backend, execute):
    """The database as a stranger connects to it: on PostgreSQL as a reader, with the extensions that run text as SQL
    and reach out."""
    if backend == "sqlite":
        yield owned
        return
    for (extension,) in execute(  # some packages of PostgreSQL come without
        owned, "SELECT name::text FROM pg_available_extensions WHERE name IN ('tablefunc', 'dblink')"
    ):
        execute(owned, f"CREATE EXTENSION {extension}")
    role = f"stranger_{uuid.uuid4().hex[:8]}"
    done = run("-d", owned, "db", "grant-reader", role)
    assert (done.code, "superuser" in done.err) == (0, False)
    yield login(owned, role)
    execute(owned, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def login(url, role):
    return url.replace("//postgres:", f"//{role}:")


@pytest.fixture
def state(owned, execute):
    """What no attack may change: the file and its folder, or every row, relation and large object of the server."""

    def call():
        if "://" not in owned:
            folder = Path(owned).parent
            # -wal and -shm come and go with every reader of a database in WAL mode.
            files = [p for p in folder.iterdir() if not p.name.endswith(("-wal", "-shm"))]
            return sorted((p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in files)
        tables = [t for (t,) in execute(owned, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        rows = [f"SELECT '{t}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {t} t" for t in tables]
        rest = (
            "SELECT relname, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace",
            "SELECT 'large objects', count(*)::text FROM pg_largeobject_metadata",
            "SELECT 'keys', last_value::text || is_called FROM quotes_id_seq",
            "SELECT 'locks', count(*)::text FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE l.locktype = 'advisory' AND d.datname = current_database()",
            "SELECT 'roles', count(*)::text FROM pg_roles WHERE rolname = 'x' OR rolsuper AND rolname LIKE 'stranger%'",
            "SELECT 'slots', count(*)::text FROM pg_replication_slots",
        )
        return sorted(execute(owned, " UNION ALL ".join([*rows, *rest])), key=str)

    return call


def refused(done, statement):
    assert (done.code, done.out) == (1, ""), statement
    assert done.err.startswith("factdb: "), statement
    assert done.err.count("\n") == 1, (statement, done.err)
    assert "may be damaged" not in done.err, statement


def test_no_attack_does_anything(run, filled, backend, state):
    before = state()
    for statement, aim, reason in ATTACKS:
        done = run("-d", filled, "sql", statement)
        refused(done, statement)
        if aim in (backend, "both"):
            assert "syntax" not in done.err or backend == "postgresql", (statement, done.err)
        assert state() == before, (statement, reason)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_postgresql_refuses_every_attack_to_a_reader(run, filled, state):
    assert len(ATTACKS) + len(attacks.REFUSED) + len(attacks.HARMLESS) >= 150
    before = state()
    for statement, reason in attacks.REFUSED:
        refused(run("-d", filled, "sql", statement), statement)
        assert state() == before, (statement, reason)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_what_postgresql_lets_a_reader_do_comes_to_nothing(run, filled, owned, state):
    before = state()
    with psycopg.connect(owned, autocommit=True) as other:
        other.execute("LISTEN x")
        for statement, reason in attacks.HARMLESS:
            done = run("-d", filled, "sql", statement.format(lock=int("factdb", 36)))
            assert done.code == 0, (statement, done.err)
            assert state() == before, (statement, reason)
            assert list(other.notifies(timeout=0)) == [], statement


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@pytest.mark.parametrize("login_as", ["superuser", "owner", "member", "writer", "maker"])
def test_a_login_that_may_do_more_than_read_runs_no_strangers_statement(run, owned, execute, state, login_as):
    role = f"mighty_{uuid.uuid4().hex[:8]}"
    rights = {
        "superuser": f"ALTER ROLE {role} SUPERUSER",
        "owner": f"ALTER VIEW report_daily OWNER TO {role}",
        "member": f"GRANT pg_read_all_data TO {role}",
        "writer": f"GRANT UPDATE ON quotes TO {role}",
        "maker": f"ALTER ROLE {role} CREATEROLE",
    }
    execute(owned, f"CREATE ROLE {role} LOGIN", f"GRANT SELECT ON alembic_version TO {role}", rights[login_as])
    try:
        url = login(owned, role)
        before = state()
        tried = attacks.REFUSED if login_as in ("superuser", "owner") else attacks.REFUSED[:3]
        for statement, _ in (*tried, *attacks.HARMLESS, ("SELECT 1", "harmless")):
            done = run("-d", url, "sql", statement)
            refused(done, statement)
            assert "--as-owner" in done.err, statement
            assert "grant-reader" in done.err, statement
        assert state() == before
        assert run("-d", url, "sql", "SELECT 1 AS one", "--as-owner", "--format", "csv").out == "one\n1\n"
        assert run("-d", url, "sql", "SELECT 1 AS one", "--as-owner", "--timeout", "5").code == 0
    finally:
        execute(owned, "ALTER VIEW report_daily OWNER TO postgres", f"DROP OWNED BY {role}", f"DROP ROLE {role}")


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_reader_stores_nothing_and_holds_no_lock_that_stops_others(run, filled, owned):
    """By a connection of his own, with what only asks to be kept put off."""
    with psycopg.connect(filled, autocommit=True) as reader:
        reader.execute("SET default_transaction_read_only = off")
        reader.execute("SET statement_timeout = 0")
        for call in ("lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, 'x')"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(f"SELECT {call}")
        for setting in ("temp_file_limit = -1", "session_replication_role = replica"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(f"SET {setting}")
        for key in (*(int(name, 36) for name in ("factdb", "counts")), 7_041_988_017):  # those of earlier releases
            reader.execute("SELECT pg_advisory_lock(%s)", (key,))
        with reader.transaction():
            reader.execute("SELECT * FROM alembic_version")
            with pytest.raises(psycopg.errors.InsufficientPrivilege), reader.transaction():
                reader.execute("LOCK TABLE alembic_version IN SHARE UPDATE EXCLUSIVE MODE")
            assert run("-d", owned, "db", "check") == (0, "no faults\n", "")
            assert run("-d", owned, "db", "upgrade").code == 0
            assert run("-d", owned, "quotes", "link").code == 0


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_reader_from_whom_nobody_took_large_objects_stores_none(run, filled, owned, execute, state):
    execute(owned, "GRANT EXECUTE ON FUNCTION lo_create(oid), lo_from_bytea(oid, bytea) TO PUBLIC")
    try:
        before = state()
        for statement in ("SELECT lo_create(0)", "SELECT lo_from_bytea(0, 'x')", "SELECT lo_put(lo_create(0), 0, 'x')"):
            refused(run("-d", filled, "sql", statement), statement)
            assert state() == before, statement
        [(version,)] = execute(owned, "SELECT current_setting('server_version_num')::int")
        harmless = run("-d", filled, "sql", "SELECT 1 AS one")
        assert (harmless.code, "large objects" in harmless.err) == ((0, False) if version >= 160000 else (1, True))
    finally:
        execute(owned, "REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC")


@pytest.mark.parametrize(
    "statement",
    [
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT 1 FROM c) SELECT count(*) FROM c",
        "SELECT count(*) FROM "
        + ", ".join(f"report_speakers {one}" for one in "abcdefghijkl")
        + " WHERE "
        + " + ".join(f"{one}.speaker_id" for one in "abcdefghijkl")
        + " < 0",
    ],
)
def test_what_never_ends_is_stopped_in_one_line(run, filled, statement, state):
    before = state()
    done = run("-d", filled, "sql", statement, "--timeout", "0.3")
    assert (done.code, done.out) == (1, "")
    assert done.err == "factdb: stopped after 0.3 s: narrow the statement, or allow more time with --timeout\n"
    assert state() == before


def test_what_never_ends_is_stopped_between_rows_too(run, filled):
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    done = run("-d", filled, "sql", endless, "--timeout", "0.3", "--limit", "0", "--format", "csv")
    assert done.code == 1
    assert done.err.startswith("factdb: stopped after 0.3 s")
    cut = run("-d", filled, "sql", endless, "--limit", "3", "--format", "csv")
    assert (cut.code, cut.out) == (0, "x\n1\n2\n3\n")
    assert cut.err == "only the first 3 rows; --limit 0 prints all\n"


@pytest.mark.slow
def test_a_step_of_the_engine_that_cannot_be_interrupted_ends_with_the_program(factdb, sqlite_database):
    stuck = "SELECT instr(zeroblob(9000000), zeroblob(4500000) || x'01')"
    done = factdb("-d", sqlite_database, "sql", stuck, "--timeout", "0.3")
    assert done.code == 1
    assert done.err == "factdb: stopped after 0.3 s: narrow the statement, or allow more time with --timeout\n"


def test_large_rows_are_not_gathered(filled, backend, tmp_path):
    """80 rows of 9 MB, in half a gigabyte of addresses for each program."""
    large = "replace(hex(zeroblob(4500000)), '0', 'a') || x" if backend == "sqlite" else "repeat('a', 9000000) || x"
    rows = f"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 80) SELECT {large} AS t FROM c"
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))\n"
        "from factdb.cli import main; main()"
    )
    forms = (("jsonl", ""), ("csv", ""), ("table", "too much for a table: narrow the statement"))
    for form, output in forms if backend == "sqlite" else forms[:1]:  # what is printed does not depend on the database
        done = subprocess.run(
            [sys.executable, "-c", code, "-d", filled, "sql", rows, "--timeout", "60", "--format", form],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=120,
        )  # fmt: skip
        assert output in done.stderr, form
        assert (done.returncode, done.stderr.count("\n")) == ((1, 1) if output else (0, 0)), (form, done.stderr)


def test_json_can_be_taken_apart(run, sqlite_database):
    done = run("-d", sqlite_database, "sql", "SELECT value AS v FROM json_each('[1, 2]')", "--format", "csv")
    assert done == (0, "v\n1\n2\n", "")
    tree = "SELECT count(*) AS n FROM json_tree(:j)"
    assert run("-d", sqlite_database, "sql", tree, "-p", "j", '{"a": [1]}', "--format", "csv").out == "n\n3\n"


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_an_answer_is_printed_in_every_format(run, filled, form):
    done = run("-d", filled, "sql", "SELECT quote_id, speaker FROM report_quotes ORDER BY 1, 2", "--format", form)
    assert done.code == 0, done.err
    assert "Jonas Reed" in done.out
    empty = run("-d", filled, "sql", "SELECT quote_id FROM report_quotes WHERE quote_id < 0", "--format", form)
    assert (empty.code, empty.err) == (0, "no rows\n")
    assert form != "json" or json.loads(empty.out) == []
    assert form != "csv" or empty.out == "quote_id\n"


@pytest.mark.parametrize(
    ("statement", "params", "expected", "reason"),
    [
        ("SELECT quote_id FROM report_quotes WHERE quote_id = :n", {"n": "2"}, [[2]], "a number"),
        ("SELECT quote_id FROM report_quotes WHERE dated_on < :day", {"day": "2024-03-02"}, [[1], [1]], "a day"),
        ("SELECT count(*) FROM report_quotes WHERE speaker = :x", {"x": "'; DROP TABLE quotes"}, [[0]], "an attack"),
        ("SELECT speaker_id FROM report_speakers WHERE name = :x", {"x": "Jonas Reed"}, [[1]], "a text"),
        ("SELECT claim_id FROM report_claims WHERE assert_count > :n", {"n": "1"}, [[1]], "a counted number"),
        ("SELECT quote_id FROM report_quotes ORDER BY 1 LIMIT :n", {"n": "1"}, [[1]], "a limit"),
        ("SELECT ':no' AS a, 1 AS b", {}, [[":no", 1]], "a colon in a text is none"),
    ],
)
def test_parameters_are_values_and_never_sql(run, filled, statement, params, expected, reason):
    given = [word for name, value in params.items() for word in ("-p", name, value)]
    done = run("-d", filled, "sql", statement, *given, "--format", "jsonl")
    assert done.code == 0, done.err
    assert [list(json.loads(line).values()) for line in done.out.splitlines()] == expected, reason


@pytest.mark.parametrize(
    ("call", "output"),
    [
        (("SELECT :day",), "the parameter :day has no value: add -p day VALUE"),
        (("SELECT nothing FROM report_quotes",), "nothing"),
        (("SELECT * FROM nowhere",), "nowhere"),
        (("SELEKT 1",), "SELEKT"),
        (("",), "there is no statement"),
        ((" ; ",), "there is no statement"),
        (("SELECT 1 --" + "x" * 100_000,), "longer than 100,000"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run, filled, call, output):
    done = run("-d", filled, "sql", *call)
    assert done.code == 1
    assert output in done.err
    assert done.err.startswith("factdb: ")
    assert done.err.count("\n") == 1


def test_odd_values_are_printed(run, filled, backend):
    blob = "x'00ff'" if backend == "sqlite" else "'\\x00ff'::bytea"
    large = "9e999" if backend == "sqlite" else "'infinity'::float8"
    done = run(
        "-d", filled, "sql", f"SELECT {blob} AS a, {large} AS b, NULL AS c, 1.5 AS d, 1 AS d", "--format", "json"
    )
    assert done.code == 0, done.err
    row = json.loads(done.out)[0]
    assert (row["a"], row["b"].lower()[:3], row["c"], float(row["d"]), row["d_2"]) == ("00ff", "inf", None, 1.5, 1)
    assert run("-d", filled, "sql", "-", stdin="SELECT 1 AS one;").out.split() == ["one", "───", "1"]


def test_the_full_text_index_and_a_modest_printf_can_be_used(run, sqlite_database, execute):
    fill(execute, sqlite_database)
    found = run("-d", sqlite_database, "sql", "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'islands'")
    assert found.out.split()[-1] == "1"
    padded = run("-d", sqlite_database, "sql", "SELECT printf('%05.1f|%-4s|%,d', 2.25, 'ab', 1234567) AS a")
    assert padded.out.split()[-2:] == ["002.2|ab", "|1,234,567"] or "1,234,567" in padded.out


def test_the_schema_lists_every_column_of_the_contract(run, filled):
    done = run("-d", filled, "sql", "--schema", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    held = Path(__file__).with_name("views.txt").read_text(encoding="utf-8").splitlines()
    assert [f"{r['view_name']}.{r['column_name']}" for r in rows] == [
        f"{view}.{column}" for view, columns in (line.split(": ") for line in held) for column in columns.split()
    ]
    assert run("-d", filled, "sql").code == 2
    assert run("-d", filled, "sql", "SELECT 1", "--schema").code == 2
