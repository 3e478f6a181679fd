"""Engines: the built-in one, one that another package registers, and what is said of those that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdb.article import Article
from factdb.errors import FactdbError
from factdb.extract import ENGINE, VERSION
from factdb.extract.engines import engine, engine_names

PLUGIN = """
from factdb.extract.engines import Engine
ENGINE = Engine("silent", "7", lambda article, *, min_confidence=0.0: [])
NOTHING = 3
"""
ENTRY_POINTS = """[factdb.engines]
silent = silent_engine:ENGINE
broken = silent_engine:MISSING
number = silent_engine:NOTHING
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of a newsroom's own, as an installer leaves it on the path."""
    (tmp_path / "silent_engine.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "silent_engine-7.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: silent-engine\nVersion: 7\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_the_rules_are_always_there() -> None:
    rules = engine()
    assert (rules.name, rules.version) == (ENGINE, VERSION)
    found = rules.extract(Article("“We will sail,” Ana Ruiz said.", "test", ""))
    assert [q.text for q in found] == ["We will sail"]


@pytest.mark.usefixtures("installed")
def test_another_package_brings_its_own() -> None:
    assert engine_names() == ["rules", "broken", "number", "silent"]
    assert engine("silent").version == "7"
    assert engine("silent").extract(Article("“We will sail,” Ana Ruiz said.", "test", "")) == []


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("loud", "no engine is called 'loud'; there are: rules, broken, number, silent"),
        ("broken", "cannot be loaded"),
        ("number", "is no factdb.extract.engines.Engine"),
    ],
)
def test_an_engine_that_cannot_be_had_is_explained(name: str, message: str) -> None:
    with pytest.raises(FactdbError, match=message):
        engine(name)
