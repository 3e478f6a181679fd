"""Names in a row: "Reed and Ana Ruiz", "Reed, a baker, and Tom Okafor, a miller".

Works on the words of one sentence.
"""

from __future__ import annotations

from factdb.extract.appositions import apposed_after, described_before, ends_phrase, opens_row, renames
from factdb.extract.grammar import POSSESSIVES, is_capital
from factdb.extract.name_phrases import BEFORE_ROW, REACH, leads_name, name_at, name_before, names_person
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import HONORIFIC_ROLE, RELATION_PLURALS, ROLE_PLURALS, ROLES


def row_before(s: Sentence, close: int) -> int | None:
    """Return the first word of "Ann Reed and Tom Okafor" in "the two leaders, Ann Reed and Tom Okafor, said".

    Else None.
    """
    open_ = next((at for at in range(close - 1, max(close - REACH, 0), -1) if s.words[at] == ","), None)
    if open_ is None or not s.lows[open_ - 1].endswith("s") or is_capital(s.words[open_ - 1]):
        return None
    row = members(s, open_ + 1, close)
    return open_ + 1 if row and row[0][0] == open_ + 1 and all(names_person(s, a, b) for a, b in row) else None


def members(s: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """Return each of several people or institutions in a row.

    As in "Reed and Ana Ruiz", "Reed, a baker, and Tom Okafor, a miller"; [] where words first..last are one noun
    phrase.
    """
    if _holds_several(s, first, last):
        return []
    found = []
    at = first
    while at < last:
        end = at
        while end < last and s.words[end] != "," and s.lows[end] not in ("and", "nor"):
            end += 1
        named = apposed_after(s, at)
        named = named if named is not None and named <= last else None
        end = named or end
        stop = end
        end = _before_bracket(s, at, end)
        start = _member_start(s, at, end)
        if start is None or not is_capital(s.words[end - 1]) or _ends_in_office(s, end):
            return []
        found.append((start, end))
        at = _next_member(s, stop if named is None else end, last)
    return found if len(found) > 1 else []


def _is_plural(low: str) -> bool:
    return low in ROLE_PLURALS or low in RELATION_PLURALS


def _holds_several(s: Sentence, first: int, last: int) -> bool:
    """Test whether words first..last are people by the places or bodies of each: "the mayors of Lyon and Turin"."""
    for at in range(first, min(first + 4, last - 1)):
        if is_capital(s.words[at]) and at > first:
            return False
        if s.words[at].islower() and s.lows[at].endswith("s") and s.lows[at + 1] in ("of", "for", "from"):
            return True
    return False


def _ends_in_office(s: Sentence, end: int) -> bool:
    """Test whether a title that waits for its name ends before word `end`.

    As in "former Governor and Party Chairman Reed".
    """
    return s.words[end - 1] in HONORIFIC_ROLE or s.lows[end - 1] in ROLES


def _before_bracket(s: Sentence, first: int, stop: int) -> int:
    """`stop`, or where brackets that end there open: "Reed (Labour)"."""
    if stop - first < 3 or s.words[stop - 1] != ")":
        return stop
    return next((at for at in range(stop - 2, first, -1) if s.words[at] == "("), stop)


def _member_start(s: Sentence, at: int, end: int) -> int | None:
    """Return where a member of a row begins within words at..end, past "both" and "councillors".

    None where it is not a name.
    """
    while at < end and (s.lows[at] in BEFORE_ROW or (_is_plural(s.lows[at]) and s.words[at].islower())):
        at += 1
    known = at < end and (is_capital(s.words[at]) or leads_name(s, at))
    return at if known else None


def _next_member(s: Sentence, end: int, last: int) -> int:
    """Return where the next member of a row begins: past asides, commas and "and"."""
    at = end
    while at < last and s.words[at] == ",":
        close = next((near for near in range(at + 1, last) if s.words[near] in (",", ".")), last)
        if s.lows[at + 1 : at + 2] and s.lows[at + 1] in POSSESSIVES and apposed_after(s, at + 1) is not None:
            return at + 1  # "Ann Reed, her deputy, Tom Okafor, and"
        if not renames(s, at + 1, close):
            at += 1
            break
        at = close
    if at < last and s.lows[at] in ("and", "nor"):
        at += 1
    return at


def row_start(s: Sentence, first: int, last: int) -> int:
    """Return the first word of the row of people that words first..last close.

    As in "Ann Reed, | Tom Okafor and Lee Ruiz", "Ann Reed, a baker, and | Tom Okafor"; `first` where they are
    alone.
    """
    at = first
    if first > 1 and s.lows[first - 1] == "and":
        stop = first - 1
        if s.words[stop - 1] == ",":
            stop -= 1
            open_ = next((near for near in range(stop - 1, max(stop - REACH, 0), -1) if s.words[near] == ","), None)
            if open_ is not None and renames(s, open_ + 1, stop):
                stop = open_
        start = _member_before(s, _before_bracket(s, 0, stop))
        if start is None:
            return first
        at = start
    elif "and" not in s.lows[first:last] or not is_capital(s.words[last - 1]):
        return first
    while at > 1 and s.lows[at - 1] in (",", "and"):
        start = _member_before(s, at - 1)
        if start is None:
            break
        at = start
    return at if at == 0 or opens_row(s, at) else first


def _member_before(s: Sentence, stop: int) -> int | None:
    """Return the first word of a name that ends before word `stop`, with the description before it.

    As in "his deputy, Ann Reed".
    """
    start = name_before(s, stop)
    described = described_before(s, start - 1, stop) if start and s.words[start - 1] == "," else None
    return start if described is None else described


def row_end(s: Sentence, first: int, last: int) -> int:
    """Return the end of the row of people that words first..last open: "said Ann Reed | , Tom Okafor and Lee Ruiz".

    `last` where none goes on, or where what follows has a verb of its own.
    """
    if last >= len(s) or s.words[last] != ",":
        return last
    joined = next((at for at in range(last - 1, first, -1) if s.lows[at] == "and"), None)
    if joined is not None and (end := apposed_after(s, joined + 1)) is not None:
        return end  # "Ann Reed and her husband, Tom Okafor"
    if not is_capital(s.words[last - 1]):
        return last
    at = last
    while at < len(s):
        before, at = at, _next_member(s, at, len(s))
        joined = s.lows[at - 1] == "and"
        end = apposed_after(s, at) or name_at(s, at)
        if end is None:
            others = joined and s.lows[at : at + 1] == ["the"] and s.words[before] == ","
            return before if others else last  # "Ann Reed, Tom Okafor and the coach"
        if joined:
            return end if ends_phrase(s, end) else last
        if s.words[end : end + 1] != [","] and s.lows[end : end + 1] != ["and"]:
            return last
        at = end
    return last
