"""Bulk import of quotes as JSON lines, beside plain `sqlite3` executemany into the same tables and `sqlite-utils`' way,
all from the same file, indexes, foreign keys and full text on; each in a process of its own.

    python bench/bulk_import.py [QUOTES] [POSTGRESQL_URL]

With the URL of an empty database, the same into PostgreSQL.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archive import load, read_jsonl, write_jsonl

HERE = Path(__file__).parent


def measured(call: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(seconds, megabytes at most) of a process."""
    began = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, env={**os.environ, **environment}) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, call
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def plain(database: str, lines: str) -> None:
    """The peer: what `archive.load` does."""
    load(Path(database), read_jsonl(Path(lines)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> None:
    if sys.argv[1:2] == ["--plain"]:
        plain(*sys.argv[2:4])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        lines = f"{folder}/archive.jsonl"
        write_jsonl(Path(lines), count)
        results = {}
        for name, call in (
            ("plain sqlite3", [sys.executable, __file__, "--plain", f"{folder}/plain.sqlite", lines]),
            ("factdb", [sys.executable, "-m", "factdb", "-d", f"{folder}/own.sqlite", "imports", "quotes", lines]),
        ):
            if name == "plain sqlite3":
                made = [sys.executable, "-m", "factdb", "-d", f"{folder}/plain.sqlite", "db", "upgrade"]
                subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
            results[name] = measured(call, {})
        if len(sys.argv) > 2:
            into = [sys.executable, "-m", "factdb", "-d", sys.argv[2], "imports", "quotes", lines]
            results["factdb into PostgreSQL"] = measured(into, {})
    base = results["plain sqlite3"][0]
    print(f"{count:,} quotes")
    for name, (seconds, megabytes) in results.items():
        rate = count / seconds
        print(f"{name:<24} {seconds:7.1f} s {rate:9,.0f}/s {seconds / base:5.2f}x plain {megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
