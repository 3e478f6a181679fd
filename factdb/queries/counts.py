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
