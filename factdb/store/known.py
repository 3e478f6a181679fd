"""What speaker resolution asks of the database: one function for each question, with every parameter that it needs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from factdb.database.models import Attribution, Quote, Role, Source, Speaker, SpeakerName
from factdb.matching.occupations import printed_title


def called(tx: Connection, names: Collection[str]) -> list[Any]:
    """Return everybody who has one of these folded names in any source.

    Returns:
        Rows with folded, kind, scope (0), id, and by_hand: whether a person said so.
    """
    # Worded so that no index answers it: nearly everybody has no scope, and SQLite would begin there.
    unscoped = func.coalesce(Speaker.scope_source_id, 0) == 0
    return list(tx.execute(_known().where(SpeakerName.folded.in_(names), unscoped))) if names else []


def called_within(tx: Connection, sources: Collection[int]) -> list[Any]:
    """Return the unnamed speakers of these sources, as `called` does; scope is the source's id."""
    # By their sources: a large archive knows very many "officials", a source few.
    return list(tx.execute(_known().where(Speaker.scope_source_id.in_(sources)))) if sources else []


def _known() -> Any:
    return (
        select(
            SpeakerName.folded,
            Speaker.kind,
            func.coalesce(Speaker.scope_source_id, 0).label("scope"),
            func.coalesce(Speaker.merged_into_id, Speaker.id).label("id"),
            or_(
                Speaker.status == "confirmed",
                Speaker.origin.in_(("record", "list")),
                SpeakerName.import_run_id.is_(None),
            ).label("by_hand"),
        )
        .join(Speaker, Speaker.id == SpeakerName.speaker_id)
        .where(Speaker.status != "rejected")
        .order_by(Speaker.id)
    )


def with_parts(tx: Connection, parts: Collection[str]) -> list[Any]:
    """Return the names of people that have one of these `parts` (see `names.parts_of`): name, folded, parts, id."""
    return list(
        tx.execute(
            select(SpeakerName.name, SpeakerName.folded, SpeakerName.parts, Speaker.canonical_id.label("id"))
            .join(Speaker, Speaker.id == SpeakerName.speaker_id)
            .where(SpeakerName.parts.in_(parts), Speaker.kind == "person", Speaker.status != "rejected")
            .order_by(Speaker.id)
        )
    )


def bearers(tx: Connection, family: str, most: int) -> list[int]:
    """Return the ids of at most `most` people known by a first name and this folded family name."""
    return _beginning(tx, SpeakerName.parts, family, most)


def beginning_with(tx: Connection, family: str, most: int) -> list[int]:
    """Return the ids of at most `most` people whose name begins with this folded family name, as Korean names do."""
    return _beginning(tx, SpeakerName.folded, family, most)


def _beginning(tx: Connection, column: Any, word: str, most: int) -> list[int]:
    """The people of whom a `column` of their names begins with this word."""
    rows = tx.execute(
        select(Speaker.canonical_id)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(column >= f"{word} ", column < f"{word}!")
        .where(Speaker.kind == "person", Speaker.status != "rejected")
        .distinct()
        .limit(most)
    )
    return [who for who in rows.scalars() if who is not None]


def titles_given(tx: Connection, speaker_id: int) -> set[str]:
    """Return the titles beside or before a speaker's name in the latest two hundred mentions."""
    rows = tx.execute(
        select(Attribution.title_as_printed, Attribution.as_printed)
        .where(Attribution.speaker_id == speaker_id, Attribution.part == "speaker", Attribution.rank != "deprecated")
        .order_by(Attribution.dated_on.desc())
        .limit(200)
    )
    return {title for given, printed in rows for title in (given, printed_title(printed or "")) if title}


def quoted_in(tx: Connection, ids: Collection[int], source_id: int) -> list[int]:
    """Return those of these speakers who are already quoted in a source."""
    rows = tx.execute(
        select(Speaker.canonical_id)
        .join(Attribution, Attribution.speaker_id == Speaker.id)
        .join(Quote, Quote.id == Attribution.quote_id)
        .where(Quote.source_id == source_id, Speaker.canonical_id.in_(ids))
        .distinct()
    )
    return sorted(who for who in rows.scalars() if who is not None)


def quoted_by_its_publisher(tx: Connection, ids: Collection[int], source_id: int) -> list[int]:
    """Return those of these speakers who are quoted in a source of the same publisher, if it is known."""
    publisher = tx.execute(select(Source.publisher_id).where(Source.id == source_id)).scalar()
    if publisher is None:
        return []
    by_it = (
        select(Attribution.id)
        .join(Quote, Quote.id == Attribution.quote_id)
        .join(Source, Source.id == Quote.source_id)
        .where(Attribution.speaker_id == Speaker.id, Source.publisher_id == publisher)
        .exists()
    )
    rows = tx.execute(select(Speaker.canonical_id).where(Speaker.id.in_(ids), by_it).distinct())
    return sorted(who for who in rows.scalars() if who is not None)


def roles_of(tx: Connection, speaker_id: int, day: date | None) -> list[Any]:
    """Return the roles that a speaker held on `day`, or ever if that is None: id, title, organization."""
    return list(tx.execute(_held(day).where(Speaker.canonical_id == speaker_id)))


def holders(tx: Connection, office: str, day: date | None) -> list[Any]:
    """Return who held an office (see `office_of`) on `day`, or ever if that is None: id, title, organization."""
    return list(tx.execute(_held(day).where(Role.office == office)))


def _held(day: date | None) -> Any:
    query = (
        select(Speaker.canonical_id.label("id"), Role.title, Role.organization)
        .join(Speaker, Speaker.id == Role.speaker_id)
        # A role that a source mentions without days is known only for that source.
        .where(or_(Role.held_from.is_not(None), Role.held_until.is_not(None), Role.source_id.is_(None)))
        .where(Speaker.status != "rejected")
    )
    if day is None:
        return query
    return query.where(
        or_(Role.held_from.is_(None), Role.held_from <= day), or_(Role.held_until.is_(None), Role.held_until >= day)
    )
