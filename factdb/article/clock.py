"""The time that one article may take, so that none of them, however it was made, holds up the others."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from factdb.errors import ArticleError

# Some forty times what the built-in engine takes, and a minute for whatever else the machine is doing.
SECONDS = 60.0
CHARACTERS_A_SECOND = 5_000


def limit(size: int) -> float:
    """Return how many seconds a text of `size` characters or bytes may take."""
    return SECONDS + size / CHARACTERS_A_SECOND


def too_long(location: str, size: int) -> ArticleError:
    """Return the error of an article that took longer than its `limit`."""
    return ArticleError(
        f"{location}: took longer than {limit(size):.0f} s and was skipped: split it, or report it with the text"
    )


class _TimeUp(BaseException):
    """Not an Exception: an engine that catches everything is not to catch this."""


@contextmanager
def bounded(location: str, size: int) -> Iterator[None]:
    """End what happens within the block when it takes too long for a text of `size` characters or bytes.

    Only the main thread of a process can be ended so, and not on Windows; elsewhere the block takes its time.

    Raises:
        ArticleError: The time was up; names `location`.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    is_over = False

    def ring(*_: object) -> None:
        if not is_over:
            raise _TimeUp

    began = time.monotonic()
    former = signal.signal(signal.SIGALRM, ring)
    former_seconds, _ = signal.setitimer(signal.ITIMER_REAL, limit(size))
    try:
        yield
    except _TimeUp:
        raise too_long(location, size) from None
    finally:
        is_over = True
        left = former_seconds and max(former_seconds - (time.monotonic() - began), 0.001)
        signal.setitimer(signal.ITIMER_REAL, left)
        signal.signal(signal.SIGALRM, former)
