"""Parts of a page that are not the article by their build: what asks for something, lines on authors, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from factdb.article.written_marks import UNSEEN, Element

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset(
    """address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header li main nav ol p pre
    section table ul""".split()
)


MAX_BOX = 500
"""Characters of a box that asks for an e-mail address."""
_FEW = 4
"""Paragraphs that an article has beside those in italics."""
_MAX_LINK = 300
"""Characters: a longer link is a tag that nobody closed."""


def foreign_parts(body: Element, kept: set[Element], total: int) -> Iterator[Element]:
    """Return the parts of `body` that are not the article by their build.

    `kept` are the elements that hold the article, `total` is how many characters the page shows.
    """
    return chain(
        _notes_below(body),
        _columns(kept, total),
        _boxes_that_ask(body, kept),
        _last_words(body),
        _below_pictures(body),
        _other_articles(body),
        (table for table in body.iter("table") if _is_of_headlines(table, total)),
    )


_ASKING_LINK = re.compile(
    r"(?:please )?(?:support (?:us|our (?:work|journalism|reporting)|independent .{1,20})|donate|give|subscribe|sign up"
    r"|(?P<brief>log in|sign in|join(?: us)?)|become a (?:member|subscriber|supporter)|make a (?:donation|gift))"
    r"(?: (?:now|today|here|for free))?\W*",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:sign up|subscribe|(?:our|your) inbox|our (?:\w+ )?newsletters?|download (?:the|our) (?:\w+ )?app)\b", re.I
)
"""What a paper asks of its readers in a paragraph that is set in italics or bold, and linked."""


def _boxes_that_ask(body: Element, kept: set[Element]) -> Iterator[Element]:
    """What asks readers for their address, money or password: boxes around a field or with a heading, or paragraphs."""
    large: set[Element] = set()
    for field in body.xpath(".//input[@type='email']"):
        box = field
        while (parent := box.getparent()) not in kept and parent not in large:
            if weight_of(parent) > MAX_BOX:
                large.add(parent)
                break
            box = parent
        yield box
    for button in body.iter("button"):
        box = button.getparent()
        if (
            box not in kept
            and len(box.findall("button")) > 1
            and box.find(".//p") is None
            and weight_of(box) <= MAX_BOX
        ):
            yield box
    for link in body.xpath(".//a[@href]"):
        words = " ".join(link.text_content().split())
        block = next((holder for holder in link.iterancestors() if holder.tag in BLOCKS), body)
        asks = _ASKING_LINK.fullmatch(words)
        if _is_offer(link.getparent(), link) and link.getparent() not in kept:
            yield link.getparent()
        elif asks and not (asks["brief"] and (link.tail or "").strip(" .!?»›>→")):  # "he could join them"
            box = _box_with_heading(link, kept)
            yield box if box is not None else block if block.tag == "p" else link
        elif block.tag == "p" and _is_emphasis(block) and _ASKS.search(short_text(block, "p")):
            yield block


def _is_offer(box: Element, link: Element) -> bool:
    """Return whether a box is a heading, one paragraph and a link, such as offer a thing or a service."""
    parts = list(box)
    return (
        len(parts) == 3
        and parts[0].tag in HEADINGS
        and parts[2] is link
        and len(parts[1].xpath("descendant-or-self::p")) < 2
        and weight_of(box) <= MAX_BOX
    )


def _box_with_heading(link: Element, kept: set[Element]) -> Element | None:
    """The largest box around a link that begins with a heading and is no larger than what asks for something is."""
    found = None
    for holder in link.iterancestors():
        if holder in kept or weight_of(holder) > 2 * MAX_BOX:
            break
        first = next(holder.iterdescendants("p", "a", *HEADINGS), None)
        if first is not None and first.tag in HEADINGS:
            found = holder
    return found


_ON_THE_AUTHOR = re.compile(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3},? (?:is|was) (?:an?|the) (?:[\w’'-]+ ){0,5}?(?:writer|reporter"
    r"|correspondent|columnist|journalist|editor|photographer|contributor)\b"
)
"""How a line on the author begins."""


def _last_words(body: Element) -> Iterator[Element]:
    """The lines on the author behind the article's paragraphs: by their wording, or below a line that is the name."""
    before = 0
    name = ""
    of_names: list[tuple[Element, bool]] = []
    for part in body.iter("p", "div", *HEADINGS):
        before += part.tag == "p"
        if not (words := short_text(part, part.tag)):
            continue
        is_last = before > _FEW and next(part.itersiblings("p"), None) is None
        if is_last and _ON_THE_AUTHOR.match(words):
            yield part
        elif name.istitle() and " " in name and words.startswith(f"{name} "):
            of_names.append((part, is_last))
        name = words
    if len(of_names) == 1 and of_names[0][1]:  # more are the article's own: the people that it presents
        yield of_names[0][0]


_PICTURES = frozenset({"img", "amp-img", "picture"})


def _below_pictures(body: Element) -> Iterator[Element]:
    """Yield the lines right below pictures that are no paragraphs, among paragraphs or alone with their picture."""
    for picture in body.iter(*_PICTURES):
        line = picture.getnext()
        if line is None or line.tag not in {"div", "span", "small"} or (picture.tail or "").strip():
            continue
        beside = next(line.itersiblings("p"), None)
        if short_text(line, line.tag) and (beside is not None or len(line.getparent()) == 2):
            yield line


def _columns(kept: set[Element], total: int) -> Iterator[Element]:
    """Yield what a table that lays out the page has beside the cell of the article; that table becomes boxes."""
    for cell in [element for element in kept if element.tag == "td"]:
        beside = [*cell.itersiblings(), *cell.itersiblings(preceding=True), *cell.xpath(".//table[@align]")]
        yield from [other for other in beside if weight_of(other) <= 0.5 * total]
        while cell.tag in {"td", "tr", "tbody", "table"}:
            cell.tag, cell = "div", cell.getparent()


def _other_articles(body: Element) -> Iterator[Element]:
    """The articles below the first: boxes built like one around its headline, each with a headline built alike."""
    first, *others = body.xpath(".//h1") or [None]
    boxes = {_build(holder): holder for holder in first.iterancestors() if holder is not body} if others else {}
    for headline in others:
        if _build(headline) == _build(first):
            yield from [box for box in headline.iterancestors() if boxes.get(_build(box), box) is not box][-1:]


def _build(element: Element) -> tuple[str, str | None]:
    return element.tag, element.get("class")


def _notes_below(body: Element) -> Iterator[Element]:
    """The last paragraphs of an article where they alone are in italics: a paper's words on an author or on itself."""
    for last in body.xpath(".//p[em or i][not(following-sibling::p)]"):
        upright = [part for part in last.itersiblings("p", preceding=True) if not _is_italic(part)]
        while len(upright) >= _FEW and last is not None and last.tag == "p" and _is_italic(last):
            yield last
            last = last.getprevious()


def _is_emphasis(paragraph: Element) -> bool:
    return _is_italic(paragraph) or (
        len(paragraph) == 1
        and paragraph[0].tag in {"strong", "b"}
        and not ((paragraph.text or "") + (paragraph[0].tail or "")).strip()
    )


def _is_italic(paragraph: Element) -> bool:
    """Return whether all words of a paragraph are in one <em> or <i>."""
    inner = paragraph
    while len(inner) == 1 and not ((inner.text or "") + (inner[0].tail or "")).strip():
        inner = inner[0]
        if inner.tag in {"em", "i"}:
            return True
    return False


def _is_of_headlines(table: Element, total: int) -> bool:
    """Return whether a table holds little but links to other articles, three words or more each."""
    links = [words for link in table.iter("a") if (words := " ".join(link.text_content().split())).count(" ") >= 2]
    weight = weight_of(table)
    return len(links) >= 2 and weight <= 0.5 * total and sum(map(len, links)) >= 0.6 * weight


# --- Measures ---


def weight_of(element: Element) -> int:
    """Return how many characters of text `element` shows."""
    unseen = sum(_length(part) for part in element.iterdescendants(*UNSEEN))
    return _length(element) - unseen


def _length(element: Element) -> int:
    return int(element.xpath("string-length()"))


def short_text(element: Element, tag: str) -> str:
    """Return the words of an element that holds no other block and no more than a link or a heading does; else none."""
    if tag == "a":
        if element.get("href") is None or not _stands_alone(element):
            return ""
    elif len(element) and any(child.tag in BLOCKS for child in element.iterdescendants()):
        return ""
    words = " ".join((element.text_content() if len(element) else element.text or "").split())
    return words if len(words) <= _MAX_LINK else ""


def _stands_alone(link: Element) -> bool:
    """Return whether a link is a block of its own: no text beside it, and blocks within or around it."""
    before = link.getprevious()
    if (link.tail or "").strip() or ((link.getparent().text if before is None else before.tail) or "").strip():
        return False
    beside = [before, link.getnext()]
    if any(child.tag in BLOCKS for child in link.iterdescendants()):
        return True
    return any(other is not None and other.tag in BLOCKS for other in beside)
