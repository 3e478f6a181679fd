"""The reporting contract: which views there are, their columns, and what each column contains.

The views describe themselves: in sql/views/*.sql the line that names a column ends in `-- type: description`, and the
comment before SELECT says what a row is. From there it goes into COMMENT ON (PostgreSQL), into the view
`report_columns` (both databases) and into docs/reporting.md; `python -m factdb.database.views` rewrites the latter two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from factdb.database.revision import REVISION_TABLE
from factdb.database.sql import FOLDER

if TYPE_CHECKING:
    from sqlalchemy import Connection

VIEWS = FOLDER / "views"
_COLUMN = re.compile(r"^    (?! ).*?\bAS (\w+),?  -- (integer|real|text|date): (\S.*)$", re.MULTILINE)
_LISTING = "report_columns"
_START, _END = "<!-- columns, written by `python -m factdb.database.views` -->", "<!-- end of columns -->"


class Column(NamedTuple):
    """One column of a view. `type` is integer, real, text or date (ISO 8601 text on SQLite)."""

    view: str
    position: int
    name: str
    type: str
    description: str


def view_names() -> list[str]:
    """List the reporting views, each a file in views/."""
    return sorted(path.stem for path in VIEWS.glob("*.sql"))


def view_select(view: str) -> str:
    """Return the SELECT of a view with its comments."""
    return (VIEWS / f"{view}.sql").read_text(encoding="utf-8")


# What the views are written with and each database calls by a name of its own: days between two, the month and the
# Monday of a day, a day and a time as ISO 8601 text, in UTC, whatever the session's zone and style of dates.
_SPOKEN = {
    "sqlite": {
        "days_between": r"CAST(julianday(\1) - julianday(\2) AS integer)",
        "month_of": r"substr(\1, 1, 7)",
        "week_of": r"strftime('%Y-%m-%d', \1, 'weekday 0', '-6 days')",
        "iso": r"\1",
        "utc": r"\1",
    },
    "postgresql": {
        "days_between": r"(\1 - \2)",
        "month_of": r"to_char(\1, 'YYYY-MM')",
        "week_of": r"CAST(date_trunc('week', \1) AS date)",
        "iso": r"to_char(\1, 'YYYY-MM-DD')",
        "utc": r"""to_char(\1 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    },
}


def view_sql(view: str, dialect: str) -> str:
    """Return the SELECT of a view for "sqlite" or "postgresql"."""
    select = view_select(view)
    for name, said in _SPOKEN[dialect].items():
        select = re.sub(rf"\b{name}\(([^(),]*)(?:, ([^()]*))?\)", said, select)
    if dialect == "postgresql":
        return select.replace("COLLATE BINARY", 'COLLATE "C"')
    # SQLite has the first by the standard's name only since 3.44, and the second as max() of several values.
    return select.replace("string_agg(", "group_concat(").replace("greatest(", "max(")


def view_description(view: str) -> str:
    """Return what a row of the view is: the comment before its SELECT, as one paragraph."""
    lines = view_select(view).split("SELECT", 1)[0].splitlines()
    return " ".join(line.removeprefix("--").strip() for line in lines)


def view_columns(view: str) -> list[Column]:
    """List the columns of a view, in order."""
    found = _COLUMN.findall(view_select(view))
    return [Column(view, n, name, type_, text) for n, (name, type_, text) in enumerate(found, start=1)]


def comments() -> Iterator[str]:
    """Yield COMMENT ON for every view and column, for PostgreSQL."""
    for view in view_names():
        yield f"COMMENT ON VIEW {view} IS {_literal(view_description(view))}"
        for column in view_columns(view):
            yield f"COMMENT ON COLUMN {view}.{column.name} IS {_literal(column.description)}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def listing_select() -> str:
    """Return the text of views/report_columns.sql: the SELECT that lists every column of every view."""
    head = view_select(_LISTING).split("FROM (VALUES", 1)[0]
    rows = [
        f"    ({_literal(c.view)}, {c.position}, {_literal(c.name)}, {_literal(c.type)}, {_literal(c.description)})"
        for view in view_names()
        for c in view_columns(view)
    ]
    return head + "FROM (VALUES\n" + ",\n".join(rows) + "\n) AS listed\n"


def reference() -> str:
    """Return the reference part of docs/reporting.md: one table of columns for each view."""
    parts = [_START]
    for view in view_names():
        parts.append(f"\n### `{view}`\n\n{view_description(view)}\n")
        parts.append("| column | type | what it holds |\n| --- | --- | --- |")
        parts.extend(f"| `{c.name}` | {c.type} | {c.description} |" for c in view_columns(view))
    return "\n".join([*parts, "", _END])


def page(old: str) -> str:
    """Return docs/reporting.md with its reference part rewritten."""
    before, rest = old.split(_START, 1)
    return before + reference() + rest.split(_END, 1)[1]


def main() -> None:
    """Rewrite views/report_columns.sql and docs/reporting.md."""
    (VIEWS / f"{_LISTING}.sql").write_text(listing_select(), encoding="utf-8")
    path = Path(__file__).parents[2] / "docs" / "reporting.md"
    path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")


# --- Grants of others on the views, kept while the views are dropped and recreated (PostgreSQL)


def reading_grants(tx: Connection) -> dict[str, set[str]]:
    """Return who besides the owner may SELECT from views and tables: role (quoted, or PUBLIC) -> names."""
    granted: dict[str, set[str]] = {}
    for role, name in tx.exec_driver_sql(
        "SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, c.relname"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a"
        " WHERE n.nspname = current_schema() AND c.relkind IN ('v', 'r') AND a.privilege_type = 'SELECT'"
        " AND a.grantee <> c.relowner"
    ):
        granted.setdefault(role, set()).add(name)
    return granted


def grant_again(granted: dict[str, set[str]], before: set[str], tables: set[str]) -> Iterator[str]:
    """Yield statements that restore what was granted on the views.

    Args:
        granted: What `reading_grants` returned.
        before: The views and tables there were: who could read all of either can read new ones too.
        tables: The names of all tables.
    """
    for role, names in sorted(granted.items()):
        again = set()
        for ours in (set(view_names()), tables):
            whole = bool(names & ours) and names >= before & ours
            again |= ours if whole else names & ours
            if whole and role != "PUBLIC":  # a reader that an earlier release made could not read it
                again.add(REVISION_TABLE)
        if again:
            yield f"GRANT SELECT ON {', '.join(sorted(again))} TO {role}"


if __name__ == "__main__":
    main()
