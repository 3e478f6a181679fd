"""The room in a real Chromium: what axe-core finds, keys, selected words, phones, the dark, paper, and a folder opened
from disk."""

import re
import shutil
import time
from pathlib import Path

import pytest
from browser import PHONE, WIDE, Browser, browser, missing
from room import every_path, factdb, serving

from factdb.decide.keys import KEYS

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@pytest.fixture(scope="module")
def window():
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def lent(filled_sqlite, tmp_path_factory):
    """A desk for looks alone: nobody decides at it."""
    database = str(shutil.copy(filled_sqlite, tmp_path_factory.mktemp("lent") / "room.sqlite"))
    with serving(database, "--desk", "--by", "Ada Moss") as server:
        yield server, database


@pytest.fixture
def own(filled_sqlite, tmp_path):
    """A desk of this test's own."""
    database = str(shutil.copy(filled_sqlite, tmp_path / "room.sqlite"))
    with serving(database, "--desk", "--by", "Ada Moss") as server:
        yield server, database


# One page of each kind, with all that it can show.
KINDS = [
    "/", "/articles", "/speakers", "/claims", "/claims?candidates=yes", "/reviews", "/search?words=the", "/article/1",
    "/article/3", "/article/3/versions", "/claim/28", "/claim/1", "/review/1", "/review/2", "/review/4", "/desk",
    "/desk?only=claims", "/desk?source=3&speaker=Vidal", "/nothing",
]  # fmt: skip


def test_axe_finds_nothing_on_any_page(window: Browser, lent):
    server, database = lent
    found = {}
    others = [path for path in every_path(database) if path.startswith(("/q/", "/speaker/"))][::9]
    for dark, size in ((False, WIDE), (True, WIDE), (False, PHONE), (True, PHONE)):
        window.look(size, dark=dark)
        for path in [*KINDS, *(others if size == WIDE and not dark else [])]:
            window.open(server.address + path)
            complaints = [one for one in window.errors() if not (path == "/nothing" and "404" in one)]
            wrong = window.violations()
            if window.too_wide():
                wrong.append("wider than the window")
            if wrong or complaints:
                found[path, dark, size] = wrong + complaints
    assert found == {}


def test_paper_has_the_text_and_no_forms(window: Browser, lent):
    server, _ = lent
    window.look(media="print")
    window.open(server.address + "/article/1")
    seen = window.run("return [...document.querySelectorAll('form, nav')].filter(e => e.offsetParent !== null).length")
    assert seen == 0
    assert window.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    window.look()


def test_the_keyboard_alone_reads_an_article(window: Browser, lent):
    server, _ = lent
    window.look()
    window.open(server.address + "/article/1")
    window.press("\ue004")
    assert window.run("return document.activeElement.className") == "skip"
    stops = []
    for _ in range(60):
        window.press("\ue004")
        stops.append(window.run("const e = document.activeElement; return [e.id, e.className, e.textContent]"))
        outline = window.run("return getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", stops[-1]
        if stops[-1][0] == "t1":
            break
    assert stops[-1][0] == "t1", "the first quote is reached by Tab"
    assert window.run("return document.querySelectorAll('mark.lit, li.lit').length") >= 2
    window.press("\ue007")
    assert window.run("return location.hash") == "#n1"


def test_pointing_at_a_piece_lights_all_of_its_quote(window: Browser, lent):
    from selenium.webdriver import ActionChains

    server, _ = lent
    window.look()
    window.open(server.address + "/article/1")
    quote = window.run(
        "const counts = {}; for (const m of document.querySelectorAll('mark[data-of]'))"
        " for (const q of m.dataset.of.split(' ')) counts[q] = (counts[q] ?? 0) + 1;"
        " return Object.keys(counts).find(q => counts[q] > 2)"
    )
    pieces = window.driver.find_elements("css selector", f"mark[data-of='{quote}']")
    window.run("arguments[0].scrollIntoView({block: 'center'})", pieces[0])
    ActionChains(window.driver).move_to_element(pieces[0]).perform()
    assert all("lit" in piece.get_attribute("class") for piece in pieces)
    assert "lit" in window.driver.find_element("css selector", f".notes [data-of='{quote}']").get_attribute("class")


def at_hand(window: Browser) -> str | None:
    return window.run("return document.querySelector('.noun')?.textContent ?? null")


def pressed(window: Browser, key: str) -> None:
    """Press a key that decides and wait for the next page."""
    before = window.run("return performance.timeOrigin")
    window.press(key)
    for _ in range(200):
        if window.run("return document.readyState == 'complete' && performance.timeOrigin") not in (before, False):
            return
        time.sleep(0.05)
    raise AssertionError(f"{key} led nowhere")


def test_thirty_items_are_decided_by_keys(window: Browser, own):
    server, database = own
    window.look()
    window.open(server.address + "/desk")
    seen = []
    for number in range(30):
        item = at_hand(window)
        assert item is not None
        assert item not in seen, "an item comes once"
        seen.append(item)
        pressed(window, "crn"[number % 3])
    decided = factdb(
        database, "sql", "--as-owner", "SELECT action FROM decisions WHERE actor = 'Ada Moss'", "--format", "csv"
    ).split()[1:]
    assert sorted(decided) == ["confirm"] * 10 + ["reject"] * 10
    pressed(window, "u")
    assert at_hand(window) == seen[28], "the last one decided, for the one after was left for later"
    assert window.errors() == []


def test_keys_do_nothing_in_fields_and_help_explains_them(window: Browser, own):
    server, database = own
    window.open(server.address + "/desk?only=quotes")
    item = at_hand(window)
    window.press("?")
    assert window.run("return document.getElementById('ask-help').offsetParent !== null")
    window.press("\ue00c")
    assert window.run("return document.getElementById('ask-help').offsetParent === null")
    window.press("s")
    window.press("cxnu")
    assert window.run("return document.getElementById('v-speaker').value") == "cxnu"
    assert at_hand(window) == item
    window.press("\ue00c")
    window.press("s")
    for _ in range(4):
        window.press("\ue003")
    pressed(window, "Tomas Vidal\ue007")
    number = re.search(r"\d+", item)[0]
    assert "corrected" in window.run("return document.querySelector('.notice').textContent")
    said = factdb(
        database, "sql", "--as-owner", f"SELECT speaker FROM report_quotes WHERE quote_id = {number}", "--format", "csv"
    )
    assert "Tomas Vidal" in said


def test_selected_words_become_a_quote(window: Browser, own):
    server, database = own
    window.look()
    window.open(server.address + "/article/1")
    whole = window.run(
        "const p = document.getElementById('t4').closest('p'); getSelection().selectAllChildren(p);"
        " document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); return p.textContent"
    )
    words = window.run("return document.getElementById('a-words').value")
    assert "the need for channels" in words
    assert "4the need" in whole
    assert "4the need" not in words, "the number that stands before a quote is not among its words"
    window.run("document.getElementById('a-words').value = 'for channels between'")
    window.run("document.getElementById('a-speaker').value = 'Blinken'")
    window.driver.find_element("css selector", "#add-quote button").click()
    assert "for channels between" in window.driver.find_element("css selector", ".big").text
    assert window.run("return location.pathname").startswith("/q/")
    assert "faults: none" in factdb(database, "verify")


def test_the_keys_are_on_the_buttons(window: Browser, lent):
    server, _ = lent
    for noun in ("quotes", "claims"):
        window.open(f"{server.address}/desk?only={noun}")
        shown = window.run(
            "return [...document.querySelectorAll('[data-key]')].map(b => [b.dataset.key, b.textContent.trim()])"
        )
        assert shown == [[k.key, f"{k.key} {k.label}"] for k in KEYS if k.fits(noun)]


def test_the_room_works_without_its_script(window: Browser, own):
    server, _ = own
    window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.open(server.address + "/desk?only=quotes")
        form = window.driver.find_element("css selector", "#ask-speaker")
        assert form.is_displayed()
        window.driver.find_element("css selector", "[data-key=c]").click()
        assert "confirmed" in window.driver.find_element("css selector", ".notice").text
    finally:
        window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("options", [[], ["--drafts", "--texts"]])
def test_the_site_opens_from_disk(window: Browser, filled_sqlite, tmp_path, options):
    folder = tmp_path / "site"
    factdb(filled_sqlite, "export", "site", "-o", str(folder), *options)
    window.look()
    found = {}
    pages = sorted(folder.rglob("*.html"))
    for page in [folder / "index.html", *pages[::7]]:
        window.open(page.as_uri())
        assert window.run("return getComputedStyle(document.body).marginTop") == "0px", "the style sheet is found"
        assert window.run("return document.documentElement.className") == "scripted", "and the script"
        if wrong := window.errors() + window.violations():
            found[page.relative_to(folder).as_posix()] = wrong
    assert found == {}
    window.open((folder / "index.html").as_uri())
    window.driver.find_element("link text", "Articles").click()
    window.driver.find_element("partial link text", "Blinken and Qin").click()
    assert Path(window.driver.current_url).parent.name == "article"
