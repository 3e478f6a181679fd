"""Speakers who may be one: pairs with a score and what speaks for it, for an editor to merge or to keep apart.

People are compared within a family name, organizations within a name without its small words or by their initials.
Two full first names that differ keep two people apart: William Burns is not Nicholas Burns.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby

from factdb.matching.names import same_person
from factdb.queries.decisions import kept_apart
from factdb.queries.reader import Reader
from factdb.queries.rows import DuplicateRow

# So many with one family name and one initial are not compared each with each.
_MOST_ALIKE = 200
# Two whom import held apart by what they are, though the name is one.
_NAMESAKES = 0.5
_SMALL = frozenset("the of and for a an in de la".split())
_NAMED = (
    "SELECT k.id, k.name, n.folded, n.parts FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id"
    " AND k.name = n.name WHERE k.merged_into_id IS NULL AND k.status <> 'rejected' AND k.kind = '{kind}'"
)
# Of people only those who share family name and initial with somebody.
_ALIKE = (
    f"{_NAMED.format(kind='person')} AND n.parts IN"
    " (SELECT parts FROM speaker_names WHERE parts IS NOT NULL GROUP BY parts HAVING count(*) > 1)"
)
# Who bears a family name alone, each beside those who bear it after a first name.
_BARE = (
    "SELECT b.id, b.name, b.folded, k.id AS full_id, k.name AS full_name, n.folded AS full_folded"
    f" FROM ({_NAMED.format(kind='person')} AND n.parts IS NULL) b JOIN speaker_names n ON n.parts >= b.folded || ' '"
    " AND n.parts < b.folded || '!' JOIN speakers k ON k.id = n.speaker_id AND k.name = n.name"
    " WHERE k.merged_into_id IS NULL AND k.status <> 'rejected' AND k.kind = 'person' ORDER BY b.id, k.id"
)
# (number, name, its folded words)
_Entry = tuple[int, str, list[str]]


def find_duplicates(reader: Reader, *, least: float = 0.5, limit: int = 50) -> list[DuplicateRow]:
    """List pairs of speakers who may be one, the likeliest first.

    Pairs that somebody said to be two are left out.

    Returns:
        Rows with `id`, `name`, `other_id`, `other`, `score` (0 to 1) and `evidence`.
    """
    apart = kept_apart(reader, "speakers")
    found: dict[tuple[int, int], DuplicateRow] = {}
    for one, other, score, evidence in [*_alike_people(reader), *_bare_names(reader), *_alike_bodies(reader)]:
        _keep(found, apart, one, other, score, evidence, least)
    ranked = sorted(found.values(), key=lambda pair: (-pair["score"], pair["id"], pair["other_id"]))
    ranked = ranked[:limit] if limit else ranked
    for row in ranked:
        row["evidence"] = row["evidence"] or _held_apart(reader, min(row["id"], row["other_id"]),
                                                         max(row["id"], row["other_id"]))  # fmt: skip
    return ranked


def _alike_people(reader: Reader) -> Iterator[tuple[_Entry, _Entry, float, str]]:
    """Yield pairs with one family name and one initial; those of the very same name have no evidence yet."""
    alike: dict[str, list[_Entry]] = {}
    for row in reader.rows(_ALIKE):
        alike.setdefault(row["parts"], []).append((row["id"], row["name"], row["folded"].split()))
    for bearers in alike.values():
        if len(bearers) > _MOST_ALIKE:
            continue
        for one, other in combinations(bearers, 2):
            score, evidence = same_person(one[2], other[2])
            if score:
                yield (one, other, _NAMESAKES, "") if one[2] == other[2] else (one, other, score, evidence)


def _bare_names(reader: Reader) -> Iterator[tuple[_Entry, _Entry, float, str]]:
    """Yield those with a family name alone, each with the one person who bears it after a first name."""
    for (bare, name, folded), rows in groupby(reader.rows(_BARE), lambda row: (row["id"], row["name"], row["folded"])):
        bearers = [(row["full_id"], row["full_name"], row["full_folded"].split()) for row in rows]
        first_names = {words[0] for _, _, words in bearers if len(words[0]) > 1}
        for one in bearers:
            score, evidence = same_person(folded.split(), one[2], len(first_names))
            if score:
                yield (bare, name, folded.split()), one, score, evidence


def _alike_bodies(reader: Reader) -> Iterator[tuple[_Entry, _Entry, float, str]]:
    """Yield organizations with one name without its small words, or with the initials of the other."""
    from factdb.matching.common import is_common_body

    bodies: dict[str, list[_Entry]] = {}
    for row in reader.rows(f"{_NAMED.format(kind='organization')} ORDER BY k.id"):
        words = row["folded"].split()
        heads = [w for w in words if w not in _SMALL]
        for key in {" ".join(heads), "".join(w[0] for w in heads) if len(heads) > 2 else "".join(words)}:
            bodies.setdefault(key, []).append((row["id"], row["name"], words))
    for alike in bodies.values():
        named = [one for one in alike if not is_common_body(" ".join(one[2]))] if len(alike) > 1 else []
        for one, other in combinations(named, 2):
            if one[0] != other[0]:
                yield (one, other, *_same_body(one[2], other[2]))


def _held_apart(reader: Reader, *speakers: int) -> str:
    """Return what import held two of one name apart by: how the articles describe them."""
    described = []
    for speaker in speakers:
        titles = [
            str(row["title"])
            for row in reader.rows(
                "SELECT a.title_as_printed AS title FROM attributions a JOIN speakers k ON k.id = a.speaker_id"
                " WHERE k.canonical_id = :id AND a.title_as_printed IS NOT NULL"
                " GROUP BY a.title_as_printed ORDER BY a.title_as_printed COLLATE BINARY LIMIT 3",
                {"id": speaker},
            )
        ]
        described.append(", ".join(titles) or "not described")
    return f"the same name; one {described[0]}, the other {described[1]}"


def _keep(
    found: dict[tuple[int, int], DuplicateRow],
    apart: set[tuple[int, int]],
    one: _Entry,
    other: _Entry,
    score: float,
    evidence: str,
    least: float,
) -> None:
    pair = (min(one[0], other[0]), max(one[0], other[0]))
    if score >= least and pair not in apart and score > found.get(pair, {"score": 0.0})["score"]:
        # The fuller name is the one to keep.
        keep, merge = sorted((one, other), key=lambda entry: (-len(entry[2]), -len(entry[1]), entry[0]))
        found[pair] = {
            "id": keep[0],
            "name": keep[1],
            "other_id": merge[0],
            "other": merge[1],
            "score": score,
            "evidence": evidence,
        }


def _same_body(one: list[str], other: list[str]) -> tuple[float, str]:
    heads = [[w for w in words if w not in _SMALL] for words in (one, other)]
    if heads[0] == heads[1]:
        return 0.95, "the same but for small words"
    for short, long in (heads, heads[::-1]):
        if len(long) > 2 and "".join(short) == "".join(w[0] for w in long):
            return 0.8, "the initials of the other"
    return 0.0, ""
