"""Word lists: data files of our own making under `words/`, one list a file, commented, sorted, easy to extend.

A file holds `[section]` headings and entries, one a line; `#` begins a comment. An entry may carry a value after
" = ". A newsroom adds entries without touching the package: a file of the same name in the folder named by the
environment variable FACTDB_WORDS is read after ours.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from factdb.errors import FactdbError


def read_words(name: str) -> dict[str, dict[str, str]]:
    """Return the sections of the list `name` ("roles"): entry -> value ("" where it has none), additions included.

    Raises FactdbError when an added file has a line outside any section, or cannot be read.
    """
    sections: dict[str, dict[str, str]] = {}
    packaged = resources.files("factdb.extract").joinpath("words", f"{name}.txt")
    _add(sections, packaged.read_text(encoding="utf-8"), f"{name}.txt")
    folder = os.environ.get("FACTDB_WORDS")
    if folder:
        added = Path(folder) / f"{name}.txt"
        if added.exists():
            try:
                _add(sections, added.read_text(encoding="utf-8"), str(added))
            except (OSError, UnicodeDecodeError) as error:
                raise FactdbError(f"{added}: cannot be read as UTF-8 text ({error}); save it as UTF-8") from error
    return sections


def added_hash() -> str | None:
    """Return the SHA-256 of the lists that a newsroom adds; None where it adds none.

    Raises FactdbError when one cannot be read.
    """
    folder = os.environ.get("FACTDB_WORDS")
    ours = sorted(file.name for file in resources.files("factdb.extract").joinpath("words").iterdir())
    added = [path for name in ours if folder and (path := Path(folder, name)).exists()]
    found = hashlib.sha256()
    for path in added:
        try:
            found.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
        except OSError as error:
            raise FactdbError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    return found.hexdigest() if added else None


def either(words: Iterable[str]) -> str:
    """Return an alternation for a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


def _add(sections: dict[str, dict[str, str]], text: str, where: str) -> None:
    entries: dict[str, str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if entry.startswith("[") and entry.endswith("]"):
            entries = sections.setdefault(entry[1:-1], {})
        elif entries is None:
            raise FactdbError(f"{where}:{number}: an entry before any [section]; put the section's heading above it")
        else:
            word, _, value = entry.partition(" =")
            entries[word.strip()] = value.strip()
