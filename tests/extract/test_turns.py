"""Who speaks a quotation without a cue of its own, and who speaks in the second clause of a sentence."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract.find import find

Said = tuple[str, str]


def said(text: str) -> list[Said]:
    """(speaker, content) of each attribution that has quoted words."""
    return [
        (
            "|".join(text[s.start : s.end] for s in found.speakers),
            "|".join(text[s.start : s.end] for s in found.spans),
        )
        for found in find(Article(text, "test", ""))
        if found.kind != "indirect"
    ]


GOES_ON = [
    # (text, reason)
    ("“We sail,” Ida Holm said. “We checked.”", "nothing between"),
    ("“We sail,” Ida Holm said. She smiled. “We checked.”", "a pronoun that can mean the speaker"),
    ("“We sail,” Ida Holm said. Holm smiled. “We checked.”", "the speaker's own name"),
    ("“We sail,” Ida Holm said. The hall fell silent. “We checked.”", "a thing says nothing"),
    ("“We sail,” Ida Holm said, and sat down. “We checked.”", "the second verb has the same subject"),
    ("“We sail,” said Ida Holm, a pilot and a critic of the port. “We checked.”", "a pair of nouns is no clause"),
    ("“We sail,” said Ida Holm, author of Coasts and Harbors. “We checked.”", "nor is a pair in a name"),
    ("“We sail,” Ida Holm said.\n\nThe ferry costs a fortune.\n\n“We checked.”", "a paragraph about things"),
]


@pytest.mark.parametrize(("text", "reason"), GOES_ON)
def test_a_quotation_goes_on_with_its_speakers(text: str, reason: str) -> None:
    assert said(text) == [("Ida Holm", "We sail|We checked.")], reason


TURNS = [
    # (text, speaker of the second quotation, reason)
    ("“We sail,” Ida Holm said. Tom Okafor disagreed. “We stay.”", "Tom Okafor", "somebody else by name"),
    ("“We sail,” Ida Holm said. The judge raised an eyebrow. “We stay.”", "The judge", "by office"),
    ("“We sail,” Ida Holm said. Sailors were not convinced. “We stay.”", "Sailors", "a group"),
    ("“We sail,” Ida Holm said. Okafor wept. He left the hall. “We stay.”", "Okafor", "a pronoun keeps the new one"),
    ("“We sail,” Ida Holm said. Behind her a diver surfaced. “We stay.”", "", "somebody unnamed"),
    ("“We sail,” Ida Holm said. They shrugged. “We stay.”", "", "more than one"),
    (
        "“We sail,” Ida Holm said. Tom Okafor had moved to Elm in May, long after the ferry sank. “We stay.”",
        "",
        "a sentence about somebody else does more than hand over",
    ),
    ("“We sail,” Ida Holm said, and Okafor laughed. “We stay.”", "Okafor", "in a second clause"),
    ("“We sail,” Ida Holm said, but her brother shook his head. “We stay.”", "her brother", "a relation"),
    ("“We sail,” Ida Holm said.\n\nTom Okafor shook his head. “We stay.”", "Tom Okafor", "in the next paragraph"),
    ("“We sail,” Ida Holm said. Okafor said it leaked. “We stay.”", "Okafor", "after a paraphrase of another"),
    ("“We sail,” Ida Holm said, but Okafor, her rival, wept. “We stay.”", "Okafor", "with an aside beside the subject"),
    ("“We sail,” Ida Holm said. Her rival, Tom Okafor, shook his head. “We stay.”", "Tom Okafor", "by role and name"),
    ("“We sail,” Ida Holm said, before her rival, Tom Okafor, cut in. “We stay.”", "Tom Okafor", "after “before”"),
    ("“We sail,” Ida Holm said, but Okafor insisted: “We stay.”", "Okafor", "a second clause with a cue"),
    ("“We sail,” Ida Holm said, and her lawyer added, “We stay.”", "her lawyer", "a second clause after “and”"),
    ("“We sail,” said Ida Holm, while Okafor, the coroner, shouted: “We stay.”", "Okafor", "an aside beside it"),
]


@pytest.mark.parametrize(("text", "speaker", "reason"), TURNS)
def test_another_subject_takes_the_floor(text: str, speaker: str, reason: str) -> None:
    first, second = said(text)
    assert first == ("Ida Holm", "We sail"), reason
    assert second[1] == "We stay.", reason
    assert second[0].startswith(speaker) if speaker else second[0] == "", reason


def test_what_another_calls_it_is_not_added_to_a_quotation() -> None:
    text = "“We sail,” Ida Holm said, but Tom Okafor called it “reckless.”"
    assert said(text) == [("Ida Holm", "We sail"), ("Tom Okafor", "it|reckless.")]


def test_what_only_narration_leads_to_has_little_confidence() -> None:
    text = "“We sail,” Ida Holm said. Tom Okafor disagreed. “We stay.”"
    first, second = find(Article(text, "test", ""))
    assert first.confidence > 0.9
    assert second.confidence < 0.5


def test_a_bare_question_between_two_answers_is_not_the_answerers() -> None:
    text = "“Where is it?” Judge Holm asked. “Sold,” Okafor said. “All of it?” “Every plank,” Okafor said."
    assert [content for _, content in said(text)] == ["Where is it?", "Sold", "All of it?", "Every plank"]
    assert said(text)[2][0] != "Okafor"


def test_statements_of_a_list_are_signed_one_by_one_within_a_paragraph() -> None:
    text = "“We sail.” ― Ida Holm “We stay at home.” ― Tom Okafor “We swim.” — Lena Brandt."
    assert said(text) == [("Ida Holm", "We sail."), ("Tom Okafor", "We stay at home."), ("Lena Brandt", "We swim.")]


def test_narration_before_a_signed_statement_is_not_signed() -> None:
    text = "The town was asked. “We sail,” said Lena Brandt. “We swim.” ― Ida Holm “We stay.” ― Tom Okafor"
    assert said(text) == [("Lena Brandt", "We sail"), ("Ida Holm", "We swim."), ("Tom Okafor", "We stay.")]


def test_a_bare_question_before_an_answer_is_not_the_answerers() -> None:
    assert said("“Did you sell it?” “I did,” Ida Holm told them.") == [("", "Did you sell it?"), ("Ida Holm", "I did")]


def test_a_signature_with_a_role_names_who_signs() -> None:
    text = "The town was asked.\n\n“We sail” – Ida Holm, mayor of Elm.\n\n“We stay.” — Tom Okafor"
    assert said(text) == [("Ida Holm", "We sail"), ("Tom Okafor", "We stay.")]


def test_a_question_that_a_cue_governs_is_not_the_next_speakers() -> None:
    text = "She asked, “Who pays?” Okafor said the town would."
    assert said(text) == [("She", "Who pays?")]


def test_a_signature_may_follow_a_full_stop_after_the_mark() -> None:
    assert said("“We sail”. ― Ida Holm") == [("Ida Holm", "We sail")]


def test_a_quotation_opened_again_is_one_with_what_is_before_it() -> None:
    text = "Holm said: “We sail. “Our own board agreed. “We sail in May.”"
    assert said(text) == [("Holm", "We sail.|Our own board agreed.|We sail in May.")]


def test_paragraphs_that_go_on_wait_for_the_speaker_in_the_last() -> None:
    text = "“It leaks,” said Tom Okafor.\n\n“We sail.\n\n“We always have.\n\n“We will in May,” Ida Holm said."
    assert said(text) == [("Tom Okafor", "It leaks"), ("Ida Holm", "We sail.|We always have.|We will in May")]
