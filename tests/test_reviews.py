"""Reviews of claims: scales, ratings, evidence; drafted, published, superseded, withdrawn; shown and undone."""

import getpass
import json
import re

import pytest
from samples import BRIDGE, FERRY

from factdb.decide.scales import read_scale, shipped_names, shipped_scale

HOUSE = """
name = "house"
title = "The Courier's own"
[[ratings]]
label = "Wrong"
value = 1
normalized = "false"
colour = "#c0392b"
[[ratings]]
label = "Right"
value = 2
normalized = "true"
[[ratings]]
label = "Open"
"""


@pytest.fixture
def database(made_once, run, tmp_path):
    """Two articles and one confirmed claim, number 6."""
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def fill(path):
        assert run("-d", path, "import", "a.txt", "--published", "2024-03-04", "--url", "https://c.example/a").code == 0
        assert run("-d", path, "import", "b.txt", "--published", "2024-03-09").code == 0
        assert run("-d", path, "claims", "add", "The islands are owed a ferry.", "--quote", "1").code == 0

    return made_once("reviews", fill)


@pytest.fixture
def call(run, database, tmp_path, monkeypatch):
    """`factdb ARGS` on that database; who publishes says who it is."""
    monkeypatch.setenv("FACTDB_ACTOR", getpass.getuser())
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    return lambda *args, **more: run("-d", database, *args, **more)


def data(done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def review(call, number="1"):
    return data(call("reviews", "show", number, "--format", "json"))


# --- Scales


@pytest.mark.parametrize("name", shipped_names())
def test_every_scale_that_comes_with_factdb_is_whole(name):
    scale = shipped_scale(name)
    assert scale.name == name
    # That a video is unaltered does not make true what is said in it.
    needed = {"false"} if name == "mediareview" else {"true", "false"}
    assert {step.normalized for step in scale.steps} >= needed


@pytest.mark.parametrize(
    ("old", "new", "output"),
    [
        ("value = 2", "value = 1", "'Wrong' and 'Right' both have the value 1: give each its own"),
        ("value = 2", "value = 0", "'Right' has the value 0, less than the one before it"),
        ("value = 2", 'value = "two"', "value of rating 2 is 'two': write a number"),
        ("value = 2", "value = true", "value of rating 2 is True: write a number"),
        ("value = 2", "value = nan", "value of rating 2 is nan: write a number"),
        ('"Right"', '"wrong"', "ratings 1 and 2 are both called 'wrong'"),
        ('"Right"', '" "', "label of rating 2 is empty"),
        ('"Right"', '"a\\u0000b"', "label of rating 2 contains a NUL character"),
        ('"true"', '"yes"', "normalized of rating 2 is 'yes': write one of true, mixture, false, other"),
        ("#c0392b", "red", "colour of rating 1 is 'red': write it as #c0392b"),
        ('name = "house"', 'name = "My House"', "name is 'My House': write lower-case letters, digits and hyphens"),
        ('name = "house"', "", "the scale has no name"),
        ("value = 2", "worth = 2", "rating 2 has the unknown key 'worth'"),
        ("[[ratings]]", "ratings =", "is not valid TOML"),
    ],
)
def test_a_scale_that_cannot_be_is_refused_in_one_line(call, tmp_path, old, new, output):
    (tmp_path / "bad.toml").write_text(HOUSE.replace(old, new), encoding="utf-8")
    done = call("scales", "add", "bad.toml")
    assert done.code == 1
    assert done.err.startswith("factdb: bad.toml: ")
    assert output in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_or_not_text_is_reported(call, tmp_path):
    (tmp_path / "bytes.toml").write_bytes(b"name = \xff")
    assert "bytes.toml: is not UTF-8" in call("scales", "add", "bytes.toml").err
    assert "none.toml: cannot be read" in call("scales", "add", "none.toml").err


def test_a_stored_scale_stays_as_it_is(call, tmp_path):
    assert call("scales", "add", "house.toml").out == "scale house stored with 3 ratings\n"
    assert call("scales", "add", "house.toml").out == "scale house is already stored: nothing changed\n"
    (tmp_path / "house.toml").write_text(HOUSE.replace("Open", "Unclear"), encoding="utf-8")
    refused = call("scales", "add", "house.toml")
    assert refused.code == 1
    assert "a different scale called" in refused.err
    assert [r["label"] for r in data(call("scales", "show", "house", "--format", "json"))] == ["Wrong", "Right", "Open"]
    assert {r["name"]: r["stored"] for r in data(call("scales", "--format", "json"))}["house"] is True
    assert call("verify").code == 0


def test_a_scale_is_undone_as_long_as_nothing_is_rated_by_it(call):
    call("scales", "add", "house.toml")
    number = str(data(call("decisions", "--format", "json"))[0]["id"])
    call("reviews", "add", "6", "--rating", "Wrong", "--scale", "house")
    assert "review 1 uses it" in call("decisions", "undo", number).err
    call("reviews", "delete", "1")
    assert call("decisions", "undo", number).code == 0
    assert "there is no scale 'house'" in call("scales", "show", "house").err
    assert call("verify").code == 0


def test_what_is_read_again_is_the_same(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(HOUSE, encoding="utf-8")
    steps = read_scale(path).steps
    assert [(s.label, s.value, s.normalized) for s in steps] == [
        ("Wrong", 1.0, "false"),
        ("Right", 2.0, "true"),
        ("Open", None, "other"),
    ]


# --- Reviews


def test_a_review_is_drafted_with_evidence_published_and_shown(call):
    added = call(
        "reviews", "add", "6", "--rating", "mostly FALSE", "--explanation", "Nothing was promised.",
        "--organization", "Ellis Courier", "--reviewer", "Ada Quill", "--on", "2024-03-10", "--by", "desk",
    )  # fmt: skip
    assert added.out == "review 1 of claim 6 drafted\n"
    assert call("reviews", "evidence", "1", "refutes", "--source", "2", "--note", "minutes").code == 0
    assert call("reviews", "evidence", "1", "supports", "--quote", "1").code == 0
    link = ("--link", "https://harbour.example/log", "--title", "Harbour log", "--published", "2024-03-01")
    assert call("reviews", "evidence", "1", "context", *link).code == 0
    assert call("reviews", "publish", "1").out == "review 1 published\n"
    output = review(call)
    assert (output["rating"], output["rating_value"], output["worst_value"], output["best_value"]) == (
        "Mostly false",
        2,
        1,
        5,
    )
    assert (output["scale"], output["status"], output["organization"]) == ("five-step", "published", "Ellis Courier")
    assert [(e["stance"], e["flags"]) for e in output["evidence"]] == [
        ("refutes", ["later than the statement"]),
        ("supports", ["the claim's only source"]),
        ("context", []),
    ]
    dossier = call("claims", "show", "6").out
    assert "2024-03-10  review 1 by Ada Quill, Ellis Courier: Mostly false (2 of 1 to 5)" in dossier
    assert "refutes: " in dossier
    assert "warning: the claim's only source" in dossier
    assert "said once before the review by Jonas Reed" in dossier
    assert data(call("claims", "--format", "json"))[0]["rating"] == "Mostly false"
    shown = call("reviews", "show", "1").out
    assert "rating:" in shown
    assert "warning: later than the statement" in shown
    history = data(call("history", "claim", "6", "--format", "json"))
    actions = [(d["action"], f"{d['subject'][:-1]} {d['subject_id']}") for d in history]
    assert actions == [("add", "claim 6"), ("add", "review 1"), *[("correct", "review 1")] * 3, ("publish", "review 1")]
    assert call("verify").code == 0


def test_a_rejected_quote_says_a_claim_no_more(call):
    call("reviews", "add", "6", "--rating", "2", "--publish")
    call("quotes", "reject", "1")
    shown = data(call("claims", "show", "6", "--format", "json"))
    assert shown["assertions"] == []
    assert shown["repeated"]["before"]["times"] == 0


def test_what_was_published_is_superseded_not_rewritten(call):
    call("reviews", "add", "6", "--rating", "2", "--on", "2024-03-10", "--publish")
    for args in (
        ("edit", "1", "--rating", "True"),
        ("evidence", "1", "context", "--source", "2"),
    ):
        refused = call("reviews", *args)
        assert refused.code == 1
        assert "review 1 is published, too late to" in refused.err
        assert "--supersedes 1" in refused.err
    assert "review 1 was published: withdraw it" in call("reviews", "delete", "1").err
    done = call("reviews", "add", "6", "--rating", "True", "--on", "2024-04-01", "--supersedes", "1", "--publish")
    assert done.out == "review 2 of claim 6 written; review 2 published\n"
    assert (review(call)["superseded_by_id"], review(call, "2")["supersedes_id"]) == (2, 1)
    assert review(call)["rating"] == "Mostly false"
    assert [r["id"] for r in data(call("reviews", "--current", "--format", "json"))] == [2]
    assert "already superseded by review 2" in call("reviews", "add", "6", "--rating", "1", "--supersedes", "1").err
    assert call("verify").code == 0


def test_a_former_judgement_is_not_revived_when_the_later_one_is_withdrawn(call):
    call("reviews", "add", "6", "--rating", "2", "--publish", "--url", "https://c.example/1")
    call("reviews", "add", "6", "--rating", "True", "--supersedes", "1", "--url", "https://c.example/2")
    assert review(call)["superseded_by_id"] is None, "a draft takes nobody's place"
    assert len(data(call("export", "claimreview"))) == 1
    call("reviews", "publish", "2")
    call("reviews", "withdraw", "2", "--reason", "misread")
    assert data(call("export", "claimreview")) == []
    assert data(call("claims", "--format", "json"))[0]["rating"] is None
    current = "SELECT review_id, is_current FROM report_reviews ORDER BY 1"
    assert [row["is_current"] for row in data(call("sql", "--as-owner", current, "--format", "json"))] == [0, 0]


def test_a_withdrawn_review_stays_with_its_reason(call):
    call("reviews", "add", "6", "--rating", "2", "--publish")
    assert "say why" in call("reviews", "withdraw", "1").err
    assert call("reviews", "withdraw", "1", "--reason", "the log was misread").code == 0
    assert review(call)["status"] == "withdrawn"
    assert data(call("claims", "--format", "json"))[0]["rating"] is None
    assert data(call("history", "review", "1", "--format", "json"))[-1]["reason"] == "the log was misread"
    assert "write another" in call("reviews", "publish", "1").err


def test_every_step_of_a_review_is_undone_exactly(call, execute, database):
    def stored():
        return [execute(database, f"SELECT * FROM {t} ORDER BY id") for t in ("reviews", "evidence")]

    def undo_newest():
        output = data(call("history", "review", "1", "--format", "json"))
        undone = {d["after"]["undoes"] for d in output if d["action"] == "undo"}
        newest = max(d["id"] for d in output if d["action"] != "undo" and d["id"] not in undone)
        done = call("decisions", "undo", str(newest))
        assert done.code == 0, done.err
        assert call("verify").code == 0

    states = []
    for args in (
        ("add", "6", "--rating", "2", "--text", "Long ago.", "--on", "2024-03-10"),
        ("evidence", "1", "refutes", "--source", "2"),
        ("edit", "1", "--rating", "3", "--text", ""),
        ("publish", "1"),
        ("withdraw", "1", "--reason", "misread"),
    ):
        states.append(stored())
        assert call("reviews", *args).code == 0
    while len(states) > 3:
        undo_newest()
        assert stored() == states.pop()
    draft = stored()
    assert call("reviews", "delete", "1").code == 0
    assert stored() == [[], []]
    undo_newest()
    assert stored() == draft
    while states:
        undo_newest()
        assert stored() == states.pop()


@pytest.mark.parametrize(
    ("args", "output"),
    [
        (
            ("add", "6", "--rating", "Sort of"),
            "'Sort of' is not a rating of the scale five-step, which has False (1), Mos",
        ),
        (("add", "6", "--rating", "9"), "'9' is not a rating of the scale five-step"),
        (("add", "6", "--rating", "True", "--scale", "hous"), "there is no scale 'hous'; choose from five-step"),
        (("add", "6", "--scale", "five-step"), "a scale needs a rating"),
        (("add", "1", "--rating", "True"), "claim 1 is only proposed: confirm it first"),
        (("add", "99", "--rating", "True"), "there is no claim number 99"),
        (("add", "6", "--url", "courier.example"), "is not a web address: write it in full"),
        (("add", "6", "--text", "a\0b"), "the text contains a NUL character"),
        (("add", "6", "--text", "@none.txt"), "none.txt: cannot be read"),
        (("add", "6", "--reason", "a\0b"), "the reason contains a NUL character"),
        (("add", "6", "--supersedes", "9"), "there is no review number 9"),
        (("publish", "1"), "review 1 has no rating: give it one with `factdb reviews edit 1`"),
        (("edit", "1"), "nothing to change"),
        (("evidence", "1", "context"), "evidence is one source, one quote or one link: none given"),
        (("evidence", "1", "context", "--quote", "1", "--source", "1"), "source and quote given"),
        (("evidence", "1", "context", "--source", "77"), "there is no source number 77"),
        (("evidence", "1", "context", "--quote", "77"), "there is no quote number 77"),
        (("evidence", "1", "context", "--link", "https://h.example"), "has no title: say what it is"),
        (("evidence", "1", "context", "--link", "log.pdf", "--title", "Log"), "is not a web address"),
        (("withdraw", "1"), "review 1 is a draft: `factdb reviews delete 1` deletes it"),
    ],
)
def test_a_review_that_cannot_be_is_refused_in_one_line(call, execute, database, args, output):
    call("reviews", "add", "6")
    before = execute(database, "SELECT count(*) FROM decisions"), execute(database, "SELECT * FROM reviews")
    done = call("reviews", *args)
    assert done.code == 1, done.out
    assert output in done.err
    assert done.err.count("\n") == 1
    assert (execute(database, "SELECT count(*) FROM decisions"), execute(database, "SELECT * FROM reviews")) == before


def test_a_claim_rejected_since_is_neither_reviewed_nor_published(call):
    call("reviews", "add", "6", "--rating", "True")
    call("claims", "reject", "6")
    assert "claim 6 is rejected: confirm it first" in call("reviews", "add", "6", "--rating", "True").err
    assert "claim 6 is no longer confirmed" in call("reviews", "publish", "1").err


def test_an_import_that_a_review_rests_on_is_not_undone(call):
    call("reviews", "add", "6", "--rating", "True")
    call("reviews", "evidence", "1", "supports", "--source", "2")
    refused = call("imports", "undo", "2").err  # the one who did is named, with the command that undoes it
    assert re.search(r"cannot be undone: \S+ rested a review on it: `factdb decisions undo \d+` first", refused)


def test_the_past_shows_the_review_of_the_time(call):
    import time
    from datetime import UTC, datetime

    call("reviews", "add", "6", "--rating", "2", "--publish")
    call("reviews", "evidence", "1", "context", "--source", "2")
    then = datetime.now(UTC).isoformat()
    time.sleep(0.01)
    call("reviews", "withdraw", "1", "--reason", "wrong")
    assert data(call("as-of", then, "reviews", "show", "1", "--format", "json"))["status"] == "published"
    assert review(call)["status"] == "withdrawn"


def test_the_report_holds_what_was_published_no_drafts(call):
    call("reviews", "add", "6", "--rating", "2", "--on", "2024-03-10", "--publish")
    call("reviews", "add", "6", "--rating", "3")
    query = "SELECT review_id, rating, normalized, reviewed_on, is_current FROM report_reviews"
    assert data(call("sql", "--as-owner", query, "--format", "json")) == [
        {"review_id": 1, "rating": "Mostly false", "normalized": "false", "reviewed_on": "2024-03-10", "is_current": 1}
    ]


def test_html_in_every_field_is_kept_as_text(call):
    evil = "</script><script>alert(1)</script>"
    call("reviews", "add", "6", "--rating", "2", "--explanation", evil, "--text", evil, "--organization", evil)
    assert (review(call)["explanation"], review(call)["text"], review(call)["organization"]) == (evil, evil, evil)


def test_bytes_that_are_no_text_are_refused_in_one_line(call):
    for args in (("reviews", "add", "6", "--explanation", "\udcff"), ("claims", "add", "\udcff")):
        done = call(*args)
        assert (done.code, done.err) == (1, "factdb: an argument is not UTF-8: write it in that encoding\n")
    assert data(call("reviews", "--format", "json")) == []
    asked = call("reviews", "--reviewer", "\udcff")
    assert (asked.code, asked.err) == (1, "factdb: '\\udcff' is not UTF-8: write it in that encoding\n")
