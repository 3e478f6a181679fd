"""What the reading room asks beyond the lists: public ids to link to, spans to mark, days to draw, rows to walk.

`confirmed` narrows an answer to what people confirmed, of reviews to what was published; else everything but what was
rejected is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast, overload

from factdb.queries.claims import list_claims
from factdb.queries.page_rows import (
    ClaimCard,
    LinkedQuote,
    LinkedVariant,
    QuotedClaim,
    ReviewLinks,
    RoomCounts,
    SaidBy,
    SpanRow,
    SpeakerCard,
    TravelledQuote,
    VersionText,
)
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import QuoteFilter, quote_ids
from factdb.queries.reader import Reader, listed, rows_among
from factdb.queries.rows import QuoteRow, VariantRow, fetch
from factdb.queries.walking import standing, walked

# Of how many of a speaker's newest quotes it is looked up who relayed them, and how many of those are shown.
_RELAYED_AMONG, _RELAYED = 500, 10
# Claims of a speaker that are shown.
_CLAIMS = 30
# Few, found by an index that is worded so.
_DEPRECATED = "SELECT id FROM attributions WHERE rank = 'deprecated' AND speaker_id = :id"
# Quotes that no count has, found by indexes that are worded so.
_UNCOUNTED = (
    "SELECT id FROM quotes WHERE status = 'rejected' AND status <> 'extracted'"
    " UNION SELECT id FROM quotes WHERE factuality <> 'actual'"
)
# Of how many of the most printed utterances the first quotes are looked at, and how many are shown.
_TRAVELLED_AMONG, _TRAVELLED = 60, 5


# --- Public ids


def uids(reader: Reader, table: str, ids: Sequence[int | None]) -> dict[int, str]:
    """Return the public ids of rows of "sources", "quotes", "claims", "reviews" or "speakers", by their numbers."""
    known = sorted({one for one in ids if one is not None})
    rows = rows_among(reader, f"SELECT id, uid FROM {table} WHERE id IN ({{}})", known)
    return {row["id"]: row["uid"] for row in rows}


@overload
def with_links(reader: Reader, quotes: Sequence[VariantRow]) -> list[LinkedVariant]: ...
@overload
def with_links(reader: Reader, quotes: Sequence[QuoteRow]) -> list[LinkedQuote]: ...
def with_links(reader: Reader, quotes: Sequence[Any]) -> list[Any]:
    """Add to quotes what links to pages need.

    Args:
        reader: The database to read.
        quotes: Rows of `quotes_by_id`.

    Returns:
        The rows, each with `source_uid` and its `speakers` in order, of whom each has `uid`, `name`, `mention` and
        `title` (as printed); `uid` is None for one whom the source does not make clear.
    """
    sources = uids(reader, "sources", [quote["source_id"] for quote in quotes])
    said: dict[int, list[SaidBy]] = {}
    for row in rows_among(
        reader,
        "SELECT a.quote_id, a.as_printed AS mention, a.title_as_printed AS title, m.uid, m.name"
        " FROM attributions a LEFT JOIN speakers k ON k.id = a.speaker_id LEFT JOIN speakers m"
        " ON m.id = k.canonical_id WHERE a.part = 'speaker' AND a.rank <> 'deprecated'"
        " AND a.quote_id IN ({}) ORDER BY a.quote_id, a.seq",
        [quote["id"] for quote in quotes],
    ):
        said.setdefault(row["quote_id"], []).append(cast(SaidBy, dict(row)))
    return [
        {**quote, "source_uid": sources[quote["source_id"]], "speakers": said.get(quote["id"], [])} for quote in quotes
    ]


def linked_quotes(reader: Reader, wanted: QuoteFilter) -> list[LinkedQuote]:
    """Return the quotes of `find_quotes`, with links."""
    return with_links(reader, quotes_by_id(reader, quote_ids(reader, wanted)))


# --- Articles


def version_of(reader: Reader, source_id: int, number: int | None = None) -> VersionText | None:
    """Return a version of a source with its text: the newest, or the one of that number; None where there is none."""
    which = "" if number is None else " AND number = :number"
    params: dict[str, Any] = {"id": source_id} | ({} if number is None else {"number": number})
    found = fetch(
        reader,
        VersionText,
        "SELECT id, number, retrieved_at, title, text, text_sha256, raw_sha256, text_length FROM source_versions"
        f" WHERE source_id = :id{which} ORDER BY number DESC LIMIT 1",
        params,
    )
    return found[0] if found else None


def version_spans(reader: Reader, version_id: int, *, confirmed: bool = False) -> list[SpanRow]:
    """List every span of a version's quotes in the order of the text."""
    return fetch(
        reader,
        SpanRow,
        "SELECT a.quote_id, a.part, a.seq, a.start_char, a.end_char, a.in_marks FROM anchors a"
        f" JOIN quotes q ON q.id = a.quote_id WHERE a.source_version_id = :id AND {standing(confirmed)}"
        " ORDER BY a.start_char, a.end_char DESC, a.quote_id",
        {"id": version_id},
    )


def source_claims(reader: Reader, source_id: int, *, confirmed: bool = False) -> list[ClaimCard]:
    """List the claims that a source's quotes or its own narration make, without mere candidates."""
    rows = reader.rows(
        "SELECT DISTINCT c.id FROM assertions s JOIN claims c ON c.id = s.claim_id LEFT JOIN quotes q"
        " ON q.id = s.quote_id WHERE s.source_id = :id AND c.status = 'confirmed'"
        f" AND (q.id IS NULL OR {standing(confirmed)}) ORDER BY c.id LIMIT 200",
        {"id": source_id},
    )
    return claims_by_id(reader, [row["id"] for row in rows])


# --- Claims and reviews


def claims_by_id(reader: Reader, ids: Sequence[int]) -> list[ClaimCard]:
    """Return claims in the order of `ids`, each with the rating of the review in force."""
    if not ids:
        return []
    params: dict[str, Any] = {}
    found = {
        row["id"]: row
        for row in fetch(
            reader,
            ClaimCard,
            "SELECT c.id, c.uid, c.text, c.status, r.uid AS review_uid, r.rating_label AS rating, r.rating_value,"
            " r.worst_value, r.best_value, r.reviewed_on, t.colour FROM claims c"
            " LEFT JOIN reviews r ON r.id = (SELECT max(o.id) FROM reviews o WHERE o.claim_id = c.id"
            " AND o.status = 'published' AND NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = o.id"
            " AND n.status <> 'draft')) LEFT JOIN ratings t ON t.id = r.rating_id"
            f" WHERE c.id IN ({listed(ids, params)})",
            params,
        )
    }
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def quote_claims(reader: Reader, quote_id: int, *, confirmed: bool = False) -> list[QuotedClaim]:
    """List the claims that a quote asserts, denies and so on."""
    status = "c.status = 'confirmed'" if confirmed else "c.status <> 'rejected'"
    stances = {
        row["claim_id"]: row["stance"]
        for row in reader.rows(
            "SELECT s.claim_id, s.stance FROM assertions s JOIN claims c ON c.id = s.claim_id"
            f" WHERE s.quote_id = :id AND {status} ORDER BY s.id LIMIT 50",
            {"id": quote_id},
        )
    }
    return [QuotedClaim(**claim, stance=stances[claim["id"]]) for claim in claims_by_id(reader, list(stances))]


def claims_page(
    reader: Reader, *, after: int = 0, limit: int = 50, confirmed: bool = False, candidates: bool = False
) -> list[ClaimCard]:
    """List claims by number from the one after `after` on.

    Those that people wrote or confirmed or, if `candidates` is set, those that are only proposed.
    """
    status = "c.status = 'confirmed'" if confirmed else "c.status <> 'rejected' AND c.status <> 'candidate'"
    if candidates:
        status = "c.status = 'candidate'"
    sql = f"SELECT c.id FROM claims c WHERE c.id > :after AND {status} ORDER BY c.id LIMIT {limit}"
    rows = reader.rows(sql, {"after": after})
    return claims_by_id(reader, [row["id"] for row in rows])


def speaker_claims(reader: Reader, speaker_id: int) -> list[ClaimCard]:
    """List the first claims, without candidates, that a speaker's quotes bear on."""
    rows = list_claims(reader, speaker=str(speaker_id), limit=_CLAIMS)
    return claims_by_id(reader, [row["id"] for row in rows if row["status"] == "confirmed"])


def review_links(reader: Reader, review_id: int) -> ReviewLinks:
    """Return what a review's page links to."""
    [found] = fetch(
        reader,
        ReviewLinks,
        "SELECT c.uid AS claim_uid, f.uid AS supersedes_uid, n.uid AS superseded_by_uid, t.colour, t.definition,"
        " s.title AS scale_title, s.url AS scale_url FROM reviews r JOIN claims c ON c.id = r.claim_id"
        " LEFT JOIN reviews f ON f.id = r.supersedes_id LEFT JOIN reviews n ON n.supersedes_id = r.id"
        " AND n.status <> 'draft' LEFT JOIN ratings t ON t.id = r.rating_id"
        " LEFT JOIN rating_scales s ON s.id = t.rating_scale_id WHERE r.id = :id",
        {"id": review_id},
    )
    return found


# --- Speakers


def speaker_card(reader: Reader, speaker_id: int) -> SpeakerCard:
    """Return one speaker, read by indexes alone however much was said."""
    [row] = fetch(
        reader,
        SpeakerCard,
        "SELECT id, uid, name, kind, role, wikidata_id, status, scope_source_id FROM speakers WHERE id = :id",
        {"id": speaker_id},
    )
    names = reader.rows(
        "SELECT DISTINCT n.name FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id WHERE k.canonical_id = :id",
        {"id": speaker_id},
    )
    row["names"] = sorted(one["name"] for one in names if one["name"] != row["name"])
    row["first_on"], row["last_on"] = None, None
    for one in _merged(reader, speaker_id):
        [days] = reader.rows(
            "SELECT (SELECT min(a.dated_on) FROM attributions a WHERE a.speaker_id = :id AND a.part = 'speaker') AS x,"
            " (SELECT max(a.dated_on) FROM attributions a WHERE a.speaker_id = :id AND a.part = 'speaker') AS y",
            {"id": one},
        )
        if days["x"] is not None:
            row["first_on"] = min(filter(None, (row["first_on"], str(days["x"]))))
            row["last_on"] = max(filter(None, (row["last_on"], str(days["y"]))))
    return row


def _merged(reader: Reader, speaker_id: int) -> list[int]:
    return [r["id"] for r in reader.rows("SELECT id FROM speakers WHERE canonical_id = :id", {"id": speaker_id})]


def speaker_periods(reader: Reader, speaker_id: int, length: int, *, confirmed: bool = False) -> dict[str, int]:
    """How many quotes a speaker has by year, month or day: the first `length` (4, 7, 10) characters of the ISO day.

    Counted by day in one index without looking at the quotes; what was rejected, not said or attributed to another
    since, which is little, is counted separately and subtracted.
    """
    whose = "a.speaker_id = :id AND a.part = 'speaker' AND a.dated_on IS NOT NULL"
    counted = "SELECT a.dated_on AS day, count(*) AS n FROM attributions a"
    parts: list[tuple[int, str]]
    if confirmed:
        standing_now = "q.status = 'confirmed' AND q.factuality = 'actual' AND a.rank <> 'deprecated'"
        parts = [(1, f"{counted} JOIN quotes q ON q.id = a.quote_id WHERE {whose} AND {standing_now}")]
    else:
        parts = [
            (1, f"{counted} WHERE {whose}"),
            (-1, f"{counted} WHERE {whose} AND a.id IN ({_DEPRECATED})"),
            (-1, f"{counted} WHERE {whose} AND a.quote_id IN ({_UNCOUNTED}) AND a.rank <> 'deprecated'"),
        ]
    found: dict[str, int] = {}
    for one in _merged(reader, speaker_id):
        for sign, sql in parts:
            for row in reader.rows(f"{sql} GROUP BY a.dated_on", {"id": one}):
                period = str(row["day"])[:length]
                found[period] = found.get(period, 0) + sign * row["n"]
    return {name: n for name, n in sorted(found.items()) if n > 0}


def relayed_quotes(reader: Reader, speaker_id: int, *, confirmed: bool = False) -> list[LinkedQuote]:
    """List what others say that a speaker said ("China said Qin had urged …").

    Among the newest quotes those that somebody relayed; who did is their `reported_by`.
    """
    wanted = QuoteFilter(speaker=str(speaker_id), status="confirmed" if confirmed else None, limit=_RELAYED_AMONG)
    ids = quote_ids(reader, wanted)
    if not ids:
        return []
    by_others = (
        "SELECT DISTINCT quote_id FROM attributions WHERE part = 'reporter' AND rank <> 'deprecated'"
        " AND quote_id IN ({})"
    )
    relayed = {row["quote_id"] for row in rows_among(reader, by_others, ids)}
    return with_links(reader, quotes_by_id(reader, [one for one in ids if one in relayed][:_RELAYED]))


# --- What is new, what travels


def room_counts(reader: Reader, *, confirmed: bool = False) -> RoomCounts:
    """Count sources, quotes, speakers, claims and published reviews."""
    sources, speakers = "sources", "speakers WHERE merged_into_id IS NULL AND status <> 'rejected'"
    if confirmed:
        sources, speakers = (f"({walked(table, True)}) shown" for table in ("sources", "speakers"))
    by_status = (
        "CAST(coalesce((SELECT sum(quotes) FROM quote_counts WHERE grouped_by = 'status' AND member = '{}'), 0)"
        " AS bigint)"
    )
    [found] = fetch(
        reader,
        RoomCounts,
        f"SELECT (SELECT count(*) FROM {sources}) AS sources, (SELECT count(*) FROM {speakers}) AS speakers,"
        " (SELECT count(*) FROM claims WHERE status = 'confirmed') AS claims,"
        " (SELECT count(*) FROM reviews WHERE status = 'published') AS reviews,"
        f" {by_status.format('confirmed')} AS confirmed, {by_status.format('extracted')} AS waiting",
    )
    found["waiting"] = 0 if confirmed else found["waiting"]
    found["quotes"] = found["confirmed"] + found["waiting"]
    return found


def most_travelled(reader: Reader, *, confirmed: bool = False) -> list[TravelledQuote]:
    """List the first quotes of the utterances that are in the most sources."""
    firsts: dict[int, int] = {}
    for row in reader.rows(
        f"SELECT id, sources FROM wordings WHERE sources > 1 ORDER BY sources DESC, id LIMIT {_TRAVELLED_AMONG}"
    ):
        for first in reader.rows(
            "SELECT q.id FROM wordings w JOIN quoted_runs r ON r.wording_id = w.id JOIN quotes q ON q.id = r.quote_id"
            f" WHERE w.utterance_id = :id AND {standing(confirmed)}"
            " ORDER BY q.dated_on IS NULL, q.dated_on, q.id LIMIT 1",
            {"id": row["id"]},
        ):
            firsts.setdefault(first["id"], row["sources"])
        if len(firsts) == _TRAVELLED:
            break
    quotes = with_links(reader, quotes_by_id(reader, list(firsts)))
    return [TravelledQuote(**quote, printed_by=firsts[quote["id"]]) for quote in quotes]
