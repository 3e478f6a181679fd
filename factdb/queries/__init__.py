"""Every SELECT of the command line outside views/, as plain SQL that runs on SQLite and PostgreSQL alike.

Each function takes a `Reader` (see `connect.read_connection`) and returns rows whose shapes are in rows.py; their keys
are the column names that every format prints.
"""

from factdb.queries.claims import claim_assertions, claim_by_reference, list_claims, related_claims
from factdb.queries.counts import count_all
from factdb.queries.decisions import decisions_on, list_decisions
from factdb.queries.duplicates import find_duplicates
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import (
    QuoteFilter,
    find_quotes,
    quote_anchors,
    quote_by_reference,
    text_around,
    time_code,
)
from factdb.queries.reader import BulkReader, Reader, Row
from factdb.queries.sources import list_runs, list_sources, source_by_reference, source_versions
from factdb.queries.speakers import find_speaker, list_speakers, speaker_details, speaker_roles, why_speaker
from factdb.queries.variants import quote_variants, travels
from factdb.queries.versions import CHANGES, changed_sources, version_changes

__all__ = [
    "CHANGES",
    "BulkReader",
    "QuoteFilter",
    "Reader",
    "Row",
    "changed_sources",
    "claim_assertions",
    "claim_by_reference",
    "count_all",
    "decisions_on",
    "find_duplicates",
    "find_quotes",
    "find_speaker",
    "list_claims",
    "list_decisions",
    "list_runs",
    "list_sources",
    "list_speakers",
    "quote_anchors",
    "quote_by_reference",
    "quote_variants",
    "quotes_by_id",
    "related_claims",
    "source_by_reference",
    "source_versions",
    "speaker_details",
    "speaker_roles",
    "text_around",
    "time_code",
    "travels",
    "version_changes",
    "why_speaker",
]
