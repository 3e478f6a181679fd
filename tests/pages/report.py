"""Invented reports of courts and councils: longer paragraphs, single marks, speakers before what they say."""

from __future__ import annotations

from pages.story import Story

WITNESSES = (
    "Edda Falk",
    "Piers Quill",
    "Samira Noor",
    "Bo Ekdahl",
    "Greta Ahlers",
    "Idris Vaughan",
    "Lena Moro",
    "Conrad Pell",
)
GOODS = ("reservoir", "quarry", "signal box", "dairy", "chapel", "orchard", "weir", "bakery", "granary", "lighthouse")
DOINGS = ("inspected", "valued", "drained", "roofed", "photographed", "fenced", "audited", "rewired")


class Report(Story):
    """A `Story` in another prose."""

    def words(self) -> str:
        pick = self.rng.choice
        return (
            f"nobody {pick(('had', 'ever', 'properly'))} {pick(DOINGS)} the {pick(GOODS)} in all of "
            f"{next(self.numbers)} seasons that I {pick(('worked', 'lived', 'traded'))} there"
        )

    def said(self, form: int | None = None) -> str:
        pick, words = self.rng.choice, self.words()
        self.quotes.append(words)
        who = pick(WITNESSES)
        forms = (
            f"Asked by the panel what he remembered of the {pick(GOODS)}, {who} did not hesitate: “I can say that "
            f"{words}.” The clerk read it back to him twice, and he signed every page of it before the recess.",
            f"{who} disagreed. ‘As far as I know {words},’ the former tenant wrote in a note that was printed.",
            f"“It is simple,” said {who}, “{words}”, adding that the ledgers of the {pick(GOODS)} would bear it out.",
            f"According to {who}, who kept the keys, “{words}”.",
            f"That was news to {who.split()[1]}, for whom “{words}” – and who has the letters to prove it.",
        )
        return forms[self.rng.randrange(len(forms)) if form is None else form]

    def narrated(self) -> str:
        pick = self.rng.choice
        text = (
            f"Exhibit {next(self.numbers)}, a plan of the {pick(GOODS)} on oiled paper, was passed along the bench. "
            f"It shows the {pick(GOODS)} as it was before the railway came, with the names of the tenants in red ink."
        )
        self.plain.append(text)
        return text

    def paragraphs(self, many: int) -> list[str]:
        lead = (
            f"An inquiry into the sale of the {self.rng.choice(GOODS)} heard its {next(self.numbers)}th witness "
            f"yesterday, and for the first time the chair, {self.rng.choice(WITNESSES)}, lost patience with counsel."
        )
        return [lead] + [self.narrated() if i % 4 == 2 else self.said() for i in range(self.scale * many - 1)]

    def headline(self) -> str:
        pick = self.rng.choice
        return pick((f"‘{self.other()}’: inside the {pick(GOODS)} sale", f"{pick(WITNESSES)}: ‘{self.other()}’"))

    def teaser(self) -> str:
        return f"The heirs of the {self.rng.choice(GOODS)} speak out. “{self.other()},” one of them tells us."

    def comment(self) -> str:
        return f"Typical. My late father always held that “{self.other()}”, and look where we are now, folks."

    def caption(self) -> str:
        return f"Counsel arrive at the {self.rng.choice(GOODS)} under a sign with the words “{self.other()}”."

    def bio(self) -> str:
        return (
            f"Tove Lind reports on land and law from the north. She is the author of “{self.other()}” and was "
            "shortlisted for the Quill Prize twice. Before that she taught history."
        )

    def promo(self) -> str:
        return f"“{self.other()}” – readers on why they pay for what we do. Be one of them from as little as 2 a month."
