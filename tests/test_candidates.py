"""Claims that import proposes: stored with their place, listed by rank, put in normal form, taken back."""

import json

import pytest

ELM = (
    "The ferry stays.\n\nThe Elm ferry carried 14,000 passengers in March, more than ever before.\n\n"
    "“The council paid $3 million for it in 2019,” Mira Okafor said.\n\nJonas Reed hopes for better weather.\n"
)
OAK = "Ferry news.\n\nThe Elm ferry carried 14,000 passengers in March, more than ever before.\n\nIt rained a lot.\n"


@pytest.fixture
def call(run, database, tmp_path):
    (tmp_path / "elm.txt").write_text(ELM, encoding="utf-8")
    (tmp_path / "oak.txt").write_text(OAK, encoding="utf-8")
    done = run("-d", database, "import", "elm.txt", "--publisher", "Elm Post", "--published", "2024-03-04")
    assert "2 claim candidates" in done.out
    return lambda *args: run("-d", database, *args)


def listed(call, *options):
    return json.loads(call("claims", "--candidates", *options, "--format", "json").out)


def test_the_most_worth_checking_come_first_with_kind_and_why(call):
    found = listed(call)
    assert [c["score"] for c in found] == sorted((c["score"] for c in found), reverse=True)
    assert {c["kind"] for c in found} == {"figure"}
    assert any("14,000" in c["why"] for c in found)
    assert listed(call, "--kind", "denial") == []
    assert len(listed(call, "--source", "1")) == 2
    assert json.loads(call("claims", "--format", "json").out) == [], "nobody has decided on any"


def test_each_is_in_its_text_and_says_who_makes_it(call):
    assert "faults: none" in call("verify").out
    shown = [json.loads(call("claims", "show", str(c["id"]), "--format", "json").out) for c in listed(call)]
    makers = {s["text"]: [(a["speaker"], a["quote_id"]) for a in s["assertions"]] for s in shown}
    assert makers["The Elm ferry carried 14,000 passengers in March, more than ever before."] == [(None, None)]
    assert makers["The council paid $3 million for it in 2019"] == [("Mira Okafor", 1)]


def test_an_editor_puts_one_in_normal_form_and_takes_that_back(call):
    number = str(next(c["id"] for c in listed(call) if "14,000" in c["text"]))
    said = "The Elm ferry had 14,000 passengers in March 2024."
    assert said in call("claims", "confirm", number, "--statement", said, "--by", "desk").out
    assert [c["text"] for c in json.loads(call("claims", "--format", "json").out)] == [said]
    assert len(listed(call)) == 1
    other = str(listed(call)[0]["id"])
    refused = call("claims", "confirm", other, "--statement", said)
    assert (refused.code, "already says so" in refused.err) == (1, True)
    decision = json.loads(call("history", "claim", number, "--format", "json").out)[0]["id"]
    assert call("decisions", "undo", str(decision)).code == 0
    assert len(listed(call)) == 2
    assert call("verify").code == 0


def test_the_same_words_elsewhere_are_the_same_claim(call):
    assert "claim candidate" not in call("import", "oak.txt").out
    both = next(c for c in listed(call) if "14,000" in c["text"])
    shown = json.loads(call("claims", "show", str(both["id"]), "--format", "json").out)
    assert len(shown["assertions"]) == 2
    # Taken back with the run that brought it, it goes on in the name of the other's.
    assert call("imports", "undo", "1").code == 0
    assert [c["text"] for c in listed(call)] == [both["text"]]
    assert call("imports", "undo", "2").code == 0
    assert listed(call) == []
    assert call("verify").code == 0


def test_what_was_rejected_is_not_proposed_again(call):
    number = str(next(c["id"] for c in listed(call) if "14,000" in c["text"]))
    assert call("claims", "reject", number, "--reason", "not news").code == 0
    call("import", "oak.txt")
    assert all("14,000" not in c["text"] for c in listed(call))


def test_a_rejected_quote_proposes_nothing(call):
    assert call("quotes", "reject", "1").code == 0
    assert all("council paid" not in c["text"] for c in listed(call))


def test_a_span_that_does_not_hold_is_found(call, execute, database):
    execute(database, "UPDATE source_versions SET text = replace(text, '14,000', '15,000')")
    assert "claim" in call("verify").out


def test_claims_bear_on_one_another(call, run, database):
    call("claims", "add", "The hull is sound.", "--quote", "1")
    call("claims", "add", "The hull leaks.")
    first, second = (str(c["id"]) for c in json.loads(call("claims", "--format", "json").out))
    assert f"claim {second} contradicts claim {first}" in call("claims", "relate", second, first, "--reason", "x").out
    assert "nothing changed" in call("claims", "relate", second, first).out
    assert "no relation to itself" in call("claims", "relate", first, first).err
    for one, other in ((first, second), (second, first)):
        found = json.loads(call("claims", "--contradicts", one, "--format", "json").out)
        assert [str(c["id"]) for c in found] == [other]
    assert f"it contradicts claim {first}: The hull is sound." in call("claims", "show", second).out
    assert f"claim {second} contradicts this one" in call("claims", "show", first).out
    decision = json.loads(call("history", "claim", second, "--format", "json").out)[-1]
    assert f"relations: none → contradicts claim {first}" in decision["changed"]
    assert call("decisions", "undo", str(decision["id"])).code == 0
    assert json.loads(call("claims", "--contradicts", first, "--format", "json").out) == []
    assert call("verify").code == 0


def test_what_was_said_again_is_counted_by_speaker_and_outlet(call):
    call("claims", "add", "The council paid for the ferry.", "--quote", "1")
    assert json.loads(call("claims", "--repeated-since", "2024", "--format", "json").out) == []
    call("import", "oak.txt", "--publisher", "Oak Post", "--published", "2024-04-01")
    number = next(c["id"] for c in listed(call) if "14,000" in c["text"])
    candidates = json.loads(call("claims", "--candidates", "--repeated-since", "2024", "--format", "json").out)
    assert number in {c["id"] for c in candidates}
    assert call("claims", "--candidates", "--repeated-since", "2024").code == 0
    call("claims", "confirm", str(number))
    again = json.loads(call("claims", "--repeated-since", "2024-04", "--format", "json").out)
    assert [(c["id"], c["said_since"], c["outlets_since"]) for c in again] == [(number, 1, 1)]
    assert json.loads(call("claims", "--repeated-since", "2024", "--format", "json").out)[0]["outlets_since"] == 2
    assert json.loads(call("claims", "--repeated-since", "2025", "--format", "json").out) == []


def test_a_rejected_report_is_the_claim_of_one_and_the_dispute_of_another(run, database, tmp_path):
    (tmp_path / "a.txt").write_text(
        "The ferry dispute goes on\n\nPublished: March 4, 2024\n\nOpposition leader Mira Okafor rejected a report by a"
        " surveyor, which blamed the crew for three collisions, as “far-fetched and lazy.”\n",
        encoding="utf-8",
    )
    assert run("-d", database, "import", "a.txt").code == 0
    (claim,) = json.loads(run("-d", database, "claims", "--candidates", "--disputed", "--format", "json").out)
    assert claim["text"] == "a report by a surveyor, which blamed the crew for three collisions"
    shown = json.loads(run("-d", database, "claims", "show", str(claim["id"]), "--format", "json").out)
    assert sorted((a["stance"], a["speaker"]) for a in shown["assertions"]) == [
        ("attributes", None),
        ("disputes", "Mira Okafor"),
    ]
    assert run("-d", database, "verify").code == 0
    assert run("-d", database, "imports", "undo", "1").code == 0


TALK = """Candidates meet

Published: March 6, 2024

REED: The ferry carried 52,000 passengers in 2023, more than ever before.

OKAFOR: I am glad to be here tonight. Fares are too high for all of us here.

REED: We like it here. The vaccines were late by two years in Ellis.
"""
TOPICS = 'health = ["vaccin*"]\ntransport = ["ferry", "fares"]\n'


def test_each_comes_with_who_says_it_when_and_where_in_every_format(call):
    rows = {row["text"]: row for row in listed(call)}
    paid = rows["The council paid $3 million for it in 2019"]
    said = {key: paid[key] for key in ("speaker", "said_on", "publisher", "published_on", "title", "quote_id", "topic")}
    assert said == {
        "speaker": "Mira Okafor", "said_on": "2024-03-04", "publisher": "Elm Post", "published_on": "2024-03-04",
        "title": "The ferry stays.", "quote_id": 1, "topic": None,
    }  # fmt: skip
    carried = rows["The Elm ferry carried 14,000 passengers in March, more than ever before."]
    assert (carried["speaker"], carried["said_on"], carried["publisher"]) == (None, None, "Elm Post")
    for form in ("text", "table", "csv", "tsv", "jsonl", "markdown"):
        printed = " ".join(call("claims", "--candidates", "--format", form).out.split())
        assert all(fact in printed for fact in ("Okafor", "2024-03-04", "Elm")), form
    assert "narration" in call("claims", "--candidates").out


def test_candidates_are_narrowed_by_words_day_publisher_topic_and_score(call, tmp_path):
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    done = call("import", "talk.txt", "--publisher", "Oak Post")
    assert "5 claim candidates" in done.out, done.out

    def texts(*options):
        return {row["text"].split()[0] + " " + row["text"].split()[1] for row in listed(call, *options)}

    elm, talk = {"The Elm", "The council"}, {"The ferry", "The vaccines"}
    assert texts() == elm | talk
    for options, expected in (
        (("--min-score", "0"), elm | talk | {"I am", "Fares are", "We like"}),
        (("--min-score", "0", "--speaker", "OKAFOR"), {"I am", "Fares are"}),
        (("--since", "2024-03-05"), talk),
        (("--publisher", "elm"), elm),
        (("--about", "passenger"), {"The Elm", "The ferry"}),
        (("--about", "candidates meet"), talk),
        (("--about", "passenger", "--publisher", "oak"), {"The ferry"}),
        (("--topics", "topics.toml", "--topic", "transport"), {"The Elm", "The ferry"}),
        (("--topics", "topics.toml", "--topic", "transport", "--limit", "1", "--min-score", "0"), None),
        (("--topics", "topics.toml", "--topic", "health"), {"The vaccines"}),
    ):
        found = texts(*options)
        assert found == expected or (expected is None and len(found) == 1), options
    topics = {row["topic"] for row in listed(call, "--topics", "topics.toml")}
    assert topics == {"health", "transport", None}
    assert call("verify").code == 0


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--topic", "health"), 2, "--topic needs word lists"),
        (("--topics", "none.toml"), 1, "none.toml: cannot be read"),
        (("--topics", "topics.toml", "--topic", "sport"), 1, "no topic 'sport': choose from health, transport"),
        (("--topics", "empty.toml"), 1, "empty.toml: topic 'health': has no words"),
        (("--about", "…"), 1, "nothing to search for"),
        (("--min-score", "2"), 2, "--min-score"),
    ],
)
def test_what_is_wrong_with_a_filter_is_said(call, tmp_path, options, code, message):
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    (tmp_path / "empty.toml").write_text("health = []", encoding="utf-8")
    done = call("claims", "--candidates", *options)
    assert (done.code, message in done.err) == (code, True), done.err
