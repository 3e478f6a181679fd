"""What people add and put right: sources edited and deleted, quotes and speakers added, as commands and as lines."""

import json

import pytest

HARBOUR = """The harbour stays open

By Tove Lind

“We keep the harbour open all winter,” Mira Okafor, the harbour master, said on Friday.

The pier was mended in May, Jonas Reed said. “The pier is safe,” he told reporters. “The pier is safe.”

Two officials said the log was lost.
"""
TABLES = (
    "sources", "source_versions", "quotes", "anchors", "attributions", "assertions", "claims", "speakers",
    "speaker_names", "roles", "quoted_runs", "quote_counts",
)  # fmt: skip
# Numbers that are drawn again when a derived row is written again.
DERIVED = {"quoted_runs": "quote_id, seq", "quote_counts": "grouped_by, member, sum(quotes)"}


@pytest.fixture
def filled(made_once, run, tmp_path):
    (tmp_path / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    imports = ("import", "harbour.txt", "--published", "2024-03-04")
    return made_once("source decisions", lambda database: run("-d", database, *imports))


@pytest.fixture
def rows(execute, filled):
    def everything():
        found = {}
        for table in TABLES:
            columns = DERIVED.get(table, "*")
            grouped = " GROUP BY grouped_by, member HAVING sum(quotes) <> 0" if table == "quote_counts" else ""
            found[table] = sorted(map(str, execute(filled, f"SELECT {columns} FROM {table}{grouped}")))
        return found

    return everything


def days(execute, database):
    return {
        text: (str(said_on) if said_on else None, str(dated_on))
        for text, said_on, dated_on in execute(database, "SELECT text, said_on, dated_on FROM quotes")
    }


def proved(run, database):
    done = run("-d", database, "verify")
    assert (done.code, "faults: none" in done.out) == (0, True), done.out + done.err


def test_an_edited_source_takes_the_days_of_its_quotes_along_and_back(run, filled, rows, execute):
    before, stood = rows(), days(execute, filled)
    winter, safe = "We keep the harbour open all winter", "The pier was mended in May"
    assert stood[winter] == ("2024-03-01", "2024-03-01")
    assert stood[safe] == (None, "2024-03-04")
    done = run(
        "-d", filled, "sources", "edit", "1", "--published", "2024-03-13", "--publisher", "Ellis Post",
        "--title", "Harbour open", "--url", "https://post.example/harbour", "--by", "mira",
    )  # fmt: skip
    assert done.out == (
        "source 1 changed; the days of 1 quote are counted from the former day: --recount counts them again\n"
    )
    now = days(execute, filled)
    assert now[winter] == ("2024-03-01", "2024-03-01"), "offered, not forced"
    assert now[safe] == (None, "2024-03-13")
    (source,) = json.loads(run("-d", filled, "sources", "--json").out)
    assert [source[key] for key in ("title", "publisher", "published_on", "url")] == [
        "Harbour open", "Ellis Post", "2024-03-13", "https://post.example/harbour",
    ]  # fmt: skip
    proved(run, filled)
    assert run("-d", filled, "sources", "edit", "1", "--recount").out == (
        "source 1 changed; the days of 1 quote counted again\n"
    )
    assert days(execute, filled)[winter] == ("2024-03-08", "2024-03-08")
    proved(run, filled)
    assert run("-d", filled, "decisions", "undo", "7").code == 1, "the days are decisions on the quotes"
    numbers = json.loads(run("-d", filled, "decisions", "--limit", "0", "--json").out)
    for decision in numbers:
        if decision["reason"] == "counted from 2024-03-13" or decision["subject"] == "sources":
            done = run("-d", filled, "decisions", "undo", str(decision["id"]))
            assert done.code == 0, done.err
    after = rows()
    del after["quote_counts"], before["quote_counts"]  # kept per statement; `verify` proves them
    assert after == before
    proved(run, filled)


@pytest.mark.parametrize(
    ("options", "output"),
    [
        ((), "nothing to edit: give a title"),
        (("--title", " "), "a source needs a headline"),
        (("--url", "harbour"), "'harbour' is not an address"),
        (("--published", "2024-03-04"), ""),
    ],
)
def test_what_is_no_edit_of_a_source_changes_nothing(run, filled, rows, options, output):
    before = rows()
    done = run("-d", filled, "sources", "edit", "1", *options)
    assert output in done.err
    assert done.code == (1 if output else 0)
    assert "nothing changed" in done.out or output
    assert rows() == before


def test_a_deleted_source_comes_back_to_the_letter(run, filled, rows, tmp_path):
    before = rows()
    assert run("-d", filled, "quotes", "confirm", "1", "--by", "mira").code == 0
    refused = run("-d", filled, "sources", "delete", "1")
    assert refused.err == (
        "factdb: source 1 is not deleted: people decided on 1 of its quotes; --force deletes it all the same\n"
    )
    assert run("-d", filled, "decisions", "undo", "1").code == 0
    done = run("-d", filled, "sources", "delete", "1", "--force", "--by", "mira", "--reason", "a test page")
    assert (done.code, done.out.startswith("source 1 deleted with ")) == (0, True), done.err
    gone = rows()
    assert [gone[table] for table in ("sources", "source_versions", "quotes", "anchors", "attributions")] == [[]] * 5
    proved(run, filled)
    stood = run("-d", filled, "as-of", "2100-01-01", "sources", "--count")
    assert stood.out == "0\n"
    number = json.loads(run("-d", filled, "decisions", "--limit", "1", "--json").out)[0]["id"]
    assert run("-d", filled, "decisions", "undo", str(number), "--by", "mira").code == 0
    assert rows() == before
    proved(run, filled)
    # Gone for good, it can be imported again; then nothing may take its numbers.
    assert run("-d", filled, "sources", "delete", "1", "--force").code == 0
    assert run("-d", filled, "import", str(tmp_path / "harbour.txt")).out.startswith("new ")
    proved(run, filled)
    back = run("-d", filled, "decisions", "undo", str(number + 2))
    assert back.code == 1
    assert "source 1 cannot be restored: source " in back.err


def test_a_source_on_which_a_review_rests_is_never_deleted(run, filled):
    assert run("-d", filled, "claims", "add", "The pier is sound.").code == 0
    claim = json.loads(run("-d", filled, "claims", "--json").out)[0]["id"]
    assert run("-d", filled, "reviews", "add", str(claim), "--rating", "True").code == 0
    assert run("-d", filled, "reviews", "evidence", "1", "supports", "--quote", "1").code == 0
    refused = run("-d", filled, "sources", "delete", "1", "--force")
    assert refused.err == (
        "factdb: source 1 cannot be deleted: review 1 rests on it, and reviews are never rewritten\n"
    )


def test_words_that_occur_twice_are_added_by_their_place(run, filled, execute):
    refused = run("-d", filled, "quotes", "add", "1", "pier", "--speaker", "Jonas Reed")
    assert "these words occur 3 times in the source" in refused.err
    assert "2: … May, Jonas Reed said. “The [[pier]] is safe,” he told …; 3: " in refused.err
    assert run("-d", filled, "quotes", "add", "1", "pier", "--place", "4").err.startswith("factdb: there is no place 4")
    done = run("-d", filled, "quotes", "add", "1", "pier", "--place", "3", "--speaker", "Jonas Reed")
    assert done.code == 0, done.err
    (start,) = execute(filled, "SELECT max(start_char) FROM anchors WHERE exact = 'pier'")[0]
    assert start == HARBOUR.rindex("pier")
    proved(run, filled)


def test_a_known_text_reports_which_options_were_not_applied(run, filled):
    again = ("import", "harbour.txt", "--publisher", "Ellis Post", "--published", "2024-03-05")
    done = run("-d", filled, *again)
    assert (
        "known already, so --publisher and --published not applied: `factdb sources edit 1 --publisher 'Ellis Post'"
        " --published 2024-03-05` applies" in done.out
    )
    assert run("-d", filled, "sources", "edit", "1", "--publisher", "Ellis Post", "--published", "2024-03-05").code == 0
    assert "not applied" not in run("-d", filled, *again).out


def test_claims_alone_names_the_candidates(run, filled):
    done = run("-d", filled, "claims")
    assert (done.out, done.err) == (
        "", "no matching claims; `factdb claims --candidates` lists what imports propose\n",
    )  # fmt: skip


LINES = [
    {"speaker": "Tove Lind", "decision": "add", "kind": "person"},
    {"quote": "mended in May", "decision": "add", "source": 1, "speaker": ["Tove Lind", "Ada Berg"], "create": True},
    {"quote": 1, "decision": "correct", "speaker": "Ida Moe", "create": True},
    {"source": 1, "decision": "edit", "publisher": "Ellis Post", "published_on": "2024-03-13", "recount": True},
    {"source": 1, "decision": "delete", "force": True, "reason": "a test page"},
]


def test_all_of_it_are_lines_of_a_file_too(run, filled):
    given = "".join(json.dumps(line) + "\n" for line in LINES)
    done = run("-d", filled, "decisions", "apply", "--file", "-", "--by", "desk", stdin=given)
    assert (done.code, done.err) == (0, "")
    output = done.out.splitlines()
    assert len(output) == len(LINES)
    assert "added: Tove Lind" in output[0]
    assert output[1].endswith("added: mended in May")
    assert output[2] == "quote 1 corrected"
    assert output[4].startswith("source 1 (Ellis Post) deleted")
    proved(run, filled)


@pytest.mark.parametrize(
    ("line", "output"),
    [
        ({"speaker": "Ida Moe", "decision": "correct"}, '"quote" is missing'),
        ({"quote": "lost", "decision": "add"}, '"source" is missing'),
        ({"speaker": "Ida", "decision": "add", "kind": "unnamed"}, "\"kind\" is 'unnamed'; choose from person"),
        ({"source": 1, "decision": "delete", "force": False}, '"force" is False: write true or leave it out'),
        ({"source": 1, "decision": "edit", "published_on": "soon"}, "\"published_on\": 'soon' is not a day"),
        ({"source": 1, "decision": "edit"}, "nothing to edit"),
        ({"quote": "pier", "decision": "add", "source": 1, "place": "x"}, "\"place\" is 'x': write a number"),
        ({"quote": 1, "decision": "correct", "speaker": "Ida Moe"}, "no speaker is called 'Ida Moe'"),
    ],
)
def test_a_bad_line_is_reported_with_its_number(run, filled, rows, line, output):
    before = rows()
    done = run("-d", filled, "decisions", "apply", "--file", "-", stdin=json.dumps(line) + "\n")
    assert done.code == 1
    assert done.err.startswith("factdb: <stdin>:1: ")
    assert output in done.err
    assert rows() == before
