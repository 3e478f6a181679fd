"""E-mail (.eml) and pages saved as MHTML: both are MIME messages."""

from __future__ import annotations

import email
import email.policy
import email.utils
import hashlib
import re
from dataclasses import replace
from email.message import EmailMessage

from factdb.article.assemble import Known, assemble
from factdb.article.files import check_text, damaged, is_encoding
from factdb.article.head import is_web_address
from factdb.article.model import Article
from factdb.article.page import read_fragment, read_page
from factdb.article.stamps import day_of
from factdb.errors import ArticleError

_SAVED_PAGES = re.compile(r"Saved by|Microsoft MHTML", re.I)

_LAYOUT = re.compile(r"<(/?)(?:table|tbody|tr|td)\b", re.I)
"""The tables by which mails are laid out, and which hold no tables."""


def read_mail(raw: bytes, location: str, given: Known) -> Article:
    """Return the article of a newsletter or of a page saved as MHTML.

    Raises:
        ArticleError: It holds no text, or is damaged.
    """
    with damaged(location, "mail"):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("html", "plain"))
        content = (body.get_payload(decode=True) if body else None) or b""
        charset = body.get_content_charset() if body else None
        headers = {name: _header(message, name) for name in ("subject", "from", "date")}
        found_at = message.get("snapshot-content-location") or (body and body.get("content-location"))
    if body is None or not isinstance(content, bytes) or not content.strip():
        raise ArticleError(f"{location}: a mail without text; save what it shows as a page or text")
    day, instant = day_of(headers["date"])
    if "snapshot-content-location" in message or _SAVED_PAGES.search(headers["from"]):
        address = str(found_at) if is_web_address(str(found_at)) else None
        article = read_page(content, location, encoding=None, given=given, found_at=address, charset=charset)
        digest = hashlib.sha256(raw).hexdigest()
        return replace(article, raw_sha256=digest, offset_map=(), retrieved_at=instant)
    name, address = email.utils.parseaddr(headers["from"])
    stated = Known(
        title=headers["subject"] or None,
        publisher=name or address.rpartition("@")[2] or None,
        published_on=day,
        published_at=instant,
    )
    text = _decoded(content, charset, location)
    if body.get_content_type() == "text/html":
        return read_fragment(_LAYOUT.sub(r"<\1div", text), raw, location, given=given, stated=stated)
    return assemble(text, raw, location, encoding=charset or "utf-8", given=given, stated=stated)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _decoded(content: bytes, charset: str | None, location: str) -> str:
    """Decode a mail's text as it says; UTF-8 or Windows-1252 where it names no encoding that is known."""
    for name in (charset if charset and is_encoding(charset) else "utf-8", "cp1252"):
        try:
            text = content.decode(name).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
        check_text(text, location)
        return text
    raise ArticleError(f"{location}: the mail's text is not in the encoding {charset} that it names; save it as text")
