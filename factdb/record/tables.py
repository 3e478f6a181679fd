"""The tables of a TOML file, each key with its line, so that every fault is reported with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

Place = tuple[str | int, ...]
"""("quote", 2, "kind"): the key `kind` of the third [[quote]]."""

_TYPES = {
    str: "text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2023-06-18, without quotation marks",
}
_STATEMENT = re.compile(r"[ \t]*(?:(?P<open>\[\[?)(?P<table>[^\]\n]+)\]\]?|(?P<key>[^=#\n]+?)[ \t]*=)?")
_VALUE = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"""+|\'\'\'[\s\S]*?\'\'\'+'  # texts over several lines
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]'
)


def line_index(text: str) -> dict[Place, int]:
    """The line of every table and key of `text`, which is valid TOML. Keys of inline tables have their table's line.

    The standard library's parser keeps no positions; this one reads statements only and leaves values to it.
    """
    lines: dict[Place, int] = {(): 1}
    counts: dict[Place, int] = {}
    table: Place = ()
    at, number = 0, 1
    while found := _STATEMENT.match(text, at):
        names = [part.strip().strip("\"'") for part in (found["table"] or found["key"] or "").split(".")]
        if found["open"]:
            table = ()
            for name in names:
                table = (*table, name)
                if name is names[-1] and found["open"] == "[[":
                    lines.setdefault(table, number)
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
            lines[table] = number
        elif found["key"]:
            for depth in range(len(names)):
                lines.setdefault((*table, *names[: depth + 1]), number)
        at, brackets = found.end(), 0
        while token := _VALUE.search(text, at):
            at = token.end()
            number += token[0].count("\n")
            brackets += (token[0] in "[{") - (token[0] in "]}")
            if token[0] == "\n" and brackets <= 0:
                break
        else:
            return lines
    return lines


# A key or a text in the file may contain a line feed; a problem is printed on one line.
_CONTROLS = {code: repr(chr(code))[1:-1] for code in (*range(32), 127)}


@dataclass(slots=True)
class Problems:
    """Collects what is wrong with one file, each with its line and once."""

    path: Path
    lines: dict[Place, int]
    found: dict[tuple[int, str], None] = field(default_factory=dict)

    def add(self, line: int, what: str) -> None:
        """Note a fault once."""
        self.found[line, what] = None

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest table around it that is in the file."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def messages(self) -> list[str]:
        """One message each, in the order of the file."""
        messages = sorted(self.found, key=lambda p: p[0])
        return [f"{self.path}:{line}: {what.translate(_CONTROLS)}" for line, what in messages]


class Table:
    """One table, its keys taken one by one with the type each must have. What nobody took is unknown: `close` says so.

    A key that is missing or wrong is a problem and reads as None or empty, so that reading goes on to the next.
    """

    def __init__(self, problems: Problems, data: Any, place: Place = (), label: str = "") -> None:
        self.problems, self.place, self.label = problems, place, label.removeprefix(", ")
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.taken: list[str] = []
        self.line = problems.line(place)
        if not isinstance(data, dict):
            self.problem(None, "this must be a table")

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def problem(self, key: str | None, what: str) -> None:
        """Note that something is wrong with `key`, or with the table as a whole."""
        label = ", ".join(part for part in (self.label, key and f"key {key}") if part)
        line = self.line if key is None else self.problems.line((*self.place, key))
        self.problems.add(line, f"{label}: {what}" if label else what)

    def close(self) -> None:
        """Call every key unknown that was not taken."""
        for key in self.data:
            if key not in self.taken:
                self.problem(key, f"unknown{nearest(key, self.taken) or '; known here: ' + ', '.join(self.taken)}")

    def _take(self, key: str, kind: type, required: bool) -> Any:
        self.taken.append(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.problem(None, f"key {key} is missing: add {key} = …")
        elif type(value) is not kind:  # isinstance would take true for 1 and a time for a day
            self.problem(key, f"is {_shown(value)}: write {_TYPES[kind]}")
            value = None
        elif isinstance(value, str) and not value.strip():
            self.problem(key, "empty: write it, or leave the key out")
            value = None
        return value

    def need(self, key: str) -> str:
        """Return the text that must be under `key`."""
        return self._take(key, str, required=True) or ""

    def text(self, key: str, pattern: str = "", what: str = "", *, required: bool = False) -> str | None:
        """Return the text under `key`; with `pattern`, one that fits it as a whole, which is `what` in words."""
        value: str | None = self._take(key, str, required)
        if value is not None and pattern and not re.fullmatch(pattern, value):
            self.problem(key, f"{value!r} is not {what}")
            return None
        return value

    def number(self, key: str, *, required: bool = False) -> int | None:
        """Take the integer under `key`; None where it is missing and not required."""
        value: int | None = self._take(key, int, required)
        return value

    def true(self, key: str) -> bool:
        """Return whether `key` is there and is true."""
        return self._take(key, bool, required=False) is True

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Take the date under `key`; None where it is missing and not required."""
        value: date | None = self._take(key, date, required)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; empty where it is missing."""
        self.taken.append(key)
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.problem(key, 'write a list of texts, such as ["…", "…"]')
            return ()
        return tuple(value)

    def choice(self, key: str, literal: Any, *, required: bool = True) -> Any:
        """Return the text under `key`, one of the members of the type `literal`."""
        value, members = self._take(key, str, required), get_args(literal)
        if value is not None and value not in members:
            self.problem(key, f"there is no {value!r}{nearest(value, members)}; known: {', '.join(members)}")
            return None
        return value

    def reference(self, key: str, value: str | None, known: Iterable[str], what: str) -> None:
        """Note a problem unless `value`, which was read from `key`, is one of the keys of a `what`."""
        if value and value not in (keys := list(known)):
            self.problem(key, f"there is no {what} with the key {value!r}{nearest(value, keys)}")

    def span(self, key: str) -> tuple[int, int] | None:
        """Return the [start, end] under `key`."""
        self.taken.append(key)
        return self._span(key, self.data[key]) if key in self.data else None

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return the list of [start, end] that must be under `key`, in the order of the text, none over another."""
        self.taken.append(key)
        value = self.data.get(key)
        if not isinstance(value, list) or not value:
            self.problem(key if key in self.data else None, f"write {key} = [[start, end], …]")
            return ()
        found = [span for item in value if (span := self._span(key, item))]
        if any(found[i][1] > found[i + 1][0] for i in range(len(found) - 1)):
            self.problem(key, "the spans must be in text order and must not overlap")
        return tuple(found)

    def _span(self, key: str, value: Any) -> tuple[int, int] | None:
        if isinstance(value, list) and [type(n) for n in value] == [int, int] and 0 <= value[0] < value[1]:
            return value[0], value[1]
        self.problem(key, f"{value!r} is not a span: write [start, end] in code points, the end after the start")
        return None

    def table(self, key: str) -> Table:
        """Return the table under `key`, an empty one where it is missing."""
        self.taken.append(key)
        return Table(self.problems, self.data.get(key, {}), (*self.place, key), f"{self.label}, {key}")

    def tables(self, key: str) -> list[Table]:
        """Return the list of tables under `key`, each labelled by its own key or else its number."""
        self.taken.append(key)
        found = self.data.get(key, [])
        if not isinstance(found, list):
            self.problem(key, f"write [[{key}]], with two brackets")
            return []
        tables = []
        for number, data in enumerate(found):
            own = data.get("key") if isinstance(data, dict) else None
            label = f'{key} "{own}"' if isinstance(own, str) else f"{key} {number + 1}"
            tables.append(Table(self.problems, data, (*self.place, key, number), f"{self.label}, {label}"))
        return tables


def nearest(word: str, options: Iterable[str]) -> str:
    """ "; did you mean …?" with the likeliest of `options`, or nothing."""
    near = difflib.get_close_matches(word, list(options), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return "a time" if isinstance(value, datetime) else "a day"
    return {str: "text", bool: str(value).lower(), list: "a list", dict: "a table"}.get(type(value), str(value))
