"""Checks that run before every page: who may ask, from where, and what a browser may do with the response.

A server on one's own machine is in danger from other people's pages in one's own browser. The Host header stops a page
whose name was pointed at this machine (DNS rebinding), the origin and the token stop a form that another page sends
(CSRF), and the policy sent with each page stops script in the words of an article (XSS).
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
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
    # Not no-referrer, which makes browsers send "Origin: null" with our own forms.
    b"referrer-policy": b"same-origin",
    b"cache-control": b"no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one server.

    Attributes:
        hosts: The Host headers that are accepted, with their ports: "127.0.0.1:8100".
        passwords: The password of each person, which a browser must send by HTTP Basic; that of "" goes with any name.
            Empty if none is needed.
        user_header: The header in which a proxy names the user; None if there is no proxy.
        actor: Who decides if neither a proxy nor a password names somebody; None for a server that only reads.
        desk: Whether visitors may decide.
        token: The token that every form carries; new at every start.
    """

    hosts: frozenset[str]
    passwords: Mapping[str, str] = field(default_factory=dict)
    user_header: str | None = None
    actor: str | None = None
    desk: bool = False
    token: str = ""

    def refusal(self, method: str, headers: Iterable[tuple[bytes, bytes]]) -> tuple[int, str] | None:
        """Check a request.

        Returns:
            The HTTP status and a sentence that says why the request is refused; None if it is accepted.
        """
        given: dict[str, list[str]] = {}
        for name, value in headers:
            given.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        if len(given.get("host", [])) != 1 or given["host"][0].lower() not in self.hosts:
            return 421, "This server is not known by that name. Use the address that factdb serve printed."
        if self.passwords and self._person(given.get("authorization", [])) is None:
            return 401, "A password is needed."
        users = given.get(self.user_header.lower(), []) if self.user_header is not None else [""]
        if len(users) != 1 or (self.user_header is not None and not users[0].strip()):
            return 403, "The proxy did not say who is logged in."
        if method in ("GET", "HEAD"):
            return None
        if method != "POST" or not self.desk:
            return 405, "This room is read-only. Start it with factdb serve --desk to make decisions."
        if not self._same_origin(given):
            return 403, "This form was sent from another site."
        return None

    def _person(self, authorizations: list[str]) -> str | None:
        """Return whose password was sent, "" if it goes with any name; None if it is nobody's."""
        if len(authorizations) != 1 or not authorizations[0].lower().startswith("basic "):
            return None
        try:
            name, _, sent = base64.b64decode(authorizations[0][6:], validate=True).partition(b":")
        except (binascii.Error, ValueError):
            return None
        for person in (name.decode("utf-8", "replace"), ""):
            password = self.passwords.get(person)
            if password is not None and secrets.compare_digest(sent, password.encode()):
                return person
        return None

    @staticmethod
    def _same_origin(given: dict[str, list[str]]) -> bool:
        """Check that a form comes from this server: everything that the browser says about its origin must agree."""
        site, origin = given.get("sec-fetch-site", []), given.get("origin", [])
        if site and site != ["same-origin"]:
            return False
        if origin and (len(origin) != 1 or urlsplit(origin[0]).netloc.lower() != given["host"][0].lower()):
            return False
        return bool(site or origin)

    def who(self, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
        """Return who decides: whom the proxy or the password names, or else the one the server was started for.

        Returns:
            None if the server only reads.
        """
        if not self.desk:
            return None
        if self.user_header is not None:
            wanted = self.user_header.lower().encode("latin-1")
            return next(_words(value) for name, value in headers if name.lower() == wanted)
        return self._person([v.decode("latin-1") for n, v in headers if n.lower() == b"authorization"]) or self.actor


def _words(header: bytes) -> str:
    """Decode a header's value: proxies send UTF-8, older ones Latin-1."""
    try:
        return header.decode().strip()
    except UnicodeDecodeError:
        return header.decode("latin-1").strip()


def guarded(app: App, guard: Guard) -> App:
    """Put `app` behind a guard.

    Refused requests never reach it, and every response carries the security headers.
    """

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
        status, message = refused
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        if status == 401:
            headers.append((b"www-authenticate", b'Basic realm="factdb", charset="UTF-8"'))
        if status == 405:
            headers.append((b"allow", b"GET, HEAD, POST" if guard.desk else b"GET, HEAD"))
        await send_guarded({"type": "http.response.start", "status": status, "headers": headers})
        body = b"" if scope["method"] == "HEAD" else (message + "\n").encode()
        await send_guarded({"type": "http.response.body", "body": body})

    return answer
