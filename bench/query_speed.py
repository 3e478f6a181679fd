"""What the lists take on a large archive, beside the same SELECT written by hand over the same file.

    python bench/query_speed.py [QUOTES] [FILE]

QUOTES (1,000,000) are made by bench/archive.py; FILE keeps the archive for another run. Each figure is the median of
nine calls, warm, in milliseconds: ids only, as both do the same to read the rows after that. Plans are printed. Then
every list is printed by its command in this process: the median of five, in milliseconds of processor time, and a star
where that is over 100.
"""

from __future__ import annotations

import importlib.util
import shlex
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
from click.testing import CliRunner

from factdb.cli import cli
from factdb.database.connect import read_connection
from factdb.database.migrate import upgrade
from factdb.database.readers import SqliteReader
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_ids

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
            archive.load(path, archive.quotes(count), spans=True)
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
    every_list(path, ranked[0][0], ranked[len(ranked) // 2][0], words)


# {top} and {mid} are the most quoted speaker and a median one, {a}, {b} and {c} a frequent, a rarer and a rare word.
LISTS = """
quotes|quotes --speaker {top}|quotes --speaker {mid}|quotes --role Senator|quotes --role nobody|quotes --about {a}
quotes --about {b}|quotes --about {c}|quotes --about nothing|quotes --publisher "Courier 7"|quotes --publisher nobody
quotes --language en|quotes --language xx|quotes --since 2020-01 --until 2020-02|quotes --kind direct
quotes --status confirmed|quotes --factuality negated|quotes --search {a}|quotes --search {c}|quotes --source 5
quotes --min-confidence 0.97|quotes --min-confidence 0.99|quotes --in-outlets 2|quotes --altered
quotes --speaker {top} --search {b}|quotes --speaker {top} --role Senator|quotes --speaker {top} --min-confidence 0.99
quotes --sort speaker|quotes --sort publisher|quotes --sort title|quotes --sort published_on|quotes --sort -confidence
quotes --sort said_on|quotes --sort kind|quotes --sort status|quotes --sort cue|quotes --sort text|quotes --count
quotes --count --speaker {top}|quotes --count --since 2020|quotes --count --publisher "Courier 7"
quotes --count --language en|quotes --count --search {a}|search {a}|search {c}|search --rank {a}|search --rank {c}
speakers|speakers --kind person|speakers --name a|speakers --sort name|speakers show {top}|speakers show {top} --why
speakers duplicates|sources|sources --publisher "Courier 7"|sources --language en|sources --sort title
sources --sort quotes|sources --count|claims|claims --about {a}|claims --speaker {top}|claims --candidates
claims --candidates --about {a}|claims --candidates --since 2025|claims --candidates --publisher "Courier 7"
claims --candidates --speaker {top}|claims --candidates --speaker {mid}|claims --repeated-since 2020|claims --matches
claims --candidates --repeated-since 2020 --speaker {top}|claims --candidates --repeated-since 2020 --about {b}
claims like "{a} {b} {c}"|reviews|stats|imports|decisions|as-of 2026-11-27 quotes --speaker {top}
as-of 2026-11-27 speakers|sql "SELECT name, quote_count FROM report_counts WHERE counted_by = 'speaker' LIMIT 50"
"""


def every_list(path: Path, top: int, mid: int, words: list[str]) -> None:
    """Print what each list takes as its command, output and all."""
    named = dict(zip("abc", words, strict=False))
    for line in "|".join(LISTS.strip().splitlines()).split("|"):
        command = line.format(top=top, mid=mid, **named)
        took = []
        for _ in range(5):
            began = time.process_time()
            done = CliRunner().invoke(cli, ["--database", str(path), *shlex.split(command)])
            took.append(1e3 * (time.process_time() - began))
            assert done.exit_code == 0, (command, done.output)
        print(f"{statistics.median(took):8.1f} {'*' if statistics.median(took) > 100 else ' '} {command}")


if __name__ == "__main__":
    main()
