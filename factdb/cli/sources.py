"""`factdb sources`: list sources, show one with its versions."""

from __future__ import annotations

import json

import click

from factdb.cli.nouns import Noun
from factdb.cli.options import between_options, emit, format_option, limit_option, show
from factdb.db import read_connection
from factdb.queries import list_sources, source_by_reference, source_versions

COLUMNS = ("id", "published_on", "publisher", "agency", "title", "quotes", "versions")


@click.group(cls=Noun)
def sources() -> None:
    """List sources; show one and its versions.

    \b
    Example:
      factdb sources --publisher Post
      factdb sources show 1
    """


@sources.command("list")
@click.option("--publisher", metavar="NAME", help="Any part of the publisher's or agency's name.")
@between_options
@limit_option()
@format_option
@click.pass_obj
def list_(
    database: str, /, publisher: str | None, since: str | None, until: str | None, limit: int, format: str
) -> None:
    """List sources, newest first.

    \b
    Example:
      factdb sources --since 2023-06 --format jsonl
    """
    with read_connection(database) as reader:
        rows = list_sources(reader, publisher=publisher, since=since, until=until, limit=limit)
        emit(rows, COLUMNS, format, "no sources fit", limit)


@sources.command("show")
@click.argument("reference", metavar="ID|URL")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one source: where and when it was published, its versions with their hashes.

    \b
    Example:
      factdb sources show 1
    """
    with read_connection(database) as reader:
        source = source_by_reference(reader, reference)
        versions = source_versions(reader, source["id"])
    if format == "json":
        click.echo(json.dumps({**source, "versions": versions}, ensure_ascii=False, default=str, indent=2))
        return
    derived = source["derived_from_id"]
    show(
        [
            ("source", f"{source['id']} ({source['uid']})"),
            ("title", source["title"]),
            ("publisher", source["publisher"]),
            ("agency", source["agency"]),
            ("byline", source["byline"]),
            ("contributors", source["contributors"]),
            ("dateline", source["dateline"]),
            ("published on", source["published_on"]),
            ("url", source["url"]),
            ("derived from", f"{source['derived_from']} (source {derived})" if derived else None),
            ("quotes", source["quotes"]),
            ("import run", source["import_run_id"]),
        ]
    )
    for v in versions:
        kept = "text kept" if v["text_kept"] else "text not kept"
        click.echo(
            f"\nversion {v['number']}: read {v['retrieved_at']} from {v['location']}\n"
            f"  {v['text_length']} characters, {kept}, {v['quotes']} quotes, text sha256 {v['text_sha256']}"
        )
