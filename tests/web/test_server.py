"""The room on a real socket: every page, permanent addresses, every attack that a server at home must withstand."""

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from processes import started
from room import SEEDS, Page, Server, every_path, factdb, hidden, serving

from factdb.web.render import Links


def test_every_page_answers_on_both_databases(filled):
    with serving(filled) as server:
        for path in every_path(filled):
            html = server.get(path)
            page = Page(html)
            assert [tag for tag, _ in page.tags].count("h1") == 1, path
            assert "<title>" in html
            assert 'method="post"' not in html, "a room for reading has no form that decides"


def test_a_number_leads_to_the_permanent_address(reading):
    answer = reading.ask("/article/1")
    assert answer.status == 302
    uid = answer.headers["location"].removeprefix("/article/")
    assert re.fullmatch("[0-9a-f]{32}", uid)
    assert reading.ask(f"/article/{uid}").status == 200
    assert reading.ask(f"/article/{uid[:10]}").headers["location"] == f"/article/{uid}"


def test_an_article_has_its_quotes_marked_and_listed_beside(reading, filled_sqlite):
    html = reading.get("/article/1")
    assert '<b>Blinken</b> <u>emphasized</u> <a class="ref" id="t4"' in html
    assert "<mark><mark>" not in html.replace(" ", "")
    assert html.count('class="ref"') == html.count('class="back"') == len(re.findall(r'<li id="n\d+"', html))
    stored = "SELECT count(DISTINCT quote_id) AS n FROM report_quotes WHERE source_id = 1"
    assert [str(html.count('class="ref"'))] == factdb(
        filled_sqlite, "sql", "--as-owner", stored, "--format", "csv"
    ).split()[1:]


def test_pages_show_what_they_are_for(reading, filled_sqlite):
    sql = "SELECT speaker_id FROM report_speakers WHERE name = '{}'"
    qin, blinken, achebe = (
        factdb(filled_sqlite, "sql", "--as-owner", sql.format(name), "--format", "csv").split()[1]
        for name in ("Qin Gang", "Antony Blinken", "Rosalind Achebe")
    )
    page = reading.get(f"/speaker/{blinken}")
    assert "<h1>Antony Blinken</h1>" in page
    assert re.search(
        r'<svg viewBox="0 0 720 96" role="img" aria-label="Quotes by \w+: \d+ quotes, ',
        reading.get(f"/speaker/{achebe}"),
    )
    assert "relayed by" in reading.get(f"/speaker/{qin}").partition("What others say Qin Gang said")[2]
    assert "Claims, and how they were judged" in page
    claim = reading.get("/claim/28")
    assert claim.index("Mostly true") < claim.index("Wreck")
    assert "superseded" in claim
    assert "The claim" in reading.get("/review/1") or "later review" in reading.get("/review/1")
    versions = reading.get("/article/3/versions")
    assert "<del>340</del> <ins>430</ins>" in versions
    assert "number changed" in versions
    travels = reading.get("/")
    assert "In 2 articles" in travels
    first = "SELECT min(quote_id) AS q FROM report_quotes WHERE text LIKE 'We will not raise%'"
    quote_id = factdb(filled_sqlite, "sql", "--as-owner", first, "--format", "csv").split()[1]
    assert "Word for word" in reading.get(f"/q/{quote_id}")
    urged = reading.get("/search?words=wait")
    assert "relayed by Tomas Vidal" in urged


def test_search_narrows_pages_and_explains(reading):
    assert Links().to("search", kind="direct", after="7") == "/search?kind=direct&after=7", "on the way to page 2"
    assert "1 quote, newest first" in reading.get("/search?words=nowhere&speaker=Vidal")
    assert "No matching quotes" in reading.get("/search?words=zebra")
    assert "no speaker is called" in reading.get("/search?speaker=Nobodyatall")
    assert "is not a day" in reading.get("/search?since=yesterday")
    assert "is not a kind" in reading.get("/search?kind=loud")
    assert "outlets is" in reading.get("/search?outlets=%C2%B2")
    first = reading.get("/search")
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    ids = [re.findall(r'<blockquote><p><a href="/q/(\w+)"', page) for page in (first, reading.get(older))]
    assert len(ids[0]) == 40
    assert ids[1]
    assert not set(ids[0]) & set(ids[1])


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/article/99999",
        "/article/zzz",
        "/q/%C2%B2",
        "/q/" + "9" * 40,
        "/speaker/ffffffffffffffff",
        "/claim/0",
        "/review/-1",
        "/static/nothing.css",
        "/static/../server.py",
        "/static/..%2fserver.py",
        "/static/%2e%2e/%2e%2e/web/server.py",
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static//etc/passwd",
        "/article/..%2f..%2fetc%2fpasswd",
        "/static/room.css%00.html",
        "/desk",
    ],
)
def test_what_is_not_there_is_said_on_a_page(reading, path):
    answer = reading.ask(path)
    assert answer.status == 404
    assert "Not here" in answer.text
    assert "root:" not in answer.text


def test_every_answer_carries_the_policy(reading):
    for path in ("/", "/static/room.js", "/nothing", "/article/1"):
        headers = reading.ask(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_no_page_needs_what_the_policy_forbids(reading, filled_sqlite):
    for path in every_path(filled_sqlite):
        for tag, attributes in Page(reading.get(path)).tags:
            assert tag != "style"
            assert "style" not in attributes, path
            assert not [name for name in attributes if name.startswith("on")], path
            if tag == "script":
                assert attributes.get("src") == "/static/room.js" or attributes.get("type") == "application/ld+json"


HOSTS = [
    ("a name that was made to point here", "evil.example", 421),
    ("the same with our port", "evil.example:{port}", 421),
    ("our address without the port", "127.0.0.1", 421),
    ("another port", "127.0.0.1:1", 421),
    ("a name that begins like ours", "127.0.0.1:{port}.evil.example", 421),
    ("every address of this machine", "0.0.0.0:{port}", 421),
    ("nothing", "", 421),
    ("our address", "127.0.0.1:{port}", 200),
    ("our name", "localhost:{port}", 200),
    ("our name in capitals", "LOCALHOST:{port}", 200),
    ("our other address", "[::1]:{port}", 200),
]


@pytest.mark.parametrize(("why", "host", "status"), HOSTS, ids=[row[0] for row in HOSTS])
def test_only_our_own_names_are_answered(reading, why, host, status):
    answer = reading.ask("/", Host=host.format(port=reading.port))
    assert answer.status == status, why
    assert ("Blinken" in answer.text) == (status == 200)


def test_two_host_headers_are_refused(reading):
    with socket.create_connection((reading.host, reading.port), timeout=10) as raw:
        raw.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{reading.port}\r\nHost: evil.example\r\n\r\n".encode())
        assert raw.recv(100).startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_room_for_reading_takes_nothing(reading, method):
    answer = reading.ask("/", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_a_head_is_a_get_without_its_body(reading):
    answer = reading.ask("/", "HEAD")
    assert (answer.status, answer.text) == (200, "")


# The form of a page, the headers of a browser, and one thing wrong.
ATTACKS = [
    ("a form on another site", {"Sec_Fetch_Site": "cross-site"}, {}, 403),
    ("a form on a neighbour of our name", {"Sec_Fetch_Site": "same-site"}, {}, 403),
    ("a bookmark or another program", {"Sec_Fetch_Site": "none"}, {}, 403),
    ("a foreign origin", {"Origin": "http://evil.example"}, {}, 403),
    ("a foreign origin with our name in it", {"Origin": "http://127.0.0.1:{port}.evil.example"}, {}, 403),
    ("another port of this machine", {"Origin": "http://127.0.0.1:1"}, {}, 403),
    ("an origin that is hidden", {"Origin": "null"}, {}, 403),
    ("a name that points here", {"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"}, {}, 421),
    ("no token", {}, {"token": ""}, 403),
    ("a token of another start", {}, {"token": "x" * 43}, 403),
    ("a token that is no ASCII", {}, {"token": "ü"}, 403),
    ("not a form", {"Content_Type": "application/json"}, {}, 415),
    ("a form of the kind that needs no leave", {"Content_Type": "text/plain"}, {}, 415),
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attacked")
    database = str(folder / "room.sqlite")
    factdb(database, "import", str(SEEDS))
    with serving(database, "--desk", "--by", "ada") as server:
        yield database, server


@pytest.mark.parametrize(("why", "headers", "fields", "status"), ATTACKS, ids=[row[0] for row in ATTACKS])
def test_a_decision_that_is_not_of_our_page_is_refused(attacked, why, headers, fields, status):
    database, server = attacked
    before = factdb(database, "sql", "--as-owner", "SELECT count(*) FROM decisions")
    page = server.get("/desk")
    sent = {name: value.format(port=server.port) for name, value in headers.items()}
    answer = server.send("/desk", hidden(page) | {"decision": "reject"} | fields, **sent)
    assert answer.status == status, why
    assert factdb(database, "sql", "--as-owner", "SELECT count(*) FROM decisions") == before


def test_no_form_is_taken_without_its_token(attacked):
    database, server = attacked
    before = factdb(database, "sql", "--as-owner", "SELECT count(*) FROM decisions")
    paths = ("q/1/decision", "claim/1/decision", "review/1/decision", "claims", "article/1/quotes", "claim/1/reviews")
    for path in ("desk", *paths):
        fields = {"decision": "confirm", "seen": "0", "statement": "Fees rise.", "words": "the", "rating": "True"}
        assert server.send(f"/{path}", fields).status == 403, path
        assert server.ask(f"/{path}?decision=confirm").status in (302, 200, 404, 405), "no address decides"
    assert factdb(database, "sql", "--as-owner", "SELECT count(*) FROM decisions") == before


def test_a_browser_that_says_neither_site_nor_origin_is_refused(attacked):
    _, server = attacked
    fields = hidden(server.get("/desk")) | {"decision": "reject"}
    body = "&".join(f"{name}={quote(value)}" for name, value in fields.items())
    answer = server.ask("/desk", "POST", body, Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 403


def test_forms_too_large_or_broken_are_refused(attacked):
    _, server = attacked
    assert server.send("/desk", {"token": "x" * 1_100_000}).status == 413
    own = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin"}
    assert server.ask("/desk", "POST", "token=%ff", **own).status == 400
    assert server.ask("/desk", "POST", "&".join(f"a{n}=1" for n in range(99)), **own).status == 400


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}</title>"
# Turns letters round, writes the clipboard of a terminal, in C0 and C1, ends a line of script.
UNRULY = "\u202e\u2066\x1b]52;c;eA==\x07\x9b5n\u2028"


def test_script_in_every_field_stays_text(filled, execute):
    """Whatever the columns hold, a page has no element and no address that comes from them."""
    texts = {
        "publishers": ["name"],
        "sources": ["title", "byline", "agency", "dateline"],
        "source_versions": ["title"],
        "speakers": ["name", "role"],
        "speaker_names": ["name"],
        "roles": ["title", "organization"],
        "quotes": ["text", "cue", "venue", "said_as", "origin", "confirmed_by"],
        "attributions": ["as_printed", "title_as_printed"],
        "claims": ["text", "why", "confirmed_by"],
        "reviews": ["rating_label", "explanation", "text", "reviewer", "organization"],
        "ratings": ["label", "definition", "colour"],
        "rating_scales": ["title"],
        "evidence": ["title", "note"],
        "wordings": ["words"],
    }
    evil = (EVIL + UNRULY).replace("'", "''")
    quick = [
        f"UPDATE {table} SET {column} = '{evil}' || id WHERE {column} IS NOT NULL"
        for table, columns in texts.items()
        for column in columns
    ]
    bad = "javascript:alert(1)//"
    quick += [f"UPDATE {table} SET url = '{bad}' || id" for table in ("sources", "reviews")]
    quick += [f"UPDATE evidence SET url = '{bad}' || id WHERE url IS NOT NULL"]
    execute(filled, *quick)
    with serving(filled, "--desk", "--by", EVIL, "--title", EVIL) as server:
        for path in [
            *every_path(filled),
            "/desk",
            f"/search?words={quote(EVIL)}&speaker={quote(EVIL)}&kind={quote(EVIL)}",
        ]:
            html = server.get(path)
            for tag, attributes in Page(html).tags:
                assert tag != "img", path
                assert not [name for name in attributes if name.startswith("on")], path
                for name in ("href", "src", "action"):
                    assert not (attributes.get(name) or "").startswith("javascript"), path
                if tag == "script":
                    assert attributes.get("src") == "/static/room.js" or attributes.get("type") == "application/ld+json"
            assert "49</title>" not in html
            assert not {one for one in UNRULY if not one.isascii() or not one.isprintable()} & set(html), path


# --- Who may ask


def test_an_address_that_others_reach_needs_to_know_who_asks(run, filled_sqlite):
    done = run("-d", filled_sqlite, "serve", "--host", "0.0.0.0")
    assert done.code == 1
    assert "--password-file" in done.err
    assert "--trust-header" in done.err
    done = run("-d", filled_sqlite, "serve", "--host", "0.0.0.0", "--trust-header", "X-Remote-User")
    assert done.code == 1
    assert "--allowed-host" in done.err


def test_with_a_password_nothing_is_shown_without_it(filled_sqlite, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("open sesame ümlaut\n", encoding="utf-8")
    secret.chmod(0o600)
    with serving(filled_sqlite, "--password-file", str(secret)) as server:
        assert server.ask("/").status == 401
        assert server.ask("/").headers["www-authenticate"].startswith("Basic")
        for wrong in ("wrong", "open sesame ümlaut ", ""):
            sent = base64.b64encode(f"ada:{wrong}".encode()).decode()
            assert server.ask("/", Authorization=f"Basic {sent}").status == 401
        assert server.ask("/", Authorization="Basic !!!").status == 401
        assert server.ask("/", Authorization="Bearer open sesame").status == 401
        sent = base64.b64encode("ada:open sesame ümlaut".encode()).decode()
        assert server.ask("/", Authorization=f"Basic {sent}").status == 200


def test_each_person_with_a_password_decides_under_that_name(tmp_path, filled_sqlite):
    database = str(shutil.copy(filled_sqlite, tmp_path / "room.sqlite"))
    secret = tmp_path / "passwords"
    secret.write_text("Ada Moss: open sesame\nEvé Brook: close: sesame\n", encoding="utf-8")
    secret.chmod(0o600)

    def login(name, password):
        return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}

    with serving(database, "--desk", "--password-file", str(secret)) as server:
        for name, password in (("Ada Moss", "close: sesame"), ("", "open sesame"), ("Eve", "open sesame")):
            assert server.ask("/desk", **login(name, password)).status == 401, name
        for name, password in (("Ada Moss", "open sesame"), ("Evé Brook", "close: sesame")):
            page = server.ask("/desk", **login(name, password)).text
            assert f"You decide as <strong>{name}</strong>" in page
            answer = server.send("/desk", hidden(page) | {"decision": "confirm"}, **login(name, password))
            assert answer.status == 303
    told = factdb(database, "decisions", "--limit", "2", "--columns", "actor,action", "--csv").splitlines()
    assert told[1:3] == ["Evé Brook,confirm", "Ada Moss,confirm"]


@pytest.mark.parametrize(
    ("text", "mode", "output"),
    [
        ("short", 0o600, "eight characters"),
        ("long enough", 0o644, "chmod 600"),
        ("Ada: open sesame\nEve", 0o600, "password:2: write NAME: PASSWORD"),
        ("Ada: open sesame\nEve: short", 0o600, "eight characters"),
    ],
)
def test_a_password_that_is_not_one_is_refused(run, filled_sqlite, tmp_path, text, mode, output):
    secret = tmp_path / "password"
    secret.write_text(text, encoding="utf-8")
    secret.chmod(mode)
    done = run("-d", filled_sqlite, "serve", "--password-file", str(secret))
    assert done.code == 1
    assert output in done.err
    assert done.err.count("\n") == 1


def test_behind_a_proxy_its_header_says_who_decides(filled, tmp_path):
    options = ("--desk", "--trust-header", "X-Remote-User", "--allowed-host", "room.example")
    with serving_behind_proxy(filled, *options) as server:
        assert server.ask("/", Host="room.example").status == 403
        answer = server.ask("/desk", Host="room.example", X_Remote_User="Zoë Moss")
        assert answer.status == 200
        assert "You decide as <strong>Zoë Moss</strong>" in answer.text
        own = {"Host": "room.example", "Origin": "https://room.example", "X_Remote_User": "Zoë Moss"}
        assert server.send("/desk", hidden(answer.text) | {"decision": "confirm"}, **own).status == 303
    assert "Zoë Moss" in factdb(filled, "decisions", "list", "--limit", "1", "--format", "csv")


def serving_behind_proxy(database, *options):
    """The server, whose printed address is the proxy's: its port is chosen here."""

    @contextmanager
    def behind():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        call = [sys.executable, "-m", "factdb", "-d", database, "serve", "--port", str(port), *options]
        with started(call, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr.readline().startswith("https://room.example/")
            yield Server("127.0.0.1", port)

    return behind()


# --- What goes wrong at the start


def test_a_port_in_use_is_one_line(run, filled_sqlite, reading):
    done = run("-d", filled_sqlite, "serve", "--port", str(reading.port))
    assert done.code == 1
    assert re.fullmatch(r"factdb: 127\.0\.0\.1:\d+: cannot listen there \(.*\): give another --port.*\n", done.err)


def test_databases_that_cannot_be_read_are_one_line(run, tmp_path, sqlite_database, execute):
    assert "there is no database yet" in run("-d", "nothing.sqlite", "serve").err
    (tmp_path / "other.sqlite").write_bytes(b"no database at all, and long enough to be read as one" * 99)
    assert "check the path" in run("-d", "other.sqlite", "serve").err
    execute(sqlite_database, "UPDATE alembic_version SET version_num = '0009'")
    done = run("-d", sqlite_database, "serve", "--desk")
    assert done.code == 1
    assert "factdb db upgrade" in done.err


@pytest.mark.parametrize(
    ("absent", "args"),
    [("starlette", ["serve"]), ("uvicorn", ["serve"]), ("jinja2", ["export", "site", "-o", "x"])],
)
def test_without_the_extra_it_is_named(tmp_path, sqlite_database, absent, args):
    code = (
        f"import sys; sys.modules[{absent!r}] = None; sys.argv = ['factdb', *sys.argv[1:]]\n"
        "from factdb.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "-d", sqlite_database, *args], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "pip install 'factdb[web]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_empty_database_has_pages_that_say_so(database):
    with serving(database, "--desk", "--by", "ada") as server:
        for path, output in [
            ("/", "Nothing here yet"),
            ("/articles", "No articles yet"),
            ("/speakers", "No speakers yet"),
            ("/claims", "No claims yet"),
            ("/reviews", "No published reviews yet"),
            ("/search", "No matching quotes"),
            ("/desk", "Nothing is left to decide on"),
        ]:
            assert output in server.get(path)


@pytest.mark.parametrize("path", ["/", "/desk"])
def test_a_database_that_goes_away_is_explained_on_a_page(filled_sqlite, tmp_path, path):
    copy = tmp_path / "copy.sqlite"
    shutil.copy(filled_sqlite, copy)
    with serving(str(copy), "--desk", "--by", "ada") as server:
        assert server.ask(path).status == 200
        os.remove(copy)
        for told in ("was removed or replaced", "here is no database yet") if path == "/desk" else ("no database yet",):
            answer = server.ask(path)
            assert answer.status == 503
            assert told in answer.text
        assert not copy.exists(), "nobody makes it again"
        shutil.copy(filled_sqlite, copy)
        assert server.ask(path).status == 200
