"""`factdb sources`: list sources, show one with its versions."""

from __future__ import annotations

import click

from factdb.cli.nouns import Noun
from factdb.cli.options import between_options, emit, format_option, language_option, limit_option, show
from factdb.database.connect import read_connection
from factdb.export.shown import json_text
from factdb.queries import (
    CHANGES,
    Row,
    changed_sources,
    list_sources,
    source_by_reference,
    source_versions,
    version_changes,
)

COLUMNS = ("id", "published_on", "publisher", "agency", "title", "quotes", "versions")


@click.group(cls=Noun)
def sources() -> None:
    """List sources; show one, its versions and their changes.

    \b
    Example:
      factdb sources --publisher Post
      factdb sources show 1
      factdb sources versions 1
      factdb sources changed --since 2026-11
    """


@sources.command("list")
@click.option("--publisher", metavar="NAME", help="Publisher or agency: any part of its name.")
@language_option("Only in this language, of any region unless one is named.")
@between_options
@limit_option()
@format_option
@click.pass_obj
def list_(
    database: str,
    /,
    publisher: str | None,
    language: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    format: str,
) -> None:
    """List sources, newest first.

    \b
    Example:
      factdb sources --since 2023-06 --format jsonl
    """
    with read_connection(database) as reader:
        rows = list_sources(reader, publisher=publisher, language=language, since=since, until=until, limit=limit)
        emit(rows, COLUMNS, format, "no sources fit", limit)


@sources.command("show")
@click.argument("reference", metavar="ID|URL")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format.")
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one source with its versions and their hashes.

    \b
    Example:
      factdb sources show 1
    """
    with read_connection(database) as reader:
        source = source_by_reference(reader, reference)
        versions = source_versions(reader, source["id"])
    if format == "json":
        click.echo(json_text({**source, "versions": versions}, default=str, indent=2))
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


VERSION_COLUMNS = ("version", "change", "quote_id", "words")
ALL_VERSION_COLUMNS = (
    "version", "after", "seen", "change", "quote_id", "was_quote_id", "speaker", "was", "now", "marked", "altered",
    "why",
)  # fmt: skip


@sources.command("versions")
@click.argument("reference", metavar="ID|URL")
@format_option
@click.pass_obj
def versions(database: str, /, reference: str, format: str) -> None:
    """Show what changed between the versions of a source.

    Quotes added, removed, reworded ({+added+} and [-left out-]), shortened or given to another speaker; names spelt
    otherwise; the headline; and between which two times.

    \b
    Example:
      factdb sources versions 1
    """
    with read_connection(database) as reader:
        source = source_by_reference(reader, reference)
        known = source_versions(reader, source["id"])
        rows = version_changes(reader, source["id"])
    if format not in ("table", "markdown"):
        emit(rows, ALL_VERSION_COLUMNS, format, "nothing changed")
        return
    if len(known) < 2:
        click.echo(f"source {source['id']} is known in one version; import it again when it has changed", err=True)
        return
    if format == "table":
        for version in known:
            click.echo(f"version {version['number']}: read {version['retrieved_at']}")
        click.echo()
    for row in rows:
        row["words"] = _words(row)
        if row["altered"]:
            row["change"] += f", {row['altered']} altered"
        if row["change"] == "removed":
            row["quote_id"] = row["was_quote_id"]
            row["change"] += f" ({row['why']})"
    emit(rows, VERSION_COLUMNS, format, "its quotes and its headline are as before in every version")


def _words(row: Row) -> str:
    speaker = row["speaker"] or "nobody named"
    if row["change"] in ("re-attributed", "renamed", "headline"):
        return f"{row['was']} → {row['now']}"
    return f"{row['marked'] or row['now'] or row['was']}\f— {speaker}"


CHANGED_COLUMNS = ("id", "version", "seen", "changes")


@sources.command("changed")
@between_options
@limit_option()
@format_option
@click.pass_obj
def changed(database: str, /, since: str | None, until: str | None, limit: int, format: str) -> None:
    """List sources that changed after publication.

    They come by the day (UTC) on which the later version was read.

    \b
    Example:
      factdb sources changed --since 2026-11
    """
    with read_connection(database) as reader:
        rows = changed_sources(reader, since=since, until=until, limit=limit)
    if format not in ("table", "markdown"):
        columns = ("id", "publisher", "agency", "title", "url", "version", "after", "seen", *CHANGES, "altered")
        emit(rows, columns, format, "", limit)
        return
    for row in rows:
        told = [f"{row[c]} {c}" if c != "headline" else "headline changed" for c in CHANGES if row[c]]
        altered = f", {row['altered']} altered" if row["altered"] else ""
        where = row["publisher"] or row["agency"] or ""
        counts = ", ".join(told) or "no quote changed"
        row["seen"] = str(row["seen"])[:16].replace("T", " ")
        row["changes"] = f"{row['title']}\f— {where}{': ' if where else ''}{counts}{altered}"
    emit(rows, CHANGED_COLUMNS, format, "no source is known to have changed", limit)
