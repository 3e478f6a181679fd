"""What `factdb stats` counts."""

from __future__ import annotations

from factdb.queries.reader import Reader
from factdb.queries.rows import CountRow, fetch
from factdb.queries.speakers import list_speakers


def count_all(reader: Reader) -> dict[str, list[CountRow]]:
    """Counts for `factdb stats`: tables, quotes by kind and by status, the most quoted speakers, the publishers."""

    def rows(sql: str) -> list[CountRow]:
        return fetch(reader, CountRow, sql)

    tables = ("sources", "source_versions", "speakers", "claims", "assertions", "decisions", "import_runs")

    def by(group: str, end: str) -> list[CountRow]:
        named = "CASE name WHEN '' THEN '(unknown)' ELSE name END" if group == "publisher" else "name"
        known = " AND name <> ''" if group == "month" else ""
        return rows(
            f"SELECT {named} AS name, quote_count AS count FROM report_counts WHERE counted_by = '{group}'{known} {end}"
        )

    most_quoted = list_speakers(reader, limit=10)
    status = by("status", "ORDER BY 2 DESC, 1")
    counted = rows(" UNION ALL ".join(f"SELECT '{t}' AS name, count(*) AS count FROM {t}" for t in tables))
    counted.insert(3, CountRow(name="quotes", count=sum(row["count"] for row in status)))
    return {
        "rows": counted,
        "kind": by("kind", "ORDER BY 2 DESC, 1"),
        "status": status,
        "speaker": [CountRow(name=s["name"], count=s["quotes"]) for s in most_quoted if s["quotes"]],
        "publisher": by("publisher", "ORDER BY 2 DESC, name COLLATE BINARY LIMIT 10"),
        "month": by("month", "ORDER BY 1 DESC LIMIT 12"),
    }
