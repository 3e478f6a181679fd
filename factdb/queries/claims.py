"""Claims, and who asserts or denies them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, cast

from factdb.queries.claim_rows import AssertionRow, CandidateRow, ClaimRow, RelatedClaim, RepeatedClaim
from factdb.queries.newest import narrow_newest
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.reader import Reader, by_reference, like, listed
from factdb.queries.rows import R, fetch
from factdb.queries.said import STANDS, first_said
from factdb.queries.sources import PUBLISHED, source_by_reference
from factdb.queries.speakers import find_speaker
from factdb.queries.where import Where
from factdb.queries.words import match_words
from factdb.terms import WORTH_CHECKING

# Who says a claim on or after :since; a claim said only once is not repeated.
_SAID_SINCE = (
    " FROM assertions s JOIN sources o ON o.id = s.source_id LEFT JOIN quotes q ON q.id = s.quote_id"
    " LEFT JOIN attributions a ON a.quote_id = q.id AND a.part = 'speaker' AND a.rank <> 'deprecated'"
    f" WHERE s.claim_id = c.id AND s.stance IN ('asserts', 'repeats') AND {STANDS}"
    " AND coalesce(CAST(q.dated_on AS text), CAST(o.published_on AS text)) >= :since"
    # The page of a review reports the claim and does not repeat it.
    " AND (q.said_on IS NOT NULL OR NOT EXISTS"
    " (SELECT 1 FROM reviews v WHERE v.claim_id = s.claim_id AND v.url = o.url))"
)
_REPEATED = (
    f", (SELECT count(DISTINCT s.id){_SAID_SINCE}) AS said_since"
    f", (SELECT count(DISTINCT a.speaker_id){_SAID_SINCE}) AS speakers_since"
    f", (SELECT count(DISTINCT o.publisher_id){_SAID_SINCE}) AS outlets_since"
)


# A claim c that somebody makes in a quote, that is made since a day, and that a source of these prints.
_SAID_BY = (
    "SELECT s.claim_id AS id FROM assertions s JOIN attributions a ON a.quote_id = s.quote_id"
    " JOIN speakers k ON k.id = a.speaker_id"
    " WHERE k.canonical_id = :speaker_id AND a.part = 'speaker' AND a.rank <> 'deprecated'"
)
_MADE_SINCE = "SELECT s.claim_id AS id FROM assertions s WHERE s.dated_on >= :made_since"
_PRINTED = "SELECT s.claim_id AS id FROM assertions s WHERE s.source_id IN ({})"
_TITLED = "SELECT id FROM sources WHERE lower(title) LIKE :about_title ESCAPE '\\'"
_WITH_WORDS = {
    "sqlite": "SELECT rowid AS id FROM claim_words_fts WHERE claim_words_fts MATCH :about",
    "postgresql": "SELECT claim_id AS id FROM claim_texts WHERE words_fts @@ websearch_to_tsquery('english', :about)",
}
# What people wrote down or confirmed, and imports of reviews brought.
_KNOWN = (
    "SELECT id FROM claims WHERE status = 'confirmed'"
    " UNION ALL SELECT id FROM claims WHERE status = 'candidate' AND score IS NULL"
)
# A claim that extraction proposes, in a quote that nobody rejected or in narration.
_PROPOSED = (
    "c.status = 'candidate' AND c.score IS NOT NULL AND EXISTS (SELECT 1 FROM assertions s LEFT JOIN quotes q"
    f" ON q.id = s.quote_id WHERE s.claim_id = c.id AND {STANDS})"
)
_OF_SOURCE = "c.id IN (SELECT claim_id FROM assertions WHERE source_id = :source_id)"
_CONTRADICTING = (
    "c.id IN (SELECT claim_id FROM claim_relations WHERE to_claim_id = :other AND kind = 'contradicts'"
    " UNION SELECT to_claim_id FROM claim_relations WHERE claim_id = :other AND kind = 'contradicts')"
)


def list_claims(
    reader: Reader,
    *,
    speaker: str | None = None,
    about: str | None = None,
    since: str | None = None,
    publisher: str | None = None,
    topic_of: Callable[[str], str | None] | None = None,
    min_score: float | None = None,
    disputed: bool = False,
    candidates: bool = False,
    source: str | None = None,
    kind: str | None = None,
    contradicts: str | None = None,
    repeated_since: str | None = None,
    limit: int = 50,
    claim_id: int | None = None,
) -> Sequence[ClaimRow]:
    """Claims with how many quotes assert, deny and dispute each.

    `speaker` limits to claims that one asserts or denies in a quote; `about` to those that hold words, or whose
    source's headline does; `since` (a day) and `publisher` to those made since, and printed there; `topic_of` to texts
    of which it does not return None; `contradicts` to those that contradict another claim or are contradicted by it;
    `repeated_since` (a day) to those said more than once and again since, with how often, by how many speakers and in
    how many outlets; `candidates` to what extraction proposes and nobody has decided on, the most worth checking first,
    with who says it, when, where and on which topic, without those of quotes that were rejected and those that score
    less than `min_score` (default: `WORTH_CHECKING`); else what it proposes is left out.
    """
    order, where = "c.id", Where()

    def fit(all_of_them: str, each: str | None = None, **params: Any) -> None:
        each = each or f"EXISTS ({all_of_them} AND s.claim_id = c.id)"
        narrow_newest(reader, where, "c.id", limit, all_of_them, each, params, "claims")

    if claim_id is not None:
        where.add("c.id = :claim_id", claim_id=claim_id)
    elif candidates:
        order = "c.score DESC, c.id"
        min_score = WORTH_CHECKING if min_score is None else min_score
        where.add(_PROPOSED)
    else:
        fit(_KNOWN, "c.status <> 'rejected' AND (c.score IS NULL OR c.status <> 'candidate')")
    if contradicts is not None:
        where.add(_CONTRADICTING, other=by_reference(reader, "claims", contradicts))
    if source is not None:
        where.add(_OF_SOURCE, source_id=source_by_reference(reader, source)["id"])
    where.given("c.kind = :kind", kind=kind)
    where.given("c.score >= :min_score", min_score=min_score)
    if publisher is not None:
        fit(_PRINTED.format(PUBLISHED), publisher=like(publisher))
    if about is not None:
        words, titled = _WITH_WORDS[reader.dialect], _PRINTED.format(_TITLED)
        each = f"(+c.id IN ({words}) OR EXISTS ({titled} AND s.claim_id = c.id))"
        fit(f"{words} UNION ALL {titled}", each, about=match_words(about, reader.dialect), about_title=like(about))
    if since is not None:
        fit(_MADE_SINCE, made_since=since)
    if disputed:
        where.add("c.id IN (SELECT claim_id FROM assertions WHERE stance IN ('denies', 'disputes'))")
    if speaker is not None:
        speaker_id = find_speaker(reader, speaker)["id"]
        fit(_SAID_BY, speaker_id=speaker_id)
    if repeated_since is not None:
        return _most_repeated(reader, repeated_since, where, limit, topic_of)
    if topic_of is not None:
        where = _on_topic(reader, where, order, topic_of, limit)
    rows = _claims(reader, ClaimRow, where.conditions, where.params, order, limit)
    return _with_places(reader, rows, topic_of) if candidates else rows


def _on_topic(reader: Reader, where: Where, order: str, topic_of: Callable[[str], str | None], limit: int) -> Where:
    """Return the condition that a claim is among the first that meet `where` and have a topic."""
    every = reader.rows(f"SELECT c.id, c.text FROM claims c{where} ORDER BY {order}", where.params)
    fitting = (str(row["id"]) for row in every if topic_of(row["text"]) is not None)
    return Where(f"c.id IN ({', '.join(islice(fitting, limit or None)) or 'NULL'})")


def _with_places(
    reader: Reader, rows: Sequence[ClaimRow], topic_of: Callable[[str], str | None] | None
) -> list[CandidateRow]:
    """Claims with who makes each first, when, where, and its topic."""
    places = first_said(reader, [row["id"] for row in rows])
    topics = [topic_of(row["text"]) or None if topic_of else None for row in rows]
    return [
        cast(CandidateRow, {**row, **places[row["id"]], "topic": topic})
        for row, topic in zip(rows, topics, strict=True)
    ]


# The claims most often said since a day are looked at in so large a part first.
_FIRST_PART = 100
# Up to this many claims, all are compared.
_FEW = 400


def _most_repeated(
    reader: Reader, since: str, where: Where, limit: int, topic_of: Callable[[str], str | None] | None
) -> list[RepeatedClaim]:
    """Claims said since a day, the most often first.

    How often a claim was said at most, rejected quotes and all, is kept in `repetitions`. Once the last row that is
    wanted comes before what a claim not looked at could be, the order is settled.
    """
    few = _few_repeated(reader, since, where) if len(where.conditions) > 1 else None
    part = max(_FIRST_PART, 2 * limit) if limit and few is None else None
    while True:
        most = _said_at_most(reader, since, part) if few is None else few
        rows: list[RepeatedClaim] = []
        for at in range(0, len(most), _CHUNK):
            inside = {**where.params, "since": since}
            chosen = listed([claim_id for _, claim_id in most[at : at + _CHUNK]], inside)
            rows += _claims(reader, RepeatedClaim, [f"c.id IN ({chosen})", *where.conditions], inside, "c.id", 0)
        rows = [r for r in rows if r["said_since"] and (topic_of is None or topic_of(r["text"]) is not None)]
        rows.sort(key=lambda r: (-r["said_since"], r["id"]))
        if part is None or len(most) < part:
            return rows[:limit] if limit else rows
        if len(rows) >= limit and (-rows[limit - 1]["said_since"], rows[limit - 1]["id"]) <= most[-1]:
            return rows[:limit]
        part *= 4


def _few_repeated(reader: Reader, since: str, where: Where) -> list[tuple[int, int]] | None:
    """(0, number) of the claims that conditions leave and that were said again since a day; None if they are many."""
    said = "SELECT c.id FROM repetitions p JOIN claims c ON c.id = p.claim_id"  # of each the latest day is kept
    asked = f"{said}{where} AND p.nth = 1 AND p.dated_on >= :since LIMIT {_FEW + 1}"
    found = [(0, row["id"]) for row in reader.rows(asked, {**where.params, "since": since})]
    return found if len(found) <= _FEW else None


def next_kept(nth: int) -> int:
    """Return the number that `repetitions` keeps after a kept one: a claim was said less often than that."""
    return nth + (1 if nth < 100 else 10 if nth < 1000 else 100)


def _said_at_most(reader: Reader, since: str, part: int | None) -> list[tuple[int, int]]:
    """(minus how often at most, number) of the claims said since a day, in order.

    At least `part` of them, or all, if there are fewer or `part` is None.
    """
    (newest,) = (row["n"] or 0 for row in reader.rows("SELECT max(nth) AS n FROM repetitions"))
    kept = [0]
    while kept[-1] < newest:
        kept.append(next_kept(kept[-1]))
    said = "FROM repetitions WHERE dated_on >= :since AND nth"

    def too_few(nth: int) -> bool:
        few = f"SELECT count(*) AS n FROM (SELECT 1 {said} = :nth LIMIT {part}) few"
        return nth > 0 and next(iter(reader.rows(few, {"since": since, "nth": nth})))["n"] < (part or 0)

    # What was said n times was said n - 1 times too.
    last = bisect_left(kept, True, key=too_few) - 1 if part else 0
    above = ", ".join(map(str, kept[last + 1 :])) or "NULL"
    # Expressions, that no index in the order of claims is gone through to save the sorting.
    asked = f"SELECT claim_id + 0 AS claim_id, max(nth) AS nth {said} IN ({above}) GROUP BY claim_id + 0"
    found = {row["claim_id"]: row["nth"] for row in reader.rows(asked, {"since": since})}
    asked = f"SELECT claim_id {said} = :nth ORDER BY claim_id + 0 LIMIT {part or 0}"
    for row in reader.rows(asked, {"since": since, "nth": kept[last]}) if kept[last] else ():
        found.setdefault(row["claim_id"], kept[last])
    return sorted((1 - next_kept(nth), claim_id) for claim_id, nth in found.items())


_CHUNK = 400


def _claims(
    reader: Reader, shape: type[R], where: list[str], params: dict[str, Any], order: str, limit: int
) -> list[R]:
    return fetch(
        reader,
        shape,
        "SELECT c.id, c.uid, c.text, c.status, c.origin, c.confirmed_by, c.kind, c.score, c.why,"
        " (SELECT r.rating_label FROM reviews r WHERE r.claim_id = c.id AND r.status = 'published' AND NOT EXISTS"
        " (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft')"
        " ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1) AS rating,"
        + ", ".join(
            " (SELECT count(*) FROM assertions s LEFT JOIN quotes q ON q.id = s.quote_id"
            f" WHERE s.claim_id = c.id AND s.stance = '{stance}' AND {STANDS}) AS {stance}"
            for stance in ("asserts", "repeats", "denies", "disputes")
        )
        + (_REPEATED if shape is RepeatedClaim else "")
        + f" FROM claims c WHERE {' AND '.join(where)} ORDER BY {order}"
        + (f" LIMIT {int(limit)}" if limit else ""),
        params,
    )


def related_claims(reader: Reader, claim_id: int) -> list[RelatedClaim]:
    """Return how a claim bears on others and others on it.

    Kind, the other's id and text, and whether the other is the one that bears on this (`inverse`).
    """
    rows = fetch(
        reader,
        RelatedClaim,
        "SELECT r.kind, c.id, c.text, 0 AS inverse FROM claim_relations r JOIN claims c ON c.id = r.to_claim_id"
        " WHERE r.claim_id = :id UNION ALL SELECT r.kind, c.id, c.text, 1 FROM claim_relations r"
        " JOIN claims c ON c.id = r.claim_id WHERE r.to_claim_id = :id ORDER BY 4, 2",
        {"id": claim_id},
    )
    for row in rows:
        row["inverse"] = bool(row["inverse"])
    return rows


def claim_by_reference(reader: Reader, reference: str) -> ClaimRow:
    """Return the claim of a number or uid. Raises NotFoundError."""
    return list_claims(reader, claim_id=by_reference(reader, "claims", reference))[0]


# That an assertion came with a review of the claim, and that it is the review's own page that reports it.
_REVIEWED = (
    "CASE WHEN EXISTS (SELECT 1 FROM reviews v WHERE v.claim_id = s.claim_id AND v.origin = 'claimreview'"
    " AND v.import_run_id = s.import_run_id) THEN 1 ELSE 0 END"
)
_ON_ITS_PAGE = (
    "CASE WHEN EXISTS (SELECT 1 FROM reviews v WHERE v.claim_id = s.claim_id AND v.url = o.url) THEN 1 ELSE 0 END"
)


def claim_assertions(reader: Reader, claim_id: int) -> list[AssertionRow]:
    """Return who asserts or denies a claim, in order of time, each with its quote and source.

    A source's own narration has no quote.
    """
    nulls = " NULLS LAST" if reader.dialect == "postgresql" else ""
    rows = fetch(
        reader,
        AssertionRow,
        "SELECT s.stance, s.quote_id, o.title, o.published_on, o.id AS source_id, p.name AS publisher, s.exact,"
        f" {_REVIEWED} AS reviewed, {_ON_ITS_PAGE} AS on_review_page"
        " FROM assertions s JOIN sources o ON o.id = s.source_id LEFT JOIN publishers p ON p.id = o.publisher_id"
        f" LEFT JOIN quotes q ON q.id = s.quote_id WHERE s.claim_id = :id AND {STANDS}"
        f" ORDER BY coalesce(q.dated_on, o.published_on){nulls}, s.id",
        {"id": claim_id},
    )
    quotes = {q["id"]: q for q in quotes_by_id(reader, [r["quote_id"] for r in rows if r["quote_id"]])}
    for row in rows:
        quote = quotes.get(row["quote_id"] or 0)
        row["speaker"], row["said_on"] = (quote["speaker"], quote["said_on"]) if quote else (None, None)
        row["text"] = quote["text"] if quote else row["exact"]
    return rows
