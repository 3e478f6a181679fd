"""The same words elsewhere: the variants of one quote, and what travelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factdb.matching.wording import marked, merged_from, printed_runs, relate
from factdb.queries.decisions import kept_apart
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import OUTLET
from factdb.queries.reader import Reader, listed
from factdb.queries.rows import Likeness, QuoteRow, TravelRow, VariantRow, fetch


def quote_variants(reader: Reader, quote: QuoteRow, *, limit: int = 50, among: int | None = None) -> list[VariantRow]:
    """`quote` (as `quotes_by_id` gives it) and all others with its words, by the day they were said or printed.

    Each row is the quote with `relation` ("this", "identical", "clipped": it is a part of this, "fuller": it holds
    this, "edited", "overlap", "merged": it or this was run together from both, "same utterance": by way of others),
    `altered` ("negation", "number" or None), `similarity` (0 to 1, None where it was not compared) and `marked`:
    its words with the differences to this one. `among` looks at that many runs and no more, the first stored: of words
    that very many printed, where not all are wanted.
    """
    own = printed_runs(quote["kind"], quote["text"])
    params: dict[str, Any] = {"id": quote["id"]}
    mine = "(SELECT wording_id FROM quoted_runs WHERE quote_id = :id)"
    rows = list(
        reader.rows(
            "SELECT r.quote_id, w.words FROM wordings w JOIN quoted_runs r ON r.wording_id = w.id"
            " JOIN quotes q ON q.id = r.quote_id WHERE (q.status <> 'rejected' OR q.id = :id) AND w.id IN ("
            "SELECT u.id FROM wordings u JOIN wordings o ON o.utterance_id = u.utterance_id"
            f" WHERE o.id IN {mine}"
            f" UNION SELECT other_id FROM variants WHERE wording_id IN {mine}"
            f" UNION SELECT wording_id FROM variants WHERE other_id IN {mine})"
            " ORDER BY r.quote_id, r.seq" + ("" if among is None else f" LIMIT {among}"),
            params,
        )
    )
    words: dict[int, list[str]] = {}
    for row in rows:
        words.setdefault(row["quote_id"], []).append(row["words"])
    everything = sorted({one for some in words.values() for one in some})
    run_together = {
        one: {everything[n] for n in merged_from(one, everything)} for one in {*own, *everything} if len(everything) > 2
    }
    found: list[VariantRow] = []
    apart = {one for pair in kept_apart(reader, "quotes", among=sorted(words)) if quote["id"] in pair for one in pair}
    for other in quotes_by_id(reader, sorted(words)):
        if other["id"] == quote["id"]:
            nearest = Likeness(relation="this", altered=None, similarity=None, marked=other["text"])
        else:
            theirs = printed_runs(other["kind"], other["text"])
            nearest = _nearest({} if other["id"] in apart else own, theirs, run_together)
        found.append({**other, **nearest})
    found.sort(key=lambda row: (str(row["dated_on"] or "9999"), str(row["published_on"] or "9999"), row["id"]))
    return found[:limit] if limit else found


def _nearest(own: dict[str, str], theirs: dict[str, str], run_together: dict[str, set[str]]) -> Likeness:
    """Return what another's runs have to do with one's own, by the pair with the most words in common."""
    most = 0
    best = Likeness(relation="same utterance", altered=None, similarity=None, marked=" … ".join(theirs.values()))
    for mine, my_words in own.items():
        for other, their_words in theirs.items():
            short, long = sorted((mine, other), key=lambda words: words.count(" "))
            relation = relate(short, long)
            if relation is None or relation.shared <= most:
                continue
            kind = "fuller" if relation.kind == "clipped" and short == mine else relation.kind
            if mine == other:
                kind = "identical"
            elif other in run_together.get(mine, ()) or mine in run_together.get(other, ()):
                kind = "merged"
            most = relation.shared
            best = {"relation": kind, "altered": relation.altered, "similarity": round(relation.similarity, 2),
                    "marked": marked(my_words, their_words)}  # fmt: skip
    return best


def travels(reader: Reader, ids: Sequence[int]) -> dict[int, TravelRow]:
    """For each of the quotes `ids` that has quoted runs, in how many `sources` and `outlets` its utterance appears.

    Of several runs the one that went furthest.
    """
    found: dict[int, TravelRow] = {}
    for at in range(0, len(ids), 500):
        params: dict[str, Any] = {}
        for row in fetch(
            reader,
            TravelRow,
            "SELECT r.quote_id, x.id AS utterance_id, x.sources, x.outlets FROM quoted_runs r"
            " JOIN wordings m ON m.id = r.wording_id JOIN ("
            " SELECT w.utterance_id AS id, count(DISTINCT t.source_id) AS sources,"
            f" count(DISTINCT {OUTLET}) AS outlets FROM wordings w JOIN quoted_runs o ON o.wording_id = w.id"
            " JOIN quotes t ON t.id = o.quote_id JOIN sources s ON s.id = t.source_id WHERE t.status <> 'rejected'"
            " AND w.utterance_id IN (SELECT n.utterance_id FROM quoted_runs p JOIN wordings n ON n.id = p.wording_id"
            f" WHERE p.quote_id IN ({listed(ids[at : at + 500], params)})) GROUP BY w.utterance_id"
            f" ) x ON x.id = m.utterance_id WHERE r.quote_id IN ({listed(ids[at : at + 500], params)})"
            " ORDER BY r.quote_id, x.sources DESC, x.id",
            params,
        ):
            found.setdefault(row["quote_id"], row)
    return found
