"""`factdb scales`: the rating scales by which claims are judged."""

from __future__ import annotations

from pathlib import Path

import click

from factdb.cli.deciding import Decide, deciding_options
from factdb.cli.listing import Listing, Shape, list_options
from factdb.cli.nouns import Noun
from factdb.database.connect import read_connection
from factdb.errors import NotFoundError
from factdb.queries.reviews import list_scales, scale_ratings

SCALES = Shape(("name", "title", "ratings", "reviews", "stored"))
RATINGS = Shape(("label", "value", "normalized", "colour", "definition", "reviews"))


@click.group(cls=Noun)
def scales() -> None:
    """List rating scales; show one; add one of your own.

    \b
    Example:
      factdb scales
      factdb scales add house.toml
    """


@scales.command("list")
@list_options(None)
@click.pass_obj
def list_(database: str, /, listing: Listing) -> None:
    """List rating scales.

    It lists stored scales, and those that come with factdb and are stored when first used.

    \b
    Example:
      factdb scales
    """
    from factdb.decide.scales import shipped_names, shipped_scale

    with read_connection(database) as reader:
        rows = [{**row, "stored": True} for row in list_scales(reader)]
    known = {row["name"] for row in rows}
    for name in shipped_names():
        if name not in known:
            scale = shipped_scale(name)
            shipped = {"id": None, "uid": None, "name": name, "title": scale.title, "url": scale.url}
            rows.append({**shipped, "ratings": len(scale.steps), "reviews": 0, "stored": False})
    listing.emit(sorted(rows, key=lambda row: str(row["name"])), SCALES, "no scales")


@scales.command("show")
@click.argument("name")
@list_options(None)
@click.pass_obj
def show_(database: str, /, name: str, listing: Listing) -> None:
    """Show the ratings of a scale, the least true first.

    \b
    Example:
      factdb scales show five-step
    """
    from factdb.decide.scales import shipped_names, shipped_scale

    with read_connection(database) as reader:
        rows = scale_ratings(reader, name)
        stored = [row["name"] for row in list_scales(reader)]
    if not rows and name in shipped_names():
        rows = [
            {
                "label": step.label,
                "value": step.value,
                "normalized": step.normalized,
                "colour": step.colour,
                "definition": step.definition,
                "reviews": 0,
            }
            for step in shipped_scale(name).steps
        ]
    if not rows:
        raise NotFoundError(f"there is no scale {name!r}; choose from {', '.join(sorted({*stored, *shipped_names()}))}")
    listing.emit(rows, RATINGS, "no ratings")


@scales.command("add")
@click.argument("file", metavar="FILE|NAME")
@deciding_options
def add(decide: Decide, /, file: str) -> None:
    """Store a scale from a TOML file, or by name one that comes with factdb. A stored scale never changes.

    \b
    The file names the scale and lists its ratings, the least true first:
      name = "house"
      title = "The Courier's own"
      [[ratings]]
      label = "Wrong"
      value = 1
      normalized = "false"     # or true, mixture, other
      colour = "#c0392b"

    \b
    Example:
      factdb scales add house.toml
    """
    from factdb.decide.scales import add_scale, read_scale, shipped_names, shipped_scale

    scale = shipped_scale(file) if file in shipped_names() else read_scale(Path(file))

    decide(lambda tx, by: add_scale(tx, scale, by))
