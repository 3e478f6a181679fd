"""Commands killed at random moments: what they leave is whole, and the same command again completes it.

A few kills of each command here, fifty of each by `make stress`.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from processes import started
from test_concurrent_imports import HOLDS, write_articles

HELD = HOLDS | {
    "status": "SELECT q.text, q.status, q.confirmed_by FROM quotes q",
    "stances": "SELECT c.text, c.status, s.stance FROM claims c LEFT JOIN assertions s ON s.claim_id = c.id",
    "kept": "SELECT status FROM import_runs WHERE status = 'undone'",
    "links": "SELECT a.words, b.words, v.kind FROM variants v JOIN wordings a ON a.id = v.wording_id"
    " JOIN wordings b ON b.id = v.other_id",
}
# What is killed: (arguments, the commands that make what it works on, whether it is done at once or step by step).
COMMANDS = {
    "import": (["import", "articles"], [], False),
    "imports quotes": (["imports", "quotes", "many.jsonl"], [["import", "articles"]], True),
    "imports undo": (["imports", "undo", "1"], [["import", "articles"]], True),
    "decisions apply": (["decisions", "apply", "--file", "decided.jsonl"], [["import", "articles"]], False),
    "quotes link": (["quotes", "link"], [["import", "articles"], ["imports", "quotes", "many.jsonl"]], False),
}
# The name of what an export writes.
EXPORTS = {
    ("csv", "quotes"): "out.csv",
    ("jsonl", "quotes"): "out.jsonl.gz",
    ("parquet", "quotes"): "out.parquet",
    ("jsonl", "everything"): "out.jsonl",
    ("parquet", "everything"): "out",
    ("sqlite", "--drafts"): "out.sqlite",
    ("site", "--drafts"): "out",
    ("annotations",): "out.jsonl",
}


def write_inputs(folder, articles, lines):
    write_articles(folder / "articles", articles)
    with open(folder / "many.jsonl", "w", encoding="utf-8") as file:
        for n in range(lines):
            line = {
                "text": f"The harbour of pier {n % 97} has {n} lamps and every one of them is dark tonight",
                "kind": "direct",
                "title": f"Lamps of pier {n % 300}",
                "speaker": f"Jonas Reed {chr(65 + n % 26)}.",
                "publisher": "Port Ellis Mail",
                "published_on": "2024-03-01",
            }
            file.write(json.dumps(line) + "\n")
    with open(folder / "decided.jsonl", "w", encoding="utf-8") as file:
        for n in range(1, articles * 3):
            decision = {"decision": "confirm"} if n % 3 else {"decision": "correct", "venue": "the pier"}
            file.write(json.dumps({"quote": n, **decision}) + "\n")


@pytest.fixture
def held(execute):
    """What an archive holds, by what rows are rather than by their numbers."""

    def read(database):
        return {what: sorted(map(repr, execute(database, sql))) for what, sql in HELD.items()}

    return read


@pytest.fixture
def copied(backend, request, tmp_path):
    """Copies of a database, each gone after its block."""

    @contextmanager
    def copy(database):
        if backend == "sqlite":
            path = shutil.copy(database, tmp_path / "trial.sqlite")
            yield str(path)
            for left in tmp_path.glob("trial.sqlite*"):
                left.unlink()
            return
        server = request.getfixturevalue("postgresql_server")
        url = server.create(urlsplit(database).path.removeprefix("/"))
        yield url
        server.drop(url)

    return copy


def command_of(database, arguments):
    return [sys.executable, "-m", "factdb", "-d", database, *arguments]


def killed(database, arguments, folder, after):
    """Start a command and kill it after so many seconds; returns whether it was still at work."""
    with started(command_of(database, arguments), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
        try:
            one.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            one.kill()
            one.communicate(timeout=300)
            return True
    return False


def duration(database, arguments, folder):
    """How many seconds a command takes that nobody kills."""
    began = time.monotonic()
    done = in_its_own_process(database, arguments, folder)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


def in_its_own_process(database, arguments, folder):
    """Run a command to its end; this process may still hold the file of an earlier trial by that name."""
    return subprocess.run(command_of(database, arguments), cwd=folder, capture_output=True, text=True, timeout=500)


def kill_often(run, database, held, copied, folder, name, kills):
    """Kill a command so many times; returns how often it was at work."""
    arguments, before_it, at_once = COMMANDS[name]
    for command in before_it:
        assert run("-d", database, *command).code == 0
    before = held(database)
    with copied(database) as trial:
        seconds = duration(trial, arguments, folder)
        after = held(trial)
    assert before != after
    hit = 0
    for number in range(kills):
        with copied(database) as trial:
            hit += killed(trial, arguments, folder, random.Random(f"{name} {number}").uniform(0.3, 1.0) * seconds)
            left = held(trial)
            if at_once:
                assert left in (before, after), number
            for check in (["verify"], ["db", "check"]):
                done = in_its_own_process(trial, check, folder)
                assert done.returncode == 0, (number, done)
            if left != after:
                done = in_its_own_process(trial, arguments, folder)
                assert done.returncode == 0, (number, done)
            assert held(trial) == after, number
            assert not list(Path(folder).glob("*.run-*")), number
            done = in_its_own_process(trial, ["verify"], folder)
            assert done.returncode == 0, (number, done)
    return hit


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_leaves_what_is_whole(run, database, held, copied, tmp_path, name):
    write_inputs(tmp_path, 6, 400)
    kill_often(run, database, held, copied, tmp_path, name, 1)


@pytest.mark.stress
@pytest.mark.parametrize("name", COMMANDS)
def test_commands_killed_at_any_moment_leave_what_is_whole(run, database, held, copied, tmp_path, name, capsys):
    kills = 200 if name == "import" else 50
    write_inputs(tmp_path, 60, 12_000)
    hit = kill_often(run, database, held, copied, tmp_path, name, kills)
    with capsys.disabled():
        print(f"\n{name}: {kills} kills, {hit} while it was at work; none partial, none doubled")
    assert hit > kills // 3


def contents(path):
    """What an export wrote, without what differs from run to run."""
    path = Path(path)
    if path.is_dir():
        return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
    return path.stat().st_size if path.suffix in (".sqlite", ".gz") else path.read_bytes()


def kill_exports(run, database, folder, wanted, kills):
    """Kill an export so many times; returns how often it was at work."""
    name = EXPORTS[wanted]
    arguments = ["export", *wanted, "-o", name]
    seconds = duration(database, arguments, folder)
    whole = contents(folder / name)
    hit = 0
    for number in range(kills):
        for left in folder.glob("out*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        hit += killed(database, arguments, folder, random.Random(f"{wanted} {number}").uniform(0.4, 1.0) * seconds)
        if (folder / name).exists():
            assert contents(folder / name) == whole, number
            shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()
        done = run("-d", database, *arguments)
        assert done.code == 0, (number, done)
        assert contents(folder / name) == whole, number
        assert [p.name for p in folder.glob("out*")] == [name], number
    return hit


@pytest.mark.slow
@pytest.mark.parametrize("wanted", EXPORTS, ids=" ".join)
def test_an_export_that_is_killed_leaves_nothing_in_part(run, sqlite_database, tmp_path, wanted):
    write_inputs(tmp_path, 4, 300)
    for command in (["import", "articles"], ["imports", "quotes", "many.jsonl"]):
        assert run("-d", sqlite_database, *command).code == 0
    kill_exports(run, sqlite_database, tmp_path, wanted, 1)


@pytest.mark.stress
@pytest.mark.parametrize("wanted", EXPORTS, ids=" ".join)
def test_exports_killed_at_any_moment_leave_nothing_in_part(run, database, tmp_path, wanted, capsys):
    write_inputs(tmp_path, 20, 6_000)
    for command in (["import", "articles"], ["imports", "quotes", "many.jsonl"]):
        assert run("-d", database, *command).code == 0
    hit = kill_exports(run, database, tmp_path, wanted, 50)
    with capsys.disabled():
        print(f"\nexport {' '.join(wanted)}: 50 kills, {hit} while it was at work; none in part")
