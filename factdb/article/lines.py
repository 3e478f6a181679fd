"""Articles in JSON: one object an article, JSON lines or a file of one or of a list; a bad one is one error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, NoReturn

from factdb.article.assemble import Known, assemble
from factdb.article.clock import bounded
from factdb.article.files import check_text, shown
from factdb.article.markup import looks_like_html
from factdb.article.metadata import contributors_of, is_past
from factdb.article.model import Article
from factdb.article.stamps import parse_day
from factdb.errors import ArticleError

KEYS = {
    "text": ("text", "body", "content", "articleBody", "content_html", "content_text"),
    "title": ("title", "headline"),
    "url": ("url",),
    "publisher": ("publisher", "source"),
    "published": ("published", "date", "published_on", "datePublished", "date_published"),
    "byline": ("byline", "author", "authors"),
    "language": ("language", "inLanguage"),
}
"""The names under which each field is looked for; the first that holds anything counts."""

_CHUNK = 1 << 20


def read_json_lines(
    stream: BinaryIO, location: str, *, encoding: str | None, given: Known, max_bytes: int
) -> Iterator[Article | ArticleError]:
    """Yield the articles of `stream`, read line by line; a line above `max_bytes` is passed over without being held."""
    number = 0
    any_line = False
    while first := stream.readline(max_bytes + 1):
        number += 1
        place = f"{location}:{number}"
        if number == 1:
            if first.startswith((b"\xff\xfe", b"\xfe\xff")):
                yield ArticleError(f"{location}: JSON lines in UTF-16 or UTF-32; convert the file to UTF-8 (RFC 8259)")
                return
            first = first.removeprefix(b"\xef\xbb\xbf")
        if len(first) > max_bytes and not first.endswith(b"\n"):
            while (more := stream.readline(_CHUNK)) and not more.endswith(b"\n"):
                pass
            any_line = True
            yield ArticleError(
                f"{place}: line above the limit of {max_bytes:,} bytes per article; split the article or leave it out"
            )
            continue
        raw = first.strip()
        if not raw:
            continue
        any_line = True
        try:
            with bounded(place, len(raw)):
                row = _as_object(_parsed(raw, place, encoding or "utf-8"), place)
                article: Article | ArticleError = article_in(row, raw, place, given, encoding or "utf-8")
        except ArticleError as error:
            article = error
        yield article
    if not any_line:
        yield ArticleError(f"{location}: empty; nothing to import")


def read_json(raw: bytes, location: str, encoding: str | None, given: Known) -> Iterator[Article | ArticleError]:
    """Yield the articles of a JSON file: an object, a list of them, or a JSON Feed."""
    data = _parsed(raw.removeprefix(b"\xef\xbb\xbf"), location, encoding or "utf-8")
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        given = replace(given, publisher=given.publisher or _field(data, "title", location))
        data = data["items"]
    if not data:
        yield ArticleError(f"{location}: empty; nothing to import")
    for number, row in enumerate(data if isinstance(data, list) else [data], 1):
        place = f"{location}:{number}" if isinstance(data, list) else location
        part = json.dumps(row).encode() if isinstance(data, list) else raw
        try:
            with bounded(place, len(part)):
                article: Article | ArticleError = article_in(_as_object(row, place), part, place, given)
        except ArticleError as error:
            article = error
        yield article


def article_in(row: dict[str, Any], raw: bytes, place: str, given: Known, encoding: str = "utf-8") -> Article:
    """Return the article in a row: an object of JSON or the values of a table's columns, or a ninjs item.

    Args:
        row: By `KEYS`; HTML in the text is read as a page.
        raw: The bytes that it was read from.
        place: Where, for messages.
        given: What the user says of it.
        encoding: The encoding of the bytes.

    Raises:
        ArticleError: It has no text, or a value of the wrong kind.
    """
    if "uri" in row:
        from factdb.article.wire import is_ninjs, read_ninjs

        if is_ninjs(row):
            return read_ninjs(row, raw, place, given)
    text = _field(row, "text", place)
    if text is None:
        keys = " ".join(sorted(map(shown, row))[:8])
        wanted = " ".join(KEYS["text"])
        raise ArticleError(f"{place}: no text; one of {wanted} must contain it (found: {keys or 'nothing'})")
    check_text(text, place)
    published = _field(row, "published", place)
    day, instant = parse_day(published, place) if published else (None, None)
    if day is not None and not is_past(day):
        raise ArticleError(f"{place}: published {day}, which is in the future; correct it, or give --published")
    byline = _field(row, "byline", place)
    stated = Known(
        title=_field(row, "title", place),
        byline=byline,
        contributors=(contributors_of(byline) or (byline,)) if byline else (),
        publisher=_field(row, "publisher", place),
        published_on=day,
        published_at=instant,
        url=_field(row, "url", place),
        language=_field(row, "language", place),
    )
    if looks_like_html(text):
        from factdb.article.page import read_fragment

        return read_fragment(text, raw, place, given=given, stated=stated)
    return assemble(text, raw, place, encoding=encoding, given=given, stated=stated)


def _parsed(raw: bytes, place: str, encoding: str) -> Any:
    try:
        return json.loads(raw.decode(encoding), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{place}: byte {error.start} of the line is not {encoding.upper()} (0x{raw[error.start]:02x}); "
            "give the file's encoding with --encoding"
        ) from None
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"{place}: not JSON: {error.msg} at character {error.pos}; write one object per line"
        ) from None
    except RecursionError:
        raise ArticleError(f"{place}: JSON nested too deeply; an article is one flat object") from None
    except ValueError as error:
        raise ArticleError(f"{place}: not JSON: {str(error).partition(';')[0]}; correct the number") from None


def _as_object(row: Any, place: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise ArticleError(f"{place}: {_named(row)} where an object with an article's text is needed")
    return row


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a valid JSON number")


def _named(value: object) -> str:
    return {list: "a list", str: "a string", bool: "a truth value", type(None): "null"}.get(type(value), "a number")


def _field(row: dict[str, Any], field: str, place: str) -> str | None:
    """The first of the field's keys that holds anything, as text; {"name": …} and lists of those as in schema.org."""
    for key in KEYS[field]:
        value = row.get(key)
        parts = value if isinstance(value, list) else [value]
        names = [part.get("name") if isinstance(part, dict) else part for part in parts]
        if any(name is not None and not isinstance(name, str) for name in names):
            raise ArticleError(f"{place}: {key} is {_named(names[0])} where text is needed")
        found = [name for name in names if name and name.strip()]
        if found:
            joined = found[0] if field == "text" else ", ".join(name.strip() for name in found)
            check_text(joined, f"{place} ({key})")
            return joined
    return None
