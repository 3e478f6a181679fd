"""What people decide about speakers: which are one person and which are two, what they held, what else they are called.

A merge is a pointer: no quote is rewritten, what was printed stays, and undoing it restores what stood. New imports
follow it, as the names of a merged speaker lead to the one it was merged into.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from factdb.claimreview.check import is_web_address
from factdb.database.models import Speaker, SpeakerName
from factdb.database.write import Within
from factdb.decide.rows import locked_speaker
from factdb.errors import FactdbError, NotFoundError
from factdb.matching.names import fold
from factdb.matching.offices import office_of
from factdb.queries import find_speaker, source_by_reference
from factdb.store.decisions import By, Values, change_row, changing, part_of, record_decision
from factdb.store.speakers import delete_roles, insert_names, insert_role, insert_speakers


def make_speaker(tx: Connection, name: str, by: By, *, kind: str = "person", run_id: int | None = None) -> int:
    """Add a speaker under `name`, as a decision.

    Args:
        kind: One of `terms.SPEAKER_KINDS`.
        run_id: The import run whose undoing takes the speaker along; none for one that a person adds.

    Returns:
        The number of the new speaker.
    """
    values: Values = {"kind": kind, "name": name, "status": "extracted" if run_id else "confirmed"}
    (made,) = insert_speakers(tx, [{**values, "origin": "record"}], run_id)
    insert_names(tx, [(made, name, "primary")], run_id)
    record_decision(tx, by, "add", "speakers", made, None, {"columns": values})
    return made


def add_speaker(tx: Connection, name: str, by: By, *, kind: str = "person") -> str:
    """Add a speaker whom no import has brought. Raises FactdbError for an empty name and for a name that is known."""
    name = " ".join(name.split())
    if not fold(name):
        raise FactdbError("a speaker needs a name with a letter or digit in it")
    known = tx.execute(
        select(Speaker.id, Speaker.name)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(SpeakerName.folded == fold(name), Speaker.kind != "unnamed")
        .order_by(Speaker.id)
    ).first()
    if known is not None:
        raise FactdbError(f"speaker {known.id} ({known.name}) is called {name} already")
    return f"speaker {make_speaker(tx, name, by, kind=kind)} added: {name}"


def with_speakers(tx: Connection, names: Iterable[str], by: By) -> None:
    """Add, as a person, each of `names` by which no speaker is known. Raises NotFoundError for an unknown number and
    AmbiguousError for a name that several speakers share."""
    for name in names:
        try:
            find_speaker(Within(tx), name)
        except NotFoundError:
            if name.isdigit():
                raise
            add_speaker(tx, name, by)


def merge_speakers(tx: Connection, into: str, other: str, by: By) -> str:
    """Say that `other` is `into`. Raises FactdbError for one and the same, and for speakers of two kinds."""
    keep, merged = locked_speaker(tx, into), locked_speaker(tx, other)
    if keep.id == merged.id:
        return f"{other} is {keep.name} (speaker {keep.id}) already: nothing changed"
    if "unnamed" in (keep.kind, merged.kind) and keep.kind != merged.kind and merged.kind != "unnamed":
        raise FactdbError(f"{keep.name} is unnamed: merge it into {merged.name}, not the other way round")
    if keep.kind != merged.kind and "unnamed" not in (keep.kind, merged.kind):
        raise FactdbError(f"{merged.name} is a {merged.kind}, {keep.name} a {keep.kind}: they cannot be one")
    # Those merged into the other before come along, so that nobody is merged into one who is merged himself.
    followers = tx.execute(select(Speaker.__table__).where(Speaker.merged_into_id == merged.id)).all()
    for row in (*followers, merged):
        change_row(tx, by, "merge", "speakers", row.id, {"merged_into_id": keep.id})
    return f"{merged.name} (speaker {merged.id}) is now {keep.name} (speaker {keep.id})"


def split_speaker(tx: Connection, number: int, by: By) -> str:
    """Take speaker `number` out of the one it was merged into. Raises FactdbError where it was merged into none."""
    row = tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).first()
    if row is None:
        raise FactdbError(f"there is no speaker {number}; `factdb speakers` lists those there are")
    if row.merged_into_id is None:
        raise FactdbError(f"{row.name} (speaker {number}) was not merged into anybody")
    change_row(tx, by, "split", "speakers", number, {"merged_into_id": None})
    return f"{row.name} (speaker {number}) is a speaker of its own again"


def keep_apart(tx: Connection, one: str, other: str, by: By) -> str:
    """Say that two speakers are two, so that nobody proposes them as duplicates. Raises FactdbError for one."""
    first, second = locked_speaker(tx, one), locked_speaker(tx, other)
    if first.id == second.id:
        raise FactdbError(f"{one} and {other} are one speaker, {first.name} (number {first.id}): split it first")
    record_decision(tx, by, "distinct", "speakers", first.id, None, {"distinct_from": second.id})
    return f"{first.name} (speaker {first.id}) and {second.name} (speaker {second.id}) are two"


# --- Roles and names


def add_role(
    tx: Connection,
    name: str,
    title: str,
    by: By,
    *,
    organization: str | None = None,
    held_from: str | None = None,
    held_until: str | None = None,
    source: str | None = None,
) -> str:
    """Say that the speaker `name` held the role `title` between two days (ISO 8601, both included, None for open), as
    `source` (a stored one's number, or a page's address) tells.

    Raises FactdbError for a title without letters, days out of order, a source there is not.
    """
    speaker = locked_speaker(tx, name)
    title = " ".join(title.split())
    if not fold(title):
        raise FactdbError(f"{title!r} holds no letter: give the role, as “Mayor of Ellis”")
    if held_from and held_until and held_until < held_from:
        raise FactdbError(f"the role cannot end ({held_until}) before it begins ({held_from})")
    source_id, url = _cited(tx, source)
    before = part_of(tx, "roles", speaker.id)
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
    with changing(tx, by, "correct", "speakers", speaker.id, "roles"):
        delete_roles(tx, same)
        insert_role(tx, speaker.id, None, office=office_of(title), origin="record", **row)
    return f"{speaker.name} (speaker {speaker.id}): {title}{_between(held_from, held_until)}"


def remove_role(tx: Connection, name: str, title: str, by: By) -> str:
    """Say that a speaker never held the role `title`. Raises NotFoundError where it is none of theirs."""
    speaker = locked_speaker(tx, name)
    before = part_of(tx, "roles", speaker.id)
    gone = [role["id"] for role in before if fold(role["title"]) == fold(title)]
    if not gone:
        held = "; ".join(role["title"] for role in before) or "none"
        raise NotFoundError(f"{speaker.name} has no role {title!r} (has: {held})")
    with changing(tx, by, "correct", "speakers", speaker.id, "roles"):
        delete_roles(tx, gone)
    return f"{speaker.name} (speaker {speaker.id}) held no role {title!r}"


def add_alias(tx: Connection, name: str, alias: str, by: By, *, kind: str) -> str:
    """Let a speaker be found by a further name; imports follow it. Raises FactdbError where somebody else of the same
    kind goes by it."""
    speaker = locked_speaker(tx, name)
    alias = " ".join(alias.split())
    folded = fold(alias)
    if not folded:
        raise FactdbError(f"{alias!r} holds no letter: give a name")
    if any(one["name"] == alias for one in part_of(tx, "names", speaker.id)):
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
    with changing(tx, by, "correct", "speakers", speaker.id, "names"):
        insert_names(tx, [(speaker.id, alias, kind)], None)
    return f"{speaker.name} (speaker {speaker.id}) goes by {alias!r} as well"


def _cited(tx: Connection, source: str | None) -> tuple[int | None, str | None]:
    """(number of a stored source, None), or (None, address) of a page that is not stored."""
    if source is None:
        return None, None
    try:
        return source_by_reference(Within(tx), source)["id"], None
    except NotFoundError:
        if not is_web_address(source):
            raise
        return None, source


def _same(one: Any, other: Any) -> bool:
    return str(one or "") == str(other or "")


def _between(held_from: str | None, held_until: str | None) -> str:
    if not held_from and not held_until:
        return ""
    return f", {held_from or '…'} to {held_until or '…'}"
