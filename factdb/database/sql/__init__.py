"""Views, triggers and functions as SQL, a file a subject."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent


def statements(name: str, **filled: str) -> list[str]:
    """The CREATE statements of the file `name`.sql, without its comments before the first, its {places} `filled`."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for place, value in filled.items():
        text = text.replace(f"{{{place}}}", value)
    return [one.strip() for one in re.split(r"^(?=CREATE )", text, flags=re.MULTILINE)[1:]]
