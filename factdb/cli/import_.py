"""`factdb import`: import articles, once or as they appear."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from factdb.cli.general import note
from factdb.cli.known import PUBLISHER
from factdb.cli.options import SOURCE, Day, actor_option, extraction_options
from factdb.errors import ArticleError, FactdbError, LeftOutError
from factdb.export.shown import exact

if TYPE_CHECKING:
    from factdb.ingest.fetch import Fetcher

# If there are more articles than this, only a summary is printed.
LISTED = 20
# Between two looks at a feed.
FEWEST_SECONDS = 60


@click.command("import")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--publisher", type=PUBLISHER, help="Publisher, if the text does not name it.")
@click.option("--published", type=Day(), help="Day of publication; words like “Friday” are read relative to it.")
@click.option("--url", help="Address at which it was published.")
@click.option("--version-of", metavar=SOURCE, help="Import PATH as a new version of this source.")
@click.option("--title", help="Headline, if the text has none.")
@click.option(
    "--as",
    "--format",
    "form",
    type=click.Choice(["auto", "text", "html", "jsonl", "subtitles", "claimreview"]),
    default="auto",
    show_default=True,
    help="Format of PATH.",
)
@click.option("--encoding", metavar="NAME", help="Encoding of the files, if not UTF-8.")
@click.option("--record", metavar="FILE", type=click.Path(), help="An editor's record to apply to the articles.")
@click.option("--no-text", is_flag=True, help="Keep quotes, offsets and hashes, but not the articles' text.")
@extraction_options
@click.option("--reextract", is_flag=True, help="Run the engine again on stored texts; decisions are kept.")
@click.option("--dry-run", is_flag=True, help="Report what would be imported; store nothing.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    default=1,
    show_default=True,
    help="Number of processes that read articles and find quotes; one more stores them.",
)
@click.option("--watch", is_flag=True, help="Keep running and import what appears in folder or feed PATH.")
@click.option(
    "--every",
    type=click.IntRange(1),
    metavar="SECONDS",
    default=300,
    show_default=True,
    help="Time between checks of a feed; 60 or more.",
)
@click.option("--feed", is_flag=True, help="PATH is a feed's address: import the pages of its new items.")
@click.option("--summaries", is_flag=True, help="Also import feed items that only summarize an article.")
@click.option(
    "--keep", metavar="FOLDER", type=click.Path(file_okay=False), help="Keep what is fetched, named by SHA-256."
)
@click.option("--allow-private-addresses", is_flag=True, help="Also fetch from this machine and private networks.")
@click.option("--follow-links", is_flag=True, help="Follow symbolic links that lead out of a directory.")
@actor_option("Who imports (default: login name).")
@click.pass_obj
def import_(
    database: str, /, paths: tuple[str, ...], actor: str | None, watch: bool, published: str | None, **options: Any
) -> None:
    """Import articles: find who said what and store it.

    PATH is a text, an HTML page, articles as JSON lines, subtitles (WebVTT, SubRip), a feed, a news agency's item, a
    web archive or another format listed in the documentation; a directory of such files, a seeds folder (articles
    beside an editor's record.toml), the address of a page or feed (https://…), or - for standard input. A missing
    SQLite database is created. Files that cannot be read are reported and skipped. With --format claimreview, PATH
    holds reviews that others published (ClaimReview or MediaReview, as JSON, JSON lines, a page or a feed), and their
    claims, claimants and ratings are imported.

    \b
    Example:
      factdb import article.txt --publisher "Example Post" --published 2023-06-18
      factdb import seeds/2023-06-18-beijing
      factdb import --watch incoming/
      factdb import --feed https://courier.example/rss
      factdb import --format claimreview checks.json
    """
    if options["form"] == "claimreview":
        _take_reviews(database, paths, actor, watch, published, options)
        return
    from factdb.ingest.run import Importer

    day = date.fromisoformat(published) if published else None
    every, new_in = options.pop("every"), database if options.pop("feed") or watch else None
    reach = {"keep": options.pop("keep"), "allow_private": options.pop("allow_private_addresses"), "new_in": new_in}
    if watch:
        _watch(database, paths, every, reach, actor=actor, published=day, **options)
        return
    if not paths and not options["reextract"]:
        raise click.UsageError("Missing argument 'PATH...': give files, a directory, or - for standard input")
    if options["dry_run"] and options["reextract"]:
        raise click.UsageError("--dry-run cannot be combined with --reextract")
    if options["version_of"] and (len(paths) > 1 or options["reextract"]):
        raise click.UsageError("--version-of works with only one article: import the others separately")
    if options["url"] and len(paths) > 1:
        raise click.UsageError("--url works with only one article: import the others separately")
    importer = Importer(database, paths, actor=actor, published=day, web=_fetcher(paths, reach), **options)
    lines: list[str] = []
    with _progress(importer) as advance, closing(importer.run()) as outcomes:
        for outcome in outcomes:
            advance()
            if isinstance(outcome, LeftOutError):
                if importer.left_out <= LISTED:
                    note(f"left out {outcome}")
            elif isinstance(outcome, ArticleError | FactdbError):
                click.echo(f"factdb: {outcome}", err=True)
            elif len(lines) <= LISTED:
                lines.append(outcome)
    if len(lines) <= LISTED:
        for line in lines:
            click.echo(line)
    skipped = _tell_skipped(paths, options["follow_links"])
    click.echo(importer.summary(skipped=skipped))
    if importer.problems:
        raise click.exceptions.Exit(1)


def _fetcher(paths: Sequence[str], reach: dict[str, Any]) -> Fetcher | None:
    """Return what fetches the addresses among `paths`; None if there are none."""
    from factdb.article.head import is_web_address
    from factdb.ingest.fetch import Fetcher

    addresses = [path for path in paths if is_web_address(path)]
    given = next((name for name, value in (("--feed", reach["new_in"]), ("--keep", reach["keep"])) if value), None)
    if given and not addresses:
        raise click.UsageError(f"{given} works only with an address (https://…)")
    return Fetcher(**reach) if addresses else None


def _tell_skipped(paths: tuple[str, ...], follow_links: bool) -> int:
    """List the files in folders that were not read, and why; returns how many there are."""
    from factdb.article.files import skipped_files
    from factdb.ingest.inputs import RECORD

    count, used = 0, (RECORD, "README.md")
    for path in paths:
        skipped = list(skipped_files(path, used, follow_links=follow_links)) if os.path.isdir(path) else []
        count += len(skipped)
        for name, why in skipped[:LISTED]:
            note(f"skipped {name}: {why}")
        if len(skipped) > LISTED:
            note(f"skipped {len(skipped) - LISTED:,} more in {path}")
    return count


def _take_reviews(
    database: str,
    paths: tuple[str, ...],
    actor: str | None,
    watch: bool,
    published: str | None,
    options: dict[str, Any],
) -> None:
    """Import reviews from ClaimReview markup; report and skip what cannot be stored."""
    from factdb.cli.progress import progress
    from factdb.ingest.claimreview import Taken, import_reviews

    if not paths:
        raise click.UsageError("Missing argument 'PATH...': give files with ClaimReview, or - for standard input")
    given = [name for name in ("publisher", "url", "title", "record", "encoding", "language") if options[name]]
    given += [name for name in ("no_text", "reextract", "follow_links", "dry_run", "feed", "keep") if options[name]]
    given += ["watch"] * watch + ["published"] * (published is not None)
    if given:
        raise click.UsageError(f"--{given[0].replace('_', '-')} cannot be combined with --format claimreview")
    taken = Taken()
    with progress() as report, closing(import_reviews(database, paths, taken, actor=actor, report=report)) as problems:
        for problem in problems:
            click.echo(f"factdb: {problem}", err=True)
    for line in taken.superseded[:LISTED]:
        click.echo(line)
    known = f", {taken.known:,} already known" if taken.known else ""
    brought = f"{taken.reviews:,} new review{'' if taken.reviews == 1 else 's'}"
    claims = f"{taken.claims:,} new claim{'' if taken.claims == 1 else 's'}"
    bad = f"; {taken.problems:,} could not be imported" if taken.problems else ""
    run = f"; import run {taken.run}" if taken.run is not None else ""
    click.echo(f"{brought}{known}, {claims}{bad}{run}")
    if taken.suggested:
        many = taken.suggested != 1
        candidates = f"{taken.suggested:,} candidates likely say" if many else "1 candidate likely says"
        click.echo(f"{candidates} what they judge: `factdb claims --matches` shows {'them' if many else 'it'}")
    if taken.problems:
        raise click.exceptions.Exit(1)


def _watch(database: str, paths: tuple[str, ...], every: int, reach: dict[str, Any], **options: Any) -> None:
    """Import files in folders once they have settled and new items of feeds, until the user stops it.

    Each batch is an import run.
    """
    from factdb.article.head import is_web_address
    from factdb.database.url import is_postgresql, sqlite_path
    from factdb.ingest.run import Importer
    from factdb.ingest.watch import settled_files

    if not paths or options["reextract"] or options["dry_run"]:
        raise click.UsageError("--watch needs folders or feeds and cannot be combined with --reextract or --dry-run")
    feeds = [path for path in paths if is_web_address(path)]
    folders = [path for path in paths if path not in feeds]
    for folder in folders:
        if not os.path.isdir(folder):
            raise click.UsageError(f"--watch needs folders or the addresses of feeds: {folder} is neither")
    if feeds and every < FEWEST_SECONDS:
        raise click.UsageError(f"--every {every} asks a site too often: give {FEWEST_SECONDS} or more")
    web = _fetcher(feeds, reach) if feeds else None
    click.echo(f"watching {', '.join(paths)}; stop with Ctrl-C", err=True)
    due = time.monotonic()

    def report(trouble: FactdbError) -> None:
        click.echo(f"factdb: {trouble}", err=True)

    # A database that goes while it is watched for is not to be begun again with what came last.
    create = is_postgresql(database) or not sqlite_path(database).exists()
    try:
        for files in settled_files(folders, follow_links=options["follow_links"], report=report):
            if web is not None and time.monotonic() >= due:
                files, due = [*files, *filter(web.may_be_asked, feeds)], time.monotonic() + every
            if not files:
                continue
            importer = Importer(database, files, create=create, web=web, **options)
            with closing(importer.run()) as outcomes:
                for outcome in outcomes:
                    create = create and not importer.has_database
                    if isinstance(outcome, FactdbError):
                        report(outcome)
                    else:
                        click.echo(outcome)
    except KeyboardInterrupt:
        click.echo("stopped watching", err=True)


@contextmanager
def _progress(importer: Any) -> Iterator[Any]:
    """Show a bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("importing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=exact(sys.stderr)), transient=True) as bar:
        task = bar.add_task("importing", total=importer.expected())
        yield lambda: bar.advance(task)
