"""The words of a quoted run without their typography, and how two runs relate.

A fingerprint finds runs that may be alike without comparing all with all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

# Three words to a shingle, the smaller of every two neighbours kept (winnowing: Schleimer, Wilkerson, Aiken, "Local
# algorithms for document fingerprinting", SIGMOD 2003): any four words that two runs share leave a common shingle.
SHINGLE = 3
LEAST_WORDS = 4
# "Thank you very much" is said by everybody: fewer words of substance are no evidence.
LEAST_CONTENT = 3
# Shared words, twice, over the words of both.
SIMILAR = 0.68
# A clipped quote of this many words is the same utterance; a shorter one may be somebody else's turn of phrase.
SURE_CLIP = 6
SURE_OVERLAP = 8

# This many words before a clipped quote can reverse its meaning: "nobody can tell me that".
BEARS = 5

# A number with its separators; a letter of a script that sets no spaces; a word with its apostrophe.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\d_]+(?:'[^\W\d_]+)*|\w")
_SMALL = frozenset(
    "a an the this that these those and or but nor so if as than then of in on at to for from by with about into over"
    " after before under between out up down off again is are was were be been being am has have had having do does did"
    " doing will would shall should can could may might must not no i me my we us our ours you your he him his she her"
    " it its they them their who whom which what when where why how there here all any both each few more most other"
    " some such only own same too very just also now i'm i've i'll i'd we're we've we'll we'd you're you've you'll it's"
    " it'll that's there's he's she's they're they've they'll don't doesn't didn't isn't aren't wasn't weren't won't"
    " wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't let let's s t one get got go going come say said"
    " until while because during against through within since upon every always ever still even much many want wants"
    " make makes made making take takes took taken give gives gave given see look need needs try tell told really"
    " thing things thank thanks know think well yes okay lot".split()
)
_NEGATIONS = frozenset("not no never none nobody nothing nowhere neither nor without cannot".split())
_NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
_NUMBERS |= dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_FACTORS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


@dataclass(frozen=True, slots=True)
class Relation:
    """How a shorter run of words relates to a longer one.

    `kind`: "clipped" (the longer holds it), "edited" (words differ) or "overlap" (each goes on where the other ends).
    `altered`: "negation" or "number" where one of those was changed, else None.
    `similarity`: shared words, twice, over the words of both, within the stretch that they have in common: 0 to 1.
    """

    kind: str
    altered: str | None
    similarity: float
    shared: int
    """How many words they share."""

    @property
    def same_utterance(self) -> bool:
        """Whether both can be counted as one utterance without asking: nothing altered, and enough in common."""
        least = {"clipped": SURE_CLIP, "overlap": SURE_OVERLAP, "edited": LEAST_WORDS}[self.kind]
        return self.altered is None and self.shared >= least


def runs_of(kind: str, text: str) -> list[str]:
    """Return the quoted runs of a quote as folded words joined by one space.

    Runs that are too short or too common to be known again are left out. A direct quote is one run.

    Args:
        kind: direct, mixed or indirect.
        text: The quote's text as stored.
    """
    return list(printed_runs(kind, text))


def printed_runs(kind: str, text: str) -> dict[str, str]:
    """Return the same runs, each with the words as printed."""
    if kind == "direct":
        found = [text]
    elif kind == "mixed":
        from factdb.extract.marks import quoted_runs  # the whole of extraction comes with it: lists do without

        found = [text[run.start : run.end] for run in quoted_runs(text, [(0, len(text))])]
    else:
        return {}
    folded = {tuple(words_of(one)): one for one in reversed(found)}
    return {" ".join(words): folded[words] for words in reversed(folded) if telling(words)}


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case, without accents, marks or the separators in numbers.

    "Côte d'Ivoire's 1,000" -> ["cote", "d'ivoire's", "1000"].
    """
    text = text.replace("’", "'").replace("ʼ", "'").replace("‘", "'")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return [word.replace(",", "") if word[0].isdigit() else word for word in _WORD.findall(text.casefold())]


def telling(words: Sequence[str]) -> bool:
    """Return whether `words` are enough, and enough of them of substance, to be known again elsewhere."""
    if len(words) < LEAST_WORDS:
        return False
    return _substance(words) >= LEAST_CONTENT


def _substance(words: Sequence[str]) -> int:
    return sum(word not in _SMALL for word in words)


def shingles(words: Sequence[str]) -> list[int]:
    """Compute the fingerprint of a run: numbers from 0 to 2**32 - 1, ascending.

    Two runs share a number wherever they share four words in a row.
    """
    hashes = [crc32(word.encode()) for word in words]
    mixed = [(a * 0x9E3779B1 ^ b * 0x85EBCA6B ^ c * 0xC2B2AE35) & 0xFFFFFFFF for a, b, c in _threes(hashes)]
    return sorted({min(pair) for pair in pairwise(mixed)} if len(mixed) > 1 else set(mixed))


def _threes(hashes: Sequence[int]) -> list[tuple[int, int, int]]:
    return list(zip(hashes, hashes[1:], hashes[2:], strict=False))


def fingerprint(words: str) -> int:
    """One number (63 bits) for exactly these folded words."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def relate(short: str, long: str) -> Relation | None:
    """What the folded words `short` have to do with `long`, which are as many or more; None for nothing to speak of."""
    from rapidfuzz.distance import Indel

    at = f" {long} ".find(f" {short} ")
    if at >= 0:
        count = short.count(" ") + 1
        return Relation("clipped", _cut_off(long[: max(at - 1, 0)]), 1.0, count)
    a, b = short.split(), long.split()
    if len(a) > len(b):
        raise ValueError("the first of the two must be the shorter")
    blocks = [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in Indel.opcodes(a, b) if op.tag == "equal"
    ]
    blocks = _without_strays(blocks)
    if not blocks:
        return None
    shared = sum(size for _, _, size in blocks)
    common = [word for start, _, size in blocks for word in a[start : start + size]]
    if shared < LEAST_WORDS or _substance(common) < LEAST_CONTENT:
        return None
    first, last = blocks[0], blocks[-1]
    tail_a, tail_b = len(a) - last[0] - last[2], len(b) - last[1] - last[2]
    inner_b = last[1] + last[2] - first[1]
    whole = first[0] == 0 and tail_a == 0 and shared == len(a)
    if whole and len(blocks) <= 3 and min(size for _, _, size in blocks) >= SHINGLE and not _joined(blocks, inner_b):
        dropped = _between(b, blocks, 1)
        return Relation("clipped", "negation" if negations(dropped) else None, 1.0, shared)
    # The stretch in common: on each side the words beyond it that only one of them has are another outlet's cut.
    head = min(first[0], first[1])
    tail = min(tail_a, tail_b)
    start_a, start_b = first[0] - head, first[1] - head
    end_a, end_b = last[0] + last[2] + tail, last[1] + last[2] + tail
    similarity = 2 * shared / (end_a - start_a + end_b - start_b)
    inside_a = start_a == 0 and end_a == len(a)
    inside_b = start_b == 0 and end_b == len(b)
    if similarity < SIMILAR or shared * 2 < len(a):
        return _overlap(a, b, blocks)
    # A negation bears on what follows it, so those in the words just cut off count as well.
    lead = max(head, BEARS)
    changed = None
    if negations(_outside(a, blocks, 0, first[0] - lead, end_a)) != negations(
        _outside(b, blocks, 1, first[1] - lead, end_b)
    ):
        changed = "negation"
    elif values(_outside(a, blocks, 0, start_a, end_a)) != values(_outside(b, blocks, 1, start_b, end_b)):
        changed = "number"
    if not inside_a and not inside_b:
        if shared < SURE_OVERLAP:
            return None
        return Relation("overlap" if similarity == 1 else "edited", changed, similarity, shared)
    return Relation("edited", changed, similarity, shared)


def merged_from(words: str, parts: Sequence[str]) -> set[int]:
    """Find which of `parts` (by their place) the run `words` was run together from.

    They are two with different words of it that together are nine tenths of it or more, neither being most of it alone.
    Empty for a run that was not run together.
    """
    whole = words.split()
    stretches = []
    for number, part in enumerate(parts):
        other = part.split()
        found = SequenceMatcher(None, whole, other, autojunk=False).find_longest_match()
        if LEAST_WORDS <= found.size <= 0.9 * len(whole):
            stretches.append((found.a, found.a + found.size, number))
    merged: set[int] = set()
    for start, end, number in stretches:
        for after, last, other_number in stretches:
            if after >= end and (end - start) + (last - after) >= 0.9 * len(whole):
                merged |= {number, other_number}
    return merged


def marked(base: str, other: str) -> str:
    """`other` as printed, with what it adds to `base` as {+words+} and what it leaves out as [-words-]."""
    from rapidfuzz.distance import Indel

    a, b = base.split(), other.split()
    keys = [[" ".join(words_of(word)) or word for word in side] for side in (a, b)]
    pieces = []
    for op in Indel.opcodes(*keys):
        if op.tag == "equal":
            pieces += b[op.dest_start : op.dest_end]
        elif op.tag == "delete":
            pieces.append(f"[-{' '.join(a[op.src_start : op.src_end])}-]")
        else:
            pieces.append("{+" + " ".join(b[op.dest_start : op.dest_end]) + "+}")
    return " ".join(pieces)


def is_small(word: str) -> bool:
    """Return whether a folded word is one of those that say little by themselves: "the", "said", "really"."""
    return word in _SMALL


def values(words: Sequence[str]) -> Counter[float]:
    """Count the numbers among folded words, "two hundred" and "200" alike."""
    found: list[float] = []
    following = False
    for word in words:
        if word in _FACTORS:
            found.append((found.pop() if following else 1) * _FACTORS[word])
        elif word in _NUMBERS:
            found.append(_NUMBERS[word])
        elif word[0].isdigit():
            found.append(float(word) if word.replace(".", "", 1).isdecimal() else float(crc32(word.encode())))
        following = word in _FACTORS or word in _NUMBERS or word[0].isdigit()
    return Counter(found)


def negations(words: Sequence[str]) -> int:
    """Count the folded words that negate."""
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words)


def _cut_off(before: str) -> str | None:
    """A negation where the words cut off before a clipped quote end in one that bears on it ("I do not think that")."""
    return "negation" if negations(before.split()[-BEARS:]) else None


def _without_strays(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Blocks without those at either end that only chance aligned: a word or two far from the rest."""
    blocks = list(blocks)
    while len(blocks) > 1:
        first, second = blocks[0], blocks[1]
        last, before = blocks[-1], blocks[-2]
        gap = max(second[0] - first[0] - first[2], second[1] - first[1] - first[2])
        end_gap = max(last[0] - before[0] - before[2], last[1] - before[1] - before[2])
        if first[2] < SHINGLE and gap > first[2] + 2:
            blocks.pop(0)
        elif last[2] < SHINGLE and end_gap > last[2] + 2:
            blocks.pop()
        else:
            break
    return blocks


def _joined(blocks: Sequence[tuple[int, int, int]], inner: int) -> bool:
    """Return whether what lies between the blocks is a word or two: an edit rather than words left out."""
    return inner - sum(size for _, _, size in blocks) < SHINGLE


def _between(words: Sequence[str], blocks: Sequence[tuple[int, int, int]], side: int) -> list[str]:
    """Return the words of one side between its first and its last block that are in none."""
    return [w for x, y in pairwise(blocks) for w in words[x[side] + x[2] : y[side]]]


def _outside(
    words: Sequence[str], blocks: Sequence[tuple[int, int, int]], side: int, start: int, end: int
) -> list[str]:
    first, last = blocks[0], blocks[-1]
    return [*words[max(start, 0) : first[side]], *_between(words, blocks, side), *words[last[side] + last[2] : end]]


def _overlap(a: Sequence[str], b: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> Relation | None:
    """Relate two runs that share one long stretch.

    It is the end of one and the start of the other, or a part of one that was run together from two.
    """
    longest = max(blocks, key=lambda block: block[2])
    shared = a[longest[0] : longest[0] + longest[2]]
    if longest[2] < SURE_OVERLAP or _substance(shared) < LEAST_CONTENT:
        return None
    edges = (longest[0] == 0 or longest[0] + longest[2] == len(a)) + (
        longest[1] == 0 or longest[1] + longest[2] == len(b)
    )
    if not edges:
        return None
    return Relation("overlap", None, 1.0, longest[2])
