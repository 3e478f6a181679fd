"""What every query builds on: the connection it reads from, and the small pieces of SQL that several share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from factdb.errors import NotFoundError

# A row of any shape, to be read; those of lists have shapes of their own, see rows.py.
Row = Mapping[str, Any]


class Reader(Protocol):
    """A read-only connection: SQL with `:name` parameters in, rows out."""

    dialect: str

    def rows(self, sql: str, params: Mapping[str, Any] = ...) -> Iterator[Mapping[str, Any]]:
        """Run a statement and yield its rows by column name."""


class BulkReader(Reader, Protocol):
    """A `Reader` for very many rows."""

    def chunks(self, sql: str, params: Mapping[str, Any] = ..., size: int = ...) -> Iterator[list[tuple[Any, ...]]]:
        """Run a statement and yield its rows as tuples, up to `size` at a time."""


def listed(values: Sequence[int], params: dict[str, Any]) -> str:
    """Add `values` to `params` under new names; returns the names as the inside an IN list."""
    names = []
    for value in values:
        name = f"v{len(params)}"
        params[name] = value
        names.append(f":{name}")
    return ", ".join(names)


# Values of one IN list.
_AT_ONCE = 500


def rows_among(reader: Reader, sql: str, values: Sequence[int], **params: Any) -> Iterator[Row]:
    """Run a statement for some of `values` at a time, and yield its rows.

    Args:
        reader: The database to read.
        sql: The statement, in which {} is the inside of an IN list.
        values: The values, in which order the rows come only from one part to the next.
        params: Its other parameters.
    """
    for at in range(0, len(values), _AT_ONCE):
        given = dict(params)
        names = listed(values[at : at + _AT_ONCE], given)
        yield from reader.rows(sql.format(names), given)


def ordered(order: Sequence[str], columns: Mapping[str, str]) -> str:
    """Return the beginning of an ORDER BY: "" or terms with a comma after each.

    Args:
        order: Names of columns, with "-" before a name for descending. Unknown values come last.
        columns: The SQL of each name.
    """
    terms = ((columns[name.removeprefix("-")], " DESC" if name.startswith("-") else "") for name in order)
    return "".join(f"{column} IS NULL, {column}{down}, " for column, down in terms)


def escape(text: str) -> str:
    """`text` with the wildcards of LIKE taken literally, for `ESCAPE '\\'`."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def like(text: str) -> str:
    """Return the LIKE pattern of what holds `text` anywhere, in lower case."""
    return f"%{escape(text.lower())}%"


def by_reference(reader: Reader, table: str, reference: str) -> int:
    """Return the id behind a number or a uid of `table`."""
    one = table[:-1]
    if reference.isdigit() and len(reference) < 19:
        for row in reader.rows(f"SELECT id FROM {table} WHERE id = :id", {"id": int(reference)}):
            return int(row["id"])
        raise NotFoundError(f"there is no {one} number {reference}; `factdb {table}` lists them")
    if len(reference) >= 8 and set(reference.lower()) <= set("0123456789abcdef"):
        found = [r["id"] for r in reader.rows(
            f"SELECT id FROM {table} WHERE uid LIKE :uid", {"uid": reference.lower() + "%"}
        )]  # fmt: skip
        if len(found) == 1:
            return int(found[0])
    raise NotFoundError(f"there is no {one} {reference!r}; give its number, as `factdb {table}` prints it")


def did_you_mean(wanted: str, known: Mapping[str, str]) -> str:
    """Say which of `known` (a spelling to compare -> what it is called) are near to `wanted`.

    Returns:
        "; did you mean A or B?" with three at most, "" where none is near.
    """
    from difflib import get_close_matches

    near = list(dict.fromkeys(known[one] for one in get_close_matches(wanted, known, 5, 0.7)))[:3]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def in_language(column: str) -> str:
    """Return the condition that `column` holds the tag `:language` or one of its regions, in whichever spelling."""
    tag = f"lower(replace({column}, '_', '-'))"
    return f"({tag} = :language OR {tag} LIKE :regions)"


def languages(tag: str) -> dict[str, str]:
    """Return the parameters of `in_language`."""
    return {"language": tag.lower(), "regions": f"{tag.lower()}-%"}
