"""Whether the text says that it was said: actual, negated or possible."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

Cli = Callable[..., Any]

FACTUALITY = [
    # (text, factuality, content, reason)
    ("Ruiz said the hull leaked.", "actual", "the hull leaked", "said, and nothing against it"),
    ("Ruiz said the hull had never leaked.", "actual", "the hull had never leaked", "the negation is hers"),
    ("Ruiz never said the hull leaked.", "negated", "the hull leaked", "never"),
    ("Ruiz did not say that the hull leaked.", "negated", "that the hull leaked", "did not"),
    ("Ruiz hasn’t said that the hull leaked.", "negated", "that the hull leaked", "a contraction"),
    ("Ruiz will tell the council that the hull leaks.", "possible", "that the hull leaks", "still to come"),
    ("Ruiz may say that the hull leaks.", "possible", "that the hull leaks", "may"),
    ("Ruiz could have said that the hull leaked.", "possible", "that the hull leaked", "could have"),
    ("Ruiz will on Friday tell the council that the hull leaks.", "possible", "that the hull leaks", "a day between"),
    ("Ruiz not only said the hull leaked.", "actual", "the hull leaked", "not only: she did"),
    ("Ruiz can confirm that the hull leaks.", "actual", "that the hull leaks", "it is confirmed by these words"),
    ("Ruiz allegedly said the hull leaked.", "possible", "the hull leaked", "by others’ account"),
    ("Ruiz went on to say the hull leaked.", "actual", "the hull leaked", "an infinitive of what was done"),
    ("Ruiz refused to say the hull leaked.", "negated", "the hull leaked", "refused to"),
    ("Ruiz has yet to say the hull leaks.", "negated", "the hull leaks", "yet to"),
    ("Ruiz left without saying that the hull leaked.", "negated", "that the hull leaked", "without"),
    ("Ruiz stopped short of saying the hull leaked.", "negated", "the hull leaked", "short of"),
    ("If Ruiz says “sail,” they will sail.", "possible", "sail", "if"),
    ("Unless Ruiz says “sail,” they will stay.", "possible", "sail", "unless"),
    ("It is unclear whether Ruiz said the hull leaked.", "possible", "the hull leaked", "whether"),
    ("It is not true that Ruiz said the hull leaked.", "negated", "the hull leaked", "not true"),
    ("It is false that Ruiz said “it leaks.”", "negated", "it leaks.", "false"),
    ("There is no evidence Ruiz said “it leaks.”", "negated", "it leaks.", "no evidence"),
    ("The claim that Ruiz said “it leaks” is false.", "negated", "it leaks", "a claim, and what it is worth"),
    ("Nowhere does Ruiz write that it leaked.", "negated", "that it leaked", "nowhere, and an inversion"),
    ("Nor did Ruiz say it leaked.", "negated", "it leaked", "nor"),
    ("Did Ruiz say it leaked?", "possible", "it leaked", "a question"),
    ("Not only did Ruiz say it leaked, she showed it.", "actual", "it leaked", "not only"),
    ("It was not Ruiz who said “it leaks.”", "negated", "it leaks.", "another one did"),
    ("Neither Ruiz nor Tom Okafor said it leaked.", "negated", "it leaked", "neither of them"),
    ("Ruiz denied that the hull leaked.", "actual", "that the hull leaked", "a denial is said"),
    ("The video in which Ruiz says “it leaks” is fake.", "negated", "it leaks", "a picture, and what it is worth"),
    ("Ruiz might say “enough” tomorrow.", "possible", "enough", "and the day is no part of it"),
    ("“It leaks,” Ruiz never said.", "negated", "It leaks", "after the words"),
    ("Did Ruiz say “it leaks”? She did not.", "negated", "it leaks", "the next sentence answers"),
    ("Did Ruiz say “it leaks”? She left.", "possible", "it leaks", "the next sentence does not answer"),
    ("Ruiz said it would sail. It did not.", "actual", "it would sail", "what came of it"),
    ("Footage of Ruiz saying “it leaks” was doctored.", "negated", "it leaks", "a recording that was altered"),
]


@pytest.mark.parametrize(("text", "factuality", "content", "reason"), FACTUALITY)
def test_factuality(text: str, factuality: str, content: str, reason: str) -> None:
    found = [(q.factuality, q.text) for q in extract_quotations(Article(text, "test", ""))]
    assert found == [(factuality, content)], reason


NESTED = [
    # (text, factualities in order, reason)
    ("Okafor denied that Ruiz had said it leaked.", ["actual", "negated"], "what is denied was not said"),
    ("A post falsely claims that Ruiz said it leaked.", ["actual", "negated"], "falsely"),
    ("Okafor never said that Ruiz had promised that it sails.", ["negated", "negated"], "inside of what was not said"),
    ("Ruiz denied saying “it leaks.”", ["negated", "negated"], "what is denied is that it was said"),
    ("Ruiz plans to announce that it leaks.", ["possible", "possible"], "neither plan nor word is there yet"),
]


@pytest.mark.parametrize(("text", "factualities", "reason"), NESTED)
def test_factuality_inside_of_another(text: str, factualities: list[str], reason: str) -> None:
    assert [q.factuality for q in extract_quotations(Article(text, "test", ""))] == factualities, reason


NOTHING = [
    # (text, reason)
    ("Nobody said “sail.”", "nobody is no speaker"),
    ("No one said the hull leaked.", "nor is no one"),
    ("None of the sailors said the hull leaked.", "none of them"),
    ("Neither side said the hull leaked.", "neither"),
    ("Ruiz declined to comment.", "no words"),
    ("Ruiz declined to say whether the hull leaked.", "declined to say"),
    ("Ruiz has not said whether the hull leaks.", "not said whether"),
    ("Ruiz would not say how deep the hull lies.", "would not say how"),
    ("Ruiz refused to discuss the hull.", "refused to discuss"),
    ("Ruiz did not respond to requests for comment.", "no answer"),
    ("Ruiz declined to be interviewed.", "not interviewed"),
    ("Ruiz did not return calls seeking comment.", "what a paper seeks"),
    ("Ruiz would not confirm the sale.", "an object, and not confirmed"),
]


@pytest.mark.parametrize(("text", "reason"), NOTHING)
def test_what_says_nothing_is_no_quotation(text: str, reason: str) -> None:
    assert extract_quotations(Article(text, "test", "")) == [], reason


def test_what_is_still_to_be_said_has_no_day() -> None:
    article = Article("Ruiz will tell the port on Friday that it leaks.", "test", "", published_on=date(2025, 1, 8))
    assert [(q.factuality, q.said) for q in extract_quotations(article)] == [("possible", None)]


def test_the_command_prints_it(run: Cli, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text("Ferry news\n\nAna Ruiz never said the hull leaked.\n", encoding="utf-8")
    printed = json.loads(run("extract", str(path), "--format", "jsonl").out)
    assert [q["factuality"] for q in printed["quotes"]] == ["negated"]
    assert run("extract", str(path), "--format", "csv").out.splitlines()[0].split(",")[-1] == "factuality"
