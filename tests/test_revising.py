"""A quote's words edited, split and merged, claims merged: always words of the text, always taken back exactly."""

import json

import pytest
from samples import FERRY, FERRY_LATER


@pytest.fixture
def call(run, database, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", database, "import", "a.txt", "--url", "https://post.example/a").code == 0
    return lambda *args, **more: run("-d", database, *args, **more)


@pytest.fixture
def stored(execute, database):
    """Every row that a revision may touch."""
    tables = ("quotes", "anchors", "attributions", "claims", "assertions", "claim_relations")
    return lambda: [execute(database, f"SELECT * FROM {t} ORDER BY id") for t in tables]


def data(done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def find(call, words):
    return str(data(call("quotes", "--search", words, "--format", "json"))[0]["id"])


def quote(call, number):
    return data(call("quotes", "show", number, "--format", "json"))


def undo_all(call, count):
    """Take back the newest `count` decisions."""
    numbers = [d["id"] for d in data(call("decisions", "--limit", str(count), "--format", "json"))]
    for number in numbers:
        done = call("decisions", "undo", str(number))
        assert done.code == 0, done.err
    assert call("verify").code == 0, call("verify").out


def test_a_quote_is_edited_to_words_of_its_text_and_back(call, stored):
    number, before = find(call, "costly"), stored()
    done = call("quotes", "edit", number, 'rejected the plan as "a costly farewell tour"', "--by", "desk")
    assert (done.code, done.err) == (0, "")
    now = quote(call, number)
    assert (now["kind"], now["status"], now["confirmed_by"]) == ("mixed", "confirmed", "desk")
    assert "rejected the plan as" in now["text"]
    assert [(a["in_marks"], a["exact"]) for a in now["anchors"] if a["part"] == "content"] == [
        (False, "rejected the plan as"),
        (True, "a costly farewell tour."),
    ]
    assert all(a["proved"] for a in now["anchors"])
    assert call("verify").code == 0
    assert "already says so" in call("quotes", "edit", number, 'rejected the plan as "a costly farewell tour"').out
    undo_all(call, 1)
    assert stored() == before


def test_words_left_out_part_a_quote(call):
    number = find(call, "costly")
    assert call("quotes", "edit", number, "rejected ... a costly farewell tour").code == 0
    assert " ... " in quote(call, number)["text"]


def test_a_quote_is_split_and_merged_again(call, stored):
    number, before = find(call, "owe"), stored()
    done = call("quotes", "split", number, "They have no")
    assert done.code == 0, done.err
    new = done.out.strip().rsplit(" ", 1)[1]
    assert quote(call, number)["text"] == "We owe it to the islands"
    assert (quote(call, new)["text"], quote(call, new)["speaker"]) == ("They have no other way across.", "Jonas Reed")
    assert call("verify").code == 0
    halves = stored()
    merged = call("quotes", "merge", number, new, "--reason", "one breath")
    assert merged.out == f"quote {number} took in quote {new}\n"
    assert quote(call, number)["text"].startswith("We owe it to the islands")
    assert quote(call, new)["status"] == "rejected"
    undo_all(call, 2)
    assert stored() == halves
    undo = [
        d["id"] for d in data(call("decisions", "--limit", "0", "--format", "json")) if d["action"] in ("add", "split")
    ]
    for one in sorted(undo, reverse=True):
        assert call("decisions", "undo", str(one)).code == 0
    assert stored() == before
    assert call("verify").code == 0


def test_a_split_works_in_every_version_that_holds_the_quote(call, run, database, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY_LATER, encoding="utf-8")
    assert run("-d", database, "import", "a.txt", "--url", "https://post.example/a").code == 0
    number = find(call, "owe")
    assert call("quotes", "split", number, "They have no").code == 0
    assert len({a["number"] for a in quote(call, number)["anchors"] if a["part"] == "content"}) == 2
    assert call("verify").code == 0


@pytest.mark.parametrize(
    ("args", "output"),
    [
        (("edit", "Q", "We owe it to the mainland"), "is not in its source: write the words as they are"),
        (("edit", "Q", "no other way ... We owe it"), "is not after the words before it in its source"),
        (("edit", "Q", " "), "a quote needs words"),
        (("split", "Q", "mainland"), "is in it 0 times"),
        (("split", "Q", "We owe"), "is its beginning"),
        (("merge", "Q", "Q"), "cannot be merged with itself"),
        (("merge", "Q", "99"), "there is no quote number 99"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(call, stored, args, output):
    number, before = find(call, "owe"), stored()
    done = call("quotes", *[number if a == "Q" else a for a in args])
    assert done.code == 1
    assert output in done.err
    assert done.err.count("\n") == 1
    assert stored() == before


def test_a_text_that_is_not_kept_cannot_be_edited_from(run, database, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", database, "import", "a.txt", "--no-text").code == 0
    assert "no place in a stored text" in run("-d", database, "quotes", "edit", "1", "We owe it").err


def test_claims_merge_into_one_and_part_again(call, stored):
    first, second = find(call, "owe"), find(call, "costly")
    call("claims", "add", "The islands are owed a ferry.", "--quote", first)
    call("claims", "add", "The islands have a right to a ferry.", "--quote", second, "--stance", "denies")
    kept, other = (c["id"] for c in data(call("claims", "--format", "json")))
    before = stored()
    assert call("claims", "merge", str(other), str(kept)).out == f"claim {other} merged into claim {kept}\n"
    shown = data(call("claims", "show", str(kept), "--format", "json"))
    assert [a["stance"] for a in shown["assertions"]] == ["asserts", "denies"]
    assert [c["id"] for c in data(call("claims", "--format", "json"))] == [kept]
    assert "is rejected" in call("claims", "merge", str(other), str(kept)).err
    undo_all(call, 2)
    assert stored() == before


def test_what_bears_on_a_merged_claim_bears_on_the_one_it_went_into(call):
    for text in ("The islands are owed a ferry.", "The ferry is owed.", "Nothing is owed."):
        call("claims", "add", text)
    kept, other, third = (str(c["id"]) for c in data(call("claims", "--format", "json")))
    call("claims", "relate", third, other)
    assert call("claims", "merge", other, kept).code == 0
    assert [c["id"] for c in data(call("claims", "--contradicts", kept, "--format", "json"))] == [int(third)]
    assert call("verify").code == 0


def test_a_judged_claim_is_not_merged_away(call):
    for text in ("The islands are owed a ferry.", "The ferry is owed."):
        call("claims", "add", text)
    kept, other = (str(c["id"]) for c in data(call("claims", "--format", "json")))
    call("reviews", "add", other, "--rating", "True")
    assert f"claim {other} has review 1: merge claim {kept} into it" in call("claims", "merge", other, kept).err


def test_every_decision_can_be_given_as_a_file(call, tmp_path):
    owe, costly = find(call, "owe"), find(call, "costly")
    lines = [
        {"quote": owe, "decision": "split", "words": "They have no"},
        {"quote": costly, "decision": "edit", "words": "a costly farewell"},
        {"claim": "The islands are owed a ferry.", "decision": "add", "quote": owe},
        {"claim": "The ferry is owed.", "decision": "add", "quote": costly, "stance": "attributes"},
    ]
    (tmp_path / "one.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert call("decisions", "apply", "--file", "one.jsonl").code == 0
    kept, other = (c["id"] for c in data(call("claims", "--format", "json")))
    lines = [
        {"claim": kept, "decision": "relate", "to": other, "relation": "updates"},
        {"claim": kept, "decision": "review", "rating": 2, "reviewed_on": "2024-03-05", "publish": True},
        {"claim": kept, "decision": "review", "rating": "Half true", "supersedes": 1},
        {"review": 2, "decision": "edit", "rating": "True", "reviewed_on": "2024-03-06"},
        {"review": 2, "decision": "evidence", "stance": "refutes", "source": 1, "note": "minutes"},
        {"review": 2, "decision": "evidence", "stance": "denies", "source": 1},
        {"review": 1, "decision": "withdraw", "reason": "misread"},
        {"review": 2, "decision": "publish"},
        {"claim": kept, "decision": "review", "rating": "Sort of"},
        {"claim": kept, "decision": "review", "publish": 1},
        {"review": 2, "decision": "confirm"},
        {"quote": owe, "decision": "edit"},
        {"claim": kept, "decision": "relate", "to": other, "relation": "likes"},
        {"claim": other, "decision": "merge", "into": kept},
    ]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = call("decisions", "apply", "--file", "two.jsonl")
    assert done.code == 1
    assert [line.split(": ")[1] for line in done.err.splitlines()] == [f"two.jsonl:{n}" for n in (6, 9, 10, 11, 12, 13)]
    output = [(r["status"], r["rating"], r["evidence"]) for r in data(call("reviews", "--format", "json"))]
    assert output == [("published", "True", 1), ("withdrawn", "Mostly false", 0)]
    assert call("verify").code == 0


# --- Quotes and speakers that import missed


def test_a_missed_quote_is_added_proved_and_undone(call, stored):
    before = stored()
    done = call(
        *("quotes", "add", "1", "according to the harbour authority", "--speaker", "Odile Brandt", "--create"),
        *("--said-on", "2024-03-01", "--by", "desk"),
    )
    assert (done.code, done.err) == (0, ""), done.err
    (found,) = data(call("quotes", "--speaker", "Odile Brandt", "--format", "json"))
    now = quote(call, str(found["id"]))
    assert (now["status"], now["confirmed_by"], now["said_on"], now["text"]) == (
        *("confirmed", "desk", "2024-03-01", "according to the harbour authority"),
    )
    assert all(a["proved"] for a in now["anchors"])
    undo_all(call, 2)
    assert stored() == before
    assert call("quotes", "--speaker", "Odile Brandt").code == 1


def test_a_speaker_who_is_not_known_is_offered_to_be_added(call):
    number = find(call, "costly")
    for command in (("add", "1", "according to the harbour authority"), ("correct", number)):
        done = call("quotes", *command, "--speaker", "Odile Brandt")
        assert done.code == 1
        assert "no speaker is called 'Odile Brandt'" in done.err
        assert "--create" in done.err
    done = call("quotes", "correct", number, "--speaker", "Odile Brandt", "--create")
    assert (done.code, done.err) == (0, "")
    assert quote(call, number)["speaker"] == "Odile Brandt"
    assert call("quotes", "correct", number, "--speaker", "987654", "--create").code == 1, "a number is no name"
    undo_all(call, 2)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("words that nobody printed", "not"),
        ("", "needs words"),
        ("council", "times in the source"),
    ],
)
def test_words_that_cannot_be_placed_add_nothing(call, stored, words, says):
    before = stored()
    done = call("quotes", "add", "1", words)
    assert done.code == 1
    assert says in done.err
    assert "Traceback" not in done.err
    assert stored() == before


def test_a_speaker_is_added_once(call):
    assert call("speakers", "add", "Odile Brandt").code == 0
    again = call("speakers", "add", "odile  BRANDT")
    assert (again.code, again.out) == (1, "")
    assert "already" in again.err
    assert call("speakers", "add", " ").code == 1
    undo_all(call, 1)
    assert call("speakers", "show", "Odile Brandt").code == 1
