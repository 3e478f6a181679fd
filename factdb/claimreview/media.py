"""MediaReview (https://schema.org/MediaReview) as the ClaimReview that says the same, and back.

A MediaReview judges an image, a video or a recording: not whether a claim holds, but what was done to the media. What
the media is taken to show is the claim (`interpretedAsClaim`), the category is the rating, and where the media can be
seen is where the claim appeared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factdb.claimreview.markup import Node, types_of

SCALE = "mediareview"
"""The rating scale whose ratings are `CATEGORIES`: a review on it is exported as a MediaReview."""
CATEGORIES = (
    "DecontextualizedContent",
    "EditedOrCroppedContent",
    "OriginalMediaContent",
    "SatireOrParodyContent",
    "StagedContent",
    "TransformedContent",
)


def is_media_review(node: Node) -> bool:
    """Return whether an object is a MediaReview and no ClaimReview."""
    return "MediaReview" in (types := types_of(node)) and "ClaimReview" not in types


def categories_of(node: Node) -> list[str]:
    """Return the names of the categories, without their vocabulary; what is no text or reference is left out."""
    value = node.get("mediaAuthenticityCategory")
    names = [one.get("@id") if isinstance(one, dict) else one for one in _list(value)]
    return [name.rsplit("/", 1)[-1].removeprefix("schema:") for name in names if isinstance(name, str)]


def claim_of(node: Node) -> str | None:
    """Return what the media is taken to show: the claim that it is read as, else the media's own description."""
    for item in _objects(node.get("itemReviewed")):
        for made in (*_objects(item.get("interpretedAsClaim")), item, *_objects(item.get("mediaItemAppearance"))):
            for key in ("text", "description", "caption", "name"):
                if isinstance(made.get(key), str) and made[key].strip():
                    return str(made[key])
    return None


def media_of(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the media objects under review, each with its path below `node`."""
    for number, item in enumerate(items := _objects(node.get("itemReviewed"))):
        path = "itemReviewed" + (f"[{number}]" if len(items) > 1 else "")
        if "mediaItemAppearance" not in item:
            yield path, item
            continue
        appearances = item["mediaItemAppearance"]
        for n, one in enumerate(_objects(appearances)):
            yield f"{path}.mediaItemAppearance" + (f"[{n}]" if isinstance(appearances, list) else ""), one


def address_of(media: Node) -> Any:
    """Return where a media object can be seen."""
    return next((media[k] for k in ("accessedOnUrl", "url", "contentUrl", "embedUrl", "@id") if media.get(k)), None)


def as_claim_review(node: Node) -> Node:
    """Return the ClaimReview that says what a MediaReview says."""
    item = next(iter(_objects(node.get("itemReviewed"))), {})
    media = [one for _, one in media_of(node)]
    claims = _objects(item.get("interpretedAsClaim"))
    days = (one.get(key) for one in (*claims, item, *media) for key in ("datePublished", "dateCreated", "uploadDate"))
    return {
        **node,
        "@type": "ClaimReview",
        "claimReviewed": claim_of(node),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": " and ".join(categories_of(node)),
            "ratingExplanation": node.get("originalMediaContextDescription"),
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": next(
                (one[k] for one in (*claims, item, *media) for k in ("author", "creator") if one.get(k)), None
            ),
            "datePublished": next((day for day in days if day), None),
            "appearance": [
                {**one, "url": address_of(one), "datePublished": one.get("datePublished") or one.get("uploadDate")}
                for one in media
            ],
        },
    }


def as_media_review(node: Node) -> Node:
    """Return the MediaReview that says what a ClaimReview rated on `SCALE` says."""
    claim = node["itemReviewed"]
    works = [*_objects(claim.get("firstAppearance")), *_objects(claim.get("appearance"))]
    media = [{**work, "@type": "MediaObject"} for work in works]
    about = {key: claim[key] for key in ("author", "datePublished") if key in claim}
    item = {
        "@type": "MediaReviewItem",
        "interpretedAsClaim": {"@type": "Claim", "text": node["claimReviewed"], **about},
        "mediaItemAppearance": media,
    }
    rating = node["reviewRating"]
    made = {
        "mediaAuthenticityCategory": rating["alternateName"],
        "originalMediaContextDescription": rating.get("ratingExplanation"),
        "itemReviewed": {key: value for key, value in item.items() if value},
    }
    kept = {key: value for key, value in node.items() if key not in ("claimReviewed", "reviewRating", "itemReviewed")}
    return {**kept, "@type": "MediaReview", **{key: value for key, value in made.items() if value}}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: Any) -> list[Node]:
    return [one for one in _list(value) if isinstance(one, dict)]
