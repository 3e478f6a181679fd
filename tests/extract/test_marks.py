"""Which runs of a text are in quotation marks."""

from __future__ import annotations

import pytest

from factdb.extract.marks import COMMA, CRY, PLAIN, STOP, TITLE, mask, quoted_runs

RUNS = [
    # (text, words in marks, reason)
    ("He said “no” and left.", ["no"], "curly marks"),
    ('He said "no" and left.', ["no"], "straight marks"),
    ('He said “no" and “yes” too.', ["no", "yes"], "opened curly, closed straight: web pages mix them"),
    ("He said ''no'' and left.", ["no"], "doubled single marks"),
    ("She said ‘no’ and left.", ["no"], "single marks alone, as the British print"),
    ("She said “call it ‘home’ now” and left.", ["call it ‘home’ now"], "inner marks belong to the run"),
    ("It’s the sailors’ ferry, they’re told.", [], "apostrophes are no marks"),
    ("He was 6'2\" tall and 5'1\" wide.", [], "feet and inches are no marks"),
    ("The “odd mark stays alone. No more of it.", [], "an odd mark opens nothing"),
    ("The odd mark” stays alone, but “this” does not.", ["this"], "an odd closing mark costs nothing"),
    ("One “two and “three” four.", ["three"], "an odd opening mark gives way to the next"),
    ("He said «no» and left.", ["no"], "angle marks"),
    ("“No [more] … than this,” he said.", ["No [more] … than this,"], "brackets and ellipses stay as printed"),
    ("It had “” in it.", [], "nothing in marks is no run"),
    ("“We left”, he said. “All of us”.", ["We left", "All of us"], "comma and full stop after the mark"),
    ('""We left,"" he said.', ["We left,"], "marks doubled by a table of comma-separated values"),
    ('"£9 is dear," he said. "@Elm, #sail!"', ["£9 is dear,", "@Elm, #sail!"], "a sign after a straight mark"),
    ('"+3 or -3?" he asked. "€5."', ["+3 or -3?", "€5."], "signs of numbers and currencies"),
    ('"I am 6\'2" tall," he said.', ["I am 6'2\" tall,"], "inches inside of a run"),
    ("“He said “go” and went,” she said.", ["He said “go” and went,"], "double marks in double marks"),
    ("“We stay. “We always have. “And you?”", ["We stay.", "We always have.", "And you?"], "opened again"),
    ('"We stay. "We always have," he said.', ["We stay.", "We always have,"], "opened again with straight marks"),
    ("He said ‘we heard “sail” and did’.", ["we heard “sail” and did"], "double marks inside of single ones"),
    ("'It's the boys' turn,' he said.", ["It's the boys' turn,"], "a plural's apostrophe closes nothing"),
    ("‘The boys' turn’, he said.", ["The boys' turn"], "a straight apostrophe in curly marks"),
    ("The 'boys' left. 'We stay,' he said.", ["boys", "We stay,"], "an apostrophe that closes after all"),
    ("The 'boys' left by boat.", ["boys"], "and where no other mark follows"),
    ("'[The hull] leaks,' he said. '€9, please.'", ["[The hull] leaks,", "€9, please."], "brackets and signs first"),
    ("In the '90s the sailors' hall was theirs, 'tis said.", [], "letters and centuries left out"),
    ("‘We stay. ‘We always have,’ he said.", ["We stay.", "We always have,"], "single marks opened again"),
    ("‘They call it “the old’ port,’ he said.", ["They call it “the old’ port,"], "an inner double mark closed single"),
    ("‘Call it “the boys' port”,’ he said.", ["Call it “the boys' port”,"], "a plural's apostrophe in an inner run"),
    ("'It was rock 'n' roll,' he said.", ["It was rock 'n' roll,"], "a letter between apostrophes"),
    ("’We stay,’ he said.", ["We stay,"], "a closing mark opens a paragraph"),
    ("He said “we stay” in the ‘old’ port.", ["we stay", "old"], "both kinds side by side"),
]


@pytest.mark.parametrize(("text", "words", "reason"), RUNS)
def test_quoted_runs(text: str, words: list[str], reason: str) -> None:
    runs = quoted_runs(text, [(0, len(text))])
    assert [text[r.start : r.end] for r in runs] == words, reason


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_with_a_mark() -> None:
    text = "“We will sail.\n\n“We always have,” he said."
    split = text.index("\n")
    runs = quoted_runs(text, [(0, split), (split + 2, len(text))])
    assert [(text[r.start : r.end], r.closed) for r in runs] == [("We will sail.", False), ("We always have,", True)]


def test_an_open_mark_costs_its_own_paragraph_only() -> None:
    text = "The “odd one is here.\n\nAll of “this one” counts."
    split = text.index("\n")
    runs = quoted_runs(text, [(0, split), (split + 2, len(text))])
    assert [text[r.start : r.end] for r in runs] == ["this one"]


def test_single_marks_go_on_in_the_next_paragraph() -> None:
    text = "‘We will sail.\n\n‘We always have,’ he said."
    split = text.index("\n")
    runs = quoted_runs(text, [(0, split), (split + 2, len(text))])
    assert [(text[r.start : r.end], r.closed) for r in runs] == [("We will sail.", False), ("We always have,", True)]


def test_runs_that_go_on_are_masked_as_one_word() -> None:
    text = "“We stay. “We always have,” he said."
    masked = mask(text, 0, len(text), quoted_runs(text, [(0, len(text))]))
    assert len(masked) == len(text)
    assert masked.index(" ") == text.index(" he said")


NICKNAMES = [
    ("Ana “Bo” Ruiz left.", True, "between names"),
    ("Ana 'The Oar' Ruiz left.", True, "two words in single marks"),
    ("He said “No” Friday.", False, "after a word in small letters"),
    ("Mayor Calls “Green” Plan Dear", False, "in a headline, after its verb"),
    ("The “Green” Party left.", False, "after an article"),
    ("Ruiz wrote “Salt” in May.", False, "before a word in small letters"),
]


@pytest.mark.parametrize(("text", "nickname", "reason"), NICKNAMES)
def test_a_nickname_is_part_of_a_name(text: str, nickname: bool, reason: str) -> None:
    assert [run.nickname for run in quoted_runs(text, [(0, len(text))])] == [nickname], reason


ENDS = [
    # (text, how its run ends, reason)
    ("“We sail,” he said.", COMMA, "a comma inside of the mark"),
    ("“We sail.” He left.", STOP, "a full stop"),
    ("“We sail?” he asked.", CRY, "a question"),
    ("A “tired” crew.", PLAIN, "no end of its own"),
    ("He said, “she said, ‘yes,’” and left.", COMMA, "the comma of a quotation inside"),
    ("They saw “The Long Way Home,” a film.", TITLE, "the title of a work"),
    ("“We sail”, he said.", COMMA, "a comma after the mark"),
    ("He said “we sail”.", STOP, "a full stop after the mark"),
    ("“We sail?”, he asked.", COMMA, "a comma after a question"),
    ("He called it “old”... and left.", PLAIN, "an ellipsis after the mark is not its full stop"),
    ("Mayor: “We Will Sail Again,” He Says", COMMA, "in a headline capitals tell nothing"),
]


@pytest.mark.parametrize(("text", "end", "reason"), ENDS)
def test_a_masked_run_says_how_it_ends(text: str, end: str, reason: str) -> None:
    runs = quoted_runs(text, [(0, len(text))])
    masked = mask(text, 0, len(text), runs)
    assert len(masked) == len(text)
    last = max(at for at, letter in enumerate(masked) if letter in (PLAIN, COMMA, STOP, CRY, TITLE))
    assert masked[last] == end, reason
