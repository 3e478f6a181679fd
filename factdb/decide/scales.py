"""Rating scales: read from TOML, stored, and looked up by name.

A scale lists its ratings from the least true to the truest. Values rise in that order (ClaimReview: higher is truer,
https://schema.org/reviewRating); a rating without a value is outside the order ("Unproven").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import Rating, RatingScale
from factdb.errors import FactdbError, NotFoundError
from factdb.store.decisions import By, Values, record_decision
from factdb.store.reviews import insert_scale
from factdb.terms import NORMALIZED

SHIPPED = Path(__file__).parent / "rating_scales"
DEFAULT = "five-step"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SCALE_KEYS = {"name": str, "title": str, "url": str, "ratings": list}
_RATING_KEYS = {"label": str, "value": float, "normalized": str, "colour": str, "definition": str}


@dataclass(frozen=True, slots=True)
class Step:
    """One rating of a scale."""

    label: str
    value: float | None
    normalized: str
    colour: str | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as written, its steps from the least true to the truest."""

    name: str
    title: str
    url: str | None
    steps: tuple[Step, ...]


def shipped_names() -> list[str]:
    """List the names of the scales that come with factdb."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def shipped_scale(name: str) -> Scale:
    """Read a scale that comes with factdb."""
    return read_scale(SHIPPED / f"{name}.toml")


def read_scale(path: Path) -> Scale:
    """Read the scale that a TOML file describes.

    Raises:
        FactdbError: The file cannot be read or is not a valid scale; the message names the file and the rating.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FactdbError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise FactdbError(f"{path}: is not UTF-8: save the file in that encoding") from error
    try:
        return _scale(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise FactdbError(f"{path}: is not valid TOML: {error}") from error
    except FactdbError as error:
        raise FactdbError(f"{path}: {error}") from error


def _scale(written: Mapping[str, Any]) -> Scale:
    _check(written, _SCALE_KEYS, "the scale", ("name", "title", "ratings"))
    name = written["name"]
    if not _NAME.fullmatch(name):
        raise FactdbError(f"name is {name!r}: write lower-case letters, digits and hyphens, as in house-2026")
    steps = []
    for number, rating in enumerate(written["ratings"], 1):
        if not isinstance(rating, dict):
            raise FactdbError(f"rating {number} is {rating!r}: write each as [[ratings]] with a label")
        _check(rating, _RATING_KEYS, f"rating {number}", ("label",))
        steps.append(_step(rating, number))
    if len(steps) < 2:
        raise FactdbError("a scale needs two ratings or more: write each as [[ratings]]")
    seen: dict[str, int] = {}
    values: dict[float, Step] = {}
    for number, step in enumerate(steps, 1):
        if step.label.casefold() in seen:
            raise FactdbError(
                f"ratings {seen[step.label.casefold()]} and {number} are both called {step.label!r}: rename one"
            )
        seen[step.label.casefold()] = number
        if step.value is None:
            continue
        if step.value in values:
            raise FactdbError(
                f"{values[step.value].label!r} and {step.label!r} both have the value {step.value:g}: give each its own"
            )
        if values and step.value < max(values):
            raise FactdbError(
                f"{step.label!r} has the value {step.value:g}, less than the one before it: list the ratings from the"
                " least true to the truest, the higher the truer"
            )
        values[step.value] = step
    return Scale(name, written["title"], written.get("url"), tuple(steps))


def _check(written: Mapping[str, Any], known: Mapping[str, type], what: str, needed: Sequence[str]) -> None:
    for key in needed:
        if key not in written:
            raise FactdbError(f"{what} has no {key}: add it")
    for key, value in written.items():
        if key not in known:
            raise FactdbError(f"{what} has the unknown key {key!r}; choose from {', '.join(known)}")
        number = known[key] is float and isinstance(value, int | float) and not isinstance(value, bool)
        if not number and not isinstance(value, known[key]):
            kind = {str: "a text", float: "a number", list: "a list"}[known[key]]
            raise FactdbError(f"{key} of {what} is {value!r}: write {kind}")
        if isinstance(value, str) and not value.strip():
            raise FactdbError(f"{key} of {what} is empty")
        if isinstance(value, str) and "\0" in value:
            raise FactdbError(f"{key} of {what} contains a NUL character: remove it")


def _step(written: Mapping[str, Any], number: int) -> Step:
    normalized = written.get("normalized", "other")
    if normalized not in NORMALIZED:
        raise FactdbError(f"normalized of rating {number} is {normalized!r}: write one of {', '.join(NORMALIZED)}")
    colour = written.get("colour")
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise FactdbError(f"colour of rating {number} is {colour!r}: write it as #c0392b")
    value = written.get("value")
    if value is not None and not abs(value) < 1e15:  # also what is not finite
        raise FactdbError(f"value of rating {number} is {value!r}: write a number")
    label = " ".join(written["label"].split())
    return Step(label, None if value is None else float(value), normalized, colour, written.get("definition"))


# --- Stored


def stored_scale(tx: Connection, name: str) -> tuple[int, Scale] | None:
    """Return (id, scale) of the scale stored as `name`, or None."""
    row = tx.execute(select(RatingScale.__table__).where(RatingScale.name == name)).first()
    if row is None:
        return None
    found = tx.execute(select(Rating.__table__).where(Rating.rating_scale_id == row.id).order_by(Rating.seq)).all()
    steps = tuple(Step(r.label, r.value, r.normalized, r.colour, r.definition) for r in found)
    return row.id, Scale(row.name, row.title, row.url, steps)


def add_scale(tx: Connection, scale: Scale, by: By) -> str:
    """Store a scale.

    Raises:
        FactdbError: Another scale has its name; reviews depend on that one.
    """
    known = stored_scale(tx, scale.name)
    if known is not None:
        if known[1] == scale:
            return f"scale {scale.name} is already stored: nothing changed"
        raise FactdbError(
            f"a different scale called {scale.name} is already stored, and a stored scale does not change:"
            f" give this one another name, such as {scale.name}-2"
        )
    _store(tx, scale, by)
    return f"scale {scale.name} stored with {len(scale.steps)} ratings"


def _store(tx: Connection, scale: Scale, by: By) -> None:
    columns: Values = {"name": scale.name, "title": scale.title, "url": scale.url}
    scale_id = insert_scale(tx, columns, [asdict(step) for step in scale.steps])
    after: Values = {"columns": columns, "ratings": [step.label for step in scale.steps]}
    record_decision(tx, by, "add", "rating_scales", scale_id, None, after)


def rating_on(tx: Connection, label: str, scale: str | None, by: By) -> Values:
    """Return the columns of a review rated `label`: id, label and value of the rating, and both ends of its scale.

    A scale that comes with factdb is stored when it is first used.

    Raises:
        NotFoundError: There is no such scale.
        FactdbError: The scale has no such rating; the message lists those it has.
    """
    name = scale or DEFAULT
    if stored_scale(tx, name) is None:
        if name not in shipped_names():
            stored = tx.execute(select(RatingScale.name).order_by(RatingScale.name)).scalars()
            known = ", ".join(sorted({*stored, *shipped_names()}))
            raise NotFoundError(f"there is no scale {name!r}; choose from {known}; `factdb scales add FILE` adds one")
        _store(tx, shipped_scale(name), by.because("first used"))
    rows = tx.execute(
        select(Rating.__table__).join(RatingScale).where(RatingScale.name == name).order_by(Rating.seq)
    ).all()
    wanted = " ".join(label.split()).casefold()
    fitting = [r for r in rows if r.label.casefold() == wanted]
    if not fitting:
        try:
            number = float(label)
        except ValueError:
            number = None
        fitting = [r for r in rows if number is not None and r.value == number]
    if not fitting:
        labels = ", ".join(r.label + ("" if r.value is None else f" ({r.value:g})") for r in rows)
        raise FactdbError(f"{label!r} is not a rating of the scale {name}, which has {labels}")
    values = [r.value for r in rows if r.value is not None]
    one = fitting[0]
    ends = (None, None) if one.value is None else (min(values), max(values))
    return {
        "rating_id": one.id,
        "rating_label": one.label,
        "rating_value": one.value,
        "worst_value": ends[0],
        "best_value": ends[1],
    }
