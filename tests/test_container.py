"""What the Containerfile does, without a builder: its commands in fresh environments, and its examples; and the wheel
that it builds under pipx and uvx, as README says."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from processes import started

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Make a fresh environment in `folder`; returns the variables with which its commands are found first."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=120)
    return os.environ | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def sh(command: str, variables: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        ["sh", "-ec", command], env=variables, cwd=folder, capture_output=True, text=True, timeout=550
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """(folder, variables) after the RUN commands, their folders within `folder`; no user is made."""
    folder = tmp_path_factory.mktemp("image")
    first, second = (run.strip() for run in re.findall(r"^RUN (.*)$", TEXT.replace("\\\n", " "), re.MULTILINE))
    second = re.sub(r"--mount=\S+|&& (?:useradd|chown) [^&]*", "", second)
    places = {"/src": str(ROOT), "/wheels": f"{folder}/wheels", "/data": f"{folder}/data"}
    for name, run in (("build", first), ("run", second)):
        variables = environment(folder / name)
        sh(re.sub("|".join(places), lambda found: places[found[0]], run), variables, folder)
    return folder, variables | {"FACTDB_DATABASE": f"{folder}/data/factdb.sqlite"}


@pytest.mark.stress
def test_the_examples_of_the_containerfile_run(image):
    folder, variables = image
    data = folder / "data"
    imported, served = re.findall(r"^#   podman run .*? (factdb (?:import|serve) .*)$", TEXT, re.MULTILINE)
    (data / "article.txt").write_text("“It works,” Ana Ruiz said on Monday.", encoding="utf-8")
    (data / "password").write_text("a long password\n")
    (data / "password").chmod(0o600)
    assert "1 new quote" in sh(imported, variables, data)
    command = ["/bin/sh", "-c", f"exec {served.replace('0.0.0.0', '127.0.0.1')}"]
    with started(command, env=variables, cwd=data) as serving:
        assert first_answer(serving, "http://127.0.0.1:8100/") == 401  # the password is asked for


def first_answer(serving: subprocess.Popen, url: str) -> int:
    deadline = time.monotonic() + 60
    while serving.poll() is None and time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(url, timeout=5).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.2)
    raise AssertionError("nobody answers")


@pytest.mark.stress
def test_pipx_and_uvx_run_the_wheel(image):
    folder, variables = image
    wheels = folder / "wheels"
    (wheel,) = wheels.glob("factdb-*.whl")
    sh("pip install --quiet pipx uv", variables, folder)
    shown = sh(f"uvx --no-index --find-links {wheels} --from {wheel} factdb --version", variables, folder)
    assert shown.startswith("factdb")
    places = {"PIPX_HOME": f"{folder}/pipx", "PIPX_BIN_DIR": f"{folder}/bin"}
    sh(f"pipx install --pip-args='--no-index --find-links {wheels}' '{wheel}[all]'", variables | places, folder)
    assert sh("bin/factdb --version", variables, folder) == shown
