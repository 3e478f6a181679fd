"""`import factdb`: the lists of the commands for notebooks and programs, and a notebook that shows them."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import factdb
from factdb.cli import cli
from factdb.errors import DatabaseError, NotFoundError, QueryError

ROOT = Path(__file__).parents[1]
SEEDS = str(ROOT / "seeds")
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
ARTICLE = """Council keeps the ferry

Published: March 4, 2024

PORT ELLIS — “We owe it to the <b>islands</b>,” Mayor Jonas Reed told reporters on Friday.
"""


@pytest.fixture
def archive(database, run):
    assert run("-d", database, "import", SEEDS).code == 0
    return factdb.open(database)


def options_of(*path: str) -> set[str]:
    command: click.Command | None = cli
    for name in path:
        command = command.get_command(click.Context(command), name)
    shown = {"format", "sort", "columns", "count", "matches"}
    everywhere = {"database", "quiet", "no_pager"}
    return {p.name for p in command.params} - shown - everywhere


@pytest.mark.parametrize("noun", ["quotes", "speakers", "sources", "claims", "reviews"])
def test_the_methods_take_the_options_of_the_commands(noun):
    method = getattr(factdb.Archive, noun)
    assert set(inspect.signature(method).parameters) - {"self"} == options_of(noun, "list")


def test_lists_hold_what_the_commands_print(archive, run):
    import json

    for noun, rows in (
        ("quotes", archive.quotes()),
        ("speakers", archive.speakers()),
        ("sources", archive.sources()),
        ("claims", archive.claims()),
        ("reviews", archive.reviews()),
    ):
        printed = run("-d", archive.database, noun, "--json", "--limit", "0").out
        assert json.loads(json.dumps(rows.rows())) == json.loads(printed or "[]"), noun


def test_filters_days_and_references(archive):
    said = archive.quotes(speaker="Blinken", since="2023-06", until="2023", kind="mixed")
    assert [(row["speaker"], row["kind"]) for row in said] == [("Antony Blinken", "mixed")] * 2
    assert archive.quotes(speaker=said.rows()[0]["speaker_id"], limit=1).rows() == said.rows()[:1]
    assert archive.quotes(until="1999").rows() == []
    assert len(archive.claims(disputed=True).rows()) == 1
    assert [row["relation"] for row in archive.variants(7)] == ["this", "fuller"]
    with pytest.raises(NotFoundError, match="did you mean Antony Blinken"):
        archive.quotes(speaker="Blinkn").rows()
    with pytest.raises(ValueError, match="tomorrow"):
        archive.quotes(since="tomorrow")


def test_sql_is_that_of_the_command(archive):
    trusted = archive.database.startswith("postgresql")
    count = "SELECT count(*) AS n FROM report_quotes WHERE kind = :kind"
    assert archive.sql(count, {"kind": "direct"}, as_owner=trusted).rows() == [{"n": 4}]
    with pytest.raises(QueryError):
        archive.sql("DELETE FROM quotes", as_owner=trusted).rows()
    nothing = archive.sql("SELECT quote_id, text FROM report_quotes WHERE quote_id < 0", as_owner=trusted)
    assert nothing.to_arrow().column_names == ["quote_id", "text"]


def test_frames_have_the_same_types_with_rows_and_without(archive):
    pytest.importorskip("pandas", reason="pandas is not installed: pip install -e '.[dev]'")
    polars = pytest.importorskip("polars", reason="Polars is not installed: pip install -e '.[dev]'")
    some, none = archive.quotes(), archive.quotes(until="1900")
    assert some.to_arrow().schema == none.to_arrow().schema
    assert list(some.to_pandas().dtypes) == list(none.to_pandas().dtypes)
    frame = some.to_pandas()
    assert str(frame["speaker_id"].dtype) == "Int64"
    assert frame["speaker_id"].isna().sum() == sum(row["speaker_id"] is None for row in some)
    assert some.to_polars().schema["confidence"] == polars.Float64
    assert some.to_polars()["text"].to_list() == [row["text"] for row in some]


def test_a_notebook_shows_quoted_words_marked_and_everything_escaped(run, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    run("-d", "new.sqlite", "import", "article.txt", "--title", "<script>\u202e")
    html = factdb.open("new.sqlite").quotes()._repr_html_()
    assert "<mark>We owe it to the &lt;b&gt;islands&lt;/b&gt;</mark>" in html
    assert "<script>" not in html
    assert "\u202e" not in html
    listed = factdb.open("new.sqlite").sql("SELECT value AS n FROM json_each('[1, 2]')")
    assert listed._repr_html_().count("<tr>") == 3


def test_mixed_quotes_are_marked_where_they_are_quoted(seeded_sqlite):
    html = factdb.open(seeded_sqlite).quotes(speaker="Blinken", kind="mixed")._repr_html_()
    assert "Washington wants to be certain “<mark>that the competition we have with China doesn’t veer" in html


def test_a_database_that_is_not_there_is_refused_when_it_is_opened(tmp_path):
    with pytest.raises(DatabaseError, match="there is no database yet"):
        factdb.open(str(tmp_path / "none.sqlite"))


def test_one_text_is_read_without_a_database():
    (found,) = factdb.extract(ARTICLE, published="2024-03-04")
    assert (found.speakers[0].name, str(found.said.said_on)) == ("Jonas Reed", "2024-03-01")
    assert ARTICLE[found.spans[0].start : found.spans[0].end] == found.text
    assert factdb.extract(ARTICLE, min_confidence=1.0) == []
    from factdb.extract import extract_quotations  # still a package

    assert callable(extract_quotations)


def test_importing_factdb_imports_nothing_else():
    code = "import sys, factdb; print([m for m in sys.modules if m.startswith('factdb.') or m == 'sqlalchemy'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_notebook_prints_what_it_says(tmp_path):
    """FACTDB_REWRITE=1 writes down what it prints instead."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install -e '.[dev]'")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install -e '.[dev]'")
    (tmp_path / "seeds").symlink_to(SEEDS)
    written = nbformat.read(NOTEBOOK, as_version=4)
    fresh = nbformat.from_dict(written)
    nbclient.NotebookClient(fresh, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    if os.environ.get("FACTDB_REWRITE"):
        for cell in fresh.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(fresh, NOTEBOOK)
        return
    assert [cell.get("outputs") for cell in fresh.cells] == [cell.get("outputs") for cell in written.cells]
