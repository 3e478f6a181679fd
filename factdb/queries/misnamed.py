"""Names that a speaker does not bear: learned from an article because the title beside them was the speaker's too.

The engine's first releases gave the words of "President Ann Reed" to the President Tom Lane whom they knew. Such a name
has no word of the speaker's own ones, and an article prints it beside a title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from factdb.matching.names import fold
from factdb.queries.reader import Reader


@dataclass(slots=True)
class Misnamed:
    """A name that belongs to somebody else than the speaker by whom it is kept."""

    speaker_id: int
    speaker: str
    name: str
    own: frozenset[str]
    """The (folded) words of the names that are the speaker's."""
    run_id: int
    """The import run that learned it."""
    sources: set[int] = field(default_factory=set)
    """Ids of the sources that print it."""


def find_misnamed(reader: Reader) -> Iterator[Misnamed]:
    """Yield every such name, by speaker."""
    own, learned = _names(reader)
    found: dict[tuple[int, str], Misnamed] = {}
    for row in reader.rows(
        "SELECT DISTINCT k.canonical_id AS id, m.name AS speaker, a.as_printed AS printed, a.title_as_printed AS title,"
        " a.import_run_id AS run, q.source_id AS source, q.status FROM attributions a"
        " JOIN speakers k ON k.id = a.speaker_id JOIN speakers m ON m.id = k.canonical_id"
        " JOIN quotes q ON q.id = a.quote_id"
        " WHERE a.title_as_printed IS NOT NULL AND a.basis = 'named' AND a.rank <> 'deprecated' AND m.kind = 'person'"
        " ORDER BY 1, 5, 6"
    ):
        name = _without_title(row["printed"] or "", row["title"])
        words = fold(name).split()
        is_learned = " ".join(words) in learned.get(row["id"], ())
        # An initial proves nothing: what somebody confirmed cannot be distinguished from what is still wrong.
        by_initial = len(words) > 1 and len(words[0]) == 1 and row["status"] != "confirmed"
        if len(words) < 2 or not (is_learned or by_initial):
            continue
        if _strange(words, own.get(row["id"], frozenset())):
            key = (row["id"], " ".join(words))
            one = found.setdefault(
                key, Misnamed(row["id"], row["speaker"], name, own.get(row["id"], frozenset()), row["run"])
            )
            one.sources.add(row["source"])
    yield from found.values()


def _names(reader: Reader) -> tuple[dict[int, frozenset[str]], dict[int, set[str]]]:
    """(the words of the names that are a person's, the other names that imports of articles learned), by person."""
    own: dict[int, frozenset[str]] = {}
    further: dict[int, list[str]] = {}
    for row in reader.rows(
        "SELECT k.canonical_id AS id, n.folded, n.kind, n.import_run_id AS run, EXISTS (SELECT 1 FROM decisions d"
        " WHERE d.subject = 'speakers' AND d.subject_id = k.id AND d.import_run_id = n.import_run_id) AS decided"
        " FROM speaker_names n JOIN speakers k ON k.id = n.speaker_id"
        " WHERE k.kind = 'person' AND k.status <> 'rejected'"
    ):
        if row["kind"] != "alias" or row["run"] is None or row["decided"]:
            own[row["id"]] = own.get(row["id"], frozenset()).union(row["folded"].split())
        else:
            further.setdefault(row["id"], []).append(row["folded"])
    learned: dict[int, set[str]] = {}
    for speaker_id, names in further.items():
        for name in names:
            if _strange(name.split(), own.get(speaker_id, frozenset())):
                learned.setdefault(speaker_id, set()).add(name)
            else:
                own[speaker_id] = own.get(speaker_id, frozenset()).union(name.split())
    return own, learned


def _strange(words: list[str], own: frozenset[str]) -> bool:
    """Return whether a name has no word of the speaker's own names, nor one spelt nearly so."""
    from difflib import SequenceMatcher

    def near(word: str, other: str) -> bool:
        return word == other or (len(word) > 3 and SequenceMatcher(None, word, other).ratio() > 0.8)

    return bool(own) and not any(near(word, other) for word in words if len(word) > 1 for other in own)


def _without_title(printed: str, title: str) -> str:
    """Return the name in a mention: "Ann Reed" of "President Ann Reed"."""
    for before in (title, f"the {title}", f"The {title}"):
        if printed.startswith(f"{before} "):
            return printed[len(before) + 1 :]
    return printed
