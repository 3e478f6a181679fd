"""An editor's record of one published work: its speakers, quotes and claims, in TOML, validated to the line.

A record belongs to up to two texts. The *original* is the work that the editor read; where its text may not be copied,
the record keeps offsets and hashes of each quote in it, which are facts, and no text. The *retelling* is a report of
the same events in our own words that lies beside the record and may be published with it.

    format = 1                      # of this file
    editor = "factdb"               # who confirms what stands here

    [source]                        # the original
    title, published_on             # required; a title may be cited in part, ending in "…"
    agency, publisher, byline, contributors = [..], dateline, url, language = "en", medium = "article", rights
    text_sha256, text_length        # of the text that `original` offsets count in (code points; SHA-256 of its UTF-8)

    [retelling]                     # if there is one
    file                            # beside the record
    publisher, note                 # note: how it derives from the original

    [[speaker]]
    key, name, kind                 # kind: person, organization, collective, unnamed
    role, aliases = [..], wikidata  # wikidata: "Q" and digits

    [[quote]]
    key, speaker, kind              # speaker: a speaker's key, or a list of them for a joint statement
    quoted = [".."]                 # the runs in quotation marks, in order, without the marks and without the comma or
                                    #   full stop before the closing one; none for an indirect quote
    content = [".."]                # the stretches of the retelling that hold the whole content, marks within them and
                                    #   all, without cue and speaker; may be left out for a direct quote
    cue, mention                    # the words of the retelling that attribute, and that name the speaker
    said_on, said_until             # days; said_until is said_on where it is left out
    said_as, said_basis             # the words read ("Friday"), and how: stated, relative, editor
    addressee, addressee_as         # a speaker's key; the words as printed ("reporters")
    reported_by                     # key of the speaker who relays it: "China said that Qin urged"
    venue, note

    [quote.original]                # where it stands in the original: code points, ends exclusive
    content = [[start, end], ..]    # its stretches, like those of the retelling
    sha256                          # of the words there, the stretches joined by a line feed
    cue = [start, end]
    speaker = [start, end]

    [[claim]]
    key, text                       # one statement in our own words, standing by itself
    [[claim.assertion]]
    stance                          # asserts, denies, disputes, repeats
    quote                           # a quote's key, or
    narration = true                # the source's own voice

    [[relation]]                    # between two claims; read and checked, not yet stored
    claim, to, kind                 # keys; contradicts, updates, narrows, same_as

`read_record` reports every problem of a file at once; `locate` finds a quote in a text, or says why it cannot.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast, get_args

from factdb.errors import RecordError
from factdb.extract.quotation import Kind, Span, SpeakerKind

SaidBasis = Literal["stated", "relative", "editor"]
Stance = Literal["asserts", "denies", "disputes", "repeats"]
RelationKind = Literal["contradicts", "updates", "narrows", "same_as"]
Medium = Literal["article", "transcript", "statement", "post", "broadcast", "document"]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """The original: the published work that the editor read."""

    title: str
    published_on: date
    agency: str | None
    publisher: str | None
    byline: str | None
    contributors: tuple[str, ...]
    dateline: str | None
    url: str | None
    language: str
    medium: Medium
    rights: str | None
    text_sha256: str | None
    text_length: int | None


@dataclass(frozen=True, slots=True)
class Retelling:
    """The report in our own words that lies beside the record."""

    file: str
    publisher: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RecordedSpeaker:
    key: str
    name: str
    kind: SpeakerKind
    role: str | None
    aliases: tuple[str, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Original:
    """Where a quote stands in the original text, whose hash is `text_sha256`."""

    text_sha256: str
    content: tuple[tuple[int, int], ...]
    sha256: str
    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RecordedQuote:
    """One attributed statement. `line` is where the record speaks of it, for messages."""

    key: str
    line: int
    speakers: tuple[str, ...]
    """Keys of speakers."""
    kind: Kind
    quoted: tuple[str, ...]
    content: tuple[str, ...]
    cue: str | None
    mention: str | None
    said_on: date | None
    said_until: date | None
    said_as: str | None
    said_basis: SaidBasis | None
    addressee: str | None
    """Key of a speaker."""
    addressee_as: str | None
    reported_by: str | None
    """Key of a speaker."""
    venue: str | None
    note: str | None
    original: Original | None


@dataclass(frozen=True, slots=True)
class RecordedAssertion:
    """Of the quote with that key, or of the source's own narration where `quote` is None."""

    stance: Stance
    quote: str | None


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    key: str
    line: int
    text: str
    assertions: tuple[RecordedAssertion, ...]


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """`claim` contradicts, updates, narrows or is the same as the claim `to` (both keys)."""

    claim: str
    to: str
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Record:
    path: Path
    editor: str
    source: RecordedSource
    retelling: Retelling | None
    speakers: Mapping[str, RecordedSpeaker]
    """By key, in the order of the file; so are quotes and claims."""
    quotes: Mapping[str, RecordedQuote]
    claims: Mapping[str, RecordedClaim]
    relations: tuple[ClaimRelation, ...]


# --- Where a quote stands in a text -------------------------------------------------------------------------------

# Apostrophes, quotation marks and white space that stand for one another, each one code point for one.
_ALIKE = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                        "\n": " ", "\r": " ", "\t": " ", "\u00a0": " "})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Located:
    """A quote's place in one text. `content` is parted where quotation marks open and close."""

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None


def locate(quote: RecordedQuote, text: str, text_sha256: str) -> Located | str:
    """Find `quote` in `text`, whose UTF-8 has the SHA-256 `text_sha256` (hex). Returns its place or the reason why not.

    In the original its recorded offsets are taken, if the words there have the recorded hash. In any other text the
    recorded content is looked for to the letter (curly and straight marks being equal), and failing that the quoted
    runs alone, between quotation marks; words that stand in several places are "ambiguous", never guessed.
    """
    if quote.original is not None and quote.original.text_sha256 == text_sha256:
        return _locate_by_offsets(quote, quote.original, text)
    folded = text.translate(_ALIKE)
    if quote.content:
        stretches = _each_once(quote.content, folded, in_marks=False)
        if isinstance(stretches, tuple):
            return _located(quote, text, folded, stretches)
        if "ambiguous" in stretches or not quote.quoted:
            return stretches
    stretches = _each_once(quote.quoted, folded, in_marks=True)
    return _located(quote, text, folded, stretches) if isinstance(stretches, tuple) else stretches


def content_sha256(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """SHA-256 (hex) of the words of `text` in `stretches`, joined by a line feed, in UTF-8."""
    return hashlib.sha256("\n".join(text[start:end] for start, end in stretches).encode()).hexdigest()


def _locate_by_offsets(quote: RecordedQuote, original: Original, text: str) -> Located | str:
    if content_sha256(text, original.content) != original.sha256:
        return "the words at the recorded offsets have another hash than the recorded one"
    spans = _part_at_marks(quote.quoted, text.translate(_ALIKE), original.content)
    if spans is None:
        return "the quoted words do not stand at the recorded offsets"
    return Located(
        spans,
        Span(*original.cue) if original.cue else None,
        Span(*original.speaker) if original.speaker else None,
    )


def _located(quote: RecordedQuote, text: str, folded: str, stretches: tuple[tuple[int, int], ...]) -> Located | str:
    spans = _part_at_marks(quote.quoted, folded, stretches)
    if spans is None:
        return "the content stands in this text, but not with the quoted words in it"
    return Located(spans, _nearest(quote.cue, text, folded, spans), _nearest(quote.mention, text, folded, spans))


def _each_once(pieces: Sequence[str], folded: str, *, in_marks: bool) -> tuple[tuple[int, int], ...] | str:
    """The one place of each of `pieces`, in their order, or the reason why there is none."""
    found: list[tuple[int, int]] = []
    for piece in pieces:
        words = re.escape(piece.translate(_ALIKE))
        pattern = rf'(?<="){words}(?=[,.]?")' if in_marks else rf"(?<!\w){words}(?!\w)"
        places = [m.span() for m in re.finditer(pattern, folded)]
        if not places:
            return f"“{_short(piece)}” stands nowhere in this text"
        if len(places) > 1:
            return f"ambiguous: “{_short(piece)}” stands in {len(places)} places"
        found += places
    if found != sorted(found):
        return "its parts stand in another order"
    return tuple(found)


def _part_at_marks(runs: Sequence[str], folded: str, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...] | None:
    """`stretches` as spans, the quoted `runs` among them apart from the rest; None unless all runs stand there."""
    spans: list[Span] = []
    waiting = [run.translate(_ALIKE) for run in runs]
    for start, end in stretches:
        at = start
        while waiting and (place := folded.find(waiting[0], at, end)) >= 0:
            spans += _outside_marks(folded, at, place)
            at = place + len(waiting.pop(0))
            spans.append(Span(place, at, quoted=True))
        spans += _outside_marks(folded, at, end)
    return None if waiting else tuple(spans)


def _outside_marks(folded: str, start: int, end: int) -> list[Span]:
    """What is left of folded[start:end] without marks, commas and white space at its ends, if a word is."""
    piece = folded[start:end]
    if not re.search(r"\w", piece):
        return []
    start += len(piece) - len(piece.lstrip(' ",.'))
    return [Span(start, end - (len(piece) - len(piece.rstrip(' ",.'))))]


def _nearest(words: str | None, text: str, folded: str, content: Sequence[Span]) -> Span | None:
    """The place of `words` nearest to the content, in its paragraph and outside of it."""
    if not words:
        return None
    first, last = content[0].start, content[-1].end
    from_, to = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    to = len(text) if to < 0 else to
    pattern = re.compile(rf"(?<!\w){re.escape(words.partition(' … ')[0].translate(_ALIKE))}(?!\w)")
    places = [
        m.span()
        for m in pattern.finditer(folded, from_, to)
        if not any(m.start() < span.end and span.start < m.end() for span in content)
    ]
    if not places:
        return None
    return Span(*min(places, key=lambda p: min(max(s.start - p[1], p[0] - s.end, 0) for s in content)))


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60].rstrip()}…"


# --- Reading ------------------------------------------------------------------------------------------------------


def read_record(path: Path) -> Record:
    """Read and validate the record at `path`. Raises `RecordError` with every problem found, in the file's order."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8 at byte {error.start}: save the record as UTF-8") from error
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", where)
        number = int(line[1]) if line else text.count("\n") + 1
        raise RecordError(f"{path}:{number}: not TOML: {what[:1].lower()}{what[1:]}") from error
    return _Reader(path, _line_index(text)).read(data)


_Place = tuple[str | int, ...]


def _line_index(text: str) -> dict[_Place, int]:
    """The line of every table and key of valid TOML: ("quote", 2) -> its [[quote]], ("quote", 2, "kind") -> its key."""
    lines: dict[_Place, int] = {(): 1}
    counts: dict[_Place, int] = {}
    table: _Place = ()
    value = re.compile(r'"""[\s\S]*?"""+|\'\'\'[\s\S]*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]')
    statement = re.compile(r"[ \t]*(?:(?P<header>\[\[?)(?P<table>[^\]\n]+)\]\]?|(?P<key>[^=#\n]+?)[ \t]*=)?")
    at, number = 0, 1
    while at < len(text):
        found = statement.match(text, at)
        assert found is not None  # it matches the empty string
        if found["header"]:
            table = ()
            names = _key_parts(found["table"])
            for depth, name in enumerate(names, 1):
                table = (*table, name)
                if depth == len(names) and found["header"] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
            lines[table] = number
        elif found["key"]:
            for depth in range(1, len(parts := _key_parts(found["key"])) + 1):
                lines.setdefault((*table, *parts[:depth]), number)
        at, depth = found.end(), 0
        while token := value.search(text, at):
            at = token.end()
            number += token[0].count("\n")
            depth += (token[0] in "[{") - (token[0] in "]}")
            if token[0] == "\n" and depth == 0:
                break
        else:
            break
    return lines


def _key_parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


_TYPES = {
    str: "text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2023-06-18, without quotation marks",
}


class _Table:
    """One table of the record, its keys taken one by one; what is left over at `close` is unknown."""

    def __init__(self, reader: _Reader, data: Any, place: _Place, label: str) -> None:
        self.reader, self.place, self.label = reader, place, label.removeprefix(", ")
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.asked: list[str] = []
        if not isinstance(data, dict):
            self.problem(None, "this must be a table")

    @property
    def line(self) -> int:
        return self.reader.line(self.place)

    def problem(self, key: str | None, what: str) -> None:
        place = self.place if key is None else (*self.place, key)
        label = ", ".join(filter(None, (self.label, key and f"key {key}")))
        self.reader.problem(place, f"{label}: {what}" if label else what)

    def take(self, key: str, kind: type, *, required: bool = False) -> Any:
        """The value of `key`, or None where it is missing or of another type, which is then a problem."""
        self.asked.append(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.problem(None, f"key {key} is missing: add {key} = …")
            return None
        if type(value) is not kind:  # a bool is no number here, nor a time a day
            told = f"{value!r} is no day" if kind is date else f"this is {_name_of_type(value)}"
            self.problem(key, f"{told}: write {_TYPES[kind]}")
            return None
        if isinstance(value, str) and not value.strip():
            self.problem(key, "this is empty: write it or leave the key out")
            return None
        return value

    def text(self, key: str) -> str | None:
        return cast("str | None", self.take(key, str))

    def need(self, key: str) -> str:
        return cast(str, self.take(key, str, required=True) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        self.asked.append(key)
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.problem(key, 'write a list of texts, such as ["…", "…"]')
            return ()
        return tuple(value)

    def choice(self, key: str, options: Any, *, default: str | None = None) -> Any:
        """One of the members of the Literal `options`; `default` where the key is missing."""
        members: tuple[str, ...] = get_args(options)
        value = self.take(key, str, required=default is None)
        if value is not None and value not in members:
            self.problem(key, f"there is no {key} {value!r}{_nearest_of(value, members)}; known: {', '.join(members)}")
        return value if value in members else default or members[0]

    def matching(self, key: str, pattern: str, what: str) -> str | None:
        value = self.text(key)
        if value is not None and not re.fullmatch(pattern, value):
            self.problem(key, f"{value!r} is not {what}")
            return None
        return value

    def span(self, key: str) -> tuple[int, int] | None:
        self.asked.append(key)
        value = self.data.get(key)
        return None if value is None else self._span(key, value)

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        self.asked.append(key)
        value = self.data.get(key)
        if not isinstance(value, list) or not value:
            self.problem(key if key in self.data else None, f"write {key} = [[start, end], …]")
            return ()
        found = [span for item in value if (span := self._span(key, item))]
        if any(before[1] > after[0] for before, after in pairwise(found)):
            self.problem(key, "the spans must stand in the order of the text and not overlap")
        return tuple(found)

    def _span(self, key: str, value: Any) -> tuple[int, int] | None:
        if not isinstance(value, list) or [type(n) for n in value] != [int, int] or not 0 <= value[0] < value[1]:
            self.problem(key, f"{value!r} is no span: write [start, end], code points, the end after the start")
            return None
        return value[0], value[1]

    def reference(self, key: str, value: str | None, known: Iterable[str], what: str) -> None:
        if value and value not in (keys := list(known)):
            self.problem(key, f"there is no {what} {value!r}{_nearest_of(value, keys)}")

    def close(self) -> None:
        for key in self.data:
            if key not in self.asked:
                self.problem(key, f"unknown{_nearest_of(key, self.asked)}; known here: {', '.join(self.asked)}")


class _Reader:
    """Reads a record's tables and collects every problem on the way."""

    def __init__(self, path: Path, lines: dict[_Place, int]) -> None:
        self.path, self.lines = path, lines
        self.problems: dict[tuple[int, str], None] = {}

    def line(self, place: _Place) -> int:
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: _Place, what: str) -> None:
        self.problems[(self.line(place), what)] = None

    def read(self, data: dict[str, Any]) -> Record:
        top = _Table(self, data, (), "")
        version = top.take("format", int, required=True)
        if version not in (None, FORMAT):
            top.problem("format", f"format {version} is not known: this factdb reads format {FORMAT}")
        editor = top.need("editor")
        source_table = self._table(top, "source", required=True)
        source = self._source(source_table)
        retelling = self._retelling(top)
        speakers = self._by_key(top, "speaker", self._speaker)
        quotes = self._by_key(top, "quote", lambda t, key: self._quote(t, key, source, speakers))
        claims = self._by_key(top, "claim", lambda t, key: self._claim(t, key, quotes))
        relations = [self._relation(table, claims) for table in self._tables(top, "relation")]
        top.close()
        if self.problems:
            raise RecordError(*(f"{self.path}:{line}: {what}" for line, what in sorted(self.problems)))
        return Record(self.path, editor, source, retelling, speakers, quotes, claims, tuple(relations))

    def _table(self, parent: _Table, name: str, *, required: bool = False) -> _Table:
        parent.asked.append(name)
        if required and name not in parent.data:
            parent.problem(None, f"the table [{name}] is missing: add it")
        return _Table(self, parent.data.get(name, {}), (*parent.place, name), f"{parent.label}, {name}")

    def _tables(self, parent: _Table, name: str) -> list[_Table]:
        parent.asked.append(name)
        found = parent.data.get(name, [])
        if not isinstance(found, list):
            parent.problem(name, f"write [[{name}]], with two brackets")
            return []
        tables = []
        for number, data in enumerate(found):
            key = data.get("key") if isinstance(data, dict) else None
            label = f'{name} "{key}"' if isinstance(key, str) else f"{name} {number + 1}"
            tables.append(_Table(self, data, (*parent.place, name, number), f"{parent.label}, {label}"))
        return tables

    def _by_key(self, top: _Table, name: str, read: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for table in self._tables(top, name):
            key = table.need("key")
            if key and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
                table.problem("key", "write small letters, digits and single hyphens")
            if key in lines:
                table.problem("key", f"the key stands already in line {lines[key]}: give each {name} its own")
            lines.setdefault(key, table.line)
            found[key] = read(table, key)
            table.close()
        return found

    def _source(self, table: _Table) -> RecordedSource:
        published_on = table.take("published_on", date, required=bool(table.data))
        length = table.take("text_length", int)
        source = RecordedSource(
            title=table.need("title") if table.data else "",
            published_on=published_on or date.max,
            agency=table.text("agency"),
            publisher=table.text("publisher"),
            byline=table.text("byline"),
            contributors=table.texts("contributors"),
            dateline=table.text("dateline"),
            url=table.matching("url", r"https?://\S+", "an http or https address"),
            language=table.text("language") or "en",
            medium=table.choice("medium", Medium, default="article"),
            rights=table.text("rights"),
            text_sha256=_sha256(table, "text_sha256"),
            text_length=length,
        )
        table.close()
        return source

    def _retelling(self, top: _Table) -> Retelling | None:
        if "retelling" not in top.data:
            top.asked.append("retelling")
            return None
        table = self._table(top, "retelling")
        file = table.need("file")
        if file and not (self.path.parent / file).is_file():
            table.problem("file", f"there is no file {file!r} beside the record")
        retelling = Retelling(file, table.text("publisher"), table.text("note"))
        table.close()
        return retelling

    def _speaker(self, table: _Table, key: str) -> RecordedSpeaker:
        return RecordedSpeaker(
            key=key,
            name=table.need("name"),
            kind=table.choice("kind", SpeakerKind),
            role=table.text("role"),
            aliases=table.texts("aliases"),
            wikidata=table.matching("wikidata", r"Q[1-9]\d*", 'a Wikidata id such as "Q15031"'),
        )

    def _quote(
        self, table: _Table, key: str, source: RecordedSource, speakers: Mapping[str, RecordedSpeaker]
    ) -> RecordedQuote:
        joint = isinstance(table.data.get("speaker"), list)
        spoke = table.texts("speaker") if joint else tuple(filter(None, [table.need("speaker")]))
        for speaker in spoke:
            table.reference("speaker", speaker, speakers, "speaker")
        kind: Kind = table.choice("kind", Kind)
        quoted, content = table.texts("quoted"), table.texts("content")
        self._check_kind(table, kind, quoted, content)
        said_on, said_until = table.take("said_on", date), table.take("said_until", date)
        said_as = table.text("said_as")
        basis = table.choice("said_basis", SaidBasis, default="editor") if "said_basis" in table.data else None
        table.asked.append("said_basis")
        self._check_days(table, said_on, said_until, said_as, basis, source.published_on)
        addressee, reported_by = table.text("addressee"), table.text("reported_by")
        table.reference("addressee", addressee, speakers, "speaker")
        table.reference("reported_by", reported_by, speakers, "speaker")
        return RecordedQuote(
            key=key,
            line=table.line,
            speakers=spoke,
            kind=kind,
            quoted=quoted,
            content=content,
            cue=table.text("cue"),
            mention=table.text("mention"),
            said_on=said_on,
            said_until=said_until or said_on,
            said_as=said_as,
            said_basis=basis,
            addressee=addressee,
            addressee_as=table.text("addressee_as"),
            reported_by=reported_by,
            venue=table.text("venue"),
            note=table.text("note"),
            original=self._original(table, source),
        )

    @staticmethod
    def _check_kind(table: _Table, kind: Kind, quoted: Sequence[str], content: Sequence[str]) -> None:
        if kind == "indirect" and quoted:
            table.problem("quoted", "an indirect quote has no words in marks: leave them out, or call it mixed")
        if kind != "indirect" and not quoted:
            table.problem(None, f'a {kind} quote needs its words in marks: add quoted = ["…"]')
        if kind != "direct" and not content:
            table.problem(None, f'a {kind} quote needs its whole content: add content = ["…"]')
        if not content:
            return
        joined = "\n".join(content)
        spans = _part_at_marks(quoted, joined.translate(_ALIKE), [(0, len(joined))])
        if spans is None:
            table.problem("content", "the quoted words do not stand in it, in their order")
        elif kind == "mixed" and all(span.quoted for span in spans):
            table.problem("content", "all of it stands in marks: call the quote direct, or add the words around")

    @staticmethod
    def _check_days(
        table: _Table, on: date | None, until: date | None, said_as: str | None, basis: str | None, published: date
    ) -> None:
        if on is None and "said_on" not in table.data:
            for key in ("said_until", "said_as", "said_basis"):
                if key in table.data:
                    table.problem(key, "there is no said_on: add the day, or leave this out")
            return
        if basis is None:
            table.problem("said_on", "said_basis is missing: add stated, relative or editor")
        if basis in ("stated", "relative") and not said_as:
            table.problem("said_basis", f"{basis}, but not by which words: add said_as")
        if on and until and until < on:
            table.problem("said_until", f"{until} is before said_on {on}")
        if on and on > published:
            table.problem("said_on", f"{on} is after the source was published, {published}")

    def _original(self, quote: _Table, source: RecordedSource) -> Original | None:
        if "original" not in quote.data:
            quote.asked.append("original")
            return None
        table = self._table(quote, "original")
        content, sha256 = table.spans("content"), _sha256(table, "sha256", required=True)
        cue, speaker = table.span("cue"), table.span("speaker")
        table.close()
        if source.text_sha256 is None:
            table.problem(None, "offsets into which text? add text_sha256 to [source]")
        ends = [end for _, end in (*content, *filter(None, (cue, speaker)))]
        if source.text_length is not None and max(ends, default=0) > source.text_length:
            table.problem(None, f"a span ends at {max(ends)}, the text has {source.text_length} code points")
        return Original(source.text_sha256 or "", content, sha256 or "", cue, speaker)

    def _claim(self, table: _Table, key: str, quotes: Mapping[str, RecordedQuote]) -> RecordedClaim:
        text = table.need("text")
        assertions: list[RecordedAssertion] = []
        for one in self._tables(table, "assertion"):
            stance, quote = one.choice("stance", Stance), one.text("quote")
            narration = one.take("narration", bool)
            one.reference("quote", quote, quotes, "quote")
            if (quote is None) == (narration is not True):
                one.problem(None, 'give either quote = "…" or narration = true')
            assertion = RecordedAssertion(stance, quote)
            if assertion in assertions:
                one.problem(None, "it stands already: leave one of them out")
            assertions.append(assertion)
            one.close()
        if not assertions:
            table.problem(None, "nobody asserts or denies it: add [[claim.assertion]]")
        return RecordedClaim(key, table.line, text, tuple(assertions))

    @staticmethod
    def _relation(table: _Table, claims: Mapping[str, RecordedClaim]) -> ClaimRelation:
        relation = ClaimRelation(table.need("claim"), table.need("to"), table.choice("kind", RelationKind))
        table.reference("claim", relation.claim, claims, "claim")
        table.reference("to", relation.to, claims, "claim")
        if relation.claim and relation.claim == relation.to:
            table.problem("to", "a claim has no relation to itself")
        table.close()
        return relation


def _sha256(table: _Table, key: str, *, required: bool = False) -> str | None:
    if required:
        table.take(key, str, required=key not in table.data)
    return table.matching(key, r"[0-9a-f]{64}", "a SHA-256: 64 digits 0-9 and a-f")


def _nearest_of(word: str, options: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _name_of_type(value: Any) -> str:
    if isinstance(value, datetime):
        return "a time"
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a day" if isinstance(value, date) else "something else")
