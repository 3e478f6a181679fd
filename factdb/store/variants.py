"""The same words elsewhere: which quotes contain runs of the same or nearly the same words.

Every quoted run has a wording, shared by all quotes with exactly these words. A new wording is compared, word by word
(`wording.relate`), with those that share part of its fingerprint. Wordings of one utterance, by links that are certain,
have the number of the first of them.

All of it follows from the quotes' words, and from decisions that two quotes are not the same words, and can be computed
again. The caller owns the transaction.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from factdb.database.load import among, insert_rows, new_ids, select_among
from factdb.database.write import Within, Writer
from factdb.matching.wording import SURE_OVERLAP, fingerprint, relate, runs_of, shingles
from factdb.queries.decisions import kept_apart

ORIGIN = "variants 1"
CHUNK = 2000
# The columns of a quote from which its runs follow.
WORDS = frozenset({"kind", "text"})
# A shingle in this many wordings is a turn of phrase: no further ones are stored, and it is asked for only by a wording
# that has no others and is too long to be one itself.
MOST = 50
# Longer runs that have anything to do with each other share a shingle for every this many words.
WORDS_A_SHINGLE = 12
LONGEST = 63
# Memory for the pages of the fingerprints, which are met in no order.
CACHE_KB = 300_000


def link_quotes(tx: Connection, ids: Collection[int]) -> int:
    """Link quotes that are new, or whose words have changed, with all others.

    Returns:
        The number of their quoted runs.
    """
    if not ids:
        return 0
    unlink_quotes(tx, ids)
    runs = [
        (quote, seq, words)
        for quote, kind, text in select_among(tx, "SELECT id, kind, text FROM quotes WHERE id {among} ORDER BY id", ids)
        for seq, words in enumerate(runs_of(kind, text))
    ]
    if not runs:
        return 0
    known, new = _wordings(tx, [words for _, _, words in runs])
    insert_rows(
        tx, "quoted_runs", ("quote_id", "seq", "wording_id"), [(q, seq, known[words]) for q, seq, words in runs]
    )
    links = _link(tx, new)
    utterances = _unite(tx, [(a, b) for a, b, same in links if same], set(known.values()))
    _count_sources(tx, utterances)
    return len(runs)


def unlink_quotes(tx: Connection, ids: Collection[int]) -> None:
    """Delete the runs of quotes that will be deleted or whose words have changed.

    Wordings that no other quote has are deleted, and utterances that they held together fall apart.
    """
    _one_at_a_time(tx)
    touched = {
        wording for (wording,) in select_among(tx, "SELECT wording_id FROM quoted_runs WHERE quote_id {among}", ids)
    }
    if not touched:
        return
    _run(tx, "DELETE FROM quoted_runs WHERE quote_id {among}", ids)
    # First no wording represents others, because the one that did may be deleted.
    members = _take_apart(tx, touched)
    used = {one for (one,) in select_among(tx, "SELECT wording_id FROM quoted_runs WHERE wording_id {among}", touched)}
    gone = touched - used
    known = select_among(tx, "SELECT id, words FROM wordings WHERE id {among}", gone)
    pairs = [(one, i) for i, words in known for one in shingles(words.split())]
    _run_each(tx, "DELETE FROM shingles WHERE shingle = ? AND wording_id = ?", pairs)
    _run(tx, "DELETE FROM wordings WHERE id {among}", gone)
    _put_together(tx, members - gone)


def linked(tx: Connection, one: int, other: int) -> bool | None:
    """Return whether the words of two quotes are linked as variants; None if they are the same words."""
    mine, theirs = _wordings_of(tx, one), _wordings_of(tx, other)
    if mine & theirs:
        return None
    pairs = select_among(tx, "SELECT wording_id, other_id FROM variants WHERE wording_id {among}", mine | theirs)
    return any({a, b} & mine and {a, b} & theirs for a, b in pairs)


def compare_again(tx: Connection, one: int, other: int) -> None:
    """Compare the words of two quotes again, after somebody said that they are not the same, or took that back."""
    _one_at_a_time(tx)
    pairs = [(a, b) for a in _wordings_of(tx, one) for b in _wordings_of(tx, other) if a != b]
    members = _take_apart(tx, {wording for pair in pairs for wording in pair})
    both_ways = [*pairs, *((b, a) for a, b in pairs)]
    _run_each(tx, "DELETE FROM variants WHERE wording_id = ? AND other_id = ?", both_ways)
    _relate(tx, pairs, dict(select_among(tx, "SELECT id, words FROM wordings WHERE id {among}", members)))
    _put_together(tx, members)


def _wordings_of(tx: Connection, quote: int) -> set[int]:
    return {
        wording for (wording,) in select_among(tx, "SELECT wording_id FROM quoted_runs WHERE quote_id {among}", [quote])
    }


def _take_apart(tx: Connection, wordings: Collection[int]) -> set[int]:
    """Make every wording of the utterances of `wordings` an utterance of its own, and return all of them."""
    utterances = {one for (one,) in select_among(tx, "SELECT utterance_id FROM wordings WHERE id {among}", wordings)}
    members = {one for (one,) in select_among(tx, "SELECT id FROM wordings WHERE utterance_id {among}", utterances)}
    _run(tx, "UPDATE wordings SET utterance_id = id, sources = 0 WHERE id {among}", members)
    return members


def _put_together(tx: Connection, wordings: Collection[int]) -> None:
    """Unite wordings that were taken apart, by the links between them."""
    same = "SELECT wording_id, other_id FROM variants WHERE same_utterance AND wording_id {among}"
    _count_sources(tx, _unite(tx, select_among(tx, same, wordings), wordings))


def unlinked(tx: Connection) -> list[int]:
    """Return the ids of quotes with runs that were not compared: bulk-loaded, or from an older schema."""
    return [
        quote
        for quote, kind, text in tx.exec_driver_sql(
            "SELECT q.id, q.kind, q.text FROM quotes q WHERE q.kind <> 'indirect'"
            " AND NOT EXISTS (SELECT 1 FROM quoted_runs r WHERE r.quote_id = q.id) ORDER BY q.id"
        )
        if runs_of(kind, text)
    ]


def link_all(writer: Writer) -> Iterator[tuple[int, int]]:
    """Link every quote that is not linked yet, some thousands in each transaction.

    Yields:
        (number done, total) after each transaction.
    """
    with writer.transaction() as tx:
        ids = unlinked(tx)
    for at in range(0, len(ids), CHUNK):
        began = time.monotonic()
        with writer.transaction() as tx:
            if tx.dialect.name == "sqlite":
                tx.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KB}")
            link_quotes(tx, ids[at : at + CHUNK])
        # SQLite does not queue those who wait: they look ten times a second, and are let in by a pause.
        time.sleep(min(0.1 * (time.monotonic() - began), 0.2))
        yield min(at + CHUNK, len(ids)), len(ids)
    if ids:
        with writer.transaction() as tx:  # so that lists over them are planned by what is there
            for table in ("wordings", "quoted_runs", "variants", "shingles"):
                tx.exec_driver_sql(f"ANALYZE {table}")


def _wordings(tx: Connection, words: Iterable[str]) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Return (the id of each of `words`, the new ones as (id, words))."""
    prints = {one: fingerprint(one) for one in words}
    known: dict[str, int] = {}
    for i, one in select_among(
        tx, "SELECT id, words FROM wordings WHERE fingerprint {among} ORDER BY id DESC", set(prints.values())
    ):
        known[one] = i
    missing = [one for one in prints if one not in known]
    ids = new_ids(tx, "wordings", len(missing))
    new = list(zip(ids, missing, strict=True))
    columns = ("id", "fingerprint", "words", "utterance_id", "sources")
    insert_rows(tx, "wordings", columns, [(i, prints[one], one, i, 0) for i, one in new])
    return {one: i for one, i in known.items() if one in prints} | {one: i for i, one in new}, new


def _link(tx: Connection, new: Sequence[tuple[int, str]]) -> list[tuple[int, int, bool]]:
    """Compare new wordings with all that may be related, and return (shorter, longer, same utterance)."""
    prints = {i: shingles(words.split()) for i, words in new}
    lengths = {i: min(words.count(" ") + 1, LONGEST) for i, words in new}
    # Who bears a shingle: the number and the length of each in one, so that most are passed over unread.
    bearers: dict[int, list[int]] = {}
    for shingle, joined in select_among(
        tx,
        f"SELECT shingle, {_bearers(tx)} FROM shingles WHERE shingle {{among}} GROUP BY shingle",
        {one for some in prints.values() for one in some},
    ):
        bearers[shingle] = [int(i) for i in joined.split(",")]
    added: list[tuple[int, int, int]] = []
    pairs: list[tuple[int, int]] = []
    for wording, own in prints.items():
        length = lengths[wording]
        met: Counter[int] = Counter()
        rare = [one for one in own if len(bearers.get(one, ())) < MOST]
        common = own if length > SURE_OVERLAP else ()
        for one in rare or common:
            met.update(bearers.get(one, ()))
        for bearer, shared in met.items():
            other, other_length = divmod(bearer, LONGEST + 1)
            if shared > (min(length, other_length) - 1) // WORDS_A_SHINGLE:
                pairs.append((wording, other))
        for one in rare:
            bearers.setdefault(one, []).append(wording * (LONGEST + 1) + length)
            added.append((one, wording, length))
    insert_rows(tx, "shingles", ("shingle", "wording_id", "length"), sorted(added))
    texts = dict(new)
    asked = {other for _, other in pairs} - texts.keys()
    texts.update(select_among(tx, "SELECT id, words FROM wordings WHERE id {among}", asked))
    return _relate(tx, pairs, texts)


def _relate(tx: Connection, pairs: Sequence[tuple[int, int]], texts: dict[int, str]) -> list[tuple[int, int, bool]]:
    """Link those of the pairs of wordings that are related, unless somebody said that they are not."""
    found = []
    for one, other in pairs:
        short, long = (one, other) if texts[one].count(" ") <= texts[other].count(" ") else (other, one)
        relation = relate(texts[short], texts[long])
        if relation is not None:
            same = relation.same_utterance
            found.append((short, long, relation.kind, relation.altered, relation.similarity, same, ORIGIN))
    apart = _kept_apart(tx, {wording for row in found for wording in row[:2]})
    found = [row for row in found if frozenset(row[:2]) not in apart]
    columns = ("wording_id", "other_id", "kind", "altered", "similarity", "same_utterance", "origin")
    insert_rows(tx, "variants", columns, found)
    return [(row[0], row[1], row[5]) for row in found]


def _kept_apart(tx: Connection, wordings: Collection[int]) -> set[frozenset[int]]:
    """Return the pairs of `wordings` that are in quotes of which somebody said that they are not the same words."""
    held: dict[int, set[int]] = {}
    for quote, wording in select_among(
        tx, "SELECT quote_id, wording_id FROM quoted_runs WHERE wording_id {among}", wordings
    ):
        held.setdefault(quote, set()).add(wording)
    apart = kept_apart(Within(tx), "quotes", among=sorted(held))
    return {frozenset((a, b)) for one, other in apart for a in held.get(one, ()) for b in held.get(other, ())}


def _unite(tx: Connection, pairs: Sequence[tuple[int, int]], touched: Collection[int]) -> set[int]:
    """Give wordings of one utterance, according to `pairs`, the number of the first.

    Returns:
        The utterances of these wordings and of all `touched`.
    """
    wordings = {*touched, *(one for pair in pairs for one in pair)}
    of: dict[int, int] = dict(select_among(tx, "SELECT id, utterance_id FROM wordings WHERE id {among}", wordings))
    first: dict[int, int] = {utterance: utterance for utterance in of.values()}

    def find(one: int) -> int:
        while first[one] != one:
            first[one] = one = first[first[one]]
        return one

    for a, b in pairs:
        x, y = find(of[a]), find(of[b])
        first[max(x, y)] = min(x, y)
    moved = {one: find(one) for one in first if find(one) != one}
    if moved:
        members = select_among(tx, "SELECT id, utterance_id FROM wordings WHERE utterance_id {among}", moved)
        _set(tx, "utterance_id", [(moved[utterance], one) for one, utterance in members])
        _run(tx, "UPDATE wordings SET sources = 0 WHERE id {among}", {one for one, _ in members})
    return {find(one) for one in first}


def _count_sources(tx: Connection, utterances: Collection[int]) -> None:
    counted = select_among(
        tx,
        "SELECT count(DISTINCT q.source_id), w.utterance_id FROM wordings w"
        " JOIN quoted_runs r ON r.wording_id = w.id JOIN quotes q ON q.id = r.quote_id"
        " WHERE w.utterance_id {among} GROUP BY w.utterance_id",
        utterances,
    )
    _set(tx, "sources", counted)


# --- What the two databases do differently


def _postgresql(tx: Connection) -> bool:
    return tx.dialect.name == "postgresql"


def _one_at_a_time(tx: Connection) -> None:
    """Wait until no other transaction writes variants."""
    if _postgresql(tx):
        # Conflicts only with itself: one writer of variants at a time, and only those who may write can hold it.
        tx.exec_driver_sql("LOCK TABLE wordings IN SHARE UPDATE EXCLUSIVE MODE")


def _bearers(tx: Connection) -> str:
    one = f"wording_id * {LONGEST + 1} + length"
    return f"string_agg(CAST({one} AS text), ',')" if _postgresql(tx) else f"group_concat({one})"


def _among(tx: Connection, sql: str, values: Iterable[int]) -> tuple[str, tuple[Any, ...]]:
    """Put a condition for any number of `values` in place of {among}, with one parameter."""
    one_of, given = among(tx, values)
    return sql.format(among=one_of), given


def _run(tx: Connection, sql: str, values: Collection[int]) -> None:
    if values:
        tx.exec_driver_sql(*_among(tx, sql, sorted(values)))


def _run_each(tx: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        tx.exec_driver_sql(sql.replace("?", "%s") if _postgresql(tx) else sql, rows)


def _set(tx: Connection, column: str, rows: list[tuple[int, int]]) -> None:
    """Set `column` of wordings: (value, id) each."""
    if _postgresql(tx):
        values, ids = ([row[n] for row in rows] for n in (0, 1))
        sql = f"UPDATE wordings w SET {column} = v.value FROM unnest(%s::bigint[], %s::bigint[]) AS v(value, id)"
        tx.exec_driver_sql(f"{sql} WHERE w.id = v.id", (values, ids))
    else:
        _run_each(tx, f"UPDATE wordings SET {column} = ? WHERE id = ?", rows)
