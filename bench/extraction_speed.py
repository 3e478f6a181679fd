"""How fast quotations are found, beside the peers, and how much memory it takes, on a folder of texts.

    python bench/extraction_speed.py FOLDER [--rounds N] [--pipeline NAME]

FOLDER holds *.txt (or text/*.txt). One core, best of N (3), loading left out. The yardstick is one plain regular
expression for the words of the same texts, so that figures from two machines can be compared.

The peers, `pip install textacy sayswho`, read what a spaCy pipeline parsed; their time is the pipeline's and their
own. The pipeline is --pipeline (en_core_web_sm), where it is installed. Where it is not, one of the same architecture
with untrained weights is in: it does the same work a word, so its speed holds, and what it finds means nothing.
As they take minutes, peers read the first fifty texts.

Memory is the peak of a fresh process, over one text of 10, 100 and 1,000 thousand words, then over all texts one by
one.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from factdb.article import Article
from factdb.extract import extract_quotations
from factdb.extract.find import find

WORD = re.compile(r"\w+|[^\w\s]")
PEERS_READ = 50


def best(work: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Return the seconds of the fastest of several rounds over all texts, in this process only."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        for text in texts:
            work(text)
        times.append(time.process_time() - begin)
    return min(times)


def article(text: str) -> Article:
    return Article(text, "-", "")


def pipeline(name: str) -> tuple[Any, str]:
    """Return the spaCy pipeline of that name, or a stand-in, and what it is."""
    import spacy

    if spacy.util.is_package(name):
        return spacy.load(name), name
    stand_in = spacy.blank("en")
    # spaCy's own defaults are the widths and depths of its small English pipelines.
    stand_in.add_pipe("tok2vec")
    listening = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    for component in ("tagger", "parser", "ner"):
        stand_in.add_pipe(component, config={"model": {"tok2vec": listening}})
    words = ["The", "mayor", "said", "Reed", "left", "."]
    annotations = {
        "tags": ["DT", "NN", "VBD", "NNP", "VBD", "."],
        "heads": [1, 2, 2, 4, 2, 2],
        "deps": ["det", "nsubj", "ROOT", "nsubj", "ccomp", "punct"],
        "entities": ["O", "O", "O", "U-PERSON", "O", "O"],
    }
    example = spacy.training.Example.from_dict(spacy.tokens.Doc(stand_in.vocab, words=words), annotations)
    stand_in.initialize(lambda: [example])
    return stand_in, f"untrained stand-in, {name} is not installed"


def peers(name: str) -> Iterator[tuple[str, Callable[[str], object] | None]]:
    try:
        import spacy  # noqa: F401
    except ImportError:
        yield "textacy", None
        yield "sayswho", None
        return
    parse, what = pipeline(name)
    yield f"spaCy ({what})", parse
    try:
        from textacy.extract.triples import direct_quotations

        yield "spaCy and textacy", lambda text: list(direct_quotations(parse(text)))
    except ImportError:
        yield "textacy", None
    try:
        from sayswho.helpers import prep_text_for_quote_detection
        from sayswho.quote_finder import quote_finder

        yield "spaCy and sayswho", lambda text: list(quote_finder(parse(prep_text_for_quote_detection(text))))
    except ImportError:
        yield "sayswho", None


def tolerant(work: Callable[[str], object], failed: list[Exception]) -> Callable[[str], object]:
    """`work`, which notes in `failed` where it gives up: peers do on marks that do not balance."""

    def tried(text: str) -> None:
        try:
            work(text)
        except Exception as error:
            failed.append(error)

    return tried


def peak(folder: Path, words: int) -> str:
    """Peak memory in MB of a fresh process that extracts, see `extract_alone`."""
    command = [sys.executable, __file__, str(folder), "--alone", str(words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def extract_alone(texts: Sequence[str], words: int) -> None:
    """All texts one by one, or the longest repeated until it has as many words; prints the process's peak memory."""
    if words:
        longest = max(texts, key=len)
        texts = ["\n\n".join([longest] * (words // len(longest.split()) + 1))]
    begin = time.process_time()
    for text in texts:
        extract_quotations(article(text))
    seconds = time.process_time() - begin
    count = sum(len(text.split()) for text in texts)
    print(f"{count:>16,} {peak_megabytes():8.0f} MB {count / seconds:12,.0f}")


def peak_megabytes() -> float:
    """The peak memory of this program. What the system counts for a process may go back to the one that started it,
    where the kernel does not tell it apart."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pipeline", default="en_core_web_sm")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    paths = sorted(given.folder.glob("*.txt")) or sorted(given.folder.glob("text/*.txt"))
    if not paths:
        parser.error(f"no *.txt in {given.folder}")
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    if given.alone is not None:
        extract_alone(texts, given.alone)
        return
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, best of {given.rounds}, Python {sys.version.split()[0]}\n")
    plain = words / best(WORD.findall, texts, given.rounds)
    found = words / best(lambda text: find(article(text)), texts, given.rounds)
    resolved = words / best(lambda text: extract_quotations(article(text)), texts, given.rounds)
    print(f"{'':<60} {'words/s':>12} {'of plain re':>12} {'factdb is':>10}")
    print(f"{'plain re over words':<60} {plain:12,.0f} {1:12.3f}")
    for name, speed in (("factdb, found", found), ("factdb, found and resolved", resolved)):
        print(f"{name:<60} {speed:12,.0f} {speed / plain:12.3f}")
    failed: list[Exception] = []
    few = texts[:PEERS_READ]
    few_words = sum(len(text.split()) for text in few)
    for name, work in peers(given.pipeline):
        if work is None:
            print(f"{name:<60} {'not installed':>12}")
            continue
        failed.clear()
        speed = few_words / best(tolerant(work, failed), few, 1)
        name += f", failed on {len(failed)} texts" if failed else ""
        print(f"{name:<60} {speed:12,.0f} {speed / plain:12.3f} {resolved / speed:9.1f}x")
    print(f"\n{'words of one text':>16} {'peak':>10} {'words/s':>12}")
    for size in (10_000, 100_000, 1_000_000):
        print(peak(given.folder, size))
    print(f"\nall texts one by one:\n{peak(given.folder, 0)}")


if __name__ == "__main__":
    main()
