"""Every SELECT of the command line outside views/, as plain SQL that runs on SQLite and PostgreSQL alike.

Each function takes a `Reader` (see `db.read_connection`) and returns dicts whose keys are the column names that every
format prints. An unknown text is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from factdb.errors import AmbiguousError, NotFoundError
from factdb.names import fold

Row = dict[str, Any]


class Reader(Protocol):
    """A read-only connection: SQL with `:name` parameters in, rows out."""

    dialect: str

    def rows(self, sql: str, params: Mapping[str, Any] = ...) -> Iterator[Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What `factdb quotes` was asked for. Days are ISO 8601, both ends included; `limit` 0 means all."""

    speaker: str | None = None
    about: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    status: str | None = None
    search: str | None = None
    source: int | None = None
    min_confidence: float | None = None
    limit: int = 50


CHUNK = 500


def find_quotes(reader: Reader, wanted: QuoteFilter) -> Iterator[Row]:
    """Quotes that fit, newest first: by the day they were said (else printed), then by id. Rejected ones only when
    `status` asks for them.

    Raises NotFoundError or AmbiguousError where `speaker` is not one known speaker.
    """
    ids = quote_ids(reader, wanted)
    for at in range(0, len(ids), CHUNK):
        yield from quotes_by_id(reader, ids[at : at + CHUNK])


def quote_ids(reader: Reader, wanted: QuoteFilter) -> list[int]:
    """The ids of the quotes that fit, in the order of `find_quotes`."""
    where: list[str] = []
    params: dict[str, Any] = {}
    table, dated, key = "quotes q", "q.dated_on", "q.id"
    if wanted.speaker is not None:
        speaker = find_speaker(reader, wanted.speaker)
        merged = [r["id"] for r in reader.rows(
            "SELECT id FROM speakers WHERE id = :id OR merged_into_id = :id", {"id": speaker["id"]}
        )]  # fmt: skip
        table, dated, key = "attributions a JOIN quotes q ON q.id = a.quote_id", "a.dated_on", "a.quote_id"
        where.append(f"a.speaker_id IN ({_list(merged, params)}) AND a.part = 'speaker' AND a.rank <> 'deprecated'")
    if wanted.status is not None:
        where.append("q.status = :status")
        params["status"] = wanted.status
    else:
        where.append("q.status <> 'rejected'")
    for column, value in (("q.kind", wanted.kind), ("q.source_id", wanted.source)):
        if value is not None:
            name = column[2:]
            where.append(f"{column} = :{name}")
            params[name] = value
    if wanted.since is not None:
        where.append(f"{dated} >= :since")
        params["since"] = wanted.since
    if wanted.until is not None:
        where.append(f"{dated} <= :until")
        params["until"] = wanted.until
    if wanted.min_confidence is not None:
        where.append("(q.confidence >= :min_confidence OR q.status = 'confirmed')")
        params["min_confidence"] = wanted.min_confidence
    if wanted.publisher is not None:
        where.append(
            "q.source_id IN (SELECT s.id FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id"
            " WHERE lower(coalesce(p.name, '') || ' ' || coalesce(s.agency, '')) LIKE :publisher ESCAPE '\\')"
        )
        params["publisher"] = _like(wanted.publisher)
    if wanted.search is not None:
        where.append(matches(reader.dialect, "search"))
        params["search"] = match_words(wanted.search, reader.dialect)
    if wanted.about is not None:
        where.append(
            f"({matches(reader.dialect, 'about')} OR q.source_id IN"
            " (SELECT id FROM sources WHERE lower(title) LIKE :about_title ESCAPE '\\'))"
        )
        params["about"] = match_words(wanted.about, reader.dialect)
        params["about_title"] = _like(wanted.about)
    nulls = " NULLS LAST" if reader.dialect == "postgresql" else ""  # SQLite sorts NULL last when descending
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit else ""
    distinct = "DISTINCT " if wanted.speaker is not None else ""
    sql = (
        f"SELECT {distinct}{key} AS id, {dated} AS dated_on FROM {table} WHERE {' AND '.join(where)}"
        f" ORDER BY {dated} DESC{nulls}, {key} DESC{limit}"
    )
    return [row["id"] for row in reader.rows(sql, params)]


def quotes_by_id(reader: Reader, ids: Sequence[int]) -> list[Row]:
    """One row a quote, in the order of `ids`; joint speakers share the row, their names joined by " and "."""
    if not ids:
        return []
    params: dict[str, Any] = {}
    listed = _list(ids, params)
    quotes = {
        row["id"]: dict(row)
        for row in reader.rows(
            "SELECT q.id, q.uid, q.text, q.kind, q.cue, q.venue, q.said_on, q.said_until, q.said_as, q.said_basis,"
            " q.dated_on, q.status, q.confidence, q.origin, q.confirmed_by, q.source_id, s.title, s.published_on,"
            " s.url, s.agency, p.name AS publisher, d.title AS derived_title, d.agency AS derived_agency"
            " FROM quotes q JOIN sources s ON s.id = q.source_id"
            " LEFT JOIN publishers p ON p.id = s.publisher_id"
            " LEFT JOIN sources d ON d.id = s.derived_from_id"
            f" WHERE q.id IN ({listed})",
            params,
        )
    }
    named: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in reader.rows(
        "SELECT a.quote_id, a.part, a.seq, a.as_printed, a.title_as_printed, a.basis,"
        " coalesce(m.id, k.id) AS speaker_id, coalesce(m.name, k.name) AS name, coalesce(m.kind, k.kind) AS kind"
        " FROM attributions a LEFT JOIN speakers k ON k.id = a.speaker_id"
        " LEFT JOIN speakers m ON m.id = k.merged_into_id"
        f" WHERE a.quote_id IN ({listed}) AND a.rank <> 'deprecated' ORDER BY a.quote_id, a.part, a.seq",
        params,
    ):
        named.setdefault((row["quote_id"], row["part"]), []).append(row)
    places: dict[int, Mapping[str, Any]] = {}
    for row in reader.rows(
        "SELECT quote_id, source_version_id, min(start_char) AS start_char, max(end_char) AS end_char"
        f" FROM anchors WHERE part = 'content' AND quote_id IN ({listed}) GROUP BY quote_id, source_version_id"
        " ORDER BY source_version_id",
        params,
    ):
        places[row["quote_id"]] = row
    result = []
    for quote_id in ids:
        q = quotes[quote_id]
        speakers = named.get((quote_id, "speaker"), [])
        place = places.get(quote_id)
        result.append(
            {
                "id": quote_id,
                "uid": q["uid"],
                "text": q["text"],
                "kind": q["kind"],
                "speaker": _join([s["name"] for s in speakers]),
                "speaker_id": speakers[0]["speaker_id"] if speakers else None,
                "speaker_kind": speakers[0]["kind"] if speakers else None,
                "speaker_mention": speakers[0]["as_printed"] if speakers else None,
                "speaker_title": speakers[0]["title_as_printed"] if speakers else None,
                "reported_by": _who(named.get((quote_id, "reporter"))),
                "addressee": _who(named.get((quote_id, "addressee"))),
                "cue": q["cue"],
                "venue": q["venue"],
                "said_on": q["said_on"],
                "said_until": q["said_until"],
                "said_as": q["said_as"],
                "said_basis": q["said_basis"],
                "dated_on": q["dated_on"],
                "publisher": q["publisher"],
                "agency": q["agency"],
                "title": q["title"],
                "published_on": q["published_on"],
                "url": q["url"],
                "source_id": q["source_id"],
                "derived_from": _join([q["derived_agency"] or q["derived_title"]]),
                "start_char": place["start_char"] if place else None,
                "end_char": place["end_char"] if place else None,
                "status": q["status"],
                "confidence": q["confidence"],
                "origin": q["origin"],
                "confirmed_by": q["confirmed_by"],
            }
        )
    return result


def quote_by_reference(reader: Reader, reference: str) -> Row:
    """The quote of a number or a uid (or the uid's first eight digits or more). Raises NotFoundError."""
    row_id = _by_reference(reader, "quotes", reference)
    return quotes_by_id(reader, [row_id])[0]


def quote_anchors(reader: Reader, quote_id: int) -> list[Row]:
    """Every located span of a quote, newest version first, with what is needed to prove it."""
    return [
        dict(r)
        for r in reader.rows(
            "SELECT a.part, a.seq, a.start_char, a.end_char, a.in_marks, a.exact, v.id AS source_version_id, v.number,"
            " v.text_sha256, v.text_length, v.retrieved_at, v.location,"
            " substr(v.text, a.start_char + 1, a.end_char - a.start_char) = a.exact AS proved"
            " FROM anchors a JOIN source_versions v ON v.id = a.source_version_id WHERE a.quote_id = :id"
            " ORDER BY v.number DESC, a.start_char, a.part",
            {"id": quote_id},
        )
    ]


def text_around(reader: Reader, source_version_id: int, start: int, end: int, context: int = 300) -> tuple[int, str]:
    """(offset, text) of the version's text from `context` code points before `start` to as many after `end`;
    the text is empty where it was not kept."""
    first = max(start - context, 0)
    for row in reader.rows(
        "SELECT substr(text, :at, :count) AS part FROM source_versions WHERE id = :id",
        {"at": first + 1, "count": end + context - first, "id": source_version_id},
    ):
        return first, row["part"] or ""
    return first, ""


# --- Speakers ----------------------------------------------------------------------------------------------------


def find_speaker(reader: Reader, name: str) -> Row:
    """The one speaker known by `name`: a name or alias, any whole part of one, or the number or uid.

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
        raise NotFoundError(f"{name!r} holds no letter: give a speaker's name or a part of it")
    params: dict[str, Any] = {f"w{i}": f"% {_escape(w)} %" for i, w in enumerate(words)}
    condition = " AND ".join(f"' ' || n.folded || ' ' LIKE :w{i} ESCAPE '\\'" for i in range(len(words)))
    found = list(_speakers(reader, condition, params))
    exact = [s for s in found if " ".join(words) in s["folded"]]
    for group in (exact, [s for s in found if s["kind"] in ("person", "organization")], found):
        if len(group) == 1:
            return group[0]
        if group:
            raise AmbiguousError(
                f"{name!r} fits {len(group)} speakers: "
                + "; ".join(f"{s['name']} ({s['kind']}, number {s['id']})" for s in group[:10])
                + ("; …" if len(group) > 10 else "")
                + ". Give the full name or the number."
            )
    raise NotFoundError(f"no speaker is called {name!r}{_nearest(reader, name)}")


def _speakers(reader: Reader, condition: str, params: Mapping[str, Any]) -> Iterator[Row]:
    """Canonical speakers whose names (or whose merged ones' names) fulfil `condition` on k (speaker) or n (name)."""
    seen: dict[int, Row] = {}
    for row in reader.rows(
        "SELECT coalesce(m.id, k.id) AS id, coalesce(m.uid, k.uid) AS uid, coalesce(m.name, k.name) AS name,"
        " coalesce(m.kind, k.kind) AS kind, n.folded FROM speakers k JOIN speaker_names n ON n.speaker_id = k.id"
        f" LEFT JOIN speakers m ON m.id = k.merged_into_id WHERE k.status <> 'rejected' AND {condition}"
        " ORDER BY 1, n.id",
        params,
    ):
        known = seen.setdefault(row["id"], {**row, "folded": []})
        known["folded"].append(row["folded"])
    yield from seen.values()


def _nearest(reader: Reader, name: str) -> str:
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for row in reader.rows(
        "SELECT n.name, n.folded FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id"
        " WHERE k.status <> 'rejected' AND k.kind <> 'unnamed' ORDER BY n.id LIMIT 200000"
    ):
        for part in {row["folded"], *row["folded"].split()}:
            names.setdefault(part, row["name"])
    near = list(dict.fromkeys(names[n] for n in get_close_matches(fold(name), names, 5, 0.7)))[:3]
    if near:
        return f"; did you mean {' or '.join(near)}?"
    return "; `factdb speakers` lists those there are" if names else "; the database has no speakers yet"


def list_speakers(reader: Reader, *, kind: str | None = None, name: str | None = None, limit: int = 50) -> list[Row]:
    """Speakers with how many quotes they have, the most quoted first; `name` is any part of a name."""
    where, params = ["k.merged_into_id IS NULL", "k.status <> 'rejected'"], dict[str, Any]()
    if kind is not None:
        where.append("k.kind = :kind")
        params["kind"] = kind
    if name is not None:
        where.append(
            "k.id IN (SELECT coalesce(o.merged_into_id, o.id) FROM speaker_names n"
            " JOIN speakers o ON o.id = n.speaker_id WHERE n.folded LIKE :name ESCAPE '\\')"
        )
        params["name"] = f"%{_escape(fold(name))}%"
    return [
        dict(r)
        for r in reader.rows(
            "SELECT k.id, k.uid, k.name, k.kind, k.role, k.status, k.origin, coalesce(c.quotes, 0) AS quotes,"
            " c.first_on, c.last_on FROM speakers k LEFT JOIN (SELECT coalesce(o.merged_into_id, o.id) AS speaker_id,"
            " count(DISTINCT a.quote_id) AS quotes, min(a.dated_on) AS first_on, max(a.dated_on) AS last_on"
            " FROM attributions a JOIN speakers o ON o.id = a.speaker_id JOIN quotes q ON q.id = a.quote_id"
            " WHERE a.part = 'speaker' AND a.rank <> 'deprecated' AND q.status <> 'rejected' GROUP BY 1) c"
            f" ON c.speaker_id = k.id WHERE {' AND '.join(where)}"
            " ORDER BY coalesce(c.quotes, 0) DESC, k.name, k.id" + (f" LIMIT {int(limit)}" if limit else ""),
            params,
        )
    ]


def speaker_details(reader: Reader, speaker_id: int) -> Row:
    """One speaker: names, titles as printed, mentions, quotes by kind, origin."""
    row = dict(next(iter(reader.rows(
        "SELECT id, uid, name, kind, role, wikidata_id, status, origin, scope_source_id FROM speakers WHERE id = :id",
        {"id": speaker_id},
    ))))  # fmt: skip
    merged = "(SELECT id FROM speakers WHERE id = :id OR merged_into_id = :id)"

    def column(sql: str) -> list[Any]:
        return [r["it"] for r in reader.rows(sql, {"id": speaker_id})]

    row["names"] = column(f"SELECT DISTINCT name AS it FROM speaker_names WHERE speaker_id IN {merged} ORDER BY 1")
    row["mentions"] = column(
        f"SELECT DISTINCT as_printed AS it FROM attributions WHERE speaker_id IN {merged}"
        " AND as_printed IS NOT NULL AND rank <> 'deprecated' ORDER BY 1"
    )
    row["titles"] = column(
        f"SELECT DISTINCT title_as_printed AS it FROM attributions WHERE speaker_id IN {merged}"
        " AND title_as_printed IS NOT NULL AND rank <> 'deprecated' ORDER BY 1"
    )
    row["quotes"] = {
        r["kind"]: r["n"]
        for r in reader.rows(
            "SELECT q.kind, count(DISTINCT q.id) AS n FROM attributions a JOIN quotes q ON q.id = a.quote_id"
            f" WHERE a.speaker_id IN {merged} AND a.part = 'speaker' AND a.rank <> 'deprecated'"
            " AND q.status <> 'rejected' GROUP BY q.kind ORDER BY q.kind",
            {"id": speaker_id},
        )
    }
    return row


# --- Sources, claims, runs, counts -------------------------------------------------------------------------------


def list_sources(
    reader: Reader,
    *,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    source_id: int | None = None,
) -> list[Row]:
    """Sources, newest first, with how many quotes and versions each has and what it was derived from."""
    where, params = ["1 = 1"], dict[str, Any]()
    if publisher is not None:
        where.append("lower(coalesce(p.name, '') || ' ' || coalesce(s.agency, '')) LIKE :publisher ESCAPE '\\'")
        params["publisher"] = _like(publisher)
    for name, value, sign in (("since", since, ">="), ("until", until, "<=")):
        if value is not None:
            where.append(f"s.published_on {sign} :{name}")
            params[name] = value
    if source_id is not None:
        where.append("s.id = :source_id")
        params["source_id"] = source_id
    nulls = " NULLS LAST" if reader.dialect == "postgresql" else ""
    return [
        dict(r)
        for r in reader.rows(
            "SELECT s.id, s.uid, s.title, p.name AS publisher, s.agency, s.published_on, s.byline, s.contributors,"
            " s.dateline, s.language, s.url, s.derived_from_id, d.title AS derived_from, s.import_run_id,"
            " (SELECT count(*) FROM quotes q WHERE q.source_id = s.id AND q.status <> 'rejected') AS quotes,"
            " (SELECT count(*) FROM source_versions v WHERE v.source_id = s.id) AS versions"
            " FROM sources s LEFT JOIN publishers p ON p.id = s.publisher_id"
            f" LEFT JOIN sources d ON d.id = s.derived_from_id WHERE {' AND '.join(where)}"
            f" ORDER BY s.published_on DESC{nulls}, s.id DESC" + (f" LIMIT {int(limit)}" if limit else ""),
            params,
        )
    ]


def source_by_reference(reader: Reader, reference: str) -> Row:
    """The source of a number, uid or URL. Raises NotFoundError."""
    if "://" in reference:
        found = [r["id"] for r in reader.rows("SELECT id FROM sources WHERE url = :url", {"url": reference})]
        if not found:
            raise NotFoundError(f"no source has the URL {reference}; `factdb sources` lists those there are")
        return list_sources(reader, source_id=found[0])[0]
    return list_sources(reader, source_id=_by_reference(reader, "sources", reference))[0]


def source_versions(reader: Reader, source_id: int) -> list[Row]:
    """The versions of a source, oldest first, with how many quotes are anchored in each."""
    return [
        dict(r)
        for r in reader.rows(
            "SELECT v.id, v.number, v.retrieved_at, v.title, v.location, v.encoding, v.raw_sha256, v.text_sha256,"
            " v.text_length, v.text IS NOT NULL AS text_kept, v.import_run_id,"
            " (SELECT count(DISTINCT a.quote_id) FROM anchors a WHERE a.source_version_id = v.id) AS quotes"
            " FROM source_versions v WHERE v.source_id = :id ORDER BY v.number",
            {"id": source_id},
        )
    ]


def list_claims(
    reader: Reader, *, speaker: str | None = None, disputed: bool = False, limit: int = 50, claim_id: int | None = None
) -> list[Row]:
    """Claims with how many quotes assert, deny and dispute each. `speaker` limits to claims that one asserts or
    denies in a quote."""
    where, params = ["c.status <> 'rejected'"], dict[str, Any]()
    if claim_id is not None:
        where = ["c.id = :claim_id"]
        params["claim_id"] = claim_id
    if disputed:
        where.append("c.id IN (SELECT claim_id FROM assertions WHERE stance IN ('denies', 'disputes'))")
    if speaker is not None:
        params["speaker_id"] = find_speaker(reader, speaker)["id"]
        where.append(
            "c.id IN (SELECT s.claim_id FROM assertions s JOIN attributions a ON a.quote_id = s.quote_id"
            " JOIN speakers k ON k.id = a.speaker_id WHERE a.part = 'speaker' AND a.rank <> 'deprecated'"
            " AND (k.id = :speaker_id OR k.merged_into_id = :speaker_id))"
        )
    return [
        dict(r)
        for r in reader.rows(
            "SELECT c.id, c.uid, c.text, c.status, c.origin, c.confirmed_by,"
            + ", ".join(
                f" (SELECT count(*) FROM assertions s WHERE s.claim_id = c.id AND s.stance = '{stance}') AS {stance}"
                for stance in ("asserts", "repeats", "denies", "disputes")
            )
            + f" FROM claims c WHERE {' AND '.join(where)} ORDER BY c.id"
            + (f" LIMIT {int(limit)}" if limit else ""),
            params,
        )
    ]


def claim_by_reference(reader: Reader, reference: str) -> Row:
    """The claim of a number or uid. Raises NotFoundError."""
    return list_claims(reader, claim_id=_by_reference(reader, "claims", reference))[0]


def claim_assertions(reader: Reader, claim_id: int) -> list[Row]:
    """Who asserts or denies a claim, in order of time, each with its quote and source; a source's own narration has
    no quote."""
    nulls = " NULLS LAST" if reader.dialect == "postgresql" else ""
    rows = [
        dict(r)
        for r in reader.rows(
            "SELECT s.stance, s.quote_id, o.title, o.published_on, o.id AS source_id FROM assertions s"
            " JOIN sources o ON o.id = s.source_id LEFT JOIN quotes q ON q.id = s.quote_id"
            f" WHERE s.claim_id = :id ORDER BY coalesce(q.dated_on, o.published_on){nulls}, s.id",
            {"id": claim_id},
        )
    ]
    quotes = {q["id"]: q for q in quotes_by_id(reader, [r["quote_id"] for r in rows if r["quote_id"]])}
    for row in rows:
        quote = quotes.get(row["quote_id"], {})
        row["speaker"] = quote.get("speaker")
        row["said_on"] = quote.get("said_on")
        row["text"] = quote.get("text")
    return rows


def list_runs(reader: Reader, *, limit: int = 50) -> list[Row]:
    """Import runs, newest first, with what each brought."""
    return [
        dict(r)
        for r in reader.rows(
            "SELECT r.id, r.started_at, r.finished_at, r.status, r.actor, r.tool, r.input, r.input_sha256,"
            " r.articles, r.problems,"
            " (SELECT count(*) FROM source_versions v WHERE v.import_run_id = r.id) AS versions,"
            " (SELECT count(*) FROM quotes q WHERE q.import_run_id = r.id) AS quotes"
            " FROM import_runs r ORDER BY r.id DESC" + (f" LIMIT {int(limit)}" if limit else "")
        )
    ]


def count_all(reader: Reader) -> dict[str, list[Row]]:
    """Counts for `factdb stats`: tables, quotes by kind and by status, the most quoted speakers, the publishers."""

    def rows(sql: str) -> list[Row]:
        return [dict(r) for r in reader.rows(sql)]

    tables = ("sources", "source_versions", "speakers", "quotes", "claims", "assertions", "decisions", "import_runs")
    live = "status <> 'rejected'"
    return {
        "rows": rows(" UNION ALL ".join(f"SELECT '{t}' AS name, count(*) AS count FROM {t}" for t in tables)),
        "kind": rows(
            f"SELECT kind AS name, count(*) AS count FROM quotes WHERE {live} GROUP BY kind ORDER BY 2 DESC, 1"
        ),
        "status": rows("SELECT status AS name, count(*) AS count FROM quotes GROUP BY status ORDER BY 2 DESC, 1"),
        "speaker": [{"name": s["name"], "count": s["quotes"]} for s in list_speakers(reader, limit=10) if s["quotes"]],
        "publisher": rows(
            "SELECT coalesce(p.name, s.agency, '(unknown)') AS name, count(*) AS count FROM quotes q"
            " JOIN sources s ON s.id = q.source_id LEFT JOIN publishers p ON p.id = s.publisher_id"
            f" WHERE q.{live} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"
        ),
        "month": rows(
            f"SELECT substr(CAST(dated_on AS text), 1, 7) AS name, count(*) AS count FROM quotes"
            f" WHERE {live} AND dated_on IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 12"
        ),
    }


# --- Words -------------------------------------------------------------------------------------------------------


def matches(dialect: str, param: str) -> str:
    """The condition on `quotes q` that its text holds the words of `:param` (made by `match_words`)."""
    if dialect == "postgresql":
        return f"to_tsvector('simple', q.text) @@ websearch_to_tsquery('simple', :{param})"
    return f"q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :{param})"


def match_words(text: str, dialect: str) -> str:
    """What a reader typed as a query of the full-text engine that can never be an error: all words must stand in the
    quote, "words in double quotes" side by side. Raises NotFoundError when no word is in it."""
    import re

    pieces = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', text.replace("\0", " "))]
    pieces = [p.replace('"', " ") for p in pieces if any(c.isalnum() for c in p)]
    if not pieces:
        raise NotFoundError(f"nothing to search for in {text!r}: give a word with letters or digits")
    if dialect == "postgresql":
        return " ".join(f'"{p}"' for p in pieces)
    return " ".join('"' + p + '"' for p in pieces)


def _list(values: Sequence[int], params: dict[str, Any]) -> str:
    names = []
    for value in values:
        name = f"v{len(params)}"
        params[name] = value
        names.append(f":{name}")
    return ", ".join(names)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _like(text: str) -> str:
    return f"%{_escape(text.lower())}%"


def _join(names: Sequence[str | None]) -> str | None:
    return " and ".join(n for n in names if n) or None


def _who(rows: Sequence[Mapping[str, Any]] | None) -> str | None:
    return _join([r["name"] or r["as_printed"] for r in rows]) if rows else None


def _by_reference(reader: Reader, table: str, reference: str) -> int:
    """The id behind a number or a uid of `table`."""
    one = table[:-1]
    if reference.isdigit() and len(reference) < 19:
        for row in reader.rows(f"SELECT id FROM {table} WHERE id = :id", {"id": int(reference)}):
            return int(row["id"])
        raise NotFoundError(f"there is no {one} number {reference}; `factdb {table}` lists those there are")
    if len(reference) >= 8 and set(reference.lower()) <= set("0123456789abcdef"):
        found = [r["id"] for r in reader.rows(
            f"SELECT id FROM {table} WHERE uid LIKE :uid", {"uid": reference.lower() + "%"}
        )]  # fmt: skip
        if len(found) == 1:
            return int(found[0])
    raise NotFoundError(f"no {one} goes by {reference!r}; give its number, as `factdb {table}` prints it")
