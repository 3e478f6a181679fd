"""Claims ranked by the words that they have in common with a statement: Okapi BM25, on either database.

Frequent words cost most and say least: the rarest are looked up first, as far as their claims are not too many.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from factdb.queries.reader import Reader, listed

# A word in at least this many claims is frequent; how many more makes no difference.
FREQUENT = 5000
# How many words are looked up for one statement, and how many claims are compared, the least frequent words first.
LOOKED_UP = 60
LOOKED_AT = {"sqlite": 60_000, "postgresql": 8_000}  # which ranks in SQL, many times as slowly
# Frequent words are looked up only where fewer others than these are left.
_FEWEST_WORDS = 3
# Claims of one ranking.
_RANKED = 100


class Weights:
    """How much each word says: the fewer claims hold it, the more."""

    # Of a small archive every word is rare.
    _FEWEST = 1000

    def __init__(self, reader: Reader, counted: dict[str, int] | None = None) -> None:
        """Weigh words as often as `counted` says of words as printed; what it does not say is counted and added."""
        self._reader = reader
        self._printed = {} if counted is None else counted
        self._counts: dict[str, int] = {}
        newest = next(iter(reader.rows("SELECT coalesce(max(id), 0) AS n FROM claims")))["n"]
        self._total = max(int(newest), self._FEWEST)

    def learn(self, words: Mapping[str, str]) -> None:
        """Count the claims that hold each of `words` (stem -> as printed), as far as `FREQUENT`."""
        new = {stem: printed for stem, printed in words.items() if stem not in self._counts}
        asked = sorted(set(new.values()) - self._printed.keys())
        for at in range(0, len(asked), _COUNTED_AT_ONCE):
            self._printed.update(_counted(self._reader, asked[at : at + _COUNTED_AT_ONCE]))
        self._counts.update((stem, self._printed[printed]) for stem, printed in new.items())

    def __call__(self, stem: str) -> float:
        """The weight of a word that was learned: the logarithm of how rare it is."""
        return math.log(1 + self._total / (self._counts[stem] + 0.5))

    def rarest(self, words: Mapping[str, str]) -> dict[str, float]:
        """Return those of `words` to look up, as printed, with what they weigh: the rarest, one at least."""
        held = sorted(words, key=lambda stem: self._counts[stem])[:LOOKED_UP]
        rare = [stem for stem in held if self._counts[stem] < FREQUENT]
        chosen: dict[str, float] = {}
        looked_at = 0
        for stem in rare if len(rare) >= _FEWEST_WORDS else held[:_FEWEST_WORDS]:
            looked_at += self._counts[stem]
            if looked_at > LOOKED_AT[self._reader.dialect] and chosen:
                break
            chosen[words[stem]] = self(stem)
        return chosen


# Parts of one statement; SQLite takes 500, a sandboxed one 100.
_COUNTED_AT_ONCE = 50


# How many claims PostgreSQL's statistics of a frequent word say that hold it: counting those takes longest.
_FREQUENCIES = """
SELECT quote_literal(e.word) AS word, CAST(e.part * c.reltuples AS bigint) AS claims
FROM pg_stats s JOIN pg_class c ON c.oid = to_regclass('claim_texts')
CROSS JOIN LATERAL unnest(CAST(CAST(s.most_common_elems AS text) AS text[]), s.most_common_elem_freqs) AS e (word, part)
WHERE s.schemaname = current_schema() AND s.tablename = 'claim_texts' AND s.attname = 'words_fts'
"""


def _counted(reader: Reader, words: Sequence[str]) -> dict[str, int]:
    """Return how many claims hold each of these words, as printed."""
    params: dict[str, Any] = {f"w{n}": _term(reader, printed) for n, printed in enumerate(words)}
    few = f"(SELECT count(*) FROM (SELECT 1 FROM {{}} LIMIT {FREQUENT}) few)"
    if reader.dialect == "postgresql":
        asked = ", ".join(f"({n}, phraseto_tsquery('english', :w{n}))" for n in range(len(words)))
        held = few.format("claim_texts t WHERE t.words_fts @@ w.term")
        sql = (
            f"WITH known AS ({_FREQUENCIES}) SELECT w.n, coalesce(k.claims, {held}) AS claims FROM (VALUES {asked})"
            f" w (n, term) LEFT JOIN known k ON k.word = CAST(w.term AS text) AND k.claims >= {FREQUENT // 10}"
        )
    else:
        held = few.format("claim_words_fts WHERE claim_words_fts MATCH :w{n}")
        sql = " UNION ALL ".join(f"SELECT {n} AS n, {held.format(n=n)} AS claims" for n in range(len(words)))
    return {words[row["n"]]: int(row["claims"]) for row in reader.rows(sql, params)}


def _term(reader: Reader, printed: str) -> str:
    """Return a word as the full-text engine takes it; what it is cut into there must be side by side."""
    return printed if reader.dialect == "postgresql" else f'"{printed}"'


# How long a statement with its headline is, and a review, in different words: about.
_USUAL_LENGTH = {"words": 20, "body": 60}
_INDEX = {"words": "claim_words_fts", "body": "claim_bodies_fts"}


def ranked(
    reader: Reader, column: str, words: Mapping[str, float], condition: str, but: Sequence[int]
) -> list[tuple[int, float]]:
    """(number, score) of the claims that hold any of `words` in a column of `claim_texts`, the best first."""
    if not words:
        return []
    params: dict[str, Any] = {}
    if but:
        condition = f"{condition} AND c.id NOT IN ({listed(but, params)})"
    if reader.dialect == "postgresql":
        params |= {f"w{n}": word for n, word in enumerate(words)}
        for most in (_ASKED * _RANKED, None):
            found = _scored(reader, _ranking(column, list(words.values()), condition, most), params)
            if len(found) == _RANKED:
                break
        return found
    index = _INDEX[column]
    params["words"] = " OR ".join(_term(reader, word) for word in words)
    sql = (
        f"SELECT c.id, -bm25({index}) AS score FROM {index} JOIN claims c ON c.id = {index}.rowid"
        f" WHERE {index} MATCH :words AND {condition} ORDER BY 2 DESC, 1 LIMIT {_RANKED}"
    )
    return _scored(reader, sql, params)


# PostgreSQL is asked first whether the claims wanted are among this many times as many as a ranking has.
_ASKED = 4


def _ranking(column: str, weights: Sequence[float], condition: str, most: int | None) -> str:
    """Return the SELECT (id, score) of PostgreSQL, whose own ranking knows nothing of how rare a word is.

    The best `most` of all claims are looked up by their keys; to join all, the planner would read every claim.
    """
    # Whole numbers, whose sum does not depend on their order. Each word counts once, as none comes often.
    terms = ", ".join(f"(phraseto_tsquery('english', :w{n}), {round(10_000 * w)})" for n, w in enumerate(weights))
    score = (
        f"CAST(2.2 * sum(w.weight) AS float8) / (13000 + 9000 * max(length(t.{column}_fts)) / {_USUAL_LENGTH[column]})"
    )
    best = (
        f"SELECT t.claim_id AS id, {score} AS score FROM (VALUES {terms}) w (term, weight)"
        f" JOIN claim_texts t ON t.{column}_fts @@ w.term GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most or 'ALL'}"
    )
    asked = f"SELECT c.id FROM claims c WHERE c.id = t.id AND {condition} OFFSET 0"
    return f"SELECT t.id, t.score FROM ({best}) t CROSS JOIN LATERAL ({asked}) c ORDER BY 2 DESC, 1 LIMIT {_RANKED}"


def _scored(reader: Reader, sql: str, params: Mapping[str, Any]) -> list[tuple[int, float]]:
    return [(int(row["id"]), float(row["score"])) for row in reader.rows(sql, params)]
