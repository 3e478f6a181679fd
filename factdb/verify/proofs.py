"""The database proves itself: every hash is computed again and every span is cut out of its text and compared.

A check at stored offsets is never satisfied by a match elsewhere. Decisions are played again: see `replay`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from factdb.database.revision import TRIGGERS_AT_WORK, missing_triggers
from factdb.matching.wording import runs_of
from factdb.queries.decisions import STANDING
from factdb.queries.misnamed import find_misnamed
from factdb.queries.reader import Reader, Row
from factdb.verify.accounts import unaccounted
from factdb.verify.replay import replay


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: which row, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Proved:
    """How much was proved; `unproved_spans` could not be for want of the text."""

    versions: int = 0
    quotes: int = 0
    spans: int = 0
    unproved_spans: int = 0
    unlinked: int = 0
    """Quotes in quotation marks that were not compared with the others yet."""


# Rows that contradict one another: (what one such row is called, what is wrong, SELECT of its number).
_CONTRADICTIONS = (
    (
        "quote {it}",
        "has no content span in any version of its source",
        # A quote from another archive whose source has no text has no place in one.
        "SELECT q.id AS it FROM quotes q WHERE NOT EXISTS"
        " (SELECT 1 FROM anchors a WHERE a.quote_id = q.id AND a.part = 'content')"
        " AND EXISTS (SELECT 1 FROM source_versions v WHERE v.source_id = q.source_id)",
    ),
    (
        "quote {it}",
        "is called direct but has words outside quotation marks, or indirect with words inside",
        "SELECT DISTINCT q.id AS it FROM quotes q JOIN anchors a ON a.quote_id = q.id AND a.part = 'content'"
        " WHERE (q.kind = 'direct' AND NOT a.in_marks) OR (q.kind = 'indirect' AND a.in_marks)",
    ),
    (
        "quote {it}",
        "is dated otherwise than by the day it was said or its source published",
        "SELECT q.id AS it FROM quotes q JOIN sources s ON s.id = q.source_id"
        " WHERE coalesce(CAST(q.dated_on AS text), '') <> coalesce(CAST(q.said_on AS text),"
        " CAST(s.published_on AS text), '')",
    ),
    (
        "attribution {it}",
        "is dated otherwise than its quote",
        "SELECT a.id AS it FROM attributions a JOIN quotes q ON q.id = a.quote_id"
        " WHERE coalesce(CAST(q.dated_on AS text), '') <> coalesce(CAST(a.dated_on AS text), '')",
    ),
    (
        "assertion {it}",
        "is dated otherwise than its quote or source",
        "SELECT s.id AS it FROM assertions s JOIN sources o ON o.id = s.source_id LEFT JOIN quotes q ON q.id ="
        " s.quote_id WHERE coalesce(CAST(s.dated_on AS text), '') <> coalesce(CAST(q.dated_on AS text),"
        " CAST(o.published_on AS text), '')",
    ),
    (
        "quote {it}",
        "is anchored in a text that is not one of its source's",
        "SELECT DISTINCT a.quote_id AS it FROM anchors a JOIN quotes q ON q.id = a.quote_id"
        " JOIN source_versions v ON v.id = a.source_version_id WHERE v.source_id <> q.source_id",
    ),
    (
        "quote {it}",
        "is confirmed, but no decision says by whom",
        "SELECT q.id AS it FROM quotes q WHERE q.status = 'confirmed' AND NOT EXISTS"
        f" (SELECT 1 FROM {STANDING} d WHERE d.subject = 'quotes' AND d.subject_id = q.id"
        " AND d.action IN ('confirm', 'correct', 'add', 'merge', 'split'))",
    ),
    (
        "speaker {it}",
        "is merged into a speaker that is itself merged",
        "SELECT k.id AS it FROM speakers k JOIN speakers m ON m.id = k.merged_into_id"
        " WHERE m.merged_into_id IS NOT NULL",
    ),
    (
        "speaker {it}",
        "does not name itself, or the one it was merged into, as canonical",
        "SELECT id AS it FROM speakers WHERE canonical_id IS NULL OR canonical_id <> coalesce(merged_into_id, id)",
    ),
    (
        "speaker {it}",
        "has no name to be found by",
        "SELECT k.id AS it FROM speakers k WHERE NOT EXISTS (SELECT 1 FROM speaker_names n WHERE n.speaker_id = k.id)",
    ),
)


def verify(reader: Reader, proved: Proved) -> Iterator[Fault]:
    """Yield each fault of the whole database, counting in `proved` what holds. One text at a time is in memory."""
    yield from _versions(reader, proved)
    yield from _assertions(reader, proved)
    yield from _quotes(reader, proved)
    for name, what, sql in _CONTRADICTIONS:
        for row in reader.rows(f"{sql} ORDER BY 1"):
            yield Fault(name.format(it=row["it"]), what)
    for wrong in find_misnamed(reader):
        yield Fault(
            f"speaker {wrong.speaker_id}",
            f"{wrong.speaker} has words that were said by {wrong.name}: `factdb speakers repair` reassigns them",
        )
    at_work = reader.rows(TRIGGERS_AT_WORK[reader.dialect])
    if missing := missing_triggers(reader.dialect, [(row["name"], row["tbl"]) for row in at_work]):
        yield Fault("audit trail", missing)
    for where, what in chain(replay(reader), unaccounted(reader)):
        yield Fault(where, what)


def _versions(reader: Reader, proved: Proved) -> Iterator[Fault]:
    for version in reader.rows("SELECT id, text, text_length, text_sha256 FROM source_versions ORDER BY id"):
        proved.versions += 1
        if version["text"] is not None:
            yield from _text_faults(version, version["text"])
    for a in reader.rows(
        "SELECT a.id, a.quote_id, a.part, a.start_char, a.end_char, a.source_version_id, v.text_length,"
        " substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact AS holds"
        " FROM anchors a JOIN source_versions v ON v.id = a.source_version_id"
    ):
        if a["holds"] is None:
            proved.unproved_spans += 1
            if a["end_char"] > a["text_length"]:
                yield Fault(_span(a), f"ends beyond the {a['text_length']} characters of its text")
        elif a["holds"]:
            proved.spans += 1
        else:
            yield Fault(_span(a), "the text has other words at that place")


def _assertions(reader: Reader, proved: Proved) -> Iterator[Fault]:
    for a in reader.rows(
        "SELECT s.claim_id, s.source_version_id, s.start_char, s.end_char,"
        " substr(v.text, s.start_char + 1, s.end_char - s.start_char) = s.exact AS holds"
        " FROM assertions s JOIN source_versions v ON v.id = s.source_version_id WHERE s.exact IS NOT NULL"
    ):
        if a["holds"] is None:
            proved.unproved_spans += 1
        elif a["holds"]:
            proved.spans += 1
        else:
            place = f"{a['start_char']}-{a['end_char']} of text {a['source_version_id']}"
            yield Fault(f"claim {a['claim_id']}, {place}", "the text has other words at that place")


def _span(a: Any) -> str:
    return f"quote {a['quote_id']}, {a['part']} {a['start_char']}-{a['end_char']} of text {a['source_version_id']}"


def _text_faults(version: Any, text: str) -> Iterator[Fault]:
    if len(text) != version["text_length"]:
        yield Fault(f"text {version['id']}", f"has {len(text)} characters, recorded were {version['text_length']}")
    if hashlib.sha256(text.encode()).hexdigest() != version["text_sha256"]:
        yield Fault(f"text {version['id']}", "is not the text that was stored: its SHA-256 differs")


def _quotes(reader: Reader, proved: Proved) -> Iterator[Fault]:
    words: dict[int, list[str]] = {}
    for batch in _batches(reader.rows("SELECT id, kind, text, text_sha256 FROM quotes ORDER BY id"), 500):
        words.clear()
        first, last = batch[0]["id"], batch[-1]["id"]
        for a in reader.rows(
            "SELECT quote_id, exact FROM anchors WHERE part = 'content' AND quote_id BETWEEN :first AND :last"
            " ORDER BY quote_id, source_version_id, seq",
            {"first": first, "last": last},
        ):
            words.setdefault(a["quote_id"], []).append(" ".join(a["exact"].split()))
        runs: dict[int, list[str]] = {}
        for run in reader.rows(
            "SELECT r.quote_id, w.words FROM quoted_runs r JOIN wordings w ON w.id = r.wording_id"
            " WHERE r.quote_id BETWEEN :first AND :last ORDER BY r.quote_id, r.seq",
            {"first": first, "last": last},
        ):
            runs.setdefault(run["quote_id"], []).append(run["words"])
        for quote in batch:
            proved.quotes += 1
            due = runs_of(quote["kind"], quote["text"])
            if quote["id"] not in runs:
                proved.unlinked += bool(due)
            elif runs[quote["id"]] != due:
                yield Fault(f"quote {quote['id']}", "was compared with the others by other words than its own")
            if hashlib.sha256(quote["text"].encode()).hexdigest() != quote["text_sha256"]:
                yield Fault(f"quote {quote['id']}", "its words were changed: their SHA-256 differs")
            if any(part not in quote["text"] for part in words.get(quote["id"], ())):
                yield Fault(f"quote {quote['id']}", "its words are not those of its spans")


def _batches(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def verify_against(reader: Reader, text: str, name: str, proved: Proved) -> Iterator[Fault]:
    """Prove every span of the versions with a given text's hash, stored or not; `name` says what the text is."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    versions: Sequence[Row] = [
        dict(r)
        for r in reader.rows(
            "SELECT id, text_length, text_sha256 FROM source_versions WHERE text_sha256 = :it", {"it": digest}
        )
    ]
    if not versions:
        yield Fault(name, f"no stored version has this text (SHA-256 {digest})")
    for version in versions:
        proved.versions += 1
        yield from _text_faults(version, text)
        quotes = set()
        for a in reader.rows(
            "SELECT quote_id, source_version_id, part, start_char, end_char, exact FROM anchors"
            " WHERE source_version_id = :id ORDER BY quote_id, start_char",
            {"id": version["id"]},
        ):
            quotes.add(a["quote_id"])
            if text[a["start_char"] : a["end_char"]] == a["exact"]:
                proved.spans += 1
            else:
                yield Fault(_span(a), f"{name} has other words at that place")
        proved.quotes += len(quotes)
