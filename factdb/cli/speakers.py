"""`factdb speakers`: list speakers, show one."""

from __future__ import annotations

import json

import click

from factdb.cli.nouns import Noun
from factdb.cli.options import emit, format_option, limit_option, show
from factdb.db import read_connection
from factdb.queries import QuoteFilter, find_quotes, find_speaker, list_speakers, speaker_details

TABLE_COLUMNS = ("id", "speaker", "kind", "quotes", "first_on", "last_on")
COLUMNS = ("id", "name", "kind", "role", "quotes", "first_on", "last_on", "status")


@click.group(cls=Noun)
def speakers() -> None:
    """List speakers; show one.

    \b
    Example:
      factdb speakers
      factdb speakers show Blinken
    """


@speakers.command("list")
@click.option(
    "--kind", type=click.Choice(["person", "organization", "collective", "unnamed"]), help="Only of this kind."
)
@click.option("--name", metavar="PART", help="With this in a name or alias.")
@limit_option()
@format_option
@click.pass_obj
def list_(database: str, /, kind: str | None, name: str | None, limit: int, format: str) -> None:
    """List speakers, the most quoted first.

    \b
    Example:
      factdb speakers --kind unnamed
    """
    with read_connection(database) as reader:
        rows = list_speakers(reader, kind=kind, name=name, limit=limit)
        if format in ("table", "markdown"):
            for row in rows:
                row["speaker"] = row["name"] + (f"\f{row['role']}" if row["role"] else "")
            emit(rows, TABLE_COLUMNS, format, "no speakers fit", limit)
        else:
            emit(rows, COLUMNS, format, "no speakers fit", limit)


@speakers.command("show")
@click.argument("name")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.pass_obj
def show_(database: str, /, name: str, format: str) -> None:
    """Show one speaker: names, roles, how the articles put it, the latest quotes.

    \b
    Example:
      factdb speakers show "Qin Gang"
    """
    with read_connection(database) as reader:
        speaker = speaker_details(reader, find_speaker(reader, name)["id"])
        latest = list(find_quotes(reader, QuoteFilter(speaker=str(speaker["id"]), limit=5)))
    if format == "json":
        click.echo(json.dumps({**speaker, "latest": latest}, ensure_ascii=False, default=str, indent=2))
        return
    show(
        [
            ("speaker", f"{speaker['id']} ({speaker['uid']})"),
            ("name", speaker["name"]),
            ("kind", speaker["kind"]),
            ("role", speaker["role"]),
            ("names", speaker["names"]),
            ("printed as", speaker["mentions"]),
            ("titles", speaker["titles"]),
            ("wikidata", speaker["wikidata_id"]),
            ("status", speaker["status"]),
            ("origin", speaker["origin"]),
            ("quotes", ", ".join(f"{n} {kind}" for kind, n in speaker["quotes"].items())),
        ]
    )
    for quote in latest:
        click.echo(f"\n#{quote['id']} {quote['dated_on'] or ''} {quote['kind']}\n{quote['text']}")
