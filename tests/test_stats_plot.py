"""`factdb stats --plot`: the counts as a picture."""

import pytest
from rows import fill


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_counts_are_drawn_as_svg_and_png(run, database, execute, tmp_path):
    fill(execute, database)
    execute(database, "UPDATE speakers SET name = 'Reed $10 & <b>' WHERE id = 1")
    for name in ("counts.svg", "counts.png"):
        assert run("-d", database, "stats", "--plot", name) == (0, "", "")
    assert (tmp_path / "counts.png").read_bytes().startswith(b"\x89PNG")
    drawn = (tmp_path / "counts.svg").read_text(encoding="utf-8")
    for words in ("quotes by speaker", "quotes by publisher", "quotes by kind", "quotes by month", "2024-03"):
        assert f"<!-- {words} -->" in drawn, words


def test_another_ending_is_refused_and_leaves_no_file(run, sqlite_database, tmp_path):
    done = run("-d", sqlite_database, "stats", "--plot", "counts.pdf")
    assert done == (1, "", "factdb: counts.pdf: give a picture's name the ending .svg or .png\n")
    assert not list(tmp_path.glob("counts*"))
