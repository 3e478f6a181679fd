"""Decisions of a person: `quotes confirm|reject|correct`, `claims add|link|confirm|reject`, `history`, `decisions`."""

import json
import re
from pathlib import Path

import click
import pytest
from samples import BRIDGE, FERRY

from factdb.cli import COMMANDS, cli


@pytest.fixture
def filled(made_once, run, tmp_path: Path) -> str:
    for name, text in (("a.txt", FERRY), ("b.txt", BRIDGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    imports = ("import", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    return made_once("review", lambda database: run("-d", database, *imports))


@pytest.fixture
def call(run, filled):
    """`factdb ARGS` on the filled database."""
    return lambda *args, **more: run("-d", filled, *args, **more)


@pytest.fixture
def owe(call) -> str:
    """The number of a direct quote of Jonas Reed."""
    return str(json.loads(call("quotes", "--search", "owe", "--format", "json").out)[0]["id"])


def quote(call, number):
    return json.loads(call("quotes", "show", number, "--format", "json").out)


def history(call, *row):
    found = call("history", *row, "--format", "json")
    assert found.code == 0, found.err
    return json.loads(found.out)


def dumped(execute, database, *tables):
    return {t: execute(database, f"SELECT * FROM {t} ORDER BY id") for t in tables}


# The claim that a test adds first: the two articles bring six candidates.
ADDED = "6"
STATE = ("quotes", "anchors", "attributions", "claims", "assertions")


def test_a_confirmed_quote_says_by_whom_and_why(call, owe):
    done = call("quotes", "confirm", owe, "--by", "desk", "--reason", "heard it")
    assert (done.code, done.err) == (0, "")
    assert (quote(call, owe)["status"], quote(call, owe)["confirmed_by"]) == ("confirmed", "desk")
    (one,) = history(call, "quote", owe)
    assert (one["actor"], one["action"], one["reason"]) == ("desk", "confirm", "heard it")
    assert one["before"]["columns"]["status"] == "extracted"
    assert one["changed"] == "confirmed_by: none → desk; status: extracted → confirmed"
    assert call("verify").code == 0


@pytest.mark.parametrize("decision", ["confirm", "reject"])
@pytest.mark.parametrize("noun", ["quotes", "claims"])
def test_what_is_decided_already_says_so_and_changes_nothing(call, owe, noun, decision):
    call("claims", "add", "The islands have no other way across.")
    number = owe if noun == "quotes" else "1"
    call(noun, decision, number)
    before = call("decisions", "--format", "json").out
    again = call(noun, decision, number)
    assert again.code == 0
    assert "nothing changed" in again.out
    assert call("decisions", "--format", "json").out == before


def test_a_bad_id_costs_itself_alone(call, owe):
    done = call("quotes", "reject", "9999", owe, "nonsense")
    assert done.code == 1
    assert done.err.count("\n") == 2
    assert "9999" in done.err
    assert quote(call, owe)["status"] == "rejected"


def test_a_corrected_attribution_keeps_the_former_as_deprecated(call, owe, execute, filled):
    done = call("quotes", "correct", owe, "--speaker", "okafor", "--said-on", "2024-03-02", "--venue", "the town hall")
    assert done.code == 0, done.err
    now = quote(call, owe)
    assert (now["speaker"], now["said_on"], now["venue"], now["status"]) == (
        "Mira Okafor",
        "2024-03-02",
        "the town hall",
        "confirmed",
    )
    ranks = execute(
        filled,
        "SELECT k.name, a.rank, a.basis FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
        f" WHERE a.quote_id = {owe} AND a.part = 'speaker' ORDER BY a.rank",
    )
    assert [r[:2] for r in ranks] == [("Jonas Reed", "deprecated"), ("Mira Okafor", "preferred")]
    assert now["addressee"] == "reporters", "what was not corrected stands"
    assert "speaker: Jonas Reed → Mira Okafor" in history(call, "quote", owe)[0]["changed"]
    assert call("verify").code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--kind", "indirect"), "is direct, not indirect"),
        (("--speaker", "Nobody Atall"), "no speaker is called"),
        (("--said-on", "yesterday"), "is not a day"),
        ((), "nothing to correct"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_one_line(call, owe, execute, filled, options, words):
    before = dumped(execute, filled, *STATE, "decisions")
    done = call("quotes", "correct", owe, *options)
    assert done.code == 1
    assert words in done.err
    assert done.err.count("\n") == 1
    assert dumped(execute, filled, *STATE, "decisions") == before


def test_every_decision_is_undone_exactly_newest_first(call, owe, execute, filled):
    states = [dumped(execute, filled, *STATE)]
    for decision in (
        ("quotes", "confirm", owe),
        ("quotes", "correct", owe, "--speaker", "Okafor", "--said-on", "2024-03"),
        ("quotes", "correct", owe, "--speaker", "Reed", "--speaker", "Okafor"),
        ("quotes", "reject", owe),
        ("quotes", "confirm", owe),
    ):
        assert call(*decision).code == 0
        states.append(dumped(execute, filled, *STATE))
    numbers = [d["id"] for d in history(call, "quote", owe)]
    early = call("decisions", "undo", str(numbers[0]))
    assert early.code == 1
    assert f"undo decision {numbers[-1]} first" in early.err
    for number, state in zip(reversed(numbers), reversed(states[:-1]), strict=True):
        done = call("decisions", "undo", str(number), "--by", "chief", "--reason", "too hasty")
        assert done.code == 0, done.err
        assert dumped(execute, filled, *STATE) == state
        assert call("verify").code == 0
    assert "already undone" in call("decisions", "undo", str(numbers[0])).err
    last = history(call, "quote", owe)[-1]
    assert (last["action"], last["actor"], last["reason"]) == ("undo", "chief", "too hasty")
    assert "is an undo" in call("decisions", "undo", str(last["id"])).err
    assert "there is no decision 9999" in call("decisions", "undo", "9999").err


def test_claims_are_added_linked_and_undone(call, owe, execute, filled):
    empty = dumped(execute, filled, *STATE)
    assert f"claim {ADDED} added" in call("claims", "add", "The islands have no other way across.", "--quote", owe).out
    added = dumped(execute, filled, *STATE)
    other = str(json.loads(call("quotes", "--speaker", "Okafor", "--format", "json").out)[0]["id"])
    assert call("claims", "link", ADDED, other, "--stance", "disputes", "--force").code == 0
    shown = json.loads(call("claims", "show", ADDED, "--format", "json").out)
    assert {(a["stance"], a["quote_id"]) for a in shown["assertions"]} == {
        ("asserts", int(owe)),
        ("disputes", int(other)),
    }
    assert "nothing changed" in call("claims", "link", ADDED, other, "--stance", "disputes", "--force").out
    assert call("claims", "link", ADDED, other, "--stance", "denies", "--force").code == 0
    assert "nothing changed" in call("claims", "add", "The islands have  no other way across.").out
    numbers = [str(d["id"]) for d in history(call, "claim", ADDED)]
    assert call("decisions", "undo", *reversed(numbers[1:])).code == 0
    assert dumped(execute, filled, *STATE) == added
    assert call("decisions", "undo", numbers[0]).code == 0
    assert dumped(execute, filled, *STATE) == empty
    assert len(history(call, "claim", ADDED)) == 6, "the history of a claim taken back stays"
    assert call("verify").code == 0


def test_nothing_is_tied_to_what_is_rejected(call, owe):
    call("claims", "add", "The islands have no other way across.")
    call("claims", "reject", ADDED, "--reason", "too vague")
    assert f"claim {ADDED} is rejected" in call("claims", "link", ADDED, owe).err
    call("claims", "confirm", ADDED)
    call("quotes", "reject", owe)
    assert "is rejected" in call("claims", "link", ADDED, owe).err
    assert "needs words" in call("claims", "add", "  ").err


def test_a_file_of_decisions_is_done_but_for_its_bad_lines(call, owe, tmp_path):
    lines = [
        {"quote": int(owe), "decision": "confirm", "reason": "heard it"},
        {"claim": "The islands have no other way across.", "decision": "add", "quote": int(owe)},
        {"claim": int(ADDED), "decision": "link", "quote": int(owe), "stance": "repeats"},
        {"quote": int(owe), "decision": "correct", "speaker": ["Okafor"], "said_on": "2024-03-01"},
        {"quote": 9999, "decision": "confirm"},
        {"quote": int(owe), "decision": "praise"},
        {"quote": int(owe), "decision": "confirm", "speaker": "Reed"},
        {"quote": True, "decision": "confirm"},
        {"claim": int(ADDED), "decision": "link"},
        {"claim": int(ADDED), "decision": "link", "quote": 1, "stance": "likes"},
        [1],
        {"quote": int(owe), "decision": "correct", "said_on": "soon"},
        {"decision": "confirm"},
        {"quote": int(owe), "decision": "reject", "reason": "half a pair \ud800"},
        {"quote": int(owe), "decision": "reject", "reason": "nothing \0 here"},
    ]
    path = tmp_path / "decided.jsonl"
    path.write_text(
        "\n".join([*map(json.dumps, lines), "{", "", json.dumps({"claim": int(ADDED), "decision": "reject"})])
    )
    done = call("decisions", "apply", "--file", str(path), "--by", "desk")
    assert done.code == 1
    assert [line.split(":")[2] for line in done.err.splitlines()] == [str(n) for n in range(5, 17)]
    assert [d["action"] for d in history(call, "quote", owe)] == ["confirm", "correct"]
    assert [d["action"] for d in history(call, "claim", ADDED)] == ["add", "correct", "reject"]
    assert {d["actor"] for d in history(call, "claim", ADDED)} == {"desk"}
    given = call(
        "decisions", "apply", "--file", "-", stdin=json.dumps({"claim": int(ADDED), "decision": "confirm"}) + "\n"
    )
    assert given.out == f"claim {ADDED} confirmed\n"


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_the_history_prints_in_every_format(call, owe, form):
    call("quotes", "confirm", owe, "--by", "desk")
    call("claims", "add", "The islands have no other way across.", "--quote", owe)
    for words in (
        ("history", "quote", owe),
        ("history", "claim", ADDED),
        ("decisions",),
        ("decisions", "--by", "desk"),
    ):
        found = call(*words, "--format", form)
        assert found.code == 0, found.err
        assert "confirmed" in found.out
    assert "no decisions on" in call("history", "speaker", "Reed").err
    assert call("history", "quote", "9999").code == 1
    assert json.loads(call("decisions", "--until", "2001", "--format", "json").out) == []


def test_an_import_run_stays_until_the_decisions_of_people_on_it_are_undone(call, owe, execute, filled):
    call("quotes", "confirm", owe)
    number = history(call, "quote", owe)[0]["id"]
    before = dumped(execute, filled, *STATE)
    done = call("imports", "undo", "1")
    assert done.code == 1
    assert f"`factdb decisions undo {number}` first" in done.err
    assert dumped(execute, filled, *STATE) == before
    call("decisions", "undo", str(number))
    assert call("imports", "undo", "1").code == 0


def test_a_run_that_corrected_rows_stays_when_people_decided_on_them_since(run, database, execute):
    folder = next(p for p in (Path(__file__).parents[1] / "seeds").iterdir() if (p / "record.toml").exists())
    text = next(p for p in folder.iterdir() if p.suffix == ".txt")
    assert run("-d", database, "import", str(text), "--publisher", "factdb").code == 0
    assert run("-d", database, "import", str(folder)).code == 0
    ((number,),) = execute(
        database,
        "SELECT min(d.subject_id) FROM decisions d JOIN quotes q ON q.id = d.subject_id"
        " WHERE d.subject = 'quotes' AND d.action IN ('confirm', 'correct') AND q.import_run_id = 1",
    )
    assert number is not None
    assert run("-d", database, "quotes", "reject", str(number)).code == 0
    before = dumped(execute, database, *STATE)
    done = run("-d", database, "imports", "undo", "2")
    assert done.code == 1
    assert f"on quote {number}: `factdb decisions undo" in done.err
    assert dumped(execute, database, *STATE) == before


def test_every_noun_and_verb_has_an_example_and_the_help_that_the_list_of_commands_has():
    for noun in ("quotes", "claims", "history", "decisions"):
        command = cli.get_command(click.Context(cli), noun)
        assert isinstance(command, click.Group)
        assert command.help.splitlines()[0] == COMMANDS[noun][1]
        for verb in (command, *command.commands.values()):
            assert re.search("\b\n *Example:\n +factdb ", verb.help), verb.name


def test_the_history_of_the_whole_database_reports_every_decision_since_a_day(call, owe):
    call("quotes", "confirm", owe, "--by", "desk")
    call("claims", "add", "The ferry is owed.", "--quote", owe)
    rows = json.loads(call("decisions", "--since", "2024", "--format", "json").out)
    assert [(r["action"], r["subject"]) for r in rows] == [("add", "claims"), ("confirm", "quotes")]
    assert "no matching decisions" in call("decisions", "--since", "2999").err


def test_taking_back_a_link_after_the_day_of_its_quote_was_corrected_keeps_the_corrected_day(call, owe):
    assert call("claims", "add", "The ferry is owed.", "--quote", owe, "--by", "desk").code == 0
    assert call("claims", "link", ADDED, owe, "--stance", "denies", "--force", "--by", "desk").code == 0
    linked = json.loads(call("decisions", "--format", "json").out)[0]["id"]
    assert call("quotes", "correct", owe, "--said-on", "2024-02-28", "--by", "desk").code == 0
    assert call("decisions", "undo", str(linked), "--by", "desk").code == 0
    assert call("verify").code == 0
