"""What speaker resolution asks of the database: one function for each question, asked for all names of an article."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from factdb.database.load import among, select_among
from factdb.matching.occupations import printed_title

# A folded name, and the only source in which an unnamed speaker has it, 0 for all others.
Name = tuple[str, int]


class Bearer(NamedTuple):
    """Somebody who has a name."""

    name: Name
    kind: str
    id: int
    by_hand: bool
    """Whether a person said so."""


class Form(NamedTuple):
    """A name of a person."""

    name: str
    folded: str
    parts: str
    id: int


class Held(NamedTuple):
    """A role that a speaker held between two days, ISO 8601, where they are known."""

    id: int
    title: str
    organization: str | None
    office: str
    held_from: str | None
    held_until: str | None

    def on(self, day: date | None) -> bool:
        """Return whether it was held on `day`, or ever if that is None."""
        now = day.isoformat() if day else ""
        return not now or ((self.held_from or now) <= now <= (self.held_until or now))


def called(tx: Connection, names: Iterable[Name]) -> dict[Name, list[Bearer]]:
    """Return everybody who has each of these names, in the order of their ids; names that nobody has are left out."""
    wanted = set(names)
    # Worded so that no index answers it: nearly everybody has no scope, and SQLite would begin there.
    anywhere = _named(
        tx, "n.folded {among} AND coalesce(s.scope_source_id, 0) = 0", {n for n, scope in wanted if not scope}
    )
    # By their sources: a large archive knows very many "officials", a source few.
    within = _named(tx, "s.scope_source_id {among}", {scope for _, scope in wanted if scope})
    found: dict[Name, list[Bearer]] = {}
    for row in (*anywhere, *within):
        if row.name in wanted:
            found.setdefault(row.name, []).append(row)
    return found


def _named(tx: Connection, which: str, values: Collection[Any]) -> list[Bearer]:
    sql = (
        "SELECT n.folded, coalesce(s.scope_source_id, 0), s.kind, coalesce(s.merged_into_id, s.id),"
        " s.status = 'confirmed' OR s.origin IN ('record', 'list') OR n.import_run_id IS NULL"
        " FROM speaker_names n JOIN speakers s ON s.id = n.speaker_id"
        f" WHERE s.status <> 'rejected' AND {which} ORDER BY s.id"
    )
    return [Bearer((folded, scope), *row) for folded, scope, *row in select_among(tx, sql, values)]


def with_parts(tx: Connection, parts: Collection[str]) -> list[Form]:
    """Return the names of people that have one of these `parts` (see `names.parts_of`)."""
    sql = (
        "SELECT n.name, n.folded, n.parts, s.canonical_id FROM speaker_names n JOIN speakers s ON s.id = n.speaker_id"
        " WHERE s.kind = 'person' AND s.status <> 'rejected' AND n.parts {among} ORDER BY s.id"
    )
    return [Form._make(row) for row in select_among(tx, sql, parts)]


def bearers(tx: Connection, families: Collection[str], most: int) -> dict[str, list[int]]:
    """Return the ids of at most `most` people known by a first name and each of these folded family names."""
    return _beginning(tx, "parts", families, most)


def beginning_with(tx: Connection, families: Collection[str], most: int) -> dict[str, list[int]]:
    """Return the ids of at most `most` people whose name begins with each family name, as Korean names do."""
    return _beginning(tx, "folded", families, most)


def _beginning(tx: Connection, column: str, families: Collection[str], most: int) -> dict[str, list[int]]:
    first = (
        "SELECT DISTINCT s.canonical_id AS id FROM speaker_names n JOIN speakers s ON s.id = n.speaker_id"
        f" WHERE n.{column} >= k.value || ' ' AND n.{column} < k.value || '!'"
        f" AND s.kind = 'person' AND s.status <> 'rejected' LIMIT {most}"
    )
    found: dict[str, list[int]] = {family: [] for family in families}
    for family, who in _for_each(tx, "text", families, first, "speakers", "t.id"):
        found[family].append(who)
    return found


def titles_given(tx: Connection, ids: Collection[int]) -> dict[int, set[str]]:
    """Return the titles beside or before each speaker's name in the latest two hundred mentions."""
    latest = (
        "SELECT a.id FROM attributions a WHERE a.speaker_id = k.value AND a.part = 'speaker'"
        " AND a.rank <> 'deprecated' ORDER BY a.dated_on DESC LIMIT 200"
    )
    found: dict[int, set[str]] = {who: set() for who in ids}
    for who, title, printed in _for_each(tx, "bigint", ids, latest, "attributions", "t.title_as_printed, t.as_printed"):
        found[who].update(filter(None, (title, printed_title(printed or ""))))
    return found


def headline(tx: Connection, source_id: int) -> str:
    """Return the headline of a source."""
    return next((title for (title,) in select_among(tx, "SELECT title FROM sources WHERE id {among}", [source_id])), "")


def quoted_in(tx: Connection, source_id: int) -> set[int]:
    """Return the speakers who are already quoted in a source."""
    sql = (
        "SELECT DISTINCT s.canonical_id FROM quotes q JOIN attributions a ON a.quote_id = q.id"
        " JOIN speakers s ON s.id = a.speaker_id WHERE q.source_id {among}"
    )
    return {who for (who,) in select_among(tx, sql, [source_id])}


def quoted_by_its_publisher(tx: Connection, ids: Collection[int], source_id: int) -> set[int]:
    """Return those of these speakers who are quoted in a source of the same publisher, if it is known."""
    sql = (
        "SELECT k.id FROM speakers k WHERE k.id {among} AND EXISTS (SELECT 1 FROM attributions a"
        " JOIN quotes q ON q.id = a.quote_id JOIN sources s ON s.id = q.source_id WHERE a.speaker_id = k.id"
        " AND s.publisher_id = (SELECT publisher_id FROM sources WHERE id = ?))"
    )
    return {who for (who,) in select_among(tx, sql, ids, source_id)}


def roles_of(tx: Connection, ids: Collection[int]) -> list[Held]:
    """Return the roles of these speakers."""
    return _held(tx, "s.canonical_id {among}", ids)


def holders(tx: Connection, offices: Collection[str]) -> list[Held]:
    """Return who held these offices (see `office_of`)."""
    return _held(tx, "r.office {among}", offices)


def _held(tx: Connection, which: str, values: Collection[Any]) -> list[Held]:
    # A role that a source mentions without days is known only for that source.
    sql = (
        "SELECT s.canonical_id, r.title, r.organization, r.office, CAST(r.held_from AS text),"
        f" CAST(r.held_until AS text) FROM roles r JOIN speakers s ON s.id = r.speaker_id WHERE {which}"
        " AND (r.held_from IS NOT NULL OR r.held_until IS NOT NULL OR r.source_id IS NULL) AND s.status <> 'rejected'"
    )
    return [Held._make(row) for row in select_among(tx, sql, values)]


def _for_each(
    tx: Connection, kind: str, values: Collection[Any], first: str, table: str, columns: str
) -> list[tuple[Any, ...]]:
    """Return each value k with `columns` of the rows t of a table that `first`, a SELECT of ids by k.value, finds.

    `kind` is the type of the values.
    """
    if not values:
        return []
    _, given = among(tx, values)
    if tx.dialect.name == "postgresql":
        found = f"unnest(%s::{kind}[]) k (value) CROSS JOIN LATERAL ({first}) f JOIN {table} t ON t.id = f.id"
    else:
        found = f"json_each(?) k CROSS JOIN {table} t ON t.id IN ({first})"
    driver: Any = tx.connection.driver_connection
    return list(driver.execute(f"SELECT k.value, {columns} FROM {found}", given).fetchall())
