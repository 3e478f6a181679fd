"""What import reads beside texts and pages: feeds, agencies' items, web archives, tables, mails and documents.

Every kind gives the same article; every kind truncated, empty, oversized or hostile gives one line that says where and
what to do, and the rest goes on.
"""

from __future__ import annotations

import gzip
import json
import re
from html import escape
from pathlib import Path

import pytest
from inputs import (
    EML,
    HTML,
    LEAD,
    MHTML,
    NITF,
    PAGE,
    PARAGRAPHS,
    QUOTES,
    READ,
    ROW,
    TEXT,
    TITLE,
    docx,
    item,
    newsml,
    ninjs,
    parquet,
    pdf,
    record,
    rss,
    warc,
    wrapped,
)

from factdb.article import Article, read_articles
from factdb.errors import ArticleError, LeftOutError


def read(path: Path, **options: object) -> list[Article | ArticleError]:
    return list(read_articles(str(path), **options))  # type: ignore[arg-type]


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def body_of(article: Article) -> str:
    return "\n".join(article.text[start:end] for start, end in article.body)


@pytest.mark.parametrize(("name", "raw", "known", "reason"), READ, ids=[reason for *_, reason in READ])
def test_a_file_of_every_kind_gives_its_article(
    name: str, raw: bytes, known: tuple[str | None, ...], reason: str, tmp_path: Path
) -> None:
    (article,) = read(written(tmp_path, name, raw))
    assert isinstance(article, Article), article
    for quote in QUOTES:
        assert quote in body_of(article)
    assert "Not this" not in body_of(article)
    day = str(article.published_on) if article.published_on else None
    assert (article.publisher, day, article.url) == known
    assert article.title == TITLE or known[0] is None
    assert article.dateline
    assert article.dateline.casefold() == "port ellis"
    assert article.language == "en"


def test_a_quote_of_every_kind_is_proved_and_a_second_import_changes_nothing(run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, (name, raw, _, _) in enumerate(READ):
        (tmp_path / "in" / str(number)).mkdir()
        written(tmp_path / "in" / str(number), name if "." in name else "a.html", raw)
    for word in ("new", "unchanged"):
        done = run("import", "in")
        assert done.code == 0, done.err
        assert word in done.out.splitlines()[-1]
    assert " 0 new quotes" in done.out.splitlines()[-1]
    assert "faults: none" in run("verify").out
    programs = run(
        "sql", "SELECT DISTINCT split FROM (SELECT encoding AS split FROM source_versions)", "--format", "csv"
    ).out
    assert "pypdf" in programs or "mammoth" in programs


# --- What is not prose ------------------------------------------------------------------------------------------

LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{LAUGHS}]>"
LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\nxref\n"
    b"0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\n"
    b"startxref\n0\n%%EOF"
)


def nested(depth: int) -> bytes:
    """A mail with parts in parts."""
    parts = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(depth))
    return f"MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed; boundary=b0\n\n{parts}".encode()


DAMAGED: list[tuple[str, bytes, str, str]] = [
    *((f"a.{kind}", b"", "empty", "empty") for kind in "rss xml jsonl parquet warc docx pdf html vtt".split()),
    ("a.json", b"", "not JSON", "empty"),
    ("a.eml", b"", "a mail without text", "empty"),
    ("a.gz", gzip.compress(b""), "empty; nothing", "empty"),
    ("a.gz", gzip.compress(bytes(100_000_000), 1), "above the limit of 67,108,864 bytes", "a bomb"),
    ("a.xml", NITF.encode()[:-60], "damaged XML", "a truncated NITF"),
    ("a.xml", NITF.replace('"usable"', '"canceled"').encode(), "canceled by its publisher", "a withdrawn NITF"),
    ("a.xml", newsml().replace("<newsItem", f"{LAUGHS}<newsItem", 1).encode(), "declares XML entities", "many laughs"),
    ("a.parquet", parquet([{**ROW, "text": TEXT}], first=0), "empty; nothing", "without rows"),
    ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "without text", "no part"),
    ("a.eml", EML.encode()[:200], "without text", "truncated"),
    ("a.eml", nested(3000), "damaged mail", "parts in parts"),
    ("a.json", b'{"uri":' + b"[" * 100_000, "nested too deeply", "deep"),
    ("a.pdf", LOOP, "damaged PDF file", "a page within itself"),
    ("a.xml", b"<urlset><url><loc>https://a.example/</loc></url></urlset>", "a sitemap", "no text in it"),
    ("a.xml", b"<?xml version='1.0'?><sitemapindex/>", "a sitemap", "no text in it"),
    ("a.txt", b"<?xml version='1.0'?><svg xmlns='x'><text>It is so</text></svg>", "XML (<svg>)", "unknown XML"),
    ("a.xml", b"<NewsML><NewsItem/></NewsML>", "NewsML 1", "of the first kind"),
    ("a.txt", b"{\\rtf1 Hello}", "an RTF document", "a word processor's"),
    ("a.csv", b"id,text\n1,Hello there\n", "a table; convert it", "a table"),
    ("a.txt", b'{"id": 4, "name": "Ann"}', "no text; one of", "an object without an article"),
    ("a.txt", b'{\n "id": 4,\n "name": "Ann"\n}', "no text; one of", "in several lines"),
    ("a.json", b"[1]", "a.json:1: a number where an object", "a list of others"),
    ("a.json", b"[]", "empty", "an empty list"),
    ("a.json", b'[{"text": "He', "not JSON", "a truncated list"),
    ("a.txt", rss([]).encode(), "a feed without items", "an empty feed"),
    ("a.rss", b"<rss", "a feed without items", "a truncated one"),
    ("a.rss", rss([item(1, "", "")]).encode(), "an item without text; import its page https://courier", "a link"),
    ("a.xml", newsml(body="").encode(), "no text in this item", "an item without a body"),
    ("a.xml", newsml().encode()[:-40], "damaged XML", "truncated"),
    ("a.xml", b"<newsMessage/>", "without a news item", "an empty message"),
    (
        "a.xml",
        NITF.replace("<!DOCTYPE nitf SYSTEM", '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><!--').replace(
            '3-5.dtd">', '3-5.dtd-->').replace("<p>PORT", "<p>&a; PORT").encode(),
        "declares XML entities",
        "an external entity",
    ),
    (
        "a.xml",
        (b'<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><nitf><body><body.content><p>&b;</p>'
         b"</body.content></body></nitf>"),
        "declares XML entities",
        "entities in entities",
    ),
    ("a.json", json.dumps(ninjs(1, body_xhtml="", body_text="")).encode(), "no text in this item", "an empty body"),
    ("a.json", json.dumps(ninjs(1, type="picture")).encode(), "ninjs of type picture", "a picture"),
    ("a.json", json.dumps(ninjs(3, pubStatus="canceled")).encode(), "canceled by its publisher", "a withdrawal"),
    ("a.xml", newsml("canceled").encode(), "stat:canceled by its publisher", "a withdrawal"),
    ("a.parquet", parquet([{"id": 1, "name": "x"}]), "no column of texts", "other columns"),
    ("a.parquet", parquet([{"quote_uid": "x", "speaker": "y"}]), "`factdb imports quotes`", "quotes, not articles"),
    ("a.parquet", b"PAR1" + b"x" * 200, "damaged Parquet file", "not what it says"),
    ("a.parquet", parquet([{**ROW, "text": TEXT}])[:-30], "damaged Parquet file", "truncated"),
    ("a.parquet", parquet([{**ROW, "text": 4}]), "a.parquet:1: text is a number where text is needed", "numbers"),
    ("a.warc", b"WARC/1.0\r\n", "without a server's response", "a head alone"),
    ("a.warc.gz", gzip.compress(warc("https://a.example/"))[:200], "without a server's response", "truncated"),
    ("a.jsonl.gz", gzip.compress(TEXT.encode() * 9)[:60], "damaged gzip file", "truncated"),
    ("a.gz", gzip.compress(gzip.compress(b"x")), "compressed more than once", "twice"),
    ("a.eml", b"MIME-Version: 1.0\nSubject: x\n\n", "a mail without text", "empty"),
    ("a.mhtml", MHTML.encode()[:340], "without text", "truncated before the page"),
    ("a.docx", b"PK\x03\x04" + b"x" * 100, "damaged ZIP archive", "not a ZIP archive"),
    ("a.docx", docx()[:-60], "damaged ZIP archive", "truncated"),
    ("a.docx", docx([]), "no text in this document", "empty"),
    ("a.docx", docx(extra=bytes(300_000_000)), "above the limit of 268,435,456", "a bomb"),
    ("a.pdf", pdf(wrapped())[:100], "damaged PDF file", "truncated"),
    ("a.pdf", pdf([], []), "without text, perhaps a scan", "pictures of pages"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "expected", "reason"), DAMAGED, ids=[f"{n} {r}" for n, *_, r in DAMAGED])
def test_what_cannot_be_read_is_one_line(name: str, raw: bytes, expected: str, reason: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, raw)
    (error,) = read(path)
    assert isinstance(error, ArticleError), error
    assert str(error).startswith(f"{path}"), reason
    assert expected in str(error), reason
    assert str(error).isprintable()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.rss", rss([item(1)]).encode()),
        ("a.xml", newsml().encode()),
        ("a.json", json.dumps([{**ROW, "text": TEXT}]).encode()),
        ("a.eml", EML.encode()),
        ("a.docx", docx()),
        ("a.pdf", pdf(wrapped())),
        ("a.jsonl.gz", gzip.compress(json.dumps({**ROW, "text": TEXT}).encode())),
        ("a.warc", warc("https://a.example/1")),
    ],
)
def test_what_is_too_large_is_one_line(name: str, raw: bytes, tmp_path: Path) -> None:
    (error,) = read(written(tmp_path, name, raw), max_bytes=200)
    assert isinstance(error, ArticleError)
    assert "above the limit of 200 bytes" in str(error)


def test_entities_of_a_feed_are_not_expanded(tmp_path: Path) -> None:
    outside = "<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"
    for doctype in (LAUGHS, outside):
        text = rss([item(1)]).replace("<rss", f"{doctype}<rss", 1).replace("<p>", "<p>&a9; ", 1)
        (article,) = read(written(tmp_path, "a.rss", text.encode()))
        assert isinstance(article, Article)
        assert len(article.text) < 700
        assert "root:" not in article.text


# --- The rest goes on -------------------------------------------------------------------------------------------


def told(path: Path, **options: object) -> list[str]:
    """The addresses of the articles of a file, and the errors in their places."""
    return [
        str(one.url) if isinstance(one, Article) else str(one).replace(f"{path}", "", 1)
        for one in read(path, **options)
    ]


FALSE = PAGE.encode()


@pytest.mark.parametrize(
    ("records", "expected", "reason"),
    [
        ([record("https://b.example/", FALSE, length=10**12)], ["damaged record (ends before its length)"], "huge"),
        (
            [record("https://b.example/", FALSE, length=300)],
            ["damaged record (235 bytes of a page of "],
            "shorter than the truth",
        ),
        ([record("https://b.example/", FALSE, length=len(FALSE) + 500)], ["damaged record ("], "holds the next one"),
        ([b"nonsense\r\n\r\n"], ["damaged record (Invalid WARC header)"], "no record"),
        ([record("https://b.example/", b"<html></html>")], [":2: no text"], "an empty page"),
        ([record("https://b.example/", FALSE, status="404 Not Found")], [], "no page"),
        ([record("https://b.example/a.png", b"x", kind="image/png")], [], "a picture"),
    ],
)
def test_a_bad_record_costs_itself_alone(
    records: list[bytes], expected: list[str], reason: str, tmp_path: Path
) -> None:
    parts = [warc("https://a.example/"), *records, warc("https://c.example/")]
    found = told(written(tmp_path, "a.warc", b"".join(parts)))
    assert (found[0], found[-1]) == ("https://a.example/", "https://c.example/"), reason
    assert len(found) == 2 + len(expected), found
    for line, part in zip(found[1:-1], expected, strict=True):
        assert part in line, reason


def test_a_damaged_member_of_a_compressed_archive_costs_itself_alone(tmp_path: Path) -> None:
    members = [gzip.compress(warc(f"https://{name}.example/")) for name in "abc"]
    members[1] = members[1][:90] + b"XXXX" + members[1][94:]
    first, second, third = told(written(tmp_path, "a.warc.gz", b"".join(members)))
    assert (first, third) == ("https://a.example/", "https://c.example/")
    assert "damaged record (Gzip" in second


def test_a_page_of_a_web_archive_has_the_time_of_its_crawl(run, tmp_path: Path) -> None:
    written(tmp_path, "a.warc", warc("https://a.example/"))
    assert run("import", "a.warc").code == 0
    assert (
        run("sql", "SELECT retrieved_at FROM source_versions", "--format", "csv")
        .out.splitlines()[1]
        .startswith("2024-03-05")
    )


def test_summaries_are_named_and_left_out_unless_asked_for(run, tmp_path: Path) -> None:
    written(
        tmp_path, "a.rss", rss([item(1), item(2, "", "The ferry stays, the board said on Monday."), item(3)]).encode()
    )
    assert [isinstance(one, LeftOutError) for one in read(tmp_path / "a.rss")] == [False, True, False]
    done = run("import", "a.rss")
    assert done.code == 0
    assert done.err == "left out a.rss:2: summary only (8 words): https://courier.example/2\n"
    assert "; 1 item left out" in done.out
    assert all(isinstance(one, Article) for one in read(tmp_path / "a.rss", summaries=True))
    assert "3 articles (1 new, 2 unchanged)" in run("import", "a.rss", "--summaries").out


def test_a_feed_that_is_cut_off_gives_the_items_before(tmp_path: Path) -> None:
    found = told(written(tmp_path, "a.rss", rss([item(1), item(2), item(3)]).encode()[:-500]))
    assert found[:2] == ["https://courier.example/1", "https://courier.example/2"]
    assert "damaged (" in found[-1]


def test_versions_of_an_item_become_versions_of_a_source(run, tmp_path: Path) -> None:
    later = newsml(body=HTML.replace("forty thousand", "fifty thousand"), version=2)
    written(tmp_path, "a.xml", f"<newsMessage><itemSet>{later}{newsml()}</itemSet></newsMessage>".encode())
    done = run("import", "a.xml")
    assert [line.split()[0] for line in done.out.splitlines()[:2]] == ["new", "version"], done
    written(tmp_path, "b.xml", newsml("canceled").encode())
    done = run("import", "b.xml")
    assert done.code == 0
    assert "(if it is stored, `factdb sources delete urn:newsml:ellis.example:20240304:1` removes it)" in done.err
    assert run("sources", "delete", "urn:newsml:ellis.example:20240304:1", "--by", "ann").code == 0


def atom(words: str, updated: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ellis Post</title><entry><title>Ferry</title><id>urn:1</id>'
        f'<link href="https://post.example/1"/><published>2024-03-04T09:00:00Z</published><updated>{updated}</updated>'
        f'<content type="html">{escape(words)}</content></entry></feed>'
    ).encode()


FIFTY = HTML.replace("forty thousand", "fifty thousand")
EARLY, LATE = "2024-03-04T18:00:00Z", "2024-03-04T21:30:00Z"


@pytest.mark.parametrize(
    ("name", "early", "late"),
    [
        ("a.xml", newsml(made=EARLY).encode(), newsml(body=FIFTY, version=2, made=LATE).encode()),
        ("a.xml", NITF.encode(), NITF.replace("20240304T", "20240305T").replace("forty", "fifty").encode()),
        (
            "a.json",
            json.dumps(ninjs(1)).encode(),
            json.dumps(ninjs(1, versioncreated=LATE, body_xhtml=FIFTY)).encode(),
        ),
        ("a.atom", atom(HTML, EARLY), atom(FIFTY, LATE)),
        (
            "a.warc",
            warc("https://a.example/"),
            warc("https://a.example/").replace(b"forty", b"fifty").replace(b"2024-03-05T10", b"2024-03-06T10"),
        ),
    ],
    ids=["NewsML-G2", "NITF", "ninjs", "Atom", "WARC"],
)
def test_an_earlier_version_that_comes_later_is_not_the_newest(run, tmp_path: Path, name, early, late) -> None:
    for raw, outcome in ((late, "1 new"), (early, "none), 0 new quotes; 1 item left out"), (late, "1 unchanged")):
        written(tmp_path, name, raw)
        done = run("import", name)
        assert done.code == 0, done
        assert outcome in done.out.splitlines()[-1], done
        assert ("earlier than version 1 of source 1 (2024-03-0" in done.err) == ("left out" in outcome), done
    written(tmp_path, name, early)
    assert "1 version" in run("import", name, "--version-of", "1").out
    assert "faults: none" in run("verify").out


def test_the_versions_of_an_item_that_come_in_order_are_kept(run, tmp_path: Path) -> None:
    for raw, outcome in ((newsml(), "1 new"), (newsml(body=FIFTY, made=LATE), "1 version"), (newsml(), "1 unchanged")):
        written(tmp_path, "a.xml", raw.encode())
        assert outcome in run("import", "a.xml").out.splitlines()[-1]
    assert "version 1: read 2024-03-04 18:00:00" in run("sources", "show", "1").out.replace("T", " ")


def test_a_page_saved_complete_is_read_without_its_folder(run, tmp_path: Path) -> None:
    (tmp_path / "in" / "Ferry_files").mkdir(parents=True)
    written(tmp_path / "in", "Ferry.html", PAGE.encode())
    written(tmp_path / "in" / "Ferry_files", "frame.html", PAGE.encode())
    written(tmp_path / "in" / "Ferry_files", "style.css", b"p {}")
    done = run("import", "in")
    assert "1 article (1 new)" in done.out
    assert done.err == ""


# --- Documents --------------------------------------------------------------------------------------------------


def test_a_pdf_gives_paragraphs_without_margins_and_page_numbers(tmp_path: Path) -> None:
    lines = wrapped(TEXT)
    parts = (lines[:3], lines[3:6], lines[6:])
    pages = [["Ellis Press Service", *part, f"Page {number} of 3"] for number, part in enumerate(parts, 1)]
    (article,) = read(written(tmp_path, "a.pdf", pdf(*pages)))
    assert isinstance(article, Article)
    assert article.text.split("\n")[:-1] == [paragraph.replace("—", "-") for paragraph in PARAGRAPHS]
    assert "Press Service" not in article.text
    assert not re.search(r"Page \d", article.text)


@pytest.mark.parametrize(
    ("lines", "expected", "kept"),
    [
        (["The council voted on the amend-", "ment. The amendment failed, and so did the other."], "amendment. The", 0),
        (["Nobody had asked for the co-", "operation of the other two councils in this."], "co-operation of", 1),
        (["Nobody had asked for the co\xad", "operation of the other two councils in this."], "cooperation of", 0),
        (["She has lived in Stratford-", "Upon the river they do so."], "Stratford- Upon", 0),
    ],
)  # fmt: skip
def test_a_hyphen_at_a_line_end_goes_where_the_document_shows_the_word(lines, expected, kept) -> None:
    from factdb.article.documents import _paragraphs

    text, number = _paragraphs(lines)
    assert expected in text
    assert number == kept


def test_a_document_names_the_program_that_read_it(run, tmp_path: Path) -> None:
    for name, raw, program in (("a.pdf", pdf(wrapped()), "pypdf"), ("a.docx", docx(), "mammoth")):
        (article,) = read(written(tmp_path, name, raw))
        assert isinstance(article, Article)
        assert re.fullmatch(rf"{program} \d+(\.\d+)+", article.encoding)


def test_ten_thousand_items_are_read_one_by_one(tmp_path: Path) -> None:
    short = f"<p>{LEAD}</p>"
    path = written(tmp_path, "a.rss", rss([item(number, "", short) for number in range(10_000)]).encode())
    assert sum(isinstance(one, LeftOutError) for one in read(path)) == 10_000
