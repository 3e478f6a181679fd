"""On an archive of 50,000 quotes no list reads a whole table to show fifty rows, as the database's own plans tell."""

import sys
from pathlib import Path

import pytest
from rows import fill

from factdb.database.connect import read_connection
from factdb.database.readers import PostgresReader
from factdb.database.write import open_writer
from factdb.decide.inbox import Inbox
from factdb.queries.claims import list_claims
from factdb.queries.decisions import list_decisions
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import QuoteFilter, find_quotes, quote_ids
from factdb.queries.reviews import list_reviews
from factdb.queries.sources import list_runs, list_sources
from factdb.queries.speakers import list_speakers, why_speaker
from factdb.queries.variants import quote_variants
from factdb.queries.versions import changed_sources, version_changes
from factdb.queries.words import _EACH_MATCHES, matches, newest_matches

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from archive import load, quotes, speaker_name, word

MANY = 50_000


def quotes_by(**wanted):
    return lambda reader: list(find_quotes(reader, QuoteFilter(**wanted)))


LISTS = {
    "quotes": quotes_by(),
    "quotes --speaker, the most quoted": quotes_by(speaker=speaker_name(0)),
    "quotes --speaker, by number": quotes_by(speaker="7"),
    "quotes --since --until": quotes_by(since="2015-01-01", until="2015-03-31"),
    "quotes --kind": quotes_by(kind="direct"),
    "quotes --status": quotes_by(status="confirmed"),
    "quotes --source": quotes_by(source="7"),
    "quotes --min-confidence": quotes_by(min_confidence=0.5),
    "quotes --min-confidence, none so sure": quotes_by(min_confidence=0.99),
    "quotes --language, none in it": quotes_by(language="de"),
    "quotes --about": quotes_by(about=word(3)),
    "quotes --speaker --search": quotes_by(speaker=speaker_name(0), search=word(3)),
    "quotes --search": quotes_by(search="ban tel"),
    "quotes --search, in most quotes": quotes_by(search="bal"),
    "quotes --after": quotes_by(after=MANY // 2),
    "quotes --in-outlets": quotes_by(in_outlets=2),
    "quotes --altered": quotes_by(altered=True),
    "quotes variants": lambda reader: quote_variants(reader, quotes_by_id(reader, [1])[0]),
    "sources changed": lambda reader: changed_sources(reader),
    "sources versions": lambda reader: version_changes(reader, 7),
    "speakers show --why": lambda reader: why_speaker(reader, 1),
    "sources": list_sources,
    "sources --since": lambda reader: list_sources(reader, since="2015-01-01"),
    "claims": list_claims,
    "decisions": list_decisions,
    "imports": list_runs,
}
# Listed by their own key and cut by the limit: the plan calls it a scan, and it stops after fifty rows. Of imports
# there is a row for each call of the command.
BY_KEY = {"SCAN c", "SCAN decisions", "SCAN r", "SCAN import_runs"}
# Rows that the statement itself has picked already.
BY_KEY |= {"SCAN known", "SCAN (subquery-1)", "SCAN (subquery-5)", "SCAN counted", "SCAN o", "SCAN u"}
# What reads all of one table still, and why.
KNOWN = {
    "quotes --publisher": (quotes_by(publisher="Courier 7"), {"SCAN p"}, "any part of the name of publisher or agency"),
    "quotes --role": (quotes_by(role="president"), {"SCAN r"}, "any part of a role, of which few are on file"),
    "quotes --role, nobody's": (quotes_by(role="no such role"), {"SCAN r"}, "any part of a role"),
    "sources --publisher": (
        lambda r: list_sources(r, publisher="Courier 7"),
        {"SCAN publishers"},
        "any part of the name",
    ),
    "speakers": (
        list_speakers,
        {"SCAN k", "SCAN c", "SCAN n", "SCAN odd", "SCAN speakers", "SCAN t", "SCAN u"},
        "the most quoted of all are known when all are counted",
    ),
}


# Reviews of which none supersedes another: SQLite's statistics say that all have the same value.
REVIEWS = 2_000
REVIEWED = (
    f"WITH RECURSIVE many (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM many WHERE n < {100 + REVIEWS})"
    " INSERT INTO {} SELECT {} FROM many",
    (
        "claims (id, uid, text, language, status, origin, text_sha256, import_run_id)",
        "n, 'c' || n, 'Statement ' || n, 'en', 'candidate', 'record', 'h' || n, 1",
    ),
    (
        "reviews (id, uid, claim_id, status, rating_label, reviewer, reviewed_on, language, origin)",
        "n, 'v' || n, n, 'published', 'False', 'Ada Moss', '2024-06-01', 'en', 'record'",
    ),
)


class Planned:
    """A reader that notes the plan of each statement that is run through it."""

    dialect = "sqlite"

    def __init__(self, reader):
        self.reader = reader
        self.scans = set()

    def rows(self, sql, params=None):
        for step in self.reader.connection.execute(f"EXPLAIN QUERY PLAN {sql}", dict(params or {})):
            if step[3].startswith("SCAN") and "INDEX" not in step[3]:
                self.scans.add(step[3])
        yield from self.reader.rows(sql, params)


@pytest.fixture(scope="module")
def archive(migrated_sqlite, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "archive.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    load(path, quotes(MANY), spans=True)
    return str(path)


def scans_of(archive, call):
    with read_connection(archive) as reader:
        planned = Planned(reader)
        call(planned)
        return planned.scans


class Looped:
    """A reader that notes how often each statement reads the whole table of reviews, on PostgreSQL."""

    dialect = "postgresql"

    def __init__(self, reader):
        self.reader = reader
        self.scans = set()

    def rows(self, sql, params=None):
        explain = f"EXPLAIN (ANALYZE, FORMAT JSON) {PostgresReader.placeholders(sql)}"
        ((plan,),) = self.reader.connection.execute(explain, dict(params or {}))
        nodes = [plan[0]["Plan"]]
        for node in nodes:
            nodes += node.get("Plans", ())
            if node["Node Type"] == "Seq Scan" and node["Actual Loops"] > 1:
                self.scans.add(node["Alias"])
        yield from self.reader.rows(sql, params)


@pytest.mark.parametrize(
    "call", [list_reviews, lambda r: list_reviews(r, superseded=False), list_claims, lambda r: list_reviews(r, limit=0)]
)
def test_which_review_superseded_another_is_looked_up_where_none_did(database, execute, call):
    many, *tables = REVIEWED
    fill(execute, database)
    execute(database, *(many.format(*table) for table in tables))
    execute(database, "ANALYZE")
    with read_connection(database) as reader:
        planned = (Looped if reader.dialect == "postgresql" else Planned)(reader)
        assert call(planned)
    assert not {scan for scan in planned.scans if scan.split()[-1] == "n"}


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_a_list_scans_no_table(archive, name):
    assert scans_of(archive, LISTS[name]) <= BY_KEY


@pytest.mark.slow
@pytest.mark.parametrize("name", KNOWN)
def test_what_still_scans_a_table_scans_no_more_than_is_known(archive, name):
    call, known, why = KNOWN[name]
    assert scans_of(archive, call) <= known, why


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "way"),
    [(3, _EACH_MATCHES), (300, f"+{matches('sqlite', 'search')}"), (5_000, matches("sqlite", "search"))],
)
def test_few_and_very_many_hits_are_found_each_its_way_newest_first(archive, number, way):
    searched = word(number)
    with read_connection(archive) as reader:
        assert newest_matches(reader, searched, 5, matches("sqlite", "search")) == way
        every = quote_ids(reader, QuoteFilter(search=searched, limit=0))
        assert quote_ids(reader, QuoteFilter(search=searched, limit=5)) == every[:5]
        rest = quote_ids(reader, QuoteFilter(search=searched, limit=5, after=every[4]))
        assert rest == every[5:10]


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("narrowed", [{}, {"kind": "direct"}, {"kind": "statistic"}, {"most": 0.9}])
def test_the_queue_goes_on_where_it_is_and_sorts_nothing_first(archive, narrowed, part):
    with open_writer(archive) as writer, writer.transaction() as tx:
        sql, params = Inbox(writer, "ada", **narrowed)._waiting(tx, part, "{0}, {1}", (7, 0, 70))
        plan = [
            row[3] for row in tx.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {sql} ORDER BY 1, 2", params)
        ]
    assert "SEARCH" in plan[0], plan
    assert "source_id>?" in plan[0], plan
    assert not any("SCAN" in step or step == "USE TEMP B-TREE FOR ORDER BY" for step in plan), plan


@pytest.mark.slow
def test_the_archive_is_what_an_import_would_have_made(archive, run):
    assert run("-d", archive, "db", "check") == (0, "no faults\n", "")
    assert run("-d", archive, "verify").code == 0
