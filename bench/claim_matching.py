"""How well claims are found that say what a tweet or a speaker says, on the data of the CLEF CheckThat! labs, task 2.

    python bench/claim_matching.py FOLDER... [--queries N]

FOLDER holds the files as they are published (https://gitlab.com/checkthat_lab): `claims.tsv` (number, claim, headline)
or `claims.jsonl[.gz]` (vclaim_id, vclaim, title, speaker, text), one or more `*queries.tsv` (number, text), and
`*.qrels` (query, 0, claim, relevance), a part each; `transcripts/*.tsv` (line, speaker, sentence) where the number of a
query is the name of one and its line. The files are not part of factdb.

Printed is, for each part, the mean average precision of the first five and of the first alone, by the official
definition, of FTS5's own ranking (every word of the query, joined by OR, over claim and headline; porter) and of
`factdb claims like`, which is also given the sentences before and the speaker where there is a transcript.

    python bench/claim_matching.py --speed CLAIMS [--database URL]

Milliseconds of a query over that many generated claims, of one core's work on SQLite and of waiting on PostgreSQL: the
median, and the slowest of 95 in a hundred.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from factdb.database import migrate
from factdb.database.connect import read_connection
from factdb.errors import FactdbError
from factdb.matching.names import fold
from factdb.queries.likeness import SENTENCES_BEFORE, claims_like, likely_matches

RUN = (
    "INSERT INTO import_runs (id, uid, started_at, actor, tool, input, status, articles, problems)"
    " VALUES (1, 'r', '2024-01-01T00:00:00.000000Z', '-', '-', '-', 'running', 0, 0)"
)


class Known(NamedTuple):
    """A claim of a benchmark."""

    name: str
    text: str
    title: str
    speaker: str
    body: str


class Query(NamedTuple):
    """What somebody said."""

    name: str
    text: str
    before: str
    speaker: str


def average_precision(ranking: Sequence[str], relevant: set[str], first: int) -> float:
    """Return the average precision within the `first` of a ranking, over all that are relevant."""
    found, total = 0, 0.0
    for place, one in enumerate(ranking[:first], 1):
        if one in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


# --- Reading


def table(path: Path, columns: int) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated file. Exits with what is wrong with one that has fewer columns."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t"), 1):
            if len(row) < columns:
                sys.exit(f"{path}:{number}: has {len(row)} columns of {columns}: is it a file of the lab?")
            yield row


def read_claims(folder: Path) -> list[Known]:
    if (path := folder / "claims.tsv").is_file():
        return [Known(row[0], row[1], row[2], "", "") for row in table(path, 3) if row[0]]
    path = next((folder / name for name in ("claims.jsonl", "claims.jsonl.gz") if (folder / name).is_file()), folder)
    if path == folder:
        sys.exit(f"{folder}: holds no claims.tsv, claims.jsonl or claims.jsonl.gz")
    found = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                found.append(Known(row["vclaim_id"], row["vclaim"], row["title"], row["speaker"], row["text"]))
            except (ValueError, KeyError, TypeError) as error:
                sys.exit(f"{path}:{number}: {error!r}: is it a file of the lab?")
    return found


def read_queries(folder: Path) -> list[Query]:
    lines: dict[str, dict[int, list[str]]] = {}
    for path in folder.glob("transcripts/*.tsv"):
        with open(path, encoding="utf-8") as file:
            rows = (line.rstrip("\n").split("\t") for line in file)
            lines[path.stem] = {int(row[0]): row for row in rows if len(row) > 2 and row[0].isdigit()}
    found = []
    for path in sorted(folder.glob("*queries.tsv")):
        for name, text, *_ in table(path, 2):
            talk, _, line = name.rpartition("_")
            here = lines.get(talk, {})
            at = int(line) if line.isdigit() else -1
            before = " ".join(here[n][2] for n in range(at - SENTENCES_BEFORE, at) if n in here)
            found.append(Query(name, text, before, here[at][1] if at in here else ""))
    return found


def read_relevance(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for query, _, claim, relevant in table(path, 4):
        if relevant.strip() == "1":
            found[query].add(claim)
    return found


# --- Ranking


def family_name(speaker: str) -> str:
    return (fold(speaker).split() or [""])[-1]


def fill(database: str, claims: Sequence[Known]) -> None:
    """Store claims as imports of reviews do: each with its headline, its review's text and who said it."""
    migrate.upgrade(database)
    names = {name: number for number, name in enumerate(sorted({family_name(c.speaker) for c in claims} - {""}), 1)}
    numbered = list(enumerate(claims, 1))
    with closing(sqlite3.connect(database)) as file, file:
        file.execute(RUN)
        file.execute(
            "INSERT INTO sources (id, uid, title, language, medium, import_run_id)"
            " VALUES (1, 's', '-', 'en', 'post', 1)"
        )
        file.executemany(
            "INSERT INTO claims (id, uid, text, language, status, origin, import_run_id)"
            " VALUES (?, ?, ?, 'en', 'candidate', 'claimreview', 1)",
            ((n, f"c{n}", c.text) for n, c in numbered),
        )
        file.executemany(
            "INSERT INTO reviews (uid, claim_id, status, title, text, language, origin, import_run_id)"
            " VALUES (?, ?, 'published', ?, ?, 'en', 'claimreview', 1)",
            ((f"v{n}", n, c.title, c.body) for n, c in numbered),
        )
        file.executemany(
            "INSERT INTO speakers (id, uid, kind, name, status, origin) VALUES (?, ?, 'person', ?, 'extracted', '-')",
            ((number, f"k{number}", name) for name, number in names.items()),
        )
        file.executemany(
            "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, language, status, origin, import_run_id)"
            " VALUES (?, ?, 1, 'indirect', '-', '-', 'en', 'extracted', '-', 1)",
            ((n, f"q{n}") for n, c in numbered if family_name(c.speaker)),
        )
        file.executemany(
            "INSERT INTO attributions (quote_id, speaker_id, part, seq, rank, basis, import_run_id)"
            " VALUES (?, ?, 'speaker', 0, 'normal', 'named', 1)",
            ((n, names[family_name(c.speaker)]) for n, c in numbered if family_name(c.speaker)),
        )
        file.executemany(
            "INSERT INTO assertions (claim_id, quote_id, source_id, stance, import_run_id)"
            " VALUES (?, ?, 1, 'asserts', 1)",
            ((n, n) for n, c in numbered if family_name(c.speaker)),
        )
        file.execute("UPDATE import_runs SET status = 'finished'")


def plain_index(claims: Sequence[Known]) -> sqlite3.Connection:
    file = sqlite3.connect(":memory:")
    file.execute("CREATE VIRTUAL TABLE plain USING fts5(text, title, tokenize='porter unicode61')")
    file.executemany("INSERT INTO plain (rowid, text, title) VALUES (?, ?, ?)",
                     ((n, c.text, c.title) for n, c in enumerate(claims, 1)))  # fmt: skip
    return file


def plain_ranking(index: sqlite3.Connection, text: str) -> list[int]:
    words = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", text)))
    found = index.execute("SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 5", (words,))
    return [row[0] for row in found]


def measure(folder: Path, most: int | None) -> None:
    claims, queries = read_claims(folder), read_queries(folder)
    if not queries or not list(folder.glob("*.qrels")):
        sys.exit(f"{folder}: holds no *queries.tsv or no *.qrels")
    index = plain_index(claims)
    with tempfile.TemporaryDirectory() as scratch:
        database = str(Path(scratch) / "claims.sqlite")
        fill(database, claims)
        with read_connection(database) as reader:
            speakers = {row["name"]: int(row["id"]) for row in reader.rows("SELECT id, name FROM speakers")}
            for part in sorted(folder.glob("*.qrels")):
                relevant = read_relevance(part)
                asked = [query for query in queries if query.name in relevant][:most]
                rankings: dict[str, list[tuple[list[int], set[str]]]] = {"FTS5": [], "factdb": []}
                took, sure = [], [0, 0]
                for query in asked:
                    rankings["FTS5"].append((plain_ranking(index, query.text), relevant[query.name]))
                    began = time.process_time()
                    try:
                        rows = claims_like(
                            reader,
                            query.text,
                            before=query.before,
                            speakers=[n for n in [speakers.get(family_name(query.speaker))] if n is not None],
                        )
                    except FactdbError:
                        rows = []
                    took.append(time.process_time() - began)
                    rankings["factdb"].append(([row["id"] for row in rows], relevant[query.name]))
                    for number, _ in likely_matches(reader, [query.text], known=True, limit=1).get(query.text, ()):
                        sure[0] += claims[number - 1].name in relevant[query.name]
                        sure[1] += 1
                for label, ranked in rankings.items():
                    of = [([claims[n - 1].name for n in ranking], right) for ranking, right in ranked]
                    at5, at1 = (
                        statistics.fmean(average_precision(ranking, right, first) for ranking, right in of)
                        for first in (5, 1)
                    )
                    print(
                        f"{folder.name} {part.stem}, {len(asked)} queries: {label:<7} MAP@5 {at5:.3f}  MAP@1 {at1:.3f}"
                    )
                print(
                    f"{folder.name} {part.stem}: suggested unasked: {sure[1]}, of which {sure[0]} marked; "
                    f"{1000 * statistics.median(took):.1f} ms a query",
                    flush=True,
                )


# --- Speed


def generated(count: int, chance: random.Random) -> Iterator[str]:
    """Yield statements of 8 to 20 words out of 40,000, as frequent as in a language (Zipf)."""
    words = ["".join("bdfklmnprt"[int(digit)] + "ao"[n % 2] for digit in f"{n:05}") for n in range(40_000)]
    weights = [1 / (n + 2) for n in range(len(words))]
    pool = chance.choices(words, weights, k=min(count, 200_000) * 14)
    at = 0
    for _ in range(count):
        length = chance.randint(8, 20)
        if at + length > len(pool):
            chance.shuffle(pool)
            at = 0
        yield " ".join(pool[at : at + length])
        at += length


def speed(count: int, database: str | None) -> None:
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        path = database or str(Path(scratch) / "claims.sqlite")
        migrate.upgrade(path)
        rows = ((n, f"c{n}", text) for n, text in enumerate(generated(count, chance), 1))
        insert = (
            "INSERT INTO claims (id, uid, text, language, status, origin, import_run_id)"
            " VALUES ({}, {}, {}, 'en', 'candidate', 'claimreview', 1)"
        )
        if path.startswith("postgresql:"):
            import psycopg

            with psycopg.connect(path) as server:
                server.execute(RUN)
                with server.cursor().copy(
                    "COPY claims (id, uid, text, language, status, origin, import_run_id) FROM STDIN"
                ) as copy:
                    for n, uid, text in rows:
                        copy.write_row((n, uid, text, "en", "candidate", "claimreview", 1))
            with psycopg.connect(path, autocommit=True) as server:
                server.execute("VACUUM ANALYZE")
        else:
            with closing(sqlite3.connect(path)) as file, file:
                for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                    file.execute(f"DROP TRIGGER {trigger}")  # what they keep up is made at once
                file.execute(RUN)
                file.executemany(insert.format("?", "?", "?"), rows)
                file.execute("INSERT INTO claim_texts (claim_id, words, body) SELECT id, text, '' FROM claims")
                for index in ("claim_words_fts", "claim_bodies_fts"):
                    file.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        asked = list(generated(200, random.Random(2)))
        with read_connection(path) as reader:
            clock = time.process_time if reader.dialect == "sqlite" else time.perf_counter
            took = []
            for text in asked:
                began = clock()
                claims_like(reader, text)
                took.append(1000 * (clock() - began))
        took.sort()
        slow = took[int(0.95 * len(took))]
        print(f"{count:,} claims: {statistics.median(took):.1f} ms a query, 95 in 100 under {slow:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--queries", type=int, help="maximum number of queries of each part")
    parser.add_argument("--speed", type=int, metavar="CLAIMS")
    parser.add_argument("--database", help="an empty database for --speed")
    given = parser.parse_args()
    if given.speed:
        speed(given.speed, given.database)
    for folder in given.folders:
        measure(folder, given.queries)


if __name__ == "__main__":
    main()
