"""What of the stored quotes of a text is different now: which quotation each one is, and what changed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from factdb.article import Article
from factdb.database.models import Anchor, Attribution, Decision, ImportRun, Quote, Speaker
from factdb.extract import Quotation
from factdb.extract.engines import engine_names
from factdb.extract.quotation import mentions_of, places_of
from factdb.matching.names import fold
from factdb.store.bearers import Called
from factdb.store.decisions import Values
from factdb.store.identity import read_speakers
from factdb.store.quotes import anchors_at, columns_read

# Two contents with at least this similarity (Dice's coefficient of their characters) are one quote in other words.
SAME_QUOTE = 0.5

# Columns whose changes are counted by name; all others are details.
_NAMED = {"text": "words", "said_on": "day", "said_until": "day", "factuality": "factuality"}


def stored_quotes(tx: Connection, version_id: int) -> dict[int, dict[str, Any]]:
    """Return the quotes of a version with their spans.

    `decided` marks those that a person confirmed, corrected or rejected; quotes that only an engine rejected are left
    out.
    """
    quotes: dict[int, dict[str, Any]] = {}
    rows = tx.execute(
        select(Anchor.__table__, Quote.status, Quote.origin)
        .join(Quote, Quote.id == Anchor.quote_id)
        .where(Anchor.source_version_id == version_id)
        .order_by(Anchor.quote_id, Anchor.seq)
    )
    for row in rows:
        fresh = {"id": row.quote_id, "status": row.status, "origin": row.origin, "spans": (), "anchors": set()}
        quote = quotes.setdefault(row.quote_id, fresh)
        quote["anchors"].add(_place(row._mapping))
        if row.part == "content":
            quote["spans"] = (*quote["spans"], (row.start_char, row.end_char))
    if not quotes:
        return quotes
    engines, by_people = engine_names(), set[int]()
    for quote_id, actor, tool in tx.execute(
        select(Decision.subject_id, Decision.actor, ImportRun.tool)
        .outerjoin(ImportRun, ImportRun.id == Decision.import_run_id)
        .where(
            Decision.subject == "quotes",
            Decision.subject_id.in_(list(quotes)),
            func.coalesce(ImportRun.status, "") != "undone",
        )
    ):
        # An engine's own decisions carry its name and version, which its run may name as well: "rules 3".
        name, of_quote = actor.partition(" ")[0], quotes[quote_id]["origin"].partition(" ")[0]
        if name not in (of_quote, *engines) and not (tool or "").endswith(f", {actor}"):
            by_people.add(quote_id)
    for quote in quotes.values():
        quote["decided"] = quote["status"] == "confirmed" or quote["id"] in by_people
    return {i: q for i, q in quotes.items() if q["spans"] and (q["status"] != "rejected" or q["decided"])}


def _place(anchor: Any) -> tuple[Any, ...]:
    return (anchor["part"], anchor["seq"], anchor["start_char"], anchor["end_char"], bool(anchor["in_marks"]))


def paired(
    stored: dict[int, dict[str, Any]], quotations: Sequence[Quotation]
) -> tuple[dict[int, Quotation | None], dict[int, Quotation]]:
    """Pair stored quotes with quotations.

    Returns:
        The quotation of each stored quote, None for one that people decided on, which stays as it is; and the remaining
        quotations, by number, that overlap no quote that people decided on.
    """
    spans = [tuple((s.start, s.end) for s in q.spans) for q in quotations]
    # Of two equally similar ones, prefer the one with the speaker in the same place.
    likeness = sorted(
        (-alike - 0.25 * _same_place(quotation, q), n, q["id"])
        for n, quotation in enumerate(quotations)
        for q in stored.values()
        if (alike := _dice(spans[n], q["spans"])) >= SAME_QUOTE
    )
    pairs: dict[int, Quotation | None] = {}
    left = dict(enumerate(quotations))
    for _, n, quote_id in likeness:
        if n in left and quote_id not in pairs:
            quotation = left.pop(n)
            pairs[quote_id] = None if stored[quote_id]["decided"] else quotation
    decided = {q["id"]: q["spans"] for q in stored.values() if q["decided"]}
    fresh = {n: q for n, q in left.items() if not any(_common(spans[n], theirs) for theirs in decided.values())}
    return dict.fromkeys(decided) | pairs, fresh


def _common(a: Iterable[tuple[int, int]], b: Sequence[tuple[int, int]]) -> int:
    """Count the characters that two contents share."""
    return sum(max(min(end, y) - max(start, x), 0) for start, end in a for x, y in b)


def _dice(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float:
    return 2 * _common(a, b) / sum(end - start for start, end in (*a, *b))


def _same_place(quotation: Quotation, quote: dict[str, Any]) -> bool:
    """Check whether the same words of the text name the speaker."""
    named = {(m.start, m.end) for m in quotation.speakers}
    return any((start, end) in named for part, _, start, end, _ in quote["anchors"] if part == "speaker")


@dataclass(frozen=True, slots=True)
class Changed:
    """What a quote is now: its quotation, changed columns and anchors, and what kinds of change these are."""

    quotation: Quotation
    columns: Values
    anchors: list[Values] | None
    attributed: bool
    kinds: set[str]


def changed_quotes(
    tx: Connection, article: Article, pairs: dict[int, Quotation | None], source_id: int, version_id: int, engine: str
) -> dict[int, Changed]:
    """Return the quotes of `pairs` that differ from what is stored."""
    now = {quote_id: q for quote_id, q in pairs.items() if q is not None}
    if not now:
        return {}
    rows = {row.id: row for row in tx.execute(select(Quote.__table__).where(Quote.id.in_(list(now))))}
    places: dict[int, set[tuple[Any, ...]]] = {}
    of_version = Anchor.source_version_id == version_id
    for row in tx.execute(select(Anchor.__table__).where(Anchor.quote_id.in_(list(now)), of_version)):
        places.setdefault(row.quote_id, set()).add(_place(row._mapping))
    meant = _meant(tx, article, list(now.values()), source_id)
    said = attributed(tx, now)
    changed: dict[int, Changed] = {}
    for quote_id, quotation in now.items():
        columns = {
            name: value
            for name, value in columns_read(quotation, article, engine).items()
            if name not in ("confidence", "origin") and value != getattr(rows[quote_id], name)
        }
        anchors: list[Values] | None = anchors_at(version_id, article.text, places_of(quotation))
        if {_place(anchor) for anchor in anchors or ()} == places[quote_id]:
            anchors = None
        kinds = {_NAMED[name] for name in columns if name in _NAMED}
        before, after = said.get(quote_id, {}), said_now(quotation, meant, said.get(quote_id, {}))
        if _speakers(before) != _speakers(after):
            kinds.add("speaker")
        if columns or anchors is not None or before != after:
            changed[quote_id] = Changed(quotation, columns, anchors, before != after, kinds or {"details"})
    return changed


# (part, seq) -> the printed words, title, basis, and the speaker meant (of a merged one, the one it was merged into).
Said = dict[tuple[str, int], tuple[str | None, str | None, str, int | None]]


def attributed(tx: Connection, quotes: Collection[int]) -> dict[int, Said]:
    """Return how these quotes are attributed, without deprecated attributions."""
    found: dict[int, Said] = {}
    for row in tx.execute(
        select(Attribution.__table__, Speaker.canonical_id)
        .outerjoin(Speaker, Speaker.id == Attribution.speaker_id)
        .where(Attribution.quote_id.in_(list(quotes)), Attribution.rank != "deprecated")
    ):
        words = (row.as_printed, row.title_as_printed, row.basis, row.canonical_id)
        found.setdefault(row.quote_id, {})[row.part, row.seq] = words
    return found


def said_now(quotation: Quotation, meant: dict[Called, int], before: Said) -> Said:
    """Return how a quotation is attributed now; `meant` are the speakers whom its mentions mean."""
    now: Said = {}
    for part, seq, mention in mentions_of(quotation):
        who = meant.get((mention.kind, mention.name or mention.text))
        stood = before.get((part, seq))
        if who is None and mention.name and stood and stood[0] == mention.text:
            who = stood[3]  # several people have the name by now, but only this one had it then
        now[part, seq] = (mention.text, mention.title, mention.basis, who)
    return now


def _speakers(said: Said) -> list[Any]:
    """Return who speaks: by number, or else by the printed words."""
    return [who or words for (part, _), (words, _, _, who) in sorted(said.items()) if part == "speaker"]


def _meant(tx: Connection, article: Article, quotations: Sequence[Quotation], source_id: int) -> dict[Called, int]:
    """Return whom the names of `quotations` mean, merged speakers as the one they were merged into.

    Speakers who would be new have negative numbers.
    """
    named = [mention for q in quotations for _, _, mention in mentions_of(q)]
    read = read_speakers(tx, named, source_id, article.published_on)
    canonical = select(Speaker.id, Speaker.canonical_id).where(Speaker.id.in_(set(read.found.values())))
    into = dict(tx.execute(canonical).all())
    new = {called: (called[0], fold(name) or name) for called, name in read.new.items()}
    numbers = {one: -number for number, one in enumerate(dict.fromkeys(new.values()), start=1)}
    found = {called: into[who] or who for called, who in read.found.items()}
    fresh = {called: numbers[one] for called, one in new.items()}
    return found | fresh | {called: fresh[means] for called, means in read.later.items()}
