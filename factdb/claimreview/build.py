"""ClaimReview objects built from what a database knows of a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factdb.claimreview.check import web_address
from factdb.claimreview.markup import Node

CONTEXT = "https://schema.org"


def claim_review(
    review: Mapping[str, Any],
    *,
    speaker: Mapping[str, Any] | None,
    said_on: str | None,
    appearances: Iterable[Mapping[str, Any]],
    citations: Iterable[Mapping[str, Any]],
) -> Node:
    """Build the markup of a published review; nothing is shortened.

    Args:
        review: A row of `queries.reviews.list_reviews`.
        speaker: Who made the claim first; None where that is not known.
        said_on: The day of it, ISO 8601.
        appearances: Where the claim was made, the first place first.
        citations: What the review rests on.
    """
    return _known(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "identifier": urn(review["uid"]),
            "url": review["url"],
            "headline": review["title"],
            "datePublished": _iso(review["reviewed_on"]),
            "inLanguage": review["language"],
            "author": _agent("Organization", review["organization"]) or _agent("Person", review["reviewer"]),
            "creator": _agent("Person", review["reviewer"]) if review["organization"] else None,
            "claimReviewed": review["claim"],
            "reviewRating": _rating(review),
            "reviewBody": review["text"],
            "itemReviewed": _claim(speaker, said_on, list(appearances)),
            "citation": [_work(c) for c in citations] or None,
        }
    )


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _iso(day: Any) -> str | None:
    return None if day is None else str(day)


def _agent(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _rating(review: Mapping[str, Any]) -> Node:
    return _known(
        {
            "@type": "Rating",
            "alternateName": review["rating"],
            "ratingValue": _number(review["rating_value"]),
            "worstRating": _number(review["worst_value"]),
            "bestRating": _number(review["best_value"]),
            "ratingExplanation": review["explanation"],
        }
    )


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _claim(speaker: Mapping[str, Any] | None, said_on: str | None, appearances: list[Mapping[str, Any]]) -> Node:
    works = [_work(a) for a in appearances]
    author = None
    if speaker is not None and _is_named(speaker):
        person = speaker["kind"] == "person"
        qid = speaker["wikidata_id"]
        author = _known(
            {
                "@type": "Person" if person else "Organization",
                "name": speaker["name"],
                "jobTitle": speaker["role"] if person else None,
                "sameAs": f"https://www.wikidata.org/wiki/{qid}" if qid else None,
            }
        )
    return _known(
        {
            "@type": "Claim",
            "author": author,
            "datePublished": said_on,
            "firstAppearance": works[0] if works else None,
            "appearance": works[1:],
        }
    )


def _is_named(speaker: Mapping[str, Any]) -> bool:
    """Return whether a speaker has a name of their own: "her own department's figures" is nobody's."""
    name = str(speaker["name"])
    return speaker["kind"] != "unnamed" and (name != name.lower() or name == name.upper())


def _work(work: Mapping[str, Any]) -> Node:
    return _known(
        {
            "@type": "CreativeWork",
            "url": web_address(work["url"]),
            "headline": work["title"],
            "datePublished": _iso(work["published_on"]),
            "publisher": _agent("Organization", work.get("publisher")),
        }
    )


def urn(uid: str) -> str:
    """Return a public id, 32 hexadecimal digits, as the URN of a UUID."""
    return "urn:uuid:" + "-".join((uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:]))
