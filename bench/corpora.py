"""A corpus extracted by `factdb extract --to` with one worker and two, beside a plain loop and plain multiprocessing
over the same articles: words per CPU second of all processes together. Then quotes imported from Parquet, without and
with the places that prove them, beside the same quotes as JSON lines.

    python bench/corpora.py [ARTICLES] [QUOTES]

Each measurement is a process of its own; the ratios are the figures, for the machine may be busy.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from archive import quotes, word, write_jsonl

from factdb.article import Article, read_articles
from factdb.extract import extract_quotations

SENTENCES = (
    "“{a} will be kept open through the {b}, whatever it costs,” {n} said on Monday.",
    "The {a} had cost {k} crowns, the {b} office reported, {k} more than in the year before.",
    "{n} told reporters that the {a} “was never meant to {b} anybody.”",
    "A walk along the {a} shows why: {b} after {b}, and no {a} in sight.",
    "“We owe it to the {b},” {n} said. “Nobody else will pay for the {a}.”",
)


def article(number: int) -> dict[str, Any]:
    name = f"{word(number % 900).title()} {word(number % 7000 + 900).title()}"
    text = "\n\n".join(
        sentence.format(a=word(number * 7 + n), b=word(number * 3 + n), n=name if n < 3 else name.split()[1], k=number)
        for n, sentence in enumerate(SENTENCES * 6)
    )
    return {
        "title": f"On {word(number)}",
        "url": f"https://a.example/{number}",
        "published": "2024-03-05",
        "text": text,
    }


def loop(path: str) -> None:
    for one in read_articles(path):
        if isinstance(one, Article):
            extract_quotations(one)


def pool(path: str) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as workers:
        for _ in workers.imap(extract_quotations, read_articles(path), chunksize=50):  # type: ignore[arg-type]
            pass


def measured(call: list[str]) -> tuple[float, float]:
    """(seconds, CPU seconds with those of its children) of a process."""
    began = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, call
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


def main() -> None:
    if sys.argv[1:2] == ["--peer"]:
        {"loop": loop, "pool": pool}[sys.argv[2]](sys.argv[3])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    loaded = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/corpus.jsonl"
        made = [article(number) for number in range(count)]
        Path(path).write_text("".join(json.dumps(one) + "\n" for one in made), encoding="utf-8")
        words = sum(len(one["text"].split()) for one in made)
        print(f"{count:,} articles, {words:,} words")
        own = [sys.executable, "-m", "factdb", "extract", path, "--to"]
        peer = [sys.executable, __file__, "--peer"]
        results = {
            "a loop": measured([*peer, "loop", path]),
            "multiprocessing, 2": measured([*peer, "pool", path]),
            "extract --to": measured([*own, f"{folder}/one"]),
            "extract --to, 2 workers": measured([*own, f"{folder}/two", "--jobs", "2"]),
        }
        print_ratios("a loop", results, words, "words")
        bytes_ = sum(part.stat().st_size for part in Path(folder, "one", "quotes").iterdir())
        found = json.loads(Path(folder, "one", "run.json").read_text())["quotes"]
        print(f"{found:,} quotes, {bytes_ / found:.0f} bytes each in Parquet")
        write_jsonl(Path(folder, "q.jsonl"), loaded)
        as_parquet(Path(folder, "bare.parquet"), quotes(loaded), places=False)
        as_parquet(Path(folder, "placed.parquet"), quotes(loaded), places=True)
        print(f"{loaded:,} quotes imported")
        results = {
            name: measured([sys.executable, "-m", "factdb", "-d", f"{folder}/{file}.sqlite", "imports", "quotes",
                            f"{folder}/{file}"])
            for name, file in (("JSON lines", "q.jsonl"), ("Parquet", "bare.parquet"),
                               ("Parquet with places", "placed.parquet"))
        }  # fmt: skip
        print_ratios("JSON lines", results, loaded, "quotes")


if __name__ == "__main__":
    main()
