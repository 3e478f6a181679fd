"""Engines that find quotations: "rules" is built in; a newsroom registers its own by an entry point.

[project.entry-points."factdb.engines"]
ours = "our_package:ENGINE"

where ENGINE is an `Engine`. Its name and version are stored with every quote that it found. One that names the
languages it reads is used for articles in them without being asked for; no rule for English is tried on another
language. What an engine gives is checked before it is stored: another's mistake costs the article being read and is
reported, and nothing of it reaches the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, get_args

from factdb.article import Article
from factdb.article.assemble import Known, assemble
from factdb.article.clock import bounded
from factdb.article.files import check_text
from factdb.article.language import ENGLISH, called, primary
from factdb.errors import ArticleError, FactdbError
from factdb.extract import ENGINE, VERSION, Quotation, extract_quotations, joined_text
from factdb.extract.quotation import Factuality, Kind, MentionBasis, SpeakerKind

GROUP = "factdb.engines"


class Extractor(Protocol):
    """Takes an article, gives its quotations in the order of the text, those under `min_confidence` left out."""

    def __call__(self, article: Article, *, min_confidence: float = 0.0) -> list[Quotation]:
        """Return the quotations of `article`, those under `min_confidence` (0 to 1) left out."""
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """One way of finding quotations. `version` changes whenever its results may."""

    name: str
    version: str
    extract: Extractor
    languages: tuple[str, ...] = ()
    """The languages that it reads ("en"); empty means any."""

    @property
    def origin(self) -> str:
        """What is stored with the quotes that it finds: "rules 3"."""
        return f"{self.name} {self.version}"

    def reads(self, language: str) -> bool:
        """Test whether it is made for texts in that language, a BCP 47 tag."""
        return not self.languages or primary(language) in map(primary, self.languages)

    def read(self, article: Article, *, min_confidence: float = 0.0) -> list[Quotation]:
        """Return the quotations of `article`, those under `min_confidence` (0 to 1) left out.

        Raises ArticleError, naming article and engine, where the engine fails, takes too long or gives what cannot
        are in the text.
        """
        if self is RULES:
            with bounded(article.location, len(article.text)):
                return self.extract(article, min_confidence=min_confidence)
        try:
            with bounded(article.location, len(article.text)):
                found = list(self.extract(article, min_confidence=min_confidence))
        except ArticleError:
            raise
        except Exception as error:  # the code of others: whatever it meets costs this article, not the import
            raise ArticleError(
                f"{article.location}: engine {self.origin} failed: {type(error).__name__}: {error}; report it to its"
                " makers, or import with the built-in engine"
            ) from error
        for number, quotation in enumerate(found, 1):
            if fault := _fault(quotation, article.text):
                raise ArticleError(
                    f"{article.location}: engine {self.origin}: quotation {number} {fault}; report it to its makers,"
                    " or import with the built-in engine"
                )
        return found


def _fault(quotation: object, text: str) -> str | None:
    """Return what keeps a quotation from being stored; None where nothing does."""
    if not isinstance(quotation, Quotation):
        return f"is a {type(quotation).__name__}, not a factdb.extract.Quotation"
    if quotation.kind not in get_args(Kind):
        return f"has the kind {quotation.kind!r}; there are: {', '.join(get_args(Kind))}"
    if quotation.factuality not in get_args(Factuality):
        return f"has the factuality {quotation.factuality!r}; there are: {', '.join(get_args(Factuality))}"
    if not 0.0 <= quotation.confidence <= 1.0:
        return f"has a confidence of {quotation.confidence}, outside of 0 to 1"
    if not quotation.spans:
        return "has no span of content"
    mentions = [*quotation.speakers, *filter(None, (quotation.reported_by, quotation.addressee))]
    located = [(span.start, span.end) for span in quotation.spans] + [(m.start, m.end) for m in mentions]
    located += [(quotation.cue.start, quotation.cue.end)] if quotation.cue else []
    located += [(quotation.said.start, quotation.said.end)] if quotation.said else []
    for start, end in located:
        if not 0 <= start < end <= len(text):
            return f"has the span {start} to {end} in a text of {len(text)} characters"
    for mention in mentions:
        if mention.text != text[mention.start : mention.end]:
            return f"names {mention.text!r} where the text has {text[mention.start : mention.end]!r}"
        if mention.kind not in get_args(SpeakerKind) or mention.basis not in get_args(MentionBasis):
            return f"names {mention.text!r} of kind {mention.kind!r} by {mention.basis!r}"
    if quotation.text != joined_text(text, quotation.spans):
        return "has another text than its spans"
    return None


RULES = Engine(ENGINE, VERSION, extract_quotations, languages=(ENGLISH,))


@cache
def registered() -> dict[str, EntryPoint]:
    """Return what other packages register, by name; read once a process, for it costs milliseconds."""
    return {found.name: found for found in sorted(entry_points(group=GROUP)) if found.name != RULES.name}


def engine_names() -> list[str]:
    """Return the names of the installed engines, the built-in one first."""
    return [RULES.name, *registered()]


def engine_for(language: str, name: str | None = None) -> Engine | None:
    """Return the engine that reads texts in `language`, a BCP 47 tag.

    The one of that `name`, else the built-in one, else the first registered one; None where it, or each of them, reads
    other languages. Raises as `engine`.
    """
    if name:
        candidates = [engine(name)]
    elif RULES.reads(language):
        return RULES
    else:
        candidates = [one for one in map(engine, registered()) if one.languages]
    return next((one for one in candidates if one.reads(language)), None)


def engine(name: str = ENGINE) -> Engine:
    """Return the engine of that name.

    Raises FactdbError when there is none, or when what is registered cannot be loaded or is no `Engine`.
    """
    if name == RULES.name:
        return RULES
    if not (found := registered().get(name)):
        raise FactdbError(f"no engine is called {name!r}; choose from {', '.join(engine_names())}")
    try:
        loaded = found.load()
    except (ImportError, AttributeError) as error:
        raise FactdbError(f"engine {name!r} ({found.value}) cannot be loaded: {error}; reinstall it") from error
    if not isinstance(loaded, Engine):
        raise FactdbError(f"engine {name!r}: {found.value} is not a factdb.extract.engines.Engine; register one")
    return loaded


def extract_text(
    text: str,
    *,
    published: date | str | None = None,
    language: str | None = None,
    engine: str | None = None,
    min_confidence: float = 0.0,
) -> list[Quotation]:
    """Return the quotations of one text, as `factdb extract` finds them; no database is needed.

    Args:
        text: The article; offsets of the result are Unicode code points in it, ends exclusive.
        published: Its day of publication, which "Friday" refers to.
        language: Its BCP 47 tag, if it is not to be detected.
        engine: The engine that reads it (default: by language).
        min_confidence: Leave out quotations with less confidence (0 to 1).

    Raises:
        ArticleError: It cannot be read.
        FactdbError: There is no such engine.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    raw = text.encode(errors="surrogatepass")
    check_text(text, "the text")
    given = Known(published_on=day, language=language)
    article = assemble(text, raw, "the text", encoding="utf-8", given=given, stated=Known())
    reader = engine_for(article.language, engine)
    return reader.read(article, min_confidence=min_confidence) if reader else []


def unread_lines(unread: Mapping[str, int], what: str) -> Iterator[str]:
    """Return a line for each language that no engine reads, given how many articles are in it; they are `what`."""
    for language, count in sorted(unread.items()):
        yield f"{count} article{'' if count == 1 else 's'} in {called(language)}: {what}; --language en insists"
