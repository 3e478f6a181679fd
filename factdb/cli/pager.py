"""A pager for long output on a terminal: PAGER or else less; none with --no-pager or PAGER=cat."""

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

# As in git: quit if everything fits on one screen, pass bold through, do not clear the screen.
_LESS = "FRX"


@contextmanager
def paged() -> Iterator[None]:
    """Send what the block writes to stdout through the pager, if stdout is a terminal."""
    command = _pager()
    if command is None:
        yield
        return
    environment = {"LESS": _LESS, **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, encoding="utf-8", errors="replace")
    except OSError:  # there is no such program
        yield
        return
    out = sys.stdout
    sys.stdout = as_shown(cast(TextIO, _Terminal(pager.stdin)))
    try:
        with suppress(BrokenPipeError):  # the user quit the pager before the end
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
    """The pipe to the pager, which passes for a terminal."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe

    def isatty(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipe, name)
