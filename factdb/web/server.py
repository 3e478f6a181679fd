"""The reading room as a web application: addresses to pages, forms to decisions, errors to pages that explain them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from secrets import compare_digest
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from factdb.database.connect import read_connection
from factdb.decide.inbox import DecidedMeanwhileError
from factdb.errors import DatabaseError, FactdbError, NotFoundError
from factdb.queries.decisions import newest_decision
from factdb.queries.reader import Reader
from factdb.web import pages
from factdb.web.asked import Asked, search
from factdb.web.desk import Form, Narrowed, Sittings, decide_on, scales, write_claim, write_quote, write_review
from factdb.web.guard import App, Guard, guarded
from factdb.web.pages import Look, Page
from factdb.web.render import STATIC, Frame, Links, render

_REFERENCE = re.compile(r"[0-9a-f]{1,32}")
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
# More than any of our forms needs.
MOST_BYTES = 1_000_000
LOOK = Look()
LINKS = Links()


@cache
def static_files() -> dict[str, bytes]:
    """Read the files of static/ by name; nothing else can be requested, whatever an address says."""
    return {path.name: path.read_bytes() for path in STATIC.iterdir() if path.suffix[1:] in _TYPES}


def application(database: str, guard: Guard, title: str = "The reading room") -> App:
    """Build the application for a database, behind a guard.

    Args:
        database: A path or URL, opened for reading with every page and, if `guard.desk` is set, for writing as well.
        guard: Who may ask and who decides.
        title: The name of the room, at the top of every page.
    """
    room = _Room(database, guard, title)
    starlette = Starlette(
        routes=[*room.pages(), *(room.forms() if guard.desk else ())],
        lifespan=room.lifespan,
        exception_handlers={FactdbError: room.refused, HTTPException: room.refused},
    )
    return guarded(starlette, guard)


class _Room:
    """What answers each address of a room."""

    def __init__(self, database: str, guard: Guard, title: str) -> None:
        self.database, self.guard, self.title = database, guard, title
        self.sittings = Sittings(database)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(self.sittings.close)

    def pages(self) -> list[Route]:
        """Return what anybody may read."""
        return [
            Route("/", self._list("home", lambda r, _: pages.home(r, LOOK))),
            Route("/articles", self._list("articles", lambda r, q: pages.articles(r, LOOK, _words(q, "publisher")))),
            Route("/speakers", self._list("speakers", lambda r, q: pages.speakers(r, LOOK, _words(q, "name")))),
            Route("/claims", self._list("claims", lambda r, q: pages.claims(
                r, LOOK, _whole(q.get("after", "")) or 0, bool(q.get("candidates"))
            ))),
            Route("/reviews", self._list("reviews", lambda r, _: pages.reviews(r, LOOK))),
            Route("/search", self._list("search", lambda r, q: search(
                r, Asked(**{name: _words(q, name) for name in Asked.__slots__}), LOOK
            ))),
            Route("/article/{reference}", self._one("article", "article", lambda r, it, _: pages.article(r, it, LOOK))),
            Route("/article/{reference}/versions", self._versions),
            Route("/q/{reference}", self._one("q", "quote", lambda r, it, _: pages.quote(r, it, LOOK))),
            Route("/speaker/{reference}", self._one("speaker", "speaker", lambda r, it, request: pages.speaker(
                r, it, LOOK, _whole(request.query_params.get("after", ""))
            ))),
            Route("/claim/{reference}", self._one("claim", "claim", self._claim)),
            Route("/review/{reference}", self._one("review", "review", lambda r, it, _: pages.review(r, it, LOOK))),
            Route("/static/{name}", _static),
        ]  # fmt: skip

    def forms(self) -> list[Route]:
        """Return the desk, and what is decided on other pages."""
        return [
            Route("/desk", self._desk),
            self._form("/desk", self._decided),
            self._form("/q/{reference}/decision", self._settled("quotes", "q")),
            self._form("/claim/{reference}/decision", self._settled("claims", "claim")),
            self._form("/review/{reference}/decision", self._settled("reviews", "review")),
            self._form("/claims", self._claim_written),
            self._form("/article/{reference}/quotes", self._quote_written),
            self._form("/claim/{reference}/reviews", self._review_written),
        ]

    # --- Pages

    def _frame(self, request: Request) -> Frame:
        return Frame(self.title, LOOK, actor=self.guard.who(request.scope["headers"]), token=self.guard.token)

    def _html(self, request: Request, template: str, page: Page, status: int = 200) -> Response:
        return HTMLResponse(render(template, page, self._frame(request), LINKS), status)

    def _list(self, template: str, build: Callable[[Reader, Mapping[str, str]], Page]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            with read_connection(self.database) as reader:
                page = build(reader, request.query_params)
                page["more"] = _next_page(request, page)
                return self._html(request, template, page)

        return endpoint

    def _one(
        self, kind: str, template: str, build: Callable[[Reader, str, Request], Page]
    ) -> Callable[[Request], Response]:
        """Make a page of one row at its permanent address; other references redirect there."""

        def endpoint(request: Request) -> Response:
            reference = _reference(request)
            with read_connection(self.database) as reader:
                page = build(reader, reference, request)
                row = page[template if template != "article" else "source"]
                if row["uid"] != reference:
                    return RedirectResponse(LINKS.to(kind, row["uid"]), 302)
                if self.guard.desk and template in ("quote", "claim", "review"):
                    page["seen"] = newest_decision(reader, f"{template}s", row["id"])
                page["more"] = _next_page(request, page)
                return self._html(request, template, page)

        return endpoint

    def _claim(self, reader: Reader, reference: str, request: Request) -> Page:
        page = pages.claim(reader, reference, LOOK)
        return page | {"scales": scales(reader) if self._frame(request).actor else []}

    def _versions(self, request: Request) -> Response:
        sides = [_whole(request.query_params.get(name, "")) for name in ("before", "now")]
        with read_connection(self.database) as reader:
            return self._html(request, "versions", pages.versions(reader, _reference(request), LOOK, *sides))

    def refused(self, request: Request, error: Exception) -> Response:
        """Make the page of an error that can be explained."""
        heading, status = "That did not work", 400
        message = str(error)
        if isinstance(error, NotFoundError):
            heading, status = "Not here", 404
        elif isinstance(error, DecidedMeanwhileError):
            heading, status = "Somebody was faster", 409
        elif isinstance(error, DatabaseError):
            heading, status = "The database cannot be read", 503
        elif isinstance(error, HTTPException):
            heading, status = {404: "Not here", 403: "Not allowed"}.get(error.status_code, heading), error.status_code
            message = "There is no such page." if error.status_code == 404 else error.detail
        back = request.url.path.removesuffix("/decision") if status == 409 else None
        page = {"heading": heading, "message": message[:1].upper() + message[1:], "back": back}
        return self._html(request, "error", page, status)

    # --- Decisions

    def _actor(self, request: Request) -> str:
        actor = self.guard.who(request.scope["headers"])
        if actor is None:
            raise HTTPException(405, "This room is read-only.")
        return actor

    def _form(self, path: str, does: Callable[[Request, Form], Response]) -> Route:
        async def endpoint(request: Request) -> Response:
            form = await _form(request)
            if not compare_digest(form.get("token", "").encode(), self.guard.token.encode()):
                raise HTTPException(403, "This form is older than the running server. Load its page again.")
            return await run_in_threadpool(does, request, form)

        return Route(path, endpoint, methods=["POST"])

    def _desk(self, request: Request) -> Response:
        sitting = self.sittings.of(self._actor(request))
        return self._html(request, "desk", sitting.page(Narrowed.of(request.query_params)))

    def _decided(self, request: Request, form: Form) -> Response:
        sitting = self.sittings.of(self._actor(request))
        sitting.decide(form)
        asked = sitting.narrowed.given()
        return RedirectResponse(LINKS.to("desk") + (f"?{urlencode(asked)}" if asked else ""), 303)

    def _settled(self, table: str, kind: str) -> Callable[[Request, Form], Response]:
        def does(request: Request, form: Form) -> Response:
            reference = _reference(request)
            decide_on(self.database, table, reference, form, self._actor(request))
            return RedirectResponse(LINKS.to(kind, reference), 303)

        return does

    def _claim_written(self, request: Request, form: Form) -> Response:
        message = write_claim(self.database, form, self._actor(request))
        number = re.search(r"claim (\d+)", message)
        return RedirectResponse(LINKS.to("claim", number[1]) if number else LINKS.to("claims"), 303)

    def _quote_written(self, request: Request, form: Form) -> Response:
        message = write_quote(self.database, _reference(request), form, self._actor(request))
        number = re.match(r"quote (\d+)", message)
        return RedirectResponse(LINKS.to("q", number[1]) if number else LINKS.to("home"), 303)

    def _review_written(self, request: Request, form: Form) -> Response:
        reference = _reference(request)
        write_review(self.database, reference, form, self._actor(request))
        return RedirectResponse(LINKS.to("claim", reference), 303)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in static_files():
        raise HTTPException(404)
    return Response(static_files()[name], media_type=_TYPES[name.rpartition(".")[2]])


def _words(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "").strip()


def _reference(request: Request) -> str:
    """Return the number or public id in an address.

    Raises:
        NotFoundError: It is neither.
    """
    reference = str(request.path_params["reference"])
    if not _REFERENCE.fullmatch(reference):
        raise NotFoundError("there is no such page")
    return reference


def _whole(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _next_page(request: Request, page: Page) -> str | None:
    """Return the address of the next page; None on the last one."""
    after = page.get("after")
    if after is None:
        return None
    asked = {**request.query_params, "after": str(after)}
    return f"{request.url.path}?{urlencode(asked)}"


async def _form(request: Request) -> Form:
    """Read the fields of a form.

    Raises:
        HTTPException: The body is not a form, is too large, or is not UTF-8.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Only forms are accepted.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "The form is too large.")
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error
    return dict(fields)
