"""Which document is read or extracted, so that one that ends its process is left out when its shard is tried again."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factdb.article.clock import limit, too_long
from factdb.errors import ArticleError

# A document that ended its process so often is left out; another process may have been ended by something else.
DEATHS = 2
_BEGUN, _STOPPED, _SLOW, _AT = "begun", "stopped", "slow", "at "


class Journal:
    """A file of what a shard's attempts were at; the last document of an attempt that did not stop ended it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._died: Counter[str] = Counter()
        self._slow: set[str] = set()
        last: str | None = None
        for line in [*(path.read_text().splitlines() if path.exists() else ()), _BEGUN]:
            if line == _SLOW and last is not None:
                self._slow.add(last)
            elif line == _BEGUN and last is not None:
                self._died[last] += 1
            if line != _SLOW:
                last = line.removeprefix(_AT) if line.startswith(_AT) else None
        self._file = path.open("a", buffering=1)
        self._write(_BEGUN)

    def _write(self, line: str) -> None:
        self._file.write(f"{line}\n")

    @contextmanager
    def watch(self, location: str, size: int) -> Iterator[None]:
        """Note that the document at `location`, of `size` characters or bytes, is at work in the block.

        The main thread of a process can be interrupted where the document takes too long (see `clock.bounded`);
        another thread cannot, and ends its process instead.

        Raises:
            ArticleError: The document took too long in an earlier attempt, or ended its process too often.
        """
        if location in self._slow:
            raise too_long(location, size)
        if self._died[location] >= DEATHS:
            raise ArticleError(f"{location}: ended its process {DEATHS} times and was skipped: report it")
        self._write(_AT + location)
        if threading.current_thread() is threading.main_thread():
            yield
            return
        timer = threading.Timer(limit(size), self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        self._write(_SLOW)
        os._exit(1)

    def close(self, *, done: bool) -> None:
        """End an attempt that was not ended by a document; a shard that is `done` needs no journal."""
        if done:
            self._path.unlink(missing_ok=True)
        else:
            self._write(_STOPPED)
        self._file.close()
