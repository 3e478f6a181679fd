"""Agencies' items: NewsML-G2 and NITF (XML), ninjs 1 to 3 (JSON). No entities, no network.

An item's identifier takes the place of its address, so that its next version becomes the source's next version.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factdb.article.assemble import Known, assemble
from factdb.article.files import check_text, damaged
from factdb.article.head import publisher_of
from factdb.article.markup import page_text, read_markup
from factdb.article.metadata import contributors_of
from factdb.article.model import Article
from factdb.article.stamps import day_of
from factdb.errors import ArticleError, LeftOutError, MissingReaderError

Element = Any
"""An lxml element."""
_WITHDRAWN = ("canceled", "cancelled", "withheld")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_TEXT = ("figure", "media", "picture", "audio", "video", "object", "script", "style", "note")


def read_newsml(raw: bytes, location: str, given: Known) -> Iterator[Article | ArticleError]:
    """Yield the articles in a NewsML-G2 message or item, versions of one item in their order."""
    root = _parsed(raw, location)
    items = list(root.iter("newsItem"))
    if not items:
        raise ArticleError(f"{location}: NewsML-G2 without a news item; nothing to import")
    places = {item: f"{location}:{n}" if len(items) > 1 else location for n, item in enumerate(items, 1)}
    for item in sorted(items, key=lambda item: int(version) if (version := item.get("version", "")).isdigit() else 0):
        try:
            yield _news_item(item, places[item], given)
        except ArticleError as error:
            yield error


def read_nitf(raw: bytes, location: str, given: Known) -> Article:
    """Return the article in a NITF document. Raises `ArticleError`."""
    root = _parsed(raw, location)
    data = root.find(".//docdata")
    status = data.get("management-status", "") if data is not None else ""
    doc = root.find(".//doc-id")
    identifier = doc.get("id-string") if doc is not None else None
    if identifier and ":" not in identifier:
        identifier = f"{doc.get('regsrc')}:{identifier}" if doc.get("regsrc") else None
    _refuse_withdrawn(status, identifier, location)
    stated = Known(
        title=_words(root, ".//hl1", ".//hedline", "head/title"),
        byline=_words(root, ".//byline/person", ".//byline"),
        publisher=publisher_of([_value(root, "head/pubdata", "name"), _value(root, ".//doc.copyright", "holder")]),
        url=identifier,
        language=root.get("lang"),
    )
    created = _value(root, ".//date.issue", "norm") or _value(root, ".//date.release", "norm")
    place = _words(root, ".//dateline/location")
    return _article(_text(root.find(".//body.content")), raw, location, given, stated, created, place, created)


def is_ninjs(row: dict[str, Any]) -> bool:
    """Tell whether a JSON object is a ninjs item: an identifier, and a body or a status by their ninjs names."""
    names = {key.lower() for key in row}
    return "uri" in names and any(
        name.startswith("body_") or name in {"bodies", "headlines", "pubstatus", "versioncreated"} for name in names
    )


def read_ninjs(row: dict[str, Any], raw: bytes, place: str, given: Known) -> Article:
    """Return the article in a ninjs item; `raw` are the bytes that it was read from. Raises `ArticleError`."""
    item = {key.lower(): value for key, value in row.items()}  # 1 and 2 write "versioncreated", 3 "versionCreated"
    identifier = _string(item.get("uri"))
    _refuse_withdrawn(str(item.get("pubstatus") or ""), identifier, place)
    if (kind := item.get("type") or "text") != "text":
        raise LeftOutError(f"{place}: ninjs of type {kind}, which holds no article: {identifier}")
    sources = item["infosources"] if _are_objects(item.get("infosources")) else [{}]
    stated = Known(
        title=_string(item.get("headline")) or _main(item.get("headlines")) or _string(item.get("title")),
        byline=_string(item.get("byline")) or _string(item.get("by")),
        publisher=publisher_of([_string(item.get("copyrightholder")), _string(sources[0].get("name"))]),
        url=identifier,
        language=_string(item.get("language")),
    )
    created = next(
        filter(None, (_string(item.get(f"{what}created")) for what in ("content", "first", "version"))), None
    )
    located, made = _string(item.get("located")), _string(item.get("versioncreated"))
    return _article(_ninjs_text(item), raw, place, given, stated, created, located, made)


def _ninjs_text(item: dict[str, Any]) -> str:
    """Return the body: the one with paragraphs marked up before the plain one, which often has lost them."""
    bodies = [(key, _string(value)) for key, value in item.items() if key.startswith("body_")]
    for body in item["bodies"] if _are_objects(item.get("bodies")) else ():
        named = {key.lower(): value for key, value in body.items()}
        bodies.append((f"{named.get('contenttype')} {named.get('role')}".lower(), _string(named.get("value"))))
    rich = next((words for name, words in bodies if words and ("html" in name or "nitf" in name)), None)
    if rich:
        return page_text(list(read_markup(rich)))
    return next((words for _, words in bodies if words), "")


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _main(headlines: Any) -> str | None:
    """Return the main one of ninjs 2's headlines, else the first."""
    if not _are_objects(headlines):
        return None
    return _string(max(headlines, key=lambda one: one.get("role") == "main").get("value"))


# --- XML ---------------------------------------------------------------------------------------------------------


def _parsed(raw: bytes, location: str) -> Element:
    """Parse XML; names of elements lose their namespaces."""
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        raise MissingReaderError(f"{location}: NewsML and NITF need lxml; pip install 'factdb[html]'") from None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    with damaged(location, "XML"):
        root = etree.fromstring(raw.removeprefix(codecs.BOM_UTF8).lstrip(), parser)
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise ArticleError(f"{location}: declares XML entities, which factdb does not expand; remove its DOCTYPE")
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return root


def _news_item(item: Element, place: str, given: Known) -> Article:
    from lxml import etree

    guid = item.get("guid")
    _refuse_withdrawn(_value(item, "itemMeta/pubStatus", "qcode") or "", guid, place)
    names = [
        _words(item, f"{path}/name") or _value(item, path, "literal")
        for path in ("itemMeta/provider", "contentMeta/infoSource", "rightsInfo/copyrightHolder")
    ]
    stated = Known(
        title=_words(item, "contentMeta/headline", "itemMeta/title"),
        byline=_words(item, "contentMeta/by", "contentMeta/creator/name"),
        publisher=publisher_of(names[:1] if names[0] else names[1:]),
        url=guid,
        language=item.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _value(item, ".//contentMeta/language", "tag"),
    )
    created = _words(item, "contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated")
    content = item.find("contentSet")
    inline = None if content is None else content.find("inlineXML")
    if inline is not None:
        bodies = [inline.find(".//body.content"), inline.find(".//body"), inline]
        text = _text(next(body for body in bodies if body is not None))
    else:
        text = "" if content is None else content.findtext("inlineData") or ""
    located = _words(item, "contentMeta/dateline", "contentMeta/located/name")
    made = _words(item, "itemMeta/versionCreated")
    return _article(text, etree.tostring(item), place, given, stated, created, located, made)


def _text(body: Element | None) -> str:
    """Return the text of a body in XHTML or NITF: a line a paragraph, pictures and their captions left out."""
    from lxml import etree

    if body is None:
        return ""
    etree.strip_elements(body, *_NO_TEXT, with_tail=False)
    for heading in body.iter("hl2"):
        heading.tag = "h2"
    return page_text(list(read_markup(etree.tostring(body, encoding="unicode", with_tail=False))))


def _words(element: Element, *paths: str) -> str | None:
    """Return the words of the first of these elements that holds any."""
    for path in paths:
        found = element.find(path)
        if found is not None and (words := " ".join("".join(found.itertext()).split())):
            return words
    return None


def _value(element: Element, path: str, name: str) -> str | None:
    found = element.find(path)
    return found.get(name) if found is not None else None


def _refuse_withdrawn(status: str, identifier: str | None, place: str) -> None:
    if status.rpartition(":")[2].lower() in _WITHDRAWN:
        raise LeftOutError(
            f"{place}: {status} by its publisher, so not imported: {identifier}"
            + (f" (if it is stored, `factdb sources delete {identifier}` removes it)" if identifier else "")
        )


def _article(
    text: str,
    raw: bytes,
    place: str,
    given: Known,
    stated: Known,
    created: str | None,
    located: str | None,
    made: str | None,
) -> Article:
    """Return an article: `created` is when its first version was made, `made` when this one was."""
    if not text.strip():
        raise ArticleError(f"{place}: no text in this item; nothing to import")
    check_text(text, place)
    day, instant = day_of(created)
    people = contributors_of(stated.byline) or (stated.byline,) if stated.byline else ()
    stated = replace(stated, contributors=people, published_on=day, published_at=instant)
    article = assemble(text, raw, place, encoding="utf-8", given=given, stated=stated)
    article = replace(article, retrieved_at=day_of(made)[1])
    return article if article.dateline or not located else replace(article, dateline=" ".join(located.split()))
