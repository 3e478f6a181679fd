"""The shapes of rows that the pages of the reading room get beyond those of lists: with public ids to link to."""

from __future__ import annotations

from typing import TypedDict

from factdb.queries.rows import QuoteRow, Time, VariantRow


class SaidBy(TypedDict):
    """A speaker of a quote; `uid` and `name` are None for one whom the source does not make clear."""

    quote_id: int
    mention: str | None
    title: str | None
    uid: str | None
    name: str | None


class Links(TypedDict):
    """What a quote's page links to: its source, and its speakers in order."""

    source_uid: str
    speakers: list[SaidBy]


class LinkedQuote(QuoteRow, Links):
    """A quote with links."""


class LinkedVariant(VariantRow, Links):
    """A variant of a quote with links."""


class TravelledQuote(LinkedQuote):
    """The first quote of an utterance, with the number of sources that print it."""

    printed_by: int


class VersionText(TypedDict):
    """A version of a source with its text, None if it is not kept."""

    id: int
    number: int
    retrieved_at: Time
    title: str
    text: str | None
    text_sha256: str
    raw_sha256: str
    text_length: int


class SpanRow(TypedDict):
    """A span of a quote in a version: code points, the end exclusive."""

    quote_id: int
    part: str
    seq: int
    start_char: int
    end_char: int
    in_marks: bool


class ClaimCard(TypedDict):
    """A claim, with the rating of the review in force."""

    id: int
    uid: str
    text: str
    status: str
    review_uid: str | None
    rating: str | None
    rating_value: float | None
    worst_value: float | None
    best_value: float | None
    reviewed_on: str | None
    colour: str | None


class QuotedClaim(ClaimCard):
    """A claim, with a quote's stance on it."""

    stance: str


class ReviewLinks(TypedDict):
    """What a review's page links to, and how its scale explains the rating."""

    claim_uid: str
    supersedes_uid: str | None
    superseded_by_uid: str | None
    colour: str | None
    definition: str | None
    scale_title: str | None
    scale_url: str | None


class SpeakerCard(TypedDict):
    """A speaker, with the days of the first and last quote, and the other names."""

    id: int
    uid: str
    name: str
    kind: str
    role: str | None
    wikidata_id: str | None
    status: str
    scope_source_id: int | None
    names: list[str]
    first_on: str | None
    last_on: str | None


class RoomCounts(TypedDict):
    """How much there is; `quotes` are those confirmed and those waiting."""

    sources: int
    speakers: int
    claims: int
    reviews: int
    confirmed: int
    waiting: int
    quotes: int


class Walked(TypedDict):
    """A row that has a page."""

    id: int
    uid: str


class SourceEntry(Walked):
    """A source in the index, with its number of quotes."""

    title: str
    agency: str | None
    published_on: str | None
    publisher: str | None
    quotes: int


class SpeakerEntry(Walked):
    """A speaker in the index, with the number of quotes."""

    name: str
    kind: str
    role: str | None
    quotes: int
