"""Long output on a terminal goes through a pager: PAGER, else less; --no-pager, PAGER=cat or an empty one is none."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from factdb.cli.general import asked_for
from factdb.export.shown import as_shown

# As git has it: quit where all fits on the screen, let bold through, leave the screen as it is.
_LESS = "FRX"


@contextmanager
def paged() -> Iterator[None]:
    """Within it what is written to stdout goes through the pager, where stdout is a terminal."""
    command = _pager()
    if command is None:
        yield
        return
    environment = {"LESS": _LESS, **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, encoding="utf-8", errors="replace")
    except OSError:  # none of that name: as without one
        yield
        return
    out = sys.stdout
    sys.stdout = as_shown(cast(TextIO, _Terminal(pager.stdin)))
    try:
        with suppress(BrokenPipeError):  # who has seen enough quits the pager
            yield
            sys.stdout.flush()
    finally:
        sys.stdout = out
        with suppress(BrokenPipeError):
            assert pager.stdin is not None
            pager.stdin.close()
        _wait(pager)


def _wait(pager: subprocess.Popen[str]) -> None:
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt:  # is the pager's own
            continue
        return


def _pager() -> list[str] | None:
    if not sys.stdout.isatty() or not sys.stdin.isatty() or asked_for("no_pager"):
        return None
    command = os.environ.get("PAGER", "less")
    words = shlex.split(command)
    if not words or words[0] == "cat" or not shutil.which(words[0]):
        return None
    return words


class _Terminal:
    """The pipe to the pager: what is written to it comes to a terminal."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe

    def isatty(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipe, name)
