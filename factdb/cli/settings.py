"""The configuration file: what a person would otherwise type with every command."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click

from factdb.errors import FactdbError
from factdb.export import FORMATS

KEYS = {
    "database": "SQLite file, or a postgresql:// URL",
    "actor": "who imports and decides",
    "format": "output format of lists",
    "publisher": "publisher of imported articles that name none",
    "topics": "TOML file of topics, a list of words each",
}
_EXAMPLE = 'write lines such as  database = "/archive/factdb.sqlite"'


def settings_path() -> Path:
    """Return where the file is looked for: under XDG_CONFIG_HOME, or else ~/.config."""
    folder = os.environ.get("XDG_CONFIG_HOME")
    return (Path(folder) if folder else Path.home() / ".config") / "factdb" / "config.toml"


def read_settings() -> dict[str, str]:
    """Read the file; without one there are no settings.

    Raises:
        FactdbError: The file is invalid; the message names the line and the key.
    """
    path = settings_path()
    if not path.is_file():
        return {}
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except OSError as error:
        raise FactdbError(f"{path}: cannot be read ({error.strerror}): check its permissions") from error
    except UnicodeDecodeError as error:
        raise FactdbError(f"{path}: is not UTF-8 (byte {error.start}): save it in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise FactdbError(f"{path}:{line}: is not TOML ({error}): {_EXAMPLE}") from error
    for key, value in found.items():
        if wrong := _wrong(key, value):
            raise FactdbError(f"{path}:{_line(text, key)}: {wrong}")
    return found


def _wrong(key: str, value: Any) -> str | None:
    if key not in KEYS:
        return f"{key} is not a setting: choose from {', '.join(KEYS)}"
    if not isinstance(value, str) or not value.strip():
        return f'{key} must be a text in quotation marks: {key} = "…"'
    if key == "format" and value not in FORMATS:
        return f"format {value!r} is not known: write one of {', '.join(FORMATS)}"
    return None


def _line(text: str, key: str) -> int:
    """Return the line on which `key` is set."""
    written = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(key)}\b""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if written.match(line)), 1)


def defaults(command: click.Command, settings: dict[str, str]) -> dict[str, Any]:
    """Return click's `default_map` for a command and those below it, from `settings`."""
    found: dict[str, Any] = {}
    for param in command.params:
        if param.name == "actor" and "actor" in settings:
            found["actor"] = settings["actor"]
        elif param.name == "format" and settings.get("format") in getattr(param.type, "choices", ()):
            found["format"] = settings["format"]
        elif param.name == "topics" and "topics" in settings:
            found["topics"] = str(settings_path().parent / settings["topics"])
        elif param.name == "publisher" and command.name == "import" and "publisher" in settings:
            found["publisher"] = settings["publisher"]
    if isinstance(command, click.Group):
        found |= {name: defaults(child, settings) for name, child in command.commands.items()}
    return found
