"""To whom and where something was said."""

from __future__ import annotations

import pytest

from factdb.extract.circumstances import find_addressee, find_venue
from factdb.extract.clause import Clause, read_clause
from factdb.extract.found import Found
from factdb.extract.quotation import Span


def clause_of(text: str, speaker: str, cue: str, content: str) -> Clause:
    def span(part: str) -> Span:
        at = text.index(part)
        return Span(at, at + len(part), text[max(0, at - 1)] == "“")

    clause = read_clause(text, Found((span(content),), "indirect", span(cue), (span(speaker),), Span(0, len(text))))
    assert clause is not None
    return clause


ADDRESSEES = [
    # (sentence, speaker, cue, content, addressee, reason)
    ("Ruiz told reporters it was over.", "Ruiz", "told", "it was over", "reporters", "told takes whom"),
    (
        "Ruiz told City Hall reporters Friday it was over.",
        "Ruiz",
        "told",
        "it was over",
        "City Hall reporters",
        "a date",
    ),
    (
        "Ruiz told a crowd of teachers that it was over.",
        "Ruiz",
        "told",
        "it was over",
        "a crowd of teachers",
        "of stays",
    ),
    ("“It is over,” she told Cole.", "she", "told", "It is over,", "Cole", "to the end of the sentence"),
    ("“It is over,” Ruiz said to Cole.", "Ruiz", "said", "It is over,", "Cole", "said to"),
    ("Ruiz urged Peru to end it.", "Ruiz", "urged", "to end it", "Peru", "urged takes whom"),
    ("Ruiz told her that it was over.", "Ruiz", "told", "it was over", "her", "a pronoun alone"),
    (
        "Ruiz asked him any number of things.",
        "Ruiz",
        "asked",
        "any number of things",
        "him",
        "a pronoun, then an object",
    ),
    ("Ruiz told her staff that it was over.", "Ruiz", "told", "it was over", "her staff", "her as whose"),
    ("Ruiz told Mr. Cole it was over.", "Ruiz", "told", "it was over", "Mr. Cole", "the stop of an abbreviation"),
    ("Ruiz warned that it was over.", "Ruiz", "warned", "it was over", None, "warned that nobody"),
    ("Ruiz asked whether it was over.", "Ruiz", "asked", "it was over", None, "asked whether nobody"),
    ("Ruiz said it was over.", "Ruiz", "said", "it was over", None, "said takes nobody"),
    ("“It is over,” said Ruiz.", "Ruiz", "said", "It is over,", None, "the speaker is not the one spoken to"),
    ("Ruiz said it was up to Cole.", "Ruiz", "said", "it was up to Cole", None, "within what was said"),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "addressee", "reason"), ADDRESSEES)
def test_the_one_spoken_to_is_read_beside_the_cue(
    text: str, speaker: str, cue: str, content: str, addressee: str | None, reason: str
) -> None:
    span = find_addressee(clause_of(text, speaker, cue, content))
    assert (text[span.start : span.end] if span else None) == addressee, reason


VENUES = [
    # (sentence, speaker, cue, content, venue, reason)
    ("Ruiz said in a statement it was over.", "Ruiz", "said", "it was over", "in a statement", "a channel"),
    ("“It is over,” she said in a post on Instagram.", "she", "said", "It is over,", "in a post on Instagram", "where"),
    (
        "Ruiz, in a call with Tom Cole, said it was over.",
        "Ruiz",
        "said",
        "it was over",
        "in a call with Tom Cole",
        "whom",
    ),
    (
        "At a rally in Lima, Ruiz said it was over.",
        "Ruiz",
        "said",
        "it was over",
        "At a rally in Lima",
        "before the speaker",
    ),
    ("Ruiz said on Twitter it was over.", "Ruiz", "said", "it was over", "on Twitter", "a medium"),
    (
        "Ruiz said in a statement Friday it was over.",
        "Ruiz",
        "said",
        "it was over",
        "in a statement",
        "the day is no place",
    ),
    ("Ruiz said it fell in a statement.", "Ruiz", "said", "it fell in a statement", None, "within what was said"),
    ("Ruiz said it was over.", "Ruiz", "said", "it was over", None, "nothing is guessed"),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "venue", "reason"), VENUES)
def test_the_venue_is_kept_as_printed(
    text: str, speaker: str, cue: str, content: str, venue: str | None, reason: str
) -> None:
    assert find_venue(clause_of(text, speaker, cue, content)) == venue, reason
