"""The questions of a data desk in docs/reporting.md, on both databases, with answers worked out by hand from the rows.

Beside tests/rows.py: the Harbour Post printed on 6 March that Reed said the day before "we do not owe it to the
islands", and what an unnamed official said; the harbour authority disputes Reed's claim; ada rejected quote 3.
"""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from processes import free_port, started
from rows import ROWS, rows_until
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

PAGE = Path(__file__).parents[1] / "docs" / "reporting.md"
SECTION = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.M)[1]
QUESTIONS = re.findall(r"([^\n]+):\n\n```sql\n(.*?);\n```", SECTION, re.S)

MORE = [
    "INSERT INTO import_runs (id, uid, started_at, actor, tool, input, status, articles, problems)"
    " VALUES (2, 'r2', '2024-03-06T08:00:00.000000Z', 'ada', 'factdb 0.1.0', 'post.txt', 'finished', 1, 0)",
    "INSERT INTO publishers (id, name, import_run_id) VALUES (2, 'Harbour Post', 2)",
    "INSERT INTO sources (id, uid, publisher_id, title, language, medium, published_on, import_run_id)"
    " VALUES (3, 's3', 2, 'Reed turns', 'en', 'article', '2024-03-06', 2)",
    "INSERT INTO speakers (id, uid, kind, name, scope_source_id, status, origin, import_run_id)"
    " VALUES (5, 'k5', 'unnamed', 'an official', 3, 'extracted', 'rules 1', 2)",
    "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, said_on, said_until, said_basis, dated_on,"
    " language, status, confidence, origin, import_run_id) VALUES (5, 'q5', 3, 'direct',"
    f" 'We do not owe it to the Islands', '{'a' * 64}',"
    " '2024-03-05', '2024-03-05', 'stated', '2024-03-05', 'en', 'extracted', 0.9, 'rules 1', 2)",
    "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, dated_on, language, status, confidence, origin,"
    f" import_run_id) VALUES (6, 'q6', 3, 'indirect', 'the hull leaks', '{'b' * 64}', '2024-03-06', 'en', 'extracted',"
    " 0.5, 'rules 1', 2)",
    "INSERT INTO attributions (id, quote_id, speaker_id, part, seq, rank, as_printed, basis, dated_on, import_run_id)"
    " VALUES (9, 5, 1, 'speaker', 0, 'normal', 'Reed', 'named', '2024-03-05', 2),"
    " (10, 6, 5, 'speaker', 0, 'normal', 'an official', 'collective', '2024-03-06', 2)",
    "INSERT INTO quoted_runs (id, quote_id, seq, wording_id) VALUES (2, 5, 0, 2)",
    "UPDATE attributions SET speaker_id = 4 WHERE id = 8",
    "INSERT INTO anchors (id, quote_id, source_version_id, part, seq, start_char, end_char, in_marks, exact,"
    " import_run_id) VALUES (6, 4, 1, 'content', 0, 0, 2, FALSE, 'We', 1)",
    "INSERT INTO assertions (id, claim_id, quote_id, source_id, stance, import_run_id, dated_on)"
    " VALUES (6, 1, 4, 1, 'disputes', 1, '2024-03-04')",
    "INSERT INTO decisions (id, decided_at, actor, action, subject, subject_id, after)"
    " VALUES (3, '2024-03-04T10:00:00.000000Z', 'ada', 'reject', 'quotes', 3, '{}')",
    "UPDATE ratings SET normalized = 'false' WHERE id = 2",
]

ANSWERS = {
    "Who is quoted most, month by month": [
        ("2024-03", "Jonas Reed", 3),
        ("2024-03", "an official", 1),
        ("2024-03", "harbour authority", 1),
        ("2024-03", "two council members", 1),
    ],
    "The share of unnamed speakers by outlet, in percent": [("Ellis Courier", 25.0), ("Harbour Post", 50.0)],
    "The median number of days from said to printed": [(2.0,)],  # three and one
    "Which false claims are made most often": [("The ferry runs until 2025.", 2)],
    "Which quotes changed after publication": [
        ("Ellis Courier", 2, "gone", "the ferry would run another year"),
        ("Ellis Courier", 2, "gone", "the vote had been close"),
    ],
    "Which quotes are no longer in the newest text": [(4, 1, 1)],
    "A speaker's positions over time": [
        ("2024-03-01", "asserts", "The ferry runs until 2025."),
        ("2024-03-04", "asserts", "The ferry runs until 2025."),
    ],
    "Who disputes whom": [("harbour authority", "Jonas Reed", 1), ("harbour authority", "two council members", 1)],
    "Direct and indirect quotes by outlet": [
        ("Ellis Courier", "direct", 1),
        ("Ellis Courier", "indirect", 2),
        ("Harbour Post", "direct", 1),
        ("Harbour Post", "indirect", 1),
    ],
    "The most quoted by role": [("Mayor of Ellis", "Jonas Reed", 3), ("operator of the ferry", "harbour authority", 1)],
    "A topic week by week (the Monday of each)": [("2024-02-26", 1), ("2024-03-04", 1)],
    "Reviews by rating and reviewer": [("Ada Quill", "Right", 1)],
    "Claims imported before a day and still without a review": [(2, "The hull is ten years old.")],
    "Which outlets alter what others printed first": [("Harbour Post", "negation", 1)],
    "Who is quoted together with whom": [
        ("Jonas Reed", "an official", 1),
        ("Jonas Reed", "harbour authority", 1),
        ("Jonas Reed", "two council members", 1),
        ("two council members", "harbour authority", 1),
    ],
    "Rejections by engine and editor, in percent": [("rules 1", "ada", 50.0)],
    "What was imported since a time": [(5, "Harbour Post"), (6, "Harbour Post")],
    "What changed since a time, for an incremental extract": [(1, "confirmed"), (5, "extracted"), (6, "extracted")],
    "Undecided quotes by outlet": [("Ellis Courier", 2), ("Harbour Post", 2)],
    "Quotes by day and outlet, and how many of them were not said": [
        ("2024-03-01", "Ellis Courier", 1, 0),
        ("2024-03-04", "Ellis Courier", 2, 0),
        ("2024-03-05", "Harbour Post", 1, 0),
        ("2024-03-06", "Harbour Post", 1, 0),
    ],
}


def filled(execute, database):
    # What a run brings while it goes on is no change to what it brought.
    rows = [sql.replace("'finished'", "'running'") for sql in (*rows_until(max(ROWS)), *MORE)]
    execute(database, *rows, "UPDATE import_runs SET status = 'finished'")
    return database


def plain(value):
    """A value as every tool can be compared by: days as text, numbers as float or int."""
    value = value.isoformat()[:10] if hasattr(value, "isoformat") else value
    return float(value) if isinstance(value, Decimal) else value


@pytest.fixture
def desk(database, execute):
    """`ask(sql)` on a database of either kind, in a session whose zone is far from UTC: rows as plain values."""
    filled(execute, database)

    def ask(sql):
        zone = ["SET timezone = 'Asia/Tokyo'", "SET datestyle = 'German'"] if "://" in database else []
        return [tuple(plain(value) for value in row) for row in execute(database, *zone, sql)]

    return ask


def test_a_time_is_written_the_same_on_both_whatever_the_zone_of_the_session(desk):
    assert desk("SELECT DISTINCT retrieved_at FROM report_versions ORDER BY 1") == [
        ("2024-03-04T08:00:00.000000Z",),
        ("2024-03-05T08:00:00.000000Z",),
    ]


@pytest.mark.parametrize(("question", "sql"), QUESTIONS[:20], ids=lambda value: value if "SELECT" not in value else "")
def test_a_question_has_the_answer_that_was_worked_out(desk, question, sql):
    assert desk(sql) == ANSWERS[question]


def test_words_are_found_by_the_full_text_index_of_either(desk, backend):
    blocks = re.findall(r"```sql\n(.*?);\n```", SECTION, re.S)
    assert desk(blocks[-2 if backend == "sqlite" else -1]) == [(1,), (1,), (5,)]


def test_twenty_questions_are_answered():
    assert [question for question, _ in QUESTIONS[:20]] == list(ANSWERS)


# --- The same in the tools that newsrooms use; docs/tools.md shows how each is pointed at the database


def described(cell):
    """A cell of CSV as the value that was meant."""
    return float(cell) if re.fullmatch(r"-?\d+\.\d+", cell) else int(cell) if re.fullmatch(r"-?\d+", cell) else cell


def by_psql(request, database):
    psql = shutil.which("psql") or pytest.skip("psql is not installed")
    environment = {**os.environ, "PGTZ": "Asia/Tokyo"}
    for _, sql in QUESTIONS[:20]:
        done = subprocess.run(
            [psql, database, "-tX", "--csv", "-c", sql], capture_output=True, text=True, env=environment
        )
        assert done.returncode == 0, done.stderr
        yield [tuple(map(described, row)) for row in csv.reader(io.StringIO(done.stdout))]


def by_sqlite3(request, database):
    program = shutil.which("sqlite3") or pytest.skip("the program sqlite3 is not installed")
    for _, sql in QUESTIONS[:20]:
        done = subprocess.run([program, "-readonly", "-csv", database, sql], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        yield [tuple(map(described, row)) for row in csv.reader(io.StringIO(done.stdout))]


def by_duckdb(request, database):
    """On a snapshot: in the live database what a view computes has no type that DuckDB sees, and counts as text."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    extensions = pytest.importorskip("duckdb_extensions", reason="duckdb-extensions is not installed")
    pytest.importorskip("duckdb_extension_sqlite_scanner", reason="duckdb-extension-sqlite-scanner is not installed")
    extensions.import_extension("sqlite_scanner")
    snapshot = str(Path(database).with_name("snapshot.sqlite"))
    run = request.getfixturevalue("run")
    assert run("-d", database, "export", "sqlite", "--drafts", "-o", snapshot).code == 0
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{snapshot}' AS desk (TYPE sqlite, READ_ONLY); USE desk")
        for _, sql in QUESTIONS[:20]:
            yield connection.execute(sql).fetchall()


def by_pandas(request, database):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for _, sql in QUESTIONS[:20]:
            frame = pandas.read_sql(sql, connection).astype(object)
            yield list(frame.itertuples(index=False, name=None))


def by_pandas_on_postgresql(request, database):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with engine.connect() as connection:
        for _, sql in QUESTIONS[:20]:
            frame = pandas.read_sql(text(sql.replace(":", "\\:")), connection).astype(object)
            yield list(frame.itertuples(index=False, name=None))


@contextmanager
def served(files, *options):
    """The address of a Datasette on loopback with these files."""
    program = Path(sys.executable).parent / "datasette"
    if not program.is_file():
        pytest.skip("datasette is not installed")
    port = free_port()
    command = [str(program), "serve", *files, "--host", "127.0.0.1", "--port", str(port), *options]
    with started(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        url, until = f"http://127.0.0.1:{port}", time.monotonic() + 120
        while server.poll() is None and time.monotonic() < until:
            with suppress(OSError), urlopen(f"{url}/-/versions.json", timeout=60):
                break
            time.sleep(0.1)
        yield url


def by_datasette(request, database):
    with served([database], "--setting", "sql_time_limit_ms", "20000") as url:
        for _, sql in QUESTIONS[:20]:
            question = urlencode({"sql": sql, "_shape": "arrays"})
            with urlopen(f"{url}/{Path(database).stem}.json?{question}", timeout=60) as answer:
                yield [tuple(row) for row in json.load(answer)["rows"]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (by_psql, "postgresql"),
        (by_sqlite3, "sqlite"),
        (by_duckdb, "sqlite"),
        (by_pandas, "sqlite"),
        (by_pandas_on_postgresql, "postgresql"),
        (by_datasette, "sqlite"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_every_tool_gives_the_answers_that_were_worked_out(request, execute, ask, kind):
    database = filled(execute, request.getfixturevalue(f"{kind}_database"))
    found = [[tuple(plain(value) for value in row) for row in rows] for rows in ask(request, database)]
    assert dict(zip(ANSWERS, found, strict=True)) == ANSWERS


@pytest.mark.slow
@pytest.mark.parametrize("what", ["snapshot", "live"])
def test_datasette_opens_with_ten_questions_that_answer(execute, run, sqlite_database, tmp_path, what):
    file = filled(execute, sqlite_database)
    options = []
    if what == "snapshot":
        file = str(tmp_path / "site.sqlite")
        assert run("-d", sqlite_database, "export", "sqlite", "--drafts", "-o", file).code == 0
        options = ["--of", file]
    assert run("-d", sqlite_database, "export", "datasette", *options, "-o", "metadata.json").code == 0
    made = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))
    [queries] = [database["queries"] for database in made["databases"].values()]
    assert len(queries) >= 10
    with served([file], "--metadata", str(tmp_path / "metadata.json")) as url:
        with urlopen(f"{url}/{Path(file).stem}", timeout=60) as page:
            front = page.read().decode()
        for name, query in queries.items():
            assert query["title"] in front, "the page of the database lists it"
            asked = urlencode({"_shape": "arrays"} | dict.fromkeys(re.findall(r":(\w+)", query["sql"]), "Reed"))
            with urlopen(f"{url}/{Path(file).stem}/{name}.json?{asked}", timeout=60) as answer:
                assert json.load(answer)["rows"], name
