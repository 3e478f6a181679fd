"""Decisions in writing: a file of JSON lines, and the contents of a correction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
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

_JUDGEMENT = ("rating", "scale", "explanation", "text", "reviewer", "organization", "reviewed_on", "url")
# The decisions that a line may contain, and the keys that each may have besides its row and "reason".
_LINES = {
    ("quote", "confirm"): set[str](),
    ("quote", "reject"): set[str](),
    ("quote", "add"): {"source", "speaker", "create", "cue", "said_on", "place"},
    ("quote", "correct"): {"speaker", "create", "said_on", "kind", "venue", "factuality"},
    ("quote", "edit"): {"words"},
    ("quote", "split"): {"words"},
    ("quote", "merge"): {"into"},
    ("quote", "not-same"): {"other"},
    ("claim", "confirm"): {"statement"},
    ("claim", "reject"): set[str](),
    ("claim", "merge"): {"into"},
    ("claim", "not-same"): {"other"},
    ("claim", "relate"): {"to", "relation"},
    ("claim", "review"): {*_JUDGEMENT, "supersedes", "publish"},
    ("review", "edit"): {*_JUDGEMENT},
    ("review", "evidence"): {"stance", "source", "quote", "url", "title", "published_on", "retrieved_on", "note"},
    ("review", "publish"): set[str](),
    ("review", "withdraw"): set[str](),
    ("review", "delete"): set[str](),
    ("claim", "add"): {"quote", "stance"},
    ("speaker", "add"): {"kind"},
    ("source", "edit"): {"title", "publisher", "published_on", "url", "language", "recount"},
    ("source", "delete"): {"force"},
    ("claim", "link"): {"quote", "stance"},
}

# Keys whose value is true if they are present.
_FLAGS = ("publish", "create", "recount", "force")

# The keys that a decision must have besides its row.
_NEEDED = {
    ("claim", "link"): ("quote",),
    ("claim", "merge"): ("into",),
    ("claim", "not-same"): ("other",),
    ("claim", "relate"): ("to",),
    ("quote", "add"): ("source",),
    ("quote", "edit"): ("words",),
    ("quote", "split"): ("words",),
    ("quote", "merge"): ("into",),
    ("quote", "not-same"): ("other",),
    ("review", "evidence"): ("stance",),
}


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
        known = ", ".join(d for n, d in _LINES if n == noun)
        raise FactdbError(f'"decision" is {decision!r}; for a {noun} it must be one of {known}')
    allowed = {noun, "reason"} | _LINES[noun, decision]
    unknown = sorted(set(said) - allowed)
    if unknown:
        raise FactdbError(f'"{unknown[0]}" is not a key of {decision} for a {noun}; known are {sorted(allowed)}')
    for key, value in said.items():
        numbered = key in ("quote", "claim", "review", "into", "to", "other", "supersedes", "rating", "source", "place")
        fits = isinstance(value, str) or (numbered and type(value) is int) or (key in _FLAGS and value is True)
        many = key == "speaker" and isinstance(value, list) and all(isinstance(v, str) for v in value)
        if not fits and not many:
            raise FactdbError(
                f'"{key}" is {value!r}: write '
                + ("true or leave it out" if key in _FLAGS else "a text" + (" or number" if numbered else ""))
            )
    if noun not in said:
        raise FactdbError(f'"{noun}" is missing: say which {noun} to decide on')
    for key in _NEEDED.get((noun, decision), ()):
        if key not in said:
            raise FactdbError(f'"{key}" is missing: {decision} for a {noun} needs it')
    if said.get("relation", "contradicts") not in RELATIONS:
        raise FactdbError(f'"relation" is {said["relation"]!r}; known are {", ".join(RELATIONS)}')
    stances = EVIDENCE_STANCES if decision == "evidence" else STANCES
    if said.get("stance", stances[0]) not in stances:
        raise FactdbError(f'"stance" is {said["stance"]!r}; known are {", ".join(stances)}')
    kinds = NAMED_KINDS if noun == "speaker" else KINDS
    if said.get("kind", kinds[0]) not in kinds:
        raise FactdbError(f'"kind" is {said["kind"]!r}; known are {", ".join(kinds)}')
    if said.get("factuality", "actual") not in FACTUALITIES:
        raise FactdbError(f'"factuality" is {said["factuality"]!r}; known are {", ".join(FACTUALITIES)}')
    work, reason = _work(noun, decision, said), said.get("reason")
    return lambda tx, by: work(tx, by.because(reason))


def _work(noun: str, decision: str, said: dict[str, Any]) -> Work:
    row = str(said[noun])
    if noun == "review":
        if decision == "edit":
            judgement = _judgement(said)
            return lambda tx, by: edit_review(tx, row, judgement, by)
        if decision == "evidence":
            piece = _piece(said)
            return lambda tx, by: add_evidence(tx, row, piece, by)
        settles = {"publish": publish_review, "withdraw": withdraw_review, "delete": delete_review}[decision]
        return lambda tx, by: settles(tx, row, by)
    if decision == "review":
        return _review(row, said)
    if noun == "source":
        if decision == "delete":
            return lambda tx, by: delete_source(tx, row, by, force="force" in said)
        texts = {key: said.get(key) for key in ("title", "publisher", "url", "language")}
        edition = Edition(**texts, published_on=_day(said, "published_on"))
        return lambda tx, by: edit_source(tx, row, edition, by, recount="recount" in said)
    if noun == "speaker":
        return lambda tx, by: add_speaker(tx, row, by, kind=said.get("kind", "person"))
    if (noun, decision) == ("quote", "add"):
        return _quote(row, said)
    if decision in ("edit", "split"):
        revises = edit_quote if decision == "edit" else split_quote
        return lambda tx, by: revises(tx, row, said["words"], by)
    if decision == "merge":
        into = str(said["into"])
        if noun == "claim":
            return lambda tx, by: merge_claims(tx, row, into, by)
        return lambda tx, by: merge_quotes(tx, into, [row], by)
    if decision == "not-same":
        parts, other = (keep_claims_apart if noun == "claim" else keep_quotes_apart), str(said["other"])
        return lambda tx, by: parts(tx, row, other, by)
    if decision == "relate":
        kind = said.get("relation", "contradicts")
        return lambda tx, by: relate_claims(tx, row, str(said["to"]), by, kind=kind)
    if decision == "confirm" and "statement" in said:
        form = said["statement"]
        return lambda tx, by: confirm(tx, "claims", row, by, statement=form)
    if decision in ("confirm", "reject"):
        does = confirm if decision == "confirm" else reject
        return lambda tx, by: does(tx, f"{noun}s", row, by)
    if decision == "correct":
        speakers = _speakers(said)
        wanted = correction(speakers, said.get("said_on"), said.get("kind"), said.get("venue"), said.get("factuality"))
        return _creating(said, speakers, lambda tx, by: correct(tx, row, wanted, by))
    quote, stance = said.get("quote"), said.get("stance", "asserts")
    if decision == "link":
        return lambda tx, by: link_claim(tx, row, str(quote), by, stance=stance, force=True)
    spoken = None if quote is None else str(quote)
    return lambda tx, by: add_claim(tx, row, by, quote=spoken, stance=stance)


def _speakers(said: dict[str, Any]) -> tuple[str, ...]:
    speaker = said.get("speaker", ())
    return (speaker,) if isinstance(speaker, str) else tuple(speaker)


def _creating(said: dict[str, Any], speakers: tuple[str, ...], work: Work) -> Work:
    """`work`, before which those of the speakers that nobody knows are added, where the line says so."""
    if "create" not in said:
        return work

    def creating(tx: Connection, by: By) -> str:
        with_speakers(tx, speakers, by)
        return work(tx, by)

    return creating


def _quote(words: str, said: dict[str, Any]) -> Work:
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


def _day(said: dict[str, Any], key: str) -> date | None:
    try:
        return days(said[key])[0] if key in said else None
    except click.BadParameter as error:
        raise FactdbError(f'"{key}": {error.message}') from error


def _judgement(said: dict[str, Any]) -> Judgement:
    rating = said.get("rating")
    texts = {k: said.get(k) for k in _JUDGEMENT if k not in ("rating", "reviewed_on")}
    return Judgement(rating=None if rating is None else str(rating), reviewed_on=_day(said, "reviewed_on"), **texts)


def _piece(said: dict[str, Any]) -> Piece:
    rows = {k: None if said.get(k) is None else str(said[k]) for k in ("source", "quote")}
    texts = {k: said.get(k) for k in ("url", "title", "note")}
    return Piece(
        said["stance"],
        **rows,
        **texts,
        published_on=_day(said, "published_on"),
        retrieved_on=_day(said, "retrieved_on"),
    )


def _review(claim: str, said: dict[str, Any]) -> Work:
    wanted, former = _judgement(said), said.get("supersedes")
    supersedes, at_once = None if former is None else str(former), bool(said.get("publish"))
    return lambda tx, by: add_review(tx, claim, wanted, by, supersedes=supersedes, publish=at_once)


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
