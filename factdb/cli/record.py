"""`factdb record`: an editor's record, explained and checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from factdb.errors import ArticleError, FactdbError


@click.group()
def record() -> None:
    """Check an editor's record; explain how to write one.

    A file record.toml beside an article confirms, corrects and completes what `factdb import FOLDER` finds in it:
    source, speakers, quotes, claims, and who asserts or disputes them. Quotes are given by their words. This one
    belongs to an article.txt in which “It is full,” Mira Okafor, the harbour master, told reporters on Monday:

    \b
      format = 1
      editor = "Ellis Courier"           # who confirms what is written here

    \b
      [source]                           # the article
      title = "The ferry is full"
      published_on = 2024-03-06
      # publisher, agency, byline, contributors = [..], dateline, url, language, medium, rights
      # text_sha256 and text_length, as `factdb record check` prints them; without them the
      # article is treated as a retelling of another work, with this headline and day

    \b
      [[speaker]]
      key = "okafor"                     # by which quotes name the speaker
      name = "Mira Okafor"
      kind = "person"                    # or organization, collective, unnamed
      role = "harbour master"
      # aliases = [..], wikidata = "Q…"

    \b
      [[quote]]
      key = "full"
      speaker = "okafor"                 # or a list of keys, for a joint statement
      kind = "direct"                    # or mixed, indirect
      quoted = ["It is full"]            # the words in quotation marks, one text for each run
      # content = ["..", ..]             # the whole quote as printed, for mixed and indirect
      cue = "told"
      mention = "Mira Okafor, the harbour master"
      said_on = 2024-03-04
      said_as = "Monday"                 # the words the day was read from, and how:
      said_basis = "relative"            # stated, relative or editor
      # addressee, addressee_as, reported_by, factuality, venue, note

    \b
      [[claim]]                          # a self-contained statement in your own words
      key = "ferry-full"
      text = "On 4 March 2024 the Ellis ferry was full."
      [[claim.assertion]]
      stance = "asserts"                 # or denies, disputes, repeats
      quote = "full"                     # or narration = true

    \b
      # [[relation]] between two claims: claim, to, kind = contradicts|updates|narrows|same_as
      # [retelling] file, publisher, note: of an article that retells [source] in other words
      # [quote.original] content, sha256, cue, speaker: offsets in a text that may not be copied

    \b
    Example:
      factdb record check seeds/2023-06-18-beijing/record.toml
    """


@record.command("check")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False))
@click.option("--article", metavar="FILE", help="The article it belongs to (default: the one beside it).")
def check(path: str, article: str | None) -> None:
    """Check a record, and that its quotes are in their article.

    Every fault is reported at once, with its line. No database is read or changed.

    \b
    Example:
      factdb record check notes/record.toml --article notes/article.txt
    """
    from factdb.article import read_articles
    from factdb.record import locate, read_record

    record = read_record(Path(path))
    held = (
        f"{len(found)} {name}" + ("" if len(found) == 1 else "s")
        for name, found in (("speaker", record.speakers), ("quote", record.quotes), ("claim", record.claims))
    )
    click.echo(f"{path}: {', '.join(held)}")
    faults = 0
    retelling = record.retelling.file if record.retelling else None
    for read in read_articles(article or _article_of(Path(path), retelling)):
        if isinstance(read, ArticleError):
            raise read
        sha256 = hashlib.sha256(read.text.encode()).hexdigest()
        for quote in record.quotes.values():
            place = locate(quote, read.text, sha256)
            if isinstance(place, str):
                faults += 1
                click.echo(f"factdb: {path}:{quote.line}: quote {quote.key}: {place}", err=True)
        click.echo(f'{read.location}: text_sha256 = "{sha256}", text_length = {len(read.text)}')
    if faults:
        raise click.exceptions.Exit(1)


def _article_of(record: Path, retelling: str | None) -> str:
    """Return the article beside a record. Raises FactdbError where none or several could be meant."""
    if retelling:
        return str(record.parent / retelling)
    beside = [path for path in sorted(record.parent.glob("*")) if path.suffix in (".txt", ".md", ".html", ".htm")]
    beside = [path for path in beside if path.name.lower() != "readme.md"]
    if len(beside) != 1:
        raise FactdbError(f"{record.parent}: {len(beside)} articles beside the record: choose one with --article")
    return str(beside[0])
