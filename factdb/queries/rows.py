"""The shapes of rows: what each list and page gets, key by key.

A row is a plain dict, so that JSON forms write it as it is and a page joins it with what else it shows; its shape is
for type checkers, and for people who want to know what is in it. Days are ISO 8601 text; a time (UTC) is such text on
SQLite and an aware `datetime` on PostgreSQL. What is unknown is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict, TypeVar, cast

from factdb.queries.reader import Reader

R = TypeVar("R")
Time = str | datetime


def fetch(reader: Reader, shape: type[R], sql: str, params: Mapping[str, Any] | None = None) -> list[R]:
    """Return all rows of a SELECT, whose columns are the keys of `shape`."""
    return [cast(R, dict(row)) for row in reader.rows(sql, params or {})]


# --- Quotes


class QuoteRow(TypedDict):
    """A quote with its source; joint speakers share it, their names joined by " and "."""

    id: int
    uid: str
    text: str
    kind: str
    speaker: str | None
    speaker_id: int | None
    speaker_kind: str | None
    speaker_mention: str | None
    speaker_title: str | None
    speaker_role: str | None
    """The role held when it was said."""
    reported_by: str | None
    addressee: str | None
    cue: str | None
    venue: str | None
    said_on: str | None
    said_until: str | None
    said_as: str | None
    said_basis: str | None
    dated_on: str | None
    publisher: str | None
    agency: str | None
    title: str
    published_on: str | None
    url: str | None
    source_id: int
    derived_from: str | None
    start_char: int | None
    end_char: int | None
    """In code points of the newest version that has it, the end exclusive."""
    status: str
    confidence: float | None
    origin: str
    confirmed_by: str | None
    factuality: str


class Likeness(TypedDict):
    """What the words of a quote have to do with another's: see `quote_variants`."""

    relation: str
    altered: str | None
    similarity: float | None
    marked: str


class VariantRow(QuoteRow, Likeness):
    """A quote beside another of the same words."""


class AnchorRow(TypedDict):
    """A located span of a quote, with what proves it."""

    part: str
    seq: int
    start_char: int
    end_char: int
    in_marks: bool
    exact: str
    source_version_id: int
    number: int
    text_sha256: str
    text_length: int
    retrieved_at: Time
    location: str
    newest: int
    """The number of the newest version of the source."""
    proved: bool | None


class TravelRow(TypedDict):
    """How far the utterance of a quote went."""

    quote_id: int
    utterance_id: int
    sources: int
    outlets: int


# --- Sources


class SourceRow(TypedDict):
    """A source, with how many quotes and versions it has."""

    id: int
    uid: str
    title: str
    publisher: str | None
    printed_publisher: str | None
    agency: str | None
    published_on: str | None
    byline: str | None
    contributors: str | None
    dateline: str | None
    language: str
    url: str | None
    derived_from_id: int | None
    derived_from: str | None
    import_run_id: int
    quotes: int
    versions: int


class VersionRow(TypedDict):
    """A version of a source, with how many quotes are in it."""

    id: int
    number: int
    retrieved_at: Time
    title: str
    location: str
    encoding: str
    raw_sha256: str
    text_sha256: str
    text_length: int
    text_kept: bool
    import_run_id: int
    quotes: int


class Between(TypedDict):
    """Between which times a source changed: its later version's number, and when the two were read."""

    version: int
    after: Time
    seen: Time


class Change(TypedDict):
    """What changed: see `version_changes`."""

    change: str
    quote_id: int | None
    was_quote_id: int | None
    speaker: str | None
    was: str | None
    now: str | None
    marked: str | None
    altered: str | None
    why: str | None


class ChangeRow(Between, Change):
    """A difference between a version and the one before."""


class RunRow(TypedDict):
    """An import run, with what it brought."""

    id: int
    started_at: Time
    finished_at: Time | None
    status: str
    actor: str
    tool: str
    input: str
    input_sha256: str | None
    articles: int
    problems: int
    versions: int
    quotes: int


# --- Speakers


class FoundSpeaker(TypedDict):
    """The speaker whom a name means, with every folded name that fitted."""

    id: int
    uid: str
    name: str
    kind: str
    folded: list[str]


class SpeakerRow(TypedDict):
    """A speaker, with how many quotes there are and the days of the first and last."""

    id: int
    uid: str
    name: str
    kind: str
    role: str | None
    status: str
    origin: str
    quotes: int
    first_on: str | None
    last_on: str | None


class RoleRow(TypedDict):
    """A role that a speaker held, and who says so."""

    title: str
    organization: str | None
    held_from: str | None
    held_until: str | None
    source_id: int | None
    url: str | None
    origin: str


class SpeakerDetails(TypedDict):
    """One speaker with all that is known."""

    id: int
    uid: str
    name: str
    kind: str
    role: str | None
    wikidata_id: str | None
    status: str
    origin: str
    scope_source_id: int | None
    names: list[str]
    mentions: list[str]
    titles: list[str]
    roles: list[RoleRow]
    quotes: int
    """By kind."""


class MentionRow(TypedDict):
    """How a mention came to mean a speaker."""

    mention: str | None
    title: str | None
    quotes: int
    quote_id: int
    score: float
    why: str


class DuplicateRow(TypedDict):
    """Two speakers who may be one: `other_id` would be merged into `id`."""

    id: int
    name: str
    other_id: int
    other: str
    score: float
    evidence: str


# --- Claims and reviews


# --- Decisions and counts


class DecisionRow(TypedDict):
    """A decision; `changed` is what it changed, in words."""

    id: int
    decided_at: Time
    actor: str
    action: str
    subject: str
    subject_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str | None
    import_run_id: int | None
    changed: str


class CountRow(TypedDict):
    """How many there are of something."""

    name: str
    count: int
