"""From an `Article` to its quotations. Pure Python, deterministic, no database, no model, no network.

Finding and resolving are apart: `find` locates what is said and the words that name who says it; `resolve` says whom
and which day those words mean, or declines.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from factdb.article import Article
from factdb.extract.find import find
from factdb.extract.people import find_people
from factdb.extract.quotation import DateReading, Factuality, Mention, Quotation, Span, joined_text
from factdb.extract.resolve import resolve

ENGINE = "rules"
VERSION = "3"

__all__ = [
    "ENGINE",
    "VERSION",
    "DateReading",
    "Factuality",
    "Mention",
    "Quotation",
    "Span",
    "extract_quotations",
    "joined_text",
]


def extract_quotations(article: Article, *, min_confidence: float = 0.0) -> list[Quotation]:
    """Return the quotations of `article` in the order of its text, those under `min_confidence` (0 to 1) left out."""
    people = find_people(article)
    found = resolve(article, find(article, people), people)
    # What has no letter is not a statement: "“ ” …" left over from unbalanced marks.
    return [q for q in found if q.confidence >= min_confidence and any(map(str.isalnum, q.text))]


class _Callable(ModuleType):
    """This package as a function: `factdb.extract(text)`."""

    def __call__(self, text: str, **given: Any) -> list[Quotation]:
        """Return the quotations of `text`, see `factdb.extract.engines.extract_text`."""
        from factdb.extract.engines import extract_text

        return extract_text(text, **given)


sys.modules[__name__].__class__ = _Callable
