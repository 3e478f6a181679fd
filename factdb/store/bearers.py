"""Which speaker one name means: everybody who goes by it, a longer or shorter form, a title, a role."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

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
    found = all_known(tx, [(kind, name, source_id) for kind, name in wanted])
    here = known.quoted_in(tx, source_id) if any(len(ids) > 1 for ids in found.values()) else set()
    return {(kind, name): min(here.intersection(ids), default=ids[0]) for (kind, name, _), ids in found.items()}


def all_known(tx: Connection, wanted: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str, int], list[int]]:
    """Return everybody who has one of the `wanted` names: (kind, name, id of the source that mentions them).

    Returns:
        For each name the speakers of the kind asked for, or else of any kind; names that nobody has are left out.
    """
    keys = {one: (fold(one[1]) or one[1], one[2] if one[0] == "unnamed" else 0) for one in wanted}
    called = known.called(tx, keys.values())
    found = {}
    for one, key in keys.items():
        fitting = called.get(key, [])
        of_kind = [row.id for row in fitting if row.kind == one[0]]
        if fitting:
            found[one] = list(dict.fromkeys(of_kind or [row.id for row in fitting]))
    return found


@dataclass
class File:
    """What is on file of a speaker: the latest printed titles, and roles."""

    titles: set[str] = field(default_factory=set)
    roles: list[known.Held] = field(default_factory=list)

    @cached_property
    def standing(self) -> Standing:
        """What the speaker is known to be."""
        held = [f"{role.title} of {role.organization}" if role.organization else role.title for role in self.roles]
        return standing_of([*self.titles, *held])

    def is_titled(self, title: str, day: date | None) -> bool:
        """Check whether the speaker was given that title before, or held a role on `day` that it is short for."""
        if fold(title) in self._folded:
            return True
        wanted = set(role_parts(title))
        held = [role for role in self.roles if role.on(day)] if wanted else []
        return any(wanted <= set(role_parts(f"{r.title} {r.organization or ''}")) for r in held)

    @cached_property
    def _folded(self) -> set[str]:
        return set(map(fold, self.titles))


def on_file(tx: Connection, ids: Collection[int]) -> dict[int, File]:
    """Return what is on file of each of these speakers."""
    files = {who: File(titles) for who, titles in known.titles_given(tx, ids).items()}
    for role in known.roles_of(tx, ids):
        files[role.id].roles.append(role)
    return files


def uncontradicted(ids: Iterable[int], standing: Standing, files: Mapping[int, File]) -> list[int]:
    """Return those of these speakers whose file does not contradict `standing`; nothing contradicts no standing."""
    return [who for who in ids if not standing or not standing.contradicts(files[who].standing)]


def by_parts(tx: Connection, names: Collection[str], standings: Mapping[str, Standing] | None = None) -> dict[str, int]:
    """Return the person whom each of `names` means as a longer or shorter form of a known name.

    Such forms add or drop a middle name or use initials. A name is left out if nobody or more than one person matches,
    or if its entry in `standings` contradicts the match.
    """
    near = {name: scores for name, scores in _alike(tx, names).items() if scores}
    asked = {name: (standings or {}).get(name, NOTHING) for name in near}
    files = on_file(tx, {who for name, scores in near.items() if asked[name] for who in scores})
    found: dict[str, int] = {}
    for name, scores in near.items():
        fitting = uncontradicted(scores, asked[name], files)
        if len(fitting) != 1:
            continue
        if scores[fitting[0]] < SURE:
            family = (parts_of(fold(name)) or "").rpartition(" ")[0]
            if len(known.bearers(tx, [family], most=2)[family]) != 1:
                continue
        found[name] = fitting[0]
    return found


def _alike(tx: Connection, names: Iterable[str]) -> dict[str, dict[int, float]]:
    """Return who may be meant by each name as another form of theirs, and how likely that is."""
    parts = {name: key for name in names if (key := parts_of(fold(name)))}
    forms: dict[str, list[known.Form]] = {}
    for form in known.with_parts(tx, set(parts.values())):
        forms.setdefault(form.parts, []).append(form)
    alike: dict[str, dict[int, float]] = {}
    for name, key in parts.items():
        words, scores = fold(name).split(), alike.setdefault(name, {})
        for form in forms.get(key, ()):
            other = form.folded.split()
            if suffixes_of(words) == suffixes_of(other) and _one_first_name(name, form.name):
                score, _ = same_person(words, other)
                if score >= BY_INITIAL:
                    scores[form.id] = max(score, scores.get(form.id, 0.0))
    return alike


def _one_first_name(name: str, other: str) -> bool:
    """Check that both names have the whole of a hyphenated first name, or its initial: Anne Duff is not Anne-Marie."""
    for whole, words in ((hyphenated(name), fold(other).split()), (hyphenated(other), fold(name).split())):
        if whole and len(words[0]) > 1 and tuple(words[: len(whole)]) != whole:
            return False
    return True


def by_titles(tx: Connection, titles: Mapping[str, Sequence[str]], day: date | None) -> dict[str, int]:
    """Return the person whom each name means together with the first of its `titles` that says so.

    That is a family name beside a title that the person was given before or holds on file ("President Obama" after
    "President Barack Obama"), or a full name after the family name alone. A name is left out if nobody or more than one
    person matches.
    """
    words = {name: fold(name).split() for name, given in titles.items() if any(map(fold, given))}
    families = {name: some[-1] for name, some in words.items() if some}
    called = known.called(tx, [(family, 0) for family in families.values()])
    alone = {family: [row.id for row in rows if row.kind == "person"] for (family, _), rows in called.items()}
    bearers = known.bearers(tx, set(families.values()), most=FEW)
    first = {name: family for name, family in families.items() if name in FAMILY_FIRST and len(words[name]) == 1}
    beginning = known.beginning_with(tx, set(first.values()), most=FEW)
    fitting: dict[str, list[int]] = {}
    for name, family in families.items():
        # Somebody with a first name and this family name may be another person.
        is_alone, others = alone.get(family, []), bearers[family]
        if len(words[name]) == 1:
            fitting[name] = [*others, *(beginning[family] if name in first else ()), *is_alone]
        else:
            fitting[name] = [] if others else is_alone
    fitting = {name: ids for name, ids in fitting.items() if 0 < len(ids) < FEW}
    files = on_file(tx, {who for ids in fitting.values() for who in ids})
    found: dict[str, int] = {}
    for name, ids in fitting.items():
        for title in filter(fold, titles[name]):
            titled = [who for who in dict.fromkeys(ids) if files[who].is_titled(title, day)]
            titled = uncontradicted(titled, standing_of([title]), files)
            if len(titled) == 1:
                found[name] = titled[0]
                break
    return found


def by_roles(tx: Connection, descriptions: Iterable[str], day: date | None) -> dict[str, int]:
    """Return who held the role that each description names on `day`, or ever if that is None.

    Places in it ("the Chinese foreign minister") must be those of the role. A description is left out if nobody or more
    than one person matches.
    """
    places = {one: [word for word in role_parts(one) if word in PLACE_WORDS] for one in descriptions}
    offices = {one: office_of(one) for one in places}
    # "the president": of what?
    offices = {one: office for one, office in offices.items() if office and (places[one] or " " in office)}
    holders: dict[str, list[known.Held]] = {}
    for role in known.holders(tx, set(offices.values())):
        if role.on(day):
            holders.setdefault(role.office, []).append(role)
    found: dict[str, int] = {}
    for one, office in offices.items():
        fitting = {
            role.id
            for role in holders.get(office, ())
            if _within(places[one], role_parts(f"{role.title} {role.organization or ''}"))
        }
        if len(fitting) == 1:
            found[one] = fitting.pop()
    return found


def _within(places: Iterable[str], words: Collection[str]) -> bool:
    """Check whether each place is among `words`, as itself or as its people ("chinese", "china")."""
    return all(any(p == w or (len(p) > 3 and p[:4] == w[:4]) for w in words) for p in places)
