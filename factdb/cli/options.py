"""Options that several nouns share, and how one row is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from factdb.cli.general import F, all_of
from factdb.terms import FACTUALITIES


class Day(click.ParamType[str]):
    """An ISO 8601 day, month or year, converted to its first day or, with `last`, to its last."""

    name = "YYYY-MM-DD"

    def __init__(self, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day in ISO 8601."""
        from factdb.queries.where import whole_day

        try:
            return whole_day(str(value), last=self.last)
        except ValueError:
            self.fail(f"{value!r} is not a day: write 2023-06-18, 2023-06 or 2023", param, ctx)


class Language(click.ParamType[str]):
    """A BCP 47 tag, converted to its canonical spelling."""

    name = "TAG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the tag in its canonical spelling."""
        from factdb.article.language import spelled

        tag = spelled(str(value))
        if tag is None:
            self.fail(f"{value!r} is not a language: write its tag, en or pt-BR", param, ctx)
        return tag


# How a source is referred to, wherever one is asked for: see `queries.source_by_reference`.
SOURCE = "ID|URL|TITLE"


def source_option(what: str) -> Callable[[F], F]:
    """Add --source ID|URL|TITLE."""
    return click.option("--source", metavar=SOURCE, help=what)


def language_option(what: str) -> Callable[[F], F]:
    """Add --language TAG."""
    return click.option("--language", type=Language(), help=what)


extraction_options = all_of(
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="NUMBER",
        default=0.0,
        help="Leave out quotes below this confidence.",
    ),
    click.option("--engine", metavar="NAME", help="Engine that finds quotations (default: by language)."),
    language_option("Treat the text as being in this language."),
)
"""How quotations are found, for import and extract."""


def actor_option(what: str) -> Callable[[F], F]:
    """Add --by, as `actor`."""
    return click.option("--by", "actor", metavar="NAME", envvar="FACTDB_ACTOR", help=what)


factuality_option = click.option(
    "--factuality",
    type=click.Choice([*FACTUALITIES, "all"]),
    default="actual",
    show_default=True,
    help="Only quotes that were said (actual), denied or only possible.",
)
# Both days are included.
between_options = all_of(
    click.option("--since", type=Day(), help="From the start of this day, month or year."),
    click.option("--until", type=Day(last=True), help="Up to the end of this day, month or year."),
)


def show(pairs: Iterable[tuple[str, Any]]) -> None:
    """Print "heading: value" lines with aligned headings; unknown values are left out."""
    known = [(k, "; ".join(map(str, v)) if isinstance(v, list) else v) for k, v in pairs if v not in (None, "", [])]
    width = max(len(k) for k, _ in known) + 1
    for key, value in known:
        click.echo(f"{key + ':':<{width}} {value}")
