"""`factdb export`: views as CSV, JSON lines and Parquet."""

import csv
import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from rows import fill

from factdb.database.views import view_columns, view_names
from factdb.export.selection import nouns, order_of, view_of


def rows_of_view(execute, database, noun):
    """(names of the columns, rows in the order of exports, days as ISO 8601 text)"""
    names = [c.name for c in view_columns(view_of(noun))]
    order = order_of(noun).replace("COLLATE BINARY", 'COLLATE "C"') if "://" in database else order_of(noun)
    rows = execute(database, f"SELECT {', '.join(names)} FROM {view_of(noun)} ORDER BY {order}")
    return names, [[v.isoformat() if hasattr(v, "isoformat") else v for v in row] for row in rows]


@pytest.mark.parametrize("noun", nouns())
def test_csv_and_json_lines_hold_the_rows_of_the_view(run, database, execute, noun):
    fill(execute, database)
    execute(database, "UPDATE quotes SET text = '=\"a\",' || text WHERE id = 1")
    names, wanted = rows_of_view(execute, database, noun)
    lines = run("-d", database, "export", "jsonl", noun)
    assert [list(json.loads(line).values()) for line in lines.out.splitlines()] == wanted
    for options, lead in ((("--raw",), ""), ((), "'")):
        done = run("-d", database, "export", "csv", noun, *options)
        cells = [["" if v is None else str(v) for v in row] for row in wanted]
        guarded = [[lead + c if c.startswith("=") else c for c in row] for row in cells]
        assert list(csv.reader(io.StringIO(done.out))) == [names, *guarded]


@pytest.mark.parametrize("lead", "= + - @ \t \r \n ＝ ＋ － ＠".split(" "))
def test_a_spreadsheet_runs_no_cell_of_the_csv(run, database, execute, lead):
    fill(execute, database)
    execute(database, f"UPDATE sources SET title = '{lead}cmd' WHERE id = 1")
    [title, _] = [
        row["title"] for row in csv.DictReader(io.StringIO(run("-d", database, "export", "csv", "sources").out))
    ]
    assert title == f"'{lead}cmd"


@pytest.mark.parametrize("noun", ["quotes", "sources", "claims", "daily"])
def test_parquet_holds_the_rows_of_the_view_with_days_as_dates(run, database, execute, noun, tmp_path):
    import pyarrow.parquet as pq

    fill(execute, database)
    names, wanted = rows_of_view(execute, database, noun)
    done = run("-d", database, "export", "parquet", noun, "-o", "it.parquet")
    assert (done.code, done.out, done.err) == (0, "", "")
    table = pq.read_table(tmp_path / "it.parquet")
    assert table.column_names == names
    found = [[v.isoformat() if isinstance(v, date) else v for v in row.values()] for row in table.to_pylist()]
    assert found == wanted
    for column in view_columns(view_of(noun)):
        field = table.schema.field(column.name)
        assert (
            str(field.type)
            == {"integer": "int64", "real": "double", "text": "string", "date": "date32[day]"}[column.type]
        )
        assert field.metadata[b"description"].decode() == column.description


# (options, the quotes that are exported, why)
FILTERS = [
    (["--speaker", "Reed"], [1, 2], "the speaker as in the list, those merged into him included"),
    (["--speaker", "council members"], [1], "the second speaker of a joint statement"),
    (["--since", "2024-03-02"], [2, 4], "by the day of the quote"),
    (["--until", "2024-03-01"], [1], "to the day, included"),
    (["--kind", "direct"], [1], "kind"),
    (["--status", "confirmed"], [1], "status"),
    (["--search", "ferry year"], [2], "all the words"),
    (["--about", "keeps"], [1, 2, 4], "a word of the headline"),
    (["--publisher", "courier"], [1, 2, 4], "a part of the publisher's name"),
    (["--source", "2"], [], "another source"),
    (["--min-confidence", "0.7"], [1], "confidence"),
    (["--kind", "indirect", "--search", "vote"], [4], "both"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "quotes", "why"), FILTERS, ids=[" ".join(f[0]) for f in FILTERS])
def test_exports_are_narrowed_as_the_list_is(run, database, execute, options, quotes, why):
    fill(execute, database)
    execute(
        database,
        "INSERT INTO speaker_names (id, speaker_id, name, folded, kind)"
        " VALUES (9, 2, 'two council members', 'two council members', 'primary')",
    )
    done = run("-d", database, "export", "jsonl", "quotes", *options)
    assert done.code == 0, done.err
    assert sorted({json.loads(line)["quote_id"] for line in done.out.splitlines()}) == quotes, why
    listed = run("-d", database, "quotes", *options, "--format", "json")
    assert sorted(q["id"] for q in json.loads(listed.out)) == quotes


def test_claims_and_speakers_are_narrowed_by_what_they_have(run, database, execute):
    fill(execute, database)
    assert run("-d", database, "export", "jsonl", "claims", "--speaker", "Reed").out.count("\n") == 1
    assert run("-d", database, "export", "jsonl", "claims", "--speaker", "4").out == ""
    assert run("-d", database, "export", "jsonl", "speakers", "--speaker", "Reed").out.count("\n") == 2
    done = run("-d", database, "export", "csv", "claims", "--since", "2024", "-o", "claims.csv")
    assert done == (1, "", "factdb: claims cannot be filtered by --since: leave it out, or export quotes\n")


def test_a_file_gets_its_name_only_when_it_is_whole(run, sqlite_database, execute, tmp_path: Path):
    import zstandard

    fill(execute, sqlite_database)
    plain = run("-d", sqlite_database, "export", "csv").out.encode()
    for ending, opened in ((".gz", gzip.open), (".zst", zstandard.open), ("", open)):
        assert run("-d", sqlite_database, "export", "csv", "-o", f"quotes.csv{ending}").code == 0
        with opened(tmp_path / f"quotes.csv{ending}", "rb") as file:
            assert file.read() == plain
    for form in ("csv", "parquet"):
        failed = run("-d", sqlite_database, "export", form, "-o", f"nowhere/quotes.{form}")
        assert (failed.code, failed.err.count("\n")) == (1, 1)
        refused = run("-d", sqlite_database, "export", form, "--speaker", "Nobody", "-o", f"none.{form}")
        assert refused.code == 1
    assert not list(tmp_path.glob("*.part"))
    assert not list(tmp_path.glob("none.*"))


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("noun", ["quotes", "speakers", "attributions", "anchors"])
def test_an_export_goes_on_after_a_number(run, database, execute, form, noun):
    fill(execute, database)
    every = run("-d", database, "export", form, noun).out.splitlines()
    head = every[:1] if form == "csv" else []
    rest = run("-d", database, "export", form, noun, "--after", "1")
    assert rest.code == 0
    key = (
        (lambda line: line.split(",")[0])
        if form == "csv"
        else (lambda line: str(next(iter(json.loads(line).values()))))
    )
    first = [line for line in every if key(line) == "1"]
    assert first
    assert rest.out.splitlines() == [*head, *every[len(head) + len(first) :]]


def test_what_has_no_number_cannot_go_on(run, database):
    done = run("-d", database, "export", "csv", "daily", "--after", "1")
    assert (done.code, done.err) == (1, "factdb: daily have no number to continue after: leave out --after\n")


def test_a_byte_order_mark_comes_first_where_asked_for(run, database, execute, tmp_path):
    fill(execute, database)
    plain, marked = (run("-d", database, "export", "csv", *more).out for more in ((), ("--bom",)))
    assert marked == "\ufeff" + plain
    assert run("-d", database, "export", "csv", "--bom", "-o", "q.csv").code == 0
    assert (tmp_path / "q.csv").read_text(encoding="utf-8-sig") == plain


@pytest.mark.parametrize(
    ("call", "output"),
    [
        (["quotes", "-o", "q.csv"], "the format comes first: `factdb export csv quotes`, or jsonl or parquet for csv"),
        (["xlsx"], "factdb does not write spreadsheets: `factdb export csv --bom -o FILE.csv` writes"),
        (["csv", "-o", "q.XLSX"], "factdb does not write spreadsheets"),
        (["parquet", "-o", "q.ods"], "factdb does not write spreadsheets"),
    ],
)
def test_what_people_type_instead_is_answered_with_the_command(run, database, tmp_path, call, output):
    done = run("-d", database, "export", *call)
    assert (done.code, output in done.err) == (2, True), done.err
    assert not list(tmp_path.glob("q.*"))


def test_an_open_speaker_is_one_thing_in_every_view(run, database, execute):
    """The number is unknown, the name is empty; lists say null for both."""
    fill(execute, database)
    for view in view_names():
        columns = {c.name: c.type for c in view_columns(view)}
        for name in columns.keys() & {"speaker", "speaker_uid", "speaker_kind"}:
            assert execute(database, f"SELECT count(*) FROM {view} WHERE {name} IS NULL") == [(0,)], (view, name)
        if {"speaker", "speaker_id"} <= columns.keys():
            other = f"SELECT count(*) FROM {view} WHERE (speaker_id IS NULL) <> (speaker = '')"
            assert execute(database, other) == [(0,)], view
