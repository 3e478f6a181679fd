"""The right full name for pronouns and surnames, on a hand-checked sample of real articles and on the first seed.

Once finding is taken from the corpus's annotators, which measures resolving alone; once the whole extraction runs.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from factdb.article import Article, read_articles
from factdb.extract import Quotation, extract_quotations
from factdb.extract.found import Found
from factdb.extract.quotation import Span
from factdb.extract.resolve import resolve

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("FACTDB_SHARED", HERE.parents[1].parent / "shared"))
DEV = SHARED / "evaluation" / "polnear" / "dev"
SAMPLE = HERE / "resolved_speakers.tsv"


def sample() -> dict[str, dict[int, str]]:
    """document -> offset of the mention -> the right name."""
    names: dict[str, dict[int, str]] = defaultdict(dict)
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            document, start, _, name = line.split("\t")
            names[document][int(start)] = name
    return names


def annotated(path: Path, text: str) -> list[Found]:
    """The attributions that an annotator marked: first source span, first cue span, all content spans."""
    spans: dict[str, list[Span]] = {}
    founds = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("T"):
            key, where, *_ = line.split("\t")
            pairs = [tuple(map(int, part.split())) for part in where.split(" ", 1)[1].split(";")]
            spans[key] = [Span(a, b, text[max(a - 1, 0) : a + 1].strip()[:1] in ('"', "“")) for a, b in sorted(pairs)]
    for line in lines:
        if not line.startswith("E"):
            continue
        roles: dict[str, list[Span]] = defaultdict(list)
        for role in line.split("\t")[1].split():
            name, _, key = role.partition(":")
            roles[name.rstrip("0123456789")] += spans.get(key, [])
        content = tuple(sorted(roles["Content"], key=lambda s: s.start))
        source = sorted(roles["Source"], key=lambda s: s.start)[:1]
        cue = sorted(roles["Cue"], key=lambda s: s.start)[:1]
        if content:
            at = (source or cue or content)[0].start
            line_start, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            sentence = Span(line_start, line_end if line_end >= 0 else len(text))
            founds.append(Found(content, "direct", cue[0] if cue else None, tuple(source), sentence))
    return founds


def article_of(document: str) -> Article:
    """A text of the corpus: its first line is the headline, its file name has the day."""
    text = (DEV / "text" / document).read_text(encoding="utf-8")
    day = re.search(r"\d{4}-\d\d-\d\d", document)
    lines = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    published = date.fromisoformat(day.group()) if day else None
    return Article(text, document, "", body=lines[1:], title_span=lines[0], published_on=published)


def compare(quotations: dict[str, list[Quotation]]) -> tuple[int, int, list[tuple[str, int, str, str]]]:
    """How many mentions of the sample got the right name, no name, and which a wrong one; others are left out."""
    right, declined, wrong = 0, 0, []
    for document, names in sample().items():
        given = {m.start: m.name for q in quotations[document] for m in q.speakers}
        for start, name in names.items():
            if start not in given:
                continue
            got = given[start]
            if got == name:
                right += 1
            elif got is None:
                declined += 1
            else:
                wrong.append((document, start, name, got))
    return right, declined, wrong


needs_corpus = pytest.mark.skipif(
    not DEV.is_dir(), reason=f"the evaluation corpus is not at {DEV}; name its folder by FACTDB_SHARED"
)


@needs_corpus
def test_nine_in_ten_pronouns_and_surnames_get_the_right_full_name(capsys: pytest.CaptureFixture[str]) -> None:
    quotations = {}
    for document in sample():
        article = article_of(document)
        marked = sorted((DEV / "attributions").glob(f"{Path(document).stem}*.ann"))[0]
        quotations[document] = resolve(article, annotated(marked, article.text))
    right, declined, wrong = compare(quotations)
    with capsys.disabled():
        print(f"\nresolving alone: {right} right, {len(wrong)} wrong, {declined} declined of 100")
    assert right + len(wrong) + declined == 100
    assert right >= 90, wrong


@needs_corpus
def test_nine_in_ten_are_right_when_the_whole_extraction_runs(capsys: pytest.CaptureFixture[str]) -> None:
    right, declined, wrong = compare({document: extract_quotations(article_of(document)) for document in sample()})
    found = right + declined + len(wrong)
    with capsys.disabled():
        print(f"\nwhole extraction: {right} right, {len(wrong)} wrong, {declined} declined of {found} found")
    assert found >= 60
    assert right >= 0.9 * found, wrong


SEED = sorted((SHARED / "seeds").glob("*.txt"))
SEED_SPEAKERS = {
    # mention -> whom it means, in every attribution of the article that has it
    "U.S. officials": "U.S. officials",
    "Blinken": "Antony Blinken",
    "he": "Antony Blinken",
    "Xi": "Xi Jinping",
    "Biden": "Joe Biden",
    "Austin": "Lloyd Austin",
    "China": "China",
    "she": "Hua Chunying",
    "two U.S. officials": "two U.S. officials",
    "Daniel Kritenbrink": "Daniel Kritenbrink",
    "Kurt Campbell": "Kurt Campbell",
}


@pytest.mark.skipif(not SEED, reason=f"the first seed's article is not in {SHARED / 'seeds'}; see FACTDB_SHARED")
def test_the_speakers_of_the_first_seed_are_whom_an_editor_says() -> None:
    article = next(read_articles(str(SEED[0])))
    assert isinstance(article, Article)
    given = {(m.text, m.name) for q in extract_quotations(article) for m in q.speakers if m.text in SEED_SPEAKERS}
    assert given == set(SEED_SPEAKERS.items())
