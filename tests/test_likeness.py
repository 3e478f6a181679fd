"""Claims that say the same: found by words, headlines and speakers, with a warning where they may say the opposite."""

import json

import pytest

from factdb.database.connect import read_connection
from factdb.database.readers import PostgresReader
from factdb.matching.likeness import differences, folded, likeness, stem, telling_words
from factdb.queries.claims import list_claims
from factdb.queries.likeness import claims_like

KNOWN = (
    "The ferry carries 40,000 passengers a year.",
    "The ferry never ran on Sundays.",
    "The bridge cost the county $3 million.",
    "Ellis has the highest water rates in the province.",
    "The harbour master owns two of the three tugs.",
)


@pytest.fixture
def call(run, database):
    def call(*args):
        return run("-d", database, *args)

    run("-d", database, "db", "upgrade")
    for statement in KNOWN:
        assert call("claims", "add", statement).code == 0
    return call


def like(call, *args):
    done = call("claims", "like", *args, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.mark.parametrize(
    ("said", "found", "differs"),
    [
        ("the ferry carries 40,000 passengers a year", KNOWN[0], None),
        ("Each year 40,000 passengers take the ferry", KNOWN[0], None),
        ("Some 52,000 passengers were carried by the ferry last year", KNOWN[0], "numbers"),
        ("The ferry runs on Sundays", KNOWN[1], "negation"),
        ("That bridge costs us three million dollars", KNOWN[2], None),
        ("water rates are highest in Ellis", KNOWN[3], None),
    ],
)
def test_the_claim_that_says_it_comes_first(call, said, found, differs):
    first = like(call, said)[0]
    assert (first["text"], first["differs"]) == (found, differs)


def test_the_same_words_are_found_whatever_their_case_and_marks(call):
    first = like(call, "“THE ferry carries 40,000 passengers a year!”")[0]
    assert (first["likeness"], first["same_words"], first["why"]) == (1.0, True, "the same words")
    assert not like(call, "The ferry carries 40,000 passengers a month.")[0]["same_words"]


def test_a_match_says_why_and_what_was_judged(call):
    assert call("reviews", "add", "1", "--rating", "False", "--reviewer", "Ada Quill", "--publish").code == 0
    first = like(call, "The ferry carries 40,000 passengers")[0]
    assert (first["rating"], first["reviewed_by"]) == ("False", "Ada Quill")
    assert first["shared"][0] in ("passengers", "carries", "40,000")
    table = call("claims", "like", "The ferry carries 41,000 passengers").out
    assert "False" in table
    assert "numbers" in table


def test_a_claim_is_found_by_the_headline_and_the_text_of_its_review(call, execute, database):
    assert call("reviews", "add", "5", "--rating", "False", "--text", "The registry lists no such vessel.").code == 0
    assert like(call, "registry of vessels") == [], "a draft says nothing yet"
    assert call("reviews", "publish", "1", "--by", "Ada Quill").code == 0
    assert [r["id"] for r in like(call, "registry of vessels")] == [5]
    execute(database, "UPDATE reviews SET title = 'No monopoly on towing' WHERE id = 1")
    assert [r["id"] for r in like(call, "a monopoly")] == [5]
    assert call("reviews", "withdraw", "1", "--reason", "wrong harbour").code == 0
    execute(database, "UPDATE claims SET text = 'The harbour master owns a dredger.' WHERE id = 5")
    assert [r["id"] for r in like(call, "dredgers")] == [5]
    assert call("db", "check").out == "no faults\n"


def test_a_rejected_claim_and_the_claim_itself_are_not_found(call):
    assert call("claims", "reject", "1").code == 0
    assert KNOWN[0] not in [r["text"] for r in like(call, KNOWN[0])]
    assert "4" not in [str(r["id"]) for r in like(call, "--claim", "4")]


def test_a_quote_is_compared_with_what_comes_before_it_and_with_its_speakers_claims(call, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Rates go up\n\nPublished: March 4, 2024\n\nThe evening was long, for it was about tugs. Nobody owns them"
        " all.\n\n“The master has two, and that is too many,” Mira Okafor said.\n",
        encoding="utf-8",
    )
    assert call("import", "a.txt").code == 0
    texts = [r["text"] for r in like(call, "--quote", "1")]
    assert KNOWN[4] in texts, "tugs are named two sentences before"
    assert "The master has two, and that is too many," not in texts, "what import proposed from it"
    assert call("claims", "add", "Mira Okafor owns the tugs of the master.", "--quote", "1").code == 0
    (said,) = [r for r in like(call, "--quote", "1") if r["text"].startswith("Mira")]
    assert said["same_speaker"]
    assert like(call, "the master's tugs", "--speaker", "Okafor")[0]["text"].startswith("Mira")


@pytest.mark.parametrize("nothing", ["🚢🚢", "the of and", "…", ""])
def test_what_has_no_word_to_compare_by_is_refused(call, nothing):
    done = call("claims", "like", nothing)
    assert done.code == 1
    assert "has no word to compare by" in done.err


def test_any_text_can_be_compared(call):
    for odd in ("ferry", "ferry " * 4000, 'NEAR("ferry") AND * ^x: {y}', "'; DROP TABLE ferry", "ferry's 4,250%"):
        assert KNOWN[0] in [r["text"] for r in like(call, odd)]
    long = " ".join(f"w{n}x" for n in range(4000))
    assert call("claims", "like", long).code == 0
    assert call("claims", "like").code == 2
    assert call("claims", "like", "a ferry", "--quote", "1").code == 2


# --- Pure


def test_words_meet_whatever_their_endings():
    for words in ("raise raises raised raising", "city cities", "tax taxes taxed", "figure figures figured"):
        assert len({stem(word) for word in words.split()}) == 1, words
    assert list(telling_words("The ferry’s ferries, and THE Ferry!")) == ["ferr"]


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("It cost 200 pounds.", "It cost two hundred pounds.", []),
        ("It cost 4,250 pounds.", "It cost 4,520 pounds.", ["numbers"]),
        ("It did not sink.", "It sank.", ["negation"]),
        ("It never cost 3 pounds.", "It cost 4 pounds.", ["numbers", "negation"]),
        ("Nobody said it did not.", "They said it did.", []),
    ],
)
def test_differences_are_of_numbers_and_of_negation(one, other, differs):
    assert differences(one, other) == differs


def test_likeness_is_the_cosine_of_weighed_words():
    weight = {"a": 1.0, "b": 1.0, "rare": 10.0}.__getitem__
    assert likeness("a", "a", weight) == 1.0
    assert likeness("a", "b", weight) == 0.0
    assert likeness(["a", "rare"], ["b", "rare"], weight) > 0.9 > likeness(["a", "b"], ["b", "rare"], weight)


def test_folded_words_are_equal_but_for_case_and_marks():
    assert folded("“The CAFÉ’s 4,250 cups”") == folded("the cafe's 4250 cups.")


# --- Odd claims, and many


def test_claims_of_any_shape_are_kept_and_compared(call):
    long = "The ferry " + " ".join(f"berth{n}" for n in range(2_500))
    assert len(long) > 20_000
    for statement in (long, "Ferries", "🚢🚢🚢", "ferry 🚢 4,250%"):
        assert call("claims", "add", statement).code == 0
    numbers = {row["text"]: str(row["id"]) for row in json.loads(call("claims", "--format", "json").out)}
    assert like(call, "--claim", numbers[long]) == [], "its rarest words are its own"
    assert like(call, long)[0]["same_words"]
    assert "Ferries" in [row["text"] for row in like(call, "--claim", numbers["ferry 🚢 4,250%"], "--limit", "0")]
    refused = call("claims", "like", "--claim", numbers["🚢🚢🚢"])
    assert (refused.code, "has no word to compare by: give a statement" in refused.err) == (1, True)


class Planned:
    """A reader that notes the plan of each statement that is run through it."""

    def __init__(self, reader):
        self.reader, self.dialect, self.plans = reader, reader.dialect, []

    def rows(self, sql, params=None):
        explain, asked = "EXPLAIN QUERY PLAN", sql
        if self.dialect == "postgresql":
            explain, asked = "EXPLAIN (COSTS OFF)", PostgresReader.placeholders(sql)
        steps = self.reader.connection.execute(f"{explain} {asked}", dict(params or {}))
        self.plans += [str(tuple(step)[-1]) for step in steps]
        return self.reader.rows(sql, params or {})


def test_among_many_claims_indexes_lead_to_the_few_that_count(database, execute):
    names = ", ".join(
        f"({n}, 'c{n}', 'Statement w{n % 700}a w{n % 90}b on the harbour.', 'en', 'confirmed', 'ada', 'record', 1)"
        for n in range(1, 4_001)
    )
    execute(
        database,
        "INSERT INTO import_runs (id, uid, started_at, actor, tool, input, status, articles, problems)"
        " VALUES (1, 'r', '2024-01-01T00:00:00.000000Z', '-', '-', '-', 'finished', 0, 0)",
        "INSERT INTO sources (id, uid, title, language, medium, published_on, import_run_id)"
        " VALUES (1, 's', 'T', 'en', 'post', '2024-01-01', 1), (2, 't', 'T', 'en', 'post', '2024-02-01', 1)",
        f"INSERT INTO claims (id, uid, text, language, status, confirmed_by, origin, import_run_id) VALUES {names}",
        "INSERT INTO assertions (claim_id, source_id, stance, dated_on, import_run_id)"
        " SELECT id, 1, 'asserts', '2024-01-01', 1 FROM claims",
        "INSERT INTO assertions (claim_id, source_id, stance, dated_on, import_run_id)"
        " SELECT id, 2, 'repeats', '2024-02-01', 1 FROM claims",
        "ANALYZE",
    )
    with read_connection(database) as reader:
        planned = Planned(reader)
        if reader.dialect == "postgresql":  # of so few rows it would read all, index or not
            reader.connection.execute("SET enable_seqscan = off")
        (first, *_) = claims_like(planned, "w345a and w75b are in the harbour")
        assert first["shared"][:2] == ["w345a", "w75b"]
        assert first["id"] in [row["id"] for row in list_claims(planned, repeated_since="2024-01-15", limit=4_000)]
        list_claims(planned, repeated_since="2024-01-15", limit=5)
    if reader.dialect == "postgresql":
        assert [p for p in planned.plans if "Seq Scan on claim_texts" in p or "Seq Scan on repetitions" in p] == []
        assert any("ix_claim_words_fts" in plan for plan in planned.plans)
    else:
        scans = {p for p in planned.plans if p.startswith("SCAN") and "INDEX" not in p}
        assert scans <= {"SCAN few", "SCAN CONSTANT ROW"}, scans
