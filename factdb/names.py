"""Folding a name, so that accents, case, hyphens and dots do not stand between a reader and a speaker."""

from __future__ import annotations

import re
import unicodedata

# Letters that carry no combining mark and so survive decomposition.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_APART = re.compile(r"[^\w]+")


def fold(name: str) -> str:
    """`name` in lower case, without accents, words parted by one space: "António  O'Neil-Łos" -> "antonio oneil los".

    Apostrophes and dots vanish ("U.S." -> "us"); every other mark parts words. The result is empty
    for a name without a letter or digit.
    """
    bare = re.sub(r"['’ʼ`´.]", "", name)
    marked = unicodedata.normalize("NFKD", bare)
    plain = "".join(c for c in marked if not unicodedata.combining(c)).casefold().translate(_PLAIN)
    return _APART.sub(" ", plain).replace("_", " ").strip()
