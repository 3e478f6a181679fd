"""Pages and feeds from the web, for `factdb import https://…`.

An address is resolved once, refused if it is not public, and the connection is made to what was resolved, so that a
name that changes its mind cannot lead inside (DNS rebinding); each redirect is checked as the first address was.
robots.txt is respected. Size, time and the number of redirects are bounded.
"""

from __future__ import annotations

import hashlib
import io
import ipaddress
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from factdb import __version__
from factdb.article import Article
from factdb.article.assemble import Known
from factdb.article.clock import bounded
from factdb.article.feed import parse_feed
from factdb.article.files import shown
from factdb.article.head import is_web_address
from factdb.article.page import read_page
from factdb.article.read import read_stream
from factdb.database.connect import read_connection
from factdb.database.url import is_postgresql, sqlite_path
from factdb.errors import ArticleError, MissingReaderError
from factdb.queries.sources import known_addresses

if TYPE_CHECKING:
    import httpx

AGENT = f"factdb/{__version__}"
MAX_BYTES = 16 * 1024 * 1024
MAX_REDIRECTS = 5
SECONDS = 30.0
"""For one answer, from the first byte asked for to the last one read."""
_ROBOTS_BYTES = 500 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, after redirects."""

    url: str
    raw: bytes
    content_type: str
    charset: str | None
    at: datetime


@dataclass(slots=True)
class Fetcher:
    """Fetch what is at addresses.

    Attributes:
        allow_private: Whether addresses within private networks and this machine may be fetched.
        keep: A folder in which the bytes of each answer are kept, named by their SHA-256.
        new_in: If not None, addresses are of feeds, and the pages of those items are fetched that this database does
            not have yet.
    """

    allow_private: bool = False
    keep: str | None = None
    new_in: str | None = None
    _robots: dict[str, Any] = field(default_factory=dict)

    def articles(self, url: str, given: Known, *, summaries: bool = False) -> Iterator[Article | ArticleError]:
        """Yield the articles at an address, or those of the new items of a feed (see `new_in`); never raises."""
        try:
            links = [url] if self.new_in is None else self._new_links(url, self.new_in)
        except ArticleError as error:
            yield error
            return
        for link in links:
            try:
                yield from self._articles(link, given, summaries)
            except ArticleError as error:
                yield error

    def _articles(self, url: str, given: Known, summaries: bool) -> Iterator[Article | ArticleError]:
        answer = self.fetch(url)
        if answer.content_type in {"text/html", "application/xhtml+xml"}:
            with bounded(shown(url), len(answer.raw)):
                page = read_page(
                    answer.raw, shown(url), encoding=None, given=given, found_at=answer.url, charset=answer.charset
                )
            yield replace(page, retrieved_at=answer.at)
            return
        for article in read_stream(io.BytesIO(answer.raw), url, given, summaries=summaries):
            if isinstance(article, Article):
                article = replace(article, url=article.url or answer.url, retrieved_at=answer.at)
            yield article

    def _new_links(self, url: str, database: str) -> list[str]:
        """Return the addresses of a feed's items that `database` does not have, oldest first."""
        feed = parse_feed(self.fetch(url).raw, shown(url))
        links = [urljoin(url, entry["link"]) for entry in feed.entries if entry.get("link")]
        wanted = [link for link in dict.fromkeys(reversed(links)) if is_web_address(link)]
        if not is_postgresql(database) and not sqlite_path(database).exists():
            return wanted
        with read_connection(database) as reader:
            known = known_addresses(reader, wanted)
        return [link for link in wanted if link not in known]

    def fetch(self, url: str) -> Fetched:
        """Return what is at an address.

        Raises:
            ArticleError: It is refused (private, robots.txt, too large, too slow, an error of the server).
            MissingReaderError: httpx or protego is not installed.
        """
        try:
            import httpx
            import protego  # noqa: F401 - both are asked for before anything is sent
        except ImportError:
            raise MissingReaderError(f"{shown(url)}: the web needs httpx; pip install 'factdb[fetch]'") from None
        try:
            with bounded(shown(url), 0), _client() as client:
                answer = self._follow(client, url)
        except httpx.HTTPError as error:
            why = " ".join(str(error).split()) or type(error).__name__
            raise ArticleError(f"{shown(url)}: cannot be fetched ({why}); check the address and try again") from error
        if self.keep:
            _keep(self.keep, answer)
        return answer

    def _follow(self, client: httpx.Client, url: str) -> Fetched:
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check_robots(client, at, url)
            answer = self._get(client, at, url, MAX_BYTES)
            if answer.status not in _REDIRECTS or not answer.location:
                if answer.status != 200:
                    raise ArticleError(f"{shown(url)}: the server answered {answer.status}; check the address")
                return Fetched(at, answer.raw, answer.content_type, answer.charset, datetime.now(UTC))
            at = urljoin(at, answer.location)
        raise ArticleError(f"{shown(url)}: more than {MAX_REDIRECTS} redirects; give the address of the page itself")

    def _check_robots(self, client: httpx.Client, url: str, asked: str) -> None:
        """Raise `ArticleError` if the site's robots.txt does not want `url` fetched (RFC 9309)."""
        from protego import Protego

        site = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        if site not in self._robots:
            at = f"{site}/robots.txt"
            for _ in range(MAX_REDIRECTS):
                answer = self._get(client, at, asked, _ROBOTS_BYTES)
                if answer.status not in _REDIRECTS or not answer.location:
                    break
                at = urljoin(at, answer.location)
            if answer.status >= 500:
                raise ArticleError(
                    f"{shown(asked)}: {site}/robots.txt cannot be read ({answer.status}); try again later"
                )
            self._robots[site] = Protego.parse(answer.raw.decode("utf-8", "replace") if answer.status == 200 else "")
        if not self._robots[site].can_fetch(url, AGENT):
            raise ArticleError(
                f"{shown(asked)}: the site's robots.txt asks not to fetch it; save the page in a browser, import that"
            )

    def _get(self, client: httpx.Client, url: str, asked: str, max_bytes: int) -> _Answer:
        """One request without redirects, to an address that was resolved and checked. Raises `ArticleError`."""
        host, address = self._resolved(url, asked)
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        pinned = parts._replace(netloc=(f"[{address}]" if ":" in address else address) + port, fragment="").geturl()
        headers = {
            "Host": host + port,
            "User-Agent": AGENT,
            "Accept": "text/html,application/xhtml+xml,application/xml,*/*;q=0.5",
        }
        ends = time.monotonic() + SECONDS
        raw = bytearray()
        with client.stream("GET", pinned, headers=headers, extensions={"sni_hostname": host}) as response:
            location = response.headers.get("location")
            if response.status_code in _REDIRECTS and location:
                return _Answer(response.status_code, location)
            for block in response.iter_bytes():
                raw += block
                if len(raw) > max_bytes:
                    raise ArticleError(f"{shown(asked)}: more than {max_bytes:,} bytes; save it and import the file")
                if time.monotonic() > ends:
                    raise ArticleError(f"{shown(asked)}: took more than {SECONDS:.0f} s; try again later")
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return _Answer(response.status_code, None, bytes(raw), kind, response.charset_encoding)

    def _resolved(self, url: str, asked: str) -> tuple[str, str]:
        """(host, the address that it has); raises `ArticleError` for one that is not public."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise ArticleError(f"{shown(asked)}: {shown(url)} is not an address") from None
        if parts.scheme not in {"http", "https"} or not host or parts.username:
            raise ArticleError(f"{shown(asked)}: {shown(url)} is not an address that factdb fetches (http, https)")
        try:
            host = host.encode("idna").decode() if not host.isascii() else host
            found = socket.getaddrinfo(host, port or parts.scheme, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ArticleError(f"{shown(asked)}: {shown(host)} is not known ({error}); check the address") from None
        addresses = [str(info[4][0]).partition("%")[0] for info in found]
        inside = next((one for one in addresses if not is_public(one)), None)
        if inside is not None and not self.allow_private:
            raise ArticleError(
                f"{shown(asked)}: {shown(host)} is {inside}, not a public address; --allow-private-addresses allows it"
            )
        return host, addresses[0]


def _client() -> httpx.Client:
    """Return a client that opens a connection for each request.

    Connections are pooled by address, and two names can share one: a connection would be used for a name that its
    certificate was never checked for.
    """
    import httpx

    return httpx.Client(trust_env=False, timeout=SECONDS, limits=httpx.Limits(max_keepalive_connections=0))


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None
    raw: bytes = b""
    content_type: str = ""
    charset: str | None = None


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that mean IPv4 ones (RFC 6052)."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the public Internet, also by an IPv4 address that an IPv6 one holds."""
    one = ipaddress.ip_address(address)
    if isinstance(one, ipaddress.IPv6Address):
        held = one.ipv4_mapped or one.sixtofour or (one.teredo and one.teredo[1])
        if one in _TRANSLATED:
            held = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if held:
            one = held
    return one.is_global and not one.is_multicast


def _keep(folder: str, answer: Fetched) -> None:
    """Keep an answer's bytes under their hash, which is the `raw_sha256` of the text that is stored of a page."""
    path = os.path.join(folder, hashlib.sha256(answer.raw).hexdigest())
    try:
        os.makedirs(folder, exist_ok=True)
        if not os.path.exists(path):
            with open(path + ".part", "wb") as file:
                file.write(answer.raw)
            os.replace(path + ".part", path)
    except OSError as error:
        raise ArticleError(f"{shown(folder)}: cannot keep what was fetched ({error.strerror}); check --keep") from error
