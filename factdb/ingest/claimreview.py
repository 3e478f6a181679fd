"""Reviews that others published, from ClaimReview markup to rows: the claim, who made it where, the judgement.

The markup itself is stored beside the columns, so that an export returns everything in it. The same markup again
changes nothing; another judgement of the same claim on the same page supersedes the one before. Nobody here has
confirmed any of it: claims are candidates, quotes and speakers are extracted, and their origin is "claimreview".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from factdb.claimreview import Fault, Found, Judged, faults_of, judged_of, read_markup_file
from factdb.claimreview.meaning import Appearance
from factdb.database.models import Assertion, Review, Source
from factdb.database.write import Writer, open_writer
from factdb.errors import ArticleError
from factdb.extract import Mention
from factdb.ingest.repeats import suggest_for
from factdb.store.claims import claim_saying, insert_assertions, insert_claims, normal_form
from factdb.store.identity import resolve_speakers
from factdb.store.quotes import insert_attributions, insert_quotes
from factdb.store.reviews import insert_review
from factdb.store.runs import Run, closing_run, current_actor
from factdb.store.sources import day_of, insert_source

ORIGIN = "claimreview"


@dataclass(slots=True)
class Taken:
    """Counts of what an import of markup did."""

    reviews: int = 0
    known: int = 0
    claims: int = 0
    problems: int = 0
    suggested: int = 0
    run: int | None = None
    superseded: list[str] = field(default_factory=list)


# Reviews of one transaction.
_BATCH = 200


def import_reviews(
    database: str,
    paths: Sequence[str],
    taken: Taken,
    *,
    actor: str | None,
    report: Callable[[str], None] = lambda _: None,
) -> Generator[ArticleError | Fault]:
    """Import the ClaimReview markup of files as one run.

    Args:
        database: Path or URL.
        paths: The files.
        taken: Counts, added to.
        actor: Who imports; by default the login name.
        report: Called with the progress, in words.

    Yields:
        What could not be imported, and why.

    Raises:
        DatabaseError: The database cannot be opened or written.
    """
    run = Run(actor=actor or current_actor(), inputs=[*paths], engine=ORIGIN, lasting=True)
    opened: list[Writer] = []  # with the first review, so that an import of nothing makes no database
    with ExitStack() as stack, closing_run(run, lambda: opened[0]):
        for path in paths:
            readable = _readable(path, taken)
            while part := list(islice(readable, _BATCH)):
                yield from (one for one in part if not isinstance(one, Found))
                found = [one for one in part if isinstance(one, Found)]
                if found:
                    opened = opened or [stack.enter_context(open_writer(database, create=True))]
                    with opened[0].transaction() as tx:
                        take_reviews(tx, found, run, taken)
                    report(f"{taken.reviews + taken.known:,} reviews")
                run.problems = taken.problems
    taken.run = run.number


def _readable(path: str, taken: Taken) -> Iterator[Found | ArticleError | Fault]:
    try:
        for found in read_markup_file(path):
            stops = (
                [found]
                if isinstance(found, Fault)
                else [fault for fault in faults_of(found.node, found.place) if fault.stops_import]
            )
            taken.problems += bool(stops)
            yield from stops
            if not stops and isinstance(found, Found):
                yield found
    except ArticleError as error:
        taken.problems += 1
        yield error


def take_reviews(tx: Connection, found: Iterable[Found], run: Run, taken: Taken) -> None:
    """Store the reviews of `found`, which have no fault that stops an import (see `claimreview.faults_of`)."""
    fresh: list[tuple[int, str]] = []
    for one in found:
        judged = judged_of(one.node)
        markup = json.dumps(one.node, ensure_ascii=False)
        if _known(tx, judged, markup):
            taken.known += 1
            continue
        taken.reviews += 1
        run_id = run.id(tx)
        claim_id, new = _claim(tx, judged, run_id)
        taken.claims += new
        _assertions(tx, judged, claim_id, run_id)
        former = _former(tx, judged, claim_id)
        if new:
            fresh.append((claim_id, normal_form(judged.claim)))
        review_id = insert_review(tx, **_review(judged, claim_id, former, markup, run_id))
        if former is not None:
            taken.superseded.append(f"review {review_id} supersedes review {former} of claim {claim_id}")
    taken.suggested += suggest_for(tx, fresh)


def _known(tx: Connection, judged: Judged, markup: str) -> bool:
    """Check whether the same markup was imported before, or comes from this very database."""
    uid = (judged.identifier or "").removeprefix("urn:uuid:").replace("-", "")
    if tx.execute(select(Review.id).where(Review.uid == uid)).first() is not None:
        return True
    same_page = Review.url == judged.url if judged.url is not None else Review.url.is_(None)
    return tx.execute(select(Review.id).where(same_page, Review.markup == markup)).first() is not None


def _claim(tx: Connection, judged: Judged, run_id: int) -> tuple[int, bool]:
    text = normal_form(judged.claim)
    known = claim_saying(tx, text)
    if known is not None:
        return known, False
    values = {"text": text, "language": judged.language or "en", "status": "candidate", "origin": ORIGIN}
    (claim_id,) = insert_claims(tx, [{**values, "import_run_id": run_id}])
    return claim_id, True


def _assertions(tx: Connection, judged: Judged, claim_id: int, run_id: int) -> None:
    """Store who made the claim, in each work where it appeared.

    If the markup names no such work, it is the page of the review.
    """
    places = judged.appearances
    if not places and judged.url:
        places = (Appearance(judged.url, None, judged.organization, judged.reviewed_on),)
    for number, place in enumerate(places):
        source_id = _source(tx, place, judged, run_id)
        known = select(Assertion.id).where(Assertion.claim_id == claim_id, Assertion.source_id == source_id)
        if tx.execute(known).first() is not None:
            continue
        said_by = judged.speaker is not None and not number
        quote_id = _quote(tx, judged, source_id, run_id) if said_by else None
        values = {"claim_id": claim_id, "quote_id": quote_id, "source_id": source_id, "import_run_id": run_id}
        insert_assertions(tx, [{**values, "stance": "asserts"}])


def _source(tx: Connection, place: Appearance, judged: Judged, run_id: int) -> int:
    known = tx.execute(select(Source.id).where(Source.url == place.url)).scalar()
    if known is not None:
        return known
    return insert_source(
        tx,
        run_id,
        publisher=place.publisher,
        url=place.url,
        title=place.title or place.url,
        language=judged.language or "en",
        published_on=place.published_on,
    )


def _quote(tx: Connection, judged: Judged, source_id: int, run_id: int) -> int:
    """Store what the claimant said in the reviewer's words: indirect, without a place in a text."""
    name = str(judged.speaker)
    kind: Any = judged.speaker_kind
    mention = Mention(0, 0, name, name, kind, judged.speaker_title)
    speakers = resolve_speakers(tx, [mention], source_id, run_id, ORIGIN)
    dated = judged.said_on or day_of(tx, source_id)
    said = judged.said_on
    row: dict[str, Any] = {
        "source_id": source_id,
        "kind": "indirect",
        "text": judged.claim,
        "said_on": said,
        "said_until": said,
        "said_basis": "stated" if said else None,
        "dated_on": dated,
        "language": judged.language or "en",
        "status": "extracted",
        "origin": ORIGIN,
        "import_run_id": run_id,
    }
    (quote_id,) = insert_quotes(tx, [row])
    said_by = {
        "speaker_id": speakers[kind, name],
        "part": "speaker",
        "seq": 0,
        "rank": "normal",
        "as_printed": name,
        "title_as_printed": judged.speaker_title,
        "basis": "named",
        "dated_on": dated,
    }
    insert_attributions(tx, {quote_id: [said_by]}, run_id)
    return quote_id


def _former(tx: Connection, judged: Judged, claim_id: int) -> int | None:
    """Return the review of the same claim on the same page that nothing has superseded yet."""
    if judged.url is None:
        return None
    later = select(Review.supersedes_id).where(Review.supersedes_id.is_not(None))
    return tx.execute(
        select(Review.id)
        .where(Review.claim_id == claim_id, Review.url == judged.url, Review.origin == ORIGIN, Review.id.not_in(later))
        .order_by(Review.id.desc())
    ).scalar()


def _review(judged: Judged, claim_id: int, former: int | None, markup: str, run_id: int) -> dict[str, Any]:
    return {
        "claim_id": claim_id,
        "status": "published",
        "rating_label": judged.label,
        "rating_value": judged.value,
        "worst_value": judged.worst,
        "best_value": judged.best,
        "explanation": judged.explanation,
        "text": judged.text,
        "reviewer": judged.reviewer,
        "organization": judged.organization,
        "reviewed_on": judged.reviewed_on,
        "url": judged.url,
        "language": judged.language or "en",
        "supersedes_id": former,
        "origin": ORIGIN,
        "title": judged.title,
        "markup": markup,
        "import_run_id": run_id,
    }
