"""A disk that fills up while a command writes to it: one line says so and how to go on, the database is as it was, and
the same command works as soon as there is room.

The disk is a small one in memory, which only root can mount; elsewhere these tests are skipped.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_concurrent_imports import HOLDS, write_articles

from factdb.database import migrate

# Bytes that are free when the command begins; the last are enough for some of the commands.
FREE = [0, 150_000, 1_500_000]
DISK = "64m"


@pytest.fixture
def disk():
    """A folder on a disk of its own, which a server may run by another user's name on too."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder = Path(tempfile.mkdtemp(prefix="factdb-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


@contextmanager
def only(folder, free):
    """Fill the disk of `folder` up to that many bytes for the length of the block."""
    filler = folder / "filler"
    with open(filler, "wb") as file:
        left = os.statvfs(folder)
        os.posix_fallocate(file.fileno(), 0, max(left.f_bavail * left.f_frsize - free, 1))
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture
def on_disk(backend, request, disk, execute):
    """Makes an empty database of either kind on the small disk, at a revision."""
    made = []
    if backend == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        space = f"small_{os.getpid()}"
        [(data,)] = execute(server.url, "SHOW data_directory")
        shutil.chown(disk, os.stat(data).st_uid, os.stat(data).st_gid)
        server.admin(f"CREATE TABLESPACE {space} LOCATION '{disk}'")

    def make(revision="head"):
        if backend == "sqlite":
            database = str(disk / f"{len(made)}.sqlite")
        else:
            database = server.create(options=f"TABLESPACE {space}")
        made.append(database)
        migrate.upgrade(database, revision)
        return database

    yield make
    if backend == "postgresql":
        for database in made:
            server.drop(database)
        server.admin(f"DROP TABLESPACE {space}")


@pytest.fixture
def held(execute):
    def read(database):
        return {what: sorted(map(repr, execute(database, sql))) for what, sql in HOLDS.items()}

    return read


def explained(done):
    """Whether a command ended for want of room, which it says on one line with the remedy."""
    if done.code == 0:
        return False
    said = [line for line in done.err.splitlines() if "room" in line]
    assert len(said) == 1, done
    assert said[0].startswith("factdb: "), done
    assert "make room" in said[0], done
    return True


def fill_up(run, held, on_disk, disk, command, *before):
    """Run a command with less and more room; each time the database is as before or as after."""
    database = on_disk()
    for one in before:
        assert run("-d", database, *one).code == 0
    failed = 0
    for free in FREE:
        was = held(database)
        with only(disk, free):
            done = run("-d", database, *command)
        if explained(done):
            failed += 1
            assert held(database) == was, free
    assert failed, "it never wanted for room"
    done = run("-d", database, *command)
    assert done.code == 0, done
    check(run, database)
    return database


def check(run, database):
    for command in (["verify"], ["db", "check"]):
        done = run("-d", database, *command)
        assert done.code == 0, done


def write_quotes(folder, lines):
    said = "The harbour of pier {0} has {0} lamps and every one of them is dark tonight"
    with open(folder / "many.jsonl", "w", encoding="utf-8") as file:
        for n in range(lines):
            file.write(f'{{"text": "{said.format(n)}", "kind": "direct", "title": "Pier {n}", "speaker": "Jo Reed"}}\n')


def test_an_import_of_quotes(run, held, on_disk, disk, tmp_path):
    write_quotes(tmp_path, 2000)
    database = fill_up(run, held, on_disk, disk, ["imports", "quotes", "many.jsonl"])
    assert run("-d", database, "quotes", "--count").out == "2000\n"


def test_an_import_keeps_the_articles_that_had_room(run, held, on_disk, disk, tmp_path):
    write_articles(tmp_path / "articles", 6)
    database = on_disk()
    assert run("-d", database, "import", "articles/000.txt").code == 0
    failed = 0
    for free in FREE:
        was = held(database)
        with only(disk, free):
            done = run("-d", database, "import", "articles")
        failed += explained(done)
        now = held(database)
        assert set(was["versions"]) <= set(now["versions"])
        check(run, database)
    assert failed
    assert run("-d", database, "import", "articles").code == 0
    serial = str(tmp_path / "serial.sqlite")
    assert run("-d", serial, "import", "articles").code == 0
    assert held(database) == held(serial)


def test_an_upgrade(run, on_disk, disk, execute, monkeypatch):
    monkeypatch.setattr(migrate, "check_space", lambda path: None)  # the room goes once it has looked
    database = on_disk("0003")
    failed = 0
    for free in FREE:
        if execute(database, "SELECT version_num FROM alembic_version") != [("0003",)]:
            break
        with only(disk, free):
            failed += explained(run("-d", database, "db", "upgrade"))
    assert failed
    assert run("-d", database, "db", "upgrade").code == 0
    assert run("-d", database, "db", "check") == (0, "no faults\n", "")


WRITERS = {
    "out.csv": ["export", "csv"],
    "out.csv.gz": ["export", "csv"],
    "out.jsonl": ["export", "jsonl", "everything"],
    "out.parquet": ["export", "parquet"],
    "pq": ["export", "parquet", "everything"],
    "out.sqlite": ["export", "sqlite", "--drafts"],
    "site": ["export", "site", "--drafts"],
    "annotations.jsonl": ["export", "annotations"],
    "metadata.json": ["export", "datasette"],
    "copy.sqlite": ["db", "backup"],
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_is_whole_or_not_there(run, seeded_sqlite, disk, name):
    command = [*WRITERS[name], *([] if WRITERS[name][0] == "db" else ["-o"]), str(disk / name)]
    failed = 0
    for free in (0, 4096, 60_000, 600_000):
        with only(disk, free):
            done = run("-d", seeded_sqlite, *command)
        if done.code == 0:
            break
        failed += explained(done)
        assert list(disk.iterdir()) == [], "nothing is left in part"
    assert failed
    if done.code:
        assert run("-d", seeded_sqlite, *command).code == 0
    assert [path.name for path in disk.iterdir()] == [name]


def test_what_is_printed_to_a_full_device_is_reported(seeded_sqlite):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    for command in (["quotes"], ["export", "csv"], ["stats"], ["sql", "SELECT * FROM report_quotes"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "factdb", "-d", seeded_sqlite, *command], stdout=full, stderr=subprocess.PIPE
            )
        assert done.returncode == 1
        said = done.stderr.decode()
        assert said.count("\n") == 1, said
        assert "make room" in said
