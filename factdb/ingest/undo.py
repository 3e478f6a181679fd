"""Undoing an import run exactly: the rows it added are deleted, and the rows it corrected are restored.

If later runs or people built on it, the undo is refused and says what to undo first. Speakers and publishers that other
runs use too pass to the earliest of those.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from factdb.database.counts import sum_up
from factdb.errors import FactdbError, NotFoundError
from factdb.queries.decisions import STANDING
from factdb.store.decisions import is_apart
from factdb.store.restore import delete_run, restore
from factdb.store.runs import mark_undone

_OF_THE_RUN = "SELECT id FROM {} WHERE import_run_id = :run"
_SOURCES, _VERSIONS, _QUOTES, _CLAIMS, _REVIEWS, _SPEAKERS = map(
    _OF_THE_RUN.format, ("sources", "source_versions", "quotes", "claims", "reviews", "speakers")
)
# What others built on the run's rows: (what the message says they did, SELECT of their run and of the row on which they
# decided it: table and number). :run is the run to undo; rows of no run are somebody's.
_IN_THE_WAY = (
    (
        "stored a later version of a source of it",
        f"SELECT import_run_id AS run, 'source_versions', id FROM source_versions WHERE source_id IN ({_SOURCES})",
    ),
    (
        "added quotes to a source of it",
        f"SELECT import_run_id AS run, 'quotes', id FROM quotes WHERE source_id IN ({_SOURCES})",
    ),
    (
        "anchored quotes of it",
        f"SELECT import_run_id AS run, 'quotes', quote_id FROM anchors"
        f" WHERE quote_id IN ({_QUOTES}) OR source_version_id IN ({_VERSIONS})",
    ),
    (
        "holds a source derived from one of it",
        f"SELECT import_run_id AS run, 'sources', id FROM sources WHERE derived_from_id IN ({_SOURCES})"
        # The run's own decision may have said so of an older source; undoing the run restores that.
        " AND id NOT IN (SELECT subject_id FROM decisions WHERE subject = 'sources' AND import_run_id = :run)",
    ),
    (
        "ties claims to quotes or sources of it",
        "SELECT s.import_run_id AS run, 'claims', s.claim_id FROM assertions s JOIN claims c ON c.id = s.claim_id"
        f" WHERE s.quote_id IN ({_QUOTES}) OR s.source_id IN ({_SOURCES}) OR s.source_version_id IN ({_VERSIONS})"
        # A candidate that others assert as well is handed on to them.
        f" OR c.status <> 'candidate' AND c.id IN ({_CLAIMS})",
    ),
    (
        "related a claim to one of it",
        f"SELECT import_run_id AS run, 'claims', claim_id FROM claim_relations WHERE to_claim_id IN ({_CLAIMS})",
    ),
    (
        "merged a speaker into one of it",
        "SELECT k.import_run_id AS run, 'speakers', k.id FROM speakers k"
        f" WHERE k.merged_into_id IN ({_SPEAKERS}) AND k.merged_into_id NOT IN"
        # One whom quotes of others name is handed on to them.
        " (SELECT a.speaker_id FROM attributions a WHERE a.speaker_id IS NOT NULL AND a.import_run_id <> :run)",
    ),
    ("reviewed claims of it", f"SELECT import_run_id AS run, 'reviews', id FROM reviews WHERE claim_id IN ({_CLAIMS})"),
    (
        "superseded reviews of it",
        f"SELECT import_run_id AS run, 'reviews', id FROM reviews WHERE supersedes_id IN ({_REVIEWS})",
    ),
    (
        "rested a review on it",
        "SELECT import_run_id AS run, 'reviews', review_id FROM evidence"
        f" WHERE quote_id IN ({_QUOTES}) OR source_id IN ({_SOURCES})",
    ),
    (
        "rested a speaker's role on it",
        f"SELECT import_run_id AS run, 'speakers', speaker_id FROM roles WHERE source_id IN ({_SOURCES})",
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
    if run.status == "running":  # killed runs were closed when the database was opened
        raise FactdbError(f"import run {run_id} is still at work: stop it first, or wait for its end")
    _refuse_decided(tx, run_id)
    _refuse_built_on(tx, run_id)
    _restore(tx, run_id)
    gone = delete_run(tx, run_id)
    mark_undone(tx, run_id, actor)
    sum_up(tx)
    return gone


def _refuse_decided(tx: Connection, run_id: int) -> None:
    """Refuse if decisions of others are in force on the run's rows, and name the newest; undone ones do not count."""
    own = _own_links(tx, run_id)
    standing = [
        d
        for d in _standing(tx.execute(text(_DECISIONS), {"run": run_id}).all())
        if not (d.subject == "claims" and all(is_apart(link, d.after) for link in own.get(d.subject_id, [None])))
    ]
    if not standing:
        return
    one, more = standing[0], len(standing) - 1
    who = one.actor if one.import_run_id is None else f"run {one.import_run_id}"
    others = f" (and {more} more before it)" if more else ""
    raise FactdbError(
        f"import run {run_id} cannot be undone: {who} decided on rows of it, last in decision {one.id} ({one.action})"
        f" on {one.subject[:-1]} {one.subject_id}{others}: `{_undoing(one)}` first"
    )


def _refuse_built_on(tx: Connection, run_id: int) -> None:
    """Refuse if others built on the run's rows, and name the first of them with the command that takes it back."""
    for what, sql in _IN_THE_WAY:
        rows = tx.execute(
            text(
                f"WITH built (run, subject, subject_id) AS ({sql}) SELECT coalesce(run, 0), subject, subject_id"
                " FROM built WHERE coalesce(run, 0) <> :run ORDER BY 1 DESC, 3 DESC"
            ),
            {"run": run_id},
        ).all()
        if not rows:
            continue
        run, subject, subject_id = rows[0]
        on_row = text(
            f"SELECT id, action, import_run_id, actor, after FROM {STANDING} d"
            " WHERE d.subject = :subject AND d.subject_id = :id ORDER BY d.id DESC"
        )
        decided = _standing(tx.execute(on_row, {"subject": subject, "id": subject_id}).all())
        command = _undoing(decided[0]) if decided else f"factdb imports undo {run}"
        who = f"run {run}" if run else decided[0].actor if decided else "somebody"
        raise FactdbError(f"import run {run_id} cannot be undone: {who} {what}: `{command}` first")


def _standing(decided: Sequence[Any]) -> list[Any]:
    """Return the decisions among those on some rows that are neither undone nor an undo."""
    undone = {json.loads(d.after)["undoes"] for d in decided if d.action == "undo" and d.after}
    return [d for d in decided if d.action != "undo" and d.id not in undone]


def _undoing(decision: Any) -> str:
    if decision.import_run_id is None:
        return f"factdb decisions undo {decision.id}"
    return f"factdb imports undo {decision.import_run_id}"


def _own_links(tx: Connection, run_id: int) -> dict[int, list[str]]:
    """Return what the run decided on claims of other runs, by claim: the links that it made, as JSON."""
    own: dict[int, list[str]] = {}
    for claim_id, after in tx.execute(
        text(
            "SELECT d.subject_id, d.after FROM decisions d JOIN claims c ON c.id = d.subject_id"
            " WHERE d.import_run_id = :run AND d.subject = 'claims' AND c.import_run_id <> :run"
        ),
        {"run": run_id},
    ):
        own.setdefault(claim_id, []).append(after)
    return own


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
