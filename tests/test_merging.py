"""One person under two names, two people of one: merged, parted, kept apart, and what is proposed."""

import json

import pytest

from factdb.matching.names import fold, parts_of

TEXT = (
    "The ferry stays.\n\n“We will sail in May,” Antony J. Reed said.\n\n“It leaks,” said Antony Reed.\n\n"
    "“We pay for it,” William Burns said.\n\n“We do not,” Nicholas Burns said.\n\n"
    "The World Harbor Organization said the port was closed.\n"
)
LATER = "The pier goes.\n\n“The pier was old,” A. Reed said.\n"


@pytest.fixture
def filled(made_once, run, execute, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LATER, encoding="utf-8")

    def fill(path):
        assert run("-d", path, "import", "a.txt", "--published", "2024-03-04").code == 0
        # As two articles apart would have brought them: the same man under a shorter name.
        execute(
            path,
            "INSERT INTO speakers (uid, kind, name, status, origin)"
            " VALUES ('u1', 'person', 'A. Reed', 'extracted', 'x')",
            "INSERT INTO speaker_names (speaker_id, name, folded, parts, kind)"
            " SELECT id, 'A. Reed', 'a reed', 'reed a', 'primary' FROM speakers WHERE uid = 'u1'",
            "INSERT INTO speakers (uid, kind, name, status, origin)"
            " VALUES ('u2', 'organization', 'WHO', 'extracted', 'x')",
            "INSERT INTO speaker_names (speaker_id, name, folded, kind)"
            " SELECT id, 'WHO', 'who', 'primary' FROM speakers WHERE uid = 'u2'",
        )

    return made_once("merging", fill)


@pytest.fixture
def call(run, filled):
    return lambda *args: run("-d", filled, *args)


def listed(call, *words):
    return json.loads(call(*words, "--format", "json").out)


def pairs(call, *options):
    return {frozenset((p["name"], p["other"])): p for p in listed(call, "speakers", "duplicates", *options)}


def test_the_likely_pairs_are_proposed_with_what_speaks_for_them_and_two_burnses_are_not(call):
    found = pairs(call)
    assert frozenset(("A. Reed", "Antony J. Reed")) in found or frozenset(("A. Reed", "Antony Reed")) in found
    who = found[frozenset(("World Harbor Organization", "WHO"))]
    assert who["evidence"] == "the initials of the other"
    assert not any("Burns" in name for pair in found for name in pair)
    scores = [p["score"] for p in listed(call, "speakers", "duplicates")]
    assert scores == sorted(scores, reverse=True)
    assert pairs(call, "--min-score", "0.99") == {}


def test_a_merge_gathers_the_quotes_keeps_what_was_printed_and_is_followed_by_imports(call, execute, filled):
    reed = next(s["name"] for s in listed(call, "speakers") if "Reed" in s["name"])
    before = execute(filled, "SELECT id, as_printed, speaker_id FROM attributions ORDER BY id")
    done = call("speakers", "merge", reed, "A. Reed", "--by", "desk", "--reason", "one harbor master")
    assert (done.code, done.err) == (0, "")
    assert execute(filled, "SELECT id, as_printed, speaker_id FROM attributions ORDER BY id") == before
    assert listed(call, "speakers", "show", "A. Reed")["name"] == reed
    assert "nothing changed" in call("speakers", "merge", reed, "A. Reed").out
    assert "merged_into_id: none →" in listed(call, "decisions")[0]["changed"]
    had = len(listed(call, "quotes", "--speaker", reed))
    call("import", "b.txt", "--published", "2024-03-05")
    assert len(listed(call, "quotes", "--speaker", "A. Reed")) == had + 1
    assert call("verify").code == 0


def test_a_merge_is_undone_to_the_exact_former_state(call, execute, filled):
    before = execute(filled, "SELECT * FROM speakers ORDER BY id")
    call("speakers", "merge", "William Burns", "A. Reed")
    # Whoever was merged before comes along with the one who is merged now.
    call("speakers", "merge", "Nicholas Burns", "William Burns")
    merged = execute(filled, "SELECT count(*) FROM speakers WHERE merged_into_id IS NOT NULL")
    assert merged == [(2,)]
    assert call("verify").code == 0
    for number in sorted((d["id"] for d in listed(call, "decisions")), reverse=True):
        assert call("decisions", "undo", str(number)).code == 0
    assert execute(filled, "SELECT * FROM speakers ORDER BY id") == before
    assert call("verify").code == 0


def test_one_merged_by_mistake_is_separate_again(call, execute, filled):
    call("speakers", "merge", "William Burns", "Nicholas Burns")
    number = execute(filled, "SELECT id FROM speakers WHERE name = 'Nicholas Burns'")[0][0]
    assert "is a separate speaker again" in call("speakers", "split", str(number)).out
    assert listed(call, "speakers", "show", "Nicholas Burns")["name"] == "Nicholas Burns"
    assert "was not merged" in call("speakers", "split", str(number)).err
    assert "there is no speaker 999" in call("speakers", "split", "999").err


def test_two_said_to_be_two_are_not_proposed_again_until_that_is_undone(call):
    assert call("speakers", "not-same", "World Harbor Organization", "WHO", "--reason", "a club").code == 0
    assert frozenset(("World Harbor Organization", "WHO")) not in pairs(call)
    decision = listed(call, "decisions")[0]
    assert decision["action"] == "distinct"
    assert call("decisions", "undo", str(decision["id"])).code == 0
    assert frozenset(("World Harbor Organization", "WHO")) in pairs(call)


@pytest.mark.parametrize(
    ("args", "output"),
    [
        (["merge", "William Burns", "World Harbor Organization"], "they cannot be merged"),
        (["merge", "William Burns", "Nobody Atall"], "no speaker is called"),
        (["not-same", "William Burns", "William Burns"], "are the same speaker"),
    ],
)
def test_what_cannot_be_is_refused(call, args, output):
    refused = call("speakers", *args)
    assert refused.code == 1
    assert output in refused.err


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ana Ruiz", "Ana M. Ruiz", True),
        ("Ana Ruiz", "A. Ruiz", True),
        ("Ana Maria Ruiz", "Ana M. Ruiz", True),
        ("Dan Ruiz", "Daniel Ruiz", True),
        ("Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz", "Bea Ruiz", False),
        ("Ana Maria Ruiz", "Ana Lena Ruiz", False),
        ("John Reed Jr.", "John Reed Sr.", False),
    ],
)
def test_what_makes_two_names_alike(run, database, execute, one, other, alike):
    for number, name in enumerate((one, other), 1):
        execute(
            database,
            "INSERT INTO speakers (id, uid, kind, name, status, origin)"
            f" VALUES ({number}, 'u{number}', 'person', '{name}', 'extracted', 'x')",
            "INSERT INTO speaker_names (speaker_id, name, folded, parts, kind)"
            f" VALUES ({number}, '{name}', '{fold(name)}', nullif('{parts_of(fold(name)) or ''}', ''), 'primary')",
        )
    assert bool(listed(lambda *words: run("-d", database, *words), "speakers", "duplicates")) is alike


def test_counts_of_all_speakers_are_those_of_each_whatever_was_decided(call):
    def counts(*options):
        rows = listed(call, "speakers", "--limit", "0", *options)
        return {s["name"]: (s["quotes"], s["first_on"], s["last_on"]) for s in rows if s["quotes"]}

    def one_by_one():
        return {name: counts("--name", name)[name] for name in counts()}

    call("import", "b.txt", "--published", "2024-03-09")
    assert counts() == one_by_one()
    quotes = listed(call, "quotes")
    call("quotes", "reject", str(quotes[0]["id"]), "--by", "desk")
    assert counts() == one_by_one()
    call("quotes", "correct", str(quotes[1]["id"]), "--speaker", "William Burns", "--by", "desk")
    assert counts() == one_by_one()
    call("speakers", "merge", "Antony Reed", "A. Reed", "--by", "desk")
    call("speakers", "merge", "William Burns", "Nicholas Burns", "--by", "desk")
    assert counts() == one_by_one()
    counted = json.loads(call("stats", "--format", "json").out)
    stats = {row["name"]: row["count"] for row in counted if row["group"] == "status"}
    live = listed(call, "quotes", "--limit", "0")
    assert sum(stats.values()) - stats["rejected"] == len(live)
