"""What people are: occupations, offices and countries, which distinguish two people of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from factdb.extract.titles import role_words
from factdb.extract.vocabulary import COUNTRIES, COUNTRY_OF
from factdb.extract.wordlists import either, read_words

_LINES: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(read_words("occupations")["one life"]):
    for _word in _line.split():
        _LINES[_word] = _LINES.get(_word, frozenset()) | {_number}

# What somebody was, or was not quite, says nothing about what they are.
_PAST = re.compile(r"\b(?:former|formerly|ex|onetime|retired|late|then|aspiring|turned)\b", re.I)
# "the attorney general" leads no army.
_GENERAL = re.compile(r"\b(\w+)[- ]general\b|\bgeneral (?=\w)", re.I)
# "the ambassador to France" is nobody's French.
_ABROAD = re.compile(r"\b(?:to|for|on|in|with|from|against) (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*")
_ALIASES = {
    **dict.fromkeys(
        ("England", "Scotland", "Wales", "Northern Ireland", "Great Britain", "Britain", "U.K.", "UK"), "UK"
    ),
    **dict.fromkeys(("United States", "U.S.", "US", "America", "USA"), "US"),
}
_COUNTRY = re.compile(rf"(?<!\w)(?:{either({*COUNTRIES, *COUNTRY_OF, *_ALIASES})})(?!\w)")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the titles of one person say of him: `lines` of the list of occupations, and `countries`."""

    lines: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lines or self.countries)

    def contradicts(self, other: Standing) -> bool:
        """Return whether two are hardly one: occupations that go on no line together, or other countries."""
        apart = bool(self.lines and other.lines and not self.lines & other.lines)
        return apart or bool(self.countries and other.countries and not self.countries & other.countries)

    def agrees(self, other: Standing) -> bool:
        """Return whether an occupation or a country speaks for their being one, and nothing against it."""
        shared = self.lines & other.lines or self.countries & other.countries
        return bool(shared) and not self.contradicts(other)


NOTHING = Standing()


def standing_of(titles: Iterable[str]) -> Standing:
    """What `titles` as printed ("a dentist from Leeds", "French Foreign Minister") say of the person who bears them."""
    lines: frozenset[int] = frozenset()
    countries: set[str] = set()
    for title in titles:
        if _PAST.search(title):
            continue
        plain = _GENERAL.sub(lambda found: found[1] or "", title) if " " in title.strip() else title
        for word in role_words(plain):
            lines |= _LINES.get(word, frozenset())
        countries |= _countries(title)
    return Standing(lines, frozenset(countries))


_BEFORE_NAME = re.compile(r"(?:[Tt]he |[Aa]n? )?(.*\b[a-z][\w-]{3,})(?= [A-Z])")


@lru_cache(maxsize=10_000)
def printed_title(printed: str) -> str:
    """The description before a name as printed: "Rovers goalkeeper" of "Rovers goalkeeper Chris Smith", else ""."""
    before = _BEFORE_NAME.match(printed)
    return before[1] if before else ""


def _countries(title: str) -> set[str]:
    named = (COUNTRY_OF.get(word, word) for word in _COUNTRY.findall(_ABROAD.sub(" ", title)))
    return {_ALIASES.get(country, country) for country in named if country}
