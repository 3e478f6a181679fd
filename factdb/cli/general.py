"""Options that every command takes, anywhere on the line: --database, --quiet and --no-pager."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
DATABASE = "factdb.sqlite"
_FLAGS = {"-q": "quiet", "--quiet": "quiet", "--no-pager": "no_pager"}


def all_of(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return a decorator that adds options, which the help lists in this order."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


def asked_for(flag: str) -> bool:
    """Return whether the running command was given `flag`, "quiet" or "no_pager"."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(f"factdb.{flag}"))


def note(text: str) -> None:
    """Print a message to stderr, unless --quiet is given; it is neither data nor an error."""
    if text and not asked_for("quiet"):
        click.echo(text, err=True)


def take_everywhere(command: click.Command) -> click.Command:
    """Make `command` and all commands below it accept the general options too, without listing them in their help."""
    taken = {name for param in command.params for name in param.opts}
    for names, options in (
        (("--database", "-d"), {"callback": _database}),
        (("--quiet", "-q"), {"callback": _flag, "is_flag": True}),
        (("--no-pager",), {"callback": _flag, "is_flag": True}),
    ):
        if taken.isdisjoint(names):
            command.params.append(click.Option(names, hidden=True, expose_value=False, **options))
    if isinstance(command, click.Group):
        for child in command.commands.values():
            take_everywhere(child)
    return command


def leading(args: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split `args` into the general options at their start and the rest."""
    at = 0
    while at < len(args):
        if args[at] in ("-d", "--database"):
            at += 2
        elif args[at] in _FLAGS or args[at].startswith("--database="):
            at += 1
        else:
            break
    return list(args[:at]), list(args[at:])


def _flag(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[f"factdb.{param.name}"] = True


def _database(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.obj = ctx.find_root().obj = value


general_options = all_of(
    click.option(
        "--database",
        "-d",
        metavar="PATH|URL",
        envvar="FACTDB_DATABASE",
        show_default=DATABASE,
        show_envvar=True,
        help="SQLite file, or a postgresql:// URL.",
    ),
    click.option("--quiet", "-q", is_flag=True, expose_value=False, callback=_flag, help="Print only data and errors."),
    click.option("--no-pager", is_flag=True, expose_value=False, callback=_flag, help="Do not start a pager (PAGER)."),
)
