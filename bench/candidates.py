"""How well claim candidates hit what an editor marked checkable.

    python bench/candidates.py FOLDER...

FOLDERs hold the texts named in checkable.tsv (beside this file), which lists the sentences marked, by offsets alone.
Printed are precision (candidates that lie in a marked sentence), recall (marked sentences in which a candidate lies),
and average precision of the ranking, beside a baseline that proposes every sentence with a number.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from factdb.article import Article, read_articles
from factdb.extract import extract_quotations
from factdb.extract.checkworthy import Candidate, _sentences, find_candidates

Marked = list[tuple[int, int]]


def marked_sentences() -> dict[str, Marked]:
    found: dict[str, Marked] = defaultdict(list)
    for line in (Path(__file__).parent / "checkable.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "text\t")):
            continue
        name, start, end = line.split("\t")
        found[name].append((int(start), int(end)))
    return found


def hit(candidate: Candidate, marked: Marked) -> int | None:
    """The marked sentence in which the middle of a candidate lies."""
    middle = (candidate.start + candidate.end) // 2
    return next((n for n, (start, end) in enumerate(marked) if start <= middle < end), None)


def measures(proposed: dict[str, Sequence[Candidate]], marked: dict[str, Marked]) -> tuple[int, int, int, int, float]:
    """(candidates, those that hit, marked sentences hit, marked, average precision)."""
    ranked = sorted(
        ((c.score, hit(c, marked[name]) is not None) for name, found in proposed.items() for c in found),
        key=lambda pair: -pair[0],
    )
    right, precisions = 0, []
    for place, (_, good) in enumerate(ranked, 1):
        right += good
        if good:
            precisions.append(right / place)
    reached = {(name, hit(c, marked[name])) for name, found in proposed.items() for c in found}
    covered = len({pair for pair in reached if pair[1] is not None})
    total = sum(map(len, marked.values()))
    return len(ranked), right, covered, total, sum(precisions) / max(len(precisions), 1)


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]]
    marked = marked_sentences()
    paths = {name: next((f / name for f in folders if (f / name).is_file()), None) for name in marked}
    missing = [name for name, path in paths.items() if path is None]
    if not folders or len(missing) == len(marked):
        sys.exit(f"usage: {sys.argv[0]} FOLDER...; none of them holds {next(iter(marked))}")
    for name in missing:
        print(f"{name}: not there, left out", file=sys.stderr)
    ours: dict[str, Sequence[Candidate]] = {}
    baseline: dict[str, Sequence[Candidate]] = {}
    for name, path in paths.items():
        if path is None:
            continue
        article = next(iter(read_articles(path)))
        if not isinstance(article, Article):
            raise article
        if len(paths) > 1 and not name.startswith("000_"):
            article = Article(path.read_bytes().decode("utf-8"), str(path), "")  # marked without parting off clutter
        ours[name] = find_candidates(article, extract_quotations(article))
        baseline[name] = [
            Candidate(a, b, "figure", "", 0.5, None)
            for a, b in _sentences(article)
            if re.search(r"\d", article.text[a:b])
        ]
    groups = {"the seed's report": [n for n in ours if n.startswith("000_")]}
    groups["the other texts"] = [n for n in ours if not n.startswith("000_")]
    print(f"{'':<34} {'proposed':>8} {'right':>6} {'precision':>9} {'recall':>7} {'average precision':>18}")
    for group, names in groups.items():
        for label, proposed in (("candidates", ours), ("every sentence with a number", baseline)):
            some = {n: proposed[n] for n in names}
            count, right, covered, total, average = measures(some, {n: marked[n] for n in names})
            print(
                f"{group + ', ' + label:<50} {count:>4} {right:>5} {right / max(count, 1):9.2f}"
                f" {covered / max(total, 1):7.2f} {average:10.2f}"
            )


if __name__ == "__main__":
    main()
