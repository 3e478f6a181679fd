"""What the tests of the reading room share: articles of our own invention, a server started by the real command, and
plain requests to it."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest
from click.testing import CliRunner
from processes import started

from factdb.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"
HARBOUR = """Harbour plan could double traffic, mayor says

By Lena Brandt
Published: May 2, 2024

PORT ELLERY — Mayor Rosalind Achebe said Thursday the new harbour plan would double ferry traffic within four years.

“We will not raise a single fee on the people of this city to pay for the new terminal,” Achebe told reporters.

The opposition leader, Tomas Vidal, called the plan “a bridge to nowhere.” Okoro said it was not.

Vidal said the terminal would cost 340 million dollars.

“We are not going to sell the old docks under any circumstances,” said Harbour Commissioner Ines Okoro.
"""
HARBOUR_LATER = HARBOUR.replace("340 million", "430 million").replace("double traffic", "double ferry traffic")
TERMINAL = """Achebe defends terminal

Published: May 3, 2024

PORT ELLERY — Mayor Rosalind Achebe defended her plan on Friday. “We will not raise a single fee on the people of this
city to pay for the new terminal,” she said.

Harbour Commissioner Ines Okoro said the sale could bring 20 million dollars. Tomas Vidal said Achebe had urged the
council to wait.
"""

# More than fits on a page of a list.
COUNCIL = (
    "Council sits late\n\nPublished: May 6, 2024\n\nPORT ELLERY — The council sat until midnight.\n\n"
    + "\n\n".join(
        f"“Item {word} of the list is settled for this year,” said Councillor Dora Feld."
        for word in "one two three four five six seven eight nine ten eleven twelve".split()
    )
)


def factdb(database: str, *args: str, cwd: Path | None = None) -> str:
    """What a command prints; it must succeed. Run within this process, which is quick."""
    with CliRunner().isolation() as (out, err, _), chdir(cwd or Path.cwd()):
        argv, sys.argv = sys.argv, ["factdb", "-d", database, *args]
        with pytest.raises(SystemExit) as stop:
            main()
        sys.argv = argv
        sys.stdout.flush()
        sys.stderr.flush()
        assert stop.value.code == 0, err.getvalue().decode()
        return out.getvalue().decode()


def fill(database: str, folder: Path) -> None:
    """Seeds, two outlets, an article in two versions, claims, a review with evidence, a draft and a superseded one."""
    factdb(database, "import", str(SEEDS))
    article = folder / "harbour.txt"
    for name, text, publisher in (
        ("harbour.txt", HARBOUR, "Ellery Courier"),
        ("terminal.txt", TERMINAL, "Coast Post"),
        ("harbour.txt", HARBOUR_LATER, "Ellery Courier"),
        ("council.txt", COUNCIL, "Coast Post"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        factdb(database, "import", name, "--publisher", publisher, cwd=folder)
    article.unlink()
    review = ("--organization", "Example Post", "--explanation", "Both governments say so.", "--by", "ada")
    factdb(database, "reviews", "add", "28", "--rating", "False", *review)
    factdb(database, "reviews", "evidence", "1", "supports", "--link", "https://example.org/wreck", "--title", "Wreck")
    factdb(database, "reviews", "evidence", "1", "context", "--quote", "3")
    factdb(database, "reviews", "publish", "1")
    factdb(database, "reviews", "add", "28", "--rating", "Mostly true", *review, "--supersedes", "1", "--publish")
    factdb(
        database,
        "reviews",
        "add",
        "30",
        "--rating",
        "Half true",
        *review,
        "--url",
        "https://example.org/r",
        "--publish",
    )
    factdb(database, "reviews", "add", "31", "--rating", "True", *review)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


class Server(NamedTuple):
    """A running `factdb serve`."""

    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request; `headers` with "_" for "-", None leaves one out that a browser sends."""
        sent = {"Host": f"{self.host}:{self.port}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value.encode())
            if method == "POST":
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode())
            answer = connection.getresponse()
            found = {k.lower(): v for k, v in answer.getheaders()}
            return Answer(answer.status, found, answer.read().decode())
        finally:
            connection.close()

    def get(self, path: str) -> str:
        """A page, wherever it leads; it must be there."""
        answer = self.ask(path)
        if answer.status in (302, 303):
            return self.get(answer.headers["location"])
        assert answer.status == 200, (path, answer.status, answer.text[:300])
        return answer.text

    def send(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """A form as our own page sends it."""
        own = {
            "Content_Type": "application/x-www-form-urlencoded",
            "Sec_Fetch_Site": "same-origin",
            "Origin": f"http://{self.host}:{self.port}",
        }
        return self.ask(path, "POST", urlencode(fields), **{**own, **headers})

    def decide(self, page: str, decision: str, value: str = "", query: str = "") -> str:
        """Decide on the item that a page of the desk shows; returns the page after it."""
        fields = hidden(page) | {"decision": decision, "value": value}
        answer = self.send("/desk", fields)
        assert answer.status == 303, answer.text[:500]
        return self.get(answer.headers["location"])


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form that has a token."""
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]  # type: ignore[index]
        for name in ("token", "noun", "number", "seen")
        if f'name="{name}"' in page
    }


@contextmanager
def serving(database: str, *args: str, folder: Path | None = None) -> Iterator[Server]:
    """`factdb serve` as a process of its own, at a free port, until the end."""
    call = [sys.executable, "-m", "factdb", "-d", database, "serve", "--port", "0", *args]
    with started(call, stderr=subprocess.PIPE, text=True, cwd=folder) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert first.startswith("http"), first + process.stderr.read()
        parts = urlsplit(first.split()[0])
        assert parts.hostname
        yield Server("127.0.0.1", parts.port or 0)
        process.terminate()
        process.wait(timeout=60)


class Page(HTMLParser):
    """The elements of a page as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def every_path(database: str) -> list[str]:
    """The address of every page of a filled database, by number."""
    paths = ["/", "/articles", "/speakers", "/claims", "/claims?candidates=yes", "/reviews", "/search"]
    paths.append("/search?words=the")
    kinds = {"source": "article", "quote": "q", "speaker": "speaker", "claim": "claim", "review": "review"}
    for noun, kind in kinds.items():
        sql = f"SELECT DISTINCT {noun}_id FROM report_{noun}s ORDER BY 1"
        numbers = factdb(database, "sql", "--as-owner", sql, "--format", "csv", "--limit", "0").split()[1:]
        paths += [f"/{kind}/{number}" for number in numbers]
        if kind == "article":
            paths += [f"/article/{number}/versions" for number in numbers]
    return paths
