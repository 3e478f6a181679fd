"""The one door to the terminal: what is printed for people is shown, and never obeyed.

Articles hold what drives a terminal: sequences that write the clipboard, marks that turn the order of letters round.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, TextIO, cast

# Controls except tab and new line, direction marks, line separators, tags, and noncharacters.
_DRIVING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def shown(text: str) -> str:
    """`text` as it can go to a terminal: what would drive it is shown as U+FFFD, one for one."""
    return _DRIVING.sub("\N{REPLACEMENT CHARACTER}", text)


def json_text(value: Any, **options: Any) -> str:
    """`value` as JSON (`options` as for json.dumps): exact, and safe on a terminal, for what drives it is escaped."""
    return _DRIVING.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(value, ensure_ascii=False, **options))


class _Door:
    """A text stream through which everything goes as `shown`; `exact` is the stream behind it."""

    def __init__(self, exact: TextIO) -> None:
        self.exact = exact

    def write(self, text: str) -> int:
        self.exact.write(shown(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.exact, name)


class _Lines:
    """What is written as UTF-8 bytes, passed on to a door."""

    def __init__(self, door: TextIO) -> None:
        self._door = door
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: bytes) -> int:
        self._door.write(self._decoder.decode(data))
        return len(data)


def as_shown(stream: TextIO) -> TextIO:
    """Return a stream through which everything goes to `stream` as `shown`."""
    return cast(TextIO, _Door(stream))


@contextmanager
def door() -> Iterator[None]:
    """Within it all that is written to stdout and stderr is `shown`, save what goes through `exact` or `data`."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = as_shown(out), as_shown(err)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def exact(stream: TextIO) -> TextIO:
    """Return the stream behind the door, for what is `shown` already and draws on the terminal."""
    return cast(TextIO, getattr(stream, "exact", stream))


def data() -> TextIO:
    """Return where data goes: to a file or a pipe exactly as they are, to a terminal as `shown`."""
    return sys.stdout if sys.stdout.isatty() else exact(sys.stdout)


def binary_data() -> IO[bytes]:
    """`data` for bytes, which are UTF-8 where they come to a terminal."""
    return cast(IO[bytes], _Lines(sys.stdout)) if sys.stdout.isatty() else exact(sys.stdout).buffer
