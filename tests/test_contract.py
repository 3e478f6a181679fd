"""Documentation, comments and the view `report_columns` say of the reporting views what these are."""

from pathlib import Path

import pytest

from factdb.database import views as contract

PAGE = Path(__file__).parents[1] / "docs" / "reporting.md"
POSTGRESQL_TYPES = {"integer": {"integer", "bigint"}, "real": {"double precision"}, "text": {"text"}, "date": {"date"}}


@pytest.mark.parametrize("view", contract.view_names())
def test_every_column_of_every_view_is_described(sqlite_database, execute, view):
    found = [name for (name,) in execute(sqlite_database, f"SELECT name FROM pragma_table_info('{view}')")]
    assert [c.name for c in contract.view_columns(view)] == found
    assert all(c.description.endswith(".") for c in contract.view_columns(view))
    assert contract.view_description(view).endswith(".")


def test_the_page_and_the_listing_are_what_the_views_say():
    output = "run `python -m factdb.database.views`"
    text = PAGE.read_text(encoding="utf-8")
    assert contract.page(text) == text, output
    assert contract.listing_select() == contract.view_select("report_columns"), output


def test_the_database_lists_the_columns_itself(database, execute):
    listed = execute(database, "SELECT * FROM report_columns ORDER BY view_name, position")
    assert [tuple(row) for row in listed] == [tuple(c) for v in contract.view_names() for c in contract.view_columns(v)]


def test_postgresql_has_the_types_and_comments_that_are_documented(postgresql_database, execute):
    found = execute(
        postgresql_database,
        "SELECT table_name, column_name, data_type, col_description(table_name::regclass, ordinal_position)"
        " FROM information_schema.columns WHERE table_name LIKE 'report\\_%' ORDER BY table_name, ordinal_position",
    )
    wanted = [c for view in contract.view_names() for c in contract.view_columns(view)]
    assert [row[:2] for row in found] == [(c.view, c.name) for c in wanted]
    for (_, _, type_, comment), column in zip(found, wanted, strict=True):
        assert type_ in POSTGRESQL_TYPES[column.type], column
        assert comment == column.description
    for view in contract.view_names():
        assert execute(postgresql_database, f"SELECT obj_description('{view}'::regclass)") == [
            (contract.view_description(view),)
        ]
