"""Published reviews as a feed: Atom (RFC 4287) or RSS 2.0."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from factdb.claimreview.build import urn
from factdb.queries.reader import Row

ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
# Characters that XML 1.0 does not allow, even escaped.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def feed(
    reviews: Sequence[Row],
    form: str,
    *,
    title: str,
    page: str,
    own: str | None = None,
    address: Callable[[Row], str | None] = lambda review: review["url"],
) -> str:
    """Build a feed.

    Args:
        reviews: Rows of `queries.reviews.list_reviews`, the newest first.
        form: "atom" or "rss".
        title: Title of the feed.
        page: The page that lists the reviews; for Atom it may be relative.
        own: Where the feed itself will be, if that is known.
        address: Returns the page of a review.

    Returns:
        XML, ending in a new line.
    """
    build = _atom if form == "atom" else _rss
    made = build(reviews, title, page, own, address)
    ElementTree.indent(made, "")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(made, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, name: str, text: Any = None, **attributes: str) -> ElementTree.Element:
    kept = {key: _CONTROLS.sub("", value) for key, value in attributes.items()}
    made = ElementTree.SubElement(parent, name, kept)
    made.text = None if text is None else _CONTROLS.sub("", str(text))
    return made


def _title(review: Row) -> str:
    return f"{review['rating'] or 'not rated'}: {review['claim']}"


def _by(review: Row) -> str:
    return str(review["organization"] or review["reviewer"] or "not named")


def _atom(
    reviews: Sequence[Row], title: str, page: str, own: str | None, address: Callable[[Row], str | None]
) -> ElementTree.Element:
    made = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(made, "title", title)
    _add(made, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, page if '://' in page else title)}")
    newest = max((str(review["reviewed_on"]) for review in reviews if review["reviewed_on"]), default="1970-01-01")
    _add(made, "updated", f"{newest}T00:00:00Z")
    _add(made, "link", rel="alternate", type="text/html", href=page)
    if own is not None:
        _add(made, "link", rel="self", type="application/atom+xml", href=own)
    _add(made, "generator", "factdb")
    for review in reviews:
        entry = _add(made, "entry")
        _add(entry, "title", _title(review))
        _add(entry, "id", urn(review["uid"]))
        _add(entry, "updated", f"{review['reviewed_on'] or '1970-01-01'}T00:00:00Z")
        _add(_add(entry, "author"), "name", _by(review))
        if link := address(review):
            _add(entry, "link", rel="alternate", type="text/html", href=link)
        if review["rating"]:
            _add(entry, "category", term=review["rating"])
        _add(entry, "content", review["explanation"] or review["text"] or review["claim"], type="text")
    return made


def _rss(
    reviews: Sequence[Row], title: str, page: str, own: str | None, address: Callable[[Row], str | None]
) -> ElementTree.Element:
    made = ElementTree.Element("rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:dc": _DC})
    channel = _add(made, "channel")
    _add(channel, "title", title)
    _add(channel, "link", page)
    _add(channel, "description", "What was checked, with the verdict")
    if own is not None:
        _add(channel, "atom:link", rel="self", type="application/rss+xml", href=own)
    _add(channel, "generator", "factdb")
    for review in reviews:
        item = _add(channel, "item")
        _add(item, "title", _title(review))
        if link := address(review):
            _add(item, "link", link)
        _add(item, "guid", urn(review["uid"]), isPermaLink="false")
        if review["reviewed_on"]:
            day = datetime.fromisoformat(str(review["reviewed_on"])).replace(tzinfo=UTC)
            _add(item, "pubDate", format_datetime(day, usegmt=True))
        _add(item, "dc:creator", _by(review))
        if review["rating"]:
            _add(item, "category", review["rating"])
        _add(item, "description", review["explanation"] or review["text"] or review["claim"])
    return made
