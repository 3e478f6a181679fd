"""What an import says again: linked where the words are the same, suggested where they are alike, decided by people."""

import json

import pytest

from factdb.database.write import open_writer
from factdb.decide.answers import answer
from factdb.decide.inbox import Inbox

SHOT = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/ferry-deaths",
    "headline": "No, the ferry has not raised drownings",
    "datePublished": "2024-02-10",
    "author": {"@type": "Organization", "name": "Ellis Checks"},
    "claimReviewed": "The new ferry raises drownings in the strait by 4,250%.",
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
        "alternateName": "False",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Lena Brandt"},
        "datePublished": "2024-02-01",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://post.example/1"},
    },
}
SAME = (
    "Mayor speaks\n\nPublished: March 4, 2024\n\n“The new ferry raises drownings in the strait by 4,250%,” Mayor Jonas"
    " Reed said on Monday.\n"
)
ALIKE = (
    "Council debates\n\nPublished: March 9, 2024\n\nMira Okafor said that drownings in the strait were raised by 4,520%"
    " by the new ferry.\n"
)


@pytest.fixture
def call(run, database, tmp_path):
    for name, text in (("same.txt", SAME), ("alike.txt", ALIKE), ("checks.json", json.dumps(SHOT))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return lambda *args: run("-d", database, *args)


def data(done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def listed(call, *options):
    return data(call("claims", *options, "--format", "json"))


@pytest.fixture
def judged(call):
    assert call("import", "--format", "claimreview", "checks.json").code == 0
    return call


def test_a_mayor_who_repeats_what_was_judged_false_is_found(judged):
    """The question that a fact-checker asks first, from the review to the dossier."""
    done = judged("import", "same.txt", "--publisher", "Elm Post")
    assert "quote 2 repeats claim 1, judged False, in the same words: linked" in done.out
    assert "1 candidate repeats a claim judged False (1 in the same words, linked)" in done.out
    assert listed(judged, "--candidates") == [], "it is no claim of its own"
    (again,) = listed(judged, "--repeated-since", "2024-03-01")
    assert (again["id"], again["said_since"], again["speakers_since"], again["rating"]) == (1, 1, 1, "False")
    shown = data(judged("claims", "show", "1", "--format", "json"))
    assert [(a["speaker"], a["stance"]) for a in shown["assertions"]][1] == ("Jonas Reed", "repeats")
    assert shown["repeated"]["after"]["speakers"] == ["Jonas Reed"]
    assert judged("verify").code == 0


def test_the_link_can_be_undone_and_the_import_too(judged):
    judged("import", "same.txt")
    (decision,) = data(judged("history", "claim", "1", "--format", "json"))
    assert (decision["reason"], decision["changed"]) == ("the same words", "quote 2: none → repeats")
    assert judged("decisions", "undo", str(decision["id"])).code == 0
    assert listed(judged, "--repeated-since", "2024-03-01") == []
    assert judged("verify").code == 0
    assert judged("imports", "undo", "2").code == 0, "a decision that was undone is in nobody's way"
    assert judged("import", "same.txt").code == 0
    assert len(listed(judged, "--repeated-since", "2024-03-01")) == 1
    assert judged("imports", "undo", "3").code == 0
    assert listed(judged, "--repeated-since", "2024-03-01") == []
    assert judged("verify").code == 0


def test_an_import_is_undone_whatever_was_linked_to_the_claim_since(judged, tmp_path):
    judged("import", "same.txt", "--publisher", "Elm Post")
    (tmp_path / "other.txt").write_text(SAME.replace("Mayor speaks", "Mayor at the quay"), encoding="utf-8")
    assert "repeats claim 1" in judged("import", "other.txt", "--publisher", "Oak Post").out
    assert judged("imports", "undo", "2").code == 0
    (again,) = listed(judged, "--repeated-since", "2024-03-01")
    assert again["said_since"] == 1
    assert judged("verify").code == 0


def test_what_is_alike_is_suggested_with_a_warning(judged):
    done = judged("import", "alike.txt")
    assert "1 candidate repeats a claim judged False (1 alike: `factdb claims --matches` shows them)" in done.out
    (match,) = listed(judged, "--matches")
    assert (match["other_id"], match["rating"], match["differs"]) == (1, "False", "numbers")
    assert 0.5 <= match["likeness"] < 1
    assert listed(judged, "--repeated-since", "2024-03-01") == [], "nobody has said so yet"
    assert "warning: numbers differ" in " ".join(judged("claims", "--matches").out.split())


@pytest.mark.parametrize(
    "decide",
    [
        ("claims", "merge", "2", "1"),
        ("claims", "relate", "2", "1", "--kind", "contradicts"),
        ("claims", "not-same", "2", "1"),
        ("claims", "reject", "2"),
    ],
)
def test_a_decision_settles_a_suggestion_and_its_undo_brings_it_back(judged, decide):
    judged("import", "alike.txt")
    assert judged(*decide).code == 0
    assert listed(judged, "--matches") == []
    if decide[1] == "merge":
        assert len(listed(judged, "--repeated-since", "2024-03-01")) == 1
    assert judged("verify").code == 0
    for decision in data(judged("decisions", "--format", "json")):
        assert judged("decisions", "undo", str(decision["id"])).code == 0
    assert len(listed(judged, "--matches")) == 1
    assert judged("verify").code == 0
    assert judged("imports", "undo", "2").code == 0
    assert listed(judged, "--matches") == []


def test_the_same_words_in_another_order_are_suggested_and_not_linked(judged, tmp_path):
    swapped = SAME.replace(
        "The new ferry raises drownings in the strait by", "Drownings in the strait raise the new ferry by"
    )
    (tmp_path / "swapped.txt").write_text(swapped, encoding="utf-8")
    assert "linked" not in judged("import", "swapped.txt").out
    assert [row["likeness"] for row in listed(judged, "--matches")] == [0.999]


def test_of_a_transcript_what_is_hardly_worth_checking_repeats_in_the_same_words_alone(judged, tmp_path):
    for known in ("Boats and beaches and harbours and gulls are nice.", "Boats are nice."):
        assert judged("claims", "add", known).code == 0
    (tmp_path / "talk.srt").write_text(
        "1\n00:00:01,000 --> 00:00:09,000\nREED: Boats are nice. Gulls and beaches and boats and harbours are nice.\n",
        encoding="utf-8",
    )
    done = judged("import", "talk.srt")
    assert "repeats claim 3 in the same words: linked" in done.out
    assert listed(judged, "--matches") == []


def test_a_review_that_comes_later_finds_who_said_it_before(call):
    assert call("import", "alike.txt").code == 0
    assert listed(call, "--matches") == []
    done = call("import", "--format", "claimreview", "checks.json")
    assert "1 candidate likely says what they judge: `factdb claims --matches` shows it" in done.out
    (match,) = listed(call, "--matches")
    assert match["rating"] == "False"


def test_a_denial_in_the_same_words_denies(judged, tmp_path):
    (tmp_path / "d.txt").write_text(
        "Answer\n\nPublished: March 12, 2024\n\nMira Okafor denied that the new ferry raises drownings in the strait by"
        " 4,250%.\n",
        encoding="utf-8",
    )
    assert judged("import", "d.txt").code == 0
    shown = data(judged("claims", "show", "1", "--format", "json"))
    assert ("Mira Okafor", "denies") in [(a["speaker"], a["stance"]) for a in shown["assertions"]]


def test_proposals_of_two_imports_are_not_suggested_to_each_other(call):
    call("import", "same.txt")
    call("import", "alike.txt")
    assert listed(call, "--matches") == [], "nobody wrote either down"


# --- Links, one by one


def test_undoing_one_link_leaves_the_later_ones(call, tmp_path):
    (tmp_path / "a.txt").write_text(
        "News\n\n“The ferry sank,” Jonas Reed said. “The ferry is late,” Mira Okafor said.\n", encoding="utf-8"
    )
    call("import", "a.txt")
    call("claims", "add", "The ferry sank twice.")
    (claim,) = [str(c["id"]) for c in listed(call)]
    for quote in ("1", "2"):
        assert call("claims", "link", claim, quote).code == 0
    first, second = [d["id"] for d in data(call("decisions", "--format", "json"))][1::-1]
    assert call("claims", "link", claim, "2", "--stance", "denies").code == 0
    refused = call("decisions", "undo", str(second))
    assert (refused.code, "is not the newest" in refused.err) == (1, True)
    assert call("decisions", "undo", str(first)).code == 0
    shown = data(call("claims", "show", claim, "--format", "json"))
    assert [(a["quote_id"], a["stance"]) for a in shown["assertions"]] == [(2, "denies")]
    assert call("claims", "unlink", claim, "2").code == 0
    assert data(call("claims", "show", claim, "--format", "json"))["assertions"] == []
    assert "nothing changed" in call("claims", "unlink", claim, "2").out
    assert call("verify").code == 0


def test_a_quote_that_shares_no_word_with_the_claim_is_linked_by_force_alone(call, tmp_path):
    (tmp_path / "a.txt").write_text("News\n\n“The vote was close,” Jonas Reed said.\n", encoding="utf-8")
    call("import", "a.txt")
    call("claims", "add", "The ferry sank twice.")
    (claim,) = [str(c["id"]) for c in listed(call)]
    refused = call("claims", "link", claim, "1")
    assert refused.code == 1
    assert "shares no word with claim" in refused.err
    assert call("claims", "link", claim, "1", "--force").code == 0


# --- At the inbox


@pytest.mark.parametrize("what", ["same", "opposite", "different"])
def test_the_inbox_asks_whether_a_proposal_says_what_a_known_claim_says(judged, database, what):
    judged("import", "alike.txt")
    with open_writer(database) as writer:
        inbox = Inbox(writer, "ann", only="claims")
        item = inbox.next()
        assert item is not None
        assert [match["other_id"] for match in item.row["matches"]] == [1]
        inbox.decide(lambda tx, _, by: answer(tx, item, what, "", by))
        left = inbox.refresh()
        assert (left is None) == (what == "same"), "a claim that differs is decided on by itself"
        assert left is None or left.row["matches"] == []
        inbox.undo()
        assert inbox.item is not None
        assert len(inbox.item.row["matches"]) == 1
    assert judged("verify").code == 0
