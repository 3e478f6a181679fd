"""Heads: what every kept row was at one moment, as digests that are small enough to be kept elsewhere.

The database cannot testify against somebody who may write to it: triggers can be dropped and rows made to agree. A head
that was kept out of reach can. The trail plays every row back to the moment of the head, and what comes out must be
what the head says.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, Table

from factdb.database.models import Base, UTCDateTime
from factdb.database.revision import HEAD as REVISION
from factdb.database.trail import KEPT, LEFT_OUT, audited_tables
from factdb.errors import FactdbError
from factdb.queries.reader import Reader
from factdb.verify.proofs import Fault

FORMAT = "factdb head 1"
RUNS = "import_runs"
# Which columns of a run stay as they are once it has begun, ended, been undone.
_BEGUN = ("id", "uid", "started_at", "actor", "tool", "input")
_ENDED = ("finished_at", "input_sha256", "articles", "problems")
_UNDONE = ("undone_at", "undone_by", "status")
# Kept by triggers from other columns.
_DERIVED = {"speakers": {"canonical_id"}}
_ROW_DIGITS = 32


@dataclass(slots=True)
class Part:
    """The rows of one table: the highest id, how many, and a digest over all of them by id."""

    last: int
    rows: int = 0
    sha256: str = ""


@dataclass(slots=True)
class Head:
    """What was kept at one moment. `rows` holds the digest of each row by table and id, where they were asked for."""

    at: str
    revision: str = REVISION
    running: set[int] = field(default_factory=set)
    """The import runs that had not ended."""
    undone: set[int] = field(default_factory=set)
    parts: dict[str, Part] = field(default_factory=dict)
    rows: dict[str, dict[int, str]] = field(default_factory=dict)


def take_head(reader: Reader, *, rows: bool = False) -> Head:
    """Return the head of the database as it is now; with `rows`, a digest of every row too."""
    head = Head(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}")
    # One statement, so that all of it is of one moment; the rest is played back to it.
    marks = " UNION ALL ".join(
        f"SELECT '{t.name}' AS what, coalesce(max(id), 0) AS id FROM {t.name}" for t in _tables()
    )
    state = "CASE WHEN status = 'undone' THEN 'undone' ELSE 'running' END"
    runs = f"SELECT {state}, id FROM {RUNS} WHERE status = 'undone' OR finished_at IS NULL"
    for row in reader.rows(f"{marks} UNION ALL {runs}"):
        if row["what"] in ("running", "undone"):
            getattr(head, row["what"]).add(int(row["id"]))
        else:
            head.parts.setdefault(row["what"], Part(int(row["id"])))
    for table in _tables():
        part, whole = head.parts[table.name], hashlib.sha256()
        for row_id, digest in _played_back(reader, table, head):
            part.rows += 1
            whole.update(f"{row_id} {digest}\n".encode())
            if rows:
                head.rows.setdefault(table.name, {})[row_id] = digest[:_ROW_DIGITS]
        part.sha256 = whole.hexdigest()
    return head


def write_head(head: Head) -> Iterator[str]:
    """Yield the lines of a head's text form, which `read_head` reads."""
    yield FORMAT
    yield f"at {head.at}"
    yield f"revision {head.revision}"
    yield " ".join(["running", *map(str, sorted(head.running))])
    yield " ".join(["undone", *map(str, sorted(head.undone))])
    for name, part in head.parts.items():
        yield f"table {name} {part.last} {part.rows} {part.sha256}"
        for row_id, digest in head.rows.get(name, {}).items():
            yield f"row {name} {row_id} {digest}"


def read_head(text: str, name: str) -> Head:
    """The head that `text` holds; `name` is the file it comes from. Raises FactdbError where it is not a whole head."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != FORMAT:
        raise FactdbError(f"{name}: is not a head: give the file that `factdb db head` wrote")
    head = Head("", "")
    for number, line in enumerate(lines[1:], 2):
        what, *words = line.split() or [""]
        try:
            if what in ("at", "revision"):
                setattr(head, what, words[0])
            elif what in ("running", "undone"):
                setattr(head, what, set(map(int, words)))
            elif what == "table":
                head.parts[words[0]] = Part(int(words[1]), int(words[2]), words[3])
            elif what == "row":
                head.rows.setdefault(words[0], {})[int(words[1])] = words[2]
            elif what:
                raise ValueError(what)
        except (ValueError, IndexError) as error:
            raise FactdbError(f"{name}:{number}: is not a line of a head: use an unaltered copy") from error
    if head.revision != REVISION:
        raise FactdbError(
            f"{name}: was taken at revision {head.revision or 'unknown'}, the database is at {REVISION}: compare a head"
            " before an upgrade, and take a new one after it"
        )
    if missing := sorted({t.name for t in _tables()} - head.parts.keys()):
        raise FactdbError(f"{name}: has no {', '.join(missing)}: use an unaltered copy")
    return head


def misfits(reader: Reader, head: Head) -> Iterator[Fault]:
    """Yield what is not as `head` says: each row where it holds the rows' digests, else each table."""
    for table in _tables():
        part, whole, count = head.parts[table.name], hashlib.sha256(), 0
        known = dict(head.rows.get(table.name, {}))
        by_row = len(known) == part.rows
        for row_id, digest in _played_back(reader, table, head):
            count += 1
            whole.update(f"{row_id} {digest}\n".encode())
            if by_row and (was := known.pop(row_id, None)) != digest[:_ROW_DIGITS]:
                yield Fault(
                    f"{table.name} {row_id}", "was not there at the head" if was is None else "is not as it was"
                )
        if by_row:
            for row_id in known:
                yield Fault(
                    f"{table.name} {row_id}", "was there at the head, and the trail does not know where it went"
                )
        elif whole.hexdigest() != part.sha256:
            yield Fault(table.name, f"{count} rows at the time of the head, which counted {part.rows}")
        if "import_run_id" in table.c and table.name not in KEPT:
            yield from _slipped_in(reader, table, head)


def _slipped_in(reader: Reader, table: Table, head: Head) -> Iterator[Fault]:
    """Find rows that came after the head in the name of a run that had ended, and of which the trail says nothing.

    They were put in while the run was made out to go on.
    """
    last_run = head.parts[RUNS].last
    for row in reader.rows(
        f"SELECT t.id, t.import_run_id AS run FROM {table.name} t WHERE t.id > :last AND t.import_run_id <= :runs"
        " AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.subject = :table AND c.subject_id = t.id AND c.id > :changes)"
        " ORDER BY t.id",
        {
            "last": head.parts[table.name].last,
            "runs": last_run,
            "table": table.name,
            "changes": head.parts["changes"].last,
        },
    ):
        if row["run"] not in head.running:
            yield Fault(f"{table.name} {row['id']}", f"was put into import run {row['run']} after it had ended")


# --- Rows as they were


def _tables() -> list[Table]:
    return [*audited_tables(), *(Base.metadata.tables[name] for name in (RUNS, *KEPT))]


def _played_back(reader: Reader, table: Table, head: Head) -> Iterator[tuple[int, str]]:
    """Yield (id, digest) of every row as it was at the head, by id.

    That is its present state, unless the trail records a change since; then as it was before the first of those.
    """
    left_out = LEFT_OUT.get(table.name, set()) | _DERIVED.get(table.name, set())
    columns = [column for column in table.c if column.name not in left_out]
    former = _former(reader, table.name, head)
    # Those that are gone or were changed, in their places among the rest.
    back = deque((row_id, before) for row_id, before in sorted(former.items(), key=itemgetter(0)) if before is not None)
    names = ", ".join(column.name for column in columns)
    for row in reader.rows(
        f"SELECT {names} FROM {table.name} WHERE id <= :last ORDER BY id", {"last": head.parts[table.name].last}
    ):
        row_id = int(row["id"])
        while back and back[0][0] <= row_id:
            was_id, before = back.popleft()
            yield was_id, _digest(columns, before)
        if row_id not in former:
            yield row_id, _digest(_lasting(columns, row_id, head) if table.name == RUNS else columns, dict(row))
    for row_id, before in back:
        yield row_id, _digest(columns, before)


def _former(reader: Reader, table: str, head: Head) -> dict[int, Mapping[str, Any] | None]:
    """By id: what a row was before the first change since the head; None where that change brought it."""
    former: dict[int, Mapping[str, Any] | None] = {}
    for change in reader.rows(
        "SELECT subject_id, before FROM changes WHERE subject = :table AND id > :last ORDER BY id",
        {"table": table, "last": head.parts["changes"].last},
    ):
        row_id = int(change["subject_id"])
        if row_id <= head.parts[table].last:
            former.setdefault(row_id, json.loads(change["before"]) if change["before"] else None)
    return former


def _lasting(columns: list[Column[Any]], run_id: int, head: Head) -> list[Column[Any]]:
    """Return the columns of an import run that may not differ any more since the head."""
    names = {*_BEGUN, *(() if run_id in head.running else _ENDED), *(_UNDONE if run_id in head.undone else ())}
    return [column for column in columns if column.name in names]


def _digest(columns: list[Column[Any]], row: Mapping[str, Any]) -> str:
    values = [_plain(column, row.get(str(column.name))) for column in columns]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(column: Column[Any], value: Any) -> str | None:
    """Return a value in the one form for both databases and for what the trail wrote of it."""
    if value is None:
        return None
    if isinstance(column.type, UTCDateTime):
        moment = value if isinstance(value, datetime) else _moment(str(value))
        return str(value) if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    if isinstance(column.type, Date):
        return str(value)[:10]
    if isinstance(column.type, Boolean) or isinstance(value, bool):
        return str(int(bool(value)))
    if isinstance(column.type, Float):
        return format(float(value), ".12g")
    return str(int(value)) if isinstance(column.type, Integer) else str(value)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:  # put in by hand; it counts as the text it is
        return None
