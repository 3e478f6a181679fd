"""How long the command itself takes, as ratios to importing the libraries it is built on, in one run.

    python bench/startup.py [RUNS]

Whole processes in turn, A B A B …; the median of each and the median of the ratios pair by pair.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = """Council keeps the ferry

Published: March 4, 2024

PORT ELLIS — “We owe it to the islands,” Mayor Jonas Reed told reporters on Friday.
"""


def seconds(command: list[str], cwd: str) -> float:
    begin = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    factdb = [str(Path(sys.executable).with_name("factdb"))]
    libraries = "import sqlalchemy.orm, click"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "article.txt").write_text(ARTICLE, encoding="utf-8")
        subprocess.run([*factdb, "import", "article.txt"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        pairs = [
            ("factdb --version", [*factdb, "--version"], "import click", 2.5),
            ("factdb --help", [*factdb, "--help"], "import click", 2.5),
            ("factdb quotes --speaker Reed", [*factdb, "quotes", "--speaker", "Reed"], libraries, 1.6),
            (
                "factdb quotes … --format json",
                [*factdb, "quotes", "--speaker", "Reed", "--format", "json"],
                libraries,
                1.6,
            ),
        ]
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs each, medians")
        for name, command, peer, wanted in pairs:
            python = [sys.executable, "-c", peer]
            seconds(command, folder), seconds(python, folder)
            times = [(seconds(command, folder), seconds(python, folder)) for _ in range(runs)]
            ours, theirs = (statistics.median(t[i] for t in times) * 1000 for i in (0, 1))
            ratio = statistics.median(a / b for a, b in times)
            print(
                f"{name:<32} {ours:6.0f} ms   {peer:<30} {theirs:6.0f} ms   ratio {ratio:.2f} (wanted under {wanted})"
            )


if __name__ == "__main__":
    main()
