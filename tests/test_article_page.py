"""HTML pages: the text and its place, what the head states, and pages that nobody wrote by hand."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import slowness

from factdb.article import Article, read_articles
from factdb.article.align import offset_map
from factdb.article.markup import Tag, Text, page_text, read_markup
from factdb.errors import ArticleError, MissingExtraError

PAGE = Path(__file__).parent / "articles" / "ferry.html"
PARAGRAPH = (
    "<p>The mayor of Elm said on Monday that the ferry would close, and nobody was glad to hear it at all.</p>\n"
)


def read_page(tmp_path: Path, page: str | bytes, **options: object) -> Article:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (article,) = read_articles(str(path), **options)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return article


def test_a_page_gives_its_prose_and_what_its_head_states() -> None:
    (article,) = read_articles(str(PAGE))
    assert isinstance(article, Article)
    assert [article.text[start:end] for start, end in article.body] == [
        "The ferry across the Elm will stop in July & stay away for a year, its owner Ann Poe told reporters on Monday"
        " at the north pier, where the rain had not let up since the morning.",
        "“We can’t run a boat that leaks,” Poe said.",
        "“No,” he said. Residents of the far bank were not pleased 😀, and said so at a meeting that ran late.",
    ]
    assert article.title == "Ferry to close for repairs"
    assert article.contributors == ("Jane Doe", "Rob Roe")
    assert article.publisher == "The Elm Gazette"
    assert article.url == "https://gazette.example/ferry"
    assert article.published_on == date(2024, 6, 3), "the local day, though it is June 4 in UTC"
    assert article.published_at == datetime(2024, 6, 4, 4, 30, tzinfo=UTC)
    assert article.language == "en-US"


def test_the_offset_map_is_true_to_the_letter_and_covers_all_but_entities_and_breaks() -> None:
    (article,) = read_articles(str(PAGE))
    assert isinstance(article, Article)
    page = PAGE.read_text()
    for start, stands, length in article.offset_map:
        assert article.text[start : start + length] == page[stands : stands + length]
    mapped = {i for start, _, length in article.offset_map for i in range(start, start + length)}
    left = {i for i, c in enumerate(article.text) if i not in mapped and not c.isspace()}
    at = article.text.index("& stay")
    assert {article.text[i] for i in left} == {"&", "“", "”", "’"}, "these the page writes as entities"
    assert at in left
    assert article.text.index("“No,”") in mapped, "these marks stand in the page as they are"
    boat = article.text.index("boat")
    runs = [run for run in article.offset_map if run[0] <= boat + 1 < run[0] + run[2]]
    assert page[runs[0][1] :].startswith("oat that leaks")


HEADS = [
    ('<meta property="article:published_time" content="2024-06-03T10:00:00Z">', "published_on", date(2024, 6, 3)),
    ('<meta name="pubdate" content="2024-06-03">', "published_on", date(2024, 6, 3)),
    (
        '<meta name="date" content="next week"><meta name="pubdate" content="2024-06-03">',
        "published_on",
        date(2024, 6, 3),
    ),
    ('<time itemprop="datePublished" datetime="2024-06-03T10:00:00+02:00">', "published_on", date(2024, 6, 3)),
    ('<meta name="twitter:title" content="A ferry &amp; its pier">', "title", "A ferry & its pier"),
    ('<meta name="author" content="By Jane Doe and Rob Roe">', "contributors", ("Jane Doe", "Rob Roe")),
    ('<meta property="article:author" content="https://face.example/jane">', "contributors", ()),
    ('<meta property="og:url" content="https://g.example/2">', "url", "https://g.example/2"),
    (
        '<link rel="canonical" href="/relative"><meta property="og:url" content="https://g.example/2">',
        "url",
        "https://g.example/2",
    ),
    ('<script type="application/ld+json">{ no json</script>', "publisher", None),
    ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "publisher", None),
    (
        '<script type="application/ld+json">[{"@type": ["ReportageNewsArticle"], "publisher": "Gazette"}]</script>',
        "publisher",
        "Gazette",
    ),
]


@pytest.mark.parametrize(("head", "field", "value"), HEADS, ids=[head[:60] for head, *_ in HEADS])
def test_the_head_of_a_page_states_its_metadata(head: str, field: str, value: object, tmp_path: Path) -> None:
    article = read_page(tmp_path, f"<!doctype html><html><head>{head}</head><body>{PARAGRAPH * 3}</body></html>")
    assert getattr(article, field) == value


NO_DAYS = [
    ('"0001-01-01T00:00:00"', "the year 1, which is how .NET writes no date"),
    ('"0001-01-01T00:00:00+14:00"', "the same, before the first instant that a clock can tell"),
    ('"0000-00-00"', "how MySQL writes no date"),
    ('"9999-12-31T23:59:59Z"', "how others write for ever"),
    ('"9999-12-31T23:59:59-14:00"', "the same, after the last instant that a clock can tell"),
    ('"1970-01-01T00:00:00Z"', "the Unix epoch: second 0"),
    ('"2999-06-03"', "it lies in the future"),
    ('"1066-10-14"', "before there were newspapers"),
    ('"tomorrow"', "words"),
    ('""', "nothing"),
    ("null", "null"),
    ("20240603", "a number"),
    ("1e999", "infinity"),
    ("true", "a truth value"),
    ("[]", "an empty list"),
    ("{}", "an empty object"),
    ('{"@value": 7}', "an object without text"),
]


@pytest.mark.parametrize(("stamp", "reason"), NO_DAYS)
def test_a_day_that_cannot_be_right_is_ignored(stamp: str, reason: str, tmp_path: Path) -> None:
    described = f'{{"@type": "NewsArticle", "datePublished": {stamp}}}'
    script = f'<script type="application/ld+json">{described}</script>'
    body = f"<body>{PARAGRAPH * 3}</body></html>"
    assert read_page(tmp_path, f"<!doctype html><html><head>{script}</head>{body}").published_on is None, reason
    other = '<meta property="article:published_time" content="2024-06-03">'
    page = f"<!doctype html><html><head>{script}{other}</head>{body}"
    assert read_page(tmp_path, page).published_on == date(2024, 6, 3), reason


def test_the_day_that_a_page_prints_outranks_the_utc_day_of_its_head(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2024-06-04T03:30:00Z">'
    page = (
        f"<html><head>{head}</head><body><article><p>Published June 3, 2024</p>{PARAGRAPH * 3}</article></body></html>"
    )
    article = read_page(tmp_path, page)
    assert "Published June 3, 2024" in article.text
    assert article.published_on == date(2024, 6, 3)
    assert article.published_at == datetime(2024, 6, 4, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<meta charset="nonsense">', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_page_states_its_encoding(declared: str, encoding: str, tmp_path: Path) -> None:
    words = "“No,” the mayor said"
    page = f"<html><head>{declared}</head><body>{PARAGRAPH}<p>{words} of the ferry, which stays.</p></body></html>"
    article = read_page(tmp_path, page.encode(encoding))
    assert words in article.text
    assert article.encoding == encoding


def test_a_page_in_another_encoding_than_it_says_is_refused_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<meta charset=utf-8>\n<p>\x93No\x94")
    (error,) = read_articles(str(path))
    assert isinstance(error, ArticleError)
    assert "byte 24 (line 2) is not UTF-8" in str(error)


def test_elements_nested_ten_thousand_deep_lose_no_text(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 10_000 + PARAGRAPH * 3 + "</div>" * 10_000 + "</body></html>"
    article = read_page(tmp_path, page)
    assert article.text.split() == plain_text(page).split()
    assert len(article.body) == 3
    assert any("trafilatura found no article" in note for note in article.notes)


def plain_text(page: str) -> str:
    """The text of a page by the standard library's parser."""
    parts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = parts.append  # type: ignore[method-assign]
    parser.feed(page)
    parser.close()
    return "".join(parts)


@pytest.mark.parametrize(
    "junk", ["<!--", "<a", '<a "', '<a x="', "<a x='", "<script>", "&", "</", "<!", "<a b=c ", '<a x=">']
)
def test_markup_is_read_in_linear_time(junk: str) -> None:
    def seconds(page: str) -> float:
        began = time.process_time()
        for _ in read_markup(page):
            pass
        return time.process_time() - began

    small = junk * (100_000 // len(junk))
    assert seconds(small * 8) < 40 * seconds(small) + slowness()


MARKUP = [
    ("a<b>c</b>", ["a", "c"], "tags are no text"),
    ("a < b", ["a ", "<", " b"], "a sign, not a tag"),
    ("a<!-- <p>x -->b", ["a", "b"], "comments are no text"),
    ("a<script>if (a < b) '</p>'</script>b", ["a", "b"], "nor are scripts"),
    ('a<i title="1 > 0">b', ["a", "b"], "a tag ends outside its quoted values"),
    ("a&amp;b&nosuch;c", ["a", "&", "b&nosuch;c"], "an entity stands alone, an unknown one is text"),
    ("AT&T", ["AT&T"], "an ampersand is itself"),
    ("a<p class=x'>b", ["a", "b"], "an apostrophe in a bare value quotes nothing"),
]


@pytest.mark.parametrize(("page", "texts", "reason"), MARKUP)
def test_markup_is_distinguished_from_text(page: str, texts: list[str], reason: str) -> None:
    assert [node.text for node in read_markup(page) if isinstance(node, Text)] == texts, reason


def test_attributes_are_decoded() -> None:
    (tag,) = read_markup("<META Name='author' content=\"A &amp; B\" checked x=1>")
    assert tag == Tag("meta", False, {"name": "author", "content": "A & B", "checked": "", "x": "1"})


def test_the_plain_layout_leaves_navigation_out_unless_there_is_nothing_else() -> None:
    assert page_text(list(read_markup("<nav>Home</nav><p>One <b>t</b>wo</p><p>Three"))) == "One two\nThree"
    assert page_text(list(read_markup("<nav>Home</nav>"))) == "Home"


WORDS = st.lists(
    st.sampled_from(["ferry", "said", "“No,”", "&amp;", "😀", "<b>", "</b>", "<p>", "\n", " ", "é", "x"]), max_size=40
)


@given(WORDS, st.text(max_size=30))
def test_every_run_of_the_map_is_in_both_to_the_letter(pieces: list[str], extra: str) -> None:
    page = " ".join(pieces)
    nodes = list(read_markup(page))
    text = page_text(nodes) + extra
    last = 0
    for start, stands, length in offset_map(text, page, [node for node in nodes if isinstance(node, Text)]):
        assert length > 0
        assert last <= start
        last = start + length
        assert text[start : start + length] == page[stands : stands + length]


def test_without_trafilatura_the_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from factdb.article import read_articles\n"
        f"(error,) = read_articles({str(PAGE)!r})\n"
        "print(type(error).__mro__[1:3], error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'factdb[html]'" in done.stdout
    assert MissingExtraError.__name__ in done.stdout
    assert ArticleError.__name__ in done.stdout


def test_reading_text_does_not_load_trafilatura() -> None:
    program = (
        "import sys\nfrom factdb.article import read_articles\n"
        f"list(read_articles({str(PAGE.with_suffix('.txt'))!r}))\n"
        "print('trafilatura' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_the_head_states_is_stored_on_one_line_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<html lang="not a language"><head><link rel="canonical" href="https://elm.example/a\n<p>b"></head><body>'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Pier\\n to \\ud800 close\\u0000",'
        ' "author": {"name": "Ann\\tPoe"}}</script>'
        + "<p>The pier will close in May, the board of the harbour said on Monday after a long vote.</p>"
        * 4
    )
    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    assert (article.title, article.contributors) == ("Pier to ? close", ("Ann Poe",))
    assert (article.url, article.language) == (None, "en")
    assert "not used: 'not a language' is not a language" in article.notes
    assert any("is not an address" in note for note in article.notes)
