"""Undoing an import run exactly: the rows it added are deleted, and the rows it corrected are restored.

If later runs or people built on it, the undo is refused and says what to undo first. Speakers and publishers that other
runs use too pass to the earliest of those.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, text

from factdb.database.counts import sum_up
from factdb.errors import FactdbError, NotFoundError
from factdb.queries.decisions import STANDING
from factdb.store.restore import delete_run, restore
from factdb.store.runs import mark_undone

# (rows of other runs that depend on this one's, what the message says they did). :run is the run to undo.
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
        "SELECT DISTINCT o.import_run_id AS run FROM sources o JOIN sources s ON s.id = o.derived_from_id"
        " WHERE s.import_run_id = :run AND o.import_run_id <> :run"
        # The run's own decision may have said so of an older source; undoing the run restores that.
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
)

# The decisions of others, undone ones and undos too, on rows that the run brought or corrected, or on reviews of them.
_DECISIONS = f"""
SELECT d.id, d.action, d.subject, d.subject_id, d.import_run_id, d.actor, d.after FROM {STANDING} d
WHERE coalesce(d.import_run_id, 0) <> :run AND (
  (d.subject = 'quotes' AND d.subject_id IN (SELECT id FROM quotes WHERE import_run_id = :run))
  OR (d.subject = 'claims' AND d.subject_id IN (SELECT id FROM claims WHERE import_run_id = :run))
  OR (d.subject = 'speakers' AND d.subject_id IN (SELECT id FROM speakers WHERE import_run_id = :run))
  OR (d.subject = 'reviews' AND d.subject_id IN (SELECT r.id FROM reviews r JOIN claims c ON c.id = r.claim_id
    WHERE r.import_run_id = :run OR c.import_run_id = :run))
  OR EXISTS (SELECT 1 FROM decisions o WHERE o.import_run_id = :run AND o.subject = d.subject
    AND o.subject_id = d.subject_id AND o.id < d.id))
ORDER BY d.id DESC
"""


def undo_run(tx: Connection, run_id: int, actor: str) -> dict[str, int]:
    """Undo import run `run_id`, which stays listed as undone.

    Returns:
        The number of deleted rows by table.

    Raises:
        NotFoundError: There is no such run.
        FactdbError: It is already undone, or others built on it.
    """
    run = tx.execute(text("SELECT status FROM import_runs WHERE id = :run"), {"run": run_id}).first()
    if run is None:
        raise NotFoundError(f"there is no import run {run_id}; `factdb imports` lists them")
    if run.status == "undone":
        raise FactdbError(f"import run {run_id} was already undone")
    if run.status == "running":  # whoever was killed was closed when the database was opened
        raise FactdbError(f"import run {run_id} is still at work: stop it first, or wait for its end")
    _refuse_decided(tx, run_id)
    for sql, what in _IN_THE_WAY:
        others = [row.run for row in tx.execute(text(sql), {"run": run_id})]
        if others:
            who = ", ".join(f"run {r}" if r else "somebody" for r in sorted(others, key=lambda r: r or 0))
            first = min((r for r in others if r), default=None)
            undo = f": `factdb imports undo {first}` first" if first else ""
            raise FactdbError(f"import run {run_id} cannot be undone: {who} {what}{undo}")
    _restore(tx, run_id)
    gone = delete_run(tx, run_id)
    mark_undone(tx, run_id, actor)
    sum_up(tx)
    return gone


def _refuse_decided(tx: Connection, run_id: int) -> None:
    """Refuse if decisions of others are in force on the run's rows, and name the newest; undone ones do not count."""
    decided = tx.execute(text(_DECISIONS), {"run": run_id}).all()
    undone = {json.loads(d.after)["undoes"] for d in decided if d.action == "undo" and d.after}
    standing = [d for d in decided if d.action != "undo" and d.id not in undone]
    if not standing:
        return
    one, more = standing[0], len(standing) - 1
    if one.import_run_id is not None:
        who, command = f"run {one.import_run_id}", f"factdb imports undo {one.import_run_id}"
    else:
        who, command = one.actor, f"factdb decisions undo {one.id}"
    others = f" (and {more} more before it)" if more else ""
    raise FactdbError(
        f"import run {run_id} cannot be undone: {who} decided on rows of it, last in decision {one.id} ({one.action})"
        f" on {one.subject[:-1]} {one.subject_id}{others}: `{command}` first"
    )


def _restore(tx: Connection, run_id: int) -> None:
    """Restore what the run's decisions changed in rows of other runs, the last decision first."""
    decisions = tx.execute(
        text(
            "SELECT subject, subject_id, before FROM decisions WHERE import_run_id = :run AND before IS NOT NULL"
            " ORDER BY id DESC"
        ),
        {"run": run_id},
    ).all()
    for subject, subject_id, before in decisions:
        restore(tx, subject, subject_id, json.loads(before))
