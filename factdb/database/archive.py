"""A whole database in one file of JSON lines or one folder of Parquet files: every table, row and id.

`factdb export jsonl|parquet everything` writes it, `factdb db copy` reads it.

JSON lines: the first line names the format and the schema's revision; every row is an object with its table first;
after the rows of each table comes a line with their number and hash; without the last line the file was cut off.
Parquet: one file for each table, and `manifest.json` with the same numbers. In both, days are ISO 8601 and times UTC.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Integer, Table

from factdb.database.connect import read_connection
from factdb.database.models import Base, UTCDateTime
from factdb.database.revision import HEAD
from factdb.errors import DatabaseError, FactdbError, extra, library
from factdb.queries.reader import BulkReader

CHUNK = 1000
# A row group is written once this many rows or characters of text have been gathered.
ROW_GROUP, ROW_GROUP_TEXT = 50_000, 32_000_000
# The longest line in bytes, and how many times its size a packed file may unpack to; what is below this many bytes may.
LONGEST, RATIO, UNPACKED_FREE = 256 << 20, 200, 256 << 20
FORMAT, MANIFEST = "factdb archive 1", "manifest.json"

Values = tuple[Any, ...]
Report = Callable[[str, int], None]


class Summed(NamedTuple):
    """One table: its number of rows, and the sum (mod 2**256, in hexadecimal) of the SHA-256 of each."""

    table: str
    rows: int
    sha256: str


class Digest:
    """Count and hash rows, each value in a form that both databases share. The order of rows does not matter."""

    def __init__(self, table: Table) -> None:
        self.rows = 0
        self._table = table.name
        self._sum = 0
        self._booleans = [n for n, column in enumerate(table.columns) if isinstance(column.type, Boolean)]

    def add(self, row: Sequence[Any]) -> Values:
        """Count one row.

        Returns:
            The row in the shared form: days and times as ISO 8601 text, booleans as bool.
        """
        values = [_plain(value) for value in row]
        for n in self._booleans:
            values[n] = None if values[n] is None else bool(values[n])
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest(), "big")
        return tuple(values)

    def summed(self) -> Summed:
        """Return what was counted so far."""
        return Summed(self._table, self.rows, f"{self._sum % (1 << 256):064x}")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if isinstance(value, date) else value


class Rows(NamedTuple):
    """The rows of one table in chunks and, once they are read, what their sum must be."""

    table: Table
    chunks: Iterable[Sequence[Sequence[Any]]]
    promised: Callable[[], Summed | None]


def tables() -> list[Table]:
    """List every table, each after the tables that its rows refer to."""
    return Base.metadata.sorted_tables


def select_all(table: Table) -> str:
    """Return the SELECT of all rows of a table, ordered by key."""
    key = ", ".join(column.name for column in table.primary_key.columns)
    return f"SELECT {', '.join(column.name for column in table.columns)} FROM {table.name} ORDER BY {key}"


@contextmanager
def open_rows(source: str) -> Iterator[Iterator[Rows]]:
    """Open the rows of a database (path or URL) or archive (*.jsonl, *.jsonl.gz, *.jsonl.zst, a folder).

    Yields:
        An iterator over the tables; each must be read before the next is asked for.

    Raises:
        DatabaseError: `source` is neither, or has another revision than this factdb.
    """
    if is_archive(source):
        yield (_read_parquet if Path(source).is_dir() else _read_jsonl)(source)
        return
    with read_connection(source) as reader:
        yield (Rows(table, reader.chunks(select_all(table), size=CHUNK), lambda: None) for table in tables())


def is_archive(source: str) -> bool:
    """Return whether `source` names an archive: by its suffix, or because it is a folder."""
    return "://" not in source and (source.endswith((".jsonl", ".jsonl.gz", ".jsonl.zst")) or Path(source).is_dir())


# --- Writing


def write_jsonl(reader: BulkReader, stream: IO[bytes], report: Report = lambda *_: None) -> list[Summed]:
    """Write every table to `stream`; `report(table, rows)` is called with the progress.

    Raises:
        DatabaseError: A value cannot be written as JSON.
    """
    import msgspec

    encode = msgspec.json.Encoder().encode
    stream.write(encode({"format": FORMAT, "revision": HEAD}) + b"\n")
    written = []
    for table in tables():
        names = [str(column.name) for column in table.columns]
        digest = Digest(table)
        for rows in _sound(reader, table, digest, report):
            lines = [encode({"table": str(table.name), **dict(zip(names, row, strict=True))}) for row in rows]
            stream.write(b"\n".join(lines) + b"\n")
        written.append(digest.summed())
        stream.write(encode({"end_of": str(table.name), "rows": digest.rows, "sha256": written[-1].sha256}) + b"\n")
    stream.write(encode({"end": FORMAT}) + b"\n")
    return written


def _sound(reader: BulkReader, table: Table, digest: Digest, report: Report) -> Iterator[list[Values]]:
    """Yield the rows of a table, counted by `digest`.

    Raises:
        DatabaseError: A value is bytes, infinite or not a number.
    """
    for chunk in reader.chunks(select_all(table), size=CHUNK):
        rows = [digest.add(row) for row in chunk]
        for row in rows:
            for column, value in zip(table.columns, row, strict=True):
                if isinstance(value, bytes) or (isinstance(value, float) and not math.isfinite(value)):
                    raise DatabaseError(
                        f"{table.name}: {column.name} of row {row[0]} is {value!r}, not text or a number: correct it"
                    )
        yield rows
        report(table.name, digest.rows)


def write_parquet(reader: BulkReader, folder: Path, report: Report = lambda *_: None) -> list[Summed]:
    """Write every table to its own file in `folder`, which must exist and be empty, and then the manifest.

    Raises:
        MissingExtraError: pyarrow is not installed.
        DatabaseError: A value does not have its column's type.
    """
    pa, pq = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    written = []
    for table in tables():
        schema = pa.schema([pa.field(c.name, _arrow_type(pa, c), nullable=bool(c.nullable)) for c in table.columns])
        digest = Digest(table)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            gathered: list[Values] = []
            characters = 0
            for rows in _sound(reader, table, digest, report):
                gathered += rows
                characters += sum(len(value) for row in rows for value in row if isinstance(value, str))
                if len(gathered) >= ROW_GROUP or characters >= ROW_GROUP_TEXT:
                    writer.write_table(_arrow_table(pa, table, schema, gathered))
                    gathered, characters = [], 0
            if gathered:
                writer.write_table(_arrow_table(pa, table, schema, gathered))
        written.append(digest.summed())
    counted = [{"table": one.table, "rows": one.rows, "sha256": one.sha256} for one in written]
    manifest = {"format": FORMAT, "revision": HEAD, "tables": counted}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return written


def _arrow_type(pa: Any, column: Column[Any]) -> Any:
    for kind, made in (
        (UTCDateTime, pa.timestamp("us", "UTC")),
        (Date, pa.date32()),
        (Boolean, pa.bool_()),
        (Float, pa.float64()),
        ((BigInteger, Integer), pa.int64()),
    ):
        if isinstance(column.type, kind):
            return made
    return pa.string()


def _arrow_table(pa: Any, table: Table, schema: Any, rows: list[Values]) -> Any:
    arrays = []
    for field, values in zip(schema, zip(*rows, strict=True), strict=True):
        # Days and times come as text; Arrow reads ISO 8601 itself.
        timed = pa.types.is_timestamp(field.type)
        read = pa.string() if timed or pa.types.is_date(field.type) else field.type
        try:
            array = pa.array(values, read).cast(field.type)
            if timed and any(
                value is not None and len(value) != len("2024-03-04T08:00:00.000000Z") for value in values
            ):
                raise ValueError("a time that is not written as factdb writes it, in microseconds and UTC")
        except (pa.ArrowException, ValueError) as error:
            raise DatabaseError(
                f"{table.name}: {field.name} has a value of another kind ({error}): correct it"
            ) from error
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=schema)


# --- Reading


def read_lines(path: str) -> Iterator[bytes]:
    """Read the lines of a file, decompressed if its name ends in .gz or .zst.

    Raises:
        FactdbError: The file cannot be opened, is cut off, or unpacks to what no export packs.
        MissingExtraError: A .zst file needs zstandard.
    """
    try:
        with _unpacked(path) as stream:
            is_packed = path.endswith((".gz", ".zst"))
            left = max(UNPACKED_FREE, RATIO * os.path.getsize(path)) if is_packed else math.inf
            for number, line in enumerate(iter(partial(stream.readline, LONGEST + 1), b""), 1):
                left -= len(line)
                if len(line) > LONGEST:
                    raise FactdbError(
                        f"{path}:{number}: is longer than {LONGEST:,} bytes: no export writes such a line"
                    )
                if left < 0:
                    raise FactdbError(f"{path}:{number}: unpacks to more than {RATIO} times its size: no export does")
                yield line
    except EOFError as error:
        raise FactdbError(f"{path}: cannot be unpacked ({error}): it was cut off; get it again") from error
    except OSError as error:
        raise FactdbError(f"{path}: cannot be read ({error.strerror or error}): check the path") from error


def _unpacked(path: str) -> Any:
    if path.endswith(".gz"):
        return gzip.open(path, "rb")
    if path.endswith(".zst"):
        with extra("zstd", "reading .zst"):
            import zstandard
        return io.BufferedReader(_Unpacked(zstandard.open(path, "rb"), zstandard.ZstdError))
    return open(path, "rb")


class _Unpacked(io.RawIOBase):
    """A stream of zstandard that raises the errors of a file."""

    def __init__(self, stream: Any, error: type[Exception]) -> None:
        self._stream, self._error = stream, error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            return int(self._stream.readinto(buffer))
        except self._error as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        self._stream.close()
        super().close()


def _read_jsonl(path: str) -> Iterator[Rows]:
    lines = _Lines(path)
    _check_head(f"{path}:1", lines.next(), "`factdb imports quotes` takes only quotes")
    for table in tables():
        yield Rows(table, lines.rows(table), lines.promised)
    if lines.next() != {"end": FORMAT}:
        raise DatabaseError(f"{path}:{lines.number}: the end of the archive is expected here: export it again")


def _check_head(place: str, head: Any, else_: str) -> None:
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise DatabaseError(
            f"{place}: is not an archive of a whole database, as `factdb export jsonl everything` makes it; {else_}"
        )
    if head.get("revision") != HEAD:
        raise DatabaseError(
            f"{place}: the archive is of revision {head.get('revision')}, this factdb's is {HEAD}: copy it into a"
            " database with the factdb that wrote it, then `factdb db upgrade` that"
        )


class _Lines:
    """The lines of an archive, one after the other."""

    def __init__(self, path: str) -> None:
        import msgspec

        self.path, self.number = path, 0
        self._stream = read_lines(path)
        self._decode = msgspec.json.decode
        self._error = msgspec.MsgspecError
        self._promised: Summed | None = None

    def next(self) -> Any:
        line = next(self._stream, None)
        if line is None:
            raise DatabaseError(f"{self.path}: ends after line {self.number}: it was cut off; export it again")
        self.number += 1
        try:
            return self._decode(line)
        except self._error as error:
            raise DatabaseError(f"{self.path}:{self.number}: is not valid JSON ({error}): export it again") from error

    def rows(self, table: Table) -> Iterator[list[Sequence[Any]]]:
        """Yield the rows of `table` up to the line that ends them."""
        names = [column.name for column in table.columns]
        wanted = ["table", *names]
        gathered: list[Sequence[Any]] = []
        while True:
            line = self.next()
            if isinstance(line, dict) and line.get("table") == table.name and list(line) == wanted:
                gathered.append(list(line.values())[1:])
                if len(gathered) == CHUNK:
                    yield gathered
                    gathered = []
            elif isinstance(line, dict) and line.get("end_of") == table.name:
                yield gathered
                self._promised = Summed(table.name, line.get("rows", -1), line.get("sha256", ""))
                return
            else:
                raise DatabaseError(f"{self.path}:{self.number}: is not a row of {table.name}: export it again")

    def promised(self) -> Summed | None:
        return self._promised


def _read_parquet(folder: str) -> Iterator[Rows]:
    pa, pq = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatabaseError(
            f"{path}: cannot be read: an archive is a folder as `factdb export parquet everything` makes it"
        ) from error
    _check_head(str(path), manifest, "export it again")
    promised = {one["table"]: Summed(**one) for one in manifest["tables"]}

    def chunks(table: Table) -> Iterator[list[Sequence[Any]]]:
        file = Path(folder) / f"{table.name}.parquet"
        try:
            with pq.ParquetFile(file) as opened:
                if opened.schema_arrow.names != [column.name for column in table.columns]:
                    raise DatabaseError(f"{file}: does not have the columns of {table.name}: export it again")
                for batch in opened.iter_batches(CHUNK):
                    yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        except (OSError, pa.ArrowException) as error:
            raise DatabaseError(f"{file}: cannot be read ({str(error).splitlines()[0]}): export it again") from error

    for table in tables():
        yield Rows(table, chunks(table), lambda name=table.name: promised.get(name))  # type: ignore[misc]
