"""Corrections of a quote: its speaker, day, kind or venue; its words edited, split or merged.

The words must be in the source's text: their new place is found there, nearest to the old one, and proved like any
other. Each function takes an open transaction and returns what it did in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import Anchor, SourceVersion
from factdb.database.write import Within
from factdb.decide.rows import live, locked
from factdb.decide.status import confirm
from factdb.errors import FactdbError
from factdb.extract.quotation import Span, content_of, joined_text
from factdb.matching.passages import LEFT_OUT, Stretch, find_pieces, pattern_of, spans_of
from factdb.queries.sources import source_by_reference
from factdb.queries.speakers import find_speaker
from factdb.store.decisions import By, Values, record_decision, reject_row
from factdb.store.keys import sha256
from factdb.store.quotes import (
    anchors_at,
    change_quote,
    insert_anchors,
    insert_attributions,
    insert_quotes,
    kind_of,
    quote_state,
)

# A quote's new places: version -> its text and the stretches of it, the newest version first.
Places = dict[int, tuple[str, list[Stretch]]]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a quote should say instead. None changes nothing, and an empty venue removes it."""

    speakers: tuple[str, ...] = ()
    said_on: date | None = None
    said_until: date | None = None
    kind: str | None = None
    venue: str | None = None
    factuality: str | None = None


def correct(tx: Connection, reference: str, wanted: Correction, by: By) -> str:
    """Correct a quote, which also confirms it. The former attribution is kept as deprecated.

    Raises:
        NotFoundError: There is no such quote or speaker.
        AmbiguousError: Several speakers have the name.
        FactdbError: The kind contradicts the quotation marks around the quote's spans.
    """
    row = locked(tx, "quotes", reference)
    state = quote_state(tx, row.id)
    columns = _corrected(row, wanted, state)
    attributions = _attributions(tx, wanted, state, columns.get("dated_on", row.dated_on))
    changed = {c: v for c, v in columns.items() if v != getattr(row, c)}
    if not changed and attributions is None:
        return f"quote {row.id} already says so; {confirm(tx, 'quotes', str(row.id), by)}"
    columns = {**changed, "status": "confirmed", "confirmed_by": by.actor}
    change_quote(tx, by, row.id, columns, attributions=attributions)
    return f"quote {row.id} corrected"


def _corrected(row: Any, wanted: Correction, state: Values) -> Values:
    columns: Values = {}
    if wanted.kind is not None:
        true_kind = kind_of(bool(a["in_marks"]) for a in state["anchors"] if a["part"] == "content")
        if wanted.kind != true_kind:
            how_many = {"direct": "all", "mixed": "some", "indirect": "none"}[true_kind]
            raise FactdbError(
                f"quote {row.id} is {true_kind}, not {wanted.kind}: {how_many} of its words are in quotation marks"
            )
        columns["kind"] = wanted.kind
    if wanted.venue is not None:
        columns["venue"] = wanted.venue.strip() or None
    if wanted.factuality is not None:
        columns["factuality"] = wanted.factuality
    if wanted.said_on is not None:
        days = {"said_on": wanted.said_on, "said_until": wanted.said_until or wanted.said_on}
        if days != {"said_on": row.said_on, "said_until": row.said_until}:
            # The day now comes from the editor, not from the printed words.
            columns.update(days, said_as=None, said_basis="editor", dated_on=wanted.said_on)
    return columns


def _attributions(tx: Connection, wanted: Correction, state: Values, dated_on: date | None) -> list[Values] | None:
    """Return all current attributions as they should be; None if the speakers are already the right ones."""
    if not wanted.speakers:
        return None
    ids = list(dict.fromkeys(find_speaker(Within(tx), name)["id"] for name in wanted.speakers))
    live = [a for a in state["attributions"] if a["rank"] != "deprecated"]
    former = sorted((a for a in live if a["part"] == "speaker"), key=lambda a: a["seq"])
    if [a["speaker_id"] for a in former] == ids:
        return None
    titles = {a["speaker_id"]: a["title_as_printed"] for a in former}
    rows = [
        {
            "part": "speaker",
            "seq": seq,
            "speaker_id": speaker_id,
            "as_printed": former[min(seq, len(former) - 1)]["as_printed"] if former else None,
            "title_as_printed": titles.get(speaker_id),
            "basis": "editor",
        }
        for seq, speaker_id in enumerate(ids)
    ]
    kept = ("part", "seq", "speaker_id", "as_printed", "title_as_printed", "basis")
    rows += [{c: a[c] for c in kept} for a in live if a["part"] != "speaker"]
    return [{**row, "rank": "preferred", "dated_on": dated_on} for row in rows]


def add_quote(
    tx: Connection,
    source: str,
    words: str,
    by: By,
    *,
    speakers: Sequence[str],
    cue: str | None = None,
    said_on: date | None = None,
    place: int | None = None,
) -> str:
    """Add a quote that the engine missed, and confirm it.

    Args:
        tx: The transaction.
        source: A reference to it, see `source_by_reference`.
        words: The words as the newest version of the source prints them; " ... " marks omitted words.
        by: Who decides.
        speakers: Names or numbers of known speakers; none if the source does not say who spoke.
        cue: The words that attribute the quote, as printed nearest to it.
        said_on: The day it was said; by default the quote has the day of publication.
        place: Which of several places of the words is meant, counted from 1.

    Raises:
        FactdbError: The text is not kept, or the words are not in it, are there more than once, or are already a quote.
        NotFoundError: There is no such source or speaker.
        AmbiguousError: Several sources or speakers have the name.
    """
    found = source_by_reference(Within(tx), source)
    version = tx.execute(
        select(SourceVersion.id, SourceVersion.text, SourceVersion.import_run_id)
        .where(SourceVersion.source_id == found["id"])
        .order_by(SourceVersion.number.desc())
    ).first()
    if version is None or version.text is None:
        raise FactdbError(f"the text of source {found['id']} is not kept: nothing can be located in it")
    spans, places = _missing(tx, version, words, cue, place)
    ids = dict.fromkeys(find_speaker(Within(tx), name)["id"] for name in speakers)
    day = said_on or (date.fromisoformat(str(found["published_on"])) if found["published_on"] else None)
    columns: Values = {
        "kind": kind_of(span.quoted for span in spans),
        "text": joined_text(version.text, spans),
        "cue": cue or None,
        "said_on": said_on,
        "said_until": said_on,
        "said_basis": "editor" if said_on else None,
        "dated_on": day,
        "factuality": "actual",
        "status": "confirmed",
        "confirmed_by": by.actor,
    }
    own = {"source_id": found["id"], "language": found["language"], "origin": "record", "confidence": None}
    (quote_id,) = insert_quotes(tx, [{**columns, **own, "import_run_id": version.import_run_id}])
    insert_anchors(tx, {quote_id: places}, version.import_run_id)
    said = {"part": "speaker", "rank": "preferred", "as_printed": None, "basis": "editor", "dated_on": day}
    people = [{**said, "seq": seq, "speaker_id": speaker} for seq, speaker in enumerate(ids)]
    insert_attributions(tx, {quote_id: people}, version.import_run_id)
    record_decision(tx, by, "add", "quotes", quote_id, None, {"columns": columns})
    return f"quote {quote_id} added: {columns['text']}"


def _missing(
    tx: Connection, version: Any, words: str, cue: str | None, place: int | None
) -> tuple[Sequence[Span], list[Values]]:
    """Locate words of a version that are not quoted yet: their spans, and the anchors of them and of the cue."""
    stretches = _one_place(version.text, words, place)
    spans = spans_of(version.text, stretches)
    if not spans:
        raise FactdbError("a quote needs words: give them as the source prints them")
    anchors = anchors_at(version.id, version.text, content_of(spans))
    first = (Anchor.part == "content", Anchor.seq == 0, Anchor.start_char == anchors[0]["start_char"])
    known = tx.execute(
        select(Anchor.quote_id).where(
            Anchor.source_version_id == version.id, Anchor.end_char == anchors[0]["end_char"], *first
        )
    ).scalar()
    if known is not None:
        raise FactdbError(f"these words are already quote {known}: correct or confirm that one")
    if cue:
        at = find_pieces(version.text, [cue], stretches)
        if isinstance(at, str):
            raise FactdbError(at)
        anchors += anchors_at(version.id, version.text, [("cue", 0, *at[0], False)])
    return spans, anchors


def _one_place(text: str, words: str, place: int | None) -> list[Stretch]:
    """Return the one place of `words` in a text, or the one with the number `place`.

    Raises:
        FactdbError: They are not in the text, or in several places, which are named.
    """
    pieces = [piece for piece in LEFT_OUT.split(words.strip()) if piece.strip()]
    if not pieces:
        raise FactdbError("a quote needs words: give them as the source prints them")
    places = [found.span() for found in re.finditer(pattern_of(pieces[0].strip()), text)]
    if place is not None and not 1 <= place <= len(places):
        raise FactdbError(f"there is no place {place}: these words occur {len(places)} times in the source")
    if place is None and len(places) > 1:
        listed = "; ".join(f"{number}: {_around(text, *at)}" for number, at in enumerate(places, 1))
        raise FactdbError(
            f"these words occur {len(places)} times in the source: give more of the words around them, or the number"
            f" of the place: {listed}"
        )
    found = find_pieces(text, pieces, [places[place - 1] if place else (0, 0)])
    if isinstance(found, str):
        raise FactdbError(found)
    return found


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a place, on one line."""
    before, after = text[max(start - 30, 0) : start].split(), text[end : end + 30].split()
    return " ".join(["…", *before[1:], f"[[{' '.join(text[start:end].split())}]]", *after[:-1], "…"])


def edit_quote(tx: Connection, reference: str, words: str, by: By) -> str:
    """Change a quote's text to `words`, which the source must contain, and confirm it.

    " ... " marks omitted words.

    Raises:
        FactdbError: The words are not in the text, or the text is not kept.
        NotFoundError: There is no such quote.
    """
    row = live(tx, "quotes", reference)
    pieces = [piece for piece in LEFT_OUT.split(words.strip()) if piece.strip()]
    if not pieces:
        raise FactdbError("a quote needs words: give them as the source prints them")
    placed: Places = {}
    for version_id, text, old in _texts(tx, row.id):
        found = find_pieces(text, pieces, old)
        if isinstance(found, list):
            placed[version_id] = (text, found)
        elif not placed:
            raise FactdbError(f"quote {row.id}: {found}")
    return _rewrite(tx, row, placed, "correct", by) or f"quote {row.id} already says so: nothing changed"


def split_quote(tx: Connection, reference: str, at: str, by: By) -> str:
    """Split a quote where the words `at` begin; the second part becomes a new quote by the same speakers.

    Raises:
        FactdbError: `at` is not in the quote, is there more than once, or is its beginning.
        NotFoundError: There is no such quote.
    """
    row = live(tx, "quotes", reference)
    before: Places = {}
    after: Places = {}
    for version_id, text, old in _texts(tx, row.id):
        places = [
            found.start()
            for start, end in old
            for found in re.finditer(pattern_of(at.strip()), text[:end])
            if found.start() >= start
        ]
        if len(places) != 1 or places[0] == old[0][0]:
            if before:
                continue
            found = f"is in it {len(places)} times" if len(places) != 1 else "is its beginning"
            raise FactdbError(f"quote {row.id}: {at!r} {found}: give the words that begin the second part")
        cut = places[0]
        before[version_id] = (text, [(s, min(e, cut)) for s, e in old if s < cut])
        after[version_id] = (text, [(max(s, cut), e) for s, e in old if e > cut])
    state = quote_state(tx, row.id)
    _rewrite(tx, row, before, "split", by)
    new_id = _second(tx, row, after, state, by)
    return f"quote {row.id} split: the rest is quote {new_id}"


def merge_quotes(tx: Connection, reference: str, others: Sequence[str], by: By) -> str:
    """Add the words of `others`, quotes of the same source, to a quote, and reject them.

    Raises:
        FactdbError: A quote is from another source, is the quote itself, or is rejected.
        NotFoundError: There is no such quote.
    """
    row = live(tx, "quotes", reference)
    rows = [live(tx, "quotes", other) for other in others]
    stretches = {version_id: (text, list(old)) for version_id, text, old in _texts(tx, row.id)}
    for other in rows:
        if other.id == row.id:
            raise FactdbError(f"quote {row.id} cannot be merged with itself: give another quote")
        if other.source_id != row.source_id:
            raise FactdbError(f"quotes {row.id} and {other.id} are from different sources and cannot be merged")
        for version_id, _, old in _texts(tx, other.id):
            if version_id in stretches:
                stretches[version_id][1].extend(old)
    done = _rewrite(tx, row, {v: (t, sorted(set(s))) for v, (t, s) in stretches.items()}, "merge", by)
    for other in rows:
        if other.status != "rejected":
            why = f"merged into quote {row.id}" + (f": {by.reason}" if by.reason else "")
            reject_row(tx, by.because(why), "quotes", other.id)
    named = ", ".join(str(other.id) for other in rows)
    return f"quote {row.id} took in quote {named}" if done else f"quote {row.id} holds quote {named} already"


# --- Places


def _texts(tx: Connection, quote_id: int) -> list[tuple[int, str, list[Stretch]]]:
    """Return the texts that hold a quote, newest first: (version, text, the content's places in it).

    Raises:
        FactdbError: The newest text is not kept.
    """
    rows = tx.execute(
        select(Anchor.source_version_id, SourceVersion.text, Anchor.start_char, Anchor.end_char)
        .join(SourceVersion, SourceVersion.id == Anchor.source_version_id)
        .where(Anchor.quote_id == quote_id, Anchor.part == "content")
        .order_by(SourceVersion.number.desc(), Anchor.start_char)
    ).all()
    if not rows or rows[0].text is None:
        raise FactdbError(f"quote {quote_id} has no place in a stored text, so its words cannot be changed")
    texts: dict[int, tuple[str, list[Stretch]]] = {}
    for row in rows:
        if row.text is not None:
            texts.setdefault(row.source_version_id, (row.text, []))[1].append((row.start_char, row.end_char))
    return [(version, text, old) for version, (text, old) in texts.items()]


def _placed(versions: Places, quote_id: int) -> tuple[Values, list[Values]]:
    """Return (columns, content anchors) of a quote at these places, the newest version first."""
    columns: Values = {}
    anchors: list[Values] = []
    for version_id, (text, stretches) in versions.items():
        spans = spans_of(text, stretches)
        if not spans:
            raise FactdbError(f"quote {quote_id} would have no words left: reject it instead")
        here: Values = {"text": joined_text(text, spans), "kind": kind_of(span.quoted for span in spans)}
        columns = columns or here
        if here["text"] == columns["text"]:
            anchors += anchors_at(version_id, text, content_of(spans))
    return columns, anchors


def _rewrite(tx: Connection, row: Any, versions: Places, action: str, by: By) -> str | None:
    """Give a quote its new places and words, and record the decision; return None if nothing changed."""
    columns, anchors = _placed(versions, row.id)
    former = quote_state(tx, row.id)["anchors"]
    shape = ("source_version_id", "part", "seq", "start_char", "end_char")
    content = [a for a in former if a["part"] == "content"]
    if {tuple(a[c] for c in shape) for a in anchors} == {tuple(a[c] for c in shape) for a in content}:
        return None
    taken = [(a["source_version_id"], a["start_char"], a["end_char"]) for a in anchors]
    others = [
        _without(a, "id", "quote_id", "import_run_id")
        for a in former
        if a["part"] != "content"
        # A cue or speaker that has become part of the words is no longer an anchor of its own.
        and not any(v == a["source_version_id"] and s < a["end_char"] and a["start_char"] < e for v, s, e in taken)
    ]
    columns |= {"text_sha256": sha256(columns["text"]), "status": "confirmed", "confirmed_by": by.actor}
    change_quote(tx, by, row.id, columns, action=action, anchors=anchors + others)
    return f"quote {row.id} now reads: {columns['text']}"


def _second(tx: Connection, row: Any, versions: Places, first: Values, by: By) -> int:
    """Insert the quote that a split makes of the second part."""
    columns, anchors = _placed(versions, row.id)
    kept = ("venue", "said_on", "said_until", "said_as", "said_basis", "dated_on", "factuality")
    columns |= {c: getattr(row, c) for c in kept}
    columns |= {"status": "confirmed", "confirmed_by": by.actor}
    own = {"source_id": row.source_id, "language": row.language, "origin": "record", "import_run_id": row.import_run_id}
    (new_id,) = insert_quotes(tx, [{**columns, **own, "confidence": None}])
    insert_anchors(tx, {new_id: anchors}, row.import_run_id)
    live_ones = [_without(a, "id") for a in first["attributions"] if a["rank"] != "deprecated"]
    insert_attributions(tx, {new_id: live_ones}, row.import_run_id)
    why = f"split from quote {row.id}" + (f": {by.reason}" if by.reason else "")
    record_decision(tx, by.because(why), "add", "quotes", new_id, None, {"columns": columns})
    return new_id


def _without(row: Values, *keys: str) -> Values:
    return {k: v for k, v in row.items() if k not in keys}
