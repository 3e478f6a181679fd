"""RSS and Atom feeds: the items that hold an article's text."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factdb.article.assemble import Known, assemble
from factdb.article.clock import bounded
from factdb.article.files import check_text, damaged
from factdb.article.head import publisher_of
from factdb.article.markup import looks_like_html, page_text, read_markup
from factdb.article.metadata import contributors_of
from factdb.article.model import Article
from factdb.article.page import read_fragment
from factdb.article.stamps import day_of
from factdb.errors import ArticleError, LeftOutError, MissingReaderError

FEWEST_WORDS = 60
"""Words below which an item is a summary of an article that is elsewhere."""


def read_feed(raw: bytes, location: str, given: Known, *, summaries: bool = False) -> Iterator[Article | ArticleError]:
    """Yield the articles in a feed's items; an item that is a summary only is left out unless `summaries`."""
    feed = parse_feed(raw, location)
    publisher = publisher_of([feed.feed.get("title")], feed.feed.get("link"))
    for number, entry in enumerate(feed.entries, 1):
        place = f"{location}:{number}"
        try:
            with bounded(place, len(raw)):
                article: Article | ArticleError = _article(entry, place, publisher, given, summaries)
        except ArticleError as error:
            article = error
        yield article
    if feed.bozo and isinstance(feed.bozo_exception, Exception) and "SAX" in type(feed.bozo_exception).__name__:
        yield ArticleError(f"{location}: damaged ({_why(feed)}); what follows is missing: get the feed again")


def parse_feed(raw: bytes, location: str) -> Any:
    """Return what feedparser reads of a feed. Raises `ArticleError` for one without items."""
    try:
        import feedparser  # type: ignore[import-untyped]
    except ImportError:
        raise MissingReaderError(f"{location}: feeds need feedparser; pip install 'factdb[feeds]'") from None
    with bounded(location, len(raw)), damaged(location, "feed"):
        # Of a stream, as feedparser takes text that looks like an address or a path for one.
        feed = feedparser.parse(
            io.BytesIO(raw.removeprefix(codecs.BOM_UTF8).lstrip()), sanitize_html=False, resolve_relative_uris=False
        )
    if not feed.entries:
        why = f" ({_why(feed)})" if feed.bozo else ""
        raise ArticleError(f"{location}: a feed without items{why}; check that it is complete")
    return feed


def _why(feed: Any) -> str:
    return " ".join(str(feed.bozo_exception).split()).removeprefix("<unknown>:")[:120]


def _article(entry: Any, place: str, publisher: str | None, given: Known, summaries: bool) -> Article:
    parts = [part.get("value") or "" for part in entry.get("content", ())]
    words = max(parts, key=len, default="") or entry.get("summary") or ""
    check_text(words, place)
    is_html = looks_like_html(words)
    count = len((page_text(list(read_markup(words))) if is_html else words).split())
    if not count:
        raise ArticleError(f"{place}: an item without text; import its page {entry.get('link') or ''}".rstrip())
    if count < FEWEST_WORDS and not summaries:
        raise LeftOutError(
            f"{place}: summary only ({count} words): {entry.get('link') or entry.get('title') or 'without a title'}"
        )
    day, instant = day_of(entry.get("published") or entry.get("updated"))
    byline = entry.get("author")
    stated = Known(
        title=" ".join(page_text(list(read_markup(entry.get("title") or ""))).split()) or None,
        byline=byline,
        contributors=(contributors_of(byline) or (byline,)) if byline else (),
        publisher=publisher,
        published_on=day,
        published_at=instant,
        url=entry.get("link") or entry.get("id"),
        language=entry.get("language"),
    )
    raw = f"{stated.url}\n{words}".encode("utf-8", "replace")
    if is_html:
        article = read_fragment(words, raw, place, given=given, stated=stated)
    else:
        article = assemble(words, raw, place, encoding="utf-8", given=given, stated=stated)
    # Asked for what is not there, feedparser gives the day of publication with a warning.
    return replace(article, retrieved_at=day_of(entry["updated"])[1] if "updated" in entry else instant)
