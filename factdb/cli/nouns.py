"""A noun is a group whose default verb is `list`: `factdb quotes --speaker X` is `factdb quotes list --speaker X`."""

from __future__ import annotations

import click


class Noun(click.Group):
    """Puts `list` before arguments that name no verb, so that the list's options work on the noun itself."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        helps = {"-h", "--help"}
        if not args or (args[0] not in self.commands and args[0] not in helps and args[0].startswith("-")):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of `list` stand in the noun's own help, for they work there."""
        options = [p.get_help_record(ctx) for p in self.commands["list"].params]
        with formatter.section("Options of list, the default"):
            formatter.write_dl([o for o in options if o])
        super().format_options(ctx, formatter)
