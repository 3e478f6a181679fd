"""The questions of a data desk in docs/reporting.md, on both databases, with answers worked out by hand from the rows.

Beside tests/rows.py: the Harbour Post printed on 6 March that Reed said the day before "we do not owe it to the
islands", and what an unnamed official said; the harbour authority disputes Reed's claim; ada rejected quote 3.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from rows import ROWS, rows_until

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
    "The share of unnamed speakers by outlet, in per cent": [("Ellis Courier", 25.0), ("Harbour Post", 50.0)],
    "The median of days from said to printed": [(2.0,)],  # three and one
    "Which false claims are said most": [("The ferry runs until 2025.", 2)],
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
    "Direct against indirect by outlet": [
        ("Ellis Courier", "direct", 1),
        ("Ellis Courier", "indirect", 2),
        ("Harbour Post", "direct", 1),
        ("Harbour Post", "indirect", 1),
    ],
    "The most quoted by role": [("Mayor of Ellis", "Jonas Reed", 3), ("operator of the ferry", "harbour authority", 1)],
    "A topic week by week (the Monday of each)": [("2024-02-26", 1), ("2024-03-04", 1)],
    "Reviews by rating and reviewer": [("Ada Quill", "Right", 1)],
    "Claims that have waited for a review since a day": [(2, "The hull is ten years old.")],
    "Which outlets alter what others printed first": [("Harbour Post", "negation", 1)],
    "Who is quoted with whom": [
        ("Jonas Reed", "an official", 1),
        ("Jonas Reed", "harbour authority", 1),
        ("Jonas Reed", "two council members", 1),
        ("two council members", "harbour authority", 1),
    ],
    "Rejections by engine and editor, in per cent": [("rules 1", "ada", 50.0)],
    "What came in since a moment": [(5, "Harbour Post"), (6, "Harbour Post")],
    "What changed since a moment, for an extract that goes on": [(1, "confirmed"), (5, "extracted"), (6, "extracted")],
    "What nobody has looked at yet, by outlet": [("Ellis Courier", 2), ("Harbour Post", 2)],
    "Actual quotes a day and outlet, and all that was not said": [
        ("2024-03-01", "Ellis Courier", 1, 0),
        ("2024-03-04", "Ellis Courier", 2, 0),
        ("2024-03-05", "Harbour Post", 1, 0),
        ("2024-03-06", "Harbour Post", 1, 0),
    ],
}


@pytest.fixture
def desk(database, execute):
    """`ask(sql)` on a database of either kind, in a session whose zone is far from UTC: rows as plain values."""
    # What a run brings while it goes on is no change to what it brought.
    rows = [sql.replace("'finished'", "'running'") for sql in (*rows_until(max(ROWS)), *MORE)]
    execute(database, *rows, "UPDATE import_runs SET status = 'finished'")

    def plain(value):
        value = value.isoformat() if hasattr(value, "isoformat") else value
        return float(value) if isinstance(value, Decimal) else value

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
