"""The reporting views are a contract: their columns are held to views.txt, and columns are only ever appended."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rows import fill

from factdb.database import views as contract

COLUMNS = dict(
    line.split(": ", 1) for line in Path(__file__).with_name("views.txt").read_text(encoding="utf-8").splitlines()
)
# What may be NULL: numbers and days that are not known. Texts are '' instead.
NULLABLE = {
    "speaker_id", "quote_id", "said_on", "said_until", "dated_on", "published_on", "first_on", "last_on", "confidence",
    "start_char", "end_char", "derived_from_id", "scope_source_id", "is_proved",
    "held_from", "held_until", "source_id", "rating_value", "worst_value", "best_value", "reviewed_on", "supersedes_id",
    "days_to_print", "week", "first_version", "last_version", "import_run_id", "score",
}  # fmt: skip


@pytest.fixture
def filled(made_once, execute):
    return made_once("rows", lambda database: fill(execute, database))


@pytest.fixture
def report(filled, execute):
    """Rows of a SELECT as dicts by the given columns, days as ISO 8601 text."""

    def call(view, columns, where="1 = 1"):
        names = columns.split()
        rows = execute(filled, f"SELECT {', '.join(names)} FROM {view} WHERE {where} ORDER BY {', '.join(names[:2])}")
        return [tuple(v.isoformat() if hasattr(v, "isoformat") else v for v in row) for row in rows]

    return call


def test_the_views_have_the_columns_of_the_contract(filled, execute):
    assert contract.view_names() == list(COLUMNS)
    for view, columns in COLUMNS.items():
        if "://" in filled:
            found = execute(
                filled,
                "SELECT column_name FROM information_schema.columns"
                f" WHERE table_name = '{view}' ORDER BY ordinal_position",
            )
        else:
            found = execute(filled, f"SELECT name FROM pragma_table_info('{view}')")
        assert [name for (name,) in found] == columns.split(), view


@pytest.mark.parametrize("view", COLUMNS)
def test_a_text_that_is_not_there_is_an_empty_text(filled, execute, view):
    for name in COLUMNS[view].split():
        missing = execute(filled, f"SELECT count(*) FROM {view} WHERE {name} IS NULL")
        assert missing == [(0,)] or name in NULLABLE, name


def test_a_quote_has_a_row_for_each_of_its_speakers_and_rejected_ones_have_none(report):
    assert report("report_quotes", "quote_id speaker_seq speaker_id speaker speaker_mention is_first_speaker") == [
        (1, 0, 1, "Jonas Reed", "Reed", 1),
        (1, 1, 2, "two council members", "two council members", 0),
        (2, 0, 1, "Jonas Reed", "he", 1),
        (4, 0, None, "", "they", 1),
    ]


def test_a_quote_says_who_relayed_it_who_was_addressed_and_where_it_is(report):
    output = report(
        "report_quotes", "quote_id reported_by addressee start_char end_char said_on dated_on", "speaker_seq = 0"
    )
    assert output == [
        (1, "", "", 3, 9, "2024-03-01", "2024-03-01"),  # in the newest version that it is in
        (2, "harbour authority", "reporters", None, None, None, "2024-03-04"),
        (4, "", "", None, None, None, "2024-03-04"),
    ]


def test_quotes_of_a_merged_speaker_count_once_and_where_it_was_merged_into(report, filled, execute):
    assert report("report_speakers", "speaker_id canonical_id name quote_count first_on aliases") == [
        (1, 1, "Jonas Reed", 2, "2024-03-04", "J. Reed; Réed"),
        (2, 2, "two council members", 1, "2024-03-04", ""),
        (3, 1, "Mayor Reed", 0, None, ""),
        (4, 4, "harbour authority", 0, None, ""),
    ]
    by_view = execute(filled, "SELECT count(DISTINCT quote_id) FROM report_quotes WHERE speaker_id = 1")
    assert by_view == [(2,)]


def test_a_claim_counts_the_quotes_that_assert_or_deny_it_but_no_rejected_one(report):
    assert report("report_claims", "claim_id assert_count deny_count dispute_count repeat_count first_on last_on") == [
        (1, 2, 0, 0, 0, "2024-03-01", "2024-03-04"),
        (2, 0, 0, 0, 0, "2024-03-04", "2024-03-04"),  # the narration's alone
    ]
    assert report("report_assertions", "assertion_id speaker stance quote_id") == [
        (1, "Jonas Reed", "asserts", 2),
        (3, "", "asserts", None),  # the source's own narration
        (4, "Jonas Reed", "asserts", 1),
        (4, "two council members", "asserts", 1),
        (5, "", "asserts", None),
    ]


@pytest.mark.parametrize(
    ("stance", "counted"),
    [("asserts", (1, 0, 0, 0)), ("repeats", (1, 0, 0, 0)), ("denies", (1, 0, 1, 0)), ("disputes", (1, 0, 0, 1))],
)
@pytest.mark.parametrize("factuality", ["negated", "possible"])
def test_what_was_not_said_denies_a_claim_at_most(filled, execute, report, factuality, stance, counted):
    execute(
        filled,
        f"UPDATE quotes SET factuality = '{factuality}' WHERE id = 2",
        f"UPDATE assertions SET stance = '{stance}' WHERE id = 1",
    )
    columns = "claim_id assert_count repeat_count deny_count dispute_count"
    assert report("report_claims", columns, "claim_id = 1") == [(1, *counted)]
    output = report("report_assertions", "assertion_id stance", "assertion_id = 1")
    assert output == ([(1, stance)] if stance in ("denies", "disputes") else [])


def test_a_quote_says_whether_it_was_said(filled, execute, report):
    execute(filled, "UPDATE quotes SET factuality = 'negated' WHERE id = 4")
    assert report("report_quotes", "quote_id factuality", "is_first_speaker = 1") == [
        (1, "actual"),
        (2, "actual"),
        (4, "negated"),
    ]


def test_spans_say_whether_the_text_proves_them(report):
    assert report("report_anchors", "quote_id version_number part is_in_marks exact is_proved") == [
        (1, 1, "content", 1, "We owe", 1),
        (1, 1, "content", 1, "it", 1),
        (1, 1, "cue", 0, "said", 1),
        (1, 2, "content", 1, "We owe", None),  # its text was not kept
        (2, 1, "speaker", 0, "🚢", 1),
    ]


def test_a_merge_is_followed_by_the_stored_canonical_speaker(report, filled, execute):
    execute(filled, "UPDATE speakers SET merged_into_id = 4 WHERE id = 2")
    assert report("report_quotes", "quote_id speaker", "speaker_id = 4") == [(1, "harbour authority")]
    execute(filled, "UPDATE speakers SET merged_into_id = NULL WHERE id = 2")
    assert report("report_quotes", "quote_id speaker", "speaker_id = 2") == [(1, "two council members")]


def test_corrected_attributions_are_kept_and_marked(report):
    assert ("deprecated", 1) in report("report_attributions", "rank quote_id")


def test_sources_say_what_they_were_derived_from(report):
    assert report("report_sources", "source_id publisher derived_from version_count quote_count published_on") == [
        (1, "Ellis Courier", "", 2, 3, "2024-03-04"),
        (2, "", "Council keeps the ferry", 0, 0, None),
    ]


@pytest.mark.parametrize(
    "select",
    [
        "SELECT * FROM report_quotes WHERE quote_id = 1",
        "SELECT * FROM report_quotes WHERE source_id = 1",
        "SELECT * FROM report_quotes WHERE speaker_id = 1",
        "SELECT * FROM report_attributions WHERE speaker_id = 1",
        "SELECT * FROM report_quotes WHERE dated_on >= '2024-01-01' ORDER BY dated_on DESC LIMIT 10",
        "SELECT * FROM report_anchors WHERE quote_id = 1",
        "SELECT * FROM report_attributions WHERE quote_id = 1",
        "SELECT * FROM report_assertions WHERE claim_id = 1",
        "SELECT * FROM report_claims WHERE claim_id = 1",
        "SELECT * FROM report_speakers WHERE speaker_id = 1",
        "SELECT * FROM report_sources WHERE source_id = 1",
    ],
)
def test_a_report_on_one_thing_reads_no_whole_table(sqlite_database, select):
    with closing(sqlite3.connect(sqlite_database)) as file:
        plan = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {select}")]
    scans = [step for step in plan if step.startswith("SCAN") and step != "SCAN n"]  # n: the names of one speaker
    assert scans == []
    assert not any("MATERIALIZE" in step for step in plan)


def test_every_view_says_what_a_row_of_it_is():
    for path in contract.VIEWS.glob("*.sql"):
        assert path.read_text(encoding="utf-8").startswith("-- "), path.name
