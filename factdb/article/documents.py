"""Press releases as DOCX and PDF: the stored text is what a program extracted, and the source names the program."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import Counter
from importlib.metadata import version

from factdb.article.assemble import Known, assemble
from factdb.article.files import check_text, damaged
from factdb.article.model import Article
from factdb.errors import ArticleError, MissingReaderError

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that the parts of a DOCX file may have together."""
MAX_PAGES = 500
_FEWEST_LETTERS = 20
"""A page of a PDF with fewer letters, on average, is a picture of a page."""
_NO_MARKUP = Known()


def read_docx(raw: bytes, location: str, given: Known) -> Article:
    """Return the article in a Word document. Raises `ArticleError`."""
    with damaged(location, "ZIP archive or office document"):
        parts = {part.filename: part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist()}
    if "word/document.xml" not in parts:
        raise ArticleError(f"{location}: a ZIP archive or office document, but not DOCX; unpack it, or save it as DOCX")
    if sum(parts.values()) > MAX_UNPACKED:
        raise ArticleError(f"{location}: unpacks to {sum(parts.values()):,} bytes, above the limit of {MAX_UNPACKED:,}")
    try:
        import mammoth  # type: ignore[import-untyped]
    except ImportError:
        raise MissingReaderError(f"{location}: DOCX needs mammoth; pip install 'factdb[documents]'") from None
    with damaged(location, "DOCX file"):
        text = mammoth.extract_raw_text(io.BytesIO(raw)).value
    return _article(text, raw, location, given, "mammoth", ())


def read_pdf(raw: bytes, location: str, given: Known) -> Article:
    """Return the article in a PDF file. Raises `ArticleError`, also for one that holds pictures of pages alone."""
    try:
        import pypdf
    except ImportError:
        raise MissingReaderError(f"{location}: PDF needs pypdf; pip install 'factdb[documents]'") from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is wrong with a file is one line, ours
    with damaged(location, "PDF file"):
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(f"{location}: a PDF file with a password; save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise ArticleError(f"{location}: {len(reader.pages):,} pages, above the limit of {MAX_PAGES}; split it")
        pages = [page.extract_text() for page in reader.pages]
    if sum(map(str.isalpha, "".join(pages))) < _FEWEST_LETTERS * len(pages):
        raise ArticleError(
            f"{location}: a PDF file without text, perhaps a scan; run text recognition first (ocrmypdf), or type it"
        )
    text, kept = _paragraphs(_without_margins([page.splitlines() for page in pages]))
    notes = (f"line ends within a word, hyphen kept: {kept}",) if kept else ()
    return _article(text, raw, location, given, "pypdf", notes)


def _article(text: str, raw: bytes, location: str, given: Known, program: str, notes: tuple[str, ...]) -> Article:
    if not text.strip():
        raise ArticleError(f"{location}: no text in this document; nothing to import")
    check_text(text, location)
    by = f"{program} {version(program)}"
    return assemble(text, raw, location, encoding=by, given=given, stated=Known(), notes=notes)


# --- Lines of a PDF ----------------------------------------------------------------------------------------------

_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*|(?:-?\s*more\s*-?)", re.I)
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")


def _without_margins(pages: list[list[str]]) -> list[str]:
    """Return the lines of all pages without page numbers and without the first and last lines that pages share."""
    pages = [[line.strip() for line in page if line.strip()] for page in pages]
    edges = Counter(_DIGITS.sub("0", line) for page in pages for line in {*page[:2], *page[-2:]})
    repeated = {line for line, count in edges.items() if count > 1 and count >= 0.5 * len(pages)}
    lines = []
    for page in pages:
        for number, line in enumerate(page):
            at_edge = number < 2 or number >= len(page) - 2
            if not (at_edge and (_DIGITS.sub("0", line) in repeated or _PAGE_NUMBER.fullmatch(line))):
                lines.append(line)
    return lines


def _paragraphs(lines: list[str]) -> tuple[str, int]:
    """(the lines joined to paragraphs, how many hyphens at line ends were kept).

    A paragraph ends where a line ends a sentence and is short for its text, or where the next line is no continuation.
    A hyphen at a line end is taken out only where the document has the whole word elsewhere: without that, nobody can
    tell "co-operation" from a word that was broken.
    """
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(lines).casefold()))
    width = max(map(len, lines), default=0)
    text, kept = "", 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        broken = re.search(r"(\w+)[-\u00ad\u2010]$", line)
        begins = re.match(r"[^\W\d_]+", after)
        if broken and begins and after[0].islower():
            whole = (broken[1] + begins[0]).casefold()
            is_soft = line.endswith("\u00ad") or whole in words
            kept += not is_soft
            text += line[:-1] if is_soft else line
        elif _ends_paragraph(line, after, width):
            text += line + "\n"
        else:
            text += line + " "
    return text, kept


def _ends_paragraph(line: str, after: str, width: int) -> bool:
    room = width - len(line) > len(after.split(" ", 1)[0]) + 2
    if _ENDS.search(line):
        return room or not after
    return room and not after[:1].islower()
