"""Rows of quotes: what was said, where it is in the text (anchors), and who said it (attributions)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from factdb.article import Article
from factdb.database.load import insert_each, insert_numbered
from factdb.database.models import Anchor, Assertion, Attribution, Quote, Source
from factdb.extract import Quotation
from factdb.extract.quotation import Place, mentions_of
from factdb.store.decisions import TABLES, By, Values, columns_of, part_of, record_decision, set_columns
from factdb.store.keys import new_uid, sha256
from factdb.store.variants import WORDS, link_quotes, unlink_quotes

# The columns of a quote that a correction can change.
QUOTE_COLUMNS = (
    "kind", "text", "text_sha256", "cue", "venue", "said_on", "said_until", "said_as", "said_basis", "dated_on",
    "status", "confirmed_by", "factuality", "confidence", "origin",
)  # fmt: skip


# --- From a quotation to rows


def kind_of(in_marks: Iterable[bool]) -> str:
    """Return the kind of a quote: direct if all spans are in quotation marks, mixed if some are, else indirect."""
    marks = set(in_marks)
    return "mixed" if len(marks) == 2 else "direct" if True in marks else "indirect"


def columns_read(quotation: Quotation, article: Article, engine: str) -> Values:
    """Return the columns of a quote as `engine` finds it in `article`."""
    said = quotation.said
    return {
        "kind": quotation.kind,
        "text": quotation.text,
        "text_sha256": sha256(quotation.text),
        "cue": article.text[quotation.cue.start : quotation.cue.end] if quotation.cue else None,
        "venue": quotation.venue,
        "said_on": said.said_on if said else None,
        "said_until": said.said_until if said else None,
        "said_as": said.said_as if said else None,
        "said_basis": said.basis if said else None,
        "dated_on": said.said_on if said else article.published_on,
        "factuality": quotation.factuality,
        "confidence": quotation.confidence,
        "origin": engine,
    }


def anchors_at(version_id: int, text: str, places: Iterable[Place]) -> list[Values]:
    """Return anchors for `places` in a version with this text."""
    return [
        {
            "source_version_id": version_id,
            "part": part,
            "seq": seq,
            "start_char": start,
            "end_char": end,
            "in_marks": in_marks,
            "exact": text[start:end],
        }
        for part, seq, start, end, in_marks in places
    ]


def attributions_read(
    quotation: Quotation, speakers: Mapping[tuple[str, str], int], dated_on: date | None
) -> list[Values]:
    """Return who said, relayed and was addressed by a quotation; `speakers` comes from `resolve_speakers`."""
    return [
        {
            "part": part,
            "seq": seq,
            "speaker_id": speakers.get((mention.kind, mention.name or mention.text)),
            "rank": "normal",
            "as_printed": mention.text,
            "title_as_printed": mention.title,
            "basis": mention.basis,
            "dated_on": dated_on,
        }
        for part, seq, mention in mentions_of(quotation)
    ]


# --- Rows


def insert_quotes(tx: Connection, rows: Sequence[Values]) -> list[int]:
    """Insert quotes, all with the same columns, and link their words with other quotes'.

    `uid` and `text_sha256` are filled in.

    Returns:
        Their ids in order.
    """
    if not rows:
        return []
    values = [{**row, "uid": new_uid(), "text_sha256": sha256(row["text"])} for row in rows]
    ids = insert_numbered(tx, TABLES["quotes"], values)
    link_quotes(tx, ids)
    return ids


def insert_anchors(tx: Connection, anchors: Mapping[int, Sequence[Values]], run_id: int) -> None:
    """Insert the anchors of quotes (id -> rows)."""
    rows = [{**row, "quote_id": quote, "import_run_id": run_id} for quote, some in anchors.items() for row in some]
    insert_each(tx, TABLES["anchors"], rows)


def insert_attributions(tx: Connection, attributions: Mapping[int, Sequence[Values]], run_id: int) -> None:
    """Insert the attributions of quotes (id -> rows)."""
    rows = [
        {"title_as_printed": None, **row, "quote_id": quote, "import_run_id": run_id}
        for quote, some in attributions.items()
        for row in some
    ]
    insert_each(tx, TABLES["attributions"], rows)


def delete_quote(tx: Connection, quote_id: int) -> None:
    """Delete a quote with its anchors and attributions."""
    unlink_quotes(tx, [quote_id])
    tx.execute(delete(Quote).where(Quote.id == quote_id))


# --- Decisions


def quote_state(tx: Connection, quote_id: int) -> Values:
    """Return a quote with its anchors and attributions: what an undo needs to restore it."""
    return {
        "columns": columns_of(tx, "quotes", quote_id, QUOTE_COLUMNS),
        "anchors": part_of(tx, "anchors", quote_id),
        "attributions": part_of(tx, "attributions", quote_id),
    }


def change_quote(
    tx: Connection,
    by: By,
    quote_id: int,
    columns: Values,
    *,
    action: str = "correct",
    anchors: list[Values] | None = None,
    version_id: int | None = None,
    attributions: list[Values] | None = None,
) -> None:
    """Change a quote, and record a decision with the whole quote as it was.

    Rows that a person's decision adds belong to the import run of the quote.

    Args:
        tx: The transaction.
        by: Who decides.
        quote_id: The quote.
        columns: Columns to set.
        action: The kind of decision.
        anchors: If given, they replace the quote's anchors.
        version_id: Replace only the anchors in this version.
        attributions: If given, they replace the attributions, which are kept as deprecated.
    """
    before = quote_state(tx, quote_id)
    run_id = by.run_id
    if run_id is None:
        run_id = tx.execute(select(Quote.import_run_id).where(Quote.id == quote_id)).scalar_one()
    if columns:
        set_columns(tx, "quotes", quote_id, columns)
        if not WORDS.isdisjoint(columns):
            link_quotes(tx, [quote_id])
    if anchors is not None:
        former = delete(Anchor).where(Anchor.quote_id == quote_id)
        tx.execute(former if version_id is None else former.where(Anchor.source_version_id == version_id))
        insert_anchors(tx, {quote_id: anchors}, run_id)
    if "dated_on" in columns:
        copy_day(tx, quote_id)
    if attributions is not None:
        tx.execute(delete(Attribution).where(Attribution.quote_id == quote_id, Attribution.rank == "deprecated"))
        tx.execute(update(Attribution).where(Attribution.quote_id == quote_id).values(rank="deprecated"))
        insert_attributions(tx, {quote_id: attributions}, run_id)
    after = {"columns": columns, "anchors": anchors, "attributions": attributions}
    record_decision(tx, by, action, "quotes", quote_id, before, after)


def copy_day(tx: Connection, quote_id: int) -> None:
    """Copy a quote's day to its attributions and assertions, whose indexes contain it."""
    day = select(Quote.dated_on).where(Quote.id == quote_id).scalar_subquery()
    tx.execute(update(Attribution).where(Attribution.quote_id == quote_id).values(dated_on=day))
    date_assertions(tx, Assertion.quote_id == quote_id)


def date_assertions(tx: Connection, which: ColumnElement[bool]) -> None:
    """Date assertions by their quotes, or else by the publication of their sources."""
    said = select(Quote.dated_on).where(Quote.id == Assertion.quote_id).scalar_subquery()
    printed = select(Source.published_on).where(Source.id == Assertion.source_id).scalar_subquery()
    tx.execute(update(Assertion).where(which).values(dated_on=func.coalesce(said, printed)))
