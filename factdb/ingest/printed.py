"""What `factdb import` prints of each article, and of all of them."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence

from factdb.ingest.article import Imported
from factdb.ingest.record import Applied
from factdb.ingest.repeats import Repeat


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 quote", "2,000 quotes"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def repeated_lines(repeats: Sequence[Repeat]) -> list[str]:
    """Count the statements that were made before, in a line for each verdict on them."""
    lines = []
    for rating, number in Counter(one.rating for one in repeats).most_common():
        linked = sum(one.linked for one in repeats if one.rating == rating)
        known = f"judged {rating}" if rating else "that are known"
        what = f"{number} candidate repeats a claim" if number == 1 else f"{number} candidates repeat claims"
        how = [f"{linked} in the same words, linked"] if linked else []
        how += [f"{number - linked} alike: `factdb claims --matches` shows them"] if number > linked else []
        lines.append(f"{what} {known} ({'; '.join(how)})")
    return lines


def article_line(imported: Imported, applied: Applied | None) -> str:
    """Describe what happened to one article, with a line for each thing a user should know."""
    lines = [
        f"{imported.outcome:<9} source {imported.source_id}, {counted(len(imported.quotes), 'quote')}: {imported.title}"
    ]
    if imported.outcome == "version":
        lines[0] = (
            f"version   source {imported.source_id}, {counted(imported.carried, 'quote')} carried over,"
            f" {len(imported.quotes)} new, {len(imported.lost)} lost: {imported.title}"
        )
        lines += [f"          quote {number} is no longer there: {why}" for number, why in imported.lost]
    elif imported.outcome == "unchanged":
        lines[0] = f"unchanged source {imported.source_id}: {imported.title}"
    if imported.likely is not None:
        lines.append(
            f"          probably another text of source {imported.likely}, by headline, day and publisher: if so, undo"
            f" this import and add --version-of {imported.likely}"
        )
    lines += [f"          {repeat}" for repeat in imported.repeats if repeat.linked]
    if applied is not None:
        lines.append(
            f"          record: {applied.confirmed} quotes confirmed, {applied.corrected} corrected,"
            f" {applied.added} added, {applied.unchanged} unchanged; {applied.claims} claims added"
        )
        lines += [f"          record: quote {key} not found: {why}" for key, why in applied.missing]
    return "\n".join(lines)


def unapplied_line(source_id: int, given: Mapping[str, object]) -> str | None:
    """Say which options differ from what is stored of a known source, and what applies them.

    Args:
        source_id: The source.
        given: Values by option, None where the option was not given.
    """
    given = {option: value for option, value in given.items() if value is not None}
    if not given:
        return None
    options = " ".join(f"{option} {shlex.quote(str(value))}" for option, value in given.items())
    return (
        f"          known already, so {' and '.join(given)} not applied:"
        f" `factdb sources edit {source_id} {options}` applies"
    )
