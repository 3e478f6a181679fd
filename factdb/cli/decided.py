"""Decisions in writing: a file of JSON lines, and the contents of a correction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import click
from sqlalchemy import Connection

from factdb.cli.deciding import Work
from factdb.cli.options import Day
from factdb.decide.claims import add_claim, keep_claims_apart, link_claim, merge_claims, relate_claims
from factdb.decide.quotes import Correction, add_quote, correct, edit_quote, merge_quotes, split_quote
from factdb.decide.reviews import (
    Judgement,
    Piece,
    add_evidence,
    add_review,
    delete_review,
    edit_review,
    publish_review,
    withdraw_review,
)
from factdb.decide.sources import Edition, delete_source, edit_source
from factdb.decide.speakers import add_speaker, with_speakers
from factdb.decide.status import confirm, reject
from factdb.decide.variants import keep_quotes_apart
from factdb.errors import FactdbError
from factdb.store.decisions import By
from factdb.terms import EVIDENCE_STANCES, FACTUALITIES, KINDS, NAMED_KINDS, RELATIONS, STANCES

# Keys whose value is true if they are present.
_FLAGS = ("publish", "create", "recount", "force")
# Keys whose value is a number or a text.
_NUMBERED = ("quote", "claim", "review", "into", "to", "other", "supersedes", "rating", "source", "place")
_JUDGEMENT = ("rating", "scale", "explanation", "text", "reviewer", "organization", "reviewed_on", "url")
Said = dict[str, Any]


def days(value: str) -> tuple[date, date]:
    """Return the first and last day of an ISO 8601 day, month or year.

    Raises:
        click.BadParameter: `value` is none of these.
    """
    first, last = (Day(last=end).convert(value, None, None) for end in (False, True))
    return date.fromisoformat(first), date.fromisoformat(last)


def decided_lines(lines: Iterable[str], name: str) -> Iterator[tuple[str, Work | FactdbError]]:
    """Read decisions from JSON lines; empty lines are skipped.

    Yields:
        (place, the decision or what is wrong with the line); the place is "name:number: ".
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield f"{name}:{number}: ", _read(line)
            except FactdbError as error:
                yield f"{name}:{number}: ", error


def _read(line: str) -> Work:
    try:
        said = json.loads(line)
        # Bytes that are not UTF-8 and halves of a surrogate pair fail here; PostgreSQL stores no NUL.
        whole = "\0" not in json.dumps(said, ensure_ascii=False).encode().decode().replace("\\u0000", "\0")
    except UnicodeError as error:
        raise FactdbError("is not UTF-8: save the file in that encoding") from error
    except (ValueError, RecursionError) as error:
        raise FactdbError(f"is not valid JSON: {error}") from error
    if not whole:
        raise FactdbError("contains a NUL character: remove it")
    if not isinstance(said, dict):
        raise FactdbError('is not a JSON object: write {"quote": 12, "decision": "confirm"}')
    decision = said.pop("decision", None)
    # A quote's line may name its speaker and source, a claim's its quote, a review's a quote and a source.
    nouns = [n for n in ("review", "claim", "quote", "speaker", "source") if n in said]
    noun = next((n for n in nouns if n not in ("speaker", "source") or (n, decision) in _LINES), "quote")
    if not isinstance(decision, str) or (noun, decision) not in _LINES:
        possible = ", ".join(d for n, d in _LINES if n == noun)
        raise FactdbError(f'"decision" is {decision!r}; for a {noun} it must be one of {possible}')
    kind = _LINES[noun, decision]
    allowed = {noun, "reason", *kind.needs, *kind.takes}
    unknown = sorted(set(said) - allowed)
    if unknown:
        raise FactdbError(f'"{unknown[0]}" is not a key of {decision} for a {noun}; choose from {sorted(allowed)}')
    for key, value in said.items():
        numbered = key in _NUMBERED
        fits = isinstance(value, str) or (numbered and type(value) is int) or (key in _FLAGS and value is True)
        many = key == "speaker" and isinstance(value, list) and all(isinstance(v, str) for v in value)
        if not fits and not many:
            raise FactdbError(
                f'"{key}" is {value!r}: write '
                + ("true or leave it out" if key in _FLAGS else "a text" + (" or number" if numbered else ""))
            )
    if noun not in said:
        raise FactdbError(f'"{noun}" is missing: say which {noun} to decide on')
    for key in kind.needs:
        if key not in said:
            raise FactdbError(f'"{key}" is missing: {decision} for a {noun} needs it')
    for key, known in (
        ("relation", RELATIONS),
        ("stance", EVIDENCE_STANCES if decision == "evidence" else STANCES),
        ("kind", NAMED_KINDS if noun == "speaker" else KINDS),
        ("factuality", FACTUALITIES),
    ):
        if said.get(key, known[0]) not in known:
            raise FactdbError(f'"{key}" is {said[key]!r}; choose from {", ".join(known)}')
    work, reason = kind.read(str(said[noun]), said), said.get("reason")
    return lambda tx, by: work(tx, by.because(reason))


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision that a line may contain.

    Attributes:
        read: Returns what a line decides on a row; takes the row's reference and the line.
        needs: The keys that a line must have besides its row.
        takes: The keys that it may have besides those and "reason".
    """

    read: Callable[[str, Said], Work]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


def _plain(does: Callable[[Connection, str, By], str]) -> Callable[[str, Said], Work]:
    """Return the reader of lines that say nothing but which row to decide on."""
    return lambda row, said: lambda tx, by: does(tx, row, by)


def _with(key: str, does: Callable[[Connection, str, str, By], str]) -> Callable[[str, Said], Work]:
    """Return the reader of lines with one key, the third argument of `does`."""
    return lambda row, said: lambda tx, by: does(tx, row, str(said[key]), by)


def _settled(table: str) -> Callable[[str, Said], Work]:
    return lambda row, said: lambda tx, by: confirm(tx, table, row, by, statement=said.get("statement"))


def _rejected(table: str) -> Callable[[str, Said], Work]:
    return lambda row, said: lambda tx, by: reject(tx, table, row, by)


def _corrected(row: str, said: Said) -> Work:
    speakers = _speakers(said)
    wanted = correction(speakers, *(said.get(key) for key in ("said_on", "kind", "venue", "factuality")))
    return _creating(said, speakers, lambda tx, by: correct(tx, row, wanted, by))


def _quote_added(words: str, said: Said) -> Work:
    source, speakers, day, cue = str(said["source"]), _speakers(said), _day(said, "said_on"), said.get("cue")
    try:
        place = int(said["place"]) if "place" in said else None
    except ValueError as error:
        raise FactdbError(f'"place" is {said["place"]!r}: write a number') from error
    return _creating(
        said,
        speakers,
        lambda tx, by: add_quote(tx, source, words, by, speakers=speakers, cue=cue, said_on=day, place=place),
    )


def _speakers(said: Said) -> tuple[str, ...]:
    speaker = said.get("speaker", ())
    return (speaker,) if isinstance(speaker, str) else tuple(speaker)


def _creating(said: Said, speakers: tuple[str, ...], work: Work) -> Work:
    """Return `work`; if the line says so, unknown speakers are added before it."""
    if "create" not in said:
        return work

    def creating(tx: Connection, by: By) -> str:
        with_speakers(tx, speakers, by)
        return work(tx, by)

    return creating


def _related(claim: str, said: Said) -> Work:
    kind = said.get("relation", "contradicts")
    return lambda tx, by: relate_claims(tx, claim, str(said["to"]), by, kind=kind)


def _linked(claim: str, said: Said) -> Work:
    stance = said.get("stance", "asserts")
    return lambda tx, by: link_claim(tx, claim, str(said["quote"]), by, stance=stance, force=True)


def _claim_added(statement: str, said: Said) -> Work:
    quote, stance = _text(said, "quote"), said.get("stance", "asserts")
    return lambda tx, by: add_claim(tx, statement, by, quote=quote, stance=stance)


def _reviewed(claim: str, said: Said) -> Work:
    wanted, former, at_once = _judgement(said), _text(said, "supersedes"), "publish" in said
    return lambda tx, by: add_review(tx, claim, wanted, by, supersedes=former, publish=at_once)


def _review_edited(review: str, said: Said) -> Work:
    wanted = _judgement(said)
    return lambda tx, by: edit_review(tx, review, wanted, by)


def _judgement(said: Said) -> Judgement:
    texts = {key: said.get(key) for key in _JUDGEMENT if key not in ("rating", "reviewed_on")}
    return Judgement(rating=_text(said, "rating"), reviewed_on=_day(said, "reviewed_on"), **texts)


def _evidence(review: str, said: Said) -> Work:
    rows = {key: _text(said, key) for key in ("source", "quote")}
    texts = {key: said.get(key) for key in ("url", "title", "note")}
    published, retrieved = _day(said, "published_on"), _day(said, "retrieved_on")
    piece = Piece(said["stance"], **rows, **texts, published_on=published, retrieved_on=retrieved)
    return lambda tx, by: add_evidence(tx, review, piece, by)


def _source_edited(source: str, said: Said) -> Work:
    texts = {key: said.get(key) for key in ("title", "publisher", "url", "language")}
    edition = Edition(**texts, published_on=_day(said, "published_on"))
    return lambda tx, by: edit_source(tx, source, edition, by, recount="recount" in said)


def _text(said: Said, key: str) -> str | None:
    return None if said.get(key) is None else str(said[key])


def _day(said: Said, key: str) -> date | None:
    try:
        return days(said[key])[0] if key in said else None
    except click.BadParameter as error:
        raise FactdbError(f'"{key}": {error.message}') from error


# The decisions that a line may contain.
_LINES = {
    ("quote", "confirm"): _Decision(_settled("quotes")),
    ("quote", "reject"): _Decision(_rejected("quotes")),
    ("quote", "add"): _Decision(_quote_added, ("source",), ("speaker", "create", "cue", "said_on", "place")),
    ("quote", "correct"): _Decision(_corrected, takes=("speaker", "create", "said_on", "kind", "venue", "factuality")),
    ("quote", "edit"): _Decision(_with("words", edit_quote), ("words",)),
    ("quote", "split"): _Decision(_with("words", split_quote), ("words",)),
    ("quote", "merge"): _Decision(
        _with("into", lambda tx, row, into, by: merge_quotes(tx, into, [row], by)), ("into",)
    ),
    ("quote", "not-same"): _Decision(_with("other", keep_quotes_apart), ("other",)),
    ("claim", "confirm"): _Decision(_settled("claims"), takes=("statement",)),
    ("claim", "reject"): _Decision(_rejected("claims")),
    ("claim", "merge"): _Decision(_with("into", merge_claims), ("into",)),
    ("claim", "not-same"): _Decision(_with("other", keep_claims_apart), ("other",)),
    ("claim", "relate"): _Decision(_related, ("to",), ("relation",)),
    ("claim", "review"): _Decision(_reviewed, takes=(*_JUDGEMENT, "supersedes", "publish")),
    ("review", "edit"): _Decision(_review_edited, takes=_JUDGEMENT),
    ("review", "evidence"): _Decision(
        _evidence, ("stance",), ("source", "quote", "url", "title", "published_on", "retrieved_on", "note")
    ),
    ("review", "publish"): _Decision(_plain(publish_review)),
    ("review", "withdraw"): _Decision(_plain(withdraw_review)),
    ("review", "delete"): _Decision(_plain(delete_review)),
    ("claim", "add"): _Decision(_claim_added, takes=("quote", "stance")),
    ("speaker", "add"): _Decision(
        lambda name, said: lambda tx, by: add_speaker(tx, name, by, kind=said.get("kind", "person")), takes=("kind",)
    ),
    ("source", "edit"): _Decision(
        _source_edited, takes=("title", "publisher", "published_on", "url", "language", "recount")
    ),
    ("source", "delete"): _Decision(
        lambda source, said: lambda tx, by: delete_source(tx, source, by, force="force" in said), takes=("force",)
    ),
    ("claim", "link"): _Decision(_linked, ("quote",), ("stance",)),
}


def correction(
    speakers: tuple[str, ...], said_on: str | None, kind: str | None, venue: str | None, factuality: str | None = None
) -> Correction:
    """Return what to correct in a quote.

    Raises:
        FactdbError: There is nothing to correct, or `said_on` is not a day.
    """
    if not speakers and all(given is None for given in (said_on, kind, venue, factuality)):
        raise FactdbError("nothing to correct: give a speaker, a day, a kind, a venue or the factuality")
    try:
        first, last = days(said_on) if said_on is not None else (None, None)
    except click.BadParameter as error:
        raise FactdbError(error.message) from error
    return Correction(speakers, first, last, kind, venue, factuality)
