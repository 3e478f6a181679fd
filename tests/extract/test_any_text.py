"""Whatever is in an article, in whatever order, extraction ends and its spans are in the text."""

import random

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

PIECES = (
    "said says told added that whether if to of by according Reed Jonas Mayor Ada Quill the a he she they it who which"
    " Ferry ferry council will was not never asked urged denied rejected report claims “ ” \" ' ’ , . ; : — - ( ) ! ? …"
    " ... Friday on in March 2024 12 percent “We will sail,” U.S. and but China Foreign Ministry spokesperson statement"
    " \n\n \n as because calling warned insisted noting reporters Twitter post wrote quoted people briefed"
).split(" ")


@pytest.mark.parametrize("seed", range(8))
def test_any_words_in_any_order(seed):
    rng = random.Random(seed)
    for _ in range(150):
        text = " ".join(rng.choices(PIECES, k=rng.randint(1, 60))).strip()
        if not text:
            continue
        for quotation in extract_quotations(Article(text, "test", "")):
            for span in quotation.spans:
                assert 0 <= span.start < span.end <= len(text), text
