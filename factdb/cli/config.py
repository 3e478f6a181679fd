"""`factdb config`: show the configuration file and the values in force."""

from __future__ import annotations

import getpass
import os

import click

from factdb.cli.general import DATABASE
from factdb.cli.options import show
from factdb.cli.settings import KEYS, read_settings, settings_path


@click.command()
@click.pass_obj
def config(database: str, /) -> None:
    """Show the configuration file and the values in force.

    The file is in TOML. The command line and the environment override it.

    \b
      database = "postgresql://factdb@db.example/factdb"
      actor = "Mira Okafor"         # who imports and decides
      format = "table"              # of lists; also json, jsonl, csv, tsv, markdown
      publisher = "Ellis Courier"   # of imported articles that name none
      topics = "topics.toml"        # beside this file; lines such as  health = ["vaccin*", "flu shot"]

    \b
    Example:
      factdb config
    """
    settings, path = read_settings(), settings_path()
    where = f"{path}{'' if path.is_file() else ' (missing)'}"
    show([("file", where), *((key, _held(key, settings, database)) for key in KEYS)])


def _held(key: str, settings: dict[str, str], database: str) -> str:
    """Return the value of a setting and where it comes from."""
    variable, default = {
        "database": ("FACTDB_DATABASE", DATABASE),
        "actor": ("FACTDB_ACTOR", getpass.getuser()),
        "format": ("", "each list's own"),
        "publisher": ("", "none"),
        "topics": ("", "none"),
    }[key]
    value, source = next(
        (value, source)
        for value, source in ((os.environ.get(variable), variable), (settings.get(key), "file"), (default, "default"))
        if value
    )
    if key == "database" and database != value:
        value, source = database, "command line"
    return f"{value} ({source})"
