"""What finding hands to resolving: an attribution with its words located and nobody identified yet."""

from __future__ import annotations

from dataclasses import dataclass

from factdb.extract.quotation import Factuality, Kind, Span


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as found in the text."""

    spans: tuple[Span, ...]
    """Its content, in order of the text."""
    kind: Kind
    cue: Span | None
    speakers: tuple[Span, ...]
    """The noun phrases beside the cue as printed: "he", "two U.S. officials"."""
    sentence: Span
    """The sentence that holds the cue, or the content where there is none."""
    confidence: float = 1.0
    alternates: bool = False
    """Whether `speakers` named themselves in an earlier turn of a dialogue, and no words beside this one do."""
    outer: int | None = None
    """Index of the attribution in which this one is nested: "China said Qin had urged"."""
    relay: Span | None = None
    """The words that name who hands it on, where that is not an attribution of its own: "the Herald quoted Reed"."""
    factuality: Factuality = "actual"
