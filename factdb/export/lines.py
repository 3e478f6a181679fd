"""Whole reporting views as CSV or JSON lines, each line built by the database itself: memory stays flat."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from factdb.contract import Column, view_columns
from factdb.errors import FactdbError
from factdb.queries import Reader

# What can be exported, and the columns that order its rows.
NOUNS = {
    "quotes": ("report_quotes", "quote_id, speaker_seq"),
    "claims": ("report_claims", "claim_id"),
    "speakers": ("report_speakers", "speaker_id"),
    "sources": ("report_sources", "source_id"),
    "assertions": ("report_assertions", "assertion_id, speaker_id"),
}
# A spreadsheet runs a cell that begins so as a formula (OWASP, CSV Injection), full-width forms included.
_FORMULA = "=+-@\t\r\n＝＋－＠"


def export_lines(reader: Reader, noun: str, form: str, *, raw: bool = False) -> Iterator[str]:
    """The lines, with their ends, of `noun` (one of `NOUNS`) as `form` ("csv" or "jsonl"), ordered by key.

    In CSV a text that a spreadsheet would run as a formula is led by an apostrophe, unless `raw`.
    """
    view, order = NOUNS[noun]
    columns = view_columns(view)
    if form == "csv":
        yield ",".join(c.name for c in columns) + "\n"
        line = " || ',' || ".join(_cell(c, raw) for c in columns)
    else:
        build = "json_build_object" if reader.dialect == "postgresql" else "json_object"
        pairs = ", ".join(f"'{c.name}', {c.name}" for c in columns)
        line = f"CAST({build}({pairs}) AS text)"
    for row in reader.rows(f"SELECT {line} AS line FROM {view} ORDER BY {order}"):
        yield row["line"] + "\n"


def _cell(column: Column, raw: bool) -> str:
    if column.type != "text":
        return f"coalesce(CAST({column.name} AS text), '')"
    quoted = f"replace({column.name}, '\"', '\"\"')"
    if raw:
        return f"'\"' || {quoted} || '\"'"
    signs = ", ".join("'" + sign + "'" for sign in _FORMULA)
    return f"CASE WHEN substr({column.name}, 1, 1) IN ({signs}) THEN '\"''' ELSE '\"' END || {quoted} || '\"'"


@contextmanager
def whole_file(name: str) -> Iterator[IO[Any]]:
    """A text file that gets its name only when it is whole, compressed where the name ends in .gz; "-" is stdout."""
    if name == "-":
        yield sys.stdout
        return
    part = Path(name + ".part")
    try:
        opened = gzip.open if name.endswith(".gz") else open
        with opened(part, "wt", encoding="utf-8", newline="") as stream:
            yield stream
        os.replace(part, name)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FactdbError(f"{name}: cannot be written ({error.strerror or error}): check the folder") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
