"""Archives that hold works and people twice, as imports at once left them in versions before 0.1: SECURITY.md says how
they are put right, and this does what it says."""

import json
import re

import pytest
from sqlalchemy import insert, select, text
from test_concurrent_imports import HOLDS, write_articles

from factdb.database.connect import open_engine
from factdb.database.models import Base

FAR = 1000
CLAIMS = "SELECT c.text, s.stance FROM claims c JOIN assertions s ON s.claim_id = c.id WHERE c.status <> 'rejected'"
# What an archive holds after the repair: people by whom they were merged into.
SAID = (
    "SELECT q.text, m.name, a.as_printed, a.part FROM attributions a JOIN quotes q ON q.id = a.quote_id"
    " LEFT JOIN speakers k ON k.id = a.speaker_id LEFT JOIN speakers m ON m.id = k.canonical_id"
)
IMPORT = ("import", "--publisher", "Port Ellis Mail")
SAME = ("sources", "versions", "publishers", "quotes", "anchors", "wordings", "runs of quotes")


def add_all(other, database):
    """Put every row of a SQLite database into another as if neither import had seen the other's rows."""
    before, after = open_engine(other), open_engine(database)
    with before.connect() as source, after.begin() as target:
        for table in Base.metadata.sorted_tables:
            if table.info.get("derived") or table.name in (
                "changes",
                "decisions",
                "wordings",
                "quoted_runs",
                "variants",
            ):
                continue
            rows = []
            for row in source.execute(select(table)).mappings():
                moved = dict(row)
                for column in table.columns:
                    is_far = column.primary_key or any(k.column.table.name != "publishers" for k in column.foreign_keys)
                    if is_far and isinstance(moved[column.name], int):
                        moved[column.name] += FAR
                rows.append(moved)
            if rows and table.name != "publishers":
                target.execute(insert(table), rows)
            if after.dialect.name == "postgresql" and "id" in table.columns:
                target.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {3 * FAR})"))


@pytest.fixture
def doubled(run, database, tmp_path):
    """Make an archive of six articles, and add what a run at the same time brought of those with the numbers given."""

    def make(numbers):
        write_articles(tmp_path / "articles", 7)
        for folder, of_folder in (("first", range(6)), ("second", numbers)):
            (tmp_path / folder).mkdir()
            for n in of_folder:
                name = f"{n:03}.txt"
                (tmp_path / folder / name).write_bytes((tmp_path / "articles" / name).read_bytes())
        assert run("-d", database, *IMPORT, "first").code == 0
        assert run("-d", "other.sqlite", *IMPORT, "second").code == 0
        add_all(str(tmp_path / "other.sqlite"), database)
        assert run("-d", database, "quotes", "link").code == 0
        return database

    return make


@pytest.fixture
def as_one_after_the_other(run, execute, tmp_path):
    """Check that an archive is whole and holds what one import after the other would have brought."""

    def check(database):
        for whole in (["verify"], ["db", "check"]):
            done = run("-d", database, *whole)
            assert done.code == 0, done.out
        for folder in ("first", "second"):
            assert run("-d", "serial.sqlite", *IMPORT, folder).code == 0
        for what, sql in {**{what: HOLDS[what] for what in SAME}, "said": SAID, "claims": CLAIMS}.items():
            ours, theirs = (sorted(map(repr, execute(one, sql))) for one in (database, str(tmp_path / "serial.sqlite")))
            assert ours == theirs, what

    return check


def namesakes(run, database):
    pairs = json.loads(run("-d", database, "speakers", "duplicates", "--format", "json").out)
    return [(str(pair["id"]), str(pair["other_id"])) for pair in pairs if pair["name"] == pair["other"]]


def test_sources_stored_twice_are_put_right_as_security_md_says(run, doubled, as_one_after_the_other):
    database = doubled(range(3, 7))
    found = run("-d", database, "verify")
    assert found.code == 1
    named = re.findall(r"source \d+: is source \d+ stored twice.*`factdb imports undo (\d+)`", found.out)
    assert named == [str(FAR + 1)] * 3
    assert run("-d", database, "imports", "undo", named[0]).code == 0
    assert "1 new, 3 unchanged" in run("-d", database, *IMPORT, "second").out
    assert namesakes(run, database) == []
    as_one_after_the_other(database)


def test_speakers_and_claims_stored_twice_are_put_right_as_security_md_says(
    run, doubled, execute, as_one_after_the_other
):
    database = doubled([6])
    pairs = namesakes(run, database)
    assert pairs
    for one, other in pairs:
        assert run("-d", database, "speakers", "merge", one, other).code == 0
    assert namesakes(run, database) == []
    twice = "SELECT min(id), max(id) FROM claims GROUP BY text HAVING count(*) > 1"
    assert execute(database, twice)
    for one, other in execute(database, twice):
        assert run("-d", database, "claims", "merge", str(other), str(one)).code == 0
    as_one_after_the_other(database)
