"""One person under two names, two under one: merging speakers, parting them again, saying that two are two, and giving
back what a wrong name took.

A merge is a pointer: no quote is rewritten, what was printed stays, and undoing it restores what stood. New imports
follow it, as the names of a merged speaker lead to the one it was merged into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from factdb.database.models import Attribution, Quote, Speaker, SpeakerName
from factdb.decide.desk import Within
from factdb.decide.roles import names_of
from factdb.errors import FactdbError
from factdb.matching.names import fold
from factdb.queries import find_speaker
from factdb.queries.misnamed import Misnamed
from factdb.store.decisions import change_quote, decide_by_hand, quote_state, record_decision
from factdb.store.speakers import by_parts, known_speakers, new_uid


def merge_speakers(tx: Connection, into: str, other: str, *, actor: str, reason: str | None) -> str:
    """Say that `other` is `into`. Raises FactdbError for one and the same, and for speakers of two kinds."""
    keep, merged = _speaker(tx, into), _speaker(tx, other)
    if keep.id == merged.id:
        return f"{other} is {keep.name} (speaker {keep.id}) already: nothing changed"
    if "unnamed" in (keep.kind, merged.kind) and keep.kind != merged.kind and merged.kind != "unnamed":
        raise FactdbError(f"{keep.name} is unnamed: merge it into {merged.name}, not the other way round")
    if keep.kind != merged.kind and "unnamed" not in (keep.kind, merged.kind):
        raise FactdbError(f"{merged.name} is a {merged.kind}, {keep.name} a {keep.kind}: they cannot be one")
    # Those merged into the other before come along, so that nobody is merged into one who is merged himself.
    followers = tx.execute(select(Speaker.__table__).where(Speaker.merged_into_id == merged.id)).all()
    for row in (*followers, merged):
        _point(tx, "merge", row, keep.id, actor, reason)
    return f"{merged.name} (speaker {merged.id}) is now {keep.name} (speaker {keep.id})"


def split_speaker(tx: Connection, number: int, *, actor: str, reason: str | None) -> str:
    """Take speaker `number` out of the one it was merged into. Raises FactdbError where it was merged into none."""
    row = tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).first()
    if row is None:
        raise FactdbError(f"there is no speaker {number}; `factdb speakers` lists those there are")
    if row.merged_into_id is None:
        raise FactdbError(f"{row.name} (speaker {number}) was not merged into anybody")
    _point(tx, "split", row, None, actor, reason)
    return f"{row.name} (speaker {number}) stands by itself again"


def keep_apart(tx: Connection, one: str, other: str, *, actor: str, reason: str | None) -> str:
    """Say that two speakers are two, so that nobody proposes them as duplicates. Raises FactdbError for one."""
    first, second = _speaker(tx, one), _speaker(tx, other)
    if first.id == second.id:
        raise FactdbError(f"{one} and {other} are one speaker, {first.name} (number {first.id}): split it first")
    record_decision(
        tx,
        actor=actor,
        action="distinct",
        subject="speakers",
        subject_id=first.id,
        before=None,
        after={"distinct_from": second.id},
        reason=reason,
        run_id=None,
    )
    return f"{first.name} (speaker {first.id}) and {second.name} (speaker {second.id}) are two"


def _speaker(tx: Connection, name: str) -> Any:
    number = find_speaker(Within(tx), name)["id"]
    return tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).one()


def _point(tx: Connection, action: str, row: Any, to: int | None, actor: str, reason: str | None) -> None:
    tx.execute(update(Speaker).where(Speaker.id == row.id).values(merged_into_id=to))
    record_decision(
        tx,
        actor=actor,
        action=action,
        subject="speakers",
        subject_id=row.id,
        before={"columns": {"merged_into_id": row.merged_into_id}},
        after={"columns": {"merged_into_id": to}},
        reason=reason,
        run_id=None,
    )


def give_back(tx: Connection, wrong: Misnamed, *, actor: str, reason: str | None) -> str:
    """Take from a speaker a name that is somebody else's, and give the words said under it to whom it names: the one
    known by that name, made if there is none. Words of which the article does not make clear whose they are ("he",
    where it quotes both) are left open; those that somebody confirmed stay. Each step is a decision."""
    reason = reason or f"“{wrong.name}” was learned by a title alone"
    folded = fold(wrong.name)
    bearers = select(SpeakerName.speaker_id).where(SpeakerName.folded == folded, SpeakerName.kind == "alias")
    keepers = tx.execute(
        select(Speaker.id)
        .where(Speaker.canonical_id == wrong.speaker_id, Speaker.id.in_(bearers))
        .order_by(Speaker.id)
        .with_for_update()
    ).all()
    for keeper in keepers:
        before = {"names": names_of(tx, keeper.id)}
        tx.execute(delete(SpeakerName).where(SpeakerName.speaker_id == keeper.id, SpeakerName.folded == folded))
        decide_by_hand(tx, "correct", "speakers", keeper.id, before, {"names": names_of(tx, keeper.id)}, actor, reason)
    meant = _meant(tx, wrong, actor, reason)
    moved = opened = stay = 0
    for source_id in sorted(wrong.sources):
        for quote_id, confirmed, whose in _said_in(tx, wrong, source_id):
            if confirmed:
                stay += 1
                continue
            to = {at: meant if mine else None for at, mine in whose.items()}
            _attribute(tx, quote_id, to, actor, reason)
            moved += meant in to.values()
            opened += meant not in to.values()
    told = f"{wrong.speaker} (speaker {wrong.speaker_id}) is not {wrong.name}: {moved} quotes given to speaker {meant}"
    told += f", {opened} left open" if opened else ""
    return told + (f", {stay} that somebody confirmed stay: `factdb quotes correct`" if stay else "")


def _meant(tx: Connection, wrong: Misnamed, actor: str, reason: str) -> int:
    """The person whom a wrongly kept name means, made by a decision if there is none."""
    known = known_speakers(tx, [("person", wrong.name)], min(wrong.sources)).get(("person", wrong.name))
    known = known if known is not None else by_parts(tx, [wrong.name]).get(wrong.name)
    if known is not None and known != wrong.speaker_id:
        return known
    values = {"kind": "person", "name": wrong.name, "status": "extracted"}
    made = tx.execute(
        insert(Speaker)
        .values(uid=new_uid(), origin="record", import_run_id=wrong.run_id, **values)
        .returning(Speaker.id)
    ).scalar_one()
    name = {"speaker_id": made, "name": wrong.name, "folded": fold(wrong.name), "kind": "primary"}
    tx.execute(insert(SpeakerName), [{**name, "import_run_id": wrong.run_id}])
    decide_by_hand(tx, "add", "speakers", made, None, {"columns": values}, actor, reason)
    return made


def _said_in(tx: Connection, wrong: Misnamed, source_id: int) -> Iterator[tuple[int, bool, dict[int, bool]]]:
    """(quote, whether somebody confirmed it, {attribution: whether it is the misnamed one's for sure}) of a source's
    quotes that are the speaker's by mistake or may be."""
    rows = tx.execute(
        select(Attribution.id, Attribution.quote_id, Attribution.as_printed, Attribution.basis, Quote.status)
        .join(Quote, Quote.id == Attribution.quote_id)
        .join(Speaker, Speaker.id == Attribution.speaker_id)
        .where(Quote.source_id == source_id, Speaker.canonical_id == wrong.speaker_id)
        .where(Attribution.rank != "deprecated")
        .order_by(Attribution.quote_id, Attribution.id)
    ).all()
    theirs = {word for word in fold(wrong.name).split() if len(word) > 1}
    printed = {row.id: set(fold(row.as_printed or "").split()) for row in rows}
    both = any(words & wrong.own for words in printed.values())
    for quote_id, group in groupby(rows, key=lambda row: row.quote_id):
        members = list(group)
        whose = {
            row.id: bool(printed[row.id] & theirs) or not both for row in members if not printed[row.id] & wrong.own
        }
        confirmed = any(row.status == "confirmed" or row.basis == "editor" for row in members)
        if whose:
            yield quote_id, confirmed, whose


def _attribute(tx: Connection, quote_id: int, to: Mapping[int, int | None], actor: str, reason: str) -> None:
    """Give a quote's attributions (by id) to other speakers, or to nobody known."""
    live = [a for a in quote_state(tx, quote_id)["attributions"] if a["rank"] != "deprecated"]
    rows = [{**a, "speaker_id": to.get(a["id"], a["speaker_id"])} for a in live]
    change_quote(
        tx,
        quote_id,
        columns={},
        version_id=None,
        anchors=None,
        attributions=[{c: v for c, v in a.items() if c not in ("id", "quote_id", "import_run_id")} for a in rows],
        actor=actor,
        reason=reason,
        run_id=None,
    )
