"""`factdb export`: write reporting views to files of many formats."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import click

from factdb.cli.export_options import (
    EVERYTHING,
    SHEETS,
    noun_argument,
    output_option,
    package_option,
    selection_options,
)
from factdb.cli.export_reviews import REVIEWS
from factdb.cli.progress import progress
from factdb.database.connect import read_connection
from factdb.errors import FactdbError, extra
from factdb.export.files import whole_file, whole_folder, whole_path
from factdb.export.selection import Selection, nouns
from factdb.export.shown import json_text


class _Formats(click.Group):
    """A group of formats that answers what is exported without one with the command that does it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] in nouns() and args[0] not in self.commands:
            raise click.UsageError(
                f"the format comes first: `factdb export csv {args[0]}`, or jsonl or parquet for csv", ctx
            )
        if args and args[0] in ("xlsx", "xls", "ods"):
            raise click.UsageError(SHEETS, ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Formats)
def export() -> None:
    """Export quotes, claims and other views to files.

    Formats are CSV, JSON lines, Parquet, SQLite and more.

    NOUN is a reporting view: quotes, claims, speakers, sources, assertions, attributions, anchors, reviews, roles,
    variants, versions, counts, daily or columns. Rows are ordered by key; rejected ones are left out.

    \b
    Example:
      factdb export csv quotes --speaker Blinken -o quotes.csv.gz
      factdb export parquet claims -o claims.parquet
    """


@export.command()
@noun_argument()
@output_option()
@click.option("--raw", is_flag=True, help="Do not put an apostrophe before spreadsheet formulas.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, by which Excel knows UTF-8.")
@package_option
@selection_options
@click.pass_obj
def csv(database: str, /, noun: str, output: str, raw: bool, bom: bool, package: bool, **wanted: Any) -> None:
    """Export NOUN (default: quotes) as CSV.

    \b
    Example:
      factdb export csv --since 2023 -o quotes.csv.gz
    """
    if package and (output == "-" or output.endswith((".gz", ".zst"))):
        raise click.UsageError("--package describes an uncompressed file: give -o FILE.csv")
    _lines(database, noun, "csv", output, Selection(**wanted), raw, bom=bom)
    if package:
        from factdb.export.package import describe

        describe(Path(output), noun, "csv", encoding="utf-8-sig" if bom else "utf-8")


@export.command()
@noun_argument(EVERYTHING)
@output_option()
@selection_options
@click.pass_obj
def jsonl(database: str, /, noun: str, output: str, **wanted: Any) -> None:
    """Export NOUN (default: quotes) as JSON lines.

    "everything" is the whole database with drafts, texts and history; `factdb db copy FILE DATABASE` reads it back.

    \b
    Example:
      factdb export jsonl claims | jq .text
      factdb export jsonl everything -o archive.jsonl.zst
    """
    if noun != EVERYTHING:
        return _lines(database, noun, "jsonl", output, Selection(**wanted), False)
    from factdb.database.archive import write_jsonl

    _refuse_filters(wanted)
    with (
        read_connection(database) as reader,
        progress() as report,
        whole_file(output, binary=True, private=True) as stream,
    ):
        written = write_jsonl(reader, stream, lambda table, rows: report(f"{table} {rows:,}"))
    return _tell_everything(output, sum(table.rows for table in written))


def _refuse_filters(wanted: dict[str, Any]) -> None:
    given = next((name for name, value in wanted.items() if value is not None), None)
    if given is not None:
        raise FactdbError(f"everything cannot be filtered by --{given.replace('_', '-')}: leave it out")


def _tell_everything(output: str, rows: int) -> None:
    if output != "-":
        click.echo(f"{output}: {rows:,} rows; `factdb db copy {output} DATABASE` reads them back", err=True)


def _lines(
    database: str, noun: str, form: str, output: str, wanted: Selection, raw: bool, *, bom: bool = False
) -> None:
    from factdb.export.lines import export_lines

    rows = 0
    with read_connection(database) as reader, progress() as report, whole_file(output, binary=True) as stream:
        if bom:
            stream.write(codecs.BOM_UTF8)
        for count, lines in export_lines(reader, noun, form, wanted, raw=raw):
            stream.write(lines)
            rows += count
            report(f"{rows:,} rows")


@export.command()
@noun_argument(EVERYTHING)
@output_option("FILE")
@package_option
@selection_options
@click.pass_obj
def parquet(database: str, /, noun: str, output: str, package: bool, **wanted: Any) -> None:
    """Export NOUN (default: quotes) as Parquet, days as dates.

    "everything" is the whole database with drafts, texts and history, as a folder with a file for each table;
    `factdb db copy FOLDER DATABASE` reads it back.

    \b
    Example:
      factdb export parquet quotes -o quotes.parquet
      factdb export parquet everything -o archive
    """
    from factdb.export.parquet import export_parquet

    rows = 0
    if noun == EVERYTHING:
        from factdb.database.archive import write_parquet

        if package:
            raise click.UsageError("--package describes one file: leave it out, or export a view")

        _refuse_filters(wanted)
        with read_connection(database) as reader, progress() as report, whole_folder(output, private=True) as folder:
            written = write_parquet(reader, folder, lambda table, rows: report(f"{table} {rows:,}"))
        return _tell_everything(output, sum(table.rows for table in written))
    with read_connection(database) as reader, progress() as report, whole_path(output) as part:
        for count in export_parquet(reader, noun, Selection(**wanted), part):
            rows += count
            report(f"{rows:,} rows")
    if package:
        from factdb.export.package import describe

        describe(Path(output), noun, "parquet")
    return None


@export.command()
@output_option("FILE")
@click.option("--drafts", is_flag=True, help="Include quotes and claims that nobody has confirmed.")
@click.option("--texts", is_flag=True, help="Include the texts of the sources, in a table source_texts.")
@click.pass_obj
def sqlite(database: str, /, output: str, drafts: bool, texts: bool) -> None:
    """Export a compact SQLite file for publishing.

    The reporting views become tables, with indexes and full-text search.

    It holds confirmed quotes and claims with their speakers and sources, and no article texts.

    \b
    Example:
      factdb export sqlite -o site.sqlite
      factdb export sqlite --drafts --texts -o everything.sqlite
    """
    from factdb.export.snapshot import export_snapshot

    with progress() as report, whole_path(output) as part:
        part.unlink(missing_ok=True)
        counts = export_snapshot(database, part, drafts=drafts, texts=texts, report=report)
    listed = ", ".join(f"{counts['report_' + noun]:,} {noun}" for noun in ("quotes", "claims", "speakers", "sources"))
    unconfirmed = "" if drafts else "; unconfirmed rows are left out (--drafts includes them)"
    click.echo(f"{output}: {listed}{unconfirmed}", err=True)


@export.command()
@output_option("FOLDER")
@click.option("--drafts", is_flag=True, help="Include quotes that nobody has confirmed.")
@click.option("--texts", "--with-texts", is_flag=True, help="Include the texts of the articles; check their copyright.")
@click.option("--url", metavar="URL", help="Where it will be published; for the sitemap, feed and ClaimReview.")
@click.option("--title", default="The reading room", metavar="TEXT", show_default=True, help="Name of the site.")
@click.pass_obj
def site(database: str, /, output: str, drafts: bool, texts: bool, url: str | None, title: str) -> None:
    """Export the reading room as a folder of web pages.

    The folder opens from disk and can be published.

    It holds confirmed quotes and claims, and published reviews with a feed. Each quote comes with the hash and the
    place that prove it; article texts are left out. Needs the extra factdb[web].

    A folder with an earlier site is replaced once the new one is complete; other files in it (.git, CNAME) stay.

    \b
    Example:
      factdb export site -o site
      factdb export site --url https://facts.example.org/ -o site
    """
    from factdb.claimreview.check import is_web_address

    with extra("web", "the site"):
        from factdb.web.site import Site, is_site
    from factdb.web.pages import Look

    if url is not None and (not is_web_address(url) or any(c in url for c in "<>\"'&?#")):
        raise FactdbError(f"{url!r} is not the address of a folder on the web: write it in full, https://…/")
    base = None if url is None else url.rstrip("/") + "/"
    look = Look(confirmed=not drafts, texts=texts)
    with read_connection(database) as reader, progress() as report, whole_folder(output, replaces=is_site) as folder:
        written = Site(reader, folder, look, title, base, report).write()
    unconfirmed = "" if drafts else "; unconfirmed rows are left out (--drafts includes them)"
    mapped = "" if url is not None else "; no sitemap without --url"
    click.echo(f"{output}: {written:,} pages{unconfirmed}{mapped}", err=True)


@export.command()
@output_option()
@click.option("--of", "served", metavar="FILE", help="Snapshot to be served (default: the database itself).")
@click.pass_obj
def datasette(database: str, /, output: str, served: str | None) -> None:
    """Export metadata for Datasette.

    The metadata contain titles, descriptions, facets, search and canned queries.

    \b
    Example:
      factdb export datasette -o metadata.json
      datasette factdb.sqlite --metadata metadata.json
    """
    from factdb.export.datasette import metadata

    made = metadata(database, served)
    with whole_file(output) as stream:
        stream.write(json_text(made, indent=2) + "\n")


@export.command("annotations")
@output_option()
@selection_options
@click.pass_obj
def annotations_(database: str, /, output: str, **wanted: Any) -> None:
    """Export quotes as W3C Web Annotations.

    Each line is a JSON-LD object that selects the quote's spans in the source's text with TextQuoteSelector and
    TextPositionSelector.

    \b
    Example:
      factdb export annotations --speaker Blinken -o blinken.jsonl
    """
    from factdb.export.annotations import export_annotations

    count = 0
    with read_connection(database) as reader, progress() as report, whole_file(output, binary=True) as stream:
        for made, lines in export_annotations(reader, Selection(**wanted)):
            stream.write(lines)
            count += made
            report(f"{count:,} annotations")


@export.command("csl")
@output_option()
@selection_options
@click.pass_obj
def csl_(database: str, /, output: str, **wanted: Any) -> None:
    """Export sources as CSL-JSON, for reference managers.

    \b
    Example:
      factdb export csl --since 2023 -o sources.json
    """
    from factdb.export.citations import cited_sources, csl

    with read_connection(database) as reader, whole_file(output) as stream:
        items = [csl(source) for source in cited_sources(reader, Selection(**wanted))]
        stream.write(json_text(items, indent=2) + "\n")


@export.command("bibtex")
@output_option()
@selection_options
@click.pass_obj
def bibtex_(database: str, /, output: str, **wanted: Any) -> None:
    """Export sources as BibTeX.

    \b
    Example:
      factdb export bibtex --publisher "Ellis Courier" -o sources.bib
    """
    from factdb.export.citations import bibtex, cited_sources

    with read_connection(database) as reader, whole_file(output) as stream:
        for source in cited_sources(reader, Selection(**wanted)):
            stream.write(bibtex(source))


for _command in REVIEWS:
    export.add_command(_command)
