"""Metadata for Datasette: titles, what each view and column holds, facets, search, and questions worth asking."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from factdb.database.connect import read_connection
from factdb.database.url import is_postgresql, sqlite_path
from factdb.database.views import view_columns, view_description, view_names
from factdb.errors import FactdbError

_FACETS = {
    "quotes": ["speaker", "publisher", "kind", "status"],
    "speakers": ["kind", "status"],
    "sources": ["publisher", "medium", "language"],
    "claims": ["status"],
    "assertions": ["stance", "speaker"],
}
# What a link to a row shows of it.
_LABELS = {"speakers": "name", "sources": "title", "claims": "text"}
_SORTED = {"quotes": "dated_on", "sources": "published_on", "assertions": "dated_on", "daily": "dated_on"}
_QUERIES = {
    "said_by": (
        "Quotes of a speaker",
        "SELECT dated_on, speaker, text, publisher, url FROM report_quotes WHERE speaker LIKE '%' || :speaker || '%'"
        " ORDER BY dated_on DESC",
    ),
    "most_quoted": (
        "Who is quoted most",
        "SELECT speaker, count(DISTINCT quote_id) AS quotes FROM report_quotes"
        " WHERE speaker <> '' AND factuality = 'actual' GROUP BY speaker ORDER BY quotes DESC, speaker",
    ),
    "by_month": (
        "Quotes by month",
        "SELECT month, count(DISTINCT quote_id) AS quotes FROM report_quotes"
        " WHERE month <> '' AND factuality = 'actual' GROUP BY month ORDER BY month",
    ),
    "disputed": (
        "Claims that somebody denies or disputes",
        "SELECT claim_id, text, assert_count, deny_count, dispute_count FROM report_claims"
        " WHERE deny_count + dispute_count > 0 ORDER BY deny_count + dispute_count DESC, claim_id",
    ),
    "unnamed": (
        "Share of unnamed speakers by publisher, in per cent",
        "SELECT publisher, round(100.0 * sum(speaker_kind = 'unnamed') / count(*), 1) AS unnamed, count(*) AS quotes"
        " FROM report_quotes WHERE factuality = 'actual' GROUP BY publisher ORDER BY publisher",
    ),
    "kinds": (
        "Direct and indirect quotes by publisher",
        "SELECT publisher, kind, count(*) AS quotes FROM report_quotes"
        " WHERE is_first_speaker = 1 AND factuality = 'actual' GROUP BY publisher, kind ORDER BY publisher, kind",
    ),
    "reviewed": (
        "Reviews by reviewer and rating",
        "SELECT reviewer, rating, count(*) AS reviews FROM report_reviews"
        " WHERE is_current = 1 GROUP BY reviewer, rating ORDER BY reviewer, rating",
    ),
    "unreviewed": (
        "Claims without a review",
        "SELECT claim_id, text, assert_count + repeat_count AS said, first_on FROM report_claims"
        " WHERE rating = '' ORDER BY said DESC, claim_id",
    ),
    "altered": (
        "Words that a later article changed",
        "SELECT p.later_publisher, p.altered, e.text AS first, l.text AS later FROM report_variant_pairs p"
        " JOIN report_quotes e ON e.quote_id = p.quote_id AND e.is_first_speaker = 1"
        " JOIN report_quotes l ON l.quote_id = p.later_quote_id AND l.is_first_speaker = 1"
        " WHERE p.altered <> '' ORDER BY p.later_publisher, p.later_quote_id",
    ),
    "gone": (
        "Quotes that a later version of their article has no longer",
        "SELECT quote_id, speaker, text, publisher, last_version, url FROM report_quotes"
        " WHERE is_in_newest = 0 AND is_first_speaker = 1 ORDER BY quote_id",
    ),
    "beside": (
        "Who is quoted beside a speaker",
        "SELECT b.speaker AS beside, count(DISTINCT a.source_id) AS sources FROM report_quotes a"
        " JOIN report_quotes b ON b.source_id = a.source_id AND b.speaker_id <> a.speaker_id"
        " WHERE a.speaker LIKE '%' || :speaker || '%' GROUP BY b.speaker ORDER BY sources DESC, beside",
    ),
}


def metadata(database: str, served: str | None = None) -> dict[str, Any]:
    """What `datasette FILE --metadata …` takes, for `served`, a snapshot (see `export_snapshot`), else for `database`.

    Raises DatabaseError, and FactdbError for PostgreSQL, which Datasette cannot serve.
    """
    if served is None:
        if is_postgresql(database):
            raise FactdbError("Datasette serves SQLite files: make one with `factdb export sqlite`; name it with --of")
        with read_connection(database):
            path, snapshot = sqlite_path(database), False
    else:
        path, snapshot = sqlite_path(served), True
        _check_snapshot(served)
    tables: dict[str, Any] = {}
    for view in view_names():
        noun = view.removeprefix("report_")
        tables[view] = {
            "title": noun.capitalize(),
            "description": view_description(view),
            "columns": {c.name: c.description for c in view_columns(view)},
        }
        if noun in _FACETS:
            tables[view]["facets"] = _FACETS[noun]
        if noun in _LABELS:
            tables[view]["label_column"] = _LABELS[noun]
        if noun in _SORTED:
            tables[view]["sort_desc"] = _SORTED[noun]
    if not snapshot:
        # A view has no search index: it uses that of its table.
        tables["report_quotes"] |= {"fts_table": "quotes_fts", "fts_pk": "quote_id"}
        tables |= {name: {"hidden": True} for name in _own_tables(str(path))}
    queries = {name: {"title": title, "sql": sql} for name, (title, sql) in _QUERIES.items()}
    return {
        "title": "factdb",
        "description": "Who said what, to whom, when, and where it was printed.",
        "databases": {path.stem: {"tables": tables, "queries": queries}},
    }


def _own_tables(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def _check_snapshot(served: str) -> None:
    path = sqlite_path(served)
    if not path.is_file() or "report_quotes" not in _own_tables(str(path)):
        raise FactdbError(f"{served}: is not a snapshot: make one with `factdb export sqlite -o {served}`")
