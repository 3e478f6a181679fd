"""What a ClaimReview or MediaReview object says, as plain values, whichever of the forms met in the wild it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from factdb.article.language import spelled
from factdb.claimreview.check import day_of, is_web_address, number_of
from factdb.claimreview.markup import Node, types_of
from factdb.claimreview.media import as_claim_review, is_media_review
from factdb.claimreview.terms import kind_of


@dataclass(frozen=True, slots=True)
class Appearance:
    """A work in which the claim was made."""

    url: str
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One review, and the claim it judges."""

    claim: str
    title: str | None
    """The headline of the page."""
    url: str | None
    label: str | None
    value: float | None
    worst: float | None
    best: float | None
    explanation: str | None
    text: str | None
    reviewed_on: date | None
    reviewer: str | None
    organization: str | None
    language: str | None
    identifier: str | None
    speaker: str | None
    speaker_kind: str
    """"person" or "organization"."""
    speaker_title: str | None
    said_on: date | None
    appearances: tuple[Appearance, ...]
    """The first appearance first."""


def judged_of(node: Node) -> Judged:
    """Return what a ClaimReview or MediaReview says; it must have no fault that stops an import (see `check`)."""
    if is_media_review(node):
        node = as_claim_review(node)
    rating = node["reviewRating"]
    value, worst, best = (number_of(rating.get(k)) for k in ("ratingValue", "worstRating", "bestRating"))
    if value is not None:  # the defaults are schema.org's
        worst, best = 1.0 if worst is None else worst, 5.0 if best is None else best
    else:
        worst = best = None
    people, organizations = _agents(node.get("author"))
    creators, _ = _agents(node.get("creator"))
    claim = _first(node.get("itemReviewed")) or {}
    said_by, said_for = _agents(claim.get("author"))
    author = _first(claim.get("author"))
    return Judged(
        claim=" ".join(node["claimReviewed"].split()),
        title=_text(node.get("headline")) or _text(node.get("name")),
        url=_text(node.get("url")),
        label=_text(rating.get("alternateName"))
        or _text(rating.get("name"))
        or (f"{value:g}" if value is not None else None),
        value=value,
        worst=worst,
        best=best,
        explanation=_text(rating.get("ratingExplanation")),
        text=_text(node.get("reviewBody")),
        reviewed_on=day_of(node.get("datePublished")),
        reviewer=next(iter((*people, *creators)), None),
        organization=next(iter(organizations), None),
        language=spelled(_text(node.get("inLanguage"))),
        identifier=_text(node.get("identifier")),
        speaker=next(iter((*said_by, *said_for)), None),
        speaker_kind="person" if said_by else "organization",
        speaker_title=_text(author.get("jobTitle")) if author else None,
        said_on=day_of(claim.get("datePublished")),
        appearances=tuple(_appearances(claim)),
    )


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return (value.strip() or None) if isinstance(value, str) else None


def _first(value: Any) -> Node | None:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            return one
    return None


def _agents(value: Any) -> tuple[list[str], list[str]]:
    """(names of people, names of organisations).

    A bare text and what has no type is taken for an organisation of a review as for one of a claim, unless its type
    says Person.
    """
    people: list[str] = []
    organizations: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = _text(one.get("name") if isinstance(one, dict) else one)
        if name:
            kinds = {kind_of(t) for t in types_of(one)}
            (people if "Person" in kinds else organizations).append(name)
    return people, organizations


def _appearances(claim: Node) -> Iterator[Appearance]:
    seen = set()
    for key in ("firstAppearance", "appearance"):
        value = claim.get(key)
        for work in value if isinstance(value, list) else [value]:
            url = _text(work.get("url") or work.get("@id") if isinstance(work, dict) else work)
            if not url or url in seen or not is_web_address(url):
                continue
            seen.add(url)
            if not isinstance(work, dict):
                yield Appearance(url)
                continue
            _, publishers = _agents(work.get("publisher"))
            title = _text(work.get("headline")) or _text(work.get("name"))
            yield Appearance(url, title, next(iter(publishers), None), day_of(work.get("datePublished")))
