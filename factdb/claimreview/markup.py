"""ClaimReview and MediaReview objects out of a file.

It may be JSON, JSON lines, a page with script blocks, or a feed (schema.org DataFeed).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factdb.article.files import MAX_BYTES, decode, opened, read_whole, shown
from factdb.article.markup import Tag, read_markup

Node = dict[str, Any]
REVIEWS = frozenset({"ClaimReview", "MediaReview"})
# Objects are looked for so deep: a feed has its reviews five levels down.
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One ClaimReview or MediaReview object and its place: "checks.json: $[3]", "page.html:41: $"."""

    place: str
    node: Node


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: an "error" breaks the markup or what it says, "advice" is what readers of it will miss."""

    place: str
    severity: str
    message: str
    stops_import: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


def read_markup_file(path: str) -> Iterator[Found | Fault]:
    """Every ClaimReview and MediaReview of a file ("-" for standard input), in order; why a part cannot be read.

    Raises ArticleError for a file that cannot be opened or decoded. A file without any yields a fault.
    """
    location = shown(path)
    with opened(path) as stream:
        text, _ = decode(read_whole(stream, location, MAX_BYTES * 16), location, None)
    count = 0
    for found in _parts(text, location):
        count += 1
        yield found
    if not count:
        message = (
            "holds no ClaimReview or MediaReview:"
            ' give JSON, JSON lines, or a page with <script type="application/ld+json">'
        )
        yield _unreadable(location, message)


def _unreadable(place: str, message: str) -> Fault:
    return Fault(place, "error", message, stops_import=True)


def _parts(text: str, location: str) -> Iterator[Found | Fault]:
    start = text.lstrip()[:1]
    if start == "<":
        yield from _page(text, location)
        return
    try:
        whole = _parsed(text)
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith("{") or not lines[0].rstrip().endswith("}"):
            yield _unreadable(location, f"is not valid JSON: {error}")
            return
        yield from _lines(text, location)
        return
    yield from nodes_of(whole, f"{location}: $")


def _lines(text: str, location: str) -> Iterator[Found | Fault]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield from nodes_of(_parsed(line), f"{location}:{number}: $")
        except ValueError as error:
            yield _unreadable(f"{location}:{number}", f"is not valid JSON: {error}")


def _page(text: str, location: str) -> Iterator[Found | Fault]:
    at, line, counted = 0, 1, 0
    for tag in read_markup(text):
        if not isinstance(tag, Tag) or tag.closes or tag.name != "script":
            continue
        if "ld+json" not in tag.attributes.get("type", "").lower():
            continue
        at = max(text.find(tag.content, at), at)
        line, counted = line + text.count("\n", counted, at), at
        place = f"{location}:{line}"
        at += len(tag.content)
        try:
            yield from nodes_of(_parsed(tag.content), f"{place}: $")
        except ValueError as error:
            yield _unreadable(place, f"the script block is not valid JSON: {error}")


def _parsed(text: str) -> Any:
    """JSON whose numbers are finite and whose texts are whole. Raises ValueError."""
    try:
        data = json.loads(text, parse_constant=_no_number)
        if "\0" in json.dumps(data, ensure_ascii=False).encode().decode().replace("\\u0000", "\0"):
            raise ValueError("it contains a NUL character")
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeError:
        raise ValueError("it contains half of a surrogate pair") from None
    return data


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def nodes_of(data: Any, place: str) -> Iterator[Found]:
    """Yield the ClaimReview and MediaReview objects in `data`, at any depth, each with its JSON path."""
    waiting = [(data, place, 0)]
    while waiting:
        value, where, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(value, dict):
            if not REVIEWS.isdisjoint(types_of(value)):
                yield Found(where, value)
                continue
            children = [(v, f"{where}.{k}", depth + 1) for k, v in value.items()]
        elif isinstance(value, list):
            children = [(v, f"{where}[{n}]", depth + 1) for n, v in enumerate(value)]
        else:
            continue
        waiting += reversed(children)


def types_of(node: Any) -> list[str]:
    """Return the names of an object's types without their vocabulary: "http://schema.org/Claim" is "Claim"."""
    found = node.get("@type") if isinstance(node, dict) else None
    names = found if isinstance(found, list) else [found]
    return [name.rsplit("/", 1)[-1].removeprefix("schema:") for name in names if isinstance(name, str)]
