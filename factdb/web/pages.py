"""The data of every page: pure functions of a reader, without a web framework or HTML.

Each takes a `Look`, which says what may be seen, and returns a dict for the template of its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from factdb.claimreview.check import web_address
from factdb.errors import NotFoundError
from factdb.export.claimreview import export_reviews
from factdb.queries.claims import claim_assertions, related_claims
from factdb.queries.page_rows import LinkedQuote
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.quotes import QuoteFilter, quote_anchors, quote_by_reference, text_around
from factdb.queries.reader import Reader, Row, by_reference
from factdb.queries.reading import (
    claims_by_id,
    claims_page,
    linked_quotes,
    most_travelled,
    quote_claims,
    relayed_quotes,
    review_links,
    room_counts,
    source_claims,
    speaker_card,
    speaker_claims,
    speaker_periods,
    uids,
    version_of,
    version_spans,
    with_links,
)
from factdb.queries.reviews import list_reviews, review_by_reference, review_evidence
from factdb.queries.sources import list_sources, source_by_reference, source_versions
from factdb.queries.speakers import find_speaker, list_speakers, speaker_roles
from factdb.queries.variants import quote_variants
from factdb.queries.versions import version_changes
from factdb.queries.walking import source_index
from factdb.web.marks import Piece, differences, excerpt, paragraphs, side_by_side
from factdb.web.timeline import timeline, unit_of

PAGE = 40
# Code points of the text around a quote, before it is widened to whole sentences.
_AROUND = 320
# At most this many variants of a quote are shown, the first ones: comparing takes time.
_VARIANTS = 60

Page = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """What a visitor may see."""

    confirmed: bool = False
    """Only what people confirmed and reviews that were published."""
    texts: bool = True
    """The articles' texts, where the database keeps them."""
    inside: bool = True
    """What only the newsroom itself may see: proposed claims and drafts of reviews."""


def home(reader: Reader, look: Look) -> Page:
    """Return the counts, the newest sources, reviews and quotes, and the quotes that travelled furthest."""
    reviews = _reviews(reader, limit=4)
    return {
        "counts": room_counts(reader, confirmed=look.confirmed),
        "reviews": reviews,
        "quotes": linked_quotes(reader, QuoteFilter(status=_status(look), limit=6)),
        "sources": [{**row, "versions": 1} for row in islice(source_index(reader), 6)]
        if look.confirmed
        else list_sources(reader, limit=6),
        "travelled": most_travelled(reader, confirmed=look.confirmed),
    }


def _status(look: Look) -> str | None:
    return "confirmed" if look.confirmed else None


def _reviews(reader: Reader, *, limit: int) -> list[Row]:
    rows = list_reviews(reader, status="published", superseded=False, limit=limit)
    return [{**row, **review_links(reader, row["id"])} for row in rows]


# --- Articles


def article(reader: Reader, reference: str, look: Look) -> Page:
    """Return a source with its quotes marked in the text.

    If the text may not be seen, the quotes come in text order with their offsets.
    """
    source = source_by_reference(reader, reference)
    version = version_of(reader, source["id"])
    spans = version_spans(reader, version["id"], confirmed=look.confirmed) if version else []
    quotes = linked_quotes(
        reader, QuoteFilter(source=str(source["id"]), status=_status(look), factuality="all", limit=0)
    )
    begins = {span["quote_id"]: span["start_char"] for span in reversed(spans) if span["part"] == "content"}
    text = version["text"] if version and look.texts else None
    content = [span for span in spans if span["part"] == "content"] if text is None else []
    placed = sorted((q for q in quotes if q["id"] in begins), key=lambda q: (begins[q["id"]], q["id"]))
    here = [
        {**q, "number": number, "places": [span for span in content if span["quote_id"] == q["id"]]}
        for number, q in enumerate(placed, start=1)
    ]
    return {
        "source": {**source, "url": web_address(source["url"])},
        "version": version,
        "text": _annotated(text, spans, here, source["title"]) if text is not None else None,
        "quotes": here,
        "settled": [q["id"] for q in here if q["status"] == "confirmed"],
        "elsewhere": [q for q in quotes if q["id"] not in begins],
        "claims": source_claims(reader, source["id"], confirmed=look.confirmed),
        "derived_uid": uids(reader, "sources", [source["derived_from_id"]]).get(source["derived_from_id"] or 0),
    }


def _annotated(text: str, spans: Sequence[Row], quotes: Sequence[Row], title: str) -> list[Page]:
    """Return the paragraphs of a text with the quotes that begin in each.

    The headline is left out, because the page prints it above the text.
    """
    by_id = {quote["id"]: quote for quote in quotes}
    found = []
    began = False
    for pieces in paragraphs(text, spans):
        notes = [by_id[one] for piece in pieces for one in piece.begins]
        began = began or bool(notes)
        words = "".join(piece.text for piece in pieces).strip()
        if words == title and not notes:
            continue
        # A headline, byline or date above the report: short and not a sentence.
        furniture = not began and len(words) < 100 and not words.endswith((".", "”", '"', "?", "!", ":"))
        began = began or not furniture
        found.append(
            {"pieces": pieces, "notes": sorted(notes, key=lambda quote: int(quote["number"])), "furniture": furniture}
        )
    return found


def versions(reader: Reader, reference: str, look: Look, before: int | None = None, now: int | None = None) -> Page:
    """Compare two versions of a source, and list what changed with each version.

    Args:
        reader: The database.
        reference: Number, public id or URL of the source.
        look: What may be seen.
        before: Number of the earlier version; by default the one before `now`.
        now: Number of the later version; by default the newest.
    """
    source = source_by_reference(reader, reference)
    listed = source_versions(reader, source["id"])
    numbers = [version["number"] for version in listed]
    now = now if now in numbers else numbers[-1] if numbers else None
    before = before if before in numbers else max((n for n in numbers if now is not None and n < now), default=now)
    sides = [version_of(reader, source["id"], number) for number in (before, now)]
    texts = [side["text"] for side in sides if side is not None and side["text"] is not None] if look.texts else []
    changes = version_changes(reader, source["id"])
    if look.confirmed:
        shown = {
            q["id"]
            for q in linked_quotes(
                reader, QuoteFilter(source=str(source["id"]), status="confirmed", factuality="all", limit=0)
            )
        }
        changes = [c for c in changes if {c["quote_id"], c["was_quote_id"]} & shown or c["change"] == "headline"]
    return {
        "source": source,
        "versions": listed,
        "before": before,
        "now": now,
        "rows": side_by_side(*texts) if len(texts) == 2 and before != now else None,
        "changes": [{**change, "pieces": differences(change["marked"] or "")} for change in reversed(changes)],
    }


# --- Quotes


def quote(reader: Reader, reference: str, look: Look) -> Page:
    """Return one quote in its text, with its proof, its claims and its variants.

    Raises:
        NotFoundError: There is no such quote, or `look` hides it.
    """
    found = quote_by_reference(reader, reference)
    [row] = with_links(reader, [found])
    if look.confirmed and row["status"] != "confirmed":
        raise NotFoundError(f"quote {row['id']} is not confirmed")
    anchors = quote_anchors(reader, row["id"])
    newest = [anchor for anchor in anchors if anchor["number"] == anchors[0]["number"]]
    variants = with_links(reader, quote_variants(reader, found, limit=0, among=_VARIANTS))
    return {
        "quote": {**row, "url": web_address(row["url"])},
        "anchors": newest,
        "context": _context(reader, newest) if look.texts else None,
        "variants": [
            {**one, "pieces": differences(one["marked"])}
            for one in variants
            if one["id"] != row["id"] and (one["status"] == "confirmed" or not look.confirmed)
        ],
        "more_variants": len(variants) >= _VARIANTS,
        "claims": quote_claims(reader, row["id"], confirmed=look.confirmed or not look.inside),
    }


def _context(reader: Reader, anchors: Sequence[Row]) -> list[list[Piece]] | None:
    """Return the sentences around a quote with its words marked; None if no text is kept."""
    if not anchors:
        return None
    begin, end = min(a["start_char"] for a in anchors), max(a["end_char"] for a in anchors)
    first, text = text_around(reader, anchors[0]["source_version_id"], begin, end, _AROUND)
    if not text:
        return None
    spans = [
        {**a, "quote_id": 0, "start_char": a["start_char"] - first, "end_char": a["end_char"] - first} for a in anchors
    ]
    return excerpt(text, spans, whole=(first == 0, first + len(text) >= anchors[0]["text_length"]))


# --- Speakers


def speaker(reader: Reader, reference: str, look: Look, after: int | None = None) -> Page:
    """Return a speaker: names, roles, timeline, quotes, quotes relayed by others, claims.

    Args:
        reader: The database.
        reference: Number or public id.
        look: What may be seen.
        after: Start after this quote, the last one on the previous page.

    Raises:
        NotFoundError: There is no such speaker, or `look` hides every quote of theirs.
    """
    number = by_reference(reader, "speakers", reference)
    canonical = find_speaker(reader, str(number))["id"]
    card = speaker_card(reader, canonical)
    if look.confirmed and not linked_quotes(
        reader, QuoteFilter(speaker=str(canonical), status="confirmed", factuality="all", limit=1)
    ):
        raise NotFoundError(f"no quote of speaker {canonical} is confirmed")
    quotes = linked_quotes(
        reader, QuoteFilter(speaker=str(canonical), status=_status(look), factuality="all", after=after, limit=PAGE + 1)
    )
    drawn = None
    if after is None and card["first_on"] is not None:
        unit, length = unit_of(card["first_on"], str(card["last_on"]))
        drawn = timeline(speaker_periods(reader, canonical, length, confirmed=look.confirmed), unit)
    first = after is None
    return {
        "speaker": card,
        "roles": speaker_roles(reader, canonical) if first else [],
        "timeline": drawn,
        "quotes": quotes[:PAGE],
        "after": quotes[PAGE - 1]["id"] if len(quotes) > PAGE else None,
        "first": first,
        "relayed": relayed_quotes(reader, canonical, confirmed=look.confirmed) if first else [],
        "claims": speaker_claims(reader, canonical) if first else [],
    }


def speakers(reader: Reader, look: Look, name: str = "") -> Page:
    """List the most quoted speakers, or those with `name` in one of their names."""
    return {"speakers": list_speakers(reader, name=name or None, limit=100), "name": name}


def articles(reader: Reader, look: Look, publisher: str = "") -> Page:
    """List the newest sources, or those of one publisher."""
    return {"sources": list_sources(reader, publisher=publisher or None, limit=100), "publisher": publisher}


# --- Claims and reviews


def claim(reader: Reader, reference: str, look: Look, address: str | None = None) -> Page:
    """Return a claim's file: who asserts and denies it in order of time, its reviews, related claims.

    Args:
        reader: The database.
        reference: Number or public id.
        look: What may be seen.
        address: Where the page will be published, for the ClaimReview markup of reviews that have no page of their own.

    Raises:
        NotFoundError: There is no such claim, or `look` hides it.
    """
    number = by_reference(reader, "claims", reference)
    [row] = claims_by_id(reader, [number])
    if not look.inside and row["status"] != "confirmed":
        raise NotFoundError(f"claim {number} is not confirmed")
    made = claim_assertions(reader, number)
    assertions: list[Page] = [{**one, "uid": None, "source_uid": None, "status": None, "speakers": []} for one in made]
    quotes = {q["id"]: q for q in _quotes(reader, [a["quote_id"] for a in assertions])}
    sources = uids(reader, "sources", [a["source_id"] for a in assertions])
    for one in assertions:
        one["source_uid"] = sources[one["source_id"]]
        cited = quotes.get(one["quote_id"])
        if cited is not None:
            one |= {"uid": cited["uid"], "status": cited["status"], "speakers": cited["speakers"]}
            one["factuality"] = cited["factuality"]
        elif not look.texts:
            one["text"] = None  # the source's own words
    if look.confirmed:
        assertions = [a for a in assertions if a["quote_id"] is None or a["status"] == "confirmed"]
    related = related_claims(reader, number)
    known = {c["id"]: c for c in claims_by_id(reader, [r["id"] for r in related])}
    allowed = {"published", "withdrawn", *(["draft"] if look.inside else [])}
    reviews = [r for r in list_reviews(reader, claim=str(number), limit=0) if r["status"] in allowed]
    return {
        "claim": row,
        "assertions": assertions,
        "reviews": [_review(reader, review, look) for review in reviews],
        "related": [
            {**r, **known[r["id"]]}
            for r in related
            if known[r["id"]]["status"] in (("confirmed", "candidate") if look.inside else ("confirmed",))
        ],
        "markup": [
            markup
            for one, markup in export_reviews(reader, claim=str(number), address=address)
            if markup is not None and one["origin"] == "record"  # others publish their own
        ],
    }


def _quotes(reader: Reader, ids: Sequence[int | None]) -> list[LinkedQuote]:
    return with_links(reader, quotes_by_id(reader, [one for one in dict.fromkeys(ids) if one is not None]))


def review(reader: Reader, reference: str, look: Look) -> Page:
    """Return one review with its evidence and the review that superseded it.

    Raises:
        NotFoundError: There is no such review, or `look` hides it.
    """
    row = review_by_reference(reader, reference)
    if not look.inside and row["status"] == "draft":
        raise NotFoundError(f"review {row['id']} is a draft")
    return {"review": _review(reader, row, look)}


def _review(reader: Reader, row: Row, look: Look) -> Page:
    evidence = review_evidence(reader, row["id"])
    quotes = {q["id"]: q for q in _quotes(reader, [piece["quote_id"] for piece in evidence])}
    sources = uids(reader, "sources", [piece["source_id"] for piece in evidence])
    pieces = []
    for piece in evidence:
        cited = quotes.get(piece["quote_id"] or 0)
        seen = cited is not None and (cited["status"] == "confirmed" or not look.confirmed)
        pieces.append(
            {
                **piece,
                "url": web_address(piece["url"]),
                "cited": cited if seen else None,
                "source_uid": sources.get(piece["source_id"] or 0),
            }
        )
    return {**row, **review_links(reader, row["id"]), "url": web_address(row["url"]), "pieces": pieces}


def reviews(reader: Reader, look: Look) -> Page:
    """List published reviews that were not superseded, newest first."""
    return {"reviews": _reviews(reader, limit=100)}


def claims(reader: Reader, look: Look, after: int = 0, candidates: bool = False) -> Page:
    """List claims by number, starting after claim `after`."""
    rows = claims_page(reader, after=after, limit=PAGE + 1, confirmed=look.confirmed, candidates=candidates)
    return {
        "claims": rows[:PAGE],
        "after": rows[PAGE - 1]["id"] if len(rows) > PAGE else None,
        "candidates": candidates,
    }
