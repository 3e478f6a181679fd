"""Bulk import of quotes: another archive's from JSON lines or Parquet, a corpus's from what `extract --to` writes.

A line is a quote and one of its speakers. It must have `text`, `kind`, and `title`, `url` or `source_uid`. The other
keys of the export are read if present: quote_uid, cue, venue, said_on, said_until, said_as, said_basis, status,
confidence, origin, confirmed_by, speaker, speaker_uid, speaker_kind, speaker_mention, speaker_title, speaker_seq,
reported_by, addressee, publisher, agency, published_on, factuality. An export holds neither the source's text nor the
place in it: such a quote has no anchors, and `factdb db copy` copies everything. What `extract --to` writes has places
and hashes: such a quote has anchors, and `verify --against` proves them.

One transaction. Quotes that are already stored (by quote_uid, or else by source and words) change nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from factdb.database.counts import add
from factdb.database.load import among, made_after, new_ids
from factdb.ingest.quote_lines import Line, Located, QuoteFile
from factdb.matching.names import fold, parts_of
from factdb.store.bearers import all_known
from factdb.store.identity import known_within_its_article
from factdb.store.keys import new_uid, sha256
from factdb.store.loaded import ATTRIBUTION, QUOTE, load_new_quotes, load_rows
from factdb.store.runs import Run

# Lines in a chunk: on PostgreSQL the counting triggers cost less for many rows at once.
CHUNK = {"sqlite": 1000, "postgresql": 4000}
# The most speakers, sources and counts kept in memory, besides those of the current chunk.
KNOWN = 8000


class Loaded:
    """What a load did: new quotes, lines already known, and (place, why) of what could not be read."""

    def __init__(self) -> None:
        self.quotes = 0
        self.known = 0
        self.problems: list[tuple[str, str]] = []


def load_quotes(tx: Connection, files: Sequence[QuoteFile], run: Run) -> Iterator[Loaded]:
    """Insert the quotes of `files`.

    Yields:
        The same `Loaded` after every chunk.
    """
    loaded = Loaded()
    load = _Load(tx, run)
    with made_after(tx, sum(file.expected for file in files)):
        for file in files:
            for lines, problems in file.chunks(load.chunk):
                loaded.problems += problems
                load.add(lines, loaded)
                yield loaded
        load.add_counts()


class _Load:
    """One load: what it has seen of the database, and the rows of the current chunk."""

    def __init__(self, tx: Connection, run: Run) -> None:
        self.tx, self.run = tx, run
        self.chunk = CHUNK[tx.dialect.name]
        self.publishers: dict[str, int] = {}
        self.sources: dict[Any, int] = {}
        self.speakers: dict[Any, int] = {}
        # (source, SHA-256 of the text) -> version; None where the source is stored with another text.
        self.versions: dict[tuple[int, str], int | None] = {}
        self.before = int(tx.exec_driver_sql("SELECT coalesce(max(id), 0) FROM quotes").scalar_one())
        # The quotes of this chunk and the last one of the chunk before: id and the last of its speakers.
        self.seen: dict[str, tuple[int, int]] = {}
        # On SQLite, whose triggers are dropped during the load, what to add to the counts of quotes.
        self.counts: defaultdict[str, Counter[Any]] = defaultdict(Counter)

    def add(self, lines: list[Line], loaded: Loaded) -> None:
        fresh = self._fresh(lines, loaded) if lines else []
        if not fresh:
            return
        run_id = self.run.id(self.tx)
        speakers = self._speaker_ids(fresh, run_id)
        days = self._days({source for _, source in fresh})
        ids = new_ids(self.tx, "quotes", len(fresh))
        quotes, decisions = [], []
        attributions: list[tuple[Any, ...]] = []
        anchors: list[tuple[Any, ...]] = []
        now, seen = _time(self.tx, datetime.now(UTC)), self.seen
        for (line, source), speaker, new_id in zip(fresh, speakers, ids, strict=True):
            uid, seq = line.quote_uid or new_uid(), line.speaker_seq or 0
            said = line.said_on or None
            dated = said or days[source]
            if uid in seen:
                quote_id, last = seen[uid]
                if seq <= last:
                    loaded.known += 1
                    continue
            else:
                quote_id = new_id
                by = line.confirmed_by if line.status == "confirmed" else None
                quotes.append(_quote(line, quote_id, uid, source, said, dated, by or None, run_id))
                if isinstance(line, Located) and line.text_sha256:
                    version = self.versions[source, line.text_sha256]
                    anchors += [(quote_id, version, *place, run_id) for place in line.places]
                if by:
                    decisions.append((now, by, "confirm", "quotes", quote_id, "imported", run_id))
                for part, name in (("reporter", line.reported_by), ("addressee", line.addressee)):
                    if name:
                        attributions.append((quote_id, None, part, 0, name, None, dated, run_id, "normal", "named"))
            seen[uid] = quote_id, seq
            if speaker or line.speaker_mention:
                mention, title = line.speaker_mention or None, line.speaker_title or None
                attributions.append(
                    (quote_id, speaker, "speaker", seq, mention, title, dated, run_id, "normal", "named")
                )
        self.seen = {uid: seen[uid]}
        again = load_new_quotes(self.tx, quotes)
        if again:
            quotes = [row for row in quotes if row[0] not in again]
            attributions = [row for row in attributions if row[0] not in again]
            decisions = [row for row in decisions if row[4] not in again]
            anchors = [row for row in anchors if row[0] not in again]
            loaded.known += len(again)
        loaded.quotes += len(quotes)
        self._count(quotes, attributions)
        load_rows(self.tx, "attributions", attributions)
        load_rows(self.tx, "anchors", anchors)
        load_rows(self.tx, "decisions", decisions)

    def _count(self, quotes: list[tuple[Any, ...]], attributions: list[tuple[Any, ...]]) -> None:
        if self.tx.dialect.name != "sqlite":
            return
        # Like lists, counts include only what was said.
        id_, factuality = QUOTE.index("id"), QUOTE.index("factuality")
        if unsaid := {row[id_] for row in quotes if row[factuality] != "actual"}:
            quotes = [row for row in quotes if row[id_] not in unsaid]
            attributions = [row for row in attributions if row[ATTRIBUTION.index("quote_id")] not in unsaid]
        for group, column in (("kind", "kind"), ("status", "status"), ("day", "dated_on")):
            self._add(group, Counter(map(itemgetter(QUOTE.index(column)), quotes)))
        part, speaker = ATTRIBUTION.index("part"), ATTRIBUTION.index("speaker_id")
        spoken = Counter(row[speaker] for row in attributions if row[part] == "speaker")
        del spoken[None]
        self._add("speaker", spoken)
        of_source = Counter(map(itemgetter(QUOTE.index("source_id")), quotes))
        one_of, given = among(self.tx, list(of_source))
        sql = f"SELECT id, publisher_id, coalesce(agency, '') FROM sources WHERE id {one_of}"
        for source, publisher, agency in self.tx.exec_driver_sql(sql, given):
            group, member = ("agency", agency) if publisher is None else ("publisher", publisher)
            self.counts[group][member] += of_source[source]
        if sum(map(len, self.counts.values())) > KNOWN:
            self.add_counts()

    def _fresh(self, lines: list[Line], loaded: Loaded) -> list[tuple[Line, int]]:
        """Return the lines that were not stored before this load, each with its source."""
        sources = self._source_ids(lines)
        lines, sources = self._of_stored_texts(lines, sources, loaded)
        known = self._known(lines, sources)
        fresh = [(line, source) for line, source, k in zip(lines, sources, known, strict=True) if not k]
        loaded.known += len(lines) - len(fresh)
        return fresh

    def _add(self, group: str, counted: Counter[Any]) -> None:
        of_group = self.counts[group]
        for member, count in counted.items():
            of_group[member] += count

    def add_counts(self) -> None:
        """Write the counts gathered so far."""
        for group, counts in self.counts.items():
            add(self.tx, [(group, "" if member is None else str(member), count) for member, count in counts.items()])
        self.counts.clear()

    def _known(self, lines: list[Line], sources: list[int]) -> list[bool]:
        """Return for each line whether it was in the database before this load."""
        if not self.before:
            return [False] * len(lines)
        uids = self._find("SELECT uid, id FROM quotes", "uid", [x.quote_uid for x in lines if x.quote_uid])
        words = {sha256(line.text) for line in lines if _by_words(line)}
        one_of, given = among(self.tx, sorted(words))
        sql = f"SELECT source_id, text_sha256 FROM quotes WHERE id <= {self.before} AND text_sha256 {one_of}"
        same = {tuple(row) for row in self.tx.exec_driver_sql(sql, given)}
        return [
            uids.get(line.quote_uid or "", self.before + 1) <= self.before
            or (_by_words(line) and (source, sha256(line.text)) in same)
            for line, source in zip(lines, sources, strict=True)
        ]

    def _of_stored_texts(self, lines: list[Line], sources: list[int], loaded: Loaded) -> tuple[list[Line], list[int]]:
        """Return the lines without those of a source that is stored with another text, and add new versions."""
        located = {
            (source, line.text_sha256): line
            for line, source in zip(lines, sources, strict=True)
            if isinstance(line, Located) and line.text_sha256
        }
        if not located:
            return lines, sources
        if len(self.versions) > KNOWN:
            self.versions = {key: self.versions[key] for key in located if key in self.versions}
        missing = {key: line for key, line in located.items() if key not in self.versions}
        one_of, given = among(self.tx, sorted({source for source, _ in missing}))
        sql = f"SELECT source_id, text_sha256, id FROM source_versions WHERE source_id {one_of}"
        stored = {(row[0], row[1]): int(row[2]) for row in self.tx.exec_driver_sql(sql, given)}
        having = {source for source, _ in stored}
        new: list[tuple[int, Located]] = []
        for (source, text), line in missing.items():
            self.versions[source, text] = stored.get((source, text))
            if source not in having:
                having.add(source)
                new.append((source, line))
            elif (source, text) not in stored:
                why = "its source is stored with another text: left out; `factdb import` the article to add a version"
                loaded.problems.append((line.location or line.title or text, why))
        self._add_versions(new)
        kept = [
            (line, source)
            for line, source in zip(lines, sources, strict=True)
            if not (isinstance(line, Located) and line.text_sha256) or self.versions[source, line.text_sha256]
        ]
        return [line for line, _ in kept], [source for _, source in kept]

    def _add_versions(self, new: Sequence[tuple[int, Located]]) -> None:
        if not new:
            return
        run_id, now = self.run.id(self.tx), _time(self.tx, datetime.now(UTC))
        rows = []
        for version_id, (source, line) in zip(new_ids(self.tx, "source_versions", len(new)), new, strict=True):
            text = str(line.text_sha256)
            self.versions[source, text] = version_id
            location, title = line.location or "-", line.title or line.url or "-"
            rows.append(
                (version_id, source, 1, now, location, line.raw_sha256 or text, text, line.text_length,
                 line.encoding or "utf-8", title, run_id)
            )  # fmt: skip
        load_rows(self.tx, "source_versions", rows)

    def _source_ids(self, lines: list[Line]) -> list[int]:
        """Find sources by source_uid, or else by url, or else by title, day and publisher; add those that are new."""
        keys = [_source_key(line) for line in lines]
        missing = {key: line for key, line in zip(keys, lines, strict=True) if key not in self.sources}
        if len(self.sources) > KNOWN:
            self.sources = {key: self.sources[key] for key in keys if key in self.sources}
        for column in ("uid", "url"):
            name = "source_uid" if column == "uid" else "url"
            wanted = {value: key for key, line in missing.items() if (value := getattr(line, name))}
            found = self._find(f"SELECT {column}, id FROM sources", column, list(wanted))
            self.sources.update({wanted[value]: source_id for value, source_id in found.items()})
            missing = {key: line for key, line in missing.items() if key not in self.sources}
        for key in [k for k in missing if k[0] == "title"]:
            found_id = self.tx.exec_driver_sql(*self._same_title(key)).scalar()
            if found_id is not None:
                self.sources[key] = int(found_id)
                del missing[key]
        if missing:
            run_id = self.run.id(self.tx)
            self._publish(missing.values(), run_id)
            ids = new_ids(self.tx, "sources", len(missing))
            rows = []
            made: dict[str, int] = {}
            for (key, line), source_id in zip(missing.items(), ids, strict=True):
                url = line.url or None
                if url in made:
                    self.sources[key] = made[url]
                    continue
                self.sources[key] = source_id
                if url:
                    made[url] = self.sources["url", url] = source_id
                publisher = self.publishers.get(line.publisher or "")
                title, agency = line.title or url or key[1], line.agency or None
                uid, day = line.source_uid or new_uid(), line.published_on or None
                language = line.language or "en"
                rows.append((source_id, uid, publisher, url, title, agency, language, "article", day, run_id))
            load_rows(self.tx, "sources", rows)
        return [self.sources[key] for key in keys]

    def _days(self, sources: Collection[int]) -> dict[int, str | None]:
        """Return the day of publication of each source, by which it is known: a line may name another."""
        one_of, given = among(self.tx, sorted(sources))
        rows = self.tx.exec_driver_sql(f"SELECT id, published_on FROM sources WHERE id {one_of}", given)
        return {source: day and str(day) for source, day in rows}

    def _same_title(self, key: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
        mark = "%s" if self.tx.dialect.name == "postgresql" else "?"
        return (
            "SELECT s.id FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id"
            f" WHERE s.title = {mark} AND coalesce(CAST(s.published_on AS text), '') = {mark}"
            f" AND coalesce(p.name, '') = {mark} ORDER BY s.id LIMIT 1",
            key[1:],
        )

    def _publish(self, lines: Iterable[Line], run_id: int) -> None:
        names = {line.publisher for line in lines if line.publisher} - set(self.publishers)
        self.publishers.update(self._find("SELECT name, id FROM publishers", "name", sorted(names)))
        new = sorted(names - set(self.publishers))
        ids = new_ids(self.tx, "publishers", len(new))
        load_rows(self.tx, "publishers", [(i, n, run_id) for i, n in zip(ids, new, strict=True)])
        self.publishers.update(zip(new, ids, strict=True))

    def _speaker_ids(self, fresh: list[tuple[Line, int]], run_id: int) -> list[int | None]:
        """Find speakers by speaker_uid, or else by kind and name, and add those that are new."""
        if len(self.speakers) > KNOWN:
            self.speakers.clear()
        keys = [_speaker_key(line, source) for line, source in fresh]
        missing = {k: (line, s) for k, (line, s) in zip(keys, fresh, strict=True) if k and k not in self.speakers}
        uids = [k[1] for k in missing if k[0] == "uid"]
        self.speakers.update(
            {("uid", u): i for u, i in self._find("SELECT uid, id FROM speakers", "uid", uids).items()}
        )
        named = [key for key in missing if key[0] not in ("uid", _HERE)]
        self.speakers.update({key: ids[0] for key, ids in all_known(self.tx, named).items()} if named else {})
        # Two spellings of one new name ("Ivo Petrov", "IVO PETROV") are one speaker.
        new: dict[Any, tuple[Line, int]] = {}
        alike: dict[Any, Any] = {}
        for key, it in missing.items():
            if key not in self.speakers:
                first = key if key[0] == "uid" else alike.setdefault((fold(key[1]) or key[1], key[2]), key)
                if first == key:
                    new[key] = it
        ids = new_ids(self.tx, "speakers", len(new))
        rows, names = [], []
        for (key, (line, source)), speaker_id in zip(new.items(), ids, strict=True):
            self.speakers[key] = speaker_id
            kind, name = line.speaker_kind or "person", str(line.speaker)
            uid, scope = line.speaker_uid or new_uid(), source if kind == "unnamed" else None
            rows.append((speaker_id, uid, kind, name, scope, "extracted", line.origin or "import", run_id))
            folded = fold(name) or name
            names.append((speaker_id, name, folded, "primary", run_id, parts_of(folded)))
        for key in missing:
            if key not in self.speakers:
                self.speakers[key] = self.speakers[alike[fold(key[1]) or key[1], key[2]]]
        load_rows(self.tx, "speakers", rows)
        load_rows(self.tx, "speaker_names", names)
        return [self.speakers[key] if key else None for key in keys]

    def _find(self, select: str, column: str, values: Sequence[str]) -> dict[str, int]:
        if not values:
            return {}
        one_of, given = among(self.tx, values)
        return {row[0]: row[1] for row in self.tx.exec_driver_sql(f"{select} WHERE {column} {one_of}", given)}


def _quote(line: Line, quote_id: int, uid: str, source: int, said: str | None, dated: str | None, by: str | None,
           run_id: int) -> tuple[Any, ...]:  # fmt: skip
    return (
        quote_id, uid, source, line.kind, line.text, sha256(line.text), line.cue or None,
        line.venue or None, said, (line.said_until or said) if said else None,
        line.said_as or None, (line.said_basis or "stated") if said else None, dated,
        line.language or "en", "confirmed" if by else "extracted", line.confidence,
        line.origin or "import", by, line.factuality or "actual", run_id,
    )  # fmt: skip


def _source_key(line: Line) -> Any:
    if line.source_uid:
        return "uid", line.source_uid
    if line.url:
        return "url", line.url
    return "title", line.title, line.published_on or "", line.publisher or ""


def _speaker_key(line: Line, source: int) -> Any:
    if not line.speaker:
        return None
    if line.speaker_uid:
        return "uid", line.speaker_uid
    kind = line.speaker_kind or "person"
    if isinstance(line, Located) and known_within_its_article(kind, line.speaker):
        return _HERE, line.speaker, source
    return kind, line.speaker, source if kind == "unnamed" else 0


# Begins the key of a speaker whose name many have, and which means them in one article only.
_HERE = "here"


def _by_words(line: Line) -> bool:
    """Return whether a quote is known by its words too: `factdb import` may have stored it under another uid."""
    return not line.quote_uid or isinstance(line, Located)


def _time(tx: Connection, now: datetime) -> Any:
    return now if tx.dialect.name == "postgresql" else now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
