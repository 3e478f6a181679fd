"""Whom a name means: the speaker known by it, made if there is none.

Names are compared folded, then by their parts ("Antony J. Blinken" is the one Antony Blinken known), and a description
("the secretary of state") by the roles that speakers held on that day. Where two fit, nobody is chosen: somebody new is
made, and `factdb speakers duplicates` proposes the pair. A merged speaker answers for those merged into it. An unnamed
one ("two officials") is looked for in its own source alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select

from factdb.database.models import Attribution, Role, Speaker, SpeakerName
from factdb.extract import Mention
from factdb.extract.vocabulary import COUNTRIES, DEMONYMS, PLACES
from factdb.matching.names import fold, parts_of, same_person

# (kind, name): what a mention says of its speaker.
Called = tuple[str, str]

# A name is another form of a known one's where `names.same_person` says so with this certainty; by an initial alone
# only where nobody else of that family name is known.
SURE, BY_INITIAL = 0.9, 0.8
# So many people of one family name say nothing of whom it means.
FEW = 20
_SMALL = frozenset("the a an of for and to in on s his her their our then former".split())
_ABROAD = {"united states": "us", "u s": "us", "united kingdom": "uk", "american": "us", "british": "uk"}


# --- What is asked of the database: a function a question, so that none is asked without what it needs -------------


def _called(tx: Connection, names: Collection[str]) -> list[Any]:
    """Everybody who goes by one of these (folded) `names` wherever they are printed: folded, kind, scope (0), id."""
    # Worded so that no index answers it: nearly everybody has no scope, and SQLite would begin there.
    unscoped = func.coalesce(Speaker.scope_source_id, 0) == 0
    return list(tx.execute(_known().where(SpeakerName.folded.in_(names), unscoped))) if names else []


def _called_within(tx: Connection, sources: Collection[int]) -> list[Any]:
    """The unnamed of these `sources` (ids), as `_called` gives them; scope is the source."""
    # By their sources: a large archive knows very many "officials", a source few.
    return list(tx.execute(_known().where(Speaker.scope_source_id.in_(sources)))) if sources else []


def _known() -> Any:
    return (
        select(
            SpeakerName.folded,
            Speaker.kind,
            func.coalesce(Speaker.scope_source_id, 0).label("scope"),
            func.coalesce(Speaker.merged_into_id, Speaker.id).label("id"),
        )
        .join(Speaker, Speaker.id == SpeakerName.speaker_id)
        .where(Speaker.status != "rejected")
        .order_by(Speaker.id)
    )


def _with_parts(tx: Connection, parts: Collection[str]) -> list[Any]:
    """The names of people that have one of these `parts` (see `names.parts_of`): folded, parts, id."""
    return list(
        tx.execute(
            select(SpeakerName.folded, SpeakerName.parts, Speaker.canonical_id.label("id"))
            .join(Speaker, Speaker.id == SpeakerName.speaker_id)
            .where(SpeakerName.parts.in_(parts), Speaker.kind == "person", Speaker.status != "rejected")
            .order_by(Speaker.id)
        )
    )


def _bearers(tx: Connection, family: str, most: int) -> list[int]:
    """The people known by a first name and this (folded) family name: the ids of `most` of them at most."""
    rows = tx.execute(
        select(Speaker.canonical_id)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(SpeakerName.parts >= f"{family} ", SpeakerName.parts < f"{family}!")
        .where(Speaker.kind == "person", Speaker.status != "rejected")
        .distinct()
        .limit(most)
    )
    return [who for who in rows.scalars() if who is not None]


def _titles_given(tx: Connection, speaker_id: int) -> set[str]:
    """The (folded) titles that articles gave a speaker, the latest two hundred."""
    rows = tx.execute(
        select(Attribution.title_as_printed)
        .where(Attribution.speaker_id == speaker_id, Attribution.part == "speaker")
        .order_by(Attribution.dated_on.desc())
        .limit(200)
    )
    return {fold(title) for title in rows.scalars() if title}


def _roles_of(tx: Connection, speaker_id: int, day: date | None) -> list[Any]:
    """The roles that a speaker held on `day` (at any time where that is None): id, title, organization."""
    return list(tx.execute(_held(day).where(Speaker.canonical_id == speaker_id)))


def _holders(tx: Connection, office: str, day: date | None) -> list[Any]:
    """Who held an office (see `office_of`) on `day` (at any time where that is None): id, title, organization."""
    return list(tx.execute(_held(day).where(Role.office == office)))


def _held(day: date | None) -> Any:
    query = (
        select(Speaker.canonical_id.label("id"), Role.title, Role.organization)
        .join(Speaker, Speaker.id == Role.speaker_id)
        # One that a source tells of without days is known for that source alone.
        .where(or_(Role.held_from.is_not(None), Role.held_until.is_not(None), Role.source_id.is_(None)))
        .where(Speaker.status != "rejected")
    )
    if day is None:
        return query
    return query.where(
        or_(Role.held_from.is_(None), Role.held_from <= day), or_(Role.held_until.is_(None), Role.held_until >= day)
    )


# --- Whom a name means ---------------------------------------------------------------------------------------------


def new_uid() -> str:
    """A public id: 32 hex digits, never derived from a row's number, the same in every copy of the database."""
    return uuid.uuid4().hex


def known_speakers(tx: Connection, wanted: Collection[Called], source_id: int) -> dict[Called, int]:
    """The ids of those of `wanted` who are known: of several by one name, one of the kind asked for, then the first."""
    return {called: ids[0] for called, ids in _all_known(tx, wanted, source_id).items()}


def _all_known(tx: Connection, wanted: Collection[Called], source_id: int) -> dict[Called, list[int]]:
    found = all_known(tx, [(kind, name, source_id) for kind, name in wanted])
    return {(kind, name): ids for (kind, name, _), ids in found.items()}


def all_known(tx: Connection, wanted: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str, int], list[int]]:
    """Everybody who goes by each of `wanted` (kind, name, id of the source that speaks of them): those of the kind
    asked for, else those of any. Left out where nobody does."""
    keys = {one: (fold(one[1]) or one[1], one[2] if one[0] == "unnamed" else 0) for one in wanted}
    names = sorted({name for name, scope in keys.values() if not scope})
    sources = sorted({scope for _, scope in keys.values() if scope})
    rows = [*_called(tx, names), *_called_within(tx, sources)]
    called: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        called.setdefault((row.folded, row.scope), []).append(row)
    found = {}
    for one, key in keys.items():
        fitting = called.get(key, [])
        of_kind = [row.id for row in fitting if row.kind == one[0]]
        if fitting:
            found[one] = list(dict.fromkeys(of_kind or [row.id for row in fitting]))
    return found


def by_parts(tx: Connection, names: Collection[str]) -> dict[str, int]:
    """The person whom each of `names` (not known as such) means as a longer or shorter form: with or without a middle
    name, by initials. Left out where nobody fits or two do."""
    parts = {name: parts_of(fold(name)) for name in names}
    wanted = sorted({one for one in parts.values() if one})
    if not wanted:
        return {}
    rows = _with_parts(tx, wanted)
    found: dict[str, int] = {}
    for name, key in parts.items():
        words = fold(name).split()
        scores: dict[int, float] = {}
        for row in rows:
            if row.parts == key:
                score, _ = same_person(words, row.folded.split())
                scores[row.id] = max(score, scores.get(row.id, 0.0))
        fitting = [who for who, score in scores.items() if score >= BY_INITIAL]
        if len(fitting) != 1 or not key:
            continue
        if scores[fitting[0]] < SURE:
            family = key.rpartition(" ")[0]
            if len(_bearers(tx, family, most=2)) != 1:
                continue
        found[name] = fitting[0]
    return found


def by_title(tx: Connection, name: str, title: str, day: date | None) -> int | None:
    """The person whom a family name means beside a title that he was given before or holds on file ("President Obama"
    after "President Barack Obama"), or whom a full name means after the family name alone. None where nobody fits or
    two do."""
    words = fold(name).split()
    if not words or not fold(title):
        return None
    family = words[-1]
    if len(words) == 1:
        fitting = _bearers(tx, family, most=FEW)
    else:
        alone = [row.id for row in _called(tx, [family]) if row.kind == "person"]
        # Whoever bears the family name beside a first name may be another.
        fitting = [] if _bearers(tx, family, most=1) else list(dict.fromkeys(alone))
    called = [who for who in fitting if _titled(tx, who, title, day)]
    return called[0] if len(called) == 1 and len(fitting) < FEW else None


def _titled(tx: Connection, speaker_id: int, title: str, day: date | None) -> bool:
    """Whether a speaker was given that title before, or held a role then that it is short for."""
    if fold(title) in _titles_given(tx, speaker_id):
        return True
    wanted = set(_words(title))
    held = _roles_of(tx, speaker_id, day) if wanted else []
    return any(wanted <= set(_words(f"{r.title} {r.organization or ''}")) for r in held)


def office_of(title: str) -> str:
    """A role without the words for places and the small ones, in one order: "the U.S. Secretary of State" ->
    "secretary state"."""
    return " ".join(word for word in _words(title) if word not in _PLACES)


def by_role(tx: Connection, description: str, day: date | None) -> int | None:
    """Who held on `day` (at any time where that is None) the role that `description` names: the one who fits; None
    where nobody does or two do. Places in it ("the Chinese foreign minister") must be those of the role."""
    office = office_of(description)
    if not office:
        return None
    places = [word for word in _words(description) if word in _PLACES]
    if not places and " " not in office:
        return None  # "the president": of what?
    fitting = {
        row.id for row in _holders(tx, office, day) if _within(places, _words(f"{row.title} {row.organization or ''}"))
    }
    return fitting.pop() if len(fitting) == 1 else None


def _words(text: str) -> list[str]:
    folded = f" {fold(text)} "
    for name, short in _ABROAD.items():
        folded = folded.replace(f" {name} ", f" {short} ")
    return [word for word in folded.split() if word not in _SMALL]


_PLACES = {word for place in (*COUNTRIES, *DEMONYMS) for word in fold(place).split()} | {"us", "uk"}
_PLACES |= {fold(place) for place in PLACES if " " not in place}


def _within(places: Iterable[str], words: Collection[str]) -> bool:
    """Whether each place is among `words`, as itself or by its people ("chinese", "china")."""
    return all(any(p == w or (len(p) > 3 and p[:4] == w[:4]) for w in words) for p in places)


def resolve_speakers(
    tx: Connection,
    mentions: Iterable[Mention],
    source_id: int,
    run_id: int,
    origin: str,
    day: date | None = None,
) -> dict[Called, int]:
    """(kind, name) -> speaker id of every mention that has a name, and (kind, words) of one without a name whom a role
    tells; new speakers come from `origin` ("rules 1"). `day` is that of publication, by which roles are told. A name
    that two people bear is left out: only an editor can say which of them is meant."""
    mentions = list(mentions)
    found: dict[Called, int] = {}
    for mention in mentions:
        if mention.basis == "title" and (mention.name is None or mention.kind == "unnamed"):
            holder = by_role(tx, mention.text, day)
            if holder is not None:
                found[mention.kind, mention.name or mention.text] = holder
    wanted = list(dict.fromkeys((m.kind, m.name) for m in mentions if m.name))
    known = _all_known(tx, wanted, source_id)
    found = {called: ids[0] for called, ids in known.items() if len(ids) == 1} | found
    wanted = [called for called in wanted if called in found or len(known.get(called, ())) < 2]
    alike = by_parts(tx, [name for kind, name in wanted if kind == "person" and (kind, name) not in found])
    for mention in mentions:
        called = (mention.kind, mention.name or "")
        if mention.kind == "person" and mention.title and called in wanted and called not in found:
            who = alike.get(mention.name or "") or by_title(tx, mention.name or "", mention.title, day)
            if who is not None:
                alike[mention.name or ""] = who
    if alike:
        _keep_names(tx, {name: who for name, who in alike.items() if _says_who(name)}, run_id)
        found.update({("person", name): who for name, who in alike.items()})
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


def _says_who(name: str) -> bool:
    """Whether a name says by itself whom it means: a family name alone, or behind an initial, is the next one's too."""
    words = fold(name).split()
    return len(words) > 1 and len(words[0]) > 1


def _keep_names(tx: Connection, names: dict[str, int], run_id: int) -> None:
    """Let speakers go by further forms of their names from now on."""
    if not names:
        return
    tx.execute(
        insert(SpeakerName),
        [
            {"speaker_id": who, "name": name, "folded": fold(name) or name, "kind": "alias", "import_run_id": run_id}
            for name, who in names.items()
        ],
    )
