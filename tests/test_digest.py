"""What came in: each thing on one day, by the part it belongs to; silence where nothing did."""

import json
from html.parser import HTMLParser

import pytest

MORNING = """The council keeps the Ellis ferry for now

By Ada Moss

Published: March 4, 2024

PORT ELLIS — Mayor Jonas Reed said on Friday that the ferry would run for another year.

“The ferry carried 40,000 passengers last year, and it never sank in all that time on the water,” Reed told reporters.

Opposition leader Mira Okafor rejected the plan as “a costly farewell tour.”
"""
EVENING = """The mayor defends the ferry & its crew

Published: March 5, 2024

“The ferry carried 60,000 passengers last year, and it never sank in all that time on the water,” Mayor Jonas Reed said.

The ferry sank twice last year, the harbour master said.
"""
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/ferry",
    "datePublished": "2024-03-10",
    "author": {"@type": "Organization", "name": "Ellis Checks"},
    "claimReviewed": "The ferry sank twice last year.",
    "reviewRating": {"@type": "Rating", "alternateName": "False"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Lena Brandt"}},
}
PARTS = ("claims", "repeats", "altered", "changed")


@pytest.fixture
def call(run, database, tmp_path):
    (tmp_path / "checks.json").write_text(json.dumps(REVIEW), encoding="utf-8")
    (tmp_path / "a.txt").write_text(MORNING, encoding="utf-8")
    (tmp_path / "b.txt").write_text(EVENING, encoding="utf-8")
    url = "https://courier.example/2?a=1&b=2"
    for words in (
        ("--format", "claimreview", "checks.json"),
        ("a.txt", "--publisher", "Ellis Post"),
        ("b.txt", "--publisher", "Ellis Courier", "--url", url),
    ):
        assert run("-d", database, "import", *words).code == 0

    def call(*args):
        return run("-d", database, "digest", *args)

    return call


def found(call, *args):
    done = call(*args, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out) if done.out else {part: [] for part in PARTS}


def age(execute, database, runs, day):
    """Let import runs have ended on a day."""
    execute(
        database,
        f"UPDATE import_runs SET started_at = '{day}T23:00:00.000000Z', finished_at = '{day}T23:59:59.999999Z'"
        f" WHERE id IN ({runs})",
    )


def test_each_part_has_what_belongs_to_it(call, run, database, tmp_path):
    (tmp_path / "a.txt").write_text(MORNING.replace("costly farewell", "very costly farewell"), encoding="utf-8")
    assert run("-d", database, "import", "a.txt", "--publisher", "Ellis Post").code == 0
    digest = found(call, "--since", "today")
    linked, *likely = digest["repeats"]
    assert (linked["text"], linked["rating"], linked["likeness"]) == ("The ferry sank twice last year", "False", 1.0)
    assert (linked["speaker"], linked["publisher"]) == ("the harbour master", "Ellis Courier")
    assert all(row["rating"] == "False" and row["differs"] for row in likely)
    repeated = {row["id"] for row in likely}
    assert digest["claims"]
    assert not repeated & {row["id"] for row in digest["claims"]}, "what repeats is not new"
    assert [row["score"] for row in digest["claims"]] == sorted((r["score"] for r in digest["claims"]), reverse=True)
    (altered,) = digest["altered"]
    assert (altered["altered"], altered["publisher"], altered["other_publisher"]) == (
        "number", "Ellis Courier", "Ellis Post",
    )  # fmt: skip
    (changed,) = digest["changed"]
    assert (changed["title"], changed["version"], changed["changed"]) == (MORNING.splitlines()[0], 2, 1)


def test_of_a_transcript_what_is_hardly_worth_checking_is_no_news(call, run, database, tmp_path):
    (tmp_path / "c.srt").write_text(
        "1\n00:00:01,000 --> 00:00:09,000\nREED: Nice to be here. The ferry carried 14,000 passengers in March.\n",
        encoding="utf-8",
    )
    assert run("-d", database, "import", "c.srt").code == 0
    said = {"Nice to be here.", "The ferry carried 14,000 passengers in March."}
    proposed = run("-d", database, "claims", "--candidates", "--min-score", "0", "--format", "json")
    assert said <= {row["text"] for row in json.loads(proposed.out)}
    assert said & {row["text"] for row in found(call)["claims"]} == {"The ferry carried 14,000 passengers in March."}


def test_everything_comes_on_one_day(call, execute, database):
    age(execute, database, "1, 2", "2024-03-10")
    age(execute, database, "3", "2024-03-11")
    first, second = (found(call, "--since", day, "--until", day) for day in ("2024-03-10", "2024-03-11"))
    both = found(call, "--since", "2024-03-10", "--until", "2024-03-11")
    # What is the same or differs is news on the day on which its second half came in.
    assert (len(first["altered"]), len(second["altered"])) == (0, 1)
    for part in ("claims", "repeats"):
        keys = [[(row["id"], row["text"]) for row in day[part]] for day in (first, second, both)]
        assert sorted(keys[0] + keys[1], key=str) == sorted(keys[2], key=str), part
    assert not any(found(call, "--since", "2024-03-12")[part] for part in PARTS)


def test_nothing_is_printed_where_nothing_came_in(call, execute, database):
    for form in ("text", "markdown", "html", "json"):
        done = call("--since", "2999", "--format", form)
        assert (done.code, done.out, done.err) == (0, "", "")
    # A run at work comes on the day on which it ends.
    execute(database, "UPDATE import_runs SET status = 'running', finished_at = NULL")
    assert call("--since", "2000").out == ""


def test_a_bulk_of_rows_gives_the_same(call, monkeypatch):
    few = found(call, "--since", "today")
    monkeypatch.setattr("factdb.queries.digest.MANY", 1)
    assert found(call, "--since", "today") == few


def test_it_is_narrowed_to_a_speaker_and_cut_to_a_page(call):
    whole = found(call, "--since", "today")
    reed = found(call, "--since", "today", "--speaker", "Reed")
    assert {row["speaker"] for part in PARTS[:3] for row in reed[part]} == {"Jonas Reed"}
    assert len(whole["repeats"]) > len(reed["repeats"]) > 1
    assert len(found(call, "--since", "today", "--limit", "1")["repeats"]) == 1
    assert "only the first 1; `factdb claims --matches` lists more" in call("--since", "today", "--limit", "1").out


def test_topics_narrow_it_and_come_one_after_the_other(call, tmp_path):
    (tmp_path / "topics.toml").write_text('politics = ["plan"]\nshipping = ["ferr*"]\n', encoding="utf-8")
    topics = ("--since", "today", "--topics", "topics.toml")
    assert {row["topic"] for row in found(call, *topics)["claims"]} >= {"politics"}
    narrowed = found(call, *topics, "--topic", "politics")
    assert [row["topic"] for row in narrowed["claims"]] == ["politics"]
    assert narrowed["repeats"] == narrowed["altered"] == []
    assert "--topic needs word lists" in call("--topic", "politics").err


ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"])


@ON_SQLITE
def test_people_read_it_as_text_or_markdown(call):
    text = call("--since", "today").out
    assert text.startswith("What came in since ")
    for heading in ("New claims worth checking", "Repeats of reviewed claims", "Printed in other words"):
        assert f"\n{heading}\n" in text
        assert f"\n## {heading}\n" in call("--since", "today", "--format", "markdown").out
    assert "Changed after publication" not in text, "an empty part has no heading"
    assert "(<https://courier.example/2?a=1&b=2>)" in call("--since", "today", "--format", "markdown").out


class _Read(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.words = set(), [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for key, value in attrs if key in ("href", "src")]

    def handle_data(self, data):
        self.words += data


@ON_SQLITE
def test_the_mail_needs_nothing_else_and_escapes_all_words(call, execute, database):
    execute(database, "UPDATE claims SET text = 'Some <script>alert(1)</script> 5 & 6' WHERE score IS NOT NULL")
    execute(database, "UPDATE sources SET url = 'javascript:alert(1)' WHERE id = 2")
    page = call("--since", "today", "--format", "html").out
    read = _Read()
    read.feed(page)
    assert read.tags == {"html", "head", "meta", "title", "body", "h1", "h2", "p", "span", "b", "br", "a"}
    assert set(read.links) == {"https://courier.example/2?a=1&b=2"}
    assert "Some <script>alert(1)</script> 5 & 6" in read.words


@ON_SQLITE
def test_a_wrong_option_is_explained(call):
    assert "'soon' is not a day" in call("--since", "soon").err
    assert "no speaker is called 'Nobody'" in call("--speaker", "Nobody").err
