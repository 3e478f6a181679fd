"""An attribution on its way to a `Found`: first in words of its sentence, then in offsets of the text."""

from __future__ import annotations

from dataclasses import dataclass

from factdb.extract.complements import Complement
from factdb.extract.lexicon import Cue
from factdb.extract.noun_phrases import Subject
from factdb.extract.quotation import Factuality


@dataclass(slots=True)
class Candidate:
    """A cue with what is beside it, in words of its sentence."""

    at: int
    last: int
    cue: Cue
    subject: Subject
    right: Complement | None = None
    left: tuple[int, int] | None = None
    """Words first..last (exclusive) of content that comes before the attribution."""
    end: int = 0
    """Where the content on the right ends."""
    speaker: tuple[int, int] | None = None


@dataclass(slots=True)
class Draft:
    """One attribution in offsets of the text, on its way to a `Found`."""

    stretches: list[tuple[int, int]]
    cue: tuple[int, int] | None
    speakers: tuple[tuple[int, int], ...]
    sentence: tuple[int, int]
    conf: float | None = None
    """How sure it is, where its cue and frame do not say: see `confidence`."""
    quoted: bool = False
    cls: str = "speech"
    """The class of the cue, see words/cues.txt."""
    frame: str = ""
    """The frame in which the content is beside the cue, see `complements`."""
    alternates: bool = False
    """Whether its speakers are known from the turns of a dialogue alone."""
    relative: bool = False
    """Whether it is a relative clause, which says what the noun before it says: "a report that blamed hackers"."""
    outer: Draft | None = None
    """The attribution whose content holds this one."""
    relay: tuple[int, int] | None = None
    """The words that name who hands it on: "the Herald quoted Reed as saying"."""
    factuality: Factuality = "actual"
    """Whether it was said, see `factuality`."""
