"""`factdb quotes`: list quotes, show one in the context of its source, decide on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from factdb.cli.deciding import decide, deciding_options
from factdb.cli.nouns import Noun
from factdb.cli.options import (
    between_options,
    emit,
    factuality_option,
    format_option,
    language_option,
    limit_option,
    show,
)
from factdb.database.connect import read_connection
from factdb.errors import NotFoundError
from factdb.export.shown import json_text
from factdb.queries import (
    QuoteFilter,
    Row,
    find_quotes,
    quote_anchors,
    quote_by_reference,
    quote_variants,
    text_around,
    travels,
)
from factdb.terms import FACTUALITIES, KINDS, STATUSES

COLUMNS = ("id", "said_on", "speaker", "kind", "quote")
# What --format csv, tsv and markdown carry as well: the keys of the JSON forms, in their order.
ALL_COLUMNS = (
    "id", "text", "kind", "speaker", "speaker_mention", "speaker_title", "speaker_role",
    "reported_by", "addressee", "venue", "said_on",
    "said_until", "said_as", "publisher", "agency", "title", "published_on", "url", "start_char", "end_char", "status",
    "confidence", "origin", "confirmed_by", "factuality",
)  # fmt: skip


# How far one utterance went, counted both ways.
COUNTS = ("outlets", "sources")


def emit_quotes(rows: Iterable[Row], format: str, nothing: str, limit: int, extra: tuple[str, ...] = ()) -> None:
    """Print quotes: for people with where they were printed under the words, for programs with every key; with the
    columns `extra` as well."""
    if format in ("table", "markdown"):
        told = ({**q, "speaker": _with_role(q), "quote": f"{q['text']}\f— {_printed(q)}{_counted(q)}"} for q in rows)
        emit(told, COLUMNS, format, nothing, limit)
    else:
        emit(rows, (*ALL_COLUMNS, *extra), format, nothing, limit)


def _with_role(quote: Row) -> str:
    return (quote["speaker"] or "") + (f"\f{quote['speaker_role']}" if quote["speaker_role"] else "")


def _counted(quote: Row) -> str:
    if "outlets" not in quote:
        return ""
    return f"; in {_several(quote['outlets'], 'outlet')}, {_several(quote['sources'], 'source')}"


def _printed(quote: Row) -> str:
    where = quote["publisher"] or quote["agency"] or quote["title"]
    after = f", after {quote['derived_from']}" if quote["derived_from"] else ""
    return ", ".join(str(x) for x in (where, quote["published_on"]) if x) + after


@click.group(cls=Noun)
def quotes() -> None:
    """List quotes; show one in the context of its source.

    `factdb quotes` alone lists; what is listed can be narrowed by the options of `factdb quotes list`.

    \b
    Example:
      factdb quotes --speaker Blinken --since 2023-06 --kind direct
      factdb quotes show 3
    """


@quotes.command("list")
@click.option("--speaker", metavar="NAME", help="Speaker: a name or part of one, an alias, a number.")
@click.option("--role", metavar="WORDS", help="Said by someone who then held a role with these words.")
@click.option("--about", metavar="WORDS", help="These words are in the quote or its source's headline.")
@click.option("--publisher", metavar="NAME", help="Publisher or agency: any part of its name.")
@language_option("Only in this language, of any region unless one is named.")
@between_options
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--status", type=click.Choice(STATUSES), help="Only this status.")
@factuality_option
@click.option("--search", metavar="WORDS", help='With all these words; "in double quotes" side by side.')
@click.option("--source", type=int, metavar="NUMBER", help="Only from this source.")
@click.option(
    "--in-outlets",
    type=click.IntRange(2),
    metavar="N",
    help="Only quotes printed by at least N outlets (first printing of each).",
)
@click.option("--altered", is_flag=True, help="Only quotes whose words, negation or numbers differ between sources.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Only confirmed quotes and those with at least this confidence.",
)
@click.option("--after", type=int, metavar="ID", help="Start after quote ID (the last one on the previous page).")
@limit_option()
@format_option
@click.pass_obj
def list_(database: str, /, format: str, limit: int, **wanted: Any) -> None:
    """List quotes, newest first.

    \b
    Example:
      factdb quotes --speaker Blinken
      factdb quotes --about Taiwan --since 2023 --format csv
    """
    with read_connection(database) as reader:
        rows: Iterable[Row] = find_quotes(reader, QuoteFilter(**wanted, limit=limit))
        if wanted["in_outlets"] is None:
            emit_quotes(rows, format, "no quotes fit", limit)
            return
        rows = list(rows)
        counts = travels(reader, [q["id"] for q in rows])
        rows = [{**q, **{c: counts[q["id"]][c] for c in COUNTS}} for q in rows]
        emit_quotes(rows, format, f"nothing is known to stand in {wanted['in_outlets']} outlets", limit, COUNTS)


VARIANT_COLUMNS = ("id", "dated_on", "relation", "words")
ALL_VARIANT_COLUMNS = (
    "id", "relation", "altered", "similarity", "dated_on", "published_on", "publisher", "agency", "title", "url",
    "source_id", "speaker", "kind", "text", "marked", "status",
)  # fmt: skip


@quotes.command("variants")
@click.argument("reference", metavar="ID")
@limit_option()
@format_option
@click.pass_obj
def variants(database: str, /, reference: str, format: str, limit: int) -> None:
    """Show where the same words were printed, by date.

    Differences to quote ID are marked {+added+} and [-left out-].

    \b
    Example:
      factdb quotes variants 7
    """
    with read_connection(database) as reader:
        quote = quote_by_reference(reader, reference)
        rows = quote_variants(reader, quote, limit=limit)
        counts = travels(reader, [quote["id"]]).get(quote["id"])
    if format not in ("table", "markdown"):
        emit(rows, ALL_VARIANT_COLUMNS, format, "", limit)
        return
    if counts is None:
        known = "its words are too few or too common to be known again" if quote["kind"] != "indirect" else "indirect"
        click.echo(f"quote {quote['id']} has no quoted run to compare: {known}", err=True)
        return
    for row in rows:
        who = row["speaker"] or "nobody named"
        row["words"] = f"{row['marked']}\f— {who}: {_printed(row)}"
        if row["altered"]:
            row["relation"] += f", {row['altered']} altered"
    emit(rows, VARIANT_COLUMNS, format, "", limit)
    if len(rows) == 1:
        click.echo(f"nobody else is known to print the words of quote {quote['id']}", err=True)
    elif format == "table":
        click.echo(f"\none utterance in {_several(counts['sources'], 'source')}"
                   f" of {_several(counts['outlets'], 'outlet')}")  # fmt: skip


def _several(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


@quotes.command("link")
@click.pass_obj
def link(database: str, /) -> None:
    """Find variants of quotes that were not compared yet.

    Those are quotes of bulk loads and of databases older than revision 0017.

    Imports of articles do so by themselves. What was done stays done when this is stopped.

    \b
    Example:
      factdb quotes link
    """
    from factdb.cli.progress import progress
    from factdb.database.write import open_writer
    from factdb.store.variants import link_all

    count = 0
    with open_writer(database) as writer, progress() as tell:
        for count, of in link_all(writer):
            tell(f"{count:,} of {of:,} quotes compared")
    click.echo(f"{_several(count, 'quote')} compared with all others" if count else "every quote is compared already")


@quotes.command("show")
@click.argument("reference", metavar="ID")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format.")
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one quote in its text.

    The words around it, who said it, when, and how each was read.

    \b
    Example:
      factdb quotes show 3
    """
    with read_connection(database) as reader:
        quote = quote_by_reference(reader, reference)
        anchors = quote_anchors(reader, quote["id"])
        counts = travels(reader, [quote["id"]]).get(quote["id"])
        newest = [a for a in anchors if a["number"] == anchors[0]["number"]] if anchors else []
        content = [(a["start_char"], a["end_char"]) for a in newest if a["part"] == "content"]
        around = ""
        if content:
            first, text = text_around(
                reader, newest[0]["source_version_id"], min(s for s, _ in content), max(e for _, e in content)
            )
            around = _marked(text, [(s - first, e - first) for s, e in content], first == 0)
    if format == "json":
        click.echo(json_text({**quote, "anchors": anchors}, default=str, indent=2))
        return
    _print(quote, newest, around, counts)


def _marked(text: str, spans: list[tuple[int, int]], from_start: bool) -> str:
    """The text with its content spans in [[ ]], cut to whole words."""
    if not text:
        return ""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    head, tail = text.find(" ") + 1, text.rfind(" ")
    if from_start or not 0 < head < text.find("[["):
        head = 0
    if tail < text.rfind("]]"):
        tail = len(text)
    return ("" if not head else "… ") + text[head:tail].strip() + (" …" if tail < len(text) else "")


def _standing(anchors: list[dict[str, Any]]) -> str | None:
    if not anchors or anchors[0]["number"] == anchors[0]["newest"]:
        return None
    return f"version {anchors[0]['number']} of {anchors[0]['newest']}, not in the newest: `factdb sources versions`"


def _elsewhere(counts: Row | None, quote_id: int) -> str | None:
    if counts is None or counts["sources"] < 2:
        return None
    outlets = _several(counts["outlets"], "outlet")
    return f"in {_several(counts['sources'], 'source')} of {outlets}: `factdb quotes variants {quote_id}`"


def _print(quote: dict[str, Any], anchors: list[dict[str, Any]], around: str, counts: Row | None) -> None:
    words = f"read from “{quote['said_as']}”, " if quote["said_as"] else ""
    read_from = f" ({words}{quote['said_basis']})" if quote["said_basis"] else ""
    days = quote["said_on"]
    if days and quote["said_until"] != days:
        days = f"{days} to {quote['said_until']}"
    mention = quote["speaker_mention"]
    how = f", confidence {quote['confidence']:.2f}" if quote["confidence"] is not None else ""
    show(
        [
            ("quote", f"{quote['id']} ({quote['uid']})"),
            ("speaker", quote["speaker"] or "(not made clear by the text)"),
            ("printed as", ", ".join(x for x in (mention, quote["speaker_title"]) if x)),
            ("role then", quote["speaker_role"]),
            ("reported by", quote["reported_by"]),
            ("addressee", quote["addressee"]),
            ("venue", quote["venue"]),
            ("kind", quote["kind"]),
            ("factuality", quote["factuality"] if quote["factuality"] != "actual" else None),
            ("cue", quote["cue"]),
            ("said on", f"{days}{read_from}" if days else None),
            ("source", f"{quote['title']} (source {quote['source_id']})"),
            ("publisher", quote["publisher"] or quote["agency"]),
            ("derived from", quote["derived_from"]),
            ("published on", quote["published_on"]),
            ("url", quote["url"]),
            ("status", quote["status"] + (f" by {quote['confirmed_by']}" if quote["confirmed_by"] else "")),
            ("origin", f"{quote['origin']}{how}"),
            ("stands in", _standing(anchors)),
            ("elsewhere", _elsewhere(counts, quote["id"])),
        ]
    )
    click.echo()
    click.echo(quote["text"])
    if around:
        click.echo(f"\nin the text:\n{around}")
    if anchors:
        click.echo(f"\nspans in version {anchors[0]['number']} (text sha256 {anchors[0]['text_sha256'][:12]}…):")
        for a in anchors:
            proof = {None: "text not kept", 0: "DOES NOT HOLD", 1: "proved"}[
                a["proved"] if a["proved"] is None else int(a["proved"])
            ]
            marks = ", in quotation marks" if a["in_marks"] else ""
            click.echo(f"  {a['part']:<9} {a['start_char']}-{a['end_char']}  {proof}{marks}")


@quotes.command("confirm")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
@click.pass_obj
def confirm(database: str, /, references: tuple[str, ...], reason: str | None, actor: str | None) -> None:
    """Confirm quotes as they are.

    \b
    Example:
      factdb quotes confirm 3 4 --reason "heard the recording"
    """
    from factdb.decide.status import confirm

    decide(database, actor, reason, *[partial(_settle, confirm, reference) for reference in references])


@quotes.command("reject")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
@click.pass_obj
def reject(database: str, /, references: tuple[str, ...], reason: str | None, actor: str | None) -> None:
    """Reject what is not a quote.

    Rejected quotes stay stored and are left out of lists.

    \b
    Example:
      factdb quotes reject 5 --reason "a film title"
    """
    from factdb.decide.status import reject

    decide(database, actor, reason, *[partial(_settle, reject, reference) for reference in references])


def _settle(does: Any, reference: str, tx: Any, by: Any) -> str:
    return str(does(tx, "quotes", reference, by))


@contextmanager
def _offering_to_create() -> Iterator[None]:
    """Name --create where a speaker is not known."""
    try:
        yield
    except NotFoundError as error:
        if "no speaker is called" not in str(error):
            raise
        raise NotFoundError(f"{error}; with --create a new speaker is added under that name") from error


_create_option = click.option("--create", is_flag=True, help="Add a speaker who is not in the database yet.")


@quotes.command("add", short_help="Add a quote that import missed.")
@click.argument("source", metavar="SOURCE")
@click.argument("words", metavar="WORDS")
@click.option(
    "--speaker", "speakers", metavar="NAME", multiple=True, help="Who said it; several for a joint statement."
)
@_create_option
@click.option("--cue", metavar="TEXT", help='The words that attribute it, as printed: "said".')
@click.option("--said-on", metavar="DAY", help="The day it was said.")
@deciding_options
@click.pass_obj
def add(
    database: str,
    /,
    source: str,
    words: str,
    speakers: tuple[str, ...],
    create: bool,
    cue: str | None,
    said_on: str | None,
    reason: str | None,
    actor: str | None,
) -> None:
    """Add a quote that import missed.

    WORDS are as SOURCE (its number, uid or URL) prints them.

    The words are found in the stored text, marks apart, and proved like any other quote; " ... " stands for words left
    out. Words that occur more than once need more of the words around them. The quote is confirmed by being added.

    \b
    Example:
      factdb quotes add 1 "The ferry will run" --speaker "Mira Okafor" --cue said
    """
    from factdb.cli.decided import days
    from factdb.decide.quotes import add_quote
    from factdb.decide.speakers import with_speakers

    day = days(said_on)[0] if said_on else None

    def work(tx: Any, by: Any) -> str:
        if create:
            with_speakers(tx, speakers, by)
        with _offering_to_create():
            return add_quote(tx, source, words, by, speakers=speakers, cue=cue, said_on=day)

    decide(database, actor, reason, work)


@quotes.command("correct")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--speaker", "speakers", metavar="NAME", multiple=True, help="Who said it; several for a joint statement."
)
@_create_option
@click.option("--said-on", metavar="DAY", help="When it was said: a day, month or year.")
@click.option("--kind", type=click.Choice(KINDS), help="Kind of quote; refused if its spans contradict it.")
@click.option("--venue", metavar="TEXT", help="Where it was said; an empty text clears it.")
@click.option("--factuality", type=click.Choice(FACTUALITIES), help="Whether it was said, denied or only possible.")
@deciding_options
@click.pass_obj
def correct(
    database: str,
    /,
    references: tuple[str, ...],
    speakers: tuple[str, ...],
    create: bool,
    said_on: str | None,
    kind: str | None,
    venue: str | None,
    factuality: str | None,
    reason: str | None,
    actor: str | None,
) -> None:
    """Correct quotes and confirm them.

    The former attribution is kept as deprecated.

    \b
    Example:
      factdb quotes correct 3 --speaker "Mira Okafor" --said-on 2024-03-01
    """
    from factdb.cli.decided import correction
    from factdb.decide.quotes import correct
    from factdb.decide.speakers import with_speakers

    wanted = correction(speakers, said_on, kind, venue, factuality)

    def work(reference: str, tx: Any, by: Any) -> str:
        if create:
            with_speakers(tx, speakers, by)
        with _offering_to_create():
            return correct(tx, reference, wanted, by)

    decide(database, actor, reason, *[partial(work, reference) for reference in references])


@quotes.command("edit")
@click.argument("reference", metavar="ID")
@click.argument("words", metavar="WORDS")
@deciding_options
@click.pass_obj
def edit(database: str, /, reference: str, words: str, reason: str | None, actor: str | None) -> None:
    """Change the text of a quote to WORDS and confirm it.

    The source must contain WORDS; " ... " stands for words left out.

    \b
    Example:
      factdb quotes edit 3 "We owe it to the islands ... and to ourselves"
    """
    from factdb.decide.quotes import edit_quote

    decide(database, actor, reason, lambda tx, by: edit_quote(tx, reference, words, by))


@quotes.command("split")
@click.argument("reference", metavar="ID")
@click.argument("words", metavar="WORDS")
@deciding_options
@click.pass_obj
def split(database: str, /, reference: str, words: str, reason: str | None, actor: str | None) -> None:
    """Split a quote in two where WORDS begin.

    The rest becomes a quote of its own, by the same speakers.

    \b
    Example:
      factdb quotes split 3 "and to ourselves"
    """
    from factdb.decide.quotes import split_quote

    decide(database, actor, reason, lambda tx, by: split_quote(tx, reference, words, by))


@quotes.command("merge")
@click.argument("reference", metavar="ID")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@deciding_options
@click.pass_obj
def merge(database: str, /, reference: str, others: tuple[str, ...], reason: str | None, actor: str | None) -> None:
    """Merge quotes of one source into one.

    The quote takes in the words of the others, which are rejected.

    \b
    Example:
      factdb quotes merge 3 4
    """
    from factdb.decide.quotes import merge_quotes

    decide(database, actor, reason, lambda tx, by: merge_quotes(tx, reference, others, by))
