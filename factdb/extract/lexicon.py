"""The cues, read once from words/cues.txt: each form of each verb with its lemma, class and frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from factdb.errors import FactdbError
from factdb.extract.wordlists import read_words

Form = Literal["base", "s", "past", "ing", "adjective"]
CueClass = Literal["speech", "writing", "judgement", "showing", "thought", "intention", "seeming"]
CLASSES: tuple[CueClass, ...] = ("speech", "writing", "judgement", "showing", "thought", "intention", "seeming")
PREPOSITIONS = frozenset("of for about on against to with at from in over as like".split())
_FRAMES = frozenset("q c t o oc oi i g w".split()) | PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue verb. `rest` are the words that follow the first in a cue of several ("point out")."""

    lemma: str
    cls: CueClass
    forms: frozenset[Form]
    frames: frozenset[str]
    rest: tuple[str, ...] = ()


_DOUBLED = frozenset(
    "beg brag blog commit admit pen plan plot rip slam submit pan rebut refer quip tap chat sum shrug snap".split()
)


def inflect(lemma: str) -> dict[str, set[Form]]:
    """Return the regular forms of an English verb by the rules of spelling: "deny" -> denies, denied, denying."""
    if re.search(r"[^aeiou]y$", lemma):
        s, past, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith("ie"):
        s, past, ing = lemma + "s", lemma + "d", lemma[:-2] + "ying"
    elif lemma.endswith("e"):
        s, past, ing = lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    elif lemma in _DOUBLED:
        s, past, ing = lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    else:
        s = lemma + ("es" if re.search(r"(s|x|z|ch|sh|o)$", lemma) else "s")
        past, ing = lemma + "ed", lemma + "ing"
    forms: dict[str, set[Form]] = {}
    for word, form in ((lemma, "base"), (s, "s"), (past, "past"), (ing, "ing")):
        forms.setdefault(word, set()).add(form)  # type: ignore[arg-type]
    return forms


def _read() -> dict[str, tuple[Cue, ...]]:
    """First word of a form -> the cues that may begin there, the longest first."""
    sections = read_words("cues")
    table: dict[str, dict[tuple[str, tuple[str, ...]], Cue]] = {}
    for cls in CLASSES:
        for entry, value in sections.get(cls, {}).items():
            given = value.split()
            frames = frozenset(v for v in given if not v.startswith("-"))
            without = {v[1:] for v in given if v.startswith("-")}
            if unknown := frames - _FRAMES | without - {"base", "s", "past", "ing"}:
                raise FactdbError(f"cues.txt: {entry!r} has the unknown frame {sorted(unknown)[0]!r}")
            regular, _, given_forms = entry.partition("/")
            words, irregular = regular.split(), given_forms.split()
            rest = tuple(words[1:])
            forms = inflect(words[0])
            if irregular:
                regular_past = [w for w, f in forms.items() if "past" in f]
                for word in regular_past:
                    forms[word].discard("past")
                for word in irregular:
                    forms.setdefault(word, set()).add("past")
            lemma = " ".join([words[0], *rest])
            for kinds in forms.values():
                kinds -= without
            for word, kinds in forms.items():
                if not kinds:
                    continue
                known = table.setdefault(word, {})
                key = (lemma, rest)
                was = known.get(key)
                known[key] = Cue(
                    lemma,
                    was.cls if was else cls,
                    frozenset(kinds) | (was.forms if was else frozenset()),
                    frames | (was.frames if was else frozenset()),
                    rest,
                )
    for entry, value in sections.get("adjective", {}).items():
        key = (f"be {entry}", ())
        cue = Cue(key[0], "thought", frozenset({"adjective"}), frozenset(value.split()))
        table.setdefault(entry, {}).setdefault(key, cue)
    return {word: tuple(sorted(cues.values(), key=lambda c: -len(c.rest))) for word, cues in table.items()}


CUES: dict[str, tuple[Cue, ...]] = _read()


def verb_cues(lows: Sequence[str], at: int) -> Iterator[Cue]:
    """Yield the cues of which every word is at word `at`: not "take issue with" where "taking" stands alone."""
    return (cue for cue in CUES.get(lows[at], ()) if tuple(lows[at + 1 : at + 1 + len(cue.rest)]) == cue.rest)


PARTICIPLES = frozenset("foreseen known seen spoken sworn undertaken written taken shown".split()) & CUES.keys()
"""Forms that are verbs beside an auxiliary alone: "has known"."""
_nouns = read_words("cues").get("noun", {})
NOUN_CUES: dict[str, frozenset[str]] = {
    form: frozenset(after.split())
    for noun, after in _nouns.items()
    for form in (noun, next(w for w, f in inflect(noun).items() if "s" in f))
}
