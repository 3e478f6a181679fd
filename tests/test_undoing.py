"""An import can be undone once what was decided on it was: a decision undone is in nobody's way, and the one
that does is named with the command that undoes it."""

import re

import pytest

TEXT = (
    "Ferry stays\n\n“We owe it to the islands,” said Jonas Reed. “It is late,” said Mira Okafor. Reed said the ferry"
    " carried 14,000 passengers last year. “The pier is closed and the hull is sound,” Okafor said.\n"
)
DECISIONS = {
    "confirm": [["quotes", "confirm", "2"]],
    "reject": [["quotes", "reject", "1"]],
    "correct": [["quotes", "correct", "2", "--said-on", "2024-02-29"]],
    "speaker corrected": [["quotes", "correct", "2", "--speaker", "Jonas Reed"]],
    "claim confirmed": [["claims", "confirm", "1"]],
    "claim linked": [["claims", "link", "1", "2", "--stance", "denies", "--force"]],
    "speakers merged": [["speakers", "merge", "1", "2"]],
    "speakers told apart": [["speakers", "not-same", "1", "2"]],
    "several": [
        ["quotes", "confirm", "2"],
        ["quotes", "correct", "2", "--said-on", "2024-02-29"],
        ["claims", "confirm", "1"],
    ],
    "quote added": [["quotes", "add", "1", "the hull is sound", "--speaker", "Jonas Reed"]],
    "quote added, speaker made": [["quotes", "add", "1", "the hull is sound", "--speaker", "Ivo Petrov", "--create"]],
    "quote edited": [["quotes", "edit", "1", "to the islands"]],
    "quote split": [["quotes", "split", "4", "and the hull"]],
    "quotes merged": [["quotes", "merge", "1", "2"]],
    "factuality": [["quotes", "correct", "1", "--factuality", "negated"]],
    "speaker's alias": [["speakers", "alias", "Jonas Reed", "the ferryman"]],
    "speaker's role": [["speakers", "role", "Jonas Reed", "Mayor", "--source", "1"]],
    "role of another's speaker": [
        ["speakers", "add", "Ivo Petrov"],
        ["speakers", "role", "Ivo Petrov", "Mayor", "--source", "1"],
    ],
    "speakers merged and split": [["speakers", "merge", "1", "2"], ["speakers", "split", "2"]],
    "claim added": [["claims", "add", "The pier is closed.", "--quote", "4"]],
    "claim of nobody linked": [
        ["claims", "add", "The pier is open."],
        ["claims", "link", "{newest claim}", "4", "--stance", "denies", "--force"],
    ],
    "claim rejected": [["claims", "reject", "1"]],
    "claims merged": [["claims", "add", "The ferry sails."], ["claims", "merge", "1", "{newest claim}"]],
    "claims related": [["claims", "add", "The ferry sails."], ["claims", "relate", "1", "{newest claim}"]],
    "claims related the other way": [
        ["claims", "add", "The ferry sails."],
        ["claims", "relate", "{newest claim}", "1"],
    ],
    "review": [["claims", "confirm", "1"], ["reviews", "add", "1", "--rating", "False"]],
    "review edited, published, withdrawn": [
        ["claims", "confirm", "1"], ["reviews", "add", "1", "--rating", "False", "--explanation", "The log."],
        ["reviews", "edit", "1", "--rating", "True"],
        ["reviews", "publish", "1", "--by", "desk"],
        ["reviews", "withdraw", "1", "--reason", "wrong"],
    ],
    "review deleted": [
        ["claims", "confirm", "1"],
        ["reviews", "add", "1", "--rating", "False"],
        ["reviews", "delete", "1"],
    ],
    "review superseded": [
        ["claims", "confirm", "1"], ["reviews", "add", "1", "--rating", "False", "--explanation", "The log."],
        ["reviews", "publish", "1", "--by", "desk"],
        ["reviews", "add", "1", "--rating", "True", "--supersedes", "1"],
    ],
    "evidence": [
        ["claims", "add", "The pier is open."],
        ["reviews", "add", "{newest claim}", "--rating", "False"],
        ["reviews", "evidence", "1", "refutes", "--quote", "4"],
        ["reviews", "evidence", "1", "context", "--source", "1"],
    ],
    "speaker of another import merged": [["import", "b.txt"], ["speakers", "merge", "Jonas Reed", "Ivo Petrov"]],
    "merged into a speaker of another import": [
        ["import", "b.txt"],
        ["speakers", "merge", "Ivo Petrov", "Jonas Reed"],
    ],
    "quote of another import linked": [
        ["import", "b.txt"],
        ["claims", "confirm", "1"],
        ["claims", "link", "1", "{newest quote}", "--force"],
    ],
    "quote of another import corrected": [
        ["import", "b.txt"],
        ["quotes", "correct", "{newest quote}", "--speaker", "Mira Okafor"],
    ],
    "evidence of a published review": [
        ["claims", "add", "The pier is open."],
        ["reviews", "add", "{newest claim}", "--rating", "False", "--explanation", "The log."],
        ["reviews", "evidence", "1", "refutes", "--source", "1"],
        ["reviews", "publish", "1", "--by", "desk"],
    ],
}  # fmt: skip


@pytest.fixture
def filled(made_once, run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ivo Petrov speaks\n\n“The harbour is dark,” said Ivo Petrov.\n", encoding="utf-8")
    return made_once("undoing", lambda database: run("-d", database, "import", "a.txt", "--published", "2024-03-01"))


@pytest.fixture
def decide(run, filled, execute):
    """Run one of the commands above."""

    def do(command):
        newest = {
            f"{{newest {row[:-1]}}}": str(execute(filled, f"SELECT max(id) FROM {row}")[0][0])
            for row in ("claims", "quotes")
        }
        done = run("-d", filled, *(newest.get(word, word) for word in command))
        assert done.code == 0, (command, done.err)

    return do


# On PostgreSQL every fourth here, all of them by `make stress`.
EACH = [
    pytest.param(backend, kind, marks=[] if backend == "sqlite" or number % 4 == 0 else pytest.mark.stress)
    for backend in ("sqlite", "postgresql")
    for number, kind in enumerate(DECISIONS)
]


@pytest.mark.parametrize(("backend", "kind"), EACH, indirect=["backend"])
def test_an_import_is_undone_by_doing_what_the_refusals_say(run, filled, decide, kind):
    for command in DECISIONS[kind]:
        decide(command)
    refused = run("-d", filled, "imports", "undo", "1")
    asked = 0
    while refused.code:
        assert refused.out == ""
        remedies = re.findall(r"`factdb ((?:decisions|imports) undo \d+)` first$", refused.err.strip())
        assert len(remedies) == 1, refused.err
        done = run("-d", filled, *remedies[0].split())
        assert done.code == 0, (refused.err, done.err)
        asked += 1
        assert asked <= len(DECISIONS[kind]) + 1
        refused = run("-d", filled, "imports", "undo", "1")
    assert run("-d", filled, "verify").code == 0
    assert run("-d", filled, "db", "check").code == 0
    assert run("-d", filled, "import", "a.txt").code == 0


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", DECISIONS)
def test_what_was_undone_is_in_nobodys_way(run, filled, decide, execute, kind):
    for command in DECISIONS[kind]:
        decide(command)
    for [decision] in reversed(execute(filled, "SELECT id FROM decisions WHERE action <> 'undo' ORDER BY id")):
        done = run("-d", filled, "decisions", "undo", str(decision))
        assert done.code == 0, done.err
    assert run("-d", filled, "imports", "undo", "1").code == 0
    assert run("-d", filled, "verify").code == 0


def test_a_later_import_in_the_way_is_named_with_its_command(run, filled, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT.replace("14,000", "15,000"), encoding="utf-8")
    assert run("-d", filled, "import", "a.txt", "--published", "2024-03-01", "--version-of", "1").code == 0
    refused = run("-d", filled, "imports", "undo", "1")
    assert "`factdb imports undo 2` first" in refused.err
    assert run("-d", filled, "imports", "undo", "2").code == 0
    assert run("-d", filled, "imports", "undo", "1").code == 0
