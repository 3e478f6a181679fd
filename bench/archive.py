"""A made-up newsroom's archive of any size, the same for the same seed: speakers drawn by Zipf's law, quotes of some
150 characters, years of days. The other benchmarks are run on it.

    python bench/archive.py FILE.sqlite|FILE.jsonl [QUOTES]

A database is filled by plain `sqlite3` with executemany, indexes and full text made after the load: that is the limit
to which imports are compared. JSON lines have the keys of `factdb export jsonl quotes` that an archive knows.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from factdb.database.counts import recount

SEED = 20261124
FIRST_DAY = date(2006, 1, 1)
DAYS = 7300
KINDS = ("direct", "mixed", "indirect")
CHUNK = 10_000


def word(number: int) -> str:
    """A made-up word for each number, short for frequent ones."""
    onset, vowel, coda = "bdfgklmnprst", "aeiou", " nrslt"
    made = ""
    number += 1
    while number:
        number, rest = divmod(number, len(onset) * len(vowel) * len(coda))
        a, rest = divmod(rest, len(vowel) * len(coda))
        b, c = divmod(rest, len(coda))
        made += onset[a] + vowel[b] + coda[c].strip()
    return made


def zipf(count: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def speaker_name(number: int) -> str:
    return f"{word(7 * number + 3).capitalize()} {word(13 * number + 400).capitalize()} {number}"


def quotes(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """`count` quotes in the order of their sources, ten a source, as an archive would hand them over."""
    rng = random.Random(seed)
    vocabulary = [word(n) for n in range(20_000)]
    words, speakers = zipf(len(vocabulary)), zipf(max(min(50_000, count // 20), 10))
    names = [speaker_name(n) for n in range(len(speakers))]
    publishers = [f"{word(5 * n + 900).capitalize()} Courier {n}" for n in range(500)]
    for n in range(count):
        if n % 10 == 0:
            day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
            publisher = rng.choice(publishers)
            source = {
                "source_uid": f"{n // 10:032x}",
                "title": " ".join(rng.choices(vocabulary, cum_weights=words, k=7)).capitalize(),
                "publisher": publisher,
                "published_on": day.isoformat(),
                "url": f"https://archive.example/{n // 10}",
            }
        text = " ".join(rng.choices(vocabulary, cum_weights=words, k=rng.randint(20, 44)))
        said = (day - timedelta(days=rng.randrange(3))).isoformat()
        name = names[rng.choices(range(len(names)), cum_weights=speakers)[0]]
        yield {
            "quote_uid": f"{seed + n:032x}",
            "kind": KINDS[rng.randrange(3)],
            "text": text,
            "cue": "said",
            "speaker": name,
            "speaker_kind": "person",
            "speaker_mention": name.split()[1],
            "said_on": said,
            **source,
        }


def write_jsonl(path: Path, count: int) -> None:
    with open(path, "w", encoding="utf-8") as file:
        for quote in quotes(count):
            file.write(json.dumps(quote) + "\n")


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def load(path: Path, rows: Iterator[dict[str, Any]], *, spans: bool = False) -> None:
    """Fill the empty factdb database at `path` by plain sqlite3: one transaction, foreign keys on, indexes and full
    text after the load. With `spans`, each source has a version (without its text) and each quote a content span, and
    the quotes are counted."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute("PRAGMA foreign_keys = ON")
        triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        indexes = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        file.execute("BEGIN IMMEDIATE")
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for name, _ in indexes:
            file.execute(f"DROP INDEX {name}")
        fill(file, rows, spans)
        for _, sql in indexes:
            file.execute(sql)
        file.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')")
        if spans:
            for sql in recount():
                file.execute(sql)
        for _, sql in triggers:
            file.execute(sql)
        file.execute("COMMIT")
        file.execute("ANALYZE")


def fill(file: Any, rows: Iterator[dict[str, Any]], spans: bool) -> None:
    """Put `rows` into the tables through `file.execute` and `file.executemany`, a chunk at a time."""
    file.execute(
        "INSERT INTO import_runs (id, uid, started_at, actor, tool, input, status, articles, problems)"
        " VALUES (1, 'r', '2026-11-24T00:00:00.000000Z', 'bench', 'sqlite3', 'archive', 'finished', 0, 0)"
    )
    publishers: dict[str, int] = {}
    speakers: dict[str, int] = {}
    source = 0
    number = 0
    while chunk := list(islice(rows, CHUNK)):
        new: dict[str, list[tuple[Any, ...]]] = {t: [] for t in ("p", "k", "n", "s", "v", "q", "a", "x")}
        for row in chunk:
            number += 1
            publisher = publishers.get(row["publisher"])
            if publisher is None:
                publisher = publishers[row["publisher"]] = len(publishers) + 1
                new["p"].append((publisher, row["publisher"]))
            speaker = speakers.get(row["speaker"])
            if speaker is None:
                speaker = speakers[row["speaker"]] = len(speakers) + 1
                new["k"].append((speaker, f"{speaker:032x}", row["speaker"], speaker))
                new["n"].append((speaker, row["speaker"], row["speaker"].lower()))
            if int(row["source_uid"], 16) + 1 != source:
                source = int(row["source_uid"], 16) + 1
                new["s"].append((source, row["source_uid"], publisher, row["url"], row["title"], row["published_on"]))
                if spans:
                    digest = hashlib.sha256(row["url"].encode()).hexdigest()
                    new["v"].append((source, source, row["url"], digest, digest, 2000, row["title"]))
            digest = hashlib.sha256(row["text"].encode()).hexdigest()
            said = row["said_on"]
            new["q"].append(
                (number, row["quote_uid"], source, row["kind"], row["text"], digest, row["cue"], said, said, said)
            )
            new["a"].append((number, speaker, row["speaker_mention"], said))
            if spans:
                new["x"].append((number, source, len(row["text"]), row["kind"] != "indirect", row["text"]))
        for table, sql in _INSERT.items():
            file.executemany(sql, new[table])


_INSERT = {
    "p": "INSERT INTO publishers (id, name, import_run_id) VALUES (?, ?, 1)",
    "k": "INSERT INTO speakers (id, uid, kind, name, status, origin, import_run_id, canonical_id)"
    " VALUES (?, ?, 'person', ?, 'extracted', 'archive', 1, ?)",
    "n": "INSERT INTO speaker_names (speaker_id, name, folded, kind, import_run_id) VALUES (?, ?, ?, 'primary', 1)",
    "s": "INSERT INTO sources (id, uid, publisher_id, url, title, language, medium, published_on, import_run_id)"
    " VALUES (?, ?, ?, ?, ?, 'en', 'article', ?, 1)",
    "v": "INSERT INTO source_versions (id, source_id, number, retrieved_at, location, raw_sha256, text_sha256,"
    " text_length, encoding, title, import_run_id)"
    " VALUES (?, ?, 1, '2026-11-24T00:00:00.000000Z', ?, ?, ?, ?, 'utf-8', ?, 1)",
    "q": "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, cue, said_on, said_until, said_basis,"
    " dated_on, language, status, origin, import_run_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'stated', ?, 'en', 'extracted', 'archive', 1)",
    "a": "INSERT INTO attributions (quote_id, speaker_id, part, seq, rank, as_printed, basis, dated_on, import_run_id)"
    " VALUES (?, ?, 'speaker', 0, 'normal', ?, 'named', ?, 1)",
    "x": "INSERT INTO anchors (quote_id, source_version_id, part, seq, start_char, end_char, in_marks, exact,"
    " import_run_id) VALUES (?, ?, 'content', 0, 0, ?, ?, ?, 1)",
}


def main() -> None:
    path = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    began = time.perf_counter()
    if path.suffix == ".jsonl":
        write_jsonl(path, count)
    else:
        from factdb.database.migrate import upgrade

        upgrade(str(path))
        load(path, quotes(count), spans=True)
    print(f"{path}: {count:,} quotes, {path.stat().st_size / 1e6:,.0f} MB, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
