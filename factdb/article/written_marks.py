"""Quotation marks that a page shows by its markup, written out in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Element = Any
"""An lxml.html element."""
UNSEEN = ("script", "style", "noscript")
"""Tags whose text no reader sees."""
_MANY = 200
"""Of quotations set off as blocks, how many are looked at: more are a page made to take long."""
_MARKS = (("“", "”"), ("‘", "’"))
_OPENS = re.compile(r"\s*[“\"«„‘']")


def write_marks_out(body: Element) -> None:
    """Write into the text of a page the marks of what it shows as quotations by markup alone."""
    from lxml.etree import strip_elements, strip_tags  # type: ignore[import-untyped]  # comes with trafilatura

    strip_elements(body, "del", "s", "strike", with_tail=False)
    for quote in body.xpath(".//q"):
        depth = sum(1 for _ in quote.iterancestors("q"))
        open_, close = _MARKS[depth % 2]
        if not _OPENS.match(quote.text_content()):
            quote.text = open_ + (quote.text or "").lstrip()
            _append(quote, close)
    strip_tags(body, "q", "ins")
    quotes = body.xpath(".//blockquote|.//*[contains(@class, 'pullquote') or contains(@class, 'pull-quote')]")
    if quotes:
        page = letters("".join(_texts(body)))
        for quote in quotes[:_MANY]:
            _write_quotation(quote, page)


def _texts(body: Element) -> Iterator[str]:
    for element in body.iter():
        if element.text and element.tag not in UNSEEN:
            yield element.text
        if element.tail:
            yield element.tail


def _append(element: Element, words: str) -> None:
    """Add words at an element's end."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + words
    else:
        element.text = (element.text or "").rstrip() + words


def _write_quotation(quote: Element, page: str) -> None:
    """A quotation set off as a block.

    In quotation marks where the page names who says so beside it and shows none; taken out where it repeats what
    the article says; a post of a social network as its words and its author.
    """
    parent = quote.getparent()
    if parent is None:
        return
    names = quote.get("class") or ""
    if "instagram-media" in names or "tiktok-embed" in names:
        quote.drop_tree()  # what these hold is "View this post", not its words
        return
    if "twitter" in names or "bluesky" in names:
        _write_post(quote)
        return
    cited: Element = next(iter(quote.xpath(".//cite|.//footer")), None)
    source = " ".join(cited.text_content().split()).lstrip("-–— ") if cited is not None else ""
    words = " ".join(quote.text_content().split())
    said = letters(words.removesuffix(" ".join(cited.text_content().split())) if cited is not None else words)
    if 20 <= len(said) <= 600 and page.count(said) > 1:
        quote.drop_tree()
        return
    if quote.tag != "blockquote":
        return
    if 0 < len(source) <= 80 and cited.getparent() is not None:
        cited.drop_tree()
    elif not _announced(quote):
        return
    else:
        source = ""
    parts = [part for part in quote.iter("p") if (part.text_content() or "").strip()] or [quote]
    for part in parts:
        if not _OPENS.match(part.text_content()):
            part.text = "“" + (part.text or "").lstrip()
            if part is parts[-1]:
                _append(part, "”")
    if source:
        _append(parts[-1], f" — {source}")


def _announced(quote: Element) -> bool:
    before = quote.getprevious()
    words = (quote.getparent().text or "") if before is None else (before.tail or "").strip() or before.text_content()
    return words.rstrip().endswith(":")


_HANDLE = re.compile(r"\s*\(@.*", re.S)


def _write_post(quote: Element) -> None:
    """<blockquote class="twitter-tweet"><p>Words</p>&mdash; Name (@name) <a>Day</a></blockquote> as “Words” — Name."""
    part = quote.find(".//p")
    if part is None:
        return
    for picture in [link for link in part.iter("a") if (link.text or "").startswith(("pic.twitter", "https://t.co"))]:
        picture.drop_tree()
    for line in list(part.iter("br")):
        line.tail = " " + (line.tail or "")
        line.drop_tag()
    words = " ".join(part.text_content().split())
    name = " ".join(_HANDLE.sub("", part.tail or "").split()).lstrip("-–— ")
    tail = quote.tail
    quote.clear()
    quote.tail = tail
    quote.tag = "p"
    words = words if _OPENS.match(words) else f"“{words}”"
    quote.text = f"{words} — {name}" if name else words


def letters(words: str) -> str:
    """Return the letters and digits of `words` in lower case, to compare them by."""
    return "".join(filter(str.isalnum, words)).casefold()
