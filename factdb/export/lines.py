"""Reporting views as CSV or JSON lines, each line built by the database itself: memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdb.database.views import Column, view_columns
from factdb.export.selection import Selection, condition, order_of, view_of
from factdb.queries.reader import BulkReader

# A spreadsheet runs a cell that begins so as a formula (OWASP, CSV Injection), full-width forms included.
_SIGNS = "=+@\t\r\n＝＋－＠-"


def export_lines(
    reader: BulkReader, noun: str, form: str, wanted: Selection, *, raw: bool = False
) -> Iterator[tuple[int, bytes]]:
    """Yield the rows of `noun` (see `selection.nouns`) as lines, ordered by key.

    In CSV a text that a spreadsheet would run as a formula is led by an apostrophe, unless `raw`.

    Args:
        reader: The database to read.
        noun: What to export.
        form: "csv" or "jsonl".
        wanted: Which rows.
        raw: Leave texts as they are.

    Yields:
        How many lines, and their bytes: UTF-8 with line ends. The header of CSV counts as no line.

    Raises:
        FactdbError: The view has no column for a filter of `wanted`.
        NotFoundError, AmbiguousError: The speaker wanted is not one known speaker.
    """
    view = view_of(noun)
    columns = view_columns(view)
    where = condition(reader, noun, wanted)
    if form == "csv":
        yield 0, (",".join(c.name for c in columns) + "\n").encode()
        line = _csv_line(columns, raw, reader.dialect)
    else:
        line = _json_line(columns, reader.dialect)
    sql = f"SELECT {line} AS line FROM {view}{where} ORDER BY {order_of(noun)}"
    for rows in reader.chunks(sql, where.params):
        yield len(rows), ("\n".join([row[0] for row in rows]) + "\n").encode()


def _json_line(columns: Sequence[Column], dialect: str) -> str:
    """Return the SQL of one JSON object without white space, numbers as in CSV."""
    if dialect == "sqlite":
        real = "json(CASE WHEN {0} IS NULL THEN 'null' ELSE printf('%!.15g', {0}) END)"
        values = (real.format(c.name) if c.type == "real" else c.name for c in columns)
        pairs = ", ".join(f"'{c.name}', {value}" for c, value in zip(columns, values, strict=True))
        return f"json_object({pairs})"
    values = (_real(c.name) if c.type == "real" else f"CAST(to_json({c.name}) AS text)" for c in columns)
    cells = (f"""'"{c.name}":' || coalesce({value}, 'null')""" for c, value in zip(columns, values, strict=True))
    return "'{' || " + " || ',' || ".join(cells) + " || '}'"


def _real(column: str) -> str:
    """Return the SQL of a number as SQLite writes it: 15 digits, 2.0 for a whole one."""
    return f"regexp_replace(CAST(CAST({column} AS numeric) AS text), '^(-?[0-9]+)$', '\\1.0')"


def _csv_line(columns: Sequence[Column], raw: bool, dialect: str) -> str:
    """Return the SQL of one line of CSV: texts in double quotes, numbers and days bare, what is unknown left empty."""
    if dialect == "postgresql":
        return " || ',' || ".join(_cell(c, raw) for c in columns)
    # One pass over the line: each || would copy everything before it. %w doubles double quotes.
    cells, values = [], []
    for c in columns:
        if c.type == "text" and not raw:
            cells.append('"%s%w"')
            values.append(f"CASE WHEN {c.name} GLOB '[{_SIGNS}]*' THEN '''' ELSE '' END")
        else:
            cells.append('"%w"' if c.type == "text" else "%s")
        values.append(c.name)
    return f"printf('{','.join(cells)}', {', '.join(values)})"


def _cell(column: Column, raw: bool) -> str:
    if column.type == "real":
        return f"coalesce({_real(column.name)}, '')"
    if column.type != "text":
        return f"coalesce(CAST({column.name} AS text), '')"
    quoted = f"replace({column.name}, '\"', '\"\"') || '\"'"
    if raw:
        return f"'\"' || {quoted}"
    return f"CASE WHEN {column.name} ~ '^[{_SIGNS}]' THEN '\"''' ELSE '\"' END || {quoted}"
