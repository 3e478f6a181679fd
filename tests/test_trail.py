"""The audit trail: only ever added to, enough to read the database as it was, and today's rows are what it records."""

import random
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

FERRY = "The ferry stays.\n\n“We will sail in May,” Mira Okafor said.\n\nJonas Reed said the hull was sound.\n"
PIER = "The pier goes.\n\n“We will close the pier,” Lena Brandt said.\n\n“It leaks,” Jonas Reed told the council.\n"


@pytest.fixture
def filled(made_once, run, tmp_path):
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "pier.txt").write_text(PIER, encoding="utf-8")
    imports = ("import", "ferry.txt", "--published", "2024-03-04", "--publisher", "Ellis Post")
    return made_once("trail", lambda database: run("-d", database, *imports))


def refusal(database, sql):
    if database.startswith("postgresql:"):
        import psycopg

        with pytest.raises(psycopg.IntegrityError) as refused, psycopg.connect(database) as server:
            server.execute(sql)
    else:
        with pytest.raises(sqlite3.IntegrityError) as refused, closing(sqlite3.connect(database)) as file:
            file.execute(sql)
    return str(refused.value)


@pytest.mark.parametrize("table", ["decisions", "changes"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET subject_id = 7", "DELETE FROM {}"])
def test_what_was_written_down_cannot_be_changed_or_deleted(filled, run, table, sql):
    assert run("-d", filled, "quotes", "confirm", "1").code == 0
    assert "only ever added to" in refusal(filled, sql.format(table))


def test_the_trail_cannot_be_emptied_at_once_either(postgresql_database):
    assert "only ever added to" in refusal(postgresql_database, "TRUNCATE decisions")


@pytest.mark.parametrize(
    ("sql", "output"),
    [
        ("UPDATE quotes SET venue = 'at sea' WHERE id = 2", "quote 2: its venue was changed from None to 'at sea'"),
        (
            "UPDATE quotes SET status = 'extracted', confirmed_by = NULL WHERE id = 1",
            "by the decisions on it it should",
        ),
        ("UPDATE attributions SET speaker_id = 2 WHERE quote_id = 2", "quote 2: its attributions were changed"),
        ("UPDATE speakers SET name = 'J. Reed' WHERE id = 2", "speaker 2: its name was changed from 'Jonas Reed'"),
        ("DELETE FROM anchors WHERE quote_id = 2 AND part = 'cue'", "quote 2: its anchors were changed"),
    ],
)
def test_what_was_changed_past_every_decision_is_found(filled, run, execute, sql, output):
    assert run("-d", filled, "quotes", "confirm", "1").code == 0
    assert run("-d", filled, "verify").code == 0
    execute(filled, sql)
    found = run("-d", filled, "verify")
    assert found.code == 1
    assert output in found.out + found.err


def test_undoing_an_import_keeps_its_decisions_and_they_say_nothing_any_more(run, database):
    folder = Path(__file__).parent.parent / "seeds" / "2023-06-18-beijing"
    assert run("-d", database, "import", str(folder)).code == 0
    before = run("-d", database, "decisions", "--limit", "0", "--format", "jsonl").out.splitlines()
    assert run("-d", database, "imports", "undo", "1").code == 0
    after = run("-d", database, "decisions", "--limit", "0", "--format", "jsonl").out.splitlines()
    assert len(after) == len(before) > 20
    assert all("undone with import run 1" in line for line in after)
    refused = run("-d", database, "decisions", "undo", "1")
    assert refused.code == 1
    assert "undone with import run 1" in refused.err
    assert run("-d", database, "import", str(folder)).code == 0
    assert run("-d", database, "verify").code == 0


LISTS = [
    ["quotes", "--format", "jsonl"],
    ["quotes", "--status", "rejected", "--format", "jsonl"],
    ["claims", "--format", "jsonl"],
    ["speakers", "--format", "jsonl"],
    ["sources", "--format", "jsonl"],
    ["decisions", "--format", "jsonl"],
    ["sql", "--as-owner", "SELECT * FROM report_attributions ORDER BY 1, 2, 3", "--format", "jsonl"],
]


def seen(run, database, moment=None):
    past = ["as-of", moment] if moment else []
    output = []
    for command in LISTS:
        done = run("-d", database, *past, *command)
        assert done.code == 0, done.err
        output.append(done.out)
    return output


def now():
    time.sleep(0.005)  # the clock of SQLite counts in thousandths of a second
    moment = datetime.now(UTC).isoformat()
    time.sleep(0.005)
    return moment


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.stress) for seed in range(1, 10))])
def test_every_moment_can_be_read_again_as_it_was(run, filled, seed):
    """Random decisions, undos, imports and undone imports; what was seen after each is what `as-of` shows of it."""
    chance = random.Random(seed)
    steps = [
        lambda: run("-d", filled, "quotes", chance.choice(["confirm", "reject"]), str(chance.randint(1, 4))),
        lambda: run("-d", filled, "quotes", "correct", str(chance.randint(1, 4)), "--speaker", "Mira Okafor"),
        lambda: run("-d", filled, "quotes", "correct", str(chance.randint(1, 4)), "--said-on", "2024-02-29"),
        lambda: run("-d", filled, "decisions", "undo", str(chance.randint(1, 12))),
        lambda: run("-d", filled, "import", "pier.txt", "--published", "2024-03-05"),
        lambda: run("-d", filled, "imports", "undo", str(chance.randint(1, 4))),
        lambda: run("-d", filled, "claims", "add", f"The hull is sound {chance.randint(1, 3)}.", "--quote", "2"),
        lambda: run("-d", filled, "claims", "link", "1", str(chance.randint(1, 4)), "--stance", "denies", "--force"),
        lambda: run("-d", filled, "import", "--reextract"),
    ]
    stood = [(now(), seen(run, filled))]
    for _ in range(14):
        chance.choice(steps)()
        stood.append((now(), seen(run, filled)))
    assert len({tuple(lists) for _, lists in stood}) > 4, "the steps did something"
    for moment, lists in stood:
        assert seen(run, filled, moment) == lists
    proved = run("-d", filled, "verify")
    assert proved.code == 0, proved.out + proved.err


@pytest.mark.parametrize(
    ("args", "output"),
    [
        (["2024-13-01", "quotes"], "is not a day or time"),
        (["2024-01-01", "import", "ferry.txt"], "as-of runs quotes"),
        (["2024-01-01", "quotes", "confirm", "1"], "the past is read-only"),
    ],
)
def test_the_past_is_only_read(run, filled, args, output):
    refused = run("-d", filled, "as-of", *args)
    assert refused.code in (1, 2)
    assert output in refused.err


def test_before_the_first_import_there_was_nothing(run, filled):
    assert run("-d", filled, "as-of", "2024-01-01", "quotes", "--format", "jsonl").out == ""
    assert run("-d", filled, "as-of", "2999-01-01", "quotes", "--format", "jsonl").out != ""
