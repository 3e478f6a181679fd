"""A corpus cut into shards: byte ranges of large files, groups of small ones."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from factdb.article import Article, read_articles
from factdb.article.assemble import Known
from factdb.article.files import MAX_BYTES, WHOLE, article_files, shown
from factdb.article.lines import read_json_lines
from factdb.errors import ArticleError, FactdbError

# Bytes of JSON lines or of small files in a shard: some ten seconds of work.
SHARD_BYTES = 8 << 20
_CHUNK = 1 << 20
_LINES = (".jsonl", ".ndjson")
# Files of other kinds that are cut, and into how many shards at most: each reads what precedes it, or only hashes it.
_CUT = {".warc": 4, ".warc.gz": 4, ".parquet": 16}


@dataclass(frozen=True, slots=True)
class Options:
    """What changes what is found, besides the engine's version."""

    engine: str | None = None
    published: str | None = None
    encoding: str | None = None
    language: str | None = None
    min_confidence: float = 0.0
    words: str | None = None
    """The hash of the words that FACTDB_WORDS adds."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Files of a corpus, or a byte range of one file: the lines, records or row groups that begin in it."""

    root: str
    """The folder that `files` are relative to; not part of the shard's identity."""
    files: tuple[str, ...]
    start: int = 0
    end: int | None = None
    """Exclusive; None for whole files."""

    @property
    def name(self) -> str:
        """What messages call it."""
        first = shown(self.files[0])
        if self.end is not None:
            return f"{first} from byte {self.start:,}"
        return first if len(self.files) == 1 else f"{first} and {len(self.files) - 1} more"

    def digest(self) -> str:
        """Return the SHA-256 of its place and content.

        Raises:
            OSError: A file cannot be read.
        """
        found = hashlib.sha256()
        for file in self.files:
            found.update(f"{file}\0{self.start}\0{self.end}\0".encode("utf-8", "surrogateescape"))
            with open(os.path.join(self.root, file), "rb") as stream:
                for piece in [self._lines(stream)] if self._is_lines else iter(lambda: stream.read(_CHUNK), b""):
                    found.update(piece)
        return found.hexdigest()

    def articles(self, options: Options) -> Iterator[Article | ArticleError]:
        """Read its articles, or what is wrong with one; locations are relative to the root."""
        published = date.fromisoformat(options.published) if options.published else None
        if self._is_lines:
            with open(os.path.join(self.root, self.files[0]), "rb") as stream:
                piece = self._lines(stream)
            if self.start and not piece.strip():
                return
            yield from read_json_lines(
                io.BytesIO(piece),
                shown(self.files[0]) + (f"@{self.start}" if self.start else ""),
                encoding=options.encoding,
                given=Known(published_on=published, language=options.language),
                max_bytes=MAX_BYTES,
            )
            return
        root = shown(self.root) + os.sep
        for file in self.files:
            for one in read_articles(
                os.path.join(self.root, file),
                encoding=options.encoding,
                published=published,
                language=options.language,
                part=WHOLE if self.end is None else range(self.start, self.end),
            ):
                if isinstance(one, Article):
                    yield replace(one, location=one.location.removeprefix(root))
                else:
                    yield type(one)(str(one).removeprefix(root))

    @property
    def _is_lines(self) -> bool:
        return self.end is not None and self.files[0].lower().endswith(_LINES)

    def _lines(self, stream: BinaryIO) -> bytes:
        """Return the lines that begin within the range, the last one whole up to the limit of an article."""
        assert self.end is not None
        at = self.start
        if at:
            stream.seek(at - 1)
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            at = stream.tell()
        if at >= self.end:
            return b""
        piece = stream.read(self.end - at)
        return piece if piece.endswith(b"\n") else piece + stream.readline(MAX_BYTES + 1)


def plan(paths: Iterable[str], size: int = 0) -> Iterator[Shard | ArticleError]:
    """Cut the files of `paths`, in order, into shards of about `size` bytes (0: `SHARD_BYTES`).

    Raises:
        FactdbError: A path is standard input.
    """
    size = size or SHARD_BYTES
    for path in paths:
        if path == "-":
            raise FactdbError("-: standard input cannot be cut into shards: give files or folders")
        root = os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path) or ".")
        gathered: list[str] = []
        weight = 0
        for file in article_files(path):
            if isinstance(file, ArticleError):
                yield file
                continue
            relative = os.path.relpath(file, root)
            try:
                length = os.path.getsize(file)
            except OSError as error:
                yield ArticleError(f"{shown(file)}: cannot be read ({error.strerror}); check the path")
                continue
            if step := _step(file, length, size):
                for start in range(0, max(length, 1), step):
                    # What is compressed as a whole has records that "begin" where all of it was read.
                    yield Shard(root, (relative,), start, start + step if start + step < length else length + 1)
                continue
            if gathered and weight + length > size:
                yield Shard(root, tuple(gathered))
                gathered, weight = [], 0
            gathered.append(relative)
            weight += length
        if gathered:
            yield Shard(root, tuple(gathered))


def _step(file: str, length: int, size: int) -> int | None:
    """Return the bytes of each shard of a file; None for one that is not cut."""
    if file.lower().endswith(_LINES):
        return size
    most = next((most for ending, most in _CUT.items() if file.lower().endswith(ending)), 1)
    return max(size, -(-length // most)) if most > 1 and length > size else None
