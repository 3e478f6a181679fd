"""How quotes look: in lists, as variants of each other, and alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from factdb.cli.listing import Shape
from factdb.cli.options import show
from factdb.export.entries import Entry
from factdb.queries.reader import Row
from factdb.queries.rows import AnchorRow, QuoteRow, TravelRow

COLUMNS = ("id", "said_on", "speaker", "kind", "quote")
# The columns of CSV and TSV: the keys of the JSON formats, in their order.
ALL_COLUMNS = (
    "id", "text", "kind", "speaker", "speaker_mention", "speaker_title", "speaker_role",
    "reported_by", "addressee", "venue", "said_on",
    "said_until", "said_as", "publisher", "agency", "title", "published_on", "url", "start_char", "end_char", "status",
    "confidence", "origin", "confirmed_by", "factuality",
)  # fmt: skip
# In how many outlets and sources an utterance was printed.
COUNTS = ("outlets", "sources")
VARIANT_COLUMNS = ("id", "dated_on", "relation", "words")
ALL_VARIANT_COLUMNS = (
    "id", "relation", "altered", "similarity", "dated_on", "published_on", "publisher", "agency", "title", "url",
    "source_id", "speaker", "kind", "text", "marked", "status",
)  # fmt: skip


def several(count: int, what: str) -> str:
    """Write a count with its noun: 1 outlet, 2 outlets."""
    return f"{count} {what}" + ("" if count == 1 else "s")


def _printed(quote: Row) -> str:
    where = quote["publisher"] or quote["agency"] or quote["title"]
    after = f", after {quote['derived_from']}" if quote["derived_from"] else ""
    return ", ".join(str(x) for x in (where, quote["published_on"]) if x) + after


def _counted(quote: Row) -> str:
    if "outlets" not in quote:
        return ""
    return f"; in {several(quote['outlets'], 'outlet')}, {several(quote['sources'], 'source')}"


def _table_row(quote: Row) -> Row:
    role = f"\f{quote['speaker_role']}" if quote["speaker_role"] else ""
    printed = f"{quote['text']}\f— {_printed(quote)}{_counted(quote)}"
    return {**quote, "speaker": (quote["speaker"] or "") + role, "quote": printed}


def _entry(quote: Row) -> Entry:
    who = ", ".join(filter(None, (quote["speaker"] or "speaker unclear", quote["speaker_role"])))
    kind = quote["kind"] if quote["factuality"] == "actual" else f"{quote['kind']}, {quote['factuality']}"
    return Entry(quote["id"], (who, quote["said_on"], kind, _printed(quote) + _counted(quote)), quote["text"])


QUOTES = Shape(ALL_COLUMNS, COLUMNS, _table_row, entry=_entry)
TRAVELLED = replace(QUOTES, columns=(*ALL_COLUMNS, *COUNTS))


def _related(row: Row) -> str:
    return f"{row['relation']}, {row['altered']} altered" if row["altered"] else str(row["relation"])


def _variant_row(row: Row) -> Row:
    words = f"{row['marked']}\f— {row['speaker'] or 'nobody named'}: {_printed(row)}"
    return {**row, "relation": _related(row), "words": words}


def _variant_entry(row: Row) -> Entry:
    who = row["speaker"] or "speaker unclear"
    return Entry(row["id"], (_related(row), who, row["dated_on"], _printed(row)), row["marked"])


VARIANTS = Shape(ALL_VARIANT_COLUMNS, VARIANT_COLUMNS, _variant_row, entry=_variant_entry)


def marked(text: str, spans: list[tuple[int, int]], from_start: bool) -> str:
    """Return the text with its content spans in [[ ]], cut to whole words."""
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


def _standing(anchors: Sequence[AnchorRow]) -> str | None:
    if not anchors or anchors[0]["number"] == anchors[0]["newest"]:
        return None
    return f"version {anchors[0]['number']} of {anchors[0]['newest']}, not in the newest: `factdb sources versions`"


def _elsewhere(counts: Row | None, quote_id: int) -> str | None:
    if counts is None or counts["sources"] < 2:
        return None
    outlets = several(counts["outlets"], "outlet")
    return f"in {several(counts['sources'], 'source')} of {outlets}: `factdb quotes variants {quote_id}`"


def print_quote(
    quote: QuoteRow, anchors: Sequence[AnchorRow], around: str, counts: TravelRow | None, place: str | None
) -> None:
    """Print one quote: what is known of it, its words in the text, and its spans."""
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
            ("speaker", quote["speaker"] or "(unclear)"),
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
            ("place", place),
            ("publisher", quote["publisher"] or quote["agency"]),
            ("derived from", quote["derived_from"]),
            ("published on", quote["published_on"]),
            ("url", quote["url"]),
            ("status", quote["status"] + (f" by {quote['confirmed_by']}" if quote["confirmed_by"] else "")),
            ("origin", f"{quote['origin']}{how}"),
            ("last in", _standing(anchors)),
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
