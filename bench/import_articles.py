"""`factdb import` beside its limit: extraction alone, and plain `sqlite3` that writes the same rows.

    python bench/import_articles.py [ARTICLES] [--archive QUOTES] [--rounds N] [--postgresql URL]

The articles are made by a seeded generator: speakers whom the archive of `bench/archive.py` knows, by their names, with
titles and by other forms of their names, and others who are new. The limit of one process is the time in which one
reads and searches them, and that in which another writes the rows that an import made, twenty articles a transaction,
with the same keys, indexes and triggers; that of two processes is half of it. Each figure is the median of N (5) fresh
processes, taken in turns; the ratios are of seconds, and beside them those of CPU seconds, which other programs on the
machine change less. URL is that of an empty database, and is emptied again after each round.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import archive

from factdb.article.read import read_articles
from factdb.database.migrate import downgrade, upgrade
from factdb.ingest.prepare import File, Preparer, Reading

WORDS = (
    "council harbour ferry budget bridge island winter engine contract port road school vote plan report union"
    " season price market tender repair delay tower station valley river border treaty engineer doctor farmer"
).split() + [archive.word(number) for number in range(500, 3500)]
JOINED = "of the, and the, for the, in the, with the, to the, that was in the, after the".split(", ")
FIRST = "Ada Jonas Mira Lena Tom Ruth Omar Ines Karl Dana Hugo Nora Emil Vera Igor Anna".split()
LAST = "Moss Reed Okafor Brandt Hale Stern Aziz Costa Weiss Novak Lang Berg Fuchs Marin Petrov Holm".split()
TOGETHER = 20
# Of which source a row is, the tables in the order in which they refer to each other. Triggers write the others.
_OF_QUOTE = "(SELECT q.source_id FROM quotes q WHERE q.id = t.quote_id)"
_OF_SPEAKER = (
    "coalesce((SELECT k.scope_source_id FROM speakers k WHERE k.id = t.{0}), (SELECT min(q.source_id) FROM attributions"
    " a JOIN quotes q ON q.id = a.quote_id WHERE a.speaker_id = t.{0}), 0)"
)
_OF_WORDING = (
    "(SELECT min(q.source_id) FROM quoted_runs r JOIN quotes q ON q.id = r.quote_id WHERE r.wording_id = t.{0})"
)
SOURCE_OF = {
    "import_runs": "0",
    "publishers": "(SELECT min(s.id) FROM sources s WHERE s.publisher_id = t.id)",
    "sources": "t.id",
    "source_versions": "t.source_id",
    "speakers": _OF_SPEAKER.format("id"),
    "speaker_names": _OF_SPEAKER.format("speaker_id"),
    "quotes": "t.source_id",
    "anchors": _OF_QUOTE,
    "attributions": _OF_QUOTE,
    "claims": "(SELECT min(a.source_id) FROM assertions a WHERE a.claim_id = t.id)",
    "assertions": "t.source_id",
    "wordings": _OF_WORDING.format("id"),
    "quoted_runs": _OF_QUOTE,
    "shingles": _OF_WORDING.format("wording_id"),
    "variants": f"max({_OF_WORDING.format('wording_id')}, {_OF_WORDING.format('other_id')})",
}


def name(rng: random.Random) -> str:
    """A speaker: somebody new, or one of the archive by name, with a title, an initial or a middle initial."""
    first, last = archive.speaker_name(min(int(rng.paretovariate(0.6)), 4000)).split()
    return rng.choice(
        (
            f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            f"{first} {last}",
            f"{rng.choice(archive.OFFICES)} {first} {last}",
            f"{first[0]}. {last}",
            f"{first} {rng.choice('ABCDEFGH')}. {last}",
        )
    )


def article(rng: random.Random, number: int) -> dict[str, str]:
    def clause(low: int, high: int) -> str:
        words = rng.choices(WORDS, k=rng.randint(low, high))
        return "the " + " ".join(word if n % 2 else f"{word} {rng.choice(JOINED)}" for n, word in enumerate(words, 1))

    def thing() -> str:
        return f"the {rng.choice(WORDS)} of the {rng.choice(WORDS)}"

    paragraphs = []
    for _ in range(rng.randint(8, 16)):
        who = name(rng)
        paragraphs.append(
            rng.choice(
                (
                    f"“We know that {clause(2, 7)} {thing()},” {who} said on Monday. “And {thing()} will follow.”",
                    f"{who} told reporters that {thing()} cost {rng.randint(2, 90)} million last year.",
                    f"{who} called {thing()} “{clause(1, 2)} {rng.choice(WORDS)}” in a statement.",
                    f"According to {who}, {clause(3, 6)} {thing()} was late again.",
                    f"It was {clause(5, 12)} {thing()}. There is {clause(6, 15)} {thing()}, and it is {thing()}."
                    f" By March {number % 900} people had left {thing()}.",
                )
            )
        )
    return {
        "title": f"{clause(2, 3).capitalize()} {thing()} {number}",
        "text": "\n\n".join(paragraphs),
        "publisher": f"Courier {number % 40}",
        "published": f"2024-{1 + number // 28 % 12:02}-{1 + number % 28:02}",
        "url": f"https://courier.example/{number}",
    }


def write(path: Path, count: int) -> None:
    rng = random.Random(20230618)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps(article(rng, number), ensure_ascii=False) + "\n")


def write_pages(folder: Path, count: int) -> list[str]:
    """The articles as web pages with what is around them there; returns the paths."""
    rng = random.Random(20230618)
    links = "".join(f'<li><a href="/{word}">{word.capitalize()}</a></li>' for word in WORDS[:30])
    paths = []
    for number in range(count):
        one = article(rng, number)
        prose = "".join(f"<p>{paragraph}</p>\n" for paragraph in one["text"].split("\n\n"))
        path = folder / f"{number}.html"
        path.write_text(
            f'<html lang="en"><head><title>{one["title"]} | {one["publisher"]}</title>'
            f'<meta property="og:site_name" content="{one["publisher"]}"><meta property="article:published_time"'
            f' content="{one["published"]}T08:00:00Z"></head><body><header><nav><ul>{links}</ul></nav></header>'
            f"<main><article><h1>{one['title']}</h1>\n{prose}</article></main>"
            f"<aside><h2>More news</h2><ul>{links}</ul></aside><footer><ul>{links}</ul></footer></body></html>",
            encoding="utf-8",
        )
        paths.append(str(path))
    return paths


# --- The parts of the limit, each in a process of its own


def extract(path: str) -> None:
    """Read and search the articles as an import does, and do nothing with them."""
    preparer = Preparer(Reading(":memory:"))
    for found in preparer.articles(File(path)):
        assert not isinstance(found, Exception), found
        searched = preparer.searched(found)
        assert searched.quotations, found.title


def rows_of(database: Path) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    """Table -> rows of each twenty articles, out of what an import into an empty database stored."""
    with closing(sqlite3.connect(database)) as file:
        last = file.execute("SELECT max(id) FROM sources").fetchone()[0]
        found: dict[str, list[list[tuple[Any, ...]]]] = {}
        for table, source in SOURCE_OF.items():
            found[table] = [[] for _ in range(0, last, TOGETHER)]
            for of, *row in file.execute(f"SELECT {source}, t.* FROM {table} t"):
                found[table][max(of - 1, 0) // TOGETHER].append(tuple(row))
    for n in range(len(found["sources"])):
        yield {table: some[n] for table, some in found.items()}


def write_plainly(imported: str, database: str) -> None:
    """Write the rows of `imported` to `database`, of a new schema, and print the seconds that it took."""
    batches = list(rows_of(Path(imported)))
    with closing(sqlite3.connect(database, isolation_level=None)) as file:
        file.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
            " PRAGMA recursive_triggers = ON"
        )
        wall, cpu = time.perf_counter(), time.process_time()
        for batch in batches:
            file.execute("BEGIN IMMEDIATE")
            for table, rows in batch.items():
                if rows:
                    file.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
            file.execute("COMMIT")
        print(time.perf_counter() - wall, time.process_time() - cpu)


def read_pages(reader: str, folder: str) -> None:
    """Read pages by trafilatura alone or as `factdb import` does, and print the seconds that it took."""
    import trafilatura

    paths = sorted(Path(folder).glob("*.html"))
    for some in (paths[:5], paths):  # what is loaded and compiled for the first ones is not counted
        wall, cpu = time.perf_counter(), time.process_time()
        for path in some:
            if reader == "trafilatura":
                assert trafilatura.bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
            else:
                assert not any(isinstance(one, Exception) for one in read_articles(str(path)))
    print(time.perf_counter() - wall, time.process_time() - cpu)


PARTS: dict[str, Callable[..., None]] = {
    "extract": extract,
    "write_plainly": write_plainly,
    "read_pages": read_pages,
}


# --- The measurement


class Taken(NamedTuple):
    wall: float
    cpu: float

    def __add__(self, other: Taken) -> Taken:  # type: ignore[override]
        return Taken(self.wall + other.wall, self.cpu + other.cpu)

    def over(self, other: Taken, parts: int = 1) -> str:
        return f"{parts * self.wall / other.wall:.2f} ({self.cpu / other.cpu:.2f} in CPU)"


def run(*command: str, says: bool = False) -> Taken:
    """What a process took or, where it says so itself, what it printed."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    if says:
        return Taken(*map(float, done.stdout.split()))
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def part(which: str, *arguments: str, says: bool = False) -> Taken:
    return run(__file__, "--part", which, *arguments, says=says)


def imported(database: str, path: str, *options: str) -> Taken:
    return run("-m", "factdb", "-d", database, "import", path, *options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    path, empty, filled = (folder / some for some in ("articles.jsonl", "empty.sqlite", "filled.sqlite"))
    write(path, options.articles)
    write_pages(folder, 100)
    upgrade(str(empty))
    upgrade(str(filled))
    archive.load(filled, archive.quotes(options.archive), spans=True)
    database = folder / "trial.sqlite"

    def into(template: Path, work: Callable[[str], Taken]) -> Taken:
        shutil.copy(template, database)
        try:
            return work(str(database))
        finally:
            for left in folder.glob("trial.sqlite*"):
                left.unlink()

    model = folder / "model.sqlite"
    shutil.copy(empty, model)
    imported(str(model), str(path))
    works: dict[str, Callable[[], Taken]] = {
        "extraction alone": lambda: part("extract", str(path)),
        "plain sqlite3": lambda: into(empty, lambda to: part("write_plainly", str(model), to, says=True)),
        "one process": lambda: into(empty, lambda to: imported(to, str(path))),
        "--jobs 2": lambda: into(empty, lambda to: imported(to, str(path), "--jobs", "2")),
        f"among {options.archive:,} quotes": lambda: into(filled, lambda to: imported(to, str(path))),
        "trafilatura": lambda: part("read_pages", "trafilatura", str(folder), says=True),
        "pages": lambda: part("read_pages", "factdb", str(folder), says=True),
    }
    if options.postgresql:

        def on_server() -> Taken:
            upgrade(options.postgresql)
            try:
                return imported(options.postgresql, str(path))
            finally:
                downgrade(options.postgresql, "base")

        works["PostgreSQL"] = on_server
    taken: dict[str, list[Taken]] = {what: [] for what in works}
    for _ in range(options.rounds):
        for what, work in works.items():
            taken[what].append(work())
    of = {what: Taken(*(median(one) for one in zip(*some, strict=True))) for what, some in taken.items()}
    for what, one in of.items():
        print(f"{what:<28} {one.wall:7.2f} s, CPU {one.cpu:7.2f} s")
    limit = of["extraction alone"] + of["plain sqlite3"]
    one, among = of["one process"], of[f"among {options.archive:,} quotes"]
    print(f"one process / its limit:  {one.over(limit)}, {options.articles / one.wall:.0f} articles a second")
    print(f"two processes / theirs:   {of['--jobs 2'].over(limit, 2)}")
    print(f"filled / empty:           {among.over(one)}")
    print(f"HTML / trafilatura:       {of['pages'].over(of['trafilatura'])}")
    if options.postgresql:
        print(f"PostgreSQL / SQLite:      {of['PostgreSQL'].wall / one.wall:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=2000)
    parser.add_argument("--archive", type=int, default=1_000_000, metavar="QUOTES")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", metavar="URL")
    if sys.argv[1:2] == ["--part"]:
        PARTS[sys.argv[2]](*sys.argv[3:])
        return
    with tempfile.TemporaryDirectory(dir=".") as folder:
        measure(Path(folder), parser.parse_args())


if __name__ == "__main__":
    main()
