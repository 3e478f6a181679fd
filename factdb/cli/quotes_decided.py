"""Decisions on quotes: `factdb quotes add`, `confirm`, `correct`, `edit`, `split`, `merge`, `not-same` and `reject`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from factdb.cli.deciding import Decide, deciding_options
from factdb.cli.known import SPEAKER
from factdb.errors import NotFoundError
from factdb.terms import FACTUALITIES, KINDS


@click.command("confirm")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
def confirm(decide: Decide, /, references: tuple[str, ...]) -> None:
    """Confirm quotes as they are.

    \b
    Example:
      factdb quotes confirm 3 4 --reason "heard the recording"
    """
    from factdb.decide.status import confirm

    decide.each(references, lambda tx, quote, by: confirm(tx, "quotes", quote, by))


@click.command("reject")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@deciding_options
def reject(decide: Decide, /, references: tuple[str, ...]) -> None:
    """Reject what was wrongly taken for a quote.

    Rejected quotes stay stored and are left out of lists.

    \b
    Example:
      factdb quotes reject 5 --reason "a film title"
    """
    from factdb.decide.status import reject

    decide.each(references, lambda tx, quote, by: reject(tx, "quotes", quote, by))


@contextmanager
def _offering_to_create() -> Iterator[None]:
    """Mention --create in the error for an unknown speaker."""
    try:
        yield
    except NotFoundError as error:
        if "no speaker is called" not in str(error):
            raise
        raise NotFoundError(f"{error}; --create adds a new speaker with that name") from error


_create_option = click.option("--create", is_flag=True, help="Add a speaker who is not in the database yet.")


@click.command("add", short_help="Add a quote that import missed.")
@click.argument("source", metavar="SOURCE")
@click.argument("words", metavar="WORDS")
@click.option("--speaker", "speakers", type=SPEAKER, multiple=True, help="Who said it; several for a joint statement.")
@_create_option
@click.option("--cue", metavar="TEXT", help='The words that attribute it, as printed: "said".')
@click.option("--said-on", metavar="DAY", help="The day it was said.")
@click.option("--place", type=click.IntRange(1), metavar="N", help="Which occurrence, if there are several: 1, 2, …")
@deciding_options
def add(
    decide: Decide,
    /,
    source: str,
    words: str,
    speakers: tuple[str, ...],
    create: bool,
    cue: str | None,
    said_on: str | None,
    place: int | None,
) -> None:
    """Add a quote that import missed.

    WORDS are as SOURCE (its number, URL or title) prints them.

    The words are located in the stored text, whatever the quotation marks, and proved like any other quote; " ... "
    marks omitted words. Words that occur more than once need --place, or more of the words around them. The quote is
    confirmed.

    \b
    Example:
      factdb quotes add 1 "The ferry will run" --speaker "Mira Okafor" --cue said
    """
    from factdb.cli.decided import days
    from factdb.decide.quotes import add_quote
    from factdb.decide.speakers import with_speakers

    day = days(said_on)[0] if said_on else None

    def work(tx: Any, by: Any) -> str:
        if create:
            with_speakers(tx, speakers, by)
        with _offering_to_create():
            return add_quote(tx, source, words, by, speakers=speakers, cue=cue, said_on=day, place=place)

    decide(work)


@click.command("correct")
@click.argument("references", metavar="ID...", nargs=-1, required=True)
@click.option("--speaker", "speakers", type=SPEAKER, multiple=True, help="Who said it; several for a joint statement.")
@_create_option
@click.option("--said-on", metavar="DAY", help="When it was said: a day, month or year.")
@click.option("--kind", type=click.Choice(KINDS), help="Kind of quote; refused if its spans contradict it.")
@click.option("--venue", metavar="TEXT", help="Where it was said; an empty text clears it.")
@click.option("--factuality", type=click.Choice(FACTUALITIES), help="Whether it was said, denied or only possible.")
@deciding_options
def correct(
    decide: Decide,
    /,
    references: tuple[str, ...],
    speakers: tuple[str, ...],
    create: bool,
    said_on: str | None,
    kind: str | None,
    venue: str | None,
    factuality: str | None,
) -> None:
    """Correct quotes and confirm them.

    The former attribution is kept as deprecated.

    \b
    Example:
      factdb quotes correct 3 --speaker "Mira Okafor" --said-on 2024-03-01
    """
    from factdb.cli.decided import correction
    from factdb.decide.quotes import correct
    from factdb.decide.speakers import with_speakers

    wanted = correction(speakers, said_on, kind, venue, factuality)

    def work(tx: Any, reference: str, by: Any) -> str:
        if create:
            with_speakers(tx, speakers, by)
        with _offering_to_create():
            return correct(tx, reference, wanted, by)

    decide.each(references, work)


@click.command("edit")
@click.argument("reference", metavar="ID")
@click.argument("words", metavar="WORDS")
@deciding_options
def edit(decide: Decide, /, reference: str, words: str) -> None:
    """Change the text of a quote to WORDS and confirm it.

    The source must contain WORDS; " ... " marks omitted words.

    \b
    Example:
      factdb quotes edit 3 "We owe it to the islands ... and to ourselves"
    """
    from factdb.decide.quotes import edit_quote

    decide(lambda tx, by: edit_quote(tx, reference, words, by))


@click.command("split")
@click.argument("reference", metavar="ID")
@click.argument("words", metavar="WORDS")
@deciding_options
def split(decide: Decide, /, reference: str, words: str) -> None:
    """Split a quote in two where WORDS begin.

    The second part becomes a new quote by the same speakers.

    \b
    Example:
      factdb quotes split 3 "and to ourselves"
    """
    from factdb.decide.quotes import split_quote

    decide(lambda tx, by: split_quote(tx, reference, words, by))


@click.command("merge")
@click.argument("reference", metavar="ID")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@deciding_options
def merge(decide: Decide, /, reference: str, others: tuple[str, ...]) -> None:
    """Merge quotes of one source into one.

    The quote takes in the words of the others, which are rejected.

    \b
    Example:
      factdb quotes merge 3 4
    """
    from factdb.decide.quotes import merge_quotes

    decide(lambda tx, by: merge_quotes(tx, reference, others, by))


@click.command("not-same")
@click.argument("reference", metavar="ID")
@click.argument("other", metavar="OTHER")
@deciding_options
def not_same(decide: Decide, /, reference: str, other: str) -> None:
    """Record that a quote and its variant are different statements.

    The link between them is removed and not created again.

    \b
    Example:
      factdb quotes not-same 7 12 --reason "a proverb that both used"
    """
    from factdb.decide.variants import keep_quotes_apart

    decide(lambda tx, by: keep_quotes_apart(tx, reference, other, by))


DECISIONS = (add, confirm, correct, edit, merge, not_same, reject, split)
