"""A run over a corpus: its shards, in this process, in processes of this machine or on a cluster."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from factdb.corpus.parts import FORMAT, Done, extract_shard, origins, shown_error
from factdb.corpus.shards import Options, Shard, plan
from factdb.errors import ArticleError, FactdbError, library
from factdb.extract.wordlists import added_hash

MANIFEST = "run.json"
KINDS = ("quotes", "articles", "problems")
COUNTS = ("parts", "articles", "quotes", "words", "problems", "left_out")
# How often a shard is given to the cluster again after it ended several processes there.
AGAIN = 5

Work = Callable[[Shard], Done]
Outcome = tuple[Shard, Done | Exception]


@dataclass(slots=True)
class Totals:
    """What a run found, with the parts that were there before."""

    parts: int = 0
    new: int = 0
    articles: int = 0
    quotes: int = 0
    words: int = 0
    problems: int = 0
    left_out: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    """Why shards could not be extracted."""
    unlisted: list[str] = field(default_factory=list)
    """Files and folders that cannot be read."""


def extract_corpus(
    paths: Iterable[str], folder: str, options: Options, *, workers: int = 1, scheduler: str | None = None
) -> Iterator[Totals]:
    """Extract the quotations of a corpus to `folder`; running it again continues.

    Args:
        paths: Files and folders of articles.
        folder: Where to write quotes/, articles/, problems/ and run.json.
        options: How to extract.
        workers: Processes; 1 is this one.
        scheduler: Address of a Dask scheduler, whose workers are used instead. They must see the same paths.

    Yields:
        The same `Totals` after every part.

    Raises:
        FactdbError: The folder holds something else, or cannot be written.
        MissingExtraError: Dask is not installed, or pyarrow.
    """
    library("pyarrow", "parquet")  # reported before anything is read
    paths = list(paths)
    options = replace(options, words=added_hash())
    folder = os.path.abspath(folder)
    asked = {"format": FORMAT, "engines": origins(options), "options": asdict(options)}
    totals = Totals()
    shards = []
    for shard in plan(paths):
        if isinstance(shard, ArticleError):
            totals.unlisted.append(str(shard))
        else:
            shards.append(shard)
    try:
        _prepare(Path(folder), asked)
        work = partial(extract_shard, options=options, folder=folder)
        local = workers == 1 and scheduler is None
        parts = set()
        for shard, outcome in _here(shards, work) if local else _on_cluster(shards, work, workers, scheduler):
            if isinstance(outcome, Exception):
                totals.failed.append(_why(shard, outcome))
            elif outcome.part not in parts:
                parts.add(outcome.part)
                _add(totals, outcome)
            yield totals
        if not totals.failed:
            _remove_left(Path(folder))
        inputs = [os.path.basename(os.path.abspath(path)) for path in paths]
        counts = {name: getattr(totals, name) for name in COUNTS}
        _write(Path(folder), {**asked, "inputs": inputs, **counts, "failed": len(totals.failed)})
    except OSError as error:
        raise FactdbError(f"{folder}: {shown_error(error)}: check the folder") from error


def _add(totals: Totals, done: Done) -> None:
    totals.parts += 1
    totals.new += done.is_new
    totals.articles += done.articles
    totals.quotes += done.quotes
    totals.words += done.words
    totals.problems += done.problems
    totals.left_out += done.left_out
    totals.unread.update(done.unread)


def _why(shard: Shard, error: Exception) -> str:
    if isinstance(error, FactdbError):
        return str(error)
    return f"{shard.name}: failed ({type(error).__name__}: {error}); run it again, or report it"


def _prepare(folder: Path, asked: dict[str, Any]) -> None:
    """Make the folder, or check that it holds an earlier run with the same engine and options."""
    manifest = folder / MANIFEST
    if manifest.exists():
        there = json.loads(manifest.read_text(encoding="utf-8"))
        for what in asked:
            if there.get(what) != asked[what]:
                raise FactdbError(
                    f"{folder}: holds what {what} {there.get(what)} found, not {asked[what]}: name another folder"
                )
    elif folder.exists() and any(folder.iterdir()):
        raise FactdbError(f"{folder}: is not empty, and has no {MANIFEST}: name another folder")
    for kind in KINDS:
        (folder / kind).mkdir(parents=True, exist_ok=True)
    if not manifest.exists():
        _write(folder, asked)


def _remove_left(folder: Path) -> None:
    """Remove unfinished files of processes that were killed."""
    for kind in KINDS:
        for left in (folder / kind).glob(".*.*.*"):
            left.unlink(missing_ok=True)


def _write(folder: Path, fields: dict[str, Any]) -> None:
    part = folder / f".{MANIFEST}"
    part.write_text(json.dumps(fields, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, folder / MANIFEST)


def _here(shards: Iterable[Shard], work: Work) -> Iterator[Outcome]:
    for shard in shards:
        try:
            yield shard, work(shard)
        except FactdbError as error:
            yield shard, error


def _on_cluster(shards: list[Shard], work: Work, workers: int, scheduler: str | None) -> Iterator[Outcome]:
    """Give the shards to Dask; one that ended several processes is given again, as its journal then names more."""
    dask = library("distributed", "cluster")
    with _client(dask, workers, scheduler) as client:
        given = {client.submit(work, shard, pure=False): (shard, AGAIN) for shard in shards}
        finished = dask.as_completed(list(given))
        for future in finished:
            shard, left = given.pop(future)
            why = future.exception()
            if isinstance(why, dask.KilledWorker) and left:
                again = client.submit(work, shard, pure=False)
                given[again] = (shard, left - 1)
                finished.add(again)
                continue
            yield shard, why if why is not None else future.result()


@contextmanager
def _client(dask: Any, workers: int, scheduler: str | None) -> Iterator[Any]:
    if scheduler is not None:
        try:
            client = dask.Client(scheduler, timeout=10)
        except (OSError, ValueError) as error:
            raise FactdbError(
                f"{scheduler}: no Dask scheduler answers ({error}): check the address, tcp://HOST:8786"
            ) from error
        with client:
            yield client
        return
    # Processes that end are replaced, and what they were at is tried again: nothing that a person must read.
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "critical")
    with (
        dask.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        dask.Client(cluster) as client,
    ):  # fmt: skip
        yield client
