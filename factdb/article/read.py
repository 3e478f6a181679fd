"""From a path to the articles in it; an error takes the place of an article that cannot be read."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Literal

from factdb.article.assemble import Known, assemble
from factdb.article.clock import bounded
from factdb.article.files import MAX_BYTES, article_files, check_encoding, decode, opened, read_whole, shown
from factdb.article.lines import KEYS, read_json_lines
from factdb.article.model import Article
from factdb.article.subtitles import read_subtitles
from factdb.errors import ArticleError

Format = Literal["auto", "text", "html", "jsonl", "subtitles"]

_SNIFFED = 4096
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


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

    Yields:
        Articles, and in its place among them an error for each file that cannot be read and each bad line of JSON
        lines: one line that says where, what and what to do.
    """
    path = os.fspath(path)
    given = Known(title=title, publisher=publisher, published_on=published, url=url, language=language)
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
                yield from _read_stream(stream, file, encoding, given, format, max_bytes)
        except ArticleError as error:
            yield error
        except OSError as error:
            yield ArticleError(f"{shown(file)}: cannot be read ({error.strerror}); check the disk and try again")


def _read_stream(
    stream: BinaryIO, path: str, encoding: str | None, given: Known, format: Format, max_bytes: int
) -> Iterator[Article | ArticleError]:
    location = shown(path)
    kind = _kind(_peek(stream), path) if format == "auto" else format
    if kind == "jsonl":
        yield from read_json_lines(stream, location, encoding=encoding, given=given, max_bytes=max_bytes)
        return
    raw = read_whole(stream, location, max_bytes)
    with bounded(location, len(raw)):
        article = _read_raw(raw, location, kind, encoding, given)
    yield article


def _read_raw(raw: bytes, location: str, kind: Format, encoding: str | None, given: Known) -> Article:
    if kind == "html":
        from factdb.article.page import read_page

        return read_page(raw, location, encoding=encoding, given=given)
    if kind == "subtitles":
        return read_subtitles(raw, location, encoding=encoding, given=given)
    text, name = decode(raw, location, encoding)
    return assemble(text, raw, location, encoding=name, given=given, stated=Known())


def _peek(stream: BinaryIO) -> bytes:
    """The first bytes, which stay to be read.

    Of a stream in memory, such as a test puts for standard input, by way of going back.
    """
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_SNIFFED)[:_SNIFFED]
    at = stream.tell()
    head = stream.read(_SNIFFED)
    stream.seek(at)
    return head


def _kind(head: bytes, path: str) -> Format:
    """What a file is, by its ending, else by its first bytes."""
    ending = path.lower().rpartition(".")[2]
    if ending in {"html", "htm", "xhtml"}:
        return "html"
    if ending in {"jsonl", "ndjson"}:
        return "jsonl"
    if ending in {"vtt", "srt"} or head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return "subtitles"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "jsonl" if _begins_json_lines(head) else "text"


def _begins_json_lines(head: bytes) -> bool:
    first, newline, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        # A first line longer than what is looked at, or than what a pipe holds so far: does it begin with a key?
        return not newline and re.match(rb'\{\s*"\w+"\s*:', first) is not None
    return isinstance(row, dict) and any(key in row for key in KEYS["text"])
