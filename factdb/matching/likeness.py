"""How alike two statements are: the words that carry them, their figures and their negations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from factdb.matching.wording import is_small, negations, values, words_of

# Of a longer text the words that come first are looked up.
MOST_WORDS = 300

# A number with its separators; a word with its apostrophe, or with a number in it ("MS13").
_PRINTED = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
# The longest first; what is left keeps three letters or more.
_ENDINGS = (
    *("izations", "ization", "ations", "ation", "ments", "ment", "ness", "ings", "edly"),
    *("ing", "ies", "ion", "ed", "es", "ly", "s", "e", "y"),
)
_FEWEST_LETTERS = 3


def stem(word: str) -> str:
    """Return a folded word without its ending: "raises", "raised" and "raising" are "rais"."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_LETTERS:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=2_000)
def telling_words(text: str) -> Mapping[str, str]:
    """Return the words that carry a text: the stem of each, and how it is first printed. Small words carry nothing.

    Args:
        text: Any text. After `MOST_WORDS` different words the rest is left out.
    """
    found: dict[str, str] = {}
    for printed in _PRINTED.findall(text):
        word = "".join(words_of(printed))
        if word and not is_small(word):
            found.setdefault(stem(word), _POSSESSIVE.sub("", printed))
            if len(found) == MOST_WORDS:
                break
    return found


def folded(text: str) -> str:
    """Return only the words of a text, so that two that differ in case, marks or typography are equal."""
    return " ".join(words_of(text))


def likeness(one: Iterable[str], other: Iterable[str], weight: Callable[[str], float]) -> float:
    """Compute the cosine of two sets of stems, 0 to 1, each stem weighing `weight(stem)`."""
    first, second = set(one), set(other)
    shared = sum(weight(word) ** 2 for word in first & second)
    if not shared:
        return 0.0
    whole = sum(weight(word) ** 2 for word in first) * sum(weight(word) ** 2 for word in second)
    return min(float(shared / whole**0.5), 1.0)


def differences(one: str, other: str) -> list[str]:
    """Say in what two like statements may contradict each other: "numbers" or "negation", or both."""
    first, second = words_of(one), words_of(other)
    differences = []
    if values(first) != values(second):
        differences.append("numbers")
    if negations(first) % 2 != negations(second) % 2:
        differences.append("negation")
    return differences
