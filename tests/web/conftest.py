import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from room import Server, fill, serving


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> str:
    """A database that is only read."""
    folder = tmp_path_factory.mktemp("room")
    database = str(shutil.copy(migrated_sqlite, folder / "room.sqlite"))
    fill(database, folder)
    return database


@pytest.fixture(scope="session")
def filled_postgresql(tmp_path_factory: pytest.TempPathFactory, postgresql_server) -> Iterator[str]:
    """The name of a database that others are copied from."""
    url = postgresql_server.migrated()
    fill(url, tmp_path_factory.mktemp("room"))
    yield urlsplit(url).path.removeprefix("/")
    postgresql_server.drop(url)


@pytest.fixture
def filled(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new filled database of either kind."""
    if backend == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("filled_sqlite"), tmp_path / "filled.sqlite"))
        return
    template = request.getfixturevalue("filled_postgresql")
    server = request.getfixturevalue("postgresql_server")
    url = server.create(template)
    yield url
    server.drop(url)


@pytest.fixture(scope="module")
def reading(filled_sqlite: str) -> Iterator[Server]:
    """A server for reading."""
    with serving(filled_sqlite) as server:
        yield server


@pytest.fixture
def desk(filled: str) -> Iterator[Server]:
    """A server with the desk over a database of either kind."""
    with serving(filled, "--desk", "--by", "Ada Moss") as server:
        yield server
