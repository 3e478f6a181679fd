"""The desk in the browser: one sitting at the inbox for each person, and the decisions made on other pages.

A sitting keeps one connection, whose advisory locks hold the current item on PostgreSQL. It uses the connection in a
single thread, because a SQLite connection belongs to the thread that opened it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from factdb.claimreview.check import is_web_address
from factdb.database.write import Within, open_writer, transaction
from factdb.decide.answers import answer
from factdb.decide.claims import add_claim
from factdb.decide.inbox import DecidedMeanwhileError, Inbox, Item, refuse_if_decided
from factdb.decide.keys import KEYS, MATCH_KEYS
from factdb.decide.quotes import add_quote
from factdb.decide.reviews import Judgement, Piece, add_review, publish_review, withdraw_review
from factdb.decide.scales import DEFAULT, shipped_names, shipped_scale
from factdb.decide.status import confirm, reject
from factdb.decide.variants import keep_quotes_apart
from factdb.errors import DatabaseError, FactdbError
from factdb.queries.reader import Reader, by_reference
from factdb.queries.reading import uids
from factdb.queries.reviews import list_scales, scale_ratings
from factdb.queries.sources import source_by_reference
from factdb.queries.speakers import find_speaker
from factdb.store.decisions import By
from factdb.web.marks import excerpt

T = TypeVar("T")
Form = Mapping[str, str]
# A longer queue is not counted to its end: counting a million rows takes too long for a page.
COUNTED = 1000
_ASKED = {key.decision for key in KEYS if key.asks} | {"new speaker"}
_ANSWERS = _ASKED | {"confirm", "reject"} | {key.decision for key in MATCH_KEYS}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters of the desk as its address states them; an empty one filters nothing."""

    only: str = ""
    source: str = ""
    speaker: str = ""
    kind: str = ""
    least: str = ""
    most: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Narrowed:
        """Pick the filters out of the parameters of an address."""
        return cls(**{name: asked.get(name, "").strip() for name in cls.__slots__})

    def given(self) -> dict[str, str]:
        """Return the filters that are filled in."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def numbers(self, reader: Reader) -> dict[str, Any]:
        """Return the filters as the arguments of `Inbox.narrow`.

        Raises:
            FactdbError: A filter has a value that nothing can match.
        """
        if self.only not in ("", "quotes", "claims"):
            raise FactdbError(f"{self.only!r} is not in the queue: choose quotes or claims")
        return {
            "only": self.only or None,
            "source": source_by_reference(reader, self.source)["id"] if self.source else None,
            "speaker": find_speaker(reader, self.speaker)["id"] if self.speaker else None,
            "kind": self.kind or None,
            "least": _share(self.least),
            "most": _share(self.most),
        }


def _share(value: str) -> float | None:
    try:
        number = float(value) if value else None
    except ValueError:
        number = -1.0
    if number is not None and not 0 <= number <= 1:
        raise FactdbError(f"{value!r} is not a confidence: write a number from 0 to 1")
    return number


@dataclass(slots=True)
class Sitting:
    """One person's sitting at the desk."""

    database: str
    actor: str
    narrowed: Narrowed = field(default_factory=Narrowed)
    notice: str = ""
    wrong: bool = False
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "sitting"))
    _open: ExitStack = field(default_factory=ExitStack)
    _inbox: Inbox | None = None

    def page(self, narrowed: Narrowed) -> dict[str, Any]:
        """Return the data of the desk's page: the current item, or the next one that matches the filters."""
        return self._within(lambda: self._page(narrowed))

    def decide(self, form: Form) -> None:
        """Carry out the decision in a form; the next page shows the result."""
        self._within(lambda: self._decide(form))

    def close(self) -> None:
        """Release the current item and close the connection."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _close(self) -> None:
        with self._open, contextlib.suppress(DatabaseError):  # a lost connection has let go already
            if self._inbox is not None:
                self._inbox.close()
        self._inbox = None

    def _within(self, does: Callable[[], T]) -> T:
        return self._thread.submit(self._guarded, does).result()

    def _guarded(self, does: Callable[[], T]) -> T:
        try:
            if self._inbox is None:
                self._inbox = Inbox(self._open.enter_context(open_writer(self.database)), self.actor)
                self._inbox.resume()
                self.narrowed = Narrowed()
            return does()
        except DatabaseError:
            self._close()  # the next page tries again
            raise

    def _page(self, narrowed: Narrowed) -> dict[str, Any]:
        inbox = self._inbox
        assert inbox is not None
        if narrowed != self.narrowed:
            with inbox.writer.transaction() as tx:
                numbers = narrowed.numbers(Within(tx))
            inbox.narrow(**numbers)
            self.narrowed = narrowed
        item = inbox.refresh() or inbox.next()
        notice, wrong, self.notice, self.wrong = self.notice, self.wrong, "", False
        shown = None
        if item is not None:
            with inbox.writer.transaction() as tx:
                shown = _shown(Within(tx), item)
        left = inbox.left(COUNTED + 1)
        return {
            "item": shown,
            "keys": [key for key in KEYS if item is not None and key.fits(item.noun)],
            "match_keys": MATCH_KEYS,
            "context": _context(item) if item is not None else [],
            "left": left,
            "many": left > COUNTED,
            "notice": notice,
            "wrong": wrong,
            "narrowed": narrowed,
            "filtered": bool(narrowed.given()),
        }

    def _decide(self, form: Form) -> None:
        inbox = self._inbox
        assert inbox is not None
        self.wrong = False
        try:
            self.notice = self._answered(inbox, form)
        except DecidedMeanwhileError as error:
            self.notice, self.wrong = str(error), True
        except DatabaseError:
            raise
        except FactdbError as error:
            self.notice, self.wrong = str(error), True

    def _answered(self, inbox: Inbox, form: Form) -> str:
        what = form.get("decision", "")
        if what == "undo":
            return inbox.undo()
        item = inbox.item
        at_hand = item is not None and [item.noun, str(item.number), str(item.seen)] == [
            form.get(name) for name in ("noun", "number", "seen")
        ]
        if item is None or not at_hand:
            raise FactdbError("that page was out of date, so nothing was decided: this is the current item")
        if what == "next":
            inbox.next()
            return ""
        if what not in _ANSWERS:
            raise FactdbError(f"{what!r} is not a decision")
        words = form.get("value", "").strip()
        if what in _ASKED and not words:
            raise FactdbError("the field was empty, so nothing was decided")
        notice = inbox.decide(lambda tx, _, by: answer(tx, item, what, words, by))
        if what not in ("opposite", "different"):  # by which the claim itself is not decided on
            inbox.next()
        return notice


def _shown(reader: Reader, item: Item) -> dict[str, Any]:
    source = item.key[0]
    return {
        "noun": item.noun,
        "number": item.number,
        "seen": item.seen,
        "row": item.row,
        "source_uid": uids(reader, "sources", [source]).get(source),
    }


def _context(item: Item) -> list[Any]:
    spans = [{"quote_id": 0, "part": part, "start_char": s, "end_char": e} for s, e, part in item.spans]
    return excerpt(item.text, spans, whole=(False, False)) if item.text else []


class Sittings:
    """The sittings of everyone who decides on one server."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._sittings: dict[str, Sitting] = {}
        self._lock = Lock()

    def of(self, actor: str) -> Sitting:
        """Return a person's sitting; start one if there is none."""
        with self._lock:
            if actor not in self._sittings:
                self._sittings[actor] = Sitting(self._database, actor)
            return self._sittings[actor]

    def close(self) -> None:
        """End all sittings."""
        with self._lock:
            for sitting in self._sittings.values():
                sitting.close()
            self._sittings.clear()


# --- Decisions on other pages. Each takes the form and who decides, and returns what was done in a sentence.


def decide_on(database: str, table: str, reference: str, form: Form, actor: str) -> str:
    """Confirm or reject a quote or claim, part a quote from a variant, or publish or withdraw a review.

    Args:
        database: Path or URL.
        table: "quotes", "claims" or "reviews".
        reference: Number or public id of the row.
        form: The fields of the form: `decision`, `seen` (the newest decision on the row when the page was shown),
            `reason`, for a claim `statement`, and for a variant `other`.
        actor: Who decides.

    Returns:
        What was done, in one sentence.

    Raises:
        DecidedMeanwhileError: Somebody decided since the page was shown.
        FactdbError: The decision is unknown or cannot be made.
    """
    what = form.get("decision", "")
    by = By(actor, form.get("reason", "").strip() or None)
    with transaction(database) as tx:
        number = by_reference(Within(tx), table, reference)
        if not form.get("seen", "").isdecimal():
            raise FactdbError("the form does not say what was decided before its page was shown: load it again")
        refuse_if_decided(tx, table, number, int(form["seen"]))
        if table == "quotes" and what == "not-same":
            return keep_quotes_apart(tx, reference, form.get("other", ""), by)
        if table == "reviews" and what in ("publish", "withdraw"):
            return (publish_review if what == "publish" else withdraw_review)(tx, reference, by)
        if table in ("quotes", "claims") and what == "confirm":
            statement = form.get("statement", "").strip() or None
            return confirm(tx, table, reference, by, statement=statement)
        if table in ("quotes", "claims") and what == "reject":
            return reject(tx, table, reference, by)
    raise FactdbError(f"{what!r} is not a decision on a {table[:-1]}")


def write_quote(database: str, source: str, form: Form, actor: str) -> str:
    """Add a quote that import missed, from the words selected in its article.

    Raises:
        FactdbError: The day is not ISO 8601, or `add_quote` refuses the quote.
    """
    try:
        said_on = date.fromisoformat(form["said_on"].strip()) if form.get("said_on", "").strip() else None
    except ValueError as error:
        raise FactdbError(f"{form['said_on']!r} is not a day: write it as 2023-06-18") from error
    words = form.get("words", "").replace("\r\n", "\n")
    speakers = [form["speaker"].strip()] if form.get("speaker", "").strip() else []
    with transaction(database) as tx:
        return add_quote(
            tx, source, words, By(actor), speakers=speakers, cue=form.get("cue", "").strip() or None, said_on=said_on
        )


def write_claim(database: str, form: Form, actor: str) -> str:
    """Add a claim, asserted by the quote that the form names, if any.

    Raises:
        FactdbError: The stance is unknown, or `add_claim` refuses the claim.
    """
    stance = form.get("stance") or "asserts"
    if stance not in ("asserts", "denies", "disputes", "repeats", "attributes"):
        raise FactdbError(f"{stance!r} is not a stance: choose asserts, denies, disputes, repeats or attributes")
    with transaction(database) as tx:
        return add_claim(tx, form.get("statement", ""), By(actor), quote=form.get("quote") or None, stance=stance)


def write_review(database: str, claim: str, form: Form, actor: str) -> str:
    """Write a review of a claim with at most one piece of evidence; `factdb reviews evidence` adds more.

    Raises:
        FactdbError: The evidence's stance is unknown, or `add_review` refuses the review.
    """
    scale, _, rating = form.get("rating", "").partition(":")
    judgement = Judgement(
        rating=rating or None,
        scale=scale or None if rating else None,
        explanation=form.get("explanation") or None,
        text=form.get("text", "").replace("\r\n", "\n") or None,
        reviewer=actor,
        organization=form.get("organization") or None,
    )
    with transaction(database) as tx:
        publish = form.get("publish") == "yes"
        return add_review(tx, claim, judgement, By(actor), evidence=_evidence(form), publish=publish)


def _evidence(form: Form) -> list[Piece]:
    place, stance = form.get("evidence", "").strip(), form.get("evidence_stance", "supports")
    if not place:
        return []
    if stance not in ("supports", "refutes", "context"):
        raise FactdbError(f"{stance!r} is not a stance of evidence: choose supports, refutes or context")
    if is_web_address(place):
        return [Piece(stance, url=place, title=form.get("evidence_title") or None)]
    return [Piece(stance, source=place)]


def scales(reader: Reader) -> list[dict[str, Any]]:
    """List the scales to choose a rating from, the default first.

    Returns:
        Rows with `name`, `title` and `ratings`, which are rows with a `label`.
    """
    stored = {scale["name"]: scale for scale in list_scales(reader)}
    found = []
    for name in sorted({*stored, *shipped_names()}, key=lambda name: (name != DEFAULT, name)):
        if name in stored:
            steps = [{"label": step["label"]} for step in scale_ratings(reader, name)]
            found.append({"name": name, "title": stored[name]["title"], "ratings": steps})
        else:
            scale = shipped_scale(name)
            found.append({"name": name, "title": scale.title, "ratings": [{"label": s.label} for s in scale.steps]})
    return found
