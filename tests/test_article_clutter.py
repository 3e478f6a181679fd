"""Which lines are prose: tables of (line, kind, reason), and how lines become paragraphs."""

from __future__ import annotations

import json
import os
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import slowness

from factdb.article import Article, read_articles
from factdb.article.assemble import Known, assemble
from factdb.article.clutter import kind_of, paragraphs

SHARED = Path(os.environ.get("FACTDB_SHARED", Path(__file__).parent.parent.parent / "shared"))
CORPUS = SHARED / "evaluation" / "polnear"

LINES = [
    # What is no prose
    ("Skip to main content", "clutter", "menu"),
    ("RECOMMENDED VIDEOS:", "clutter", "case and colon aside"),
    ("Loading...", "clutter", "placeholder"),
    ("1 / 12", "clutter", "counter of a gallery"),
    ("Photo 3 of 14", "clutter", "counter in words"),
    ("66º", "clutter", "weather"),
    ("-4 °C", "clutter", "weather"),
    ("12 comments", "clutter", "counter"),
    ("3 min read", "clutter", "counter"),
    ("9:42 p.m.", "clutter", "a clock time alone"),
    ("___", "clutter", "rule"),
    ("* * *", "clutter", "rule"),
    ("-30-", "clutter", "the end mark of typed copy"),
    ("Advertisement: Elm Motors", "clutter", "labelled"),
    ("Read more: Ferry fares rise for the third time", "clutter", "related headline"),
    ("RELATED: Mayor Ott resigns over ferry", "clutter", "related headline"),
    ("Read the rest of the story at The Elm Gazette.", "clutter", "pointer"),
    ("Watch the full interview below:", "clutter", "pointer"),
    ("Sign up for our morning letter and never miss a ferry.", "clutter", "newsletter"),
    ("Get the Gazette newsletter delivered to your inbox.", "clutter", "newsletter"),
    ("Follow Jane Doe on Twitter @janedoe.", "clutter", "trailing note"),
    ("Follow us on Facebook", "clutter", "share"),
    ("© 2024 The Elm Gazette. All rights reserved.", "clutter", "copyright"),
    ("Copyright 2024 The Elm Gazette.", "clutter", "copyright"),
    ("This story has been corrected to show that the pier is in Elm.", "clutter", "trailing note"),
    ("This article was originally published in The Oak Leaf.", "clutter", "trailing note"),
    ("Have a tip? Write to tips@gazette.example.", "clutter", "trailing note"),
    (".byline { color: red", "clutter", "a style rule left by an export"),
    ("text-align: center;", "clutter", "a style rule"),
    ("<img src='x'>", "clutter", "a tag"),
    ("By JANE DOE", "byline", "wire style"),
    ("By Jane Doe and Richard van der Roe, The Elm Gazette", "byline", "two and their paper"),
    ("By Jane Doe | Staff writer | June 3, 2024", "byline", "with date"),
    ("Published June 18, 2023", "date", "date line"),
    ("Published: 18 June 2023 at 3:04 PM EDT", "date", "with time"),
    ("Updated 3:04 PM EDT, June 18, 2023", "date", "time first"),
    ("Sunday, June 18, 2023", "date", "a day alone"),
    ("2023-06-18T10:00:00Z", "date", "ISO 8601"),
    ("Updated 2 hours ago", "date", "relative"),
    ("The ferry at dawn, Monday, June 3, 2024. (AP Photo/Ann Poe)", "caption", "credit"),
    ("The mayor waves. (Rob Roe/Pool Photo via AP)", "caption", "credit"),
    ("FILE - The ferry at dawn in 2019.", "caption", "archive picture"),
    ("Photo by Rob Roe/Getty Images", "caption", "credit alone"),
    ("Rob Roe / Reuters", "caption", "credit alone"),
    ("Image caption The ferry at dawn", "caption", "labelled"),
    ("Associated Press writer Ann Poe in Oslo contributed to this report.", "contributors", "wire"),
    ("Ann Poe reported from Oslo.", "contributors", "paper"),
    ("Poe reported from Oslo, and Lee Ott and Bo Roe from Rome.", "contributors", "paper"),
    ("Lee Ott contributed.", "contributors", "paper"),
    ("(Reporting by Ann Poe; Editing by Lee Ott)", "contributors", "Reuters"),
    ("Contributing: Ann Poe", "contributors", "USA Today"),
    # What is prose, however it looks
    ("“No,” he said.", "prose", "a short quotation"),
    ("'No way'", "prose", "marks, no cue"),
    ("OTT: We will not close the ferry", "prose", "a transcript has no stop"),
    ("Q: And the pier?", "prose", "a transcript"),
    ("No comment.", "prose", "short, with a stop"),
    ("By Monday the ferry had closed.", "prose", "begins like a byline"),
    ("By the mayor's own account, it was late.", "prose", "begins like a byline"),
    ("Photos show the ferry leaking.", "prose", "begins like a caption"),
    ("In this case the court said no.", "prose", "begins like a caption"),
    ("Loading docks are idle, the owner said.", "prose", "begins like a placeholder"),
    ("Share prices fell on Monday, traders said.", "prose", "begins like a share button"),
    ("Follow the money, the mayor told voters on Monday.", "prose", "begins like a note"),
    ("Ad spending rose, the firm said.", "prose", "begins like an advertisement"),
    ("The fares contributed to the anger of riders, she said.", "prose", "contributed, but not to a report"),
    ("The strike contributed to the report's gloom, Poe said.", "prose", "nor to this one"),
    ("The money was contributed from abroad.", "prose", "nor from a place"),
    ("The poll was wrong (and Roe said so).", "prose", "ends in parentheses"),
    ("“This is it,” Poe told Reuters.", "prose", "ends with an agency"),
    ("June 3, 2024, was the day it closed, Poe said.", "prose", "begins with a date"),
    ("Copyrights matter, Poe said.", "prose", "begins like a copyright line"),
]


@pytest.mark.parametrize(("line", "kind", "reason"), LINES)
def test_a_line_is_known_by_its_wording(line: str, kind: str, reason: str) -> None:
    assert kind_of(line, 0, len(line)) == kind, reason


def body_of(text: str) -> list[str]:
    article = assemble(text, b"", "x", encoding="utf-8", given=Known(), stated=Known())
    return [text[start:end] for start, end in article.body]


LEAD = "The ferry across the Elm will close in July for a year, its owner Ann Poe told a crowd at the pier on Monday."

BODIES = [
    (f"Home\nNews\nFerry\n\n{LEAD}\n\nAbout us\nContact", [LEAD], "menus above and below"),
    (
        f"{LEAD}\nWhat the town wants\n“No,” he said.",
        [LEAD, "What the town wants", "“No,” he said."],
        "a subhead within",
    ),
    (f"{LEAD}\n\nFerry\n\n“No,” he said.", [LEAD, "“No,” he said."], "one word within is a tag or button"),
    (f"Ferry to close\nELM — {LEAD}", [LEAD], "the dateline is no prose"),
    (
        "OTT — We will close it, and that is all.\n\nPOE — We will not, whatever you say.",
        ["OTT — We will close it, and that is all.", "POE — We will not, whatever you say."],
        "names that open each turn are no datelines",
    ),
    (f"{LEAD}\r\n\r\n“No,” he said.\r\n", [LEAD, "“No,” he said."], "line ends of Windows"),
    (f"  {LEAD}  \n\t\u00a0\n", [LEAD], "white space at the ends of a line"),
    ("“No,” he said.", ["“No,” he said."], "one line"),
    ("Ferry to close\n\nFerry to close\n\n“No,” he said.", ["“No,” he said."], "a headline printed twice"),
]


@pytest.mark.parametrize(("text", "body", "reason"), BODIES)
def test_the_body_is_the_prose(text: str, body: list[str], reason: str) -> None:
    assert body_of(text) == body, reason


WRAPPED = """\
The ferry across the Elm will close in July for a year while its hull
is rebuilt, its owner Ann Poe told a crowd at the north pier, and
nobody was glad to hear it at all.

“We cannot run a boat that leaks,” Poe said, standing in the rain with
her brother, who had steered it until the morning of the first leak
and meant to go on.
"""


def test_the_lines_of_hand_wrapped_paragraphs_are_joined() -> None:
    found = [WRAPPED[start:end] for start, end in paragraphs(WRAPPED)]
    assert [paragraph.split()[0] for paragraph in found] == ["The", "“We"]
    assert found[1].endswith("meant to go on.")


PARAGRAPHS = [
    "The ferry across the Elm will close in July for a year while its hull is rebuilt, its owner Ann Poe told a crowd"
    " at the north pier, and nobody was glad to hear it at all.",
    "“We cannot run a boat that leaks,” Poe said, standing in the rain with her brother, who had steered it until the"
    " morning of the first leak and meant to go on. He did not.",
    "“No,” said Tom Lane.",
    "The council will meet on Friday. Its chair, Lee Ott, said that nothing had been decided and that the budget, which"
    " fell by 3 percent last year, would not allow for a second boat.",
]


@pytest.mark.parametrize(
    "headline", ["Ferry closes", "Ferry to close for a year, and nobody on the far bank is glad of it"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_text_wrapped_at_any_width_gives_its_paragraphs(headline: str, ends: str) -> None:
    for width in range(25, 130):
        wrapped = [headline, *(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)]
        text = "\n\n".join(wrapped).replace("\n", ends)
        assert [" ".join(found.split()) for found in body_of(text)] == PARAGRAPHS, width


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (("   ", "   "), "first lines indented"),
        (("- ", "- "), "a list"),
        (("1. ", "2. "), "a numbered list"),
        (("OTT: ", "POE: "), "turns of a transcript"),
        (("Q: ", "A: "), "questions and answers"),
    ],
)
def test_what_begins_a_paragraph_is_not_joined_to_the_line_above(before: tuple[str, str], reason: str) -> None:
    for width in range(35, 80):
        turns = [textwrap.fill(mark + words, width) for mark, words in zip(before, PARAGRAPHS[:2], strict=True)]
        text = "\n".join(turns)
        assert len(list(paragraphs(text))) == 2, (width, reason)


def test_headlines_one_below_the_other_are_not_joined() -> None:
    text = "The ferry closes in July\nThe mayor resigns over it\nThe pier burns down\nNobody was hurt in the fire"
    assert len(list(paragraphs(text))) == 4


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        (f"Ferry closes\n\n{LEAD}\n\n“No,” he said.", "Ferry closes", "two words, and no other short line"),
        (f"Island Life\nElm Region\n\n{LEAD}\n\n“No,” he said.", None, "two words twice may be a menu"),
        (f"News\n\n{LEAD}\n\n“No,” he said.", None, "one word is a section"),
        (f"Island Life\nFerry to close\n\n{LEAD}\n\n“No,” he said.", "Ferry to close", "three words before two"),
    ],
)
def test_a_short_headline_is_distinguished_from_a_menu(text: str, title: str | None, reason: str) -> None:
    assert assemble(text, b"", "x", encoding="utf-8", given=Known(), stated=Known()).title == title, reason


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    text = (
        "The ferry will close, the mayor said on Monday at the pier.\n“No,” he said.\nNobody else was asked about it.\n"
    )
    assert len(list(paragraphs(text))) == 3


HOSTILE = [
    ("(AP Photo/" * 20_000 + ")", "credits that never close"),
    ("By " + "Aa " * 60_000, "a byline without end"),
    (("Published: June 3, 2023 " + "1" * 100 + "x\n") * 500, "digits that may be day, year or hour"),
    (("Published: June 3, 2023 " + "AM " * 25 + "x\n") * 500, "zones"),
    (("Aa, " * 38 + "reported from\n") * 500, "names without end"),
    (("x / " * 90 + "y (" + "a/ " * 60 + ")\n") * 300, "slashes in a credit"),
    (("AB, " * 30 + "\n") * 3000, "capitals like a dateline"),
    ("“" * 200_000, "marks"),
    (" \n" * 100_000, "blank lines"),
]


@pytest.mark.parametrize(("text", "reason"), HOSTILE, ids=[reason for _, reason in HOSTILE])
def test_no_text_takes_long(text: str, reason: str) -> None:
    began = time.process_time()
    assemble(text, b"", "x", encoding="utf-8", given=Known(), stated=Known())
    took = time.process_time() - began
    assert took < 3 * slowness(), reason


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/evaluation/polnear (or FACTDB_SHARED)")
def test_next_to_none_of_the_corpus_quotations_lie_outside_body_and_title() -> None:
    total = outside = 0
    for path in sorted((CORPUS / "dev" / "text").glob("*.txt")):
        (article,) = read_articles(str(path))
        assert isinstance(article, Article)
        inside = {i for start, end in article.body for i in range(start, end)}
        inside |= set(range(*article.title_span)) if article.title_span else set()
        for spans in quotations(path, article.text):
            total += 1
            outside += any(not article.text[i].isspace() and i not in inside for a, b in spans for i in range(a, b))
    assert total > 1000
    assert outside <= 0.003 * total, json.dumps({"outside": outside, "of": total})


def quotations(path: Path, text: str) -> Iterator[list[tuple[int, int]]]:
    """The Content spans of a text's first annotator (brat standoff)."""
    annotation = sorted((path.parent.parent / "attributions").glob(f"{path.stem}*.ann"))[0]
    for line in annotation.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 1 and line.startswith("T") and cells[1].startswith("Content "):
            pairs = [part.split() for part in cells[1].removeprefix("Content ").split(";")]
            yield [(int(a), min(int(b), len(text))) for a, b in pairs]
