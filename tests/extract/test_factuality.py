"""Whether the text says that it was said: actual, negated or possible."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdb.article import Article
from factdb.extract import extract_quotations

Cli = Callable[..., Any]

FACTUALITY = [
    # (text, factuality, content, reason)
    ("Ruiz said the hull leaked.", "actual", "the hull leaked", "said, and nothing against it"),
    ("Ruiz said the hull had never leaked.", "actual", "the hull had never leaked", "the negation is hers"),
    ("Ruiz never said the hull leaked.", "negated", "the hull leaked", "never"),
    ("Ruiz did not say that the hull leaked.", "negated", "that the hull leaked", "did not"),
    ("Ruiz hasn’t said that the hull leaked.", "negated", "that the hull leaked", "a contraction"),
    ("Ruiz will tell the council that the hull leaks.", "possible", "that the hull leaks", "still to come"),
    ("Ruiz may say that the hull leaks.", "possible", "that the hull leaks", "may"),
    ("Ruiz could have said that the hull leaked.", "possible", "that the hull leaked", "could have"),
]


@pytest.mark.parametrize(("text", "factuality", "content", "reason"), FACTUALITY)
def test_factuality(text: str, factuality: str, content: str, reason: str) -> None:
    found = [(q.factuality, q.text) for q in extract_quotations(Article(text, "test", ""))]
    assert found == [(factuality, content)], reason


def test_the_command_prints_it(run: Cli, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text("Ferry news\n\nAna Ruiz never said the hull leaked.\n", encoding="utf-8")
    printed = json.loads(run("extract", str(path), "--format", "jsonl").out)
    assert [q["factuality"] for q in printed["quotes"]] == ["negated"]
    assert run("extract", str(path), "--format", "csv").out.splitlines()[0].split(",")[-1] == "factuality"
