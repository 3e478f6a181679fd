"""An import can be taken back once what was decided on it was: a decision undone stands in nobody's way, and the one
that does is named with the command that takes it back."""

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
    "claim linked": [["claims", "link", "1", "2", "--stance", "denies"]],
    "speakers merged": [["speakers", "merge", "1", "2"]],
    "speakers told apart": [["speakers", "not-same", "1", "2"]],
    "several": [
        ["quotes", "confirm", "2"],
        ["quotes", "correct", "2", "--said-on", "2024-02-29"],
        ["claims", "confirm", "1"],
    ],
}  # fmt: skip


@pytest.fixture
def filled(run, database, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run("-d", database, "import", "a.txt", "--published", "2024-03-01")
    assert done.code == 0, done.err
    return database


@pytest.mark.parametrize("kind", DECISIONS)
def test_an_import_is_taken_back_by_doing_what_the_refusals_say(run, filled, kind):
    for command in DECISIONS[kind]:
        done = run("-d", filled, *command)
        assert done.code == 0, (command, done.err)
    for _ in DECISIONS[kind]:
        refused = run("-d", filled, "imports", "undo", "1")
        assert (refused.code, refused.out) == (1, "")
        (remedy,) = re.findall(r"`factdb (decisions undo \d+)` first$", refused.err.strip())
        done = run("-d", filled, *remedy.split())
        assert done.code == 0, done.err
    assert run("-d", filled, "imports", "undo", "1").code == 0
    assert run("-d", filled, "verify").code == 0
    assert run("-d", filled, "db", "check").code == 0
    assert run("-d", filled, "import", "a.txt").code == 0


def test_a_later_import_in_the_way_is_named_with_its_command(run, filled, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT.replace("14,000", "15,000"), encoding="utf-8")
    assert run("-d", filled, "import", "a.txt", "--published", "2024-03-01", "--version-of", "1").code == 0
    refused = run("-d", filled, "imports", "undo", "1")
    assert "`factdb imports undo 2` first" in refused.err
    assert run("-d", filled, "imports", "undo", "2").code == 0
    assert run("-d", filled, "imports", "undo", "1").code == 0
