"""An HTML page as a stream of tags and text nodes with their places, read in one pass whatever the page holds.

Not `html.parser`, whose time is quadratic on unclosed comments and quotation marks (8,000 times `<a b=c ` took Python
3.11.7 eighteen seconds); nor a tree, which 10,000 nested elements overflow. Comments, raw text elements and tags end
where the HTML standard (section 13.2.5, tokenization) ends them; what is open at the end of the page is dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_ATTRIBUTE = re.compile(r"([^\s=>/\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']*+)))?+")
_RAW = ("script", "style", "title", "textarea", "iframe")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in _RAW}


_LAID_OUT_BY_TAGS = re.compile(
    r"</(?:p|div|article|section|h[1-6]|li|td|blockquote|body)\s*>|(?:<(?:br|p)\b[^>]*+>.{0,4000}?){2}", re.I | re.S
)


def looks_like_html(text: str) -> bool:
    """Tell whether `text` is laid out by the tags of HTML rather than by lines."""
    return "<" in text and _LAID_OUT_BY_TAGS.search(text) is not None


@dataclass(slots=True)
class Tag:
    """An opening or closing tag of a page."""

    name: str
    closes: bool
    attributes: dict[str, str]
    content: str = ""
    """Of script and title, what comes between the tags."""


@dataclass(slots=True)
class Text:
    """A run of text: `page[at : at + len(text)] == text`, or, where `entity`, the decoded form of what is there."""

    at: int
    text: str
    entity: bool = False


def read_markup(page: str) -> Iterator[Tag | Text]:
    """Yield the tags and text nodes of `page` in order. The contents of scripts and styles are not text."""
    at = 0
    while (opens := page.find("<", at)) >= 0:
        yield from _texts(page, at, opens)
        if page.startswith("<!--", opens):
            at = page.find("-->", opens + 4) + 3
            if at == 2:
                return
        elif page.startswith(("<!", "<?"), opens):
            at = page.find(">", opens) + 1
            if at == 0:
                return
        elif found := _TAG.match(page, opens):
            name = found["name"].lower()
            tag = Tag(name, bool(found["close"]), _attributes(found["attributes"]))
            at = found.end()
            if name in _RAW_END and not tag.closes:
                ends = _RAW_END[name].search(page, at)
                if ends is None:
                    return
                tag.content = page[at : ends.start()]
                at = ends.start()
            yield tag
        elif page[opens + 1 : opens + 2].isalpha() or page.startswith("</", opens):
            if page.find(">", opens) < 0:  # a tag that never ends, nor does any after it
                return
            yield Text(opens, "<")
            at = opens + 1
        else:
            yield Text(opens, "<")
            at = opens + 1
    yield from _texts(page, at, len(page))


def _texts(page: str, start: int, end: int) -> Iterator[Text]:
    if page.find("&", start, end) >= 0:
        for entity in _ENTITY.finditer(page, start, end):
            decoded = html.unescape(entity[0])
            if decoded == entity[0]:
                continue
            if entity.start() > start:
                yield Text(start, page[start : entity.start()])
            yield Text(entity.start(), decoded, entity=True)
            start = entity.end()
    if end > start:
        yield Text(start, page[start:end])


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text) if text else ()
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}


# --- Text --------------------------------------------------------------------------------------------------------

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_ASIDE = frozenset(
    {
        "aside",
        "button",
        "figcaption",
        "footer",
        "form",
        "head",
        "nav",
        "noscript",
        "select",
        "svg",
        "template",
    }
)


def page_text(nodes: list[Tag | Text]) -> str:
    """Return the text of a page as its elements lay it out: a line a block, navigation, forms and captions left out."""
    return _laid_out(nodes, _ASIDE) or _laid_out(nodes, frozenset())


def _laid_out(nodes: list[Tag | Text], skipped: frozenset[str]) -> str:
    lines: list[str] = []
    line: list[str] = []
    inside = dict.fromkeys(skipped, 0)
    hidden = 0
    for node in nodes:
        if isinstance(node, Text):
            if not hidden:
                line.append(node.text)
            continue
        if node.name in inside:
            step = 1 if not node.closes else -1 if inside[node.name] else 0
            inside[node.name] += step
            hidden += step
        if node.name in _BLOCKS and line:
            lines.append(" ".join("".join(line).split()))
            line = []
    lines.append(" ".join("".join(line).split()))
    return "\n".join(filter(None, lines))


def paragraph_letters(nodes: list[Tag | Text]) -> int:
    """How many characters other than white space are in paragraphs (<p>): what an extractor should about find."""
    count = 0
    within = False
    for node in nodes:
        if isinstance(node, Tag):
            if node.name in _BLOCKS:
                within = node.name == "p" and not node.closes
        elif within:
            count += len("".join(node.text.split()))
    return count
