"""Which speaker a name means; a new one is added if there is none.

Names are compared folded, then by their parts ("Antony J. Blinken" is the one Antony Blinken known). A description
("the secretary of state") is resolved by the roles that speakers held on that day.

A name that many can have is known only within its source: an unnamed speaker ("two officials"), a family name without a
title ("Reed"), a body that every country has ("the health ministry"). Two people of one name are kept apart by a suffix
("Jr.") and by an occupation that does not go with any of the other's. If two speakers match, neither is chosen: a new
one is added, or, if both have that very name, the speaker is left open, and `factdb speakers duplicates` proposes the
pair. A merged speaker is represented by the one it was merged into.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection

from factdb.extract import Mention
from factdb.extract.vocabulary import GIVEN_GENDER, HONORIFIC_ROLE
from factdb.matching.common import is_body_of_a_place, is_common_body, is_common_group, is_known_body
from factdb.matching.names import fold, spellings, suffixes_of
from factdb.matching.occupations import NOTHING, Standing, printed_title, standing_of
from factdb.matching.offices import SMALL
from factdb.store import known
from factdb.store.bearers import Called, by_parts, by_roles, by_titles, on_file, uncontradicted
from factdb.store.decisions import Values
from factdb.store.speakers import insert_names, insert_speakers


@dataclass(slots=True)
class _Asked:
    """What an article says about a speaker with one name."""

    name: str
    """By which the speaker is looked for and made: "Pope Francis" for the Francis whom the article calls so."""
    titles: list[str] = field(default_factory=list)
    standing: Standing = NOTHING


def _asked(tx: Connection, mentions: Iterable[Mention], source_id: int) -> dict[Called, _Asked]:
    asked: dict[Called, _Asked] = {}
    headline: str | None = None
    for mention in mentions:
        if not mention.name:
            if mention.basis == "named" and mention.kind == "person":
                # One of two of that family name: the one whom the headline names is who needs no first name below it.
                headline = known.headline(tx, source_id) if headline is None else headline
                named = _in_headline(mention.text, headline)
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
    """Return the full name that a headline gives to a family name, if it names only one such person."""
    named = set(re.findall(rf"\b([A-Z][\w-]+) {re.escape(family)}\b", headline))
    return f"{named.pop()} {family}" if len(named) == 1 and named <= GIVEN_GENDER.keys() else None


# They come before a lone first name, and only both together are a name: "King Charles".
_REGAL = frozenset("King Queen Pope Prince Princess Emperor Empress Sultan Emir".split())


def _is_bare(name: str) -> bool:
    """Check whether a person's name is only a family name or only a first name, which many people have."""
    words = fold(name).split()
    return len(words) - len(suffixes_of(words)) < 2


@lru_cache(maxsize=50_000)
def known_within_its_article(kind: str, name: str) -> bool:
    """Return whether many have a name, so that it says who is meant in its article only: "Reed", "police"."""
    folded = fold(name) or name
    if kind == "person":
        return _is_bare(name) and not is_known_body(folded)
    return (kind == "organization" and is_common_body(folded)) or (kind == "collective" and is_common_group(name))


def _key(name: str) -> str:
    return fold(name) or name


def _ways(name: str) -> frozenset[str]:
    """Return the folded forms under which a name is looked up."""
    return spellings(_key(name))


def _having(tx: Connection, asked: Mapping[Called, _Asked], source_id: int) -> dict[Called, list[known.Bearer]]:
    """Return who has each name, of unnamed speakers those of the source; names that nobody has are left out."""
    names = {
        called: [(way, source_id if called[0] == "unnamed" else 0) for way in sorted(_ways(one.name))]
        for called, one in asked.items()
    }
    rows = known.called(tx, chain.from_iterable(names.values()))
    having = {called: [row for name in some for row in rows.get(name, ())] for called, some in names.items()}
    return {called: those for called, those in having.items() if those}


def _candidates(
    tx: Connection, asked: Mapping[Called, _Asked], source_id: int, here: Collection[int]
) -> dict[Called, list[int]]:
    """Return whom each name can mean of those who have it; `here` are the speakers whom the source quotes already.

    A name that says who is meant in its article only means them, or whom a person gave it to, or for a body of which
    there are many, whom the publisher calls so.
    """
    having = _having(tx, asked, source_id)
    folded = {called: _key(asked[called].name) for called in having}
    borne = known.bearers(tx, set(filter(is_known_body, folded.values())), most=1)
    found: dict[Called, list[int]] = {}
    of_publisher: dict[Called, list[int]] = {}
    for called, rows in having.items():
        kind, name = called[0], folded[called]
        famous = borne.get(name) == []
        # Extraction may take a body for a person; one word is too little to overrule it: "Jordan", family and country.
        rows = [row for row in rows if row.kind == kind] or (rows if famous or " " in name else [])
        found[called] = ids = list(dict.fromkeys(row.id for row in rows))
        bare = kind == "person" and not famous and _is_bare(asked[called].name)
        common = kind != "person" and known_within_its_article(kind, asked[called].name)
        if bare or common:
            by_hand = list(dict.fromkeys(row.id for row in rows if row.by_hand))
            found[called] = [who for who in ids if who in here] or by_hand
            if common and not found[called]:
                of_publisher[called] = ids
    by_it = known.quoted_by_its_publisher(tx, {who for ids in of_publisher.values() for who in ids}, source_id)
    return found | {called: [who for who in ids if who in by_it] for called, ids in of_publisher.items()}


def _known_as(tx: Connection, asked: Mapping[Called, _Asked], source_id: int) -> tuple[dict[Called, int], set[Called]]:
    """Return the speaker whom each name means of those who have it, and the names that stay open.

    A name stays open if it fits two, and nothing says which of them is meant. One that is neither means somebody new,
    or somebody known by another name.
    """
    here = known.quoted_in(tx, source_id)
    candidates = _candidates(tx, asked, source_id, here)
    files = on_file(tx, {who for called, ids in candidates.items() if asked[called].standing for who in ids})
    found: dict[Called, int] = {}
    left_open: set[Called] = set()
    for called, ids in candidates.items():
        standing = asked[called].standing
        fitting = uncontradicted(ids, standing, files)
        if fitting and len(ids) > 1:
            quoted = [who for who in fitting if who in here]
            agreeing = [who for who in fitting if standing and standing.agrees(files[who].standing)]
            fitting = next((sure for sure in (quoted, agreeing) if len(sure) == 1), [])
            if not fitting:
                left_open.add(called)
        if fitting:
            found[called] = fitting[0]
    return found, left_open


class Read(NamedTuple):
    """Which speakers mentions mean, before anything is written."""

    found: dict[Called, int]
    """(kind, name) -> speaker id; (kind, words) for a speaker without a name who is known by a role."""
    forms: dict[str, int]
    """Names of a person that are not stored yet -> the person whose name they are another form of."""
    new: dict[Called, str]
    """Speakers with no stored name -> the names they will get."""
    later: dict[Called, Called]
    """Names that begin with words that belong before them -> the new speaker they mean."""


def read_speakers(tx: Connection, mentions: Iterable[Mention], source_id: int, day: date | None = None) -> Read:
    """Find which speakers `mentions` mean, without writing anything.

    A name that two people have is left out if nothing distinguishes them: only an editor can decide which is meant.

    Args:
        tx: The transaction.
        mentions: The mentions in one source.
        source_id: The source.
        day: Its day of publication, by which roles are resolved.
    """
    mentions = list(mentions)
    described = [m for m in mentions if m.basis == "title" and (m.name is None or m.kind == "unnamed")]
    holders = by_roles(tx, [m.text for m in described], day)
    found: dict[Called, int] = {(m.kind, m.name or m.text): holders[m.text] for m in described if m.text in holders}
    asked = {called: one for called, one in _asked(tx, mentions, source_id).items() if called not in found}
    theirs, left_open = _known_as(tx, asked, source_id)
    found |= theirs
    asked = {called: one for called, one in asked.items() if called not in left_open}
    people = {one.name: one for called, one in asked.items() if called[0] == "person" and called not in found}
    alike = by_parts(tx, list(people), {name: one.standing for name, one in people.items()})
    alike |= by_titles(tx, {name: one.titles for name, one in people.items() if name not in alike}, day)
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
    """Find which speakers `mentions` mean, and add those who are new.

    Args:
        tx: The transaction.
        mentions: The mentions in one source.
        source_id: The source.
        run_id: The import run.
        origin: What found them: "rules 1".
        day: The day of publication, by which roles are resolved.

    Returns:
        (kind, name) -> speaker id, as in `Read.found`.
    """
    found, forms, new, later = read_speakers(tx, mentions, source_id, day)
    insert_names(tx, [(who, name, "alias") for name, who in forms.items() if _says_who(name)], run_id)
    made = _make(tx, new, source_id, run_id, origin)
    return found | made | {called: made[means] for called, means in later.items()}


def _leftovers(tx: Connection, asked: Mapping[Called, _Asked], found: Collection[Called]) -> dict[Called, Called]:
    """Find names that begin with words that belong before them, such as "Washington Post Trump".

    Returns:
        Each such name ("In a meeting at the Washington Post Trump said") -> the one person in the article with that
        family name.
    """
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
            or any(row.kind == "organization" for row in known.called(tx, [(body, 0)]).get((body, 0), ()))
        ):
            meant[called] = bearers[0]
    return meant


def _among_the_named(tx: Connection, mentions: Iterable[Mention], found: Mapping[Called, int]) -> dict[Called, int]:
    """Resolve an office ("The Indiana governor") to the one person in the article who was given that title.

    Returns:
        (kind, words) -> speaker id, for mentions that the article leaves open.
    """
    people = {name: who for (kind, name), who in found.items() if kind == "person"}
    unclear = [m for m in mentions if m.name is None and m.kind == "person" and m.basis == "title"]
    offices = {m.text: words for m in unclear if len(words := _office_words(m.text)) > 1}  # "the governor": of what?
    if not offices or not people:
        return {}
    titles = known.titles_given(tx, set(people.values()))
    meant: dict[Called, int] = {}
    for text, office in offices.items():
        fitting = {who for who, given in titles.items() if any(_is_short_for(office, title) for title in given)}
        if len(fitting) == 1:
            meant["person", text] = fitting.pop()
    return meant


def _is_short_for(office: Sequence[str], title: str) -> bool:
    """Check whether the words of an office are short for a title of the same office."""
    titled = _office_words(title)
    lesser = _LESSER.intersection(titled).difference(office)
    return titled[-1:] == office[-1:] and set(office) <= set(titled) and not lesser


_LESSER = frozenset("vice deputy former ex acting assistant associate past late then".split())


@lru_cache(maxsize=10_000)
def _office_words(title: str) -> tuple[str, ...]:
    """Return the words of a title before what it is in charge of: "The Indiana Gov." -> ("indiana", "governor")."""
    before = re.split(r",| (?:of|for|to|at|in|from|with|who|on) ", title)[0]
    words = (HONORIFIC_ROLE.get(word, word) for word in before.split())
    return tuple(word for word in fold(" ".join(words)).split() if word not in SMALL or word in _LESSER)


def _make(tx: Connection, new: Mapping[Called, str], source_id: int, run_id: int, origin: str) -> dict[Called, int]:
    """Add the new speakers of an article with their names, and return their ids.

    Two spellings of one name ("U.S." and "US") are one speaker.
    """
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
    """Check whether a name identifies a person: a lone family name, or one after an initial, does not."""
    words = fold(name).split()
    return len(words) > 1 and len(words[0]) > 1
