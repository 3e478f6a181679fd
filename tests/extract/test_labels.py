"""Which words before a colon, or after a dash, name who speaks."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract.find import find

LEAD = "The port of Elm is old, and the town has argued about it for years.\n\n"
Said = tuple[str, str]


def said(text: str) -> list[Said]:
    """(speaker, content) of each attribution."""
    return [
        (
            "|".join(text[s.start : s.end] for s in found.speakers),
            "|".join(text[s.start : s.end] for s in found.spans),
        )
        for found in find(Article(text, "test", ""))
    ]


SPEAK = [
    # (text, (speaker, content) of each, reason)
    (
        "Herald: Will you sell the port?\n\nBrandt: I will not, because it is ours.",
        [("Herald", "Will you sell the port?"), ("Brandt", "I will not, because it is ours.")],
        "a newspaper and a family name by turns",
    ),
    (
        "Herald: Will you sell?\n\nBrandt: I will not.\n\nHerald: And the quay?\n\nBrandt: The quay stays as it is.",
        [
            ("Herald", "Will you sell?"),
            ("Brandt", "I will not."),
            ("Herald", "And the quay?"),
            ("Brandt", "The quay stays as it is."),
        ],
        "a label that speaks once speaks throughout",
    ),
    (
        "Q: Will the port be sold?\n\nA: No. The town has voted.",
        [("", "No. The town has voted.")],
        "whose the answers are, the labels do not say",
    ),
    (
        "How did it begin?\n\nAna Ruiz: It began with my father, who built boats.",
        [("Ana Ruiz", "It began with my father, who built boats.")],
        "a name that answers",
    ),
    (
        "**Lena Brandt:** “The hull is as old as I am.”",
        [("Lena Brandt", "The hull is as old as I am.")],
        "bold type around a label",
    ),
    (
        "- Harbor master Tom Okafor: “We need dredgers.”\n\n- Juggler Ida Holm: “We need halls.”",
        [("Harbor master Tom Okafor", "We need dredgers."), ("Ida Holm", "We need halls.")],
        "a list",
    ),
    (
        "Zeno Kraal: “No new taxes.”\n\nUrsa Pelle: “No new roads.”",
        [("Zeno Kraal", "No new taxes."), ("Ursa Pelle", "No new roads.")],
        "names that no list knows, with marks",
    ),
    (
        "Ruiz (Elm): “We sail at dawn.”\n\nHolm (Oak): “We wait.”",
        [("Ruiz", "We sail at dawn."), ("Holm", "We wait.")],
        "a town",
    ),
    (
        "Ana Ruiz, Elm: “We sail.”\n\nIda Holm, 45: “We wait.”",
        [("Ana Ruiz", "We sail."), ("Ida Holm", "We wait.")],
        "age",
    ),
    (
        "**Do you sail?**\n\nI do, and my son does.\n\n**Where to?**\n\nWe go to Oak.",
        [("", "I do, and my son does."), ("", "We go to Oak.")],
        "answers to questions in bold type",
    ),
    ("RUIZ: The ferry will sail.", [("RUIZ", "The ferry will sail.")], "capitals are a transcript's"),
    (
        "Ana Ruiz: “The ferry will sail,” and the hall fell silent.",
        [("Ana Ruiz", "The ferry will sail")],
        "narration after the marks is not said",
    ),
]
NOT_SPEAK = [
    ("Note: We have corrected this report.", "a note"),
    ("Price: £5 for us all\n\nVenue: Our hall in Elm\n\nTime: When we open the doors", "the facts of an event"),
    ("RELATED: Our ferry guide", "a link"),
    ("WATCH: We follow the ferry", "a link in capitals"),
    ("The town has three parts: we know them all.", "a clause"),
    ("Elm Port: Built in 1960 and painted blue", "nobody speaks of himself"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), SPEAK)
def test_labels_that_speak(text: str, wanted: list[Said], reason: str) -> None:
    assert said(LEAD + text) == wanted, reason


@pytest.mark.parametrize(("text", "reason"), NOT_SPEAK)
def test_labels_that_do_not_speak(text: str, reason: str) -> None:
    assert said(LEAD + text) == [], reason


HEADLINES = [
    ("Ana Ruiz: ‘We won’t sell’", [("Ana Ruiz", "We won’t sell")], "a name and what it says"),
    ("Kraal to Pelle: ‘Resign now, please’", [("Kraal", "Resign now, please")], "the speaker, not whom he addresses"),
    ("Ana Ruiz on defeat: ‘I wept for days’", [("Ana Ruiz", "I wept for days")], "the speaker, not the topic"),
    ("Police: Missing sailor found alive", [("Police", "Missing sailor found alive")], "an institution without marks"),
    ("Kraal: Ferry plan is madness", [("Kraal", "Ferry plan is madness")], "a family name of the article"),
    ("Storms: Was the harbor ready?", [], "a topic"),
    ("Analysis: Why the ferry keeps sinking", [], "a kind of article"),
    ("Live updates: Ferry reaches the coast", [], "a feed"),
    ("Rowing: Elm win the cup at last", [], "a sport"),
]


@pytest.mark.parametrize(("headline", "wanted", "reason"), HEADLINES)
def test_a_headline_speaks_where_a_person_or_institution_heads_it(
    headline: str, wanted: list[Said], reason: str
) -> None:
    text = headline + "\n\nThe port is quiet. Anna Kraal and Tom Pelle were there."
    assert said(text) == wanted, reason


def test_a_label_does_not_speak_for_a_whole_article() -> None:
    text = "Ana Ruiz: We keep the port. " + "The town is quiet and old. " * 200
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("KARACHI: The harbour master said on Monday that the pier would close.", "a place on file"),
        ("OAKHAVEN: The harbour master told reporters that the pier would close.", "a place that no list has"),
        ("OAKHAVEN: “The pier will close,” Ida Holm said.", "a quotation behind it"),
        ("OAKHAVEN: Ida Holm said it.\n\nELMSTEAD: Jan Ruiz denied it.", "a round-up of several towns"),
    ],
)
def test_a_dateline_before_a_colon_says_nothing(text: str, reason: str) -> None:
    towns = {"KARACHI", "OAKHAVEN", "ELMSTEAD"}
    assert not towns & {who for who, _ in said(LEAD + text)}, reason
