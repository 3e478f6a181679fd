"""One class per failure that factdb can explain. Every message says what is wrong, where, and what to do next.

What the operating system refuses is reported in one line too. Anything else that escapes is a bug and shows its
traceback.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


class FactdbError(Exception):
    """A failure with an explanation; the command line prints it on one line and exits with `exit_code`."""

    exit_code = 1


class ArticleError(FactdbError):
    """A file or page that cannot be read as an article. Says the file, the place and the remedy."""


class LeftOutError(ArticleError):
    """What is read and left out on purpose, such as a feed's summary; reported, and not a failure of the import."""


class RecordError(FactdbError):
    """An editor's record that does not validate. Each of `problems` says file, line, what is wrong and what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class DatabaseError(FactdbError):
    """A database that is missing, foreign, behind, ahead, locked, read-only or unreachable."""


class NotFoundError(FactdbError):
    """Nothing goes by that name or number; names the nearest that there is."""


class AmbiguousError(FactdbError):
    """A name that fits more than one speaker; lists the candidates."""


class QueryError(FactdbError):
    """An SQL statement that is wrong, would do more than read, or took too long."""


class MissingExtraError(FactdbError):
    """A feature whose optional dependency is not installed; names the extra to install."""


def library(name: str, extra: str | None = None) -> Any:
    """Import an optional library.

    Args:
        name: The module.
        extra: The extra of factdb that installs it, if one does.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        what = f"'factdb[{extra}]'" if extra else name
        raise MissingExtraError(f"this needs {name}: pip install {what}") from error


@contextmanager
def extra(name: str, what: str = "this") -> Iterator[None]:
    """Explain an import in the block that fails: `what` needs the missing package, which the extra `name` installs.

    Raises:
        MissingExtraError: A package of others is missing.
    """
    try:
        yield
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing in ("", "factdb"):
            raise
        raise MissingExtraError(f"{what} needs {missing}: pip install 'factdb[{name}]'") from error


def reason(error: Exception, remedy: str) -> str:
    """Return why the operating system or SQLite refused to write, and what to do: `remedy`, unless the disk is full."""
    why = getattr(error, "strerror", None) or str(error)
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "full" in why
    return f"({why}): {'make room and run the command again' if full else remedy}"


class MissingReaderError(ArticleError, MissingExtraError):
    """An article that cannot be read because the extra for its format is not installed."""
