"""Processes that tests start and that die with them, and how fast the machine is that they run on."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

# Runs before the program itself: interrupts are answered even where the tests were started in the background of a
# shell, which ignores them there, and Linux kills the process when the tests die.
_BORN = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(1, int(signal.SIGKILL))
os.execv(sys.argv[1], sys.argv[1:])
"""


@contextmanager
def started(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """Start `command`, the full path of a program with its arguments; it is killed at the end of the block at the
    latest, however the block ends. `options` are those of subprocess.Popen."""
    with subprocess.Popen([sys.executable, "-c", _BORN, *command], **options) as process:
        try:
            yield process
        finally:
            process.kill()


def on_a_terminal(command: Sequence[str], **options: Any) -> str:
    """What `command`, the full path of a program with its arguments, writes to a terminal that it is started on."""
    import pty

    reading, writing = pty.openpty()
    with started(command, stdin=writing, stdout=writing, stderr=writing, **options):
        os.close(writing)
        came = b""
        with suppress(OSError):  # the other side is closed
            while more := os.read(reading, 1 << 16):
                came += more
    os.close(reading)
    return came.decode()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def slowness() -> float:
    """How many times as long as on the machine where the bounds were set a computation takes here and now; at least 1.

    Bounds on CPU time are multiplied by it, so that they tell a slow program from a slow machine.
    """
    began = time.process_time()
    total = 0
    for number in range(400_000):
        total += number % 7
    return max(1.0, (time.process_time() - began) / 0.03)
