"""How fast quotations are found, and how much memory it takes, on a folder of texts.

    python bench/extraction_speed.py FOLDER [ROUNDS]

FOLDER holds *.txt (or text/*.txt). One core, best of ROUNDS (3); model loading is left out. The yardstick is one plain
regular expression for the words of the same texts, so that figures from two machines can be compared. Peers are timed
where they are installed. Memory is the peak of one text repeated until it has 10, 100 and 1,000 thousand words.
"""

from __future__ import annotations

import re
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

from factdb.article import Article
from factdb.extract import extract_quotations
from factdb.extract.find import find

WORD = re.compile(r"\w+|[^\w\s]")


def best(work: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Seconds of the fastest of several rounds over all texts."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        for text in texts:
            work(text)
        times.append(time.perf_counter() - begin)
    return min(times)


def article(text: str) -> Article:
    return Article(text, "-", "")


def textacy() -> Callable[[str], object] | None:
    try:
        import spacy
        from textacy.extract import direct_quotations
    except ImportError:
        return None
    parse = spacy.load("en_core_web_sm")
    return lambda text: list(direct_quotations(parse(text)))


def sayswho() -> Callable[[str], object] | None:
    try:
        from sayswho import Attributor
    except ImportError:
        return None
    attributor = Attributor()
    return lambda text: attributor.attribute(text)


def peak_kilobytes(text: str) -> float:
    tracemalloc.start()
    extract_quotations(article(text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    paths = sorted(folder.glob("*.txt")) or sorted(folder.glob("text/*.txt"))
    if not paths:
        sys.exit(f"usage: {sys.argv[0]} FOLDER [ROUNDS]; no *.txt in {folder}")
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, best of {rounds}, Python {sys.version.split()[0]}\n")
    plain = best(WORD.findall, texts, rounds)
    rows: list[tuple[str, Callable[[str], object] | None]] = [
        ("found", lambda text: find(article(text))),
        ("found and resolved", lambda text: extract_quotations(article(text))),
        ("textacy", textacy()),
        ("sayswho", sayswho()),
    ]
    print(f"{'':<22} {'words/s':>12} {'of plain re':>12}")
    print(f"{'plain re over words':<22} {words / plain:12,.0f} {1:12.3f}")
    for name, work in rows:
        if work is None:
            print(f"{name:<22} {'not installed':>12}")
            continue
        seconds = best(work, texts, rounds)
        print(f"{name:<22} {words / seconds:12,.0f} {plain / seconds:12.3f}")
    longest = max(texts, key=len)
    print(f"\n{'one text of':<22} {'peak':>9} {'per word':>9} {'words/s':>10}")
    for size in (10_000, 100_000, 1_000_000):
        text = "\n\n".join([longest] * (size // len(longest.split()) + 1))
        count = len(text.split())
        begin = time.perf_counter()
        extract_quotations(article(text))
        seconds = time.perf_counter() - begin
        peak = peak_kilobytes(text)
        print(f"{count:>16,} words {peak / 1024:6.1f} MB {peak * 1024 / count:7.0f} B {count / seconds:10,.0f}")
    print(f"\nthe whole process, texts included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
