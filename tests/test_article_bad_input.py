"""Bytes that are no text, encodings that are none, texts and pages made to be slow or deep: refused in one line,
or read in linear time."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import slowness

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
        (b"%PDF-1.7\n" + PROSE.encode(), "damaged PDF file", "known by its first bytes"),
        (b"PK\x03\x04" + PROSE.encode(), "ZIP", "an office document"),
        (b"SQLite format 3\0" + PROSE.encode(), "an SQLite database", "the user named the wrong file"),
    ],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, raw: bytes, expected: str, reason: str) -> None:
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


def test_an_unknown_encoding_is_reported_once(tmp_path: Path) -> None:
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

    assert seconds(4_000_000) < 10 * seconds(1_000_000) + slowness(), reason


def test_json_lines_in_an_unknown_encoding_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": PROSE}))
    assert "--encoding klingon: unknown encoding" in error_of(tmp_path, encoding="klingon")


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


def test_a_page_that_declares_an_unknown_encoding_is_read_as_utf_8(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text(f'<html><head><meta charset="klingon"></head><body><p>{PROSE * 5}</p></body></html>', "utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.encoding, PROSE.strip() in article.text) == ("utf-8", True)


def test_a_pipe_in_a_folder_is_refused_unopened_and_the_rest_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(PROSE)
    error, article = read(tmp_path)
    assert str(error) == f"{tmp_path}/a.txt: a pipe, not a file; remove it from the folder"
    assert isinstance(article, Article)
    assert error_of(tmp_path / "a.txt").endswith(f"a pipe, not a file; give it as standard input: - < {tmp_path}/a.txt")


def test_links_out_of_a_folder_are_refused_unless_they_are_to_be_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "in-and-out"
    (outside / "deep").mkdir(parents=True)
    inside.mkdir()
    for path in (outside / "secret.txt", outside / "deep" / "more.txt", inside / "own.txt"):
        path.write_text(f"{path.stem}. {PROSE}")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to("../in-and-out/deep")
    (inside / "loop").symlink_to(".")
    (inside / "gone.txt").symlink_to(inside / "nowhere.txt")
    (outside / "deep" / "back").symlink_to(inside)
    refused = [str(found) for found in read(inside) if not isinstance(found, Article)]
    assert refused[:2] == [
        f"{inside}/{name}: a symbolic link that leads out of the folder; import what it points to by its own name, "
        "or give --follow-links"
        for name in ("folder", "file.txt")
    ]
    assert refused[2:] == [f"{inside}/gone.txt: no such file; check the name"]
    assert [found.text[:3] for found in read(inside) if isinstance(found, Article)] == ["own"]
    followed = [found.text[:3] for found in read(inside, follow_links=True) if isinstance(found, Article)]
    assert followed == ["sec", "mor", "own"]


PARAGRAPHS = "".join(
    f"<p>“No,” said Ann Poe at the {i}th meeting of the harbour board on Monday evening.</p>" for i in range(5)
)
BOMBS = [
    ("<div>" * 100_000 + PARAGRAPHS, "100,000 levels deep"),
    (PARAGRAPHS + "<blockquote>" * 100_000 + "x", "quotations as deep"),
    (PARAGRAPHS + "<p>" + "<q>" * 100_000 + "x", "quotation marks as deep"),
    ("<p>" + "<q>No</q> " * 20_000 + PARAGRAPHS, "20,000 quotations in a paragraph"),
    (PARAGRAPHS + "<p>He said:</p><blockquote>It is not right at all, not now.</blockquote>" * 3_000, "as blocks"),
    (PARAGRAPHS + '<div class="related">' * 50_000 + PARAGRAPHS, "parts that are not the article, deep"),
    (PARAGRAPHS + "<h3>Related</h3><p>Comments</p>" * 5_000, "headings of what is not the article"),
    (PARAGRAPHS + "<ul>" + "<li><a href=x>The mayor said no</a></li>" * 10_000, "links to other articles"),
    (PARAGRAPHS + "<div>" + "<input type=email>x" * 10_000, "fields for an address"),
    (f"<div class='{'related-a ' * 200_000}'>{PARAGRAPHS}", "a class of two megabytes"),
    (f"<div {' '.join(f'a{i}=1' for i in range(100_000))}>{PARAGRAPHS}", "an element of 100,000 attributes"),
    (PARAGRAPHS + "<p>" + "&lt;" * 300_000, "entities"),
    ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html>' + PARAGRAPHS + "<p>&x;", "an outer entity"),
    (f'<script type="application/ld+json">{"[" * 200_000}</script>{PARAGRAPHS}', "a description 200,000 levels deep"),
]


@pytest.mark.parametrize(("body", "reason"), BOMBS, ids=[reason for _, reason in BOMBS])
def test_a_page_that_is_made_to_be_slow_or_deep_is_read(tmp_path: Path, body: str, reason: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{body}")
    began = time.process_time()
    (article,) = read(path)
    took = time.process_time() - began
    assert isinstance(article, Article), reason
    assert "“No,” said Ann Poe at the 0th meeting" in article.text
    assert took < 10 * slowness(), reason
