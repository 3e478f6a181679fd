"""Quotes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one JSON-LD object a line.

The target is each span of the quote in the newest version of its source, by TextQuoteSelector and TextPositionSelector:
code points from 0, ends exclusive, as the model has it. The bodies name the speaker, the kind and the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factdb.claimreview.build import urn
from factdb.claimreview.check import web_address
from factdb.export.selection import Selection, condition
from factdb.export.shown import json_text
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.reader import BulkReader, Row, listed

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Code points before and after the words that go into the selector, where the text is kept.
AROUND = 32
CHUNK = 500


def export_annotations(reader: BulkReader, wanted: Selection) -> Iterator[tuple[int, bytes]]:
    """(how many, their lines) of the annotations of the quotes that fit, ordered by quote.

    A quote that an editor wrote down without a place in a text has no target and so no annotation. Raises as
    `selection.condition`.
    """
    where = condition(reader, "quotes", wanted)
    sql = f"SELECT DISTINCT quote_id FROM report_quotes{where} ORDER BY quote_id"
    for rows in reader.chunks(sql, where.params, size=CHUNK):
        ids = [int(row[0]) for row in rows]
        lines = [json_text(a) + "\n" for a in _annotations(reader, ids)]
        yield len(lines), "".join(lines).encode()


def _annotations(reader: BulkReader, ids: list[int]) -> Iterator[Row]:
    targets: dict[int, list[Row]] = {}
    for span in _spans(reader, ids):
        targets.setdefault(span["quote_id"], []).append(_target(span))
    for quote in quotes_by_id(reader, ids):
        if quote["id"] in targets:
            yield {
                "@context": CONTEXT,
                "id": urn(quote["uid"]),
                "type": "Annotation",
                "motivation": "identifying",
                "creator": {"type": "Person", "name": quote["confirmed_by"]}
                if quote["confirmed_by"]
                else {"type": "Software", "name": quote["origin"]},
                "body": list(_bodies(quote)),
                "target": targets[quote["id"]],
            }


def _spans(reader: BulkReader, ids: list[int]) -> Iterator[Mapping[str, Any]]:
    """Return the content spans of the quotes in the newest version that holds each, with the words around them."""
    params: dict[str, Any] = {}
    return reader.rows(
        "SELECT a.quote_id, a.start_char, a.end_char, a.exact, v.retrieved_at, s.uid, s.url, s.language,"
        f" substr(v.text, CASE WHEN a.start_char > {AROUND} THEN a.start_char - {AROUND - 1} ELSE 1 END,"
        f" CASE WHEN a.start_char > {AROUND} THEN {AROUND} ELSE a.start_char END) AS prefix,"
        f" substr(v.text, a.end_char + 1, {AROUND}) AS suffix"
        " FROM anchors a JOIN source_versions v ON v.id = a.source_version_id JOIN sources s ON s.id = v.source_id"
        f" WHERE a.part = 'content' AND a.quote_id IN ({listed(ids, params)}) AND a.source_version_id ="
        " (SELECT max(l.source_version_id) FROM anchors l WHERE l.quote_id = a.quote_id AND l.part = 'content')"
        " ORDER BY a.quote_id, a.seq",
        params,
    )


def _target(span: Mapping[str, Any]) -> Row:
    quoted = {"type": "TextQuoteSelector", "exact": span["exact"]}
    if span["prefix"] is not None:
        quoted |= {"prefix": span["prefix"], "suffix": span["suffix"]}
    return {
        "type": "SpecificResource",
        "source": web_address(span["url"]) or urn(span["uid"]),
        "state": {"type": "TimeState", "sourceDate": span["retrieved_at"]},
        "selector": [quoted, {"type": "TextPositionSelector", "start": span["start_char"], "end": span["end_char"]}],
    }


def _bodies(quote: Row) -> Iterator[Row]:
    for purpose, value in (
        ("identifying", quote["speaker"] or quote["speaker_mention"]),
        ("classifying", quote["kind"]),
        ("describing", quote["dated_on"]),
    ):
        if value:
            yield {"type": "TextualBody", "purpose": purpose, "value": str(value), "format": "text/plain"}
