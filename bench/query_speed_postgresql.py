"""What the lists take on PostgreSQL, beside the same SELECT written by hand over the same database.

    python bench/query_speed_postgresql.py POSTGRESQL_URL [ARCHIVE.sqlite]

The archive, made by bench/archive.py, is copied into the database first where it is given. Each figure is the median of
nine calls, warm, in milliseconds: ids only, as both do the same to read the rows after that. Plans are printed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import archive
import psycopg
from query_speed import beside_speakers, median, statements_of

from factdb.database.connect import read_connection
from factdb.database.readers import PostgresReader
from factdb.queries.counts import count_all
from factdb.queries.quotes import QuoteFilter, quote_ids
from factdb.queries.sources import list_sources
from factdb.queries.speakers import list_speakers

MATCHES = "to_tsvector('simple', q.text) @@ websearch_to_tsquery('simple', %s)"
RANK = "ts_rank(to_tsvector('simple', q.text), websearch_to_tsquery('simple', %s))"


def beside(what: str, ours: Callable[[], list[int]], hand: Any, sql: str, params: Any, *, plan: bool = True) -> None:
    expected = [row[0] for row in hand.execute(sql, params)]
    found = ours()
    assert found == expected, (what, found[:3], expected[:3])
    statements = [(PostgresReader.placeholders(q), dict(given)) for q, given in statements_of(ours, PostgresReader)]
    a, b = median(ours), median(lambda: hand.execute(sql, params).fetchall())
    c = median(lambda: [hand.execute(*statement).fetchall() for statement in statements])
    print(f"{what}: {c:.2f} ms in SQL, {a:.2f} ms in all, by hand {b:.2f} ms, ratios {c / b:.2f} and {a / b:.2f}")
    if plan:
        for (line,) in hand.execute(f"EXPLAIN (COSTS OFF) {sql}", params):
            print(f"    {line}")


def main() -> None:
    url = sys.argv[1]
    if len(sys.argv) > 2:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "factdb", "db", "copy", sys.argv[2], url], check=True)
        print(f"db copy: {time.perf_counter() - began:.0f} s")
    with psycopg.connect(url, autocommit=True) as hand, read_connection(url) as reader:
        print(f"{hand.execute('SELECT count(*) FROM quotes').fetchone()[0]:,} quotes")
        ranked = beside_speakers(hand, reader, beside, "%s")
        for word in (archive.word(n) for n in (3, 300, 15_000)):
            live = f"SELECT q.id FROM quotes q WHERE q.status <> 'rejected' AND {MATCHES}"
            hits = hand.execute(f"SELECT count(*) FROM ({live}) counted", (word,)).fetchone()[0]
            newest = f"{live} AND q.dated_on IS NOT NULL ORDER BY q.dated_on DESC, q.id DESC LIMIT 20"
            best = f"{live} ORDER BY {RANK} DESC, q.id DESC LIMIT 20"
            for what, sql, params, by_rank in (
                ("newest first", newest, (word,), False),
                ("--rank", best, (word, word), True),
            ):
                wanted = QuoteFilter(search=word, by_rank=by_rank, limit=20)
                label = f"search, {hits:,} hits, {what}"
                beside(label, lambda wanted=wanted: quote_ids(reader, wanted), hand, sql, params)
        for what, sql, params in (
            ("a day", "SELECT * FROM report_daily WHERE dated_on = %s", ("2020-03-04",)),
            ("a month", "SELECT * FROM report_daily WHERE dated_on BETWEEN %s AND %s", ("2020-03-01", "2020-03-31")),
            ("a speaker", "SELECT * FROM report_daily WHERE speaker_id = %s", (ranked[len(ranked) // 100][0],)),
        ):
            print(f"report_daily, {what}: {median(lambda q=(sql, params): hand.execute(*q).fetchall(), 3):.0f} ms")
        print(f"report_counts: {median(lambda: hand.execute('SELECT * FROM report_counts').fetchall(), 3):.0f} ms")
        for what, call in (
            ("sources", lambda: list_sources(reader)),
            ("speakers", lambda: list_speakers(reader)),
            ("stats", lambda: count_all(reader)),
        ):
            print(f"{what}: {median(call, 3):.0f} ms")


if __name__ == "__main__":
    main()
