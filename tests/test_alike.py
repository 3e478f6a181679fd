"""The same rows on SQLite and PostgreSQL print the same bytes, in every list, export and format.

The server sorts by the rules of a language and the session's zone and style of dates are odd ones, as in a newsroom.
"""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from rows import fill

from factdb.export import FORMATS
from factdb.export.selection import nouns

SEEDS = Path(__file__).parents[1] / "seeds"
# Names that a language sorts otherwise than their bytes, numbers with and without a fraction, characters that JSON,
# CSV and Markdown treat each in its way.
ARTICLE = """\
Élise Zorn fights for the ferry

By Ana Ruiz | delta Courier

HARBOUR TOWN, March 5, 2024 (Ellis Courier) - “The ferry stays, \\ and that is 100% sure,” zoë de Vries said on Monday.

“It costs 2.5 million <i>crowns</i> | a year,” Élise Zorn said. “We owe *nothing*,” Zachary Moss said.

“The hull is older than I am,” Ötzi Brandt said. An official who asked not to be named said the dock would close.
"""
ROWS = [
    "UPDATE quotes SET confidence = 1.0 WHERE id = 2",
    "UPDATE quotes SET text = 'tab\there, feed\fand \"marks\"', cue = '=1+1' WHERE id = 4",
    "UPDATE speakers SET name = 'Öland council' WHERE id = 2",
    "INSERT INTO speaker_names (speaker_id, name, folded, kind) VALUES"
    " (1, 'Zed', 'zed', 'alias'), (1, 'éd', 'ed', 'alias'), (1, 'Ed', 'ed', 'alias'), (1, 'ed', 'ed', 'alias')",
]

LISTS = [
    ("quotes", "--limit", "0", "--factuality", "all"),
    ("quotes", "list", "--in-outlets", "2"),
    ("quotes", "variants", "1"),
    ("speakers", "--limit", "0"),
    ("speakers", "duplicates"),
    ("sources", "--limit", "0"),
    ("sources", "changed"),
    ("sources", "versions", "1"),
    ("claims", "--limit", "0"),
    ("claims", "--candidates", "--limit", "0"),
    ("reviews",),
    ("scales",),
    ("imports",),
    ("decisions",),
    ("history", "quote", "1"),
    ("search", "ferry"),
    ("stats",),
]
SHOWN = [
    ("quotes", "show", "1"),
    ("speakers", "show", "1", "--why"),
    ("sources", "show", "1"),
    ("sources", "versions", "1"),
    ("claims", "show", "1"),
    ("reviews", "show", "1"),
    ("scales", "show", "house"),
    ("stats",),
    ("verify",),
    ("db", "check"),
]
EXPORTS = [
    *(("export", form, noun) for noun in nouns() for form in ("csv", "jsonl")),
    ("export", "csv", "--raw"),
    ("export", "jsonl", "everything"),
    ("export", "annotations"),
    ("export", "claimreview"),
]
SQL = [
    "SELECT speaker, count(*) AS n, avg(quote_id) AS mean, round(100.0 * sum(is_in_newest) / count(*), 1) AS share,"
    " sum(quote_id) AS total FROM report_quotes GROUP BY speaker ORDER BY min(quote_id), min(speaker_seq)",
    "SELECT decided_at, changed_at FROM report_decisions d JOIN report_quotes q ON q.quote_id = d.subject_id"
    " ORDER BY decision_id, q.quote_id",
    "SELECT quote_id, dated_on, week FROM report_quotes WHERE speaker LIKE '%r%' ORDER BY quote_id, speaker_seq",
    "SELECT quote_id FROM report_quotes WHERE speaker LIKE 'REED' OR text LIKE '%FERRY%' ORDER BY quote_id",
]


@pytest.fixture(scope="module")
def both(tmp_path_factory, postgresql_server, migrated_sqlite, execute):
    """A database of either kind with the same rows."""
    folder = tmp_path_factory.mktemp("alike")
    sqlite = str(shutil.copy(migrated_sqlite, folder / "alike.sqlite"))
    fill(execute, sqlite)
    execute(sqlite, *ROWS)
    (folder / "zorn.txt").write_text(ARTICLE, encoding="utf-8")
    try:
        postgresql = postgresql_server.create(options="LOCALE_PROVIDER icu ICU_LOCALE 'en-US'")
    except psycopg.errors.FeatureNotSupported:
        postgresql = postgresql_server.create()
    for command in (
        ("-d", sqlite, "import", str(folder / "zorn.txt"), str(SEEDS)),
        ("-d", sqlite, "quotes", "confirm", "5", "--reason", "heard it"),
        ("db", "copy", sqlite, postgresql),
    ):
        done = subprocess.run([sys.executable, "-m", "factdb", *command], capture_output=True, text=True, cwd=folder)
        assert done.returncode == 0, done.stderr
    yield sqlite, postgresql
    postgresql_server.drop(postgresql)


@pytest.fixture
def answers(both, run, monkeypatch):
    """`answers(*command)`: what it prints on the one and on the other."""
    monkeypatch.setenv("PGTZ", "Asia/Kathmandu")
    monkeypatch.setenv("PGDATESTYLE", "SQL, DMY")
    monkeypatch.setenv("COLUMNS", "120")

    def ask(*command):
        done = [run("-d", database, *command) for database in both]
        return [
            (one.code, one.out, one.err.replace(database, "DATABASE")) for one, database in zip(done, both, strict=True)
        ]

    return ask


def test_the_server_sorts_by_a_language(both):
    with psycopg.connect(both[1]) as connection:
        if connection.execute("SELECT 'é' < 'F'").fetchone() != (True,):
            pytest.skip("this PostgreSQL was built without ICU: it sorts by bytes, as SQLite does")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_list_is_the_same_in_every_format(answers, command, form):
    sqlite, postgresql = answers(*command, "--format", form)
    assert sqlite[0] == 0, sqlite
    assert sqlite == postgresql


@pytest.mark.parametrize("command", SHOWN, ids=" ".join)
def test_what_is_shown_is_the_same(answers, command):
    sqlite, postgresql = answers(*command)
    assert sqlite[0] in (0, 1), sqlite
    assert sqlite == postgresql


@pytest.mark.parametrize("command", EXPORTS, ids=" ".join)
def test_an_export_is_the_same(answers, command):
    sqlite, postgresql = answers(*command)
    assert sqlite[0] in (0, 1), sqlite  # one review has no URL
    assert sqlite == postgresql


def test_a_snapshot_and_parquet_are_the_same(both, run, tmp_path):
    made = []
    for number, database in enumerate(both):
        snapshot, parquet = tmp_path / f"{number}.sqlite", tmp_path / f"{number}.parquet"
        assert run("-d", database, "export", "sqlite", "--drafts", "--texts", "-o", str(snapshot)).code == 0
        assert run("-d", database, "export", "parquet", "quotes", "-o", str(parquet)).code == 0
        with closing(sqlite3.connect(snapshot)) as file:
            made.append((list(file.iterdump()), parquet.read_bytes()))
    assert made[0][0] == made[1][0]
    assert made[0][1] == made[1][1]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("sql", SQL, ids=lambda sql: sql[:40])
def test_a_statement_of_ones_own_has_the_same_answer(answers, sql, form):
    sqlite, postgresql = answers("sql", "--as-owner", sql, "--format", form)
    assert sqlite[0] == 0, sqlite
    assert sqlite == postgresql
