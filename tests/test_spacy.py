"""The spaCy component, found by its name in a pipeline of spaCy's own."""

import pytest

import factdb

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'factdb[spacy]'")

TEXTS = [
    "“We owe it to the islands,” Jonas Reed said on Friday. The ferry “cost 😀 nothing,” he said.",
    "It rained in Port Ellis.",
]


@pytest.fixture
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("factdb", config={"published": "2024-03-04"})
    return nlp


def test_a_document_has_the_quotations_of_its_text(nlp):
    doc, none = nlp.pipe(TEXTS)
    assert doc._.quotations == [q.as_dict() for q in factdb.extract(TEXTS[0], published="2024-03-04")]
    assert [quote["said_on"] for quote in doc._.quotations] == ["2024-03-01", None]
    (span,) = (span for span in doc._.quotations[1]["spans"] if span["quoted"])
    assert doc.char_span(span["start"], span["end"]).text == "cost 😀 nothing"
    assert none._.quotations == []


def test_documents_and_pipelines_are_saved_with_them(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    (doc,) = spacy.load(tmp_path).pipe(TEXTS[:1])
    saved = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert saved._.quotations == doc._.quotations != []


def test_an_option_that_is_none_is_refused_by_name():
    with pytest.raises(ValueError, match="loud"):
        spacy.blank("en").add_pipe("factdb", config={"loud": True})
