"""Rows of publishers, and under which of them a source is stored whose publisher is printed in another spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from factdb.database.load import insert_numbered, select_among
from factdb.database.models import Publisher, Source
from factdb.matching.publishers import name_keys, site_of
from factdb.store.decisions import TABLES


def publisher_ids(tx: Connection, names: Collection[str], run_id: int) -> dict[str, int]:
    """Return the ids of the publishers with exactly these names; missing ones are added."""
    known = dict(select_among(tx, "SELECT name, id FROM publishers WHERE name {among}", set(names)))
    new = [name for name in dict.fromkeys(names) if name not in known]
    ids = insert_numbered(tx, TABLES["publishers"], [{"name": name, "import_run_id": run_id} for name in new])
    return known | dict(zip(new, ids, strict=True))


def publishers_on(
    tx: Connection, printed: Sequence[tuple[str | None, str | None]], run_id: int
) -> list[tuple[int | None, bool]]:
    """Return under which publishers sources with these (name, URL) are to be stored, and if by another spelling.

    Missing ones are added.

    That is the publisher of exactly that name or, if there is none, one of an alike name (see `name_keys`) with sources
    on the same site (see `site_of`): what is printed there as "Elm Post" and "The Elm Post Online" has one publisher.
    """
    names = {name for name, _ in printed if name}
    known = dict(select_among(tx, "SELECT name, id FROM publishers WHERE name {among}", names))
    alike = None if names <= known.keys() else _Alike(tx)
    here: defaultdict[str | None, set[int]] = defaultdict(set)
    found: list[tuple[int | None, bool]] = []
    for name, url in printed:
        if not name:
            found.append((None, False))
            continue
        site = site_of(url)
        number = known.get(name)
        if number is None and alike and site:
            same = (one for one in alike.to(name) if one in here[site] or _is_on(tx, one, site))
            number = min(same, default=None)
        if number is None:
            number = known[name] = publisher_ids(tx, [name], run_id)[name]
            assert alike is not None  # as the name was not known
            alike.add(name, number)
        here[site].add(number)
        found.append((number, known.get(name) != number))
    return found


def _is_on(tx: Connection, publisher_id: int, site: str) -> bool:
    """Return whether a publisher has sources on a site, from the first that mention it."""
    urls = select(Source.url).where(Source.publisher_id == publisher_id, Source.url.contains(site, autoescape=True))
    return any(site_of(url) == site for url in tx.execute(urls.limit(20)).scalars())


class _Alike:
    """All publishers, by the keys of their names."""

    def __init__(self, tx: Connection) -> None:
        self._by_letters: defaultdict[str, set[int]] = defaultdict(set)
        self._by_initials: defaultdict[str, set[int]] = defaultdict(set)
        for name, number in tx.execute(select(Publisher.name, Publisher.id)):
            self.add(name, number)

    def add(self, name: str, number: int) -> None:
        letters, initials = name_keys(name)
        self._by_letters[letters].add(number)
        for some in initials:
            self._by_initials[some].add(number)

    def to(self, name: str) -> set[int]:
        """Return the publishers of alike names."""
        letters, initials = name_keys(name)
        if not letters:
            return set()
        return self._by_letters[letters].union(self._by_initials[letters], *(self._by_letters[one] for one in initials))
