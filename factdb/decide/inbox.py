"""The queue of what nobody has decided on, one item at a time: extracted quotes and proposed claims.

Items come source by source, quotes before claims, in text order. On PostgreSQL an advisory lock holds the item that
somebody is looking at, so that no two people get the same one. On both databases a decision is refused if somebody else
decided since the item was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection

from factdb.database.write import Within, Writer
from factdb.decide.undo import undo_decision
from factdb.errors import FactdbError
from factdb.queries.decisions import newest_decision
from factdb.queries.likeness import suggested_matches
from factdb.queries.newest import narrow_newest
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import quote_anchors, text_around
from factdb.queries.said import STANDS
from factdb.queries.where import Where
from factdb.store.decisions import By
from factdb.terms import CLAIM_KINDS, KINDS, WORTH_CHECKING

Noun = Literal["quotes", "claims"]
# (source, 0 for its quotes and 1 for its claims, number): the order of the queue.
Key = tuple[int, int, int]
# Takes the transaction, the number of the item and who decides; returns what was done, in a sentence.
Decides = Callable[[Connection, str, By], str]

START: Key = (0, 0, 0)
# Code points of the text shown before and after an item.
AROUND = 600
# A speaker with more quotes is looked for in one quote after the other, and of any other all quotes are read first.
_MUCH_QUOTED = 5000
_SAID = (
    "SELECT a.quote_id FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
    " WHERE k.canonical_id = :speaker AND a.part = 'speaker' AND a.rank <> 'deprecated'"
)
# Known claims that are shown beside a proposed one.
_MATCHES = 3
# The upper half of the 64 bits of an advisory lock, "fq" and "fc", which keeps ours apart from other programs'.
_LOCKS = {"quotes": 0x6671 << 48, "claims": 0x6663 << 48}


class DecidedMeanwhileError(FactdbError):
    """Somebody else decided on the item after it was shown."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the queue as it was when it was shown."""

    noun: Noun
    number: int
    key: Key
    seen: int
    """The newest decision on it when it was shown, 0 for none."""
    row: dict[str, Any]
    text: str
    """Words of the source around it; empty where they are not kept."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """(start, end, part) in `text`: content, cue, speaker and the like."""


@dataclass(slots=True)
class Inbox:
    """One person's sitting at the queue.

    Attributes:
        writer: The database.
        actor: Who decides.
        source: Only this source, by number.
        only: Only "quotes" or only "claims".
        speaker: Only this speaker, by number.
        kind: Only this kind of quote or claim.
        least: Lowest confidence of a quote or score of a claim.
        most: Highest confidence of a quote or score of a claim.
        item: The current item.
    """

    writer: Writer
    actor: str
    source: int | None = None
    only: Noun | None = None
    speaker: int | None = None
    kind: str | None = None
    least: float | None = None
    most: float | None = None
    item: Item | None = None
    _at: Key = START
    _began: Key = START
    _wrapped: bool = False
    _decided: list[tuple[Key, list[int]]] = field(default_factory=list)

    def resume(self) -> None:
        """Start after the item that this person decided on last, in any sitting; earlier items come at the end."""
        with self.writer.transaction() as tx:
            rows = Within(tx).rows(
                "SELECT subject, subject_id FROM decisions WHERE actor = :actor AND import_run_id IS NULL"
                " AND subject IN ('quotes', 'claims') ORDER BY id DESC LIMIT 1",
                {"actor": self.actor},
            )
            for row in rows:
                self._at = self._began = _key(tx, row["subject"], row["subject_id"]) or START

    def next(self) -> Item | None:
        """Return the next item that nobody else is looking at; None at the end of the queue."""
        self._release()
        while True:
            with self.writer.transaction() as tx:
                key = self._after(tx)
                if key is None:
                    if self._wrapped or self._began == START:
                        return None
                    self._wrapped, self._at = True, START
                    continue
                if self._wrapped and key > self._began:
                    return None
                self._at = key
                noun: Noun = "claims" if key[1] else "quotes"
                if _hold(tx, noun, key[2]):
                    self.item = _shown(tx, noun, key[2], key)
                    if self.item is not None:
                        return self.item
                    _let_go(tx, noun, key[2])

    def left(self, at_most: int | None = None) -> int:
        """Count the items that nobody has decided on, up to `at_most` quotes and as many claims."""
        cut = "" if at_most is None else f" LIMIT {at_most}"
        with self.writer.transaction() as tx:
            return sum(
                next(iter(Within(tx).rows(f"SELECT count(*) AS n FROM ({sql}{cut}) waiting", params)))["n"]
                for sql, params in (self._waiting(tx, part, "DISTINCT {1}") for part in self._parts())
            )

    def decide(self, does: Decides) -> str:
        """Run `does` on the current item, which stays current if that fails.

        Returns:
            What `does` did, in a sentence.

        Raises:
            DecidedMeanwhileError: Somebody else decided on the item since it was shown.
            FactdbError: There is no current item, or `does` raised it.
        """
        item = self.item
        if item is None:
            raise FactdbError("there is nothing to decide on")
        with self.writer.transaction() as tx:
            refuse_if_decided(tx, item.noun, item.number, item.seen)
            before = _last_decision(tx)
            done = does(tx, str(item.number), By(self.actor))
            made = _decisions_since(tx, before)
        if made:
            self._decided.append((item.key, made))
        return done

    def refresh(self) -> Item | None:
        """Return the current item as it is now; None if it has left the queue."""
        if self.item is not None:
            with self.writer.transaction() as tx:
                self.item = _shown(tx, self.item.noun, self.item.number, self.item.key)
        return self.item

    def undo(self) -> str:
        """Undo the last decision of this sitting and show its item again.

        Raises:
            FactdbError: Nothing was decided in this sitting, or the decision cannot be undone.
        """
        if not self._decided:
            raise FactdbError("nothing was decided in this sitting: `factdb decisions undo N` undoes an older decision")
        key, numbers = self._decided[-1]
        with self.writer.transaction() as tx:
            done = [undo_decision(tx, number, By(self.actor)) for number in reversed(numbers)]
        self._decided.pop()
        self._release()
        noun: Noun = "claims" if key[1] else "quotes"
        with self.writer.transaction() as tx:
            if _hold(tx, noun, key[2]):
                self.item = _shown(tx, noun, key[2], key)
        self._at = key
        return "; ".join(done)

    def narrow(
        self,
        *,
        source: int | None = None,
        only: Noun | None = None,
        speaker: int | None = None,
        kind: str | None = None,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        """Continue with the items that match these filters, or with all without any. Decisions can still be undone."""
        self._release()
        self.source, self.only, self.speaker, self.kind, self.least, self.most = (
            source, only, speaker, kind, least, most
        )  # fmt: skip
        self._at = self._began = START
        self._wrapped = False
        self.resume()

    def close(self) -> None:
        """Release the current item for others; a lost connection also releases it."""
        self._release()

    def _release(self) -> None:
        if self.item is not None:
            with self.writer.transaction() as tx:
                _let_go(tx, self.item.noun, self.item.number)
            self.item = None

    def _parts(self) -> list[int]:
        quotes, claims = self.only != "claims", self.only != "quotes"
        return [0] * (quotes and self.kind not in CLAIM_KINDS) + [1] * (claims and self.kind not in KINDS)

    def _waiting(self, tx: Connection, part: int, columns: str, after: Key | None = None) -> tuple[str, dict[str, Any]]:
        """Return a SELECT of `columns` ({0}: source, {1}: number) of the quotes (0) or claims (1) that wait."""
        if part:
            names = ("s.source_id", "s.claim_id")
            # In this order, or SQLite collects all claims first.
            table = "assertions s CROSS JOIN claims c LEFT JOIN quotes q ON q.id = s.quote_id"
            where = self._narrowed(tx, "s.source_id", "s.quote_id", "c.kind", "c.score")
            where.add("c.id = s.claim_id")
            where.add(f"c.status = 'candidate' AND c.score >= {WORTH_CHECKING} AND {STANDS}")
        else:
            names, table = ("q.source_id", "q.id"), "quotes q"
            where = self._narrowed(tx, "q.source_id", "q.id", "q.kind", "q.confidence")
            where.add("q.status = 'extracted'")
        if after is not None:
            # In the current source, a claim comes after all quotes, and a quote before all claims.
            number = after[2] if part == after[1] else 0 if part > after[1] else 2**62
            where.add(f"({names[0]}, {names[1]}) > (:at, :number)", at=after[0], number=number)
        return f"SELECT {columns.format(*names)} FROM {table}{where}", where.params

    def _narrowed(self, tx: Connection, source: str, quote: str, kind: str, sure: str) -> Where:
        where = Where()
        where.given(f"{source} = :source", source=self.source)
        if self.speaker is not None:
            few = len(list(Within(tx).rows(f"{_SAID} LIMIT {_MUCH_QUOTED}", {"speaker": self.speaker}))) < _MUCH_QUOTED
            which = f"{quote} IN ({_SAID})" if few else f"EXISTS ({_SAID} AND a.quote_id = {quote})"
            where.add(which, speaker=self.speaker)
        where.given(f"{kind} = :kind", kind=self.kind)
        of_quotes = sure == "q.confidence"
        bounds = Where() if of_quotes else Where(f"c.score >= {WORTH_CHECKING}")
        bounds.given(f"{sure} >= :least", least=self.least)
        bounds.given(f"{sure} <= :most", most=self.most)
        if bounds.params:
            table, row, key = ("quotes", "q", "q.id") if of_quotes else ("claims", "c", "s.claim_id")
            sql = f"SELECT {row}.id FROM {table} {row}{bounds}"
            narrow_newest(Within(tx), where, key, 1, sql, bounds.sql, bounds.params, table)
        return where

    def _after(self, tx: Connection) -> Key | None:
        """Return the next item after the current place."""
        found: list[Key] = []
        for part in self._parts():
            sql, params = self._waiting(tx, part, "{0} AS source_id, {1} AS id", self._at)
            for row in Within(tx).rows(f"{sql} ORDER BY 1, 2 LIMIT 1", params):
                found.append((row["source_id"], part, row["id"]))
        return min(found, default=None)


def _key(tx: Connection, noun: str, number: int) -> Key | None:
    sql = {
        "quotes": "SELECT source_id, 0 AS part FROM quotes WHERE id = :id",
        "claims": "SELECT min(source_id) AS source_id, 1 AS part FROM assertions WHERE claim_id = :id",
    }[noun]
    for row in Within(tx).rows(sql, {"id": number}):
        if row["source_id"] is not None:
            return (row["source_id"], row["part"], number)
    return None


def _shown(tx: Connection, noun: Noun, number: int, key: Key) -> Item | None:
    """Return the item with the text around it; None if it was already decided on."""
    reader = Within(tx)
    if noun == "quotes":
        row: dict[str, Any] | None = next((dict(q) for q in quotes_by_id(reader, [number])), None)
        if row is None or row["status"] != "extracted":
            return None
        anchors = quote_anchors(reader, number)
        version = anchors[0]["source_version_id"] if anchors else None
        places = [(a["start_char"], a["end_char"], a["part"]) for a in anchors if a["source_version_id"] == version]
    else:
        found = reader.rows(
            "SELECT c.id, c.text, c.kind, c.why, c.score, c.status, s.quote_id, s.source_version_id, s.start_char,"
            " s.end_char, o.title, o.published_on, p.name AS publisher FROM claims c JOIN assertions s ON s.claim_id ="
            " c.id JOIN sources o ON o.id = s.source_id LEFT JOIN publishers p ON p.id = o.publisher_id"
            " WHERE c.id = :id ORDER BY s.id LIMIT 1",
            {"id": number},
        )
        row = next((dict(r) for r in found), None)
        if row is None or row["status"] != "candidate":
            return None
        row["matches"] = suggested_matches(reader, claim_id=number, limit=_MATCHES)
        version = row["source_version_id"]
        places = [(row["start_char"], row["end_char"], "content")] if row["start_char"] is not None else []
    text, spans = "", tuple[tuple[int, int, str], ...]()
    if version is not None and places:
        begin, end = min(p[0] for p in places), max(p[1] for p in places)
        first, text = text_around(reader, version, begin, end, AROUND)
        spans = tuple((s - first, e - first, part) for s, e, part in places) if text else ()
    return Item(noun, number, key, newest_decision(reader, noun, number), dict(row), text, spans)


# --- Who holds what, and who decided in the meantime


def _hold(tx: Connection, noun: Noun, number: int) -> bool:
    if tx.dialect.name != "postgresql":
        return True
    sql = "SELECT pg_try_advisory_lock(:key) AS held"
    return bool(next(iter(Within(tx).rows(sql, {"key": _LOCKS[noun] | number})))["held"])


def _let_go(tx: Connection, noun: Noun, number: int) -> None:
    if tx.dialect.name == "postgresql":
        list(Within(tx).rows("SELECT pg_advisory_unlock(:key) AS freed", {"key": _LOCKS[noun] | number}))


def refuse_if_decided(tx: Connection, subject: str, number: int, seen: int) -> None:
    """Lock a row, and refuse to decide on it if somebody decided since it was shown.

    Args:
        tx: The transaction.
        subject: Table of the row: "quotes", "claims" or "reviews".
        number: Number of the row.
        seen: The newest decision on it when it was shown, 0 for none.

    Raises:
        DecidedMeanwhileError: There is a newer one.
    """
    reader = Within(tx)
    if tx.dialect.name == "postgresql":
        list(reader.rows(f"SELECT id FROM {subject} WHERE id = :id FOR UPDATE", {"id": number}))
    newest = newest_decision(reader, subject, number)
    if newest > seen:
        by = next(iter(reader.rows("SELECT actor FROM decisions WHERE id = :id", {"id": newest})))["actor"]
        raise DecidedMeanwhileError(f"{by} decided on {subject[:-1]} {number} in the meantime: look again")


def _last_decision(tx: Connection) -> int:
    return int(next(iter(Within(tx).rows("SELECT coalesce(max(id), 0) AS n FROM decisions")))["n"])


def _decisions_since(tx: Connection, before: int) -> list[int]:
    """Return the numbers of the decisions that this transaction wrote."""
    return [row["id"] for row in Within(tx).rows("SELECT id FROM decisions WHERE id > :n ORDER BY id", {"n": before})]
