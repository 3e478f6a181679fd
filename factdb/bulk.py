"""Quotes that another archive holds, from JSON lines as `factdb export jsonl quotes` writes them, very many at once.

A line is a quote and one of its speakers. It must have `text`, `kind`, and `title`, `url` or `source_uid`; the other
keys of the export are read where they are there: quote_uid, cue, venue, said_on, said_until, said_as, said_basis,
status, confidence, origin, confirmed_by, speaker, speaker_uid, speaker_kind, speaker_mention, speaker_title,
speaker_seq, reported_by, addressee, publisher, agency, published_on. The text of the source and the place in it are not
among them: such a quote has no anchors, and `factdb db copy` is what carries everything.

One transaction; what is known already (by quote_uid, else by source and words) changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from factdb.identity import known_speakers, new_uid
from factdb.ingest import Run, sha256
from factdb.names import fold, parts_of

CHUNK = 5000
# A line of the export is seldom shorter: from the size of a file, about how many quotes it holds.
LINE_BYTES = 400
_KINDS = {"direct", "mixed", "indirect"}
_SPEAKERS = {"person", "organization", "collective", "unnamed"}

Line = dict[str, Any]


class Loaded:
    """What a load did: new quotes, lines that were known, (line number, why) of those that could not be read."""

    def __init__(self) -> None:
        self.quotes = 0
        self.known = 0
        self.problems: list[tuple[int, str]] = []


def load_quotes(tx: Connection, lines: Iterable[bytes], run: Run, *, size: int = 0) -> Iterator[Loaded]:
    """Insert the quotes of `lines`, of about `size` bytes together; yields the same `Loaded` after every chunk."""
    loaded = Loaded()
    load = _Load(tx, run)
    numbered = enumerate(lines, start=1)
    with _indexes_after(tx, size // LINE_BYTES):
        while chunk := list(islice(numbered, CHUNK)):
            rows = []
            for number, line in chunk:
                if not line.strip():
                    continue
                try:
                    rows.append(_checked(json.loads(line)))
                except (ValueError, TypeError, RecursionError) as error:
                    loaded.problems.append((number, str(error)))
            load.add(rows, loaded)
            yield loaded


def _checked(line: Any) -> Line:
    """The line, its values of the right kind. Raises ValueError saying what is wrong."""
    if not isinstance(line, dict):
        raise ValueError("is not an object: one quote a line")
    for key, value in line.items():
        if isinstance(value, list | dict) or (isinstance(value, str) and "\0" in value):
            raise ValueError(f"{key} is no plain text or number")
    if not isinstance(line.get("text"), str) or not line["text"].strip():
        raise ValueError("has no text: give the quoted words")
    if line.get("kind") not in _KINDS:
        raise ValueError(f"kind is {line.get('kind')!r}: direct, mixed or indirect")
    if not (line.get("source_uid") or line.get("url") or line.get("title")):
        raise ValueError("names no source: give title, url or source_uid")
    for key in ("said_on", "said_until", "published_on"):
        if line.get(key):
            line[key] = date.fromisoformat(line[key]).isoformat()
    if line.get("said_until") and line["said_until"] < line.get("said_on", ""):
        raise ValueError("said_until lies before said_on")
    if line.get("speaker_kind") and line["speaker_kind"] not in _SPEAKERS:
        raise ValueError(f"speaker_kind is {line['speaker_kind']!r}: one of {', '.join(sorted(_SPEAKERS))}")
    if line.get("said_basis") and line["said_basis"] not in ("stated", "relative", "editor"):
        raise ValueError(f"said_basis is {line['said_basis']!r}: stated, relative or editor")
    if line.get("confidence") is not None and not 0 <= line["confidence"] <= 1:
        raise ValueError(f"confidence is {line['confidence']!r}: from 0 to 1")
    return line


class _Load:
    """One load: what of the database it has seen, and the rows of the chunk at hand."""

    def __init__(self, tx: Connection, run: Run) -> None:
        self.tx, self.run = tx, run
        self.publishers: dict[str, int] = {}
        self.sources: dict[str, int] = {}
        self.speakers: dict[Any, int] = {}
        self.before = int(tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM quotes").scalar_one())
        self.last: dict[str, int | None] = {}

    def add(self, lines: list[Line], loaded: Loaded) -> None:
        if not lines:
            return
        sources = self._source_ids(lines)
        known = self._known(lines, sources)
        fresh = [(line, s) for line, s, k in zip(lines, sources, known, strict=True) if not k]
        loaded.known += len(lines) - len(fresh)
        if not fresh:
            return
        run_id = self.run.id(self.tx)
        speakers = self._speaker_ids(fresh, run_id)
        ids = self._new_ids("quotes", len(fresh))
        quotes, decisions = [], []
        attributions: list[tuple[Any, ...]] = []
        now = datetime.now(UTC)
        for (line, source), speaker, new_id in zip(fresh, speakers, ids, strict=True):
            uid = line.get("quote_uid") or new_uid()
            said, seq = line.get("said_on") or None, int(line.get("speaker_seq") or 0)
            dated = said or line.get("published_on") or None
            quote_id = self.last.get(uid) if seq else None
            if quote_id is None:
                quote_id = new_id
                self.last = {uid: quote_id}
                by = line.get("confirmed_by") if line.get("status") == "confirmed" else None
                quotes.append(_quote(line, quote_id, uid, source, said, dated, by, run_id))
                if by:
                    decisions.append((_time(self.tx, now), by, "confirm", "quotes", quote_id, "imported", run_id))
                for part in ("reporter", "addressee"):
                    name = line.get("reported_by" if part == "reporter" else "addressee")
                    if name:
                        attributions.append((quote_id, None, part, 0, name, None, dated, run_id))
            if speaker or line.get("speaker_mention"):
                mention, title = line.get("speaker_mention") or None, line.get("speaker_title") or None
                attributions.append((quote_id, speaker, "speaker", seq, mention, title, dated, run_id))
        loaded.quotes += len(quotes)
        self._insert("quotes", _QUOTE, quotes)
        self._insert("attributions", _ATTRIBUTION, [(*row, "normal", "named") for row in attributions])
        self._insert("decisions", _DECISION, decisions)

    def _known(self, lines: list[Line], sources: list[int]) -> list[bool]:
        if not self.before:
            return [False] * len(lines)
        uids = self._find("SELECT uid, id FROM quotes", "uid", [x["quote_uid"] for x in lines if x.get("quote_uid")])
        words = {sha256(line["text"]) for line in lines if not line.get("quote_uid")}
        same = set()
        for part in _parts(sorted(words)):
            marks, params = self._in(part)
            sql = f"SELECT source_id, text_sha256 FROM quotes WHERE id <= {self.before} AND text_sha256 IN ({marks})"
            same |= {tuple(row) for row in self.tx.exec_driver_sql(sql, params)}
        return [
            uids.get(line["quote_uid"], self.before + 1) <= self.before
            if line.get("quote_uid")
            else (source, sha256(line["text"])) in same
            for line, source in zip(lines, sources, strict=True)
        ]

    def _source_ids(self, lines: list[Line]) -> list[int]:
        keys = [_source_key(line) for line in lines]
        missing = {key: line for key, line in zip(keys, lines, strict=True) if key not in self.sources}
        if len(self.sources) > 50 * CHUNK:
            self.sources = {key: self.sources[key] for key in set(keys) & set(self.sources)}
        for column in ("uid", "url"):
            wanted = {k[1]: k for k in missing if k[0] == column}
            found = self._find(f"SELECT {column}, id FROM sources", column, list(wanted))
            self.sources.update({wanted[value]: source_id for value, source_id in found.items()})
        for key in [k for k in missing if k[0] == "title"]:
            found_id = self.tx.exec_driver_sql(*self._same_title(key)).scalar()
            if found_id is not None:
                self.sources[key] = int(found_id)
        missing = {key: line for key, line in missing.items() if key not in self.sources}
        if missing:
            run_id = self.run.id(self.tx)
            self._publish(missing.values(), run_id)
            ids = self._new_ids("sources", len(missing))
            rows = []
            for (key, line), source_id in zip(missing.items(), ids, strict=True):
                self.sources[key] = source_id
                publisher = self.publishers.get(line.get("publisher") or "")
                title, agency = line.get("title") or line.get("url") or key[1], line.get("agency") or None
                uid, day = line.get("source_uid") or new_uid(), line.get("published_on") or None
                language = line.get("language") or "en"
                url = line.get("url") or None
                rows.append((source_id, uid, publisher, url, title, agency, language, "article", day, run_id))
            self._insert("sources", _SOURCE, rows)
        return [self.sources[key] for key in keys]

    def _same_title(self, key: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
        mark = "%s" if self.tx.dialect.name == "postgresql" else "?"
        return (
            "SELECT s.id FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id"
            f" WHERE s.title = {mark} AND coalesce(CAST(s.published_on AS text), '') = {mark}"
            f" AND coalesce(p.name, '') = {mark} ORDER BY s.id LIMIT 1",
            key[1:],
        )

    def _publish(self, lines: Iterable[Line], run_id: int) -> None:
        names = {line["publisher"] for line in lines if line.get("publisher")} - set(self.publishers)
        self.publishers.update(self._find("SELECT name, id FROM publishers", "name", sorted(names)))
        new = sorted(names - set(self.publishers))
        ids = self._new_ids("publishers", len(new))
        self._insert(
            "publishers", ("id", "name", "import_run_id"), [(i, n, run_id) for i, n in zip(ids, new, strict=True)]
        )
        self.publishers.update(zip(new, ids, strict=True))

    def _speaker_ids(self, fresh: list[tuple[Line, int]], run_id: int) -> list[int | None]:
        """By speaker_uid where it is given, else by kind and name; unnamed ones within their source."""
        keys = [_speaker_key(line, source) for line, source in fresh]
        missing = {k: (line, s) for k, (line, s) in zip(keys, fresh, strict=True) if k and k not in self.speakers}
        uids = [k[1] for k in missing if k[0] == "uid"]
        self.speakers.update(
            {("uid", u): i for u, i in self._find("SELECT uid, id FROM speakers", "uid", uids).items()}
        )
        by_source: dict[int, list[Any]] = {}
        for key in missing:
            if key[0] != "uid":
                by_source.setdefault(key[3], []).append(key)
        for source, wanted in by_source.items():
            for part in _parts(wanted):
                found = known_speakers(self.tx, [(k[1], k[2]) for k in part], source)
                self.speakers.update({k: found[k[1], k[2]] for k in part if (k[1], k[2]) in found})
        new = {key: it for key, it in missing.items() if key not in self.speakers}
        ids = self._new_ids("speakers", len(new))
        rows, names = [], []
        for (key, (line, source)), speaker_id in zip(new.items(), ids, strict=True):
            self.speakers[key] = speaker_id
            kind, name = line.get("speaker_kind") or "person", line["speaker"]
            uid, scope = line.get("speaker_uid") or new_uid(), source if kind == "unnamed" else None
            rows.append((speaker_id, uid, kind, name, scope, "extracted", line.get("origin") or "import", run_id))
            folded = fold(name) or name
            names.append((speaker_id, name, folded, "primary", run_id, parts_of(folded)))
        self._insert("speakers", _SPEAKER, rows)
        self._insert("speaker_names", ("speaker_id", "name", "folded", "kind", "import_run_id", "parts"), names)
        return [self.speakers[key] if key else None for key in keys]

    # --- What the two databases do differently

    def _find(self, select: str, column: str, values: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in _parts(values):
            marks, params = self._in(part)
            for value, row_id in self.tx.exec_driver_sql(f"{select} WHERE {column} IN ({marks})", params):
                found[value] = row_id
        return found

    def _in(self, values: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        return ", ".join(["%s" if self.tx.dialect.name == "postgresql" else "?"] * len(values)), tuple(values)

    def _new_ids(self, table: str, count: int) -> list[int]:
        if not count:
            return []
        if self.tx.dialect.name == "postgresql":
            sql = f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, {count})"
            return list(self.tx.exec_driver_sql(sql).scalars())
        first = int(self.tx.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())
        return list(range(first, first + count))

    def _insert(self, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        names = ", ".join(columns)
        if self.tx.dialect.name == "postgresql":
            connection: Any = self.tx.connection.driver_connection
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            self.tx.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


_QUOTE = (
    "id", "uid", "source_id", "kind", "text", "text_sha256", "cue", "venue", "said_on", "said_until", "said_as",
    "said_basis", "dated_on", "language", "status", "confidence", "origin", "confirmed_by", "import_run_id",
)  # fmt: skip
_ATTRIBUTION = (
    "quote_id", "speaker_id", "part", "seq", "as_printed", "title_as_printed", "dated_on", "import_run_id", "rank",
    "basis",
)  # fmt: skip
_SOURCE = (
    "id", "uid", "publisher_id", "url", "title", "agency", "language", "medium", "published_on", "import_run_id",
)  # fmt: skip
_SPEAKER = ("id", "uid", "kind", "name", "scope_source_id", "status", "origin", "import_run_id")
_DECISION = ("decided_at", "actor", "action", "subject", "subject_id", "reason", "import_run_id")


def _quote(line: Line, quote_id: int, uid: str, source: int, said: str | None, dated: str | None, by: str | None,
           run_id: int) -> tuple[Any, ...]:  # fmt: skip
    return (
        quote_id, uid, source, line["kind"], line["text"], sha256(line["text"]), line.get("cue") or None,
        line.get("venue") or None, said, (line.get("said_until") or said) if said else None,
        line.get("said_as") or None, (line.get("said_basis") or "stated") if said else None, dated,
        line.get("language") or "en", "confirmed" if by else "extracted", line.get("confidence"),
        line.get("origin") or "import", by, run_id,
    )  # fmt: skip


def _source_key(line: Line) -> Any:
    if line.get("source_uid"):
        return "uid", line["source_uid"]
    if line.get("url"):
        return "url", line["url"]
    return "title", line["title"], line.get("published_on") or "", line.get("publisher") or ""


def _speaker_key(line: Line, source: int) -> Any:
    if not line.get("speaker"):
        return None
    if line.get("speaker_uid"):
        return "uid", line["speaker_uid"]
    kind = line.get("speaker_kind") or "person"
    return "name", kind, line["speaker"], source if kind == "unnamed" else 0


def _parts(values: Sequence[Any], size: int = 10_000) -> Iterator[Sequence[Any]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]


def _time(tx: Connection, now: datetime) -> Any:
    return now if tx.dialect.name == "postgresql" else now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@contextmanager
def _indexes_after(tx: Connection, expected: int) -> Iterator[None]:
    """On SQLite the full-text index is filled at the end, and where about `expected` quotes are more than there are,
    the other indexes are made anew: both cost a fraction of keeping them up row by row."""
    if tx.dialect.name != "sqlite":
        yield
        return
    last = int(tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM quotes").scalar_one())
    # Those that keep the trail write nothing of the rows of a run that goes on; asking for each row is what costs.
    of_quotes = "'quotes_fts_insert', 'quotes_keep_insert', 'attributions_keep_insert', 'sources_keep_insert'"
    derived = [("TRIGGER", f"name IN ({of_quotes})")]
    if expected > last:
        derived.append(
            ("INDEX", "type = 'index' AND tbl_name IN ('quotes', 'attributions') AND sql LIKE 'CREATE INDEX%'")
        )
    dropped = []
    for what, which in derived:
        for name, sql in tx.exec_driver_sql(f"SELECT name, sql FROM sqlite_master WHERE {which}").fetchall():
            tx.exec_driver_sql(f"DROP {what} {name}")
            dropped.append(sql)
    yield
    tx.exec_driver_sql(
        f"INSERT INTO quotes_fts (rowid, text) SELECT id, text FROM quotes WHERE id > {last} ORDER BY id"
    )
    for sql in reversed(dropped):
        tx.exec_driver_sql(sql)
