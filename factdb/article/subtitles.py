"""WebVTT and SubRip subtitles as transcripts: cues joined to turns, each with its time, every word located in the file.

The text has, for each turn, the time at which it begins ("00:12:31") on a line of its own, and below it "NAME: words".
A long turn has several such paragraphs, so that every quote stands near its time (see `queries.quotes.time_code`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise

from factdb.article.assemble import Known, assemble
from factdb.article.files import decode
from factdb.article.model import Article
from factdb.errors import ArticleError

# Words of the file: text, and where it is there; None for what was written otherwise.
Run = tuple[str, int | None]

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CUE = re.compile(rf"\s*(?P<start>{_TIME})[ \t]+-->[ \t]+(?P<end>{_TIME})(?:[ \t].*)?\Z")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# A tag of WebVTT or SubRip, a character reference, and SubRip's placement.
_MARKUP = re.compile(r"<(?P<tag>/?[A-Za-z][^<>]{0,300}|\d[\d:.]{0,20})>|&#?\w{1,10};|\{\\[^{}]{0,100}\}")
_VOICE = re.compile(r"v(?:\.\S*)?[ \t]+(?P<name>\S.*)", re.S)
# "REED: We will.", "Lena Reed (by phone): …"; a marker of a change of speaker: ">> ", "- ".
_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z(][\w.'’)-]*|of|the|and|de|von|van)){0,5})[ \t]?:[ \t]+(?=\S)")
_MARKER = re.compile(r"(?:>{2,3}|[-–—](?=[ \tA-Z]))[ \t]*")
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.M)

# Characters of a paragraph after which it ends with a sentence, and with a cue in any case.
_LONG, _LONGEST = 600, 1500
# Seconds of silence after which words of somebody unknown are another paragraph.
_PAUSE = 4.0


@dataclass(slots=True)
class _Words:
    """A line of a cue, or the part of it that one voice speaks."""

    time: Run
    begins: float
    ends: float
    """Seconds."""
    runs: list[Run] = field(default_factory=list)
    speaker: Run | None = None
    voiced: bool = False
    """Whether the speaker is named by a tag (<v Reed>), which ends with the cue."""
    changes: bool = False
    """Whether somebody begins to speak here, named or not."""

    def __str__(self) -> str:
        return "".join(text for text, _ in self.runs)


class _Text:
    """The text as far as it is written, with its map to the file."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.map: list[tuple[int, int, int]] = []

    def add(self, text: str, at: int | None = None) -> None:
        if at is not None and text:
            self.map.append((self.length, at, len(text)))
        self._parts.append(text)
        self.length += len(text)

    def __str__(self) -> str:
        return "".join(self._parts)


def read_subtitles(raw: bytes, location: str, *, encoding: str | None, given: Known) -> Article:
    """Return the transcript that a file of subtitles holds.

    Raises:
        ArticleError: It cannot be decoded, a cue's times are broken, or no cue holds words.
    """
    file, name = decode(raw, location, encoding)
    words = _without_repeats(list(_words(file, location)))
    if not words:
        raise ArticleError(f"{location}: no words with a time; give a whole WebVTT or SubRip file")
    text = _written(words)
    head = file.partition("\n\n")[0] if file.startswith("WEBVTT") else ""
    language = _LANGUAGE.search(head)
    stated = Known(
        title=head.partition("\n")[0].removeprefix("WEBVTT").strip(" \t\r-") or None,
        language=language[1] if language else None,
    )
    article = assemble(str(text), raw, location, encoding=name, given=given, stated=stated, offset_map=tuple(text.map))
    return replace(article, medium="transcript")


def _words(file: str, location: str) -> Iterator[_Words]:
    """Every line of every cue, by voice."""
    lines = [(found.start(), found[0].rstrip("\r\n")) for found in _LINE.finditer(file)]
    cues = [number for number, (_, line) in enumerate(lines) if "-->" in line]
    for cue, following in pairwise([*cues, len(lines) + 1]):
        start, line = lines[cue]
        times = _CUE.match(line)
        if times is None:
            place, shown = f"{location}:{cue + 1}", " ".join(line.split())[:60]
            raise ArticleError(
                f"{place}: {shown!r} gives no times; write 00:12:31.000 --> 00:12:34.000, or is the file cut off?"
            )
        payload = []
        for at, one in lines[cue + 1 : following]:
            if not one.strip():
                break
            payload.append((at, one))
        else:  # no empty line before the next cue, whose number is the last line
            payload = (
                payload[:-1] if payload and following < len(lines) and payload[-1][1].strip().isdigit() else payload
            )
        written = times["start"].replace(",", ".").partition(".")[0]
        time: Run = (written, start + times.start("start"))
        yield from _voices(payload, time, _seconds(times["start"]), _seconds(times["end"]))


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def _voices(payload: Sequence[tuple[int, str]], time: Run, begins: float, ends: float) -> Iterator[_Words]:
    speaker: Run | None = None
    for start, line in payload:
        one = _Words(time, begins, ends, speaker=speaker, voiced=speaker is not None)
        at = 0
        for found in _MARKUP.finditer(line):
            _add(one, line[at : found.start()], start + at)
            at = found.end()
            voice = _VOICE.match(found["tag"] or "")
            if voice or found["tag"] == "/v":
                yield from _labelled(one)
                speaker = _named(voice["name"], start + found.start("tag") + voice.start("name")) if voice else None
                one = _Words(time, begins, ends, speaker=speaker, voiced=voice is not None)
            elif found[0].startswith("&"):
                _add(one, unescape(found[0]), None)
        _add(one, line[at:], start + at)
        yield from _labelled(one)


def _named(name: str, at: int) -> Run:
    name = name.rstrip()
    plain = unescape(name)
    return plain, at if plain == name else None


def _add(one: _Words, text: str, at: int | None) -> None:
    if text:
        one.runs.append((text, at))


def _labelled(one: _Words) -> Iterator[_Words]:
    """Yield the words without the label or the marker before them; nothing if there are none."""
    _strip(one, len(str(one)) - len(str(one).lstrip()))
    if one.runs:
        one.runs[-1] = (one.runs[-1][0].rstrip(), one.runs[-1][1])
    if one.speaker is None:
        if marker := _MARKER.match(str(one)):
            one.changes = True
            _strip(one, marker.end())
        label = _LABEL.match(str(one))
        if label and one.runs[0][1] is not None and label.end() <= len(one.runs[0][0]):
            one.speaker, one.changes = (label["name"], one.runs[0][1]), True
            _strip(one, label.end())
    if str(one).strip():
        yield one


def _strip(one: _Words, count: int) -> None:
    """Take the first characters away."""
    while count and one.runs:
        text, at = one.runs.pop(0)
        if len(text) > count:
            one.runs.insert(0, (text[count:], None if at is None else at + count))
        count -= min(count, len(text))


def _without_repeats(words: list[_Words]) -> list[_Words]:
    """The words without those that captions which roll up show again; one in three lines repeats the one before."""
    again = [n for n in range(1, len(words)) if str(words[n]).strip() == str(words[n - 1]).strip()]
    rolls = len(words) > 2 and 3 * len(again) >= len(words)
    return [one for n, one in enumerate(words) if n not in set(again)] if rolls else words


def _written(words: list[_Words]) -> _Text:
    """Return the text of a transcript: see above."""
    names = Counter(one.speaker[0] for one in words if one.speaker)
    text = _Text()
    speaker: Run | None = None
    voiced, length, ended, last = False, 0, True, 0.0
    for one in words:
        other = one.speaker is not None and (speaker is None or one.speaker[0] != speaker[0])
        turns = other or (one.speaker is None and (one.changes or voiced))
        pauses = speaker is None and one.begins - last > _PAUSE
        if not text.length or turns or pauses or (length > _LONG and ended) or length > _LONGEST:
            if turns or one.speaker:
                speaker, voiced = one.speaker, one.voiced
            _open(text, one.time, speaker if turns or (speaker and _is_label(speaker[0], names)) else None)
            length = 0
        else:
            text.add(" ")
        for run, at in one.runs:
            text.add(run, at)
            length += len(run)
        ended, last = str(one).rstrip().endswith((".", "?", "!", "”", '"', "…")), one.ends
    text.add("\n")
    return text


def _is_label(name: str, names: Counter[str]) -> bool:
    """Return whether a label may be written again before the next paragraph of its turn: "Remember:" is none."""
    return name.isupper() or names[name] > 1


def _open(text: _Text, time: Run, speaker: Run | None) -> None:
    """Begin a paragraph with its time and who speaks."""
    text.add("\n\n" if text.length else "")
    written, at = time
    text.add("00:" if written.count(":") == 1 else "")
    text.add(written, at)
    text.add("\n\n")
    if speaker is not None:
        text.add(*speaker)
        text.add(": ")
