"""Watched folders: files that are new or changed and have stopped growing, in batches.

Imported files are recognized by their text, so a restart imports nothing twice and needs no memory of its own. A file
counts when two looks in a row find it unchanged, so that none is read half-written. Files whose names begin with a dot
or end in ~, .part, .tmp, .swp or .crdownload never count.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence

from factdb.article.files import files_under
from factdb.errors import ArticleError

SECONDS = 1.0
"""Seconds between two looks."""
_UNFINISHED = ("~", ".part", ".tmp", ".swp", ".crdownload")

# What shows that a file is unchanged: size in bytes, time of change in nanoseconds.
Look = tuple[int, int]


def settled_files(
    folders: Sequence[str],
    *,
    follow_links: bool = False,
    report: Callable[[ArticleError], None] = lambda _: None,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[list[str]]:
    """Watch `folders` for new or changed files that have settled, for ever.

    What cannot be listed or is refused (see `files_under`) is passed to `report`, once for as long as it stays so.

    Yields:
        A batch of paths after each look, empty if it found none.
    """
    taken: dict[str, Look] = {}
    before: dict[str, Look] = {}
    reported: set[str] = set()
    while True:
        now: dict[str, Look] = {}
        troubles: list[ArticleError] = []
        for folder in folders:
            for path in files_under(folder, troubles, follow_links=follow_links):
                if path.endswith(_UNFINISHED):
                    continue
                try:
                    stat = os.stat(path)
                except OSError:
                    continue  # gone between listing and looking
                now[path] = (stat.st_size, stat.st_mtime_ns)
        batch = [path for path, look in now.items() if before.get(path) == look and taken.get(path) != look]
        taken.update((path, now[path]) for path in batch)
        taken = {path: look for path, look in taken.items() if path in now}
        before = now
        for trouble in troubles:
            if str(trouble) not in reported:
                report(trouble)
        reported = set(map(str, troubles))
        yield batch
        wait(SECONDS)
