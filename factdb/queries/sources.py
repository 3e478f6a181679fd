"""Sources, their versions, and the import runs that brought them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from factdb.errors import AmbiguousError, NotFoundError
from factdb.queries.reader import Reader, by_reference, did_you_mean, like, ordered
from factdb.queries.rows import RunRow, SourceRow, VersionRow, fetch
from factdb.queries.where import Where

_FROM = (
    " FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id LEFT JOIN sources d ON d.id = s.derived_from_id"
)
_QUOTES = (
    "(SELECT count(*) FROM quotes q WHERE q.source_id = s.id AND q.status <> 'rejected' AND q.factuality = 'actual')"
)
_VERSIONS = "(SELECT count(*) FROM source_versions v WHERE v.source_id = s.id)"
_SELECT = (
    "SELECT s.id, s.uid, s.title, p.name AS publisher, s.printed_publisher, s.agency, s.published_on, s.byline,"
    " s.contributors, s.dateline, s.language, s.url, s.derived_from_id, d.title AS derived_from, s.import_run_id,"
    f" {_QUOTES} AS quotes, {_VERSIONS} AS versions{_FROM}"
)
_WORDS = ("uid", "title", "printed_publisher", "agency", "byline", "contributors", "dateline", "language", "url")
# The columns of a source by which the database can sort; words in any case.
SOURCES_SORTED_BY = {
    **{name: f"s.{name}" for name in ("id", "published_on", "derived_from_id", "import_run_id")},
    **{name: f"lower(s.{name} COLLATE BINARY)" for name in _WORDS},
    "publisher": "lower(p.name COLLATE BINARY)",
    "derived_from": "lower(d.title COLLATE BINARY)",
    "quotes": _QUOTES,
    "versions": _VERSIONS,
}
_NEWEST = "s.published_on DESC, s.id DESC"


def list_sources(
    reader: Reader,
    *,
    publisher: str | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    order: Sequence[str] = (),
) -> list[SourceRow]:
    """Sources, newest first, with how many quotes and versions each has and what it was derived from.

    `order` has columns of `SOURCES_SORTED_BY`, with "-" before a name for descending; unknown values come last.
    """
    where = _asked(publisher, language, since, until)
    if order:
        by = f" ORDER BY {ordered(order, SOURCES_SORTED_BY)}s.published_on IS NULL, {_NEWEST}"
        which = f" WHERE s.id IN (SELECT s.id{_FROM}{where}{by} LIMIT {int(limit)})" if limit else f"{where}"
        return fetch(reader, SourceRow, f"{_SELECT}{which}{by}", where.params)
    found: list[SourceRow] = []
    # First those with a day, then those without: so an index gives the order on both databases.
    for known in ("IS NOT NULL", "IS NULL"):
        left = limit - len(found)
        if limit and not left:
            break
        cut = f" LIMIT {left}" if limit else ""
        sql = f"{_SELECT} WHERE {where.sql} AND s.published_on {known} ORDER BY {_NEWEST}{cut}"
        found += fetch(reader, SourceRow, sql, where.params)
    return found


def count_sources(
    reader: Reader,
    *,
    publisher: str | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """Count the sources that `list_sources` finds, whatever the limit."""
    where = _asked(publisher, language, since, until)
    return int(next(iter(reader.rows(f"SELECT count(*) AS n FROM sources s{where}", where.params)))["n"])


def _asked(publisher: str | None, language: str | None, since: str | None, until: str | None) -> Where:
    where = Where()
    where.given(f"s.id IN ({PUBLISHED})", publisher=None if publisher is None else like(publisher))
    where.in_language("s.language", language)
    where.between("s.published_on", since, until)
    return where


# The few publishers and agencies of that name first, then their sources by index.
PUBLISHED = (
    "SELECT o.id FROM sources o WHERE o.publisher_id IN"
    " (SELECT id FROM publishers WHERE lower(name) LIKE :publisher ESCAPE '\\')"
    " UNION ALL SELECT o.id FROM sources o WHERE o.agency IS NOT NULL AND lower(o.agency) LIKE :publisher ESCAPE '\\'"
)


def source_by_reference(reader: Reader, reference: str) -> SourceRow:
    """Return the one source that `reference` means: everywhere that a source is asked for, it is found by this.

    Args:
        reader: The database to read.
        reference: A number, a uid or its first eight digits or more, a URL, or a title or part of one. A source of
            exactly that title wins over those of whose titles it is a part.

    Raises:
        NotFoundError: There is none; the message offers titles or URLs that are near.
        AmbiguousError: It is part of several titles.
    """
    [found] = fetch(reader, SourceRow, f"{_SELECT} WHERE s.id = :id", {"id": _source_id(reader, reference.strip())})
    return found


def _source_id(reader: Reader, reference: str) -> int:
    if reference.isdigit():
        return by_reference(reader, "sources", reference)
    if "://" in reference or re.match(r"[\w.-]+:\S+$", reference):  # an address, or an agency's identifier
        found = list(reader.rows("SELECT id FROM sources WHERE url = :url", {"url": reference}))
        if not found and "://" in reference:
            raise NotFoundError(f"no source has the URL {reference}{_near(reader, 'url', reference)}")
        if found:
            return int(found[0]["id"])
    with suppress(NotFoundError):
        return by_reference(reader, "sources", reference)
    for condition, wanted in (("title = :it", reference), (r"lower(title) LIKE :it ESCAPE '\'", like(reference))):
        sql = f"SELECT id, title, published_on FROM sources WHERE {condition} ORDER BY id LIMIT 11"
        found = list(reader.rows(sql, {"it": wanted})) if reference else []
        if len(found) == 1:
            return int(found[0]["id"])
        if found:
            named = "; ".join(f"{s['id']} ({s['title']}, {s['published_on'] or 'undated'})" for s in found[:10])
            raise AmbiguousError(
                f"{reference!r} matches {len(found) if len(found) < 11 else 'more than 10'} sources: {named}."
                " Give the number."
            )
    raise NotFoundError(f"no source is called {reference!r}{_near(reader, 'title', reference)}")


def _near(reader: Reader, column: str, reference: str) -> str:
    """Return the titles or URLs of the newest sources that are near to one that nothing has."""
    newest = f"SELECT {column} AS it FROM sources WHERE {column} IS NOT NULL ORDER BY id DESC LIMIT 20000"
    known = {row["it"].lower(): row["it"] for row in reader.rows(newest)}
    return did_you_mean(reference.lower(), known) or "; `factdb sources` lists them"


def source_versions(reader: Reader, source_id: int) -> list[VersionRow]:
    """Return the versions of a source, oldest first, with how many quotes are anchored in each."""
    return fetch(
        reader,
        VersionRow,
        "SELECT v.id, v.number, v.retrieved_at, v.title, v.location, v.encoding, v.raw_sha256, v.text_sha256,"
        " v.text_length, v.text IS NOT NULL AS text_kept, v.import_run_id,"
        " (SELECT count(DISTINCT a.quote_id) FROM anchors a WHERE a.source_version_id = v.id) AS quotes"
        " FROM source_versions v WHERE v.source_id = :id ORDER BY v.number",
        {"id": source_id},
    )


def known_addresses(reader: Reader, addresses: Sequence[str]) -> set[str]:
    """Return those of the addresses from which a text was read, or at which a source was published."""
    known: set[str] = set()
    for address in addresses:
        found = reader.rows(
            "SELECT 1 AS it WHERE EXISTS (SELECT 1 FROM sources WHERE url = :address)"
            " OR EXISTS (SELECT 1 FROM source_versions WHERE location = :address)",
            {"address": address},
        )
        known.update(address for _ in found)
    return known


def in_the_way(reader: Reader, source_id: int) -> str | None:
    """Return what keeps a source from being deleted, and what to do about it; None where nothing does."""
    of_quotes = "quote_id IN (SELECT id FROM quotes WHERE source_id = :id)"
    of_speakers = "(SELECT id FROM speakers WHERE scope_source_id = :id)"
    merged = (
        f"SELECT id AS n FROM speakers WHERE merged_into_id IN {of_speakers}"
        " UNION SELECT id FROM speakers WHERE scope_source_id = :id AND merged_into_id IS NOT NULL"
    )
    rests = f"SELECT review_id AS n FROM evidence WHERE source_id = :id OR {of_quotes}"
    said = f"SELECT quote_id AS n FROM attributions WHERE speaker_id IN {of_speakers} AND NOT {of_quotes}"
    for reason, sql in (
        ("review {} rests on it, and reviews are never rewritten", rests),
        ("source {} derives from it: delete that one first", "SELECT id AS n FROM sources WHERE derived_from_id = :id"),
        ("speaker {} was merged with one of its own: `factdb speakers split` first", merged),
        ("quote {} of another source is attributed to one of its own speakers: correct that first", said),
    ):
        for row in reader.rows(sql, {"id": source_id}):
            return reason.format(row["n"])
    return None


def decided_by_people(reader: Reader, source_id: int) -> str | None:
    """Return what people decided on the quotes of a source and on the claims they assert; None where nobody did."""
    quotes = "SELECT id FROM quotes WHERE source_id = :id"
    claims = f"SELECT claim_id FROM assertions WHERE source_id = :id OR quote_id IN ({quotes})"
    counts = []
    for subject, ids in (("quotes", quotes), ("claims", claims)):
        counted = (
            "SELECT count(DISTINCT subject_id) AS n FROM decisions WHERE import_run_id IS NULL AND subject = :subject"
            f" AND subject_id IN ({ids})"
        )
        for row in reader.rows(counted, {"id": source_id, "subject": subject}):
            if row["n"]:
                counts.append(f"{row['n']} of its {subject}")
    return f"people decided on {' and '.join(counts)}" if counts else None


def list_runs(reader: Reader, *, limit: int = 50) -> list[RunRow]:
    """Import runs, newest first, with what each brought."""
    return fetch(
        reader,
        RunRow,
        "SELECT r.id, r.started_at, r.finished_at, r.status, r.actor, r.tool, r.input, r.input_sha256,"
        " r.articles, r.problems,"
        " (SELECT count(*) FROM source_versions v WHERE v.import_run_id = r.id) AS versions,"
        " (SELECT count(*) FROM quotes q WHERE q.import_run_id = r.id) AS quotes"
        " FROM import_runs r ORDER BY r.id DESC" + (f" LIMIT {int(limit)}" if limit else ""),
    )
