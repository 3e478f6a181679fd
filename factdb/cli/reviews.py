"""`factdb reviews`: judge claims with evidence; publish and withdraw reviews."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import click

from factdb.cli.deciding import Decide, deciding_options
from factdb.cli.general import all_of
from factdb.cli.listing import Listing, Shape, list_options, text_option
from factdb.cli.nouns import Noun
from factdb.cli.options import Day, between_options, show, source_option
from factdb.database.connect import read_connection
from factdb.errors import FactdbError
from factdb.export.entries import Entry
from factdb.export.shown import json_text
from factdb.queries.reader import Row
from factdb.queries.reviews import list_reviews, review_by_reference, review_evidence
from factdb.terms import EVIDENCE_STANCES

STATUSES = ("draft", "published", "withdrawn")


def _entry(review: Row) -> Entry:
    facts = (review["by"], review["reviewed_on"], rated(review) or "not rated yet", review["status"])
    return Entry(review["id"], facts, f"claim {review['claim_id']}: {review['claim']}")


REVIEWS = Shape(
    ("id", "reviewed_on", "rating", "claim", "reviewer", "organization", "status", "evidence"), entry=_entry
)


@click.group(cls=Noun)
def reviews() -> None:
    """List reviews of claims; write, publish or withdraw one.

    \b
    Example:
      factdb reviews --status published
      factdb reviews add 3 --rating "Mostly false" --explanation "The log says otherwise."
    """


@reviews.command("list")
@click.option("--claim", metavar="ID", help="Only reviews of this claim.")
@click.option("--status", type=click.Choice(STATUSES), help="Only reviews with this status.")
@click.option("--rating", metavar="LABEL", help="Only reviews with this rating.")
@click.option("--reviewer", metavar="NAME", help="Only reviews by this person or organization.")
@click.option("--current", is_flag=True, help="Leave out reviews that were superseded.")
@between_options
@list_options(entries=True)
@click.pass_obj
def list_(database: str, /, current: bool, listing: Listing, **wanted: Any) -> None:
    """List reviews, newest first.

    \b
    Example:
      factdb reviews --rating "Mostly false" --since 2026
      factdb reviews --current --format csv
    """
    with read_connection(database) as reader:
        rows = list_reviews(reader, superseded=not current, limit=listing.asked, **wanted)
        named = [{**row, "by": row["organization"] or row["reviewer"]} for row in rows]
        listing.emit(named, REVIEWS, "no matching reviews")


@reviews.command("show")
@click.argument("reference", metavar="ID")
@text_option
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one review with its evidence and warnings.

    \b
    Example:
      factdb reviews show 1
    """
    with read_connection(database) as reader:
        review = review_by_reference(reader, reference)
        evidence = review_evidence(reader, review["id"])
    if format == "json":
        click.echo(json_text({**review, "evidence": evidence}, default=str, indent=2))
        return
    show(
        [
            ("review", f"{review['id']} ({review['uid']})"),
            ("claim", f"{review['claim_id']}: {review['claim']}"),
            ("rating", rated(review)),
            ("scale", review["scale"]),
            ("explanation", review["explanation"]),
            ("reviewer", review["reviewer"]),
            ("organization", review["organization"]),
            ("reviewed on", review["reviewed_on"]),
            ("status", review["status"]),
            ("url", review["url"]),
            ("origin", review["origin"] if review["origin"] != "record" else None),
            ("supersedes", _numbered(review["supersedes_id"])),
            ("superseded by", _numbered(review["superseded_by_id"])),
        ]
    )
    if review["text"]:
        click.echo(f"\n{review['text']}")
    for piece in evidence:
        where = f"quote {piece['quote_id']}" if piece["quote_id"] else f"source {piece['source_id']}"
        click.echo(
            f"\n{piece['stance']}: {piece['title'] or where}"
            + (f" ({piece['dated_on']})" if piece["dated_on"] else "")
            + (f"\n  {piece['quote']}" if piece["quote"] else "")
            + (f"\n  {piece['url']}" if piece["url"] else "")
            + (f", read on {piece['retrieved_on']}" if piece["retrieved_on"] else "")
            + (f"\n  {piece['note']}" if piece["note"] else "")
            + "".join(f"\n  warning: {flag}" for flag in piece["flags"])
        )


def rated(review: Row) -> str | None:
    """Write a rating in words: "Mostly false (2 of 1 to 5)"."""
    label: str | None = review["rating"]
    if review["rating_value"] is None:
        return label
    ends = f"{review['worst_value']:g} to {review['best_value']:g}"
    return f"{label or 'unnamed'} ({review['rating_value']:g} of {ends})"


def _numbered(review_id: int | None) -> str | None:
    return None if review_id is None else f"review {review_id}"


# The contents of a review.
judgement_options = all_of(
    click.option("--rating", metavar="LABEL|VALUE", help="A rating of the scale; `factdb scales show` lists them."),
    click.option("--scale", metavar="NAME", help="The scale of the rating.  [default: five-step]"),
    click.option("--explanation", metavar="TEXT", help="Why this rating, in a sentence."),
    click.option("--text", metavar="TEXT", help="Text of the review; @FILE reads it from a file."),
    click.option("--reviewer", metavar="NAME", help="Who reviewed (default: who decides)."),
    click.option("--organization", metavar="NAME", help="Organization that the reviewer works for."),
    click.option("--on", "reviewed_on", type=Day(), help="Day of the review (default: today)."),
    click.option("--url", metavar="URL", help="The page on which it is published."),
)


def _judgement(said: dict[str, Any]) -> Any:
    from factdb.decide.reviews import Judgement

    text, day = said["text"], said["reviewed_on"]
    if text is not None and text.startswith("@"):
        try:
            with click.open_file(text[1:], encoding="utf-8") as file:
                text = file.read()
        except OSError as error:
            raise FactdbError(f"{said['text'][1:]}: cannot be read ({error.strerror}); check the name") from error
        except UnicodeDecodeError as error:
            raise FactdbError(f"{said['text'][1:]}: is not UTF-8: save the file in that encoding") from error
    return Judgement(**{**said, "text": text, "reviewed_on": date.fromisoformat(day) if day else None})


@reviews.command("add")
@click.argument("claim", metavar="CLAIM")
@judgement_options
@click.option("--supersedes", metavar="ID", help="The published review that this one replaces.")
@click.option("--publish", is_flag=True, help="Publish at once, without a draft.")
@deciding_options
def add(decide: Decide, /, claim: str, supersedes: str | None, publish: bool, **said: Any) -> None:
    """Write a review of a claim, as a draft. To revise a published review, write a new one that supersedes it.

    \b
    Example:
      factdb reviews add 3 --rating "Mostly false" --organization "Ellis Courier" \\
        --explanation "The harbour log has the ferry sailing on all but two days."
    """
    from factdb.decide.reviews import add_review

    wanted = _judgement(said)
    named = decide.actor is not None
    decide(lambda tx, by: add_review(tx, claim, wanted, by, supersedes=supersedes, publish=publish, named=named))


@reviews.command("edit")
@click.argument("reference", metavar="ID")
@judgement_options
@deciding_options
def edit(decide: Decide, /, reference: str, **said: Any) -> None:
    """Change a draft; an empty text clears a field.

    \b
    Example:
      factdb reviews edit 1 --rating False --url https://courier.example/checks/ferry
    """
    from factdb.decide.reviews import edit_review

    wanted = _judgement(said)
    decide(lambda tx, by: edit_review(tx, reference, wanted, by))


@reviews.command("evidence")
@click.argument("reference", metavar="ID")
@click.argument("stance", type=click.Choice(EVIDENCE_STANCES))
@source_option("A stored source.")
@click.option("--quote", metavar="ID", help="A stored quote.")
@click.option("--link", "url", metavar="URL", help="A page that is not stored.")
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option("--published", "published_on", type=Day(), help="Day on which the page was published.")
@click.option("--retrieved", "retrieved_on", type=Day(), help="Day on which the link was read (default: today).")
@click.option("--note", metavar="TEXT", help="What in it bears on the claim.")
@deciding_options
def evidence(decide: Decide, /, reference: str, **given: Any) -> None:
    """Add evidence to a draft.

    Evidence supports or refutes the claim, or puts it in context.

    \b
    Example:
      factdb reviews evidence 1 refutes --source 4
      factdb reviews evidence 1 context --link https://harbour.example/log --title "Harbour log"
    """
    from factdb.decide.reviews import Piece, add_evidence

    days = {k: date.fromisoformat(given[k]) if given[k] else None for k in ("published_on", "retrieved_on")}
    piece = Piece(**{**given, **days})
    decide(lambda tx, by: add_evidence(tx, reference, piece, by))


@reviews.command("publish")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
def publish(decide: Decide, /, references: tuple[str, ...]) -> None:
    """Publish drafts; a published review is never rewritten.

    \b
    Example:
      factdb reviews publish 1
    """
    from factdb.decide.reviews import publish_review

    decide.each(references, partial(publish_review, named=decide.actor is not None))


@reviews.command("withdraw")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
def withdraw(decide: Decide, /, references: tuple[str, ...]) -> None:
    """Withdraw published reviews; --reason says why. They stay stored and are left out of exports.

    \b
    Example:
      factdb reviews withdraw 1 --reason "the log was misread"
    """
    from factdb.decide.reviews import withdraw_review

    decide.each(references, withdraw_review)


@reviews.command("delete")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
def delete(decide: Decide, /, references: tuple[str, ...]) -> None:
    """Delete drafts; their history keeps what they said.

    \b
    Example:
      factdb reviews delete 2
    """
    from factdb.decide.reviews import delete_review

    decide.each(references, delete_review)
