"""Every command has help with an example, quickly, and the overview says the same as the command."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from factdb.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from walk(child, (*path, name))


EVERY = list(walk(cli, ()))


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[" ".join(path) or "factdb" for path, _ in EVERY])
def test_every_command_explains_itself_with_an_example(path: tuple[str, ...], command: click.Command) -> None:
    text = command.get_help(
        click.Context(command, info_name=" ".join(("factdb", *path)), help_option_names=["-h", "--help"])
    )
    assert "Example:" in text
    assert f"factdb {path[0]}" in text if path else "factdb import" in text
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{parameter.name} has no help"


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[" ".join(path) or "factdb" for path, _ in EVERY])
def test_no_line_of_a_list_of_commands_is_cut_on_80_columns(path: tuple[str, ...], command: click.Command) -> None:
    if isinstance(command, click.Group):
        text = command.get_help(
            click.Context(command, terminal_width=80, help_option_names=["-h", "--help"])
        ).partition("Commands:")[2]
        assert [line for line in text.splitlines() if line.endswith("...")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_the_same_as_the_command(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert (command.help or "").strip().splitlines()[0].startswith(COMMANDS[name][1].rstrip("."))


@pytest.mark.parametrize("call", [["--help"], ["--version"], ["quotes", "--help"]])
def test_help_imports_neither_sqlalchemy_nor_rich(call: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['factdb', *sys.argv[1:]]\n"
        "from factdb.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "loaded = {'sqlalchemy', 'alembic', 'rich', 'trafilatura', 'psycopg'} & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", code, *call], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_reading_a_sqlite_database_imports_no_sqlalchemy(seeded_sqlite: str) -> None:
    code = (
        "import sys; sys.argv = ['factdb', *sys.argv[1:]]\n"
        "from factdb.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "-d", seeded_sqlite, "quotes", "--speaker", "Blinken"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Blinken" in done.stdout


def test_the_manual_has_every_command_and_option_and_roff_takes_it_all(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    pages = dict(made.pages("1.0"))
    assert list(pages) == ["factdb", *(f"factdb-{name}" for name in COMMANDS)]
    for path, command in EVERY:
        page = pages["-".join(("factdb", *path[:1]))].replace("\\-", "-")
        assert f".SH {' '.join(('factdb', *path)).upper()}" in page
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.opts[-1] in page
    if not shutil.which("groff"):
        pytest.skip("there is no groff to print the pages with")
    for name, text in pages.items():
        groff = ["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-z"]
        done = subprocess.run(groff, input=text.encode(), capture_output=True)
        assert (done.returncode, done.stderr) == (0, b""), name
