"""Time expressions against the day of publication, and which of them dates an attribution."""

from __future__ import annotations

from datetime import date

import pytest

from factdb.extract.clause import read_clause
from factdb.extract.dates import read_date, said_when
from factdb.extract.found import Found
from factdb.extract.quotation import Span

SUNDAY = date(2023, 6, 18)

PAST = [
    # (words, said_on, said_until, basis, reason)
    ("Friday", "2023-06-16", "2023-06-16", "relative", "the last Friday before a Sunday"),
    ("Sunday", "2023-06-18", "2023-06-18", "relative", "the day of publication by its own name, not a week before"),
    ("Monday", "2023-06-12", "2023-06-12", "relative", "in the past tense, six days ago"),
    ("Tuesday night", "2023-06-13", "2023-06-13", "relative", "a part of the day"),
    ("last Sunday", "2023-06-11", "2023-06-11", "relative", "last is before today"),
    ("Sunday, June 18, 2023", "2023-06-18", "2023-06-18", "stated", "written out in full"),
    ("June 16", "2023-06-16", "2023-06-16", "stated", "this year's, as it is past"),
    ("Dec. 20", "2022-12-20", "2022-12-20", "stated", "last year's, as this year's is to come"),
    ("Jan. 6", "2023-01-06", "2023-01-06", "stated", "an abbreviated month"),
    ("3 March 2021", "2021-03-03", "2021-03-03", "stated", "day before month"),
    ("2021-03-03", "2021-03-03", "2021-03-03", "stated", "ISO 8601"),
    ("today", "2023-06-18", "2023-06-18", "relative", "the day itself"),
    ("yesterday", "2023-06-17", "2023-06-17", "relative", "the day before"),
    ("last night", "2023-06-17", "2023-06-17", "relative", "the night before"),
    ("this week", "2023-06-12", "2023-06-18", "relative", "Monday to the day of publication"),
    ("last week", "2023-06-05", "2023-06-11", "relative", "Monday to Sunday"),
    ("earlier this week", "2023-06-12", "2023-06-17", "relative", "ends the day before publication"),
    ("earlier in the week", "2023-06-12", "2023-06-17", "relative", "the same in other words"),
    ("earlier this month", "2023-06-01", "2023-06-17", "relative", "from the first"),
    ("last month", "2023-05-01", "2023-05-31", "relative", "a whole month"),
    ("in May", "2023-05-01", "2023-05-31", "stated", "the last May"),
    ("in September", "2022-09-01", "2022-09-30", "stated", "last year's, as this year's is to come"),
    ("in May 2016", "2016-05-01", "2016-05-31", "stated", "month and year"),
    ("in 2016", "2016-01-01", "2016-12-31", "stated", "a year"),
    ("last year", "2022-01-01", "2022-12-31", "relative", "a whole year"),
    ("over the weekend", "2023-06-17", "2023-06-18", "relative", "the weekend that is ending"),
    ("three days ago", "2023-06-15", "2023-06-15", "relative", "days are counted exactly"),
    ("two weeks ago", "2023-05-29", "2023-06-04", "relative", "weeks as a week"),
]


@pytest.mark.parametrize(("words", "first", "last", "basis", "reason"), PAST)
def test_the_past_tense_looks_back(words: str, first: str, last: str, basis: str, reason: str) -> None:
    reading = read_date(f"He said so {words}.", SUNDAY)
    assert reading is not None, reason
    assert (reading.said_on.isoformat(), reading.said_until.isoformat(), reading.basis) == (first, last, basis), reason


FUTURE = [
    ("Monday", "2023-06-19", "the next day's name"),
    ("Sunday", "2023-06-18", "the day itself"),
    ("next Sunday", "2023-06-25", "next is after today"),
    ("Jan. 6", "2024-01-06", "next year's, as this year's is past"),
]


@pytest.mark.parametrize(("words", "day", "reason"), FUTURE)
def test_the_future_tense_looks_ahead(words: str, day: str, reason: str) -> None:
    reading = read_date(f"They will meet {words}.", SUNDAY, future=True)
    assert reading is not None, reason
    assert reading.said_on.isoformat() == day, reason


@pytest.mark.parametrize("words", ["Friday", "June 16", "last week", "yesterday", "in May", "two weeks ago"])
def test_relative_words_stay_unread_without_a_day_of_publication(words: str) -> None:
    assert read_date(f"He said so {words}.", None) is None


@pytest.mark.parametrize(("words", "day"), [("June 16, 2023", "2023-06-16"), ("2021-03-03", "2021-03-03")])
def test_full_dates_need_no_day_of_publication(words: str, day: str) -> None:
    reading = read_date(f"He said so {words}.", None)
    assert reading is not None
    assert reading.said_on.isoformat() == day


@pytest.mark.parametrize("words", ["Feb. 30, 2023", "2023-13-01", "0 March 2021", "Fridays", "a day"])
def test_what_is_no_date_is_not_read(words: str) -> None:
    assert read_date(f"He said so {words}.", SUNDAY) is None


def test_the_words_are_kept_as_printed_with_their_place() -> None:
    text = "He said so earlier this month."
    reading = read_date(text, SUNDAY)
    assert reading is not None
    assert (reading.said_as, text[reading.start : reading.end]) == ("earlier this month", "earlier this month")


SAID = [
    # (sentence, speaker, cue, content, words that date it, reason)
    ("Ruiz said Friday it was over.", "Ruiz", "said", "it was over", "Friday", "after the cue"),
    ("Ruiz on Friday told voters it was over.", "Ruiz", "told", "it was over", "Friday", "between speaker and cue"),
    ("On Friday, Ruiz said it was over.", "Ruiz", "said", "it was over", "Friday", "at the head of the sentence"),
    ("Ruiz said it would end Monday.", "Ruiz", "said", "it would end Monday", None, "within what was said"),
    ("Ruiz, who left in May, said it was over.", "Ruiz", "said", "it was over", None, "of another clause"),
    ("Ruiz has said since Friday it was over.", "Ruiz", "said", "it was over", None, "since when is not when"),
    (
        "It came earlier in the week when Peru said it was over.",
        "Peru",
        "said",
        "it was over",
        "earlier in the week",
        "when",
    ),
    (
        "“It is over,” Ruiz told a crowd in Lima on June 16.",
        "Ruiz",
        "told",
        "It is over,",
        "June 16",
        "after the one told",
    ),
    ("Ruiz, elected in 2021, said it was over.", "Ruiz", "said", "it was over", None, "the day of an election"),
    ("Ruiz, jailed on Friday, said it was over.", "Ruiz", "said", "it was over", None, "the day of an arrest"),
    ("Ruiz, the winner in 2016, said it was over.", "Ruiz", "said", "it was over", None, "a title’s year"),
    ("Born in 1948, Ruiz said it was over.", "Ruiz", "said", "it was over", None, "a year of birth"),
    ("Ruiz, speaking on Friday, said it was over.", "Ruiz", "said", "it was over", "Friday", "a participle of speech"),
    ("In words released on Friday, Ruiz said it was over.", "Ruiz", "said", "it was over", "Friday", "of a statement"),
    ("“It is over,” Ruiz told the Sunday Echo.", "Ruiz", "told", "It is over,", None, "a paper’s name"),
    ("“It is over,” Ruiz told the Mail on Sunday.", "Ruiz", "told", "It is over,", None, "another"),
    ("“It is over,” Ruiz told Peru Today.", "Ruiz", "told", "It is over,", None, "a third"),
    ("“It is over,” Ruiz said of Good Friday.", "Ruiz", "said", "It is over,", None, "a feast"),
    ("Ruiz said in Friday’s debate it was over.", "Ruiz", "said", "it was over", "Friday", "the day of a debate"),
    ("“It is over,” Ruiz said as Friday’s talks began.", "Ruiz", "said", "It is over,", "Friday", "and of talks"),
    ("Ruiz told Friday’s winner it was over.", "Ruiz", "told", "it was over", None, "a winner’s day"),
    ("“It is over,” Ruiz told them on Dec. 30, 2023.", "Ruiz", "told", "It is over,", None, "a day to come"),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "words", "reason"), SAID)
def test_the_cue_clause_dates_an_attribution(
    text: str, speaker: str, cue: str, content: str, words: str | None, reason: str
) -> None:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part), text[text.index(part) - 1] == "“")

    found = Found((span(content),), "indirect", span(cue), (span(speaker),), Span(0, len(text)))
    clause = read_clause(text, found)
    assert clause is not None
    reading = said_when(clause, SUNDAY)
    assert (reading.said_as if reading else None) == words, reason
