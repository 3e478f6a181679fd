"""Imports that were stopped or killed are closed as interrupted, those at work are left alone."""

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from processes import started
from sqlalchemy import Engine, event

from factdb.database import engine

TEXT = "Pier {}\n\n“The pier has {} lamps,” Jonas Reed said on Friday.\n"


@pytest.fixture
def runs(run, database):
    """What `factdb imports` lists, newest first: (status, articles)."""

    def read():
        listed = json.loads(run("-d", database, "imports", "--format", "json").out)
        return [(one["status"], one["articles"]) for one in listed]

    return read


@pytest.fixture
def at_work(execute, database, tmp_path):
    """A process that has imported two articles and waits for a third, from standard input."""

    @contextmanager
    def start():
        for number in range(2):
            (tmp_path / f"{number}.txt").write_text(TEXT.format(number, number + 2), encoding="utf-8")
        command = [sys.executable, "-m", "factdb", "-d", database, "import", "0.txt", "1.txt", "-"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with started(command, text=True, cwd=tmp_path, **pipes) as process:
            until = time.monotonic() + 60
            while execute(database, "SELECT count(*) FROM source_versions") != [(2,)]:
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < until
                time.sleep(0.05)
            yield process

    return start


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_import_that_is_stopped_is_closed_at_once(run, database, runs, at_work, tmp_path, how):
    with at_work() as process:
        assert runs() == [("running", 0)]
        process.send_signal(how)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "stopped"
    assert runs() == [("interrupted", 2)]
    assert not list(tmp_path.glob("*.run-*"))
    assert run("-d", database, "verify").code == 0


def test_an_import_that_is_killed_is_closed_by_the_next_command_that_writes(run, database, runs, at_work, tmp_path):
    with at_work() as process:
        process.kill()
        process.wait(timeout=60)
    assert runs() == [("running", 0)], "reading changes nothing"
    done = run("-d", database, "quotes", "confirm", "1")
    assert done.code == 0
    assert "import run 1" in done.err
    assert "was interrupted after 2 articles" in done.err
    assert runs() == [("interrupted", 2)]
    assert run("-d", database, "quotes", "confirm", "2").err == "", "said once"
    assert not list(tmp_path.glob("*.run-*"))
    assert run("-d", database, "verify").code == 0
    assert run("-d", database, "db", "check").code == 0
    (tmp_path / "2.txt").write_text(TEXT.format(2, 4), encoding="utf-8")
    assert "3 articles (1 new, 2 unchanged)" in run("-d", database, "import", "0.txt", "1.txt", "2.txt").out
    for number in ("2", "1"):
        assert run("-d", database, "decisions", "undo", number).code == 0
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert run("-d", database, "imports", "undo", "1").code == 0
    assert runs() == [("undone", 3), ("undone", 2)]


def test_an_import_at_work_is_neither_closed_nor_undone_by_others(run, database, runs, at_work, tmp_path):
    with at_work() as process:
        signs = [path.name for path in tmp_path.glob("*.run-*")]
        assert len(signs) == ("://" not in database), f"one sign and no journal beside it: {signs}"
        assert run("-d", database, "quotes", "confirm", "1").err == ""
        assert runs() == [("running", 0)]
        refused = run("-d", database, "imports", "undo", "1")
        assert refused.code == 1
        assert "import run 1 is still at work" in refused.err
        out, err = process.communicate(TEXT.format(2, 4), timeout=60)
    assert process.returncode == 0, err
    assert "3 articles (3 new)" in out
    assert runs() == [("finished", 3)]


def test_the_sign_of_an_import_is_gone_when_its_end_is_stored(run, sqlite_database, tmp_path):
    """So a kill between the two leaves no file that only another import would remove."""
    signs = []

    def look(_):
        signs.append(len(list(tmp_path.glob("*.run-*"))))

    (tmp_path / "0.txt").write_text(TEXT.format(0, 2), encoding="utf-8")
    event.listen(Engine, "commit", look)
    try:
        assert run("-d", sqlite_database, "import", "0.txt").code == 0
    finally:
        event.remove(Engine, "commit", look)
    assert 1 in signs
    assert signs[-1] == 0


def test_a_transaction_that_is_stopped_in_a_statement_gives_up_its_lock(sqlite_database, monkeypatch):
    """SQLAlchemy closes the connection then, and the traceback still holds a cursor that was not read to its end."""
    monkeypatch.setattr(engine, "TURN_MS", 1000)
    opened = engine.open_engine(sqlite_database)
    stopped = opened.connect()
    stopped.begin()
    stopped.exec_driver_sql("INSERT INTO publishers (name) VALUES ('Ellis Courier')")
    cursor = stopped.connection.cursor()
    cursor.execute("SELECT name FROM sqlite_master")
    cursor.fetchone()
    stopped.invalidate(KeyboardInterrupt())
    with opened.connect() as after, after.begin():
        assert after.exec_driver_sql("SELECT count(*) FROM publishers").scalar_one() == 0
    del cursor  # alive until here
