"""Sources as CSL-JSON (https://citationstyles.org) and as BibTeX, for reference managers and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factdb.export.selection import Selection, condition, order_of
from factdb.queries.reader import Reader, Row

_TYPES = {
    "article": "article-newspaper",
    "transcript": "interview",
    "statement": "speech",
    "post": "post",
    "broadcast": "broadcast",
    "document": "document",
}
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPED)) + "]")


def cited_sources(reader: Reader, wanted: Selection) -> Iterator[Row]:
    """Yield sources in the order of their numbers; raises as `selection.condition`."""
    where = condition(reader, "sources", wanted)
    yield from reader.rows(f"SELECT * FROM report_sources{where} ORDER BY {order_of('sources')}", where.params)


def csl(source: Row) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON, without what is unknown."""
    day = str(source["published_on"]) if source["published_on"] else ""
    item = {
        "id": source["source_uid"],
        "type": _TYPES[source["medium"]],
        "title": source["title"],
        "author": [{"literal": name} for name in _authors(source)],
        "container-title": source["publisher"],
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "URL": source["url"],
        "language": source["language"],
    }
    return {name: value for name, value in item.items() if value}


def bibtex(source: Row) -> str:
    """Return a source as an entry of BibTeX, what LaTeX would obey escaped; names are taken as they are."""
    day = str(source["published_on"] or "")
    fields = {
        "title": f"{{{_escaped(source['title'])}}}",
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in _authors(source)),
        "journal": _escaped(source["publisher"]),
        "year": day[:4],
        "date": day,
        # Unescaped as biblatex and hyperref want it, but for what would end the field.
        "url": re.sub(r"[\\{}\s]", lambda found: f"%{ord(found[0]):02X}", source["url"]),
        "langid": source["language"],
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@article{{{source['source_uid'][:12]},\n" + ",\n".join(lines) + "\n}\n"


def _authors(source: Row) -> list[str]:
    names = [name.strip() for name in source["contributors"].split(";") if name.strip()]
    return names or [name for name in (source["agency"],) if name]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], " ".join(text.split()))
