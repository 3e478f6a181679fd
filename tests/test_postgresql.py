"""What docs/postgresql.md says: settings from PG* variables, and the constraints that stand in the way of Citus."""

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from rows import fill
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint

from factdb.models import Base

PAGE = Path(__file__).parents[1] / "docs" / "postgresql.md"
START, END = "<!-- in the way -->\n", "<!-- end -->"
# Distributed tables and their distribution column; None: it has to be added first.
DISTRIBUTED = {
    "sources": "id", "source_versions": "source_id", "quotes": "source_id", "assertions": "source_id",
    "anchors": None, "attributions": None,
}  # fmt: skip


def in_the_way():
    """(constraint, why) by the rules of Citus, from the models."""
    for table in Base.metadata.sorted_tables:
        own = DISTRIBUTED.get(table.name)
        for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
            if isinstance(constraint, ForeignKeyConstraint):
                (reference,) = constraint.elements
                other = reference.column.table.name
                if other not in DISTRIBUTED:
                    continue
                if table.name not in DISTRIBUTED:
                    yield constraint.name, "a reference table refers to a distributed one"
                elif own != reference.parent.name or DISTRIBUTED[other] != reference.column.name:
                    yield constraint.name, "a reference between distributed tables without the source"
            elif (
                isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint)
                and table.name in DISTRIBUTED
                and own not in {c.name for c in constraint.columns}
            ):
                yield constraint.name, "a key without the source"


def test_the_page_lists_the_constraints_in_the_way_of_citus():
    found = list(in_the_way())
    assert len(found) >= 10
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    listed, after = rest.split(END)
    fresh = "".join(f"- `{name}`: {why}\n" for name, why in found)
    if os.environ.get("FACTDB_REWRITE"):
        PAGE.write_text(before + START + fresh + END + after, encoding="utf-8")
        return
    assert listed == fresh, "run with FACTDB_REWRITE=1 and look at the difference"


def test_what_the_url_leaves_out_comes_from_the_variables_of_libpq(run, postgresql_database, execute, monkeypatch):
    fill(execute, postgresql_database)
    url = urlsplit(postgresql_database)
    monkeypatch.setenv("PGHOST", parse_qs(url.query).get("host", [url.hostname or ""])[0])
    monkeypatch.setenv("PGUSER", url.username or "")
    monkeypatch.setenv("PGDATABASE", url.path[1:])
    if url.port:
        monkeypatch.setenv("PGPORT", str(url.port))
    if url.password:
        monkeypatch.setenv("PGPASSWORD", url.password)
    assert "Jonas Reed" in run("-d", "postgresql://", "quotes").out
    assert run("-d", "postgresql://", "db", "upgrade").out.startswith("already at")
    assert run("-d", "postgresql://", "db", "check") == (0, "no fault\n", "")


@pytest.mark.parametrize(
    "command", [("quotes",), ("stats",), ("export", "csv"), ("verify",), ("sql", "SELECT 1 AS one")]
)
def test_reading_commands_need_no_write_of_any_kind(run, postgresql_database, execute, command):
    """So a streaming replica serves them: there every transaction is read-only."""
    fill(execute, postgresql_database)
    replica = postgresql_database + ("&" if "?" in postgresql_database else "?")
    done = run("-d", replica + "options=-c%20default_transaction_read_only%3Don", *command)
    assert "read-only" not in done.err
    assert done.out
