"""Lists of claims as people and programs read them."""

from __future__ import annotations

from factdb.cli.claims_shown import times
from factdb.cli.listing import Shape
from factdb.export.entries import Entry
from factdb.queries.reader import Row

_DONE = {"asserts": "asserted", "repeats": "repeated", "denies": "denied", "disputes": "disputed"}


def _entry(claim: Row) -> Entry:
    stances = [f"{done} by {claim[stance]}" for stance, done in _DONE.items() if claim[stance]]
    return Entry(claim["id"], (claim["rating"], ", ".join(stances), claim["status"]), claim["text"])


def _candidate(claim: Row) -> Entry:
    who = claim["speaker"] or ("speaker unclear" if claim["quote_id"] else "narration")
    where = ", ".join(str(fact) for fact in (claim["publisher"] or claim["title"], claim["published_on"]) if fact)
    facts = (claim["topic"], who, claim["said_on"], where, f"score {claim['score']:.2f}", claim["why"])
    return Entry(claim["id"], facts, claim["text"])


def _repeated(claim: Row) -> Entry:
    counted = (times(claim["said_since"]), claim["speakers_since"], claim["outlets_since"])
    facts = "said {} since, by {} speakers in {} outlets".format(*counted)
    return Entry(claim["id"], (facts, claim["rating"], claim["status"]), claim["text"])


# Words in common that are shown.
_SHOWN = 6


def why_alike(row: Row) -> str:
    """Return what speaks for a likeness: "the same words", or those in common, and the speaker."""
    words = ", ".join(row["shared"][:_SHOWN])
    said = "the same words" if row["same_words"] else f"in common: {words}" if words else "by its review"
    return said + (f"; also said by {row['speaker']}" if row["same_speaker"] else "")


def _like(row: Row) -> Entry:
    judged = f"rated {row['rating']} by {row['reviewed_by']}" if row["rating"] else None
    warning = f"warning: {row['differs']} differ" if row["differs"] else None
    return Entry(row["id"], (judged, f"likeness {row['likeness']:.2f}", row["why"], warning), row["text"])


def _match(row: Row) -> Entry:
    judged = f"rated {row['rating']} by {row['reviewed_by']}" if row["rating"] else None
    warning = f"warning: {row['differs']} differ" if row["differs"] else None
    facts = (f"likely claim {row['other_id']}", judged, f"likeness {row['likeness']:.2f}", warning)
    return Entry(row["id"], facts, f"{row['text']}\n= {row['other']}")


CLAIMS = Shape(("id", "text", "asserts", "repeats", "denies", "disputes", "rating", "status"), entry=_entry)
CANDIDATES = Shape(
    ("id", "score", "kind", "text", "why", "speaker", "said_on", "publisher", "published_on", "title", "topic"),
    table=("id", "score", "speaker", "said_on", "publisher", "text", "why"),
    entry=_candidate,
)
REPEATED = Shape(("id", "text", "said_since", "speakers_since", "outlets_since", "status"), entry=_repeated)
MATCHES = Shape(("id", "text", "other_id", "other", "likeness", "rating", "differs"), entry=_match)
LIKE = Shape(("id", "likeness", "text", "rating", "why", "differs"), entry=_like)
