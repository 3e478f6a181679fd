"""Which document is at work, so that one that ends its process is left out when its shard is tried again."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factdb.article.clock import limit

# A document that ended its process so often is left out; another process may have been ended by something else.
DEATHS = 2
_BEGUN, _STOPPED, _SLOW = "begun", "stopped", "slow"


class Journal:
    """A file of what a shard's attempts were at; the last document of an attempt that did not stop ended it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.died: Counter[int] = Counter()
        self.slow: set[int] = set()
        last: int | None = None
        for line in [*(path.read_text().splitlines() if path.exists() else ()), _BEGUN]:
            if line == _SLOW and last is not None:
                self.slow.add(last)
            elif line == _BEGUN and last is not None:
                self.died[last] += 1
            last = int(line) if line.isdigit() else None if line in (_BEGUN, _STOPPED) else last
        self._file = path.open("a", buffering=1)
        self._write(_BEGUN)

    def _write(self, line: str) -> None:
        self._file.write(f"{line}\n")

    @contextmanager
    def at(self, number: int, size: int) -> Iterator[None]:
        """Note that document `number`, of `size` characters, is at work in the block.

        The main thread of a process can be interrupted where the document takes too long (see `clock.bounded`);
        another thread cannot, and ends its process instead.
        """
        self._write(str(number))
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
