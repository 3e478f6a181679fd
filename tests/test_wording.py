"""What two runs of words have to do with one another: sixty pairs made by hand, and edits of all kinds at random."""

import random
from pathlib import Path

import pytest

from factdb.matching.wording import marked, merged_from, printed_runs, relate, runs_of, shingles, words_of

PAIRS = [
    line.split("\t")
    for line in Path(__file__).with_name("wording").joinpath("pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def folded(text):
    return " ".join(words_of(text))


def found(one, other):
    """(relation, altered) of two runs as import finds them: those that share no shingle are never compared."""
    short, long = sorted((folded(one), folded(other)), key=lambda words: words.count(" "))
    if short == long:
        return ("same", "-")
    if set(shingles(short.split())).isdisjoint(shingles(long.split())):
        return ("-", "-")
    relation = relate(short, long)
    return (relation.kind, relation.altered or "-") if relation else ("-", "-")


@pytest.mark.parametrize(("relation", "altered", "one", "other"), PAIRS, ids=[f"{p[0]}-{p[2][:30]}" for p in PAIRS])
def test_a_pair_made_by_hand_is_reported_for_what_it_is(relation, altered, one, other):
    assert found(one, other) == found(other, one) == (relation, altered)


def test_there_are_sixty_of_them():
    assert len(PAIRS) == 60
    assert sum(p[0] == "-" for p in PAIRS) >= 20


# --- Edits at random

BASES = [*{p[3] for p in PAIRS if len(words_of(p[3])) >= 9}]
FILLERS = "really surely perhaps indeed almost rather simply clearly then soon always quite".split()
FLIPS = {"will": "will not", "can": "cannot", "is": "is not", "was": "was not", "has": "has not", "have": "have not"}


def edit(rng, text):
    """(what was done, the edited text) as outlets do it."""
    words = text.split()
    kind = rng.choice(["punctuation", "head", "tail", "both", "drop", "swap", "insert", "two", "flip", "number"])
    at = rng.randrange(1, len(words) - 1)
    if kind == "punctuation":
        return kind, "“" + text.upper().replace(", ", " — ").rstrip(".") + ",”"
    if kind in ("head", "tail", "both"):
        cut = rng.randint(1, max(1, len(words) // 4))
        start, end = (cut if kind != "tail" else 0), (len(words) - cut if kind != "head" else len(words))
        return kind, " ".join(words[start:end])
    if kind in ("drop", "two"):
        del words[at]
    if kind == "swap":
        words[at] = rng.choice(FILLERS)
    if kind in ("insert", "two"):
        words.insert(rng.randrange(1, len(words)), rng.choice(FILLERS))
    if kind == "flip":
        places = [n for n, word in enumerate(words) if word in FLIPS]
        if not places:
            return edit(rng, text)
        words[places[0]] = FLIPS[words[places[0]]]
    if kind == "number":
        places = [n for n, word in enumerate(words) if word.isdigit()]
        if not places:
            return edit(rng, text)
        words[places[0]] = str(int(words[places[0]]) + rng.randint(1, 9))
    return kind, " ".join(words)


def test_edits_at_random_are_found_and_strangers_are_not():
    rng = random.Random(6)
    edits = [(base, *edit(rng, base)) for base in BASES for _ in range(60)]
    met = [(kind, found(base, changed)) for base, kind, changed in edits]
    assert sum(relation != "-" for _, (relation, _) in met) >= 0.95 * len(met)
    assert all(altered == "negation" for kind, (relation, altered) in met if kind == "flip" and relation != "-")
    assert all(altered == "number" for kind, (relation, altered) in met if kind == "number" and relation != "-")
    assert all(relation == "same" for kind, (relation, _) in met if kind == "punctuation")
    kin = {frozenset(p[2:]) for p in PAIRS if p[0] != "-"}
    strangers = [
        (base, changed)
        for base in BASES
        for other, _, changed in rng.sample(edits, 100)
        if base != other and not any({base, other} <= set(k) or {base, other} == set(k) for k in kin)
    ]
    wrong = [pair for pair in strangers if found(*pair)[0] != "-"]
    assert len(wrong) <= 0.01 * len(met), wrong[:5]


def test_four_shared_words_always_leave_a_common_shingle():
    rng = random.Random(7)
    vocabulary = [f"w{n}" for n in range(500)]
    for _ in range(500):
        shared = rng.choices(vocabulary, k=4)
        one, other = (
            [*rng.choices(vocabulary, k=rng.randrange(20)), *shared, *rng.choices(vocabulary, k=rng.randrange(20))]
            for _ in range(2)
        )
        assert not set(shingles(one)).isdisjoint(shingles(other))


def test_runs_are_what_is_in_quotation_marks_and_can_be_known_again():
    assert runs_of("direct", "We owe it to the islands, and we will pay.") == [
        "we owe it to the islands and we will pay"
    ]
    mixed = "the ferry was “a promise kept to the islands” and “very good”, and “no toy of the harbour board”"
    assert runs_of("mixed", mixed) == ["a promise kept to the islands", "no toy of the harbour board"]
    assert list(printed_runs("mixed", mixed).values()) == [
        "a promise kept to the islands",
        "no toy of the harbour board",
    ]
    assert runs_of("indirect", "the ferry would run another year whatever it might cost") == []
    assert runs_of("direct", "Thank you very much.") == []


def test_what_was_run_together_from_two_is_reported_and_its_parts_named():
    whole = folded("We built the pier in one summer and the council never paid the men who did it")
    first, second = "we built the pier in one summer", "the council never paid the men who did it back then"
    assert merged_from(whole, [first, "nobody was asked about the mill", second]) == {0, 2}
    assert merged_from(whole, [first, whole]) == set()
    assert merged_from(whole, [first]) == set()


def test_differences_are_marked_word_by_word_whatever_the_typography():
    assert marked("We will keep the ferry.", "“We will not keep the big ferry”") == (
        "“We will {+not+} keep the {+big+} ferry”"
    )
    assert marked("We will surely keep it", "we will keep it") == "we will [-surely-] keep it"
