"""An editor's record applied to a stored text: it confirms, corrects and completes what extraction found.

Applied again, it changes nothing. Its changes are decisions of its editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import Anchor, Quote, Role, Source, SourceVersion, SpeakerName
from factdb.extract import Span
from factdb.extract.quotation import content_of, joined_text
from factdb.ingest.record_claims import ORIGIN, settle_claims
from factdb.matching.offices import office_of
from factdb.record import Located, Record, RecordedQuote, RecordedSpeaker, locate
from factdb.store.bearers import known_speakers
from factdb.store.decisions import By, Values, change_row, columns_of, confirm_row, record_decision
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
from factdb.store.runs import Run
from factdb.store.sources import insert_source
from factdb.store.speakers import insert_names, insert_role, insert_speakers

# Two readings of one statement have at least this similarity (Dice's coefficient of their characters).
SAME_QUOTE = 0.4
# Above this similarity the editor's span and the engine's differ by a comma or a "that", which is not corrected.
SAME_SPAN = 0.9


@dataclass(slots=True)
class Applied:
    """What a record did to one text; `missing` has (key of a quote, why it was not found in the text)."""

    confirmed: int = 0
    corrected: int = 0
    added: int = 0
    unchanged: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)
    claims: int = 0


def apply_record(tx: Connection, record: Record, version_id: int, text: str, run: Run) -> Applied:
    """Apply `record` to the version with this `text`."""
    version = tx.execute(
        select(SourceVersion.source_id, SourceVersion.text_sha256, SourceVersion.location, Source.published_on)
        .join(Source, Source.id == SourceVersion.source_id)
        .where(SourceVersion.id == version_id)
    ).one()
    desk = _Desk(tx, record, run, version.source_id, version_id, version.published_on, text)
    desk.link_source(version.text_sha256)
    located: list[tuple[RecordedQuote, Located]] = []
    for quote in record.quotes.values():
        place = locate(quote, text, version.text_sha256)
        if isinstance(place, str):
            desk.applied.missing.append((quote.key, place))
        else:
            located.append((quote, place))
    if located:
        desk.settle_speakers()
        desk.settle_quotes(located)
        desk.applied.claims = settle_claims(tx, record, run, source_id=version.source_id, quote_ids=desk.quote_ids)
    return desk.applied


class _Desk:
    """One record applied to one text."""

    def __init__(
        self,
        tx: Connection,
        record: Record,
        run: Run,
        source_id: int,
        version_id: int,
        published_on: date | None,
        text: str,
    ) -> None:
        self.tx, self.record, self.run, self.text = tx, record, run, text
        self.source_id, self.version_id, self.published_on = source_id, version_id, published_on
        self.applied = Applied()
        self.speaker_ids: dict[str, int] = {}
        self.quote_ids: dict[str, int] = {}

    # --- The source

    def link_source(self, text_sha256: str) -> None:
        """Mark a text that is not the record's original as derived from it."""
        recorded = self.record.source
        if recorded.text_sha256 == text_sha256:
            return
        derived = self.tx.execute(select(Source.derived_from_id).where(Source.id == self.source_id)).scalar()
        if derived is not None:
            return
        original = self._original()
        by = self._by()
        change_row(self.tx, by, "correct", "sources", self.source_id, {"derived_from_id": original})

    def _original(self) -> int:
        recorded = self.record.source
        found = self.tx.execute(
            select(Source.id)
            .outerjoin(SourceVersion, SourceVersion.source_id == Source.id)
            .where(
                (SourceVersion.text_sha256 == recorded.text_sha256)
                | ((Source.title == recorded.title) & (Source.published_on == recorded.published_on)),
                Source.id != self.source_id,
            )
            .order_by(Source.id)
        ).scalar()
        if found is not None:
            return found
        source_id = insert_source(
            self.tx,
            self.run.id(self.tx),
            publisher=recorded.publisher,
            url=recorded.url,
            title=recorded.title,
            byline=recorded.byline,
            contributors="; ".join(recorded.contributors) or None,
            agency=recorded.agency,
            dateline=recorded.dateline,
            language=recorded.language,
            medium=recorded.medium,
            published_on=recorded.published_on,
            rights=recorded.rights,
        )
        self._added("sources", source_id, {"title": recorded.title})
        return source_id

    # --- Speakers

    def settle_speakers(self) -> None:
        """Confirm the record's speakers with role, kind and aliases, and add those that are missing."""
        for key, recorded in self.record.speakers.items():
            self.speaker_ids[key] = self._speaker(recorded)

    def _speaker(self, recorded: RecordedSpeaker) -> int:
        scope = self.source_id if recorded.kind == "unnamed" else None
        names = (recorded.name, *recorded.aliases)
        known = known_speakers(self.tx, [(recorded.kind, name) for name in names], self.source_id)
        speaker_id = next((known[recorded.kind, name] for name in names if (recorded.kind, name) in known), None)
        values = {
            "kind": recorded.kind,
            "name": recorded.name,
            "role": recorded.role,
            "wikidata_id": recorded.wikidata,
            "status": "confirmed",
        }
        if speaker_id is None:
            row = {**values, "scope_source_id": scope, "origin": ORIGIN}
            (speaker_id,) = insert_speakers(self.tx, [row], self.run.id(self.tx))
            self._added("speakers", speaker_id, {"columns": values})
        else:
            self._correct_speaker(speaker_id, values)
        if recorded.role:
            self._role(speaker_id, recorded.role)
        named = set(self.tx.execute(select(SpeakerName.name).where(SpeakerName.speaker_id == speaker_id)).scalars())
        new = [(speaker_id, name, "alias") for name in dict.fromkeys(names) if name not in named]
        new = [(who, name, "primary" if name == recorded.name else kind) for who, name, kind in new]
        if new:
            insert_names(self.tx, new, self.run.id(self.tx))
        return speaker_id

    def _role(self, speaker_id: int, title: str) -> None:
        """Store a speaker's role with the record's source as evidence; no record says when it began and ended."""
        known = select(Role.id).where(Role.speaker_id == speaker_id, Role.title == title)
        if self.tx.execute(known).first() is None:
            own = {"office": office_of(title), "source_id": self.source_id, "origin": ORIGIN}
            insert_role(self.tx, speaker_id, self.run.id(self.tx), title=title, **own)

    def _correct_speaker(self, speaker_id: int, values: Values) -> None:
        was = columns_of(self.tx, "speakers", speaker_id, values)
        # A role or id that the record leaves out is not corrected.
        changed = {c: v for c, v in values.items() if v is not None and v != was[c]}
        if changed:
            action = "confirm" if set(changed) <= {"status", "role", "wikidata_id"} else "correct"
            change_row(self.tx, self._by(), action, "speakers", speaker_id, changed)

    # --- Quotes

    def settle_quotes(self, located: Sequence[tuple[RecordedQuote, Located]]) -> None:
        """Match the record's quotes with those that extraction found, one to one, and confirm, correct or add them."""
        stored = self._stored_spans()
        pairs = sorted(
            (
                (-_dice(self._chars(place.content), chars), number, quote_id)
                for number, (_, place) in enumerate(located)
                for quote_id, chars in stored.items()
            )
        )
        partner: dict[int, int] = {}
        for likeness, number, quote_id in pairs:
            if -likeness >= SAME_QUOTE and number not in partner and quote_id not in partner.values():
                partner[number] = quote_id
        for number, (quote, place) in enumerate(located):
            found = partner.get(number)
            self.quote_ids[quote.key] = self._add(quote, place) if found is None else self._compare(found, quote, place)

    def _stored_spans(self) -> dict[int, set[int]]:
        rows = self.tx.execute(
            select(Anchor.quote_id, Anchor.start_char, Anchor.end_char)
            .join(Quote, Quote.id == Anchor.quote_id)
            .where(Anchor.source_version_id == self.version_id, Anchor.part == "content", Quote.status != "rejected")
        )
        spans: dict[int, set[int]] = {}
        for quote_id, start, end in rows:
            spans.setdefault(quote_id, set()).update(self._letters(start, end))
        return spans

    def _chars(self, spans: Iterable[Span]) -> set[int]:
        return {at for span in spans for at in self._letters(span.start, span.end)}

    def _letters(self, start: int, end: int) -> set[int]:
        return {at for at in range(start, end) if self.text[at].isalnum()}

    def _columns(self, quote: RecordedQuote, place: Located) -> Values:
        text = joined_text(self.text, place.content)
        return {
            "kind": kind_of(span.quoted for span in place.content),
            "text": text,
            "text_sha256": sha256(text),
            "cue": self.text[place.cue.start : place.cue.end] if place.cue else quote.cue,
            "venue": quote.venue,
            "said_on": quote.said_on,
            "said_until": quote.said_until,
            "said_as": quote.said_as,
            "said_basis": quote.said_basis,
            "dated_on": quote.said_on or self.published_on,
            "factuality": quote.factuality or "actual",
        }

    def _anchors(self, place: Located) -> list[Values]:
        places = content_of(place.content)
        places += [
            (part, 0, s.start, s.end, False) for part, s in (("cue", place.cue), ("speaker", place.speaker)) if s
        ]
        return anchors_at(self.version_id, self.text, places)

    def _attributions(self, quote: RecordedQuote, place: Located, dated_on: date | None) -> list[Values]:
        mention = self.text[place.speaker.start : place.speaker.end] if place.speaker else quote.mention
        people: list[tuple[str, int, int | None, str | None]] = [
            ("speaker", seq, self.speaker_ids[key], mention) for seq, key in enumerate(quote.speakers)
        ]
        if quote.reported_by:
            people.append(("reporter", 0, self.speaker_ids[quote.reported_by], None))
        if quote.addressee or quote.addressee_as:
            speaker_id = self.speaker_ids[quote.addressee] if quote.addressee else None
            people.append(("addressee", 0, speaker_id, quote.addressee_as))
        return [
            {
                "part": part,
                "seq": seq,
                "speaker_id": speaker_id,
                "rank": "preferred",
                "as_printed": as_printed,
                "basis": "editor",
                "dated_on": dated_on,
            }
            for part, seq, speaker_id, as_printed in people
        ]

    def _compare(self, quote_id: int, quote: RecordedQuote, place: Located) -> int:
        """Confirm what agrees with the record, and correct what does not."""
        state = quote_state(self.tx, quote_id)
        columns = self._columns(quote, place)
        was = state["columns"]
        # What the record does not say about venue, day or factuality stays as extraction found it.
        silent = [c for c in ("venue", "cue") if columns[c] is None]
        silent += ["factuality"] if quote.factuality is None else []
        if quote.said_on is None:
            silent += ["said_on", "said_until", "said_as", "said_basis", "dated_on"]
        columns.update({c: was[c] for c in silent})
        here = [a for a in state["anchors"] if a["source_version_id"] == self.version_id]
        chars = {at for a in here if a["part"] == "content" for at in self._letters(a["start_char"], a["end_char"])}
        anchors: list[Values] | None = None
        if _dice(self._chars(place.content), chars) >= SAME_SPAN and was["kind"] == columns["kind"]:
            columns.update({c: was[c] for c in ("text", "text_sha256", "cue")})
        else:
            anchors = self._anchors(place)
            parts = {a["part"] for a in anchors}
            anchors += [_without(a, "id", "quote_id", "import_run_id") for a in here if a["part"] not in parts]
        attributions = self._differing(state["attributions"], self._attributions(quote, place, columns["dated_on"]))
        changed = {c: v for c, v in columns.items() if v != was[c]}
        editor = {"status": "confirmed", "confirmed_by": self.record.editor}
        if not changed and anchors is None and attributions is None:
            if was["status"] == "confirmed":
                self.applied.unchanged += 1
                return quote_id
            confirm_row(self.tx, self._by(quote.note), "quotes", quote_id)
            self.applied.confirmed += 1
            return quote_id
        change_quote(
            self.tx,
            self._by(quote.note),
            quote_id,
            {**changed, **editor},
            anchors=anchors,
            version_id=self.version_id,
            attributions=attributions,
        )
        self.applied.corrected += 1
        return quote_id

    @staticmethod
    def _differing(stored: list[Values], recorded: list[Values]) -> list[Values] | None:
        """Return the attributions as the record has them, or None if the stored ones agree.

        What is stored stays for an addressee known only as printed, and for anyone the record does not mention.
        """
        live = [a for a in stored if a["rank"] != "deprecated"]
        spoken = {(r["part"], r["seq"]): r for r in recorded}
        same = all(
            any(
                a["part"] == part
                and a["seq"] == seq
                and (r["speaker_id"] is None or a["speaker_id"] == r["speaker_id"])
                for a in live
            )
            for (part, seq), r in spoken.items()
        )
        extra = [a for a in live if a["part"] == "speaker" and (a["part"], a["seq"]) not in spoken]
        if same and not extra:
            return None
        kept = [
            {**_without(a, "id", "quote_id", "import_run_id"), "rank": "preferred"}
            for a in live
            if a["part"] != "speaker" and a["part"] not in {part for part, _ in spoken}
        ]
        titles = {a["speaker_id"]: a["title_as_printed"] for a in live if a["part"] == "speaker"}
        return [{"title_as_printed": titles.get(r["speaker_id"]), **r} for r in recorded] + kept

    def _add(self, quote: RecordedQuote, place: Located) -> int:
        """Return a quote that extraction did not find."""
        run_id = self.run.id(self.tx)
        columns = self._columns(quote, place)
        own: Values = {
            "source_id": self.source_id,
            "language": self.record.source.language,
            "status": "confirmed",
            "confirmed_by": self.record.editor,
            "confidence": None,
            "origin": ORIGIN,
            "import_run_id": run_id,
        }
        (quote_id,) = insert_quotes(self.tx, [{**columns, **own}])
        insert_anchors(self.tx, {quote_id: self._anchors(place)}, run_id)
        insert_attributions(self.tx, {quote_id: self._attributions(quote, place, columns["dated_on"])}, run_id)
        self._added("quotes", quote_id, {"text": columns["text"]}, quote.note)
        self.applied.added += 1
        return quote_id

    def _by(self, reason: str | None = None) -> By:
        return By(self.record.editor, reason, self.run.id(self.tx))

    def _added(self, subject: str, subject_id: int, after: Values, reason: str | None = None) -> None:
        """Record that the editor added a row."""
        record_decision(self.tx, self._by(reason), "add", subject, subject_id, None, after)


def _dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _without(row: Values, *keys: str) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in keys}
