"""HTML from the data of a page: the templates, and links that work on a server and in a folder."""

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
from factdb.claimreview.markup import Node
from factdb.export.claimreview import script_block
from factdb.web.pages import Look

STATIC = Path(__file__).parent / "static"
_MONTHS = "January February March April May June July August September October November December".split()
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# A rating is drawn as steps if its scale has no more than this many.
_MOST_STEPS = 9


@dataclass(frozen=True, slots=True)
class Links:
    """Where pages are: on a server (`root` is "/") or in a folder (`root` leads to its top: "" or "../")."""

    root: str = "/"
    live: bool = True

    def to(self, kind: str, uid: str | None = None, part: str = "", /, **query: Any) -> str:
        """Return the address of a page.

        Args:
            kind: "home", "articles", "search" and the like, or with `uid` "article", "q", "speaker", "claim" or
                "review".
            uid: Public id of the article, quote, speaker, claim or review.
            part: A page below that one: "versions".
            query: Parameters; empty ones are left out.
        """
        if uid is None:
            place = ("" if self.live else "index.html") if kind == "home" else kind + ("" if self.live else ".html")
        else:
            uid = quote(str(uid), safe="")
            below = (f"/{part}" if self.live else f"-{part}") if part else ""
            place = f"{kind}/{uid}{below}{'' if self.live else '.html'}"
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        return self.root + place + (f"?{urlencode(asked)}" if asked else "")

    def static(self, name: str) -> str:
        """Return the address of a file in static/."""
        return f"{self.root}static/{name}"


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the content of every page."""

    title: str = "The reading room"
    look: Look = field(default_factory=Look)
    live: bool = True
    actor: str | None = None
    """Who decides at the desk; None if pages are only read."""
    token: str = ""
    base: str | None = None
    """The address at which a folder will be published, ending in "/"."""


# Controls but tab and newlines, and what turns the order of letters around: in a page it would reach beyond the words
# that hold it, and in a feed most of it is not allowed. Marks of direction that only bear on their neighbours stay.
_UNRULY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def _calm(value: Any) -> Any:
    """Return a value as a page shows it: what is unruly in a text becomes U+FFFD; markup of ours stays as it is."""
    return _UNRULY.sub("\N{REPLACEMENT CHARACTER}", value) if type(value) is str else value


@cache
def environment() -> Environment:
    """Return the templates' environment, which escapes every value and rejects every unknown name."""
    found = Environment(
        loader=PackageLoader("factdb.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_calm,
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
    """Return the HTML of a page, made with the template of that name."""
    return environment().get_template(f"{template}.html").render(**page, frame=frame, links=links, to=links.to)


def day(value: Any, until: Any = None) -> str:
    """Write an ISO day, or a range of two, as people do: "18 June 2023", "16 to 17 June 2023"."""
    if value in (None, ""):
        return ""
    year, month, number = str(value)[:10].split("-")
    first = f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
    if until in (None, "") or str(until) == str(value):
        return first
    other_year, other_month, other = str(until)[:10].split("-")
    if (year, month) == (other_year, other_month):
        return f"{int(number)} to {int(other)} {_MONTHS[int(month) - 1]} {year}"
    if year == other_year:
        return f"{int(number)} {_MONTHS[int(month) - 1]} to {day(until)}"
    return f"{first} to {day(until)}"


def moment(value: Any) -> str:
    """Write a UTC time to the minute: "18 June 2023, 14:05"."""
    return f"{day(value)}, {str(value)[11:16]}"


def quoted(row: Any) -> str:
    """Return a quote's words, in quotation marks if it is direct: it is stored without them."""
    text = str(row["text"])
    return f"“{text}”" if row["kind"] == "direct" and not text.startswith(("“", '"', "«", "„")) else text


def short(text: Any, length: int = 180) -> str:
    """Cut `text` at a word to about `length` characters."""
    words = " ".join(str(text).split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def colour(value: Any) -> str | None:
    """Return a scale's colour if it is a valid one ("#rrggbb"), for `fill` in a drawing."""
    return str(value) if value and _COLOUR.fullmatch(str(value)) else None


def steps(row: Any) -> list[bool] | None:
    """Return the steps of a rating's scale from least to most true, True for the rating itself.

    Returns:
        None if the rating has no value, or its scale is not a short row of whole numbers.
    """
    ends = [row["rating_value"], row["worst_value"], row["best_value"]]
    if any(end is None or end != int(end) for end in ends):
        return None
    value, worst, best = map(int, ends)
    if worst > best:
        value, worst, best = -value, -worst, -best
    return [step == value for step in range(worst, best + 1)] if 0 < best - worst < _MOST_STEPS else None


def plural(count: Any, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 quote", "2,300 quotes"."""
    return f"{int(count):,} {one if count == 1 else many or one + 's'}"


def markup(node: Node) -> Markup:
    """Return ClaimReview markup as a script element, escaped by `script_block`."""
    return Markup(script_block(node))
