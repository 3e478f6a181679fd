"""Files of quotes, and one line of such a file as `factdb export jsonl quotes` writes it, checked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, islice

import msgspec

from factdb.article.language import spelled
from factdb.database.archive import read_lines
from factdb.terms import DATE_BASES, FACTUALITIES, KINDS, SPEAKER_KINDS

# The largest value of a 32-bit column.
MAX_SEQ = (1 << 31) - 1
# The most that a PostgreSQL index holds of one value, and its text search of one text.
MAX_KEY_BYTES = 2_000
MAX_TEXT_BYTES = 1_000_000
# Lines of the export are seldom shorter, and compress to about a tenth; used to estimate the quotes in a file.
LINE_BYTES = 400


class Line(msgspec.Struct, gc=False):
    """One line of the file: the keys that are read, named as in the export. Empty text means none."""

    text: str = ""
    kind: str = ""
    quote_uid: str | None = None
    cue: str | None = None
    venue: str | None = None
    said_on: str | None = None
    said_until: str | None = None
    said_as: str | None = None
    said_basis: str | None = None
    language: str | None = None
    status: str | None = None
    confidence: float | None = None
    origin: str | None = None
    confirmed_by: str | None = None
    factuality: str | None = None
    speaker: str | None = None
    speaker_uid: str | None = None
    speaker_kind: str | None = None
    speaker_mention: str | None = None
    speaker_title: str | None = None
    speaker_seq: int | None = None
    reported_by: str | None = None
    addressee: str | None = None
    source_uid: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published_on: str | None = None


class Located(Line, gc=False):
    """A quote with its places in a text: a row of what `factdb extract --to` writes."""

    location: str | None = None
    encoding: str | None = None
    raw_sha256: str | None = None
    text_sha256: str | None = None
    text_length: int | None = None
    places: tuple[tuple[str, int, int, int, bool, str], ...] = ()
    """(part, seq, start, end, in quotation marks, words): code points, ends exclusive."""


# Lines of a file, and (place, why) of those that cannot be read.
Chunk = tuple[list[Line], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class QuoteFile:
    """A file of quotes that can be opened: roughly how many it holds, and its lines in batches."""

    expected: int
    chunks: Callable[[int], Iterator[Chunk]]


def json_file(path: str) -> QuoteFile:
    """Open a file of JSON lines, compressed if its name ends in .gz or .zst.

    Raises:
        FactdbError: It cannot be read.
    """
    lines = read_lines(path)
    first = next(lines, b"")
    size = os.path.getsize(path) * (10 if path.endswith((".gz", ".zst")) else 1)

    def chunks(count: int) -> Iterator[Chunk]:
        decode = msgspec.json.Decoder(Line).decode
        numbered = enumerate(chain([first], lines), start=1)
        while chunk := list(islice(numbered, count)):
            rows, wrong = [], []
            for number, line in chunk:
                if not line.strip():
                    continue
                try:
                    rows.append(checked(line, decode))
                except (msgspec.MsgspecError, ValueError, RecursionError) as error:
                    wrong.append((f"{path}:{number}", what_is_wrong(error)))
            yield rows, wrong

    return QuoteFile(size // LINE_BYTES, chunks)


def checked(written: bytes, decode: Callable[[bytes], Line]) -> Line:
    """Return the line that `written` contains, with days in ISO 8601.

    Raises:
        ValueError: The line is invalid; the message says how.
        msgspec.MsgspecError: It is not JSON, or a key has the wrong type.
    """
    line = decode(written)
    check_values(line)
    if len(written) > MAX_KEY_BYTES:
        check_lengths(line)
    if b"\\u0000" in written:
        check_nul(line)
    return line


def check_values(line: Line) -> None:
    """Check what a line says, and write its days in ISO 8601.

    Raises:
        ValueError: It is invalid; the message says how.
    """
    if not line.text or not line.text.strip():
        raise ValueError("has no text: give the quoted words")
    if line.kind not in KINDS:
        raise ValueError(f"kind is {line.kind!r}: write direct, mixed or indirect")
    if not (line.source_uid or line.url or line.title):
        raise ValueError("names no source: give title, url or source_uid")
    if line.said_on:
        line.said_on = _day(line.said_on)
    if line.published_on:
        line.published_on = _day(line.published_on)
    if line.said_until:
        line.said_until = _day(line.said_until)
        if line.said_until < (line.said_on or ""):
            raise ValueError("said_until is before said_on: swap them")
    if line.speaker_kind and line.speaker_kind not in SPEAKER_KINDS:
        raise ValueError(f"speaker_kind is {line.speaker_kind!r}: write one of {', '.join(sorted(SPEAKER_KINDS))}")
    if line.said_basis and line.said_basis not in DATE_BASES:
        raise ValueError(f"said_basis is {line.said_basis!r}: write stated, relative or editor")
    if line.language:
        line.language = _tag(line.language)
    if line.factuality and line.factuality not in FACTUALITIES:
        raise ValueError(f"factuality is {line.factuality!r}: write actual, negated or possible")
    if line.confidence is not None and not 0 <= line.confidence <= 1:
        raise ValueError(f"confidence is {line.confidence!r}: write a number from 0 to 1")
    if line.speaker_seq is not None and not 0 <= line.speaker_seq <= MAX_SEQ:
        raise ValueError(f"speaker_seq is {line.speaker_seq}: write a number from 0 to {MAX_SEQ:,}")


def check_nul(line: Line) -> None:
    """Raise ValueError where a value contains a NUL character."""
    for key in Line.__struct_fields__:
        if "\0" in str(getattr(line, key)):
            raise ValueError(f"{key} contains a NUL character: remove it")


def check_lengths(line: Line) -> None:
    """Raise ValueError where a value is longer than a database holds."""
    for key in Line.__struct_fields__:
        value, most = getattr(line, key), MAX_TEXT_BYTES if key == "text" else MAX_KEY_BYTES
        if isinstance(value, str) and len(value.encode()) > most:
            raise ValueError(f"{key} is longer than {most:,} bytes: shorten it")


@lru_cache(maxsize=1000)
def _tag(written: str) -> str:
    if (tag := spelled(written)) is None:
        raise ValueError(f"language is {written!r}: write a tag such as en or pt-BR")
    return tag


@lru_cache(maxsize=50_000)
def _day(written: str) -> str:
    return date.fromisoformat(written).isoformat()


def what_is_wrong(error: Exception) -> str:
    """Explain what is wrong with a line, by its key if one is to blame."""
    mistake = re.fullmatch(r"Expected `(\w+).*?`, got `(\w+)`(?: - at `\$\.(\w+)`)?", str(error))
    if not mistake:
        return str(error)
    wanted, got, key = mistake.groups()
    if not key:
        return "is not an object: write one quote on each line"
    return f"{key} is not {'plain text' if wanted == 'str' else 'a number'} but {got}"
