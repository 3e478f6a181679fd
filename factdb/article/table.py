"""Articles in Parquet: a row an article, columns named as the keys of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from factdb.article.assemble import Known
from factdb.article.clock import bounded
from factdb.article.files import damaged
from factdb.article.lines import KEYS, article_in
from factdb.article.model import Article
from factdb.errors import ArticleError, MissingReaderError

_ROWS = 64
"""Rows that are in memory at once; each may be a long text."""


def read_parquet(stream: BinaryIO, location: str, given: Known) -> Iterator[Article | ArticleError]:
    """Yield the articles of a Parquet file, one batch of rows in memory at a time."""
    try:
        from pyarrow import parquet  # type: ignore[import-untyped]
    except ImportError:
        raise MissingReaderError(f"{location}: Parquet needs pyarrow; pip install 'factdb[parquet]'") from None
    with damaged(location, "Parquet file"):
        file = parquet.ParquetFile(stream)
        columns = file.schema_arrow.names
    if not set(columns) & {*KEYS["text"], "uri"}:
        wanted, found = " ".join(KEYS["text"]), " ".join(columns[:8])
        hint = "; quotes are imported by `factdb imports quotes`" if "quote_uid" in columns else ""
        raise ArticleError(f"{location}: no column of texts; one of {wanted} must hold them (found: {found}){hint}")
    number = 0
    batches = file.iter_batches(batch_size=_ROWS)
    while True:
        with damaged(f"{location}:{number + 1}", "Parquet file"):
            batch = next(batches, None)
            rows = batch.to_pylist() if batch is not None else []
        if not rows:
            break
        for row in rows:
            number += 1
            yield _article(row, f"{location}:{number}", given)
    if not number:
        yield ArticleError(f"{location}: empty; nothing to import")


def _article(row: dict[str, Any], place: str, given: Known) -> Article | ArticleError:
    values = {name: _as_json(value) for name, value in row.items() if value is not None}
    raw = json.dumps(values, default=str).encode()
    try:
        with bounded(place, len(raw)):
            return article_in(values, raw, place, given)
    except ArticleError as error:
        return error


def _as_json(value: Any) -> Any:
    """Return a day or a time as ISO 8601, and everything else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value
