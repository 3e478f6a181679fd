"""Whom a name means: the speaker known by it, made if there is none.

Names are compared folded. A merged speaker answers for those merged into it. An unnamed one ("two officials") is looked
for in its own source alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, func, insert, or_, select

from factdb.extract import Mention
from factdb.models import Speaker, SpeakerName
from factdb.names import fold

# (kind, name): what a mention says of its speaker.
Called = tuple[str, str]

_KNOWN = (
    select(
        SpeakerName.folded,
        Speaker.kind,
        Speaker.scope_source_id,
        func.coalesce(Speaker.merged_into_id, Speaker.id).label("id"),
    )
    .join(Speaker, Speaker.id == SpeakerName.speaker_id)
    .where(
        SpeakerName.folded.in_(bindparam("names", expanding=True)),
        or_(Speaker.scope_source_id.is_(None), Speaker.scope_source_id == bindparam("source_id")),
        Speaker.status != "rejected",
    )
    .order_by(Speaker.id)
)


def new_uid() -> str:
    """A public id: 32 hex digits, never derived from a row's number, the same in every copy of the database."""
    return uuid.uuid4().hex


def known_speakers(tx: Connection, wanted: Collection[Called], source_id: int) -> dict[Called, int]:
    """The ids of those of `wanted` who are known: of several by one name, one of the kind asked for, then the first."""
    folded = {(kind, name): fold(name) or name for kind, name in wanted}
    if not folded:
        return {}
    rows = tx.execute(_KNOWN, {"names": sorted(set(folded.values())), "source_id": source_id}).all()
    found: dict[Called, int] = {}
    for (kind, name), key in folded.items():
        scope = source_id if kind == "unnamed" else None
        fitting = [row for row in rows if row.folded == key and row.scope_source_id == scope]
        if fitting:
            found[kind, name] = next((row.id for row in fitting if row.kind == kind), fitting[0].id)
    return found


def resolve_speakers(
    tx: Connection, mentions: Iterable[Mention], source_id: int, run_id: int, origin: str
) -> dict[Called, int]:
    """(kind, name) -> speaker id of every mention that has a name; new speakers come from `origin` ("rules 1")."""
    wanted = list(dict.fromkeys((m.kind, m.name) for m in mentions if m.name))
    found = known_speakers(tx, wanted, source_id)
    # Two spellings of one new name ("U.S." and "US") are one new speaker.
    new: dict[Called, Called] = {}
    for kind, name in wanted:
        if (kind, name) not in found:
            new.setdefault((kind, fold(name) or name), (kind, name))
    if new:
        ids = tx.execute(
            insert(Speaker).returning(Speaker.id, sort_by_parameter_order=True),
            [
                {
                    "uid": new_uid(),
                    "kind": kind,
                    "name": name,
                    "scope_source_id": source_id if kind == "unnamed" else None,
                    "status": "extracted",
                    "origin": origin,
                    "import_run_id": run_id,
                }
                for kind, name in new.values()
            ],
        ).scalars()
        made = dict(zip(new, ids, strict=True))
        tx.execute(
            insert(SpeakerName),
            [
                {
                    "speaker_id": made[key],
                    "name": name,
                    "folded": key[1],
                    "kind": "primary",
                    "import_run_id": run_id,
                }
                for key, (_, name) in new.items()
            ],
        )
        found.update({(k, n): made[k, fold(n) or n] for k, n in wanted if (k, n) not in found})
    return found
