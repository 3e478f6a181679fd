"""How well quotations are found and attributed, on any corpus in brat standoff.

    python bench/extraction_accuracy.py CORPUS SCORER [--prose] [--bootstrap N] [--predictions FILE]

CORPUS holds text/NAME.txt and attributions/NAME*.ann; SCORER is the path of score_quotations.py, whose measures are
printed with 95% intervals (bootstrap over texts), then where the errors lie, then what confidence is worth.
--prose reads each text as `factdb extract` does, so that captions and menus are left out; without it every line counts.
"""

from __future__ import annotations

import argparse
import glob
import importlib.util
import json
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from factdb.article import Article, read_articles
from factdb.extract import Quotation, extract_quotations

MEASURES = ("found", "attributed", "verbatim_found", "verbatim_attributed")
NEAR = 0.3  # a prediction with this much overlap (Dice) has the right place and the wrong bounds


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path, prose: bool) -> Article:
    if prose:
        article = next(iter(read_articles(str(path))))
        if not isinstance(article, Article):
            raise article
        return article
    return Article(path.read_bytes().decode("utf-8"), str(path), "")


class Document:
    """One text: its gold and predicted quotations, matched by the scorer."""

    def __init__(self, scorer: ModuleType, text: str, annotations: Path, quotes: Sequence[Quotation]) -> None:
        self.quotes = quotes
        self.gold = [q for q in scorer.read_gold(annotations, text) if q["chars"]]
        self.rows = [q.as_dict() for q in quotes]
        self.predicted = [
            scorer.quote(
                text,
                [(s["start"], s["end"]) for s in row["spans"]],
                [(row["speaker_span"]["start"], row["speaker_span"]["end"])] if row["speaker_span"] else [],
            )
            for row in self.rows
        ]
        self.pairs = scorer.match(self.gold, self.predicted)
        self.good = {(g, p) for g, p in self.pairs if scorer.same_speaker(self.gold[g], self.predicted[p])}
        verbatim_gold = [q for q in self.gold if q["verbatim"]]
        verbatim_predicted = [q for q in self.predicted if q["verbatim"]]
        verbatim = scorer.match(verbatim_gold, verbatim_predicted)
        same = sum(scorer.same_speaker(verbatim_gold[g], verbatim_predicted[p]) for g, p in verbatim)
        whole, part = (len(self.predicted), len(self.gold)), (len(verbatim_predicted), len(verbatim_gold))
        self.counts = dict(
            zip(
                MEASURES,
                ((len(self.pairs), *whole), (len(self.good), *whole), (len(verbatim), *part), (same, *part)),
                strict=True,
            )
        )
        named = [pair for pair in self.pairs if self.gold[pair[0]]["source"] and not self.gold[pair[0]]["pronoun"]]
        self.named = (sum(pair in self.good for pair in named), len(named))

    def classes(self) -> Counter[tuple[str, str]]:
        """(class of error, kind of quotation) -> how many."""
        found: Counter[tuple[str, str]] = Counter()
        hit_gold, hit_predicted = {g for g, _ in self.pairs}, {p for _, p in self.pairs}
        for g, p in self.pairs:
            found["right" if (g, p) in self.good else "wrong speaker", self.gold[g]["kind"]] += 1
        for g, gold in enumerate(self.gold):
            if g not in hit_gold:
                near = best_overlap(gold, self.predicted) >= NEAR
                found["missed: other bounds" if near else "missed: nothing there", gold["kind"]] += 1
        for p, predicted in enumerate(self.predicted):
            if p not in hit_predicted:
                near = best_overlap(predicted, self.gold) >= NEAR
                found["surplus: other bounds" if near else "surplus: no attribution", self.quotes[p].kind] += 1
        return found


def best_overlap(one: dict[str, Any], others: Sequence[dict[str, Any]]) -> float:
    dices = (2 * len(one["chars"] & o["chars"]) / (len(one["chars"]) + len(o["chars"])) for o in others)
    return max(dices, default=0.0)


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    hit, predicted, gold = (sum(c[i] for c in counts) for i in range(3))
    return 2 * hit / (predicted + gold) if predicted + gold else 0.0


def interval(values: list[float]) -> str:
    values.sort()
    return f"{values[int(0.025 * len(values))]:.3f}-{values[int(0.975 * len(values))]:.3f}"


def print_measures(documents: Sequence[Document], samples: int) -> None:
    chance = random.Random(1)
    drawn = [chance.choices(range(len(documents)), k=len(documents)) for _ in range(samples)]
    print(f"{'measure':<22} {'F1':>6}  {'95% interval':<13} {'precision':>9} {'recall':>7}")
    for name in MEASURES:
        counts = [d.counts[name] for d in documents]
        hit, predicted, gold = (sum(c[i] for c in counts) for i in range(3))
        spread = interval([f1([counts[i] for i in draw]) for draw in drawn]) if drawn else "-"
        print(f"{name:<22} {f1(counts):6.3f}  {spread:<13} {hit / max(predicted, 1):9.3f} {hit / max(gold, 1):7.3f}")
    right, named = (sum(d.named[i] for d in documents) for i in (0, 1))
    print(f"{'speaker, named ones':<22} {right / max(named, 1):6.3f}  of {named} found")


def print_classes(documents: Sequence[Document]) -> None:
    total: Counter[tuple[str, str]] = Counter()
    for document in documents:
        total += document.classes()
    kinds = ("direct", "mixed", "indirect")
    print(f"\n{'class':<26}" + "".join(f"{kind:>10}" for kind in kinds))
    for name in sorted({name for name, _ in total}):
        print(f"{name:<26}" + "".join(f"{total[name, kind]:>10}" for kind in kinds))


def print_calibration(documents: Sequence[Document]) -> None:
    """Of the quotations given a confidence, how many have both the right content and the right speaker."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for d in documents:
        good = {p for _, p in d.good}
        for p, quote in enumerate(d.quotes):
            bins.setdefault(min(int(quote.confidence * 10), 9), []).append((quote.confidence, p in good))
    print(f"\n{'confidence':<12} {'quotes':>7} {'mean':>6} {'right':>6}")
    for low, members in sorted(bins.items()):
        mean, right = (sum(m[i] for m in members) / len(members) for i in (0, 1))
        print(f"{low / 10:.1f}-{low / 10 + 0.1:.1f}      {len(members):>7} {mean:6.2f} {right:6.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--prose", action="store_true", help="leave out what is not the article's prose")
    parser.add_argument("--bootstrap", type=int, default=1000, help="samples for the intervals")
    parser.add_argument("--predictions", type=Path, help="write the predictions there, as the scorer reads them")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    documents, words, seconds, lines = [], 0, 0.0, []
    for path in sorted((options.corpus / "text").glob("*.txt")):
        annotations = sorted((options.corpus / "attributions").glob(glob.escape(path.stem) + "*.ann"))
        if not annotations:
            continue
        article = read(path, options.prose)
        begin = time.perf_counter()
        quotes = extract_quotations(article)
        seconds += time.perf_counter() - begin
        words += len(article.text.split())
        try:
            documents.append(Document(scorer, article.text, annotations[0], quotes))
        except (IndexError, ValueError) as error:
            print(f"{annotations[0]}: left out, not brat standoff ({error})", file=sys.stderr)
            continue
        lines.append(json.dumps({"document": str(path), "quotes": documents[-1].rows}))
    if not documents:
        sys.exit(f"{options.corpus}: no text/NAME.txt with attributions/NAME*.ann")
    if options.predictions:
        options.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(documents)} texts, {words} words, {words / seconds:,.0f} words/s found and resolved\n")
    print_measures(documents, options.bootstrap)
    print_classes(documents)
    print_calibration(documents)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it without a traceback
    main()
