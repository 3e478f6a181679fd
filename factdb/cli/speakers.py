"""`factdb speakers`: list speakers, show one, merge and split them."""

from __future__ import annotations

import click

from factdb.cli.deciding import Decide, deciding_options
from factdb.cli.known import SPEAKER
from factdb.cli.listing import Listing, Shape, list_options, text_option
from factdb.cli.nouns import Noun
from factdb.cli.options import Day, show, source_option
from factdb.database.connect import read_connection
from factdb.export.shown import json_text
from factdb.queries.duplicates import find_duplicates
from factdb.queries.quotes import QuoteFilter, find_quotes
from factdb.queries.reader import Row
from factdb.queries.rows import RoleRow
from factdb.queries.speakers import (
    SPEAKERS_SORTED_BY,
    count_speakers,
    find_speaker,
    list_speakers,
    speaker_details,
    why_speaker,
)
from factdb.terms import NAME_KINDS, NAMED_KINDS, SPEAKER_KINDS


def _table_row(row: Row) -> Row:
    return {**row, "speaker": row["name"] + (f"\f{row['role']}" if row["role"] else "")}


SPEAKERS = Shape(
    ("id", "name", "kind", "role", "quotes", "first_on", "last_on", "status"),
    ("id", "speaker", "kind", "quotes", "first_on", "last_on"),
    _table_row,
)
DUPLICATES = Shape(("score", "id", "name", "other_id", "other", "evidence"))
WHY = Shape(("mention", "title", "quotes", "quote_id", "score", "why"))


@click.group(cls=Noun)
def speakers() -> None:
    """List speakers; show one; merge and split them.

    \b
    Example:
      factdb speakers
      factdb speakers show Blinken
      factdb speakers duplicates
      factdb speakers merge "Antony Blinken" "A. Blinken"
    """


@speakers.command("list")
@click.option("--kind", type=click.Choice(SPEAKER_KINDS), help="Only this kind.")
@click.option("--name", metavar="PART", help="Only speakers with this in a name or alias.")
@list_options()
@click.pass_obj
def list_(database: str, /, kind: str | None, name: str | None, listing: Listing) -> None:
    """List speakers, the most quoted first.

    \b
    Example:
      factdb speakers --kind unnamed
    """
    with read_connection(database) as reader:
        if listing.count:
            click.echo(count_speakers(reader, kind=kind, name=name))
            return
        listing, order = listing.sorted_in(SPEAKERS_SORTED_BY)
        rows = list_speakers(reader, kind=kind, name=name, limit=listing.asked, order=order)
        listing.emit(rows, SPEAKERS, "no matching speakers")


@speakers.command("show")
@click.argument("name", type=SPEAKER)
@click.option("--why", is_flag=True, help="Show how each mention was resolved to this speaker.")
@text_option
@click.pass_obj
def show_(database: str, /, name: str, why: bool, format: str) -> None:
    """Show one speaker: names, roles, mentions, latest quotes.

    \b
    Example:
      factdb speakers show "Qin Gang"
      factdb speakers show "Qin Gang" --why
    """
    with read_connection(database) as reader:
        speaker = speaker_details(reader, find_speaker(reader, name)["id"])
        latest = list(find_quotes(reader, QuoteFilter(speaker=str(speaker["id"]), limit=5)))
        reasons = why_speaker(reader, speaker["id"]) if why else []
    if format == "json":
        click.echo(json_text({**speaker, **({"why": reasons} if why else {}), "latest": latest}, default=str, indent=2))
        return
    show(
        [
            ("speaker", f"{speaker['id']} ({speaker['uid']})"),
            ("name", speaker["name"]),
            ("kind", speaker["kind"]),
            ("role", speaker["role"]),
            ("roles", [_held(role) for role in speaker["roles"]]),
            ("names", speaker["names"]),
            ("printed as", speaker["mentions"]),
            ("titles", speaker["titles"]),
            ("wikidata", speaker["wikidata_id"]),
            ("status", speaker["status"]),
            ("origin", speaker["origin"]),
            ("quotes", speaker["quotes"]),
        ]
    )
    if why:
        click.echo()
        Listing("table", 0).emit(reasons, WHY, "no article mentions this speaker")
        return
    for quote in latest:
        click.echo(f"\n#{quote['id']} {quote['dated_on'] or ''} {quote['kind']}\n{quote['text']}")


def _held(role: RoleRow) -> str:
    dated = role["held_from"] or role["held_until"]
    days = f" ({role['held_from'] or '…'} to {role['held_until'] or '…'})" if dated else ""
    of = f", {role['organization']}" if role["organization"] else ""
    said = role["url"] or (f"source {role['source_id']}" if role["source_id"] else "")
    return f"{role['title']}{of}{days}" + (f" [{said}]" if said else "")


@speakers.command("role")
@click.argument("name", type=SPEAKER)
@click.argument("title")
@click.option("--organization", metavar="NAME", help="Organization: a ministry, a town, a company.")
@click.option("--from", "held_from", type=Day(), help="First day, month or year of the role.")
@click.option("--until", "held_until", type=Day(last=True), help="Last day, month or year of the role.")
@source_option("Evidence of the role: a stored source, or the URL of a page.")
@click.option("--remove", is_flag=True, help="Record that NAME never held the role.")
@deciding_options
def role(decide: Decide, /, name: str, title: str, remove: bool, **dates: str | None) -> None:
    """Record a role of a speaker, with its dates and source.

    \b
    Example:
      factdb speakers role "Qin Gang" "Foreign Minister of China" --from 2022-12-30 --until 2023-07-25
    """
    from factdb.decide.speakers import add_role, remove_role

    if remove:
        decide(lambda tx, by: remove_role(tx, name, title, by))
    else:
        decide(lambda tx, by: add_role(tx, name, title, by, **dates))


@speakers.command("add", short_help="Add a speaker whom no import has found.")
@click.argument("name")
@click.option(
    "--kind", type=click.Choice(NAMED_KINDS), default="person", show_default=True, help="What kind of speaker it is."
)
@deciding_options
def add(decide: Decide, /, name: str, kind: str) -> None:
    """Add a speaker whom no import has found.

    \b
    Example:
      factdb speakers add "Mira Okafor"
    """
    from factdb.decide.speakers import add_speaker

    decide(lambda tx, by: add_speaker(tx, name, by, kind=kind))


@speakers.command("alias")
@click.argument("name", type=SPEAKER)
@click.argument("alias")
@click.option(
    "--kind", type=click.Choice(NAME_KINDS[1:]), default="alias", show_default=True, help="What kind of name it is."
)
@deciding_options
def alias(decide: Decide, /, name: str, alias: str, kind: str) -> None:
    """Add a name by which a speaker is found; imports use it.

    \b
    Example:
      factdb speakers alias "Antony Blinken" "Tony Blinken"
    """
    from factdb.decide.speakers import add_alias

    decide(lambda tx, by: add_alias(tx, name, alias, by, kind=kind))


@speakers.command("duplicates")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    default=0.5,
    show_default=True,
    help="Leave out less likely pairs.",
)
@list_options()
@click.pass_obj
def duplicates(database: str, /, min_score: float, listing: Listing) -> None:
    """List pairs of speakers who may be the same.

    The most likely come first, each with the evidence.

    \b
    Example:
      factdb speakers duplicates --min-score 0.8
    """
    with read_connection(database) as reader:
        rows = find_duplicates(reader, least=min_score, limit=listing.asked)
    listing.emit(rows, DUPLICATES, "no likely duplicates")


@speakers.command("merge")
@click.argument("name", type=SPEAKER)
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, type=SPEAKER)
@deciding_options
def merge(decide: Decide, /, name: str, others: tuple[str, ...]) -> None:
    """Merge OTHER into the speaker NAME.

    No quote is rewritten, and later imports follow the merge.

    \b
    Example:
      factdb speakers merge "Antony Blinken" "A. Blinken" --reason "same office"
    """
    from factdb.decide.speakers import merge_speakers

    decide.each(others, lambda tx, other, by: merge_speakers(tx, name, other, by))


@speakers.command("split")
@click.argument("numbers", metavar="N...", nargs=-1, required=True, type=int)
@deciding_options
def split(decide: Decide, /, numbers: tuple[int, ...]) -> None:
    """Undo a merge of speakers.

    N is the number of the speaker that was merged into another.

    \b
    Example:
      factdb speakers split 17
    """
    from factdb.decide.speakers import split_speaker

    decide.each(numbers, split_speaker)


@speakers.command("not-same")
@click.argument("name", type=SPEAKER)
@click.argument("other", type=SPEAKER)
@deciding_options
def not_same(decide: Decide, /, name: str, other: str) -> None:
    """Record that two speakers are different.

    They are not proposed as duplicates again.

    \b
    Example:
      factdb speakers not-same "William Burns" "Nicholas Burns"
    """
    from factdb.decide.speakers import keep_apart

    decide(lambda tx, by: keep_apart(tx, name, other, by))


@speakers.command("repair")
@deciding_options
def repair(decide: Decide, /) -> None:
    """Reassign quotes stored under the wrong speaker.

    `factdb verify` lists them.

    Earlier releases could mistake a person for a known speaker with the same title. Each such name is removed from that
    speaker, and the quotes under it go to the person it names, who is added if necessary. A quote whose speaker the
    article leaves unclear gets none, and confirmed quotes stay. Each step is a decision that `factdb decisions undo`
    can undo.

    \b
    Example:
      factdb speakers repair --by desk
    """
    from factdb.decide.repair import give_back
    from factdb.queries.misnamed import find_misnamed

    with read_connection(decide.database) as reader:
        found = list(find_misnamed(reader))
    if not found:
        click.echo("no quotes are stored under the wrong speaker: nothing changed")
    decide.each(found, give_back)
