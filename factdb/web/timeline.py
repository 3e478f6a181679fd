"""A speaker's quotes over time, as the numbers of a plain SVG drawing: no script, no style, a title for each bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 720, 96
_WIDEST = 30
# Above this many days bars are months, and above the second figure years.
_DAYS, _MONTHS = 62, 365 * 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its period, its number of quotes, and where it is drawn."""

    name: str
    quotes: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars from the first period to the last, without empty ones, and the names of both ends."""

    bars: list[Bar]
    first: str
    last: str
    unit: str
    quotes: int
    summary: str
    width: int = WIDTH
    height: int = HEIGHT


def unit_of(first: str, last: str) -> tuple[str, int]:
    """Choose the period to count by between two ISO days.

    Returns:
        The period, and the length of its name in characters: ("day", 10), ("month", 7) or ("year", 4).
    """
    days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    return ("day", 10) if days <= _DAYS else ("month", 7) if days <= _MONTHS else ("year", 4)


def timeline(counts: dict[str, int], unit: str) -> Timeline | None:
    """Draw the number of quotes in each ISO period of one unit; None if there are none."""
    if not counts:
        return None
    places = _places(min(counts), max(counts), unit)
    slot = WIDTH / len(places)
    width = max(min(slot * 0.82, _WIDEST), 0.8)
    most = max(counts.values())
    bars = []
    for name, quotes in sorted(counts.items()):
        height = max(round(quotes / most * (HEIGHT - 4), 1), 3)
        bars.append(
            Bar(
                name,
                quotes,
                round(places[name] * slot + (slot - width) / 2, 1),
                round(HEIGHT - height, 1),
                round(width, 1),
                height,
            )
        )
    total = sum(counts.values())
    busiest = max(sorted(counts), key=counts.__getitem__)
    span = min(counts) if len(counts) == 1 else f"{min(counts)} to {max(counts)}"
    summary = f"{total:,} {'quote' if total == 1 else 'quotes'}, {span}; most in {busiest} ({counts[busiest]:,})"
    return Timeline(bars, min(counts), max(counts), unit, total, summary)


def _places(first: str, last: str, unit: str) -> dict[str, int]:
    """Map every period from the first to the last to its position."""
    if unit == "day":
        start = date.fromisoformat(first)
        days = (date.fromisoformat(last) - start).days
        return {(start + timedelta(days=n)).isoformat(): n for n in range(days + 1)}
    if unit == "month":
        begin, end = (int(p[:4]) * 12 + int(p[5:7]) - 1 for p in (first, last))
        return {f"{n // 12:04}-{n % 12 + 1:02}": n - begin for n in range(begin, end + 1)}
    return {f"{n:04}": n - int(first) for n in range(int(first), int(last) + 1)}
