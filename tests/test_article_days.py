"""The day of publication as a page or a line of JSON lines states it: read to the letter, never guessed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from factdb.article import Article, read_articles
from factdb.errors import ArticleError

PROSE = "The harbour board will vote in May, its chair Ann Poe said, and the ferry stays until then. "


@pytest.mark.parametrize(
    ("stamp", "day", "instant", "reason"),
    [
        ("2024-06-03", date(2024, 6, 3), None, "a day alone has no instant"),
        (
            "2024-06-03T23:30:00-05:00",
            date(2024, 6, 3),
            datetime(2024, 6, 4, 4, 30, tzinfo=UTC),
            "the day is the one in the newsroom, the instant is UTC",
        ),
        ("2024-06-03T10:00:00", date(2024, 6, 3), None, "without a zone no instant is known"),
        ("2024-06-03 10:00:00 UTC", date(2024, 6, 3), datetime(2024, 6, 3, 10, tzinfo=UTC), "as databases print it"),
        (
            "Mon, 03 Jun 2024 10:00:00 GMT",
            date(2024, 6, 3),
            datetime(2024, 6, 3, 10, tzinfo=UTC),
            "RFC 5322, as feeds print it",
        ),
        ("June 3, 2024", date(2024, 6, 3), None, "words that mean one day"),
        ("25/12/2023", date(2023, 12, 25), None, "there is no month 25"),
    ],
)
def test_a_stated_date_is_read(tmp_path: Path, stamp: str, day: date, instant: datetime | None, reason: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"text": PROSE, "published": stamp}))
    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    assert (article.published_on, article.published_at) == (day, instant), reason


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        ("2024-02-30", "February has no 30th"),
        ("2024-13-45", "there is no month 13"),
        ("03/04/2024", "March or April"),
        ("yesterday", "against which day?"),
        ("1717400000", "seconds, or an article's number?"),
        ("June 2024", "a month is no day"),
        ("June 3, 2024, and more", "words after it may belong to another date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_line_and_the_remedy(tmp_path: Path, stamp: str, reason: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"text": PROSE, "published": stamp}) + "\n" + json.dumps({"text": PROSE}))
    error, following = read_articles(str(path))
    assert isinstance(error, ArticleError), reason
    assert str(error) == f"{path}:1: {stamp!r} is not a date; write it as YYYY-MM-DD"
    assert isinstance(following, Article)


@pytest.mark.parametrize(
    ("head", "foot", "reason"),
    [
        ("", "Copyright 2019 The Elm Paper", "a copyright year is not 1 January of that year"),
        ("", "<p>The pier burned on 3 June 2011.</p>", "a day that the prose tells of is not that of publication"),
        ('<meta property="article:published_time" content="2024-13-45">', "", "an impossible day is not corrected"),
    ],
)
def test_a_page_that_states_no_day_gets_none(tmp_path: Path, head: str, foot: str, reason: str) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><head>{head}</head><body><article>{f'<p>{PROSE * 3}</p>' * 4}{foot}</article></body></html>"
    )
    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    assert article.published_on is None, reason


def test_a_page_that_shows_its_day_beside_the_headline_gives_it(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><article><h1>Pier to close</h1><p class='date'>Posted May 4, 2021</p>"
        f"{f'<p>{PROSE * 3}</p>' * 4}</article></body></html>"
    )
    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    assert article.published_on == date(2021, 5, 4)


def test_a_day_in_the_future_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(PROSE)
    (error,) = read_articles(str(path), published=date(9999, 1, 1))
    assert isinstance(error, ArticleError)
    assert str(error) == f"{path}: published 9999-01-01, which is in the future; give the day with --published"
