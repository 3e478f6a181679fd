"""Walking through everything that has a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from factdb.queries.page_rows import SourceEntry, SpeakerEntry, Walked
from factdb.queries.reader import Reader


def standing(confirmed: bool) -> str:
    """Return the condition that a quote q is shown."""
    return "q.status = 'confirmed'" if confirmed else "q.status <> 'rejected'"


# Sources with something confirmed.
_WALKED_SOURCES = (
    "SELECT q.source_id AS id FROM quotes q WHERE q.status = 'confirmed'"
    " UNION SELECT s.source_id FROM assertions s JOIN claims c ON c.id = s.claim_id WHERE c.status = 'confirmed'"
    " AND s.quote_id IS NULL"
    " UNION SELECT e.source_id FROM evidence e JOIN reviews r ON r.id = e.review_id"
    " WHERE r.status <> 'draft' AND e.source_id IS NOT NULL"
)


def walk(reader: Reader, table: str, *, confirmed: bool = True) -> Iterator[Walked]:
    """Yield `id` and `uid` of every row that has a page, by number and never all at once.

    `table` is "sources", "quotes", "speakers", "claims" or "reviews".
    """
    for row in reader.rows(f"{walked(table, confirmed)} ORDER BY 1"):
        yield cast(Walked, dict(row))


def walked(table: str, confirmed: bool) -> str:
    """Return the SELECT (id, uid) of the rows that `walk` gives."""
    shown = standing(confirmed)
    return {
        "sources": "SELECT t.id, t.uid FROM sources t" + (f" WHERE t.id IN ({_WALKED_SOURCES})" if confirmed else ""),
        "quotes": f"SELECT q.id, q.uid FROM quotes q WHERE {shown}",
        "speakers": "SELECT t.id, t.uid FROM speakers t WHERE t.id IN (SELECT k.canonical_id FROM"
        " attributions a JOIN speakers k ON k.id = a.speaker_id JOIN quotes q ON q.id = a.quote_id"
        f" WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND {shown})",
        "claims": "SELECT c.id, c.uid FROM claims c WHERE c.status = 'confirmed'",
        "reviews": "SELECT r.id, r.uid FROM reviews r WHERE r.status <> 'draft'",
    }[table]


def source_index(reader: Reader, *, confirmed: bool = True) -> Iterator[SourceEntry]:
    """The sources of `walk`, the newest first, with title, publisher, agency, day and how many quotes each has."""
    said = f"q.factuality = 'actual' AND {standing(confirmed)}"
    shown = f"(SELECT count(*) FROM quotes q WHERE q.source_id = t.id AND {said})"
    for known in ("IS NOT NULL", "IS NULL"):  # so that an index gives the order on both databases
        for row in reader.rows(
            f"SELECT t.id, t.uid, t.title, t.agency, t.published_on, p.name AS publisher, {shown} AS quotes"
            f" FROM sources t LEFT JOIN publishers p ON p.id = t.publisher_id WHERE t.published_on {known}"
            + (f" AND t.id IN (SELECT w.id FROM ({_WALKED_SOURCES}) w)" if confirmed else "")
            + " ORDER BY t.published_on DESC, t.id DESC"
        ):
            yield cast(SourceEntry, dict(row))


def speaker_index(reader: Reader, *, confirmed: bool = True) -> Iterator[SpeakerEntry]:
    """Yield the speakers of `walk` by name: uid, name, kind, role and how many quotes each has."""
    for row in reader.rows(
        "SELECT m.id, m.uid, m.name, m.kind, m.role,"
        " count(DISTINCT CASE q.factuality WHEN 'actual' THEN q.id END) AS quotes FROM attributions a"
        " JOIN speakers k ON k.id = a.speaker_id JOIN speakers m ON m.id = k.canonical_id"
        f" JOIN quotes q ON q.id = a.quote_id WHERE a.part = 'speaker' AND a.rank <> 'deprecated'"
        f" AND {standing(confirmed)} GROUP BY m.id, m.uid, m.name, m.kind, m.role"
        " ORDER BY lower(m.name) COLLATE BINARY, m.id"
    ):
        yield cast(SpeakerEntry, dict(row))
