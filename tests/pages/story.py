"""Invented articles and invented surroundings, no quotation twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape
from itertools import count

PEOPLE = (
    "Ann Marlowe",
    "Tom Lane",
    "Lee Ott",
    "Mira Sandoval",
    "Kofi Brandt",
    "Ruth Okafor",
    "Ines Petrov",
    "Hugo Stern",
    "Nora Weiss",
    "Omar Castell",
)
THINGS = ("pier", "ferry", "bridge", "library", "tram", "market", "harbour", "school", "stadium", "mill")
VERBS = ("close", "reopen", "sell", "rebuild", "move", "repaint", "survey", "insure", "fence off", "light")
WHEN = ("before the winter", "in the spring", "next week", "at the weekend", "by the end of May", "after the vote")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirty")


@dataclass
class Story:
    """Paragraphs of one article, the quotations in them, and what stands around it and is not the article."""

    seed: int
    scale: int = 1
    quotes: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.numbers = count(100 * self.seed + 11)

    def words(self) -> str:
        """The words of a quotation that no other has."""
        pick = self.rng.choice
        return (
            f"We {pick(('will', 'cannot', 'should', 'must'))} {pick(VERBS)} the {pick(THINGS)} "
            f"{pick(WHEN)} for {next(self.numbers)} people"
        )

    def said(self, form: int | None = None) -> str:
        """A paragraph of the article with a quotation."""
        words, who = self.words(), self.rng.choice(PEOPLE)
        self.quotes.append(words)
        forms = (
            f"“{words},” said {who}.",
            f'"{words}," {who.split()[1]} told reporters on Monday.',
            f"{who}, who has run the {self.rng.choice(THINGS)} since the flood, was blunt. “{words}.”",
            f"In a letter to the council, {who} wrote: “{words}.”",
            f"“{words},” {who.split()[1]} added. Nobody on the far bank of the river was surprised to hear it at all.",
        )
        return forms[self.rng.randrange(len(forms)) if form is None else form]

    def narrated(self) -> str:
        """A paragraph of the article without one."""
        pick, number = self.rng.choice, next(self.numbers)
        text = (
            f"The {pick(THINGS)} has stood beside the {pick(THINGS)} for {number} years, and the town spends "
            f"{pick(NUMBERS)} million a year on it. {pick(PEOPLE)} was asked about it on {pick(('Monday', 'Friday'))}."
        )
        self.plain.append(text)
        return text

    def paragraphs(self, many: int) -> list[str]:
        """The article: a lead, then paragraphs of which two in three hold a quotation."""
        lead = (
            f"PORT ELM — The town of Elm will {self.rng.choice(VERBS)} its {self.rng.choice(THINGS)} this summer, its "
            f"mayor, {self.rng.choice(PEOPLE)}, said on Monday, ending {next(self.numbers)} days of argument."
        )
        return [lead] + [self.narrated() if i % 3 == 1 else self.said() for i in range(self.scale * many - 1)]

    def p(self, many: int, open_: str = "<p>", close: str = "</p>") -> str:
        return "\n".join(f"{open_}{escape(text, quote=False)}{close}" for text in self.paragraphs(many))

    def more(self, many: int, open_: str = "<p>", close: str = "</p>") -> str:
        """Further paragraphs, without a lead."""
        found = [self.narrated() if i % 3 == 2 else self.said() for i in range(self.scale * many)]
        return "\n".join(f"{open_}{escape(text, quote=False)}{close}" for text in found)

    # --- What is not the article -------------------------------------------------------------------------------

    def other(self) -> str:
        """The words of a quotation that is beside the article."""
        words = self.words()
        self.foreign.append(words)
        return words

    def headline(self) -> str:
        """Another article's headline."""
        who = self.rng.choice(PEOPLE).split()[1]
        return self.rng.choice((f"{who}: “{self.other()}”", f"“{self.other()}”: {who} answers critics"))

    def teaser(self) -> str:
        """Another article's first sentence."""
        return f"“{self.other()},” says {self.rng.choice(PEOPLE)} in our talk about the {self.rng.choice(THINGS)}."

    def comment(self) -> str:
        """What a reader wrote."""
        return f"My neighbour told me: “{self.other()}.” I have lived here for years and nobody asked me about it."

    def caption(self) -> str:
        return f"{self.rng.choice(PEOPLE)} at the {self.rng.choice(THINGS)}, with a banner that reads “{self.other()}”."

    def bio(self) -> str:
        """A sentence on the author."""
        return (
            f"Dana Reed is a staff writer who covers the coast. Her series “{self.other()}” won a prize in 2019. "
            "She lives in Elm with two dogs."
        )

    def promo(self) -> str:
        return f"“{self.other()}”: the best of the week in your inbox. Sign up for our morning newsletter."

    def links(self, many: int, item: str = "li") -> str:
        return "".join(f'<{item}><a href="/news/{i}">{self.headline()}</a></{item}>' for i in range(many))


@dataclass(frozen=True)
class Page:
    name: str
    html: str
    story: Story
    publisher: str | None
    day: str | None
