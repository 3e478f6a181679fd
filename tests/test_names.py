"""Folding names: what must find one another, and what must not."""

import pytest

from factdb.matching.names import fold


@pytest.mark.parametrize(
    ("name", "folded", "reason"),
    [
        ("Antony Blinken", "antony blinken", "case"),
        ("António Guterres", "antonio guterres", "accents"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan", "a letter with a mark"),
        ("Lech Wałęsa", "lech walesa", "a letter that does not decompose"),
        ("O’Neill", "oneill", "a curly apostrophe"),
        ("O'Neill", "oneill", "a straight one"),
        ("Jean-Luc  Mélenchon", "jean luc melenchon", "hyphen and double space"),
        ("J. R. R. Tolkien", "j r r tolkien", "initials apart"),
        ("U.S. Department of State", "us department of state", "an abbreviation's dots"),
        ("Ⅷ", "viii", "compatibility forms"),
        ("…", "", "no letter at all"),
    ],
)
def test_a_name_is_folded(name: str, folded: str, reason: str) -> None:
    assert fold(name) == folded, reason


def test_folding_twice_is_folding_once() -> None:
    for name in ("Ærø Ðorđe", "ŁÓDŹ", "Straße"):
        assert fold(fold(name)) == fold(name)
