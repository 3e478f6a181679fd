"""Reviews, what each rests on, and the scales they are rated by."""

from __future__ import annotations

from typing import cast

from factdb.queries.claim_rows import EvidenceRow, RatingRow, ReviewRow, ScaleRow
from factdb.queries.reader import Reader, by_reference
from factdb.queries.rows import fetch
from factdb.queries.said import STANDS
from factdb.queries.where import Where

LATE = "later than the statement"
ONLY_SOURCE = "the claim's only source"


def list_reviews(
    reader: Reader,
    *,
    claim: str | None = None,
    status: str | None = None,
    rating: str | None = None,
    reviewer: str | None = None,
    since: str | None = None,
    until: str | None = None,
    superseded: bool = True,
    limit: int = 50,
    review_id: int | None = None,
) -> list[ReviewRow]:
    """Reviews, newest first, each with its claim and scale and the review that superseded it.

    `reviewer` is a person or an organisation; `since` and `until` are days of review; `superseded` False leaves
    those out that another published one took the place of, also where that was withdrawn since: nobody stands
    behind the former again.
    """
    where = Where()
    where.given("r.claim_id = :claim_id", claim_id=None if claim is None else by_reference(reader, "claims", claim))
    where.given("r.status = :status", status=status)
    where.given("lower(r.rating_label) = lower(:rating)", rating=rating)
    where.given("lower(:reviewer) IN (lower(r.reviewer), lower(r.organization))", reviewer=reviewer)
    where.between("r.reviewed_on", since, until)
    where.given("r.id = :review_id", review_id=review_id)
    if not superseded:
        where.add("NOT EXISTS (SELECT 1 FROM reviews n WHERE n.supersedes_id = r.id AND n.status <> 'draft')")
    nulls = " NULLS LAST" if reader.dialect == "postgresql" else ""
    return fetch(
        reader,
        ReviewRow,
        "SELECT r.id, r.uid, r.claim_id, c.text AS claim, r.rating_label AS rating, r.rating_value,"
        " r.worst_value, r.best_value, s.name AS scale, r.explanation, r.title, r.text, r.reviewer, r.organization,"
        " r.reviewed_on, r.url, r.language, r.status, r.origin, r.supersedes_id, n.id AS superseded_by_id,"
        " (SELECT count(*) FROM evidence e WHERE e.review_id = r.id) AS evidence"
        " FROM reviews r JOIN claims c ON c.id = r.claim_id LEFT JOIN ratings t ON t.id = r.rating_id"
        " LEFT JOIN rating_scales s ON s.id = t.rating_scale_id LEFT JOIN reviews n ON n.supersedes_id = r.id"
        " AND n.status <> 'draft'"
        f"{where} ORDER BY r.reviewed_on DESC{nulls}, r.id DESC" + (f" LIMIT {int(limit)}" if limit else ""),
        where.params,
    )


def review_by_reference(reader: Reader, reference: str) -> ReviewRow:
    """Return the review of a number or uid. Raises NotFoundError."""
    return list_reviews(reader, review_id=by_reference(reader, "reviews", reference))[0]


def review_evidence(reader: Reader, review_id: int) -> list[EvidenceRow]:
    """Return what a review rests on, in order, each with `flags`.

    Evidence later than the first time the claim was made (a rating goes by what was known then), and evidence whose
    source is the only one that makes the claim.
    """
    rows = [
        dict(row)
        for row in reader.rows(
            "SELECT e.stance, e.source_id, e.quote_id, coalesce(e.title, o.title) AS title, coalesce(e.url, o.url) AS"
            " url, coalesce(e.published_on, q.dated_on, o.published_on) AS dated_on, e.retrieved_on, e.note,"
            " q.text AS quote, o.id AS in_source, r.claim_id FROM evidence e JOIN reviews r ON r.id = e.review_id"
            " LEFT JOIN quotes q ON q.id = e.quote_id LEFT JOIN sources o ON o.id = coalesce(e.source_id, q.source_id)"
            " WHERE e.review_id = :id ORDER BY e.seq",
            {"id": review_id},
        )
    ]
    if not rows:
        return []
    made = list(
        reader.rows(
            "SELECT s.source_id, o.url, coalesce(q.dated_on, o.published_on) AS dated_on FROM assertions s"
            " JOIN sources o ON o.id = s.source_id LEFT JOIN quotes q ON q.id = s.quote_id"
            f" WHERE s.claim_id = :id AND s.stance IN ('asserts', 'repeats') AND {STANDS}",
            {"id": rows[0]["claim_id"]},
        )
    )
    first = min((str(m["dated_on"]) for m in made if m["dated_on"] is not None), default=None)
    sources = {m["source_id"] for m in made}
    addresses = {m["url"] for m in made if m["url"]}
    for row in rows:
        here = row.pop("in_source")
        del row["claim_id"]
        late = first is not None and row["dated_on"] is not None and str(row["dated_on"]) > first
        only = len(sources) == 1 and (here in sources if here is not None else row["url"] in addresses)
        row["flags"] = [flag for flag, holds in ((LATE, late), (ONLY_SOURCE, only)) if holds]
    return cast(list[EvidenceRow], rows)


def list_scales(reader: Reader) -> list[ScaleRow]:
    """Return the stored scales with how many ratings each has and how many reviews were rated by it."""
    return fetch(
        reader,
        ScaleRow,
        "SELECT s.id, s.uid, s.name, s.title, s.url,"
        " (SELECT count(*) FROM ratings t WHERE t.rating_scale_id = s.id) AS ratings,"
        " (SELECT count(*) FROM reviews r JOIN ratings t ON t.id = r.rating_id WHERE t.rating_scale_id = s.id)"
        " AS reviews FROM rating_scales s ORDER BY s.name COLLATE BINARY",
    )


def scale_ratings(reader: Reader, name: str) -> list[RatingRow]:
    """Return the ratings of a stored scale in its order; none where there is no such scale."""
    return fetch(
        reader,
        RatingRow,
        "SELECT t.label, t.value, t.normalized, t.colour, t.definition, (SELECT count(*) FROM reviews r"
        " WHERE r.rating_id = t.id) AS reviews FROM ratings t JOIN rating_scales s ON s.id = t.rating_scale_id"
        " WHERE s.name = :name ORDER BY t.seq",
        {"name": name},
    )
