"""How long it takes to find the speakers who may be one, and to resolve a new mention.

    python bench/identity.py [SPEAKERS]

SPEAKERS (50,000) people are made up from syllables, with middle initials and initials in place of first names, in a
database of their own. The yardstick is reading all their names once.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from factdb.database import migrate
from factdb.database.connect import read_connection
from factdb.database.write import open_writer
from factdb.matching.names import fold, parts_of
from factdb.matching.offices import office_of
from factdb.queries.duplicates import find_duplicates
from factdb.store.bearers import by_parts, by_roles, known_speakers

GIVEN = [a + b for a in "An Be Ca Da El Fa Gi Ha Jo Ka Li Ma Ni Ol Pe Ra Sa To Ve Wi".split() for b in
         "a na ri las bert mira ton cia vid lena".split()]  # fmt: skip
FAMILY = [a + b + c for a in "Bar Kel Mor Tan Vel Sil Oka Rui Hal Wes".split() for b in
          "ber dan lin ros ten vik sta mon gar pel".split() for c in
          "a o s er ez ov son ski man i u in el y ley ton ham by sen as".split()]  # fmt: skip


def made_up(count: int) -> list[str]:
    chance = random.Random(1)
    names: list[str] = []
    while len(names) < count:
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        names.append(f"{given} {family}")
        if chance.random() < 0.15:
            names.append(f"{given} {chance.choice('ABCDEFGHJKLM')}. {family}")
        if chance.random() < 0.05:
            names.append(f"{given[0]}. {family}")
    return names[:count]


def resolve(path: str) -> None:
    """Names as the next articles would print them, one at a time as an import asks for them."""
    chance = random.Random(2)
    mentions = []
    for given, family in ((chance.choice(GIVEN), chance.choice(FAMILY)) for _ in range(300)):
        mentions += [f"{given} {family}", f"{given} {chance.choice('ABCDEFGHJKLM')}. {family}", f"{given[0]}. {family}"]
    took = {"known as such": 0.0, "by its parts": 0.0, "by role": 0.0}
    found = 0
    with open_writer(path) as writer, writer.transaction() as tx:
        calls = {
            "known as such": lambda name: known_speakers(tx, [("person", name)], 1),
            "by its parts": lambda name: by_parts(tx, [name]),
            "by role": lambda name: by_roles(tx, [f"the {name.split()[0]} harbour minister"], None),
        }
        for what, call in calls.items():
            call(mentions[0])
            for name in mentions:
                begin = time.perf_counter()
                found += bool(call(name))
                took[what] += time.perf_counter() - begin
    each = {what: f"{seconds / len(mentions) * 1e3:.2f} ms" for what, seconds in took.items()}
    print(f"{len(mentions):,} mentions, {found:,} resolved: " + ", ".join(f"{what} {ms}" for what, ms in each.items()))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "identity.sqlite")
        migrate.upgrade(path)
        with closing(sqlite3.connect(path)) as file, file:
            file.executemany(
                "INSERT INTO speakers (id, uid, kind, name, status, origin)"
                " VALUES (?, ?, 'person', ?, 'extracted', '-')",
                [(number, f"u{number}", name) for number, name in enumerate(made_up(count), 1)],
            )
            file.executemany(
                "INSERT INTO speaker_names (speaker_id, name, folded, kind, parts) VALUES (?, ?, ?, 'primary', ?)",
                [(n, name, fold(name), parts_of(fold(name))) for n, name in enumerate(made_up(count), 1)],
            )
            file.executemany(
                "INSERT INTO roles (speaker_id, title, office, origin) VALUES (?, ?, ?, 'list')",
                [(n, f"Harbour Minister {n}", office_of(f"Harbour Minister {n}")) for n in range(1, count, 5)],
            )
            file.execute("ANALYZE")
        with read_connection(path) as reader:
            begin = time.perf_counter()
            read = sum(1 for _ in reader.rows("SELECT id, name, kind FROM speakers ORDER BY id"))
            reading = time.perf_counter() - begin
            begin = time.perf_counter()
            pairs = find_duplicates(reader, limit=0)
            seconds = time.perf_counter() - begin
        resolve(path)
    print(f"{read:,} speakers: {len(pairs):,} pairs in {seconds:.1f} s, {seconds / reading:.0f}x reading the names")


if __name__ == "__main__":
    main()
