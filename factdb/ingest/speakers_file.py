"""Import of a list of speakers: names, further names, roles with their days, Wikidata ids.

CSV has a header and a line for each role: `name` (required), `kind`, `aliases` (joined by ";"), `wikidata_id`, `role`,
`organization`, `from`, `until`, `source` (an address). JSON is the result of a Wikidata query, as the endpoint returns
it ("results.bindings") or as the query page saves it (a list of objects), with the usual variable names: item or
person, itemLabel, itemAltLabel or alias, positionLabel or roleLabel, organizationLabel or ofLabel, start, end.

Known speakers (by Wikidata id, or else by a name that one speaker has) gain what is new; the others are added. Nothing
stored is changed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import Role, Speaker, SpeakerName
from factdb.errors import ArticleError, FactdbError
from factdb.matching.names import fold
from factdb.matching.offices import office_of
from factdb.store.bearers import by_parts
from factdb.store.decisions import By, change_row
from factdb.store.runs import Run
from factdb.store.speakers import insert_names, insert_role, insert_speakers
from factdb.terms import SPEAKER_KINDS

ORIGIN = "list"
COLUMNS = ("name", "kind", "aliases", "wikidata_id", "role", "organization", "from", "until", "source")
KINDS = SPEAKER_KINDS[:3]  # unnamed speakers belong to an article
# What Wikidata queries commonly call a variable, by the column it is here.
_VARIABLES = {
    "wikidata_id": ("item", "person", "human", "speaker", "politician", "wikidata_id"),
    "name": ("itemLabel", "personLabel", "humanLabel", "speakerLabel", "politicianLabel", "label", "name"),
    "aliases": ("itemAltLabel", "personAltLabel", "altLabel", "altLabels", "aliases", "alias"),
    "role": ("positionLabel", "roleLabel", "officeLabel", "position_heldLabel", "role"),
    "organization": ("organizationLabel", "ofLabel", "employerLabel", "countryLabel", "organization"),
    "from": ("start", "startTime", "start_time", "from"),
    "until": ("end", "endTime", "end_time", "until"),
    "kind": ("kind",),
}
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)$")


@dataclass(slots=True)
class Entry:
    """One line: a speaker, and a role if it names one. `place` says where the line is."""

    place: str
    name: str
    kind: str = "person"
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None
    role: str | None = None
    organization: str | None = None
    held_from: date | None = None
    held_until: date | None = None
    url: str | None = None


@dataclass(slots=True)
class Listed:
    """Counts of what a list brought."""

    speakers: int = 0
    known: int = 0
    """Lines of speakers who were already stored."""
    names: int = 0
    roles: int = 0
    problems: list[str] = field(default_factory=list)


def read_list(text: str, where: str) -> Iterator[Entry | str]:
    """Read the entries of a list.

    Args:
        text: The contents of the file.
        where: Its name, for messages.

    Yields:
        Entries and, for each invalid line, what is wrong with it, with its place.

    Raises:
        ArticleError: `text` is neither such CSV nor such JSON.
    """
    if text.lstrip()[:1] in ("{", "["):
        rows: Iterable[tuple[str, dict[str, str]]] = _of_query(text, where)
    else:
        rows = _of_csv(text, where)
    for place, row in rows:
        try:
            yield _entry(place, {key: value.strip() for key, value in row.items() if value and value.strip()})
        except ValueError as error:
            yield f"{place}: {error}"


def _of_csv(text: str, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        header = [name.strip() for name in reader.fieldnames or ()]
        unknown = [name for name in header if name not in COLUMNS]
        if "name" not in header or unknown:
            wrong = f"has columns it should not ({', '.join(unknown)})" if unknown else "has no column “name”"
            raise ArticleError(f"{where}: the list {wrong}; its header can name {', '.join(COLUMNS)}")
        reader.fieldnames = header
        for row in reader:
            values = {k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            yield f"{where}:{reader.line_num}", values
    except csv.Error as error:
        raise ArticleError(f"{where}:{reader.line_num}: is not CSV ({error}): correct the line") from error


def _of_query(text: str, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ArticleError(f"{where}: is nested too deeply: save the query's result again") from error
    except ValueError as error:
        raise ArticleError(f"{where}: is not JSON ({error}): save the query's result again") from error
    results = found.get("results") if isinstance(found, dict) else {"bindings": found}
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list) or not all(isinstance(one, dict) for one in bindings):
        raise ArticleError(
            f"{where}: is not the result of a Wikidata query: give its JSON, with results.bindings or as a list"
        )
    for number, binding in enumerate(bindings, start=1):
        values = {key: _value(value) for key, value in binding.items()}
        row = {}
        for column, names in _VARIABLES.items():
            row[column] = next((values[name] for name in names if values.get(name)), "")
        if not _ITEM.match(row["wikidata_id"]):
            row["wikidata_id"] = ""
        elif not row["name"]:
            raise ArticleError(f"{where}: result {number} has no itemLabel: add the label service to the query")
        row["aliases"] = row["aliases"].replace(", ", ";")
        yield f"{where}, result {number}", row | {"source": _page(row["wikidata_id"])}


def _value(value: Any) -> str:
    value = value.get("value") if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _page(item: str) -> str:
    found = _ITEM.match(item)
    return f"https://www.wikidata.org/wiki/{found[1]}" if found else ""


def _entry(place: str, row: dict[str, str]) -> Entry:
    if not fold(row.get("name", "")):
        raise ValueError("has no name: give one")
    kind = row.get("kind", "person")
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}: write one of {', '.join(KINDS)}")
    item = _ITEM.match(row["wikidata_id"]) if "wikidata_id" in row else None
    if "wikidata_id" in row and item is None:
        raise ValueError(f"{row['wikidata_id']!r} is not a Wikidata id: write one like Q42")
    if "role" not in row and ("from" in row or "until" in row):
        raise ValueError("has days of office, but no role: add the role")
    held_from, held_until = _day(row.get("from")), _day(row.get("until"), last=True)
    if held_from and held_until and held_until < held_from:
        raise ValueError(f"the role ends ({held_until}) before it begins ({held_from})")
    if "source" in row and "://" not in row["source"]:
        raise ValueError(f"source is {row['source']!r}: write an address, https://…")
    aliases = tuple(" ".join(a.split()) for a in row.get("aliases", "").split(";") if fold(a))
    name = " ".join(row["name"].split())
    return Entry(
        place, name, kind, aliases, item[1] if item else None, row.get("role"), row.get("organization"), held_from,
        held_until, row.get("source"),
    )  # fmt: skip


def _day(value: str | None, *, last: bool = False) -> date | None:
    """Read a day, also as Wikidata writes it ("2021-01-26T00:00:00Z", "2021-00-00").

    A year or month becomes its first day, or with `last` its last.
    """
    if not value:
        return None
    try:
        year, month, day = [*map(int, value.removeprefix("+")[:10].split("-")), 0, 0][:3]
        if not last:
            return date(year, month or 1, day or 1)
        following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
        return date(year, month, day) if month and day else date.fromordinal(following.toordinal() - 1)
    except ValueError:
        raise ValueError(f"{value!r} is not a day: write 2021-01-26, 2021-01 or 2021") from None


def store_list(tx: Connection, entries: Iterable[Entry | str], run: Run, listed: Listed) -> None:
    """Store `entries` and count in `listed`; an entry that cannot be stored is reported and skipped."""
    for entry in entries:
        if isinstance(entry, str):
            listed.problems.append(entry)
            continue
        try:
            _store(tx, entry, run, listed)
        except FactdbError as error:
            listed.problems.append(f"{entry.place}: {error}")


def _store(tx: Connection, entry: Entry, run: Run, listed: Listed) -> None:
    speaker_id = _known(tx, entry, run)
    if speaker_id is None:
        row = {"kind": entry.kind, "name": entry.name, "wikidata_id": entry.wikidata_id}
        (speaker_id,) = insert_speakers(tx, [{**row, "status": "extracted", "origin": ORIGIN}], run.id(tx))
        listed.speakers += 1
    else:
        listed.known += 1
    known = set(tx.execute(select(SpeakerName.name).where(SpeakerName.speaker_id == speaker_id)).scalars())
    names = [name for name in dict.fromkeys((entry.name, *entry.aliases)) if name not in known]
    if names:
        kinds = ["alias" if known or name != entry.name else "primary" for name in names]
        insert_names(tx, [(speaker_id, name, kind) for name, kind in zip(names, kinds, strict=True)], run.id(tx))
        listed.names += len(names)
    if entry.role is None:
        return
    held = tx.execute(
        select(Role.id).where(
            Role.speaker_id == speaker_id,
            Role.title == entry.role,
            Role.held_from.is_(None) if entry.held_from is None else Role.held_from == entry.held_from,
        )
    ).scalar()
    if held is None:
        insert_role(
            tx,
            speaker_id,
            run.id(tx),
            title=entry.role,
            office=office_of(entry.role),
            organization=entry.organization,
            held_from=entry.held_from,
            held_until=entry.held_until,
            url=entry.url,
            origin=ORIGIN,
        )
        listed.roles += 1


def _known(tx: Connection, entry: Entry, run: Run) -> int | None:
    """Return the speaker whom an entry means, and give it the entry's Wikidata id if it has none.

    Returns:
        None for a new speaker.

    Raises:
        FactdbError: Several speakers have its names.
    """
    if entry.wikidata_id is not None:
        found = tx.execute(select(Speaker.canonical_id).where(Speaker.wikidata_id == entry.wikidata_id)).scalar()
        if found is not None:
            return int(found)
    folded = sorted({fold(name) for name in (entry.name, *entry.aliases)})
    rows = tx.execute(
        select(Speaker.canonical_id, SpeakerName.folded)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(SpeakerName.folded.in_(folded), Speaker.kind == entry.kind, Speaker.status != "rejected")
    ).all()
    ids = {row.canonical_id for row in rows if row.folded == fold(entry.name)} or {row.canonical_id for row in rows}
    if not ids and entry.kind == "person":
        ids = set(by_parts(tx, [entry.name]).values())
    if not ids:
        return None
    held = dict(tx.execute(select(Speaker.id, Speaker.wikidata_id).where(Speaker.id.in_(ids))).all())
    if entry.wikidata_id is not None:
        others = {i for i, item in held.items() if item is not None and item != entry.wikidata_id}
        ids -= others
        if not ids:
            return None  # the same name, another person
    if len(ids) > 1:
        named = ", ".join(map(str, sorted(ids)))
        raise FactdbError(
            f"{entry.name!r} matches {len(ids)} speakers (numbers {named}): give the Wikidata id, or merge them"
        )
    (speaker_id,) = ids
    if entry.wikidata_id is not None and held[speaker_id] is None:
        by = By(run.actor, entry.place, run.id(tx))
        change_row(tx, by, "correct", "speakers", speaker_id, {"wikidata_id": entry.wikidata_id})
    return int(speaker_id)
