"""Topics by a newsroom's own word lists: a text is on a topic if it holds one of its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from factdb.errors import FactdbError, NotFoundError

TopicOf = Callable[[str], str | None]
_EXAMPLE = 'write lines such as  health = ["vaccin*", "flu shot"]'


def read_topics(path: str) -> dict[str, re.Pattern[str]]:
    """Read topics from a TOML file: a line each, with a list of words and phrases.

    Words are compared whole and in any case; one with an asterisk at its end has any ending.

    Returns:
        Topic -> what finds its words in a text, in the order of the file.

    Raises:
        FactdbError: The file cannot be read, is not TOML, or a topic has no words; the message says where.
    """
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise FactdbError(f"{path}: cannot be read ({error.strerror}): name a file of topics") from error
    except UnicodeDecodeError as error:
        raise FactdbError(f"{path}: is not UTF-8 (byte {error.start}): save it in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise FactdbError(f"{path}: is not TOML ({error}): {_EXAMPLE}") from error
    if not found:
        raise FactdbError(f"{path}: has no topic: {_EXAMPLE}")
    return {name: _pattern(f"{path}: topic {name!r}", words) for name, words in found.items()}


def topic_of(topics: dict[str, re.Pattern[str]], only: str | None = None) -> TopicOf:
    """Return what tells the topic of a text: "" if it has none, None if it is not on topic `only`.

    Raises:
        NotFoundError: There is no topic `only`.
    """
    if only is None:
        return lambda text: next((name for name, words in topics.items() if words.search(text)), "")
    if only not in topics:
        known = f"choose from {', '.join(topics)}" if topics else "name a TOML file of topics, too"
        raise NotFoundError(f"there is no topic {only!r}: {known}")
    return lambda text: only if topics[only].search(text) else None


def _pattern(place: str, words: Any) -> re.Pattern[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise FactdbError(f"{place}: is not a list of words: {_EXAMPLE}")
    if not words:
        raise FactdbError(f"{place}: has no words: {_EXAMPLE}")
    if empty := [word for word in words if not any(c.isalnum() for c in word)]:
        raise FactdbError(f"{place}: {empty[0]!r} has neither letter nor digit: {_EXAMPLE}")
    return re.compile("|".join(map(_word, words)), re.IGNORECASE)


def _word(printed: str) -> str:
    stem = printed.strip().removesuffix("*")
    ending = r"\w*" if printed.strip().endswith("*") else ""
    words = r"\s+".join(map(re.escape, stem.split()))
    return rf"(?<!\w){words}{ending}(?!\w)"
