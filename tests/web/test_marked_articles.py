"""A text cut at every edge of its quotes, excerpts that cut no word, texts side by side, bars over time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.matching.wording import marked
from factdb.web.marks import differences, excerpt, paragraphs, side_by_side
from factdb.web.render import day, steps
from factdb.web.timeline import timeline, unit_of


def span(quote, part, start, end):
    return {"quote_id": quote, "part": part, "start_char": start, "end_char": end}


def drawn(found):
    return [[(p.text, p.quotes, "s" * p.speaker + "c" * p.cue) for p in pieces] for pieces in found]


# fmt: off
CUT = [
    ("no quote is one piece", "Rain fell.", [], [[("Rain fell.", (), "")]]),
    (
        "a quote, its cue and its speaker",
        "“Rain,” said Reed.",
        [span(1, "content", 1, 5), span(1, "cue", 8, 12), span(1, "speaker", 13, 17)],
        [
            [
                ("“", (), ""),
                ("Rain", (1,), ""),
                (",” ", (), ""),
                ("said", (), "c"),
                (" ", (), ""),
                ("Reed", (), "s"),
                (".", (), ""),
            ]
        ],
    ),
    (
        "a quote within a quote: the outer is cut, no mark is nested",
        "Reed said Okafor left.",
        [span(1, "content", 10, 21), span(2, "content", 17, 21), span(1, "cue", 5, 9)],
        [
            [
                ("Reed ", (), ""),
                ("said", (), "c"),
                (" ", (), ""),
                ("Okafor ", (1,), ""),
                ("left", (1, 2), ""),
                (".", (), ""),
            ]
        ],
    ),
    (
        "quotes that overlap by a part",
        "abcdef",
        [span(1, "content", 0, 4), span(2, "content", 2, 6)],
        [[("ab", (1,), ""), ("cd", (1, 2), ""), ("ef", (2,), "")]],
    ),
    (
        "a quote over the end of a paragraph goes on in the next",
        "one two\n\nthree four",
        [span(1, "content", 4, 14)],
        [[("one ", (), ""), ("two", (1,), "")], [("three", (1,), ""), (" four", (), "")]],
    ),
    (
        "a span beyond the text, of another version, is left out",
        "short",
        [span(1, "content", 2, 99)],
        [[("short", (), "")]],
    ),
    ("empty lines are no paragraphs", "\n\n a \n \n\n b\n", [], [[("a ", (), "")], [("b\n", (), "")]]),
]
# fmt: on


@pytest.mark.parametrize(("why", "text", "spans", "expected"), CUT, ids=[row[0] for row in CUT])
def test_a_text_is_cut_at_every_edge(why, text, spans, expected):
    assert drawn(paragraphs(text, spans)) == expected, why


@given(
    st.text(alphabet="ab \n.”", max_size=60),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60), st.integers(1, 30)), max_size=8),
)
def test_whatever_the_spans_no_letter_is_lost_or_said_twice(text, spans):
    rows = [span(q, "content", start, start + length) for q, start, length in spans]
    found = paragraphs(text, rows)
    letters = "".join(piece.text for pieces in found for piece in pieces)
    assert "".join(letters.split()) == "".join(text.split())
    begun = [quote for pieces in found for piece in pieces for quote in piece.begins]
    assert len(begun) == len(set(begun))


def test_an_excerpt_begins_and_ends_with_a_sentence():
    text = "ng ago. The mayor spoke. “We owe it,” she said. More was said. And then it was cut o"
    found = excerpt(text, [span(1, "content", 26, 35)], whole=(False, False))
    assert "".join(piece.text for piece in found[0]).strip() == (
        "The mayor spoke. “We owe it,” she said. More was said."
    )
    assert [piece.text for piece in found[0] if piece.quotes] == ["We owe it"]


def test_an_excerpt_that_has_no_sentence_end_cuts_no_word():
    found = excerpt("alf word then said something and then ha", [span(1, "content", 9, 18)], whole=(False, False))
    assert "".join(piece.text for piece in found[0]) == "word then said something and then"


def test_differences_say_what_was_there_before_what_came():
    assert differences(marked("twice the sum", "three times the sum")) == [
        ("gone", "twice"), ("new", "three times"), ("same", " the sum"),
    ]  # fmt: skip


def test_versions_are_shown_side_by_side():
    before = "Head\n\nThe sum is twice as large as announced.\n\nA line that goes.\n\nThe end stays."
    now = "Head\n\nThe sum is three times as large as announced.\n\nThe end stays.\n\nSomething quite different."
    rows = side_by_side(before, now)
    assert [row["kind"] for row in rows] == ["same", "changed", "gone", "same", "new"]
    assert ("gone", "twice") in rows[1]["was"]
    assert ("new", "three times") in rows[1]["now"]


def test_texts_of_very_many_paragraphs_are_not_compared():
    assert side_by_side("a\n\n" * 2000, "b\n\n" * 2000) is None


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [("2024-05-01", "2024-05-30", "day"), ("2024-01-01", "2025-05-30", "month"), ("2001-01-01", "2025-05-30", "year")],
)
def test_bars_are_for_days_months_or_years(first, last, unit):
    assert unit_of(first, last)[0] == unit


def test_a_timeline_has_a_bar_for_each_month_with_quotes_at_its_place():
    drawn = timeline({"2023-11": 1, "2024-02": 4}, "month")
    assert [(bar.name, bar.quotes) for bar in drawn.bars] == [("2023-11", 1), ("2024-02", 4)]
    assert drawn.bars[0].x < drawn.width / 4 < drawn.width * 3 / 4 < drawn.bars[1].x < drawn.width
    assert drawn.bars[1].height > drawn.bars[0].height
    assert drawn.summary == "5 quotes, 2023-11 to 2024-02; most in 2024-02 (4)"
    assert timeline({}, "month") is None


@pytest.mark.parametrize(
    ("first", "until", "wanted"),
    [
        ("2023-06-18", None, "18 June 2023"),
        ("2023-06-18", "2023-06-18", "18 June 2023"),
        ("2023-06-16", "2023-06-17", "16 to 17 June 2023"),
        ("2023-05-31", "2023-06-02", "31 May to 2 June 2023"),
        ("2022-12-31", "2023-01-01", "31 December 2022 to 1 January 2023"),
        (None, None, ""),
    ],
)
def test_days_read_as_people_write_them(first, until, wanted):
    assert day(first, until) == wanted


@pytest.mark.parametrize(
    ("value", "worst", "best", "expected"),
    [
        (4, 1, 5, [False, False, False, True, False]),
        (2, 4, 0, [False, False, True, False, False]),
        (None, None, None, None),
        (2.5, 1, 5, None),
        (50, 0, 100, None),
    ],
)
def test_a_rating_is_drawn_on_the_steps_of_its_scale(value, worst, best, expected):
    assert steps({"rating_value": value, "worst_value": worst, "best_value": best}) == expected
