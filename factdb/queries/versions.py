"""What changed from one version of a source to the next, as a reader would want to know it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, pairwise

from factdb.matching.reanchor import FoundAgain, became, find_again
from factdb.matching.wording import marked
from factdb.queries.quote_rows import quotes_by_id
from factdb.queries.reader import Reader, Row
from factdb.queries.rows import Between, Change, ChangeRow, QuoteRow
from factdb.queries.where import Where

# Version -> quote -> its anchors there.
Standing = dict[int, dict[int, list[Row]]]
# What `sources changed` counts, in the order of its columns.
CHANGES = ("added", "removed", "changed", "shortened", "re-attributed", "renamed", "headline")


def version_changes(reader: Reader, source_id: int) -> list[ChangeRow]:
    """Every difference between each version of a source and the one before, oldest first.

    A row has `version` (the later one's number), `after` and `seen` (the times at which the two were read), `change`
    (one of CHANGES), `quote_id` and `was_quote_id`, `speaker`, `was` and `now` (words, names or headlines), `marked`
    (`now` with its differences word by word), `altered` ("negation", "number" or None) and `why`, for a quote that is
    gone: "orphan" (its words are nowhere) or "ambiguous" (they could be in several places).
    """
    versions = [
        dict(r)
        for r in reader.rows(
            "SELECT id, number, retrieved_at, title, text FROM source_versions WHERE source_id = :id ORDER BY number",
            {"id": source_id},
        )
    ]
    anchors: Standing = {version["id"]: {} for version in versions}
    for row in reader.rows(
        "SELECT a.quote_id, a.source_version_id, a.part, a.seq, a.start_char, a.end_char, a.exact FROM anchors a"
        " JOIN quotes q ON q.id = a.quote_id WHERE q.source_id = :id AND q.status <> 'rejected'"
        " ORDER BY a.quote_id, a.start_char",
        {"id": source_id},
    ):
        anchors[row["source_version_id"]].setdefault(row["quote_id"], []).append(dict(row))
    everybody = sorted({quote for standing in anchors.values() for quote in standing})
    quotes = {quote["id"]: quote for quote in quotes_by_id(reader, everybody)}
    found: list[ChangeRow] = []
    for before, now in pairwise(versions):
        between = Between(version=now["number"], after=before["retrieved_at"], seen=now["retrieved_at"])
        if before["title"] != now["title"]:
            words = marked(before["title"], now["title"])
            found.append({**between, **_change("headline", was=before["title"], now=now["title"], marked=words)})
        for one in _quote_changes(before, now, anchors, quotes):
            found.append({**between, **one})
    return found


def _quote_changes(
    before: Row, now: Row, anchors: dict[int, dict[int, list[Row]]], quotes: dict[int, QuoteRow]
) -> list[Change]:
    was_at, now_at = anchors[before["id"]], anchors[now["id"]]
    lost = {number: quotes[number]["text"] for number in was_at if number not in now_at}
    fresh = {number: quotes[number]["text"] for number in now_at if number not in was_at}
    became_of = became(lost, fresh)
    changes: list[Change] = []
    for number, one in became_of.items():
        old, new = quotes[number], quotes[one.quote]
        if one.state == "re-attributed":
            was, is_now = old["speaker"] or "nobody named", new["speaker"] or "nobody named"
            if was == is_now:  # the same words, attributed differently
                was, is_now = old["text"], new["text"]
        else:
            was, is_now = old["text"], new["text"]
        changes.append(
            _change(
                one.state,
                quote=one.quote,
                was_quote=number,
                speaker=new["speaker"],
                was=was,
                now=is_now,
                marked=marked(was, is_now),
                altered=one.altered,
            )
        )
    for number in was_at.keys() & now_at.keys():
        was, is_now = _mention(was_at[number]), _mention(now_at[number])
        if was and is_now and was != is_now:
            changes.append(
                _change(
                    "renamed", quote=number, was_quote=number, speaker=quotes[number]["speaker"], was=was, now=is_now
                )
            )
    taken = {one.quote for one in became_of.values()}
    for number in lost.keys() - became_of.keys():
        why = _why_gone(was_at[number], before["text"], now["text"])
        quote = quotes[number]
        changes.append(_change("removed", was_quote=number, speaker=quote["speaker"], was=quote["text"], why=why))
    for number in fresh.keys() - taken:
        changes.append(_change("added", quote=number, speaker=quotes[number]["speaker"], now=quotes[number]["text"]))
    order = {change: place for place, change in enumerate(CHANGES)}
    return sorted(changes, key=lambda row: (order[row["change"]], row["quote_id"] or 0, row["was_quote_id"] or 0))


def _change(
    change: str, *, quote: int | None = None, was_quote: int | None = None, speaker: str | None = None,
    was: str | None = None, now: str | None = None, marked: str | None = None, altered: str | None = None,
    why: str | None = None,
) -> Change:  # fmt: skip
    return {
        "change": change, "quote_id": quote, "was_quote_id": was_quote, "speaker": speaker, "was": was, "now": now,
        "marked": marked, "altered": altered, "why": why,
    }  # fmt: skip


def _mention(anchors: list[Row]) -> str:
    return " and ".join(a["exact"] for a in anchors if a["part"] == "speaker")


def _why_gone(anchors: list[Row], old_text: str | None, new_text: str | None) -> str:
    """ "ambiguous" or "orphan"; "orphan" too where no text is kept to look in."""
    content = [(a["start_char"], a["end_char"], a["exact"]) for a in anchors if a["part"] == "content"]
    found = find_again(content, old_text, new_text) if content and new_text is not None else "gone"
    if isinstance(found, FoundAgain):  # its words are there, but are no longer a quote
        return "orphan"
    return "ambiguous" if found == "ambiguous" else "orphan"


def changed_sources(
    reader: Reader,
    *,
    since: str | None = None,
    until: str | None = None,
    speaker_id: int | None = None,
    keep: Callable[[Row], bool] | None = None,
    limit: int = 50,
) -> list[Row]:
    """List sources of which a later version was read within these days (UTC), the latest first.

    Args:
        reader: The database.
        since: The first day, ISO 8601.
        until: The last day.
        speaker_id: Only sources that quote this speaker.
        keep: Only those of whose rows (without the counts) this is true.
        limit: Maximum number of rows; 0 for all.

    Returns:
        Rows that count each of CHANGES that the version brought, and `altered` where one of them changed a negation
        or a number.
    """
    where = Where("v.number > 1")
    day = "substr(CAST(v.retrieved_at AS text), 1, 10)"
    if reader.dialect == "postgresql":
        day = "CAST(CAST(v.retrieved_at AT TIME ZONE 'UTC' AS date) AS text)"
    where.between(day, since, until)
    where.given(
        "EXISTS (SELECT 1 FROM quotes q JOIN attributions a ON a.quote_id = q.id JOIN speakers k ON k.id = a.speaker_id"
        " WHERE q.source_id = s.id AND a.part = 'speaker' AND k.canonical_id = :speaker_id)",
        speaker_id=speaker_id,
    )
    versions = reader.rows(
        "SELECT s.id, s.url, p.name AS publisher, s.agency, v.number AS version, v.retrieved_at AS seen, v.title"
        " FROM source_versions v JOIN sources s ON s.id = v.source_id"
        " LEFT JOIN publishers p ON p.id = s.publisher_id"
        f"{where} ORDER BY v.retrieved_at DESC, v.id DESC" + (f" LIMIT {int(limit)}" if limit and keep is None else ""),
        where.params,
    )
    changes: dict[int, list[ChangeRow]] = {}
    found: list[Row] = []
    for row in list(islice(filter(keep or bool, versions), limit or None)):
        if row["id"] not in changes:
            changes[row["id"]] = version_changes(reader, row["id"])
        brought = [one for one in changes[row["id"]] if one["version"] == row["version"]]
        counts = {change: sum(one["change"] == change for one in brought) for change in CHANGES}
        altered = sorted({one["altered"] for one in brought if one["altered"]})
        after = next((one["after"] for one in brought), None)
        found.append({**row, "after": after, **counts, "altered": " and ".join(altered) or None})
    return found
