"""Claims and their reviews as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from factdb.cli.options import show
from factdb.cli.reviews import rated
from factdb.queries.claim_rows import AssertionRow, ClaimRow, EvidenceRow, ReviewRow


def print_claim(claim: ClaimRow, assertions: Iterable[AssertionRow]) -> None:
    """Print a claim and who asserts and denies it."""
    show(
        [
            ("claim", f"{claim['id']} ({claim['uid']})"),
            ("text", claim["text"]),
            ("status", claim["status"] + (f" by {claim['confirmed_by']}" if claim["confirmed_by"] else "")),
            ("origin", claim["origin"]),
            ("kind", claim["kind"]),
            ("score", claim["score"]),
            ("why", claim["why"]),
        ]
    )
    for a in assertions:
        day = a["said_on"] or a["published_on"] or "undated"
        who = f"{a['speaker'] or '(speaker unclear)'} {a['stance']} it (quote {a['quote_id']})"
        if a["quote_id"] is None:
            who = f"the source's own narration {a['stance']} it"
        click.echo(f"\n{day}  {who}\n  in {a['title']}" + (f"\n  {a['text']}" if a["text"] else ""))


def print_review(review: ReviewRow, evidence: Iterable[EvidenceRow]) -> None:
    """Print how a claim was judged, and on what evidence."""
    by = ", ".join(filter(None, (review["reviewer"], review["organization"])))
    status = "" if review["status"] == "published" else f" ({review['status']})"
    rating = rated(review) or "not rated yet"
    click.echo(f"\n{review['reviewed_on'] or 'undated'}  review {review['id']}{status} by {by}: {rating}")
    if review["superseded_by_id"]:
        click.echo(f"  superseded by review {review['superseded_by_id']}")
    for line in filter(None, (review["explanation"], review["url"])):
        click.echo(f"  {line}")
    for piece in evidence:
        where = f"quote {piece['quote_id']}" if piece["quote_id"] else f"source {piece['source_id']}"
        warnings = "".join(f"; warning: {flag}" for flag in piece["flags"])
        click.echo(f"  {piece['stance']}: {piece['title'] or where}{warnings}")


def times(count: int) -> str:
    """Return "once" or "3 times"."""
    return "once" if count == 1 else f"{count} times"


def print_repeated(counts: Mapping[str, dict[str, Any]]) -> None:
    """Print how often a claim was made before and after it was judged, see `repeated`."""
    for when, counted in counts.items() if any(counted["times"] for counted in counts.values()) else ():
        speakers = f" by {', '.join(counted['speakers'])}" if counted["speakers"] else ""
        outlets = f" in {', '.join(counted['outlets'])}" if counted["outlets"] else ""
        click.echo(
            ("\n" if when == "before" else "") + f"said {times(counted['times'])} {when} the review{speakers}{outlets}"
        )


def repeated(assertions: Iterable[AssertionRow], judged: Iterable[ReviewRow]) -> dict[str, dict[str, Any]]:
    """Count how often, by whom and in which outlets a claim was made before and after its first review.

    Returns:
        {"before": …, "after": …}, each with `times`, `speakers` and `outlets`; "after" starts on the day of the first
        published review. Empty if there is no such review. What was reviewed precedes its review, where no day is
        known on which it was said.
    """
    days = [str(r["reviewed_on"]) for r in judged if r["status"] == "published" and r["reviewed_on"]]
    if not days:
        return {}
    counts = {when: dict[str, Any](times=0, speakers=[], outlets=[]) for when in ("before", "after")}
    for a in assertions:
        day = a["said_on"] or (None if a["on_review_page"] else a["published_on"])
        if a["stance"] not in ("asserts", "repeats") or not (day or a["reviewed"]):
            continue
        side = counts["after" if day and str(day) >= min(days) else "before"]
        side["times"] += 1
        for key, name in (("speakers", a["speaker"]), ("outlets", a["publisher"])):
            if name and name not in side[key]:
                side[key].append(name)
    return counts
