"""Which speaker one name means: everybody who goes by it, a longer or shorter form, a title, a role."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from factdb.extract.vocabulary import FAMILY_FIRST
from factdb.matching.names import fold, hyphenated, parts_of, same_person, suffixes_of
from factdb.matching.occupations import NOTHING, Standing, standing_of
from factdb.matching.offices import PLACE_WORDS, office_of, role_parts
from factdb.store import known

# (kind, name): what a mention says of its speaker.
Called = tuple[str, str]

# A name is another form of a known one if `names.same_person` is at least this certain; by an initial alone only if
# nobody else with that family name is known.
SURE, BY_INITIAL = 0.9, 0.8

# If this many people have a family name, it does not say who is meant.
FEW = 20


def known_speakers(tx: Connection, wanted: Collection[Called], source_id: int) -> dict[Called, int]:
    """Return the ids of those of `wanted` who are known.

    Of several with one name, it prefers one that the source already quotes, then one of the kind asked for, then the
    first.
    """
    found = {}
    for (kind, name, _), ids in all_known(tx, [(kind, name, source_id) for kind, name in wanted]).items():
        found[kind, name] = (known.quoted_in(tx, ids, source_id) or ids)[0] if len(ids) > 1 else ids[0]
    return found


def all_known(tx: Connection, wanted: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str, int], list[int]]:
    """Return everybody who has one of the `wanted` names: (kind, name, id of the source that mentions them).

    Returns:
        For each name the speakers of the kind asked for, or else of any kind; names that nobody has are left out.
    """
    keys = {one: (fold(one[1]) or one[1], one[2] if one[0] == "unnamed" else 0) for one in wanted}
    names = sorted({name for name, scope in keys.values() if not scope})
    sources = sorted({scope for _, scope in keys.values() if scope})
    rows = [*known.called(tx, names), *known.called_within(tx, sources)]
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


def by_parts(tx: Connection, names: Collection[str], standings: Mapping[str, Standing] | None = None) -> dict[str, int]:
    """Return the person whom each of `names` means as a longer or shorter form of a known name.

    Such forms add or drop a middle name or use initials. A name is left out if nobody or more than one person matches,
    or if its entry in `standings` contradicts the match.
    """
    parts = {name: parts_of(fold(name)) for name in names}
    wanted = sorted({one for one in parts.values() if one})
    if not wanted:
        return {}
    rows = known.with_parts(tx, wanted)
    found: dict[str, int] = {}
    for name, key in parts.items():
        words = fold(name).split()
        scores: dict[int, float] = {}
        for row in rows:
            other = row.folded.split()
            if row.parts == key and suffixes_of(words) == suffixes_of(other) and _one_first_name(name, row.name):
                score, _ = same_person(words, other)
                scores[row.id] = max(score, scores.get(row.id, 0.0))
        near = [who for who, score in scores.items() if score >= BY_INITIAL]
        fitting = uncontradicted(tx, near, (standings or {}).get(name, NOTHING))
        if len(fitting) != 1 or not key:
            continue
        if scores[fitting[0]] < SURE:
            family = key.rpartition(" ")[0]
            if len(known.bearers(tx, family, most=2)) != 1:
                continue
        found[name] = fitting[0]
    return found


def _one_first_name(name: str, other: str) -> bool:
    """Check that both names have the whole of a hyphenated first name, or its initial: Anne Duff is not Anne-Marie."""
    for whole, words in ((hyphenated(name), fold(other).split()), (hyphenated(other), fold(name).split())):
        if whole and len(words[0]) > 1 and tuple(words[: len(whole)]) != whole:
            return False
    return True


def by_title(tx: Connection, name: str, title: str, day: date | None) -> int | None:
    """Return the person whom a name and a title mean together.

    That is a family name beside a title that the person was given before or holds on file ("President Obama" after
    "President Barack Obama"), or a full name after the family name alone. None if nobody or more than one person
    matches.
    """
    words = fold(name).split()
    if not words or not fold(title):
        return None
    family = words[-1]
    alone = [row.id for row in known.called(tx, [family]) if row.kind == "person"]
    bearers = known.bearers(tx, family, most=FEW)
    if len(words) == 1 and name in FAMILY_FIRST:
        bearers += known.beginning_with(tx, family, most=FEW)
    # Somebody with a first name and this family name may be another person.
    fitting = [*bearers, *alone] if len(words) == 1 else [] if bearers else alone
    titled = [who for who in dict.fromkeys(fitting) if _titled(tx, who, title, day)]
    titled = uncontradicted(tx, titled, standing_of([title]))
    return titled[0] if len(titled) == 1 and len(fitting) < FEW else None


def _titled(tx: Connection, speaker_id: int, title: str, day: date | None) -> bool:
    """Check whether a speaker was given that title before, or then held a role that it is short for."""
    if fold(title) in map(fold, known.titles_given(tx, speaker_id)):
        return True
    wanted = set(role_parts(title))
    held = known.roles_of(tx, speaker_id, day) if wanted else []
    return any(wanted <= set(role_parts(f"{r.title} {r.organization or ''}")) for r in held)


def uncontradicted(tx: Connection, ids: Sequence[int], standing: Standing) -> list[int]:
    """Return those of these speakers whose file does not contradict `standing`."""
    if not standing:
        return list(ids)
    return [who for who in ids if not standing.contradicts(standing_on_file(tx, who))]


def standing_on_file(tx: Connection, speaker_id: int) -> Standing:
    """Return what a speaker is known to be, from printed titles and roles on file."""
    held = [
        f"{role.title} of {role.organization}" if role.organization else role.title
        for role in known.roles_of(tx, speaker_id, None)
    ]
    return standing_of([*known.titles_given(tx, speaker_id), *held])


def by_role(tx: Connection, description: str, day: date | None) -> int | None:
    """Return who held the role that `description` names on `day`, or ever if that is None.

    Places in it ("the Chinese foreign minister") must be those of the role. None if nobody or more than one person
    matches.
    """
    office = office_of(description)
    if not office:
        return None
    places = [word for word in role_parts(description) if word in PLACE_WORDS]
    if not places and " " not in office:
        return None  # "the president": of what?
    fitting = {
        row.id
        for row in known.holders(tx, office, day)
        if _within(places, role_parts(f"{row.title} {row.organization or ''}"))
    }
    return fitting.pop() if len(fitting) == 1 else None


def _within(places: Iterable[str], words: Collection[str]) -> bool:
    """Check whether each place is among `words`, as itself or as its people ("chinese", "china")."""
    return all(any(p == w or (len(p) > 3 and p[:4] == w[:4]) for w in words) for p in places)
