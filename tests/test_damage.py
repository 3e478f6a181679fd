"""Damaged files are reported on one line, by whatever command meets the damage; what a killed run left behind goes."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from samples import FERRY

from factdb.database.damage import damage

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


def test_a_whole_file_is_not_blamed_for_a_failure(tmp_path, whole):
    (tmp_path / "whole.sqlite").write_bytes(whole)
    assert damage(tmp_path / "whole.sqlite") is None


@pytest.mark.parametrize("kind", [of_text, of_schema, of_pages])
def test_damage_is_reported_on_one_line(run, tmp_path, whole, kind):
    output = []
    for number, damaged in enumerate(kind(whole)):
        for command in COMMANDS:
            path = tmp_path / f"{number}-{'-'.join(command[:2])}.sqlite".replace("/", "")
            path.write_bytes(damaged)
            done = run("-d", str(path), *command)  # fails for any traceback
            assert done.code in (0, 1), (number, command)
            assert all(line.startswith("factdb: ") for line in done.err.splitlines() if "damaged" in line)
            output.append("damaged" in done.err and "restore it from a backup" in done.err)
    assert any(output)
    if kind is of_text:
        assert sum(output) >= len(output) // 2


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


# --- A hundred corruptions -------------------------------------------------------------------------------------------

READING = [
    ["quotes", "--limit", "0", "--format", "json"],
    ["quotes", "show", "5"],
    ["quotes", "variants", "7"],
    ["quotes", "--speaker", "Blinken"],
    ["speakers", "--format", "json"],
    ["speakers", "show", "1"],
    ["speakers", "duplicates"],
    ["claims", "--format", "json"],
    ["claims", "show", "36"],
    ["claims", "--candidates"],
    ["claims", "--matches"],
    ["claims", "like", "the core interests of China"],
    ["reviews", "--format", "json"],
    ["scales"],
    ["sources", "--format", "json"],
    ["sources", "show", "1"],
    ["sources", "versions", "1"],
    ["sources", "changed"],
    ["imports"],
    ["decisions", "--format", "json"],
    ["history", "quote", "5"],
    ["search", "interests"],
    ["stats"],
    ["sql", "SELECT * FROM report_quotes"],
    ["as-of", "2030-01-01", "quotes"],
    ["export", "csv", "quotes"],
    ["export", "jsonl", "claims"],
    ["export", "jsonl", "everything"],
    ["export", "annotations"],
    ["export", "claimreview"],
    ["export", "datasette"],
    ["export", "parquet", "quotes", "-o", "out.parquet"],
    ["export", "sqlite", "--drafts", "-o", "out.sqlite"],
    ["export", "site", "--drafts", "-o", "site"],
    ["db", "current"],
    ["db", "backup", "backup.sqlite"],
    ["db", "copy", "{}", "copied.sqlite"],
]
CHECKING = [["verify", "--head", "head.txt"], ["verify"], ["db", "check"]]


def corrupted(whole, number):
    """Corruption `number` of a file: (what was done, the bytes)."""
    chance = random.Random(number)
    at = chance.randrange(len(whole)) if number % 10 else chance.randrange(100)
    page = chance.randrange(len(whole) // 4096) * 4096
    match number % 5:
        case 0:
            return f"a bit of byte {at}", whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        case 1:
            length = chance.choice([1, 16, 512])
            return f"{length} bytes from {at}", whole[:at] + chance.randbytes(length) + whole[at + length :]
        case 2:
            return f"page at {page} zeroed", whole[:page] + bytes(4096) + whole[page + 4096 :]
        case 3:
            return f"cut at {page}", whole[:page]
        case _:
            other = chance.randrange(len(whole) // 4096) * 4096
            return f"page at {page} is that at {other}", whole[:page] + whole[other : other + 4096] + whole[
                page + 4096 :
            ]


def corrupt_often(run, folder, whole, numbers):
    """Run every reading command on corrupted files: (commands run, explained, different without a word from it,
    corruptions that a check saw, the rest that changed what some command says)."""
    path = folder / "f.sqlite"
    path.write_bytes(whole)
    (folder / "head.txt").write_text(run("-d", "f.sqlite", "db", "head", "--rows").out, encoding="utf-8")

    def said(command):
        for left in ("out.parquet", "out.sqlite", "backup.sqlite", "copied.sqlite", "site"):
            shutil.rmtree(folder / left) if (folder / left).is_dir() else (folder / left).unlink(missing_ok=True)
        done = run("-d", "f.sqlite", *(word.format("f.sqlite") for word in command))  # fails for any traceback
        assert done.code in (0, 1), (command, done)
        return done

    expected = {tuple(command): said(command) for command in READING}
    ran = told = differs = seen = 0
    unseen = []
    for number in numbers:
        what, damaged = corrupted(whole, number)
        path.write_bytes(damaged)
        different = []
        for command in READING:
            done = said(command)
            ran += 1
            if done.code:
                told += done != expected[tuple(command)]
                assert done.err.startswith("factdb: ") or done == expected[tuple(command)], (what, command, done)
            elif done != expected[tuple(command)]:
                different.append(command)
        differs += len(different)
        if any(said(command).code for command in CHECKING):
            seen += 1
        elif different:
            unseen.append((what, different))
        assert path.read_bytes() == damaged, (what, "no command that reads writes")
    return ran, told, differs, seen, unseen


def test_corruption_is_seen(run, tmp_path, whole):
    *_, unseen = corrupt_often(run, tmp_path, whole, range(1, 3))
    assert unseen == []


@pytest.mark.stress
def test_a_hundred_corruptions_are_seen(run, tmp_path, whole, capsys):
    ran, told, differs, seen, unseen = corrupt_often(run, tmp_path, whole, range(100))
    with capsys.disabled():
        print(
            f"\n100 corruptions: {ran} commands without a traceback, {told} ended with a line, {differs} answered"
            f" differently; a check saw {seen} of the corruptions, and the others changed no answer but {unseen}"
        )
    assert unseen == []
