"""The word lists: commented, sorted, and open to a newsroom's own words."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from factdb.errors import FactdbError
from factdb.extract.wordlists import read_words

LISTS = sorted(
    path.name.removesuffix(".txt")
    for path in resources.files("factdb.extract").joinpath("words").iterdir()
    if path.name.endswith(".txt")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_what_it_holds_and_is_sorted(name: str) -> None:
    text = resources.files("factdb.extract").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    section: list[str] = []
    for line in [*text.splitlines(), "[end]"]:
        if line.startswith("["):
            assert name == "cues" or section == sorted(section), f"{name}.txt is out of order before {line}"
            section = []
        elif line and not line.startswith("#"):
            section.append(line.partition(" =")[0])


def read_name(text: str, folder: Path) -> str:
    """What a fresh interpreter makes of `text`, with the lists of `folder` added."""
    code = (
        "import sys; from factdb.article import Article; from factdb.extract.people import find_people;"
        "print([(e.name, e.titles, e.gender) for e in find_people(Article(sys.argv[1], 'x', '')).entities])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, text],
        env=os.environ | {"FACTDB_WORDS": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr


def test_a_newsroom_adds_words_in_a_file_of_its_own(tmp_path: Path) -> None:
    text = "Quizwit Xanthe Ruiz left."
    assert "'Quizwit'" not in read_name(text, tmp_path)
    (tmp_path / "roles.txt").write_text("[either]\nquizwit\n", encoding="utf-8")
    (tmp_path / "given_names.txt").write_text("# ours\n[female]\nXanthe\n", encoding="utf-8")
    assert "[('Xanthe Ruiz', ['Quizwit'], 'f')]" in read_name(text, tmp_path)


FAULTS = [
    (b"quizmaster\n", ":1: ", "an entry outside any section"),
    ("[either]\nna\u00efve\n".encode("latin-1"), "UTF-8", "not UTF-8"),
]


@pytest.mark.parametrize(("content", "message", "reason"), FAULTS)
def test_a_faulty_file_is_named_with_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, message: str, reason: str
) -> None:
    (tmp_path / "roles.txt").write_bytes(content)
    monkeypatch.setenv("FACTDB_WORDS", str(tmp_path))
    with pytest.raises(FactdbError) as caught:
        read_words("roles")
    assert str(tmp_path / "roles.txt") in str(caught.value), reason
    assert message in str(caught.value), reason
