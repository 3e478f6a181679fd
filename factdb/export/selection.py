"""Which rows of which reporting view an export takes: every view is a noun, and the filters are those of the lists."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from factdb.database.views import view_columns, view_names
from factdb.errors import FactdbError
from factdb.queries import Reader, find_speaker
from factdb.queries.reader import like
from factdb.queries.words import match_words, matches

# What orders the rows of views whose first column alone is no key.
_ORDER = {
    "anchors": "quote_id, source_version_id, part, seq",
    "assertions": "assertion_id, speaker_id",
    "columns": "view_name, position",
    "counts": "counted_by, name, speaker_id",
    "daily": "dated_on, publisher, speaker_id",
    "quotes": "quote_id, speaker_seq",
}


def nouns() -> list[str]:
    """What can be exported: the reporting views without their prefix, quotes first."""
    names = [name.removeprefix("report_") for name in view_names()]
    return sorted(names, key=lambda name: (name != "quotes", name))


def view_of(noun: str) -> str:
    return f"report_{noun}"


def order_of(noun: str) -> str:
    """The columns by which the rows of `noun` are ordered, so that two exports can be compared."""
    return _ORDER.get(noun) or view_columns(view_of(noun))[0].name


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
    source: int | None = None
    min_confidence: float | None = None
    factuality: str | None = None
    """"all" for what was not said as well, else what was said, where the view tells the two apart."""
    after: int | None = None
    """Only rows beyond this number, by which they are ordered: the rest of an export that was cut off."""


def condition(reader: Reader, noun: str, wanted: Selection) -> tuple[str, dict[str, Any]]:
    """The WHERE of `wanted` on the view of `noun`, "" for none, and its parameters.

    Raises FactdbError for a filter that the view has no column for; NotFoundError or AmbiguousError for `speaker`.
    """
    columns = {c.name for c in view_columns(view_of(noun))}
    day = next((name for name in ("dated_on", "published_on") if name in columns), None)
    where: list[str] = []
    params: dict[str, Any] = {}
    key = next(c for c in view_columns(view_of(noun)) if c.name == order_of(noun).split(",")[0])
    for option in fields(wanted):
        value = getattr(wanted, option.name)
        if option.name == "factuality" and "factuality" in columns:
            value = value or "actual"
        if value is None or value == "all":
            continue
        if option.name == "after":
            if key.type != "integer":
                raise FactdbError(f"{noun} have no number to go on after: leave out --after")
            where.append(f"{key.name} > :after")
            params["after"] = value
            continue
        sql, needs = _condition(reader, option.name, columns, day)
        if not needs <= columns or (day is None and option.name in ("since", "until")):
            told = f"--{option.name.replace('_', '-')}"
            raise FactdbError(f"{noun} cannot be narrowed by {told}: leave it out, or export quotes")
        where.append(sql)
        params[option.name] = _value(reader, option.name, value)
        if option.name == "about":
            params["about_title"] = like(value)
    return (f" WHERE {' AND '.join(where)}" if where else ""), params


def _condition(reader: Reader, name: str, columns: set[str], day: str | None) -> tuple[str, set[str]]:
    """(SQL, the columns it needs) of one filter."""
    found = f"SELECT q.id FROM quotes q WHERE {matches(reader.dialect, name)}"
    if name == "speaker":
        column = "canonical_id" if "canonical_id" in columns else "speaker_id"
        if "speaker_id" not in columns and "claim_id" in columns:
            return "claim_id IN (SELECT claim_id FROM report_assertions WHERE speaker_id = :speaker)", {"claim_id"}
        return f"{column} = :speaker", {column}
    if name == "publisher":
        agency = " || ' ' || agency" if "agency" in columns else ""
        return f"lower(publisher{agency}) LIKE :publisher ESCAPE '\\'", {"publisher"}
    if name == "about":
        titled = "SELECT id FROM sources WHERE lower(title) LIKE :about_title ESCAPE '\\'"
        return f"(quote_id IN ({found}) OR source_id IN ({titled}))", {"quote_id", "source_id"}
    return {
        "since": (f"{day} >= :since", set()),
        "until": (f"{day} <= :until", set()),
        "kind": ("kind = :kind", {"kind"}),
        "status": ("status = :status", {"status"}),
        "factuality": ("factuality = :factuality", {"factuality"}),
        "search": (f"quote_id IN ({found})", {"quote_id"}),
        "source": ("source_id = :source", {"source_id"}),
        "min_confidence": ("(confidence >= :min_confidence OR status = 'confirmed')", {"confidence"}),
    }[name]


def _value(reader: Reader, name: str, value: Any) -> Any:
    if name == "speaker":
        return find_speaker(reader, value)["id"]
    if name == "publisher":
        return like(value)
    return match_words(value, reader.dialect) if name in ("about", "search") else value
