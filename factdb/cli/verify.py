"""`factdb verify`: check that every hash and every span still holds."""

from __future__ import annotations

from pathlib import Path

import click

from factdb.database.connect import read_connection
from factdb.errors import ArticleError


@click.command()
@click.option(
    "--against", multiple=True, metavar="FILE", help="Check the spans against this file, if the text is not kept."
)
@click.option("--encoding", metavar="NAME", help="Encoding of FILE, if not UTF-8.")
@click.option(
    "--head",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Reconstruct the rows at the time of this head (written by `factdb db head`) and report differences.",
)
@click.pass_obj
def verify(database: str, /, against: tuple[str, ...], encoding: str | None, head: Path | None) -> None:
    """Check that every hash and every span still matches.

    Each fault is a line; the exit code is 1 if there are any.

    \b
    Example:
      factdb verify
      factdb verify --against article.txt
      factdb verify --head head.txt
    """
    from factdb.verify import Proved, misfits, read_head, verify_against
    from factdb.verify import verify as verify_all

    kept = read_head(head.read_text(encoding="utf-8", errors="replace"), str(head)) if head else None
    proved, faults = Proved(), 0
    with read_connection(database) as reader:
        checks = [verify_all(reader, proved)]
        if against:
            from factdb.article import read_articles

            checks = []
            for path in against:
                for article in read_articles(path, encoding=encoding):
                    if isinstance(article, ArticleError):
                        raise article
                    checks.append(verify_against(reader, article.text, article.location, proved))
        if kept is not None:
            checks.append(misfits(reader, kept))
        for check in checks:
            for fault in check:
                click.echo(str(fault))
                faults += 1
    if proved.unlinked:
        click.echo(
            f"{proved.unlinked:,} quotes have not been compared with others yet: run `factdb quotes link`", err=True
        )
    awaiting = f" ({proved.unproved_spans} more need their text: --against FILE)" if proved.unproved_spans else ""
    click.echo(
        f"texts: {proved.versions}, quotes: {proved.quotes}, spans proved: {proved.spans}{awaiting},"
        f" faults: {faults or 'none'}"
    )
    if faults:
        raise click.exceptions.Exit(1)
