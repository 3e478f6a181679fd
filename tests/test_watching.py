"""A folder watched: what comes or changes is imported once, whole, and a restart brings nothing twice."""

import os
import signal
import subprocess
import sys
import time

import pytest
from processes import started

from factdb.ingest.watch import settled_files

TEXT = "The ferry stays.\n\n“We will sail in May,” Mira Okafor said.\n"


def looks(folder):
    return settled_files([str(folder)], wait=lambda seconds: None)


def names(batch):
    return [path.rpartition("/")[2] for path in batch]


def test_a_file_counts_when_it_has_stopped_growing(tmp_path):
    seen = looks(tmp_path)
    assert next(seen) == []
    path = tmp_path / "a.txt"
    path.write_text(TEXT[:20], encoding="utf-8")
    assert next(seen) == [], "just come"
    path.write_text(TEXT, encoding="utf-8")
    assert next(seen) == [], "still growing"
    assert names(next(seen)) == ["a.txt"]
    assert next(seen) == [], "given once"
    path.write_text(TEXT + "More.\n", encoding="utf-8")
    assert next(seen) == []
    assert names(next(seen)) == ["a.txt"], "changed"


@pytest.mark.parametrize("name", [".a.txt", "a.txt~", "a.txt.part", "a.tmp"])
def test_unfinished_names_never_count(tmp_path, name):
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    seen = looks(tmp_path)
    assert [next(seen) for _ in range(3)] == [[], [], []]


def test_a_file_that_goes_and_comes_again_counts_again(tmp_path):
    seen = looks(tmp_path)
    path = tmp_path / "a.txt"
    for _ in range(2):
        path.write_text(TEXT, encoding="utf-8")
        next(seen)
        assert names(next(seen)) == ["a.txt"]
        path.unlink()
        assert next(seen) == []


def test_a_watch_imports_what_comes_and_stops_when_asked(tmp_path, execute):
    folder, database = tmp_path / "incoming", str(tmp_path / "f.sqlite")
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "factdb", "-d", database, "import", "--watch", str(folder)]
    for restart in range(2):
        with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
            assert watching.stdout is not None
            first = watching.stdout.readline()
            assert first.startswith("unchanged" if restart else "new")
            if not restart:
                part = folder / "b.txt.part"
                part.write_text(TEXT.replace("ferry", "pier").replace("sail", "dig"), encoding="utf-8")
                part.rename(folder / "b.txt")
                assert watching.stdout.readline().startswith("new")
            time.sleep(0.1)
            watching.send_signal(signal.SIGINT)
            _, said = watching.communicate(timeout=300)
            assert watching.returncode == 0, said
            assert "stopped watching" in said
    assert execute(database, "SELECT count(*) FROM sources") == [(2,)]


def test_what_is_refused_is_reported_once(tmp_path):
    reported = []
    seen = settled_files([str(tmp_path)], report=lambda error: reported.append(str(error)), wait=lambda seconds: None)
    os.mkfifo(tmp_path / "a.txt")
    os.symlink("/etc/passwd", tmp_path / "b.txt")
    assert [next(seen) for _ in range(3)] == [[], [], []]
    assert [error.partition(": ")[2].partition(",")[0] for error in reported] == [
        "a pipe",
        "a symbolic link that leads out of the folder; import what it points to by its own name",
    ]
    os.unlink(tmp_path / "a.txt")
    next(seen)
    os.mkfifo(tmp_path / "a.txt")
    next(seen)
    assert len(reported) == 3, "it came again"


def test_a_watch_goes_on_after_an_article_that_takes_too_long_and_reports_what_it_refuses(
    tmp_path, slow_engine, execute
):
    folder, database = tmp_path / "incoming", str(tmp_path / "f.sqlite")
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.replace("ferry", "endless ferry"), encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("ferry", "pier"), encoding="utf-8")
    os.mkfifo(folder / "c.txt")
    command = [
        sys.executable,
        "-c",
        slow_engine,
        "-d",
        database,
        "import",
        "--engine",
        "endless",
        "--watch",
        str(folder),
    ]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline().startswith("new")
        watching.send_signal(signal.SIGTERM)
        _, said = watching.communicate(timeout=60)
    assert watching.returncode == 0
    assert "c.txt: a pipe" in said
    assert "a.txt: took longer than 1 s and was skipped" in said
    assert execute(database, "SELECT title FROM sources") == [("The pier stays.",)]


@pytest.fixture
def slow_engine():
    """A program that is factdb with an engine that never ends on some texts, and little patience."""
    return """
import importlib.metadata, sys, time
from factdb.article import clock
from factdb.cli import main
from factdb.extract import engines

def extract(article, *, min_confidence=0.0):
    while "endless" in article.text:
        try:
            time.sleep(60)
        except Exception:
            pass
    return []

clock.SECONDS = 1.0
engine = engines.Engine("endless", "1", extract)
engines.engine = lambda name="rules": engine
import factdb.ingest.prepare
factdb.ingest.prepare.find_engine = engines.engine
main()
"""


def test_a_watch_wants_folders(run, tmp_path):
    refused = run("import", "--watch", "nowhere")
    assert refused.code == 2
    assert "needs folders or the addresses of feeds: nowhere is neither" in refused.err
