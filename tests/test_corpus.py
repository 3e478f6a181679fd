"""`factdb extract --to`, on one process and on a cluster, and what `factdb imports quotes` makes of its Parquet."""

import gzip
import io
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from inputs import HTML, PAGE, item, record, rss
from processes import started

from factdb.article import Article, lines
from factdb.corpus import shards
from factdb.corpus.parts import extract_shard
from factdb.errors import FactdbError
from factdb.extract import engines

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[dev]'")
import pyarrow.parquet as pq  # noqa: E402

TOWNS = ("Ellis", "Marlow", "Quay", "Tarn")
# An engine of another package, whose documents end their process (also while they are read), raise, or kill the first
# worker that reads them.
ENGINE = """
import os, signal
from factdb.article import lines
from factdb.extract import extract_quotations
from factdb.extract.engines import Engine

def read(article, *, min_confidence=0.0):
    if "ends it" in article.text:
        os._exit(137)
    if "raises" in article.text:
        raise KeyError("no such word")
    killed = os.environ["KILLED_ONCE"]
    if "is killed" in article.text and not os.path.exists(killed):
        open(killed, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_quotations(article, min_confidence=min_confidence)

article_in = lines.article_in
def ended(row, raw, *more):
    if b"ends its reader" in raw:
        os._exit(137)
    return article_in(row, raw, *more)
lines.article_in = ended

ENGINE = Engine("brittle", "1", read)
"""


POISON = ("The next word ends it.", "It raises a hand.", "One is killed.", "It ends its reader.")


def article(number: int, more: str = "") -> dict[str, str]:
    town = TOWNS[number % len(TOWNS)]
    text = (
        f"“Ferry {number} will sail on Friday, whatever the weather does,” Mayor Jonas Reed of {town} said on Monday."
        f" The harbour office said the quay had cost {number} crowns. “We owe it to the islands,” Reed said, “and to"
        f" those who built it.” Ana Ruiz and Tom Okafor said they would pay. {more}"
    )
    return {
        "title": f"Council {number} keeps the ferry",
        "url": f"https://courier.example/{number}",
        "publisher": "Ellis Courier",
        "published": "2024-03-05",
        "text": text,
    }


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A folder with JSON lines, one of which is broken, a text and a page; small shards."""
    monkeypatch.setattr(shards, "SHARD_BYTES", 4000)
    folder = tmp_path / "corpus"
    (folder / "notes").mkdir(parents=True)
    lines = [json.dumps(article(n)) for n in range(30)]
    lines.insert(9, '{"text": ')
    (folder / "crawl.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "notes" / "one.txt").write_text(article(90)["text"], encoding="utf-8")
    (folder / "page.html").write_text(f"<html><body><p>{article(91)['text']}</p></body></html>", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows(folder: Path, kind: str = "quotes") -> list[dict]:
    return [row for part in sorted((folder / kind).glob("*.parquet")) for row in pq.read_table(part).to_pylist()]


def test_every_line_is_in_one_shard_wherever_the_cuts_fall(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(article(n)) for n in range(12)), encoding="utf-8")
    whole = [a.title for a in shards.read_articles(str(path))]
    for size in (1, 97, 700, 5000, 1 << 20):
        read = [a.title for s in shards.plan([str(path)], size) for a in s.articles(shards.Options())]
        assert read == whole, size


def pages(count: int) -> list[bytes]:
    return [
        record(f"https://courier.example/{n}", PAGE.replace("for another year", f"for {n} years").encode())
        for n in range(count)
    ]


def as_parquet(made: list[dict], rows: int) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(made), file, row_group_size=rows)
    return file.getvalue()


FORGED = record("https://courier.example/other", b"<p>x</p>", kind="text/plain")
CUT = [
    ("a.warc", b"".join(pages(9)), 9, "records"),
    ("a.warc.gz", b"".join(map(gzip.compress, pages(9))), 9, "records, each compressed"),
    ("a.warc.gz", gzip.compress(b"".join(pages(9))), 9, "compressed as a whole"),
    ("a.warc", b"".join(pages(4)) + record("https://a.example/", FORGED * 30) + b"".join(pages(4)), 9,
     "a page that holds records is not read from within"),
    ("a.warc", b"".join([*pages(3), record("https://a.example/", HTML.encode(), length=9000), *pages(5)]), 9,
     "a false length"),
    ("a.warc", b"WARC/1.0\r\n" * 60, 1, "no record: one error"),
    ("a.parquet", as_parquet([article(n) for n in range(20)], 3), 20, "row groups"),
    ("a.parquet", as_parquet([article(n) for n in range(20)], 50), 20, "one row group"),
    ("a.parquet", as_parquet([article(n) for n in range(20)], 3)[:-50], 1, "damaged: one error"),
    ("a.parquet", as_parquet([{"words": str(n)} for n in range(99)], 3), 1, "other columns: one error"),
    ("a.warc", PAGE.encode(), 1, "a page of that name"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "count", "why"), CUT, ids=[why for *_, why in CUT])
def test_the_shards_of_a_file_have_its_articles_each_once(tmp_path, name, content, count, why):
    path = tmp_path / name
    path.write_bytes(content)

    def told(read):
        return [(one.location, one.text) if isinstance(one, Article) else str(one) for one in read]

    cut = list(shards.plan([str(path)], 100))
    assert len(cut) > 2
    assert len({shard.digest() for shard in cut}) == len(cut)
    parts = [told(shard.articles(shards.Options())) for shard in cut]
    (whole,) = shards.plan([str(path)])
    assert [one for part in parts for one in part] == told(whole.articles(shards.Options()))
    assert sum(map(len, parts)) == count
    if count > 1 and why not in ("one row group", CUT[2][-1]):
        assert sum(map(bool, parts)) > 2


def test_what_is_no_article_is_counted_as_left_out(run, tmp_path):
    (tmp_path / "feed.xml").write_text(rss([item(1), item(2, html="")]), encoding="utf-8")
    done = run("extract", "feed.xml", "--to", "out")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("out: 1 part (1 new), 1 article, ")
    assert done.out.endswith(" words; 1 item left out\n")
    (problems,) = (tmp_path / "out" / "problems").glob("*.jsonl")
    assert json.loads(problems.read_text())["left_out"].startswith("feed.xml:2: summary only")


def test_added_words_are_part_of_what_a_folder_takes(run, corpus, tmp_path, monkeypatch):
    words = tmp_path / "words"
    words.mkdir()
    (words / "notes.txt").write_text("no list of ours\n")
    monkeypatch.setenv("FACTDB_WORDS", str(words))
    assert run("extract", "corpus/page.html", "--to", "out").code == 0
    monkeypatch.delenv("FACTDB_WORDS")
    assert "(0 new)" in run("extract", "corpus/page.html", "--to", "out").out
    (words / "cues.txt").write_text("[verbs]\n")
    monkeypatch.setenv("FACTDB_WORDS", str(words))
    done = run("extract", "corpus/page.html", "--to", "out")
    assert (done.code, "name another folder" in done.err, done.err.count("\n")) == (1, True, 1)
    (shard,) = shards.plan(["corpus/page.html"])
    with pytest.raises(FactdbError, match="FACTDB_WORDS has other words"):
        extract_shard(shard, shards.Options(), str(tmp_path / "out"))


def test_a_corpus_becomes_parquet_and_a_second_run_writes_nothing(run, corpus, tmp_path):
    done = run("extract", "corpus", "--to", "out", "--published", "2024-03-05")
    assert (done.code, "32 articles" in done.out) == (1, True)
    assert done.err == "factdb: 1 document could not be read: see out/problems\n"
    (problems,) = (tmp_path / "out" / "problems").glob("*.jsonl")
    assert json.loads(problems.read_text())["problem"].startswith("crawl.jsonl:10: not JSON")
    texts = {a.location.rsplit("/", 1)[-1]: a.text for a in shards.read_articles("corpus") if hasattr(a, "text")}
    quotes = rows(tmp_path / "out")
    for quote in quotes:
        for place in quote["places"]:
            if "@" not in quote["location"] and "/" not in quote["location"]:
                text = texts[quote["location"]]
                assert text[place["start"] : place["end"]] == place["exact"]
    joint = [(q["speaker"], q["speaker_seq"]) for q in quotes if q["text"] == "they would pay"][:2]
    assert joint == [("Ana Ruiz", 0), ("Tom Okafor", 1)]
    assert {q["location"].split(":")[0].split("@")[0] for q in quotes} == {"crawl.jsonl", "notes/one.txt", "page.html"}
    assert sum(a["quotes"] for a in rows(tmp_path / "out", "articles")) == len({q["quote_uid"] for q in quotes})
    told = json.loads((tmp_path / "out" / "run.json").read_text())
    assert (told["engines"][0], told["articles"], told["problems"]) == (engines.RULES.origin, 32, 1)
    before = contents(tmp_path / "out")
    again = run("extract", "corpus", "--to", "out", "--published", "2024-03-05")
    assert "(0 new), 32 articles" in again.out
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--min-confidence", "0.5"], 1, "name another folder"),
        (["--engine", "none"], 1, "no engine is called"),
    ],
)
def test_what_cannot_be_done_is_refused(run, corpus, more, code, message):
    assert run("extract", "corpus/page.html", "--to", "out").code == 0
    done = run("extract", "corpus/page.html", "--to", "out", *more)
    assert done.code == code
    assert message in done.err
    assert done.err.count("\n") == 1


def test_other_folders_and_standard_input_are_refused(run, corpus):
    assert "is not empty" in run("extract", "corpus", "--to", "corpus").err
    assert "cannot be cut into shards" in run("extract", "-", "--to", "out").err
    assert "need --to" in run("extract", "corpus", "--jobs", "2").err


@pytest.mark.slow
def test_a_cluster_writes_the_bytes_of_one_process_whatever_dies(run, corpus, tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -e '.[dev]'")
    package = tmp_path / "brittle"
    (package / "brittle-1.dist-info").mkdir(parents=True)
    (package / "brittle.py").write_text(ENGINE)
    (package / "brittle-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: brittle\nVersion: 1\n")
    (package / "brittle-1.dist-info" / "entry_points.txt").write_text("[factdb.engines]\nbrittle = brittle:ENGINE\n")
    with (corpus / "crawl.jsonl").open("a", encoding="utf-8") as file:
        for number, more in enumerate(POISON, 60):
            file.write(json.dumps(article(number, more)) + "\n")
    (corpus / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, pages(9))))
    (corpus / "rows.parquet").write_bytes(as_parquet([article(n) for n in range(200, 260)], 20))
    environment = {"PYTHONPATH": str(package), "KILLED_ONCE": str(tmp_path / "once")}
    call = ["extract", str(corpus), "--engine", "brittle", "--to"]
    small = "from factdb.corpus import shards; shards.SHARD_BYTES = 4000; from factdb.cli import main; main()"
    process = [sys.executable, "-c", small, *call, "one"]
    codes = [
        subprocess.run(process, env=os.environ | environment, cwd=tmp_path, capture_output=True).returncode
        for _ in range(6)
    ]
    assert codes == [137, 137, -9, 137, 137, 1]
    (tmp_path / "once").unlink()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.syspath_prepend(str(package))
    monkeypatch.setattr(lines, "article_in", lines.article_in)  # put back what the engine changes in this process
    engines.registered.cache_clear()
    try:
        done = run(*call, "two", "--jobs", "2")
    finally:
        engines.registered.cache_clear()
        sys.modules.pop("brittle", None)
    assert done.code == 1, done.err
    problems = "".join(p.read_text() for p in (tmp_path / "two" / "problems").glob("*.jsonl"))
    assert problems.count("ended its process 2 times") == 2
    assert "KeyError" in problems
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


@pytest.mark.slow
def test_the_workers_of_a_scheduler_write_the_bytes_of_one_process(run, corpus, tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -e '.[dev]'")
    assert "no Dask scheduler answers" in run("extract", str(corpus), "--to", "none", "--scheduler", "tcp:/x").err
    ready, common = (
        tmp_path / "scheduler.json",
        ["--scheduler-file", str(tmp_path / "scheduler.json"), "--no-dashboard"],
    )
    with ExitStack() as processes:
        for role, more in (
            ("scheduler", ["--host", "127.0.0.1", "--port", "0"]),
            ("worker", ["--nthreads", "1", "--no-nanny"]),
        ):
            command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *common, *more]
            processes.enter_context(started(command, cwd=tmp_path, stderr=subprocess.DEVNULL))
            deadline = time.monotonic() + 60
            while not ready.exists():
                assert time.monotonic() < deadline
                time.sleep(0.05)
        address = json.loads(ready.read_text())["address"]
        assert run("extract", str(corpus), "--to", "there", "--scheduler", address).code == 1
    assert run("extract", str(corpus), "--to", "here").code == 1
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_quotes_of_a_corpus_are_imported_with_proof(run, database, execute, corpus, tmp_path):
    run("extract", "corpus", "--to", "out", "--published", "2024-03-05")
    done = run("-d", database, "imports", "quotes", "out")
    assert done.code == 0, done.err
    stored = {row[0] for row in execute(database, "SELECT uid FROM quotes")}
    assert stored == {row["quote_uid"] for row in rows(tmp_path / "out")}
    assert run("-d", database, "db", "check") == (0, "no faults\n", "")
    assert run("-d", database, "verify").code == 0
    proved = run("-d", database, "verify", "--against", "corpus/notes/one.txt", "--against", "corpus/page.html")
    assert (proved.code, "faults: none" in proved.out) == (0, True)
    assert execute(database, "SELECT count(*) FROM anchors WHERE part = 'speaker'")[0][0] >= 32
    said = run("-d", database, "quotes", "--speaker", "Ana Ruiz", "--count").out
    assert said == "32\n"
    assert len(execute(database, "SELECT 1 FROM speakers WHERE name = 'Jonas Reed'")) == 1
    again = run("-d", database, "imports", "quotes", "out")
    assert again.out.startswith("0 new quotes")
    assert execute(database, "SELECT count(*) FROM import_runs") == [(1,)]
    assert run("-d", database, "imports", "undo", "1").code == 0
    assert execute(database, "SELECT count(*) FROM source_versions") == [(0,)]


def test_articles_imported_before_keep_their_quotes(run, database, execute, corpus):
    run("-d", database, "import", "corpus/crawl.jsonl")
    counts = "SELECT (SELECT count(*) FROM quotes), (SELECT count(*) FROM anchors), (SELECT count(*) FROM sources)"
    before = execute(database, counts)
    run("extract", "corpus/crawl.jsonl", "--to", "out")
    assert run("-d", database, "imports", "quotes", "out").out.startswith("0 new quotes")
    assert execute(database, counts) == before
    (corpus / "crawl.jsonl").write_text(json.dumps(article(3, "It sank.")), encoding="utf-8")
    run("extract", "corpus/crawl.jsonl", "--to", "later")
    done = run("-d", database, "imports", "quotes", "later")
    assert (done.code, "is stored with another text" in done.err, done.err.count("\n")) == (1, True, 1)
    assert execute(database, counts) == before


def test_rows_are_chosen_by_conditions(run, corpus, tmp_path):
    run("extract", "corpus", "--to", "out")
    run("-d", "a.sqlite", "imports", "quotes", "out", "--where", "speaker = 'Ana Ruiz'", "--where", "confidence>=0.1")
    assert run("-d", "a.sqlite", "speakers", "--format", "csv", "--columns", "name").out.split("\n")[1:2] == [
        "Ana Ruiz"
    ]
    assert run("-d", "a.sqlite", "imports", "quotes", "out", "--where", "speaker LIKE 'A%'").code == 1
    assert run("-d", "a.sqlite", "imports", "quotes", "out", "--where", "confidence > high").code == 1
    (tmp_path / "x.jsonl").write_text("{}")
    assert run("-d", "a.sqlite", "imports", "quotes", "x.jsonl", "--where", "a=1").code == 2


def test_an_export_in_parquet_is_imported_as_its_json_lines_are(run, seeded_sqlite):
    run("-d", seeded_sqlite, "export", "parquet", "quotes", "--factuality", "all", "-o", "q.parquet")
    run("-d", seeded_sqlite, "export", "jsonl", "quotes", "--factuality", "all", "-o", "q.jsonl")
    exported = []
    for path, new in (("q.parquet", "p.sqlite"), ("q.jsonl", "j.sqlite")):
        assert run("-d", new, "imports", "quotes", path).code == 0
        listed = run("-d", new, "quotes", "--jsonl", "--limit", "0", "--factuality", "all").out
        exported.append(listed.replace(path, ""))
    assert exported[0] == exported[1]


GOOD: dict[str, Any] = {"text": "la", "kind": "direct", "title": "T", "text_sha256": "a" * 64, "text_length": 9}
PLACE: dict[str, Any] = {"part": "content", "seq": 0, "start": 2, "end": 4, "in_marks": True, "exact": "la"}
PLACES = pa.list_(pa.struct([("part", pa.string()), ("seq", pa.int32()), ("start", pa.int64()), ("end", pa.int64()),
                             ("in_marks", pa.bool_()), ("exact", pa.string())]))  # fmt: skip
HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"places": [PLACE | {"end": 1}]}, "has no place"),
    ({"places": [PLACE | {"end": 90}]}, "has no place"),
    ({"places": [PLACE | {"part": "verse"}]}, "has no place"),
    ({"places": [PLACE, PLACE]}, "has no place"),
    ({"places": [PLACE | {"exact": "lo"}]}, "has other words"),
    ({"places": [PLACE | {"start": None}]}, "an incomplete place"),
    ({"places": []}, "has no place of its words"),
    ({"text_sha256": "ab"}, "has no whole text_sha256"),
    ({"text": None}, "has no text"),
    ({"kind": "sung"}, "kind is 'sung'"),
    ({"title": "T\0"}, "NUL"),
    ({"title": "T" * 3000}, "title is longer"),
]


def test_rows_that_make_no_sense_are_named_and_the_rest_is_imported(run, database, tmp_path):
    good = {**GOOD, "places": [PLACE]}
    made = [good, *(good | wrong for wrong, _ in HOSTILE)]
    columns = {name: [row[name] for row in made] for name in made[0]}
    columns["places"] = pa.array(columns["places"], PLACES)
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    done = run("-d", database, "imports", "quotes", "in.parquet")
    assert (done.code, done.out.startswith("1 new quotes")) == (1, True)
    for number, (said, (_, wanted)) in enumerate(zip(done.err.splitlines(), HOSTILE, strict=True), 2):
        assert said.startswith(f"factdb: in.parquet: row {number}: ")
        assert wanted in said
    assert run("-d", database, "verify").code == 0


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"words": ["la"]}, "does not have the columns of quotes"),
        ({"text": ["la"], "kind": ["direct"], "title": ["T"], "places": ["here"]}, "places are not as"),
        (b"PAR1 and no more", "cannot be read as Parquet"),
        (b"", "cannot be read as Parquet"),
        (None, "there is no such file"),
    ],
)
def test_other_files_are_refused_and_no_database_is_made(run, tmp_path, table, message):
    path = tmp_path / "in.parquet"
    if isinstance(table, dict):
        pq.write_table(pa.table(table), path)
    elif table is not None:
        path.write_bytes(table)
    done = run("-d", "new.sqlite", "imports", "quotes", "in.parquet")
    assert (done.code, done.err.count("\n"), message in done.err) == (1, 1, True), done.err
    assert not (tmp_path / "new.sqlite").exists()
