"""Several who write at once: each waits for the other, nobody is turned away, nothing is lost."""

import json
import re
import subprocess
import sys
import textwrap
from contextlib import ExitStack

import pytest
from processes import started

from factdb.database import engine

WRITER = textwrap.dedent(
    """
    import sys
    from factdb.database.write import open_writer
    from factdb.store.decisions import By, confirm_row, reject_row

    database, me, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open_writer(database) as writer:
        for n in range(count):
            with writer.transaction() as tx:
                decide = confirm_row if n % 2 else reject_row
                decide(tx, By(f"writer {me}", str(n)), "quotes", me)
    """
)


HOLDER = textwrap.dedent(
    """
    import sys, time
    from factdb.database.write import open_writer

    with open_writer(sys.argv[1]) as writer, writer.transaction():
        print("writing", flush=True)
        time.sleep(float(sys.argv[2]))
    """
)


@pytest.fixture
def filled(run, database, tmp_path):
    text = "Pier\n\n" + "\n\n".join(f"“The pier has {n} lamps,” Jonas Reed said." for n in range(4))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("-d", database, "import", "a.txt").code == 0
    return database


def test_a_writer_that_waits_says_for_whom(run, filled, monkeypatch):
    monkeypatch.setattr(engine, "QUIET_MS", 200)
    with started([sys.executable, "-c", HOLDER, filled, "3"], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        done = run("-d", filled, "quotes", "confirm", "1")
        pid = holder.pid
    assert (done.code, done.out) == (0, "quote 1 confirmed\n")
    who = r"pid \d+ \(user postgres, factdb, since .* UTC\)" if "://" in filled else f"pid {pid}|another command"
    assert re.fullmatch(rf"factdb: .*: waiting for ({who}), which writes to it\n", done.err)
    assert run("-d", filled, "quotes", "confirm", "2").err == ""


def test_a_writer_that_waits_too_long_fails_with_nothing_stored(run, filled, monkeypatch):
    for name in ("QUIET_MS", "TURN_MS"):
        monkeypatch.setattr(engine, name, 200)
    with started([sys.executable, "-c", HOLDER, filled, "60"], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        done = run("-d", filled, "quotes", "confirm", "1")
    assert done.code == 1
    assert "try again" in done.err.splitlines()[-1]
    assert json.loads(run("-d", filled, "decisions", "--format", "json").out) == []


@pytest.mark.slow
def test_four_writers_make_eight_hundred_transactions(run, filled, tmp_path):
    database = filled
    with ExitStack() as stack:
        commands = [[sys.executable, "-c", WRITER, database, str(n), "200"] for n in range(1, 5)]
        options = {"stderr": subprocess.PIPE, "text": True, "cwd": tmp_path}
        writers = [stack.enter_context(started(command, **options)) for command in commands]
        output = [writer.communicate(timeout=300)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], output
    decisions = json.loads(run("-d", database, "decisions", "--limit", "0", "--format", "json").out)
    assert len(decisions) == 800
    assert run("-d", database, "verify").code == 0
