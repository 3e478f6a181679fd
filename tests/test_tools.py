"""The tools that newsrooms point at the database, as docs/tools.md shows them: each block is run, its answer compared.

FACTDB_REWRITE=1 writes down what they print instead. A tool that is not installed is skipped, and named.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "tools.md"
NEEDS = re.compile(r"<!-- needs: (.*) -->")
SHOWN = re.compile(r"```(sh|python)\n(.*?)```\n\n```text\n(.*?)```", re.S)
SECTIONS = re.split(r"^(?=## )", PAGE.read_text(encoding="utf-8"), flags=re.M)
TOOLS = {section.splitlines()[0].removeprefix("## "): section for section in SECTIONS[1:]}


def missing(need: str) -> str | None:
    """What has to be installed for `need`, None where it is there."""
    if need == "PostgreSQL":
        return None  # the fixture skips
    if need == "ODBC drivers":
        asked = shutil.which("odbcinst") and subprocess.run(["odbcinst", "-q", "-d"], capture_output=True, text=True)
        found = asked.stdout if asked else ""
        return None if "SQLite3" in found and "PostgreSQL Unicode" in found else "libsqliteodbc and odbc-postgresql"
    if need == "datasette":
        return None if (Path(sys.executable).parent / "datasette").is_file() else need
    found = shutil.which(need) if need == "psql" else importlib.util.find_spec(need)
    return None if found else need


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the page says are made first."""
    folder = tmp_path_factory.mktemp("desk")
    made = re.search(r"```sh\n(.*?)```", SECTIONS[0], re.S)
    assert made is not None
    seeds = PAGE.parents[1] / "seeds"
    for line in [f"factdb import {seeds}", *made[1].splitlines()]:
        command = [sys.executable, "-m", *line.split()]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_answers_as_the_page_shows(tool: str, desk: Path, request: pytest.FixtureRequest) -> None:
    section = TOOLS[tool]
    needs = NEEDS.search(section)
    assert needs is not None
    wanted = needs[1].split(", ")
    if lacking := [m for m in map(missing, wanted) if m]:
        pytest.skip(f"{tool}: not installed: {', '.join(lacking)}")
    programs = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}
    if "PostgreSQL" in wanted:
        url = request.getfixturevalue("postgresql_server").create()
        request.addfinalizer(lambda: request.getfixturevalue("postgresql_server").drop(url))
        environment["FACTDB_URL"] = url
        copy = [sys.executable, "-m", "factdb", "db", "copy", "factdb.sqlite", url]
        assert subprocess.run(copy, cwd=desk, capture_output=True).returncode == 0
    shown = SHOWN.findall(section)
    assert shown
    fresh = []
    for kind, code, _ in shown:
        command = [sys.executable, "-c", code] if kind == "python" else ["bash", "-euo", "pipefail", "-c", code]
        done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        fresh.append("\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n") + "\n")
    if os.environ.get("FACTDB_REWRITE"):
        answers = iter(fresh)
        rewritten = SHOWN.sub(lambda m: f"```{m[1]}\n{m[2]}```\n\n```text\n{next(answers)}```", section)
        PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(section, rewritten), encoding="utf-8")
        return
    assert [text for _, _, text in shown] == fresh
