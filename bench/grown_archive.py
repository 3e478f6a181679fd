"""What importing costs as the archive grows: the same articles of titled names into archives of several sizes.

    python bench/grown_archive.py [QUOTES ...]

Archives of QUOTES (0, 50,000; a million takes some minutes more) are made by bench/archive.py. Each article quotes four
people by a title and a full name and later by the title and the family name; half of them are strangers to the archive,
a quarter bear a family name of its speakers. The first size is the yardstick of the others.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import archive
from import_articles import FIRST, WORDS

from factdb.database.migrate import upgrade
from factdb.ingest.run import Importer

ARTICLES = 200
TITLES = "President Mayor Senator Governor Judge Professor Minister Ambassador".split()


def write(folder: Path) -> None:
    chance = random.Random(20261127)
    for number in range(ARTICLES):
        paragraphs = []
        for _ in range(4):
            known = archive.speaker_name(chance.randrange(2_000)).split()[1]
            family = known if chance.random() < 0.25 else archive.word(chance.randrange(10**5, 10**6)).capitalize()
            title, first = chance.choice(TITLES), chance.choice(FIRST)
            a, b, c, d = chance.choices(WORDS, k=4)
            paragraphs += [
                f"“We know that the {a} and the {b} will be there for all of us,” {title} {first} {family} said.",
                f"“Nobody has told us what the {c} was to do with the {d},” {title} {family} added.",
            ]
        text = f"The {' '.join(chance.choices(WORDS, k=5))}\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def grown(path: Path, quotes: int) -> None:
    upgrade(str(path))
    if not quotes:
        return
    archive.load(path, archive.quotes(quotes), spans=True)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [0, 50_000]
    first = None
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        write(articles)
        for size in sizes:
            path = Path(folder) / f"{size}.sqlite"
            grown(path, size)
            began = time.process_time()
            lines = [str(line) for line in Importer(str(path), [str(articles)], actor="bench").run()]
            rate = ARTICLES / (time.process_time() - began)
            assert all("8 quotes" in line for line in lines), lines[0]
            first = first or rate
            print(f"{size:>9,} quotes: {rate:.0f} articles a second of processor time, {rate / first:.2f} of the first")


if __name__ == "__main__":
    main()
