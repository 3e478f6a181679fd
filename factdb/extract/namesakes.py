"""Which of several bearers of a name a short form means, and whether two names may be of one person."""

from __future__ import annotations

from bisect import bisect_left

from factdb.extract.entities import Entity
from factdb.extract.names import Run
from factdb.extract.titles import role_words
from factdb.extract.vocabulary import GIVEN_GENDER, ROLES


def shortens(first: str, other: str) -> bool:
    """Test whether one given name is the beginning of the other and both may be one person's: "Dan" and "Daniel"."""
    if min(len(first), len(other)) < _SHORTEST_NAME or not (first.startswith(other) or other.startswith(first)):
        return False
    genders = {GIVEN_GENDER.get(first), GIVEN_GENDER.get(other)}
    return not {"f", "m"} <= genders


_SHORTEST_NAME = 3


def is_full_name(run: Run) -> bool:
    """Test whether a run is a given name and a family name with nothing else."""
    return len(run.words) == 2 and run.kind in ("person", "unsure") and run.title is None


def choose(candidates: list[Entity], run: Run) -> Entity | None:
    """Return the one whom a short form means, or None where two fit.

    By Mr. and Mrs. and titles first; then only those introduced before count; then the one who is named in full so
    much more often (three times as often as all others) that the paper can print the surname alone, or who was just
    named in full when the others were not for long.
    """
    if len(candidates) > 1 and run.address:
        candidates = [c for c in candidates if c.gender in (None, run.address)] or candidates
    if len(candidates) > 1 and run.title:
        words = role_words(run.title) & ROLES
        titled = [c for c in candidates if c.roles & words]
        candidates = titled or candidates
    if len(candidates) > 1:
        introduced = [c for c in candidates if c.first <= run.start]
        candidates = introduced or candidates
    if len(candidates) > 1:
        ranked = sorted(candidates, key=lambda c: -len(c.full_at))
        if len(ranked[0].full_at) >= 3 * sum(len(c.full_at) for c in ranked[1:]):
            candidates = ranked[:1]
    if len(candidates) > 1:
        away = sorted(((_distance(c, run.start), c) for c in candidates), key=lambda pair: pair[0])
        if away[0][0] < _NEAR and 3 * away[0][0] < away[1][0]:
            candidates = [away[0][1]]
    return candidates[0] if len(candidates) == 1 else None


_NEAR = 1000
"""Characters within which a full name is fresh in a reader's mind: two or three paragraphs."""


def _distance(entity: Entity, position: int) -> int:
    """Return how far before `position` the entity was last named in full."""
    at = bisect_left(entity.full_at, position)
    return position - entity.full_at[at - 1] if at else 1 << 30
