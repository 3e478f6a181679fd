"""`factdb export`: whole views, as CSV and JSON lines."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from rows import fill

from factdb.contract import view_columns
from factdb.export.lines import NOUNS


@pytest.mark.parametrize("noun", NOUNS)
def test_csv_and_json_lines_hold_the_rows_of_the_view(run, database, execute, noun):
    fill(execute, database)
    execute(database, "UPDATE quotes SET text = '=\"a\",' || text WHERE id = 1")
    view, order = NOUNS[noun]
    names = [c.name for c in view_columns(view)]
    wanted = [
        [v.isoformat() if hasattr(v, "isoformat") else v for v in row]
        for row in execute(database, f"SELECT {', '.join(names)} FROM {view} ORDER BY {order}")
    ]
    lines = run("-d", database, "export", "jsonl", noun)
    assert [list(json.loads(line).values()) for line in lines.out.splitlines()] == wanted
    for options, lead in ((("--raw",), ""), ((), "'")):
        done = run("-d", database, "export", "csv", noun, *options)
        cells = [["" if v is None else str(v) for v in row] for row in wanted]
        guarded = [[lead + c if c.startswith("=") else c for c in row] for row in cells]
        assert list(csv.reader(io.StringIO(done.out))) == [names, *guarded]


def test_a_file_gets_its_name_only_when_it_is_whole(run, sqlite_database, execute, tmp_path: Path):
    fill(execute, sqlite_database)
    assert run("-d", sqlite_database, "export", "csv", "-o", "quotes.csv.gz").code == 0
    assert gzip.decompress((tmp_path / "quotes.csv.gz").read_bytes()).startswith(b"quote_id,")
    assert not list(tmp_path.glob("*.part"))
    failed = run("-d", sqlite_database, "export", "csv", "-o", "nowhere/quotes.csv")
    assert (failed.code, failed.err.count("\n")) == (1, 1)
