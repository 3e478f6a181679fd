"""Articles in Parquet: a row an article, columns named as the keys of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from factdb.article.assemble import Known
from factdb.article.clock import bounded
from factdb.article.files import WHOLE, damaged
from factdb.article.lines import KEYS, article_in
from factdb.article.model import Article
from factdb.errors import ArticleError, MissingReaderError

_ROWS = 64
"""Rows that are in memory at once; each may be a long text."""


def read_parquet(
    stream: BinaryIO, location: str, given: Known, part: range = WHOLE
) -> Iterator[Article | ArticleError]:
    """Yield the articles of a Parquet file, one batch of rows in memory at a time.

    Of the row groups that begin in `part`; rows are numbered from the beginning of the file.
    """
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
    if not file.metadata.num_rows:
        raise ArticleError(f"{location}: empty; nothing to import")
    groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
    wanted_groups = [number for number, group in enumerate(groups) if _begin(group) in part]
    number = sum(group.num_rows for group in groups[: wanted_groups[0]]) if wanted_groups else 0
    batches = file.iter_batches(batch_size=_ROWS, row_groups=wanted_groups)
    while True:
        try:
            with damaged(f"{location}:{number + 1}", "Parquet file"):
                batch = next(batches, None)
                rows = batch.to_pylist() if batch is not None else []
        except ArticleError as error:
            yield error
            return
        if not rows:
            return
        for row in rows:
            number += 1
            yield _article(row, f"{location}:{number}", given)


def _begin(group: Any) -> int:
    """Return the byte at which a row group begins."""
    first = group.column(0)
    return int(first.dictionary_page_offset or first.data_page_offset)


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
