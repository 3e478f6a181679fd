"""From paths to bytes and from bytes to text, each refusal with its place and its remedy."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from factdb.errors import ArticleError

ENDINGS = tuple(
    """.txt .md .html .htm .jsonl .ndjson .json .xml .rss .atom .warc .warc.gz .jsonl.gz .parquet .mhtml .mht .eml .docx
    .pdf .vtt .srt""".split()
)
"""What is read of a directory; a file given by name may be called anything."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest single article that is read (a long book has about 5 MB)."""

WHOLE = range(sys.maxsize)
"""The bytes of a file that is read as a whole."""

_BOMS = (  # the four-byte marks first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (  # the first bytes that its specification defines for recognition
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)

_SAVED_BESIDE = re.compile(r"(.+)(?:[_.-]files)")
"""The folder of pictures and scripts that a browser saves beside a page, "article_files" beside "article.html"."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b"))
"""Control characters that no text file has use for (old word processors left \\b and ESC)."""


def shown(path: str) -> str:
    """`path` as it can be in one line of a message or in a database: undecodable bytes and controls escaped."""
    if path.isprintable() and path.isascii():
        return path
    printable = path.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in printable)


def article_files(path: str, *, follow_links: bool = False) -> Iterator[str | ArticleError]:
    """Yield the files that `path` means.

    Itself, or what a directory holds, sorted; what cannot be listed and what is refused (see `files_under`) is
    reported.
    """
    if path == "-" or not os.path.isdir(path):
        yield path
        return
    troubles: list[ArticleError] = []
    files = files_under(path, troubles, follow_links=follow_links)
    yield from troubles
    if not files and not troubles:
        endings = " ".join("*" + ending for ending in ENDINGS)
        yield ArticleError(f"{shown(path)}: no articles under this folder; factdb reads {endings} (README.md aside)")
    yield from files


def files_under(folder: str, troubles: list[ArticleError], *, follow_links: bool = False) -> list[str]:
    """Return the files of articles that a directory holds, sorted.

    Somebody who fills a folder must not thereby choose what is read elsewhere, or stop the import: pipes, sockets and
    devices are refused unopened, and symbolic links that lead out of the folder unless `follow_links`. What is refused
    and what cannot be listed is added to `troubles`, one line each.
    """
    root = os.path.realpath(folder)
    files: list[str] = []
    seen = {root}

    def unlisted(error: OSError) -> None:
        where = shown(str(error.filename))
        troubles.append(ArticleError(f"{where}: cannot be listed ({error.strerror}); check its permissions"))

    for inside, folders, names in os.walk(folder, onerror=unlisted, followlinks=follow_links):
        folders[:] = _searched(folders, names)
        for name in list(folders):
            path = os.path.join(inside, name)
            if not os.path.islink(path):
                continue
            target = os.path.realpath(path)
            if not follow_links and _leads_out(path, root):
                troubles.append(_link_refused(path))
            if (
                target in seen or _is_within(target, root) or _is_within(root, target)
            ):  # read under another name, or a loop
                folders.remove(name)
            seen.add(target)
        for name in sorted(names):
            if why_skipped(name):
                continue
            path = os.path.join(inside, name)
            if not follow_links and os.path.islink(path) and _leads_out(path, root):
                troubles.append(_link_refused(path))
            elif kind := _special(path):
                troubles.append(ArticleError(f"{shown(path)}: {kind}, not a file; remove it from the folder"))
            else:
                files.append(path)
    return sorted(files)


def why_skipped(name: str) -> str | None:
    """Return why a file of a directory is not read, by its name; None if it is."""
    if name.startswith("."):
        return "hidden"
    if name.lower() == "readme.md":
        return "describes the folder"
    if not name.lower().endswith(ENDINGS):
        return "of a kind that import does not read"
    return None


def skipped_files(folder: str, used: Collection[str] = (), *, follow_links: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the files of a directory that are not read, sorted, each with the reason.

    Args:
        folder: The directory.
        used: Names of files that are read as something else than an article.
        follow_links: Whether links to directories are followed, as on import.
    """
    for inside, folders, names in os.walk(folder, followlinks=follow_links):
        hidden = sorted(name for name in folders if name.startswith("."))
        folders[:] = _searched(folders, names)
        yield from ((f"{shown(os.path.join(inside, name))}/", "hidden") for name in hidden)
        for name in sorted(names):
            if name not in used and (why := why_skipped(name)):
                yield shown(os.path.join(inside, name)), why


def _searched(folders: Iterable[str], names: Collection[str]) -> list[str]:
    """Return the folders that are searched, sorted: not hidden ones, nor those saved with a page beside them."""
    beside = {name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))}
    return sorted(
        name
        for name in folders
        if not name.startswith(".") and not ((saved := _SAVED_BESIDE.fullmatch(name)) and saved[1] in beside)
    )


def _leads_out(link: str, root: str) -> bool:
    return not _is_within(os.path.realpath(link), root)


def _is_within(path: str, folder: str) -> bool:
    return os.path.commonpath((path, folder)) == folder


def _link_refused(path: str) -> ArticleError:
    return ArticleError(
        f"{shown(path)}: a symbolic link that leads out of the folder; import what it points to by its own name, "
        "or give --follow-links"
    )


_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def _special(path: str) -> str | None:
    """What `path` is if opening it might wait for ever or never end; None for files and for what is not there."""
    try:
        return _SPECIAL.get(stat.S_IFMT(os.stat(path).st_mode))
    except (OSError, ValueError):
        return None


def _is_named_pipe(path: str) -> bool:
    """Whether opening `path` waits for somebody who may never come; a shell's <(command) has its writer already."""
    return _special(path) == "a pipe" and not path.startswith(("/dev/", "/proc/"))


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of `path` ("-" is standard input, left open). Raises `ArticleError` where it cannot be opened."""
    if path == "-":
        yield sys.stdin.buffer
        return
    if _is_named_pipe(path):
        raise ArticleError(f"{shown(path)}: a pipe, not a file; give it as standard input: - < {shown(path)}")
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below, apart from the errors of the caller's block
    except FileNotFoundError:
        raise ArticleError(f"{shown(path)}: no such file; check the name") from None
    except PermissionError:
        raise ArticleError(f"{shown(path)}: cannot be read; check its permissions") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise ArticleError(f"{shown(path)}: cannot be opened ({why}); check the name") from None
    with stream:
        yield stream


def read_whole(stream: BinaryIO, location: str, max_bytes: int) -> bytes:
    """Return everything in `stream`; a regular file above `max_bytes` is refused before a byte of it is read."""
    size = _size(stream)
    if size is not None and size > max_bytes:
        raise ArticleError(_too_large(location, f"has {size:,} bytes", max_bytes))
    raw = stream.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise ArticleError(_too_large(location, "continues", max_bytes))
    return raw


@contextmanager
def damaged(location: str, what: str) -> Iterator[None]:
    """Explain whatever a library raises on a file that somebody truncated or made to break it as an `ArticleError`."""
    try:
        yield
    except ArticleError:
        raise
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        raise ArticleError(f"{location}: damaged {what} ({shown(why)}); get it again, or save it as text") from error


def _size(stream: BinaryIO) -> int | None:
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):  # a stream in memory has no descriptor, and no size to ask for
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _too_large(location: str, what: str, max_bytes: int) -> str:
    return (
        f"{location}: {what}, above the limit of {max_bytes:,} bytes per article; "
        "split it into one file an article, or give JSON lines, which may be any size"
    )


def check_encoding(encoding: str) -> None:
    """Raise `ArticleError` unless Python can decode text by that name."""
    if not is_encoding(encoding):
        raise ArticleError(
            f"--encoding {shown(encoding)}: unknown encoding; "
            "name one that Python knows, such as utf-8, cp1252 or utf-16"
        )


def is_encoding(name: str) -> bool:
    """Return whether Python can decode text by that name; "hex", which decodes to bytes, is none."""
    try:
        b"    ".decode(name)  # of no bytes at all Python decodes any name, known or not
    except UnicodeDecodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def decode(raw: bytes, location: str, encoding: str | None, *, declared: str | None = None) -> tuple[str, str]:
    """(text, encoding) of `raw`, by `encoding`, else a byte order mark, else what the page has `declared`, else UTF-8.

    A byte order mark is not part of the text. Raises `ArticleError`.
    """
    if not raw.strip():
        raise ArticleError(f"{location}: empty; nothing to import")
    mark, marked = next(((bom, name) for bom, name in _BOMS if raw.startswith(bom)), (b"", None))
    kind = next((what for start, what in _SIGNATURES if raw.startswith(start)), None)
    if kind is not None:
        raise ArticleError(f"{location}: {kind}, not text; save the article as text or HTML first")
    name = encoding or marked or declared or "utf-8"
    if marked and encoding and _same_family(encoding, marked):
        name = marked
    name = codecs.lookup(name).name
    skipped = len(mark) if name == marked else 0
    if not name.startswith(("utf-16", "utf-32")) and b"\0" in raw:
        raise ArticleError(_nul_in_bytes(raw, location))
    try:
        text = raw[skipped:].decode(name)
    except UnicodeDecodeError as error:
        at = skipped + error.start
        line = raw.count(b"\n", 0, at) + 1
        raise ArticleError(
            f"{location}: byte {at} (line {line}) is not {name.upper()} (0x{raw[at]:02x}: {error.reason}); "
            f"give the file's encoding, such as --encoding {'cp1252' if name == 'utf-8' else 'utf-8'}"
        ) from None
    except UnicodeError as error:  # codecs that are not encodings of files, such as idna, report no place
        raise ArticleError(f"{location}: not {name.upper()} ({error}); give the file's encoding") from None
    if not text.strip():
        raise ArticleError(f"{location}: empty; nothing to import")
    if skipped and _is_noise(text[:4096]):
        raise ArticleError(f"{location}: binary, not {name.upper()} text; save the article as text or HTML first")
    check_text(text, location)
    return text, name


def _is_noise(head: str) -> bool:
    """Whether more than one character in ten is unassigned or private: nearly any bytes can be read as UTF-16."""
    return sum(unicodedata.category(c) in {"Cn", "Co"} for c in head) * 10 > len(head)


def check_text(text: str, location: str) -> None:
    """Raise `ArticleError` for what is not text, NUL characters and half surrogate pairs, none of which is stored."""
    nul = text.find("\0")
    if nul >= 0:
        raise ArticleError(f"{location}: NUL at character {nul} (line {_line(text, nul)}); remove it")
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"{location}: half a surrogate pair at character {error.start}; repair the text where it was made"
        ) from None
    head = encoded[:8192]
    if (len(head) - len(head.translate(None, _CONTROLS))) * 10 > len(head):
        raise ArticleError(f"{location}: binary, not text; save the article as text or HTML first")


def _same_family(encoding: str, marked: str) -> bool:
    """Return whether the encoding asked for is the one of the byte order mark, as "utf-16" asks for "utf-16-le"."""
    return marked.startswith(codecs.lookup(encoding).name.removesuffix("-sig"))


def _nul_in_bytes(raw: bytes, location: str) -> str:
    at = raw.find(b"\0")
    head = raw[:4096]
    half = len(head) // 2
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half > 8 and head[offset::2].count(0) > 0.8 * half:
            return f"{location}: looks like UTF-16 without a byte order mark; give --encoding {name}"
    line = raw.count(b"\n", 0, at) + 1
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 1 and controls * 50 > len(head):
        return f"{location}: binary, not text (NUL at byte {at}); save the article as text or HTML first"
    return f"{location}: NUL byte at byte {at} (line {line}); remove it"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
