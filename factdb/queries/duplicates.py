"""Speakers who may be one: pairs with a score and what speaks for it, for an editor to merge or to keep apart.

People are compared within a family name, organizations within a name without its small words or by their initials.
Two full first names that differ keep two people apart: William Burns is not Nicholas Burns.
"""

from __future__ import annotations

from itertools import combinations

from factdb.matching.names import family_of, fold, same_person
from factdb.queries.decisions import kept_apart
from factdb.queries.reader import Reader
from factdb.queries.rows import DuplicateRow

# A family name so frequent says nothing where the other bears it alone.
_MOST_ALIKE = 200
# Two whom import held apart by what they are, though the name is one.
_NAMESAKES = 0.5
_SMALL = frozenset("the of and for a an in de la".split())


def find_duplicates(reader: Reader, *, least: float = 0.5, limit: int = 50) -> list[DuplicateRow]:
    """List pairs of speakers who may be one, the likeliest first.

    Pairs that somebody said to be two are left out.

    Returns:
        Rows with `id`, `name`, `other_id`, `other`, `score` (0 to 1) and `evidence`.
    """
    from factdb.matching.common import is_common_body

    apart = kept_apart(reader, "speakers")
    people: dict[str, list[tuple[int, str, list[str]]]] = {}
    bodies: dict[str, list[tuple[int, str, list[str]]]] = {}
    for row in reader.rows(
        "SELECT id, name, kind FROM speakers WHERE merged_into_id IS NULL AND status <> 'rejected'"
        " AND kind IN ('person', 'organization') ORDER BY id"
    ):
        words = fold(row["name"]).split()
        entry = (int(row["id"]), str(row["name"]), words)
        if not words:
            continue
        if row["kind"] == "person":
            people.setdefault(family_of(words), []).append(entry)
        elif not is_common_body(" ".join(words)):
            heads = [w for w in words if w not in _SMALL]
            keys = {" ".join(heads), "".join(w[0] for w in heads) if len(heads) > 2 else "".join(words)}
            for key in keys:
                bodies.setdefault(key, []).append(entry)
    found: dict[tuple[int, int], DuplicateRow] = {}
    for bearers in people.values():
        full = {words[0] for _, _, words in bearers if len(words) > 1 and len(words[0]) > 1}
        if len(bearers) > _MOST_ALIKE:
            continue
        for one, other in combinations(bearers, 2):
            score, evidence = same_person(one[2], other[2], len(full))
            if score and one[2] == other[2]:
                score, evidence = _NAMESAKES, _held_apart(reader, one[0], other[0])
            _keep(found, apart, one, other, score, evidence, least)
    for bodies_of_one_key in bodies.values():
        for one, other in combinations(bodies_of_one_key, 2):
            if one[0] != other[0]:
                score, evidence = _same_body(one[2], other[2])
                _keep(found, apart, one, other, score, evidence, least)
    ranked = sorted(found.values(), key=lambda pair: (-pair["score"], pair["id"], pair["other_id"]))
    return ranked[:limit] if limit else ranked


def _held_apart(reader: Reader, *speakers: int) -> str:
    """What import held two of one name apart by: how the articles describe them."""
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
    one: tuple[int, str, list[str]],
    other: tuple[int, str, list[str]],
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
