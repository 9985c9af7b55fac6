"""The preview's web server, for this computer alone: its pages, the feed, and the products.

It answers requests for localhost only, so that a page of the internet whose name was made to
resolve to this computer (DNS rebinding) is refused. Nothing is written, and nothing is read but the
preview's own three files and the output folders of the articles.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import re
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nashr.preview.page import nothing_here
from nashr.preview.page import page as page_text
from nashr.preview.state_feed import StateFeed, message
from nashr.project import safe_files
from nashr.project.workspace import file_inside

ADDRESS = "127.0.0.1"
#: Seconds after which a reader gets a comment where there was no event, to keep the connection.
PULSE = 15.0
#: Seconds for the server's thread to end.
_END = 2.0
#: How many requests are open at a time; event streams count too.
_AT_ONCE = 200
#: Bytes of a product that are read at a time.
_PIECE = 1 << 18
_HOST = re.compile(rb"(?:localhost|127\.0\.0\.1)(?::[0-9]{1,5})?", re.IGNORECASE)
_HERE = Path(__file__).resolve().parent

_SAFE = {
    b"cache-control": b"no-store",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}
_OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
#: Added to the policy in a web page: no script runs but that of nashr (``own_script``), and nothing
#: is asked of the preview. A page may come from a stranger's project, and it is on the origin of
#: the other articles and of the feed.
_PAGE = (
    "script-src {script}; connect-src 'none'; frame-src 'none'; worker-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_FRAMED = "frame-ancestors 'self'"
_ISOLATED = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".xml": "application/xml",
    ".json": "application/json",
}


def listener(port: int) -> socket.socket:
    """A socket at the port of the loopback, any free one for 0; raises OSError."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # The port of a preview that has just ended may have connections in the state TIME_WAIT.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


@contextlib.contextmanager
def serving(feed: StateFeed, output: Path, listening: socket.socket) -> Iterator[None]:
    """Answer at the socket while the block runs."""
    server = uvicorn.Server(
        uvicorn.Config(
            site(feed, output),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=_AT_ONCE,
            timeout_graceful_shutdown=1,
        )
    )
    answering = threading.Thread(target=server.run, args=([listening],), daemon=True)
    answering.start()
    try:
        yield
    finally:
        server.should_exit = True
        feed.end()
        answering.join(_END)
        listening.close()


def site(feed: StateFeed, output: Path) -> ASGIApp:
    """The site as an ASGI application."""

    output = Path(os.path.realpath(output))
    policies = {".html": _PAGE.format(script=own_script()), ".pdf": _FRAMED}

    def page(request: Request) -> Response:
        slug = request.path_params.get("slug")
        if slug is not None and slug not in feed.state.all:
            return _nothing()
        return _own("page.html", page_text())

    def shell(request: Request) -> Response:
        name = request.path_params["name"]
        known = name in ("page.css", "page.js")
        return _own(name, (_HERE / name).read_bytes()) if known else _nothing()

    def product(request: Request) -> Response:
        found = _product(feed, output, request.path_params["path"])
        try:
            handle = safe_files.open_file(str(found), str(output)) if found is not None else None
        except OSError:
            handle = None
        if found is None or handle is None:
            return _nothing()
        suffix = found.suffix.lower()
        headers = {
            "content-security-policy": policies.get(suffix, _ISOLATED),
            "content-type": _TYPES.get(suffix, "application/octet-stream"),
            "content-length": str(os.fstat(handle).st_size),
        }
        return _ProductResponse(os.fdopen(handle, "rb", buffering=0), headers)

    async def events(request: Request) -> Response:
        headers = {"content-type": "text/event-stream; charset=utf-8"}
        if request.method == "HEAD":
            return Response(headers=headers)
        return StreamingResponse(_news(feed, request.query_params.get("article")), headers=headers)

    routes = [
        Route("/", page),
        Route("/article/{slug}/", page),
        Route("/shell/{name}", shell),
        Route("/events", events),
        Route("/output/{path:path}", product),
    ]

    async def elsewhere(_request: Request, _error: Exception) -> Response:
        return _nothing()

    return _Guard(Starlette(routes=routes, exception_handlers={404: elsewhere}))


def own_script() -> str:
    """The source, for a policy, that is the script of nashr's own web pages."""
    from nashr.outputs.html.render import SCRIPT, hash_sources
    from nashr.pipeline.render import shipped_templates

    return hash_sources([shipped_templates()[SCRIPT].strip()])


class _ProductResponse(StreamingResponse):
    """The bytes of a file, which is closed even where the reader went before the first of them."""

    def __init__(self, file: io.FileIO, headers: Mapping[str, str]) -> None:
        super().__init__(_pieces(file), headers=headers)
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._file:
            await super().__call__(scope, receive, send)


def _pieces(file: io.FileIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


async def _news(feed: StateFeed, slug: str | None) -> AsyncIterator[str]:
    """The state at once, and again whenever it has changed, as server-sent events."""
    loop, news = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        loop.call_soon_threadsafe(news.set)

    with feed.read_by(wake, slug):
        yield "retry: 500\n\n"
        last = ""
        while not feed.ended:
            news.clear()
            current = message(feed.state, slug)
            if current != last:
                yield f"data: {current}\n\n"
            last = current
            try:
                await asyncio.wait_for(news.wait(), PULSE)
            except TimeoutError:
                yield ": nothing new\n\n"


def _product(feed: StateFeed, output: Path, path: str) -> Path | None:
    """The file of the output folder at a path, if it is one that may be shown."""
    parts = path.split("/")
    if parts[0] not in feed.state.all or len(parts) < 2:
        return None
    try:
        found = file_inside(output, path)
    except (OSError, ValueError):  # a name that no file can have
        return None
    if found is None:
        return None
    # Links inside the article's folder are followed, but not to hidden files or out of it.
    inside = found.relative_to(output).parts
    hidden = any(not part or part.startswith(".") for part in (*parts, *inside))
    return None if hidden or inside[0] != parts[0] else found


def _own(name: str, data: bytes) -> Response:
    kind = _TYPES[Path(name).suffix]
    headers = {"content-security-policy": _OWN_POLICY, "content-type": kind}
    return Response(data, headers=headers)


def _nothing() -> Response:
    return PlainTextResponse(nothing_here(), 404)


class _Guard:
    """Refuses requests for other hosts and other methods, and adds the security headers."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError("the preview speaks HTTP and nothing else")

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_SAFE.items()]}
            await send(message)

        await self._answerer(scope)(scope, receive, send_safely)

    def _answerer(self, scope: Scope) -> ASGIApp:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
            return PlainTextResponse("The preview answers at localhost only.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            allowed = {"allow": "GET, HEAD"}
            return PlainTextResponse("The preview can only be read.\n", 405, headers=allowed)
        return self._inner
