"""Reporting views as Parquet: days as dates, row groups of one size, each column described as in the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factdb.database.views import view_columns, view_description
from factdb.errors import library
from factdb.export.selection import Selection, condition, order_of, view_of
from factdb.queries.reader import BulkReader

ROW_GROUP = 50_000
# Rows held as Python objects at a time, which take five times the room of Arrow's.
BATCH = 5_000


def export_parquet(reader: BulkReader, noun: str, wanted: Selection, path: Path) -> Iterator[int]:
    """Write `noun` to `path`, zstd-compressed; yields the number of rows of each batch as it is read.

    Raises MissingExtraError without pyarrow, and what `selection.condition` raises.
    """
    pa, pq = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    view = view_of(noun)
    columns = view_columns(view)
    types = {"integer": pa.int64(), "real": pa.float64(), "text": pa.string(), "date": pa.date32()}
    schema = pa.schema(
        [pa.field(c.name, types[c.type], metadata={"description": c.description}) for c in columns],
        metadata={"description": view_description(view)},
    )
    # The days come as text from both databases; Arrow reads ISO 8601 itself.
    read_as = [pa.string() if c.type == "date" else types[c.type] for c in columns]
    where = condition(reader, noun, wanted)
    names = ", ".join(c.name for c in columns)
    sql = f"SELECT {names} FROM {view}{where} ORDER BY {order_of(noun)}"
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        gathered: list[Any] = []
        for rows in reader.chunks(sql, where.params, size=BATCH):
            arrays = [
                pa.array(values, read).cast(field.type)
                for values, read, field in zip(zip(*rows, strict=True), read_as, schema, strict=True)
            ]
            gathered.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
            if len(gathered) == ROW_GROUP // BATCH:
                writer.write_table(pa.Table.from_batches(gathered), row_group_size=ROW_GROUP)
                gathered = []
            yield len(rows)
        if gathered:
            writer.write_table(pa.Table.from_batches(gathered), row_group_size=ROW_GROUP)
