"""What is read of pages of every build that newspapers' systems use: no quotation of the article lost, none of what
stands around it taken for one, publisher and day right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pages.later_builds
import pages.newer_builds  # noqa: F401
import pytest
from pages.builds import pages as made
from pages.story import Page

from factdb.article import Article, read_articles
from factdb.article.head import publisher_of

PARAGRAPH = "<p>The mayor of Elm said on Monday that the ferry would close, and nobody was glad to hear it at all.</p>"


def read_page(tmp_path: Path, page: str) -> Article:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    (article,) = read_articles(str(path))
    assert isinstance(article, Article), article
    return article


def body_of(article: Article) -> str:
    return "\n".join(" ".join(article.text[start:end].split()) for start, end in article.body)


BEFORE = "The ferry has run between the banks of the Elm since 1911, and the town has spent nine million on it since."
AFTER = "The council will meet again on Friday, and nobody expects that it will be a short night or a quiet one."


def prose_of(tmp_path: Path, body: str) -> list[str]:
    """The paragraphs that are read of `body` in the midst of an article's."""
    article = f"<h1>Elm loses its ferry</h1>{PARAGRAPH}<p>{BEFORE}</p>{body}<p>{AFTER}</p>"
    page = f"<html><body><article>{article}</article></body></html>"
    prose = body_of(read_page(tmp_path, page)).split("\n")
    return prose[prose.index(BEFORE) + 1 : prose.index(AFTER)]


# What is still taken for the article: a callout and a sponsor's words, known by nothing but what they mean.
STILL_FOUND = {"drupal_paragraph_rows": 1, "newsletter_on_the_web": 2}


@pytest.mark.parametrize("page", [*made(1), *made(4)], ids=lambda page: f"{page.name}-{page.story.scale}")
def test_a_page_gives_its_article_and_nothing_else(page: Page, tmp_path: Path) -> None:
    article = read_page(tmp_path, page.html)
    body = body_of(article)
    assert [words for words in page.story.quotes + page.story.plain if words not in body] == [], "lost"
    foreign = [words for words in page.story.foreign if words in body]
    assert len(foreign) == STILL_FOUND.get(page.name, 0), foreign
    assert article.publisher == page.publisher
    assert str(article.published_on) == str(page.day)
    for start, stands, length in article.offset_map:
        assert article.text[start : start + length] == page.html[stands : stands + length]


# --- Punctuation that is markup ----------------------------------------------------------------------------------

MARKED_UP = [
    ("<p>He called it <q>a great day</q> for Elm.</p>", ["He called it “a great day” for Elm."], "q gives marks"),
    (
        "<p>She said: <q>He told me <q>no</q> twice.</q></p>",
        ["She said: “He told me ‘no’ twice.”"],
        "a q within another gives single ones",
    ),
    (
        "<p>It was <q>“a great day”</q>, he said.</p>",
        ["It was “a great day”, he said."],
        "marks that are there already",
    ),
    (
        "<p>He <del>resigned</del><ins>stayed</ins>, he said.</p>",
        ["He stayed, he said."],
        "deleted words are not the article",
    ),
    ("<p>He <s>left</s> <strike>fled</strike> stayed on.</p>", ["He stayed on."], "nor are those struck out"),
    (
        "<p>Ann Marlowe said:</p><blockquote><p>We cannot go on.</p><p>It is not right.</p></blockquote>",
        ["Ann Marlowe said:", "“We cannot go on.", "“It is not right.”"],
        "a block that is announced is a quotation, its paragraphs opened again",
    ),
    (
        "<p>Ann Marlowe said:</p><blockquote>“We cannot go on.”</blockquote>",
        ["Ann Marlowe said:", "“We cannot go on.”"],
        "with marks of its own",
    ),
    (
        "<blockquote><p>We cannot go on like this.</p><cite>Ann Marlowe</cite></blockquote>",
        ["“We cannot go on like this.” — Ann Marlowe"],
        "a block that names its source",
    ),
    (
        "<p>The law is plain.</p><blockquote><p>No ferry shall sail by night.</p></blockquote>",
        ["The law is plain.", "No ferry shall sail by night."],
        "a block that nobody is said to have said",
    ),
    (
        f"<blockquote class='x'><p>{PARAGRAPH[3:-4]}</p></blockquote><p>That was all.</p>",
        ["That was all."],
        "a block that repeats the article",
    ),
    (
        '<blockquote class="twitter-tweet"><p lang="en">The ferry is safe.<br>Come and see. <a href="https://t.co/x">'
        'pic.twitter.com/x</a></p>&mdash; Ann Marlowe (@ann) <a href="https://twitter.com/1">June 3, 2024</a>'
        "</blockquote><p>That was all.</p>",
        ["“The ferry is safe. Come and see.” — Ann Marlowe", "That was all."],
        "a post is its words and its author",
    ),
    (
        '<blockquote class="instagram-media"><a href="x">View this post on Instagram</a><p>A post shared by Elm Ferry'
        " (@elmferry)</p></blockquote><p>That was all.</p>",
        ["That was all."],
        "a post without its words is nothing",
    ),
    (
        "<p><b>Ann Marlowe:</b> It is safe.</p><p><strong>Q:</strong> And the pier?</p>",
        ["Ann Marlowe: It is safe.", "Q: And the pier?"],
        "labels of an interview stay",
    ),
    (
        "<p>Ann Marlowe <a href='x'>said “no”</a> and <i>meant</i> it<sup>1</sup>.</p>",
        ["Ann Marlowe said “no” and meant it1."],
        "links and emphasis within a sentence",
    ),
]


@pytest.mark.parametrize(("markup", "prose", "reason"), MARKED_UP)
def test_marks_that_are_markup_are_written_out(markup: str, prose: list[str], reason: str, tmp_path: Path) -> None:
    assert prose_of(tmp_path, markup) == prose, reason


# --- Parts that are not the article ------------------------------------------------------------------------------

WORDS = "“We will sell it,” said Tom Lane, who has run the ferry for years and years."
PARTS = [
    (f"<p>{WORDS}</p>", True, "a paragraph"),
    (f"<div>{WORDS}</div>", True, "a paragraph that is no <p>"),
    (f'<div class="has-comments"><p>{WORDS}</p></div>', True, "a class that tells of a state"),
    (f'<div class="commentary"><p>{WORDS}</p></div>', True, "a commentary is no comment"),
    (f'<p><a href="/x">{WORDS}</a></p>', True, "a sentence that is a link"),
    (f'<p><a name="x">{WORDS}</a></p>', True, "an anchor is no link"),
    (f'<div class="factbox"><h3>The case</h3><p>{WORDS}</p></div>', True, "a box of the article's own"),
    (
        f'<div class="subscriber-only hidden" style="display:none"><p>{WORDS}</p></div>',
        True,
        "hidden from who does not pay",
    ),
    (f'<div style="display:none"><p>{WORDS}</p></div>', False, "hidden from everybody"),
    (f'<div class="c-related-list"><p>{WORDS}</p></div>', False, "related"),
    (f'<div data-testid="RelatedLinks"><p>{WORDS}</p></div>', False, "named by another attribute"),
    (f'<div class="promoBox"><p>{WORDS}</p></div>', False, "in camel case"),
    (f'<div class="newsletter-cta"><p>{WORDS}</p></div>', False, "a newsletter"),
    (f'<div><p>{WORDS}</p><input type="email"><button>Go</button></div>', False, "a box that asks for an address"),
    (f'<div class="author-bio"><p>{WORDS}</p></div>', False, "an author's biography"),
    (f'<div class="comments-area"><p>{WORDS}</p></div>', False, "comments"),
    (f'<div class="wp-caption"><img src="x"><p class="wp-caption-text">{WORDS}</p></div>', False, "a caption"),
    (f'<div role="dialog"><p>{WORDS}</p></div>', False, "a dialog"),
    ('<p><a href="/x">Lane: “We will sell it”</a></p>', False, "a headline that is a link"),
    ('<p><strong>Read more: <a href="/x">Lane: “We will sell it”</a></strong></p>', False, "with a label"),
    ('<a href="/x"><h4>Lane: “We will sell it”</h4></a>', False, "a card"),
    ('<h3>Related stories</h3><ul><li><a href="/x">Lane: “We will sell it”</a></li></ul>', False, "below a heading"),
    (f'<div><h4>Most read</h4><a href="/x">Pier burns down</a><p>{WORDS}</p></div>', False, "a box with a heading"),
    (f'<div aria-label="Subscription offer"><p>{WORDS}</p></div>', False, "named in words"),
    (f"<p>Dana Reed is a writer for the Post. {WORDS}</p>", True, "a line on an author in the midst of the text"),
    (f"<div><p>Dana Reed is a staff writer. {WORDS}</p></div>", True, "or near its beginning"),
    (f'<p>{WORDS} <a href="/give">Support our work</a></p>', False, "a paragraph with a link that asks for something"),
    (f'<p>{WORDS} <a href="/law">Support for the law</a> fell.</p>', True, "a link that does not"),
    (f'<p><em>{WORDS} <a href="/n">Sign up for our newsletter</a>.</em></p>', False, "in italics, asking"),
    (
        f'<table><tr><td><a href="/1">{WORDS}</a></td><td><a href="/2">Pier burns down again</a></td></tr></table>',
        False,
        "a table of headlines",
    ),
    (f'<p>{WORDS} Nobody else may <a href="/x">join</a> the bid.</p>', True, "a link of a word that papers ask with"),
    (f'<p>{WORDS} <a href="/x">Join us here</a>.</p>', False, "a last link that asks"),
    (f'<div><h4>The bid</h4><p>{WORDS}</p><a href="/x">Order</a></div>', False, "a heading, a paragraph and a link"),
    (f'<div><h4>The bid</h4><p>{WORDS}</p><p>It is open.</p><a href="/x">Plan</a></div>', True, "a box that says more"),
    (f"<div><div>{WORDS}</div><button>Yes</button><button>No</button></div>", False, "a poll"),
    (f"<div><p>{WORDS}</p><button>Share</button><button>Print</button></div>", True, "a paragraph with buttons"),
    (f'<div><img src="x"><div>{WORDS}</div></div>', False, "a line alone with its picture"),
    (f'<img src="x"><p>{WORDS}</p>', True, "a paragraph below a picture"),
    (f"<section><h1>The bid</h1><p>{WORDS}</p></section>", True, "a section with a headline of its own"),
    ('<p><span>Ferry</span> <a href="/x">Lane: “We will sell it”</a></p>', False, "a section's name and a headline"),
    (f"<h3>About the author</h3><p>{WORDS}</p><h3>What comes next</h3>", False, "below a heading, without links"),
]


@pytest.mark.parametrize(("part", "kept", "reason"), PARTS)
def test_a_part_of_a_page_is_the_article_or_not(part: str, kept: bool, reason: str, tmp_path: Path) -> None:
    assert any("We will sell it" in paragraph for paragraph in prose_of(tmp_path, part)) == kept, reason


# --- One name for one publisher ----------------------------------------------------------------------------------

PUBLISHERS = [
    (["Elm Post"], None, "Elm Post", "as it is"),
    (["Elm Post", "The Elm Post"], None, "The Elm Post", "with its article"),
    (["The Elm Post", "the elm post"], None, "The Elm Post", "in capitals"),
    (["Elm Post", "Elm Post Online"], None, "Elm Post Online", "the longer of two that are one"),
    (["AP News", "AP"], None, "Associated Press", "an agency has one name"),
    (["Associated Press", "AP News"], None, "Associated Press", "an agency has one name"),
    (["Reuters", None], None, "Reuters", "an agency has one name"),
    (["Elm Media Holdings LLC", "The Elm Post"], None, "The Elm Post", "the paper, not its owner"),
    (["Elm Media Inc."], None, "Elm Media Inc.", "the owner where there is nothing else"),
    (["Chain of Papers", "Elm Post"], "https://www.elmpost.example/1", "Elm Post", "the name that the address bears"),
    (["Elm Post®"], None, "Elm Post", "without its registration"),
    (["Elm Post | News from the valley"], None, "Elm Post", "without its motto"),
    (["@ElmPost"], None, "ElmPost", "without its handle's mark"),
    ([None, ""], None, None, "none"),
]


@pytest.mark.parametrize(("names", "url", "publisher", "reason"), PUBLISHERS)
def test_a_publisher_has_one_name(names: list[str | None], url: str | None, publisher: str | None, reason: str) -> None:
    assert publisher_of(names, url) == publisher, reason


def test_a_publisher_that_is_a_reference_is_looked_up(tmp_path: Path) -> None:
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "Ferry", "publisher": {"@id": "#o"}},'
        ' {"@type": "Organization", "@id": "#o", "name": "Elm Post"}]}'
    )
    script = f'<script type="application/ld+json">{graph}</script>'
    page = f"<html><head>{script}</head><body>{PARAGRAPH * 3}</body></html>"
    assert read_page(tmp_path, page).publisher == "Elm Post"


@pytest.mark.parametrize(
    ("title", "publisher", "reason"),
    [
        ("Ferry to close - Elm Post", "Elm Post", "behind the headline"),
        ("Ferry to close | News | The Elm Post", "The Elm Post", "behind its section"),
        ("Ferry to close", None, "the headline alone"),
        ("Ferry to close - and why the whole town of Elm is glad of it", None, "a longer headline"),
        ("Town loses ferry - Elm Post", None, "another headline: what is behind it may be part of it"),
    ],
)
def test_a_publisher_is_named_behind_the_headline(
    title: str, publisher: str | None, reason: str, tmp_path: Path
) -> None:
    head = f'<title>{title}</title><meta property="og:title" content="Ferry to close">'
    page = f"<html><head>{head}</head><body><h1>Ferry to close</h1>{PARAGRAPH * 3}</body></html>"
    assert read_page(tmp_path, page).publisher == publisher, reason


def test_the_people_of_an_article_are_not_its_author(tmp_path: Path) -> None:
    people = "".join(f"<h3>{name}</h3><p>{name} says: “We will sell it.”</p>" for name in ("Ann Marlowe", "Tom Lane"))
    page = f"<html><body><h1>Ferry to close</h1>{PARAGRAPH * 5}<div>{people}</div></body></html>"
    assert "Tom Lane says" in body_of(read_page(tmp_path, page))


def test_a_day_that_stands_alone_below_the_headline_is_that_of_publication(tmp_path: Path) -> None:
    shown = "<font>By Dana Reed<br>Monday, June 3, 2002</font>"
    page = f"<html><body><h1>Ferry to close</h1>{shown}{PARAGRAPH * 3}</body></html>"
    assert read_page(tmp_path, page).published_on == date(2002, 6, 3)
