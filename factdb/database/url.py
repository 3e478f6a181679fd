"""Names of databases: a path or a URL, whose password is never printed.

SQLAlchemy parses the URLs; importing it is slow, so only messages and writers use it.
"""

from __future__ import annotations

import re
from pathlib import Path

from factdb.errors import DatabaseError

# Also in capitals and after blanks, because what follows may contain a password.
_POSTGRESQL = re.compile(r"\s*postgres(?:ql)?(?:\+psycopg)?:", re.IGNORECASE)
_URL = re.compile(r"\s*([a-z][a-z0-9+.-]*):/", re.IGNORECASE)
# The keywords of a connection string of libpq that are most used.
_KEYWORDS = re.compile(r"(?:^|\s)(?:host|hostaddr|port|dbname|user|password|service|sslmode)\s*=", re.IGNORECASE)
_SIGNS = r"[/?#@\[\]\s]"


def is_postgresql(database: str) -> bool:
    """Return whether `database` is a PostgreSQL URL; everything else is a SQLite file."""
    return _POSTGRESQL.match(database) is not None


def sqlite_path(database: str) -> Path:
    """Return the file of a SQLite database given as a path or a sqlite:/// URL.

    Raises:
        DatabaseError: It is another kind of URL, or empty.
    """
    if database.startswith("sqlite:///"):
        return Path(database.removeprefix("sqlite:///"))
    if _URL.match(database) or (_KEYWORDS.search(database) and not Path(database).exists()):
        raise DatabaseError(
            f"{shown(database)}: not a kind of database that factdb knows: give a path or postgresql://USER@HOST/NAME"
        )
    if not database:
        raise DatabaseError("no database: give --database a path or a postgresql:// URL")
    return Path(database)


def shown(database: str) -> str:
    """Return the printable name of a database: a path as it is, a URL only by its user, host, port and name."""
    if not (is_postgresql(database) or _URL.match(database)):
        return "a connection string" if _KEYWORDS.search(database) else database
    if not is_postgresql(database) or misread(database):
        scheme = _POSTGRESQL.match(database) or _URL.match(database)
        assert scheme is not None
        return scheme[0].strip().rstrip(":/").lower() + "://…"
    from sqlalchemy.engine import make_url

    url = make_url(driver_url(database))
    host, port = (given or url.query.get(key, "") for given, key in ((url.host, "host"), (url.port, "port")))
    host = f"[{host}]" if ":" in str(host) else host
    return (
        f"postgresql://{url.username or ''}{'@' if url.username else ''}{host}{f':{port}' if port else ''}"
        f"/{url.database or url.query.get('dbname', '')}"
    )


def driver_url(database: str) -> str:
    """Return a PostgreSQL URL for SQLAlchemy, with the driver psycopg."""
    return _POSTGRESQL.sub("postgresql+psycopg:", database.strip(), count=1)


def misread(database: str) -> str | None:
    """Return why a PostgreSQL URL cannot be parsed as intended, so that part of a password might be printed.

    Returns:
        None if it is unambiguous.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(driver_url(database))
    except (ArgumentError, ValueError):
        return "no URL: write postgresql://USER:PASSWORD@HOST:PORT/NAME"
    if re.search(r"%(?![0-9A-Fa-f]{2})", database):
        return "a percent sign is written %25"
    # If one of these characters is not encoded, libpq and SQLAlchemy parse the URL differently.
    for part, signs in ((url.username, _SIGNS), (url.password, _SIGNS), (url.host, _SIGNS), (url.database, r"[?#@\s]")):
        if part and part in database and re.search(signs, part):
            return "signs in user, password or name are written by their codes: / %2F, ? %3F, # %23, @ %40, : %3A"
    return None


def without_secrets(message: str, database: str) -> str:
    """Return `message` without any password of the URL, wherever the database's driver repeats it."""
    from sqlalchemy.engine import make_url

    url = make_url(driver_url(database))
    for secret in (url.password, *(value for key, value in url.query.items() if "pass" in key)):
        if isinstance(secret, str) and secret:
            message = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "…", message)
    return message


def libpq_url(database: str) -> str:
    """Return a PostgreSQL URL with the scheme that libpq knows."""
    return _POSTGRESQL.sub("postgresql:", database.strip(), count=1)
