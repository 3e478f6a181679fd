"""How often claims were said since a day: kept by the database, and equal to a recount at any day."""

import json
import random
from typing import Any

import pytest
from rows import fill

from factdb.database.connect import checking_connection, read_connection
from factdb.database.counts import count_faults
from factdb.queries import claims
from factdb.queries.claims import list_claims, next_kept

# What changes the days of claims, on rows of tests/rows.py: claim 1 was said in quotes 1 (March 1) and 2, and narrated.
CHANGES = [
    "UPDATE assertions SET dated_on = '2023-12-31' WHERE id = 3",
    "UPDATE assertions SET stance = 'repeats' WHERE stance = 'denies'",
    "UPDATE assertions SET dated_on = NULL WHERE id = 1",
    "UPDATE assertions SET claim_id = 2 WHERE id IN (1, 2)",
    "UPDATE assertions SET stance = 'disputes'",
    "UPDATE assertions SET stance = 'asserts', dated_on = '2024-05-06'",
    "UPDATE assertions SET exact = NULL, start_char = NULL, end_char = NULL",
    "INSERT INTO assertions (id, claim_id, source_id, stance, dated_on, import_run_id)"
    " SELECT 100 + id, claim_id, 2, 'repeats', '2024-06-07', 1 FROM assertions",
    "DELETE FROM assertions WHERE id = 102",
    "DELETE FROM assertions WHERE claim_id = 2",
    "INSERT INTO assertions (id, claim_id, source_id, stance, dated_on, import_run_id)"
    " VALUES (7, 2, 1, 'asserts', '2024-01-01', 1), (8, 2, 2, 'asserts', NULL, 1)",
    "DELETE FROM claim_relations",
    "DELETE FROM claims WHERE id = 2",
    "DELETE FROM assertions",
]


def faults(database):
    with checking_connection(database) as tx:
        return list(count_faults(tx))


def test_no_matter_who_writes_the_days_are_those_of_the_assertions(database, execute):
    fill(execute, database)
    assert faults(database) == []
    assert execute(database, "SELECT nth, CAST(dated_on AS text) FROM repetitions WHERE claim_id = 1 ORDER BY 1") == [
        (1, "2024-03-04"),
        (2, "2024-03-04"),
        (3, "2024-03-01"),
    ]
    execute(database, "DELETE FROM evidence", "DELETE FROM reviews WHERE claim_id = 2")
    for change in CHANGES:
        execute(database, change)
        assert faults(database) == [], change
    assert execute(database, "SELECT count(*) FROM repetitions") == [(0,)]


def test_days_that_went_wrong_are_found_and_made_right(run, database, execute):
    fill(execute, database)
    execute(database, "UPDATE repetitions SET dated_on = '2020-01-01' WHERE nth = 1")
    told = run("-d", database, "db", "check")
    wrong = "1 counts of how often a claim was repeated are wrong: run `factdb db upgrade`\n"
    assert (told.code, told.out) == (1, wrong)
    assert "counted again" in run("-d", database, "db", "upgrade").err
    assert run("-d", database, "db", "check") == (0, "no faults\n", "")


@pytest.fixture
def said(database, execute):
    """Claims said on random days, one of them hundreds of times, and claim -> the days on which it counts."""
    fill(execute, database)
    chance = random.Random(5)
    days: dict[int, list[str]] = {}
    for claim in range(10, 90):
        times = 260 if claim == 50 else chance.choice((1, 2, 2, 3, 3, 4, 9))
        days[claim] = [f"20{chance.randint(10, 23)}-{chance.randint(1, 12):02}-15" for _ in range(times)]
    claims = ", ".join(f"({n}, 'c{n}', 'S {n}.', 'en', 'confirmed', 'ada', 'record', 1)" for n in days)
    rows = [(claim, day) for claim, its_days in days.items() for day in its_days]
    chance.shuffle(rows)
    sources = ", ".join(f"({n + 10}, 's{n + 10}', 'T', 'en', 'post', '{day}', 1)" for n, (_, day) in enumerate(rows))
    quotes = ", ".join(
        f"({n + 10}, 'q{n + 10}', {n + 10}, 'direct', 'x', '-', '{day}', 'en',"
        f" '{('extracted', 'rejected')[n % 9 == 0]}',"
        " '-', 1)"
        for n, (_, day) in enumerate(rows)
    )
    stances = ", ".join(
        f"({n + 10}, {claim}, {n + 10}, {n + 10}, '{('repeats', 'asserts')[n % 2]}', '{day}', 1)"
        for n, (claim, day) in enumerate(rows)
    )
    execute(
        database,
        f"INSERT INTO claims (id, uid, text, language, status, confirmed_by, origin, import_run_id) VALUES {claims}",
        f"INSERT INTO sources (id, uid, title, language, medium, published_on, import_run_id) VALUES {sources}",
        "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, dated_on, language, status, origin,"
        f" import_run_id) VALUES {quotes}",
        f"INSERT INTO assertions (id, claim_id, quote_id, source_id, stance, dated_on, import_run_id) VALUES {stances}",
    )
    counted = {claim: [] for claim, its_days in days.items() if len(its_days) > 1}
    for n, (claim, day) in enumerate(rows):
        if claim in counted and n % 9:
            counted[claim].append(day)
    return counted


def test_the_list_is_what_counting_every_day_gives(said, database):
    assert faults(database) == []
    with read_connection(database) as reader:
        for since in ("2009-01-01", "2015-06-15", "2015-06-16", "2019-01-01", "2023-06-01", "2023-12-15", "2024-03-04"):
            counts = {claim: sum(day >= since for day in its_days) for claim, its_days in said.items()}
            if since <= "2024-03-04":
                counts[1] = 3 if since <= "2024-03-01" else 2
            expected = sorted(((-n, claim) for claim, n in counts.items() if n))
            for limit in (1, 5, 0):
                rows = list_claims(reader, repeated_since=since, limit=limit)
                assert [(-dict(row)["said_since"], row["id"]) for row in rows] == expected[: limit or None], (
                    since,
                    limit,
                )


@pytest.mark.parametrize("few", [400, 5])
def test_of_few_claims_and_of_many_the_same_are_counted(said, database, monkeypatch, few):
    monkeypatch.setattr(claims, "_FEW", few)
    chosen = {claim: sum(day >= "2015-06-15" for day in its_days) for claim, its_days in said.items() if claim < 40}
    expected = sorted(((-n, claim) for claim, n in chosen.items() if n))

    def topic_of(text):
        return "S" if "S 1" < text < "S 4" else None

    narrow = {"repeated_since": "2015-06-15", "since": "2009-01-01", "topic_of": topic_of}
    with read_connection(database) as reader:
        for limit in (1, 5, 0):
            rows: Any = list_claims(reader, **narrow, limit=limit)
            assert [(-row["said_since"], row["id"]) for row in rows] == expected[: limit or None], limit


def test_the_past_has_its_own_counts(said, database, run, execute):
    moment = run("-d", database, "sql", "--as-owner", "SELECT max(changed_at) AS at FROM changes", "--format", "csv")
    at = moment.out.splitlines()[1]
    execute(database, "DELETE FROM assertions WHERE claim_id = 50")
    asked = ("claims", "--repeated-since", "2010", "--limit", "1", "--format", "json")
    assert json.loads(run("-d", database, *asked).out)[0]["id"] != 50
    assert json.loads(run("-d", database, "as-of", at, *asked).out)[0]["id"] == 50


def test_of_many_days_every_tenth_is_kept():
    assert [next_kept(n) for n in (1, 99, 100, 990, 1000, 1100)] == [2, 100, 110, 1000, 1100, 1200]
