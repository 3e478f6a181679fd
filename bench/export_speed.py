"""Exports of all quotes, beside the sqlite3 shell, DuckDB and sqlite-utils' way of writing rows, as ratios.

    python bench/export_speed.py ARCHIVE.sqlite

The archive is made by bench/archive.py. Every call is a process of its own and reads the same view in the same order.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time

SELECT = "SELECT * FROM report_quotes ORDER BY quote_id, speaker_seq"
CSV_WRITER = (
    "import csv, sqlite3, sys\n"
    "rows = sqlite3.connect(sys.argv[1]).execute(sys.argv[2])\n"
    "csv.writer(sys.stdout).writerows(rows)"
)
DUCKDB = (
    "import duckdb, sys\n"
    "from duckdb_extensions import import_extension\n"
    "import_extension('sqlite_scanner')\n"
    "duckdb.sql(f\"ATTACH '{sys.argv[1]}' AS a (TYPE sqlite, READ_ONLY)\")\n"
    "duckdb.sql(f\"COPY (SELECT * FROM a.report_quotes) TO '{sys.argv[2]}' (FORMAT parquet, COMPRESSION zstd)\")"
)


def measured(call: list[str], out: str) -> tuple[float, float, float]:
    """(seconds, megabytes of memory at most, megabytes written)."""
    began = time.perf_counter()
    with open(out, "wb") as stream, subprocess.Popen(call, stdout=stream) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, call
    return time.perf_counter() - began, usage.ru_maxrss / 1024, os.path.getsize(out) / 1e6


def main() -> None:
    archive = sys.argv[1]
    factdb = [sys.executable, "-m", "factdb", "-d", archive, "export"]
    groups = {
        "csv": {
            "sqlite3 shell": ["sqlite3", "-readonly", "-csv", archive, SELECT],
            "factdb": [*factdb, "csv"],
            "factdb --raw": [*factdb, "csv", "--raw"],
            "csv.writer": [sys.executable, "-c", CSV_WRITER, archive, SELECT],
        },
        "jsonl": {
            "sqlite3 shell": ["sqlite3", "-readonly", "-json", archive, SELECT],
            "factdb": [*factdb, "jsonl"],
        },
        "parquet": {
            "DuckDB": [sys.executable, "-c", DUCKDB, archive, "{}"],
            "factdb": [*factdb, "parquet", "-o", "{}"],
        },
    }
    plan = subprocess.run(
        ["sqlite3", "-readonly", archive, f"EXPLAIN QUERY PLAN {SELECT}"], capture_output=True, text=True
    )
    print(plan.stdout)
    with tempfile.TemporaryDirectory() as folder:
        for form, calls in groups.items():
            base = None
            for name, call in calls.items():
                absent = (name == "sqlite3 shell" and not shutil.which("sqlite3")) or (
                    name == "DuckDB" and not importlib.util.find_spec("duckdb_extensions")
                )
                if absent:
                    print(f"{form:8} {name:14} not installed")
                    continue
                written = f"{folder}/out"
                seconds, memory, size = measured([word.replace("{}", written + ".file") for word in call], written)
                if "{}" in call:
                    size = os.path.getsize(written + ".file") / 1e6
                    os.unlink(written + ".file")
                base = base or seconds
                print(
                    f"{form:8} {name:14} {seconds:7.1f} s {seconds / base:5.2f}x {memory:6.0f} MB memory {size:8.0f} MB"
                )


if __name__ == "__main__":
    main()
