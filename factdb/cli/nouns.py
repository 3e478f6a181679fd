"""A noun is a group whose commands can be left out: `factdb quotes --speaker X` lists, `factdb quotes 3` shows."""

from __future__ import annotations

from difflib import get_close_matches

import click

from factdb.cli.general import leading


class Noun(click.Group):
    """A group that puts `list` before options and `show` before a reference, so that both work on the noun itself."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert `list` or `show` if the arguments name no command."""
        before, rest = leading(args)
        first = rest[0] if rest else ""
        if first not in ("-h", "--help"):
            if not first or first.startswith("-"):
                rest = ["list", *rest]
            elif "show" in self.commands and not self._is_verb(first):
                rest = ["show", *rest]
        return super().parse_args(ctx, [*before, *rest])

    def _is_verb(self, word: str) -> bool:
        """Return whether `word` is a command, or a mistyped one."""
        return bool(get_close_matches(word, self.commands, 1, 0.75))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write list's options into the noun's own help, because they work there."""
        options = [p.get_help_record(ctx) for p in self.commands["list"].params]
        with formatter.section("Options of list (the default command)"):
            formatter.write_dl([o for o in options if o])
        super().format_options(ctx, formatter)
