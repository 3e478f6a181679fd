"""Quotes: found by filters, read whole, shown with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factdb.errors import NotFoundError
from factdb.queries.newest import narrow_newest
from factdb.queries.quote_rows import HELD, quotes_by_id
from factdb.queries.reader import Reader, by_reference, in_language, languages, like
from factdb.queries.rows import AnchorRow, QuoteRow, fetch
from factdb.queries.sources import source_by_reference
from factdb.queries.speakers import find_speaker
from factdb.queries.where import Where
from factdb.queries.words import all_matches, each_matches, match_words, matches, newest_matches


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What `factdb quotes` was asked for. Days are ISO 8601, both ends included; `limit` 0 means all."""

    speaker: str | None = None
    role: str | None = None
    """Said by somebody who then held a role with these words, on file or as printed."""
    about: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    language: str | None = None
    factuality: str = "actual"
    """ "all" for every quote, whether it was said or not."""
    status: str | None = None
    search: str | None = None
    source: str | None = None
    """A reference to it, see `source_by_reference`."""
    min_confidence: float | None = None
    in_outlets: int | None = None
    """Only the first printing of each utterance in at least this many outlets."""
    altered: bool = False
    """Whose words, or negation, or numbers differ between sources."""
    after: int | None = None
    """Only what comes after this quote in the list: the next page."""
    by_rank: bool = False
    """The best matches of `search` first, instead of the newest."""
    limit: int = 50


CHUNK = 500
# Said by a holder, on that day, of a role with these words, or by somebody whom the source gives such a title.
_HELD_THEN = (
    "EXISTS (SELECT 1 FROM attributions t JOIN speakers k ON k.id = t.speaker_id WHERE t.quote_id = q.id"
    " AND t.part = 'speaker' AND t.rank <> 'deprecated' AND (lower(t.title_as_printed) LIKE :role ESCAPE '\\'"
    " OR EXISTS (SELECT 1 FROM roles r JOIN speakers h ON h.id = r.speaker_id WHERE h.canonical_id = k.canonical_id"
    " AND lower(r.title) LIKE :role ESCAPE '\\' AND {held})))"
).format(held=HELD.format(day="t.dated_on", source="q.source_id"))
# The same from the other end: of all quotes, by the roles on file and by the titles.
_ALL_HELD_THEN = (
    "SELECT t.quote_id AS id FROM roles r JOIN speakers h ON h.id = r.speaker_id JOIN speakers k"
    " ON k.canonical_id = h.canonical_id JOIN attributions t ON t.speaker_id = k.id"
    " WHERE lower(r.title) LIKE :role ESCAPE '\\' AND t.part = 'speaker' AND t.rank <> 'deprecated' AND {held}"
    " UNION ALL SELECT t.quote_id FROM attributions t WHERE t.title_as_printed IS NOT NULL AND t.speaker_id IS NOT NULL"
    " AND lower(t.title_as_printed) LIKE :role ESCAPE '\\' AND t.part = 'speaker' AND t.rank <> 'deprecated'"
).format(held=HELD.format(day="t.dated_on", source="(SELECT o.source_id FROM quotes o WHERE o.id = t.quote_id)"))
_TITLED = "lower({}title) LIKE :about_title ESCAPE '\\'"
_PUBLISHERS = "(SELECT p.id FROM publishers p WHERE lower(p.name) LIKE :publisher ESCAPE '\\')"
_BY_AGENCY = "lower(s.agency) LIKE :publisher ESCAPE '\\'"
_PUBLISHED = (
    f"EXISTS (SELECT 1 FROM sources s WHERE s.id = q.source_id AND (s.publisher_id IN {_PUBLISHERS} OR {_BY_AGENCY}))"
)
_ALL_PUBLISHED = (
    f"SELECT o.id FROM sources s JOIN quotes o ON o.source_id = s.id WHERE s.publisher_id IN {_PUBLISHERS}"
    f" UNION ALL SELECT o.id FROM sources s JOIN quotes o ON o.source_id = s.id WHERE s.agency IS NOT NULL"
    f" AND {_BY_AGENCY}"
)
# The few languages that there are, one after the other by the index.
_ALL_IN_LANGUAGE = (
    "SELECT o.id FROM quotes o WHERE o.language IN (WITH RECURSIVE known (tag) AS (SELECT min(language) FROM quotes"
    " UNION ALL SELECT (SELECT min(n.language) FROM quotes n WHERE n.language > known.tag) FROM known"
    f" WHERE known.tag IS NOT NULL) SELECT tag FROM known WHERE {in_language('tag')})"
)
_ALL_AS_SURE = (
    "SELECT o.id FROM quotes o WHERE o.confidence >= :min_confidence"
    " UNION ALL SELECT o.id FROM quotes o WHERE o.status = 'confirmed' AND o.status <> 'extracted'"
)
# An outlet is the publisher, or else the agency that wrote it, or else the source itself.
OUTLET = "coalesce('p' || s.publisher_id, 'a' || s.agency, 's' || s.id)"
# Wordings that differ from another in words, or in a negation or a number.
_EDITED = "v.kind = 'edited'"
_TURNED = "v.kind IN ('clipped', 'overlap') AND v.altered IS NOT NULL"
_ALTERED = "q.id IN (SELECT r.quote_id FROM quoted_runs r WHERE r.wording_id IN ({}))".format(
    " UNION ".join(
        f"SELECT v.{side} FROM variants v WHERE {which}"
        for side in ("wording_id", "other_id")
        for which in (_EDITED, _TURNED)
    )
)
# The same asked of one quote after the other, newest first: quicker where there are very many.
_EACH_ALTERED = " OR ".join(
    f"EXISTS (SELECT 1 FROM quoted_runs r JOIN variants v ON v.{side} = r.wording_id"
    f" WHERE r.quote_id = q.id AND ({_EDITED} OR {_TURNED}))"
    for side in ("wording_id", "other_id")
)
MANY_ALTERED = 5000
# The first quote of each utterance in :in_outlets outlets or more; of outlets there are never more than of sources, and
# the number of those is stored. Tables in the order in which SQLite is to read them.
_TRAVELLED = (
    "SELECT o.quote_id FROM (SELECT r.quote_id, row_number() OVER (PARTITION BY w.utterance_id"
    " ORDER BY t.dated_on IS NULL, t.dated_on, t.id) AS place FROM ("
    "SELECT w.utterance_id FROM wordings f CROSS JOIN wordings w CROSS JOIN quoted_runs r CROSS JOIN quotes t"
    " CROSS JOIN sources s WHERE f.sources >= :in_outlets AND w.utterance_id = f.id AND r.wording_id = w.id"
    " AND t.id = r.quote_id AND t.status <> 'rejected' AND s.id = t.source_id GROUP BY w.utterance_id"
    f" HAVING count(DISTINCT {OUTLET}) >= :in_outlets"
    ") u CROSS JOIN wordings w CROSS JOIN quoted_runs r CROSS JOIN quotes t WHERE w.utterance_id = u.utterance_id"
    " AND r.wording_id = w.id AND t.id = r.quote_id AND t.status <> 'rejected') o WHERE o.place = 1"
)


def find_quotes(reader: Reader, wanted: QuoteFilter) -> Iterator[QuoteRow]:
    """Find quotes, newest first: by the day they were said (else printed), then by id.

    Rejected ones are found only when `status` asks for them, those that were not said only when `factuality` does.

    Args:
        reader: The database to read.
        wanted: Which quotes.

    Yields:
        Rows as the list prints them.

    Raises:
        NotFoundError, AmbiguousError: `speaker` is not one known speaker.
    """
    ids = quote_ids(reader, wanted)
    for at in range(0, len(ids), CHUNK):
        yield from quotes_by_id(reader, ids[at : at + CHUNK])


# One more filter, as `narrow_newest` takes it: a SELECT of all ids, the condition on each, and their parameters.
Also = tuple[str, str, Mapping[str, Any]]


def quote_ids(reader: Reader, wanted: QuoteFilter, also: Also | None = None) -> list[int]:
    """Return the ids of the quotes that fit, in the order of `find_quotes`."""
    table, dated, key = "quotes q", "q.dated_on", "q.id"
    speakers: list[dict[str, int]] = [{}]
    where = Where()
    if wanted.speaker is not None:
        speaker = find_speaker(reader, wanted.speaker)
        merged = reader.rows("SELECT id FROM speakers WHERE canonical_id = :id", {"id": speaker["id"]})
        speakers = [{"speaker_id": row["id"]} for row in merged]
        table, dated, key = "attributions a JOIN quotes q ON q.id = a.quote_id", "a.dated_on", "a.quote_id"
        where.add("a.speaker_id = :speaker_id AND a.part = 'speaker' AND a.rank <> 'deprecated'")
    where.between(dated, wanted.since, wanted.until)
    narrow(reader, where, wanted, key)
    if also is not None:
        narrow_newest(reader, where, key, wanted.limit, *also)
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit else ""
    if wanted.by_rank and wanted.search is not None:
        return _best(reader, where, limit)
    last_on = None if wanted.after is None else _dated_on(reader, wanted.after)
    distinct = "DISTINCT " if wanted.speaker is not None else ""
    ids: list[int] = []
    # First those with a day, then those without, and each of a speaker's merged names by itself: so an index gives the
    # order on both databases, and a limit is reached without sorting everything.
    for known in ("IS NOT NULL", "IS NULL"):
        beyond, begun = [], dict[str, Any]()
        if wanted.after is not None:
            if last_on is None and known == "IS NOT NULL":
                continue
            if (last_on is None) == (known == "IS NULL"):
                beyond = [f"({dated}, {key}) < (:last_on, :after)" if last_on is not None else f"{key} < :after"]
                begun = {"after": wanted.after} | ({"last_on": last_on} if last_on is not None else {})
        if not wanted.limit or len(ids) < wanted.limit:
            sql = (
                f"SELECT {distinct}{key} AS id, {dated} AS dated_on FROM {table}"
                f" WHERE {' AND '.join([*where.conditions, *beyond, f'{dated} {known}'])}"
                f" ORDER BY {dated} DESC, {key} DESC{limit}"
            )
            asked = where.params | begun
            found = {
                (row["dated_on"] or "", row["id"]) for one in speakers for row in reader.rows(sql, {**asked, **one})
            }
            ids += [quote_id for _, quote_id in sorted(found, reverse=True)]
    return ids[: wanted.limit] if wanted.limit else ids


def narrow(reader: Reader, where: Where, wanted: QuoteFilter, key: str = "q.id") -> None:
    """Add what is wanted of a quote and its source to `where`; `key` is the SQL of the quote's id."""
    if wanted.status is None:
        where.add("q.status <> 'rejected'")
    else:
        where.add("q.status = :status", status=wanted.status)
        if wanted.status != "extracted":
            where.add("q.status <> 'extracted'")  # as the index of those decided on is worded
    where.given("q.kind = :kind", kind=wanted.kind)
    if wanted.source is not None:
        where.add("q.source_id = :source_id", source_id=source_by_reference(reader, wanted.source)["id"])
    where.given("q.factuality = :factuality", factuality=None if wanted.factuality == "all" else wanted.factuality)

    def fit(all_of_them: str, each: str, **params: Any) -> None:
        narrow_newest(reader, where, key, wanted.limit, all_of_them, each, params)

    if wanted.language is not None:
        fit(_ALL_IN_LANGUAGE, in_language("q.language"), **languages(wanted.language))
    if wanted.min_confidence is not None:
        sure = "(q.confidence >= :min_confidence OR q.status = 'confirmed')"
        fit(_ALL_AS_SURE, sure, min_confidence=wanted.min_confidence)
    if wanted.publisher is not None:
        fit(_ALL_PUBLISHED, _PUBLISHED, publisher=like(wanted.publisher))
    if wanted.search is not None:
        search = match_words(wanted.search, reader.dialect)
        found = matches(reader.dialect, "search")
        if wanted.by_rank:
            where.add(found, search=search)
        elif wanted.limit and wanted.speaker is None:
            where.add(newest_matches(reader, search, wanted.limit, found), search=search)
        else:
            fit(all_matches(reader.dialect, "search"), each_matches(reader.dialect, "search"), search=search)
    if wanted.about is not None:
        about, title = match_words(wanted.about, reader.dialect), like(wanted.about)
        titled = f"SELECT o.id FROM quotes o WHERE o.source_id IN (SELECT id FROM sources WHERE {_TITLED.format('')})"
        each = f"EXISTS (SELECT 1 FROM sources s WHERE s.id = q.source_id AND {_TITLED.format('s.')})"
        every = all_matches(reader.dialect, "about")
        fit(f"{every} UNION ALL {titled}", f"({each_matches(reader.dialect, 'about')} OR {each})",
               about=about, about_title=title)  # fmt: skip
    if wanted.role is not None:
        fit(_ALL_HELD_THEN, _HELD_THEN, role=like(wanted.role))
    where.given(f"q.id IN ({_TRAVELLED})", in_outlets=wanted.in_outlets)
    if wanted.altered:
        counted = f"SELECT count(*) AS n FROM (SELECT 1 FROM variants v WHERE {_EDITED} LIMIT {MANY_ALTERED}) counted"
        many = next(iter(reader.rows(counted)))["n"] >= MANY_ALTERED
        where.add(f"({_EACH_ALTERED})" if many and wanted.limit else _ALTERED)


def _dated_on(reader: Reader, quote_id: int) -> str | None:
    for row in reader.rows("SELECT dated_on FROM quotes WHERE id = :id", {"id": quote_id}):
        return None if row["dated_on"] is None else str(row["dated_on"])
    raise NotFoundError(f"there is no quote number {quote_id} to continue after; `factdb quotes` lists them")


def _best(reader: Reader, where: Where, limit: str) -> list[int]:
    """The ids of what `where` finds by `:search`, the best match first (bm25 on SQLite, ts_rank on PostgreSQL)."""
    if reader.dialect == "postgresql":
        rank = "ts_rank(to_tsvector('simple', q.text), websearch_to_tsquery('simple', :search))"
        sql = f"SELECT q.id FROM quotes q WHERE {where.sql} ORDER BY {rank} DESC, q.id DESC{limit}"
    else:
        rest = [one for one in where.conditions if one != matches("sqlite", "search")]
        sql = (
            "SELECT q.id FROM quotes_fts f JOIN quotes q ON q.id = f.rowid WHERE quotes_fts MATCH :search"
            f" AND {' AND '.join(rest)} ORDER BY f.rank{limit}"
        )
    return [row["id"] for row in reader.rows(sql, where.params)]


def quote_by_reference(reader: Reader, reference: str) -> QuoteRow:
    """Return the quote of a number or a uid (or the uid's first eight digits or more). Raises NotFoundError."""
    row_id = by_reference(reader, "quotes", reference)
    return quotes_by_id(reader, [row_id])[0]


def quote_anchors(reader: Reader, quote_id: int) -> list[AnchorRow]:
    """Every located span of a quote, newest version first, with what is needed to prove it."""
    return fetch(
        reader,
        AnchorRow,
        "SELECT a.part, a.seq, a.start_char, a.end_char, a.in_marks, a.exact, v.id AS source_version_id, v.number,"
        " v.text_sha256, v.text_length, v.retrieved_at, v.location,"
        " (SELECT max(n.number) FROM source_versions n WHERE n.source_id = v.source_id) AS newest,"
        " substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact AS proved"
        " FROM anchors a JOIN source_versions v ON v.id = a.source_version_id WHERE a.quote_id = :id"
        " ORDER BY v.number DESC, a.start_char, a.part",
        {"id": quote_id},
    )


def text_around(reader: Reader, source_version_id: int, start: int, end: int, context: int = 300) -> tuple[int, str]:
    """(offset, text) of the version's text from `context` code points before `start` to as many after `end`.

    The text is empty where it was not kept.
    """
    first = max(start - context, 0)
    for row in reader.rows(
        "SELECT substr(text, :at, :count) AS part FROM source_versions WHERE id = :id",
        {"at": first + 1, "count": end + context - first, "id": source_version_id},
    ):
        return first, row["part"] or ""
    return first, ""


# How far before a quote in subtitles the time of its paragraph is, at most: see `article.subtitles`.
_BACK = 4000
_TIME_LINE = re.compile(r"^\d{2,}:\d\d:\d\d$", re.M)


def time_code(reader: Reader, source_version_id: int, start: int) -> str | None:
    """The last time on a line of its own before `start` in a version's text, as transcripts of subtitles have them.

    Returns:
        "00:12:31"; None where there is none near, or the text was not kept.
    """
    first, text = text_around(reader, source_version_id, start, start, _BACK)
    times = _TIME_LINE.findall(text[: start - first])
    return times[-1] if times else None
