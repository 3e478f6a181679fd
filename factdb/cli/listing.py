"""The options that every list has, and how lists are printed for people and for programs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import click

from factdb.cli.general import F, all_of, note
from factdb.cli.pager import paged
from factdb.export import FORMATS, write_rows
from factdb.export.entries import Entry, write_entries
from factdb.export.shown import data

Row = Mapping[str, Any]
# The formats for programs, each with a short form of --format: --json.
FOR_PROGRAMS = tuple(name for name in FORMATS if name != "table")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a list look."""

    columns: Sequence[str]
    """The columns of CSV and TSV; JSON has every key."""
    table: Sequence[str] = ()
    """The columns of a table and of Markdown, if they differ."""
    prepare: Callable[[Row], Row] | None = None
    """A row with what those columns need."""
    in_markdown: bool = True
    """Whether Markdown has the columns of the table; otherwise it has `columns`."""
    entry: Callable[[Row], Entry] | None = None
    """Returns a row as a short entry, for lists that are printed as entries."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The options that a list was given."""

    format: str
    limit: int
    sort: tuple[str, ...] = ()
    count: bool = False
    columns: tuple[str, ...] = ()

    @property
    def asked(self) -> int:
        """Maximum number of rows to ask for, 0 for all.

        It is one more than will be printed, to find out whether there are more.
        """
        if self.count or self.sort:
            return 0
        return self.limit + 1 if self.limit else 0

    @property
    def for_people(self) -> bool:
        """Whether people read the rows: they are not counted, and the format is text, table or Markdown."""
        return not self.count and self.format in ("text", "table", "markdown")

    def sorted_in(self, known: Iterable[str]) -> tuple[Listing, tuple[str, ...]]:
        """Return the listing without its order, and the order, if the database can sort by it: by `known` columns."""
        if {name.removeprefix("-") for name in self.sort} <= set(known):
            return replace(self, sort=()), self.sort
        return self, ()

    def emit(self, rows: Iterable[Row], shape: Shape, nothing: str) -> None:
        """Print rows, or their number.

        If there are none, `nothing` is printed to stderr; if the limit cut them off, a message says so.

        Raises:
            click.UsageError: --sort or --columns names a column that the rows do not have.
        """
        if self.count:
            click.echo(sum(1 for _ in rows))
            return
        if self.sort:
            rows = _sorted(rows, self.sort)
        rest = iter(rows)
        printed = islice(rest, self.limit) if self.limit else rest
        if not (self._chosen(printed) if self.columns else self._whole(printed, shape)):
            note(nothing)
        elif next(rest, None) is not None:
            note(f"only the first {self.limit}; --limit 0 shows all")

    def _whole(self, rows: Iterable[Row], shape: Shape) -> int:
        if self.format == "text" and shape.entry:
            return write_entries(map(shape.entry, rows), data())
        columns = shape.columns
        if self.format in ("text", "table") or (self.format == "markdown" and shape.in_markdown):
            rows, columns = map(shape.prepare, rows) if shape.prepare else rows, shape.table or columns
        return write_rows(rows, columns, "table" if self.format == "text" else self.format)

    def _chosen(self, rows: Iterable[Row]) -> int:
        rows = ({name: row[name] for name in self.columns} for row in _having(rows, self.columns, "--columns"))
        return write_rows(rows, self.columns, "table" if self.format == "text" else self.format)


def _having(rows: Iterable[Row], names: Iterable[str], option: str) -> Iterator[Row]:
    """Return the rows.

    Raises:
        click.UsageError: One of `names` is not a key of the rows.
    """
    rest = iter(rows)
    for first in rest:
        for name in names:
            if name not in first:
                raise click.UsageError(f"{option}: there is no column {name!r}; choose from {', '.join(first)}")
        return chain([first], rest)
    return rest


def _sorted(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """Sort rows by `keys`, descending for a key that begins with "-"; unknown values come last."""
    ordered = list(_having(rows, [key.removeprefix("-") for key in keys], "--sort"))
    for key in reversed(keys):
        name, down = key.removeprefix("-"), key.startswith("-")
        known = [row for row in ordered if row[name] is not None]
        unknown = [row for row in ordered if row[name] is None]
        known.sort(key=lambda row: row[name].casefold() if isinstance(row[name], str) else row[name], reverse=down)
        ordered = known + unknown
    return ordered


# --- Options


def _formats(choices: Sequence[str], command: F) -> F:
    """Add --format with `choices`, the first the default, and a short form of each format for programs."""
    for name in reversed([c for c in choices if c in FOR_PROGRAMS]):
        command = click.option(f"--{name}", "format", flag_value=name, hidden=True)(command)
    short = " or ".join(f"--{name}" for name in ("json", "csv") if name in choices)
    return click.option(
        "--format",
        type=click.Choice(list(choices)),
        default=choices[0],
        show_default=True,
        help=f"Output format; {short} for short.",
    )(command)


def _paged(command: F) -> F:
    @functools.wraps(command)
    def within(*args: Any, **kwargs: Any) -> Any:
        with paged():
            return command(*args, **kwargs)

    return within  # type: ignore[return-value]


def format_option(command: F) -> F:
    """Add --format, the same everywhere; on a terminal the output goes through the pager."""
    return _formats(list(FORMATS), _paged(command))


def text_option(command: F) -> F:
    """Add --format for what is shown as text or, for programs, as JSON."""
    return _formats(["text", "json"], _paged(command))


def limit_option(default: int) -> Callable[[F], F]:
    """Add --limit, where 0 means no limit."""
    return click.option(
        "--limit",
        type=click.IntRange(0),
        metavar="N",
        default=default,
        show_default=True,
        help="Maximum number of rows; 0 for no limit.",
    )


def _names(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


_list_options = all_of(
    click.option("--sort", metavar="COLUMN,…", callback=_names, help="Sort by these columns; -COLUMN for descending."),
    click.option("--columns", metavar="NAME,…", callback=_names, help="Only these columns, in this order."),
    click.option("--count", is_flag=True, help="Print only the number of rows."),
)


def list_options(limit: int | None = 50, *, entries: bool = False) -> Callable[[F], F]:
    """Add the options of a list, which are passed on as one `Listing` named `listing`.

    Args:
        limit: Default of --limit; None for a list without it.
        entries: Whether short entries are the default format.
    """

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def listed(
            *args: Any, format: str, sort: tuple[str, ...], count: bool, columns: tuple[str, ...], **kwargs: Any
        ) -> Any:
            listing = Listing(format, kwargs.pop("limit", 0), sort, count, columns)
            with paged():
                return command(*args, listing=listing, **kwargs)

        made: Any = _formats((["text"] if entries else []) + list(FORMATS), listed)
        made = _list_options(made)
        return made if limit is None else limit_option(limit)(made)  # type: ignore[no-any-return]

    return decorate
