"""A source, a speaker and an actor are given in one way, whichever command asks for them."""

import json
import shlex

import pytest

FERRY = "Ferry stays till spring\n\nPublished: March 4, 2024\n\n“We owe it to the islands,” Mayor Jonas Reed said.\n"
PIER = "Pier closes in spring\n\nPublished: March 5, 2024\n\n“Nobody asked the fishermen,” Mira Okafor said.\n"
URL = "https://mail.example/ferry"


@pytest.fixture
def filled(made_once, run, tmp_path):
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "pier.txt").write_text(PIER, encoding="utf-8")
    return made_once("references", lambda database: decide(run, database))


def decide(run, database):
    assert run("-d", database, "import", "ferry.txt", "--url", URL).code == 0
    assert run("-d", database, "import", "pier.txt").code == 0
    for quote, claim in (("1", "The islands are owed a ferry."), ("2", "The fishermen were not asked.")):
        assert run("-d", database, "quotes", "confirm", quote, "--by", "ada").code == 0
        added = run("-d", database, "claims", "add", claim, "--quote", quote, "--by", "ada")
        assert added.code == 0, added.err
    number = added.out.split()[1]
    assert run("-d", database, "reviews", "add", number, "--rating", "True", "--by", "ada").code == 0


# A command in which SOURCE is replaced by the source, and a word of what it prints of source 1 alone.
COMMANDS = [
    ("quotes --source SOURCE --format json", "islands"),
    ("claims --source SOURCE --format json", "owed"),
    ("export csv quotes --source SOURCE", "islands"),
    ("export annotations --source SOURCE", "islands"),
    ("sources show SOURCE --format json", "Ferry stays"),
    ("sources versions SOURCE", ""),
    ('quotes add SOURCE "owe it" --speaker Reed', "owe it"),
    ("speakers role Reed Mayor --source SOURCE", "Mayor"),
    ("reviews evidence 1 supports --source SOURCE", "1 piece"),
    ("import --version-of SOURCE later.txt", "version"),
]


@pytest.mark.parametrize("reference", ["1", URL, "Ferry stays till spring", "ferry STAYS"])
@pytest.mark.parametrize(("command", "output"), COMMANDS)
def test_every_command_takes_a_source_by_number_url_title_and_part_of_one(
    run, filled, tmp_path, command, output, reference
):
    (tmp_path / "later.txt").write_text(FERRY.replace("said", "told us"), encoding="utf-8")
    done = run("-d", filled, *[reference if word == "SOURCE" else word for word in shlex.split(command)])
    assert done.code == 0, done.err
    assert output in done.out
    assert "fishermen" not in done.out


@pytest.mark.parametrize("command", [command for command, _ in COMMANDS])
def test_an_unknown_source_is_an_error_that_offers_the_nearest(run, filled, tmp_path, command):
    (tmp_path / "later.txt").write_text(FERRY.replace("said", "told us"), encoding="utf-8")
    words = ["Ferry stays till sprung" if word == "SOURCE" else word for word in shlex.split(command)]
    done = run("-d", filled, *words)
    assert done.code == 1
    assert "no source is called 'Ferry stays till sprung'; did you mean Ferry stays till spring?" in done.err


@pytest.mark.parametrize(
    ("reference", "output"),
    [
        ("spring", "'spring' matches 2 sources: 1 (Ferry stays till spring, 2024-03-04); 2 (Pier closes in spring"),
        ("99", "there is no source number 99"),
        ("https://mail.example/fery", "no source has the URL https://mail.example/fery; did you mean " + URL),
        ("Budget debate", "no source is called 'Budget debate'; `factdb sources` lists them"),
        (" ", "no source is called ''"),
        ("%", "no source is called '%'"),
    ],
)
def test_a_reference_to_no_one_source_says_why(run, filled, reference, output):
    done = run("-d", filled, "quotes", "--source", reference)
    assert (done.code, done.out) == (1, "")
    assert output in done.err


def test_a_source_of_exactly_that_title_wins(run, filled, tmp_path):
    (tmp_path / "short.txt").write_text(PIER.replace("closes in spring", "closes").replace("asked", "told"), "utf-8")
    assert run("-d", filled, "import", "short.txt").code == 0
    shown = json.loads(run("-d", filled, "sources", "show", "Pier closes", "--format", "json").out)
    assert shown["title"] == "Pier closes"


def test_a_role_may_be_witnessed_by_a_page_that_is_not_stored(run, filled):
    done = run("-d", filled, "speakers", "role", "Reed", "Mayor", "--source", "https://town.example/mayor")
    assert done.code == 0, done.err
    shown = json.loads(run("-d", filled, "speakers", "show", "Reed", "--format", "json").out)
    assert [role["url"] for role in shown["roles"]] == ["https://town.example/mayor"]


SPEAKER = [
    ("quotes", "--speaker"),
    ("claims", "--speaker"),
    ("export", "csv", "quotes", "--speaker"),
    ("export", "annotations", "--speaker"),
    ("quotes", "correct", "2", "--speaker"),
    ("quotes", "add", "1", "owe it", "--speaker"),
    ("speakers", "show"),
    ("history", "speaker"),
]


@pytest.mark.parametrize("command", SPEAKER, ids=" ".join)
def test_an_unknown_speaker_is_an_error_that_offers_the_nearest(run, filled, command):
    done = run("-d", filled, *command, "Mira Okafr")
    assert (done.code, done.out) == (1, "")
    assert "no speaker is called 'Mira Okafr'" in done.err
    assert "did you mean Mira Okafor?" in done.err


def test_decisions_of_nobody_known_are_an_error_that_offers_the_nearest(run, filled):
    decided = json.loads(run("-d", filled, "decisions", "--by", "ada", "--format", "json").out)
    assert {one["actor"] for one in decided} == {"ada"}
    done = run("-d", filled, "decisions", "--by", "adda")
    assert (done.code, done.out) == (1, "")
    assert done.err == "factdb: nobody called 'adda' has decided anything; did you mean ada?\n"
