"""How sure an attribution is: the chance that an editor would accept its content and its speaker.

The figures are rounded shares of what was right among the attributions of each sort in a hand-annotated corpus of
political news (PolNeAR's train part, 839 texts); `bench/extraction_accuracy.py` prints how they hold on any other.
"""

from __future__ import annotations

from factdb.extract.draft import Draft
from factdb.extract.quotation import Kind

# Frame of the content, see `complements` -> chance for (direct, mixed, indirect) content of verbs of speech or writing.
_SPEECH: dict[str, tuple[float, float, float]] = {
    "left": (0.95, 0.7, 0.75),
    ":": (0.9, 0.9, 0.55),
    "quote": (0.75, 0.45, 0.75),
    "oc": (0.75, 0.8, 0.65),
    "that": (0.85, 0.85, 0.75),
    "c": (0.75, 0.75, 0.7),
    "w": (0.75, 0.75, 0.75),
    "o": (0.7, 0.7, 0.5),
    "i": (0.65, 0.65, 0.45),
    "oi": (0.65, 0.65, 0.45),
    "gap": (0.55, 0.55, 0.55),
    "for": (0.6, 0.6, 0.6),
    "on": (0.55, 0.55, 0.55),
    "to": (0.4, 0.4, 0.4),
    "about": (0.4, 0.4, 0.4),
}
_OTHER: dict[str, dict[str, float]] = {
    "showing": {"that": 0.75, "": 0.55},
    "thought": {"that": 0.7, "c": 0.55, "": 0.45},
    "judgement": {"": 0.5},
    "intention": {"": 0.4},
    "seeming": {"": 0.35},
}
# Inside of another attribution's content: "China said Qin had urged".
_NESTED = {"that": 0.45, "quote": 0.5, "c": 0.35, "left": 0.1}
_ORDER: tuple[Kind, ...] = ("direct", "mixed", "indirect")


def confidence(d: Draft, kind: Kind) -> float:
    """Of an attribution by a verb, by class, frame, kind and nesting; of one by a phrase, what the phrase says."""
    if d.conf is not None:
        return d.conf
    if d.outer is not None:
        return _NESTED.get(d.frame, 0.2)
    if d.cls in _OTHER:
        return _OTHER[d.cls].get(d.frame, _OTHER[d.cls][""])
    return _SPEECH.get(d.frame, (0.5, 0.5, 0.5))[_ORDER.index(kind)]
