"""An editor's record: every fault told with its line, every recorded quote found in the texts it speaks of."""

from __future__ import annotations

import hashlib
import os
import re
import textwrap
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factdb.errors import RecordError
from factdb.record import Located, RecordedQuote, content_sha256, locate, read_record
from factdb.record.tables import line_index

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "2023-06-18-beijing"
SHARED = Path(os.environ.get("FACTDB_SHARED", ROOT.parent / "shared"))

RETOLD = """Mayor opens the bridge

“We built it in a year,” Mayor Ida Holm said on Monday. “It will outlast us all.”

Her rival Per Lund disputed that, saying the work took “closer to three years” in all.
The harbor board has warned that the piers are too shallow.
"""

VALID = """format = 1
editor = "desk"
[source]
title = "Mayor opens bridge"
published_on = 2024-05-07
text_sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
text_length = 300
[retelling]
file = "article.txt"
[[speaker]]
key = "holm"
name = "Ida Holm"
kind = "person"
aliases = ["Mayor Holm"]
[[speaker]]
key = "lund"
name = "Per Lund"
kind = "person"
[[quote]]
key = "in-a-year"
speaker = "holm"
kind = "direct"
quoted = [
    "We built it in a year",
    "It will outlast us all",
]
said_on = 2024-05-06
said_as = "Monday"
said_basis = "relative"
[quote.original]
content = [[10, 31], [50, 72]]
sha256 = "1111111111111111111111111111111111111111111111111111111111111111"
cue = [33, 37]
[[quote]]
key = "three-years"
speaker = "lund"
kind = "mixed"
quoted = ["closer to three years"]
content = ["the work took “closer to three years” in all"]
cue = "saying"
mention = "Her rival Per Lund"
addressee = "holm"
[[claim]]
key = "one-year"
text = "The bridge was built within a year."
[[claim.assertion]]
stance = "asserts"
quote = "in-a-year"
[[claim.assertion]]
stance = "disputes"
quote = "three-years"
[[claim]]
key = "opened"
text = "The bridge was opened in May 2024."
[[claim.assertion]]
stance = "asserts"
narration = true
[[relation]]
claim = "opened"
to = "one-year"
kind = "narrows"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "article.txt").write_text(RETOLD, encoding="utf-8")
    path = folder / "record.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(RecordError) as caught:
        read_record(path)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return [problem.replace(f"{path}:", "") for problem in caught.value.problems]


def pointed_out(text: str, problems: list[str]) -> list[str]:
    """The problems, each with its line in brackets instead of that line's number."""
    output = [problem.partition(": ") for problem in problems]
    return [f"[{text.splitlines()[int(number) - 1]}] {what}" for number, _, what in output]


def test_a_valid_record_is_read_whole(tmp_path: Path) -> None:
    record = read_record(write(tmp_path, VALID))
    assert list(record.speakers) == ["holm", "lund"]
    quote = record.quotes["in-a-year"]
    assert VALID.splitlines()[quote.line - 1 : quote.line + 1] == ["[[quote]]", 'key = "in-a-year"']
    assert quote.speakers == ("holm",)
    assert quote.said_on == quote.said_until == date(2024, 5, 6)
    assert quote.original is not None
    assert quote.original.content == ((10, 31), (50, 72))
    assert [(a.stance, a.quote) for a in record.claims["one-year"].assertions] == [
        ("asserts", "in-a-year"),
        ("disputes", "three-years"),
    ]
    assert record.claims["opened"].assertions[0].quote is None
    assert (record.source.language, record.source.medium, record.source.agency) == ("en", "article", None)


def test_an_editor_records_that_words_were_not_said(run: Any, database: str, execute: Any, tmp_path: Path) -> None:
    """Of the other quote, on which the record is silent, what extraction read stands."""
    (tmp_path / "article.txt").write_text(RETOLD.replace("said on Monday", "never said"), encoding="utf-8")
    record = VALID.replace('key = "three-years"', 'key = "three-years"\nfactuality = "possible"')
    (tmp_path / "record.toml").write_text(record, encoding="utf-8")
    done = run("-d", database, "import", ".", "--publisher", "Elm Post")
    assert done.code == 0, done.err
    found = execute(database, "SELECT text, factuality, status FROM quotes WHERE status = 'confirmed'")
    assert {text.split()[0]: factuality for text, factuality, _ in found} == {"We": "negated", "the": "possible"}


def test_a_record_saved_with_a_byte_order_mark_and_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    plain = read_record(write(tmp_path, VALID))
    (tmp_path / "record.toml").write_bytes(b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode())
    assert read_record(tmp_path / "record.toml") == plain


# What is changed in VALID; and each problem that this makes, with the line that it must point at in brackets.
BROKEN: list[tuple[str, str, list[str]]] = [
    ("format = 1\n", "", [
        '[editor = "desk"] key format is missing: add format = …']),
    ("format = 1\n", "format = 2\n", [
        "[format = 2] key format: this factdb reads format 1, not 2"]),
    ("format = 1\n", "format = true\n", [
        "[format = true] key format: is true: write a whole number"]),
    ('editor = "desk"', 'editor = " "', [
        '[editor = " "] key editor: empty: write it, or leave the key out']),
    ('editor = "desk"', 'editro = "desk"', [
        "[format = 1] key editor is missing: add editor = …",
        "[editro = \"desk\"] key editro: unknown; did you mean 'editor'?"]),
    ('editor = "desk"', 'editor = "desk"\nweather = 66', [
        "[weather = 66] key weather: unknown; known here: format, editor, source, retelling, speaker, "
        "quote, claim, relation"]),
    ('[[speaker]]\nkey = "lund"', '[[speakers]]\nkey = "lund"', [
        "[[[speakers]]] key speakers: unknown; did you mean 'speaker'?",
        "[speaker = \"lund\"] quote \"three-years\", key speaker: there is no speaker with the key 'lund'"]),
    ('title = "Mayor opens bridge"\n', "", [
        "[[source]] source: key title is missing: add title = …"]),
    ("published_on = 2024-05-07", 'published_on = "2024-05-07"', [
        '[published_on = "2024-05-07"] source, key published_on: is text: write a day such as '
        "2023-06-18, without quotation marks"]),
    ("published_on = 2024-05-07", "published_on = 2024-05-07T08:00:00", [
        "[published_on = 2024-05-07T08:00:00] source, key published_on: is a time: write a day "
        "such as 2023-06-18, without quotation marks"]),
    ("text_length = 300", 'text_length = 300\nurl = "example.org"', [
        "[url = \"example.org\"] source, key url: 'example.org' is not an address that begins with http:// "
        "or https://"]),
    ("text_length = 300", 'text_length = 300\nmedium = "podcast"', [
        "[medium = \"podcast\"] source, key medium: there is no 'podcast'; did you mean 'broadcast'?; "
        "known: article, transcript, statement, post, broadcast, document"]),
    ('text_sha256 = "00', 'text_sha256 = "', [
        '[text_sha256 = "00000000000000000000000000000000000000000000000000000000000000"] source, key '
        "text_sha256: '00000000000000000000000000000000000000000000000000000000000000' is not a SHA-256: "
        "64 of the digits 0-9 and a-f"]),
    ('text_sha256 = "0000000000000000000000000000000000000000000000000000000000000000"\n', "", [
        "[[source]] source: key text_sha256 is missing: add that of the text in which the quotes' offsets count"]),
    ('file = "article.txt"', 'file = "artikel.txt"', [
        "[file = \"artikel.txt\"] retelling, key file: there is no file 'artikel.txt' beside the record"]),
    ('kind = "person"\naliases', 'kind = "persons"\naliases', [
        "[kind = \"persons\"] speaker \"holm\", key kind: there is no 'persons'; did you mean 'person'?; "
        "known: person, organization, collective, unnamed"]),
    ('aliases = ["Mayor Holm"]', 'aliases = "Mayor Holm"', [
        '[aliases = "Mayor Holm"] speaker "holm", key aliases: write a list of texts, such as ["…", "…"]']),
    ('aliases = ["Mayor Holm"]', 'aliases = ["Pér LUND"]', [
        "[[[speaker]]] speaker \"lund\": 'Per Lund' is already the speaker \"holm\": tell them apart"]),
    ('aliases = ["Mayor Holm"]', 'wikidata = "15031"', [
        "[wikidata = \"15031\"] speaker \"holm\", key wikidata: '15031' is not a Wikidata id such as \"Q15031\""]),
    ('key = "lund"', 'key = "Per Lund"', [
        "[key = \"Per Lund\"] speaker \"Per Lund\", key key: 'Per Lund' is not small letters, digits and "
        "single hyphens",
        "[speaker = \"lund\"] quote \"three-years\", key speaker: there is no speaker with the key 'lund'"]),
    ('key = "lund"', 'key = "holm"', [
        '[key = "holm"] speaker "holm", key key: line 10 has this key already: give each speaker its own',
        "[speaker = \"lund\"] quote \"three-years\", key speaker: there is no speaker with the key 'lund'"]),
    ('speaker = "lund"', 'speaker = "lundt"', [
        '[speaker = "lundt"] quote "three-years", key speaker: there is no speaker with the key '
        "'lundt'; did you mean 'lund'?"]),
    ('speaker = "lund"', 'speaker = ["lund", "hol"]', [
        '[speaker = ["lund", "hol"]] quote "three-years", key speaker: there is no speaker with the key '
        "'hol'; did you mean 'holm'?"]),
    ('speaker = "lund"', "speaker = []", [
        '[speaker = []] quote "three-years", key speaker: no speaker: name one']),
    ('quoted = ["closer to three years"]', "quoted = []", [
        '[[[quote]]] quote "three-years": a mixed quote has words in marks: add quoted = ["…"]']),
    ('addressee = "holm"', 'reported_by = "board"', [
        '[reported_by = "board"] quote "three-years", key reported_by: there is no speaker with the key '
        "'board'"]),
    ('kind = "mixed"', 'kind = "mixt"', [
        "[kind = \"mixt\"] quote \"three-years\", key kind: there is no 'mixt'; did you mean 'mixed'?; "
        "known: direct, mixed, indirect"]),
    ('kind = "mixed"', 'kind = "indirect"', [
        '[quoted = ["closer to three years"]] quote "three-years", key quoted: an indirect quote has no '
        "words in marks: leave them out, or call it mixed"]),
    ('quoted = ["closer to three years"]\n', "", [
        '[[[quote]]] quote "three-years": a mixed quote has words in marks: add quoted = ["…"]']),
    ('content = ["the work took “closer to three years” in all"]\n', "", [
        '[[[quote]]] quote "three-years": a mixed quote needs its whole content: add content = ["…"]']),
    ('["the work took “closer to three years” in all"]', '["the work took closer to three years in all"]', [
        '[content = ["the work took closer to three years in all"]] quote "three-years", key content: '
        "does not contain the quoted words in quotation marks and in order"]),
    ('["the work took “closer to three years” in all"]', '["“closer to three years,”"]', [
        '[content = ["“closer to three years,”"]] quote "three-years", key content: all of it is in '
        "marks: call the quote direct, or add the words around them"]),
    ('"It will outlast us all"', '"“It will outlast us all”"', [
        '[quoted = [] quote "in-a-year", key quoted: write the words without the quotation marks around them']),
    ('key = "three-years"', 'key = "in-a-year"', [
        '[key = "in-a-year"] quote "in-a-year", key key: line 19 has this key already: give each quote its own',
        '[quote = "three-years"] claim "one-year", assertion 2, key quote: there is no quote with the key '
        "'three-years'"]),
    ("said_on = 2024-05-06", "said_on = 2024-05-32", [
        "[said_on = 2024-05-32] not TOML: expected newline or end of document after a statement"]),
    ("said_on = 2024-05-06", "said_on = 2024-02-30", [
        "[said_on = 2024-02-30] not TOML: invalid date or datetime"]),
    ("said_on = 2024-05-06\n", "", [
        '[said_as = "Monday"] quote "in-a-year", key said_as: there is no said_on: add the day, or leave this out',
        '[said_basis = "relative"] quote "in-a-year", key said_basis: there is no said_on: add the day, or '
        "leave this out"]),
    ("said_on = 2024-05-06", "said_on = 2024-05-06\nsaid_until = 2024-05-05", [
        '[said_until = 2024-05-05] quote "in-a-year", key said_until: 2024-05-05 is before said_on, 2024-05-06']),
    ("said_on = 2024-05-06", "said_on = 2024-05-08", [
        '[said_on = 2024-05-08] quote "in-a-year", key said_on: 2024-05-08 is after the source was '
        "published, 2024-05-07"]),
    ('said_basis = "relative"\n', "", [
        '[said_on = 2024-05-06] quote "in-a-year", key said_on: said_basis is missing: add stated, '
        "relative or editor"]),
    ('said_as = "Monday"\n', "", [
        '[said_basis = "relative"] quote "in-a-year", key said_basis: relative, but said_as is missing: add the words'
        ' the day was read from']),
    ('said_basis = "relative"', 'said_basis = "guess"', [
        "[said_basis = \"guess\"] quote \"in-a-year\", key said_basis: there is no 'guess'; known: stated, "
        "relative, editor"]),
    ("content = [[10, 31], [50, 72]]", "content = [[10, 31], [30, 72]]", [
        '[content = [[10, 31], [30, 72]]] quote "in-a-year", original, key content: the spans must be '
        "in text order and must not overlap"]),
    ("content = [[10, 31], [50, 72]]", "content = [[31, 10]]", [
        '[content = [[31, 10]]] quote "in-a-year", original, key content: [31, 10] is not a span: write '
        "[start, end] in code points, the end after the start"]),
    ("content = [[10, 31], [50, 72]]", "content = []", [
        '[content = []] quote "in-a-year", original, key content: write content = [[start, end], …]']),
    ("[50, 72]", "[50, 301]", [
        '[[quote.original]] quote "in-a-year", original: a span ends at 301, but [source] gives the text '
        "300 code points"]),
    ("cue = [33, 37]", "cue = 33", [
        '[cue = 33] quote "in-a-year", original, key cue: 33 is not a span: write [start, end] in code points, '
        "the end after the start"]),
    ('stance = "disputes"', 'stance = "dispute"', [
        "[stance = \"dispute\"] claim \"one-year\", assertion 2, key stance: there is no 'dispute'; did "
        "you mean 'disputes'?; known: asserts, denies, disputes, repeats"]),
    ('quote = "three-years"', 'quote = "three-year"', [
        '[quote = "three-year"] claim "one-year", assertion 2, key quote: there is no quote with the key '
        "'three-year'; did you mean 'three-years'?"]),
    ('quote = "three-years"', "narration = false", [
        '[[[claim.assertion]]] claim "one-year", assertion 2: give either quote = "…" or narration = true']),
    ("narration = true", 'narration = true\nquote = "in-a-year"', [
        '[[[claim.assertion]]] claim "opened", assertion 1: give either quote = "…" or narration = true']),
    ('stance = "disputes"\nquote = "three-years"', 'stance = "asserts"\nquote = "in-a-year"', [
        '[[[claim.assertion]]] claim "one-year", assertion 2: this is already stated above: leave one of them out']),
    ('[[claim.assertion]]\nstance = "asserts"\nnarration = true\n', "", [
        '[[[claim]]] claim "opened": nobody asserts or disputes it: add [[claim.assertion]]']),
    ('to = "one-year"', 'to = "opened"', [
        '[to = "opened"] relation 1, key to: a claim has no relation to itself']),
    ('to = "one-year"', 'to = "one-yaer"', [
        "[to = \"one-yaer\"] relation 1, key to: there is no claim with the key 'one-yaer'; did you mean "
        "'one-year'?"]),
    ("[[relation]]", "[relation]", [
        "[[relation]] key relation: write [[relation]], with two brackets"]),
    ("[retelling]\nfile", "retelling", [
        '[retelling = "article.txt"] source, key retelling: unknown; known here: title, published_on, '
        "agency, publisher, byline, contributors, dateline, url, language, medium, rights, text_sha256, "
        "text_length"]),
    ('kind = "narrows"', 'kind = "narrows', [
        "[kind = \"narrows] not TOML: illegal character '\\n'"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN, ids=[f"{old!r}->{new!r}" for old, new, _ in BROKEN])
def test_a_broken_record_is_reported_with_line_fault_and_remedy(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert old in VALID
    text = VALID.replace(old, new, 1)
    assert pointed_out(text, problems_of(write(tmp_path, text))) == expected


def test_all_problems_of_a_record_are_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = VALID.replace('"desk"', "7").replace('"mixed"', "7").replace("to = ", "two = ")
    assert pointed_out(text, problems_of(write(tmp_path, text))) == [
        "[editor = 7] key editor: is 7: write text in quotation marks",
        '[kind = 7] quote "three-years", key kind: is 7: write text in quotation marks',
        "[[[relation]]] relation 1: key to is missing: add to = …",
        "[two = \"one-year\"] relation 1, key two: unknown; did you mean 'to'?",
    ]


@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), st.text("[]\"'\\\n=#{}.,-0aé“", max_size=3))
    )
)
@example(edits=[(VALID.index("three-years"), 11, r"two\nlines")])
@settings(max_examples=300)
def test_whatever_is_in_the_file_it_is_read_or_explained(tmp_path: Path, edits: list[tuple[int, int, str]]) -> None:
    text = VALID
    for at, removed, added in edits:
        text = text[:at] + added + text[at + removed :]
    path = write(tmp_path, text)
    problems: tuple[str, ...] = ()
    try:
        read_record(path)
    except RecordError as error:
        problems = error.problems
    for problem in problems:
        number = problem.removeprefix(f"{path}:").partition(":")[0]
        assert 1 <= int(number) <= len(text.splitlines()), problem
        assert "\n" not in problem


UNREADABLE: list[tuple[str, bytes, str]] = [
    ("an empty file has nothing of what it needs", b"", "1: key format is missing"),
    ("another encoding", b'editor = "Andr\xe9"', " not UTF-8 at byte 14: save the record as UTF-8"),
    ("a binary file", b"\x00\x01\x02\x03", "1: not TOML: "),
    (
        "brackets without end",
        b"a = " + b"[" * 100_000,
        " not TOML that can be read: its brackets are nested too deeply",
    ),
    ("a number without end", b"format = " + b"1" * 5_000, "1: not TOML: exceeds the limit"),
]


@pytest.mark.parametrize(("content", "expected"), [row[1:] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_a_file_that_is_not_a_record_is_reported_in_one_line(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "record.toml"
    path.write_bytes(content)
    output = problems_of(path)
    assert output[0].startswith(expected)
    assert all("\n" not in line for line in output)


def test_a_record_that_is_missing_or_a_folder_is_reported_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.toml: cannot be read \(No such file or directory\); check the path"):
        read_record(tmp_path / "none.toml")
    with pytest.raises(RecordError, match="Is a directory"):
        read_record(tmp_path)


def keys_of(data: Any, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The place of every key that stands on a line of its own: tables and their keys, not those of inline tables."""
    found: list[tuple[str | int, ...]] = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, item in enumerate(value):
                found += [(*place, key, number), *keys_of(item, (*place, key, number))]
        else:
            found += [(*place, key), *(keys_of(value, (*place, key)) if isinstance(value, dict) else [])]
    return found


AWKWARD = '''# [not] = "a table"
plain = 1
"quoted key" = 2  # = [[
many = [  # a comment with ] and "
    "a ] # b", 'c [',
    [1, 2],
]
text = """
[fake]
fake = 1 \\"""
"""
literal = \'\'\'
[[fake]]\'\'\'
[outer]  # [[x]]
a.b = "\\" # ["
[outer . inner]
x = { y = [1], z = "}" }
[[list]]
x = 1
[[list.sub]]
x = 1
[[list.sub]]
  x = 2
[[list]]
[[list.sub]]
x = 3
'''


@pytest.mark.parametrize("text", [VALID, AWKWARD, (SEED / "record.toml").read_text()], ids=["valid", "awkward", "seed"])
def test_every_table_and_key_has_its_line(text: str) -> None:
    lines = text.splitlines()
    index = line_index(text)
    places = [
        place for place in keys_of(tomllib.loads(text)) if place[:3] != ("outer", "inner", "x") or len(place) == 3
    ]
    assert len(places) > 10
    for place in places:
        line = lines[index[place] - 1].strip().lstrip("[")
        name = [str(part) for part in place if isinstance(part, str)][-1]
        assert line.startswith((name, f'"{name}"')) or f".{name}" in line.replace(" ", "").partition("=")[0], place


def test_the_same_key_in_tables_of_one_name_has_each_its_own_line() -> None:
    index = line_index(AWKWARD)
    assert [index[("list", i, "sub", j, "x")] for i, j in ((0, 0), (0, 1), (1, 0))] == [21, 23, 26]


# --- Where a quote stands -----------------------------------------------------------------------------------------


def recorded(**output: Any) -> RecordedQuote:
    blank: dict[str, Any] = dict.fromkeys(RecordedQuote.__dataclass_fields__)
    return RecordedQuote(**{**blank, "kind": "mixed", "quoted": (), "content": (), **output})


def places_of(quote: RecordedQuote, text: str) -> list[tuple[str, bool]] | str:
    found = locate(quote, text, "")
    return found if isinstance(found, str) else [(text[s.start : s.end], s.quoted) for s in found.content]


LOCATED: list[tuple[str, dict[str, Any], str, list[tuple[str, bool]] | str]] = [
    ("a split quote is found in two places",
     {"quoted": ("We built it in a year", "It will outlast us all")}, RETOLD,
     [("We built it in a year", True), ("It will outlast us all", True)]),
    ("content is parted where marks open and close",
     {"quoted": ("closer to three years",), "content": ("the work took “closer to three years” in all",)}, RETOLD,
     [("the work took", False), ("closer to three years", True), ("in all", False)]),
    ("straight marks and a broken line stand for curly ones and a space",
     {"quoted": ("it’s done",), "content": ("the work is finished and “it’s done”",)},
     'He said the work\nis finished and "it\'s done".',
     [("the work\nis finished and", False), ("it's done", True)]),
    ("reworded around its marks, the quoted run alone is found",
     {"quoted": ("closer to three years",), "content": ("it was “closer to three years” in truth",)}, RETOLD,
     [("closer to three years", True)]),
    ("the same words outside of marks are not the quote",
     {"quoted": ("a sham",), "content": ("all of it “a sham,”",)}, "Call it a sham, or “a sham,” as he did.",
     [("a sham", True)]),
    ("quoted words that stand nowhere in marks",
     {"quoted": ("too shallow",)}, RETOLD, '"too shallow" is nowhere in this text'),
    ("indirect words that stand nowhere",
     {"content": ("the piers are sound",)}, RETOLD, '"the piers are sound" is nowhere in this text'),
    ("a part of a longer word is not it", {"content": ("the pier",)}, RETOLD, '"the pier" is nowhere in this text'),
    ("two places are not guessed between",
     {"quoted": ("Yes",)}, "“Yes,” he said. “Yes,” she said.", 'ambiguous: "Yes" is in 2 places of this text'),
    ("parts in another order",
     {"quoted": ("It will outlast us all", "We built it in a year")}, RETOLD,
     "its parts are in another order in this text"),
    ("nothing to look for", {}, RETOLD, "the record gives no words of it to look for"),
]  # fmt: skip


@pytest.mark.parametrize(("output", "text", "expected"), [row[1:] for row in LOCATED], ids=[row[0] for row in LOCATED])
def test_a_quote_is_found_or_the_reason_given(output: dict[str, Any], text: str, expected: object) -> None:
    assert places_of(recorded(**output), text) == expected


def test_cue_and_mention_are_those_nearest_to_the_content(tmp_path: Path) -> None:
    text = "He said no.\n\nAnn said Bo was late, Cy said. She said “fine.”\n\nDi said so."
    found = locate(recorded(content=("Bo was late",), cue="said", mention="Cy"), text, "")
    assert isinstance(found, Located)
    assert found.cue is not None
    assert text[: found.cue.start].endswith("Ann ")
    assert found.speaker is not None
    assert text[found.speaker.start : found.speaker.end] == "Cy"
    elsewhere = locate(recorded(content=("Bo was late",), mention="Di"), text, "")
    assert isinstance(elsewhere, Located)
    assert elsewhere.speaker is None


def test_offsets_count_in_the_original_alone_and_only_with_the_recorded_hash(tmp_path: Path) -> None:
    original = "\U0001f309 “Fast and cheap,” the mayor said; lies, her rival replied."
    text_sha256 = hashlib.sha256(original.encode()).hexdigest()
    start = original.index("lies")
    words_sha256 = content_sha256(original, [(start, start + 4)])
    head, _, tail = VALID.partition("[[quote]]")
    offsets = f'[quote.original]\ncontent = [[{start}, {start + 4}]]\nsha256 = "{words_sha256}"\n'
    quote = '[[quote]]\nkey = "lies"\nspeaker = "lund"\nkind = "indirect"\ncontent = ["the piers are too shallow"]\n'
    record = read_record(write(tmp_path, head.replace("0" * 64, text_sha256) + quote + offsets + "[[quote]]" + tail))
    found = locate(record.quotes["lies"], original, text_sha256)
    assert isinstance(found, Located)
    assert [original[s.start : s.end] for s in found.content] == ["lies"]
    edited = original.replace("lies", "bunk")
    assert locate(record.quotes["lies"], edited, text_sha256) == (
        "the words at the recorded offsets have another hash than the recorded one"
    )
    assert places_of(record.quotes["lies"], RETOLD) == [("the piers are too shallow", False)]


# --- The seed -----------------------------------------------------------------------------------------------------


def test_the_seed_s_record_validates_and_has_what_an_editor_found() -> None:
    record = read_record(SEED / "record.toml")
    assert len(record.speakers) == 17
    assert 20 <= len(record.quotes) <= 25
    assert len(record.claims) >= 15
    spoke = {key for quote in record.quotes.values() for key in (*quote.speakers, quote.addressee, quote.reported_by)}
    assert spoke - {None} == set(record.speakers)
    asserted = {a.quote for claim in record.claims.values() for a in claim.assertions}
    assert asserted - {None} <= set(record.quotes)
    hacking = record.claims["china-hackers"]
    assert [(a.stance, record.quotes[a.quote or ""].speakers) for a in hacking.assertions] == [
        ("asserts", ("security-firm",)),
        ("disputes", ("china",)),
    ]


def quoted_and_whole(quote: RecordedQuote, text: str, found: Located | str) -> None:
    """The place found has every quoted run in marks, words around them if mixed, a cue and a speaker."""
    assert isinstance(found, Located), f"{quote.key}: {found}"
    assert tuple(text[s.start : s.end] for s in found.content if s.quoted) == quote.quoted
    assert any(not s.quoted for s in found.content) == (quote.kind != "direct"), quote.key
    assert found.cue is not None, quote.key
    assert found.speaker is not None, quote.key


def test_every_recorded_quote_is_located_in_the_retelling() -> None:
    record = read_record(SEED / "record.toml")
    assert record.retelling is not None
    text = (SEED / record.retelling.file).read_text(encoding="utf-8")
    text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    for quote in record.quotes.values():
        found = locate(quote, text, text_sha256)
        quoted_and_whole(quote, text, found)
        assert isinstance(found, Located)
        assert found.speaker is not None
        assert text[found.speaker.start : found.speaker.end] == quote.mention
        assert quote.said_as is None or quote.said_as.casefold() in text.casefold()


def test_every_recorded_quote_is_located_in_the_original() -> None:
    path = SHARED / "seeds" / "000_5b02db8172c96d71.txt"
    if not path.exists():
        pytest.skip(f"the original report is not here: {path}")
    record = read_record(SEED / "record.toml")
    text = path.read_text(encoding="utf-8")
    text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert (text_sha256, len(text)) == (record.source.text_sha256, record.source.text_length)
    for quote in record.quotes.values():
        quoted_and_whole(quote, text, locate(quote, text, text_sha256))
        assert quote.said_as is None or quote.said_as in text


def test_the_check_in_the_seeds_readme_runs_and_finds_nothing_wrong(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(ROOT)
    [command] = re.findall(r"`factdb (record check \S+)`", text)
    done = run(*command.split())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("seeds/2023-06-18-beijing/record.toml: 17 speakers, 23 quotes, 24 claims\n")


ARTICLE = """The ferry is full

“It is full,” Mira Okafor, the harbour master, told reporters on Monday.
"""


def from_help(run: Any) -> str:
    """The worked example of `factdb record --help`."""
    text = run("record", "--help").out
    begin = text.rindex("\n", 0, text.index("format = 1")) + 1
    lines = text[begin : text.index("Example:")].splitlines()
    return textwrap.dedent("\n".join(line.rstrip() for line in lines))


def test_the_example_of_the_help_is_a_record_that_holds(run: Any, database: str, tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "record.toml").write_text(from_help(run), encoding="utf-8")
    done = run("record", "check", "story/record.toml")
    sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert (done.code, done.out) == (
        0,
        "story/record.toml: 1 speaker, 1 quote, 1 claim\n"
        f'story/article.txt: text_sha256 = "{sha256}", text_length = {len(ARTICLE)}\n',
    ), done.err
    text = (folder / "record.toml").read_text(encoding="utf-8")
    own = f'published_on = 2024-03-06\ntext_sha256 = "{sha256}"\ntext_length = {len(ARTICLE)}\n'
    (folder / "record.toml").write_text(text.replace("published_on = 2024-03-06\n", own), encoding="utf-8")
    done = run("-d", database, "import", "story")
    assert (done.code, "1 claims added" in done.out) == (0, True), done.err + done.out
    assert run("-d", database, "sources", "--count").out == "1\n"
    assert run("-d", database, "verify").code == 0


def test_a_record_is_checked_with_the_line_of_every_fault(run: Any, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    text = from_help(run)
    (tmp_path / "record.toml").write_text(text.replace('["It is full"]', '["It is empty"]'), encoding="utf-8")
    done = run("record", "check", "record.toml")
    line = text.splitlines().index("[[quote]]") + 1
    assert (done.code, done.err.startswith(f"factdb: record.toml:{line}: quote full: ")) == (1, True), done.err
    (tmp_path / "record.toml").write_text(text.replace('"person"', '"ghost"') + "unknown = 1\n", encoding="utf-8")
    done = run("record", "check", "record.toml")
    assert (done.code, done.err.count("record.toml:")) == (1, 2), done.err
    (tmp_path / "more.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "record.toml").write_text(text, encoding="utf-8")
    assert "2 articles beside the record: choose one with --article" in run("record", "check", "record.toml").err
    assert run("record", "check", "record.toml", "--article", "more.txt").code == 0
