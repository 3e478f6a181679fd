"""What the pages of the reading room take on a large archive, beside the plain query for what each page is about.

    python bench/reading_room.py [QUOTES] [FILE]

QUOTES (1,000,000) are made by bench/archive.py; FILE keeps the archive for another run. Each figure is the median of
nine pages, warm, in milliseconds: data and HTML, without the socket.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import archive
from query_speed import median

from factdb.database.connect import read_connection
from factdb.database.migrate import upgrade
from factdb.web import pages
from factdb.web.asked import Asked, search
from factdb.web.desk import Narrowed, Sitting
from factdb.web.pages import Look
from factdb.web.render import Frame, Links, render

LOOK, DESK = Look(), Frame(actor="bench")
_NARROW = Asked(kind="direct", since="2015-01-01", until="2015-12-31")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else Path(folder) / "archive.sqlite")
        if not path.exists():
            upgrade(str(path))
            archive.load(path, archive.quotes(count))
        run(path)


def run(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as hand:
        print(f"{hand.execute('SELECT count(*) FROM quotes').fetchone()[0]:,} quotes")
        ranked = hand.execute("SELECT speaker_id, count(*) FROM attributions GROUP BY 1 ORDER BY 2 DESC").fetchall()
        most, middle = str(ranked[0][0]), str(ranked[len(ranked) // 2][0])
        quote = str(hand.execute("SELECT max(id) / 2 FROM quotes").fetchone()[0])
        source = str(hand.execute("SELECT max(id) / 2 FROM sources").fetchone()[0])
        said = "FROM attributions WHERE speaker_id = {} AND part = 'speaker'"
        by_speaker = f"SELECT quote_id {said} ORDER BY dated_on DESC LIMIT 41"
        of_source, of_all = f"SELECT * FROM quotes WHERE source_id = {source}", "SELECT * FROM speakers LIMIT 100"
        sources = "SELECT * FROM sources ORDER BY published_on DESC LIMIT 100"
        often = f"speaker, most quoted ({ranked[0][1]:,})"
        by_word = (
            "SELECT q.* FROM quotes_fts f JOIN quotes q ON q.id = f.rowid WHERE quotes_fts MATCH '{}'"
            " ORDER BY q.dated_on DESC, q.id DESC LIMIT 41"
        )
        newest = "SELECT * FROM quotes ORDER BY dated_on DESC, id DESC LIMIT {}"
        publisher = str(hand.execute("SELECT max(name) FROM publishers").fetchone()[0])
        of_publisher = (
            "SELECT s.* FROM sources s JOIN publishers p ON p.id = s.publisher_id"
            f" WHERE p.name = '{publisher}' ORDER BY s.published_on DESC LIMIT 100"
        )
        narrow = (
            "SELECT * FROM quotes WHERE kind = 'direct' AND dated_on BETWEEN '2015-01-01' AND '2015-12-31'"
            " ORDER BY dated_on DESC, id DESC LIMIT 41"
        )
        page: tuple[str, str, Callable[[Any], Any], str]
        for page in (
            ("home", "home", lambda r: pages.home(r, LOOK), newest.format(6)),
            ("article", "article", lambda r: pages.article(r, source, LOOK), of_source),
            ("quote", "quote", lambda r: pages.quote(r, quote, LOOK), f"SELECT * FROM quotes WHERE id = {quote}"),
            (often, "speaker", lambda r: pages.speaker(r, most, LOOK), by_speaker.format(most)),
            ("speaker, median", "speaker", lambda r: pages.speaker(r, middle, LOOK), by_speaker.format(middle)),
            ("search, nothing asked", "search", lambda r: search(r, Asked(), LOOK), newest.format(41)),
            ("search, frequent word", "search", _search(3), by_word.format(archive.word(3))),
            ("search, rare word", "search", _search(15_000), by_word.format(archive.word(15_000))),
            ("speakers", "speakers", lambda r: pages.speakers(r, LOOK), of_all),
            ("articles", "articles", lambda r: pages.articles(r, LOOK), sources),
            ("articles of a publisher", "articles", lambda r: pages.articles(r, LOOK, publisher), of_publisher),
            ("search, speaker", "search", lambda r: search(r, Asked(speaker=most), LOOK), by_speaker.format(most)),
            ("search, kind and days", "search", lambda r: search(r, _NARROW, LOOK), narrow),
            ("claims", "claims", lambda r: pages.claims(r, LOOK), "SELECT * FROM claims LIMIT 40"),
            ("reviews", "reviews", lambda r: pages.reviews(r, LOOK), "SELECT * FROM reviews LIMIT 100"),
        ):  # fmt: skip
            beside(path, hand, *page)
        waiting = "SELECT * FROM quotes WHERE status = 'extracted' ORDER BY source_id, id LIMIT 1"
        for what, narrowed in (
            ("desk", Narrowed()),
            ("desk, a speaker", Narrowed(speaker=most)),
            ("desk, direct quotes", Narrowed(kind="direct")),
            ("desk, the uncertain", Narrowed(most="0.5")),
        ):
            sitting = Sitting(str(path), "bench")
            took = median(
                lambda sitting=sitting, narrowed=narrowed: render("desk", sitting.page(narrowed), DESK, Links())
            )
            plain = median(lambda: hand.execute(waiting).fetchall())
            sitting.close()
            print(f"{what}: {took:.1f} ms, the plain query {plain:.2f} ms, ratio {took / plain:.0f}")


def _search(number: int) -> Callable[[Any], Any]:
    return lambda reader: search(reader, Asked(words=archive.word(number)), LOOK)


def beside(
    path: Path, hand: sqlite3.Connection, what: str, template: str, build: Callable[[Any], Any], sql: str
) -> None:
    def whole() -> None:
        with read_connection(str(path)) as reader:
            render(template, {"more": None, **build(reader)}, Frame(), Links())

    ours, plain = median(whole), median(lambda: hand.execute(sql).fetchall())
    print(f"{what}: {ours:.1f} ms, the plain query {plain:.2f} ms, ratio {ours / plain:.0f}")


if __name__ == "__main__":
    main()
