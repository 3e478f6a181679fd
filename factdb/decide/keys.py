"""One key for each decision, the same in the terminal (`factdb inbox`) and in the browser (`factdb serve --desk`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factdb.decide.inbox import Noun


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it decides.

    Attributes:
        key: The character.
        decision: What `answer` calls the decision; "next", "undo" and "help" decide nothing.
        label: What the button and the footer say.
        meaning: What the help says.
        asks: What must be written before it is decided, for each noun that has this decision; empty if one key is all.
    """

    key: str
    decision: str
    label: str
    meaning: str
    asks: Mapping[Noun, str] = field(default_factory=dict)

    def fits(self, noun: Noun) -> bool:
        """Test whether quotes or claims can be decided on in this way."""
        return not self.asks or noun in self.asks


KEYS = (
    Key("c", "confirm", "confirm", "confirm it as it is"),
    Key("s", "speaker", "speaker", "correct who said the quote", {"quotes": "Who said it"}),
    Key(
        "e",
        "edit",
        "edit",
        "edit the words of a quote, as its source prints them, or the claim",
        {"quotes": "The words as the source prints them", "claims": "The claim in normal form"},
    ),
    Key(
        "x",
        "split",
        "split",
        "split the quote where the words you give begin",
        {"quotes": "The words with which the second quote begins"},
    ),
    Key(
        "m",
        "merge",
        "merge",
        "take in another quote of the article, or merge the claim into another",
        {"quotes": "Number of the quote to take in", "claims": "Number of the claim that it is merged into"},
    ),
    Key("r", "reject", "reject", "reject it: not a quote, or not a claim worth checking"),
    Key("n", "next", "next", "leave it for later"),
    Key("u", "undo", "undo", "undo your last decision of this sitting"),
    Key("?", "help", "help", "show these keys"),
)
# What a proposed claim has to do with the known claim that is shown below it.
MATCH_KEYS = (
    Key("a", "same", "says the same", "the claim says the same as the known claim below it: merge them"),
    Key("o", "opposite", "says the opposite", "the claim says the opposite of that claim"),
    Key("d", "different", "is different", "the claim is different: do not suggest that claim again"),
)
