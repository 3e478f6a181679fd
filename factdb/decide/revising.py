"""A quote's words put right by a person: edited, split in two, merged with another; claims merged.

The words must stand in the source's text: their new place is found there, nearest to where the quote stood, and proved
like any other. Each function takes one open transaction and says in one sentence what it did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from factdb.database.models import Anchor, Attribution, Claim, ClaimRelation, Quote, Review, SourceVersion
from factdb.decide.desk import assertions_of, locked, relations_of
from factdb.errors import FactdbError
from factdb.extract.marks import quoted_runs
from factdb.extract.quotation import Span, joined_text
from factdb.store.claims import insert_assertions
from factdb.store.decisions import Values, decide_by_hand, quote_state, reject_quote
from factdb.store.runs import sha256
from factdb.store.speakers import new_uid
from factdb.store.variants import link_quotes

# How words that were left out are written between two stretches of a quote.
_LEFT_OUT = re.compile(r"\s+(?:\.\.\.|…)\s+")
_ALIKE = {"'": "['‘’ʼ]", '"': '["“”„«»]'}
# What may part a content from the words around it and is no word of it.
_EDGES = "“”„«»\"' ,\n"

Stretch = tuple[int, int]


def edit_quote(tx: Connection, reference: str, words: str, *, actor: str, reason: str | None) -> str:
    """Let a quote be `words`, as its source prints them; " ... " stands for words left out. It is confirmed by that.

    Raises FactdbError where they do not stand in the text, or the text is not kept.
    """
    row = _standing(tx, reference)
    pieces = [piece for piece in _LEFT_OUT.split(words.strip()) if piece.strip()]
    if not pieces:
        raise FactdbError("a quote needs words: give them as the source prints them")
    placed: dict[int, tuple[str, list[Stretch]]] = {}
    for version_id, text, old in _texts(tx, row.id):
        found = _found(text, pieces, old)
        if isinstance(found, list):
            placed[version_id] = (text, found)
        elif not placed:
            raise FactdbError(f"quote {row.id}: {found}")
    return _rewrite(tx, row, placed, "correct", actor, reason) or f"quote {row.id} says so already: nothing changed"


def split_quote(tx: Connection, reference: str, at: str, *, actor: str, reason: str | None) -> str:
    """Part a quote where the words `at` begin: it keeps what stands before, the rest is a quote of its own by the same
    speakers. Raises FactdbError where `at` does not stand within the quote, once and not at its start."""
    row = _standing(tx, reference)
    before: dict[int, tuple[str, list[Stretch]]] = {}
    after: dict[int, tuple[str, list[Stretch]]] = {}
    for version_id, text, old in _texts(tx, row.id):
        places = [
            found.start()
            for start, end in old
            for found in re.finditer(_pattern(at.strip()), text[:end])
            if found.start() >= start
        ]
        if len(places) != 1 or places[0] == old[0][0]:
            if before:
                continue
            stand = f"{len(places)} times" if len(places) != 1 else "at its very start"
            raise FactdbError(f"quote {row.id}: {at!r} stands {stand} in it: give words that begin the second part")
        cut = places[0]
        before[version_id] = (text, [(s, min(e, cut)) for s, e in old if s < cut])
        after[version_id] = (text, [(max(s, cut), e) for s, e in old if e > cut])
    state = quote_state(tx, row.id)
    _rewrite(tx, row, before, "split", actor, reason)
    new_id = _second(tx, row, after, state, actor, reason)
    return f"quote {row.id} split: the rest is quote {new_id}"


def merge_quotes(tx: Connection, reference: str, others: Sequence[str], *, actor: str, reason: str | None) -> str:
    """Let a quote take in the words of `others` of the same source, which are rejected then."""
    row = _standing(tx, reference)
    rows = [_standing(tx, other) for other in others]
    stretches = {version_id: (text, list(old)) for version_id, text, old in _texts(tx, row.id)}
    for other in rows:
        if other.id == row.id:
            raise FactdbError(f"quote {row.id} cannot be merged with itself: give another quote")
        if other.source_id != row.source_id:
            raise FactdbError(f"quote {other.id} is of another source than quote {row.id}: only one's own words merge")
        for version_id, _, old in _texts(tx, other.id):
            if version_id in stretches:
                stretches[version_id][1].extend(old)
    done = _rewrite(tx, row, {v: (t, sorted(set(s))) for v, (t, s) in stretches.items()}, "merge", actor, reason)
    for other in rows:
        if other.status != "rejected":
            told = f"merged into quote {row.id}" + (f": {reason}" if reason else "")
            reject_quote(tx, other.id, actor=actor, reason=told, run_id=None)
    named = ", ".join(str(other.id) for other in rows)
    return f"quote {row.id} took in quote {named}" if done else f"quote {row.id} holds quote {named} already"


def merge_claims(tx: Connection, reference: str, into: str, *, actor: str, reason: str | None) -> str:
    """Let claim `into` take over what is known of a claim that says the same: its assertions and relations. The other
    is rejected. Raises FactdbError for a claim with reviews: what was judged keeps its words."""
    row, target = (locked(tx, Claim, "claims", one) for one in (reference, into))
    if row.id == target.id:
        raise FactdbError(f"claim {row.id} cannot be merged with itself: give another claim")
    for one in (row, target):
        if one.status == "rejected":
            raise FactdbError(f"claim {one.id} is rejected: confirm it first with `factdb claims confirm {one.id}`")
    review = tx.execute(select(Review.id).where(Review.claim_id == row.id)).scalar()
    if review is not None:
        raise FactdbError(
            f"claim {row.id} has review {review}: merge claim {target.id} into it, or relate them by"
            f" `factdb claims relate {row.id} {target.id} --kind same_as`"
        )
    before = {"assertions": assertions_of(tx, target.id), "relations": relations_of(tx, target.id)}
    held = {(a["quote_id"], a["source_id"], a["stance"]) for a in before["assertions"]}
    fresh = [a for a in assertions_of(tx, row.id) if (a["quote_id"], a["source_id"], a["stance"]) not in held]
    if fresh:
        values = [{**_without(a, "id"), "claim_id": target.id, "import_run_id": target.import_run_id} for a in fresh]
        insert_assertions(tx, values)
    known = {(r["to_claim_id"], r["kind"]) for r in before["relations"]}
    related = [
        {**_without(r, "id"), "claim_id": target.id, "import_run_id": None}
        for r in relations_of(tx, row.id)
        if (r["to_claim_id"], r["kind"]) not in known and r["to_claim_id"] != target.id
    ]
    if related:
        tx.execute(insert(ClaimRelation), related)
    after = {"assertions": assertions_of(tx, target.id), "relations": relations_of(tx, target.id)}
    decide_by_hand(tx, "merge", "claims", target.id, before, after, actor, reason)
    _point_elsewhere(tx, row.id, target.id, actor)
    was = {"columns": {"status": row.status, "confirmed_by": row.confirmed_by}}
    columns: Values = {"status": "rejected", "confirmed_by": None}
    tx.execute(update(Claim).where(Claim.id == row.id).values(columns))
    told = f"merged into claim {target.id}" + (f": {reason}" if reason else "")
    decide_by_hand(tx, "reject", "claims", row.id, was, {"columns": columns}, actor, told)
    return f"claim {row.id} merged into claim {target.id}"


def _point_elsewhere(tx: Connection, merged: int, target: int, actor: str) -> None:
    """Let the claims that bear on `merged` bear on `target` as well: a decision on each of them."""
    table = ClaimRelation.__table__
    for relation in tx.execute(select(table).where(table.c.to_claim_id == merged).order_by(table.c.id)).all():
        before = relations_of(tx, relation.claim_id)
        held = {(r["to_claim_id"], r["kind"]) for r in before}
        if relation.claim_id != target and (target, relation.kind) not in held:
            values = {"claim_id": relation.claim_id, "to_claim_id": target, "kind": relation.kind}
            tx.execute(insert(ClaimRelation).values(values))
            after = {"relations": relations_of(tx, relation.claim_id)}
            why = f"claim {merged} merged into claim {target}"
            decide_by_hand(tx, "correct", "claims", relation.claim_id, {"relations": before}, after, actor, why)


# --- Places


def _standing(tx: Connection, reference: str) -> Any:
    row = locked(tx, Quote, "quotes", reference)
    if row.status == "rejected":
        raise FactdbError(f"quote {row.id} is rejected: confirm it first with `factdb quotes confirm {row.id}`")
    return row


def _texts(tx: Connection, quote_id: int) -> list[tuple[int, str, list[Stretch]]]:
    """(version, its text, where the quote's content stands in it), the newest first. Raises FactdbError where the
    newest text is not kept."""
    rows = tx.execute(
        select(Anchor.source_version_id, SourceVersion.text, Anchor.start_char, Anchor.end_char)
        .join(SourceVersion, SourceVersion.id == Anchor.source_version_id)
        .where(Anchor.quote_id == quote_id, Anchor.part == "content")
        .order_by(SourceVersion.number.desc(), Anchor.start_char)
    ).all()
    if not rows or rows[0].text is None:
        raise FactdbError(f"quote {quote_id} has no place in a stored text: only where one is kept can it be changed")
    texts: dict[int, tuple[str, list[Stretch]]] = {}
    for row in rows:
        if row.text is not None:
            texts.setdefault(row.source_version_id, (row.text, []))[1].append((row.start_char, row.end_char))
    return [(version, text, old) for version, (text, old) in texts.items()]


def _pattern(words: str) -> str:
    """Words in a text, whatever its marks, apostrophes and white space are."""
    # Wire style puts the comma or full stop of the report's own sentence inside the marks.
    words = re.sub(r"(?<=\w)[\"”»](?=\s|$)", "\0", words)
    escaped = "".join('[,.]?["”»]' if c == "\0" else _ALIKE.get(_plain(c), re.escape(c)) for c in words)
    return re.sub(r"(?:\\?\s)+", r"\\s+", escaped)


def _plain(c: str) -> str:
    return "'" if c in "‘’ʼ" else '"' if c in "“”„«»" else c


def _found(text: str, pieces: Sequence[str], old: Sequence[Stretch]) -> list[Stretch] | str:
    """Where `pieces` stand in `text`, in their order, each nearest to where the quote stood; or why they do not."""
    centre = (old[0][0] + old[-1][1]) // 2
    found: list[Stretch] = []
    for piece in pieces:
        places = [m.span() for m in re.finditer(_pattern(piece.strip()), text)]
        after = [p for p in places if not found or p[0] >= found[-1][1]]
        if not after:
            short = piece if len(piece) <= 60 else f"{piece[:60].rstrip()}…"
            where = "after the words before it " if places else ""
            return f'"{short}" does not stand {where}in its source: write the words as they are printed there'
        found.append(min(after, key=lambda p: (abs((p[0] + p[1]) // 2 - centre), p[0])) if not found else after[0])
    return found


def _spans(text: str, stretches: Sequence[Stretch]) -> list[Span]:
    """`stretches` as spans, parted where quotation marks open and close, without marks and commas at their ends."""
    first, last = stretches[0][0], stretches[-1][1]
    begin = max(text.rfind("\n\n", 0, first) + 2, 0) if "\n\n" in text[:first] else 0
    end = text.find("\n\n", last)
    end = len(text) if end < 0 else end
    runs = quoted_runs(text[begin:end], [(0, end - begin)])
    inside = [(begin + run.start, begin + run.end) for run in runs]
    spans: list[Span] = []
    for start, stop in stretches:
        at = start
        for quoted_from, quoted_to in inside:
            low, high = max(quoted_from, start), min(quoted_to, stop)
            if low < high:
                spans += _trimmed(text, at, low, False)
                spans += _trimmed(text, low, high, True)
                at = high
        spans += _trimmed(text, at, stop, False)
    return spans


def _trimmed(text: str, start: int, end: int, quoted: bool) -> list[Span]:
    piece = text[start:end]
    if not re.search(r"\w", piece):
        return []
    edges = " \n" if quoted else _EDGES
    return [Span(end - len(piece.lstrip(edges)), start + len(piece.rstrip(edges)), quoted=quoted)]


# --- Rows


def _columns(text: str, spans: Sequence[Span]) -> Values:
    words = joined_text(text, spans)
    marks = {span.quoted for span in spans}
    kind = "mixed" if len(marks) == 2 else "direct" if True in marks else "indirect"
    return {"text": words, "text_sha256": sha256(words), "kind": kind}


def _anchors(version_id: int, text: str, spans: Sequence[Span]) -> list[Values]:
    return [
        {
            "source_version_id": version_id,
            "part": "content",
            "seq": seq,
            "start_char": span.start,
            "end_char": span.end,
            "in_marks": span.quoted,
            "exact": text[span.start : span.end],
        }
        for seq, span in enumerate(spans)
    ]


def _placed(versions: dict[int, tuple[str, list[Stretch]]], quote_id: int) -> tuple[Values, list[Values]]:
    """(columns, anchors of the content) of a quote that stands so in each version, the newest first."""
    columns: Values = {}
    anchors: list[Values] = []
    for version_id, (text, stretches) in versions.items():
        spans = _spans(text, stretches)
        if not spans:
            raise FactdbError(f"quote {quote_id} would have no words left: reject it instead")
        here = _columns(text, spans)
        columns = columns or here
        if here["text"] == columns["text"]:
            anchors += _anchors(version_id, text, spans)
    return columns, anchors


def _rewrite(
    tx: Connection, row: Any, versions: dict[int, tuple[str, list[Stretch]]], action: str, actor: str,
    reason: str | None,
) -> str | None:  # fmt: skip
    """Give a quote its new places and words, and write down the decision; None where nothing is new."""
    columns, anchors = _placed(versions, row.id)
    state = quote_state(tx, row.id)
    shape = ("source_version_id", "part", "seq", "start_char", "end_char")
    content = [a for a in state["anchors"] if a["part"] == "content"]
    if {tuple(a[c] for c in shape) for a in anchors} == {tuple(a[c] for c in shape) for a in content}:
        return None
    taken = [(a["source_version_id"], a["start_char"], a["end_char"]) for a in anchors]
    others = [
        _without(a, "id", "quote_id", "import_run_id")
        for a in state["anchors"]
        if a["part"] != "content"
        # A cue or speaker that the words now take in is none of theirs any more.
        and not any(v == a["source_version_id"] and s < a["end_char"] and a["start_char"] < e for v, s, e in taken)
    ]
    columns |= {"status": "confirmed", "confirmed_by": actor}
    everything = anchors + others
    extra = {"quote_id": row.id, "import_run_id": row.import_run_id}
    tx.execute(update(Quote).where(Quote.id == row.id).values(columns))
    tx.execute(delete(Anchor).where(Anchor.quote_id == row.id))
    tx.execute(insert(Anchor), [{**a, **extra} for a in everything])
    link_quotes(tx, [row.id])
    after = {"columns": columns, "anchors": everything, "attributions": None}
    decide_by_hand(tx, action, "quotes", row.id, state, after, actor, reason)
    return f"quote {row.id} now reads: {columns['text']}"


def _second(
    tx: Connection, row: Any, versions: dict[int, tuple[str, list[Stretch]]], first: Values, actor: str,
    reason: str | None,
) -> int:  # fmt: skip
    """The quote that a split makes of what stands behind it."""
    columns, anchors = _placed(versions, row.id)
    kept = ("venue", "said_on", "said_until", "said_as", "said_basis", "dated_on", "factuality")
    columns |= {c: getattr(row, c) for c in kept}
    columns |= {"status": "confirmed", "confirmed_by": actor}
    new_id: int = tx.execute(
        insert(Quote)
        .values(
            uid=new_uid(),
            source_id=row.source_id,
            language=row.language,
            confidence=None,
            origin="record",
            import_run_id=row.import_run_id,
            **columns,
        )
        .returning(Quote.id)
    ).scalar_one()
    extra = {"quote_id": new_id, "import_run_id": row.import_run_id}
    tx.execute(insert(Anchor), [{**a, **extra} for a in anchors])
    link_quotes(tx, [new_id])
    live = [a for a in first["attributions"] if a["rank"] != "deprecated"]
    if live:
        tx.execute(insert(Attribution), [{**_without(a, "id"), **extra} for a in live])
    told = f"split from quote {row.id}" + (f": {reason}" if reason else "")
    decide_by_hand(tx, "add", "quotes", new_id, None, {"columns": columns}, actor, told)
    return new_id


def _without(row: Values, *keys: str) -> Values:
    return {k: v for k, v in row.items() if k not in keys}
