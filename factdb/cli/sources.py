"""`factdb sources`: list sources, show one with its versions."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import click

from factdb.cli.deciding import Decide, deciding_options
from factdb.cli.general import note
from factdb.cli.known import PUBLISHER
from factdb.cli.listing import Listing, Shape, list_options, text_option
from factdb.cli.nouns import Noun
from factdb.cli.options import SOURCE, Day, Language, between_options, language_option, show
from factdb.database.connect import read_connection
from factdb.export.shown import json_text
from factdb.queries.reader import Row
from factdb.queries.sources import SOURCES_SORTED_BY, count_sources, list_sources, source_by_reference, source_versions
from factdb.queries.versions import CHANGES, changed_sources, version_changes

SOURCES = Shape(("id", "published_on", "publisher", "agency", "title", "quotes", "versions"))


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
@click.option("--publisher", type=PUBLISHER, help="Only this publisher or agency (any part of its name).")
@language_option("Only this language (en), or this language of one region (en-GB).")
@between_options
@list_options()
@click.pass_obj
def list_(database: str, /, listing: Listing, **wanted: str | None) -> None:
    """List sources, newest first.

    \b
    Example:
      factdb sources --since 2023-06 --format jsonl
    """
    with read_connection(database) as reader:
        if listing.count:
            click.echo(count_sources(reader, **wanted))
            return
        listing, order = listing.sorted_in(SOURCES_SORTED_BY)
        rows = list_sources(reader, **wanted, limit=listing.asked, order=order)
        listing.emit(rows, SOURCES, "no matching sources")


@sources.command("show")
@click.argument("reference", metavar=SOURCE)
@text_option
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
            ("printed as", source["printed_publisher"]),
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


def _version_row(row: Row) -> Row:
    changed = {**row, "words": _words(row), "change": row["change"] + _altered(row)}
    if row["change"] == "removed":
        changed |= {"quote_id": row["was_quote_id"], "change": f"{changed['change']} ({row['why']})"}
    return changed


def _altered(row: Row) -> str:
    return f", {row['altered']} altered" if row["altered"] else ""


def _words(row: Row) -> str:
    speaker = row["speaker"] or "nobody named"
    if row["change"] in ("re-attributed", "renamed", "headline"):
        return f"{row['was']} → {row['now']}"
    return f"{row['marked'] or row['now'] or row['was']}\f— {speaker}"


VERSIONS = Shape(
    (
        "version", "after", "seen", "change", "quote_id", "was_quote_id", "speaker", "was", "now", "marked", "altered",
        "why",
    ),
    ("version", "change", "quote_id", "words"),
    _version_row,
)  # fmt: skip


@sources.command("versions")
@click.argument("reference", metavar=SOURCE)
@list_options(None)
@click.pass_obj
def versions(database: str, /, reference: str, listing: Listing) -> None:
    """Show what changed between the versions of a source.

    It lists quotes that were added, removed, reworded ({+added+} and [-left out-]), shortened or given to another
    speaker, names spelled differently, and changed headlines.

    \b
    Example:
      factdb sources versions 1
    """
    with read_connection(database) as reader:
        source = source_by_reference(reader, reference)
        known = source_versions(reader, source["id"])
        rows = version_changes(reader, source["id"])
    if len(known) < 2 and listing.for_people:
        note(f"only one version of source {source['id']} is known; import it again when it has changed")
        return
    if listing.format == "table" and listing.for_people:
        for version in known:
            click.echo(f"version {version['number']}: read {version['retrieved_at']}")
        click.echo()
    listing.emit(rows, VERSIONS, "no quote and no headline changed")


def _changed_row(row: Row) -> Row:
    changes = [f"{row[c]} {c}" if c != "headline" else "headline changed" for c in CHANGES if row[c]]
    where = row["publisher"] or row["agency"] or ""
    counts = (", ".join(changes) or "no quote changed") + _altered(row)
    seen = str(row["seen"])[:16].replace("T", " ")
    return {**row, "seen": seen, "changes": f"{row['title']}\f— {where}{': ' if where else ''}{counts}"}


CHANGED = Shape(
    ("id", "publisher", "agency", "title", "url", "version", "after", "seen", *CHANGES, "altered"),
    ("id", "version", "seen", "changes"),
    _changed_row,
)


@sources.command("changed")
@between_options
@list_options()
@click.pass_obj
def changed(database: str, /, since: str | None, until: str | None, listing: Listing) -> None:
    """List sources that changed after publication.

    --since and --until refer to the day (UTC) on which the later version was read.

    \b
    Example:
      factdb sources changed --since 2026-11
    """
    with read_connection(database) as reader:
        rows = changed_sources(reader, since=since, until=until, limit=listing.asked)
    listing.emit(rows, CHANGED, "no source is known to have changed")


@sources.command("edit")
@click.argument("references", metavar=f"{SOURCE}...", nargs=-1, required=True)
@click.option("--title", metavar="TEXT", help="Headline.")
@click.option("--publisher", type=PUBLISHER, help="Publisher; an empty text removes it.")
@click.option("--published", "published_on", type=Day(), help="Day of publication.")
@click.option("--url", metavar="URL", help="Address at which it was published; an empty text removes it.")
@click.option("--language", type=Language(), help="Language in which it is written.")
@click.option("--recount", is_flag=True, help="Derive quotes’ days (“Friday”) from the new day.")
@deciding_options
def edit(decide: Decide, /, references: tuple[str, ...], published_on: str | None, recount: bool, **given: Any) -> None:
    """Correct what is stored about sources.

    Quotes dated by its day of publication get the new day. The number of quotes whose day was derived from that day is
    printed; --recount derives their days again. Publishers are merged, or one is split, by giving their sources the
    publisher that they should have.

    \b
    Example:
      factdb sources edit 3 --publisher "Ellis Courier" --published 2024-03-04
      factdb sources edit 4 7 9 --publisher "Ellis Courier"
    """
    from factdb.decide.sources import Edition, edit_source

    wanted = Edition(**given, published_on=date.fromisoformat(published_on) if published_on else None)
    decide.each(references, lambda tx, one, by: edit_source(tx, one, wanted, by, recount=recount))


@sources.command("delete")
@click.argument("references", metavar=f"{SOURCE}...", nargs=-1, required=True)
@click.option("--force", is_flag=True, help="Delete it even if people decided on its quotes or claims.")
@deciding_options
def delete(decide: Decide, /, references: tuple[str, ...], force: bool) -> None:
    """Delete sources with their texts and quotes.

    The decision keeps what was deleted, and `factdb decisions undo` restores it. A source that is evidence in a review
    is never deleted.

    \b
    Example:
      factdb sources delete 3 --reason "a test page"
    """
    from factdb.decide.sources import delete_source

    decide.each(references, partial(delete_source, force=force))
