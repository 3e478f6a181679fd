"""Linking the variants of quotes: an archive in which one quote in six is another's, clipped or edited, all at once and
then one more article; beside it the same quotes by MinHash LSH (datasketch, if it is installed) and by nothing but
writing the same rows.

    python bench/variants.py [QUOTES] [PEER QUOTES]

Prints time and memory, which of the variants known to be there were found (recall), which of the links are right
(precision), and what a new article costs.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import archive

from factdb.database.connect import read_connection
from factdb.database.migrate import upgrade
from factdb.database.write import open_writer
from factdb.matching.wording import words_of
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import QuoteFilter, find_quotes
from factdb.queries.variants import quote_variants
from factdb.store.variants import link_all, link_quotes

VARIED = 1 / 6
SEED = 6


def edited(rng: random.Random, words: list[str]) -> tuple[str, list[str]]:
    """(what an outlet did, the words as it prints them)."""
    kind = rng.choice(["same", "head", "tail", "middle", "drop", "swap", "insert", "three"])
    words = list(words)
    if kind in ("head", "tail", "middle"):
        keep = rng.randint(max(6, len(words) // 4), len(words) - 2)
        start = {"head": len(words) - keep, "tail": 0}.get(kind, rng.randint(0, len(words) - keep))
        return kind, words[start : start + keep]
    for _ in range({"same": 0, "three": 3}.get(kind, 1)):
        at = rng.randrange(len(words))
        if kind == "insert":
            words.insert(at, "verily")
        elif kind == "drop":
            del words[at]
        elif kind != "same":
            words[at] = rng.choice(("verily", "forsooth", "methinks"))
    return kind, words


def rows(count: int, truth: dict[int, tuple[str, int]]) -> Iterator[dict[str, Any]]:
    """The archive's quotes, all direct; a variant (`truth`: number -> (what was done, number of the first)) takes the
    place of one in six, and three in ten hold a turn of phrase that thousands use."""
    rng = random.Random(SEED)
    phrases = [" ".join(archive.word(rng.randrange(3000)) for _ in range(rng.randint(3, 6))) for _ in range(300)]
    kept: list[tuple[int, list[str]]] = []
    for number, row in enumerate(archive.quotes(count), start=1):
        row["kind"] = "direct"
        if kept and rng.random() < VARIED:
            first, words = kept[rng.randrange(len(kept))]
            kind, words = edited(rng, words)
            truth[number] = (kind, first)
            row["text"] = " ".join(words)
        else:
            if rng.random() < 0.3:
                row["text"] += " " + rng.choice(phrases)
            if rng.random() < 0.2:
                place = (number, row["text"].split())
                if len(kept) < 20_000:
                    kept.append(place)
                else:
                    kept[rng.randrange(len(kept))] = place
        yield row


def judge(file: sqlite3.Connection, truth: dict[int, tuple[str, int]]) -> None:
    wording = dict(file.execute("SELECT quote_id, wording_id FROM quoted_runs"))
    first = {wording[number]: wording[base] for number, (_, base) in truth.items()}
    for base in set(first.values()):
        first[base] = base
    links = {frozenset(pair) for pair in file.execute("SELECT wording_id, other_id FROM variants")}
    found = {kind: [0, 0] for kind, _ in truth.values()}
    for number, (kind, base) in truth.items():
        one, other = wording[number], wording[base]
        found[kind][0] += one == other or frozenset((one, other)) in links
        found[kind][1] += 1
    met, of = (sum(f[n] for f in found.values()) for n in (0, 1))
    right = sum(len({first.get(one, -one) for one in link}) == 1 for link in links)
    if "-v" in sys.argv:
        words = dict(file.execute("SELECT id, words FROM wordings"))
        for link in [k for k in links if len({first.get(one, -one) for one in k}) > 1][:10]:
            print("wrong:", *(words[one] for one in link), sep="\n  ")
    print(f"recall {met / of:.4f} of {of:,} variants; precision {right / len(links):.4f} of {len(links):,} links")
    for kind, (some, all_) in sorted(found.items()):
        print(f"  {kind:<8} {some / all_:.4f} of {all_:,}")


def article(database: str, count: int) -> None:
    """What linking the ten quotes of one more article costs, of which five are known elsewhere."""
    rng = random.Random(SEED + 1)
    took = []
    with open_writer(database) as writer:
        for _ in range(20):
            with writer.transaction() as tx:
                ids = [rng.randrange(1, count + 1) for _ in range(10)]
                began = time.perf_counter()
                link_quotes(tx, sorted(set(ids)))
                took.append(time.perf_counter() - began)
    took.sort()
    print(f"one more article of ten quotes: median {took[10] * 1e3:.1f} ms, slowest {took[-1] * 1e3:.1f} ms")


def lists(database: str) -> None:
    """What the lists over variants take."""
    with read_connection(database) as reader:
        widest = next(iter(reader.rows("SELECT id FROM wordings ORDER BY sources DESC, id LIMIT 1")))["id"]
        quote = next(iter(reader.rows("SELECT quote_id FROM quoted_runs WHERE wording_id = :id", {"id": widest})))
        for what, call in (
            ("quotes --in-outlets 5", lambda: list(find_quotes(reader, QuoteFilter(in_outlets=5)))),
            ("quotes --altered", lambda: list(find_quotes(reader, QuoteFilter(altered=True)))),
            ("quotes variants ID", lambda: quote_variants(reader, quotes_by_id(reader, [quote["quote_id"]])[0])),
        ):
            call()
            began = time.perf_counter()
            found = len(call())
            print(f"{what}: {(time.perf_counter() - began) * 1e3:.0f} ms, {found} rows")


def peer(count: int) -> float | None:
    """Seconds a quote for MinHash LSH on the same words: signatures of 128 permutations, threshold 0.5."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("datasketch is not installed: no peer")
        return None
    truth: dict[int, tuple[str, int]] = {}
    texts = [row["text"] for row in rows(count, truth)]
    began = time.perf_counter()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    met: dict[int, set[int]] = {}
    for number, text in enumerate(texts, start=1):
        words = words_of(text)
        signature = MinHash(num_perm=128)
        signature.update_batch([" ".join(words[n : n + 3]).encode() for n in range(len(words) - 2)])
        met[number] = set(index.query(signature))
        index.insert(number, signature)
    each = (time.perf_counter() - began) / count
    found = sum(base in met[number] for number, (_, base) in truth.items())
    recall = found / len(truth)
    print(f"datasketch MinHash LSH, candidates only, in memory: {each * 1e6:.0f} us a quote, recall {recall:.4f}")
    return each


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    sample = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "archive.sqlite"
        upgrade(str(path))
        truth: dict[int, tuple[str, int]] = {}
        archive.load(path, rows(count, truth))
        size = path.stat().st_size
        began = time.perf_counter()
        with open_writer(str(path)) as writer:
            for done, of in link_all(writer):
                if done % 100_000 < 2000 or done == of:
                    print(f"  {done:,} quotes: {time.perf_counter() - began:.0f} s", flush=True)
        took = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"linked {count:,} quotes in {took:.1f} s, {took / count * 1e6:.0f} us each, peak {peak} MB")
        print(f"database {size / 1e6:,.0f} MB before, {path.stat().st_size / 1e6:,.0f} MB after")
        article(str(path), count)
        lists(str(path))
        with closing(sqlite3.connect(path)) as file:
            judge(file, truth)
    each = peer(sample)
    if each is not None:
        print(f"ratio to the peer, per quote: {took / count / each:.2f}")


if __name__ == "__main__":
    main()
