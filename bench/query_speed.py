"""What the lists take on a large archive, beside the same SELECT written by hand over the same file.

    python bench/query_speed.py [QUOTES] [FILE]

QUOTES (1,000,000) are made by bench/archive.py; FILE keeps the archive for another run. Each figure is the median of
nine calls, warm, in milliseconds: ids only, as both do the same to read the rows after that. Plans are printed.
"""

from __future__ import annotations

import importlib.util
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import archive

from factdb.database.connect import read_connection
from factdb.database.migrate import upgrade
from factdb.database.readers import SqliteReader
from factdb.queries.counts import count_all
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_ids
from factdb.queries.sources import list_sources
from factdb.queries.speakers import list_speakers

PAGE = 50
DATASETTE = (
    "SELECT q.id, q.text, q.dated_on, s.title, s.url FROM quotes_fts f JOIN quotes q ON q.id = f.rowid"
    " JOIN sources s ON s.id = q.source_id WHERE quotes_fts MATCH :words AND q.status <> 'rejected'"
    " ORDER BY rank LIMIT 20"
)


def median(call: Callable[[], Any], times: int = 9) -> float:
    call()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1e3


def beside(what: str, ours: Callable[[], list[int]], hand: sqlite3.Connection, sql: str, params: Any) -> None:
    expected = [row[0] for row in hand.execute(sql, params)]
    found = ours()
    assert found == expected, (what, found[:3], expected[:3])
    statements = statements_of(ours)
    a, b = median(ours), median(lambda: hand.execute(sql, params).fetchall())
    c = median(lambda: [hand.execute(*statement).fetchall() for statement in statements])
    print(f"{what}: {c:.2f} ms in SQL, {a:.2f} ms in all, by hand {b:.2f} ms, ratios {c / b:.2f} and {a / b:.2f}")
    for step in hand.execute(f"EXPLAIN QUERY PLAN {sql}", params):
        print(f"    {step[3]}")


def statements_of(call: Callable[[], Any], kind: Any = SqliteReader) -> list[tuple[str, Any]]:
    """What a call sends to the database through readers of a kind."""
    sent: list[tuple[str, Any]] = []
    rows = kind.rows

    def timed(self: Any, sql: str, params: Any = None) -> Any:
        sent.append((sql, params or {}))
        return rows(self, sql, params)

    kind.rows = timed
    try:
        call()
    finally:
        kind.rows = rows
    return sent


def beside_speakers(hand: Any, reader: Any, beside: Callable[..., None], mark: str) -> list[tuple[int, int]]:
    """`quotes --speaker` beside the same SELECT by `hand`, whose parameters are marked so; (id, quotes) of all
    speakers, the most quoted first."""
    ranked: list[tuple[int, int]] = hand.execute(
        "SELECT speaker_id, count(*) FROM attributions GROUP BY speaker_id ORDER BY 2 DESC"
    ).fetchall()
    for what, (speaker, said) in (("most quoted", ranked[0]), ("median", ranked[len(ranked) // 2])):
        sql = (
            f"SELECT a.quote_id FROM attributions a JOIN quotes q ON q.id = a.quote_id WHERE a.speaker_id = {mark}"
            " AND a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'{beyond}"
            f" AND a.dated_on IS NOT NULL ORDER BY a.dated_on DESC, a.quote_id DESC LIMIT {PAGE}"
        )

        def ours(after: int | None = None, speaker: int = speaker) -> list[int]:
            return quote_ids(reader, QuoteFilter(speaker=str(speaker), after=after, limit=PAGE))

        beside(f"quotes --speaker, the {what} ({said:,})", ours, hand, sql.format(beyond=""), (speaker,))
        if said > 1000 * PAGE:
            skip = sql.format(beyond="").replace(f"LIMIT {PAGE}", f"LIMIT 1 OFFSET {999 * PAGE - 1}")
            last = hand.execute(skip, (speaker,)).fetchone()[0]
            day = hand.execute(f"SELECT dated_on FROM quotes WHERE id = {mark}", (last,)).fetchone()[0]
            beyond = sql.format(beyond=f" AND (a.dated_on, a.quote_id) < ({mark}, {mark})")
            beside("  page 1,000", lambda last=last: ours(last), hand, beyond, (speaker, day, last))
    return ranked


def through_datasette(path: Path, words: list[str]) -> Iterator[float]:
    """Milliseconds that Datasette takes for the same ranked search at its SQL endpoint, its time limit lifted."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "datasette", str(path), "-p", str(port), "--setting", "sql_time_limit_ms", "600000"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for word in words:
                asked = urllib.parse.urlencode({"sql": DATASETTE, "words": word, "_shape": "array"})
                address = f"http://127.0.0.1:{port}/{path.stem}.json?{asked}"
                yield median(lambda address=address: fetched(address), 3)
        finally:
            server.terminate()


def fetched(address: str) -> bytes:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{address}: {error.read()[:300]!r}") from error
        except urllib.error.URLError:
            time.sleep(0.2)
    raise SystemExit(f"{address}: no answer")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else Path(folder) / "archive.sqlite")
        if not path.exists():
            upgrade(str(path))
            archive.load(path, archive.quotes(count))
        run(path)


def run(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as hand, read_connection(str(path)) as reader:
        print(f"{hand.execute('SELECT count(*) FROM quotes').fetchone()[0]:,} quotes")
        ranked = beside_speakers(hand, reader, beside, "?")
        words = [archive.word(n) for n in (3, 300, 15_000)]
        for word in words:
            hits = hand.execute("SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH ?", (word,)).fetchone()[0]
            newest = (
                "SELECT q.id FROM quotes q WHERE q.status <> 'rejected'"
                " AND q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?) AND q.dated_on IS NOT NULL"
                " ORDER BY q.dated_on DESC, q.id DESC LIMIT 20"
            )
            best = (
                "SELECT q.id FROM quotes_fts f JOIN quotes q ON q.id = f.rowid WHERE quotes_fts MATCH ?"
                " AND q.status <> 'rejected' ORDER BY rank LIMIT 20"
            )
            for what, sql, ranked_first in (("newest first", newest, False), ("--rank", best, True)):
                wanted = QuoteFilter(search=word, by_rank=ranked_first, limit=20)
                label = f"search, {hits:,} hits, {what}"
                beside(label, lambda wanted=wanted: quote_ids(reader, wanted), hand, sql, (word,))
        if importlib.util.find_spec("datasette"):
            words += [f'"{words[0]} {words[1]}"', f"{words[1]} {words[2]}"]
            for word, took in zip(words, through_datasette(path, words), strict=True):
                ranked_first = QuoteFilter(search=word, by_rank=True, limit=20)
                own = median(lambda ranked_first=ranked_first: list(find_quotes(reader, ranked_first)), 3)
                print(f"search {word} --rank, rows and all: {own:.0f} ms, Datasette {took:.0f} ms, {took / own:.1f}x")
        day, month = "2020-03-04", ("2020-03-01", "2020-03-31")
        publisher = hand.execute("SELECT max(name) FROM publishers").fetchone()
        for what, sql, params in (
            ("a day", "SELECT * FROM report_daily WHERE dated_on = ?", (day,)),
            ("a month", "SELECT * FROM report_daily WHERE dated_on BETWEEN ? AND ?", month),
            ("a speaker", "SELECT * FROM report_daily WHERE speaker_id = ?", (ranked[len(ranked) // 100][0],)),
            ("a publisher", "SELECT * FROM report_daily WHERE publisher = ?", publisher),
        ):
            print(f"report_daily, {what}: {median(lambda q=(sql, params): hand.execute(*q).fetchall(), 3):.0f} ms")
        print(f"report_counts: {median(lambda: hand.execute('SELECT * FROM report_counts').fetchall(), 3):.0f} ms")
        for what, call in (
            ("sources", lambda: list_sources(reader)),
            ("speakers", lambda: list_speakers(reader)),
            ("quotes --status confirmed, none there", lambda: quote_ids(reader, QuoteFilter(status="confirmed"))),
            ("stats", lambda: count_all(reader)),
        ):
            print(f"{what}: {median(call, 1):.0f} ms")


if __name__ == "__main__":
    main()
