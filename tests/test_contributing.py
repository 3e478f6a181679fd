"""The recipes of CONTRIBUTING.md are tried: each on a copy of the source tree, its commands run, their output compared.

FACTDB_REWRITE=1 writes down what the commands print instead.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factdb.database.revision import HEAD

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "CONTRIBUTING.md"
RECIPES = {
    recipe.partition("\n")[0]: recipe
    for recipe in re.split(r"^### ", PAGE.read_text(encoding="utf-8").partition("\n## A release")[0], flags=re.M)[1:]
}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
# The numbers of the next migration and of the newest, which change with every migration.
NEXT = f"{int(HEAD) + 1:04}"


def change(tree: Path, diff: str) -> None:
    """Apply a `diff` block: its lines with " " and "-" are in the file once, and become those with " " and "+"."""
    name, _, lines = diff.removeprefix("--- ").partition("\n")
    rows = [line if line else " " for line in lines.splitlines()]
    old = "".join(f"{row[1:]}\n" for row in rows if row[0] in " -")
    new = "".join(f"{row[1:]}\n" for row in rows if row[0] in " +")
    text = (tree / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} has {text.count(old)} times:\n{old}"
    (tree / name).write_text(text.replace(old, new), encoding="utf-8")


def printed(tree: Path, block: str) -> str:
    """Run the commands of a `console` block in `tree`; what pytest prints is left out."""
    programs = tree / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "factdb").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factdb "$@"\n', encoding="utf-8")
    (programs / "factdb").chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": f"{tree}{os.pathsep}{tree / 'site'}", "COLUMNS": "100"}
    lines = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command = ["bash", "-euo", "pipefail", "-c", line[2:]]
            done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
            lines += [line, *([] if "pytest" in line else done.stdout.splitlines())]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_does_what_it_says(name: str, tmp_path: Path) -> None:
    tree = tmp_path / "factdb"
    for folder in ("factdb", "migrations", "tests", "docs", "seeds"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, tree)
    fresh = []
    for kind, text in BLOCK.findall(RECIPES[name]):
        block = text.replace("0099", NEXT).replace("0098", HEAD)
        if kind == "diff":
            change(tree, block)
        elif kind == "console":
            answer = printed(tree, block).replace(NEXT, "0099").replace(HEAD, "0098")
            fresh.append((text, answer))
        else:
            path = tree / block.split(None, 2)[1].replace("0099", NEXT)
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.partition("\n")[2], encoding="utf-8")
    assert fresh
    if os.environ.get("FACTDB_REWRITE"):
        page = PAGE.read_text(encoding="utf-8")
        for old, new in fresh:
            page = page.replace(f"```console\n{old}", f"```console\n{new}")
        PAGE.write_text(page, encoding="utf-8")
        return
    assert [old for old, _ in fresh] == [new for _, new in fresh], "run `make readme` and look at the difference"
