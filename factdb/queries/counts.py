"""What `factdb stats` counts."""

from __future__ import annotations

from factdb.queries.reader import Reader, Row
from factdb.queries.speakers import list_speakers


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
        "status": _by_status(reader),
        "speaker": [{"name": s["name"], "count": s["quotes"]} for s in list_speakers(reader, limit=10) if s["quotes"]],
        # Counted within an index, the few rejected ones taken off.
        "publisher": rows(
            "SELECT coalesce(p.name, s.agency, '(unknown)') AS name, CAST(sum(n) AS bigint) AS count FROM ("
            "SELECT source_id, count(*) AS n FROM quotes GROUP BY source_id UNION ALL"
            f" SELECT source_id, -count(*) FROM quotes WHERE {_REJECTED} GROUP BY source_id) q"
            " JOIN sources s ON s.id = q.source_id LEFT JOIN publishers p ON p.id = s.publisher_id"
            " GROUP BY 1 HAVING sum(n) > 0 ORDER BY 2 DESC, 1 LIMIT 10"
        ),
        "month": rows(
            "SELECT substr(CAST(dated_on AS text), 1, 7) AS name, CAST(sum(n) AS bigint) AS count FROM ("
            "SELECT dated_on, count(*) AS n FROM quotes WHERE dated_on IS NOT NULL GROUP BY dated_on UNION ALL"
            f" SELECT dated_on, -count(*) FROM quotes WHERE {_REJECTED} AND dated_on IS NOT NULL GROUP BY dated_on) q"
            " GROUP BY 1 HAVING sum(n) > 0 ORDER BY 1 DESC LIMIT 12"
        ),
    }


# As the index of those decided on is worded, so that it is used.
_REJECTED = "status = 'rejected' AND status <> 'extracted'"


def _by_status(reader: Reader) -> list[Row]:
    every = next(iter(reader.rows("SELECT count(*) AS n FROM quotes")))["n"]
    decided = [
        dict(r)
        for r in reader.rows(
            "SELECT status AS name, count(*) AS count FROM quotes WHERE status <> 'extracted' GROUP BY status"
        )
    ]
    left = every - sum(row["count"] for row in decided)
    found = [*decided, Row(name="extracted", count=left)] if left else decided
    return sorted(found, key=lambda row: (-row["count"], row["name"]))
