"""How well sentences of debates are ranked by how much they are worth checking, on data of the CLEF CheckThat! labs.

    python bench/checkworthiness.py FOLDER...

FOLDER holds debates and speeches as the labs publish them (https://gitlab.com/checkthat_lab; 2019 task 1, 2020 task 5):
`*.tsv` with line, speaker, sentence and label, 1 for a sentence that was checked. The files are not part of factdb.
Printed is the mean average precision over the files, by the official definition (all sentences of each ranked), of the
length of a sentence and of `extract.checkworthy.rate` with those who ask last.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from factdb.extract.checkworthy import askers, rate


class Line(NamedTuple):
    """A sentence of a debate."""

    speaker: str
    sentence: str
    checked: bool


def read(path: Path) -> Iterator[Line]:
    """Yield the sentences of a file. Exits with the place of a line that is none of the lab's."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if cells[0].strip() in ("", "line_number"):
            continue
        if len(cells) < 4 or cells[3].strip() not in ("0", "1"):
            sys.exit(f"{path}:{number}: has no label 0 or 1 in its fourth column: is it a file of the lab?")
        yield Line(cells[1], cells[2], cells[3].strip() == "1")


def average_precision(lines: Sequence[Line], scores: Sequence[float]) -> float:
    """Return the average precision of all lines, ranked by `scores`."""
    ranked = sorted(range(len(lines)), key=lambda n: -scores[n])
    found, total = 0, 0.0
    for place, n in enumerate(ranked, 1):
        if lines[n].checked:
            found += 1
            total += found / place
    return total / found if found else 0.0


def main() -> None:
    if not sys.argv[1:]:
        sys.exit(f"usage: {sys.argv[0]} FOLDER...")
    for folder in map(Path, sys.argv[1:]):
        files = [list(read(path)) for path in sorted(folder.glob("*.tsv"))]
        if not files:
            sys.exit(f"{folder}: holds no *.tsv")
        by_length, by_rank = [], []
        for lines in files:
            asking = askers((line.speaker, line.sentence) for line in lines)
            by_length.append(average_precision(lines, [len(line.sentence.split()) for line in lines]))
            ranks = [rate(line.sentence) - (line.speaker in asking) for line in lines]
            by_rank.append(average_precision(lines, ranks))
        checked = sum(line.checked for lines in files for line in lines)
        print(f"{folder.name}: {len(files)} files, {sum(map(len, files)):,} sentences, {checked} checked")
        print(f"  MAP by length {statistics.fmean(by_length):.3f}, by rank {statistics.fmean(by_rank):.3f}")


if __name__ == "__main__":
    main()
