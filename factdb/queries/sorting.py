"""Quotes counted, and sorted by their columns, in the database: a million of them are never read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import CHUNK, QuoteFilter, narrow, quote_ids
from factdb.queries.reader import Reader
from factdb.queries.rows import QuoteRow
from factdb.queries.speakers import find_speaker
from factdb.queries.where import Where

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
    where = _where(reader, replace(wanted, limit=0, by_rank=False))
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
    ids = [row["id"] for row in rows]
    for at in range(0, len(ids), CHUNK):
        yield from quotes_by_id(reader, ids[at : at + CHUNK])


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
