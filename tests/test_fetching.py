"""Pages and feeds by their address, from a server on this machine: what is fetched, refused and kept."""

from __future__ import annotations

import gzip
import hashlib
import os
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme
from inputs import PAGE, TITLE, item, pdf, rss, wrapped

from factdb.ingest import fetch, turns
from factdb.ingest.fetch import is_public
from factdb.ingest.watch import settled_files


class Site(BaseHTTPRequestHandler):
    """Answers by path; `pages` has (status, headers, body), and every request is written down."""

    pages: dict[str, tuple[int, dict[str, str], bytes]]
    asked: list[str]
    asked_at: list[float]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.asked_at.append(time.monotonic())
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):  # an answer that is refused is not read to its end
            for at in range(0, len(body), 1 << 13):
                self.wfile.write(body[at : at + (1 << 13)])
                if self.path == "/slow":
                    time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:
        pass


HTML = {"Content-Type": "text/html; charset=utf-8"}


@contextmanager
def serving(certificate: ssl.SSLContext | None = None) -> Iterator[tuple[int, type[Site]]]:
    class Own(Site):
        pass

    Own.pages = {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\n"), "/a": (200, HTML, PAGE.encode())}
    Own.asked, Own.asked_at = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    if certificate:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port, Own
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, type[Site]]]:
    monkeypatch.setattr(turns, "PAUSE", 0.0)
    with serving() as (port, own):
        yield f"http://127.0.0.1:{port}", own


ALLOW = "--allow-private-addresses"


def test_a_page_is_imported_by_its_address_and_kept(run, site, tmp_path: Path) -> None:
    address, own = site
    done = run("import", f"{address}/a", ALLOW, "--keep", "kept")
    assert (done.code, done.err) == (0, "")
    assert TITLE in done.out
    assert own.asked == ["/robots.txt", "/a"]
    (kept,) = (tmp_path / "kept").iterdir()
    assert kept.read_bytes() == PAGE.encode()
    assert kept.name == hashlib.sha256(PAGE.encode()).hexdigest()
    shown = run("sources", "show", "1").out
    assert f"{address}/a" in shown
    assert "unchanged" in run("import", f"{address}/a", ALLOW).out
    assert "faults: none" in run("verify").out


@pytest.mark.parametrize(
    ("path", "answer", "expected", "reason"),
    [
        ("/a", None, " 127.0.0.1 is not a public address; --allow-private-addresses allows it", "not allowed"),
        ("/private/a", (200, HTML, PAGE.encode()), "robots.txt forbids fetching it", "robots.txt"),
        ("/gone", (404, {}, b""), "the server answered 404; check the address", "an error"),
        ("/loop", (302, {"Location": "/loop"}, b""), "more than 5 redirects", "a loop"),
        ("/file", (302, {"Location": "file:///etc/passwd"}, b""), "is not an address that factdb fetches", "a file"),
        ("/large", (200, HTML, b"x" * 200_000), "more than 100,000 bytes", "too large"),
        ("/bomb", (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(9_000_000))), "more than", "a bomb"),
        ("/slow", (200, HTML, b"x" * 99_000), "took more than 0 s", "too slow"),
        ("/broken", (200, {**HTML, "Content-Encoding": "gzip"}, b"not at all"), "cannot be fetched", "not compressed"),
        ("/empty", (200, HTML, b""), "empty; nothing to import", "empty"),
    ],
)  # fmt: skip
def test_what_is_not_fetched_is_one_line(run, site, monkeypatch, path, answer, expected, reason) -> None:
    address, own = site
    monkeypatch.setattr(fetch, "MAX_BYTES", 100_000)
    if reason == "too slow":
        monkeypatch.setattr(fetch, "SECONDS", 0.3)
    if answer:
        own.pages[path] = answer
    done = run("import", f"{address}{path}", *([] if answer is None else [ALLOW]))
    assert done.code == 1
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith(f"factdb: {address}{path}: "), reason
    assert expected in done.err, reason


def test_a_redirect_or_a_name_that_leads_inside_is_refused(run, site, monkeypatch: pytest.MonkeyPatch) -> None:
    address, own = site
    real = fetch.is_public
    # The server that tests may ask is taken for a public one; the addresses it points to are judged as ever.
    monkeypatch.setattr(fetch, "is_public", lambda one: one == "127.0.0.1" or real(one))
    inside = (
        "http://127.0.0.2:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        "http://0/",
    )
    for number, target in enumerate(inside):
        own.pages[f"/{number}"] = (302, {"Location": target}, b"")
        done = run("import", f"{address}/{number}")
        assert "not a public address" in done.err, target
    asked = len(own.asked)
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("192.168.1.1", 80))])
    assert (
        "courier.example is at 192.168.1.1, which is not a public address"
        in run("import", "http://courier.example/a").err
    )
    assert len(own.asked) == asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_an_address_is_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public


def feed(address: str, numbers: range) -> bytes:
    items = [item(number).replace(f"https://courier.example/{number}<", f"{address}/{number}<") for number in numbers]
    return rss(items).encode()


def test_the_new_items_of_a_feed_are_imported_once(run, site) -> None:
    address, own = site
    own.pages["/rss"] = (200, {"Content-Type": "application/rss+xml"}, feed(address, range(3)))
    for number in range(4):
        own.pages[f"/{number}"] = (200, HTML, PAGE.replace(TITLE, f"{TITLE} {number}").encode())
    own.pages["/1"] = (500, {}, b"")
    done = run("import", "--feed", f"{address}/rss", ALLOW)
    assert "2 articles (2 new)" in done.out
    assert done.err == f"factdb: {address}/1: the server answered 500; check the address\n"
    own.pages["/1"] = (200, HTML, PAGE.replace(TITLE, f"{TITLE} 1").encode())
    own.pages["/rss"] = (200, {}, feed(address, range(4)))
    own.asked.clear()
    assert "2 articles (2 new)" in run("import", "--feed", f"{address}/rss", ALLOW).out
    assert own.asked == ["/robots.txt", "/rss", "/3", "/1"]
    assert "0 articles (none)" in run("import", "--feed", f"{address}/rss", ALLOW).out
    assert "4 articles (4 new)" not in run("import", f"{address}/rss", ALLOW).out


def test_a_document_is_fetched_too(run, site) -> None:
    address, own = site
    own.pages["/a.pdf"] = (200, {"Content-Type": "application/pdf"}, pdf(wrapped()))
    assert "1 article (1 new)" in run("import", f"{address}/a.pdf", ALLOW).out


def test_options_of_the_web_want_an_address(run) -> None:
    for option in (["--feed"], ["--keep", "x"]):
        done = run("import", "a.txt", *option)
        assert done.code == 2
        assert f"{option[0]} works only with an address" in done.err


def watched(run, monkeypatch: pytest.MonkeyPatch, looks: int, *arguments: str):
    """What is printed while feeds are watched for as many looks, which do not wait."""
    left = iter(range(looks - 1))

    def stop(_: float) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setitem(settled_files.__kwdefaults__, "wait", stop)
    return run("import", "--watch", *arguments, ALLOW)


def test_a_feed_is_watched(run, site, monkeypatch: pytest.MonkeyPatch) -> None:
    address, own = site
    own.pages["/rss"] = (200, {}, feed(address, range(1)))
    own.pages["/0"] = (200, HTML, PAGE.encode())
    done = watched(run, monkeypatch, 2, f"{address}/rss", "--every", "600")
    assert done.code == 0
    assert TITLE in done.out
    assert done.err.endswith("stopped watching\n")
    assert own.asked.count("/rss") == 1


def test_a_feed_is_not_watched_too_often(run) -> None:
    done = run("import", "--watch", "https://courier.example/rss", "--every", "5")
    assert done.code == 2
    assert "--every 5 asks a site too often: give 60 or more" in done.err


def test_a_feed_that_has_not_changed_is_not_read_again(run, site, monkeypatch: pytest.MonkeyPatch) -> None:
    address, own = site
    monkeypatch.setattr("factdb.cli.import_.FEWEST_SECONDS", 0)
    looks_at = iter(range(0, 10_000, 100))  # seconds between the looks pass without waiting
    monkeypatch.setattr("factdb.cli.import_.time", SimpleNamespace(monotonic=looks_at.__next__))
    own.pages["/rss"] = (200, {"ETag": '"1"'}, feed(address, range(2)))
    own.pages["/0"] = (200, HTML, PAGE.encode())
    looks = watched(run, monkeypatch, 3, f"{address}/rss", "--every", "1")
    # The first look leaves an item that could not be fetched; so the feed is read again, whether it changed or not.
    assert looks.err.count("/1: the server answered 404") == 3
    own.asked.clear()
    own.pages["/1"] = (200, HTML, PAGE.replace(TITLE, "Another").encode())
    looks = watched(run, monkeypatch, 3, f"{address}/rss", "--every", "1")
    assert own.asked == ["/robots.txt", "/rss", "/1", "/rss", "/rss"]
    assert looks.err.count("factdb:") == 0


def test_a_site_that_asks_to_wait_is_left_alone(run, site) -> None:
    address, own = site
    own.pages["/rss"] = (200, {}, feed(address, range(4)))
    own.pages["/3"] = (200, HTML, PAGE.encode())
    own.pages["/2"] = (429, {"Retry-After": "120"}, b"")
    done = run("import", "--feed", f"{address}/rss", ALLOW)
    assert "1 article (1 new)" in done.out
    assert own.asked == ["/robots.txt", "/rss", "/3", "/2"]
    assert "/2: the server answered 429 and asks to wait until " in done.err
    assert done.err.endswith("try again then; 2 more of its pages are left for then\n")


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds", "reason"),
    [
        (429, "120", 120, "seconds"),
        (503, "120", 120, "of a server that is busy"),
        (429, "in an hour", 3600, "a date"),
        (429, "Wed, 21 Oct 2015 07:28:00 GMT", 0, "a date that has passed"),
        (429, "9" * 40, 24 * 3600, "more than is believed"),
        (429, "soon", 60, "nothing that can be read"),
        (429, None, 60, "nothing"),
        (503, None, None, "down, and no word of when to come again"),
        (404, "120", None, "not there"),
    ],
)
def test_how_long_a_server_asks_to_wait(status: int, retry_after: str | None, seconds: int | None, reason: str) -> None:
    if retry_after == "in an hour":
        retry_after = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    hosts = turns.Turns()
    with suppress(turns.LaterError) if seconds is None else pytest.raises(turns.LaterError, match="asks to wait"):
        hosts.hold("elm.example", status, retry_after, "elm.example")
    assert hosts.is_held("elm.example") == bool(seconds), reason
    left = hosts._held["elm.example"][0] - time.monotonic() if seconds is not None else 0
    assert left == pytest.approx(seconds or 0, abs=30), reason


def test_requests_to_a_host_are_apart(run, site, monkeypatch: pytest.MonkeyPatch) -> None:
    address, own = site
    own.pages["/rss"] = (200, {}, feed(address, range(2)))
    for pause, delay in ((0.3, ""), (0.0, "Crawl-delay: 0.3"), (0.3, "Crawl-delay: 0.1")):
        monkeypatch.setattr(turns, "PAUSE", pause)
        own.pages["/robots.txt"] = (200, {}, f"User-agent: *\n{delay}\n".encode())
        own.asked_at.clear()
        began = time.monotonic()
        run("import", "--feed", f"{address}/rss", ALLOW)
        _, _, _, last = own.asked_at  # a slow machine may bring two closer together, but none before its time
        assert last - began >= 0.6
    own.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3600\n")
    done = run("import", "--feed", f"{address}/rss", ALLOW)
    assert "asks for 3,600 s between requests, longer than factdb waits" in done.err
    assert done.err.count("\n") == 1


def test_a_certificate_is_checked_for_the_name_not_the_address(run, monkeypatch, tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("courier.example").configure_cert(certificate)
    resolve = fetch.socket.getaddrinfo

    def resolved(host, *more, **named):
        return resolve("127.0.0.1" if str(host).endswith(".example") else host, *more, **named)

    monkeypatch.setattr(fetch.socket, "getaddrinfo", resolved)
    with serving(certificate) as (port, own):
        for host, known, expected in (
            ("courier.example", True, ""),
            ("post.example", True, "certificate is not valid for 'post.example'"),
            ("127.0.0.1", True, "certificate is not valid for '127.0.0.1'"),
            ("courier.example", False, "unable to get local issuer certificate"),
        ):
            with monkeypatch.context() as environment:
                if known:
                    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
                    environment.setenv("SSL_CERT_FILE", os.fspath(tmp_path / "ca.pem"))
                done = run("import", f"https://{host}:{port}/a", ALLOW)
            assert (done.code, done.err == "") == ((1, False) if expected else (0, True)), done.err
            assert expected in done.err, (host, done.err)
        assert own.asked == ["/robots.txt", "/a"]
