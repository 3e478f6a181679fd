"""The room as a folder: every link leads to a file, nothing unconfirmed, no text leaves the house unasked."""

import gc
import json
import re
import tracemalloc
import xml.etree.ElementTree as ElementTree
from html import unescape
from pathlib import Path

import pytest
from room import HARBOUR, Page, factdb

from factdb.claimreview import faults_of
from factdb.database.connect import read_connection
from factdb.web.pages import Look
from factdb.web.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def pages_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def broken(folder):
    """Links of pages that lead nowhere, or to a place that is not on the page."""
    pages = pages_of(folder)
    found = []
    for place, html in pages.items():
        for tag, attributes in Page(html).tags:
            for name in ("href", "src"):
                link = unescape(attributes.get(name) or "")
                if not link or link.startswith(("http:", "https:")):
                    continue
                file, _, part = link.partition("#")
                target = (folder / place).parent / file if file else folder / place
                if (
                    link.startswith("/")
                    or not target.resolve().is_file()
                    or (part and f'id="{part}"' not in target.read_text(encoding="utf-8"))
                ):
                    found.append((place, tag, link))
    return found


@pytest.fixture
def exported(run, filled, tmp_path):
    def export(*options):
        folder = tmp_path / ("site" + str(len(options)))
        done = run("-d", filled, "export", "site", "-o", str(folder), *options)
        assert done.code == 0, done.err
        return folder, done.err

    return export


@pytest.mark.parametrize("options", [[], ["--drafts", "--with-texts"], ["--url", "https://facts.example.org/room"]])
def test_every_link_leads_to_a_page(exported, options):
    folder, output = exported(*options)
    pages = pages_of(folder)
    assert broken(folder) == []
    assert f"{len(pages)} pages" in output
    assert {place.partition("/")[0] for place in pages} >= {"index.html", "article", "q", "speaker", "claim", "review"}
    assert all("<form" not in html for html in pages.values())


def test_only_what_was_confirmed_and_no_text_leaves_the_house(exported, filled):
    folder, output = exported()
    pages = pages_of(folder)
    waiting = factdb(
        filled, "sql", "--as-owner", "SELECT quote_uid FROM report_quotes WHERE status = 'extracted'", "--format", "csv"
    )
    drafts = factdb(filled, "sql", "--as-owner", "SELECT uid FROM reviews WHERE status = 'draft'", "--format", "csv")
    candidates = factdb(
        filled, "sql", "--as-owner", "SELECT uid FROM claims WHERE status = 'candidate'", "--format", "csv"
    )
    hidden = [*waiting.split()[1:], *drafts.split()[1:], *candidates.split()[1:]]
    everything = "".join(pages.values())
    assert len(hidden) > 20
    assert [uid for uid in hidden if uid in everything] == []
    assert "left out (--drafts includes them)" in output
    # The report's own sentences, as far as nobody is quoted with them or judged a claim on them.
    assert "Summits in New Delhi" not in everything
    assert "Neither man told the press anything of weight" not in everything
    [article] = [html for place, html in pages.items() if place.startswith("article/") and "Blinken and Qin" in html]
    digest = factdb(
        filled, "sql", "--as-owner", "SELECT text_sha256 FROM source_versions WHERE id = 1", "--format", "csv"
    ).split()[1]
    assert digest in article
    assert re.search(r"Characters 1141–1171, 1173–1239, 1241–1274 of [\d,]+", article)


def test_texts_come_when_they_are_asked_for(exported):
    folder, _ = exported("--drafts", "--with-texts")
    everything = "".join(pages_of(folder).values())
    assert "Neither man told the press anything of weight" in everything
    assert HARBOUR.splitlines()[5][:40] in everything
    assert "unconfirmed" in everything


def test_the_feed_and_the_sitemap_are_what_readers_take(exported):
    folder, _ = exported("--url", "https://facts.example.org/room")
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2, "the draft and the superseded review are not in it"
    for part in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{part}")
        assert all(entry.findtext(f"{ATOM}{part}") for entry in entries)
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") == "Example Post" for entry in entries)
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    places = {loc.text for loc in ElementTree.parse(folder / "sitemap.xml").getroot().iter(f"{SITEMAP}loc")}
    assert places == {f"https://facts.example.org/room/{place}" for place in pages_of(folder)}
    assert set(links) <= places


def test_claim_pages_carry_claimreview(exported):
    folder, _ = exported("--url", "https://facts.example.org/room")
    found = []
    for html in pages_of(folder).values():
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            node = json.loads(block)
            assert [fault for fault in faults_of(node, "page") if fault.severity == "error"] == []
            found.append(node["url"])
    assert len(found) == 2
    assert sum(url.startswith("https://facts.example.org/room/claim/") for url in found) == 1
    assert "https://example.org/r" in found


def test_without_an_address_there_is_no_sitemap_and_that_is_said(exported):
    folder, output = exported()
    assert not (folder / "sitemap.xml").exists()
    assert "no sitemap without --url" in output
    assert "application/ld+json" in "".join(pages_of(folder).values()), "a review published elsewhere has its address"


@pytest.mark.parametrize(
    "url", ["facts.example.org", "javascript:alert(1)", 'https://a.example/"><script>', "https://a/?q"]
)
def test_an_address_that_is_not_one_is_refused(run, filled_sqlite, tmp_path, url):
    done = run("-d", filled_sqlite, "export", "site", "-o", str(tmp_path / "site"), "--url", url)
    assert done.code == 1
    assert "is not the address of a folder" in done.err
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_there_is_left_alone(run, filled_sqlite, tmp_path):
    (tmp_path / "site").mkdir()
    done = run("-d", filled_sqlite, "export", "site", "-o", str(tmp_path / "site"))
    assert done.code == 1
    assert "already exists" in done.err


def test_a_site_is_published_again_into_its_folder_and_leaves_what_others_put_there(run, filled_sqlite, tmp_path):
    folder = tmp_path / "site"
    publish = ("-d", filled_sqlite, "export", "site", "-o", str(folder))
    assert run(*publish, "--drafts").code == 0
    drafts = pages_of(folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("main", encoding="utf-8")
    (folder / "CNAME").write_text("facts.example.org", encoding="utf-8")
    done = run(*publish)
    assert done.code == 0, done.err
    now = pages_of(folder)
    assert now.keys() < drafts.keys(), "what is no longer published is gone"
    assert (folder / ".git" / "HEAD").read_text(encoding="utf-8") == "main"
    assert (folder / "CNAME").read_text(encoding="utf-8") == "facts.example.org"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("site")) == ["site"]
    assert broken(folder) == []


def test_an_id_that_names_a_file_elsewhere_is_refused(run, filled, tmp_path, execute):
    execute(filled, "UPDATE quotes SET uid = '../../../outside' WHERE id = 1")
    done = run("-d", filled, "export", "site", "--drafts", "-o", str(tmp_path / "deep" / "site"))
    assert done.code == 1
    (tmp_path / "deep").mkdir()
    done = run("-d", filled, "export", "site", "--drafts", "-o", str(tmp_path / "deep" / "site"))
    assert done.code == 1
    assert "quote 1 has no public id" in done.err
    assert list(tmp_path.rglob("outside*")) == []


def test_a_control_character_does_not_break_the_feed(filled, tmp_path, execute):
    odd = "char(11)" if "://" not in filled else "chr(11)"
    execute(filled, f"UPDATE reviews SET explanation = 'a' || {odd} || 'b'")
    with read_connection(filled) as reader:
        Site(reader, tmp_path, Look(confirmed=True, texts=False)).write()
    ElementTree.parse(tmp_path / "feed.xml")


def test_long_lists_go_on_on_another_page(filled, tmp_path, monkeypatch):
    monkeypatch.setattr("factdb.web.site.ROWS", 10)
    monkeypatch.setattr("factdb.web.site.ADDRESSES", 20)
    monkeypatch.setattr("factdb.web.pages.PAGE", 5)
    with read_connection(filled) as reader:
        Site(reader, tmp_path, Look(confirmed=False, texts=False), base="https://a.example/").write()
    assert broken(tmp_path) == []
    assert (tmp_path / "claims-2.html").is_file()
    assert list(tmp_path.glob("speaker/*-3.html")), "twelve quotes of one speaker are three pages of five"
    index = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    maps = [Path(loc.text).name for loc in index.iter(f"{SITEMAP}loc")]
    assert len(maps) > 1
    listed = sum(len(list(ElementTree.parse(tmp_path / name).getroot())) for name in maps)
    assert listed == len(pages_of(tmp_path))


def test_memory_does_not_grow_with_the_pages(tmp_path, run, monkeypatch):
    """Twice as many articles, and no more memory for it."""
    monkeypatch.setattr("factdb.web.site.ROWS", 20)
    monkeypatch.setattr("factdb.queries.reading._RELAYED_AMONG", 20)  # what grows up to a bound is to be past it
    peaks = []
    for sources in (40, 80):
        database = tmp_path / f"{sources}.sqlite"
        lines = [
            json.dumps(
                {
                    "title": f"Note {n}",
                    "publisher": "Post",
                    "published": "2024-05-02",
                    "url": f"https://example.org/{n}",
                    "text": f"PORT ELLERY — The pier is closed until spring, said Dora Feld of pier {n}.",
                }
            )
            for n in range(sources)
        ]
        (tmp_path / "notes.jsonl").write_text("\n".join(lines), encoding="utf-8")
        assert run("-d", str(database), "import", "notes.jsonl").code == 0
        with read_connection(str(database)) as reader:
            for name in ("first", "second"):  # templates, statements and caches are made by the first
                (tmp_path / f"{name}{sources}").mkdir()
            Site(reader, tmp_path / f"first{sources}", Look(), base="https://example.org/").write()
            held = []

            def weigh(output: str, held=held) -> None:
                if int(output.split()[0]) % 20 == 0:
                    gc.collect()  # templates leave circles behind them, which wait to be collected
                    held.append(tracemalloc.get_traced_memory()[0])

            site = Site(reader, tmp_path / f"second{sources}", Look(), base="https://example.org/", report=weigh)
            tracemalloc.start()
            site.write()
            tracemalloc.stop()
            peaks.append(max(held))
    # Caches of addresses and statements fill up to their bounds; a row or page kept of each would be five times that.
    assert peaks[1] - peaks[0] < 120_000, peaks
