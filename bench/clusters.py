"""Which mentions mean the same speaker over fifty articles: the hand-checked clusters of bench/clusters.tsv against
what importing these articles makes of them, in pairs of mentions.

    FACTDB_SHARED=FOLDER python bench/clusters.py

Three times: nothing known before; with the list of bench/figures.csv imported first, so that roles tell whom a
description means; and, as the yardstick, mentions taken for one speaker where they are printed alike. A pair of which
one mention means nobody nameable counts against precision, never for it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path

from factdb.database.write import transaction
from factdb.ingest.run import Importer
from factdb.ingest.speakers_file import Listed, read_list, store_list
from factdb.matching.names import fold
from factdb.store.runs import Run

HERE = Path(__file__).parent
CORPUS = Path(os.environ.get("FACTDB_SHARED", HERE.parent.parent / "shared")) / "evaluation/polnear/dev/text"

Place = tuple[str, int, int]
# (speaker, what is printed, how it was read)
Found = tuple[int | None, str, str]


def marked() -> dict[Place, str]:
    lines = (HERE / "clusters.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(document, int(start), int(end)): means for document, start, end, means in rows}


def resolved(database: Path, listed: bool, documents: Sequence[str]) -> dict[Place, Found]:
    """Place -> (speaker, what is printed, how it was read) of every mention of a speaker."""
    if listed:
        with transaction(str(database), create=True) as tx:
            figures = HERE / "figures.csv"
            run = Run(actor="bench", inputs=[str(figures)])
            store_list(tx, read_list(figures.read_text(encoding="utf-8"), figures.name), run, Listed())
            run.finish(tx)
    for _ in Importer(str(database), [str(CORPUS / name) for name in documents], actor="bench").run():
        pass
    with closing(sqlite3.connect(database)) as file:
        rows = file.execute(
            "SELECT v.location, n.start_char, n.end_char, k.canonical_id, a.as_printed, a.basis FROM attributions a"
            " JOIN anchors n ON n.quote_id = a.quote_id AND n.part = 'speaker' AND n.seq = a.seq"
            " JOIN source_versions v ON v.id = n.source_version_id LEFT JOIN speakers k ON k.id = a.speaker_id"
            " WHERE a.part = 'speaker'"
        )
        return {(os.path.basename(where), s, e): (who, printed, basis) for where, s, e, who, printed, basis in rows}


def placed(gold: Iterable[Place], found: Mapping[Place, Found]) -> dict[Place, Found]:
    """What was found at each place of the gold mentions: the same span, else the one that overlaps it."""
    at: dict[str, list[Place]] = {}
    for place in found:
        at.setdefault(place[0], []).append(place)
    return {
        (document, start, end): found[best[0]]
        for document, start, end in gold
        if (
            best := sorted(
                (p for p in at.get(document, ()) if p[1] < end and start < p[2]), key=lambda p: abs(p[2] - end)
            )
        )
    }


def pairwise(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, int]:
    """(precision, recall, pairs in the gold clusters); "-" and None are in no cluster."""
    both = one = other = 0
    for a, b in combinations(range(len(gold)), 2):
        same = gold[a] != "-" and gold[a] == gold[b]
        held = found[a] is not None and found[a] == found[b]
        both, one, other = both + (same and held), one + same, other + held
    return both / other, both / one, one


def main() -> None:
    if not CORPUS.is_dir():
        sys.exit(f"the corpus is not at {CORPUS}: name its folder by FACTDB_SHARED")
    gold = marked()
    documents = sorted({document for document, _, _ in gold})
    for listed in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            found = placed(gold, resolved(Path(folder) / "clusters.sqlite", listed, documents))
        named = [place for place in gold if place in found and found[place][2] in ("named", "title", "initialism")]
        print("with the list of figures" if listed else "nothing known before")
        read = [place for place in gold if place in found]
        for what, places in (
            ("all mentions", list(gold)),
            ("those that extraction still finds", read),
            ("names and descriptions", named),
        ):
            wanted = [gold[place] for place in places]
            precision, recall, pairs = pairwise(wanted, [found.get(place, (None,))[0] for place in places])
            print(f"  {what}: {len(places)}, {pairs} pairs; precision {precision:.3f}, recall {recall:.3f}")
            if not listed:
                alike = [fold(found[place][1]) if place in found else None for place in places]
                precision, recall, _ = pairwise(wanted, alike)
                print(f"    printed alike: precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
