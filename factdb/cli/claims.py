"""`factdb claims`: list claims, show one with who asserts and who denies it."""

from __future__ import annotations

import json

import click

from factdb.cli.nouns import Noun
from factdb.cli.options import emit, format_option, limit_option, show
from factdb.db import read_connection
from factdb.queries import claim_assertions, claim_by_reference, list_claims

COLUMNS = ("id", "text", "asserts", "repeats", "denies", "disputes", "status")


@click.group(cls=Noun)
def claims() -> None:
    """List claims; show one with who asserts and who denies it.

    \b
    Example:
      factdb claims --disputed
      factdb claims show 1
    """


@claims.command("list")
@click.option("--by", "speaker", metavar="NAME", help="Asserted, denied or disputed by this speaker.")
@click.option("--disputed", is_flag=True, help="Only those that somebody denies or disputes.")
@limit_option()
@format_option
@click.pass_obj
def list_(database: str, /, speaker: str | None, disputed: bool, limit: int, format: str) -> None:
    """List claims and how many quotes assert, repeat, deny and dispute each.

    \b
    Example:
      factdb claims --by China --disputed
    """
    with read_connection(database) as reader:
        rows = list_claims(reader, speaker=speaker, disputed=disputed, limit=limit)
        emit(rows, COLUMNS, format, "no claims fit", limit)


@claims.command("show")
@click.argument("reference", metavar="ID")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.pass_obj
def show_(database: str, /, reference: str, format: str) -> None:
    """Show one claim: who says so, who denies it, in order of time, each with the quote and its source.

    \b
    Example:
      factdb claims show 1
    """
    with read_connection(database) as reader:
        claim = claim_by_reference(reader, reference)
        assertions = claim_assertions(reader, claim["id"])
    if format == "json":
        click.echo(json.dumps({**claim, "assertions": assertions}, ensure_ascii=False, default=str, indent=2))
        return
    show(
        [
            ("claim", f"{claim['id']} ({claim['uid']})"),
            ("text", claim["text"]),
            ("status", claim["status"] + (f" by {claim['confirmed_by']}" if claim["confirmed_by"] else "")),
            ("origin", claim["origin"]),
        ]
    )
    for a in assertions:
        day = a["said_on"] or a["published_on"] or "undated"
        who = f"{a['speaker'] or '(speaker not made clear)'} {a['stance']} it (quote {a['quote_id']})"
        if a["quote_id"] is None:
            who = f"the source's own narration {a['stance']} it"
        click.echo(f"\n{day}  {who}\n  in {a['title']}" + (f"\n  {a['text']}" if a["text"] else ""))
