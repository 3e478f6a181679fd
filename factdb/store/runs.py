"""Import runs: each call that adds rows is one, and every row names its run."""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, update

from factdb import __version__
from factdb.database.counts import sum_up
from factdb.database.models import ImportRun
from factdb.database.signs import Sign
from factdb.database.write import Writer
from factdb.errors import DatabaseError
from factdb.store.keys import new_uid


def current_actor() -> str:
    """Return who is at the keyboard: FACTDB_ACTOR, or else the login name."""
    return os.environ.get("FACTDB_ACTOR") or getpass.getuser()


class Run:
    """One import run.

    Its row is inserted with the first article that changes anything, so that an import that adds nothing leaves the
    database unchanged. A run that lasts for several transactions belongs in `closing_run`.
    """

    def __init__(self, *, actor: str, inputs: Sequence[str], engine: str | None = None, lasting: bool = False) -> None:
        self.actor = actor
        self.inputs = inputs
        self.tool = f"factdb {__version__}" + (f", {engine}" if engine else "")
        self.articles = 0
        self.problems = 0
        self._digest = hashlib.sha256()
        self._id: int | None = None
        self._lasting = lasting
        self._sign: Sign | None = None

    def id(self, tx: Connection) -> int:
        """Return the run's id; the first call inserts the run.

        If its transaction is rolled back, so is the run: make a new `Run`.
        """
        if self._id is None:
            uid = new_uid()
            if self._lasting:
                self._sign = Sign(tx, uid)
            self._id = tx.execute(
                insert(ImportRun)
                .values(
                    uid=uid,
                    started_at=datetime.now(UTC),
                    actor=self.actor,
                    tool=self.tool,
                    input="\n".join(self.inputs),
                    status="running",
                    articles=0,
                    problems=0,
                )
                .returning(ImportRun.id)
            ).scalar_one()
        return self._id

    def forget(self) -> None:
        """Start over, after the transaction that inserted the run was rolled back."""
        self.end_sign()
        self._id = self._sign = None

    @property
    def number(self) -> int | None:
        """The id; None as long as nothing was changed."""
        return self._id

    def read(self, raw_sha256: str) -> None:
        """Count one more article that was read."""
        self.articles += 1
        self._digest.update(raw_sha256.encode())

    def finish(self, tx: Connection, status: str = "finished") -> None:
        """Close the run with its end, its number of articles and its number of inputs that failed."""
        if self._id is not None:
            tx.execute(
                update(ImportRun)
                .where(ImportRun.id == self._id)
                .values(
                    finished_at=datetime.now(UTC),
                    status=status,
                    articles=self.articles,
                    problems=self.problems,
                    input_sha256=self._digest.hexdigest(),
                )
            )
            sum_up(tx)

    def end_sign(self) -> None:
        """Remove the sign that the run is at work."""
        if self._sign is not None:
            self._sign.end()


@contextmanager
def closing_run(run: Run, writer: Callable[[], Writer]) -> Iterator[None]:
    """Close a lasting run at the end of the block, as interrupted after an error, Ctrl-C or SIGTERM.

    `writer` is asked for the database only if the run has begun.
    """

    def close(status: str) -> None:
        if run.number is not None:
            with writer().transaction() as tx:
                run.finish(tx, status)
                run.end_sign()  # nobody can ask for it before this is committed, and a kill after that leaves nothing

    try:
        try:
            yield
        except BaseException:
            with suppress(DatabaseError):  # where this cannot be written either, the next command that writes closes it
                close("interrupted")
            raise
        close("finished")
    finally:
        run.end_sign()


def mark_undone(tx: Connection, run_id: int, actor: str) -> None:
    """Mark a run as undone; it stays listed."""
    columns = {"status": "undone", "undone_at": datetime.now(UTC), "undone_by": actor}
    tx.execute(update(ImportRun).where(ImportRun.id == run_id).values(columns))
