"""What came in on some days: claims to check, what repeats a judged claim, words altered between outlets, corrections.

What came in is what an import stored that ended on one of these days. Days are whole days of UTC, so each thing came in
on one day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from factdb.queries.likeness import claims_by_number, suggested_matches
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.reader import Reader, Row
from factdb.queries.said import STANDS, first_said, printed, said
from factdb.queries.variants import quote_variants
from factdb.queries.versions import changed_sources
from factdb.queries.where import Where
from factdb.terms import WORTH_CHECKING

# Of a table of which an import brought more rows than this, the best or newest are looked at first, one by one.
MANY = 20_000
# Runs of the same words that are looked at to find one printed differently.
_VARIANTS = 200
_RUNS = (
    "(SELECT i.id FROM import_runs i WHERE i.status <> 'running'"
    " AND coalesce(i.finished_at, i.started_at) >= :begin AND coalesce(i.finished_at, i.started_at) < :end)"
)
# That a row was there when the last day ended.
_THERE = "(SELECT coalesce(i.finished_at, i.started_at) FROM import_runs i WHERE i.id = {}.import_run_id) < :end"
_BY_SPEAKER = (
    "(SELECT a.quote_id FROM attributions a JOIN speakers k ON k.id = a.speaker_id WHERE k.canonical_id = :speaker_id"
    " AND a.part = 'speaker' AND a.rank <> 'deprecated')"
)
_JUDGED = "SELECT v.claim_id FROM reviews v WHERE v.status = 'published'"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a digest is to hold."""

    since: str
    """The first day, ISO 8601."""
    until: str | None = None
    """The last day; None for no end."""
    speaker_id: int | None = None
    topic_of: Callable[[str], str | None] = lambda text: ""
    """Returns the topic of a text, "" for one without a name; None leaves out what has that text."""
    limit: int = 10
    """Rows of each part; one more is found where there are more. 0 for all."""

    def where(self, *conditions: str) -> Where:
        """Return these conditions with the parameters of `_RUNS`."""
        where = Where(*conditions)
        after = "9999-12-31" if self.until is None else str(date.fromisoformat(self.until) + timedelta(days=1))
        where.params |= {"begin": f"{self.since}T00:00:00.000000Z", "end": f"{after}T00:00:00.000000Z"}
        return where

    def said(self, where: Where, condition: str) -> None:
        """Add a condition on `{quotes}`, those of the speaker, if one is wanted."""
        where.given(condition.format(quotes=_BY_SPEAKER), speaker_id=self.speaker_id)

    def fitting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows whose `text` has a topic that is wanted, each with it as `topic`."""
        for row in rows:
            if (topic := self.topic_of(row["text"])) is not None:
                yield {**row, "topic": topic or None}

    def first(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that fit, as far as they are shown, and one more."""
        return list(islice(self.fitting(rows), self.limit + 1 if self.limit else None))


def digest(reader: Reader, wanted: Wanted) -> dict[str, list[Row]]:
    """Find what came in, part by part.

    Returns:
        `claims`: proposed claims, the most worth checking first, without those under `repeats`; `repeats`: statements
        that repeat, or likely repeat, a claim with a published review; `altered`: quotes whose words another outlet
        prints differently, changed negations and numbers first; `changed`: sources of which a later version was read.
    """
    repeats = _repeats(reader, wanted)
    return {
        "claims": _claims(reader, wanted, {row["id"] for row in repeats}),
        "repeats": wanted.first(repeats),
        "altered": _altered(reader, wanted),
        "changed": wanted.first(_changed(reader, wanted)),
    }


def _came_in(reader: Reader, wanted: Wanted, table: str, alias: str) -> tuple[str, bool]:
    """Return the condition that a row of a table came in, and whether there are many such rows.

    Few are found by the index of runs; many, which `+ 0` keeps from it, in the order that is asked for.
    """
    counted = f"SELECT count(*) AS n FROM (SELECT 1 FROM {table} WHERE import_run_id IN {_RUNS} LIMIT {MANY}) counted"
    many = next(iter(reader.rows(counted, wanted.where().params)))["n"] == MANY
    return f"{alias}.import_run_id{' + 0' if many else ''} IN {_RUNS}", many


def _claims(reader: Reader, wanted: Wanted, but: Collection[int]) -> list[Row]:
    came_in, _ = _came_in(reader, wanted, "claims", "c")
    where = wanted.where(
        f"c.status = 'candidate' AND c.score >= {WORTH_CHECKING}",
        came_in,
        "EXISTS (SELECT 1 FROM assertions s LEFT JOIN quotes q ON q.id = s.quote_id"
        f" WHERE s.claim_id = c.id AND {STANDS})",
    )
    wanted.said(where, "c.id IN (SELECT s.claim_id FROM assertions s WHERE s.quote_id IN {quotes})")
    rows = reader.rows(
        f"SELECT c.id, c.text, c.score, c.kind, c.why FROM claims c{where} ORDER BY c.score DESC, c.id", where.params
    )
    found = wanted.first(row for row in rows if row["id"] not in but)
    places = first_said(reader, [row["id"] for row in found])
    return [{**row, **places[row["id"]]} for row in found]


def _repeats(reader: Reader, wanted: Wanted) -> list[Row]:
    """Return what was linked to a judged claim, then what is likely the same, the most alike first."""
    came_in, many = _came_in(reader, wanted, "assertions", "s")
    where = wanted.where(
        came_in,
        f"s.claim_id{'' if many else ' + 0'} IN ({_JUDGED})",
        f"s.stance IN ('asserts', 'repeats') AND {STANDS}",
        # Neither what came with the review nor its page repeats the claim.
        "EXISTS (SELECT 1 FROM reviews v WHERE v.claim_id = s.claim_id AND v.status = 'published'"
        " AND coalesce(v.import_run_id, 0) <> s.import_run_id)",
        "NOT EXISTS (SELECT 1 FROM reviews v WHERE v.claim_id = s.claim_id AND v.url = o.url)",
    )
    of_match = wanted.where(
        f"m.other_id IN ({_JUDGED})",
        f"(c.import_run_id IN {_RUNS} OR o.import_run_id IN {_RUNS})",
        *(_THERE.format(claim) for claim in "co"),
    )
    wanted.said(where, "s.quote_id IN {quotes}")
    wanted.said(of_match, "m.claim_id IN (SELECT s.claim_id FROM assertions s WHERE s.quote_id IN {quotes})")
    linked = list(
        reader.rows(
            "SELECT s.claim_id, s.quote_id, s.source_id, s.exact FROM assertions s JOIN sources o ON o.id = s.source_id"
            f" LEFT JOIN quotes q ON q.id = s.quote_id{where} ORDER BY s.id DESC",
            where.params,
        )
    )
    judged = claims_by_number(reader, [row["claim_id"] for row in linked])
    rows: list[Row] = []
    for row, who in zip(linked, said(reader, linked), strict=True):
        claim = judged[row["claim_id"]]
        verdict = {"rating": claim["rating"], "reviewed_by": claim["reviewed_by"], "likeness": 1.0, "differs": None}
        text = who.pop("words") or claim["text"]
        rows.append({"id": None, "text": text, "claim_id": claim["id"], "claim": claim["text"], **verdict, **who})
    likely = suggested_matches(reader, where=of_match, limit=0)
    first = first_said(reader, [match["id"] for match in likely])
    for match in likely:
        verdict = {key: match[key] for key in ("rating", "reviewed_by", "likeness", "differs")}
        of = {"claim_id": match["other_id"], "claim": match["other"]}
        rows.append({"id": match["id"], "text": match["text"], **of, **verdict, **first[match["id"]]})
    return [row for row in rows if row["rating"] is not None]


def _altered(reader: Reader, wanted: Wanted) -> list[Row]:
    came_in, _ = _came_in(reader, wanted, "quotes", "q")
    found: dict[frozenset[str], Row] = {}
    for which in ("v.altered IS NOT NULL", "v.altered IS NULL AND v.kind = 'edited'"):
        differs = " OR ".join(
            "EXISTS (SELECT 1 FROM quoted_runs r JOIN variants v"
            f" ON v.{side} = r.wording_id WHERE r.quote_id = q.id AND {which})"
            for side in ("wording_id", "other_id")
        )
        where = wanted.where(came_in, "q.status <> 'rejected' AND q.factuality = 'actual'", f"({differs})")
        wanted.said(where, "q.id IN {quotes}")
        rows = reader.rows(f"SELECT q.id, q.text FROM quotes q{where} ORDER BY q.id DESC", where.params)
        for row in wanted.fitting(rows):
            pair = _differently_printed(reader, wanted, row)
            if pair is not None:
                found.setdefault(frozenset((pair["text"], pair["other"])), pair)
            if wanted.limit and len(found) > wanted.limit:
                return list(found.values())
    return list(found.values())


def _differently_printed(reader: Reader, wanted: Wanted, row: Row) -> Row | None:
    """A quote with the first printing of its words in another outlet that differs from it in words; None for none."""
    (quote,) = quotes_by_id(reader, [row["id"]])
    for other in quote_variants(reader, quote, limit=0, among=_VARIANTS):
        same_outlet = (other["publisher"] or other["agency"]) == (quote["publisher"] or quote["agency"])
        if same_outlet or not (other["altered"] or other["relation"] == "edited"):
            continue
        there = f"SELECT 1 FROM quotes q WHERE q.id = :id AND {_THERE.format('q')}"
        if not list(reader.rows(there, {"id": other["id"], "end": wanted.where().params["end"]})):
            continue
        return {
            "id": row["id"],
            "topic": row["topic"],
            **printed(quote),
            "text": quote["text"],
            "altered": other["altered"],
            "other_id": other["id"],
            "other": other["text"],
            "marked": other["marked"],
            **{f"other_{key}": other[key] for key in ("publisher", "published_on", "url")},
        }
    return None


def _changed(reader: Reader, wanted: Wanted) -> Iterator[Row]:
    limit = 0 if wanted.limit == 0 else wanted.limit + 1
    rows = changed_sources(
        reader,
        since=wanted.since,
        until=wanted.until,
        speaker_id=wanted.speaker_id,
        keep=lambda row: wanted.topic_of(row["title"]) is not None,
        limit=limit,
    )
    return ({**row, "text": row["title"]} for row in rows)
