"""Undoing one decision exactly. Undoing is a decision too: the one undone stays recorded.

The decisions on a row form a stack: the newest one in force is undone first, then the one before it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import (
    Assertion,
    Attribution,
    Decision,
    Evidence,
    ImportRun,
    Rating,
    Review,
    Source,
    SourceVersion,
    Speaker,
)
from factdb.decide.sources import follow
from factdb.errors import FactdbError, NotFoundError
from factdb.store.claims import delete_claim
from factdb.store.decisions import PARTS, TABLES, By, Values, columns_of, is_apart, links_of, part_of, record_decision
from factdb.store.quotes import delete_quote, quote_state
from factdb.store.restore import bring_back, restore, typed
from factdb.store.reviews import delete_review, delete_scale
from factdb.store.sources import insert_source_rows, taken_numbers
from factdb.store.speakers import delete_speaker
from factdb.store.variants import compare_again


def undo_decision(tx: Connection, number: int, by: By) -> str:
    """Restore the state before decision `number`.

    Raises:
        NotFoundError: There is no such decision.
        FactdbError: The decision is already undone, is itself an undo, is not the newest one on its row (the message
            names that one), or is undone by another command.
    """
    one = tx.execute(select(Decision.__table__).where(Decision.id == number)).first()
    if one is None:
        raise NotFoundError(f"there is no decision {number}; `factdb decisions` lists them")
    # Locked, so that if two people undo at once the second sees what the first did.
    subject = TABLES[one.subject].c
    tx.execute(select(subject.id).where(subject.id == one.subject_id).with_for_update())
    _refuse_covered(tx, one)
    undo = _UNDO.get((one.subject, one.action))
    by_run = one.import_run_id is not None
    if undo is None or (by_run and one.action == "add") or (undo is _restore and one.before is None):
        raise FactdbError(f"decision {number} ({one.action}) on {_row(one)} cannot be undone here: {_elsewhere(one)}")
    before, back = undo(tx, one)
    if one.subject == "sources" and before:
        former, now = (typed("sources", state["columns"]) for state in (before, back))
        follow(tx, one.subject_id, former, now, by)
    record_decision(tx, by, "undo", one.subject, one.subject_id, before, {"undoes": number, **back})
    if (one.subject, one.action) == ("quotes", "distinct"):
        compare_again(tx, one.subject_id, before["distinct_from"])
    return f"decision {number} ({one.action}) on {_row(one)} undone"


def _refuse_covered(tx: Connection, one: Any) -> None:
    """Refuse to undo a decision that is undone or is not the newest."""
    name = _row(one)
    taken_back = set(tx.execute(select(ImportRun.id).where(ImportRun.status == "undone")).scalars())
    if one.import_run_id in taken_back:
        raise FactdbError(f"decision {one.id} on {name} was undone with import run {one.import_run_id}")
    same_row = (Decision.subject == one.subject, Decision.subject_id == one.subject_id)
    rows = tx.execute(select(Decision.__table__).where(*same_row).order_by(Decision.id))
    on_row = [d for d in rows if d.import_run_id not in taken_back]
    undone = {json.loads(d.after)["undoes"] for d in on_row if d.action == "undo" and d.after}
    if one.action == "undo":
        raise FactdbError(f"decision {one.id} is an undo: decide on {name} again instead")
    if one.id in undone:
        raise FactdbError(f"decision {one.id} on {name} was already undone")
    standing = [d for d in on_row if d.action != "undo" and d.id not in undone]
    newest = max(d.id for d in standing if d.id == one.id or not is_apart(one.after, d.after))
    if newest != one.id:
        raise FactdbError(f"decision {one.id} on {name} is not the newest: undo decision {newest} first")


def _row(one: Any) -> str:
    return f"{one.subject[:-1]} {one.subject_id}"


# --- How each decision is undone: (the state until now, the state restored)

Undone = tuple[Values, Values]


def _forget(tx: Connection, one: Any) -> Undone:
    """Undo a decision that changed no row: that two speakers, claims or quotes are different."""
    return _after(one), {}


# What keeps an added row from being deleted: the column by which another row names it, that row's number, and why.
_NAMED_BY: dict[str, tuple[tuple[Any, Any, str], ...]] = {
    "claims": ((Review.claim_id, Review.id, "claim {row} has review {it}: undo that first"),),
    "quotes": (
        (Assertion.quote_id, Assertion.claim_id, "quote {row} is linked to claim {it}: undo that first"),
        (Evidence.quote_id, Evidence.review_id, "review {it} cites quote {row} as evidence: undo that first"),
    ),
    "reviews": ((Review.supersedes_id, Review.id, "review {row} is superseded by review {it}: undo that one first"),),
    "speakers": (
        (Attribution.speaker_id, Attribution.quote_id, "quote {it} is attributed to speaker {row}: undo that first"),
        (Speaker.merged_into_id, Speaker.id, "speaker {it} was merged into speaker {row}: split it first"),
    ),
}
_DELETE = {"claims": delete_claim, "quotes": delete_quote, "reviews": delete_review, "speakers": delete_speaker}


def _delete(tx: Connection, one: Any) -> Undone:
    for column, number, why in _NAMED_BY[one.subject]:
        found = tx.execute(select(number).where(column == one.subject_id)).scalar()
        if found is not None:
            raise FactdbError(why.format(row=one.subject_id, it=found))
    before = _after(one)
    if one.subject == "claims":
        before["assertions"] = part_of(tx, "assertions", one.subject_id)
    _DELETE[one.subject](tx, one.subject_id)
    return before, {}


def _delete_scale(tx: Connection, one: Any) -> Undone:
    rated = tx.execute(
        select(Review.id)
        .join(Rating, Rating.id == Review.rating_id)
        .where(Rating.rating_scale_id == one.subject_id)
        .order_by(Review.id)
    ).scalar()
    if rated is not None:
        raise FactdbError(f"scale {one.subject_id} cannot be undone: review {rated} uses it")
    delete_scale(tx, one.subject_id)
    return _after(one), {}


def _bring_back_review(tx: Connection, one: Any) -> Undone:
    stood: Values = json.loads(one.before)
    bring_back(tx, "reviews", one.subject_id, stood)
    return {}, stood


def _bring_back_source(tx: Connection, one: Any) -> Undone:
    stood: Values = json.loads(one.before)
    columns = typed("sources", stood["columns"])
    run = columns["import_run_id"]
    if tx.execute(select(ImportRun.status).where(ImportRun.id == run)).scalar() == "undone":
        raise FactdbError(f"source {one.subject_id} cannot be restored: its import run {run} has since been undone")
    url = columns["url"]
    again = None if url is None else tx.execute(select(Source.id).where(Source.url == url)).scalar()
    if again is not None:
        raise FactdbError(f"source {one.subject_id} cannot be restored: source {again} has its URL now")
    hashes = [version["text_sha256"] for version in stood["source_versions"]]
    stored = select(SourceVersion.source_id).where(SourceVersion.text_sha256.in_(hashes)).limit(1)
    if (same := tx.execute(stored).scalar()) is not None:
        raise FactdbError(f"source {one.subject_id} cannot be restored: source {same} has its text now")
    if taken := taken_numbers(tx, one.subject_id, stood):
        raise FactdbError(f"source {one.subject_id} cannot be restored: {taken} has its number now")
    rows = {name: [typed(name, row) for row in some] for name, some in stood.items() if name != "columns"}
    insert_source_rows(tx, columns, rows)
    return {}, {"columns": stood["columns"]}


def _restore(tx: Connection, one: Any) -> Undone:
    back = _to_restore(tx, one)
    before: Values = {part: part_of(tx, part, one.subject_id) for part in PARTS if part in back}
    if "links" in back:
        before |= {"of": back["of"], "links": links_of(tx, one.subject_id, back["of"])}
    if back["columns"]:
        before["columns"] = columns_of(tx, one.subject, one.subject_id, back["columns"])
    restore(tx, one.subject, one.subject_id, back)
    return before, back


_CHANGED = ("confirm", "correct", "reject", "merge", "split", "publish", "withdraw")
_UNDO: dict[tuple[str, str], Callable[[Connection, Any], Undone]] = {
    **{(subject, action): _restore for subject in ("quotes", "claims", "speakers", "reviews") for action in _CHANGED},
    ("claims", "add"): _delete,
    ("quotes", "add"): _delete,
    ("rating_scales", "add"): _delete_scale,
    ("reviews", "add"): _delete,
    ("speakers", "add"): _delete,
    ("reviews", "delete"): _bring_back_review,
    ("sources", "correct"): _restore,
    ("sources", "delete"): _bring_back_source,
    ("speakers", "distinct"): _forget,
    ("claims", "distinct"): _forget,
    ("quotes", "distinct"): _forget,
}


def _after(one: Any) -> Values:
    after: Values = json.loads(one.after) if one.after else {}
    return after


def _elsewhere(one: Any) -> str:
    if one.import_run_id is not None:
        return f"`factdb imports undo {one.import_run_id}` undoes its import run"
    return "`factdb speakers --help` says what can be done"


def _to_restore(tx: Connection, one: Any) -> Values:
    """Return the part of the former state that the decision changed; later changes by others are not included."""
    stood: Values = json.loads(one.before)
    after = _after(one)
    changed = after.get("columns", after)
    back: Values = {"columns": {c: v for c, v in stood.get("columns", {}).items() if c in changed}}
    if "links" in after:
        back |= {"of": stood["of"], "links": stood["links"]}
    for table in PARTS.keys() - {"anchors"}:
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
