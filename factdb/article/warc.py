"""Web archives (WARC, also compressed): the pages that were answered, with their address and the time of the crawl."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from factdb.article.assemble import Known
from factdb.article.clock import bounded
from factdb.article.files import WHOLE, damaged
from factdb.article.model import Article
from factdb.article.page import read_page
from factdb.errors import ArticleError, MissingReaderError

_STARTS = re.compile(rb"WARC/[01]\.\d\r?\n|\x1f\x8b\x08")
"""How a record begins, plain or compressed."""
_SWALLOWED = re.compile(rb"\r?\n\r?\nWARC/[01]\.\d\r?\nWARC-")
_PAGES = {"text/html", "application/xhtml+xml"}
_STEP = 1 << 20


class _FalseLengthError(ArticleError):
    """A record whose length is not what it says, so that the next one is not where it should be."""


def read_warc(
    stream: BinaryIO, location: str, given: Known, *, max_bytes: int, part: range = WHOLE
) -> Iterator[Article | ArticleError]:
    """Yield the articles of the HTML pages in a web archive; a record that cannot be read is one error.

    Of the records that begin in `part`. Those before are passed over one by one, not searched for, because a page may
    hold what looks like a record.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingReaderError(f"{location}: web archives need fastwarc; pip install 'factdb[warc]'") from None
    size = _plain_size(stream)
    number = at = 0
    start: int | None = 0
    is_explained = False  # a damage is one error, however many tries it takes to find the next record behind it
    while start is not None:
        try:
            if start:
                stream.seek(start)
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
                number, at = number + 1, record.stream_pos
                if at >= part.stop:
                    return
                place = f"{location}:{number}"
                if size is not None and at + record.content_length > size:
                    raise _FalseLengthError(_damaged(place, "ends before its length"))
                page = _page(record, place, max_bytes)
                is_explained = isinstance(page, ArticleError)
                if page is not None and at in part:
                    yield page if isinstance(page, ArticleError) else _article(record, page, place, given)
            break
        except _FalseLengthError as error:
            is_explained = True
            if at in part:
                yield error
        except OSError as error:
            if not is_explained:
                number, is_explained = number + 1, True
                if max(start, at) in part:
                    yield ArticleError(_damaged(f"{location}:{number}", str(error)))
        start = _next_record(stream, max(start, at) + 1) if stream.seekable() else None
    if not number:
        raise ArticleError(f"{location}: a web archive without a server's response; check that it is complete")


def _damaged(place: str, why: str) -> str:
    return f"{place}: damaged record ({why}), skipped; get the archive again"


def _plain_size(stream: BinaryIO) -> int | None:
    """Return the bytes of a file that is not compressed, within which its records must end."""
    if not stream.seekable():
        return None
    magic = stream.read(2)
    stream.seek(0, os.SEEK_END)
    size = stream.tell()
    stream.seek(0)
    return None if magic == b"\x1f\x8b" else size


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Return where the next record begins from `start` on; None for nowhere."""
    tail = b""
    while True:
        stream.seek(start)
        block = stream.read(_STEP)
        if found := _STARTS.search(tail + block):
            return start - len(tail) + found.start()
        if len(block) < _STEP:
            return None
        start, tail = start + len(block), block[-16:]


def _page(record: Any, place: str, max_bytes: int) -> bytes | ArticleError | None:
    """Return the page in a record or why it cannot be read; None for another answer. Raises `_FalseLengthError`."""
    headers = record.http_headers
    if not record.is_http:
        return None
    if headers is None or not isinstance(headers.status_code, int):
        return ArticleError(_damaged(place, "without a server's response"))
    if headers.status_code != 200 or (record.http_content_type or "").lower() not in _PAGES:
        return None
    try:
        with damaged(place, "record"):
            raw: bytes = record.reader.read(max_bytes + 1)
        if _SWALLOWED.search(raw):
            raise _FalseLengthError(_damaged(place, "holds the next one"))
        if len(raw) > max_bytes:
            raise ArticleError(f"{place}: above the limit of {max_bytes:,} bytes per article, and skipped")
        length = headers.get("Content-Length") or ""
        is_cut = headers.get("Content-Encoding") is None and length.isdigit() and int(length) > len(raw)
        if is_cut and record.headers.get("WARC-Truncated") is None:
            raise ArticleError(_damaged(place, f"{len(raw)} bytes of a page of {length}"))
    except _FalseLengthError:
        raise
    except ArticleError as error:
        return error
    return raw


def _article(record: Any, raw: bytes, place: str, given: Known) -> Article | ArticleError:
    try:
        with bounded(place, len(raw)):
            article = read_page(
                raw,
                place,
                encoding=None,
                given=given,
                found_at=record.headers.get("WARC-Target-URI"),
                charset=record.http_charset,
            )
    except ArticleError as error:
        return error
    return replace(article, retrieved_at=record.record_date)
