"""What must not be is refused by the database itself, whoever writes: every CHECK, UNIQUE, foreign key and NOT NULL."""

import shutil
import sqlite3
from contextlib import contextmanager

import pytest
from rows import fill
from sqlalchemy import CheckConstraint, UniqueConstraint

from factdb.database.models import Base

TABLES = Base.metadata.sorted_tables

# A change to rows of tests/rows.py that is wrong in one way alone, by the constraint that must refuse it.
FORBIDDEN = {
    "ck_roles_title_given": "UPDATE roles SET title = '' WHERE id = 1",
    "ck_roles_held_in_order": "UPDATE roles SET held_until = '2019-01-01' WHERE id = 1",
    "ck_wordings_words_given": "UPDATE wordings SET words = '' WHERE id = 1",
    "ck_wordings_utterance_by_its_first": "UPDATE wordings SET utterance_id = 2 WHERE id = 1",
    "ck_variants_kind_known": "UPDATE variants SET kind = 'alike'",
    "ck_variants_altered_known": "UPDATE variants SET altered = 'tone'",
    "ck_variants_similarity_range": "UPDATE variants SET similarity = 2",
    "ck_variants_not_to_itself": "UPDATE variants SET other_id = 1",
    "ck_variants_altered_apart": "UPDATE variants SET same_utterance = TRUE",
    "ck_import_runs_status_known": "UPDATE import_runs SET status = 'paused'",
    "ck_sources_medium_known": "UPDATE sources SET medium = 'rumour' WHERE id = 1",
    "ck_sources_not_derived_from_itself": "UPDATE sources SET derived_from_id = 1 WHERE id = 1",
    "ck_source_versions_text_length_true": "UPDATE source_versions SET text = text || '!' WHERE id = 1",
    "ck_source_versions_sha256_whole": "UPDATE source_versions SET raw_sha256 = 'abc' WHERE id = 1",
    "ck_speakers_kind_known": "UPDATE speakers SET kind = 'dog' WHERE id = 1",
    "ck_speakers_status_known": "UPDATE speakers SET status = 'sure' WHERE id = 1",
    "ck_speakers_not_merged_into_itself": "UPDATE speakers SET merged_into_id = 1 WHERE id = 1",
    "ck_speakers_only_unnamed_scoped": "UPDATE speakers SET scope_source_id = 1 WHERE id = 1",
    "ck_speakers_unnamed_scoped": "UPDATE speakers SET scope_source_id = NULL WHERE id = 2",
    "ck_speakers_name_given": "UPDATE speakers SET name = '' WHERE id = 1",
    "ck_speakers_wikidata_id_formed": "UPDATE speakers SET wikidata_id = 'Q4x' WHERE id = 1",
    "ck_speaker_names_kind_known": "UPDATE speaker_names SET kind = 'pet' WHERE id = 1",
    "ck_quotes_kind_known": "UPDATE quotes SET kind = 'sung' WHERE id = 1",
    "ck_quotes_factuality_known": "UPDATE quotes SET factuality = 'likely' WHERE id = 1",
    "ck_quotes_status_known": "UPDATE quotes SET status = 'sure', confirmed_by = NULL WHERE id = 1",
    "ck_quotes_said_basis_known": "UPDATE quotes SET said_basis = 'guess' WHERE id = 1",
    "ck_quotes_said_range_ordered": "UPDATE quotes SET said_until = '2024-02-29' WHERE id = 1",
    "ck_quotes_said_range_whole": "UPDATE quotes SET said_until = NULL WHERE id = 1",
    "ck_quotes_said_basis_given": "UPDATE quotes SET said_basis = NULL WHERE id = 1",
    "ck_quotes_confidence_range": "UPDATE quotes SET confidence = 1.01 WHERE id = 1",
    "ck_quotes_text_given": "UPDATE quotes SET text = '' WHERE id = 1",
    "ck_quotes_confirmed_by_someone": "UPDATE quotes SET status = 'confirmed' WHERE id = 2",
    "ck_anchors_part_known": "UPDATE anchors SET part = 'mood' WHERE id = 1",
    "ck_anchors_span_not_empty": "UPDATE anchors SET start_char = 3, end_char = 3, exact = '' WHERE id = 1",
    "ck_anchors_exact_fits_span": "UPDATE anchors SET end_char = end_char + 1 WHERE id = 1",
    "ck_attributions_part_known": "UPDATE attributions SET part = 'witness' WHERE id = 1",
    "ck_attributions_rank_known": "UPDATE attributions SET rank = 'best' WHERE id = 1",
    "ck_attributions_basis_known": "UPDATE attributions SET basis = 'hunch' WHERE id = 1",
    "ck_claims_status_known": "UPDATE claims SET status = 'true'",
    "ck_claims_text_given": "UPDATE claims SET text = ''",
    "ck_claims_confirmed_by_someone": "UPDATE claims SET confirmed_by = 'ada'",
    "ck_claim_relations_kind_known": "UPDATE claim_relations SET kind = 'likes'",
    "ck_claim_relations_not_to_itself": "UPDATE claim_relations SET to_claim_id = claim_id",
    "ck_claims_kind_known": "UPDATE claims SET kind = 'rumour'",
    "ck_claims_score_range": "UPDATE claims SET score = 1.01",
    "ck_assertions_exact_fits_place": "UPDATE assertions SET end_char = 9 WHERE id = 5",
    "ck_assertions_stance_known": "UPDATE assertions SET stance = 'mumbles' WHERE id = 1",
    "ck_claim_matches_not_to_itself": "UPDATE claim_matches SET other_id = claim_id",
    "ck_claim_matches_likeness_range": "UPDATE claim_matches SET likeness = 1.01",
    "ck_rating_scales_name_given": "UPDATE rating_scales SET name = ''",
    "ck_ratings_normalized_known": "UPDATE ratings SET normalized = 'maybe'",
    "ck_ratings_label_given": "UPDATE ratings SET label = '' WHERE id = 1",
    "ck_reviews_status_known": "UPDATE reviews SET status = 'lost' WHERE id = 1",
    "ck_reviews_published_whole": "UPDATE reviews SET reviewed_on = NULL WHERE id = 1",
    "ck_reviews_value_on_scale": "UPDATE reviews SET rating_value = 3 WHERE id = 1",
    "ck_reviews_value_with_ends": "UPDATE reviews SET rating_value = NULL WHERE id = 1",
    "ck_reviews_not_superseding_itself": "UPDATE reviews SET supersedes_id = id WHERE id = 3",
    "ck_evidence_stance_known": "UPDATE evidence SET stance = 'hints' WHERE id = 1",
    "ck_evidence_one_place": "UPDATE evidence SET quote_id = 1 WHERE id = 1",
    "ck_evidence_link_described": "UPDATE evidence SET title = NULL WHERE id = 3",
    "ck_quote_counts_grouped_by_known": "UPDATE quote_counts SET grouped_by = 'mood'",
    "ck_decisions_action_known": "UPDATE decisions SET action = 'ponder'",
    "ck_decisions_subject_known": "UPDATE decisions SET subject = 'publishers'",
    "ck_changes_action_known": "UPDATE changes SET action = 'ponder', before = '{}'",
    "ck_changes_before_kept": "UPDATE changes SET action = 'insert' WHERE before IS NOT NULL",
}

REFERENCES = [
    (table.name, column.name, reference.constraint.name)
    for table in TABLES
    for column in table.columns
    for reference in column.foreign_keys
]
UNIQUES = [
    (table.name, tuple(c.name for c in constraint.columns), constraint.name)
    for table in TABLES
    for constraint in sorted(table.constraints, key=lambda c: str(c.name))
    if isinstance(constraint, UniqueConstraint)
]


class Filled:
    """A database with the rows of tests/rows.py; what is tried on it is taken back."""

    def __init__(self, connection, dialect, integrity_error):
        self.connection, self.dialect, self.integrity_error = connection, dialect, integrity_error

    @contextmanager
    def attempt(self):
        self.connection.execute("BEGIN")
        try:
            yield self.connection.execute
        finally:
            self.connection.execute("ROLLBACK")

    def refusal(self, *statements):
        """What the database says to the last of `statements`; fails where it says nothing."""
        with self.attempt() as execute:
            for sql in statements[:-1]:
                execute(sql)
            with pytest.raises(self.integrity_error) as refused:
                execute(statements[-1])
        return str(refused.value)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory, migrated_sqlite, execute):
    if request.param == "sqlite":
        path = str(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("filled")))
        fill(execute, path)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        # Constraints are tried by changing rows, which the trail lets nobody do: see test_trail.
        for name in ("decisions_no_update", "decisions_no_delete", "changes_no_update", "changes_no_delete"):
            connection.execute(f"DROP TRIGGER {name}")
        yield Filled(connection, "sqlite", sqlite3.IntegrityError)
        connection.close()
        return
    import psycopg

    server = request.getfixturevalue("postgresql_server")
    url = server.migrated()
    fill(execute, url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER TABLE decisions DISABLE TRIGGER USER")
        connection.execute("ALTER TABLE changes DISABLE TRIGGER USER")
        yield Filled(connection, "postgresql", psycopg.IntegrityError)
    server.drop(url)


def test_no_check_goes_untried():
    checks = {str(c.name) for table in TABLES for c in table.constraints if isinstance(c, CheckConstraint)}
    assert checks == set(FORBIDDEN)


@pytest.mark.parametrize("constraint", FORBIDDEN)
def test_a_value_that_makes_no_sense_is_refused(filled, constraint):
    assert constraint in filled.refusal(FORBIDDEN[constraint])


def first_of(table):
    """The condition that a row is the first of a table without an id."""
    key = next(iter(table.primary_key.columns)).name
    return f"{key} = (SELECT min({key}) FROM {table.name})"


@pytest.mark.parametrize(("table", "column", "constraint"), REFERENCES, ids=[r[2] for r in REFERENCES])
def test_a_row_that_points_nowhere_is_refused(filled, table, column, constraint):
    row = {("speakers", "scope_source_id"): 2, ("evidence", "quote_id"): 2}.get((table, column), 1)
    where = f"id = {row}" if "id" in Base.metadata.tables[table].c else first_of(Base.metadata.tables[table])
    wrong = -999 if column == "utterance_id" else 999  # of an utterance the first wording has the lowest number
    output = filled.refusal(f"UPDATE {table} SET {column} = {wrong} WHERE {where}")
    assert "FOREIGN KEY constraint failed" in output if filled.dialect == "sqlite" else constraint in output


@pytest.mark.parametrize(("table", "columns", "constraint"), UNIQUES, ids=[u[2] for u in UNIQUES])
def test_a_second_row_of_the_same_kind_is_refused(filled, table, columns, constraint):
    """The second row is a copy of the first, its other unique columns changed so that they are not in the way."""
    others = {c for t, unique, _ in UNIQUES if t == table and unique != columns for c in unique} - set(columns)
    copied = {c.name: c.name for c in Base.metadata.tables[table].columns}
    copied["id"] = "99"
    for name in others:
        fresh = {"number": "99", "seq": "99", "text_sha256": f"'{'c' * 64}'", "label": "'another'", "name": "'another'"}
        copied[name] = fresh.get(name, "NULL")
    if "uid" in others:
        copied["uid"] = "'another'"
    output = filled.refusal(
        # NULLs are never equal: the columns at hand get a value first.
        *(
            f"UPDATE {table} SET {c} = {value} WHERE id = 1"
            for c, value in (("wikidata_id", "'Q7'"), ("supersedes_id", "3"))
            if c in columns
        ),
        f"INSERT INTO {table} ({', '.join(copied)}) SELECT {', '.join(copied.values())} FROM {table} WHERE id = 1",
    )
    if filled.dialect == "sqlite":
        assert f"UNIQUE constraint failed: {', '.join(f'{table}.{c}' for c in columns)}" in output
    else:
        assert constraint in output


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_what_every_row_must_have_cannot_be_taken_away(filled, table):
    for column in table.columns:
        if not column.nullable:
            row = "id = 1" if "id" in table.columns else first_of(table)
            output = filled.refusal(f"UPDATE {table.name} SET {column.name} = NULL WHERE {row}")
            assert column.name in output or "datatype mismatch" in output


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("import_runs", "rows name it"),
        ("publishers", "a source names it"),
        ("sources", "quotes stand in it"),
        ("source_versions", "anchors stand in it"),
        ("speakers", "quotes are attributed to it"),
        ("quotes", "an assertion rests on it"),
    ],
)
def test_what_others_depend_on_cannot_be_deleted(filled, table, why):
    filled.refusal(f"DELETE FROM {table} WHERE id = 1")


def test_parts_go_with_what_they_are_parts_of(filled):
    with filled.attempt() as execute:
        execute("DELETE FROM assertions")
        execute("UPDATE reviews SET supersedes_id = NULL")
        execute("DELETE FROM reviews")
        assert execute("SELECT count(*) FROM evidence").fetchone() == (0,)
        execute("DELETE FROM quotes WHERE id IN (1, 2)")
        assert execute("SELECT count(*) FROM anchors").fetchone() == (0,)
        assert execute("SELECT DISTINCT quote_id FROM attributions ORDER BY 1").fetchall() == [(3,), (4,)]
        execute("DELETE FROM attributions")
        execute("DELETE FROM speakers WHERE id = 3")
        execute("DELETE FROM speakers WHERE id = 1")
        assert execute("SELECT count(*) FROM speaker_names").fetchone() == (0,)


def test_a_span_is_proved_by_one_query_emoji_included(filled):
    with filled.attempt() as execute:
        unproved = execute(
            "SELECT a.id FROM anchors a JOIN source_versions v ON v.id = a.source_version_id WHERE v.text IS NOT NULL"
            " AND substr(v.text, a.start_char + 1, a.end_char - a.start_char) <> a.exact"
        )
        assert unproved.fetchall() == []
        assert execute("SELECT exact FROM anchors WHERE start_char = 21").fetchone() == ("🚢",)
