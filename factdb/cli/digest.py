"""`factdb digest`: what came in, for a newsroom's morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from factdb.cli.known import SPEAKER
from factdb.cli.listing import limit_option
from factdb.cli.options import Day
from factdb.cli.pager import paged
from factdb.cli.topics import asked_topic, topic_options
from factdb.database.connect import read_connection
from factdb.export.digest import WRITERS, Part
from factdb.export.entries import Entry
from factdb.export.shown import data, json_text
from factdb.queries.digest import Wanted
from factdb.queries.digest import digest as find_news
from factdb.queries.reader import Row
from factdb.queries.speakers import find_speaker
from factdb.queries.versions import CHANGES


class _Past(Day):
    """A day, month or year, or one of two days in words."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day in ISO 8601; "today" and "yesterday" are days of UTC."""
        ago = {"today": 0, "yesterday": 1}.get(str(value))
        return super().convert(value, param, ctx) if ago is None else str(datetime.now(UTC).date() - timedelta(ago))


@click.command()
@click.option("--since", type=_Past(), default="yesterday", show_default=True, help="The first day, or `today`.")
@click.option("--until", type=_Past(last=True), help="The last day (default: no end).")
@click.option("--speaker", type=SPEAKER, help="Only what this speaker said.")
@topic_options
@limit_option(10)
@click.option(
    "--format", type=click.Choice([*WRITERS, "json"]), default="text", show_default=True, help="Output format."
)
@click.pass_obj
def digest(
    database: str,
    /,
    since: str,
    until: str | None,
    speaker: str | None,
    topic: str | None,
    topics: str | None,
    limit: int,
    format: str,
) -> None:
    """Print what has come in since yesterday.

    It lists new claims worth checking, by topic and speaker, best first; repeats of claims that have been rated, with
    the rating; quotes that another outlet prints in other words; and sources that changed after publication. --limit
    applies to each part.

    It covers imports that ended on these days, which are whole days in UTC: --since yesterday --until yesterday, run
    once a day at any hour, prints everything exactly once. If nothing came in, nothing is printed.

    \b
    Example:
      factdb digest
      factdb digest --since 2026-11-01 --speaker Reed --format markdown
      factdb digest --until yesterday --format html | mail -E -a "Content-Type: text/html" desk@example.org
    """
    topic_of = asked_topic(topic, topics)
    with read_connection(database) as reader:
        speaker_id = None if speaker is None else find_speaker(reader, speaker)["id"]
        found = find_news(reader, Wanted(since, until, speaker_id, topic_of, limit))
    if not any(found.values()):
        return
    shown = {name: rows[: limit or None] for name, rows in found.items()}
    with paged():
        if format == "json":
            click.echo(json_text({"since": since, "until": until, **shown}, default=str, indent=2))
            return
        WRITERS[format](_title(since, until), _parts(found, shown), data())


def _title(since: str, until: str | None) -> str:
    days = f"on {since}" if since == until else f"since {since}" if until is None else f"from {since} to {until}"
    return f"What came in {days} (UTC)"


def _parts(found: dict[str, list[Row]], shown: dict[str, list[Row]]) -> Iterator[Part]:
    for name, (title, entry, command) in _PARTS.items():
        more = f"only the first {len(shown[name])}; `{command}` lists more" if found[name] != shown[name] else None
        rows = shown[name]
        if rows:
            yield Part(title, [(entry(row), row["url"]) for row in _by_speaker(rows)], more)


def _by_speaker(rows: list[Row]) -> list[Row]:
    """Put together what each speaker said, those first whose best comes first."""
    order: dict[object, int] = {}
    for row in rows:
        order.setdefault((row["topic"], row.get("speaker")), len(order))
    return sorted(rows, key=lambda row: order[row["topic"], row.get("speaker")])


def _where(row: Row) -> str:
    return ", ".join(str(fact) for fact in (row["publisher"] or row["title"], row["published_on"]) if fact)


def _said(row: Row) -> tuple[object, ...]:
    who = row["speaker"] or ("speaker unclear" if row["quote_id"] else "narration")
    return row["topic"], who, row["said_on"], _where(row)


def _claim(row: Row) -> Entry:
    return Entry(f"claim {row['id']}", (*_said(row), row["kind"], f"score {row['score']:.2f}"), row["text"])


def _repeat(row: Row) -> Entry:
    same = "the same as" if row["id"] is None else f"likely (likeness {row['likeness']:.2f})"
    warning = f"warning: {row['differs']} differ" if row["differs"] else None
    verdict = f"{same} claim {row['claim_id']}, rated {row['rating']} by {row['reviewed_by']}"
    number = f"quote {row['quote_id']}" if row["quote_id"] else f"source {row['source_id']}"
    return Entry(number, (verdict, warning, *_said(row)), f"{row['text']}\n= {row['claim']}")


def _altered(row: Row) -> Entry:
    what = f"{row['altered']} altered" if row["altered"] else "other words"
    there = ", ".join(str(fact) for fact in (row["other_publisher"], row["other_published_on"]) if fact)
    facts = (*_said(row), f"{what} in quote {row['other_id']}", there)
    return Entry(f"quote {row['id']}", facts, f"{row['text']}\n{row['marked']}")


def _changed(row: Row) -> Entry:
    counts = [f"{row[change]} {change}" for change in CHANGES if row[change]]
    altered = f"{row['altered']} altered" if row["altered"] else None
    facts = (row["topic"], row["publisher"], f"version {row['version']}", ", ".join(counts) or "other words", altered)
    return Entry(f"source {row['id']}", facts, row["title"])


_PARTS: dict[str, tuple[str, Callable[[Row], Entry], str]] = {
    "claims": ("New claims worth checking", _claim, "factdb claims --candidates"),
    "repeats": ("Repeats of reviewed claims", _repeat, "factdb claims --matches"),
    "altered": ("Printed in other words", _altered, "factdb quotes --altered"),
    "changed": ("Changed after publication", _changed, "factdb sources changed"),
}
