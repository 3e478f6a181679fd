"""A head that was kept elsewhere finds what was changed past the trail, whoever did it and however consistently."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from rows import fill

from factdb.database.connect import read_connection
from factdb.database.readers import PostgresReader, SqliteReader
from factdb.verify import misfits, read_head, take_head, write_head

SEED = Path(__file__).parent.parent / "seeds" / "2023-06-18-beijing"
HASH = "c" * 64

# (which rows do not fit, what somebody does who has switched off the triggers): each is undone before the next.
TAMPERS = [
    ("import_runs 1", "UPDATE import_runs SET actor = 'eve'"),
    ("import_runs 1", "UPDATE import_runs SET started_at = '2024-03-04T07:00:00.000000Z'"),
    ("import_runs 1", "UPDATE import_runs SET tool = 'factdb 0.0.9'"),
    ("import_runs 1", "UPDATE import_runs SET input = 'other.txt'"),
    ("import_runs 1", "UPDATE import_runs SET uid = 'r9' WHERE id = 1"),
    ("import_runs 2", "UPDATE import_runs SET finished_at = '2024-03-05T07:00:00.000000Z' WHERE id = 2"),
    ("import_runs 2", "UPDATE import_runs SET articles = 7 WHERE id = 2"),
    ("import_runs 2", "UPDATE import_runs SET problems = 0 WHERE id = 2"),
    ("import_runs 2", f"UPDATE import_runs SET input_sha256 = '{HASH}' WHERE id = 2"),
    ("import_runs 2", "UPDATE import_runs SET status = 'running', finished_at = NULL WHERE id = 2"),
    ("import_runs 2", "DELETE FROM import_runs WHERE id = 2"),
    ("import_runs 3", "UPDATE import_runs SET undone_by = 'eve' WHERE id = 3"),
    ("import_runs 3", "UPDATE import_runs SET undone_at = '2024-03-09T08:00:00.000000Z' WHERE id = 3"),
    ("import_runs 3", "UPDATE import_runs SET status = 'finished' WHERE id = 3"),
    ("publishers 1", "UPDATE publishers SET name = 'Ellis Post'"),
    ("publishers 1", "UPDATE publishers SET domain = 'post.example'"),
    ("sources 1", "UPDATE sources SET title = 'Council sinks the ferry' WHERE id = 1"),
    ("sources 1", "UPDATE sources SET url = 'https://other.example/1' WHERE id = 1"),
    ("sources 1", "UPDATE sources SET published_on = '2024-03-03' WHERE id = 1"),
    ("sources 1", "UPDATE sources SET publisher_id = NULL WHERE id = 1"),
    ("sources 2", "UPDATE sources SET derived_from_id = NULL WHERE id = 2"),
    ("sources 2", "DELETE FROM sources WHERE id = 2"),
    (
        "source_versions 1",
        f"UPDATE source_versions SET text = 'We owe it, says Reed 🚢', text_sha256 = '{HASH}', text_length = 22"
        " WHERE id = 1",
    ),
    ("source_versions 2", f"UPDATE source_versions SET raw_sha256 = '{HASH}' WHERE id = 2"),
    ("source_versions 2", "UPDATE source_versions SET location = '/other.txt' WHERE id = 2"),
    ("source_versions 2", "UPDATE source_versions SET retrieved_at = '2024-03-06T08:00:00.000000Z' WHERE id = 2"),
    ("speakers 1", "UPDATE speakers SET name = 'Jon Reed' WHERE id = 1"),
    ("speakers 1", "UPDATE speakers SET wikidata_id = 'Q43' WHERE id = 1"),
    ("speakers 3", "UPDATE speakers SET merged_into_id = NULL WHERE id = 3"),
    ("speakers 4", "UPDATE speakers SET status = 'rejected' WHERE id = 4"),
    ("speaker_names 3", "UPDATE speaker_names SET name = 'K. Reed', folded = 'k reed' WHERE id = 3"),
    ("speaker_names 3", "DELETE FROM speaker_names WHERE id = 3"),
    ("roles 1", "UPDATE roles SET held_until = '2025-04-30' WHERE id = 1"),
    ("roles 2", "DELETE FROM roles WHERE id = 2"),
    ("quotes 1", f"UPDATE quotes SET text = 'We owe nothing', text_sha256 = '{HASH}' WHERE id = 1"),
    ("quotes 1", "UPDATE quotes SET confirmed_by = 'eve' WHERE id = 1"),
    ("quotes 1", "DELETE FROM quotes WHERE id = 1"),
    (
        "quotes 2",
        "UPDATE quotes SET said_on = '2024-03-02', said_until = '2024-03-02', said_basis = 'stated' WHERE id = 2",
    ),
    ("quotes 3", "UPDATE quotes SET status = 'extracted' WHERE id = 3"),
    ("quotes 3", "UPDATE quotes SET factuality = 'actual' WHERE id = 3"),
    ("quotes 4", "UPDATE quotes SET confidence = 0.500001 WHERE id = 4"),
    ("anchors 2", "UPDATE anchors SET start_char = 6, exact = ' it' WHERE id = 2"),
    ("anchors 2", "UPDATE anchors SET in_marks = false WHERE id = 2"),
    ("attributions 1", "UPDATE attributions SET as_printed = 'Okafor' WHERE id = 1"),
    ("attributions 4", "UPDATE attributions SET speaker_id = 4 WHERE id = 4"),
    ("attributions 6", "DELETE FROM attributions WHERE id = 6"),
    ("claims 1", "UPDATE claims SET text = 'The ferry runs until 2026.' WHERE id = 1"),
    ("claims 2", "UPDATE claims SET score = 0.9 WHERE id = 2"),
    ("assertions 2", "UPDATE assertions SET stance = 'repeats' WHERE id = 2"),
    ("assertions 4", "DELETE FROM assertions WHERE id = 4"),
    ("claim_relations 1", "UPDATE claim_relations SET kind = 'updates' WHERE id = 1"),
    ("rating_scales 1", "UPDATE rating_scales SET title = 'Another scale'"),
    ("ratings 1", "UPDATE ratings SET label = 'Lies' WHERE id = 1"),
    ("reviews 1", "UPDATE reviews SET rating_label = 'Right' WHERE id = 1"),
    ("reviews 2", "UPDATE reviews SET reviewer = 'Eve' WHERE id = 2"),
    ("evidence 3", "UPDATE evidence SET url = 'https://other.example/plan' WHERE id = 3"),
    ("evidence 2", "DELETE FROM evidence WHERE id = 2"),
    ("decisions 1", "UPDATE decisions SET actor = 'eve' WHERE id = 1"),
    ("decisions 1", "UPDATE decisions SET decided_at = '2024-03-04T09:00:01.000000Z' WHERE id = 1"),
    ("decisions 1", "UPDATE decisions SET reason = 'told to' WHERE id = 1"),
    ("decisions 2", "DELETE FROM decisions WHERE id = 2"),
    ("changes 1", "UPDATE changes SET subject_id = 9 WHERE id = 1"),
    ("changes 1", "UPDATE changes SET changed_at = '2024-03-04T09:00:01.000000Z' WHERE id = 1"),
    ("changes 1", "DELETE FROM changes WHERE id = 1"),
    # Put in where there was nothing, or after the head under a run that had ended by then.
    (
        "speaker_names 7",
        "INSERT INTO speaker_names (id, speaker_id, name, folded, kind, import_run_id)"
        " VALUES (7, 4, 'the docks', 'the docks', 'alias', NULL)",
    ),
    (
        "speaker_names 99",
        "INSERT INTO speaker_names (id, speaker_id, name, folded, kind, import_run_id)"
        " VALUES (99, 4, 'the docks', 'the docks', 'alias', 2)",
    ),
    (
        "quotes 98",
        "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, language, status, origin, import_run_id)"
        f" VALUES (98, 'q98', 1, 'indirect', 'never said', '{HASH}', 'en', 'extracted', 'rules 1', 2)",
    ),
]


@pytest.fixture
def filled(execute, database):
    """A row or more in every table; run 2 has ended, run 3 was undone, and some numbers are free."""
    fill(execute, database)
    execute(
        database,
        "INSERT INTO import_runs (id, uid, started_at, finished_at, actor, tool, input, status, articles, problems,"
        " undone_at, undone_by) VALUES"
        " (2, 'r2', '2024-03-05T08:00:00.000000Z', '2024-03-05T08:00:01.000000Z', 'ada', 'factdb 0.1.0', 'b.txt',"
        " 'finished', 1, 2, NULL, NULL), (3, 'r3', '2024-03-06T08:00:00.000000Z', '2024-03-06T08:00:01.000000Z',"
        " 'ada', 'factdb 0.1.0', 'c.txt', 'undone', 1, 0, '2024-03-07T08:00:00.000000Z', 'ada')",
        "INSERT INTO speaker_names (id, speaker_id, name, folded, kind) VALUES (8, 4, 'the port', 'port', 'alias')",
    )
    return database


@contextmanager
def tampering(database):
    """(execute, reader) within a transaction without triggers and foreign keys, which is rolled back."""
    if database.startswith("postgresql:"):
        import psycopg

        with psycopg.connect(database) as server:
            server.execute("SET LOCAL session_replication_role = replica")
            yield server.execute, PostgresReader(server, "tampered")
            server.rollback()
        return
    with closing(sqlite3.connect(database, isolation_level=None)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        triggers = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        file.execute("BEGIN")
        for name in triggers:
            file.execute(f"DROP TRIGGER {name}")
        yield file.execute, SqliteReader(file)
        file.execute("ROLLBACK")


def test_what_was_tampered_with_is_named_by_the_head(filled):
    with read_connection(filled) as reader:
        lines = list(write_head(take_head(reader, rows=True)))
    by_row = read_head("\n".join(lines), "rows.txt")
    by_table = read_head("\n".join(line for line in lines if not line.startswith("row ")), "tables.txt")
    unseen = []
    for rows, sql in TAMPERS:
        with tampering(filled) as (execute, reader):
            execute(sql)
            if rows not in {fault.where for fault in misfits(reader, by_row)}:
                unseen.append(sql)
            if not {rows, rows.split()[0]} & {fault.where for fault in misfits(reader, by_table)}:
                unseen.append(f"{sql} (by tables)")
    assert not unseen
    assert len(TAMPERS) >= 60
    with read_connection(filled) as reader:
        assert not list(misfits(reader, by_row))


@pytest.mark.slow
def test_whatever_is_decided_imported_and_undone_after_the_head_fits(run, database, tmp_path):
    (tmp_path / "pier.txt").write_text("The pier goes.\n\n“It leaks,” Jonas Reed told the council.\n", encoding="utf-8")
    assert run("-d", database, "import", str(SEED)).code == 0
    assert run("-d", database, "import", "pier.txt").code == 0
    (tmp_path / "head.txt").write_text(run("-d", database, "db", "head", "--rows").out, encoding="utf-8")
    for command in (
        ["quotes", "reject", "3"],
        ["quotes", "correct", "4", "--said-on", "2023-06-01"],
        ["decisions", "undo", "1"],
        ["speakers", "merge", "2", "1"],
        ["imports", "undo", "2"],
        ["import", "pier.txt"],
    ):
        run("-d", database, *command)
    done = run("-d", database, "verify", "--head", "head.txt")
    assert done.code == 0, done.out


def test_a_head_of_another_revision_or_cut_short_is_refused(run, database, tmp_path):
    output = run("-d", database, "db", "head").out
    for text, why in (
        ("", "is not a head"),
        (output.replace("revision 00", "revision 10"), "was taken at revision"),
        (output.rsplit("\n", 2)[0], "has no changes"),
        (output.replace("table quotes 0", "table quotes x"), "is not a line of a head"),
    ):
        (tmp_path / "head.txt").write_text(text, encoding="utf-8")
        done = run("-d", database, "verify", "--head", "head.txt")
        assert done.code == 1
        assert why in done.err


# What is found without a head, of an archive with one article and a confirmed quote.
FOUND = [
    ("decision 1", ["DELETE FROM anchors WHERE quote_id = 1", "DELETE FROM attributions WHERE quote_id = 1",
                    "DELETE FROM assertions WHERE quote_id = 1", "DELETE FROM quoted_runs WHERE quote_id = 1",
                    "DELETE FROM quotes WHERE id = 1"]),
    ("publisher 1", ["UPDATE publishers SET name = 'Ellis Post'"]),
    ("speaker name 1", ["UPDATE speaker_names SET name = 'Eve', folded = 'eve' WHERE id = 1"]),
    ("source version 1", ["UPDATE source_versions SET location = '/other.txt'"]),
    ("import run 1", ["UPDATE import_runs SET status = 'running'"]),
    ("source 1", ["UPDATE import_runs SET status = 'undone', undone_at = started_at, undone_by = 'eve'"]),
    ("source 2", [
        "INSERT INTO sources (id, uid, title, language, medium, import_run_id) VALUES (2, 's', 'P', 'en', 'post', 1)",
        "INSERT INTO source_versions (id, source_id, number, retrieved_at, location, raw_sha256, text_sha256,"
        " text_length, encoding, title, text, import_run_id) SELECT 2, 2, 1, retrieved_at, location, raw_sha256,"
        " text_sha256, text_length, encoding, title, text, 1 FROM source_versions WHERE id = 1",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("where", "statements"), FOUND, ids=[where for where, _ in FOUND])
def test_what_nothing_accounts_for_is_found_without_a_head(run, database, execute, tmp_path, where, statements):
    (tmp_path / "pier.txt").write_text("The pier goes.\n\n“It leaks,” Jonas Reed told the council.\n", encoding="utf-8")
    assert run("-d", database, "import", "--publisher", "Ellis Courier", "pier.txt").code == 0
    assert run("-d", database, "quotes", "confirm", "1").code == 0
    assert run("-d", database, "verify").code == 0
    execute(database, *statements)
    done = run("-d", database, "verify")
    assert done.code == 1
    assert f"{where}: " in done.out


def test_triggers_that_are_not_ours_are_found(run, database, execute):
    assert run("-d", database, "db", "check").code == 0
    if database.startswith("postgresql:"):
        execute(
            database,
            "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "CREATE TRIGGER quiet BEFORE INSERT ON changes FOR EACH ROW EXECUTE FUNCTION quiet()",
            "ALTER TABLE quotes DISABLE TRIGGER quotes_keep_update",
        )
    else:
        execute(database, "CREATE TRIGGER quiet BEFORE INSERT ON changes BEGIN SELECT RAISE(IGNORE); END")
    done = run("-d", database, "db", "check")
    assert done.code == 1
    assert "trigger quiet on changes is not factdb's" in done.out
    assert ("quotes_keep_update is missing" in done.out) == database.startswith("postgresql:")
