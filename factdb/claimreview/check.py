"""What is wrong with one ClaimReview or MediaReview, said so that its author can mend it. Offline, on anybody's markup.

What must be there is what Google's documentation of the type asks for
(https://developers.google.com/search/docs/appearance/structured-data/factcheck): claimReviewed, reviewRating, url.
Other rules are schema.org's: what values a property expects, and that a rating lies between its worst and its best.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from factdb.claimreview.markup import Fault, Node, types_of
from factdb.claimreview.media import (
    CATEGORIES,
    address_of,
    as_claim_review,
    categories_of,
    claim_of,
    is_media_review,
    media_of,
)
from factdb.claimreview.terms import PROPERTIES, kind_of

# "Under 75 characters" is what the documentation advised; longer ones are cut where they are shown.
LONG_CLAIM = 75


def faults_of(node: Node, place: str) -> Iterator[Fault]:
    """Every fault of a ClaimReview or MediaReview object at `place`, errors and advice as they come."""
    media = is_media_review(node)
    yield from _names(node, place)
    yield from _context(node, place)
    yield from _media(node, place) if media else _claim_reviewed(node, place)
    yield from _url(node, "url", place, needed=True)
    yield from _day(node, "datePublished", place, needed=True)
    yield from _text(node, "reviewBody", place)
    yield from _author(node, "author", place, "who reviewed")
    if not media:
        yield from _rating(node, place)
        yield from _claim(node, place)
    yield from _order_of_days(as_claim_review(node) if media else node, place)


def _claim_reviewed(node: Node, place: str) -> Iterator[Fault]:
    claim = node.get("claimReviewed")
    if claim is None or claim in ("", []):
        yield _error(place, "claimReviewed is missing: say the claim in a sentence")
    elif not isinstance(claim, str):
        yield _error(f"{place}.claimReviewed", f"is {_short(claim)}: write the claim as one text")
    else:
        if not claim.strip():
            yield _error(f"{place}.claimReviewed", "is empty: say the claim in a sentence")
        elif claim.rstrip().endswith(("...", "…")) and len(claim) >= LONG_CLAIM - 5:
            yield _advice(f"{place}.claimReviewed", "ends in an ellipsis: the claim looks cut off")


def _media(node: Node, place: str) -> Iterator[Fault]:
    """Check what a MediaReview has in place of a claim and its rating."""
    categories, known = categories_of(node), ", ".join(CATEGORIES)
    if not categories:
        yield _error(place, f"mediaAuthenticityCategory is missing: write one of {known}")
    for category in categories:
        if category not in CATEGORIES:
            near = get_close_matches(category, CATEGORIES, 1, 0.5)
            meant = f"did you mean {near[0]!r}?" if near else f"write one of {known}"
            yield _error(f"{place}.mediaAuthenticityCategory", f"is {_short(category)}: {meant}")
    yield from _text(node, "originalMediaContextDescription", place)
    if claim_of(node) is None:
        message = "says nowhere what the media is taken to show: give itemReviewed an interpretedAsClaim with a text"
        yield _error(place, message)
    found = list(media_of(node))
    if not found:
        yield _advice(place, "itemReviewed names no media: give a MediaReviewItem with its mediaItemAppearance")
    for where, media in found:
        address = address_of(media)
        if address is None:
            yield _advice(f"{place}.{where}", "has no url or contentUrl: say where the media can be seen")
        elif not isinstance(address, str) or not is_web_address(address):
            yield _error(f"{place}.{where}", f"is at {_short(address)}: write the address in full, https://…")


def _order_of_days(node: Node, place: str) -> Iterator[Fault]:
    """Check that a review follows the claim that it judges, and that neither lies in the future."""
    reviewed = day_of(node.get("datePublished"))
    claim = node.get("itemReviewed")
    said: date | None = None
    for one in claim if isinstance(claim, list) else [claim]:
        if isinstance(one, dict) and (day := day_of(one.get("datePublished"))):
            said = day if said is None else min(said, day)
    # A day begins half a day earlier in the east.
    latest = date.today() + timedelta(days=1)
    for where, day in ((f"{place}.datePublished", reviewed), (f"{place}.itemReviewed.datePublished", said)):
        if day is not None and day > latest:
            yield _error(where, f"is {day}, which lies in the future: correct the day", stops_import=False)
    if reviewed is not None and said is not None and reviewed < said:
        message = f"is {reviewed}, before the claim was made ({said}): correct one of the two days"
        yield _error(f"{place}.datePublished", message, stops_import=False)


def _error(place: str, message: str, stops_import: bool = True) -> Fault:
    return Fault(place, "error", message, stops_import)


def _advice(place: str, message: str) -> Fault:
    return Fault(place, "advice", message)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _context(node: Node, place: str) -> Iterator[Fault]:
    context = node.get("@context")
    parts = context if isinstance(context, list) else [context]
    for part in parts:
        if isinstance(part, str) and not re.fullmatch(
            r"https?://(www\.)?schema\.org/?(docs/jsonldcontext\.json)?", part
        ):
            yield _advice(f"{place}.@context", f"is {part!r}: write https://schema.org")


def _names(node: Any, place: str) -> Iterator[Fault]:
    """Properties that their type does not have, at any depth."""
    waiting: list[tuple[Any, str]] = [(node, place)]
    while waiting:
        value, where = waiting.pop()
        if isinstance(value, list):
            waiting += reversed([(v, f"{where}[{n}]") for n, v in enumerate(value)])
        if not isinstance(value, dict):
            continue
        types = types_of(value)
        kinds = {kind for name in types if (kind := kind_of(name))}
        if not types and "@id" not in value and "@value" not in value:
            yield _advice(where, "has no @type: say what it is")
        for name in types:
            if kind_of(name) is None and (near := get_close_matches(name, _TYPES, 1, 0.8)):
                yield _error(f"{where}.@type", f"is {name!r}: did you mean {near[0]!r}?", stops_import=False)
        known = frozenset().union(*(PROPERTIES[kind] for kind in kinds))
        for key in value:
            if key.startswith("@") or ":" in key or key in known or not kinds:
                continue
            near = get_close_matches(key, known, 1, 0.8)
            called = " and ".join(sorted(kinds))
            if near:
                message = f"{key!r} is not a property of {called}: did you mean {near[0]!r}?"
                yield _error(where, message, stops_import=False)
            else:
                yield _advice(where, f"{key!r} is not known as a property of {called}")
        waiting += reversed([(v, f"{where}.{k}") for k, v in value.items() if not k.startswith("@")])


_TYPES = sorted({*PROPERTIES, "NewsArticle", "WebPage", "Article", "SocialMediaPosting", "NewsMediaOrganization"})


def _text(node: Node, key: str, place: str) -> Iterator[Fault]:
    if key in node and node[key] is not None and not isinstance(node[key], str):
        yield _error(f"{place}.{key}", f"is {_short(node[key])}: write a text")


def _url(node: Node, key: str, place: str, *, needed: bool = False) -> Iterator[Fault]:
    value = node.get(key)
    if value in (None, ""):
        if needed:
            yield _error(place, f"{key} is missing: give the address of the page that carries the review")
    elif not isinstance(value, str) or not is_web_address(value):
        yield _error(f"{place}.{key}", f"is {_short(value)}: write the address in full, https://…")


def is_web_address(value: str) -> bool:
    """Return whether a text is an absolute address of the web."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in value.strip())


def web_address(url: Any) -> str | None:
    """Return `url` if it is a web address that others may link to, otherwise None."""
    return str(url) if url and is_web_address(str(url)) else None


def _day(node: Node, key: str, place: str, *, needed: bool = False) -> Iterator[Fault]:
    value = node.get(key)
    if value in (None, ""):
        if needed:
            yield _advice(place, f"{key} is missing: say on what day")
    elif day_of(value) is None:
        yield _error(f"{place}.{key}", f"is {_short(value)}: write the day as 2026-03-01")


def day_of(value: Any) -> date | None:
    """Return the day of an ISO 8601 day or time; None if it is not one."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _author(node: Node, key: str, place: str, who: str) -> Iterator[Fault]:
    value = node.get(key)
    if value in (None, "", []):
        yield _advice(place, f"{key} is missing: say {who}, as a Person or an Organization with a name")
        return
    for number, one in enumerate(value if isinstance(value, list) else [value]):
        where = f"{place}.{key}" + (f"[{number}]" if isinstance(value, list) else "")
        if isinstance(one, str):
            yield _advice(where, "is a text: write a Person or an Organization with a name")
        elif not isinstance(one, dict):
            yield _error(where, f"is {_short(one)}: write a Person or an Organization with a name")
        else:
            kinds = {kind_of(name) for name in types_of(one)}
            if types_of(one) and not kinds & {"Person", "Organization", None}:
                yield _error(f"{where}.@type", f"is {types_of(one)[0]!r}: write Person or Organization")
            if not one.get("name") and "@id" not in one:
                yield _advice(where, "has no name")
            elif not isinstance(one.get("name", ""), str):
                yield _error(f"{where}.name", f"is {_short(one['name'])}: write a text")


def _rating(node: Node, place: str) -> Iterator[Fault]:
    rating = node.get("reviewRating")
    if rating in (None, "", [], {}):
        yield _error(place, "reviewRating is missing: give a Rating with alternateName, and ratingValue if it has one")
        return
    where = f"{place}.reviewRating"
    if not isinstance(rating, dict):
        yield _error(where, f"is {_short(rating)}: write one Rating")
        return
    numbers: dict[str, float] = {}
    for key in ("ratingValue", "bestRating", "worstRating"):
        value = rating.get(key)
        if value is None or value == "":
            continue
        number = number_of(value)
        if number is None:
            yield _error(f"{where}.{key}", f"is {_short(value)}: write a number")
            continue
        if isinstance(value, str):
            yield _advice(f"{where}.{key}", f"is the text {value!r}: write the number without quotation marks")
        numbers[key] = number
    yield from _text(rating, "alternateName", where)
    yield from _text(rating, "ratingExplanation", where)
    label = rating.get("alternateName") or rating.get("name")
    if not label:
        message = "alternateName is missing: say the verdict in words"
        yield _advice(where, message) if "ratingValue" in numbers else _error(where, message)
    if "ratingValue" in numbers:
        for key in ("bestRating", "worstRating"):
            if key not in numbers and rating.get(key) in (None, ""):
                default = 5 if key == "bestRating" else 1
                yield _advice(where, f"{key} is missing: readers will take {default}")
        worst, best = numbers.get("worstRating", 1.0), numbers.get("bestRating", 5.0)
        if worst > best:
            yield _error(where, f"worstRating {worst:g} is above bestRating {best:g}: the higher is the truer")
        elif not worst <= numbers["ratingValue"] <= best:
            value = numbers["ratingValue"]
            yield _error(f"{where}.ratingValue", f"is {value:g}, off its scale from {worst:g} to {best:g}")


def number_of(value: Any) -> float | None:
    """Return a finite number, also one written as a text; None if it is not one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _claim(node: Node, place: str) -> Iterator[Fault]:
    claim = node.get("itemReviewed")
    if claim in (None, "", [], {}):
        yield _advice(place, "itemReviewed is missing: a Claim with its author, datePublished and appearance")
        return
    for number, one in enumerate(claim if isinstance(claim, list) else [claim]):
        where = f"{place}.itemReviewed" + (f"[{number}]" if isinstance(claim, list) else "")
        if not isinstance(one, dict):
            yield _error(where, f"is {_short(one)}: write a Claim")
            continue
        yield from _author(one, "author", where, "who made the claim")
        yield from _day(one, "datePublished", where)
        for key in ("firstAppearance", "appearance"):
            value = one.get(key)
            for n, work in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
                yield from _work(work, f"{where}.{key}" + (f"[{n}]" if isinstance(value, list) else ""))


def _work(work: Any, where: str) -> Iterator[Fault]:
    if not isinstance(work, dict):
        if not isinstance(work, str) or not is_web_address(work):
            yield _error(where, f"is {_short(work)}: write a CreativeWork with its url")
        return
    yield from _url(work, "url", where)
    yield from _day(work, "datePublished", where)
    if not work.get("url") and not work.get("@id"):
        yield _advice(where, "has no url: say where the claim can be seen")
