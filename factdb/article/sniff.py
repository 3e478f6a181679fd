"""What a file is, by its first bytes: what factdb reads, what it refuses with a remedy, and text only if nothing else.

Machine-made files (feeds, sitemaps, JSON, office documents) are never taken for prose.
"""

from __future__ import annotations

import json
import re
from typing import Literal

from factdb.errors import ArticleError

Kind = Literal[
    "text",
    "html",
    "subtitles",
    "jsonl",
    "json",
    "feed",
    "newsml",
    "nitf",
    "warc",
    "parquet",
    "mail",
    "docx",
    "pdf",
    "gzip",
]

SNIFFED = 4096
"""Bytes that are looked at."""

_READ_BY_SIGNATURE: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (b"WEBVTT", "subtitles"),
    (b"\xef\xbb\xbfWEBVTT", "subtitles"),
)
_ROOTS: dict[str, Kind] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "nitf": "nitf",
    "html": "html",
}
_REFUSED_ROOTS = {
    "urlset": "a sitemap, which lists addresses; import the pages, or the site's feed with --feed",
    "sitemapindex": "a sitemap, which lists addresses; import the pages, or the site's feed with --feed",
    "newsml": "NewsML 1, which factdb does not read; ask the agency for NewsML-G2, NITF or ninjs",
    "packageitem": "a NewsML-G2 package, which holds no text; import the items that it lists",
    "opml": "a list of feeds; import the feeds themselves",
}
_REFUSED_ENDINGS = {
    "csv": "a table; convert it to JSON lines or Parquet, a row an article",
    "tsv": "a table; convert it to JSON lines or Parquet, a row an article",
}
_BY_ENDING: dict[str, Kind] = {
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "json",
    "eml": "mail",
    "mht": "mail",
    "mhtml": "mail",
    "vtt": "subtitles",
    "srt": "subtitles",
}
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*", re.I | re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_HTML = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|p|div|article|section|main|h[1-6]|table|ul|ol|blockquote"
    r"|figure|meta|title)\b",
    re.I | re.S,
)
_MAIL = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL_NAMES = re.compile(r"^(?:mime-version|message-id|received|return-path):", re.I | re.M)
_JSON = re.compile(r"\{\s*(?:\"|\}|\Z)|\[\s*(?:\{|\]|\Z)")


def kind_of(head: bytes, path: str, location: str) -> Kind:
    """Return what a file is, by its first bytes, else by its ending, else text.

    Raises:
        ArticleError: It is something that factdb knows and does not read; names the remedy.
    """
    signed = next((kind for start, kind in _READ_BY_SIGNATURE if head.startswith(start)), None)
    if signed:
        return signed
    text = _decoded(head).lstrip()
    ending = path.lower().rpartition(".")[2]
    if text.startswith("{\\rtf"):
        raise ArticleError(f"{location}: an RTF document; save it as DOCX, HTML or text first")
    kind = _of_markup(text, location, ending) or _of_json(text) or _of_mail(text) or _BY_ENDING.get(ending)
    if kind is None and ending in _REFUSED_ENDINGS:
        raise ArticleError(f"{location}: {_REFUSED_ENDINGS[ending]}")
    return kind or "text"


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _of_markup(text: str, location: str, ending: str) -> Kind | None:
    if not text.startswith("<"):
        return None
    found = _ROOT.match(text, _PROLOGUE.match(text).end())  # type: ignore[union-attr]  # it matches nothing, too
    root = found[1].lower() if found else ""
    if root in _REFUSED_ROOTS:
        raise ArticleError(f"{location}: {_REFUSED_ROOTS[root]}")
    if root in _ROOTS:
        return _ROOTS[root]
    if _BY_ENDING.get(ending) == "html" or _HTML.match(text) or (found and _HTML.match(text, found.start())):
        return "html"
    if text.startswith("<?xml"):
        raise ArticleError(
            f"{location}: XML (<{root or '…'}>) of a kind that factdb does not read; it reads RSS, Atom, NewsML-G2 and"
            " NITF: convert it to one of these, or to JSON lines"
        )
    return None


def _of_json(text: str) -> Kind | None:
    if not _JSON.match(text):
        return None
    first, newline, _ = text.partition("\n")
    if text.startswith("["):
        return "json"
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # A first line longer than what is looked at is JSON lines: an object in one line is one of those, too.
        return "json" if newline else "jsonl"
    return "jsonl"


def _of_mail(text: str) -> Kind | None:
    headers = _MAIL.match(text.replace("\r\n", "\n"))
    return "mail" if headers and _MAIL_NAMES.search(headers[0]) else None
