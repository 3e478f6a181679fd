"""Time grows with the length of a text, whatever its shape: eight times the text takes about eight times the CPU."""

from __future__ import annotations

import gc
import time

import pytest
from processes import slowness

from factdb.article import Article
from factdb.extract import extract_quotations

SHAPES = {
    "words": "word ",
    "open marks": "“word ",
    "close marks": "word” ",
    "straight marks": '" word ',
    "doubled marks": "'' ",
    "single marks": "'word ",
    "plural apostrophes": "'boys' word ",
    "marks opened again": "“We go. ",
    "single marks opened again": "‘We go. ",
    "nested marks": "“a ‘b “c ",
    "mismatched marks": "“a\" ‘b' «c” ",
    "bare quotations": "“We go.” ",
    "bare questions": "“Will we go?” ",
    "quotations with a cue": "“We go,” Ruiz said. ",
    "comma after the mark": "“We go”, ",
    "signatures": "“We go.” ― Ana Ruiz ",
    "nicknames": "Ana “Bo” ",
    "titles of works": "her film “Salt,” ",
    "cues": "Ruiz said ",
    "cues and commas": "said, ",
    "cues with clauses": "and said that ",
    "cues without a subject": "saying that ",
    "narration after a quotation": "“We go,” said Ruiz. Okafor left. ",
    "second clauses": "and Okafor laughed, ",
    "according to": "according to Ruiz, ",
    "names": "Ana Ruiz ",
    "initials": "A. B. ",
    "titles before names": "Sen. Ana Ruiz, the mayor of Elm, ",
    "roles": "the mayor of the mayor of ",
    "lists of names": "Ruiz, Okafor, and ",
    "pronouns": "He said she said they ",
    "relative clauses": "who said who ",
    "commas": ", ",
    "full stops": ". ",
    "dots": "Contents . . . . . . . . 12 ",
    "dots together": "Contents......... 12 ",
    "ellipses": "… “… ",
    "dashes": "— - ― ",
    "brackets": "( [ ( ",
    "colons": "Ruiz: ",
    "labels": "Ruiz: We go.\n\n",
    "labels in capitals": "RUIZ: We go.\n\n",
    "short lines": "word\n",
    "blank lines": "\n \n",
    "open paragraphs": "“We go.\n\n",
    "capital letters": "A",
    "capitals with spaces": "A B ",
    "letters": "a",
    "digits": "1,000.5 ",
    "dates": "on Friday, May 5, 2023, ",
    "abbreviations": "p.m. Inc. ",
    "hyphens": "a-b-",
    "apostrophes": "o’o’",
    "control characters": "\x01\x02 ",
    **{f"only {mark!r}": mark for mark in ".!?…'\"“”‘’-—([:;,0 \u00a0#*_"},
}
FEW, MANY = 5_000, 40_000
"""Characters of a shape."""


def seconds(shape: str, characters: int) -> float:
    """Return this thread's CPU seconds for a text of that many characters; the words around it keep it whole."""
    text = "Contents " + (shape * (characters // len(shape) + 1))[:characters] + "x"
    article = Article(text, "test", "")
    gc.disable()  # it walks whatever other tests have left, the more often the more is made
    try:
        begin = time.thread_time()
        extract_quotations(article)
        return time.thread_time() - begin
    finally:
        gc.enable()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_time_is_linear_in_every_shape(shape: str) -> None:
    seconds(shape, 500)
    few = max(min(seconds(shape, FEW) for _ in range(2)), 0.004)
    # Quadratic time would take sixty-four times as long.
    limit = 20 * few + 0.05 * slowness()
    assert any(seconds(shape, MANY) < limit for _ in range(2))
