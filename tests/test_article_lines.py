"""JSON lines of articles: the keys that are read, and bad lines (more of those in test_article_bad_input)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from factdb.article import Article, read_articles
from factdb.errors import ArticleError

TEXT = "The ferry will close, the mayor said on Monday."


def read(tmp_path: Path, *lines: bytes | dict[str, object], **options: object) -> list[Article | ArticleError]:
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return list(read_articles(str(path), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"body": TEXT}, "text", TEXT),
        ({"content": TEXT}, "text", TEXT),
        ({"articleBody": TEXT}, "text", TEXT),
        ({"text": TEXT, "title": "Ferry"}, "title", "Ferry"),
        ({"text": TEXT, "headline": "Ferry"}, "title", "Ferry"),
        ({"text": TEXT, "url": "https://g.example/1"}, "url", "https://g.example/1"),
        ({"text": TEXT, "source": "Gazette"}, "publisher", "Gazette"),
        ({"text": TEXT, "publisher": {"@type": "Organization", "name": "Gazette"}}, "publisher", "Gazette"),
        ({"text": TEXT, "published": "2024-06-03"}, "published_on", date(2024, 6, 3)),
        ({"text": TEXT, "date": "2024-06-03"}, "published_on", date(2024, 6, 3)),
        ({"text": TEXT, "published_on": "2024-06-03"}, "published_on", date(2024, 6, 3)),
        ({"text": TEXT, "datePublished": "2024-06-03T23:30:00-05:00"}, "published_on", date(2024, 6, 3)),
        (
            {"text": TEXT, "datePublished": "2024-06-03T23:30:00-05:00"},
            "published_at",
            datetime(2024, 6, 4, 4, 30, tzinfo=UTC),
        ),
        ({"text": TEXT, "author": "Jane Doe and Rob Roe"}, "contributors", ("Jane Doe", "Rob Roe")),
        ({"text": TEXT, "byline": "By Jane Doe"}, "byline", "By Jane Doe"),
        (
            {"text": TEXT, "author": [{"name": "Jane Doe"}, {"name": "Rob Roe"}]},
            "contributors",
            ("Jane Doe", "Rob Roe"),
        ),
        ({"text": TEXT, "language": "en-GB"}, "language", "en-GB"),
        ({"text": TEXT, "title": None, "url": ""}, "title", None),
    ],
)
def test_each_field_is_found_under_any_of_its_names(
    row: dict[str, object], field: str, value: object, tmp_path: Path
) -> None:
    (article,) = read(tmp_path, row)
    assert isinstance(article, Article), article
    assert getattr(article, field) == value
    assert article.location.endswith("batch.jsonl:1")


BAD_LINES = [
    (b'"text"', "a string where an object"),
    (b"null", "null where an object"),
    (b'{"text": ""}', "no text; one of text body content articleBody content_html content_text must contain it"),
    (b'{"name": "x"}', "found: name"),
    (b'{"text": "x", "published": "0001-01-01T00:00:00+14:00"}', "is not a date"),
    (b'{"text": "half \\ud83d a pair"}', "half a surrogate pair at character 5"),
    (b'{"text": "x", "title": "\\udc00"}', "half a surrogate pair"),
    (b'{"text": "bad \x93quote\x94"}', "byte 14 of the line is not UTF-8"),
    (b'{"text": "' + b"x" * 3000 + b'"}', "line above the limit of 2,000 bytes"),
]


@pytest.mark.parametrize(("line", "says"), BAD_LINES, ids=[says for _, says in BAD_LINES])
def test_a_bad_line_is_one_error_and_the_rest_goes_on(line: bytes, says: str, tmp_path: Path) -> None:
    limit = {"max_bytes": 2000} if "2,000" in says else {}
    before, error, after = read(tmp_path, {"text": TEXT}, line, b"", {"text": TEXT}, **limit)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert after.location.endswith(":4"), "blank lines count, though they hold nothing"
    assert isinstance(error, ArticleError)
    assert says in str(error)
    assert str(error).startswith(f"{tmp_path}/batch.jsonl:2")
    assert "\n" not in str(error)


def test_a_byte_order_mark_is_passed_over_and_utf_16_refused(tmp_path: Path) -> None:
    (article,) = read(tmp_path, b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode())
    assert isinstance(article, Article)
    (error,) = read(tmp_path, json.dumps({"text": TEXT}).encode("utf-16"))
    assert "convert the file to UTF-8" in str(error)


def test_an_encoding_can_be_given(tmp_path: Path) -> None:
    (article,) = read(tmp_path, '{"text": "“No,” he said."}'.encode("cp1252"), encoding="cp1252")
    assert isinstance(article, Article)
    assert article.text == "“No,” he said."


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    (error,) = read(tmp_path, b"", b"")
    assert "empty; nothing to import" in str(error)
