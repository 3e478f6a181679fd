"""What people decide about sources: headline, publisher, day, address and language put right, or the source deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from factdb.article.language import spelled
from factdb.database.models import Publisher, Quote, Source
from factdb.database.write import Within
from factdb.decide.rows import locked
from factdb.errors import FactdbError
from factdb.extract.dates import read_date
from factdb.queries.sources import decided_by_people, in_the_way, source_by_reference
from factdb.store.decisions import By, Values, change_row, record_decision
from factdb.store.publishers import publisher_ids
from factdb.store.quotes import copy_day
from factdb.store.sources import date_narration, delete_source_rows


@dataclass(frozen=True, slots=True)
class Edition:
    """What a source should say instead; None leaves it as it is, an empty publisher or URL removes it."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str | None = None


def edit_source(tx: Connection, reference: str, wanted: Edition, by: By, *, recount: bool = False) -> str:
    """Change what is stored of a source, and the day and language of those of its quotes that have them from it.

    Args:
        tx: The transaction.
        reference: A reference to it, see `source_by_reference`.
        wanted: What it should say.
        by: Who decides.
        recount: Count the days of quotes ("Friday") from the new day of publication; else only their number is
        reported.

    Raises:
        FactdbError: Nothing is given, a title without letters, an address that is none or another source's, a language
            that is none.
        NotFoundError: There is no such source.
    """
    row = locked(tx, "sources", str(source_by_reference(Within(tx), reference)["id"]))
    columns = _edited(tx, row, wanted)
    if not columns and not recount:
        raise FactdbError("nothing to edit: give a title, publisher, day of publication, URL or language")
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    name = f"source {row.id}"
    if not changed and not recount:
        return f"{name} says so already: nothing changed"
    if changed:
        change_row(tx, by, "correct", "sources", row.id, changed)
        follow(tx, row.id, {column: getattr(row, column) for column in changed}, changed, by)
    counted = _count_again(tx, row.id, changed.get("published_on", row.published_on), by, recount=recount)
    if recount:
        return f"{name} changed; the days of {_quotes(counted)} counted again"
    offered = f"; the days of {_quotes(counted)} are counted from the former day: --recount counts them again"
    return f"{name} changed" + (offered if counted and "published_on" in changed else "")


def _quotes(count: int) -> str:
    return f"{count} quote" + ("" if count == 1 else "s")


def _edited(tx: Connection, row: Any, wanted: Edition) -> Values:
    columns: Values = {}
    if wanted.title is not None:
        columns["title"] = " ".join(wanted.title.split())
        if not columns["title"]:
            raise FactdbError("a source needs a headline: give one")
    if wanted.publisher is not None:
        name = " ".join(wanted.publisher.split())
        columns["publisher_id"] = publisher_ids(tx, [name], row.import_run_id)[name] if name else None
    if wanted.published_on is not None:
        columns["published_on"] = wanted.published_on
    if wanted.url is not None:
        columns["url"] = _address(tx, row.id, wanted.url.strip())
    if wanted.language is not None:
        columns["language"] = spelled(wanted.language)
        if columns["language"] is None:
            raise FactdbError(f"{wanted.language!r} is not a language: write its tag, en or pt-BR")
    return columns


def _address(tx: Connection, source_id: int, url: str) -> str | None:
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise FactdbError(f"{url!r} is not an address: it begins with http:// or https://")
    other = tx.execute(select(Source.id).where(Source.url == url, Source.id != source_id)).scalar()
    if other is not None:
        raise FactdbError(f"source {other} already has the URL {url}")
    return url


def follow(tx: Connection, source_id: int, former: Values, now: Values, by: By) -> None:
    """Let quotes go with their source: the day of those that are dated by its day of publication, and the language.

    Args:
        tx: The transaction.
        source_id: The source.
        former: The columns of the source that were changed, as they were.
        now: The same columns as they are.
        by: Who decided. Each quote that changes gets a decision of its own.
    """
    if not {"published_on", "language"} & now.keys():
        return
    rows = tx.execute(
        select(Quote.id, Quote.said_on, Quote.dated_on, Quote.language)
        .where(Quote.source_id == source_id)
        .order_by(Quote.id)
    ).all()
    for row in rows:
        columns: Values = {}
        if "published_on" in now and row.said_on is None and row.dated_on == former["published_on"]:
            columns["dated_on"] = now["published_on"]
        if "language" in now and row.language == former["language"]:
            columns["language"] = now["language"]
        columns = {name: value for name, value in columns.items() if getattr(row, name) != value}
        if columns:
            change_row(tx, by.because(f"as source {source_id}"), "correct", "quotes", row.id, columns)
            if "dated_on" in columns:
                copy_day(tx, row.id)
    if "published_on" in now:
        date_narration(tx, source_id)


def _count_again(tx: Connection, source_id: int, published_on: date | None, by: By, *, recount: bool) -> int:
    """Count the days of quotes from the day of publication again; returns how many come out otherwise."""
    counted = 0
    of_source = (Quote.source_id == source_id, Quote.said_basis == "relative", Quote.said_as.is_not(None))
    for row in tx.execute(select(Quote.id, Quote.said_as, Quote.said_on, Quote.said_until).where(*of_source)).all():
        read = read_date(row.said_as, published_on)
        if read is None or (read.said_on, read.said_until) == (row.said_on, row.said_until):
            continue
        counted += 1
        if recount:
            columns: Values = {"said_on": read.said_on, "said_until": read.said_until, "dated_on": read.said_on}
            change_row(tx, by.because(f"counted from {published_on}"), "correct", "quotes", row.id, columns)
            copy_day(tx, row.id)
    return counted


def delete_source(tx: Connection, reference: str, by: By, *, force: bool = False) -> str:
    """Delete a source with its texts and quotes; the decision keeps all of it, so that undoing it brings it back.

    Args:
        tx: The transaction.
        reference: A reference to it, see `source_by_reference`.
        by: Who decides.
        force: Delete it although people decided on its quotes or on claims that they assert.

    Raises:
        FactdbError: People's work hangs on it, a review rests on it, or another source derives from it.
        NotFoundError: There is no such source.
    """
    row = locked(tx, "sources", str(source_by_reference(Within(tx), reference)["id"]))
    reader = Within(tx)
    if hangs := in_the_way(reader, row.id):
        raise FactdbError(f"source {row.id} cannot be deleted: {hangs}")
    if not force and (work := decided_by_people(reader, row.id)):
        raise FactdbError(f"source {row.id} is not deleted: {work}; --force deletes it all the same")
    publisher = tx.execute(select(Publisher.name).where(Publisher.id == row.publisher_id)).scalar()
    stood = delete_source_rows(tx, row.id)
    record_decision(tx, by, "delete", "sources", row.id, {"columns": dict(row._mapping), **stood}, None)
    by_whom = f" ({publisher})" if publisher else ""
    return f"source {row.id}{by_whom} deleted with {_quotes(len(stood['quotes']))}: {row.title}"
