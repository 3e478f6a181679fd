"""Files of every kind that import reads, made of sentences of our own, for tests that read or damage them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from html import escape
from typing import Any

TITLE = "Harbour board keeps the ferry"
LEAD = "PORT ELLIS — The harbour board voted on Monday to keep the ferry to the outer islands for another year."
PARAGRAPHS = [
    LEAD,
    "“We owe it to the islands,” Mira Okafor told reporters after the vote. “They have no other way across.”",
    "The opposition rejected the plan. “This is a costly farewell tour,” said Jonas Reed, who leads it.",
    "The ferry carries some forty thousand passengers a year, and the board has paid for two new engines since the"
    " spring, the harbour authority said in a note to the members of the council.",
    "Two members said that the vote had been close, and that they expected another one before the winter comes.",
]
QUOTES = ["We owe it to the islands,” Mira Okafor told reporters", "This is a costly farewell tour,” said Jonas Reed"]
HTML = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in PARAGRAPHS)
TEXT = "\n\n".join(PARAGRAPHS)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Ferry</title><meta property="og:site_name" content="Ellis Courier">'
    '<meta property="article:published_time" content="2024-03-04T18:00:00Z"></head><body><article>'
    f"<h1>{TITLE}</h1>{HTML}</article></body></html>"
)


def rss(items: Iterable[str], head: str = "<?xml version='1.0' encoding='utf-8'?>") -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Ellis Courier</title><link>https://courier.example/</link>{''.join(items)}</channel></rss>"
    )


def item(number: int, html: str = HTML, summary: str = "The ferry stays.") -> str:
    content = f"<content:encoded><![CDATA[{html}]]></content:encoded>" if html else ""
    return (
        f"<item><title>{TITLE}</title><link>https://courier.example/{number}</link><guid>courier-{number}</guid>"
        f"<pubDate>Mon, 04 Mar 2024 18:00:00 GMT</pubDate><description>{summary}</description>{content}</item>"
    )


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ellis Courier</title><entry><title>Harbour board keeps the ferry'
    '</title><link href="https://courier.example/1"/><id>urn:uuid:1</id><published>2024-03-04T18:00:00Z</published>'
    f'<author><name>Ada Moss</name></author><content type="html">{escape(HTML)}</content></entry></feed>'
)

NITF_BODY = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in PARAGRAPHS)
NITF = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "http://nitf.example/nitf-3-5.dtd"><nitf><head>'
    '<title>Ferry</title><docdata management-status="usable"><doc-id regsrc="ellis.example" id-string="20240304-1"/>'
    '<date.issue norm="20240304T180000Z"/><doc.copyright holder="Ellis Wire"/></docdata></head><body><body.head>'
    f"<hedline><hl1>{TITLE}</hl1></hedline><byline>By <person>Ada Moss</person></byline><dateline><location>PORT ELLIS"
    f"</location></dateline></body.head><body.content>{NITF_BODY}<media><media-caption>“Not this,” it reads."
    "</media-caption></media></body.content></body></nitf>"
)


def newsml(status: str = "usable", body: str = HTML, version: int = 1, made: str = "2024-03-04T18:00:00Z") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:ellis.example:20240304:1"'
        f' version="{version}" standard="NewsML-G2" xml:lang="en"><itemMeta><provider literal="Ellis Wire"/>'
        f'<versionCreated>{made}</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>'
        f"<contentMeta><contentCreated>2024-03-04T17:00:00Z</contentCreated><by>By Ada Moss</by><dateline>PORT ELLIS"
        f"</dateline><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML"
        f' contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
        "</inlineXML></contentSet></newsItem>"
    )


def ninjs(major: int = 1, **more: Any) -> dict[str, Any]:
    common: dict[str, Any] = {"uri": "urn:ellis:20240304:1", "type": "text", "language": "en", "located": "Port Ellis"}
    if major == 1:
        body = {"headline": TITLE, "byline": "Ada Moss", "body_text": " ".join(PARAGRAPHS), "body_xhtml": HTML}
        return {**common, **body, "versioncreated": "2024-03-04T18:00:00Z", "copyrightholder": "Ellis Wire", **more}
    created, kind, owner = ("versioncreated", "contenttype", "copyrightholder")
    if major == 3:
        created, kind, owner = ("versionCreated", "contentType", "copyrightHolder")
    return {
        **common,
        "by": "Ada Moss",
        "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": TITLE}],
        "bodies": [{"role": "main", kind: "application/xhtml+xml", "value": HTML}],
        created: "2024-03-04T18:00:00Z",
        owner: "Ellis Wire",
        **more,
    }


def record(
    url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", length: int | None = None
) -> bytes:
    """A response record of a web archive; `length` is what it says of its length, if not the truth."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(url)}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(*urls: str) -> bytes:
    return b"".join(record(url, PAGE.replace(LEAD, f"{LEAD} ({url})").encode()) for url in urls)


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/1\r\nSubject: Ferry\r\n"
    "Date: Tue, 5 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
    ' type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
    "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://courier.example/1\r\n\r\n"
    f"{PAGE}\r\n--b--\r\n"
)
EML = (
    "Return-Path: <news@courier.example>\r\nFrom: Ellis Courier <news@courier.example>\r\nTo: you@reader.example\r\n"
    f"Subject: {TITLE}\r\nDate: Mon, 4 Mar 2024 18:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{TEXT}\r\n"
)
EML_HTML = EML.replace("text/plain", "text/html").replace(
    TEXT, f"<html><body><table><tr><td>{HTML}</td></tr></table></body></html>"
)


def docx(paragraphs: Iterable[str] = (TITLE, *PARAGRAPHS), *, extra: bytes = b"") -> bytes:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(f"<w:p><w:r><w:t>{escape(one, quote=False)}</w:t></w:r></w:p>" for one in paragraphs)
    of_xml = '<Default Extension="xml" ContentType="application/xml"/>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}">{of_xml}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{document}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{words}"><w:body>{runs}</w:body></w:document>',
    }
    if extra:
        parts["word/media/image.bin"] = extra
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def pdf(*pages: Iterable[str]) -> bytes:
    """A PDF file with these lines of text on its pages, in Latin 1 (“ ” as WinAnsi)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
               " /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = " ".join(f"({_escaped(line)}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 11 Tf 50 760 Td {shown} ET"
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources}"
                       f" /Contents {len(objects)} 0 R >>")  # fmt: skip
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return made + end.encode() + f"startxref\n{len(made)}\n%%EOF\n".encode()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def wrapped(text: str = TEXT, width: int = 78) -> list[str]:
    """Paragraphs as a page prints them, a line end after the last word that fits."""
    import textwrap

    return [line for paragraph in text.split("\n\n") for line in textwrap.wrap(paragraph.replace("—", "-"), width)]


def parquet(rows: list[dict[str, Any]], first: int | None = None) -> bytes:
    """A file of the `first` rows, all if None."""
    import pyarrow
    from pyarrow import parquet as files

    made = io.BytesIO()
    files.write_table(pyarrow.Table.from_pylist(rows)[:first], made)
    return made.getvalue()


ROW = {"title": TITLE, "publisher": "Ellis Courier", "published": "2024-03-04", "url": "https://courier.example/1"}

URL = "https://courier.example/1"
PAGES = ("Ellis Courier", "2024-03-04", URL)
NO_ADDRESS = ("Ellis Courier", "2024-03-04", None)
GUID = ("Ellis Wire", "2024-03-04", "urn:newsml:ellis.example:20240304:1")
WIRE = ("Ellis Wire", "2024-03-04", "urn:ellis:20240304:1")
DOC_ID = ("Ellis Wire", "2024-03-04", "ellis.example:20240304-1")
NOTHING = (None, None, None)
ROW = {"title": TITLE, "publisher": "Ellis Courier", "published": "2024-03-04", "url": URL}
ENTRY = {"url": URL, "title": TITLE, "date_published": "2024-03-04T18:00:00Z", "content_html": HTML}
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Ellis Courier", "items": [ENTRY]}

# (name of the file, its bytes, what is known of its one article: publisher, day, address; what it is)
READ: list[tuple[str, bytes, tuple[str | None, str | None, str | None], str]] = [
    ("a.html", PAGE.encode(), NO_ADDRESS, "a page"),
    ("a", HTML.encode(), NOTHING, "a piece of HTML without a head, by its first tag"),
    ("a.rss", rss([item(1)]).encode(), PAGES, "RSS"),
    ("a.txt", b"\xef\xbb\xbf \n" + rss([item(1)]).encode(), PAGES, "RSS called text, after a mark"),
    ("a.atom", ATOM.encode(), PAGES, "Atom"),
    ("a.xml", newsml().encode(), GUID, "NewsML-G2"),
    ("a.xml", NITF.encode(), DOC_ID, "NITF with its DOCTYPE"),
    ("a.json", json.dumps(ninjs(1), indent=1).encode(), WIRE, "ninjs 1"),
    ("a.json", json.dumps(ninjs(2)).encode(), WIRE, "ninjs 2 in a line"),
    ("a.jsonl", json.dumps(ninjs(3)).encode(), WIRE, "ninjs 3"),
    ("a.json", json.dumps([{**ROW, "text": TEXT}]).encode(), PAGES, "a list of articles"),
    ("a.json", json.dumps(JSON_FEED, indent=2).encode(), PAGES, "a JSON Feed"),
    ("a.jsonl", json.dumps({**ROW, "content": HTML}).encode(), PAGES, "HTML in a line"),
    ("a.jsonl.gz", gzip.compress(json.dumps({**ROW, "text": TEXT}).encode()), PAGES, "compressed lines"),
    ("a.parquet", parquet([{**ROW, "text": TEXT}]), PAGES, "Parquet"),
    ("a.parquet", parquet([{**ROW, "content": HTML}]), PAGES, "Parquet with HTML"),
    ("a.warc", record(URL, PAGE.encode()), PAGES, "WARC"),
    ("a.warc.gz", gzip.compress(record(URL, PAGE.encode())), PAGES, "compressed WARC"),
    ("a.mhtml", MHTML.encode(), PAGES, "a saved page"),
    ("a.eml", EML.encode(), NO_ADDRESS, "a mail in plain text"),
    ("a.eml", EML_HTML.encode(), NO_ADDRESS, "a mail in HTML"),
    ("a.docx", docx(), NOTHING, "DOCX"),
    ("a.pdf", pdf(wrapped()), NOTHING, "PDF"),
]
