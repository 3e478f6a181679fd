"""The shapes of rows of claims and their reviews; see `rows`."""

from __future__ import annotations

from typing import TypedDict


class ClaimRow(TypedDict):
    """A claim, with how many quotes have each stance on it."""

    id: int
    uid: str
    text: str
    status: str
    origin: str
    confirmed_by: str | None
    kind: str | None
    score: float | None
    why: str | None
    rating: str | None
    asserts: int
    repeats: int
    denies: int
    disputes: int


class CandidateRow(ClaimRow):
    """A claim that import proposes, with who makes it first, when, where, and its topic."""

    quote_id: int | None
    speaker: str | None
    """None for a source's own narration, or if unknown."""
    said_on: str | None
    source_id: int
    publisher: str | None
    title: str
    url: str | None
    published_on: str | None
    topic: str | None


class RepeatedClaim(ClaimRow):
    """A claim said again since a day: how often, by how many speakers and in how many outlets."""

    said_since: int
    speakers_since: int
    outlets_since: int


class AssertionRow(TypedDict):
    """What a quote, or a source's own narration, does to a claim."""

    stance: str
    quote_id: int | None
    title: str
    published_on: str | None
    source_id: int
    publisher: str | None
    exact: str | None
    speaker: str | None
    said_on: str | None
    text: str | None
    reviewed: int
    """1 for what an imported review says of where its claim was made."""
    on_review_page: int
    """1 where the page of a review of the claim is all that reports it."""


class RelatedClaim(TypedDict):
    """A claim that another bears on or, with `inverse`, that bears on the other."""

    kind: str
    id: int
    text: str
    inverse: bool


class ReviewRow(TypedDict):
    """A review with its claim, its scale and the review that superseded it."""

    id: int
    uid: str
    claim_id: int
    claim: str
    rating: str | None
    rating_value: float | None
    worst_value: float | None
    best_value: float | None
    scale: str | None
    explanation: str | None
    title: str | None
    text: str | None
    reviewer: str | None
    organization: str | None
    reviewed_on: str | None
    url: str | None
    language: str
    status: str
    origin: str
    supersedes_id: int | None
    superseded_by_id: int | None
    evidence: int


class EvidenceRow(TypedDict):
    """A piece of evidence of a review."""

    stance: str
    source_id: int | None
    quote_id: int | None
    title: str | None
    url: str | None
    dated_on: str | None
    retrieved_on: str | None
    note: str | None
    quote: str | None
    flags: list[str]


class ScaleRow(TypedDict):
    """A stored rating scale, with how many ratings it has and how many reviews are rated by it."""

    id: int
    uid: str
    name: str
    title: str
    url: str | None
    ratings: int
    reviews: int


class RatingRow(TypedDict):
    """A rating of a scale."""

    label: str
    value: float | None
    normalized: str
    colour: str | None
    definition: str | None
    reviews: int
