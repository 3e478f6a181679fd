"""A source's quotes in its next version: those that it still has are anchored there, the others are reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from factdb.database.models import Anchor, Attribution, Quote, SourceVersion, Speaker, SpeakerName
from factdb.extract import Quotation
from factdb.extract.quotation import places_of
from factdb.matching.names import fold
from factdb.matching.reanchor import FoundAgain, became, find_again
from factdb.store.bearers import known_speakers
from factdb.store.decisions import Values
from factdb.store.quotes import anchors_at, insert_anchors
from factdb.store.speakers import insert_names

# Two names with at least this similarity (0 to 100) are one, spelled differently: "Anthony Blinken", "Antony Blinken".
RESPELT = 85


@dataclass(slots=True)
class Carried:
    """What a new version did to the known quotes of its source."""

    quotes: int = 0
    """How many of them it has."""
    taken: list[tuple[int, int]] = field(default_factory=list)
    """The stretches of the new text that are their content."""
    lost: list[tuple[int, str]] = field(default_factory=list)
    """(quote id, why) of quotes of the version before that it no longer has in one unambiguous place."""


def carry_over(
    tx: Connection, text: str, quotations: Sequence[Quotation], source_id: int, version_id: int, run_id: int
) -> Carried:
    """Anchor the known quotes of a source in its new `text`, in which `quotations` were found.

    If a quote's words are unchanged but their surroundings were edited (the cue, the way its speaker is named), the
    quotation found there says what is there now; if that names somebody else, the quote is not carried over.
    """
    quotes = _newest_anchors(tx, source_id)
    versions = {anchors[0].source_version_id for anchors in quotes.values()}
    stored = select(SourceVersion.id, SourceVersion.text).where(SourceVersion.id.in_(versions))
    texts = dict(tx.execute(stored).all()) if versions else {}
    by_place = {tuple((s.start, s.end) for s in q.spans): q for q in quotations}
    speakers = _Speakers(tx, quotes, quotations, source_id, run_id)
    result = Carried()
    rows: dict[int, list[Values]] = {}
    for quote_id, anchors in quotes.items():
        stood_in = anchors[0].source_version_id
        placed = _place(quote_id, anchors, texts[stood_in], text, by_place, speakers, version_id)
        if not isinstance(placed, str):
            rows[quote_id] = placed
            result.taken += [(a["start_char"], a["end_char"]) for a in placed if a["part"] == "content"]
        elif stood_in == max(versions):
            result.lost.append((quote_id, placed))
    insert_anchors(tx, rows, run_id)
    result.quotes = len(rows)
    return result


def _newest_anchors(tx: Connection, source_id: int) -> dict[int, list[Any]]:
    """Return the anchors of each quote of a source in the newest version that has it.

    So a quote that was gone for a while is recognized again.
    """
    rows = tx.execute(
        select(Anchor.__table__)
        .join(Quote, Quote.id == Anchor.quote_id)
        .where(Quote.source_id == source_id)
        .order_by(Anchor.quote_id, Anchor.source_version_id.desc(), Anchor.part, Anchor.seq)
    )
    quotes: dict[int, list[Any]] = {}
    for row in rows:
        anchors = quotes.setdefault(row.quote_id, [])
        if not anchors or anchors[0].source_version_id == row.source_version_id:
            anchors.append(row)
    return quotes


def _place(
    quote_id: int,
    anchors: Sequence[Any],
    old_text: str | None,
    text: str,
    by_place: Mapping[Any, Quotation],
    speakers: _Speakers,
    version_id: int,
) -> list[Values] | str:
    """Return the anchors of a quote in the new text, or why it has none there."""
    content = [a for a in anchors if a.part == "content"]
    alone = _find(content, old_text, text) if content else "gone"
    now = by_place.get(alone.spans) if isinstance(alone, FoundAgain) else None
    if now is not None and speakers.other_than(quote_id, now, {a.exact for a in anchors if a.part == "speaker"}):
        return "re-attributed"
    placed = _find(anchors, old_text, text)
    if isinstance(placed, FoundAgain):
        return _moved(anchors, placed, version_id)
    if now is None or not isinstance(alone, FoundAgain):
        return placed
    speakers.also_called(quote_id, now)
    around = [a for a in anchors_at(version_id, text, places_of(now)) if a["part"] != "content"]
    return _moved(content, alone, version_id) + around


def _find(anchors: Sequence[Any], old_text: str | None, text: str) -> FoundAgain | str:
    return find_again([(a.start_char, a.end_char, a.exact) for a in anchors], old_text, text)


def _moved(anchors: Sequence[Any], placed: FoundAgain, version_id: int) -> list[Values]:
    """Return anchors at their places in a new version."""
    return [
        {
            "source_version_id": version_id,
            "part": anchor.part,
            "seq": anchor.seq,
            "start_char": start,
            "end_char": end,
            "in_marks": anchor.in_marks,
            "exact": anchor.exact,
        }
        for anchor, (start, end) in zip(anchors, placed.spans, strict=True)
    ]


class _Speakers:
    """Whom the known quotes of a source are attributed to, and whom its new text names."""

    def __init__(
        self, tx: Connection, quotes: Collection[int], quotations: Sequence[Quotation], source_id: int, run_id: int
    ) -> None:
        self._tx, self._run_id = tx, run_id
        first = [q.speakers[0] for q in quotations if q.speakers]
        self._known = known_speakers(tx, [(m.kind, m.name) for m in first if m.name], source_id)
        self._of: dict[int, dict[int | None, list[str]]] = {}
        for quote_id, speaker_id, name in tx.execute(
            select(Attribution.quote_id, Speaker.canonical_id, SpeakerName.name)
            .join(Speaker, Speaker.id == Attribution.speaker_id)
            .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
            .where(Attribution.quote_id.in_(list(quotes)), Attribution.part == "speaker")
        ):
            self._of.setdefault(quote_id, {}).setdefault(speaker_id, []).append(name)

    def other_than(self, quote_id: int, now: Quotation, printed: Collection[str]) -> bool:
        """Check whether the new text gives a quote to somebody whom neither extraction nor an editor ever gave it to.

        A name spelled differently is the same person, and so is a description `printed` as before. A speaker that
        either text leaves open is not another person.
        """
        before = self._of.get(quote_id)
        if not before or not now.speakers or not now.speakers[0].name:
            return False
        mention = now.speakers[0]
        named = self._known.get((mention.kind, mention.name or ""))
        if named is None and mention.text in printed:
            return False
        return named not in before and not self._respelt(chain(*before.values()), mention.name or "")

    def also_called(self, quote_id: int, now: Quotation) -> None:
        """Store the name that a correction gives a quote's speaker, if nobody has it yet."""
        before = self._of.get(quote_id, {})
        mention = now.speakers[0] if now.speakers else None
        if len(before) != 1 or mention is None or not mention.name:
            return
        if (mention.kind, mention.name) in self._known:
            return
        speaker_id = next(iter(before))
        if speaker_id is None:
            return
        insert_names(self._tx, [(speaker_id, mention.name, "alias")], self._run_id)
        self._known[mention.kind, mention.name] = speaker_id

    @staticmethod
    def _respelt(names: Iterable[str], name: str) -> bool:
        from rapidfuzz.fuzz import ratio

        folded = fold(name)
        for one in map(fold, names):
            shared = set(one.split()) & set(folded.split())
            if ratio(one, folded) >= RESPELT or (shared and min(len(one.split()), len(folded.split())) == 1):
                return True
        return False


def what_became(tx: Connection, lost: Sequence[tuple[int, str]], fresh: Sequence[int]) -> list[tuple[int, str]]:
    """Explain what happened to `lost` quotes: which of the `fresh` ones they became, or why they are gone."""
    if not lost:
        return []
    numbers = [*(number for number, _ in lost), *fresh]
    words = dict(tx.execute(select(Quote.id, Quote.text).where(Quote.id.in_(numbers))).all())
    now = became({n: words[n] for n, _ in lost}, {n: words[n] for n in fresh})
    return [(n, f"{now[n].state}, now quote {now[n].quote}" if n in now else why) for n, why in lost]
