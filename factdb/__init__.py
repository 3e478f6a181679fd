"""factdb: who said what, to whom, when, where was it printed, and does it hold?

The package is its pipeline: `read_articles` -> `extract_quotations` -> `store_article` -> rows -> `find_quotes`.
Notebooks and programs begin with `factdb.open(database)` and `factdb.extract(text)`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factdb.api import Archive as Archive
    from factdb.api import Rows as Rows
    from factdb.api import open as open
    from factdb.extract.engines import extract_text as extract

__version__ = "0.1.0"
__all__ = ["Archive", "Rows", "__version__", "extract", "open"]


def __getattr__(name: str) -> Any:
    """Import what the package offers when it is first used: the command line starts without it."""
    if name == "extract":
        return importlib.import_module("factdb.extract")  # which can be called
    if name in __all__:
        return getattr(importlib.import_module("factdb.api"), name)
    raise AttributeError(f"module 'factdb' has no attribute {name!r}")
