"""The time that one article may take, so that none of them, however it was made, holds up the others."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from factdb.errors import ArticleError

# Some forty times what the built-in engine takes, and a minute for whatever else the machine is doing.
SECONDS = 60.0
CHARACTERS_A_SECOND = 5_000

Watch = Callable[[str, int], AbstractContextManager[None]]
"""Takes a location and a size, as `bounded` does."""
_here = threading.local()


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
def watched(watch: Watch) -> Iterator[None]:
    """Within the block, let `watch` surround all that this thread bounds; it may refuse it with an `ArticleError`."""
    _here.watch = watch
    try:
        yield
    finally:
        del _here.watch


@contextmanager
def bounded(location: str, size: int) -> Iterator[None]:
    """End what happens within the block when it takes too long for a text of `size` characters or bytes.

    Only the main thread of a process can be ended so, and not on Windows; elsewhere the block takes its time.

    Raises:
        ArticleError: The time was up, or who watches refuses it; names `location`.
    """
    watch: Watch | None = getattr(_here, "watch", None)
    with watch(location, size) if watch else nullcontext(), _alarm(location, size):
        yield


@contextmanager
def _alarm(location: str, size: int) -> Iterator[None]:
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
