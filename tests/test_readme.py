"""README's blocks are run and compared. FACTDB_REWRITE=1 writes down what they print instead (`make readme`)."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.S)
# Public ids are drawn again in every database.
UID = re.compile(r"[0-9a-f]{32}")


def played(block: str, folder: Path) -> str:
    lines = []
    for command in (line for line in block.splitlines() if line.startswith("$ ")):
        words = shlex.split(command[2:])
        assert words[0] == "factdb", command
        done = subprocess.run(
            [sys.executable, "-m", "factdb", *words[1:]],
            cwd=folder,
            env={**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        lines += [command, UID.sub("0123456789abcdef0123456789abcdef", done.stdout).rstrip("\n")]
    return "\n".join(line for line in lines if line) + "\n"


def test_every_block_of_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    text = README.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) >= 5
    fresh = [played(block, tmp_path) for block in blocks]
    if os.environ.get("FACTDB_REWRITE"):
        answers = iter(fresh)
        README.write_text(BLOCK.sub(lambda _: f"```console\n{next(answers)}```", text), encoding="utf-8")
        return
    assert blocks == fresh, "run `make readme` and look at the difference"


def test_the_sql_of_the_readme_runs(run, seeded_sqlite: str) -> None:
    import sqlite3

    statements = [
        s.strip()
        for block in re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
        for s in block.split(";")
        if s.strip()
    ]
    assert len(statements) >= 3
    with sqlite3.connect(seeded_sqlite) as connection:
        results = [connection.execute(statement).fetchall() for statement in statements]
    connection.close()
    assert results[0] == [(0,)], "no span that does not hold"
    assert all(results)
