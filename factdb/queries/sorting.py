"""Quotes counted, and sorted by their columns, in the database: a million of them are never read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import CHUNK, Also, QuoteFilter, narrow, quote_ids
from factdb.queries.reader import Reader, listed
from factdb.queries.rows import QuoteRow
from factdb.queries.speakers import count_said, find_speaker
from factdb.queries.where import Where
from factdb.terms import KINDS

_SAID = "a.part = 'speaker' AND a.rank <> 'deprecated'"
_SPEAKER = (
    "(SELECT m.name FROM attributions a JOIN speakers k ON k.id = a.speaker_id JOIN speakers m ON m.id = k.canonical_id"
    f" WHERE a.quote_id = q.id AND {_SAID} ORDER BY a.seq LIMIT 1)"
)
_PLAIN = ("id", "said_on", "said_until", "dated_on", "confidence", "source_id")
_WORDS = ("text", "kind", "cue", "venue", "said_as", "said_basis", "status", "origin", "confirmed_by", "factuality")
_OF_SOURCE = {"published_on", "title", "url", "agency", "publisher"}
# The columns of a quote by which the database can sort; words in any case, in the same order on both databases.
SORTED_BY = {
    **{name: f"q.{name}" for name in _PLAIN},
    **{name: f"lower(q.{name} COLLATE BINARY)" for name in _WORDS},
    **{name: f"lower(s.{name} COLLATE BINARY)" for name in ("title", "url", "agency")},
    "published_on": "s.published_on",
    "publisher": "lower(p.name COLLATE BINARY)",
    "speaker": f"lower({_SPEAKER} COLLATE BINARY)",
}


def count_quotes(reader: Reader, wanted: QuoteFilter) -> int:
    """Count the quotes that `find_quotes` finds, whatever the limit.

    Without filters, or only by kind or status, the stored counts answer at once.
    """
    wanted = replace(wanted, limit=0, by_rank=False)
    if wanted.after is not None:
        return len(quote_ids(reader, wanted))
    stored = "SELECT coalesce(sum(quotes), 0) AS n FROM quote_counts WHERE grouped_by = :by AND member = :member"
    for by in ("kind", "status"):
        member = getattr(wanted, by)
        if member not in (None, "rejected") and wanted == replace(QuoteFilter(limit=0), **{by: member}):
            return int(next(iter(reader.rows(stored, {"by": by, "member": member})))["n"])
    if wanted.speaker is not None and wanted == QuoteFilter(speaker=wanted.speaker, limit=0):
        return count_said(reader, find_speaker(reader, wanted.speaker)["id"])
    if wanted == QuoteFilter(since=wanted.since, until=wanted.until, limit=0) != QuoteFilter(limit=0):
        days = Where("grouped_by = 'day' AND member <> ''")
        days.between("member", wanted.since, wanted.until)
        summed = f"SELECT coalesce(sum(quotes), 0) AS n FROM quote_counts{days}"
        return int(next(iter(reader.rows(summed, days.params)))["n"])
    if wanted == QuoteFilter(limit=0):
        return sum(count_quotes(reader, replace(wanted, status=status)) for status in ("extracted", "confirmed"))
    where = _where(reader, wanted)
    return int(next(iter(reader.rows(f"SELECT count(*) AS n FROM quotes q{where}", where.params)))["n"])


def sorted_quotes(reader: Reader, wanted: QuoteFilter, order: Sequence[str]) -> Iterator[QuoteRow]:
    """Find quotes as `find_quotes` does, sorted by columns of `SORTED_BY`.

    Args:
        reader: The database to read.
        wanted: Which quotes; `after` and `by_rank` are ignored.
        order: Names of columns, with "-" before a name for descending. Unknown values come last, equal ones newest
            first.

    Yields:
        Rows as `quotes_by_id` returns them.
    """
    wanted = replace(wanted, by_rank=False, after=None)
    ids = _sorted_by_values(reader, wanted, order) or _sorted_at_once(reader, wanted, order)
    for at in range(0, len(ids), CHUNK):
        yield from quotes_by_id(reader, ids[at : at + CHUNK])


def _sorted_at_once(reader: Reader, wanted: QuoteFilter, order: Sequence[str]) -> list[int]:
    where = _where(reader, replace(wanted, limit=0))
    names = [name.removeprefix("-") for name in order]
    terms = []
    for name, column in zip(order, names, strict=True):
        down = " DESC" if name.startswith("-") else ""
        # Everything has an id and no two have the same one: the primary key gives the order.
        terms.append(f"q_id{down}" if column == "id" else f"q_{column} IS NULL, q_{column}{down}")
    if "id" not in names:
        terms.append("dated IS NULL, dated DESC, id DESC")
    sources = " JOIN sources s ON s.id = q.source_id LEFT JOIN publishers p ON p.id = s.publisher_id"
    selected = ", ".join(f"{SORTED_BY[column]} AS q_{column}" for column in dict.fromkeys(names))
    rows = reader.rows(
        f"SELECT id FROM (SELECT q.id, q.dated_on AS dated, {selected}"
        f" FROM quotes q{sources if _OF_SOURCE & set(names) else ''}{where}) found"
        f" ORDER BY {', '.join(terms)}" + (f" LIMIT {int(wanted.limit)}" if wanted.limit else ""),
        where.params,
    )
    return [row["id"] for row in rows]


# The columns whose values are few, or known in order: (SELECT of value and id of what has it, condition that a quote q
# is of those with these ids or, without an id, of that value; SELECT of the ids of all such quotes).
_OF_SOURCES = "q.source_id IN ({of})", "SELECT o.id FROM quotes o WHERE o.source_id IN ({of})"
_FIRST = (
    "(SELECT k.canonical_id FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
    f" WHERE a.quote_id = q.id AND {_SAID} ORDER BY a.seq LIMIT 1) IN ({{of}})"
)
# So many values at most are looked at one after the other.
_LOOKED_AT = 200
_VALUES = {
    "speaker": (
        "SELECT lower(name COLLATE BINARY) AS value, id FROM speakers WHERE merged_into_id IS NULL",
        _FIRST,
        "SELECT q.id FROM speakers w JOIN attributions t ON t.speaker_id = w.id JOIN quotes q ON q.id = t.quote_id"
        f" WHERE w.canonical_id IN ({{of}}) AND {_FIRST}",
    ),
    "publisher": (
        "SELECT lower(name COLLATE BINARY) AS value, id FROM publishers",
        "q.source_id IN (SELECT id FROM sources WHERE publisher_id IN ({of}))",
        "SELECT o.id FROM sources s JOIN quotes o ON o.source_id = s.id WHERE s.publisher_id IN ({of})",
    ),
    **{
        name: (
            f"SELECT lower({name} COLLATE BINARY) AS value, id FROM sources WHERE {name} IS NOT NULL",
            *_OF_SOURCES,
        )
        for name in ("title", "url", "agency")
    },
    "published_on": ("SELECT published_on AS value, id FROM sources WHERE published_on IS NOT NULL", *_OF_SOURCES),
    **{
        name: (
            # One value after the other by the index, as many as there are.
            f"WITH RECURSIVE known (value, n) AS (SELECT {{end}}({column}), 1 FROM quotes UNION ALL SELECT"
            f" (SELECT {{end}}(o.{column}) FROM quotes o WHERE o.{column} {{past}} known.value), n + 1 FROM known WHERE"
            f" known.value IS NOT NULL AND n <= {_LOOKED_AT})"
            " SELECT value, NULL AS id FROM known WHERE value IS NOT NULL",
            f"q.{column} = :value{known}",
            f"SELECT q.id FROM quotes q WHERE q.{column} = :value{known}",
        )
        for name, column, known in (
            ("confidence", "confidence", ""),
            ("dated_on", "dated_on", ""),
            ("said_on", "dated_on", " AND q.said_on IS NOT NULL"),
        )
    },
}
_KNOWN = {"kind": KINDS, "status": ("confirmed", "extracted")}


def _sorted_by_values(reader: Reader, wanted: QuoteFilter, order: Sequence[str]) -> list[int]:
    """Find the first quotes by one column: of each of its values in turn the newest, until there are enough.

    Returns:
        The ids; none if that is not quicker than to sort all quotes, or there are not enough of known value.
    """
    column, down = order[0].removeprefix("-"), order[0].startswith("-")
    rest = replace(wanted, since=None, until=None, kind=None)
    if len(order) > 1 or not wanted.limit or rest != QuoteFilter(limit=wanted.limit):
        return []
    ids: list[int] = []
    for value, also in _values(reader, column, down):
        if value is not None and getattr(wanted, column) not in (None, value):
            continue
        known: dict[str, Any] = {} if value is None else {column: value}
        ids += quote_ids(reader, replace(wanted, **known, limit=wanted.limit - len(ids)), also)
        if len(ids) == wanted.limit:
            return ids
    return []


def _values(reader: Reader, column: str, down: bool) -> Iterator[tuple[str | None, Also | None]]:
    """Yield for each value of a column, in order, the value as a filter has it or else the filter of `quote_ids`."""
    if column in _KNOWN:
        yield from ((value, None) for value in sorted(_KNOWN[column], reverse=down))
    if column not in _VALUES:
        return
    values, each, all_of_them = _VALUES[column]
    values = values.format(end="max" if down else "min", past="<" if down else ">")
    by = f"ORDER BY value{' DESC' if down else ''} LIMIT {_LOOKED_AT}"
    first = list(reader.rows(f"SELECT value, id FROM ({values}) v {by}"))
    groups = [(value, list(rows)) for value, rows in groupby(first, lambda row: row["value"])]
    if len(first) == _LOOKED_AT:
        groups.pop()  # there may be more of that value
    for value, having in groups:
        params: dict[str, Any] = {"value": value} if having[0]["id"] is None else {}
        of = listed([row["id"] for row in having if row["id"] is not None], params)
        yield None, (all_of_them.format(of=of), each.format(of=of), params)


def _where(reader: Reader, wanted: QuoteFilter) -> Where:
    where = Where()
    if wanted.speaker is not None:
        where.add(
            "q.id IN (SELECT a.quote_id FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
            f" WHERE k.canonical_id = :speaker_id AND {_SAID})",
            speaker_id=find_speaker(reader, wanted.speaker)["id"],
        )
    where.between("q.dated_on", wanted.since, wanted.until)
    narrow(reader, where, wanted)
    return where
