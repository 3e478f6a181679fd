"""Which rows of which reporting view an export takes: every view is a noun, and the filters are those of the lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from factdb.database.views import view_columns, view_names
from factdb.errors import FactdbError
from factdb.queries.reader import Reader
from factdb.queries.sources import source_by_reference
from factdb.queries.speakers import find_speaker
from factdb.queries.where import Where
from factdb.queries.words import match_words, matches

# Order of the rows of views whose first column alone is not a key, the same on both databases.
_ORDER = {
    "anchors": "quote_id, source_version_id, part, seq",
    "assertions": "assertion_id, speaker_id NULLS FIRST",
    "changes": "source_id, version, change, quote_id",
    "columns": "view_name COLLATE BINARY, position",
    "counts": "counted_by, name COLLATE BINARY, speaker_id NULLS FIRST",
    "daily": "dated_on NULLS FIRST, publisher COLLATE BINARY, speaker_id NULLS FIRST",
    "quotes": "quote_id, speaker_seq",
    "variant_pairs": "quote_id, later_quote_id, kind, altered, similarity",
    "variants": "quote_id, run",
}


def nouns() -> list[str]:
    """Return what can be exported: the reporting views without their prefix, quotes first."""
    names = [name.removeprefix("report_") for name in view_names()]
    return sorted(names, key=lambda name: (name != "quotes", name))


def view_of(noun: str) -> str:
    """Return the reporting view behind `noun`."""
    return f"report_{noun}"


def order_of(noun: str) -> str:
    """Return the columns by which the rows of `noun` are ordered, so that two exports can be compared."""
    return _ORDER.get(noun) or view_columns(view_of(noun))[0].name


def _first_of(order: str) -> str:
    return re.split(r"\W", order)[0]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an export was asked for; as `QuoteFilter`, for every noun whose view has the column in question."""

    speaker: str | None = None
    about: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    status: str | None = None
    search: str | None = None
    source: str | None = None
    min_confidence: float | None = None
    factuality: str | None = None
    """"all" for what was not said as well, else what was said, where the view distinguishes the two."""
    after: int | None = None
    """Only rows beyond this number, by which they are ordered: the rest of an export that was cut off."""


# The columns that a view must have for a filter to narrow it; a day is any of its days.
_NEEDED = {
    "about": {"quote_id", "source_id"},
    "publisher": {"publisher"},
    "since": {"day"},
    "until": {"day"},
    "kind": {"kind"},
    "status": {"status"},
    "search": {"quote_id"},
    "source": {"source_id"},
    "min_confidence": {"confidence"},
    "factuality": {"factuality"},
}


def condition(reader: Reader, noun: str, wanted: Selection) -> Where:
    """Return the WHERE of `wanted` on the view of `noun`.

    Raises FactdbError for a filter that the view has no column for; NotFoundError or AmbiguousError for `speaker`.
    """
    columns = {c.name for c in view_columns(view_of(noun))}
    day = next((name for name in ("dated_on", "published_on") if name in columns), None)
    if wanted.factuality is None and "factuality" in columns:
        wanted = replace(wanted, factuality="actual")
    elif wanted.factuality == "all":
        wanted = replace(wanted, factuality=None)
    _refuse(noun, wanted, columns | ({"day"} if day else set()))
    where = Where()
    if wanted.speaker is not None:
        speaker = find_speaker(reader, wanted.speaker)["id"]
        where.add(_said_by(columns), speaker=speaker)
    found = "quote_id IN (SELECT q.id FROM quotes q WHERE {})"
    if wanted.about is not None:
        about = found.format(matches(reader.dialect, "about"))
        where.about(f"{about} OR source_id", wanted.about, reader.dialect)
    where.published_by(wanted.publisher, "publisher" + (" || ' ' || agency" if "agency" in columns else ""))
    where.between(str(day), wanted.since, wanted.until)
    where.given("kind = :kind", kind=wanted.kind)
    where.given("status = :status", status=wanted.status)
    if wanted.search is not None:
        search = match_words(wanted.search, reader.dialect)
        where.add(found.format(matches(reader.dialect, "search")), search=search)
    if wanted.source is not None:
        where.add("source_id = :source", source=source_by_reference(reader, wanted.source)["id"])
    where.as_sure_as(wanted.min_confidence)
    where.given("factuality = :factuality", factuality=wanted.factuality)
    where.given(f"{_first_of(order_of(noun))} > :after", after=wanted.after)
    return where


def _refuse(noun: str, wanted: Selection, columns: set[str]) -> None:
    """Raise FactdbError for a filter that the view of `noun` has no column for."""
    key = next(c for c in view_columns(view_of(noun)) if c.name == _first_of(order_of(noun)))
    if wanted.after is not None and key.type != "integer":
        raise FactdbError(f"{noun} have no number to continue after: leave out --after")
    needed = _NEEDED | {"speaker": {_column_of_speaker(columns)}, "after": set()}
    for option in fields(wanted):
        if getattr(wanted, option.name) is not None and not needed[option.name] <= columns:
            name = f"--{option.name.replace('_', '-')}"
            raise FactdbError(f"{noun} cannot be filtered by {name}: leave it out, or export quotes")


def _said_by(columns: set[str]) -> str:
    column = _column_of_speaker(columns)
    if column != "claim_id":
        return f"{column} = :speaker"
    return "claim_id IN (SELECT claim_id FROM report_assertions WHERE speaker_id = :speaker)"


def _column_of_speaker(columns: set[str]) -> str:
    """Return the column by which a view is narrowed to a speaker: its own, or the claim that one asserts or denies."""
    if "speaker_id" not in columns and "claim_id" in columns:
        return "claim_id"
    return "canonical_id" if "canonical_id" in columns else "speaker_id"
