"""What extraction returns. Offsets are Unicode code points into the article's text, ends exclusive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from factdb.terms import DateBasis, Factuality, Kind, MentionBasis, SpeakerKind

__all__ = [
    "DateBasis", "DateReading", "Factuality", "Kind", "Mention", "MentionBasis", "Place", "Quotation", "Span",
    "SpeakerKind", "content_of", "joined_text", "mentions_of", "places_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the text. `quoted`: it is inside quotation marks (the marks themselves are outside it)."""

    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name a speaker, reporter or addressee where they are printed, and whom they mean.

    `text` is kept for ever as printed ("he", "two U.S. officials", "Qin"); `name` is our reading of it and is None
    when the article does not make it clear.
    """

    start: int
    end: int
    text: str
    name: str | None = None
    kind: SpeakerKind = "person"
    title: str | None = None
    """Title or role as printed beside the name: "U.S. Secretary of State", "the top U.S. diplomat for East Asia"."""
    basis: MentionBasis = "named"


@dataclass(frozen=True, slots=True)
class DateReading:
    """When it was said: the closed range of days `said_on`..`said_until`, the words read and how they were read."""

    said_on: date
    said_until: date
    said_as: str
    """The words as printed: "Friday", "earlier this month"."""
    basis: DateBasis
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """One attributed statement. `spans` are its content in order of the text; a split quote has several."""

    spans: tuple[Span, ...]
    text: str
    """The spans' text, see `joined_text`."""
    kind: Kind
    cue: Span | None = None
    speakers: tuple[Mention, ...] = ()
    """One, or several of a joint statement; empty when no words of the text name a speaker."""
    reported_by: Mention | None = None
    """Who relays it: "China said Qin had urged" has speaker Qin, reported by China."""
    addressee: Mention | None = None
    venue: str | None = None
    """Place, occasion or channel as printed: "in a statement on Twitter", "in a meeting with Bill Gates"."""
    said: DateReading | None = None
    confidence: float = 1.0
    """Estimated chance that an editor would accept content and speaker, 0.0 to 1.0."""
    factuality: Factuality = "actual"

    def as_dict(self) -> dict[str, Any]:
        """Return the object that `factdb extract` prints for this quotation; keys are a published contract."""
        speaker = self.speakers[0] if self.speakers else None
        names = [m.name for m in self.speakers]
        return {
            "spans": [{"start": s.start, "end": s.end, "quoted": s.quoted} for s in self.spans],
            "text": self.text,
            "kind": self.kind,
            "speaker": speaker.name if speaker else None,
            "speakers": names,
            "speaker_mention": speaker.text if speaker else None,
            "speaker_kind": speaker.kind if speaker else None,
            "speaker_title": speaker.title if speaker else None,
            "speaker_span": {"start": speaker.start, "end": speaker.end} if speaker else None,
            "cue_span": {"start": self.cue.start, "end": self.cue.end} if self.cue else None,
            "reported_by": (self.reported_by.name or self.reported_by.text) if self.reported_by else None,
            "addressee": (self.addressee.name or self.addressee.text) if self.addressee else None,
            "venue": self.venue,
            "said_on": self.said.said_on.isoformat() if self.said else None,
            "said_until": self.said.said_until.isoformat() if self.said else None,
            "said_as": self.said.said_as if self.said else None,
            "confidence": round(self.confidence, 3),
            "factuality": self.factuality,
        }


_MARKS = "\"'“”‘’„«»"


def joined_text(text: str, spans: Sequence[Span]) -> str:
    """Return the words of `spans`, in order, as one reads them.

    " ... " goes where words between two of them were left out, the marks as printed elsewhere,
    white space folded. Where words are outside of marks as well, the first and last run keep their marks. Each span's
    words, white space folded, are in the result to the letter.
    """
    mixed = not all(span.quoted for span in spans)
    first, last = spans[0], spans[-1]
    pieces = [text[first.start - 1]] if mixed and first.quoted and text[first.start - 1 : first.start] in _MARKS else []
    for before, span in zip((None, *spans), spans, strict=False):
        if before is not None:
            between = text[before.end : span.start]
            pieces.append(" ... " if any(c.isalnum() for c in between) else between if mixed else " ")
        pieces.append(text[span.start : span.end])
    if mixed and last.quoted:
        # The comma or full stop before a closing mark belongs to the sentence around it.
        closing = text[last.end : last.end + 2].lstrip(",.")[:1]
        pieces.append(closing if closing in _MARKS else "")
    return " ".join("".join(pieces).split())


# (part, number within it, start, end, in quotation marks)
Place = tuple[str, int, int, int, bool]


def content_of(spans: Sequence[Span]) -> list[Place]:
    """Return the places of a quote's content."""
    return [("content", seq, s.start, s.end, s.quoted) for seq, s in enumerate(spans)]


def places_of(quotation: Quotation) -> list[Place]:
    """Return the places of the quotation's content, cue, date and people."""
    places = content_of(quotation.spans)
    if quotation.cue:
        places.append(("cue", 0, quotation.cue.start, quotation.cue.end, False))
    if quotation.said:
        places.append(("date", 0, quotation.said.start, quotation.said.end, False))
    return places + [(part, seq, m.start, m.end, False) for part, seq, m in mentions_of(quotation)]


def mentions_of(quotation: Quotation) -> list[tuple[str, int, Mention]]:
    """Return (part, seq, mention) of everyone whom the quotation names."""
    found = [("speaker", seq, m) for seq, m in enumerate(quotation.speakers)]
    if quotation.reported_by:
        found.append(("reporter", 0, quotation.reported_by))
    if quotation.addressee:
        found.append(("addressee", 0, quotation.addressee))
    return found
