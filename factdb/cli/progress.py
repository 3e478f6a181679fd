"""The progress of a long command: a line on the terminal that is overwritten, and nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from factdb.export.shown import exact, shown

# Seconds before progress is shown, and between two updates of the line.
QUIET_SECONDS = 1.0
EVERY_SECONDS = 0.2


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows its text on the terminal of stderr once a second has passed.

    The line is erased at the end.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    due = time.monotonic() + QUIET_SECONDS
    widest = 0

    def report(text: str) -> None:
        nonlocal due, widest
        if time.monotonic() >= due:
            due = time.monotonic() + EVERY_SECONDS
            widest = max(widest, len(text))
            exact(sys.stderr).write(f"\r{shown(text):<{widest}}")
            sys.stderr.flush()

    try:
        yield report
    finally:
        if widest:
            exact(sys.stderr).write(f"\r{'':<{widest}}\r")
            sys.stderr.flush()
