"""The pages of the site that are written by the program: every command's help, every table's columns."""

import ast
import inspect
from collections.abc import Iterator

import click

from factdb.cli import COMMANDS, cli
from factdb.database import models

WIDTH = 100


def commands() -> Iterator[tuple[str, str]]:
    """Yield every command, as typed, with its help, as `--help` prints it on a terminal of `WIDTH` columns."""
    yield "factdb", _help(cli, "factdb")
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield from _walk(command, f"factdb {name}")


def _walk(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    yield path, _help(command, path)
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            child = command.get_command(click.Context(command), name)
            assert child is not None
            yield from _walk(child, f"{path} {name}")


def _help(command: click.Command, path: str) -> str:
    settings = {"help_option_names": ["-h", "--help"], "terminal_width": WIDTH, "max_content_width": WIDTH}
    return command.get_help(click.Context(command, info_name=path, **settings))  # type: ignore[arg-type]


def commands_page() -> str:
    """Return the page of commands: a section for each, with its help."""
    parts = ["# Commands\n\nWhat `--help` of each command prints.\n"]
    for path, text in commands():
        level = min(path.count(" ") + 2, 4)
        parts.append(f"{'#' * level} `{path}`\n\n```text\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def tables_page() -> str:
    """Return the page of tables: a section for each, with its columns and what the models say of them."""
    parts = [
        "# Tables\n\nWhere rows are kept. Tables may change with any release: reporting tools read the"
        " [views](../reporting.md).\n"
    ]
    notes = _notes()
    for table in models.Base.metadata.tables.values():
        about, columns = notes[table.name]
        parts.append(
            f"## `{table.name}`\n\n{about}\n\n| column | type | refers to | what it holds |\n|---|---|---|---|"
        )
        for column in table.columns:
            key = ", ".join(f"`{key.target_fullname}`" for key in column.foreign_keys)
            empty = " or NULL" if column.nullable else ""
            parts.append(f"| `{column.name}` | {column.type}{empty} | {key} | {columns.get(column.name, '')} |")
        parts.append("")
    return "\n".join(parts)


def _notes() -> dict[str, tuple[str, dict[str, str]]]:
    """What the models say: table -> (docstring, column -> the string below it), each as one line."""
    notes = {}
    for node in ast.parse(inspect.getsource(models)).body:
        table = isinstance(node, ast.ClassDef) and getattr(getattr(models, node.name), "__tablename__", None)
        if not isinstance(node, ast.ClassDef) or not table:
            continue
        columns, last = {}, ""
        for line in node.body:
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                last = line.target.id
            elif isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and last:
                columns[last] = _one_line(str(line.value.value))
        notes[str(table)] = (_one_line(ast.get_docstring(node) or ""), columns)
    return notes


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
