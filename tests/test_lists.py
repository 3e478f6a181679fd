"""Lists as people read and ask for them: entries, tables that fit, short forms, pager, configuration."""

import csv
import io
import json
import os
import sys
from dataclasses import replace

import pytest
from processes import on_a_terminal
from samples import FERRY

from factdb.cli.listing import _sorted
from factdb.database.connect import read_connection
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_ids
from factdb.queries.sorting import SORTED_BY, count_quotes, sorted_quotes


@pytest.fixture
def filled(made_once, run, tmp_path):
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    imports = ("import", "ferry.txt", "--published", "2024-03-04", "--publisher", "Ellis Post")
    return made_once("lists", lambda database: run("-d", database, *imports))


@pytest.fixture
def rows(run, filled):
    return json.loads(run("-d", filled, "quotes", "--json").out)


def test_quotes_are_entries_as_wide_as_the_terminal(run, filled, rows, monkeypatch):
    for width in (40, 80, 400):
        monkeypatch.setenv("COLUMNS", str(width))
        entries = run("-d", filled, "quotes").out.split("\n\n")
        assert len(entries) == len(rows)
        for entry, row in zip(entries, rows, strict=True):
            lines = entry.splitlines()
            assert all(len(line) <= min(width, 120) for line in lines), lines
            head, words = " ".join(entry.split()).split(f" {row['kind']} · ")
            assert head == f"{row['id']} {row['speaker']} ·" + (f" {row['said_on']} ·" if row["said_on"] else "")
            assert words == f"Ellis Post, 2024-03-04 {row['text']}"


@pytest.mark.parametrize("command", [["claims"], ["decisions"], ["reviews"], ["history", "quote", "1"]])
def test_claims_decisions_and_reviews_are_entries_too(run, filled, command, monkeypatch):
    assert run("-d", filled, "claims", "add", "The ferry is full.", "--quote", "1").code == 0
    (claim,) = json.loads(run("-d", filled, "claims", "--json").out)
    judged = run("-d", filled, "reviews", "add", str(claim["id"]), "--rating", "False", "--organization", "Desk")
    assert judged.code == 0, judged.err
    assert run("-d", filled, "quotes", "confirm", "1", "--by", "mira", "--reason", "heard it").code == 0
    text = run("-d", filled, *command).out
    assert "─" not in text
    output = {
        "claims": f"{claim['id']}   asserted by 1 · confirmed\n    The ferry is full.\n",
        "reviews": "1   Desk · 20",
        "decisions": "confirmed_by: none → mira; status: extracted → confirmed\n    reason: heard it\n",
        "history": "mira · confirm quote 1\n    confirmed_by: none → mira",
    }
    assert output[command[0]] in text
    if command[0] == "reviews":
        assert text.endswith(f"· False (1 of 1 to 5) · draft\n    claim {claim['id']}: The ferry is full.\n")
    monkeypatch.setenv("COLUMNS", "160")
    assert "─" in run("-d", filled, *command, "--format", "table").out


def test_short_forms_print_what_the_long_ones_do(run, filled):
    for form in ("json", "jsonl", "csv", "tsv", "markdown"):
        for command in (["quotes"], ["sources"], ["sql", "--as-owner", "SELECT 1 AS one"]):
            assert run("-d", filled, *command, f"--{form}") == run("-d", filled, *command, "--format", form)
    assert run("-d", filled, "quotes", "show", "1", "--json") == run(
        "-d", filled, "quotes", "show", "1", "--format", "json"
    )


@pytest.mark.parametrize(
    "line",
    [
        "-d DATABASE quotes --count",
        "quotes -d DATABASE --count",
        "quotes list --count -d DATABASE",
        "quotes --count --database DATABASE",
        "quotes --count --database=DATABASE",
        "as-of 2100-01-01 quotes --count -d DATABASE",
    ],
)
def test_the_database_is_named_anywhere_on_the_line(run, filled, rows, line):
    done = run(*[word.replace("DATABASE", filled) for word in line.split()])
    assert (done.code, done.out) == (0, f"{len(rows)}\n"), done.err


def test_a_noun_alone_shows_the_row_that_is_named(run, filled, rows):
    assert run("-d", filled, "quotes", "1") == run("-d", filled, "quotes", "show", "1")
    assert run("-d", filled, "speakers", rows[0]["speaker"]) == run(
        "-d", filled, "speakers", "show", rows[0]["speaker"]
    )
    assert run("quotes", "-d", filled, "1", "--json") == run("-d", filled, "quotes", "show", "1", "--format", "json")
    assert "no quote number 99" in run("-d", filled, "quotes", "99").err
    mistyped = run("-d", filled, "quotes", "confrim", "1")
    assert (mistyped.code, "confirm" in mistyped.err) == (2, True)


def test_lists_are_sorted_narrowed_and_counted(run, filled, rows):
    done = run("-d", filled, "quotes", "--sort", "speaker,-id", "--columns", "speaker,id", "--csv")
    output = [(row["speaker"], int(row["id"])) for row in csv.DictReader(io.StringIO(done.out))]
    wanted = sorted(((row["speaker"] or "", row["id"]) for row in rows), key=lambda one: -one[1])
    assert output == sorted((one for one in wanted if one[0]), key=lambda one: one[0].casefold()) + [
        one for one in wanted if not one[0]
    ]
    # Sorted first, cut then.
    first = run("-d", filled, "quotes", "--sort", "-id", "--limit", "1", "--columns", "id", "--json")
    assert json.loads(first.out) == [{"id": max(row["id"] for row in rows)}]
    assert run("-d", filled, "quotes", "--count", "--limit", "1").out == f"{len(rows)}\n"
    for option in ("--sort", "--columns"):
        wrong = run("-d", filled, "quotes", option, "speeker")
        assert (wrong.code, "there is no column 'speeker'; choose from id, " in wrong.err) == (2, True)


@pytest.mark.parametrize("noun", ["speakers", "sources"])
@pytest.mark.parametrize("column", ["id", "quotes", "name", "role", "title", "publisher", "published_on", "versions"])
def test_speakers_and_sources_are_sorted_and_counted_by_the_database_as_by_their_rows(run, filled, noun, column):
    rows = json.loads(run("-d", filled, noun, "--json").out)
    assert run("-d", filled, noun, "--count", "--limit", "1").out == f"{len(rows)}\n"
    if column not in rows[0]:
        assert "there is no column" in run("-d", filled, noun, "--sort", column).err
        return
    for sort, down in ((column, False), (f"-{column}", True)):
        known = [row for row in rows if row[column] is not None]
        known.sort(key=lambda r: r[column].casefold() if isinstance(r[column], str) else r[column], reverse=down)
        wanted = known + [row for row in rows if row[column] is None]
        assert json.loads(run("-d", filled, noun, "--sort", sort, "--json").out) == wanted
        first = json.loads(run("-d", filled, noun, "--sort", sort, "--limit", "1", "--json").out)
        assert first == wanted[:1]


def test_what_the_limit_cut_is_reported_in_a_pipe_too_unless_quiet(run, filled, rows):
    assert run("-d", filled, "quotes", "--limit", "1").err == "only the first 1; --limit 0 shows all\n"
    assert run("-d", filled, "quotes", "--limit", str(len(rows))).err == ""
    assert run("-d", filled, "quotes", "--limit", "1", "-q").err == ""
    assert run("-q", "-d", filled, "quotes", "--speaker", "1", "--since", "2100").err == ""


def test_a_table_that_does_not_fit_has_one_column_a_line(run, filled, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    wide = run("-d", filled, "sql", "--as-owner", "SELECT * FROM report_quotes ORDER BY quote_id LIMIT 2").out
    lines = wide.splitlines()
    assert lines[0] == "quote_id:         1"
    assert lines.count("") == 1, "one empty line between two rows"
    assert max(map(len, lines)) <= 80
    narrow = run("-d", filled, "sql", "--as-owner", "SELECT quote_id, kind FROM report_quotes").out
    assert narrow.splitlines()[0].split() == ["quote_id", "kind"]


def factdb_on_a_terminal(command, cwd, **environment):
    """What comes to a terminal."""
    environment = {**os.environ, "TERM": "xterm", **environment}
    came = on_a_terminal([sys.executable, "-m", "factdb", *command], cwd=cwd, env=environment)
    return came.replace("\r\n", "\n")


def test_a_terminal_gets_bold_numbers_and_a_pager(run, filled, tmp_path):
    plain = run("-d", filled, "quotes", "--limit", "1").out
    number = plain.split()[0]
    command = ["-d", filled, "quotes", "--limit", "1", "-q"]
    assert factdb_on_a_terminal(command, tmp_path, NO_COLOR="1") == plain
    bold = plain.replace(number, f"\x1b[1m{number}\x1b[0m", 1)
    assert factdb_on_a_terminal(command, tmp_path) == bold
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\nexec cat\n", encoding="utf-8")
    pager.chmod(0o755)
    assert factdb_on_a_terminal(command, tmp_path, PAGER=str(pager)) == f"paged\n{bold}"
    assert factdb_on_a_terminal([*command, "--no-pager"], tmp_path, PAGER=str(pager)) == bold
    # A reader who quits the pager at once is no error.
    pager.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert factdb_on_a_terminal(command, tmp_path, PAGER=str(pager)) == ""


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    path = tmp_path / "xdg" / "factdb" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_a_configuration_file_says_what_need_not_be_typed(run, filled, config, tmp_path, monkeypatch):
    (tmp_path / "second.txt").write_text(FERRY.replace("ferry", "bridge"), encoding="utf-8")
    config.write_text(
        f'database = "{filled}"\nactor = "Ada"\nformat = "csv"\npublisher = "Ellis Courier"\n', encoding="utf-8"
    )
    assert run("quotes", "confirm", "1").code == 0
    assert run("import", "second.txt").code == 0
    (done, *_) = csv.DictReader(io.StringIO(run("decisions").out))
    assert (done["actor"], done["action"]) == ("Ada", "confirm")
    publishers = [row["publisher"] for row in csv.DictReader(io.StringIO(run("sources").out))]
    assert sorted(publishers) == ["Ellis Courier", "Ellis Post"]
    assert run("quotes", "--publisher", "Post", "--count").out != "0\n"  # a filter is no setting
    # The line and the environment go first.
    assert run("quotes", "--json", "--limit", "1").out.startswith("[")
    monkeypatch.setenv("FACTDB_ACTOR", "Eve")
    assert run("quotes", "confirm", "2").code == 0
    assert json.loads(run("decisions", "--limit", "1", "--json").out)[0]["actor"] == "Eve"
    output = run("config").out
    for line in (f"database:  {filled} (file)", "actor:     Eve (FACTDB_ACTOR)", "format:    csv (file)"):
        assert line in output
    assert output.startswith(f"file:      {config}\n")


@pytest.mark.parametrize(
    ("text", "output"),
    [
        (
            'actor = "Ada"\ncolour = "red"\n',
            ":2: colour is not a setting: choose from database, actor, format, publisher, topics",
        ),
        ("\nactor = 3\n", ':2: actor must be a text in quotation marks: actor = "…"'),
        ('# lists\nformat = "xml"\n', ":2: format 'xml' is not known: write one of table, json"),
        ('actor = "Ada"\n[lists]\nlimit = 3\n', ":2: lists is not a setting"),
        ('actor = "Ada\n', ":1: is not TOML"),
        ("actor = Ada\n", ":1: is not TOML"),
    ],
)
def test_a_bad_configuration_file_is_one_error_with_its_line(run, config, text, output):
    config.write_text(text, encoding="utf-8")
    done = run("quotes")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(f"factdb: {config}{output}"), done.err
    assert run("--help").code == 0


def test_without_a_configuration_file_the_defaults_are_listed(run, config):
    output = run("config").out
    assert output.startswith(f"file:      {config} (missing)\ndatabase:  factdb.sqlite (default)\n")


def test_the_database_sorts_and_counts_as_the_rows_would(filled):
    with read_connection(filled) as reader:
        rows = list(find_quotes(reader, QuoteFilter(factuality="all", limit=0)))
        for name in SORTED_BY:
            for order in ((name,), (f"-{name}",), ("kind", name)):
                asked = QuoteFilter(factuality="all", limit=0)
                output = [row["id"] for row in sorted_quotes(reader, asked, order)]
                assert output == [row["id"] for row in _sorted(rows, order)], order
                asked = QuoteFilter(factuality="all", limit=3)
                assert [row["id"] for row in sorted_quotes(reader, asked, order)] == output[:3], order
                said = [row["id"] for row in _sorted([row for row in rows if row["factuality"] == "actual"], order)]
                for limit in (1, 3):  # found value by value, not sorted
                    listed = [row["id"] for row in sorted_quotes(reader, QuoteFilter(limit=limit), order)]
                    assert listed == said[:limit], order
        speaker = next(row["speaker"] for row in rows if row["speaker"])
        for given in (
            {}, {"kind": "direct"}, {"status": "extracted"}, {"status": "rejected"}, {"factuality": "all"},
            {"speaker": speaker}, {"since": "2024-03-01"}, {"search": "the"}, {"min_confidence": 0.7},
            {"after": rows[0]["id"]}, {"speaker": speaker, "kind": "indirect"},
        ):  # fmt: skip
            asked = QuoteFilter(**given, limit=1)
            assert count_quotes(reader, asked) == len(quote_ids(reader, replace(asked, limit=0))), given
