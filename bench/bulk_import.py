"""Bulk import of quotes as JSON lines beside what others do with the same file, each in a process of its own: plain
`sqlite3` executemany into the same tables, `sqlite-utils` by its API into the same tables and by its command into its
own, one call a table from files that have the keys already. Indexes, foreign keys and full text are on for all.

    python bench/bulk_import.py [QUOTES] [POSTGRESQL_URL]

With the URL of a server whose user may create databases, the same into PostgreSQL, beside psycopg's COPY and SQLAlchemy
Core into the same tables, their indexes and foreign keys in place: into an archive without quotes, whose indexes factdb
makes at the end, and into one that holds some.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive import fill, load, read_jsonl, write_jsonl

# How archive.fill words its statements: table, columns, placeholders.
_WORDED = re.compile(r"INSERT INTO (\w+) \((.*?)\)\s+VALUES \((.*)\)")
KEYED = ("publishers", "sources", "speakers", "speaker_names", "quotes", "attributions")


class Through:
    """What archive.fill writes, sent on by another way: `insert(table, columns, rows)`."""

    def insert(self, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
        raise NotImplementedError

    def execute(self, sql: str) -> None:
        self.executemany(sql, [()])

    def executemany(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        worded = _WORDED.match(sql)
        assert worded is not None, sql
        table, columns, values = worded[1], worded[2].split(", "), worded[3].split(", ")
        fixed = [None if v == "?" else v.strip("'") if v.startswith("'") else int(v) for v in values]
        if None not in fixed[1:] and any(fixed):
            self.insert(table, columns, [tuple(fixed)])
            return
        whole = []
        for row in rows:
            given = iter(row)
            whole.append(tuple(next(given) if v is None else v for v in fixed))
        if whole:
            self.insert(table, columns, whole)


def through_sqlite_utils(path: str, lines: str) -> None:
    import sqlite_utils

    class Insert(Through):
        def insert(self, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
            file[table].insert_all(dict(zip(columns, row, strict=True)) for row in rows)

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        made = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
        triggers = connection.execute(made, ("trigger",)).fetchall()
        indexes = connection.execute(made, ("index",)).fetchall()
        for kind, ours in (("TRIGGER", triggers), ("INDEX", indexes)):
            for name, _ in ours:
                connection.execute(f"DROP {kind} {name}")
        file = sqlite_utils.Database(connection)
        fill(Insert(), read_jsonl(Path(lines)), False)
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')")
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def by_command(database: str, folder: str, lines: str) -> Iterator[list[str]]:
    """The calls of sqlite-utils that make the same tables of files, whose keys are there already."""
    from factdb.database.models import Base

    class Insert(Through):
        def insert(self, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
            files[table] = f"{folder}/{table}.jsonl"
            with open(files[table], "a", encoding="utf-8") as file:
                file.writelines(json.dumps(dict(zip(columns, row, strict=True))) + "\n" for row in rows)

    files: dict[str, str] = {}
    fill(Insert(), read_jsonl(Path(lines)), False)
    command = str(Path(sys.executable).parent / "sqlite-utils")
    for name, path in files.items():
        key = [] if name in ("attributions", "speaker_names") else ["--pk", "id"]
        yield [command, "insert", database, name, path, "--nl", *key]
    tables = [t for t in Base.metadata.sorted_tables if t.name in files]
    with closing(sqlite3.connect(database)) as made:
        there = {t: {c[1] for c in made.execute(f"PRAGMA table_info({t})")} for t in files}
    foreign = [
        (table.name, key.parent.name, key.column.table.name, key.column.name)
        for table in tables
        for key in table.foreign_keys
        if key.column.table.name in files and key.parent.name in there[table.name]
    ]
    yield [command, "add-foreign-keys", database, *(word for key in foreign for word in key)]
    for table in tables:
        for index in table.indexes:
            columns = [c.name for c in index.columns]
            if columns and there[table.name].issuperset(columns):
                yield [command, "create-index", database, table.name, *columns]
    yield [command, "create-index", database, "quotes", "uid", "--unique"]
    yield [command, "enable-fts", database, "quotes", "text"]


def through_copy(url: str, lines: str) -> None:
    import psycopg

    class Insert(Through):
        def insert(self, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

    with psycopg.connect(url) as connection:
        for table in KEYED:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        fill(Insert(), read_jsonl(Path(lines)), False)
        for table in KEYED:
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def through_core(url: str, lines: str) -> None:
    from datetime import date, datetime

    from sqlalchemy import Date, create_engine, insert

    from factdb.database.models import Base, UTCDateTime

    class Insert(Through):
        def insert(self, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
            made = Base.metadata.tables[table]
            read: dict[str, Any] = {c.name: date.fromisoformat for c in made.c if isinstance(c.type, Date)}
            read |= {c.name: datetime.fromisoformat for c in made.c if isinstance(c.type, UTCDateTime)}
            named = [dict(zip(columns, row, strict=True)) for row in rows]
            for one in named:
                for name in read.keys() & one.keys():
                    one[name] = read[name](one[name])
            connection.execute(insert(made), named)

    with create_engine(url.replace("postgresql:", "postgresql+psycopg:")).begin() as connection:
        for table in KEYED:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        fill(Insert(), read_jsonl(Path(lines)), False)
        for table in KEYED:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


PEERS = {
    "plain": lambda database, lines: load(Path(database), read_jsonl(Path(lines))),
    "sqlite_utils": through_sqlite_utils,
    "copy": through_copy,
    "core": through_core,
}


def measured(call: list[str]) -> tuple[float, float]:
    """(seconds, megabytes at most) of a process."""
    began = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, call
    return time.perf_counter() - began, usage.ru_maxrss / 1024


@contextmanager
def database_on(url: str) -> Iterator[str]:
    """A new database on a server, dropped at the end."""
    import psycopg

    name = f"factdb_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def report(base: str, results: dict[str, tuple[float, float]], count: int) -> None:
    for name, (seconds, megabytes) in results.items():
        ratio = seconds / results[base][0]
        print(f"{name:<28} {seconds:7.1f} s {count / seconds:9,.0f}/s {ratio:5.2f}x {base} {megabytes:6.0f} MB")


def main() -> None:
    if sys.argv[1:2] == ["--peer"]:
        PEERS[sys.argv[2]](*sys.argv[3:5])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    factdb = [sys.executable, "-m", "factdb", "-d"]
    with tempfile.TemporaryDirectory() as folder:
        lines = f"{folder}/archive.jsonl"
        write_jsonl(Path(lines), count)
        print(f"{count:,} quotes")

        def peer(name: str, database: str) -> tuple[float, float]:
            made = [*factdb, database, "db", "upgrade"]
            subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
            return measured([sys.executable, __file__, "--peer", name, database, lines])

        results = {
            "plain sqlite3": peer("plain", f"{folder}/plain.sqlite"),
            "factdb": measured([*factdb, f"{folder}/own.sqlite", "imports", "quotes", lines]),
        }
        if importlib.util.find_spec("sqlite_utils"):
            results["sqlite-utils, API"] = peer("sqlite_utils", f"{folder}/utils.sqlite")
            took = [measured(step) for step in by_command(f"{folder}/command.sqlite", folder, lines)]
            results["sqlite-utils, command"] = sum(t for t, _ in took), max(m for _, m in took)
        report("plain sqlite3", results, count)
        if len(sys.argv) > 2:
            results = {}
            for name, by in (("psycopg COPY", "copy"), ("SQLAlchemy Core", "core"), ("factdb", "")):
                with database_on(sys.argv[2]) as url:
                    own = [*factdb, url, "imports", "quotes", lines]
                    results[f"{name}, PostgreSQL"] = peer(by, url) if by else measured(own)
            with database_on(sys.argv[2]) as url:
                few = f"{folder}/few.jsonl"
                Path(few).write_text(json.dumps({"text": "One.", "kind": "direct", "title": "One"}), encoding="utf-8")
                own = [*factdb, url, "imports", "quotes"]
                subprocess.run([*own, few], check=True, stdout=subprocess.DEVNULL)
                results["factdb, beside other quotes"] = measured([*own, lines])
            report("psycopg COPY, PostgreSQL", results, count)


if __name__ == "__main__":
    main()
