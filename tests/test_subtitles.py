"""Subtitles as transcripts: turns, times, every word located in the file, and broken files refused in one line."""

import json

import pytest

from factdb.article import read_articles
from factdb.errors import ArticleError

DEBATE = """WEBVTT - The Ellis debate
Language: en

STYLE
::cue { color: white }

NOTE made by hand

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ada Moss>Welcome. Mayor, will you keep
the ferry?</v>

00:04.500 --> 00:09.000
<v.loud Jonas Reed>We <i>will</i> keep it, because the ferry

00:00:09.000 --> 00:00:12.000
<v Jonas Reed>carried 40,000 passengers last year &amp; never sank.

00:12:31.000 --> 00:12:35.000
<v Mira Okafor>I say it sank twice last year.
"""
HEARING = """1
00:00:01,000 --> 00:00:04,000
REED: We keep the ferry

2
00:00:04,000 --> 00:00:07,500
because it carried 40,000
passengers last year.

3
00:00:08,000 --> 00:00:11,000
OKAFOR: {\\an8}I say it sank twice.
REED: It never sank.
"""


def written(folder, text, name):
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return str(folder / name)


def one(path, **given):
    (article,) = read_articles(path, **given)
    return article


@pytest.mark.parametrize(
    ("name", "text", "turns", "reason"),
    [
        (
            "debate.vtt",
            DEBATE,
            [
                "00:00:01",
                "Ada Moss: Welcome. Mayor, will you keep the ferry?",
                "00:00:04",
                "Jonas Reed: We will keep it, because the ferry carried 40,000 passengers last year & never sank.",
                "00:12:31",
                "Mira Okafor: I say it sank twice last year.",
            ],
            "voices, a time without hours, tags, a reference",
        ),
        (
            "hearing.srt",
            HEARING,
            [
                "00:00:01",
                "REED: We keep the ferry because it carried 40,000 passengers last year.",
                "00:00:08",
                "OKAFOR: I say it sank twice.",
                "00:00:08",
                "REED: It never sank.",
            ],
            "labels, two in a cue, SubRip's placement",
        ),
        (
            "dashes.srt",
            "1\n00:00:01,000 --> 00:00:02,000\n- Will it sail?\n- It will.\n"
            "2\n00:00:02,100 --> 00:00:03,000\n>> Good.\n",
            ["00:00:01", "Will it sail?", "00:00:01", "It will.", "00:00:02", "Good."],
            "markers of a change of speaker, no empty line between cues",
        ),
        (
            "rolling.vtt",
            "WEBVTT\n\n00:01.000 --> 00:03.000\nthe ferry\n\n00:03.000 --> 00:03.010\nthe ferry\n\n"
            "00:03.010 --> 00:05.000\nthe ferry\n<00:03.500><c>carried</c><00:04.000><c> them</c>\n",
            ["00:00:01", "the ferry carried them"],
            "captions that roll up show a line three times",
        ),
        (
            "pause.srt",
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nGood evening.\r\n\r\n"
            "2\r\n00:00:20,000 --> 00:00:22,000\r\nRemember: we sail.\r\n",
            ["00:00:01", "Good evening.", "00:00:20", "Remember: we sail."],
            "a pause, line ends of Windows",
        ),
    ],
)
def test_cues_become_turns_with_their_times(tmp_path, name, text, turns, reason):
    article = one(written(tmp_path, text, name))
    assert not isinstance(article, ArticleError), article
    assert [line for line in article.text.split("\n") if line] == turns, reason
    assert article.medium == "transcript"
    assert article.offset_map
    for start, place, length in article.offset_map:
        assert article.text[start : start + length] == text[place : place + length], reason


def test_a_long_turn_has_several_times_and_its_label_each(tmp_path):
    cues = [
        f"00:{n:02}:00.000 --> 00:{n:02}:50.000\n{'REED: ' if not n else ''}We counted the passengers of pier {n}, and "
        f"there were {n * 1000 + 10:,} of them, more than ever before in the whole of the county's history.\n"
        for n in range(20)
    ]
    article = one(written(tmp_path, "WEBVTT\n\n" + "\n".join(cues), "long.vtt"))
    turns = [line for line in article.text.split("\n") if line and not line[0].isdigit()]
    assert len(turns) > 2
    assert all(turn.startswith("REED: ") and turn.endswith("history.") for turn in turns)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.vtt", "", "a.vtt: empty; nothing to import"),
        ("a.vtt", "WEBVTT\n\nNOTE nothing yet\n", "a.vtt: no words with a time; give a whole WebVTT or SubRip file"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:04,000\n", "a.srt: no words with a time"),
        ("a.srt", HEARING + "\n4\n00:00:12,000 --> 00:0", "a.srt:16: '00:00:12,000 --> 00:0' gives no times; write"),
        ("a.vtt", "WEBVTT\n\n" + "9" * 5000 + " --> 1\nNo.\n", "gives no times; write 00:12:31.000"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNo\0.\n", "a.vtt: NUL byte at byte"),
    ],
)
def test_a_broken_file_is_one_clear_line(tmp_path, name, text, told):
    error = one(written(tmp_path, text, name))
    assert isinstance(error, ArticleError)
    assert told in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    "payload", ["<v " * 30_000, "&" * 100_000, "A" * 100_000 + " " * 100_000, "<" + "A <b" * 30_000]
)
def test_hostile_cues_are_read_in_time(tmp_path, payload):
    article = one(written(tmp_path, f"WEBVTT\n\n00:01.000 --> 00:02.000\n{payload} end\n" * 3, "a.vtt"))
    assert isinstance(article, ArticleError) or len(article.text) < 3 * len(payload) + 1000


def test_quotes_of_subtitles_have_a_place_and_are_proved(run, database, tmp_path):
    path = written(tmp_path, DEBATE, "debate.vtt")
    assert run("-d", database, "import", path, "--published", "2024-03-05").code == 0
    quotes = {q["speaker"]: q for q in json.loads(run("-d", database, "quotes", "--json").out)}
    assert quotes["Mira Okafor"]["text"] == "I say it sank twice last year."
    assert quotes["Jonas Reed"]["title"] == "The Ellis debate"
    for who, place in (("Mira Okafor", "00:12:31"), ("Jonas Reed", "00:00:04")):
        assert f"\nplace:        {place}\n" in run("-d", database, "quotes", "show", str(quotes[who]["id"])).out
    shown = json.loads(run("-d", database, "quotes", "show", str(quotes["Mira Okafor"]["id"]), "--format", "json").out)
    assert shown["place"] == "00:12:31"
    assert "faults: none" in run("-d", database, "verify").out
    assert "faults: none" in run("-d", database, "verify", "--against", path).out
    rows = json.loads(run("-d", database, "sql", "--as-owner", "SELECT medium FROM sources", "--format", "json").out)
    assert rows == [{"medium": "transcript"}]
    again = run("-d", database, "import", "--reextract")
    assert "0 new quotes" in again.out or "unchanged" in again.out, again.out


def test_subtitles_are_known_by_their_first_word_or_by_the_option(run, sqlite_database):
    def import_(text, *args):
        return run("-d", sqlite_database, "import", "-", *args, stdin=text)

    assert "new       source 1" in import_(DEBATE).out
    assert "new       source 2" in import_(HEARING, "--format", "subtitles", "--title", "Hearing").out
