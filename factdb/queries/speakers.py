"""Speakers: found by any name they go by, listed, described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factdb.errors import AmbiguousError, NotFoundError
from factdb.matching.names import fold, same_person
from factdb.queries.reader import Reader, Row, did_you_mean, escape, ordered
from factdb.queries.rows import FoundSpeaker, MentionRow, RoleRow, SpeakerDetails, SpeakerRow, fetch
from factdb.queries.where import Where

# A longer name is nobody's; SQLite refuses a condition of a thousand parts.
MOST_WORDS = 100


def find_speaker(reader: Reader, name: str) -> FoundSpeaker:
    """Return the one speaker known by `name`: a name or alias, any whole part of one, or the number or uid.

    Accents, case and the order of words do not matter. A speaker of exactly that name wins over those of whom it is
    a part, a named one over unnamed ones of one source. Raises AmbiguousError listing the candidates, NotFoundError
    with the nearest names.
    """
    if name.isdigit() or (len(name) == 32 and set(name) <= set("0123456789abcdef")):
        found = list(_speakers(reader, "k.uid = :it" if len(name) == 32 else "k.id = :it",
                               {"it": name if len(name) == 32 else int(name)}))  # fmt: skip
        if found:
            return found[0]
    words = fold(name).split()
    if not words:
        raise NotFoundError(f"{name!r} has no letters: give a speaker's name or a part of it")
    whole = list(_speakers(reader, "n.folded = :it", {"it": " ".join(words)}))  # by an index, and it wins anyway
    if len(whole) == 1:
        return whole[0]
    params: dict[str, Any] = {f"w{i}": f"% {escape(w)} %" for i, w in enumerate(words)}
    condition = " AND ".join(f"' ' || n.folded || ' ' LIKE :w{i} ESCAPE '\\'" for i in range(len(words)))
    found = list(_speakers(reader, condition, params)) if len(words) <= MOST_WORDS else []
    exact = [s for s in found if " ".join(words) in s["folded"]]
    for group in (exact, [s for s in found if s["kind"] in ("person", "organization")], found):
        if len(group) == 1:
            return group[0]
        if group:
            raise AmbiguousError(
                f"{name!r} matches {len(group)} speakers: "
                + "; ".join(f"{s['name']} ({s['kind']}, number {s['id']})" for s in group[:10])
                + ("; …" if len(group) > 10 else "")
                + ". Give the full name or the number."
            )
    raise NotFoundError(f"no speaker is called {name!r}{_nearest(reader, name)}")


def _speakers(reader: Reader, condition: str, params: Mapping[str, Any]) -> Iterator[FoundSpeaker]:
    """Canonical speakers whose names (or whose merged ones' names) fulfil `condition` on k (speaker) or n (name)."""
    seen: dict[int, FoundSpeaker] = {}
    for row in reader.rows(
        "SELECT coalesce(m.id, k.id) AS id, coalesce(m.uid, k.uid) AS uid, coalesce(m.name, k.name) AS name,"
        " coalesce(m.kind, k.kind) AS kind, n.folded FROM speakers k JOIN speaker_names n ON n.speaker_id = k.id"
        f" LEFT JOIN speakers m ON m.id = k.merged_into_id WHERE k.status <> 'rejected' AND {condition}"
        " ORDER BY 1, n.id",
        params,
    ):
        known = seen.setdefault(
            row["id"], {"id": row["id"], "uid": row["uid"], "name": row["name"], "kind": row["kind"], "folded": []}
        )
        known["folded"].append(row["folded"])
    yield from seen.values()


def _nearest(reader: Reader, name: str) -> str:
    names: dict[str, str] = {}
    for row in reader.rows(
        "SELECT n.name, n.folded FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id"
        " WHERE k.status <> 'rejected' AND k.kind <> 'unnamed' ORDER BY n.id LIMIT 200000"
    ):
        for part in {row["folded"], *row["folded"].split()}:
            names.setdefault(part, row["name"])
    unlike = "; `factdb speakers` lists them" if names else "; the database has no speakers yet"
    return did_you_mean(fold(name), names) or unlike


def list_speakers(
    reader: Reader, *, kind: str | None = None, name: str | None = None, limit: int = 50, order: Sequence[str] = ()
) -> list[SpeakerRow]:
    """Speakers with how many quotes they have, the most quoted first; `name` is any part of a name.

    Somebody who was only ever addressed or relayed something is listed when asked for by name, or when an editor
    confirmed them. `order` has columns of `SPEAKERS_SORTED_BY`, with "-" before a name for descending; unknown values
    come last.
    """
    counts, found, params = _asked(reader, kind, name)
    by = f"ORDER BY {ordered(order, SPEAKERS_SORTED_BY)}{_MOST_QUOTED}"
    return fetch(
        reader,
        SpeakerRow,
        f"{counts} SELECT t.id, t.uid, t.name, t.kind, t.role, t.status, t.origin, t.quotes,"
        f" {_DAY.format(kept='first_on', order='ASC')}, {_DAY.format(kept='last_on', order='DESC')} FROM ("
        f"SELECT * FROM ({found}) u {by}" + (f" LIMIT {int(limit)}" if limit else "") + f") t {by}",
        params,
    )


def count_speakers(reader: Reader, *, kind: str | None = None, name: str | None = None) -> int:
    """Count the speakers that `list_speakers` finds, whatever the limit."""
    counts, found, params = _asked(reader, kind, name)
    return int(next(iter(reader.rows(f"{counts} SELECT count(*) AS n FROM ({found}) u", params)))["n"])


def _asked(reader: Reader, kind: str | None, name: str | None) -> tuple[str, str, dict[str, Any]]:
    """Return the WITH of the counts, the SELECT of the speakers asked for, and its parameters."""
    where = Where("k.merged_into_id IS NULL", "k.status <> 'rejected'")
    where.given("k.kind = :kind", kind=kind)
    if name is not None:
        named = (
            "(SELECT o.canonical_id FROM speaker_names n JOIN speakers o ON o.id = n.speaker_id"
            " WHERE n.folded LIKE :name ESCAPE '\\')"
        )
        where.add(f"k.id IN {named}", name=f"%{escape(fold(name))}%")
    unquoted = "" if name is not None else " AND k.status = 'confirmed'"
    columns = "k.id, k.uid, k.name, k.kind, k.role, k.status, k.origin"
    found = (
        f"SELECT {columns}, c.quotes, c.first_on, c.last_on, c.odd FROM c JOIN speakers k ON k.id = c.speaker_id"
        f" WHERE c.quotes > 0 AND {where.sql} UNION ALL SELECT {columns}, 0, NULL, NULL, 1 FROM speakers k"
        f" WHERE {where.sql}{unquoted} AND k.id NOT IN (SELECT speaker_id FROM c)"
    )
    return _ALL_COUNTS.format(day="date" if reader.dialect == "postgresql" else "text"), found, where.params


# The columns of a speaker by which the database can sort; words in any case.
SPEAKERS_SORTED_BY = {
    "id": "id",
    "quotes": "quotes",
    **{name: f"lower({name} COLLATE BINARY)" for name in ("uid", "name", "kind", "role", "status", "origin")},
}
_MOST_QUOTED = "quotes DESC, name COLLATE BINARY, id"
_COUNTED = (
    "SELECT o.canonical_id AS speaker_id, count(DISTINCT a.quote_id) AS quotes, min(a.dated_on) AS first_on,"
    " max(a.dated_on) AS last_on, 1 AS odd FROM attributions a JOIN speakers o ON o.id = a.speaker_id"
    " JOIN quotes q ON q.id = a.quote_id"
    " WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected'"
    " AND q.factuality = 'actual'{which} GROUP BY 1"
)
# Of nearly all speakers the count is kept; only those of whom something was merged are counted row by row.
_ALL_COUNTS = (
    "WITH odd AS MATERIALIZED (SELECT canonical_id AS id FROM speakers WHERE merged_into_id IS NOT NULL),"
    " c AS MATERIALIZED (SELECT n.speaker_id, CAST(n.quotes AS bigint) AS quotes, CAST(NULL AS {day}) AS first_on,"
    " CAST(NULL AS {day}) AS last_on, 0 AS odd FROM (SELECT CAST(member AS bigint) AS speaker_id, sum(quotes) AS quotes"
    " FROM quote_counts WHERE grouped_by = 'speaker' GROUP BY member) n"
    " WHERE n.speaker_id NOT IN (SELECT o.id FROM speakers o JOIN odd ON odd.id = o.canonical_id)"
    f" UNION ALL {_COUNTED.format(which=' AND o.canonical_id IN (SELECT id FROM odd)')})"
)
# The first or last day on which somebody said something: an index is read from that end until there is one.
_DAY = (
    "CASE t.odd WHEN 1 THEN t.{kept} ELSE (SELECT a.dated_on FROM attributions a JOIN quotes q ON q.id = a.quote_id"
    " WHERE a.speaker_id = t.id AND a.part = 'speaker' AND a.rank <> 'deprecated' AND a.dated_on IS NOT NULL"
    " AND q.status <> 'rejected' AND q.factuality = 'actual' ORDER BY a.dated_on {order} LIMIT 1) END AS {kept}"
)


def count_said(reader: Reader, speaker_id: int) -> int:
    """Count what somebody said, rejected quotes left out; the count is kept unless others were merged into them."""
    merged = list(reader.rows("SELECT id FROM speakers WHERE canonical_id = :id LIMIT 2", {"id": speaker_id}))
    if len(merged) == 1:
        kept = "SELECT sum(quotes) AS quotes FROM quote_counts WHERE grouped_by = 'speaker' AND member = :member"
        counted = reader.rows(kept, {"member": str(speaker_id)})
    else:
        counted = reader.rows(_COUNTED.format(which=" AND o.canonical_id = :id"), {"id": speaker_id})
    return next((int(row["quotes"] or 0) for row in counted), 0)


def speaker_details(reader: Reader, speaker_id: int) -> SpeakerDetails:
    """One speaker: names, titles as printed, mentions, number of quotes, origin."""
    [row] = fetch(
        reader,
        SpeakerDetails,
        "SELECT id, uid, name, kind, role, wikidata_id, status, origin, scope_source_id FROM speakers WHERE id = :id",
        {"id": speaker_id},
    )
    merged = "(SELECT id FROM speakers WHERE id = :id OR merged_into_id = :id)"

    def column(sql: str) -> list[Any]:
        return sorted(r["it"] for r in reader.rows(sql, {"id": speaker_id}))

    row["names"] = column(f"SELECT DISTINCT name AS it FROM speaker_names WHERE speaker_id IN {merged}")
    row["mentions"] = column(
        f"SELECT DISTINCT as_printed AS it FROM attributions WHERE speaker_id IN {merged}"
        " AND as_printed IS NOT NULL AND rank <> 'deprecated'"
    )
    row["titles"] = column(
        f"SELECT DISTINCT title_as_printed AS it FROM attributions WHERE speaker_id IN {merged}"
        " AND title_as_printed IS NOT NULL AND rank <> 'deprecated'"
    )
    row["roles"] = speaker_roles(reader, speaker_id)
    row["quotes"] = count_said(reader, speaker_id)
    return row


def speaker_roles(reader: Reader, speaker_id: int) -> list[RoleRow]:
    """The roles of a speaker, the latest first: title, organization, held_from, held_until, source_id, url, origin."""
    nulls = " NULLS LAST" if reader.dialect == "postgresql" else ""
    return fetch(
        reader,
        RoleRow,
        "SELECT r.title, r.organization, r.held_from, r.held_until, r.source_id, r.url, r.origin FROM roles r"
        " JOIN speakers k ON k.id = r.speaker_id WHERE k.canonical_id = :id"
        f" ORDER BY r.held_from DESC{nulls}, r.id",
        {"id": speaker_id},
    )


def why_speaker(reader: Reader, speaker_id: int) -> list[MentionRow]:
    """Return how each mention came to mean this speaker.

    `mention` and `title` as printed, `quotes` (how many), `quote_id` (the first), `score` (0 to 1) and `why`; the
    most frequent first.
    """
    names = {
        r["folded"]: dict(r)
        for r in reader.rows(
            "SELECT n.folded, n.name, n.kind, k.id, k.name AS of FROM speaker_names n JOIN speakers k"
            " ON k.id = n.speaker_id WHERE k.canonical_id = :id ORDER BY k.id DESC, n.id DESC",
            {"id": speaker_id},
        )
    }
    main = next(r["name"] for r in reader.rows("SELECT name FROM speakers WHERE id = :id", {"id": speaker_id}))
    merges = {
        int(r["subject_id"]): dict(r)
        for r in reader.rows(
            "SELECT d.subject_id, d.actor, d.reason FROM decisions d JOIN speakers k ON k.id = d.subject_id"
            " WHERE d.subject = 'speakers' AND d.action = 'merge' AND k.merged_into_id = :id ORDER BY d.id",
            {"id": speaker_id},
        )
    }
    rows: list[MentionRow] = []
    for r in reader.rows(
        "SELECT a.as_printed AS mention, a.title_as_printed AS title, a.basis, a.speaker_id,"
        " count(DISTINCT a.quote_id) AS quotes, min(a.quote_id) AS quote_id"
        " FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
        " WHERE k.canonical_id = :id AND a.rank <> 'deprecated'"
        " GROUP BY a.as_printed, a.title_as_printed, a.basis, a.speaker_id ORDER BY 5 DESC, 6",
        {"id": speaker_id},
    ):
        score, why = _reason(dict(r), names, main, speaker_id)
        merge = merges.get(r["speaker_id"])
        if merge is not None:
            why += f"; {merge['actor']} merged speaker {r['speaker_id']} into this one"
            why += f" ({merge['reason']})" if merge["reason"] else ""
        rows.append({"mention": r["mention"], "title": r["title"], "quotes": r["quotes"], "quote_id": r["quote_id"],
                     "score": score, "why": why})  # fmt: skip
    return rows


_READ = {
    "pronoun": (0.85, "a pronoun: the one last spoken of in its article"),
    "initialism": (0.95, "the initials that its article gives"),
    "alternation": (0.7, "the turn of a dialogue"),
    "place": (0.8, "a capital used for its government"),
}


def _reason(mention: Row, names: Mapping[str, Row], main: str, speaker_id: int) -> tuple[float, str]:
    """(score, why) of one mention."""
    if mention["basis"] == "editor":
        return 1.0, "an editor said so"
    if mention["basis"] in _READ:
        return _READ[mention["basis"]]
    words = fold(mention["mention"] or "").split()
    known = names.get(" ".join(words))
    for start in range(1, len(words)):  # "Secretary of State Antony Blinken"
        known = known or names.get(" ".join(words[start:]))
    if known is None and mention["basis"] == "title":
        return 0.8, "a description: of the one in its article whom it fits, or who held that role then"
    if known is None:
        return 0.9, "a short form: the one of that name in its article"
    if known["name"] == main:
        return 1.0, f"the name {main}"
    score, why = same_person(fold(known["name"]).split(), fold(main).split())
    if score:
        return score, f"a form of {main}: {why}"
    return 0.95, f"the name {known['name']}" + ("" if known["id"] == speaker_id else f" of speaker {known['id']}")
