"""`factdb claims`: list claims, show one with who asserts and who denies it, decide on them."""

from __future__ import annotations

from typing import Any

import click

from factdb.cli.claims_listed import CANDIDATES, CLAIMS, LIKE, MATCHES, REPEATED, why_alike
from factdb.cli.claims_shown import print_claim, print_repeated, print_review, repeated
from factdb.cli.deciding import Decide, deciding_options, stance_option
from factdb.cli.known import SPEAKER
from factdb.cli.listing import Listing, list_options, text_option
from factdb.cli.nouns import Noun
from factdb.cli.options import Day, source_option
from factdb.cli.topics import asked_topic, topic_options
from factdb.database.connect import read_connection
from factdb.export.shown import json_text
from factdb.queries.claims import claim_assertions, claim_by_reference, list_claims, related_claims
from factdb.queries.likeness import claim_to_compare, claims_like, quote_to_compare, suggested_matches
from factdb.queries.reviews import list_reviews, review_evidence
from factdb.queries.speakers import find_speaker
from factdb.terms import CLAIM_KINDS, RELATIONS


@click.group(cls=Noun)
def claims() -> None:
    """List claims; show one with who asserts and who denies it.

    \b
    Example:
      factdb claims --disputed
      factdb claims show 1
    """


@claims.command("list")
@click.option("--speaker", type=SPEAKER, help="Only claims that this speaker asserts, denies or disputes.")
@click.option("--about", metavar="WORDS", help="Only claims with these words in their text or headline.")
@click.option("--since", type=Day(), help="Only claims made on this day or later.")
@click.option("--publisher", metavar="NAME", help="Only claims from this publisher or agency (any part of its name).")
@topic_options
@click.option(
    "--min-score", type=click.FloatRange(0, 1), metavar="NUMBER", help="Only proposed claims with at least this score."
)
@click.option("--disputed", is_flag=True, help="Only claims that somebody denies or disputes.")
@click.option("--candidates", is_flag=True, help="Only undecided claims that imports proposed, best first.")
@click.option(
    "--matches", is_flag=True, help="Only undecided candidates that likely repeat a known claim, each with that claim."
)
@click.option("--contradicts", metavar="ID", help="Only claims that contradict this claim.")
@click.option("--repeated-since", type=Day(), help="Only claims repeated since this day, the most frequent first.")
@source_option("Only claims that this source makes or reports.")
@click.option("--kind", type=click.Choice(CLAIM_KINDS), help="Only proposed claims of this kind.")
@list_options(entries=True)
@click.pass_obj
def list_(
    database: str, /, topic: str | None, topics: str | None, matches: bool, listing: Listing, **wanted: Any
) -> None:
    """List claims with how many quotes support or deny each.

    With --candidates, it lists the statements that imports found worth checking, each with who said it first, when and
    where, its kind, its score from 0 to 1, and the words behind the score. Every sentence of a transcript is kept;
    --min-score 0 also lists those that say little.

    With --matches, it lists those that likely say what a known claim says: `claims merge ID INTO` makes them one,
    `claims relate` records how they differ, and `claims not-same` that they are unrelated.

    \b
    Example:
      factdb claims --speaker China --disputed
      factdb claims --candidates --source 12
      factdb claims --candidates --since 2026-11-01 --topics topics.toml --topic health
    """
    if matches:
        if topic is not None or any(value is not None and value is not False for value in wanted.values()):
            raise click.UsageError("--matches cannot be combined with other filters: leave them out")
        with read_connection(database) as reader:
            listing.emit(suggested_matches(reader, limit=listing.asked), MATCHES, "no proposal repeats a known claim")
        return
    topic_of = asked_topic(topic, topics)
    with read_connection(database) as reader:
        rows = list_claims(reader, topic_of=topic_of if topics is not None else None, limit=listing.asked, **wanted)
        shape = REPEATED if wanted["repeated_since"] else CANDIDATES if wanted["candidates"] else CLAIMS
        nothing = "no matching claims"
        of = {name: wanted[name] for name in ("source", "kind")}
        if not rows and not wanted["candidates"] and list_claims(reader, candidates=True, limit=1, **of):
            nothing += "; `factdb claims --candidates` lists what imports propose"
        listing.emit(rows, shape, nothing)


@claims.command("show")
@click.argument("reference", metavar="ID")
@text_option
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one claim: who asserts and denies it, and reviews.

    Quotes are in chronological order, each with its source. The reviews follow, with how often the claim was made
    before and after the first one, and how it bears on other claims.

    \b
    Example:
      factdb claims show 1
    """
    with read_connection(database) as reader:
        claim = claim_by_reference(reader, reference)
        assertions = claim_assertions(reader, claim["id"])
        related = related_claims(reader, claim["id"])
        judged = list_reviews(reader, claim=str(claim["id"]), limit=0)
        evidence = {r["id"]: review_evidence(reader, r["id"]) for r in judged}
    counts = repeated(assertions, judged)
    if format == "json":
        click.echo(
            json_text(
                {
                    **claim,
                    "assertions": assertions,
                    "reviews": [{**r, "evidence": evidence[r["id"]]} for r in reversed(judged)],
                    "repeated": counts,
                    "related": related,
                },
                default=str,
                indent=2,
            )
        )
        return
    print_claim(claim, assertions)
    for review in reversed(judged):
        print_review(review, evidence[review["id"]])
    print_repeated(counts)
    for number, other in enumerate(related):
        ends = (f"claim {other['id']}", "this one") if other["inverse"] else ("it", f"claim {other['id']}")
        click.echo(("\n" if not number else "") + f"{ends[0]} {other['kind']} {ends[1]}: {other['text']}")


@claims.command("like")
@click.argument("text", required=False)
@click.option("--quote", metavar="ID", help="Compare the words of this quote.")
@click.option("--claim", metavar="ID", help="Compare this claim with the others.")
@click.option("--speaker", type=SPEAKER, help="Who says TEXT; among equals, their own claims come first.")
@list_options(5, entries=True)
@click.pass_obj
def like(
    database: str, /, text: str | None, quote: str | None, claim: str | None, speaker: str | None, listing: Listing
) -> None:
    """Find known claims that may say the same, the most similar first.

    Each comes with its rating, the similarity of the words (0 to 1), the words in common (the rarest first), and a
    warning if numbers or negation differ: such a claim may say the opposite.

    \b
    Example:
      factdb claims like "The ferry carries 40,000 passengers a year."
      factdb claims like --quote 12
    """
    given = [name for name, value in (("TEXT", text), ("--quote", quote), ("--claim", claim)) if value is not None]
    if len(given) != 1:
        raise click.UsageError(f"give one of TEXT, --quote and --claim, not {' and '.join(given) or 'none'}")
    if speaker is not None and text is None:
        raise click.UsageError("--speaker works only with TEXT: a quote and a claim have their own speakers")
    with read_connection(database) as reader:
        if quote is not None:
            asked = quote_to_compare(reader, quote)
        elif claim is not None:
            asked = claim_to_compare(reader, claim_by_reference(reader, claim)["id"])
        else:
            asked = {"statement": text, "speakers": [find_speaker(reader, speaker)["id"]] if speaker else []}
        rows = claims_like(reader, **asked, limit=listing.asked)
    found = [{**row, "why": why_alike(row), "differs": " and ".join(row["differs"]) or None} for row in rows]
    listing.emit(found, LIKE, "no claim has a word in common with it")


@claims.command("add")
@click.argument("text")
@click.option("--quote", metavar="ID", help="Quote that asserts the claim, or has the stance given by --stance.")
@stance_option
@deciding_options
def add(decide: Decide, /, text: str, quote: str | None, stance: str) -> None:
    """Add a claim, linked to a quote if one is given.

    \b
    Example:
      factdb claims add "The ferry carries 40,000 passengers a year." --quote 12
    """
    from factdb.decide.claims import add_claim

    decide(lambda tx, by: add_claim(tx, text, by, quote=quote, stance=stance))


@claims.command("link")
@click.argument("claim", metavar="CLAIM")
@click.argument("quote", metavar="QUOTE")
@stance_option
@click.option("--force", is_flag=True, help="Link them though they share no word.")
@deciding_options
def link(decide: Decide, /, claim: str, quote: str, stance: str, force: bool) -> None:
    """Link a quote to a claim.

    A quote has one stance on a claim, the last one given. A quote that shares no word with the claim is refused:
    --force links it all the same.

    \b
    Example:
      factdb claims link 3 14 --stance disputes
    """
    from factdb.decide.claims import link_claim

    decide(lambda tx, by: link_claim(tx, claim, quote, by, stance=stance, force=force))


@claims.command("unlink")
@click.argument("claim", metavar="CLAIM")
@click.argument("quote", metavar="QUOTE")
@deciding_options
def unlink(decide: Decide, /, claim: str, quote: str) -> None:
    """Remove the link of a quote to a claim.

    \b
    Example:
      factdb claims unlink 3 14
    """
    from factdb.decide.claims import unlink_claim

    decide(lambda tx, by: unlink_claim(tx, claim, quote, by))


@claims.command("not-same")
@click.argument("reference", metavar="ID")
@click.argument("other", metavar="OTHER")
@deciding_options
def not_same(decide: Decide, /, reference: str, other: str) -> None:
    """Record that a claim does not say what another says.

    The pair is not suggested again.

    \b
    Example:
      factdb claims not-same 5 3
    """
    from factdb.decide.claims import keep_claims_apart

    decide(lambda tx, by: keep_claims_apart(tx, reference, other, by))


@claims.command("relate")
@click.argument("reference", metavar="ID")
@click.argument("to", metavar="OTHER")
@click.option(
    "--kind",
    type=click.Choice(RELATIONS),
    default="contradicts",
    show_default=True,
    help="How the first bears on the other.",
)
@deciding_options
def relate(decide: Decide, /, reference: str, to: str, kind: str) -> None:
    """Record how one claim bears on another.

    \b
    Example:
      factdb claims relate 3 5 --kind contradicts
    """
    from factdb.decide.claims import relate_claims

    decide(lambda tx, by: relate_claims(tx, reference, to, by, kind=kind))


@claims.command("confirm")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@click.option("--statement", metavar="TEXT", help="The claim as one self-contained statement.")
@deciding_options
def confirm(decide: Decide, /, references: tuple[str, ...], statement: str | None) -> None:
    """Confirm claims, as they are or reworded by --statement.

    \b
    Example:
      factdb claims confirm 3 4
      factdb claims confirm 5 --statement "The ferry's hull is forty years old."
    """
    from factdb.decide.status import confirm

    if statement is not None and len(references) > 1:
        raise click.UsageError("--statement works with only one claim: confirm the others separately")
    decide.each(references, lambda tx, claim, by: confirm(tx, "claims", claim, by, statement=statement))


@claims.command("reject")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
def reject(decide: Decide, /, references: tuple[str, ...]) -> None:
    """Reject claims that are not worth checking.

    Rejected claims stay stored and are left out of lists.

    \b
    Example:
      factdb claims reject 5 --reason "a forecast"
    """
    from factdb.decide.status import reject

    decide.each(references, lambda tx, claim, by: reject(tx, "claims", claim, by))


@claims.command("merge")
@click.argument("reference", metavar="ID")
@click.argument("into", metavar="INTO")
@deciding_options
def merge(decide: Decide, /, reference: str, into: str) -> None:
    """Merge a claim into claim INTO, which says the same.

    INTO takes over who asserts and denies it; the other claim is rejected.

    \b
    Example:
      factdb claims merge 5 3
    """
    from factdb.decide.claims import merge_claims

    decide(lambda tx, by: merge_claims(tx, reference, into, by))
