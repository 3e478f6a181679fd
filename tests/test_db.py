"""The only door: what opens, what is refused and with which words, and that nothing else gets in or out."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from rows import fill
from sqlalchemy import bindparam, insert, select, text, update

from factdb.database import connect, engine, faults, migrate, write
from factdb.database.models import SpeakerName
from factdb.database.revision import HEAD, TRIGGERS
from factdb.errors import DatabaseError

# Commands that read, and commands that write; each must refuse what is no database of ours.
READING = ["quotes"]
WRITING = ["imports", "undo", "1"]
UPGRADING = ["db", "upgrade"]


def make_missing(path):
    pass


def make_text(path):
    path.write_text("Dear diary, this is no database at all.\n" * 40, encoding="utf-8")


def make_empty(path):
    path.touch()


def make_directory(path):
    path.mkdir()


def make_foreign(path):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY, cake TEXT)")


def make_foreign_alembic(path):
    make_foreign(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE alembic_version (version_num TEXT)")
        file.execute("INSERT INTO alembic_version VALUES ('3b1fa99c2d10')")


def make_behind(path):
    migrate.upgrade(str(path), "0004")


def make_ahead(path):
    migrate.upgrade(str(path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '0099'")


def make_truncated(path):
    migrate.upgrade(str(path))
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 2)


def make_scribbled(path):
    migrate.upgrade(str(path))
    with open(path, "r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)


@pytest.mark.parametrize("command", [READING, WRITING, UPGRADING], ids=" ".join)
@pytest.mark.parametrize(
    ("make", "output"),
    [
        (make_text, "is not a factdb database (file is not a database): check the path"),
        (make_directory, "is a directory: give the path of a database file"),
        (make_foreign, "belongs to another program: give factdb a database of its own"),
        (make_foreign_alembic, "belongs to another program: give factdb a database of its own"),
        (make_ahead, f"made by a newer factdb (revision 0099, and this one knows {HEAD}): upgrade factdb"),
        (make_truncated, "is damaged (database disk image is malformed): restore it from a backup"),
        (make_scribbled, "is damaged (database disk image is malformed): restore it from a backup"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_on_one_line_and_left_alone(tmp_path, run, make, output, command):
    path = tmp_path / "given.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    done = run("-d", str(path), *command)
    assert (done.code, done.out) == (1, "")
    assert output in done.err
    assert done.err.count("\n") == 1
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("command", [READING, WRITING], ids=" ".join)
@pytest.mark.parametrize(
    ("make", "output"),
    [
        (make_missing, "there is no database yet: create one with `factdb import PATH` or `factdb db upgrade`"),
        (make_empty, "is empty: `factdb import PATH` or `factdb db upgrade` make it a factdb database"),
        (make_behind, f"has revision 0004, this factdb needs {HEAD}: run `factdb db upgrade`"),
    ],
)
def test_what_an_upgrade_would_help_says_so(tmp_path, run, make, output, command):
    path = tmp_path / "given.sqlite"
    make(path)
    done = run("-d", str(path), *command)
    assert done == (1, "", f"factdb: {path}: {output}\n")
    assert path.exists() == (make is not make_missing)
    assert run("-d", str(path), "db", "upgrade").code == 0
    assert run("-d", str(path), *READING).code == 0


@pytest.mark.parametrize(
    ("url", "output"),
    [
        ("mysql://editor:secret@db/news", "not a kind of database that factdb knows"),
        ("postgresql://editor:secret@127.0.0.1:1/news", "Connection refused"),
        ("postgresql://editor:secret@no-such-host.invalid/news", "check the URL"),
        ("", "give --database a path or a postgresql:// URL"),
        ("no/such/folder/factdb.sqlite", "its folder does not exist"),
    ],
)
def test_what_cannot_be_reached_is_reported_without_the_password(run, url, output):
    done = run("-d", url, *UPGRADING)
    assert done.code == 1
    assert output in done.err
    assert "secret" not in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_database_on_the_server_that_is_not_there_or_not_ours_is_refused(run, empty_database, execute):
    missing = run("-d", empty_database.replace("/factdb_", "/no_factdb_"), *READING)
    assert missing.code == 1
    assert "does not exist" in missing.err
    assert run("-d", empty_database, *READING).err.count("is empty: ") == 1
    execute(empty_database, "CREATE TABLE recipes (id integer)")
    for command in (READING, WRITING, UPGRADING):
        done = run("-d", empty_database, *command)
        assert done.code == 1
        assert "belongs to another program" in done.err
        assert done.err.count("\n") == 1


def test_a_server_database_behind_or_ahead_is_refused(run, postgresql_database, execute):
    execute(postgresql_database, "UPDATE alembic_version SET version_num = '0004'")
    assert "run `factdb db upgrade`" in run("-d", postgresql_database, *READING).err
    execute(postgresql_database, "UPDATE alembic_version SET version_num = '0099'")
    assert "made by a newer factdb" in run("-d", postgresql_database, *READING).err
    assert "made by a newer factdb" in run("-d", postgresql_database, *UPGRADING).err


def test_a_user_without_rights_is_advised_to_ask_for_them(run, postgresql_database, execute):
    role = f"reader_{os.getpid()}_{threading.get_native_id()}"
    execute(postgresql_database, f"CREATE ROLE {role} LOGIN")
    try:
        done = run("-d", postgresql_database.replace("postgres:@", f"{role}:@"), *READING)
        assert done.code == 1
        assert "permission denied" in done.err
        assert "ask the owner" in done.err
        assert done.err.count("\n") == 1
    finally:
        execute(postgresql_database, f"DROP ROLE {role}")


def test_a_locked_database_is_waited_for_and_then_reported(sqlite_database, run, monkeypatch):
    monkeypatch.setattr(engine, "TURN_MS", 100)
    with closing(sqlite3.connect(sqlite_database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for command in (WRITING, UPGRADING):
            output = f"factdb: {sqlite_database}: is locked by another program: try again when it is done\n"
            assert run("-d", sqlite_database, *command) == (1, "", output)
        assert run("-d", sqlite_database, *READING).code == 0, "readers never wait for a writer"


def as_nobody(database, ask):
    """What `ask()` returns, as text, for a user who may write neither the database nor its folder."""
    if os.geteuid() != 0:
        pytest.skip("needs root to become another user")
    path = Path(database).parent
    os.chmod(database, 0o644)  # as somebody lets others read it; made, it is for its owner alone
    for folder in (path, *path.parents):
        if folder.stat().st_uid == 0 and folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(0o755)
    output, child = os.pipe()
    if (pid := os.fork()) == 0:  # this user's Python may be out of the other user's reach: no new process
        try:
            os.setgroups([])
            os.setuid(65534)
            said = str(ask())
        except BaseException as error:
            said = repr(error)
        os.write(child, said.encode())
        os._exit(0)
    os.close(child)
    with os.fdopen(output, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(pid, 0)
    return said


def test_a_database_that_may_only_be_read_is_read(sqlite_database, execute):
    """As another user, in a folder that this user may not write: SQLite itself fails there on a WAL database."""
    fill(execute, sqlite_database)

    def ask():
        with connect.read_connection(sqlite_database) as reader:
            said = str([row["n"] for row in reader.rows("SELECT count(*) AS n FROM quotes")])
        for refuse in (write.transaction(sqlite_database), migrate.migration_transaction(sqlite_database)):
            with pytest.raises(DatabaseError) as refused, refuse:
                pass
            said += f" {refused.value}"
        return said

    assert as_nobody(sqlite_database, ask) == (
        f"[4] {sqlite_database}: cannot be written: check its permissions"
        f" {sqlite_database}: cannot be written: check its permissions and its folder's"
    )


# --- Reading ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(made_once, execute):
    return made_once("rows", lambda database: fill(execute, database))


@pytest.mark.parametrize(
    ("sql", "params", "expected", "reason"),
    [
        ("SELECT text AS x FROM quotes WHERE id = :id", {"id": 4}, ["the vote had been close"], "a parameter"),
        ("SELECT id AS x FROM quotes WHERE text LIKE 'the%' ORDER BY 1", {}, [2, 4], "a percent sign"),
        ("SELECT id AS x FROM quotes WHERE text LIKE :like ORDER BY 1", {"like": "%vote%"}, [4], "one in a value"),
        ("SELECT ':id %s ''x'' ::y' AS x", {}, [":id %s 'x' ::y"], "colons in a literal"),
        ("SELECT 7 % 4 AS x", {}, [3], "the operator"),
        ("SELECT said_on AS x FROM quotes WHERE id = 1", {}, ["2024-03-01"], "days are ISO 8601 text"),
        ("SELECT :a || :b || :a AS x", {"a": "é", "b": "🚢"}, ["é🚢é"], "one parameter twice"),
        ("SELECT id AS x FROM quotes WHERE dated_on < :until", {"until": "2024-03-02"}, [1], "a day"),
    ],
)
def test_one_sql_reads_the_same_from_both(filled, sql, params, expected, reason):
    with connect.read_connection(filled) as reader:
        if reader.dialect == "postgresql" and "||" in sql:
            sql = sql.replace(":a ", "CAST(:a AS text) ").replace(":b", ":b::text")
        assert [row["x"] for row in reader.rows(sql, params)] == expected, reason


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("SELECT id FROM quotes", {"id": 4}),
        ("SELECT id FROM quotes WHERE id = :id", {"id": 4, "kind": "direct"}),
        ("DELETE FROM quotes", {"id": 4}),
    ],
)
def test_a_parameter_that_a_statement_does_not_have_is_refused(filled, execute, sql, params):
    """Both databases would ignore it, and answer for everybody instead of the one asked for."""
    if sql.startswith("SELECT"):
        with pytest.raises(TypeError, match="has no parameter"), connect.read_connection(filled) as reader:
            list(reader.rows(sql, params))
        with pytest.raises(TypeError, match="has no parameter"), connect.read_connection(filled) as reader:
            list(reader.chunks(sql, params))
    for given in (params, [params, params]):
        with pytest.raises(TypeError, match="has no parameter"), write.transaction(filled) as tx:
            tx.execute(text(sql), given)
    assert execute(filled, "SELECT count(*) FROM quotes") == [(4,)]


@pytest.mark.parametrize(
    "statement",
    [
        select(SpeakerName.id).where(SpeakerName.parts > bindparam("low")),
        insert(SpeakerName),
        update(SpeakerName).where(SpeakerName.id == 1),
    ],
)
def test_so_is_one_of_a_statement_that_is_no_text(filled, execute, statement):
    with pytest.raises(TypeError, match="has no parameter names"), write.transaction(filled) as tx:
        tx.execute(statement, {"low": "a", "names": ["reed"]} if statement.is_select else {"names": "reed"})
    assert count_names(execute, filled) == [(3,)]


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM quotes", "UPDATE quotes SET text = 'x'", "CREATE TABLE t (id integer)", "DROP VIEW report_quotes"],
)
def test_a_reader_cannot_write(filled, execute, sql):
    with pytest.raises(Exception, match=r"readonly|read-only|syntax"), connect.read_connection(filled) as reader:
        list(reader.rows(sql))
    assert execute(filled, "SELECT count(*) FROM report_quotes") == [(4,)]


def test_a_reader_sees_one_moment_whatever_others_write(filled, execute):
    with connect.read_connection(filled) as reader:
        first = list(reader.rows("SELECT count(*) AS n FROM speaker_names"))
        execute(filled, "DELETE FROM speaker_names")
        assert [dict(r) for r in reader.rows("SELECT count(*) AS n FROM speaker_names")] == [dict(r) for r in first]
    with connect.read_connection(filled) as reader:
        assert [r["n"] for r in reader.rows("SELECT count(*) AS n FROM speaker_names")] == [0]


def test_rows_come_as_they_are_asked_for(filled):
    """Two results at once, neither read to its end."""
    with connect.read_connection(filled) as reader:
        outer = reader.rows("SELECT id FROM quotes ORDER BY id")
        assert next(outer)["id"] == 1
        assert next(reader.rows("SELECT id FROM speakers ORDER BY id DESC"))["id"] == 4
        assert next(outer)["id"] == 2


def test_reading_imports_neither_sqlalchemy_nor_alembic(sqlite_database):
    code = (
        "import sys; from factdb.database import connect\n"
        f"with connect.read_connection({sqlite_database!r}) as reader: list(reader.rows('SELECT 1 AS x'))\n"
        "print([m for m in ('sqlalchemy', 'alembic', 'psycopg', 'rich') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# --- Writing ---------------------------------------------------------------------------------------------------------


def count_names(execute, database):
    return execute(database, "SELECT count(*) FROM speaker_names")


def test_a_transaction_is_kept_whole_or_not_at_all(filled, execute):
    with pytest.raises(ZeroDivisionError), write.transaction(filled) as tx:  # noqa: PT012
        tx.execute(text("DELETE FROM speaker_names WHERE id = 1"))
        1 / 0  # noqa: B018
    assert count_names(execute, filled) == [(3,)]
    with write.transaction(filled) as tx:
        tx.execute(text("DELETE FROM speaker_names WHERE id = 1"))
    assert count_names(execute, filled) == [(2,)]


def test_foreign_keys_are_enforced_when_writing(filled):
    with pytest.raises(Exception, match=r"(?i)foreign key"), write.transaction(filled) as tx:
        tx.execute(text("UPDATE quotes SET source_id = 999 WHERE id = 1"))


def test_the_search_index_follows_every_change_of_words(filled, run):
    def found(word):
        return run("-d", filled, "search", word, "--format", "csv").out.count("\n") - 1

    assert (found("islands"), found("mainland")) == (1, 0)
    with write.transaction(filled) as tx:
        tx.execute(text("UPDATE quotes SET text = 'We owe it to the mainland' WHERE id = 1"))
    assert (found("islands"), found("mainland")) == (0, 1)
    with write.transaction(filled) as tx:
        tx.execute(text("DELETE FROM assertions"))
        tx.execute(text("DELETE FROM quotes WHERE id = 1"))
    assert found("mainland") == 0
    assert run("-d", filled, "db", "check").code == 0


def test_four_writers_at_once_wait_for_one_another(filled, execute):
    """Read, then write: with a deferred BEGIN most of these would fail with "database is locked" at once."""
    failed = []
    read = "SELECT articles FROM import_runs WHERE id = 1" + (" FOR UPDATE" if "://" in filled else "")

    def work():
        try:
            with write.open_writer(filled) as writer:
                for _ in range(20):
                    with writer.transaction() as tx:
                        here = tx.execute(text(read)).scalar_one()
                        tx.execute(text("UPDATE import_runs SET articles = :n WHERE id = 1"), {"n": here + 1})
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert execute(filled, "SELECT articles FROM import_runs") == [(81,)]


def test_a_full_disk_is_reported_and_nothing_is_half_written(sqlite_database, execute):
    fill(execute, sqlite_database)
    with pytest.raises(DatabaseError, match="the disk is full: make room"), write.transaction(sqlite_database) as tx:  # noqa: PT012
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for n in range(200):
            tx.execute(text("UPDATE quotes SET text = :t WHERE id = 1"), {"t": "word " * 1000 * (n + 1)})
    assert execute(sqlite_database, "SELECT text FROM quotes WHERE id = 1") == [("We owe it to the islands",)]
    assert list(faults.faults(sqlite_database)) == []


def test_odd_characters_in_a_path_are_part_of_it(tmp_path, run):
    path = str(tmp_path / "press #1 100%? [é].sqlite")
    assert run("-d", path, "db", "upgrade").code == 0
    assert run("-d", path, "quotes").code == 0
    assert run("-d", path, "db", "backup").code == 0
    assert run("-d", f"sqlite:///{path}", "db", "current").out == f"{HEAD}\n"
    assert sorted(p.name for p in tmp_path.iterdir())[0] == "press #1 100%? [é].sqlite"


def test_the_server_is_found_by_the_environment_too(postgresql_database, factdb):
    from psycopg.conninfo import conninfo_to_dict

    where = conninfo_to_dict(postgresql_database)
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    environment = {name: str(where[key]) for name, key in names.items() if where.get(key)}
    done = factdb("-d", "postgresql://", "db", "current", **environment)
    assert done == (0, f"{HEAD}\n", "")


# --- factdb db -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damage", "output"),
    [
        ("PRAGMA foreign_keys = OFF; DELETE FROM sources WHERE id = 1", "of quotes (1) points to no row of sources"),
        (
            "DROP TRIGGER quotes_fts_update; UPDATE quotes SET text = 'other' WHERE id = 1",
            "full-text index of quotes is stale",
        ),
        ("DROP INDEX ix_quotes_dated_on", "not built: ix_quotes_dated_on: run `factdb db upgrade`"),
        ("DROP TABLE claim_relations", "the schema differs from the models: table claim_relations is missing"),
        ("DROP VIEW report_quotes", "view report_quotes"),
        ("DROP TRIGGER quotes_fts_update", "trigger quotes_fts_update"),
    ],
)
def test_check_finds_damage_and_exits_with_1(sqlite_database, execute, run, damage, output):
    fill(execute, sqlite_database)
    with closing(sqlite3.connect(sqlite_database)) as file:
        file.executescript(damage)
    done = run("-d", sqlite_database, "db", "check")
    assert done.code == 1
    assert output in done.out
    assert done.err == ""


def test_an_upgrade_recreates_lost_views_and_triggers(database, execute, run):
    execute(database, "DROP VIEW report_quotes")
    assert "view report_quotes is missing" in run("-d", database, "db", "check").out
    done = run("-d", database, "db", "upgrade")
    assert done == (0, f"already at {HEAD}\n", "views and triggers were recreated\n")
    assert run("-d", database, "db", "check").out == "no faults\n"


def test_an_upgrade_builds_an_index_that_is_missing(database, execute, run):
    execute(database, "DROP INDEX ix_quotes_dated_on")
    assert run("-d", database, "db", "check").out == "not built: ix_quotes_dated_on: run `factdb db upgrade`\n"
    assert run("-d", database, "db", "upgrade").code == 0
    assert run("-d", database, "db", "check") == (0, "no faults\n", "")


def test_an_upgrade_builds_a_stale_full_text_index_again(sqlite_database, execute, run):
    fill(execute, sqlite_database)
    execute(sqlite_database, "DROP TRIGGER quotes_fts_update", "UPDATE quotes SET text = 'other' WHERE id = 1")
    assert "full-text index of quotes was stale" in run("-d", sqlite_database, "db", "upgrade").err
    assert "other" in run("-d", sqlite_database, "search", "other").out
    assert run("-d", sqlite_database, "db", "check") == (0, "no faults\n", "")


def test_check_needs_no_right_to_write_and_waits_for_nobody(sqlite_database, execute, run):
    fill(execute, sqlite_database)
    with closing(sqlite3.connect(sqlite_database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(sqlite_database)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    said = as_nobody(sqlite_database, lambda: list(faults.faults(sqlite_database)))
    assert said == "[]"


def test_check_of_a_newer_database_advises_to_upgrade_the_program(database, execute, run):
    execute(database, "UPDATE alembic_version SET version_num = '0099'")
    output = f"the database was made by a newer factdb (revision 0099, and this one knows {HEAD}): upgrade factdb\n"
    assert run("-d", database, "db", "check") == (1, output, "")


def test_an_emptied_revision_is_reported_as_such(database, execute, run):
    execute(database, "DELETE FROM alembic_version")
    for command in (READING, WRITING, UPGRADING):
        done = run("-d", database, *command)
        assert done.code == 1
        assert "its table alembic_version is empty" in done.err
        assert "restore a backup" in done.err
        assert done.err.count("\n") == 1


# --- Triggers that are missing


def lose_triggers(execute, database):
    if "://" in database:
        execute(database, "DROP TRIGGER quotes_keep_update ON quotes", "ALTER TABLE claims DISABLE TRIGGER ALL")
        return 6  # three keep the claims' rows, two the words they are found by
    execute(database, "DROP TRIGGER quotes_keep_update")
    return 1


def test_the_number_of_triggers_is_the_one_that_is_looked_for():
    from factdb.database.derived import trigger_names

    for dialect, count in TRIGGERS.items():
        assert count == len(trigger_names(dialect)), f"TRIGGERS[{dialect!r}] must be it"


@pytest.mark.parametrize("command", [["imports", "undo", "1"], ["import", "-"], ["speakers", "merge", "1", "2"]])
def test_no_command_writes_where_a_change_would_not_be_written_down(database, execute, run, command):
    fill(execute, database)
    lost = lose_triggers(execute, database)
    done = run("-d", database, *command, stdin="Title\n\n“We owe it to the islands,” said Ann Moss of Ellis.\n")
    assert done.code == 1
    assert f"{lost} of the {TRIGGERS['postgresql' if '://' in database else 'sqlite']} triggers" in done.err
    assert "run `factdb db upgrade`" in done.err
    assert run("-d", database, "db", "upgrade").err == "views and triggers were recreated\n"
    assert run("-d", database, "quotes").err == ""


def test_a_command_that_reads_says_that_triggers_are_missing_and_verify_fails(database, execute, run):
    lost = lose_triggers(execute, database)
    read = run("-d", database, "speakers")
    assert read.code == 0
    assert read.err.startswith(f"factdb: {connect.shown(database)}: {lost} of the ")
    proved = run("-d", database, "verify")
    assert proved.code == 1
    assert proved.out.splitlines()[0].startswith(f"audit trail: {lost} of the ")


def test_check_of_a_database_that_is_behind_says_so(tmp_path, run):
    path = tmp_path / "old.sqlite"
    make_behind(path)
    done = run("-d", str(path), "db", "check")
    assert done == (1, f"revision 0004 is not the newest, {HEAD}: run `factdb db upgrade`\n", "")


def test_history_marks_where_the_database_is(tmp_path, run):
    path = tmp_path / "old.sqlite"
    make_behind(path)
    lines = run("-d", str(path), "db", "history").out.splitlines()
    assert [line[:6] for line in lines[:5]] == ["  0001", "  0002", "  0003", "* 0004", "  0005"]
    assert lines[-1].startswith(f"  {HEAD}  ")


def test_a_revision_that_is_not_one_is_refused_with_those_there_are(sqlite_database, run):
    done = run("-d", sqlite_database, "db", "downgrade", "1999")
    assert done.code == 1
    assert "choose from 0001, 0002" in done.err


def test_a_downgrade_says_what_will_be_lost_and_asks(database, execute, run):
    fill(execute, database)
    asked = run("-d", database, "db", "downgrade", "0013", stdin="n\n")
    assert (asked.code, asked.out) == (130, "")
    assert "  0015: " in asked.err
    assert "reviews (3 rows), evidence (3 rows)" in asked.err
    assert "rating_scales (1 rows)" in asked.err
    assert "decisions (" not in asked.err, "that table stays"
    assert ("no backup is made" in asked.err) == ("://" in database)
    assert run("-d", database, "db", "current").out == f"{HEAD}\n"
    assert "decisions (2 rows)" in run("-d", database, "db", "downgrade", "base", stdin="").err, "nobody answers"
    assert run("-d", database, "db", "downgrade", "base", stdin="y\n").out == f"downgraded from {HEAD} to base\n"


def test_a_script_that_downgrades_is_not_asked(database, execute, run):
    fill(execute, database)
    done = run("-d", database, "db", "downgrade", "base", "--yes")
    assert (done.code, done.out) == (0, f"downgraded from {HEAD} to base\n")


def test_a_database_goes_down_to_nothing_and_up_again(database, run):
    assert run("-d", database, "db", "downgrade", "--", "-1").out == f"downgraded from {HEAD} to {int(HEAD) - 1:04}\n"
    assert run("-d", database, "db", "downgrade", "base").out == f"downgraded from {int(HEAD) - 1:04} to base\n"
    assert run("-d", database, "db", "current").out == "empty\n"
    assert run("-d", database, "db", "upgrade").out == f"upgraded from nothing to {HEAD}\n"
    assert run("-d", database, "db", "check").out == "no faults\n"
