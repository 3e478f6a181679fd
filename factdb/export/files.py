"""Files that get their name only when they are whole, compressed by how the name ends."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from factdb.errors import FactdbError, extra, reason
from factdb.export.shown import binary_data, data

# What SQLite and a snapshot put beside the file that they write.
_BESIDE = tuple(whole + own for whole in ("", ".whole", ".whole.part") for own in ("", "-journal", "-wal", "-shm"))


def remove_left(part: Path) -> None:
    """Remove what a run that was killed while it wrote `part` left behind."""
    for ending in _BESIDE:
        left = part.with_name(part.name + ending)
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):  # reported when it is written
                left.unlink()


@contextmanager
def whole_path(name: str) -> Iterator[Path]:
    """A path beside `name` to write to; it becomes `name` at the end, and is gone after any error."""
    part = Path(name + ".part")
    remove_left(part)
    try:
        yield part
        os.replace(part, name)
    except OSError as error:
        raise FactdbError(f"{name}: cannot be written {reason(error, 'check the folder')}") from error
    finally:
        remove_left(part)


@contextmanager
def whole_folder(
    name: str, *, private: bool = False, replaces: Callable[[Path], bool] = lambda _: False
) -> Iterator[Path]:
    """An empty folder beside `name` to write to.

    It becomes `name` at the end, and is gone after any error. A `private` one is for its owner alone. A folder of that
    name must not be there yet, unless `replaces` says of it that it was written before in the same way: then the new
    one takes its place, with whatever else lies in it: hidden files, and what ends in .txt or has no ending (CNAME).
    """
    part, final = Path(name.rstrip("/") + ".part"), Path(name)
    former = Path(name.rstrip("/") + ".former")
    if final.exists() and not (final.is_dir() and not final.is_symlink() and replaces(final)):
        raise FactdbError(f"{name}: already exists: name another folder, or remove it")
    remove_left(part)
    try:
        part.mkdir(mode=0o700 if private else 0o777)
        yield part
        if final.exists():
            os.replace(final, former)
        os.replace(part, final)
        if former.exists():
            _keep_others(former, final)
    except OSError as error:
        raise FactdbError(f"{name}: cannot be written {reason(error, 'check the folder')}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _keep_others(former: Path, final: Path) -> None:
    """Move to `final` what is not of `former`'s own making, and remove the rest."""
    for entry in sorted(former.iterdir()):
        others = entry.name.startswith(".") or (entry.is_file() and entry.suffix in ("", ".txt"))
        if others and not (final / entry.name).exists():
            os.replace(entry, final / entry.name)
    shutil.rmtree(former)


@contextmanager
def whole_file(name: str, *, binary: bool = False, private: bool = False) -> Iterator[IO[Any]]:
    """A file that gets its name only when it is whole, compressed where the name ends in .gz or .zst; "-" is stdout.

    Text unless `binary`; a `private` one is for its owner alone. Raises MissingExtraError where .zst is asked for and
    zstandard is not installed.
    """
    mode = "wb" if binary else "wt"
    text: dict[str, Any] = {} if binary else {"encoding": "utf-8", "newline": ""}
    if name == "-":
        yield binary_data() if binary else data()
        return
    with whole_path(name) as part:
        if private:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with _open(name, part, mode, text) as stream:
            yield stream


def _open(name: str, part: Path, mode: str, text: dict[str, Any]) -> Any:
    if name.endswith(".gz"):
        return gzip.open(part, mode, compresslevel=6, **text)
    if name.endswith(".zst"):
        with extra("zstd", "writing .zst"):
            import zstandard
        return zstandard.open(part, mode, **text)
    return open(part, mode, **text)
