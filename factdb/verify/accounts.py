"""What must be accounted for: each row that is gone, each decision on one, each import run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from factdb.queries.decisions import STANDING
from factdb.queries.reader import Reader
from factdb.verify.replay import SUBJECTS, deleted_sources

# Rows that go with the import run that brought them, or by a decision, and in no other way.
_ROWS = ("publishers", "sources", "source_versions", "speakers", "quotes", "claims", "reviews")

# (what such a row is called, what is wrong, SELECT of its number)
_RUNS = (
    (
        "import run {it}",
        "is called running, but has ended",
        "SELECT id AS it FROM import_runs WHERE status = 'running' AND finished_at IS NOT NULL ORDER BY id",
    ),
    (
        "import run {it}",
        "is called undone and nobody undid it, or was undone and is not called so",
        "SELECT id AS it FROM import_runs WHERE (status = 'undone') <> (undone_at IS NOT NULL) ORDER BY id",
    ),
    *(
        (
            f"{table[:-1].replace('_', ' ')} {{it}}",
            "is of an import run that was undone",
            f"SELECT t.id AS it FROM {table} t JOIN import_runs r ON r.id = t.import_run_id"
            " WHERE r.status = 'undone' ORDER BY t.id",
        )
        for table in ("sources", "source_versions", "quotes")
    ),
)

# Of one work and one text; a wire story that two papers print is two sources.
_DOUBLED = (
    "SELECT l.id AS later, f.id AS former, l.import_run_id AS run FROM source_versions w"
    " JOIN source_versions v ON v.text_sha256 = w.text_sha256 AND v.source_id < w.source_id AND v.number = 1"
    " JOIN sources l ON l.id = w.source_id JOIN sources f ON f.id = v.source_id WHERE w.number = 1"
    " AND (l.url IS NULL OR f.url IS NULL OR l.url = f.url)"
    " AND (l.publisher_id IS NULL OR f.publisher_id IS NULL OR l.publisher_id = f.publisher_id) ORDER BY l.id, f.id"
)


def unaccounted(reader: Reader) -> Iterator[tuple[str, str]]:
    """(row, what is wrong with it) for whatever nothing accounts for."""
    for name, what, sql in _RUNS:
        for row in reader.rows(sql):
            yield name.format(it=row["it"]), what
    for row in reader.rows(_DOUBLED):
        yield (
            f"source {row['later']}",
            f"is source {row['former']} stored twice, by imports at once: `factdb imports undo {row['run']}`,"
            " then import its articles again",
        )
    yield from _decided_on_nothing(reader)
    yield from _gone(reader)


def _decided_on_nothing(reader: Reader) -> Iterator[tuple[str, str]]:
    with_source = {row for _, in_force, went in deleted_sources(reader) if in_force for row in went}
    for subject in SUBJECTS:
        for decision in reader.rows(
            f"SELECT d.id, d.subject_id, d.action FROM {STANDING} d WHERE d.subject = :subject"
            f" AND NOT EXISTS (SELECT 1 FROM {subject} t WHERE t.id = d.subject_id)"
            " AND d.id = (SELECT max(l.id) FROM decisions l WHERE l.subject = d.subject AND"
            " l.subject_id = d.subject_id) AND d.action NOT IN ('undo', 'delete') ORDER BY d.id",
            {"subject": subject},
        ):
            if (subject, decision["subject_id"]) in with_source:
                continue
            yield (
                f"decision {decision['id']}",
                f"to {decision['action']} {subject[:-1].replace('_', ' ')} {decision['subject_id']}, which is gone",
            )


def _gone(reader: Reader) -> Iterator[tuple[str, str]]:
    undone = {row["id"] for row in reader.rows("SELECT id FROM import_runs WHERE status = 'undone'")}
    with_source = Counter(row for _, _, went in deleted_sources(reader) for row in went)
    for table in _ROWS:
        for change in reader.rows(
            f"SELECT c.subject_id, c.before FROM changes c WHERE c.subject = '{table}' AND c.action = 'delete'"
            " AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.subject = c.subject AND d.subject_id = c.subject_id)"
            " ORDER BY c.id"
        ):
            run = json.loads(change["before"]).get("import_run_id")
            with_source[table, change["subject_id"]] -= 1
            if with_source[table, change["subject_id"]] >= 0:
                continue
            # Made by a decision on another row, a speaker goes with the undoing of that.
            if run is not None and run not in undone:
                yield f"{table[:-1].replace('_', ' ')} {change['subject_id']}", "was deleted without a decision"
