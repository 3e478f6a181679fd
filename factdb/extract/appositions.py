"""Names beside roles and names in a row: "the bank's economist, Ann Reed", "Reed, a baker, and Tom Okafor, a miller".

Works on the words of one sentence. Order and commas alone decide which word of a noun phrase names the speaker;
whom the name means is settled later.
"""

from __future__ import annotations

from factdb.extract.complements import is_quote
from factdb.extract.grammar import (
    COORDINATORS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    TIMES,
    is_auxiliary,
    is_capital,
    is_word,
)
from factdb.extract.lexicon import CUES
from factdb.extract.marks import PLAIN, TITLE
from factdb.extract.name_phrases import CLOSED, LONGEST_NAME, REACH, RELATIVE, finite, name_at, name_before, retired
from factdb.extract.sentences import Sentence
from factdb.extract.vocabulary import CALENDAR, ORGANIZATION_NOUNS, is_person_noun

_PLAIN = 5
"""Words of a description whose noun no list knows and nothing else identifies."""
_LONGEST_APPOSED = 14
"""Words of a name with what leads up to it and where its bearer is from."""
_PAIRS = {")": "("}
_LONGEST_TITLE = 40
"""Characters of a work's title, marks included."""
_OPENS_CLAUSE = frozenset("that and but as while because when if although though whereas".split())


def description_before(s: Sentence, stop: int) -> int | None:
    """Return the first word of a description of one person that ends before word `stop`.

    As in "the head of the team", "his sister", "the surgeon who led the trial"; None where what is there is
    none.
    """
    edge = stop
    while edge > 0 and stop - edge < REACH and is_word(s.words[edge - 1]) and not _speaks(s.words[edge - 1]):
        edge -= 1
    for head in range(edge, stop):
        one = s.lows[head] in ("one", "another") and s.lows[head + 1] == "of"
        if (one or is_person_noun(s.lows[head])) and _qualifies(s, head + 1, stop):
            return _opening(s, head, edge)
    return None


def _speaks(word: str) -> bool:
    """Test whether a masked run is a quotation rather than the title of a work in a description.

    As in "the author of “Tides”".
    """
    return is_quote(word) and (len(word) > _LONGEST_TITLE or word[-1] not in (PLAIN, TITLE))


def _qualifies(s: Sentence, first: int, stop: int) -> bool:
    """Test whether words first..stop say more about the noun before them.

    As in "of the team", "who led the trial", or nothing.
    """
    if first == stop:
        return True
    low = s.lows[first]
    if low in RELATIVE:
        return stop - first > 2
    if low == "and":
        return is_person_noun(s.lows[stop - 1])  # "founder and chief executive"
    if low not in PREPOSITIONS and low not in TIMES:
        return False
    return not any(finite(s, at) for at in range(first, stop))


def _opening(s: Sentence, head: int, edge: int) -> int | None:
    """Return the first word of the noun phrase of the person noun `head`; None where the noun is part of a name."""
    at = head
    while at > edge:
        low = s.lows[at - 1]
        possessive = low.endswith(("'s", "s'"))
        if low in DETERMINERS and low not in RELATIVE:
            at -= 1
            if at > edge and s.lows[at - 1] in DETERMINERS:
                at -= 1  # "the most recent winner", "her two brothers"
            break
        closed = low in CLOSED
        if not possessive and (closed or finite(s, at - 1)):
            break
        at -= 1
    bare = s.lows[at] not in DETERMINERS and not any(low.endswith(("'s", "s'")) for low in s.lows[at:head])
    if bare and is_capital(s.words[head]) and head > at:
        return None  # "Larry King"
    return at


def apposed_before(s: Sentence, close: int) -> int | None:
    """Return where a described name that closes at word `close` begins; None where none does.

    Word `close` is its second comma, dash or bracket: "the bank's economist, Ann Reed,".
    """
    opens = _PAIRS.get(s.words[close], s.words[close])
    open_ = close - 1
    while open_ > 0 and (s.words[open_] != opens or retired(s, open_)) and close - open_ <= _LONGEST_APPOSED:
        open_ -= 1
    end = name_at(s, open_ + 1) if s.words[open_] == opens else None
    if end is None or (end != close and s.lows[end] not in ("of", "from")):
        return None
    return described_before(s, open_, close)


def described_before(s: Sentence, comma: int, stop: int) -> int | None:
    """Return the first word of the description that ends at `comma` of whom the words up to `stop` name."""
    first = description_before(s, comma)
    alone = stop - comma == 2
    if first is None and not alone:
        first = _possessed(s, comma)
    if first is None and not alone:
        occupied = any(is_person_noun(low) for low in s.lows[comma + 1 : stop - 1])
        first = _definite(s, comma, REACH if occupied else _PLAIN)
    if first is None:
        return None
    if alone and is_capital(s.words[comma - 1]) and any(low in PREPOSITIONS for low in s.lows[first:comma]):
        return None  # "a teacher from Kisumu, Nyanza,": a place may be followed by its district
    return first


def renamed_from(s: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return the name that a description, words first..last, says more about.

    As in "Ann Reed, head of the bank, a lender, said".
    """
    if first < 2 or s.words[first - 1] != "," or description_before(s, last) != first:
        return None
    start = name_before(s, first - 1)
    return (start, first - 1) if start is not None and opens_with_name(s, first - 1) else None


def opens_with_name(s: Sentence, stop: int) -> bool:
    """Test whether a name that ends before word `stop` opens its clause.

    Not "after meeting Ann Reed, the mayor of Elm".
    """
    start = name_before(s, stop)
    return start is not None and (start == 0 or opens_row(s, start))


def _possessed(s: Sentence, stop: int) -> int | None:
    """Return the first word of a noun phrase with a possessor, whatever its noun: "the Sharks' left wing".

    None for others.
    """
    at = stop
    while at > 0 and stop - at < LONGEST_NAME + 2 and is_word(s.words[at - 1]) and not is_quote(s.words[at - 1]):
        low = s.lows[at - 1]
        if low in DETERMINERS:
            at -= 1
            break
        if low in CLOSED or (finite(s, at - 1) and not (at > 1 and _owns(s.lows[at - 2]))):
            break
        at -= 1
    owned = at < stop and (s.lows[at] in POSSESSIVES or any(map(_owns, s.lows[at : stop - 1])))
    return at if owned else None


def _definite(s: Sentence, stop: int, reach: int) -> int | None:
    """Return the first word of a noun phrase with "the" of up to `reach` words, whatever its noun.

    As in "the youngest holder of the medal", "the matron"; only where a clause or a row may open with it.
    """
    if s.lows[stop - 1] in ORGANIZATION_NOUNS:
        return None  # "the charity, Warm Homes"
    for at in range(stop - 1, max(stop - reach, -1), -1):
        low = s.lows[at]
        if not is_word(s.words[at]) or is_quote(s.words[at]) or finite(s, at):
            return None
        before = s.lows[at - 1] if at else ","
        if low == "the" and before not in ("of", "in", "for", "at", "from"):
            named = before in COORDINATORS or before in CUES or is_quote(before) or not is_word(before)
            return at if named or reach > _PLAIN else None
    return None


def _owns(low: str) -> bool:
    return low.endswith(("'s", "s'"))


def apposed_after(s: Sentence, first: int) -> int | None:
    """Return the end of "the bank's economist, Ann Reed" that begins at word `first`.

    None where no name follows there, or where the name has a verb of its own.
    """
    comma = next((at for at in range(first + 1, min(first + REACH, len(s))) if s.words[at] == ","), None)
    if comma is None:
        return None
    end = name_at(s, comma + 1)
    described = described_before(s, comma, end) if end is not None else None
    if end is None or described is None or not _opens_body(s, first, described) or not ends_phrase(s, end):
        return None
    return end


def _opens_body(s: Sentence, first: int, described: int) -> bool:
    """Test whether words first..described begin the name of a body: "Friends of | the Marsh's director"."""
    return described >= first and all(is_capital(w) or w in ("of", "for", "&") for w in s.words[first:described])


def ends_phrase(s: Sentence, at: int) -> bool:
    """Test whether a noun phrase may end before word `at`: nothing there is its verb or joins it to another."""
    if at >= len(s) or not is_word(s.words[at]) or is_quote(s.words[at]):
        return True
    return s.lows[at] in PREPOSITIONS or s.lows[at] in TIMES or s.lows[at] in RELATIVE


def is_aside(s: Sentence, first: int, close: int) -> bool:
    """Test whether words first..close say more about the person named before.

    As in "45", "of Salem", "a baker", "who left".
    """
    if close <= first:
        return False
    low = s.lows[first]
    if close == first + 1 and s.words[first].isdigit():
        return True
    if low in ("who", "whose", "of", "from"):
        return True
    return description_before(s, close) == first


def renames(s: Sentence, first: int, close: int) -> bool:
    """Test whether words first..close are an aside, or any noun phrase with an article, in a row of names: "a vet"."""
    article = close - first > 1 and s.lows[first] in ("a", "an", "the")
    return is_aside(s, first, close) or (article and not any(finite(s, at) for at in range(first, close)))


def past_asides(s: Sentence, comma: int, *, resumes: bool = False) -> int:
    """Return the comma after which a statement begins, where word `comma` follows the name of its source.

    As in "According to Ann Reed, a geologist, the slope moved"; `comma` itself where no aside follows. `resumes`:
    its verb may come next.
    """
    for _ in range(3):
        close = next((at for at in range(comma + 1, min(comma + REACH, len(s) - 2)) if s.words[at] == ","), None)
        if close is None or not is_aside(s, comma + 1, close):
            return comma
        if _enumerates(s, close + 1) and not (resumes and is_auxiliary(s.lows[close + 1])):
            return comma
        comma = close
    return comma


def _enumerates(s: Sentence, at: int) -> bool:
    """Test whether a verb or the rest of an enumeration follows, and no statement.

    As in "a driver, a cyclist and a dog were".
    """
    low = s.lows[at]
    if is_auxiliary(low) or low in RELATIVE or low in COORDINATORS:
        return True
    for near in range(at, min(at + 10, len(s))):
        if s.lows[near] in ("and", "or") or s.words[near] == ",":
            return True
        if is_auxiliary(s.lows[near]) or finite(s, near) or s.lows[near].endswith("ed"):
            return False
    return False


def opens_row(s: Sentence, at: int) -> bool:
    """Test whether a row of names may open at word `at`: not inside another phrase, "in Salem, Reed and Ruiz"."""
    before, low = s.words[at - 1], s.lows[at - 1]
    if before == ",":
        return at < 3 or not is_capital(s.words[at - 2]) or s.words[at - 2] in CALENDAR
    return not is_word(before) or is_quote(before) or low in _OPENS_CLAUSE or low in TIMES
