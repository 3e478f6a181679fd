"""What a page's head states of the article: JSON-LD (schema.org Article), OpenGraph and meta tags, in that order."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from factdb.article.assemble import Known
from factdb.article.markup import Tag, Text
from factdb.article.metadata import agency_name, can_be_right, contributors_of
from factdb.article.stamps import parse_day
from factdb.errors import ArticleError

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
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "article.published",
    "published_time",
    "rnews:datepublished",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
)
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")


def read_head(nodes: Iterable[Tag | Text], notes: list[str]) -> Known:
    """Title, publisher, day, address and authors that the page states; what cannot be right is noted and left out."""
    meta: dict[str, str] = {}
    objects: list[dict[str, Any]] = []
    canonical = language = None
    title = ""
    item = ""  # of the microdata: "publisher", and "publisher name" within it
    for tag in nodes:
        if isinstance(tag, Text):
            if item == "publisher name" and tag.text.strip():
                meta.setdefault("publisher", tag.text.strip())
                item = ""
            continue
        if tag.closes:
            continue
        named = tag.attributes
        item = _item(item, named.get("itemprop", "").lower())
        if item == "publisher name" and named.get("content", "").strip():
            meta.setdefault("publisher", named["content"].strip())
        if tag.name == "meta":
            key = (named.get("property") or named.get("name") or named.get("itemprop") or "").lower()
            if key and named.get("content", "").strip():
                meta.setdefault(key, named["content"].strip())
        elif tag.name == "link" and named.get("rel", "").lower() == "canonical":
            canonical = canonical or named.get("href")
        elif tag.name == "time" and "datetime" in named and "datepublished" in named.get("itemprop", "").lower():
            meta.setdefault("datepublished", named["datetime"].strip())
        elif tag.name == "title":
            title = title or tag.content
        elif tag.name == "html":
            language = language or named.get("lang")
        elif tag.name == "script" and "ld+json" in named.get("type", "").lower():
            objects += _objects(tag.content)
    described = _article(objects)
    day, instant = _day([_string(described.get("datePublished")), *(meta.get(key) for key in _DAY)], notes)
    authors = names_in(described.get("author")) or names_in(_first(meta, _AUTHOR))
    url = next(filter(is_web_address, (canonical, meta.get("og:url"), _string(described.get("url")))), None)
    headline = _string(described.get("headline")) or _first(meta, _TITLE)
    publishers = [*names_in(_resolved(described.get("publisher"), objects))[:1], _first(meta, _SITE)]
    if not any(publishers):
        publishers = [_behind(headline, html.unescape(title))]
    return Known(
        title=headline,
        byline=", ".join(authors) or None,
        contributors=authors,
        publisher=publisher_of(publishers, url),
        published_on=day,
        published_at=instant,
        url=url,
        language=_string(described.get("inLanguage")) or language,
    )


def _behind(headline: str | None, title: str) -> str | None:
    """The name that the page's title has behind the headline: "Elm Post" of "Ferry to close | News | Elm Post"."""
    words = " ".join(title.split())
    if not headline or not words.startswith(headline):
        return None
    *_, last = re.split(r"\s[|–—•·:»-]\s", words[len(headline) :])
    return last.strip() if words != headline + last and len(last.split()) <= 5 else None


def _item(former: str, prop: str) -> str:
    if prop in {"publisher", "author", "creator"}:
        return prop
    return "publisher name" if prop == "name" and former == "publisher" else former


# --- Publishers --------------------------------------------------------------------------------------------------

_COMPANY = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|Holdings?|Group|GmbH|PLC|plc|Pvt|Network|Media)\.?$"
)
"""How the names of those end who own newspapers, rather than the newspapers'."""
_MARKS = re.compile(r"[®™©]")
_TAGLINE = re.compile(r"\s+[|–—•·-]\s.*")
_SUFFIX = re.compile(r"(?:\s+(?:news|online|digital|website)|\.(?:com|org|net|co\.uk|co|in|news))+$", re.I)


def publisher_of(names: Iterable[str | None], url: str | None = None) -> str | None:
    """One name for the publisher of a page that gives several, the most trusted first.

    "The Elm Post" of "Elm Post" and "The Elm Post", "Associated Press" of "AP News", the paper's rather than its
    owner's, the one that the page's address bears.
    """
    found = [cleaned for name in names if name and (cleaned := _cleaned(name))]
    if not found:
        return None
    host = re.sub(r"\W", "", urlsplit(url).netloc.lower()) if url and is_web_address(url) else ""
    chosen = found[0]
    for other in found[1:]:
        if _key(other) == _key(chosen):
            chosen = max(chosen, other, key=lambda name: (name.startswith("The "), name[:1].isupper(), len(name)))
        elif _names_the_owner(chosen, other) or (host and _key(other) in host and _key(chosen) not in host):
            chosen = other
    return agency_name(_SUFFIX.sub("", chosen)) or agency_name(chosen) or chosen


def _names_the_owner(name: str, other: str) -> bool:
    return _COMPANY.search(name) is not None and _COMPANY.search(other) is None


def _cleaned(name: str) -> str:
    return " ".join(_TAGLINE.sub("", _MARKS.sub("", name)).split()).lstrip("@").removeprefix("www.")


def _key(name: str) -> str:
    short = _SUFFIX.sub("", name.casefold().removeprefix("the "))
    return re.sub(r"\W", "", short) or name


# --- JSON-LD -----------------------------------------------------------------------------------------------------


def _article(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the object that describes the page's article: the first with a headline and a day, else with either."""
    articles = [found for found in objects if _is_article(found.get("@type"))]
    return max(articles, key=lambda found: ("headline" in found) + ("datePublished" in found), default={})


def _resolved(value: Any, objects: list[dict[str, Any]]) -> Any:
    """Return what a reference ({"@id": …}) refers to in the page."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return next((found for found in objects if found.get("@id") == value["@id"] and "name" in found), value)
    return value


def _objects(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD block, outermost first; a block that is not JSON holds none."""
    try:
        waiting = [json.loads(script)]
    except (ValueError, RecursionError):
        return
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


def names_in(value: Any) -> tuple[str, ...]:
    """The names in "Jane Doe", "By Jane Doe and Richard Roe", {"name": …} or a list of these; addresses are none."""
    if isinstance(value, list):
        return tuple(dict.fromkeys(name for part in value for name in names_in(part)))
    name = _string(value)
    if not name or is_web_address(name):
        return ()
    return contributors_of(name) or (name,)


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def is_web_address(url: str | None) -> bool:
    """Test whether `url` is an address on the web."""
    return bool(url and url.strip().lower().startswith(("http://", "https://")))


def _day(stamps: list[str | None], notes: list[str]) -> tuple[date | None, datetime | None]:
    """Return the first of the stamps that is a date and can be right; others are noted."""
    for stamp in stamps:
        if stamp:
            try:
                day, instant = parse_day(stamp, "page")
            except ArticleError:
                notes.append(f"not used as the day of publication: {stamp[:40]!r} is not a date")
                continue
            if can_be_right(day):
                return day, instant
            notes.append(f"not used as the day of publication: {stamp[:40]!r} cannot be right")
    return None, None
