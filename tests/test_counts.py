"""Counts of quotes, kept up by the database no matter who writes, and what reads them."""

import json
import shutil
from contextlib import contextmanager

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rows import fill

from factdb.database.connect import checking_connection, read_connection
from factdb.database.counts import count_faults, sum_up
from factdb.database.write import transaction
from factdb.queries.reading import speaker_periods
from factdb.queries.walking import source_index, speaker_index

# What changes a count, on rows of tests/rows.py and on what is left of them.
CHANGES = [
    "UPDATE quotes SET status = 'rejected', confirmed_by = NULL WHERE id = 1",
    "UPDATE quotes SET status = 'extracted', confirmed_by = NULL",
    "UPDATE quotes SET status = 'rejected' WHERE id IN (2, 3)",
    "UPDATE quotes SET kind = 'mixed', dated_on = NULL WHERE id IN (1, 2)",
    "UPDATE quotes SET dated_on = '2024-05-06' WHERE id = 4",
    "UPDATE quotes SET source_id = 2 WHERE id = 4",
    "UPDATE quotes SET venue = 'a briefing'",
    "UPDATE quotes SET factuality = 'negated' WHERE id = 1",
    "UPDATE quotes SET factuality = 'possible', status = 'rejected', confirmed_by = NULL WHERE id = 2",
    "UPDATE quotes SET factuality = 'actual'",
    "DELETE FROM quotes WHERE id = 2",
    "DELETE FROM quotes WHERE status = 'rejected'",
    "DELETE FROM attributions WHERE quote_id = 1",
    "DELETE FROM attributions WHERE id = 2",
    "UPDATE attributions SET rank = 'deprecated' WHERE id IN (2, 4)",
    "UPDATE attributions SET rank = 'normal' WHERE id = 4",
    "UPDATE attributions SET speaker_id = 4 WHERE part = 'speaker'",
    "UPDATE attributions SET speaker_id = NULL WHERE id IN (1, 3)",
    "UPDATE attributions SET part = 'addressee', seq = 5 WHERE id = 1",
    "UPDATE sources SET publisher_id = 1",
    "UPDATE sources SET publisher_id = NULL, agency = 'EWA'",
    "UPDATE sources SET agency = NULL WHERE id = 1",
    "UPDATE speakers SET merged_into_id = 1 WHERE id = 4",
    "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, dated_on, language, status, origin,"
    " import_run_id) SELECT id + 100, uid || '+', source_id, kind, text, text_sha256, dated_on, language, 'extracted',"
    " origin, 1 FROM quotes WHERE NOT EXISTS (SELECT 1 FROM quotes WHERE uid LIKE '%+')",
    "INSERT INTO attributions (id, quote_id, speaker_id, part, seq, rank, basis, import_run_id)"
    " SELECT id + 100, id, 4, 'speaker', 7, 'normal', 'named', 1 FROM quotes WHERE uid LIKE '%+' AND NOT EXISTS"
    " (SELECT 1 FROM attributions WHERE seq = 7)",
]
# Rows that would hold the quotes back from being deleted.
IN_THE_WAY = ("DELETE FROM assertions", "DELETE FROM evidence")


@pytest.fixture
def filled(backend, request, tmp_path, migrated_sqlite, execute):
    """A context in which there is a new database with the rows of tests/rows.py."""
    server = request.getfixturevalue("postgresql_server") if backend == "postgresql" else None

    @contextmanager
    def make():
        database = server.migrated() if server else str(shutil.copy(migrated_sqlite, tmp_path / "filled.sqlite"))
        fill(execute, database)
        yield database
        if server:
            server.drop(database)

    return make


def faults(database):
    with checking_connection(database) as tx:
        return list(count_faults(tx))


@settings(max_examples=12)
@example(CHANGES)
@given(st.lists(st.sampled_from(CHANGES), min_size=3, max_size=12))
def test_no_matter_who_writes_the_counts_are_those_of_the_rows(filled, execute, changes):
    with filled() as database:
        execute(database, *IN_THE_WAY)
        assert faults(database) == []
        for change in changes:
            execute(database, change)
            assert faults(database) == [], change
        with transaction(database) as tx:
            sum_up(tx)
        assert faults(database) == []


def test_the_view_counts_by_name(filled, execute):
    with filled() as database:
        rows = execute(database, "SELECT counted_by, name, quote_count FROM report_counts ORDER BY 1, 3 DESC, 2")
        assert [tuple(row) for row in rows] == [
            ("day", "2024-03-04", 2),
            ("day", "2024-03-01", 1),
            ("kind", "indirect", 2),
            ("kind", "direct", 1),
            ("month", "2024-03", 3),
            ("publisher", "Ellis Courier", 3),
            ("speaker", "Jonas Reed", 2),
            ("speaker", "two council members", 1),
            ("status", "extracted", 2),
            ("status", "confirmed", 1),
        ]


def test_counts_and_lists_agree_on_what_was_said(run, database, execute):
    """Quote 3 is rejected, quotes 1 and 2 are Reed's: one of them is denied to have been said."""
    fill(execute, database)
    execute(database, "UPDATE quotes SET factuality = 'negated' WHERE id = 2")
    listed = json.loads(run("-d", database, "quotes", "--speaker", "Reed", "--format", "json").out)
    assert [row["id"] for row in listed] == [1]
    assert execute(database, "SELECT quote_count FROM report_speakers WHERE speaker_id = 1") == [(1,)]
    assert execute(database, "SELECT quote_count FROM report_counts WHERE speaker_id = 1") == [(1,)]
    assert execute(database, "SELECT sum(quote_count) FROM report_daily WHERE speaker_id = 1") == [(1,)]
    assert execute(database, "SELECT quote_count FROM report_sources WHERE source_id = 1") == [(2,)]
    speakers = json.loads(run("-d", database, "speakers", "--format", "json").out)
    assert {row["name"]: row["quotes"] for row in speakers}["Jonas Reed"] == 1
    named = json.loads(run("-d", database, "speakers", "--name", "Reed", "--format", "json").out)
    assert [row["quotes"] for row in named if row["name"] == "Jonas Reed"] == [1]
    sources = json.loads(run("-d", database, "sources", "--format", "json").out)
    assert {row["id"]: row["quotes"] for row in sources}[1] == 2
    with read_connection(database) as reader:
        assert speaker_periods(reader, 1, 4) == speaker_periods(reader, 1, 4, confirmed=True) == {"2024": 1}
        assert {row["id"]: row["quotes"] for row in source_index(reader, confirmed=False)}[1] == 2
        assert {row["id"]: row["quotes"] for row in speaker_index(reader, confirmed=False)}[1] == 1
    assert "direct" in run("-d", database, "stats").out
    kinds = execute(database, "SELECT name, quote_count FROM report_counts WHERE counted_by = 'kind' ORDER BY 1")
    assert [tuple(row) for row in kinds] == [("direct", 1), ("indirect", 1)]
    assert faults(database) == []


def test_a_run_ends_with_one_row_a_count(run, database, execute, tmp_path):
    lines = [
        {"kind": "direct", "text": f"la {n}", "title": f"T{n % 7}", "speaker": "Mira Okafor", "publisher": "E"}
        for n in range(50)
    ]
    rows = "SELECT count(*), sum(quotes) FROM quote_counts WHERE grouped_by = 'speaker'"
    for number, part in enumerate((lines[:1], lines[1:3], lines[3:]), start=1):
        (tmp_path / f"{number}.jsonl").write_text("\n".join(map(json.dumps, part)), encoding="utf-8")
        assert run("-d", database, "imports", "quotes", f"{number}.jsonl").code == 0
        assert faults(database) == []
    kept, total = execute(database, rows)[0]
    assert (kept <= 3, total) == (True, 50)
    for number in (3, 2):
        assert run("-d", database, "imports", "undo", str(number)).code == 0
    assert [tuple(row) for row in execute(database, rows)] == [(1, 1)]
    assert faults(database) == []


def test_counts_that_went_wrong_are_found_and_made_right(run, database, execute):
    fill(execute, database)
    execute(database, "UPDATE quote_counts SET quotes = quotes + 1 WHERE grouped_by = 'kind'")
    output = run("-d", database, "db", "check")
    assert (output.code, output.out) == (1, "2 counts of quotes by kind are wrong: run `factdb db upgrade`\n")
    assert "counted again" in run("-d", database, "db", "upgrade").err
    assert run("-d", database, "db", "check") == (0, "no faults\n", "")


def test_what_is_written_while_triggers_are_away_is_counted_when_they_are_recreated(run, sqlite_database, execute):
    fill(execute, sqlite_database)
    execute(sqlite_database, "DROP TRIGGER quotes_count_update", "UPDATE quotes SET kind = 'mixed'")
    assert faults(sqlite_database) != []
    assert run("-d", sqlite_database, "db", "upgrade").code == 0
    assert faults(sqlite_database) == []


def test_on_postgresql_no_writer_waits_for_anothers_counts(postgresql_database, execute):
    import psycopg

    fill(execute, postgresql_database)
    change = "UPDATE quotes SET kind = 'mixed', dated_on = '2024-05-06' WHERE id = {}"
    with psycopg.connect(postgresql_database) as one, psycopg.connect(postgresql_database) as other:
        other.execute("SET lock_timeout = '2s'")
        one.execute(change.format(1))
        other.execute(change.format(2))
        with transaction(postgresql_database) as tx:
            sum_up(tx)  # while both are at it
        other.commit()
        one.commit()
    assert faults(postgresql_database) == []
