"""Rows as of each revision, in SQL that both databases take: what migrations, constraints and views are tried on.

The mayor speaks twice (once together with the council, once as "he", relayed by the harbour authority); another of his
quotes is rejected; "Mayor Reed" was merged into him; somebody unnamed speaks; nobody knows who said quote 4.

`python tests/rows.py > tests/schema/VERSION.sql` writes a SQLite database with these rows down as SQL, once for every
release, and `python tests/rows.py URL > tests/schema/VERSION.postgresql.sql` one of PostgreSQL; such files are never
edited.
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from factdb.database import migrate

A, B = "a" * 64, "b" * 64

ROWS = {
    "0001": [
        "INSERT INTO import_runs (id, uid, started_at, actor, tool, input, status, articles, problems)"
        " VALUES (1, 'r1', '2024-03-04T08:00:00.000000Z', 'ada', 'factdb 0.1.0', 'ferry.txt', 'finished', 1, 0)",
        "INSERT INTO publishers (id, name, import_run_id) VALUES (1, 'Ellis Courier', 1)",
        "INSERT INTO sources (id, uid, publisher_id, url, title, language, medium, published_on, import_run_id) VALUES"
        " (1, 's1', 1, 'https://courier.example/1', 'Council keeps the ferry', 'en', 'article', '2024-03-04', 1)",
        "INSERT INTO sources (id, uid, title, language, medium, derived_from_id, import_run_id)"
        " VALUES (2, 's2', 'The ferry stays', 'en', 'post', 1, 1)",
        "INSERT INTO source_versions (id, source_id, number, retrieved_at, location, raw_sha256, text_sha256,"
        " text_length, encoding, title, text, import_run_id) VALUES (1, 1, 1, '2024-03-04T08:00:00.000000Z',"
        f" '/ferry.txt', '{A}', '{A}', 22, 'utf-8', 'Council keeps the ferry', 'We owe it, said Reed 🚢', 1)",
        "INSERT INTO source_versions (id, source_id, number, retrieved_at, location, raw_sha256, text_sha256,"
        " text_length, encoding, title, text, import_run_id) VALUES (2, 1, 2, '2024-03-05T08:00:00.000000Z',"
        f" '/ferry.txt', '{B}', '{B}', 10, 'utf-8', 'Council keeps the ferry', NULL, 1)",
    ],
    "0002": [
        "INSERT INTO speakers (id, uid, kind, name, role, wikidata_id, status, origin, import_run_id)"
        " VALUES (1, 'k1', 'person', 'Jonas Reed', 'Mayor', 'Q42', 'confirmed', 'record', 1)",
        "INSERT INTO speakers (id, uid, kind, name, scope_source_id, status, origin, import_run_id)"
        " VALUES (2, 'k2', 'unnamed', 'two council members', 1, 'extracted', 'rules 1', 1)",
        "INSERT INTO speakers (id, uid, kind, name, merged_into_id, status, origin, import_run_id)"
        " VALUES (3, 'k3', 'person', 'Mayor Reed', 1, 'extracted', 'rules 1', 1)",
        "INSERT INTO speakers (id, uid, kind, name, status, origin, import_run_id)"
        " VALUES (4, 'k4', 'organization', 'harbour authority', 'extracted', 'rules 1', 1)",
        "INSERT INTO speaker_names (id, speaker_id, name, folded, kind) VALUES"
        " (1, 1, 'Jonas Reed', 'jonas reed', 'primary'), (2, 1, 'Réed', 'reed', 'short'),"
        " (3, 1, 'J. Reed', 'j reed', 'alias')",
    ],
    "0003": [
        "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, cue, said_on, said_until, said_as,"
        " said_basis, dated_on, language, status, confidence, origin, confirmed_by, import_run_id)"
        f" VALUES (1, 'q1', 1, 'direct', 'We owe it to the islands', '{A}', 'said',"
        " '2024-03-01', '2024-03-01', 'Friday', 'relative', '2024-03-01',"
        " 'en', 'confirmed', 0.9, 'rules 1', 'ada', 1)",
        *(
            "INSERT INTO quotes (id, uid, source_id, kind, text, text_sha256, dated_on, language, status, confidence,"
            f" origin, import_run_id) VALUES ({n}, 'q{n}', 1, 'indirect', '{text}', '{B}', '2024-03-04', 'en',"
            f" '{status}', 0.5, 'rules 1', 1)"
            for n, text, status in (
                (2, "the ferry would run another year", "extracted"),
                (3, "a menu of the day", "rejected"),
                (4, "the vote had been close", "extracted"),
            )
        ),
        *(
            "INSERT INTO anchors (id, quote_id, source_version_id, part, seq, start_char, end_char, in_marks, exact,"
            f" import_run_id) VALUES ({n}, {quote}, {version}, '{part}', {seq}, {start}, {end}, {marks}, '{exact}', 1)"
            for n, quote, version, part, seq, start, end, marks, exact in (
                (1, 1, 1, "content", 0, 0, 6, "true", "We owe"),
                (2, 1, 1, "content", 1, 7, 9, "true", "it"),
                (3, 1, 1, "cue", 0, 11, 15, "false", "said"),
                (4, 1, 2, "content", 0, 3, 9, "true", "We owe"),
                (5, 2, 1, "speaker", 0, 21, 22, "false", "🚢"),
            )
        ),
        *(
            "INSERT INTO attributions (id, quote_id, speaker_id, part, seq, rank, as_printed, title_as_printed, basis,"
            f" dated_on, import_run_id) VALUES ({n}, {quote}, {speaker}, '{part}', {seq}, '{rank}', '{printed}', NULL,"
            f" '{basis}', '2024-03-04', 1)"
            for n, quote, speaker, part, seq, rank, printed, basis in (
                (1, 1, 3, "speaker", 0, "normal", "Reed", "named"),
                (2, 1, 2, "speaker", 1, "normal", "two council members", "collective"),
                (3, 1, 4, "speaker", 0, "deprecated", "Reed", "named"),
                (4, 2, 1, "speaker", 0, "normal", "he", "pronoun"),
                (5, 2, 4, "reporter", 0, "normal", "the authority", "named"),
                (6, 2, "NULL", "addressee", 0, "normal", "reporters", "collective"),
                (7, 3, 1, "speaker", 0, "normal", "he", "pronoun"),
                (8, 4, "NULL", "speaker", 0, "normal", "they", "pronoun"),
            )
        ),
    ],
    "0004": [
        "INSERT INTO claims (id, uid, text, language, status, origin, import_run_id)"
        " VALUES (1, 'c1', 'The ferry runs until 2025.', 'en', 'candidate', 'record', 1)",
        "INSERT INTO assertions (id, claim_id, quote_id, source_id, stance, import_run_id) VALUES"
        " (1, 1, 2, 1, 'asserts', 1), (2, 1, 3, 1, 'denies', 1), (3, 1, NULL, 1, 'asserts', 1),"
        " (4, 1, 1, 1, 'asserts', 1)",
    ],
    "0005": [
        "INSERT INTO decisions (id, decided_at, actor, action, subject, subject_id, after)"
        " VALUES (1, '2024-03-04T09:00:00.000000Z', 'ada', 'confirm', 'quotes', 1, '{}')",
    ],
    "0006": [],
    "0007": ["UPDATE speakers SET canonical_id = coalesce(merged_into_id, id)"],
    "0008": [
        "INSERT INTO changes (changed_at, action, subject, subject_id, before) VALUES"
        " ('2024-03-04T09:00:00.000000Z', 'update', 'quotes', 1, '{\"id\": 1, \"status\": \"extracted\"}')",
    ],
    "0009": [
        "INSERT INTO claims (id, uid, text, language, status, origin, import_run_id, kind, why, score, text_sha256)"
        " VALUES (2, 'c2', 'The hull is ten years old.', 'en', 'candidate', 'checkworthy 1', 1, 'figure',"
        f" 'figure: ten', 0.5, '{A}')",
    ],
    "0010": [
        "INSERT INTO assertions (id, claim_id, source_id, stance, import_run_id, source_version_id, start_char,"
        " end_char, exact) VALUES (5, 2, 1, 'asserts', 1, 1, 0, 3, 'The')",
    ],
    "0011": [
        "INSERT INTO claim_relations (id, claim_id, to_claim_id, kind, import_run_id) VALUES"
        " (1, 1, 2, 'contradicts', 1)",
    ],
    "0012": [],
    "0013": [],
    "0014": [
        "INSERT INTO decisions (id, decided_at, actor, action, subject, subject_id, after)"
        " VALUES (2, '2024-03-06T09:00:00.000000Z', 'ada', 'add', 'rating_scales', 1, '{}')",
        "INSERT INTO rating_scales (id, uid, name, title) VALUES (1, 't1', 'house', 'The Courier''s own scale')",
        "INSERT INTO ratings (id, rating_scale_id, seq, label, value, normalized) VALUES"
        " (1, 1, 0, 'Wrong', 1, 'false'), (2, 1, 1, 'Right', 2, 'true'), (3, 1, 2, 'Open', NULL, 'other')",
    ],
    "0015": [
        "INSERT INTO reviews (id, uid, claim_id, status, rating_id, rating_label, rating_value, worst_value,"
        " best_value, reviewer, organization, reviewed_on, url, language, supersedes_id, origin, import_run_id) VALUES"
        " (1, 'v1', 1, 'published', 1, 'Wrong', 1, 1, 2, 'Ada Quill', 'Ellis Courier', '2024-03-06',"
        " 'https://courier.example/check/1', 'en', NULL, 'record', NULL),"
        " (2, 'v2', 1, 'published', 2, 'Right', 2, 1, 2, 'Ada Quill', NULL, '2024-03-08', NULL, 'en', 1, 'record', 1),"
        " (3, 'v3', 2, 'draft', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'en', NULL, 'record', NULL)",
        "INSERT INTO evidence (id, review_id, seq, stance, source_id, quote_id, url, title, retrieved_on,"
        " import_run_id) VALUES (1, 1, 0, 'refutes', 1, NULL, NULL, NULL, NULL, 1),"
        " (2, 1, 1, 'context', NULL, 3, NULL, NULL, NULL, NULL),"
        " (3, 2, 0, 'supports', NULL, NULL, 'https://harbour.example/plan', 'The plan', '2024-03-07', NULL)",
    ],
    "0016": [
        "UPDATE assertions SET dated_on = coalesce((SELECT q.dated_on FROM quotes q WHERE q.id = assertions.quote_id),"
        " (SELECT s.published_on FROM sources s WHERE s.id = assertions.source_id))"
    ],
    "0017": [
        "INSERT INTO wordings (id, fingerprint, words, utterance_id, sources) VALUES"
        " (1, 123, 'we owe it to the islands', 1, 1), (2, 456, 'we do not owe it to the islands', 2, 0)",
        "INSERT INTO quoted_runs (id, quote_id, seq, wording_id) VALUES (1, 1, 0, 1)",
        "INSERT INTO shingles (shingle, wording_id, length) VALUES (7, 1, 6), (7, 2, 8), (8, 2, 8)",
        "INSERT INTO variants (id, wording_id, other_id, kind, altered, similarity, same_utterance, origin)"
        " VALUES (1, 1, 2, 'edited', 'negation', 0.8, FALSE, 'variants 1')",
    ],
    "0018": [
        "INSERT INTO roles (id, speaker_id, title, office, organization, held_from, held_until, source_id, url, origin,"
        " import_run_id) VALUES (1, 1, 'Mayor of Ellis', 'mayor ellis', 'Ellis', '2020-05-01', '2024-04-30', 1, NULL,"
        " 'record', 1), (2, 4, 'operator of the ferry', 'operator ferry', NULL, NULL, NULL, NULL,"
        " 'https://harbour.example/about', 'list', NULL)",
    ],
    "0019": [
        "UPDATE speaker_names SET parts = 'reed j' WHERE id = 1",
        "UPDATE speaker_names SET parts = 'reed j' WHERE id = 3",
    ],
    "0020": [],
    "0021": [],
    "0022": [
        "UPDATE quotes SET factuality = 'possible' WHERE id = 3",
    ],
    "0023": [],
    "0024": [],
    "0025": [
        "UPDATE reviews SET title = 'No, the ferry does not run until 2025' WHERE id = 1",
        "INSERT INTO claim_matches (claim_id, other_id, likeness) VALUES (2, 1, 0.6)",
        # As the triggers have it, which come with the newest revision.
        "INSERT INTO claim_texts (claim_id, words, body) VALUES"
        " (1, 'The ferry runs until 2025. No, the ferry does not run until 2025', ''),"
        " (2, 'The hull is ten years old. ', '') ON CONFLICT DO NOTHING",
    ],
    "0026": [
        "INSERT INTO repetitions (claim_id, nth, dated_on) VALUES"
        " (1, 1, '2024-03-04'), (1, 2, '2024-03-04'), (1, 3, '2024-03-01') ON CONFLICT DO NOTHING",
    ],
    "0027": [],
    "0028": [],
    "0029": ["UPDATE sources SET printed_publisher = 'The Elm Post Online' WHERE id = 1"],
    "0030": [],
    # The next revision goes above this line.
}


def rows_until(revision: str) -> Iterator[str]:
    """The INSERT statements of every revision up to `revision`."""
    for each, statements in ROWS.items():
        if each <= revision:
            yield from statements


def fill(execute: Callable[..., object], database: str, revision: str = max(ROWS)) -> None:
    """Put the rows of every revision up to `revision` into `database`."""
    execute(database, *rows_until(revision))


def dump() -> Iterator[str]:
    """The newest schema with the rows, as SQL; the full-text index is filled from the rows again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dump.sqlite"
        migrate.upgrade(str(path))
        with closing(sqlite3.connect(path)) as file:
            for statement in rows_until(max(ROWS)):
                file.execute(statement)
            index = [
                (name, sql)
                for name, sql in file.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL %'")
            ]
            for line in file.iterdump():
                if line.startswith("CREATE TRIGGER"):
                    yield from (f"{sql};\nINSERT INTO {name} ({name}) VALUES ('rebuild');" for name, sql in index)
                    index = []
                if line.startswith("CREATE TRIGGER") or not ("_fts" in line or "writable_schema" in line):
                    yield line


def dump_postgresql(url: str) -> Iterator[str]:
    """The same of the empty database at `url`, as psql and psycopg take it, by the pg_dump of its version."""
    import psycopg

    migrate.upgrade(url)
    with psycopg.connect(url) as server:
        for statement in rows_until(max(ROWS)):
            server.execute(statement)
    options = ["--inserts", "--no-owner", "--no-privileges", "--no-comments"]
    done = subprocess.run(["pg_dump", *options, url], check=True, capture_output=True, text=True)
    yield from (line for line in done.stdout.splitlines() if line and not line.startswith(("--", "\\")))


if __name__ == "__main__":
    print("\n".join(dump_postgresql(sys.argv[1]) if sys.argv[1:] else dump()))
