"""The reading room as a folder of pages that opens from disk and can be published anywhere.

Pages are written one after the other while the database is read, so that memory does not grow with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from factdb.errors import FactdbError
from factdb.export.feed import feed
from factdb.queries.reader import Reader, Row
from factdb.queries.reading import claims_page, review_links
from factdb.queries.reviews import list_reviews
from factdb.queries.walking import source_index, speaker_index, walk
from factdb.web import pages
from factdb.web.pages import Look, Page
from factdb.web.render import STATIC, Frame, Links, render

# Rows on one page of an index, entries in the feed, addresses in one sitemap (https://www.sitemaps.org/protocol.html).
ROWS, ENTRIES, ADDRESSES = 200, 100, 50_000
_UID = re.compile(r"[0-9a-f]{32}")
_TOP, _BELOW = Links("", live=False), Links("../", live=False)

Report = Callable[[str], None]


def is_site(folder: Path) -> bool:
    """Test whether `folder` holds a site that was written before."""
    index = folder / "index.html"
    return index.is_file() and '<meta name="generator" content="factdb' in index.read_text("utf-8", "replace")[:2000]


@dataclass(slots=True)
class Site:
    """A site that is written to `folder`.

    Attributes:
        reader: The database.
        folder: An empty folder.
        look: What may be seen; `inside` is always off.
        title: Name of the site.
        base: The address it will be published at, ending in "/"; None if unknown. Without it there is no sitemap, which
            needs full addresses.
        report: Called with the progress, in words.
        written: Number of pages written so far.
    """

    reader: Reader
    folder: Path
    look: Look
    title: str = "The reading room"
    base: str | None = None
    report: Report = lambda _: None
    written: int = 0

    def write(self) -> int:
        """Write everything.

        Returns:
            The number of pages.

        Raises:
            FactdbError: A public id in the database cannot name a file.
        """
        self.look = replace(self.look, inside=False)
        for name in ("static", "article", "q", "speaker", "claim", "review"):
            (self.folder / name).mkdir()
        for file in STATIC.iterdir():
            (self.folder / "static" / file.name).write_bytes(file.read_bytes())
        reviews = list(self._reviews())
        self._page("index", "home", pages.home(self.reader, self.look), _TOP)
        self._page("reviews", "reviews", {"reviews": reviews}, _TOP)
        self._index("articles", "sources", source_index(self.reader, confirmed=self.look.confirmed), publisher="")
        self._index("speakers", "speakers", speaker_index(self.reader, confirmed=self.look.confirmed), name="")
        self._index("claims", "claims", self._claims(), candidates=False)
        for row in self._walk("sources"):
            self._article(row)
        for row in self._walk("quotes"):
            self._page(f"q/{row['uid']}", "quote", pages.quote(self.reader, str(row["id"]), self.look))
        for row in self._walk("speakers"):
            self._speaker(row)
        for row in self._walk("claims"):
            address = None if self.base is None else f"{self.base}claim/{row['uid']}.html"
            page = pages.claim(self.reader, str(row["id"]), self.look, address)
            self._page(f"claim/{row['uid']}", "claim", page | {"scales": []})
        for row in self._walk("reviews"):
            self._page(f"review/{row['uid']}", "review", pages.review(self.reader, str(row["id"]), self.look))
        self._feed(reviews[:ENTRIES])
        if self.base is not None:
            self._sitemap()
        return self.written

    def _walk(self, table: str) -> Iterator[Row]:
        for row in walk(self.reader, table, confirmed=self.look.confirmed):
            if not _UID.fullmatch(str(row["uid"])):
                raise FactdbError(f"{table[:-1]} {row['id']} has no public id that can name a file: {row['uid']!r}")
            yield row

    def _page(self, place: str, template: str, page: Page, links: Links = _BELOW) -> None:
        frame = Frame(self.title, self.look, live=False, base=self.base)
        html = render(template, {"more": None, **page}, frame, links)
        (self.folder / f"{place}.html").write_text(html, encoding="utf-8", newline="\n")
        self._mapped(place)
        self.written += 1
        self.report(f"{self.written:,} pages")

    def _index(self, kind: str, listed: str, rows: Iterable[Row], /, **rest: Any) -> None:
        """Write the pages of an index, each with a link to the next."""
        left = iter(rows)
        part, number = list(islice(left, ROWS)), 1
        while part or number == 1:
            following = list(islice(left, ROWS))
            more = f"{kind}-{number + 1}.html" if following else None
            place = kind if number == 1 else f"{kind}-{number}"
            self._page(place, kind, {listed: part, "more": more, **rest}, _TOP)
            part, number = following, number + 1

    def _claims(self) -> Iterator[Row]:
        after = 0
        while rows := claims_page(self.reader, after=after, limit=ROWS, confirmed=True):
            yield from rows
            after = rows[-1]["id"]

    def _reviews(self) -> Iterator[Row]:
        for row in list_reviews(self.reader, status="published", superseded=False, limit=0):
            yield {**row, **review_links(self.reader, row["id"])}

    def _article(self, row: Row) -> None:
        page = pages.article(self.reader, str(row["id"]), self.look)
        self._page(f"article/{row['uid']}", "article", page)
        if page["source"]["versions"] > 1:
            self._page(
                f"article/{row['uid']}-versions", "versions", pages.versions(self.reader, str(row["id"]), self.look)
            )

    def _speaker(self, row: Row) -> None:
        after, number = None, 1
        while number == 1 or after is not None:
            page = pages.speaker(self.reader, str(row["id"]), self.look, after)
            after = page["after"]
            more = None if after is None else f"{row['uid']}-{number + 1}.html"
            place = f"speaker/{row['uid']}" + ("" if number == 1 else f"-{number}")
            self._page(place, "speaker", page | {"more": more})
            number += 1

    def _feed(self, reviews: list[Row]) -> None:
        base = self.base or ""
        text = feed(
            reviews,
            "atom",
            title=f"{self.title}: reviews",
            page=f"{base}reviews.html",
            own=f"{base}feed.xml" if base else None,
            address=lambda review: f"{base}review/{review['uid']}.html",
        )
        (self.folder / "feed.xml").write_text(text, encoding="utf-8", newline="\n")

    def _mapped(self, place: str) -> None:
        """Add a page's address to the sitemap, which the protocol splits into files of limited size."""
        if self.base is None:
            return
        number, line = divmod(self.written, ADDRESSES)
        with (self.folder / f"sitemap-{number + 1}.xml").open("a", encoding="utf-8", newline="\n") as file:
            if line == 0:
                file.write(_HEAD + f'<urlset xmlns="{_SITEMAPS}">\n')
            file.write(f"<url><loc>{self.base}{place}.html</loc></url>\n")
            if line == ADDRESSES - 1:
                file.write("</urlset>\n")

    def _sitemap(self) -> None:
        """Finish the last file, and list the files if there are several."""
        maps = -(-self.written // ADDRESSES)
        if self.written % ADDRESSES:
            with (self.folder / f"sitemap-{maps}.xml").open("a", encoding="utf-8", newline="\n") as file:
                file.write("</urlset>\n")
        whole = self.folder / "sitemap.xml"
        if maps == 1:
            (self.folder / "sitemap-1.xml").rename(whole)
            return
        listed = "".join(f"<sitemap><loc>{self.base}sitemap-{n + 1}.xml</loc></sitemap>\n" for n in range(maps))
        text = f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{listed}</sitemapindex>\n'
        whole.write_text(text, encoding="utf-8", newline="\n")


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
