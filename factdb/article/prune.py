"""What of a page's elements is not the article, and what of its markup is punctuation.

The extractor that follows knows an article by where most of its text is; what lies within or beside that text and
belongs to others (links to other articles, readers' comments, captions, advertising of the paper's own letters) it
often keeps. Here such parts are taken out of the tree, by the names that editors' systems give them, by their headings
and by being nothing but links. Whatever holds the headline or most of the page's text stays, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from factdb.article.parts import HEADINGS, MAX_BOX, foreign_parts, short_text, weight_of
from factdb.article.written_marks import UNSEEN, Element, letters, write_marks_out

# --- Names -------------------------------------------------------------------------------------------------------

_NAMING = frozenset(("class", "id", "data-testid", "data-component", "data-component-name", "data-qa", "role", "name"))
_SAYING = "aria-label"
"""The attribute that says in words what a part is: "Subscription offer"."""

_COMMENTS = frozenset(
    """comment comments commenting commentlist disqus dsq livefyre viafoura spotim responses""".split()
)
_OTHERS = frozenset(
    """related relatedposts relatedarticles relatedcontent relatedlinks relatedstories recommended recommendations
    recommendation recirc recirculation outbrain taboola zergnet revcontent trending promo promos promobox interstitial
    upnext morefrom readmore readnext mostread mostviewed mostpopular richlink crosslink sidebar
    newsletter newsletters signup subscribe optin popup modal consent cookie cookies onetrust gdpr donate donation
    regwall cta republish republishing
    bio biography authorbio dialog alertdialog nav navigation navbar menu megamenu breadcrumb breadcrumbs footer
    caption figcaption cutline imagecaption photocaption""".split()
)
_OTHERS_IN_TWO = frozenset(
    tuple(pair.split("-"))
    for pair in """most-read most-popular most-viewed read-next read-more read-also also-read may-like might-like
    up-next more-from more-stories more-coverage more-on rich-link links-block page-list hub-link bookmark-card
    embedded-post next-article next-post next-story homepage-articles widget-area right-rail side-bar
    sign-up subscription-widget subscription-required paywall-prompt paywall-overlay paywall-modal paywall-message
    paywall-banner paywall-gate paywall-barrier subscription-offer subscription-offers support-us
    wp-embedded user-notification
    article-meta post-meta entry-meta
    author-box author-card author-about author-description author-profile about-author the-author
    photo-credit image-credit media-credit""".split()
)
_OF_A_STATE = frozenset("has with without no not is tag category type format status in".split())
"""First words of names that say how a part looks or is filed, not what it is: "has-sidebar", "tag-comments"."""
_IN_A_STATE = frozenset("open active enabled visible on off closed disabled count toggle loaded".split())
"""Last words of such names: "comments-open", "newsletter-bar-visible"."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=8192)
def _kind(names: str) -> str | None:
    """ "comments", "other" (not the article's) or None, by an element's classes, id and the like."""
    for name in names.split():
        words = [word for word in _NO_LETTERS.split(_HUMP.sub("-", name).lower()) if word]
        if not words or words[0] in _OF_A_STATE or words[-1] in _IN_A_STATE:
            continue
        if not _COMMENTS.isdisjoint(words):
            return "comments"
        if not _OTHERS.isdisjoint(words) or any(pair in _OTHERS_IN_TWO for pair in pairwise(words)):
            return "other"
    return None


# --- Headings and links ------------------------------------------------------------------------------------------

_ENDS_ARTICLE = re.compile(
    r"what do you think\??|have your say|(?:your|(?:our )?readers['’]?s?|user) comments?"
    r"|(?:\d+ )?(?:reader )?(?:comments?|responses|replies)(?: \(?\d+\)?)?|join the (?:conversation|discussion)"
    r"|leave a (?:comment|reply)|discussion|about the authors?|about the writer|(?:our |the )?newsletters?"
    r"|what (?:our |the )?readers (?:say|think|wrote)|sign up.{0,60}|subscribe.{0,60}",
    re.I,
)
"""Headings below which readers, the author or the paper speak of themselves, up to the next heading."""
_OPENS_LINKS = re.compile(
    r"related(?: (?:to this (?:story|article)|stories|articles|content|coverage|news|links|posts|topics|reading"
    r"|internet links))?"
    r"|more (?:stories|coverage|news|like this|to explore|on this (?:story|topic)|(?:from|in|on) .{1,40})"
    r"|most (?:read|popular|viewed|shared)|recommended(?: .{1,30})?|trending(?: .{1,30})?|read (?:more|next|also)"
    r"|also (?:read|today|see|on .{1,30}|from this source)|you (?:may|might)(?: also)? (?:like|be interested in)"
    r"|further reading|up next|(?:don['’]t|do not) miss|editors?['’]s? (?:picks|choice)|latest(?: news| stories)?"
    r"|(?:keep|continue) reading .{0,50}|popular(?: posts| stories| now)?"
    r"|(?:what to )?read next|in case you missed it|(?:around|from) the web"
    r"|(?:sponsored|promoted).{0,30}|keep reading|next (?:story|article)|see also",
    re.I,
)
"""Headings above links to other articles."""
_LABEL = re.compile(
    r"[\W_]*(?:(?:also |must )?read(?: also| more| next| here)?|more(?: on this)?|related(?: \w+)?|see also|also see"
    r"|see|watch(?: also| more| now)?|listen(?: now)?|don['’]?t miss|opinion|explainer|full coverage|in pictures|photos"
    r"|video|from the archive|recommended)[\W_]*",
    re.I,
)
"""What may be beside a link to another article."""
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*$")


def prune(root: Element) -> int:
    """Take out of the page under `root` what is not the article, and write its quotation marks out.

    Returns:
        How many characters were taken out.
    """
    body = root if root.tag == "body" else root.find(".//body")
    if body is None:
        return 0
    _unhide_article(body)
    write_marks_out(body)
    kept = _holders_of_the_article(body)
    total = weight_of(body) or 1
    title = letters(" ".join(root.xpath("//head/title/text()")))
    dropped: dict[Element, None] = {}
    first_heading = body.find(".//h1") is None
    waiting = [body]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in UNSEEN or element in dropped:
            continue
        if element not in kept and _is_foreign(element, tag, total):
            dropped[element] = None
            continue
        if (tag in HEADINGS or tag in _LEAVES) and (words := short_text(element, tag)):
            is_title = tag in HEADINGS and (first_heading or bool(title and letters(words) in title))
            first_heading = first_heading and tag not in HEADINGS
            if not is_title and _is_link_alone(element, words):
                dropped[_card(element, words, total, kept)] = None
                continue
            dropped.update(dict.fromkeys(_below(element, words, total, kept)))
        waiting.extend(element.iterchildren(reversed=True))
    dropped.update(dict.fromkeys(foreign_parts(body, kept, total)))
    for element in dropped:
        if element.getparent() is not None:
            element.drop_tree()
    return total - weight_of(body)


_LEAVES = frozenset({"p", "li", "a", "div", "strong", "b", "dt", "dd", "td"})
_FOREIGN_TAGS = frozenset({"figcaption", "nav", "footer"})


def _is_foreign(element: Element, tag: str, total: int) -> bool:
    names = " ".join(value for key, value in element.items() if key in _NAMING)
    if said := element.get(_SAYING):
        names += " " + "-".join(said.split())
    kind = "other" if tag in _FOREIGN_TAGS else _kind(names) if names else None
    if kind is None:
        return False
    return weight_of(element) <= (0.95 if kind == "comments" else 0.5) * total


def _holders_of_the_article(body: Element) -> set[Element]:
    """Return the elements that hold the headline or are marked up as the article's text or the page's main part."""
    headlines = body.xpath(".//h1")
    long = [h for h in headlines if len((h.text_content() or "").split()) >= 3]
    marked = body.xpath(".//main|.//*[@role='main' or @itemprop='articleBody']")
    kept = {body}
    for element in (long or headlines)[:1] + marked:
        kept.add(element)
        kept.update(element.iterancestors())
    return kept


def _is_link_alone(element: Element, words: str) -> bool:
    """Whether a block holds nothing but a link of three words or more, with or without a label such as "Read more:"."""
    if element.tag in {"strong", "b", "td"} or words.count(" ") < 2:
        return False
    if element.tag == "a":
        return True
    links = [link for link in element.iter("a") if link.get("href")]
    if not links or _is_teaser(element):
        return bool(links)
    if len(element) == 2 and element[0].tag == "span" and element[1] is links[0] and not _SENTENCE_END.search(words):
        label = "".join(element[0].itertext()).split()
        if (
            0 < len(label) <= 3
            and label[-1][-1] != ":"
            and not "".join((element.text or "", links[0].tail or "")).strip()
        ):
            return True  # the name of a section beside a headline
    linked = "".join("".join(link.itertext()) for link in links)
    if len("".join(linked.split())) < 0.5 * len(words.replace(" ", "")):
        return False
    around = words
    for link in links:
        around = around.replace(" ".join(link.text_content().split()), " ", 1)
    if not any(c.isalnum() for c in around):
        return element.tag != "p" or words.count(" ") < 12 or not _SENTENCE_END.search(words)
    return _LABEL.fullmatch(around) is not None


def _is_teaser(element: Element) -> bool:
    """Return whether an item of a list is a headline that is a link, and then another element with what it is about."""
    if element.tag != "li" or len(element) < 2 or element[0].tag != "a" or (element.text or "").strip():
        return False
    return not (element[0].tail or "").strip() and len(element[0].text_content().split()) >= 3


def _card(link: Element, words: str, total: int, kept: set[Element]) -> Element:
    """The box of a link to another article with the words that lead to it, or the link where it has none of its own."""
    box = link.getparent()
    if box in kept or box.tag not in {"div", "li", "article", "section"} or box.find(".//h1") is not None:
        return link
    weight = weight_of(box)
    if weight > min(MAX_BOX, 0.25 * total) or len(box.findall(".//p")) > 1 + (link.tag == "p"):
        return link
    before = "".join("".join(other.itertext()) for other in link.itersiblings(preceding=True))
    return box if len(before.split()) <= 3 else link


def _below(heading: Element, words: str, total: int, kept: set[Element]) -> Iterator[Element]:
    """Yield the heading of what is not the article, and what is below it."""
    words = words.rstrip(" :»>→.")
    ends = _ENDS_ARTICLE.fullmatch(words)
    if not ends and not _OPENS_LINKS.fullmatch(words):
        return
    most = (0.95 if "omment" in words else 0.5) if ends else 0.25
    top = heading
    while (parent := top.getparent()) not in kept and parent[0] is top and not (parent.text or "").strip():
        if weight_of(parent) > most * total:
            break
        top = parent
    if top in kept or (heading.tag not in HEADINGS and top is heading and top.getnext() is None):
        return
    yield top
    if top.find(".//a[@href]") is not None or (ends and weight_of(top) > 2 * len(words)):
        return  # a box with its heading
    for other in top.itersiblings():
        if other.tag in HEADINGS or other in kept or weight_of(other) > most * total:
            return
        if not ends and not _is_of_links(other):
            return
        yield other


def _is_of_links(element: Element) -> bool:
    if element.tag == "p":
        return _is_link_alone(element, short_text(element, "p"))
    return element.tag == "a" or element.find(".//a[@href]") is not None


# --- Hidden articles ---------------------------------------------------------------------------------------------

_SHUT = frozenset("subscriber subscribers premium paywall paid metered locked".split())


def _unhide_article(body: Element) -> None:
    """Show what a page hides from those who do not pay and yet holds."""
    for element in body.xpath(".//*[@hidden or contains(@style, 'display') or contains(@class, 'hid')]"):
        words = _NO_LETTERS.split((element.get("class") or "").lower())
        if _SHUT.isdisjoint(words) or element.find(".//p") is None:
            continue
        for name in ("hidden", "style"):
            element.attrib.pop(name, None)
        shown = [name for name in (element.get("class") or "").split() if "hid" not in name.lower()]
        element.set("class", " ".join(shown))
