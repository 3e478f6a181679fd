"""What stands before every page: who may ask, from where, and what a browser may do with the answer.

The dangers of a server on one's own machine are other people's pages in one's own browser. A page whose name was made
to point at this machine is stopped by the Host header, a form that another page sends by the origin and the token, and
words of an article that are script by the policy sent with each page.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
App = Callable[[Scope, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    # Not no-referrer: with that a browser sends "Origin: null" with our own forms.
    b"referrer-policy": b"same-origin",
    b"cache-control": b"no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one server.

    Attributes:
        hosts: The Host headers that are answered, with their ports: "127.0.0.1:8100".
        password: What a browser must send by HTTP Basic; None asks for none.
        user_header: The header in which a proxy says who asks; None where there is no proxy.
        actor: Who decides where no proxy says so; None makes a server that only reads.
        token: What every form carries, new with every start.
    """

    hosts: frozenset[str]
    password: str | None = None
    user_header: str | None = None
    actor: str | None = None
    desk: bool = False
    token: str = ""

    def refusal(self, method: str, headers: Iterable[tuple[bytes, bytes]]) -> tuple[int, str] | None:
        """Why a request is refused, as a status and a sentence; None where it is answered."""
        given: dict[str, list[str]] = {}
        for name, value in headers:
            given.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        if len(given.get("host", [])) != 1 or given["host"][0].lower() not in self.hosts:
            return 421, "This server does not go by that name. Ask for the address that factdb serve printed."
        if self.password is not None and not self._knows(given.get("authorization", [])):
            return 401, "A password is needed."
        users = given.get(self.user_header.lower(), []) if self.user_header is not None else [""]
        if len(users) != 1 or (self.user_header is not None and not users[0].strip()):
            return 403, "The proxy did not say who asks."
        if method in ("GET", "HEAD"):
            return None
        if method != "POST" or not self.desk:
            return 405, "This room is for reading. Start it with factdb serve --desk to decide."
        if not self._same_origin(given):
            return 403, "A form of another page was sent here."
        return None

    def _knows(self, authorizations: list[str]) -> bool:
        if len(authorizations) != 1 or not authorizations[0].lower().startswith("basic "):
            return False
        try:
            told = base64.b64decode(authorizations[0][6:], validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return False
        return secrets.compare_digest(told, (self.password or "").encode())

    @staticmethod
    def _same_origin(given: dict[str, list[str]]) -> bool:
        """Whether a browser says that the form is of this server: all that it says must agree."""
        site, origin = given.get("sec-fetch-site", []), given.get("origin", [])
        if site and site != ["same-origin"]:
            return False
        if origin and (len(origin) != 1 or urlsplit(origin[0]).netloc.lower() != given["host"][0].lower()):
            return False
        return bool(site or origin)

    def who(self, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
        """Who decides: the one whom the proxy names, else the one the server was started for; None on one that only
        reads."""
        if not self.desk:
            return None
        if self.user_header is not None:
            wanted = self.user_header.lower().encode("latin-1")
            return next(_words(value) for name, value in headers if name.lower() == wanted)
        return self.actor


def _words(header: bytes) -> str:
    """A header's value: proxies send UTF-8, older ones Latin-1."""
    try:
        return header.decode().strip()
    except UnicodeDecodeError:
        return header.decode("latin-1").strip()


def guarded(app: App, guard: Guard) -> App:
    """`app` behind a guard: refused requests never reach it, and every answer carries the headers of the policy."""

    async def answer(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(n, v) for n, v in message.get("headers", []) if n.lower() not in _HEADERS]
                message = {**message, "headers": [*kept, *_HEADERS.items()]}
            await send(message)

        refused = guard.refusal(scope["method"], scope["headers"])
        if refused is None:
            await app(scope, receive, send_guarded)
            return
        status, told = refused
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        if status == 401:
            headers.append((b"www-authenticate", b'Basic realm="factdb", charset="UTF-8"'))
        if status == 405:
            headers.append((b"allow", b"GET, HEAD, POST" if guard.desk else b"GET, HEAD"))
        await send_guarded({"type": "http.response.start", "status": status, "headers": headers})
        body = b"" if scope["method"] == "HEAD" else (told + "\n").encode()
        await send_guarded({"type": "http.response.body", "body": body})

    return answer
