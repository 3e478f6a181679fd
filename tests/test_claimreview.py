"""ClaimReview markup: checked, imported, exported; what came in goes out as it came."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import FERRY

from factdb.claimreview import faults_of, judged_of
from factdb.claimreview.terms import ORGANIZATIONS, PEOPLE, PROPERTIES, WORKS
from factdb.export.claimreview import script_block

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/ferry",
    "datePublished": "2024-03-10",
    "author": {"@type": "Organization", "name": "Ellis Checks", "url": "https://checks.example"},
    "claimReviewed": "The ferry sank twice last year.",
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 5,
        "alternateName": "False",
        "ratingExplanation": "It never sank.",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Lena Brandt", "jobTitle": "Harbour master"},
        "datePublished": "2024-03-01",
        "firstAppearance": {
            "@type": "NewsArticle",
            "url": "https://post.example/1",
            "headline": "Harbour master resigns",
            "publisher": {"@type": "Organization", "name": "Ellis Post"},
        },
        "appearance": [{"@type": "CreativeWork", "url": "https://forum.example/2"}, "https://forum.example/3"],
    },
    "keywords": "ferries",
}


def changed(**paths):
    """REVIEW with other values at dotted paths; None takes the property away."""
    node = deepcopy(REVIEW)
    for path, value in paths.items():
        *inside, last = path.split("__")
        place = node
        for key in inside:
            place = place[key]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return node


@pytest.fixture
def write(tmp_path):
    def call(data, name="checks.json"):
        text = data if isinstance(data, str) else json.dumps(data)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return call


def data(done, code=0):
    assert done.code == code, done.err
    return json.loads(done.out)


# --- The check


def test_the_terms_are_those_of_schema_org():
    from rdflib import SDO

    known = {str(term).rsplit("/", 1)[-1] for term in SDO.__annotations__}
    assert len(known) > 2000
    assert set().union(*PROPERTIES.values()) | set(PROPERTIES) | WORKS | ORGANIZATIONS | PEOPLE <= known


def test_a_whole_review_has_no_fault():
    assert [str(f) for f in faults_of(REVIEW, "$")] == []


@pytest.mark.parametrize(
    ("node", "place", "message"),
    [
        (changed(claimReviewed=None), "$", "claimReviewed is missing"),
        (changed(claimReviewed=["A.", "B."]), "$.claimReviewed", "write the claim as one text"),
        (changed(claimReviewed=" "), "$.claimReviewed", "is empty"),
        (changed(url=None), "$", "url is missing"),
        (changed(url="/ferry"), "$.url", "write the address in full"),
        (changed(url=["https://a.example"]), "$.url", "write the address in full"),
        (changed(datePublished="last May"), "$.datePublished", "write the day as 2026-03-01"),
        (changed(datePublished=20240310), "$.datePublished", "write the day as 2026-03-01"),
        (changed(itemReviewed__datePublished="2024-02-30"), "$.itemReviewed.datePublished", "write the day"),
        (changed(reviewRating=None), "$", "reviewRating is missing"),
        (changed(reviewRating="False"), "$.reviewRating", "write one Rating"),
        (changed(reviewRating__ratingValue="low"), "$.reviewRating.ratingValue", "is 'low': write a number"),
        (changed(reviewRating__ratingValue=9), "$.reviewRating.ratingValue", "is 9, off its scale from 1 to 5"),
        (changed(reviewRating__worstRating=7), "$.reviewRating", "worstRating 7 is above bestRating 5"),
        (changed(reviewRating__alternateName=3), "$.reviewRating.alternateName", "is 3: write a text"),
        (changed(reviewRaiting={}), "$", "did you mean 'reviewRating'?"),
        (changed(reviewRating__ratingvalue=1), "$.reviewRating", "did you mean 'ratingValue'?"),
        (changed(itemReviewed__author=7), "$.itemReviewed.author", "write a Person or an Organization"),
        (changed(itemReviewed__author={"@type": "Rating", "name": "x"}), "$.itemReviewed.author.@type", "write Person"),
        (changed(itemReviewed="a claim"), "$.itemReviewed", "write a Claim"),
        (changed(itemReviewed__appearance=["ftp://x"]), "$.itemReviewed.appearance[0]", "with its url"),
        (changed(itemReviewed__firstAppearance={"@type": "NewsArtcle"}), "$.itemReviewed.firstAppearance.@type", "did"),
        (changed(reviewBody={"x": 1}), "$.reviewBody", "write a text"),
    ],
)
def test_an_error_names_its_place_and_remedy(node, place, message):
    errors = [fault for fault in faults_of(node, "$") if fault.severity == "error"]
    assert any(fault.place == place and message in fault.message for fault in errors), [str(e) for e in errors]


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (changed(reviewRating__ratingValue="1"), "write the number without quotation marks"),
        (changed(reviewRating__bestRating=None), "bestRating is missing: readers will take 5"),
        (changed(reviewRating__alternateName=None), "alternateName is missing"),
        (changed(itemReviewed=None), "itemReviewed is missing"),
        (changed(itemReviewed__author=None), "author is missing: say who made the claim"),
        (changed(itemReviewed__appearance={"@type": "CreativeWork"}), "has no url"),
        (changed(author="Ellis Checks"), "is a text: write a Person"),
        (changed(datePublished=None), "datePublished is missing"),
        (changed(claimReviewed="The ferry, which " + "really " * 10 + "sank and then …"), "the claim looks cut off"),
        (changed(**{"@context": "https://schema.example"}), "write https://schema.org"),
        (changed(colour="red"), "'colour' is not known as a property of ClaimReview"),
    ],
)
def test_advice_reports_what_readers_will_miss(node, message):
    faults = list(faults_of(node, "$"))
    assert any(message in fault.message for fault in faults), [str(f) for f in faults]
    assert {fault.severity for fault in faults} == {"advice"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(sorted(REVIEW)), JSON, max_size=4), st.sampled_from(sorted(REVIEW)), JSON)
def test_whatever_markup_says_is_checked_and_what_passes_can_be_read(some, key, value):
    node = {**REVIEW, **some, key: value, "@type": "ClaimReview"}
    if not any(fault.stops_import for fault in faults_of(node, "$")):
        judged = judged_of(node)
        assert judged.claim
        assert judged.value is None or judged.worst <= judged.value <= judged.best


@pytest.mark.parametrize(
    ("text", "reviews", "output"),
    [
        (json.dumps(REVIEW), 1, ""),
        (json.dumps([REVIEW, REVIEW]), 2, ""),
        (json.dumps({"@context": "https://schema.org", "@graph": [REVIEW, {"@type": "WebPage"}]}), 1, ""),
        (json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}), 1, ""),
        (json.dumps(REVIEW) + "\n\n" + json.dumps(REVIEW) + "\n", 2, ""),
        (json.dumps(REVIEW) + "\n{broken}\n" + json.dumps(REVIEW) + "\n", 2, "checks:2: error: is not valid JSON"),
        ("<html><body>" + script_block(REVIEW) + "<p>x</p>" + script_block(REVIEW) + "</body></html>", 2, ""),
        (
            '<p>\n<script type="application/ld+json">{"@type": </script>',
            0,
            "checks:2: error: the script block is not valid JSON",
        ),
        ("[" * 100_000, 0, "nested too deeply"),
        ('{"@type": "ClaimReview", "claimReviewed": "a\\u0000b"}', 0, "contains a NUL character"),
        ('{"@type": "ClaimReview", "x": NaN}', 0, "NaN is not a number"),
        ('{"@type": "Article"}', 0, "holds no ClaimReview"),
        ("", 0, ""),
        ("once upon a time", 0, "is not valid JSON"),
    ],
)
def test_reviews_are_found_in_files_pages_and_feeds(run, write, text, reviews, output):
    done = run("validate", write(text, "checks"))
    assert done.err.startswith(f"{reviews} review{'' if reviews == 1 else 's'}, "), done.err
    assert output in done.out
    assert done.code == (0 if reviews and not output else 1)


def test_a_file_that_is_not_there_is_reported(run):
    done = run("validate", "none.json")
    assert done.code == 1
    assert "none.json" in done.out


# --- In and out


def test_what_came_in_goes_out_as_it_came(run, database, write):
    nodes = [REVIEW, changed(claimReviewed="The pier is older.", reviewRating__ratingValue="2", foo={"bar": [1.5]})]
    done = run("-d", database, "import", "--format", "claimreview", write(nodes))
    assert (done.code, done.out) == (0, "2 new reviews, 2 new claims; import run 1\n"), done.err
    assert data(run("-d", database, "export", "claimreview")) == nodes
    again = run("-d", database, "import", "--format", "claimreview", "checks.json")
    assert again.out == "0 new reviews, 2 already known, 0 new claims\n"
    (claim, _) = data(run("-d", database, "claims", "--format", "json"))
    assert (claim["text"], claim["status"], claim["rating"]) == (REVIEW["claimReviewed"], "candidate", "False")
    (quote,) = data(run("-d", database, "quotes", "--speaker", "Brandt", "--limit", "1", "--format", "json"))
    assert (quote["kind"], quote["said_on"], quote["publisher"]) == ("indirect", "2024-03-01", "Ellis Post")
    assert [s["url"] for s in data(run("-d", database, "sources", "--format", "json"))].count("https://forum.example/3")
    assert run("-d", database, "verify").code == 0
    assert run("-d", database, "imports", "undo", "1").code == 0
    for table in ("reviews", "claims", "quotes", "sources", "speakers"):
        assert data(
            run("-d", database, "sql", "--as-owner", f"SELECT count(*) AS n FROM {table}", "--format", "json")
        ) == [{"n": 0}]


def test_another_judgement_on_the_same_page_supersedes_the_former(run, database, write):
    for node in (REVIEW, changed(reviewRating__ratingValue=2, reviewRating__alternateName="Mostly false")):
        assert run("-d", database, "import", "--format", "claimreview", write(node)).code == 0
    assert [r["id"] for r in data(run("-d", database, "reviews", "--current", "--format", "json"))] == [2]
    assert data(run("-d", database, "reviews", "show", "1", "--format", "json"))["superseded_by_id"] == 2
    refused = run("-d", database, "imports", "undo", "1")
    assert "cannot be undone: run 2" in refused.err
    assert run("-d", database, "imports", "undo", "2").code == 0
    assert run("-d", database, "imports", "undo", "1").code == 0


def test_where_a_known_claim_appeared_as_well_is_added(run, database, write):
    other = changed(url="https://other.example/1", itemReviewed__firstAppearance={"url": "https://paper.example/9"})
    for node in (REVIEW, other):
        assert run("-d", database, "import", "--format", "claimreview", write(node)).code == 0
    urls = "SELECT o.url FROM assertions s JOIN sources o ON o.id = s.source_id ORDER BY s.id"
    assert [row["url"] for row in data(run("-d", database, "sql", "--as-owner", urls, "--format", "json"))] == [
        "https://post.example/1",
        "https://forum.example/2",
        "https://forum.example/3",
        "https://paper.example/9",
    ]


def test_two_equal_blocks_of_a_page_are_distinguished(run, write):
    page = "<html>" + 2 * script_block(changed(url="nowhere"))
    assert [line.split(": ")[0] for line in run("validate", write(page, "p.html")).out.splitlines()] == [
        "p.html:1",
        f"p.html:{1 + script_block(REVIEW).count(chr(10))}",
    ]


def test_what_cannot_be_stored_is_reported_and_the_rest_imported(run, database, write):
    bad = [changed(reviewRating__ratingValue=9), changed(claimReviewed=7), changed(datePublished="soon")]
    done = run("-d", database, "import", "--format", "claimreview", write([bad[0], REVIEW, *bad[1:]]))
    assert done.code == 1
    assert done.out == "1 new review, 1 new claim; 3 could not be imported; import run 1\n"
    assert "checks.json: $[0].reviewRating.ratingValue: error: is 9, off its scale" in done.err
    assert "$[2].claimReviewed" in done.err
    assert "$[3].datePublished" in done.err


@pytest.fixture
def reviewed(made_once, run, tmp_path):
    """A database in which a claim of an article is reviewed by hand."""
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    return made_once("reviewed", lambda database: review_by_hand(run, database))


def review_by_hand(run, database):
    url, out = ("--url", "https://post.example/ferry"), ("--publisher", "Ellis Post", "--published", "2024-03-04")
    assert run("-d", database, "import", "a.txt", *url, *out).code == 0
    assert run("-d", database, "claims", "add", "The islands are owed a ferry.", "--quote", "1").code == 0
    claim = str(data(run("-d", database, "claims", "--format", "json"))[0]["id"])
    done = run(
        "-d", database, "reviews", "add", claim, "--rating", "Mostly true", "--organization", "Ellis </script> Checks",
        "--reviewer", "Ada Quill", "--on", "2024-03-10", "--explanation", "It is <b>so</b> & more\u2028.",
        "--text", "Long. " * 40, "--url", "https://checks.example/1",
    )  # fmt: skip
    assert done.code == 0, done.err
    link = ("--link", "https://harbour.example/log", "--title", "Log")
    assert run("-d", database, "reviews", "evidence", "1", "supports", *link).code == 0
    assert run("-d", database, "reviews", "publish", "1").code == 0


def test_a_review_of_ours_is_whole_valid_and_read_again_the_same(run, reviewed, tmp_path):
    done = run("-d", reviewed, "export", "claimreview", "-o", "out.json")
    assert done.code == 0, done.err
    (node,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert run("validate", "out.json").err == "1 review, 0 errors, 0 advised\n"
    assert node["reviewBody"] == ("Long. " * 40).strip()
    assert node["itemReviewed"]["author"] == {"@type": "Person", "name": "Jonas Reed"}
    assert node["itemReviewed"]["firstAppearance"]["url"] == "https://post.example/ferry"
    assert node["creator"]["name"] == "Ada Quill"
    again = run("-d", reviewed, "import", "--format", "claimreview", "out.json")
    assert again.out == "0 new reviews, 1 already known, 0 new claims\n"
    assert run("-d", "other.sqlite", "import", "--format", "claimreview", "out.json").code == 0
    assert data(run("-d", "other.sqlite", "export", "claimreview")) == [node]
    ours, theirs = (data(run("-d", d, "reviews", "show", "1", "--format", "json")) for d in (reviewed, "other.sqlite"))
    same = (
        "claim", "rating", "rating_value", "worst_value", "best_value", "explanation", "text", "reviewer",
        "organization", "reviewed_on", "url", "status",
    )  # fmt: skip
    assert {k: theirs[k] for k in same} == {k: ours[k] for k in same}


def test_a_script_block_is_safe_whatever_the_texts_hold(run, reviewed, write):
    block = run("-d", reviewed, "export", "claimreview", "--html").out
    assert block.count("</script>") == 1
    assert block.count("<") == 2
    assert "\u2028" not in block
    write(block, "page.html")
    assert run("validate", "page.html").code == 0
    inside = json.loads(block.split(">", 1)[1].rsplit("<", 1)[0])
    assert inside["author"]["name"] == "Ellis </script> Checks"


def test_a_review_without_its_page_is_left_out_and_comes_with_a_remedy(run, reviewed):
    claim = str(data(run("-d", reviewed, "reviews", "show", "1", "--format", "json"))["claim_id"])
    assert run("-d", reviewed, "reviews", "add", claim, "--rating", "True", "--publish", "--by", "Ada Quill").code == 0
    done = run("-d", reviewed, "export", "claimreview")
    assert done.code == 1
    assert "review 2 has no URL" in done.err
    assert len(json.loads(done.out)) == 1
    assert run("-d", reviewed, "reviews", "edit", "2", "--url", "https://checks.example/2").code == 0
    assert len(data(run("-d", reviewed, "export", "claimreview"))) == 2
    assert "too late to edit" in run("-d", reviewed, "reviews", "edit", "2", "--url", "https://checks.example/3").err
    assert run("-d", reviewed, "verify").code == 0


def test_withdrawn_and_superseded_reviews_are_not_exported(run, reviewed):
    assert run("-d", reviewed, "reviews", "withdraw", "1", "--reason", "wrong").code == 0
    assert data(run("-d", reviewed, "export", "claimreview")) == []


@settings(max_examples=10)
@given(st.lists(st.dictionaries(st.sampled_from(["keywords", "about", "itemReviewed", "author"]), JSON), max_size=3))
def test_a_round_trip_loses_nothing(run, tmp_path_factory, extras):
    folder = tmp_path_factory.mktemp("trip")
    nodes = []
    for number, extra in enumerate(extras):
        node = {**changed(claimReviewed=f"Claim {number}.", url=f"https://checks.example/{number}"), **extra}
        text = json.dumps(node, ensure_ascii=False)
        if any(f.stops_import for f in faults_of(node, "$")) or "\0" in text or "\\u0000" in text:
            continue
        nodes.append(node)
    path, database = folder / "in.json", str(folder / "trip.sqlite")
    path.write_text(json.dumps([*nodes, REVIEW]), encoding="utf-8")
    done = run("-d", database, "import", "--format", "claimreview", str(path))
    assert done.code == 0, done.err
    assert data(run("-d", database, "export", "claimreview")) == [*nodes, REVIEW]


# --- MediaReview

MEDIA = {
    "@context": "https://schema.org",
    "@type": "MediaReview",
    "url": "https://checks.example/photo",
    "datePublished": "2024-03-12",
    "author": {"@type": "Organization", "name": "Ellis Checks"},
    "mediaAuthenticityCategory": "DecontextualizedContent",
    "originalMediaContextDescription": "The photo was taken in another harbour, in 2011.",
    "itemReviewed": {
        "@type": "MediaReviewItem",
        "interpretedAsClaim": {
            "@type": "Claim",
            "text": "A photo shows the Ellis ferry aground.",
            "author": {"@type": "Person", "name": "Lena Brandt"},
            "datePublished": "2024-03-09",
        },
        "mediaItemAppearance": [
            {"@type": "ImageObject", "url": "https://forum.example/7", "contentUrl": "https://forum.example/7.jpg"},
            {"@type": "ImageObjectSnapshot", "contentUrl": "https://post.example/8.jpg"},
        ],
    },
}


def media(**paths):
    """MEDIA with other values, as `changed`."""
    node = deepcopy(MEDIA)
    for path, value in paths.items():
        *inside, last = path.split("__")
        place = node
        for key in inside:
            place = place[key]
        place[last] = value
    return node


def test_a_whole_media_review_has_no_fault():
    assert [str(fault) for fault in faults_of(MEDIA, "$")] == []


@pytest.mark.parametrize(
    ("node", "place", "message"),
    [
        (media(mediaAuthenticityCategory=None), "$", "write one of DecontextualizedContent, EditedOrCropped"),
        (media(mediaAuthenticityCategory=["Transformed"]), "$.mediaAuthenticityCategory", "did you mean 'TransformedC"),
        (media(originalMediaContextDescription=7), "$.originalMediaContextDescription", "write a text"),
        (media(itemReviewed={"@type": "ImageObject", "url": "https://forum.example/7"}), "$", "interpretedAsClaim"),
        (media(itemReviewed__mediaItemAppearance={"url": "7.jpg"}), "$.itemReviewed.mediaItemAppearance", "in full"),
        (media(itemReviewed__interpretedAsClaim__datePublished="2024-03-20"), "$.datePublished", "before the claim"),
        (media(mediaAuthenticityCategori="x"), "$", "did you mean 'mediaAuthenticityCategory'?"),
    ],
)
def test_a_fault_of_a_media_review_names_its_place_and_remedy(node, place, message):
    errors = [fault for fault in faults_of(node, "$") if fault.severity == "error"]
    assert any(fault.place == place and message in fault.message for fault in errors), [str(e) for e in errors]


@pytest.mark.parametrize(
    ("node", "claim", "label", "places"),
    [
        (MEDIA, "A photo shows the Ellis ferry aground.", "DecontextualizedContent", 2),
        (
            media(mediaAuthenticityCategory=["https://schema.org/TransformedContent", {"@id": "schema:StagedContent"}]),
            "A photo shows the Ellis ferry aground.",
            "TransformedContent and StagedContent",
            2,
        ),
        (
            media(
                itemReviewed={
                    "@type": "VideoObject",
                    "description": "The ferry sinks.",
                    "embedUrl": "https://v.example",
                }
            ),
            "The ferry sinks.",
            "DecontextualizedContent",
            1,
        ),
    ],
    ids=["as the reporters' lab writes it", "several categories", "the media itself"],
)
def test_a_media_review_says_what_a_review_of_a_claim_says(node, claim, label, places):
    judged = judged_of(node)
    assert (judged.claim, judged.label, len(judged.appearances)) == (claim, label, places)
    assert (judged.value, judged.explanation) == (None, MEDIA["originalMediaContextDescription"])


def test_a_media_review_comes_out_as_it_came_in(run, sqlite_database, write):
    done = run("-d", sqlite_database, "import", "--format", "claimreview", write([MEDIA, REVIEW]))
    assert done.out.startswith("2 new reviews, 2 new claims"), done.err
    assert data(run("-d", sqlite_database, "export", "claimreview")) == [MEDIA, REVIEW]
    (claim,) = (c for c in data(run("-d", sqlite_database, "claims", "--json")) if c["text"] == judged_of(MEDIA).claim)
    assert claim["rating"] == "DecontextualizedContent"


def test_a_review_on_the_scale_of_media_is_exported_as_a_media_review(run, sqlite_database, tmp_path):
    def call(*args):
        done = run("-d", sqlite_database, *args)
        assert done.code == 0, done.err
        return done.out

    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    call("import", "a.txt", "--url", "https://post.example/1", "--publisher", "Ellis Post")
    call("claims", "add", "A photo shows the ferry aground.", "--quote", "1")
    number = max(claim["id"] for claim in json.loads(call("claims", "--json")))
    rated = ("--scale", "mediareview", "--rating", "StagedContent", "--explanation", "It is a model in a basin.")
    by = ("--organization", "Ellis Checks", "--reviewer", "Ada Quill", "--url", "https://checks.example/1")
    call("reviews", "add", str(number), *rated, *by, "--on", "2024-03-20", "--publish")
    (node,) = json.loads(call("export", "claimreview"))
    assert [str(fault) for fault in faults_of(node, "$")] == []
    assert (node["@type"], node["mediaAuthenticityCategory"]) == ("MediaReview", "StagedContent")
    again = judged_of(node)
    assert (again.claim, again.explanation) == ("A photo shows the ferry aground.", "It is a model in a basin.")
    assert (again.speaker, again.label) == ("Jonas Reed", "StagedContent")
    assert [place.url for place in again.appearances] == ["https://post.example/1"]
