"""Commands killed at random moments: what they leave is whole, and the same command again completes it.

A few kills of each command here, fifty of each by `make stress`.
"""

import gzip
import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
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


class Killed(NamedTuple):
    """A command, those that make what it works on, and whether it is done at once or step by step."""

    arguments: list[str]
    before: list[list[str]]
    at_once: bool


ARTICLES, QUOTES = ["import", "articles"], ["imports", "quotes", "many.jsonl"]
REVIEWS = ["import", "--format", "claimreview", "reviews.json"]
COMMANDS = {
    "import": Killed(ARTICLES, [], False),
    "imports quotes": Killed(QUOTES, [ARTICLES], True),
    "imports undo": Killed(["imports", "undo", "1"], [ARTICLES], True),
    "decisions apply": Killed(["decisions", "apply", "--file", "decided.jsonl"], [ARTICLES], False),
    "quotes link": Killed(["quotes", "link"], [ARTICLES, QUOTES], False),
    "db upgrade": Killed(["db", "upgrade"], [ARTICLES, QUOTES, ["db", "downgrade", "0009", "--yes"]], True),
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
    ("claimreview",): "out.json",
    ("claimreview", "--html"): "out.html",
    ("datasette",): "out.json",
}
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2024-03-05",
    "author": {"@type": "Organization", "name": "Ellis Checks", "url": "https://checks.example/"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Jonas Reed"}},
    "reviewRating": {"@type": "Rating", "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
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
    with open(folder / "reviews.json", "w", encoding="utf-8") as file:
        of_pier = (
            {"claimReviewed": f"Pier {n} has {n} lamps.", "url": f"https://checks.example/{n}"}
            for n in range(lines // 20)
        )
        json.dump([{**REVIEW, **one} for one in of_pier], file)


@pytest.fixture
def held(execute):
    """What an archive holds, by what rows are rather than by their numbers."""

    def read(database):
        return {what: sorted(map(repr, execute(database, sql))) for what, sql in HELD.items()}

    return read


@pytest.fixture
def rows(execute):
    """A digest of the rows of every table, and the revision, of a database at whatever revision."""

    def read(database):
        listed = (
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            if "://" in database
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
        # An upgrade counts in whatever order the server groups: which number a count gets says nothing.
        columns = {"quote_counts": "grouped_by, member, quotes"}
        return {
            table: hashlib.sha256(
                repr(sorted(map(repr, execute(database, f"SELECT {columns.get(table, '*')} FROM {table}")))).encode()
            ).hexdigest()
            for (table,) in execute(database, listed)
        }

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


# Several commands one after the other, up to the first that fails.
ALL_OF = """
import json, sys
from factdb.cli import main
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["factdb", *arguments]
    try:
        main()
    except SystemExit as stop:
        if stop.code:
            sys.exit(f"{arguments}: {stop.code}")
"""


def command_of(database, arguments):
    return [sys.executable, "-m", "factdb", "-d", database, *arguments]


def killed(database, arguments, folder, after):
    """Start a command and kill it after that many seconds; returns whether it was still at work."""
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
    done = subprocess.run(command_of(database, arguments), cwd=folder, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


def all_of(database, folder, *commands):
    """Run commands in a process of their own, because this one may still hold the file of an earlier trial."""
    given = json.dumps([["-d", database, *arguments] for arguments in commands])
    done = subprocess.run(
        [sys.executable, "-c", ALL_OF, given], cwd=folder, capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done


def kill_often(run, database, read, copied, folder, name, kills):
    """Kill a command that many times; returns how often it was at work. `read` tells what a database holds."""
    arguments, before_it, at_once = COMMANDS[name]
    for command in before_it:
        assert run("-d", database, *command).code == 0
    before = read(database)
    with copied(database) as trial:
        seconds = duration(trial, arguments, folder)
        after = read(trial)
    assert before != after
    checks = [["verify"], ["db", "check"]]
    hit = 0
    for number in range(kills):
        with copied(database) as trial:
            hit += killed(trial, arguments, folder, random.Random(f"{name} {number}").uniform(0.3, 1.0) * seconds)
            left = read(trial)
            if at_once:
                assert left in (before, after), number
            first = [] if name == "db upgrade" else checks  # an older schema can only be upgraded
            all_of(trial, folder, *first, *([arguments, *checks] if left != after else checks))
            assert read(trial) == after, number
            assert not list(Path(folder).glob("*.run-*")), number
    return hit


@pytest.mark.slow
@pytest.mark.parametrize(
    ("backend", "name"),
    [*(("sqlite", name) for name in COMMANDS), ("postgresql", "import"), ("postgresql", "db upgrade")],
)
def test_a_command_that_is_killed_leaves_what_is_whole(run, database, held, rows, copied, tmp_path, name):
    write_inputs(tmp_path, 6, 400)
    kill_often(run, database, rows if name == "db upgrade" else held, copied, tmp_path, name, 1)


@pytest.mark.stress
@pytest.mark.parametrize("name", COMMANDS)
def test_commands_killed_at_any_moment_leave_what_is_whole(run, database, held, rows, copied, tmp_path, name, capsys):
    kills = 200 if name == "import" else 50
    write_inputs(tmp_path, 30, 12_000)
    hit = kill_often(run, database, rows if name == "db upgrade" else held, copied, tmp_path, name, kills)
    with capsys.disabled():
        print(f"\n{name}: {kills} kills, {hit} while it was at work; none partial, none doubled")
    assert hit > kills // 3


# --- Copies ----------------------------------------------------------------------------------------------------------


def kill_copies(run, backend, request, held, folder, kills):
    """Kill copies of a SQLite database into one of `backend`; returns how often one was at work."""
    source = request.getfixturevalue("sqlite_database")
    for command in (ARTICLES, QUOTES):
        assert run("-d", source, *command).code == 0
    whole = held(source)
    server = None if backend == "sqlite" else request.getfixturevalue("postgresql_server")
    seconds, hit = 0.0, 0
    for number in range(kills + 1):
        target = server.create() if server else str(folder / f"{number}.sqlite")
        copy = ["db", "copy", source, target]
        if not number:
            seconds = duration(source, copy, folder)
        else:
            hit += killed(source, copy, folder, random.Random(f"copy {number}").uniform(0.3, 1.0) * seconds)
            if not run("-d", target, "quotes", "--count").out.startswith(str(len(whole["quotes"]))):
                all_of(target, folder, copy)
        assert held(target) == whole, number
        all_of(target, folder, ["verify"], ["db", "check"])
        if server:
            server.drop(target)
    return hit


@pytest.mark.slow
def test_a_copy_that_is_killed_is_whole_or_empty(run, backend, request, held, tmp_path):
    write_inputs(tmp_path, 4, 300)
    kill_copies(run, backend, request, held, tmp_path, 1)


@pytest.mark.stress
def test_copies_killed_at_any_moment_are_whole_or_empty(run, backend, request, held, tmp_path, capsys):
    write_inputs(tmp_path, 20, 6_000)
    hit = kill_copies(run, backend, request, held, tmp_path, 50)
    with capsys.disabled():
        print(f"\ndb copy: 50 kills, {hit} while it was at work; none in part")
    assert hit > 15


# --- Exports and backups ---------------------------------------------------------------------------------------------


def contents(path):
    """What an export wrote, without what differs from run to run."""
    path = Path(path)
    if path.is_dir():
        return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as file:
            return list(file.iterdump())
    return path.read_bytes()


def kill_writers(run, database, folder, arguments, name, kills):
    """Kill a command that writes the file or folder `name` that many times; returns how often it was at work."""

    def remove():
        for left in folder.glob("out*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    seconds = duration(database, arguments, folder)
    whole = contents(folder / name)
    hit = 0
    for number in range(kills):
        remove()
        hit += killed(database, arguments, folder, random.Random(f"{name} {number}").uniform(0.4, 1.0) * seconds)
        if (folder / name).exists():
            assert contents(folder / name) == whole, number
            shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()
        done = run("-d", database, *arguments)
        assert done.code == 0, (number, done)
        assert contents(folder / name) == whole, number
        assert [p.name for p in folder.glob("out*")] == [name], number
    return hit


WRITERS = {" ".join(["export", *wanted]): (["export", *wanted, "-o", name], name) for wanted, name in EXPORTS.items()}
WRITERS["db backup"] = ["db", "backup", "out.sqlite"], "out.sqlite"


@pytest.mark.slow
@pytest.mark.parametrize("what", [what for what in WRITERS if "csv" not in what and "html" not in what])
def test_what_is_killed_while_it_writes_a_file_leaves_nothing_in_part(run, sqlite_database, tmp_path, what):
    write_inputs(tmp_path, 4, 300)
    for command in (ARTICLES, QUOTES, REVIEWS):
        assert run("-d", sqlite_database, *command).code == 0
    kill_writers(run, sqlite_database, tmp_path, *WRITERS[what], 1)


@pytest.mark.stress
@pytest.mark.parametrize("what", WRITERS)
def test_files_whose_writers_are_killed_at_any_moment_are_whole(run, database, tmp_path, what, capsys):
    if "://" in database and what in ("db backup", "export datasette"):
        pytest.skip("of SQLite files only")
    write_inputs(tmp_path, 20, 2_000 if "site" in what else 6_000)
    for command in (ARTICLES, QUOTES, REVIEWS):
        assert run("-d", database, *command).code == 0
    hit = kill_writers(run, database, tmp_path, *WRITERS[what], 50)
    with capsys.disabled():
        print(f"\n{what}: 50 kills, {hit} while it was at work; none in part")
