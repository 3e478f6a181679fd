"""From the data of a page to its HTML: the templates, and links that are right on a server and in a folder alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from factdb import __version__
from factdb.claimreview.build import script_block
from factdb.claimreview.markup import Node
from factdb.web.pages import Look

STATIC = Path(__file__).parent / "static"
_MONTHS = "January February March April May June July August September October November December".split()
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# A rating's value is drawn as steps where its scale has no more than so many.
_MOST_STEPS = 9


@dataclass(frozen=True, slots=True)
class Links:
    """Where pages are: on a server (`root` "/") or in a folder, from a page `root` ("", "../") below its top."""

    root: str = "/"
    live: bool = True

    def to(self, kind: str, uid: str | None = None, part: str = "", **query: Any) -> str:
        """The address of a page: `kind` alone for "home", "articles", "search" and the like, with a public id for
        "article", "q", "speaker", "claim" or "review"; `part` is a page below that, `query` what is asked of it."""
        if uid is None:
            place = ("" if self.live else "index.html") if kind == "home" else kind + ("" if self.live else ".html")
        else:
            uid = quote(str(uid), safe="")
            below = (f"/{part}" if self.live else f"-{part}") if part else ""
            place = f"{kind}/{uid}{below}{'' if self.live else '.html'}"
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        return self.root + place + (f"?{urlencode(asked)}" if asked else "")

    def static(self, name: str) -> str:
        """The address of a file of static/."""
        return f"{self.root}static/{name}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    title: str = "The reading room"
    look: Look = field(default_factory=Look)
    live: bool = True
    actor: str | None = None
    """Who decides at the desk; None where pages are only read."""
    token: str = ""
    base: str | None = None
    """The address under which a folder will be published, ending in "/"."""


@cache
def environment() -> Environment:
    """The templates: every value escaped, every unknown name an error."""
    found = Environment(
        loader=PackageLoader("factdb.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters.update(
        day=day, moment=moment, quoted=quoted, colour=colour, steps=steps, markup=markup, plural=plural, short=short
    )
    found.globals.update(program=f"factdb {__version__}")
    return found


def render(template: str, page: dict[str, Any], frame: Frame, links: Links) -> str:
    """The HTML of a page by the template of that name."""
    return environment().get_template(f"{template}.html").render(**page, frame=frame, links=links, to=links.to)


def day(value: Any, until: Any = None) -> str:
    """An ISO day as people write it, or a range of two: "18 June 2023", "16 to 17 June 2023"."""
    if value in (None, ""):
        return ""
    year, month, number = str(value)[:10].split("-")
    told = f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
    if until in (None, "") or str(until) == str(value):
        return told
    other_year, other_month, other = str(until)[:10].split("-")
    if (year, month) == (other_year, other_month):
        return f"{int(number)} to {int(other)} {_MONTHS[int(month) - 1]} {year}"
    if year == other_year:
        return f"{int(number)} {_MONTHS[int(month) - 1]} to {day(until)}"
    return f"{told} to {day(until)}"


def moment(value: Any) -> str:
    """A UTC time to the minute: "18 June 2023, 14:05"."""
    return f"{day(value)}, {str(value)[11:16]}"


def quoted(row: Any) -> str:
    """A quote's words as a page prints them: those of a direct quote, stored without its marks, within marks."""
    text = str(row["text"])
    return f"“{text}”" if row["kind"] == "direct" and not text.startswith(("“", '"', "«", "„")) else text


def short(text: Any, length: int = 180) -> str:
    """`text` cut at a word to some `length` characters."""
    words = " ".join(str(text).split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def colour(value: Any) -> str | None:
    """A scale's colour if it is one, for a drawing's `fill`."""
    return str(value) if value and _COLOUR.fullmatch(str(value)) else None


def steps(row: Any) -> list[bool] | None:
    """A rating as the steps of its scale from the least true to the truest, True at the one it stands on; None where
    it has no value, or its scale is no short row of whole steps."""
    ends = [row["rating_value"], row["worst_value"], row["best_value"]]
    if any(end is None or end != int(end) for end in ends):
        return None
    value, worst, best = map(int, ends)
    if worst > best:
        value, worst, best = -value, -worst, -best
    return [step == value for step in range(worst, best + 1)] if 0 < best - worst < _MOST_STEPS else None


def plural(count: Any, one: str, many: str | None = None) -> str:
    """A count and its noun: "1 quote", "2,300 quotes"."""
    return f"{int(count):,} {one if count == 1 else many or one + 's'}"


def markup(node: Node) -> Markup:
    """ClaimReview markup as the script element of a page, which `script_block` makes safe."""
    return Markup(script_block(node))
