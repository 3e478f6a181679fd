"""Every kind of bad input: one line that names the file, the place and the remedy; the rest of the batch is read."""

from __future__ import annotations

import io
import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from factdb.article import Article, read_articles
from factdb.errors import ArticleError, FactdbError

PROSE = "The harbour board will vote in May, its chair Ann Poe said. “No,” he said. "


def read(path: Path | str, **options: object) -> list[Article | FactdbError]:
    return list(read_articles(str(path), **options))  # type: ignore[arg-type]


def error_of(path: Path | str, **options: object) -> str:
    (error,) = read(path, **options)
    assert isinstance(error, ArticleError), error
    assert "\n" not in str(error)
    return str(error)


@pytest.mark.parametrize(
    ("raw", "expected", "reason"),
    [
        (b"", "empty", "no bytes"),
        (b" \n\t\n", "empty", "white space alone"),
        (b"\xef\xbb\xbf", "empty", "a byte order mark alone"),
        (b"\xff\xfe", "empty", "the mark of UTF-16 alone"),
        (b"one\ntwo \xe9t\xe9", "byte 8 (line 2) is not UTF-8 (0xe9", "Latin-1; --encoding helps"),
        (b"abc\nde\0f" + b"x" * 4000, "NUL byte at byte 6 (line 2)", "a text with one NUL in it"),
        (random.Random(1).randbytes(5000), "binary", "noise"),
        (bytes(range(1, 32)) * 20, "binary", "control characters alone"),
        (b"\xff\xfe" + random.Random(2).randbytes(999), "UTF-16-LE", "noise behind the mark of UTF-16"),
        (b"\xff\xfe\x00 caf\xe9 \x00", "binary", "bytes that decode as UTF-16 and mean nothing"),
        (PROSE.encode("utf-16-le"), "--encoding utf-16-le", "UTF-16 that does not say so"),
        (PROSE.encode("utf-16") + b"a", "UTF-16-LE", "half a character at the end"),
        (b"%PDF-1.7\n" + PROSE.encode(), "a PDF file", "known by its first bytes"),
        (b"PK\x03\x04" + PROSE.encode(), "ZIP", "an office document"),
        (b"SQLite format 3\0" + PROSE.encode(), "an SQLite database", "the user named the wrong file"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, raw: bytes, expected: str, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    message = error_of(path)
    assert message.startswith(f"{path}: "), reason
    assert expected in message, reason


def test_the_encoding_that_the_message_proposes_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{PROSE} Café.".encode("cp1252"))
    assert error_of(path).endswith("give the file's encoding, such as --encoding cp1252")
    (article,) = read(path, encoding="cp1252")
    assert isinstance(article, Article)
    assert article.text == f"{PROSE} Café."


def test_an_unknown_encoding_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(PROSE)
    for name in ("klingon", "hex", "undefined", "a\0b"):
        assert "unknown encoding; name one that Python knows" in error_of(tmp_path, encoding=name)


@pytest.mark.parametrize(
    ("encode", "reason"),
    [
        (lambda text: text.encode("utf-16"), "UTF-16 with its mark"),
        (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), "UTF-16, big end first"),
        (lambda text: text.encode("utf-8-sig"), "UTF-8 with a mark"),
        (lambda text: text.encode(), "CRLF stays as it is"),
    ],
)
def test_offsets_count_characters_of_the_decoded_file_without_its_mark(
    tmp_path: Path, encode: Callable[[str], bytes], reason: str
) -> None:
    text = f"Harbour board to vote in May 😀\r\n\r\n{PROSE}\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(encode(text))
    (article,) = read(path)
    assert isinstance(article, Article), reason
    assert article.text == text, reason
    assert [article.text[start:end] for start, end in article.body] == [PROSE.strip()], reason


def test_a_missing_file_and_a_folder_without_articles_say_what_to_do(tmp_path: Path) -> None:
    assert error_of(tmp_path / "none.txt") == f"{tmp_path / 'none.txt'}: no such file; check the name"
    (tmp_path / "record.toml").write_text("a = 1")
    (tmp_path / ".hidden.txt").write_text(PROSE)
    message = error_of(tmp_path)
    assert "no articles under this folder" in message
    assert "*.txt *.md *.html *.htm *.jsonl *.ndjson" in message
    assert "\\n" in error_of("line\nend.txt")


def test_a_folder_is_read_in_order_and_a_bad_file_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("c.md", "a.txt", "deep/er/b.TXT", ".git/x.txt", "notes.csv"):
        (tmp_path / name).write_text(PROSE)
    (tmp_path / "b.txt").write_bytes(b"\xff\xff")
    found = [
        Path(article.location).relative_to(tmp_path).as_posix() if isinstance(article, Article) else "error"
        for article in read(tmp_path)
    ]
    assert found == ["a.txt", "error", "c.md", "deep/er/b.TXT"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(PROSE.encode()))))
    (article,) = read("-")
    assert isinstance(article, Article)
    assert (article.location, article.text) == ("-", PROSE)


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    message = error_of(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "has 209,715,200 bytes, above the limit of 67,108,864 bytes" in message
    assert peak < 2**20


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        (PROSE, "an article on one line"),
        ("a", "one word"),
        ("(", "brackets that a credit might open"),
        ("By Ann ", "a byline that never ends"),
        ("“", "marks alone"),
        ("\n", "no line holds anything"),
        ("Ann Poe, ", "names that a contributors' line might hold"),
        (" \n", "white space before ends of lines"),
    ],
)
def test_a_long_text_takes_time_in_proportion(tmp_path: Path, piece: str, reason: str) -> None:
    path = tmp_path / "a.txt"

    def seconds(size: int) -> float:
        path.write_text(piece * (size // len(piece)) + ".")
        before = time.process_time()
        (article,) = read(path)
        assert isinstance(article, Article), article
        return time.process_time() - before

    assert seconds(4_000_000) < 10 * seconds(1_000_000) + 0.5, reason


# --- JSON lines --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected", "reason"),
    [
        ("{bad", "no JSON", "broken syntax"),
        ("[1]", "a list where an object", "not an object"),
        ('{"title": "x"}', "no text; one of text body content articleBody", "nothing to read"),
        ('{"text": 5}', "text is a number", "a number is no text"),
        ('{"text": "\\ud800 x"}', "half a surrogate pair at character 0", "no database can store it"),
        ('{"text": "a\\u0000b"}', "NUL at character 1", "PostgreSQL cannot store it"),
        ('{"text": "a b", "views": NaN}', "NaN is no JSON number", "RFC 8259 has no NaN"),
        ('{"text": "a b", "views": ' + "9" * 5000 + "}", "no JSON", "Python refuses 5,000 digits"),
        ("[" * 100_000, "nested too deeply", "deeper than any stack"),
        ('{"text": ' + "[" * 100_000, "nested too deeply", "deeper than any stack, within an object"),
        ('{"text": "x", "date": "9999-01-01"}', "lies in the future", "a slip of the keyboard"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_rest_is_read(
    tmp_path: Path, line: str, expected: str, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"body": PROSE, "headline": "Board to vote"})
    path.write_text(f"{good}\n{line}\n\n{good}\n", encoding="utf-8-sig")
    first, error, last = read(path)
    assert isinstance(error, ArticleError), reason
    assert str(error).startswith(f"{path}:2"), reason
    assert expected in str(error), reason
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.location, last.location) == (f"{path}:1", f"{path}:4")
    assert (last.text, last.title) == (PROSE, "Board to vote")


def test_a_line_in_another_encoding_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n' + json.dumps({"text": PROSE}).encode())
    error, article = read(path)
    assert "a.jsonl:1: byte 13 of the line is not UTF-8" in str(error)
    assert isinstance(article, Article)


def test_a_line_above_the_limit_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(30):
            stream.write(b"a" * 2**20)
        stream.write(b'"}\n' + json.dumps({"text": PROSE}).encode())
    tracemalloc.start()
    error, article = read(path, max_bytes=2**20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "a.jsonl:1: line above the limit of 1,048,576 bytes" in str(error)
    assert isinstance(article, Article)
    assert peak < 8 * 2**20


def test_json_lines_in_an_unknown_encoding_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": PROSE}))
    assert "--encoding klingon: unknown encoding" in error_of(tmp_path, encoding="klingon")


# --- Pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<div>" * 10_000 + f"<p>{PROSE}</p>" + "</div>" * 10_000, "nested and closed"),
        ("<div>" * 10_000 + PROSE, "nested and never closed"),
        ("<p>" + "<b>" * 10_000 + PROSE, "inline elements"),
        ("<table><tr><td>" * 3_000 + PROSE, "tables in tables"),
    ],
)
def test_a_page_nested_10000_deep_gives_its_text(tmp_path: Path, page: str, reason: str) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{page}", encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, Article), article
    assert PROSE.strip() in article.text, reason


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>render()</script></body></html>")
    assert "no text in this page; if a script fills it in, save the text from a browser" in error_of(path)


def test_a_page_that_declares_an_unknown_encoding_is_read_as_utf_8(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text(f'<html><head><meta charset="klingon"></head><body><p>{PROSE * 5}</p></body></html>', "utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.encoding, PROSE.strip() in article.text) == ("utf-8", True)
