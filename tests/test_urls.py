"""What a database is called: no password of a URL is ever printed, what cannot be read is reported on one line, and
what is made is for its owner alone."""

import os
import stat
import subprocess
import sys

import pytest

SECRET = "sw0rdfish"
# (URL, why it is tried). Nobody answers at port 1.
URLS = [
    ("postgresql://u:{}@127.0.0.1:1/db", "the plain form"),
    ("postgres://u:{}@127.0.0.1:1/db", "the short scheme"),
    ("postgresql+psycopg://u:{}@127.0.0.1:1/db", "the driver's scheme"),
    ("postgresql://127.0.0.1:1/db?user=u&password={}", "a parameter"),
    ("postgresql:///db?host=127.0.0.1&port=1&password={}", "a parameter alone"),
    ("postgresql://127.0.0.1:1/db?sslpassword={}", "another password"),
    ("postgresql://127.0.0.1:1/db?password={}&bogus=1", "a parameter beside one that there is not"),
    ("PostgreSQL://u:{}@127.0.0.1:1/db", "capitals in the scheme"),
    ("POSTGRES://u:{}@127.0.0.1:1/db", "capitals in the scheme"),
    (" postgresql://u:{}@127.0.0.1:1/db", "a blank before"),
    ("\tpostgresql://u:{}@127.0.0.1:1/db ", "a tab before, a blank after"),
    ("postgresql://u:{}/x@127.0.0.1:1/db", "a slash in the password"),
    ("postgresql://u:x/{}@127.0.0.1:1/db", "a slash in the password"),
    ("postgresql://u:{}#x@127.0.0.1:1/db", "a hash in the password"),
    ("postgresql://u:x?{}@127.0.0.1:1/db", "a question mark in the password"),
    ("postgresql://u:x@{}@127.0.0.1:1/db", "an at sign in the password"),
    ("postgresql://u:x:{}@127.0.0.1:1/db", "a colon in the password"),
    ("postgresql://u:x {}@127.0.0.1:1/db", "a blank in the password"),
    ("postgresql://u:{}%zz@127.0.0.1:1/db", "a percent sign that begins no code"),
    ("postgresql://u:{}@[::1/db", "a bracket that is not closed"),
    ("postgresql://u:{}@[nonsense]:1/db", "an address that is none"),
    ("postgresql://u:{}@127.0.0.1:abc/db", "a port that is none"),
    ("postgresql://u:{}@127.0.0.1:1/db?bogus=1", "a parameter that there is not"),
    ("postgresql://u:{}@127.0.0.1:1/db?sslmode", "a parameter without a value"),
    ("postgresql:/u:{}@127.0.0.1:1/db", "one slash"),
    ("postgresql:u:{}@127.0.0.1/db", "no slash"),
    ("postgresql://u/{}@127.0.0.1:1/db", "a slash for the colon"),
    ("host=127.0.0.1 port=1 password={}", "a connection string"),
    ("mysql://u:{}@127.0.0.1:1/db", "another database"),
    ("MySQL+x://u:{}@127.0.0.1:1/db", "another database"),
    ("postgresql+asyncpg://u:{}@127.0.0.1:1/db", "another driver"),
]


@pytest.mark.parametrize(("url", "reason"), URLS)
def test_no_message_holds_the_password(run, tmp_path, url, reason):
    for command in (["quotes"], ["db", "upgrade"], ["db", "backup"], ["db", "copy", "x.sqlite", url.format(SECRET)]):
        done = run("-d", url.format(SECRET), *command)
        assert (done.code, done.out) == (1, ""), (reason, command)
        assert SECRET not in done.err, (reason, command, done.err)
        assert done.err.startswith("factdb: "), (reason, done.err)
        assert done.err.count("\n") == 1, (reason, done.err)
    assert list(tmp_path.iterdir()) == [], reason


def test_a_url_is_shown_without_what_is_secret(run):
    output = run("-d", "postgresql://desk:x@127.0.0.1:1/facts?sslmode=disable&password=y", "quotes").err
    assert output.startswith("factdb: postgresql://desk@127.0.0.1:1/facts: ")
    assert "postgresql://[::1]:1/facts" in run("-d", "postgresql://[::1]:1/facts", "quotes").err


def test_every_form_of_the_scheme_is_read(run, postgresql_database):
    rest = postgresql_database.removeprefix("postgresql:")
    for scheme in ("postgres:", "PostgreSQL:", " postgresql:", "postgresql+psycopg:"):
        assert run("-d", scheme + rest, "db", "check") == (0, "no faults\n", ""), scheme
        assert run("-d", scheme + rest, "quotes").code == 0, scheme


def test_reading_from_postgresql_imports_no_sqlalchemy(postgresql_database):
    code = (
        "import sys; from factdb.database.connect import read_connection\n"
        f"with read_connection({postgresql_database!r}): print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.parametrize("name", ["new.sqlite", "there.sqlite"])
def test_databases_backups_and_archives_are_for_their_owner_alone(run, tmp_path, name):
    def mode(path):
        return oct(stat.S_IMODE((tmp_path / path).stat().st_mode))

    if name == "there.sqlite":  # what is there keeps its rights
        (tmp_path / name).touch(mode=0o644)
    was = os.umask(0o022)
    try:
        assert run("-d", name, "db", "upgrade").code == 0
        assert mode(name) == ("0o600" if name == "new.sqlite" else "0o644")
        assert run("-d", name, "db", "backup", "copy.sqlite").code == 0
        assert run("-d", name, "export", "jsonl", "everything", "-o", "all.jsonl.gz").code == 0
        assert run("-d", name, "export", "parquet", "everything", "-o", "all").code == 0
        assert run("db", "copy", "all.jsonl.gz", "again.sqlite").code == 0
        assert [mode(p) for p in ("copy.sqlite", "all.jsonl.gz", "again.sqlite")] == ["0o600"] * 3
        assert mode("all") == "0o700"
        assert run("-d", name, "export", "csv", "quotes", "-o", "quotes.csv").code == 0
        assert mode("quotes.csv") == "0o644"
    finally:
        os.umask(was)
