"""A database file that is removed, replaced or emptied while a command uses it: one line says so, nothing is stored
beside it, and what took its place stays as it is."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from processes import started
from samples import BRIDGE, FERRY

from factdb.database.connect import read_connection
from factdb.database.write import transaction
from factdb.errors import DatabaseError

TEXT = "Pier {}\n\n“The pier has {} lamps,” Jonas Reed said on Friday.\n"
LOST = "was removed or replaced while this command was using it"


@pytest.fixture
def factdb(tmp_path):
    """`factdb -d f.sqlite ARGS` as a process of its own."""

    @contextmanager
    def start(*arguments):
        command = [sys.executable, "-m", "factdb", "-d", "f.sqlite", *arguments]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with started(command, text=True, cwd=tmp_path, **pipes) as process:
            yield process

    return start


def until(is_so):
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def remove(path, other):
    path.unlink()


def replace(path, other):
    os.replace(other, path)


def empty(path, other):
    os.truncate(path, 0)


def sqlite_files(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("f.sqlite*")}


@pytest.fixture
def other(run, tmp_path):
    """Another database, which takes the place of the first."""
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", "other.sqlite", "import", "ferry.txt").code == 0
    return tmp_path / "other.sqlite"


@pytest.mark.parametrize("change", [remove, replace])
def test_an_import_stores_nothing_more(run, execute, factdb, other, tmp_path, change):
    path = tmp_path / "f.sqlite"
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number, number + 2), encoding="utf-8")
    with factdb("import", "0.txt", "1.txt", "-") as process:
        until(lambda: path.exists() and path.stat().st_size)
        until(lambda: execute(str(path), "SELECT count(*) FROM sqlite_master WHERE name = 'source_versions'") == [(1,)])
        until(lambda: execute(str(path), "SELECT count(*) FROM source_versions") == [(2,)])
        change(path, other)
        _, said = process.communicate(TEXT.format(2, 4), timeout=60)
    assert process.returncode == 1
    assert said.startswith("factdb: f.sqlite: "), said
    assert LOST in said
    assert said.count("\n") == 1
    assert path.exists() == (change is replace)
    if change is replace:
        assert execute(str(path), "SELECT count(*) FROM sources") == [(1,)]
        for check in (["verify"], ["db", "check"]):
            assert run("-d", str(path), *check).code == 0


def test_a_transaction_is_not_committed_to_a_file_that_is_gone(other, tmp_path):
    path = Path(shutil.copy(other, tmp_path / "f.sqlite"))

    def lose():
        with transaction(str(path)) as tx:
            tx.exec_driver_sql("UPDATE quotes SET venue = 'a pier'")
            path.unlink()

    with pytest.raises(DatabaseError, match=LOST):
        lose()
    assert sqlite_files(tmp_path) == {}, "nor made again"


def test_a_watch_ends_when_its_database_is_gone(factdb, tmp_path):
    folder, path = tmp_path / "incoming", tmp_path / "f.sqlite"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY, encoding="utf-8")
    with factdb("import", "--watch", "incoming") as process:
        assert process.stdout.readline().startswith("new"), "a database that is missing at first is made"
        time.sleep(0.3)
        path.unlink()
        (folder / "b.txt").write_text(BRIDGE, encoding="utf-8")
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.splitlines()[1:] == [
        "factdb: f.sqlite: there is no database yet: create one with `factdb import PATH` or `factdb db upgrade`"
    ]
    assert not path.exists()


@pytest.mark.parametrize("change", [remove, replace, empty])
def test_a_list_is_of_the_file_as_it_was_or_ends_with_a_line(other, tmp_path, change):
    path = Path(shutil.copy(other, tmp_path / "f.sqlite"))
    spare = Path(shutil.copy(other, tmp_path / "spare.sqlite"))
    with read_connection(str(path)) as reader:
        rows = reader.rows("SELECT * FROM report_quotes ORDER BY quote_id")
        next(rows)
        change(path, spare)
        if change is empty:
            with suppress(DatabaseError):  # what SQLite has read already it may still give
                list(reader.rows("SELECT text FROM source_versions"))
        else:
            assert len(list(rows)) >= 4
            assert len(list(reader.rows("SELECT text FROM source_versions"))) == 1


@pytest.mark.parametrize("command", [["quotes"], ["quotes", "confirm", "1"], ["verify"], ["stats"], ["export", "csv"]])
def test_an_emptied_file_is_no_database(run, tmp_path, command):
    (tmp_path / "f.sqlite").touch()
    done = run("-d", "f.sqlite", *command)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert sqlite_files(tmp_path) == {"f.sqlite": hashlib.sha256(b"").hexdigest()}
