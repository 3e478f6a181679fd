"""Which statements are proposed as claims, of what kind, why, and which are not."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations
from factdb.extract.checkworthy import Candidate, askers, find_candidates, rate
from factdb.terms import WORTH_CHECKING


def candidates(text: str) -> list[Candidate]:
    article = Article(text, "test", "")
    return find_candidates(article, extract_quotations(article))


CHECKABLE = [
    # (text, kind, a word of why, reason)
    ("The ferry carried 14,000 passengers in March.", "figure", "14,000", "a figure"),
    ("The ferry cost $3.2 million, twice what the council paid.", "figure", "$3.2 million", "money"),
    ("Fewer people than in May used the Elm ferry on Friday.", "comparison", "fewer", "a comparison"),
    ("It is the largest ferry in Ohio and the first of its kind since 1950.", "superlative", "largest", "a first"),
    ("The Elm council approved the ferry on Friday.", "event", "approved", "a past event"),
    ("The mayor hid the report from the Elm council.", "accusation", "hid", "an accusation"),
    ("Ruiz denied that she had signed the Elm contract.", "denial", "denied", "a denial"),
    ("Ruiz said the ferry carried 14,000 passengers in March.", "figure", "14,000", "what somebody says"),
    ("Graham Reed has called the ferry a waste of money.", "event", "has called", "a verb in no list"),
]


@pytest.mark.parametrize(("text", "kind", "word", "reason"), CHECKABLE)
def test_a_checkable_statement_is_proposed(text: str, kind: str, word: str, reason: str) -> None:
    found = candidates(text)
    assert kind in {c.kind for c in found}, reason
    assert any(word in c.why for c in found), reason
    assert all(0.3 <= c.score <= 1 for c in found)
    assert all(text[c.start : c.end].strip() == text[c.start : c.end] for c in found)


NOT_CHECKABLE = [
    ("Did the ferry carry 14,000 passengers in March?", "a question"),
    ("The ferry will likely carry more passengers.", "a forecast"),
    ("We need to build a better ferry, and we should.", "a wish"),
    ("I believe the ferry is a great idea.", "an opinion"),
    ("Nobody spoke.", "too short"),
    ("The sea was calm and the sky was grey.", "nothing to check"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_CHECKABLE)
def test_what_cannot_be_checked_is_not_proposed(text: str, reason: str) -> None:
    assert candidates(text) == [], reason


def test_a_statement_is_its_speakers_or_the_narrations() -> None:
    text = "The council closed the Elm pier in May. “It cost us $3 million in 2019,” Ana Ruiz said."
    found = candidates(text)
    assert [(text[c.start : c.end], c.quotation) for c in found] == [
        ("The council closed the Elm pier in May.", None),
        ("It cost us $3 million in 2019", 0),
    ]


def test_more_reasons_rank_higher() -> None:
    bare, rich = "The crew met three men.", "The Elm ferry lost $3 million in May 2023, more than ever before."
    assert max(c.score for c in candidates(rich)) > max((c.score for c in candidates(bare)), default=0)


@pytest.mark.parametrize(
    ("sentence", "statement", "stance", "attributed"),
    [
        (
            "Mayor Jonas Reed denied that the ferry had leaked twice last year.",
            "the ferry had leaked twice last year", "denies", False,
        ),
        (
            "The council rejected a report by a harbour surveyor, which blamed the crew for three collisions, as"
            " “far-fetched and lazy.”",
            "a report by a harbour surveyor, which blamed the crew for three collisions", "disputes", True,
        ),
        (
            "The harbour authority denied allegations that its pilots had been drinking on duty.",
            "its pilots had been drinking on duty", "denies", True,
        ),
        (
            "Lena Brandt dismissed claims that the bridge was sinking by 3 inches a year as “plain nonsense.”",
            "the bridge was sinking by 3 inches a year", "disputes", True,
        ),
        (
            "Mira Okafor disputed that 40,000 passengers had used the pier in 2023.",
            "40,000 passengers had used the pier in 2023", "disputes", False,
        ),
        (
            "Mira Okafor said that 40,000 passengers had used the pier in 2023.",
            "40,000 passengers had used the pier in 2023", "asserts", False,
        ),
    ],
)  # fmt: skip
def test_what_is_denied_or_disputed_is_distinguished_from_what_is_asserted(sentence, statement, stance, attributed):
    found = [
        (sentence[c.start : c.end], c.stance, c.attributed) for c in candidates(sentence) if c.quotation is not None
    ]
    assert found == [(statement, stance, attributed)]


def test_the_sentence_that_reports_a_statement_is_no_second_one() -> None:
    text = "In Elm on Friday, Mayor Ana Ruiz, who runs the harbour, said the ferry carried 14,000 passengers in March."
    assert [c.quotation for c in candidates(text)] == [0]


def test_the_same_statement_twice_in_an_article_is_one() -> None:
    text = "The ferry carried 14,000 passengers in March.\n\n“The ferry carried 14,000 passengers in March!” Ruiz said."
    (one,) = candidates(text)
    assert one.quotation == 0, "somebody says it"


RANKED = [
    # (ranks higher, ranks lower, reason)
    ("The ferry lost $3 million in 2019.", "The ferry lost money that year.", "a figure"),
    ("Ferries work, and ferries save lives and jobs.", "It is nice to be here with you all.", "what holds now"),
    ("I was totally against the tax on ferries.", "I am glad that you asked me that.", "the speaker's own record"),
    ("He voted for the harbour tax three times.", "You know what we will do about that.", "what another did"),
    ("We are number one in exports of coal.", "We are glad to be here in Elm tonight.", "number one"),
    ("They don't pay taxes on fuel in Elm.", "We should all hope for better days.", "a denial in n't"),
    ("The ferry lost $3 million in 2019.", "Did the ferry lose $3 million in 2019?", "no question"),
    ("The ferry carried 14,000 people.", "Thank you, please welcome 14,000 people.", "no courtesy"),
    ("The ferry carried 14,000 people.", "I hope we should carry 14,000 people.", "no wish"),
]


@pytest.mark.parametrize(("higher", "lower", "reason"), RANKED)
def test_what_is_more_worth_checking_ranks_higher(higher: str, lower: str, reason: str) -> None:
    assert rate(higher) > rate(lower), reason


def test_no_statement_is_so_full_of_reasons_that_it_ties_with_the_next() -> None:
    full = "The Elm ferry lost $3 million in May 2023, the largest loss ever, more than twice what was reported."
    assert rate(full) < rate(f"{full[:-1]}, and Elm hid it from taxpayers.") < 1


def test_who_asks_ranks_last() -> None:
    said = [("HOST", f"Why did it cost ${n} million?") for n in range(3)] + [("HOST", "It cost $3 million in 2019.")]
    said += [("RUIZ", "It cost $3 million in 2019.")] * 9 + [("RUIZ", "Why not?"), ("RUIZ", "Why?"), ("RUIZ", "So?")]
    assert askers(said) == {"HOST"}
    text = "\n\n".join(
        f"HOST: Why did the ferry cost ${n} million in 2019?\n\nRUIZ: The ferry carried {n}4,000 passengers in March."
        for n in range(2, 6)
    ) + "\n\nHOST: The ferry cost $3 million in 2019, more than ever before."  # fmt: skip
    found = {text[c.start : c.end]: c.score for c in candidates(text)}
    asked = next(score for words, score in found.items() if "more than ever" in words)
    assert asked == WORTH_CHECKING < min(score for words, score in found.items() if "passengers" in words)


TALK = """REED: The ferry carried 14,000 passengers in March, more than ever before.

OKAFOR: I am glad to be here tonight. Fares are too high. Is that so?

REED: We like it here. Boats are nice.
"""


def test_of_a_transcript_every_statement_has_a_score_and_of_an_article_those_worth_checking() -> None:
    found = {TALK[c.start : c.end]: c for c in candidates(TALK)}
    first, *rest = sorted(found.values(), key=lambda c: -c.score)
    assert (first.kind, first.score > WORTH_CHECKING) == ("figure", True)
    assert {"I am glad to be here tonight.", "Fares are too high.", "Boats are nice."} <= found.keys()
    assert all(0 < one.score < WORTH_CHECKING for one in rest)
    assert "Is that so?" not in found, "who asks asserts nothing"
    told = TALK.replace("REED: ", "").replace("OKAFOR: ", "")
    assert [told[c.start : c.end] for c in candidates(told)] == [TALK[first.start : first.end]]
