"""`factdb import --jobs`: processes that read while one stores, with the same rows as one process."""

import os
import signal
import subprocess
import sys
import time

import pytest
from processes import started

COUNTED = {
    "sources": "SELECT id, title, published_on FROM sources ORDER BY id",
    "versions": "SELECT id, source_id, number, location, text_sha256 FROM source_versions ORDER BY id",
    "speakers": "SELECT id, kind, name, scope_source_id FROM speakers ORDER BY id",
    "names": "SELECT id, speaker_id, name, folded, kind, parts FROM speaker_names ORDER BY id",
    "quotes": "SELECT id, source_id, kind, text, confidence, dated_on FROM quotes ORDER BY id",
    "attributions": "SELECT id, quote_id, speaker_id, part, seq, as_printed, basis FROM attributions ORDER BY id",
    "anchors": "SELECT id, quote_id, source_version_id, part, start_char, exact FROM anchors ORDER BY id",
    "claims": "SELECT id, text, kind, score, why FROM claims ORDER BY id",
    "assertions": "SELECT id, claim_id, quote_id, source_id, stance, exact FROM assertions ORDER BY id",
    "runs": "SELECT id, quote_id, seq, wording_id FROM quoted_runs ORDER BY id",
    "imports": "SELECT id, status, articles, problems, input_sha256 FROM import_runs",
}
# Registered in place of the built-in engine in every process: it ends the one that reads a certain article.
DEADLY = """
import os
from factdb.extract import engines

read = engines.RULES.extract

def extract(article, *, min_confidence=0.0):
    if "deadly" in article.text:
        os._exit(137)
    return read(article, min_confidence=min_confidence)

ENGINE = engines.Engine("deadly", "1", extract)
"""


def write_articles(folder, count, *, deadly=()):
    folder.mkdir()
    for n in range(count):
        word = "deadly" if n in deadly else "quiet"
        text = (
            f"Ferry {n} stays in port\n\nPublished: March {n % 28 + 1}, 2024\n\n"
            f"“The ferry has been {word} for {n + 2} years and nobody asked why,” Mayor Jonas Reed said on Friday.\n\n"
            f"Mira Okafor told reporters that the engine had cost {n + 3} million. “We were never asked,” she added.\n"
        )
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    (folder / "003.txt").write_bytes(b"%PDF-1.4 no text")


def test_jobs_store_the_same_rows_in_the_same_order_as_one_process(run, execute, tmp_path):
    write_articles(tmp_path / "articles", 30)
    held, told = {}, {}
    for jobs in ("1", "3"):
        database = str(tmp_path / f"{jobs}.sqlite")
        told[jobs] = run("-d", database, "import", "articles", "--jobs", jobs)
        held[jobs] = {what: execute(database, sql) for what, sql in COUNTED.items()}
    assert told["3"] == told["1"]
    assert told["1"].code == 1  # one file is no text
    assert held["3"] == held["1"]
    assert len(held["1"]["sources"]) == 29
    assert run("-d", database, "import", "articles", "--jobs", "2").out.startswith("29 articles (29 unchanged)")


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    """An environment in which an engine is registered that ends its process."""
    package = tmp_path / "site"
    (package / "deadly-1.dist-info").mkdir(parents=True)
    (package / "deadly.py").write_text(DEADLY)
    (package / "deadly-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n")
    (package / "deadly-1.dist-info" / "entry_points.txt").write_text("[factdb.engines]\ndeadly = deadly:ENGINE\n")
    return {**os.environ, "PYTHONPATH": str(package)}


def test_an_article_that_ends_its_process_costs_itself_alone(execute, deadly, tmp_path):
    write_articles(tmp_path / "articles", 24, deadly=(7, 20))
    database = str(tmp_path / "deadly.sqlite")
    command = [
        sys.executable,
        "-m",
        "factdb",
        "-d",
        database,
        "import",
        "articles",
        "--jobs",
        "2",
        "--engine",
        "deadly",
    ]
    done = subprocess.run(command, cwd=tmp_path, env=deadly, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1, done.stderr
    lost = [line for line in done.stderr.splitlines() if "ended the process that read it (exit code 137)" in line]
    assert [line.split(":")[1].strip() for line in lost] == ["articles/007.txt", "articles/020.txt"]
    assert len(execute(database, "SELECT id FROM sources")) == 21
    assert execute(database, "SELECT status, articles, problems FROM import_runs") == [("finished", 21, 3)]


def children_of(pid):
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "Z" not in line.split()[1]]


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are looked up in /proc")
@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_an_import_ends(run, execute, tmp_path, ended_by):
    write_articles(tmp_path / "articles", 120)
    database = str(tmp_path / "stopped.sqlite")
    assert run("-d", database, "db", "upgrade").code == 0
    command = [sys.executable, "-m", "factdb", "-d", database, "import", "articles", "--jobs", "2"]
    with started(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as importing:
        until = time.monotonic() + 60
        while not execute(database, "SELECT 1 FROM sources LIMIT 1") and time.monotonic() < until:
            time.sleep(0.05)
        workers = children_of(importing.pid)
        importing.send_signal(ended_by)
        importing.communicate(timeout=60)
        assert workers
        until = time.monotonic() + 30
        while any(map(is_alive, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(is_alive, workers))
    assert run("-d", database, "import", "articles").code == 1
    assert len(execute(database, "SELECT id FROM sources")) == 119
