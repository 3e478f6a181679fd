"""Which spellings of a publisher's name are one publisher's: those printed on one site, and no others."""

from __future__ import annotations

import json

import pytest

from factdb.matching.publishers import site_of

ELM = "https://www.elmpost.example/"
CASES: list[tuple[list[tuple[str, str]], int, str]] = [
    ([("Elm Post", ELM + "1"), ("The Elm Post", ELM + "2")], 1, "an article before the name"),
    ([("The Elm Post", ELM + "1"), ("ELM POST", "https://elmpost.example/2")], 1, "capitals, and the site without www"),
    ([("Elm Post", ELM + "1"), ("Elm Post Online", "https://m.elmpost.example/2")], 1, "what is added to it"),
    ([("Elm Post", ELM + "1"), ("elmpost.example", ELM + "2")], 1, "the site's own name"),
    ([("Elm Free Press", ELM + "1"), ("EFP News", ELM + "2"), ("efpnews.example", ELM + "3")], 1, "initials"),
    ([("efp", ELM + "1"), ("The Elm Free Press", ELM + "2")], 1, "initials first"),
    ([("Elm Post", ELM + "1"), ("The Elm Post", "https://elmpost.other.example/2")], 2, "on another site"),
    ([("Elm Post", ELM + "1"), ("The Elm Post", None)], 2, "without an address nothing is certain"),
    ([("Elm Post", ELM + "1"), ("Elm Post Magazine", ELM + "2")], 2, "another name on the same site"),
    ([("Elm Post", ELM + "1"), ("East Pier", ELM + "2")], 2, "the same initials of two names"),
    ([("Elm", "https://elm.substack.com/p/1"), ("The Elm", "https://elm.substack.com/p/2")], 2, "a platform"),
    ([("Elm", "https://news.yahoo.com/1"), ("The Elm", "https://news.yahoo.com/2")], 2, "a portal"),
    ([("Elm", "https://archive.org/https://elm.example/1"), ("The Elm", "https://elm.example/2")], 2, "an archive"),
]


def lines(printed: list[tuple[str, str | None]]) -> str:
    text = "The ferry of Elm will close.\n\n“It is late,” said Ann Marlowe, who has run it for {} years."
    rows = [
        {"title": f"Ferry {n}", "publisher": name, "url": url, "text": text.format(n)}
        for n, (name, url) in enumerate(printed)
    ]
    return "".join(json.dumps({key: value for key, value in row.items() if value}) + "\n" for row in rows)


def publishers(run) -> list[str]:
    return [row["publisher"] for row in json.loads(run("sources", "--sort", "id", "--format", "json").out)]


@pytest.mark.parametrize(("printed", "count", "reason"), CASES)
def test_spellings_are_one_publisher_or_not(run, tmp_path, printed, count, reason) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(printed), encoding="utf-8")
    assert run("import", str(path)).err == ""
    assert len(set(publishers(run))) == count, reason


def test_a_spelling_is_known_from_an_import_before(run, tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    for one in CASES[4][0]:
        path.write_text(lines([one]), encoding="utf-8")
        run("import", str(path))
    assert publishers(run) == ["Elm Free Press"] * 3
    run("imports", "undo", "2")
    assert publishers(run) == ["Elm Free Press"] * 2
    assert "faults: none" in run("verify").out


def test_a_spelling_is_kept_and_a_publisher_can_be_split_and_merged(run, tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines([("Elm Post", ELM + "1"), ("The Elm Post", ELM + "2")]), encoding="utf-8")
    run("import", str(path))
    assert "publisher:  Elm Post\nprinted as: The Elm Post\n" in run("sources", "show", "2").out
    assert "printed as" not in run("sources", "show", "1").out
    assert "2 unchanged" in run("import", str(path)).out
    run("sources", "edit", "2", "--publisher", "The Elm Post")
    path.write_text(lines([("The Elm Post", ELM + "3"), ("Elm Post", ELM + "4")]).replace("late", "dark"))
    run("import", str(path))
    assert publishers(run) == ["Elm Post", "The Elm Post", "The Elm Post", "Elm Post"]
    run("sources", "edit", "2", "3", "--publisher", "Elm Post")
    assert set(publishers(run)) == {"Elm Post"}
    run("decisions", "undo", "3")
    assert publishers(run) == ["Elm Post", "Elm Post", "The Elm Post", "Elm Post"]
    assert "faults: none" in run("verify").out


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.elmpost.example:8443/a", "elmpost.example"),
        ("https://amp.m.elmpost.example/a", "elmpost.example"),
        ("http://elmpost.blogspot.co.uk/a", None),
        ("https://localhost/a", None),
        ("urn:newsml:elmpost.example:20240301:1", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_of_an_address(url: str | None, site: str | None) -> None:
    assert site_of(url) == site
