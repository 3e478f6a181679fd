"""Deciding in the browser: every key's decision, nothing overwritten unseen, several people at once."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from room import factdb, hidden, serving

NUMBER = re.compile(r"<b class=\"noun\">(\w+) (\d+)</b>")


def at_hand(page):
    found = NUMBER.search(page)
    return (found[1], int(found[2])) if found else None


def column(database, sql):
    return [line for line in factdb(database, "sql", "--as-owner", sql, "--format", "csv").splitlines()[1:] if line]


def test_confirm_and_reject_go_on_to_the_next_and_undo_goes_back(desk, filled):
    page = desk.get("/desk")
    first = at_hand(page)
    page = desk.decide(page, "confirm")
    assert f"quote {first[1]} confirmed" in page
    second = at_hand(page)
    assert second != first
    page = desk.decide(page, "reject")
    assert at_hand(page) not in (first, second)
    assert (
        column(filled, f"SELECT actor FROM decisions WHERE subject = 'quotes' AND subject_id = {second[1]}")[-1]
        == "Ada Moss"
    )
    page = desk.decide(page, "undo")
    assert at_hand(page) == second
    page = desk.decide(page, "undo")
    assert at_hand(page) == first
    page = desk.decide(page, "undo")
    assert "nothing was decided in this sitting" in page
    assert at_hand(page) == first


def test_next_leaves_an_item_for_later(desk):
    page = desk.get("/desk")
    first = at_hand(page)
    page = desk.decide(page, "next")
    assert at_hand(page) != first
    left = re.search(r"(\d+) items left", page)[1]
    assert re.search(r"(\d+) items left", desk.get("/desk"))[1] == left


def test_speaker_edit_and_merge(desk, filled):
    page = desk.get("/desk?only=quotes&source=3")
    number = at_hand(page)[1]
    page = desk.decide(page, "speaker", "Nobody Known")
    assert "no speaker is called" in page
    assert at_hand(page)[1] == number, "the item stays until it is decided"
    page = desk.decide(page, "speaker", "Achebe")
    assert f"quote {number} corrected" in page
    page = desk.decide(page, "new speaker", "Nobody Known")
    assert re.search(r"quote \d+ corrected", page), "a name that nobody has is added on request"
    page = desk.decide(page, "edit", "the new harbour plan would double ferry traffic")
    assert "wrong" not in page or "nothing was decided" not in page
    page = desk.decide(page, "merge", "999999")
    assert "no quote number 999999" in page
    page = desk.decide(page, "edit", "words that nobody printed")
    assert "notice wrong" in page
    page = desk.decide(page, "edit", "")
    assert "the field was empty" in page


def test_a_claim_is_put_in_normal_form_or_merged(desk, filled):
    page = desk.get("/desk?only=claims")
    noun, number = at_hand(page)
    assert noun == "claim"
    assert 'data-opens="speaker"' not in page
    page = desk.decide(page, "edit", "The two sides met in Beijing for five hours.")
    assert f"claim {number} confirmed as: The two sides met" in page
    page = desk.decide(page, "speaker", "Blinken")
    assert "a claim has no speaker" in page
    page = desk.decide(page, "merge", str(number))
    assert at_hand(page)[1] != number


FILTERS = [
    ("only=claims", "claim", None),
    ("source=3", None, "source_id = 3"),
    ("only=quotes&speaker=Vidal", "quote", "speaker = 'Tomas Vidal'"),
    ("only=quotes&kind=direct", "quote", "kind = 'direct'"),
    ("only=quotes&least=0.7", "quote", "confidence >= 0.7"),
    ("only=quotes&most=0.6", "quote", "confidence <= 0.6"),
]


@pytest.mark.parametrize(("query", "noun", "condition"), FILTERS, ids=[row[0] for row in FILTERS])
def test_filters_narrow_the_queue(desk, filled, query, noun, condition):
    shown = []
    page = desk.get(f"/desk?{query}")
    while (item := at_hand(page)) is not None:
        shown.append(item)
        page = desk.decide(page, "next")
        assert len(shown) < 60
    assert shown
    assert noun is None or {one[0] for one in shown} == {noun}
    if condition is not None:
        waiting = column(
            filled, f"SELECT DISTINCT quote_id FROM report_quotes WHERE status = 'extracted' AND {condition} ORDER BY 1"
        )
        assert sorted(number for kind, number in shown if kind == "quote") == [int(one) for one in waiting]


def test_a_filter_that_fits_nothing_is_explained(desk):
    assert "Nothing is left to decide on with these filters" in desk.get("/desk?source=4&only=claims&least=0.99")
    assert "is not a confidence" in desk.ask("/desk?least=high").text
    assert desk.ask("/desk?speaker=Nobodyatall").status == 404
    assert at_hand(desk.get("/desk")) is not None


def test_a_page_that_is_out_of_date_decides_nothing(desk, filled):
    old = desk.get("/desk")
    desk.decide(old, "confirm")
    before = column(filled, "SELECT count(*) FROM decisions")
    page = desk.decide(old, "reject")
    assert "that page was out of date" in page
    assert column(filled, "SELECT count(*) FROM decisions") == before


def test_what_somebody_decided_since_is_not_overwritten(desk, filled):
    page = desk.get("/desk")
    _, number = at_hand(page)
    factdb(filled, "quotes", "reject", str(number), "--by", "eve")
    page = desk.decide(page, "confirm")
    assert f"eve decided on quote {number} in the meantime" in page
    assert at_hand(page)[1] != number
    assert column(filled, f"SELECT status FROM quotes WHERE id = {number}") == ["rejected"]


def test_two_people_on_one_database(desk, filled):
    with serving(filled, "--desk", "--by", "Eve") as other:
        mine, theirs = desk.get("/desk"), other.get("/desk")
        if filled.startswith("postgresql:"):
            assert at_hand(mine) != at_hand(theirs), "nobody gets what another has before them"
        after = other.decide(theirs, "confirm")
        page = desk.decide(mine, "reject")
        if at_hand(mine) == at_hand(theirs):
            assert "Eve decided on" in page
        assert at_hand(after) != at_hand(theirs)


def test_two_desks_decide_at_once_and_nothing_twice(desk, filled):
    def sit(server, decision):
        page = server.get("/desk?only=quotes")
        for _ in range(8):
            page = server.decide(page, decision)

    with serving(filled, "--desk", "--by", "Eve") as other, ThreadPoolExecutor(2) as pool:
        list(pool.map(sit, (desk, other), ("confirm", "reject")))
    rows = column(filled, "SELECT actor, subject_id FROM decisions WHERE actor IN ('Ada Moss', 'Eve') ORDER BY 1")
    settled = [row.partition(",")[::2] for row in rows]
    assert {actor for actor, _ in settled} == {"Ada Moss", "Eve"}
    assert len({number for _, number in settled}) == len(settled), "what one decided, the other did not overwrite"
    if filled.startswith("postgresql:"):
        assert len(settled) == 16, "and nobody waited or was refused, for each had their own item"
    assert "faults: none" in factdb(filled, "verify")


def test_a_claim_and_a_review_are_written_in_the_browser(desk, filled):
    uid = column(filled, "SELECT quote_uid FROM report_quotes WHERE text LIKE 'We will not raise%' ORDER BY quote_id")[
        0
    ]
    page = desk.get(f"/q/{uid}")
    token = hidden(page)["token"]
    answer = desk.send(
        "/claims", {"token": token, "quote": uid, "stance": "asserts", "statement": "The terminal raises no fee."}
    )
    assert answer.status == 303
    claim = desk.get(answer.headers["location"])
    assert "The terminal raises no fee." in claim
    assert "Rosalind Achebe" in claim
    address = re.search(r'action="(/claim/\w+/reviews)"', claim)[1]
    assert "Mostly false" in claim
    fields = {
        "token": token, "rating": "five-step:Mostly false", "explanation": "The council raised the landing fee.",
        "text": "First.\r\n\r\nSecond.", "organization": "Example Post", "evidence": "https://example.org/fees",
        "evidence_title": "Fees", "evidence_stance": "refutes", "publish": "yes",
    }  # fmt: skip
    assert desk.send(address, fields).status == 303
    dossier = desk.get(address.removesuffix("/reviews"))
    assert "<p>First.</p><p>Second.</p>" in dossier
    assert "Fees" in dossier
    refused = desk.send(address, fields | {"rating": "five-step:Sideways"})
    assert refused.status == 400
    assert "is not a rating of the scale" in refused.text
    review = re.search(r'href="(/review/\w+)"', dossier)[1]
    withdraws = hidden(desk.get(review)) | {"decision": "withdraw", "reason": "An error."}
    assert desk.send(f"{review}/decision", withdraws).status == 303
    assert "was withdrawn" in desk.get(review)


def test_a_missed_quote_is_added_located_and_proved(desk, filled):
    [uid] = column(filled, "SELECT uid FROM sources WHERE id = 3")
    token = hidden(desk.get(f"/article/{uid}"))["token"]
    fields = {"token": token, "words": "the new harbour plan", "speaker": "Vidal", "cue": "called"}
    fields["said_on"] = "2024-05-01"
    answer = desk.send(f"/article/{uid}/quotes", fields)
    assert answer.status == 303, answer.text
    page = desk.get(answer.headers["location"])
    assert "Tomas Vidal" in page
    assert "1 May 2024" in page
    assert ", proved" in page
    assert "faults: none" in factdb(filled, "verify")
    for change, output in [
        ({}, "already"),
        ({"words": "words that nobody printed"}, "is not in its source"),
        ({"words": "the"}, "times in the source"),
        ({"words": "  "}, "needs words"),
        ({"words": "ferry traffic within", "speaker": "Nobodyatall"}, "o speaker is called"),
        ({"words": "ferry traffic within", "cue": "sang"}, "in its source"),
        ({"words": "ferry traffic within", "said_on": "May"}, "is not a day"),
    ]:
        refused = desk.send(f"/article/{uid}/quotes", fields | change)
        assert refused.status in (400, 404)
        assert output in refused.text
    factdb(filled, "decisions", "undo", column(filled, "SELECT max(id) FROM decisions")[0])
    assert "faults: none" in factdb(filled, "verify")
    assert desk.ask(answer.headers["location"]).status == 404


def test_a_quote_and_a_candidate_are_decided_on_their_own_pages(desk, filled):
    [quote] = column(filled, "SELECT min(quote_id) FROM report_quotes WHERE status = 'extracted'")
    fields = hidden(desk.get(f"/q/{quote}"))
    assert desk.send(f"/q/{quote}/decision", fields | {"decision": "confirm"}).status == 303
    assert column(filled, f"SELECT status FROM quotes WHERE id = {quote}") == ["confirmed"]
    late = desk.send(f"/q/{quote}/decision", fields | {"decision": "reject"})
    assert late.status == 409, "a page shown before that decides nothing"
    assert f"Ada Moss decided on quote {quote} in the meantime" in late.text
    unsaid = desk.send(f"/q/{quote}/decision", {"token": fields["token"], "decision": "reject"})
    assert (unsaid.status, column(filled, f"SELECT status FROM quotes WHERE id = {quote}")) == (400, ["confirmed"])
    [claim] = column(filled, "SELECT min(id) FROM claims WHERE status = 'candidate'")
    fields = hidden(desk.get(f"/claim/{claim}"))
    assert desk.send(f"/claim/{claim}/decision", fields | {"decision": "dance"}).status == 400
    assert desk.send(f"/claim/{claim}/decision", fields | {"decision": "reject"}).status == 303
    assert column(filled, f"SELECT status FROM claims WHERE id = {claim}") == ["rejected"]
    assert desk.send("/q/999999/decision", fields | {"decision": "confirm"}).status == 404


def test_a_variant_by_chance_is_parted_on_the_page_of_a_quote(desk, filled):
    page = desk.get("/q/7")
    other = re.search(r'name="other" value="(\d+)"', page)[1]
    fields = hidden(page) | {"decision": "not-same", "other": other}
    assert desk.send("/q/7/decision", fields).status == 303
    assert 'name="other"' not in desk.get("/q/7")
    assert column(filled, "SELECT action FROM decisions ORDER BY id DESC LIMIT 1") == ["distinct"]
    assert desk.send("/q/7/decision", fields).status == 409, "the page is from before that"
    assert "faults: none" in factdb(filled, "verify")
