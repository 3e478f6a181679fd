"""HTML pages: their text as trafilatura takes it, corrected where it takes too much or too little.

Each run of the text is located in the page.
"""

from __future__ import annotations

import hashlib
import html
import logging
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from factdb.article.align import offset_map
from factdb.article.assemble import Known, assemble
from factdb.article.files import check_text, decode, is_encoding
from factdb.article.head import is_web_address, names_in, publisher_of, read_head
from factdb.article.markup import Tag, Text, page_text, paragraph_letters, read_markup
from factdb.article.metadata import can_be_right
from factdb.article.model import Article
from factdb.article.prune import prune
from factdb.article.restore import Block, blocks_of, day_shown, restore
from factdb.article.stamps import parse_day
from factdb.errors import ArticleError, MissingReaderError

_CHARSET = re.compile(
    rb"<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"}
"""Names that mean windows-1252 on the web (WHATWG Encoding Standard, section 4.2)."""

_DATES = {"original_date": True, "extensive_search": False, "max_date": None}
"""To htmldate: an extensive search takes 1 January of a footer's "Copyright 2019", or any date in the prose, for the
day of publication; no day is better than a wrong one, from which every "Friday" would be counted."""

_NOTHING = Known()
_MAX_ATTRIBUTES = 2000
"""Of one element; libxml2 compares each with all before it, and so takes hours for a tag of a megabyte."""
_ENOUGH = 0.3
"""Of the letters in a page's paragraphs, the share below which the extractor is taken to have missed the article."""


def read_fragment(markup: str, raw: bytes, location: str, *, given: Known, stated: Known) -> Article:
    """Return the article whose HTML is a part of another file: a feed's item, a row, a mail.

    Offsets are into the text alone, as the file holds the HTML in an encoding of its own. `raw` are the bytes that it
    was read from. Raises as `read_page`.
    """
    if not re.search(r"<body\b", markup, re.I):
        title = f"<h1>{html.escape(stated.title)}</h1>" if stated.title and "<h1" not in markup else ""
        markup = f"<html><body><article>{title}{markup}</article></body></html>"
    article = read_page(markup.encode(), location, encoding="utf-8", given=given, stated=stated)
    return replace(article, offset_map=(), raw_sha256=hashlib.sha256(raw).hexdigest())


def read_page(
    raw: bytes,
    location: str,
    *,
    encoding: str | None,
    given: Known,
    stated: Known = _NOTHING,
    found_at: str | None = None,
    charset: str | None = None,
) -> Article:
    """Return the article of an HTML page.

    Args:
        raw: The page's bytes.
        location: Where it was read, for messages.
        encoding: Its encoding, if not what it declares.
        given: What the user says of it.
        stated: What the file that holds the page says of it, which outranks what the page says.
        found_at: The address at which it was found; the page's own word on its address counts if it is on that site.
        charset: The encoding that its server named, if any.

    Raises:
        ArticleError: The page holds no text.
        MissingReaderError: trafilatura is not installed.
    """
    declared = _usable(charset) or _declared(raw)
    page, name = decode(raw, location, encoding, declared=declared)
    nodes = list(read_markup(page))
    notes: list[str] = []
    head = read_head(nodes, notes)
    text, read, blocks = _extract(page, nodes, head, notes, location)
    if not text.strip():
        raise ArticleError(f"{location}: no text in this page; if a script fills it in, save the text from a browser")
    check_text(text, location)
    known = _overlaid(stated, _completed(head, read))
    if found_at and (not known.url or not _of_one_site(known.url, found_at)):
        known = replace(known, url=found_at)
    article = assemble(
        text,
        raw,
        location,
        encoding=name,
        given=given,
        stated=known,
        offset_map=offset_map(text, page, (node for node in nodes if isinstance(node, Text))),
        notes=tuple(notes),
    )
    if article.published_on is None:
        article = _dated(article, read, blocks)
    return article


def _of_one_site(one: str, other: str) -> bool:
    hosts = [re.sub(r"^(?:www|m|amp)\.", "", urlsplit(url).netloc.lower()) for url in (one, other)]
    return hosts[0] == hosts[1] or hosts[0].endswith("." + hosts[1]) or hosts[1].endswith("." + hosts[0])


def _overlaid(first: Known, second: Known) -> Known:
    """What `first` says, and for the rest what `second` says; an instant goes with its day, names with their byline."""
    values = {name: getattr(first, name) or getattr(second, name) for name in Known.__slots__}
    if first.published_on:
        values["published_at"] = first.published_at
    if first.byline:
        values["contributors"] = first.contributors
    return Known(**values)


def _dated(article: Article, read: dict[str, str], blocks: list[Block]) -> Article:
    """The article with the day that htmldate finds in the page, else the one that stands alone on a line of it."""
    day = parse_day(read["date"], article.location)[0] if read.get("date") else None
    note = f"day of publication {day} is htmldate's reading of the page"
    if day is None and (shown := day_shown(blocks)):
        day, words = shown
        note = f"day of publication {day} read from a line of the page ({words!r})"
    if day is None or not can_be_right(day):
        return article
    return replace(article, published_on=day, notes=(*article.notes, note))


def _declared(raw: bytes) -> str | None:
    found = _CHARSET.search(raw, 0, 2048)
    return _usable(found[1].decode("ascii", "replace")) if found else None


def _usable(name: str | None) -> str | None:
    """Return the name of an encoding as the web means it; None if it is not one."""
    name = name.lower() if name else None
    if name is None or name.startswith(("utf-16", "utf-32")):  # a page that was read so far is not in UTF-16
        return None
    if name in _LATIN:
        return "cp1252"
    return name if is_encoding(name) else None


def _extract(
    page: str, nodes: list[Tag | Text], head: Known, notes: list[str], location: str
) -> tuple[str, dict[str, str], list[Block]]:
    """(text, what trafilatura reads of the metadata, asked only for what the `head` does not state, the page's blocks).

    The page's own text where trafilatura finds (next to) none.
    """
    try:
        import trafilatura
    except ImportError:
        raise MissingReaderError(f"{location}: HTML pages need trafilatura; pip install 'factdb[html]'") from None
    for library in ("trafilatura", "htmldate", "justext", "readability", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # what matters of their talk is in our notes
    crowded = any(len(node.attributes) > _MAX_ATTRIBUTES for node in nodes if isinstance(node, Tag))
    tree = None if crowded else trafilatura.load_html(page)
    text, read, taken = "", {}, 0
    blocks: list[Block] = []
    if tree is not None:
        read = {} if all((head.title, head.publisher, head.published_on, head.byline)) else _read_metadata(tree)
        taken = prune(tree)
        blocks = blocks_of(tree)
        document = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=True)
        text, put_back = restore(getattr(document, "text", None) or "", blocks)
        if put_back:
            notes.append(f"paragraphs that trafilatura left out, put back: {put_back}")
    wanted = _ENOUGH * (paragraph_letters(nodes) - taken)
    if len("".join(text.split())) < wanted or not text.strip():
        own = "\n".join(block.words for block in blocks)
        if len(own) < wanted or not own:
            own = page_text(nodes)
        if len(own) > len(text):
            notes.append("trafilatura found no article or little of it; the text is all that the page's body shows")
            text = own
    return text, read, blocks


def _completed(head: Known, read: dict[str, str]) -> Known:
    """Return what the head states, and for the rest what trafilatura reads of the page."""
    authors = head.contributors or names_in(read.get("author"))
    return replace(
        head,
        title=head.title or read.get("title"),
        byline=head.byline or ", ".join(authors) or None,
        contributors=authors,
        publisher=head.publisher or publisher_of([read.get("sitename")], head.url),
        url=head.url or (read.get("url") if is_web_address(read.get("url")) else None),
    )


def _read_metadata(tree: Any) -> dict[str, str]:
    """Return what trafilatura reads of the page's title, author, publisher, day and address."""
    from trafilatura.metadata import extract_metadata

    document = extract_metadata(tree, date_config=_DATES)
    return {
        key: value
        for key in ("title", "author", "sitename", "date", "url")
        if isinstance(value := getattr(document, key, None), str) and value
    }
