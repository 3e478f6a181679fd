"""No test leaves a process behind, and none waits for one that does not hear."""

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from processes import started

TESTS = Path(__file__).parent


def test_processes_are_started_so_that_they_die():
    """With `started`, which kills what it started, or subprocess.run, which does where a test's time is up."""
    for path in TESTS.rglob("*.py"):
        if path.name != "processes.py" and path != Path(__file__):
            assert "Popen(" not in path.read_text(encoding="utf-8"), f"{path}: use processes.started"


def test_an_interrupt_is_heard_where_the_tests_were_started_in_the_background():
    """A shell starts what it runs in the background with interrupts ignored, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        waits = "import time; print('waiting', flush=True); time.sleep(60)"
        with started([sys.executable, "-c", waits], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout.readline() == b"waiting\n"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) != 0
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_a_process_dies_with_the_tests_even_where_these_are_killed():
    child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    tests = (
        f"import sys, time; sys.path.insert(0, {str(TESTS)!r}); from processes import started\n"
        f"with started([sys.executable, '-c', {child!r}]): time.sleep(60)"
    )
    with started([sys.executable, "-c", tests], stdout=subprocess.PIPE) as process:
        number = process.stdout.readline().decode().strip()
        state = Path(f"/proc/{number}/stat")
        assert state.exists()
        process.kill()
        until = time.monotonic() + 30
        with suppress(FileNotFoundError):
            while state.read_text().rpartition(")")[2].split()[0] != "Z":  # gone, and perhaps not yet cleared away
                assert time.monotonic() < until
                time.sleep(0.02)
