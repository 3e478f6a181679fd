"""Pages and feeds from the web, for `factdb import https://…`.

An address is resolved once, refused if it is not public, and the connection is made to what was resolved, so that a
name that changes its mind cannot lead inside (DNS rebinding); each redirect is checked as the first address was.
robots.txt is respected, requests to one host are apart (see `Turns`), and a feed that is watched is asked for again
only if it has changed. Size, time and the number of redirects are bounded.
"""

from __future__ import annotations

import hashlib
import io
import ipaddress
import os
import socket
import time
from collections.abc import Iterator, Mapping
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
from factdb.ingest.turns import LaterError, Turns
from factdb.queries.sources import known_addresses

if TYPE_CHECKING:
    import httpx

AGENT = f"factdb/{__version__}"
MAX_BYTES = 16 * 1024 * 1024
MAX_REDIRECTS = 5
SECONDS = 30.0
"""For one answer, from the first byte asked for to the last one read."""
_ROBOTS_BYTES = 500 * 1024
_ROBOTS_SECONDS = 24 * 3600
"""How long a robots.txt counts (RFC 9309)."""
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, after redirects."""

    url: str
    raw: bytes
    content_type: str
    charset: str | None
    at: datetime
    headers: Mapping[str, str]


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
    turns: Turns = field(default_factory=Turns)
    _robots: dict[str, tuple[float, Any]] = field(default_factory=dict)
    # Of feeds whose items were all fetched: the headers that ask for the feed if it has changed.
    _unchanged: dict[str, dict[str, str]] = field(default_factory=dict)

    def articles(self, url: str, given: Known, *, summaries: bool = False) -> Iterator[Article | ArticleError]:
        """Yield the articles at an address, or those of the new items of a feed (see `new_in`); never raises."""
        state: dict[str, str] = {}
        try:
            links = [url] if self.new_in is None else self._new_links(url, self.new_in, state)
        except ArticleError as error:
            yield error
            return
        is_whole = True
        while links:
            link = links.pop(0)
            try:
                yield from self._articles(link, given, summaries)
            except LaterError as error:
                apart = [other for other in links if urlsplit(other).hostname != urlsplit(link).hostname]
                left, links, is_whole = len(links) - len(apart), apart, False
                yield LaterError(f"{error}; {left} more of its pages are left for then") if left else error
            except ArticleError as error:
                is_whole = False
                yield error
        if is_whole:
            self._unchanged[url] = state

    def may_be_asked(self, url: str) -> bool:
        """Tell whether the host of `url` has not asked to be left alone for now."""
        return not self.turns.is_held(urlsplit(url).hostname or "")

    def _articles(self, url: str, given: Known, summaries: bool) -> Iterator[Article | ArticleError]:
        answer = self.fetch(url)
        assert answer is not None  # it is None only for headers that ask so
        if answer.content_type in {"text/html", "application/xhtml+xml"}:
            with bounded(shown(url), len(answer.raw)):
                page = read_page(
                    answer.raw, shown(url), encoding=None, given=given, found_at=answer.url, charset=answer.charset
                )
            yield replace(page, retrieved_at=answer.at)
            return
        for article in read_stream(io.BytesIO(answer.raw), url, given, summaries=summaries):
            if isinstance(article, Article):
                stated = article.retrieved_at or answer.at
                article = replace(article, url=article.url or answer.url, retrieved_at=stated)
            yield article

    def _new_links(self, url: str, database: str, state: dict[str, str]) -> list[str]:
        """Return the addresses of a feed's items that `database` does not have, oldest first.

        `state` gets the headers by which the feed is asked for if it has changed.
        """
        asked = self._unchanged.get(url, {})
        answer = self.fetch(url, asked)
        if answer is None:
            state.update(asked)
            return []
        validators = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
        state.update({asks: answer.headers[has] for asks, has in validators.items() if has in answer.headers})
        feed = parse_feed(answer.raw, shown(url))
        links = [urljoin(url, entry["link"]) for entry in feed.entries if entry.get("link")]
        wanted = [link for link in dict.fromkeys(reversed(links)) if is_web_address(link)]
        if not is_postgresql(database) and not sqlite_path(database).exists():
            return wanted
        with read_connection(database) as reader:
            known = known_addresses(reader, wanted)
        return [link for link in wanted if link not in known]

    def fetch(self, url: str, if_changed: Mapping[str, str] | None = None) -> Fetched | None:
        """Return what is at an address; None if it has not changed since `if_changed`, the headers that ask so.

        Raises:
            ArticleError: It is refused (private, robots.txt, too large, too slow, an error of the server).
            LaterError: The site asks to be left alone for a while.
            MissingReaderError: httpx or protego is not installed.
        """
        try:
            import httpx
            import protego  # noqa: F401 - both are asked for before anything is sent
        except ImportError:
            raise MissingReaderError(f"{shown(url)}: the web needs httpx; pip install 'factdb[fetch]'") from None
        try:
            with bounded(shown(url), 0), _client() as client:
                answer = self._follow(client, url, if_changed or {})
        except httpx.HTTPError as error:
            why = " ".join(str(error).split()) or type(error).__name__
            raise ArticleError(f"{shown(url)}: cannot be fetched ({why}); check the address and try again") from error
        if self.keep and answer is not None:
            _keep(self.keep, answer)
        return answer

    def _follow(self, client: httpx.Client, url: str, if_changed: Mapping[str, str]) -> Fetched | None:
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            host = urlsplit(at).hostname or ""
            self.turns.check(host, shown(url))
            self.turns.take(host, self._check_robots(client, at, url), shown(url))
            answer = self._get(client, at, url, MAX_BYTES, if_changed)
            if answer.status not in _REDIRECTS or not answer.location:
                if answer.status == 304 and if_changed:
                    return None
                if answer.status != 200:
                    why = f"{shown(url)}: the server answered {answer.status}"
                    self.turns.hold(host, answer.status, answer.headers.get("retry-after"), why)
                    raise ArticleError(f"{why}; check the address")
                kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                return Fetched(at, answer.raw, kind, answer.charset, datetime.now(UTC), answer.headers)
            at = urljoin(at, answer.location)
        raise ArticleError(f"{shown(url)}: more than {MAX_REDIRECTS} redirects; give the address of the page itself")

    def _check_robots(self, client: httpx.Client, url: str, asked: str) -> float:
        """Return the seconds between requests that the site's robots.txt asks for, 0 if none (RFC 9309).

        Raises:
            ArticleError: It does not want `url` fetched, or cannot be read.
        """
        from protego import Protego

        site = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        read_at, rules = self._robots.get(site, (0.0, None))
        if rules is None or time.monotonic() - read_at > _ROBOTS_SECONDS:
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
            rules = Protego.parse(answer.raw.decode("utf-8", "replace") if answer.status == 200 else "")
            self._robots[site] = (time.monotonic(), rules)
        if not rules.can_fetch(url, AGENT):
            raise ArticleError(
                f"{shown(asked)}: the site's robots.txt forbids fetching it; save the page in a browser and import"
                " the file"
            )
        return float(rules.crawl_delay(AGENT) or 0)

    def _get(
        self, client: httpx.Client, url: str, asked: str, max_bytes: int, if_changed: Mapping[str, str] | None = None
    ) -> _Answer:
        """One request without redirects, to an address that was resolved and checked. Raises `ArticleError`."""
        host, address = self._resolved(url, asked)
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        pinned = parts._replace(netloc=(f"[{address}]" if ":" in address else address) + port, fragment="").geturl()
        headers = {
            "Host": host + port,
            "User-Agent": AGENT,
            "Accept": "text/html,application/xhtml+xml,application/xml,*/*;q=0.5",
            **(if_changed or {}),
        }
        ends = time.monotonic() + SECONDS
        raw = bytearray()
        with client.stream("GET", pinned, headers=headers, extensions={"sni_hostname": host}) as response:
            if response.status_code in _REDIRECTS and response.headers.get("location"):
                return _Answer(response.status_code, response.headers)
            for block in response.iter_bytes():
                raw += block
                if len(raw) > max_bytes:
                    raise ArticleError(f"{shown(asked)}: more than {max_bytes:,} bytes; save it and import the file")
                if time.monotonic() > ends:
                    raise ArticleError(f"{shown(asked)}: took more than {SECONDS:.0f} s; try again later")
            return _Answer(response.status_code, response.headers, bytes(raw), response.charset_encoding)

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
            raise ArticleError(f"{shown(asked)}: {shown(host)} cannot be found ({error}); check the address") from None
        addresses = [str(info[4][0]).partition("%")[0] for info in found]
        inside = next((one for one in addresses if not is_public(one)), None)
        if inside is not None and not self.allow_private:
            where = shown(host) if host == inside else f"{shown(host)} is at {inside}, which"
            raise ArticleError(f"{shown(asked)}: {where} is not a public address; --allow-private-addresses allows it")
        return host, addresses[0]


def _client() -> httpx.Client:
    """Return a client that opens a connection for each request.

    Connections are pooled by address, and two names can share one: a connection would be used for a name that its
    certificate was never checked for.
    """
    import httpx

    return httpx.Client(
        trust_env=False,
        # Of the environment only SSL_CERT_FILE and SSL_CERT_DIR count, no proxy.
        verify=httpx.create_ssl_context(trust_env=True),
        timeout=SECONDS,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    raw: bytes = b""
    charset: str | None = None

    @property
    def location(self) -> str | None:
        return self.headers.get("location")


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
