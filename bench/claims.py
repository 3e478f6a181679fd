"""How fast lists of claims and one dossier are at scale.

    python bench/claims.py [CLAIMS] [POSTGRESQL_URL]

CLAIMS (100,000) with ten assertions each, a third of them candidates, in a SQLite database of their own, or copied from
it into an empty one on PostgreSQL. Printed are
milliseconds of each query as the command runs it (best of five), beside reading the same number of claims by their
primary key, and the query plans.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from factdb.database import migrate
from factdb.database.connect import read_connection
from factdb.database.copy import copy_database
from factdb.database.counts import recount
from factdb.database.readers import PostgresReader
from factdb.queries.claims import claim_assertions, list_claims, related_claims
from factdb.queries.reader import Reader
from factdb.queries.reviews import list_reviews, review_evidence

SOURCES, QUOTES, SPEAKERS = 2_000, 50_000, 1_000


def fill(path: str, claims: int) -> None:
    chance = random.Random(1)
    with closing(sqlite3.connect(path)) as file, file:
        triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        file.execute(
            "INSERT INTO import_runs (id, uid, started_at, actor, tool, input, status, articles, problems)"
            " VALUES (1, 'r', '2024-01-01T00:00:00.000000Z', '-', '-', '-', 'finished', 0, 0)"
        )
        file.executemany(
            "INSERT INTO publishers (id, name, import_run_id) VALUES (?, ?, 1)",
            [(n, f"Paper {n}") for n in range(1, 51)],
        )
        file.executemany(
            "INSERT INTO sources (id, uid, publisher_id, title, language, medium, published_on, import_run_id)"
            " VALUES (?, ?, ?, ?, 'en', 'article', ?, 1)",
            [(n, f"s{n}", n % 50 + 1, f"Article {n}", f"20{n % 20 + 5:02}-03-04") for n in range(1, SOURCES + 1)],
        )
        file.executemany(
            "INSERT INTO speakers (id, uid, kind, name, status, origin, canonical_id)"
            " VALUES (?, ?, 'person', ?, 'extracted', '-', ?)",
            [(n, f"k{n}", f"Person {n}", n) for n in range(1, SPEAKERS + 1)],
        )
        file.executemany(
            "INSERT INTO speaker_names (speaker_id, name, folded, kind) VALUES (?, ?, ?, 'primary')",
            [(n, f"Person {n}", f"person {n}") for n in range(1, SPEAKERS + 1)],
        )
        file.executemany(
            "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, dated_on, language, status, origin,"
            " import_run_id) VALUES (?, ?, ?, 'indirect', 'words', '-', ?, 'en', 'extracted', '-', 1)",
            [
                (n, f"q{n}", n % SOURCES + 1, f"20{n % 20 + 5:02}-{n // 20 % 12 + 1:02}-04")
                for n in range(1, QUOTES + 1)
            ],
        )
        file.executemany(
            "INSERT INTO attributions (quote_id, speaker_id, part, seq, rank, basis, dated_on, import_run_id)"
            " VALUES (?, ?, 'speaker', 0, 'normal', 'named', '2024-03-04', 1)",
            [(n, min(int(chance.paretovariate(0.9)), SPEAKERS)) for n in range(1, QUOTES + 1)],
        )
        file.executemany(
            "INSERT INTO claims (id, uid, text, language, status, origin, confirmed_by, import_run_id, kind, score,"
            " text_sha256) VALUES (?, ?, ?, 'en', ?, '-', ?, 1, ?, ?, ?)",
            [
                (n, f"c{n}", f"Statement {n}.", "candidate", None, "figure", chance.random(), f"h{n}")
                if n % 3 == 0
                else (n, f"c{n}", f"Statement {n}.", "confirmed", "desk", None, None, f"h{n}")
                for n in range(1, claims + 1)
            ],
        )
        stances = ("asserts",) * 6 + ("repeats",) * 3 + ("disputes",)
        file.executemany(
            "INSERT OR IGNORE INTO assertions (claim_id, quote_id, source_id, dated_on, stance, import_run_id)"
            " VALUES (?, ?, ?, ?, ?, 1)",
            (
                (
                    n,
                    q,
                    q % SOURCES + 1,
                    f"20{q % 20 + 5:02}-{q // 20 % 12 + 1:02}-04",
                    chance.choice(stances if n % 50 == 0 else stances[:9]),
                )
                for n in range(1, claims + 1)
                for q in (chance.randint(1, QUOTES) for _ in range(10))
            ),
        )
        file.execute("INSERT INTO rating_scales (id, uid, name, title) VALUES (1, 't', 'two', 'Two')")
        file.execute(
            "INSERT INTO ratings (id, rating_scale_id, seq, label, value, normalized)"
            " VALUES (1, 1, 0, 'No', 1, 'false')"
        )
        file.executemany(
            "INSERT INTO reviews (id, uid, claim_id, status, rating_id, rating_label, reviewer, reviewed_on, language,"
            " origin) VALUES (?, ?, ?, 'published', 1, 'No', 'desk', ?, 'en', 'record')",
            [(n, f"v{n}", n * 10, f"20{n % 20 + 5:02}-06-01") for n in range(1, claims // 10 + 1)],
        )
        for statement in (*recount(), *(sql for _, sql in triggers), "ANALYZE"):
            file.execute(statement)


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times) * 1000


class Told:
    """A reader that notes the statements it is asked."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.dialect, self.asked = reader, reader.dialect, list[tuple[str, object]]()

    def rows(self, sql, params=None):  # type: ignore[no-untyped-def]
        self.asked.append((sql, params))
        return self.reader.rows(sql, params)


def dossier(reader: Reader) -> None:
    """What `claims show` asks for."""
    claim_assertions(reader, 50)
    related_claims(reader, 50)
    for review in list_reviews(reader, claim="50", limit=0):
        review_evidence(reader, review["id"])


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "claims.sqlite")
        migrate.upgrade(path)
        fill(path, claims)
        if sys.argv[2:]:
            copy_database(path, sys.argv[2])
            path = sys.argv[2]
        with read_connection(path) as reader:
            explain = "EXPLAIN (COSTS OFF)" if reader.dialect == "postgresql" else "EXPLAIN QUERY PLAN"
            assertions = next(iter(reader.rows("SELECT count(*) AS n FROM assertions")))["n"]
            print(f"{claims:,} claims, {assertions:,} assertions\n")
            by_key = best(lambda: list(reader.rows("SELECT * FROM claims ORDER BY id LIMIT 50")))
            print(f"{'fifty by primary key':<34} {by_key:8.2f} ms")
            plans = []
            asked: list[tuple[str, Callable[[Reader], object]]] = [
                ("claims", lambda r: list_claims(r)),
                ("claims --candidates", lambda r: list_claims(r, candidates=True)),
                ("claims --candidates --source 7", lambda r: list_claims(r, candidates=True, source="7")),
                ("claims --disputed", lambda r: list_claims(r, disputed=True)),
                ("claims --speaker 'Person 1'", lambda r: list_claims(r, speaker="Person 1")),
                ("claims --speaker 'Person 900'", lambda r: list_claims(r, speaker="Person 900")),
                ("claims --contradicts 1", lambda r: list_claims(r, contradicts="1")),
                ("claims --repeated-since 2024-11", lambda r: list_claims(r, repeated_since="2024-11-01")),
                ("claims --repeated-since 2023", lambda r: list_claims(r, repeated_since="2023-01-01")),
                ("claims --repeated-since 2005", lambda r: list_claims(r, repeated_since="2005-01-01")),
                (
                    "… 2005 --speaker 'Person 20'",
                    lambda r: list_claims(r, repeated_since="2005-01-01", speaker="Person 20"),
                ),
                (
                    "… 2005 --speaker 'Person 100'",
                    lambda r: list_claims(r, repeated_since="2005-01-01", speaker="Person 100"),
                ),
                ("claims show 50", dossier),
                ("reviews", lambda r: list_reviews(r)),
                ("reviews --current", lambda r: list_reviews(r, superseded=False)),
            ]
            for name, work in asked:
                took = best(lambda work=work: work(reader))  # type: ignore[misc]
                print(f"{name:<34} {took:8.2f} ms  {took / by_key:8.0f}x")
                heard = Told(reader)
                work(heard)
                sql, params = max(heard.asked, key=lambda pair: len(pair[0]))
                asked_sql = PostgresReader.placeholders(sql) if reader.dialect == "postgresql" else sql
                steps = reader.connection.execute(f"{explain} {asked_sql}", dict(params or {}))  # type: ignore[call-overload]
                plan = [str(tuple(step)[-1]) for step in steps]
                plans.append((name, plan))
            for name, plan in plans:
                print(f"\n{name}\n  " + "\n  ".join(plan))


if __name__ == "__main__":
    main()
