"""Hostile strings in every field of a database: what is exported for pages, for Datasette and for annotation clients is
still what it was meant to be, and holds each string as text."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rows import fill

HOSTILE = [
    "</script><script>alert(1)</script>", "</SCRIPT ><img src=x onerror=alert(1)>", "<!--<script>", "-->", "]]>",
    "<![CDATA[", "<svg/onload=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "\"><b>x</b>", "'><b>x</b>",
    "` onmouseover=alert(1) `", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:msgbox(1)", "{{ 7*7 }}", "{% raw %}",
    "${7*7}", "<%= 7*7 %>", "#{7*7}", "\\u003c/script\\u003e", "\\", "\\\"", '","url":"https://evil.example/","x":"',
    "\u2028\u2029", "\u202ecod.exe", "\u2066\u2069", "\ufeff", "\x1b]52;c;eA==\x07", "\x9b5n", "\x07\x08\x7f",
    "\n\r\n</script>",
    "=1+1", "@type", "https://evil.example/<script>", "'; DROP TABLE quotes; --", "%s%n%00", "\U000e0041", "\ufffe",
]  # fmt: skip
TEXTS = {
    "sources": ["title", "byline", "agency", "dateline", "url"],
    "source_versions": ["title"],
    "speakers": ["name", "role"],
    "roles": ["title", "organization"],
    "quotes": ["text", "cue", "venue", "said_as", "origin", "confirmed_by"],
    "attributions": ["as_printed", "title_as_printed"],
    "claims": ["text", "why", "confirmed_by"],
    "reviews": ["rating_label", "explanation", "text", "title", "reviewer", "organization"],
    "evidence": ["title", "note", "url"],
}
# What drives a terminal or ends a line of script is escaped in JSON.
DRIVING = {"\u2028", "\u202e", "\u2066", "\ufeff", "\x1b", "\x9b", "\x07", "\x7f", "\U000e0041"}


class Scripts(HTMLParser):
    """The elements of a page, and what its script elements hold."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.scripts = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, attributes))

    def handle_endtag(self, tag):
        self.tags.append(("/" + tag, []))

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "script":
            self.scripts.append(data)
        else:
            assert not data.strip()


def strings(value):
    """Every string of a JSON value, with the key that it is under."""
    for key, one in value.items() if isinstance(value, dict) else [(None, one) for one in value]:
        if isinstance(one, dict | list):
            yield from strings(one)
        elif isinstance(one, str):
            yield key, one


@pytest.fixture
def hostile(database, execute):
    """Fills a database with a string in every column of text."""
    fill(execute, database)
    execute(database, "UPDATE reviews SET url = 'https://checks.example/' || id")

    def put(string):
        quoted = string.replace("'", "''")
        execute(
            database,
            *(
                f"UPDATE {table} SET {column} = '{quoted}' WHERE {column} IS NOT NULL"
                for table, columns in TEXTS.items()
                for column in columns
            ),
            f"UPDATE publishers SET name = '{quoted}' WHERE id = 1",
            f"UPDATE anchors SET exact = '{quoted}', end_char = start_char + {len(string)}",
        )
        return database

    return put


def test_what_is_exported_holds_it_as_text(run, hostile):
    for string in HOSTILE:
        hold_as_text(run, hostile(string), string)


def hold_as_text(run, database, string):
    page = run("-d", database, "export", "claimreview", "--html").out
    read = Scripts(page)
    blocks = page.count('<script type="application/ld+json">')
    assert [tag for tag, _ in read.tags] == ["script", "/script"] * blocks
    assert all(attributes == [("type", "application/ld+json")] for tag, attributes in read.tags if tag == "script")
    nodes = [json.loads(block) for block in read.scripts]
    done = run("-d", database, "export", "annotations")
    assert done.code == 0
    annotations = [json.loads(line) for line in done.out.splitlines()]
    assert len(nodes) >= 1
    assert len(annotations) == 1
    found = [*strings(nodes), *strings(annotations)]
    assert sum(string in one for _, one in found) >= 5, found
    for key, one in found:
        if key in ("url", "source", "sameAs", "id"):
            assert one.startswith(("https://", "urn:uuid:")), (key, one)
    assert not {one for one in DRIVING if one in page or one in done.out}
    assert {key for node in nodes for key in node} <= {
        "@context", "@type", "identifier", "url", "headline", "datePublished", "inLanguage", "author", "creator",
        "claimReviewed", "reviewRating", "reviewBody", "itemReviewed", "citation",
    }  # fmt: skip


def test_metadata_for_datasette_is_text(run, sqlite_database, execute, tmp_path):
    """What can be hostile there is the name of the file and those of tables that others made."""
    for string in HOSTILE:
        describe_as_text(run, sqlite_database, execute, tmp_path, string)


def describe_as_text(run, sqlite_database, execute, tmp_path, string):
    name = string.replace("/", "_").replace("\x00", "")[:60]
    path = shutil.copy(sqlite_database, tmp_path / f"{name}.sqlite")
    execute(str(path), 'CREATE TABLE "' + name.replace('"', '""') + '" (a)')
    done = run("-d", str(path), "export", "datasette")
    assert done.code == 0, done.err
    made = json.loads(done.out)
    ((stem, described),) = made["databases"].items()
    assert stem == Path(path).stem
    assert described["tables"][name] == {"hidden": True}
    assert not [key for key, _ in strings(made) if str(key).endswith("_html")]
    assert not {one for one in DRIVING if one in done.out}
