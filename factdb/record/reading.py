"""From a record's file to a `Record`, or to the list of everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from factdb.article.language import ENGLISH, spelled
from factdb.errors import RecordError
from factdb.matching.names import fold
from factdb.record.entries import (
    ClaimRelation,
    Original,
    Record,
    RecordedAssertion,
    RecordedClaim,
    RecordedQuote,
    RecordedSource,
    RecordedSpeaker,
    Retelling,
    Stance,
)
from factdb.record.places import parted
from factdb.record.tables import Problems, Table, line_index
from factdb.terms import DateBasis, Factuality, Kind, Medium, RelationKind, SpeakerKind

FORMAT = 1
_SHA256 = (r"[0-9a-f]{64}", "a SHA-256: 64 of the digits 0-9 and a-f")
_Entry = TypeVar("_Entry")


def read_record(path: Path) -> Record:
    """Read and validate the record at `path`. Raises `RecordError` with every problem found, in the file's order."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8 at byte {error.start}: save the record as UTF-8") from error
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise RecordError(f"{path}: not TOML that can be read: its brackets are nested too deeply") from error
    except ValueError as error:
        what, _, where = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", where)  # or "end of document"
        number = int(line[1]) if line else len(text.splitlines())
        raise RecordError(f"{path}:{number}: not TOML: {what[:1].lower()}{what[1:]}") from error
    problems = Problems(path, line_index(text))
    record = _read(path, Table(problems, data))
    if problems.found:
        raise RecordError(*problems.messages())
    return record


def _read(path: Path, top: Table) -> Record:
    version = top.number("format", required=True)
    if version not in (None, FORMAT):
        top.problem("format", f"this factdb reads format {FORMAT}, not {version}")
    editor = top.need("editor")
    source_table = top.table("source")
    source = _source(source_table)
    retelling = _retelling(top, path.parent)
    speakers = _by_key(top, "speaker", _speaker)
    _check_names(top, speakers)
    quotes = _by_key(top, "quote", lambda table, key: _quote(table, key, source, speakers))
    if "text_sha256" not in source_table and any(quote.original for quote in quotes.values()):
        source_table.problem(
            None, "key text_sha256 is missing: add that of the text in which the quotes' offsets count"
        )
    claims = _by_key(top, "claim", lambda table, key: _claim(table, key, quotes))
    relations = tuple(_relation(table, claims) for table in top.tables("relation"))
    top.close()
    return Record(path, editor, source, retelling, speakers, quotes, claims, relations)


def _by_key(top: Table, name: str, read: Callable[[Table, str], _Entry]) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    lines: dict[str, int] = {}
    for table in top.tables(name):
        key = table.text("key", r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and single hyphens", required=True)
        entry = read(table, key or "")
        table.close()
        if key in lines:
            table.problem("key", f"line {lines[key]} has this key already: give each {name} its own")
        elif key:
            found[key], lines[key] = entry, table.line
    return found


def _source(table: Table) -> RecordedSource:
    source = RecordedSource(
        title=table.need("title"),
        published_on=table.day("published_on", required=True) or date.max,
        agency=table.text("agency"),
        publisher=table.text("publisher"),
        byline=table.text("byline"),
        contributors=table.texts("contributors"),
        dateline=table.text("dateline"),
        url=table.text("url", r"https?://\S+", "an address that begins with http:// or https://"),
        language=_language(table),
        medium=table.choice("medium", Medium, required=False) or "article",
        rights=table.text("rights"),
        text_sha256=table.text("text_sha256", *_SHA256),
        text_length=table.number("text_length"),
    )
    table.close()
    return source


def _retelling(top: Table, folder: Path) -> Retelling | None:
    table = top.table("retelling")
    if "retelling" not in top:
        return None
    retelling = Retelling(table.need("file"), table.text("publisher"), table.text("note"))
    if retelling.file and not (folder / retelling.file).is_file():
        table.problem("file", f"there is no file {retelling.file!r} beside the record")
    table.close()
    return retelling


def _speaker(table: Table, key: str) -> RecordedSpeaker:
    return RecordedSpeaker(
        key=key,
        line=table.line,
        name=table.need("name"),
        kind=table.choice("kind", SpeakerKind),
        role=table.text("role"),
        aliases=table.texts("aliases"),
        wikidata=table.text("wikidata", r"Q[1-9]\d*", 'a Wikidata id such as "Q15031"'),
    )


def _check_names(top: Table, speakers: Mapping[str, RecordedSpeaker]) -> None:
    """A name, alias or Wikidata id of two speakers would make one of them."""
    owner: dict[str, str] = {}
    for speaker in speakers.values():
        for name in filter(None, (speaker.name, *speaker.aliases, speaker.wikidata)):
            first = owner.setdefault(fold(name) or name, speaker.key)
            if first != speaker.key:
                what = f'speaker "{speaker.key}": {name!r} is already the speaker "{first}": tell them apart'
                top.problems.add(speaker.line, what)


def _language(table: Table) -> str:
    written = table.text("language")
    tag = spelled(written)
    if written and tag is None:
        table.problem("language", f"{written!r} is not a language: write its tag, en or pt-BR")
    return tag or ENGLISH


def _quote(table: Table, key: str, source: RecordedSource, speakers: Mapping[str, RecordedSpeaker]) -> RecordedQuote:
    joint = isinstance(table.data.get("speaker"), list)
    said_on = table.day("said_on")
    quote = RecordedQuote(
        key=key,
        line=table.line,
        speakers=table.texts("speaker") if joint else tuple(filter(None, [table.need("speaker")])),
        kind=table.choice("kind", Kind),
        quoted=table.texts("quoted"),
        content=table.texts("content"),
        cue=table.text("cue"),
        mention=table.text("mention"),
        said_on=said_on,
        said_until=table.day("said_until") or said_on,
        said_as=table.text("said_as"),
        said_basis=table.choice("said_basis", DateBasis, required=False),
        addressee=table.text("addressee"),
        addressee_as=table.text("addressee_as"),
        reported_by=table.text("reported_by"),
        venue=table.text("venue"),
        factuality=table.choice("factuality", Factuality, required=False),
        note=table.text("note"),
        original=_original(table, source),
    )
    if table.data.get("speaker") == []:
        table.problem("speaker", "no speaker: name one")
    for role, keys in (
        ("speaker", quote.speakers),
        ("addressee", [quote.addressee]),
        ("reported_by", [quote.reported_by]),
    ):
        for one in keys:
            table.reference(role, one, speakers, "speaker")
    _check_words(table, quote.kind, quote.quoted, quote.content)
    _check_days(table, quote, source.published_on)
    return quote


def _check_words(table: Table, kind: Kind | None, quoted: Sequence[str], content: Sequence[str]) -> None:
    if kind == "indirect" and quoted:
        table.problem("quoted", "an indirect quote has no words in marks: leave them out, or call it mixed")
    if kind in ("direct", "mixed") and not table.data.get("quoted"):
        table.problem(None, f'a {kind} quote has words in marks: add quoted = ["…"]')
    if kind in ("mixed", "indirect") and not table.data.get("content"):
        table.problem(None, f'a {kind} quote needs its whole content: add content = ["…"]')
    if any(re.search(r'^["“”„«»]|["“”„«»]$', run) for run in quoted):
        table.problem("quoted", "write the words without the quotation marks around them")
    elif quoted and content:
        spans = parted(quoted, content)
        if spans is None:
            table.problem("content", "does not contain the quoted words in quotation marks and in order")
        elif kind == "mixed" and all(span.quoted for span in spans):
            table.problem("content", "all of it is in marks: call the quote direct, or add the words around them")


def _check_days(table: Table, quote: RecordedQuote, published_on: date) -> None:
    if "said_on" not in table:
        for key in ("said_until", "said_as", "said_basis"):
            if key in table:
                table.problem(key, "there is no said_on: add the day, or leave this out")
        return
    if "said_basis" not in table:
        table.problem("said_on", "said_basis is missing: add stated, relative or editor")
    if quote.said_basis in ("stated", "relative") and not quote.said_as:
        table.problem("said_basis", f"{quote.said_basis}, but said_as is missing: add the words the day was read from")
    if quote.said_on and quote.said_until and quote.said_until < quote.said_on:
        table.problem("said_until", f"{quote.said_until} is before said_on, {quote.said_on}")
    if quote.said_on and quote.said_on > published_on:
        table.problem("said_on", f"{quote.said_on} is after the source was published, {published_on}")


def _original(quote: Table, source: RecordedSource) -> Original | None:
    table = quote.table("original")
    if "original" not in quote:
        return None
    content, sha256 = table.spans("content"), table.text("sha256", *_SHA256, required=True)
    cue, speaker = table.span("cue"), table.span("speaker")
    end = max((end for _, end in (*content, *filter(None, (cue, speaker)))), default=0)
    if source.text_length is not None and end > source.text_length:
        table.problem(None, f"a span ends at {end}, but [source] gives the text {source.text_length} code points")
    table.close()
    return Original(source.text_sha256 or "", content, sha256 or "", cue, speaker)


def _claim(table: Table, key: str, quotes: Mapping[str, RecordedQuote]) -> RecordedClaim:
    claim = RecordedClaim(key, table.line, table.need("text"), tuple(_assertions(table, quotes)))
    if not claim.assertions:
        table.problem(None, "nobody asserts or disputes it: add [[claim.assertion]]")
    return claim


def _assertions(claim: Table, quotes: Mapping[str, RecordedQuote]) -> list[RecordedAssertion]:
    found: list[RecordedAssertion] = []
    for table in claim.tables("assertion"):
        assertion = RecordedAssertion(table.choice("stance", Stance), table.text("quote"))
        table.reference("quote", assertion.quote, quotes, "quote")
        if table.true("narration") == ("quote" in table):
            table.problem(None, 'give either quote = "…" or narration = true')
        if assertion in found:
            table.problem(None, "this is already stated above: leave one of them out")
        found.append(assertion)
        table.close()
    return found


def _relation(table: Table, claims: Mapping[str, RecordedClaim]) -> ClaimRelation:
    relation = ClaimRelation(table.need("claim"), table.need("to"), table.choice("kind", RelationKind))
    table.reference("claim", relation.claim, claims, "claim")
    table.reference("to", relation.to, claims, "claim")
    if relation.claim and relation.claim == relation.to:
        table.problem("to", "a claim has no relation to itself")
    table.close()
    return relation
