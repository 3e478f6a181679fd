"""Engines that find quotations: "rules" is built in; a newsroom registers its own by an entry point.

    [project.entry-points."factdb.engines"]
    ours = "our_package:ENGINE"

where ENGINE is an `Engine`. Its name and version are stored with every quote that it found.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from factdb.article import Article
from factdb.errors import FactdbError
from factdb.extract import ENGINE, VERSION, Quotation, extract_quotations

GROUP = "factdb.engines"


class Extractor(Protocol):
    """Takes an article, gives its quotations in the order of the text, those under `min_confidence` left out."""

    def __call__(self, article: Article, *, min_confidence: float = 0.0) -> list[Quotation]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """One way of finding quotations. `version` changes whenever its results may."""

    name: str
    version: str
    extract: Extractor


RULES = Engine(ENGINE, VERSION, extract_quotations)


def engine_names() -> list[str]:
    """The engines at hand, the built-in one first."""
    return [RULES.name, *sorted({found.name for found in entry_points(group=GROUP)} - {RULES.name})]


def engine(name: str = ENGINE) -> Engine:
    """The engine of that name.

    Raises FactdbError when there is none, or when what is registered cannot be loaded or is no `Engine`.
    """
    if name == RULES.name:
        return RULES
    for found in entry_points(group=GROUP, name=name):
        try:
            loaded = found.load()
        except (ImportError, AttributeError) as error:
            raise FactdbError(f"engine {name!r} ({found.value}) cannot be loaded: {error}; reinstall it") from error
        if not isinstance(loaded, Engine):
            raise FactdbError(f"engine {name!r}: {found.value} is no factdb.extract.engines.Engine; register one")
        return loaded
    raise FactdbError(f"no engine is called {name!r}; there are: {', '.join(engine_names())}")
