"""Published reviews as schema.org ClaimReview, for exchange with those who collect them.

One that was imported comes out as it came in; one written here is built from its rows, as a MediaReview if it judges
media (see `claimreview.media`). Superseded and withdrawn
reviews are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from factdb.claimreview.build import claim_review
from factdb.claimreview.check import web_address
from factdb.claimreview.markup import Node
from factdb.claimreview.media import SCALE, as_media_review
from factdb.export.shown import json_text
from factdb.queries.reader import Reader, Row
from factdb.queries.reviews import list_reviews, review_evidence
from factdb.queries.said import STANDS


def export_reviews(
    reader: Reader, *, claim: str | None = None, reviewer: str | None = None, since: str | None = None,
    until: str | None = None, address: str | None = None,
) -> Iterator[tuple[Row, Node | None]]:  # fmt: skip
    """(review, its markup) of every current published review.

    None where it has no URL, which ClaimReview requires, and no `address` is given at which those without one are
    being published.
    """
    rows = list_reviews(
        reader, claim=claim, status="published", reviewer=reviewer, since=since, until=until, superseded=False, limit=0
    )
    for review in sorted(rows, key=lambda row: int(row["id"])):
        markup = next(iter(reader.rows("SELECT markup FROM reviews WHERE id = :id", {"id": review["id"]})))["markup"]
        if markup is not None:
            yield review, json.loads(markup)
            continue
        review["url"] = web_address(review["url"]) or address
        if review["url"] is None:
            yield review, None
        else:
            yield review, _built(reader, review)


def _built(reader: Reader, review: Row) -> Node:
    made = [
        dict(row)
        for row in reader.rows(
            "SELECT o.url, o.title, o.published_on, p.name AS publisher, s.quote_id, coalesce(q.dated_on,"
            " o.published_on) AS dated_on FROM assertions s JOIN sources o ON o.id = s.source_id"
            " LEFT JOIN publishers p ON p.id = o.publisher_id LEFT JOIN quotes q ON q.id = s.quote_id"
            f" WHERE s.claim_id = :id AND s.stance IN ('asserts', 'repeats') AND {STANDS}",
            {"id": review["claim_id"]},
        )
    ]
    made.sort(key=lambda row: (str(row["dated_on"] or "9999"), row["quote_id"] is None))
    said = next((row for row in made if row["quote_id"] is not None), None)
    speaker = None
    if said is not None:
        found = reader.rows(
            "SELECT m.name, m.kind, m.role, m.wikidata_id FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
            " JOIN speakers m ON m.id = k.canonical_id WHERE a.quote_id = :id AND a.part = 'speaker'"
            " AND a.rank <> 'deprecated' ORDER BY a.seq, a.rank DESC",
            {"id": said["quote_id"]},
        )
        speaker = next(iter(found), None)
    places = list({row["url"]: row for row in reversed(made) if web_address(row["url"])}.values())[::-1]
    cited = [
        {**e, "published_on": e["dated_on"]} for e in review_evidence(reader, review["id"]) if web_address(e["url"])
    ]
    day = made[0]["dated_on"] if made else None
    node = claim_review(
        review, speaker=speaker, said_on=None if day is None else str(day), appearances=places, citations=cited
    )
    return as_media_review(node) if review["scale"] == SCALE else node


def script_block(node: Node) -> str:
    """Return a node as the script element of a page.

    What could end the element or open another, and what drives terminals, is escaped, as JSON allows
    (https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements).
    """
    text = json_text(node, indent=2)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">\n{text}\n</script>\n'
