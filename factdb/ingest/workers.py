"""Processes that read and search articles while another stores them; what they find comes in the order of the tasks.

Each has one task at a time, so that it is known which one a process died of: the task is then repeated article by
article, and the one that kills its process again is left out. The number of tasks in hand is bounded.
"""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, cast

from factdb.article import Article
from factdb.errors import ArticleError, FactdbError
from factdb.ingest.article import Prepared
from factdb.ingest.prepare import File, Preparer, Reading

Item = File | Article | FactdbError
Found = list[Prepared | FactdbError]

# Tasks in hand for each process: one at work, others waiting for their turn to be stored.
_IN_HAND = 4
_SECONDS_TO_END = 5


class _Step(NamedTuple):
    """An item of a task; a file that is only read gives its articles as further steps."""

    number: int
    item: Item
    only_read: bool = False


@dataclass(slots=True)
class _Task:
    """Items to be prepared; `note` is the caller's."""

    todo: deque[_Step]
    found: list[Found]
    note: Any
    sent: list[_Step] = field(default_factory=list)
    is_careful: bool = False
    """Whether a process died of it: it is done one article after the other."""

    @property
    def is_done(self) -> bool:
        return not self.todo and not self.sent


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: _Task | None = None
    is_ready: bool = False
    """Whether it has begun to wait for tasks: one that ends before that would end each time."""


class Workers:
    """A pool of `count` processes; a context manager that ends them, whatever happens.

    Args:
        reading: How articles are read and searched.
        count: The number of processes.
        tasks: What they are to do: items, and a note that comes back with what was found in them.
    """

    def __init__(self, reading: Reading, count: int, tasks: Iterator[tuple[Sequence[Item], Any]]) -> None:
        self._reading = reading
        self._tasks = tasks
        self._is_more = True
        self._failed: _Failed | None = None
        self._in_hand: deque[_Task] = deque()
        # Spawned, for a process that is forked inherits open databases.
        self._context = get_context("spawn")
        self._workers = [self._started() for _ in range(count)]

    def __enter__(self) -> Workers:
        """Return the pool, whose processes are started."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(_SECONDS_TO_END)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def results(self) -> Iterator[tuple[list[Found], Any]]:
        """Yield what was found in each item of a task, with its note, in the order of the tasks.

        Raises whatever went wrong in a process beyond a single article.
        """
        while self._in_hand or self._is_more:
            if self._failed is not None:
                raise self._failed.error from RuntimeError(self._failed.trace)
            if self._in_hand and self._in_hand[0].is_done:
                task = self._in_hand.popleft()
                yield task.found, task.note
            else:
                self.pump(block=True)

    def pump(self, *, block: bool = False) -> None:
        """Take what is done and hand out what is next, so that no process waits while its results are stored."""
        if self._failed is not None:
            return
        busy = {one.pipe: one for one in self._workers if one.task is not None or not one.is_ready}
        for pipe in wait(busy, None if block else 0) if busy else ():
            self._take(busy[cast(Connection, pipe)])
        for worker in self._workers:
            is_idle = worker.is_ready and worker.task is None
            if is_idle and self._is_more and len(self._in_hand) < _IN_HAND * len(self._workers):
                try:
                    items, note = next(self._tasks)
                except StopIteration:
                    self._is_more = False
                    return
                steps = deque(_Step(number, item) for number, item in enumerate(items))
                worker.task = _Task(steps, [[] for _ in items], note)
                self._in_hand.append(worker.task)
                self._send(worker)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._reading), daemon=True)
        process.start()
        theirs.close()  # so that its end is noticed
        return _Worker(process, ours)

    def _send(self, worker: _Worker) -> None:
        """Send the next steps of a task: all of them, or one where a process died of them."""
        task = worker.task
        assert task is not None
        task.sent = [task.todo.popleft() for _ in range(1 if task.is_careful else len(task.todo))]
        with suppress(BrokenPipeError):  # it is noticed again where its answer is taken
            worker.pipe.send(task.sent)

    def _take(self, worker: _Worker) -> None:
        """Take the answer of a process, or replace one that died."""
        try:
            answer = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            answer = None
            if not worker.is_ready:
                self._failed = _Failed(FactdbError("--jobs: no more processes can be started: import without it"), "")
                return
        if not worker.is_ready:
            worker.is_ready = True
            if worker.task is not None:  # that of one that died
                self._send(worker)
            return
        task = worker.task
        assert task is not None
        if answer is None:
            self._replace(worker, task)
        else:
            if isinstance(answer, _Failed):
                self._failed = answer
                return
            for step, found in zip(task.sent, answer, strict=True):
                if step.only_read:
                    task.todo.extendleft(_Step(step.number, item) for item in reversed(found))
                else:
                    task.found[step.number] += found
        task.sent = []
        if not task.todo:
            worker.task = None
        elif worker.is_ready:
            self._send(worker)

    def _replace(self, worker: _Worker, task: _Task) -> None:
        """Start a process in place of one that died; what it died of is left out, once that is known."""
        worker.process.join()
        worker.pipe.close()
        code = worker.process.exitcode or 0
        fresh = self._started()
        worker.process, worker.pipe, worker.is_ready = fresh.process, fresh.pipe, False
        if not task.is_careful:
            task.is_careful = True
            task.todo = deque(step._replace(only_read=isinstance(step.item, File)) for step in task.sent)
            return
        [step] = task.sent
        where = step.item.path if isinstance(step.item, File) else getattr(step.item, "location", "")
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        why = f"ended the process that read it ({how}): left out; import it separately, and report it with the text"
        task.found[step.number].append(ArticleError(f"{where}: {why}"))


@dataclass(frozen=True, slots=True)
class _Failed:
    """What went wrong in a process beyond a single article."""

    error: BaseException
    trace: str


def _work(pipe: Connection, reading: Reading) -> None:
    """Answer each list of steps with what was found in each of them, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the process that stores, which ends this one
    preparer = Preparer(reading)
    pipe.send(True)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            steps: list[_Step] = pipe.recv()
            try:
                answer: Any = _done(preparer, steps)
            except Exception as error:
                answer = _Failed(error, traceback.format_exc())
            pipe.send(answer)


def _done(preparer: Preparer, steps: Sequence[_Step]) -> list[Any]:
    items = [list(preparer.articles(s.item)) if isinstance(s.item, File) else [s.item] for s in steps]
    if steps[0].only_read:
        return items
    found = preparer.prepare([article for item in items for article in item])
    return [list(islice(found, len(item))) for item in items]
