"""Titles as printed: small words before a name, an appositive after it, a description before its comma."""

from __future__ import annotations

import re

from factdb.extract.vocabulary import CALENDAR, HONORIFIC_ROLE, OPENERS, RELATIONS, ROLES, TITLE_MODIFIERS

UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x250)) if c.isupper())
"""Capital letters of Latin alphabets, for a character class."""
_ABBREVIATED = r"(?:U\.S|U\.N|U\.K|St|Dr|Mr|Mrs|Ms|Jr|Sen|Rep|Gov|Gen|Inc|Corp|D\.C)\."
_APPOSITIVE = re.compile(
    r"(?: \([^)\n]{1,40}\))?,? ?(?:,|--|—|–) ?(?:\d\d, )?(?:who (?:is|was|serves as|served as) )?"
    rf"([^,.;:!?()\n“”\"—]{{3,130}}?(?:{_ABBREVIATED}[^,.;:!?()\n“”\"—]{{0,90}}?)*)"
    r"(?=[,.;:!?()\n“”\"—]| --| –| in an?\b"
    r"| (?:who|which|that|said|says|told|tells|wrote|added|has|have|had|is|was|were|will|would)\b)"
)
_BEFORE_COMMA = re.compile(
    r"(?:^|(?<=[\s(]))((?:(?:the|an?|its|his|her|their|our|another|one|The|An?|Its|His|Her|Their|Our|Another|One)"
    rf"|[{UPPER}][\w.]+[’']s) [^,;:\n“”\"]{{3,100}}), $"
)
_STOP_AT = re.compile(r"[;:\n,“”\"]")
_SPEECH = frozenset(
    [
        "said",
        "says",
        "say",
        "told",
        "tells",
        "tell",
        "added",
        "adds",
        "wrote",
        "writes",
        "asked",
        "asks",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "have",
        "did",
        "will",
        "would",
    ]
)


def role_words(title: str) -> set[str]:
    """Return the lower-case words of a title with abbreviations spelt out ("Sen." -> senator)."""
    words = set()
    for word in title.split():
        bare = word.strip(",()")
        if bare in HONORIFIC_ROLE:
            words.add(HONORIFIC_ROLE[bare])
        else:
            low = bare.rstrip(".").lower()
            words.add(low.removesuffix("'s").removesuffix("’s"))
    return words


_NOUN_ENDS = re.compile(r",| (?:of|for|to|at|in|from|on|with|by|who|whose|that|which|and)\b")


def head_noun(title: str) -> str:
    """Return the noun of a title or description in lower case: "niece" of "the niece of Tom Reed"."""
    end = _NOUN_ENDS.search(title)
    words = title[: end.start() if end else len(title)].split()
    return words[-1].lower().strip(".") if words else ""


def space_before(text: str, position: int) -> int:
    """Return the last white space before `position`, or -1; no word is longer than 60 letters."""
    low = max(0, position - 60)
    return max(text.rfind(" ", low, position), text.rfind("\n", low, position), text.rfind("\u00a0", low, position))


def walk_left(text: str, space: int) -> int:
    """Return where a title begins whose last word follows the white space at `space`."""
    begin = space + 1
    for _ in range(7):
        if space <= 0 or text[space] != " ":
            break
        left = space_before(text, space)
        word = text[left + 1 : space]
        bare = word.strip('(“"')
        low = bare.lower()
        if not bare or word != bare or bare[-1] in ',;:)”"—–' or (bare[-1] == "." and not _DOTTED_WORD.match(bare)):
            break
        if bare[0].isupper():
            if low in OPENERS or bare in CALENDAR:
                break
        elif low not in TITLE_MODIFIERS and low not in ROLES and "-" not in low:
            break
        begin = left + 1
        space = left
    return begin


_DOTTED_WORD = re.compile(r"(?:[A-Z]\.)+$|(?:Lt|Gov|Sen|Rep|Gen|Maj|Col|St|Dr|Corp|Inc|Co|Bros|Ltd)\.$")


def appositive_after(text: str, end: int) -> str | None:
    """Return the appositive that follows a name ending at `end`, as printed, when it names a role."""
    match = _APPOSITIVE.match(text, end, end + 260)
    if not match:
        return None
    phrase = match.group(1).strip()
    words = phrase.split()
    if not words or words[0].lower() in (
        "and",
        "but",
        "or",
        "who",
        "which",
        "said",
        "says",
        "as",
        "in",
        "on",
        "at",
        "with",
        "when",
        "while",
    ):
        return None
    if words[0].lower() in OPENERS and words[0].lower() not in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "one",
        "former",
        "first",
        "then",
        "now",
        "another",
        "both",
    ):
        return None
    for i, word in enumerate(words[:12]):
        if word.lower() in _SPEECH:
            return None
        if word in RELATIONS or word.lower() in ROLES:
            follows = words[i + 1 : i + 2]
            if word[0].isupper() and follows and follows[0][0].isupper():
                return None  # "Trump, President Obama and ...": another person's title
            return phrase

    return None


def description_before(text: str, start: int) -> int | None:
    """Return where a description before ", Name" begins.

    As in "China's spokesperson for the Foreign Ministry, Hua Chunying".
    """
    window = max(0, start - 2 - 130)
    piece = text[window : start - 2]
    cuts = [m.end() for m in _STOP_AT.finditer(piece)]
    begin = cuts[-1] if cuts else 0
    match = _BEFORE_COMMA.search(piece[begin:] + ", ")
    if not match:
        return None
    words = match.group(1).split()
    for word in words[1:8]:
        low = word.lower()
        if low in ROLES or low in RELATIONS:
            return window + begin + match.start(1)
        if low in ("of", "for", "in", "that", "who") or low in _SPEECH:
            return None
    return None
