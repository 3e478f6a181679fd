"""HTML pages: the text that trafilatura takes from one, where each run of it stands in the page, and what the page's
head states: JSON-LD (schema.org Article), OpenGraph and meta tags, in that order."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from factdb.article.align import offset_map
from factdb.article.assemble import Known, assemble
from factdb.article.files import check_text, decode, is_encoding
from factdb.article.lines import parse_day
from factdb.article.markup import Tag, Text, page_text, paragraph_letters, read_markup
from factdb.article.metadata import can_be_right, contributors_of
from factdb.article.model import Article
from factdb.errors import ArticleError, MissingExtraError

_CHARSET = re.compile(
    rb"<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"}
"""Names that mean windows-1252 on the web (WHATWG Encoding Standard, section 4.2)."""

_DATES = {"original_date": True, "extensive_search": False, "max_date": None}
"""To htmldate: an extensive search takes 1 January of a footer's "Copyright 2019", or any date in the prose, for the
day of publication; no day is better than a wrong one, from which every "Friday" would be counted."""

_ENOUGH = 0.3
"""Of the letters in a page's paragraphs, the share below which the extractor is taken to have missed the article."""


class MissingReaderError(ArticleError, MissingExtraError):
    """An article that cannot be read because the extra for its format is not installed."""


def read_page(raw: bytes, location: str, *, encoding: str | None, given: Known) -> Article:
    """The article of an HTML page. Raises `ArticleError` for a page that holds no text, `MissingReaderError`
    without trafilatura."""
    page, name = decode(raw, location, encoding, declared=_declared(raw))
    nodes = list(read_markup(page))
    text, notes, read = _extract(page, nodes, location)
    if not text.strip():
        raise ArticleError(f"{location}: no text in this page; if a script fills it in, save the text from a browser")
    check_text(text, location)
    article = assemble(
        text,
        raw,
        location,
        encoding=name,
        given=given,
        stated=_stated(nodes, read, notes),
        offset_map=offset_map(text, page, (node for node in nodes if isinstance(node, Text))),
        notes=tuple(notes),
    )
    if article.published_on is None and read.get("date"):
        day = parse_day(read["date"], location)[0]
        note = f"day of publication {day} is htmldate's reading of the page"
        article = replace(article, published_on=day, notes=(*article.notes, note))
    return article


def _declared(raw: bytes) -> str | None:
    found = _CHARSET.search(raw, 0, 2048)
    name = found[1].decode("ascii", "replace").lower() if found else None
    if name is None or name.startswith(("utf-16", "utf-32")):  # a page that was read so far is not in UTF-16
        return None
    if name in _LATIN:
        return "cp1252"
    return name if is_encoding(name) else None


def _extract(page: str, nodes: list[Tag | Text], location: str) -> tuple[str, list[str], dict[str, str]]:
    """(text, notes, metadata as trafilatura reads it); the page's own text where trafilatura finds (next to) none."""
    try:
        import trafilatura
    except ImportError:
        raise MissingReaderError(f"{location}: HTML pages need trafilatura; pip install 'factdb[html]'") from None
    for library in ("trafilatura", "htmldate", "justext", "readability", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # what matters of their talk is in our notes
    notes: list[str] = []
    document = trafilatura.bare_extraction(
        page, include_comments=False, favor_recall=True, with_metadata=True, date_extraction_params=_DATES
    )
    text = getattr(document, "text", None) or ""
    read = {
        key: value
        for key in ("title", "author", "sitename", "date", "url")
        if isinstance(value := getattr(document, key, None), str) and value
    }
    if len("".join(text.split())) < _ENOUGH * paragraph_letters(nodes) or not text.strip():
        own = page_text(nodes)
        if len(own) > len(text):
            notes.append("trafilatura found no article or little of it; the text is all that the page's body shows")
            text = own
    return text, notes, read


# --- What the head states ----------------------------------------------------------------------------------------

_TITLE = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title")
_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DAY = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
)
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")


def _stated(nodes: list[Tag | Text], read: dict[str, str], notes: list[str]) -> Known:
    """Title, publisher, day, address and authors by the page's head, else by trafilatura."""
    meta: dict[str, str] = {}
    objects: list[dict[str, Any]] = []
    canonical = language = None
    for tag in nodes:
        if not isinstance(tag, Tag) or tag.closes:
            continue
        named = tag.attributes
        if tag.name == "meta":
            key = (named.get("property") or named.get("name") or named.get("itemprop") or "").lower()
            if key and named.get("content", "").strip():
                meta.setdefault(key, named["content"].strip())
        elif tag.name == "link" and named.get("rel", "").lower() == "canonical":
            canonical = canonical or named.get("href")
        elif tag.name == "time" and "datetime" in named and "datepublished" in named.get("itemprop", "").lower():
            meta.setdefault("datepublished", named["datetime"].strip())
        elif tag.name == "html":
            language = language or named.get("lang")
        elif tag.name == "script" and "ld+json" in named.get("type", "").lower():
            objects += _articles_in(tag.content)
    described: dict[str, Any] = objects[0] if objects else {}
    day, instant = _day([_string(described.get("datePublished")), *(meta.get(key) for key in _DAY)], notes)
    authors = _names(described.get("author")) or _names(_first(meta, _AUTHOR)) or _names(read.get("author"))
    addresses = (canonical, meta.get("og:url"), _string(described.get("url")), read.get("url"))
    return Known(
        title=_string(described.get("headline")) or _first(meta, _TITLE) or read.get("title"),
        byline=", ".join(authors) or None,
        contributors=authors,
        publisher=next(iter(_names(described.get("publisher"))), None) or _first(meta, _SITE) or read.get("sitename"),
        published_on=day,
        published_at=instant,
        url=next(filter(_web, addresses), None),
        language=_string(described.get("inLanguage")) or language,
    )


def _articles_in(script: str) -> list[dict[str, Any]]:
    """The objects of a JSON-LD block that describe an article; a block that is no JSON describes none."""
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return []
    return [found for found in _objects(data) if _is_article(found.get("@type"))]


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
        elif isinstance(value, list):
            waiting += value


def _is_article(types: Any) -> bool:
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report")) for name in names)


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _names(value: Any) -> tuple[str, ...]:
    """The names in "Jane Doe", "By Jane Doe and Richard Roe", {"name": …} or a list of these; addresses are none."""
    if isinstance(value, list):
        return tuple(dict.fromkeys(name for part in value for name in _names(part)))
    name = _string(value)
    if not name or _web(name):
        return ()
    return contributors_of(name) or (name,)


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _web(url: str | None) -> bool:
    return bool(url and url.strip().lower().startswith(("http://", "https://")))


def _day(stamps: list[str | None], notes: list[str]) -> tuple[date | None, datetime | None]:
    """The first of the stamps that is a date and can be right; others are noted."""
    for stamp in stamps:
        if stamp:
            try:
                day, instant = parse_day(stamp, "page")
            except ArticleError:
                notes.append(f"not used as the day of publication: {stamp[:40]!r} is no date")
                continue
            if can_be_right(day):
                return day, instant
            notes.append(f"not used as the day of publication: {stamp[:40]!r} cannot be right")
    return None, None
