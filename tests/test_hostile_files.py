"""Files that somebody made to break what reads them: every one is explained line by line, none is a traceback, and the
database stays whole. Some tens of mutations of each kind here, three hundred by `make stress`.
"""

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from samples import FERRY

SEEDS = Path(__file__).parents[1] / "seeds"
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "datePublished": "2024-03-05",
    "claimReviewed": "The ferry carried 14,000 passengers.",
    "author": {"@type": "Organization", "name": "Ellis Checks", "url": "https://checks.example/"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Jonas Reed", "sameAs": "https://www.wikidata.org/wiki/Q42"},
        "datePublished": "2024-03-04",
        "appearance": {"@type": "CreativeWork", "url": "https://courier.example/1"},
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
}
DECISIONS = [
    {"quote": 1, "decision": "confirm", "reason": "heard it"},
    {"quote": 2, "decision": "correct", "speaker": "Mira Okafor", "said_on": "2024-03-01", "venue": "the pier"},
    {"quote": 1, "decision": "edit", "words": "We owe it to the islands"},
    {"claim": "The ferry is full.", "decision": "add", "quote": 1, "stance": "asserts"},
    {"claim": 1, "decision": "link", "quote": 2, "stance": "disputes"},
    {"claim": 1, "decision": "review", "rating": "False", "publish": True, "reviewed_on": "2024-03-05"},
    {"review": 1, "decision": "evidence", "stance": "refutes", "url": "https://harbour.example/log"},
]
QUOTE = {
    "quote_uid": "0123456789abcdef0123456789abcdef",
    "text": "We owe it to the islands",
    "kind": "direct",
    "title": "The ferry stays",
    "url": "https://courier.example/2",
    "said_on": "2024-03-01",
    "speaker": "Jonas Reed",
    "speaker_kind": "person",
    "speaker_seq": 0,
    "confidence": 0.9,
    "publisher": "Ellis Courier",
    "published_on": "2024-03-04",
    "factuality": "actual",
}
SPEAKERS = (
    "name,kind,aliases,wikidata_id,role,organization,from,until,source\n"
    "Jonas Reed,person,J. Reed;Reed,Q42,Mayor,Ellis,2020-05-01,2024-04-30,https://ellis.example/\n"
    '"Okafor, Mira",person,,,"Chair, acting",Harbour,2021,,\n'
)
QUERY = {"results": {"bindings": [{
    "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q42"}, "itemLabel": {"value": "Jonas Reed"},
    "itemAltLabel": {"value": "J. Reed, Reed"}, "positionLabel": {"value": "Mayor"}, "start": {"value": "2020-05-01"},
}]}}  # fmt: skip
PAGE = (
    "<html><head><title>The ferry stays</title><meta property='article:published_time' content='2024-03-04'>"
    f"<script type='application/ld+json'>{json.dumps(REVIEW)}</script></head><body><article><h1>The ferry stays</h1>"
    "<p>“We owe it to the islands,” said Jonas Reed.</p></article></body></html>"
)
ARTICLE = {
    "text": FERRY,
    "title": "The ferry",
    "url": "https://a.example/",
    "published": "2024-03-04",
    "byline": "By A",
}
# (what a file of this kind begins from, its name, the command that reads it)
KINDS = {
    "record": ((SEEDS / "2023-06-18-beijing" / "record.toml").read_text("utf-8"), "record.toml",
               ["import", "a.txt", "--record", "record.toml"]),
    "scale": ((Path(__file__).parents[1] / "factdb/decide/rating_scales/five-step.toml").read_text("utf-8"),
              "scale.toml", ["scales", "add", "scale.toml"]),
    "settings": ('database = "f.sqlite"\nformat = "json"\n', "factdb.toml", ["quotes"]),
    "reviews": (json.dumps([REVIEW], indent=1), "r.json", ["import", "--format", "claimreview", "r.json"]),
    "checked": (json.dumps(REVIEW), "r.json", ["validate", "r.json"]),
    "review page": (PAGE, "r.html", ["import", "--format", "claimreview", "r.html"]),
    "speakers": (SPEAKERS, "s.csv", ["imports", "speakers", "s.csv"]),
    "query": (json.dumps(QUERY), "s.json", ["imports", "speakers", "s.json"]),
    "decisions": ("\n".join(map(json.dumps, DECISIONS)), "d.jsonl", ["decisions", "apply", "--file", "d.jsonl"]),
    "quotes": ("\n".join(map(json.dumps, [QUOTE, {**QUOTE, "quote_uid": "f" * 32}])), "q.jsonl",
               ["imports", "quotes", "q.jsonl"]),
    "page": (PAGE, "p.html", ["import", "p.html"]),
    "articles": ("\n".join(map(json.dumps, [ARTICLE, {**ARTICLE, "text": FERRY[::-1]}])), "p.jsonl",
                 ["import", "p.jsonl"]),
}  # fmt: skip
NASTY = [
    "\0", "\\u0000", "\\ud800", "\ud83d", "\ufeff", "\u202e", "\x1b]52;c;eA==\x07", "\r", "\n", '"', "'", "\\", "`",
    "9" * 30, "-1", "1e999", "NaN", "Infinity", "0x10", "1" * 5000, "9223372036854775808", "2024-02-30", "0000-00-00",
    "99999-01-01", "2024-03-04T25:61:00Z", "[" * 3000, "{" * 3000, '{"a":' * 2000, "[]", "{}", "null", "true", '""',
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "javascript:alert(1)", "'; DROP TABLE quotes; --", "%s%n%(x)s",
    "{0.__class__}", "../../../../etc/passwd", "\u0130", "ß" * 50, "a" * 20_000, "&#x110000;", "]]>", "<!--", "\x85",
]  # fmt: skip


@st.composite
def broken(draw, text):
    """`text` after some edits that somebody might try: cut, doubled, swapped, filled with what is nasty."""
    for _ in range(draw(st.integers(1, 4))):
        at, to = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        kind = draw(st.sampled_from(["nasty", "value", "cut", "double", "swap", "one"]))
        nasty = draw(st.sampled_from(NASTY))
        if kind == "nasty":
            text = text[:at] + nasty + text[at:]
        elif kind == "value":  # in place of a word, a number or a string
            end = next((n for n in range(at, len(text)) if text[n] in ',"}]\n<>'), len(text))
            text = text[:at] + nasty + text[end:]
        elif kind == "cut":
            text = text[:at] + text[to:]
        elif kind == "double":
            text = text[:to] + text[at : at + 2000] + text[to:]
        elif kind == "swap":
            text = text[to:] + text[:at]
        else:
            text = text[:at] + draw(st.characters()) + text[at + 1 :]
    return text


def break_often(run, database, folder, kind, examples):
    """Let a command read so many broken files; nothing but a line for each thing that is wrong may come of it."""
    text, name, command = KINDS[kind]
    (folder / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", database, "import", "a.txt").code == 0
    slowest = 0.0

    @settings(max_examples=examples, phases=[Phase.generate], database=None, derandomize=True)
    @given(broken(text))
    def tried(content):
        nonlocal slowest
        (folder / name).write_bytes(content.encode("utf-8", "surrogatepass"))
        began = time.monotonic()
        done = run("-d", database, *command)
        slowest = max(slowest, time.monotonic() - began)
        assert done.code in (0, 1, 2), done
        assert "Traceback" not in done.err
        assert not any("\x1b" in out or "\u202e" in out for out in (done.err,))

    tried()
    (folder / name).unlink()  # settings are read by every command
    done = run("-d", database, "verify")
    assert done.code == 0, done.out
    assert run("-d", database, "db", "check").code == 0
    return slowest


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_is_explained(run, database, tmp_path, kind):
    break_often(run, database, tmp_path, kind, 8)


@pytest.mark.stress
@pytest.mark.parametrize("kind", KINDS)
def test_three_hundred_broken_files_are_explained(run, database, tmp_path, kind, capsys):
    slowest = break_often(run, database, tmp_path, kind, 300)
    with capsys.disabled():
        print(f"\n{kind}: 300 broken files, the slowest took {slowest:.1f} s")


ASKED = '"core concerns" OR (ferry NEAR/3 islands) -vote* speaker:Reed 2024-03-04 “we owe”'
SEARCHES = [["search", "{}"], ["quotes", "--about", "{}"], ["claims", "like", "{}"],
            ["quotes", "--speaker", "{}"], ["search", "{}", "--speaker", "Reed", "--count"],
            ["export", "csv", "quotes", "--search", "{}"]]  # fmt: skip


def ask_often(run, database, folder, examples):
    """Ask so many broken questions of each kind; each is answered or explained."""
    (folder / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", database, "import", "a.txt").code == 0

    @settings(max_examples=examples, phases=[Phase.generate], database=None, derandomize=True)
    @given(broken(ASKED))
    def asked(question):
        question = question.replace("\0", "")  # the system passes none
        for command in SEARCHES:
            done = run("-d", database, *(word.format(question) for word in command))
            assert done.code in (0, 1, 2), (command, question, done)
            assert not any(one in done.err for one in ("Traceback", "\x1b", "\u202e"))

    asked()


@pytest.mark.slow
def test_a_broken_question_is_answered_or_explained(run, database, tmp_path):
    ask_often(run, database, tmp_path, 6)


@pytest.mark.stress
def test_three_hundred_broken_questions_are_answered_or_explained(run, database, tmp_path):
    ask_often(run, database, tmp_path, 300)


def test_a_name_of_a_thousand_words_is_nobodys(run, database, tmp_path):
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", database, "import", "a.txt").code == 0
    for command in SEARCHES:
        done = run("-d", database, *(word.format("reed " * 1500) for word in command))
        assert done.code in (0, 1, 2), (command, done)


BOMBS = {
    "said": "said, ",
    "he said": '"x" he said ',
    "nested": "“a ‘b ",
    "he said curly": "“x” he said ",
    "urged": "Reed urged that Reed say ",
}


@pytest.mark.stress
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_hundred_thousand_repetitions_take_their_share_of_time(run, tmp_path, bomb, capsys):
    """Ten times the text takes about ten times as long, and either is read or skipped when its time is up."""
    took = []
    for repetitions in (10_000, 100_000):
        (tmp_path / "bomb.txt").write_text("The ferry\n\n" + BOMBS[bomb] * repetitions, encoding="utf-8")
        began = time.monotonic()
        done = run("-d", "f.sqlite", "import", "bomb.txt")
        took.append(time.monotonic() - began)
        assert done.code == 0 or "took longer than" in done.err, done
    with capsys.disabled():
        print(f"\n{bomb!r}: {took[0]:.1f} s for 10,000 repetitions, {took[1]:.1f} s for 100,000")
    assert took[1] < 25 * took[0] + 1


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"results": ' * 50_000,
        "name,kind\n" + "x" * 200_000,
        "name," + "x" * 200_000,
        "\0",
        "[1]",
        "[{}]",
    ],
    ids=["deep list", "deep object", "long cell", "long column", "NUL", "numbers", "nothing"],
)
def test_a_list_of_speakers_made_to_break_its_reader_is_explained(run, sqlite_database, tmp_path, content):
    (tmp_path / "s.csv").write_text(content, encoding="utf-8")
    done = run("-d", sqlite_database, "imports", "speakers", "s.csv")
    assert done.code == 1
    assert all(line.startswith("factdb: s.csv") for line in done.err.splitlines())


@pytest.mark.parametrize("kind", ["page", "quotes", "reviews"])
def test_a_source_that_comes_again_with_another_day_dates_its_quotes_by_the_day_that_is_stored(
    run, database, execute, tmp_path, kind
):
    """A later version of a page, other quotes of a source, another review of what it printed."""
    if kind == "page":
        page = PAGE.replace("<head>", "<head><link rel='canonical' href='https://courier.example/1'>")
        (tmp_path / "p.html").write_text(page, encoding="utf-8")
        other = page.replace("2024-03-04", "2024-03-06").replace("islands,”", "islands,” she said. “It is late,”")
        command = ["import", "p.html"]
    elif kind == "quotes":
        line = {**QUOTE, "said_on": None}
        (tmp_path / "p.html").write_text(json.dumps(line), encoding="utf-8")
        other = json.dumps({**line, "quote_uid": "a" * 32, "text": "It is late", "published_on": "2024-03-06"})
        command = ["imports", "quotes", "p.html"]
    else:
        undated = {**REVIEW["itemReviewed"], "datePublished": None}
        appearance = {**undated["appearance"], "datePublished": "2024-03-04"}
        review = {**REVIEW, "itemReviewed": {**undated, "appearance": appearance}}
        (tmp_path / "p.html").write_text(json.dumps(review), encoding="utf-8")
        appearance = {**appearance, "datePublished": "2024-03-06"}
        other = json.dumps({
            **review, "claimReviewed": "The ferry is late.", "itemReviewed": {**undated, "appearance": appearance},
        })  # fmt: skip
        command = ["import", "--format", "claimreview", "p.html"]
    assert run("-d", database, *command).code == 0
    (tmp_path / "p.html").write_text(other, encoding="utf-8")
    done = run("-d", database, *command)
    assert done.code == 0, done.err
    assert run("-d", database, "verify").code == 0
    dated = execute(database, "SELECT DISTINCT CAST(dated_on AS text) FROM quotes")
    assert dated == [("2024-03-04",)], execute(database, "SELECT text, dated_on FROM quotes")
    assert len(execute(database, "SELECT id FROM quotes")) >= 2


# --- Packed files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["imports", "quotes", "b.jsonl.gz"], ["db", "copy", "b.jsonl.gz", "to.sqlite"]])
@pytest.mark.parametrize("content", [b"\n", b" ", b'{"a": 1}\n'], ids=["lines", "one line", "rows"])
def test_a_packed_file_that_unpacks_to_too_much_is_refused(
    run, sqlite_database, tmp_path, monkeypatch, command, content
):
    from factdb.database import archive

    monkeypatch.setattr(archive, "UNPACKED_FREE", 1 << 16)
    monkeypatch.setattr(archive, "LONGEST", 1 << 18)
    with gzip.open(tmp_path / "b.jsonl.gz", "wb") as file:
        for _ in range(4):
            file.write(content * (1 << 18))
    done = run("-d", sqlite_database, *command)
    assert done.code == 1
    assert len(done.err) < 100_000
    last = done.err.splitlines()[-1]
    assert last.startswith("factdb: ")
    if content != b'{"a": 1}\n' or command[0] == "imports":
        assert "b.jsonl.gz" in last
