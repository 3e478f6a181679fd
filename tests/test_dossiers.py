"""What a claim's page says of when it was made, who is named in exports, who publishes, and days that cannot be."""

import json
from copy import deepcopy
from typing import Any

import pytest

from factdb.claimreview import faults_of
from factdb.claimreview.build import claim_review

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/tug",
    "datePublished": "2024-03-10",
    "author": {"@type": "Organization", "name": "Ellis Checks"},
    "claimReviewed": "The tug ran aground twice.",
    "reviewRating": {"@type": "Rating", "alternateName": "False"},
    "itemReviewed": {"@type": "Claim"},
}
PERSON: dict[str, Any] = {"@type": "Person", "name": "Lena Brandt"}
POST, FORUM = "https://post.example/1", "https://forum.example/2"


def work(url, day=None):
    return {"@type": "CreativeWork", "url": url, **({"datePublished": day} if day else {})}


# The claim of a review, and how often it was made before and after the review.
SHAPES: dict[str, tuple[dict[str, Any], int, int]] = {
    "nothing known": ({}, 1, 0),
    "who, no day": ({"author": PERSON}, 1, 0),
    "who and a day before": ({"author": PERSON, "datePublished": "2024-03-01"}, 1, 0),
    "who and the day of the review": ({"author": PERSON, "datePublished": "2024-03-10"}, 0, 1),
    "a day, nobody": ({"datePublished": "2024-03-01"}, 1, 0),
    "a place without a day": ({"firstAppearance": work(POST)}, 1, 0),
    "a place with a day before": ({"firstAppearance": work(POST, "2024-03-01")}, 1, 0),
    "a place with a day after": ({"firstAppearance": work(POST, "2024-03-20")}, 0, 1),
    "a bare address": ({"appearance": POST}, 1, 0),
    "two places without days": ({"firstAppearance": work(POST), "appearance": [work(FORUM)]}, 2, 0),
    "one place before and one after": (
        {"firstAppearance": work(POST, "2024-03-01"), "appearance": [work(FORUM, "2024-04-01")]},
        1,
        1,
    ),
    "who, and a place without a day": ({"author": PERSON, "firstAppearance": work(POST)}, 1, 0),
    "who, and a place with a day": ({"author": PERSON, "firstAppearance": work(POST, "2024-02-01")}, 1, 0),
    "who on a day before, in a place of a day after": (
        {"author": PERSON, "datePublished": "2024-03-01", "firstAppearance": work(POST, "2024-03-20")},
        1,
        0,
    ),
    "the review's own page": ({"firstAppearance": work("https://checks.example/tug")}, 1, 0),
    "who, on the review's own page": ({"author": PERSON, "appearance": work("https://checks.example/tug")}, 1, 0),
    "an organization": ({"author": {"@type": "Organization", "name": "Tug Owners"}}, 1, 0),
    "a text for an author": ({"author": "Lena Brandt"}, 1, 0),
    "the same place twice": ({"firstAppearance": work(POST), "appearance": [work(POST)]}, 1, 0),
    "a time for a day": ({"author": PERSON, "datePublished": "2024-03-01T10:00:00Z"}, 1, 0),
}


@pytest.fixture
def call(run, database):
    return lambda *args: run("-d", database, *args)


@pytest.fixture
def take(call, tmp_path):
    """Import reviews."""

    def take(*nodes):
        (tmp_path / "checks.json").write_text(json.dumps(list(nodes)), encoding="utf-8")
        done = call("import", "--format", "claimreview", "checks.json")
        assert done.code == 0, done.err

    return take


def counts(call, claim="1"):
    output = json.loads(call("claims", "show", claim, "--format", "json").out)["repeated"]
    return output["before"]["times"], output["after"]["times"]


def test_what_was_reviewed_precedes_its_review_in_every_shape(call, take):
    for number, (name, (claim, before, after)) in enumerate(SHAPES.items(), 1):
        url = f"https://checks.example/{number}"
        text = json.dumps({**REVIEW, "itemReviewed": {"@type": "Claim", **claim}})
        # Each of its own page and of its own places, so that no two share a source.
        node = json.loads(
            text.replace("https://checks.example/tug", url)
            .replace(POST, f"{POST}-{number}")
            .replace(FORUM, f"{FORUM}-{number}")
        )
        take({**node, "claimReviewed": f"The tug ran aground {number} times."})
        assert counts(call, str(number)) == (before, after), name
    assert call("verify").code == 0


def test_a_second_review_of_the_same_claim_is_no_repetition_of_it(call, take):
    take(REVIEW)
    take({**REVIEW, "url": "https://other.example/tug", "datePublished": "2024-05-01"})
    assert counts(call) == (2, 0)
    assert json.loads(call("claims", "--repeated-since", "2024-05-01", "--format", "json").out) == []


# --- Who is named


@pytest.mark.parametrize(
    ("name", "kind", "author"),
    [
        ("her own department's figures", "organization", None),
        ("two officials", "unnamed", None),
        ("Tug Owners", "organization", "Organization"),
        ("NATO", "organization", "Organization"),
        ("Lena Brandt", "person", "Person"),
        ("外交部", "organization", "Organization"),
    ],
)
def test_an_unnamed_mention_is_exported_as_nobody(name, kind, author):
    review = dict.fromkeys(
        "uid url title reviewed_on language organization reviewer claim rating text rating_value worst_value"
        " best_value explanation".split()
    ) | {"uid": "0" * 32}
    speaker = {"name": name, "kind": kind, "role": None, "wikidata_id": None}
    node = claim_review(review, speaker=speaker, said_on=None, appearances=[], citations=[])
    assert node["itemReviewed"].get("author", {}).get("@type") == author


# --- Who publishes


def test_a_login_publishes_nothing_in_its_own_name(call, monkeypatch):
    monkeypatch.delenv("FACTDB_ACTOR", raising=False)
    call("claims", "add", "The tug ran aground twice.")
    refused = call("reviews", "add", "1", "--rating", "False", "--publish")
    assert refused.code == 1
    assert "in the name of" in refused.err
    assert call("reviews", "add", "1", "--rating", "False").code == 0
    (review,) = (str(row["id"]) for row in json.loads(call("reviews", "--format", "json").out))
    refused = call("reviews", "publish", review)
    assert refused.code == 1
    assert f"factdb reviews edit {review} --reviewer" in refused.err
    assert call("reviews", "edit", review, "--reviewer", "Ada Quill").code == 0
    assert call("reviews", "publish", review).code == 0
    assert call("reviews", "add", "1", "--rating", "False", "--organization", "Ellis Checks", "--publish").code == 0
    assert call("reviews", "add", "1", "--rating", "True", "--by", "Ada Quill", "--publish").code == 0


# --- Days that cannot be


@pytest.mark.parametrize(
    ("reviewed", "said", "place", "message"),
    [
        ("2024-03-10", "2024-03-11", "review.datePublished", "before the claim was made (2024-03-11)"),
        ("2999-01-01", "2024-03-01", "review.datePublished", "lies in the future"),
        ("2024-03-10", "2999-01-01", "review.itemReviewed.datePublished", "lies in the future"),
    ],
)
def test_a_day_that_cannot_be_is_reported(take, reviewed, said, place, message):
    node = deepcopy(REVIEW) | {"datePublished": reviewed}
    node["itemReviewed"] = {"@type": "Claim", "author": PERSON, "datePublished": said}
    found = [fault for fault in faults_of(node, "review") if fault.severity == "error"]
    assert (place, True) in [(fault.place, message in fault.message) for fault in found]
    assert not any(fault.stops_import for fault in found)
    take(node)


def test_days_in_order_are_no_fault():
    for said in ("2024-03-10", "2024-03-09", None):
        node = deepcopy(REVIEW)
        node["itemReviewed"] = {"@type": "Claim", "author": PERSON, **({"datePublished": said} if said else {})}
        assert [f for f in faults_of(node, "review") if f.severity == "error"] == []
