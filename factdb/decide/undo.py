"""Taking one decision back exactly. That is a decision too: the one taken back stays written down.

Decisions on a row form a pile: the newest that stands is taken back first, then the one below it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from factdb.database.models import (
    Assertion,
    Attribution,
    Claim,
    ClaimRelation,
    Decision,
    Evidence,
    ImportRun,
    Quote,
    Rating,
    RatingScale,
    Review,
    Speaker,
)
from factdb.decide.desk import assertions_of, relations_of
from factdb.decide.reviews import evidence_of
from factdb.decide.roles import names_of, roles_of
from factdb.errors import FactdbError, NotFoundError
from factdb.store.decisions import Values, quote_state, record_decision
from factdb.store.restore import restore
from factdb.store.variants import unlink_quotes


def undo_decision(tx: Connection, number: int, *, actor: str, reason: str | None) -> str:
    """Restore what stood before decision `number`.

    Raises NotFoundError for a decision there is not; FactdbError for one that is undone, is an undo itself, lies under
    a newer one on the same row (named), or brought or merged rows in ways that are taken back elsewhere.
    """
    one = tx.execute(select(Decision.__table__).where(Decision.id == number)).first()
    if one is None:
        raise NotFoundError(f"there is no decision {number}; `factdb decisions` lists those there are")
    name = f"{one.subject[:-1]} {one.subject_id}"
    models = {"quotes": Quote, "claims": Claim, "speakers": Speaker, "reviews": Review, "rating_scales": RatingScale}
    if one.subject in models:
        # Locked, so that of two who undo at once the second sees what the first did.
        model: Any = models[one.subject]
        tx.execute(select(model.id).where(model.id == one.subject_id).with_for_update())
    taken_back = set(tx.execute(select(ImportRun.id).where(ImportRun.status == "undone")).scalars())
    if one.import_run_id in taken_back:
        raise FactdbError(f"decision {number} on {name} was taken back with import run {one.import_run_id}")
    on_row = [
        d
        for d in tx.execute(
            select(Decision.__table__)
            .where(Decision.subject == one.subject, Decision.subject_id == one.subject_id)
            .order_by(Decision.id)
        )
        if d.import_run_id not in taken_back
    ]
    undone = {json.loads(d.after)["undoes"] for d in on_row if d.action == "undo" and d.after}
    if one.action == "undo":
        raise FactdbError(f"decision {number} is an undo: decide on {name} anew instead")
    if number in undone:
        raise FactdbError(f"decision {number} on {name} was undone already")
    newest = max(d.id for d in on_row if d.action != "undo" and d.id not in undone)
    if newest != number:
        raise FactdbError(f"decision {number} on {name} is not the newest: undo decision {newest} first")
    after: Values = json.loads(one.after) if one.after else {}
    if one.action == "add" and one.subject == "claims" and one.import_run_id is None:
        judged = tx.execute(select(Review.id).where(Review.claim_id == one.subject_id)).scalar()
        if judged is not None:
            raise FactdbError(f"claim {one.subject_id} has review {judged}: take that back first")
        before = {**after, "assertions": assertions_of(tx, one.subject_id)}
        tx.execute(delete(Assertion).where(Assertion.claim_id == one.subject_id))
        tx.execute(
            delete(ClaimRelation).where(
                (ClaimRelation.claim_id == one.subject_id) | (ClaimRelation.to_claim_id == one.subject_id)
            )
        )
        tx.execute(delete(Claim).where(Claim.id == one.subject_id))
        back: Values = {}
    elif one.action == "add" and one.subject == "quotes" and one.import_run_id is None:
        tied = tx.execute(select(Assertion.claim_id).where(Assertion.quote_id == one.subject_id)).scalar()
        if tied is not None:
            raise FactdbError(f"quote {one.subject_id} is tied to claim {tied}: take that back first")
        rested = tx.execute(select(Evidence.review_id).where(Evidence.quote_id == one.subject_id)).scalar()
        if rested is not None:
            raise FactdbError(f"review {rested} rests on quote {one.subject_id}: take that back first")
        unlink_quotes(tx, [one.subject_id])
        tx.execute(delete(Quote).where(Quote.id == one.subject_id))
        before, back = after, {}
    elif one.action == "add" and one.subject in ("reviews", "rating_scales"):
        (_take_review if one.subject == "reviews" else _take_scale)(tx, one)
        before, back = after, {}
    elif one.action == "add" and one.subject == "speakers" and one.import_run_id is None:
        _take_speaker(tx, one)
        before, back = after, {}
    elif one.action == "delete" and one.subject == "reviews":
        stood: Values = json.loads(one.before)
        tx.execute(insert(Review).values(**_plain(stood["columns"])))
        restore(tx, "reviews", one.subject_id, {"evidence": stood["evidence"]})
        before, back = {}, stood
    elif one.action == "distinct":
        before, back = after, {}
    elif one.action in ("confirm", "correct", "reject", "merge", "split", "publish", "withdraw") and one.before:
        back = _to_restore(tx, one, after)
        before = _now(tx, one.subject, one.subject_id, back)
        restore(tx, one.subject, one.subject_id, json.loads(json.dumps(back, default=str)))
        if "dated_on" in back.get("columns", {}) and "attributions" not in back:
            day = select(Quote.dated_on).where(Quote.id == one.subject_id).scalar_subquery()
            tx.execute(update(Attribution).where(Attribution.quote_id == one.subject_id).values(dated_on=day))
    else:
        raise FactdbError(f"decision {number} ({one.action}) on {name} cannot be taken back here: {_elsewhere(one)}")
    record_decision(
        tx,
        actor=actor,
        action="undo",
        subject=one.subject,
        subject_id=one.subject_id,
        before=before,
        after={"undoes": number, **back},
        reason=reason,
        run_id=None,
    )
    return f"decision {number} ({one.action}) on {name} undone"


def _take_review(tx: Connection, one: Any) -> None:
    later = tx.execute(select(Review.id).where(Review.supersedes_id == one.subject_id)).scalar()
    if later is not None:
        raise FactdbError(f"review {one.subject_id} is superseded by review {later}: take that one back first")
    tx.execute(delete(Review).where(Review.id == one.subject_id))


def _take_speaker(tx: Connection, one: Any) -> None:
    quoted = tx.execute(select(Attribution.quote_id).where(Attribution.speaker_id == one.subject_id)).scalar()
    if quoted is not None:
        raise FactdbError(f"quote {quoted} is attributed to speaker {one.subject_id}: take that back first")
    merged = tx.execute(select(Speaker.id).where(Speaker.merged_into_id == one.subject_id)).scalar()
    if merged is not None:
        raise FactdbError(f"speaker {merged} was merged into speaker {one.subject_id}: split it first")
    tx.execute(delete(Speaker).where(Speaker.id == one.subject_id))


def _take_scale(tx: Connection, one: Any) -> None:
    rated = tx.execute(
        select(Review.id)
        .join(Rating, Rating.id == Review.rating_id)
        .where(Rating.rating_scale_id == one.subject_id)
        .order_by(Review.id)
    ).scalar()
    if rated is not None:
        raise FactdbError(f"scale {one.subject_id} cannot be taken back: review {rated} is rated by it")
    tx.execute(delete(RatingScale).where(RatingScale.id == one.subject_id))


def _plain(columns: Values) -> Values:
    """Columns of a state as JSON holds them, as a model's table takes them."""
    days = {"reviewed_on"}
    return {c: date.fromisoformat(v) if c in days and v is not None else v for c, v in columns.items()}


def _elsewhere(one: Any) -> str:
    if one.import_run_id is not None:
        return f"`factdb imports undo {one.import_run_id}` takes its import run back"
    return "`factdb speakers --help` says what can be done"


def _to_restore(tx: Connection, one: Any, after: Values) -> Values:
    """Of what stood before, that part which the decision changed: what others have changed since is not its own."""
    stood: Values = json.loads(one.before)
    changed = after.get("columns", after)
    back: Values = {"columns": {c: v for c, v in stood.get("columns", {}).items() if c in changed}}
    for table in ("attributions", "assertions", "relations", "evidence", "roles", "names"):
        if after.get(table) is not None:
            back[table] = stood[table]
    if after.get("anchors") is not None:
        versions = {a["source_version_id"] for a in (*stood["anchors"], *after["anchors"])}
        later = [a for a in quote_state(tx, one.subject_id)["anchors"] if a["source_version_id"] not in versions]
        back["anchors"] = stood["anchors"] + later
    named = {a["speaker_id"] for a in back.get("attributions", ()) if a["speaker_id"] is not None}
    known = set(tx.execute(select(Speaker.id).where(Speaker.id.in_(named))).scalars())
    if named - known:
        raise FactdbError(f"decision {one.id} cannot be undone: speaker {min(named - known)} is no longer stored")
    return back


def _now(tx: Connection, subject: str, subject_id: int, keys: Values) -> Values:
    """What stands of a row under `keys`, before it is restored."""
    now: Values = {}
    if keys.get("columns"):
        names = ", ".join(keys["columns"])
        row = tx.execute(text(f"SELECT {names} FROM {subject} WHERE id = :id"), {"id": subject_id}).one()
        now["columns"] = dict(row._mapping)
    if subject == "quotes":
        state = quote_state(tx, subject_id)
        now.update({table: state[table] for table in ("anchors", "attributions") if table in keys})
    if "assertions" in keys:
        now["assertions"] = assertions_of(tx, subject_id)
    if "evidence" in keys:
        now["evidence"] = evidence_of(tx, subject_id)
    for part, read in (("roles", roles_of), ("names", names_of)):
        if part in keys:
            now[part] = read(tx, subject_id)
    if "relations" in keys:
        now["relations"] = relations_of(tx, subject_id)
    return now
