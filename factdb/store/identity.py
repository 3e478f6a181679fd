"""Whom a name means: the speaker known by it, made if there is none.

Names are compared folded, then by their parts ("Antony J. Blinken" is the one Antony Blinken known), and a description
("the secretary of state") by the roles that speakers held on that day. What is no name of one alone is known within its
source only: an unnamed one ("two officials"), a family name without a title ("Reed"), a body that every country has
("the health ministry"). A suffix ("Jr.") and an occupation that goes with none of the other's make two of one name.
Where two fit, nobody is chosen: somebody new is made, or, where both go by that very name, it is left open, and
`factdb speakers duplicates` proposes the pair. A merged speaker answers for those merged into it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from factdb.database.models import Source
from factdb.extract import Mention
from factdb.extract.vocabulary import FAMILY_FIRST, GIVEN_GENDER, HONORIFIC_ROLE
from factdb.matching.common import is_body_of_a_place, is_common_body, is_common_group, is_known_body
from factdb.matching.names import fold, hyphenated, parts_of, same_person, spellings, suffixes_of
from factdb.matching.occupations import NOTHING, Standing, printed_title, standing_of
from factdb.matching.offices import PLACE_WORDS, SMALL, office_of, role_parts
from factdb.store import known
from factdb.store.decisions import Values
from factdb.store.speakers import insert_names, insert_speakers

# (kind, name): what a mention says of its speaker.
Called = tuple[str, str]

# A name is another form of a known one's where `names.same_person` says so with this certainty; by an initial alone
# only where nobody else of that family name is known.
SURE, BY_INITIAL = 0.9, 0.8
# So many people of one family name say nothing of whom it means.
FEW = 20


def known_speakers(tx: Connection, wanted: Collection[Called], source_id: int) -> dict[Called, int]:
    """The ids of those of `wanted` who are known: of several by one name, whom the source mentions already, then one
    of the kind asked for, then the first."""
    found = {}
    for (kind, name, _), ids in all_known(tx, [(kind, name, source_id) for kind, name in wanted]).items():
        found[kind, name] = (known.quoted_in(tx, ids, source_id) or ids)[0] if len(ids) > 1 else ids[0]
    return found


def all_known(tx: Connection, wanted: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str, int], list[int]]:
    """Everybody who goes by each of `wanted` (kind, name, id of the source that speaks of them): those of the kind
    asked for, else those of any. Left out where nobody does."""
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
    """The person whom each of `names` (not known as such) means as a longer or shorter form: with or without a middle
    name, by initials. Left out where nobody fits or two do, and where the `standings` of the names speak against it."""
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
        fitting = _uncontradicted(tx, near, (standings or {}).get(name, NOTHING))
        if len(fitting) != 1 or not key:
            continue
        if scores[fitting[0]] < SURE:
            family = key.rpartition(" ")[0]
            if len(known.bearers(tx, family, most=2)) != 1:
                continue
        found[name] = fitting[0]
    return found


def _one_first_name(name: str, other: str) -> bool:
    """Whether both names have the whole of a first name with a hyphen, or its initial: Anne Duff is no Anne-Marie."""
    for whole, words in ((hyphenated(name), fold(other).split()), (hyphenated(other), fold(name).split())):
        if whole and len(words[0]) > 1 and tuple(words[: len(whole)]) != whole:
            return False
    return True


def by_title(tx: Connection, name: str, title: str, day: date | None) -> int | None:
    """The person whom a family name means beside a title that he was given before or holds on file ("President Obama"
    after "President Barack Obama"), or whom a full name means after the family name alone. None where nobody fits or
    two do."""
    words = fold(name).split()
    if not words or not fold(title):
        return None
    family = words[-1]
    alone = [row.id for row in known.called(tx, [family]) if row.kind == "person"]
    bearers = known.bearers(tx, family, most=FEW)
    if len(words) == 1 and name in FAMILY_FIRST:
        bearers += known.beginning_with(tx, family, most=FEW)
    # Whoever bears the family name beside a first name may be another.
    fitting = [*bearers, *alone] if len(words) == 1 else [] if bearers else alone
    titled = [who for who in dict.fromkeys(fitting) if _titled(tx, who, title, day)]
    titled = _uncontradicted(tx, titled, standing_of([title]))
    return titled[0] if len(titled) == 1 and len(fitting) < FEW else None


def _titled(tx: Connection, speaker_id: int, title: str, day: date | None) -> bool:
    """Whether a speaker was given that title before, or held a role then that it is short for."""
    if fold(title) in map(fold, known.titles_given(tx, speaker_id)):
        return True
    wanted = set(role_parts(title))
    held = known.roles_of(tx, speaker_id, day) if wanted else []
    return any(wanted <= set(role_parts(f"{r.title} {r.organization or ''}")) for r in held)


def _uncontradicted(tx: Connection, ids: Sequence[int], standing: Standing) -> list[int]:
    """Those of these speakers of whom nothing on file contradicts `standing`."""
    if not standing:
        return list(ids)
    return [who for who in ids if not standing.contradicts(_standing(tx, who))]


def _standing(tx: Connection, speaker_id: int) -> Standing:
    """What a speaker is known to be by the titles given and the roles on file."""
    held = [
        f"{role.title} of {role.organization}" if role.organization else role.title
        for role in known.roles_of(tx, speaker_id, None)
    ]
    return standing_of([*known.titles_given(tx, speaker_id), *held])


def by_role(tx: Connection, description: str, day: date | None) -> int | None:
    """Who held on `day` (at any time where that is None) the role that `description` names: the one who fits; None
    where nobody does or two do. Places in it ("the Chinese foreign minister") must be those of the role."""
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
    """Whether each place is among `words`, as itself or by its people ("chinese", "china")."""
    return all(any(p == w or (len(p) > 3 and p[:4] == w[:4]) for w in words) for p in places)


@dataclass(slots=True)
class _Asked:
    """What an article says of one whom it calls by a name."""

    name: str
    """By which the speaker is looked for and made: "Pope Francis" for the Francis whom the article calls so."""
    titles: list[str] = field(default_factory=list)
    standing: Standing = NOTHING


def _asked(mentions: Iterable[Mention], headline: str) -> dict[Called, _Asked]:
    asked: dict[Called, _Asked] = {}
    for mention in mentions:
        if not mention.name:
            # One of two of that family name: the one whom the headline names is who needs no first name below it.
            named = (
                _in_headline(mention.text, headline) if mention.basis == "named" and mention.kind == "person" else None
            )
            if named is not None:
                asked.setdefault((mention.kind, mention.text), _Asked(named))
            continue
        one = asked.setdefault((mention.kind, mention.name), _Asked(mention.name))
        if mention.kind == "person":
            one.titles += [title for title in (mention.title, printed_title(mention.text)) if title]
            before = mention.text.removesuffix(mention.name).split()
            if before and before[-1] in _REGAL and _is_bare(mention.name):
                one.name = f"{before[-1]} {mention.name}"
    for one in asked.values():
        one.standing = standing_of(one.titles)
    return asked


def _in_headline(family: str, headline: str) -> str | None:
    """The full name that a headline gives to one of that family name, where it names one alone."""
    named = set(re.findall(rf"\b([A-Z][\w-]+) {re.escape(family)}\b", headline))
    return f"{named.pop()} {family}" if len(named) == 1 and named <= GIVEN_GENDER.keys() else None


# They stand with a first name alone, and only both are a name: "King Charles".
_REGAL = frozenset("King Queen Pope Prince Princess Emperor Empress Sultan Emir".split())


def _is_bare(name: str) -> bool:
    """Whether a person's name is a family or a first name alone, which many bear."""
    words = fold(name).split()
    return len(words) - len(suffixes_of(words)) < 2


def _ways(name: str) -> frozenset[str]:
    """The folded forms under which a name is looked up."""
    return spellings(fold(name) or name)


class _OpenError(Exception):
    """Two go by that very name, and nothing tells which of them is meant."""


def _known_as(tx: Connection, kind: str, asked: _Asked, rows: Sequence[Any], source_id: int) -> int | None:
    """The speaker who goes by a name and is meant by it, among the `rows` of those who go by it; None where that is
    somebody new, or known by another name."""
    folded = fold(asked.name) or asked.name
    famous = is_known_body(folded) and not known.bearers(tx, folded, most=1)
    bare = kind == "person" and not famous and _is_bare(asked.name)
    common = (kind == "organization" and is_common_body(folded)) or (
        kind == "collective" and is_common_group(asked.name)
    )
    # Extraction may take a body for a person; one word is too little to overrule it: "Jordan", family and country.
    rows = [row for row in rows if row.kind == kind] or (list(rows) if famous or " " in folded else [])
    ids = list(dict.fromkeys(row.id for row in rows))
    if bare or common:
        by_hand = list(dict.fromkeys(row.id for row in rows if row.by_hand))
        here = known.quoted_in(tx, ids, source_id) or by_hand
        ids = here or ([] if bare else known.quoted_by_its_publisher(tx, ids, source_id))
    fitting = _uncontradicted(tx, ids, asked.standing)
    if len(ids) < 2 or not fitting:
        return fitting[0] if fitting else None
    here = known.quoted_in(tx, fitting, source_id)
    agreeing = [who for who in fitting if asked.standing.agrees(_standing(tx, who))]
    for sure in (here, agreeing):
        if len(sure) == 1:
            return sure[0]
    raise _OpenError


class Read(NamedTuple):
    """Whom mentions mean, before anything is written."""

    found: dict[Called, int]
    """(kind, name) -> speaker id; (kind, words) of one without a name whom a role tells."""
    forms: dict[str, int]
    """Names by which a person is not known yet -> the person of whose name they are another form."""
    new: dict[Called, str]
    """Those whom nobody stored is called -> the names they shall have."""
    later: dict[Called, Called]
    """Names that begin with what belongs before them -> which of the new ones they are."""


def read_speakers(tx: Connection, mentions: Iterable[Mention], source_id: int, day: date | None = None) -> Read:
    """Say whom `mentions` mean. `day` is that of publication, by which roles are told. A name that two people bear is
    left out where nothing tells them apart: only an editor can say which of them is meant."""
    mentions = list(mentions)
    found: dict[Called, int] = {}
    for mention in mentions:
        if mention.basis == "title" and (mention.name is None or mention.kind == "unnamed"):
            holder = by_role(tx, mention.text, day)
            if holder is not None:
                found[mention.kind, mention.name or mention.text] = holder
    headline = tx.execute(select(Source.title).where(Source.id == source_id)).scalar() or ""
    asked = {called: one for called, one in _asked(mentions, headline).items() if called not in found}
    named = {way for (kind, _), one in asked.items() if kind != "unnamed" for way in _ways(one.name)}
    rows: dict[tuple[str, int], list[Any]] = {}
    for row in [*known.called(tx, sorted(named)), *known.called_within(tx, [source_id])]:
        rows.setdefault((row.folded, row.scope), []).append(row)
    for called, one in list(asked.items()):
        scope = source_id if called[0] == "unnamed" else 0
        those = [row for way in sorted(_ways(one.name)) for row in rows.get((way, scope), ())]
        try:
            who = _known_as(tx, called[0], one, those, source_id)
        except _OpenError:
            del asked[called]
            continue
        if who is not None:
            found[called] = who
    people = {one.name: one for called, one in asked.items() if called[0] == "person" and called not in found}
    alike = by_parts(tx, list(people), {name: one.standing for name, one in people.items()})
    for name, one in people.items():
        for title in dict.fromkeys(one.titles):
            who = alike.get(name) or by_title(tx, name, title, day)
            if who is not None:
                alike[name] = who
    found |= {called: alike[one.name] for called, one in asked.items() if called not in found and one.name in alike}
    leftovers = _leftovers(tx, asked, found)
    new = {called: one.name for called, one in asked.items() if called not in found and called not in leftovers}
    found |= {called: found[means] for called, means in leftovers.items() if means in found}
    later = {called: means for called, means in leftovers.items() if means in new}
    return Read(_among_the_named(tx, mentions, found) | found, alike, new, later)


def resolve_speakers(
    tx: Connection,
    mentions: Iterable[Mention],
    source_id: int,
    run_id: int,
    origin: str,
    day: date | None = None,
) -> dict[Called, int]:
    """Say whom `mentions` mean, as `Read.found` does, and make speakers of those whom nobody stored is called; they
    come from `origin` ("rules 1")."""
    found, forms, new, later = read_speakers(tx, mentions, source_id, day)
    insert_names(tx, [(who, name, "alias") for name, who in forms.items() if _says_who(name)], run_id)
    made = _make(tx, new, source_id, run_id, origin)
    return found | made | {called: made[means] for called, means in later.items()}


def _leftovers(tx: Connection, asked: Mapping[Called, _Asked], found: Collection[Called]) -> dict[Called, Called]:
    """Names that begin with what belongs before them ("In a meeting at the Washington Post Trump said"), each with the
    one person of the article whose family name ends it."""
    people = [called for called in asked if called[0] == "person"]
    bodies = {fold(one.name) for (kind, _), one in asked.items() if kind == "organization"}
    meant = {}
    for called in asked:
        words = fold(called[1]).split()
        if called in found or called[0] not in ("person", "organization") or len(words) < 3:
            continue
        body = " ".join(words[:-1])
        bearers = [one for one in people if one != called and fold(one[1]).split()[-1:] == words[-1:]]
        if len(bearers) != 1:
            continue
        if (
            body in bodies
            or is_known_body(body)
            or is_body_of_a_place(body)
            or any(row.kind == "organization" for row in known.called(tx, [body]))
        ):
            meant[called] = bearers[0]
    return meant


def _among_the_named(tx: Connection, mentions: Iterable[Mention], found: Mapping[Called, int]) -> dict[Called, int]:
    """(kind, words) -> speaker of those whom the article leaves open and the archive knows among the people whom it
    names: an office ("The Indiana governor") by whose title one alone was called."""
    people = {name: who for (kind, name), who in found.items() if kind == "person"}
    unclear = [m for m in mentions if m.name is None and m.kind == "person" and m.basis == "title"]
    if not unclear or not people:
        return {}
    meant: dict[Called, int] = {}
    for mention in unclear:
        fitting = {who for who in set(people.values()) if _called_by_office(tx, who, mention.text)}
        if len(fitting) == 1:
            meant[mention.kind, mention.text] = fitting.pop()
    return meant


def _called_by_office(tx: Connection, speaker_id: int, description: str) -> bool:
    """Whether an article gave a speaker a title that `description` is short for: the same office, no lesser one."""
    asked = _office_words(description)
    if len(asked) < 2:
        return False  # "the governor": of what?
    return any(
        titled[-1:] == asked[-1:] and set(asked) <= set(titled) and _LESSER.isdisjoint(set(titled) - set(asked))
        for titled in map(_office_words, known.titles_given(tx, speaker_id))
    )


_LESSER = frozenset("vice deputy former ex acting assistant associate past late then".split())


def _office_words(title: str) -> list[str]:
    """The words of a title up to what it is over: "The Indiana Gov." -> ["indiana", "governor"]."""
    before = re.split(r",| (?:of|for|to|at|in|from|with|who|on) ", title)[0]
    words = (HONORIFIC_ROLE.get(word, word) for word in before.split())
    return [word for word in fold(" ".join(words)).split() if word not in SMALL or word in _LESSER]


def _make(tx: Connection, new: Mapping[Called, str], source_id: int, run_id: int, origin: str) -> dict[Called, int]:
    """Make the speakers who are called so in an article and shall have these names; their ids. Two spellings of one
    name ("U.S." and "US") are one."""
    keys: dict[Called, str] = {}
    for (kind, _), name in new.items():
        keys.setdefault((kind, fold(name) or name), name)
    rows: list[Values] = [
        {
            "kind": kind,
            "name": name,
            "scope_source_id": source_id if kind == "unnamed" else None,
            "status": "extracted",
            "origin": origin,
        }
        for (kind, _), name in keys.items()
    ]
    made = dict(zip(keys, insert_speakers(tx, rows, run_id), strict=True))
    insert_names(tx, [(made[key], name, "primary") for key, name in keys.items()], run_id)
    return {(kind, called): made[kind, fold(name) or name] for (kind, called), name in new.items()}


def _says_who(name: str) -> bool:
    """Whether a name says by itself whom it means: a family name alone, or behind an initial, is the next one's too."""
    words = fold(name).split()
    return len(words) > 1 and len(words[0]) > 1
