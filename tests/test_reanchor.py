"""Quotes of an earlier text found again in a later one, or not, with the reason."""

import random

import pytest

from factdb.matching.reanchor import FoundAgain, find_again

OLD = "Ada Moss spoke first. “The bridge is safe,” she said. Others doubted it. “The bridge is safe,” said Tom Hale."


def anchors(text: str, *runs: str, after: int = 0) -> list[tuple[int, int, str]]:
    found = []
    for run in runs:
        at = text.index(run, after)
        found.append((at, at + len(run), run))
    return found


FIRST = anchors(OLD, "The bridge is safe,", "she said")
LAST = anchors(OLD, "The bridge is safe,", "said Tom Hale", after=60)


@pytest.mark.parametrize(
    ("quote", "new", "expected", "reason"),
    [
        (FIRST, OLD, "she said", "nothing changed"),
        (FIRST, "New lead. " + OLD, "she said", "text before it moved it"),
        (LAST, OLD.replace("Others doubted it. ", ""), "said Tom Hale", "of two equal runs its own"),
        (FIRST, OLD.replace("she said", "she told us"), "gone", "its cue was edited away"),
        (FIRST, OLD.replace("The bridge is safe", "The bridge was safe"), "gone", "its words were changed"),
        (FIRST, "“The bridge is safe,” she said. " * 2, "ambiguous", "it stands twice and nothing tells which"),
        (FIRST, "Nothing of it is left.", "gone", "the paragraph was cut"),
    ],
)
def test_a_quote_is_found_again_or_declined(
    quote: list[tuple[int, int, str]], new: str, expected: str, reason: str
) -> None:
    found = find_again(quote, OLD, new)
    if isinstance(found, FoundAgain):
        assert [new[s:e] for s, e in found.spans] == [exact for _, _, exact in quote], reason
        assert new[found.spans[1][0] : found.spans[1][1]] == expected, reason
    else:
        assert found == expected, reason


def test_words_that_drifted_far_apart_are_other_words() -> None:
    new = "“The bridge is safe,” wrote somebody. " + "Filler of no interest here. " * 40 + "Yes, she said."
    assert find_again(FIRST, OLD, new) == "gone"


def test_a_part_of_a_longer_word_is_no_match() -> None:
    assert find_again([(0, 2, "No")], "No", "Nothing here, Nora") == "gone"


def test_random_edits_elsewhere_never_move_a_quote_to_a_wrong_place() -> None:
    rng = random.Random(20230618)
    words = ["council", "vote", "budget", "river", "report", "morning", "bridge", "safe", "doubt", "street"]
    sentences = [
        f"“{' '.join(rng.choices(words, k=rng.randint(3, 9)))} {i},” said Speaker{i} Jones." for i in range(30)
    ]
    old = " ".join(sentences)
    for _ in range(300):
        edited = list(sentences)
        touched = {rng.randrange(30) for _ in range(rng.randint(1, 8))}
        for i in touched:
            edited[i] = rng.choice(["", edited[i].replace("said", "told us,"), "Inserted words. " + edited[i][::-1]])
        order = list(range(30))
        new = " ".join(edited)
        for i in order:
            quote = anchors(old, sentences[i][1 : sentences[i].index("”")], f"said Speaker{i} Jones")
            found = find_again(quote, old, new)
            if i in touched:
                assert not isinstance(found, FoundAgain) or sentences[i] in new
            else:
                assert isinstance(found, FoundAgain), (i, found)
                assert new[found.spans[0][0] - 1 :].startswith(sentences[i])
