"""A whole database as JSON lines or Parquet, and back into a database of either kind: nothing is lost."""

import gzip
import json
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import fill
from test_copydb import made, rows_of

from factdb.database import migrate
from factdb.database.models import Base
from factdb.database.revision import HEAD
from factdb.database.write import transaction

__all__ = ["made"]  # a fixture

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
day = st.dates().map(str)
# Columns of rows of tests/rows.py that may hold anything of their kind.
ANYTHING = {
    ("sources", "title"): text,
    ("sources", "byline"): st.none() | text | st.just(""),
    ("sources", "published_on"): st.none() | day,
    ("sources", "rights"): st.none() | st.just("") | text,
    ("speakers", "role"): st.none() | text,
    ("speaker_names", "folded"): text,
    ("quotes", "text"): text,
    ("quotes", "venue"): st.none() | st.just("") | text,
    ("quotes", "dated_on"): st.none() | day,
    ("quotes", "confidence"): st.none() | st.floats(0, 1),
    ("claims", "score"): st.none() | st.floats(0, 1),
    ("ratings", "value"): st.floats(allow_nan=False, allow_infinity=False),
    ("evidence", "note"): st.none() | text,
    ("shingles", "shingle"): st.integers(-(2**63), 2**63 - 1),
}
CHANGES = st.lists(
    st.sampled_from(sorted(ANYTHING)).flatmap(lambda it: st.tuples(st.just(it), ANYTHING[it])), min_size=3, max_size=12
)


@settings(max_examples=6)
@given(CHANGES, st.sampled_from(["", ".gz", ".zst"]), st.booleans())
def test_from_sqlite_over_postgresql_and_back_every_row_is_the_same(
    made, run, execute, tmp_path, migrated_sqlite, changes, packed, first
):
    sqlite, server, back = made("sqlite"), made("postgresql"), made("sqlite")
    shutil.copy(migrated_sqlite, sqlite)
    fill(execute, sqlite)
    with transaction(sqlite) as tx:
        for (table, column), value in changes:
            key = Base.metadata.tables[table].primary_key.columns.values()[-1].name
            row = f"(SELECT max({key}) FROM {table})"
            tx.exec_driver_sql(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {key} = {row}", (value,))
    assert run("-d", sqlite, "quotes", "reject", "4", "--reason", "a test").code == 0
    jsonl, folder = str(tmp_path / f"archive.jsonl{packed}"), tmp_path / f"archive-{len(list(tmp_path.iterdir()))}"
    to_jsonl, to_parquet = ("jsonl", jsonl), ("parquet", str(folder))
    one, other = (to_jsonl, to_parquet) if first else (to_parquet, to_jsonl)
    for source, (form, archive), target in ((sqlite, one, server), (server, other, back)):
        assert run("-d", source, "export", form, "everything", "-o", archive).code == 0
        done = run("db", "copy", archive, target)
        assert done.code == 0, done.err
        assert done.out.splitlines()[-1].endswith("rows copied; counts and hashes agree")
    assert rows_of(execute, server) == rows_of(execute, sqlite)
    assert rows_of(execute, back) == rows_of(execute, sqlite)
    for command in ("quotes", "speakers", "claims", "decisions"):
        assert run("-d", back, command, "--format", "json") == run("-d", sqlite, command, "--format", "json")


@pytest.fixture
def archive(sqlite_database, run, execute, tmp_path):
    """The lines of an archive of tests/rows.py."""
    fill(execute, sqlite_database)
    done = run("-d", sqlite_database, "export", "jsonl", "everything", "-o", "archive.jsonl")
    rows = sum(len(rows) for rows in rows_of(execute, sqlite_database).values())
    output = f"archive.jsonl: {rows} rows; `factdb db copy archive.jsonl DATABASE` reads them back\n"
    assert done == (0, "", output)
    return (tmp_path / "archive.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)


def without_last(lines):
    return lines[:-1]


def with_half_a_line(lines):
    return [*lines[:9], lines[9][:20]]


def without_a_row(lines):
    return lines[:2] + lines[3:]


def with_another_word(lines):
    return [line.replace("We owe it to the islands", "We owe it to the highlands") for line in lines]


def with_another_table(lines):
    return [lines[0], '{"table":"secrets","id":1}\n', *lines[1:]]


def of_another_revision(lines):
    return [lines[0].replace(HEAD, "0002"), *lines[1:]]


@pytest.mark.parametrize(
    ("change", "output"),
    [
        (without_last, r"archive.jsonl: ends after line \d+: it was cut off; export it again"),
        (with_half_a_line, r"archive.jsonl:10: is not valid JSON .*export it again"),
        (without_a_row, r"archive.jsonl: changes: the \d+ rows read are not the \d+ .*export it again"),
        (with_another_word, r"archive.jsonl: quotes: the 4 rows read are not the 4 .*hash differs.*"),
        (with_another_table, r"archive.jsonl:2: is not a row of changes: export it again"),
        (of_another_revision, rf"archive.jsonl:1: the archive is of revision 0002, this factdb's is {HEAD}: .*"),
        (lambda _: [], r"archive.jsonl: ends after line 0: .*"),
        (lambda _: ['{"text": "la"}\n'], r"archive.jsonl:1: is not an archive of a whole database.*`factdb imports .*"),
    ],
)  # fmt: skip
def test_an_archive_that_is_not_whole_is_refused_and_nothing_is_copied(
    archive, backend, made, run, execute, tmp_path, change, output
):
    (tmp_path / "archive.jsonl").write_text("".join(change(archive)), encoding="utf-8")
    target = made(backend)
    migrate.upgrade(target)
    done = run("db", "copy", "archive.jsonl", target)
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(f"factdb: {output}\n", done.err), done.err
    assert all(rows == [] for rows in rows_of(execute, target).values())


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_packed_archive_that_was_cut_off_is_refused(archive, run, sqlite_database, tmp_path, ending):
    name = f"cut.jsonl{ending}"
    assert run("-d", sqlite_database, "export", "jsonl", "everything", "-o", name).code == 0
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    done = run("db", "copy", name, "target.sqlite")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "cut off" in done.err
    (tmp_path / name).write_bytes(b"no such thing")
    done = run("db", "copy", name, "target.sqlite")
    assert (done.code, done.err.count("\n")) == (1, 1)


def test_a_folder_that_is_not_whole_is_refused(archive, run, sqlite_database, tmp_path):
    def copied():
        done = run("db", "copy", "folder", "target.sqlite")
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        return done.err

    assert run("-d", sqlite_database, "export", "parquet", "everything", "-o", "folder").code == 0
    again = run("-d", sqlite_database, "export", "parquet", "everything", "-o", "folder")
    assert (again.code, again.err) == (
        1,
        "factdb: folder: already exists: name another folder, or remove it\n",
    )
    folder = tmp_path / "folder"
    (folder / "quotes.parquet").rename(folder / "away")
    assert copied().startswith("factdb: folder/quotes.parquet: cannot be read")
    (folder / "quotes.parquet").write_bytes((folder / "claims.parquet").read_bytes())
    assert "does not have the columns of quotes" in copied()
    (folder / "quotes.parquet").write_bytes(b"PAR1")
    assert copied().startswith("factdb: folder/quotes.parquet: cannot be read")
    (folder / "away").rename(folder / "quotes.parquet")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["tables"][0]["rows"] += 1
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert "(number or hash differs)" in copied()
    (folder / "manifest.json").unlink()
    assert copied().startswith("factdb: folder/manifest.json: cannot be read")


def test_parquet_has_days_times_and_truth_as_such(archive, run, sqlite_database):
    import pyarrow as pa
    import pyarrow.parquet as pq

    assert run("-d", sqlite_database, "export", "parquet", "everything", "-o", "folder").code == 0
    assert pq.read_schema("folder/quotes.parquet").field("said_on").type == pa.date32()
    assert pq.read_schema("folder/decisions.parquet").field("decided_at").type == pa.timestamp("us", "UTC")
    assert pq.read_schema("folder/anchors.parquet").field("in_marks").type == pa.bool_()


def test_what_no_archive_can_hold_is_reported(run, sqlite_database, execute, tmp_path):
    fill(execute, sqlite_database)
    execute(sqlite_database, "UPDATE ratings SET value = 9e999 WHERE id = 2")
    done = run("-d", sqlite_database, "export", "jsonl", "everything", "-o", "a.jsonl")
    assert (done.code, done.err) == (1, "factdb: ratings: value of row 2 is inf, not text or a number: correct it\n")
    execute(
        sqlite_database, "UPDATE ratings SET value = 3 WHERE id = 2", "UPDATE speakers SET role = x'00' WHERE id = 1"
    )
    for form in ("jsonl", "parquet"):
        done = run("-d", sqlite_database, "export", form, "everything", "-o", f"a.{form}")
        assert (done.code, done.err.count("\n"), done.err.startswith("factdb: speakers: role ")) == (1, 1, True)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("a.")]


def test_everything_is_not_narrowed_and_no_target(run, sqlite_database):
    done = run("-d", sqlite_database, "export", "jsonl", "everything", "--kind", "direct")
    assert (done.code, done.err) == (1, "factdb: everything cannot be filtered by --kind: leave it out\n")
    done = run("db", "copy", sqlite_database, "a.jsonl")
    assert (done.code, "`factdb export jsonl everything -o a.jsonl`" in done.err) == (1, True)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_packed_lines_of_quotes_are_imported(run, sqlite_database, execute, ending, tmp_path):
    fill(execute, sqlite_database)
    assert run("-d", sqlite_database, "export", "jsonl", "-o", f"quotes.jsonl{ending}").code == 0
    assert run("-d", "new.sqlite", "imports", "quotes", f"quotes.jsonl{ending}").out.startswith("3 new quotes")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "la"}\n' * 999)[:50])
    done = run("-d", "other.sqlite", "imports", "quotes", "cut.jsonl.gz")
    assert (done.code, "it was cut off" in done.err, done.err.count("\n")) == (1, True, 1)
