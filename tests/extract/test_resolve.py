"""Whom the words beside a cue mean, from the text before them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from processes import slowness

from factdb.article import Article
from factdb.extract.found import Found
from factdb.extract.quotation import Mention, Quotation, Span
from factdb.extract.resolve import resolve


def attribution(text: str, marked: str, outer: int | None = None) -> Found:
    """A Found of `marked`, "speaker|cue|content" as they follow each other somewhere in the text."""
    speaker, cue, content = marked.split("|")
    at = text.index(f"{speaker} {cue}")
    said = text.index(content, at if content in text[at:] else 0)
    begin = max(text.rfind(". ", 0, at) + 2, text.rfind("\n", 0, at) + 1, 0)
    return Found(
        (Span(said, said + len(content)),),
        "indirect",
        Span(at + len(speaker) + 1, at + len(speaker) + 1 + len(cue)),
        (Span(at, at + len(speaker)),),
        Span(begin, len(text)),
        outer=outer,
    )


def resolved(text: str, *marked: str) -> list[Quotation]:
    return resolve(Article(text, "test", "", published_on=date(2023, 6, 18)), [attribution(text, m) for m in marked])


def last_speaker(text: str, *marked: str) -> Mention:
    return resolved(text, *marked)[-1].speakers[0]


PRONOUNS = [
    # (text, speaker|cue|content, name, reason)
    ("Ana Ruiz came late. She said it rained.", "She|said|it rained", "Ana Ruiz", "the subject before"),
    ("Ana Ruiz met Tom Cole. She said it rained.", "She|said|it rained", "Ana Ruiz", "her given name tells the gender"),
    ("Ana Ruiz met Tom Cole. He said it rained.", "He|said|it rained", "Tom Cole", "his given name tells the gender"),
    ("Tom Cole praised Sam Hale. He said no.", "He|said|no", "Tom Cole", "the subject before the object"),
    (
        "Mr. Okoro met Mrs. Lund. She said no to it.",
        "She|said|no to it",
        "Mrs. Lund",
        "forms of address tell the gender",
    ),
    ("Spokeswoman Kerry Dale met Tom Cole. She said no.", "She|said|no", "Kerry Dale", "so do titles"),
    ("Tom Cole and Bob Hale met. He said no.", "He|said|no", "Tom Cole", "the first of the subjects"),
    ("It rained. He said no.", "He|said|no", None, "nobody to mean"),
    ("Ana Ruiz came. He said no.", "He|said|no", None, "nobody of that gender"),
    (
        "Tom Cole left. The aide of Bob Hale fell. He said no.",
        "He|said|no",
        "Tom Cole",
        "a complement is less prominent",
    ),
    (
        "Ana Ruiz ran. She won against Eve Lund. She said no.",
        "She|said|no",
        "Ana Ruiz",
        "a pronoun takes up the pronoun before",
    ),
    ("Ana Ruiz, who said it rained, left.", "who|said|it rained", "Ana Ruiz", "the name before the relative"),
    ("The Parrot Society met. It said no.", "It|said|no", "Parrot Society", "the one organisation near"),
]


@pytest.mark.parametrize(("text", "marked", "name", "reason"), PRONOUNS)
def test_pronouns_mean_the_most_prominent_person_before_them(
    text: str, marked: str, name: str | None, reason: str
) -> None:
    mention = last_speaker(text, marked)
    assert (mention.name, mention.basis) == (name.removeprefix("Mrs. ") if name else None, "pronoun"), reason


def test_two_who_fit_equally_are_nobody_for_sure() -> None:
    assert last_speaker("The aides with Tom Cole and with Sam Dunn left. He said no.", "He|said|no").name is None


def test_the_last_speaker_speaks_on() -> None:
    text = "Tom Cole said no to Bob Hale. “It rains,” he said later."
    assert last_speaker(text, "Tom Cole|said|no", "he|said|It rains,").name == "Tom Cole"


def test_a_name_within_the_quoted_words_is_not_the_speaker() -> None:
    text = "Tom Cole came. “Bob Hale and Bob Hale alone knows,” he said then."
    assert last_speaker(text, "he|said|Bob Hale and Bob Hale alone knows,").name == "Tom Cole"


def test_the_first_person_is_left_alone() -> None:
    assert last_speaker("Tom Cole came. I said no.", "I|said|no").name is None


DESCRIPTIONS = [
    # (text, speaker|cue|content, name, kind, basis, reason)
    (
        "Premier Ana Ruiz came. The premier said no.",
        "The premier|said|no",
        "Ana Ruiz",
        "person",
        "title",
        "one premier",
    ),
    ("Gov. Ana Ruiz came. The governor said no.", "The governor|said|no", "Ana Ruiz", "person", "title", "abbreviated"),
    ("The premier said no.", "The premier|said|no", None, "person", "title", "no premier is named"),
    (
        "Vice President Ana Ruiz came. The president said no.",
        "The president|said|no",
        None,
        "person",
        "title",
        "another",
    ),
    ("Sen. Al Ott met Sen. Bo Lee. The senator said no.", "The senator|said|no", None, "person", "title", "two fit"),
    (
        "It was built by former President Al Ott. The president said no.",
        "The president|said|no",
        None,
        "person",
        "title",
        "a former one",
    ),
    (
        "Peruvian Foreign Minister Al Ott left. Peru’s health minister said no.",
        "Peru’s health minister|said|no",
        "Peru’s health minister",
        "unnamed",
        "title",
        "another ministry",
    ),
    (
        "Peruvian Foreign Minister Al Ott left. Peru’s foreign minister said no.",
        "Peru’s foreign minister|said|no",
        "Al Ott",
        "person",
        "title",
        "of that country",
    ),
    (
        "His wife, Ana Ruiz, left. His wife said no.",
        "His wife|said|no",
        "Ana Ruiz",
        "person",
        "title",
        "a relation named",
    ),
    ("Two officials said no.", "Two officials|said|no", "Two officials", "unnamed", "collective", "a number of people"),
    ("A senior official said no.", "A senior official|said|no", "A senior official", "unnamed", "title", "a, not the"),
    ("Analysts said no.", "Analysts|said|no", "Analysts", "collective", "collective", "a bare plural"),
    ("Some experts said no.", "Some experts|said|no", "Some experts", "collective", "collective", "a quantity"),
    ("Residents said no.", "Residents|said|no", "Residents", "collective", "collective", "a group"),
    ("Norway said no.", "Norway|said|no", "Norway", "organization", "place", "a government"),
    ("Beijing said no.", "Beijing|said|no", "China", "organization", "place", "a capital for its government"),
    (
        "The World Parrot Society met. The society said no.",
        "The society|said|no",
        "World Parrot Society",
        "organization",
        "title",
        "its noun again",
    ),
    (
        "The World Parrot Society (WPS) met. WPS said no.",
        "WPS|said|no",
        "World Parrot Society",
        "organization",
        "initialism",
        "its initials",
    ),
    ("Aid worker Ana Ruiz said no.", "Aid worker Ana Ruiz|said|no", "Ana Ruiz", "person", "named", "a role before"),
    ("A Cole aide, Ana Ruiz, said no.", "A Cole aide, Ana Ruiz,|said|no", "Ana Ruiz", "person", "named", "apposition"),
    (
        "Tom Cole's lawyer said no.",
        "Tom Cole's lawyer|said|no",
        "Tom Cole's lawyer",
        "unnamed",
        "title",
        "not Tom Cole",
    ),
    (
        "A spokesman for Tom Cole said no.",
        "A spokesman for Tom Cole|said|no",
        "A spokesman for Tom Cole",
        "unnamed",
        "title",
        "nor is his spokesman",
    ),
    (
        "A U.S. official who asked not to be named said no.",
        "A U.S. official who asked not to be named|said|no",
        "A U.S. official",
        "unnamed",
        "title",
        "the phrase without its clause",
    ),
]


@pytest.mark.parametrize(("text", "marked", "name", "kind", "basis", "reason"), DESCRIPTIONS)
def test_descriptions_are_distinguished(
    text: str, marked: str, name: str | None, kind: str, basis: str, reason: str
) -> None:
    mention = last_speaker(text, marked)
    assert (mention.name, mention.kind, mention.basis) == (name, kind, basis), reason


def test_the_mention_is_kept_as_printed_and_the_title_beside_it() -> None:
    mention = last_speaker("Ana Ruiz, the top envoy for Asia, said no.", "Ana Ruiz, the top envoy for Asia,|said|no")
    assert (mention.text, mention.name, mention.title) == (
        "Ana Ruiz, the top envoy for Asia",
        "Ana Ruiz",
        "the top envoy for Asia",
    )


def test_who_relays_a_nested_attribution_is_the_outer_speaker_and_the_date_is_shared() -> None:
    text = "Peru said Friday that Ana Ruiz had in a call with Tom Cole urged Chile to stop."
    outer = attribution(text, "Peru|said|Ana Ruiz had in a call with Tom Cole urged Chile to stop")
    at = text.index("urged")
    name, said = text.index("Ana Ruiz"), text.index("Chile to stop")
    inner = Found(
        (Span(said, said + 13),), "indirect", Span(at, at + 5), (Span(name, name + 8),), outer.sentence, outer=0
    )
    quotation = resolve(Article(text, "test", "", published_on=date(2023, 6, 18)), [outer, inner])[1]
    assert quotation.reported_by is not None
    assert (quotation.reported_by.name, quotation.speakers[0].name) == ("Peru", "Ana Ruiz")
    assert quotation.venue == "in a call with Tom Cole"
    assert quotation.said is not None
    assert quotation.said.said_on == date(2023, 6, 16)


def test_every_attribution_found_is_resolved_in_its_order() -> None:
    text = "Ana Ruiz said no. Tom Cole said yes."
    quotations = resolved(text, "Tom Cole|said|yes", "Ana Ruiz|said|no")
    assert [q.speakers[0].name for q in quotations] == ["Tom Cole", "Ana Ruiz"]


@pytest.mark.parametrize("joint", ["\n", " and then "])
def test_resolving_takes_time_in_proportion_to_the_text(joint: str) -> None:
    """In many paragraphs, and in one endless sentence."""
    paragraph = f"Judge Ana Ruiz met Tom Cole on Friday. She said no{joint}"

    def seconds(times: int) -> float:
        text = paragraph * times
        at = paragraph.index("She")
        founds = []
        for i in range(times):
            b = i * len(paragraph) + at
            sentence = Span(0, len(text)) if joint == " and then " else Span(b, b + 12)
            founds.append(Found((Span(b + 9, b + 11),), "indirect", Span(b + 4, b + 8), (Span(b, b + 3),), sentence))
        started = time.process_time()
        resolve(Article(text, "test", ""), founds)
        return time.process_time() - started

    seconds(200)
    limit = 12 * min(seconds(1000) for _ in range(2)) + 0.5 * slowness()
    assert any(seconds(4000) < limit for _ in range(3))
