"""Quotes in Parquet, as `factdb extract --to` and `factdb export parquet quotes` write them, read in batches."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any

from factdb.errors import FactdbError, library
from factdb.ingest.quote_lines import MAX_KEY_BYTES, Chunk, Located, QuoteFile, check_lengths, check_nul, check_values

_WHERE = re.compile(r"\s*(\w+)\s*(==?|!=|<=|>=|<|>)\s*(.+?)\s*$")
_COMPARED = {"=": "equal", "==": "equal", "!=": "not_equal", "<": "less", "<=": "less_equal", ">": "greater",
             ">=": "greater_equal"}  # fmt: skip
_PLACE = ("part", "seq", "start", "end", "in_marks", "exact")
_PARTS = ("content", "cue", "speaker", "reporter", "addressee", "date")
_WHOLE = ("speaker_seq", "text_length")


def is_parquet(path: str) -> bool:
    """Return whether quotes at this path are Parquet: a folder, or a name that ends so."""
    return path.endswith(".parquet") or os.path.isdir(path)


def parquet_paths(path: str) -> list[str]:
    """Return the files that a folder of `factdb extract --to`, a pattern or a file means, in order of name.

    Raises:
        FactdbError: There is none.
    """
    if os.path.isdir(path):
        quotes = os.path.join(path, "quotes")
        path = os.path.join(glob.escape(quotes if os.path.isdir(quotes) else path), "*.parquet")
    found = [path] if os.path.exists(path) else sorted(glob.glob(path))
    if not found:
        raise FactdbError(f"{path}: there is no such file: check the path")
    return found


def parquet_file(path: str, where: Sequence[str] = ()) -> QuoteFile:
    """Open a Parquet file of quotes; `where` are conditions such as "confidence >= 0.8", all of which must hold.

    Raises:
        FactdbError: It cannot be read, lacks columns, or a condition is not one.
        MissingExtraError: pyarrow is not installed.
    """
    pa, pq = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    try:
        with pq.ParquetFile(path) as opened:
            schema, rows = opened.schema_arrow, opened.metadata.num_rows
    except (OSError, pa.ArrowException) as error:
        raise FactdbError(f"{path}: cannot be read as Parquet ({_first_line(error)}): get it again") from error
    names = [name for name in Located.__struct_fields__ if name in schema.names]
    if not {"text", "kind"} <= set(names) or not {"source_uid", "url", "title"} & set(names):
        raise FactdbError(
            f"{path}: does not have the columns of quotes (text, kind, and title, url or source_uid):"
            " give what `factdb extract --to` or `factdb export parquet quotes` wrote"
        )
    if "places" in names and not _are_places(pa, schema.field("places").type):
        raise FactdbError(f"{path}: places are not as `factdb extract --to` writes them: extract it again")
    conditions = [_condition(pa, path, schema, one) for one in where]
    read = [*names, *(name for name, _, _ in conditions if name not in names)]

    def chunks(count: int) -> Iterator[Chunk]:
        at = 1
        try:
            with pq.ParquetFile(path, pre_buffer=False) as opened:
                # Threads would wait for the database, and cost more than they save.
                for batch in opened.iter_batches(count, columns=read, use_threads=False):
                    yield _lines(pa, path, at, batch, conditions)
                    at += len(batch)
        except (OSError, pa.ArrowException) as error:
            raise FactdbError(f"{path}: row {at} and after: {_first_line(error)}: get the file again") from error

    return QuoteFile(rows, chunks)


def _are_places(pa: Any, type_: Any) -> bool:
    if not (pa.types.is_list(type_) and pa.types.is_struct(type_.value_type)):
        return False
    there = {field.name: field.type for field in type_.value_type}
    wanted = {"seq": pa.int32(), "start": pa.int64(), "end": pa.int64(), "in_marks": pa.bool_()}
    return all(there.get(name) == wanted.get(name, pa.string()) for name in _PLACE)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _condition(pa: Any, path: str, schema: Any, written: str) -> tuple[str, str, Any]:
    """Return the column, the comparison and the value of a condition."""
    found = _WHERE.match(written)
    if not found or found[1] not in schema.names:
        raise FactdbError(
            f"--where {written!r}: write COLUMN, one of = != < <= > >=, and a value; columns of {path} are"
            f" {', '.join(schema.names)}"
        )
    name, sign, value = found[1], found[2], found[3]
    if value[0] in "'\"" and value[-1] == value[0] and len(value) > 1:
        value = value[1:-1]
    try:
        return name, _COMPARED[sign], pa.scalar(value).cast(schema.field(name).type)
    except pa.ArrowException as error:
        raise FactdbError(f"--where {written!r}: {value!r} is not a {schema.field(name).type}: correct it") from error


def _lines(pa: Any, path: str, first: int, batch: Any, conditions: Sequence[tuple[str, str, Any]]) -> Chunk:
    """Return the lines of a batch whose first row has the number `first`."""
    pc = library("pyarrow.compute", "parquet")
    batch.validate(full=True)
    numbers: Iterable[int] = range(first, first + len(batch))  # no Arrow array, whose making imports pandas
    for name, comparison, value in conditions:
        kept = pc.fill_null(getattr(pc, comparison)(batch.column(name), value), False)
        batch, numbers = batch.filter(kept), list(compress(numbers, kept.to_pylist()))
    columns: list[Any] = []
    is_long = has_nul = False
    for name in Located.__struct_fields__:
        if name not in batch.schema.names or batch.column(name).null_count == len(batch):
            columns.append(repeat(() if name == "places" else None))
        elif name == "places":
            columns.append(_places(pa, batch.column(name)))
        elif name == "confidence":
            columns.append(batch.column(name).cast(pa.float64()).to_pylist())
        elif name in _WHOLE:
            columns.append(batch.column(name).cast(pa.int64()).to_pylist())
        else:
            texts = batch.column(name).cast(pa.string())
            is_long |= (pc.max(pc.binary_length(texts)).as_py() or 0) > MAX_KEY_BYTES
            has_nul |= bool(pc.any(pc.match_substring(texts, "\0")).as_py())
            columns.append(texts.to_pylist())
    lines: list[Any] = []
    wrong = []
    for number, values in zip(numbers, zip(*columns, strict=False), strict=False):
        line = Located(*values)
        try:
            line.text, line.kind = line.text or "", line.kind or ""
            check_values(line)
            _check_places(line)
            if is_long:
                check_lengths(line)
            if has_nul:
                check_nul(line)
            lines.append(line)
        except ValueError as error:
            wrong.append((f"{path}: row {number}", str(error)))
    return lines, wrong


def _places(pa: Any, column: Any) -> list[tuple[tuple[Any, ...], ...]]:
    """Return the places of each row as tuples: read column by column, for Arrow's own objects take far longer."""
    flat = column.flatten()
    fields = [pa.compute.struct_field(flat, name).to_pylist() for name in _PLACE]
    rows = list(zip(*fields, strict=True))
    lengths = pa.compute.fill_null(pa.compute.list_value_length(column), 0).to_pylist()
    at, places = 0, []
    for length in lengths:
        places.append(tuple(rows[at : at + length]))
        at += length
    return places


def _check_places(line: Located) -> None:
    """Check the places of a quote, of which there must be some where the text has a hash.

    Raises:
        ValueError: They cannot be those of this quote; the message says how.
    """
    if not line.text_sha256:
        line.places = ()
        return
    if not line.text_length or len(line.text_sha256) != 64 or len(line.raw_sha256 or line.text_sha256) != 64:
        raise ValueError("has no whole text_sha256, raw_sha256 and text_length: extract it again")
    known = set()
    if any(None in place for place in line.places):
        raise ValueError("has an incomplete place: extract it again")
    for part, seq, start, end, _, exact in line.places:
        if part not in _PARTS or (part, seq) in known or not 0 <= start < end <= line.text_length:
            raise ValueError(f"has no place {part} {seq} from {start} to {end}: extract it again")
        if len(exact) != end - start or (part == "content" and " ".join(exact.split()) not in line.text):
            raise ValueError(f"has other words than its place from {start} to {end}: extract it again")
        known.add((part, seq))
    if not any(place[0] == "content" for place in line.places):
        raise ValueError("has no place of its words: extract it again")
