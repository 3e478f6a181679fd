"""HTML pages: the text that trafilatura takes from one, and where each run of it stands in the page."""

from __future__ import annotations

from factdb.article.assemble import Known
from factdb.article.model import Article
from factdb.errors import ArticleError


def read_page(raw: bytes, location: str, *, encoding: str | None, given: Known) -> Article:
    """The article of an HTML page."""
    raise ArticleError(f"{location}: HTML pages cannot be read yet; save the article as text")
