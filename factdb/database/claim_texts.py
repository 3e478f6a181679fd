"""What a claim is found by: its statement, the headlines and the texts of its reviews, drafts aside.

The database's own triggers (sql/*/claims.sql) keep `claim_texts` up, no matter who writes; here it is compared with
what it follows from, and set right.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from factdb.database.sql import statements

_OF_REVIEWS = (
    "coalesce((SELECT string_agg(r.{column}, ' ' ORDER BY r.id) FROM reviews r"
    " WHERE r.claim_id = claim_texts.claim_id AND r.status <> 'draft'), '')"
)


def _columns(dialect: str) -> dict[str, str]:
    """Return the SQL of both columns of a row of `claim_texts`."""
    of_reviews = _OF_REVIEWS
    if dialect == "sqlite":  # which orders an aggregate since 3.44 only; the rows come by their key
        of_reviews = of_reviews.replace("string_agg", "group_concat").replace(" ORDER BY r.id", "")
    text = "(SELECT c.text FROM claims c WHERE c.id = claim_texts.claim_id)"
    return {"words": f"{text} || ' ' || {of_reviews.format(column='title')}", "body": of_reviews.format(column="text")}


def text_statements(dialect: str) -> list[str]:
    """Return the SQL of each trigger and function for "sqlite" or "postgresql"."""
    return statements(f"{dialect}/claims", **_columns(dialect))


def text_faults(tx: Connection) -> Iterator[str]:
    """Yield what is wrong with `claim_texts`, in a line."""
    columns = _columns(tx.dialect.name)
    wrong = " OR ".join(f"trim({column}) <> trim({sql})" for column, sql in columns.items())
    stale = tx.exec_driver_sql(f"SELECT count(*) FROM claim_texts WHERE {wrong}").scalar_one()
    lacking = tx.exec_driver_sql(
        "SELECT count(*) FROM claims c WHERE NOT EXISTS (SELECT 1 FROM claim_texts t WHERE t.claim_id = c.id)"
    ).scalar_one()
    if stale or lacking:
        yield f"{stale + lacking} claims would not be found by their words: run `factdb db upgrade`"


def set_texts_right(tx: Connection) -> None:
    """Fill `claim_texts` from the claims and their reviews."""
    tx.exec_driver_sql("DELETE FROM claim_texts")
    tx.exec_driver_sql("INSERT INTO claim_texts (claim_id, words, body) SELECT id, text, '' FROM claims")
    columns = ", ".join(f"{column} = {sql}" for column, sql in _columns(tx.dialect.name).items())
    tx.exec_driver_sql(f"UPDATE claim_texts SET {columns} WHERE claim_id IN (SELECT claim_id FROM reviews)")
