"""Taking an import run back exactly: every row it brought goes, every row it corrected stands as before.

What later runs or people built on it stays in the way: the undo is refused and says what to undo first. Speakers and
publishers that other runs use as well are handed on to the earliest of those.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

from factdb.database.counts import sum_up
from factdb.errors import FactdbError, NotFoundError
from factdb.queries.decisions import STANDING
from factdb.store.restore import restore
from factdb.store.variants import unlink_quotes

# (rows of other runs that stand on this one's, how to call them). :run is the run to undo.
_IN_THE_WAY = (
    (
        "SELECT DISTINCT v.import_run_id AS run FROM source_versions v JOIN sources s ON s.id = v.source_id"
        " WHERE s.import_run_id = :run AND v.import_run_id <> :run",
        "stored a later version of a source of it",
    ),
    (
        "SELECT DISTINCT q.import_run_id AS run FROM quotes q JOIN sources s ON s.id = q.source_id"
        " WHERE s.import_run_id = :run AND q.import_run_id <> :run",
        "added quotes to a source of it",
    ),
    (
        "SELECT DISTINCT a.import_run_id AS run FROM anchors a JOIN quotes q ON q.id = a.quote_id"
        " WHERE q.import_run_id = :run AND a.import_run_id <> :run",
        "anchored quotes of it",
    ),
    (
        f"SELECT DISTINCT d.import_run_id AS run FROM {STANDING} d JOIN decisions o ON o.subject = d.subject"
        " AND o.subject_id = d.subject_id AND o.id < d.id"
        " WHERE o.import_run_id = :run AND coalesce(d.import_run_id, 0) <> :run",
        "decided later on rows that it corrected",
    ),
    (
        "SELECT DISTINCT o.import_run_id AS run FROM sources o JOIN sources s ON s.id = o.derived_from_id"
        " WHERE s.import_run_id = :run AND o.import_run_id <> :run"
        # The run's own decision may have told so of an older source; that is restored with it.
        " AND o.id NOT IN (SELECT subject_id FROM decisions WHERE subject = 'sources' AND import_run_id = :run)",
        "holds a source derived from one of it",
    ),
    (
        "SELECT DISTINCT s.import_run_id AS run FROM assertions s LEFT JOIN quotes q ON q.id = s.quote_id"
        " JOIN claims c ON c.id = s.claim_id WHERE s.import_run_id <> :run"
        # A candidate that others assert as well is handed on to them.
        " AND (q.import_run_id = :run OR (c.import_run_id = :run AND c.status <> 'candidate'))",
        "ties claims to quotes of it",
    ),
    (
        "SELECT DISTINCT coalesce(r.import_run_id, 0) AS run FROM reviews r JOIN claims c ON c.id = r.claim_id"
        " WHERE c.import_run_id = :run AND coalesce(r.import_run_id, 0) <> :run",
        "reviewed claims of it",
    ),
    (
        "SELECT DISTINCT coalesce(n.import_run_id, 0) AS run FROM reviews n JOIN reviews r ON r.id = n.supersedes_id"
        " WHERE r.import_run_id = :run AND coalesce(n.import_run_id, 0) <> :run",
        "superseded reviews of it",
    ),
    (
        "SELECT DISTINCT coalesce(e.import_run_id, 0) AS run FROM evidence e LEFT JOIN quotes q ON q.id = e.quote_id"
        " LEFT JOIN sources s ON s.id = e.source_id WHERE coalesce(e.import_run_id, 0) <> :run"
        " AND (q.import_run_id = :run OR s.import_run_id = :run)",
        "rested a review on it",
    ),
    (
        "SELECT DISTINCT coalesce(r.import_run_id, 0) AS run FROM roles r JOIN sources s ON s.id = r.source_id"
        " WHERE s.import_run_id = :run AND coalesce(r.import_run_id, 0) <> :run",
        "rested a speaker's role on it",
    ),
    (
        f"SELECT DISTINCT d.import_run_id AS run FROM {STANDING} d WHERE coalesce(d.import_run_id, 0) <> :run AND ("
        " (d.subject = 'quotes' AND d.subject_id IN (SELECT id FROM quotes WHERE import_run_id = :run))"
        " OR (d.subject = 'claims' AND d.subject_id IN (SELECT id FROM claims WHERE import_run_id = :run))"
        " OR (d.subject = 'reviews' AND d.subject_id IN (SELECT id FROM reviews WHERE import_run_id = :run))"
        " OR (d.subject = 'speakers' AND d.subject_id IN (SELECT id FROM speakers WHERE import_run_id = :run)))",
        "decided on rows of it",
    ),
)

# Order: what points at a row goes before the row.
_TABLES = (
    "roles",
    "evidence",
    "reviews",
    "claim_relations",
    "assertions",
    "claims",
    "attributions",
    "anchors",
    "quotes",
    "source_versions",
)


def undo_run(tx: Connection, run_id: int, actor: str) -> dict[str, int]:
    """Take import run `run_id` back; returns how many rows went, by table. The run itself stays listed, as undone.

    Raises NotFoundError for a run there is not, FactdbError when it is undone already or others built on it.
    """
    run = tx.execute(text("SELECT status FROM import_runs WHERE id = :run"), {"run": run_id}).first()
    if run is None:
        raise NotFoundError(f"there is no import run {run_id}; `factdb imports` lists those there are")
    if run.status == "undone":
        raise FactdbError(f"import run {run_id} was undone already")
    for sql, what in _IN_THE_WAY:
        others = [row.run for row in tx.execute(text(sql), {"run": run_id})]
        if others:
            who = ", ".join(f"run {r}" if r else "somebody" for r in sorted(others, key=lambda r: r or 0))
            undo = "; undo that first" if all(others) else ""
            raise FactdbError(f"import run {run_id} cannot be undone: {who} {what}{undo}")
    _restore(tx, run_id)
    _hand_on(tx, run_id, "claims")
    of_run = text("SELECT id FROM quotes WHERE import_run_id = :run")
    unlink_quotes(tx, list(tx.execute(of_run, {"run": run_id}).scalars()))
    # Its decisions stay written down, as those of a run that was taken back.
    gone = {table: _delete(tx, table, run_id) for table in _TABLES}
    _hand_on(tx, run_id, "speakers", "publishers")
    for table in ("speaker_names", "speakers", "sources", "publishers"):
        if table == "speaker_names":
            # Names given to speakers of other runs; those of its own speakers go with them.
            tx.execute(text("DELETE FROM speaker_names WHERE import_run_id = :run"), {"run": run_id})
            continue
        gone[table] = _delete(tx, table, run_id)
    tx.execute(
        text("UPDATE import_runs SET status = 'undone', undone_at = :now, undone_by = :actor WHERE id = :run"),
        {"now": _now(tx), "actor": actor, "run": run_id},
    )
    sum_up(tx)
    return {table: count for table, count in gone.items() if count}


def _now(tx: Connection) -> Any:
    now = datetime.now(UTC)
    return now if tx.dialect.name == "postgresql" else now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _delete(tx: Connection, table: str, run_id: int) -> int:
    return tx.execute(text(f"DELETE FROM {table} WHERE import_run_id = :run"), {"run": run_id}).rowcount


def _hand_on(tx: Connection, run_id: int, *tables: str) -> None:
    """Rows of `tables` that rows of other runs still name go on in the name of the earliest of those runs."""
    keepers = {
        "speakers": "SELECT o.id, min(o.run) AS run FROM (SELECT k.id, a.import_run_id AS run FROM speakers k"
        " JOIN attributions a ON a.speaker_id = k.id WHERE k.import_run_id = :run"
        " UNION ALL SELECT k.id, r.import_run_id FROM speakers k JOIN roles r ON r.speaker_id = k.id"
        " WHERE k.import_run_id = :run AND r.import_run_id IS NOT NULL) o GROUP BY o.id",
        "claims": "SELECT c.id, min(s.import_run_id) AS run FROM claims c JOIN assertions s ON s.claim_id = c.id"
        " WHERE c.import_run_id = :run AND c.status = 'candidate' AND s.import_run_id <> :run GROUP BY c.id",
        "publishers": "SELECT p.id, min(s.import_run_id) AS run FROM publishers p JOIN sources s"
        " ON s.publisher_id = p.id WHERE p.import_run_id = :run AND s.import_run_id <> :run GROUP BY p.id",
    }
    for table in tables:
        for row in tx.execute(text(keepers[table]), {"run": run_id}).all():
            values = {"other": row.run, "id": row.id}
            tx.execute(text(f"UPDATE {table} SET import_run_id = :other WHERE id = :id"), values)
            if table == "speakers":
                tx.execute(
                    text(
                        "UPDATE speaker_names SET import_run_id = :other"
                        " WHERE speaker_id = :id AND import_run_id = :run"
                    ),
                    {**values, "run": run_id},
                )


def _restore(tx: Connection, run_id: int) -> None:
    """Put back what the run's decisions changed in rows of other runs, the last decision first."""
    decisions = tx.execute(
        text(
            "SELECT subject, subject_id, before FROM decisions WHERE import_run_id = :run AND before IS NOT NULL"
            " ORDER BY id DESC"
        ),
        {"run": run_id},
    ).all()
    for subject, subject_id, before in decisions:
        restore(tx, subject, subject_id, json.loads(before))
