"""Rows as short entries for people: number and facts on one line, the words below it."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from factdb.export.shown import exact, shown

INDENT = " " * 4
# Longer lines than this are hard to read, however wide the terminal is.
WIDEST = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as people read it; unknown values (None or empty) are left out."""

    number: object
    facts: Sequence[object]
    """Who, when, kind, where."""
    words: str | None = None


def write_entries(entries: Iterable[Entry], stream: TextIO) -> int:
    """Write entries with an empty line between them, each as it comes.

    Args:
        entries: What to write.
        stream: Where to write; on a terminal the numbers are bold, unless NO_COLOR is set.

    Returns:
        Their number.
    """
    width = min(shutil.get_terminal_size().columns, WIDEST)
    bold = "\x1b[1m{}\x1b[0m" if styled(stream) else "{}"
    out, count = exact(stream), 0
    for entry in entries:
        number = shown(f"{entry.number}")
        facts = " · ".join(" ".join(str(fact).split()) for fact in entry.facts if fact not in (None, ""))
        head = _wrapped(facts, width, INDENT if len(number) < len(INDENT) else " " * (len(number) + 1))
        lines = [bold.format(number) + head[len(number) :]]
        lines += [_wrapped(line, width, INDENT) for line in (entry.words or "").split("\n") if line.strip()]
        out.write(("\n" if count else "") + "\n".join(lines) + "\n")
        count += 1
    return count


def styled(stream: TextIO) -> bool:
    """Return whether output to `stream` may be bold or in colour: on a terminal, unless the user turned that off."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _wrapped(text: str, width: int, first: str) -> str:
    return textwrap.fill(
        shown(text),
        max(width, 20),
        initial_indent=first,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
