"""From a shard to its part: quotes and articles as Parquet, problems as JSON lines."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from factdb.article import Article
from factdb.article.clock import watched
from factdb.corpus.journal import Journal
from factdb.corpus.shards import Options, Shard
from factdb.errors import ArticleError, FactdbError, LeftOutError, MissingExtraError, library
from factdb.extract import Quotation
from factdb.extract.engines import engine, engine_for, engine_names
from factdb.extract.quotation import Mention, places_of
from factdb.extract.wordlists import added_hash

FORMAT = "factdb quotes 1"
# Rows that are held before they are written, and so the rows of a row group.
ROW_GROUP = 20_000
# The key of Parquet's own metadata under which a part says how much it holds.
_COUNTS = b"factdb"


class Done(NamedTuple):
    """What a part holds."""

    part: str
    articles: int
    quotes: int
    words: int
    problems: int
    left_out: int
    """Documents that are no articles, such as summaries in a feed."""
    unread: dict[str, int]
    """Articles that no engine reads, by language."""
    is_new: bool


def _schemas(pa: Any) -> dict[str, Any]:
    """Return the columns of both files; those of quotes are named as in `factdb export jsonl quotes`."""
    text, day, whole = pa.string(), pa.date32(), pa.int64()
    source = {
        "source_uid": text, "url": text, "title": text, "publisher": text, "agency": text, "published_on": day,
        "language": text, "location": text, "encoding": text, "raw_sha256": text, "text_sha256": text,
        "text_length": whole,
    }  # fmt: skip
    place = {"part": text, "seq": pa.int32(), "start": whole, "end": whole, "in_marks": pa.bool_(), "exact": text}
    quote = {
        "quote_uid": text, "text": text, "kind": text, "factuality": text, "confidence": pa.float64(), "origin": text,
        "speaker_seq": pa.int32(), "speaker": text, "speaker_kind": text, "speaker_mention": text,
        "speaker_title": text, "reported_by": text, "addressee": text, "cue": text, "venue": text, "said_on": day,
        "said_until": day, "said_as": text, "said_basis": text,
        "places": pa.list_(pa.struct(list(place.items()))),
    }  # fmt: skip
    article = {"byline": text, "dateline": text, "words": whole, "quotes": whole}
    return {
        "quotes": pa.schema(list({**quote, **source}.items())),
        "articles": pa.schema(list({**source, **article}.items())),
    }


def origins(options: Options) -> list[str]:
    """Return the engines that may read the corpus, by name and version.

    Raises:
        FactdbError: There is no engine of the name.
    """
    return [engine(name).origin for name in ([options.engine] if options.engine else engine_names())]


def extract_shard(shard: Shard, options: Options, folder: str) -> Done:
    """Write the part of a shard in `folder`, unless it is there already.

    A document that cannot be read, that its engine fails on, that takes too long or that ends its process twice is
    named in problems/, as is one that is left out because it is no article.

    Raises:
        FactdbError: A file cannot be read or written, or other words are added here than there.
        MissingExtraError: What reads a document, or writes Parquet, is not installed.
    """
    pa, pq = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    if added_hash() != options.words:
        raise FactdbError(f"{shard.name}: this worker's FACTDB_WORDS has other words: give all workers the same folder")
    try:
        identity = json.dumps([FORMAT, shard.digest(), origins(options), asdict(options)])
        part = hashlib.sha256(identity.encode()).hexdigest()[:32]
        final = Path(folder, "quotes", f"{part}.parquet")
        if final.exists():
            counts = json.loads(pq.read_metadata(final).metadata[_COUNTS])
            return Done(part, **counts, is_new=False)
        journal = Journal(Path(folder, "problems", f".{part}.journal"))
        is_done = False
        try:
            with watched(journal.watch):
                counts = _write_part(pa, pq, shard, options, folder, part)
            is_done = True
        finally:
            journal.close(done=is_done)
        return Done(part, **counts, is_new=True)
    except OSError as error:
        raise FactdbError(
            f"{shard.name}: {shown_error(error)}: check the corpus and the folder, and run it again"
        ) from error


def shown_error(error: OSError) -> str:
    """Say what went wrong with which file."""
    return f"{error.filename or 'a file'} cannot be read or written ({error.strerror or error})"


def _write_part(pa: Any, pq: Any, shard: Shard, options: Options, folder: str, part: str) -> dict[str, Any]:
    counts: dict[str, Any] = {"articles": 0, "quotes": 0, "words": 0, "problems": 0, "left_out": 0}
    unread: Counter[str] = Counter()
    problems: list[dict[str, str]] = []
    schemas = _schemas(pa)

    def target(kind: str, ending: str = "parquet") -> Path:
        return Path(folder, kind, f"{part}.{ending}")

    with _aside(target("articles")) as articles_at, _aside(target("quotes")) as quotes_at:
        with (
            pq.ParquetWriter(quotes_at, schemas["quotes"], compression="zstd") as quotes,
            pq.ParquetWriter(articles_at, schemas["articles"], compression="zstd") as articles,
        ):
            rows: dict[str, list[dict[str, Any]]] = {"quotes": [], "articles": []}

            def flush(least: int) -> None:
                for name, writer in (("quotes", quotes), ("articles", articles)):
                    if len(rows[name]) > least:
                        writer.write_table(pa.Table.from_pylist(rows[name], schemas[name]))
                        rows[name] = []

            for article in shard.articles(options):
                try:
                    found, origin = _read(article, options, unread)
                except FactdbError as error:
                    if isinstance(error, MissingExtraError):
                        raise  # once it is installed the shard is tried again
                    is_left_out = isinstance(error, LeftOutError)
                    problems.append({"left_out" if is_left_out else "problem": str(error)})
                    counts["left_out" if is_left_out else "problems"] += 1
                    continue
                assert isinstance(article, Article)
                source = _source(article)
                rows["quotes"] += _quote_rows(article, found, origin, source)
                words = len(article.text.split())
                rows["articles"].append(
                    {**source, "byline": article.byline, "dateline": article.dateline, "words": words,
                     "quotes": len(found)}
                )  # fmt: skip
                counts["articles"] += 1
                counts["quotes"] += len(found)
                counts["words"] += words
                flush(ROW_GROUP)
            flush(0)
            counts["unread"] = dict(sorted(unread.items()))
            quotes.add_key_value_metadata({_COUNTS: json.dumps(counts)})
        if problems:
            with _aside(target("problems", "jsonl")) as problems_at:
                lines = (json.dumps(problem, ensure_ascii=False) + "\n" for problem in problems)
                problems_at.write_text("".join(lines), encoding="utf-8")
    return counts


@contextmanager
def _aside(final: Path) -> Iterator[Path]:
    """Yield a path beside `final` to write to; it gets its name once it is whole and on the disk."""
    part = final.with_name(f".{final.name}.{uuid.uuid4().hex}")
    try:
        yield part
        descriptor = os.open(part, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(part, final)
    finally:
        part.unlink(missing_ok=True)


def _read(article: Article | ArticleError, options: Options, unread: Counter[str]) -> tuple[list[Quotation], str]:
    """Return the quotations of a document and what found them.

    Raises:
        FactdbError: It is left out; the message says why.
    """
    if isinstance(article, ArticleError):
        raise article
    reader = engine_for(article.language, options.engine)
    if reader is None:
        unread[article.language] += 1
        return [], ""
    return reader.read(article, min_confidence=options.min_confidence), reader.origin


def _hash(*values: object) -> str:
    return hashlib.sha256("\0".join(map(str, values)).encode("utf-8", "surrogatepass")).hexdigest()


def _source(article: Article) -> dict[str, Any]:
    text_hash = _hash(article.text)
    return {
        # Known by its URL, else by its text, so that every reader of an article stores the same source.
        "source_uid": _hash("source", article.url or text_hash)[:32],
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "agency": article.agency,
        "published_on": article.published_on,
        "language": article.language,
        "location": article.location,
        "encoding": article.encoding,
        "raw_sha256": article.raw_sha256,
        "text_sha256": text_hash,
        "text_length": len(article.text),
    }


def _quote_rows(
    article: Article, quotations: list[Quotation], origin: str, source: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each quote and speaker."""
    text = article.text
    for quotation in quotations:
        said = quotation.said
        places = [
            {"part": part, "seq": seq, "start": start, "end": end, "in_marks": marks, "exact": text[start:end]}
            for part, seq, start, end, marks in places_of(quotation)
        ]
        spans = [(p["part"], p["start"], p["end"]) for p in places if p["part"] in ("content", "speaker")]
        quote = {
            "quote_uid": _hash(source["source_uid"], source["text_sha256"], spans)[:32],
            "text": quotation.text,
            "kind": quotation.kind,
            "factuality": quotation.factuality,
            "confidence": quotation.confidence,
            "origin": origin,
            "reported_by": _called(quotation.reported_by),
            "addressee": _called(quotation.addressee),
            "cue": text[quotation.cue.start : quotation.cue.end] if quotation.cue else None,
            "venue": quotation.venue,
            "said_on": said.said_on if said else None,
            "said_until": said.said_until if said else None,
            "said_as": said.said_as if said else None,
            "said_basis": said.basis if said else None,
            "places": places,
        }
        for seq, speaker in enumerate(quotation.speakers or (None,)):
            yield {**quote, **_speaker(seq, speaker), **source}


def _called(mention: Mention | None) -> str | None:
    return (mention.name or mention.text) if mention else None


def _speaker(seq: int, mention: Mention | None) -> dict[str, Any]:
    if mention is None:
        return {"speaker_seq": seq}
    named = mention.name or (mention.text if mention.kind == "unnamed" else None)
    return {
        "speaker_seq": seq,
        "speaker": named,
        "speaker_kind": mention.kind if named else None,
        "speaker_mention": mention.text,
        "speaker_title": mention.title,
    }
