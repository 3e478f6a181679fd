"""Reviews as feeds, read back by a library that reads what there is on the web."""

import pytest

feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed: pip install -e '.[dev]'")
PAGE = "https://courier.example/checks/?a=1&b=2"


@pytest.fixture
def call(run, sqlite_database):
    def call(*args):
        return run("-d", sqlite_database, *args)

    for statement in ("The ferry carries 40,000 passengers & <crew>.", "The bridge cost $3 million.", "It rained."):
        assert call("claims", "add", statement).code == 0
    by = ("--organization", "Ellis Courier", "--reviewer", "Ada Quill", "--publish")
    link = ("--url", "https://courier.example/checks/ferry?x=1&y=2")
    assert call("reviews", "add", "1", "--rating", "False", "--on", "2024-03-04", *by, *link).code == 0
    explained = ("--explanation", "It cost 3.1 million.")
    assert call("reviews", "add", "2", "--rating", "Mostly true", "--on", "2024-03-05", *by, *explained).code == 0
    assert call("reviews", "add", "3", "--rating", "True").code == 0, "a draft"
    return call


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_feed_has_every_published_review(call, form):
    done = call("export", "feed", "--format", form, "--url", PAGE, "--title", "Checks & balances")
    assert done.code == 0, done.err
    read = feedparser.parse(done.out)
    assert not read.bozo, read.get("bozo_exception")
    version = {"atom": "atom10", "rss": "rss20"}[form]
    assert (read.version, read.feed.title, read.feed.link) == (version, "Checks & balances", PAGE)
    bridge, ferry = read.entries
    assert ferry.title_detail.value == "False: The ferry carries 40,000 passengers & <crew>."
    assert ferry.link == "https://courier.example/checks/ferry?x=1&y=2"
    assert (ferry.author, ferry.tags[0].term) == ("Ellis Courier", "False")
    assert bridge.id.startswith("urn:uuid:")
    assert (bridge.published_parsed if form == "rss" else bridge.updated_parsed)[:3] == (2024, 3, 5)
    assert "It cost 3.1 million." in (bridge.description if form == "rss" else bridge.content[0].value)


def test_a_feed_of_nothing_is_a_feed_and_an_address_must_be_one(call):
    nobody = call("export", "feed", "--url", PAGE, "--reviewer", "Nobody")
    read = feedparser.parse(nobody.out)
    assert (bool(read.bozo), read.entries) == (False, [])
    assert "is not an address on the web" in call("export", "feed", "--url", "checks.html").err
