"""`factdb quotes`, `speakers`, `sources`, `search`, `stats`: finding what is there, in every format."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from samples import BRIDGE, FERRY


@pytest.fixture
def filled(made_once, run, tmp_path: Path) -> str:
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    imports = ("import", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--publisher", "Courier")
    return made_once("quotes", lambda database: run("-d", database, *imports))


def listed(run, database, *options):
    found = run("-d", database, "quotes", "--format", "json", *options)
    assert found.code == 0, found.err
    return json.loads(found.out)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Reed", "a surname"),
        ("jonas reed", "case"),
        ("REED, Jonas", "order and comma"),
        ("Jonás Réed", "accents"),
    ],
)
def test_a_speaker_is_found_by_any_part_of_the_name(run, filled, name, reason):
    assert {q["speaker"] for q in listed(run, filled, "--speaker", name)} == {"Jonas Reed"}, reason


def test_an_unknown_speaker_suggests_the_nearest(run, filled):
    found = run("-d", filled, "quotes", "--speaker", "Jonas Read")
    assert found.code == 1
    assert "Jonas Reed" in found.err
    assert found.out == ""


def test_an_ambiguous_speaker_lists_the_candidates(run, database, tmp_path):
    text = "Two of a name\n\n“It is late,” said William Burns.\n\n“It is early,” said Nicholas Burns.\n"
    (tmp_path / "burns.txt").write_text(text, encoding="utf-8")
    run("-d", database, "import", str(tmp_path / "burns.txt"))
    found = run("-d", database, "quotes", "--speaker", "Burns")
    assert found.code == 1
    assert "William Burns" in found.err
    assert "Nicholas Burns" in found.err
    assert [q["text"] for q in listed(run, database, "--speaker", "William Burns")] == ["It is late"]


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (("--kind", "direct", "--speaker", "Brandt"), ["The bearings are worn through"]),
        (("--search", "bearings"), ["The bearings are worn through"]),
        (("--search", '"worn through"'), ["The bearings are worn through"]),
        (("--search", '"through worn"'), []),
        (("--search", "bearings ferry"), []),
        (("--about", "old bridge", "--kind", "direct"), ["The bearings are worn through"]),
        (("--publisher", "cour", "--search", "bearings"), ["The bearings are worn through"]),
        (("--publisher", "nobody"), []),
        (("--since", "2024-03-05", "--search", "bearings"), ["The bearings are worn through"]),
        (("--until", "2024-03-04", "--search", "bearings"), []),
        (("--since", "2024-03", "--until", "2024", "--search", "bearings"), ["The bearings are worn through"]),
        (("--status", "confirmed"), []),
        (("--min-confidence", "1"), []),
    ],
)
def test_filters_narrow_the_list(run, filled, options, texts):
    assert [q["text"].rstrip(",.") for q in listed(run, filled, *options)] == texts


def test_the_newest_comes_first_and_the_limit_cuts(run, filled):
    every = listed(run, filled, "--limit", "0")
    days = [q["dated_on"] for q in every]
    assert days == sorted(days, reverse=True)
    assert listed(run, filled, "--limit", "2") == every[:2]


@pytest.mark.parametrize("words", ["AND", "NEAR(", '"', "a*b:c", "-", "'; DROP TABLE quotes", "“", "%", "(x OR", "^y"])
def test_no_search_words_are_an_error_of_the_engine(run, filled, words):
    found = run("-d", filled, "search", "--", words)
    assert found.code in (0, 1)
    assert "Traceback" not in found.err
    assert "factdb" in found.err or "no quote" in found.err or found.out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
@pytest.mark.parametrize("noun", ["quotes", "speakers", "sources", "claims", "imports"])
def test_every_list_prints_in_every_format(run, filled, noun, form):
    found = run("-d", filled, noun, "--format", form)
    assert found.code == 0, found.err
    if noun == "claims":
        return
    if form == "json":
        assert json.loads(found.out)
    elif form == "jsonl":
        assert all(json.loads(line) for line in found.out.splitlines())
    elif form in ("csv", "tsv"):
        rows = list(csv.reader(io.StringIO(found.out), delimiter="," if form == "csv" else "\t"))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 1
    else:
        assert found.out.strip()


def test_the_published_keys_of_a_quote_are_there(run, filled):
    wanted = (
        "id text kind speaker speaker_mention reported_by addressee venue said_on publisher title published_on url"
        " start_char end_char status confidence"
    ).split()
    assert set(wanted) <= set(listed(run, filled)[0])


def test_a_quote_is_shown_in_its_text_with_every_span_proved(run, filled):
    number = listed(run, filled, "--speaker", "Okafor")[0]["id"]
    shown = run("-d", filled, "quotes", "show", str(number))
    assert shown.code == 0, shown.err
    for word in ("Mira Okafor", "rejected", "[[", "proved", "a costly farewell tour", "Harbour council"):
        assert word in shown.out, word
    data = json.loads(run("-d", filled, "quotes", "show", str(number), "--format", "json").out)
    assert all(a["proved"] for a in data["anchors"])
    by_uid = run("-d", filled, "quotes", "show", data["uid"][:12], "--format", "json")
    assert json.loads(by_uid.out)["id"] == number


@pytest.mark.parametrize(
    "call",
    [
        ("quotes", "show", "999"),
        ("quotes", "show", "nonsense"),
        ("speakers", "show", "Nobody"),
        ("sources", "show", "999"),
        ("sources", "show", "https://nowhere.example/"),
        ("claims", "show", "999"),
        ("imports", "undo", "999"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(run, filled, call):
    found = run("-d", filled, *call)
    assert found.code == 1
    assert found.err.startswith("factdb: ")
    assert found.err.count("\n") == 1


def test_a_speaker_is_shown_with_names_titles_and_latest_quotes(run, filled):
    shown = run("-d", filled, "speakers", "show", "brandt")
    assert shown.code == 0, shown.err
    assert "Lena Brandt" in shown.out
    assert "chief engineer" in shown.out
    assert "The bearings are worn through" in shown.out


def test_counts_are_those_of_the_lists(run, filled):
    found = run("-d", filled, "stats", "--format", "json")
    counts = {(r["group"], r["name"]): r["count"] for r in json.loads(found.out)}
    assert counts["rows", "quotes"] == len(listed(run, filled, "--limit", "0"))
    assert counts["rows", "sources"] == 2
    assert "█" in run("-d", filled, "stats").out


def test_wrong_usage_exits_with_2_and_says_what_is_known(run, filled):
    for call in (("quotes", "--kind", "spoken"), ("quotes", "--since", "yesterday"), ("quots",), ("import",)):
        found = run("-d", filled, *call)
        assert found.code == 2, call
        assert "Error" in found.err


def test_page_after_page_is_the_whole_list(run, filled, execute):
    for table, key in (("quotes", "id"), ("attributions", "quote_id")):
        execute(filled, f"UPDATE {table} SET dated_on = NULL WHERE {key} IN (2, 4)")
    for options in ((), ("--speaker", "Reed"), ("--kind", "direct")):
        whole = [q["id"] for q in listed(run, filled, "--limit", "0", *options)]
        pages, last = [], []
        while page := [q["id"] for q in listed(run, filled, "--limit", "2", *options, *last)]:
            pages += page
            last = ["--after", str(page[-1])]
        assert pages == whole, options
    output = run("-d", filled, "quotes", "--after", "999")
    assert output.code == 1
    assert "no quote number 999" in output.err


def test_the_best_match_comes_first_when_asked_for(run, database, tmp_path):
    text = "Pier\n\n" + "\n\n".join(
        f"“{words},” Jonas Reed said."
        for words in (
            "The pier is a pier and no bridge",
            "The council met about one pier among very many other matters",
        )
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("-d", database, "import", "a.txt")
    newest = json.loads(run("-d", database, "search", "pier", "--format", "json").out)
    best = json.loads(run("-d", database, "search", "--rank", "pier", "--format", "json").out)
    assert newest[0]["text"].startswith("The council")
    assert best[0]["text"].startswith("The pier is a pier")
    assert len(best) == len(newest) == 2
    run("-d", database, "quotes", "reject", str(best[0]["id"]), "--by", "desk")
    assert len(json.loads(run("-d", database, "search", "--rank", "pier", "--format", "json").out)) == 1


def test_a_list_loads_neither_extraction_nor_sqlalchemy():

    loaded = "import sys, factdb.queries; print([m for m in ('factdb.extract', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


UNSAID = """The ferry stays in Ellis

PORT ELLIS — “The hull is sound,” said Mira Okafor, the harbour master.

Jonas Reed never said “the ferry is finished”.

Reed did not say that the council had sold 14 boats in March.
"""


@pytest.fixture
def unsaid(run, database, tmp_path) -> str:
    (tmp_path / "unsaid.txt").write_text(UNSAID, encoding="utf-8")
    done = run("-d", database, "import", "unsaid.txt", "--published", "2024-03-04", "--publisher", "Courier")
    assert done.code == 0, done.err
    return database


SAID, NEVER, NOT = "The hull is sound", "the ferry is finished", "that the council had sold 14 boats in March"


@pytest.mark.parametrize(
    ("options", "texts", "why"),
    [
        ((), {SAID}, "lists hold what was said"),
        (("--factuality", "actual"), {SAID}, "the same, asked for"),
        (("--factuality", "negated"), {NEVER, NOT}, "what the source says was not"),
        (("--factuality", "possible"), set(), "none may yet be said"),
        (("--factuality", "all"), {SAID, NEVER, NOT}, "everything"),
        (("--speaker", "Reed"), set(), "one to whom words are denied did not say them"),
        (("--speaker", "Reed", "--factuality", "all"), {NEVER, NOT}, "unless it is asked"),
    ],
)
def test_what_was_not_said_is_listed_when_it_is_asked_for(run, unsaid, options, texts, why):
    assert {q["text"] for q in listed(run, unsaid, *options)} == texts, why


def test_search_and_exports_hold_what_was_said(run, unsaid):
    assert run("-d", unsaid, "search", "ferry", "--format", "json").out == "[]\n"
    found = json.loads(run("-d", unsaid, "search", "ferry", "--factuality", "all", "--format", "json").out)
    assert [(q["text"], q["factuality"]) for q in found] == [(NEVER, "negated")]
    for options, count in (((), 1), (("--factuality", "all"), 3), (("--factuality", "negated"), 2)):
        lines = run("-d", unsaid, "export", "jsonl", *options).out.splitlines()
        assert len(lines) == count, options
        annotations = run("-d", unsaid, "export", "annotations", *options).out.splitlines()
        assert len(annotations) == count, options
    refused = run("-d", unsaid, "export", "csv", "speakers", "--factuality", "negated")
    assert (refused.code, "cannot be filtered by --factuality" in refused.err) == (1, True)


def test_a_quote_that_was_not_said_says_so_when_it_is_shown(run, unsaid):
    numbers = {q["text"]: str(q["id"]) for q in listed(run, unsaid, "--factuality", "all")}
    assert "\nfactuality:   negated\n" in run("-d", unsaid, "quotes", "show", numbers[NEVER]).out
    assert "factuality" not in run("-d", unsaid, "quotes", "show", numbers[SAID]).out


def test_nobody_claims_what_was_not_said(run, unsaid):
    """The figure of the second denied quote would else be a claim of Reed's."""
    found = json.loads(run("-d", unsaid, "claims", "--candidates", "--format", "json").out)
    shown = [json.loads(run("-d", unsaid, "claims", "show", str(c["id"]), "--format", "json").out) for c in found]
    assert [a for claim in shown for a in claim["assertions"] if a["speaker"] == "Jonas Reed"] == []


def test_an_editor_says_whether_it_was_said_and_takes_that_back(run, unsaid, execute):
    def call(*args):
        done = run("-d", unsaid, *args)
        assert done.code == 0, done.err
        return done.out

    numbers = {q["text"]: str(q["id"]) for q in listed(run, unsaid, "--factuality", "all")}
    moment = execute(unsaid, "SELECT max(finished_at) FROM import_runs")[0][0]
    number = numbers[SAID]
    assert call("quotes", "correct", number, "--factuality", "negated") == f"quote {number} corrected\n"
    assert "factuality: actual → negated" in call("history", "quote", number, "--format", "csv")
    assert listed(run, unsaid) == []
    then = moment if isinstance(moment, str) else moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert "The hull is sound" in call("as-of", then, "quotes", "--format", "csv")
    assert "faults: none" in call("verify")
    decision = json.loads(call("history", "quote", number, "--format", "json"))[0]["id"]
    call("decisions", "undo", str(decision))
    assert [q["text"] for q in listed(run, unsaid)] == [SAID]
    assert "faults: none" in call("verify")
    line = json.dumps({"quote": number, "decision": "correct", "factuality": "perhaps"})
    refused = run("-d", unsaid, "decisions", "apply", "--file", "-", stdin=line + "\n")
    assert (refused.code, "choose from actual, negated, possible" in refused.err) == (1, True)
    line = json.dumps({"quote": number, "decision": "correct", "factuality": "possible"})
    assert run("-d", unsaid, "decisions", "apply", "--file", "-", stdin=line + "\n").code == 0
    assert [q["text"] for q in listed(run, unsaid, "--factuality", "possible")] == [SAID]


def test_what_was_not_said_can_be_tied_to_a_claim_as_a_denial_at_most(run, unsaid):
    numbers = {q["text"]: str(q["id"]) for q in listed(run, unsaid, "--factuality", "all")}
    claim = "The ferry to Ellis is out of service."
    for stance in ("asserts", "repeats"):
        refused = run("-d", unsaid, "claims", "add", claim, "--quote", numbers[NEVER], "--stance", stance)
        assert (refused.code, f"what was not said {stance} nothing" in refused.err) == (1, True)
    done = run("-d", unsaid, "claims", "add", claim, "--quote", numbers[NEVER], "--stance", "denies")
    assert done.code == 0, done.err
    [shown] = json.loads(run("-d", unsaid, "claims", "--format", "json").out)
    assert (shown["asserts"], shown["denies"]) == (0, 1)
