"""Rows out: one writer a format."""

from factdb.export.rows import FORMATS, write_rows

__all__ = ["FORMATS", "write_rows"]
