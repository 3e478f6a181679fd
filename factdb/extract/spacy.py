"""A spaCy component: `nlp.add_pipe("factdb")` gives each document its quotations, `doc._.quotations`.

They are dicts as `factdb extract --format jsonl` prints them, so that documents can be saved and sent to processes;
their offsets are code points into `doc.text`, which `doc.char_span` takes.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from factdb.extract.engines import extract_text


@Language.factory(
    "factdb",
    default_config={"published": None, "language": None, "engine": None, "min_confidence": 0.0},
    assigns=["doc._.quotations"],
)
def make(
    nlp: Language, name: str, published: str | None, language: str | None, engine: str | None, min_confidence: float
) -> Callable[[Doc], Doc]:
    """Return the component; the options are those of `factdb.extract`, the day as ISO 8601.

    The component raises ArticleError for a text that cannot be read, and FactdbError if there is no such engine.
    """
    if not Doc.has_extension("quotations"):
        Doc.set_extension("quotations", default=None)

    def read(doc: Doc) -> Doc:
        found = extract_text(
            doc.text, published=published, language=language, engine=engine, min_confidence=min_confidence
        )
        doc._.quotations = [quotation.as_dict() for quotation in found]
        return doc

    return read
