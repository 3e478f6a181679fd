"""Damaged files are told of on one line, by whatever command meets the damage; what a killed run left behind goes."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from samples import FERRY

COMMANDS = [
    ["quotes", "--format", "csv"],
    ["quotes", "confirm", "2"],
    ["import", "a.txt"],
    ["imports", "undo", "1"],
    ["verify"],
    ["stats"],
    ["search", "Blinken"],
    ["export", "jsonl", "quotes"],
    ["export", "jsonl", "everything"],
    ["db", "check"],
]


@pytest.fixture
def whole(seeded_sqlite, tmp_path):
    """The bytes of a database without a WAL."""
    with closing(sqlite3.connect(seeded_sqlite)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    return Path(seeded_sqlite).read_bytes()


def of_text(whole):
    yield whole.replace(b"said", b"\xffaid")
    yield whole.replace(b"Blinken", b"\xfflinken")


def of_schema(whole):
    for name in (b"CREATE TABLE", b"CREATE INDEX", b"CREATE VIEW"):
        at = whole.index(name, 100)
        yield whole[:at] + b"\x81\xff" + whole[at + 2 :]


def of_pages(whole):
    for page in range(8, len(whole) // 4096, len(whole) // 4096 // 12):
        yield whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :]


@pytest.mark.parametrize("kind", [of_text, of_schema, of_pages])
def test_damage_is_told_on_one_line(run, tmp_path, whole, kind):
    told = []
    for number, damaged in enumerate(kind(whole)):
        for command in COMMANDS:
            path = tmp_path / f"{number}-{'-'.join(command[:2])}.sqlite".replace("/", "")
            path.write_bytes(damaged)
            done = run("-d", str(path), *command)  # fails for any traceback
            assert done.code in (0, 1), (number, command)
            assert all(line.startswith("factdb: ") for line in done.err.splitlines() if "damaged" in line)
            told.append("damaged" in done.err and "restore it from a backup" in done.err)
    assert any(told)
    if kind is of_text:
        assert sum(told) >= len(told) // 2


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["export", "csv", "quotes"], "out.csv"),
        (["export", "csv", "quotes"], "out.csv.gz"),
        (["export", "jsonl", "everything"], "out.jsonl"),
        (["export", "parquet", "quotes"], "pq"),
        (["export", "parquet", "everything"], "pq"),
        (["export", "sqlite", "--drafts"], "out.sqlite"),
        (["export", "site"], "site"),
    ],
)
def test_what_a_killed_export_left_is_removed_by_the_next(run, seeded_sqlite, tmp_path, command, name):
    left = [
        name + ending for ending in (".part-journal", ".part.whole", ".part.whole.part", ".part.whole.part-journal")
    ]
    (tmp_path / f"{name}.part").mkdir()
    (tmp_path / f"{name}.part" / "x").write_text("x")
    for file in left:
        (tmp_path / file).write_bytes(b"x")
    (tmp_path / f"{name}.part2").write_text("mine")
    done = run("-d", seeded_sqlite, *command, "-o", name)
    assert done.code == 0, done.err
    assert sorted(p.name for p in tmp_path.glob(f"{name}*")) == sorted([name, f"{name}.part2"])


def test_what_a_killed_backup_left_is_no_backup(run, seeded_sqlite, tmp_path):
    (tmp_path / "copy.sqlite.part").write_bytes(b"x")
    (tmp_path / "copy.sqlite.part-journal").write_bytes(b"x")
    assert run("-d", seeded_sqlite, "db", "backup", "copy.sqlite").code == 0
    assert [p.name for p in tmp_path.glob("copy*")] == ["copy.sqlite"]
    for number in range(6):
        left = tmp_path / f"seeded.sqlite.backup-0001-{number}.part-journal"
        left.write_bytes(b"x")
        os.utime(left, (0, 0))
    for _ in range(2):
        assert run("-d", seeded_sqlite, "db", "backup").code == 0
    assert len([p for p in tmp_path.glob("seeded.sqlite.backup-*") if ".part" not in p.name]) == 2
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_into_a_folder_that_may_not_be_written_says_why(run, seeded_sqlite, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("needs root to become another user")
    folder = tmp_path / "closed"
    folder.mkdir()
    shutil.copy(seeded_sqlite, folder / "a.sqlite")
    os.chmod(folder / "a.sqlite", 0o644)
    for above in (folder, *folder.parents):
        if above.stat().st_uid == 0 and above.stat().st_mode & 0o005 != 0o005:
            above.chmod(0o755)
    os.seteuid(65534)
    try:
        done = run("-d", str(folder / "a.sqlite"), "db", "backup")
    finally:
        os.seteuid(0)
    assert (done.code, done.out) == (1, "")
    assert "Permission denied" in done.err
    assert "its folder's permissions" in done.err
    assert done.err.count("\n") == 1
