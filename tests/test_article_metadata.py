"""What the lines around the prose tell: tables of (text, value, reason)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from factdb.article import Article
from factdb.article.assemble import Known, assemble
from factdb.article.metadata import contributors_of, dateline, find_date

LEAD = "The ferry across the Elm will close in July for a year, its owner Ann Poe told a crowd at the pier on Monday."
MORE = (
    "“No,” he said, and nobody at the pier, where the rain had not let up since the morning, said another word to him."
)


def read(text: str) -> Article:
    return assemble(text, b"", "x", encoding="utf-8", given=Known(), stated=Known())


PEOPLE = [
    ("By JANE DOE", ("JANE DOE",), "as printed"),
    ("By Jane Doe and Richard Roe", ("Jane Doe", "Richard Roe"), "two"),
    ("By Jane Doe, Richard Roe and Ann Poe", ("Jane Doe", "Richard Roe", "Ann Poe"), "three"),
    ("BY JANE DOE AND RICHARD ROE", ("JANE DOE", "RICHARD ROE"), "the and of capitals"),
    ("By Jane Doe, Associated Press", ("Jane Doe",), "the agency is nobody"),
    ("By Jane Doe | The Elm Gazette | June 3, 2024", ("Jane Doe",), "nor are paper and day"),
    ("By Ana de la Cruz and Jan van der Berg", ("Ana de la Cruz", "Jan van der Berg"), "particles"),
    ("By J.D. O’Roe", ("J.D. O’Roe",), "initials"),
    ("By Mary-Ann Poe-Lott", ("Mary-Ann Poe-Lott",), "hyphens"),
    ("By The Associated Press", (), "nobody is named"),
    ("*By Jane Doe*", ("Jane Doe",), "Markdown"),
    (
        "Associated Press writer Ann Poe Lane in Oslo and Bo Ott in Taipei, Taiwan contributed to this report.",
        ("Ann Poe Lane", "Bo Ott"),
        "places aside",
    ),
    (
        "AP writers Ann Poe in Seoul, South Korea, Bo Ott in Reno, Nevada, and Mia Moss in Rome contributed.",
        ("Ann Poe", "Bo Ott", "Mia Moss"),
        "regions aside",
    ),
    (
        "Ann Poe and Bo Ott in Orlando, Mia Moss in Washington, D.C., and Lee Roe contributed reporting.",
        ("Ann Poe", "Bo Ott", "Mia Moss", "Lee Roe"),
        "a name after a place and a comma",
    ),
    ("AP journalist Ann Poe contributed from Oslo.", ("Ann Poe",), "short form"),
    ("(Reporting by Ann Poe in Oslo; Editing by Lee Ott)", ("Ann Poe", "Lee Ott"), "Reuters"),
    (
        "(Reporting by Ann Poe and Bo Ott; Additional reporting by Mia Moss)",
        ("Ann Poe", "Bo Ott", "Mia Moss"),
        "Reuters",
    ),
    ("Ann Poe reported from Oslo.", ("Ann Poe",), "a paper's"),
    ("Contributing: Ann Poe, Bo Ott", ("Ann Poe", "Bo Ott"), "a list"),
]


@pytest.mark.parametrize(("line", "names", "reason"), PEOPLE)
def test_a_byline_or_contributors_line_names_people(line: str, names: tuple[str, ...], reason: str) -> None:
    assert contributors_of(line) == names, reason


DATELINES = [
    ("BEIJING – The", ("BEIJING", None, None), "en dash"),
    ("WASHINGTON (AP) — The", ("WASHINGTON", None, "AP"), "agency"),
    ("LONDON, June 3 (Reuters) - The", ("LONDON", "June 3", "Reuters"), "day and agency, hyphen"),
    ("NEW YORK, Nov. 19 (UPI) — The", ("NEW YORK", "Nov. 19", "UPI"), "abbreviated month"),
    ("PORT ELM, Ohio (AP) — The", ("PORT ELM, Ohio", None, "AP"), "state"),
    ("ST. PAUL, Minn. — The", ("ST. PAUL, Minn.", None, None), "stops"),
    ("BERLIN (dpa) - Die", ("BERLIN", None, "dpa"), "lower case"),
    ("WINSTON-SALEM, N.C. — The", ("WINSTON-SALEM, N.C.", None, None), "hyphen"),
    ("WASHINGTON/BEIJING, June 3 (Reuters) - The", ("WASHINGTON/BEIJING", "June 3", "Reuters"), "two places"),
    ("ELM, Ohio – June 3, 2024 – The", ("ELM, Ohio", "June 3, 2024", None), "a press release"),
    ("PARIS—The", ("PARIS", None, None), "no space about the dash"),
    ("AFL-CIO officials said", None, "a hyphen within a name"),
    ("EXCLUSIVE — The", None, "a label"),
    ("U.S. — and others", None, "too short to tell"),
    ("The ferry — long", None, "no capitals"),
    ("NATO said — and", None, "goes on before the dash"),
]


@pytest.mark.parametrize(("text", "parts", "reason"), DATELINES)
def test_a_dateline_opens_wire_copy(text: str, parts: tuple[str | None, ...] | None, reason: str) -> None:
    found = dateline(text, 0, len(text))
    assert (found and (found["place"], found["date"], found["agency"])) == parts, reason


DATES = [
    ("Published: June 18, 2023", date(2023, 6, 18), None, "American"),
    ("18 June 2023", date(2023, 6, 18), None, "British"),
    ("Sunday, June 18th, 2023", date(2023, 6, 18), None, "weekday and ordinal"),
    ("Sept. 3, 2023", date(2023, 9, 3), None, "abbreviated"),
    ("2023-06-18", date(2023, 6, 18), None, "ISO 8601"),
    (
        "2023-06-18T23:30:00-05:00",
        date(2023, 6, 18),
        datetime(2023, 6, 19, 4, 30, tzinfo=UTC),
        "local day, UTC instant",
    ),
    ("06/18/2023", date(2023, 6, 18), None, "18 is no month"),
    ("18/06/2023", date(2023, 6, 18), None, "nor here"),
    ("18.06.2023", date(2023, 6, 18), None, "with stops the day is first"),
    ("05/05/2023", date(2023, 5, 5), None, "the same either way"),
    ("03/04/2023", None, None, "March 4 or 3 April: not guessed"),
    ("February 30, 2023", None, None, "no such day"),
    ("2023-13-01", None, None, "no such month"),
]


@pytest.mark.parametrize(("text", "day", "instant", "reason"), DATES)
def test_full_dates_are_read(text: str, day: date | None, instant: datetime | None, reason: str) -> None:
    found = find_date(text, 0, len(text))
    assert found is not None
    assert found[:2] == (day, instant), reason


DAYS = [
    (f"Ferry to close\n\nPublished June 18, 2023\n\n{LEAD}", date(2023, 6, 18), "a date line"),
    (f"Ferry to close\nBy Jane Doe | June 18, 2023\n\n{LEAD}", date(2023, 6, 18), "in the byline"),
    (
        f"Ferry to close\n\nUpdated 9:00 AM EDT, June 19, 2023\nPublished June 18, 2023\n\n{LEAD}",
        date(2023, 6, 18),
        "published, not updated",
    ),
    (f"Ferry to close\n\nUpdated June 19, 2023\n\n{LEAD}", date(2023, 6, 19), "updated, where there is no other"),
    (f"ELM, June 3, 2023 (AP) — {LEAD}\n\n{MORE}", date(2023, 6, 3), "the dateline"),
    (f"ELM, June 3 (AP) — {LEAD}\n\n{MORE}\n\n© 2023 The Elm Gazette", date(2023, 6, 3), "its year from the copyright"),
    (f"ELM, June 3 (AP) — {LEAD}\n\n{MORE}", None, "no year, no day"),
    (f"{LEAD}\n\nThe pier burned on June 18, 2011, Poe said.", None, "a date in the prose is another matter"),
]


@pytest.mark.parametrize(("text", "day", "reason"), DAYS)
def test_the_day_of_publication_is_taken_from_the_lines(text: str, day: date | None, reason: str) -> None:
    assert read(text).published_on == day, reason


def test_a_dateline_without_a_year_asks_for_the_day() -> None:
    assert any("'June 3' without a year; give --published" in n for n in read(f"ELM, June 3 (AP) — {LEAD}").notes)


AGENCIES = [
    (f"ELM (AP) — {LEAD}", "Associated Press", "dateline"),
    (f"ELM, June 3 (Reuters) - {LEAD}", "Reuters", "dateline"),
    (f"ELM (AFP) — {LEAD}", "Agence France-Presse", "dateline"),
    (f"By Jane Doe, Associated Press\n\n{LEAD}", "Associated Press", "byline"),
    (f"The ferry at dawn. (Lee Ott/Pool Photo via AP)\n\n{LEAD}", "Associated Press", "credit of a picture"),
    (f"{LEAD}\n\nAssociated Press writer Ann Poe in Oslo contributed to this report.", "Associated Press", "last line"),
    (f"{LEAD}\n\n“No,” Poe told Reuters.", None, "an agency in the prose is a source"),
]


@pytest.mark.parametrize(("text", "agency", "reason"), AGENCIES)
def test_the_agency_is_named(text: str, agency: str | None, reason: str) -> None:
    assert read(text).agency == agency, reason


TITLES = [
    (f"Home\nFerry to close for a year\nBy JANE DOE\n\n{LEAD}", "Ferry to close for a year", "below a menu"),
    (f"Ferry to Close for a Year.\n\n{LEAD}\n\n{MORE}", "Ferry to Close for a Year.", "title case, with a stop"),
    (f"Will the ferry ever sail again?\n\n{LEAD}\n\n{MORE}", "Will the ferry ever sail again?", "a question"),
    (f"“We will not go,” Poe said.\n\n{LEAD}\n\n{MORE}", None, "a quotation is a lead"),
    (f"The ferry was late on Monday.\n\n{LEAD}\n\n{MORE}", None, "a past tense and a weekday are a lead"),
    (f"# Ferry to close\n\n*By Jane Doe*\n\n{LEAD}", "Ferry to close", "Markdown"),
    (f"{LEAD}\n\n{MORE}", None, "no headline at all"),
    (f"OTT: We will not close it\n\n{LEAD}\n\n{MORE}", None, "a turn of a transcript"),
    (f"Ferry to close\n\nThe ferry sails no more.\n\n{LEAD}\n\n{MORE}", "Ferry to close", "a lead below a headline"),
    ("“No,” he said.", None, "one line"),
]


@pytest.mark.parametrize(("text", "title", "reason"), TITLES)
def test_the_headline_is_distinguished_from_menus_and_leads(text: str, title: str | None, reason: str) -> None:
    article = read(text)
    assert article.title == title, reason
    if article.title_span:
        assert text[slice(*article.title_span)] == title


def test_a_stated_title_is_found_in_the_text_though_it_differs_by_a_word() -> None:
    text = f"Elm ferry to close for a whole year\n\n{LEAD}"
    stated = Known(title="Ferry to close for a whole year")
    article = assemble(text, b"", "x", encoding="utf-8", given=Known(), stated=stated)
    assert article.title == "Ferry to close for a whole year"
    assert article.title_span == (0, 35)
    assert [text[a:b] for a, b in article.body] == [LEAD]


def test_a_headline_of_other_words_than_the_given_title_is_no_prose_and_a_lead_stays() -> None:
    given = Known(title="Something else")
    text = f"Elm ferry to close for a whole year while its hull is rebuilt\n\nIt ends in July.\n\n{LEAD}\n\n{MORE}"
    article = assemble(text, b"", "x", encoding="utf-8", given=given, stated=Known())
    assert article.title == "Something else"
    assert [text[a:b] for a, b in article.body] == ["It ends in July.", LEAD, MORE]
    text = f"It ends in July.\n\n{LEAD}\n\n{MORE}"
    article = assemble(text, b"", "x", encoding="utf-8", given=given, stated=Known())
    assert article.title_span is None
    assert [text[a:b] for a, b in article.body] == ["It ends in July.", LEAD, MORE]
