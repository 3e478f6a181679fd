"""Write the manual pages into the wheel: one for each command, from its own help."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class ManualPages(BuildHookInterface):
    """Adds share/man/man1 to a wheel; an editable install has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages to build/man and name them to the builder."""
        if version == "editable":
            return
        folder = ROOT / "build" / "man"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages(self.metadata.version):
            (folder / f"{name}.1").write_text(text, encoding="utf-8")
            build_data["shared_data"][str(folder / f"{name}.1")] = f"share/man/man1/{name}.1"


def pages(version: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the roff source of every page: `factdb`, `factdb-quotes` and so on."""
    sys.path.insert(0, str(ROOT))
    try:
        from factdb.cli import COMMANDS, cli
    finally:
        sys.path.remove(str(ROOT))
    for name in ("", *COMMANDS):
        command = cli.get_command(click.Context(cli), name) if name else cli
        assert command is not None
        title = f"factdb-{name}" if name else "factdb"
        short = COMMANDS[name][1].rstrip(".") if name else "who said what, where, and does it hold?"
        yield (
            title,
            "".join(
                [
                    f'.TH "{title.upper()}" "1" "" "factdb {version}" "factdb"\n',
                    f".SH NAME\n{_roff(title)} \\- {_roff(short)}\n",
                    *_sections(command, title.replace("-", " ", 1), deep=bool(name)),
                    *([] if name else _commands(COMMANDS)),
                ]
            ),
        )


def _commands(commands: dict[str, tuple[str, str]]) -> Iterator[str]:
    yield ".SH COMMANDS\n"
    for name, (_, short) in commands.items():
        yield f".TP\n.BR factdb\\-{_roff(name)} (1)\n{_roff(short)}\n"


def _sections(command: click.Command, path: str, *, deep: bool) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    yield f".SH {_roff(path.upper())}\n.B {_roff(usage)}\n.PP\n" + "\n.PP\n".join(_paragraphs(command.help or ""))
    records = [record for p in command.get_params(context) if (record := p.get_help_record(context))]
    yield "\n" + "".join(f".TP\n.B {_roff(option)}\n{_roff(' '.join(text.split()))}\n" for option, text in records)
    if deep and isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _sections(child, f"{path} {name}", deep=True)


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text; what click is told not to wrap is not wrapped."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip("\n") for line in paragraph.splitlines()]
        if lines[0].strip() == "\b":
            yield "\n".join([".nf", *map(_roff, lines[1:]), ".fi"])
        else:
            yield _roff(" ".join(line.strip() for line in lines))


def _roff(text: str) -> str:
    """A line as roff prints it, and none of its own commands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
