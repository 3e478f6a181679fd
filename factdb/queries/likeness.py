"""Known claims that say what a statement says: found by full text, ranked, with what speaks for each and against it.

A claim's score is the sum of what its words, and those of its reviews, have in common with the statement (see
`ranking`) and, for less, with the sentences before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factdb.errors import FactdbError
from factdb.matching.likeness import differences, folded, likeness, telling_words
from factdb.queries.decisions import kept_apart
from factdb.queries.quotes import quote_anchors, quote_by_reference, text_around
from factdb.queries.ranking import Weights, ranked
from factdb.queries.reader import Reader, Row, rows_among
from factdb.queries.where import Where
from factdb.terms import WORTH_CHECKING

# The sentences before a statement that say what it is about, and how far back they are looked for, in code points.
SENTENCES_BEFORE = 4
BEFORE = 2000
# What those sentences, and the text of a review, count for beside the statement: set by hand.
_FOR_BEFORE = 0.3
_FOR_BODY = 0.2
# What the same speaker says again counts for so much more.
SAME_SPEAKER = 1.5


def claims_like(
    reader: Reader,
    statement: str,
    *,
    before: str = "",
    speakers: Sequence[int] = (),
    known: bool | None = None,
    but: Sequence[int] = (),
    limit: int = 5,
) -> list[Row]:
    """Find the claims that say most nearly what a statement says.

    Args:
        reader: The database.
        statement: One statement, in any wording.
        before: The sentences before it, which may name what it speaks of.
        speakers: The numbers of those who make it: what one of them said already comes first among equals.
        known: True for claims that people wrote down, confirmed or reviewed; False for mere proposals of imports; None
            for both. Rejected ones are never found.
        but: The numbers of claims to leave out.
        limit: How many at most; 0 for all that were ranked.

    Returns:
        Rows with `id`, `text`, `status`, `likeness` (0 to 1: the cosine of their words), `rating`, `reviewed_by`,
        `reviewed_on` and `url` of its latest review, `speaker`, `same_speaker`, `same_words` (but for case and marks),
        `shared` (words in common, the rarest first) and `differs` ("numbers", "negation"), the most alike first.

    Raises:
        FactdbError: The statement has no word with meaning.
    """
    words = telling_words(statement)
    if not words:
        raise FactdbError(f"{_short(statement)!r} has no word to compare by: give a statement")
    weights = Weights(reader)
    around = telling_words(f"{statement} {before}")
    weights.learn(around)
    scores: dict[int, float] = {}
    for column, looked_up, counts_for in (
        ("words", words, 1.0),
        ("words", around if before else {}, _FOR_BEFORE),
        ("body", around, _FOR_BODY),
    ):
        for claim_id, score in ranked(reader, column, weights.rarest(looked_up), _KNOWN[known], but):
            scores[claim_id] = scores.get(claim_id, 0.0) + counts_for * score
    said_by = _speakers(reader, list(scores))
    for claim_id in scores:
        if not said_by.get(claim_id, {}).keys().isdisjoint(speakers):
            scores[claim_id] *= SAME_SPEAKER
    best = sorted(scores, key=lambda claim_id: (-scores[claim_id], claim_id))[: limit or None]
    rows = _rows(reader, best)
    weights.learn({stem: printed for row in rows for stem, printed in telling_words(row["text"]).items()})
    return [_judged(row, statement, words, weights, said_by.get(row["id"], {}), speakers) for row in rows]


# What is suggested without being asked for: at least this alike, by at least this many words. Three are often one name
# or one phrase, "Wall Street banks", of which everything may be said.
SUGGESTED = 0.5
_FEWEST_SHARED = 4


# Statement -> number and likeness of the claims that likely say the same, the most alike first.
Likely = dict[str, list[tuple[int, float]]]


def likely_matches(reader: Reader, statements: Iterable[str], *, known: bool, limit: int = 3) -> Likely:
    """Find the claims that likely say the same as each statement, for import to suggest.

    Args:
        reader: The database.
        statements: The statements.
        known: True for known claims, False for mere proposals of imports that are worth checking.
        limit: How many at most for each.

    Returns:
        For each statement that has any, the claims with a likeness of `SUGGESTED` or more; 1.0 for the same words.
    """
    likely: Likely = {}
    counted: dict[str, int] = {}
    read: dict[int, Row] = {}
    for statement in statements:
        words = telling_words(statement)
        if not words:
            continue
        weights = Weights(reader, counted)
        weights.learn(words)
        best = [number for number, _ in ranked(reader, "words", weights.rarest(words), _KNOWN[known], ())[: 2 * limit]]
        read |= claims_by_number(reader, [number for number in best if number not in read])
        rows = [read[number] for number in best]
        weights.learn({stem: printed for row in rows for stem, printed in telling_words(row["text"]).items()})
        found = []
        for row in rows:
            judged = _judged(row, statement, words, weights, {}, ())
            if judged["same_words"] or (judged["likeness"] >= SUGGESTED and len(judged["shared"]) >= _FEWEST_SHARED):
                found.append((int(row["id"]), float(judged["likeness"])))
        if found:
            likely[statement] = sorted(found, key=lambda one: -one[1])[:limit]
    return likely


def claims_by_number(reader: Reader, numbers: Sequence[int]) -> dict[int, Row]:
    """Return the claims of these numbers, each with its latest review."""
    return {int(row["id"]): row for row in _rows(reader, sorted(set(numbers)))}


def any_known(reader: Reader) -> bool:
    """Return whether there is a claim that people wrote down, confirmed or reviewed, by looking at few rows."""
    asked = (
        "SELECT 1 FROM reviews",
        "SELECT 1 FROM claims WHERE status = 'confirmed'",
        "SELECT 1 FROM claims WHERE status = 'candidate' AND score IS NULL",
    )
    return any(list(reader.rows(f"{sql} LIMIT 1")) for sql in asked)


def any_candidate(reader: Reader) -> bool:
    """Return whether import has proposed a claim worth checking that nobody decided on."""
    return bool(list(reader.rows(f"SELECT 1 FROM claims c WHERE {_KNOWN[False]} LIMIT 1")))


def suggested_matches(
    reader: Reader, *, claim_id: int | None = None, where: Where | None = None, limit: int = 50
) -> list[Row]:
    """List proposed claims that likely say what a known one says, and nobody has decided on yet.

    Args:
        reader: The database.
        claim_id: Only of this proposed claim.
        where: Conditions on the match m, the proposed claim c and the known claim o.
        limit: Maximum number of rows; 0 for all.

    Returns:
        Rows with `id`, `text` and `score` of the proposed claim, `other_id` and `other` (the text) of the known one,
        `likeness`, `rating`, `reviewed_by` and `differs`, the most alike first.
    """
    where = where or Where()
    where.given("m.claim_id = :claim", claim=claim_id)
    pairs = [
        dict(row)
        for row in reader.rows(
            "SELECT m.claim_id AS id, c.text, c.score, m.other_id, o.text AS other, m.likeness FROM claim_matches m"
            " JOIN claims c ON c.id = m.claim_id JOIN claims o ON o.id = m.other_id"
            " WHERE c.status = 'candidate' AND o.status <> 'rejected' AND NOT EXISTS (SELECT 1 FROM claim_relations r"
            " WHERE (r.claim_id = m.claim_id AND r.to_claim_id = m.other_id)"
            f" OR (r.claim_id = m.other_id AND r.to_claim_id = m.claim_id)) AND {where.sql}"
            " ORDER BY m.likeness DESC, 1, 4",
            where.params,
        )
    ]
    apart = kept_apart(reader, "claims") if pairs else set()
    pairs = [p for p in pairs if (min(p["id"], p["other_id"]), max(p["id"], p["other_id"])) not in apart]
    pairs = pairs[: limit or None]
    judged = {row["id"]: row for row in _rows(reader, sorted({p["other_id"] for p in pairs}))}
    return [
        {
            **pair,
            "rating": judged[pair["other_id"]]["rating"],
            "reviewed_by": judged[pair["other_id"]]["reviewed_by"],
            "differs": " and ".join(differences(pair["text"], pair["other"])) or None,
        }
        for pair in pairs
    ]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


_KNOWN = {
    None: "c.status <> 'rejected'",
    True: "c.status <> 'rejected' AND (c.score IS NULL OR c.status = 'confirmed'"
    " OR EXISTS (SELECT 1 FROM reviews r WHERE r.claim_id = c.id))",
    False: f"c.status = 'candidate' AND c.score >= {WORTH_CHECKING}",
}


def _speakers(reader: Reader, claims: Sequence[int]) -> dict[int, dict[int, str]]:
    """Claim -> who asserts it: number and name."""
    found: dict[int, dict[int, str]] = {}
    for row in rows_among(
        reader,
        "SELECT DISTINCT s.claim_id, m.id, m.name FROM assertions s JOIN attributions a ON a.quote_id = s.quote_id"
        " JOIN speakers k ON k.id = a.speaker_id JOIN speakers m ON m.id = k.canonical_id"
        " WHERE s.claim_id IN ({}) AND s.stance IN ('asserts', 'repeats')"
        " AND a.part = 'speaker' AND a.rank <> 'deprecated' ORDER BY 1, 2",
        claims,
    ):
        found.setdefault(int(row["claim_id"]), {})[int(row["id"])] = row["name"]
    return found


def _rows(reader: Reader, claims: Sequence[int]) -> list[Row]:
    """Return the claims of these numbers, in their order, each with its latest review."""
    found = rows_among(reader, "SELECT id, text, status FROM claims WHERE id IN ({})", claims)
    rows = {int(row["id"]): dict(row) for row in found}
    reviews: dict[int, Row] = {}
    for review in rows_among(
        reader,
        "SELECT r.claim_id, r.rating_label AS rating, coalesce(r.organization, r.reviewer) AS reviewed_by,"
        " r.reviewed_on, r.url FROM reviews r WHERE r.claim_id IN ({})"
        " AND r.status = 'published' AND NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id"
        " AND n.status <> 'draft') ORDER BY coalesce(CAST(r.reviewed_on AS text), ''), r.id",
        claims,
    ):
        reviews[int(review["claim_id"])] = dict(review)
    unreviewed = dict.fromkeys(("rating", "reviewed_by", "reviewed_on", "url"))
    return [{**rows[n], **{key: reviews.get(n, unreviewed)[key] for key in unreviewed}} for n in claims]


def _judged(
    row: Row,
    statement: str,
    words: Mapping[str, str],
    weights: Weights,
    said_by: Mapping[int, str],
    speakers: Sequence[int],
) -> Row:
    """Return a claim with how alike it is, and why."""
    its_words = telling_words(row["text"])
    shared = sorted(words.keys() & its_words.keys(), key=lambda stem: (-weights(stem), stem))
    same_words = folded(statement) == folded(row["text"])
    return {
        **row,
        # In another order they may say something else.
        "likeness": 1.0 if same_words else min(round(likeness(words, its_words, weights), 3), 0.999),
        "same_words": same_words,
        "speaker": "; ".join(said_by.values()) or None,
        "same_speaker": not said_by.keys().isdisjoint(speakers),
        "shared": [words[stem] for stem in shared],
        "differs": differences(statement, row["text"]),
    }


# --- What a stored quote or claim says, to be compared


def quote_to_compare(reader: Reader, reference: str) -> Row:
    """Return what `claims_like` takes of a quote: `statement`, `before`, `speakers` and `but`. Raises NotFoundError."""
    quote = quote_by_reference(reader, reference)
    before = ""
    for anchor in quote_anchors(reader, quote["id"]):
        if anchor["part"] == "content" and anchor["start_char"] is not None:
            before = _before(reader, anchor["source_version_id"], anchor["start_char"])
            break
    speakers = [
        int(row["id"])
        for row in reader.rows(
            "SELECT DISTINCT k.canonical_id AS id FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
            " WHERE a.quote_id = :id AND a.part = 'speaker' AND a.rank <> 'deprecated' ORDER BY 1",
            {"id": quote["id"]},
        )
    ]
    # What import proposed from the quote itself is nothing new.
    proposed = [
        int(row["id"])
        for row in reader.rows(
            "SELECT DISTINCT c.id FROM claims c JOIN assertions s ON s.claim_id = c.id WHERE s.quote_id = :id"
            " AND c.status = 'candidate' AND c.score IS NOT NULL",
            {"id": quote["id"]},
        )
    ]
    return {"statement": quote["text"], "before": before, "speakers": speakers, "but": proposed}


def claim_to_compare(reader: Reader, claim_id: int) -> Row:
    """Return what `claims_like` takes of a claim: `statement`, `before`, `speakers` and `but`, the claim itself."""
    (text,) = (row["text"] for row in reader.rows("SELECT text FROM claims WHERE id = :id", {"id": claim_id}))
    before = ""
    for place in reader.rows(
        "SELECT source_version_id, start_char FROM assertions WHERE claim_id = :id AND source_version_id IS NOT NULL"
        " ORDER BY id LIMIT 1",
        {"id": claim_id},
    ):
        before = _before(reader, place["source_version_id"], place["start_char"])
    speakers = list(_speakers(reader, [claim_id]).get(claim_id, {}))
    return {"statement": text, "before": before, "speakers": speakers, "but": [claim_id]}


def _before(reader: Reader, version: int, start: int) -> str:
    """Return the last sentences before a place in a text."""
    from factdb.extract.sentences import sentence_bounds  # lists do without extraction

    first, text = text_around(reader, version, start, start, BEFORE)
    text = text[: start - first]
    return " ".join(text[a:b] for a, b in list(sentence_bounds(text))[-SENTENCES_BEFORE:])
