"""`factdb serve`: the reading room in the browser."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

import click

from factdb.cli.options import actor_option
from factdb.errors import FactdbError, extra

PORT = 8100


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="NUMBER",
    default=PORT,
    show_default=True,
    help="Port; 0 for a free one.",
)
@click.option("--open", "opened", is_flag=True, help="Open the room in the browser.")
@click.option("--desk", is_flag=True, help="Add the desk: decide, add missing quotes, write claims and reviews.")
@actor_option("Who decides at the desk (default: login name).")
@click.option("--title", default="The reading room", metavar="TEXT", show_default=True, help="Name of the room.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", show_default=True, help="Address to listen on.")
@click.option("--allowed-host", multiple=True, metavar="NAME", help="Host name that browsers use; repeatable.")
@click.option(
    "--password-file", type=click.Path(path_type=Path), help="Ask for the password in this file, or each person's."
)
@click.option("--trust-header", metavar="NAME", help="Header in which a proxy names the user.")
@click.pass_obj
def serve(
    database: str,
    /,
    port: int,
    opened: bool,
    desk: bool,
    actor: str | None,
    title: str,
    host: str,
    allowed_host: tuple[str, ...],
    password_file: Path | None,
    trust_header: str | None,
) -> None:
    """Show the database in a browser; with --desk, decide there.

    By default only this machine can reach it. To let others in, require a password (over plain HTTP only on a network
    that you trust), or run it behind a proxy that logs people in and sets the header of --trust-header itself. A
    password file has one password, or a line "NAME: PASSWORD" for each person, under whose name decisions are then
    recorded. Needs the extra factdb[web].

    \b
    Example:
      factdb serve --open
      factdb serve --desk --by "Mira Okafor"
      factdb serve --desk --trust-header X-Remote-User --allowed-host room.example.org
    """
    with extra("web", "the reading room"):
        from factdb.web import running
    from factdb.database.connect import read_connection
    from factdb.store.runs import current_actor
    from factdb.web.guard import LOOPBACK, Guard

    local = host in ("127.0.0.1", "localhost", "::1")
    if not local and password_file is None and trust_header is None:
        raise FactdbError(
            f"{host} can be reached by others: add --password-file FILE or, behind a proxy that logs people in,"
            " --trust-header NAME; or leave --host out"
        )
    if (not local or trust_header is not None) and not allowed_host:
        raise FactdbError("give the host name that browsers use: --allowed-host room.example.org")
    passwords = _passwords(password_file) if password_file is not None else {}
    with read_connection(database):
        pass  # what is wrong with the database is reported here rather than on a page
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    names = [*allowed_host, *(LOOPBACK if local else ())]
    hosts = {name.lower() for name in allowed_host} | {f"{name.lower()}:{port}" for name in names}
    guard = Guard(
        hosts=frozenset(hosts | ({name for name in LOOPBACK if port == 80})),
        passwords=passwords,
        user_header=trust_header,
        actor=(actor or current_actor()) if desk else None,
        desk=desk,
        token=secrets.token_urlsafe(32) if desk else "",
    )
    name = allowed_host[0] if allowed_host else "[::1]" if host == "::1" else "127.0.0.1"
    address = f"http://{name}:{port}/" if trust_header is None else f"https://{name}/"
    _announce(address, desk, opened)
    running.run(database, guard, title, listener)


def _announce(address: str, desk: bool, opened: bool) -> None:
    what = f"with the desk at {address}desk" if desk else "for reading; --desk adds the desk"
    click.echo(f"{address}  ({what})\nControl-C stops it.", err=True)
    if opened:
        click.launch(address + ("desk" if desk else ""))


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Raises:
        FactdbError: The port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise FactdbError(
            f"{host}:{port}: cannot listen there ({error.strerror or error}): give another --port, or --port 0"
            " for a free one"
        ) from error
    return listener


def _passwords(path: Path) -> dict[str, str]:
    """Read one password, or those of several people, from a file that only its owner may read.

    Returns:
        The password of each person; that of "" goes with any name.

    Raises:
        FactdbError: The file cannot be read, others may read it, or a line has no name or too short a password.
    """
    try:
        mode = path.stat().st_mode
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise FactdbError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if mode & 0o077:
        raise FactdbError(f"{path}: others can read the password: chmod 600 {path}")
    if len(lines) == 1 and ": " not in lines[0]:
        lines = [f": {lines[0]}"]
    passwords = {}
    for number, line in enumerate(lines, 1):
        name, colon, password = line.partition(": ")
        if not colon:
            raise FactdbError(f"{path}:{number}: write NAME: PASSWORD for each person")
        passwords[name.strip()] = password.strip()
    if not passwords or min(map(len, passwords.values())) < 8:
        raise FactdbError(f"{path}: a password must have eight characters or more")
    return passwords
