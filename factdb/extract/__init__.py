"""From an `Article` to its quotations. Pure Python, deterministic, no database, no model, no network.

Finding and resolving are apart: `marks` and `cues` find what is said and the words that name who says it;
`people` and `dates` say whom and which day those words mean, or decline.
"""

from __future__ import annotations

from factdb.extract.quotation import DateReading, Mention, Quotation, Span

__all__ = ["DateReading", "Mention", "Quotation", "Span"]
