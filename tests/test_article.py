"""Reading articles from files, folders and standard input, and every kind of bad input."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.article import Article, read_articles
from factdb.article.assemble import Known, assemble
from factdb.errors import ArticleError

ARTICLES = Path(__file__).parent / "articles"
SHARED = Path(os.environ.get("FACTDB_SHARED", Path(__file__).parent.parent.parent / "shared"))
SEED = next(iter(sorted((SHARED / "seeds").glob("*.txt"))), None)


def read_one(path: Path | str, **options: object) -> Article:
    (article,) = read_articles(str(path), **options)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return article


def prose(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.body]


def the_error(path: Path | str, **options: object) -> str:
    (error,) = read_articles(str(path), **options)  # type: ignore[arg-type]
    assert isinstance(error, ArticleError), error
    message = str(error)
    assert "\n" not in message
    return message


# --- What a text says --------------------------------------------------------------------------------------------


def test_a_page_saved_as_text_gives_its_prose_and_what_is_around_it() -> None:
    article = read_one(ARTICLES / "ferry.txt")
    assert article.text == (ARTICLES / "ferry.txt").read_bytes().decode()
    assert prose(article) == [
        "The ferry Constance stops on Monday for the first time since the war, its owner Ann Poe told a crowd.",
        "“We can't run a boat that leaks,” Poe said.",
        "What the town wants",
        "“No,” said Mayor Lee Ott.",
    ]
    assert article.title == "Elm ferry to close for a year while its hull is rebuilt"
    assert article.title_span is not None
    assert article.text[slice(*article.title_span)] == article.title
    assert article.contributors == ("Mia Moss Lane", "Ko Tanaka")
    assert (article.agency, article.dateline) == ("Associated Press", "PORT ELM, Ohio")


def test_without_a_date_line_the_caption_dates_the_article_where_the_lead_names_the_same_weekday() -> None:
    article = read_one(ARTICLES / "ferry.txt")
    assert article.published_on == date(2024, 6, 3)
    assert any("caption" in note and "2024-06-03" in note for note in article.notes)


def test_a_caption_of_another_weekday_dates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text((ARTICLES / "ferry.txt").read_text().replace("on Monday for", "on Friday for"))
    assert read_one(path).published_on is None


def test_what_is_given_outranks_the_text_and_a_disagreement_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Elm ferry to close\n\nPublished: June 3, 2024\n\nThe ferry will close, the mayor said on Monday.\n"
    )
    article = read_one(
        path, published=date(2024, 6, 4), publisher="Gazette", url="https://g.example/1", title="Another headline"
    )
    assert article.published_on == date(2024, 6, 4)
    assert (article.publisher, article.url, article.title) == ("Gazette", "https://g.example/1", "Another headline")
    assert "published_on 2024-06-04 (given) overrules 2024-06-03 (in the text)" in article.notes


@pytest.mark.skipif(SEED is None, reason="needs the AP article in ../shared/seeds (or FACTDB_SHARED)")
def test_the_ap_article_is_read_without_its_page_furniture() -> None:
    assert SEED is not None
    article = read_one(SEED)
    assert article.text == SEED.read_bytes().decode()
    assert article.published_on == date(2023, 6, 18)
    assert any("caption" in note for note in article.notes)
    assert (article.agency, article.dateline) == ("Associated Press", "BEIJING")
    assert article.contributors == ("Seung Min Kim", "Huizhong Wu")
    assert article.title is not None
    assert article.title.startswith("Blinken kicks off")
    assert len(article.body) == 30
    assert "Nicholas Burns" not in " ".join(prose(article)), "he stands in the caption alone"
    for furniture in ("Skip to", "Clear icon", "66º", "1 / 12", "Recommended", "Loading", "___", "contributed"):
        assert not any(furniture in paragraph for paragraph in prose(article)), furniture


# --- Paths -------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_to_its_depth_in_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/README.md", ".hidden.txt", ".git/x.txt", "record.toml", "c.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The ferry will close, the mayor said on Monday.")
    found = [article.location for article in read_articles(str(tmp_path)) if isinstance(article, Article)]
    assert found == [str(tmp_path / "a" / "z.md"), str(tmp_path / "b.txt")]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“No,” he said.".encode(), "“No,” he said."),
        (b'{"text": "The ferry will close."}\n', "The ferry will close."),
        (b"<!DOCTYPE html><p>The ferry will close for a year, the mayor of Elm said on Monday morning.", None),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(
    data: bytes, text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    article = read_one("-")
    assert article.location.startswith("-")
    assert article.text == (text or "The ferry will close for a year, the mayor of Elm said on Monday morning.")


def test_standard_input_may_be_a_pipe_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"word " * 1000)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert "above the limit of 4,000 bytes" in the_error("-", max_bytes=4000)


# --- Bad input (more of it in test_article_bad_input) ------------------------------------------------------------


def test_paths_that_cannot_be_printed_are_reported_in_one_line(tmp_path: Path) -> None:
    assert "two\\nlines\\udcff: no such file" in the_error(f"{tmp_path}/two\nlines\udcff")
    assert "nul\\x00byte: cannot be opened" in the_error("nul\0byte")


def test_a_day_of_publication_that_lies_in_the_future_is_noted_and_not_used(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    later = datetime.now(UTC).date() + timedelta(days=3)
    words = f"{later:%B} {later.day}, {later.year}"
    path.write_text(f"Elm ferry to close\n\nPublished: {words}\n\nIt will close, he said.\n")
    article = read_one(path)
    assert article.published_on is None
    assert f"not used as the day of publication: {words!r} lies in the future; give --published" in article.notes
    assert read_one(path, published=date(2024, 6, 3)).published_on == date(2024, 6, 3)


def test_a_date_that_is_not_one_is_noted_and_not_used(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Elm ferry to close\n\nPublished: February 30, 2024\n\nThe ferry will close, the mayor said.\n")
    article = read_one(path)
    assert article.published_on is None
    assert any("February 30, 2024" in note for note in article.notes)


def test_one_line_of_50_megabytes_is_one_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"word " * 10_000_000)
    article = read_one(path)
    assert article.body == ((0, 49_999_999),)


@pytest.mark.parametrize(
    ("encoded", "encoding", "named"),
    [
        ("“No,” he said.\r\n\r\nAnd “yes.”", "utf-8-sig", "utf-8"),
        ("“No,” he said.\r\n\r\nAnd “yes.”", "utf-16", "utf-16-le"),
        ("“No,” he said.\r\n\r\nAnd “yes.”", "utf-32", "utf-32-le"),
    ],
)
def test_a_byte_order_mark_may_be_named_as_the_encoding(
    encoded: str, encoding: str, named: str, tmp_path: Path
) -> None:
    path = tmp_path / "marked.txt"
    path.write_bytes(encoded.encode(encoding))
    for asked in (None, encoding):
        article = read_one(path, encoding=asked)
        assert article.text == encoded, "line ends are kept as they are"
        assert article.encoding == named
        assert prose(article) == ["“No,” he said.", "And “yes.”"]


# --- Of any text -------------------------------------------------------------------------------------------------

PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "\n",
                "\r\n",
                "\n\n",
                " ",
                "By JANE DOE",
                "1 / 12",
                "(AP)",
                "ELM — ",
                "Published: June 3, 2024",
                "“No,” he said.",
            ]
        ),
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_of_any_text_the_spans_lie_within_it_in_order_and_apart(text: str) -> None:
    article = assemble(text, b"", "x", encoding="utf-8", given=Known(), stated=Known())
    assert article.text == text
    spans = list(article.body)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end].strip() for start, end in spans)
    if article.title_span:
        start, end = article.title_span
        assert all(end <= a or b <= start for a, b in spans), "the title is no part of the body"
