"""Rows to a stream as a table for people, or as JSON, JSON lines, CSV, TSV or Markdown for everything else."""

from __future__ import annotations

import csv
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from factdb.export.shown import data, exact, json_text, shown

Row = Mapping[str, Any]

_MARKDOWN = str.maketrans(
    {**{c: "\\" + c for c in "\\|`*[]"}, "&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"}
)  # fmt: skip

# A spreadsheet runs a cell that begins so as a formula (OWASP, CSV Injection), full-width forms included.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write_rows(rows: Iterable[Row], columns: Sequence[str], format: str) -> int:
    """Write `rows` to stdout as `format`, one of `FORMATS`; returns how many there were.

    `columns` are what a table, CSV, TSV and Markdown show; JSON forms carry every key of the row. Dates and times are
    written in ISO 8601. JSON lines, CSV and TSV stream; the others hold the rows to lay them out.
    In CSV and TSV a text cell that a spreadsheet would run as a formula is led by an apostrophe.
    """
    return FORMATS[format](rows, columns, data())


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _dump(row: Row) -> str:
    return json_text(dict(row), default=_plain)


def _json(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    count = 0
    stream.write("[")
    for row in rows:
        stream.write(("," if count else "") + "\n  " + _dump(row))
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count


def _jsonl(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    count = 0
    for row in rows:
        stream.write(_dump(row) + "\n")
        count += 1
    return count


def _separated(delimiter: str) -> Callable[[Iterable[Row], Sequence[str], TextIO], int]:
    def write(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
        # A cell is quoted if it contains a character of the line terminator; with this one, also for a bare CR.
        writer = csv.writer(_LineFeeds(stream), delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([_cell(c) for c in columns])
        count = 0
        for row in rows:
            writer.writerow([_cell(row[c]) for c in columns])
            count += 1
        return count

    return write


class _LineFeeds:
    """Passes on the rows of a csv.writer, each with LF for its CR LF."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        return self._stream.write(row.removesuffix("\r\n") + "\n")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    if isinstance(value, list):
        return "; ".join(str(v) for v in value)
    return _plain(value)


def _texts(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[list[str]]:
    for row in rows:
        cells = (_plain(row[c]) for c in columns)
        yield ["" if v is None else "; ".join(map(str, v)) if isinstance(v, list) else _folded(str(v)) for v in cells]


def _folded(text: str) -> str:
    """White space folded; a form feed, which `where_printed` puts before the source, begins a new line."""
    return "\n".join(" ".join(part.split()) for part in text.split("\f"))


def _markdown(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    stream.write(_markdown_row(columns) + "|" + " --- |" * len(columns) + "\n")
    count = 0
    for cells in _texts(rows, columns):
        stream.write(_markdown_row(cells))
        count += 1
    return count


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(in_markdown, cells)) + " |\n"


def in_markdown(text: str) -> str:
    """Return a text as it is shown by Markdown: no HTML, no links, no emphasis or code of its own."""
    return text.translate(_MARKDOWN)


def _table(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    held = list(_texts(rows, columns))
    if not _fits(held, columns):
        return _upright(held, columns, exact(stream))
    for index, column in enumerate(columns):
        cells = [row[index] for row in held]
        widest = max((len(line) for cell in cells for line in cell.split("\n")), default=0)
        number = bool(held) and all(c.replace(".", "", 1).isdigit() for c in cells if c)
        # Short columns are never broken; longer ones share what is left by how much they hold.
        table.add_column(
            Text(shown(column)),
            no_wrap=widest <= 12,
            overflow="fold",
            justify="right" if number else "left",
            ratio=min(widest, 60) if widest > 12 else None,
            max_width=max(widest, len(column)),
        )
    for cells in held:
        table.add_row(*[Text(shown(c)) for c in cells])
    if held:
        console = Console(file=exact(stream), highlight=False)
        with console.capture() as drawn:
            console.print(table)
        exact(stream).write("".join(line.rstrip() + "\n" for line in drawn.get().splitlines()))
    return len(held)


# Between two columns of a table.
_GAP = 3
# A column may be this narrow before the table is turned; a shorter one is never broken.
_NARROWEST = 12


def _fits(held: Sequence[Sequence[str]], columns: Sequence[str]) -> bool:
    """Return whether a table of these cells can be read on this terminal."""
    lines = zip(columns, *held, strict=True)
    least = [min(max(len(line) for cell in cells for line in cell.split("\n")), _NARROWEST) for cells in lines]
    return sum(least) + _GAP * (len(columns) - 1) <= shutil.get_terminal_size().columns


def _upright(held: Sequence[Sequence[str]], columns: Sequence[str], stream: TextIO) -> int:
    """Write one column a line, the rows apart: what a wide table comes to on a narrow terminal."""
    width = max(map(len, columns)) + 2
    space = max(shutil.get_terminal_size().columns - width, 20)
    for number, cells in enumerate(held):
        stream.write("\n" if number else "")
        for column, cell in zip(columns, cells, strict=True):
            lines = [part for line in shown(cell).split("\n") for part in textwrap.wrap(line, space)] or [""]
            stream.write((f"{shown(column) + ':':<{width}}" + f"\n{'':<{width}}".join(lines)).rstrip() + "\n")
    return len(held)


FORMATS: dict[str, Callable[[Iterable[Row], Sequence[str], TextIO], int]] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _separated(","),
    "tsv": _separated("\t"),
    "markdown": _markdown,
}
