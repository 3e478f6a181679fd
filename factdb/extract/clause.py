"""The words of an attribution that are not what was said: where its circumstances are."""

from __future__ import annotations

from dataclasses import dataclass

from factdb.extract.found import Found
from factdb.extract.quotation import Span

Zone = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a cue: offsets of its sentence, its cue and its speaker, with the content cut out."""

    text: str
    sentence: Span
    cue: Span
    speaker: Span | None
    content: tuple[Span, ...]
    left: int
    """Where the cue or the speaker begins, whichever is first."""
    right: int
    """Where the cue or the speaker ends, whichever is last."""

    @property
    def head(self) -> Zone:
        """From the beginning of the sentence to cue and speaker, or to the content where that comes before them."""
        start, stop = self.sentence.start, self.left
        for span in self.content:
            if start < span.end <= self.left:
                start = max(start, span.end)  # content before the cue: what follows it
        return min(start, stop), stop

    @property
    def tail(self) -> Zone:
        """From cue and speaker to the content after them, or to the end of the sentence."""
        stop = self.sentence.end
        for span in self.content:
            if self.right <= span.start < stop:
                stop = span.start
        return self.right, max(stop, self.right)

    @property
    def after_quoted(self) -> Zone:
        """What follows the last quoted words in the sentence, for "… 'never,' the mayor said at a rally".

        Or any words, where their venue follows: "said it would sail, in an interview on Friday".
        """
        last = self.content[-1]
        placed = self.text.startswith((", in ", ", during "), last.end)
        if (last.quoted or placed) and self.right <= last.start and last.end < self.sentence.end:
            return last.end, self.sentence.end
        return self.right, self.right

    def says(self, position: int) -> bool:
        """Test whether `position` is in what was said."""
        return any(span.start <= position < span.end for span in self.content)


def read_clause(text: str, found: Found) -> Clause | None:
    """Return the clause of an attribution; None where neither cue nor speaker is printed."""
    speaker = Span(found.speakers[0].start, found.speakers[-1].end) if found.speakers else None
    cue = found.cue or speaker
    if cue is None:
        return None
    left = min(cue.start, speaker.start) if speaker else cue.start
    right = max(cue.end, speaker.end) if speaker else cue.end
    return Clause(text, found.sentence, cue, speaker, found.spans, left, right)
