"""Reading articles: text, pages, JSON lines; metadata, clutter, and every kind of bad input."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factdb.article import Article, read_articles


def read_one(path: Path) -> Article:
    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    return article


def test_a_plain_text_gives_its_headline_day_and_prose(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(
        "Menu\n\nFerry line to close for a year of repairs\n\nBy JANE DOE\n\nPublished: June 3, 2024\n\n"
        "PORT ELM (AP) — The ferry will stop in July, its owner Ann Poe said Monday.\n\nAdvertisement\n\n"
        "“No,” he said.\n\n___\n\nAssociated Press writer Rob Roe in Elm, Ohio contributed to this report.\n"
    )
    article = read_one(path)
    assert article.title == "Ferry line to close for a year of repairs"
    assert article.published_on == date(2024, 6, 3)
    assert article.byline == "By JANE DOE"
    assert article.contributors == ("JANE DOE", "Rob Roe")
    assert (article.agency, article.dateline) == ("Associated Press", "PORT ELM")
    assert [article.text[start:end] for start, end in article.body] == [
        "The ferry will stop in July, its owner Ann Poe said Monday.",
        "“No,” he said.",
    ]
