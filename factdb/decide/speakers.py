"""What people decide about speakers: which are the same person, what roles they held, what else they are called.

A merge is a pointer: no quote is rewritten, what was printed stays, and undoing it restores the former state. New
imports follow it, because the names of a merged speaker lead to the speaker it was merged into.
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
from factdb.queries.sources import source_by_reference
from factdb.queries.speakers import find_speaker
from factdb.store.decisions import By, Values, change_row, changing, part_of, record_decision
from factdb.store.speakers import delete_roles, insert_names, insert_role, insert_speakers


def make_speaker(tx: Connection, name: str, by: By, *, kind: str = "person", run_id: int | None = None) -> int:
    """Add a speaker called `name`, as a decision.

    Args:
        tx: The transaction.
        name: The name.
        by: Who decides.
        kind: One of `terms.SPEAKER_KINDS`.
        run_id: The import run whose undoing removes the speaker; None for one that a person adds.

    Returns:
        The number of the new speaker.
    """
    values: Values = {"kind": kind, "name": name, "status": "extracted" if run_id else "confirmed"}
    (made,) = insert_speakers(tx, [{**values, "origin": "record"}], run_id)
    insert_names(tx, [(made, name, "primary")], run_id)
    record_decision(tx, by, "add", "speakers", made, None, {"columns": values})
    return made


def add_speaker(tx: Connection, name: str, by: By, *, kind: str = "person") -> str:
    """Add a speaker whom no import has brought.

    Raises:
        FactdbError: The name has no letter or digit, or a speaker already has it.
    """
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
        raise FactdbError(f"speaker {known.id} ({known.name}) is already called {name}")
    return f"speaker {make_speaker(tx, name, by, kind=kind)} added: {name}"


def with_speakers(tx: Connection, names: Iterable[str], by: By) -> None:
    """Add a person for each of `names` that no speaker has.

    Raises:
        NotFoundError: There is no speaker with a number in `names`.
        AmbiguousError: Several speakers have one of the names.
    """
    for name in names:
        try:
            find_speaker(Within(tx), name)
        except NotFoundError:
            if name.isdigit():
                raise
            add_speaker(tx, name, by)


def merge_speakers(tx: Connection, into: str, other: str, by: By) -> str:
    """Merge the speaker `other` into the speaker `into`.

    Raises:
        FactdbError: They are of different kinds.
        NotFoundError: There is no such speaker.
        AmbiguousError: Several speakers have one of the names.
    """
    keep, merged = locked_speaker(tx, into), locked_speaker(tx, other)
    if keep.id == merged.id:
        return f"{other} is already {keep.name} (speaker {keep.id}): nothing changed"
    if "unnamed" in (keep.kind, merged.kind) and keep.kind != merged.kind and merged.kind != "unnamed":
        raise FactdbError(f"{keep.name} is unnamed: merge it into {merged.name}, not the other way round")
    if keep.kind != merged.kind and "unnamed" not in (keep.kind, merged.kind):
        raise FactdbError(f"{merged.name} is a {merged.kind}, {keep.name} a {keep.kind}: they cannot be merged")
    # Speakers already merged into the other follow it, so that nobody is merged into a merged speaker.
    followers = tx.execute(select(Speaker.__table__).where(Speaker.merged_into_id == merged.id)).all()
    for row in (*followers, merged):
        change_row(tx, by, "merge", "speakers", row.id, {"merged_into_id": keep.id})
    return f"{merged.name} (speaker {merged.id}) is now {keep.name} (speaker {keep.id})"


def split_speaker(tx: Connection, number: int, by: By) -> str:
    """Undo the merge of speaker `number`.

    Raises:
        FactdbError: There is no such speaker, or it is not merged.
    """
    row = tx.execute(select(Speaker.__table__).where(Speaker.id == number).with_for_update()).first()
    if row is None:
        raise FactdbError(f"there is no speaker {number}; `factdb speakers` lists them")
    if row.merged_into_id is None:
        raise FactdbError(f"{row.name} (speaker {number}) was not merged into anybody")
    change_row(tx, by, "split", "speakers", number, {"merged_into_id": None})
    return f"{row.name} (speaker {number}) is a separate speaker again"


def keep_apart(tx: Connection, one: str, other: str, by: By) -> str:
    """Record that two speakers are different, so that they are not proposed as duplicates.

    Raises:
        FactdbError: Both names are the same speaker.
        NotFoundError: There is no such speaker.
        AmbiguousError: Several speakers have one of the names.
    """
    first, second = locked_speaker(tx, one), locked_speaker(tx, other)
    if first.id == second.id:
        raise FactdbError(f"{one} and {other} are the same speaker, {first.name} (number {first.id}): split it first")
    record_decision(tx, by, "distinct", "speakers", first.id, None, {"distinct_from": second.id})
    return f"{first.name} (speaker {first.id}) and {second.name} (speaker {second.id}) are different speakers"


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
    """Record a role of a speaker.

    Args:
        tx: The transaction.
        name: Name or number of the speaker.
        title: The role: "Mayor of Ellis".
        by: Who decides.
        organization: Organization in which it was held.
        held_from: First day, ISO 8601; None if unknown.
        held_until: Last day, included; None if unknown or still held.
        source: Who says so: the number of a stored source, or the address of a page.

    Raises:
        FactdbError: The title has no letters, the days are out of order, or `source` is neither a number nor an
            address.
        NotFoundError: There is no such speaker or source.
        AmbiguousError: Several speakers have the name.
    """
    speaker = locked_speaker(tx, name)
    title = " ".join(title.split())
    if not fold(title):
        raise FactdbError(f"{title!r} has no letters: give the role, such as “Mayor of Ellis”")
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
        return f"{speaker.name} already has that role: nothing changed"
    same = [role["id"] for role in before if role["title"] == title and _same(role["held_from"], row["held_from"])]
    with changing(tx, by, "correct", "speakers", speaker.id, "roles"):
        delete_roles(tx, same)
        insert_role(tx, speaker.id, None, office=office_of(title), origin="record", **row)
    return f"{speaker.name} (speaker {speaker.id}): {title}{_between(held_from, held_until)}"


def remove_role(tx: Connection, name: str, title: str, by: By) -> str:
    """Record that a speaker never held a role.

    Raises:
        NotFoundError: There is no such speaker, or it has no such role.
        AmbiguousError: Several speakers have the name.
    """
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
    """Add a name by which a speaker is found; imports use it.

    Raises:
        FactdbError: The name has no letters, or another speaker of the same kind has it.
        NotFoundError: There is no such speaker.
        AmbiguousError: Several speakers have the name.
    """
    speaker = locked_speaker(tx, name)
    alias = " ".join(alias.split())
    folded = fold(alias)
    if not folded:
        raise FactdbError(f"{alias!r} has no letters: give a name")
    if any(one["name"] == alias for one in part_of(tx, "names", speaker.id)):
        return f"{speaker.name} is already called {alias!r}: nothing changed"
    other = tx.execute(
        select(Speaker.id, Speaker.name)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(SpeakerName.folded == folded, Speaker.canonical_id != speaker.id, Speaker.status != "rejected")
        .where(Speaker.kind == speaker.kind)
    ).first()
    if other is not None:
        raise FactdbError(
            f"{other.name} (speaker {other.id}) is called {alias!r}: if both are the same,"
            f" `factdb speakers merge {speaker.id} {other.id}`"
        )
    with changing(tx, by, "correct", "speakers", speaker.id, "names"):
        insert_names(tx, [(speaker.id, alias, kind)], None)
    return f"{speaker.name} (speaker {speaker.id}) is also called {alias!r}"


def _cited(tx: Connection, source: str | None) -> tuple[int | None, str | None]:
    """Return (number of a stored source, None), or (None, address) of a page that is not stored."""
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
