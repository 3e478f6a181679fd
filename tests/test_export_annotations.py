"""`factdb export annotations`: valid W3C Web Annotations whose selectors find the words again."""

import json
import re
import uuid

import pytest
from rows import fill

# Of https://www.w3.org/TR/annotation-vocab/ and https://www.w3.org/TR/annotation-model/: what may be where.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
KEYS = {
    "Annotation": {"@context", "id", "type", "motivation", "creator", "created", "generator", "body", "target"},
    "TextualBody": {"id", "type", "value", "format", "language", "purpose", "creator"},
    "SpecificResource": {"id", "type", "source", "selector", "state", "purpose"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
    "TimeState": {"type", "sourceDate", "sourceDateStart", "sourceDateEnd", "cached"},
    "Person": {"id", "type", "name", "nickname", "email", "homepage"},
    "Software": {"id", "type", "name", "nickname", "email", "homepage"},
}
REQUIRED = {
    "Annotation": {"@context", "id", "type", "target"},
    "TextualBody": {"value"},
    "SpecificResource": {"source"},
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
}
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def check(node):
    """Fails where `node`, or anything in it, is not as the vocabulary and the model have it."""
    kind = node["type"]
    assert set(node) <= KEYS[kind]
    assert REQUIRED.get(kind, set()) <= set(node)
    for key, value in node.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                check(item)
            elif key in ("motivation", "purpose"):
                assert item in MOTIVATIONS
            elif key in ("start", "end"):
                assert type(item) is int
                assert item >= 0
            elif key.startswith("sourceDate"):
                assert DATE_TIME.fullmatch(item)
            else:
                assert isinstance(item, str)


def annotations(run, database, *options):
    done = run("-d", database, "export", "annotations", *options)
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_every_annotation_is_of_the_vocabulary_and_its_selectors_find_the_words(run, seeded_sqlite, execute):
    found = annotations(run, seeded_sqlite)
    quotes = dict(execute(seeded_sqlite, "SELECT quote_uid, quote_id FROM report_quotes"))
    assert len(found) == len(quotes)
    texts = [text for (text,) in execute(seeded_sqlite, "SELECT text FROM source_versions WHERE text IS NOT NULL")]
    for annotation in found:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        check(annotation)
        assert uuid.UUID(annotation["id"]).hex in quotes
        for target in annotation["target"]:
            quote, position = target["selector"]
            (text,) = [t for t in texts if t[position["start"] : position["end"]] == quote["exact"]]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.count(whole) == 1, "prefix and suffix tell it from other places"
            assert text.find(whole) + len(quote["prefix"]) == position["start"]


def test_spans_are_those_of_the_newest_version_and_a_text_not_kept_has_no_words_around(run, database, execute):
    fill(execute, database)
    (one,) = annotations(run, database)  # the other quotes have no span
    check(one)
    (target,) = one["target"]
    assert target["source"] == "https://courier.example/1"
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": "We owe"},
        {"type": "TextPositionSelector", "start": 3, "end": 9},
    ]
    assert one["creator"] == {"type": "Person", "name": "ada"}


@pytest.mark.parametrize(("kind", "count"), [("direct", 1), ("mixed", 0)])
def test_annotations_are_narrowed_like_the_list(run, database, execute, kind, count):
    fill(execute, database)
    assert len(annotations(run, database, "--kind", kind)) == count
