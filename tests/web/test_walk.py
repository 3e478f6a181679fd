"""A newsroom's first day, from twenty pages to a site that opens from disk, by commands and keys alone."""

import re
import shutil
from pathlib import Path

import pytest
from browser import browser, missing
from pages.builds import pages
from room import factdb, serving
from test_browser import at_hand, pressed

pytestmark = pytest.mark.skipif(missing(axe=False) is not None, reason=str(missing(axe=False)))

MISSED = """<!doctype html><html lang="en"><head><title>Ferry stops for the night</title>
<meta name="date" content="2024-05-07"></head><body><article><h1>Ferry stops for the night</h1>
<p>ELLIS — The last ferry left the harbour at nine on Tuesday, and half the town stood on the pier to see it go.</p>
<p>Asked whether it would sail again in the morning, Ilse Brenner shook her head: no ferry sails before the hull is
mended. The council is to meet on Friday, and people on the islands have been told to fill their cellars.</p>
<p>“We have seen worse winters than this one,” said Ilse Brenner, who has kept the harbour for thirty years.</p>
</article></body></html>"""


@pytest.fixture
def archive(tmp_path: Path, migrated_sqlite: Path) -> str:
    """Twenty pages, imported into an empty database."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in pages()[:19]:
        (folder / f"{page.name}.html").write_text(page.html, encoding="utf-8")
    (folder / "zz_ferry.html").write_text(MISSED, encoding="utf-8")
    database = str(shutil.copy(migrated_sqlite, tmp_path / "desk.sqlite"))
    output = factdb(database, "import", str(folder), "--publisher", "Ellis Courier")
    assert "20 articles (20 new)" in output
    return database


@pytest.mark.slow
def test_from_twenty_pages_to_a_published_site(archive: str, run, tmp_path: Path) -> None:
    # A quote that the engine missed, by a speaker whom nobody knew by that name.
    listed = factdb(archive, "sources", "--columns", "id,title", "--csv").splitlines()
    (ferry,) = [line.partition(",")[0] for line in listed if line.endswith(",Ferry stops for the night")]
    missed = "no ferry sails before the hull is mended"
    output = factdb(archive, "quotes", "add", ferry, missed, "--speaker", "Ilse Brenner", "--by", "Ada Moss")
    added = re.search(r"^quote (\d+) added: ", output)
    assert added is not None
    # A speaker who is corrected to one who does not exist yet: the refusal names the way.
    refused = run("-d", archive, "quotes", "correct", "1", "--speaker", "Tove Lind")
    assert "--create" in refused.err
    assert factdb(archive, "quotes", "correct", "1", "--speaker", "Tove Lind", "--create") == "quote 1 corrected\n"
    # A claim, judged and published.
    output = factdb(archive, "claims", "add", "No ferry sails until its hull is mended.", "--quote", added[1])
    claim = re.search(r"claim (\d+)", output)
    assert claim is not None
    factdb(
        archive, "reviews", "add", claim[1], "--rating", "True", "--organization", "Ellis Courier", "--explanation",
        "The harbour log has it.", "--url", "https://courier.example/checks/ferry",
    )  # fmt: skip
    factdb(archive, "reviews", "evidence", "1", "supports", "--source", ferry)
    assert "published" in factdb(archive, "reviews", "publish", "1")
    # Thirty items by keys.
    with browser() as window:
        with serving(archive, "--desk", "--by", "Ada Moss") as server:
            window.open(server.address)
            window.driver.find_element("partial link text", "Desk").click()
            seen = []
            for number in range(30):
                seen.append(at_hand(window))
                pressed(window, "cr"[number % 2])
            assert len({*seen, None}) == 31
        decided = factdb(archive, "decisions", "--by", "Ada Moss", "--count")
        assert int(decided) == 31, "and the quote that was added"
        # The site, from disk.
        folder = tmp_path / "site"
        factdb(archive, "export", "site", "-o", str(folder))
        window.open((folder / "index.html").as_uri())
        window.driver.find_element("link text", "Reviews").click()
        window.driver.find_element("partial link text", "No ferry sails").click()
        assert "The harbour log has it." in window.run("return document.body.textContent")
        window.open((folder / "articles.html").as_uri())
        window.driver.find_element("partial link text", "Ferry stops").click()
        assert missed in window.run("return document.body.textContent")
        assert window.errors() == []
    assert "faults: none" in factdb(archive, "verify")
