"""Where content ends: what the speaker said, and not what the reporter adds."""

from __future__ import annotations

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

ENDS = [
    # (text, content, reason)
    (
        "Ruiz said the hull was “a sieve,” before leaving for home.",
        "the hull was “a sieve”",
        "before and a participle",
    ),
    ("Ruiz said the hull was “a sieve” before walking off.", "the hull was “a sieve”", "and without a comma"),
    ("Ruiz said she had “no idea,” as she had said in May.", "she had “no idea”", "as, with a clause"),
    ("Ruiz said it was “a gift,” and a sailor wept.", "it was “a gift”", "and, with another subject"),
    ("Ruiz called it “a gift,” which it was.", "it “a gift”", "which, after a mark"),
    ("Ruiz said it was “a gift,” a word that Okafor hated.", "it was “a gift”", "an apposition to the words"),
    ("Ruiz said it was a “sieve,” a “wreck” and a “grave.”", "it was a “sieve,” a “wreck” and a “grave.”", "a list"),
    ("Ruiz said eels can count, in a paper published on Monday.", "eels can count", "where it was said"),
    ("Ruiz asked that the port free the ship, which it has not done.", "that the port free the ship", "which has not"),
    ("Ruiz said the hull was sound, but it has since sunk.", "the hull was sound", "what holds since"),
    (
        "Ruiz said the hull, which has since been sold, was sound.",
        "the hull, which has since been sold, was sound",
        "the clause goes on past the aside",
    ),
    ("Ruiz said the sale was off and hung up.", "the sale was off", "what she did next"),
    ("Ruiz said she fell ill and left the ship.", "she fell ill and left the ship", "what she says she did"),
    (
        "Ruiz said the ship would sail and when pressed she replied that it was old.",
        "the ship would sail",
        "a clause of its own after an adjunct",
    ),
    ("When Ruiz said the hull leaked, the crew laughed.", "the hull leaked", "the main clause after a leading one"),
    ("Ruiz said the hull was thin, a flaw that cost lives.", "the hull was thin", "an apposition to the statement"),
    ("Ruiz said the mate, a retired monk, had known.", "the mate, a retired monk, had known", "an aside inside"),
    ("Ruiz said she had a hat, a coat and a cane.", "she had a hat, a coat and a cane", "a list of things"),
    (
        "The bank expects that sales will grow by 3%, more than a point less than in May.",
        "that sales will grow by 3%",
        "a comparison of figures",
    ),
    ("Ruiz called it “a sieve,” as did Okafor.", "it “a sieve”", "as did another"),
    ("Ruiz said prices would fall, in a note to clients.", "prices would fall", "a note"),
    ("Ruiz said it was full, contradicting the port.", "it was full", "a remark on the statement"),
    ("Ruiz said it was full, to laughter from the crew.", "it was full", "how it was received"),
    ("Ruiz said it was full, without giving figures.", "it was full", "what was withheld"),
    ("Ruiz said it was full, when asked about space.", "it was full", "what was asked"),
    ("Ruiz said it was full, though she gave no figure.", "it was full", "what she did not add"),
    ("Ruiz said it would open in May — it opened in June.", "it would open in May", "a dash and what came of it"),
    ("Ruiz said it would “sing” – words she regretted.", "it would “sing”", "a dash after the marks"),
    ("Ruiz said it was “a fortune” (it sold for ten).", "it was “a fortune”", "a clause in brackets"),
    ("Ruiz said she was “glad”, tears running down.", "she was “glad”", "an absolute phrase after the marks"),
    ("Ruiz said she quit “gladly” and left by a side door.", "she quit “gladly”", "what she did after the marks"),
    ("Not only did Ruiz say that it leaked, she showed it.", "that it leaked", "a main clause after not only"),
    (
        "Ruiz argues that the girl, long thought lost, is alive.",
        "that the girl, long thought lost, is alive",
        "an aside",
    ),
    ("Ruiz endorsed Okafor in early June.", "Okafor", "an object ends before its day"),
    ("Ruiz praised Okafor in a long interview.", "Okafor", "and before its occasion"),
]


@pytest.mark.parametrize(("text", "content", "reason"), ENDS)
def test_content_ends(text: str, content: str, reason: str) -> None:
    assert extract_quotations(Article(text, "test", ""))[0].text == content, reason
