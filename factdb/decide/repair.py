"""Quotes given back to the person they belong to, after a name was stored for the wrong speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from sqlalchemy import Connection, select

from factdb.database.models import Attribution, Quote, Speaker, SpeakerName
from factdb.decide.speakers import make_speaker
from factdb.matching.names import fold
from factdb.queries.misnamed import Misnamed
from factdb.store.bearers import by_parts, known_speakers
from factdb.store.decisions import By, changing, part_of
from factdb.store.quotes import change_quote
from factdb.store.speakers import delete_names


def give_back(tx: Connection, wrong: Misnamed, by: By) -> str:
    """Remove from a speaker a name that is somebody else's, and give that person the quotes said under it.

    The person is the one known by that name, or a new speaker. A quote is left without a speaker if the article does
    not make clear whose it is ("he", in an article that quotes both). Confirmed quotes stay. Each step is a decision.
    """
    by = by.because(by.reason or f"“{wrong.name}” was learned by a title alone")
    folded = fold(wrong.name)
    bearers = select(SpeakerName.speaker_id).where(SpeakerName.folded == folded, SpeakerName.kind == "alias")
    keepers = tx.execute(
        select(Speaker.id)
        .where(Speaker.canonical_id == wrong.speaker_id, Speaker.id.in_(bearers))
        .order_by(Speaker.id)
        .with_for_update()
    ).all()
    for keeper in keepers:
        with changing(tx, by, "correct", "speakers", keeper.id, "names"):
            delete_names(tx, keeper.id, folded)
    meant = _meant(tx, wrong, by)
    moved = opened = stay = 0
    for source_id in sorted(wrong.sources):
        for quote_id, confirmed, whose in _said_in(tx, wrong, source_id):
            if confirmed:
                stay += 1
                continue
            to = {at: meant if mine else None for at, mine in whose.items()}
            _attribute(tx, quote_id, to, by)
            moved += meant in to.values()
            opened += meant not in to.values()
    done = f"{wrong.speaker} (speaker {wrong.speaker_id}) is not {wrong.name}: {moved} quotes given to speaker {meant}"
    done += f", {opened} left open" if opened else ""
    return done + (f", {stay} that somebody confirmed stay: `factdb quotes correct`" if stay else "")


def _meant(tx: Connection, wrong: Misnamed, by: By) -> int:
    """Return the person whom the misplaced name means; add one, by a decision, if there is none."""
    known = known_speakers(tx, [("person", wrong.name)], min(wrong.sources)).get(("person", wrong.name))
    known = known if known is not None else by_parts(tx, [wrong.name]).get(wrong.name)
    if known is not None and known != wrong.speaker_id:
        return known
    return make_speaker(tx, wrong.name, by, run_id=wrong.run_id)


def _said_in(tx: Connection, wrong: Misnamed, source_id: int) -> Iterator[tuple[int, bool, dict[int, bool]]]:
    """Find the quotes of a source that are, or may be, the speaker's by mistake.

    Yields:
        (quote, whether it is confirmed, {attribution: whether it certainly belongs to the other person}).
    """
    rows = tx.execute(
        select(Attribution.id, Attribution.quote_id, Attribution.as_printed, Attribution.basis, Quote.status)
        .join(Quote, Quote.id == Attribution.quote_id)
        .join(Speaker, Speaker.id == Attribution.speaker_id)
        .where(Quote.source_id == source_id, Speaker.canonical_id == wrong.speaker_id)
        .where(Attribution.rank != "deprecated")
        .order_by(Attribution.quote_id, Attribution.id)
    ).all()
    theirs = {word for word in fold(wrong.name).split() if len(word) > 1}
    printed = {row.id: set(fold(row.as_printed or "").split()) for row in rows}
    both = any(words & wrong.own for words in printed.values())
    for quote_id, group in groupby(rows, key=lambda row: row.quote_id):
        members = list(group)
        whose = {
            row.id: bool(printed[row.id] & theirs) or not both for row in members if not printed[row.id] & wrong.own
        }
        confirmed = any(row.status == "confirmed" or row.basis == "editor" for row in members)
        if whose:
            yield quote_id, confirmed, whose


def _attribute(tx: Connection, quote_id: int, to: Mapping[int, int | None], by: By) -> None:
    """Give a quote's attributions, by id, to other speakers or to nobody."""
    live = [a for a in part_of(tx, "attributions", quote_id) if a["rank"] != "deprecated"]
    rows = [{**a, "speaker_id": to.get(a["id"], a["speaker_id"])} for a in live]
    own = ("id", "quote_id", "import_run_id")
    change_quote(tx, by, quote_id, {}, attributions=[{c: v for c, v in a.items() if c not in own} for a in rows])
