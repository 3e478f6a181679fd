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
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from factdb.database.models import Source
from factdb.extract import Mention
from factdb.extract.vocabulary import GIVEN_GENDER, HONORIFIC_ROLE
from factdb.matching.common import is_body_of_a_place, is_common_body, is_common_group, is_known_body
from factdb.matching.names import fold, spellings, suffixes_of
from factdb.matching.occupations import NOTHING, Standing, printed_title, standing_of
from factdb.matching.offices import SMALL
from factdb.store import known
from factdb.store.bearers import Called, by_parts, by_role, by_title, standing_on_file, uncontradicted
from factdb.store.decisions import Values
from factdb.store.speakers import insert_names, insert_speakers


@dataclass(slots=True)
class _Asked:
    """What an article says about a speaker with one name."""

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
    """Return the full name that a headline gives to a family name, if it names only one such person."""
    named = set(re.findall(rf"\b([A-Z][\w-]+) {re.escape(family)}\b", headline))
    return f"{named.pop()} {family}" if len(named) == 1 and named <= GIVEN_GENDER.keys() else None


# They come before a first name alone, and only both are a name: "King Charles".
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


def _ways(name: str) -> frozenset[str]:
    """Return the folded forms under which a name is looked up."""
    return spellings(fold(name) or name)


class _OpenError(Exception):
    """Two speakers have that very name, and nothing says which of them is meant."""


def _known_as(tx: Connection, kind: str, asked: _Asked, rows: Sequence[Any], source_id: int) -> int | None:
    """Return the speaker whom a name means, among the `rows` of those who have it.

    None if it means somebody new, or somebody known by another name.

    Raises:
        _OpenError: Two fit, and nothing says which of them is meant.
    """
    folded = fold(asked.name) or asked.name
    famous = is_known_body(folded) and not known.bearers(tx, folded, most=1)
    bare = kind == "person" and not famous and _is_bare(asked.name)
    common = kind != "person" and known_within_its_article(kind, asked.name)
    # Extraction may take a body for a person; one word is too little to overrule it: "Jordan", family and country.
    rows = [row for row in rows if row.kind == kind] or (list(rows) if famous or " " in folded else [])
    ids = list(dict.fromkeys(row.id for row in rows))
    if bare or common:
        by_hand = list(dict.fromkeys(row.id for row in rows if row.by_hand))
        here = known.quoted_in(tx, ids, source_id) or by_hand
        ids = here or ([] if bare else known.quoted_by_its_publisher(tx, ids, source_id))
    fitting = uncontradicted(tx, ids, asked.standing)
    if len(ids) < 2 or not fitting:
        return fitting[0] if fitting else None
    here = known.quoted_in(tx, fitting, source_id)
    agreeing = [who for who in fitting if asked.standing.agrees(standing_on_file(tx, who))]
    for sure in (here, agreeing):
        if len(sure) == 1:
            return sure[0]
    raise _OpenError


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
            or any(row.kind == "organization" for row in known.called(tx, [body]))
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
    if not unclear or not people:
        return {}
    meant: dict[Called, int] = {}
    for mention in unclear:
        fitting = {who for who in set(people.values()) if _called_by_office(tx, who, mention.text)}
        if len(fitting) == 1:
            meant[mention.kind, mention.text] = fitting.pop()
    return meant


def _called_by_office(tx: Connection, speaker_id: int, description: str) -> bool:
    """Check whether an article gave a speaker a title that `description` is short for, of the same office."""
    asked = _office_words(description)
    if len(asked) < 2:
        return False  # "the governor": of what?
    return any(
        titled[-1:] == asked[-1:] and set(asked) <= set(titled) and _LESSER.isdisjoint(set(titled) - set(asked))
        for titled in map(_office_words, known.titles_given(tx, speaker_id))
    )


_LESSER = frozenset("vice deputy former ex acting assistant associate past late then".split())


def _office_words(title: str) -> list[str]:
    """Return the words of a title before what it is in charge of: "The Indiana Gov." -> ["indiana", "governor"]."""
    before = re.split(r",| (?:of|for|to|at|in|from|with|who|on) ", title)[0]
    words = (HONORIFIC_ROLE.get(word, word) for word in before.split())
    return [word for word in fold(" ".join(words)).split() if word not in SMALL or word in _LESSER]


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
    """Check whether a name identifies a person: a family name alone, or after an initial, does not."""
    words = fold(name).split()
    return len(words) > 1 and len(words[0]) > 1
