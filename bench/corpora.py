"""A corpus extracted by `factdb extract --to` with 1, 2 and 4 jobs, and with 2 of which one is killed every five
seconds, beside a plain loop and plain multiprocessing over the same shards: words per CPU second of all processes
together. All runs must write the same bytes. CORPUS is a file or folder, or else a web archive of made-up pages.

    python bench/corpora.py extract [CORPUS | PAGES]

Quotes imported from Parquet, without and with the places that prove them, beside the same quotes as JSON lines:

    python bench/corpora.py load [QUOTES]

Each measurement is a process of its own; the ratios are the figures, for the machine may be busy.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from archive import quotes, word, write_jsonl

from factdb.article import Article
from factdb.corpus.shards import Options, Shard, plan
from factdb.extract import extract_quotations

SENTENCES = (
    "“{a} will be kept open through the {b}, whatever it costs,” {n} said on Monday.",
    "The {a} had cost {k} crowns, the {b} office reported, {k} more than in the year before.",
    "{n} told reporters that the {a} “was never meant to {b} anybody.”",
    "A walk along the {a} shows why: {b} after {b}, and no {a} in sight.",
    "“We owe it to the {b},” {n} said. “Nobody else will pay for the {a}.”",
)


def page(number: int) -> str:
    name = f"{word(number % 900).title()} {word(number % 7000 + 900).title()}"
    paragraphs = "".join(
        f"<p>{sentence.format(a=word(number * 7 + n), b=word(number * 3 + n), n=called, k=number)}</p>"
        for n, sentence in enumerate(SENTENCES * 6)
        for called in [name if n < 3 else name.split()[1]]
    )
    links = "".join(
        f'<li><a href="/{n}">Read on: {word(n)} and {word(n + 9)}</a></li>' for n in range(number, number + 30)
    )
    script = random.Random(number).randbytes(8_000).hex()  # what else pages hold, which compresses as little
    return (
        f"<!doctype html><html lang=en><head><title>On {word(number)}</title>"
        '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
        f'<script>var state = "{script}"</script></head>'
        f"<body><nav><ul>{links}</ul></nav><article><h1>On {word(number)}</h1>{paragraphs}</article>"
        f"<footer><ul>{links}</ul></footer></body></html>"
    )


def record(number: int) -> bytes:
    body = page(number).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2024-03-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def extracted(shard: Shard) -> int:
    return sum(len(extract_quotations(one)) for one in shard.articles(Options()) if isinstance(one, Article))


def shards_of(path: str) -> list[Shard]:
    return [shard for shard in plan([path]) if isinstance(shard, Shard)]


def loop(path: str) -> None:
    sum(map(extracted, shards_of(path)))


def pool(path: str) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as workers:
        sum(workers.imap_unordered(extracted, shards_of(path)))


def kill_workers(process: int, is_over: threading.Event) -> None:
    """Kill a worker of a process every five seconds."""
    while not is_over.wait(5):
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        workers = [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        for worker in workers[:1]:
            os.kill(int(worker), signal.SIGKILL)


def measured(call: list[str], *, kill: bool = False, ends: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """(seconds, CPU seconds with those of its children) of a process."""
    began = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as process:
        is_over = threading.Event()
        killer = threading.Thread(target=kill_workers, args=(process.pid, is_over))
        if kill:
            killer.start()
        _, status, usage = os.wait4(process.pid, 0)
        is_over.set()
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in ends, (call, process.returncode)
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


def as_parquet(path: Path, rows: Iterable[dict[str, Any]], *, places: bool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from factdb.corpus.parts import _schemas

    whole = _schemas(pa)["quotes"]
    names = [name for name in whole.names if places or name not in ("places", "text_sha256", "text_length")]
    schema = pa.schema([whole.field(name) for name in names])
    source = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while some := list(islice(source, 20_000)):
            for row in some:
                size, speaker = len(row["text"]), row["speaker"] or "he"
                ends = (("content", 0, size, True, row["text"]), ("cue", size + 2, size + 6, False, "said"))
                ends += (("speaker", size + 7, size + 7 + len(speaker), False, speaker),)
                keys = ("part", "start", "end", "in_marks", "exact")
                row["places"] = [{"seq": 0, **dict(zip(keys, end, strict=True))} for end in ends]
                row["text_sha256"], row["text_length"] = f"{abs(hash(row['title'])):064x}", 5000
            arrays = [
                pa.array([row.get(field.name) for row in some], pa.string()).cast(field.type)
                if pa.types.is_date(field.type)
                else pa.array([row.get(field.name) for row in some], field.type)
                for field in schema
            ]
            table = pa.table(arrays, schema=schema)
            writer.write_table(table)


def print_ratios(base: str, results: dict[str, tuple[float, float]], what: int, unit: str) -> None:
    for name, (seconds, cpu) in results.items():
        ratio = cpu / results[base][1]
        print(f"{name:<28} {seconds:6.1f} s {cpu:6.1f} CPU s {what / cpu:9,.0f} {unit}/CPU s {ratio:5.2f}x {base}")


def extract(folder: str, path: str) -> None:
    own, peer = [sys.executable, "-m", "factdb", "extract", path, "--to"], [sys.executable, __file__, "--peer"]
    ends = (0, 1)  # 1: it names documents that cannot be read
    results = {"a loop": measured([*peer, "loop", path]), "multiprocessing, 2": measured([*peer, "pool", path])}
    for name, more in (("1 job", "1"), ("2 jobs", "2"), ("4 jobs", "4"), ("2 jobs, killed", "2")):
        call = [*own, f"{folder}/{name}", "--jobs", more]
        results[name] = measured(call, kill=name.endswith("killed"), ends=ends)
        written = {p.name: p.read_bytes() for p in Path(folder, name).rglob("*") if p.is_file()}
        assert written == {p.name: p.read_bytes() for p in Path(folder, "1 job").rglob("*") if p.is_file()}, name
    made = json.loads(Path(folder, "1 job", "run.json").read_text())
    size = sum(part.stat().st_size for part in Path(folder, "1 job", "quotes").iterdir())
    print(", ".join(f"{made[name]:,} {name}" for name in ("articles", "words", "quotes", "problems", "parts")))
    print_ratios("a loop", results, made["words"], "words")
    print(f"{size / made['quotes']:.0f} bytes a quote in Parquet; all runs wrote the same bytes")


def load(folder: str, count: int) -> None:
    write_jsonl(Path(folder, "q.jsonl"), count)
    as_parquet(Path(folder, "bare.parquet"), quotes(count), places=False)
    as_parquet(Path(folder, "placed.parquet"), quotes(count), places=True)
    print(f"{count:,} quotes imported")
    results = {
        name: measured([sys.executable, "-m", "factdb", "-d", f"{folder}/{file}.sqlite", "imports", "quotes",
                        f"{folder}/{file}"])
        for name, file in (("JSON lines", "q.jsonl"), ("Parquet", "bare.parquet"),
                           ("Parquet with places", "placed.parquet"))
    }  # fmt: skip
    print_ratios("JSON lines", results, count, "quotes")


def main() -> None:
    what, given = [*sys.argv[1:3], "", ""][:2]
    if what == "--peer":
        {"loop": loop, "pool": pool}[given](sys.argv[3])
        return
    with tempfile.TemporaryDirectory() as folder:
        if what == "load":
            load(folder, int(given or 200_000))
        elif given and not given.isdigit():
            extract(folder, given)
        else:
            path = Path(folder, "pages.warc.gz")
            path.write_bytes(b"".join(map(record, range(int(given or 3_000)))))
            extract(folder, str(path))


if __name__ == "__main__":
    main()
