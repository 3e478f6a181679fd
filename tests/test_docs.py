"""The documentation: its examples in Python run, its site builds, and the pages that are generated say everything.

FACTDB_REWRITE=1 writes down what the examples print instead.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from factdb.cli import cli
from factdb.database.models import Base

ROOT = Path(__file__).parents[1]
API = ROOT / "docs" / "api.md"
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.S)


def test_the_examples_in_python_print_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    page = API.read_text(encoding="utf-8")
    shown = EXAMPLE.findall(page)
    assert len(shown) == 3
    fresh = []
    for code, _ in shown:
        done = subprocess.run(
            [sys.executable, "-W", "error::SyntaxWarning", "-c", code], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        fresh.append(done.stdout)
    if os.environ.get("FACTDB_REWRITE"):
        answers = iter(fresh)
        API.write_text(EXAMPLE.sub(lambda m: f"```python\n{m[1]}```\n\n```text\n{next(answers)}```", page), "utf-8")
        return
    assert [text for _, text in shown] == fresh, "run `make readme` and look at the difference"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from a copy of the pages; a warning fails."""
    pytest.importorskip("sphinx", reason="Sphinx is not installed: pip install -e '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(folder / "doctrees")]
    done = subprocess.run([*build, str(ROOT / "docs"), str(folder / "html")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def texts(page: Path) -> str:
    """The text of a page, without markup, white space folded."""
    import html

    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8"))).split())


@pytest.mark.slow
def test_the_site_has_the_help_of_every_command(site: Path) -> None:
    page = texts(site / "generated" / "commands.html")

    def walk(command: click.Command, path: str) -> None:
        settings = {"help_option_names": ["-h", "--help"], "terminal_width": 100, "max_content_width": 100}
        text = command.get_help(click.Context(command, info_name=path, **settings))
        assert " ".join(text.split()) in page, path
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                walk(child, f"{path} {name}")

    walk(cli, "factdb")


@pytest.mark.slow
def test_the_site_has_every_table_and_column(site: Path) -> None:
    page = texts(site / "generated" / "tables.html")
    for table in Base.metadata.tables.values():
        assert table.name in page
        for column in table.columns:
            assert column.name in page
