"""What a speaker held and is called: roles with their days and source, further names. Each is a decision on the
speaker, recorded with what stood before and undone like any other.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from factdb.database.models import Role, Source, Speaker, SpeakerName
from factdb.decide.desk import Within
from factdb.errors import FactdbError, NotFoundError
from factdb.matching.names import fold
from factdb.queries import find_speaker
from factdb.store.decisions import Values, decide_by_hand
from factdb.store.speakers import office_of


def add_role(
    tx: Connection,
    name: str,
    title: str,
    *,
    organization: str | None = None,
    held_from: str | None = None,
    held_until: str | None = None,
    source: str | None = None,
    actor: str,
    reason: str | None,
) -> str:
    """Say that the speaker `name` held the role `title` between two days (ISO 8601, both included, None for open), as
    `source` (a stored one's number, or a page's address) tells.

    Raises FactdbError for a title without letters, days out of order, a source there is not.
    """
    speaker = _locked(tx, name)
    title = " ".join(title.split())
    if not fold(title):
        raise FactdbError(f"{title!r} holds no letter: give the role, as “Mayor of Ellis”")
    if held_from and held_until and held_until < held_from:
        raise FactdbError(f"the role cannot end ({held_until}) before it begins ({held_from})")
    source_id, url = _cited(tx, source)
    before = roles_of(tx, speaker.id)
    row: Values = {
        "title": title,
        "organization": organization,
        "held_from": date.fromisoformat(held_from) if held_from else None,
        "held_until": date.fromisoformat(held_until) if held_until else None,
        "source_id": source_id,
        "url": url,
    }
    if any(all(_same(role[c], v) for c, v in row.items()) for role in before):
        return f"{speaker.name} has that role already: nothing changed"
    same = [role["id"] for role in before if role["title"] == title and _same(role["held_from"], row["held_from"])]
    tx.execute(delete(Role).where(Role.id.in_(same)))
    tx.execute(insert(Role).values(speaker_id=speaker.id, office=office_of(title), origin="record", **row))
    after = roles_of(tx, speaker.id)
    decide_by_hand(tx, "correct", "speakers", speaker.id, {"roles": before}, {"roles": after}, actor, reason)
    return f"{speaker.name} (speaker {speaker.id}): {title}{_between(held_from, held_until)}"


def remove_role(tx: Connection, name: str, title: str, *, actor: str, reason: str | None) -> str:
    """Say that a speaker never held the role `title`. Raises NotFoundError where it is none of theirs."""
    speaker = _locked(tx, name)
    before = roles_of(tx, speaker.id)
    gone = [role["id"] for role in before if fold(role["title"]) == fold(title)]
    if not gone:
        held = "; ".join(role["title"] for role in before) or "none"
        raise NotFoundError(f"{speaker.name} has no role {title!r} (has: {held})")
    tx.execute(delete(Role).where(Role.id.in_(gone)))
    after = {"roles": roles_of(tx, speaker.id)}
    decide_by_hand(tx, "correct", "speakers", speaker.id, {"roles": before}, after, actor, reason)
    return f"{speaker.name} (speaker {speaker.id}) held no role {title!r}"


def add_alias(tx: Connection, name: str, alias: str, *, kind: str, actor: str, reason: str | None) -> str:
    """Let a speaker be found by a further name; imports follow it. Raises FactdbError where somebody else of the same
    kind goes by it."""
    speaker = _locked(tx, name)
    alias = " ".join(alias.split())
    folded = fold(alias)
    if not folded:
        raise FactdbError(f"{alias!r} holds no letter: give a name")
    before = names_of(tx, speaker.id)
    if any(one["name"] == alias for one in before):
        return f"{speaker.name} goes by {alias!r} already: nothing changed"
    other = tx.execute(
        select(Speaker.id, Speaker.name)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(SpeakerName.folded == folded, Speaker.canonical_id != speaker.id, Speaker.status != "rejected")
        .where(Speaker.kind == speaker.kind)
    ).first()
    if other is not None:
        raise FactdbError(
            f"{other.name} (speaker {other.id}) goes by {alias!r}: if they are one,"
            f" `factdb speakers merge {speaker.id} {other.id}`"
        )
    row = {"speaker_id": speaker.id, "name": alias, "folded": folded, "kind": kind}
    tx.execute(insert(SpeakerName), [row])
    after = {"names": names_of(tx, speaker.id)}
    decide_by_hand(tx, "correct", "speakers", speaker.id, {"names": before}, after, actor, reason)
    return f"{speaker.name} (speaker {speaker.id}) goes by {alias!r} as well"


def roles_of(tx: Connection, speaker_id: int) -> list[Values]:
    """The roles of one speaker, as a decision keeps them."""
    return _rows(tx, Role, speaker_id)


def names_of(tx: Connection, speaker_id: int) -> list[Values]:
    """The names of one speaker, as a decision keeps them."""
    return _rows(tx, SpeakerName, speaker_id)


def _rows(tx: Connection, model: Any, speaker_id: int) -> list[Values]:
    table = model.__table__
    rows = tx.execute(select(table).where(table.c.speaker_id == speaker_id).order_by(table.c.id))
    return [dict(row._mapping) for row in rows]


def _locked(tx: Connection, name: str) -> Any:
    number = find_speaker(Within(tx), name)["id"]
    return tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).one()


def _cited(tx: Connection, source: str | None) -> tuple[int | None, str | None]:
    """(number of a stored source, None) or (None, address)."""
    if source is None:
        return None, None
    if source.isdigit():
        if tx.execute(select(Source.id).where(Source.id == int(source))).scalar() is None:
            raise NotFoundError(f"there is no source number {source}; `factdb sources` lists those there are")
        return int(source), None
    if "://" not in source:
        raise FactdbError(f"{source!r} is neither a source's number nor an address (https://…)")
    stored = tx.execute(select(Source.id).where(Source.url == source)).scalar()
    return (stored, None) if stored is not None else (None, source)


def _same(one: Any, other: Any) -> bool:
    return str(one or "") == str(other or "")


def _between(held_from: str | None, held_until: str | None) -> str:
    if not held_from and not held_until:
        return ""
    return f", {held_from or '…'} to {held_until or '…'}"
