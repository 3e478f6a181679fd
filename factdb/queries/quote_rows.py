"""Quotes as rows: each with its people, the roles they held then, and its place in the newest text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from factdb.queries.reader import Reader, listed
from factdb.queries.rows import QuoteRow

# A role held on a day. A role that a source mentions without days is known only for that source.
HELD = (
    "(r.held_from IS NOT NULL OR r.held_until IS NOT NULL OR r.source_id IS NULL OR r.source_id = {source})"
    " AND (r.held_from IS NULL OR r.held_from <= {day}) AND (r.held_until IS NULL OR r.held_until >= {day})"
)
# In the order in which every format prints them.
_KEYS = tuple(QuoteRow.__annotations__)


def quotes_by_id(reader: Reader, ids: Sequence[int]) -> list[QuoteRow]:
    """One row a quote, in the order of `ids`; joint speakers share the row, their names joined by " and "."""
    if not ids:
        return []
    params: dict[str, Any] = {}
    ids_in = listed(ids, params)
    people = _people(reader, ids_in, params)
    held = _roles_then(reader, ids_in, params)
    places = _places(reader, ids_in, params)
    quotes: dict[int, QuoteRow] = {}
    for q in reader.rows(
        "SELECT q.id, q.uid, q.text, q.kind, q.cue, q.venue, q.said_on, q.said_until, q.said_as, q.said_basis,"
        " q.dated_on, q.status, q.confidence, q.origin, q.confirmed_by, q.factuality, q.source_id,"
        " s.title, s.published_on, s.url, s.agency, p.name AS publisher,"
        " coalesce(nullif(d.agency, ''), d.title) AS derived_from FROM quotes q JOIN sources s ON s.id = q.source_id"
        " LEFT JOIN publishers p ON p.id = s.publisher_id LEFT JOIN sources d ON d.id = s.derived_from_id"
        f" WHERE q.id IN ({ids_in})",
        params,
    ):
        quote_id = q["id"]
        speakers = people.get((quote_id, "speaker"), [])
        first = speakers[0] if speakers else _NOBODY
        start, end = places.get(quote_id, (None, None))
        row = {
            **q,
            "speaker": _join([s["name"] for s in speakers]),
            "speaker_id": first["speaker_id"],
            "speaker_kind": first["kind"],
            "speaker_mention": first["as_printed"],
            "speaker_title": first["title_as_printed"],
            "speaker_role": held.get(quote_id),
            "reported_by": _who(people.get((quote_id, "reporter"), [])),
            "addressee": _who(people.get((quote_id, "addressee"), [])),
            "start_char": start,
            "end_char": end,
        }
        quotes[quote_id] = cast(QuoteRow, {key: row[key] for key in _KEYS})
    return [quotes[quote_id] for quote_id in ids]


_NOBODY = dict.fromkeys(("speaker_id", "kind", "as_printed", "title_as_printed"))


def _people(reader: Reader, ids_in: str, params: Mapping[str, Any]) -> dict[tuple[int, str], list[Mapping[str, Any]]]:
    """(quote, part) -> those who said, reported or were addressed by it, in order; merged ones as who they are now."""
    found: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in reader.rows(
        "SELECT a.quote_id, a.part, a.seq, a.as_printed, a.title_as_printed, a.basis,"
        " coalesce(m.id, k.id) AS speaker_id, coalesce(m.name, k.name) AS name, coalesce(m.kind, k.kind) AS kind"
        " FROM attributions a LEFT JOIN speakers k ON k.id = a.speaker_id"
        " LEFT JOIN speakers m ON m.id = k.merged_into_id"
        f" WHERE a.quote_id IN ({ids_in}) AND a.rank <> 'deprecated' ORDER BY a.quote_id, a.part, a.seq",
        params,
    ):
        found.setdefault((row["quote_id"], row["part"]), []).append(row)
    return found


def _places(reader: Reader, ids_in: str, params: Mapping[str, Any]) -> dict[int, tuple[int, int]]:
    """Return where each quote begins and ends in the newest version that has it."""
    return {
        row["quote_id"]: (row["start_char"], row["end_char"])
        for row in reader.rows(
            "SELECT quote_id, source_version_id, min(start_char) AS start_char, max(end_char) AS end_char"
            f" FROM anchors WHERE part = 'content' AND quote_id IN ({ids_in}) GROUP BY quote_id, source_version_id"
            " ORDER BY source_version_id",
            params,
        )
    }


def _roles_then(reader: Reader, ids_in: str, params: Mapping[str, Any]) -> dict[int, str]:
    """Return the role that the first speaker of each quote held when it was said: of several the one begun last."""
    found: dict[int, str] = {}
    for row in reader.rows(
        "SELECT a.quote_id, r.title, r.held_from FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
        " JOIN speakers h ON h.canonical_id = k.canonical_id JOIN roles r ON r.speaker_id = h.id"
        " JOIN quotes q ON q.id = a.quote_id"
        f" WHERE a.quote_id IN ({ids_in}) AND a.part = 'speaker' AND a.seq = 0 AND a.rank <> 'deprecated'"
        f" AND {HELD.format(day='a.dated_on', source='q.source_id')}"
        " ORDER BY a.quote_id, r.held_from IS NULL, r.held_from DESC, r.id",
        params,
    ):
        found.setdefault(row["quote_id"], row["title"])
    return found


def _join(names: Sequence[str | None]) -> str | None:
    return " and ".join(n for n in names if n) or None


def _who(people: Sequence[Mapping[str, Any]]) -> str | None:
    return _join([one["name"] or one["as_printed"] for one in people])
