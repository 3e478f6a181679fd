"""`factdb export sqlite`: a compact file for publishing that holds what was confirmed."""

import sqlite3
from contextlib import closing

import pytest
from rows import fill

from factdb.database.views import view_columns, view_names


@pytest.fixture
def snapshot(run, database, execute, tmp_path):
    """Makes a snapshot of a filled database with the given options; returns its path."""
    fill(execute, database)
    execute(database, "UPDATE claims SET status = 'confirmed', confirmed_by = 'ada' WHERE id = 1")

    def make(*options):
        path = str(tmp_path / "site.sqlite")
        done = run("-d", database, "export", "sqlite", "-o", path, *options)
        assert (done.code, done.out) == (0, ""), done.err
        assert [p.name for p in tmp_path.iterdir() if "site" in p.name] == ["site.sqlite"]
        return path

    return make


def test_only_what_was_confirmed_is_published_and_the_counts_are_true_of_it(snapshot, execute):
    path = snapshot()
    assert execute(path, "SELECT quote_id, speaker FROM report_quotes ORDER BY 1, speaker_seq") == [
        (1, "Jonas Reed"),
        (1, "two council members"),
    ]
    assert execute(path, "SELECT name, quote_count FROM report_speakers WHERE quote_count > 0 ORDER BY 1") == [
        ("Jonas Reed", 1),
        ("two council members", 1),
    ]
    assert execute(path, "SELECT source_id, quote_count FROM report_sources") == [(1, 1)]
    assert execute(path, "SELECT claim_id, assert_count FROM report_claims") == [(1, 1)]
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        execute(path, "SELECT text FROM source_versions")


def test_what_hangs_on_a_claim_that_is_left_out_goes_with_it(run, database, execute, tmp_path):
    """Also from tables without a rowid, such as that of repetitions."""
    fill(execute, database)
    done = run("-d", database, "export", "sqlite", "-o", "it.sqlite")
    assert done.code == 0, done.err
    assert execute(str(tmp_path / "it.sqlite"), "SELECT count(*) FROM report_claims") == [(0,)]


def test_drafts_and_texts_are_there_where_asked_for_but_nothing_rejected(snapshot, execute, database):
    path = snapshot("--drafts", "--texts")
    for view in view_names():
        assert execute(path, f"SELECT count(*) FROM {view}") == execute(database, f"SELECT count(*) FROM {view}")
    assert execute(path, "SELECT count(*) FROM report_quotes WHERE quote_id = 3") == [(0,)]
    assert execute(path, "SELECT source_id, version_number, text FROM source_texts") == [
        (1, 1, "We owe it, said Reed 🚢")
    ]


def test_views_are_tables_with_types_indexes_and_full_text_search(snapshot, execute):
    path = snapshot("--drafts")
    for view in view_names():
        found = execute(path, f"SELECT name, type FROM pragma_table_info('{view}')")
        types = {"integer": "INTEGER", "real": "REAL", "text": "TEXT", "date": "DATE"}
        assert found == [(c.name, types[c.type]) for c in view_columns(view)]
    indexed = execute(path, "SELECT i.name FROM pragma_index_list('report_quotes') l, pragma_index_info(l.name) i")
    assert {name for (name,) in indexed} == {
        "quote_id", "speaker_seq", "speaker_id", "source_id", "dated_on", "published_on",
    }  # fmt: skip
    hits = "SELECT quote_id FROM report_quotes WHERE rowid IN (SELECT rowid FROM report_quotes_fts WHERE {} MATCH {})"
    assert execute(path, hits.format("report_quotes_fts", "'islands reed'")) == [(1,)]
    with closing(sqlite3.connect(path)) as file:
        for view in ("report_quotes", "report_claims"):
            file.execute(f"INSERT INTO {view}_fts ({view}_fts, rank) VALUES ('integrity-check', 1)")
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",), "it can be read where none may write"


@pytest.mark.parametrize("options", [(), ("--drafts", "--texts")])
def test_rows_have_keys_and_point_at_rows_that_are_there(snapshot, execute, options):
    path = snapshot(*options)
    assert execute(path, "PRAGMA foreign_key_check") == []
    for view, keys in (
        ("report_quotes", ["quote_id", "speaker_seq"]),
        ("report_anchors", ["quote_id", "source_version_id", "part", "seq"]),
        ("report_speakers", ["speaker_id"]), ("report_sources", ["source_id"]), ("report_claims", ["claim_id"]),
    ):  # fmt: skip
        found = execute(path, f"SELECT name FROM pragma_table_info('{view}') WHERE pk > 0 ORDER BY pk")
        assert [name for (name,) in found] == keys
    links = 'SELECT m.name, f."from", f."table", f."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) f'
    found = set(execute(path, links))
    assert {
        ("report_quotes", "speaker_id", "report_speakers", "speaker_id"),
        ("report_quotes", "source_id", "report_sources", "source_id"),
        ("report_assertions", "claim_id", "report_claims", "claim_id"),
        ("report_reviews", "claim_id", "report_claims", "claim_id"),
    } <= found


def test_a_snapshot_that_cannot_be_written_is_reported_on_one_line(run, database):
    done = run("-d", database, "export", "sqlite", "-o", "nowhere/site.sqlite")
    assert (done.code, done.err.count("\n")) == (1, 1)


def test_quotes_that_are_in_many_pairs_and_sources_that_changed_often_are_published(run, database, execute, tmp_path):
    text = "Pier {}\n\n“The pier has {} lamps and all of them are dark,” Jonas Reed said. “We shall {} see to them.”\n"
    for number in range(4):
        (tmp_path / "a.txt").write_text(text.format(number, number, "soon " * number), encoding="utf-8")
        again = ["--version-of", "1"] if number in (1, 2) else []
        done = run("-d", database, "import", "a.txt", *again, "--title", f"Pier {number}")
        assert done.code == 0, done.err
    assert run("-d", database, "export", "sqlite", "--drafts", "-o", "all.sqlite").code == 0
    for view in view_names():
        rows = execute(database, f"SELECT count(*) FROM {view}")
        assert execute(str(tmp_path / "all.sqlite"), f"SELECT count(*) FROM {view}") == rows, view
