"""The counts of `factdb stats` as bars in a picture, SVG or PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factdb.errors import FactdbError, extra

ENDINGS = (".svg", ".png")
# Groups of counts, each with its own bars; "rows" are tables, not quotes.
GROUPS = ("speaker", "publisher", "kind", "month")


def plot_counts(counted: Mapping[str, Sequence[Mapping[str, Any]]], path: Path, name: str) -> None:
    """Draw the groups of `counted` (see `queries.count_all`) to `path`, in the format by which `name` ends.

    Raises FactdbError for another ending, MissingExtraError without matplotlib.
    """
    ending = Path(name).suffix
    if ending not in ENDINGS:
        raise FactdbError(f"{name}: give a picture's name the ending {' or '.join(ENDINGS)}")
    with extra("plot", "a picture"):
        from matplotlib.figure import Figure
    figure = Figure(figsize=(11, 8), layout="constrained")
    for axes, group in zip(figure.subplots(2, 2).flat, GROUPS, strict=True):
        # Bars are drawn upwards: the first of a list comes last, months in the order of time.
        rows = list(counted[group]) if group == "month" else list(reversed(counted[group]))
        if group == "month":
            rows.reverse()
            axes.bar([r["name"] for r in rows], [r["count"] for r in rows])
            axes.tick_params("x", rotation=60)
        else:
            axes.barh([_short(r["name"]) for r in rows], [r["count"] for r in rows])
        axes.set_title(f"quotes by {group}")
    # Without the time of drawing, so that the same counts are the same file.
    metadata = {"Date": None} if ending == ".svg" else {"Software": None}
    figure.savefig(path, format=ending[1:], metadata=metadata)


def _short(name: str) -> str:
    # A dollar sign would begin a formula.
    return (name if len(name) <= 32 else name[:31] + "…").replace("$", r"\$")
