"""Names that the shell completes from the database: `--speaker Mi` and Tab."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from factdb.cli.general import DATABASE
from factdb.errors import FactdbError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Known(click.ParamType[str]):
    """A text that may be one of the names in a table of the database."""

    name = "NAME"

    def __init__(self, table: str) -> None:
        self.table = table

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name as it was typed: a new one is allowed."""
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin with what was typed."""
        from click.shell_completion import CompletionItem

        from factdb.cli.settings import read_settings
        from factdb.database.connect import read_connection
        from factdb.queries.words import names_beginning

        root = ctx.find_root()
        with suppress(FactdbError):  # a database that cannot be read completes nothing
            database = root.obj or root.params.get("database") or read_settings().get("database", DATABASE)
            with read_connection(database) as reader:
                return [CompletionItem(name) for name in names_beginning(reader, self.table, incomplete)]
        return []


SPEAKER, PUBLISHER = Known("speakers"), Known("publishers")
