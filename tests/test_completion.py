"""`factdb completion`: a real bash completes commands, options, and the names that the database has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples import FERRY

# Completes each line given, its last word, as bash does on Tab.
COMPLETE = r"""
eval "$(factdb completion bash)"
for line in "$@"; do
  eval "COMP_WORDS=($(printf '%q ' "${line% *}" | sed 's/\\ / /g') '${line##* }')"
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  _factdb_completion factdb
  printf '%s|' "${COMPREPLY[@]}"
  echo
done
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_completes_names_from_the_database(run, database, tmp_path):
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    assert run("-d", database, "import", "ferry.txt", "--publisher", "Ellis Post").code == 0
    assert run("-d", database, "speakers", "add", "Mira Ahlberg").code == 0
    (tmp_path / "factdb").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factdb "$@"\n', encoding="utf-8")
    (tmp_path / "factdb").chmod(0o755)
    lines = {
        "factdb quo": "quotes|",
        "factdb quotes --speaker mi": "Mira\\ Ahlberg|Mira\\ Okafor|",
        "factdb speakers show Mira": "Mira\\ Ahlberg|Mira\\ Okafor|",
        "factdb quotes correct 1 --speaker Mira": "Mira\\ Ahlberg|Mira\\ Okafor|",
        "factdb import x.txt --publisher E": "Ellis\\ Post|",
        "factdb quotes --kind dir": "direct|",
        "factdb quotes --speaker %": "|",
        "factdb quotes -d nowhere.sqlite --speaker M": "|",
    }
    environment = {
        **os.environ,
        "FACTDB_DATABASE": database,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["bash", "-c", COMPLETE, "bash", *lines], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert done.stdout.splitlines() == list(lines.values()), done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(run, shell):
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert f"_FACTDB_COMPLETE={shell}_complete" in done.out
    program = shutil.which(shell)
    if program:
        check = [program, "--no-execute"] if shell == "fish" else [program, "-n"]
        assert subprocess.run(check, input=done.out, capture_output=True, text=True).returncode == 0


def test_a_shell_that_is_not_one_is_reported(run):
    assert run("completion", "tcsh").code == 2
    assert not Path("factdb.sqlite").exists()
