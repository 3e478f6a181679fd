"""`factdb imports quotes`: very many quotes of another archive from JSON lines."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import fill

# What a line of the export says of the place in the text and of numbers of its database is not carried over.
NOT_CARRIED = {"quote_id", "source_id", "speaker_id", "start_char", "end_char"}
# Those that say something of the import itself, and of versions whose texts do not come along.
NOT_CARRIED |= {"import_run_id", "imported_at", "changed_at", "first_version", "last_version", "is_in_newest"}

# What is said after a load.
LINK = "`factdb quotes link` compares them with all others\n"


def lines_of(run, database):
    lines = [
        json.loads(line) for line in run("-d", database, "export", "jsonl", "--factuality", "all").out.splitlines()
    ]
    kept = [{k: v for k, v in line.items() if k not in NOT_CARRIED} for line in lines]
    return sorted(kept, key=lambda line: (line["quote_uid"], line["speaker_seq"]))


@pytest.fixture
def other(backend, request, tmp_path):
    """A second database of the same kind."""
    if backend == "sqlite":
        yield str(tmp_path / "other.sqlite")
        return
    server = request.getfixturevalue("postgresql_server")
    url = server.migrated()
    yield url
    server.drop(url)


def test_an_export_imported_into_an_empty_database_exports_the_same(run, database, execute, other, tmp_path):
    fill(execute, database)
    execute(database, "UPDATE quotes SET factuality = 'negated' WHERE id = 4")
    run("-d", database, "export", "jsonl", "quotes", "--factuality", "all", "-o", "quotes.jsonl")
    done = run("-d", other, "imports", "quotes", "quotes.jsonl")
    assert done == (0, "3 new quotes, 0 lines already known; import run 1\n" + LINK, "")
    assert lines_of(run, other) == lines_of(run, database)
    assert run("-d", other, "db", "check") == (0, "no faults\n", "")
    assert run("-d", other, "verify").code == 0
    assert "islands" in run("-d", other, "search", "islands", "--format", "csv").out
    again = run("-d", other, "imports", "quotes", "quotes.jsonl")
    assert again == (0, "0 new quotes, 4 lines already known\n", "")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
days = st.none() | st.dates().map(str)
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "text": texts,
            "kind": st.sampled_from(["direct", "mixed", "indirect"]),
            "title": texts,
            "said_on": days,
            "published_on": days,
            "speaker": st.sampled_from(["", "Mira Okafor", "Jonas Reed", "two officials"]),
            "speaker_kind": st.sampled_from(["person", "organization"]),
            "publisher": st.sampled_from(["", "Ellis Courier"]),
            "venue": texts,
        }
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(LINES)
def test_whatever_was_imported_once_goes_out_and_in_again_unchanged(run, migrated_sqlite, lines):
    with tempfile.TemporaryDirectory() as folder:
        first, second = (str(shutil.copy(migrated_sqlite, f"{folder}/{n}.sqlite")) for n in (1, 2))
        Path(folder, "1.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        assert run("-d", first, "imports", "quotes", f"{folder}/1.jsonl").code == 0
        run("-d", first, "export", "jsonl", "-o", f"{folder}/2.jsonl")
        assert run("-d", second, "imports", "quotes", f"{folder}/2.jsonl").code == 0
        assert lines_of(run, second) == lines_of(run, first)


WRONG = [
    ("{", "truncated"),
    ("[1]", "is not an object"),
    ('{"kind": "direct", "title": "T"}', "has no text"),
    ('{"kind": "sung", "title": "T", "text": "la"}', "kind is 'sung'"),
    ('{"kind": "direct", "text": "la"}', "names no source"),
    ('{"kind": "direct", "text": "la", "title": "T", "said_on": "2024-02-30"}', "day"),
    ('{"kind": "direct", "text": "la", "title": "T", "confidence": 7}', "confidence is 7"),
    ('{"kind": "direct", "text": "la", "title": "T", "factuality": "likely"}', "factuality is 'likely'"),
    ('{"kind": "direct", "text": "la", "title": ["T"]}', "title is not plain text"),
    ('{"kind": "direct", "text": null, "title": "T"}', "text is not plain text but null"),
    ('{"kind": "direct", "text": "la", "title": "T", "confidence": "high"}', "confidence is not a number"),
    ('{"kind": "direct", "text": "l\\u0000a", "title": "T"}', "text contains a NUL character"),
    ('{"kind": "direct", "text": "l\\ud800a", "title": "T"}', "surrogate"),
]  # fmt: skip


def test_lines_that_make_no_sense_are_named_and_the_rest_is_imported(run, database, tmp_path):
    good = '{"kind": "direct", "text": "la", "title": "T", "speaker": "Mira Okafor"}'
    (tmp_path / "in.jsonl").write_text("\n".join([good, *(line for line, _ in WRONG)]), encoding="utf-8")
    done = run("-d", database, "imports", "quotes", "in.jsonl")
    assert (done.code, done.out) == (1, "1 new quotes, 0 lines already known; import run 1\n" + LINK)
    output = done.err.splitlines()
    assert len(output) == len(WRONG)
    for number, (said, (_, wanted)) in enumerate(zip(output, WRONG, strict=True), start=2):
        assert said.startswith(f"factdb: in.jsonl:{number}: ")
        assert wanted in said


@pytest.mark.parametrize(
    ("key", "value", "output"),
    [
        ("speaker_seq", 9223372036854775808, "speaker_seq is"),
        (
            "speaker_seq",
            9223372036854775807,
            "speaker_seq is 9223372036854775807: write a number from 0 to 2,147,483,647",
        ),
        ("speaker_seq", -1, "speaker_seq is -1"),
        ("confidence", 10**400, "confidence"),
        ("url", "https://x.example/" + "".join(map(chr, range(0x4E00, 0x5E00))), "url is longer than 2,000 bytes"),
        ("publisher", "".join(map(chr, range(0x4E00, 0x5E00))), "publisher is longer than 2,000 bytes"),
        ("speaker", "".join(map(chr, range(0x4E00, 0x5E00))), "speaker is longer than 2,000 bytes"),
        ("text", "word " * 300_000, "text is longer than 1,000,000 bytes"),
        ("text", "\ud800", ""),
        ("said_on", "99999-01-01", ""),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_value_that_no_column_holds_costs_its_own_line_alone(run, database, tmp_path, key, value, output):
    good = {"kind": "direct", "text": "la", "title": "T", "speaker": "Ada Quill"}
    lines = [good, good | {"text": "lo", key: value}, good | {"text": "li"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("-d", database, "imports", "quotes", "in.jsonl")
    assert done.code == 1
    assert done.err.startswith("factdb: in.jsonl:2: ")
    assert output in done.err
    assert done.err.count("\n") == 1
    assert done.out.startswith("2 new quotes")
    assert run("-d", database, "verify").code == 0


def test_a_quote_that_occurs_twice_in_a_file_is_imported_once(run, database, execute, tmp_path, monkeypatch):
    monkeypatch.setattr("factdb.ingest.quotes_file.CHUNK", {"sqlite": 2, "postgresql": 2})
    one = {"quote_uid": "a" * 32, "kind": "direct", "text": "la", "title": "T", "url": "https://ellis.example/1"}
    joint = {**one, "speaker": "Mira Okafor", "speaker_seq": 1}
    other = {**one, "quote_uid": "b" * 32, "text": "lo", "source_uid": "c" * 32, "speaker": "Jonas Reed"}
    last = {**other, "quote_uid": "d" * 32, "speaker": "JONAS  REED", "kind": "mixed"}
    lines = [one, joint, joint, other, one, last, {**last, "speaker_seq": 1, "speaker": "Mira Okafor"}, other]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("-d", database, "imports", "quotes", "in.jsonl")
    assert done == (0, "3 new quotes, 3 lines already known; import run 1\n" + LINK, "")
    assert execute(database, "SELECT count(*) FROM sources") == [(1,)]
    spoken = "SELECT quote_id, speaker_id, seq FROM attributions ORDER BY quote_id, seq"
    assert [row[1:] for row in execute(database, spoken)] == [(1, 1), (2, 0), (2, 0), (1, 1)]
    assert execute(database, "SELECT name FROM speakers ORDER BY id") == [("Mira Okafor",), ("Jonas Reed",)]
    assert run("-d", database, "db", "check") == (0, "no faults\n", "")
    assert run("-d", database, "verify").code == 0


def test_an_import_of_quotes_is_undone_exactly(run, database, execute, tmp_path):
    line = '{"kind": "direct", "text": "la", "title": "T", "publisher": "Ellis Courier", "speaker": "%s"}\n'
    for number, name in enumerate(("Jonas Reed", "Mira Okafor"), start=1):
        (tmp_path / f"{number}.jsonl").write_text(line.replace("la", name) % name, encoding="utf-8")
    assert run("-d", database, "imports", "quotes", "1.jsonl").code == 0
    before = execute(database, "SELECT * FROM report_quotes ORDER BY quote_id, speaker_seq")
    assert run("-d", database, "imports", "quotes", "2.jsonl").out.startswith("1 new")
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert execute(database, "SELECT * FROM report_quotes ORDER BY quote_id, speaker_seq") == before
    assert execute(database, "SELECT name FROM speakers") == [("Jonas Reed",)]


@pytest.mark.parametrize("count", [1, 9])  # fewer quotes than are left, and more
def test_a_large_import_is_undone_at_once_as_it_is_row_by_row(run, execute, tmp_path, monkeypatch, count):
    line = '{"kind": "%s", "text": "ferry %d", "title": "T", "publisher": "P %d", "speaker": "Jonas Reed"}\n'
    for name, numbers in (("a", range(3)), ("b", range(10, 10 + count))):
        lines = [line % (("direct", "indirect")[n % 2], n, n % 2) for n in numbers]
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    left = []
    for many in (0, 1000):
        monkeypatch.setattr("factdb.database.load._MANY", many)
        database = str(tmp_path / f"{many}.sqlite")
        for name in "ab":
            assert run("-d", database, "imports", "quotes", f"{name}.jsonl").code == 0
        assert run("-d", database, "imports", "undo", "2").code == 0
        assert run("-d", database, "db", "check") == (0, "no faults\n", "")
        assert run("-d", database, "search", "ferry", "--count").out == "3\n"
        kept = execute(database, "SELECT action, subject, subject_id, json_remove(before, '$.uid') FROM changes")
        left.append((sorted(kept), execute(database, "SELECT * FROM report_counts ORDER BY 1, 2")))
    assert left[0] == left[1]
    assert len(left[0][0]) >= 2 * count


def test_a_file_that_is_not_there_is_reported_on_one_line(run, database):
    missing = run("-d", database, "imports", "quotes", "nowhere.jsonl")
    assert (missing.code, missing.err.count("\n")) == (1, 1)
