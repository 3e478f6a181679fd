"""What a record says, as frozen rows. Keys of speakers, quotes and claims hold within one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from factdb.terms import DateBasis, Factuality, Kind, Medium, RelationKind, SpeakerKind

Stance = Literal["asserts", "denies", "disputes", "repeats"]


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """The original: the published work that the editor read."""

    title: str
    published_on: date
    agency: str | None
    publisher: str | None
    byline: str | None
    contributors: tuple[str, ...]
    dateline: str | None
    url: str | None
    language: str
    medium: Medium
    rights: str | None
    text_sha256: str | None
    """SHA-256 (hex) of the text that offsets into the original count in, in UTF-8."""
    text_length: int | None
    """In code points."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """The report in our own words that lies beside the record."""

    file: str
    publisher: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RecordedSpeaker:
    """Whose words are recorded, or who is spoken to."""

    key: str
    line: int
    name: str
    kind: SpeakerKind
    role: str | None
    aliases: tuple[str, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Original:
    """Where a quote is in the original text: (start, end) in code points, ends exclusive."""

    text_sha256: str
    content: tuple[tuple[int, int], ...]
    sha256: str
    """Of the words there, see `content_sha256`."""
    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RecordedQuote:
    """One attributed statement. `line` is where the record speaks of it, for messages."""

    key: str
    line: int
    speakers: tuple[str, ...]
    """Keys of speakers."""
    kind: Kind
    quoted: tuple[str, ...]
    content: tuple[str, ...]
    cue: str | None
    mention: str | None
    said_on: date | None
    said_until: date | None
    """The last day of the range; `said_on` when the day is known."""
    said_as: str | None
    said_basis: DateBasis | None
    addressee: str | None
    """Key of a speaker."""
    addressee_as: str | None
    reported_by: str | None
    """Key of a speaker."""
    venue: str | None
    factuality: Factuality | None
    note: str | None
    original: Original | None


@dataclass(frozen=True, slots=True)
class RecordedAssertion:
    """Of the quote with that key, or of the source's own narration where `quote` is None."""

    stance: Stance
    quote: str | None


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """One checkable statement, and who asserts or disputes it."""

    key: str
    line: int
    text: str
    assertions: tuple[RecordedAssertion, ...]


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """`claim` contradicts, updates, narrows or is the same as the claim `to` (both keys)."""

    claim: str
    to: str
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record. Speakers, quotes and claims are by key, in the order of the file."""

    path: Path
    editor: str
    source: RecordedSource
    retelling: Retelling | None
    speakers: Mapping[str, RecordedSpeaker]
    quotes: Mapping[str, RecordedQuote]
    claims: Mapping[str, RecordedClaim]
    relations: tuple[ClaimRelation, ...]
