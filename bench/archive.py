"""A made-up newsroom's archive of any size, the same for the same seed: speakers drawn by Zipf's law, of whom four bear
each family name, quotes of some 150 characters, years of days. A third of the quotes print a title, one speaker in ten
holds a role on file, and every third quote makes a claim. The other benchmarks are run on it.

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
from factdb.database.repetitions import recount_repetitions
from factdb.matching.names import parts_of
from factdb.matching.offices import office_of

SEED = 20261124
FIRST_DAY = date(2006, 1, 1)
DAYS = 7300
KINDS = ("direct", "mixed", "indirect")
CHUNK = 10_000
FAMILIES = 12_000
OFFICES = "President Senator Minister Governor Mayor Judge Professor Ambassador Secretary Spokesman".split()


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
    return f"{word(7 * number + 3).capitalize()} {word(13 * (number % FAMILIES) + 400).capitalize()}"


def title(number: int) -> str:
    """One of a thousand titles: "Foreign Minister"."""
    return f"{word(900 + number // len(OFFICES) % 100).capitalize()} {OFFICES[number % len(OFFICES)]}"


def quotes(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """`count` quotes in the order of their sources, ten a source, as an archive would hand them over."""
    rng, chance = random.Random(seed), random.Random(str(seed))
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
                "agency": f"{word(n % 20 + 700).capitalize()} Wire" if chance.random() < 0.1 else None,
            }
        text = " ".join(rng.choices(vocabulary, cum_weights=words, k=rng.randint(20, 44)))
        said = (day - timedelta(days=rng.randrange(3))).isoformat()
        speaker = rng.choices(range(len(names)), cum_weights=speakers)[0]
        name = names[speaker]
        unsaid = chance.random() < 0.015
        yield {
            "quote_uid": f"{seed + n:032x}",
            "kind": KINDS[rng.randrange(3)],
            "text": text,
            "cue": "said",
            "speaker": name,
            "speaker_kind": "person",
            "speaker_mention": name if chance.random() < 0.3 else name.split()[1],
            "speaker_title": title(speaker + chance.randrange(3)) if chance.random() < 0.33 else None,
            "confidence": chance.choice((0.55, 0.62, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)),
            "factuality": chance.choice(("negated", "possible")) if unsaid else "actual",
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
    text after the load. With `spans`, each source has a version (without its text) and each quote a content span, there
    are roles and claims, and the quotes are counted."""
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
        if spans:
            fill_claims(file)
        for _, sql in indexes:
            file.execute(sql)
        for index in ("quotes_fts", "claim_words_fts", "claim_bodies_fts"):
            file.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        if spans:
            for sql in (*recount(), *recount_repetitions()):
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
        new: dict[str, list[tuple[Any, ...]]] = {t: [] for t in _INSERT}
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
                folded = row["speaker"].lower()
                new["n"].append((speaker, row["speaker"], folded, parts_of(folded)))
                if spans and speaker % 10 == 0:
                    held, since = title(speaker), 2006 + speaker % 17
                    new["r"].append((speaker, held, office_of(held), f"{since}-01-20", f"{since + 4}-01-19"))
            if int(row["source_uid"], 16) + 1 != source:
                source = int(row["source_uid"], 16) + 1
                work = (source, row["source_uid"], publisher, row["url"], row["title"], row["agency"])
                new["s"].append((*work, row["published_on"]))
                if spans:
                    digest = hashlib.sha256(row["url"].encode()).hexdigest()
                    new["v"].append((source, source, row["url"], digest, digest, 2000, row["title"]))
            digest = hashlib.sha256(row["text"].encode()).hexdigest()
            said = row["said_on"]
            quote = (number, row["quote_uid"], source, row["kind"], row["text"], digest, row["cue"], said, said, said)
            new["q"].append((*quote, row["confidence"], row["factuality"]))
            new["a"].append((number, speaker, row["speaker_mention"], row["speaker_title"], said))
            if spans:
                new["x"].append((number, source, len(row["text"]), row["kind"] != "indirect", row["text"]))
        for table, sql in _INSERT.items():
            file.executemany(sql, new[table])


_INSERT = {
    "p": "INSERT INTO publishers (id, name, import_run_id) VALUES (?, ?, 1)",
    "k": "INSERT INTO speakers (id, uid, kind, name, status, origin, import_run_id, canonical_id)"
    " VALUES (?, ?, 'person', ?, 'extracted', 'archive', 1, ?)",
    "n": "INSERT INTO speaker_names (speaker_id, name, folded, parts, kind, import_run_id)"
    " VALUES (?, ?, ?, ?, 'primary', 1)",
    "r": "INSERT INTO roles (speaker_id, title, office, held_from, held_until, origin, import_run_id)"
    " VALUES (?, ?, ?, ?, ?, 'list', 1)",
    "s": "INSERT INTO sources (id, uid, publisher_id, url, title, agency, language, medium, published_on,"
    " import_run_id) VALUES (?, ?, ?, ?, ?, ?, 'en', 'article', ?, 1)",
    "v": "INSERT INTO source_versions (id, source_id, number, retrieved_at, location, raw_sha256, text_sha256,"
    " text_length, encoding, title, import_run_id)"
    " VALUES (?, ?, 1, '2026-11-24T00:00:00.000000Z', ?, ?, ?, ?, 'utf-8', ?, 1)",
    "q": "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, cue, said_on, said_until, said_basis,"
    " dated_on, confidence, factuality, language, status, origin, import_run_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'stated', ?, ?, ?, 'en', 'extracted', 'archive', 1)",
    "a": "INSERT INTO attributions (quote_id, speaker_id, part, seq, rank, as_printed, title_as_printed, basis,"
    " dated_on, import_run_id) VALUES (?, ?, 'speaker', 0, 'normal', ?, ?, 'named', ?, 1)",
    "x": "INSERT INTO anchors (quote_id, source_version_id, part, seq, start_char, end_char, in_marks, exact,"
    " import_run_id) VALUES (?, ?, 'content', 0, 0, ?, ?, ?, 1)",
}


def fill_claims(file: sqlite3.Connection) -> None:
    """Make a claim of every third quote; every thirtieth quote repeats an earlier one."""
    file.create_function("sha256", 1, lambda text: hashlib.sha256(text.encode()).hexdigest(), deterministic=True)
    file.execute(
        "INSERT INTO claims (id, uid, text, language, status, origin, kind, why, score, text_sha256, import_run_id)"
        " SELECT q.id / 3, printf('%032x', q.id), q.text, 'en', 'candidate', 'checkworthy 2', 'figure', 'amount',"
        " (q.id % 97) / 100.0, sha256(q.text), 1 FROM quotes q WHERE q.id % 3 = 0"
    )
    for stance, which, claim in (
        ("asserts", "q.id % 3 = 0", "q.id / 3"),
        ("repeats", "q.id % 30 = 1", "q.id / 30 + 1"),
    ):
        file.execute(
            "INSERT INTO assertions (claim_id, quote_id, source_id, stance, source_version_id, dated_on, import_run_id)"
            f" SELECT {claim}, q.id, q.source_id, '{stance}', q.source_id, q.dated_on, 1 FROM quotes q WHERE {which}"
        )
    file.execute("INSERT INTO claim_texts (claim_id, words, body) SELECT id, text, '' FROM claims")


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
