"""The tools that newsrooms point at the database, as docs/tools.md shows them: each block is run, its answer compared.

FACTDB_REWRITE=1 writes down what they print instead. A tool that is not installed is skipped, and named.
"""

import importlib.util
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from processes import free_port, started

PAGE = Path(__file__).parents[1] / "docs" / "tools.md"
SUPERSET = Path(__file__).parents[1] / ".venv-superset"
NEEDS = re.compile(r"<!-- needs: (.*) -->")
SHOWN = re.compile(r"```(sh|python)\n((?:(?!```).)*)```\n\n```text\n(.*?)```", re.S)
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
    if need == "Superset":
        return None if (SUPERSET / ".ready").is_file() else "Superset (make tools)"
    if need == "datasette":
        return None if (Path(sys.executable).parent / "datasette").is_file() else need
    if need == "RSQLite":
        asked = shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(RSQLite)"], capture_output=True)
        return None if asked and asked.returncode == 0 else "r-cran-rsqlite"
    found = shutil.which(need) if need in ("psql", "isql", "Rscript") else importlib.util.find_spec(need)
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


def as_reader(url: str, request: pytest.FixtureRequest) -> str:
    """The URL by which a new role of `factdb db grant-reader` reads the database at `url`."""
    role = f"desk_{secrets.token_hex(4)}"
    grant = [sys.executable, "-m", "factdb", "-d", url, "db", "grant-reader", role]
    subprocess.run(grant, check=True, capture_output=True)
    execute = request.getfixturevalue("execute")
    request.addfinalizer(lambda: execute(url, f"DROP OWNED BY {role}", f"DROP ROLE {role}"))
    parts = urlsplit(url)
    return parts._replace(netloc=f"{role}@{parts.netloc.rpartition('@')[2]}").geturl()


@pytest.fixture
def superset(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A Superset server with an administrator; the environment in which it is found."""
    port = str(free_port())
    shutil.copy(SUPERSET / "superset.db", tmp_path)
    (tmp_path / "config.py").write_text(
        f"SECRET_KEY = {secrets.token_hex()!r}\nSQLALCHEMY_DATABASE_URI = 'sqlite:///{tmp_path}/superset.db'\n"
        "PREVENT_UNSAFE_DB_CONNECTIONS = False\nWTF_CSRF_ENABLED = False\n"
    )
    password = secrets.token_hex()
    own = {"SUPERSET_CONFIG_PATH": f"{tmp_path}/config.py", "SUPERSET_HOME": str(tmp_path), "FLASK_APP": "superset"}
    environment = {**os.environ, **own}
    superset = str(SUPERSET / "bin" / "superset")
    named = ["--username", "admin", "--firstname", "A", "--lastname", "D", "--email", "a@desk.example"]
    subprocess.run(
        [superset, "fab", "create-admin", *named, "--password", password],
        env=environment,
        check=True,
        capture_output=True,
    )
    with (
        open(tmp_path / "server.log", "w") as log,
        started([superset, "run", "-p", port], env=environment, stdout=log, stderr=log) as server,
    ):
        while True:
            with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/health", timeout=60):
                break
            assert server.poll() is None, (tmp_path / "server.log").read_text()
            time.sleep(0.2)
        yield {"SUPERSET_URL": f"http://127.0.0.1:{port}", "SUPERSET_PASSWORD": password}


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
    if "Superset" in wanted:
        environment |= request.getfixturevalue("superset")
        environment["FACTDB_READER_URL"] = as_reader(url, request)
    shown = SHOWN.findall(section)
    assert shown
    fresh = []
    for kind, code, _ in shown:
        command = [sys.executable, "-c", code] if kind == "python" else ["bash", "-euo", "pipefail", "-c", code]
        done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=500)
        assert done.returncode == 0, done.stderr
        fresh.append("\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n") + "\n")
    if os.environ.get("FACTDB_REWRITE"):
        answers = iter(fresh)
        rewritten = SHOWN.sub(lambda m: f"```{m[1]}\n{m[2]}```\n\n```text\n{next(answers)}```", section)
        PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(section, rewritten), encoding="utf-8")
        return
    assert [text for _, _, text in shown] == fresh
