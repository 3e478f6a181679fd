"""What `factdb stats` counts."""

from __future__ import annotations

from factdb.queries.reader import Reader, Row
from factdb.queries.speakers import list_speakers


def count_all(reader: Reader) -> dict[str, list[Row]]:
    """Counts for `factdb stats`: tables, quotes by kind and by status, the most quoted speakers, the publishers."""

    def rows(sql: str) -> list[Row]:
        return [dict(r) for r in reader.rows(sql)]

    tables = ("sources", "source_versions", "speakers", "claims", "assertions", "decisions", "import_runs")

    def by(group: str, end: str) -> list[Row]:
        named = "CASE name WHEN '' THEN '(unknown)' ELSE name END" if group == "publisher" else "name"
        known = " AND name <> ''" if group == "month" else ""
        return rows(
            f"SELECT {named} AS name, quote_count AS count FROM report_counts WHERE counted_by = '{group}'{known} {end}"
        )

    status = by("status", "ORDER BY 2 DESC, 1")
    counted = rows(" UNION ALL ".join(f"SELECT '{t}' AS name, count(*) AS count FROM {t}" for t in tables))
    counted.insert(3, Row(name="quotes", count=sum(row["count"] for row in status)))
    return {
        "rows": counted,
        "kind": by("kind", "ORDER BY 2 DESC, 1"),
        "status": status,
        "speaker": [{"name": s["name"], "count": s["quotes"]} for s in list_speakers(reader, limit=10) if s["quotes"]],
        "publisher": by("publisher", "ORDER BY 2 DESC, name COLLATE BINARY LIMIT 10"),
        "month": by("month", "ORDER BY 1 DESC LIMIT 12"),
    }
