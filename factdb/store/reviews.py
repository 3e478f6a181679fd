"""Rows of reviews: judgements of claims, their evidence, and the scales they are rated on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from factdb.database.models import Evidence, Rating, RatingScale, Review
from factdb.store.decisions import Values
from factdb.store.keys import new_uid


def insert_review(tx: Connection, **columns: Any) -> int:
    """Insert a review and return its id. `columns` are those of `models.Review`; `uid` is filled in."""
    return tx.execute(insert(Review).values(uid=new_uid(), **columns).returning(Review.id)).scalar_one()


def insert_evidence(tx: Connection, columns: Values) -> None:
    """Insert a piece of evidence; `columns` are those of `models.Evidence`."""
    tx.execute(insert(Evidence).values(columns))


def delete_review(tx: Connection, review_id: int) -> None:
    """Delete a review with its evidence."""
    tx.execute(delete(Review).where(Review.id == review_id))


def insert_scale(tx: Connection, columns: Values, ratings: Sequence[Values]) -> int:
    """Insert a scale with its `ratings`, the least true first, and return its id."""
    scale_id = tx.execute(insert(RatingScale).values(uid=new_uid(), **columns).returning(RatingScale.id)).scalar_one()
    tx.execute(insert(Rating), [{**row, "rating_scale_id": scale_id, "seq": seq} for seq, row in enumerate(ratings)])
    return scale_id


def delete_scale(tx: Connection, scale_id: int) -> None:
    """Delete a scale with its ratings."""
    tx.execute(delete(RatingScale).where(RatingScale.id == scale_id))
