"""Import of many articles in one call: rate, and peak memory at two sizes, which must be about the same.

    python bench/import_articles.py [ARTICLES]

The articles are made by a seeded generator; the peer is a plain loop that only reads and hashes the same file.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = (
    "council harbour ferry budget bridge island winter engine contract port road school vote plan report union"
    " season price market tender repair delay tower station valley river border treaty engineer doctor farmer"
).split()
FIRST = "Ada Jonas Mira Lena Tom Ruth Omar Ines Karl Dana Hugo Nora Emil Vera Igor Anna".split()
LAST = "Moss Reed Okafor Brandt Hale Stern Aziz Costa Weiss Novak Lang Berg Fuchs Marin Petrov Holm".split()


def article(rng: random.Random, number: int) -> dict[str, str]:
    def clause(low: int, high: int) -> str:
        return "the " + " ".join(rng.choices(WORDS, k=rng.randint(low, high)))

    day = 1 + number % 28
    paragraphs = []
    for _ in range(rng.randint(8, 16)):
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        paragraphs.append(
            rng.choice(
                (
                    f"“We know {clause(4, 12)},” {name} said on Monday. “And {clause(4, 9)} will follow.”",
                    f"{name} told reporters that {clause(5, 14)} would cost {rng.randint(2, 90)} million.",
                    f"{name} called {clause(2, 5)} “{clause(2, 4)}” in a statement.",
                    f"According to {name}, {clause(6, 12)} was late again.",
                    f"{clause(10, 24).capitalize()}. {clause(12, 30).capitalize()}. {clause(8, 20).capitalize()}.",
                )
            )
        )
    return {
        "title": f"{clause(3, 6).capitalize()} {number}",
        "text": "\n\n".join(paragraphs),
        "publisher": f"Courier {number % 40}",
        "published": f"2024-{1 + number // 28 % 12:02}-{day:02}",
        "url": f"https://courier.example/{number}",
    }


def write(path: Path, count: int) -> int:
    rng = random.Random(20230618)
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            one = article(rng, number)
            words += len(one["text"].split())
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    return words


def run(command: list[str]) -> tuple[float, float, str]:
    """(seconds, peak MB of the largest child so far, output)"""
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - begin, peak, done.stdout + done.stderr


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    factdb = str(Path(sys.executable).with_name("factdb"))
    with tempfile.TemporaryDirectory() as folder:
        for size in (count // 10, count):
            path = Path(folder, f"{size}.jsonl")
            words = write(path, size)
            seconds, peak, output = run([factdb, "-d", str(Path(folder, f"{size}.sqlite")), "import", str(path)])
            begin = time.perf_counter()
            for line in path.open("rb"):
                hashlib.sha256(json.loads(line)["text"].encode()).hexdigest()
            floor = time.perf_counter() - begin
            print(
                f"{size:>7,} articles, {words:,} words: {seconds:.1f} s, {size / seconds:.0f} articles/s,"
                f" {words / seconds:,.0f} words/s, peak {peak:.0f} MB, {seconds / floor:.0f}x reading and hashing alone"
            )
            print(f"        {output.strip().splitlines()[-1]}")
            assert "\r" not in output, "a progress bar in a pipe"


if __name__ == "__main__":
    main()
