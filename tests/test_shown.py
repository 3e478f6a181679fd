"""What an article holds never drives the terminal of its reader, and data in a pipe stays as it is."""

import csv
import io
import json
import re
import sys

import pytest
from processes import on_a_terminal

# Writes the clipboard, sets the title (C0 and C1), turns letters round, a line separator, a tag.
DRIVING = {
    "OSC 52": "\x1b]52;c;cm0gLXJm\x07",
    "OSC 0 in C1": "\x9d0;owned\x9c",
    "bidi override": "\u202eevil\u202c",
    "isolate": "\u2066x\u2069",
    "line separator": "a\u2028b",
    "CSI": "\x1b[2J\x9b5n",
    "delete": "\x7f",
    "tag": "\U000e0041",
}
HOSTILE = "We owe it " + " ".join(DRIVING.values()) + " to the islands"
# How rich draws headings and bars.
STYLE = re.compile(r"\x1b\[([0-9;]*m|\?25[lh]|2K|1A)")
DRIVES = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)

COMMANDS = [
    *(["quotes", "--format", form] for form in ("table", "json", "jsonl", "csv", "tsv", "markdown")),
    *(["sources", "--format", form] for form in ("table", "csv", "markdown")),
    ["quotes", "show", "1"],
    ["quotes", "show", "1", "--format", "json"],
    ["sources", "show", "1"],
    ["sources", "show", "1", "--format", "json"],
    ["speakers", "show", "1"],
    ["speakers", "show", "1", "--format", "json"],
    ["claims", "show", "1"],
    ["claims", "show", "1", "--format", "json"],
    ["claims"],
    ["search", "islands"],
    ["history", "quote", "1"],
    ["export", "csv", "quotes"],
    ["export", "jsonl", "quotes"],
    ["import", "x\x1b]52;c;eA==\x07.txt"],
    ["extract", "hostile.txt"],
    ["import", "hostile.txt"],
    ["export", "annotations"],
    ["quotes", "--speaker", "\x1b]0;x\x07\u202e"],
    ["sql", "--as-owner", "SELECT 1 AS \"\x1b]52;c;eA==\x07[bold]\""],
    ["sql", "--as-owner", "SELECT 1 AS \"\x1b]52;c;eA==\x07\"", "--format", "csv"],
]  # fmt: skip

# Runs commands in one process on the terminal that its output is.
RUN = """
import json, sys
from factdb.cli import main
for command in json.loads(sys.argv[1]):
    sys.argv[1:] = command
    try:
        main()
    except SystemExit:
        print("-----")
"""


def each_on_a_terminal(commands, cwd):
    """What comes to a terminal of each of `commands`."""
    return on_a_terminal([sys.executable, "-c", RUN, json.dumps(commands)], cwd=cwd).split("-----")[:-1]


@pytest.fixture
def filled(made_once, run, tmp_path):
    line = {
        "kind": "direct", "text": HOSTILE, "title": f"Ferry {HOSTILE}", "publisher": f"Courier {HOSTILE}",
        "speaker": f"Jonas Reed {HOSTILE}", "speaker_mention": HOSTILE,
    }  # fmt: skip
    (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (tmp_path / "hostile.txt").write_text(
        f"Ferry {HOSTILE}\n\n“{HOSTILE},” said Jonas {DRIVING['bidi override']} Reed.\n", encoding="utf-8"
    )

    def fill(database):
        done = run("-d", database, "imports", "quotes", "in.jsonl")
        assert (done.code, "1 new" in done.out or "1 quote" in done.out) == (0, True), done.err + done.out
        assert run("-d", database, "claims", "add", HOSTILE, "--quote", "1").code == 0

    return made_once("shown", fill)


def test_nothing_of_an_article_drives_the_terminal(filled, tmp_path):
    came = each_on_a_terminal([["-d", filled, *command] for command in COMMANDS], tmp_path)
    assert len(came) == len(COMMANDS)
    for command, text in zip(COMMANDS, came, strict=True):
        assert "Traceback" not in text, (command, text)
        assert text.strip(), command
        assert DRIVES.findall(STYLE.sub("", text)) == [], (command, text)


def test_data_in_a_pipe_stays_exact(run, filled):
    rows = list(csv.DictReader(io.StringIO(run("-d", filled, "quotes", "--format", "csv").out, newline="")))
    stored = rows[0]["text"]
    assert all(sign in stored for sign in (DRIVING["bidi override"], DRIVING["isolate"]))
    for command in (["quotes", "--format", "json"], ["quotes", "--format", "jsonl"], ["export", "jsonl", "quotes"]):
        out = run("-d", filled, *command).out
        answer = json.loads(out)
        assert (answer[0] if isinstance(answer, list) else answer)["text"] == stored
    whole = run("-d", filled, "export", "csv", "quotes").out
    assert next(csv.DictReader(io.StringIO(whole, newline="")))["text"] == stored


@pytest.mark.parametrize("command", [["quotes", "show", "1"], ["speakers", "show", "1"], ["sources", "show", "1"]])
def test_what_is_for_people_is_shown_in_a_pipe_too(run, filled, command):
    """A pager or `tail` passes it on to the terminal."""
    assert DRIVES.findall(run("-d", filled, *command).out) == []


def test_a_cell_of_csv_with_a_bare_carriage_return_is_one_cell(run, database):
    ends = "char(13)" if "://" not in database else "chr(13)"
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        done = run(
            "-d", database, "sql", "--as-owner", f"SELECT 'a' || {ends} || '=1+1' AS a, 2 AS b", "--format", form
        )
        assert done.out == f'a{delimiter}b\n"a\r=1+1"{delimiter}2\n'
        assert list(csv.reader(io.StringIO(done.out, newline=""), delimiter=delimiter))[1] == ["a\r=1+1", "2"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](http://y.example/z)", "!\\[x\\](http://y.example/z)"),
        ("a & b | c * `d`", "a &amp; b \\| c \\* \\`d\\`"),
        ("<javascript:alert(1)>", "&lt;javascript:alert(1)&gt;"),
    ],
)
def test_markdown_holds_no_markup_of_others(run, sqlite_database, text, written):
    done = run("-d", sqlite_database, "sql", "SELECT :t AS a", "-p", "t", text, "--format", "markdown")
    assert done.out == f"| a |\n| --- |\n| {written} |\n"
