"""Every migration up, down and up again with rows in place, on both databases, and whatever may befall one half-way."""

import ast
import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from alembic.config import main as alembic_main
from processes import started
from rows import ROWS, fill
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

import factdb
from factdb.cli import COMMANDS
from factdb.database import backups, faults, migrate, scripts
from factdb.database.models import Base
from factdb.database.revision import HEAD
from factdb.errors import DatabaseError

REVISIONS = [revision for revision, _ in scripts.history()]
VERSIONS = scripts.migrations_dir() / "versions"
SCHEMAS = Path(__file__).parent / "schema"

# What is said after an upgrade past 0017 of a database with quotes.
LINK = "`factdb quotes link` now compares its quotes with one another\n"


def engine_of(database):
    url = database.replace("postgresql:", "postgresql+psycopg:") if "://" in database else f"sqlite:///{database}"
    return create_engine(url, poolclass=NullPool)


def schema_of(database):
    """All that the database says of its tables, in an order of our own; the full-text index and views aside."""
    seen = inspect(engine_of(database))
    columns, keys = seen.get_multi_columns(), seen.get_multi_pk_constraint()
    references, unique = seen.get_multi_foreign_keys(), seen.get_multi_unique_constraints()
    checks, indexes = seen.get_multi_check_constraints(), seen.get_multi_indexes()
    return {
        key[1]: {
            "columns": [{**c, "type": str(c["type"])} for c in columns[key] if faults.ours(c["name"], "column", None)],
            "key": keys[key],
            "references": sorted(references[key], key=lambda c: c["name"]),
            "unique": sorted(unique[key], key=lambda c: c["name"]),
            "checks": sorted((c["name"], c["sqltext"]) for c in checks[key]),
            "indexes": sorted(
                (i["name"], i["column_names"], i["unique"]) for i in indexes[key] if faults.ours(i["name"], "", None)
            ),
        }
        for key in columns
        if key[1] != "alembic_version" and faults.ours(key[1], "table", None)
    }


# Counted again by every upgrade to the newest revision; `db check` compares them with what they count.
COUNTED = "quote_counts"


def rows_of(execute, database, tables):
    """The rows of `tables`, a list of names or a schema of `schema_of`, whose columns alone are then read."""

    def columns(table):
        return ", ".join(c["name"] for c in tables[table]["columns"]) if isinstance(tables, dict) else "*"

    return {
        table: execute(database, f"SELECT {columns(table)} FROM {table} ORDER BY 1, 2")
        for table in tables
        if table != COUNTED
    }


def state_of(execute, database):
    """Schema, rows and revision: what a failed migration must leave alone."""
    schema = schema_of(database)
    return schema, rows_of(execute, database, schema), execute(database, "SELECT version_num FROM alembic_version")


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_migration_goes_up_down_and_up_again_with_rows_in_place(empty_database, execute, revision):
    before = (
        migrate.upgrade(empty_database, REVISIONS[REVISIONS.index(revision) - 1])[1] if revision > "0001" else "base"
    )
    older = schema_of(empty_database) if before != "base" else {}
    migrate.upgrade(empty_database, revision)
    fill(execute, empty_database, revision)
    newer = schema_of(empty_database)
    kept = rows_of(execute, empty_database, older)

    migrate.downgrade(empty_database, before)
    assert schema_of(empty_database) == older
    assert rows_of(execute, empty_database, older) == kept

    migrate.upgrade(empty_database, revision)
    assert schema_of(empty_database) == newer
    assert rows_of(execute, empty_database, older) == kept


def fill_and_index(execute, database, revision):
    fill(execute, database, revision)
    if "://" not in database:  # the triggers that keep the indexes come with the newest
        for index, since in (("quotes_fts", "0006"), ("claim_words_fts", "0025"), ("claim_bodies_fts", "0025")):
            if revision >= since:
                execute(database, f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def test_the_factuality_of_quotes_comes_without_writing_them_again(tmp_path, execute):
    """A batch change would make another table of them, at another page, and take its time with a million quotes."""
    database = str(tmp_path / "quotes.sqlite")
    migrate.upgrade(database, "0021")
    fill(execute, database, "0021")
    page = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'quotes'"
    stood = execute(database, page)
    migrate.upgrade(database, "0022")
    assert execute(database, page) == stood
    assert execute(database, "SELECT DISTINCT factuality FROM quotes") == [("actual",)]


def test_quotes_from_before_the_search_index_are_found_by_it(empty_database, execute, run):
    migrate.upgrade(empty_database, "0005")
    fill(execute, empty_database, "0005")
    migrate.upgrade(empty_database)
    found = run("-d", empty_database, "search", "islands", "--format", "csv")
    assert found.code == 0, found.err
    assert "We owe it to the islands" in found.out


def test_the_database_as_migrated_is_the_database_of_the_models(database, empty_database):
    engine = engine_of(empty_database)
    Base.metadata.create_all(engine)
    assert schema_of(database) == schema_of(empty_database)


def test_alembic_finds_nothing_to_generate(database):
    assert list(faults.faults(database)) == []


def test_the_newest_revision_is_the_one_that_reading_checks():
    assert REVISIONS[-1] == HEAD
    assert list(ROWS) == REVISIONS, "every migration is tried with rows"


def test_the_next_migration_is_written_in_the_form_of_the_house(tmp_path):
    shutil.copytree(scripts.migrations_dir(), tmp_path / "migrations")
    write = [sys.executable, str(tmp_path / "migrations" / "new.py")]
    done = subprocess.run([*write, "add_section"], capture_output=True, text=True)
    path = Path(done.stdout.strip())
    assert path.name == f"{int(HEAD) + 1:04}_add_section.py"
    text = path.read_text(encoding="utf-8")
    assert f'down_revision = "{HEAD}"' in text
    test_a_migration_is_self_contained_and_its_downgrade_does_something(path)
    assert subprocess.run([*write, "Tell section"], capture_output=True).returncode == 1


def test_applied_migrations_are_never_edited():
    """One that is not in the list yet is added with `sha256sum migrations/versions/*.py` when it is released."""
    listed = Path(__file__).with_name("migrations.sha256").read_text(encoding="utf-8").splitlines()
    hashes = {name.rpartition("/")[2]: digest for digest, name in (line.split() for line in listed)}
    assert len(hashes) >= 23
    now = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VERSIONS.glob("*.py")}
    assert {name: now.get(name) for name in hashes} == hashes, "write another migration instead"


def test_reviews_from_before_they_had_a_headline_get_that_of_their_markup(empty_database, execute, run):
    migrate.upgrade(empty_database, "0025")
    fill_and_index(execute, empty_database, "0025")
    execute(
        empty_database,
        """UPDATE reviews SET title = NULL, markup = '{"headline": " No dredger is for sale "}' WHERE id = 2""",
        """UPDATE reviews SET markup = '{"headline": 3, "name": null}' WHERE id = 3""",
    )
    if "://" not in empty_database:
        execute(empty_database, "INSERT INTO claim_bodies_fts (claim_bodies_fts) VALUES ('rebuild')")
    migrate.upgrade(empty_database)
    titles = execute(empty_database, "SELECT title FROM reviews ORDER BY id")
    assert titles == [("No, the ferry does not run until 2025",), ("No dredger is for sale",), (None,)]
    assert "The ferry runs until 2025." in run("-d", empty_database, "claims", "like", "dredgers").out
    assert run("-d", empty_database, "db", "check") == (0, "no faults\n", "")


def test_shingles_of_archives_made_before_they_had_a_length_get_one(empty_database, execute, run):
    migrate.upgrade(empty_database, "0017")
    fill(execute, empty_database, "0016")
    wordings = ROWS["0017"][0]
    execute(
        empty_database,
        wordings,
        "DROP TABLE shingles",
        "CREATE TABLE shingles (shingle BIGINT NOT NULL, wording_id BIGINT NOT NULL CONSTRAINT"
        " fk_shingles_wording_id_wordings REFERENCES wordings (id) ON DELETE CASCADE,"
        " CONSTRAINT pk_shingles PRIMARY KEY (shingle, wording_id))"
        + ("" if "://" in empty_database else " WITHOUT ROWID"),
        "INSERT INTO shingles VALUES (7, 1), (7, 2), (8, 2)",
    )
    if "://" not in empty_database:
        execute(empty_database, "INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')")
    migrate.upgrade(empty_database)
    assert execute(empty_database, "SELECT * FROM shingles ORDER BY 1, 2") == [(7, 1, 6), (7, 2, 8), (8, 2, 8)]
    assert run("-d", empty_database, "db", "check") == (0, "no faults\n", "")


def test_speakers_roles_from_before_roles_had_days_are_found_by_them(empty_database, execute, run):
    migrate.upgrade(empty_database, "0016")
    fill_and_index(execute, empty_database, "0016")
    execute(empty_database, "UPDATE speakers SET role = 'the Foreign Minister of China' WHERE id = 4")
    migrate.upgrade(empty_database)
    columns = "speaker_id, title, office, held_from, origin, import_run_id"
    assert [tuple(row) for row in execute(empty_database, f"SELECT {columns} FROM roles ORDER BY 1")] == [
        (1, "Mayor", "mayor", None, "record", 1),
        (4, "the Foreign Minister of China", "foreign minister", None, "record", 1),
    ]
    assert run("-d", empty_database, "db", "check").out == "no faults\n"


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("*.py")), ids=lambda p: p.stem)
def test_a_migration_is_self_contained_and_its_downgrade_does_something(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert imported <= {"sqlalchemy", "alembic", "hashlib", "json"}
    down = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "downgrade")
    assert not all(isinstance(n, ast.Pass) for n in down.body)


# --- What may befall a migration -------------------------------------------------------------------------------------

FAILING = '''"""A migration that fails when most of it is done."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{newest}", None, None


def upgrade():
    op.create_table("weathers", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("quotes") as table:
        table.add_column(sa.Column("mood", sa.Text()))
    op.execute("UPDATE quotes SET mood = 'solemn', text = 'gone'")
    op.execute("DELETE FROM anchors")
    {fault}


def downgrade():
    op.drop_table("weathers")
'''


@pytest.fixture
def later_migration(tmp_path, monkeypatch):
    """Adds a migration 9999 of the given end to the ones there are."""

    def add(fault: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(scripts.migrations_dir(), folder)
        failing = FAILING.format(newest=HEAD, fault=fault)
        (folder / "versions" / "9999_fail.py").write_text(failing, encoding="utf-8")
        monkeypatch.setattr(scripts, "migrations_dir", lambda: folder)

    return add


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        ("raise RuntimeError('half-way')", RuntimeError),
        ("op.execute('SELECT 1 FROM nowhere')", Exception),
        ("op.execute('DELETE FROM import_runs')", Exception),
    ],
    ids=["a bug", "wrong SQL", "rows that would point nowhere"],
)
def test_a_migration_that_fails_half_way_leaves_all_as_it_was(database, execute, run, later_migration, fault, raised):
    fill(execute, database)
    before = state_of(execute, database)
    later_migration(fault)
    with pytest.raises(raised):
        migrate.upgrade(database)
    assert state_of(execute, database) == before
    assert run("-d", database, "search", "islands").code == 0, "views, triggers and index stand too"
    assert execute(database, "SELECT count(*) FROM report_quotes") == [(4,)]


def test_a_table_rebuilt_with_rows_keeps_its_children(database, execute, later_migration, run):
    """Rebuilding a table drops it; with foreign keys enforced that would empty anchors and attributions unsaid."""
    fill(execute, database)
    children = rows_of(execute, database, ["attributions", "assertions"])
    later_migration("pass")
    migrate.upgrade(database)
    assert rows_of(execute, database, ["attributions", "assertions"]) == children
    assert execute(database, "SELECT DISTINCT mood FROM quotes") == [("solemn",)]


def test_two_upgrades_at_once_do_not_collide(empty_database, execute, tmp_path):
    migrate.upgrade(empty_database, "0003")
    fill(execute, empty_database, "0003")
    command = [sys.executable, "-m", "factdb", "-d", empty_database, "db", "upgrade"]
    with ExitStack() as stack:
        piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        three = [stack.enter_context(started(command, **piped)) for _ in range(3)]
        ended = [(*process.communicate(timeout=300), process.returncode) for process in three]
    assert [code for *_, code in ended] == [0, 0, 0], ended
    # A step that took more than a second says so, on a line of its own.
    slow_step = re.compile(r"^.* \(\d+\.\d s\)\n", re.M)
    assert sorted(slow_step.sub("", out) for out, *_ in ended) == [f"already at {HEAD}\n"] * 2 + [
        f"upgraded from 0003 to {HEAD}\n{LINK}"
    ]
    assert list(faults.faults(empty_database)) == []


UPGRADE = "import sys; from factdb.database import migrate; print('go', flush=True); migrate.upgrade(sys.argv[1])"


def kill_upgrades(database, execute, rounds, seed):
    """Kill an upgrade from 0002 to the newest at `rounds` random moments; returns how many had not finished."""
    chance = random.Random(seed)
    migrate.upgrade(database, "0002")
    fill(execute, database, "0002")
    before = state_of(execute, database)
    after = None
    cut = 0
    for _ in range(rounds):
        with started([sys.executable, "-c", UPGRADE, database], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.25))
        revision = execute(database, "SELECT version_num FROM alembic_version")
        if revision == [("0002",)]:
            cut += 1
            assert state_of(execute, database) == before
        else:
            assert revision == [(HEAD,)]
            assert list(faults.faults(database)) == []
            after = after or state_of(execute, database)
            assert state_of(execute, database) == after
            migrate.downgrade(database, "0002")
            assert state_of(execute, database) == before
    migrate.upgrade(database)
    assert list(faults.faults(database)) == []
    return cut


@pytest.mark.slow
def test_an_upgrade_killed_at_any_moment_is_whole_or_not_begun(empty_database, execute):
    kill_upgrades(empty_database, execute, 2, "a few")


@pytest.mark.stress
def test_many_upgrades_killed_at_any_moment_are_whole_or_not_begun(empty_database, execute, capsys):
    cut = kill_upgrades(empty_database, execute, 100, "many")
    with capsys.disabled():
        print(f"\n100 upgrades killed: {cut} rolled back, {100 - cut} had finished")
    assert cut > 0


def test_an_upgrade_waits_for_nobody_for_ever_and_says_who_is_in_the_way(postgresql_database, execute, monkeypatch):
    import psycopg

    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "50ms")
    monkeypatch.setattr(migrate, "LOCK_ATTEMPTS", 2)
    said = []
    with psycopg.connect(postgresql_database, application_name="desk") as other:
        other.execute("SELECT * FROM report_quotes")
        who = rf"they are pid {other.info.backend_pid} \(user \w+, application desk, idle in transaction\)$"
        with pytest.raises(DatabaseError, match=rf"is in use by others .*try again when they are done; {who}"):
            migrate.downgrade(postgresql_database, "0005", say=said.append)
    assert len(said) == 1
    assert said[0].endswith("(attempt 1 of 2)")
    assert list(faults.faults(postgresql_database)) == []


def test_a_view_of_somebody_else_on_ours_is_named_and_left_alone_by_a_downgrade(postgresql_database, execute):
    execute(postgresql_database, "CREATE VIEW newsroom_wall AS SELECT text FROM report_quotes")
    with pytest.raises(DatabaseError, match="view newsroom_wall depends on view report_quotes") as refused:
        migrate.downgrade(postgresql_database, "0005")
    assert "\n" not in str(refused.value)
    assert "CASCADE" not in str(refused.value)
    assert execute(postgresql_database, "SELECT * FROM newsroom_wall") == []


WALL = [
    "CREATE SCHEMA wall",
    "CREATE VIEW wall.loud WITH (security_barrier=true) AS SELECT quote_id, upper(text) AS text FROM report_quotes",
    'CREATE MATERIALIZED VIEW "the wall" AS SELECT l.text, c.name FROM wall.loud l, report_counts c',
    'CREATE INDEX wall_texts ON "the wall" (text)',
    "COMMENT ON VIEW wall.loud IS 'for the wall''s screen'",
    "COMMENT ON COLUMN wall.loud.text IS 'in capitals'",
    "GRANT SELECT ON wall.loud TO PUBLIC",
]
# All that PostgreSQL knows of such a view.
WALL_AS_IT_IS = (
    "SELECT c.oid::regclass::text, c.reloptions::text, c.relacl::text, c.relowner::int, pg_get_viewdef(c.oid),"
    " obj_description(c.oid), col_description(c.oid, 2), (SELECT string_agg(pg_get_indexdef(i.indexrelid), ';')"
    " FROM pg_index i WHERE i.indrelid = c.oid) FROM pg_class c WHERE c.relname IN ('loud', 'the wall') ORDER BY 1"
)


@pytest.mark.parametrize("way", ["upgrade", "mend"])
def test_views_of_users_on_ours_are_made_again_as_they_were(postgresql_database, execute, run, way, later_migration):
    execute(postgresql_database, *WALL)
    fill(execute, postgresql_database)
    execute(postgresql_database, 'REFRESH MATERIALIZED VIEW "the wall"')
    stood = execute(postgresql_database, WALL_AS_IT_IS)
    if way == "mend":
        execute(postgresql_database, "DROP TRIGGER quotes_keep_update ON quotes")
        assert run("-d", postgresql_database, "db", "upgrade").err == "views and triggers were recreated\n"
    else:
        later_migration("pass")
        migrate.upgrade(postgresql_database)
    assert execute(postgresql_database, WALL_AS_IT_IS) == stood
    said = "GONE" if way == "upgrade" else "WE OWE IT TO THE ISLANDS"  # what that migration makes of every quote
    assert (said,) in execute(postgresql_database, 'SELECT DISTINCT text FROM "the wall"')


def test_a_view_that_cannot_be_made_again_is_named_before_anything_happens(postgresql_database, execute, run):
    execute(
        postgresql_database,
        *WALL,
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER no_insert INSTEAD OF INSERT ON wall.loud FOR EACH ROW EXECUTE FUNCTION refuse()",
        "DROP TRIGGER quotes_keep_update ON quotes",
    )
    done = run("-d", postgresql_database, "db", "upgrade")
    assert done.code == 1
    assert "must be recreated, but view wall.loud depends on view report_quotes" in done.err
    assert execute(postgresql_database, "SELECT count(*) FROM pg_trigger WHERE tgname = 'no_insert'") == [(1,)]


# --- What users made themselves ---------------------------------------------------------------------------------------

# On {table}, which migrations may rebuild.
OWN = [
    "CREATE TABLE weathers (id integer PRIMARY KEY, day text, source_id integer REFERENCES sources (id))",
    "INSERT INTO weathers VALUES (1, '2024-03-04', 1)",
    "ALTER TABLE {table} ADD COLUMN mood text",
    "UPDATE {table} SET mood = 'solemn'",
    "CREATE INDEX my_index ON {table} (lower(language))",
    "CREATE INDEX ix_{table}_mine ON {table} (uid) WHERE uid > ''",
    "CREATE VIEW my_table_report AS SELECT count(*) AS n FROM {table}",
]
OWN_OF = {
    "sqlite": [
        *OWN,
        "CREATE VIEW my_report AS SELECT text FROM report_quotes WHERE kind = 'direct'",
        "CREATE VIEW my_second AS SELECT * FROM my_report",
        "CREATE TRIGGER my_trigger AFTER UPDATE ON {table} BEGIN UPDATE weathers SET day = 'updated'; END",
        "CREATE TRIGGER weathers_keep_update AFTER UPDATE ON weathers BEGIN SELECT 1; END",
    ],
    "postgresql": [
        *OWN,
        # PostgreSQL's triggers stay at work: theirs sees the rows that a migration writes.
        "CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER my_trigger AFTER UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION told()",
    ],
}
ALEMBIC = [sys.executable, "-m", "alembic", "-c", str(Path(factdb.__file__).parents[1] / "alembic.ini")]


def alembic(database, *command, **environment):
    environment = {**os.environ, "FACTDB_DATABASE": database, **environment}
    return subprocess.run([*ALEMBIC, *command], capture_output=True, text=True, env=environment, timeout=120)


def own_of(execute, database):
    """The definition of everything in the database that users made."""
    if "://" in database:
        return execute(
            database,
            "SELECT relname::text FROM pg_class WHERE relname ~ '^(my_|weathers|ix_.*_mine)' UNION ALL"
            " SELECT tgname::text FROM pg_trigger WHERE tgname ~ '^my_' ORDER BY 1",
        )
    made = execute(
        database,
        "SELECT name, replace(sql, '\"', '') FROM sqlite_master WHERE name LIKE 'my\\_%' ESCAPE '\\'"
        " OR tbl_name = 'weathers' OR name LIKE 'ix\\_%\\_mine' ESCAPE '\\' ORDER BY 1",
    )
    return [(name, sql) for name, sql in made if not name.startswith("sqlite_")]


# Alembic takes the same steps, and the test above takes each on PostgreSQL: some of both here, all by `make stress`.
FROM_ANYWHERE = [
    pytest.param(
        backend,
        revision,
        way,
        marks=[]
        if (backend, way) == ("sqlite", "factdb") or revision in ("0003", "0012", "0021", HEAD)
        else pytest.mark.stress,
    )
    for backend in ("sqlite", "postgresql")
    for revision in REVISIONS
    for way in ("factdb", "alembic")
]


@pytest.mark.parametrize(("backend", "revision", "way"), FROM_ANYWHERE, indirect=["backend"])
def test_a_database_of_any_revision_comes_up_whole_with_what_users_made(
    empty_database, backend, execute, run, monkeypatch, revision, way
):
    """0009, 0010 and 0013 rebuild tables on SQLite, which would drop triggers and indexes and stumble over views."""
    migrate.upgrade(empty_database, revision)
    fill_and_index(execute, empty_database, revision)
    schema = schema_of(empty_database)
    kept = rows_of(execute, empty_database, schema)
    table = "sources" if revision < "0004" else "claims"
    execute(empty_database, *(sql.replace("{table}", table) for sql in OWN_OF[backend]))
    made = own_of(execute, empty_database)
    assert len(made) >= 6
    if way == "factdb":
        done = run("-d", empty_database, "db", "upgrade")
        assert done.code == 0, done.err
    else:
        monkeypatch.setenv("FACTDB_DATABASE", empty_database)
        alembic_main([*ALEMBIC[3:], "upgrade", "head"])
    counted = {"changes"} if revision == REVISIONS[-1] else set()  # of the newest, triggers saw what users changed
    after = rows_of(execute, empty_database, schema)
    assert {t: rows for t, rows in after.items() if t not in counted} == {
        t: rows for t, rows in kept.items() if t not in counted
    }
    assert own_of(execute, empty_database) == made
    assert execute(empty_database, "SELECT day FROM weathers") == [("2024-03-04",)], "no trigger of theirs saw it"
    assert execute(empty_database, f"SELECT DISTINCT mood FROM {table}") == [("solemn",)]
    if backend == "sqlite":
        said = [("We owe it to the islands",)] if revision > "0002" else []
        assert execute(empty_database, "SELECT DISTINCT text FROM my_second") == said
    done = run("-d", empty_database, "db", "check")
    assert (done.code, done.out) == (0, "no faults\n")
    for name in (
        "table weathers",
        f"column mood of {table}",
        "my_table_report",
        f"trigger my_trigger on {table}",
        "index my_index",
        f"index ix_{table}_mine",
    ):
        assert f"not made by factdb, and kept by upgrades: {name}" in done.err or f"view {name}" in done.err, name
    if backend == "sqlite":
        execute(empty_database, f"UPDATE {table} SET mood = 'merry'")
        assert execute(empty_database, "SELECT day FROM weathers") == [("updated",)], "it is at work again"


def test_what_goes_with_a_table_is_named(tmp_path, execute, run):
    database = str(tmp_path / "own.sqlite")
    migrate.upgrade(database)
    execute(database, "CREATE TRIGGER my_reviews AFTER INSERT ON reviews BEGIN SELECT 1; END")
    execute(database, "CREATE VIEW my_reviews_report AS SELECT id FROM reviews")
    output = run("-d", database, "db", "downgrade", "0014").err
    assert "trigger my_reviews on reviews went with it: CREATE TRIGGER my_reviews" in output
    assert "view my_reviews_report is kept but does not work any more (no such table: main.reviews)" in output
    assert run("-d", database, "db", "upgrade").code == 0
    assert execute(database, "SELECT * FROM my_reviews_report") == []


# --- Alembic's own commands ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("backend", "revision"), [("sqlite", "0012"), ("postgresql", "0002")])
def test_alembic_upgrades_as_the_command_does(empty_database, backend, execute, run, revision):
    migrate.upgrade(empty_database, revision)
    fill_and_index(execute, empty_database, revision)
    schema = schema_of(empty_database)
    kept = rows_of(execute, empty_database, schema)
    done = alembic(empty_database, "upgrade", "head")
    assert done.returncode == 0, done.stderr
    assert ("backup: " in done.stderr) == (backend == "sqlite")
    assert rows_of(execute, empty_database, schema) == kept
    assert run("-d", empty_database, "db", "check") == (0, "no faults\n", "")
    assert "trigger" not in run("-d", empty_database, "quotes").err, "none is missing"
    with pytest.raises(Exception, match="decisions"):
        execute(empty_database, "DELETE FROM decisions" if revision > "0004" else "SELECT 1 FROM no_decisions")
    assert alembic(empty_database, "check").returncode == 0
    refused = alembic(empty_database, "downgrade", "-1")
    assert refused.returncode != 0
    assert "with the data that only they can hold" in refused.stderr + refused.stdout
    assert alembic(empty_database, "-x", "yes", "downgrade", "-1").returncode == 0
    assert alembic(empty_database, "upgrade", "+1").returncode == 0
    assert run("-d", empty_database, "db", "check") == (0, "no faults\n", "")


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (["current"], "there is no database yet: name one with -x database=PATH or FACTDB_DATABASE"),
        (["check"], "there is no database yet"),
        (["revision", "--autogenerate", "-m", "x"], "there is no database yet"),
        (["upgrade", "head", "--sql"], "these migrations read the rows they change, which --sql cannot"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_alembic_refuses_in_one_line_and_makes_nothing(tmp_path, command, output):
    done = subprocess.run(
        [*ALEMBIC, *command], capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "FACTDB_DATABASE": ""}
    )
    assert done.returncode != 0
    assert output in done.stdout + done.stderr
    assert (done.stdout + done.stderr).count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_alembic_takes_nothing_away_that_nobody_asked_to_lose(database, execute):
    fill(execute, database)
    schema, rows, revision = state_of(execute, database)
    done = alembic(database, "downgrade", "base")
    assert done.returncode != 0
    output = done.stdout + done.stderr
    assert output.count("\n") == 1
    assert re.search(r"and drops .*quotes \(4 rows\).*: back up, then confirm with: alembic -x yes downgrade", output)
    assert state_of(execute, database) == (schema, rows, revision)
    assert alembic(database, "-x", "yes", "downgrade", "base").returncode == 0
    assert schema_of(database) == {}


def test_alembic_leaves_the_database_of_another_program_alone(tmp_path, execute):
    other = str(tmp_path / "recipes.sqlite")
    execute(other, "CREATE TABLE recipes (id integer)")
    before = Path(other).read_bytes()
    done = alembic(other, "upgrade", "head")
    assert "belongs to another program" in done.stdout + done.stderr
    assert Path(other).read_bytes() == before


# --- Backups ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def aged(tmp_path, execute):
    """A SQLite database with rows, of revision 0003."""
    path = str(tmp_path / "aged.sqlite")
    migrate.upgrade(path, "0003")
    fill(execute, path, "0003")
    return path


def backups_of(path):
    return sorted(Path(path).parent.glob("*.backup-*"))


def test_an_upgrade_backs_up_rows_first_and_the_backup_is_the_database_as_it_was(aged, execute, run):
    before = state_of(execute, aged)
    done = run("-d", aged, "db", "upgrade")
    (backup,) = backups_of(aged)
    assert backup.name.startswith("aged.sqlite.backup-0003-")
    assert done == (0, f"upgraded from 0003 to {HEAD}\n{LINK}", f"backup: {backup}\n")
    assert state_of(execute, str(backup)) == before
    shutil.copy(backup, aged)
    assert run("-d", aged, "db", "current").out == "0003\n"
    assert run("-d", aged, "db", "upgrade").code == 0


def test_an_upgrade_of_nothing_makes_no_backup(tmp_path, run):
    path = str(tmp_path / "new.sqlite")
    assert run("-d", path, "db", "upgrade") == (0, f"upgraded from nothing to {HEAD}\n", "")
    assert run("-d", path, "db", "upgrade") == (0, f"already at {HEAD}\n", "")
    assert backups_of(path) == []


def test_an_upgrade_that_takes_long_reports_each_step(aged, run, monkeypatch):
    monkeypatch.setattr(scripts, "QUIET_SECONDS", -1.0)
    output = run("-d", aged, "db", "upgrade").err.splitlines()
    assert [line.split(" (")[0] for line in output[1:]] == [f"{r}: {what}" for r, what in scripts.history()[3:]]


def test_the_last_five_backups_are_kept_and_no_part_of_one(aged, tmp_path):
    stale = tmp_path / "aged.sqlite.backup-0003-x.part"
    stale.write_bytes(b"half")
    os.utime(stale, (0, 0))
    made = [backups.backup(aged) for _ in range(7)]
    assert backups_of(aged) == sorted(made[2:])


def test_upgrades_that_fail_leave_one_backup_of_what_is_there_still(aged, execute, run, later_migration):
    before = state_of(execute, aged)
    later_migration("raise RuntimeError('half-way')")
    for _ in range(3):
        with pytest.raises(RuntimeError):
            migrate.upgrade(aged)
    (kept,) = backups_of(aged)
    assert kept.name == "aged.sqlite.backup-0003-failed"
    assert state_of(execute, str(kept)) == before


def test_a_backup_is_whole_while_others_write(aged, tmp_path, execute):
    with closing(sqlite3.connect(aged)) as writer:
        writer.execute("UPDATE quotes SET text = 'half a change'")
        copy = backups.backup(aged, tmp_path / "copy # 1?.sqlite")
    assert execute(str(copy), "SELECT count(*) FROM quotes WHERE text = 'half a change'") == [(0,)]


def test_backup_says_what_is_in_its_way(aged, tmp_path, run, postgresql_database):
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    for database, target, said in (
        (aged, str(taken), "already exists"),
        (aged, str(tmp_path / "no" / "such" / "folder"), "cannot be created (No such file"),
        (str(tmp_path / "missing.sqlite"), str(tmp_path / "x"), "no database to back up"),
        (postgresql_database, str(tmp_path / "x"), "pg_dump"),
    ):
        done = run("-d", database, "db", "backup", target)
        assert done.code == 1
        assert said in done.err
        assert done.err.count("\n") == 1
    assert taken.read_text(encoding="utf-8") == "mine"


def test_an_upgrade_without_room_for_a_backup_is_refused(aged, execute, run, monkeypatch):
    before = state_of(execute, aged)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    done = run("-d", aged, "db", "upgrade")
    assert done.code == 1
    assert "make room" in done.err
    assert state_of(execute, aged) == before


# --- Released schemas ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dump", sorted(SCHEMAS.glob("*.sql")), ids=lambda p: p.stem)
def test_a_database_of_a_released_version_reaches_the_newest_schema(tmp_path, request, execute, run, dump):
    kind = "postgresql" if dump.stem.endswith(".postgresql") else "sqlite"
    newest = request.getfixturevalue(f"{kind}_database")
    if kind == "sqlite":
        old = str(tmp_path / "released.sqlite")
        with closing(sqlite3.connect(old)) as file:
            file.executescript(dump.read_text(encoding="utf-8"))
    else:
        server = request.getfixturevalue("postgresql_server")
        old = server.create()
        request.addfinalizer(lambda: server.drop(old))
        execute(old, dump.read_text(encoding="utf-8"))
    tables = schema_of(old)
    rows = rows_of(execute, old, tables)
    counts = {table: execute(old, f"SELECT count(*) FROM {table}") for table in tables}
    assert all(n > 0 for ((n,),) in counts.values()), "a dump has a row of every table"
    migrate.upgrade(old)
    assert schema_of(old) == schema_of(newest)
    assert rows_of(execute, old, tables) == rows
    assert run("-d", old, "db", "check") == (0, "no faults\n", "")
    assert run("-d", old, "quotes", "--count").code == 0


def test_both_databases_of_the_newest_release_are_kept():
    assert {path.name for path in SCHEMAS.glob(f"{factdb.__version__}*")} == {
        f"{factdb.__version__}.sql",
        f"{factdb.__version__}.postgresql.sql",
    }


# --- From a wheel ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_wheel_carries_its_migrations_and_works_from_any_folder(tmp_path):
    """The wheel is unpacked by pip without its dependencies, which it finds in the environment of the tests."""
    root = Path(factdb.__file__).parents[1]
    if not (root / "pyproject.toml").is_file():
        pytest.skip("no source tree to build a wheel from")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel_of = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(root)]
    built = subprocess.run(wheel_of, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    manual = {Path(name).name for name in names if "/share/man/man1/" in name}
    assert manual == {"factdb.1", *(f"factdb-{name}.1" for name in COMMANDS)}
    # Templates, styles, scripts, SQL, word lists, rating scales: whatever is beside the modules.
    beside = [path for path in (root / "factdb").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    beside += [root / "factdb" / path.relative_to(root) for path in (root / "migrations").rglob("0*.py")]
    assert {path.relative_to(root).as_posix() for path in beside} - names == set()
    site = tmp_path / "elsewhere"
    assert subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)]).returncode == 0
    database = tmp_path / "new.sqlite"
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import factdb; print(factdb.__file__);"
        f" sys.argv = ['factdb', '-d', {str(database)!r}, 'db', 'upgrade']; from factdb.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{site}/factdb/__init__.py\nupgraded from nothing to {HEAD}\n"


@pytest.mark.parametrize("revision", ["0020", "0015", "0010", "0009", "0008"])
def test_what_was_downgraded_and_upgraded_again_is_proved(run, backend, database, revision):
    """The trail does not tell of columns that a downgrade took."""
    assert run("-d", database, "import", str(Path(__file__).parents[1] / "seeds")).code == 0
    for command in (
        ["quotes", "correct", "6", "--factuality", "negated"],
        ["quotes", "correct", "4", "--said-on", "2023-06-15"],
    ):
        assert run("-d", database, *command).code == 0
    assert run("-d", database, "db", "downgrade", "--yes", revision).code == 0
    assert run("-d", database, "db", "upgrade").code == 0
    done = run("-d", database, "verify")
    assert (done.code, "faults: none" in done.out) == (0, True), done.out


def test_columns_of_users_are_theirs_to_change(run, backend, database, execute):
    """On PostgreSQL the trail records every column that there is."""
    assert run("-d", database, "import", str(Path(__file__).parents[1] / "seeds")).code == 0
    for table in ("quotes", "anchors", "assertions", "attributions"):
        execute(database, f"ALTER TABLE {table} ADD COLUMN mood text", f"UPDATE {table} SET mood = 'solemn'")
    done = run("-d", database, "verify")
    assert (done.code, "faults: none" in done.out) == (0, True), done.out
    undecided = "SELECT min(id) FROM quotes WHERE id NOT IN (SELECT subject_id FROM decisions WHERE subject = 'quotes')"
    [(quote,)] = execute(database, undecided)
    execute(database, f"UPDATE anchors SET mood = 'merry', seq = seq + 7 WHERE quote_id = {quote}")
    assert f"quote {quote}: its anchors were changed without a decision" in run("-d", database, "verify").out


def test_a_row_of_the_trail_that_holds_nothing_lost_keeps_its_bytes(database, execute):
    fill(execute, database)
    execute(database, "UPDATE quotes SET said_as = 'that Friday'")  # of which one was possible, the others actual
    trail = "SELECT id, before FROM changes WHERE subject = 'quotes' AND action = 'update' ORDER BY id DESC LIMIT 4"
    before = execute(database, trail)
    migrate.downgrade(database, "0021")
    changed = [(old, new) for (_, old), (_, new) in zip(before, execute(database, trail), strict=True) if old != new]
    assert [("possible" in old, "factuality" in new) for old, new in changed] == [(True, False)]
