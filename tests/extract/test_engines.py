"""Engines: the built-in one, one that another package registers, and what is said of those that are not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from factdb.article import Article
from factdb.errors import ArticleError, FactdbError
from factdb.extract import ENGINE, VERSION
from factdb.extract.engines import engine, engine_for, engine_names, registered

Cli = Callable[..., Any]
Execute = Callable[..., list[tuple[Any, ...]]]

PLUGIN = """
from factdb.extract import Mention, Quotation, Span
from factdb.extract.engines import Engine


def first_line(article, *, min_confidence=0.0):
    end = article.text.index("\\n")
    return [Quotation((Span(0, end),), article.text[:end], "indirect", confidence=0.6)]


def beyond(article, *, min_confidence=0.0):
    return [Quotation((Span(0, 10_000),), "", "indirect")]


def misquoting(article, *, min_confidence=0.0):
    return [Quotation((Span(0, 4),), "Words", "direct")]


def misnaming(article, *, min_confidence=0.0):
    return [Quotation((Span(0, 4),), article.text[:4], "direct", speakers=(Mention(0, 4, "Ruiz"),))]


def guessing(article, *, min_confidence=0.0):
    return [Quotation((Span(0, 4),), article.text[:4], "direct", factuality="perhaps")]


def failing(article, *, min_confidence=0.0):
    return [1 / 0]


ENGINE = Engine("silent", "7", lambda article, *, min_confidence=0.0: [])
FIRST_LINE = Engine("first", "3", first_line)
BEYOND = Engine("beyond", "1", beyond)
MISQUOTING = Engine("misquoting", "1", misquoting)
MISNAMING = Engine("misnaming", "1", misnaming)
GUESSING = Engine("guessing", "1", guessing)
FERRY = Engine("ferry", "1", first_line, languages=("fr", "pt-BR"))
FAILING = Engine("failing", "1", failing)
NUMBERS = Engine("numbers", "1", lambda article, *, min_confidence=0.0: [1, 2])
NOTHING = 3
"""
ENTRY_POINTS = """[factdb.engines]
first = silent_engine:FIRST_LINE
beyond = silent_engine:BEYOND
misquoting = silent_engine:MISQUOTING
misnaming = silent_engine:MISNAMING
guessing = silent_engine:GUESSING
failing = silent_engine:FAILING
ferry = silent_engine:FERRY
numbers = silent_engine:NUMBERS
silent = silent_engine:ENGINE
broken = silent_engine:MISSING
number = silent_engine:NOTHING
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a newsroom's package on the path, as an installer leaves it."""
    (tmp_path / "silent_engine.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "silent_engine-7.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: silent-engine\nVersion: 7\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    registered.cache_clear()
    yield
    registered.cache_clear()


def test_the_rules_are_always_there() -> None:
    rules = engine()
    assert (rules.name, rules.version) == (ENGINE, VERSION)
    found = rules.extract(Article("“We will sail,” Ana Ruiz said.", "test", ""))
    assert [q.text for q in found] == ["We will sail"]


@pytest.mark.usefixtures("installed")
def test_another_package_brings_its_own() -> None:
    assert engine_names() == [
        "rules",
        "beyond",
        "broken",
        "failing",
        "ferry",
        "first",
        "guessing",
        "misnaming",
        "misquoting",
        "number",
        "numbers",
        "silent",
    ]
    assert engine("silent").version == "7"
    assert engine("silent").extract(Article("“We will sail,” Ana Ruiz said.", "test", "")) == []


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("language", "name", "chosen"),
    [
        ("en", None, "rules"),
        ("en-GB", None, "rules"),
        ("en", "first", "first"),  # it says nothing of languages, so it is asked for and reads any
        ("fr", "first", "first"),
        ("fr", "ferry", "ferry"),
        ("en", "ferry", None),
        ("fr", "rules", None),
        ("und", "rules", None),
    ],
)
def test_an_engine_reads_the_languages_it_is_made_for(language: str, name: str | None, chosen: str | None) -> None:
    found = engine_for(language, name)
    assert (found.name if found else None) == chosen


FRENCH = """Le bac reste en service

Le dernier bateau vers les îles partira cet hiver malgré tout, a annoncé la mairie. Le quai a été réparé et les marins
vont rester, mais personne ne sait encore qui va payer pour cela.
"""


@pytest.mark.usefixtures("installed")
def test_the_language_of_an_article_chooses_its_engine(
    run: Cli, execute: Execute, database: str, tmp_path: Path
) -> None:
    points = tmp_path / "silent_engine-7.dist-info" / "entry_points.txt"
    broken = "\n".join(line for line in ENTRY_POINTS.splitlines() if not line.startswith(("broken", "number ")))
    points.write_text(broken, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(TEXT, encoding="utf-8")
    done = run("-d", database, "import", "fr.txt", "en.txt")
    assert (done.code, "insists" in done.out) == (0, False)
    found = execute(database, "SELECT language, origin, text FROM quotes ORDER BY language")
    assert [(language, origin) for language, origin, _ in found] == [("en", f"rules {VERSION}"), ("fr", "ferry 1")]
    assert found[1][2] == "Le bac reste en service"


@pytest.mark.usefixtures("installed")
def test_an_engine_that_cannot_be_loaded_costs_the_articles_it_may_be_for(
    run: Cli, database: str, tmp_path: Path
) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(TEXT, encoding="utf-8")
    done = run("-d", database, "import", "fr.txt", "en.txt")
    assert (done.code, "1 new quote" in done.out) == (1, True)
    assert "fr.txt: engine 'broken'" in done.err
    done = run("extract", "fr.txt")
    assert (done.code, "fr.txt: engine 'broken'" in done.err) == (1, True)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "loud",
            "no engine is called 'loud'; choose from "
            "rules, beyond, broken, failing, ferry, first, guessing, misnaming, misquoting, number, numbers, silent",
        ),
        ("broken", "cannot be loaded"),
        ("number", "is not a factdb.extract.engines.Engine"),
    ],
)
def test_an_engine_that_cannot_be_had_is_explained(name: str, message: str) -> None:
    with pytest.raises(FactdbError, match=message):
        engine(name)


TEXT = "The ferry sails again.\n\n“We will sail in May,” Ana Ruiz told the council on Monday.\n"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("beyond", "quotation 1 has the span 0 to 10000 in a text of"),
        ("misquoting", "quotation 1 has another text than its spans"),
        ("misnaming", "names 'Ruiz' where the text has 'The '"),
        ("guessing", "has the factuality 'perhaps'; there are: actual, negated, possible"),
        ("failing", "failed: ZeroDivisionError: division by zero"),
        ("numbers", "quotation 1 is a int, not a factdb.extract.Quotation"),
    ],
)
def test_what_an_engine_gives_is_checked(name: str, message: str) -> None:
    with pytest.raises(ArticleError, match=f"ferry.txt: engine {name} 1.*{message}.*built-in engine"):
        engine(name).read(Article(TEXT, "ferry.txt", ""))


@pytest.mark.usefixtures("installed")
def test_an_article_that_an_engine_fails_on_is_reported_and_the_rest_goes_on(
    run: Cli, execute: Execute, database: str, tmp_path: Path
) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    failed = run("-d", database, "import", str(tmp_path / "ferry.txt"), "--engine", "failing")
    assert failed.code == 1
    assert "engine failing 1 failed: ZeroDivisionError" in failed.err
    assert execute(database, "SELECT count(*) FROM sources") == [(0,)]
    assert execute(database, "SELECT count(*) FROM import_runs") == [(0,)]


@pytest.mark.usefixtures("installed")
def test_quotes_say_which_engine_found_them_and_another_can_read_them_again(
    run: Cli, execute: Execute, database: str, tmp_path: Path
) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run("-d", database, "import", str(path), "--engine", "first").code == 0
    assert execute(database, "SELECT origin, status FROM quotes") == [("first 3", "extracted")]
    assert execute(database, "SELECT tool FROM import_runs")[0][0].endswith(", first 3")
    again = run("-d", database, "import", "--reextract")
    assert again.code == 0
    rules = f"{ENGINE} {VERSION}"
    assert execute(database, "SELECT origin, status FROM quotes ORDER BY id") == [
        ("first 3", "rejected"),
        (rules, "extracted"),
    ]
    assert execute(database, "SELECT actor FROM decisions") == [(rules,)]
    # What one engine rejected no person did: the other may find it again.
    assert "1 new" in run("-d", database, "import", "--reextract", "--engine", "first").out
    assert run("-d", database, "imports", "undo", "3").code == 0
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert execute(database, "SELECT origin, status FROM quotes") == [("first 3", "extracted")]


@pytest.mark.usefixtures("installed")
def test_what_people_confirmed_outlasts_another_engine(
    run: Cli, execute: Execute, database: str, tmp_path: Path
) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    run("-d", database, "import", str(path), "--engine", "first")
    assert run("-d", database, "quotes", "confirm", "1", "--by", "ada").code == 0
    run("-d", database, "import", "--reextract")
    assert execute(database, "SELECT origin, status FROM quotes ORDER BY id")[0] == ("first 3", "confirmed")


@pytest.mark.usefixtures("installed")
def test_extract_takes_an_engine_too(run: Cli, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = run("extract", str(path), "--engine", "first", "--format", "json")
    assert '"The ferry sails again."' in found.out
    unknown = run("extract", str(path), "--engine", "loud")
    assert unknown.code == 1
    assert "no engine is called 'loud'" in unknown.err
