"""From a path to the articles in it; an error takes the place of an article that cannot be read."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any, BinaryIO, Literal, cast

from factdb.article.assemble import Known, assemble
from factdb.article.clock import bounded
from factdb.article.files import (
    MAX_BYTES,
    WHOLE,
    article_files,
    check_encoding,
    damaged,
    decode,
    opened,
    read_whole,
    shown,
)
from factdb.article.lines import read_json, read_json_lines
from factdb.article.model import Article
from factdb.article.sniff import SNIFFED, Kind, kind_of
from factdb.article.subtitles import read_subtitles
from factdb.errors import ArticleError, MissingReaderError

Format = Literal["auto", "text", "html", "jsonl", "subtitles"]


def read_articles(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    publisher: str | None = None,
    published: date | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    format: Format = "auto",
    max_bytes: int = MAX_BYTES,
    follow_links: bool = False,
    summaries: bool = False,
    part: range = WHOLE,
) -> Iterator[Article | ArticleError]:
    """Read the articles of a file, a directory (searched to its depth, in order of name) or "-", standard input.

    What is given outranks what is found; where they disagree the article's notes say so.

    Args:
        path: Where to read.
        encoding: The encoding of the files; found out where it is not given.
        publisher: Who published the articles.
        published: The local day of publication.
        url: Where they were published.
        title: Their headline.
        language: A BCP 47 tag.
        format: What `path` holds; "auto" looks at its first bytes.
        max_bytes: No article may have more bytes.
        follow_links: Follow symbolic links that lead out of a directory, which are refused otherwise.
        summaries: Read also the items of feeds that are summaries of an article.
        part: Read only the records of a web archive, or the row groups of Parquet, that begin at these bytes of the
            file. Other files are read whole by the part that begins at 0, which also yields what is wrong with a file.

    Yields:
        Articles, and in its place among them an error for each file, line, item or record that cannot be read: one line
        that says where, what and what to do. What is left out on purpose is a `LeftOutError`.
    """
    path = os.fspath(path)
    given = Known(title=title, publisher=publisher, published_on=published, url=url, language=language)
    how: Any = {"encoding": encoding, "format": format, "max_bytes": max_bytes, "summaries": summaries, "part": part}
    if encoding is not None:
        try:
            check_encoding(encoding)
        except ArticleError as error:
            yield error
            return
    for file in article_files(path, follow_links=follow_links):
        if isinstance(file, ArticleError):
            yield file
            continue
        try:
            with opened(file) as stream:
                yield from read_stream(stream, file, given, **how)
        except ArticleError as error:
            if not part.start or isinstance(error, MissingReaderError):
                yield error
        except OSError as error:
            yield ArticleError(f"{shown(file)}: cannot be read ({error.strerror}); check the disk and try again")


def read_stream(
    stream: BinaryIO,
    path: str,
    given: Known,
    *,
    encoding: str | None = None,
    format: Format = "auto",
    max_bytes: int = MAX_BYTES,
    summaries: bool = False,
    part: range = WHOLE,
) -> Iterator[Article | ArticleError]:
    """Yield the articles of one file that is open; `path` names it. See `read_articles`. Raises `ArticleError`."""
    location = shown(path)
    kind: Kind = kind_of(_peek(stream), path, location) if format == "auto" else format
    if kind == "gzip":
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        with damaged(location, "gzip file"):
            kind = kind_of(unpacked.peek(SNIFFED)[:SNIFFED], path.removesuffix(".gz"), location)  # type: ignore[attr-defined]
        if kind == "gzip":
            raise ArticleError(f"{location}: compressed more than once; unpack it first")
        if kind != "warc":  # whose reader unpacks by itself, and finds the next record behind a damaged one
            stream = unpacked
        elif stream.seekable():
            stream.seek(0)
    unpacking = damaged(location, "gzip file") if isinstance(stream, gzip.GzipFile) else nullcontext()
    if kind == "warc":
        from factdb.article.warc import read_warc

        yield from read_warc(stream, location, given, max_bytes=max_bytes, part=part)
    elif kind == "parquet" and stream.seekable():
        from factdb.article.table import read_parquet

        yield from read_parquet(stream, location, given, part)
    elif part.start:
        return
    elif kind == "jsonl":
        with unpacking:
            yield from read_json_lines(stream, location, encoding=encoding, given=given, max_bytes=max_bytes)
    else:
        with unpacking:
            raw = read_whole(stream, location, max_bytes)
        yield from _read_whole(raw, location, kind, encoding, given, summaries)


def _read_whole(
    raw: bytes, location: str, kind: Kind, encoding: str | None, given: Known, summaries: bool
) -> Iterator[Article | ArticleError]:
    if kind == "feed":
        from factdb.article.feed import read_feed

        yield from read_feed(raw, location, given, summaries=summaries)
    elif kind == "newsml":
        from factdb.article.wire import read_newsml

        yield from read_newsml(raw, location, given)
    elif kind == "json":
        yield from read_json(raw, location, encoding, given)
    elif kind == "parquet":
        from factdb.article.table import read_parquet

        yield from read_parquet(io.BytesIO(raw), location, given)
    else:
        with bounded(location, len(raw)):
            article = _one(raw, location, kind, encoding, given)
        yield article


def _one(raw: bytes, location: str, kind: Kind, encoding: str | None, given: Known) -> Article:
    """Return the article of a file that holds one."""
    if kind == "html":
        from factdb.article.page import read_page

        return read_page(raw, location, encoding=encoding, given=given)
    if kind == "subtitles":
        return read_subtitles(raw, location, encoding=encoding, given=given)
    if kind == "nitf":
        from factdb.article.wire import read_nitf

        return read_nitf(raw, location, given)
    if kind == "mail":
        from factdb.article.mail import read_mail

        return read_mail(raw, location, given)
    if kind in {"docx", "pdf"}:
        from factdb.article.documents import read_docx, read_pdf

        return (read_docx if kind == "docx" else read_pdf)(raw, location, given)
    text, name = decode(raw, location, encoding)
    return assemble(text, raw, location, encoding=name, given=given, stated=Known())


def _peek(stream: BinaryIO) -> bytes:
    """Return the first bytes, which stay to be read.

    Of a stream in memory, such as a test puts for standard input, by way of going back.
    """
    if isinstance(stream, io.BufferedReader):
        return stream.peek(SNIFFED)[:SNIFFED]
    at = stream.tell()
    head = stream.read(SNIFFED)
    stream.seek(at)
    return head
