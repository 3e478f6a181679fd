"""Which names mean the same person, and which words name one at all."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract.entities import People
from factdb.extract.people import find_people


def people_of(text: str) -> People:
    return find_people(Article(text, "test", ""))


def meant_by(text: str, printed: str) -> str | None:
    """The name that the last mention printed so means; None where two people fit."""
    found = people_of(text)
    mention = [m for m in found.mentions if text[m.start : m.end] == printed][-1]
    return mention.entity.name if mention.entity else None


SAME_PERSON = [
    # (text, mention, whom it means, reason)
    ("Mayor Ana Ruiz spoke. Ruiz said no.", "Ruiz", "Ana Ruiz", "a surname means the one full name that holds it"),
    ("President Jo Baker met voters. Later, Baker left.", "Baker", "Jo Baker", "the title is no part of the name"),
    ("Ana Ruiz spoke first. Ana said no.", "Ana", "Ana Ruiz", "so does a given name alone"),
    ("Ana Ruiz and Tomas Ruiz came. Ruiz said no.", "Ruiz", None, "two of one surname: nobody for sure"),
    ("William Kerr and Nicholas Kerr came.", "Nicholas Kerr", "Nicholas Kerr", "given names keep namesakes apart"),
    ("William Kerr and Nicholas Kerr came.", "William Kerr", "William Kerr", "given names keep namesakes apart"),
    ("Ann Kerr and Paul Kerr came. Mr. Kerr said no.", "Kerr", "Paul Kerr", "Mr. tells which of the two"),
    ("Sen. Ann Kerr met Judge Paul Kerr. Judge Kerr said no.", "Kerr", "Paul Kerr", "so does the title"),
    ("Ann Kerr spoke. Kerr left early. Paul Kerr spoke last.", "Kerr", "Ann Kerr", "only who is introduced counts"),
    ("Chairman Zhou Wenli came. Zhou said no.", "Zhou", "Zhou Wenli", "family name first"),
    ("Premier Li Meifang came. Li said no.", "Li", "Li Meifang", "family name first, after a title"),
    ("Leader Kim Dae Ho came. Kim said no.", "Kim", "Kim Dae Ho", "family name first, of three parts"),
    ("Carla J. Munoz spoke. Carla Munoz left.", "Carla Munoz", "Carla J. Munoz", "the fullest form names the person"),
    ("Robert “Bo” Hale spoke. Bo Hale left.", "Bo Hale", "Robert “Bo” Hale", "a nickname in quotation marks"),
    (
        "Ludwig van den Berg spoke. Van den Berg left.",
        "Van den Berg",
        "Ludwig van den Berg",
        "particles belong to the name",
    ),
    ("Zoë Åkesson spoke. Åkesson left.", "Åkesson", "Zoë Åkesson", "letters beyond English"),
    ("Siobhan O’Dowd spoke. O'Dowd left.", "O'Dowd", "Siobhan O’Dowd", "curly and straight apostrophes are one"),
    ("Marie-Claire Dupont spoke. Dupont left.", "Dupont", "Marie-Claire Dupont", "hyphens join"),
    ("Samuel Cole Jr. spoke. Cole left.", "Cole", "Samuel Cole Jr.", "a suffix belongs to the name"),
    ("Ana Ruiz spoke. Ruiz's plan failed.", "Ruiz", "Ana Ruiz", "the possessive is no part of the name"),
    ("Larry King spoke. Mr. King left.", "King", "Larry King", "a surname that is a title as well"),
    ("Vermonter Ana Ruiz spoke. Ruiz left.", "Ruiz", "Ana Ruiz", "where she is from is no part of the name"),
    ("Berlin-born Ana Ruiz spoke. Ruiz left.", "Ruiz", "Ana Ruiz", "nor is where she was born"),
    ("It is in Washington, D.C. Ruiz left. Ana Ruiz spoke.", "Ruiz", "Ana Ruiz", "nor where the sentence before ended"),
    ("Rosa May spoke. In May, May left.", "May", "Rosa May", "a surname that is a month"),
    ("It was Will Ruiz who spoke. Ruiz left.", "Ruiz", "Will Ruiz", "a given name that is a verb"),
    ("Hope Ruiz spoke. Ruiz left.", "Ruiz", "Hope Ruiz", "a given name that is a noun"),
    ("Will Ruiz win? Ana Ruiz thinks so.", "Ruiz", "Ana Ruiz", "a question begins with the verb"),
    ("Ana Ruiz spoke.\n\nRUIZ: It rose.", "RUIZ", "Ana Ruiz", "a label in capitals"),
    ("Ana Ruiz spoke.\n\nANA RUIZ: It rose.", "ANA RUIZ", "Ana Ruiz", "a full name in capitals"),
    ("John McKay met Mary O'Dowd.\n\nMCKAY: It rose.", "MCKAY", "John McKay", "capitals within the name"),
    ("Mary O’Dowd spoke.\n\nO'DOWD: It rose.", "O'DOWD", "Mary O’Dowd", "curly and straight apostrophes in capitals"),
    ("Ana Ruiz and Tom Ruiz spoke.\n\nRUIZ: It rose.", "RUIZ", None, "capitals of two of one surname"),
    ("Ana Ruiz runs the Ruiz Foundation. Ruiz said no.", "Ruiz", "Ana Ruiz", "the person, not what bears the name"),
]


@pytest.mark.parametrize(("text", "printed", "name", "reason"), SAME_PERSON)
def test_short_forms_mean_the_person_introduced(text: str, printed: str, name: str | None, reason: str) -> None:
    assert meant_by(text, printed) == name, reason


TITLES = [
    # (text, name, titles as printed, reason)
    (
        "U.S. Trade Secretary Ana Ruiz left.",
        "Ana Ruiz",
        ["U.S. Trade Secretary"],
        "a title in capitals before the name",
    ),
    ("Secretary of State Ana Ruiz left.", "Ana Ruiz", ["Secretary of State"], "a title with of"),
    ("The U.S. Ambassador to Peru Ana Ruiz left.", "Ana Ruiz", ["U.S. Ambassador to Peru"], "a title with to"),
    (
        "A talk by national security adviser Ana Ruiz.",
        "Ana Ruiz",
        ["national security adviser"],
        "a title in small letters",
    ),
    ("Kenya’s foreign minister Ana Ruiz left.", "Ana Ruiz", ["Kenya’s foreign minister"], "whose minister she is"),
    ("Ana Ruiz, the top envoy for Asia, left.", "Ana Ruiz", ["the top envoy for Asia"], "an appositive after the name"),
    ("Ana Ruiz, 61, a retired nurse, left.", "Ana Ruiz", ["a retired nurse"], "an appositive after the age"),
    (
        "Peru's envoy to the region, Ana Ruiz, left.",
        "Ana Ruiz",
        ["Peru's envoy to the region"],
        "a description before it",
    ),
    ("Ana Ruiz, who left, said no.", "Ana Ruiz", [], "a clause is no title"),
    ("Ana Ruiz, President Tom Cole and others left.", "Ana Ruiz", [], "the next person's title is not hers"),
    (
        "A talk by former President Tom Cole.",
        "Tom Cole",
        ["former President"],
        "what he was is told apart from what he is",
    ),
    (
        "White House Chief of Staff Tom Cole left.",
        "Tom Cole",
        ["White House Chief of Staff"],
        "an office of an institution",
    ),
    ("Interestingly Tom Cole left.", "Tom Cole", [], "an adverb that opens the sentence"),
    ("Mr. Tom Cole left.", "Tom Cole", [], "a form of address is no title"),
]


@pytest.mark.parametrize(("text", "name", "titles", "reason"), TITLES)
def test_titles_are_kept_as_printed(text: str, name: str, titles: list[str], reason: str) -> None:
    entity = next(e for e in people_of(text).entities if e.name == name)
    assert entity.titles == titles, reason


KINDS = [
    # (text, name, kind, reason)
    ("The Lakeside Water Authority said no.", "Lakeside Water Authority", "organization", "a telling word"),
    ("The Bureau of Fish and Game said no.", "Bureau of Fish and Game", "organization", "joined over of and and"),
    ("Norway said no.", "Norway", "organization", "a country speaks by its government"),
    ("Tokyo said no.", "Japan", "organization", "a capital means the government"),
    ("The World Parrot Society (WPS) met. The WPS said no.", "World Parrot Society", "organization", "its initials"),
    ("Acme Corp. fell. Acme said no.", "Acme Corp.", "organization", "the first word of a company"),
    ("Ana Ruiz said no.", "Ana Ruiz", "person", "a given name"),
    ("Kate Bank said no.", "Kate Bank", "person", "a given name outweighs a weak telling word"),
]


@pytest.mark.parametrize(("text", "name", "kind", "reason"), KINDS)
def test_kinds_follow_from_the_words(text: str, name: str, kind: str, reason: str) -> None:
    found = people_of(text)
    assert [e.kind for e in found.entities if e.name == name] == [kind], reason
    assert len({id(m.entity) for m in found.mentions}) == 1, "all mentions mean one entity"


INSTITUTIONS = [
    ("The Federal Ferry Commission on Thursday met.", "Federal Ferry Commission", "a day is no part of it"),
    ("The Senate and House met.", "Senate", "and joins no two institutions"),
    ("The Lima Orchestra Convention met.", "Lima Orchestra Convention", "a telling word at the end"),
]


@pytest.mark.parametrize(("text", "name", "reason"), INSTITUTIONS)
def test_institutions_end_where_their_names_do(text: str, name: str, reason: str) -> None:
    assert name in [e.name for e in people_of(text).entities if e.kind == "organization"], reason


NO_NAMES = [
    ("However, nothing came of it.", "a word that only opens a sentence"),
    ("Protesters came. The protesters left.", "a common noun that opens a sentence"),
    ("On Friday, in March, it rained.", "days and months"),
    ("Many Danes and Chinese came.", "peoples are groups, not names"),
]


@pytest.mark.parametrize(("text", "reason"), NO_NAMES)
def test_capital_letters_alone_make_no_name(text: str, reason: str) -> None:
    assert people_of(text).mentions == [], reason


def test_headlines_use_names_and_do_not_invent_them() -> None:
    text = "Ruiz Rips Rival Over Water Plan\n\nAna Ruiz spoke."
    found = find_people(Article(text, "test", "", title_span=(0, 31)))
    assert [(text[m.start : m.end], m.entity and m.entity.name) for m in found.mentions] == [
        ("Ruiz", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Ruiz"),
    ]


def test_contributors_are_not_introduced_by_their_credit() -> None:
    text = "Leader Kim Dae Ho came. Kim said no.\n\nDana Kim contributed."
    article = Article(text, "test", "", body=((0, 36),), contributors=("Dana Kim",))
    found = find_people(article)
    assert [e.name for e in found.entities] == ["Kim Dae Ho"]


def test_reading_the_same_text_twice_gives_the_same_answer() -> None:
    text = "Ana Ruiz and Tom Cole met. Ruiz spoke. Cole left. The World Parrot Society watched."
    first, second = people_of(text), people_of(text)
    assert [(m.start, m.end, m.entity and m.entity.name) for m in first.mentions] == [
        (m.start, m.end, m.entity and m.entity.name) for m in second.mentions
    ]
